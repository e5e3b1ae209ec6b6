//! Learns the tagger.

use super::Example;
use super::perceptron::{Perceptron, Random};
use crate::nlp::conllu::{Row, Sentence};
use crate::nlp::label::XPOS;
use crate::nlp::model::{Section, TAGS};
use crate::nlp::tag::{START, features};
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

/// Learns from the examples that `order` names.
pub(super) fn learn(examples: &[Example], order: &[usize], rounds: usize) -> Tagger {
    let mut perceptron: Perceptron<TAGS> = Perceptron::default();
    let mut order = order.to_vec();
    let mut random = Random::new(17);
    for _ in 0..rounds {
        random.shuffle(&mut order);
        for &at in &order {
            let example = &examples[at];
            let (mut last, mut before_last) = (START, START);
            for (i, &gold) in example.tags.iter().enumerate() {
                perceptron.tick();
                let features = features(&example.words, i, last, before_last);
                let sums = perceptron.score(&features);
                let guess = (0..TAGS).max_by_key(|&tag| (sums[tag], std::cmp::Reverse(tag))).unwrap_or_default();
                if guess != usize::from(gold) {
                    perceptron.update(&features, usize::from(gold), guess);
                }
                (last, before_last) = (guess as u8, last);
            }
        }
    }
    Tagger { weights: perceptron.quantise(12, 6.0) }
}
