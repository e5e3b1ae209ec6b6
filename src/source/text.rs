//! Source texts with an index of their lines.

use super::{SourceId, Span};

/// A place for people: both numbers are 1-based, the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// One source text: an article, a rule file, a built-in pack.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    line_starts: Vec<u32>,
    /// How many lines of the file stand before the text.
    lines_before: usize,
}

impl Source {
    /// Indexes the lines of `text`; `path` is how the user named the file (`-` for standard input).
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let mut line_starts = vec![0];
        let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        line_starts.extend(ends.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX)));
        Self { path: path.into(), text, line_starts, lines_before: 0 }
    }

    /// Some lines of a file, of which the first has that number (from 1). Spans count from the start of these lines.
    pub fn part(path: impl Into<String>, text: impl Into<String>, first: usize) -> Self {
        Self { lines_before: first.saturating_sub(1), ..Self::new(path, text) }
    }

    /// How the user named the file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, a byte-order mark included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty where the span does not lie on character boundaries inside the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The line and column of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let before = self.slice(Span { start, end: offset.min(self.text.len() as u32) });
        let before = before.strip_prefix('\u{feff}').unwrap_or(before);
        Position { line: line + self.lines_before, column: before.chars().count() + 1 }
    }

    /// The span of the line (1-based), without its line break.
    pub fn line_span(&self, line: usize) -> Span {
        let line = line.saturating_sub(self.lines_before);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len() as u32);
        let end = self.line_starts.get(line).copied().unwrap_or(self.text.len() as u32);
        let text = self.slice(Span { start, end });
        Span { start, end: start + text.trim_end_matches(['\n', '\r']).len() as u32 }
    }

    /// How many lines the text has (at least one).
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }
}

/// All sources of a run, by id.
#[derive(Debug, Default)]
pub struct Sources {
    all: Vec<Source>,
}

impl Sources {
    /// Takes a source in and names it.
    pub fn add(&mut self, source: Source) -> SourceId {
        self.all.push(source);
        SourceId(u32::try_from(self.all.len() - 1).unwrap_or(u32::MAX))
    }

    /// The source of that id, if it was made here.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.all.get(id.0 as usize)
    }

    /// All sources with their ids, in the order in which they were taken in.
    pub fn all(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0..).map(SourceId).zip(&self.all)
    }

    /// The words at a site, empty where there are none.
    pub fn words(&self, site: super::Site) -> &str {
        self.get(site.source).map_or("", |source| source.slice(site.span))
    }
}
