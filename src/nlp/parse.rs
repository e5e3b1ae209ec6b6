//! The dependency tree of a sentence: greedy arc-hybrid transitions (Kuhlmann, Gómez-Rodríguez and Satta 2011), which
//! build a projective tree with a single root in twice as many steps as there are words.
//!
//! Enters: the words of one sentence and their joint tags. Leaves: a head and a relation for each. The features are those
//! of Zhang and Nivre (2011), with classes of words beside them.

use super::hash::{self, feature1, feature2, feature3};
use super::model::{Bytes, LABELS, Model, u32_at};
use super::word::Word;

/// No node.
pub(crate) const NONE: u32 = u32::MAX;
/// No label yet.
pub(crate) const UNLABELLED: u8 = 255;

/// What the parser does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// The next word goes on the stack.
    Shift = 0,
    /// The next word is the head of the top of the stack, which leaves it.
    Left = 1,
    /// The second of the stack is the head of the top, which leaves it.
    Right = 2,
}

impl Move {
    /// All, by their numbers.
    pub const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// A word in the tree that grows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    pub word: u32,
    pub tag: u32,
    pub class: u32,
    pub path: u16,
    pub head: u32,
    pub label: u8,
    /// Children so far on the left and on the right: the outermost two, how many, and which labels.
    pub left: [u32; 2],
    pub right: [u32; 2],
    pub left_count: u8,
    pub right_count: u8,
    pub left_labels: u64,
    pub right_labels: u64,
}

impl Node {
    const EMPTY: Self = Self {
        word: 0,
        tag: 250,
        class: 0,
        path: 0,
        head: NONE,
        label: UNLABELLED,
        left: [NONE; 2],
        right: [NONE; 2],
        left_count: 0,
        right_count: 0,
        left_labels: 0,
        right_labels: 0,
    };

    /// What stands for the end of the sentence: the head of its root.
    const ROOT: Self = Self { word: 1, tag: 251, ..Self::EMPTY };

    fn path(&self, n: u32) -> u32 {
        u32::from(self.path >> (16 - n)) | u32::from(self.class != 0) << 16
    }
}

/// The parser's memory, used again for each sentence.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// The words and, last, the root.
    pub nodes: Vec<Node>,
    pub stack: Vec<u32>,
    /// The first word that is not yet on the stack.
    pub next: u32,
}

impl State {
    /// Begins a sentence.
    pub fn begin(&mut self, words: &[Word], tags: &[u8]) {
        self.nodes.clear();
        self.stack.clear();
        self.next = 0;
        self.nodes.extend(words.iter().zip(tags).map(|(word, &tag)| Node {
            word: word.lower,
            tag: u32::from(tag),
            class: u32::from(word.class),
            path: word.path,
            ..Node::EMPTY
        }));
        self.nodes.push(Node::ROOT);
    }

    /// The node that stands for the root.
    pub fn root(&self) -> u32 {
        self.nodes.len() as u32 - 1
    }

    /// The node on the stack, 0 the top.
    #[inline(always)]
    pub fn stacked(&self, depth: usize) -> u32 {
        self.stack.len().checked_sub(depth + 1).and_then(|at| self.stack.get(at)).copied().unwrap_or(NONE)
    }

    #[inline(always)]
    pub fn node(&self, at: u32) -> Node {
        self.nodes.get(at as usize).copied().unwrap_or(Node::EMPTY)
    }

    /// Whether all words have their heads.
    pub fn done(&self) -> bool {
        self.stack.is_empty() && self.next == self.root()
    }

    /// Whether the move may be made: with only the root to come, all but one word must hang on others.
    pub fn allowed(&self, step: Move) -> bool {
        let at_root = self.next == self.root();
        match step {
            Move::Shift => !at_root,
            Move::Left => !self.stack.is_empty() && (!at_root || self.stack.len() == 1),
            Move::Right => self.stack.len() > 1,
        }
    }

    /// The head and the dependent that a move joins.
    pub fn arc(&self, step: Move) -> Option<(u32, u32)> {
        match step {
            Move::Shift => None,
            Move::Left => Some((self.next, self.stacked(0))),
            Move::Right => Some((self.stacked(1), self.stacked(0))),
        }
    }

    /// Makes the move; `label` is that of its arc.
    pub fn make(&mut self, step: Move, label: u8) {
        let Some((head, dependent)) = self.arc(step) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        if let Some(node) = self.nodes.get_mut(dependent as usize) {
            node.head = head;
            node.label = label;
        }
        if let Some(node) = self.nodes.get_mut(head as usize) {
            if dependent < head {
                // Dependents on the left come nearest last.
                node.left = if node.left_count == 0 || dependent < node.left[0] {
                    [dependent, node.left[0]]
                } else {
                    [node.left[0], dependent]
                };
                node.left_count = node.left_count.saturating_add(1);
                node.left_labels |= 1 << (label & 63);
            } else {
                node.right = [dependent, node.right[0]];
                node.right_count = node.right_count.saturating_add(1);
                node.right_labels |= 1 << (label & 63);
            }
        }
    }
}

/// The number of features of a state.
pub(crate) const FEATURES: usize = 84;

/// What the features of a state are mixed from, the parts used by moves and by labels.
pub(crate) fn features(state: &State) -> [u32; FEATURES] {
    let (s0i, s1i, s2i) = (state.stacked(0), state.stacked(1), state.stacked(2));
    let n0i = state.next;
    let (s0, s1, s2) = (state.node(s0i), state.node(s1i), state.node(s2i));
    let (n0, n1, n2) = (state.node(n0i), state.node(n0i + 1), state.node(n0i + 2));
    let (s0l, s0r, s0l2, s0r2) =
        (state.node(s0.left[0]), state.node(s0.right[0]), state.node(s0.left[1]), state.node(s0.right[1]));
    let (s1l, s1r, s1r2) = (state.node(s1.left[0]), state.node(s1.right[0]), state.node(s1.right[1]));
    let (n0l, n0l2) = (state.node(n0.left[0]), state.node(n0.left[1]));
    let bucket = |a: u32, b: u32| -> u32 {
        if a == NONE || b == NONE {
            return 0;
        }
        match b.saturating_sub(a) {
            d @ 0..=4 => d,
            5..=9 => 5,
            _ => 6,
        }
    };
    let d = bucket(s0i, n0i) | bucket(s1i, s0i) << 4;
    let dn = bucket(s0i, n0i);
    let ds = bucket(s1i, s0i);
    let label = |node: &Node| u32::from(node.label);
    let fold = |set: u64| (set ^ (set >> 32)) as u32;
    let v0 = u32::from(s0.left_count.min(3)) | u32::from(s0.right_count.min(3)) << 2;
    let v1 = u32::from(s1.left_count.min(3)) | u32::from(s1.right_count.min(3)) << 2;
    let vn = u32::from(n0.left_count.min(3));
    let tt = |a: &Node, b: &Node| a.tag | b.tag << 8;
    let ttt = |a: &Node, b: &Node, c: &Node| a.tag | b.tag << 8 | c.tag << 16;
    [
        feature2(1, s0.word, s0.tag),
        feature1(2, s0.word),
        feature1(3, s0.tag),
        feature2(4, s1.word, s1.tag),
        feature1(5, s1.word),
        feature1(6, s1.tag),
        feature2(7, n0.word, n0.tag),
        feature1(8, n0.word),
        feature1(9, n0.tag),
        feature2(10, n1.word, n1.tag),
        feature1(11, n1.word),
        feature1(12, n1.tag),
        feature2(13, n2.word, n2.tag),
        feature1(14, n2.tag),
        feature3(15, s0.word, n0.word, tt(&s0, &n0)),
        feature3(16, s0.word, n0.tag, s0.tag),
        feature3(17, s0.tag, n0.word, n0.tag),
        feature2(18, s0.word, n0.word),
        feature1(19, tt(&s0, &n0)),
        feature3(20, s1.word, s0.word, tt(&s1, &s0)),
        feature3(21, s1.word, s0.tag, s1.tag),
        feature3(22, s1.tag, s0.word, s0.tag),
        feature2(23, s1.word, s0.word),
        feature1(24, tt(&s1, &s0)),
        feature2(25, tt(&s1, &s0), n0.tag),
        feature2(26, tt(&s0, &n0), n1.tag),
        feature2(27, ttt(&s1, &s0, &n0), n1.tag),
        feature1(28, ttt(&s2, &s1, &s0)),
        feature1(29, ttt(&n0, &n1, &n2)),
        feature2(30, tt(&s0, &n0), n1.tag | n2.tag << 8),
        feature2(31, s0.word, d),
        feature2(32, s0.tag, d),
        feature2(33, n0.word, dn),
        feature2(34, n0.tag, dn),
        feature2(35, s1.word, ds),
        feature2(36, s1.tag, ds),
        feature2(37, tt(&s0, &n0), dn),
        feature2(38, tt(&s1, &s0), ds),
        feature3(39, s1.tag, ttt(&s0, &n0, &s0), d),
        feature2(40, s0.word, v0),
        feature2(41, s0.tag, v0),
        feature2(42, s1.word, v1),
        feature2(43, s1.tag, v1),
        feature2(44, n0.word, vn),
        feature2(45, n0.tag, vn),
        feature3(46, s0.tag, fold(s0.left_labels), 0),
        feature3(47, s0.tag, fold(s0.right_labels), 1),
        feature3(48, s1.tag, fold(s1.left_labels), 2),
        feature3(49, s1.tag, fold(s1.right_labels), 3),
        feature3(50, n0.tag, fold(n0.left_labels), 4),
        feature2(51, s0l.word, label(&s0l)),
        feature2(52, s0l.tag, label(&s0l)),
        feature2(53, s0r.word, label(&s0r)),
        feature2(54, s0r.tag, label(&s0r)),
        feature2(55, s1l.tag, label(&s1l)),
        feature2(56, s1r.word, label(&s1r)),
        feature2(57, s1r.tag, label(&s1r)),
        feature2(58, n0l.word, label(&n0l)),
        feature2(59, n0l.tag, label(&n0l)),
        feature2(60, tt(&s0, &s0l), n0.tag),
        feature2(61, tt(&s0, &s0r), n0.tag),
        feature2(62, tt(&s0, &n0l), n0.tag),
        feature2(63, ttt(&s1, &s0, &s0l), label(&s0l)),
        feature2(64, ttt(&s1, &s0, &s0r), label(&s0r)),
        feature2(65, ttt(&s1, &s0, &s1r), label(&s1r)),
        feature2(66, ttt(&s1, &s0, &s1l), label(&s1l)),
        feature3(67, ttt(&s0, &s0l, &s0l2), label(&s0l), label(&s0l2)),
        feature3(68, ttt(&s0, &s0r, &s0r2), label(&s0r), label(&s0r2)),
        feature3(69, ttt(&s1, &s1r, &s1r2), label(&s1r), label(&s1r2)),
        feature3(70, ttt(&n0, &n0l, &n0l2), label(&n0l), label(&n0l2)),
        feature3(71, s0.tag, label(&s0l) | label(&s0r) << 8, n0.tag),
        feature3(72, s1.tag, label(&s1l) | label(&s1r) << 8, s0.tag),
        feature2(73, s0.path(10), n0.path(10)),
        feature2(74, s1.path(10), s0.path(10)),
        feature3(75, s0.path(6), n0.path(6), tt(&s0, &n0)),
        feature3(76, s1.path(6), s0.path(6), tt(&s1, &s0)),
        feature2(77, s0.class, n0.tag),
        feature2(78, s1.class, s0.tag),
        feature2(79, n0.class, s0.tag),
        feature2(80, s0.class, s1.tag),
        feature3(81, s0.path(8), n0.word, n0.tag),
        feature3(82, s1.word, s0.path(8), s1.tag),
        feature3(83, s0.word, n0.path(8), s0.tag),
        feature3(84, s1.path(8), s0.word, s0.tag),
    ]
}

/// The number of features of an arc's label.
pub(crate) const LABEL_FEATURES: usize = 44;

/// The features of the label of an arc about to be made.
pub(crate) fn label_features(state: &State, head: u32, dependent: u32) -> [u32; LABEL_FEATURES] {
    let (h, d) = (state.node(head), state.node(dependent));
    let left = u32::from(dependent < head);
    let distance = match head.abs_diff(dependent) {
        d @ 0..=4 => d,
        5..=8 => 5,
        _ => 6,
    } | left << 4;
    let label = |node: &Node| u32::from(node.label);
    let (dl, dr, dl2) = (state.node(d.left[0]), state.node(d.right[0]), state.node(d.left[1]));
    let (hl, hr) = (state.node(h.left[0]), state.node(h.right[0]));
    let beside = |at: u32, offset: i64| state.node(u32::try_from(i64::from(at) + offset).unwrap_or(NONE));
    let (before, after) = (beside(dependent, -1), beside(dependent, 1));
    let (head_before, head_after) = (beside(head, -1), beside(head, 1));
    let next = state.node(state.next);
    let tt = |a: &Node, b: &Node| a.tag | b.tag << 8 | left << 30;
    let fold = |set: u64| (set ^ (set >> 32)) as u32;
    [
        feature3(101, h.word, d.word, left),
        feature3(102, h.word, d.tag, left),
        feature3(103, h.tag, d.word, left),
        feature1(104, tt(&h, &d)),
        feature2(105, tt(&h, &d), distance),
        feature2(106, h.word, left),
        feature2(107, d.word, left),
        feature2(108, h.tag, distance),
        feature2(109, d.tag, distance),
        feature3(110, tt(&h, &d), dl.word, label(&dl)),
        feature3(111, tt(&h, &d), dl.tag, label(&dl)),
        feature3(112, tt(&h, &d), dr.tag, label(&dr)),
        feature3(113, tt(&h, &d), dl2.tag, label(&dl2)),
        feature3(114, d.word, dl.word, left),
        feature3(115, h.word, dl.word, left),
        feature2(116, tt(&h, &d), before.tag | after.tag << 8),
        feature2(117, tt(&h, &d), head_before.tag | head_after.tag << 8),
        feature2(118, tt(&h, &d), before.word),
        feature2(119, tt(&h, &d), after.word),
        feature2(120, tt(&h, &d), fold(h.left_labels)),
        feature2(121, tt(&h, &d), fold(h.right_labels)),
        feature2(122, tt(&h, &d), fold(d.left_labels)),
        feature2(123, tt(&h, &d), fold(d.right_labels)),
        feature3(124, h.word, fold(h.right_labels), left),
        feature3(125, h.word, fold(h.left_labels), left),
        feature2(126, tt(&h, &d), next.tag),
        feature3(127, d.class, h.tag, left),
        feature3(128, h.class, d.tag, left),
        feature3(129, h.path(8), d.path(8), left),
        feature3(130, h.path(5), d.path(5), tt(&h, &d)),
        feature3(131, d.path(8), dl.word, h.tag),
        feature3(132, h.word, d.path(6), left),
        feature3(133, h.path(6), d.word, left),
        feature3(134, tt(&h, &d), hl.tag, label(&hl)),
        feature3(135, tt(&h, &d), hr.tag, label(&hr)),
        feature3(136, tt(&h, &d), label(&hl), label(&hr)),
        feature3(137, d.word, h.class, dl.word),
        feature3(138, d.word, before.word, left),
        feature3(139, d.word, after.word, left),
        feature3(140, d.tag, before.tag, after.tag),
        feature3(141, h.word, dl.word, d.tag),
        feature3(142, d.word, dr.word, left),
        feature3(143, h.word, hr.word, d.tag),
        feature3(144, h.word, hl.word, d.tag),
    ]
}

/// Adds up the weights of a state's moves. The section is a table of four-byte slots: three signed weights, and a
/// fingerprint that is never 0 in a slot that is taken.
#[inline(always)]
pub(crate) fn score(table: Bytes<'_>, features: &[u32]) -> [i32; 3] {
    let slots = table.len() / 4;
    let mut sums = [0i32; 3];
    for &feature in features {
        let slot = find(table, slots, feature);
        sums[0] += i32::from(slot as i8);
        sums[1] += i32::from((slot >> 8) as i8);
        sums[2] += i32::from((slot >> 16) as i8);
    }
    sums
}

/// The slot of a feature, 0 if it has none.
#[inline(always)]
fn find(table: Bytes<'_>, slots: usize, feature: u32) -> u32 {
    let print = fingerprint(feature);
    let mut at = hash::slot(feature, slots);
    loop {
        let found = u32_at(table, at * 4);
        if found == 0 || found >> 24 == print {
            return found;
        }
        at += 1;
    }
}

fn fingerprint(feature: u32) -> u32 {
    (feature & 0xFF).max(1)
}

/// Writes the table of moves.
pub(crate) fn write_moves(weights: &[(u32, [i8; 3])]) -> Vec<u8> {
    let slots = weights.len() * 3 / 2 + 1;
    let mut table = vec![0u32; slots];
    for &(feature, [a, b, c]) in weights {
        let print = fingerprint(feature);
        let mut at = hash::slot(feature, slots);
        while table.get(at).is_some_and(|&found| found != 0 && found >> 24 != print) {
            at += 1;
        }
        // The weightier of two features that cannot be told apart comes first and stays.
        if let Some(free) = table.get_mut(at).filter(|found| **found == 0) {
            *free = print << 24 | u32::from(c as u8) << 16 | u32::from(b as u8) << 8 | u32::from(a as u8);
        }
    }
    table.iter().flat_map(|slot| slot.to_le_bytes()).collect()
}

/// The best move that may be made.
#[inline(always)]
pub(crate) fn best_move(state: &State, sums: &[i32; 3]) -> Move {
    let mut best = (i32::MIN, Move::Right);
    for (step, &sum) in Move::ALL.into_iter().zip(sums) {
        if sum > best.0 && state.allowed(step) {
            best = (sum, step);
        }
    }
    best.1
}

/// The label of an arc about to be made.
pub(crate) fn label(model: &Model<'_>, state: &State, head: u32, dependent: u32, root: u8) -> u8 {
    if head == state.root() {
        return root;
    }
    let mut sums = [0i16; LABELS];
    model.labels.score(&label_features(state, head, dependent), &mut sums);
    // Only the root hangs on the root.
    if let Some(sum) = sums.get_mut(usize::from(root)) {
        *sum = i16::MIN;
    }
    super::tag::best(&sums)
}

/// Parses a sentence; heads and labels are left in the state's nodes.
pub(crate) fn parse(model: &Model<'_>, words: &[Word], tags: &[u8], state: &mut State) {
    let root = super::Deprel::Root as u8;
    state.begin(words, tags);
    while !state.done() {
        let sums = score(model.transitions, &features(state));
        let step = best_move(state, &sums);
        let label = state.arc(step).map_or(UNLABELLED, |(head, dependent)| label(model, state, head, dependent, root));
        state.make(step, label);
    }
}
