//! Lengths of time as spans, and as steps from one moment to another.

use crate::value::Rational;
use crate::value::read::amount::amount;
use crate::value::read::cursor::Cursor;
use crate::value::read::token::Kind;
use crate::value::read::unit::{self, Said};
use crate::value::read::words::Keyword;
use jiff::Span;
use jiff::civil::DateTime;
use num_traits::{CheckedMul, One};

/// A length of time: whole months and exact seconds, which do not convert into each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Length {
    pub next: usize,
    /// Years and months.
    pub months: i64,
    /// Weeks, days and less, in seconds.
    pub seconds: i64,
    /// The smallest unit, in seconds.
    pub grain: i64,
    /// Whether the number is one that was said, not an article or "all".
    pub counted: bool,
}

/// A million years: what is longer has no place in a calendar.
const LONGEST_MONTHS: i64 = 12_000_000;
const LONGEST_SECONDS: i64 = 32_000_000_000_000;

/// A day in seconds.
pub(super) const DAY: i64 = 86_400;

impl Length {
    /// In seconds, a year being 365 days and a month 30, as the form has it.
    pub(super) fn in_seconds(&self) -> i64 {
        self.months / 12 * 365 * DAY + self.months % 12 * 30 * DAY + self.seconds
    }

    /// Whether it is counted in whole days or more.
    pub(super) fn of_days(&self) -> bool {
        self.grain >= DAY
    }

    /// The moment so long after another, or before it.
    pub(super) fn from(&self, moment: DateTime, forward: bool) -> Option<DateTime> {
        let sign = if forward { 1 } else { -1 };
        let span = Span::new().try_months(sign * self.months).ok()?.try_seconds(sign * self.seconds).ok()?;
        moment.checked_add(span).ok()
    }
}

/// The unit of a row in months or seconds.
fn unit_of(name: &str) -> Option<(i64, i64)> {
    Some(match name {
        "second" => (0, 1),
        "minute" => (0, 60),
        "hour" => (0, 3600),
        "day" | "night" => (0, DAY),
        "week" => (0, 7 * DAY),
        "fortnight" => (0, 14 * DAY),
        "month" => (1, 0),
        "quarter" => (3, 0),
        "year" => (12, 0),
        "decade" => (120, 0),
        "century" => (1200, 0),
        "millennium" => (12_000, 0),
        _ => return None,
    })
}

/// The length of time at `at`: "3 hours", "several weeks", "all day", "a year and a half".
pub(super) fn length(c: &Cursor<'_>, at: usize) -> Option<Length> {
    let first = one(c, at)?;
    let mut sum = first;
    // "one hour and half", "a month and a half".
    if c.is(sum.next, Keyword::And) {
        let half = sum.next + 1 + usize::from(c.is(sum.next + 1, Keyword::A));
        if c.is(half, Keyword::Half) && c.kind(half + 1) != Kind::Sign && unit::after(c, half + 1, false).is_none() {
            let (months, seconds) = (first.months / 2, first.seconds / 2 + first.months % 2 * 15 * DAY);
            return Some(Length { next: half + 1, months: sum.months + months, seconds: sum.seconds + seconds, ..sum });
        }
    }
    for _ in 0..6 {
        let mut next = sum.next + usize::from(c.sign(sum.next, ','));
        next += usize::from(c.is(next, Keyword::And));
        if !c.digits(next) && c.entry(next).cardinal.is_none() {
            break;
        }
        let Some(more) = one(c, next).filter(|more| more.grain < sum.grain && more.counted) else { break };
        sum = Length { next: more.next, months: sum.months + more.months, seconds: sum.seconds + more.seconds, ..more };
    }
    Some(sum)
}

/// One number of one unit of time.
fn one(c: &Cursor<'_>, at: usize) -> Option<Length> {
    let (count, said, next, counted) = counted(c, at)?;
    let Said::Measure(row) = said else { return None };
    let (months, seconds) = unit_of(row.name).filter(|_| row.dimension == "duration")?;
    let whole = |per: i64| {
        let product = count.checked_mul(&Rational::from_integer(per.into()))?;
        Some((i64::try_from(product.trunc().to_integer()).ok()?, product.fract()))
    };
    let (months_said, rest) = whole(months)?;
    let year_days = if months > 0 && months % 12 == 0 { Rational::new(365, 12) } else { Rational::from_integer(30) };
    let rest = rest.checked_mul(&year_days)?.checked_mul(&Rational::from_integer(DAY.into()))?.round().to_integer();
    let (seconds_said, fraction) = whole(seconds)?;
    let seconds_said = seconds_said + i64::from(fraction >= Rational::new(1, 2)) + i64::try_from(rest).ok()?;
    // A part of a year is counted in days of 365 to the year.
    let (months_said, seconds_said) = if !count.is_integer() && months == 12 {
        let days = count.checked_mul(&Rational::from_integer(365 * i128::from(DAY)))?;
        (0, i64::try_from(days.round().to_integer()).ok()?)
    } else {
        (months_said, seconds_said)
    };
    if months_said.abs() > LONGEST_MONTHS || seconds_said.abs() > LONGEST_SECONDS {
        return None;
    }
    let grain = if months > 0 { months * 30 * DAY } else { seconds };
    Some(Length { next, months: months_said, seconds: seconds_said, grain, counted })
}

/// The number and unit at `at`.
fn counted(c: &Cursor<'_>, at: usize) -> Option<(Rational, Said, usize, bool)> {
    let said = |count: i128, next: usize, counted: bool| {
        let (said, next) = unit::after(c, next, false)?;
        Some((Rational::from_integer(count), said, next, counted))
    };
    match c.keyword(at) {
        Keyword::Several => return said(3, at + 1, true),
        Keyword::A if c.is(at + 1, Keyword::Few) => return said(3, at + 2, true),
        Keyword::Few => return said(3, at + 1, true),
        Keyword::A if c.is(at + 1, Keyword::Couple) => {
            return said(2, at + 2 + usize::from(c.is(at + 2, Keyword::Of)), true);
        }
        Keyword::Couple => return said(2, at + 1 + usize::from(c.is(at + 1, Keyword::Of)), true),
        _ if c.str(at).eq_ignore_ascii_case("full") => {
            let place = c.past_joint(at + 1);
            return said(1, place, false).filter(|(.., next, _)| next - place == 1 && !c.str(place).ends_with('s'));
        }
        Keyword::All | Keyword::Another if c.gap(at + 1) => {
            return said(1, at + 1, false).filter(|(.., next, _)| next - at == 2 && !c.str(at + 1).ends_with('s'));
        }
        Keyword::A | Keyword::An => {
            if let Some(found) =
                said(1, at + 1, false).filter(|(.., next, _)| next - at == 2 && c.str(at + 1).len() > 2)
            {
                return Some(found);
            }
        }
        _ => {}
    }
    if !c.starts_at(at) {
        return None;
    }
    let amount = amount(c, at, false)?;
    if !amount.parts.is_empty() {
        // Compounds are summed up here, unit by unit.
        let (value, row) = amount.parts.first().copied()?;
        let (_, next) = unit::after(c, amount.number.next, false)?;
        return Some((value, Said::Measure(row), next, true));
    }
    if amount.said.is_none() {
        return letter_unit(c, amount.value, amount.next);
    }
    let exact = !amount.value.denom().is_one() || amount.number.value == amount.value;
    exact.then_some((amount.value, amount.said, amount.next, true))
}

/// `10D`, `3Y`: capitals directly after a figure.
fn letter_unit(c: &Cursor<'_>, count: Rational, at: usize) -> Option<(Rational, Said, usize, bool)> {
    let name = match c.str(at) {
        "D" => "day",
        "Y" => "year",
        "W" => "week",
        "H" | "h" => "hour",
        _ => return None,
    };
    let row = crate::value::units::units().named(name)?;
    ((!c.gap(at) || name == "hour") && c.ends_before(at + 1)).then_some((count, Said::Measure(row), at + 1, true))
}
