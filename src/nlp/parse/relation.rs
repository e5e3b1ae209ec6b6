//! The relations of a finished tree's arcs, from the root downwards and from left to right (McDonald, Lerman and Pereira
//! 2006): all words that hang on the same head are known, and the relations of those before.

use super::state::{Atom, Atoms};
use crate::nlp::hash;
use crate::nlp::model::{LABELS, Model};
use crate::nlp::tag;
use crate::nlp::{Deprel, Upos};

/// The number of features of an arc.
pub(crate) const RELATION_FEATURES: usize = 64;

/// A word in a finished tree; places as in [`Atoms`], 0 for none.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Branch {
    pub head: u32,
    pub relation: u8,
    /// The outermost dependents.
    first: u32,
    last: u32,
    /// The nearest dependent on the left and on the right.
    inner_left: u32,
    inner_right: u32,
    /// The dependents of the same head before and after this one.
    previous: u32,
    following: u32,
    /// The parts of speech of all dependents, one bit each.
    set: u32,
    /// The relations given to dependents so far.
    given: u64,
}

/// The finished tree, used again for each sentence.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub branches: Vec<Branch>,
    order: Vec<u32>,
}

impl Tree {
    /// Begins with the arcs of a tree: head and dependent.
    pub fn begin(&mut self, atoms: &Atoms, arcs: impl Iterator<Item = (u32, u32)>) {
        self.branches.clear();
        self.branches.resize(atoms.root as usize + 1, Branch::default());
        for (head, dependent) in arcs {
            if let Some(branch) = self.branches.get_mut(dependent as usize) {
                branch.head = head;
            }
        }
        for word in 1..atoms.root {
            let Some(head) = self.branches.get(word as usize).map(|branch| branch.head) else { continue };
            let Some(parent) = self.branches.get_mut(head as usize) else { continue };
            let before = parent.last;
            parent.last = word;
            parent.set |= 1 << atoms.get(word).upos as u32;
            if parent.first == 0 {
                parent.first = word;
            }
            if word < head {
                parent.inner_left = word;
            } else if parent.inner_right == 0 {
                parent.inner_right = word;
            }
            if let Some(branch) = self.branches.get_mut(word as usize) {
                branch.previous = before;
            }
            if let Some(branch) = self.branches.get_mut(before as usize) {
                branch.following = word;
            }
        }
        // From the root downwards.
        self.order.clear();
        self.order.push(atoms.root);
        let mut at = 0;
        while let Some(&head) = self.order.get(at) {
            let mut child = self.get(head).first;
            while child != 0 {
                self.order.push(child);
                child = self.get(child).following;
            }
            at += 1;
        }
        // Words of closed classes first: what they are hardly depends on others, and tells others what they are.
        self.order.sort_by_key(|&word| !closed(atoms.get(word).upos) && word != atoms.root);
        self.order.retain(|&word| word != atoms.root);
    }

    #[inline(always)]
    fn get(&self, at: u32) -> Branch {
        self.branches.get(at as usize).copied().unwrap_or_default()
    }

    /// The words in the order in which they get their relations, the root of the tree first.
    pub fn order(&self) -> impl Iterator<Item = u32> + use<> {
        self.order.clone().into_iter()
    }

    /// Gives a word its relation.
    pub fn give(&mut self, word: u32, relation: u8) {
        let Some(branch) = self.branches.get_mut(word as usize) else { return };
        branch.relation = relation;
        let head = branch.head;
        if let Some(parent) = self.branches.get_mut(head as usize) {
            parent.given |= 1 << (relation & 63);
        }
    }

    /// The features of the arc above a word.
    #[inline(always)]
    pub fn features(&self, atoms: &Atoms, word: u32) -> [u32; RELATION_FEATURES] {
        let branch = self.get(word);
        let parent = self.get(branch.head);
        let at = |index: u32| -> &Atom { atoms.get(index) };
        let (d, h, g) = (at(word), at(branch.head), at(parent.head));
        let left = u32::from(word < branch.head);
        let distance = match word.abs_diff(branch.head) {
            d @ 0..=4 => d,
            5..=8 => 5,
            _ => 6,
        } << 1
            | left;
        // The outermost dependents, each on its side.
        let dl = at(if branch.first < word { branch.first } else { 0 });
        let dr = at(if branch.last > word { branch.last } else { 0 });
        let (dil, dir) = (at(branch.inner_left), at(branch.inner_right));
        let (hil, hir) = (at(parent.inner_left), at(parent.inner_right));
        let (sp, sf) = (at(branch.previous), at(branch.following));
        let (spr, hr) = (u32::from(self.get(branch.previous).relation), u32::from(parent.relation));
        let (before, after) = (at(word - 1), at(word + 1));
        let (h_before, h_after) = (at(branch.head.saturating_sub(1)), at(branch.head + 1));
        let hd = h.tag | d.tag << 8 | left << 16;
        let fold = |set: u64| (set ^ (set >> 32)) as u32;
        let (given, own_given) = (fold(parent.given), fold(branch.given));
        hash::features![
            (h.word, d.word, left),
            (h.word, d.tag, left),
            (h.tag, d.word, left),
            (hd, 0, 0),
            (hd, distance, 0),
            (h.word, left, 0),
            (d.word, left, 0),
            (h.tag, distance, 0),
            (d.tag, distance, 0),
            (hd, dl.word, 0),
            (hd, dl.tag, dr.tag),
            (hd, dr.tag, 0),
            (hd, dil.tag, dir.tag),
            (hd, dil.word, 0),
            (hd, own_given, 0),
            (d.word, dl.word, left),
            (h.word, dl.word, left),
            (hd, before.tag, after.tag),
            (hd, h_before.tag, h_after.tag),
            (hd, before.word, 0),
            (hd, after.word, 0),
            (hd, given, 0),
            (h.word, given, left),
            (hd, parent.set, 0),
            (hd, branch.set, 0),
            (h.word, parent.set, left),
            (hd, own_given, given),
            (hd, hr, 0),
            (hr, d.word, left),
            (hr, h.word, d.tag),
            (hr, hd, dl.word),
            (hd, spr, 0),
            (hd, spr, sp.tag),
            (hd, sp.word, 0),
            (hd, sf.tag, 0),
            (hd, sf.word, 0),
            (hd, sp.tag, sf.tag),
            (d.word, spr, sp.tag),
            (h.word, spr, d.tag),
            (hd, hil.word, 0),
            (hd, hil.tag, hir.tag),
            (hd, hir.word, 0),
            (d.class, h.tag, left),
            (h.class, d.tag, left),
            (h.path(8), d.path(8), left),
            (h.path(5), d.path(5), hd),
            (d.path(8), dl.word, h.tag),
            (h.word, d.path(6), left),
            (h.path(6), d.word, left),
            (h.path(8), dl.word, d.path(6)),
            (hd, g.tag, u32::from(parent.head < branch.head)),
            (g.word, hd, 0),
            (g.tag, h.word, d.tag),
            (d.word, before.word, left),
            (d.word, after.word, left),
            (d.tag, before.tag, after.tag),
            (h.word, dl.word, d.tag),
            (d.word, dr.word, left),
            (hd, sp.path(6), d.path(6)),
            (hd, sf.path(6), d.path(6)),
            (d.class, dl.word, left),
            (d.word, own_given, left),
            (d.path(8), spr, hd),
            (h.path(8), given, hd),
        ]
    }
}

fn closed(upos: Upos) -> bool {
    matches!(upos, Upos::Adp | Upos::Aux | Upos::Cconj | Upos::Det | Upos::Part | Upos::Punct | Upos::Sconj)
}

/// The best relation but that of the root.
pub(crate) fn best(sums: &mut [i16; LABELS]) -> u8 {
    if let Some(sum) = sums.get_mut(usize::from(Deprel::Root as u8)) {
        *sum = i16::MIN;
    }
    tag::best(sums)
}

/// Gives all words of a tree their relations.
#[inline(always)]
pub(crate) fn relate(model: &Model<'_>, atoms: &Atoms, tree: &mut Tree) {
    for at in 0..tree.order.len() {
        let Some(&word) = tree.order.get(at) else { continue };
        let relation = if tree.get(word).head == atoms.root {
            Deprel::Root as u8
        } else {
            let mut sums = [0i16; LABELS];
            model.relations.score(&tree.features(atoms, word), &mut sums);
            best(&mut sums)
        };
        tree.give(word, relation);
    }
}
