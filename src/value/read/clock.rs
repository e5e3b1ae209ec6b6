//! Times of the day.
//!
//! Enters: a position. Leaves: the time with the tokens that it covers. Guaranteed: an hour above 24 or a minute
//! above 59 is an impossible time with its reason where the words leave no doubt that a time is meant.

use super::cursor::Cursor;
use super::words::Keyword;
use crate::value::time::{Clock, Zone};
use jiff::civil::Time;

/// A time as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Timed {
    pub from: usize,
    pub next: usize,
    /// The time, or why there is none.
    pub clock: Result<Clock, String>,
    /// Whether the words leave no doubt that a time is meant: a colon, a.m., "o'clock", "noon".
    pub plain: bool,
}

impl Timed {
    fn new(from: usize, next: usize, hour: u32, minute: u32, second: u32, sure: bool, plain: bool) -> Self {
        let time = (hour < 25 && minute < 60 && second < 60)
            .then(|| {
                Time::new(i8::try_from(hour % 24).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0).ok()
            })
            .flatten();
        let clock = time.map(|time| Clock { time, sure: sure || hour > 12 || hour == 0 });
        let reason = || {
            if hour >= 25 {
                format!("a day has 24 hours, not {hour}")
            } else {
                format!("an hour has 60 minutes, not {minute}")
            }
        };
        Self { from, next, clock: clock.ok_or_else(reason), plain }
    }

    /// The hour moved after noon, if it is not known to be before it.
    pub(crate) fn after_noon(mut self) -> Self {
        if let Ok(clock) = &mut self.clock {
            if !clock.sure && clock.time.hour() < 12 {
                let hour = clock.time.hour() + 12;
                clock.time = Time::new(hour, clock.time.minute(), clock.time.second(), 0).unwrap_or(clock.time);
            }
            clock.sure = true;
        }
        self
    }

    /// The hour before noon: midnight for twelve.
    pub(crate) fn before_noon(mut self) -> Self {
        if let Ok(clock) = &mut self.clock {
            if !clock.sure && clock.time.hour() == 12 {
                clock.time = Time::new(0, clock.time.minute(), clock.time.second(), 0).unwrap_or(clock.time);
            }
            clock.sure = true;
        }
        self
    }
}

/// "a.m." or "p.m." at `at`: whether it is after noon, and the token after it.
pub(crate) fn meridiem(c: &Cursor<'_>, at: usize) -> Option<(bool, usize)> {
    let pm = match c.keyword(at) {
        Keyword::Am => return c.ends_before(at + 1).then_some((false, at + 1)),
        Keyword::Pm => return c.ends_before(at + 1).then_some((true, at + 1)),
        Keyword::A => false,
        Keyword::P => true,
        _ => return None,
    };
    if c.sign(at + 1, '.') && c.is(at + 2, Keyword::M) {
        let stop = c.sign(at + 3, '.') && c.gap(at + 3) == c.gap(at + 2);
        return Some((pm, at + 3 + usize::from(stop)));
    }
    // "9a", "8:45p": the letter alone, directly after the figure.
    (c.loose && !c.gap(at) && c.ends_before(at + 1)).then_some((pm, at + 1))
}

/// The time at `at`; with `led`, a bare hour is one too ("at 6").
pub(crate) fn clock(c: &Cursor<'_>, at: usize, led: bool) -> Option<Timed> {
    let timed = figures(c, at, led).or_else(|| words(c, at, led))?;
    Some(part_of_day(c, timed))
}

/// "in the morning", "at night", "in the evening" after a time: which half of the day it is in.
fn part_of_day(c: &Cursor<'_>, timed: Timed) -> Timed {
    let at = timed.next;
    let the = c.is(at, Keyword::In) && c.is(at + 1, Keyword::The);
    let next = at
        + if the {
            2
        } else if c.is(at, Keyword::At) {
            1
        } else {
            return timed;
        };
    if timed.clock.as_ref().is_ok_and(|clock| clock.sure) && !timed.plain {
        return timed;
    }
    let moved = match c.keyword(next) {
        Keyword::Morning if the => timed.before_noon(),
        Keyword::Afternoon | Keyword::Evening if the => timed.after_noon(),
        Keyword::Night if !the => timed.after_noon(),
        _ => return timed,
    };
    Timed { next: next + 1, plain: true, ..moved }
}

/// `3pm`, `15:30`, `8.30 pm`, `17:49:19`, `10 past 9`, `10 o'clock`.
fn figures(c: &Cursor<'_>, at: usize, led: bool) -> Option<Timed> {
    if !c.digits(at) || c.str(at).len() > 2 || !c.starts_at(at) {
        return None;
    }
    let hour = c.small(at)?;
    let after = at + 1;
    let tight = |place: usize| !c.gap(place) && !c.gap(place + 1) && c.digits(place + 1) && c.str(place + 1).len() == 2;
    if c.sign(after, ':') && tight(after) {
        let minute = c.small(after + 1)?;
        let mut next = after + 2;
        let mut second = 0;
        if c.sign(next, ':') && tight(next) {
            second = c.small(next + 1)?;
            next += 2;
        }
        // "1:23.4" and "1:30:45.2" are running times.
        if c.sign(next, '.') && !c.gap(next) && c.digits(next + 1) && !c.gap(next + 1) {
            return None;
        }
        return Some(match meridiem(c, next) {
            Some((pm, next)) => half(Timed::new(at, next, hour, minute, second, hour > 12, true), pm),
            None => {
                let next = o_clock(c, next).unwrap_or(next);
                if !c.ends_before(next) {
                    return None;
                }
                let timed = Timed::new(at, next, hour, minute, second, c.str(at).starts_with('0') && hour > 0, true);
                // A ratio or a result: "4:3", "won 25:10".
                if timed.clock.is_err() && !led {
                    return None;
                }
                timed
            }
        });
    }
    if c.sign(after, '.') && tight(after) {
        let minute = c.small(after + 1)?;
        if let Some((pm, next)) = meridiem(c, after + 2) {
            return (minute < 60 && (1..=12).contains(&hour))
                .then(|| half(Timed::new(at, next, hour, minute, 0, false, true), pm));
        }
        return (led && minute < 60 && hour < 25).then(|| Timed::new(at, after + 2, hour, minute, 0, false, false));
    }
    let dot = usize::from(c.sign(after, '.') && !c.gap(after) && meridiem(c, after + 1).is_some() && !c.gap(after + 1));
    if let Some((pm, next)) = meridiem(c, after + dot) {
        return (1..=12).contains(&hour).then(|| half(Timed::new(at, next, hour, 0, 0, false, true), pm));
    }
    if let Some(next) = o_clock(c, after) {
        return (1..=12).contains(&hour).then(|| Timed::new(at, next, hour, 0, 0, false, true));
    }
    if hour == 12 && c.is(after, Keyword::Noon) {
        return Some(Timed::new(at, after + 1, 12, 0, 0, true, true));
    }
    if hour == 12 && c.is(after, Keyword::Midnight) {
        return Some(Timed::new(at, after + 1, 0, 0, 0, true, true));
    }
    if let Some(timed) = minutes_past(c, at, hour, after) {
        return Some(timed);
    }
    let bare = led && hour < 25 && (c.ends_before(after) || c.is(after, Keyword::H));
    bare.then(|| {
        let next = after + usize::from(c.is(after, Keyword::H) && !c.gap(after));
        Timed::new(at, next, hour, 0, 0, hour > 12 || next > after, false)
    })
}

fn half(timed: Timed, pm: bool) -> Timed {
    if pm { timed.after_noon() } else { timed.before_noon() }
}

/// The token after "o'clock" or "oclock".
pub(crate) fn o_clock(c: &Cursor<'_>, at: usize) -> Option<usize> {
    if c.str(at).eq_ignore_ascii_case("oclock") {
        return Some(at + 1);
    }
    let spelled = c.is(at, Keyword::O) && matches!(c.str(at + 1), "'" | "’") && c.is(at + 2, Keyword::Clock);
    if !spelled {
        return None;
    }
    Some(at + 3)
}

/// "20 min past eight", "ten past 9", "quarter to five".
fn minutes_past(c: &Cursor<'_>, from: usize, minutes: u32, at: usize) -> Option<Timed> {
    let at = at + usize::from(matches!(c.str(at), "min" | "mins") || c.any(at, &[Keyword::Minute, Keyword::Minutes]));
    let before = match c.str(at) {
        "past" | "after" => false,
        "to" | "before" | "till" => true,
        _ => return None,
    };
    let hour = if c.digits(at + 1) {
        c.small(at + 1).filter(|_| c.ends_before(at + 2))
    } else {
        c.entry(at + 1).cardinal.map(u32::from)
    };
    let hour = hour.filter(|hour| (1..=12).contains(hour) && minutes < 60)?;
    let clock = o_clock(c, at + 2);
    let next = clock.unwrap_or(at + 2);
    // "four to eight hours" is a range, and "two after ten" people no time: only what is surely one, by what follows,
    // by "at", or by words that are not said of numbers.
    let sure = clock.is_some()
        || meridiem(c, next).is_some()
        || (from > 0 && c.any(from - 1, &[Keyword::At, Keyword::Till, Keyword::By]))
        || matches!(c.str(at), "past")
        || c.entry(from).cardinal.is_none() && !c.digits(from);
    let whole = minutes.is_multiple_of(5) && !(before && c.digits(from));
    let said = sure || (c.loose && whole);
    if !said {
        return None;
    }
    let (hour, minute) = if before { ((hour + 11) % 12, 60 - minutes) } else { (hour, minutes) };
    let timed = Timed::new(from, next, if hour == 0 { 12 } else { hour }, minute, 0, false, true);
    Some(match meridiem(c, next) {
        Some((pm, next)) => Timed { next, ..half(timed, pm) },
        None => timed,
    })
}

/// "noon", "midnight", "six pm", "half past seven", "five-thirty", "eight o'clock".
fn words(c: &Cursor<'_>, at: usize, led: bool) -> Option<Timed> {
    match c.keyword(at) {
        Keyword::Noon => return Some(Timed::new(at, at + 1, 12, 0, 0, true, true)),
        Keyword::Midnight => return Some(Timed::new(at, at + 1, 0, 0, 0, true, true)),
        Keyword::Mid if c.is(at + 1, Keyword::Night) => return Some(Timed::new(at, at + 2, 0, 0, 0, true, true)),
        Keyword::Half if c.is(at + 1, Keyword::Past) => return minutes_past(c, at, 30, at + 1),
        Keyword::Quarter => return minutes_past(c, at, 15, at + 1),
        Keyword::A if c.is(at + 1, Keyword::Quarter) => return minutes_past(c, at, 15, at + 2),
        _ => {}
    }
    let hour = u32::from(c.entry(at).cardinal?);
    let mut next = c.past_joint(at + 1);
    if let Some(timed) = minutes_past(c, at, hour, at + 1) {
        return Some(timed);
    }
    if hour >= 20 && hour % 10 == 0 {
        let unit = c.entry(next).cardinal.filter(|unit| (1..10).contains(unit))?;
        return minutes_past(c, at, hour + u32::from(unit), next + 1);
    }
    if !(1..=12).contains(&hour) {
        return None;
    }
    let mut minute = 0;
    let spoken = c.entry(next).cardinal.map(u32::from);
    if let Some(tens) = spoken.filter(|&tens| (10..60).contains(&tens)) {
        let unit = c.past_joint(next + 1);
        let more =
            c.entry(unit).cardinal.map(u32::from).filter(|more| (1..10).contains(more) && tens >= 20 && tens % 10 == 0);
        (minute, next) = (tens + more.unwrap_or(0), if more.is_some() { unit + 1 } else { next + 1 });
    } else {
        next = at + 1;
    }
    let timed = |next, plain| Timed::new(at, next, hour, minute, 0, false, plain);
    if let Some((pm, next)) = meridiem(c, next) {
        return Some(half(timed(next, true), pm));
    }
    if let Some(next) = o_clock(c, next) {
        return Some(timed(next, true));
    }
    let minutes = usize::from(minute > 0 && c.any(next, &[Keyword::Minutes]));
    (led && (minute == 0 || minute % 5 == 0 || minutes == 1)).then(|| timed(next + minutes, false))
}

/// The zone named at `at`, and the token after it.
pub(crate) fn zone(c: &Cursor<'_>, at: usize) -> Option<(Zone, usize)> {
    Some((Zone::named(c.str(at))?, at + 1))
}
