//! reStructuredText: which lines are words, and what they are on the page.
//!
//! Read line by line, with a stack of indentations: what stands deeper than a list item, a directive or a term belongs to it.
//! Comments, targets, options of directives, code, literal blocks and directives that bring no words are not read; `|name|`
//! says what the document defines for it.

mod inline;
mod mark;
mod tables;

use super::cuts::line_at;
use super::date::date_in;
use super::draft::Draft;
use super::model::BlockKind;
use crate::source::Span;
use inline::Substitutions;
use mark::{Content, Directive, adornment, content_of, directive, enumerator, field};
use std::ops::Range;

/// Indentations are told apart so deep.
const DEEPEST: usize = 200;

/// So many blocks may stand above the headline.
const HEAD: usize = 20;

/// Reads `text` from the byte `start` on.
pub(super) fn read(text: &str, start: usize, draft: &mut Draft) {
    let substitutions = Substitutions { texts: mark::substitutions(text), budget: text.len() / 2 };
    let mut reader = Reader { text, at: start, substitutions, ..Reader::default() };
    while let Some((line, at)) = reader.next() {
        reader.line(line, at, draft);
    }
    reader.end(draft);
}

/// What stands at an indentation.
#[derive(Debug, Clone, Copy)]
struct Frame {
    /// The least indentation of what belongs to it.
    indent: usize,
    /// Whether its first line says how far it is indented.
    is_open: bool,
    kind: BlockKind,
    /// Nothing in it is read.
    is_skipped: bool,
    /// Options of a directive may stand here.
    has_options: bool,
}

/// A paragraph that is open.
#[derive(Debug)]
struct Paragraph {
    kind: BlockKind,
    /// How far its lines are indented; none where the first one follows a mark.
    indent: Option<usize>,
    parts: Vec<Range<usize>>,
    lines: usize,
}

/// The state between the lines.
#[derive(Debug, Default)]
struct Reader<'t> {
    text: &'t str,
    at: usize,
    substitutions: Substitutions,
    frames: Vec<Frame>,
    paragraph: Option<Paragraph>,
    /// The styles of section titles, the highest first.
    styles: Vec<(char, bool)>,
    /// The paragraph before ends with `::`.
    literal: bool,
    /// Whether words of the body were read: fields before them are about the document.
    has_words: bool,
    repeated: usize,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Option<(&'t str, usize)> {
        let at = self.at;
        let (line, next) = line_at(self.text, at)?;
        self.at = next;
        Some((line, at))
    }

    /// Reads a line.
    fn line(&mut self, line: &'t str, at: usize, draft: &mut Draft) {
        if line.is_empty() {
            self.end(draft);
            if let Some(frame) = self.frames.last_mut() {
                frame.has_options = false;
            }
            return;
        }
        let bare = line.trim_start();
        let mut at = at + line.len() - bare.len();
        let mut indent = width(line.get(..line.len() - bare.len()).unwrap_or_default());
        self.settle(indent);
        if self.frames.last().is_some_and(|frame| frame.is_skipped) {
            self.end(draft);
            return;
        }
        if self.options(bare, at, draft) || self.goes_on(bare, at, indent, draft) {
            return;
        }
        if std::mem::take(&mut self.literal) && self.skips_literal(bare, indent) {
            return;
        }
        if indent > self.indent() {
            self.push(indent, BlockKind::Quote);
        }
        let mut bare = bare;
        while let Some(mark) = self.list_mark(bare, indent) {
            indent += mark;
            at += mark;
            bare = bare.get(mark..).unwrap_or_default();
            self.push(indent, BlockKind::ListItem);
        }
        self.block(bare, at, indent, draft);
    }

    /// How far the innermost frame is indented.
    fn indent(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.indent)
    }

    /// What the blocks at this place are.
    fn kind(&self) -> BlockKind {
        self.frames.last().map_or(BlockKind::Paragraph, |frame| frame.kind)
    }

    /// Leaves the frames that a line of this indentation does not belong to.
    fn settle(&mut self, indent: usize) {
        while self.frames.last().is_some_and(|frame| frame.indent > indent) {
            self.frames.pop();
        }
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.is_open && !frame.is_skipped) {
            frame.indent = indent;
            frame.is_open = false;
        }
    }

    /// A frame for what is indented like this; where there is no room, it belongs to the frame around it.
    fn push(&mut self, indent: usize, kind: BlockKind) {
        if self.frames.len() < DEEPEST {
            self.frames.push(Frame { indent, is_open: false, kind, is_skipped: false, has_options: false });
        }
    }

    /// A frame for what is indented more than `indent`.
    fn push_inner(&mut self, indent: usize, kind: BlockKind, is_skipped: bool) {
        if self.frames.len() < DEEPEST {
            self.frames.push(Frame { indent: indent + 1, is_open: true, kind, is_skipped, has_options: true });
        }
    }

    /// An option of the directive above (`:alt: words`).
    fn options(&mut self, bare: &str, at: usize, draft: &mut Draft) -> bool {
        let Some(frame) = self.frames.last_mut().filter(|frame| frame.has_options) else { return false };
        let Some((name, value)) = field(bare).filter(|_| self.paragraph.is_none()) else {
            frame.has_options = false;
            return false;
        };
        if name == "alt" {
            let place = at + bare.len() - value.len();
            draft.begin(BlockKind::AltText);
            inline::write(value, place, &mut self.substitutions, draft);
            draft.end();
        }
        true
    }

    /// Whether a line goes on with the open paragraph, or says what it is.
    fn goes_on(&mut self, bare: &'t str, at: usize, indent: usize, draft: &mut Draft) -> bool {
        let outer = self.indent();
        let Some(paragraph) = &mut self.paragraph else { return false };
        let own = *paragraph.indent.get_or_insert(indent.max(outer));
        if indent > own && paragraph.lines == 1 {
            // A term and its definition.
            paragraph.kind = BlockKind::ListItem;
            self.end(draft);
            self.push(indent, BlockKind::ListItem);
            return false;
        }
        if indent != own {
            self.end(draft);
            return false;
        }
        if let Some(mark) = adornment(bare).filter(|_| paragraph.lines == 1 && indent == 0) {
            let title = paragraph.parts.first().and_then(|part| self.text.get(part.clone())).unwrap_or_default();
            if bare.len() >= title.chars().count().min(4) {
                self.title(mark, false, draft);
                return true;
            }
        }
        paragraph.lines += 1;
        let is_verse = self
            .text
            .get(paragraph.parts.first().map_or(0, |part| part.start.saturating_sub(2))..)
            .is_some_and(|text| text.starts_with("| "));
        let words = if is_verse { bare.strip_prefix("| ").unwrap_or(bare) } else { bare };
        let range = at + bare.len() - words.len()..at + bare.len();
        match paragraph.parts.last_mut() {
            Some(last) if !is_verse => last.end = range.end,
            _ => paragraph.parts.push(range),
        }
        true
    }

    /// The block behind `::`; whether this line belongs to it.
    fn skips_literal(&mut self, bare: &str, indent: usize) -> bool {
        if indent > self.indent() {
            let frame = Frame {
                indent: self.indent() + 1,
                is_open: false,
                kind: BlockKind::Paragraph,
                is_skipped: true,
                has_options: false,
            };
            self.frames.push(frame);
            return true;
        }
        // Lines that all start with the same sign.
        let Some(mark) = bare.chars().next().filter(char::is_ascii_punctuation) else { return false };
        if bare.starts_with(".. ") {
            return false;
        }
        let goes_on = |line: &str| line.trim_start().starts_with(mark);
        while let Some((_, next)) = line_at(self.text, self.at).filter(|(line, _)| goes_on(line)) {
            self.at = next;
        }
        true
    }

    /// The length of the mark of a list item, white space included.
    fn list_mark(&self, bare: &str, indent: usize) -> Option<usize> {
        let mark = bare.split([' ', '\t']).next()?;
        let words = bare.get(mark.len()..)?.trim_start();
        if words.is_empty() {
            return None;
        }
        let is_bullet = matches!(mark, "*" | "-" | "+" | "•" | "‣" | "⁃");
        if !is_bullet {
            enumerator(mark)?;
            // The line below must not go on at the margin: then it is prose that starts with an initial.
            let (next, _) = line_at(self.text, self.at).unwrap_or_default();
            let inner = width(next.get(..next.len() - next.trim_start().len()).unwrap_or_default());
            let next = next.trim_start();
            let is_next_item = next.split([' ', '\t']).next().is_some_and(|mark| enumerator(mark).is_some());
            if !next.is_empty() && inner <= indent && !is_next_item {
                return None;
            }
        }
        Some(bare.len() - words.len())
    }

    /// A block that starts here.
    fn block(&mut self, bare: &'t str, at: usize, indent: usize, draft: &mut Draft) {
        if bare == ".." || bare.starts_with(".. ") {
            self.explicit(bare, at, indent, draft);
            return;
        }
        if bare.starts_with("__ ") {
            self.push_inner(indent, BlockKind::Paragraph, true);
            return;
        }
        if tables::is_border(bare) {
            self.at = tables::read(
                self.text,
                at - indent.min(at),
                self.at,
                (&mut self.substitutions, &mut self.repeated),
                None,
                draft,
            );
            self.has_words = true;
            return;
        }
        if let Some(mark) = adornment(bare) {
            self.overlined(bare, mark, draft);
            return;
        }
        if bare.starts_with(">>> ") {
            while let Some((_, next)) = line_at(self.text, self.at).filter(|(line, _)| !line.is_empty()) {
                self.at = next;
            }
            return;
        }
        if let Some((name, value)) = field(bare) {
            self.field(name, value, at + bare.len() - value.len(), indent, draft);
            return;
        }
        let words = bare.strip_prefix("| ").unwrap_or(bare);
        self.open(at + bare.len() - words.len()..at + bare.len(), Some(indent), draft);
    }

    fn open(&mut self, range: Range<usize>, indent: Option<usize>, draft: &mut Draft) {
        self.end(draft);
        self.has_words = true;
        let kind = self.kind();
        self.paragraph = Some(Paragraph { kind, indent, parts: vec![range], lines: 1 });
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.kind == BlockKind::Caption) {
            // The first paragraph of a figure is its caption.
            frame.kind = BlockKind::Paragraph;
        }
    }

    /// Ends the open paragraph; the block that it has become.
    fn end(&mut self, draft: &mut Draft) -> Option<usize> {
        let paragraph = self.paragraph.take()?;
        draft.begin(paragraph.kind);
        let count = paragraph.parts.len();
        for (index, part) in paragraph.parts.iter().enumerate() {
            let mut words = self.text.get(part.clone()).unwrap_or_default();
            if index > 0 {
                draft.space(Span::new(part.start, part.start));
            }
            if index + 1 == count && words.ends_with("::") {
                self.literal = true;
                let bare = words.strip_suffix("::").unwrap_or(words);
                let keeps = if bare.is_empty() || bare.ends_with(char::is_whitespace) { 2 } else { 1 };
                words = words.get(..words.len() - keeps).unwrap_or_default();
            }
            inline::write(words, part.start, &mut self.substitutions, draft);
        }
        draft.end()
    }

    /// The open paragraph is the title of a section.
    fn title(&mut self, mark: char, is_overlined: bool, draft: &mut Draft) {
        let style = (mark, is_overlined);
        let level = self.styles.iter().position(|earlier| *earlier == style).unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        });
        let is_head = |kind| matches!(kind, BlockKind::AltText | BlockKind::Byline | BlockKind::Dateline);
        let is_first = draft.blocks.len() <= HEAD && draft.blocks.iter().all(|block| is_head(block.kind));
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.kind = match u8::try_from(level + 1) {
                Ok(1) if is_first => BlockKind::Headline,
                Ok(level) => BlockKind::Heading(level.min(6)),
                Err(_) => BlockKind::Heading(6),
            };
            // What stands below may still be about the document.
            self.has_words = !(level == 0 && is_first);
        }
        self.end(draft);
        self.frames.clear();
    }

    /// A line of signs: above a title, or between paragraphs.
    fn overlined(&mut self, line: &str, mark: char, draft: &mut Draft) {
        let Some((title, below)) = line_at(self.text, self.at).filter(|(title, _)| !title.is_empty()) else { return };
        let under =
            line_at(self.text, below).filter(|(under, _)| adornment(under) == Some(mark) && under.len() >= line.len());
        let Some((_, next)) = under else { return };
        let words = title.trim_start();
        let start = self.at + title.len() - words.len();
        self.open(start..start + words.len(), Some(0), draft);
        self.title(mark, true, draft);
        self.at = next;
    }

    /// A field: about the document at its top, else an item.
    fn field(&mut self, name: &str, value: &str, at: usize, indent: usize, draft: &mut Draft) {
        let name = name.to_lowercase();
        let is_about = !self.has_words && self.frames.is_empty();
        if !is_about {
            self.push_inner(indent, BlockKind::ListItem, false);
            if !value.is_empty() {
                self.open(at..at + value.len(), None, draft);
            }
            return;
        }
        let kind = match name.as_str() {
            "author" | "authors" | "byline" => BlockKind::Byline,
            "date" | "published" | "created" if date_in(value).is_some() => {
                draft.dateline = draft.dateline.or(date_in(value));
                BlockKind::Dateline
            }
            _ => {
                self.push_inner(indent, BlockKind::Paragraph, true);
                return;
            }
        };
        draft.begin(kind);
        inline::write(value, at, &mut self.substitutions, draft);
        draft.end();
        self.push_inner(indent, kind, value.is_empty() && kind == BlockKind::Dateline);
    }

    /// What starts with `..`: directives, notes, targets, comments.
    fn explicit(&mut self, bare: &'t str, at: usize, indent: usize, draft: &mut Draft) {
        let rest = bare.get(2..).unwrap_or_default().trim_start();
        let at = at + bare.len() - rest.len();
        let note = rest.strip_prefix('[').and_then(|rest| rest.split_once("] "));
        if let Some((_, words)) = note.filter(|(label, _)| !label.contains(char::is_whitespace)) {
            let from = at + rest.len() - words.len();
            self.push_inner(indent, BlockKind::Paragraph, false);
            self.open(from..at + rest.len(), None, draft);
            return;
        }
        let Some(Directive { name, argument }) = directive(rest) else {
            // A target or a comment.
            self.push_inner(indent, BlockKind::Paragraph, true);
            return;
        };
        let argument_at = at + rest.len() - argument.len();
        let range = argument_at..argument_at + argument.len();
        let inherited = self.kind();
        match content_of(name) {
            Content::None => self.push_inner(indent, inherited, true),
            Content::Body => self.push_inner(indent, inherited, false),
            Content::Words => {
                self.push_inner(indent, inherited, false);
                if !argument.is_empty() {
                    self.open(range, None, draft);
                }
            }
            Content::Titled => {
                self.push_inner(indent, inherited, false);
                if !argument.is_empty() {
                    self.open(range, Some(usize::MAX), draft);
                    if let Some(paragraph) = &mut self.paragraph {
                        paragraph.kind = BlockKind::Caption;
                    }
                    self.end(draft);
                }
            }
            Content::Quote => self.push_inner(indent, BlockKind::Quote, false),
            Content::Picture => self.push_inner(indent, inherited, false),
            Content::Figure => self.push_inner(indent, BlockKind::Caption, false),
            Content::Table => {
                let mut caption = None;
                if !argument.is_empty() {
                    draft.begin(BlockKind::Caption);
                    inline::write(argument, argument_at, &mut self.substitutions, draft);
                    caption = draft.end();
                }
                self.has_words = true;
                let start = self.at;
                while let Some((line, next)) = line_at(self.text, self.at) {
                    let is_inside = line.is_empty()
                        || width(line.get(..line.len() - line.trim_start().len()).unwrap_or_default()) > indent;
                    if !is_inside {
                        break;
                    }
                    self.at = next;
                }
                let body = start..self.at;
                tables::listed(
                    self.text,
                    body,
                    name == "csv-table",
                    (&mut self.substitutions, &mut self.repeated),
                    caption,
                    draft,
                );
            }
        }
    }
}

/// How far white space indents; tabs stop at every eighth column.
fn width(space: &str) -> usize {
    space.chars().fold(0, |width, c| if c == '\t' { (width / 8 + 1) * 8 } else { width + 1 })
}
