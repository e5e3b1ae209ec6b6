//! The annotated articles of `tests/cases/`: what is right stays right, and nothing is said that is false.
//!
//! `tests/cases/right.txt` holds how many verdicts of each case are right. `UPDATE_CASES=1 cargo test --test cases` writes it
//! anew: look at the difference before it is kept. The cases of `held-back/` are measured by
//! `cargo run --release --example case_accuracy -- tests/cases/held-back` alone; here they are only to be well-formed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "../examples/case_accuracy.rs"]
#[allow(dead_code, reason = "the command itself is not run")]
mod case_accuracy;

use std::collections::BTreeMap;
use std::path::Path;

/// Verdicts that are false and known to be.
const FALSE: [&str; 1] = [
    // The guide calls the publication "weekly" and "Spanish-English" in one breath; the engine takes the nearer word.
    "merida-guide/weekly",
];

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases"))
}

#[test]
fn right_verdicts_stay_right_and_none_is_false() {
    let mut right = String::new();
    let mut wrong = Vec::new();
    for case in case_accuracy::cases(folder()) {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let tally = case_accuracy::run(&case);
        assert_eq!(tally.failed, 0, "{name}: {:?}", tally.wrong);
        right.push_str(&format!("{name} {}\n", tally.right));
        wrong.extend(
            tally
                .wrong
                .iter()
                .filter(|wrong| !wrong.ends_with("said not stated"))
                .map(|wrong| format!("{name}/{wrong}"))
                .filter(|wrong| !FALSE.iter().any(|known| wrong.starts_with(&format!("{known}:")))),
        );
    }
    assert!(wrong.is_empty(), "false verdicts: {wrong:#?}");
    let file = folder().join("right.txt");
    if std::env::var_os("UPDATE_CASES").is_some() {
        std::fs::write(&file, &right).unwrap();
    }
    let parse = |text: &str| -> BTreeMap<String, usize> {
        text.lines()
            .map(|line| {
                let (name, count) = line.split_once(' ').unwrap();
                (name.to_owned(), count.parse().unwrap())
            })
            .collect()
    };
    let known = parse(&std::fs::read_to_string(&file).unwrap());
    let now = parse(&right);
    let lost: Vec<_> = known.iter().filter(|(name, count)| now.get(*name) < Some(count)).collect();
    assert!(lost.is_empty() && known.len() == now.len(), "fewer right than before: {lost:?}, now {now:?}");
}

#[test]
fn held_back_cases_are_well_formed() {
    let held = case_accuracy::cases(&folder().join("held-back"));
    assert!(!held.is_empty());
    for case in held {
        assert!(case_accuracy::run(&case).checks >= 15, "{}", case.display());
    }
}
