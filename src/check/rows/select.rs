//! Which rows are meant: conditions, ranks, names.

use super::{Asked, At, Reason};
use crate::facts::cell::{Key, Order, folded, outside_brackets};
use crate::lang::rows::{RowCondition, Rows};
use crate::value::Truth;
use rustc_hash::FxHashMap;

/// Rows that are meant, and rows of which that is open.
#[derive(Debug, Clone, Default)]
pub(super) struct Selected {
    pub sure: Vec<usize>,
    pub open: Vec<usize>,
    /// The cells that singled them out.
    pub cells: Vec<At>,
}

impl Selected {
    /// The cells that singled out each row.
    pub fn by_row(&self) -> FxHashMap<usize, Vec<At>> {
        let mut by_row: FxHashMap<usize, Vec<At>> = FxHashMap::default();
        for &at in &self.cells {
            by_row.entry(at.0).or_default().push(at);
        }
        by_row
    }
}

impl Asked<'_> {
    /// The rows that are meant.
    ///
    /// # Errors
    /// A column is missing, or its cells cannot be put in order.
    pub(super) fn select(&self, rows: &Rows) -> Result<Selected, Reason> {
        match rows {
            Rows::All => Ok(Selected { sure: self.all.clone(), ..Selected::default() }),
            Rows::Where(of, condition) => {
                let of = self.select(of)?;
                let mut selected = Selected { cells: of.cells, ..Selected::default() };
                for (&row, sure) in of.sure.iter().map(|row| (row, true)).chain(of.open.iter().map(|row| (row, false)))
                {
                    let mut cells = Vec::new();
                    match self.fits(row, condition, &mut cells)? {
                        Truth::True if sure => selected.sure.push(row),
                        Truth::True | Truth::Unknown => selected.open.push(row),
                        Truth::False => continue,
                    }
                    selected.cells.extend(cells);
                }
                Ok(selected)
            }
            Rows::Ranked { of, column, highest, nth, first } => {
                let of = self.select(of)?;
                let column = self.column(column)?;
                let ranked = self.ranked(&of.sure, column, *highest)?;
                let Some((_, key)) = usize::try_from(*nth).ok().and_then(|nth| ranked.get(nth.checked_sub(1)?)) else {
                    return Ok(Selected { open: of.open, ..Selected::default() });
                };
                let sure: Vec<usize> = if *first {
                    let nth = usize::try_from(*nth).unwrap_or(usize::MAX);
                    ranked.get(nth - 1).map(|(row, _)| *row).into_iter().collect()
                } else {
                    let mut tied: Vec<usize> =
                        ranked.iter().filter(|(_, other)| other == key).map(|(row, _)| *row).collect();
                    tied.sort_unstable();
                    tied
                };
                let cells = sure.iter().map(|&row| (row, column)).collect();
                Ok(Selected { sure, open: of.open, cells })
            }
            Rows::First(of) => {
                let mut of = self.select(of)?;
                let first = of.sure.first().copied();
                // An open row above it might be the first.
                of.open.retain(|&row| first.is_none_or(|first| row < first));
                of.cells.retain(|(row, _)| first == Some(*row));
                of.sure.truncate(1);
                Ok(of)
            }
            Rows::Called(name) => Ok(self.called(name)),
        }
    }

    /// The rows by their values in a column, those that have none left out; rows that tie keep their order.
    ///
    /// # Errors
    /// No cell holds a number, a date or a time.
    pub(super) fn ranked(&self, rows: &[usize], column: usize, highest: bool) -> Result<Vec<(usize, Key)>, Reason> {
        let said = |row: usize| self.table.cell(row, column).map(|(_, said)| said).filter(|said| said.is_stated());
        let count =
            |order: Order| rows.iter().filter(|&&row| said(row).and_then(|said| said.order()) == Some(order)).count();
        let orders = [Order::Number, Order::Lasts, Order::Date];
        let order = orders.into_iter().max_by_key(|&order| count(order)).unwrap_or(Order::Number);
        let mut keyed: Vec<(usize, Key)> = rows.iter().filter_map(|&row| Some((row, said(row)?.key(order)?))).collect();
        if keyed.is_empty() && !rows.is_empty() {
            let name = self.table.columns.get(column).map(|column| column.name.as_str()).unwrap_or_default();
            return Err(format!("the cells of the column `{name}` hold no numbers, dates or times"));
        }
        keyed.sort_by(|(_, one), (_, other)| if highest { other.cmp(one) } else { one.cmp(other) });
        Ok(keyed)
    }

    /// The rows that are called so: whose name it is, else any cell of which is the name, else begins with it.
    fn called(&self, name: &str) -> Selected {
        let wanted = folded(name);
        let bare = |text: &str| folded(outside_brackets(text));
        let cells = |fits: &dyn Fn(&str) -> bool| -> Vec<At> {
            let at = |row: usize| {
                let cells = self.table.rows.get(row).map(|row| row.cells.as_slice()).unwrap_or_default();
                cells.iter().position(|(_, said)| fits(&said.text)).map(|column| (row, column))
            };
            self.all.iter().filter_map(|&row| at(row)).collect()
        };
        let is = |text: &str| folded(text) == wanted;
        let is_bare = |text: &str| bare(text) == wanted;
        let tries: [&dyn Fn(&str) -> bool; 2] = [&is, &is_bare];
        let found = tries.iter().map(|fits| cells(*fits)).find(|cells| !cells.is_empty()).unwrap_or_default();
        // A name in the first column outweighs one further right.
        let leftmost = found.iter().map(|(_, column)| *column).min();
        let cells: Vec<At> = found.into_iter().filter(|(_, column)| Some(*column) == leftmost).collect();
        Selected { sure: cells.iter().map(|(row, _)| *row).collect(), open: Vec::new(), cells }
    }

    /// Whether a row fits; the cells that were looked at.
    ///
    /// # Errors
    /// A column is missing, or values cannot be compared.
    pub(super) fn fits(&self, row: usize, condition: &RowCondition, cells: &mut Vec<At>) -> Result<Truth, Reason> {
        match condition {
            RowCondition::All(parts) => {
                parts.iter().try_fold(Truth::True, |truth, part| Ok(truth.and(self.fits(row, part, cells)?)))
            }
            RowCondition::Any(parts) => {
                parts.iter().try_fold(Truth::False, |truth, part| Ok(truth.or(self.fits(row, part, cells)?)))
            }
            RowCondition::Stated(column, wanted) => {
                let column = self.column(column)?;
                cells.push((row, column));
                let stated = self.table.cell(row, column).is_some_and(|(_, said)| said.is_stated());
                Ok(if stated == *wanted { Truth::True } else { Truth::False })
            }
            RowCondition::Compare { left, operator, denied, right } => {
                let sides = std::iter::once(left).chain(right).map(|term| self.own(row, term));
                // A sum with a cell that holds no number is open; the other rows may decide.
                let Ok(sides) = sides.collect::<Result<Vec<_>, _>>() else { return Ok(Truth::Unknown) };
                let [left, right @ ..] = sides.as_slice() else { return Ok(Truth::Unknown) };
                cells.extend(left.cells.iter().chain(right.iter().flat_map(|told| &told.cells)).copied());
                let said = right.iter().map(|told| &told.said).collect::<Vec<_>>();
                let found = super::compare::stands(left, operator, &said)?;
                Ok(if *denied { !found.truth } else { found.truth })
            }
        }
    }
}
