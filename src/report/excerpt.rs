//! What a diagnostic shows of its files: the lines with the places it speaks of, cut down to the width of the terminal.
//!
//! Enters: places in sources. Leaves: an [`Excerpt`], a source of miette's whose text is only what is to be shown, with
//! the labels inside it. Guaranteed: line numbers, and the line and column that head each part, are those of the file,
//! columns counted in characters; places of several files may stand in one diagnostic.

use super::crop::{Piece, Row, crop};
use super::visible::{push, visible, width, wrap};
use crate::source::{Position, Site, Source, SourceId, Sources, Span};
use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::collections::BTreeMap;
use std::ops::Range;

/// A span of more lines than this is shown to this line.
const MOST_LINES: usize = 4;
/// The gutter beside a line, its number not counted.
const GUTTER: usize = 4;
/// A label is wrapped rather than made narrower than this.
const NARROWEST_LABEL: usize = 24;
/// What stands before the text of a label.
const HOOK: usize = 4;

/// How a place is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// The place is only shown, without an underline.
    Plain,
    /// What is asked for: a rule.
    Rule,
    /// What speaks for it.
    For,
    /// What speaks against it, or is wrong.
    Against,
}

/// A place to show, with what to say at it.
#[derive(Debug, Clone)]
pub struct Place {
    /// Where.
    pub site: Site,
    /// What to write below the underline.
    pub label: String,
    /// How to colour it.
    pub tone: Tone,
}

/// The lines to show, as a source of miette's.
#[derive(Debug)]
pub struct Excerpt {
    text: String,
    parts: Vec<Part>,
    labels: Vec<(Range<usize>, Option<String>, Tone)>,
}

/// Lines of one file that follow one another.
#[derive(Debug)]
struct Part {
    /// Its bytes in the excerpt.
    range: Range<usize>,
    /// The file.
    name: String,
    /// The first line, from 1.
    line: usize,
    /// Where the underlined places in it lie in the file.
    positions: BTreeMap<usize, Position>,
}

/// What is underlined in one line.
#[derive(Debug, Default)]
struct Mark {
    range: Range<usize>,
    labels: Vec<String>,
    tone: Option<Tone>,
    position: Option<Position>,
}

impl Excerpt {
    /// Cuts the places out of their sources for a terminal of that many columns.
    pub fn new(sources: &Sources, places: &[Place], columns: usize) -> Self {
        let mut excerpt = Self { text: String::new(), parts: Vec::new(), labels: Vec::new() };
        let mut order: Vec<SourceId> = Vec::new();
        for place in places {
            if !order.contains(&place.site.source) {
                order.push(place.site.source);
            }
        }
        for id in order {
            // An empty file has nothing to show; its name stands in the message.
            if let Some(source) = sources.get(id).filter(|source| !source.text().is_empty()) {
                let here = places.iter().filter(|place| place.site.source == id);
                excerpt.add_source(source, here, columns);
            }
        }
        excerpt
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The labels, in the order in which they stand.
    pub fn labels(&self) -> impl Iterator<Item = LabeledSpan> + '_ {
        self.labels
            .iter()
            .map(|(range, label, _)| LabeledSpan::new(label.clone(), range.start, range.end - range.start))
    }

    /// The tones of the labels, in the same order.
    pub fn tones(&self) -> impl Iterator<Item = Tone> + '_ {
        self.labels.iter().map(|&(_, _, tone)| tone)
    }

    fn add_source<'a>(&mut self, source: &Source, places: impl Iterator<Item = &'a Place>, columns: usize) {
        let mut lines: BTreeMap<usize, Vec<Mark>> = BTreeMap::new();
        for place in places {
            mark_lines(source, place, &mut lines);
        }
        let last = lines.keys().next_back().copied().unwrap_or(1);
        let room = columns.saturating_sub(GUTTER + last.to_string().len());
        let mut previous: Option<usize> = None;
        for (number, marks) in lines {
            let marks = merge(marks);
            let span = source.line_span(number);
            let line = source.slice(span);
            let skip = mark_length(line);
            let pieces: Vec<Piece> = marks
                .iter()
                .map(|mark| {
                    let label = mark.labels.iter().map(|label| width(label, room)).max().unwrap_or(0);
                    Piece { range: mark.range.clone(), label: label.min(room * 3 / 5) }
                })
                .collect();
            let mut rows = crop(line, &pieces, room);
            if let Some(first) = rows.first_mut().and_then(|row| row.windows.first_mut()) {
                first.start = first.start.max(skip);
            }
            let follows = rows.len() == 1 && previous == number.checked_sub(1);
            let gap_of_one = rows.len() == 1 && previous.is_some() && previous == number.checked_sub(2);
            if gap_of_one && source.slice(source.line_span(number - 1)).trim().is_empty() {
                self.push_row("", &Row { windows: Vec::new(), pieces: 0..0 }, &[], room);
            } else if !follows {
                self.open_part(source, number);
            }
            previous = (rows.len() == 1).then_some(number);
            for (index, row) in rows.iter().enumerate() {
                if index > 0 {
                    self.open_part(source, number);
                }
                self.push_row(line, row, &marks, room);
            }
        }
    }

    fn open_part(&mut self, source: &Source, line: usize) {
        let at = self.text.len();
        self.parts.push(Part { range: at..at, name: visible(source.path()), line, positions: BTreeMap::new() });
    }

    fn push_row(&mut self, line: &str, row: &Row, marks: &[Mark], room: usize) {
        let start = self.text.len();
        let mut placed: Vec<(Range<usize>, &Mark)> = Vec::new();
        let marks = marks.get(row.pieces.clone()).unwrap_or_default();
        for (index, window) in row.windows.iter().enumerate() {
            if index > 0 {
                self.text.push_str(" … ");
            } else if window.start > mark_length(line) {
                self.text.push_str("… ");
            }
            let shown = line.get(window.clone()).unwrap_or_default();
            let shown = if index == 0 && window.start > 0 { shown.trim_start() } else { shown };
            let mut at = window.end - shown.len();
            for mark in marks.iter().filter(|mark| window.contains(&mark.range.start) || mark.range.start == window.end)
            {
                if placed.iter().any(|(_, other)| std::ptr::eq(*other, mark)) {
                    continue;
                }
                push(&mut self.text, line.get(at..mark.range.start).unwrap_or_default());
                let from = self.text.len();
                at = mark.range.end.min(window.end).max(at);
                push(&mut self.text, line.get(mark.range.start..at).unwrap_or_default());
                placed.push((from..self.text.len(), mark));
            }
            push(&mut self.text, line.get(at..window.end).unwrap_or_default().trim_end());
        }
        if row.windows.last().is_some_and(|window| window.end < line.trim_end().len()) {
            self.text.push_str(" …");
        }
        for (range, mark) in placed {
            let before = width(self.text.get(start..range.start).unwrap_or_default(), room);
            let half = width(self.text.get(range.clone()).unwrap_or_default(), room) / 2;
            let beside = room.saturating_sub(before + half + HOOK).max(NARROWEST_LABEL);
            let lines: Vec<String> = mark.labels.iter().flat_map(|label| wrap(label, beside)).collect();
            let label = (!lines.is_empty()).then(|| lines.join("\n"));
            if let (Some(part), Some(position)) = (self.parts.last_mut(), mark.position) {
                part.positions.insert(range.start, position);
            }
            if let Some(tone) = mark.tone {
                self.labels.push((range, label, tone));
            }
        }
        self.text.push('\n');
        if let Some(part) = self.parts.last_mut() {
            part.range.end = self.text.len();
        }
    }

    fn part_of(&self, at: usize) -> Option<&Part> {
        let next = self.parts.partition_point(|part| part.range.start <= at);
        self.parts.get(next.checked_sub(1)?)
    }
}

/// The bytes of the byte-order mark that the line begins with.
fn mark_length(line: &str) -> usize {
    if line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// Divides a place among the lines that it covers; its label stands at the last of them.
fn mark_lines(source: &Source, place: &Place, lines: &mut BTreeMap<usize, Vec<Mark>>) {
    let end_of_text = u32::try_from(source.text().len()).unwrap_or(u32::MAX);
    let start = place.site.span.start.min(end_of_text);
    let end = place.site.span.end.clamp(start, end_of_text);
    let position = source.position(start);
    if place.tone == Tone::Plain {
        lines.entry(position.line).or_default();
        return;
    }
    let last_byte = if end > start { end - 1 } else { end };
    let last = source.position(last_byte).line.min(position.line + MOST_LINES - 1);
    for number in position.line..=last {
        let line = source.line_span(number);
        let covered = Span { start: start.max(line.start), end: end.min(line.end).max(start.max(line.start)) };
        let words = source.slice(covered);
        let indent = if number > position.line { words.len() - words.trim_start().len() } else { 0 };
        let from = (covered.start - line.start) as usize + indent;
        let range = from..from.max((covered.start - line.start) as usize + words.trim_end().len());
        let label = (number == last && !place.label.is_empty()).then(|| place.label.clone());
        let position = (number == position.line).then_some(position);
        lines.entry(number).or_default().push(Mark {
            range,
            labels: label.into_iter().collect(),
            tone: Some(place.tone),
            position,
        });
    }
}

/// Puts marks in order and makes one of those that overlap.
fn merge(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
    let mut merged: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        match merged.last_mut() {
            Some(last) if mark.range.start < last.range.end || mark.range.start == last.range.start => {
                last.range.end = last.range.end.max(mark.range.end);
                last.tone = last.tone.max(mark.tone);
                for label in mark.labels {
                    if !last.labels.contains(&label) {
                        last.labels.push(label);
                    }
                }
            }
            _ => merged.push(mark),
        }
    }
    merged
}

impl SourceCode for Excerpt {
    /// The part around the span. Asked without lines of context, as miette does for the head of a part, it tells the
    /// line and column of the span itself.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let part = self.part_of(span.offset()).ok_or(MietteError::OutOfBounds)?;
        if span.offset() + span.len() > part.range.end {
            return Err(MietteError::OutOfBounds);
        }
        let text = self.text.get(part.range.clone()).unwrap_or_default();
        let head = (before == 0 && after == 0).then(|| part.positions.get(&span.offset())).flatten();
        let (line, column) = head.map_or((part.line, 1), |position| (position.line, position.column));
        Ok(Box::new(MietteSpanContents::new_named(
            part.name.clone(),
            text.as_bytes(),
            (part.range.start, text.len()).into(),
            line.saturating_sub(1),
            column.saturating_sub(1),
            text.lines().count(),
        )))
    }
}
