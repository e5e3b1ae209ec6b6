//! Days and months: "June 9, 2018", "9th of June", "Feb. 6", `2024-07-03`, `7/3/2024`, "July 2024".
//!
//! Enters: a position. Leaves: the date. Guaranteed: a day that no month has is an impossible date with its reason.

use super::cursor::Cursor;
use super::date::Dated;
use super::ordinal::ordinal;
use super::spelled::plain_words;
use super::token::Kind;
use super::words::Keyword;
use super::year::{century_of, year_number};
use crate::value::DateExpression;
use crate::value::calendar::{days_in_month, month_span};
use jiff::civil::Date;

/// The month at `at` and the token after it, a stop after an abbreviation included.
pub(crate) fn month(c: &Cursor<'_>, at: usize) -> Option<(i8, usize)> {
    let entry = c.entry(at);
    let month = i8::try_from(entry.month).ok().filter(|&month| month > 0)?;
    let stop = entry.short && c.sign(at + 1, '.') && !c.gap(at + 1) && c.kind(at + 2) != Kind::Break;
    Some((month, at + 1 + usize::from(stop)))
}

/// A day of the month: `9`, `9th`, "ninth", "twenty-first"; with the token after it.
pub(crate) fn day_of_month(c: &Cursor<'_>, at: usize) -> Option<(i8, usize)> {
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

/// A year after a date: with a comma, "of", "in", or nothing before it; and the token after it.
pub(crate) fn year_after(c: &Cursor<'_>, at: usize) -> Option<(i16, usize)> {
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
pub(crate) fn civil(year: i16, month: i8, day: i8) -> DateExpression {
    match Date::new(year, month, day) {
        Ok(date) => DateExpression::day(date),
        Err(_) => impossible(Some(year), month),
    }
}

pub(crate) fn impossible(year: Option<i16>, month: i8) -> DateExpression {
    let name = MONTHS.get(usize::try_from(month.saturating_sub(1)).unwrap_or(usize::MAX));
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
pub(crate) fn no_year(month: i8, day: i8) -> DateExpression {
    // A leap year knows every day of the month.
    match Date::new(2000, month, day) {
        Ok(_) => DateExpression::NoYear { first: (month, Some(day)), last: (month, Some(day)) },
        Err(_) => impossible(None, month),
    }
}

/// "June 9", "June 9, 2018", "June the 9th of 2018".
pub(crate) fn month_first(c: &Cursor<'_>, at: usize) -> Option<Dated> {
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
pub(crate) fn spelled_day(c: &Cursor<'_>, at: usize) -> Option<(i8, usize)> {
    let number = plain_words(c, at, false).filter(|_| c.entry(at).cardinal.is_some())?;
    let day = number.small().filter(|day| (1..=31).contains(day))?;
    Some((i8::try_from(day).ok()?, number.next))
}

/// "9 June", "9th of June, 2018", "the ninth of June".
pub(crate) fn day_first(c: &Cursor<'_>, at: usize) -> Option<Dated> {
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
pub(crate) fn month_of_day(c: &Cursor<'_>, at: usize) -> Option<(i8, usize)> {
    let entry = c.entry(at);
    let (month, next) = month(c, at)?;
    let sure = c.upper(at) || (!entry.short && !matches!(month, 3 | 5)) || (entry.short && !matches!(month, 3 | 12));
    (sure || c.is(at - 1, Keyword::Of)).then_some((month, next))
}

/// "June", "June 2018", "June of 2018", "June, 2018": a month, if it surely is one.
pub(crate) fn month_alone(c: &Cursor<'_>, at: usize) -> Option<Dated> {
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
pub(crate) fn iso(c: &Cursor<'_>, at: usize) -> Option<Dated> {
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
pub(crate) fn slashes(c: &Cursor<'_>, at: usize) -> Option<Dated> {
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
