//! Days and periods by their direction from the reference: "next Monday", "the past two quarters", "late last month".

use super::calendar::{Period, middle, monday, plain};
use super::duration::length;
use super::whole::{named_unit, year_word};
use crate::value::date::{DateExpression, DateUnit};
use crate::value::read::cursor::Cursor;
use crate::value::read::date::{single, small_number};
use crate::value::read::ordinal::ordinal;
use crate::value::read::period::season_number;
use crate::value::read::relative::date_unit;
use crate::value::read::words::Keyword;
use jiff::ToSpan;
use jiff::civil::Date;

/// Whether the words before "the end of March" make it the end of a range.
pub(super) fn ranged(c: &Cursor<'_>, at: usize) -> bool {
    at > 0
        && c.any(
            at - 1,
            &[
                Keyword::From,
                Keyword::To,
                Keyword::Between,
                Keyword::And,
                Keyword::Till,
                Keyword::After,
                Keyword::Before,
            ],
        )
}

/// "next week Wednesday", "previous week - Monday", "next week on Tuesday", "Wednesday next week", "Friday of next week".
pub(super) fn week_and_day(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let weekday = |place: usize| i64::from(c.entry(place).weekday);
    if weekday(at) > 0 && !c.entry(at).plural {
        let next = at + 1 + usize::from(c.any(at + 1, &[Keyword::Of, Keyword::In]));
        let week = directed(c, next, reference).filter(|week| c.is(week.next - 1, Keyword::Week) && !week.range)?;
        let day = week.start.checked_add((weekday(at) - 1).days()).ok()?;
        return Period::of_day(at, week.next, day);
    }
    if c.is(at, Keyword::On) && weekday(at + 1) > 0 {
        return week_and_day(c, at + 1, reference).map(|found| Period { from: at, ..found });
    }
    let week = directed(c, at, reference).filter(|week| c.is(week.next - 1, Keyword::Week))?;
    if c.any(week.next, &[Keyword::Between, Keyword::From]) && weekday(week.next + 1) > 0 && weekday(week.next + 3) > 0
    {
        let day = |place: usize| week.start.checked_add((weekday(place) - 1).days()).ok();
        let (start, end) = (day(week.next + 1)?, day(week.next + 3)?);
        return (start < end).then(|| Period { range: true, ..Period::between(at, week.next + 4, start, end) });
    }
    let place = week.next + usize::from(c.is(week.next, Keyword::On) || c.dash(week.next) || c.sign(week.next, ','));
    if weekday(place) == 0 || c.entry(place).plural {
        return None;
    }
    let day = week.start.checked_add((weekday(place) - 1).days()).ok()?;
    Period::of_day(at, place + 1, day)
}

/// "Friday 31", "tuesday the eleventh", "Mon 13th", "monday the twenty fourth": the nearest day that is both.
pub(super) fn weekday_and_day(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let weekday = i8::try_from(c.entry(at).weekday).ok().filter(|weekday| *weekday > 0)?;
    let the = usize::from(c.is(at + 1, Keyword::The));
    let (day, next) = match ordinal(c, at + 1 + the) {
        Some(day) => (i8::try_from(day.small()?).ok()?, day.next),
        None => {
            let day = c.small(at + 1 + the).filter(|_| c.str(at + 1 + the).len() <= 2)?;
            let next = at + 2 + the;
            let clock = c.sign(next, ':')
                || c.sign(next, '.') && !c.gap(next + 1)
                || c.joint(next)
                || c.sign(next, '/')
                || !c.ends_before(next);
            let hour = clock
                || super::super::read::clock::meridiem(c, next).is_some()
                || c.dash(next)
                || c.any(next, &[Keyword::To, Keyword::And, Keyword::O]);
            if hour || (the == 0 && day < 13) {
                return None;
            }
            (i8::try_from(day).ok()?, next)
        }
    };
    if !(1..=31).contains(&day) || c.entry(next).month > 0 {
        return None;
    }
    for months in 0..=60i64 {
        for sign in [-1i64, 1] {
            let there = crate::value::calendar::months_from(reference.first_of_month(), months * sign)?;
            let Ok(date) = Date::new(there.year(), there.month(), day) else { continue };
            let before = sign < 0 && date <= reference || sign > 0 && date >= reference;
            if before && date.weekday().to_monday_one_offset() == weekday {
                return Period::of_day(at, next, date);
            }
        }
    }
    None
}

/// "next Monday", "last week", "this month", "the past two quarters", "next 3 days", "the 5 past years", "this
/// upcoming Friday", "next couple weeks".
pub(super) fn directed(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let mut place = at;
    // "the 5 past years", but not "23 next month".
    let counted_first = (c.digits(at) || c.entry(at).cardinal.is_some())
        && !c.any(at + 1, &[Keyword::Next, Keyword::This, Keyword::Current]);
    let (mut count, next) = if counted_first { small_number(c, at)? } else { (0, at) };
    place = if counted_first { next } else { place };
    let this = c.is(place, Keyword::This)
        && c.any(place + 1, &[Keyword::Past, Keyword::Upcoming, Keyword::Coming, Keyword::Last, Keyword::Next]);
    place += usize::from(this);
    let word = c.keyword(place);
    let direction: i64 = match word {
        Keyword::Last | Keyword::Past | Keyword::Previous | Keyword::Preceding => -1,
        Keyword::Next | Keyword::Coming | Keyword::Upcoming | Keyword::Following => 1,
        Keyword::This | Keyword::Current => 0,
        _ => return None,
    };
    place += 1;
    let entry = c.entry(place);
    if entry.weekday > 0 && !entry.plural && !counted_first {
        let weekday = i64::from(entry.weekday);
        // "this past Wednesday" and "coming Thursday" are the nearest; "next" and "last" go by the week.
        let nearest = this || matches!(word, Keyword::Coming | Keyword::Upcoming | Keyword::Past);
        let base = monday(reference)?;
        let mut day = base.checked_add((weekday - 1 + if nearest { 0 } else { direction * 7 }).days()).ok()?;
        if nearest && direction < 0 && day >= reference {
            day = day.checked_sub(7.days()).ok()?;
        }
        if nearest && direction > 0 && day <= reference {
            day = day.checked_add(7.days()).ok()?;
        }
        return Period::of_day(at, place + 1, day);
    }
    if let Some(found) = holiday(c, at, place, direction, reference) {
        return Some(found);
    }
    if word == Keyword::This && c.digits(place) && c.sign(place + 1, '/') {
        return plain(c, place, reference).map(|inner| Period { from: at, ..inner });
    }
    if entry.month > 0
        && (c.upper(place) || !matches!(entry.month, 3 | 5))
        && (direction == 0 || word == Keyword::Next || word == Keyword::Last)
    {
        let inner = plain(c, place, reference)?;
        return Some(Period { from: at, ..inner });
    }
    if c.is(place, Keyword::Night) && word == Keyword::Last {
        return None;
    }
    if !counted_first {
        let (said, next) = if c.any(place, &[Keyword::Couple, Keyword::Few, Keyword::Several]) {
            (if c.is(place, Keyword::Couple) { 2 } else { 3 }, place + 1 + usize::from(c.is(place + 1, Keyword::Of)))
        } else {
            let word = c.entry(place).cardinal.filter(|_| date_unit(c.keyword(place + 1)).is_some());
            word.map(|count| (i32::from(count), place + 1)).or_else(|| small_number(c, place)).unwrap_or((0, place))
        };
        (count, place) = (said, c.past_joint(next));
    }
    let (unit, times) = date_unit(c.keyword(place))?;
    if c.is(place, Keyword::Day) && count == 0 && direction != 0 {
        let day = reference.checked_add(direction.days()).ok()?;
        return Period::of_day(at, place + 1, day);
    }
    if count == 0 {
        // "the past year" is a stretch of a year up to now; "last year" the one before this.
        let stretch = word == Keyword::Past && unit != DateUnit::Weekend;
        if !stretch {
            let shift = i32::try_from(direction).ok()?.checked_mul(times)?;
            let span = DateExpression::Offset { count: shift, unit }.resolve(Some(reference))?;
            return Period::of_span(at, place + 1, span);
        }
        count = 1;
    }
    let steps = i64::from(count.checked_mul(times)?).checked_mul(direction)?;
    let whole = matches!(unit, DateUnit::Quarter);
    let base = if whole {
        let this = DateExpression::Offset { count: 0, unit }.resolve(Some(reference))?;
        if direction < 0 { this.first? } else { this.last?.tomorrow().ok()? }
    } else if direction > 0 {
        reference.tomorrow().ok()?
    } else {
        reference
    };
    let other = crate::value::date::shifted(base, i32::try_from(steps).ok()?, unit)?;
    let (start, end) = if direction < 0 { (other, base) } else { (base, other) };
    (direction != 0).then(|| Period { range: true, ..Period::between(at, place + 1, start, end) })
}

/// "next easter", "following easter", "next new year day": the first one after the reference.
pub(super) fn holiday(c: &Cursor<'_>, from: usize, at: usize, direction: i64, reference: Date) -> Option<Period> {
    let dated = crate::value::read::date::holiday(c, at).or_else(|| {
        let day = c.is(at, Keyword::New) && c.is(at + 1, Keyword::Year) && c.is(at + 2, Keyword::Day);
        day.then(|| crate::value::read::date::Dated::new(at, at + 3, crate::value::read::date::fixed(1, 1)))
    })?;
    let year = reference.year();
    let mut days =
        (-1..=1i16).filter_map(|step| dated.date.resolve(Date::new(year.checked_add(step)?, 7, 1).ok())?.as_day());
    let day = match direction {
        d if d > 0 => days.find(|day| *day > reference)?,
        d if d < 0 => days.rfind(|day| *day < reference)?,
        _ => days.find(|day| day.year() == year)?,
    };
    Period::of_day(from, dated.next, day)
}

/// "the day after tomorrow", "the day before yesterday", "2 weeks from January 15", "three weeks from tomorrow",
/// "2 weeks before Christmas", "in two years since 2011".
pub(super) fn neighbour(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let place = at + usize::from(c.is(at, Keyword::The));
    if c.is(place, Keyword::Day) && c.any(place + 1, &[Keyword::After, Keyword::Before]) {
        let step = if c.is(place + 1, Keyword::After) { 1 } else { -1 };
        let other = plain(c, place + 2, reference).filter(|other| other.day)?;
        return Period::of_day(at, other.next, other.start.checked_add(step.days()).ok()?);
    }
    let start = at + usize::from(c.is(at, Keyword::In));
    let length = length(c, start).filter(|length| length.of_days())?;
    let forward = match c.keyword(length.next) {
        Keyword::From | Keyword::After | Keyword::Since => true,
        Keyword::Before => false,
        _ => return None,
    };
    if start > at && !c.is(length.next, Keyword::Since) {
        return None;
    }
    let place = length.next + 1 + usize::from(c.is(length.next + 1, Keyword::The));
    let base = year_word(c, place, reference)
        .or_else(|| directed(c, place, reference))
        .or_else(|| plain(c, place, reference))
        .or_else(|| (c.is(place, Keyword::Now)).then(|| Period::of_day(place, place + 1, reference)).flatten())?;
    let moment = length.from(base.start.to_datetime(jiff::civil::Time::midnight()), forward)?;
    // A feast that is counted on from lies ahead: "3 weeks after Christmas".
    Period::of_day(at, base.next, moment.date())
}

/// A weekday after a period that is counted: "two months from today on Tuesday", "Monday two weeks from now".
pub(super) fn with_weekday(c: &Cursor<'_>, found: Period, _reference: Date) -> Period {
    let at = found.next + usize::from(c.is(found.next, Keyword::On));
    let counted = c.is(found.next.wrapping_sub(1), Keyword::Of) || length(c, found.from).is_some();
    let weekday = i64::from(c.entry(at).weekday);
    if weekday == 0
        || c.entry(at).plural
        || at == found.next
        || !(counted || c.is(found.next - 1, Keyword::Week) || month_week(c, &found))
    {
        return found;
    }
    let base = found.start;
    let ahead = (weekday - i64::from(base.weekday().to_monday_one_offset())).rem_euclid(7);
    match base.checked_add(ahead.days()) {
        Ok(day) => Period::of_day(found.from, at + 1, day).unwrap_or(found),
        Err(_) => found,
    }
}

pub(super) fn month_week(c: &Cursor<'_>, found: &Period) -> bool {
    (found.from..found.next).any(|place| c.is(place, Keyword::Week))
}

/// "early this year", "later this week", "end of month", "mid 1989", "the beginning of March", "EOY".
pub(super) fn part(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let word = c.keyword(at);
    if matches!(word, Keyword::Eoy | Keyword::Eom) {
        let unit = if word == Keyword::Eoy { DateUnit::Year } else { DateUnit::Month };
        let span = DateExpression::Offset { count: 0, unit }.resolve(Some(reference))?;
        let whole = Period::of_span(at, at + 1, span)?;
        return Some(Period { start: middle(&whole)?, ..whole });
    }
    let of = matches!(word, Keyword::Beginning | Keyword::Start | Keyword::End | Keyword::Middle);
    if !of && !matches!(word, Keyword::Early | Keyword::Late | Keyword::Mid | Keyword::Earlier | Keyword::Later) {
        return None;
    }
    let mut place = c.past_joint(at + 1);
    place += usize::from(c.is(place, if of { Keyword::Of } else { Keyword::In }));
    let the = c.is(place, Keyword::The);
    place += usize::from(the);
    let whole = named_unit(c, place, reference)
        .or_else(|| directed(c, place, reference))
        .or_else(|| {
            let unit = date_unit(c.keyword(place)).filter(|_| of && c.is(place, Keyword::Month))?.0;
            Period::of_span(place, place + 1, DateExpression::Offset { count: 0, unit }.resolve(Some(reference))?)
        })
        .or_else(|| single(c, place).and_then(|_| plain(c, place, reference)))
        .or_else(|| {
            crate::value::read::year::year(c, place, true)
                .and_then(|year| Period::of_span(place, year.next, year.date.resolve(None)?))
        })?;
    if whole.day || whole.range || whole.stands.is_some() {
        return None;
    }
    let relative = c.any(place, &[Keyword::This, Keyword::Last, Keyword::Next, Keyword::Previous, Keyword::Current])
        || the
        || c.is(place, Keyword::Month);
    let year = whole.start.month() == 1
        && whole.start.day() == 1
        && crate::value::calendar::months_from(whole.start, 12) == Some(whole.end);
    let month = |months: i64| crate::value::calendar::months_from(whole.start, months);
    let mid = middle(&whole)?;
    let (start, end) = match word {
        Keyword::Earlier => (whole.start, mid.min(reference.max(whole.start))),
        Keyword::Later => (mid.max(reference), whole.end),
        Keyword::Early | Keyword::Beginning | Keyword::Start if year && !relative => (whole.start, month(4)?),
        Keyword::Mid | Keyword::Middle if year => (month(4)?, month(8)?),
        Keyword::Late | Keyword::End if year && !relative => (month(8)?, whole.end),
        Keyword::Early | Keyword::Beginning | Keyword::Start => (whole.start, mid),
        Keyword::Mid | Keyword::Middle => {
            let days = whole.start.until(whole.end).ok()?.get_days();
            let third = i64::from(days / 3);
            (whole.start.checked_add(third.days()).ok()?, whole.start.checked_add((2 * third).days()).ok()?)
        }
        _ => (mid, whole.end),
    };
    let end = if end <= start { whole.end } else { end };
    Some(Period::between(at, whole.next, start, end))
}

/// "this summer", "winter", "fiscal year 2008", "last fiscal year": periods that stand for themselves.
pub(super) fn season_or_fiscal(c: &Cursor<'_>, at: usize, reference: Date) -> Option<Period> {
    let direction = match c.keyword(at) {
        Keyword::Last | Keyword::Previous => Some(-1i16),
        Keyword::This | Keyword::Current => Some(0),
        Keyword::Next | Keyword::Coming => Some(1),
        _ => None,
    };
    let place = at + usize::from(direction.is_some());
    let year = direction.map(|step| reference.year() + step);
    if let Some(season) = season_number(c.keyword(place)) {
        let name = ["SP", "SU", "FA", "WI"].get(usize::try_from(season).ok()?)?;
        if c.is(place, Keyword::Autumn) && c.str(place).eq_ignore_ascii_case("fall") && direction.is_none() {
            return None;
        }
        let next = place + 1 + usize::from(c.is(place + 1, Keyword::Of));
        let (year, next) = match crate::value::read::year::year_number(c, next) {
            Some((said, next)) => (Some(said), next),
            None => (year, place + 1),
        };
        if year.is_none() && !c.upper(place) {
            return None;
        }
        let stands = year.map_or_else(|| (*name).to_owned(), |year| format!("{year}-{name}"));
        return Some(Period::named(at, next, reference, stands));
    }
    let school = c.str(place).eq_ignore_ascii_case("sy") && c.digits(place + 1);
    if !c.any(place, &[Keyword::Fiscal, Keyword::Fy]) && !school {
        return None;
    }
    let word = usize::from(c.is(place + 1, Keyword::Year));
    let short = |at: usize| c.small(at).filter(|_| c.str(at).len() == 2).and_then(crate::value::read::year::century_of);
    let number = place + 1 + word;
    let said = crate::value::read::year::year_number(c, number).or_else(|| Some((short(number)?, number + 1)));
    let letters = if school { "SY" } else { "FY" };
    let (stands, next) = match (said, year) {
        (Some((year, next)), _) => (format!("{letters}{year}"), next),
        (None, Some(year)) if word == 1 => (format!("{letters}{year}"), number),
        (None, None) if word == 1 => (format!("{letters}XXXX"), number),
        _ => return None,
    };
    Some(Period::named(at, next, reference, stands))
}
