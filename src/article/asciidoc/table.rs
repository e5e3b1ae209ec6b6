//! Tables of AsciiDoc: `|===`, cells that start with `|`, rows by the number of columns.

use super::block::Style;
use super::{Reader, inline};
use crate::article::cuts::line_at;
use crate::article::draft::Draft;
use crate::article::grid::{Grid, MAX_REPEATED_CELLS};
use crate::article::model::{BlockKind, Cell};
use std::ops::Range;

/// A cell: its words, and how far it reaches.
#[derive(Debug)]
struct Piece {
    range: Range<usize>,
    columns: usize,
    rows: usize,
    /// How often it stands there.
    times: usize,
    is_header: bool,
}

/// Reads the lines of a table.
pub(super) fn read(
    text: &str,
    body: Range<usize>,
    style: &Style,
    separator: char,
    reader: &mut Reader<'_>,
    caption: Option<usize>,
    draft: &mut Draft,
) {
    let separator = style.separator.unwrap_or(separator);
    let mut cells: Vec<Piece> = Vec::new();
    let mut first_line = 0;
    let mut is_headed = false;
    let mut lines = 0;
    let mut at = body.start;
    while let Some((line, next)) = line_at(text, at).filter(|_| at < body.end) {
        if next >= body.end && line.len() == 4 && line.ends_with("===") {
            break;
        }
        if line.is_empty() {
            // A blank line behind the first one: it heads the columns.
            is_headed |= lines == 1 && at > body.start;
        } else {
            row_line(line, at, separator, &mut cells);
            lines += 1;
            if lines == 1 {
                first_line = cells.iter().map(|cell| cell.columns * cell.times).sum();
            }
        }
        at = next;
    }
    let columns = style.columns.unwrap_or(first_line).max(1);
    is_headed &= first_line == columns;
    let has_header = style.has_header.unwrap_or(is_headed);
    let mut budget = MAX_REPEATED_CELLS.saturating_sub(reader.repeated);
    let mut grid = Grid::new(draft.tables.len(), false);
    let mut row = 0;
    for cell in &cells {
        for _ in 0..cell.times {
            grid.begin_cell(Some(&cell.columns.to_string()), Some(&cell.rows.to_string()));
            draft.begin(BlockKind::Cell);
            inline::write(
                text.get(cell.range.clone()).unwrap_or_default(),
                cell.range.start,
                &mut reader.attributes,
                draft,
            );
            let block = draft.end_cell();
            grid.end_cell(Cell { block, header: cell.is_header || has_header && row == 0 }, &mut budget);
            if grid.is_full(columns, &mut budget) {
                grid.end_row(&mut budget);
                row += 1;
            }
        }
    }
    grid.caption = caption;
    let table = grid.finish(&mut budget);
    reader.repeated = MAX_REPEATED_CELLS - budget;
    if !table.rows.is_empty() {
        draft.tables.push(table);
    }
}

/// Adds the cells of a line; what stands before its first separator goes on with the last cell.
fn row_line(line: &str, at: usize, separator: char, cells: &mut Vec<Piece>) {
    let mut from = 0;
    let is_plain = separator != '|' && separator != '!';
    let mut quoted = false;
    let marks = line.char_indices().filter(|&(index, c)| {
        quoted ^= is_plain && c == '"';
        c == separator && !quoted && !line.get(..index).is_some_and(|before| before.ends_with('\\'))
    });
    let marks: Vec<usize> = marks.map(|(index, _)| index).collect();
    if is_plain {
        for end in marks.into_iter().chain([line.len()]) {
            let range = trimmed(line, at, from..end);
            cells.push(Piece { range, columns: 1, rows: 1, times: 1, is_header: false });
            from = end + separator.len_utf8();
        }
        return;
    }
    let mut before: Option<usize> = None;
    for mark in marks.into_iter().chain([line.len()]) {
        // What stands right before a separator may say how far its cell reaches.
        let inner = line.get(before.unwrap_or(0)..mark).unwrap_or_default();
        let word = inner.rsplit([' ', '\t']).next().unwrap_or_default();
        let found = if mark < line.len() { specifier(word) } else { None };
        let end = if found.is_some() { mark - word.len() } else { mark };
        let range = trimmed(line, at, before.unwrap_or(0)..end);
        match (before, cells.last_mut()) {
            (Some(_), Some(cell)) => cell.range = range,
            (None, Some(cell)) if !range.is_empty() => cell.range.end = range.end.max(cell.range.end),
            _ => {}
        }
        if mark < line.len() {
            let (columns, rows, times, is_header) = found.unwrap_or((1, 1, 1, false));
            let place = at + mark + separator.len_utf8();
            cells.push(Piece { range: place..place, columns, rows, times, is_header });
            before = Some(mark + separator.len_utf8());
        }
    }
}

/// The part of a line without white space and quotation marks around it, as bytes of the file.
fn trimmed(line: &str, at: usize, range: Range<usize>) -> Range<usize> {
    let inner = line.get(range.clone()).unwrap_or_default();
    let start = range.start + inner.len() - inner.trim_start().len();
    let bare = inner.trim();
    match bare.strip_prefix('"').and_then(|bare| bare.strip_suffix('"')) {
        Some(bare) => at + start + 1..at + start + 1 + bare.len(),
        None => at + start..at + start + bare.len(),
    }
}

/// Columns, rows, repetitions, and whether it heads its row: `2+`, `.3+`, `2.3+`, `3*`, with letters for its look.
fn specifier(word: &str) -> Option<(usize, usize, usize, bool)> {
    let look = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let numbers = word.get(..word.len() - look.len())?;
    let number = |text: &str| text.parse::<usize>().unwrap_or(1).clamp(1, 1000);
    let (sign, rest) = match look.chars().next() {
        Some(sign @ ('+' | '*')) => (Some(sign), look.get(1..)?),
        _ => (None, look),
    };
    let is_look = rest.chars().all(|c| "<^>.adehlmsv".contains(c)) && rest.len() <= 5;
    if !is_look || word.is_empty() || sign.is_none() && !numbers.is_empty() {
        return None;
    }
    let is_header = rest.ends_with('h');
    Some(match sign {
        Some('*') => (1, 1, number(numbers), is_header),
        Some(_) => {
            let (columns, rows) = numbers.split_once('.').unwrap_or((numbers, ""));
            (number(columns), number(rows), 1, is_header)
        }
        None => (1, 1, 1, is_header),
    })
}
