//! `factlint analyze` from end to end: what each form of input gives in each form of output.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod analysis_laws;

use proptest::prelude::*;
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

/// Runs the command on standard input; its exit status, output and messages.
fn analyze(arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .arg("analyze")
        .args(arguments)
        .env("COLUMNS", "100")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn records(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn slice<'t>(text: &'t str, part: &Value) -> &'t str {
    let at = |key: &str| usize::try_from(part[key].as_u64().unwrap()).unwrap();
    &text[at("start")..at("end")]
}

#[test]
fn a_record_points_into_its_text() {
    let text = "Erdoğan came on Tuesday. The bloc has nine members.\n\nIt met twice.";
    let line = serde_json::json!({"id": 7, "text": text, "ref": "2024-07-03T00:00:00"}).to_string();
    let (status, out, err) = analyze(&["--format", "jsonl"], &line);
    assert_eq!((status, err.as_str()), (0, ""));
    let record = &records(&out)[0];
    assert_eq!(record["id"], 7);
    let words: Vec<&str> = record["tokens"].as_array().unwrap().iter().map(|token| slice(text, token)).collect();
    assert_eq!(words[..3], ["Erdoğan", "came", "on"]);
    assert_eq!(record["sentences"].as_array().unwrap().len(), 3);
    let head = usize::try_from(record["tokens"][0]["head"].as_u64().unwrap()).unwrap();
    assert_eq!(words[head], "came");
    let date = record["spans"].as_array().unwrap().iter().find(|span| span["type"] == "date").unwrap();
    assert_eq!((slice(text, date), &date["value"]), ("Tuesday", &Value::from("2024-07-02")));
    assert_eq!(slice(text, &record["entities"][0]), "Erdoğan");
}

#[test]
fn offsets_in_characters() {
    let line = r#"{"text": "Erdoğan: nine."}"#;
    let start = |arguments: &[&str]| records(&analyze(arguments, line).1)[0]["spans"][0]["start"].as_u64().unwrap();
    assert_eq!(start(&["--format", "jsonl"]), 10);
    assert_eq!(start(&["--format", "jsonl", "--offsets", "chars"]), 9);
}

#[test]
fn a_bad_line_stops_no_other() {
    let (status, out, err) =
        analyze(&["--format", "jsonl", "--input", "jsonl"], "{\"text\": 1}\n\n{\"text\": \"Nine.\"}");
    assert_eq!(status, 3);
    assert_eq!(records(&out)[0]["id"], 3);
    assert!(err.contains("line 1 of standard input has a `text` that is no string"), "{err}");
}

#[test]
fn words_of_a_treebank_are_kept() {
    let treebank = "# newdoc id = a\n1\tcannot\tx\tX\tX\t_\t0\troot\t_\t_\n\n# newdoc id = b\n1\tGo\tx\tX\tX\t_\t0\troot\t_\tSpaceAfter=No\n2\t!!\tx\tX\tX\t_\t1\tpunct\t_\t_\n";
    let (status, out, _) = analyze(&["--format", "conllu", "--input", "conllu"], treebank);
    assert_eq!(status, 0);
    let forms: Vec<&str> =
        out.lines().filter(|line| !line.starts_with('#')).filter_map(|l| l.split('\t').nth(1)).collect();
    assert_eq!(forms, ["cannot", "Go", "!!"]);
    assert!(out.contains("# newdoc id = a\n") && out.contains("# newdoc id = b\n"), "{out}");
    let (status, _, err) = analyze(&["--input", "conllu"], "1\tGo\n");
    assert_eq!(status, 3);
    assert!(err.contains("line 1 has 2 columns"), "{err}");
}

#[test]
fn a_drawing_shows_tree_tags_and_values() {
    let (status, out, _) = analyze(&[], "The bloc has nine members.");
    assert_eq!(status, 0);
    let first: Vec<&str> = out.lines().skip(2).take(2).collect();
    assert!(first[0].trim_start().starts_with("╭─The") && first[0].contains("DET"), "{out}");
    assert!(out.contains("  nine = number 9\n"), "{out}");
}

#[test]
fn a_sentence_without_end_is_drawn_in_bounded_space() {
    let text = "of the man ".repeat(2_000);
    let (status, out, _) = analyze(&["--input", "text"], &text);
    assert_eq!(status, 0);
    assert!(out.lines().count() >= 6_000 && out.len() < 200 * 6_100, "{} bytes", out.len());
}

proptest! {
    #[test]
    fn the_laws_hold_of_any_text(text in any::<String>()) {
        analysis_laws::obeys_the_laws(&text);
    }

    #[test]
    fn the_laws_hold_of_any_scraps(scraps in prop::collection::vec(prop::sample::select(SCRAPS), 0..60)) {
        analysis_laws::obeys_the_laws(&scraps.concat());
    }
}

/// What splitting into words and sentences turns on.
const SCRAPS: &[&str] = &[
    "Mr",
    ".",
    " ",
    "D.C.",
    "\"",
    "”",
    "“",
    "'s",
    "’",
    "n't",
    "-",
    "–",
    "F-16s",
    "http://a.b/c?d=e",
    "$",
    "5",
    ",",
    "000",
    "!",
    "?",
    "(",
    ")",
    "\n",
    "\n\n",
    "\t",
    "é",
    "e\u{301}",
    "مرحبا",
    "習近平",
    "👩‍👩‍👧",
    "\u{200b}",
    "\u{0}",
    "The",
    "bloc",
    "has",
    "nine",
    "members",
    "A",
    ":",
    ";",
    "...",
    "…",
    "@",
    "#",
    "a@b.c",
    "1.4bn",
    "July",
    "2024-07-03",
    "/",
];
