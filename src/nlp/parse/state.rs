//! The states of the arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011).
//!
//! A state is small and never changed: its stack is a list of cells in an arena that states share (Huang and Sagae 2010),
//! so that a beam keeps many states at the cost of few.

use crate::nlp::word::Word;
use crate::nlp::{Upos, model::Model, tag};

/// What features see of one word of the sentence.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Atom {
    /// The hash of the lower-case form.
    pub word: u32,
    /// The joint tag; above all tags for what is no word.
    pub tag: u32,
    pub class: u32,
    pub path: u32,
    pub upos: Upos,
    /// How many marks, verbs and conjunctions there are up to this word.
    pub so_far: [u16; 3],
}

/// The tag of a place without a word, and of the root.
const NO_TAG: u32 = 250;
const ROOT_TAG: u32 = 251;

impl Atom {
    const NONE: Self = Self { word: 0, tag: NO_TAG, class: 0, path: 0, upos: Upos::X, so_far: [0; 3] };

    /// The first `n` steps of the path of its class; 0 without a class.
    #[inline(always)]
    pub fn path(&self, n: u32) -> u32 {
        self.path >> (16 - n)
    }
}

/// The words of a sentence: none at 0, the words from 1 on, the root after the last, then three that are none.
#[derive(Debug, Default)]
pub(crate) struct Atoms {
    atoms: Vec<Atom>,
    /// The place of the root: one more than the number of words.
    pub root: u32,
}

impl Atoms {
    /// Begins a sentence.
    pub fn begin(&mut self, model: &Model<'_>, words: &[Word], tags: &[u8]) {
        self.atoms.clear();
        self.atoms.push(Atom::NONE);
        let mut so_far = [0u16; 3];
        for (word, &tag) in words.iter().zip(tags) {
            let upos = tag::pair(model, tag).0;
            match upos {
                Upos::Punct => so_far[0] += 1,
                Upos::Verb | Upos::Aux => so_far[1] += 1,
                Upos::Cconj => so_far[2] += 1,
                _ => {}
            }
            self.atoms.push(Atom {
                word: word.lower,
                tag: u32::from(tag),
                class: u32::from(word.class),
                // One bit more, so that the path of a known class is never 0.
                path: if word.class == 0 { 0 } else { u32::from(word.path) | 1 << 16 },
                upos,
                so_far,
            });
        }
        self.root = self.atoms.len() as u32;
        self.atoms.push(Atom { word: 1, tag: ROOT_TAG, so_far, ..Atom::NONE });
        self.atoms.extend([Atom::NONE; 3]);
    }

    #[inline(always)]
    pub fn get(&self, at: u32) -> &Atom {
        self.atoms.get(at as usize).unwrap_or(&Atom::NONE)
    }
}

/// What the parser does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Move {
    /// The next word goes on the stack.
    #[default]
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

/// A word with the dependents that it has so far; 0 stands for none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Item {
    pub word: u32,
    /// The outermost two dependents on the left and on the right, the outermost first.
    pub left: [u32; 2],
    pub right: [u32; 2],
    pub left_count: u8,
    pub right_count: u8,
    /// The parts of speech of the dependents, one bit each.
    pub left_set: u32,
    pub right_set: u32,
}

impl Item {
    fn new(word: u32) -> Self {
        Self { word, ..Self::default() }
    }

    fn with_left(mut self, dependent: u32, upos: Upos) -> Self {
        // The stack gives dependents on the left from the nearest on.
        self.left = [dependent, self.left[0]];
        self.left_count = self.left_count.saturating_add(1);
        self.left_set |= 1 << upos as u32;
        self
    }

    fn with_right(mut self, dependent: u32, upos: Upos) -> Self {
        self.right = [dependent, self.right[0]];
        self.right_count = self.right_count.saturating_add(1);
        self.right_set |= 1 << upos as u32;
        self
    }
}

/// A place on a stack, and what lies below it.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    item: Item,
    below: u32,
}

/// The stacks of all states of a sentence. Cell 0 is the bottom.
#[derive(Debug, Default)]
pub(crate) struct Stacks(Vec<Cell>);

impl Stacks {
    /// Forgets the states of the sentence before.
    pub fn begin(&mut self) {
        self.0.clear();
        self.0.push(Cell::default());
    }

    #[inline(always)]
    fn cell(&self, at: u32) -> Cell {
        self.0.get(at as usize).copied().unwrap_or_default()
    }

    fn push(&mut self, item: Item, below: u32) -> u32 {
        self.0.push(Cell { item, below });
        self.0.len() as u32 - 1
    }
}

/// What features see of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct View {
    /// The upper two items of the stack, the top first.
    pub stack: [Item; 2],
    /// The word of the third.
    pub third: u32,
    /// The next word.
    pub next: Item,
}

/// Where a parse stands.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct State {
    top: u32,
    depth: u32,
    /// The first word that is not yet on the stack.
    pub next: Item,
}

impl State {
    /// Before the first word.
    pub fn first() -> Self {
        Self { next: Item::new(1), ..Self::default() }
    }

    /// What features see.
    #[inline(always)]
    pub fn view(&self, stacks: &Stacks) -> View {
        let first = stacks.cell(self.top);
        let second = stacks.cell(first.below);
        let third = stacks.cell(second.below);
        View { stack: [first.item, second.item], third: third.item.word, next: self.next }
    }

    /// Whether all words have their heads.
    pub fn done(&self, atoms: &Atoms) -> bool {
        self.depth == 0 && self.next.word == atoms.root
    }

    /// Whether the move may be made: with only the root to come, all but one word must hang on others.
    #[inline(always)]
    pub fn allowed(&self, atoms: &Atoms, step: Move) -> bool {
        let at_root = self.next.word == atoms.root;
        match step {
            Move::Shift => !at_root,
            Move::Left => self.depth > 0 && (!at_root || self.depth == 1),
            Move::Right => self.depth > 1,
        }
    }

    /// The state after the move; with it the head and the dependent that it joins.
    #[inline(always)]
    pub fn after(&self, step: Move, atoms: &Atoms, stacks: &mut Stacks) -> (Self, Option<(u32, u32)>) {
        let cell = stacks.cell(self.top);
        let dependent = cell.item.word;
        let upos = atoms.get(dependent).upos;
        match step {
            Move::Shift => {
                let top = stacks.push(self.next, self.top);
                (Self { top, depth: self.depth + 1, next: Item::new(self.next.word + 1) }, None)
            }
            Move::Left => {
                let next = self.next.with_left(dependent, upos);
                (Self { top: cell.below, depth: self.depth.saturating_sub(1), next }, Some((next.word, dependent)))
            }
            Move::Right => {
                let second = stacks.cell(cell.below);
                let head = second.item.with_right(dependent, upos);
                let top = stacks.push(head, second.below);
                (Self { top, depth: self.depth.saturating_sub(1), next: self.next }, Some((head.word, dependent)))
            }
        }
    }
}
