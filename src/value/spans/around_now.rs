//! What is counted from the reference: "ten days ago", "within 9 months", "the last 13 minutes".

use super::calendar::{counted, period};
use super::duration::length;
use super::moment::period_of_day;
use super::when::{What, When};
use crate::value::read::cursor::Cursor;
use crate::value::read::words::Keyword;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};

/// What is counted from now: "ten days ago", "in half an hour", "within 9 months", "next hour", "the last 13 minutes".
pub(super) fn around_now(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
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
pub(super) fn hours_directed(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    let (count, place) = crate::value::read::date::small_number(c, at).unwrap_or((0, at));
    let forward = match c.keyword(place) {
        Keyword::Next | Keyword::Coming | Keyword::Following => true,
        Keyword::Last | Keyword::Past | Keyword::Previous => false,
        _ => return None,
    };
    let few = c.any(place + 1, &[Keyword::Few, Keyword::Several]).then_some((3, place + 2));
    let (count, unit) = if count > 0 {
        (count, place + 1)
    } else {
        few.or_else(|| crate::value::read::date::small_number(c, place + 1)).unwrap_or((1, place + 1))
    };
    let seconds = match c.keyword(unit) {
        Keyword::Hour | Keyword::Hours => 3600,
        Keyword::Minute | Keyword::Minutes => 60,
        Keyword::Seconds => 1,
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
pub(super) fn more_or_less(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
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

/// That weekday of the week of the day.
pub(super) fn monday_based(day: Date, weekday: i64) -> Option<Date> {
    day.checked_add((weekday - i64::from(day.weekday().to_monday_one_offset())).days()).ok()
}

/// "two months from today on Tuesday": the first such weekday after it.
pub(super) fn weekday_after(c: &Cursor<'_>, when: When) -> When {
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
