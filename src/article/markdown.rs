//! Markdown: CommonMark with tables, footnotes, strike-out, front matter, and HTML among it.
//!
//! HTML inside is read by the HTML reader, whose state lasts through the document: what stands between
//! `<div hidden>` and `</div>` is hidden whether it is HTML or Markdown.

use super::draft::{Draft, Run};
use super::front_matter;
use super::html::{self, Fragment};
use super::model::{BlockKind, Cell, Table};
use crate::source::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads `text` from the byte `start` on.
pub(super) fn read(text: &str, start: usize, draft: &mut Draft) {
    let front = front_matter::read(text, start, draft);
    draft.body = Span::new(front.end, front.end).start;
    let body = text.get(front.end..).unwrap_or_default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        let source = body.get(range.clone()).unwrap_or_default();
        reader.event(event, source, front.end + range.start..front.end + range.end, draft);
    }
    draft.end();
    let has_headline = reader.html.has_headline();
    reader.html.finish(draft);
    if let Some(title) = front.title.filter(|_| has_headline) {
        draft.remove(title);
    }
}

/// What the last block was, for the emphasised line that may be its caption.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Before {
    #[default]
    Words,
    Picture,
    Table(usize),
}

/// The state between the events.
#[derive(Debug, Default)]
struct Reader<'t> {
    html: html::Reader,
    block: Option<Fragment<'t>>,
    quotes: usize,
    items: usize,
    heading: Option<u8>,
    /// Depths of what is not read: code blocks and struck words.
    skipped: usize,
    emphasis: usize,
    /// Whether the paragraph has words in emphasis, and outside.
    is_emphasised: bool,
    is_plain: bool,
    before: Before,
    /// The elements that were open when the paragraph started.
    depth: usize,
    /// The text of the picture that is being read, and how deep pictures stand in each other.
    picture: Vec<Run>,
    pictures: usize,
    table: Option<Table>,
    is_table_head: bool,
}

impl<'t> Reader<'t> {
    fn kind(&self) -> BlockKind {
        match self.heading {
            _ if self.table.is_some() => BlockKind::Cell,
            Some(level) => BlockKind::Heading(level),
            None if self.items > 0 => BlockKind::ListItem,
            None if self.quotes > 0 => BlockKind::Quote,
            None => self.html.kind(),
        }
    }

    fn event(&mut self, event: Event<'_>, source: &'t str, range: Range<usize>, draft: &mut Draft) {
        let span = Span::new(range.start, range.end);
        match event {
            Event::Start(tag) => self.start(&tag, draft),
            Event::End(tag) => self.end(&tag, draft),
            Event::Text(words) => self.text(&words, source, span, draft),
            Event::Html(_) => match &mut self.block {
                Some(block) => block.push(source, range.start),
                None => self.html.feed(&Fragment::new(source, range.start), draft),
            },
            // Inside a line, the tag of a block can only part words.
            Event::InlineHtml(_) if html::is_block_tag(source) => self.space(span, draft),
            Event::InlineHtml(_) => {
                if self.pictures == 0 {
                    self.html.feed(&Fragment::new(source, range.start), draft);
                }
            }
            // What the article says goes on after code; only a space tells that something stood there.
            Event::Code(_) | Event::SoftBreak | Event::HardBreak => self.space(span, draft),
            Event::Rule => {
                draft.end();
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn space(&mut self, span: Span, draft: &mut Draft) {
        if self.pictures > 0 {
            self.picture.push(Run { words: " ".to_owned(), file: span, verbatim: false });
        } else {
            draft.space(span);
        }
    }

    fn text(&mut self, words: &str, source: &str, file: Span, draft: &mut Draft) {
        if self.skipped > 0 || self.html.skips() {
            return;
        }
        let run = Run { words: words.to_owned(), file, verbatim: words == source };
        if self.pictures > 0 {
            self.picture.push(run);
            return;
        }
        let has_words = !words.trim().is_empty();
        self.is_plain |= has_words && self.emphasis == 0;
        self.is_emphasised |= has_words && self.emphasis > 0;
        draft.ensure(self.kind());
        draft.run(&run);
    }

    fn start(&mut self, tag: &Tag<'_>, draft: &mut Draft) {
        match tag {
            Tag::Paragraph => self.start_paragraph(draft),
            Tag::Heading { level, .. } => {
                draft.end();
                self.heading = Some(*level as u8);
                self.start_paragraph(draft);
            }
            Tag::BlockQuote(_) => {
                draft.end();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) => {
                draft.end();
                self.skipped += 1;
            }
            Tag::HtmlBlock => {
                draft.end();
                self.block = Some(Fragment::default());
            }
            Tag::Item => {
                draft.end();
                self.items += 1;
            }
            Tag::List(_) | Tag::FootnoteDefinition(_) => {
                draft.end();
            }
            Tag::Table(_) => {
                draft.end();
                self.table = Some(Table::default());
            }
            Tag::TableHead => {
                self.is_table_head = true;
                self.start_row();
            }
            Tag::TableRow => self.start_row(),
            Tag::TableCell => {
                draft.begin(BlockKind::Cell);
                self.depth = self.html.depth();
            }
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strikethrough => self.skipped += 1,
            Tag::Image { .. } => self.pictures += 1,
            _ => {}
        }
    }

    fn start_paragraph(&mut self, draft: &mut Draft) {
        (self.is_plain, self.is_emphasised) = (false, false);
        self.depth = self.html.depth();
        draft.begin(self.kind());
    }

    fn start_row(&mut self) {
        if let Some(table) = &mut self.table {
            table.rows.push(Vec::new());
        }
    }

    fn end(&mut self, tag: &TagEnd, draft: &mut Draft) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(draft),
            TagEnd::Heading(_) => {
                self.html.close_to(self.depth, draft);
                if self.heading == Some(1) && draft.has_words() && self.html.claim_headline(draft.blocks.len()) {
                    draft.rename(BlockKind::Headline);
                }
                self.heading = None;
                if draft.end().is_some() {
                    self.before = Before::Words;
                }
            }
            TagEnd::BlockQuote(_) => {
                draft.end();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.skipped = self.skipped.saturating_sub(1);
                self.before = Before::Words;
            }
            TagEnd::HtmlBlock => {
                if let Some(block) = self.block.take() {
                    let pictures = draft.blocks.len();
                    self.html.feed(&block, draft);
                    draft.end();
                    let is_picture = draft.blocks.last().is_some_and(|block| block.kind == BlockKind::AltText);
                    if draft.blocks.len() > pictures {
                        self.before = if is_picture { Before::Picture } else { Before::Words };
                    }
                }
            }
            TagEnd::Item => {
                draft.end();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::List(_) | TagEnd::FootnoteDefinition => {
                draft.end();
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.before = Before::Table(draft.tables.len());
                    draft.tables.push(table);
                }
            }
            TagEnd::TableHead => self.is_table_head = false,
            TagEnd::TableCell => {
                self.html.close_to(self.depth, draft);
                let block = draft.end_cell();
                let cell = Cell { block, header: self.is_table_head };
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strikethrough => self.skipped = self.skipped.saturating_sub(1),
            TagEnd::Image => {
                self.pictures = self.pictures.saturating_sub(1);
                if self.pictures == 0 {
                    let runs = std::mem::take(&mut self.picture);
                    if !self.html.skips() && self.skipped == 0 {
                        if !draft.has_words() {
                            self.before = Before::Picture;
                        }
                        draft.picture(runs);
                    }
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self, draft: &mut Draft) {
        self.html.close_to(self.depth, draft);
        if !draft.has_words() {
            draft.end();
            return;
        }
        let is_caption = self.is_emphasised && !self.is_plain && self.before != Before::Words;
        if is_caption {
            draft.rename(BlockKind::Caption);
        }
        let block = draft.end();
        if let (Before::Table(table), true) = (self.before, is_caption)
            && let Some(table) = draft.tables.get_mut(table)
        {
            table.caption = block;
        }
        self.before = Before::Words;
    }
}
