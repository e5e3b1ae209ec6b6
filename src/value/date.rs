//! Dates as intervals of days, and relative dates that wait for the dateline.

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
    /// So many units away from the dateline: "yesterday", "last month", "ten days ago".
    Offset {
        /// How many, negative for the past.
        count: i32,
        /// `day`, `week`, `month`, `year`.
        unit: DateUnit,
    },
}

/// Units of relative dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateUnit {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl DateExpression {
    /// The days meant, counted from the dateline where that is needed; `None` where it is needed and missing.
    pub fn resolve(&self, _dateline: Option<Date>) -> Option<DateSpan> {
        match self {
            Self::Absolute(span) => Some(*span),
            _ => None,
        }
    }
}
