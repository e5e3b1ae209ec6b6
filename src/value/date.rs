//! Dates as intervals of days, and relative dates that wait for the dateline.

use super::calendar::{days_in_month, decade_span, month_of, month_span, months_from, nearest, season_span, year_span};
use jiff::ToSpan;
use jiff::civil::Date;

/// A span of days, both ends included; an end that is not known is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateSpan {
    /// The first day, `None`: open to the past.
    pub first: Option<Date>,
    /// The last day, `None`: open to the future.
    pub last: Option<Date>,
}

/// A date as it was said.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DateExpression {
    /// A date that stands by itself: "July 3, 2024", "early 2016", "the 1990s".
    Absolute(DateSpan),
    /// Month and day(s) without a year: "February 6", "November 20 to December 11" (first and last).
    NoYear {
        /// Month and day of the first day; no day for a whole month.
        first: (i8, Option<i8>),
        /// Month and day of the last day.
        last: (i8, Option<i8>),
    },
    /// A weekday: 1 is Monday, 7 is Sunday; -1 for "last Friday", 1 for "next Friday", 0 for a bare "Friday".
    Weekday {
        /// 1 (Monday) to 7 (Sunday).
        day: i8,
        /// The direction that was said.
        direction: i8,
    },
    /// The day, week, month … so many away from that of the dateline: "yesterday", "last month", "ten days ago".
    Offset {
        /// How many, negative for the past.
        count: i32,
        /// `day`, `week`, `month`, `year`.
        unit: DateUnit,
    },
    /// A day so far away from the dateline, to the precision of the unit: "three weeks ago", "in two years".
    Distance {
        /// How many, negative for the past.
        count: i32,
        /// The unit.
        unit: DateUnit,
        /// Whether "about", "nearly", "more than" stood before it.
        hedged: bool,
    },
    /// The days between the dateline and one so far away: "the past three years", "the next 10 days".
    Stretch {
        /// How many, negative for the past.
        count: i32,
        /// The unit.
        unit: DateUnit,
    },
    /// A season of the northern half of the world without a year: "last summer"; 0 is spring.
    Season {
        /// 0 (spring) to 3 (winter).
        season: i8,
        /// As for a weekday.
        direction: i8,
    },
    /// A feast or holiday without a year.
    Holiday(Holiday),
    /// A part of a date that waits for the dateline: "late last month".
    Part {
        /// Which third.
        part: DatePart,
        /// Of what.
        of: Box<DateExpression>,
    },
    /// A date that no calendar has: "31 June". The reason, in words.
    Impossible(String),
}

/// Units of relative dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateUnit {
    /// A day.
    Day,
    /// A week, Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
    /// Saturday and Sunday.
    Weekend,
    /// Three months.
    Quarter,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// The thirds of a month, year or decade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DatePart {
    /// "early", "the beginning of".
    Early,
    /// "mid-", "the middle of".
    Mid,
    /// "late", "the end of".
    Late,
    /// "earlier": before the dateline.
    Before,
    /// "later": from the dateline on.
    After,
}

/// Feasts and holidays whose date is a matter of counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holiday {
    /// So many days from Easter Sunday of the western churches: -2 is Good Friday.
    Easter(i8),
    /// The `nth` weekday of a month, the last one for -1: Thanksgiving is (11, 4, 4).
    NthWeekday {
        /// The month.
        month: i8,
        /// 1 to 5, or -1 for the last.
        nth: i8,
        /// 1 (Monday) to 7 (Sunday).
        weekday: i8,
    },
}

impl Holiday {
    /// The day in that year.
    pub fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::Easter(days) => super::calendar::easter(year)?.checked_add(i64::from(days).days()).ok(),
            Self::NthWeekday { month, nth, weekday } => super::calendar::nth_weekday(year, month, nth, weekday),
        }
    }
}

impl DateSpan {
    /// A whole year; `None` beyond the calendar's years.
    pub fn year(year: i16) -> Option<Self> {
        Self::days(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)
    }

    /// A single day.
    pub fn day(date: Date) -> Self {
        Self { first: Some(date), last: Some(date) }
    }

    /// From one day to another, both included; `None` if that runs backwards.
    pub fn days(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Self { first: Some(first), last: Some(last) })
    }

    /// The single day, if it is one.
    pub fn as_day(&self) -> Option<Date> {
        self.first.filter(|_| self.first == self.last)
    }

    /// The year, if the span is one whole year.
    pub fn as_year(&self) -> Option<i16> {
        let year = self.first?.year();
        (year_span(year) == Some(*self)).then_some(year)
    }

    /// Whether every day of `other` lies in it.
    pub fn contains(&self, other: &Self) -> bool {
        let low = self.first.is_none_or(|first| other.first.is_some_and(|other| first <= other));
        let high = self.last.is_none_or(|last| other.last.is_some_and(|other| other <= last));
        low && high
    }

    /// Whether they have a day in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        !self.before(other) && !other.before(self)
    }

    /// Whether its last day is before the first of the other.
    pub fn before(&self, other: &Self) -> bool {
        matches!((self.last, other.first), (Some(last), Some(first)) if last < first)
    }

    /// Whether its first day is after the last of the other.
    pub fn after(&self, other: &Self) -> bool {
        other.before(self)
    }

    /// The least and the greatest number of days that can lie between a day of the one and a day of the other;
    /// the greatest is `None` where an end is open.
    pub fn gap(&self, other: &Self) -> (i64, Option<i64>) {
        let least = match (self.last, other.first, other.last, self.first) {
            (Some(last), Some(first), ..) if last < first => days_between(last, first),
            (.., Some(last), Some(first)) if last < first => days_between(last, first),
            _ => 0,
        };
        let most = match (self.first, self.last, other.first, other.last) {
            (Some(a), Some(b), Some(c), Some(d)) => Some(days_between(a, d).abs().max(days_between(c, b).abs())),
            _ => None,
        };
        (least, most)
    }
}

/// The days from one date to another, negative if that goes back.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

impl DateExpression {
    /// A bare weekday as the next one; `None` for all else.
    pub fn coming(&self) -> Option<Self> {
        match self {
            Self::Weekday { day, direction: 0 } => Some(Self::Weekday { day: *day, direction: 1 }),
            _ => None,
        }
    }

    /// A single day.
    pub fn day(date: Date) -> Self {
        Self::Absolute(DateSpan::day(date))
    }

    /// The days meant, counted from the dateline where that is needed; `None` where it is needed and missing.
    ///
    /// A date without a year is the nearest one to the dateline, so within six months of it; a bare weekday is the last one on or before
    /// it, as news copy uses it; "last Friday" is before the dateline and "next Friday" after it. A distance holds to
    /// the precision of its unit: "two years ago" is within six months of that day.
    pub fn resolve(&self, dateline: Option<Date>) -> Option<DateSpan> {
        match self {
            Self::Absolute(span) => Some(*span),
            Self::Impossible(_) => None,
            Self::NoYear { first, last } => {
                let dateline = dateline?;
                nearest(dateline, |year| no_year_in(*first, *last, year))
            }
            Self::Weekday { day, direction } => weekday(*day, *direction, dateline?),
            Self::Offset { count, unit } => offset(*count, *unit, dateline?),
            Self::Distance { count, unit, hedged } => distance(*count, *unit, *hedged, dateline?),
            Self::Stretch { count, unit } => {
                let dateline = dateline?;
                let other = shifted(dateline, *count, *unit)?;
                DateSpan::days(dateline.min(other), dateline.max(other))
            }
            Self::Season { season, direction } => {
                let dateline = dateline?;
                match direction {
                    0 => nearest(dateline, |year| season_span(*season, year)),
                    _ => directed_season(*season, *direction, dateline),
                }
            }
            Self::Holiday(holiday) => nearest(dateline?, |year| holiday.in_year(year).map(DateSpan::day)),
            Self::Part { part, of } => part_of(*part, of.resolve(dateline)?, dateline),
        }
    }
}

/// A date without year, put into a year; a span over New Year ends in the next.
fn no_year_in(first: (i8, Option<i8>), last: (i8, Option<i8>), year: i16) -> Option<DateSpan> {
    let ends_in =
        if (last.0, last.1.unwrap_or(31)) < (first.0, first.1.unwrap_or(1)) { year.checked_add(1)? } else { year };
    let start = Date::new(year, first.0, first.1.unwrap_or(1)).ok()?;
    let end = Date::new(ends_in, last.0, last.1.unwrap_or(days_in_month(ends_in, last.0)?)).ok()?;
    DateSpan::days(start, end)
}

fn weekday(day: i8, direction: i8, dateline: Date) -> Option<DateSpan> {
    let today = i64::from(dateline.weekday().to_monday_one_offset());
    let back = (today - i64::from(day)).rem_euclid(7);
    let days = match direction {
        0 => -back,
        d if d < 0 => {
            if back == 0 {
                -7
            } else {
                -back
            }
        }
        _ => 7 - back,
    };
    dateline.checked_add(days.days()).ok().map(DateSpan::day)
}

/// The dateline moved by so many units.
pub(crate) fn shifted(dateline: Date, count: i32, unit: DateUnit) -> Option<Date> {
    let count = i64::from(count);
    match unit {
        DateUnit::Day => dateline.checked_add(jiff::Span::new().try_days(count).ok()?).ok(),
        DateUnit::Week | DateUnit::Weekend => dateline.checked_add(jiff::Span::new().try_weeks(count).ok()?).ok(),
        DateUnit::Month => months_from(dateline, count),
        DateUnit::Quarter => months_from(dateline, count.checked_mul(3)?),
        DateUnit::Year => months_from(dateline, count.checked_mul(12)?),
        DateUnit::Decade => months_from(dateline, count.checked_mul(120)?),
        DateUnit::Century => months_from(dateline, count.checked_mul(1200)?),
    }
}

/// The calendar unit so many away from that of the dateline.
fn offset(count: i32, unit: DateUnit, dateline: Date) -> Option<DateSpan> {
    let there = shifted(dateline, count, unit)?;
    let monday = || there.checked_sub(i64::from(there.weekday().to_monday_one_offset() - 1).days()).ok();
    match unit {
        DateUnit::Day => Some(DateSpan::day(there)),
        DateUnit::Week => DateSpan::days(monday()?, monday()?.checked_add(6.days()).ok()?),
        DateUnit::Weekend => {
            DateSpan::days(monday()?.checked_add(5.days()).ok()?, monday()?.checked_add(6.days()).ok()?)
        }
        DateUnit::Month => month_span(there.year(), there.month()),
        DateUnit::Quarter => {
            let first = (there.month() - 1) / 3 * 3 + 1;
            DateSpan::days(month_span(there.year(), first)?.first?, month_span(there.year(), first + 2)?.last?)
        }
        DateUnit::Year => year_span(there.year()),
        DateUnit::Decade => decade_span(there.year().div_euclid(10) * 10),
        DateUnit::Century => {
            let first = there.year().div_euclid(100) * 100;
            DateSpan::days(year_span(first)?.first?, year_span(first.checked_add(99)?)?.last?)
        }
    }
}

/// The days about a day so far away: half a unit to either side, a whole one if it was hedged.
fn distance(count: i32, unit: DateUnit, hedged: bool, dateline: Date) -> Option<DateSpan> {
    let there = shifted(dateline, count, unit)?;
    let half = match unit {
        DateUnit::Day => 0,
        DateUnit::Week | DateUnit::Weekend => 3,
        DateUnit::Month => 15,
        DateUnit::Quarter => 45,
        DateUnit::Year => 183,
        DateUnit::Decade => 1826,
        DateUnit::Century => 18262,
    };
    let slack: i64 = if hedged { (half * 2).max(1) } else { half };
    DateSpan::days(there.checked_sub(slack.days()).ok()?, there.checked_add(slack.days()).ok()?)
}

/// The season before or after the dateline, or the one that the dateline lies in or comes to next.
fn directed_season(season: i8, direction: i8, dateline: Date) -> Option<DateSpan> {
    let year = dateline.year();
    let spans = [year.checked_sub(2)?, year.checked_sub(1)?, year, year.checked_add(1)?, year.checked_add(2)?];
    let mut spans = spans.into_iter().filter_map(|year| season_span(season, year));
    if direction < 0 {
        spans.rfind(|span| span.last.is_some_and(|last| last < dateline))
    } else {
        spans.find(|span| span.first.is_some_and(|first| first > dateline))
    }
}

/// A third of a span, by its length: of a month by tens of days, of a year by four months, of a decade or century by
/// four tenths that overlap, else by a third of its days.
pub(crate) fn part_of(part: DatePart, span: DateSpan, dateline: Option<Date>) -> Option<DateSpan> {
    let (first, last) = (span.first?, span.last?);
    let nth = match part {
        DatePart::Before => return DateSpan::days(first, dateline?.min(last)),
        DatePart::After => return DateSpan::days(dateline?.max(first), last),
        DatePart::Early => 0,
        DatePart::Mid => 1,
        DatePart::Late => 2,
    };
    if month_of(&span).is_some() {
        let (from, to) = [(1, 10), (11, 20), (21, last.day())].get(nth).copied()?;
        let day = |day| Date::new(first.year(), first.month(), day).ok();
        return DateSpan::days(day(from)?, day(to)?);
    }
    if span.as_year().is_some() {
        let from = i8::try_from(nth).ok()? * 4 + 1;
        return DateSpan::days(month_span(first.year(), from)?.first?, month_span(first.year(), from + 3)?.last?);
    }
    let years = i16::try_from(i32::from(last.year()) - i32::from(first.year()) + 1).ok()?;
    if matches!(years, 10 | 100)
        && year_span(first.year())?.first == Some(first)
        && year_span(last.year())?.last == Some(last)
    {
        // The parts of a decade and a century are vague, so they overlap.
        let (from, to) = [(0, 3), (3, 6), (6, 9)].get(nth).copied()?;
        let unit = years / 10;
        let (from, to) = (first.year().checked_add(from * unit)?, first.year().checked_add((to + 1) * unit - 1)?);
        return DateSpan::days(year_span(from)?.first?, year_span(to)?.last?);
    }
    let days = days_between(first, last) + 1;
    let third = i64::try_from(nth).ok()?;
    let from = first.checked_add((days * third / 3).days()).ok()?;
    let to = first.checked_add((days * (third + 1) / 3 - 1).days()).ok()?;
    DateSpan::days(from, to.max(from))
}
