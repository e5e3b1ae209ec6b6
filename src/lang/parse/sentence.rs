//! Sentences: what stands around their clauses.
//!
//! Enters: what the grammar found in a line. Leaves: a [`Sentence`] whose clauses are runs of items, or the one problem of how
//! its clauses are joined.

use super::block::find;
use super::diagnose::sentence::{Joined, mixed};
use super::grammar::{Pair, Reader, Rule};
use crate::lang::syntax::{Condition, Sentence};
use crate::source::Problem;

/// `in the table "X" with totals, if A, then B`.
pub(super) fn sentence(reader: &Reader<'_>, pair: &Pair<'_>) -> Result<Sentence, Box<Problem>> {
    let parts: Vec<_> = pair.clone().into_inner().collect();
    let in_table: Vec<_> = find(&parts, Rule::in_table).into_iter().flat_map(Pair::into_inner).collect();
    let table = find(&in_table, Rule::table_name).map(|name| reader.text(&name));
    let totals = find(&in_table, Rule::with_totals).is_some();
    let hypothesis = find(&parts, Rule::hypothesis).and_then(|part| part.into_inner().find(is_condition));
    let condition = hypothesis.map(|part| condition(reader, part)).transpose()?;
    let claim = match find(&parts, Rule::condition) {
        Some(part) => self::condition(reader, part)?,
        None => Condition::All(Vec::new()),
    };
    Ok(Sentence { span: reader.span(pair), table, totals, condition, claim })
}

/// The condition among the parts of a pair.
pub(super) fn is_condition(pair: &Pair<'_>) -> bool {
    pair.as_rule() == Rule::condition
}

/// Clauses and what joins them. Recursion is as deep as the parentheses, which [`MAX_NESTING`](super::MAX_NESTING) bounds.
pub(super) fn condition(reader: &Reader<'_>, pair: Pair<'_>) -> Result<Condition, Box<Problem>> {
    let mut joined = Joined::default();
    let mut parts = Vec::new();
    for part in pair.into_inner() {
        if part.as_rule() == Rule::connective {
            let any = part.clone().into_inner().any(|word| word.as_rule() == Rule::or);
            joined.connectives.push((any, reader.span(&part)));
        } else {
            joined.operands.push(reader.span(&part));
            parts.push(operand(reader, part)?);
        }
    }
    let any = joined.connectives.first().is_some_and(|&(any, _)| any);
    if joined.connectives.iter().any(|&(other, _)| other != any) {
        return Err(Box::new(mixed(reader, &joined)));
    }
    Ok(match (parts.len(), any) {
        (1, _) => parts.swap_remove(0),
        (_, true) => Condition::Any(parts),
        (_, false) => Condition::All(parts),
    })
}

fn operand(reader: &Reader<'_>, pair: Pair<'_>) -> Result<Condition, Box<Problem>> {
    let span = reader.span(&pair);
    let mut negated = false;
    let mut said = Condition::All(Vec::new());
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::negation => negated = true,
            Rule::group => {
                if let Some(inner) = part.into_inner().find(is_condition) {
                    said = condition(reader, inner)?;
                }
            }
            Rule::clause => said = Condition::Clause(reader.run(part.into_inner())),
            _ => {}
        }
    }
    Ok(if negated { Condition::Not(Box::new(said), span) } else { said })
}
