//! Comparing what an article says with what a rule says.

use super::{Truth, Value};
use jiff::civil::Date;

/// The comparisons of the rule language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// `equals`, `is`.
    Equal,
    /// `is not`.
    NotEqual,
    /// `is more than`, and for dates `is after`.
    More,
    /// `is less than`, and for dates `is before`.
    Less,
    /// `is at least`.
    AtLeast,
    /// `is at most`.
    AtMost,
    /// `is about`.
    About,
    /// `is in`, `is on`, `is during`: the left lies within the right.
    Within,
}

/// The outcome of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Whether the article's value stands in that relation to the rule's.
    pub truth: Truth,
    /// Why, as a person would put it: `107 or more may be more than 107`.
    pub because: String,
}

/// Compares the article's value with the rule's, as section 5 of the language says.
///
/// # Errors
/// The two cannot be compared (a length and a mass): the reason, in words.
pub fn compare(
    _article: &Value,
    _comparator: Comparator,
    _rule: &Value,
    _dateline: Option<Date>,
) -> Result<Comparison, String> {
    Err(String::from("not comparable"))
}
