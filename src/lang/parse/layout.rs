//! Cuts a rule file into blocks, and blocks into the lines that sentences stand on.
//!
//! Enters: the text of a file. Leaves: [`Draft`]s, one a block, each a header and its body, one after the other so that a file
//! of a million blocks is never held twice; and the comments, which the formatter keeps.
//! Guaranteed: the text of a [`Line`] has its bytes where the file has them (what is not part of the sentence is blanked,
//! never removed), so that a place in the line plus [`Line::start`] is a place in the file; in a line without a fault every
//! quotation mark and every parenthesis has its partner, and parentheses nest [`MAX_NESTING`](super::MAX_NESTING) deep at most.

use super::scan::{Fault, Scan};
use crate::source::Span;
use std::borrow::Cow;

/// One logical line: a line of the file with those that continue it.
#[derive(Debug)]
pub(in crate::lang) struct Line<'a> {
    /// The byte of the file where it begins, after its indentation.
    pub start: usize,
    /// What it says, with comments, line breaks and odd spaces blanked; no space at either end.
    pub text: Cow<'a, str>,
    /// Why no sentence can be read from it.
    pub fault: Option<Fault>,
}

impl Line<'_> {
    /// Its bytes in the file.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// What stands before and behind the byte at that place of the file, each without spaces at its ends.
    pub fn parts(&self, at: usize) -> (Line<'_>, Line<'_>) {
        let middle = at.saturating_sub(self.start);
        let before = self.text.get(..middle).unwrap_or_default();
        let behind = self.text.get(middle + 1..).unwrap_or_default();
        let part = |start: usize, text: &'_ str| -> (usize, usize) {
            let trimmed = text.trim_start_matches(' ');
            (start + text.len() - trimmed.len(), trimmed.len())
        };
        let line = |(start, length): (usize, usize)| {
            let from = start - self.start;
            let text = self.text.get(from..from + length).unwrap_or_default().trim_end_matches(' ');
            Line { start, text: Cow::Borrowed(text), fault: None }
        };
        (line(part(self.start, before)), line(part(at + 1, behind)))
    }

    /// Its first word.
    pub fn first_word(&self) -> &str {
        first_word(&self.text)
    }
}

/// A block before its sentences are read.
#[derive(Debug)]
pub(in crate::lang) struct Draft<'a> {
    /// The line at column 0; none if the file begins with indented lines.
    pub header: Option<Line<'a>>,
    /// The lines below it.
    pub body: Vec<Line<'a>>,
}

/// A comment: from its `#` to the end of its line, and whether it stands behind a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lang) struct Comment {
    /// Its bytes, without the line break and without spaces at its end.
    pub span: Span,
    /// Whether words stand before it on its line.
    pub trailing: bool,
}

/// The blocks that have no body: whatever is indented under them continues them.
pub(in crate::lang) const WITHOUT_BODY: [&str; 5] = ["language", "use", "about", "name", "check"];

/// A walk through the blocks of a file.
pub(in crate::lang) struct Layout<'a> {
    file: &'a str,
    at: usize,
    comments: Vec<Comment>,
}

impl<'a> Layout<'a> {
    /// A walk that begins behind the byte-order mark, if there is one.
    pub fn new(file: &'a str) -> Self {
        Self { file, at: if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }, comments: Vec::new() }
    }

    /// The comments passed so far.
    pub fn into_comments(self) -> Vec<Comment> {
        self.comments
    }

    /// The line of the file that comes next: where it begins, and its text without the line break.
    fn peek(&self) -> Option<(usize, &'a str)> {
        let rest = self.file.get(self.at..).filter(|rest| !rest.is_empty())?;
        let line = rest.split_once('\n').map_or(rest, |(line, _)| line);
        Some((self.at, line))
    }

    /// Goes past the line that [`Self::peek`] gave, and past its line break.
    fn pass(&mut self, line: &str) {
        self.at = (self.at + line.len() + 1).min(self.file.len());
    }

    /// Feeds a line of the file to a logical line, and notes its comment.
    fn feed(&mut self, into: &mut Open<'a>, start: usize, line: &'a str) {
        self.pass(line);
        if let Some(comment) = into.feed(self.file, start, line.strip_suffix('\r').unwrap_or(line)) {
            self.comments.push(comment);
        }
    }
}

impl<'a> Iterator for Layout<'a> {
    type Item = Draft<'a>;

    fn next(&mut self) -> Option<Draft<'a>> {
        let mut header: Option<Open<'a>> = None;
        let mut body: Vec<Line<'a>> = Vec::new();
        let mut open: Option<Open<'a>> = None;
        let mut depth: Option<usize> = None;
        let (mut tabs_told, mut depth_told, mut without_body, mut is_example) = (false, false, false, false);
        while let Some((start, line)) = self.peek() {
            let content = line.trim_start_matches(is_space);
            let indent = line.len() - content.len();
            if content.trim_end_matches(is_space).trim_end_matches('\r').is_empty() {
                self.pass(line);
                continue;
            }
            let column =
                line.chars().take_while(|&letter| is_space(letter)).filter(|&letter| !is_invisible(letter)).count();
            // The text of an example is an article, which may take several lines.
            let in_text = is_example && header.as_ref().is_some_and(|header| header.scan.in_quote());
            let continues_header = column > 0 && (without_body || in_text) && open.is_none();
            let continues_line = depth.is_some_and(|depth| column > depth);
            let target = if continues_header { header.as_mut() } else { open.as_mut().filter(|_| continues_line) };
            if content.starts_with('#') && !target.as_ref().is_some_and(|line| line.scan.in_quote()) {
                self.pass(line);
                self.comments.push(comment(start + indent, content, false));
                continue;
            }
            if let Some(target) = target {
                self.feed(target, start, line);
                continue;
            }
            if column == 0 {
                if header.is_some() || open.is_some() || !body.is_empty() {
                    break;
                }
                let mut fresh = Open::new(start + indent);
                self.feed(&mut fresh, start, line);
                header = Some(fresh);
                without_body = WITHOUT_BODY.contains(&first_word(content));
                is_example = first_word(content) == "example";
                continue;
            }
            let mut fresh = Open::new(start + indent);
            if depth.is_some_and(|depth| column < depth) {
                fresh.scan.blame(Fault::uneven(Span::new(start, start + indent), depth_told));
                depth_told = true;
            }
            depth = Some(column);
            self.feed(&mut fresh, start, line);
            if let Some(done) = open.replace(fresh) {
                body.push(done.close(self.file, &mut tabs_told));
            }
        }
        if header.is_none() && open.is_none() {
            return None;
        }
        let header = header.map(|header| header.close(self.file, &mut tabs_told));
        body.extend(open.map(|open| open.close(self.file, &mut tabs_told)));
        Some(Draft { header, body })
    }
}

/// A logical line that may still be continued.
#[derive(Debug)]
struct Open<'a> {
    start: usize,
    scan: Scan,
    /// The pieces of the file that are its words, each within one line of the file.
    pieces: Vec<(usize, &'a str)>,
}

impl<'a> Open<'a> {
    fn new(start: usize) -> Self {
        Self { start, scan: Scan::default(), pieces: Vec::new() }
    }

    /// Takes a line of the file in, up to its comment.
    fn feed(&mut self, file: &'a str, start: usize, line: &'a str) -> Option<Comment> {
        let length = self.scan.line(start, line);
        let words = line.get(..length).unwrap_or(line);
        let begin = if self.pieces.is_empty() { self.start } else { start };
        self.pieces.push((begin, file.get(begin..start + words.len()).unwrap_or_default()));
        line.get(length..).filter(|rest| !rest.is_empty()).map(|rest| comment(start + length, rest, true))
    }

    /// The finished line. Of several tabs in a block only the first is told.
    fn close(self, file: &'a str, tabs_told: &mut bool) -> Line<'a> {
        let end = self.pieces.last().map_or(self.start, |(at, piece)| at + piece.trim_end_matches(is_space).len());
        let text = match self.pieces.as_slice() {
            [(_, piece)] if !self.scan.odd_spaces() => Cow::Borrowed(piece.trim_end_matches(is_space)),
            pieces => Cow::Owned(blanked(self.start, end, pieces)),
        };
        debug_assert_eq!(text.len(), end - self.start, "blanking keeps every byte in its place");
        debug_assert!(file.is_char_boundary(self.start) && file.is_char_boundary(end));
        let fault = self.scan.finish(Span::new(self.start, end), tabs_told);
        Line { start: self.start, text, fault }
    }
}

/// The pieces as one text from `start` to `end`, with plain spaces where the file has a line break, an indentation, a comment or
/// an odd space. (An odd space inside quotation marks is blanked as well: quoted texts are taken from the file.)
fn blanked(start: usize, end: usize, pieces: &[(usize, &str)]) -> String {
    let mut text = String::with_capacity(end - start);
    for &(at, piece) in pieces {
        let wanted = (at - start).saturating_sub(text.len());
        text.extend(std::iter::repeat_n(' ', wanted));
        for letter in piece.chars() {
            if is_space(letter) {
                text.extend(std::iter::repeat_n(' ', letter.len_utf8()));
            } else {
                text.push(letter);
            }
        }
    }
    text.truncate(end - start);
    text
}

/// What parts words: every kind of space, and characters that are not seen at all.
pub(in crate::lang) fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t')
        || !letter.is_ascii() && (letter.is_whitespace() && letter != '\u{85}' || is_invisible(letter))
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn first_word(line: &str) -> &str {
    line.split(|letter| is_space(letter) || matches!(letter, '"' | '“' | ',' | '(' | ':' | '\r'))
        .next()
        .unwrap_or_default()
}

fn comment(at: usize, rest: &str, trailing: bool) -> Comment {
    let rest = rest.trim_end_matches(|letter| letter == '\r' || is_space(letter));
    Comment { span: Span::new(at, at + rest.len()), trailing }
}

#[cfg(test)]
mod tests {
    use super::super::scan::FaultKind;
    use super::*;

    /// Each block as its lines, a faulty one as its fault.
    fn blocks(file: &str) -> Vec<Vec<String>> {
        let line = |line: Line<'_>| line.fault.map_or(line.text.to_string(), |fault| format!("{:?}", fault.kind));
        let block = |draft: Draft<'_>| draft.header.into_iter().chain(draft.body).map(line).collect();
        Layout::new(file).map(block).collect()
    }

    #[test]
    fn a_block_is_a_line_at_the_margin_with_the_indented_lines_below() {
        let file = "rule a\n  A is one\n\n  B is two\nuse news\n";
        assert_eq!(blocks(file), [vec!["rule a", "A is one", "B is two"], vec!["use news"]]);
    }

    #[test]
    fn a_line_indented_deeper_continues_the_one_above() {
        assert_eq!(blocks("rule a\n  A is\n    one\n  B is two"), [["rule a", "A is     one", "B is two"]]);
    }

    #[test]
    fn what_is_indented_under_a_block_without_a_body_continues_its_header() {
        assert_eq!(blocks("about the SCO\n  and NATO\n      too\n"), [["about the SCO   and NATO       too"]]);
    }

    #[test]
    fn places_are_kept_when_a_line_is_put_together() {
        let file = "rule a\r\n  A is # first\r\n    # alone\r\n\u{a0}\u{a0}  one\u{a0}or two  \r\n";
        let draft = Layout::new(file).next().unwrap();
        let line = &draft.body[0];
        for word in ["A", "is", "one", "or", "two"] {
            let at = line.text.find(word).unwrap();
            assert!(file[line.start + at..].starts_with(word), "{word}");
        }
        assert_eq!(line.text.split_whitespace().collect::<Vec<_>>(), ["A", "is", "one", "or", "two"]);
    }

    #[test]
    fn a_comment_is_a_line_or_stands_between_spaces_outside_quotes() {
        let file = "# one\nrule a # two\n  # three\n  #1 seed\n  B is \"# not\" # four\n  the C#1 team #1 wins #\n";
        assert_eq!(blocks(file), [["rule a", "B is \"# not\"", "the C#1 team #1 wins"]]);
        let mut layout = Layout::new(file);
        while layout.next().is_some() {}
        let comments: Vec<_> = layout.into_comments().iter().map(|comment| &file[comment.span.range()]).collect();
        assert_eq!(comments, ["# one", "# two", "# three", "#1 seed", "# four", "#"]);
    }

    #[test]
    fn a_quoted_text_may_run_over_continued_lines() {
        assert_eq!(blocks("rule a\n  A says \"one\n    # two\"\n"), [["rule a", "A says \"one     # two\""]]);
    }

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        assert_eq!(blocks("\u{feff}use news"), [["use news"]]);
    }

    #[test]
    fn odd_spaces_count_as_spaces_and_what_is_invisible_counts_for_nothing() {
        let file = "\u{200b}rule a\n\u{a0} A is\n\u{a0}\u{a0} one\n  B is two\n";
        assert_eq!(blocks(file), [["rule a", "A is      one", "B is two"]]);
    }

    #[test]
    fn lines_above_the_first_block_are_a_block_without_a_header() {
        let drafts: Vec<_> = Layout::new("  one\n  two\nuse news\n").collect();
        assert!(drafts[0].header.is_none());
        assert_eq!((drafts[0].body.len(), drafts.len()), (2, 2));
    }

    #[test]
    fn faults_spoil_their_own_line() {
        let fault = |text: &str| Layout::new(text).next().unwrap().header.unwrap().fault.map(|fault| fault.kind);
        assert_eq!(fault("rule a\tb"), Some(FaultKind::Tab));
        assert_eq!(fault("rule \"a\tb\""), None, "a tab in a quoted text is the text's own");
        assert_eq!(fault("rule a\rb"), Some(FaultKind::Control('\r')));
        assert_eq!(fault("rule \"a"), Some(FaultKind::UnclosedQuote { after_digit: false }));
        assert_eq!(fault("rule 5\"a"), Some(FaultKind::UnclosedQuote { after_digit: true }));
        assert_eq!(fault("rule \"a\\\""), Some(FaultKind::UnclosedQuote { after_digit: false }));
        assert_eq!(fault("rule \"a\\\"b\""), None);
        assert_eq!(fault("rule “a \" b”"), None);
        assert_eq!(fault("rule a”"), Some(FaultKind::StrayQuote));
        assert_eq!(fault("rule (a"), Some(FaultKind::UnclosedParenthesis));
        assert_eq!(fault("rule a)"), Some(FaultKind::StrayParenthesis));
        assert_eq!(fault("rule \"(\""), None);
    }

    #[test]
    fn lines_of_one_block_may_change_their_depth_once_told() {
        assert_eq!(blocks("rule a\n    A\n  B\n  C\n    D\n"), [["rule a", "A", "Uneven", "C     D"]]);
    }
}
