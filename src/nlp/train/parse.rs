//! Learns the parser: a structured perceptron over the beam, updated where the treebank's moves fall furthest behind
//! (maximum violation, Huang, Fayong and Guo 2012), and the relations of arcs.
//!
//! Both learn twice: once with every feature that is not rare, then anew with those alone that weighed most.

use super::Example;
use super::perceptron::{Census, Perceptron, Random};
use crate::nlp::model::{LABELS, Model, Section};
use crate::nlp::parse::WIDTH;
use crate::nlp::parse::features::features;
use crate::nlp::parse::relation::{self, Tree};
use crate::nlp::parse::search::Search;
use crate::nlp::parse::state::{Atoms, Move, Stacks, State};
use crate::nlp::parse::table;
use crate::nlp::{Deprel, sparse};

/// How often a feature must occur to be learned.
const OFTEN: u16 = 4;
/// How many features of moves are kept, and after how many rounds, and how many rounds follow.
const MOVES: usize = 300_000;
const MOVE_ROUNDS: (usize, usize) = (4, 10);
/// The same of relations.
const RELATIONS: usize = 100_000;
const RELATION_ROUNDS: (usize, usize) = (3, 5);

/// Learns moves and relations from the examples; their tags are such as a tagger gives to text that it has not seen.
pub(super) fn learn(base: &Model<'_>, examples: &[Example], say: &dyn Fn(String)) -> Vec<(Section, Vec<u8>)> {
    let census = count_moves(base, examples);
    let all = learn_moves(Perceptron::new(&census, OFTEN), base, examples, MOVE_ROUNDS.0, say);
    let kept = Perceptron::over(&all.weightiest(&census, MOVES));
    drop(all);
    let moves = learn_moves(kept, base, examples, MOVE_ROUNDS.1, say).quantise(6.0);
    let census = count_relations(base, examples);
    let all = learn_relations(Perceptron::new(&census, OFTEN), base, examples, RELATION_ROUNDS.0, say);
    let kept = Perceptron::over(&all.weightiest(&census, RELATIONS));
    let relations = learn_relations(kept, base, examples, RELATION_ROUNDS.1, say).quantise(6.0);
    say(format!("{} features of moves, {} of relations", moves.len(), relations.len()));
    let [index, rows] = sparse::write(&relations);
    vec![(Section::Transitions, table::write(&moves)), (Section::LabelIndex, index), (Section::LabelRows, rows)]
}

/// Lifts the dependents that make crossing arcs to their head's head, the shortest arc first, until none cross.
pub(super) fn make_projective(heads: &mut [u32]) {
    let root = heads.len() as u32;
    while let Some(dependent) = crossing(heads) {
        let head = heads[dependent];
        if head == root {
            return;
        }
        heads[dependent] = heads[head as usize];
    }
}

/// The dependent of the shortest arc that spans a word which hangs outside of it.
fn crossing(heads: &[u32]) -> Option<usize> {
    let root = heads.len() as u32;
    let descends = |mut word: u32, from: u32| -> bool {
        for _ in 0..=heads.len() {
            if word == from {
                return true;
            }
            if word == root {
                return false;
            }
            word = heads[word as usize];
        }
        false
    };
    let mut shortest: Option<(u32, usize)> = None;
    for (dependent, &head) in heads.iter().enumerate() {
        if head == root {
            continue;
        }
        let (low, high) = (head.min(dependent as u32), head.max(dependent as u32));
        if (low + 1..high).any(|inside| !descends(inside, head)) {
            let length = high - low;
            if shortest.is_none_or(|(best, _)| length < best) {
                shortest = Some((length, dependent));
            }
        }
    }
    shortest.map(|(_, dependent)| dependent)
}

/// The treebank's moves for a sentence, with the states before them.
#[derive(Debug, Default)]
struct Gold {
    stacks: Stacks,
    states: Vec<State>,
    moves: Vec<Move>,
}

impl Gold {
    fn derive(&mut self, atoms: &Atoms, heads: &[u32]) {
        self.stacks.begin();
        self.states.clear();
        self.moves.clear();
        // Words are counted from 1 here, and the root comes after the last.
        let head = |word: u32| heads[word as usize - 1] + 1;
        let mut last_dependent = vec![0; heads.len() + 2];
        for word in 1..=heads.len() as u32 {
            last_dependent[head(word) as usize] = word;
        }
        let mut state = State::first();
        while !state.done(atoms) {
            let [s0, s1] = state.view(&self.stacks).stack;
            let step = if s0.word != 0 && head(s0.word) == state.next.word {
                Move::Left
            } else if s1.word != 0 && head(s0.word) == s1.word && last_dependent[s0.word as usize] < state.next.word {
                Move::Right
            } else {
                Move::Shift
            };
            self.states.push(state);
            self.moves.push(step);
            state = state.after(step, atoms, &mut self.stacks).0;
        }
    }
}

fn count_moves(base: &Model<'_>, examples: &[Example]) -> Census {
    let mut census = Census::default();
    let (mut atoms, mut gold) = (Atoms::default(), Gold::default());
    for example in examples {
        atoms.begin(base, &example.words, &example.tags);
        gold.derive(&atoms, &example.heads);
        for state in &gold.states {
            census.count(&features(&atoms, &state.view(&gold.stacks)));
        }
    }
    census
}

/// Learns the moves.
fn learn_moves<'c>(
    mut weights: Perceptron<'c, 3>,
    base: &Model<'_>,
    examples: &[Example],
    rounds: usize,
    say: &dyn Fn(String),
) -> Perceptron<'c, 3> {
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(29);
    let mut search = Search::default();
    let mut gold = Gold::default();
    for round in 0..rounds {
        random.shuffle(&mut order);
        let mut wrong = 0usize;
        for &at in &order {
            let example = &examples[at];
            search.atoms.begin(base, &example.words, &example.tags);
            gold.derive(&search.atoms, &example.heads);
            weights.tick();
            let Some(moves) = violation(&weights, &mut search, &gold) else { continue };
            wrong += 1;
            let mut state = State::first();
            let mut parted = false;
            for ((&own, &right), gold_state) in moves.iter().zip(&gold.moves).zip(&gold.states) {
                parted |= own != right;
                if parted {
                    let gold_features = features(&search.atoms, &gold_state.view(&gold.stacks));
                    let own_features = features(&search.atoms, &state.view(&search.stacks));
                    // A shift weighs nothing.
                    for (step, features, change) in [(right, gold_features, 1), (own, own_features, -1)] {
                        if step != Move::Shift {
                            weights.add(&features, step as usize, change);
                        }
                    }
                }
                state = state.after(own, &search.atoms, &mut search.stacks).0;
            }
        }
        say(format!("moves, round {round}: {wrong} sentences wrong; {} features", weights.len()));
    }
    weights
}

/// Searches, and returns the best moves up to where they are furthest above those of the treebank; `None` if the treebank's
/// win in the end.
fn violation(weights: &Perceptron<'_, 3>, search: &mut Search, gold: &Gold) -> Option<Vec<Move>> {
    search.begin();
    let mut gold_score = 0;
    let mut worst: (i32, Vec<Move>) = (0, Vec::new());
    for (done, (state, &step)) in gold.states.iter().zip(&gold.moves).enumerate() {
        gold_score += weights.score(&features(&search.atoms, &state.view(&gold.stacks)))[step as usize];
        search.advance(WIDTH, |features| weights.score(features));
        let best = search.beam[0];
        let violation = best.score - gold_score;
        if violation >= worst.0 {
            let mut moves: Vec<Move> = search.history(&best).map(|(step, _)| step).collect();
            moves.reverse();
            if moves != gold.moves[..=done] {
                worst = (violation, moves);
            }
        }
    }
    let mut last: Vec<Move> = search.history(&search.beam[0]).map(|(step, _)| step).collect();
    last.reverse();
    (last != gold.moves).then_some(worst.1)
}

fn count_relations(base: &Model<'_>, examples: &[Example]) -> Census {
    let mut census = Census::default();
    let (mut atoms, mut tree) = (Atoms::default(), Tree::default());
    for example in examples {
        begin_tree(base, example, &mut atoms, &mut tree);
        for word in tree.order() {
            census.count(&tree.features(&atoms, word));
            tree.give(word, example.labels[word as usize - 1]);
        }
    }
    census
}

fn begin_tree(base: &Model<'_>, example: &Example, atoms: &mut Atoms, tree: &mut Tree) {
    atoms.begin(base, &example.words, &example.tags);
    tree.begin(atoms, example.heads.iter().enumerate().map(|(word, &head)| (head + 1, word as u32 + 1)));
}

/// Learns the relations of the treebank's arcs.
fn learn_relations<'c>(
    mut weights: Perceptron<'c, LABELS>,
    base: &Model<'_>,
    examples: &[Example],
    rounds: usize,
    say: &dyn Fn(String),
) -> Perceptron<'c, LABELS> {
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(31);
    let (mut atoms, mut tree) = (Atoms::default(), Tree::default());
    for round in 0..rounds {
        random.shuffle(&mut order);
        let mut wrong = 0usize;
        for &at in &order {
            let example = &examples[at];
            begin_tree(base, example, &mut atoms, &mut tree);
            for word in tree.order() {
                let gold = example.labels[word as usize - 1];
                if tree.branches[word as usize].head == atoms.root {
                    tree.give(word, Deprel::Root as u8);
                    continue;
                }
                weights.tick();
                let features = tree.features(&atoms, word);
                let mut sums = weights.score(&features).map(|sum| sum as i16);
                let guess = relation::best(&mut sums);
                if guess != gold {
                    wrong += 1;
                    weights.update(&features, usize::from(gold), usize::from(guess));
                }
                tree.give(word, guess);
            }
        }
        say(format!("relations, round {round}: {wrong} wrong; {} features", weights.len()));
    }
    weights
}
