//! Years and decades: "2024", "nineteen eighty-six", "the 1990s", "the class of ’82".
//!
//! Enters: a position. Leaves: the year. Guaranteed: four digits with a comma, a unit or a currency are no year.

use super::cursor::Cursor;
use super::date::Dated;
use super::spelled::plain_words;
use super::unit::Said;
use super::words::Keyword;
use crate::value::calendar::{decade_span, year_span};
use crate::value::{DateExpression, DateSpan};

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

/// The years that news speak of: a bare number outside of them is a number.
pub(crate) const YEARS: std::ops::RangeInclusive<i16> = 1500..=2199;

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
pub(crate) fn counts_units(c: &Cursor<'_>, at: usize) -> bool {
    match super::unit::after(c, at, false) {
        Some((Said::Measure(row), next)) => c.joint(at) || next > at + 1 || c.str(at) != row.name,
        Some(_) => true,
        None => false,
    }
}

/// Whether the words before `at` promise a year: "in", "since", "early", a month.
pub(crate) fn promised(c: &Cursor<'_>, at: usize) -> bool {
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
        || (at > 1 && c.is(at - 1, Keyword::As) && c.any(at - 2, &[Keyword::Early, Keyword::Late]))
}

pub(crate) fn money_or_sign_before(c: &Cursor<'_>, at: usize) -> bool {
    at > 0 && !c.gap(at) && matches!(c.str(at - 1), "$" | "€" | "£" | "¥" | "#" | "." | "+" | "@")
}

/// "the 1990s", "'90s", "1990s".
pub(crate) fn decade(c: &Cursor<'_>, at: usize) -> Option<Dated> {
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
        (3, 0) if number % 10 == 0 && at > 0 && c.is(at - 1, Keyword::The) => i16::try_from(number).ok()?,
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

/// "the class of ’82": a year of two digits, of the last century or this one.
pub(crate) fn short_year_alone(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    let (year, next) = year_number(c, at).filter(|_| c.gap(at) && !c.sign(at + 2, '"') && !c.sign(at + 2, '”'))?;
    // An opening quotation mark has a closing one.
    let quoted = matches!(c.str(next), "'" | "’");
    (!quoted).then(|| year_span(year)).flatten().map(|span| Dated::new(at, next, DateExpression::Absolute(span)))
}

/// "the nineties", of the last century.
pub(crate) fn spelled_decade(c: &Cursor<'_>, at: usize) -> Option<Dated> {
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
