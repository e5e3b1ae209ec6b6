//! Calendar dates: days, months, years, decades, quarters and ranges of them.
//!
//! Enters: a position where a month, a weekday, a number or a word for a part of a date begins. Leaves: the date with
//! the tokens that it covers. Guaranteed: a day that no month has is an impossible date with its reason.

use super::cardinal::cardinal;
use super::cursor::Cursor;
use super::date_range::{day_range, range};
use super::day::{day_first, iso, month_alone, month_first, no_year, slashes, year_after};
use super::period::{fiscal, ordinal_unit, part, quarter, quarter_after_year, season};
use super::words::Keyword;
use super::year::{decade, short_year_alone, spelled_decade, year};
use crate::value::DateExpression;
use crate::value::date::Holiday;
use jiff::civil::Date;

/// A date as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dated {
    /// The first token.
    pub from: usize,
    /// The token after it.
    pub next: usize,
    /// What it says.
    pub date: DateExpression,
    /// The weekday that was said with it.
    pub weekday: Option<i8>,
    /// The first and the last member of a range, as they were said.
    pub ends: Option<Box<(DateExpression, DateExpression)>>,
}

impl Dated {
    pub(crate) fn new(from: usize, next: usize, date: DateExpression) -> Self {
        Self { from, next, date, weekday: None, ends: None }
    }
}

/// The date or range of dates that begins at `at`.
pub(crate) fn date(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    if let Some(range) = day_range(c, at) {
        return Some(range);
    }
    let first = single(c, at)?;
    Some(range(c, &first).unwrap_or(first))
}

/// One date, not a range.
pub(crate) fn single(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let entry = c.entry(at);
    if entry.weekday > 0 {
        return weekday(c, at);
    }
    if entry.month > 0 {
        return month_first(c, at).or_else(|| month_alone(c, at));
    }
    if c.digits(at) {
        return iso(c, at)
            .or_else(|| slashes(c, at))
            .or_else(|| day_first(c, at))
            .or_else(|| decade(c, at))
            .or_else(|| ordinal_unit(c, at))
            .or_else(|| quarter_after_year(c, at))
            .or_else(|| year(c, at, false));
    }
    if c.sign(at, '\'') || c.sign(at, '’') || c.sign(at, '‘') {
        return decade(c, at).or_else(|| short_year_alone(c, at));
    }
    match entry.keyword {
        Keyword::Early
        | Keyword::Late
        | Keyword::Mid
        | Keyword::Middle
        | Keyword::Beginning
        | Keyword::Start
        | Keyword::End => part(c, at),
        Keyword::Spring | Keyword::Summer | Keyword::Autumn | Keyword::Winter => season(c, at),
        Keyword::Fiscal | Keyword::Fy => fiscal(c, at),
        Keyword::Q => quarter(c, at),
        Keyword::Nineties | Keyword::Eighties | Keyword::Seventies | Keyword::Sixties => spelled_decade(c, at),
        Keyword::Fifties | Keyword::Forties | Keyword::Thirties | Keyword::Twenties => spelled_decade(c, at),
        _ => holiday(c, at).or_else(|| ordinal_unit(c, at)).or_else(|| day_first(c, at)),
    }
}

/// A weekday, alone or before a date: "Friday", "Friday, September 11", "Saturday, June 9, 2018".
pub(crate) fn weekday(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let entry = c.entry(at);
    let day = i8::try_from(entry.weekday).ok()?;
    let stop = usize::from(entry.short && c.sign(at + 1, '.') && !c.gap(at + 1));
    let mut next = at + 1 + stop;
    if c.sign(next, ',') {
        next += 1;
    }
    if c.is(next, Keyword::The) {
        next += 1;
    }
    let follows = c.entry(next).month > 0 || c.digits(next) || c.entry(next).ordinal.is_some();
    let date =
        if follows { month_first(c, next).or_else(|| iso(c, next)).or_else(|| day_first(c, next)) } else { None };
    if let Some(date) = date {
        return Some(Dated { from: at, weekday: Some(day), ..date });
    }
    let plain = c.capital(at) || c.any(at.wrapping_sub(1), &[Keyword::On, Keyword::Last, Keyword::Next, Keyword::This]);
    if entry.plural || !plain || (entry.short && stop == 0) {
        return None;
    }
    Some(Dated::new(at, at + 1 + stop, DateExpression::Weekday { day, direction: 0 }))
}

/// Feasts and holidays: of a fixed day, or counted.
pub(crate) fn holiday(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let (date, mut next) = super::holiday::holiday(c, at)?;
    let year = year_after(c, next);
    if let Some((year, after)) = year {
        next = after;
        let day = match &date {
            DateExpression::NoYear { first: (month, Some(day)), .. } => Date::new(year, *month, *day).ok()?,
            DateExpression::Holiday(holiday) => holiday.in_year(year)?,
            _ => return None,
        };
        return Some(Dated::new(at, next, DateExpression::day(day)));
    }
    Some(Dated::new(at, next, date))
}

/// The nth weekday of a month, as a holiday.
pub(crate) fn nth(month: i8, nth: i8, weekday: i8) -> DateExpression {
    DateExpression::Holiday(Holiday::NthWeekday { month, nth, weekday })
}

/// A day of a month, as a holiday.
pub(crate) fn fixed(month: i8, day: i8) -> DateExpression {
    no_year(month, day)
}

/// The number at `at`, for relative dates.
pub(crate) fn small_number(c: &Cursor<'_>, at: usize) -> Option<(i32, usize)> {
    let number = cardinal(c, at)?;
    Some((i32::try_from(number.small()?).ok().filter(|count| (0..=9999).contains(count))?, number.next))
}
