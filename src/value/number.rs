//! Numbers with a unit, as they were said, and the tolerance rule that makes an interval of them.

use super::interval::magnitude;
use super::units::{UnitRow, units};
use super::{End, Interval, Rational};
use num_traits::{CheckedAdd, CheckedMul, CheckedSub, One, Zero};

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
    /// "15 to 20", "between 15 and 20": both ends are said, and neither is hedged.
    Range,
}

impl Hedge {
    /// Whether it leaves one side without an end.
    pub fn is_bound(self) -> bool {
        matches!(self, Self::MoreThan | Self::AtLeast | Self::LessThan | Self::AtMost)
    }

    /// What is left if a bound is denied: what is not more than nine is at most nine. `None` where it is no bound.
    pub fn denied(self) -> Option<Self> {
        match self {
            Self::MoreThan => Some(Self::AtMost),
            Self::AtLeast => Some(Self::LessThan),
            Self::LessThan => Some(Self::AtLeast),
            Self::AtMost => Some(Self::MoreThan),
            Self::None | Self::About | Self::Nearly | Self::Range => None,
        }
    }
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
    /// A multiple: "twice", "three times", "tenfold".
    Times,
    /// Money, by its ISO 4217 code; a word that several currencies share stands for itself (`peso`).
    Currency(String),
    /// A measure: the numbers of the interval are in the base unit of that dimension.
    Measure {
        /// The dimension as `units.tsv` names it: `length`, `mass`, `duration`, `speed` …
        dimension: String,
        /// The unit that was said, in the singular: `foot`, `day`.
        said: String,
    },
}

impl Unit {
    /// The unit of measure of that name: `foot`, `kilometer`, `square mile`.
    pub fn measure(name: &str) -> Option<Self> {
        let row = units().unit(name)?;
        Some(Self::of(row))
    }

    pub(crate) fn of(row: &UnitRow) -> Self {
        Self::Measure { dimension: row.dimension.to_owned(), said: row.name.to_owned() }
    }

    /// The row of the table, for a measure.
    pub(crate) fn row(&self) -> Option<&'static UnitRow> {
        match self {
            Self::Measure { said, .. } => units().named(said),
            _ => None,
        }
    }

    /// What it is, in words: `a length`, `money in USD`, `a percentage`, `a bare number`.
    pub fn kind(&self) -> String {
        match self {
            Self::One => String::from("a bare number"),
            Self::Percent => String::from("a percentage"),
            Self::PercentagePoint => String::from("a number of percentage points"),
            Self::Times => String::from("a multiple"),
            Self::Currency(code) => format!("money in {code}"),
            Self::Measure { dimension, .. } => {
                let vowel = dimension.starts_with(['a', 'e', 'i', 'o', 'u']);
                format!("{} {dimension}", if vowel { "an" } else { "a" })
            }
        }
    }
}

/// A number as it was said: exact ends, unit, hedge.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Number {
    /// What the words allow, precision and hedge included; in the base unit of a measure.
    pub interval: Interval,
    /// The number as printed, before precision and hedge; the lower one of a range; in the unit that was said.
    pub stated: Rational,
    /// The higher number of a range as printed.
    pub stated_high: Option<Rational>,
    /// What it counts or measures.
    pub unit: Unit,
    /// How it was qualified.
    pub hedge: Hedge,
    /// Whether it is an ordinal ("10th").
    pub ordinal: bool,
    /// The place of its last printed digit: 1 for "48", 1/10 for "4.2", 100 million for "1.4 billion"; zero for a
    /// vulgar fraction.
    pub digit: Rational,
    /// The unit that it may have been rounded to, trailing zeros counted as rounding; zero where it is exact.
    pub precision: Rational,
    /// The members of a compound, "5 feet 10 inches", each with its unit in the singular; empty for all others.
    pub parts: Vec<(Rational, String)>,
}

/// What is needed to make a [`Number`]: the words, before the tolerance rule.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub stated: Rational,
    pub stated_high: Option<Rational>,
    /// The place of the last digit; of the finer of the two in a range.
    pub digit: Rational,
    pub unit: Unit,
    pub hedge: Hedge,
    pub ordinal: bool,
    pub parts: Vec<(Rational, String)>,
}

impl Draft {
    pub(crate) fn plain(stated: Rational, digit: Rational, unit: Unit) -> Self {
        Self { stated, stated_high: None, digit, unit, hedge: Hedge::None, ordinal: false, parts: Vec::new() }
    }

    /// The number that these words say; `None` if its ends are too large to be held exactly.
    pub(crate) fn number(self) -> Option<Number> {
        if self.digit < Rational::zero() {
            return None;
        }
        let coarse = coarse_digit(self.stated, self.digit)?;
        let exact = is_exact(self.stated, self.digit, coarse, &self.unit, self.ordinal);
        let precision = if exact { Rational::zero() } else { coarse };
        let said = match self.stated_high {
            Some(high) => ranged(self.stated, high, self.hedge)?,
            None => hedged(self.stated, precision, coarse, self.hedge)?,
        };
        let interval = match self.unit.row() {
            Some(row) => said.map(|end| row.to_base(end))?,
            None => said,
        };
        Some(Number {
            interval,
            stated: self.stated,
            stated_high: self.stated_high,
            unit: self.unit,
            hedge: self.hedge,
            ordinal: self.ordinal,
            digit: self.digit,
            precision,
            parts: self.parts,
        })
    }
}

impl Number {
    /// A plain count, exact unless it is of 1,000 and more with trailing zeros.
    pub fn count(count: i64) -> Option<Self> {
        Draft::plain(Rational::from_integer(i128::from(count)), Rational::one(), Unit::One).number()
    }

    /// A number with its unit, printed to the place `digit` (1 for units, 1/10 for one decimal).
    /// `None` if its ends are too large to be held exactly.
    pub fn said(stated: Rational, digit: Rational, unit: Unit, hedge: Hedge) -> Option<Self> {
        Draft { hedge, ..Draft::plain(stated, digit, unit) }.number()
    }

    /// The same to its last digit, though it ends in zeros: what a data file holds, or what a rule calls exact. Ranges,
    /// bounds and what is hedged stay as they are.
    #[must_use]
    pub fn exactly(mut self) -> Self {
        if let (Hedge::None, None, Some(point)) = (self.hedge, self.stated_high, self.point()) {
            self.interval = Interval::exactly(point);
            self.precision = Rational::zero();
        }
        self
    }

    /// A fraction as a percentage: two-thirds is 66.7%. `None` for whole numbers, ranges and what has a unit.
    pub fn share(&self) -> Option<Self> {
        if self.unit != Unit::One || self.stated.is_integer() || self.stated_high.is_some() {
            return None;
        }
        let hundred = Rational::from_integer(100);
        Self::said(self.stated.checked_mul(&hundred)?, self.digit.checked_mul(&hundred)?, Unit::Percent, self.hedge)
    }

    /// What is said of a number by denying that it is this bound; `None` where it is no bound.
    pub fn denied(&self) -> Option<Self> {
        let hedge = self.hedge.denied().filter(|_| self.stated_high.is_none())?;
        Self::said(self.stated, self.digit, self.unit.clone(), hedge)
    }

    /// The number as printed and nothing beside it, in the base unit of a measure: neither precision nor hedge.
    pub fn point(&self) -> Option<Rational> {
        match self.unit.row() {
            Some(row) => row.to_base(self.stated),
            None => Some(self.stated),
        }
    }

    /// The interval without hedge, and with round numbers taken at their last printed digit: "2,000" is a count
    /// of 2,000 and no other. `None` if its ends are too large to be held exactly.
    pub fn narrow(&self) -> Option<Interval> {
        if let Some(high) = self.stated_high {
            return self.in_base(Interval::closed(self.stated, high));
        }
        let counts = matches!(self.unit, Unit::One | Unit::Times) && self.digit == Rational::one();
        let digit = if self.precision.is_zero() || counts { Rational::zero() } else { self.digit };
        self.in_base(Interval::rounded(self.stated, digit)?)
    }

    fn in_base(&self, interval: Interval) -> Option<Interval> {
        match self.unit.row() {
            Some(row) => interval.map(|end| row.to_base(end)),
            None => Some(interval),
        }
    }

    /// Whether it is a whole number of things, without unit and hedge.
    pub fn is_count(&self) -> bool {
        self.unit == Unit::One && self.stated.is_integer() && self.stated_high.is_none() && !self.ordinal
    }

    /// The number as a whole number, if it is a plain one.
    pub fn whole(&self) -> Option<i64> {
        (self.stated.is_integer() && self.stated_high.is_none())
            .then(|| i64::try_from(self.stated.to_integer()).ok())
            .flatten()
    }
}

/// The place of the last significant digit, trailing zeros of a round number of three digits and more left out.
fn coarse_digit(stated: Rational, digit: Rational) -> Option<Rational> {
    if !digit.is_integer() || digit.is_zero() || !is_thousands(digit.to_integer()) {
        return Some(digit);
    }
    let mut mantissa = magnitude(stated)?.to_integer() / digit.to_integer().max(1);
    let mut coarse = digit;
    if mantissa < 100 {
        return Some(coarse);
    }
    while mantissa % 10 == 0 {
        mantissa /= 10;
        coarse = coarse.checked_mul(&Rational::from_integer(10))?;
    }
    Some(coarse)
}

/// Whether the number is 1, 1,000, 1,000,000 …: the place of a whole number before a scale word.
fn is_thousands(mut number: i128) -> bool {
    while number >= 1000 && number % 1000 == 0 {
        number /= 1000;
    }
    number == 1
}

/// Whether nothing was rounded: counts below 1,000 or without trailing zeros, money to the cent, ordinals, fractions.
fn is_exact(stated: Rational, digit: Rational, coarse: Rational, unit: &Unit, ordinal: bool) -> bool {
    if ordinal || digit.is_zero() {
        return true;
    }
    let one = Rational::one();
    match unit {
        Unit::One | Unit::Times => {
            digit == one
                && (coarse == one || stated < Rational::from_integer(1000) && stated > Rational::from_integer(-1000))
        }
        Unit::Currency(_) => digit == Rational::new(1, 100),
        _ => false,
    }
}

/// The interval of a single number: its precision, and what its hedge adds or opens.
fn hedged(stated: Rational, precision: Rational, coarse: Rational, hedge: Hedge) -> Option<Interval> {
    let slack = || {
        let twentieth = magnitude(stated)?.checked_mul(&Rational::new(1, 20))?;
        let half = coarse.checked_mul(&Rational::new(1, 2))?;
        Some(twentieth.max(half))
    };
    Some(match hedge {
        Hedge::None | Hedge::Range => Interval::rounded(stated, precision)?,
        Hedge::About => Interval::closed(stated.checked_sub(&slack()?)?, stated.checked_add(&slack()?)?),
        Hedge::Nearly => Interval { low: End::Closed(stated.checked_sub(&slack()?)?), high: End::Open(stated) },
        Hedge::MoreThan => Interval { low: End::Open(stated), high: End::Unbounded },
        Hedge::AtLeast => Interval { low: End::Closed(stated), high: End::Unbounded },
        Hedge::LessThan => Interval { low: End::Unbounded, high: End::Open(stated) },
        Hedge::AtMost => Interval { low: End::Unbounded, high: End::Closed(stated) },
    })
}

/// The interval of a range: its two numbers, with 5% to either side of a hedged one.
fn ranged(low: Rational, high: Rational, hedge: Hedge) -> Option<Interval> {
    let twentieth = Rational::new(1, 20);
    Some(match hedge {
        Hedge::About => Interval::closed(
            low.checked_sub(&magnitude(low)?.checked_mul(&twentieth)?)?,
            high.checked_add(&magnitude(high)?.checked_mul(&twentieth)?)?,
        ),
        Hedge::MoreThan | Hedge::AtLeast => Interval { low: End::Closed(low), high: End::Unbounded },
        Hedge::LessThan | Hedge::AtMost => Interval { low: End::Unbounded, high: End::Closed(high) },
        Hedge::None | Hedge::Nearly | Hedge::Range => Interval::closed(low, high),
    })
}
