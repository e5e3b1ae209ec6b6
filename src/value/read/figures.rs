//! Numbers in figures: groups of digits, decimals, powers, vulgar fractions.
//!
//! Enters: a position of digits. Leaves: the number. Guaranteed: groups that no usage has (`1,23`) are not joined.

use super::cardinal::{Cardinal, MOST_DIGITS, power_of_ten};
use super::cursor::Cursor;
use super::token::Kind;
use super::words::Keyword;
use crate::value::Rational;
use num_traits::{CheckedAdd, CheckedMul, One, Zero};

/// Digits with their groups and decimals: `1,234,567.89`, `12,34,567`, `1 234 567`, `1.111,11`, `1e10`.
pub(crate) fn figures(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    let first = c.str(at);
    if first.len() > MOST_DIGITS {
        return None;
    }
    let (mut next, mut text) = (at + 1, String::new());
    let mut bare = true;
    if let Some((end, joined)) = grouped(c, at, ',').or_else(|| spaced(c, at)).or_else(|| continental(c, at)) {
        (next, text, bare) = (end, joined, false);
    }
    let digits = if text.is_empty() { first } else { text.as_str() };
    if digits.len() > MOST_DIGITS {
        return None;
    }
    let whole: i128 = digits.parse().ok()?;
    let continental = !text.is_empty() && c.sign(at + 1, '.');
    let point = if continental { ',' } else { '.' };
    let decimal = c.sign(next, point) && !c.gap(next) && c.digits(next + 1) && !c.gap(next + 1);
    let number =
        if decimal { decimals(c, next, whole)? } else { Cardinal { bare, ..Cardinal::whole(next, whole, true) } };
    exponent(c, number)
}

/// The decimals after a point at `point`.
pub(crate) fn decimals(c: &Cursor<'_>, point: usize, whole: i128) -> Option<Cardinal> {
    let digits = c.str(point + 1);
    if digits.len() > MOST_DIGITS {
        return None;
    }
    let below = power_of_ten(u8::try_from(digits.len()).ok()?)?.to_integer();
    let value = Rational::from_integer(whole).checked_add(&Rational::new(digits.parse().ok()?, below))?;
    Some(Cardinal { value, digit: Rational::new(1, below), ..Cardinal::whole(point + 2, 0, true) })
}

/// Groups parted by commas: of three digits, or as in India, of two before the last three.
pub(crate) fn grouped(c: &Cursor<'_>, at: usize, separator: char) -> Option<(usize, String)> {
    let joined = |place: usize| c.sign(place, separator) && !c.gap(place) && c.digits(place + 1) && !c.gap(place + 1);
    if c.str(at).len() > 3 || !joined(at + 1) {
        return None;
    }
    let mut text = String::from(c.str(at));
    let mut next = at + 1;
    let mut groups = 0usize;
    let mut last = 0usize;
    let mut western = true;
    let mut indian = c.str(at).len() <= 2;
    while joined(next) && groups < MOST_DIGITS {
        if groups > 0 {
            western &= last == 3;
            indian &= last == 2;
        }
        last = c.str(next + 1).len();
        text.push_str(c.str(next + 1));
        next += 2;
        groups += 1;
    }
    (last == 3 && (western || (indian && groups > 1))).then_some((next, text))
}

/// Groups of three digits parted by spaces.
pub(crate) fn spaced(c: &Cursor<'_>, at: usize) -> Option<(usize, String)> {
    if c.str(at).len() > 3 || c.entry(at.wrapping_sub(1)).month > 0 {
        return None;
    }
    let mut text = String::from(c.str(at));
    let mut next = at + 1;
    let mut thin = true;
    while c.digits(next) && c.gap(next) && c.str(next).len() == 3 && text.len() <= MOST_DIGITS {
        let between = c.text.get(c.end(next)..c.start(next)).unwrap_or("");
        if between.chars().count() != 1 || between == "\n" {
            return None;
        }
        thin &= between != " ";
        text.push_str(c.str(next));
        next += 1;
    }
    let groups = next - at - 1;
    // One group after a common space is a number only if it is a round one: "40 000", not "in group 12 300 people".
    let sure = groups > 1 || (groups == 1 && (thin || text.ends_with("00")));
    (sure && !(c.digits(next) && c.gap(next) && groups > 0) && c.ends_before(next)).then_some((next, text))
}

/// `1.111,11` as the continent writes it: only where the comma's decimals cannot be a group.
pub(crate) fn continental(c: &Cursor<'_>, at: usize) -> Option<(usize, String)> {
    let mut next = at + 1;
    while c.sign(next, '.') && !c.gap(next) && c.digits(next + 1) && !c.gap(next + 1) && next - at < MOST_DIGITS {
        next += 2;
    }
    let (end, text) = grouped(&Cursor { tokens: c.tokens.get(..next)?, ..*c }, at, '.')?;
    let decimals = c.sign(end, ',') && !c.gap(end) && c.digits(end + 1) && !c.gap(end + 1);
    (end == next && decimals && c.str(end + 1).len() != 3).then_some((end, text))
}

/// `1e10`, `6.23x10^-4`.
pub(crate) fn exponent(c: &Cursor<'_>, number: Cardinal) -> Option<Cardinal> {
    let at = number.next;
    let power = if c.is(at, Keyword::E) && !c.gap(at) {
        at + 1
    } else if (c.is(at, Keyword::X) || c.sign(at, '×') || c.sign(at, '*'))
        && c.str(at + 1) == "10"
        && c.sign(at + 2, '^')
    {
        at + 3
    } else {
        return Some(number);
    };
    let (negative, digits) = match c.str(power) {
        "-" | "−" => (true, power + 1),
        "+" => (false, power + 1),
        _ => (false, power),
    };
    let Some(power) = c.small(digits).filter(|&power| power <= 30 && !c.gap(digits)) else { return Some(number) };
    let mut factor = power_of_ten(u8::try_from(power).ok()?)?;
    if negative {
        factor = factor.recip();
    }
    let (value, digit) = (number.value.checked_mul(&factor)?, number.digit.checked_mul(&factor)?);
    Some(Cardinal { next: digits + 1, value, digit, bare: false, ..number })
}

/// A whole number with a fraction after it: `10 1/2`, `1½`; a fraction alone: `3/4`.
pub(crate) fn mixed(c: &Cursor<'_>, number: Cardinal) -> Option<Cardinal> {
    let at = number.next;
    if !number.is_integer() {
        return None;
    }
    let fraction = match vulgar(c, at) {
        Some(fraction) => fraction,
        None if c.sign(at, '/') && !c.gap(at) && number.bare => {
            return stroke(c, at - 1);
        }
        None => {
            let joint = c.past_joint(at);
            if !(c.digits(joint) && (c.gap(joint) || joint > at)) {
                return None;
            }
            stroke(c, joint)?
        }
    };
    if fraction.value >= Rational::one() {
        return None;
    }
    Some(Cardinal { value: number.value.checked_add(&fraction.value)?, ..fraction })
}

/// `3/4`: two runs of digits with a stroke.
pub(crate) fn stroke(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    let (above, below) = (c.small(at)?, c.small(at + 2)?);
    let tight = c.sign(at + 1, '/') && !c.gap(at + 1) && !c.gap(at + 2);
    let before = at > 0 && c.sign(at - 1, '/') && !c.gap(at);
    let alone = (!c.sign(at + 3, '/') || c.gap(at + 3)) && !before;
    (tight && alone && below > 0 && c.str(at).len() <= 3 && c.str(at + 2).len() <= 3).then(|| Cardinal {
        value: Rational::new(above.into(), below.into()),
        digit: Rational::zero(),
        fraction: true,
        ..Cardinal::whole(at + 3, 0, true)
    })
}

/// `½`.
pub(crate) fn vulgar(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    if c.kind(at) != Kind::Sign || c.str(at).len() < 2 {
        return None;
    }
    let (above, below) = match c.str(at) {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Some(Cardinal {
        value: Rational::new(above, below),
        digit: Rational::zero(),
        fraction: true,
        ..Cardinal::whole(at + 1, 0, true)
    })
}
