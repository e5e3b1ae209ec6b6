//! Two numbers with a dash between: a score or vote, a range, or neither.

use super::cursor::Cursor;
use super::unit;
use super::words::Keyword;
use crate::value::Value;

/// The highest number of a side that a score is taken to have.
const HIGHEST: u32 = 199;

/// What stands at `at` where two bare numbers are joined by a dash: `None` if that is not so, or if it is a range;
/// `Some(None)` if it is neither score nor range, a telephone number for example.
#[allow(clippy::option_option, reason = "three answers: no such form, no value, a score")]
pub(crate) fn score(c: &Cursor<'_>, at: usize) -> Option<Option<(usize, usize, Value)>> {
    let (one, dash, two, next) = (at, at + 1, at + 2, at + 3);
    if !c.digits(one) || !c.joint(dash) || !c.digits(two) {
        return None;
    }
    if c.joint(next) && c.digits(next + 1) {
        return Some(None);
    }
    let decimal = (c.sign(next, '.') || c.sign(next, ',')) && !c.gap(next) && c.digits(next + 1) && !c.gap(next + 1);
    if decimal || !c.ends_before(next) || c.entry(c.past_joint(next)).scale > 0 || unit::after(c, next, false).is_some()
    {
        return None;
    }
    let (Some(first), Some(second)) = (c.small(one), c.small(two)) else { return Some(None) };
    let led = at > 0
        && c.any(
            at - 1,
            &[Keyword::Between, Keyword::Ages, Keyword::From, Keyword::About, Keyword::Around, Keyword::Some],
        );
    let counted = c.plural_noun(next) && !votes(c.str(next));
    if first < second && (led || counted || second > HIGHEST) {
        return None;
    }
    if first > HIGHEST || second > HIGHEST || (at > 0 && c.sign(at - 1, '(') && c.digits(at.wrapping_sub(2))) {
        return Some(None);
    }
    Some(Some((one, next, Value::Score(first, second))))
}

/// Nouns that a score stands before.
fn votes(noun: &str) -> bool {
    matches!(noun, "wins" | "votes" | "losses" | "goals" | "sets" | "victories" | "defeats" | "results" | "draws")
}
