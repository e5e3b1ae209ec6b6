//! What recurs, as spans: "every two weeks", "each monday at 4pm", "annually", "mornings".

use super::duration::{DAY, length};
use crate::value::read::clock::clock;
use crate::value::read::cursor::Cursor;
use crate::value::read::token::Kind;
use crate::value::read::words::Keyword;

/// The recurrence at `at`: the token after it, and its TIMEX3 value.
pub(super) fn set(c: &Cursor<'_>, at: usize) -> Option<(usize, String)> {
    let adverb = match c.keyword(at) {
        Keyword::Daily => "P1D",
        Keyword::Weekly => "P1W",
        Keyword::Biweekly => "P2W",
        Keyword::Monthly => "P1M",
        Keyword::Quarterly => "P3M",
        Keyword::Yearly | Keyword::Annual => "P1Y",
        _ => "",
    };
    if !adverb.is_empty() {
        return Some((at + 1, adverb.to_owned()));
    }
    if c.is(at, Keyword::Everyday) {
        return Some(timed(c, at + 1, None, "P1D"));
    }
    let entry = c.entry(at);
    if entry.weekday > 0 && entry.plural {
        return Some(timed(c, at + 1, Some(entry.weekday), ""));
    }
    let part = match c.str(at).to_ascii_lowercase().as_str() {
        "mornings" => "TMO",
        "afternoons" => "TAF",
        "evenings" => "TEV",
        "nights" => "TNI",
        _ => "",
    };
    if !part.is_empty()
        && !(at > 0 && (c.is(at - 1, Keyword::The) || c.digits(at - 1) || c.entry(at - 1).cardinal.is_some()))
    {
        return Some((at + 1, part.to_owned()));
    }
    // "19th of every month", "3pm each day".
    if let Some(day) = crate::value::read::ordinal::ordinal(c, at)
        && c.is(day.next, Keyword::Of)
        && c.any(day.next + 1, &[Keyword::Every, Keyword::Each])
        && c.is(day.next + 2, Keyword::Month)
    {
        return Some((day.next + 3, format!("XXXX-XX-{:02}", day.small().filter(|day| *day <= 31)?)));
    }
    if let Some(time) = clock(c, at, false).filter(|time| time.plain)
        && c.any(time.next, &[Keyword::Every, Keyword::Each])
    {
        let (next, value) = set(c, time.next)?;
        let clock = time.clock.ok()?;
        return Some((next, with_time(&value, clock.time)));
    }
    if !c.any(at, &[Keyword::Every, Keyword::Each, Keyword::Any]) {
        return None;
    }
    let mut next = at + 1;
    if c.is(at, Keyword::Any) {
        return c.is(next, Keyword::Weekend).then(|| (next + 1, String::from("P1WE")));
    }
    let entry = c.entry(next);
    if entry.weekday > 0 {
        return Some(timed(c, next + 1, Some(entry.weekday), ""));
    }
    match c.keyword(next) {
        Keyword::Weekend => return Some((next + 1, String::from("P1WE"))),
        Keyword::Weekday => return Some((next + 1, String::from("P1WD"))),
        Keyword::Morning => return Some((next + 1, String::from("TMO"))),
        Keyword::Afternoon => return Some((next + 1, String::from("TAF"))),
        Keyword::Evening => return Some((next + 1, String::from("TEV"))),
        Keyword::Night => return Some((next + 1, String::from("TNI"))),
        _ => {}
    }
    let other = c.str(next) == "other";
    next += usize::from(other);
    let (count, place) = crate::value::read::date::small_number(c, next).unwrap_or((if other { 2 } else { 1 }, next));
    let letter = match c.keyword(place) {
        Keyword::Day | Keyword::Days => "D",
        Keyword::Week | Keyword::Weeks => "W",
        Keyword::Fortnight => return Some((place + 1, format!("P{}W", count * 2))),
        Keyword::Month | Keyword::Months => "M",
        Keyword::Quarter | Keyword::Quarters => return Some((place + 1, format!("P{}M", count * 3))),
        Keyword::Year | Keyword::Years => "Y",
        Keyword::Hour | Keyword::Hours => return Some((place + 1, format!("PT{count}H"))),
        Keyword::Minute | Keyword::Minutes => return Some((place + 1, format!("PT{count}M"))),
        _ => return None,
    };
    if letter == "D" && count == 1 {
        return Some(timed(c, place + 1, None, "P1D"));
    }
    let _ = (DAY, length(c, place));
    Some((place + 1, format!("P{count}{letter}")))
}

/// A recurrence of days, with the time of day that may follow: "every monday at 4pm".
fn timed(c: &Cursor<'_>, next: usize, weekday: Option<u8>, plain: &str) -> (usize, String) {
    let day = weekday.map_or_else(|| plain.to_owned(), |weekday| format!("XXXX-WXX-{weekday}"));
    let at = next + usize::from(c.is(next, Keyword::At));
    if c.kind(at) == Kind::Break || (at == next && !c.digits(at)) {
        return (next, day);
    }
    match clock(c, at, at > next).filter(|time| time.plain || at > next) {
        Some(time) => match time.clock {
            Ok(clock) if !c.dash(time.next) => (time.next, with_time(&day, clock.time)),
            _ => (next, day),
        },
        None => (next, day),
    }
}

fn with_time(day: &str, time: jiff::civil::Time) -> String {
    let day = if day.starts_with('P') { "" } else { day };
    if time.minute() == 0 {
        format!("{day}T{:02}", time.hour())
    } else {
        format!("{day}T{:02}:{:02}", time.hour(), time.minute())
    }
}
