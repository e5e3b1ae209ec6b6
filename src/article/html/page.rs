//! What each tag does to the blocks.

use super::element::{Gap, Role, gap, is_void, role};
use super::grid::Grid;
use super::stack::Open;
use super::tokens::StartTag;
use super::{BODY_PARAGRAPH, Figure, MAX_REPEATED_CELLS, Reader};
use crate::article::date::date_in;
use crate::article::draft::{Draft, Run};
use crate::article::model::{BlockKind, Table};
use crate::source::Span;

impl Reader {
    /// Reads a start tag; whether the element is closed at once.
    pub(super) fn start(&mut self, tag: &StartTag, alt: Vec<Run>, span: Span, draft: &mut Draft) -> bool {
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

    /// Whether an element is the head, foot or margin of the page, not of the article.
    pub(super) fn is_page_margin(&self, role: Role, tag: &StartTag) -> bool {
        let is_in_article = self.stack.last().is_some_and(|open| open.is_in_article);
        let is_margin = match role {
            Role::Margin if tag.name == b"header" => self.has_article,
            Role::Margin => true,
            _ => matches!(tag.value("role"), Some("banner" | "contentinfo" | "complementary")),
        };
        is_margin && !is_in_article
    }

    /// Does what the start tag of an element does that is read.
    pub(super) fn open(&mut self, role: Role, tag: &StartTag, alt: Vec<Run>, span: Span, draft: &mut Draft) {
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
                draft.tables.push(Table::default());
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

    /// Reads an end tag.
    pub(super) fn end(&mut self, name: &[u8], span: Span, draft: &mut Draft) {
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

    /// Does what the end of an element does that was read; it is still the topmost one.
    pub(super) fn close(&mut self, open: Open, span: Span, draft: &mut Draft) {
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

    /// Reads what the page says about itself.
    pub(super) fn meta(&mut self, tag: &StartTag) {
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
