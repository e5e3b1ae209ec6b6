//! Values as people write them: numbers, quantities, money, dates and scores, as exact intervals.
//!
//! Enters: words. Leaves: [`Value`]s with the precision, bound and hedge that they were said with, and three-valued
//! comparisons of them. Guaranteed: no binary floating point anywhere; arithmetic that overflows is reported as such.

pub mod arithmetic;
mod calendar;
mod compare;
mod compare_dates;
mod date;
mod describe;
mod interval;
mod number;
mod read;
mod serial;
pub mod spans;
#[cfg(test)]
mod tests;
mod time;
mod truth;
mod units;

pub use arithmetic::{Computed, show_change};
pub(crate) use compare::same_unit;
pub use compare::{Comparator, Comparison, compare, compare_told};
pub(crate) use date::days_between;
pub use date::{DateExpression, DatePart, DateSpan, DateUnit, Holiday};
pub(crate) use describe::{day_in_words, rounded};
pub use interval::{End, Interval, Rational};
pub use number::{Hedge, Number, Unit};
pub use read::{Reading, read_all, read_at};
pub use spans::{TypedSpan, spans};
pub use time::{Clock, Recurring, TimeExpression, Zone};
pub use truth::Truth;
pub use units::{UnitRow, known_units};

/// Anything that can be compared exactly.
#[allow(clippy::large_enum_variant, reason = "most are numbers; a box would cost each of them an allocation")]
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number with its unit: a count, a percentage, money, a length, a duration.
    Number(Number),
    /// A date, a month, a year, a span of days; relative ones wait for the dateline.
    Date(DateExpression),
    /// A result, one number a side, in the order in which it was said.
    Score(u32, u32),
    /// A time of the day, with its zone if one was said.
    Time(TimeExpression),
    /// Something that happens again and again: "every Tuesday".
    Recurring(Recurring),
}
