//! Counting in the calendar: the spans of months, years, seasons and decades, and the feasts.

use super::date::{DateSpan, days_between};
use jiff::ToSpan;
use jiff::civil::Date;

/// The number of days of a month.
pub(crate) fn days_in_month(year: i16, month: i8) -> Option<i8> {
    Some(Date::new(year, month, 1).ok()?.days_in_month())
}

/// A whole month.
pub(crate) fn month_span(year: i16, month: i8) -> Option<DateSpan> {
    let first = Date::new(year, month, 1).ok()?;
    DateSpan::days(first, first.last_of_month())
}

/// A whole year.
pub(crate) fn year_span(year: i16) -> Option<DateSpan> {
    DateSpan::days(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)
}

/// Ten years from a year that ends in 0.
pub(crate) fn decade_span(first: i16) -> Option<DateSpan> {
    DateSpan::days(year_span(first)?.first?, year_span(first.checked_add(9)?)?.last?)
}

/// The year and month, if the span is a whole month.
pub(crate) fn month_of(span: &DateSpan) -> Option<(i16, i8)> {
    let first = span.first?;
    (month_span(first.year(), first.month()) == Some(*span)).then(|| (first.year(), first.month()))
}

/// A season of the northern half of the world by whole months: spring is March to May; winter goes into the next year.
pub(crate) fn season_span(season: i8, year: i16) -> Option<DateSpan> {
    let start = season.checked_mul(3)?.checked_add(3)?;
    let first = Date::new(year, start, 1).ok()?;
    DateSpan::days(first, months_from(first, 2)?.last_of_month())
}

/// A date moved by whole months; the day is the last of the month where there is none of its number.
pub(crate) fn months_from(date: Date, months: i64) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_months(months).ok()?).ok()
}

/// Of the spans that `in_year` gives for the years about the dateline, the nearest one; of two, the earlier. Leap
/// days may be up to eight years away.
pub(crate) fn nearest(dateline: Date, in_year: impl Fn(i16) -> Option<DateSpan>) -> Option<DateSpan> {
    let distance = |span: &DateSpan| {
        let (first, last) = (span.first?, span.last?);
        Some(if dateline < first {
            days_between(dateline, first)
        } else if dateline > last {
            days_between(last, dateline)
        } else {
            0
        })
    };
    for around in [1i16, 4, 8] {
        let years = (-around..=around).filter_map(|step| dateline.year().checked_add(step));
        let found =
            years.filter_map(&in_year).filter_map(|span| Some((distance(&span)?, span))).min_by_key(|(days, _)| *days);
        if let Some((_, span)) = found {
            return Some(span);
        }
    }
    None
}

/// Easter Sunday by the anonymous Gregorian algorithm (J. Meeus, *Astronomical Algorithms*, 1991, chapter 8).
pub(crate) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?).ok()
}

/// The nth weekday of a month; the last one for -1.
pub(crate) fn nth_weekday(year: i16, month: i8, nth: i8, weekday: i8) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    if nth < 0 {
        let last = first.last_of_month();
        let back = (i64::from(last.weekday().to_monday_one_offset()) - i64::from(weekday)).rem_euclid(7);
        return last.checked_sub(back.days()).ok();
    }
    let ahead = (i64::from(weekday) - i64::from(first.weekday().to_monday_one_offset())).rem_euclid(7);
    let date = first.checked_add((ahead + (i64::from(nth) - 1) * 7).days()).ok()?;
    (date.month() == month).then_some(date)
}
