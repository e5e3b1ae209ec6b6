//! Sums: exact arithmetic on intervals, with the sum shown.

use super::evaluator::Evaluator;
use super::term::{TermValue, Terms, Told};
use crate::lang::formula::Operation;
use crate::value::{Computed, DateSpan, End, Hedge, Interval, Number, Rational, Unit, Value};
use num_traits::{CheckedMul, Signed, Zero};

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

/// One operation on two numbers; their precision and hedges are carried along.
///
/// # Errors
/// The units do not go together, a divisor may be zero, or the outcome is too large: the reason, in words.
pub(super) fn reckon(operation: Operation, one: &Number, other: &Number) -> Result<Number, String> {
    let (a, b) = (operand(one)?, operand(other)?);
    number(match operation {
        Operation::Plus => a.plus(&b)?,
        Operation::Minus => a.minus(&b)?,
        Operation::Difference => absolute(a.minus(&b)?),
        Operation::Times => a.times(&b)?,
        Operation::DividedBy => a.divided_by(&b)?,
        Operation::PercentOf => b.share(&Computed { unit: Unit::Percent, ..a })?,
        Operation::PercentChange => a.percent_change(&b)?,
    })
}

/// A number that is plainly stated counts at its last printed digit.
fn operand(number: &Number) -> Result<Computed, String> {
    if number.hedge == Hedge::None { Computed::narrow(number) } else { Computed::of(number) }
}

/// An outcome as a number, in the unit that was said.
fn number(computed: Computed) -> Result<Number, String> {
    let stated = match computed.unit.row() {
        Some(row) => row.from_base(computed.point),
        None => Some(computed.point),
    };
    let made = stated.and_then(|stated| Number::said(stated, Rational::zero(), computed.unit.clone(), Hedge::None));
    let mut made = made.ok_or_else(too_large)?;
    made.interval = computed.interval;
    Ok(made)
}

/// The distance from zero.
fn absolute(computed: Computed) -> Computed {
    let Interval { low, high } = computed.interval;
    let turned = |end: End| match end {
        End::Unbounded => End::Unbounded,
        End::Closed(number) => End::Closed(-number),
        End::Open(number) => End::Open(-number),
    };
    let interval = if low.number().is_some_and(|low| !low.is_negative()) {
        computed.interval
    } else if high.number().is_some_and(|high| !high.is_positive()) {
        Interval { low: turned(high), high: turned(low) }
    } else {
        let farthest = low.number().zip(high.number()).map(|(low, high)| low.abs().max(high));
        Interval { low: End::Closed(Rational::zero()), high: farthest.map_or(End::Unbounded, End::Closed) }
    };
    Computed { interval, point: computed.point.abs(), ..computed }
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
