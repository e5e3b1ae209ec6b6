//! From the sentence of a check to levels, claims and tests on columns.
//!
//! A test tells at once what the evaluator would say, as far as the columns show it, and leaves open what they do not.

use super::super::evaluator::Evaluator;
use super::super::things::Referent;
use super::columns::{Cell, Columns, Pairs, Values, cell};
use crate::facts::EntityId;
use crate::lang::formula::{
    Atom, Compare, Domain, DomainSet, Formula, Operator, Quantified, Quantifier, Term, Thing, Variable,
};
use crate::lang::lexicon::{ConceptId, KindId};
use crate::value::Comparator;
use std::borrow::Cow;
use std::rc::Rc;

/// How many definitions are unfolded inside one another.
const MAX_UNFOLDED: usize = 8;

/// What must become of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// It is supported.
    Holds,
    /// It is not.
    Fails,
}

/// Something that must be so of the things of all levels.
#[derive(Debug)]
pub(super) enum Claim<'a> {
    /// A sentence holds, or fails.
    Sentence(Cow<'a, Formula>, Wanted),
    /// What a variable stands for is not this thing.
    Except(Variable, &'a Thing),
}

/// A claim with the test that may answer it, and the level at which it can be asked.
#[derive(Debug)]
pub(super) struct Task<'a> {
    pub claim: Claim<'a>,
    pub test: Test,
    pub level: usize,
}

/// A quantifier: a variable that runs over candidates.
#[derive(Debug)]
pub(super) struct Level {
    pub variable: Variable,
    pub kind: KindId,
    pub source: Source,
}

/// Where the candidates of a level come from.
#[derive(Debug)]
pub(super) enum Source {
    /// Everything of its kind.
    Kind,
    /// Those that a column has in a place.
    Column(Rc<Pairs>, usize),
    /// Those that a column has beside another thing, which is in that place.
    Beside(Rc<Pairs>, usize, Slot),
    /// The owners of an attribute.
    Owners(Rc<Values>),
}

/// What a test speaks of: the candidate of a level, or a thing that the rule names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Level(usize),
    Entity(EntityId),
}

impl Slot {
    pub fn entity(self, chosen: &[EntityId]) -> Option<EntityId> {
        match self {
            Self::Level(level) => chosen.get(level).copied(),
            Self::Entity(id) => Some(id),
        }
    }

    fn level(self) -> usize {
        match self {
            Self::Level(level) => level,
            Self::Entity(_) => 0,
        }
    }
}

/// One side of a comparison.
#[derive(Debug, Clone)]
pub(super) enum Side {
    Column(Rc<Values>, Slot),
    Literal(Cell),
}

impl Side {
    fn cell(&self, chosen: &[EntityId]) -> Cell {
        match self {
            Self::Column(values, slot) => slot.entity(chosen).map_or(Cell::Open, |owner| values.get(owner)),
            Self::Literal(cell) => *cell,
        }
    }
}

/// A question to the columns.
#[derive(Debug, Clone)]
pub(super) enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Pair(Rc<Pairs>, Slot, Slot),
    Equal(Side, Side),
    /// How many a role has, from so many to so many.
    Count(Rc<Pairs>, Slot, u64, Option<u64>),
    /// Two things are not one.
    Different(Slot, Slot),
    /// It is never true.
    Never,
    /// The columns cannot tell.
    Open,
}

/// What a test tells of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// The evaluator would call it true.
    True,
    /// The evaluator would not call it true.
    NotTrue,
    /// The evaluator would neither call it true nor false.
    Unknown,
    /// The columns cannot tell.
    Open,
}

impl From<bool> for Known {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::NotTrue }
    }
}

impl Test {
    /// What the evaluator would say of it, as far as the columns tell.
    pub fn ask(&self, chosen: &[EntityId]) -> Known {
        match self {
            Self::All(parts) => {
                let mut all = Known::True;
                for part in parts {
                    all = match (all, part.ask(chosen)) {
                        (_, Known::NotTrue) => return Known::NotTrue,
                        (known, Known::True) => known,
                        (Known::True, other) => other,
                        (Known::Unknown, Known::Unknown) => Known::Unknown,
                        // What is unknown keeps the rest from being true.
                        (Known::Unknown, Known::Open) | (Known::Open, Known::Unknown) => return Known::NotTrue,
                        (known, _) => known,
                    };
                }
                all
            }
            Self::Any(parts) => {
                let mut any = Known::NotTrue;
                for part in parts {
                    match part.ask(chosen) {
                        Known::True => return Known::True,
                        Known::Open => any = Known::Open,
                        Known::NotTrue => {}
                        Known::Unknown if parts.len() == 1 => return Known::Unknown,
                        Known::Unknown => {}
                    }
                }
                any
            }
            Self::Pair(pairs, first, second) => match (first.entity(chosen), second.entity(chosen)) {
                (Some(first), Some(second)) => pairs.has(first, second).into(),
                _ => Known::Open,
            },
            Self::Equal(one, other) => match (one.cell(chosen), other.cell(chosen)) {
                (Cell::Empty, _) | (_, Cell::Empty) => Known::Unknown,
                (Cell::Number(one), Cell::Number(other)) => (one == other).into(),
                (Cell::Day(one), Cell::Day(other)) => (one == other).into(),
                _ => Known::Open,
            },
            Self::Count(pairs, owner, low, high) => {
                let Some(owner) = owner.entity(chosen).filter(|_| pairs.are_distinct()) else { return Known::Open };
                let (count, closed) = pairs.count(owner);
                match high {
                    Some(high) if closed => (*low <= count && count <= *high).into(),
                    Some(high) if count > *high => Known::NotTrue,
                    None if count >= *low => Known::True,
                    _ => Known::Open,
                }
            }
            Self::Different(one, other) => match (one.entity(chosen), other.entity(chosen)) {
                (Some(one), Some(other)) => (one != other).into(),
                _ => Known::Open,
            },
            Self::Never => Known::NotTrue,
            Self::Open => Known::Open,
        }
    }

    /// The innermost level that it speaks of; `None` if it may speak of any.
    fn level(&self) -> Option<usize> {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().map(Self::level).try_fold(0, |deepest, level| Some(deepest.max(level?)))
            }
            Self::Pair(_, one, other) | Self::Different(one, other) => Some(one.level().max(other.level())),
            Self::Equal(one, other) => {
                let level = |side: &Side| match side {
                    Side::Column(_, slot) => slot.level(),
                    Side::Literal(_) => 0,
                };
                Some(level(one).max(level(other)))
            }
            Self::Count(_, owner, ..) => Some(owner.level()),
            Self::Never => Some(0),
            Self::Open => None,
        }
    }

    /// Where candidates for a level can be found, if it must hold; the narrower the greater the number beside it.
    fn source(&self, level: usize) -> Option<(u8, Source)> {
        let here = Slot::Level(level);
        match self {
            Self::All(parts) => parts.iter().filter_map(|part| part.source(level)).max_by_key(|(rank, _)| *rank),
            Self::Pair(pairs, first, second) => {
                let (place, other) = match (*first == here, *second == here) {
                    (true, false) => (0, *second),
                    (false, true) => (1, *first),
                    _ => return None,
                };
                Some(match other {
                    Slot::Level(other) if other > level => (1, Source::Column(Rc::clone(pairs), place)),
                    known => (2, Source::Beside(Rc::clone(pairs), 1 - place, known)),
                })
            }
            Self::Equal(Side::Column(values, slot), _) | Self::Equal(_, Side::Column(values, slot))
                if *slot == here =>
            {
                Some((0, Source::Owners(Rc::clone(values))))
            }
            _ => None,
        }
    }
}

/// A check's sentence as a search.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    pub levels: Vec<Level>,
    pub tasks: Vec<Task<'a>>,
}

/// Makes the plan of one sentence. `plain`: the check asks for nothing but the sentence (no part, no date), so that the
/// columns can speak.
pub(super) fn plan<'a>(
    evaluator: &mut Evaluator<'_, 'a>,
    columns: &Columns,
    sentences: &[(&'a Formula, Wanted)],
    plain: bool,
) -> Plan<'a> {
    let mut compiler = Compiler { evaluator, columns, plain, plan: Plan::default() };
    for (sentence, wanted) in sentences {
        compiler.take(Cow::Borrowed(*sentence), *wanted);
    }
    let mut plan = compiler.plan;
    for (at, level) in plan.levels.iter_mut().enumerate() {
        let holding = plan.tasks.iter().filter(|task| !matches!(task.claim, Claim::Sentence(_, Wanted::Fails)));
        let best = holding.filter_map(|task| task.test.source(at)).max_by_key(|(rank, _)| *rank);
        if let Some((_, source)) = best {
            level.source = source;
        }
    }
    plan
}

struct Compiler<'e, 'w, 'a> {
    evaluator: &'e mut Evaluator<'w, 'a>,
    columns: &'e Columns,
    plain: bool,
    plan: Plan<'a>,
}

/// What variables stand for.
type Slots = Vec<(Variable, Slot)>;

impl<'a> Compiler<'_, '_, 'a> {
    fn take(&mut self, formula: Cow<'a, Formula>, wanted: Wanted) {
        let Cow::Borrowed(borrowed) = formula else { return self.claim(formula, wanted) };
        match (borrowed, wanted) {
            (Formula::All(parts), Wanted::Holds) => {
                parts.iter().for_each(|part| self.take(Cow::Borrowed(part), Wanted::Holds));
            }
            (Formula::Quantified(quantified), _) => {
                let inner = match (quantified.quantifier, wanted) {
                    (Quantifier::Some, Wanted::Holds) | (Quantifier::No, Wanted::Fails) => Wanted::Holds,
                    (Quantifier::Every, Wanted::Fails) => Wanted::Fails,
                    _ => return self.claim(formula, wanted),
                };
                if quantified.domain.set != DomainSet::All {
                    return self.claim(formula, wanted);
                }
                self.level(quantified);
                if let Some(body) = quantified.body.as_deref() {
                    self.take(Cow::Borrowed(body), inner);
                }
            }
            _ => self.claim(formula, wanted),
        }
    }

    fn level(&mut self, quantified: &'a Quantified) {
        let Quantified { variable, domain, .. } = quantified;
        self.plan.levels.push(Level { variable: *variable, kind: domain.kind, source: Source::Kind });
        if let Some((concept, owner)) = &domain.role {
            let atom = self.evaluator.role_atom(*concept, owner.as_ref(), Thing::Variable(*variable));
            self.claim(Cow::Owned(atom), Wanted::Holds);
        }
        for thing in &domain.except {
            let slots = self.slots();
            let other = self.slot(thing, &slots);
            let own = slots.iter().find(|(other, _)| other == variable).map(|(_, slot)| *slot);
            let test = match (own, other) {
                (Some(own), Ok(other)) => Test::Different(own, other),
                _ => Test::Open,
            };
            self.task(Claim::Except(*variable, thing), test);
        }
        if let Some(restriction) = domain.restriction.as_deref() {
            self.take(Cow::Borrowed(restriction), Wanted::Holds);
        }
    }

    fn slots(&self) -> Slots {
        let levels = self.plan.levels.iter().enumerate();
        levels.map(|(at, level)| (level.variable, Slot::Level(at))).collect()
    }

    fn claim(&mut self, formula: Cow<'a, Formula>, wanted: Wanted) {
        let slots = self.slots();
        let test = if self.plain { self.test(&formula, &slots, 0) } else { Test::Open };
        self.task(Claim::Sentence(formula, wanted), test);
    }

    fn task(&mut self, claim: Claim<'a>, test: Test) {
        let deepest = self.plan.levels.len().saturating_sub(1);
        let level = test.level().unwrap_or(deepest);
        self.plan.tasks.push(Task { claim, test, level });
    }

    /// What a thing stands for: a level, or the one entity that a name means. `Err(true)`: the article has no such name.
    fn slot(&mut self, thing: &Thing, slots: &Slots) -> Result<Slot, bool> {
        match thing {
            Thing::Variable(variable) => {
                slots.iter().rev().find(|(known, _)| known == variable).map(|(_, slot)| *slot).ok_or(false)
            }
            Thing::Named { name, kind, .. } => match self.evaluator.resolve_name(name, *kind).candidates.as_slice() {
                [Referent::Entities(ids)] => match ids.as_slice() {
                    [id] if self.evaluator.world.is_alone(*id) => Ok(Slot::Entity(*id)),
                    _ => Err(false),
                },
                [Referent::Absent { .. }] => Err(true),
                _ => Err(false),
            },
            _ => Err(false),
        }
    }

    fn test(&mut self, formula: &Formula, slots: &Slots, unfolded: usize) -> Test {
        match formula {
            Formula::All(parts) => Test::All(parts.iter().map(|part| self.test(part, slots, unfolded)).collect()),
            Formula::Any(parts) => Test::Any(parts.iter().map(|part| self.test(part, slots, unfolded)).collect()),
            Formula::Atom(atom) => self.atom(atom, slots, unfolded),
            Formula::Compare(compare) => self.compare(compare, slots),
            Formula::Quantified(quantified) => self.quantified(quantified, slots, unfolded),
            _ => Test::Open,
        }
    }

    fn atom(&mut self, atom: &Atom, slots: &Slots, unfolded: usize) -> Test {
        let Some(concept) = self.evaluator.world.lexicon.concept(atom.concept) else { return Test::Open };
        if atom.definite || atom.ordinal.is_some() || !atom.adjuncts.is_empty() {
            return Test::Open;
        }
        let parties: Vec<Result<Slot, bool>> = atom.arguments.iter().map(|thing| self.slot(thing, slots)).collect();
        let Some(definition) = &concept.definition else {
            let Some(pairs) = self.columns.pairs(atom.concept) else { return Test::Open };
            let places = 0..concept.places.len();
            return match parties.as_slice() {
                _ if places.into_iter().any(|place| self.evaluator.is_locative(concept, place)) => Test::Open,
                [Ok(first), Ok(second)] => Test::Pair(pairs, *first, *second),
                [Err(true), Ok(_) | Err(true)] | [Ok(_), Err(true)] => Test::Never,
                _ => Test::Open,
            };
        };
        let stated = !self.evaluator.world.statements_of(atom.concept).is_empty();
        if definition.recursive || stated || unfolded >= MAX_UNFOLDED {
            return Test::Open;
        }
        let parties: Result<Vec<Slot>, bool> = parties.into_iter().collect();
        let Ok(parties) = parties else { return Test::Open };
        let inner: Slots = definition.variables.iter().copied().zip(parties).collect();
        Test::Any(definition.alternatives.iter().map(|line| self.test(line, &inner, unfolded + 1)).collect())
    }

    fn compare(&mut self, compare: &Compare, slots: &Slots) -> Test {
        let equal = matches!(compare.operator, Operator::Plain(Comparator::Equal) | Operator::SameDay);
        let [right] = compare.right.as_slice() else { return Test::Open };
        match (equal, self.side(&compare.left, slots), self.side(right, slots)) {
            (true, Some(left), Some(right)) => Test::Equal(left, right),
            // Whatever is asked of a value that the article does not give, it does not say so.
            (false, Some(Side::Column(values, slot)), Some(Side::Literal(_))) => Test::All(vec![
                Test::Equal(Side::Column(Rc::clone(&values), slot), Side::Column(values, slot)),
                Test::Open,
            ]),
            _ => Test::Open,
        }
    }

    fn side(&mut self, term: &Term, slots: &Slots) -> Option<Side> {
        match term {
            Term::Attribute { concept, owner, at: None, .. } => {
                let values = self.columns.values(*concept)?;
                Some(Side::Column(values, self.slot(owner, slots).ok()?))
            }
            Term::Literal(value, _) => Some(Side::Literal(cell(value))),
            _ => None,
        }
    }

    fn quantified(&mut self, quantified: &Quantified, slots: &Slots, unfolded: usize) -> Test {
        let Domain { role, set, restriction, except, kind, .. } = &quantified.domain;
        if restriction.is_some() || !except.is_empty() {
            return Test::Open;
        }
        match (set, role, quantified.body.as_deref()) {
            (DomainSet::Listed(things), None, Some(body))
                if matches!(quantified.quantifier, Quantifier::Both | Quantifier::Every) =>
            {
                let each = things.iter().map(|thing| match self.slot(thing, slots) {
                    Ok(slot) => {
                        let mut inner = slots.clone();
                        inner.push((quantified.variable, slot));
                        self.test(body, &inner, unfolded)
                    }
                    Err(_) => Test::Open,
                });
                Test::All(each.collect())
            }
            (DomainSet::All, Some((concept, Some(owner))), None) => {
                self.count(quantified.quantifier, *concept, *kind, owner, slots)
            }
            _ => Test::Open,
        }
    }

    /// `exactly nine members of X`.
    fn count(&mut self, quantifier: Quantifier, role: ConceptId, kind: KindId, owner: &Thing, slots: &Slots) -> Test {
        let (low, high) = match quantifier {
            Quantifier::Exactly(count) => (count, Some(count)),
            Quantifier::AtLeast(count) => (count, None),
            Quantifier::AtMost(count) => (0, Some(count)),
            Quantifier::Between(low, high) => (low, Some(high)),
            _ => return Test::Open,
        };
        let holder = self.evaluator.world.lexicon.concept(role).and_then(|concept| concept.places.get(1));
        if holder.is_none_or(|place| place.kind != kind) {
            return Test::Open;
        }
        match (self.columns.pairs(role), self.slot(owner, slots)) {
            (Some(pairs), Ok(owner)) => Test::Count(pairs, owner, low, high),
            _ => Test::Open,
        }
    }
}
