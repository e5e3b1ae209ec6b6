//! Units after (and before) a number: percent, money, measures, multiples.

use super::cursor::Cursor;
use super::token::Kind;
use super::words::Keyword;
use crate::value::Unit;
use crate::value::units::{Money, UnitRow, units};

/// A unit as it stands beside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    None,
    Percent,
    Point,
    Times,
    Money(Money),
    Measure(&'static UnitRow),
}

impl Said {
    /// The unit as a number keeps it.
    pub(crate) fn unit(self) -> Unit {
        match self {
            Self::None => Unit::One,
            Self::Percent => Unit::Percent,
            Self::Point => Unit::PercentagePoint,
            Self::Times => Unit::Times,
            Self::Money(money) => Unit::Currency(money.code.to_owned()),
            Self::Measure(row) => Unit::of(row),
        }
    }

    pub(crate) fn is_none(self) -> bool {
        self == Self::None
    }
}

/// The most tokens that a unit is made of.
const LONGEST: usize = 6;

/// The words of the tokens from `at` to `next`: joined as they are, hyphens as spaces.
fn phrase(c: &Cursor<'_>, at: usize, next: usize) -> String {
    let mut text = String::new();
    for place in at..next {
        if c.joint(place) {
            text.push(' ');
            continue;
        }
        if place > at && c.gap(place) {
            text.push(' ');
        }
        text.push_str(c.str(place));
    }
    text
}

/// Whether the tokens from `at` to `next` could be one unit: no stop or bracket between, at most a hyphen or stroke.
fn unbroken(c: &Cursor<'_>, at: usize, next: usize) -> bool {
    (at..next).all(|place| match c.kind(place) {
        Kind::Word => true,
        Kind::Digits => place > at && !c.gap(place) && c.str(place).len() == 1,
        Kind::Sign => {
            c.joint(place)
                || matches!(
                    c.str(place),
                    "/" | "."
                        | "°"
                        | "²"
                        | "³"
                        | "^"
                        | "µ"
                        | "μ"
                        | "Ω"
                        | "¢"
                        | "′"
                        | "″"
                        | "⋅"
                        | "元"
                        | "€"
                        | "℃"
                        | "℉"
                )
        }
        Kind::Break => false,
    })
}

/// The unit that begins at `at`, the number before it having a scale word or not: the longest one.
pub(crate) fn after(c: &Cursor<'_>, at: usize, scale: bool) -> Option<(Said, usize)> {
    let start = c.past_joint(at);
    let spaced = c.gap(start);
    match c.kind(start) {
        Kind::Sign => return sign_after(c, start),
        Kind::Word => {}
        Kind::Digits | Kind::Break => return None,
    }
    if let Some(found) = share(c, start) {
        return Some(found);
    }
    if c.is(start, Keyword::Fold) && c.ends_before(start + 1) {
        return Some((Said::Times, start + 1));
    }
    if c.is(start, Keyword::Times) && c.str(start).len() == 5 && !c.capital(start) {
        return Some((Said::Times, start + 1));
    }
    let first = c.str(start);
    let folded = if first.len() < 24 { first.to_lowercase() } else { return None };
    if first.len() == 3
        && first.bytes().all(|byte| byte.is_ascii_uppercase())
        && !ENGLISH.contains(&first)
        && let Some(code) = units().code(first).filter(|_| c.ends_before(start + 1))
    {
        return Some((Said::Money(Money { code, parts: 1, wants_scale: false }), start + 1));
    }
    if !units().begins(&folded) {
        return None;
    }
    for next in (start + 1..=start + LONGEST).rev() {
        if !unbroken(c, start, next) || !c.ends_before(next) || c.joint(next - 1) {
            continue;
        }
        // A stop ends the unit only if it belongs to it: "10 ft.", "5 lbs.".
        let text = phrase(c, start, next);
        if let Some(money) = units().money(&text).filter(|money| scale || !money.wants_scale) {
            return Some((Said::Money(money), next));
        }
        if let Some(row) = units().unit(&text).filter(|_| letter_may_stand(c, &text, start, next, spaced)) {
            return Some((Said::Measure(row), next));
        }
    }
    None
}

/// Currency codes that are also English words in capitals.
const ENGLISH: &[&str] = &["ALL", "TOP", "TRY", "CUP", "MOP", "BAM", "GEL", "PEN", "SOS", "ANG", "LAK", "PAB", "CAD"];

/// Whether a unit of one or two letters may be read there: "5m" and "5 m", but not "5 A", "5 in London".
fn letter_may_stand(c: &Cursor<'_>, text: &str, start: usize, next: usize, spaced: bool) -> bool {
    let stop = matches!(c.kind(next), Kind::Break) || (c.kind(next) == Kind::Sign && !c.dash(next));
    match text {
        "m" | "g" | "l" | "L" | "W" | "V" | "km" | "kg" => true,
        "C" | "F" => spaced && stop,
        "K" | "N" | "J" | "T" | "h" | "s" | "d" | "t" | "y" | "w" => !spaced,
        "am" | "AM" | "pm" | "PM" => false,
        "ha" | "cc" | "ch" | "cd" | "Da" | "bu" | "st" => !spaced || text == "ha",
        "second" | "Second" | "third" => {
            // "one second" and "30-second", not "the two second halves".
            start > 0 && !c.plural_noun(next)
        }
        "degree" | "degrees" | "night" => true,
        _ => true,
    }
}

/// "percent", "per cent", "pct", "percentage points".
fn share(c: &Cursor<'_>, at: usize) -> Option<(Said, usize)> {
    let next = match c.str(at) {
        word if word.eq_ignore_ascii_case("percent") || word.eq_ignore_ascii_case("percents") => at + 1,
        _ if c.is(at, Keyword::Per) && c.is(at + 1, Keyword::Cent) => at + 2,
        _ if c.is(at, Keyword::Pct) => at + 1,
        _ if c.is(at, Keyword::Percentage) => at + 1,
        _ => return None,
    };
    if c.is(c.past_joint(next), Keyword::Points) {
        return Some((Said::Point, c.past_joint(next) + 1));
    }
    Some((Said::Percent, next))
}

/// Signs after a number: `%`, `°C`, `€`, `¢`, `元`.
fn sign_after(c: &Cursor<'_>, at: usize) -> Option<(Said, usize)> {
    let text = c.str(at);
    if matches!(text, "%" | "％") {
        if !c.gap(at + 1) && (c.digits(at + 1) || c.word(at + 1)) {
            // "%20" in an address of the web.
            return None;
        }
        let point = c.past_joint(at + 1);
        if c.is(point, Keyword::Points) {
            return Some((Said::Point, point + 1));
        }
        return Some((Said::Percent, at + 1));
    }
    for next in (at + 1..=at + 3).rev() {
        if next > at + 1 && (!unbroken(c, at, next) || !c.ends_before(next) || c.gap(next - 1)) {
            continue;
        }
        let text = phrase(c, at, next);
        if let Some(row) = units().unit(&text).filter(|_| !matches!(text.as_str(), "'" | "\"" | "/" | "′" | "″")) {
            return Some((Said::Measure(row), next));
        }
        if let Some(money) = units().money(&text) {
            return Some((Said::Money(money), next));
        }
        if let Some(code) =
            units().sign(&text).filter(|_| next == at + 1 && text.len() > 1 || (text == "$" && !c.digits(next)))
        {
            return Some((Said::Money(Money { code, parts: 1, wants_scale: false }), next));
        }
    }
    None
}

/// The sign or code of a currency that stands before a number and begins at `at`: `$`, `NZ$`, `US $`, `USD`, `Rs.`.
pub(crate) fn sign_before(c: &Cursor<'_>, at: usize) -> Option<(Money, usize)> {
    let number = |next: usize| {
        c.digits(next)
            || (c.sign(next, '.') && c.digits(next + 1) && !c.gap(next + 1))
            || (c.entry(next).cardinal.is_some() && c.sign(next - 1, '$'))
    };
    for next in (at + 1..=at + 5).rev() {
        let negative = usize::from(c.dash(next) && !c.gap(next) && !c.gap(next + 1));
        if !number(next + negative) {
            continue;
        }
        if (at + 1..next).any(|place| c.gap(place) && !(place == next - 1 && c.sign(place, '$'))) {
            continue;
        }
        let text = phrase(c, at, next).replace(' ', "");
        if text.len() == 2
            && c.gap(next - 1)
            && text.starts_with(|letter: char| letter.is_ascii_lowercase() && letter != 'c')
        {
            continue;
        }
        let code = units().sign(&text).or_else(|| units().sign(text.to_ascii_uppercase().as_str()));
        let code = code.or_else(|| {
            let capitals = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
            (capitals && (!ENGLISH.contains(&text.as_str()) || text == "CAD")).then(|| units().code(&text)).flatten()
        });
        if let Some(code) = code {
            return Some((Money { code, parts: 1, wants_scale: false }, next));
        }
    }
    None
}
