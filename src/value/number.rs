//! Numbers with a unit, as they were said.

use super::{Interval, Rational};

/// How a number was qualified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// Plainly stated.
    None,
    /// "about", "some", "roughly": either side.
    About,
    /// "nearly", "almost": from below.
    Nearly,
    /// "more than", "over": a bound from below that is not reached.
    MoreThan,
    /// "at least", "or more", "no fewer than".
    AtLeast,
    /// "fewer than", "under".
    LessThan,
    /// "at most", "up to", "no more than".
    AtMost,
}

/// What a number counts or measures.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Nothing is said: a bare number, a count of things.
    One,
    /// Percent.
    Percent,
    /// Percentage points.
    PercentagePoint,
    /// Money, by its ISO 4217 code.
    Currency(String),
    /// A measure: the numbers of the interval are in the base unit of that dimension.
    Measure {
        /// The dimension as `units.tsv` names it: `length`, `mass`, `duration`, `speed` …
        dimension: String,
        /// The unit that was said, in the singular: `foot`, `day`.
        said: String,
    },
}

/// A number as it was said: exact ends, unit, hedge.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Number {
    /// What the words allow, precision and hedge included.
    pub interval: Interval,
    /// The number as printed, before precision and hedge; the lower one of a range.
    pub stated: Rational,
    /// The higher number of a range as printed.
    pub stated_high: Option<Rational>,
    /// What it counts or measures.
    pub unit: Unit,
    /// How it was qualified.
    pub hedge: Hedge,
    /// Whether it is an ordinal ("10th").
    pub ordinal: bool,
}
