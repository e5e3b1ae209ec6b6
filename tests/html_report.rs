//! The report as a page: no text of a user's file is markup, nothing is asked of the network, and in a browser its cards
//! open by pointer, touch and keyboard.
//!
//! The browser is headless Chromium. Where there is none, the tests that need it say so and pass
//! (`cargo test --test html_report -- --nocapture` shows it); with FACTLINT_NEEDS_CHROMIUM set they fail.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RULES: &str = "use news\n\nabout \"Shanghai Cooperation Organization\"\n\n\
    rule nine-members \"Nine <b>members</b>\"\n  member count equals nine\n  because \"</script><script>bad()</script>\"\n\n\
    rule host: Kazakhstan hosts the SCO summit\n\nrule opening: the SCO summit takes place on 2024-07-03\n\n\
    rule silent: Vladimir Putin meets Xi Jinping\n";

const STORY: &str = "# Leaders <img src=x onerror=bad()> meet\n\nThe SCO summit opened on Monday, July 3, 2024. Kazakhstan hosts the SCO \
    summit.\n\nThe Shanghai Cooperation Organization has ten members. &lt;script&gt;bad()&lt;/script&gt; \"onmouseover=bad() x=\" It was \
    founded in 2001.\n\n| Country | Seats |\n| --- | ---: |\n| Iran | 3 |\n";

/// A page, in a folder that goes when the test ends.
struct Page(PathBuf);

impl Page {
    fn new(test: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("factlint-page-{test}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("story'\"><script>bad()<.md"), STORY).unwrap();
        std::fs::write(folder.join("house.rules"), RULES).unwrap();
        let out = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args([
                "check",
                "--rules",
                "house.rules",
                "--coverage",
                "--output",
                "html=page.html",
                "story'\"><script>bad()<.md",
            ])
            .current_dir(&folder)
            .output()
            .unwrap();
        assert_eq!(out.status.code(), Some(1), "{}", String::from_utf8_lossy(&out.stderr));
        Self(folder)
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.0.join("page.html")).unwrap()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The opening tags of a page outside its style and script.
fn tags(page: &str) -> Vec<&str> {
    let body = page.split("</style>").nth(1).unwrap().rsplit_once("<script>").unwrap().0;
    body.match_indices('<').map(|(at, _)| &body[at..at + body[at..].find('>').unwrap() + 1]).collect()
}

#[test]
fn no_text_of_a_file_is_markup() {
    let page = Page::new("markup");
    let text = page.text();
    assert_eq!(text.matches("<script").count(), 1, "a script of somebody else's");
    assert_eq!(text.matches("</script").count(), 1);
    for tag in tags(&text) {
        let name = tag.trim_start_matches(['<', '/']).split([' ', '>']).next().unwrap();
        assert!(
            [
                "head",
                "body",
                "a",
                "header",
                "div",
                "span",
                "button",
                "h1",
                "h2",
                "h3",
                "h4",
                "p",
                "b",
                "i",
                "main",
                "section",
                "bdi",
                "article",
                "mark",
                "aside",
                "ol",
                "li",
                "ul",
                "q",
                "code",
                "dl",
                "dt",
                "dd",
                "table",
                "tr",
                "th",
                "td",
                "footer",
                "kbd",
                "blockquote",
                "caption"
            ]
            .contains(&name),
            "{tag}"
        );
        assert!(name != "b" || tag == "<b>" || tag == "</b>", "{tag}");
        let quoted = tag.matches('"').count();
        assert_eq!(quoted % 2, 0, "{tag}");
        let outside: String = tag.split('"').step_by(2).collect();
        assert!(!outside.contains(" on"), "a handler: {tag}");
    }
    assert!(text.contains("Nine &lt;b&gt;members&lt;/b&gt;"));
}

#[test]
fn nothing_is_asked_of_the_network() {
    let text = Page::new("network").text();
    assert!(text.contains("default-src 'none'"));
    for outside in ["http:", "https:", "src=\"", "@import", "url(", "fetch(", "XMLHttp", "<link"] {
        assert!(!text.contains(outside), "{outside}");
    }
}

#[test]
fn each_verdict_has_its_colour() {
    let text = Page::new("colours").text();
    let mark = |words: &str| {
        let at = text.find(&format!(">{words}</mark>")).unwrap_or_else(|| panic!("`{words}` is no mark:\n{text}"));
        let tag = &text[text[..at].rfind("<mark").unwrap()..at];
        tag.split("class=\"m ").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    assert_eq!(mark("2001"), "unchecked");
    assert_eq!(mark("Monday"), "bad");
    assert!(text.contains("class=\"m good\"") && text.contains("class=\"note open\""));
    assert!(text.contains("<td>") && text.contains("<th>"));
}

/// The browser, if the machine has one; else the test says that it is skipped.
fn chromium(test: &str) -> Option<&'static str> {
    let found = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|name| {
        let paths = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&paths).any(|folder| folder.join(name).is_file())
    });
    if found.is_none() {
        assert!(std::env::var_os("FACTLINT_NEEDS_CHROMIUM").is_none(), "no Chromium on this machine");
        eprintln!("skipped: {test}: no Chromium on this machine");
    }
    found
}

/// Runs a script in the page, in a window of that width, and gives what it writes into the body's `data-result`.
fn in_browser(browser: &str, page: &Page, width: u32, script: &str) -> String {
    let path = page.0.join(format!("tried-{width}.html"));
    let probe = format!(
        "<script>addEventListener('load', async () => {{ const wait = (ms) => new Promise((done) => setTimeout(done, ms));\n\
         const out = []; try {{ {script} }} catch (error) {{ out.push('error ' + error); }}\n\
         document.body.dataset.result = out.join(' | '); }});</script></body>"
    );
    std::fs::write(&path, page.text().replace("</body>", &probe)).unwrap();
    let profile = page.0.join(format!("profile-{width}"));
    let mut child = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--virtual-time-budget=4000",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--window-size={width},900"))
        .arg(format!("file://{}", path.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut stdout, &mut text).unwrap();
        text
    });
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_secs(90) {
            child.kill().unwrap();
            panic!("the browser takes too long");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let dom = reader.join().unwrap();
    let at = dom.find("data-result=\"").unwrap_or_else(|| panic!("no result in:\n{dom}")) + "data-result=\"".len();
    dom[at..].split('"').next().unwrap().to_owned()
}

#[test]
fn cards_open_by_pointer_and_by_keyboard() {
    let Some(browser) = chromium("cards_open_by_pointer_and_by_keyboard") else { return };
    let page = Page::new("pointer");
    let result = in_browser(
        browser,
        &page,
        1200,
        "const card = document.getElementById('card'); const marks = [...document.querySelectorAll('mark.m')];
         const shown = () => card.hidden ? 'closed' : card.querySelector('h3').textContent;
         const mark = marks.find((mark) => mark.textContent.includes('ten members'));
         const key = (key) => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
         const hover = (type) => mark.dispatchEvent(new PointerEvent(type, { pointerType: 'mouse' }));
         out.push('bad' in window ? 'injected' : 'clean', shown());
         hover('pointerenter'); out.push(shown());
         const box = card.getBoundingClientRect(), words = mark.getBoundingClientRect();
         const gap = box.top >= words.bottom ? box.top - words.bottom : words.top - box.bottom;
         out.push(gap >= 0 && gap < 30 ? 'beside' : 'away ' + [box.top, box.bottom, words.top, words.bottom, innerHeight]);
         hover('pointerleave'); await wait(400); out.push(shown());
         mark.click(); hover('pointerleave'); await wait(400); out.push(shown());
         key('Escape'); out.push(shown());
         key('n'); out.push(document.activeElement === marks[0] ? 'first' : 'elsewhere', card.hidden ? 'closed' : 'open');
         key('n'); out.push(document.activeElement === marks[1] ? 'second' : 'elsewhere');
         key('p'); out.push(document.activeElement === marks[0] ? 'first' : 'elsewhere');
         key('Enter'); out.push(card.hidden ? 'closed' : 'open'); key('Escape');
         document.querySelector('.chip.unchecked').click();
         out.push(getComputedStyle(marks.find((mark) => mark.dataset.tone === 'unchecked')).textDecorationLine);
         document.getElementById('theme').click(); out.push(document.documentElement.dataset.theme);",
    );
    assert_eq!(
        result,
        "clean | closed | Nine &lt;b&gt;members&lt;/b&gt; | beside | closed | Nine &lt;b&gt;members&lt;/b&gt; | closed | first | open | second | first | open | none | dark"
    );
}

#[test]
fn on_a_phone_a_tap_opens_a_sheet_and_nothing_runs_over_the_side() {
    let Some(browser) = chromium("on_a_phone_a_tap_opens_a_sheet_and_nothing_runs_over_the_side") else { return };
    let page = Page::new("phone");
    let result = in_browser(
        browser,
        &page,
        500,
        "const card = document.getElementById('card');
         const mark = [...document.querySelectorAll('mark.m')].find((mark) => mark.textContent.includes('ten members'));
         mark.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'touch' })); out.push(card.hidden ? 'closed' : 'open');
         mark.click(); out.push(card.hidden ? 'closed' : 'open');
         const box = card.getBoundingClientRect();
         out.push(getComputedStyle(card).position, Math.round(innerHeight - box.bottom), Math.round(box.left));
         out.push(document.documentElement.scrollWidth <= innerWidth ? 'fits' : 'too wide');
         document.querySelector('h1').click(); out.push(card.hidden ? 'closed' : 'open');",
    );
    assert_eq!(result, "closed | open | fixed | 0 | 0 | fits | closed");
}

#[test]
fn it_can_be_read_in_the_dark_and_in_the_light() {
    let Some(browser) = chromium("it_can_be_read_in_the_dark_and_in_the_light") else { return };
    let page = Page::new("contrast");
    let result = in_browser(
        browser,
        &page,
        1000,
        "const channel = (value) => { value /= 255; return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; };
         const light = (color) => { const [r, g, b] = color.match(/[0-9.]+/g).map(Number).map(channel); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
         const back = (node) => { while (node) { const color = getComputedStyle(node).backgroundColor;
           if (!/, 0\\)$/.test(color) && color !== 'transparent') return color; node = node.parentElement; } return 'rgb(255, 255, 255)'; };
         document.head.insertAdjacentHTML('beforeend', '<style>* { transition: none !important }</style>');
         for (const theme of ['light', 'dark']) { document.documentElement.dataset.theme = theme; let least = 99, where = '';
           for (const node of document.querySelectorAll('h1, h2, h3, p, mark, q, code, dt, dd, td, th, .chip, .verdict, .at, .says, button')) {
             if (!node.textContent.trim() || !node.getClientRects().length) continue;
             const [a, b] = [light(getComputedStyle(node).color), light(back(node))].sort((x, y) => y - x);
             const ratio = (a + 0.05) / (b + 0.05); if (ratio < least) { least = ratio; where = node.tagName + '.' + node.className; } }
           out.push(theme + (least >= 4.5 ? ' fine' : ' ' + least.toFixed(2) + ' at ' + where)); }",
    );
    assert_eq!(result, "light fine | dark fine");
}

#[test]
fn it_prints_with_the_notes_behind_the_article() {
    let Some(browser) = chromium("it_prints_with_the_notes_behind_the_article") else { return };
    let page = Page::new("print");
    let path: &Path = &page.0.join("page.pdf");
    let status = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-sync",
        ])
        .arg(format!("--user-data-dir={}", page.0.join("profile").display()))
        .arg(format!("--print-to-pdf={}", path.display()))
        .arg(format!("file://{}", page.0.join("page.html").display()))
        .stderr(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    let pdf = std::fs::read(path).unwrap();
    assert!(pdf.starts_with(b"%PDF") && pdf.len() > 5000, "{} bytes", pdf.len());
}
