//! Days and periods by the whole that they belong to: "the first week of July", "week 3 of 2027", "rest of the month".

use super::calendar::{Period, monday, plain, spelled_year};
use super::directed::directed;
use crate::value::DateSpan;
use crate::value::date::{DateExpression, DateUnit};
use crate::value::read::cursor::Cursor;
use crate::value::read::date::{single, small_number};
use crate::value::read::ordinal::ordinal;
use crate::value::read::relative::date_unit;
use crate::value::read::words::Keyword;
use jiff::ToSpan;
use jiff::civil::Date;

/// A period of a whole: "the first Friday of next month", "20th of next month".
pub(super) fn of_month(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let start = at + usize::from(c.is(at, Keyword::The));
    let last = c.is(start, Keyword::Last);
    let (nth, place) = if last {
        (-1, start + 1)
    } else {
        let number = ordinal(c, start)?;
        (i8::try_from(number.small()?).ok().filter(|nth| *nth <= 31)?, number.next)
    };
    let weekday = i8::try_from(c.entry(place).weekday).ok()?;
    let of = place + usize::from(weekday > 0);
    let month = if c.any(of, &[Keyword::Of, Keyword::In]) {
        let the = usize::from(c.is(of + 1, Keyword::The));
        named_unit(c, of + 1 + the, reference)
            .or_else(|| directed(c, of + 1, reference))
            .or_else(|| if weekday > 0 { plain(c, of + 1, reference) } else { None })?
    } else if weekday > 0 && nth > 0 {
        let span = DateExpression::Offset { count: 0, unit: DateUnit::Month }.resolve(Some(reference))?;
        Period::of_span(of, of, span)?
    } else {
        return None;
    };
    if crate::value::calendar::months_from(month.start, 1) != Some(month.end) {
        return None;
    }
    let day = if weekday > 0 {
        crate::value::calendar::nth_weekday(month.start.year(), month.start.month(), nth, weekday)?
    } else {
        Date::new(month.start.year(), month.start.month(), nth).ok()?
    };
    Period::of_day(at, month.next.max(of), day)
}

/// "third quarter this year", "Q3 last year", "2016 November", "2016 the third quarter", "11/2016", "2016/11", "2019/sep/01".
pub(super) fn of_year(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let slash = |place: usize| matches!(c.str(place), "/" | "-") && !c.gap(place) && !c.gap(place + 1);
    let year_at = |place: usize| {
        c.small(place)
            .filter(|year| c.str(place).len() == 4 && (1900..2200).contains(year))
            .and_then(|year| i16::try_from(year).ok())
    };
    let month_at = |place: usize| {
        c.small(place)
            .filter(|month| c.str(place).len() <= 2 && (1..=12).contains(month))
            .and_then(|month| i8::try_from(month).ok())
    };
    let month_of =
        |next: usize, year: i16, month: i8| Period::of_span(at, next, crate::value::calendar::month_span(year, month)?);
    let alone = |next: usize| {
        !slash(next) && c.ends_before(next) && (at == 0 || c.gap(at)) && !(c.sign(next, '.') && c.digits(next + 1))
    };
    if let Some(year) = year_at(at) {
        let named = i8::try_from(c.entry(at + 2).month).ok().filter(|month| *month > 0 && slash(at + 1));
        if let Some(month) = named {
            let day = c.small(at + 4).filter(|_| slash(at + 3)).and_then(|day| i8::try_from(day).ok())?;
            return Period::of_day(at, at + 5, Date::new(year, month, day).ok()?);
        }
        if let Some(month) = month_at(at + 2).filter(|_| c.sign(at + 1, '/') && slash(at + 1) && alone(at + 3)) {
            return month_of(at + 3, year, month);
        }
        let word = i8::try_from(c.entry(at + 1).month).ok().filter(|month| *month > 0 && !c.digits(at + 2));
        if let Some(month) = word {
            return month_of(at + 2, year, month);
        }
    }
    if let (Some(month), Some(year)) = (month_at(at), year_at(at + 2)) {
        return (slash(at + 1) && alone(at + 3)).then(|| month_of(at + 3, year, month)).flatten();
    }
    let quarter = |place: usize| {
        let dated =
            single(c, place).filter(|dated| c.any(dated.next - 1, &[Keyword::Quarter]) || c.is(place, Keyword::Q))?;
        match dated.date {
            DateExpression::NoYear { first: (first, None), last: (last, None) } => Some((first, last, dated.next)),
            _ => None,
        }
    };
    if let Some(year) = year_at(at) {
        let (first, last, next) = quarter(at + 1 + usize::from(c.is(at + 1, Keyword::The)))?;
        let span = DateSpan::days(
            crate::value::calendar::month_span(year, first)?.first?,
            crate::value::calendar::month_span(year, last)?.last?,
        )?;
        return Period::of_span(at, next, span);
    }
    let start = at + usize::from(c.is(at, Keyword::The));
    let (first, last, next) = quarter(start)?;
    let place = next + usize::from(c.any(next, &[Keyword::Of, Keyword::In]));
    let the = usize::from(place > next && c.is(place, Keyword::The));
    let year = directed(c, place, reference).or_else(|| named_unit(c, place + the, reference))?;
    let number = DateSpan::days(year.start, year.end.yesterday().ok()?)?.as_year()?;
    let span = DateSpan::days(
        crate::value::calendar::month_span(number, first)?.first?,
        crate::value::calendar::month_span(number, last)?.last?,
    )?;
    Period::of_span(at, year.next, span)
}

/// "the month of Jan", "the week of September 15".
pub(super) fn whole_of(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let start = at + usize::from(c.is(at, Keyword::The));
    if !c.any(start, &[Keyword::Month, Keyword::Week]) || !c.is(start + 1, Keyword::Of) {
        return None;
    }
    let inner = plain(c, start + 2, reference).filter(|inner| inner.stands.is_none() && !inner.range)?;
    if c.is(start, Keyword::Month) {
        return (c.entry(start + 2).month > 0 && !inner.day).then_some(Period { from: at, ..inner });
    }
    let first = monday(inner.start).filter(|_| inner.day)?;
    Some(Period::between(at, inner.next, first, first.checked_add(7.days()).ok()?))
}

/// "the weekend", "on weekend": that of the reference's week.
pub(super) fn weekend(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let start = at + usize::from(c.is(at, Keyword::The));
    let led = start > at || (at > 0 && c.is(at - 1, Keyword::On));
    if !led || c.str(start) != "weekend" {
        return None;
    }
    Period::of_span(
        at,
        start + 1,
        DateExpression::Offset { count: 0, unit: DateUnit::Weekend }.resolve(Some(reference))?,
    )
}

/// "rest of the week", "the rest of this year": from the reference to the last day.
pub(super) fn rest(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    if !c.is(at, Keyword::Rest) {
        return None;
    }
    let place = at + 1 + usize::from(c.is(at + 1, Keyword::Of));
    let the = usize::from(c.is(place, Keyword::The) || c.str(place) == "my");
    let whole =
        named_unit(c, place + the, reference).or_else(|| directed(c, place, reference)).filter(|whole| !whole.day)?;
    let last = whole.end.yesterday().ok()?;
    (reference >= whole.start).then(|| Period::between(at, whole.next, reference, last))
}

/// "the 70's", "70's", "the nineteen seventies", "the 1990s".
pub(super) fn decade(c: &Cursor<'_>, at: usize) -> Option<Period> {
    let the = usize::from(c.is(at, Keyword::The));
    let place = at + the;
    if let Some(dated) = single(c, place).filter(|dated| the == 1 && c.is(dated.next - 1, Keyword::S))
        && let DateExpression::Absolute(span) = dated.date
    {
        return Period::of_span(at, dated.next, span);
    }
    let short = c.small(place).filter(|tens| c.str(place).len() == 2 && tens % 10 == 0 && *tens >= 20);
    if let Some(tens) = short {
        let mark = usize::from(matches!(c.str(place + 1), "'" | "’"));
        let s = place + 1 + mark;
        let led = the == 1 || (at > 0 && c.is(at - 1, Keyword::In));
        let plain = led && c.is(s, Keyword::S) && !c.gap(s) && !c.gap(place + 1);
        let span =
            crate::value::calendar::decade_span(crate::value::read::year::century_of(tens)?).filter(|_| plain)?;
        return Period::of_span(at, s + 1, span);
    }
    if c.entry(place).cardinal == Some(19) && the == 1 {
        let dated = single(c, c.past_joint(place + 1))?;
        if let DateExpression::Absolute(span) = dated.date {
            return c.str(dated.next - 1).ends_with("ies").then(|| Period::of_span(at, dated.next, span)).flatten();
        }
    }
    None
}

/// "the week", "the month", "the year", "the day": that of the reference; "same week".
pub(super) fn named_unit(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let led = at > 0 && (c.is(at - 1, Keyword::The) || c.str(at - 1) == "my");
    let same = c.is(at, Keyword::Same);
    let place = at + usize::from(same);
    if !led && !same {
        return None;
    }
    let (unit, _) = date_unit(c.keyword(place)).filter(|_| !c.str(place).ends_with('s'))?;
    if matches!(unit, DateUnit::Decade | DateUnit::Century | DateUnit::Quarter | DateUnit::Weekend) {
        return None;
    }
    // "the year 2008", "the week 3", "the day after tomorrow" say more.
    let mut next = place + 1;
    if unit == DateUnit::Week && c.any(next, &[Keyword::Beginning, Keyword::Commencing, Keyword::Starting]) {
        next += 1 + usize::from(c.is(next + 1, Keyword::On));
        let first = plain(c, next, reference).filter(|first| first.day)?;
        let start = monday(first.start)?;
        return Some(Period::between(at, first.next, start, start.checked_add(7.days()).ok()?));
    }
    if c.digits(next) || (c.is(next, Keyword::Of) && c.digits(next + 1)) {
        return None;
    }
    let span = DateExpression::Offset { count: 0, unit }.resolve(Some(reference))?;
    let found = Period::of_span(at, next, span)?;
    Some(if same { Period { from: at, ..found } } else { found })
}

/// "first week of Jan 2015", "3rd week of 2018", "the last week of july", "the third month of 2021", "the first 2
/// weeks of 2021", "the last four months of 2021", "15th day of next month", "the 1st week of Oct. on Friday".
pub(super) fn nth_unit(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let last = c.is(at, Keyword::Last);
    let (nth, mut place) = if last {
        (-1, at + 1)
    } else {
        let number = ordinal(c, at)?;
        (number.small().filter(|nth| (1..=400).contains(nth))?, number.next)
    };
    let (count, next) = small_number(c, place).unwrap_or((1, place));
    place = next;
    let (unit, _) = date_unit(c.keyword(place))?;
    let of = c.any(place + 1, &[Keyword::Of, Keyword::In]);
    let whole_at = place + 1 + usize::from(of);
    let the = usize::from(of && c.is(whole_at, Keyword::The));
    let whole = if of {
        named_unit(c, whole_at + the, reference)
            .or_else(|| directed(c, whole_at, reference))
            .or_else(|| year_word(c, whole_at, reference))
            .or_else(|| plain(c, whole_at, reference))
            .or_else(|| spelled_year(c, whole_at))
    } else {
        directed(c, whole_at, reference)
    }?;
    if whole.day || whole.stands.is_some() {
        return None;
    }
    let step = |start: Date, steps: i64| match unit {
        DateUnit::Day => start.checked_add(jiff::Span::new().try_days(steps).ok()?).ok(),
        DateUnit::Week => start.checked_add(jiff::Span::new().try_weeks(steps).ok()?).ok(),
        DateUnit::Month => crate::value::calendar::months_from(start, steps),
        DateUnit::Quarter => crate::value::calendar::months_from(start, steps * 3),
        DateUnit::Year => crate::value::calendar::months_from(start, steps * 12),
        _ => None,
    };
    let count = i64::from(count);
    let (start, end) = if nth < 0 {
        let end = whole.end.yesterday().ok()?;
        let end = if unit == DateUnit::Week { step(monday(end)?, 1)? } else { whole.end };
        (step(end, -count)?, end)
    } else {
        // The first week of a month or year is the one that holds its first Thursday (ISO 8601).
        let first = if unit == DateUnit::Week { monday(whole.start.checked_add(3.days()).ok()?)? } else { whole.start };
        let start = step(first, (nth - 1) * count)?;
        (start, step(start, count)?)
    };
    let found = Period { day: unit == DateUnit::Day && count == 1, ..Period::between(at, whole.next, start, end) };
    Some(found)
}

/// "year 2008", "the year of 2008", "calendar year 2008".
pub(super) fn year_word(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let place = at + usize::from(c.is(at, Keyword::Calendar));
    if !c.is(place, Keyword::Year) || !c.digits(place + 1) {
        return None;
    }
    let year = crate::value::read::year::year(c, place + 1, true)?;
    let span = year.date.resolve(Some(reference))?;
    Period::of_span(at, year.next, span)
}

/// "week 3 of 2027", "week 10", "cy18".
pub(super) fn numbered_week(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    if let Some(found) = year_word(c, at, reference) {
        return Some(found);
    }
    if c.str(at).eq_ignore_ascii_case("cy") && c.digits(at + 1) && !c.gap(at + 1) {
        let year = crate::value::read::year::century_of(c.small(at + 1)?).filter(|_| c.str(at + 1).len() == 2)?;
        return Period::of_span(at, at + 2, crate::value::calendar::year_span(year)?);
    }
    if !c.is(at, Keyword::Week) {
        return None;
    }
    let week = c.small(at + 1).filter(|week| (1..=53).contains(week))?;
    let of = at + 2 + usize::from(c.is(at + 2, Keyword::Of));
    let year = crate::value::read::year::year_number(c, of).filter(|_| of > at + 2);
    let (year, next) = year.unwrap_or((reference.year(), at + 2));
    let first = monday(Date::new(year, 1, 4).ok()?)?;
    let start = first.checked_add((i64::from(week - 1) * 7).days()).ok()?;
    Some(Period::between(at, next, start, start.checked_add(7.days()).ok()?))
}
