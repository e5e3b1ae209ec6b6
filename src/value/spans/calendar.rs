//! Days and periods as spans have them, counted from a reference date.

use super::directed::{
    directed, neighbour, part, ranged, season_or_fiscal, week_and_day, weekday_and_day, with_weekday,
};
use super::duration::{DAY, length};
use super::informal::informal;
use super::whole::{decade, named_unit, nth_unit, numbered_week, of_month, of_year, rest, weekend, whole_of};
use crate::value::DateSpan;
use crate::value::calendar::{month_of, nearest};
use crate::value::date::{DateExpression, DateUnit};
use crate::value::read::cursor::Cursor;
use crate::value::read::date::date;
use crate::value::read::relative::relative;
use crate::value::read::words::Keyword;
use jiff::ToSpan;
use jiff::civil::Date;

/// A day or a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    pub from: usize,
    pub next: usize,
    /// The first day.
    pub start: Date,
    /// The day after the last one; of a range, the first day of its last member.
    pub end: Date,
    /// Whether it is a single day.
    pub day: bool,
    /// What stands for it where it has no days in the calendar: a season, a fiscal year, 30 February.
    pub stands: Option<String>,
    /// Whether its words may be something else, so that it needs company: a bare weekday short form, "the 24".
    pub range: bool,
}

impl Period {
    pub(super) fn of_day(from: usize, next: usize, day: Date) -> Option<Self> {
        let end = day.tomorrow().ok()?;
        Some(Self { from, next, start: day, end, day: true, stands: None, range: false })
    }

    pub(super) fn of_span(from: usize, next: usize, span: DateSpan) -> Option<Self> {
        let (first, last) = (span.first?, span.last?);
        let end = last.tomorrow().ok()?;
        Some(Self { from, next, start: first, end, day: first == last, stands: None, range: false })
    }

    pub(super) fn between(from: usize, next: usize, start: Date, end: Date) -> Self {
        Self { from, next, start, end, day: false, stands: None, range: false }
    }

    pub(super) fn named(from: usize, next: usize, reference: Date, name: String) -> Self {
        Self { from, next, start: reference, end: reference, day: false, stands: Some(name), range: false }
    }
}

/// The longest day or period at `at`.
pub(super) fn period(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let the = c.is(at, Keyword::The);
    let inner = at + usize::from(the);
    let found = [
        named_unit(c, inner, reference)
            .map(|found| Period { from: if c.is(inner, Keyword::Same) { inner } else { at }, ..found }),
        nth_unit(c, inner, reference).map(|found| Period { from: at, ..found }),
        numbered_week(c, at, reference),
        week_and_day(c, at, reference),
        weekday_and_day(c, at, reference),
        directed(c, at, reference),
        part(c, at, reference),
        if the {
            part(c, inner, reference).filter(|_| ranged(c, at)).map(|found| Period { from: at, ..found })
        } else {
            None
        },
        spelled_year(c, at),
        of_month(c, at, reference),
        of_year(c, at, reference),
        whole_of(c, at, reference),
        weekend(c, at, reference),
        rest(c, at, reference),
        decade(c, at),
        neighbour(c, at, reference),
        season_or_fiscal(c, inner, reference),
        plain(c, at, reference),
        if the {
            plain(c, inner, reference).filter(|found| found.day && !c.any(inner, &[Keyword::Last, Keyword::Next]))
        } else {
            None
        }
        .map(|found| Period {
            from: if c.digits(inner) || c.entry(inner).ordinal.is_some() { at } else { found.from },
            ..found
        }),
        compact(c, at),
    ];
    let found = found.into_iter().flatten().filter(|found| c.gap(found.next) || c.ends_before(found.next));
    let found = super::first_longest(found, |found| found.next)?;
    Some(with_weekday(c, found, reference))
}

/// What the reader of dates reads, resolved.
pub(super) fn plain(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let dated = relative(c, at)
        .or_else(|| super::first_longest([date(c, at), informal(c, at)].into_iter().flatten(), |dated| dated.next))?;
    match &dated.date {
        DateExpression::Impossible(_) => {
            let stands = impossible(c, at, dated.next)?;
            return Some(Period { day: true, ..Period::named(at, dated.next, reference, stands) });
        }
        DateExpression::Stretch { count, unit } if *unit != DateUnit::Day || *count != 0 => return None,
        DateExpression::Part { .. } | DateExpression::Season { .. } => return None,
        DateExpression::Weekday { day, direction } if *direction != 0 => {
            let _ = day;
            return None;
        }
        _ => {}
    }
    if let Some(ends) = &dated.ends {
        let (first, last) = (ends.0.resolve(Some(reference))?, ends.1.resolve(Some(reference))?);
        let whole = dated.date.resolve(Some(reference))?;
        let (start, mut end) = (whole.first?, last.first?);
        if end <= start {
            // A range over New Year: its last member is the next one after its first.
            end = nearest(whole.last?, |year| ends.1.resolve(Date::new(year, 7, 1).ok()))?.first?;
        }
        let _ = first;
        return (end > start).then(|| Period { range: true, ..Period::between(dated.from, dated.next, start, end) });
    }
    let span = dated.date.resolve(Some(reference))?;
    Period::of_span(dated.from, dated.next, span)
}

/// "nineteen ninety six" after a preposition.
pub(super) fn spelled_year(c: &Cursor<'_>, at: usize) -> Option<Period> {
    let led = at > 0
        && c.any(
            at - 1,
            &[Keyword::In, Keyword::Since, Keyword::Till, Keyword::From, Keyword::Before, Keyword::After, Keyword::Of],
        );
    let (year, next) = crate::value::read::year::spelled_year(c, at).filter(|_| led)?;
    Period::of_span(at, next, crate::value::calendar::year_span(year)?)
}

/// `XXXX-02-30` for a day that no month has.
pub(super) fn impossible(c: &Cursor<'_>, at: usize, next: usize) -> Option<String> {
    let mut numbers: Vec<u32> = (at..next).filter_map(|place| c.small(place)).collect();
    let named = (at..next).find_map(|place| Some(c.entry(place).month).filter(|month| *month > 0)).map(u32::from);
    let year = numbers.iter().position(|number| *number > 31).map(|place| numbers.remove(place));
    let (month, day) = match (named, numbers.as_slice()) {
        (Some(month), [day]) => (month, *day),
        (None, [month, day]) => (*month, *day),
        _ => return None,
    };
    if day > 31 || month > 12 {
        return None;
    }
    let year = year.map_or_else(|| String::from("XXXX"), |year| year.to_string());
    Some(format!("{year}-{month:02}-{day:02}"))
}

/// `20170302` in eight digits.
pub(super) fn compact(c: &Cursor<'_>, at: usize) -> Option<Period> {
    let digits = c.str(at);
    if !c.digits(at) || digits.len() != 8 {
        return None;
    }
    let (year, month, day) =
        (digits.get(..4)?.parse().ok()?, digits.get(4..6)?.parse().ok()?, digits.get(6..)?.parse().ok()?);
    let date = Date::new(year, month, day).ok().filter(|_| (1900..2200).contains(&year))?;
    Period::of_day(at, at + 1, date)
}

/// Monday of the week that a day lies in.
pub(super) fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_one_offset() - 1).days()).ok()
}

/// The middle of a period: the 16th of a month, 1 July of a year, Thursday of a week.
pub(super) fn middle(whole: &Period) -> Option<Date> {
    let last = whole.end.yesterday().ok()?;
    let span = DateSpan { first: Some(whole.start), last: Some(last) };
    if month_of(&span).is_some() {
        return whole.start.checked_add(15.days()).ok();
    }
    if span.as_year().is_some() {
        return crate::value::calendar::months_from(whole.start, 6);
    }
    let days = i64::from(whole.start.until(whole.end).ok()?.get_days());
    whole.start.checked_add((days / 2).days()).ok()
}

/// The day so far from the reference: "ten days ago", "in two weeks", "2 years 1 month 21 days later".
pub(super) fn counted(
    c: &Cursor<'_>,
    at: usize,
    reference: jiff::civil::DateTime,
) -> Option<(usize, jiff::civil::DateTime, bool)> {
    let led = c.is(at, Keyword::In);
    let place = at + usize::from(led);
    let length = length(c, place)?;
    let (forward, next) = match c.keyword(length.next) {
        Keyword::Ago | Keyword::Earlier => (false, length.next + 1),
        Keyword::Later | Keyword::Hence => (true, length.next + 1),
        Keyword::Back if !led => (false, length.next + 1),
        Keyword::From if c.is(length.next + 1, Keyword::Now) => (true, length.next + 2),
        Keyword::From if c.is(length.next + 1, Keyword::Today) && length.of_days() => (true, length.next + 2),
        _ if led => (true, length.next),
        _ => return None,
    };
    if led && next > length.next {
        return None;
    }
    let moment = length.from(reference, forward)?;
    let _ = DAY;
    Some((next, moment, length.of_days()))
}
