//! Where sentences end inside a block.
//!
//! Enters: the tokens of one block. Leaves: ranges of tokens that cover them all, in order, of [`MAX_WORDS`] at most.

use super::token::{Abbreviation, abbreviation};
use crate::source::Span;
use std::ops::Range;

/// What goes on for longer is cut here: people write no such sentences, and the time that one takes grows with the square of
/// its length.
pub(super) const MAX_WORDS: usize = 2_000;

/// Appends the sentences of the tokens `range`, all of one block.
pub(super) fn split(text: &str, spans: &[Span], range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let word = |at: usize| spans.get(at).and_then(|span| text.get(span.range())).unwrap_or_default();
    let mut start = range.start;
    let mut at = range.start;
    while at < range.end {
        let mut next = at + 1;
        if ends_sentence(word(at)) {
            // Closing quotation marks and brackets belong to the sentence that they close.
            while next < range.end && closes(text, spans, next) {
                next += 1;
            }
            if next < range.end && starts_sentence(word(at), word(at.wrapping_sub(1)), word(next), word(next + 1)) {
                sentences.push(start..next);
                start = next;
            }
        }
        if next - start >= MAX_WORDS {
            sentences.push(start..next);
            start = next;
        }
        at = next;
    }
    if start < range.end {
        sentences.push(start..range.end);
    }
}

fn ends_sentence(word: &str) -> bool {
    word.ends_with(['.', '?', '!', '\u{2026}'])
}

/// Whether the token closes a quotation or a bracket and stands right after what it closes.
fn closes(text: &str, spans: &[Span], at: usize) -> bool {
    let Some((before, span)) = at.checked_sub(1).and_then(|before| spans.get(before)).zip(spans.get(at)) else {
        return false;
    };
    let adjacent = before.end == span.start;
    let spaced = text.get(span.end as usize..).is_none_or(|rest| !rest.starts_with(char::is_alphanumeric));
    match text.get(span.range()).unwrap_or_default() {
        "\u{201d}" | "\u{2019}" | ")" | "]" | "''" => true,
        "\"" | "'" => adjacent && spaced,
        _ => false,
    }
}

/// Words that begin a sentence far more often than they follow an abbreviation in capitals.
const STARTERS: [&str; 40] = [
    "The", "A", "An", "In", "On", "At", "It", "He", "She", "We", "They", "This", "That", "These", "But", "And", "If",
    "For", "There", "When", "I", "You", "His", "Her", "Their", "After", "As", "With", "While", "However", "By", "What",
    "Some", "Its", "Our", "My", "Many", "No", "So", "To",
];

fn starts_sentence(end: &str, before: &str, next: &str, after: &str) -> bool {
    let opening = matches!(next, "\"" | "\u{201c}" | "'" | "\u{2018}" | "(" | "[" | "``");
    let first = if opening { after } else { next };
    let capital = first.starts_with(char::is_uppercase);
    let digit = first.starts_with(|c: char| c.is_ascii_digit());
    if first.starts_with(char::is_lowercase) {
        return false;
    }
    let stem = end.strip_suffix('.').unwrap_or(end);
    if end.len() > 1 && end.ends_with('.') && stem.ends_with(char::is_alphanumeric) {
        return match abbreviation(stem) {
            Some(Abbreviation::Title | Abbreviation::Month) => false,
            Some(Abbreviation::Number) => capital && !digit,
            Some(Abbreviation::Other) => opening || STARTERS.contains(&first),
            // Initials ("J. K. Rowling") go on, "U.S." may end.
            None if stem.contains('.') => STARTERS.contains(&first),
            None => STARTERS.contains(&first) && !before.is_empty() && before.starts_with(char::is_lowercase),
        };
    }
    if end.starts_with("..") || end == "\u{2026}" {
        return capital || opening;
    }
    capital || digit || opening || !first.starts_with([',', ';', ':', ')', ']', '.', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_without_end_is_cut_and_nothing_is_lost() {
        let text = "Xi ".repeat(2 * MAX_WORDS + 1);
        let spans: Vec<Span> = (0..=2 * MAX_WORDS).map(|word| Span::new(word * 3, word * 3 + 2)).collect();
        let mut sentences = Vec::new();
        split(&text, &spans, 0..spans.len(), &mut sentences);
        assert_eq!(sentences, [0..MAX_WORDS, MAX_WORDS..2 * MAX_WORDS, 2 * MAX_WORDS..2 * MAX_WORDS + 1]);
    }
}
