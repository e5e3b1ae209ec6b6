//! Comparing dates: spans of days, resolved against the dateline.

use super::compare::{Comparator, Comparison};
use super::{DateExpression, DateSpan, Number, Truth, Unit};
use jiff::civil::Date;
use num_traits::CheckedMul;

/// Compares two dates.
pub(crate) fn dates(
    article: &DateExpression,
    comparator: Comparator,
    rule: &DateExpression,
    dateline: Option<Date>,
) -> Result<Comparison, String> {
    for side in [article, rule] {
        if let DateExpression::Impossible(reason) = side {
            return Err(format!("a date is not in the calendar: {reason}"));
        }
    }
    if let Some(found) = without_dateline(article, &comparator, rule) {
        return Ok(found);
    }
    let (Some(a), Some(b)) = (article.resolve(dateline), rule.resolve(dateline)) else {
        let waits = if article.resolve(dateline).is_none() { article } else { rule };
        return Ok(Comparison {
            truth: Truth::Unknown,
            because: format!("there is no dateline to count `{waits}` from"),
        });
    };
    let found = |truth: Truth, what: &str| Comparison { truth, because: because(article, a, what, rule, b, truth) };
    Ok(match comparator {
        Comparator::Equal | Comparator::About => found(equal(a, b), "is"),
        Comparator::NotEqual => found(!equal(a, b), "is not"),
        Comparator::More => found(ends_after(a, b), "is after"),
        Comparator::Less => found(starts_before(a, b), "is before"),
        Comparator::AtLeast => found(!starts_before(a, b), "is not before"),
        Comparator::AtMost => found(!ends_after(a, b), "is not after"),
        Comparator::Within => {
            let truth = if b.contains(&a) {
                Truth::True
            } else if a.overlaps(&b) {
                Truth::Unknown
            } else {
                Truth::False
            };
            found(truth, "is in")
        }
        Comparator::WithinDistance(distance) => {
            let days = days(&distance)?;
            let (least, most) = a.gap(&b);
            let truth = if most.is_some_and(|most| most <= days) {
                Truth::True
            } else if least > days {
                Truth::False
            } else {
                Truth::Unknown
            };
            found(truth, &format!("is within {distance} of"))
        }
    })
}

/// Dates that need no dateline to be told equal or apart: the same words, or days without year in one year or another.
fn without_dateline(a: &DateExpression, comparator: &Comparator, b: &DateExpression) -> Option<Comparison> {
    let equality =
        matches!(comparator, Comparator::Equal | Comparator::NotEqual | Comparator::Within | Comparator::About);
    if !equality {
        return None;
    }
    let truth = match (a, b) {
        (DateExpression::NoYear { first, last }, DateExpression::Absolute(span)) if span.as_day().is_some() => {
            // "September 11" fits any year; that it does not fit this one, any dateline would say.
            let day = span.as_day()?;
            let inside = |year: i16| year_holds(*first, *last, year, day);
            (!inside(day.year()) && !day.year().checked_sub(1).is_some_and(inside)).then_some(Truth::False)?
        }
        (one, other) if one == other && !matches!(one, DateExpression::Absolute(_)) => Truth::True,
        _ => return None,
    };
    let because = if truth == Truth::True { format!("both are {a}") } else { format!("{a} is not {b} in any year") };
    let truth = if *comparator == Comparator::NotEqual { !truth } else { truth };
    Some(Comparison { truth, because })
}

/// Whether a span without year, put into that year, holds the day.
fn year_holds(first: (i8, Option<i8>), last: (i8, Option<i8>), year: i16, day: Date) -> bool {
    let place = |date: Date| (date.month(), date.day());
    let (from, to) = ((first.0, first.1.unwrap_or(1)), (last.0, last.1.unwrap_or(31)));
    if from <= to { (from..=to).contains(&place(day)) } else { place(day) >= from || place(day) <= to || year == 0 }
}

/// One within the other is the same date at the precision stated.
fn equal(a: DateSpan, b: DateSpan) -> Truth {
    if a.contains(&b) || b.contains(&a) {
        Truth::True
    } else if a.overlaps(&b) {
        Truth::Unknown
    } else {
        Truth::False
    }
}

/// Whether the one is before the other where both are told, each somewhere in its days.
pub(crate) fn told_in_order(one: DateSpan, other: DateSpan) -> Truth {
    if one.before(&other) {
        Truth::True
    } else if one.first.zip(other.last).is_some_and(|(first, last)| first >= last) {
        Truth::False
    } else {
        Truth::Unknown
    }
}

/// Whether `a` begins before `b` does: then it is not on or after `b`.
fn starts_before(a: DateSpan, b: DateSpan) -> Truth {
    match (a.first, a.last, b.first) {
        (_, Some(last), Some(start)) if last < start => Truth::True,
        (Some(first), _, Some(start)) if first >= start => Truth::False,
        (.., None) => Truth::False,
        _ => Truth::Unknown,
    }
}

/// Whether `a` ends after `b` does: then it is not on or before `b`.
fn ends_after(a: DateSpan, b: DateSpan) -> Truth {
    match (a.first, a.last, b.last) {
        (Some(first), _, Some(end)) if first > end => Truth::True,
        (_, Some(last), Some(end)) if last <= end => Truth::False,
        (.., None) => Truth::False,
        _ => Truth::Unknown,
    }
}

/// A distance in days, rounded down: a bare number is one of days.
fn days(distance: &Number) -> Result<i64, String> {
    let length = match &distance.unit {
        Unit::One => Some(distance.stated),
        Unit::Measure { dimension, .. } if dimension == "duration" => {
            distance.point().and_then(|seconds| seconds.checked_mul(&super::Rational::new(1, 86_400)))
        }
        _ => {
            return Err(format!(
                "`{distance}` is {}, and the distance of two dates is a length of time",
                distance.unit.kind()
            ));
        }
    };
    length
        .and_then(|days| i64::try_from(days.floor().to_integer()).ok())
        .ok_or_else(|| format!("`{distance}` is too long a time to count days with"))
}

/// The reason, with the days that relative dates come to.
fn because(
    a: &DateExpression,
    a_days: DateSpan,
    what: &str,
    b: &DateExpression,
    b_days: DateSpan,
    truth: Truth,
) -> String {
    let shown = |date: &DateExpression, days: DateSpan| match date {
        DateExpression::Absolute(span) => span.to_string(),
        other => match days.as_day() {
            Some(day) => format!("{other} ({})", super::describe::day_in_words(day)),
            None => format!("{other} ({days})"),
        },
    };
    let (a, b) = (shown(a, a_days), shown(b, b_days));
    match truth {
        Truth::True => format!("{a} {what} {b}"),
        Truth::False => format!("it is not so that {a} {what} {b}"),
        Truth::Unknown => format!("it is open whether {a} {what} {b}"),
    }
}
