//! The command line, as its users see it: each file of `tests/commands/` is a transcript, run in the folder of the same name.
//!
//! `TRYCMD=overwrite cargo test --test commands` writes what the commands print: look at the difference before it is kept.
//! Inputs that are too large to keep are made here.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The tests with much to read take turns.
static HEAVY: std::sync::Mutex<()> = std::sync::Mutex::new(());

/// No wrong input keeps anybody waiting; debug builds on busy machines are given some more.
const PATIENCE: Duration = Duration::from_secs(180);

#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .case("tests/commands/*.trycmd")
        .env("COLUMNS", "100")
        .env("TERM", "xterm")
        .env("FACTLINT_CACHE_DIR", cache().display().to_string());
}

/// Tests have a cache of their own: the user's is none of their business.
fn cache() -> PathBuf {
    std::env::temp_dir().join("factlint-cache-of-the-tests")
}

/// A folder of one test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("factlint-{test}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        std::fs::write(self.0.join(name), bytes).unwrap();
        self
    }

    /// Runs `factlint` with these arguments in the folder; it must end in good time.
    fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, b"")
    }

    fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let begun = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(arguments)
            .current_dir(&self.0)
            .env("COLUMNS", "100")
            .env_remove("NO_COLOR")
            .env("FACTLINT_CACHE_DIR", cache())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || {
            // The command may end without having read it all.
            let _ = stdin.write_all(&input);
        });
        let (out, err) = (reader(child.stdout.take().unwrap()), reader(child.stderr.take().unwrap()));
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if begun.elapsed() > PATIENCE {
                child.kill().unwrap();
                panic!("{arguments:?} takes more than {PATIENCE:?}");
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        writer.join().unwrap();
        Ran { status: status.code().unwrap(), out: out.join().unwrap(), err: err.join().unwrap() }
    }
}

/// Reads a pipe to its end, beside whatever else goes on.
fn reader(mut pipe: impl std::io::Read + Send + 'static) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut text = String::new();
        pipe.read_to_string(&mut text).unwrap();
        text
    })
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Ran {
    /// Whether the exit status is that, and each of the texts is printed.
    #[track_caller]
    fn says(&self, status: i32, texts: &[&str]) {
        // What is cut into lines is one text again.
        let printed = format!("{}\n{}", self.out, self.err);
        let plain = printed.split_whitespace().collect::<Vec<_>>().join(" ");
        for text in texts {
            assert!(plain.contains(text), "no `{text}` in:\n{}", &printed[..printed.floor_char_boundary(4000)]);
        }
        assert_eq!(self.status, status, "{}", &printed[..printed.floor_char_boundary(4000)]);
        assert!(printed.len() < 20_000, "{} bytes are printed", printed.len());
    }
}

const RULES: &str =
    "use news\nabout \"Shanghai Cooperation Organization\"\nrule nine-members: member count equals nine\n";
const STORY: &str = "The Shanghai Cooperation Organization (SCO) met in Astana. The SCO has nine members.\n";

#[test]
fn a_rule_of_a_megabyte_on_one_line() {
    let folder = Folder::new("long-line");
    let mut rule = String::from("rule long\n  member count equals ");
    while rule.len() < 1 << 20 {
        rule.push_str("nine plus ");
    }
    folder.file("long.rules", rule + "one\n").file("story.txt", STORY);
    let ran = folder.run(&["check", "--rules", "long.rules", "story.txt"]);
    ran.says(
        2,
        &[
            "error[line-too-long]",
            "more than the 65536 that are read",
            "long.rules:2:3",
            "help: say it in several lines",
        ],
    );
}

#[test]
fn parentheses_ten_thousand_deep() {
    let folder = Folder::new("deep");
    let sentence = format!("{}member count equals nine{}", "(".repeat(10_000), ")".repeat(10_000));
    folder.file("deep.rules", format!("rule deep\n  {sentence}\n")).file("story.txt", STORY);
    let ran = folder.run(&["check", "--rules", "deep.rules", "story.txt"]);
    ran.says(2, &["error[too-deep]", "more than 64 deep", "deep.rules:2:67", "help: say it in several checks"]);
}

#[test]
fn nots_and_ofs_ten_thousand_deep() {
    let folder = Folder::new("chains");
    folder.file("story.txt", STORY);
    let chains = [
        ("it is not the case that ", "member count equals nine"),
        ("the president of ", "Kazakhstan is Tokayev"),
        ("Guterres says that ", "member count equals nine"),
        ("A and ", "B attend the SCO summit"),
    ];
    for (link, end) in chains {
        for links in [200, 2_000] {
            folder.file("chain.rules", format!("use news\nrule chain\n  {}{end}\n", link.repeat(links)));
            let ran = folder.run(&["check", "--rules", "chain.rules", "story.txt"]);
            ran.says(2, &["error[", "chain.rules:3:", "help: "]);
        }
    }
}

#[test]
fn a_rule_file_above_the_limit() {
    let folder = Folder::new("large-rules");
    let mut rules = RULES.to_owned();
    while rules.len() <= 4 << 20 {
        rules.push_str("# a comment\n");
    }
    folder.file("large.rules", rules).file("story.txt", STORY);
    let ran = folder.run(&["check", "--rules", "large.rules", "story.txt"]);
    ran.says(2, &["error[file-too-large]", "large.rules:1:1", "help: "]);
}

#[test]
fn rule_files_that_use_each_other_too_deeply() {
    let folder = Folder::new("deep-use");
    for number in 0..80 {
        folder.file(&format!("r{number}.rules"), format!("use \"./r{}.rules\"\n", number + 1));
    }
    folder.file("r80.rules", RULES).file("story.txt", STORY);
    let ran = folder.run(&["check", "--rules", "r0.rules", "story.txt"]);
    ran.says(2, &["64", "r63.rules:1:", "help: "]);
}

#[test]
fn an_article_above_the_limit() {
    let folder = Folder::new("large-article");
    folder.file("house.rules", RULES).file("story.txt", STORY);
    std::fs::File::create(folder.0.join("large.txt")).unwrap().set_len((64 << 20) + 1).unwrap();
    let ran = folder.run(&["check", "--rules", "house.rules", "large.txt", "story.txt"]);
    ran.says(3, &["error[file-too-large]", "`large.txt`", "help: check the parts of it one by one", "1 supported"]);
}

#[test]
fn a_facts_file_above_the_limit() {
    let folder = Folder::new("large-facts");
    folder.file("house.rules", RULES);
    std::fs::File::create(folder.0.join("large.json")).unwrap().set_len((32 << 20) + 1).unwrap();
    let ran = folder.run(&["check", "--rules", "house.rules", "large.json"]);
    ran.says(3, &["error[facts-too-large]", "`large.json`", "help: split the file"]);
}

#[test]
fn a_facts_file_nested_ten_thousand_deep() {
    let folder = Folder::new("deep-facts");
    folder.file("house.rules", RULES);
    for (name, open, close) in [("deep.json", "[", "]"), ("deep.yaml", "[", "]"), ("maps.yaml", "{a: ", "}")] {
        folder.file(name, format!("{}{}", open.repeat(10_000), close.repeat(10_000)));
        folder.run(&["check", "--rules", "house.rules", name]).says(3, &["error[facts-form]", name, "help: "]);
    }
}

#[test]
fn an_article_of_one_sentence_without_end() {
    let folder = Folder::new("long-sentence");
    folder.file("house.rules", RULES);
    for words in ["and the members of the Shanghai Cooperation Organization ", "Xi ", "( ", "\u{201c} ", "nine, "] {
        folder.file("story.txt", words.repeat(40_000 / words.len()));
        let ran = folder.run(&["check", "--rules", "house.rules", "story.txt"]);
        ran.says(0, &["1 article, 1 check"]);
    }
}

#[test]
fn an_article_of_a_megabyte_without_a_space() {
    let _turn = HEAVY.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let folder = Folder::new("no-space");
    folder.file("house.rules", RULES);
    for (name, piece) in [
        ("letters.txt", "x"),
        ("digits.txt", "9"),
        ("emoji.txt", "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}"),
        ("chinese.txt", "政府"),
        ("accents.txt", "e\u{301}\u{302}"),
        ("line.md", "*_"),
        ("entities.html", "&amp;"),
    ] {
        folder.file(name, piece.repeat((1 << 20) / piece.len()));
        let ran = folder.run(&["check", "--rules", "house.rules", name]);
        ran.says(0, &["1 article, 1 check"]);
    }
    // Many words after all: a tenth of it, since tests are not optimised.
    for (name, piece) in [("dashes.txt", "a-"), ("stops.txt", "a."), ("brackets.txt", "(["), ("quotes.txt", "“x”")]
    {
        folder.file(name, piece.repeat(100_000 / piece.len()));
        folder.run(&["check", "--rules", "house.rules", name]).says(0, &["1 article, 1 check"]);
    }
}

#[test]
fn a_sentence_of_a_hundred_thousand_words() {
    let _turn = HEAVY.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let folder = Folder::new("words");
    folder.file("house.rules", RULES).file("story.txt", "Xi ".repeat(100_000));
    folder.run(&["check", "--rules", "house.rules", "story.txt"]).says(0, &["1 article, 1 check"]);
    // As intricate as it can be; a fifth of it, since tests are not optimised.
    folder.file("story.txt", "Xi met him and ".repeat(5_000));
    folder.run(&["check", "--rules", "house.rules", "story.txt"]).says(0, &["1 article, 1 check"]);
}

#[test]
fn signs_that_steer_a_terminal_or_turn_a_line_round() {
    let folder = Folder::new("signs");
    let story =
        "The Shanghai Cooperation Organization \u{1f600} has \u{202e}ten\u{202c} members\u{7}\u{1b}[31m. שלום مرحبا\n";
    folder.file("house.rules", RULES).file("story.txt", story);
    let ran = folder.run(&["check", "--rules", "house.rules", "story.txt"]);
    assert!(ran.status < 2, "{}", ran.out);
    let steering = |letter: char| letter.is_control() && letter != '\n' || ('\u{202a}'..='\u{202e}').contains(&letter);
    assert!(!ran.out.contains(steering), "{:?}", ran.out);
    folder.file("signs.rules", "use news\nrule \u{202e}x\n  member\u{7} count of NATO is \u{1b}[31mnine\n");
    let ran = folder.run(&["check", "--rules", "signs.rules", "story.txt"]);
    ran.says(2, &["error["]);
    assert!(!ran.out.contains(steering), "{:?}", ran.out);
}

#[test]
fn tables_beyond_the_limits() {
    let _turn = HEAVY.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let folder = Folder::new("tables");
    folder.file("house.rules", RULES);
    let wide = format!("<html><table><tr>{}</tr></table>", "<td>9</td>".repeat(1_500));
    let repeated = format!("<html><table>{}</table>", "<tr><td colspan=1000 rowspan=1000>9</td></tr>".repeat(400));
    let columns = format!("|{}\n|{}\n|{}\n", "a|".repeat(2_000), "-|".repeat(2_000), "9|".repeat(2_000));
    let rows = format!("|a|b|\n|-|-|\n{}", "|Norway|9|\n".repeat(20_000));
    for (name, text) in [("wide.html", wide), ("repeated.html", repeated), ("columns.md", columns), ("rows.md", rows)] {
        folder.file(name, text);
        folder.run(&["check", "--rules", "house.rules", name]).says(0, &["1 article, 1 check"]);
    }
}

#[test]
fn rules_that_no_clause_may_be_as_intricate_as() {
    let folder = Folder::new("intricate");
    folder.file("story.txt", STORY);
    let clauses = [
        format!("{}Kazakhstan is Tokayev", "the president of ".repeat(45)),
        format!("the {}SCO is 3", "summit of the ".repeat(40)),
        format!("Putin meets Xi{}", " in Astana on July 3 at the summit".repeat(18)),
        format!("{}and Xi attend the summit", "the president of the first country in the country, ".repeat(12))
            .replace(", and", " and"),
    ];
    for clause in clauses {
        folder.file("chain.rules", format!("use news\nrule chain\n  {clause}\n"));
        let ran = folder.run(&["check", "--rules", "chain.rules", "story.txt"]);
        ran.says(2, &["error[clause-too-intricate]", "help: divide it into several sentences"]);
    }
}

#[test]
fn definitions_without_end() {
    let folder = Folder::new("definitions");
    folder.file("story.txt", "Turkey defeats Tunisia.\n");
    let mut rules =
        String::from("relation country defeats country\ndefine winner-0: a country that defeats a country\n");
    for number in 1..40 {
        let _ = writeln!(rules, "define winner-{number}: a country that is a winner-{}", number - 1);
    }
    for (last, told) in [(10, "1 supported"), (39, "definitions are unfolded more than 24 deep")] {
        folder.file("deep.rules", format!("{rules}rule last: Turkey is a winner-{last}\n"));
        let ran = folder.run(&["check", "--rules", "deep.rules", "story.txt"]);
        ran.says(i32::from(last == 39), &[told]);
    }
}

#[test]
fn a_recursive_definition_over_many_things() {
    let _turn = HEAVY.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let folder = Folder::new("recursion");
    let rules = "relation country is allied to country\n\
                 define bound to: a country is bound to a country\n  if the first is allied to the second\n  \
                 or the first is allied to a country that is bound to the second\n\
                 rule all: every country is bound to every country\n";
    let mut facts = String::from("factlint_facts: 1\nentities:\n");
    for number in 0..60 {
        let _ = writeln!(facts, "- {{id: c{number}, name: Land{number}, kinds: [country]}}");
    }
    facts.push_str("statements:\n");
    for number in 0..59 {
        let arguments = format!("[{{entity: c{number}}}, {{entity: c{}}}]", number + 1);
        let _ = writeln!(facts, "- {{concept: country is allied to country, arguments: {arguments}}}");
    }
    folder.file("bound.rules", rules).file("facts.yaml", facts);
    let ran = folder.run(&["check", "--rules", "bound.rules", "facts.yaml"]);
    ran.says(1, &["recursive definitions lead to more than 100000 answers"]);
}

#[test]
fn an_article_of_nested_markup() {
    let folder = Folder::new("nested-markup");
    folder.file("house.rules", RULES);
    folder.file("quotes.md", format!("{}{STORY}", ">".repeat(10_000)));
    folder.file("list.md", (0..1_000).map(|depth| format!("{}- item\n", "  ".repeat(depth))).collect::<String>());
    folder.file("div.html", format!("<html>{}<p>{STORY}", "<div>".repeat(100_000)));
    folder.file("table.html", format!("<html>{}{STORY}", "<table><tr><td>".repeat(10_000)));
    for name in ["quotes.md", "list.md", "div.html", "table.html"] {
        folder.run(&["check", "--rules", "house.rules", name]).says(0, &["1 article, 1 check"]);
    }
}

#[test]
fn a_rule_file_of_nothing_but_mistakes() {
    let folder = Folder::new("mistakes");
    let mut rules = String::new();
    for number in 0..2_000 {
        let _ = writeln!(rules, "rul mistake-{number}: member count equals nine");
    }
    folder.file("wrong.rules", rules).file("story.txt", STORY);
    let ran = folder.run(&["check", "--rules", "wrong.rules", "story.txt"]);
    assert_eq!(ran.status, 2);
    assert!(ran.out.contains("error[too-many-problems]"));
    assert!(ran.out.matches("error[").count() <= 1_001, "{}", ran.out.matches("error[").count());
}

#[test]
fn a_file_that_may_not_be_read() {
    let folder = Folder::new("locked");
    folder.file("house.rules", RULES).file("locked.txt", STORY);
    if !lock(&folder.0.join("locked.txt")) {
        // Whoever may read everything cannot be refused.
        return;
    }
    let ran = folder.run(&["check", "--rules", "house.rules", "locked.txt"]);
    ran.says(3, &["error[unreadable-file]", "`locked.txt`", "help: look at the permissions"]);
}

/// Takes the permission to read away; whether that has an effect.
fn lock(path: &std::path::Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o000)).unwrap();
    }
    std::fs::read(path).is_err()
}

#[test]
fn standard_input_that_is_no_text() {
    let folder = Folder::new("stdin");
    folder.file("house.rules", RULES);
    let check = |input: &[u8]| folder.run_with(&["check", "--rules", "house.rules", "-"], input);
    check(STORY.as_bytes()).says(0, &["1 supported"]);
    check(b"").says(0, &["warning[no-words]", "the article `-` holds no words", "help: "]);
    check(b"\xff\xfeT\0h\0e\0").says(3, &["error[binary-file]", "help: "]);
    check(b"caf\xe9")
        .says(3, &["error[not-utf8]", "the byte 0xE9 stands in line 1, column 4", "help: save the article as UTF-8"]);
}

#[test]
fn lines_of_json_are_printed_as_they_come() {
    let folder = Folder::new("streaming");
    let mut child = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(["analyze", "--input", "jsonl", "--format", "jsonl"])
        .current_dir(&folder.0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().unwrap()));
    for number in 0..3 {
        writeln!(stdin, "{{\"id\": {number}, \"text\": \"Xi met Modi.\"}}").unwrap();
        stdin.flush().unwrap();
        let line = lines.next().unwrap().unwrap();
        assert!(line.starts_with(&format!("{{\"id\":{number},")), "{line}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn colours_are_for_terminals_and_for_whoever_asks() {
    let folder = Folder::new("colours");
    folder.file("house.rules", RULES).file("story.txt", "The Shanghai Cooperation Organization has ten members.\n");
    let run = |choice: &[&str], refused: &str| {
        let arguments = [choice, &["check", "--rules", "house.rules", "story.txt"]].concat();
        let command = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(arguments)
            .current_dir(&folder.0)
            .env("NO_COLOR", refused)
            .output()
            .unwrap();
        String::from_utf8(command.stdout).unwrap().contains('\x1b')
    };
    assert!(!run(&[], ""), "a pipe is no terminal");
    assert!(!run(&["--color", "never"], ""));
    assert!(run(&["--color", "always"], ""));
    assert!(run(&["--color", "always"], "1"), "an option is more than a variable");
}

#[test]
fn completions_and_manual_pages_name_every_command() {
    let folder = Folder::new("completions");
    let commands = ["check", "init", "explain", "draft", "trace"];
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let out = Command::new(env!("CARGO_BIN_EXE_factlint")).args(["completions", shell]).output().unwrap();
        let script = String::from_utf8(out.stdout).unwrap();
        assert!(out.status.success() && commands.iter().all(|command| script.contains(command)), "{shell}");
    }
    folder.run(&["man", "pages"]).says(0, &[]);
    for command in commands {
        let page = std::fs::read_to_string(folder.0.join(format!("pages/factlint-{command}.1"))).unwrap();
        assert!(page.contains(".SH NAME"), "{command}");
    }
    folder.file("taken", "");
    folder.run(&["man", "taken"]).says(2, &["the manual pages cannot be written to `taken`"]);
}
