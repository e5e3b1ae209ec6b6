//! The one reader of values, for rules and articles.
//!
//! Enters: text. Leaves: the values in it, each with the bytes that say it. Guaranteed: spans lie on character
//! boundaries inside the text, in order and without overlap; the work is linear in the length of the text.

pub(crate) mod amount;
pub(crate) mod cardinal;
pub(crate) mod clock;
pub(crate) mod cursor;
pub(crate) mod date;
mod date_range;
pub(crate) mod day;
pub(crate) mod figures;
pub(crate) mod fraction;
mod holiday;
pub(crate) mod ordinal;
pub(crate) mod period;
mod recurring;
pub(crate) mod relative;
mod score;
pub(crate) mod spelled;
pub(crate) mod token;
pub(crate) mod unit;
pub(crate) mod words;
pub(crate) mod year;

use super::{Clock, DateExpression, TimeExpression, Value};
use crate::source::Span;
use amount::{hedge_before, ordinal_quantity, quantity};
use cursor::Cursor;
use date::Dated;
use token::{Kind, Token, tokens};
use words::Keyword;

/// A value and the words that say it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The bytes of the text that was read, hedge and unit included.
    pub span: Span,
    /// What they say.
    pub value: Value,
    /// The weekday that was said with a date, 1 for Monday: "Friday, September 11".
    pub weekday: Option<i8>,
}

/// A value with the tokens that it covers.
struct Found {
    from: usize,
    next: usize,
    value: Value,
    weekday: Option<i8>,
}

impl From<Dated> for Found {
    fn from(dated: Dated) -> Self {
        Self { from: dated.from, next: dated.next, value: Value::Date(dated.date), weekday: dated.weekday }
    }
}

/// Every value in a text, in order and without overlap, the longest reading first.
pub fn read_all(text: &str) -> Vec<Reading> {
    let mut buffer = Vec::with_capacity(text.len() / 5);
    tokens(text, 0, usize::MAX, &mut buffer);
    let c = Cursor { text, tokens: &buffer, loose: false };
    let mut readings = Vec::new();
    let (mut at, mut free) = (0, 0);
    while let Some(token) = buffer.get(at) {
        match (may_start(token) || sign_follows(&c, at))
            .then(|| value_at(&c, at))
            .flatten()
            .filter(|found| found.next > at && found.from >= free)
        {
            Some(found) => {
                readings.push(reading(&c, &found));
                (at, free) = (found.next, found.next);
            }
            None => at = past_figure(&c, at),
        }
    }
    readings
}

/// The longest value that starts at the byte `start` of `text` and ends at a word boundary.
pub fn read_at(text: &str, start: usize) -> Option<Reading> {
    /// No value has more tokens than this.
    const WINDOW: usize = 64;
    if !text.is_char_boundary(start) {
        return None;
    }
    let rest = text.get(start..)?;
    let start = start + (rest.len() - rest.trim_start().len());
    let mut buffer = Vec::with_capacity(WINDOW);
    tokens(text, start, WINDOW, &mut buffer);
    let c = Cursor { text, tokens: &buffer, loose: false };
    let longest = (0..buffer.len().min(6))
        .filter_map(|at| value_at(&c, at).filter(|found| found.from == 0))
        .max_by_key(|found| found.next);
    longest.map(|found| reading(&c, &found))
}

fn reading(c: &Cursor<'_>, found: &Found) -> Reading {
    let span = Span::new(c.start(found.from), c.end(found.next));
    Reading { span, value: found.value.clone(), weekday: found.weekday }
}

/// Whether a value may begin at the token, hedge left aside: most words are passed over by this.
fn may_start(token: &Token) -> bool {
    match token.kind {
        Kind::Digits => true,
        Kind::Word => token.entry.starts() || may_start_word(token.entry.keyword),
        Kind::Sign => true,
        Kind::Break => false,
    }
}

/// Whether a short word is the beginning of a currency sign or code before an amount: `NZ$26`, `USD 5`, `RM42`.
fn sign_follows(c: &Cursor<'_>, at: usize) -> bool {
    let Some(token) = c.get(at).filter(|token| token.kind == Kind::Word && token.end - token.start <= 4) else {
        return false;
    };
    match c.kind(at + 1) {
        Kind::Sign => !c.gap(at + 1) || c.sign(at + 1, '$'),
        Kind::Digits => {
            token.end - token.start >= 2 && c.str(at).starts_with(|letter: char| letter.is_ascii_uppercase())
        }
        _ => false,
    }
}

/// Keywords that begin a value only with what follows.
fn may_start_word(keyword: Keyword) -> bool {
    matches!(
        keyword,
        Keyword::A
            | Keyword::An
            | Keyword::Half
            | Keyword::This
            | Keyword::Q
            | Keyword::Later
            | Keyword::Us
            | Keyword::K
            | Keyword::Am
            | Keyword::Couple
            | Keyword::St
    )
}

/// After a number that is none (too long, part of a name), what is joined to it is passed over as well.
fn past_figure(c: &Cursor<'_>, at: usize) -> usize {
    let mut next = at + 1;
    if c.digits(at) {
        while !c.gap(next)
            && (c.digits(next)
                || c.word(next)
                || (c.kind(next) == Kind::Sign
                    && matches!(c.str(next), "." | "," | ":" | "/" | "-")
                    && !c.gap(next + 1)
                    && c.digits(next + 1)))
        {
            next += 1;
        }
    }
    next
}

/// The value whose first word, hedge left aside, stands at `at`.
fn value_at(c: &Cursor<'_>, at: usize) -> Option<Found> {
    if !c.starts_at(at) || part_of_a_name(c, at) {
        return None;
    }
    if c.word(at) && !c.entry(at).starts() && !may_start_word(c.keyword(at)) && unit::sign_before(c, at).is_none() {
        return None;
    }
    if let Some((from, next, recurring)) = recurring::recurring(c, at) {
        return Some(Found { from, next, value: Value::Recurring(recurring), weekday: None });
    }
    if let Some((next, time)) = time(c, at) {
        return Some(Found { from: at, next, value: Value::Time(time), weekday: None });
    }
    if let Some(dated) = dated(c, at) {
        return Some(dated.into());
    }
    if let Some(found) = score::score(c, at) {
        let (from, next, value) = found?;
        return Some(Found { from, next, value, weekday: None });
    }
    if let Some((times, next)) = times(c, at) {
        return Some(Found { from: hedge_before(c, at).1, next, value: times, weekday: None });
    }
    if unsure_one(c, at) {
        return None;
    }
    let amount = quantity(c, at);
    let ordinal = if c.digits(at) || c.word(at) { ordinal_quantity(c, at) } else { None };
    let found = match (amount, ordinal) {
        (Some(amount), Some(ordinal)) if ordinal.next > amount.core_next => ordinal,
        (Some(amount), _) => amount,
        (None, Some(ordinal)) => ordinal,
        (None, None) => return None,
    };
    if let Some(dated) = relative::counted(c, &found) {
        return Some(dated.into());
    }
    if found.low.number.figures && goes_on(c, found.next) {
        return None;
    }
    let number = found.number()?;
    Some(Found { from: found.from, next: found.next, value: Value::Number(number), weekday: None })
}

/// Whether a figure that ends before `next` is a piece of something else: "24703m212", "1,23", "25:10".
pub(crate) fn goes_on(c: &Cursor<'_>, next: usize) -> bool {
    if c.gap(next) {
        return false;
    }
    !c.ends_before(next) || (matches!(c.str(next), "," | "." | ":" | "/") && c.digits(next + 1) && !c.gap(next + 1))
}

/// The date at `at`, hedge aside.
fn dated(c: &Cursor<'_>, at: usize) -> Option<Dated> {
    if c.kind(at) == Kind::Sign && !matches!(c.str(at), "'" | "’" | "‘") {
        return None;
    }
    let found = relative::relative(c, at).or_else(|| date::date(c, at))?;
    (c.gap(found.next) || c.ends_before(found.next)).then_some(found)
}

/// The time or range of times at `at`, if the words leave no doubt that they mean one.
fn time(c: &Cursor<'_>, at: usize) -> Option<(usize, TimeExpression)> {
    if !c.digits(at) && !c.word(at) {
        return None;
    }
    let led = at > 0 && c.is(at - 1, Keyword::At);
    let ranged = at > 0 && c.any(at - 1, &[Keyword::From, Keyword::Between]);
    let first = clock::clock(c, at, true)?;
    let join = first.next;
    let joined = c.any(join, &[Keyword::To, Keyword::Till, Keyword::Through])
        || c.dash(join)
        || (ranged && c.is(join, Keyword::And));
    if let Some(last) = joined.then(|| clock::clock(c, join + 1, first.plain)).flatten().filter(|last| last.plain)
        && let (Ok(from), Ok(to)) = (&first.clock, &last.clock)
    {
        let mut from = *from;
        // "9 to 11 a.m.", "between 9 and 10:30 p.m.": the first has the half of the last, if that keeps the order.
        if !from.sure && to.sure && to.time.hour() > 12 && from.time.hour() < 12 {
            let moved = first.clone().after_noon();
            if let Ok(moved) = moved
                .clock
                .as_ref()
                .map_err(drop)
                .and_then(|moved| if moved.time < to.time { Ok(*moved) } else { Err(()) })
            {
                from = moved;
            }
        }
        from.sure |= to.sure;
        let zone = clock::zone(c, last.next);
        let next = zone.as_ref().map_or(last.next, |(_, next)| *next);
        return Some((next, TimeExpression::Between { first: from, last: *to, zone: zone.map(|(zone, _)| zone) }));
    }
    let zone = clock::zone(c, first.next);
    let next = zone.as_ref().map_or(first.next, |(_, next)| *next);
    let hours = c.str(next).eq_ignore_ascii_case("hours") && zone.is_none() && c.sign(at + 1, ':');
    let sure = first.plain && (led || zone.is_some() || hours || !ratio(c, at));
    match first.clock {
        Ok(clock) if sure => {
            let clock = Clock { sure: clock.sure || hours, ..clock };
            let next = next + usize::from(hours);
            let (zone, next) = match clock::zone(c, next) {
                Some((zone, next)) => (Some(zone), next),
                None => (zone.map(|(zone, _)| zone), next),
            };
            Some((next, TimeExpression::At { clock, zone }))
        }
        Err(reason) if sure && led => Some((next, TimeExpression::Impossible(reason))),
        _ => None,
    }
}

/// Whether two numbers with a colon at `at` may be a result or a ratio as well as a time: "1:1", "4:30" is not.
fn ratio(c: &Cursor<'_>, at: usize) -> bool {
    c.sign(at + 1, ':') && c.str(at + 2).len() < 2
}

/// "twice", "threefold".
fn times(c: &Cursor<'_>, at: usize) -> Option<(Value, usize)> {
    let count = c.entry(at).fold;
    if count == 0 {
        return None;
    }
    let (count, one) = (super::Rational::from_integer(count.into()), super::Rational::from_integer(1));
    let number = super::Number::said(count, one, super::Unit::Times, hedge_before(c, at).0)?;
    Some((Value::Number(number), at + 1))
}

/// Whether the digits at `at` belong to a name: "COVID-19", "G-7", "A380", "Boeing 737-800" in its second part.
fn part_of_a_name(c: &Cursor<'_>, at: usize) -> bool {
    if !c.digits(at) || at < 2 || !c.joint(at - 1) {
        return false;
    }
    c.word(at - 2) && !c.any(at - 2, &[Keyword::Mid, Keyword::Early, Keyword::Late]) && c.entry(at - 2).month == 0
}

/// Whether "one" at `at` is no number: "the one", "which one", "one another", "no one".
pub(crate) fn unsure_one(c: &Cursor<'_>, at: usize) -> bool {
    if c.entry(at).cardinal != Some(1) {
        return false;
    }
    let pronoun = c.any(
        at.wrapping_sub(1),
        &[
            Keyword::The,
            Keyword::This,
            Keyword::That,
            Keyword::Which,
            Keyword::Number,
            Keyword::Every,
            Keyword::Each,
            Keyword::Another,
            Keyword::Any,
            Keyword::Last,
            Keyword::Next,
            Keyword::Previous,
            Keyword::Current,
        ],
    ) && at > 0;
    let counted = c.entry(at + 1).scale > 0 || unit::after(c, at + 1, false).is_some();
    (pronoun && !counted) || c.is(at + 1, Keyword::Another) || matches!(c.str(at + 1), "'" | "’")
}

impl Value {
    /// Whether it is a date that no calendar has.
    pub fn is_impossible(&self) -> bool {
        matches!(self, Self::Date(DateExpression::Impossible(_)))
    }
}
