//! Learns where sentences end: averaged perceptrons with a margin, over features of which some are left out each time, so
//! that none is relied on alone (Sutton, Sindelar and McCallum 2006, "Reducing weight undertraining").

use super::perceptron::{Perceptron, Random};
use crate::nlp::conllu::{self, Sentence};
use crate::nlp::model::{Model, Section};
use crate::nlp::sentence::Block;
use crate::nlp::word::{self, Word};
use crate::nlp::{rows, token};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The sections that are learned here.
pub(super) const SENTENCE_SECTIONS: [Section; 2] = [Section::SentenceIndex, Section::SentenceRows];

/// The models whose weights are added up, each trained in an order of its own: their mistakes differ.
const COURSES: u64 = 3;
const ROUNDS: usize = 12;
/// Of a hundred features so many are left out each time.
const LEFT_OUT: usize = 20;
/// A gap is learned from until it is right by this much.
const MARGIN: i32 = 3;
const SCALE: f64 = 8.0;
/// A smaller weight is not worth its place.
const LEAST: u8 = 8;

/// Learns from the text of the sentences, cut into tokens as an article's is.
pub(super) fn learn(sentences: &[Sentence], base: &Model<'_>, say: &dyn Fn(String)) -> Vec<(Section, Vec<u8>)> {
    let text = Text::read(sentences, base);
    let mut sums: BTreeMap<u32, i32> = BTreeMap::new();
    for course in 0..COURSES {
        for (feature, [weight]) in text.learn(course, say) {
            *sums.entry(feature).or_default() += i32::from(weight);
        }
    }
    let (features, weights): (Vec<u32>, Vec<u8>) = sums
        .into_iter()
        .map(|(feature, sum)| (feature, (sum / COURSES as i32) as i8))
        .filter(|&(_, weight)| weight.unsigned_abs() >= LEAST)
        .map(|(feature, weight)| (feature, weight as u8))
        .unzip();
    say(format!("{} features of gaps between sentences", features.len()));
    vec![(Section::SentenceIndex, rows::write_index(&features)), (Section::SentenceRows, weights)]
}

/// The sentences written one after the other.
struct Text {
    text: String,
    spans: Vec<Span>,
    words: Vec<Word>,
    blocks: Vec<Range<usize>>,
    /// The bytes that sentences end before.
    ends: BTreeSet<u32>,
}

impl Text {
    fn read(sentences: &[Sentence], base: &Model<'_>) -> Self {
        let laid = conllu::lay_out(sentences);
        let ends = laid.sentences.iter().map(|words| laid.words[words.end - 1].end).collect();
        let mut spans: Vec<Span> = Vec::new();
        let blocks = token::tokenise_all(&laid.text, &laid.blocks, &mut spans);
        let words = word::read_all(&laid.text, &spans, &base.lexicon);
        Self { text: laid.text, spans, words, blocks, ends }
    }

    fn learn(&self, course: u64, say: &dyn Fn(String)) -> Vec<(u32, [i8; 1])> {
        let mut perceptron: Perceptron<'_, 1> = Perceptron::open();
        let mut random = Random::new(41 + 2 * course);
        let mut order: Vec<&Range<usize>> = self.blocks.iter().collect();
        for round in 0..ROUNDS {
            random.shuffle(&mut order);
            let (mut missed, mut wrong) = (0usize, 0usize);
            for &range in &order {
                let mut block = Block::new(&self.text, &self.spans, &self.words, range.clone());
                for at in range.start..range.end.saturating_sub(1) {
                    block.read(at);
                    let ends = self.ends.contains(&self.spans[at].end);
                    if block.candidate(at) {
                        perceptron.tick();
                        let mut features = block.features(at).to_vec();
                        features.retain(|_| random.below(100) >= LEFT_OUT);
                        let [score] = perceptron.score(&features);
                        if ends && score <= MARGIN {
                            missed += usize::from(score <= 0);
                            perceptron.add(&features, 0, 1);
                        } else if !ends && score > -MARGIN {
                            wrong += usize::from(score > 0);
                            perceptron.add(&features, 0, -1);
                        }
                    }
                    if ends {
                        block.start = at + 1;
                    }
                }
            }
            say(format!("sentences {course}, round {round}: {missed} ends missed, {wrong} gaps taken for ends"));
        }
        perceptron.quantise(SCALE)
    }
}
