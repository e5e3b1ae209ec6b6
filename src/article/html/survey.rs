//! Where on a page the article stands.
//!
//! A page is read twice. The first time each element notes how much prose and how many links stand in it; from that the
//! part of the page with the article is chosen, and what in it is not the article's. The second reading leaves the rest
//! out.
//!
//! The method joins three that are known, each in a form of its own that takes linear time:
//! - what names of classes and ids say, as in Arc90's Readability;
//! - prose against links, as in Kohlschütter, Fankhauser and Nejdl, *Boilerplate detection using shallow text features*
//!   (WSDM 2010): a block is prose if it is long enough and mostly no link;
//! - densities summed up the tree, as in Sun, Song and Liao, *DOM based content extraction via text density* (SIGIR 2011):
//!   from the whole page downwards the article is in whichever child holds nearly all prose, until no child does.
//!
//! In doubt a part stays: what is no article's is harmless beside an article of which half is missing.

use super::element::Role;
use super::furniture::{self, Hint};
use super::metadata::{Metadata, words};
use super::tokens::StartTag;
use crate::article::draft::{Draft, Run};
use crate::article::model::BlockKind;
use crate::article::text::ends_sentence;
use jiff::civil::Date;
use rustc_hash::FxHashSet;

/// A block of at least so many bytes outside links is prose; a whole sentence is from `SENTENCE` bytes on.
const PROSE: usize = 80;
const SENTENCE: usize = 40;

/// A page with less prose than this, in bytes, or in fewer blocks is read whole: there is nothing to choose from.
const LEAST_PROSE: usize = 250;
const LEAST_BLOCKS: usize = 2;

/// The article is in a child that holds so many hundredths of the prose.
const MOST_PERCENT: usize = 75;

/// A part in which more than so many hundredths are links, and at least [`LINKS`] of them, leads elsewhere.
const LINK_PERCENT: usize = 70;
const LINKS: usize = 3;

/// So many bytes above a headline are a label.
const LABEL: usize = 60;

/// An element of the page.
#[derive(Debug)]
struct Node {
    parent: Option<usize>,
    /// Where its start tag starts, and where it ends.
    start: usize,
    end: usize,
    role: Role,
    hint: Hint,
    /// Whether it says that it is the article.
    is_article: bool,
    /// Whether its heading says that it is not.
    is_headed: bool,
    sums: Sums,
    /// The blocks that stand in it, of any kind.
    first: Option<usize>,
}

/// What stands in an element, in bytes and blocks.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    text: usize,
    linked: usize,
    links: usize,
    prose: usize,
    prose_blocks: usize,
}

impl Sums {
    fn add(&mut self, other: Sums) {
        self.text += other.text;
        self.linked += other.linked;
        self.links += other.links;
        self.prose += other.prose;
        self.prose_blocks += other.prose_blocks;
    }
}

/// A block of the page.
#[derive(Debug, Clone, Copy)]
struct Noted {
    /// The element that it stands in.
    node: usize,
    /// Its index in the draft.
    block: usize,
    /// How many of its bytes are in how many links.
    linked: usize,
    links: usize,
}

/// What is known of the page while it is read the first time.
#[derive(Debug, Default)]
pub(super) struct Survey {
    nodes: Vec<Node>,
    /// The blocks that are finished.
    blocks: Vec<Noted>,
    /// What the page says of its article.
    pub metadata: Metadata,
    /// Where JSON-LD starts that is being read over.
    pub json: Option<usize>,
}

/// What the second reading needs.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The part of the file that is read.
    pub range: Option<std::ops::Range<usize>>,
    /// The elements that are not read, by the places of their start tags.
    pub hidden: FxHashSet<usize>,
    /// The tables that only arrange the page: the article stands in one of their cells.
    pub layouts: FxHashSet<usize>,
    /// The heading that is the headline.
    pub headline: Option<usize>,
    /// The headline and the authors of the page's own data.
    pub title: Vec<Run>,
    pub authors: Vec<Vec<Run>>,
    pub published: Option<Date>,
}

impl Plan {
    /// Whether words at this place of the file are read.
    pub fn reads(&self, at: usize) -> bool {
        self.range.as_ref().is_none_or(|range| range.contains(&at))
    }
}

impl Survey {
    /// Takes note of an element; returns its number.
    pub fn open(&mut self, parent: Option<usize>, role: Role, tag: &StartTag, start: usize) -> usize {
        let value = |name: &str| tag.value(name).unwrap_or_default();
        let is_page = matches!(tag.name.as_slice(), b"html" | b"body" | b"head" | b"main" | b"article");
        let hint = if is_page { Hint::None } else { furniture::hint(value("class")).max(furniture::hint(value("id"))) };
        let kind = value("itemtype");
        let is_article = tag.name == b"article" || kind.ends_with("Article") || kind.ends_with("Posting");
        let (sums, first) = (Sums::default(), None);
        self.nodes.push(Node { parent, start, end: usize::MAX, role, hint, is_article, is_headed: false, sums, first });
        self.nodes.len() - 1
    }

    /// Takes note of the end of an element.
    pub fn close(&mut self, node: usize, end: usize) {
        if let Some(node) = self.nodes.get_mut(node) {
            node.end = end.max(node.start + 1);
        }
    }

    /// Takes note of a block that is finished in the node: how many of its bytes are in how many links.
    pub fn block(&mut self, node: usize, block: usize, linked: usize, links: usize) {
        self.blocks.push(Noted { node, block, linked, links });
    }

    /// What the second reading is to leave out.
    ///
    /// `title` is the block of the page's title.
    pub fn plan(mut self, draft: &Draft, title: Option<usize>) -> Plan {
        let all = self.count(draft);
        let pruned = self.prune(all);
        let mut plan = Plan {
            title: self.metadata.headline().map(<[Run]>::to_vec).unwrap_or_default(),
            authors: self.metadata.authors().to_vec(),
            published: self.metadata.published(),
            ..Plan::default()
        };
        let children = self.children(&pruned);
        let root = self.root(&children, &pruned);
        let title = self.named_headline(draft, &pruned).or_else(|| self.titled_headline(draft, &pruned, title));
        plan.headline = title.and_then(|title| self.nodes.get(title)).map(|node| node.start);
        if let Some(root) = root {
            let title = title.or_else(|| self.first_headline(&pruned, root));
            self.frame((root, title), &pruned, draft, &mut plan);
        }
        for (index, node) in self.nodes.iter().enumerate() {
            if pruned.get(index) == Some(&true) {
                plan.hidden.insert(node.start);
            }
        }
        plan
    }

    /// Sums up what stands in each element; returns what stands on the page.
    fn count(&mut self, draft: &Draft) -> Sums {
        for &Noted { node, block, linked, links } in &self.blocks {
            let Some(found) = draft.blocks.get(block) else { continue };
            let said = draft.words(block);
            let text = found.span.len();
            let own = text.saturating_sub(linked);
            let is_text = matches!(found.kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem);
            let is_prose = is_text && own * 2 > text && (own >= PROSE || own >= SENTENCE && ends_sentence(said));
            let is_headed =
                matches!(found.kind, BlockKind::Heading(_) | BlockKind::Paragraph) && furniture::heads_furniture(said);
            let Some(node) = self.nodes.get_mut(node) else { continue };
            node.sums.add(Sums {
                text,
                linked,
                links,
                prose: if is_prose { own } else { 0 },
                prose_blocks: usize::from(is_prose),
            });
            node.first = node.first.or(Some(block));
            node.is_headed |= is_headed;
        }
        let mut all = Sums::default();
        for index in (0..self.nodes.len()).rev() {
            let Some(node) = self.nodes.get(index) else { continue };
            let (sums, parent, first) = (node.sums, node.parent, node.first);
            match parent.and_then(|parent| self.nodes.get_mut(parent)) {
                Some(parent) => {
                    parent.sums.add(sums);
                    parent.first = [parent.first, first].into_iter().flatten().min();
                }
                None => all.add(sums),
            }
        }
        all
    }

    /// Which elements are not the article's by what they are called, by their headings or by their links; what stands in
    /// such an element is no more counted for those around it.
    fn prune(&mut self, all: Sums) -> Vec<bool> {
        let mut pruned = vec![false; self.nodes.len()];
        // A heading over furniture speaks for what it opens.
        for index in 0..self.nodes.len() {
            let Some(node) = self.nodes.get(index).filter(|node| node.is_headed) else { continue };
            let (mut own, first) = (node.parent, node.first);
            // A heading is often wrapped before it stands in what it heads.
            for _ in 0..3 {
                let Some(parent) = own.and_then(|own| self.nodes.get_mut(own)).filter(|parent| parent.first == first)
                else {
                    break;
                };
                parent.is_headed |= !parent.is_article;
                own = parent.parent;
            }
        }
        let weight = |sums: Sums| if all.prose > 0 { sums.prose } else { sums.text };
        let whole = weight(all);
        for (index, node) in self.nodes.iter().enumerate() {
            let is_inside = node.parent.and_then(|parent| pruned.get(parent)).copied().unwrap_or_default();
            let is_small = weight(node.sums) * 2 <= whole;
            let is_lesser = weight(node.sums) * 10 <= whole * 9;
            let leads_away = node.sums.linked * 100 > node.sums.text * LINK_PERCENT && node.sums.links >= LINKS;
            let is_furniture = match node.hint {
                Hint::Furniture => is_small,
                Hint::Comments => is_lesser,
                Hint::Doubtful => is_small && (node.sums.prose_blocks == 0 || node.sums.linked * 2 > node.sums.text),
                Hint::None => false,
            };
            let is_list = matches!(node.role, Role::Block | Role::List | Role::Paragraph);
            let is_links = is_list && leads_away && node.sums.prose_blocks == 0;
            let is_headed = node.is_headed && weight(node.sums) * 4 <= whole;
            if let Some(place) = pruned.get_mut(index) {
                *place = is_inside || is_furniture || is_links || is_headed;
            }
        }
        // What is pruned weighs nothing for the choice of the article.
        let mut cuts = vec![Sums::default(); self.nodes.len()];
        for index in (0..self.nodes.len()).rev() {
            let (Some(node), Some(&cut)) = (self.nodes.get_mut(index), cuts.get(index)) else { continue };
            let is_pruned = pruned.get(index) == Some(&true);
            let gone = if is_pruned { node.sums } else { cut };
            node.sums.prose = node.sums.prose.saturating_sub(cut.prose);
            node.sums.prose_blocks = node.sums.prose_blocks.saturating_sub(cut.prose_blocks);
            if let Some(place) = node.parent.and_then(|parent| cuts.get_mut(parent)) {
                place.add(gone);
            }
        }
        pruned
    }

    /// The heaviest child of each element that is not pruned, and those without a parent under one index more.
    fn children(&self, pruned: &[bool]) -> Vec<Option<usize>> {
        let mut heaviest: Vec<Option<usize>> = vec![None; self.nodes.len() + 1];
        for (index, node) in self.nodes.iter().enumerate() {
            if pruned.get(index) == Some(&true) {
                continue;
            }
            let Some(place) = heaviest.get_mut(node.parent.unwrap_or(self.nodes.len())) else { continue };
            let earlier = place.and_then(|earlier| self.nodes.get(earlier)).map(|earlier| earlier.sums.prose);
            if earlier.is_none_or(|earlier| earlier < node.sums.prose) {
                *place = Some(index);
            }
        }
        heaviest
    }

    /// The element that holds the article: downwards from the page as long as one child holds nearly all prose.
    fn root(&self, children: &[Option<usize>], pruned: &[bool]) -> Option<usize> {
        let tops = self
            .nodes
            .iter()
            .enumerate()
            .filter(|(index, node)| node.parent.is_none() && pruned.get(*index) != Some(&true));
        let (prose, blocks) =
            tops.fold((0, 0), |(prose, blocks), (_, node)| (prose + node.sums.prose, blocks + node.sums.prose_blocks));
        if prose < LEAST_PROSE || blocks < LEAST_BLOCKS {
            return None;
        }
        let mut root = None;
        let mut prose = prose;
        loop {
            let child = children.get(root.unwrap_or(self.nodes.len())).copied().flatten();
            let Some((index, node)) = child.and_then(|index| Some((index, self.nodes.get(index)?))) else { break };
            let is_container = matches!(
                node.role,
                Role::Block | Role::Article | Role::Form | Role::Table | Role::RowGroup | Role::Row | Role::Cell
            );
            if !is_container || node.sums.prose * 100 < prose * MOST_PERCENT {
                break;
            }
            root = Some(index);
            prose = node.sums.prose;
            if node.is_article {
                break;
            }
        }
        root
    }

    /// The heading that says what the page's own data call the headline.
    fn named_headline(&self, draft: &Draft, pruned: &[bool]) -> Option<usize> {
        let named = self.metadata.headline().map(words)?;
        let named = bare(&named);
        let says = |block: usize| bare(draft.words(block)) == named;
        self.headings(pruned).find(|noted| says(noted.block)).map(|noted| noted.node)
    }

    /// The heading that the title of the page repeats, beside the name of the site.
    fn titled_headline(&self, draft: &Draft, pruned: &[bool], title: Option<usize>) -> Option<usize> {
        let title = bare(draft.words(title?));
        let words = |noted: &&Noted| bare(draft.words(noted.block));
        let said =
            self.headings(pruned).filter(|noted| words(noted).len() >= SENTENCE / 2 && title.contains(&words(noted)));
        said.max_by_key(|noted| (words(noted).len(), std::cmp::Reverse(noted.node))).map(|noted| noted.node)
    }

    /// The headings of the first three ranks.
    fn headings(&self, pruned: &[bool]) -> impl Iterator<Item = &Noted> {
        self.blocks.iter().filter(|noted| {
            let is_heading = self.nodes.get(noted.node).is_some_and(|node| matches!(node.role, Role::Heading(1..=3)));
            is_heading && pruned.get(noted.node) != Some(&true)
        })
    }

    /// The first heading of the first rank before the end of the article.
    fn first_headline(&self, pruned: &[bool], root: usize) -> Option<usize> {
        let end = self.nodes.get(root)?.end;
        let is_heading = |(index, node): &(usize, &Node)| {
            node.role == Role::Heading(1) && node.start < end && pruned.get(*index) != Some(&true) && node.sums.text > 0
        };
        let inside = |(_, node): &(usize, &Node)| self.nodes.get(root).is_some_and(|root| node.start >= root.start);
        let headings = || self.nodes.iter().enumerate().filter(is_heading);
        // One inside the article comes before the name of the site above it.
        headings().find(inside).or_else(|| headings().next_back()).map(|(index, _)| index)
    }

    /// Leaves out what stands before the headline and after the article.
    fn frame(&self, (root, headline): (usize, Option<usize>), pruned: &[bool], draft: &Draft, plan: &mut Plan) {
        let Some(article) = self.nodes.get(root) else { return };
        let headline = headline.and_then(|headline| self.nodes.get(headline)).map_or(article.start, |node| node.start);
        // A label above the headline ("Politics") is no part of the article.
        let above = self.blocks.iter().filter(|noted| {
            draft.place(noted.block).is_some_and(|place| (article.start..headline).contains(&place))
                && pruned.get(noted.node) != Some(&true)
        });
        let label: usize = above.map(|noted| draft.words(noted.block).len()).sum();
        let start = match headline {
            _ if headline >= article.end => article.start,
            _ if headline > article.start && label > LABEL => article.start,
            _ => headline,
        };
        let mut end = article.end;
        // Some systems cut an article into several parts, side by side: those that are mostly prose go on with it.
        for (index, node) in self.nodes.iter().enumerate() {
            let goes_on = !article.is_article
                && node.parent == article.parent
                && node.start >= end
                && pruned.get(index) != Some(&true)
                && node.sums.prose_blocks >= 2
                && node.sums.linked * 5 < node.sums.text
                && matches!(node.role, Role::Block);
            if goes_on {
                end = node.end;
            }
        }
        let mut is_kept = vec![false; self.nodes.len()];
        for (index, node) in self.nodes.iter().enumerate().rev() {
            let keeps = node.role == Role::Title || is_kept.get(index) == Some(&true);
            if let Some(place) = node.parent.and_then(|parent| is_kept.get_mut(parent)) {
                *place |= keeps;
            }
            if !keeps && (node.end <= start || node.start >= end) {
                plan.hidden.insert(node.start);
            }
        }
        let mut above = Some(root);
        while let Some(node) = above.and_then(|above| self.nodes.get(above)) {
            if node.role == Role::Table {
                plan.layouts.insert(node.start);
            }
            above = node.parent;
        }
        plan.range = Some(start..end);
    }
}

/// The letters and figures of a headline, in lower case.
fn bare(headline: &str) -> String {
    headline.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
