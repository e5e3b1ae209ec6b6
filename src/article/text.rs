//! Plain text: which lines belong together.
//!
//! A blank line parts paragraphs. Without one, each line is a paragraph of its own, unless the document is
//! hard-wrapped: then lines that are filled up to its margin run on in the next. That is decided once a document.

use super::draft::Draft;
use super::model::BlockKind;

/// The widest line, in characters, that a hard-wrapped text may have.
const WIDEST: usize = 100;
/// The narrowest column that text is wrapped to.
const NARROWEST: usize = 50;

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    /// The first byte of its first word.
    at: usize,
    /// Its words.
    words: &'t str,
    /// How many characters it is indented.
    indent: usize,
    /// Its width in characters, indentation included.
    width: usize,
    /// The length of the mark of a list item that it starts with, white space included.
    mark: usize,
    /// Whether a blank line (or nothing) stands before it.
    starts: bool,
}

/// Reads `text` from the byte `start` on.
pub(super) fn read(text: &str, start: usize, draft: &mut Draft) {
    let lines = lines(text, start);
    let margin = margin(&lines);
    let mut before: Option<&Line<'_>> = None;
    for line in &lines {
        let joins = before.zip(margin).is_some_and(|(before, margin)| runs_on(before, line, margin));
        if joins {
            let end = before.map_or(line.at, |before| before.at + before.words.len());
            draft.space(crate::source::Span::new(end, line.at));
        } else {
            draft.begin(if line.mark > 0 { BlockKind::ListItem } else { BlockKind::Paragraph });
        }
        draft.verbatim(line.at + line.mark, line.words.get(line.mark..).unwrap_or_default());
        before = Some(line);
    }
    draft.end();
}

fn lines(text: &str, start: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut starts = true;
    let mut at = start;
    for line in text.get(start..).unwrap_or_default().split_inclusive(['\n', '\r']) {
        let words = line.trim();
        if words.is_empty() {
            // The line feed of a CRLF is no blank line.
            let is_second_half = line == "\n" && text.get(..at).is_some_and(|before| before.ends_with('\r'));
            starts |= !is_second_half;
        } else {
            let lead = line.get(..line.len() - line.trim_start().len()).unwrap_or_default();
            let indent = lead.chars().count();
            let width = indent + words.chars().count();
            lines.push(Line { at: at + lead.len(), words, indent, width, mark: list_mark(words), starts });
            starts = false;
        }
        at += line.len();
    }
    lines
}

/// The length of the mark that starts an item of a list ("- ", "• ", "12. ", "(3) "), 0 for none.
fn list_mark(line: &str) -> usize {
    let mut rest = line;
    if let Some(after) = ["-", "*", "+", "•", "·", "◦", "‣", "▪"].iter().find_map(|mark| line.strip_prefix(mark))
    {
        rest = after;
    } else {
        let inner = line.strip_prefix('(').unwrap_or(line);
        let after = inner.trim_start_matches(|c: char| c.is_ascii_digit());
        // Four digits are a year, not the number of an item.
        if (1..=3).contains(&(inner.len() - after.len())) {
            let close = if inner.len() < line.len() { &[")"][..] } else { &[".", ")"][..] };
            rest = close.iter().find_map(|mark| after.strip_prefix(mark)).unwrap_or(line);
        }
    }
    let words = rest.trim_start();
    if words.len() < rest.len() && !words.is_empty() { line.len() - words.len() } else { 0 }
}

/// The column that the document is wrapped to, if it is hard-wrapped: most of the lines that another one follows are
/// filled, few are wider than a page, and at least every third breaks off inside a sentence.
fn margin(lines: &[Line<'_>]) -> Option<usize> {
    let pairs = || lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.starts && next.mark == 0);
    let count = pairs().count();
    let wide = pairs().filter(|(line, _)| line.width > WIDEST).count();
    let margin = pairs().map(|(line, _)| line.width).filter(|&width| width <= WIDEST).max()?;
    let filled = pairs().filter(|(line, next)| is_filled(line, next, margin)).count();
    let broken = pairs().filter(|(line, next)| is_filled(line, next, margin) && is_inside_sentence(line, next)).count();
    let is_wrapped = margin >= NARROWEST && wide * 10 <= count && filled * 2 > count && broken * 3 >= count;
    is_wrapped.then_some(margin)
}

/// Whether the next line goes on with what this one says.
fn runs_on(line: &Line<'_>, next: &Line<'_>, margin: usize) -> bool {
    let is_new = next.starts || next.mark > 0 || next.indent >= line.indent + 2 && line.mark == 0;
    !is_new && (is_filled(line, next, margin) || starts_lower(next.words) && !ends_sentence(line.words))
}

/// Whether the first word of the next line would not have fitted; an eighth of the width is the tolerance.
fn is_filled(line: &Line<'_>, next: &Line<'_>, margin: usize) -> bool {
    let word = next.words.split_whitespace().next().map_or(0, |word| word.chars().count());
    (NARROWEST - 10..=WIDEST).contains(&line.width) && line.width + 1 + word > margin - margin / 8
}

fn is_inside_sentence(line: &Line<'_>, next: &Line<'_>) -> bool {
    !ends_sentence(line.words) || starts_lower(next.words)
}

fn starts_lower(words: &str) -> bool {
    words.chars().next().is_some_and(char::is_lowercase)
}

/// Whether a line closes a sentence: a stop, then perhaps quotation marks and brackets.
pub(super) fn ends_sentence(words: &str) -> bool {
    let bare = words.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_']);
    bare.ends_with(['.', '?', '!', ':', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<String> {
        let mut draft = Draft::default();
        read(text, 0, &mut draft);
        (0..draft.blocks.len()).map(|block| draft.words(block).to_owned()).collect()
    }

    #[test]
    fn marks_of_list_items() {
        let marks = ["- one", "*  two", "• three", "12. four", "(3) five", "4) six"].map(list_mark);
        assert_eq!(marks, [2, 3, 4, 4, 4, 3]);
        for line in ["-5 degrees", "2018. A year", "3.5 metres", "(1 of 3)", "-", "1.", "**bold**", "– dash"] {
            assert_eq!(list_mark(line), 0, "{line}");
        }
    }

    #[test]
    fn sentences_of_a_line_each_are_not_joined() {
        let text = "The council voted on Monday to close the bridge for eight months in all.\n\
                    About 40,000 people cross it each day, and no other road leads there.\n\
                    Ferries will run every ten minutes while the work on the piers lasts.\n";
        assert_eq!(paragraphs(text).len(), 3);
    }

    #[test]
    fn wrapped_text_without_blank_lines_is_parted_by_short_lines_and_indents() {
        let text = "The council voted on Monday to close the bridge for eight months in all, and\n\
                    to run ferries in its place while the work on the piers lasts.\n  \
                      About 40,000 people cross it each day, and no other road leads there from\n\
                    the mainland.\n\
                    Ferries will run every ten minutes. The fare will not rise before the spring\n\
                    of next year.\n";
        let starts: Vec<String> = paragraphs(text).iter().map(|words| words.chars().take(9).collect()).collect();
        assert_eq!(starts, ["The counc", "About 40,", "Ferries w"]);
    }

    #[test]
    fn every_line_break_counts_once() {
        assert_eq!(paragraphs("One.\r\nTwo.\rThree.\n\n\r\n \nFour."), ["One.", "Two.", "Three.", "Four."]);
    }

    #[test]
    fn stops_close_a_sentence_behind_quotation_marks() {
        assert!(ends_sentence("“It is over.”"));
        assert!(ends_sentence("(It is over!)"));
        assert!(!ends_sentence("the fall in a"));
    }
}
