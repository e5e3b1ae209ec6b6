//! What each tag does to the blocks.

use super::element::{Gap, Role, gap, is_void, role};
use super::furniture::is_unseen;
use super::stack::Open;
use super::tokens::StartTag;
use super::{BODY_PARAGRAPH, Figure, Reader};
use crate::article::date::date_in;
use crate::article::draft::{Draft, Run};
use crate::article::grid::{Grid, MAX_REPEATED_CELLS};
use crate::article::model::{BlockKind, Table};
use crate::source::Span;

impl Reader {
    /// Reads a start tag; whether the element is closed at once.
    ///
    /// `runs` is what the attribute says that holds words for people: the text of a picture, the content of a `meta`.
    pub(super) fn start(&mut self, tag: &StartTag, runs: Vec<Run>, span: Span, draft: &mut Draft) -> bool {
        self.position = span.start as usize;
        let parent = self.stack.last().copied();
        let role = if self.is_foreign() { Role::Inline } else { role(&tag.name) };
        let role = if role == Role::Title && self.title.is_some() { Role::Skipped } else { role };
        self.close_implied(role, draft);
        let is_closed = is_void(&tag.name)
            || tag.self_closing
                && (self.is_xml || role == Role::Foreign || parent.is_some_and(|parent| parent.is_foreign));
        let hides = matches!(role, Role::Skipped | Role::Foreign)
            || is_hidden(tag)
            || self.is_page_margin(role, tag)
            || self.plan.hidden.contains(&self.position);
        if let Some(survey) = self.survey.as_mut().filter(|_| tag.name == b"script" && is_linked_data(tag)) {
            survey.json = Some(span.end as usize);
        }
        let parent = self.stack.last().copied();
        let is_hidden = hides || parent.is_some_and(|parent| parent.is_hidden);
        let is_in_form = role == Role::Form || role != Role::Article && parent.is_some_and(|parent| parent.is_in_form);
        if !is_hidden && !is_in_form {
            self.open(role, tag, runs, span, draft);
        } else if !self.skips() {
            match gap(&tag.name, role) {
                Gap::None => {}
                Gap::Space => draft.space(span),
                Gap::Block => self.break_block(span, draft),
            }
        }
        if let (Some(survey), Some("datePublished")) = (&mut self.survey, tag.value("itemprop")) {
            let said = tag.value("content").or(tag.value("datetime")).or(tag.value("title"));
            survey.metadata.meta("datePublished", said.unwrap_or_default(), Vec::new());
        }
        let is_tracked = is_hidden || is_in_form || role.is_block() || role == Role::Title;
        if is_tracked && !is_void(&tag.name) {
            self.push(role, tag, is_hidden, is_in_form, span.start as usize);
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
    pub(super) fn open(&mut self, role: Role, tag: &StartTag, runs: Vec<Run>, span: Span, draft: &mut Draft) {
        if matches!(role, Role::Inline | Role::Link) {
            self.names_author |= is_author(tag);
        }
        match role {
            Role::Inline | Role::Foreign | Role::Form | Role::Skipped => {}
            Role::Image if self.plan.reads(self.position) => draft.picture(runs),
            Role::Image => {}
            Role::Meta => self.meta(tag, runs),
            Role::Link => {
                self.links.end(draft);
                if tag.value("href").is_some() {
                    self.links.begin(draft);
                }
            }
            Role::Time => {
                let date = tag.value("datetime").and_then(date_in);
                self.is_time_open = !draft.has_words();
                self.time = self.is_time_open.then_some((usize::MAX, date));
                if tag.value("itemprop") == Some("datePublished") {
                    self.published = self.published.or(date);
                }
            }
            Role::LineBreak => self.break_line(span, draft),
            Role::Quotation => {
                if self.begin_text(self.position, draft) {
                    draft.decoded(span, "\"");
                }
            }
            Role::Table => {
                self.leave_cell(draft);
                let is_layout = self.plan.layouts.contains(&self.position);
                self.grids.push(Grid::new(draft.tables.len(), is_layout));
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
        self.position = span.start as usize;
        let role = role(name);
        if !self.skips() {
            match role {
                Role::Quotation if self.begin_text(self.position, draft) => draft.decoded(span, "\""),
                Role::Link => self.links.end(draft),
                Role::Time if std::mem::take(&mut self.is_time_open) => {
                    self.time = self.time.map(|(_, date)| (draft.text.len(), date));
                }
                Role::LineBreak => self.break_line(span, draft),
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
            Role::Heading(_) if open.kind == BlockKind::Headline => {
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

    /// Takes note of what the page says about itself.
    pub(super) fn meta(&mut self, tag: &StartTag, runs: Vec<Run>) {
        let name = tag.value("property").or(tag.value("name")).or(tag.value("itemprop")).unwrap_or_default();
        if let Some(survey) = &mut self.survey {
            survey.metadata.meta(name, tag.value("content").unwrap_or_default(), runs);
        }
    }

    /// Reads the JSON-LD of the script that ends here; `since` gives the text from a byte of the file up to here.
    pub(super) fn end_linked_data<'f>(&mut self, since: impl Fn(usize) -> Option<&'f str>) {
        let Some(survey) = &mut self.survey else { return };
        if let Some(start) = survey.json.take() {
            survey.metadata.linked(since(start).unwrap_or_default(), start);
        }
    }
}

/// Whether a script holds JSON-LD.
fn is_linked_data(tag: &StartTag) -> bool {
    tag.value("type").is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("application/ld+json"))
}

/// Whether the page marks a heading as the summary below the headline.
pub(super) fn is_summary(tag: &StartTag) -> bool {
    let class = tag.value("class").unwrap_or_default();
    let words = class.split(|c: char| !c.is_ascii_alphanumeric());
    words.into_iter().any(|word| {
        matches!(word, "subtitle" | "subheadline" | "deck" | "dek" | "standfirst" | "strapline" | "summary" | "excerpt")
    })
}

/// Whether a link is a button: what stands on it is not said.
fn is_button(tag: &StartTag, class: &str) -> bool {
    let is_button_class = |class: &str| matches!(class, "button" | "btn") || class.starts_with("btn-");
    tag.name == b"a" && (tag.value("role") == Some("button") || class.split_whitespace().any(is_button_class))
}

/// Whether the page marks an element as the name of the author.
pub(super) fn is_author(tag: &StartTag) -> bool {
    let is_named =
        |name: &str, value: &str| tag.value(name).is_some_and(|all| all.split_whitespace().any(|one| one == value));
    let class = tag.value("class").unwrap_or_default();
    is_named("rel", "author")
        || is_named("itemprop", "author")
        || class.split_whitespace().any(|class| {
            let class = class.trim_end_matches("-name").trim_end_matches("_name");
            let class = class.rsplit(['_', '-']).next().unwrap_or_default();
            matches!(class, "author" | "authors" | "byline" | "bylines")
        })
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
        || matches!(
            tag.value("role"),
            Some("navigation" | "search" | "doc-noteref" | "dialog" | "alertdialog" | "menu" | "menubar" | "toolbar")
        )
        || is_unseen(class)
        || is_button(tag, class)
        || tag.name == b"sup" && class.split_whitespace().any(|class| class.contains("ref"))
        || tag.name == b"dialog" && tag.value("open").is_none()
}
