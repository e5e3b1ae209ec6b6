//! Numbers as they are said, compared by the table of section 5 of the language: on whole hundredths.

use super::model::{Comparator, ENDLESS, Hedge, Said};
use super::reference::{Known, not};

fn disjoint(one: &Said, other: &Said) -> bool {
    let below = |a: &Said, b: &Said| {
        let open = (a.open.1 && a.hedge != Hedge::Nearly) || (b.open.0 && b.hedge != Hedge::Nearly);
        a.high < b.low || (a.high == b.low && open)
    };
    below(one, other) || below(other, one)
}

fn within(inner: &Said, outer: &Said) -> bool {
    let closed = |said: &Said, open: bool| !open || said.hedge == Hedge::Nearly;
    let low = inner.low > outer.low || (inner.low == outer.low && (closed(outer, outer.open.0) || inner.open.0));
    let high = inner.high < outer.high || (inner.high == outer.high && (closed(outer, outer.open.1) || inner.open.1));
    low && high
}

pub fn equal(article: &Said, rule: &Said) -> Known {
    if disjoint(article, rule) {
        Some(false)
    } else if article.hedge != Hedge::Bound && (within(article, rule) || within(rule, article)) {
        Some(true)
    } else {
        None
    }
}

/// Whether all that the article's number may be is more than the rule's, or none of it; a plain number is what it says.
fn more(article: &Said, rule: i64) -> Known {
    let (low, high) = printed(article);
    if low.0 > rule || (low.0 == rule && low.1) {
        Some(true)
    } else if high.0 <= rule {
        Some(false)
    } else {
        None
    }
}

fn less(article: &Said, rule: i64) -> Known {
    let (low, high) = printed(article);
    if high.0 < rule || (high.0 == rule && high.1) {
        Some(true)
    } else if low.0 >= rule {
        Some(false)
    } else {
        None
    }
}

/// The ends, and whether each is left out; of a number without a hedge the number as printed.
fn printed(said: &Said) -> ((i64, bool), (i64, bool)) {
    if said.hedge == Hedge::None {
        return ((said.printed * 100, false), (said.printed * 100, false));
    }
    ((said.low, said.open.0), (said.high, said.open.1))
}

pub fn compared(article: &Said, denied: bool, comparator: Comparator, rule: &Said) -> Known {
    if denied {
        return match article.hedge {
            // What is not more than nine is at most nine.
            Hedge::Bound => compared(&opposite(article), false, comparator, rule),
            _ => match (comparator, equal(article, rule), equal(article, &about(rule))) {
                (Comparator::Equals, Some(true), _) | (Comparator::About, _, Some(true)) => Some(false),
                (Comparator::IsNot, Some(true), _) => Some(true),
                _ => None,
            },
        };
    }
    match comparator {
        Comparator::Equals => equal(article, rule),
        Comparator::IsNot => not(equal(article, rule)),
        Comparator::More => more(article, rule.printed * 100),
        Comparator::Less => less(article, rule.printed * 100),
        Comparator::AtLeast => not(less(article, rule.printed * 100)),
        Comparator::AtMost => not(more(article, rule.printed * 100)),
        Comparator::About => equal(article, &about(rule)),
    }
}

pub fn opposite(said: &Said) -> Said {
    if said.high == ENDLESS {
        Said { low: -ENDLESS, high: said.low, open: (true, !said.open.0), ..*said }
    } else {
        Said { low: said.high, high: ENDLESS, open: (!said.open.1, true), ..*said }
    }
}

/// Five in a hundred to either side, or half a unit of the last significant digit if that is more.
fn about(said: &Said) -> Said {
    let mut unit = 100;
    let mut digits = said.printed;
    // The zeros of a round number of three digits and more are not significant.
    while said.printed >= 100 && digits % 10 == 0 {
        (digits, unit) = (digits / 10, unit * 10);
    }
    let slack = (said.printed * 5).max(unit / 2);
    let middle = said.printed * 100;
    Said { low: middle - slack, high: middle + slack, open: (false, false), hedge: Hedge::About, ..*said }
}

/// Two numbers of the article: both may be anything that they may stand for.
pub fn both_told(one: &Said, comparator: Comparator, other: &Said) -> Known {
    let surely_more = |a: &Said, b: &Said| {
        let (low, high) = (printed(a).0, printed(b).1);
        low.0 > high.0 || (low.0 == high.0 && (low.1 || high.1))
    };
    let never_more = |a: &Said, b: &Said| printed(a).1.0 <= printed(b).0.0;
    let more = |a: &Said, b: &Said| match (surely_more(a, b), never_more(a, b)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    };
    let same = || match equal(one, other) {
        Some(true) if other.hedge == Hedge::Bound || one.hedge == Hedge::Bound => None,
        known => known,
    };
    match comparator {
        Comparator::Equals | Comparator::About => same(),
        Comparator::IsNot => not(same()),
        Comparator::More => more(one, other),
        Comparator::Less => more(other, one),
        Comparator::AtLeast => not(more(other, one)),
        Comparator::AtMost => not(more(one, other)),
    }
}
