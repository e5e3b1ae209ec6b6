//! Numbers in digits and words, without unit and hedge.
//!
//! Enters: a position. Leaves: the number with the place of its last digit. Guaranteed: exact; a number of more than
//! [`MOST_DIGITS`] digits is none.

use super::cursor::Cursor;
use super::figures::{decimals, figures, mixed, vulgar};
use super::fraction::word_fraction;
use super::spelled::{plain_words, words};
use super::token::Kind;
use super::words::Keyword;
use crate::value::Rational;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, One, Zero};

/// The longest number that is read; the longest that a text has good reason for is shorter.
pub(crate) const MOST_DIGITS: usize = 27;

/// A number as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cardinal {
    /// The token after it.
    pub next: usize,
    /// What it says.
    pub value: Rational,
    /// The place of its last digit; zero for a vulgar fraction.
    pub digit: Rational,
    /// Whether it is written in digits.
    pub figures: bool,
    /// Whether a scale word or letter belongs to it, and whether that could be a unit as well ("5m").
    pub scale: Scale,
    /// What its scale words multiply by: "20 million" is 20 times a million; 1 without them.
    pub factor: Rational,
    /// Whether it is a plain run of digits: a year may be one.
    pub bare: bool,
    /// Whether it is a fraction in words or with a stroke.
    pub fraction: bool,
}

/// Whether a number has a scale word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scale {
    None,
    Word,
    Letter,
}

impl Cardinal {
    pub(crate) fn whole(next: usize, value: i128, figures: bool) -> Self {
        Self {
            next,
            value: Rational::from_integer(value),
            digit: Rational::one(),
            figures,
            scale: Scale::None,
            factor: Rational::one(),
            bare: false,
            fraction: false,
        }
    }

    pub(crate) fn is_integer(&self) -> bool {
        self.value.is_integer()
    }

    /// What the scale word of the higher end of a range multiplies the lower one by: a million for the 15 of "15-20
    /// million". `value` is that of the lower end, `high` the higher end with its value.
    pub(crate) fn shared_factor(&self, value: Rational, high: &Self, high_value: Rational) -> Option<Rational> {
        let shares = self.scale == Scale::None && high.scale != Scale::None;
        (shares && value < high_value.checked_div(&high.factor)?).then_some(high.factor)
    }

    /// The number as a small whole number.
    pub(crate) fn small(&self) -> Option<i64> {
        self.value.is_integer().then(|| i64::try_from(self.value.to_integer()).ok()).flatten()
    }

    pub(crate) fn scaled(self, power: u8, next: usize, by: Scale) -> Option<Self> {
        let factor = power_of_ten(power)?;
        Some(Self {
            next,
            value: self.value.checked_mul(&factor)?,
            digit: self.digit.checked_mul(&factor)?,
            factor: self.factor.checked_mul(&factor)?,
            scale: by,
            bare: false,
            ..self
        })
    }

    pub(crate) fn negated(self) -> Option<Self> {
        Some(Self { value: Rational::zero().checked_sub(&self.value)?, bare: false, ..self })
    }
}

/// Ten to that power.
pub(crate) fn power_of_ten(power: u8) -> Option<Rational> {
    Some(Rational::from_integer(10i128.checked_pow(u32::from(power))?))
}

/// The number at `at`: digits or words, with its sign, scale and fraction.
pub(crate) fn cardinal(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    if c.any(at, &[Keyword::Minus, Keyword::Negative]) {
        return unsigned(c, at + 1)?.negated();
    }
    if c.dash(at) && !c.gap(at + 1) && (c.digits(at + 1) || c.sign(at + 1, '.')) {
        // A dash directly before digits is a sign only where nothing leads up to it: not in "3-0", "B-52".
        let free = at == 0 || (c.gap(at) && !c.digits(at - 1)) || matches!(c.str(at - 1), "(" | "<" | ">" | "=" | ":");
        return if free { unsigned(c, at + 1)?.negated() } else { None };
    }
    unsigned(c, at)
}

pub(crate) fn unsigned(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    let number = match c.kind(at) {
        Kind::Digits => figures(c, at)?,
        Kind::Sign
            if c.sign(at, '.') && !c.gap(at + 1) && c.digits(at + 1) && (at == 0 || c.gap(at) || !c.digits(at - 1)) =>
        {
            decimals(c, at, 0)?
        }
        Kind::Sign => return vulgar(c, at).and_then(|number| scale_after(c, number)),
        Kind::Word => return words(c, at),
        Kind::Break => return None,
    };
    let number = mixed(c, number).unwrap_or(number);
    let number = scale_after(c, number)?;
    Some(and_a_fraction(c, and_more(c, number)))
}

/// The scale words and letters after a number: `million`, `bn`, `k`; several multiply ("three thousand million").
pub(crate) fn scale_after(c: &Cursor<'_>, number: Cardinal) -> Option<Cardinal> {
    let mut number = number;
    loop {
        let at = c.past_joint(number.next);
        let entry = c.entry(at);
        if entry.scale > 0 && (c.gap(at) || at > number.next || entry.scale > 2) {
            // "2 hundreds" and "500 thousands" are said; "the 3 millions" too.
            number = number.scaled(entry.scale, at + 1, Scale::Word)?;
        } else if c.any(at, &[Keyword::Dozen, Keyword::Dozens]) && (c.gap(at) || at > number.next) {
            number.value = number.value.checked_mul(&Rational::from_integer(12))?;
            (number.next, number.bare) = (at + 1, false);
        } else {
            break;
        }
    }
    let at = number.next;
    let spaced = c.loose && c.gap(at) && !c.word(at + 1) && !c.digits(at + 1);
    if number.scale == Scale::None && number.figures && (!c.gap(at) || spaced) && c.word(at) && c.ends_before(at + 1) {
        let power = match c.str(at) {
            "G" if spaced => 9,
            "m" | "b" | "tr" if spaced => return Some(number),
            "k" | "K" => 3,
            "M" => 6,
            "m" if c.plural_noun(at + 1) => 6,
            "b" | "B" => 9,
            "tr" => 12,
            _ => return Some(number),
        };
        return number.scaled(power, at + 1, Scale::Letter);
    }
    Some(number)
}

/// "3 hundred and 21", "4 thousand 3 hundred": a smaller number in digits after one with a scale word.
pub(crate) fn and_more(c: &Cursor<'_>, number: Cardinal) -> Cardinal {
    let small = number.scale == Scale::Word && number.value < Rational::from_integer(1_000_000) && number.is_integer();
    if !small || number.digit < Rational::from_integer(100) {
        return number;
    }
    let and = c.is(number.next, Keyword::And);
    let at = number.next + usize::from(and);
    let words = || plain_words(c, at, false).filter(|_| and && number.value < Rational::from_integer(1000));
    let figures = || figures(c, at).and_then(|more| scale_after(c, more));
    let Some(more) = (if c.digits(at) { figures() } else { words() }) else {
        return number;
    };
    // Each part is smaller than the place of the one before, so this goes no deeper than there are places.
    let smaller = more.value < number.digit;
    let more = if more.scale == Scale::Word && smaller { and_more(c, more) } else { more };
    let fits = more.is_integer() && more.value < number.digit && (and || more.scale == Scale::Word);
    match number.value.checked_add(&more.value) {
        Some(value) if fits && (more.scale != Scale::Word || !and) => {
            Cardinal { value, digit: more.digit, next: more.next, ..number }
        }
        _ => number,
    }
}

/// "nine and a half", "3 million and a half", "forty two and a third": a fraction of the last unit named.
pub(crate) fn and_a_fraction(c: &Cursor<'_>, number: Cardinal) -> Cardinal {
    let at = c.past_joint(number.next);
    if !c.is(at, Keyword::And) || !number.is_integer() {
        return number;
    }
    let Some(fraction) = word_fraction(c, c.past_joint(at + 1), true) else { return number };
    let scaled = if number.scale == Scale::Word { scale_after(c, fraction) } else { Some(fraction) };
    let Some(fraction) = scaled else { return number };
    let of_last =
        number.scale == Scale::Word && fraction.scale == Scale::None && number.digit >= Rational::from_integer(1000);
    let part = if of_last { fraction.value.checked_mul(&number.digit) } else { Some(fraction.value) };
    match part.and_then(|part| number.value.checked_add(&part)) {
        Some(value) => {
            Cardinal { value, next: fraction.next, digit: Rational::zero(), bare: false, fraction: true, ..number }
        }
        None => number,
    }
}
