//! Intervals with exact rational ends.

use num_traits::{CheckedAdd, CheckedMul, CheckedSub, Signed};
use std::cmp::Ordering;

/// An exact fraction; arithmetic on it is checked (`num_traits::CheckedAdd` and its like), never wrapping.
pub type Rational = num_rational::Ratio<i128>;

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// The interval goes on without end.
    Unbounded,
    /// The end itself belongs to the interval.
    Closed(Rational),
    /// The end itself does not.
    Open(Rational),
}

impl End {
    /// The number at the end, if there is an end.
    pub fn number(self) -> Option<Rational> {
        match self {
            Self::Unbounded => None,
            Self::Closed(number) | Self::Open(number) => Some(number),
        }
    }

    /// The same end with its number changed; `None` if the change has no result.
    pub(crate) fn map(self, change: impl FnOnce(Rational) -> Option<Rational>) -> Option<Self> {
        Some(match self {
            Self::Unbounded => Self::Unbounded,
            Self::Closed(number) => Self::Closed(change(number)?),
            Self::Open(number) => Self::Open(change(number)?),
        })
    }

    /// The same end, belonging to the interval if there is one.
    pub(crate) fn closed(self) -> Self {
        self.number().map_or(Self::Unbounded, Self::Closed)
    }
}

/// The numbers between two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The lower end.
    pub low: End,
    /// The upper end.
    pub high: End,
}

impl Interval {
    /// The interval that holds one number alone.
    pub fn exactly(number: Rational) -> Self {
        Self { low: End::Closed(number), high: End::Closed(number) }
    }

    /// The numbers from one to another, both included.
    pub fn closed(low: Rational, high: Rational) -> Self {
        Self { low: End::Closed(low), high: End::Closed(high) }
    }

    /// The numbers that round to `number` at units of `unit`: half a unit down, and up to half a unit up.
    /// A unit of zero gives the number alone; `None` if the ends are too large to be held exactly.
    pub fn rounded(number: Rational, unit: Rational) -> Option<Self> {
        if *unit.numer() == 0 {
            return Some(Self::exactly(number));
        }
        let half = unit.checked_mul(&Rational::new(1, 2))?;
        Some(Self { low: End::Closed(number.checked_sub(&half)?), high: End::Open(number.checked_add(&half)?) })
    }

    /// Whether it holds one number alone.
    pub fn is_exact(&self) -> bool {
        matches!((self.low, self.high), (End::Closed(low), End::Closed(high)) if low == high)
    }

    /// Whether the number lies in it.
    pub fn contains(&self, number: Rational) -> bool {
        let above = match self.low {
            End::Unbounded => true,
            End::Closed(low) => low <= number,
            End::Open(low) => low < number,
        };
        let below = match self.high {
            End::Unbounded => true,
            End::Closed(high) => number <= high,
            End::Open(high) => number < high,
        };
        above && below
    }

    /// Whether every number of `self` lies in `other`.
    pub fn within(&self, other: &Self) -> bool {
        cmp_low(other.low, self.low) != Ordering::Greater && cmp_high(self.high, other.high) != Ordering::Greater
    }

    /// Whether every number of `self` is below every number of `other`.
    pub fn below(&self, other: &Self) -> bool {
        match (self.high, other.low) {
            (End::Unbounded, _) | (_, End::Unbounded) => false,
            (End::Closed(high), End::Closed(low)) => high < low,
            (End::Closed(high) | End::Open(high), End::Closed(low) | End::Open(low)) => high <= low,
        }
    }

    /// Whether no number lies in both.
    pub fn disjoint(&self, other: &Self) -> bool {
        self.below(other) || other.below(self)
    }

    /// The same with both ends belonging to it.
    pub(crate) fn closure(&self) -> Self {
        Self { low: self.low.closed(), high: self.high.closed() }
    }

    /// The same with both ends changed by a rising function; `None` if an end has no result.
    pub(crate) fn map(&self, change: impl Fn(Rational) -> Option<Rational>) -> Option<Self> {
        Some(Self { low: self.low.map(&change)?, high: self.high.map(&change)? })
    }
}

/// Orders lower ends: the one that lets in smaller numbers first.
pub(crate) fn cmp_low(one: End, other: End) -> Ordering {
    match (one, other) {
        (End::Unbounded, End::Unbounded) => Ordering::Equal,
        (End::Unbounded, _) => Ordering::Less,
        (_, End::Unbounded) => Ordering::Greater,
        (End::Closed(a), End::Closed(b)) | (End::Open(a), End::Open(b)) => a.cmp(&b),
        (End::Closed(a), End::Open(b)) => a.cmp(&b).then(Ordering::Less),
        (End::Open(a), End::Closed(b)) => a.cmp(&b).then(Ordering::Greater),
    }
}

/// Orders upper ends: the one that lets in larger numbers last.
pub(crate) fn cmp_high(one: End, other: End) -> Ordering {
    match (one, other) {
        (End::Unbounded, End::Unbounded) => Ordering::Equal,
        (End::Unbounded, _) => Ordering::Greater,
        (_, End::Unbounded) => Ordering::Less,
        (End::Closed(a), End::Closed(b)) | (End::Open(a), End::Open(b)) => a.cmp(&b),
        (End::Closed(a), End::Open(b)) => a.cmp(&b).then(Ordering::Greater),
        (End::Open(a), End::Closed(b)) => a.cmp(&b).then(Ordering::Less),
    }
}

/// The magnitude of a number; `None` for the one number that has none in the representation.
pub(crate) fn magnitude(number: Rational) -> Option<Rational> {
    (*number.numer() != i128::MIN).then(|| number.abs())
}
