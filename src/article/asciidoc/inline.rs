//! The markup inside the lines of AsciiDoc: emphasis, code, links and other macros, references.
//!
//! Every search for an end is bounded or remembered, so that a text of openings takes linear time.

use super::attributes::Attributes;
use crate::article::cuts::{Cut, Cuts, around, reference, within};
use crate::article::draft::Draft;

/// A macro, a cross-reference or a list of attributes is no longer than this, in bytes.
const LONGEST: usize = 2048;

/// Writes a text that stands in the file at `at` into the open block.
pub(super) fn write(text: &str, at: usize, attributes: &mut Attributes, draft: &mut Draft) {
    let mut scanner = Scanner { text, cuts: Cuts::default(), open: [None; 6], unclosed: [false; 4], attributes };
    let mut place = 0;
    while let Some(next) = scanner.step(place) {
        place = next;
    }
    scanner.cuts.write(text, at, draft);
}

struct Scanner<'t, 'a> {
    text: &'t str,
    cuts: Cuts,
    /// The openings of `*`, `_`, `#`, `**`, `__`, `##` that wait for their ends.
    open: [Option<usize>; 6],
    /// The marks of code and of passed-through text that have no end from here on.
    unclosed: [bool; 4],
    attributes: &'a mut Attributes,
}

impl<'t> Scanner<'t, '_> {
    /// Reads what stands at a byte; where to go on.
    fn step(&mut self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        // To the next byte that can be markup.
        let skip = rest.find(['\\', '`', '*', '_', '#', '^', '~', '<', '{', '&', '(', '+', ':', '['])?;
        let at = at + skip;
        let rest = self.text.get(at..)?;
        let first = rest.chars().next()?;
        let end = match first {
            '\\' => self.escape(at, rest),
            '`' => self.code(at, rest),
            '*' | '_' | '#' => self.emphasis(at, rest, first),
            '^' | '~' => self.script(at, rest, first),
            '<' => self.cross_reference(at, rest),
            '{' => self.attribute(at, rest),
            '&' => reference(rest).map(|(said, length)| self.cut(at, length, Cut::Say(said))),
            '(' => self.index_term(at, rest),
            '+' => self.passed(at, rest),
            '[' => self.list(at, rest),
            _ => self.macro_at(at, rest),
        };
        Some(end.unwrap_or(at + first.len_utf8()))
    }

    fn cut(&mut self, at: usize, length: usize, cut: Cut) -> usize {
        self.cuts.add(at..at + length, cut);
        at + length
    }

    fn escape(&mut self, at: usize, rest: &str) -> Option<usize> {
        let next = rest.chars().nth(1).filter(|c| c.is_ascii_punctuation())?;
        self.cut(at, 1, Cut::Drop);
        Some(at + 1 + next.len_utf8())
    }

    /// `code`; but "`…`" are quotation marks, and `' an apostrophe.
    fn code(&mut self, at: usize, rest: &str) -> Option<usize> {
        let (before, after) = around(self.text, at, at + 1);
        if matches!(before, Some('"' | '\'')) || matches!(after, Some('"' | '\'')) {
            return Some(self.cut(at, 1, Cut::Drop));
        }
        let mark = if rest.starts_with("``") { "``" } else { "`" };
        self.delimited(at, rest, mark, usize::from(mark.len() > 1), Cut::Gap)
    }

    /// What stands between two marks: all of it is cut, or (with `Cut::Keep`) only the marks.
    fn delimited(&mut self, at: usize, rest: &str, mark: &str, kind: usize, cut: Cut) -> Option<usize> {
        let is_wide = mark.len() > 1;
        let (before, after) = around(self.text, at, at + mark.len());
        let opens = is_wide || !before.is_some_and(char::is_alphanumeric) && !after.is_none_or(char::is_whitespace);
        if !opens || self.unclosed.get(kind).copied().unwrap_or_default() {
            return None;
        }
        let mut from = mark.len();
        while let Some(found) = rest.get(from..)?.find(mark).map(|found| from + found) {
            let (last, next) = around(rest, found, found + mark.len());
            let closes = is_wide || !last.is_some_and(char::is_whitespace) && !next.is_some_and(char::is_alphanumeric);
            if closes && found > mark.len() {
                let end = found + mark.len();
                if cut == Cut::Keep {
                    self.cut(at, mark.len(), Cut::Drop);
                    self.cut(at + found, mark.len(), Cut::Drop);
                } else {
                    self.cut(at, end, cut);
                }
                return Some(at + end);
            }
            from = found + mark.len();
        }
        if let Some(unclosed) = self.unclosed.get_mut(kind) {
            *unclosed = true;
        }
        None
    }

    fn passed(&mut self, at: usize, rest: &str) -> Option<usize> {
        if rest.starts_with("+++") {
            return self.delimited(at, rest, "+++", 2, Cut::Drop);
        }
        // A line break.
        let (before, after) = around(self.text, at, at + 1);
        let ends_line = matches!(after, None | Some('\n' | '\r'));
        if ends_line && before.is_some_and(char::is_whitespace) {
            return Some(self.cut(at, 1, Cut::Drop));
        }
        let mark = if rest.starts_with("++") { "++" } else { "+" };
        if mark == "++" && before.is_some_and(char::is_alphanumeric) {
            // C++
            return Some(at + 2);
        }
        self.delimited(at, rest, mark, 3, Cut::Keep)
    }

    fn emphasis(&mut self, at: usize, rest: &str, mark: char) -> Option<usize> {
        let is_wide = rest.chars().nth(1) == Some(mark);
        let length = if is_wide { 2 } else { 1 };
        let (before, after) = around(self.text, at, at + length);
        let kind = match mark {
            '*' => 0,
            '_' => 1,
            _ => 2,
        } + if is_wide { 3 } else { 0 };
        let closes = if is_wide {
            true
        } else {
            before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
        };
        let opens = if is_wide {
            true
        } else {
            !before.is_some_and(|c| c.is_alphanumeric() || c == '_') && after.is_some_and(|c| !c.is_whitespace())
        };
        let waiting = self.open.get_mut(kind)?;
        if closes && let Some(opening) = waiting.take() {
            self.cuts.set(opening, Cut::Drop);
            return Some(self.cut(at, length, Cut::Drop));
        }
        if opens && waiting.is_none() {
            *waiting = Some(self.cuts.add(at..at + length, Cut::Keep));
        }
        Some(at + length)
    }

    /// Raised and lowered signs: `x^2^`, `H~2~O`.
    fn script(&mut self, at: usize, rest: &str, mark: char) -> Option<usize> {
        let inner = within(rest, 64).get(1..)?;
        let end = inner.find(|c: char| c == mark || c.is_whitespace())?;
        if end == 0 || !inner.get(end..)?.starts_with(mark) {
            return None;
        }
        self.cut(at, 1, Cut::Drop);
        Some(self.cut(at + 1 + end, 1, Cut::Drop))
    }

    /// `<<id>>` and `<<id,words>>`.
    fn cross_reference(&mut self, at: usize, rest: &str) -> Option<usize> {
        let inner = within(rest, LONGEST).strip_prefix("<<")?;
        let end = inner.find(">>")?;
        match inner.get(..end)?.find(',') {
            Some(comma) => {
                self.cut(at, 2 + comma + 1, Cut::Drop);
                self.cut(at + 2 + end, 2, Cut::Drop);
                Some(at + 2 + comma + 1)
            }
            None => Some(self.cut(at, end + 4, Cut::Gap)),
        }
    }

    fn attribute(&mut self, at: usize, rest: &str) -> Option<usize> {
        let inner = within(rest, 80).strip_prefix('{')?;
        let (name, _) = inner.split_once('}')?;
        let is_name =
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '!'));
        if !is_name {
            return None;
        }
        let cut = self.attributes.say(name).map_or(Cut::Gap, Cut::Say);
        Some(self.cut(at, name.len() + 2, cut))
    }

    /// `((words))` are words of the text, `(((words)))` are of the index alone.
    fn index_term(&mut self, at: usize, rest: &str) -> Option<usize> {
        let near = within(rest, 256);
        if near.starts_with("(((") {
            return Some(self.cut(at, near.find(")))")? + 3, Cut::Drop));
        }
        let end = near.strip_prefix("((")?.find("))")?;
        self.cut(at, 2, Cut::Drop);
        Some(self.cut(at + 2 + end, 2, Cut::Drop))
    }

    /// `[[anchor]]`, and the attributes in front of marked words (`[.big]#words#`).
    fn list(&mut self, at: usize, rest: &str) -> Option<usize> {
        let near = within(rest, 256);
        if near.starts_with("[[") {
            return Some(self.cut(at, near.find("]]")? + 2, Cut::Drop));
        }
        let end = near.find(']')?;
        let marks = near.get(end + 1..)?.starts_with(['#', '*', '_', '`', '^', '~']);
        if marks { Some(self.cut(at, end + 1, Cut::Drop)) } else { None }
    }

    /// A macro whose colon stands here: `link:target[words]`, `https://example.org[words]`, `footnote:[words]`.
    fn macro_at(&mut self, at: usize, rest: &'t str) -> Option<usize> {
        let before = self.text.get(..at)?;
        let start = before
            .rfind(|c: char| !c.is_ascii_alphanumeric())
            .map_or(0, |last| last + before.get(last..).and_then(|last| last.chars().next()).map_or(1, char::len_utf8));
        let name = before.get(start.max(at.saturating_sub(12))..)?;
        let near = within(rest, LONGEST).get(1..)?;
        let bracket = near.find(|c: char| c == '[' || c.is_whitespace()).unwrap_or(near.len());
        let is_address = matches!(name, "http" | "https" | "ftp" | "irc") && near.starts_with("//");
        if !near.get(bracket..)?.starts_with('[') {
            // An address alone is words of the page; its signs are no markup.
            return is_address.then_some(at + 1 + bracket);
        }
        let inner = near.get(bracket + 1..)?;
        let mut end = inner.find(']')?;
        while inner.get(..end)?.ends_with('\\') {
            end += 1 + inner.get(end + 1..)?.find(']')?;
        }
        let words = inner.get(..end)?;
        let from = at + 1 + bracket + 1;
        let whole = from + end + 1 - start;
        match name {
            "link" | "mailto" | "xref" | "http" | "https" | "ftp" | "irc" | "btn" | "indexterm2" => {
                if is_address
                    && !before.get(..start)?.ends_with(|c: char| c.is_whitespace() || "(<>[\"';,:".contains(c))
                    && start > 0
                {
                    return None;
                }
                let length = said(words).trim_end_matches('^').len();
                if length == 0 {
                    return Some(self.cut(start, whole, Cut::Gap));
                }
                self.cut(start, from - start, Cut::Drop);
                self.cut(from + length, end + 1 - length, Cut::Drop);
                Some(from)
            }
            "image" => {
                let alt = words.split(',').next().filter(|alt| !alt.contains('=')).unwrap_or_default();
                Some(self.cut(start, whole, Cut::Picture(from..from + alt.len())))
            }
            "footnote" | "footnoteref" => Some(self.cut(start, whole, Cut::Note(from..from + words.len()))),
            "pass" | "stem" | "latexmath" | "asciimath" | "kbd" | "menu" => Some(self.cut(start, whole, Cut::Gap)),
            "icon" | "anchor" | "indexterm" | "bibitem" => Some(self.cut(start, whole, Cut::Drop)),
            _ => None,
        }
    }
}

/// The words of a link, without the attributes behind them.
fn said(words: &str) -> &str {
    let comma = words.match_indices(',').map(|(at, _)| at).find(|&at| {
        let name = words.get(at + 1..).unwrap_or_default().trim_start();
        name.find('=')
            .is_some_and(|end| name.get(..end).is_some_and(|name| name.chars().all(|c| c.is_ascii_alphabetic())))
    });
    let is_attribute = words.split_once('=').is_some_and(|(name, _)| matches!(name, "window" | "role" | "opts" | "id"));
    if is_attribute { "" } else { comma.and_then(|comma| words.get(..comma)).unwrap_or(words) }
}
