//! Files of comma- or tab-separated values, row by row.
//!
//! Enters: bytes. Leaves: rows. Guaranteed: no more of the file is in memory than one row; a cell in quotation marks may hold
//! the separator, line breaks and doubled quotation marks (RFC 4180); the first row is the head.

use super::fault::Fault;
use super::file::{empty, no_column};
use super::row::{Cell, Row, Sink, columns};
use crate::source::{ProblemKind, Span};
use std::io::{BufRead, Read as _};
use std::ops::Range;

/// A row of more bytes is none: a quotation mark is not closed.
pub const MOST_ROW: usize = 1 << 20;

/// Reads the rows of a file.
pub fn read(
    source: impl BufRead,
    separator: char,
    path: &str,
    wanted: &[String],
    sink: &mut Sink<'_>,
) -> Result<(), Fault> {
    let mut records = Records { source, separator, path, record: Record::default(), next_line: 1 };
    if !records.next()? {
        return Err(empty(path));
    }
    let text = records.text()?;
    let heads: Vec<String> = (0..records.record.fields.len()).map(|at| records.record.cell(text, at)).collect();
    let places = columns(wanted, &heads).map_err(|at| {
        let span = Span::new(0, text.len());
        let mut fault = no_column(path, wanted.get(at).map_or("", String::as_str), at, &heads);
        if let Some(other) = [';', '\t', '|', ','].into_iter().find(|&other| heads.len() == 1 && text.contains(other)) {
            fault.help = parted_by(other, separator);
        }
        fault.at(1, text, span, "the head of the file")
    })?;
    for (at, &place) in places.iter().enumerate() {
        let head = heads.get(place).map_or("", String::as_str);
        if let Some(second) = heads.iter().rposition(|other| other == head).filter(|&second| second > place) {
            let message = format!("`{path}` has two columns `{head}`");
            let help = "give one of them another head: it is not known which is meant";
            let fault = Fault::new(ProblemKind::Reference, "reference-column", message, help);
            let span = records.record.span(second);
            return Err(Fault { column: Some(at), ..fault }.at(1, text, span, "the second"));
        }
    }
    let mut row = Row { cells: vec![Cell::default(); wanted.len()], ..Row::default() };
    while records.next()? {
        let text = records.text()?;
        let fields = records.record.fields.len();
        if text.trim().is_empty() {
            continue;
        }
        row.number += 1;
        row.line = records.record.line;
        if fields != heads.len() {
            let message = format!("row {} of `{path}` has {}, its head {}", row.number, cells(fields), heads.len());
            let help = match separator {
                ',' => {
                    "a cell with a comma in it stands in quotation marks; an empty cell is nothing between two commas"
                }
                _ => "an empty cell is nothing between two tabs",
            };
            let fault = Fault::new(ProblemKind::Parse, "reference-row", message, help);
            return Err(fault.at(row.line, text, Span::new(0, text.len()), cells(fields)));
        }
        row.shown.clear();
        row.shown.push_str(text);
        for (cell, &place) in row.cells.iter_mut().zip(&places) {
            records.record.read_cell(text, place, cell);
        }
        sink(&row)?;
    }
    if row.number == 0 { Err(empty(path)) } else { Ok(()) }
}

/// What to do about a head that another sign parts than that of the form.
fn parted_by(other: char, separator: char) -> String {
    let shown = |sign: char| if sign == '\t' { String::from("tabs") } else { format!("`{sign}`") };
    match (separator, other) {
        (',', '\t') => String::from("its cells seem to be parted by tabs: call it `.tsv`"),
        ('\t', ',') => String::from("its cells seem to be parted by `,`: call it `.csv`"),
        _ => format!(
            "its cells seem to be parted by {}: save it with {} between them",
            shown(other),
            if separator == '\t' { "tabs" } else { "commas" }
        ),
    }
}

fn cells(count: usize) -> String {
    if count == 1 { String::from("1 cell") } else { format!("{count} cells") }
}

/// A row as it stands in the file.
#[derive(Debug, Default)]
struct Record {
    bytes: Vec<u8>,
    /// The line on which it begins, from 1.
    line: usize,
    fields: Vec<Field>,
}

#[derive(Debug, Clone)]
struct Field {
    /// Its bytes, quotation marks included.
    range: Range<usize>,
    quoted: bool,
}

impl Record {
    fn cell(&self, text: &str, at: usize) -> String {
        let mut cell = Cell::default();
        self.read_cell(text, at, &mut cell);
        cell.text
    }

    fn span(&self, at: usize) -> Span {
        self.fields.get(at).map_or_else(Span::default, |field| Span::new(field.range.start, field.range.end))
    }

    fn read_cell(&self, text: &str, at: usize, cell: &mut Cell) {
        cell.text.clear();
        cell.span = self.span(at);
        let Some(field) = self.fields.get(at) else { return };
        let words = text.get(field.range.clone()).unwrap_or_default();
        let inner = words.strip_prefix('"').and_then(|words| words.strip_suffix('"')).filter(|_| field.quoted);
        match inner {
            Some(inner) if inner.contains("\"\"") => cell.text.push_str(&inner.replace("\"\"", "\"")),
            Some(inner) => cell.text.push_str(inner),
            None => cell.text.push_str(words.trim()),
        }
    }
}

struct Records<'p, R> {
    source: R,
    separator: char,
    path: &'p str,
    record: Record,
    next_line: usize,
}

impl<R: BufRead> Records<'_, R> {
    /// Reads the next row; whether there was one.
    fn next(&mut self) -> Result<bool, Fault> {
        let separator = u8::try_from(self.separator).unwrap_or(b',');
        let quotes = self.separator == ',';
        self.record.bytes.clear();
        self.record.fields.clear();
        self.record.line = self.next_line;
        let (mut at, mut start, mut inside, mut quoted) = (0, 0, false, false);
        loop {
            let room = (MOST_ROW + 1).saturating_sub(self.record.bytes.len());
            let read = self.source.by_ref().take(room as u64).read_until(b'\n', &mut self.record.bytes);
            let read = read.map_err(|error| {
                let message = format!("`{}` cannot be read to its end: {error}", self.path);
                Fault::new(ProblemKind::Io, "reference-file", message, "look at the file")
            })?;
            if at == 0 && self.next_line == 1 && self.record.bytes.starts_with(b"\xef\xbb\xbf") {
                self.record.bytes.drain(..3);
            }
            if self.record.bytes.len() > MOST_ROW {
                return Err(self.too_long());
            }
            if read == 0 {
                if inside {
                    return Err(self.open_quote(start));
                }
                return Ok(!self.record.bytes.is_empty());
            }
            self.next_line += 1;
            let end = self.record.bytes.len();
            let line_end = end - usize::from(self.record.bytes.ends_with(b"\n"));
            let line_end =
                line_end - usize::from(self.record.bytes.get(..line_end).is_some_and(|b| b.ends_with(b"\r")));
            while let Some(&byte) = self.record.bytes.get(at).filter(|_| at < line_end) {
                let next = self.record.bytes.get(at + 1);
                match byte {
                    b'"' if inside && next == Some(&b'"') => at += 1,
                    b'"' if inside => {
                        inside = false;
                        if at + 1 < line_end && next.is_some_and(|&next| next != separator) {
                            return Err(self.behind_quote(start, at));
                        }
                    }
                    b'"' if quotes && at == start => (inside, quoted) = (true, true),
                    byte if byte == separator && !inside => {
                        self.push(start..at, quoted);
                        (start, quoted) = (at + 1, false);
                    }
                    _ => {}
                }
                at += 1;
            }
            if !inside {
                self.push(start..line_end, quoted);
                self.record.bytes.truncate(line_end);
                return Ok(true);
            }
            at = end;
        }
    }

    /// Without a rule of their own, tab-separated values stand in quotation marks if both ends have one.
    fn push(&mut self, range: Range<usize>, quoted: bool) {
        let bytes = self.record.bytes.get(range.clone()).unwrap_or_default();
        let both = bytes.len() > 1 && bytes.starts_with(b"\"") && bytes.ends_with(b"\"");
        self.record.fields.push(Field { range, quoted: quoted || self.separator != ',' && both });
    }

    /// The text of the row.
    fn text(&self) -> Result<&str, Fault> {
        let bytes = self.record.bytes.as_slice();
        match std::str::from_utf8(bytes) {
            Ok(text) if !bytes.contains(&0) => Ok(text),
            found => {
                let at = found.err().map_or_else(
                    || bytes.iter().position(|&byte| byte == 0).unwrap_or_default(),
                    |error| error.valid_up_to(),
                );
                Err(not_utf8(self.path, self.record.line, bytes, at))
            }
        }
    }

    fn shown(&self) -> std::borrow::Cow<'_, str> {
        /// So much of a row that does not end is shown.
        const SHOWN: usize = 2_000;
        String::from_utf8_lossy(self.record.bytes.get(..SHOWN.min(self.record.bytes.len())).unwrap_or_default())
    }

    fn too_long(&self) -> Fault {
        let message = format!("a row of `{}` has more than the limit of {MOST_ROW} bytes", self.path);
        let help = "look for a quotation mark that is not closed";
        let shown = self.shown();
        let end = shown.lines().next().map_or(0, str::len);
        Fault::new(ProblemKind::Limit, "reference-too-large", message, help).at(
            self.record.line,
            &shown,
            Span::new(0, end),
            "begins here",
        )
    }

    fn open_quote(&self, start: usize) -> Fault {
        let message = format!("a quotation mark in `{}` is not closed", self.path);
        let help = "close it; a quotation mark inside a cell is written twice, and the cell stands in quotation marks";
        let fault = Fault::new(ProblemKind::Parse, "reference-row", message, help);
        fault.at(self.record.line, &self.shown(), Span::new(start, start + 1), "opened here")
    }

    fn behind_quote(&self, start: usize, at: usize) -> Fault {
        let message = format!("words stand behind a closing quotation mark in `{}`", self.path);
        let help = "a quotation mark inside a cell is written twice, and the cell stands in quotation marks";
        let fault = Fault::new(ProblemKind::Parse, "reference-row", message, help);
        fault.at(self.record.line, &self.shown(), Span::new(start, at + 1), "ends here")
    }
}

/// That bytes are no text.
pub fn not_utf8(path: &str, line: usize, bytes: &[u8], at: usize) -> Fault {
    let shown = String::from_utf8_lossy(bytes);
    let byte = bytes.get(at).copied().unwrap_or_default();
    let found = if byte == 0 { String::from("a NUL byte") } else { format!("the byte 0x{byte:02X}") };
    let wide = byte == 0 || line == 1 && (bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff"));
    let from = if wide { "UTF-16" } else { "Windows-1252" };
    let help =
        format!("save it as text in UTF-8; from {from}: `iconv -f {} -t UTF-8 {path} > utf8.csv`", from.to_uppercase());
    let message = format!("`{path}` is not UTF-8 text: {found} stands in line {line}");
    let end = at + shown.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Fault::new(ProblemKind::Io, "not-utf8", message, help).at(
        line,
        &shown,
        Span::new(at, end),
        "not UTF-8 from here on",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, separator: char, wanted: &[&str]) -> Result<Vec<Row>, Fault> {
        let wanted: Vec<String> = wanted.iter().map(ToString::to_string).collect();
        let mut all = Vec::new();
        read(text.as_bytes(), separator, "a.csv", &wanted, &mut |row| {
            all.push(row.clone());
            Ok(())
        })?;
        Ok(all)
    }

    #[test]
    fn cells_by_the_heads_of_their_columns() {
        let text = "\u{feff}Name,\"Size, in all\",x\r\n\"a \"\"b\"\"\",\"1,016\",\n\n\"two\nlines\",2,3\n";
        let rows = rows(text, ',', &["size in all", "name"]).unwrap();
        let cells: Vec<&str> = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str()).collect();
        assert_eq!(cells, ["1,016", "a \"b\"", "2", "two\nlines"]);
        assert_eq!((rows[0].number, rows[0].line, rows[1].number, rows[1].line), (1, 2, 2, 4));
        assert_eq!(&rows[0].shown[rows[0].cells[0].span.range()], "\"1,016\"");
    }

    #[test]
    fn tabs_part_cells_and_quotation_marks_are_plain() {
        let rows = rows("name\tsize\n5\" pipe\t\"a \"\"b\"\"\"\n", '\t', &["name", "size"]).unwrap();
        assert_eq!((rows[0].cells[0].text.as_str(), rows[0].cells[1].text.as_str()), ("5\" pipe", "a \"b\""));
    }

    #[test]
    fn what_is_wrong_has_a_line() {
        for (text, code, line, words) in [
            ("a,b\n1,2\n3\n", "reference-row", 3, "3"),
            ("a,b\n1,2\n3,4,5\n", "reference-row", 3, "3,4,5"),
            ("a,b\n1,\"2\n3,4\n", "reference-row", 2, "\""),
            ("a,b\n1,\"2\" x\n", "reference-row", 2, "\"2\""),
            ("x,y\n1,2\n", "reference-column", 1, "x,y"),
        ] {
            let fault = rows(text, ',', &["a", "b"]).unwrap_err();
            let spot = fault.at.unwrap();
            assert_eq!((fault.code, spot.line, &spot.text[spot.span.range()]), (code, line, words), "{text}");
        }
        assert_eq!(rows("", ',', &["a"]).unwrap_err().code, "reference-empty");
        assert_eq!(rows("a,b\n", ',', &["a"]).unwrap_err().code, "reference-empty");
        let long = format!("a,b\n1,\"{}", "x\n".repeat(MOST_ROW));
        assert_eq!(rows(&long, ',', &["a"]).unwrap_err().code, "reference-too-large");
        let fault = read(&b"a\nb\xe9c\n"[..], ',', "a.csv", &[String::from("a")], &mut |_| Ok(())).unwrap_err();
        assert_eq!((fault.code, fault.at.unwrap().line), ("not-utf8", 2));
    }
}
