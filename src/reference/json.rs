//! Rows in JSON Lines, JSON and YAML: objects whose keys are the heads of columns.
//!
//! JSON Lines are read line by line. A JSON or YAML file is a list of objects, or an object that holds one such list; it is
//! read as a whole, and limited in size.

use super::delimited::{MOST_ROW, not_utf8};
use super::fault::Fault;
use super::file::{empty, no_column};
use super::row::{Cell, Row, Sink, columns};
use crate::source::{ProblemKind, Span};
use serde_json::Value;
use std::io::{BufRead, Read};

/// A JSON or YAML file of more bytes is not read.
pub const MOST_BYTES: usize = 64 << 20;

/// Reads the rows of JSON Lines.
pub fn read_lines(mut source: impl BufRead, path: &str, wanted: &[String], sink: &mut Sink<'_>) -> Result<(), Fault> {
    let mut rows = Rows::new(path, wanted);
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        let read = source.by_ref().take(MOST_ROW as u64 + 1).read_until(b'\n', &mut bytes);
        if read.map_err(|error| unreadable(path, &error))? == 0 {
            break;
        }
        if bytes.len() > MOST_ROW {
            let message = format!("line {line} of `{path}` has more than the limit of {MOST_ROW} bytes");
            return Err(Fault::new(ProblemKind::Limit, "reference-too-large", message, "write one object a line"));
        }
        let text = text(path, line, &bytes)?.trim_end();
        if text.trim().is_empty() {
            continue;
        }
        let value: Value = serde_json::from_str(text).map_err(|error| {
            let at = error.column().saturating_sub(1).min(text.len());
            malformed(path, &error.to_string()).at(line, text, Span::new(at, at), "not JSON from here on")
        })?;
        rows.take(line, text, &value, sink)?;
    }
    rows.end()
}

/// Reads the rows of a JSON file.
pub fn read_json(source: impl Read, path: &str, wanted: &[String], sink: &mut Sink<'_>) -> Result<(), Fault> {
    let bytes = whole(source, path)?;
    let text = text(path, 1, &bytes)?;
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
        let at = error.column().saturating_sub(1).min(line.len());
        malformed(path, &error.to_string()).at(error.line(), line, Span::new(at, at), "not JSON from here on")
    })?;
    rows_of(&value, text, &items_of_json(text), path, wanted, sink)
}

/// Reads the rows of a YAML file.
pub fn read_yaml(source: impl Read, path: &str, wanted: &[String], sink: &mut Sink<'_>) -> Result<(), Fault> {
    let bytes = whole(source, path)?;
    let text = text(path, 1, &bytes)?;
    let value: Value = serde_yaml::from_str(text).map_err(|error| {
        let fault = malformed(path, &error.to_string());
        match error.location() {
            Some(at) => {
                let line = text.lines().nth(at.line().saturating_sub(1)).unwrap_or_default();
                fault.at(at.line(), line, Span::new(0, line.len()), "not YAML here")
            }
            None => fault,
        }
    })?;
    rows_of(&value, text, &items_of_yaml(text), path, wanted, sink)
}

fn whole(source: impl Read, path: &str) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let read = source.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(path, &error))?;
    if bytes.len() > MOST_BYTES {
        let message = format!("`{path}` has more than the limit of {MOST_BYTES} bytes");
        let help = "write the rows to a CSV or JSON Lines file: those are read row by row";
        return Err(Fault::new(ProblemKind::Limit, "reference-too-large", message, help));
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    Ok(bytes)
}

fn text<'b>(path: &str, first: usize, bytes: &'b [u8]) -> Result<&'b str, Fault> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = first + before.iter().filter(|&&byte| byte == b'\n').count();
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let rest = bytes.get(start..).unwrap_or_default();
        let end = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
        not_utf8(path, line, rest.get(..end).unwrap_or_default(), error.valid_up_to() - start)
    })
}

fn unreadable(path: &str, error: &std::io::Error) -> Fault {
    let message = format!("`{path}` cannot be read to its end: {error}");
    Fault::new(ProblemKind::Io, "reference-file", message, "look at the file")
}

fn malformed(path: &str, error: &str) -> Fault {
    // The place stands beside the message.
    let error = error.split(" at line ").next().unwrap_or(error);
    let message = format!("`{path}` cannot be read: {error}");
    Fault::new(
        ProblemKind::Parse,
        "reference-row",
        message,
        "correct it; a row is an object such as `{\"name\": \"France\"}`",
    )
}

fn no_list(path: &str) -> Fault {
    let message = format!("`{path}` is no list of objects");
    let help = "write a list of objects, one a row: `[{\"name\": \"France\", \"capital\": \"Paris\"}]`";
    Fault::new(ProblemKind::Parse, "reference-row", message, help)
}

/// The rows of a value, with where each stands.
fn rows_of(
    value: &Value,
    text: &str,
    items: &[Span],
    path: &str,
    wanted: &[String],
    sink: &mut Sink<'_>,
) -> Result<(), Fault> {
    let list = match value {
        Value::Array(list) => list,
        Value::Object(object) => {
            let mut lists = object.values().filter_map(Value::as_array);
            lists.next().filter(|_| lists.next().is_none()).ok_or_else(|| no_list(path))?
        }
        Value::Null => return Err(empty(path)),
        _ => return Err(no_list(path)),
    };
    let mut rows = Rows::new(path, wanted);
    // Where the layout does not tell the items apart, all of them stand in the first line.
    let known = items.len() == list.len();
    let (mut line, mut counted) = (1, 0);
    for (at, value) in list.iter().enumerate() {
        let span = items.get(at).copied().filter(|_| known).unwrap_or_default();
        line += text.get(counted..span.start as usize).unwrap_or_default().matches('\n').count();
        counted = counted.max(span.start as usize);
        let own = text.get(span.range()).unwrap_or_default().trim_end();
        rows.take(if known { line } else { 1 }, own, value, sink)?;
    }
    rows.end()
}

/// Objects taken in as rows.
struct Rows<'a> {
    path: &'a str,
    wanted: &'a [String],
    row: Row,
    /// Which columns some row has.
    seen: Vec<bool>,
    /// The keys of the first row.
    heads: Vec<String>,
}

impl<'a> Rows<'a> {
    fn new(path: &'a str, wanted: &'a [String]) -> Self {
        Self { path, wanted, row: Row::default(), seen: vec![false; wanted.len()], heads: Vec::new() }
    }

    fn take(&mut self, line: usize, text: &str, value: &Value, sink: &mut Sink<'_>) -> Result<(), Fault> {
        let Value::Object(object) = value else {
            let message = format!("row {} of `{}` is no object", self.row.number + 1, self.path);
            let help = "a row is an object such as `{\"name\": \"France\"}`";
            let fault = Fault::new(ProblemKind::Parse, "reference-row", message, help);
            return Err(fault.at(line, text, Span::new(0, text.len()), "not a row"));
        };
        self.row.number += 1;
        self.row.line = line;
        self.row.shown.clear();
        self.row.cells.clear();
        let known = !text.is_empty();
        if known {
            self.row.shown.push_str(text);
        }
        let keys: Vec<String> = object.keys().cloned().collect();
        for (at, name) in self.wanted.iter().enumerate() {
            let found = columns(std::slice::from_ref(name), &keys).ok().and_then(|found| found.first().copied());
            let key = found.and_then(|found| keys.get(found));
            if let Some(seen) = self.seen.get_mut(at) {
                *seen |= key.is_some();
            }
            let said = match key.and_then(|key| object.get(key)) {
                Some(value) => words(value).ok_or_else(|| {
                    let message = format!("`{name}` in row {} of `{}` is no single value", self.row.number, self.path);
                    let help = "a cell is a text, a number, or a list of those";
                    let fault = Fault::new(ProblemKind::Type, "reference-row", message, help);
                    fault.at(line, text, value_span(text, key.map_or("", String::as_str)), "not a value")
                })?,
                None => String::new(),
            };
            if known {
                let span = key.map(|key| value_span(text, key)).unwrap_or_default();
                self.row.cells.push(Cell { text: said, span });
            } else {
                self.row.push_shown(name, said);
            }
        }
        if self.row.number == 1 {
            self.heads = keys;
        }
        sink(&self.row)
    }

    fn end(self) -> Result<(), Fault> {
        if self.row.number == 0 {
            return Err(empty(self.path));
        }
        match self.seen.iter().position(|seen| !seen) {
            Some(at) => Err(no_column(self.path, self.wanted.get(at).map_or("", String::as_str), at, &self.heads)),
            None => Ok(()),
        }
    }
}

/// A value as the words of a cell; several are parted by semicolons.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(String::from(if *value { "yes" } else { "no" })),
        Value::Array(all) => {
            let all: Option<Vec<String>> = all.iter().filter(|value| !value.is_array()).map(words).collect();
            all.map(|all| all.join("; "))
        }
        Value::Object(_) => None,
    }
}

/// The bytes of what stands behind a key.
fn value_span(text: &str, key: &str) -> Span {
    let quoted = format!("\"{key}\"");
    let forms = [quoted.as_str(), key];
    let found = forms.iter().find_map(|form| {
        text.match_indices(form).find_map(|(at, _)| {
            let behind = text.get(at + form.len()..)?;
            let value = behind.trim_start().strip_prefix(':')?;
            Some(text.len() - value.trim_start_matches([' ', '\t']).len())
        })
    });
    let Some(start) = found else { return Span::new(0, text.len()) };
    let value = text.get(start..).unwrap_or_default();
    let length = match value.chars().next() {
        Some('"') => {
            let mut escaped = false;
            let end = value.char_indices().skip(1).find(|(_, letter)| {
                let ends = *letter == '"' && !escaped;
                escaped = *letter == '\\' && !escaped;
                ends
            });
            end.map_or(value.len(), |(at, _)| at + 1)
        }
        Some('[') => value.find(']').map_or(value.len(), |at| at + 1),
        _ => value.find([',', '}', '\n']).unwrap_or(value.len()),
    };
    Span::new(start, start + value.get(..length).unwrap_or_default().trim_end().len())
}

/// Where the objects of the list stand that a JSON file is or holds.
fn items_of_json(text: &str) -> Vec<Span> {
    let (mut items, mut open) = (Vec::new(), Vec::new());
    let (mut in_string, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => open.push((byte, at)),
            b'}' | b']' => {
                let Some((opened, start)) = open.pop() else { continue };
                let in_list = matches!(open.as_slice(), [(b'[', _)] | [(b'{', _), (b'[', _)]);
                if opened == b'{' && in_list {
                    items.push(Span::new(start, at + 1));
                }
            }
            _ => {}
        }
    }
    items
}

/// Where the items of the list stand that a YAML file in block style is or holds.
fn items_of_yaml(text: &str) -> Vec<Span> {
    let mut items: Vec<Span> = Vec::new();
    let (mut indent, mut at) = (None, 0);
    for line in text.split_inclusive('\n') {
        let depth = line.len() - line.trim_start().len();
        let words = line.trim();
        if words.starts_with("- ") && depth == *indent.get_or_insert(depth) {
            items.push(Span::new(at + depth, at + line.len()));
        } else if !words.is_empty()
            && !words.starts_with('#')
            && indent.is_some_and(|indent| depth > indent)
            && let Some(item) = items.last_mut()
        {
            item.end = Span::new(0, at + line.len()).end;
        }
        at += line.len();
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    type Reader = fn(&[u8], &str, &[String], &mut Sink<'_>) -> Result<(), Fault>;

    fn rows(read: Reader, text: &str) -> Result<Vec<Row>, Fault> {
        let wanted = [String::from("name"), String::from("seats")];
        let mut all = Vec::new();
        read(text.as_bytes(), "a", &wanted, &mut |row| {
            all.push(row.clone());
            Ok(())
        })?;
        Ok(all)
    }

    const LINES: Reader = |bytes, path, wanted, sink| read_lines(bytes, path, wanted, sink);
    const JSON: Reader = |bytes, path, wanted, sink| read_json(bytes, path, wanted, sink);
    const YAML: Reader = |bytes, path, wanted, sink| read_yaml(bytes, path, wanted, sink);

    #[test]
    fn rows_with_their_places() {
        for (read, text, line) in [
            (LINES, "{\"name\": \"Oslo\", \"seats\": 59}\n\n{\"Name\": \"Rome\", \"seats\": [1, \"x\"]}\n", 3),
            (JSON, "[\n{\"name\": \"Oslo\", \"seats\": 59},\n{\"name\": \"Rome\",\n \"seats\": [1, \"x\"]}]", 3),
            (
                JSON,
                "{\"data\": [{\"name\": \"Oslo\", \"seats\": 59},\n{\"name\": \"Rome\", \"seats\": [1, \"x\"]}]}",
                2,
            ),
            (YAML, "- name: Oslo\n  seats: 59\n# b\n- name: Rome\n  seats: [1, x]\n", 4),
            (YAML, "all:\n  - name: Oslo\n    seats: 59\n  - name: Rome\n    seats: [1, x]\n", 4),
        ] {
            let rows = rows(read, text).unwrap();
            let cells: Vec<&str> = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str()).collect();
            assert_eq!(cells, ["Oslo", "59", "Rome", "1; x"], "{text}");
            assert_eq!((rows[1].number, rows[1].line), (2, line), "{text}");
            let shown: Vec<&str> = rows.iter().map(|row| &row.shown[row.cells[1].span.range()]).collect();
            assert_eq!(shown[0], "59", "{text}");
            assert!(shown[1].starts_with('[') && shown[1].ends_with(']'), "{text}: {shown:?}");
        }
    }

    #[test]
    fn what_is_wrong_has_a_code_and_a_line() {
        for (read, text, code, line) in [
            (LINES, "{\"name\": 1, \"seats\": 2}\n{\"name\": \n", "reference-row", Some(2)),
            (LINES, "{\"name\": 1, \"seats\": 2}\n[1]\n", "reference-row", Some(2)),
            (LINES, "{\"name\": {}, \"seats\": 2}\n", "reference-row", Some(1)),
            (LINES, "{\"nom\": 1, \"seats\": 2}\n", "reference-column", None),
            (LINES, "\n", "reference-empty", None),
            (JSON, "[]", "reference-empty", None),
            (JSON, "[1,\n2", "reference-row", Some(2)),
            (JSON, "3", "reference-row", None),
            (YAML, "", "reference-empty", None),
            (YAML, "a: b: c\n", "reference-row", Some(1)),
            (YAML, "a: b\n", "reference-row", None),
        ] {
            let fault = rows(read, text).unwrap_err();
            assert_eq!((fault.code, fault.at.map(|spot| spot.line)), (code, line), "{text}");
        }
        assert_eq!(rows(JSON, &" ".repeat(MOST_BYTES + 1)).unwrap_err().code, "reference-too-large");
    }
}
