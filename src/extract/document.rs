//! An article with its analysis: the tree of each sentence, the values, and the questions that matching asks of them.

use crate::article::{Article, BlockKind};
use crate::facts::Part;
use crate::nlp::inflect::fold;
use crate::nlp::{self, Analysis, Deprel, Upos};
use crate::source::Span;
use crate::value::{self, Reading};
use std::ops::Range;

/// An analysed article. Tokens are named by their index in the analysis.
pub struct Document<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its sentences, tags, names and trees.
    pub analysis: Analysis,
    /// Its values, in order; spans of the article's text.
    pub values: Vec<Reading>,
    /// Lower-cased forms.
    lower: Vec<String>,
    /// The dependents of token `i` are `children[starts[i]..starts[i + 1]]`, in order.
    children: Vec<u32>,
    starts: Vec<u32>,
    /// The sentence of each token.
    sentence_of: Vec<u32>,
    /// The value (index into `values`) that covers each token.
    value_of: Vec<Option<u32>>,
}

impl<'a> Document<'a> {
    /// Analyses an article.
    pub fn new(article: &'a Article) -> Self {
        let blocks: Vec<Span> =
            article.blocks.iter().flat_map(|block| cut_place(article.words(block.span), block.span)).collect();
        let analysis = nlp::analyse(&article.text, &blocks);
        let values = value::read_all(&article.text);
        let count = analysis.len();
        let lower = (0..count).map(|token| fold(article.words(analysis.span(token)))).collect();
        let (children, starts) = children(&analysis);
        let mut sentence_of = vec![0; count];
        for (index, sentence) in analysis.sentences().iter().enumerate() {
            if let Some(tokens) = sentence_of.get_mut(sentence.clone()) {
                tokens.fill(index as u32);
            }
        }
        let value_of = cover(&analysis, &values);
        Self { article, analysis, values, lower, children, starts, sentence_of, value_of }
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.lower.len()
    }

    /// Whether it holds no token.
    pub fn is_empty(&self) -> bool {
        self.lower.is_empty()
    }

    /// The form in lower case, straight quotes for curly ones.
    pub fn lower(&self, token: usize) -> &str {
        self.lower.get(token).map_or("", String::as_str)
    }

    /// The form as written.
    pub fn form(&self, token: usize) -> &str {
        self.article.words(self.analysis.span(token))
    }

    /// The lemma.
    pub fn lemma(&self, token: usize) -> &str {
        self.analysis.lemma(token)
    }

    /// The universal part of speech.
    pub fn upos(&self, token: usize) -> Upos {
        self.analysis.upos(token)
    }

    /// The relation to the head.
    pub fn rel(&self, token: usize) -> Deprel {
        self.analysis.deprel(token)
    }

    /// The head.
    pub fn head(&self, token: usize) -> Option<usize> {
        self.analysis.head(token)
    }

    /// The dependents, in order.
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let start = self.starts.get(token).copied().unwrap_or_default() as usize;
        let end = self.starts.get(token + 1).copied().unwrap_or_default() as usize;
        self.children.get(start..end).unwrap_or_default().iter().map(|&child| child as usize)
    }

    /// The dependents that stand in one of these relations.
    pub fn children_by<'b>(&'b self, token: usize, rels: &'b [Deprel]) -> impl Iterator<Item = usize> + 'b {
        self.children(token).filter(move |&child| rels.contains(&self.rel(child)))
    }

    /// The first dependent in this relation.
    pub fn child(&self, token: usize, rel: Deprel) -> Option<usize> {
        self.children(token).find(|&child| self.rel(child) == rel)
    }

    /// The sentence (range of tokens) that the token stands in.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        let index = self.sentence_of.get(token).copied().unwrap_or_default() as usize;
        self.analysis.sentences().get(index).cloned().unwrap_or_default()
    }

    /// The number of the sentence that the token stands in.
    pub fn sentence_index(&self, token: usize) -> usize {
        self.sentence_of.get(token).copied().unwrap_or_default() as usize
    }

    /// The value that covers the token.
    pub fn value(&self, token: usize) -> Option<&Reading> {
        let index = self.value_of.get(token).copied().flatten()?;
        self.values.get(index as usize)
    }

    /// The tokens that a span of the article's text covers at least in part.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = partition(self.len(), |token| self.analysis.span(token).end <= span.start);
        let last = partition(self.len(), |token| self.analysis.span(token).start < span.end);
        first..last.max(first)
    }

    /// The block that the token stands in, as an index into the article's blocks.
    pub fn block(&self, token: usize) -> Option<usize> {
        self.article.block_at(self.analysis.span(token).start)
    }

    /// What the block of the token is.
    pub fn block_kind(&self, token: usize) -> BlockKind {
        let block = self.block(token).and_then(|index| self.article.blocks.get(index));
        block.map_or(BlockKind::Paragraph, |block| block.kind)
    }

    /// The part of the article that the token stands in.
    pub fn part(&self, token: usize) -> Part {
        match self.block_kind(token) {
            BlockKind::Headline => Part::Headline,
            BlockKind::Caption | BlockKind::AltText => Part::Caption,
            BlockKind::Quote => Part::Quote,
            BlockKind::Cell => Part::Table,
            _ => Part::Body,
        }
    }

    /// The span of the article's text from the first to the last of the tokens.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        let last = tokens.end.saturating_sub(1).max(tokens.start);
        self.analysis.span(tokens.start).cover(self.analysis.span(last))
    }

    /// The words of the tokens, as written.
    pub fn words(&self, tokens: Range<usize>) -> &str {
        if tokens.is_empty() { "" } else { self.article.words(self.span(tokens)) }
    }

    /// All tokens under this one, itself included, as the range from the first to the last; bounded by its sentence.
    pub fn subtree(&self, token: usize) -> Range<usize> {
        self.subtree_without(token, &[])
    }

    /// The same without the branches that hang on the token itself by one of these relations.
    pub fn subtree_without(&self, token: usize, cut: &[Deprel]) -> Range<usize> {
        let (mut first, mut last) = (token, token);
        let mut open: Vec<usize> = self.children(token).filter(|&child| !cut.contains(&self.rel(child))).collect();
        while let Some(next) = open.pop() {
            first = first.min(next);
            last = last.max(next);
            open.extend(self.children(next));
        }
        first..last + 1
    }

    /// Whether `ancestor` is the token itself or stands above it.
    pub fn is_under(&self, token: usize, ancestor: usize) -> bool {
        let mut next = Some(token);
        while let Some(at) = next {
            if at == ancestor {
                return true;
            }
            next = self.head(at);
        }
        false
    }
}

/// The first index for which the predicate fails (it holds for a prefix).
fn partition(count: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// The dependents of all tokens in one array, and where those of each token begin.
fn children(analysis: &Analysis) -> (Vec<u32>, Vec<u32>) {
    let count = analysis.len();
    let mut starts = vec![0u32; count + 2];
    for head in (0..count).filter_map(|token| analysis.head(token)) {
        if let Some(start) = starts.get_mut(head + 2) {
            *start += 1;
        }
    }
    for index in 1..starts.len() {
        let before = starts.get(index - 1).copied().unwrap_or_default();
        if let Some(start) = starts.get_mut(index) {
            *start += before;
        }
    }
    let mut children = vec![0u32; count];
    for token in 0..count {
        let Some(start) = analysis.head(token).and_then(|head| starts.get_mut(head + 1)) else { continue };
        if let Some(child) = children.get_mut(*start as usize) {
            *child = token as u32;
        }
        *start += 1;
    }
    (children, starts)
}

/// The value that covers each token: the token lies in it wholly, or is one word with it ("two-day").
fn cover(analysis: &Analysis, values: &[Reading]) -> Vec<Option<u32>> {
    let mut covered = vec![None; analysis.len()];
    let mut token = 0;
    for (index, value) in values.iter().enumerate() {
        while token < analysis.len() && analysis.span(token).end <= value.span.start {
            token += 1;
        }
        let mut inside = token;
        while inside < analysis.len() && analysis.span(inside).start < value.span.end {
            if let Some(cover) = covered.get_mut(inside) {
                *cover = Some(index as u32);
            }
            inside += 1;
        }
    }
    covered
}

/// A paragraph without the place and agency that news puts before it ("LEEDS — ", "KABUL, Afghanistan (AP) - "), which are a
/// block of their own for the analysis: they belong to no sentence.
fn cut_place(words: &str, span: Span) -> Vec<Span> {
    let dash = [" — ", " – ", " -- ", " - "].iter().filter_map(|dash| Some((words.find(dash)?, dash.len()))).min();
    let Some((at, length)) = dash.filter(|&(at, _)| at <= MOST_PLACE) else { return vec![span] };
    let Some(place) = words.get(..at) else { return vec![span] };
    let bare = place.split('(').next().unwrap_or(place).trim_end();
    let first: Vec<&str> = bare.split(',').next().unwrap_or(bare).split_whitespace().collect();
    let capitals = first.iter().all(|word| word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '\'' | '-')));
    if first.is_empty() || !capitals || bare.len() < 3 || bare.chars().any(|c| c.is_ascii_digit()) {
        return vec![span];
    }
    let start = span.start as usize;
    vec![Span::new(start, start + at), Span::new(start + at + length, span.end as usize)]
}

/// The longest place that is looked for before a paragraph, in bytes.
const MOST_PLACE: usize = 48;
