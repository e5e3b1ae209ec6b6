//! AsciiDoc: which lines are words, and what they are on the page.
//!
//! Read line by line, as Asciidoctor does, with a stack for the blocks that hold others. Code, literal and passed-through
//! blocks, comments, attributes, anchors and targets are not read; `{name}` says what the document has set it to, and
//! `ifdef` asks that.

mod attributes;
mod block;
mod inline;
mod table;

use super::cuts::line_at;
use super::date::date_in;
use super::draft::Draft;
use super::front_matter;
use super::model::BlockKind;
use crate::source::Span;
use attributes::Attributes;
use block::{Delimiter, Style, admonition, delimiter, description, list_marker, style};
use std::ops::Range;

/// Blocks that hold others are told apart so deep.
const DEEPEST: usize = 64;

/// Reads `text` from the byte `start` on.
pub(super) fn read(text: &str, start: usize, draft: &mut Draft) {
    let front = front_matter::read(text, start, draft);
    draft.body = Span::new(front.end, front.end).start;
    let attributes = Attributes::new(text.len());
    let mut reader = Reader { text, at: front.end, attributes, ..Reader::default() };
    reader.header(front.title, draft);
    while let Some((line, at)) = reader.next() {
        reader.line(line, at, draft);
    }
    reader.end(draft);
}

/// A paragraph that is open.
#[derive(Debug)]
struct Paragraph {
    kind: BlockKind,
    /// The lines, joined where nothing stands between them.
    parts: Vec<Range<usize>>,
    lines: usize,
}

/// The state between the lines.
#[derive(Debug, Default)]
struct Reader<'t> {
    text: &'t str,
    at: usize,
    attributes: Attributes,
    paragraph: Option<Paragraph>,
    /// The blocks that are open and hold others: their delimiters, and whether they are quotations.
    containers: Vec<(&'t str, bool)>,
    /// What the line in brackets above says of the next block.
    style: Style,
    /// The title of the next block.
    caption: Option<usize>,
    /// How many conditions are open whose lines are not read.
    unread: usize,
    /// How many cells of tables were repeated.
    repeated: usize,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Option<(&'t str, usize)> {
        let at = self.at;
        let (line, next) = line_at(self.text, at)?;
        self.at = next;
        Some((line, at))
    }

    /// Title, authors, revision and attributes of the document.
    fn header(&mut self, front: Option<usize>, draft: &mut Draft) {
        let mut line_of_title = 0;
        while let Some((line, next)) = line_at(self.text, self.at) {
            let at = self.at;
            let is_comment = line.starts_with("//") && !line.starts_with("///");
            if line_of_title == 0 {
                if let Some(title) = line.strip_prefix("= ") {
                    line_of_title = 1;
                    if let Some(front) = front {
                        draft.remove(front);
                    }
                    self.open(BlockKind::Headline, at + line.len() - title.len()..at + line.len(), draft);
                    self.end(draft);
                } else if !(line.is_empty() || is_comment || self.attribute(line, at, draft)) {
                    return;
                }
            } else if line.is_empty() {
                return;
            } else if !(is_comment || self.attribute(line, at, draft)) {
                line_of_title += 1;
                match line_of_title {
                    2 if is_authors(line) => self.authors(line, at, draft),
                    2 | 3 if date_in(line).is_some() => self.day(line, at, draft),
                    2 | 3 if line.starts_with('v') && line.contains(|c: char| c.is_ascii_digit()) => {}
                    _ => return,
                }
            }
            self.at = next;
        }
    }

    fn authors(&mut self, line: &str, at: usize, draft: &mut Draft) {
        let mut from = 0;
        for author in line.split(';') {
            let name = author.split('<').next().unwrap_or_default();
            draft.begin(BlockKind::Byline);
            for (index, part) in name.split('_').enumerate() {
                let place = at + from + (part.as_ptr() as usize).saturating_sub(author.as_ptr() as usize);
                if index > 0 {
                    draft.space(Span::new(place - 1, place));
                }
                draft.verbatim(place, part);
            }
            draft.end();
            from += author.len() + 1;
        }
    }

    fn day(&mut self, line: &str, at: usize, draft: &mut Draft) {
        draft.dateline = draft.dateline.or(date_in(line));
        draft.begin(BlockKind::Dateline);
        draft.verbatim(at, line);
        draft.end();
    }

    /// Reads a line that sets an attribute, if it is one; the author and the day of the document are read.
    fn attribute(&mut self, line: &'t str, at: usize, draft: &mut Draft) -> bool {
        let Some((name, value)) = self.attributes.read(line) else { return false };
        let at = at + line.len() - value.len();
        match name {
            "author" | "authors" if !value.is_empty() => self.authors(value, at, draft),
            "revdate" | "date" | "docdate" if date_in(value).is_some() => self.day(value, at, draft),
            _ => {}
        }
        true
    }

    /// Reads a line of the body.
    fn line(&mut self, line: &'t str, at: usize, draft: &mut Draft) {
        if self.condition(line) || self.unread > 0 {
            return;
        }
        if line.is_empty() {
            self.end(draft);
            return;
        }
        if line.starts_with("//") && !line.starts_with("///") || line.starts_with("include::") && line.ends_with(']') {
            return;
        }
        if self.is_underline(line) {
            self.underlined(line, draft);
            return;
        }
        if let Some(delimiter) = delimiter(line) {
            self.end(draft);
            self.delimited(line, delimiter, draft);
            return;
        }
        if self.paragraph.is_none() && self.attribute(line, at, draft) {
            return;
        }
        if self.section(line, at, draft) {
            return;
        }
        if let Some(title) =
            line.strip_prefix('.').filter(|title| !title.starts_with(['.', ' ', '\t']) && !title.is_empty())
            && self.paragraph.is_none()
        {
            let style = self.style;
            self.open(BlockKind::Caption, at + 1..at + 1 + title.len(), draft);
            self.caption = self.end(draft);
            self.style = style;
            return;
        }
        if line.starts_with('[') && line.ends_with(']') && self.paragraph.is_none() {
            self.style = style(line, self.style);
            return;
        }
        if self.paragraph.is_none() && self.block_macro(line, at, draft) {
            return;
        }
        if matches!(line, "'''" | "---" | "***" | "* * *" | "- - -" | "<<<" | "+") {
            self.end(draft);
            return;
        }
        self.words(line, at, draft);
    }

    /// A line of a paragraph, an item or a literal paragraph.
    fn words(&mut self, line: &'t str, at: usize, draft: &mut Draft) {
        let indent = line.len() - line.trim_start().len();
        let bare = line.trim_start();
        let at = at + indent;
        let whole = at..at + bare.len();
        if self.style.is_verbatim && self.paragraph.is_none() {
            self.skip_paragraph();
            return;
        }
        if let Some(mark) = list_marker(bare) {
            self.end(draft);
            self.open(BlockKind::ListItem, at + mark..whole.end, draft);
        } else if let Some((term, rest)) = description(bare) {
            self.end(draft);
            self.open(BlockKind::ListItem, at..at + term, draft);
            self.end(draft);
            self.open(BlockKind::ListItem, at + rest..whole.end, draft);
        } else if let Some(paragraph) = &mut self.paragraph {
            paragraph.lines += 1;
            match paragraph.parts.last_mut() {
                // Only line break and indentation stand between them.
                Some(last) if self.text.get(last.end..at).is_some_and(|gap| gap.trim().is_empty()) => {
                    last.end = whole.end
                }
                _ => paragraph.parts.push(whole),
            }
        } else if indent > 0 {
            self.skip_paragraph();
        } else {
            let is_quote = self.style.is_quote || self.containers.last().is_some_and(|(_, is_quote)| *is_quote);
            let kind = if is_quote { BlockKind::Quote } else { BlockKind::Paragraph };
            self.open(kind, at + admonition(bare)..whole.end, draft);
        }
    }

    /// Goes on behind the next blank line.
    fn skip_paragraph(&mut self) {
        self.style = Style::default();
        while let Some((line, next)) = line_at(self.text, self.at) {
            if line.is_empty() {
                break;
            }
            self.at = next;
        }
    }

    fn open(&mut self, kind: BlockKind, range: Range<usize>, draft: &mut Draft) {
        self.end(draft);
        self.caption = None;
        self.paragraph = Some(Paragraph { kind, parts: vec![range], lines: 1 });
    }

    /// Ends the open paragraph; the block that it has become.
    fn end(&mut self, draft: &mut Draft) -> Option<usize> {
        let paragraph = self.paragraph.take()?;
        self.style = Style::default();
        draft.begin(paragraph.kind);
        let mut before: Option<usize> = None;
        for part in paragraph.parts {
            if let Some(before) = before {
                draft.space(Span::new(before, part.start));
            }
            before = Some(part.end);
            inline::write(self.text.get(part.clone()).unwrap_or_default(), part.start, &mut self.attributes, draft);
        }
        draft.end()
    }

    /// `== Section`, or `## Section`.
    fn section(&mut self, line: &str, at: usize, draft: &mut Draft) -> bool {
        let mark = if line.starts_with('=') { '=' } else { '#' };
        let title = line.trim_start_matches(mark);
        let level = line.len() - title.len();
        if !(1..=6).contains(&level) || !title.starts_with(' ') || self.paragraph.is_some() {
            return false;
        }
        let level = u8::try_from(level).unwrap_or(6);
        self.open(BlockKind::Heading(level), at + line.len() - title.len()..at + line.len(), draft);
        self.end(draft);
        self.containers.clear();
        true
    }

    /// Whether a line underlines the one line of the open paragraph: a title in two lines.
    fn is_underline(&self, line: &str) -> bool {
        let Some(paragraph) = self.paragraph.as_ref().filter(|open| open.lines == 1) else { return false };
        let Some(mark) = line.chars().next().filter(|mark| "=-~^+".contains(*mark)) else { return false };
        let title = paragraph.parts.first().and_then(|part| self.text.get(part.clone())).unwrap_or_default();
        let (width, length) = (title.chars().count(), line.len());
        let is_line = line.chars().all(|c| c == mark) && width.abs_diff(length) <= 1 && length >= 2;
        is_line && paragraph.kind == BlockKind::Paragraph && title.contains(char::is_alphanumeric)
    }

    fn underlined(&mut self, line: &str, draft: &mut Draft) {
        let level = line.chars().next().and_then(|mark| "=-~^+".find(mark)).unwrap_or_default();
        let is_first = draft.blocks.is_empty();
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.kind = match u8::try_from(level + 1) {
                Ok(1) if is_first => BlockKind::Headline,
                Ok(level) => BlockKind::Heading(level),
                Err(_) => BlockKind::Heading(6),
            };
        }
        self.end(draft);
    }

    /// A line that opens or closes a block.
    fn delimited(&mut self, line: &'t str, delimiter: Delimiter, draft: &mut Draft) {
        let style = std::mem::take(&mut self.style);
        let caption = self.caption.take();
        match delimiter {
            Delimiter::Table(separator) => {
                let body = self.until(line);
                table::read(self.text, body, &style, separator, self, caption, draft);
            }
            Delimiter::Verbatim => {
                // The fence that opens may name a language.
                self.until(if line.starts_with("```") { "```" } else { line });
            }
            Delimiter::Container { is_quote } => {
                if let Some(depth) = self.containers.iter().rposition(|(open, _)| *open == line) {
                    self.containers.truncate(depth);
                } else if style.is_verbatim {
                    self.until(line);
                } else if self.containers.len() < DEEPEST {
                    let is_quote = is_quote || style.is_quote || self.containers.last().is_some_and(|(_, is)| *is);
                    self.containers.push((line, is_quote));
                }
            }
        }
    }

    /// The lines up to the next one that is the same; to the end, where there is none.
    fn until(&mut self, line: &str) -> Range<usize> {
        let start = self.at;
        while let Some((next, at)) = self.next() {
            if next == line {
                return start..at;
            }
        }
        start..self.text.len()
    }

    /// `ifdef`, `ifndef`, `ifeval` and `endif`.
    fn condition(&mut self, line: &str) -> bool {
        let Some((name, rest)) = line.split_once("::").filter(|_| line.ends_with(']')) else { return false };
        let Some((asked, words)) = rest.split_once('[') else { return false };
        match name {
            "endif" => self.unread = self.unread.saturating_sub(1),
            // One that asks and says what in one line: it is the page's, and rarely words.
            "ifdef" | "ifndef" if words != "]" => {}
            "ifdef" | "ifndef" | "ifeval" => {
                let is_set = match asked.split_once('+') {
                    Some(_) => asked.split('+').all(|name| self.attributes.is_set(name)),
                    None => asked.split(',').any(|name| self.attributes.is_set(name)),
                };
                let is_read = name == "ifeval" || is_set == (name == "ifdef");
                if self.unread > 0 || !is_read {
                    self.unread += 1;
                }
            }
            _ => return false,
        }
        true
    }

    /// `image::target[words]` and other macros that are a line.
    fn block_macro(&mut self, line: &'t str, at: usize, draft: &mut Draft) -> bool {
        let Some((name, rest)) = line.split_once("::").filter(|_| line.ends_with(']')) else { return false };
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let Some((target, words)) = rest.split_once('[') else { return false };
        if !is_name || target.contains(char::is_whitespace) {
            return false;
        }
        if name == "image" {
            let words = words.strip_suffix(']').unwrap_or(words);
            let alt = words.split(',').next().filter(|alt| !alt.contains('=')).unwrap_or_default();
            let from = at + name.len() + 2 + target.len() + 1;
            self.open(BlockKind::AltText, from..from + alt.len(), draft);
            self.end(draft);
        }
        self.style = Style::default();
        true
    }
}

/// Whether a line below the title names authors ("Jane Doe <jane@example.org>; John Roe").
fn is_authors(line: &str) -> bool {
    line.split(';').all(|author| {
        let name = author.split('<').next().unwrap_or_default();
        let mut words = name.split_whitespace();
        (1..=4).contains(&words.clone().count())
            && words.all(|word| word.chars().next().is_some_and(char::is_alphabetic) && !word.ends_with([':', ',']))
    })
}
