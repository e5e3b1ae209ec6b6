//! Two values of a table, or one of a table and one of a rule: how they stand.
//!
//! Figures in tables are compared as they are printed: what is equal at the precision of one of the two is equal, a plain
//! whole number is no other number, and more and less ask for the printed figures alone.

use super::Reason;
use super::term::{Told, in_unit};
use crate::facts::cell::{Order, Said, folded, outside_brackets};
use crate::lang::formula::Operator;
use crate::value::{Comparator, Comparison, DateExpression, Hedge, Number, Rational, Truth, Unit, Value, compare};
use jiff::civil::Date;
use num_traits::{CheckedAdd, CheckedMul, CheckedSub, Zero};
use std::cmp::Ordering;

/// How a value stands to those on the right side.
///
/// # Errors
/// The values are of units that cannot be compared.
pub(super) fn stands(left: &Told, operator: &Operator, right: &[&Said]) -> Result<Comparison, Reason> {
    let said = &left.said;
    let first = right.first().copied();
    let one = |comparator: &Comparator| match first {
        Some(right) => plain(left, comparator, right),
        None => Ok(told(Truth::Unknown, said, "is", said)),
    };
    match operator {
        Operator::Plain(comparator) => one(comparator),
        Operator::WithinOf(distance) => one(&Comparator::WithinDistance(distance.clone())),
        Operator::SameDay => one(&Comparator::Equal),
        Operator::Between => {
            let low = one(&Comparator::AtLeast)?;
            let high = match right.get(1) {
                Some(high) => plain(left, &Comparator::AtMost, high)?,
                None => return Ok(low),
            };
            let because = if low.truth == Truth::True { high.because } else { low.because };
            Ok(Comparison { truth: low.truth.and(high.truth), because })
        }
        Operator::OneOf => {
            let found =
                right.iter().map(|right| plain(left, &Comparator::Equal, right)).collect::<Result<Vec<_>, _>>()?;
            let truth = found.iter().fold(Truth::False, |truth, found| truth.or(found.truth));
            let words: Vec<&str> = right.iter().map(|right| right.text.as_str()).collect();
            Ok(Comparison { truth, because: format!("{} is none of {}", said.text, crate::check::words::list(&words)) })
        }
        Operator::Contains | Operator::Includes => {
            let right = first.unwrap_or(said);
            let truth = of(folded(&said.text).contains(&folded(&right.text)));
            Ok(told(truth, said, "contains", right))
        }
        Operator::Matches => {
            let right = first.unwrap_or(said);
            let pattern = regex::Regex::new(&right.text).map_err(|error| error.to_string())?;
            Ok(told(of(pattern.is_match(&said.text)), said, "matches", right))
        }
    }
}

fn plain(left: &Told, comparator: &Comparator, right: &Said) -> Result<Comparison, Reason> {
    let said = &left.said;
    match comparator {
        Comparator::Equal => equal(left, right),
        Comparator::NotEqual => {
            let found = equal(left, right)?;
            Ok(Comparison { truth: !found.truth, because: found.because })
        }
        Comparator::About | Comparator::WithinDistance(_) | Comparator::Within => {
            let same = matches!(comparator, Comparator::Within) && same_words(said, right);
            if same {
                return Ok(told(Truth::True, said, "is", right));
            }
            by_value(left, comparator, right)
        }
        Comparator::More | Comparator::Less | Comparator::AtLeast | Comparator::AtMost => {
            by_value(left, comparator, right)
        }
    }
}

/// Equal words are equal; else values that are all that is said.
fn equal(left: &Told, right: &Said) -> Result<Comparison, Reason> {
    let said = &left.said;
    if same_words(said, right) {
        return Ok(told(Truth::True, said, "is", right));
    }
    if said.unknown {
        return Ok(told(Truth::Unknown, said, "is", right));
    }
    if !right.is_value {
        // "Norway (host)" is Norway.
        let bare = folded(outside_brackets(&said.text)) == folded(&right.text);
        return Ok(told(of(bare), said, "is", right));
    }
    by_value(left, &Comparator::Equal, right)
}

fn same_words(one: &Said, other: &Said) -> bool {
    folded(&one.text) == folded(&other.text)
}

/// Compares dates with dates, times with times, numbers with numbers: by the first kind that both have.
fn by_value(left: &Told, comparator: &Comparator, right: &Said) -> Result<Comparison, Reason> {
    let said = &left.said;
    let words = crate::lang::rows::operator_words(&crate::lang::formula::Operator::Plain(comparator.clone()));
    if said.unknown {
        return Ok(told(Truth::Unknown, said, &words, right));
    }
    if let (Some(one), Some(other)) = (said.score, right.score)
        && *comparator == Comparator::Equal
    {
        return Ok(told(of(one == other), said, &words, right));
    }
    if let (Some(one), Some(other)) = (&said.date, &right.date) {
        let (one, other) = (Value::Date(one.clone()), Value::Date(other.clone()));
        // A date without a year is one of the other's year.
        let year = [&one, &other].into_iter().find_map(|date| match date {
            Value::Date(date @ DateExpression::Absolute(_)) => Some(date.resolve(None)?.first?.year()),
            _ => None,
        });
        let middle = Date::new(year.unwrap_or(2000), 7, 1).ok();
        return compare(&one, comparator.clone(), &other, middle);
    }
    // One of the two has minutes: the other may be a number of seconds.
    if (said.lasts.is_some() || right.lasts.is_some())
        && let Some((one, other)) = said.key(Order::Lasts).zip(right.key(Order::Lasts))
    {
        return Ok(told(ordered(one.cmp(&other), comparator), said, &words, right));
    }
    let dated = |date: &DateExpression, year: &Number| {
        let year = Value::Number(year.clone());
        compare(&Value::Date(date.clone()), comparator.clone(), &year, None).or_else(|_| {
            let span = date.resolve(None);
            let day = span.and_then(|span| span.first).map(|day| i128::from(day.year()));
            let (Some(day), Value::Number(year)) = (day, &year) else { return Err(String::new()) };
            let truth = ordered(Rational::from_integer(day).cmp(&year.stated), comparator);
            Ok(told(truth, said, &words, right))
        })
    };
    match (said.number(), right.number()) {
        (Some(one), Some(other)) => numbers(left, one, comparator, other),
        (None, Some(year)) => match &said.date {
            Some(date) => Ok(dated(date, year).unwrap_or_else(|_| told(Truth::False, said, &words, right))),
            None => Ok(told(Truth::False, said, &words, right)),
        },
        (Some(year), None) if right.date.is_some() => {
            let (Some(date), year) = (&right.date, Value::Number(year.clone())) else {
                return Ok(told(Truth::False, said, &words, right));
            };
            let found = compare(&year, comparator.clone(), &Value::Date(date.clone()), None);
            Ok(found.unwrap_or_else(|_| told(Truth::False, said, &words, right)))
        }
        // What cannot be more or less is neither: "n/a" is not more than ten.
        _ => Ok(told(Truth::False, said, &words, right)),
    }
}

fn numbers(left: &Told, one: &Number, comparator: &Comparator, other: &Number) -> Result<Comparison, Reason> {
    let (one, other) = (in_unit(one, other), in_unit(other, one));
    // The difference of two percentages is commonly called a percentage, too.
    let points = left.reckoned && one.unit == Unit::PercentagePoint && other.unit == Unit::Percent;
    let one = if points { Number { unit: Unit::Percent, ..one } } else { one };
    let is_plain = |number: &Number| number.hedge == Hedge::None && number.stated_high.is_none();
    let value = |number: &Number| Value::Number(number.clone());
    if !is_plain(&one) || !is_plain(&other) {
        return compare(&value(&one), comparator.clone(), &value(&other), None);
    }
    match comparator {
        Comparator::More | Comparator::Less | Comparator::AtLeast | Comparator::AtMost => {
            crate::value::same_unit(&one, &other)?;
            let points = one.point().zip(other.point()).ok_or("the numbers are too large to be compared")?;
            let truth = ordered(points.0.cmp(&points.1), comparator);
            let words = crate::lang::rows::operator_words(&Operator::Plain(comparator.clone()));
            let not = if truth == Truth::True { "" } else { "it is not so that " };
            Ok(Comparison { truth, because: format!("{not}{one} {words} {other}") })
        }
        Comparator::Equal | Comparator::Within => {
            crate::value::same_unit(&one, &other)?;
            let point = one.point().zip(other.point()).ok_or("the numbers are too large to be compared")?;
            // What was reckoned is right if it rounds to what is said.
            let near = if left.reckoned {
                rounds_to(point.0, &other).ok_or("the numbers are too large to be compared")?
            } else {
                let intervals = one.narrow().zip(other.narrow()).ok_or("the numbers are too large to be compared")?;
                intervals.1.closure().contains(point.0) || intervals.0.contains(point.1)
            };
            let words = if near { "is" } else { "is not" };
            Ok(Comparison { truth: of(near), because: format!("{one} {words} {other}") })
        }
        _ => {
            let exact = Number::said(one.stated, Rational::zero(), one.unit.clone(), Hedge::None).unwrap_or(one);
            compare(&value(&exact), comparator.clone(), &value(&other), None)
        }
    }
}

/// Whether a number in the base unit rounds to one as it is printed: half a unit of its last digit to either side.
fn rounds_to(point: Rational, printed: &Number) -> Option<bool> {
    let half = printed.digit.checked_mul(&Rational::new(1, 2))?;
    let end =
        |stated: Option<Rational>| Number::said(stated?, Rational::zero(), printed.unit.clone(), Hedge::None)?.point();
    let ends = end(printed.stated.checked_sub(&half)).zip(end(printed.stated.checked_add(&half)))?;
    Some(ends.0 <= point && point <= ends.1)
}

fn ordered(ordering: Ordering, comparator: &Comparator) -> Truth {
    of(match comparator {
        Comparator::More => ordering.is_gt(),
        Comparator::Less => ordering.is_lt(),
        Comparator::AtLeast => ordering.is_ge(),
        Comparator::AtMost => ordering.is_le(),
        Comparator::NotEqual => ordering.is_ne(),
        _ => ordering.is_eq(),
    })
}

fn of(holds: bool) -> Truth {
    if holds { Truth::True } else { Truth::False }
}

fn told(truth: Truth, one: &Said, words: &str, other: &Said) -> Comparison {
    let before = match truth {
        Truth::True => "",
        Truth::False => "it is not so that ",
        Truth::Unknown => "it is open whether ",
    };
    if truth == Truth::True && same_words(one, other) {
        return Comparison { truth, because: format!("it is {}", one.text) };
    }
    let name =
        |said: &Said| if said.text.is_empty() { String::from("an empty cell") } else { format!("“{}”", said.text) };
    Comparison { truth, because: format!("{before}{} {words} {}", name(one), name(other)) }
}
