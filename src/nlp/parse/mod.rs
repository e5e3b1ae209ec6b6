//! The dependency tree of a sentence: arc-hybrid moves in a beam (Zhang and Clark 2008), which build a projective tree with
//! a single root in twice as many steps as there are words; then the relations of its arcs.
//!
//! Enters: the words of one sentence and their joint tags. Leaves: a head and a relation for each. What a state of the
//! search is: [`state`]; what is seen of it: [`features`](mod@features); how it is weighed: [`table`]; relations:
//! [`relation`].

pub(crate) mod features;
pub(crate) mod relation;
pub(crate) mod search;
pub(crate) mod state;
pub(crate) mod table;

use super::model::Model;
use super::word::Word;
use relation::{Branch, Tree};
use search::Search;

/// No node.
pub(crate) const NONE: u32 = u32::MAX;

/// How many states the search keeps.
pub(crate) const WIDTH: usize = 4;

/// The parser's memory, used again for each sentence.
#[derive(Debug, Default)]
pub(crate) struct Parser {
    search: Search,
    tree: Tree,
}

impl Parser {
    /// Parses a sentence.
    #[inline(always)]
    pub fn parse(&mut self, model: &Model<'_>, words: &[Word], tags: &[u8]) {
        let Self { search, tree } = self;
        search.atoms.begin(model, words, tags);
        search.begin();
        while !search.done() {
            search.advance(WIDTH, |features| table::score(model.transitions, features));
        }
        let best = search.beam.first().copied().unwrap_or_default();
        tree.begin(&search.atoms, search.history(&best).map(|(_, arc)| arc));
        relation::relate(model, &search.atoms, tree);
    }

    /// The heads and relations of the words; a head is the number of a word, `NONE` for the root.
    pub fn arcs(&self) -> impl Iterator<Item = (u32, u8)> {
        let root = self.search.atoms.root;
        let words = self.tree.branches.iter().skip(1).take(root.saturating_sub(1) as usize);
        words.map(move |branch: &Branch| {
            let head = if branch.head == root { NONE } else { branch.head.saturating_sub(1) };
            (head, branch.relation)
        })
    }
}
