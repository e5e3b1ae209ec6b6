//! Every value in a text as a typed span, in the form of the recognisers that such readers are measured by.
//!
//! Enters: text, and the date and time that relative dates are counted from. Leaves: spans with a type, a canonical
//! value as a string, and a unit; spans of different types may overlap ("3 miles" is a dimension, and its "3" a
//! number). Number ranges are `[a,b)`, and date ranges `start/end` where the end is the beginning of the last member,
//! as that form has it. It reads unedited text too: months and weekdays in lower case. Guaranteed: spans lie on
//! character boundaries, in order of their beginning.

mod around_now;
mod calendar;
mod directed;
mod duration;
mod hours;
mod informal;
mod moment;
mod number;
mod range;
mod set;
mod stretch;
mod when;
mod whole;

use super::read::cursor::Cursor;
use super::read::token::tokens;
use jiff::civil::DateTime;
use serde::Serialize;

/// A value in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TypedSpan {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// `number`, `ordinal`, `numberrange`, `percentage`, `currency`, `dimension`, `temperature`, `age`, `date`,
    /// `daterange`, `time`, `timerange`, `datetime`, `datetimerange`, `duration` or `set`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The canonical value; none for a unit that stands alone.
    pub value: Option<String>,
    /// The unit that was said.
    pub unit: Option<String>,
}

/// The values in a text, relative dates counted from `reference`.
pub fn spans(text: &str, reference: Option<DateTime>) -> Vec<TypedSpan> {
    let mut buffer = Vec::with_capacity(text.len() / 5);
    tokens(text, 0, usize::MAX, &mut buffer);
    let c = Cursor { text, tokens: &buffer, loose: true };
    let mut found = number::spans(&c);
    found.extend(range::spans(&c));
    found.extend(when::spans(&c, reference));
    found.sort_by(|a, b| (a.start, a.end, a.kind).cmp(&(b.start, b.end, b.kind)));
    found
}

/// The longest of several readings; of two that are equally long the first.
fn first_longest<T>(found: impl Iterator<Item = T>, next: impl Fn(&T) -> usize) -> Option<T> {
    found.fold(None, |best: Option<T>, other| match best {
        Some(best) if next(&best) >= next(&other) => Some(best),
        _ => Some(other),
    })
}

/// A span of the tokens `from` to `next`.
fn span(
    c: &Cursor<'_>,
    from: usize,
    next: usize,
    kind: &'static str,
    value: Option<String>,
    unit: Option<String>,
) -> TypedSpan {
    TypedSpan { start: c.start(from), end: c.end(next), kind, value, unit }
}
