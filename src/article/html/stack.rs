//! The stack of open elements: what is found on it, what is put on it, and what closes with what.

use super::Reader;
use super::element::Role;
use super::page::{is_author, is_summary};
use super::tokens::StartTag;
use crate::article::draft::Draft;
use crate::article::model::BlockKind;
use crate::source::Span;

/// An open element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    /// The number of its name.
    pub name: usize,
    pub role: Role,
    /// The nearest open element below of the same name.
    pub same: Option<usize>,
    /// The nearest element, itself included, that end tags do not reach across.
    pub barrier: Option<usize>,
    /// What the blocks in it are.
    pub kind: BlockKind,
    /// Whether it is not on the page, or not the article's.
    pub is_hidden: bool,
    /// Whether it stands in a form, with no article around it there.
    pub is_in_form: bool,
    pub is_in_article: bool,
    pub is_foreign: bool,
    /// Whether the page marks it as the name of the author.
    pub is_author: bool,
    /// Its number in the survey, where there is one.
    pub node: Option<usize>,
}

impl Open {
    pub fn is_skipped(self) -> bool {
        self.is_hidden || self.is_in_form
    }
}

impl Reader {
    /// The topmost open element of this name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let index = self.names.get_index_of(name.as_bytes())?;
        self.topmost.get(index).copied().flatten()
    }

    /// The same, unless an end tag would have to reach across a table or cell.
    pub(super) fn within_barrier(&self, found: Option<usize>) -> Option<usize> {
        let barrier = self.stack.last().and_then(|open| open.barrier);
        found.filter(|&index| barrier.is_none_or(|barrier| index >= barrier))
    }

    /// Ends the elements that a start tag ends without saying so.
    pub(super) fn close_implied(&mut self, role: Role, draft: &mut Draft) {
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
            Role::RowGroup | Role::TableCaption => {
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

    pub(super) fn close_found(&mut self, found: Option<usize>, draft: &mut Draft) {
        if let Some(index) = found {
            self.close_to(index, draft);
        }
    }

    pub(super) fn push(&mut self, role: Role, tag: &StartTag, is_hidden: bool, is_in_form: bool, at: usize) {
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
            Role::Heading(_) if self.plan.headline == Some(at) => BlockKind::Headline,
            Role::Heading(1) if self.takes_headline(is_in_article) => BlockKind::Headline,
            Role::Heading(2..) if is_summary(tag) => inherited,
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
        let node = self.survey.as_mut().map(|survey| survey.open(parent.and_then(|parent| parent.node), role, tag, at));
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
            is_author: is_author(tag) || parent.is_some_and(|parent| parent.is_author),
            node,
        });
    }

    /// Whether a first-rank heading here is the headline: the first one, or the first one in the article proper.
    pub(super) fn takes_headline(&self, is_in_article: bool) -> bool {
        // Where the page's data name the headline, no other heading is it.
        self.plan.headline.is_none() && self.headline.is_none_or(|(_, was_in_article)| is_in_article && !was_in_article)
    }

    /// Closes all elements from this one up.
    pub fn close_to(&mut self, index: usize, draft: &mut Draft) {
        self.close_to_with(index, Span::default(), draft);
    }

    pub(super) fn close_to_with(&mut self, index: usize, span: Span, draft: &mut Draft) {
        while self.stack.len() > index {
            let Some(open) = self.stack.last().copied() else { break };
            if !open.is_skipped() {
                self.close(open, span, draft);
            }
            self.stack.pop();
            if let (Some(survey), Some(node)) = (&mut self.survey, open.node) {
                survey.close(node, self.position);
            }
            if let Some(topmost) = self.topmost.get_mut(open.name) {
                *topmost = open.same;
            }
        }
    }
}
