//! Definitions, evaluated: the least fixed point of those that refer to themselves, and what cannot be checked.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::check::{Finding, Options, Verdict, evaluate};
use factlint::facts::file::{FileFormat, read};
use factlint::lang::load::{RuleFile, load};
use factlint::lang::ruleset::RuleSet;
use factlint::source::{SourceId, Sources};
use std::fmt::Write as _;

fn rules(text: &str) -> RuleSet {
    load(&[RuleFile::new("made-up.rules", text)], &mut Sources::default(), &|_| unreachable!())
}

/// The findings about countries that border each other: `pairs` are the statements of the article.
fn findings(rules: &RuleSet, relation: &str, pairs: &[(usize, usize)]) -> Vec<Finding> {
    let count = pairs.iter().map(|(one, other)| one.max(other) + 1).max().unwrap_or(0);
    let mut file = String::from("factlint_facts: 1\nentities:\n");
    for country in 0..count {
        writeln!(file, "- {{id: c{country}, name: Land{country}, kinds: [country]}}").unwrap();
    }
    file.push_str("statements:\n");
    for (one, other) in pairs {
        writeln!(file, "- {{concept: {relation}, arguments: [{{entity: c{one}}}, {{entity: c{other}}}]}}").unwrap();
    }
    let facts = read(&file, FileFormat::Yaml, SourceId(9), &mut |_| None).unwrap();
    evaluate(rules, &facts, Options::default())
}

fn verdicts(rules: &RuleSet, pairs: &[(usize, usize)]) -> Vec<Verdict> {
    findings(rules, "country borders country", pairs).iter().map(|finding| finding.verdict).collect()
}

const LINKED: &str = "\
relation country borders country

define linked with: a country is linked with a country
  if the first borders the second
  or the first borders a country that is linked with the second

";

#[test]
fn a_long_chain_is_followed_to_its_end() {
    let rules = rules(&format!(
        "{LINKED}rule to-the-end: Land0 is linked with Land200\n\nrule back: Land200 is linked with Land0\n"
    ));
    assert!(rules.problems.is_empty(), "{:#?}", rules.problems);
    let pairs: Vec<(usize, usize)> = (0..200).map(|at| (at, at + 1)).collect();
    let found = findings(&rules, "country borders country", &pairs);
    assert_eq!(found[0].verdict, Verdict::Supported);
    assert_eq!(found[0].evidence.len(), 200, "every link of the chain is evidence");
    // The article need not speak of all borders there are.
    assert_eq!(found[1].verdict, Verdict::NotStated);
}

#[test]
fn a_circle_ends() {
    let rules = rules(&format!(
        "{LINKED}rule round: Land0 is linked with Land0\n\nrule out: Land0 is linked with Land9\n\nrule some-round: some country is linked with Land1\n"
    ));
    let circle = [(0, 1), (1, 2), (2, 0), (3, 9)];
    assert_eq!(verdicts(&rules, &circle), [Verdict::Supported, Verdict::NotStated, Verdict::Supported]);
}

#[test]
fn two_definitions_may_refer_to_each_other() {
    let rules = rules(
        "\
relation country borders country

define evenly near: a country is evenly near a country
  if the first borders a country that is oddly near the second

define oddly near: a country is oddly near a country
  if the first borders the second
  or the first borders a country that is evenly near the second

rule even: Land0 is evenly near Land4

rule odd: Land0 is oddly near Land4

rule odd-too: Land0 is oddly near Land3
",
    );
    assert!(rules.problems.is_empty(), "{:#?}", rules.problems);
    let chain = [(0, 1), (1, 2), (2, 3), (3, 4)];
    assert_eq!(verdicts(&rules, &chain), [Verdict::Supported, Verdict::NotStated, Verdict::Supported]);
}

#[test]
fn what_denies_itself_is_not_checkable() {
    let rules = rules(
        "\
relation country borders country

define lonely: a country that borders no sociable

define sociable: a country that is not a lonely

rule it-is: Land0 is a lonely

rule it-is-not: Land0 is not a lonely
",
    );
    assert_eq!(rules.problems.len(), 1, "{:#?}", rules.problems);
    assert_eq!(rules.problems[0].code, "negation-in-recursion");
    assert!(rules.problems[0].message.contains("`lonely` → `sociable` → `lonely`"), "{}", rules.problems[0].message);
    for finding in findings(&rules, "country borders country", &[(0, 1)]) {
        assert_eq!(finding.verdict, Verdict::NotCheckable);
        assert!(finding.message.contains("denies itself"), "{}", finding.message);
    }
}

#[test]
fn an_unreadable_line_rules_nothing_out() {
    let rules = rules(
        "\
relation country borders country

define neighbour of a country: a country that borders the country
  or the holder frobnicates the country

rule proved: Land0 is a neighbour of Land1

rule open: Land1 is a neighbour of Land0
",
    );
    assert!(!rules.problems.is_empty());
    let found = findings(&rules, "country borders country", &[(0, 1)]);
    assert_eq!(found[0].verdict, Verdict::Supported);
    assert_eq!(found[1].verdict, Verdict::NotCheckable);
    assert!(found[1].message.contains("cannot be read"), "{}", found[1].message);
}
