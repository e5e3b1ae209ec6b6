//! Numbers in words: "one hundred and sixteen", "twenty-one trillion three hundred", "a dozen".
//!
//! Enters: a position of a number word or an article. Leaves: the number. Guaranteed: words that do not go together
//! ("two three") are separate numbers.

use super::cardinal::{Cardinal, Scale, and_a_fraction, power_of_ten, scale_after};
use super::cursor::Cursor;
use super::fraction::{fraction_of, word_fraction};
use super::words::Keyword;
use crate::value::Rational;
use num_traits::{CheckedAdd, One, Zero};

/// A number in words: "one hundred and sixteen", "half a million", "two thirds", "a dozen", "nine and a half".
pub(crate) fn words(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    if let Some(fraction) = word_fraction(c, at, false) {
        return fraction_of(c, fraction);
    }
    let article = c.any(at, &[Keyword::A, Keyword::An]);
    if (article || c.is(at, Keyword::Dozen) || c.is(at, Keyword::Couple) || c.is(at, Keyword::Pair))
        && let Some(number) = collective(c, at + usize::from(article))
    {
        return Some(number);
    }
    let number = plain_words(c, at, article)?;
    if let Some(fraction) = fraction_of_many(c, at, &number) {
        return Some(fraction);
    }
    Some(and_a_fraction(c, number))
}

/// "a dozen", "a couple of": a number by a noun.
pub(crate) fn collective(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    let value = match c.keyword(at) {
        Keyword::Dozen => 12,
        Keyword::Couple if c.is(at + 1, Keyword::Of) || super::unit::after(c, at + 1, false).is_some() => 2,
        _ => return None,
    };
    Some(Cardinal::whole(at + 1, value, false))
}

/// "twenty-three fifths", "three twenty-firsts", "one hundred thirty-fifths": a fraction of any number in words.
pub(crate) fn fraction_of_many(c: &Cursor<'_>, from: usize, number: &Cardinal) -> Option<Cardinal> {
    let above = number.value.to_integer();
    let at = c.past_joint(number.next);
    let plural = |place: usize| c.entry(place).ordinal.filter(|_| c.entry(place).plural).map(i128::from);
    let (above, below, next) = if let Some(below) = plural(at) {
        let tens = above % 100;
        let last_alone = c.entry(number.next - 1).cardinal.is_some_and(|last| i128::from(last) == tens);
        let anded = (from..number.next).any(|place| c.is(place, Keyword::And));
        if above > 100 && tens >= 20 && tens % 10 == 0 && below < 10 && last_alone && !anded {
            (above - tens, tens + below, at + 1)
        } else {
            (above, below, at + 1)
        }
    } else {
        let tens = c.entry(at).cardinal.map(i128::from).filter(|tens| *tens >= 20 && tens % 10 == 0)?;
        let unit = c.past_joint(at + 1);
        (above, tens + plural(unit).filter(|unit| *unit < 10)?, unit + 1)
    };
    Some(Cardinal { value: Rational::new(above, below), digit: Rational::zero(), fraction: true, next, ..*number })
}

/// The running sum of a number in words.
#[derive(Debug, Default)]
pub(crate) struct Sum {
    /// What is closed by a scale word.
    pub(crate) total: i128,
    /// What is not.
    pub(crate) current: i128,
    /// The scale that closed the last part.
    pub(crate) scale: u8,
    /// What may come next: below a hundred, below ten, or only a scale.
    pub(crate) open: Open,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) enum Open {
    #[default]
    Hundred,
    Ten,
    Scale,
}

/// A number in words alone, without fraction.
pub(crate) fn plain_words(c: &Cursor<'_>, at: usize, article: bool) -> Option<Cardinal> {
    let mut sum = Sum::default();
    let mut next = at + usize::from(article);
    let first = c.entry(next);
    // "thousands", "tens of thousands" say no number; "hundred thousand" and "a hundred" do.
    if first.cardinal.is_none() && (first.scale == 0 || first.plural || (!article && !c.gap(next) && next > 0)) {
        return None;
    }
    if article && (first.cardinal.is_some() || first.scale == 0) {
        return None;
    }
    let mut parts = 0u8;
    loop {
        let (from, joint) = (next, c.past_joint(next));
        let and = parts > 0
            && c.is(joint, Keyword::And)
            && simple_and(c, &sum, joint)
            && word_fraction(c, joint + 1, true).is_none();
        let place = if and { c.past_joint(joint + 1) } else { joint };
        let entry = c.entry(place);
        if parts > 0 && entry.short {
            break;
        }
        if let Some(value) = entry.cardinal {
            if !sum.take(value) {
                break;
            }
            parts += 1;
        } else if entry.scale > 0 && !and {
            if !sum.multiply(entry.scale)? {
                break;
            }
            parts += 1;
        } else if c.any(place, &[Keyword::Dozen, Keyword::Dozens]) && parts > 0 && !and {
            let value = sum.total.checked_add(sum.current)?.checked_mul(12)?;
            return Some(Cardinal::whole(place + 1, value, false));
        } else if c.is(place, Keyword::Points) && !and && c.str(place).len() == 5 && parts > 0 {
            match spelled_decimals(c, place + 1, sum.total.checked_add(sum.current)?) {
                Some(number) => return scale_after(c, number),
                None => break,
            }
        } else {
            break;
        }
        next = place + 1;
        if next <= from || parts > 40 {
            break;
        }
    }
    if parts == 0 {
        return None;
    }
    let value = sum.total.checked_add(sum.current)?;
    let round = sum.scale > 0
        && sum.current == 0
        && sum.scale >= 6
        && parts <= 3
        && value % 10i128.checked_pow(u32::from(sum.scale))? == 0;
    let scale = if sum.scale > 0 { Scale::Word } else { Scale::None };
    let digit = if round { power_of_ten(sum.scale)? } else { Rational::one() };
    Some(Cardinal { digit, scale, factor: digit, ..Cardinal::whole(next, value, false) })
}

/// Whether an "and" at `at` goes on with the number, rather than join it to the next: after a hundred or a scale,
/// before less than a hundred, with no scale after that.
pub(crate) fn simple_and(c: &Cursor<'_>, sum: &Sum, at: usize) -> bool {
    let closed = sum.open == Open::Hundred && (sum.current >= 100 || (sum.current == 0 && sum.total > 0));
    let tens = c.open_tens(sum);
    let after = c.past_joint(at + 1);
    let Some(value) = c.entry(after).cardinal else { return false };
    let mut end = after + 1;
    if value >= 20 && c.entry(c.past_joint(end)).cardinal.is_some_and(|unit| (1..10).contains(&unit)) {
        end = c.past_joint(end) + 1;
    }
    let follow = c.entry(c.past_joint(end));
    let plain = follow.scale == 0 && !c.any(c.past_joint(end), &[Keyword::Percentage]);
    (closed || (tens && value < 10)) && plain
}

impl Cursor<'_> {
    /// "twenty and three": an old way to count, taken where nothing else makes sense.
    pub(crate) fn open_tens(&self, sum: &Sum) -> bool {
        sum.open == Open::Ten && sum.total == 0 && sum.current < 100 && sum.current >= 20
    }
}

impl Sum {
    /// Takes a cardinal below a hundred, if it can stand there.
    pub(crate) fn take(&mut self, value: u8) -> bool {
        let fits = match self.open {
            Open::Hundred => true,
            Open::Ten => (1..10).contains(&value),
            Open::Scale => false,
        };
        if !fits || (value == 0 && (self.current > 0 || self.total > 0)) {
            return false;
        }
        self.current += i128::from(value);
        self.open = if value >= 20 && value.is_multiple_of(10) { Open::Ten } else { Open::Scale };
        true
    }

    /// Takes a scale word; `None` if the number gets too large.
    pub(crate) fn multiply(&mut self, scale: u8) -> Option<bool> {
        let factor = 10i128.checked_pow(u32::from(scale))?;
        if scale == 2 {
            if self.current >= 100 || (self.current == 0 && self.total > 0) {
                return Some(false);
            }
            self.current = self.current.max(1).checked_mul(factor)?;
        } else if self.current == 0 && self.total > 0 {
            self.total = self.total.checked_mul(factor)?;
            self.scale = scale;
        } else if self.scale > 0 && scale >= self.scale {
            return Some(false);
        } else {
            self.total = self.total.checked_add(self.current.max(1).checked_mul(factor)?)?;
            (self.current, self.scale) = (0, scale);
        }
        self.open = Open::Hundred;
        Some(true)
    }
}

/// "point zero three": digits said one by one.
pub(crate) fn spelled_decimals(c: &Cursor<'_>, at: usize, whole: i128) -> Option<Cardinal> {
    let (mut next, mut above, mut below) = (at, 0i128, 1i128);
    while let Some(digit) = c.entry(next).cardinal.filter(|&digit| digit < 10 && next - at < 9) {
        above = above * 10 + i128::from(digit);
        below *= 10;
        next += 1;
    }
    if next == at {
        return None;
    }
    let value = Rational::from_integer(whole).checked_add(&Rational::new(above, below))?;
    Some(Cardinal { value, digit: Rational::new(1, below), ..Cardinal::whole(next, 0, false) })
}
