//! Small documents and the blocks that are read from them, one a line: kind, words.

#![allow(clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use factlint::article::{Article, BlockKind, Format, read};
use factlint::source::SourceId;
use jiff::civil::{Date, date};

fn outline(article: &Article) -> String {
    let mut lines = String::new();
    for block in &article.blocks {
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("heading {level}"),
            kind => format!("{kind:?}").to_lowercase(),
        };
        lines.push_str(&format!("{kind}: {}\n", article.words(block.span)));
    }
    lines
}

#[track_caller]
fn assert_reads(source: &str, format: Format, day: Option<Date>, expected: &str) -> Article {
    let article = read(SourceId(0), source, format);
    let expected: String = expected.lines().map(|line| format!("{}\n", line.trim_start())).collect();
    assert_eq!(outline(&article), expected.trim_start_matches('\n'), "as {format:?}");
    assert_eq!(article.dateline, day);
    article
}

/// The words of a table's cells; those of header cells in brackets.
fn rows(article: &Article, table: usize) -> Vec<String> {
    let cell = |cell: &factlint::article::Cell| {
        let words = article.words(article.blocks[cell.block].span);
        if cell.header { format!("[{words}]") } else { words.to_owned() }
    };
    article.tables[table].rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | ")).collect()
}

#[test]
fn a_news_story_with_a_line_a_paragraph() {
    assert_reads(
        "Harbour bridge closes for repairs\n\
         By Jane Doe and JOHN ROE\n\
         Updated Sept. 12, 2015, 10:30 a.m. EDT\n\
         The old bridge over the Tamsin river will close on Monday for eight months, the port authority said.\n\
         Workers inspect the bridge, Sept. 1, 2015. (Ana Lima/Getty Images)\n\
         MAYOR CALLS BRIDGE A RISK TO THE WHOLE CITY\n\
         About 40,000 people cross it each day, and no other road leads to the island that the authority serves.\n\
         The bridge in 1931.\n\
         Ferries will run every ten minutes while the work lasts, and the fare will not rise before the spring.\n\
         The Associated Press contributed to this report.\n\
         Jane Doe is a reporter covering transport and ports for the Tamsin Courier.\n",
        Format::Text,
        Some(date(2015, 9, 12)),
        "headline: Harbour bridge closes for repairs
         byline: By Jane Doe and JOHN ROE
         dateline: Updated Sept. 12, 2015, 10:30 a.m. EDT
         paragraph: The old bridge over the Tamsin river will close on Monday for eight months, the port authority said.
         caption: Workers inspect the bridge, Sept. 1, 2015. (Ana Lima/Getty Images)
         promo: MAYOR CALLS BRIDGE A RISK TO THE WHOLE CITY
         paragraph: About 40,000 people cross it each day, and no other road leads to the island that the authority serves.
         caption: The bridge in 1931.
         paragraph: Ferries will run every ten minutes while the work lasts, and the fare will not rise before the spring.
         credit: The Associated Press contributed to this report.
         credit: Jane Doe is a reporter covering transport and ports for the Tamsin Courier.",
    );
}

#[test]
fn hard_wrapped_lines_are_joined() {
    assert_reads(
        "Lake level falls for a third year\r\n\
         \r\n\
         The level of Lake Ostra fell by 12 centimetres last year, the third fall in a\r\n\
         row. Hydrologists blame a dry spring and the two wells that were drilled near\r\n\
         the northern shore.\r\n\
         \r\n\
         What comes next\r\n\
         \r\n\
         The council will vote in May. A first vote failed by one voice, as two of the\r\n\
         nine members were absent:\r\n\
         - Mara Lind, who was ill and could not follow the session by telephone as the\r\n  \
           rules allow\r\n\
         - Tom Aske\r\n",
        Format::Text,
        None,
        "headline: Lake level falls for a third year
         paragraph: The level of Lake Ostra fell by 12 centimetres last year, the third fall in a row. Hydrologists \
         blame a dry spring and the two wells that were drilled near the northern shore.
         heading 2: What comes next
         paragraph: The council will vote in May. A first vote failed by one voice, as two of the nine members were absent:
         listitem: Mara Lind, who was ill and could not follow the session by telephone as the rules allow
         listitem: Tom Aske",
    );
}

#[test]
fn a_first_line_that_is_only_a_date_is_the_dateline() {
    assert_reads(
        "Thursday, 7 May 2015\n\nThe vote begins today.\n\nIt ends on Friday.",
        Format::Text,
        Some(date(2015, 5, 7)),
        "dateline: Thursday, 7 May 2015
         paragraph: The vote begins today.
         paragraph: It ends on Friday.",
    );
}

#[test]
fn a_deck_stands_between_headline_and_byline() {
    assert_reads(
        "Ferry line opens\nFirst boats leave before dawn.\nBy Jane Doe\n2 May 2019\nThe line is 9 km long.\n",
        Format::Text,
        Some(date(2019, 5, 2)),
        "headline: Ferry line opens
         paragraph: First boats leave before dawn.
         byline: By Jane Doe
         dateline: 2 May 2019
         paragraph: The line is 9 km long.",
    );
}

#[test]
fn one_paragraph_has_no_headline() {
    assert_reads("Nine states sent their leaders", Format::Text, None, "paragraph: Nine states sent their leaders");
}

#[test]
fn place_and_agency_stay_in_the_paragraph_and_date_it() {
    assert_reads(
        "Rates fall\nLONDON, July 3, 2024 (Reuters) — The bank cut its rate.\n",
        Format::Text,
        Some(date(2024, 7, 3)),
        "headline: Rates fall
         paragraph: LONDON, July 3, 2024 (Reuters) — The bank cut its rate.",
    );
    assert_reads(
        "Congress meets\nWASHINGTON (AP) — The session opened on July 3, 2024.\n",
        Format::Text,
        None,
        "headline: Congress meets
         paragraph: WASHINGTON (AP) — The session opened on July 3, 2024.",
    );
}

#[test]
fn results_head_the_paragraphs_on_the_matches() {
    let article = assert_reads(
        "Day five: three wins\n\nTuesday, June 19, 2018\n\nThree teams won.\n\n\
         Group F — Aland 1–0 Borduria\n\nAland scored late.\n\n\
         Group G — Carpania 1–2 Dravia\n\nDravia turned the match.\n",
        Format::Text,
        Some(date(2018, 6, 19)),
        "headline: Day five: three wins
         dateline: Tuesday, June 19, 2018
         paragraph: Three teams won.
         heading 2: Group F — Aland 1–0 Borduria
         paragraph: Aland scored late.
         heading 2: Group G — Carpania 1–2 Dravia
         paragraph: Dravia turned the match.",
    );
    let headings: Vec<_> = article.blocks.iter().map(|block| block.heading).collect();
    assert_eq!(headings, [None, Some(0), Some(0), Some(0), Some(3), Some(0), Some(5)]);
}

#[test]
fn short_sentences_and_a_subject_of_the_story_stay_paragraphs() {
    assert_reads(
        "Reporter freed after a year\nOfficials warn of delays.\nThe court freed Ivan Gersh on Monday.\nHe flew home.\n\
         Ivan Gersh is a reporter for the Tamsin Courier.\n",
        Format::Text,
        None,
        "headline: Reporter freed after a year
         paragraph: Officials warn of delays.
         paragraph: The court freed Ivan Gersh on Monday.
         paragraph: He flew home.
         paragraph: Ivan Gersh is a reporter for the Tamsin Courier.",
    );
}

#[test]
fn lists_of_plain_text() {
    assert_reads(
        "Shopping for the summit\n\n1. Flags\n2) Chairs\n• Lamps\n* Pens\n\n2018. That was the year.\n",
        Format::Text,
        None,
        "headline: Shopping for the summit
         listitem: Flags
         listitem: Chairs
         listitem: Lamps
         listitem: Pens
         paragraph: 2018. That was the year.",
    );
}

#[test]
fn markdown_with_front_matter() {
    assert_reads(
        "\u{feff}---\r\ntitle: \"The \\\"big\\\" bridge\" # working title\r\nauthors:\r\n  - Jane Doe\r\n  - name: 'John O''Neil'\r\n\
         date: 2024-07-03T09:00:00Z\r\ntags: [a, b]\r\n---\r\n\r\nIt **re**opened\r\non Monday at `main.rs`, she said.\r\n",
        Format::Markdown,
        Some(date(2024, 7, 3)),
        "headline: The \"big\" bridge
         byline: Jane Doe
         byline: John O'Neil
         dateline: 2024-07-03T09:00:00Z
         paragraph: It reopened on Monday at , she said.",
    );
    assert_reads(
        "+++\ntitle = 'Working title'\nauthor = [\"Jane Doe\"]\n+++\n\n# Printed title\n\nText.\n",
        Format::Markdown,
        None,
        "byline: Jane Doe
         headline: Printed title
         paragraph: Text.",
    );
    assert_reads(
        "---\ntitle: >-\n  A title\n  in two lines\nauthors: [{name: \"Lee, Ana\", url: x}, Olaf O'Hara]\npublished_at: 3 July 2024\n---\n\nText.\n",
        Format::Markdown,
        Some(date(2024, 7, 3)),
        "headline: A title in two lines
         byline: Lee, Ana
         byline: Olaf O'Hara
         dateline: 3 July 2024
         paragraph: Text.",
    );
    assert_reads(
        "+++\ntitle = \"T\"\ndate = 2024-07-03\n[extra]\nauthor = { name = 'Jane Doe' }\n+++\nText.\n",
        Format::Markdown,
        Some(date(2024, 7, 3)),
        "headline: T
         dateline: 2024-07-03
         byline: Jane Doe
         paragraph: Text.",
    );
    assert_reads(
        "---\nNot front matter: a rule, then text that says this.\nMore of it\n---\n",
        Format::Markdown,
        None,
        "heading 2: Not front matter: a rule, then text that says this. More of it",
    );
}

#[test]
fn markdown_blocks() {
    let article = assert_reads(
        "# Mara Lind\n\n\
         | Mara Lind | |\n| --- | --- |\n| Team | Ostra \\| Sund |\n| Born | `1988` |\n\n\
         *Lind in May*\n\n\
         Lind ~~has~~ had [two](https://example.org/not-read \"nor this\") homes[^1]; see ![a map](map.png) below.\n\n\
         ![Lind at the lake](lake.jpg)\n*At the lake*\n\n\
         ## Career {#career}\n\n> She won.\n> Twice.\n\n- One\n- Two\n  more\n\n<!-- -->\n\n    code\n\n```\ncode\n```\n\n<!-- not read -->\n\n\
         ### Early years\n\n*An emphasised paragraph.*\n\n---\n\nThe end.\n\n[^1]: By her own count.\n",
        Format::Markdown,
        None,
        "headline: Mara Lind
         cell: Mara Lind
         cell: 
         cell: Team
         cell: Ostra | Sund
         cell: Born
         cell: 
         caption: Lind in May
         paragraph: Lind had two homes; see below.
         alttext: a map
         alttext: Lind at the lake
         caption: At the lake
         heading 2: Career
         quote: She won. Twice.
         listitem: One
         listitem: Two more
         heading 3: Early years
         paragraph: An emphasised paragraph.
         paragraph: The end.
         paragraph: By her own count.",
    );
    assert_eq!(rows(&article, 0), ["[Mara Lind] | []", "Team | Ostra | Sund", "Born | "]);
    assert_eq!((article.tables[0].caption, article.tables[0].heading), (Some(7), Some(0)));
    let heading = |block: usize| article.blocks[block].heading;
    assert_eq!((heading(12), heading(16), heading(17)), (Some(0), Some(12), Some(16)));
}

#[test]
fn html_in_markdown() {
    let article = assert_reads(
        "<h1>Title</h1>\n\n# Section\n\n<div hidden>\n\nNot *read*.\n\n</div>\n\n\
         H<sub>2</sub>O<br>and <code>x</code>more <span hidden>less</span>.\n\n\
         > <table>\n> <tr><th>A &amp; B</th></tr>\n> </table>\n\n<p>caf&eacute;</p>\nstill HTML\n",
        Format::Markdown,
        None,
        "headline: Title
         heading 1: Section
         paragraph: H2O and more .
         cell: A & B
         paragraph: café
         paragraph: still HTML",
    );
    assert_eq!(rows(&article, 0), ["[A & B]"]);
}

#[test]
fn a_page_of_html() {
    let article = assert_reads(
        "<!DOCTYPE html><html><head><title>Bridge closes – Courier</title><style>p { color: red }</style>\
         <meta property=\"article:published_time\" content=\"2024-07-03T09:00:00Z\">\
         <script>if (a < b) document.write('<p>no</p>')</script></head><body>\
         <header><h1>The Courier</h1><nav><a href=/>Home</a></nav></header>\
         <main><article><header><h1>Bridge\n   closes</h1><p>By Jane Doe<p><time datetime=2024-07-04>yesterday</time></header>\
         <p>Lee&#8217;s &ldquo;bridge&rdquo; of <b>Tam</b>sin<br>closes.<img src=x.png alt=\"The bridge &amp; the &#x1F309;\"> \
         <p>Five<sup class=reference><a href=#1>[1]</a></sup> <del>six</del> men, H<sub>2</sub>O; <q>no</q>, he said.\
         <figure><img src=y.png alt=\"\"><figcaption>The bridge in 1931</figcaption></figure>\
         <h2>Costs<h2>Next</h2><ul><li>One<li>Two<ul><li>Deep</ul></ul>\
         <blockquote><p>Said so.</p></blockquote><pre>code</pre>After<div>all</div>\
         <p style=\"Display: none\">hidden<p>shown <span hidden>not</span><svg><title>no</title><text>no</text></svg>&lt;b&gt;\
         </article></main><aside>Read also</aside><footer>© Courier</footer></body></html>",
        Format::Html,
        Some(date(2024, 7, 3)),
        "headline: Bridge closes
         byline: By Jane Doe
         dateline: yesterday
         paragraph: Lee’s “bridge” of Tamsin closes.
         alttext: The bridge & the 🌉
         paragraph: Five men, H2O; \"no\", he said.
         caption: The bridge in 1931
         heading 2: Costs
         heading 2: Next
         listitem: One
         listitem: Two
         listitem: Deep
         quote: Said so.
         paragraph: After
         paragraph: all
         paragraph: shown <b>",
    );
    assert_eq!(article.blocks[5].heading, Some(0));
}

#[test]
fn a_caption_ends_the_row_that_it_stands_in() {
    let article = assert_reads(
        "<table><td>one<caption>By state<tr><td>two</table>",
        Format::Html,
        None,
        "cell: one
         caption: By state
         cell: two",
    );
    assert_eq!(article.tables[0].caption, Some(1));
}

#[test]
fn tables_of_html() {
    let article = assert_reads(
        "<title>Medals</title><h2>2024</h2><table><caption>By state</caption>\
         <thead><tr><td>State<td colspan=2>Medals</thead>\
         <tr><th rowspan=2>Aland<td>1<td>gold<tr><td>2 <p>or 3</p><td><ul><li>bronze<li>tin</ul>\
         <tr><td>Dravia<td></table>\
         <table><tr><td><h3>Old page</h3>One.<td><p>Two.<p>Three.</table>",
        Format::Html,
        None,
        "headline: Medals
         heading 2: 2024
         caption: By state
         cell: State
         cell: Medals
         cell: Aland
         cell: 1
         cell: gold
         cell: 2 or 3
         cell: bronze tin
         cell: Dravia
         cell: 
         heading 3: Old page
         paragraph: One.
         paragraph: Two.
         paragraph: Three.",
    );
    let expected =
        ["[State] | [Medals] | [Medals]", "[Aland] | 1 | gold", "[Aland] | 2 or 3 | bronze tin", "Dravia | "];
    assert_eq!(rows(&article, 0), expected);
    assert_eq!(article.tables.len(), 1);
    assert_eq!((article.tables[0].caption, article.tables[0].heading), (Some(2), Some(1)));
}

#[test]
fn spans_of_cells_cannot_blow_a_table_up() {
    let row = "<tr>".to_owned() + &"<td colspan=1000 rowspan=60000>x".repeat(100);
    let article = read(SourceId(0), &format!("<table>{}</table>", row.repeat(100)), Format::Html);
    let cells: usize = article.tables[0].rows.iter().map(Vec::len).sum();
    assert!((100_000..=110_000).contains(&cells), "{cells}");
}

#[test]
fn a_form_around_the_page_does_not_hide_the_article() {
    assert_reads(
        "<body><form id=page><input name=q><label>Search</label><main><p>Read me.</p></main>Not me.</form><p>Me too.",
        Format::Html,
        None,
        "paragraph: Read me.
         paragraph: Me too.",
    );
}

#[test]
fn xhtml_closes_elements_at_once() {
    assert_reads(
        "<?xml version=\"1.0\"?><html><head><script src=\"x\"/></head><body><p>One<span hidden=\"\"/> two</p></body></html>",
        Format::Html,
        None,
        "paragraph: One two",
    );
}
