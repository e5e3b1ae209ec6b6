//! Eight rules over made-up facts, put to the library as rule text.
//!
//! `rules_bench --data DIR --query Q --out FILE` reads the CSV files of DIR (`events`, `attendances`, `memberships`,
//! `part_of`, `values`, `statements`, and the parameters of the query), asks query Q1 to Q8 or Q8D, writes its answers as
//! tab-separated lines and prints how long it took: `load_s` for reading and indexing the facts, `eval_s` from the text of
//! the rules to the answers. Facts keep where they stand (the line of their file, or the place that `statements` gives), so
//! that every answer rests on evidence.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark stops at the first thing that is wrong"
)]

use factlint::check::{Prepared, Verdict, Witness};
use factlint::facts::{Argument, Entity, EntityId, FactStore, Modality, Part, Polarity, Statement};
use factlint::lang::load::{RuleFile, load};
use factlint::lang::ruleset::RuleSet;
use factlint::source::{SourceId, Sources, Span};
use factlint::value::{DateExpression, DateSpan, Number, Value};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Instant;

/// What the facts are about.
const VOCABULARY: &str = "\
kind item is a thing

role member of an organization is a country
relation person attends event, repeatable
relation country joins organization
relation item \"is part of\" item
attribute start of an event is a date
attribute population of an item is a number
attribute area of an item is a number
attribute founded of an item is a number
attribute seats of an item is a number
attribute expected population of an item is a number
attribute expected area of an item is a number
attribute expected founded of an item is a number
attribute expected seats of an item is a number
";

const ATTRIBUTES: [&str; 4] = ["population", "area", "founded", "seats"];

/// The facts as they are read.
struct Reader {
    dir: String,
    store: FactStore,
    /// Entities by their names; those of one kind have one beginning, so that a name names one thing.
    known: FxHashMap<String, EntityId>,
    source: u32,
}

impl Reader {
    fn rows(&mut self, table: &str, mut take: impl FnMut(&mut Self, &[&str], Span)) {
        let text = std::fs::read_to_string(format!("{}/{table}.csv", self.dir)).unwrap();
        self.source += 1;
        let mut at = text.find('\n').unwrap() + 1;
        let mut cells = Vec::new();
        for line in text[at..].lines() {
            cells.clear();
            cells.extend(line.split(','));
            take(self, &cells, Span::new(at, at + line.len()));
            at += line.len() + 1;
        }
    }

    fn entity(&mut self, name: &str, kind: &str) -> EntityId {
        if let Some(&known) = self.known.get(name) {
            return known;
        }
        let entity = Entity { name: name.into(), kinds: vec![kind.into()], named: true, ..Entity::default() };
        let id = self.store.add_entity(entity);
        self.known.insert(name.into(), id);
        id
    }

    fn say(&mut self, concept: &str, arguments: Vec<Argument>, time: Option<Date>, span: Span) {
        self.store.add_statement(Statement {
            concept: concept.into(),
            arguments,
            polarity: Polarity::Affirmed,
            modality: Modality::Asserted,
            speaker: None,
            time: time.map(DateSpan::day),
            place: None,
            only: None,
            only_kind: None,
            ordinal: None,
            times: None,
            source: SourceId(self.source),
            spans: vec![span],
            part: Part::Table,
            from_context: false,
            template: None,
        });
    }

    fn attendances(&mut self) {
        self.rows("attendances", |this, cells, span| {
            let (person, event) = (this.entity(cells[0], "person"), this.entity(cells[1], "event"));
            this.say("person attends event", vec![Argument::Entity(person), Argument::Entity(event)], None, span);
        });
    }

    fn events(&mut self) {
        self.rows("events", |this, cells, span| {
            let event = this.entity(cells[0], "event");
            let day = Value::Date(DateExpression::day(cells[1].parse().unwrap()));
            this.say("start of event", vec![Argument::Entity(event), Argument::Value(day)], None, span);
        });
    }

    /// Members of organisations, and for each organisation that these are all.
    fn members(&mut self) {
        let mut of: Vec<(EntityId, Vec<EntityId>)> = Vec::new();
        let mut places: FxHashMap<EntityId, usize> = FxHashMap::default();
        self.rows("memberships", |this, cells, span| {
            let (country, org) = (this.entity(cells[0], "country"), this.entity(cells[1], "organization"));
            let at = *places.entry(org).or_insert_with(|| {
                of.push((org, Vec::new()));
                of.len() - 1
            });
            if !of[at].1.contains(&country) {
                of[at].1.push(country);
            }
            this.say("member of organization", vec![Argument::Entity(org), Argument::Entity(country)], None, span);
        });
        for (org, members) in of {
            let group = Entity {
                name: "its members".into(),
                kinds: vec!["country".into()],
                members,
                complete: true,
                ..Entity::default()
            };
            let group = self.store.add_entity(group);
            let all = vec![Argument::Entity(org), Argument::Entity(group)];
            self.say("member of organization", all, None, Span::new(0, 0));
        }
    }

    fn joinings(&mut self) {
        self.rows("memberships", |this, cells, span| {
            let (country, org) = (this.entity(cells[0], "country"), this.entity(cells[1], "organization"));
            let parties = vec![Argument::Entity(country), Argument::Entity(org)];
            this.say("country joins organization", parties, Some(cells[2].parse().unwrap()), span);
        });
    }

    fn parts(&mut self) {
        self.rows("part_of", |this, cells, span| {
            let (child, parent) = (this.entity(cells[0], "item"), this.entity(cells[1], "item"));
            this.say("item is part of item", vec![Argument::Entity(child), Argument::Entity(parent)], None, span);
        });
    }

    /// Values, each with its place in its document. The n-th value is the n-th statement of the store.
    fn values(&mut self) {
        let mut places: FxHashMap<String, Span> = FxHashMap::default();
        self.rows("statements", |_, cells, _| {
            let span = Span::new(cells[2].parse().unwrap(), cells[3].parse().unwrap());
            places.insert(cells[0].into(), span);
        });
        self.rows("values", |this, cells, _| {
            let entity = this.entity(cells[1], "item");
            let value = Argument::Value(Value::Number(exactly(cells[3])));
            let concept = format!("{} of item", cells[2]);
            this.say(&concept, vec![Argument::Entity(entity), value], None, places[cells[0]]);
        });
    }

    /// What is expected, as a table.
    fn expectations(&mut self) {
        self.rows("q8_rules", |this, cells, span| {
            let entity = this.entity(cells[1], "item");
            let value = Argument::Value(Value::Number(exactly(cells[3])));
            let concept = format!("expected {} of item", cells[2]);
            this.say(&concept, vec![Argument::Entity(entity), value], None, span);
        });
    }

    /// The names in a table of parameters.
    fn parameters(&mut self, table: &str) -> Vec<Vec<String>> {
        let mut all = Vec::new();
        self.rows(table, |_, cells, _| all.push(cells.iter().map(|&cell| cell.into()).collect()));
        all
    }
}

/// A number of a data file: no digit of it is rounded.
fn exactly(number: &str) -> Number {
    Number::count(number.parse().unwrap()).unwrap().exactly()
}

/// The checks of a query.
fn checks(query: &str, parameters: &[Vec<String>]) -> String {
    let mut text = String::new();
    match query {
        "Q1" => text.push_str("rule nine: every organization has exactly nine members\n"),
        "Q2" => {
            for (at, row) in parameters.iter().enumerate() {
                let _ = writeln!(text, "forbid pair-{at}: some person attends both \"{}\" and \"{}\"", row[0], row[1]);
            }
        }
        "Q3" => {
            for (at, row) in parameters.iter().enumerate() {
                let (a, b) = (&row[0], &row[1]);
                let _ = writeln!(
                    text,
                    "require part-{at}: every country that is a member of \"{a}\" is a member of \"{b}\""
                );
            }
        }
        "Q4" => text.push_str(
            "define clashing with: an event is clashing with an event\n  \
             if the start of the first is the same day as the start of the second\n\n\
             forbid clash: some person attends an event that is clashing with another event that the person attends\n",
        ),
        "Q5" => text.push_str(
            "define within: an item is within an item\n  \
             if the first is part of the second\n  \
             or the first is part of an item that is within the second\n\n\
             forbid whole: some item is within an item\n",
        ),
        "Q6" => {
            for name in ATTRIBUTES {
                let _ = writeln!(text, "rule {name}: the {name} of every item is the {name} of the item");
            }
        }
        "Q7" => {
            for (at, row) in parameters.iter().enumerate() {
                let (org, a, b) = (&row[0], &row[1], &row[2]);
                let _ = writeln!(text, "require claim-{at}: \"{a}\" joins \"{org}\" before \"{b}\" does");
            }
        }
        "Q8" => {
            for row in parameters {
                let (name, entity, attribute, number) = (&row[0], &row[1], &row[2], &row[3]);
                let _ = writeln!(text, "require {name}: {attribute} of \"{entity}\" is exactly {number}");
            }
        }
        "Q8D" => {
            for name in ATTRIBUTES {
                let _ = writeln!(
                    text,
                    "require {name}: the {name} of every item whose expected {name} is at least 0 is the expected {name} of the item"
                );
            }
        }
        _ => panic!("no such query: {query}"),
    }
    text
}

struct Answers<'a> {
    store: &'a FactStore,
    rows: BTreeSet<String>,
}

impl Answers<'_> {
    fn name(&self, id: EntityId) -> &str {
        &self.store.entity(id).unwrap().name
    }

    /// The statements that a witness rests on, with whether they speak for it.
    fn statements<'w>(&'w self, witness: &'w Witness<'_>) -> impl Iterator<Item = (usize, &'w Statement, bool)> {
        witness.evidence().filter_map(|(id, supports)| Some((id.0 as usize, self.store.statement(id)?, supports)))
    }

    fn values(&self, witness: &Witness<'_>) -> BTreeSet<i128> {
        let numbers = self.statements(witness).filter_map(|(_, statement, _)| match statement.arguments.get(1) {
            Some(Argument::Value(Value::Number(number))) => Some(number.stated.to_integer()),
            _ => None,
        });
        numbers.collect()
    }

    fn contradicted(&mut self, rule: &str, witness: &Witness<'_>, said_by_facts: impl Fn(usize) -> bool) {
        let supported = self.statements(witness).any(|(at, _, supports)| said_by_facts(at) && supports);
        let facts: Vec<usize> = self.statements(witness).map(|(at, _, _)| at).filter(|&at| said_by_facts(at)).collect();
        match witness.verdict {
            Verdict::Contradicted if !supported => {
                self.rows.extend(facts.iter().map(|at| format!("{rule}\tviolated\ts{at}")));
            }
            Verdict::NotStated => {
                self.rows.insert(format!("{rule}\tunknown\t-"));
            }
            _ => {}
        }
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (mut dir, mut query, mut out) = (String::new(), String::new(), String::new());
    while let Some(name) = arguments.next() {
        let value = arguments.next().unwrap();
        match name.as_str() {
            "--data" => dir = value,
            "--query" => query = value,
            "--out" => out = value,
            _ => panic!("no such option: {name}"),
        }
    }
    let start = Instant::now();
    let mut reader = Reader { dir, store: FactStore::default(), known: FxHashMap::default(), source: 0 };
    match query.as_str() {
        "Q1" | "Q3" => reader.members(),
        "Q2" => reader.attendances(),
        "Q4" => {
            reader.events();
            reader.attendances();
        }
        "Q5" => reader.parts(),
        "Q7" => reader.joinings(),
        _ => reader.values(),
    }
    let stated = reader.store.statements().count();
    if query == "Q8D" {
        reader.expectations();
    }
    let parameters = match query.as_str() {
        "Q2" => reader.parameters("q2_pairs"),
        "Q3" => reader.parameters("q3_pairs"),
        "Q7" => reader.parameters("q7_claims"),
        "Q8" | "Q8D" => reader.parameters("q8_rules"),
        _ => Vec::new(),
    };
    let store = reader.store;
    let vocabulary = rules(&[RuleFile::new("vocabulary.rules", VOCABULARY)]);
    let prepared = Prepared::new(&vocabulary.lexicon, &store);
    let load_s = start.elapsed().as_secs_f64();

    let text = checks(&query, &parameters);
    let start = Instant::now();
    let rules = rules(&[RuleFile::new("vocabulary.rules", VOCABULARY), RuleFile::new("checks.rules", text)]);
    let read_s = start.elapsed().as_secs_f64();
    let found = prepared.witnesses(&rules);
    let eval_s = start.elapsed().as_secs_f64();

    let entities: FxHashMap<(&str, &str), &str> =
        parameters.iter().filter(|row| row.len() == 4).map(|row| ((&*row[1], &*row[2]), &*row[0])).collect();
    let mut answers = Answers { store: &store, rows: BTreeSet::new() };
    let mut count = 0;
    for (at, found) in found.iter().enumerate() {
        for witness in found.iter() {
            count += 1;
            let things: Vec<String> = witness.things.iter().map(|&id| answers.name(id).to_owned()).collect();
            match query.as_str() {
                "Q1" => {
                    let named = |id: &EntityId| store.entity(*id).is_some_and(|entity| entity.named);
                    let members: FxHashSet<EntityId> = answers
                        .statements(&witness)
                        .filter_map(|(_, statement, _)| match statement.arguments.get(1) {
                            Some(Argument::Entity(id)) => Some(*id).filter(named),
                            _ => None,
                        })
                        .collect();
                    let row = format!("{}\t{}", things[0], members.len());
                    answers.rows.insert(row);
                }
                "Q2" | "Q3" => {
                    let row = &parameters[at];
                    answers.rows.insert(format!("{}\t{}\t{}", row[0], row[1], things[0]));
                }
                "Q4" => {
                    let day =
                        answers.statements(&witness).find_map(|(_, statement, _)| match statement.arguments.get(1) {
                            Some(Argument::Value(Value::Date(date))) => date.resolve(None)?.as_day(),
                            _ => None,
                        });
                    let day = (day.unwrap() - Date::constant(1950, 1, 1)).get_days();
                    if things[1] < things[2] {
                        answers.rows.insert(format!("{}\t{day}\t{}\t{}", things[0], things[1], things[2]));
                    }
                }
                "Q5" => {
                    assert!(witness.evidence().next().is_some());
                    answers.rows.insert(format!("{}\t{}", things[0], things[1]));
                }
                "Q6" => {
                    let values: Vec<i128> = answers.values(&witness).into_iter().collect();
                    for (at, low) in values.iter().enumerate() {
                        for high in &values[at + 1..] {
                            answers.rows.insert(format!("{}\t{}\t{low}\t{high}", things[0], found.check));
                        }
                    }
                }
                "Q7" => {
                    let row = &parameters[at];
                    let word = if witness.verdict == Verdict::Contradicted { "violated" } else { "unknown" };
                    answers.rows.insert(format!("{}\t{}\t{}\t{word}", row[0], row[1], row[2]));
                }
                "Q8" => answers.contradicted(&found.check, &witness, |_| true),
                _ => {
                    let rule = entities[&(&*things[0], &*found.check)];
                    answers.contradicted(rule, &witness, |at| at < stated);
                }
            }
        }
    }
    let mut text = String::new();
    for row in &answers.rows {
        text.push_str(row);
        text.push('\n');
    }
    std::fs::write(&out, text).unwrap();
    println!("{count} witnesses; the rules were read in {read_s:.4} s");
    println!("{{\"load_s\": {load_s}, \"eval_s\": {eval_s}, \"rows\": {}}}", answers.rows.len());
}

fn rules(files: &[RuleFile]) -> RuleSet {
    let mut sources = Sources::default();
    let rules = load(files, &mut sources, &|path| std::fs::read_to_string(path));
    assert!(rules.problems.is_empty(), "{:#?}", rules.problems.first());
    rules
}
