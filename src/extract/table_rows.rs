//! The rows of a table as things whose attributes are its columns.
//!
//! Enters: tables, and a lexicon. Leaves: statements in the store. Guaranteed: only a column whose head names a kind says
//! what the rows are, and only one whose head names an attribute or a role of that kind says something of them.

use crate::facts::cell::{Cell, Said, folded};
use crate::facts::name::key;
use crate::facts::table::Column;
use crate::facts::{Argument, Entity, EntityId, FactStore, Modality, Part, Polarity, Statement, Table};
use crate::lang::lexicon::{Category, Concept, KindId, Lexicon};
use crate::lang::pattern::counted;
use crate::nlp::inflect::singular;
use crate::value::{Unit, Value, read_all};
use rustc_hash::FxHashMap;

/// A table whose rows are things.
struct Things<'t> {
    table: &'t Table,
    /// The column of their names.
    name: usize,
    kind: KindId,
    columns: Vec<(usize, &'t Concept)>,
}

/// Takes what the rows of the tables say into the store. What two rows say of one thing, they say of it at different times or
/// on different occasions: nothing is taken from either.
pub fn add(tables: &[Table], lexicon: &Lexicon, store: &mut FactStore) {
    let things: Vec<Things<'_>> = tables.iter().filter_map(|table| Things::of(table, lexicon)).collect();
    let mut told: FxHashMap<(&str, String), usize> = FxHashMap::default();
    for things in &things {
        for (concept, name, _) in things.cells() {
            *told.entry((concept.key.as_str(), folded(&name.1.text))).or_default() += 1;
        }
    }
    for things in &things {
        for (concept, name, cell) in things.cells() {
            if told.get(&(concept.key.as_str(), folded(&name.1.text))) == Some(&1) {
                things.take(concept, name, cell, lexicon, store);
            }
        }
    }
}

/// A cell and what it says.
type Read = (Cell, Said);

impl<'t> Things<'t> {
    fn of(table: &'t Table, lexicon: &'t Lexicon) -> Option<Self> {
        let named = table.columns.iter().enumerate();
        let (name, kind) = named.clone().find_map(|(at, column)| Some((at, kind_of(column, lexicon)?)))?;
        let concepts = |(at, column): (usize, &'t Column)| {
            concepts_of(column, kind, lexicon).map(move |concept| (at, concept)).collect::<Vec<_>>()
        };
        let columns: Vec<_> = named.filter(|(at, _)| *at != name).flat_map(concepts).collect();
        (!columns.is_empty()).then_some(Self { table, name, kind, columns })
    }

    /// Each cell that says something: the concept, the cell of the row's name, the cell.
    fn cells(&self) -> impl Iterator<Item = (&'t Concept, &'t Read, &'t Read)> {
        let rows = (0..).zip(&self.table.rows).filter(|(_, row)| !row.total).map(|(row, _)| row);
        rows.flat_map(move |row| {
            let stated = move |column: usize| self.table.cell(row, column).filter(|(_, said)| said.is_stated());
            let columns = self.columns.iter();
            columns.filter_map(move |&(column, concept)| Some((concept, stated(self.name)?, stated(column)?)))
        })
    }

    fn take(
        &self,
        concept: &Concept,
        (name, called): &Read,
        (cell, said): &Read,
        lexicon: &Lexicon,
        store: &mut FactStore,
    ) {
        let Some(value) = concept.places.get(1).and_then(|place| value(said, place.kind, lexicon, store)) else {
            return;
        };
        // "the Team plan" of the text is the row "Team" of the plans.
        let kind = lexicon.kind(self.kind).map(|kind| kind.name.clone()).unwrap_or_default();
        let known = find(store, &format!("{} {kind}", called.text)).or_else(|| find(store, &called.text));
        let owner = known.unwrap_or_else(|| {
            store.add_entity(Entity {
                name: called.text.clone(),
                kinds: vec![kind],
                named: true,
                mentions: vec![name.span],
                ..Entity::default()
            })
        });
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
            source: self.table.source,
            spans: vec![cell.span],
            part: Part::Table,
            from_context: false,
            template: None,
        });
    }
}

/// The kind of things that the head of a column names ("Plan", "Countries").
fn kind_of(column: &Column, lexicon: &Lexicon) -> Option<KindId> {
    let thing = lexicon.kind_named("thing")?;
    let names = column.without_unit().map(|head| singular(&head.to_lowercase()));
    let names = names.map(|head| head.strip_suffix(" name").map_or(head.clone(), str::to_owned));
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
        // What "number of pupils" and "pupil count" count heads their column: "Pupils".
        let called = std::iter::once(&concept.phrase)
            .chain(&concept.also)
            .flat_map(|phrase| std::iter::once(phrase.as_str()).chain(counted(phrase)))
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
