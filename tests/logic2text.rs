//! Own table facts with their logical forms: the engine by way of the library, and `factlint check` on the files written.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "../examples/logic2text.rs"]
#[allow(dead_code, reason = "the command itself is not run")]
mod logic2text;

use factlint::check::Verdict;
use logic2text::Reading;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

fn file() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/logic2text.jsonl"))
}

#[test]
fn the_library_and_the_command_agree_with_the_forms() {
    let folder = std::env::temp_dir().join(format!("factlint-logic2text-{}", std::process::id()));
    let tally = logic2text::run(file(), Reading::Editor, Some(&folder)).unwrap();
    assert!(tally.agrees() && tally.cases >= 30, "{tally:#?}");
    let mut cases: BTreeMap<&str, Vec<(&str, Verdict)>> = BTreeMap::new();
    for (id, name, expected) in &tally.expected {
        cases.entry(id).or_default().push((name, *expected));
    }
    for (id, expected) in cases {
        let case = folder.join(id);
        let output = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(["check", "--format", "json", "--rules"])
            .args([case.join("rules.rules"), case.join("article.md")])
            .output()
            .unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let checks = report["articles"][0]["checks"].as_array().unwrap();
        let found: Vec<(&str, &str)> =
            checks.iter().map(|check| (check["name"].as_str().unwrap(), check["verdict"].as_str().unwrap())).collect();
        let expected: Vec<(&str, String)> = expected
            .iter()
            .map(|(name, verdict)| (*name, serde_json::to_value(verdict).unwrap().as_str().unwrap().to_owned()))
            .collect();
        let expected: Vec<(&str, &str)> = expected.iter().map(|(name, verdict)| (*name, verdict.as_str())).collect();
        assert_eq!(found, expected, "{id}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_conventions_of_the_data_set() {
    let tally = logic2text::run(file(), Reading::Data, None).unwrap();
    assert!(tally.agrees(), "{tally:#?}");
}
