//! `fact` blocks, and articles that agree with them or do not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::check::{Finding, Options, Outcome, Verdict, evaluate};
use factlint::facts::file::{FileFormat, read};
use factlint::lang::load::{RuleFile, load};
use factlint::source::{SourceId, Sources};

const LEXICON: &str = "\
kind fair is an event

attribute member count of an organization is a number

relation country stages fair, one country per fair

";

/// An article of 3 July 2024: the SCO has ten members now, and had nine a year before.
const ARTICLE: &str = "\
factlint_facts: 1
dateline: 2024-07-03
entities:
- {id: sco, name: SCO, kinds: [organization]}
- {id: n, name: Norland, kinds: [country]}
- {id: alpha, name: Alpha, kinds: [fair]}
statements:
- {concept: member count of organization, arguments: [{entity: sco}, {value: ten}]}
- {concept: member count of organization, arguments: [{entity: sco}, {value: nine}], time: \"2023\"}
- {concept: country stages fair, arguments: [{entity: n}, {entity: alpha}]}
";

fn check(rules: &str) -> (Finding, Vec<&'static str>) {
    let file = RuleFile::new("made-up.rules", format!("{LEXICON}{rules}"));
    let loaded = load(&[file], &mut Sources::default(), &|_| unreachable!());
    let facts = read(ARTICLE, FileFormat::Yaml, SourceId(9), &mut |_| None).unwrap();
    let findings = evaluate(&loaded, &facts, Options::default());
    assert_eq!(findings.len(), 1, "{:#?}", loaded.problems);
    (findings.into_iter().next().unwrap(), loaded.problems.iter().map(|problem| problem.code).collect())
}

const AGREES: &str = "\nrule house-facts: everything agrees with the facts\n";

#[test]
fn an_article_that_says_otherwise_is_contradicted_with_the_fact() {
    let (found, _) = check(&format!(
        "fact member count of SCO equals nine\n  source \"Charter\"\n\nfact Norland stages Alpha\n{AGREES}"
    ));
    assert_eq!((found.verdict, found.outcome), (Verdict::Contradicted, Outcome::Fail));
    assert_eq!(
        found.message,
        "the article says 10, the rule says 9; the fact is that member count of SCO is 9 (Charter)"
    );
    assert_eq!(found.evidence.len(), 1, "{:#?}", found.evidence);
    assert!(!found.evidence[0].supports);
}

#[test]
fn a_fact_holds_for_its_own_time() {
    let (found, _) = check(&format!("fact member count of SCO equals nine\n  from 2023-01-01 to 2023-12-31\n{AGREES}"));
    assert_eq!(found.verdict, Verdict::Supported, "{}", found.message);
    let (found, _) = check(&format!("fact member count of SCO equals ten\n  from 2023-01-01 to 2023-12-31\n{AGREES}"));
    assert_eq!(found.verdict, Verdict::Contradicted, "{}", found.message);
}

#[test]
fn what_the_article_does_not_speak_of_is_not_stated() {
    let (found, _) = check(&format!("fact Sudria stages \"Beta\"\n{AGREES}"));
    assert_eq!(found.verdict, Verdict::NotStated, "{}", found.message);
    let (found, _) = check(&format!("fact Sudria stages \"Beta\"\n\nfact Norland stages Alpha\n{AGREES}"));
    assert_eq!(found.verdict, Verdict::Supported, "one fact that it states is enough");
}

#[test]
fn topics_of_a_fact_are_those_where_it_stands() {
    let rules = "about SCO\n\nfact member count equals ten\n\nabout Alpha\n";
    let (found, problems) = check(&format!("{rules}{AGREES}"));
    assert_eq!((found.verdict, problems), (Verdict::Supported, Vec::new()));
}

#[test]
fn without_facts_or_with_one_that_cannot_be_read_it_is_not_checkable() {
    let (found, _) = check(AGREES);
    assert_eq!(found.verdict, Verdict::NotCheckable);
    assert!(found.message.contains("no `fact` block"), "{}", found.message);
    let (found, problems) = check(&format!("fact Norland frobnicates Alpha\n\nfact Norland stages Alpha\n{AGREES}"));
    assert_eq!((found.verdict, problems.len()), (Verdict::NotCheckable, 1));
    assert!(found.message.contains("cannot be read"), "{}", found.message);
    let (found, _) = check(&format!("fact Norland frobnicates Alpha\n\nfact Sudria stages Alpha\n{AGREES}"));
    assert_eq!(found.verdict, Verdict::Contradicted, "what another fact contradicts stays contradicted");
}

#[test]
fn agreement_can_be_denied_and_narrowed_agreement_is_not_checkable() {
    let (found, _) =
        check("fact Sudria stages Alpha\n\nrule odd: it is not the case that everything agrees with the facts\n");
    assert_eq!(found.verdict, Verdict::Supported, "{}", found.message);
    let (found, _) = check("fact Sudria stages Alpha\n\nrule narrow: member count of SCO agrees with the facts\n");
    assert_eq!(found.verdict, Verdict::NotCheckable);
}
