//! Ranges of dates: "June 8-9", "November 20 to December 11", "2018-19", "from 2014 to 2018".
//!
//! Enters: a date and what follows it. Leaves: the span with its two members. Guaranteed: none runs backwards.

use super::cursor::Cursor;
use super::date::{Dated, single};
use super::day::{civil, day_of_month, month, month_of_day, no_year, year_after};
use super::words::Keyword;
use super::year::year;
use crate::value::calendar::{days_in_month, year_span};
use crate::value::{DateExpression, DateSpan};
use jiff::civil::Date;

/// "June 8-9", "July 3-4, 2024", "3-6 July", "8 and 9 June": days of one month.
pub(crate) fn day_range(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let weekday = c.entry(at).weekday;
    if weekday > 0 {
        return None;
    }
    if c.entry(at).month > 0 {
        let (month, mut place) = month(c, at)?;
        place += usize::from(c.is(place, Keyword::The));
        let (first, next) = day_of_month(c, place)?;
        let joined = range_join(c, next)?;
        let joined = joined + usize::from(c.is(joined, Keyword::The));
        let (last, next) = day_of_month(c, joined)?;
        let followed = c.entry(next).month > 0
            || c.is(next, Keyword::Of)
            || !c.ends_before(next)
            || c.sign(next, ':')
            || clock_follows(c, next);
        if followed || last <= first || c.small(joined).is_some_and(|last| last > 31) {
            return None;
        }
        return days_of(c, at, next, month, first, last);
    }
    if !c.digits(at) && c.entry(at).ordinal.is_none() {
        return None;
    }
    let (first, next) = day_of_month(c, at)?;
    let joined = range_join(c, next)?;
    let joined = joined + usize::from(c.is(joined, Keyword::The));
    let (last, next) = day_of_month(c, joined)?;
    let of = next + usize::from(c.is(next, Keyword::Of));
    let (month, next) = month_of_day(c, of)?;
    if last <= first {
        return None;
    }
    days_of(c, at, next, month, first, last)
}

/// Whether a.m. or p.m. follows, so that the number before it is no day.
pub(crate) fn clock_follows(c: &Cursor<'_>, at: usize) -> bool {
    c.any(at, &[Keyword::Am, Keyword::Pm])
        || (c.any(at, &[Keyword::A, Keyword::P]) && c.sign(at + 1, '.') && c.is(at + 2, Keyword::M))
}

/// Two days of a month, with the year that may follow.
pub(crate) fn days_of(c: &Cursor<'_>, at: usize, next: usize, month: i8, first: i8, last: i8) -> Option<Dated> {
    let (from, to, next) = match year_after(c, next) {
        Some((year, next)) => (civil(year, month, first), civil(year, month, last), next),
        None => (no_year(month, first), no_year(month, last), next),
    };
    let date = span_from(&from, &to)?;
    Some(Dated { ends: Some(Box::new((from, to))), ..Dated::new(at, next, date) })
}

/// The token after a word or dash that joins two dates of a range.
pub(crate) fn range_join(c: &Cursor<'_>, at: usize) -> Option<usize> {
    let word = c.any(at, &[Keyword::To, Keyword::Through, Keyword::Till]);
    let dash = c.dash(at) || c.sign(at, '~');
    (word || dash).then_some(at + 1)
}

/// A range that begins with `first`: "November 20 to December 11", "2014-2018", "2018-19", "from 2014 to 2018".
pub(crate) fn range(c: &Cursor<'_>, first: &Dated) -> Option<Dated> {
    let from_word = c.any(first.from.wrapping_sub(1), &[Keyword::From, Keyword::Between]) && first.from > 0;
    let between = from_word && c.is(first.from - 1, Keyword::Between);
    let at = first.next;
    let joined = if between && c.is(at, Keyword::And) { at + 1 } else { range_join(c, at)? };
    if c.dash(at) && c.gap(at) != c.gap(joined) {
        return None;
    }
    if let DateExpression::Absolute(span) = &first.date
        && let Some(season) = span.as_year().and_then(|year| short_year(c, first, at, joined, year))
    {
        return Some(season);
    }
    // "Friday to Sunday" and "Monday - Wednesday", but "on Monday - Wednesday at the latest" as well: no spaced dash.
    if c.dash(at) && c.gap(at) && !c.digits(joined) && c.entry(joined).month == 0 {
        return None;
    }
    let last = if c.digits(joined) && first.next == first.from + 1 && c.digits(first.from) {
        year(c, joined, true).filter(|last| matches!(&last.date, DateExpression::Absolute(_)))?
    } else {
        single(c, joined).or_else(|| super::relative::relative(c, joined)).filter(|last| last.next > joined)?
    };
    let (mut from, to) = (first.date.clone(), last.date.clone());
    if let (DateExpression::NoYear { first: a, last: b }, DateExpression::Absolute(span)) = (&from, &to) {
        from = in_year_of(*a, *b, span)?;
    }
    let date = span_from(&from, &to)?;
    let ends = Some(Box::new((from, to)));
    Some(Dated { ends, weekday: first.weekday, ..Dated::new(first.from, last.next, date) })
}

/// "2018-19", "1914–18": a second year of two digits.
pub(crate) fn short_year(c: &Cursor<'_>, first: &Dated, at: usize, joined: usize, year: i16) -> Option<Dated> {
    let short = i16::try_from(c.small(joined)?).ok()?;
    if !c.joint(at) || c.str(joined).len() != 2 || !c.ends_before(joined + 1) || c.joint(joined + 1) {
        return None;
    }
    let last = year - year.rem_euclid(100) + short;
    let span = DateSpan::days(year_span(year)?.first?, year_span(last)?.last?)
        .filter(|_| (1..=15).contains(&(last - year)))?;
    let (from, to) = (DateExpression::Absolute(year_span(year)?), DateExpression::Absolute(year_span(last)?));
    Some(Dated {
        ends: Some(Box::new((from, to))),
        ..Dated::new(first.from, joined + 1, DateExpression::Absolute(span))
    })
}

/// A date without year before one that has it: "November 20 to December 11, 2015" is of one year, over New Year of two.
pub(crate) fn in_year_of(first: (i8, Option<i8>), last: (i8, Option<i8>), end: &DateSpan) -> Option<DateExpression> {
    let end = end.last?;
    for year in [end.year(), end.year().checked_sub(1)?] {
        let from = Date::new(year, first.0, first.1.unwrap_or(1)).ok();
        let to = Date::new(year, last.0, last.1.unwrap_or(days_in_month(year, last.0)?)).ok();
        if let (Some(from), Some(to)) = (from, to)
            && from <= end
        {
            return Some(DateExpression::Absolute(DateSpan::days(from, to)?));
        }
    }
    None
}

/// From the first day of the one to the last day of the other; `None` where that cannot be said without a dateline,
/// or runs backwards.
pub(crate) fn span_from(from: &DateExpression, to: &DateExpression) -> Option<DateExpression> {
    match (from, to) {
        (DateExpression::Absolute(from), DateExpression::Absolute(to)) => {
            Some(DateExpression::Absolute(DateSpan::days(from.first?, to.last?)?))
        }
        (DateExpression::NoYear { first, .. }, DateExpression::NoYear { last, .. }) => {
            Some(DateExpression::NoYear { first: *first, last: *last })
        }
        (DateExpression::Impossible(reason), _) | (_, DateExpression::Impossible(reason)) => {
            Some(DateExpression::Impossible(reason.clone()))
        }
        _ => None,
    }
}
