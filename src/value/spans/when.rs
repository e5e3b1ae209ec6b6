//! Dates, times, their combinations and ranges as spans.

use super::around_now::around_now;
use super::calendar::Period;
use super::duration::{Length, length};
use super::hours::Hours;
use super::moment::moment;
use super::set::set;
use super::stretch::{open, range};
use super::{TypedSpan, span};
use crate::value::read::cursor::Cursor;
use crate::value::read::token::Kind;
use jiff::civil::{Date, DateTime, Time};

/// A moment or stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct When {
    pub(super) from: usize,
    pub(super) next: usize,
    pub(super) what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
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

/// All spans of dates and times. Those that depend on the day that one counts from have no value where none is given.
pub(super) fn spans(c: &Cursor<'_>, reference: Option<DateTime>) -> Vec<TypedSpan> {
    let midnight = |day: Date| day.to_datetime(Time::midnight());
    let Some(reference) = reference else {
        // Two days that have nothing in common: what comes out the same counts from neither.
        let one = spans_from(c, midnight(Date::constant(2000, 1, 1)));
        let other = spans_from(c, midnight(Date::constant(2013, 8, 21)));
        let unless_relative = |(span, other): (TypedSpan, TypedSpan)| match span.value == other.value {
            true => span,
            false => TypedSpan { value: None, ..span },
        };
        return one.into_iter().zip(other).map(unless_relative).collect();
    };
    spans_from(c, reference)
}

fn spans_from(c: &Cursor<'_>, reference: DateTime) -> Vec<TypedSpan> {
    let mut found = Vec::new();
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
pub(super) fn address(c: &Cursor<'_>, at: usize) -> Option<usize> {
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
pub(super) fn may_begin(c: &Cursor<'_>, at: usize) -> bool {
    match c.kind(at) {
        Kind::Digits => c.starts_at(at) || c.entry(at - 1).month > 0,
        Kind::Word => c.entry(at).is_known() && c.starts_at(at),
        Kind::Sign => matches!(c.str(at), "'" | "’" | "=" | "<" | ">" | "½" | "¼" | "¾"),
        Kind::Break => false,
    }
}

pub(super) fn longest(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
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

/// A time of the day, from seconds.
pub(super) fn clock(seconds: i64) -> String {
    let seconds = seconds.rem_euclid(86_400);
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

pub(super) fn stamp(moment: DateTime) -> String {
    format!(
        "{} {}",
        moment.date(),
        clock(i64::from(moment.hour()) * 3600 + i64::from(moment.minute()) * 60 + i64::from(moment.second()))
    )
}

/// The span of a moment.
pub(super) fn printed(c: &Cursor<'_>, when: &When) -> Option<TypedSpan> {
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
