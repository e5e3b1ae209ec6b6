//! HTML: which words are on the page, and what they are there.
//!
//! The tokenizer is html5gum's. Instead of a tree there is a stack of the open elements, on which every step takes
//! constant time: each entry knows the one below it of the same name, and the nearest below it that end tags do not
//! reach across (a table or a cell). So any nesting, closed or not, is read in linear time without recursion.

mod element;
mod grid;
mod tokens;

pub(super) use tokens::Fragment;

use super::date::date_in;
use super::draft::{Draft, Run};
use super::model::{BlockKind, Cell};
use crate::source::Span;
use element::{Gap, Role, gap, is_void, role};
use grid::Grid;
use indexmap::IndexSet;
use jiff::civil::Date;
use tokens::StartTag;

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

/// An open element.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// The number of its name.
    name: usize,
    role: Role,
    /// The nearest open element below of the same name.
    same: Option<usize>,
    /// The nearest element, itself included, that end tags do not reach across.
    barrier: Option<usize>,
    /// What the blocks in it are.
    kind: BlockKind,
    /// Whether it is not on the page, or not the article's.
    is_hidden: bool,
    /// Whether it stands in a form, with no article around it there.
    is_in_form: bool,
    is_in_article: bool,
    is_foreign: bool,
}

impl Open {
    fn is_skipped(self) -> bool {
        self.is_hidden || self.is_in_form
    }
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

    /// The topmost open element of this name.
    fn find(&self, name: &str) -> Option<usize> {
        let index = self.names.get_index_of(name.as_bytes())?;
        self.topmost.get(index).copied().flatten()
    }

    /// The same, unless an end tag would have to reach across a table or cell.
    fn within_barrier(&self, found: Option<usize>) -> Option<usize> {
        let barrier = self.stack.last().and_then(|open| open.barrier);
        found.filter(|&index| barrier.is_none_or(|barrier| index >= barrier))
    }

    /// Reads a start tag; whether the element is closed at once.
    fn start(&mut self, tag: &StartTag, alt: Vec<Run>, span: Span, draft: &mut Draft) -> bool {
        let parent = self.stack.last().copied();
        let role = if self.is_foreign() { Role::Inline } else { role(&tag.name) };
        let role = if role == Role::Title && self.title.is_some() { Role::Skipped } else { role };
        self.close_implied(role, draft);
        let is_closed = is_void(&tag.name)
            || tag.self_closing
                && (self.is_xml || role == Role::Foreign || parent.is_some_and(|parent| parent.is_foreign));
        let hides = matches!(role, Role::Skipped | Role::Foreign) || is_hidden(tag) || self.is_page_margin(role, tag);
        let parent = self.stack.last().copied();
        let is_hidden = hides || parent.is_some_and(|parent| parent.is_hidden);
        let is_in_form = role == Role::Form || role != Role::Article && parent.is_some_and(|parent| parent.is_in_form);
        if !is_hidden && !is_in_form {
            self.open(role, tag, alt, span, draft);
        } else if !self.skips() {
            match gap(&tag.name, role) {
                Gap::None => {}
                Gap::Space => draft.space(span),
                Gap::Block => self.break_block(span, draft),
            }
        }
        let is_tracked = is_hidden || is_in_form || role.is_block() || role == Role::Title;
        if is_tracked && !is_void(&tag.name) {
            self.push(role, tag, is_hidden, is_in_form);
            if is_closed {
                self.close_to(self.stack.len() - 1, draft);
            }
        }
        is_closed || self.is_foreign()
    }

    /// Ends the elements that a start tag ends without saying so.
    fn close_implied(&mut self, role: Role, draft: &mut Draft) {
        let table = self.find("table");
        let above_table = |found: Option<usize>| found.filter(|&index| table.is_none_or(|table| index > table));
        match role {
            Role::Item => {
                let list = ["ul", "ol", "menu", "dir"].iter().filter_map(|list| self.find(list)).max();
                let item = self.within_barrier(self.find("li")).filter(|&item| list.is_none_or(|list| item > list));
                self.close_found(item, draft);
            }
            Role::Definition => {
                let list = self.find("dl");
                let item = self.find("dt").max(self.find("dd"));
                let item = self.within_barrier(item).filter(|&item| list.is_none_or(|list| item > list));
                self.close_found(item, draft);
            }
            Role::Heading(_) => {
                let headings = ["h1", "h2", "h3", "h4", "h5", "h6"].iter().filter_map(|name| self.find(name));
                let heading = self.within_barrier(headings.max());
                self.close_found(heading, draft);
            }
            Role::Cell => {
                let cell = above_table(self.find("td").max(self.find("th")).max(self.find("caption")));
                let row = self.find("tr");
                self.close_found(cell.filter(|&cell| row.is_none_or(|row| cell > row)), draft);
            }
            Role::Row => {
                let row = self.find("tr").or(self.find("td")).or(self.find("th")).or(self.find("caption"));
                self.close_found(above_table(row), draft);
            }
            Role::RowGroup => {
                if let Some(table) = table {
                    self.close_to(table + 1, draft);
                }
            }
            _ => {}
        }
        if role.is_block() || role == Role::Rule {
            let paragraph = self.within_barrier(self.find("p"));
            self.close_found(paragraph, draft);
        }
    }

    fn close_found(&mut self, found: Option<usize>, draft: &mut Draft) {
        if let Some(index) = found {
            self.close_to(index, draft);
        }
    }

    /// Whether an element is the head, foot or margin of the page, not of the article.
    fn is_page_margin(&self, role: Role, tag: &StartTag) -> bool {
        let is_in_article = self.stack.last().is_some_and(|open| open.is_in_article);
        let is_margin = match role {
            Role::Margin if tag.name == b"header" => self.has_article,
            Role::Margin => true,
            _ => matches!(tag.value("role"), Some("banner" | "contentinfo" | "complementary")),
        };
        is_margin && !is_in_article
    }

    /// Does what the start tag of an element does that is read.
    fn open(&mut self, role: Role, tag: &StartTag, alt: Vec<Run>, span: Span, draft: &mut Draft) {
        match role {
            Role::Inline | Role::Foreign | Role::Form | Role::Skipped => {}
            Role::Image => draft.picture(alt),
            Role::Meta => self.meta(tag),
            Role::Time => {
                let date = tag.value("datetime").and_then(date_in);
                self.is_time_open = !draft.has_words();
                self.time = self.is_time_open.then_some((usize::MAX, date));
                if tag.value("itemprop") == Some("datePublished") {
                    self.published = self.published.or(date);
                }
            }
            Role::LineBreak => draft.space(span),
            Role::Quotation => {
                draft.ensure(self.kind());
                draft.decoded(span, "\"");
            }
            Role::Table => {
                self.leave_cell(draft);
                self.grids.push(Grid::new(draft.tables.len()));
                draft.tables.push(super::Table::default());
            }
            Role::Row => {
                self.end_block(draft);
                if let Some(grid) = self.grids.last_mut() {
                    grid.begin_row();
                }
            }
            Role::Cell => {
                self.end_block(draft);
                if let Some(grid) = self.grids.last_mut() {
                    grid.begin_cell(tag.value("colspan"), tag.value("rowspan"));
                    if !grid.is_layout {
                        draft.begin(BlockKind::Cell);
                    }
                }
            }
            Role::Figure => {
                self.break_block(span, draft);
                self.figures.push(Figure { tables: draft.tables.len(), caption: None });
            }
            Role::Heading(_) | Role::Article | Role::Title => self.leave_cell(draft),
            // A new paragraph below a long one: the table arranges a page.
            Role::Paragraph if self.kind() == BlockKind::Cell && draft.open_words().len() > BODY_PARAGRAPH => {
                self.leave_cell(draft);
            }
            _ => self.break_block(span, draft),
        }
    }

    /// What stands in the open cells is no datum of a table: the tables around only arrange the page.
    fn leave_cell(&mut self, draft: &mut Draft) {
        if self.stack.last().is_some_and(|open| open.kind == BlockKind::Cell) {
            for grid in self.grids.iter_mut().rev().take_while(|grid| !grid.is_layout) {
                grid.is_layout = true;
            }
            draft.rename(BlockKind::Paragraph);
        }
        self.end_block(draft);
    }

    fn push(&mut self, role: Role, tag: &StartTag, is_hidden: bool, is_in_form: bool) {
        let parent = self.stack.last().copied();
        let index = self.stack.len();
        let (name, _) = self.names.insert_full(tag.name.clone());
        if self.topmost.len() <= name {
            self.topmost.resize(name + 1, None);
        }
        let inherited = parent.map_or(BlockKind::Paragraph, |parent| parent.kind);
        let is_in_article = role == Role::Article || parent.is_some_and(|parent| parent.is_in_article);
        let is_layout = self.grids.last().is_none_or(|grid| grid.is_layout);
        let kind = match role {
            Role::Heading(1) if self.takes_headline(is_in_article) => BlockKind::Headline,
            Role::Heading(level) => BlockKind::Heading(level),
            Role::Title => BlockKind::Headline,
            // All that stands in a cell is the one datum.
            Role::Item | Role::Definition | Role::Quote | Role::Caption
                if inherited == BlockKind::Cell && !is_layout =>
            {
                BlockKind::Cell
            }
            Role::Item | Role::Definition => BlockKind::ListItem,
            Role::Quote => BlockKind::Quote,
            Role::Caption | Role::TableCaption => BlockKind::Caption,
            Role::Cell => BlockKind::Cell,
            Role::Table => BlockKind::Paragraph,
            _ => inherited,
        };
        let same = self.topmost.get_mut(name).and_then(|topmost| topmost.replace(index));
        let barrier = if role.is_barrier() { Some(index) } else { parent.and_then(|parent| parent.barrier) };
        self.stack.push(Open {
            name,
            role,
            same,
            barrier,
            kind,
            is_hidden,
            is_in_form,
            is_in_article,
            is_foreign: role == Role::Foreign || parent.is_some_and(|parent| parent.is_foreign),
        });
    }

    /// Whether a first-rank heading here is the headline: the first one, or the first one in the article proper.
    fn takes_headline(&self, is_in_article: bool) -> bool {
        self.headline.is_none_or(|(_, was_in_article)| is_in_article && !was_in_article)
    }

    /// Reads an end tag.
    fn end(&mut self, name: &[u8], span: Span, draft: &mut Draft) {
        let role = role(name);
        if !self.skips() {
            match role {
                Role::Quotation => {
                    draft.ensure(self.kind());
                    draft.decoded(span, "\"");
                }
                Role::Time if std::mem::take(&mut self.is_time_open) => {
                    self.time = self.time.map(|(_, date)| (draft.text.len(), date));
                }
                Role::LineBreak => draft.space(span),
                _ => {}
            }
        }
        let found = self.names.get_index_of(name).and_then(|name| self.topmost.get(name).copied().flatten());
        let found = match role {
            Role::Table => found,
            Role::Cell | Role::Row | Role::RowGroup | Role::TableCaption => {
                found.filter(|&index| self.find("table").is_none_or(|table| index > table))
            }
            _ => self.within_barrier(found),
        };
        match found {
            Some(index) => self.close_to_with(index, span, draft),
            None if role.is_block() && !self.skips() => self.break_block(span, draft),
            None => {}
        }
    }

    /// Closes all elements from this one up.
    pub fn close_to(&mut self, index: usize, draft: &mut Draft) {
        self.close_to_with(index, Span::default(), draft);
    }

    fn close_to_with(&mut self, index: usize, span: Span, draft: &mut Draft) {
        while self.stack.len() > index {
            let Some(open) = self.stack.last().copied() else { break };
            if !open.is_skipped() {
                self.close(open, span, draft);
            }
            self.stack.pop();
            if let Some(topmost) = self.topmost.get_mut(open.name) {
                *topmost = open.same;
            }
        }
    }

    /// Does what the end of an element does that was read; it is still the topmost one.
    fn close(&mut self, open: Open, span: Span, draft: &mut Draft) {
        match open.role {
            Role::Title => {
                self.title = self.end_block(draft);
            }
            Role::Heading(1) if open.kind == BlockKind::Headline => {
                if let Some(block) = self.end_block(draft)
                    && let Some((earlier, _)) = self.headline.replace((block, open.is_in_article))
                    && let Some(earlier) = draft.blocks.get_mut(earlier)
                {
                    earlier.kind = BlockKind::Heading(1);
                }
            }
            Role::Caption if open.kind == BlockKind::Caption => {
                let block = self.end_block(draft);
                if let Some(figure) = self.figures.last_mut() {
                    figure.caption = figure.caption.or(block);
                }
            }
            Role::Figure => {
                self.break_block(span, draft);
                if let Some(figure) = self.figures.pop() {
                    let table = draft.tables.get_mut(figure.tables);
                    if let Some(table) = table.filter(|table| table.caption.is_none()) {
                        table.caption = figure.caption;
                    }
                }
            }
            Role::TableCaption => {
                let block = self.end_block(draft);
                if let Some(grid) = self.grids.last_mut() {
                    grid.caption = grid.caption.or(block);
                }
            }
            Role::Cell => self.close_cell(open, draft),
            Role::Row => {
                self.end_block(draft);
                let mut budget = MAX_REPEATED_CELLS.saturating_sub(self.repeated);
                if let Some(grid) = self.grids.last_mut() {
                    grid.end_row(&mut budget);
                }
                self.repeated = MAX_REPEATED_CELLS - budget;
            }
            Role::Table => self.close_table(draft),
            role if role.is_block() => self.break_block(span, draft),
            _ => {}
        }
    }

    fn close_cell(&mut self, open: Open, draft: &mut Draft) {
        if self.grids.last().is_none_or(|grid| grid.is_layout) {
            self.end_block(draft);
            return;
        }
        let block = draft.end_cell();
        let header = self.names.get_index(open.name).is_some_and(|name| name == b"th") || self.is_in_head();
        let mut budget = MAX_REPEATED_CELLS.saturating_sub(self.repeated);
        if let Some(grid) = self.grids.last_mut() {
            grid.end_cell(Cell { block, header }, &mut budget);
        }
        self.repeated = MAX_REPEATED_CELLS - budget;
    }

    fn is_in_head(&self) -> bool {
        let table = self.find("table");
        self.find("thead").is_some_and(|head| table.is_none_or(|table| head > table))
    }

    fn close_table(&mut self, draft: &mut Draft) {
        self.end_block(draft);
        let Some(grid) = self.grids.pop() else { return };
        let (index, is_layout) = (grid.table, grid.is_layout);
        let mut budget = MAX_REPEATED_CELLS.saturating_sub(self.repeated);
        let mut table = grid.finish(&mut budget);
        self.repeated = MAX_REPEATED_CELLS - budget;
        if is_layout {
            // Empty cells stay what they are: only they may be blocks without words.
            for cell in std::mem::take(&mut table.rows).iter().flatten() {
                if let Some(block) = draft.blocks.get_mut(cell.block).filter(|block| !block.span.is_empty()) {
                    block.kind = BlockKind::Paragraph;
                }
            }
        }
        if let Some(place) = draft.tables.get_mut(index) {
            *place = table;
        }
    }

    /// Reads what the page says about itself.
    fn meta(&mut self, tag: &StartTag) {
        let name = tag.value("property").or(tag.value("name")).or(tag.value("itemprop")).unwrap_or_default();
        let is_date = matches!(
            name.to_ascii_lowercase().as_str(),
            "article:published_time"
                | "og:article:published_time"
                | "date"
                | "pubdate"
                | "publish-date"
                | "publish_date"
                | "publication_date"
                | "datepublished"
                | "dc.date"
                | "dc.date.issued"
                | "dcterms.date"
                | "dcterms.issued"
                | "dcterms.created"
                | "parsely-pub-date"
                | "sailthru.date"
        );
        if is_date {
            self.published = self.published.or(tag.value("content").and_then(date_in));
        }
    }
}

/// Whether the page hides an element, or marks it as navigation or as the mark of a note.
fn is_hidden(tag: &StartTag) -> bool {
    if tag.attributes.is_empty() {
        return false;
    }
    let style = tag.value("style").unwrap_or_default();
    let style: String =
        style.chars().filter(|c| !c.is_whitespace()).take(4096).collect::<String>().to_ascii_lowercase();
    let class = tag.value("class").unwrap_or_default();
    tag.value("hidden").is_some()
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        || matches!(tag.value("role"), Some("navigation" | "search" | "doc-noteref"))
        || tag.name == b"sup" && class.split_whitespace().any(|class| class.contains("ref"))
        || tag.name == b"dialog" && tag.value("open").is_none()
}
