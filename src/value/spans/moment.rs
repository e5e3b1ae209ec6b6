//! A day with its hours, or one of them alone: "Monday at 3 p.m.", "tonight", "10:30 on Friday", "now".

use super::calendar::{Period, period};
use super::directed::directed;
use super::hours::{Hours, hours, part_hours};
use super::when::{What, When};
use crate::value::read::cursor::Cursor;
use crate::value::read::token::Kind;
use crate::value::read::words::Keyword;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};

/// A day with its hours, either alone, or a point in time.
pub(super) fn moment(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    let candidates = [
        now(c, at, reference),
        end_of_day(c, at, reference),
        day_first(c, at, reference),
        hours_first(c, at, reference),
    ];
    super::first_longest(candidates.into_iter().flatten(), |when| when.next)
}

/// "now", "right now", "at the minute".
pub(super) fn now(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    let next = if c.is(at, Keyword::Now) {
        if c.sign(at + 1, ',') && c.capital(at + 2) && at > 0 && c.is(at - 1, Keyword::For) {
            return None;
        }
        at + 1
    } else if c.str(at).eq_ignore_ascii_case("right") && c.is(at + 1, Keyword::Now) {
        at + 2
    } else if c.is(at, Keyword::At) && c.is(at + 1, Keyword::The) && matches!(c.str(at + 2), "minute" | "moment") {
        at + 3
    } else {
        return None;
    };
    Some(When { from: at, next, what: What::Moment(reference) })
}

/// A day by its relation to the reference, with the part of the day it names: "tonight", "last night", "this morning".
pub(super) fn day_with_part(c: &Cursor<'_>, at: usize, reference: Date) -> Option<(Period, Option<Hours>)> {
    let day = |next: usize, step: i64, part: Option<(i64, i64)>| {
        let date = reference.checked_add(step.days()).ok()?;
        let end = date.tomorrow().ok()?;
        let period = Period { from: at, next, start: date, end, day: true, stands: None, range: false };
        let hours = part.map(|(start, end)| Hours {
            from: at,
            next,
            start: Some(start),
            end: Some(end),
            ranged: true,
            sure: true,
            plain: true,
            part: true,
        });
        Some((period, hours))
    };
    if c.is(at, Keyword::Tonight) {
        return day(at + 1, 0, part_hours(Keyword::Night, ""));
    }
    let side = match c.keyword(at) {
        Keyword::Later | Keyword::Late => 1,
        Keyword::Earlier | Keyword::Early => -1,
        _ => 0,
    };
    let place = at + usize::from(side != 0);
    let step = match c.keyword(place) {
        Keyword::This => 0,
        Keyword::Last | Keyword::Previous => -1,
        Keyword::Next => 1,
        _ => {
            return (c.str(at).eq_ignore_ascii_case("otd")).then(|| day(at + 1, 0, None)).flatten();
        }
    };
    let (start, end) =
        part_hours(c.keyword(place + 1), c.str(place + 1)).filter(|_| !c.str(place + 1).ends_with('s'))?;
    let middle = (start + end + 1) / 2;
    let part = match side {
        1 => (middle, end),
        -1 => (start, middle),
        _ => (start, end),
    };
    day(place + 2, step, Some(part))
}

/// The day at `at` with or without a part.
pub(super) fn day(c: &Cursor<'_>, at: usize, reference: Date) -> Option<(Period, Option<Hours>)> {
    day_with_part(c, at, reference).or_else(|| Some((period(c, at, reference)?, None)))
}

/// Past the words and signs that may stand between a day and its hours.
pub(super) fn past_link(c: &Cursor<'_>, at: usize) -> Vec<usize> {
    let mut places = vec![at];
    let mut place = at;
    if c.sign(place, '(') && c.entry(place + 1).weekday > 0 && c.sign(place + 2, ')') {
        place += 3;
        places.push(place);
    }
    if c.sign(place, ',') {
        place += 1;
        places.push(place);
    }
    if c.any(place, &[Keyword::At, Keyword::On]) || c.sign(place, '@') || c.dash(place) {
        place += 1;
        places.push(place);
    }
    places
}

/// A day and then its hours.
pub(super) fn day_first(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    let (mut period, mut part) = day(c, at, reference.date())?;
    // "tomorrow, 13/04/21": the second date says which.
    if period.day
        && c.sign(period.next, ',')
        && let Some(second) = super::calendar::period(c, period.next + 1, reference.date())
    {
        let figures = c.digits(period.next + 1) && c.sign(period.next + 2, '/');
        if second.day && figures {
            period = Period { from: at, ..second };
        }
    }
    // "next Friday (jun-15)", "this Friday-Jun-15", "this friday 7.6": the date says which.
    if period.day && c.entry(period.next - 1).weekday > 0 {
        let bracket = usize::from(c.sign(period.next, '('));
        let joint = usize::from(c.joint(period.next));
        let place = period.next + bracket + joint;
        let dated = c.entry(place).month > 0 || (c.digits(place) && matches!(c.str(place + 1), "/" | "."));
        if let Some(second) =
            dated.then(|| super::calendar::period(c, place, reference.date())).flatten().filter(|second| second.day)
        {
            let closed = second.next + usize::from(bracket == 1 && c.sign(second.next, ')'));
            if c.digits(second.next - 1) && (bracket == 0 || closed > second.next) {
                period = Period { from: at, next: closed, ..second };
            }
        }
    }
    let whole = When { from: period.from, next: period.next, what: What::Period(period.clone()) };
    if !period.day || period.stands.is_some() {
        return Some(with_part(c, whole, &period, part));
    }
    if part.is_none() {
        // "today pm", "tomorrow am", "Monday morning", "Sunday early morning".
        let half = match c.keyword(period.next) {
            Keyword::Pm => part_hours(Keyword::Afternoon, ""),
            Keyword::Am => part_hours(Keyword::Morning, ""),
            Keyword::Night => part_hours(Keyword::Night, ""),
            _ => None,
        };
        part = half
            .map(|(start, end)| Hours {
                from: at,
                next: period.next + 1,
                start: Some(start),
                end: Some(end),
                ranged: true,
                sure: true,
                plain: true,
                part: true,
            })
            .or_else(|| {
                hours(c, period.next, false).filter(|hours| {
                    hours.part
                        && hours.start.is_some()
                        && hours.end.is_some()
                        && !c.any(period.next, &[Keyword::At, Keyword::Around])
                })
            });
    }
    // "Wednesday evening next week": the week follows the part.
    if let Some(hours) = part.filter(|_| c.entry(at).weekday > 0)
        && let Some(week) = directed(c, hours.next, reference.date()).filter(|week| c.is(week.next - 1, Keyword::Week))
    {
        let weekday = i64::from(c.entry(at).weekday);
        if let Ok(date) = week.start.checked_add((weekday - 1).days()) {
            let moved = Period { from: at, next: week.next, start: date, ..period };
            return combined(&moved, Hours { next: week.next, ..hours });
        }
    }
    let after = part.map_or(period.next, |part| part.next);
    let afternoon = part.is_some_and(|part| part.start.is_some_and(|start| start >= 12 * 3600));
    for place in past_link(c, after).into_iter().rev() {
        let around = c.any(place, &[Keyword::Around, Keyword::About]);
        let said = c.any(place.wrapping_sub(1), &[Keyword::At, Keyword::Around])
            || around
            || matches!(c.str(place.wrapping_sub(1)), "@");
        let bounded = open_hours(c, place);
        let led = said
            || part.is_some()
            || c.any(place, &[Keyword::From, Keyword::Between])
            || c.joint(place + 1)
            || c.dash(place + 1);
        let Some(mut found) = bounded.or_else(|| {
            hours(c, place + usize::from(around), led || c.entry(place).cardinal.is_some() && c.word(place))
                .map(|found| Hours { from: place, ..found })
        }) else {
            continue;
        };
        if found.part && part.is_some() || (!found.plain && !found.ranged && !said && part.is_none()) {
            continue;
        }
        if c.is(place, Keyword::In) && found.part && !c.any(place + 1, &[Keyword::The]) {
            continue;
        }
        if afternoon {
            found = found.after_noon();
        } else if part.is_some() {
            found.sure = true;
        }
        let mut next = found.next;
        // "Wed Oct 26 15:50:06 2016".
        let mut day = period.clone();
        if let Some((year, after)) = crate::value::read::year::year_number(c, next).filter(|_| c.digits(next))
            && let Ok(date) = Date::new(year, day.start.month(), day.start.day())
        {
            (day.start, next) = (date, after);
        }
        return combined(&day, Hours { next, ..found });
    }
    Some(with_part(c, whole, &period, part))
}

/// "after 2:00", "later than 10 in the morning", "by 2 in the afternoon": hours with one side open.
pub(super) fn open_hours(c: &Cursor<'_>, at: usize) -> Option<Hours> {
    let (after, next) = match c.keyword(at) {
        Keyword::After | Keyword::Since => (true, at + 1),
        Keyword::Before | Keyword::By | Keyword::Till => (false, at + 1),
        Keyword::Later if c.is(at + 1, Keyword::Than) => (true, at + 2),
        Keyword::Earlier if c.is(at + 1, Keyword::Than) => (false, at + 2),
        _ => return None,
    };
    let found = hours(c, next, true).filter(|found| !found.ranged && found.plain)?;
    let (start, end) = if after { (found.start, None) } else { (None, found.start) };
    Some(Hours { from: at, start, end, ranged: true, ..found })
}

pub(super) fn with_part(_c: &Cursor<'_>, whole: When, period: &Period, part: Option<Hours>) -> When {
    match part {
        Some(hours) if period.day => combined(period, hours).unwrap_or(whole),
        _ => whole,
    }
}

/// A day and hours as one.
pub(super) fn combined(period: &Period, hours: Hours) -> Option<When> {
    let at = |seconds: Option<i64>| -> Option<Option<DateTime>> {
        match seconds {
            None => Some(None),
            Some(seconds) => {
                let midnight = period.start.to_datetime(Time::midnight());
                Some(Some(midnight.checked_add(jiff::Span::new().try_seconds(seconds).ok()?).ok()?))
            }
        }
    };
    let (start, end) = (at(hours.start)?, at(hours.end)?);
    let what = if hours.ranged { What::Between(start, end) } else { What::Moment(start?) };
    Some(When { from: period.from.min(hours.from), next: hours.next.max(period.next), what })
}

/// Hours, and the day that may follow.
pub(super) fn hours_first(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    let said = at > 0 && c.any(at - 1, &[Keyword::At]);
    let bare = hours(c, at, true);
    let alone = hours(c, at, said).filter(|found| found.plain || said && !found.ranged);
    for found in [bare, alone].into_iter().flatten() {
        let mut place = found.next;
        let zone = usize::from(crate::value::read::clock::zone(c, place).is_some());
        place += zone;
        place += usize::from(c.sign(place, ','));
        place += usize::from(c.any(place, &[Keyword::On, Keyword::Of]));
        if c.kind(place) == Kind::Break || (zone == 1) {
            continue;
        }
        if let Some((day, part)) = day(c, place, reference.date())
            .filter(|(day, _)| day.day && day.stands.is_none() && !numeric_only(c, day, place))
        {
            let evening = part.or_else(|| {
                hours(c, day.next, false)
                    .filter(|part| part.part && !c.any(day.next, &[Keyword::At, Keyword::In, Keyword::Around]))
            });
            let next = evening.map_or(day.next, |part| part.next);
            let afternoon = evening.is_some_and(|part| part.start.is_some_and(|start| start >= 12 * 3600));
            let mut found = if afternoon { found.after_noon() } else { found };
            let meal = found.part && c.any(at, &[Keyword::At, Keyword::After, Keyword::Before, Keyword::Around]);
            // A bare hour needs more than a day beside it: "10, tonight", not "$12 December 27".
            let bare = !found.plain && !found.ranged && !said && found.next == at + 1;
            if (found.part && evening.is_some())
                || meal
                || (bare && evening.is_none() && !c.sign(found.next.min(place), ','))
            {
                continue;
            }
            if !found.plain && at > 0 && c.sign(at - 1, ':') {
                continue;
            }
            found.next = next;
            let day = Period { next, ..day };
            return combined(&Period { from: at, ..day }, Hours { from: at, ..found });
        }
    }
    let found = alone?;
    // A point in time or part of the day of no day.
    let what = What::Hours(found);
    Some(When { from: at, next: found.next, what })
}

/// A day of figures alone after a bare number is not its day: "5 to 7".
pub(super) fn numeric_only(c: &Cursor<'_>, day: &Period, place: usize) -> bool {
    c.digits(place) && day.next == place + 1
}

/// "end of tomorrow", "the end of today", "end of the day", "end of this sunday", "mid today".
pub(super) fn end_of_day(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    let start = at + usize::from(c.is(at, Keyword::The));
    let mid = c.is(start, Keyword::Mid);
    let end = c.is(start, Keyword::End) && c.is(start + 1, Keyword::Of);
    if !end && !mid {
        return None;
    }
    let place = start + if mid { 1 } else { 2 };
    let the = usize::from(c.is(place, Keyword::The));
    let day = period(c, place + the, reference.date()).filter(|day| day.day && day.stands.is_none())?;
    let at_time = |hour: i8, minute: i8, second: i8| day.start.at(hour, minute, second, 0);
    let what = if mid {
        What::Between(Some(at_time(10, 0, 0)), Some(at_time(14, 0, 0)))
    } else {
        What::Moment(at_time(23, 59, 59))
    };
    Some(When { from: at, next: day.next, what })
}

pub(super) fn period_of_day(from: usize, next: usize, day: Date) -> Option<What> {
    let end = day.tomorrow().ok()?;
    Some(What::Period(Period { from, next, start: day, end, day: true, stands: None, range: false }))
}
