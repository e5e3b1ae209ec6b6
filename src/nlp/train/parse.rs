//! Learns the parser: arc-hybrid moves with a dynamic oracle (Goldberg and Nivre 2013), and the labels of its arcs.

use super::Example;
use super::perceptron::{Perceptron, Random};
use crate::nlp::model::{LABELS, Section};
use crate::nlp::parse::{Move, NONE, State, UNLABELLED, features, label_features, write_moves};
use crate::nlp::{Deprel, rows};

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

/// How many arcs of the treebank's tree a move makes impossible.
fn cost(state: &State, heads: &[u32], step: Move) -> u32 {
    let head_of = |node: u32| heads.get(node as usize).copied().unwrap_or(NONE);
    let (s0, s1, next) = (state.stacked(0), state.stacked(1), state.next);
    let last = state.root();
    match step {
        Move::Shift => {
            let below: u32 = state.stack.iter().filter(|&&node| head_of(node) == next).count() as u32;
            let head = head_of(next);
            below + u32::from(state.stack.iter().rev().skip(1).any(|&node| node == head))
        }
        Move::Left => {
            let head = head_of(s0);
            let dependents = (next..last).filter(|&node| head_of(node) == s0).count() as u32;
            dependents + u32::from(head != next && (head == s1 || (head > next && head <= last)))
        }
        Move::Right => {
            let head = head_of(s0);
            let dependents = (next..last).filter(|&node| head_of(node) == s0).count() as u32;
            dependents + u32::from(head != s1 && head >= next && head <= last)
        }
    }
}

pub(super) fn learn(examples: &[Example], rounds: usize, say: &dyn Fn(String)) -> Vec<(Section, Vec<u8>)> {
    let mut moves: Perceptron<3> = Perceptron::default();
    let mut labels: Perceptron<LABELS> = Perceptron::default();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(29);
    let mut state = State::default();
    let root = Deprel::Root as u8;
    for round in 0..rounds {
        random.shuffle(&mut order);
        let (mut wrong_moves, mut wrong_labels, mut steps) = (0usize, 0usize, 0usize);
        for &at in &order {
            let example = &examples[at];
            state.begin(&example.words, &example.tags);
            while !state.done() {
                let features = features(&state);
                let sums = moves.score(&features);
                moves.tick();
                steps += 1;
                let (mut best, mut best_right): (Option<Move>, Option<Move>) = (None, None);
                let lowest = Move::ALL
                    .into_iter()
                    .filter(|&step| state.allowed(step))
                    .map(|step| cost(&state, &example.heads, step))
                    .min();
                for step in Move::ALL.into_iter().filter(|&step| state.allowed(step)) {
                    if best.is_none_or(|best| sums[step as usize] > sums[best as usize]) {
                        best = Some(step);
                    }
                    if Some(cost(&state, &example.heads, step)) == lowest
                        && best_right.is_none_or(|best| sums[step as usize] > sums[best as usize])
                    {
                        best_right = Some(step);
                    }
                }
                let (best, right) =
                    (best.expect("a move is always allowed"), best_right.expect("one of them costs least"));
                if best != right && sums[best as usize] >= sums[right as usize] {
                    wrong_moves += 1;
                    moves.update(&features, right as usize, best as usize);
                }
                let explore = round > 0 && random.below(10) < 9;
                let step = if explore { best } else { right };
                let mut label = UNLABELLED;
                if let Some((head, dependent)) = state.arc(step) {
                    if head == state.root() {
                        label = root;
                    } else {
                        let features = label_features(&state, head, dependent);
                        let sums = labels.score(&features);
                        labels.tick();
                        let guess = (0..LABELS)
                            .filter(|&label| label != usize::from(root))
                            .max_by_key(|&label| (sums[label], std::cmp::Reverse(label)))
                            .unwrap_or_default();
                        label = guess as u8;
                        if example.heads[dependent as usize] == head {
                            let gold = example.labels[dependent as usize];
                            if label != gold {
                                wrong_labels += 1;
                                labels.update(&features, usize::from(gold), guess);
                            }
                        }
                    }
                }
                state.make(step, label);
            }
        }
        say(format!(
            "parser round {round}: {wrong_moves} of {steps} moves and {wrong_labels} labels wrong; {} and {} features",
            moves.len(),
            labels.len()
        ));
    }
    let moves: Vec<(u32, [i8; 3])> = moves.quantise(9, 6.0);
    let labels = labels.quantise(14, 6.0);
    say(format!("{} features of moves, {} of labels", moves.len(), labels.len()));
    let features: Vec<u32> = labels.iter().map(|&(feature, _)| feature).collect();
    vec![
        (Section::Transitions, write_moves(&moves)),
        (Section::LabelIndex, rows::write_index(&features)),
        (Section::LabelRows, labels.iter().flat_map(|(_, row)| row.map(|weight| weight as u8)).collect()),
    ]
}
