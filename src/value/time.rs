//! Times of the day, their zones, and what recurs.

use super::describe::WEEKDAYS;
use super::{Comparator, Comparison, DateUnit, Truth};
use jiff::civil::Time;
use std::fmt;
use std::sync::OnceLock;

const ZONES: &str = include_str!("../../data/values/zones.tsv");

/// A time of the day as it was said.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TimeExpression {
    /// "3 p.m.", "15:30 GMT".
    At {
        /// The time.
        clock: Clock,
        /// The zone, if one was said.
        zone: Option<Zone>,
    },
    /// "9 to 11 a.m.", "between 15:00 and 17:00".
    Between {
        /// The first time.
        first: Clock,
        /// The last time.
        last: Clock,
        /// The zone, if one was said.
        zone: Option<Zone>,
    },
    /// A time that no clock shows: "25:10 p.m.". The reason, in words.
    Impossible(String),
}

/// A time on the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Clock {
    /// The time; before noon where that was not said.
    pub time: Time,
    /// Whether it is known to be before or after noon.
    pub sure: bool,
}

/// A time zone by the name that was said.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Zone {
    /// The name: `GMT`, `EST`.
    pub name: String,
    /// Minutes east of UTC.
    pub minutes: i32,
}

/// Something that happens again and again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Recurring {
    /// Every so many units: 2 for "every two weeks"; 1 for a weekday.
    pub every: i32,
    /// The unit; a week for a weekday.
    pub unit: DateUnit,
    /// The weekday, 1 for Monday: "every Tuesday", "on Tuesdays".
    pub weekday: Option<i8>,
}

impl Zone {
    /// The zone of that name.
    pub fn named(name: &str) -> Option<Self> {
        static TABLE: OnceLock<Vec<(&'static str, i32)>> = OnceLock::new();
        let table = TABLE.get_or_init(|| {
            let cells = |line: &'static str| {
                line.split_once('\t').and_then(|(name, minutes)| Some((name, minutes.parse().ok()?)))
            };
            ZONES.lines().filter(|line| !line.starts_with('#')).filter_map(cells).collect()
        });
        let (name, minutes) = table.iter().find(|(known, _)| *known == name)?;
        Some(Self { name: (*name).to_owned(), minutes: *minutes })
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = (self.time.hour(), self.time.minute(), self.time.second());
        let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
        if !self.sure {
            return write!(f, "{twelve}:{minute:02} o'clock");
        }
        let half = if hour < 12 { "a.m." } else { "p.m." };
        match (hour, minute, second) {
            (0, 0, 0) => f.write_str("midnight"),
            (12, 0, 0) => f.write_str("noon"),
            (_, 0, 0) => write!(f, "{twelve} {half}"),
            (_, _, 0) => write!(f, "{twelve}:{minute:02} {half}"),
            _ => write!(f, "{twelve}:{minute:02}:{second:02} {half}"),
        }
    }
}

impl fmt::Display for TimeExpression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zone = match self {
            Self::At { clock, zone } => {
                write!(f, "{clock}")?;
                zone
            }
            Self::Between { first, last, zone } => {
                write!(f, "{first} to {last}")?;
                zone
            }
            Self::Impossible(reason) => return write!(f, "no time ({reason})"),
        };
        match zone {
            Some(zone) => write!(f, " {}", zone.name),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Recurring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.weekday, self.every) {
            (Some(day), _) => {
                let name = usize::try_from(day.saturating_sub(1))
                    .ok()
                    .and_then(|day| WEEKDAYS.get(day))
                    .copied()
                    .unwrap_or_default();
                write!(f, "every {name}")
            }
            (None, 1) => write!(f, "every {}", self.unit),
            (None, every) => write!(f, "every {every} {}s", self.unit),
        }
    }
}

impl TimeExpression {
    /// The first and the last second of the day that it may mean, counted in UTC where a zone was said: for each way
    /// of reading it, two where a.m. or p.m. was left out.
    fn readings(&self) -> Vec<(i64, i64)> {
        let seconds = |clock: &Clock| {
            i64::from(clock.time.hour()) * 3600 + i64::from(clock.time.minute()) * 60 + i64::from(clock.time.second())
        };
        let (first, last, zone, sure) = match self {
            Self::At { clock, zone } => (seconds(clock), seconds(clock), zone, clock.sure),
            Self::Between { first, last, zone } => (seconds(first), seconds(last), zone, first.sure && last.sure),
            Self::Impossible(_) => return Vec::new(),
        };
        let shift = zone.as_ref().map_or(0, |zone| i64::from(zone.minutes) * 60);
        let noon = 12 * 3600;
        let halves: &[i64] = if sure || first >= noon { &[0] } else { &[0, noon] };
        halves.iter().map(|half| ((first + half - shift), (last + half - shift))).collect()
    }
}

/// Compares two times of the day; both have a zone or neither has.
pub(crate) fn times(a: &TimeExpression, comparator: &Comparator, b: &TimeExpression) -> Result<Comparison, String> {
    for side in [a, b] {
        if let TimeExpression::Impossible(reason) = side {
            return Err(format!("a time is not on the clock: {reason}"));
        }
    }
    let zoned = |time: &TimeExpression| match time {
        TimeExpression::At { zone, .. } | TimeExpression::Between { zone, .. } => zone.is_some(),
        TimeExpression::Impossible(_) => false,
    };
    if zoned(a) != zoned(b) {
        return Ok(Comparison {
            truth: Truth::Unknown,
            because: format!("only one of {a} and {b} names its time zone"),
        });
    }
    let mut outcomes = Vec::new();
    for one in a.readings() {
        for other in b.readings() {
            outcomes.push(Truth::from(match comparator {
                Comparator::Equal | Comparator::About => {
                    one == other || (one.0 - other.0).rem_euclid(86_400) == 0 && one.1 - one.0 == other.1 - other.0
                }
                Comparator::NotEqual => (one.0 - other.0).rem_euclid(86_400) != 0,
                Comparator::More => one.0 > other.1,
                Comparator::Less => one.1 < other.0,
                Comparator::AtLeast => one.0 >= other.0,
                Comparator::AtMost => one.1 <= other.1,
                Comparator::Within => other.0 <= one.0 && one.1 <= other.1,
                Comparator::WithinDistance(_) => {
                    return Err(format!("`{a}` and `{b}` are times of the day, not dates or numbers"));
                }
            }));
        }
    }
    let truth = match (outcomes.contains(&Truth::True), outcomes.contains(&Truth::False)) {
        (true, false) => Truth::True,
        (false, true) => Truth::False,
        _ => Truth::Unknown,
    };
    let because = match truth {
        Truth::True => format!("{a} fits {b}"),
        Truth::False => format!("{a} does not fit {b}"),
        Truth::Unknown => format!("it is not said whether {a} and {b} are before or after noon"),
    };
    Ok(Comparison { truth, because })
}

/// Compares what recurs: the same or not.
pub(crate) fn recurrences(a: &Recurring, comparator: &Comparator, b: &Recurring) -> Result<Comparison, String> {
    let same = Truth::from(a == b);
    let truth = match comparator {
        Comparator::Equal | Comparator::About | Comparator::Within => same,
        Comparator::NotEqual => !same,
        _ => return Err(format!("`{a}` and `{b}` recur: they are equal or not, neither more nor less")),
    };
    Ok(Comparison { truth, because: if a == b { format!("both are {a}") } else { format!("{a} is not {b}") } })
}
