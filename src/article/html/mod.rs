//! HTML: which words are on the page, and what they are there.
//!
//! The tokenizer is html5gum's. Instead of a tree there is a stack of the open elements, on which every step takes
//! constant time: each entry knows the one below it of the same name, and the nearest below it that end tags do not
//! reach across (a table or a cell). So any nesting, closed or not, is read in linear time without recursion.

mod element;
mod furniture;
mod head;
mod links;
mod metadata;
mod page;
mod stack;
mod survey;
mod tables;
mod tokens;

pub(super) use tokens::Fragment;

use super::draft::Draft;
use super::grid::Grid;
use super::model::BlockKind;
use crate::source::Span;
use element::{Gap, Role, gap, role};
use head::Head;
use indexmap::IndexSet;
use jiff::civil::Date;
use links::Links;
use stack::Open;
use survey::{Plan, Survey};

/// How many bytes a paragraph has that is no longer part of the article's head.
const BODY_PARAGRAPH: usize = 80;

/// The longest byline, in bytes.
const LONGEST_BYLINE: usize = 160;

/// Reads `text` from the byte `start` on.
pub(super) fn read(text: &str, start: usize, draft: &mut Draft) {
    let text = text.get(start..).unwrap_or_default();
    let fragment = Fragment::new(text, start);
    let reader = || Reader { has_article: has_article(text), is_xml: text.starts_with("<?xml"), ..Reader::default() };
    let mut surveyor = Reader { survey: Some(Survey::default()), ..reader() };
    let mut sketch = Draft::default();
    surveyor.feed(&fragment, &mut sketch);
    let plan = surveyor.plan(&mut sketch);
    drop(sketch);
    let head = Head::write(&plan, draft);
    let mut reader = Reader { published: plan.published, plan, ..reader() };
    reader.feed(&fragment, draft);
    reader.finish(draft);
    head.revise(reader.has_headline(), draft);
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
    /// How many paragraphs are through that are too long for the article's head.
    long: usize,
    /// The length of the buffer after a time that opened its block.
    time: Option<(usize, Option<Date>)>,
    is_time_open: bool,
    published: Option<Date>,
    /// What the first reading of the page takes note of.
    survey: Option<Survey>,
    /// What the second reading leaves out.
    plan: Plan,
    /// The byte of the file that the tag at hand starts at.
    position: usize,
    /// The links in the block that is open.
    links: Links,
    /// Whether the page marks words in the open block as the name of the author.
    names_author: bool,
    /// The length of the buffer behind the last line break.
    line_break: Option<usize>,
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
        let has_better = self.headline.is_some() || !self.plan.title.is_empty();
        if let Some(title) = self.title.filter(|_| has_better) {
            draft.remove(title);
        }
        draft.dateline = self.published.or(draft.dateline);
        draft.tables.retain(|table| !table.rows.is_empty());
    }

    /// Ends the first reading, and tells what the second is to leave out.
    fn plan(&mut self, draft: &mut Draft) -> Plan {
        self.close_to(0, draft);
        self.end_block(draft);
        self.survey.take().map(|survey| survey.plan(draft, self.title)).unwrap_or_default()
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

    /// Prepares for text that stands in the file at `at`; whether it is read.
    fn begin_text(&mut self, at: usize, draft: &mut Draft) -> bool {
        let is_title = || self.stack.last().is_some_and(|open| open.role == Role::Title);
        if self.skips() || !self.plan.reads(at) && !is_title() {
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
            && !self.is_in_body()
            && self.kind() == BlockKind::Paragraph
        {
            draft.rename(BlockKind::Dateline);
            draft.dateline = draft.dateline.or(date);
        }
        if draft.has_words() {
            let kind = self.kind();
            let is_head = matches!(kind, BlockKind::Paragraph | BlockKind::Heading(_)) && !self.is_in_body();
            let is_author =
                std::mem::take(&mut self.names_author) || self.stack.last().is_some_and(|open| open.is_author);
            if is_head && is_author && draft.open_words().len() <= LONGEST_BYLINE {
                draft.rename(BlockKind::Byline);
            } else if kind == BlockKind::Paragraph && self.is_in_body() && self.links.is_teaser(draft) {
                draft.rename(BlockKind::Promo);
            }
        }
        let (linked, links) = self.links.end_block(draft);
        let block = draft.end()?;
        self.note(block, linked, links);
        let block_of = draft.blocks.get(block)?;
        self.long += usize::from(block_of.kind == BlockKind::Paragraph && block_of.span.len() > BODY_PARAGRAPH);
        Some(block)
    }

    /// Whether the head of the article is through; the first long paragraph may be its summary.
    fn is_in_body(&self) -> bool {
        self.long > 1
    }

    /// Takes note of a finished block in the survey.
    fn note(&mut self, block: usize, linked: usize, links: usize) {
        let node = self.stack.last().and_then(|open| open.node);
        if let (Some(survey), Some(node)) = (&mut self.survey, node) {
            survey.block(node, block, linked, links);
        }
    }

    /// A line break; two in a row part paragraphs, as on old pages.
    fn break_line(&mut self, span: Span, draft: &mut Draft) {
        let length = draft.text.len();
        if self.line_break.replace(length) != Some(length) || !draft.has_words() {
            draft.space(span);
        } else if self.kind() != BlockKind::Cell {
            self.end_block(draft);
        } else if draft.open_words().len() > BODY_PARAGRAPH {
            self.leave_cell(draft);
        }
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
