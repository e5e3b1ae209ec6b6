//! The reader of one clause: its tokens, what is known around it, what was read already, and what nearly was.
//!
//! Every method `…(start, end)` reads exactly the tokens between the two and returns all readings that the lexicon allows,
//! each with a cost; spans shrink with each step, so that reading ends. Readings of a span are kept and not made twice.

use super::adjunct::Adjuncts;
use super::kinds::{Family, Known};
use super::noun::Noun;
use super::np::Np;
use super::phrase::{Found, Index};
use super::term::Terms;
use super::token::Tokens;
use crate::lang::formula::{Formula, Thing, Variable};
use crate::lang::lexicon::{Concept, ConceptId, KindId, Lexicon};
use crate::source::{Site, SourceId};
use crate::value::{DateExpression, Value};
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// More tokens than this are no clause.
pub const MAX_TOKENS: usize = 150;
/// So many steps are spent on one clause before it is given up as too intricate.
const MAX_STEPS: usize = 400_000;
/// So many words the readings of the parts of one clause may have together before it is given up: what is kept of a clause
/// grows with each "of" by as many readings as its words have meanings.
const MAX_KEPT: usize = 100_000;

/// What a file says its sentences are about.
#[derive(Debug, Clone)]
pub struct Topic {
    /// The thing.
    pub thing: Thing,
    /// Its kind, as far as it is known.
    pub kind: KindId,
    /// Whether the kind is known (a described thing), or the topic is a bare name.
    pub certain: bool,
    /// Its words.
    pub words: String,
}

/// A place of a definition that its lines refer to.
#[derive(Debug, Clone)]
pub struct Bound {
    /// The variable.
    pub variable: Variable,
    /// The kind.
    pub kind: KindId,
}

/// A reference that was declared.
#[derive(Debug, Clone)]
pub struct ReferenceName {
    /// Its name, in normal form.
    pub name: String,
    /// Its name as it was declared.
    pub words: String,
}

/// What is known around a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// Kinds, concepts, names.
    pub lexicon: &'a Lexicon,
    /// The built-in kinds.
    pub known: Known,
    /// The phrases.
    pub index: &'a Index,
    /// The topics in force.
    pub topics: &'a [Topic],
    /// The places of the definition that is read.
    pub bound: &'a [Bound],
    /// The references.
    pub references: &'a [ReferenceName],
    /// The sources that are built-in packs.
    pub packs: &'a [SourceId],
}

/// A formula that a span can mean.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The formula.
    pub formula: Formula,
    /// How far-fetched it is; the cheapest wins.
    pub cost: u32,
}

/// Something that nearly was a reading.
#[derive(Debug, Clone)]
pub enum Miss {
    /// A thing of one kind where another is asked for.
    Kind {
        /// The thing.
        site: Site,
        /// Its words.
        words: String,
        /// What it is.
        is: KindId,
        /// What is asked for.
        wanted: KindId,
    },
    /// A value of one kind where another is asked for.
    Unit {
        /// The value.
        site: Site,
        /// Its words.
        words: String,
        /// What it is.
        is: KindId,
        /// What is asked for.
        wanted: KindId,
    },
    /// An Oxford comma: the comma, and the list without it.
    OxfordComma(Site, String),
    /// A verb without its object.
    NoObject(Site, ConceptId),
    /// A bare attribute with several topics.
    WhichTopic(Site, ConceptId),
    /// A bare attribute whose topic is of another kind.
    TopicKind(Site, ConceptId),
    /// A date that is none of the calendar, or has no year where one is needed.
    Date(Site, String, DateExpression),
    /// A regular expression that is none.
    Pattern(Site, String),
    /// A reference that is not declared.
    Reference(Site, String),
    /// A quantifier that cannot stand there: why, and what to write.
    Quantifier(Site, &'static str, &'static str),
}

impl Miss {
    /// Whether it tells more than that a word is unknown.
    pub fn is_telling(&self) -> bool {
        self.rank() >= 7
    }

    /// How telling it is: the most telling is reported.
    fn rank(&self) -> u8 {
        match self {
            Self::OxfordComma(..) | Self::Pattern(..) | Self::Reference(..) => 9,
            Self::WhichTopic(..) | Self::TopicKind(..) => 8,
            Self::Unit { .. } | Self::Date(..) => 7,
            Self::Quantifier(..) => 6,
            Self::Kind { .. } => 5,
            Self::NoObject(..) => 4,
        }
    }
}

/// What was read between two tokens, kept for the next time.
type Memo<K, T> = RefCell<FxHashMap<K, Rc<Vec<T>>>>;

/// Reads one clause.
pub struct Reader<'a> {
    /// What is known around it.
    pub scope: Scope<'a>,
    /// Its tokens.
    pub tokens: Tokens,
    found_nouns: Vec<Vec<Found>>,
    found_verbs: Vec<Vec<Found>>,
    values: RefCell<FxHashMap<usize, Option<(Value, usize)>>>,
    misses: RefCell<Vec<Miss>>,
    steps: Cell<usize>,
    kept: Cell<usize>,
    variables: Cell<u32>,
    pub(super) things: Memo<(usize, usize, KindId), Np>,
    pub(super) candidates: Memo<(usize, usize), Np>,
    pub(super) nouns: Memo<(usize, usize), Noun>,
    pub(super) adjuncts: Memo<(usize, usize), Adjuncts>,
    pub(super) terms: Memo<(usize, usize, Option<KindId>), Terms>,
    pub(super) clauses: Memo<(usize, usize), Reading>,
}

impl<'a> Reader<'a> {
    /// A reader of these tokens.
    pub fn new(scope: Scope<'a>, tokens: Tokens) -> Self {
        let found_nouns = (0..tokens.len()).map(|at| scope.index.nouns_at(&tokens.all, at)).collect();
        let found_verbs = (0..tokens.len()).map(|at| scope.index.verbs_at(&tokens.all, at, at + 1)).collect();
        Self {
            scope,
            tokens,
            found_nouns,
            found_verbs,
            values: RefCell::default(),
            misses: RefCell::default(),
            steps: Cell::new(0),
            kept: Cell::new(0),
            // The variables of a definition come first.
            variables: Cell::new(u32::try_from(scope.bound.len()).unwrap_or(0)),
            things: RefCell::default(),
            candidates: RefCell::default(),
            nouns: RefCell::default(),
            adjuncts: RefCell::default(),
            terms: RefCell::default(),
            clauses: RefCell::default(),
        }
    }

    /// The noun phrases of the lexicon that begin at a token, the longest first.
    pub fn nouns_found(&self, at: usize) -> &[Found] {
        self.found_nouns.get(at).map(Vec::as_slice).unwrap_or_default()
    }

    /// The verbs of the lexicon that begin at a token, the longest first.
    pub fn verbs_found(&self, at: usize) -> &[Found] {
        self.found_verbs.get(at).map(Vec::as_slice).unwrap_or_default()
    }

    /// The longest value that begins at a token, and the token after it.
    pub fn value_at(&self, at: usize) -> Option<(Value, usize)> {
        if let Some(known) = self.values.borrow().get(&at) {
            return known.clone();
        }
        let read = self.tokens.value_at(at);
        self.values.borrow_mut().insert(at, read.clone());
        read
    }

    /// The value that the tokens `start..end` say, if they say one and nothing else.
    pub fn value(&self, start: usize, end: usize) -> Option<Value> {
        let (value, stop) = self.value_at(start)?;
        // "June 14, 2018 to July 15, 2018" is longer than the date that is asked for.
        if stop > end { self.tokens.value_within(start, end) } else { (stop == end).then_some(value) }
    }

    /// Whether a number has a unit behind it (`16 km`), so that it belongs to no name.
    pub fn has_unit(&self, at: usize) -> bool {
        self.value_at(at).is_some_and(|(_, end)| end > at + 1)
    }

    /// A variable that no other reading of this clause has.
    pub fn fresh(&self) -> Variable {
        let next = self.variables.get();
        self.variables.set(next + 1);
        Variable(next)
    }

    /// Counts a step; whether there are any left.
    pub fn step(&self) -> bool {
        let steps = self.steps.get() + 1;
        self.steps.set(steps);
        !self.exhausted()
    }

    /// Counts readings of so many words; whether they can be kept.
    pub fn keep(&self, readings: usize, words: usize) -> bool {
        self.kept.set(self.kept.get().saturating_add(readings.saturating_mul(words)));
        !self.exhausted()
    }

    /// Whether the clause was given up.
    pub fn exhausted(&self) -> bool {
        self.steps.get() > MAX_STEPS || self.kept.get() > MAX_KEPT
    }

    /// Notes what nearly was a reading.
    pub fn miss(&self, miss: Miss) {
        let mut misses = self.misses.borrow_mut();
        if misses.len() < 64 {
            misses.push(miss);
        }
    }

    /// The most telling of what nearly was a reading.
    pub fn best_miss(&self) -> Option<Miss> {
        let misses = self.misses.borrow();
        let mut best: Option<&Miss> = None;
        for miss in misses.iter() {
            if best.is_none_or(|best| miss.rank() > best.rank()) {
                best = Some(miss);
            }
        }
        best.cloned()
    }

    /// A concept of the lexicon.
    pub fn concept(&self, id: ConceptId) -> Option<&'a Concept> {
        self.scope.lexicon.concept(id)
    }

    /// The kind of a place of a concept.
    pub fn place(&self, id: ConceptId, index: usize) -> Option<KindId> {
        self.concept(id)?.places.get(index).map(|place| place.kind)
    }

    /// The family of a kind.
    pub fn family(&self, kind: KindId) -> Family {
        self.scope.known.family(self.scope.lexicon, kind)
    }

    /// Whether everything that is a `narrow` is a `wide`.
    pub fn is_a(&self, narrow: KindId, wide: KindId) -> bool {
        self.scope.lexicon.is_a(narrow, wide)
    }

    /// How many steps up the hierarchy lead from one kind to another that holds it.
    pub fn distance(&self, narrow: KindId, wide: KindId) -> Option<u32> {
        let mut kind = narrow;
        for steps in 0..=u32::try_from(self.scope.lexicon.kinds.len()).unwrap_or(u32::MAX) {
            if kind == wide {
                return Some(steps);
            }
            kind = self.scope.lexicon.kind(kind)?.parent?;
        }
        None
    }

    /// What a declared name stands for; another name stands for itself.
    pub fn meaning_of_name(&self, name: &str) -> String {
        let words = || super::phrase::split(name);
        let known = self.scope.lexicon.names.iter().find(|(alias, _)| super::phrase::split(alias).eq(words()));
        known.map_or_else(|| name.to_owned(), |(_, means)| means.clone())
    }
}
