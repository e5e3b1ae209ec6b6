//! Sums: exact arithmetic on intervals, with the sum shown.

use super::evaluator::Evaluator;
use super::term::{TermValue, Terms, Told};
use crate::lang::formula::Operation;
use crate::value::{Comparator, DateSpan, End, Hedge, Interval, Number, Rational, Unit, Value};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, Signed, Zero};

/// How many sums are done for one term before it is given up.
const MAX_SUMS: usize = 64;

impl Evaluator<'_, '_> {
    /// All sums of the values of two terms.
    pub fn arithmetic(&mut self, operation: Operation, left: Terms, right: Terms) -> Terms {
        let mut terms = Terms {
            uncheckable: left.uncheckable.clone().or(right.uncheckable.clone()),
            notes: left.notes.iter().chain(&right.notes).cloned().collect(),
            elsewhere: left.elsewhere.iter().chain(&right.elsewhere).copied().collect(),
            candidates: Vec::new(),
        };
        for ones in &left.candidates {
            for others in &right.candidates {
                let mut sums = Vec::new();
                for one in ones.iter().filter(|told| !told.denied) {
                    for other in others.iter().filter(|told| !told.denied) {
                        match self.sum(operation, one, other) {
                            Ok(sum) => sums.push(sum),
                            Err(why) => terms.notes.push(why),
                        }
                        if sums.len() > MAX_SUMS {
                            return Terms::nothing(Some(String::from(
                                "the article gives too many values to reckon with",
                            )));
                        }
                    }
                }
                terms.candidates.push(sums);
            }
        }
        terms
    }

    fn sum(&self, operation: Operation, one: &Told, other: &Told) -> Result<Told, String> {
        let number = match (&one.value, &other.value) {
            (TermValue::Value(Value::Number(a)), TermValue::Value(Value::Number(b))) => reckon(operation, a, b)?,
            (TermValue::Value(a @ Value::Date(_)), TermValue::Value(b @ Value::Date(_))) => {
                let spans = self.date_span(a).zip(self.date_span(b)).ok_or("a date cannot be counted from here")?;
                days_between(operation, spans.0, spans.1)?
            }
            (a, b) => {
                let (a, b) = (self.value_words(a), self.value_words(b));
                return Err(format!("`{a}` and `{b}` cannot be reckoned with"));
            }
        };
        let symbol = match operation {
            Operation::Plus => "+",
            Operation::Minus | Operation::Difference => "−",
            Operation::Times => "×",
            Operation::DividedBy => "÷",
            Operation::PercentOf => "of",
            Operation::PercentChange => "to",
        };
        let show = |told: &Told| {
            told.arithmetic.as_ref().map_or_else(|| self.value_words(&told.value), |sum| format!("({sum})"))
        };
        let mut told = super::compare::joined(one, &[other]);
        told.arithmetic = Some(format!("{} {symbol} {} = {number}", show(one), show(other)));
        told.value = TermValue::Value(Value::Number(number));
        told.modality = one.modality.or(other.modality);
        Ok(told)
    }
}

/// The days from one date to another, as a duration.
fn days_between(operation: Operation, one: DateSpan, other: DateSpan) -> Result<Number, String> {
    if !matches!(operation, Operation::Minus | Operation::Difference) {
        return Err(String::from("of two dates only the difference can be taken"));
    }
    let (least, most) = one.gap(&other);
    let most = most.ok_or("one of the dates has no end")?;
    let day = Unit::measure("day").ok_or("days are not a unit")?;
    let number = Number::said(Rational::from_integer(least.into()), Rational::zero(), day, Hedge::None);
    let mut number = number.ok_or_else(too_large)?;
    let seconds = |days: i64| {
        number.point().and_then(|least_base| {
            if least == 0 {
                Some(Rational::from_integer(i128::from(days) * 86_400))
            } else {
                least_base.checked_mul(&Rational::new(i128::from(days), i128::from(least)))
            }
        })
    };
    let (low, high) = seconds(least).zip(seconds(most)).ok_or_else(too_large)?;
    number.interval = Interval::closed(low, high);
    Ok(number)
}

fn too_large() -> String {
    String::from("the numbers are too large to be reckoned with exactly")
}

/// A number in the base unit of its measure: what it may be, and what was said.
#[derive(Clone, Copy)]
struct Operand {
    interval: Interval,
    point: Rational,
}

fn operand(number: &Number) -> Result<Operand, String> {
    let interval =
        if number.hedge == Hedge::None { number.narrow().unwrap_or(number.interval) } else { number.interval };
    let point = number.point().ok_or_else(too_large)?;
    Ok(Operand { interval, point })
}

/// One operation on two numbers.
pub(super) fn reckon(operation: Operation, one: &Number, other: &Number) -> Result<Number, String> {
    let (a, b) = (operand(one)?, operand(other)?);
    let values = (Value::Number(one.clone()), Value::Number(other.clone()));
    let alike = crate::value::compare(&values.0, Comparator::Equal, &values.1, None).map(|_| ());
    match operation {
        Operation::Plus => alike.and_then(|()| number(sum(a, b).ok_or_else(too_large)?, &one.unit)),
        Operation::Minus => alike.and_then(|()| number(sum(a, negative(b)).ok_or_else(too_large)?, &one.unit)),
        Operation::Difference => {
            alike.and_then(|()| number(absolute(sum(a, negative(b)).ok_or_else(too_large)?), &one.unit))
        }
        Operation::Times => {
            let unit = match (&one.unit, &other.unit) {
                (Unit::One | Unit::Times, unit) | (unit, Unit::One | Unit::Times) => unit.clone(),
                (unit, Unit::Percent) | (Unit::Percent, unit) => {
                    let share = product(a, b).ok_or_else(too_large)?;
                    return number(scaled(share, Rational::new(1, 100)).ok_or_else(too_large)?, unit);
                }
                _ => return Err(format!("`{one}` and `{other}` cannot be multiplied")),
            };
            number(product(a, b).ok_or_else(too_large)?, &unit)
        }
        Operation::DividedBy => {
            let unit = if alike.is_ok() { Unit::One } else { one.unit.clone() };
            if alike.is_err() && !matches!(other.unit, Unit::One | Unit::Times) {
                return Err(format!("`{one}` cannot be divided by `{other}`"));
            }
            number(divide(a, b)?, &unit)
        }
        Operation::PercentOf => {
            let share = product(a, b).ok_or_else(too_large)?;
            number(scaled(share, Rational::new(1, 100)).ok_or_else(too_large)?, &other.unit)
        }
        Operation::PercentChange => {
            alike?;
            let quotient = divide(b, a)?;
            let hundred = scaled(quotient, Rational::from_integer(100)).ok_or_else(too_large)?;
            let minus = Operand {
                interval: Interval::exactly(Rational::from_integer(-100)),
                point: Rational::from_integer(-100),
            };
            number(sum(hundred, minus).ok_or_else(too_large)?, &Unit::Percent)
        }
    }
}

/// A result as a number, in the unit of an operand.
fn number(result: Operand, unit: &Unit) -> Result<Number, String> {
    let stated = match unit.row() {
        Some(row) => row.from_base(result.point),
        None => Some(result.point),
    };
    let made = stated.and_then(|stated| Number::said(stated, Rational::zero(), unit.clone(), Hedge::None));
    let mut made = made.ok_or_else(too_large)?;
    made.interval = result.interval;
    Ok(made)
}

type Step = fn(&Rational, &Rational) -> Option<Rational>;

fn add(a: &Rational, b: &Rational) -> Option<Rational> {
    a.checked_add(b)
}

fn multiply(a: &Rational, b: &Rational) -> Option<Rational> {
    a.checked_mul(b)
}

fn sum(a: Operand, b: Operand) -> Option<Operand> {
    by_ends(a, b, add)
}

fn product(a: Operand, b: Operand) -> Option<Operand> {
    let not_negative = |operand: &Operand| operand.interval.low.number().is_some_and(|low| !low.is_negative());
    if not_negative(&a) && not_negative(&b) { by_ends(a, b, multiply) } else { product_of_signed(a, b) }
}

/// An operation on intervals of which the lower ends give the lower end: a sum, or a product of what is not negative.
fn by_ends(a: Operand, b: Operand, step: Step) -> Option<Operand> {
    let interval = Interval {
        low: end(a.interval.low, b.interval.low, step)?,
        high: end(a.interval.high, b.interval.high, step)?,
    };
    Some(Operand { interval, point: step(&a.point, &b.point)? })
}

/// A product with a negative factor: the least and the greatest of the four products of the ends.
fn product_of_signed(a: Operand, b: Operand) -> Option<Operand> {
    let ends = |operand: Operand| Some([operand.interval.low.number()?, operand.interval.high.number()?]);
    let (ones, others) = (ends(a)?, ends(b)?);
    let mut products = Vec::with_capacity(4);
    for one in ones {
        for other in others {
            products.push(one.checked_mul(&other)?);
        }
    }
    let low = products.iter().min().copied()?;
    let high = products.iter().max().copied()?;
    Some(Operand { interval: Interval::closed(low, high), point: a.point.checked_mul(&b.point)? })
}

fn end(a: End, b: End, step: Step) -> Option<End> {
    let (Some(one), Some(other)) = (a.number(), b.number()) else { return Some(End::Unbounded) };
    let result = step(&one, &other)?;
    let closed = matches!((a, b), (End::Closed(_), End::Closed(_)));
    Some(if closed { End::Closed(result) } else { End::Open(result) })
}

fn negative(operand: Operand) -> Operand {
    let turned = |end: End| match end {
        End::Unbounded => End::Unbounded,
        End::Closed(number) => End::Closed(-number),
        End::Open(number) => End::Open(-number),
    };
    let interval = Interval { low: turned(operand.interval.high), high: turned(operand.interval.low) };
    Operand { interval, point: -operand.point }
}

fn absolute(operand: Operand) -> Operand {
    let above = operand.interval.low.number().is_some_and(|low| !low.is_negative());
    let below = operand.interval.high.number().is_some_and(|high| !high.is_positive());
    if above {
        operand
    } else if below {
        negative(operand)
    } else {
        let zero = Rational::zero();
        let farther = |a: End, b: End| match (a.number(), b.number()) {
            (Some(low), Some(high)) => End::Closed(low.abs().max(high)),
            _ => End::Unbounded,
        };
        let interval = Interval { low: End::Closed(zero), high: farther(operand.interval.low, operand.interval.high) };
        Operand { interval, point: operand.point.abs() }
    }
}

fn scaled(operand: Operand, factor: Rational) -> Option<Operand> {
    product(operand, Operand { interval: Interval::exactly(factor), point: factor })
}

/// A quotient; the divisor must be above zero throughout.
fn divide(a: Operand, b: Operand) -> Result<Operand, String> {
    let low = b.interval.low.number().filter(Signed::is_positive);
    let low = low.ok_or("a number cannot be divided by what may be zero or less")?;
    let inverse_high = match b.interval.low {
        End::Open(_) => End::Open(low.recip()),
        _ => End::Closed(low.recip()),
    };
    let inverse_low = match b.interval.high {
        End::Unbounded => End::Open(Rational::zero()),
        End::Closed(high) => End::Closed(high.recip()),
        End::Open(high) => End::Open(high.recip()),
    };
    let point = Rational::from_integer(1).checked_div(&b.point).ok_or_else(too_large)?;
    product(a, Operand { interval: Interval { low: inverse_low, high: inverse_high }, point }).ok_or_else(too_large)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(number: i64) -> Number {
        Number::count(number).unwrap()
    }

    fn point(operation: Operation, a: &Number, b: &Number) -> Rational {
        reckon(operation, a, b).unwrap().point().unwrap()
    }

    #[test]
    fn exact_results() {
        let whole = Rational::from_integer;
        assert_eq!(point(Operation::Plus, &count(12), &count(8)), whole(20));
        assert_eq!(point(Operation::Minus, &count(8), &count(12)), whole(-4));
        assert_eq!(point(Operation::Difference, &count(8), &count(12)), whole(4));
        assert_eq!(point(Operation::Times, &count(-3), &count(7)), whole(-21));
        assert_eq!(point(Operation::DividedBy, &count(1), &count(3)), Rational::new(1, 3));
        assert_eq!(point(Operation::PercentOf, &count(20), &count(50)), whole(10));
        assert_eq!(point(Operation::PercentChange, &count(40), &count(50)), whole(25));
    }

    #[test]
    fn what_cannot_be_reckoned() {
        assert!(reckon(Operation::DividedBy, &count(1), &count(0)).is_err());
        let day = Number::said(Rational::from_integer(2), Rational::zero(), Unit::measure("day").unwrap(), Hedge::None)
            .unwrap();
        assert!(reckon(Operation::Plus, &count(1), &day).is_err());
        let huge =
            Number::said(Rational::from_integer(i128::MAX / 2), Rational::zero(), Unit::One, Hedge::None).unwrap();
        assert!(reckon(Operation::Times, &huge, &huge).is_err());
    }

    #[test]
    fn bounds_stay_bounds() {
        let at_least = Number::said(Rational::from_integer(10), Rational::zero(), Unit::One, Hedge::AtLeast).unwrap();
        let sum = reckon(Operation::Plus, &at_least, &count(5)).unwrap();
        assert_eq!(sum.interval, Interval { low: End::Closed(Rational::from_integer(15)), high: End::Unbounded });
        let gap = reckon(Operation::Difference, &count(12), &at_least).unwrap();
        assert_eq!(gap.interval.low, End::Closed(Rational::zero()));
    }
}
