//! What a check fails for, against the verdicts on every single thing: a search over columns finds exactly the things for
//! which the evaluator, asked of each of them by name, says so.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::check::{Options, Prepared, Verdict, evaluate};
use factlint::facts::{Argument, Entity, EntityId, FactStore, Modality, Part, Polarity, Statement, StatementId};
use factlint::lang::load::{RuleFile, load};
use factlint::lang::ruleset::RuleSet;
use factlint::source::{SourceId, Sources, Span};
use factlint::value::{DateExpression, DateSpan, Number, Value};
use jiff::civil::Date;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;

const LEXICON: &str = "\
kind item is a thing

role member of an organization is a country
relation person attends event, repeatable
relation country joins organization
relation item \"is part of\" item
attribute start of an event is a date
attribute population of an item is a number
attribute expected population of an item is a number

define clashing with: an event is clashing with an event
  if the start of the first is the same day as the start of the second

define within: an item is within an item
  if the first is part of the second
  or the first is part of an item that is within the second

";

/// The names of each kind: most are one word, of which the columns know that it names one thing only.
const NAMES: [(&str, [&str; 4]); 5] = [
    ("person", ["Ada", "Bel", "Cyd", "Dora Finch"]),
    ("event", ["Xanadu", "Yule", "Zenith", "Winter Games"]),
    ("country", ["Norland", "Sudland", "Ostland", "West Mark"]),
    ("organization", ["OAA", "OBB", "OCC", "Green Pact"]),
    ("item", ["anvil", "bolt", "crank", "drum shaft"]),
];

/// One thing said: of which concept, by which names, and how.
#[derive(Debug, Clone)]
struct Said {
    concept: usize,
    first: usize,
    second: usize,
    /// Denied, passed on, dated, or, as most, plain.
    how: u8,
}

/// What is said of a pair of things, or of a thing and a value.
const CONCEPTS: [(&str, usize, Option<usize>); 7] = [
    ("person attends event", 0, Some(1)),
    ("member of organization", 3, Some(2)),
    ("country joins organization", 2, Some(3)),
    ("item is part of item", 4, Some(4)),
    ("start of event", 1, None),
    ("population of item", 4, None),
    ("expected population of item", 4, None),
];

fn said() -> impl Strategy<Value = Said> {
    (0..CONCEPTS.len(), 0..4usize, 0..4usize, prop_oneof![20 => Just(0u8), 1 => 1..4u8])
        .prop_map(|(concept, first, second, how)| Said { concept, first, second, how })
}

fn entity(kind: usize, at: usize) -> EntityId {
    EntityId((kind * 4 + at) as u32)
}

/// The facts, and of each organisation in `closed` that its members are all.
fn store(said: &[Said], closed: &[usize]) -> FactStore {
    let mut store = FactStore::default();
    for (kind, names) in NAMES {
        for name in names {
            let entity = Entity { name: name.into(), kinds: vec![kind.into()], named: true, ..Entity::default() };
            store.add_entity(entity);
        }
    }
    let day = |at: usize| Date::constant(2020, 5, 1 + at as i8);
    for Said { concept, first, second, how } in said {
        let (name, kind, other) = CONCEPTS[*concept];
        let other = match (other, name) {
            (Some(kind), _) => Argument::Entity(entity(kind, *second)),
            (None, "start of event") => Argument::Value(Value::Date(DateExpression::day(day(*second)))),
            (None, _) => Argument::Value(Value::Number(Number::count(*second as i64).unwrap().exactly())),
        };
        let mut statement = plain(name, vec![Argument::Entity(entity(kind, *first)), other]);
        match how {
            1 => statement.polarity = Polarity::Denied,
            2 => statement.modality = Modality::Attributed,
            _ => {}
        }
        if name == "country joins organization" || *how == 3 {
            statement.time = Some(DateSpan::day(day((first + second) % 4)));
        }
        store.add_statement(statement);
    }
    for &org in closed {
        let mut members: Vec<EntityId> = said
            .iter()
            .filter(|said| CONCEPTS[said.concept].0 == "member of organization" && said.first == org && said.how == 0)
            .map(|said| entity(2, said.second))
            .collect();
        members.sort_unstable();
        members.dedup();
        if members.is_empty() {
            continue;
        }
        let group = Entity { kinds: vec!["country".into()], members, complete: true, ..Entity::default() };
        let group = store.add_entity(group);
        let all = vec![Argument::Entity(entity(3, org)), Argument::Entity(group)];
        store.add_statement(plain("member of organization", all));
    }
    store
}

fn plain(concept: &str, arguments: Vec<Argument>) -> Statement {
    Statement {
        concept: concept.into(),
        arguments,
        polarity: Polarity::Affirmed,
        modality: Modality::Asserted,
        speaker: None,
        time: None,
        place: None,
        only: None,
        only_kind: None,
        ordinal: None,
        times: None,
        source: SourceId(1),
        spans: vec![Span::new(0, 0)],
        part: Part::Table,
        from_context: false,
        template: None,
    }
}

fn rules(checks: &str) -> RuleSet {
    let file = RuleFile::new("made-up.rules", format!("{LEXICON}{checks}"));
    let rules = load(&[file], &mut Sources::default(), &|_| unreachable!());
    assert!(rules.problems.is_empty(), "{:#?}", rules.problems);
    rules
}

/// A check about all things of some kinds, the conditions that single things are under, and its sentence about them; `{0}`
/// and `{1}` are their names.
struct Question {
    check: &'static str,
    kinds: &'static [usize],
    conditions: &'static [&'static str],
    sentence: &'static str,
}

const QUESTIONS: [Question; 8] = [
    Question {
        check: "forbid: some person attends both Xanadu and Yule",
        kinds: &[0],
        conditions: &[],
        sentence: "{0} attends both Xanadu and Yule",
    },
    Question {
        check: "rule: every organization has exactly two members",
        kinds: &[3],
        conditions: &[],
        sentence: "{0} has exactly two members",
    },
    Question {
        check: "require: every country that is a member of OAA is a member of OBB",
        kinds: &[2],
        conditions: &["{0} is a member of OAA"],
        sentence: "{0} is a member of OBB",
    },
    Question {
        check: "rule: the population of every item is the population of the item",
        kinds: &[4],
        conditions: &[],
        sentence: "the population of \"{0}\" is the population of \"{0}\"",
    },
    Question {
        check: "require: the population of every item whose expected population is at least 1 is the expected population of the item",
        kinds: &[4],
        conditions: &["the expected population of \"{0}\" is at least 1"],
        sentence: "the population of \"{0}\" is the expected population of \"{0}\"",
    },
    Question {
        check: "require: the population of every item is exactly 2",
        kinds: &[4],
        conditions: &[],
        sentence: "the population of \"{0}\" is exactly 2",
    },
    Question {
        check: "forbid: some item is within an item",
        kinds: &[4, 4],
        conditions: &[],
        sentence: "\"{0}\" is within \"{1}\"",
    },
    Question {
        check: "forbid: some event is clashing with an event",
        kinds: &[1, 1],
        conditions: &[],
        sentence: "{0} is clashing with {1}",
    },
];

/// What the evaluator says of each combination of things for which a check fails.
fn one_by_one(question: &Question, store: &FactStore) -> BTreeMap<Vec<EntityId>, Verdict> {
    let mut combinations = vec![Vec::new()];
    for &kind in question.kinds {
        let longer =
            |front: &Vec<(usize, usize)>| (0..4).map(|at| [front.as_slice(), &[(kind, at)]].concat()).collect();
        combinations = combinations.iter().flat_map::<Vec<_>, _>(longer).collect();
    }
    let kind = question.check.split(':').next().unwrap();
    let mut failing = BTreeMap::new();
    for things in combinations {
        let named = |sentence: &str| {
            things.iter().enumerate().fold(sentence.to_owned(), |text, (at, &(kind, name))| {
                text.replace(&format!("{{{at}}}"), NAMES[kind].1[name])
            })
        };
        let verdict = |sentence: &str| {
            let findings = evaluate(&rules(&format!("{kind} it: {}\n", named(sentence))), store, Options::default());
            assert_eq!(findings.len(), 1, "{sentence}");
            findings[0].verdict
        };
        if question.conditions.iter().any(|condition| verdict(condition) != Verdict::Supported) {
            continue;
        }
        let verdict = verdict(question.sentence);
        let fails = match kind {
            "forbid" => verdict == Verdict::Supported,
            "rule" => matches!(verdict, Verdict::Contradicted | Verdict::NotCheckable),
            _ => verdict != Verdict::Supported,
        };
        if fails {
            failing.insert(things.iter().map(|&(kind, at)| entity(kind, at)).collect(), verdict);
        }
    }
    failing
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_search_finds_what_the_evaluator_says_of_each(said in vec(said(), 0..40), closed in vec(0..4usize, 0..3)) {
        let store = store(&said, &closed);
        let lexicon = rules("");
        let prepared = Prepared::new(&lexicon.lexicon, &store);
        for question in &QUESTIONS {
            let (kind, sentence) = question.check.split_once(": ").unwrap();
            let rules = rules(&format!("{kind} it: {sentence}\n"));
            let witnesses = prepared.witnesses(&rules);
            prop_assert_eq!(witnesses.len(), 1);
            let found: BTreeMap<Vec<EntityId>, Verdict> =
                witnesses[0].iter().map(|witness| (witness.things.to_vec(), witness.verdict)).collect();
            prop_assert_eq!(found, one_by_one(question, &store), "{}", sentence);
            for witness in witnesses[0].iter() {
                let known = |id: StatementId| store.statement(id).is_some();
                prop_assert!(witness.evidence().all(|(id, _)| known(id)));
                let rests = witness.evidence().next().is_some();
                prop_assert!(rests || matches!(witness.verdict, Verdict::NotStated | Verdict::NotCheckable));
            }
        }
    }
}
