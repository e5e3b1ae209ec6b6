//! Comparing what an article says with what a rule says, as section 5 of the language has it.
//!
//! Equality is generous: one interval within the other supports, disjoint ones contradict, and what only overlaps is
//! not stated; a bound supports equality never. An inequality takes the rule's number as exact, and the article's
//! at its last printed digit; a number that is said to be the rule's own is at least and at most that.

use super::interval::{End, Interval, magnitude};
use super::{DateSpan, Hedge, Number, Rational, Truth, Unit, Value};
use jiff::civil::Date;
use num_traits::{CheckedAdd, CheckedMul, CheckedSub, Signed, Zero};

/// The comparisons of the rule language.
#[allow(clippy::large_enum_variant, reason = "few are made, and each is used once")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// `equals`, `is`.
    Equal,
    /// `is not`.
    NotEqual,
    /// `is more than`, and for dates `is after`.
    More,
    /// `is less than`, and for dates `is before`.
    Less,
    /// `is at least`, and for dates on or after.
    AtLeast,
    /// `is at most`, and for dates on or before.
    AtMost,
    /// `is about`.
    About,
    /// `is in`, `is on`, `is during`: the left lies within the right.
    Within,
    /// `is within N of`: so near or nearer, either side; for dates a number of days or another length of time.
    WithinDistance(Number),
}

/// The outcome of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Whether the article's value stands in that relation to the rule's.
    pub truth: Truth,
    /// Why, as a person would put it: `107 or more may be more than 107`.
    pub because: String,
}

impl Comparison {
    fn new(truth: Truth, because: String) -> Self {
        Self { truth, because }
    }

    fn negated(self) -> Self {
        Self { truth: !self.truth, because: self.because }
    }
}

/// Compares the article's value with the rule's, as section 5 of the language says.
///
/// # Errors
/// The two cannot be compared (a length and a mass): the reason, in words.
pub fn compare(
    article: &Value,
    comparator: Comparator,
    rule: &Value,
    dateline: Option<Date>,
) -> Result<Comparison, String> {
    match (article, rule) {
        (Value::Number(a), Value::Number(b)) => numbers(a, comparator, b),
        (Value::Date(a), Value::Date(b)) => super::compare_dates::dates(a, comparator, b, dateline),
        (Value::Score(a, b), Value::Score(c, d)) => scores((*a, *b), &comparator, (*c, *d)),
        (Value::Time(a), Value::Time(b)) => super::time::times(a, &comparator, b),
        (Value::Recurring(a), Value::Recurring(b)) => super::time::recurrences(a, &comparator, b),
        // A bare "2016" may be read as a year and meant as a number, or the other way round.
        (Value::Number(number), Value::Date(date)) => match year_number(date.resolve(None)) {
            Some(year) if number.is_count() => numbers(number, comparator, &year),
            _ => Err(differ(article, rule)),
        },
        (Value::Date(date), Value::Number(number)) => match year_number(date.resolve(None)) {
            Some(year) if number.is_count() => numbers(&year, comparator, number),
            _ => Err(differ(article, rule)),
        },
        _ => Err(differ(article, rule)),
    }
}

/// Compares two values that an article tells: neither is exact beyond what is said, so that a bound or a hedge on either
/// side can leave the question open.
///
/// # Errors
/// The two cannot be compared: the reason, in words.
pub fn compare_told(
    one: &Value,
    comparator: Comparator,
    other: &Value,
    dateline: Option<Date>,
) -> Result<Comparison, String> {
    if let (Value::Date(a), Value::Date(b), Comparator::More | Comparator::Less) = (one, other, &comparator)
        && let Some((a, b)) = a.resolve(dateline).zip(b.resolve(dateline))
    {
        let (truth, what) = match comparator {
            Comparator::Less => (super::compare_dates::told_in_order(a, b), "before"),
            _ => (super::compare_dates::told_in_order(b, a), "after"),
        };
        let open = if truth == Truth::Unknown { "it is open whether " } else { "" };
        let not = if truth == Truth::False { "not " } else { "" };
        return Ok(Comparison::new(truth, format!("{open}{one} is {not}{what} {other}")));
    }
    let (Value::Number(a), Value::Number(b)) = (one, other) else { return compare(one, comparator, other, dateline) };
    same_unit(a, b)?;
    match comparator {
        Comparator::Equal | Comparator::NotEqual => {
            let mut found = equal(a, b, b.interval);
            if found.truth == Truth::True && (a.hedge.is_bound() || b.hedge.is_bound()) {
                found = Comparison::new(Truth::Unknown, relation(a, Truth::Unknown, "is", b));
            }
            Ok(if comparator == Comparator::Equal { found } else { found.negated() })
        }
        Comparator::More => Ok(exceeds(a, b)),
        Comparator::Less => Ok(exceeds(b, a)),
        Comparator::AtLeast | Comparator::AtMost => {
            let (one, other) = if comparator == Comparator::AtLeast { (b, a) } else { (a, b) };
            let found = exceeds(one, other).negated();
            if b.hedge == Hedge::None { own_number(a, b, found) } else { Ok(found) }
        }
        other_comparator => compare(one, other_comparator, other, dateline),
    }
}

/// Whether all that the one may be is more than all that the other may be, or none of it is.
fn exceeds(a: &Number, b: &Number) -> Comparison {
    let (one, other) = (as_printed(a), as_printed(b));
    let never = one.high.number().zip(other.low.number()).is_some_and(|(high, low)| high <= low);
    let truth = if other.below(&one) {
        Truth::True
    } else if never {
        Truth::False
    } else {
        Truth::Unknown
    };
    Comparison::new(truth, relation(a, truth, "is more than", b))
}

/// The interval as an inequality takes it: at the last printed digit, unless there is a hedge.
fn as_printed(number: &Number) -> Interval {
    if number.hedge == Hedge::None { number.narrow().unwrap_or(number.interval) } else { number.interval }
}

/// A whole year as a number.
fn year_number(span: Option<DateSpan>) -> Option<Number> {
    let year = span?.as_year()?;
    Number::said(Rational::from_integer(year.into()), Rational::zero(), Unit::One, Hedge::None)
}

/// What a value is, in words.
fn kind(value: &Value) -> String {
    match value {
        Value::Number(number) => number.unit.kind(),
        Value::Date(_) => String::from("a date"),
        Value::Score(..) => String::from("a score"),
        Value::Time(_) => String::from("a time of the day"),
        Value::Recurring(_) => String::from("something that recurs"),
    }
}

fn differ(article: &Value, rule: &Value) -> String {
    format!("`{article}` is {} and `{rule}` is {}", kind(article), kind(rule))
}

/// Whether two units measure the same; the reason if not.
pub(crate) fn same_unit(a: &Number, b: &Number) -> Result<(), String> {
    let same = match (&a.unit, &b.unit) {
        (Unit::Measure { dimension: a, .. }, Unit::Measure { dimension: b, .. }) => a == b,
        (Unit::One | Unit::Times, Unit::One | Unit::Times) => true,
        (one, other) => one == other,
    };
    if same { Ok(()) } else { Err(format!("`{a}` is {} and `{b}` is {}", a.unit.kind(), b.unit.kind())) }
}

fn numbers(a: &Number, comparator: Comparator, b: &Number) -> Result<Comparison, String> {
    same_unit(a, b)?;
    match comparator {
        Comparator::Equal => Ok(equal(a, b, b.interval)),
        Comparator::NotEqual => Ok(equal(a, b, b.interval).negated()),
        Comparator::About => {
            let about = widened(b).ok_or_else(|| too_large(b))?;
            Ok(equal(a, b, about))
        }
        Comparator::Within => {
            let truth = if a.interval.within(&b.interval.closure()) {
                Truth::True
            } else if a.interval.disjoint(&b.interval) {
                Truth::False
            } else {
                Truth::Unknown
            };
            Ok(Comparison::new(truth, relation(a, truth, "lies within", b)))
        }
        Comparator::More => inequality(a, b, Side::Above, false),
        Comparator::AtMost => {
            inequality(a, b, Side::Above, false).map(Comparison::negated).and_then(|c| own_number(a, b, c))
        }
        Comparator::Less => inequality(a, b, Side::Below, false),
        Comparator::AtLeast => {
            inequality(a, b, Side::Below, false).map(Comparison::negated).and_then(|c| own_number(a, b, c))
        }
        Comparator::WithinDistance(distance) => within_distance(a, b, &distance),
    }
}

fn too_large(number: &Number) -> String {
    format!("`{number}` is too large to be computed with exactly")
}

/// The rule's number with "about" before it.
fn widened(number: &Number) -> Option<Interval> {
    if number.hedge != Hedge::None {
        return Some(number.interval);
    }
    Number::said(number.stated, number.digit, number.unit.clone(), Hedge::About).map(|about| about.interval)
}

fn relation(a: &Number, truth: Truth, what: &str, b: &Number) -> String {
    match truth {
        Truth::True => format!("{a} {what} {b}"),
        Truth::False => format!("it is not so that {a} {what} {b}"),
        Truth::Unknown => format!("it is open whether {a} {what} {b}"),
    }
}

/// Equality: one interval within the other, or disjoint.
fn equal(a: &Number, b: &Number, of_rule: Interval) -> Comparison {
    let (one, other) = (generous(a, a.interval), generous(b, of_rule));
    if one.disjoint(&other) {
        return Comparison::new(Truth::False, format!("{a} is not {b}"));
    }
    if a.hedge.is_bound() {
        if (a.hedge, a.stated) == (b.hedge, b.stated) && a.unit == b.unit {
            return Comparison::new(Truth::True, format!("both are {a}"));
        }
        let reason = match a.hedge {
            Hedge::MoreThan | Hedge::AtLeast => format!("{a} may be more than {b}"),
            _ => format!("{a} may be less than {b}"),
        };
        return Comparison::new(Truth::Unknown, reason);
    }
    if b.hedge.is_bound() {
        let truth = if one.within(&other) { Truth::True } else { Truth::Unknown };
        return Comparison::new(truth, relation(a, truth, "is", b));
    }
    if one.within(&other) || other.within(&one) {
        let exact = one.is_exact() && other.is_exact();
        let because = if exact { format!("{a} is {b}") } else { format!("{a} is {b} at the precision stated") };
        return Comparison::new(Truth::True, because);
    }
    Comparison::new(Truth::Unknown, format!("{a} may or may not be {b}: at the precision stated they only overlap"))
}

/// The interval as equality takes it: "nearly 200" lets in 200 itself.
fn generous(number: &Number, interval: Interval) -> Interval {
    if number.hedge == Hedge::Nearly { interval.closure() } else { interval }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
}

/// Whether the article's number is above (or below) the rule's, which is taken as exact.
fn inequality(a: &Number, b: &Number, side: Side, _closed: bool) -> Result<Comparison, String> {
    let threshold = match (side, b.stated_high) {
        // Above a range is above its end.
        (Side::Above, Some(high)) => base(b, high),
        _ => b.point(),
    }
    .ok_or_else(|| too_large(b))?;
    let interval = as_printed(a);
    let exactly = Interval::exactly(threshold);
    let (wholly, wholly_not) = match side {
        Side::Above => (exactly.below(&interval), not_above(&interval, threshold)),
        Side::Below => (interval.below(&exactly), not_below(&interval, threshold)),
    };
    let word = if side == Side::Above { "more" } else { "less" };
    Ok(if wholly {
        Comparison::new(Truth::True, format!("{a} is {word} than {}", plainly(b)))
    } else if wholly_not {
        Comparison::new(Truth::False, format!("{a} is not {word} than {}", plainly(b)))
    } else {
        Comparison::new(Truth::Unknown, format!("{a} may or may not be {word} than {}", plainly(b)))
    })
}

/// A number that is plainly said to be the rule's own is at least and at most that, whatever its precision.
fn own_number(a: &Number, b: &Number, found: Comparison) -> Result<Comparison, String> {
    let plain = a.hedge == Hedge::None && a.stated_high.is_none() && b.stated_high.is_none();
    if plain && a.point() == b.point() {
        return Ok(Comparison::new(Truth::True, format!("{a} is {}", plainly(b))));
    }
    Ok(found)
}

/// The rule's number without its hedge.
fn plainly(b: &Number) -> String {
    Number { hedge: if b.stated_high.is_some() { Hedge::Range } else { Hedge::None }, ..b.clone() }.to_string()
}

/// A number in the unit of `like`, in the base unit.
fn base(like: &Number, number: Rational) -> Option<Rational> {
    match like.unit.row() {
        Some(row) => row.to_base(number),
        None => Some(number),
    }
}

fn not_above(interval: &Interval, threshold: Rational) -> bool {
    match interval.high {
        End::Unbounded => false,
        End::Closed(high) | End::Open(high) => high <= threshold,
    }
}

fn not_below(interval: &Interval, threshold: Rational) -> bool {
    match interval.low {
        End::Unbounded => false,
        End::Closed(low) | End::Open(low) => low >= threshold,
    }
}

/// Whether the two are so near: every pair of numbers, none, or some.
fn within_distance(a: &Number, b: &Number, distance: &Number) -> Result<Comparison, String> {
    let relative = distance.unit == Unit::Percent && b.unit != Unit::Percent;
    let most = if relative {
        let whole = b.point().and_then(magnitude).ok_or_else(|| too_large(b))?;
        let share = distance.stated.checked_mul(&whole).ok_or_else(|| too_large(b))?;
        share.checked_mul(&Rational::new(1, 100)).ok_or_else(|| too_large(b))?
    } else {
        let bare = distance.unit == Unit::One || (distance.unit == Unit::PercentagePoint && b.unit == Unit::Percent);
        if !bare {
            same_unit(b, distance)?;
        }
        let same_base = if bare { Number { unit: b.unit.clone(), ..distance.clone() } } else { distance.clone() };
        width(&same_base).ok_or_else(|| too_large(distance))?
    };
    let interval = as_printed(a);
    let target = b.point().ok_or_else(|| too_large(b))?;
    let ends = target.checked_sub(&most).zip(target.checked_add(&most)).ok_or_else(|| too_large(b))?;
    let near = Interval::closed(ends.0, ends.1);
    let stated = a.point().is_some_and(|point| near.contains(point)) && a.hedge == Hedge::None;
    let truth = if interval.within(&near) || stated {
        Truth::True
    } else if interval.disjoint(&near) {
        Truth::False
    } else {
        Truth::Unknown
    };
    Ok(Comparison::new(truth, relation(a, truth, &format!("is within {distance} of"), b)))
}

/// A difference in the base unit: without the offset that temperatures have.
fn width(number: &Number) -> Option<Rational> {
    match number.unit.row() {
        Some(row) => number.stated.checked_mul(&row.factor).map(|width| width.abs()),
        None => magnitude(number.stated),
    }
}

/// Scores: a pair; with no side named, order is free.
fn scores(a: (u32, u32), comparator: &Comparator, b: (u32, u32)) -> Result<Comparison, String> {
    let same = a == b || a == (b.1, b.0);
    let (a, b) = (Value::Score(a.0, a.1), Value::Score(b.0, b.1));
    let found = if same {
        Comparison::new(Truth::True, format!("{a} is the score {b}"))
    } else {
        Comparison::new(Truth::False, format!("{a} is not the score {b}"))
    };
    match comparator {
        Comparator::Equal | Comparator::About | Comparator::Within => Ok(found),
        Comparator::NotEqual => Ok(found.negated()),
        _ => Err(format!("`{a}` and `{b}` are scores: they are equal or not, neither more nor less")),
    }
}
