//! Names: a linear model over hashed features labels the runs of tokens with capitals, twice, the second time with what
//! the first has found in the rest of the document.
//!
//! Enters: the analysed text but for its names. Leaves: names in order, without overlap.

pub(crate) mod decode;
pub(crate) mod evidence;
pub(crate) mod features;
pub(crate) mod gazetteer;
pub(crate) mod label;

use super::model::Model;
use super::word::{DIGIT, UPPER, Word};
use super::{Analysis, Name, NameKind, Upos};
use decode::{Scores, Steps};
use evidence::{Evidence, name_length};
use features::{Features, Sentence};
use gazetteer::{List, Matches};
use label::{LABELS, LOCATION, ORGANIZATION, OTHER, OUTSIDE, PERSON};
use std::ops::Range;

/// The weights of a feature: all labels but the one outside of names.
pub(crate) const WEIGHTS: usize = OUTSIDE;

/// The buffers of one document.
#[derive(Debug, Default)]
struct Work {
    features: Features,
    scores: Vec<Scores>,
    back: Vec<[u8; LABELS]>,
    best: Vec<u8>,
    matches: Vec<Matches>,
}

/// Finds the names of a document.
pub(super) fn find(model: &Model<'_>, words: &[Word], analysis: &mut Analysis) {
    let mut evidence = Evidence::default();
    evidence.begin(words, &analysis.sentences);
    let mut work = Work::default();
    find_lists(model, words, analysis, &mut work.matches);
    let steps = read_steps(model.name_steps);
    let mut first = vec![OUTSIDE as u8; words.len()];
    label_document(model, &steps, words, analysis, &evidence, None, &mut work, &mut first);
    evidence.vote(words, &first);
    let mut labels = vec![OUTSIDE as u8; words.len()];
    label_document(model, &steps, words, analysis, &evidence, Some(&first), &mut work, &mut labels);
    for sentence in 0..analysis.sentences.len() {
        let range = analysis.sentences.get(sentence).cloned().unwrap_or_default();
        let mut at = range.start;
        while at < range.end
            && let Some(length) = name_length(labels.get(at..range.end).unwrap_or_default())
        {
            let class = labels.get(at).and_then(|&label| label::class(usize::from(label)));
            let tokens = at..at + length;
            at = tokens.end;
            if class.is_none() && is_acronym(words, analysis, tokens.start, &range) {
                analysis.names.push(Name { tokens, kind: NameKind::Other });
            } else if let Some(class) = class {
                let matches = work.matches.get(tokens.clone()).unwrap_or_default();
                let kind = kind(class, words.get(tokens.clone()).unwrap_or_default(), matches);
                analysis.names.push(Name { tokens, kind });
            }
        }
    }
}

/// Whether a token is a proper noun in capitals ("SCO", "NATO") among words that are not: a name, whatever of, even where
/// the weights pass it over.
fn is_acronym(words: &[Word], analysis: &Analysis, token: usize, sentence: &Range<usize>) -> bool {
    let capitals = |token: usize| {
        sentence.contains(&token) && words.get(token).is_some_and(|word| word.look & (UPPER | DIGIT) == UPPER)
    };
    let shouted = token.checked_sub(1).is_some_and(capitals) || capitals(token + 1);
    analysis.upos(token) == Upos::Propn && capitals(token) && !shouted
}

/// The list matches of all tokens, sentence by sentence.
fn find_lists(model: &Model<'_>, words: &[Word], analysis: &Analysis, all: &mut Vec<Matches>) {
    let mut matches = Vec::new();
    for sentence in &analysis.sentences {
        model.gazetteer.find(words.get(sentence.clone()).unwrap_or_default(), &mut matches);
        all.extend_from_slice(&matches);
    }
}

#[allow(clippy::too_many_arguments, reason = "both looks at a document share all of it")]
fn label_document(
    model: &Model<'_>,
    steps: &Steps,
    words: &[Word],
    analysis: &Analysis,
    evidence: &Evidence,
    found: Option<&[u8]>,
    work: &mut Work,
    labels: &mut [u8],
) {
    for range in &analysis.sentences {
        let own = words.get(range.clone()).unwrap_or_default();
        let sentence = Sentence {
            words: own,
            upos: analysis.upos.get(range.clone()).unwrap_or_default(),
            matches: work.matches.get(range.clone()).unwrap_or_default(),
            setting: features::setting(own),
        };
        features::runs(own, |run| {
            work.scores.clear();
            for at in run.clone() {
                let Some(word) = own.get(at) else { continue };
                work.features.clear();
                features::features(&sentence, at, &evidence.get(word.lower), &mut work.features);
                if let Some(label) = found.and_then(|found| found.get(range.start + at)) {
                    features::document_features(evidence, word, *label, &mut work.features);
                }
                let mut sums = [0i16; WEIGHTS];
                model.names.score(work.features.as_slice(), &mut sums);
                let mut scores = [0i32; LABELS];
                for (score, sum) in scores.iter_mut().zip(sums) {
                    *score = i32::from(sum);
                }
                work.scores.push(scores);
            }
            decode::decode(&work.scores, steps, &mut work.back, &mut work.best);
            for (at, &label) in run.zip(&work.best) {
                if let Some(slot) = labels.get_mut(range.start + at) {
                    *slot = label;
                }
            }
        });
    }
}

/// The scores of pairs of labels.
fn read_steps(bytes: &[u8]) -> Steps {
    let mut steps = [[0i32; LABELS]; LABELS];
    for (step, pair) in steps.iter_mut().flatten().zip(bytes.chunks_exact(2)) {
        *step = pair.first_chunk().map_or(0, |&bytes| i32::from(i16::from_le_bytes(bytes)));
    }
    steps
}

/// The bytes of the scores of pairs of labels.
pub(crate) fn write_steps(steps: &Steps) -> Vec<u8> {
    steps.iter().flatten().flat_map(|&step| (step.clamp(-9999, 9999) as i16).to_le_bytes()).collect()
}

/// The kind of a name: its class, and for the last class what the lists say.
fn kind(class: usize, words: &[Word], matches: &[Matches]) -> NameKind {
    match class {
        PERSON => NameKind::Person,
        ORGANIZATION => NameKind::Organization,
        LOCATION => NameKind::Location,
        OTHER => {
            let lists = matches.iter().fold(0, |all, found| all | found.any());
            let event = List::Event.bit() | List::NewsEvent.bit() | List::EventHead.bit() | List::Calendar.bit();
            let body = List::OrganizationHead.bit() | List::PartyHead.bit() | List::MediaHead.bit();
            let norp = List::Norp.bit() | List::Language.bit();
            let all_norp = matches.iter().all(|found| found.any() & norp != 0);
            if !matches.is_empty() && all_norp {
                NameKind::Norp
            } else if matches.len() > 1 && matches.last().is_some_and(|last| last.any() & body != 0) {
                NameKind::Organization
            } else if lists & event != 0 {
                NameKind::Event
            } else if words.last().is_some_and(|word| word.look & DIGIT != 0) {
                NameKind::Product
            } else {
                NameKind::Other
            }
        }
        _ => NameKind::Other,
    }
}
