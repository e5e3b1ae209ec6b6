//! HTML: which words are on the page, and what they are there.
//!
//! The tokenizer is html5gum's. Instead of a tree there is a stack of the open elements, on which every step takes
//! constant time: each entry knows the one below it of the same name, and the nearest below it that end tags do not
//! reach across (a table or a cell). So any nesting, closed or not, is read in linear time without recursion.

mod element;
mod grid;
mod page;
mod stack;
mod tables;
mod tokens;

pub(super) use tokens::Fragment;

use super::draft::Draft;
use super::model::BlockKind;
use crate::source::Span;
use element::{Gap, Role, gap, role};
use grid::Grid;
use indexmap::IndexSet;
use jiff::civil::Date;
use stack::Open;

/// How many cells are repeated for the sake of `colspan` and `rowspan`, in a whole document.
const MAX_REPEATED_CELLS: usize = 100_000;

/// How many bytes a paragraph has that is no longer part of the article's head.
const BODY_PARAGRAPH: usize = 80;

/// Reads `text` from the byte `start` on.
pub(super) fn read(text: &str, start: usize, draft: &mut Draft) {
    let text = text.get(start..).unwrap_or_default();
    let mut reader = Reader { has_article: has_article(text), is_xml: text.starts_with("<?xml"), ..Reader::default() };
    reader.feed(&Fragment::new(text, start), draft);
    reader.finish(draft);
}

/// Whether a tag parts blocks.
pub(super) fn is_block_tag(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default().to_ascii_lowercase();
    let role = role(name.as_bytes());
    role.is_block() || role == Role::Title || gap(name.as_bytes(), role) == Gap::Block
}

/// Whether the page marks what it is about; only then do its head and foot tell themselves from the article's.
fn has_article(text: &str) -> bool {
    let tags = text.split('<').skip(1);
    let is = |tag: &str, name: &str| {
        let (start, after) = (tag.as_bytes().get(..name.len()), tag.as_bytes().get(name.len()));
        start.is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
            && after.is_none_or(|after| !after.is_ascii_alphanumeric() && *after != b'-')
    };
    tags.into_iter().any(|tag| is(tag, "article") || is(tag, "main"))
}

/// A figure that is open: how many tables there were before it, and the block of its caption.
#[derive(Debug, Default)]
struct Figure {
    tables: usize,
    caption: Option<usize>,
}

/// The state between the tags.
#[derive(Debug, Default)]
pub(super) struct Reader {
    stack: Vec<Open>,
    /// The names of all elements met.
    names: IndexSet<Vec<u8>, rustc_hash::FxBuildHasher>,
    /// The topmost open element of each name.
    topmost: Vec<Option<usize>>,
    grids: Vec<Grid>,
    figures: Vec<Figure>,
    repeated: usize,
    has_article: bool,
    is_xml: bool,
    /// The block of the page's title.
    title: Option<usize>,
    /// The block of the headline, and whether it stands in an element that marks the article.
    headline: Option<(usize, bool)>,
    /// Whether a paragraph of the article's body is through.
    is_in_body: bool,
    /// The length of the buffer after a time that opened its block.
    time: Option<(usize, Option<Date>)>,
    is_time_open: bool,
    published: Option<Date>,
}

impl Reader {
    /// Reads the next fragment.
    pub fn feed(&mut self, fragment: &Fragment<'_>, draft: &mut Draft) {
        tokens::feed(fragment, self, draft);
    }

    /// Closes what is open, and drops the title of the page where it has a headline.
    pub fn finish(&mut self, draft: &mut Draft) {
        self.close_to(0, draft);
        self.end_block(draft);
        if self.headline.is_some()
            && let Some(title) = self.title
        {
            draft.remove(title);
        }
        draft.dateline = self.published.or(draft.dateline);
        draft.tables.retain(|table| !table.rows.is_empty());
    }

    /// Whether words at this place are not read.
    pub fn skips(&self) -> bool {
        self.stack.last().is_some_and(|open| open.is_skipped())
    }

    /// Whether this place is inside a drawing or formula.
    fn is_foreign(&self) -> bool {
        self.stack.last().is_some_and(|open| open.is_foreign)
    }

    /// What a block at this place is.
    pub fn kind(&self) -> BlockKind {
        match self.stack.last() {
            Some(open) if open.kind == BlockKind::Cell && self.grids.last().is_none_or(|grid| grid.is_layout) => {
                BlockKind::Paragraph
            }
            Some(open) => open.kind,
            None => BlockKind::Paragraph,
        }
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Takes note of a headline that was not read here; whether it is the first.
    pub fn claim_headline(&mut self, block: usize) -> bool {
        let is_first = self.headline.is_none();
        if is_first {
            self.headline = Some((block, true));
        }
        is_first
    }

    /// Whether the article has its headline.
    pub fn has_headline(&self) -> bool {
        self.headline.is_some()
    }

    /// Prepares for text; whether it is read.
    fn begin_text(&mut self, draft: &mut Draft) -> bool {
        if self.skips() {
            return false;
        }
        draft.ensure(self.kind());
        true
    }

    /// Ends the open block.
    fn end_block(&mut self, draft: &mut Draft) -> Option<usize> {
        let length = draft.text.len();
        if let Some((end, date)) = self.time.take()
            && end == length
            && draft.has_words()
            && !self.is_in_body
            && self.kind() == BlockKind::Paragraph
        {
            draft.rename(BlockKind::Dateline);
            draft.dateline = draft.dateline.or(date);
        }
        let block = draft.end()?;
        let block_of = draft.blocks.get(block)?;
        self.is_in_body |= block_of.kind == BlockKind::Paragraph && block_of.span.len() > BODY_PARAGRAPH;
        Some(block)
    }

    /// Parts the words before from the words after: inside a cell by a space, else by ending the block.
    fn break_block(&mut self, span: Span, draft: &mut Draft) {
        let in_cell = self.stack.last().is_some_and(|open| open.kind == BlockKind::Cell);
        if in_cell && self.grids.last().is_some_and(|grid| !grid.is_layout) {
            draft.space(span);
        } else {
            self.end_block(draft);
        }
    }
}
