//! Tables: named, with columns by their heads and rows of data.
//!
//! Enters: the cells of a table. Leaves: a [`Table`] that finds columns by name. Guaranteed: every row has a cell for each
//! column (an empty one where the table has none); rows that sum up others are marked.

use super::cell::{Cell, Said, folded, is_total, outside_brackets, unit_of};
use crate::nlp::inflect::singular;
use crate::source::SourceId;
use crate::value::Unit;

/// A table of an article, or of a file beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it is called: its caption, its nearest heading, the name of its file.
    pub names: Vec<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, without heads.
    pub rows: Vec<Row>,
    /// Where it stands.
    pub source: SourceId,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its head, with the heads above that.
    pub name: String,
    /// Its lowest head alone.
    pub short: String,
    /// The unit that its head gives for its numbers.
    pub unit: Option<Unit>,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its cells, one a column.
    pub cells: Vec<(Cell, Said)>,
    /// Whether it sums up the rows above it.
    pub total: bool,
}

impl Table {
    /// A table from its heads (one list a column, the uppermost first) and its rows.
    pub fn new(names: Vec<String>, heads: Vec<Vec<String>>, rows: Vec<Vec<Cell>>, source: SourceId) -> Self {
        let width = rows.iter().map(Vec::len).chain([heads.len()]).max().unwrap_or_default();
        let mut columns: Vec<Column> = heads.into_iter().map(|heads| column(&heads)).collect();
        columns.resize_with(width, || column(&[]));
        let empty = || Cell { text: String::new(), span: crate::source::Span::default() };
        let mut rows: Vec<Row> = rows
            .into_iter()
            .map(|mut cells| {
                cells.resize_with(width, empty);
                let units = columns.iter().map(|column| column.unit.as_ref());
                let cells = cells.into_iter().zip(units).map(|(cell, unit)| {
                    let said = Said::read(&cell.text, unit);
                    (cell, said)
                });
                Row { cells: cells.collect(), total: false }
            })
            .collect();
        mark_totals(&mut rows);
        Self { names, columns, rows, source }
    }

    /// The column of that name: as it is written, without what stands in brackets, in the plural, by its lowest head.
    pub fn column(&self, name: &str) -> Option<usize> {
        let wanted = folded(name);
        let find = |same: &dyn Fn(&Column) -> bool| self.columns.iter().position(same);
        let one = |text: &str| singular(&words(text));
        find(&|column| folded(&column.name) == wanted)
            .or_else(|| find(&|column| folded(&column.short) == wanted))
            .or_else(|| find(&|column| column.without_unit().iter().any(|head| folded(head) == wanted)))
            .or_else(|| find(&|column| column.without_unit().iter().any(|head| one(head) == one(name))))
            .filter(|_| !wanted.is_empty())
    }

    /// Whether it is called so; `exactly`, or with further words.
    pub fn is_called(&self, name: &str, exactly: bool) -> bool {
        let wanted = words(name);
        self.names.iter().any(|own| {
            let own = words(own);
            if exactly { own == wanted } else { format!(" {own} ").contains(&format!(" {wanted} ")) }
        })
    }

    /// A cell and what it says.
    pub fn cell(&self, row: usize, column: usize) -> Option<&(Cell, Said)> {
        self.rows.get(row)?.cells.get(column)
    }

    /// The column of what a row is called by: its first cell that is no number.
    pub fn name_column(&self, row: usize) -> Option<usize> {
        let cells = &self.rows.get(row)?.cells;
        let named = cells.iter().position(|(_, said)| said.is_stated() && !said.is_value);
        named.or_else(|| cells.iter().position(|(_, said)| said.is_stated()))
    }

    /// What a row is called by.
    pub fn row_name(&self, row: usize) -> Option<&str> {
        self.cell(row, self.name_column(row)?).map(|(_, said)| said.text.as_str())
    }
}

impl Column {
    /// Its names without what stands in brackets and without the unit: `height` of `height (m)`, `price` of `price in USD`.
    pub fn without_unit(&self) -> [&str; 2] {
        [&self.name, &self.short].map(|head| {
            let head = outside_brackets(head);
            let before = head.rsplit_once(" in ").map(|(before, _)| before).filter(|_| unit_of(head).is_some());
            before.unwrap_or(head)
        })
    }
}

fn column(heads: &[String]) -> Column {
    let mut parts: Vec<&str> = Vec::new();
    for head in heads.iter().map(|head| head.trim()).filter(|head| !head.is_empty()) {
        if parts.last() != Some(&head) {
            parts.push(head);
        }
    }
    let name = parts.join(" ");
    Column { unit: unit_of(&name), short: parts.last().copied().unwrap_or_default().to_owned(), name }
}

/// Rows at the end that begin with "total", and subtotals anywhere.
fn mark_totals(rows: &mut [Row]) {
    let sums_up = |row: &Row| {
        let first = row.cells.iter().find(|(_, said)| !said.text.is_empty());
        first.is_some_and(|(cell, _)| is_total(&cell.text))
    };
    for row in rows.iter_mut().rev() {
        if !sums_up(row) {
            break;
        }
        row.total = true;
    }
    for row in rows.iter_mut() {
        row.total |= sums_up(row) && row.cells.iter().any(|(cell, _)| folded(&cell.text).starts_with("sub"));
    }
}

/// Small letters and digits, everything else as single spaces.
fn words(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The table of a file of comma-separated values, by RFC 4180: fields in quotation marks may hold commas, line breaks and
/// doubled quotation marks; the first row is the head.
pub fn from_csv(name: &str, text: &str, source: SourceId) -> Option<Table> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut rows: Vec<Vec<Cell>> = vec![Vec::new()];
    let (mut field, mut from, mut quoted) = (String::new(), start, false);
    let mut letters = text.char_indices().skip_while(|(at, _)| *at < start).peekable();
    let push = |rows: &mut Vec<Vec<Cell>>, field: &mut String, from: usize, to: usize| {
        let cell = Cell { text: std::mem::take(field), span: crate::source::Span::new(from, to) };
        if let Some(row) = rows.last_mut() {
            row.push(cell);
        }
    };
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' if quoted && letters.next_if(|(_, next)| *next == '"').is_some() => field.push('"'),
            '"' if quoted || field.is_empty() => quoted = !quoted,
            ',' if !quoted => {
                push(&mut rows, &mut field, from, at);
                from = at + 1;
            }
            '\r' if !quoted && letters.peek().is_some_and(|(_, next)| *next == '\n') => {}
            '\n' if !quoted => {
                let end = if text.get(..at).is_some_and(|before| before.ends_with('\r')) { at - 1 } else { at };
                push(&mut rows, &mut field, from, end);
                rows.push(Vec::new());
                from = at + 1;
            }
            _ => field.push(letter),
        }
    }
    push(&mut rows, &mut field, from, text.len());
    rows.retain(|row| row.iter().any(|cell| !cell.text.trim().is_empty()));
    if rows.len() < 2 {
        return None;
    }
    let heads = rows.remove(0).into_iter().map(|cell| vec![cell.text]).collect();
    Some(Table::new(vec![name.to_owned()], heads, rows, source))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comma_separated_values() {
        let text = "Nation,\"Gold, won\"\r\nNorway,\"1,016\"\r\n\"a \"\"b\"\"\",2\n\nTotal,18\n";
        let table = from_csv("Medals", text, SourceId(3)).unwrap();
        assert_eq!(table.column("gold, won"), Some(1));
        assert_eq!(table.column("nations"), Some(0));
        let cells: Vec<&str> = table.rows.iter().map(|row| row.cells[0].0.text.as_str()).collect();
        assert_eq!(cells, ["Norway", "a \"b\"", "Total"]);
        assert!(table.rows[2].total && !table.rows[0].total);
        let span = table.rows[0].cells[1].0.span;
        assert_eq!(&text[span.range()], "\"1,016\"");
    }

    #[test]
    fn columns_by_their_names() {
        let heads = [["", "Height (m)"], ["Medals", "Gold"], ["Medals", "Silver"], ["", "Opened"]];
        let heads = heads.iter().map(|heads| heads.iter().map(ToString::to_string).collect()).collect();
        let table = Table::new(vec![String::from("List of towers")], heads, Vec::new(), SourceId(0));
        let found: Vec<Option<usize>> =
            ["height", "Medals Gold", "silver", "heights", "bronze", ""].map(|name| table.column(name)).to_vec();
        assert_eq!(found, [Some(0), Some(1), Some(2), Some(0), None, None]);
        assert!(table.is_called("Towers", false) && !table.is_called("Towers", true));
    }
}
