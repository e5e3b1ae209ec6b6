//! Words with markup among them, for the formats whose markup stands inside the lines.
//!
//! Enters: a slice of the file and what is to become of parts of it. Leaves: the words in the draft, each with its place.

use super::draft::{Draft, Run};
use super::model::BlockKind;
use crate::source::Span;
use std::ops::Range;

/// What becomes of a part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cut {
    /// It is markup: nothing.
    Drop,
    /// Something stood there that is not read: a space.
    Gap,
    /// It stands for other words.
    Say(String),
    /// A picture: the part of the text that stands for it.
    Picture(Range<usize>),
    /// A note: its words.
    Note(Range<usize>),
    /// Nothing after all: markup whose end is missing, which is words.
    Keep,
}

/// Parts of a text and what becomes of them, by their places in it.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    cuts: Vec<(Range<usize>, Cut)>,
}

impl Cuts {
    /// Adds a part; returns its number.
    pub fn add(&mut self, range: Range<usize>, cut: Cut) -> usize {
        self.cuts.push((range, cut));
        self.cuts.len() - 1
    }

    /// Changes what becomes of a part.
    pub fn set(&mut self, index: usize, cut: Cut) {
        if let Some(place) = self.cuts.get_mut(index) {
            place.1 = cut;
        }
    }

    /// Writes the text, which stands in the file at `at`, into the open block.
    pub fn write(mut self, text: &str, at: usize, draft: &mut Draft) {
        self.cuts.sort_by_key(|(range, _)| range.start);
        let mut from = 0;
        for (range, cut) in &self.cuts {
            if range.start < from || *cut == Cut::Keep {
                continue;
            }
            draft.verbatim(at + from, text.get(from..range.start).unwrap_or_default());
            let file = Span::new(at + range.start, at + range.end);
            let runs = |range: &Range<usize>| {
                let words = text.get(range.clone()).unwrap_or_default().to_owned();
                let file = Span::new(at + range.start, at + range.start + words.len());
                vec![Run { words, file, verbatim: true }]
            };
            match cut {
                Cut::Drop | Cut::Keep => {}
                Cut::Gap => draft.space(file),
                Cut::Say(words) => draft.decoded(file, words),
                Cut::Picture(range) => {
                    draft.space(file);
                    draft.picture(runs(range));
                }
                Cut::Note(range) => draft.aside(BlockKind::Paragraph, runs(range)),
            }
            from = range.end;
        }
        draft.verbatim(at + from, text.get(from..).unwrap_or_default());
    }
}

/// The line that starts at a byte, without white space at its end, and where the next one starts.
pub(super) fn line_at(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
    Some((rest.get(..end)?.trim_end(), at + end))
}

/// No more than the first `limit` bytes of a text, cut between two characters.
pub(super) fn within(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The character before a byte, and the one after it.
pub(super) fn around(text: &str, start: usize, end: usize) -> (Option<char>, Option<char>) {
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    (before, text.get(end..).and_then(|text| text.chars().next()))
}

/// The character that a reference of HTML at the start of the text stands for, and the length of the reference.
pub(super) fn reference(text: &str) -> Option<(String, usize)> {
    let inner = within(text, 12).strip_prefix('&')?;
    let (name, _) = inner.split_once(';')?;
    let said = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "copy" => '©',
        "deg" => '°',
        "times" => '×',
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number).filter(|&c| c != '\0')?
        }
    };
    Some((said.to_string(), name.len() + 2))
}
