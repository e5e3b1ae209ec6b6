//! Sentences about the rows of a table, read into a small algebra; their columns are known only when a table is there.
//!
//! Enters: the clauses behind `in the table "Medals",`. Leaves: a [`RowSentence`] each. Guaranteed: the first form that fits
//! the whole clause is the one that is meant; a clause that has none of the forms is a problem.

mod claim;
mod condition;
mod term;

use super::reader::{Reader, Scope};
use super::token::{TokenKind, Tokens};
use crate::lang::formula::{Description, Formula, Modifier, Thing};
use crate::lang::rows::{RowClaim, RowSentence, RowTerm, Rows};
use crate::lang::syntax::{Condition, ItemKind, Run, Sentence};
use crate::source::{Problem, ProblemKind, Site, SourceId};
use std::cell::{Cell, RefCell};

const FORMS: &str = "write for example `the gold of the row where nation is \"Norway\" is 12`, `exactly two rows have gold more than 10`, \
                     `Norway has the second highest total` or `in every row, total equals gold plus silver`";

/// Words of the language: a column whose name holds one of them is put in quotation marks.
const RESERVED: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "isn't",
    "aren't",
    "not",
    "never",
    "does",
    "do",
    "did",
    "will",
    "doesn't",
    "don't",
    "has",
    "have",
    "row",
    "rows",
    "where",
    "whose",
    "among",
    "than",
    "more",
    "less",
    "fewer",
    "between",
    "within",
    "about",
    "around",
    "exactly",
    "plus",
    "minus",
    "times",
    "divided",
    "equals",
    "equal",
    "exceeds",
    "exceed",
    "includes",
    "include",
    "contains",
    "contain",
    "containing",
    "matches",
    "match",
    "stated",
    "and",
    "or",
    "if",
    "then",
    "that",
    "those",
    "these",
    "this",
    "every",
    "each",
    "no",
];

/// The table that a sentence speaks of.
#[derive(Debug, Clone, Copy)]
pub struct TableScope<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Whether rows that sum up others count.
    pub totals: bool,
}

impl<'a> TableScope<'a> {
    /// `about the table "Medals"`.
    pub fn of_topic(thing: &'a Thing) -> Option<Self> {
        let Thing::Described(description) = thing else { return None };
        let Description { modifiers, .. } = description.as_ref();
        let name = modifiers.iter().find_map(|modifier| match modifier {
            Modifier::Called(name) | Modifier::Words(name) => Some(name.as_str()),
            _ => None,
        })?;
        Some(Self { name, totals: false })
    }
}

/// Whether a sentence speaks of rows.
pub fn speaks_of_rows(sentence: &Sentence) -> bool {
    fn any(condition: &Condition) -> bool {
        match condition {
            Condition::Clause(run) => run.items.iter().any(|item| {
                matches!(&item.kind, ItemKind::Word(word) if word.eq_ignore_ascii_case("row") || word.eq_ignore_ascii_case("rows"))
            }),
            Condition::Not(inner, _) => any(inner),
            Condition::All(parts) | Condition::Any(parts) => parts.iter().any(any),
        }
    }
    any(&sentence.claim) || sentence.condition.as_ref().is_some_and(any)
}

/// Reads a sentence about a table.
///
/// # Errors
/// A clause has none of the forms of a row sentence.
pub fn sentence(
    scope: Scope<'_>,
    source: SourceId,
    sentence: &Sentence,
    table: TableScope<'_>,
) -> Result<Formula, Box<Problem>> {
    let clauses = Clauses { scope, source, table, that: RefCell::new(None) };
    let hypothesis = sentence.condition.as_ref().map(|hypothesis| clauses.condition(hypothesis)).transpose()?;
    let claim = clauses.condition(&sentence.claim)?;
    Ok(match hypothesis {
        None => claim,
        Some(condition) => Formula::If { condition: Box::new(condition), then: Box::new(claim) },
    })
}

/// The clauses of one sentence, read in their order.
struct Clauses<'a> {
    scope: Scope<'a>,
    source: SourceId,
    table: TableScope<'a>,
    /// What `that row` is: the rows that the last clause spoke of.
    that: RefCell<Option<Rows>>,
}

impl Clauses<'_> {
    fn condition(&self, condition: &Condition) -> Result<Formula, Box<Problem>> {
        match condition {
            Condition::Clause(run) => self.clause(run),
            Condition::Not(inner, _) => Ok(Formula::Not(Box::new(self.condition(inner)?))),
            Condition::All(parts) | Condition::Any(parts) => {
                let read: Result<Vec<Formula>, Box<Problem>> = parts.iter().map(|part| self.condition(part)).collect();
                read.map(if matches!(condition, Condition::All(_)) { Formula::All } else { Formula::Any })
            }
        }
    }

    fn clause(&self, run: &Run) -> Result<Formula, Box<Problem>> {
        let site = Site { source: self.source, span: run.span };
        let reader = Reader::new(self.scope, Tokens::new(run, self.source, self.scope.index));
        let parser =
            Parser { reader, that: self.that.borrow().clone(), sum: Cell::new(None), unquoted: Cell::new(None) };
        let end = parser.reader.tokens.len();
        if end > super::reader::MAX_TOKENS {
            let message = format!("a clause has at most {} words, and this one has {end}", super::reader::MAX_TOKENS);
            let problem = Problem::new(ProblemKind::Limit, "clause-too-long", message).at(site, "too many words");
            return Err(Box::new(problem.help("divide it into several sentences, one a line")));
        }
        if let Some(claim) = parser.claim(0, end) {
            if let Some(that) = spoken_of(&claim) {
                self.that.replace(Some(that));
            }
            let TableScope { name, totals } = self.table;
            return Ok(Formula::Rows(Box::new(RowSentence { table: name.to_owned(), totals, claim, site })));
        }
        if parser.reader.exhausted() {
            return Err(Box::new(super::sentence::too_intricate(site)));
        }
        Err(Box::new(match (parser.sum.get(), parser.unquoted.get()) {
            (None, Some((start, stop))) => {
                let words = parser.reader.tokens.words(start, stop);
                let message = format!("`{words}` is no name, number or date, and no quoted text");
                Problem::new(ProblemKind::Parse, "row-value", message)
                    .at(parser.reader.tokens.site(start, stop), "a value is wanted here")
                    .help(format!("write \"{words}\" in quotation marks, or a name with a capital"))
            }
            (Some((start, stop)), _) => Problem::new(
                ProblemKind::Parse,
                "row-condition",
                "the value in a condition on rows is a literal, a name or a quoted text, never a sum",
            )
            .at(parser.reader.tokens.site(start, stop), "a sum")
            .help("move the sum to the left side of the sentence, or write its result"),
            (None, None) => Problem::new(
                ProblemKind::Parse,
                "row-sentence",
                format!("`{}` is no sentence about the rows of a table", parser.reader.tokens.words(0, end)),
            )
            .at(site, "none of the forms of a row sentence")
            .help(FORMS),
        }))
    }
}

/// The rows that a claim speaks of, for `that row` in the next clause.
fn spoken_of(claim: &RowClaim) -> Option<Rows> {
    match claim {
        RowClaim::Quantified { rows, condition: Some(condition), .. } => {
            Some(Rows::Where(Box::new(rows.clone()), Box::new(condition.clone())))
        }
        RowClaim::Quantified { rows, condition: None, .. } | RowClaim::Same { rows, .. } => Some(rows.clone()),
        RowClaim::Is { other, .. } => Some(other.clone()),
        RowClaim::Compare { left: RowTerm::Cell { rows, .. }, .. } => Some(rows.clone()),
        RowClaim::Compare { .. } => None,
    }
}

/// Reads one clause.
struct Parser<'a> {
    reader: Reader<'a>,
    that: Option<Rows>,
    /// Where a sum stands in a condition, where none may.
    sum: Cell<Option<(usize, usize)>>,
    /// Words that stand where a value is wanted, and are none.
    unquoted: Cell<Option<(usize, usize)>>,
}

impl Parser<'_> {
    fn is(&self, at: usize, words: &[&str]) -> bool {
        self.reader.tokens.is_any(at, words)
    }

    fn is_reserved(&self, at: usize) -> bool {
        self.is(at, RESERVED)
    }

    /// The name of a column: quoted, or words that are none of the language.
    fn column(&self, start: usize, end: usize) -> Option<String> {
        let tokens = &self.reader.tokens;
        let start = start + usize::from(start + 1 < end && self.is(start, &["a", "an", "the"]));
        if start >= end {
            return None;
        }
        if let Some(text) = self.quoted(start, end) {
            return Some(text);
        }
        let plain = (start..end).all(|at| {
            tokens.get(at).is_some_and(|token| match token.kind {
                TokenKind::Word => !self.is_reserved(at),
                TokenKind::Open | TokenKind::Close => at > start,
                TokenKind::Quoted | TokenKind::Comma => false,
            })
        });
        plain.then(|| tokens.words(start, end))
    }

    /// The text, if the span is one quoted text.
    fn quoted(&self, start: usize, end: usize) -> Option<String> {
        let token = self.reader.tokens.get(start).filter(|token| token.kind == TokenKind::Quoted)?;
        (end == start + 1).then(|| token.text.clone())
    }

    /// Notes words that stand where a value is wanted, for the message: the first that are tried.
    fn note_unquoted(&self, start: usize, end: usize) {
        let tokens = &self.reader.tokens;
        let plain = |at: usize| {
            tokens.get(at).is_some_and(|token| {
                token.kind == TokenKind::Word && token.text.starts_with(char::is_alphabetic) && !self.is_reserved(at)
            }) && !self.is(at, &["of", "the", "in", "with"])
        };
        if self.unquoted.get().is_none() && start < end && end <= start + 4 && (start..end).all(plain) {
            self.unquoted.set(Some((start, end)));
        }
    }

    /// A literal, a name or a quoted text.
    fn literal(&self, start: usize, end: usize) -> Option<String> {
        if start >= end {
            return None;
        }
        if let Some(text) = self.quoted(start, end) {
            return Some(text);
        }
        let tokens = &self.reader.tokens;
        let number = self.reader.whole_number(start).is_some_and(|(_, next)| next == end);
        if number || self.reader.value(start, end).is_some() || self.signed(start, end) {
            return Some(tokens.words(start, end));
        }
        self.name(start, end)
    }

    /// A figure that is no value of prose: `2:23.04`, `3-2`.
    fn signed(&self, start: usize, end: usize) -> bool {
        let token = self.reader.tokens.get(start);
        end == start + 1
            && token.is_some_and(|token| {
                token.kind == TokenKind::Word
                    && token.text.trim_start_matches(['-', '−', '+', '.']).starts_with(|c: char| c.is_ascii_digit())
            })
    }

    /// A name: words that begin with a capital and hold no word of the language.
    fn name(&self, start: usize, end: usize) -> Option<String> {
        let tokens = &self.reader.tokens;
        let start = start + usize::from(start + 1 < end && self.is(start, &["the"]));
        let capital = tokens.get(start).is_some_and(|token| token.capital && token.kind == TokenKind::Word);
        let plain = (start..end).all(|at| {
            let word = tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word);
            word && !self.is_reserved(at)
        });
        (capital && plain).then(|| self.reader.meaning_of_name(&tokens.words(start, end)))
    }
}
