//! Dates, times, their combinations and ranges as spans.

use super::calendar::{Period, counted, directed, middle, period};
use super::duration::{Length, length};
use super::hours::{Hours, hours, part_hours};
use super::set::set;
use super::{TypedSpan, span};
use crate::value::read::cursor::Cursor;
use crate::value::read::token::Kind;
use crate::value::read::words::Keyword;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};

/// A moment or stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
struct When {
    from: usize,
    next: usize,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    /// A day or period.
    Period(Period),
    /// Hours of no particular day.
    Hours(Hours),
    /// A point in time.
    Moment(DateTime),
    /// From one point in time to another; an end may be open.
    Between(Option<DateTime>, Option<DateTime>),
    /// Days from one to another; an end may be open.
    Days(Option<Date>, Option<Date>),
    /// A length of time.
    Length(Length),
    /// What recurs.
    Set(String),
}

/// All spans of dates and times.
pub(super) fn spans(c: &Cursor<'_>, reference: Option<DateTime>) -> Vec<TypedSpan> {
    let mut found = Vec::new();
    let reference = reference.unwrap_or_else(|| Date::constant(2000, 1, 1).to_datetime(Time::midnight()));
    let mut at = 0;
    while at < c.tokens.len() {
        if let Some(end) = address(c, at) {
            at = end;
            continue;
        }
        match longest(c, at, reference).filter(|when| when.next > at) {
            Some(when) => {
                at = when.next;
                found.extend(printed(c, &when));
            }
            None => at += 1,
        }
    }
    found
}

/// The end of an address of the web at `at`, up to its last part: a file's name may hold a date.
fn address(c: &Cursor<'_>, at: usize) -> Option<usize> {
    let scheme = c.sign(at + 1, ':') && c.sign(at + 2, '/') && c.sign(at + 3, '/') && c.word(at);
    if !scheme {
        return None;
    }
    let mut end = at + 4;
    while !c.gap(end) && c.kind(end) != Kind::Break {
        end += 1;
    }
    Some(end)
}

/// Whether something of this module may begin at the token.
fn may_begin(c: &Cursor<'_>, at: usize) -> bool {
    match c.kind(at) {
        Kind::Digits => c.starts_at(at) || c.entry(at - 1).month > 0,
        Kind::Word => c.starts_at(at),
        Kind::Sign => matches!(c.str(at), "'" | "’" | "=" | "<" | ">" | "½" | "¼" | "¾"),
        Kind::Break => false,
    }
}

fn longest(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    if !may_begin(c, at) || (c.digits(at) && at > 1 && c.joint(at - 1) && c.digits(at - 2)) {
        return None;
    }
    let candidates = [
        set(c, at).map(|(next, value)| When { from: at, next, what: What::Set(value) }),
        range(c, at, reference),
        open(c, at, reference),
        moment(c, at, reference),
        around_now(c, at, reference),
        length(c, at)
            .filter(|length| length.counted || !matches!(c.str(length.next - 1), "second"))
            .map(|length| When { from: at, next: length.next, what: What::Length(length) }),
    ];
    // Of two that are equally long the first is taken.
    super::first_longest(candidates.into_iter().flatten(), |when| when.next)
}

/// A day with its hours, either alone, or a point in time.
fn moment(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    let candidates = [
        now(c, at, reference),
        end_of_day(c, at, reference),
        day_first(c, at, reference),
        hours_first(c, at, reference),
    ];
    super::first_longest(candidates.into_iter().flatten(), |when| when.next)
}

/// "now", "right now", "at the minute".
fn now(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
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
fn day_with_part(c: &Cursor<'_>, at: usize, reference: Date) -> Option<(Period, Option<Hours>)> {
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
fn day(c: &Cursor<'_>, at: usize, reference: Date) -> Option<(Period, Option<Hours>)> {
    day_with_part(c, at, reference).or_else(|| Some((period(c, at, reference)?, None)))
}

/// Past the words and signs that may stand between a day and its hours.
fn past_link(c: &Cursor<'_>, at: usize) -> Vec<usize> {
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
fn day_first(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    let (mut period, mut part) = day(c, at, reference.date())?;
    // "tomorrow, 13/04/21": the second date says which.
    if period.day && c.sign(period.next, ',') {
        if let Some(second) = super::calendar::period(c, period.next + 1, reference.date()) {
            let figures = c.digits(period.next + 1) && c.sign(period.next + 2, '/');
            if second.day && figures {
                period = Period { from: at, ..second };
            }
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
    if let Some(hours) = part.filter(|_| c.entry(at).weekday > 0) {
        if let Some(week) = directed(c, hours.next, reference.date()).filter(|week| c.is(week.next - 1, Keyword::Week))
        {
            let weekday = i64::from(c.entry(at).weekday);
            if let Ok(date) = week.start.checked_add((weekday - 1).days()) {
                let moved = Period { from: at, next: week.next, start: date, ..period };
                return combined(&moved, Hours { next: week.next, ..hours });
            }
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
        if let Some((year, after)) = crate::value::read::date::year_number(c, next).filter(|_| c.digits(next)) {
            if let Ok(date) = Date::new(year, day.start.month(), day.start.day()) {
                (day.start, next) = (date, after);
            }
        }
        return combined(&day, Hours { next, ..found });
    }
    Some(with_part(c, whole, &period, part))
}

/// "after 2:00", "later than 10 in the morning", "by 2 in the afternoon": hours with one side open.
fn open_hours(c: &Cursor<'_>, at: usize) -> Option<Hours> {
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

fn with_part(_c: &Cursor<'_>, whole: When, period: &Period, part: Option<Hours>) -> When {
    match part {
        Some(hours) if period.day => combined(period, hours).unwrap_or(whole),
        _ => whole,
    }
}

/// A day and hours as one.
fn combined(period: &Period, hours: Hours) -> Option<When> {
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
fn hours_first(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
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
fn numeric_only(c: &Cursor<'_>, day: &Period, place: usize) -> bool {
    c.digits(place) && day.next == place + 1
}

/// "end of tomorrow", "the end of today", "end of the day", "end of this sunday", "mid today".
fn end_of_day(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    let start = at + usize::from(c.is(at, Keyword::The));
    let mid = c.is(start, Keyword::Mid);
    if !(c.is(start, Keyword::End) && c.is(start + 1, Keyword::Of)) && !mid {
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

/// What is counted from now: "ten days ago", "in half an hour", "within 9 months", "next hour", "the last 13 minutes".
fn around_now(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    if let Some((next, moment, of_days)) = counted(c, at, reference) {
        // "Saturday 3 days from now" names its weekday as well.
        let what = if of_days { period_of_day(at, next, moment.date())? } else { What::Moment(moment) };
        return Some(weekday_after(c, When { from: at, next, what }));
    }
    let weekday = i64::from(c.entry(at).weekday);
    if weekday > 0 {
        let place = at + 1 + usize::from(c.sign(at + 1, ','));
        let (next, moment, _) = counted(c, place, reference).filter(|found| found.2 && !c.is(place, Keyword::In))?;
        let day = moment.date();
        let ahead = (weekday - i64::from(day.weekday().to_monday_one_offset())).rem_euclid(7);
        let day = if ahead == 0 { day } else { monday_based(day, weekday)? };
        return Some(When { from: at, next, what: period_of_day(at, next, day)? });
    }
    if c.is(at, Keyword::Within) {
        let place = at + 1 + usize::from(c.is(at + 1, Keyword::The));
        let place =
            place + usize::from(c.any(place, &[Keyword::Next, Keyword::Coming, Keyword::Upcoming, Keyword::Following]));
        let length = length(c, place)?;
        let end = length.from(reference, true)?;
        let what = if length.of_days() {
            What::Days(Some(reference.date()), Some(end.date()))
        } else {
            What::Between(Some(reference), Some(end))
        };
        return Some(When { from: at, next: length.next, what });
    }
    if c.any(at, &[Keyword::More, Keyword::Less]) && c.is(at + 1, Keyword::Than) {
        return more_or_less(c, at, reference);
    }
    if c.is(at, Keyword::To)
        && c.is(at + 1, Keyword::Date)
        && !c.is(at.wrapping_sub(1), Keyword::Up)
        && !c.joint(at.wrapping_sub(1))
        && !c.digits(at + 2)
    {
        return Some(When { from: at, next: at + 2, what: What::Days(None, Some(reference.date())) });
    }
    if c.is(at, Keyword::For) {
        // "for 1 week, from 20th dec", "for 3 days from today".
        let length = length(c, at + 1).filter(|length| length.of_days())?;
        let place = length.next + usize::from(c.sign(length.next, ','));
        let start = c
            .is(place, Keyword::From)
            .then(|| period(c, place + 1, reference.date()))
            .flatten()
            .filter(|start| start.day)?;
        // What one plans for lies ahead.
        let mut first = start.start;
        if first < reference.date() && c.entry(start.next - 1).month > 0 {
            first = crate::value::calendar::months_from(first, 12)?;
        }
        let end = length.from(first.to_datetime(Time::midnight()), true)?;
        return Some(When { from: at, next: start.next, what: What::Days(Some(first), Some(end.date())) });
    }
    hours_directed(c, at, reference)
}

/// "next hour", "the last 13 minutes", "the 5 past minutes".
fn hours_directed(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    let (count, place) = crate::value::read::date::small_number(c, at).unwrap_or((0, at));
    let forward = match c.keyword(place) {
        Keyword::Next | Keyword::Coming | Keyword::Following => true,
        Keyword::Last | Keyword::Past | Keyword::Previous => false,
        _ => return None,
    };
    let few = c.any(place + 1, &[Keyword::Few, Keyword::Few2]).then_some((3, place + 2));
    let (count, unit) = if count > 0 {
        (count, place + 1)
    } else {
        few.or_else(|| crate::value::read::date::small_number(c, place + 1)).unwrap_or((1, place + 1))
    };
    let seconds = match c.keyword(unit) {
        Keyword::Hour | Keyword::Hours => 3600,
        Keyword::Minute | Keyword::Minutes => 60,
        Keyword::Second2 => 1,
        _ if matches!(c.str(unit), "hrs" | "hr") => 3600,
        _ if matches!(c.str(unit), "mins" | "min") => 60,
        _ if c.str(unit) == "second" && count == 1 => 1,
        _ => return None,
    };
    let span = jiff::Span::new().try_seconds(i64::from(count) * seconds).ok()?;
    let other = if forward { reference.checked_add(span).ok()? } else { reference.checked_sub(span).ok()? };
    let (start, end) = if forward { (reference, other) } else { (other, reference) };
    Some(When { from: at, next: unit + 1, what: What::Between(Some(start), Some(end)) })
}

/// "more than 2 weeks before today", "less than 3 days after tomorrow".
fn more_or_less(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    let more = c.is(at, Keyword::More);
    let length = length(c, at + 2).filter(|length| length.of_days())?;
    let (forward, base, next) = match c.keyword(length.next) {
        Keyword::Ago => (false, reference.date(), length.next + 1),
        Keyword::After | Keyword::Before | Keyword::From => {
            let base = period(c, length.next + 1, reference.date()).filter(|base| base.day)?;
            (!c.is(length.next, Keyword::Before), base.start, base.next)
        }
        _ => return None,
    };
    let there = length.from(base.to_datetime(Time::midnight()), forward)?.date();
    let what = match (more, forward) {
        (true, true) => What::Days(Some(there), None),
        (true, false) => What::Days(None, Some(there)),
        (false, true) => What::Days(Some(base), Some(there)),
        (false, false) => What::Days(Some(there), Some(base)),
    };
    Some(When { from: at, next, what })
}

fn period_of_day(from: usize, next: usize, day: Date) -> Option<What> {
    let end = day.tomorrow().ok()?;
    Some(What::Period(Period { from, next, start: day, end, day: true, stands: None, range: false }))
}

/// That weekday of the week of the day.
fn monday_based(day: Date, weekday: i64) -> Option<Date> {
    day.checked_add((weekday - i64::from(day.weekday().to_monday_one_offset())).days()).ok()
}

/// "two months from today on Tuesday": the first such weekday after it.
fn weekday_after(c: &Cursor<'_>, when: When) -> When {
    let at = when.next + usize::from(c.is(when.next, Keyword::On));
    let weekday = i64::from(c.entry(at).weekday);
    let What::Period(period) = &when.what else { return when };
    if weekday == 0 || at == when.next || c.entry(at).plural {
        return when;
    }
    let ahead = (weekday - i64::from(period.start.weekday().to_monday_one_offset())).rem_euclid(7);
    let day = period.start.checked_add(if ahead == 0 { 7 } else { ahead }.days()).ok();
    match day.and_then(|day| period_of_day(when.from, at + 1, day)) {
        Some(what) => When { next: at + 1, what, ..when },
        None => when,
    }
}

/// "from March to May", "between Jan 22 and now", "tonight from 7 to 7:30" is a day with hours and stands elsewhere.
fn range(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    let between = c.is(at, Keyword::Between);
    let from = c.is(at, Keyword::From);
    let first_at = at + usize::from(between || from);
    // "from 4-23 in next month", "between ninth and seventeenth of april".
    if let Some(days) = days_of(c, at, first_at, between, reference) {
        return Some(days);
    }
    // A range that the reader of dates reads as one takes the preposition before it: "on November 18-19".
    if (from || between) && c.gap(first_at) {
        if let Some(whole) = period(c, first_at, reference.date()).filter(|whole| whole.range) {
            return Some(When { from: at, next: whole.next, what: What::Period(Period { from: at, ..whole }) });
        }
    }
    let first = moment(c, first_at, reference)
        .filter(|first| !matches!(first.what, What::Period(Period { range: true, .. })))?;
    let join = first.next;
    let joined = match c.keyword(join) {
        Keyword::To | Keyword::Till | Keyword::Through => true,
        Keyword::And => between,
        _ => c.dash(join) || c.sign(join, '~'),
    };
    if !joined || (c.dash(join) && !(c.gap(join) == c.gap(join + 1))) {
        return None;
    }
    let after = join + 1;
    let last = moment(c, after, reference).or_else(|| date_word(c, after, reference).filter(|_| from))?;
    let second = last.next;
    if c.joint(second) && c.digits(second + 1) && c.digits(second - 1) {
        return None;
    }
    let what = match (&first.what, &last.what) {
        (What::Period(a), What::Period(b)) if a.stands.is_none() && b.stands.is_none() => {
            let (start, end) = ends(c, a, b, first_at, after, reference)?;
            What::Days(Some(start), Some(end))
        }
        (What::Period(a), What::Moment(b)) if a.stands.is_none() && *b == reference => {
            let start = if a.start > b.date() { crate::value::calendar::months_from(a.start, -12)? } else { a.start };
            What::Days(Some(start), Some(b.date()))
        }
        (What::Moment(a), What::Period(b)) if b.stands.is_none() && *a == reference => {
            What::Days(Some(a.date()), Some(b.start))
        }
        (What::Moment(a), What::Moment(b)) if a < b => What::Between(Some(*a), Some(*b)),
        (What::Moment(a), What::Hours(b)) if !b.ranged => {
            let mut end = a
                .date()
                .to_datetime(Time::midnight())
                .checked_add(jiff::Span::new().try_seconds(b.start?).ok()?)
                .ok()?;
            if end < *a && !b.sure {
                end = end.checked_add(12.hours()).ok()?;
            }
            (end > *a).then_some(What::Between(Some(*a), Some(end)))?
        }
        (What::Hours(a), What::Moment(b)) if !a.ranged => {
            let start = b
                .date()
                .to_datetime(Time::midnight())
                .checked_add(jiff::Span::new().try_seconds(a.start?).ok()?)
                .ok()?;
            (start < *b).then_some(What::Between(Some(start), Some(*b)))?
        }
        _ => return None,
    };
    Some(When { from: at, next: second, what })
}

/// "date" for the reference after "from … to".
fn date_word(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    c.is(at, Keyword::Date).then(|| When { from: at, next: at + 1, what: What::Moment(reference) })
}

/// The ends of a range of two days or periods: from the beginning of the first to the beginning of the last.
fn ends(c: &Cursor<'_>, a: &Period, b: &Period, a_at: usize, b_at: usize, reference: DateTime) -> Option<(Date, Date)> {
    let edge = |period: &Period, at: usize| -> Option<Date> {
        let place = at + usize::from(c.is(at, Keyword::The));
        match c.keyword(place) {
            Keyword::End | Keyword::Late => Some(period.end),
            Keyword::Middle | Keyword::Mid => {
                // Of the whole that it is the middle of.
                let whole_days = i64::from(period.start.until(period.end).ok()?.get_days()) > 60;
                if whole_days {
                    let year = crate::value::calendar::year_span(period.start.year())?;
                    middle(&Period { start: year.first?, end: year.last?.tomorrow().ok()?, ..period.clone() })?
                        .tomorrow()
                        .ok()
                } else {
                    Date::new(period.start.year(), period.start.month(), 16).ok()
                }
            }
            _ => Some(period.start),
        }
    };
    let (mut start, mut end) = (edge(a, a_at)?, edge(b, b_at)?);
    let yearless = |period: &Period| {
        !(period.from..period.next)
            .any(|place| c.digits(place) && c.str(place).len() == 4 || c.is(place, Keyword::This))
    };
    if end <= start {
        if c.entry(b_at).weekday > 0 && b.day {
            // "from next monday to friday": the one after.
            let ahead = i64::from(start.until(end).ok()?.get_days()).rem_euclid(7);
            end = start.checked_add(if ahead == 0 { 7 } else { ahead }.days()).ok()?;
        } else if yearless(b) {
            end = crate::value::calendar::months_from(end, 12)?;
        } else if yearless(a) {
            start = crate::value::calendar::months_from(start, -12)?;
        }
    } else if yearless(a) && !yearless(b) && (c.entry(a_at).month > 0 || c.sign(a_at + 1, '/')) {
        // "Jan-Feb 2017", "5/1-5/7/2020": the year is for both.
        while crate::value::calendar::months_from(start, 12).is_some_and(|later| later < end) {
            start = crate::value::calendar::months_from(start, 12)?;
        }
    } else if yearless(a) && yearless(b) && !(a.day && b.day && c.entry(b_at).weekday > 0) {
        // Two dates without year are of one year or of two that follow each other.
        while crate::value::calendar::months_from(start, 12).is_some_and(|later| later < end) && c.entry(a_at).month > 0
        {
            end = crate::value::calendar::months_from(end, -12)?;
        }
    }
    let _ = reference;
    (end > start).then_some((start, end))
}

/// Days of one month that are joined before the month is said: "4-23 in next month", "ninth and seventeenth of april".
fn days_of(c: &Cursor<'_>, at: usize, first_at: usize, between: bool, reference: DateTime) -> Option<When> {
    let number = |place: usize| {
        let place = place + usize::from(c.is(place, Keyword::The));
        let ordinal =
            crate::value::read::cardinal::ordinal(c, place).and_then(|number| Some((number.small()?, number.next)));
        ordinal.or_else(|| c.small(place).filter(|_| c.str(place).len() <= 2).map(|day| (i64::from(day), place + 1)))
    };
    let (first, join) = number(first_at)?;
    let joined = match c.keyword(join) {
        Keyword::To | Keyword::Till | Keyword::Through => true,
        Keyword::And => between,
        _ => c.dash(join),
    };
    let (last, next) = number(join + 1).filter(|_| joined)?;
    let of = next + usize::from(c.any(next, &[Keyword::Of, Keyword::In]));
    let month = if c.entry(of).month > 0 {
        period(c, of, reference.date())
    } else if of > next {
        directed(c, of, reference.date())
    } else {
        None
    }?;
    let whole = month.start.day() == 1 && month.end == crate::value::calendar::months_from(month.start, 1)?;
    if !whole || first >= last {
        return None;
    }
    let day = |day: i64| Date::new(month.start.year(), month.start.month(), i8::try_from(day).ok()?).ok();
    Some(When { from: at, next: month.next, what: What::Days(Some(day(first)?), Some(day(last)?)) })
}

/// A range with one side open: "after 2016", "since tomorrow", "2018 or later", "before lunch".
fn open(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    if let Some((side, next)) = opening(c, at) {
        let the = usize::from(c.is(next, Keyword::The) && !c.is(next + 1, Keyword::Beginning));
        let inner = moment(c, next, reference)
            .or_else(|| moment(c, next + the, reference))
            .or_else(|| around(c, next, reference))?;
        return opened(c, at, next, inner, side);
    }
    if c.sign(at, '=') || c.sign(at, '<') || c.sign(at, '>') {
        let equal = c.sign(at + 1, '=');
        let place = at + 1 + usize::from(equal);
        let year = period(c, place, reference.date()).filter(|_| c.digits(place))?;
        let (start, end) = (year.start, year.end);
        let what = match (c.str(at), equal) {
            ("=", false) => What::Days(Some(start), Some(end)),
            (">", true) => What::Days(Some(start), None),
            (">", false) => What::Days(Some(end), None),
            ("<", true) => What::Days(None, Some(end)),
            ("<", false) => What::Days(None, Some(start)),
            _ => return None,
        };
        return Some(When { from: at, next: year.next, what });
    }
    let first = moment(c, at, reference)?;
    let later = c.any(first.next, &[Keyword::Or, Keyword::And])
        && matches!(c.keyword(first.next + 1), Keyword::Later | Keyword::Greater | Keyword::After)
        && !c.digits(first.next + 2);
    let earlier = c.any(first.next, &[Keyword::Or, Keyword::And]) && c.is(first.next + 1, Keyword::Earlier);
    let What::Period(period) = &first.what else { return None };
    let next = first.next + 2;
    match (later, earlier) {
        (true, _) => Some(When { from: at, next, what: What::Days(Some(period.start), None) }),
        (_, true) => Some(When { from: at, next, what: What::Days(None, Some(period.end)) }),
        _ => None,
    }
}

/// "around 2pm today" inside an open range.
fn around(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    c.any(at, &[Keyword::Around, Keyword::About]).then(|| moment(c, at + 1, reference)).flatten()
}

/// Which side a word leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// From the beginning on.
    Since,
    /// From the end on.
    After,
    /// Up to the beginning.
    Before,
}

fn opening(c: &Cursor<'_>, at: usize) -> Option<(Side, usize)> {
    let any_time = c.is(at, Keyword::Any) && c.str(at + 1).eq_ignore_ascii_case("time") && c.is(at + 2, Keyword::From);
    if any_time {
        return Some((Side::Since, at + 3));
    }
    Some(match c.keyword(at) {
        Keyword::Since => (Side::Since, at + 1),
        Keyword::Starting | Keyword::Beginning | Keyword::Beginning0 if !c.is(at + 1, Keyword::Of) => {
            (Side::Since, at + 1 + usize::from(c.any(at + 1, &[Keyword::On, Keyword::From, Keyword::In])))
        }
        Keyword::After => (Side::After, at + 1),
        Keyword::Before | Keyword::By | Keyword::Till => (Side::Before, at + 1),
        Keyword::Later | Keyword::Greater if c.is(at + 1, Keyword::Than) => (Side::After, at + 2),
        Keyword::Earlier if c.is(at + 1, Keyword::Than) => (Side::Before, at + 2),
        Keyword::As if c.is(at + 1, Keyword::Early) && c.is(at + 2, Keyword::As) => (Side::Since, at + 3),
        Keyword::As if c.str(at + 1).eq_ignore_ascii_case("late") && c.is(at + 2, Keyword::As) => {
            (Side::Before, at + 3)
        }
        _ => return None,
    })
}

/// The inner moment with one side opened.
fn opened(c: &Cursor<'_>, from: usize, inner_at: usize, inner: When, side: Side) -> Option<When> {
    let by = c.is(from, Keyword::By);
    let what = match inner.what {
        What::Period(period) if period.stands.is_none() && !period.range => {
            let place = inner_at + usize::from(c.is(inner_at, Keyword::The));
            let beginning = c.any(place, &[Keyword::Beginning, Keyword::Start]);
            match side {
                Side::Since => What::Days(Some(period.start), None),
                Side::After if period.day || beginning => What::Days(Some(period.start), None),
                Side::After => What::Days(Some(period.end), None),
                Side::Before => What::Days(None, Some(period.start)),
            }
        }
        What::Moment(moment) => match side {
            Side::Since | Side::After => What::Between(Some(moment), None),
            Side::Before => What::Between(None, Some(moment)),
        },
        What::Hours(hours) if !hours.ranged && hours.plain => {
            let (start, end) = if side == Side::Before { (None, hours.start) } else { (hours.start, None) };
            What::Hours(Hours { start, end, ranged: true, ..hours })
        }
        _ => return None,
    };
    // "by 2018" may be an author: only times and dates that are plainly such.
    if by && c.is(inner_at, Keyword::A) {
        return None;
    }
    Some(When { from, next: inner.next, what })
}

/// A time of the day, from seconds.
fn clock(seconds: i64) -> String {
    let seconds = seconds.rem_euclid(86_400);
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn stamp(moment: DateTime) -> String {
    format!(
        "{} {}",
        moment.date(),
        clock(i64::from(moment.hour()) * 3600 + i64::from(moment.minute()) * 60 + i64::from(moment.second()))
    )
}

/// The span of a moment.
fn printed(c: &Cursor<'_>, when: &When) -> Option<TypedSpan> {
    let side = |end: Option<String>| end.unwrap_or_default();
    let (kind, value) = match &when.what {
        What::Period(period) => match &period.stands {
            Some(name) => (if period.day { "date" } else { "daterange" }, name.clone()),
            None if period.day => ("date", period.start.to_string()),
            None => ("daterange", format!("{}/{}", period.start, period.end)),
        },
        What::Hours(hours) if hours.ranged => {
            ("timerange", format!("{}/{}", side(hours.start.map(clock)), side(hours.end.map(clock))))
        }
        What::Hours(hours) => ("time", clock(hours.start?)),
        What::Moment(moment) => ("datetime", stamp(*moment)),
        What::Between(start, end) => ("datetimerange", format!("{}/{}", side(start.map(stamp)), side(end.map(stamp)))),
        What::Days(start, end) => {
            let day = |day: &Date| day.to_string();
            ("daterange", format!("{}/{}", side(start.as_ref().map(day)), side(end.as_ref().map(day))))
        }
        What::Length(length) => ("duration", length.in_seconds().to_string()),
        What::Set(value) => ("set", value.clone()),
    };
    Some(span(c, when.from, when.next, kind, Some(value), None))
}
