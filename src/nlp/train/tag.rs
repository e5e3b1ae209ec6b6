//! Learns the tagger.

use super::Example;
use super::perceptron::{Census, Perceptron, Random};
use crate::nlp::conllu::{Row, Sentence};
use crate::nlp::label::XPOS;
use crate::nlp::model::{Section, TAGS};
use crate::nlp::tag::{Hints, START, features};
use crate::nlp::{Upos, rows};
use std::collections::BTreeMap;

/// The pairs of a universal and a Penn tag that the model tells apart, the commonest first.
pub(super) struct JointTags {
    pairs: Vec<(Upos, usize)>,
    /// For each universal tag the commonest pair that has it.
    fallback: Vec<u8>,
}

impl JointTags {
    pub fn of(sentences: &[Sentence]) -> Self {
        let mut counts: BTreeMap<(Upos, usize), usize> = BTreeMap::new();
        for row in sentences.iter().flat_map(|sentence| &sentence.rows) {
            if let Some(xpos) = xpos(row) {
                *counts.entry((row.upos, xpos)).or_default() += 1;
            }
        }
        let mut pairs: Vec<_> = counts.into_iter().collect();
        pairs.sort_by_key(|&(pair, count)| (std::cmp::Reverse(count), pair));
        pairs.truncate(TAGS);
        let pairs: Vec<_> = pairs.into_iter().map(|(pair, _)| pair).collect();
        let fallback = Upos::ALL
            .iter()
            .map(|&upos| pairs.iter().position(|&(of, _)| of == upos).unwrap_or_default() as u8)
            .collect();
        Self { pairs, fallback }
    }

    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    pub fn number(&self, row: &Row) -> u8 {
        xpos(row)
            .and_then(|xpos| self.pairs.iter().position(|&pair| pair == (row.upos, xpos)))
            .map_or(self.fallback[row.upos as usize], |number| number as u8)
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.pairs.iter().flat_map(|&(upos, xpos)| [upos as u8, xpos as u8]).collect()
    }
}

fn xpos(row: &Row) -> Option<usize> {
    XPOS.iter().position(|&xpos| xpos == row.xpos)
}

/// How often a feature must occur to be learned.
const OFTEN: u16 = 2;
/// How many features are kept.
const ROWS: usize = 36_000;
/// How far the right tag must be above all others.
const MARGIN: i32 = 4;

/// A tagger that has learned.
pub(super) struct Tagger {
    weights: Vec<(u32, [i8; TAGS])>,
}

impl Tagger {
    pub fn sections(&self) -> Vec<(Section, Vec<u8>)> {
        let features: Vec<u32> = self.weights.iter().map(|&(feature, _)| feature).collect();
        let rows = self.weights.iter().flat_map(|(_, row)| row.map(|weight| weight as u8)).collect();
        vec![(Section::TagIndex, rows::write_index(&features)), (Section::TagRows, rows)]
    }
}

/// Learns twice from the examples: with every feature that is not rare, then anew with those that weighed most.
pub(super) fn learn(examples: &[Example], rounds: usize) -> Tagger {
    let mut census = Census::default();
    for example in examples {
        let (mut last, mut before_last) = (START, START);
        let hints = Hints::of(&example.words);
        for (i, &gold) in example.tags.iter().enumerate() {
            census.count(&features(&example.words, hints, i, last, before_last));
            (last, before_last) = (gold, last);
        }
    }
    let all = learn_rounds(Perceptron::new(&census, OFTEN), examples, rounds.div_ceil(2));
    let kept = Perceptron::over(&all.weightiest(&census, ROWS));
    Tagger { weights: learn_rounds(kept, examples, rounds).quantise(6.0) }
}

fn learn_rounds<'c>(mut perceptron: Perceptron<'c, TAGS>, examples: &[Example], rounds: usize) -> Perceptron<'c, TAGS> {
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(17);
    for _ in 0..rounds {
        random.shuffle(&mut order);
        for &at in &order {
            let example = &examples[at];
            let (mut last, mut before_last) = (START, START);
            let hints = Hints::of(&example.words);
            for (i, &gold) in example.tags.iter().enumerate() {
                perceptron.tick();
                let features = features(&example.words, hints, i, last, before_last);
                let sums = perceptron.score(&features);
                let best = |but: usize| {
                    let others = (0..TAGS).filter(|&tag| tag != but);
                    others.max_by_key(|&tag| (sums[tag], std::cmp::Reverse(tag))).unwrap_or_default()
                };
                let gold = usize::from(gold);
                let rival = best(gold);
                if sums[rival] + MARGIN >= sums[gold] {
                    perceptron.update(&features, gold, rival);
                }
                let guess = best(TAGS);
                (last, before_last) = (guess as u8, last);
            }
        }
    }
    perceptron
}
