//! Fractions in words: "half", "a quarter", "two-thirds of a million".
//!
//! Enters: a position. Leaves: the fraction, as exact as it is said. Guaranteed: "a third term" and "the first half" are
//! none.

use super::cardinal::{Cardinal, Scale, power_of_ten};
use super::cursor::Cursor;
use super::figures::vulgar;
use super::token::Kind;
use super::words::Keyword;
use crate::value::Rational;
use num_traits::{CheckedMul, One, Zero};

/// A fraction in words: "half", "a quarter", "two thirds", "three-quarters". After "and" an article may be missing.
pub(crate) fn word_fraction(c: &Cursor<'_>, at: usize, after_and: bool) -> Option<Cardinal> {
    if let Some(number) = vulgar(c, at) {
        return Some(number);
    }
    let article = c.any(at, &[Keyword::A, Keyword::An]);
    let one = c.entry(at).cardinal == Some(1);
    let (above, mut next) = if article || one {
        (1, c.past_joint(at + 1))
    } else if c.is(at, Keyword::Half) || c.is(at, Keyword::Quarter) {
        (1, at)
    } else {
        let above = c.entry(at).cardinal.filter(|&above| above > 1)?;
        (i128::from(above), c.past_joint(at + 1))
    };
    let entry = c.entry(next);
    let below: i128 = match entry.keyword {
        Keyword::Half if above == 1 => 2,
        Keyword::Halves => 2,
        Keyword::Quarter
            if above == 1
                || (above == 3 && (next > at + 1 || c.entry(next + 1).scale > 0 || c.is(next + 1, Keyword::Of))) =>
        {
            4
        }
        Keyword::Quarters if above == 3 => 4,
        _ if above == 1 && entry.cardinal.is_some_and(|tens| tens >= 20 && tens % 10 == 0) => {
            let unit = c.past_joint(next + 1);
            let below = c.entry(unit).ordinal.filter(|below| *below < 10 && !c.entry(unit).plural)?;
            next = unit;
            i128::from(entry.cardinal?) + i128::from(below)
        }
        _ => match (entry.ordinal, entry.ordinal_scale) {
            (Some(below), _) if below > 2 && (entry.plural || (above == 1 && (article || one))) => below.into(),
            (None, power) if power > 0 && entry.plural != (above == 1) => power_of_ten(power)?.to_integer(),
            _ => return None,
        },
    };
    let ordinal_form = entry.ordinal.is_some() || entry.ordinal_scale > 0 || entry.cardinal.is_some();
    next += 1;
    if c.is(at, Keyword::Half) && !after_and && !half_counts(c, at) {
        return None;
    }
    // "a third of", "one-third"; "a third term" is an ordinal, and so is "one third party".
    let hyphen = one && c.joint(at + 1);
    if ordinal_form && above == 1 && !hyphen && !after_and && !fraction_follows(c, next) {
        return None;
    }
    // "half" and "quarter" without an article: "quarter million", "half of", not "quarter finals".
    if !article && !one && c.is(at, Keyword::Quarter) && !after_and && c.entry(next).scale == 0 {
        return None;
    }
    if c.is(next - 1, Keyword::Quarter) && above == 1 && !after_and && c.upper(next) {
        return None;
    }
    Some(Cardinal {
        value: Rational::new(above, below),
        digit: Rational::zero(),
        fraction: true,
        ..Cardinal::whole(next, 0, false)
    })
}

/// Whether "half" at `at` is a number: "half of", "half the", "half an hour"; not "the first half", "half brother".
pub(crate) fn half_counts(c: &Cursor<'_>, at: usize) -> bool {
    let next = c.past_joint(at + 1);
    let ordinal = at > 0
        && (c.entry(at - 1).ordinal.is_some() || matches!(c.str(at - 1), "st" | "nd" | "th" | "other" | "better"));
    let led = at > 0
        && c.any(
            at - 1,
            &[
                Keyword::Than,
                Keyword::About,
                Keyword::Nearly,
                Keyword::Almost,
                Keyword::By,
                Keyword::Over,
                Keyword::Under,
            ],
        );
    let follows = c.any(
        next,
        &[
            Keyword::Of,
            Keyword::The,
            Keyword::A,
            Keyword::An,
            Keyword::As,
            Keyword::That,
            Keyword::This,
            Keyword::These,
        ],
    ) || c
        .any(next, &[Keyword::More, Keyword::Less, Keyword::Dozen, Keyword::And, Keyword::Those, Keyword::Percentage])
        || matches!(
            c.str(next),
            "its"
                | "his"
                | "her"
                | "their"
                | "our"
                | "my"
                | "your"
                | "all"
                | "percent"
                | "were"
                | "are"
                | "have"
                | "people"
        )
        || c.entry(next).scale > 0
        || c.kind(next) != Kind::Word
        || super::unit::after(c, next, false).is_some();
    !ordinal && (led || follows)
}

/// Whether what follows "a third" makes a share of it: "of", a comparative, a stop.
pub(crate) fn fraction_follows(c: &Cursor<'_>, at: usize) -> bool {
    matches!(c.kind(at), Kind::Break)
        || c.any(at, &[Keyword::Of, Keyword::More, Keyword::Less, Keyword::Fewer, Keyword::Lower, Keyword::Higher])
        || c.any(at, &[Keyword::As, Keyword::In, Keyword::Since, Keyword::From, Keyword::To, Keyword::And])
        || (c.kind(at) == Kind::Sign && !c.dash(at))
        || c.entry(at).scale > 2
}

/// "half a million", "two thirds of a million", "half a dozen", "a quarter million": a fraction of a number.
pub(crate) fn fraction_of(c: &Cursor<'_>, fraction: Cardinal) -> Option<Cardinal> {
    let of = c.is(fraction.next, Keyword::Of);
    let mut at = fraction.next + usize::from(of);
    let article = c.any(at, &[Keyword::A, Keyword::An]);
    at = c.past_joint(at + usize::from(article));
    let entry = c.entry(at);
    let factor = if c.is(at, Keyword::Dozen) {
        Rational::from_integer(12)
    } else if entry.scale > 0 && (article || !of) {
        power_of_ten(entry.scale)?
    } else {
        return Some(fraction);
    };
    let value = fraction.value.checked_mul(&factor)?;
    // "half a million" is as round as "500,000": its last digit is a tenth of the scale.
    let digit = if value.is_integer() && entry.scale > 3 { power_of_ten(entry.scale - 1)? } else { Rational::one() };
    Some(Cardinal { value, digit, next: at + 1, scale: Scale::Word, fraction: false, ..fraction })
}
