//! The cells of tables, as sentences of a rule file.
//!
//! Enters: the tables of an article. Leaves: for each cell the ways to say what it holds; a row is known by its first
//! column. A table without a name, without a column that tells its rows apart, or of two columns (which states facts about
//! the subject of the page) has none.

use super::Candidate;
use super::sentence::quoted;
use crate::facts::{FactStore, Row, Table};
use rustc_hash::FxHashSet;

/// No more cells of one table are drafted.
const MOST_CELLS: usize = 400;

/// All cells as checks that may be written.
pub fn candidates(facts: &FactStore) -> Vec<Candidate> {
    facts.tables().iter().flat_map(of_table).collect()
}

fn of_table(table: &Table) -> Vec<Candidate> {
    let name = table.names.iter().find_map(|name| quoted(name));
    let key = table.columns.first().map(|column| column.short.as_str()).filter(|key| !key.is_empty());
    let (Some(name), Some(key)) = (name, key.filter(|_| table.columns.len() > 2)) else { return Vec::new() };
    let mut seen = FxHashSet::default();
    let first = |row: &Row| row.cells.first().map(|(cell, _)| cell.text.clone()).unwrap_or_default();
    if !table.rows.iter().all(|row| !first(row).is_empty() && seen.insert(first(row))) {
        return Vec::new();
    }
    let mut candidates = Vec::new();
    for row in table.rows.iter().filter(|row| !row.total) {
        let Some(of) = quoted(&first(row)) else { continue };
        for (column, (cell, _)) in table.columns.iter().zip(&row.cells).skip(1) {
            let mut ways = Vec::new();
            for head in column_names(&column.short) {
                for key in column_names(key) {
                    for value in std::iter::once(cell.text.clone()).chain(quoted(&cell.text)) {
                        ways.push(format!("in the table {name}, the {head} of the row where {key} is {of} is {value}"));
                    }
                }
            }
            if cell.text.is_empty() || column.short.is_empty() || candidates.len() >= MOST_CELLS {
                continue;
            }
            candidates.push(Candidate {
                ways,
                spans: vec![cell.span],
                concept: String::from("table"),
                subject: name.trim_matches('"').to_owned(),
                parties: 2,
                tangible: true,
                own: false,
                role: false,
            });
        }
    }
    candidates
}

/// The ways to name a column: as plain words, in quotation marks.
fn column_names(head: &str) -> Vec<String> {
    let plain = head.to_lowercase();
    let is_plain = plain.chars().all(|c| c.is_alphanumeric() || c == ' ');
    is_plain.then_some(plain).into_iter().chain(quoted(head)).collect()
}
