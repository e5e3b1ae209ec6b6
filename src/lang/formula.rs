//! Sentences, resolved: formulas over concepts, things and values.

use super::lexicon::{ConceptId, KindId};
use super::rows::RowSentence;
use crate::source::Site;
use crate::value::{Comparator, DateSpan, Number, Value};

/// A variable that a quantifier, a definition or a relative clause binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Variable(pub u32);

/// A sentence or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula {
    /// All hold.
    All(Vec<Formula>),
    /// One holds.
    Any(Vec<Formula>),
    /// It is not the case.
    Not(Box<Formula>),
    /// `if A, then B`.
    If {
        /// A.
        condition: Box<Formula>,
        /// B.
        then: Box<Formula>,
    },
    /// So many of a domain.
    Quantified(Quantified),
    /// A concept holds of things.
    Atom(Atom),
    /// Two terms stand in a relation.
    Compare(Compare),
    /// `Guterres says "never again"`.
    Quote {
        /// Who.
        speaker: Thing,
        /// The words.
        words: String,
        /// The clause.
        site: Site,
    },
    /// `Guterres says that CLAUSE`.
    SaysThat {
        /// Who.
        speaker: Thing,
        /// What.
        claim: Box<Formula>,
        /// The clause.
        site: Site,
    },
    /// `Turkey joins NATO before Sweden does`.
    Order {
        /// What happens.
        first: Atom,
        /// Whether before or after.
        before: bool,
        /// The other happening.
        second: Atom,
        /// The clause.
        site: Site,
    },
    /// `IE6 is a browser`.
    IsA {
        /// What.
        thing: Thing,
        /// Of which kind it is said to be.
        kind: KindId,
        /// The clause.
        site: Site,
    },
    /// `everything agrees with the facts`: nothing that the article says is otherwise than a `fact` block has it.
    AgreesWithFacts {
        /// The clause.
        site: Site,
    },
    /// `everything agrees with countries`: nothing that the article says of it is otherwise than a reference has it.
    AgreesWith {
        /// Of what the article must say nothing otherwise.
        what: Agreeing,
        /// The reference, by its place among those of the rule set.
        reference: usize,
        /// Its name.
        name: String,
        /// The clause.
        site: Site,
    },
    /// A sentence about the rows of a table.
    Rows(Box<RowSentence>),
    /// Understood, but not to be decided: the reason, in words.
    NotCheckable {
        /// Why.
        reason: String,
        /// The clause.
        site: Site,
    },
}

/// What is to agree with a reference.
#[derive(Debug, Clone, PartialEq)]
pub enum Agreeing {
    /// `everything`.
    Everything,
    /// `population of every country`: what the article says of the concept, of all things of that kind.
    Every(ConceptId, KindId),
    /// `population of Turkey`: what it says of the concept, of one thing.
    Property(ConceptId, Thing),
    /// `Turkey`: all that it says of one thing.
    Thing(Thing),
}

impl Agreeing {
    /// The thing that it speaks of, if that is one.
    pub fn thing(&self) -> Option<&Thing> {
        match self {
            Self::Property(_, thing) | Self::Thing(thing) => Some(thing),
            Self::Everything | Self::Every(..) => None,
        }
    }

    /// The same, to change.
    pub fn thing_mut(&mut self) -> Option<&mut Thing> {
        match self {
            Self::Property(_, thing) | Self::Thing(thing) => Some(thing),
            Self::Everything | Self::Every(..) => None,
        }
    }

    /// The concept that it speaks of, if it speaks of one.
    pub fn concept(&self) -> Option<ConceptId> {
        match self {
            Self::Every(concept, _) | Self::Property(concept, _) => Some(*concept),
            Self::Everything | Self::Thing(_) => None,
        }
    }
}

/// A quantifier over a domain.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantified {
    /// How many.
    pub quantifier: Quantifier,
    /// The variable that stands for each of them in the body.
    pub variable: Variable,
    /// Of what.
    pub domain: Domain,
    /// What is said of them; `None` for `there are N X`.
    pub body: Option<Box<Formula>>,
    /// The quantified phrase (`exactly two referendums`).
    pub site: Site,
}

/// How many of a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Quantifier {
    Some,
    Every,
    No,
    Exactly(u64),
    AtLeast(u64),
    AtMost(u64),
    Between(u64, u64),
    Most,
    Half,
    AllBut(u64),
    /// `only X`: X, and nobody else of the domain's kind.
    Only,
    Both,
    Either,
    Neither,
}

/// What a quantifier ranges over.
#[derive(Debug, Clone, PartialEq)]
pub struct Domain {
    /// The kind of its members.
    pub kind: KindId,
    /// Holders of a role, or things that a defined noun fits, with the owner if one is named.
    pub role: Option<(ConceptId, Option<Thing>)>,
    /// Where its members come from.
    pub set: DomainSet,
    /// A relative clause over the quantifier's variable (`that is a member of NATO`).
    pub restriction: Option<Box<Formula>>,
    /// `except NAME`, `other than NAME`.
    pub except: Vec<Thing>,
    /// The words of it.
    pub words: String,
}

/// Where the members of a domain come from.
#[derive(Debug, Clone, PartialEq)]
pub enum DomainSet {
    /// All that the article speaks of.
    All,
    /// `both summits`: the two among the topics (given here), or else those that the article itself calls "both", or
    /// else the only two that it speaks of.
    Topics(Vec<Thing>),
    /// `both A and B`: these.
    Listed(Vec<Thing>),
    /// Described things (`each of the referendums`, `the SCO summits`).
    Described(Description),
}

/// A concept that holds of things.
#[derive(Debug, Clone, PartialEq)]
pub struct Atom {
    /// The concept.
    pub concept: ConceptId,
    /// Who fills its places, in their order.
    pub arguments: Vec<Thing>,
    /// `the ROLE of X is Y`: another holder contradicts (never with `a ROLE of X`).
    pub definite: bool,
    /// `the 10th member`.
    pub ordinal: Option<u32>,
    /// When, where, how often.
    pub adjuncts: Vec<Adjunct>,
    /// The clause.
    pub site: Site,
}

/// What is added to a verb.
#[derive(Debug, Clone, PartialEq)]
pub enum Adjunct {
    /// `on DATE`, `in 2024`, `from A to B`, `between A and B` (dates).
    When(Value),
    /// `in PLACE`, `at PLACE`, `at EVENT`.
    Where(Thing),
    /// `before`, `after`, `since`, `by`, `during` a date or an event.
    Relative(Timing, Thing),
    /// `on the same date`.
    SameDate,
    /// `in the same place`.
    SamePlace,
    /// `for AMOUNT`, a trailing score.
    Amount(Value),
    /// `once`, `twice`, `at least three times`.
    Times(Comparator, u64),
    /// `for the second time`.
    NthTime(u32),
}

/// The prepositions of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Timing {
    Before,
    After,
    Since,
    By,
    During,
}

/// Who or what a sentence speaks of.
#[derive(Debug, Clone, PartialEq)]
pub enum Thing {
    /// What a variable stands for.
    Variable(Variable),
    /// A name; `kind` is the kind of the place that it fills.
    Named {
        /// As written, without quotation marks; an alias is replaced by what it means.
        name: String,
        /// The kind of the place.
        kind: KindId,
        /// The words.
        site: Site,
    },
    /// A described thing.
    Described(Box<Description>),
    /// A literal.
    Value(Value, Site),
    /// A quoted text where a text is asked for.
    Text(String, Site),
    /// `the article`.
    Article,
    /// The owner of a bare attribute without a topic: the one thing of that kind of which the article states it.
    Implicit(KindId),
    /// A place that the sentence leaves open.
    Unstated,
    /// `the host of the SCO summit`: whoever holds the role.
    Holder(ConceptId, Box<Thing>, Site),
}

/// A described thing: its kind word with what singles it out.
#[derive(Debug, Clone, PartialEq)]
pub struct Description {
    /// The kind.
    pub kind: KindId,
    /// The words of the kind as written ("summit").
    pub noun: String,
    /// A plural is one group.
    pub plural: bool,
    /// `the second match`.
    pub ordinal: Option<u32>,
    /// What singles it out.
    pub modifiers: Vec<Modifier>,
    /// The words.
    pub site: Site,
}

/// What singles a described thing out.
#[derive(Debug, Clone, PartialEq)]
pub enum Modifier {
    /// A name or describing words before the kind word: participant, place, owner or property (`SCO`, `crane`).
    Words(String),
    /// `in`, `at`, `of`, `with` something.
    Related(Thing),
    /// `between A and B`.
    Between(Thing, Thing),
    /// A date (`of 2018`, `on May 16`, a year before the kind word).
    When(Value),
    /// A name in quotation marks after the kind word (`the proposal "changing the flag"`).
    Called(String),
    /// A relative clause, over this variable.
    Where(Variable, Box<Formula>),
}

/// A comparison of terms.
#[derive(Debug, Clone, PartialEq)]
pub struct Compare {
    /// What the article tells.
    pub left: Term,
    /// How it must stand.
    pub operator: Operator,
    /// To what.
    pub right: Vec<Term>,
    /// The clause.
    pub site: Site,
}

/// The comparators of the language.
#[derive(Debug, Clone, PartialEq)]
pub enum Operator {
    /// A plain comparison.
    Plain(Comparator),
    /// `is between A and B`: two terms on the right.
    Between,
    /// `is within N of M`: the distance.
    WithinOf(Number),
    /// `is one of A, B or C`.
    OneOf,
    /// `includes`.
    Includes,
    /// `contains "text"`.
    Contains,
    /// `matches "regex"`.
    Matches,
    /// `is the same day as`.
    SameDay,
}

/// Something that has a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A literal.
    Literal(Value, Site),
    /// A quoted text or a name where a text is asked for.
    Text(String, Site),
    /// An attribute of a thing, dated if need be.
    Attribute {
        /// The attribute.
        concept: ConceptId,
        /// Of what.
        owner: Thing,
        /// `in 2011`.
        at: Option<DateSpan>,
        /// The words.
        site: Site,
    },
    /// A thing: an event stands for its date in a date comparison.
    Thing(Thing),
    /// A number counted or reckoned over a domain.
    Aggregate {
        /// What is reckoned.
        function: Aggregate,
        /// The variable of the domain.
        variable: Variable,
        /// Over what.
        domain: Box<Domain>,
        /// The attribute whose values are reckoned; `None` for a count.
        of: Option<ConceptId>,
        /// The words.
        site: Site,
    },
    /// Arithmetic.
    Arithmetic {
        /// The operation.
        operation: Operation,
        /// The first operand.
        left: Box<Term>,
        /// The second.
        right: Box<Term>,
    },
}

/// Aggregates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Aggregate {
    Count,
    Total,
    Average,
    /// `highest` is the first, `second highest` the second.
    Highest(u32),
    Lowest(u32),
}

/// Arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Operation {
    Plus,
    Minus,
    Times,
    DividedBy,
    /// `A percent of B`.
    PercentOf,
    /// `the difference between A and B`.
    Difference,
    /// `the percent change from A to B`.
    PercentChange,
}

/// What a defined concept stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// The variables of its places, in their order.
    pub variables: Vec<Variable>,
    /// It holds where one of these does.
    pub alternatives: Vec<Formula>,
    /// Whether it refers to itself, directly or by way of others.
    pub recursive: bool,
}
