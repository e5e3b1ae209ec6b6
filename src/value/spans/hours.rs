//! Times of the day and parts of it, single and in ranges, in seconds from midnight.

use crate::value::read::clock::{Timed, clock, zone};
use crate::value::read::cursor::Cursor;
use crate::value::read::words::Keyword;

/// A time of the day, a part of the day, or a range of times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hours {
    pub from: usize,
    pub next: usize,
    /// From midnight.
    pub start: Option<i64>,
    /// The end of a range.
    pub end: Option<i64>,
    /// Whether it is a range or part of the day; a point in time if not.
    pub ranged: bool,
    /// Whether it is known to be before or after noon.
    pub sure: bool,
    /// Whether the words leave no doubt that a time is meant.
    pub plain: bool,
    /// Whether it is a part of the day in words.
    pub part: bool,
}

/// Half a day in seconds.
const NOON: i64 = 12 * 3600;

fn seconds(timed: &Timed) -> Option<(i64, bool)> {
    let clock = timed.clock.as_ref().ok()?;
    let time = clock.time;
    Some((i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second()), clock.sure))
}

/// The hours at `at`; with `led`, bare numbers are hours too.
pub(super) fn hours(c: &Cursor<'_>, at: usize, led: bool) -> Option<Hours> {
    let found = [range(c, at, led), stretch(c, at, led), point(c, at, led), part(c, at)];
    super::first_longest(found.into_iter().flatten(), |found| found.next)
}

/// "3 p.m.", "at 6.45", "around 1pm": a point in time.
fn point(c: &Cursor<'_>, at: usize, led: bool) -> Option<Hours> {
    let about = usize::from(c.any(at, &[Keyword::Around, Keyword::About, Keyword::Circa]));
    let word = at + about;
    let dotted = c.sign(word + 2, '.') && !c.gap(word + 2) && c.digits(word + 3) && !c.gap(word + 3);
    let say = c.is(word, Keyword::At) && (dotted || c.is(word + 2, Keyword::H));
    let place = word + usize::from(say);
    let timed = clock(c, place, led || say || about > 0).filter(|timed| led || say || timed.plain)?;
    let (start, sure) = seconds(&timed)?;
    if ratio(c, place) && !led {
        return None;
    }
    Some(Hours {
        from: at,
        next: timed.next,
        start: Some(start),
        end: None,
        ranged: false,
        sure,
        plain: timed.plain || say,
        part: false,
    })
}

/// "4:3" is no time.
fn ratio(c: &Cursor<'_>, at: usize) -> bool {
    c.sign(at + 1, ':') && c.str(at + 2).len() < 2
}

/// "from 9 to 10:30", "8-9am", "between 5 and 6 in the afternoon", "five to seven".
fn range(c: &Cursor<'_>, at: usize, led: bool) -> Option<Hours> {
    let from = c.is(at, Keyword::From);
    let between = c.is(at, Keyword::Between);
    let prefix = usize::from(from || between);
    let first = clock(c, at + prefix, true)?;
    let join = first.next;
    let joined = match c.keyword(join) {
        Keyword::To | Keyword::Till | Keyword::Through => true,
        Keyword::And => between,
        _ => c.dash(join),
    };
    if !joined {
        return None;
    }
    let last = clock(c, join + 1, true)?;
    let spoken = |timed: &Timed| timed.next > timed.from + 1 && !c.digits(timed.from);
    let colon = |timed: &Timed| timed.plain || c.sign(timed.from + 1, ':');
    let plain = colon(&first) || colon(&last) || (prefix == 1 && spoken(&first) && spoken(&last));
    if !(plain || led) || (c.joint(last.next) && c.digits(last.next + 1)) {
        return None;
    }
    let ((mut start, start_sure), (mut end, end_sure)) = (seconds(&first)?, seconds(&last)?);
    if !start_sure && end_sure && end >= NOON && start < NOON && start + NOON < end {
        start += NOON;
    }
    if !end_sure && end <= start && end < NOON {
        end += NOON;
    }
    if !start_sure && !end_sure && start == NOON && end < NOON + 1 {
        start -= NOON;
    }
    let next = zone_after(c, last.next);
    (end > start).then_some(Hours {
        from: at,
        next,
        start: Some(start),
        end: Some(end),
        ranged: true,
        sure: start_sure || end_sure,
        plain,
        part: false,
    })
}

/// A zone is no part of a span, but nothing follows it either.
fn zone_after(c: &Cursor<'_>, at: usize) -> usize {
    let _ = zone(c, at);
    at
}

/// "from 2pm for 2 hours", "for 7 hours from 9:30am".
fn stretch(c: &Cursor<'_>, at: usize, _led: bool) -> Option<Hours> {
    let (start_at, length_at) = if c.is(at, Keyword::For) {
        let length = super::duration::length(c, at + 1)?;
        c.is(length.next, Keyword::From).then_some((length.next + 1, at + 1))?
    } else {
        let first = clock(c, at + usize::from(c.is(at, Keyword::From)), false)?;
        c.is(first.next, Keyword::For).then_some((first.from, first.next + 1))?
    };
    let first = clock(c, start_at, false).filter(|first| first.plain)?;
    let length = super::duration::length(c, length_at).filter(|length| !length.of_days())?;
    let (start, sure) = seconds(&first)?;
    let next = first.next.max(length.next);
    Some(Hours {
        from: at,
        next,
        start: Some(start),
        end: Some(start + length.seconds),
        ranged: true,
        sure,
        plain: true,
        part: false,
    })
}

/// The hours of a part of the day.
pub(super) fn part_hours(keyword: Keyword, word: &str) -> Option<(i64, i64)> {
    Some(match keyword {
        Keyword::Morning => (8 * 3600, 12 * 3600),
        Keyword::Afternoon => (12 * 3600, 16 * 3600),
        Keyword::Evening => (16 * 3600, 20 * 3600),
        Keyword::Night => (20 * 3600, 24 * 3600 - 1),
        _ => match word.to_ascii_lowercase().as_str() {
            "lunch" | "lunchtime" => (11 * 3600, 13 * 3600),
            "dinner" | "dinnertime" => (16 * 3600, 20 * 3600),
            _ => return None,
        },
    })
}

/// "in the morning", "late afternoon", "at lunchtime", "around dinner", "after dinner", "before lunch", "morning".
fn part(c: &Cursor<'_>, at: usize) -> Option<Hours> {
    let mut place = at;
    let mut side = 0;
    let mut open = 0;
    let lead = c.keyword(place);
    match lead {
        Keyword::Early | Keyword::Late | Keyword::Later | Keyword::Earlier => {
            side = if matches!(lead, Keyword::Early | Keyword::Earlier) { -1 } else { 1 };
            place = c.past_joint(place + 1);
            let of = c.is(place, Keyword::In);
            place += usize::from(of);
            place += usize::from(of && c.is(place, Keyword::The));
        }
        Keyword::In => {
            place += 1 + usize::from(c.is(at + 1, Keyword::The));
            if c.any(place, &[Keyword::Early, Keyword::Late]) {
                // "in late afternoon": the part begins after "in".
                if place == at + 1 {
                    return None;
                }
                side = if c.is(place, Keyword::Early) { -1 } else { 1 };
                place = c.past_joint(place + 1);
            }
        }
        Keyword::At | Keyword::Around | Keyword::During => place += 1 + usize::from(c.is(at + 1, Keyword::The)),
        Keyword::Before => (open, place) = (-1, place + 1),
        Keyword::After => (open, place) = (1, place + 1),
        _ => {}
    }
    let meal = matches!(c.str(place).to_ascii_lowercase().as_str(), "lunch" | "dinner" | "lunchtime" | "dinnertime");
    if (meal || open != 0) && !(meal && (open != 0 || matches!(lead, Keyword::At | Keyword::Around))) {
        return None;
    }
    let (start, end) = part_hours(c.keyword(place), c.str(place))?;
    let night = c.is(place, Keyword::Night);
    if night && place == at || (c.str(place).ends_with('s') && lead != Keyword::In) {
        return None;
    }
    let middle = (start + end + 1) / 2;
    let (start, end) = match side {
        -1 => (start, middle),
        1 => (middle, end),
        _ => (start, end),
    };
    let (start, end) = match open {
        -1 => (None, Some(start)),
        1 => (Some(end), None),
        _ => (Some(start), Some(end)),
    };
    Some(Hours { from: at, next: place + 1, start, end, ranged: true, sure: true, plain: true, part: true })
}

impl Hours {
    /// Moved after noon, if it is not known to be before it.
    pub(super) fn after_noon(mut self) -> Self {
        if !self.sure && self.start.is_some_and(|start| start < NOON) && self.end.is_none_or(|end| end < NOON) {
            self.start = self.start.map(|start| start + NOON);
            self.end = self.end.map(|end| end + NOON);
        }
        Self { sure: true, ..self }
    }
}
