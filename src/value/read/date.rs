//! Calendar dates: days, months, years, decades, quarters and ranges of them.
//!
//! Enters: a position where a month, a weekday, a number or a word for a part of a date begins. Leaves: the date with
//! the tokens that it covers. Guaranteed: a day that no month has is an impossible date with its reason.

use super::cardinal::{cardinal, ordinal, plain_words};
use super::cursor::Cursor;
use super::token::Kind;
use super::unit::Said;
use super::words::Keyword;
use crate::value::calendar::{days_in_month, decade_span, month_span, season_span, year_span};
use crate::value::date::{DatePart, DateUnit, Holiday, part_of};
use crate::value::{DateExpression, DateSpan};
use jiff::civil::Date;

/// A date as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dated {
    /// The first token.
    pub from: usize,
    /// The token after it.
    pub next: usize,
    /// What it says.
    pub date: DateExpression,
    /// The weekday that was said with it.
    pub weekday: Option<i8>,
    /// The first and the last member of a range, as they were said.
    pub ends: Option<Box<(DateExpression, DateExpression)>>,
}

impl Dated {
    pub(crate) fn new(from: usize, next: usize, date: DateExpression) -> Self {
        Self { from, next, date, weekday: None, ends: None }
    }
}

/// The date or range of dates that begins at `at`.
pub(crate) fn date(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    if let Some(range) = day_range(c, at) {
        return Some(range);
    }
    let first = single(c, at)?;
    Some(range(c, &first).unwrap_or(first))
}

/// One date, not a range.
pub(crate) fn single(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let entry = c.entry(at);
    if entry.weekday > 0 {
        return weekday(c, at);
    }
    if entry.month > 0 {
        return month_first(c, at).or_else(|| month_alone(c, at));
    }
    if c.digits(at) {
        return iso(c, at)
            .or_else(|| slashes(c, at))
            .or_else(|| day_first(c, at))
            .or_else(|| decade(c, at))
            .or_else(|| ordinal_unit(c, at))
            .or_else(|| quarter_after_year(c, at))
            .or_else(|| year(c, at, false));
    }
    if c.sign(at, '\'') || c.sign(at, '’') || c.sign(at, '‘') {
        return decade(c, at);
    }
    match entry.keyword {
        Keyword::Early
        | Keyword::Late
        | Keyword::Mid
        | Keyword::Middle
        | Keyword::Beginning
        | Keyword::Start
        | Keyword::End => part(c, at),
        Keyword::Spring | Keyword::Summer | Keyword::Autumn | Keyword::Winter => season(c, at),
        Keyword::Fiscal | Keyword::Fy => fiscal(c, at),
        Keyword::Q => quarter(c, at),
        Keyword::Nineties | Keyword::Eighties | Keyword::Seventies | Keyword::Sixties => spelled_decade(c, at),
        Keyword::Fifties | Keyword::Forties | Keyword::Thirties | Keyword::Twenties => spelled_decade(c, at),
        _ => holiday(c, at).or_else(|| ordinal_unit(c, at)).or_else(|| day_first(c, at)),
    }
}

/// A weekday, alone or before a date: "Friday", "Friday, September 11", "Saturday, June 9, 2018".
fn weekday(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let entry = c.entry(at);
    let day = i8::try_from(entry.weekday).ok()?;
    let stop = usize::from(entry.short && c.sign(at + 1, '.') && !c.gap(at + 1));
    let mut next = at + 1 + stop;
    if c.sign(next, ',') {
        next += 1;
    }
    if c.is(next, Keyword::The) {
        next += 1;
    }
    let follows = c.entry(next).month > 0 || c.digits(next) || c.entry(next).ordinal.is_some();
    let date =
        if follows { month_first(c, next).or_else(|| iso(c, next)).or_else(|| day_first(c, next)) } else { None };
    if let Some(date) = date {
        return Some(Dated { from: at, weekday: Some(day), ..date });
    }
    let plain = c.capital(at) || c.any(at.wrapping_sub(1), &[Keyword::On, Keyword::Last, Keyword::Next, Keyword::This]);
    if entry.plural || !plain || (entry.short && stop == 0) {
        return None;
    }
    Some(Dated::new(at, at + 1 + stop, DateExpression::Weekday { day, direction: 0 }))
}

/// The month at `at` and the token after it, a stop after an abbreviation included.
fn month(c: &Cursor<'_>, at: usize) -> Option<(i8, usize)> {
    let entry = c.entry(at);
    let month = i8::try_from(entry.month).ok().filter(|&month| month > 0)?;
    let stop = entry.short && c.sign(at + 1, '.') && !c.gap(at + 1) && c.kind(at + 2) != Kind::Break;
    Some((month, at + 1 + usize::from(stop)))
}

/// A day of the month: `9`, `9th`, "ninth", "twenty-first"; with the token after it.
fn day_of_month(c: &Cursor<'_>, at: usize) -> Option<(i8, usize)> {
    if let Some(number) = ordinal(c, at) {
        let day = number.small().filter(|day| (1..=31).contains(day))?;
        return Some((i8::try_from(day).ok()?, number.next));
    }
    if c.digits(at) {
        let day = c.small(at).filter(|day| (1..=99).contains(day) && c.str(at).len() <= 2)?;
        let loose = !c.gap(at + 1) && (c.word(at + 1) || c.sign(at + 1, ':') || c.sign(at + 1, '%'));
        let decimal = c.sign(at + 1, '.') && !c.gap(at + 1) && c.digits(at + 2) && !c.gap(at + 2);
        return (!loose && !decimal).then_some((i8::try_from(day).ok()?, at + 1));
    }
    None
}

/// The year at `at`, after a month or day: `2024`, `'87`, "nineteen ninety six", "two thousand and fifteen".
pub(crate) fn year_number(c: &Cursor<'_>, at: usize) -> Option<(i16, usize)> {
    if let Some(year) = c.small(at).filter(|year| (1000..=2999).contains(year) && c.str(at).len() == 4) {
        let grouped =
            c.sign(at + 1, ',') && !c.gap(at + 1) && c.digits(at + 2) && !c.gap(at + 2) && c.str(at + 2).len() == 3;
        let decimal = c.sign(at + 1, '.') && !c.gap(at + 1) && c.digits(at + 2) && !c.gap(at + 2);
        let open = c.ends_before(at + 1) && !grouped && !decimal;
        return open.then_some((i16::try_from(year).ok()?, at + 1));
    }
    if (c.sign(at, '\'') || c.sign(at, '’'))
        && !c.gap(at + 1)
        && c.digits(at + 1)
        && c.str(at + 1).len() == 2
        && c.ends_before(at + 2)
    {
        return Some((century_of(c.small(at + 1)?)?, at + 2));
    }
    spelled_year(c, at)
}

/// The year of two digits, by the century that news of our days speak of: 30 and more are of the last one.
pub(crate) fn century_of(short: u32) -> Option<i16> {
    i16::try_from(if short < 30 { 2000 + short } else { 1900 + short }).ok()
}

/// "nineteen ninety six", "nineteen eighty-six", "two thousand and fifteen", "twenty twenty".
pub(crate) fn spelled_year(c: &Cursor<'_>, at: usize) -> Option<(i16, usize)> {
    let first = c.entry(at).cardinal?;
    if first == 2 && c.entry(at + 1).scale == 3 {
        let number = plain_words(c, at, false)?;
        let year = number.small().filter(|year| (2000..2100).contains(year))?;
        return Some((i16::try_from(year).ok()?, number.next));
    }
    if !(11..=20).contains(&first) {
        return None;
    }
    let century = i16::from(first) * 100;
    let mut next = c.past_joint(at + 1);
    let hundred = c.entry(next).scale == 2;
    if hundred {
        next = c.past_joint(next + 1);
        next += usize::from(c.is(next, Keyword::And));
    }
    let entry = c.entry(next);
    let tens = entry.cardinal.filter(|&tens| tens >= 10);
    match tens {
        Some(tens) if tens >= 20 && tens % 10 == 0 => {
            let unit = c.past_joint(next + 1);
            let more = c.entry(unit).cardinal.filter(|&more| (1..10).contains(&more));
            let next = if more.is_some() { unit + 1 } else { next + 1 };
            Some((century + i16::from(tens) + i16::from(more.unwrap_or(0)), next))
        }
        Some(tens) => Some((century + i16::from(tens), next + 1)),
        None if hundred && !c.is(next, Keyword::And) => Some((century, next)),
        None => None,
    }
}

/// A year after a date: with a comma, "of", "in", or nothing before it; and the token after it.
fn year_after(c: &Cursor<'_>, at: usize) -> Option<(i16, usize)> {
    let comma = usize::from(c.sign(at, ','));
    let of = usize::from(comma == 0 && c.any(at, &[Keyword::Of, Keyword::In]));
    let short = || {
        // "April of 87".
        let year = c.small(at + 1).filter(|year| c.loose && of == 1 && *year > 31 && c.str(at + 1).len() == 2)?;
        Some((century_of(year)?, at + 2))
    };
    let (year, next) = year_number(c, at + comma + of).or_else(short)?;
    // "on June 5, 2000 people came" names no year.
    let people = c.plural_noun(next) && year % 100 == 0 && comma == 1;
    let joined = c.digits(at + comma + of) && c.joint(next) && c.entry(next + 1).month == 0;
    (!people && !joined).then_some((year, next))
}

/// The date of a year, month and day; an impossible one says why.
fn civil(year: i16, month: i8, day: i8) -> DateExpression {
    match Date::new(year, month, day) {
        Ok(date) => DateExpression::day(date),
        Err(_) => impossible(Some(year), month),
    }
}

fn impossible(year: Option<i16>, month: i8) -> DateExpression {
    let name = MONTHS.get(usize::try_from(month - 1).unwrap_or(usize::MAX));
    DateExpression::Impossible(match (name, year) {
        (None, _) => format!("there is no month {month}"),
        (Some(name), Some(year)) => {
            format!("{name} {year} has {} days", days_in_month(year, month).unwrap_or(31))
        }
        (Some(name), None) => format!("{name} has {} days", days_in_month(2000, month).unwrap_or(31)),
    })
}

/// The months by name.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of a month without year.
fn no_year(month: i8, day: i8) -> DateExpression {
    // A leap year knows every day of the month.
    match Date::new(2000, month, day) {
        Ok(_) => DateExpression::NoYear { first: (month, Some(day)), last: (month, Some(day)) },
        Err(_) => impossible(None, month),
    }
}

/// "June 9", "June 9, 2018", "June the 9th of 2018".
fn month_first(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let (month, mut next) = month(c, at)?;
    if c.joint(next) && c.entry(at).month > 0 {
        next += 1;
    }
    next += usize::from(c.is(next, Keyword::The));
    let (day, next) = day_of_month(c, next).or_else(|| c.loose.then(|| spelled_day(c, next)).flatten())?;
    if c.sign(next, '/') || (c.entry(at).month == 5 && !c.capital(at) && c.digits(at + 1) && c.plural_noun(next)) {
        return None;
    }
    // "January 87" of a year is rare; "June 2018" is a month.
    if day > 31 {
        return None;
    }
    Some(match year_after(c, next) {
        Some((year, next)) => Dated::new(at, next, civil(year, month, day)),
        None => Dated::new(at, next, no_year(month, day)),
    })
}

/// A day as a cardinal in words: "twenty five January".
fn spelled_day(c: &Cursor<'_>, at: usize) -> Option<(i8, usize)> {
    let number = plain_words(c, at, false).filter(|_| c.entry(at).cardinal.is_some())?;
    let day = number.small().filter(|day| (1..=31).contains(day))?;
    Some((i8::try_from(day).ok()?, number.next))
}

/// "9 June", "9th of June, 2018", "the ninth of June".
fn day_first(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let (day, mut next) = day_of_month(c, at).or_else(|| spelled_day(c, at))?;
    if c.sign(next, '.') && c.gap(next + 1) && c.entry(next + 1).month > 0 && !c.gap(next) && c.digits(at) {
        // "16. Nov. 2016", as the continent writes it; else the stop ends a sentence.
        if !c.loose || !c.digits(next + 2) && !c.sign(next + 2, '.') {
            return None;
        }
        next += 1;
    }
    next = c.past_joint(next);
    next += usize::from(c.is(next, Keyword::Of));
    let (month, mut next) = month_of_day(c, next)?;
    next = c.past_joint(next);
    if day > 31 {
        return None;
    }
    Some(match year_after(c, next) {
        Some((year, next)) => Dated::new(at, next, civil(year, month, day)),
        None => Dated::new(at, if c.joint(next - 1) { next - 1 } else { next }, no_year(month, day)),
    })
}

/// A month after a day: in capitals, or as a full name that is no other word.
fn month_of_day(c: &Cursor<'_>, at: usize) -> Option<(i8, usize)> {
    let entry = c.entry(at);
    let (month, next) = month(c, at)?;
    let sure = c.upper(at) || (!entry.short && !matches!(month, 3 | 5)) || (entry.short && !matches!(month, 3 | 12));
    (sure || c.is(at - 1, Keyword::Of)).then_some((month, next))
}

/// "June", "June 2018", "June of 2018", "June, 2018": a month, if it surely is one.
fn month_alone(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let entry = c.entry(at);
    let (number, next) = month(c, at)?;
    let joined = c.past_joint(next);
    if let Some((year, next)) = year_after(c, joined).filter(|_| !(c.digits(joined) && c.gap(joined) && joined > next))
    {
        let date = month_span(year, number).map(DateExpression::Absolute)?;
        return Some(Dated::new(at, next, date));
    }
    let led = c.any(
        at.wrapping_sub(1),
        &[
            Keyword::In,
            Keyword::Of,
            Keyword::Since,
            Keyword::Till,
            Keyword::By,
            Keyword::Last,
            Keyword::Next,
            Keyword::This,
            Keyword::Early,
            Keyword::Late,
            Keyword::Mid,
            Keyword::During,
            Keyword::From,
            Keyword::Between,
            Keyword::Before,
            Keyword::After,
        ],
    ) || (c.joint(at.wrapping_sub(1)) && c.is(at.wrapping_sub(2), Keyword::Mid));
    let range =
        |side: usize| c.any(side, &[Keyword::To, Keyword::Through, Keyword::And, Keyword::Till]) || c.joint(side);
    let ranged = (range(next) && c.entry(next + 1).month > 0) || (at > 1 && range(at - 1) && c.entry(at - 2).month > 0);
    let ambiguous = matches!(number, 3 | 5) || entry.short;
    let sure = if c.capital(at) { !ambiguous || led || ranged } else { led && !ambiguous };
    // "May" after "of" or "by" may be a person; so may "April" and "June", but far less often.
    let person = number == 5 && c.upper(next) && c.entry(next).month == 0;
    (sure && !person)
        .then(|| Dated::new(at, next, DateExpression::NoYear { first: (number, None), last: (number, None) }))
}

/// `2024-07-03`, `2024/07/03`, `20240703`, `2024-07`.
fn iso(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    if c.str(at).len() != 4 || !c.starts_at(at) {
        return None;
    }
    let year = c.small(at).filter(|year| (1000..=2999).contains(year))?;
    let separator = c.str(at + 1);
    let part = |place: usize| {
        let tight = !c.gap(place) && !c.gap(place + 1) && c.str(place) == separator;
        c.small(place + 1).filter(|_| tight && matches!(separator, "-" | "/" | ".") && c.str(place + 1).len() <= 2)
    };
    let (month, day) = (part(at + 1)?, part(at + 3));
    let year = i16::try_from(year).ok()?;
    let month = i8::try_from(month).ok()?;
    let Some(day) = day else {
        let whole = separator == "-" && c.str(at + 2).len() == 2 && (1..=12).contains(&month) && !c.joint(at + 3);
        // "2005-06" is a season as often as a month; "2018-19" cannot be a month.
        return whole
            .then(|| month_span(year, month))
            .flatten()
            .map(|span| Dated::new(at, at + 3, DateExpression::Absolute(span)));
    };
    if !c.ends_before(at + 5) && !matches!(c.str(at + 5), "T" | "t") || c.joint(at + 5) && c.digits(at + 6) {
        return None;
    }
    Some(Dated::new(at, at + 5, civil(year, month, i8::try_from(day).ok()?)))
}

/// `7/3/2024`: the month first, as in American use, unless only the day can stand there.
fn slashes(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let separator = c.str(at + 1);
    let tight = (at + 1..at + 5).all(|place| !c.gap(place)) && c.str(at + 3) == separator;
    if !matches!(separator, "/" | "-" | ".")
        || !tight
        || c.str(at).len() > 2
        || c.str(at + 2).len() > 2
        || !c.starts_at(at)
    {
        return None;
    }
    let (one, two, year) = (c.small(at)?, c.small(at + 2)?, c.small(at + 4)?);
    let year = match c.str(at + 4).len() {
        4 => i16::try_from(year).ok().filter(|year| (1000..=2999).contains(year))?,
        2 if separator == "/" => century_of(year)?,
        _ => return None,
    };
    if !c.ends_before(at + 5)
        || (c.str(at + 5) == separator && !c.gap(at + 5))
        || (at > 1 && c.str(at - 1) == separator && !c.gap(at))
    {
        return None;
    }
    let (month, day) = if one <= 12 { (one, two) } else { (two, one) };
    if month > 12 || day > 31 || month == 0 || day == 0 {
        return None;
    }
    Some(Dated::new(at, at + 5, civil(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)))
}

/// The years that news speak of: a bare number outside of them is a number.
const YEARS: std::ops::RangeInclusive<i16> = 1500..=2199;

/// A year alone: four digits that are no count. `sure` if the words before it promise one.
pub(crate) fn year(c: &Cursor<'_>, at: usize, sure: bool) -> Option<Dated> {
    if !c.starts_at(at) || !c.digits(at) || money_or_sign_before(c, at) {
        return None;
    }
    let (year, next) = year_number(c, at)?;
    let led = sure || promised(c, at);
    let round = year % 100 == 0;
    let noun = c.plural_noun(next) && !c.is(next, Keyword::Wins);
    if !led && (!YEARS.contains(&year) || (round && noun)) {
        return None;
    }
    if !led && counts_units(c, next) {
        return None;
    }
    if c.sign(next, '/') && !c.gap(next) && c.digits(next + 1) {
        return None;
    }
    let span = year_span(year)?;
    Some(Dated::new(at, next, DateExpression::Absolute(span)))
}

/// Whether a unit goes with the number before `at`: "2000 days" and "2000 km", but not "World Cup 2018 day five".
fn counts_units(c: &Cursor<'_>, at: usize) -> bool {
    match super::unit::after(c, at, false) {
        Some((Said::Measure(row), next)) => c.joint(at) || next > at + 1 || c.str(at) != row.name,
        Some(_) => true,
        None => false,
    }
}

/// Whether the words before `at` promise a year: "in", "since", "early", a month.
fn promised(c: &Cursor<'_>, at: usize) -> bool {
    c.any(
        at.wrapping_sub(1),
        &[
            Keyword::In,
            Keyword::Since,
            Keyword::Till,
            Keyword::During,
            Keyword::Early,
            Keyword::Late,
            Keyword::Mid,
            Keyword::Year,
            Keyword::After,
            Keyword::Before,
        ],
    ) && at > 0
}

fn money_or_sign_before(c: &Cursor<'_>, at: usize) -> bool {
    at > 0 && !c.gap(at) && matches!(c.str(at - 1), "$" | "€" | "£" | "¥" | "#" | "." | "+" | "@")
}

/// "the 1990s", "'90s", "1990s".
fn decade(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let mark = usize::from(matches!(c.str(at), "'" | "’" | "‘"));
    if mark == 1 && (c.gap(at + 1) || !c.digits(at + 1)) {
        return None;
    }
    let digits = at + mark;
    let number = c.small(digits)?;
    let apostrophe = usize::from(matches!(c.str(digits + 1), "'" | "’") && !c.gap(digits + 1) && !c.gap(digits + 2));
    let plural = digits + 1 + apostrophe;
    let year = match (c.str(digits).len(), mark) {
        (4, 0) if (1100..=2990).contains(&number) && number % 10 == 0 => i16::try_from(number).ok()?,
        (2, 1) if number % 10 == 0 => century_of(number)?,
        _ => return None,
    };
    if !c.is(plural, Keyword::S)
        || c.gap(plural)
        || !c.ends_before(plural + 1)
        || (apostrophe == 1 && mark == 0 && !c.is(at.wrapping_sub(1), Keyword::The))
    {
        return None;
    }
    let span = if year % 100 == 0 && year < 2000 {
        // "the 1900s" are a century as often as a decade.
        DateSpan::days(year_span(year)?.first?, year_span(year + 99)?.last?)?
    } else {
        decade_span(year)?
    };
    Some(Dated::new(at, plural + 1, DateExpression::Absolute(span)))
}

/// "the nineties", of the last century.
fn spelled_decade(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let first = match c.keyword(at) {
        Keyword::Nineties => 1990,
        Keyword::Eighties => 1980,
        Keyword::Seventies => 1970,
        Keyword::Sixties => 1960,
        Keyword::Fifties => 1950,
        Keyword::Forties => 1940,
        Keyword::Thirties => 1930,
        Keyword::Twenties => 1920,
        _ => return None,
    };
    // "in his sixties" is an age.
    let led = c.any(at.wrapping_sub(1), &[Keyword::The, Keyword::In, Keyword::Early, Keyword::Late, Keyword::Mid]);
    (led || c.joint(at.wrapping_sub(1)))
        .then(|| decade_span(first))
        .flatten()
        .map(|span| Dated::new(at, at + 1, DateExpression::Absolute(span)))
}

/// "the 21st century", "the first quarter of 2019", "third quarter", "the first half of 2020".
fn ordinal_unit(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let entry = c.entry(at);
    if !c.digits(at) && entry.ordinal.is_none() && entry.cardinal.is_none() {
        return None;
    }
    let number = ordinal(c, at)?;
    let nth = number.small()?;
    let unit = c.past_joint(number.next);
    match c.keyword(unit) {
        Keyword::Century if (1..=30).contains(&nth) => {
            let first = i16::try_from((nth - 1) * 100).ok()?.max(1);
            let last = i16::try_from(nth * 100 - 1).ok()?;
            let span = DateSpan::days(year_span(first)?.first?, year_span(last)?.last?)?;
            Some(Dated::new(at, unit + 1, DateExpression::Absolute(span)))
        }
        Keyword::Quarter if (1..=4).contains(&nth) => {
            let first = i8::try_from(nth * 3 - 2).ok()?;
            quarter_of(c, at, unit + 1, first, 3)
        }
        Keyword::Half if (1..=2).contains(&nth) => {
            let dated = quarter_of(c, at, unit + 1, i8::try_from(nth * 6 - 5).ok()?, 6)?;
            matches!(dated.date, DateExpression::Absolute(_)).then_some(dated)
        }
        _ => None,
    }
}

/// Some months from the first one on, of the year that follows at `at` or of none.
fn quarter_of(c: &Cursor<'_>, from: usize, at: usize, first: i8, months: i8) -> Option<Dated> {
    let last = first + months - 1;
    if let Some((year, next)) = year_after(c, c.past_joint(at)) {
        let span = DateSpan::days(month_span(year, first)?.first?, month_span(year, last)?.last?)?;
        return Some(Dated::new(from, next, DateExpression::Absolute(span)));
    }
    Some(Dated::new(from, at, DateExpression::NoYear { first: (first, None), last: (last, None) }))
}

/// `Q3 2019`, `Q3`.
fn quarter(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let nth = c.small(at + 1).filter(|nth| (1..=4).contains(nth) && !c.gap(at + 1) && c.str(at + 1).len() == 1)?;
    if !c.ends_before(at + 2) || !c.starts_at(at) {
        return None;
    }
    quarter_of(c, at, at + 2, i8::try_from(nth * 3 - 2).ok()?, 3)
}

/// `2019 Q1`, `2019-Q1`, `2019 H2`.
fn quarter_after_year(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let (year, next) = year_number(c, at).filter(|_| c.digits(at))?;
    let place = c.past_joint(next);
    let months = match c.keyword(place) {
        Keyword::Q => 3,
        Keyword::H => 6,
        _ => return None,
    };
    let nth = c.small(place + 1).filter(|nth| !c.gap(place + 1) && *nth >= 1 && *nth <= 12 / months)?;
    let first = i8::try_from((nth - 1) * months + 1).ok()?;
    let last = i8::try_from(nth * months).ok()?;
    let span = DateSpan::days(month_span(year, first)?.first?, month_span(year, last)?.last?)?;
    Some(Dated::new(at, place + 2, DateExpression::Absolute(span)))
}

/// "fiscal 2019", "fiscal year 2008", `FY18`: a year that ends somewhere in the calendar year of that number.
fn fiscal(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let mut place = at + 1;
    place += usize::from(c.is(place, Keyword::Year));
    let short = c.small(place).filter(|_| c.is(at, Keyword::Fy) && c.str(place).len() == 2 && c.ends_before(place + 1));
    let (year, next) = match short {
        Some(short) => (century_of(short)?, place + 1),
        None => year_number(c, place)?,
    };
    let first = Date::new(year.checked_sub(1)?, 1, 2).ok()?;
    let span = DateSpan::days(first, year_span(year)?.last?)?;
    Some(Dated::new(at, next, DateExpression::Absolute(span)))
}

/// "summer 2016", "the spring of 2015"; a season without a year only after "last", "next", "this" (see relative dates).
fn season(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let season = season_number(c.keyword(at))?;
    let (year, next) = year_after(c, at + 1)?;
    Some(Dated::new(at, next, DateExpression::Absolute(season_span(season, year)?)))
}

/// 0 for spring.
pub(crate) fn season_number(keyword: Keyword) -> Option<i8> {
    match keyword {
        Keyword::Spring => Some(0),
        Keyword::Summer => Some(1),
        Keyword::Autumn => Some(2),
        Keyword::Winter => Some(3),
        _ => None,
    }
}

/// "early 2016", "late in June", "the end of March", "mid-2016", "the middle of the 1990s".
fn part(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let (part, of) = match c.keyword(at) {
        Keyword::Early => (DatePart::Early, false),
        Keyword::Late => (DatePart::Late, false),
        Keyword::Mid => (DatePart::Mid, false),
        Keyword::Middle => (DatePart::Mid, true),
        Keyword::Beginning | Keyword::Start => (DatePart::Early, true),
        Keyword::End => (DatePart::Late, true),
        _ => return None,
    };
    let mut next = at + 1;
    if of {
        next += usize::from(c.is(next, Keyword::Of));
        if next == at + 1 {
            return None;
        }
    } else {
        next = c.past_joint(next);
        next += usize::from(c.any(next, &[Keyword::In, Keyword::On]));
        if c.is(next, Keyword::To) {
            return None;
        }
    }
    next += usize::from(c.is(next, Keyword::The));
    let entry = c.entry(next);
    let known =
        c.digits(next) || entry.month > 0 || entry.ordinal.is_some() || entry.starts() || c.kind(next) == Kind::Sign;
    if !known {
        return None;
    }
    let whole = if c.digits(next) {
        decade(c, next).or_else(|| ordinal_unit(c, next)).or_else(|| year(c, next, true))
    } else {
        None
    }
    .or_else(|| if c.digits(next) { None } else { single(c, next) })
    .or_else(|| super::relative::relative(c, next))?;
    let date = match &whole.date {
        DateExpression::Absolute(span) if span.as_day().is_none() => {
            DateExpression::Absolute(part_of(part, *span, None)?)
        }
        DateExpression::NoYear { first: (month, None), last } if *last == (*month, None) => {
            let end = days_in_month(2000, *month)?;
            let (from, to) = match part {
                DatePart::Early => (1, 10),
                DatePart::Mid => (11, 20),
                _ => (21, end),
            };
            DateExpression::NoYear { first: (*month, Some(from)), last: (*month, Some(to)) }
        }
        DateExpression::Offset { unit, .. } if *unit != DateUnit::Day => {
            DateExpression::Part { part, of: Box::new(whole.date.clone()) }
        }
        _ => return None,
    };
    Some(Dated::new(at, whole.next, date))
}

/// "June 8-9", "July 3-4, 2024", "3-6 July", "8 and 9 June": days of one month.
fn day_range(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let weekday = c.entry(at).weekday;
    if weekday > 0 {
        return None;
    }
    if c.entry(at).month > 0 {
        let (month, mut place) = month(c, at)?;
        place += usize::from(c.is(place, Keyword::The));
        let (first, next) = day_of_month(c, place)?;
        let joined = range_join(c, next)?;
        let joined = joined + usize::from(c.is(joined, Keyword::The));
        let (last, next) = day_of_month(c, joined)?;
        let followed = c.entry(next).month > 0
            || c.is(next, Keyword::Of)
            || !c.ends_before(next)
            || c.sign(next, ':')
            || clock_follows(c, next);
        if followed || last <= first || c.small(joined).is_some_and(|last| last > 31) {
            return None;
        }
        return days_of(c, at, next, month, first, last);
    }
    if !c.digits(at) && c.entry(at).ordinal.is_none() {
        return None;
    }
    let (first, next) = day_of_month(c, at)?;
    let joined = range_join(c, next)?;
    let joined = joined + usize::from(c.is(joined, Keyword::The));
    let (last, next) = day_of_month(c, joined)?;
    let of = next + usize::from(c.is(next, Keyword::Of));
    let (month, next) = month_of_day(c, of)?;
    if last <= first {
        return None;
    }
    days_of(c, at, next, month, first, last)
}

/// Whether a.m. or p.m. follows, so that the number before it is no day.
fn clock_follows(c: &Cursor<'_>, at: usize) -> bool {
    c.any(at, &[Keyword::Am, Keyword::Pm])
        || (c.any(at, &[Keyword::A, Keyword::P]) && c.sign(at + 1, '.') && c.is(at + 2, Keyword::M))
}

/// Two days of a month, with the year that may follow.
fn days_of(c: &Cursor<'_>, at: usize, next: usize, month: i8, first: i8, last: i8) -> Option<Dated> {
    let (from, to, next) = match year_after(c, next) {
        Some((year, next)) => (civil(year, month, first), civil(year, month, last), next),
        None => (no_year(month, first), no_year(month, last), next),
    };
    let date = span_from(&from, &to)?;
    Some(Dated { ends: Some(Box::new((from, to))), ..Dated::new(at, next, date) })
}

/// The token after a word or dash that joins two dates of a range.
fn range_join(c: &Cursor<'_>, at: usize) -> Option<usize> {
    let word = c.any(at, &[Keyword::To, Keyword::Through, Keyword::Till]);
    let dash = c.dash(at) || c.sign(at, '~');
    (word || dash).then_some(at + 1)
}

/// A range that begins with `first`: "November 20 to December 11", "2014-2018", "2018-19", "from 2014 to 2018".
fn range(c: &Cursor<'_>, first: &Dated) -> Option<Dated> {
    let from_word = c.any(first.from.wrapping_sub(1), &[Keyword::From, Keyword::Between]) && first.from > 0;
    let between = from_word && c.is(first.from - 1, Keyword::Between);
    let at = first.next;
    let joined = if between && c.is(at, Keyword::And) { at + 1 } else { range_join(c, at)? };
    if c.dash(at) && c.gap(at) != c.gap(joined) {
        return None;
    }
    if let DateExpression::Absolute(span) = &first.date {
        if let Some(season) = span.as_year().and_then(|year| short_year(c, first, at, joined, year)) {
            return Some(season);
        }
    }
    // "Friday to Sunday" and "Monday - Wednesday", but "on Monday - Wednesday at the latest" as well: no spaced dash.
    if c.dash(at) && c.gap(at) && !c.digits(joined) && c.entry(joined).month == 0 {
        return None;
    }
    let last = if c.digits(joined) && first.next == first.from + 1 && c.digits(first.from) {
        year(c, joined, true).filter(|last| matches!(&last.date, DateExpression::Absolute(_)))?
    } else {
        single(c, joined).or_else(|| super::relative::relative(c, joined)).filter(|last| last.next > joined)?
    };
    let (mut from, to) = (first.date.clone(), last.date.clone());
    if let (DateExpression::NoYear { first: a, last: b }, DateExpression::Absolute(span)) = (&from, &to) {
        from = in_year_of(*a, *b, span)?;
    }
    let date = span_from(&from, &to)?;
    let ends = Some(Box::new((from, to)));
    Some(Dated { ends, weekday: first.weekday, ..Dated::new(first.from, last.next, date) })
}

/// "2018-19", "1914–18": a second year of two digits.
fn short_year(c: &Cursor<'_>, first: &Dated, at: usize, joined: usize, year: i16) -> Option<Dated> {
    let short = i16::try_from(c.small(joined)?).ok()?;
    if !c.joint(at) || c.str(joined).len() != 2 || !c.ends_before(joined + 1) || c.joint(joined + 1) {
        return None;
    }
    let last = year - year.rem_euclid(100) + short;
    let span = DateSpan::days(year_span(year)?.first?, year_span(last)?.last?)
        .filter(|_| (1..=15).contains(&(last - year)))?;
    let (from, to) = (DateExpression::Absolute(year_span(year)?), DateExpression::Absolute(year_span(last)?));
    Some(Dated {
        ends: Some(Box::new((from, to))),
        ..Dated::new(first.from, joined + 1, DateExpression::Absolute(span))
    })
}

/// A date without year before one that has it: "November 20 to December 11, 2015" is of one year, over New Year of two.
fn in_year_of(first: (i8, Option<i8>), last: (i8, Option<i8>), end: &DateSpan) -> Option<DateExpression> {
    let end = end.last?;
    for year in [end.year(), end.year().checked_sub(1)?] {
        let from = Date::new(year, first.0, first.1.unwrap_or(1)).ok();
        let to = Date::new(year, last.0, last.1.unwrap_or(days_in_month(year, last.0)?)).ok();
        if let (Some(from), Some(to)) = (from, to) {
            if from <= end {
                return Some(DateExpression::Absolute(DateSpan::days(from, to)?));
            }
        }
    }
    None
}

/// From the first day of the one to the last day of the other; `None` where that cannot be said without a dateline,
/// or runs backwards.
fn span_from(from: &DateExpression, to: &DateExpression) -> Option<DateExpression> {
    match (from, to) {
        (DateExpression::Absolute(from), DateExpression::Absolute(to)) => {
            Some(DateExpression::Absolute(DateSpan::days(from.first?, to.last?)?))
        }
        (DateExpression::NoYear { first, .. }, DateExpression::NoYear { last, .. }) => {
            Some(DateExpression::NoYear { first: *first, last: *last })
        }
        (DateExpression::Impossible(reason), _) | (_, DateExpression::Impossible(reason)) => {
            Some(DateExpression::Impossible(reason.clone()))
        }
        _ => None,
    }
}

/// Feasts and holidays: of a fixed day, or counted.
pub(crate) fn holiday(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let (date, mut next) = super::holiday::holiday(c, at)?;
    let year = year_after(c, next);
    if let Some((year, after)) = year {
        next = after;
        let day = match &date {
            DateExpression::NoYear { first: (month, Some(day)), .. } => Date::new(year, *month, *day).ok()?,
            DateExpression::Holiday(holiday) => holiday.in_year(year)?,
            _ => return None,
        };
        return Some(Dated::new(at, next, DateExpression::day(day)));
    }
    Some(Dated::new(at, next, date))
}

/// The nth weekday of a month, as a holiday.
pub(crate) fn nth(month: i8, nth: i8, weekday: i8) -> DateExpression {
    DateExpression::Holiday(Holiday::NthWeekday { month, nth, weekday })
}

/// A day of a month, as a holiday.
pub(crate) fn fixed(month: i8, day: i8) -> DateExpression {
    no_year(month, day)
}

/// The number at `at`, for relative dates.
pub(crate) fn small_number(c: &Cursor<'_>, at: usize) -> Option<(i32, usize)> {
    let number = cardinal(c, at)?;
    Some((i32::try_from(number.small()?).ok().filter(|count| (0..=9999).contains(count))?, number.next))
}
