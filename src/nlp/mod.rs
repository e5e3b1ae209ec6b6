//! The analysis of English: sentences, tokens, lemmas, tags, names and a dependency tree for each sentence.
//!
//! Enters: a text and the spans of its blocks. Leaves: an [`Analysis`], arrays over the one text. Guaranteed: no
//! sentence crosses a block; tokens lie in order without overlap on character boundaries; every sentence is a tree.

mod analysis;
pub mod conllu;
mod dispatch;
mod hash;
pub mod inflect;
mod label;
mod lemma;
mod lexicon;
mod model;
mod name;
mod parse;
mod repair;
mod rows;
mod sentence;
mod sparse;
mod tag;
mod token;
pub mod train;
mod word;

pub use analysis::{Analysis, Name, NameKind};
pub use label::{Deprel, Upos};

use crate::source::Span;
use model::Model;

/// Analyses the blocks of a text. No sentence reaches over the end of a block.
pub fn analyse(text: &str, blocks: &[Span]) -> Analysis {
    Analyser::embedded().analyse(text, blocks)
}

/// A model, ready to analyse with: the one in the binary, or the bytes of a file that was trained apart.
#[derive(Debug, Clone, Copy)]
pub struct Analyser<'m> {
    model: Model<'m>,
}

impl<'m> Analyser<'m> {
    /// The model in the binary.
    pub fn embedded() -> Analyser<'static> {
        Analyser { model: Model::embedded() }
    }

    /// The model of a file's bytes. Parts that the file lacks know no word.
    pub fn of(file: &'m [u8]) -> Self {
        Self { model: Model::read(file) }
    }

    /// Analyses the blocks of a text. No sentence reaches over the end of a block.
    pub fn analyse(&self, text: &str, blocks: &[Span]) -> Analysis {
        let mut analysis = Analysis::default();
        let words = cut(&self.model, text, blocks, &mut analysis.spans, &mut analysis.sentences);
        complete(&self.model, text, &words, &mut analysis);
        analysis
    }

    /// Analyses sentences whose tokens are given: their spans in the text, in order, and the ranges of tokens that are
    /// sentences.
    pub fn analyse_given(&self, text: &str, spans: Vec<Span>, sentences: Vec<std::ops::Range<usize>>) -> Analysis {
        let words = word::read_all(text, &spans, &self.model.lexicon);
        let mut analysis = Analysis { spans, sentences, ..Analysis::default() };
        complete(&self.model, text, &words, &mut analysis);
        analysis
    }

    /// The tokens and sentences of a text alone, to measure that stage.
    pub fn tokens(&self, text: &str, blocks: &[Span]) -> Analysis {
        let mut analysis = Analysis::default();
        cut(&self.model, text, blocks, &mut analysis.spans, &mut analysis.sentences);
        analysis
    }

    /// Tags an analysed text once more and, if asked, parses it, to measure these stages; returns a sum of what came out.
    pub fn tags_again(&self, text: &str, analysis: &Analysis, trees: bool) -> usize {
        let words = word::read_all(text, &analysis.spans, &self.model.lexicon);
        let (mut tags, mut parser) = (Vec::with_capacity(words.len()), parse::Parser::default());
        for sentence in &analysis.sentences {
            let words = words.get(sentence.clone()).unwrap_or_default();
            dispatch::tag_and_parse(&self.model, words, &mut tags, trees.then_some(&mut parser));
        }
        tags.iter().map(|&tag| usize::from(tag)).sum::<usize>() + parser.arcs().count()
    }

    /// Finds the names of an analysed text once more, to measure that stage alone.
    pub fn names_again(&self, text: &str, mut analysis: Analysis) -> Analysis {
        let words = word::read_all(text, &analysis.spans, &self.model.lexicon);
        analysis.names.clear();
        name::find(&self.model, &words, &mut analysis);
        analysis
    }
}

/// Cuts the blocks of a text into tokens and sentences; returns the atoms of the tokens.
fn cut(
    model: &Model<'_>,
    text: &str,
    blocks: &[Span],
    spans: &mut Vec<Span>,
    sentences: &mut Vec<std::ops::Range<usize>>,
) -> Vec<word::Word> {
    let ranges = token::tokenise_all(text, blocks, spans);
    let words = word::read_all(text, spans, &model.lexicon);
    for range in ranges {
        sentence::split(&model.sentences, text, spans, &words, range, sentences);
    }
    words
}

/// Fills in tags, lemmas, trees and names.
fn complete(model: &Model<'_>, text: &str, words: &[word::Word], analysis: &mut Analysis) {
    let mut tags = Vec::with_capacity(words.len());
    let mut parser = parse::Parser::default();
    for sentence in &analysis.sentences {
        let words = words.get(sentence.clone()).unwrap_or_default();
        dispatch::tag_and_parse(model, words, &mut tags, Some(&mut parser));
        for (head, relation) in parser.arcs() {
            analysis.heads.push(if head == parse::NONE { head } else { head + sentence.start as u32 });
            analysis.deprels.push(Deprel::ALL.get(usize::from(relation)).copied().unwrap_or_default());
        }
    }
    for ((span, word), &tag) in analysis.spans.iter().zip(words).zip(&tags) {
        let form = text.get(span.range()).unwrap_or_default();
        let (upos, xpos) = tag::pair(model, tag);
        analysis.upos.push(upos);
        analysis.xpos.push(xpos);
        lemma::append(model, form, word, tag, &mut analysis.lemmas);
        analysis.lemma_ends.push(u32::try_from(analysis.lemmas.len()).unwrap_or(u32::MAX));
    }
    repair::repair(analysis);
    name::find(model, words, analysis);
    repair::names(analysis);
}
