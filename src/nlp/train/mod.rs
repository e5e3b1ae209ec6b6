//! The trainer: annotated English in, a model file out, the same bits each time.
//!
//! Enters: treebanks, texts with names, word classes and lists, all as text. Leaves: the bytes of a model file. Nothing
//! here runs when an article is read.
#![allow(
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "the trainer reads the project's own data and stops where they are broken"
)]

mod gazetteer;
mod lemma;
mod lexicon;
mod name;
mod parse;
mod perceptron;
mod sentence;
mod tag;

use super::conllu::{self, Sentence};
use super::model::{self, Model, Section};
use super::word::{self, Word};

/// What a model is trained on.
#[derive(Debug, Default)]
pub struct Corpora {
    /// Treebanks in CoNLL-U.
    pub treebanks: Vec<String>,
    /// The word classes: `word`, classes, `bits`, as a table with tabs.
    pub classes: String,
    /// Texts with names: one JSON object a line with `source`, `text` and `entities` (`start`, `end` in bytes, `type`).
    pub named: Vec<String>,
    /// Lists of names: the name of a file without its ending, and its table with tabs.
    pub lists: Vec<(String, String)>,
    /// Whether to say on standard error how training goes.
    pub verbose: bool,
}

impl Corpora {
    fn say(&self, message: &str) {
        if self.verbose {
            eprintln!("{message}");
        }
    }

    fn sentences(&self) -> Vec<Sentence> {
        self.treebanks.iter().flat_map(|text| conllu::read(text).expect("a treebank is CoNLL-U")).collect()
    }
}

/// A sentence ready to learn from.
pub(crate) struct Example {
    pub words: Vec<Word>,
    /// The joint tags that the treebank has.
    pub tags: Vec<u8>,
    /// Heads; the root's is the number of words.
    pub heads: Vec<u32>,
    pub labels: Vec<u8>,
}

/// Trains a model and returns the bytes of its file.
pub fn train(corpora: &Corpora) -> Vec<u8> {
    let say = |message: String| corpora.say(&message);
    let mut sections = syntax(corpora, &say);
    let base = model::write(&sections);
    sections.extend(name::learn(corpora, &base, &say));
    for (name, bytes) in &sections {
        say(format!("{name:?}: {} bytes", bytes.len()));
    }
    model::write(&sections)
}

/// Trains the splitter of sentences only; the rest of the model is taken from the bytes of a model file.
pub fn train_sentences(corpora: &Corpora, base: &[u8]) -> Vec<u8> {
    let say = |message: String| corpora.say(&message);
    let sentences = corpora.sentences();
    let mut sections = model::others(base, &sentence::SENTENCE_SECTIONS);
    sections.extend(sentence::learn(&sentences, &Model::read(base), &say));
    model::write(&sections)
}

/// Everything but names: lexicon, tagger, lemmas and parser.
fn syntax(corpora: &Corpora, say: &dyn Fn(String)) -> Vec<(Section, Vec<u8>)> {
    let sentences = corpora.sentences();
    let joint = tag::JointTags::of(&sentences);
    let order: Vec<usize> = (0..sentences.len()).collect();
    let (mut sections, mut examples) = with_tagger(&sentences, &joint, &corpora.classes, 10);
    say(format!("tagger trained: {} sentences, {} tags", examples.len(), joint.len()));
    sections.extend(lemma::build(&sentences, &examples));
    sections.extend(sentence::learn(&sentences, &Model::read(&model::write(&sections)), say));

    // The parser sees the tags that a tagger gives to sentences whose words it has not seen either.
    let folds = 5;
    let mut seen: Vec<Vec<u8>> = vec![Vec::new(); examples.len()];
    for fold in 0..folds {
        let (inside, outside): (Vec<usize>, Vec<usize>) = order.iter().partition(|&&at| at / 20 % folds == fold);
        let outside: Vec<Sentence> = outside.into_iter().map(|at| sentences[at].clone()).collect();
        let file = model::write(&with_tagger(&outside, &joint, &corpora.classes, 5).0);
        let model = Model::read(&file);
        for at in inside {
            super::tag::tag(&model, &example(&sentences[at], &joint, &model).words, &mut seen[at]);
        }
        say(format!("fold {fold} tagged"));
    }
    for (example, tags) in examples.iter_mut().zip(seen) {
        example.tags = tags;
    }
    let base = model::write(&sections);
    sections.extend(parse::learn(&Model::read(&base), &examples, say));
    sections
}

/// The lexicon and the tagger that these sentences teach, and the sentences as examples.
fn with_tagger(
    sentences: &[Sentence],
    joint: &tag::JointTags,
    classes: &str,
    rounds: usize,
) -> (Vec<(Section, Vec<u8>)>, Vec<Example>) {
    let mut sections = lexicon::build(sentences, joint, classes);
    sections.push((Section::Tags, joint.bytes()));
    let file = model::write(&sections);
    let base = Model::read(&file);
    let examples: Vec<Example> = sentences.iter().map(|sentence| example(sentence, joint, &base)).collect();
    sections.extend(tag::learn(&examples, rounds).sections());
    (sections, examples)
}

/// Trains the finder of names only; the rest of the model is taken from the bytes of a model file.
pub fn train_names(corpora: &Corpora, base: &[u8]) -> Vec<u8> {
    let say = |message: String| corpora.say(&message);
    let mut sections = model::others(base, &name::NAME_SECTIONS);
    sections.extend(name::learn(corpora, base, &say));
    model::write(&sections)
}

fn example(sentence: &Sentence, joint: &tag::JointTags, base: &Model<'_>) -> Example {
    let words = sentence.rows.iter().map(|row| word::read(&row.form, &base.lexicon)).collect();
    let root = sentence.rows.len() as u32;
    let mut heads: Vec<u32> = sentence.rows.iter().map(|row| row.head.map_or(root, |head| head as u32)).collect();
    parse::make_projective(&mut heads);
    Example {
        words,
        tags: sentence.rows.iter().map(|row| joint.number(row)).collect(),
        heads,
        labels: sentence.rows.iter().map(|row| row.deprel as u8).collect(),
    }
}
