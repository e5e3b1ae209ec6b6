//! Entities: the people, organisations, places, events and things that an article speaks of.

use crate::source::Span;
use crate::value::{DateExpression, Number};

/// Names one entity of a [`FactStore`](super::FactStore).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// What an article says to single a described thing out ("the *second* match", "the *SCO* summit").
#[derive(Debug, Clone, PartialEq)]
pub enum Descriptor {
    /// A describing word, as a lemma in lower case ("annual", "crane").
    Word(String),
    /// Another entity: an owner, a participant, a place ("the SCO summit", "the Panama match", "the summit in Washington").
    Entity(EntityId),
    /// Its number in a row ("the second match").
    Ordinal(u32),
    /// A date ("the 2018 World Cup").
    Date(DateExpression),
}

/// Something that an article speaks of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Entity {
    /// The fullest name ("Recep Tayyip Erdogan"), or the words of its fullest description ("SCO conference").
    pub name: String,
    /// The other names by which it goes in this article ("Erdogan", "Erdoğan"), and those that are known of it.
    pub aliases: Vec<String>,
    /// The kinds that it is known to be of, the finest first ("leader", "person").
    pub kinds: Vec<String>,
    /// Whether it has a name; else it is only described.
    pub named: bool,
    /// What singles it out, if it is described.
    pub descriptors: Vec<Descriptor>,
    /// The members, if it is a group that the article lists ("both top sessions").
    pub members: Vec<EntityId>,
    /// How many it is said to be, if it is a group ("two referendums").
    pub count: Option<Number>,
    /// Whether the article calls the group complete ("both", "all nine", a plain "two referendums").
    pub complete: bool,
    /// Where it is mentioned: bytes of the article's file.
    pub mentions: Vec<Span>,
}
