//! The one reader of values, for rules and articles.

use super::Value;
use crate::source::Span;

/// A value and the words that say it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The bytes of the text that was read, hedge and unit included.
    pub span: Span,
    /// What they say.
    pub value: Value,
}

/// Every value in a text, in order and without overlap, the longest reading first.
pub fn read_all(_text: &str) -> Vec<Reading> {
    Vec::new()
}

/// The longest value that starts at the byte `start` of `text` and ends at a word boundary.
pub fn read_at(_text: &str, _start: usize) -> Option<Reading> {
    None
}
