//! The one tolerance rule of all checks.
//!
//! Enters: numbers as they were said. Leaves: what a sum of them allows, and whether a number that is stated fits. A
//! printed number stands for an interval ([`Number`]); where intervals meet, nothing is wrong. Guaranteed: exact rationals;
//! a sum that overflows or divides by what may be zero has no result, and nothing is said.

use crate::value::{Computed, Hedge, Interval, Number, Rational, Unit};
use num_traits::{CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};

/// What a sum gives as printed, what it gives with every number at its last digit, and what the widest reading of hedges
/// and round numbers allows.
#[derive(Debug, Clone)]
pub struct Estimate {
    wide: Computed,
    narrow: Computed,
    hedged: bool,
}

/// How a stated number lies to a computed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// They meet.
    Meets,
    /// They meet only because round numbers may have been rounded a great deal.
    Barely,
    /// They cannot meet.
    Apart,
}

type Operation = fn(&Computed, &Computed) -> Result<Computed, String>;

impl Estimate {
    /// A number as said: counts are exact, what is measured is within half a unit of its last digit.
    pub fn of(number: &Number) -> Option<Self> {
        let (wide, narrow) = (Computed::of(number).ok()?, Computed::narrow(number).ok()?);
        Some(Self { wide, narrow, hedged: is_hedged(number) })
    }

    /// The interval from one number to another, without a unit.
    pub fn between(low: Rational, high: Rational, unit: Unit) -> Self {
        let point = (low + high) / Rational::from_integer(2);
        let all = Computed { point, interval: Interval::closed(low, high), unit };
        Self { wide: all.clone(), narrow: all, hedged: false }
    }

    /// One number and no other.
    pub fn exactly(number: Rational, unit: Unit) -> Self {
        Self::between(number, number, unit)
    }

    fn with(&self, other: &Self, operation: Operation) -> Option<Self> {
        Some(Self {
            wide: operation(&self.wide, &other.wide).ok()?,
            narrow: operation(&self.narrow, &other.narrow).ok()?,
            hedged: self.hedged || other.hedged,
        })
    }

    /// The sum; the units must agree.
    pub fn plus(&self, other: &Self) -> Option<Self> {
        self.with(other, Computed::plus)
    }

    /// The difference; the units must agree.
    pub fn minus(&self, other: &Self) -> Option<Self> {
        self.with(other, Computed::minus)
    }

    /// The product.
    pub fn times(&self, other: &Self) -> Option<Self> {
        self.with(other, Computed::times)
    }

    /// The quotient.
    pub fn over(&self, other: &Self) -> Option<Self> {
        self.with(other, Computed::divided_by)
    }

    /// This as a percentage of another.
    pub fn percent_of(&self, whole: &Self) -> Option<Self> {
        self.with(whole, Computed::percent_of)
    }

    /// The change from this to another, in percent.
    pub fn percent_change(&self, to: &Self) -> Option<Self> {
        self.with(to, Computed::percent_change)
    }

    /// The same in another unit, the numbers as they are.
    #[must_use]
    pub fn in_unit(mut self, unit: &Unit) -> Self {
        self.wide.unit = unit.clone();
        self.narrow.unit = unit.clone();
        self
    }

    /// The same with its sign turned where it is negative as printed.
    pub fn magnitude(&self) -> Option<Self> {
        if self.wide.point.is_negative() {
            let nothing = Self::exactly(Rational::zero(), self.wide.unit.clone());
            return nothing.minus(self).map(|turned| turned.in_unit(&self.wide.unit));
        }
        Some(self.clone())
    }

    /// The same with so much room to either side.
    pub fn widened(&self, room: Rational) -> Option<Self> {
        let unit = self.wide.unit.clone();
        let room = Self::between(-room, room, unit.clone());
        self.plus(&room).map(|sum| sum.in_unit(&unit))
    }

    /// The number that comes out as printed.
    pub fn point(&self) -> Rational {
        self.wide.point
    }

    /// Whether every number that it allows is above all that the other allows.
    pub fn above(&self, other: &Self) -> bool {
        other.wide.interval.closure_below(&self.wide.interval)
    }

    /// How a stated number lies to this outcome.
    pub fn fit(&self, stated: &Self) -> Fit {
        if !self.wide.meets(&stated.wide.interval) {
            let near = (self.hedged || stated.hedged) && self.near(stated, 10);
            return if near { Fit::Meets } else { Fit::Apart };
        }
        if self.narrow.meets(&stated.narrow.interval) || self.near(stated, 10) || self.hedged || stated.hedged {
            Fit::Meets
        } else {
            Fit::Barely
        }
    }

    /// Whether the two differ by no more than so many percent as printed.
    pub fn near(&self, other: &Self, percent: i128) -> bool {
        let (a, b) = (self.point(), other.point());
        let room = Rational::new(percent, 100);
        let (Some(gap), Some(room)) = (a.checked_sub(&b), a.abs().max(b.abs()).checked_mul(&room)) else { return true };
        gap.abs() <= room
    }

    /// In words: "25% (22.2 to 27.8 allowing for rounding)"; in the unit that `like` was said in.
    pub fn describe(&self, like: Option<&Number>) -> String {
        let described = if self.hedged { &self.wide } else { &self.narrow };
        described.describe(like)
    }
}

/// Whether it was hedged or said as a bound.
pub fn is_hedged(number: &Number) -> bool {
    !matches!(number.hedge, Hedge::None | Hedge::Range)
}

/// A whole number.
pub fn whole(number: i64) -> Rational {
    Rational::from_integer(i128::from(number))
}

/// The number to so many decimals.
pub fn decimals(number: Rational, places: u32) -> String {
    crate::value::rounded(number, places)
}

/// A quotient that is checked.
pub fn ratio(one: Rational, other: Rational) -> Option<Rational> {
    if other.is_zero() { None } else { one.checked_div(&other) }
}

impl Interval {
    /// Whether every number of `self`, its ends included, is below every number of `other`.
    fn closure_below(&self, other: &Self) -> bool {
        matches!((self.high.number(), other.low.number()), (Some(high), Some(low)) if high < low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Value, read_at};

    fn number(text: &str) -> Estimate {
        let Some(Value::Number(number)) = read_at(text, 0).map(|reading| reading.value) else { panic!("{text}") };
        Estimate::of(&number).unwrap()
    }

    #[test]
    fn rounding_and_hedges_are_allowed_for() {
        let change = |from: &str, to: &str| number(from).percent_change(&number(to)).unwrap();
        for (from, to, stated, fit) in [
            ("40", "48", "20%", Fit::Meets),
            ("40", "50", "20%", Fit::Apart),
            ("1.3 million", "1.6 million", "26%", Fit::Meets),
            ("1.3 million", "1.6 million", "34%", Fit::Apart),
            ("40", "50", "about 24%", Fit::Meets),
            ("40", "50", "more than 20%", Fit::Meets),
            ("20,000", "30,000", "70%", Fit::Barely),
        ] {
            assert_eq!(change(from, to).fit(&number(stated)), fit, "{from} → {to}: {stated}");
        }
    }
}
