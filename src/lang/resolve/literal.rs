//! Literals in the place of a kind: which values fit, and years that are numbers.

use super::kinds::Family;
use super::reader::{Miss, Reader};
use super::token::{score, whole_number};
use crate::lang::lexicon::KindId;
use crate::value::{DateExpression, DateSpan, Number, Unit, Value};
use jiff::civil::Date;

impl Reader<'_> {
    /// The value that the tokens `start..end` are, and its kind; one that does not fit the kind asked for is a miss.
    pub fn literal(&self, start: usize, end: usize, wanted: Option<KindId>) -> Option<(Value, KindId)> {
        let known = &self.scope.known;
        let family = wanted.map(|wanted| self.family(wanted));
        let token = self.tokens.get(start).filter(|_| start < end)?;
        if family == Some(Family::Score)
            && end == start + 1
            && let Some(score) = score(&token.text)
        {
            return Some((score, known.score));
        }
        let value = self.value(start, end).or_else(|| (end == start + 1).then(|| count(&token.lower)).flatten())?;
        let Some(wanted) = wanted else {
            let kind = self.kind_of_value(&value);
            return Some((value, kind));
        };
        let value = match (family, value) {
            (Some(Family::Number), Value::Date(_)) if end == start + 1 => count(&token.lower)?,
            (Some(Family::Date), Value::Number(number)) => {
                self.year_of(&number, start, end).unwrap_or(Value::Number(number))
            }
            // A fraction is a share where a percentage is asked for: `is more than two-thirds`.
            (Some(Family::Number), Value::Number(number)) if wanted == known.percentage => {
                Value::Number(number.share().unwrap_or(number))
            }
            (_, value) => value,
        };
        if let Value::Date(impossible @ DateExpression::Impossible(_)) = value {
            self.miss(Miss::Date(self.tokens.site(start, end), self.tokens.words(start, end), impossible));
            return None;
        }
        let kind = self.kind_of_value(&value);
        if self.value_fits(kind, wanted) {
            return Some((value, kind));
        }
        self.miss(Miss::Unit {
            site: self.tokens.site(start, end),
            words: self.tokens.words(start, end),
            is: kind,
            wanted,
        });
        None
    }

    /// The kind of a value.
    pub fn kind_of_value(&self, value: &Value) -> KindId {
        self.scope.lexicon.kind_of(value)
    }

    /// Whether a value of one kind can be compared with, or stand for, one of another.
    pub fn value_fits(&self, kind: KindId, wanted: KindId) -> bool {
        self.scope.lexicon.fits(kind, wanted)
    }

    /// A number that is meant as a year.
    pub fn year_of(&self, number: &Number, start: usize, end: usize) -> Option<Value> {
        let digits = self.tokens.get(start).is_some_and(|token| token.text.len() == 4 && token.is_digits());
        if end != start + 1 || !digits || number.unit != Unit::One || !number.stated.is_integer() {
            return None;
        }
        let year = i16::try_from(number.stated.to_integer()).ok()?;
        let (first, last) = (Date::new(year, 1, 1).ok(), Date::new(year, 12, 31).ok());
        Some(Value::Date(DateExpression::Absolute(DateSpan { first, last })))
    }
}

/// A count in one word.
fn count(word: &str) -> Option<Value> {
    Number::count(i64::try_from(whole_number(word)?).ok()?).map(Value::Number)
}
