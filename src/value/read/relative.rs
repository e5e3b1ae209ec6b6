//! Dates that are counted from the dateline: "yesterday", "last month", "the past three years", "ten days ago".

use super::amount::Quantity;
use super::cursor::Cursor;
use super::date::{Dated, single, small_number};
use super::period::season_number;
use super::unit::Said;
use super::words::Keyword;
use crate::value::date::{DatePart, DateUnit};
use crate::value::{DateExpression, Hedge};

/// The relative date that begins at `at`.
pub(crate) fn relative(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let day = |count: i32| Some(Dated::new(at, at + 1, DateExpression::Offset { count, unit: DateUnit::Day }));
    match c.keyword(at) {
        Keyword::Today | Keyword::Tonight => day(0),
        Keyword::Yesterday => day(-1),
        Keyword::Tomorrow => day(1),
        Keyword::Last | Keyword::Past | Keyword::Previous | Keyword::Preceding => directed(c, at, -1),
        Keyword::Next | Keyword::Coming | Keyword::Upcoming | Keyword::Following => directed(c, at, 1),
        Keyword::This | Keyword::Current => directed(c, at, 0),
        Keyword::Earlier | Keyword::Later => within(c, at),
        Keyword::The => within_the(c, at),
        _ => None,
    }
}

/// The unit of a relative date at `at`, its plural too.
pub(crate) fn date_unit(keyword: Keyword) -> Option<(DateUnit, i32)> {
    Some(match keyword {
        Keyword::Day | Keyword::Days => (DateUnit::Day, 1),
        Keyword::Week | Keyword::Weeks => (DateUnit::Week, 1),
        Keyword::Fortnight => (DateUnit::Week, 2),
        Keyword::Month | Keyword::Months => (DateUnit::Month, 1),
        Keyword::Year | Keyword::Years => (DateUnit::Year, 1),
        Keyword::Quarter | Keyword::Quarters => (DateUnit::Quarter, 1),
        Keyword::Decade | Keyword::Decades => (DateUnit::Decade, 1),
        Keyword::Century | Keyword::Centuries => (DateUnit::Century, 1),
        Keyword::Weekend => (DateUnit::Weekend, 1),
        _ => return None,
    })
}

/// "last month", "next Friday", "this year", "the past three weeks", "last June", "next summer".
fn directed(c: &Cursor<'_>, at: usize, direction: i8) -> Option<Dated> {
    let mut place = at + 1;
    // "this past Wednesday", "this coming year".
    if direction == 0
        && c.any(place, &[Keyword::Past, Keyword::Last, Keyword::Coming, Keyword::Upcoming, Keyword::Next])
    {
        let direction = if c.any(place, &[Keyword::Past, Keyword::Last]) { -1 } else { 1 };
        let inner = directed(c, place, direction)?;
        return Some(Dated { from: at, ..inner });
    }
    let entry = c.entry(place);
    if entry.weekday > 0 && !entry.plural {
        let day = i8::try_from(entry.weekday).ok()?;
        return Some(Dated::new(at, place + 1, DateExpression::Weekday { day, direction }));
    }
    if let Some((unit, times)) = date_unit(c.keyword(place)).filter(|_| singular(c.keyword(place))) {
        let the = at > 0 && c.is(at - 1, Keyword::The);
        // "the past year" is a stretch of a year; "past" alone and "last" before a unit name the one before.
        let long = unit != DateUnit::Weekend && direction != 0;
        let over =
            at > 1 && c.any(at - 2, &[Keyword::Over, Keyword::Within, Keyword::During, Keyword::In, Keyword::For]);
        let stretch = long
            && (c.is(at, Keyword::Past)
                || (the && c.is(at, Keyword::Last))
                || (the && over && c.any(at, &[Keyword::Next, Keyword::Coming])));
        // "the next year", "the previous month" in a story are counted from what it tells of, not from its dateline.
        if the && !stretch && c.any(at, &[Keyword::Next, Keyword::Following, Keyword::Previous, Keyword::Preceding]) {
            return None;
        }
        let count = i32::from(direction) * times;
        let date =
            if stretch { DateExpression::Stretch { count, unit } } else { DateExpression::Offset { count, unit } };
        return Some(Dated::new(at, place + 1, date));
    }
    if c.is(place, Keyword::Night) && c.is(at, Keyword::Last) {
        return Some(Dated::new(at, place + 1, DateExpression::Offset { count: -1, unit: DateUnit::Day }));
    }
    if c.any(place, &[Keyword::Morning, Keyword::Afternoon, Keyword::Evening]) && c.is(at, Keyword::This) {
        return Some(Dated::new(at, place + 1, DateExpression::Offset { count: 0, unit: DateUnit::Day }));
    }
    if let Some(season) =
        season_number(c.keyword(place)).filter(|_| c.any(at, &[Keyword::Last, Keyword::Next, Keyword::This]))
    {
        return Some(Dated::new(at, place + 1, DateExpression::Season { season, direction }));
    }
    if entry.month > 0 && c.capital(place) {
        // "last June" is a date without year that lies before the dateline: the nearest June, as newspapers use it.
        let inner = single(c, place)?;
        return Some(Dated { from: at, ..inner });
    }
    // "will last three weeks" tells how long.
    if at > 0 && c.is(at, Keyword::Last) && c.any(at - 1, &[Keyword::Modal, Keyword::To]) {
        return None;
    }
    let (count, next) = if c.is(place, Keyword::Few) { return None } else { small_number(c, place)? };
    place = next;
    place = c.past_joint(place);
    let (unit, times) = date_unit(c.keyword(place)).filter(|_| direction != 0 && count > 0)?;
    let count = count.checked_mul(times)?.checked_mul(i32::from(direction))?;
    Some(Dated::new(at, place + 1, DateExpression::Stretch { count, unit }))
}

fn singular(keyword: Keyword) -> bool {
    !matches!(
        keyword,
        Keyword::Days
            | Keyword::Weeks
            | Keyword::Months
            | Keyword::Years
            | Keyword::Quarters
            | Keyword::Decades
            | Keyword::Centuries
    )
}

/// "earlier this year", "later this month", "earlier in the week".
fn within(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let part = if c.is(at, Keyword::Earlier) { DatePart::Before } else { DatePart::After };
    let place = at + 1 + usize::from(c.any(at + 1, &[Keyword::In, Keyword::On]));
    if c.any(place, &[Keyword::Earlier, Keyword::Later]) {
        return None;
    }
    let whole = relative(c, place)?;
    match &whole.date {
        DateExpression::Offset { unit, .. } if *unit != DateUnit::Day => {
            let of = Box::new(whole.date.clone());
            Some(Dated::new(at, whole.next, DateExpression::Part { part, of }))
        }
        DateExpression::Offset { .. } => Some(Dated { from: at, ..whole }),
        _ => None,
    }
}

/// "the week", "the year" after "earlier in": that of the dateline.
fn within_the(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let led = at > 1
        && c.is(at - 1, Keyword::In)
        && c.any(at - 2, &[Keyword::Earlier, Keyword::Later, Keyword::Late, Keyword::Early]);
    let (unit, _) = date_unit(c.keyword(at + 1)).filter(|_| led && singular(c.keyword(at + 1)))?;
    Some(Dated::new(at, at + 2, DateExpression::Offset { count: 0, unit }))
}

/// "ten days ago", "nearly a decade ago", "two weeks from now": a length of time, counted from the dateline.
pub(crate) fn counted(c: &Cursor<'_>, quantity: &Quantity) -> Option<Dated> {
    let at = quantity.next;
    let (direction, next) = match c.keyword(at) {
        Keyword::Ago => (-1, at + 1),
        Keyword::Hence => (1, at + 1),
        Keyword::From if c.is(at + 1, Keyword::Now) => (1, at + 2),
        Keyword::From if c.is(at + 1, Keyword::Today) => (1, at + 2),
        _ => return None,
    };
    let Said::Measure(row) = quantity.low.said else { return None };
    let (unit, times) = match row.name {
        "day" => (DateUnit::Day, 1),
        "week" => (DateUnit::Week, 1),
        "fortnight" => (DateUnit::Week, 2),
        "month" => (DateUnit::Month, 1),
        "quarter" => (DateUnit::Quarter, 1),
        "year" => (DateUnit::Year, 1),
        "decade" => (DateUnit::Decade, 1),
        "century" => (DateUnit::Century, 1),
        _ => return None,
    };
    let hedged = quantity.hedge != Hedge::None || quantity.high.is_some() || !quantity.low.value.is_integer();
    let count = quantity.low.value.round().to_integer();
    let count = i32::try_from(count).ok()?.checked_mul(times)?.checked_mul(direction)?;
    let date = if unit == DateUnit::Day && !hedged {
        DateExpression::Offset { count, unit }
    } else {
        DateExpression::Distance { count, unit, hedged }
    };
    Some(Dated::new(quantity.from, next, date))
}
