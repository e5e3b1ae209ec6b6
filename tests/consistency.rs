//! Sentences with a planted inconsistency (`tests/data/consistency.jsonl`): those marked as found stay found, under the right
//! name. Written for the project; people, firms and places are invented.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use factlint::article::{Format, read};
use factlint::check::consistency::{Inconsistency, Selection, check};
use factlint::extract::Document;
use factlint::lang::syntax::{Severity, TuneChange};
use factlint::source::SourceId;

fn found(text: &str, date: &str, selection: &Selection) -> Vec<Inconsistency> {
    let mut article = read(SourceId(0), text, Format::Markdown);
    article.dateline = Some(date.parse().unwrap());
    check(&Document::new(&article), selection)
}

#[test]
fn planted_inconsistencies_stay_found() {
    let mut lost = Vec::new();
    for line in include_str!("data/consistency.jsonl").lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let (text, date) = (row["wrong"].as_str().unwrap(), row["date"].as_str().unwrap());
        let named = |finding: &Inconsistency| row["check"] == finding.check && finding.severity >= Severity::Warning;
        let hit = found(text, date, &Selection::default()).iter().any(named);
        if row["found"] == true && !hit {
            lost.push(row["id"].to_string());
        }
    }
    assert!(lost.is_empty(), "no longer found: {lost:?}");
}

/// Short news passages that differ from a right twin in one word (`tests/data/consistency-twins.jsonl`).
#[test]
fn of_twins_the_wrong_one_is_found_and_the_right_one_is_silent() {
    let mut wrong = Vec::new();
    for line in include_str!("data/consistency-twins.jsonl").lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let date = row["date"].as_str().unwrap();
        let findings = |text: &str| found(text, date, &Selection::default());
        let hit = findings(row["wrong"].as_str().unwrap()).iter().any(|finding| row["check"] == finding.check);
        if row["found"] == true && !hit {
            wrong.push(format!("no longer found: {}", row["id"]));
        }
        // "December 1,840" is misread as a day and a number.
        for finding in findings(row["right"].as_str().unwrap()).iter().filter(|_| row["silent"] == true) {
            wrong.push(format!("{} is right: {}", row["id"], finding.message));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

const QUARREL: &str = "Revenue rose 20%, from 36 million euros to 45 million euros.";

#[test]
fn places_are_bytes_of_the_file_and_both_are_shown() {
    let text = format!("# Ünïcode\n\n{QUARREL}");
    let findings = found(&text, "2021-08-04", &Selection::default());
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    let words: Vec<&str> = finding.places.iter().map(|place| &text[place.site.span.range()]).collect();
    assert_eq!(words, ["20%", "36 million euros to 45 million euros"]);
}

#[test]
fn quotations_are_notes_and_what_would_be_is_nothing() {
    let severity =
        |text: &str| found(text, "2021-08-04", &Selection::default()).first().map(|finding| finding.severity);
    assert_eq!(severity(QUARREL), Some(Severity::Error));
    assert_eq!(severity(&format!("\"{QUARREL}\" the owner said.")), Some(Severity::Note));
    assert_eq!(severity("If revenue rose 20%, from 36 million euros to 45 million euros, they would be glad."), None);
}

#[test]
fn a_selection_chooses_and_rule_files_tune() {
    let name = || "percent-change".to_owned();
    let run = |selection: Selection| found(QUARREL, "2021-08-04", &selection).first().map(|finding| finding.severity);
    let tuned = |change| Selection { tunes: vec![(name(), change)], ..Selection::default() };
    assert_eq!(run(Selection { without: vec![name()], ..Selection::default() }), None);
    assert_eq!(run(Selection { only: vec!["score".to_owned()], ..Selection::default() }), None);
    assert_eq!(run(tuned(TuneChange::Off)), None);
    assert_eq!(run(tuned(TuneChange::Severity(Severity::Note))), Some(Severity::Note));
    // The command line wins over rule files.
    assert_eq!(run(Selection { only: vec![name()], ..tuned(TuneChange::Off) }), Some(Severity::Error));
}

/// "First, …" far down, and steps with numbers above it: two ways to count that are searched for one after the other.
#[test]
fn two_ways_of_counting_off_in_one_text() {
    let text = "A guide\n\nStep 1: Wash the cup.\n\nStep 2: Dry the cup.\n\nFirst, ask why.\n\nSecond, ask when.\n";
    assert!(found(text, "2024-05-06", &Selection::default()).is_empty());
}
