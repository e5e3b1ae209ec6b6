//! The result of an analysis: arrays over the one text.

use super::parse::NONE;
use super::{Deprel, Upos};
use crate::source::Span;
use std::ops::Range;

/// The classes of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// A company, body, party, team, band …
    Organization,
    /// A country, city, region, building, river …
    Location,
    /// A named event ("World Cup", "Hurricane Katrina").
    Event,
    /// A nationality, people, religion ("Turkish", "Kurds").
    Norp,
    /// A work ("Hamlet").
    Work,
    /// A product ("Internet Explorer 6").
    Product,
    /// A name of no known class.
    Other,
}

impl NameKind {
    /// The class as data sets call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Organization => "ORGANIZATION",
            Self::Location => "LOCATION",
            Self::Event => "EVENT",
            Self::Norp => "NORP",
            Self::Work => "WORK",
            Self::Product => "PRODUCT",
            Self::Other => "OTHER",
        }
    }
}

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The tokens that make it up, titles before it not included.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameKind,
}

/// Sentences, tokens, tags, names and trees of one text.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    pub(super) spans: Vec<Span>,
    /// The end of each token's lemma in the buffer of lemmas; it starts where the one before ends.
    pub(super) lemma_ends: Vec<u32>,
    pub(super) lemmas: String,
    pub(super) upos: Vec<Upos>,
    pub(super) xpos: Vec<&'static str>,
    /// The head's index, `NONE` for a root.
    pub(super) heads: Vec<u32>,
    pub(super) deprels: Vec<Deprel>,
    pub(super) sentences: Vec<Range<usize>>,
    pub(super) names: Vec<Name>,
}

/// Accessors of a token: all take its index and give an empty answer for an index that is none.
impl Analysis {
    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The bytes of the token in the analysed text.
    pub fn span(&self, token: usize) -> Span {
        self.spans.get(token).copied().unwrap_or_default()
    }

    /// Its lemma, in lower case but for names.
    pub fn lemma(&self, token: usize) -> &str {
        let start = token.checked_sub(1).map_or(Some(0), |before| self.lemma_ends.get(before).copied());
        let end = self.lemma_ends.get(token).copied();
        start.zip(end).and_then(|(start, end)| self.lemmas.get(start as usize..end as usize)).unwrap_or_default()
    }

    /// Its universal part of speech.
    pub fn upos(&self, token: usize) -> Upos {
        self.upos.get(token).copied().unwrap_or_default()
    }

    /// Its Penn tag.
    pub fn xpos(&self, token: usize) -> &'static str {
        self.xpos.get(token).copied().unwrap_or("")
    }

    /// The token that it depends on, `None` for the root of a sentence.
    pub fn head(&self, token: usize) -> Option<usize> {
        self.heads.get(token).copied().filter(|&head| head != NONE).map(|head| head as usize)
    }

    /// How it depends on its head.
    pub fn deprel(&self, token: usize) -> Deprel {
        self.deprels.get(token).copied().unwrap_or_default()
    }

    /// The sentences, as ranges of tokens.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The names, in order, without overlap.
    pub fn names(&self) -> &[Name] {
        &self.names
    }
}
