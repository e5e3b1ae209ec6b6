//! Plain statements in columns: pairs of entities, and one value an entity.
//!
//! A concept has columns only if all that is said of it is plain: affirmed in the article's own voice, undated where a date
//! would matter, about single things whose names nobody else bears. Then a pair holds exactly if a statement has it.

use super::super::world::World;
use crate::facts::{Argument, EntityId, Modality, Polarity, Statement, StatementId};
use crate::lang::lexicon::{Category, Concept, ConceptId};
use crate::value::{DateExpression, Hedge, Unit, Value};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// An entity with the statement that puts it beside another.
pub(super) type Beside = (EntityId, StatementId);

/// The pairs of a concept, to be found from either side.
#[derive(Debug)]
pub(in crate::check) struct Pairs {
    sides: [Side; 2],
    /// For each entity in the first place, whether the article says that those in the second place are all.
    closed: Vec<bool>,
    /// Whether all in the second place are known to be different things.
    distinct: bool,
}

/// For each entity of one place, those beside it in the other, in order.
#[derive(Debug, Default)]
struct Side {
    starts: Vec<u32>,
    beside: Vec<Beside>,
}

impl Side {
    fn of(mut rows: Vec<(EntityId, Beside)>, entities: usize) -> Self {
        rows.sort_unstable();
        let mut starts = Vec::with_capacity(entities + 1);
        let mut at = 0;
        for id in 0..=entities {
            while rows.get(at).is_some_and(|(entity, _)| (entity.0 as usize) < id) {
                at += 1;
            }
            starts.push(at as u32);
        }
        Self { starts, beside: rows.into_iter().map(|(_, beside)| beside).collect() }
    }

    fn get(&self, id: EntityId) -> &[Beside] {
        let at = id.0 as usize;
        let (Some(&start), Some(&end)) = (self.starts.get(at), self.starts.get(at + 1)) else { return &[] };
        self.beside.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The entities that have others beside them.
    fn all(&self) -> impl Iterator<Item = EntityId> {
        let bounds = self.starts.windows(2).zip(0..);
        bounds.filter(|(bounds, _)| bounds.first() < bounds.last()).map(|(_, id)| EntityId(id))
    }
}

impl Pairs {
    /// Those beside an entity in that place.
    pub fn beside(&self, place: usize, id: EntityId) -> &[Beside] {
        self.sides.get(place).map(|side| side.get(id)).unwrap_or_default()
    }

    /// The entities in a place.
    pub fn all(&self, place: usize) -> Vec<EntityId> {
        self.sides.get(place).map(|side| side.all().collect()).unwrap_or_default()
    }

    /// Whether the pair holds.
    pub fn has(&self, first: EntityId, second: EntityId) -> bool {
        let beside = self.beside(0, first);
        let at = beside.partition_point(|(other, _)| *other < second);
        beside.get(at).is_some_and(|(other, _)| *other == second)
    }

    /// Whether all in the second place are known to be different things.
    pub fn are_distinct(&self) -> bool {
        self.distinct
    }

    /// How many different entities stand beside one in the first place, and whether these are all.
    pub fn count(&self, owner: EntityId) -> (u64, bool) {
        let beside = self.beside(0, owner);
        let different = beside.chunk_by(|(one, _), (other, _)| one == other).count();
        (different as u64, self.closed.get(owner.0 as usize).copied().unwrap_or(false))
    }
}

/// The values of an attribute.
#[derive(Debug)]
pub(in crate::check) struct Values(Vec<Cell>);

/// What the article gives to one owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Cell {
    /// Nothing.
    Empty,
    /// One exact number.
    Number(i64),
    /// One day, counted from a day of old.
    Day(i32),
    /// Several values, or one that is not exact.
    Open,
}

impl Values {
    /// What an owner has.
    pub fn get(&self, owner: EntityId) -> Cell {
        self.0.get(owner.0 as usize).copied().unwrap_or(Cell::Empty)
    }

    /// The owners that have something.
    pub fn all(&self) -> Vec<EntityId> {
        let told = self.0.iter().zip(0..).filter(|(cell, _)| **cell != Cell::Empty);
        told.map(|(_, id)| EntityId(id)).collect()
    }
}

/// The cell of a value by itself.
pub(super) fn cell(value: &Value) -> Cell {
    match value {
        Value::Date(DateExpression::Absolute(span)) => match span.as_day() {
            Some(day) => Cell::Day((day - jiff::civil::Date::constant(1, 1, 1)).get_days()),
            None => Cell::Open,
        },
        Value::Number(number) => {
            let plain = number.unit == Unit::One
                && number.hedge == Hedge::None
                && !number.ordinal
                && number.interval.is_exact()
                && number.parts.is_empty();
            match number.whole().filter(|_| plain) {
                Some(whole) => Cell::Number(whole),
                None => Cell::Open,
            }
        }
        _ => Cell::Open,
    }
}

/// The columns of all concepts of which only plain things are said.
#[derive(Debug, Default)]
pub(in crate::check) struct Columns {
    pairs: FxHashMap<ConceptId, Rc<Pairs>>,
    values: FxHashMap<ConceptId, Rc<Values>>,
}

impl Columns {
    /// The facts of a world in columns.
    pub fn of(world: &World<'_>) -> Self {
        let mut columns = Self::default();
        for (id, concept) in (0..).map(ConceptId).zip(&world.lexicon.concepts) {
            if world.statements_of(id).is_empty() || !is_plain(world, id, concept) {
                continue;
            }
            if concept.category == Category::Attribute {
                columns.values.extend(values(world, id).map(|values| (id, Rc::new(values))));
            } else {
                columns.pairs.extend(pairs(world, id, concept).map(|pairs| (id, Rc::new(pairs))));
            }
        }
        columns
    }

    /// The pairs of a concept, if all that is said of it is plain.
    pub fn pairs(&self, concept: ConceptId) -> Option<Rc<Pairs>> {
        self.pairs.get(&concept).cloned()
    }

    /// The values of an attribute, if all that is said of it is plain.
    pub fn values(&self, concept: ConceptId) -> Option<Rc<Values>> {
        self.values.get(&concept).cloned()
    }
}

/// Whether nothing but a statement with the same parties bears on a sentence of the concept.
fn is_plain(world: &World<'_>, id: ConceptId, concept: &Concept) -> bool {
    let unheard = |other: &ConceptId| world.statements_of(*other).is_empty();
    concept.places.len() == 2
        && !concept.symmetric
        && !concept.asymmetric
        && concept.one_per.is_empty()
        && concept.definition.is_none()
        && world.contraries(id).iter().all(unheard)
        && !world.date_concepts.contains(&id)
        && !world.taking_place.contains(&id)
        && world.closing(id).is_empty()
}

/// Whether a statement says no more and no less than that it is so.
fn says_plainly(statement: &Statement, category: Category) -> bool {
    statement.polarity == Polarity::Affirmed
        && matches!(statement.modality, Modality::Asserted | Modality::Scheduled)
        && statement.only.is_none()
        && statement.ordinal.is_none()
        && statement.times.is_none()
        && (category == Category::Relation || statement.time.is_none())
}

fn values(world: &World<'_>, id: ConceptId) -> Option<Values> {
    let mut cells = vec![Cell::Empty; world.facts.entity_count()];
    for &id in world.statements_of(id) {
        let statement = world.statement(id).filter(|statement| says_plainly(statement, Category::Attribute))?;
        let [Argument::Entity(owner), Argument::Value(value)] = statement.arguments.as_slice() else { return None };
        if !world.is_alone(*owner) {
            return None;
        }
        let told = cell(value);
        let slot = cells.get_mut(owner.0 as usize)?;
        *slot = if *slot == Cell::Empty || *slot == told { told } else { Cell::Open };
    }
    Some(Values(cells))
}

fn pairs(world: &World<'_>, id: ConceptId, concept: &Concept) -> Option<Pairs> {
    let entities = world.facts.entity_count();
    let mut rows: Vec<(EntityId, Beside)> = Vec::with_capacity(world.statements_of(id).len());
    let mut lists: Vec<(EntityId, u64)> = Vec::new();
    for &id in world.statements_of(id) {
        let statement = world.statement(id).filter(|statement| says_plainly(statement, concept.category))?;
        let [Argument::Entity(first), Argument::Entity(second)] = statement.arguments.as_slice() else { return None };
        if !world.is_alone(*first) {
            return None;
        }
        if world.is_group(*second) {
            let group = world.facts.entity(*second)?;
            let holder = concept.places.get(1)?.kind;
            let whole = group.complete && world.lists_its_members(*second) && world.kinds_of(*second) == [holder];
            if !whole || !group.members.iter().all(|&member| world.is_alone(member)) {
                return None;
            }
            rows.extend(group.members.iter().map(|&member| (*first, (member, id))));
            lists.push((*first, group.members.len() as u64));
        } else if world.is_alone(*second) {
            rows.push((*first, (*second, id)));
        } else {
            return None;
        }
    }
    let (first, second) = (concept.places.first()?.kind, concept.places.get(1)?.kind);
    if !rows.iter().all(|(one, (other, _))| world.is_of(*one, first) && world.is_of(*other, second)) {
        return None;
    }
    let distinct = rows.iter().all(|(_, (other, _))| world.is_distinct(*other));
    let back = rows.iter().map(|&(first, (second, id))| (second, (first, id))).collect();
    let sides = [Side::of(rows, entities), Side::of(back, entities)];
    let mut pairs = Pairs { sides, closed: vec![false; entities], distinct };
    for (owner, listed) in lists {
        // A list that leaves somebody out closes nothing.
        let whole = pairs.count(owner).0 == listed;
        if let Some(closed) = pairs.closed.get_mut(owner.0 as usize) {
            *closed = whole;
        }
    }
    Some(pairs)
}
