//! Sums over numbers as intervals: checked, exact, and printable.
//!
//! Enters: [`Number`]s as they were said. Leaves: an interval in a unit, or the reason in words why there is none.
//! Guaranteed: exact rationals; what overflows is an error, never a wrong number. The method is interval arithmetic
//! (R. E. Moore, *Interval Analysis*, 1966).

use super::compare::same_unit;
use super::describe::rounded;
use super::interval::{End, cmp_high, cmp_low, magnitude};
use super::{Hedge, Interval, Number, Rational, Unit};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};

/// The outcome of a sum: what the stated numbers give, and what their precision and hedges allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// What the numbers give as printed, in the base unit of a measure.
    pub point: Rational,
    /// What they allow.
    pub interval: Interval,
    /// The unit of the outcome.
    pub unit: Unit,
}

/// The outcome of a sum, or the reason why there is none: one sentence without capital and stop.
pub type Outcome = Result<Computed, String>;

/// The four ways to combine two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Computed {
    /// A number as it was said, with its precision and hedge.
    pub fn of(number: &Number) -> Outcome {
        let point = number.point().ok_or_else(too_large)?;
        Ok(Self { point, interval: number.interval, unit: number.unit.clone() })
    }

    /// A number taken at its last printed digit, without hedge: round numbers are not rounded ones.
    pub fn narrow(number: &Number) -> Outcome {
        let point = number.point().ok_or_else(too_large)?;
        let interval = number.narrow().ok_or_else(too_large)?;
        Ok(Self { point, interval, unit: number.unit.clone() })
    }

    /// A number as one that was measured, even if it may count things: half a unit of its last digit to either side.
    pub fn measured(number: &Number) -> Outcome {
        if !number.precision.is_zero() || number.hedge != Hedge::None || number.digit.is_zero() || number.ordinal {
            return Self::of(number);
        }
        let point = number.point().ok_or_else(too_large)?;
        let interval = Interval::rounded(number.stated, number.digit).ok_or_else(too_large)?;
        Ok(Self { point, interval, unit: number.unit.clone() })
    }

    /// The sum of two numbers of one unit.
    ///
    /// # Errors
    /// The units differ, or the outcome is too large.
    pub fn plus(&self, other: &Self) -> Outcome {
        self.alike(other, "added to")?;
        self.combine(other, Operation::Add, self.unit.clone())
    }

    /// The difference of two numbers of one unit. Two percentages differ by percentage points.
    ///
    /// # Errors
    /// The units differ, or the outcome is too large.
    pub fn minus(&self, other: &Self) -> Outcome {
        self.alike(other, "subtracted from")?;
        let unit = if self.unit == Unit::Percent { Unit::PercentagePoint } else { self.unit.clone() };
        self.combine(other, Operation::Subtract, unit)
    }

    /// The product of two numbers, of which one at most has a unit; a percentage takes that share.
    ///
    /// # Errors
    /// Both have units, or the outcome is too large.
    pub fn times(&self, other: &Self) -> Outcome {
        if self.unit == Unit::Percent {
            return other.share(self);
        }
        if other.unit == Unit::Percent {
            return self.share(other);
        }
        let unit = match (&self.unit, &other.unit) {
            (Unit::One | Unit::Times, unit) | (unit, Unit::One | Unit::Times) => unit.clone(),
            (a, b) => return Err(format!("{} and {} have no product that can be named", a.kind(), b.kind())),
        };
        self.combine(other, Operation::Multiply, unit)
    }

    /// The quotient of two numbers: of one unit it is a bare number, by a bare number it keeps its unit.
    ///
    /// # Errors
    /// The units do not go together, the divisor may be zero, or the outcome is too large.
    pub fn divided_by(&self, other: &Self) -> Outcome {
        let unit = match (&self.unit, &other.unit) {
            (unit, Unit::One | Unit::Times) => unit.clone(),
            _ => {
                self.alike(other, "divided by")?;
                Unit::One
            }
        };
        self.combine(other, Operation::Divide, unit)
    }

    /// So many percent of this number.
    ///
    /// # Errors
    /// `percent` is no percentage, or the outcome is too large.
    pub fn share(&self, percent: &Self) -> Outcome {
        if percent.unit != Unit::Percent {
            return Err(format!("a share is a percentage, and this is {}", percent.unit.kind()));
        }
        let hundredth = Rational::new(1, 100);
        let scaled = Self {
            point: percent.point.checked_mul(&hundredth).ok_or_else(too_large)?,
            interval: percent.interval.map(|end| end.checked_mul(&hundredth)).ok_or_else(too_large)?,
            unit: Unit::One,
        };
        self.combine(&scaled, Operation::Multiply, self.unit.clone())
    }

    /// This number as a percentage of another: 38 of 120 is 31.7%.
    ///
    /// # Errors
    /// The units differ, the other may be zero, or the outcome is too large.
    pub fn percent_of(&self, whole: &Self) -> Outcome {
        self.alike(whole, "taken as a share of")?;
        let ratio = self.combine(whole, Operation::Divide, Unit::One)?;
        ratio.hundredfold()
    }

    /// The change from this number to another, in percent: from 40 to 50 is 25%.
    ///
    /// # Errors
    /// The units differ, this number may be zero, or the outcome is too large.
    pub fn percent_change(&self, to: &Self) -> Outcome {
        self.alike(to, "compared with")?;
        let ratio = to.combine(self, Operation::Divide, Unit::One)?;
        let one = Rational::from_integer(1);
        let change = Self {
            point: ratio.point.checked_sub(&one).ok_or_else(too_large)?,
            interval: ratio.interval.map(|end| end.checked_sub(&one)).ok_or_else(too_large)?,
            unit: Unit::One,
        };
        change.hundredfold()
    }

    fn hundredfold(self) -> Outcome {
        let hundred = Rational::from_integer(100);
        Ok(Self {
            point: self.point.checked_mul(&hundred).ok_or_else(too_large)?,
            interval: self.interval.map(|end| end.checked_mul(&hundred)).ok_or_else(too_large)?,
            unit: Unit::Percent,
        })
    }

    fn alike(&self, other: &Self, verb: &str) -> Result<(), String> {
        let same = match (&self.unit, &other.unit) {
            (Unit::Measure { dimension: a, .. }, Unit::Measure { dimension: b, .. }) => a == b,
            (Unit::Percent | Unit::PercentagePoint, Unit::Percent | Unit::PercentagePoint) => true,
            (Unit::One | Unit::Times, Unit::One | Unit::Times) => true,
            (a, b) => a == b,
        };
        if same { Ok(()) } else { Err(format!("{} cannot be {verb} {}", self.unit.kind(), other.unit.kind())) }
    }

    fn combine(&self, other: &Self, operation: Operation, unit: Unit) -> Outcome {
        let point = apply(operation, self.point, other.point)?;
        let (a, b) = (&self.interval, &other.interval);
        let interval = match operation {
            Operation::Add => Interval { low: sum(a.low, b.low)?, high: sum(a.high, b.high)? },
            Operation::Subtract => {
                let turned = Interval { low: negated(b.high)?, high: negated(b.low)? };
                Interval { low: sum(a.low, turned.low)?, high: sum(a.high, turned.high)? }
            }
            Operation::Multiply => product(a, b)?,
            Operation::Divide => {
                if b.closure().contains(Rational::zero()) {
                    return Err(String::from("the number to divide by may be zero"));
                }
                product(a, &reciprocal(b)?)?
            }
        };
        Ok(Self { point, interval, unit })
    }

    /// Whether a number that is stated can be this outcome: the intervals have a number in common.
    pub fn meets(&self, stated: &Interval) -> bool {
        !self.interval.closure().disjoint(&stated.closure())
    }

    /// The outcome in words: "25% (22.2 to 27.8 allowing for rounding)", in the unit `like` was said in.
    pub fn describe(&self, like: Option<&Number>) -> String {
        let row = like.and_then(|number| number.unit.row());
        let shown = |number: Rational| {
            let number = match row {
                Some(row) => row.from_base(number).unwrap_or(number),
                None => number,
            };
            rounded(
                number,
                if magnitude(number).is_some_and(|size| size >= Rational::from_integer(1000)) { 0 } else { 1 },
            )
        };
        let unit = match (&self.unit, row) {
            (Unit::Percent, _) => String::from("%"),
            (Unit::PercentagePoint, _) => String::from(" points"),
            (Unit::Currency(code), _) => format!(" {code}"),
            (Unit::Measure { .. }, Some(row)) => format!(" {}", row.plural),
            (Unit::Measure { dimension, .. }, None) => format!(" base units of {dimension}"),
            (Unit::One | Unit::Times, _) => String::new(),
        };
        let about = match (self.interval.low.number(), self.interval.high.number()) {
            (Some(low), Some(high)) if shown(low) == shown(high) => String::new(),
            (Some(low), Some(high)) => format!(" ({} to {} allowing for rounding)", shown(low), shown(high)),
            (Some(low), None) => format!(" ({} or more)", shown(low)),
            (None, Some(high)) => format!(" (up to {})", shown(high)),
            (None, None) => String::new(),
        };
        format!("{}{unit}{about}", shown(self.point))
    }
}

/// The change from one number to another as a sum to be shown: "40 → 50 is +25% (22.2 to 27.8 allowing for rounding)".
///
/// # Errors
/// As [`Computed::percent_change`].
pub fn show_change(from: &Number, to: &Number) -> Result<String, String> {
    same_unit(from, to)?;
    let change = Computed::measured(from)?.percent_change(&Computed::measured(to)?)?;
    let sign = if change.point.is_positive() { "+" } else { "" };
    Ok(format!("{from} → {to} is {sign}{}", change.describe(None)))
}

fn too_large() -> String {
    String::from("the numbers are too large to be computed with exactly")
}

fn apply(operation: Operation, a: Rational, b: Rational) -> Result<Rational, String> {
    match operation {
        Operation::Add => a.checked_add(&b),
        Operation::Subtract => a.checked_sub(&b),
        Operation::Multiply => a.checked_mul(&b),
        Operation::Divide if b.is_zero() => return Err(String::from("there is no dividing by zero")),
        Operation::Divide => a.checked_div(&b),
    }
    .ok_or_else(too_large)
}

/// The sum of two ends of one side.
fn sum(a: End, b: End) -> Result<End, String> {
    Ok(match (a, b) {
        (End::Unbounded, _) | (_, End::Unbounded) => End::Unbounded,
        (End::Closed(a), End::Closed(b)) => End::Closed(a.checked_add(&b).ok_or_else(too_large)?),
        (End::Closed(a) | End::Open(a), End::Closed(b) | End::Open(b)) => {
            End::Open(a.checked_add(&b).ok_or_else(too_large)?)
        }
    })
}

fn negated(end: End) -> Result<End, String> {
    end.map(|number| Rational::zero().checked_sub(&number)).ok_or_else(too_large)
}

/// One over an interval that does not hold zero.
fn reciprocal(interval: &Interval) -> Result<Interval, String> {
    let positive = interval.low.number().is_some_and(|low| !low.is_negative());
    let turn = |end: End, open: End| -> Result<End, String> {
        match end {
            End::Unbounded => Ok(open),
            End::Closed(number) => {
                Ok(End::Closed(Rational::from_integer(1).checked_div(&number).ok_or_else(too_large)?))
            }
            End::Open(number) => Ok(End::Open(Rational::from_integer(1).checked_div(&number).ok_or_else(too_large)?)),
        }
    };
    let zero = End::Open(Rational::zero());
    if positive || interval.high.number().is_some_and(|high| high.is_negative()) {
        return Ok(Interval { low: turn(interval.high, zero)?, high: turn(interval.low, zero)? });
    }
    Err(String::from("the number to divide by may be zero"))
}

/// The product of two intervals: the least and the greatest of the products of their ends.
fn product(a: &Interval, b: &Interval) -> Result<Interval, String> {
    let ends = [(a.low, false), (a.high, true)];
    let others = [(b.low, false), (b.high, true)];
    let mut low: Option<End> = None;
    let mut high: Option<End> = None;
    for (one, one_high) in ends {
        for (other, other_high) in others {
            for end in end_product(one, one_high, other, other_high)? {
                let (end, side) = end;
                if side != Some(true) && low.is_none_or(|low| cmp_low(end, low).is_lt()) {
                    low = Some(end);
                }
                if side != Some(false) && high.is_none_or(|high| cmp_high(end, high).is_gt()) {
                    high = Some(end);
                }
            }
        }
    }
    Ok(Interval { low: low.unwrap_or(End::Unbounded), high: high.unwrap_or(End::Unbounded) })
}

/// The product of two ends. An unbounded one gives an end for one side alone: `Some(true)` for the upper.
fn end_product(a: End, a_high: bool, b: End, b_high: bool) -> Result<Vec<(End, Option<bool>)>, String> {
    let infinite = |high: bool, other: End, other_high: bool| {
        let sign = match other.number() {
            Some(number) if number.is_zero() => return vec![(End::Closed(Rational::zero()), None)],
            Some(number) => number.is_positive(),
            None => other_high,
        };
        vec![(End::Unbounded, Some(high == sign))]
    };
    Ok(match (a, b) {
        (End::Unbounded, _) => infinite(a_high, b, b_high),
        (_, End::Unbounded) => infinite(b_high, a, a_high),
        (End::Closed(x), End::Closed(y)) => vec![(End::Closed(x.checked_mul(&y).ok_or_else(too_large)?), None)],
        (End::Closed(x) | End::Open(x), End::Closed(y) | End::Open(y)) => {
            let closed_zero = matches!(a, End::Closed(x) if x.is_zero()) || matches!(b, End::Closed(y) if y.is_zero());
            let value = x.checked_mul(&y).ok_or_else(too_large)?;
            vec![(if closed_zero { End::Closed(value) } else { End::Open(value) }, None)]
        }
    })
}
