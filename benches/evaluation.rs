//! How long checks take on many facts: `cargo bench --bench evaluation`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a benchmark stops at the first thing that is wrong"
)]

use factlint::check::{Options, Prepared};
use factlint::facts::{Argument, Entity, FactStore, Modality, Part, Polarity, Statement};
use factlint::lang::load::{RuleFile, load};
use factlint::lang::ruleset::RuleSet;
use factlint::source::{SourceId, Sources, Span};
use factlint::value::{Number, Value};
use std::fmt::Write as _;

fn main() {
    divan::main();
}

const LEXICON: &str = "\
kind item is a thing

attribute population of an item is a number
relation item \"is part of\" item
";

/// Items of which each has a population and is part of another.
fn facts(number: usize) -> FactStore {
    let mut store = FactStore::default();
    for at in 0..number {
        let (name, kinds) = (format!("i{at}"), vec!["item".into()]);
        store.add_entity(Entity { name, kinds, named: true, ..Entity::default() });
    }
    for (at, (id, _)) in store.clone().entities().enumerate() {
        let population = Value::Number(Number::count(at as i64 % 1_000).unwrap().exactly());
        let whole = factlint::facts::EntityId((at / 4) as u32);
        store.add_statement(said("population of item", vec![Argument::Entity(id), Argument::Value(population)]));
        store.add_statement(said("item is part of item", vec![Argument::Entity(id), Argument::Entity(whole)]));
    }
    store
}

fn said(concept: &str, arguments: Vec<Argument>) -> Statement {
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
    let file = RuleFile::new("checks.rules", format!("{LEXICON}\n{checks}"));
    let rules = load(&[file], &mut Sources::default(), &|_| Err(std::io::ErrorKind::NotFound.into()));
    assert!(rules.problems.is_empty(), "{:?}", rules.problems.first());
    rules
}

/// So many checks, each of another item; every other one is wrong.
fn checks(number: usize) -> String {
    let mut text = String::new();
    for at in 0..number {
        let _ = writeln!(text, "require c{at}: population of \"i{at}\" is exactly {}", at % 1_000 + at % 2);
    }
    text
}

/// From the text of checks to verdicts, on 10,000 items that are indexed.
#[divan::bench(args = [10, 1_000, 10_000])]
fn verdicts(bencher: divan::Bencher<'_, '_>, number: usize) {
    let (facts, lexicon, text) = (facts(10_000), rules(""), checks(number));
    let prepared = Prepared::new(&lexicon.lexicon, &facts);
    bencher.bench_local(|| prepared.evaluate(&rules(divan::black_box(&text)), Options::default()).len());
}

/// The same up to what each check fails for.
#[divan::bench(args = [10, 1_000, 10_000])]
fn witnesses(bencher: divan::Bencher<'_, '_>, number: usize) {
    let (facts, lexicon, text) = (facts(10_000), rules(""), checks(number));
    let prepared = Prepared::new(&lexicon.lexicon, &facts);
    bencher.bench_local(|| prepared.witnesses(&rules(divan::black_box(&text))).len());
}

/// One check that compares two columns, on so many items.
#[divan::bench(args = [1_000, 10_000, 100_000])]
fn joined(bencher: divan::Bencher<'_, '_>, number: usize) {
    let (facts, lexicon) = (facts(number), rules(""));
    let prepared = Prepared::new(&lexicon.lexicon, &facts);
    let check = "forbid same: some item is part of an item whose population is exactly 7\n";
    bencher.bench_local(|| prepared.witnesses(&rules(divan::black_box(check)))[0].len());
}

/// Indexing the facts.
#[divan::bench(args = [1_000, 10_000, 100_000])]
fn indexed(bencher: divan::Bencher<'_, '_>, number: usize) {
    let (facts, lexicon) = (facts(number), rules(""));
    bencher.bench_local(|| {
        let prepared = Prepared::new(&lexicon.lexicon, divan::black_box(&facts));
        divan::black_box(prepared.witnesses(&lexicon).len())
    });
}
