//! Facts files: what is written can be read and validates, what is wrong is told with its place and a remedy.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod facts_laws;

use factlint::facts::file::{FileFormat, MAX_BYTES, read, write};
use factlint::facts::{Argument, Descriptor, Entity, FactStore, Modality, Part, Polarity, Quotation, Statement};
use factlint::source::{Problem, ProblemKind, SourceId, Span};
use factlint::value::{DateSpan, Number, Value, read_at};
use proptest::prelude::*;

const HERE: SourceId = SourceId(0);
const ARTICLE: SourceId = SourceId(1);

fn schema() -> jsonschema::Validator {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/facts.schema.json")).unwrap();
    jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
}

fn take(text: &str, format: FileFormat) -> Result<FactStore, Vec<Problem>> {
    read(text, format, HERE, &mut |path| (path == "article.txt").then_some(ARTICLE))
}

fn give(facts: &FactStore, format: FileFormat) -> String {
    write(facts, format, &|source| (source == ARTICLE).then(|| String::from("article.txt")), &|_, _| None)
}

fn value(words: &str) -> Value {
    let reading = read_at(words, 0).unwrap();
    assert_eq!(reading.span.end as usize, words.len(), "{words}");
    reading.value
}

fn number(words: &str) -> Number {
    match value(words) {
        Value::Number(number) => number,
        other => panic!("{other} is no number"),
    }
}

fn statement(concept: &str, arguments: Vec<Argument>) -> Statement {
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
        source: ARTICLE,
        spans: vec![Span { start: 3, end: 9 }],
        part: Part::Body,
        from_context: false,
        template: None,
    }
}

/// A store in which every field is used.
fn rich() -> FactStore {
    let mut facts = FactStore::default();
    facts.dateline = Some("2024-07-03".parse().unwrap());
    let named = |name: &str, kind: &str| Entity {
        name: name.into(),
        aliases: vec![format!("the {name}")],
        kinds: vec![kind.into(), String::from("thing")],
        named: true,
        mentions: vec![Span { start: 1, end: 2 }],
        ..Entity::default()
    };
    let sco = facts.add_entity(named("Shanghai Cooperation Organization", "organization"));
    let italy = facts.add_entity(named("Italy", "country"));
    let fasano = facts.add_entity(named("Fasano", "city"));
    let Value::Date(year) = value("July 2018") else { panic!("a date") };
    let summit = facts.add_entity(Entity {
        name: "SCO conference".into(),
        kinds: vec!["meeting".into()],
        descriptors: vec![
            Descriptor::Entity(sco),
            Descriptor::Word("annual".into()),
            Descriptor::Ordinal(2),
            Descriptor::Date(year),
        ],
        ..Entity::default()
    });
    let group = facts.add_entity(Entity {
        name: "both sessions".into(),
        members: vec![summit, italy],
        count: Some(number("two")),
        complete: true,
        ..Entity::default()
    });
    facts.contained.push((fasano, italy));
    facts.add_statement(Statement {
        polarity: Polarity::Denied,
        modality: Modality::Attributed,
        speaker: Some("António Guterres".into()),
        time: DateSpan::days("2024-06-01".parse().unwrap(), "2024-06-14".parse().unwrap()),
        place: Some(fasano),
        only: Some(0),
        only_kind: Some("leader".into()),
        ordinal: Some(10),
        times: Some(2),
        part: Part::Caption,
        from_context: true,
        template: Some("{person} skips {event}".into()),
        spans: vec![Span { start: 3, end: 9 }, Span { start: 20, end: 25 }],
        ..statement("person attends event", vec![Argument::Entity(sco), Argument::Entity(group)])
    });
    for words in [
        "nine",
        "107 or more",
        "about 80",
        "NZ$26 million",
        "10 miles",
        "5 feet 10 inches",
        "3 July 2024",
        "1-2",
        "1.4 billion",
        "25%",
    ] {
        facts.add_statement(Statement {
            time: Some(DateSpan { first: Some("2024-06-01".parse().unwrap()), last: None }),
            ..statement("member count of organization", vec![Argument::Entity(sco), Argument::Value(value(words))])
        });
    }
    facts.add_statement(statement(
        "title of person",
        vec![Argument::Text("acting: \"President\"".into()), Argument::Unstated],
    ));
    facts.add_quotation(Quotation {
        speaker: Some(sco),
        words: "never\nagain".into(),
        source: ARTICLE,
        span: Span { start: 4, end: 8 },
        part: Part::Quote,
    });
    facts
}

fn assert_same(one: &FactStore, other: &FactStore) {
    assert_eq!(one.dateline, other.dateline);
    assert_eq!(one.contained, other.contained);
    assert_eq!(one.entities().collect::<Vec<_>>(), other.entities().collect::<Vec<_>>());
    assert_eq!(one.statements().collect::<Vec<_>>(), other.statements().collect::<Vec<_>>());
    assert_eq!(one.quotations(), other.quotations());
}

#[test]
fn what_is_written_is_read_again() {
    for format in [FileFormat::Yaml, FileFormat::Json] {
        let text = give(&rich(), format);
        let again = take(&text, format).unwrap_or_else(|problems| panic!("{problems:#?}\n{text}"));
        assert_same(&rich(), &again);
        assert_eq!(give(&again, format), text);
    }
}

#[test]
fn what_is_written_validates() {
    let written = serde_json::from_str(&give(&rich(), FileFormat::Json)).unwrap();
    let schema = schema();
    let errors: Vec<String> =
        schema.iter_errors(&written).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let empty = give(&FactStore::default(), FileFormat::Json);
    assert!(schema.is_valid(&serde_json::from_str(&empty).unwrap()), "{empty}");
}

/// A file, and what is wrong with it: code, words of the message, words of the remedy, words at the place.
const WRONG: [(&str, &str, &str, &str, &str); 17] = [
    ("factlint_facts: 2", "facts-version", "version 2", "reads version 1", "factlint_facts: 2"),
    ("factlint_facts: 1\nentitys: []", "facts-form", "unknown field `entitys`", "facts.schema.json", ""),
    ("factlint_facts: 1\nentities: [{name: x}]", "facts-form", "missing field `id`", "facts.schema.json", ""),
    ("factlint_facts: 1\nstatements: 3", "facts-form", "expected a sequence", "facts.schema.json", ""),
    ("entities: []", "facts-form", "missing field `factlint_facts`", "facts.schema.json", ""),
    (
        "factlint_facts: 1\nentities:\n- {id: a, name: A}\n- {id: a, name: B}",
        "facts-twice",
        "entities[1]: the id `a` is given twice",
        "an id of its own",
        "- {id: a, name: B}",
    ),
    (
        "factlint_facts: 1\nentities:\n- {id: erdogan, name: A}\nstatements:\n- {concept: c, arguments: [{entity: erdogen}]}",
        "facts-entity",
        "statements[0].arguments[0]: there is no entity `erdogen`",
        "did you mean `erdogan`?",
        "- {concept: c, arguments: [{entity: erdogen}]}",
    ),
    (
        "factlint_facts: 1\nstatements:\n- {concept: c, arguments: [{unstated: true}, {value: 5 parasang}]}",
        "facts-value",
        "statements[0].arguments[1]: unknown unit `parasang` in `5 parasang`",
        "16 km",
        "- {concept: c",
    ),
    (
        "factlint_facts: 1\nstatements:\n- {concept: c, arguments: [{value: plenty}]}",
        "facts-value",
        "`plenty` is no value",
        "as an article would",
        "- {concept: c",
    ),
    (
        "factlint_facts: 1\nstatements:\n- {concept: c, arguments: [{text: a, value: 1}]}",
        "facts-form",
        "one of `entity`, `value`, `text` and `unstated: true` is needed",
        "keep one",
        "- {concept: c",
    ),
    (
        "factlint_facts: 1\nstatements:\n- {concept: c, arguments: [], only: 2}",
        "facts-only",
        "statements[0].only: there is no place 2",
        "counted from 0",
        "- {concept: c",
    ),
    (
        "factlint_facts: 1\nstatements:\n- {concept: c, arguments: [], time: yesterday}",
        "facts-date",
        "statements[0].time: `yesterday` names no days",
        "dateline",
        "- {concept: c",
    ),
    (
        "factlint_facts: 1\ndateline: July 2024",
        "facts-date",
        "`July 2024` is not a single day",
        "2024-07-03",
        "dateline: July 2024",
    ),
    (
        "factlint_facts: 1\nstatements:\n- {concept: c, arguments: [], spans: [{start: 9, end: 3}]}",
        "facts-span",
        "starts at 9 and ends before it at 3",
        "count bytes",
        "- {concept: c",
    ),
    (
        "factlint_facts: 1\nstatements:\n- {concept: c, arguments: [], spans: [{path: gone.txt, start: 1, end: 3}]}",
        "facts-path",
        "`gone.txt` cannot be read",
        "beside the facts file",
        "- {concept: c",
    ),
    (
        "factlint_facts: 1\nstatements:\n- {concept: c, arguments: [], polarity: maybe}",
        "facts-form",
        "unknown variant `maybe`",
        "facts.schema",
        "",
    ),
    (
        "factlint_facts: 1\nentities:\n- {id: a, name: A, descriptors: [{word: x, ordinal: 2}]}",
        "facts-form",
        "entities[0].descriptors[0]: one of `word`, `entity`, `ordinal` and `date` is needed",
        "keep one",
        "- {id: a",
    ),
];

#[test]
fn what_is_wrong_is_told_with_place_and_remedy() {
    for (text, code, message, help, at) in WRONG {
        let problems = take(text, FileFormat::Yaml).expect_err(text);
        let problem = &problems[0];
        assert_eq!(problem.code, code, "{text}\n{}", problem.message);
        assert!(problem.message.contains(message), "{text}\n{}", problem.message);
        assert!(problem.help.as_deref().unwrap_or_default().contains(help), "{text}\n{:?}", problem.help);
        assert!(!problem.message.ends_with('.') && !problem.message.contains("::"), "{}", problem.message);
        let label = problem.at.as_ref().unwrap();
        assert!(text[label.site.span.range()].starts_with(at), "{text}\n{:?}", label.site);
    }
}

#[test]
fn what_breaks_the_form_does_not_validate() {
    let schema = schema();
    for text in [
        r#"{}"#,
        r#"{"factlint_facts": 2}"#,
        r#"{"factlint_facts": 1, "entitys": []}"#,
        r#"{"factlint_facts": 1, "entities": [{"name": "x"}]}"#,
        r#"{"factlint_facts": 1, "statements": [{"concept": "c"}]}"#,
        r#"{"factlint_facts": 1, "statements": [{"concept": "c", "arguments": [{"text": "a", "value": 1}]}]}"#,
        r#"{"factlint_facts": 1, "statements": [{"concept": "c", "arguments": [], "polarity": "maybe"}]}"#,
        r#"{"factlint_facts": 1, "statements": [{"concept": "c", "arguments": [], "spans": [{"start": -1, "end": 2}]}]}"#,
    ] {
        assert!(!schema.is_valid(&serde_json::from_str(text).unwrap()), "{text}");
        assert!(take(text, FileFormat::Json).is_err(), "{text}");
    }
}

#[test]
fn all_problems_are_told_at_once() {
    let text = "factlint_facts: 1\nstatements:\n- {concept: c, arguments: [{entity: x}, {value: plenty}]}\n- {concept: c, arguments: [{entity: y}]}";
    let problems = take(text, FileFormat::Yaml).unwrap_err();
    assert_eq!(problems.len(), 3, "{problems:#?}");
}

#[test]
fn limits_are_held() {
    let large = " ".repeat(MAX_BYTES + 1);
    let problems = take(&large, FileFormat::Yaml).unwrap_err();
    assert_eq!((problems[0].kind, problems[0].code), (ProblemKind::Limit, "facts-too-large"));
    let deep = format!("{{\"factlint_facts\": 1, \"entities\": {}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
    for format in [FileFormat::Yaml, FileFormat::Json] {
        assert!(take(&deep, format).is_err());
    }
    // Aliases that would blow up: each names the list before it ten times.
    let mut bomb = String::from("factlint_facts: 1\nentities:\n- &a [x, x]\n");
    for (one, other) in ('a'..='y').zip('b'..='z') {
        bomb.push_str(&format!("- &{other} [{}]\n", vec![format!("*{one}"); 10].join(", ")));
    }
    assert!(take(&bomb, FileFormat::Yaml).is_err());
}

#[test]
fn a_statement_without_spans_stands_in_the_facts_file() {
    let text = "factlint_facts: 1\nstatements:\n- concept: c\n  arguments: []\n";
    let facts = take(text, FileFormat::Yaml).unwrap();
    let (_, statement) = facts.statements().next().unwrap();
    assert_eq!(statement.source, HERE);
    assert_eq!(&text[statement.spans[0].range()], "- concept: c\n  arguments: []");
}

proptest! {
    #[test]
    fn nothing_panics(text in "\\PC{0,200}", json in any::<bool>()) {
        let _ = take(&text, if json { FileFormat::Json } else { FileFormat::Yaml });
    }

    #[test]
    fn names_of_all_kinds_survive(name in "\\PC{0,20}", other in "\\PC{0,20}", text in "\\PC{0,30}") {
        let mut facts = FactStore::default();
        for name in [&name, &other] {
            facts.add_entity(Entity { name: name.clone(), named: true, ..Entity::default() });
        }
        facts.add_statement(statement(&text, vec![Argument::Text(text.clone())]));
        for format in [FileFormat::Yaml, FileFormat::Json] {
            let written = give(&facts, format);
            let again = take(&written, format).map_err(|problems| TestCaseError::fail(format!("{problems:#?}\n{written}")))?;
            assert_same(&facts, &again);
        }
    }
}

proptest! {
    #[test]
    fn the_laws_hold_of_any_lines(lines in prop::collection::vec(prop::sample::select(LINES), 0..30)) {
        facts_laws::obeys_the_laws(&lines.concat());
    }
}

/// Scraps of facts files.
const LINES: &[&str] = &[
    "version: 1\n",
    "entities:\n",
    "statements:\n",
    "- id: a\n",
    "  id: b\n",
    "  name: SCO\n",
    "  kind: organization\n",
    "- concept: member count\n",
    "  concept: attends\n",
    "  arguments: [a, b]\n",
    "  arguments: [a, nine]\n",
    "  value: nine\n",
    "  time: 2024-07-03\n",
    "  time: 31 June\n",
    "  path: article.txt\n",
    "  span: [0, 3]\n",
    "  span: [9, 3]\n",
    "  polarity: denied\n",
    "{",
    "}",
    "[",
    "]",
    "\"a\": ",
    "&x ",
    "*x ",
    "\u{feff}",
    "\r\n",
    "é",
    "  ",
    "- ",
    "|\n",
    "!!float .nan\n",
];
