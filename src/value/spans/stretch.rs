//! From one moment to another, or with one side open: "from March to May", "after 2016", "2018 or later".

use super::calendar::{Period, middle, period};
use super::directed::directed;
use super::hours::Hours;
use super::moment::moment;
use super::when::{What, When};
use crate::value::read::cursor::Cursor;
use crate::value::read::words::Keyword;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};

/// "from March to May", "between Jan 22 and now", "tonight from 7 to 7:30" is a day with hours and stands elsewhere.
pub(super) fn range(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    let between = c.is(at, Keyword::Between);
    let from = c.is(at, Keyword::From);
    let first_at = at + usize::from(between || from);
    // "from 4-23 in next month", "between ninth and seventeenth of april".
    if let Some(days) = days_of(c, at, first_at, between, reference) {
        return Some(days);
    }
    // A range that the reader of dates reads as one takes the preposition before it: "on November 18-19".
    if (from || between)
        && c.gap(first_at)
        && let Some(whole) = period(c, first_at, reference.date()).filter(|whole| whole.range)
    {
        return Some(When { from: at, next: whole.next, what: What::Period(Period { from: at, ..whole }) });
    }
    let first = moment(c, first_at, reference)
        .filter(|first| !matches!(first.what, What::Period(Period { range: true, .. })))?;
    let join = first.next;
    let joined = match c.keyword(join) {
        Keyword::To | Keyword::Till | Keyword::Through => true,
        Keyword::And => between,
        _ => c.dash(join) || c.sign(join, '~'),
    };
    if !joined || (c.dash(join) && (c.gap(join) != c.gap(join + 1))) {
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
pub(super) fn date_word(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    c.is(at, Keyword::Date).then(|| When { from: at, next: at + 1, what: What::Moment(reference) })
}

/// The ends of a range of two days or periods: from the beginning of the first to the beginning of the last.
pub(super) fn ends(
    c: &Cursor<'_>,
    a: &Period,
    b: &Period,
    a_at: usize,
    b_at: usize,
    reference: DateTime,
) -> Option<(Date, Date)> {
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
pub(super) fn days_of(c: &Cursor<'_>, at: usize, first_at: usize, between: bool, reference: DateTime) -> Option<When> {
    let number = |place: usize| {
        let place = place + usize::from(c.is(place, Keyword::The));
        let ordinal =
            crate::value::read::ordinal::ordinal(c, place).and_then(|number| Some((number.small()?, number.next)));
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
pub(super) fn open(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
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
pub(super) fn around(c: &Cursor<'_>, at: usize, reference: DateTime) -> Option<When> {
    c.any(at, &[Keyword::Around, Keyword::About]).then(|| moment(c, at + 1, reference)).flatten()
}

/// Which side a word leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// From the beginning on.
    Since,
    /// From the end on.
    After,
    /// Up to the beginning.
    Before,
}

pub(super) fn opening(c: &Cursor<'_>, at: usize) -> Option<(Side, usize)> {
    let any_time = c.is(at, Keyword::Any) && c.str(at + 1).eq_ignore_ascii_case("time") && c.is(at + 2, Keyword::From);
    if any_time {
        return Some((Side::Since, at + 3));
    }
    Some(match c.keyword(at) {
        Keyword::Since => (Side::Since, at + 1),
        Keyword::Starting | Keyword::Beginning | Keyword::Commencing if !c.is(at + 1, Keyword::Of) => {
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
pub(super) fn opened(c: &Cursor<'_>, from: usize, inner_at: usize, inner: When, side: Side) -> Option<When> {
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
