//! Statements: what is said, by whom, how surely, and where.

use super::EntityId;
use crate::source::{SourceId, Span};
use crate::value::{DateSpan, Value};

/// Names one statement of a [`FactStore`](super::FactStore).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(pub u32);

/// Who or what fills a place of a concept.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "there is one a party, and values are read far more often than moved")]
pub enum Argument {
    /// An entity.
    Entity(EntityId),
    /// A value.
    Value(Value),
    /// Words: a title, a cause, a thing that is no entity.
    Text(String),
    /// The article leaves it open ("he was arrested": by whom?).
    Unstated,
}

/// Whether something is affirmed or denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the field's own terms")]
pub enum Polarity {
    Affirmed,
    Denied,
}

/// How surely something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// Plainly said.
    Asserted,
    /// "will", "is set to": counts.
    Scheduled,
    /// "reportedly": counts and is marked.
    Reported,
    /// "X said that": counts and is marked; the statement names the speaker.
    Attributed,
    /// A goal, a fear, a possibility: does not count unless a check says `even if hypothetical`.
    Hypothetical,
}

/// The part of the article that a statement stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the words of the rule language")]
pub enum Part {
    Headline,
    Body,
    Caption,
    Quote,
    Table,
}

/// One thing that is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The concept, by its key: `person attends event`, `member count of organization`.
    pub concept: String,
    /// Who or what fills its places, in the order of the concept: owner before value, subject before object.
    pub arguments: Vec<Argument>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How surely.
    pub modality: Modality,
    /// Who said it, if it is attributed: the name as the article has it.
    pub speaker: Option<String>,
    /// When it holds or happens, resolved by the dateline; `None`: the article does not say.
    pub time: Option<DateSpan>,
    /// Where it happens.
    pub place: Option<EntityId>,
    /// The place (index into `arguments`) that the article closes: "the *only leader* at both" closes the subject.
    pub only: Option<usize>,
    /// The kind that the closed place is closed for ("leader"): others of another kind are not denied.
    pub only_kind: Option<String>,
    /// An ordinal that goes with it ("the 10th member").
    pub ordinal: Option<u32>,
    /// How often it is said to have happened ("for the second time", "twice").
    pub times: Option<u32>,
    /// The source that says it.
    pub source: SourceId,
    /// The words that say it: bytes of the source, about a clause at most; the first span is the main one.
    pub spans: Vec<Span>,
    /// The part of the article that it stands in.
    pub part: Part,
    /// Whether a party was filled from the context.
    pub from_context: bool,
    /// The template that found it, as written in the rule file.
    pub template: Option<String>,
}
