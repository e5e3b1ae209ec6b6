//! What recurs: "every Tuesday", "every two weeks", "on Mondays", "annually".

use super::cursor::Cursor;
use super::date::small_number;
use super::relative::date_unit;
use super::words::Keyword;
use crate::value::DateUnit;
use crate::value::time::Recurring;

/// The recurrence at `at`, with its first token and the one after it.
pub(crate) fn recurring(c: &Cursor<'_>, at: usize) -> Option<(usize, usize, Recurring)> {
    let entry = c.entry(at);
    if entry.weekday > 0 && entry.plural && c.capital(at) {
        return weekly(at, at + 1, entry.weekday);
    }
    if !c.any(at, &[Keyword::Every, Keyword::Each]) {
        return None;
    }
    let next = at + 1;
    let entry = c.entry(next);
    if entry.weekday > 0 {
        return weekly(at, next + 1, entry.weekday);
    }
    let other = c.str(next) == "other";
    let (every, place) = if other { (2, next + 1) } else { small_number(c, next).unwrap_or((1, next)) };
    let (unit, times) = date_unit(c.keyword(place))?;
    // "every day" of something, "each week"; "each year" in a list of years as well.
    let every = every.checked_mul(times).filter(|every| *every > 0)?;
    Some((at, place + 1, Recurring { every, unit, weekday: None }))
}

fn weekly(from: usize, next: usize, weekday: u8) -> Option<(usize, usize, Recurring)> {
    let weekday = i8::try_from(weekday).ok();
    Some((from, next, Recurring { every: 1, unit: DateUnit::Week, weekday }))
}
