//! Ranges of numbers as spans: "between 20 and 30", "more than 10 and less than 20", "at least 5", ">700".

use super::number::{decimal, number};
use super::{TypedSpan, span};
use crate::value::Rational;
use crate::value::read::cardinal::Cardinal;
use crate::value::read::cursor::Cursor;
use crate::value::read::ordinal::ordinal;
use crate::value::read::unit;
use crate::value::read::words::Keyword;
use num_traits::CheckedMul;

/// One side or both of a range.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    from: usize,
    next: usize,
    /// The lower end and whether it belongs to the range.
    low: Option<(Rational, bool)>,
    /// The upper end.
    high: Option<(Rational, bool)>,
}

/// All number ranges.
pub(super) fn spans(c: &Cursor<'_>) -> Vec<TypedSpan> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < c.tokens.len() {
        let Some(bounds) = two_sided(c, at).or_else(|| bound(c, at)) else {
            at += 1;
            continue;
        };
        let bounds = met(c, bounds);
        found.push(span(c, bounds.from, bounds.next, "numberrange", Some(bounds.printed()), None));
        at = bounds.next.max(at + 1);
    }
    found
}

impl Bounds {
    fn printed(&self) -> String {
        let low = self.low.map_or_else(String::new, |(low, _)| decimal(low));
        let high = self.high.map_or_else(String::new, |(high, _)| decimal(high));
        let open = if self.low.is_some_and(|(_, closed)| closed) { '[' } else { '(' };
        let close = if self.high.is_some_and(|(_, closed)| closed) { ']' } else { ')' };
        format!("{open}{low},{high}{close}")
    }
}

/// A bound with the opposite one after "and" or "but": "more than 10 and less than 20".
fn met(c: &Cursor<'_>, first: Bounds) -> Bounds {
    if !c.any(first.next, &[Keyword::And, Keyword::But]) {
        return first;
    }
    let Some(second) = bound(c, first.next + 1) else { return first };
    let (low, high) = match (first.low, first.high, second.low, second.high) {
        (Some(low), None, None, Some(high)) | (None, Some(high), Some(low), None) => (low, high),
        _ => return first,
    };
    if low.0 >= high.0 {
        return first;
    }
    Bounds { from: first.from, next: second.next, low: Some(low), high: Some(high) }
}

/// A number as a range has it: an ordinal too.
fn member(c: &Cursor<'_>, at: usize) -> Option<Cardinal> {
    let place = at + usize::from(c.is(at, Keyword::The));
    if !c.starts_at(place) {
        return None;
    }
    let cardinal = number(c, place);
    let ordinal = ordinal(c, place);
    match (cardinal, ordinal) {
        (Some(cardinal), Some(ordinal)) if ordinal.next > cardinal.next => Some(ordinal),
        (Some(cardinal), _) => Some(cardinal),
        (None, ordinal) => ordinal,
    }
}

/// "between A and B", "from A to B", "A to B", "A-B", "A~B".
fn two_sided(c: &Cursor<'_>, at: usize) -> Option<Bounds> {
    let between = c.is(at, Keyword::Between);
    let from = c.is(at, Keyword::From);
    let first = at + usize::from(between || from);
    let low = member(c, first)?;
    let join = low.next;
    let joined = match c.keyword(join) {
        Keyword::And => between,
        Keyword::To | Keyword::Through | Keyword::Till => true,
        _ => (c.dash(join) && c.gap(join) == c.gap(join + 1)) || c.sign(join, '~'),
    };
    if !joined {
        return None;
    }
    let high = member(c, join + 1)?;
    let unlike = c.str(join + 1).starts_with('0') && c.str(join + 1).len() > 1;
    let longer = c.joint(high.next) && c.digits(high.next + 1) || (c.joint(first.wrapping_sub(1)) && first > 0);
    let valued = low.value < high.value && !unlike && !longer && (!c.sign(high.next, '/') || c.gap(high.next));
    let of_years = from && c.is(high.next, Keyword::In) && c.digits(high.next + 1);
    let factor = low.shared_factor(low.value, &high, high.value).unwrap_or(Rational::from_integer(1));
    let low = low.value.checked_mul(&factor)?;
    (valued && !of_years).then_some(Bounds {
        from: at,
        next: high.next,
        low: Some((low, true)),
        high: Some((high.value, false)),
    })
}

/// What a comparing word says of the number after "than", "to" or itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Above,
    Below,
    Equal,
}

/// A one-sided range that begins at `at`.
fn bound(c: &Cursor<'_>, at: usize) -> Option<Bounds> {
    if let Some((way, closed, next)) = comparing(c, at) {
        let number = member(c, next)?;
        let (way, closed, end) = trailing(c, way, closed, number.next);
        return Some(bounds(at, end, way, closed, number.value));
    }
    // "500 or more", "200 or greater than".
    let number = member(c, at)?;
    if unit::after(c, number.next, false).is_some() {
        return None;
    }
    let (way, next) = or_more(c, number.next)?;
    Some(bounds(at, next, way, true, number.value))
}

fn bounds(from: usize, next: usize, way: Way, closed: bool, value: Rational) -> Bounds {
    let end = Some((value, closed));
    match way {
        Way::Above => Bounds { from, next, low: end, high: None },
        Way::Below => Bounds { from, next, low: None, high: end },
        Way::Equal => Bounds { from, next, low: Some((value, true)), high: Some((value, true)) },
    }
}

fn side(keyword: Keyword) -> Option<Way> {
    Some(match keyword {
        Keyword::More | Keyword::Greater | Keyword::Larger | Keyword::Bigger | Keyword::Higher => Way::Above,
        Keyword::Less | Keyword::Fewer | Keyword::Smaller | Keyword::Lower => Way::Below,
        _ => return None,
    })
}

fn opposite(way: Way) -> Way {
    match way {
        Way::Above => Way::Below,
        Way::Below => Way::Above,
        Way::Equal => Way::Equal,
    }
}

/// The comparing words at `at`: the side, whether the end belongs to it, and the token after them.
fn comparing(c: &Cursor<'_>, at: usize) -> Option<(Way, bool, usize)> {
    let equal_to = |place: usize| c.is(place, Keyword::Or) && c.is(place + 1, Keyword::Equal);
    if let Some(way) = side(c.keyword(at)) {
        if c.is(at + 1, Keyword::Than) {
            if equal_to(at + 2) {
                return Some((way, true, at + 4 + usize::from(c.is(at + 4, Keyword::To))));
            }
            return Some((way, false, at + 2));
        }
        return (equal_to(at + 1) && c.any(at + 3, &[Keyword::Than, Keyword::To])).then_some((way, true, at + 4));
    }
    let negation = c.is(at, Keyword::Not) || (c.is(at, Keyword::Number) && c.str(at).len() == 2);
    if negation && c.is(at + 2, Keyword::Than) {
        return side(c.keyword(at + 1)).map(|way| (opposite(way), true, at + 3));
    }
    match c.keyword(at) {
        Keyword::Over | Keyword::Above | Keyword::Exceeding => Some((Way::Above, false, at + 1)),
        Keyword::Under | Keyword::Below => Some((Way::Below, false, at + 1)),
        Keyword::At if c.any(at + 1, &[Keyword::Least, Keyword::Most]) => {
            let way = if c.is(at + 1, Keyword::Least) { Way::Above } else { Way::Below };
            let next = if equal_to(at + 2) { at + 4 + usize::from(c.is(at + 4, Keyword::To)) } else { at + 2 };
            Some((way, true, next))
        }
        Keyword::Up if c.is(at + 1, Keyword::To) => Some((Way::Below, true, at + 2)),
        Keyword::Equal if c.is(at + 1, Keyword::To) => Some((Way::Equal, true, at + 2)),
        _ => {
            let or_equal = c.sign(at + 1, '=');
            let led = at == 0 || !c.sign(at - 1, '=');
            match c.str(at) {
                ">" if led => Some((Way::Above, or_equal, at + 1 + usize::from(or_equal))),
                "<" if led => Some((Way::Below, or_equal, at + 1 + usize::from(or_equal))),
                "≥" => Some((Way::Above, true, at + 1)),
                "≤" => Some((Way::Below, true, at + 1)),
                _ => None,
            }
        }
    }
}

/// What follows the number of a comparison: "equal to 5000 or less", "more than 5000 or equal to".
fn trailing(c: &Cursor<'_>, way: Way, closed: bool, at: usize) -> (Way, bool, usize) {
    if way == Way::Equal {
        return or_more(c, at).map_or((way, closed, at), |(way, next)| (way, true, next));
    }
    let equal = c.is(at, Keyword::Or) && c.is(at + 1, Keyword::Equal) && c.is(at + 2, Keyword::To);
    if equal && !c.digits(at + 3) && c.entry(at + 3).cardinal.is_none() {
        (way, true, at + 3)
    } else {
        (way, closed, at)
    }
}

/// "or more", "or less", "or greater than": the side and the token after it.
fn or_more(c: &Cursor<'_>, at: usize) -> Option<(Way, usize)> {
    if !c.any(at, &[Keyword::Or, Keyword::And]) {
        return None;
    }
    let way = side(c.keyword(at + 1)).or(match c.keyword(at + 1) {
        Keyword::Above | Keyword::Over => Some(Way::Above),
        Keyword::Below | Keyword::Under => Some(Way::Below),
        _ => None,
    })?;
    let than = c.is(at + 2, Keyword::Than);
    if than && (c.digits(at + 3) || c.entry(at + 3).cardinal.is_some()) {
        return None;
    }
    Some((way, at + 2 + usize::from(than)))
}
