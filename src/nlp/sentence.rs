//! Where sentences end inside a block.
//!
//! Enters: the tokens of one block and their atoms. Leaves: ranges of tokens that cover them all, in order, of
//! [`MAX_WORDS`] at most. A linear model weighs each gap between two tokens in which a sentence could end (a method of
//! Riley 1989, "Some applications of tree-based modelling to speech and language"); what a plain reading of the stop says
//! is one of its features.

use super::hash::{self, feature1, feature2, feature3};
use super::rows::Rows;
use super::token::{Abbreviation, abbreviation};
use super::word::{self, Word};
use crate::source::Span;
use std::ops::Range;

/// The number of features of a gap.
pub(crate) const FEATURES: usize = 45;

/// What goes on for longer is cut here: people write no such sentences, and the time that one takes grows with the square of
/// its length.
pub(super) const MAX_WORDS: usize = 2_000;

/// Appends the sentences of the tokens `range`, all of one block.
pub(super) fn split(
    table: &Rows<'_, 1>,
    text: &str,
    spans: &[Span],
    words: &[Word],
    range: Range<usize>,
    sentences: &mut Vec<Range<usize>>,
) {
    let mut block = Block::new(text, spans, words, range.clone());
    for at in range.clone() {
        block.read(at);
        let full = at + 1 - block.start >= MAX_WORDS;
        if at + 1 < range.end && (full || block.candidate(at) && ends(table, &block, at)) {
            sentences.push(block.start..at + 1);
            block.start = at + 1;
        }
    }
    if block.start < range.end {
        sentences.push(block.start..range.end);
    }
}

fn ends(table: &Rows<'_, 1>, block: &Block<'_>, at: usize) -> bool {
    let mut sum = [0i16];
    table.score(&block.features(at), &mut sum);
    sum[0] > 0
}

/// The tokens of a block and what is open at the token read last.
pub(crate) struct Block<'t> {
    text: &'t str,
    spans: &'t [Span],
    words: &'t [Word],
    range: Range<usize>,
    /// The first token of the sentence that is being read.
    pub start: usize,
    /// The token that closes what was said, closing marks after it left out.
    end: usize,
    brackets: u32,
    quoted: bool,
    /// Whether the block's last token but closing marks ends a sentence.
    stopped: bool,
}

impl<'t> Block<'t> {
    pub fn new(text: &'t str, spans: &'t [Span], words: &'t [Word], range: Range<usize>) -> Self {
        let start = range.start;
        let mut block =
            Self { text, spans, words, range, start, end: start, brackets: 0, quoted: false, stopped: false };
        let last = block.range.clone().rev().find(|&at| !closing(block.form(at)));
        block.stopped = last.is_some_and(|at| stop(block.form(at)));
        block
    }

    fn form(&self, at: usize) -> &'t str {
        self.spans.get(at).and_then(|span| self.text.get(span.range())).unwrap_or_default()
    }

    /// The atoms of a token of this block, of none outside of it.
    fn word(&self, at: usize) -> Word {
        if self.range.contains(&at) { self.words.get(at).copied().unwrap_or_default() } else { Word::default() }
    }

    fn spaced(&self, at: usize) -> bool {
        self.spans.get(at).zip(self.spans.get(at + 1)).is_some_and(|(one, other)| one.end < other.start)
    }

    /// Takes in the token at `at`.
    pub fn read(&mut self, at: usize) {
        let form = self.form(at);
        match form {
            "(" | "[" => self.brackets += 1,
            ")" | "]" => self.brackets = self.brackets.saturating_sub(1),
            "\"" => self.quoted = !self.quoted,
            "\u{201c}" | "``" => self.quoted = true,
            "\u{201d}" | "''" => self.quoted = false,
            _ => {}
        }
        if !closing(form) || at == self.start {
            self.end = at;
        }
    }

    /// Whether a sentence could end after the token: not between a small word and a small word, nor after "Mr." or
    /// before the number of "Fig. 2".
    pub fn candidate(&self, at: usize) -> bool {
        let (before, after) = (self.word(at), self.word(at + 1));
        match self.reading(at) {
            TITLE => return false,
            NUMBERED if after.look & word::DIGIT != 0 => return false,
            _ => {}
        }
        let small = |word: &Word| word.look == word::LETTER;
        !(small(&after) && (small(&before) || before.lower == COMMA))
    }

    /// What the gap after the token looks like.
    pub fn features(&self, at: usize) -> [u32; FEATURES] {
        let (z, a, b, c, d) =
            (self.word(at.wrapping_sub(1)), self.word(at), self.word(at + 1), self.word(at + 2), self.word(at + 3));
        // A space that was lost ("the end.The next") is taken to be there.
        let lost = a.lower == STOP && z.look == word::LETTER && b.look == word::LETTER | word::CAPITAL;
        let spaced = u32::from(self.spaced(at) || lost);
        let reading = self.reading(at) | spaced << 4;
        let end = self.word(self.end);
        let before_end = self.word(self.end.wrapping_sub(1));
        let length = bucket(at + 1 - self.start);
        let block = bucket(self.range.len()) | u32::from(self.stopped) << 4;
        let open = self.brackets.min(2) | u32::from(self.quoted) << 2;
        let look = |word: &Word| u32::from(word.look);
        let tags = |word: &Word| u32::from(word.tags);
        let first = self.word(self.start);
        let again = u32::from(first.lower == b.lower)
            | u32::from(first.shape == b.shape) << 1
            | u32::from(self.word(self.start + 1).lower == c.lower) << 2;
        let left = bucket(self.range.end - at - 1);
        let seen = |word: &Word| u32::from(word.tags) | u32::from(word.look) << 8;
        [
            feature1(200, 0),
            feature2(201, a.lower, spaced),
            feature2(202, b.lower, look(&b)),
            feature3(203, a.shape, b.shape, spaced),
            feature3(204, a.lower, b.shape, spaced),
            feature2(205, a.shape, b.form),
            feature3(206, a.lower, b.form, spaced),
            feature2(207, z.lower, a.lower),
            feature3(208, z.shape, a.shape, b.shape),
            feature2(209, b.shape, c.shape),
            feature2(210, b.lower, c.lower),
            feature3(211, a.shape, b.shape, c.shape),
            feature3(212, z.shape ^ a.shape.rotate_left(7), b.shape, c.shape),
            feature2(213, seen(&a), seen(&b)),
            feature3(214, seen(&a), seen(&b), seen(&c)),
            feature2(215, a.lower, seen(&b)),
            feature2(216, a.path(6), b.path(6)),
            feature1(217, reading),
            feature2(218, reading, length),
            feature2(219, reading, b.shape),
            feature3(220, length, look(&a), look(&b)),
            feature2(221, reading, open),
            feature3(222, open, a.lower, look(&b)),
            feature3(223, block, reading, length),
            feature3(224, end.lower, before_end.shape, look(&b)),
            feature2(225, end.lower, before_end.lower),
            feature3(226, before_end.lower, end.lower, b.lower),
            feature3(227, seen(&z), a.lower, seen(&b)),
            feature2(228, reading, c.lower),
            feature3(229, a.shape, b.shape, d.shape ^ c.shape.rotate_left(9)),
            feature2(230, reading, seen(&b)),
            feature3(231, block, look(&a), seen(&b)),
            feature3(232, u32::from(end.length.min(8)), reading, tags(&b)),
            feature3(233, before_end.lower, end.lower, length),
            feature3(234, before_end.lower, end.lower, seen(&b)),
            feature2(237, again, length),
            feature3(238, again, seen(&a), look(&b)),
            feature3(239, a.lower, b.path(8), look(&b)),
            feature3(240, a.path(8), b.lower, look(&a)),
            feature3(241, first.lower, length, look(&b)),
            feature3(242, first.lower, a.lower, look(&b)),
            feature3(243, seen(&b), seen(&c), seen(&d)),
            feature3(244, b.lower, c.lower, d.lower),
            feature3(245, a.shape, left, look(&b)),
            feature2(246, b.lower, left),
        ]
    }

    /// What a plain reading of the marks says of the gap.
    fn reading(&self, at: usize) -> u32 {
        let form = self.form(self.end);
        if !stop(form) {
            return match form {
                ":" => 0,
                ";" => 1,
                _ => 2,
            };
        }
        let stem = form.strip_suffix('.').unwrap_or(form);
        if form.len() > 1 && form.ends_with('.') && stem.ends_with(char::is_alphanumeric) {
            return match abbreviation(stem) {
                Some(Abbreviation::Title | Abbreviation::Month) => TITLE,
                Some(Abbreviation::Number) => NUMBERED,
                Some(Abbreviation::Other) => 5,
                None if stem.contains('.') => 6,
                None => 7,
            };
        }
        match form {
            "." if self.end == at => 8,
            "." => 9,
            "?" | "!" => 10,
            _ => 11,
        }
    }
}

/// Readings of a gap: after an abbreviation that a name follows, and after one that a number follows.
const TITLE: u32 = 3;
const NUMBERED: u32 = 4;

/// The hash of a comma, see [`Word::lower`].
const COMMA: u32 = hash::byte(hash::FORM, b',');
/// The hash of a full stop.
const STOP: u32 = hash::byte(hash::FORM, b'.');

/// Whether a sentence may end with the token.
fn stop(form: &str) -> bool {
    form.ends_with(['.', '?', '!', '\u{2026}'])
}

/// Whether the token may close what a sentence's last stop stands in.
fn closing(form: &str) -> bool {
    matches!(form, "\u{201d}" | "\u{2019}" | ")" | "]" | "''" | "\"" | "'")
}

fn bucket(length: usize) -> u32 {
    match length {
        0..=5 => length as u32,
        6..=8 => 6,
        9..=12 => 7,
        13..=20 => 8,
        21..=35 => 9,
        36..=60 => 10,
        _ => 11,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_without_end_is_cut_and_nothing_is_lost() {
        let text = "Xi ".repeat(2 * MAX_WORDS + 1);
        let spans: Vec<Span> = (0..=2 * MAX_WORDS).map(|word| Span::new(word * 3, word * 3 + 2)).collect();
        let mut sentences = Vec::new();
        let words = vec![Word::default(); spans.len()];
        split(&Rows::default(), &text, &spans, &words, 0..spans.len(), &mut sentences);
        assert_eq!(sentences, [0..MAX_WORDS, MAX_WORDS..2 * MAX_WORDS, 2 * MAX_WORDS..2 * MAX_WORDS + 1]);
    }
}
