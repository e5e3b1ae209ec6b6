//! The evaluator against a second one that is written from the specification alone: random facts, random rules, the
//! same verdicts. Facts go by a facts file and rules by a rule file, so that the readers of both take part.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::field_reassign_with_default,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "evaluation/generate.rs"]
mod generate;
#[path = "evaluation/model.rs"]
mod model;
#[path = "evaluation/numbers.rs"]
mod numbers;
#[path = "evaluation/quantifiers.rs"]
mod quantifiers;
#[path = "evaluation/reference.rs"]
mod reference;

use factlint::check::{Finding, Options, Verdict, evaluate};
use factlint::facts::FactStore;
use factlint::facts::file::{FileFormat, read};
use factlint::lang::load::{RuleFile, load};
use factlint::lang::ruleset::RuleSet;
use factlint::source::{SourceId, Sources};
use model::{Facts, LEXICON, Rule};
use proptest::collection::vec;
use proptest::prelude::*;

/// How many articles are tried, with six rules each; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(400)
}

fn store(facts: &Facts) -> FactStore {
    read(&facts.file(), FileFormat::Json, SourceId(7), &mut |_| None).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn rule_set(rules: &[Rule]) -> RuleSet {
    let checks: Vec<String> = rules.iter().enumerate().map(|(at, rule)| rule.text(&format!("check-{at}"))).collect();
    let text = format!("{LEXICON}{}", checks.join("\n"));
    let mut sources = Sources::default();
    let loaded = load(&[RuleFile::new("made-up.rules", text.as_str())], &mut sources, &|_| unreachable!());
    assert!(loaded.problems.is_empty() && loaded.checks.len() == rules.len(), "{:#?}\n{text}", loaded.problems);
    loaded
}

fn known(finding: &Finding) -> reference::Known {
    match finding.verdict {
        Verdict::Supported => Some(true),
        Verdict::Contradicted => Some(false),
        Verdict::NotStated => None,
        Verdict::NotCheckable => panic!("not checkable: {}", finding.message),
    }
}

/// The store with those statements alone that a finding rests on.
fn only_evidence(facts: &FactStore, finding: &Finding) -> FactStore {
    let mut kept = FactStore::default();
    kept.dateline = facts.dateline;
    for (_, entity) in facts.entities() {
        kept.add_entity(entity.clone());
    }
    for (id, statement) in facts.statements() {
        if finding.evidence.iter().any(|evidence| evidence.statement == Some(id)) {
            kept.add_statement(statement.clone());
        }
    }
    kept
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_evaluators_agree(facts in generate::facts(), rules in vec(generate::rule(), 6)) {
        let (store, loaded) = (store(&facts), rule_set(&rules));
        for (finding, rule) in evaluate(&loaded, &store, Options::default()).iter().zip(&rules) {
            let expected = reference::verdict(&facts, rule);
            prop_assert_eq!(
                known(finding), expected, "{}\n{}\n{}", rule.text("check"), facts.file(), finding.message
            );
        }
    }

    #[test]
    fn what_decided_a_verdict_decides_it_alone(facts in generate::facts(), rules in vec(generate::rule(), 6)) {
        let (store, loaded) = (store(&facts), rule_set(&rules));
        for (at, finding) in evaluate(&loaded, &store, Options::default()).iter().enumerate() {
            let exist = finding.evidence.iter().filter_map(|evidence| evidence.statement).all(|id| store.statement(id).is_some());
            prop_assert!(exist, "{finding:#?}");
            if finding.verdict == Verdict::NotStated {
                continue;
            }
            let kept = only_evidence(&store, finding);
            let again = &evaluate(&loaded, &kept, Options::default())[at];
            prop_assert_eq!(
                again.verdict, finding.verdict, "{}\n{}\n{:#?}", rules[at].text("check"), facts.file(), finding.evidence
            );
        }
    }
}
