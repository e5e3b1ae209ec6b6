//! Files that are held to be true: what they say of what an article speaks of.
//!
//! Enters: the references of a rule set, the files that they name, and what an article says. Leaves: [`Truths`], sentences
//! with the row and the column that they come from, or the reason why there are none. Guaranteed: of a data file no more is
//! kept than the rows that the article may speak of, or a small file as a whole; every sentence has a place.

mod cell;
mod delimited;
mod fault;
mod file;
mod json;
mod lacking;
#[cfg(feature = "parquet")]
mod parquet;
mod row;
mod sentence;
#[cfg(feature = "sqlite")]
mod sqlite;
mod table;
mod text;
mod wanted;

pub use fault::Fault;
pub use file::{Format, is_text};
pub use lacking::{Lacking, What};
pub use table::Table;
pub use text::Text;

use crate::lang::formula::{Formula, Thing};
use crate::lang::lexicon::ConceptId;
use crate::source::Site;
use crate::value::DateSpan;

/// What the references of a rule set hold to be true of one article, by their place in the rule set.
#[derive(Debug, Clone, Default)]
pub struct Truths {
    /// One a reference.
    pub references: Vec<Consulted>,
}

/// What one reference says.
#[derive(Debug, Clone)]
pub enum Consulted {
    /// Nothing, for this reason.
    Unread(String),
    /// A data file: what its rows say of things that the article may speak of.
    Rows {
        /// The things.
        things: Vec<Thing>,
        /// What is said of them.
        held: Vec<Held>,
    },
    /// A text: what it states, and what the article has that it lacks.
    Text(Vec<Held>, Vec<Lacking>),
}

/// A sentence that is held to be true.
#[derive(Debug, Clone)]
pub struct Held {
    /// The concept.
    pub concept: ConceptId,
    /// What it is about.
    pub owner: Thing,
    /// The place of the concept that the owner fills.
    pub own: usize,
    /// Who or what fills the other place, where that is a thing.
    pub other: Option<(usize, Thing)>,
    /// The sentence; or why the cell cannot be read.
    pub sentence: Result<Formula, String>,
    /// When it holds.
    pub time: Option<DateSpan>,
    /// Whether what says otherwise is wrong: not so where the reference itself passes it on from somebody.
    pub firm: bool,
    /// Where it stands.
    pub place: Place,
}

/// Where a reference says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The words.
    pub site: Site,
    /// The row (from 1, the head not counted) and the head of the column; `None` in a text.
    pub cell: Option<(usize, String)>,
}
