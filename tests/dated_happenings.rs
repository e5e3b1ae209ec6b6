//! When things happen: what the article dates twice, and dates that are wider than asked.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::check::{Options, Verdict, evaluate};
use factlint::facts::file::{FileFormat, read};
use factlint::lang::load::{RuleFile, load};
use factlint::source::{SourceId, Sources};

const RULES: &str = "\
kind fair is an event
relation country stages fair
relation country visits fair, repeatable

rule undated: Norland stages Alpha
rule dated: Norland stages Alpha on July 3, 2024
rule as-of-the-day
  Norland stages Alpha
  as of 2024-07-03
rule as-of-the-month
  Norland stages Alpha
  as of July 2024
rule again: Norland visits Alpha on July 3, 2024
";

/// The verdict of each check, and its message, where Norland stages and visits Alpha at these times.
fn verdicts(times: &[&str]) -> Vec<(Verdict, String)> {
    let mut facts = String::from(
        "factlint_facts: 1\nentities:\n- {id: n, name: Norland, kinds: [country]}\n- {id: a, name: Alpha, kinds: [fair]}\nstatements:\n",
    );
    for time in times {
        for verb in ["stages", "visits"] {
            facts.push_str(&format!(
                "- {{concept: country {verb} fair, arguments: [{{entity: n}}, {{entity: a}}], time: \"{time}\"}}\n"
            ));
        }
    }
    let loaded = load(&[RuleFile::new("made-up.rules", RULES)], &mut Sources::default(), &|_| unreachable!());
    assert!(loaded.problems.is_empty(), "{:#?}", loaded.problems);
    let facts = read(&facts, FileFormat::Yaml, SourceId(9), &mut |_| None).unwrap();
    let found = evaluate(&loaded, &facts, Options::default());
    found.into_iter().map(|finding| (finding.verdict, finding.message)).collect()
}

fn of(times: &[&str]) -> Vec<Verdict> {
    verdicts(times).into_iter().map(|(verdict, _)| verdict).collect()
}

use Verdict::{Contradicted, NotStated, Supported};

#[test]
fn what_happens_once_and_is_dated_twice_is_at_odds_with_itself() {
    // What may happen again is told twice: one of them is the one asked for.
    assert_eq!(of(&["2024-07-03", "2024-07-05"]), [Supported, Contradicted, Supported, Supported, Supported]);
}

#[test]
fn a_date_inside_another_is_the_same_date_told_better() {
    assert_eq!(of(&["2024-07", "2024-07-03"]), [Supported; 5]);
}

#[test]
fn a_wider_date_than_asked_leaves_the_day_open() {
    let found = verdicts(&["2024"]);
    let verdicts: Vec<Verdict> = found.iter().map(|(verdict, _)| *verdict).collect();
    assert_eq!(verdicts, [Supported, NotStated, NotStated, NotStated, NotStated]);
    assert!(found[2].1.ends_with("the article says no more than 2024"), "{}", found[2].1);
}

#[test]
fn a_check_as_of_a_day_says_nothing_of_what_happened_on_another() {
    let found = verdicts(&["2024-08-05"]);
    let verdicts: Vec<Verdict> = found.iter().map(|(verdict, _)| *verdict).collect();
    assert_eq!(verdicts, [Supported, Contradicted, NotStated, NotStated, Contradicted]);
    assert!(found[2].1.contains("of another time"), "{}", found[2].1);
}
