//! Sentences: their connectives, and the one reading of each clause.
//!
//! Enters: a [`Sentence`] of the syntax tree. Leaves: one [`Formula`], or a problem. Guaranteed: a clause with several
//! readings of the same standing is a problem that shows them.

use super::anaphora::refer_back;
use super::diagnose;
use super::reader::{MAX_TOKENS, Reader, Reading, Scope};

use super::renumber::renumber;
use super::rows::{self, TableScope};
use super::slips;
use super::token::Tokens;
use crate::lang::formula::Formula;
use crate::lang::syntax::{Condition, Run, Sentence};
use crate::source::{Problem, ProblemKind, Site, SourceId};

/// Reads a sentence.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn sentence(scope: Scope<'_>, source: SourceId, sentence: &Sentence) -> Result<Formula, Box<Problem>> {
    if let Some(table) = &sentence.table {
        return rows::sentence(scope, source, sentence, TableScope { name: &table.text, totals: sentence.totals });
    }
    let topic = scope.topics.iter().find(|topic| topic.kind == scope.known.table);
    let Some(table) = topic.and_then(|topic| TableScope::of_topic(&topic.thing)) else {
        return plain(scope, source, sentence);
    };
    if rows::speaks_of_rows(sentence) {
        return rows::sentence(scope, source, sentence, table);
    }
    plain(scope, source, sentence)
        .or_else(|problem| rows::sentence(scope, source, sentence, table).map_err(|_| problem))
}

/// A sentence that speaks of no table.
fn plain(scope: Scope<'_>, source: SourceId, sentence: &Sentence) -> Result<Formula, Box<Problem>> {
    let claim = condition(scope, source, &sentence.claim)?;
    match &sentence.condition {
        None => Ok(claim),
        Some(hypothesis) => {
            let hypothesis = condition(scope, source, hypothesis)?;
            Ok(Formula::If { condition: Box::new(hypothesis), then: Box::new(claim) })
        }
    }
}

/// Reads clauses joined by connectives.
///
/// # Errors
/// The first thing that is wrong with them.
pub fn condition(scope: Scope<'_>, source: SourceId, condition: &Condition) -> Result<Formula, Box<Problem>> {
    match condition {
        Condition::Clause(run) => clause(scope, source, run),
        Condition::Not(inner, _) => Ok(Formula::Not(Box::new(self::condition(scope, source, inner)?))),
        Condition::All(parts) | Condition::Any(parts) => {
            if let Some(problem) = diagnose::oxford_comma(scope, source, parts, matches!(condition, Condition::Any(_)))
            {
                return Err(Box::new(problem));
            }
            let read: Result<Vec<Formula>, Box<Problem>> =
                parts.iter().map(|part| self::condition(scope, source, part)).collect();
            read.map(if matches!(condition, Condition::All(_)) { Formula::All } else { Formula::Any })
        }
    }
}

/// Reads one clause.
///
/// # Errors
/// It has no reading, or several.
pub fn clause(scope: Scope<'_>, source: SourceId, run: &Run) -> Result<Formula, Box<Problem>> {
    let tokens = Tokens::new(run, source, scope.index);
    let site = Site { source, span: run.span };
    if tokens.len() > MAX_TOKENS {
        return Err(Box::new(
            Problem::new(
                ProblemKind::Limit,
                "clause-too-long",
                format!("a clause has at most {MAX_TOKENS} words, and this one has {}", tokens.len()),
            )
            .at(tokens.site(MAX_TOKENS, tokens.len()), "too many from here on")
            .help("divide it into several sentences, one a line; all sentences of a check must hold"),
        ));
    }
    if let Some(problem) = slips::certain(&tokens) {
        return Err(Box::new(problem));
    }
    let reader = Reader::new(scope, tokens);
    let readings = reader.clause(0, reader.tokens.len());
    one_of(&reader, &readings, site)
}

/// The one reading of several; the cheapest wins.
///
/// # Errors
/// There is none, or there are several that differ.
pub fn one_of(reader: &Reader<'_>, readings: &[Reading], site: Site) -> Result<Formula, Box<Problem>> {
    one_of_from(reader, readings, site, u32::try_from(reader.scope.bound.len()).unwrap_or(0))
}

/// The same, where the variables below `first` keep their numbers.
///
/// # Errors
/// There is none, or there are several that differ.
pub fn one_of_from(reader: &Reader<'_>, readings: &[Reading], site: Site, first: u32) -> Result<Formula, Box<Problem>> {
    if reader.exhausted() {
        return Err(Box::new(too_intricate(site)));
    }
    let mut distinct: Vec<Formula> = Vec::new();
    if let Some(least) = readings.iter().map(|reading| reading.cost).min() {
        for reading in readings.iter().filter(|reading| reading.cost == least) {
            let mut formula = reading.formula.clone();
            refer_back(&mut formula);
            renumber(&mut formula, first);
            if !distinct.contains(&formula) {
                distinct.push(formula);
            }
        }
    }
    match distinct.len() {
        0 => Err(Box::new(diagnose::no_reading(reader, site))),
        1 => Ok(distinct.remove(0)),
        _ => Err(Box::new(diagnose::ambiguous(reader, &distinct, site))),
    }
}

/// A clause that was given up.
pub(super) fn too_intricate(site: Site) -> Problem {
    Problem::new(ProblemKind::Limit, "clause-too-intricate", "this clause has too many readings to be tried one by one")
        .at(site, "too intricate")
        .help("divide it into several sentences, and put names of several words in quotation marks")
}
