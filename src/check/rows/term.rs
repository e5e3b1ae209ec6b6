//! The values of terms: cells, counts, sums over columns.

use super::select::Selected;
use super::{Asked, At, MOST_COMBINATIONS, Reason};
use crate::check::arithmetic::reckon;
use crate::facts::cell::Said;
use crate::lang::formula::Operation;
use crate::lang::rows::{Reckoning, RowTerm, Rows};
use crate::value::{Hedge, Number, Rational, Unit, read_at};
use num_traits::Zero;
use std::collections::BTreeSet;

/// A value, and the cells that it comes from.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub said: Said,
    pub cells: Vec<At>,
    /// The sum that was done.
    pub arithmetic: Option<String>,
    /// Whether it was reckoned, not read.
    pub reckoned: bool,
}

impl Told {
    fn read(said: Said, cells: Vec<At>) -> Self {
        Self { said, cells, arithmetic: None, reckoned: false }
    }
}

/// The values of a term: several where several rows are meant; a reason where it is open.
pub(super) enum Values {
    Told(Vec<Told>),
    Open(String),
}

impl Asked<'_> {
    /// The value of a term in one row.
    ///
    /// # Errors
    /// A column is missing, or a sum cannot be done.
    pub(super) fn own(&self, row: usize, term: &RowTerm) -> Result<Told, Reason> {
        let cell = |column: usize| {
            let said = self.table.cell(row, column).map(|(_, said)| said.clone());
            Told::read(said.unwrap_or_else(|| Said::read("", None)), vec![(row, column)])
        };
        match term {
            RowTerm::Literal(words) => Ok(Told::read(literal(words), Vec::new())),
            RowTerm::Own(column) => Ok(cell(self.column(column)?)),
            RowTerm::OwnOrLiteral(words) => {
                Ok(self.table.column(words).map_or_else(|| Told::read(literal(words), Vec::new()), cell))
            }
            RowTerm::Arithmetic { operation, left, right } => {
                sum(*operation, &self.own(row, left)?, &self.own(row, right)?)
            }
            _ => Err(String::from("a term about several rows stands in a condition on one")),
        }
    }

    /// The values of a term.
    ///
    /// # Errors
    /// A column is missing, a sum cannot be done, or no row is meant where one must be.
    pub(super) fn term(&self, term: &RowTerm) -> Result<Values, Reason> {
        match term {
            RowTerm::Literal(words) => Ok(Values::Told(vec![Told::read(literal(words), Vec::new())])),
            RowTerm::Own(column) | RowTerm::OwnOrLiteral(column) => {
                Err(format!("it is open of which row `{column}` is meant"))
            }
            RowTerm::Cell { column, rows } => self.cells(column, rows),
            RowTerm::Reckoned { function, column, rows } => self.reckoned(*function, column, rows),
            RowTerm::Count(rows) => {
                let selected = self.select(rows)?;
                if !selected.open.is_empty() {
                    return Ok(Values::Open(open_rows(&selected)));
                }
                let number = count(selected.sure.len())?;
                let cells = shown(&selected);
                Ok(Values::Told(vec![Told { said: Said::of_number(number), cells, arithmetic: None, reckoned: false }]))
            }
            RowTerm::Arithmetic { operation, left, right } => {
                let (left, right) = match (self.term(left)?, self.term(right)?) {
                    (Values::Told(left), Values::Told(right)) => (left, right),
                    (Values::Open(why), _) | (_, Values::Open(why)) => return Ok(Values::Open(why)),
                };
                if left.len().saturating_mul(right.len()) > MOST_COMBINATIONS {
                    return Err(String::from("too many rows fit where one is meant"));
                }
                let sums = left.iter().flat_map(|left| right.iter().map(move |right| sum(*operation, left, right)));
                Ok(Values::Told(sums.collect::<Result<_, _>>()?))
            }
        }
    }

    /// `the gold of the row where …`.
    fn cells(&self, column: &str, rows: &Rows) -> Result<Values, Reason> {
        let column = self.column(column)?;
        let selected = self.select(rows)?;
        if !selected.open.is_empty() {
            return Ok(Values::Open(open_rows(&selected)));
        }
        if selected.sure.is_empty() {
            return Err(match rows {
                Rows::Called(name) => format!("no row of the table is called `{name}`"),
                _ => String::from("no row of the table fits"),
            });
        }
        let singled = selected.by_row();
        let told = selected.sure.iter().filter_map(|&row| {
            let (_, said) = self.table.cell(row, column)?;
            let mut cells = vec![(row, column)];
            cells.extend(singled.get(&row).into_iter().flatten().copied().filter(|&at| at != (row, column)));
            Some(Told::read(said.clone(), cells))
        });
        Ok(Values::Told(told.collect()))
    }

    fn reckoned(&self, function: Reckoning, column: &str, rows: &Rows) -> Result<Values, Reason> {
        let column_name = column;
        let column = self.column(column)?;
        let selected = self.select(rows)?;
        if !selected.open.is_empty() {
            return Ok(Values::Open(open_rows(&selected)));
        }
        let said = |row: usize| self.table.cell(row, column).map(|(_, said)| said).filter(|said| said.is_stated());
        let stated: Vec<(usize, &Said)> = selected.sure.iter().filter_map(|&row| Some((row, said(row)?))).collect();
        match function {
            Reckoning::Different => {
                let different: BTreeSet<String> =
                    stated.iter().map(|(_, said)| crate::facts::cell::folded(&said.text)).collect();
                let cells = stated.iter().map(|(row, _)| (*row, column)).collect();
                let said = Said::of_number(count(different.len())?);
                Ok(Values::Told(vec![Told { said, cells, arithmetic: None, reckoned: false }]))
            }
            Reckoning::Highest(nth) | Reckoning::Lowest(nth) => {
                let highest = matches!(function, Reckoning::Highest(_));
                let ranked = self.ranked(&selected.sure, column, highest)?;
                let at = usize::try_from(nth).ok().and_then(|nth| ranked.get(nth.checked_sub(1)?));
                let Some((row, _)) = at else {
                    return Err(format!("the column `{column_name}` has fewer than {nth} values in these rows"));
                };
                let said = said(*row).cloned().unwrap_or_else(|| Said::read("", None));
                Ok(Values::Told(vec![Told::read(said, vec![(*row, column)])]))
            }
            Reckoning::Total | Reckoning::Average => {
                let numbers: Vec<(usize, Number)> =
                    stated.iter().filter_map(|(row, said)| Some((*row, amount(said)?))).collect();
                if numbers.is_empty() {
                    return Err(format!("the column `{column_name}` holds no numbers in these rows"));
                }
                let mut total: Option<Number> = None;
                for (_, number) in &numbers {
                    total = Some(match total {
                        Some(total) => reckon(Operation::Plus, &in_unit(&total, number), &in_unit(number, &total))?,
                        None => number.clone(),
                    });
                }
                let total = total.ok_or("there is nothing to add up")?;
                let shown: Vec<String> = numbers.iter().take(8).map(|(_, number)| number.to_string()).collect();
                let more = if numbers.len() > shown.len() { " + …" } else { "" };
                let mut arithmetic = format!("{}{more} = {total}", shown.join(" + "));
                let mut result = total;
                if function == Reckoning::Average {
                    let many = count(numbers.len())?;
                    result = reckon(Operation::DividedBy, &result, &many)?;
                    arithmetic = format!("({}{more}) ÷ {many} = {result}", shown.join(" + "));
                }
                let cells = numbers.iter().map(|(row, _)| (*row, column)).collect();
                let said = Said::of_number(result);
                Ok(Values::Told(vec![Told { said, cells, arithmetic: Some(arithmetic), reckoned: true }]))
            }
        }
    }
}

/// A literal of a rule: read as prose first, then as a cell.
fn literal(words: &str) -> Said {
    let mut said = Said::read(words, None);
    let whole = read_at(words, 0).is_some_and(|reading| reading.span.end as usize == words.len());
    said.is_value |= whole;
    said.unknown = false;
    said
}

/// The amount of a cell: its first number, or how long it lasts; as printed, no wider.
fn amount(said: &Said) -> Option<Number> {
    if let Some(lasts) = said.lasts {
        return Number::said(lasts, Rational::zero(), Unit::measure("second")?, Hedge::None);
    }
    let number = said.number()?;
    if number.hedge != Hedge::None || number.stated_high.is_some() || !number.parts.is_empty() {
        return Some(number.clone());
    }
    Number::said(number.stated, Rational::zero(), number.unit.clone(), Hedge::None)
}

fn count(many: usize) -> Result<Number, Reason> {
    let many = i128::try_from(many).map_err(|_| String::from("there are too many rows"))?;
    Number::said(Rational::from_integer(many), Rational::zero(), Unit::One, Hedge::None)
        .ok_or_else(|| String::from("there are too many rows"))
}

fn sum(operation: Operation, one: &Told, other: &Told) -> Result<Told, Reason> {
    let words = |told: &Told| told.said.text.clone();
    let amounts = amount(&one.said).zip(amount(&other.said));
    let (a, b) = amounts.ok_or_else(|| format!("`{}` and `{}` cannot be reckoned with", words(one), words(other)))?;
    // A bare number is taken in the unit of the other.
    let (a, b) = match operation {
        Operation::Times | Operation::DividedBy | Operation::PercentOf => (a, b),
        _ => (in_unit(&a, &b), in_unit(&b, &a)),
    };
    let number = reckon(operation, &a, &b)?;
    let symbol = match operation {
        Operation::Plus => "+",
        Operation::Minus | Operation::Difference => "−",
        Operation::Times => "×",
        Operation::DividedBy => "÷",
        Operation::PercentOf => "of",
        Operation::PercentChange => "to",
    };
    let show = |told: &Told, number: &Number| {
        told.arithmetic.as_ref().map_or_else(|| number.to_string(), |sum| format!("({sum})"))
    };
    let arithmetic = format!("{} {symbol} {} = {number}", show(one, &a), show(other, &b));
    let cells = one.cells.iter().chain(&other.cells).copied().collect();
    Ok(Told { said: Said::of_number(number), cells, arithmetic: Some(arithmetic), reckoned: true })
}

/// A bare number in the unit of another.
pub(super) fn in_unit(number: &Number, like: &Number) -> Number {
    if number.unit != Unit::One || like.unit == Unit::One {
        return number.clone();
    }
    let made = match number.stated_high {
        Some(_) => None,
        None => Number::said(number.stated, number.digit, like.unit.clone(), number.hedge),
    };
    made.unwrap_or_else(|| number.clone())
}

fn shown(selected: &Selected) -> Vec<At> {
    let singled = selected.by_row();
    selected.sure.iter().filter_map(|row| singled.get(row)).flatten().copied().collect()
}

fn open_rows(selected: &Selected) -> String {
    let many = selected.open.len();
    let rows = if many == 1 { "row" } else { "rows" };
    format!("of {many} {rows} the table leaves open whether they are meant")
}
