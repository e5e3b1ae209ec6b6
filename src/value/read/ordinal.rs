//! Ordinals, in figures and words.

use super::cardinal::{Cardinal, power_of_ten};
use super::cursor::Cursor;
use super::figures::figures;
use super::spelled::plain_words;
use super::words::Keyword;
use crate::value::Rational;
use num_traits::{One, Zero};

/// An ordinal: `10th`, "twenty-fifth", "one hundred and first". "Second" is one unless a number leads to it.
pub(crate) fn ordinal(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    if c.digits(at) {
        let number = figures(c, at)?;
        let suffix = match (number.small()?.rem_euclid(100), number.small()?.rem_euclid(10)) {
            (11..=13, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        let next = number.next;
        let said = c.str(next);
        let fits = !c.gap(next)
            && said.eq_ignore_ascii_case(suffix)
            && c.ends_before(next + 1)
            && number.value > Rational::zero();
        return (fits && number.digit.is_one()).then_some(Cardinal { next: next + 1, bare: false, ..number });
    }
    let entry = c.entry(at);
    if let Some(value) = entry.ordinal.filter(|_| !entry.plural) {
        return Some(Cardinal::whole(at + 1, value.into(), false));
    }
    if entry.ordinal_scale > 0 && !entry.plural {
        return Some(Cardinal::whole(at + 1, power_of_ten(entry.ordinal_scale)?.to_integer(), false));
    }
    let (base, end) = match plain_words(c, at, false) {
        Some(base) => (base.value.to_integer(), base.next),
        None => return None,
    };
    let place = c.past_joint(if c.is(end, Keyword::And) { end + 1 } else { end });
    let last = c.entry(place);
    if last.plural {
        return None;
    }
    let value = match (last.ordinal, last.ordinal_scale) {
        (Some(unit), _) if unit < 10 && base % 10 == 0 && base % 100 >= 20 => base.checked_add(unit.into())?,
        (Some(unit), _) if base % 100 == 0 && base > 0 => base.checked_add(unit.into())?,
        (None, power) if power > 0 => base.checked_mul(power_of_ten(power)?.to_integer())?,
        _ => return None,
    };
    // "twenty second" after a number is twenty seconds' business: "a twenty second delay" is an ordinal all the same.
    Some(Cardinal::whole(place + 1, value, false))
}
