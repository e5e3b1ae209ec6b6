//! Periods that are shorter or longer than a year: quarters, seasons, centuries, fiscal years, parts of all these.

use super::cursor::Cursor;
use super::date::{Dated, single};
use super::day::year_after;
use super::ordinal::ordinal;
use super::token::Kind;
use super::words::Keyword;
use super::year::{century_of, decade, year, year_number};
use crate::value::calendar::{days_in_month, month_span, season_span, year_span};
use crate::value::date::{DatePart, DateUnit, part_of};
use crate::value::{DateExpression, DateSpan};
use jiff::civil::Date;

/// "the 21st century", "the first quarter of 2019", "third quarter", "the first half of 2020".
pub(crate) fn ordinal_unit(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let entry = c.entry(at);
    if !c.digits(at) && entry.ordinal.is_none() && entry.cardinal.is_none() {
        return None;
    }
    let number = ordinal(c, at)?;
    let nth = number.small()?;
    let unit = c.past_joint(number.next);
    match c.keyword(unit) {
        Keyword::Century if (1..=30).contains(&nth) => {
            let first = i16::try_from((nth - 1) * 100).ok()?.max(1);
            let last = i16::try_from(nth * 100 - 1).ok()?;
            let span = DateSpan::days(year_span(first)?.first?, year_span(last)?.last?)?;
            Some(Dated::new(at, unit + 1, DateExpression::Absolute(span)))
        }
        Keyword::Quarter if (1..=4).contains(&nth) => {
            let first = i8::try_from(nth * 3 - 2).ok()?;
            quarter_of(c, at, unit + 1, first, 3)
        }
        Keyword::Half if (1..=2).contains(&nth) => {
            let dated = quarter_of(c, at, unit + 1, i8::try_from(nth * 6 - 5).ok()?, 6)?;
            matches!(dated.date, DateExpression::Absolute(_)).then_some(dated)
        }
        _ => None,
    }
}

/// Some months from the first one on, of the year that follows at `at` or of none.
pub(crate) fn quarter_of(c: &Cursor<'_>, from: usize, at: usize, first: i8, months: i8) -> Option<Dated> {
    let last = first + months - 1;
    if let Some((year, next)) = year_after(c, c.past_joint(at)) {
        let span = DateSpan::days(month_span(year, first)?.first?, month_span(year, last)?.last?)?;
        return Some(Dated::new(from, next, DateExpression::Absolute(span)));
    }
    Some(Dated::new(from, at, DateExpression::NoYear { first: (first, None), last: (last, None) }))
}

/// `Q3 2019`, `Q3`.
pub(crate) fn quarter(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let nth = c.small(at + 1).filter(|nth| (1..=4).contains(nth) && !c.gap(at + 1) && c.str(at + 1).len() == 1)?;
    if !c.ends_before(at + 2) || !c.starts_at(at) {
        return None;
    }
    quarter_of(c, at, at + 2, i8::try_from(nth * 3 - 2).ok()?, 3)
}

/// `2019 Q1`, `2019-Q1`, `2019 H2`.
pub(crate) fn quarter_after_year(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let (year, next) = year_number(c, at).filter(|_| c.digits(at))?;
    let place = c.past_joint(next);
    let months = match c.keyword(place) {
        Keyword::Q => 3,
        Keyword::H => 6,
        _ => return None,
    };
    let nth = c.small(place + 1).filter(|nth| !c.gap(place + 1) && *nth >= 1 && *nth <= 12 / months)?;
    let first = i8::try_from((nth - 1) * months + 1).ok()?;
    let last = i8::try_from(nth * months).ok()?;
    let span = DateSpan::days(month_span(year, first)?.first?, month_span(year, last)?.last?)?;
    Some(Dated::new(at, place + 2, DateExpression::Absolute(span)))
}

/// "fiscal 2019", "fiscal year 2008", `FY18`: a year that ends somewhere in the calendar year of that number.
pub(crate) fn fiscal(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let mut place = at + 1;
    place += usize::from(c.is(place, Keyword::Year));
    let short = c.small(place).filter(|_| c.is(at, Keyword::Fy) && c.str(place).len() == 2 && c.ends_before(place + 1));
    let (year, next) = match short {
        Some(short) => (century_of(short)?, place + 1),
        None => year_number(c, place)?,
    };
    let first = Date::new(year.checked_sub(1)?, 1, 2).ok()?;
    let span = DateSpan::days(first, year_span(year)?.last?)?;
    Some(Dated::new(at, next, DateExpression::Absolute(span)))
}

/// "summer 2016", "the spring of 2015"; a season without a year only after "last", "next", "this" (see relative dates).
pub(crate) fn season(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let season = season_number(c.keyword(at))?;
    let (year, next) = year_after(c, at + 1)?;
    Some(Dated::new(at, next, DateExpression::Absolute(season_span(season, year)?)))
}

/// 0 for spring.
pub(crate) fn season_number(keyword: Keyword) -> Option<i8> {
    match keyword {
        Keyword::Spring => Some(0),
        Keyword::Summer => Some(1),
        Keyword::Autumn => Some(2),
        Keyword::Winter => Some(3),
        _ => None,
    }
}

/// The words that begin a part.
const PARTS: &[Keyword] = &[
    Keyword::Early,
    Keyword::Late,
    Keyword::Mid,
    Keyword::Middle,
    Keyword::Beginning,
    Keyword::Start,
    Keyword::End,
    Keyword::Earlier,
    Keyword::Later,
];

/// "early 2016", "late in June", "the end of March", "mid-2016", "the middle of the 1990s".
pub(crate) fn part(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let (part, of) = match c.keyword(at) {
        Keyword::Early => (DatePart::Early, false),
        Keyword::Late => (DatePart::Late, false),
        Keyword::Mid => (DatePart::Mid, false),
        Keyword::Middle => (DatePart::Mid, true),
        Keyword::Beginning | Keyword::Start => (DatePart::Early, true),
        Keyword::End => (DatePart::Late, true),
        _ => return None,
    };
    let mut next = at + 1;
    if of {
        next += usize::from(c.is(next, Keyword::Of));
        if next == at + 1 {
            return None;
        }
    } else {
        next = c.past_joint(next);
        next += usize::from(c.any(next, &[Keyword::In, Keyword::On]));
        if c.is(next, Keyword::To) {
            return None;
        }
    }
    next += usize::from(c.is(next, Keyword::The));
    // One part of a period, not a part of a part.
    if c.any(next, PARTS) {
        return None;
    }
    let entry = c.entry(next);
    let known =
        c.digits(next) || entry.month > 0 || entry.ordinal.is_some() || entry.starts() || c.kind(next) == Kind::Sign;
    if !known {
        return None;
    }
    let whole = if c.digits(next) {
        decade(c, next).or_else(|| ordinal_unit(c, next)).or_else(|| year(c, next, true))
    } else {
        None
    }
    .or_else(|| if c.digits(next) { None } else { single(c, next) })
    .or_else(|| super::relative::relative(c, next))?;
    let date = match &whole.date {
        DateExpression::Absolute(span) if span.as_day().is_none() => {
            DateExpression::Absolute(part_of(part, *span, None)?)
        }
        DateExpression::NoYear { first: (month, None), last } if *last == (*month, None) => {
            let end = days_in_month(2000, *month)?;
            let (from, to) = match part {
                DatePart::Early => (1, 10),
                DatePart::Mid => (11, 20),
                _ => (21, end),
            };
            DateExpression::NoYear { first: (*month, Some(from)), last: (*month, Some(to)) }
        }
        DateExpression::Offset { unit, .. } if *unit != DateUnit::Day => {
            DateExpression::Part { part, of: Box::new(whole.date.clone()) }
        }
        _ => return None,
    };
    Some(Dated::new(at, whole.next, date))
}
