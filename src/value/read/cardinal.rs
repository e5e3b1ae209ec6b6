//! Numbers in digits and words, without unit and hedge.
//!
//! Enters: a position. Leaves: the number with the place of its last digit. Guaranteed: exact; a number of more than
//! [`MOST_DIGITS`] digits is none.

use super::cursor::Cursor;
use super::token::Kind;
use super::words::Keyword;
use crate::value::Rational;
use num_traits::{CheckedAdd, CheckedMul, CheckedSub, One, Zero};

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
    fn whole(next: usize, value: i128, figures: bool) -> Self {
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

    /// The number as a small whole number.
    pub(crate) fn small(&self) -> Option<i64> {
        self.value.is_integer().then(|| i64::try_from(self.value.to_integer()).ok()).flatten()
    }

    fn scaled(self, power: u8, next: usize, by: Scale) -> Option<Self> {
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

    fn negated(self) -> Option<Self> {
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

fn unsigned(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
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

/// Digits with their groups and decimals: `1,234,567.89`, `12,34,567`, `1 234 567`, `1.111,11`, `1e10`.
fn figures(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
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
fn decimals(c: &Cursor<'_>, point: usize, whole: i128) -> Option<Cardinal> {
    let digits = c.str(point + 1);
    if digits.len() > MOST_DIGITS {
        return None;
    }
    let below = power_of_ten(u8::try_from(digits.len()).ok()?)?.to_integer();
    let value = Rational::from_integer(whole).checked_add(&Rational::new(digits.parse().ok()?, below))?;
    Some(Cardinal { value, digit: Rational::new(1, below), ..Cardinal::whole(point + 2, 0, true) })
}

/// Groups parted by commas: of three digits, or as in India, of two before the last three.
fn grouped(c: &Cursor<'_>, at: usize, separator: char) -> Option<(usize, String)> {
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
fn spaced(c: &Cursor<'_>, at: usize) -> Option<(usize, String)> {
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
fn continental(c: &Cursor<'_>, at: usize) -> Option<(usize, String)> {
    let mut next = at + 1;
    while c.sign(next, '.') && !c.gap(next) && c.digits(next + 1) && !c.gap(next + 1) && next - at < MOST_DIGITS {
        next += 2;
    }
    let (end, text) = grouped(&Cursor { tokens: c.tokens.get(..next)?, ..*c }, at, '.')?;
    let decimals = c.sign(end, ',') && !c.gap(end) && c.digits(end + 1) && !c.gap(end + 1);
    (end == next && decimals && c.str(end + 1).len() != 3).then_some((end, text))
}

/// `1e10`, `6.23x10^-4`.
fn exponent(c: &Cursor<'_>, number: Cardinal) -> Option<Cardinal> {
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
fn mixed(c: &Cursor<'_>, number: Cardinal) -> Option<Cardinal> {
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
fn stroke(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    let (above, below) = (c.small(at)?, c.small(at + 2)?);
    let tight = c.sign(at + 1, '/') && !c.gap(at + 1) && !c.gap(at + 2);
    let alone = !(c.sign(at + 3, '/') && !c.gap(at + 3)) && !(at > 0 && c.sign(at - 1, '/') && !c.gap(at));
    (tight && alone && below > 0 && c.str(at).len() <= 3 && c.str(at + 2).len() <= 3).then(|| Cardinal {
        value: Rational::new(above.into(), below.into()),
        digit: Rational::zero(),
        fraction: true,
        ..Cardinal::whole(at + 3, 0, true)
    })
}

/// `½`.
fn vulgar(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
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

/// The scale words and letters after a number: `million`, `bn`, `k`; several multiply ("three thousand million").
fn scale_after(c: &Cursor<'_>, number: Cardinal) -> Option<Cardinal> {
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
fn and_more(c: &Cursor<'_>, number: Cardinal) -> Cardinal {
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
    let more = if more.scale == Scale::Word { and_more(c, more) } else { more };
    let fits = more.is_integer() && more.value < number.digit && (and || more.scale == Scale::Word);
    match number.value.checked_add(&more.value) {
        Some(value) if fits && (more.scale != Scale::Word || !and) => {
            Cardinal { value, digit: more.digit, next: more.next, ..number }
        }
        _ => number,
    }
}

/// "nine and a half", "3 million and a half", "forty two and a third": a fraction of the last unit named.
fn and_a_fraction(c: &Cursor<'_>, number: Cardinal) -> Cardinal {
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

/// A number in words: "one hundred and sixteen", "half a million", "two thirds", "a dozen", "nine and a half".
fn words(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    if let Some(fraction) = word_fraction(c, at, false) {
        return fraction_of(c, fraction);
    }
    let article = c.any(at, &[Keyword::A, Keyword::An]);
    if article || c.is(at, Keyword::Dozen) || c.is(at, Keyword::Couple) || c.is(at, Keyword::Pair) {
        if let Some(number) = collective(c, at + usize::from(article)) {
            return Some(number);
        }
    }
    let number = plain_words(c, at, article)?;
    if let Some(fraction) = fraction_of_many(c, at, &number) {
        return Some(fraction);
    }
    Some(and_a_fraction(c, number))
}

/// "a dozen", "a couple of": a number by a noun.
fn collective(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    let value = match c.keyword(at) {
        Keyword::Dozen => 12,
        Keyword::Couple if c.is(at + 1, Keyword::Of) || c.entry(at + 1).unit => 2,
        _ => return None,
    };
    Some(Cardinal::whole(at + 1, value, false))
}

/// "twenty-three fifths", "three twenty-firsts", "one hundred thirty-fifths": a fraction of any number in words.
fn fraction_of_many(c: &Cursor<'_>, from: usize, number: &Cardinal) -> Option<Cardinal> {
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
struct Sum {
    /// What is closed by a scale word.
    total: i128,
    /// What is not.
    current: i128,
    /// The scale that closed the last part.
    scale: u8,
    /// What may come next: below a hundred, below ten, or only a scale.
    open: Open,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Open {
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
fn simple_and(c: &Cursor<'_>, sum: &Sum, at: usize) -> bool {
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
    fn open_tens(&self, sum: &Sum) -> bool {
        sum.open == Open::Ten && sum.total == 0 && sum.current < 100 && sum.current >= 20
    }
}

impl Sum {
    /// Takes a cardinal below a hundred, if it can stand there.
    fn take(&mut self, value: u8) -> bool {
        let fits = match self.open {
            Open::Hundred => true,
            Open::Ten => (1..10).contains(&value),
            Open::Scale => false,
        };
        if !fits || (value == 0 && (self.current > 0 || self.total > 0)) {
            return false;
        }
        self.current += i128::from(value);
        self.open = if value >= 20 && value % 10 == 0 { Open::Ten } else { Open::Scale };
        true
    }

    /// Takes a scale word; `None` if the number gets too large.
    fn multiply(&mut self, scale: u8) -> Option<bool> {
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
fn spelled_decimals(c: &Cursor<'_>, at: usize, whole: i128) -> Option<Cardinal> {
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

/// A fraction in words: "half", "a quarter", "two thirds", "three-quarters". After "and" an article may be missing.
fn word_fraction(c: &Cursor<'_>, at: usize, after_and: bool) -> Option<Cardinal> {
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
fn half_counts(c: &Cursor<'_>, at: usize) -> bool {
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
        || c.entry(next).unit
        || c.kind(next) != Kind::Word
        || super::unit::after(c, next, false).is_some();
    !ordinal && (led || follows)
}

/// Whether what follows "a third" makes a share of it: "of", a comparative, a stop.
fn fraction_follows(c: &Cursor<'_>, at: usize) -> bool {
    matches!(c.kind(at), Kind::Break)
        || c.any(at, &[Keyword::Of, Keyword::More, Keyword::Less, Keyword::Fewer, Keyword::Lower, Keyword::Higher])
        || c.any(at, &[Keyword::As, Keyword::In, Keyword::Since, Keyword::From, Keyword::To, Keyword::And])
        || (c.kind(at) == Kind::Sign && !c.dash(at))
        || c.entry(at).scale > 2
}

/// "half a million", "two thirds of a million", "half a dozen", "a quarter million": a fraction of a number.
fn fraction_of(c: &Cursor<'_>, fraction: Cardinal) -> Option<Cardinal> {
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
