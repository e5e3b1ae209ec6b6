//! Sentences about rows in words: each column and literal in quotation marks, so that no two are shown alike.

use super::formula::{Operation, Operator, Quantifier};
use super::rows::{Reckoning, RowClaim, RowCondition, RowSentence, RowTerm, Rows};
use crate::value::Comparator;
use std::fmt::{self, Display, Formatter};

impl Display for RowSentence {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let totals = if self.totals { " with totals" } else { "" };
        write!(out, "in the table {:?}{totals}, {}", self.table, self.claim)
    }
}

impl Display for RowClaim {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quantified { quantifier, denied, rows, condition } => {
                let not = if *denied { "not " } else { "" };
                write!(out, "{not}{} of {rows}", quantifier_words(*quantifier))?;
                condition.as_ref().map_or(Ok(()), |condition| write!(out, " have {condition}"))
            }
            Self::Same { rows, column, all } => {
                write!(out, "{} of {rows} have the same {column:?}", if *all { "all" } else { "no two" })
            }
            Self::Is { one, other } => write!(out, "{one} is {other}"),
            Self::Compare { left, operator, denied, right } => compared(out, left, operator, *denied, right),
        }
    }
}

impl Display for Rows {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => out.write_str("the rows"),
            Self::Where(of, condition) => write!(out, "the rows where {condition}{}", among(of)),
            Self::Ranked { of, column, highest, nth, first } => {
                let first = if *first { "first " } else { "" };
                let rank = if *highest { "highest" } else { "lowest" };
                write!(out, "the {first}row with the {}{rank} {column:?}{}", ordinal(*nth), among(of))
            }
            Self::First(of) => write!(out, "the first of {of}"),
            Self::Called(name) => write!(out, "the row of {name:?}"),
        }
    }
}

impl Display for RowCondition {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let joined = |out: &mut Formatter<'_>, parts: &[Self], word: &str| {
            out.write_str("(")?;
            for (at, part) in parts.iter().enumerate() {
                let word = if at > 0 { word } else { "" };
                write!(out, "{word}{part}")?;
            }
            out.write_str(")")
        };
        match self {
            Self::All(parts) => joined(out, parts, " and "),
            Self::Any(parts) => joined(out, parts, " or "),
            Self::Stated(column, stated) => write!(out, "{column:?} is {}stated", if *stated { "" } else { "not " }),
            Self::Compare { left, operator, denied, right } => compared(out, left, operator, *denied, right),
        }
    }
}

impl Display for RowTerm {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(words) => write!(out, "“{words}”"),
            Self::Own(column) => write!(out, "{column:?}"),
            Self::OwnOrLiteral(words) => write!(out, "{words:?} or “{words}”"),
            Self::Cell { column, rows } => write!(out, "the {column:?} of {rows}"),
            Self::Reckoned { function, column, rows } => {
                let function = match function {
                    Reckoning::Total => String::from("total"),
                    Reckoning::Average => String::from("average"),
                    Reckoning::Highest(nth) => format!("{}highest", ordinal(*nth)),
                    Reckoning::Lowest(nth) => format!("{}lowest", ordinal(*nth)),
                    Reckoning::Different => String::from("number of different"),
                };
                write!(out, "the {function} {column:?} of {rows}")
            }
            Self::Count(rows) => write!(out, "the number of {rows}"),
            Self::Arithmetic { operation, left, right } => {
                let word = match operation {
                    Operation::Plus => "plus",
                    Operation::Minus => "minus",
                    Operation::Times => "times",
                    Operation::DividedBy => "divided by",
                    Operation::PercentOf => "percent of",
                    Operation::Difference => "differs from",
                    Operation::PercentChange => "changes to",
                };
                write!(out, "({left} {word} {right})")
            }
        }
    }
}

fn compared(
    out: &mut Formatter<'_>,
    left: &RowTerm,
    operator: &Operator,
    denied: bool,
    right: &[RowTerm],
) -> fmt::Result {
    let not = if denied { "not " } else { "" };
    write!(out, "{left} {not}{}", operator_words(operator))?;
    for (at, term) in right.iter().enumerate() {
        write!(out, "{}{term}", if at > 0 { ", " } else { " " })?;
    }
    Ok(())
}

/// A comparator in words.
pub fn operator_words(operator: &Operator) -> String {
    String::from(match operator {
        Operator::Plain(comparator) => match comparator {
            Comparator::Equal => "is",
            Comparator::NotEqual => "is not",
            Comparator::More => "is more than",
            Comparator::Less => "is less than",
            Comparator::AtLeast => "is at least",
            Comparator::AtMost => "is at most",
            Comparator::About => "is about",
            Comparator::Within => "is in",
            Comparator::WithinDistance(distance) => return format!("is within {distance} of"),
        },
        Operator::Between => "is between",
        Operator::WithinOf(distance) => return format!("is within {distance} of"),
        Operator::OneOf => "is one of",
        Operator::Includes => "includes",
        Operator::Contains => "contains",
        Operator::Matches => "matches",
        Operator::SameDay => "is the same day as",
    })
}

/// What rows are taken from; nothing for all of them.
fn among(of: &Rows) -> String {
    if matches!(of, Rows::All) { String::new() } else { format!(" among {of}") }
}

/// `2nd `; nothing for the first.
fn ordinal(nth: u32) -> String {
    let ending = match (nth % 10, nth % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    if nth == 1 { String::new() } else { format!("{nth}{ending} ") }
}

fn quantifier_words(quantifier: Quantifier) -> String {
    match quantifier {
        Quantifier::Some => String::from("some"),
        Quantifier::Every => String::from("every one"),
        Quantifier::No => String::from("none"),
        Quantifier::Exactly(number) => format!("exactly {number}"),
        Quantifier::AtLeast(number) => format!("at least {number}"),
        Quantifier::AtMost(number) => format!("at most {number}"),
        Quantifier::Between(low, high) => format!("between {low} and {high}"),
        Quantifier::Most => String::from("most"),
        Quantifier::Half => String::from("half"),
        Quantifier::AllBut(number) => format!("all but {number}"),
        Quantifier::Only => String::from("only"),
        Quantifier::Both => String::from("both"),
        Quantifier::Either => String::from("either"),
        Quantifier::Neither => String::from("neither"),
    }
}
