//! Sentences about the rows of a table: its cells decide, with three values; what is shown are the cells.
//!
//! Enters: the tables of an article and a [`RowSentence`]. Leaves: an [`Answer`]. Guaranteed: a table or a column that is not
//! there makes the sentence not checkable, and so do several rows where one is meant, unless they agree.

mod claim;
mod compare;
mod select;
mod term;

use super::answer::{Answer, Ground};
use crate::facts::Table;
use crate::lang::rows::{RowClaim, RowCondition, RowSentence, RowTerm, Rows};
use crate::value::Truth;

/// So many cells are shown for one sentence.
const MOST_CELLS: usize = 60;

/// So many combinations of values are tried where several rows fit.
const MOST_COMBINATIONS: usize = 256;

/// Why a sentence cannot be evaluated.
type Reason = String;

/// The answer of the tables to a sentence.
pub(super) fn answer(tables: &[Table], sentence: &RowSentence) -> Answer {
    let named = match find(tables, sentence) {
        Ok(named) => named,
        Err(reason) => return Answer::uncheckable(reason),
    };
    let Some(table) = tables.get(named) else { return Answer::unknown() };
    let rows =
        (0..table.rows.len()).filter(|&row| sentence.totals || table.rows.get(row).is_some_and(|row| !row.total));
    let asked = Asked { table, all: rows.collect() };
    match asked.claim(&sentence.claim) {
        Ok(found) => found.answer(named),
        Err(reason) => Answer::uncheckable(reason),
    }
}

/// The table that is meant: of that name, and with the columns that are asked for.
fn find(tables: &[Table], sentence: &RowSentence) -> Result<usize, Reason> {
    let name = &sentence.table;
    let of_name = |exactly: bool| -> Vec<usize> {
        let all = tables.iter().enumerate();
        all.filter(|(_, table)| table.is_called(name, exactly)).map(|(at, _)| at).collect()
    };
    let named = Some(of_name(true)).filter(|named| !named.is_empty()).unwrap_or_else(|| of_name(false));
    let mut columns = Vec::new();
    in_claim(&sentence.claim, &mut columns);
    let has_all =
        |&at: &usize| tables.get(at).is_some_and(|table| columns.iter().all(|column| table.column(column).is_some()));
    let fitting: Vec<usize> = named.iter().copied().filter(has_all).collect();
    match (fitting.as_slice(), named.as_slice()) {
        ([one], _) => Ok(*one),
        ([], [first, ..]) => {
            let table = tables.get(*first);
            let missing = columns.iter().find(|column| table.is_some_and(|table| table.column(column).is_none()));
            let missing = missing.copied().unwrap_or_default();
            let known: Vec<&str> =
                table.into_iter().flat_map(|table| &table.columns).map(|column| column.name.as_str()).collect();
            Err(format!("the table `{name}` has no column `{missing}`{}", nearest(missing, &known, "its columns are")))
        }
        ([], []) => {
            let known: Vec<&str> = tables.iter().flat_map(|table| &table.names).map(String::as_str).collect();
            let help = if known.is_empty() {
                String::from(": it has no tables with a name")
            } else {
                nearest(name, &known, "its tables are")
            };
            Err(format!("the article has no table `{name}`{help}"))
        }
        _ => Err(format!("the article has {} tables `{name}`", fitting.len())),
    }
}

/// `; did you mean …?`, or all there are.
fn nearest(wanted: &str, known: &[&str], all: &str) -> String {
    let wanted = wanted.to_lowercase();
    let distance = |name: &str| strsim::damerau_levenshtein(&name.to_lowercase(), &wanted);
    let near = known.iter().filter(|name| !name.is_empty()).min_by_key(|name| (distance(name), **name));
    match near.filter(|name| distance(name) <= wanted.chars().count().div_ceil(3)) {
        Some(name) => format!("; did you mean `{name}`?"),
        None => {
            let names: Vec<String> =
                known.iter().filter(|name| !name.is_empty()).take(12).map(|name| format!("`{name}`")).collect();
            format!("; {all} {}", super::words::list(&names.iter().map(String::as_str).collect::<Vec<_>>()))
        }
    }
}

/// The columns that a claim names.
fn in_claim<'a>(claim: &'a RowClaim, columns: &mut Vec<&'a str>) {
    match claim {
        RowClaim::Quantified { rows, condition, .. } => {
            in_rows(rows, columns);
            condition.iter().for_each(|condition| in_condition(condition, columns));
        }
        RowClaim::Same { rows, column, .. } => {
            columns.push(column);
            in_rows(rows, columns);
        }
        RowClaim::Is { one, other } => {
            in_rows(one, columns);
            in_rows(other, columns);
        }
        RowClaim::Compare { left, right, .. } => {
            in_term(left, columns);
            right.iter().for_each(|term| in_term(term, columns));
        }
    }
}

fn in_rows<'a>(rows: &'a Rows, columns: &mut Vec<&'a str>) {
    match rows {
        Rows::All | Rows::Called(_) => {}
        Rows::Where(of, condition) => {
            in_condition(condition, columns);
            in_rows(of, columns);
        }
        Rows::Ranked { of, column, .. } => {
            columns.push(column);
            in_rows(of, columns);
        }
        Rows::First(of) => in_rows(of, columns),
    }
}

fn in_condition<'a>(condition: &'a RowCondition, columns: &mut Vec<&'a str>) {
    match condition {
        RowCondition::All(parts) | RowCondition::Any(parts) => {
            parts.iter().for_each(|part| in_condition(part, columns));
        }
        RowCondition::Stated(column, _) => columns.push(column),
        RowCondition::Compare { left, right, .. } => {
            in_term(left, columns);
            right.iter().for_each(|term| in_term(term, columns));
        }
    }
}

fn in_term<'a>(term: &'a RowTerm, columns: &mut Vec<&'a str>) {
    match term {
        RowTerm::Literal(_) | RowTerm::OwnOrLiteral(_) => {}
        RowTerm::Own(column) => columns.push(column),
        RowTerm::Cell { column, rows } | RowTerm::Reckoned { column, rows, .. } => {
            columns.push(column);
            in_rows(rows, columns);
        }
        RowTerm::Count(rows) => in_rows(rows, columns),
        RowTerm::Arithmetic { left, right, .. } => {
            in_term(left, columns);
            in_term(right, columns);
        }
    }
}

/// A table that is asked, with the rows that count.
struct Asked<'t> {
    table: &'t Table,
    all: Vec<usize>,
}

/// A cell by its row and column.
type At = (usize, usize);

/// What was found, and the cells that it was found in.
#[derive(Debug, Clone, Default)]
struct Found {
    truth: Option<Truth>,
    /// Cells, and whether each speaks for the sentence.
    cells: Vec<(At, bool)>,
    because: Option<String>,
    arithmetic: Option<String>,
    notes: Vec<String>,
}

impl Found {
    fn answer(self, table: usize) -> Answer {
        let truth = self.truth.unwrap_or(Truth::Unknown);
        let mut answer = Answer::bare(truth);
        for ((row, column), supports) in self.cells.into_iter().take(MOST_CELLS) {
            answer = answer.resting_on(Ground::Cell(table, row, column), supports);
        }
        answer.because = self.because;
        answer.arithmetic = self.arithmetic;
        answer.notes = self.notes;
        answer
    }
}

impl Asked<'_> {
    /// The place of a column.
    ///
    /// # Errors
    /// There is none of that name.
    fn column(&self, name: &str) -> Result<usize, Reason> {
        self.table.column(name).ok_or_else(|| format!("the table has no column `{name}`"))
    }
}
