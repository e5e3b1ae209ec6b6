//! Tables of reStructuredText: drawn with lines, with columns of spaces, as lists, as CSV.

use super::inline::{self, Substitutions};
use crate::article::cuts::line_at;
use crate::article::draft::Draft;
use crate::article::grid::{Grid, MAX_REPEATED_CELLS};
use crate::article::model::{BlockKind, Cell};
use crate::source::Span;
use std::ops::Range;

/// The most columns of a drawn table.
const MAX_COLUMNS: usize = 1000;

/// What the reader lends: the substitutions, and how many cells were repeated.
type Lent<'r> = (&'r mut Substitutions, &'r mut usize);

/// A cell: the parts of the file that hold its words, and how many columns and rows it reaches over.
#[derive(Debug, Clone, Default)]
struct Place {
    parts: Vec<Range<usize>>,
    columns: usize,
    rows: usize,
}

/// Whether a line draws the upper border of a table.
pub(super) fn is_border(line: &str) -> bool {
    let is_drawn = line.starts_with("+-") && line.ends_with('+') && line.chars().all(|c| matches!(c, '+' | '-'));
    is_drawn || is_rule(line, '=')
}

/// Two and more runs of a sign, parted by spaces.
fn is_rule(line: &str, mark: char) -> bool {
    let line = line.trim();
    line.contains(' ') && line.starts_with(mark) && line.chars().all(|c| c == mark || c == ' ')
}

/// Reads the table whose first line starts at `start`, and whose second one at `next`; where it ends.
pub(super) fn read(
    text: &str,
    start: usize,
    next: usize,
    lent: Lent<'_>,
    caption: Option<usize>,
    draft: &mut Draft,
) -> usize {
    let Some((border, _)) = line_at(text, start) else { return next };
    let mut lines = Vec::new();
    let mut at = next;
    let is_drawn = border.trim_start().starts_with('+');
    let mut rules = 0;
    while let Some((line, after)) = line_at(text, at) {
        let bare = line.trim_start();
        let is_inside = if is_drawn { bare.starts_with(['+', '|']) } else { !(line.is_empty() && rules > 1) };
        if !is_inside {
            break;
        }
        rules += usize::from(is_rule(line, '='));
        lines.push((line, at));
        at = after;
        if !is_drawn && is_rule(line, '=') && line_at(text, at).is_none_or(|(next, _)| next.is_empty()) {
            break;
        }
    }
    let (rows, header) = if is_drawn { drawn(border, &lines) } else { spaced(border, &lines) };
    write(text, rows, header, lent, caption, draft);
    at
}

/// A line, its place in the file, and the byte at which each of its characters starts.
struct Row<'t> {
    line: &'t str,
    at: usize,
    starts: Vec<usize>,
}

impl<'t> Row<'t> {
    fn new(line: &'t str, at: usize) -> Self {
        Self { line, at, starts: line.char_indices().map(|(start, _)| start).collect() }
    }

    /// The sign in a column of characters.
    fn sign(&self, column: usize) -> char {
        let start = self.starts.get(column).copied();
        start.and_then(|start| self.line.get(start..)?.chars().next()).unwrap_or(' ')
    }

    /// The part between two columns, without white space around it.
    fn part(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let start_of = |column: usize| self.starts.get(column).copied().unwrap_or(self.line.len());
        let inner = self.line.get(start_of(from)..start_of(to))?;
        let words = inner.trim();
        let start = self.at + start_of(from) + inner.len() - inner.trim_start().len();
        (!words.is_empty()).then(|| start..start + words.len())
    }
}

/// Rows of a table that is drawn with lines, and how many head it.
fn drawn(border: &str, lines: &[(&str, usize)]) -> (Vec<Vec<Place>>, usize) {
    let edges: Vec<usize> =
        border.chars().enumerate().filter(|(_, c)| *c == '+').map(|(column, _)| column).take(MAX_COLUMNS).collect();
    let count = edges.len().saturating_sub(1);
    let mut rows: Vec<Vec<Place>> = Vec::new();
    let mut header = 0;
    // The open cell of each column: row and index of the cell that its words go to.
    let mut open: Vec<Option<(usize, usize)>> = vec![None; count];
    for &(line, at) in lines {
        let row = Row::new(line, at);
        let sign = |column: usize| row.sign(column);
        let is_line = |index: usize| {
            let (from, to) = (edges.get(index).copied().unwrap_or(0) + 1, edges.get(index + 1).copied().unwrap_or(0));
            from < to && (from..to).all(|column| matches!(sign(column), '-' | '='))
        };
        let has_line = (0..count).any(is_line);
        if has_line {
            if line.contains('=') && header == 0 {
                header = rows.len();
            }
            for (index, place) in open.iter_mut().enumerate() {
                if is_line(index) {
                    *place = None;
                } else if let Some(cell) = place.and_then(|(row, cell)| rows.get_mut(row)?.get_mut(cell)) {
                    cell.rows += 1;
                }
            }
            continue;
        }
        if open.iter().any(Option::is_none) {
            rows.push(Vec::new());
        }
        let mut index = 0;
        while index < count {
            let is_new = open.get(index).copied().flatten().is_none();
            let mut end = index + 1;
            while end < count && sign(edges.get(end).copied().unwrap_or_default()) != '|' {
                end += 1;
            }
            let last = rows.len().saturating_sub(1);
            if is_new && let Some(cells) = rows.last_mut() {
                cells.push(Place { parts: Vec::new(), columns: end - index, rows: 1 });
                let cell = cells.len() - 1;
                open.iter_mut().take(end).skip(index).for_each(|place| *place = Some((last, cell)));
            }
            let (from, to) = (edges.get(index).copied().unwrap_or(0) + 1, edges.get(end).copied().unwrap_or(0));
            if let Some((place, cell)) = open.get(index).copied().flatten()
                && let Some(words) = row.part(from, to)
                && let Some(place) = rows.get_mut(place).and_then(|row| row.get_mut(cell))
            {
                place.parts.push(words);
            }
            index = end;
        }
    }
    (rows, header)
}

/// Rows of a table with columns of spaces, and how many head it.
fn spaced(border: &str, lines: &[(&str, usize)]) -> (Vec<Vec<Place>>, usize) {
    let mut columns: Vec<usize> = Vec::new();
    let mut was_mark = false;
    for (column, c) in border.chars().enumerate() {
        if c == '=' && !was_mark && columns.len() < MAX_COLUMNS {
            columns.push(column);
        }
        was_mark = c == '=';
    }
    let mut rows: Vec<Vec<Place>> = Vec::new();
    let mut header = 0;
    for &(line, at) in lines {
        if is_rule(line, '=') {
            header = if header == 0 { rows.len() } else { header };
            continue;
        }
        if line.is_empty() || is_rule(line, '-') || line.trim().chars().all(|c| c == '-') {
            continue;
        }
        let row = Row::new(line, at);
        let ends = columns.iter().skip(1).copied().chain([usize::MAX]);
        let parts: Vec<_> = columns.iter().zip(ends).map(|(&from, to)| row.part(from, to)).collect();
        // A row without a first cell goes on with the one above.
        let goes_on = parts.first().is_some_and(Option::is_none) && !rows.is_empty();
        if !goes_on {
            rows.push(vec![Place { parts: Vec::new(), columns: 1, rows: 1 }; columns.len()]);
        }
        for (words, place) in parts.into_iter().zip(rows.last_mut().into_iter().flatten()) {
            place.parts.extend(words);
        }
    }
    // The rule below the last row closes the table; only one above heads it.
    if header == rows.len() {
        header = 0;
    }
    (rows, header)
}

/// Reads a table that is written as a list of lists, or as CSV.
pub(super) fn listed(
    text: &str,
    body: Range<usize>,
    is_csv: bool,
    lent: Lent<'_>,
    caption: Option<usize>,
    draft: &mut Draft,
) {
    let mut rows: Vec<Vec<Place>> = Vec::new();
    let mut header = 0;
    let mut at = body.start;
    while let Some((line, next)) = line_at(text, at).filter(|_| at < body.end) {
        let bare = line.trim_start();
        let place = at + line.len() - bare.len();
        at = next;
        if let Some((name, value)) = super::field(bare).filter(|_| rows.is_empty() || name_of_option(bare)) {
            if name == "header-rows" {
                header += value.trim().parse::<usize>().unwrap_or(0).min(MAX_COLUMNS);
            } else if name == "header" && is_csv {
                rows.push(separated(value, place + bare.len() - value.len()));
                header += 1;
            }
            continue;
        }
        if bare.is_empty() {
            continue;
        }
        if is_csv {
            rows.push(separated(bare, place));
            continue;
        }
        let row = bare.strip_prefix("* ").map(str::trim_start).filter(|rest| rest.starts_with('-'));
        let rest = row.unwrap_or(bare);
        if row.is_some() {
            rows.push(Vec::new());
        }
        let cell = rest.strip_prefix("- ").or_else(|| rest.strip_prefix('-').filter(|rest| rest.is_empty()));
        let Some(cells) = rows.last_mut() else { continue };
        let words = cell.unwrap_or(rest);
        let words = words.trim_start();
        let start = place + bare.len() - words.len();
        let range = start..start + words.len();
        match cells.last_mut() {
            Some(last) if cell.is_none() => last.parts.push(range),
            _ => cells.push(Place { parts: vec![range], columns: 1, rows: 1 }),
        }
    }
    write(text, rows, header, lent, caption, draft);
}

fn name_of_option(bare: &str) -> bool {
    bare.starts_with(":header") || bare.starts_with(":widths") || bare.starts_with(":stub")
}

/// The cells of a line of CSV.
fn separated(line: &str, at: usize) -> Vec<Place> {
    let mut cells = Vec::new();
    let mut quoted = false;
    let mut from = 0;
    for (index, c) in line.char_indices().chain([(line.len(), ',')]) {
        quoted ^= c == '"';
        if c != ',' || quoted && index < line.len() {
            continue;
        }
        let inner = line.get(from..index).unwrap_or_default();
        let bare = inner.trim();
        let words = bare.strip_prefix('"').and_then(|bare| bare.strip_suffix('"')).unwrap_or(bare);
        let start = at + (words.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
        cells.push(Place { parts: vec![start..start + words.len()], columns: 1, rows: 1 });
        from = index + 1;
    }
    cells
}

/// Writes the rows.
fn write(text: &str, rows: Vec<Vec<Place>>, header: usize, lent: Lent<'_>, caption: Option<usize>, draft: &mut Draft) {
    let (substitutions, repeated) = lent;
    let mut budget = MAX_REPEATED_CELLS.saturating_sub(*repeated);
    let mut grid = Grid::new(draft.tables.len(), false);
    grid.caption = caption;
    for (index, row) in rows.iter().enumerate() {
        grid.begin_row();
        for place in row {
            grid.begin_cell(Some(&place.columns.to_string()), Some(&place.rows.to_string()));
            draft.begin(BlockKind::Cell);
            for (index, part) in place.parts.iter().enumerate() {
                if index > 0 {
                    draft.space(Span::new(part.start, part.start));
                }
                inline::write(text.get(part.clone()).unwrap_or_default(), part.start, substitutions, draft);
            }
            let block = draft.end_cell();
            grid.end_cell(Cell { block, header: index < header }, &mut budget);
        }
        grid.end_row(&mut budget);
    }
    let table = grid.finish(&mut budget);
    *repeated = MAX_REPEATED_CELLS - budget;
    if !table.rows.is_empty() {
        draft.tables.push(table);
    }
}
