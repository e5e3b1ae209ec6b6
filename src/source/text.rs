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
    /// The id of the first one: those before it lie elsewhere.
    first: u32,
    all: Vec<Source>,
}

/// By how much the ids of sources move that were read beside others ([`Sources::append`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    from: u32,
    by: u32,
}

impl Shift {
    /// Moves an id, unless it names a source that was there before.
    pub fn apply(self, id: &mut SourceId) {
        if id.0 >= self.from {
            id.0 = id.0.saturating_add(self.by);
        }
    }
}

impl Sources {
    /// Takes a source in and names it.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = self.next();
        self.all.push(source);
        SourceId(id)
    }

    /// Takes a text in, or names the source of that path that holds the same text already.
    pub fn add_once(&mut self, path: &str, text: &str) -> SourceId {
        let known = self.all().find(|(_, source)| source.path() == path && source.text() == text);
        match known.map(|(id, _)| id) {
            Some(id) => id,
            None => self.add(Source::new(path, text)),
        }
    }

    /// An empty set whose ids begin behind the ids of this one: what is read beside it names both without a clash.
    pub fn beside(&self) -> Self {
        Self { first: self.next(), all: Vec::new() }
    }

    /// Takes in what was read beside this set; ids of it move by what is returned.
    pub fn append(&mut self, later: Self) -> Shift {
        let shift = Shift { from: later.first, by: self.next().saturating_sub(later.first) };
        self.all.extend(later.all);
        shift
    }

    fn next(&self) -> u32 {
        self.first.saturating_add(u32::try_from(self.all.len()).unwrap_or(u32::MAX))
    }

    /// The source of that id, if it was made here.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.all.get(id.0.checked_sub(self.first)? as usize)
    }

    /// All sources with their ids, in the order in which they were taken in.
    pub fn all(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (self.first..).map(SourceId).zip(&self.all)
    }

    /// The words at a site, empty where there are none.
    pub fn words(&self, site: super::Site) -> &str {
        self.get(site.source).map_or("", |source| source.slice(site.span))
    }
}
