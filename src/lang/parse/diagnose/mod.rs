//! What is said about a line that cannot be read: the code, the words, the exact place, and a line as it should be.
//!
//! Enters: a line and the rule of the grammar that refused it. Leaves: one [`Problem`].
//! Guaranteed: every problem has a place and a help; what pest says is never shown, only how far it came is used.

pub(super) mod block;
pub(super) mod check;
pub(super) mod concept;
pub(super) mod define;
pub(super) mod example;
pub(super) mod fault;
pub(super) mod limit;
pub(super) mod preamble;
pub(super) mod sentence;
pub(super) mod truth;

use super::grammar::{Reader, Rule};
use crate::lang::syntax::{Item, ItemKind};
use crate::source::{Problem, ProblemKind, Span};

/// The problem of a line that the rule refused; `at` is the byte of the file up to which it made sense.
pub(super) fn refused(reader: &Reader<'_>, rule: Rule, at: usize) -> Problem {
    let items = reader.items();
    let line = Refused { reader, items: &items, at };
    match rule {
        Rule::language_header => preamble::language(&line),
        Rule::use_header => preamble::r#use(&line),
        Rule::about_header => preamble::about(&line),
        Rule::name_header => preamble::name(&line),
        Rule::kind_header => concept::kind(&line),
        Rule::property_header => concept::property(&line),
        Rule::relation_header => concept::relation(&line),
        Rule::also_line | Rule::said_line | Rule::denied_line => concept::line(&line),
        Rule::extend_header => concept::extend(&line),
        Rule::define_header => define::header(&line),
        Rule::define_line => define::line(&line),
        Rule::fact_header => truth::fact(&line),
        Rule::reference_header => truth::reference(&line),
        Rule::check_header => check::header(&line),
        Rule::tune_header => check::tune(&line),
        Rule::example_header => example::header(&line),
        Rule::expectation => example::expectation(&line),
        _ => sentence::line(&line, &items),
    }
}

/// A line that a rule refused.
pub(super) struct Refused<'r> {
    pub reader: &'r Reader<'r>,
    /// Its items in a flat row.
    pub items: &'r [Item],
    /// The byte of the file up to which it made sense.
    pub at: usize,
}

impl Refused<'_> {
    /// The whole line.
    pub fn span(&self) -> Span {
        self.reader.line.span()
    }

    /// From where it ceased to make sense to its end; the last item if it made sense to the end.
    pub fn rest(&self) -> Span {
        let beyond = self.items.iter().find(|item| item.span.start as usize >= self.at);
        let from = beyond.or(self.items.last()).map_or(self.span(), |item| item.span);
        from.cover(self.end())
    }

    /// Its last item.
    pub fn end(&self) -> Span {
        self.items.last().map_or(self.span(), |item| item.span)
    }

    /// The words of the file at that place, on one line.
    pub fn words(&self, span: Span) -> String {
        words(self.reader, span)
    }

    /// The first of these words, compared without case.
    pub fn position(&self, word: &str) -> Option<usize> {
        self.items.iter().position(|item| is_word(item, word))
    }

    /// A problem of the family `parse` at that place.
    pub fn problem(
        &self,
        code: &'static str,
        message: impl Into<String>,
        span: Span,
        label: impl Into<String>,
    ) -> Problem {
        Problem::new(ProblemKind::Parse, code, message).at(self.reader.site(span), label)
    }
}

/// The words of the file at that place with single spaces, cut after some eighty characters.
pub(super) fn words(reader: &Reader<'_>, span: Span) -> String {
    const LONGEST: usize = 80;
    let text = reader.file.get(span.range()).unwrap_or_default();
    let mut short = String::new();
    for word in text.split_whitespace() {
        if !short.is_empty() {
            short.push(' ');
        }
        if short.chars().count() + word.chars().count() > LONGEST {
            short.extend(word.chars().take(LONGEST.saturating_sub(short.chars().count())));
            short.push('…');
            break;
        }
        short.push_str(word);
    }
    short
}

/// Whether an item is that word, compared without case.
pub(super) fn is_word(item: &Item, word: &str) -> bool {
    matches!(&item.kind, ItemKind::Word(text) if text.eq_ignore_ascii_case(word))
}

/// The known word that was probably meant: at most a third of its letters are other ones.
pub(super) fn nearest<'w>(word: &str, known: &[&'w str]) -> Option<&'w str> {
    if word.len() > 64 {
        return None;
    }
    let word = word.to_lowercase();
    let near = known.iter().map(|&known| (strsim::damerau_levenshtein(&word, known), known));
    near.filter(|&(distance, known)| distance * 3 <= known.chars().count().max(3)).min().map(|(_, known)| known)
}
