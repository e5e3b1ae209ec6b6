//! The rows of a table as things whose attributes are its columns.
//!
//! Enters: tables, and a lexicon. Leaves: statements in the store. Guaranteed: only a column whose head names a kind says
//! what the rows are, and only one whose head names an attribute or a role of that kind says something of them.

use crate::facts::cell::Said;
use crate::facts::name::key;
use crate::facts::table::Column;
use crate::facts::{Argument, Entity, EntityId, FactStore, Modality, Part, Polarity, Statement, Table};
use crate::lang::lexicon::{Category, Concept, KindId, Lexicon};
use crate::nlp::inflect::singular;
use crate::value::{Unit, Value, read_all};

/// Takes what the rows of a table say into the store.
pub fn add(table: &Table, lexicon: &Lexicon, store: &mut FactStore) {
    let named = table.columns.iter().enumerate().find_map(|(at, column)| Some((at, kind_of(column, lexicon)?)));
    let Some((name, kind)) = named else { return };
    let columns: Vec<(usize, &Concept)> = table
        .columns
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != name)
        .flat_map(|(at, column)| concepts_of(column, kind, lexicon).map(move |concept| (at, concept)))
        .collect();
    if columns.is_empty() {
        return;
    }
    for row in (0..table.rows.len()).filter(|&row| table.rows.get(row).is_some_and(|row| !row.total)) {
        let Some((cell, said)) = table.cell(row, name).filter(|(_, said)| said.is_stated()) else { continue };
        // "the Team plan" of the text is the row "Team" of the plans.
        let kind_name = lexicon.kind(kind).map(|kind| kind.name.clone()).unwrap_or_default();
        let described = format!("{} {kind_name}", said.text);
        let owner = find(store, &described).or_else(|| find(store, &said.text)).unwrap_or_else(|| {
            let kinds = vec![kind_name];
            store.add_entity(Entity {
                name: said.text.clone(),
                kinds,
                named: true,
                mentions: vec![cell.span],
                ..Entity::default()
            })
        });
        for &(column, concept) in &columns {
            let Some((cell, said)) = table.cell(row, column).filter(|(_, said)| said.is_stated()) else { continue };
            let Some(value) = concept.places.get(1).and_then(|place| value(said, place.kind, lexicon, store)) else {
                continue;
            };
            store.add_statement(Statement {
                concept: concept.key.clone(),
                arguments: vec![Argument::Entity(owner), value],
                polarity: Polarity::Affirmed,
                modality: Modality::Asserted,
                speaker: None,
                time: None,
                place: None,
                only: None,
                only_kind: None,
                ordinal: None,
                times: None,
                source: table.source,
                spans: vec![cell.span],
                part: Part::Table,
                from_context: false,
                template: None,
            });
        }
    }
}

/// The kind of things that the head of a column names ("Plan", "Countries").
fn kind_of(column: &Column, lexicon: &Lexicon) -> Option<KindId> {
    let thing = lexicon.kind_named("thing")?;
    let names = column.without_unit().map(|head| singular(&head.to_lowercase()));
    let is_named = |name: &String| names.iter().any(|head| *head == singular(&name.to_lowercase()));
    (0..).map(KindId).zip(&lexicon.kinds).find_map(|(id, kind)| {
        let called = std::iter::once(&kind.name).chain(&kind.also).any(is_named);
        (called && id != thing && lexicon.is_a(id, thing)).then_some(id)
    })
}

/// The attributes and roles of things of a kind that the head of a column names.
fn concepts_of<'l>(column: &Column, kind: KindId, lexicon: &'l Lexicon) -> impl Iterator<Item = &'l Concept> {
    let names = column.without_unit().map(|head| singular(&head.to_lowercase()));
    lexicon.concepts.iter().filter(move |concept| {
        let called = std::iter::once(&concept.phrase)
            .chain(&concept.also)
            .any(|phrase| names.iter().any(|head| *head == singular(&phrase.to_lowercase())));
        let owned = concept.places.first().is_some_and(|place| lexicon.is_a(kind, place.kind));
        called
            && owned
            && concept.definition.is_none()
            && matches!(concept.category, Category::Attribute | Category::Role)
    })
}

/// The one thing that is called so.
fn find(store: &FactStore, name: &str) -> Option<EntityId> {
    let wanted = key(name);
    let mut found = store.entities().filter(|(_, entity)| entity.names().any(|own| key(own) == wanted));
    let (id, _) = found.next()?;
    found.next().is_none().then_some(id)
}

/// What a cell says, read for a kind.
fn value(said: &Said, kind: KindId, lexicon: &Lexicon, store: &FactStore) -> Option<Argument> {
    let is = |name: &str| lexicon.kind_named(name).is_some_and(|wide| lexicon.is_a(kind, wide));
    if is("text") {
        return Some(Argument::Text(said.text.clone()));
    }
    if is("thing") {
        return find(store, &said.text).map(Argument::Entity);
    }
    if is("date") || is("year") || is("score") {
        let mut readings = read_all(&said.text).into_iter().map(|reading| reading.value);
        let fits = |value: &Value| matches!((value, is("score")), (Value::Score(..), true) | (Value::Date(_), false));
        return readings.find(fits).map(Argument::Value);
    }
    let number = said.number()?;
    let fits = match number.unit {
        Unit::Currency(_) => is("money"),
        Unit::Percent | Unit::PercentagePoint => is("percentage"),
        Unit::One | Unit::Times => is("number"),
        Unit::Measure { .. } => lexicon.is_a(lexicon.kind_of(&Value::Number(number.clone())), kind),
    };
    fits.then(|| Argument::Value(Value::Number(number.clone())))
}
