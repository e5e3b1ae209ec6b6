//! Values in canonical words, for messages; a value that is printed and read again is the same value.

use super::calendar::month_of;
use super::date::{DateExpression, DatePart, DateSpan, DateUnit, Holiday};
use super::read::day::MONTHS;
use super::units::units;
use super::{Hedge, Number, Rational, Unit, Value};
use jiff::civil::Date;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, One, Signed, Zero};
use std::fmt;

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::Score(one, other) => write!(f, "{one}-{other}"),
            Self::Time(time) => time.fmt(f),
            Self::Recurring(recurring) => recurring.fmt(f),
        }
    }
}

impl Value {
    /// The value in canonical words: "107 or more", "NZ$26 million", "2015-09-11", "5 feet 10 inches".
    pub fn describe(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let money = matches!(self.unit, Unit::Currency(_));
        let counted = matches!(self.unit, Unit::One);
        match self.hedge {
            Hedge::None | Hedge::AtLeast => {}
            Hedge::Range => f.write_str(if money || !self.stated.is_negative() { "" } else { "from " })?,
            Hedge::About => f.write_str("about ")?,
            Hedge::Nearly => f.write_str("nearly ")?,
            Hedge::MoreThan => f.write_str("more than ")?,
            Hedge::LessThan => {
                f.write_str(if counted && self.stated.is_integer() { "fewer than " } else { "less than " })?
            }
            Hedge::AtMost => f.write_str("up to ")?,
        }
        match self.stated_high {
            Some(high) if money => write!(f, "{} to {}", self.with_unit(self.stated), self.with_unit(high))?,
            Some(high) => write!(f, "{} to {}", figures(self.stated, self.digit), self.with_unit(high))?,
            None if self.ordinal => f.write_str(&ordinal(self.stated))?,
            None if !self.parts.is_empty() => self.compound(f)?,
            None => f.write_str(&self.with_unit(self.stated))?,
        }
        if self.hedge == Hedge::AtLeast { f.write_str(" or more") } else { Ok(()) }
    }
}

impl Number {
    /// A number of this unit.
    fn with_unit(&self, number: Rational) -> String {
        let printed = figures(number, self.digit);
        match &self.unit {
            Unit::One => printed,
            Unit::Percent => format!("{printed}%"),
            Unit::PercentagePoint => {
                format!("{printed} percentage {}", if printed == "1" { "point" } else { "points" })
            }
            Unit::Times => format!("{printed} times"),
            Unit::Currency(code) => match units().printed(code) {
                Some(sign) => match printed.strip_prefix('-') {
                    Some(amount) => format!("-{sign}{amount}"),
                    None => format!("{sign}{printed}"),
                },
                None if code.bytes().all(|byte| byte.is_ascii_uppercase()) => format!("{code} {printed}"),
                None => format!("{printed} {code}"),
            },
            Unit::Measure { said, .. } => format!("{printed} {}", plural(said, &printed)),
        }
    }

    /// "5 feet 10 inches".
    fn compound(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (number, unit)) in self.parts.iter().enumerate() {
            let digit = if number.is_integer() { Rational::one() } else { self.digit };
            let printed = figures(*number, digit);
            let gap = if place == 0 { "" } else { " " };
            write!(f, "{gap}{printed} {}", plural(unit, &printed))?;
        }
        Ok(())
    }
}

/// A unit's name after a number.
fn plural<'u>(unit: &'u str, printed: &str) -> &'u str {
    match units().named(unit) {
        Some(row) if printed != "1" => row.plural,
        _ => unit,
    }
}

/// The scale words that numbers are printed with, by their powers of ten.
const SCALES: [(u32, &str); 6] =
    [(3, "thousand"), (6, "million"), (9, "billion"), (12, "trillion"), (15, "quadrillion"), (18, "quintillion")];

/// A number to the place of its last digit: "1,234", "4.20", "1.4 billion", "2/3".
pub(crate) fn figures(number: Rational, digit: Rational) -> String {
    if digit.is_zero() {
        return fraction(number);
    }
    let sign = if number.is_negative() { "-" } else { "" };
    let Some(number) = super::interval::magnitude(number) else { return number.to_string() };
    if digit > Rational::one() {
        let power = digit.to_integer().checked_ilog10().unwrap_or(0);
        if let Some((scale, word)) = SCALES.iter().find(|(scale, _)| *scale >= power) {
            let factor = Rational::from_integer(10i128.pow(*scale));
            if let Some(printed) = number.checked_div(&factor).and_then(|mantissa| decimal(mantissa, scale - power)) {
                return format!("{sign}{printed} {word}");
            }
        }
    }
    let places = digit.denom().checked_ilog10().unwrap_or(0);
    match decimal(number, places) {
        Some(printed) => format!("{sign}{printed}"),
        None => format!("{sign}{}", fraction(number)),
    }
}

/// A number with so many decimals and its thousands parted, if that says it exactly.
fn decimal(number: Rational, places: u32) -> Option<String> {
    let factor = Rational::from_integer(10i128.checked_pow(places)?);
    let scaled = number.checked_mul(&factor)?;
    if !scaled.is_integer() {
        return None;
    }
    let digits = scaled.to_integer().to_string();
    let places = usize::try_from(places).ok()?;
    let digits = if digits.len() <= places { format!("{digits:0>width$}", width = places + 1) } else { digits };
    let (whole, decimals) = digits.split_at(digits.len() - places);
    let mut printed = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            printed.push(',');
        }
        printed.push(digit);
    }
    if places > 0 {
        printed.push('.');
        printed.push_str(decimals);
    }
    Some(printed)
}

/// A number as a vulgar fraction: "2/3", "1 1/2", "7".
fn fraction(number: Rational) -> String {
    let sign = if number.is_negative() { "-" } else { "" };
    let Some(number) = super::interval::magnitude(number) else { return number.to_string() };
    let (whole, rest) = (number.to_integer(), number.fract());
    if rest.is_zero() {
        format!("{sign}{whole}")
    } else if whole == 0 {
        format!("{sign}{}/{}", rest.numer(), rest.denom())
    } else {
        format!("{sign}{whole} {}/{}", rest.numer(), rest.denom())
    }
}

/// A number as it is best shown in a sum: rounded to so many places, zeros at its end left out.
pub(crate) fn rounded(number: Rational, places: u32) -> String {
    let factor = Rational::from_integer(10i128.pow(places.min(9)));
    let value = number
        .checked_mul(&factor)
        .and_then(|scaled| scaled.checked_add(&Rational::new(1, 2)))
        .and_then(|scaled| scaled.floor().checked_div(&factor));
    let Some(value) = value else { return fraction(number) };
    let mut shown = figures(value, factor.recip());
    if shown.contains('.') {
        shown.truncate(shown.trim_end_matches('0').trim_end_matches('.').len());
    }
    shown
}

fn ordinal(number: Rational) -> String {
    let number = number.to_integer();
    let suffix = match (number.rem_euclid(100), number.rem_euclid(10)) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{}{suffix}", decimal(Rational::from_integer(number), 0).unwrap_or_default())
}

/// The weekdays by name.
pub(crate) const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The seasons by name.
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

fn name<'n>(names: &[&'n str], number: i8) -> &'n str {
    usize::try_from(number).ok().and_then(|number| names.get(number)).copied().unwrap_or_default()
}

impl fmt::Display for DateUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::Weekend => "weekend",
            Self::Quarter => "quarter",
            Self::Decade => "decade",
            Self::Century => "century",
        })
    }
}

impl fmt::Display for DateSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.last) {
            (Some(first), Some(last)) => {
                if first == last {
                    write!(f, "{first}")
                } else if let Some(year) = self.as_year() {
                    write!(f, "{year}")
                } else if let Some((year, month)) = month_of(self) {
                    write!(f, "{} {year}", name(&MONTHS, month.saturating_sub(1)))
                } else {
                    write!(f, "{first} to {last}")
                }
            }
            (Some(first), None) => write!(f, "{first} or later"),
            (None, Some(last)) => write!(f, "{last} or earlier"),
            (None, None) => f.write_str("any day"),
        }
    }
}

impl fmt::Display for Holiday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Easter(0) => f.write_str("Easter"),
            Self::Easter(1) => f.write_str("Easter Monday"),
            Self::Easter(-2) => f.write_str("Good Friday"),
            Self::Easter(-7) => f.write_str("Palm Sunday"),
            Self::Easter(-46) => f.write_str("Ash Wednesday"),
            Self::Easter(days) => write!(f, "{days} days from Easter"),
            Self::NthWeekday { month: 11, nth: 4, weekday: 4 } => f.write_str("Thanksgiving"),
            Self::NthWeekday { month: 5, nth: -1, weekday: 1 } => f.write_str("Memorial Day"),
            Self::NthWeekday { month: 9, nth: 1, weekday: 1 } => f.write_str("Labor Day"),
            Self::NthWeekday { month: 10, nth: 2, weekday: 1 } => f.write_str("Columbus Day"),
            Self::NthWeekday { month: 2, nth: 3, weekday: 1 } => f.write_str("Presidents' Day"),
            Self::NthWeekday { month: 5, nth: 2, weekday: 7 } => f.write_str("Mother's Day"),
            Self::NthWeekday { month: 6, nth: 3, weekday: 7 } => f.write_str("Father's Day"),
            Self::NthWeekday { month: 1, nth: 3, weekday: 1 } => f.write_str("Martin Luther King Day"),
            Self::NthWeekday { month, nth, weekday } => {
                let nth = if *nth < 0 { String::from("last") } else { ordinal(Rational::from_integer((*nth).into())) };
                write!(
                    f,
                    "the {nth} {} of {}",
                    name(&WEEKDAYS, weekday.saturating_sub(1)),
                    name(&MONTHS, month.saturating_sub(1))
                )
            }
        }
    }
}

impl fmt::Display for DateExpression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absolute(span) => span.fmt(f),
            Self::NoYear { first, last } => {
                let end = |f: &mut fmt::Formatter<'_>, (month, day): (i8, Option<i8>)| match day {
                    Some(day) => write!(f, "{} {day}", name(&MONTHS, month.saturating_sub(1))),
                    None => f.write_str(name(&MONTHS, month.saturating_sub(1))),
                };
                end(f, *first)?;
                if first == last {
                    return Ok(());
                }
                f.write_str(" to ")?;
                end(f, *last)
            }
            Self::Weekday { day, direction } => {
                write!(f, "{}{}", said_direction(*direction), name(&WEEKDAYS, day.saturating_sub(1)))
            }
            Self::Offset { count, unit } => offset(f, *count, *unit),
            Self::Distance { count, unit, hedged } => {
                let about = if *hedged { "about " } else { "" };
                let many = count.unsigned_abs();
                let plural = counted(*unit, many);
                let where_to = if *count < 0 { "ago" } else { "from now" };
                write!(f, "{about}{many} {plural} {where_to}")
            }
            Self::Stretch { count, unit } => {
                let many = count.unsigned_abs();
                let side = if *count < 0 { "past" } else { "next" };
                write!(f, "{side} {many} {}", counted(*unit, many))
            }
            Self::Season { season, direction } => {
                write!(f, "{}{}", said_direction(*direction), name(&SEASONS, *season))
            }
            Self::Holiday(holiday) => holiday.fmt(f),
            Self::Part { part, of } => {
                let word = match part {
                    DatePart::Early => "early",
                    DatePart::Mid => "mid",
                    DatePart::Late => "late",
                    DatePart::Before => "earlier",
                    DatePart::After => "later",
                };
                write!(f, "{word} {of}")
            }
            Self::Impossible(reason) => write!(f, "no date ({reason})"),
        }
    }
}

fn said_direction(direction: i8) -> &'static str {
    match direction {
        0 => "",
        d if d < 0 => "last ",
        _ => "next ",
    }
}

/// A unit of time after a number.
fn counted(unit: DateUnit, many: u32) -> String {
    match (unit, many) {
        (_, 1) => unit.to_string(),
        (DateUnit::Century, _) => String::from("centuries"),
        _ => format!("{unit}s"),
    }
}

/// "yesterday", "last month", "in 10 days".
fn offset(f: &mut fmt::Formatter<'_>, count: i32, unit: DateUnit) -> fmt::Result {
    let many = count.unsigned_abs();
    match (count, unit) {
        (0, DateUnit::Day) => f.write_str("today"),
        (-1, DateUnit::Day) => f.write_str("yesterday"),
        (1, DateUnit::Day) => f.write_str("tomorrow"),
        (_, DateUnit::Day) if count < 0 => write!(f, "{many} days ago"),
        (_, DateUnit::Day) => write!(f, "{many} days from now"),
        (0, _) => write!(f, "this {unit}"),
        (-1, _) => write!(f, "last {unit}"),
        (1, _) => write!(f, "next {unit}"),
        _ if count < 0 => write!(f, "the {unit} {many} {} back", counted(unit, many)),
        _ => write!(f, "the {unit} {many} {} ahead", counted(unit, many)),
    }
}

/// A day in words, for reasons: "Friday, 2015-09-11".
pub(crate) fn day_in_words(date: Date) -> String {
    format!("{}, {date}", name(&WEEKDAYS, date.weekday().to_monday_one_offset() - 1))
}
