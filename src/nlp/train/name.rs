//! Learns the finder of names from texts in which names are marked.

use super::perceptron::Random;
use super::{Corpora, gazetteer};
use crate::nlp::hash::feature1;
use crate::nlp::model::{self, Model, Section};
use crate::nlp::name::decode::{NEVER, Scores, Steps, decode};
use crate::nlp::name::evidence::Evidence;
use crate::nlp::name::features::{Features, Sentence, document_features, features, is_strong, runs, setting};
use crate::nlp::name::gazetteer::{List, Matches};
use crate::nlp::name::label::{BEGIN, INSIDE, LABELS, LAST, LOCATION, ORGANIZATION, OTHER, OUTSIDE, UNIT, label};
use crate::nlp::name::{WEIGHTS, write_steps};
use crate::nlp::word::Word;
use crate::nlp::{Upos, cut, rows, tag};
use crate::source::Span;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::ops::Range;

/// The rows of the table of weights, at most.
const ROWS: usize = 60_000;
/// A feature is learned when it occurs this often.
const SEEN: u32 = 2;
/// By how much the right labels have to win.
const MARGIN: i32 = 16;
/// Training takes the average of so many courses, each in another order.
const COURSES: u64 = 4;
/// How many of 16 features are hidden while a run is learned.
const HIDDEN: u32 = 3;
const ROUNDS: usize = 8;
/// The rounds of the course that features are selected by.
const SELECTION_ROUNDS: usize = 5;
/// Whole parts of a weight of 1.
const SCALE: f64 = 1.0;
/// All labels, as a mask.
const ANY: u32 = (1 << LABELS) - 1;

/// A text with names.
#[derive(Deserialize)]
struct Marked {
    #[serde(default)]
    source: String,
    text: String,
    #[serde(default)]
    entities: Vec<Entity>,
    /// Where the text links to the pages of an encyclopedia: only these are known of such a text.
    #[serde(default)]
    links: Vec<(usize, usize, String)>,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// A document ready to learn from.
struct Document {
    source: usize,
    words: Vec<Word>,
    upos: Vec<Upos>,
    sentences: Vec<Range<usize>>,
    matches: Vec<Matches>,
    /// The labels that each token may have.
    allowed: Vec<u32>,
    evidence: Evidence,
}

/// A run of tokens that are labelled together.
struct Run {
    document: usize,
    tokens: Range<usize>,
    /// The place of the first token's features among all.
    first: usize,
}

/// The source of texts of which only the links are known.
const LINKED: &str = "linked";

/// How a source marks names.
struct Guide {
    /// Whether it marks names that are neither persons, organisations nor places.
    others: bool,
    /// How much its mistakes weigh.
    weight: i32,
}

fn guide(source: &str) -> Guide {
    let others = matches!(source, "wikigold" | "redocred") || source.starts_with("wnut");
    let weight = match source {
        // The only news wire, marked as the news wire is to be read.
        "own-news" => 4,
        // Filled in by a model, or derived from trees by rule.
        LINKED => 1,
        _ if source.starts_with("gum") => 1,
        _ => 2,
    };
    Guide { others, weight }
}

/// The class that a source's type stands for; `None` for what is no name here.
fn class_of(kind: &str) -> Option<usize> {
    match kind {
        "PERSON" => Some(0),
        "ORGANIZATION" => Some(1),
        "LOCATION" => Some(2),
        "MISC" | "EVENT" | "NORP" | "WORK" | "PRODUCT" => Some(OTHER),
        _ => None,
    }
}

/// The labels of names of the last class.
fn others() -> u32 {
    (BEGIN..=UNIT).fold(0, |mask, place| mask | 1 << label(OTHER, place))
}

/// Reads a text with names, analysed as far as the base model goes.
fn read(marked: &Marked, number: usize, model: &Model<'_>) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in marked.text.split_inclusive('\n') {
        blocks.push(Span::new(start, start + line.len()));
        start += line.len();
    }
    let (mut spans, mut sentences) = (Vec::new(), Vec::new());
    let words = cut(model, &marked.text, &blocks, &mut spans, &mut sentences);
    let mut upos = Vec::new();
    let mut matches = Vec::new();
    for sentence in &sentences {
        let own = &words[sentence.clone()];
        let mut tags = Vec::new();
        tag::tag(model, own, &mut tags);
        upos.extend(tags.iter().map(|&tag| tag::pair(model, tag).0));
        let mut found = Vec::new();
        model.gazetteer.find(own, &mut found);
        matches.extend(found);
    }
    let guide = guide(&marked.source);
    let outside = match marked.source.as_str() {
        LINKED => ANY,
        _ if guide.others => 1 << OUTSIDE,
        _ => 1 << OUTSIDE | others(),
    };
    let mut allowed = vec![outside; words.len()];
    for entity in &marked.entities {
        mark(marked, entity, &spans, &words, &matches, &mut allowed);
    }
    let mut evidence = Evidence::default();
    evidence.begin(&words, &sentences);
    Document { source: number, words, upos, sentences, matches, allowed, evidence }
}

/// Marks the tokens of a name, without the article before it and the possessive ending behind it.
fn mark(marked: &Marked, entity: &Entity, spans: &[Span], words: &[Word], matches: &[Matches], allowed: &mut [u32]) {
    let Some(mut class) = class_of(&entity.kind) else { return };
    let text = &marked.text;
    let form = |token: usize| &text[spans[token].range()];
    let inside = |span: &Span| (span.start as usize) < entity.end && (span.end as usize) > entity.start;
    let mut first = spans.partition_point(|span| span.end as usize <= entity.start);
    let mut end = first + spans[first..].iter().take_while(|span| inside(span)).count();
    if first == end {
        return;
    }
    let fits = spans[first].start as usize == entity.start && spans[end - 1].end as usize == entity.end;
    if fits && end - first > 1 && form(first).eq_ignore_ascii_case("the") {
        first += 1;
    }
    if fits && end - first > 1 && matches!(form(end - 1), "'s" | "’s") {
        end -= 1;
    }
    let tokens = first..end;
    let any = marked.source != LINKED && allowed[tokens.clone()].contains(&ANY);
    let described = marked.source == "re3d"
        && (end - first > 4 || !is_strong(&words[end - 1]) || form(first).eq_ignore_ascii_case("a"));
    let described = described || marked.source == LINKED && !(is_strong(&words[first]) && is_strong(&words[end - 1]));
    if !fits || any || described || !words[first..end].iter().any(is_strong) {
        // What cannot be found says nothing, neither for nor against.
        allowed[tokens].fill(ANY);
        return;
    }
    let norp = matches[tokens.clone()].iter().all(|found| found.any() & List::Norp.bit() != 0);
    let countries = List::Country.bit() | List::Subdivision.bit();
    let country = match tokens.len() {
        1 => matches[first].places[UNIT] & countries != 0,
        _ => matches[first].places[BEGIN] & matches[end - 1].places[LAST] & countries != 0,
    };
    if matches!(marked.source.as_str(), "redocred" | LINKED) && norp && !country {
        class = OTHER;
    }
    if marked.source == LINKED && country {
        class = LOCATION;
    }
    for (at, mask) in allowed[tokens.clone()].iter_mut().enumerate() {
        let place = match (at, tokens.len()) {
            (_, 1) => UNIT,
            (0, _) => BEGIN,
            (at, length) if at + 1 == length => LAST,
            _ => INSIDE,
        };
        *mask = 1 << label(class, place);
        if marked.source == "re3d" && country {
            *mask = 1 << label(LOCATION, place) | 1 << label(ORGANIZATION, place);
        }
        if class == OTHER && marked.source.starts_with("crossner") {
            *mask |= 1 << OUTSIDE;
        }
    }
}

/// The weights while they are learned.
#[derive(Clone)]
struct Weights {
    rows: Vec<[i32; LABELS]>,
    spent: Vec<[i64; LABELS]>,
    steps: Steps,
    steps_spent: [[i64; LABELS]; LABELS],
    count: i64,
    blind: Blind,
}

/// Features that are hidden while one run is learned, so that no weight relies on another to be there.
#[derive(Clone, Copy, Default)]
struct Blind {
    seed: u32,
    /// How many of 16.
    share: u32,
}

impl Blind {
    fn hides(self, feature: u32) -> bool {
        self.share > 0 && feature1(self.seed, feature) >> 28 < self.share
    }
}

impl Weights {
    fn new(rows: usize) -> Self {
        Self {
            rows: vec![[0; LABELS]; rows],
            spent: vec![[0; LABELS]; rows],
            steps: [[0; LABELS]; LABELS],
            steps_spent: [[0; LABELS]; LABELS],
            count: 0,
            blind: Blind::default(),
        }
    }

    fn score(&self, features: &[u32], sums: &mut Scores) {
        for &feature in features.iter().filter(|&&feature| !self.blind.hides(feature)) {
            for (sum, &weight) in sums.iter_mut().zip(&self.rows[feature as usize]) {
                *sum += weight;
            }
        }
    }

    fn change(&mut self, features: &[u32], label: usize, change: i32) {
        let blind = self.blind;
        for &feature in features.iter().filter(|&&feature| !blind.hides(feature)) {
            self.rows[feature as usize][label] += change;
            self.spent[feature as usize][label] += i64::from(change) * self.count;
        }
    }

    fn change_step(&mut self, last: usize, next: usize, change: i32) {
        self.steps[last][next] += change;
        self.steps_spent[last][next] += i64::from(change) * self.count;
    }

    /// The average over all steps, without the weight of the label outside of names.
    fn average(&self, row: usize) -> [f64; WEIGHTS] {
        let count = self.count.max(1) as f64;
        let of = |label: usize| f64::from(self.rows[row][label]) - self.spent[row][label] as f64 / count;
        std::array::from_fn(|label| of(label) - of(OUTSIDE))
    }

    fn average_step(&self, last: usize, next: usize) -> f64 {
        f64::from(self.steps[last][next]) - self.steps_spent[last][next] as f64 / self.count.max(1) as f64
    }
}

/// Feature lists, one after the other.
#[derive(Default)]
struct Table {
    list: Vec<u32>,
    ends: Vec<usize>,
}

impl Table {
    fn push(&mut self, features: impl Iterator<Item = u32>) {
        self.list.extend(features);
        self.ends.push(self.list.len());
    }

    fn get(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.list[start..self.ends[at]]
    }
}

struct Trainer {
    documents: Vec<Document>,
    weights: Vec<i32>,
    runs: Vec<Run>,
    /// The rows of the features of each token in a run.
    fixed: Table,
    numbers: FxHashMap<u32, u32>,
    features: Vec<u32>,
    /// The rows of the features that the document's names give, in the same order.
    document: Table,
}

/// Takes the labels that are not allowed out of the choice.
fn hold(scores: &mut [Scores], allowed: &[u32]) {
    for (own, &mask) in scores.iter_mut().zip(allowed) {
        for (label, score) in own.iter_mut().enumerate() {
            if mask & 1 << label == 0 {
                *score = NEVER;
            }
        }
    }
}

impl Trainer {
    fn new(documents: Vec<Document>, weights: Vec<i32>) -> Self {
        let mut all = Self {
            documents,
            weights,
            runs: Vec::new(),
            fixed: Table::default(),
            numbers: FxHashMap::default(),
            features: Vec::new(),
            document: Table::default(),
        };
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        let mut made = Features::default();
        let mut hashes = Table::default();
        for (number, document) in all.documents.iter().enumerate() {
            for range in &document.sentences {
                let words = &document.words[range.clone()];
                let sentence = Sentence {
                    words,
                    upos: &document.upos[range.clone()],
                    matches: &document.matches[range.clone()],
                    setting: setting(words),
                };
                runs(words, |run| {
                    let first = hashes.ends.len();
                    for at in run.clone() {
                        made.clear();
                        features(&sentence, at, &document.evidence.get(words[at].lower), &mut made);
                        made.as_slice().iter().for_each(|&feature| *counts.entry(feature).or_default() += 1);
                        hashes.push(made.as_slice().iter().copied());
                    }
                    let tokens = range.start + run.start..range.start + run.end;
                    all.runs.push(Run { document: number, tokens, first });
                });
            }
        }
        for at in 0..hashes.ends.len() {
            let kept: Vec<u32> = hashes.get(at).iter().copied().filter(|feature| counts[feature] >= SEEN).collect();
            let kept: Vec<u32> = kept.into_iter().map(|feature| all.number(feature)).collect();
            all.fixed.push(kept.into_iter());
        }
        all
    }

    fn number(&mut self, feature: u32) -> u32 {
        *self.numbers.entry(feature).or_insert_with(|| {
            self.features.push(feature);
            self.features.len() as u32 - 1
        })
    }

    /// Makes the features that the names found in each document give.
    fn look_around(&mut self, found: &[Vec<u8>]) {
        let mut made = Features::default();
        for (document, labels) in self.documents.iter_mut().zip(found) {
            document.evidence.vote(&document.words, labels);
        }
        let mut table = Table::default();
        for at in 0..self.runs.len() {
            let run = &self.runs[at];
            let number = run.document;
            for token in run.tokens.clone() {
                made.clear();
                let document = &self.documents[number];
                document_features(&document.evidence, &document.words[token], found[number][token], &mut made);
                let rows: Vec<u32> = made.as_slice().iter().map(|&feature| self.number(feature)).collect();
                table.push(rows.into_iter());
            }
        }
        self.document = table;
    }

    fn scores(&self, weights: &Weights, run: &Run, around: bool, scores: &mut Vec<Scores>) {
        scores.clear();
        for at in run.first..run.first + run.tokens.len() {
            let mut sums = [0; LABELS];
            weights.score(self.fixed.get(at), &mut sums);
            if around {
                weights.score(self.document.get(at), &mut sums);
            }
            scores.push(sums);
        }
    }

    /// Learns from the runs that `order` names. With `around` the features of the document are there two times of three.
    fn learn(&self, mut order: Vec<usize>, rounds: usize, seed: u64, around: bool) -> Weights {
        let mut weights = Weights::new(self.features.len());
        let mut random = Random::new(seed);
        let (mut scores, mut held, mut back) = (Vec::new(), Vec::new(), Vec::new());
        let (mut guess, mut right) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            random.shuffle(&mut order);
            for &number in &order {
                weights.count += 1;
                weights.blind = Blind { seed: random.next() as u32, share: HIDDEN };
                let run = &self.runs[number];
                let document = &self.documents[run.document];
                let allowed = &document.allowed[run.tokens.clone()];
                let around = around && random.below(3) > 0;
                self.scores(&weights, run, around, &mut scores);
                let weight = self.weights[document.source];
                held.clone_from(&scores);
                hold(&mut held, allowed);
                for (own, &mask) in scores.iter_mut().zip(allowed) {
                    for (label, score) in own.iter_mut().enumerate() {
                        if mask & 1 << label == 0 {
                            *score += MARGIN;
                        }
                    }
                }
                decode(&scores, &weights.steps, &mut back, &mut guess);
                if guess.iter().zip(allowed).all(|(&label, &mask)| mask & 1 << label != 0) {
                    continue;
                }
                decode(&held, &weights.steps, &mut back, &mut right);
                if right.iter().zip(allowed).any(|(&label, &mask)| mask & 1 << label == 0) {
                    continue;
                }
                let (mut last_right, mut last_guess) = (OUTSIDE, OUTSIDE);
                for (at, (&right, &guess)) in right.iter().zip(&guess).enumerate() {
                    let (right, guess) = (usize::from(right), usize::from(guess));
                    if right != guess {
                        weights.change(self.fixed.get(run.first + at), right, weight);
                        weights.change(self.fixed.get(run.first + at), guess, -weight);
                        if around {
                            weights.change(self.document.get(run.first + at), right, weight);
                            weights.change(self.document.get(run.first + at), guess, -weight);
                        }
                    }
                    weights.change_step(last_right, right, weight);
                    weights.change_step(last_guess, guess, -weight);
                    (last_right, last_guess) = (right, guess);
                }
            }
        }
        weights
    }

    /// Keeps the features that weigh most after a trial course over these runs and drops all others, so that the weights
    /// that are learned then are those that the model has room for: feature elimination as by Guyon and others, *Gene
    /// Selection for Cancer Classification using Support Vector Machines* (Machine Learning 46, 2002), in one step.
    fn select(&mut self, order: &[usize], rows: usize) {
        let weights = self.learn(order.to_vec(), SELECTION_ROUNDS, 37, false);
        let heft = |row: usize| weights.average(row).iter().map(|weight| weight * weight).sum::<f64>();
        let mut numbers: Vec<(f64, u32)> =
            (0..self.features.len()).map(|row| (heft(row), self.features[row])).collect();
        numbers.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        numbers.truncate(rows);
        let kept: FxHashMap<u32, u32> =
            numbers.iter().zip(0..).map(|(&(_, feature), number)| (feature, number)).collect();
        let mut fixed = Table::default();
        for at in 0..self.fixed.ends.len() {
            let row = self.fixed.get(at).iter();
            fixed.push(row.filter_map(|&number| kept.get(&self.features[number as usize]).copied()));
        }
        self.fixed = fixed;
        self.features = numbers.into_iter().map(|(_, feature)| feature).collect();
        self.numbers = kept;
    }

    /// The labels that a model without a look around gives to these runs.
    fn label(&self, weights: &Weights, order: &[usize], found: &mut [Vec<u8>]) {
        self.label_of(weights, order, found, false);
    }

    /// The same among the labels that each token may have.
    fn label_within(&self, weights: &Weights, order: &[usize], found: &mut [Vec<u8>]) {
        self.label_of(weights, order, found, true);
    }

    fn label_of(&self, weights: &Weights, order: &[usize], found: &mut [Vec<u8>], within: bool) {
        let averages: Vec<[f64; WEIGHTS]> = (0..weights.rows.len()).map(|row| weights.average(row)).collect();
        let mut whole = Weights::new(weights.rows.len());
        for (row, average) in whole.rows.iter_mut().zip(&averages) {
            for (weight, average) in row.iter_mut().zip(average) {
                *weight = (average * 64.0).round() as i32;
            }
        }
        for last in 0..LABELS {
            for next in 0..LABELS {
                whole.steps[last][next] = (weights.average_step(last, next) * 64.0).round() as i32;
            }
        }
        let (mut scores, mut back, mut best) = (Vec::new(), Vec::new(), Vec::new());
        for &number in order {
            let run = &self.runs[number];
            self.scores(&whole, run, false, &mut scores);
            if within {
                hold(&mut scores, &self.documents[run.document].allowed[run.tokens.clone()]);
            }
            decode(&scores, &whole.steps, &mut back, &mut best);
            found[run.document][run.tokens.clone()].copy_from_slice(&best);
        }
    }
}

/// The sections of the finder of names, learned on top of a model of words and tags.
pub(super) fn learn(corpora: &Corpora, base: &[u8], say: &dyn Fn(String)) -> Vec<(Section, Vec<u8>)> {
    let mut sections = gazetteer::build(&corpora.lists);
    say(format!("lists: {} bytes", sections.iter().map(|(_, bytes)| bytes.len()).sum::<usize>()));
    let mut with = model::others(base, &NAME_SECTIONS);
    with.extend(sections.clone());
    let file = model::write(&with);
    let model = Model::read(&file);

    let mut sources: Vec<String> = Vec::new();
    let mut documents = Vec::new();
    let titles = gazetteer::titles(&corpora.lists);
    for line in corpora.named.iter().flat_map(|text| text.lines()) {
        let mut marked: Marked = serde_json::from_str(line).expect("a line is a text with names");
        if !marked.links.is_empty() {
            marked.source = LINKED.to_owned();
            let known = marked.links.iter().filter_map(|(start, end, title)| {
                let kind = titles.get(title.as_str()).filter(|&&kind| class_of(kind).is_some())?;
                Some(Entity { start: *start, end: *end, kind: (*kind).to_owned() })
            });
            marked.entities = known.collect();
        } else if marked.source.is_empty() {
            continue;
        }
        let number = sources.iter().position(|source| *source == marked.source).unwrap_or_else(|| {
            sources.push(marked.source.clone());
            sources.len() - 1
        });
        documents.push(read(&marked, number, &model));
    }
    let weights = sources.iter().map(|source| guide(source).weight).collect();
    let mut trainer = Trainer::new(documents, weights);
    say(format!("{} runs, {} features", trainer.runs.len(), trainer.features.len()));

    let order: Vec<usize> = (0..trainer.runs.len()).collect();
    let mut found: Vec<Vec<u8>> =
        trainer.documents.iter().map(|document| vec![OUTSIDE as u8; document.words.len()]).collect();
    // What links leave open is filled in by a model of the texts in which all names are marked.
    let linked: Vec<bool> = trainer.documents.iter().map(|document| sources[document.source] == LINKED).collect();
    let (open, marked): (Vec<usize>, Vec<usize>) = order.iter().partition(|&&run| linked[trainer.runs[run].document]);
    if !open.is_empty() {
        let weights = trainer.learn(marked, 6, 47, false);
        let mut filled = found.clone();
        trainer.label_within(&weights, &open, &mut filled);
        for (document, labels) in trainer.documents.iter_mut().zip(&filled) {
            if sources[document.source] == LINKED {
                document.allowed = labels.iter().map(|&label| 1 << label).collect();
            }
        }
    }
    say("links filled in".to_owned());
    trainer.select(&order, ROWS);
    say(format!("{} features kept", trainer.features.len()));
    // What the second look sees is what a model finds in documents that it was not trained on.
    let folds = 4;
    for fold in 0..folds {
        let (inside, outside): (Vec<usize>, Vec<usize>) =
            order.iter().partition(|&&run| trainer.runs[run].document % folds == fold);
        let weights = trainer.learn(outside, 5, 41, false);
        trainer.label(&weights, &inside, &mut found);
    }
    trainer.look_around(&found);
    say("names of the first look found".to_owned());

    let mut sums = vec![[0f64; WEIGHTS]; trainer.features.len()];
    let mut steps = [[0f64; LABELS]; LABELS];
    for course in 0..COURSES {
        let weights = trainer.learn(order.clone(), ROUNDS, 43 + 2 * course, true);
        for (row, sum) in sums.iter_mut().enumerate() {
            sum.iter_mut().zip(weights.average(row)).for_each(|(sum, average)| *sum += average);
        }
        for (last, row) in steps.iter_mut().enumerate() {
            for (next, sum) in row.iter_mut().enumerate() {
                *sum += weights.average_step(last, next);
            }
        }
        say(format!("course {course} of names done"));
    }
    let scale = SCALE / COURSES as f64;
    let whole = |sum: f64| (sum * scale).round();
    let mut table: Vec<(u32, [i8; WEIGHTS])> = trainer
        .features
        .iter()
        .zip(&sums)
        .map(|(&feature, sums)| (feature, sums.map(|sum| whole(sum).clamp(-127.0, 127.0) as i8)))
        .filter(|(_, row)| row.iter().any(|&weight| weight != 0))
        .collect();
    let heft = |row: &[i8; WEIGHTS]| row.iter().map(|&weight| u32::from(weight.unsigned_abs()).pow(2)).sum::<u32>();
    table.sort_by_key(|(feature, row)| (std::cmp::Reverse(heft(row)), *feature));
    say(format!("{} rows of names, {} kept", table.len(), table.len()));
    table.truncate(ROWS);
    let features: Vec<u32> = table.iter().map(|&(feature, _)| feature).collect();
    sections.push((Section::NameIndex, rows::write_index(&features)));
    sections.push((Section::NameRows, table.iter().flat_map(|(_, row)| row.map(|weight| weight as u8)).collect()));
    sections.push((Section::NameSteps, write_steps(&steps.map(|row| row.map(|sum| whole(sum) as i32)))));
    sections
}

/// The sections that [`learn`] makes.
pub(super) const NAME_SECTIONS: [Section; 5] =
    [Section::Gazetteer, Section::GazetteerSets, Section::NameIndex, Section::NameRows, Section::NameSteps];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::train::train_names;
    use crate::nlp::{Analyser, NameKind};

    fn corpora() -> Corpora {
        let marked = |text: &str, names: &[(&str, &str)]| {
            let entities: Vec<_> = names
                .iter()
                .map(|(name, kind)| {
                    let start = text.find(name).expect("the name stands in the text");
                    serde_json::json!({"start": start, "end": start + name.len(), "type": kind})
                })
                .collect();
            serde_json::json!({"source": "wikigold", "text": text, "entities": entities}).to_string()
        };
        let texts = [
            marked("Anna Mole lives in Lowtown.", &[("Anna Mole", "PERSON"), ("Lowtown", "LOCATION")]),
            marked("Then Bert Fox went to Lowtown.", &[("Bert Fox", "PERSON"), ("Lowtown", "LOCATION")]),
            marked("Anna Fox came from Hightown.", &[("Anna Fox", "PERSON"), ("Hightown", "LOCATION")]),
            marked("Bert Mole stayed in Hightown.", &[("Bert Mole", "PERSON"), ("Hightown", "LOCATION")]),
        ];
        let countries = "name\taliases\nLowland\tThe Low Land\n".to_owned();
        Corpora {
            named: vec![texts.join("\n")],
            lists: vec![("countries".to_owned(), countries)],
            ..Corpora::default()
        }
    }

    #[test]
    fn training_gives_the_same_bytes_and_learns() {
        let base = model::write(&[]);
        let file = train_names(&corpora(), &base);
        assert_eq!(file, train_names(&corpora(), &base));
        let text = "Bert Fox lives in Lowtown.";
        let analysis = Analyser::of(&file).analyse(text, &[Span::new(0, text.len())]);
        let names: Vec<_> = analysis.names().iter().map(|name| (name.tokens.clone(), name.kind)).collect();
        assert_eq!(names, [(0..2, NameKind::Person), (4..5, NameKind::Location)]);
    }
}
