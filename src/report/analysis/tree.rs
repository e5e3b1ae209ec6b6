//! The trees of a text, drawn: the words of a sentence one below the other in their order, each indented by its depth, with a line
//! from every head to its dependents.

use super::{Analysed, class};
use crate::nlp::Analysis;
use crate::report::Style;
use crate::report::visible::{columns, visible, width, wrap};
use crate::source::Span;
use owo_colors::Style as Paint;
use std::ops::Range;

/// The columns of one step of depth.
const STEP: usize = 3;
/// The columns that the relation takes; the longest is `nmod:unmarked`.
const RELATION: usize = 15;
/// The columns that the part of speech takes.
const TAG: usize = 6;
/// The columns that are kept for names and values, if the terminal is wide enough.
const NOTES: usize = 30;

/// The text for a terminal: each sentence, and below it its tree with relations, tags, names and values. A line feed at
/// the end.
pub fn analysis_text(analysed: &Analysed, style: &Style) -> String {
    let mut out = String::new();
    let id = match &analysed.id {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(id) => id.clone(),
        other => other.to_string(),
    };
    if !id.is_empty() {
        for line in wrap(&id, style.width) {
            push_line(&mut out, &style.paint(&line, Paint::new().bold().underline()));
        }
        out.push('\n');
    }
    for sentence in analysed.analysis.sentences() {
        let words = analysed.text.get(analysed.analysis.cover(sentence).range()).unwrap_or_default();
        for line in wrap(words, style.width) {
            push_line(&mut out, &style.paint(&line, Paint::new().bold()));
        }
        out.push('\n');
        draw(analysed, sentence, style, &mut out);
        out.push('\n');
    }
    out
}

fn push_line(out: &mut String, line: &str) {
    out.push_str(line.trim_end());
    out.push('\n');
}

fn draw(analysed: &Analysed, sentence: &Range<usize>, style: &Style, out: &mut String) {
    let analysis = &analysed.analysis;
    // Names and values have what the narrowest terminal leaves.
    let notes_room = style.width.saturating_sub(RELATION + TAG + 22).min(NOTES);
    let most = style.width.saturating_sub(RELATION + TAG + notes_room);
    let branches = Branches::new(analysis, sentence, most / 2 / STEP);
    let rows: Vec<(String, String)> = sentence
        .clone()
        .map(|token| {
            let branch = branches.before(token);
            let room = most.saturating_sub(branch.chars().count() + 2);
            (branch, cut(analysed.text.get(analysis.span(token).range()).unwrap_or_default(), room))
        })
        .collect();
    let wide = |(branch, word): &(String, String)| branch.chars().count() + width(word, usize::MAX);
    let column = rows.iter().map(wide).max().unwrap_or_default() + 2;
    for (token, row) in sentence.clone().zip(&rows) {
        let root = analysis.head(token).is_none();
        let mut line = style.paint(&row.0, Paint::new().dimmed());
        line.push_str(&if root { style.paint(&row.1, Paint::new().bold()) } else { row.1.clone() });
        line.push_str(&" ".repeat(column.saturating_sub(wide(row))));
        line.push_str(&style.paint(&format!("{:RELATION$}", analysis.deprel(token).name()), Paint::new().cyan()));
        line.push_str(&format!("{:TAG$}", analysis.upos(token).name()));
        let room = style.width.saturating_sub(column + RELATION + TAG);
        line.push_str(&style.paint(&cut(&notes(analysed, token), room), Paint::new().green()));
        push_line(out, &line);
    }
}

/// The names and values that start at a token.
fn notes(analysed: &Analysed, token: usize) -> String {
    let analysis = &analysed.analysis;
    let mut notes = Vec::new();
    let first = analysis.names().partition_point(|name| name.tokens.start < token);
    if let Some(name) = analysis.names().get(first).filter(|name| name.tokens.start == token) {
        let words = analysed.text.get(analysis.cover(&name.tokens).range()).unwrap_or_default();
        notes.push(format!("{} {words}", class(name.kind)));
    }
    let Span { start, end } = analysis.span(token);
    let from = analysed.values.partition_point(|value| value.start < start as usize);
    let starting = analysed.values.iter().skip(from).take_while(|value| value.start < end as usize);
    notes.extend(starting.map(|value| {
        let said = value.value.iter().chain(&value.unit);
        said.fold(value.kind.to_owned(), |note, part| format!("{note} {part}"))
    }));
    notes.join("; ")
}

/// The text made visible, cut to so many columns.
fn cut(text: &str, room: usize) -> String {
    let shown = visible(text);
    if width(&shown, room) <= room {
        return shown;
    }
    let mut used = 1;
    let kept = shown.chars().take_while(|&character| {
        used += columns(character);
        used <= room
    });
    if room == 0 { String::new() } else { kept.chain(['…']).collect() }
}

/// The lines of a tree.
struct Branches<'a> {
    analysis: &'a Analysis,
    first: usize,
    /// The first and the last token of each head and its dependents.
    reach: Vec<(usize, usize)>,
    /// No more steps of depth are drawn.
    most: usize,
}

impl<'a> Branches<'a> {
    fn new(analysis: &'a Analysis, sentence: &Range<usize>, most: usize) -> Self {
        let first = sentence.start;
        let mut reach: Vec<(usize, usize)> = sentence.clone().map(|token| (token, token)).collect();
        for token in sentence.clone() {
            let head = analysis.head(token).and_then(|head| head.checked_sub(first));
            if let Some((low, high)) = head.and_then(|head| reach.get_mut(head)) {
                *low = (*low).min(token);
                *high = (*high).max(token);
            }
        }
        Self { analysis, first, reach, most: most.max(1) }
    }

    /// What stands before a token: the lines that pass it, from the root's on, and the one that leads to it.
    fn before(&self, token: usize) -> String {
        let mut steps = Vec::new();
        let mut below = token;
        while let Some(head) = self.analysis.head(below) {
            if steps.len() == self.most {
                // What hangs deeper than the terminal is wide.
                steps.push("⋯  ");
                break;
            }
            let (low, high) = self.reach.get(head.wrapping_sub(self.first)).copied().unwrap_or((head, head));
            steps.push(match below == token {
                true if token == low => "┌─ ",
                true if token == high => "└─ ",
                true => "├─ ",
                false if low < token && token < high => "│  ",
                false => "   ",
            });
            below = head;
        }
        steps.iter().rev().copied().collect()
    }
}
