//! Rows of a table in an SQLite database.
//!
//! The table is the one that is called like the reference, or else the only one. The database is opened for reading alone.

use super::fault::Fault;
use super::file::{empty, no_column};
use super::row::{Row, Sink, columns};
use crate::source::ProblemKind;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

/// Reads the rows of the table of that name.
pub fn read(path: &str, name: &str, wanted: &[String], sink: &mut Sink<'_>) -> Result<(), Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(path, flags).map_err(|error| unreadable(path, &error))?;
    let table = table(&database, path, name)?;
    let mut rows =
        database.prepare(&format!("SELECT * FROM {}", quoted(&table))).map_err(|error| unreadable(path, &error))?;
    let heads: Vec<String> = rows.column_names().into_iter().map(str::to_owned).collect();
    let places = columns(wanted, &heads).map_err(|at| {
        let missing = wanted.get(at).map_or("", String::as_str);
        no_column(&format!("{path}, table {table}"), missing, at, &heads)
    })?;
    let mut found = rows.query([]).map_err(|error| unreadable(path, &error))?;
    let mut row = Row::default();
    while let Some(next) = found.next().map_err(|error| unreadable(path, &error))? {
        row.number += 1;
        row.line = row.number;
        row.shown.clear();
        row.cells.clear();
        for (head, &place) in wanted.iter().zip(&places) {
            let value = next.get_ref(place).map_err(|error| unreadable(path, &error))?;
            row.push_shown(head, words(value, path, row.number, head)?);
        }
        sink(&row)?;
    }
    if row.number == 0 { Err(empty(path)) } else { Ok(()) }
}

/// The name of the table that is meant.
fn table(database: &Connection, path: &str, name: &str) -> Result<String, Fault> {
    let mut listed = database
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name",
        )
        .map_err(|error| unreadable(path, &error))?;
    let tables: Result<Vec<String>, _> = listed.query_map([], |row| row.get(0)).and_then(Iterator::collect);
    let tables = tables.map_err(|error| unreadable(path, &error))?;
    if let Some(own) = tables.iter().find(|table| super::row::folded(table) == super::row::folded(name)) {
        return Ok(own.clone());
    }
    match tables.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(empty(path)),
        several => {
            let listed: Vec<String> = several.iter().map(|table| format!("`{table}`")).collect();
            let message = format!("`{path}` has no table `{name}`, and several others");
            let help = format!("call the reference like one of its tables: {}", listed.join(", "));
            Err(Fault::new(ProblemKind::Reference, "reference-table", message, help))
        }
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn words(value: ValueRef<'_>, path: &str, row: usize, head: &str) -> Result<String, Fault> {
    Ok(match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(_) => {
            let message = format!("`{head}` in row {row} of `{path}` is no text and no number");
            return Err(Fault::new(ProblemKind::Type, "reference-row", message, "name a column of text or numbers"));
        }
    })
}

fn unreadable(path: &str, error: &rusqlite::Error) -> Fault {
    let message = format!("`{path}` cannot be read as an SQLite database: {error}");
    Fault::new(ProblemKind::Parse, "reference-row", message, "look whether it is the file that is meant, and whole")
}
