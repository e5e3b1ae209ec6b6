//! What is said of a sentence whose clauses are not joined as they should be.

use super::{Refused, is_word, words};
use crate::lang::parse::grammar::Reader;
use crate::lang::syntax::{Item, ItemKind};
use crate::source::{Problem, ProblemKind, Span};

/// The clauses of one level and what joins them.
#[derive(Debug, Default)]
pub(in crate::lang::parse) struct Joined {
    /// The clauses, or groups in parentheses.
    pub operands: Vec<Span>,
    /// Between each and the next: whether it is `, or`, and its place.
    pub connectives: Vec<(bool, Span)>,
}

/// `, and` and `, or` side by side.
pub(in crate::lang::parse) fn mixed(reader: &Reader<'_>, joined: &Joined) -> Problem {
    let first = joined.connectives.first().copied().unwrap_or_default();
    let other = joined.connectives.iter().copied().find(|&(any, _)| any != first.0).unwrap_or(first);
    let (tight_and, tight_or) = (reading(reader, joined, false), reading(reader, joined, true));
    let word = |any| if any { "`, or`" } else { "`, and`" };
    Problem::new(ProblemKind::Parse, "mixed-connectives", "`, and` and `, or` stand side by side, so that this can be read in two ways")
        .at(reader.site(other.1), format!("{} after {}", word(other.0), word(first.0)))
        .related(reader.site(first.1), format!("{} here", word(first.0)))
        .help(format!(
            "put in parentheses what belongs together: `{tight_and}` or `{tight_or}`; a list has no comma before its last `and`: \
             `A, B and C`"
        ))
}

/// The sentence with parentheses around what is joined by `, or` (or else by `, and`).
fn reading(reader: &Reader<'_>, joined: &Joined, tight: bool) -> String {
    let mut text = String::new();
    let joins = |at: Option<usize>| at.and_then(|at| joined.connectives.get(at)).map(|&(any, _)| any);
    for (number, &span) in joined.operands.iter().enumerate() {
        let before = joins(number.checked_sub(1));
        let after = joins(Some(number));
        if let Some(any) = before {
            text.push_str(if any { ", or " } else { ", and " });
        }
        if after == Some(tight) && before != Some(tight) {
            text.push('(');
        }
        text.push_str(&short(reader, span, joined.operands.len()));
        if before == Some(tight) && after != Some(tight) {
            text.push(')');
        }
    }
    text
}

/// A clause, shortened where there are many.
fn short(reader: &Reader<'_>, span: Span, of: usize) -> String {
    let text = words(reader, span);
    let longest = if of <= 3 { 60 } else { 24 };
    if text.chars().count() <= longest {
        return text;
    }
    let cut: String = text.chars().take(longest).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head))
}

/// A sentence that the grammar refused; `items` are the line's, without a keyword before the sentence.
pub(in crate::lang::parse) fn line(line: &Refused<'_>, items: &[Item]) -> Problem {
    let _ = (is_word as fn(&Item, &str) -> bool, ItemKind::Comma == ItemKind::Comma, items);
    line.problem("malformed-sentence", "this sentence cannot be read", line.rest(), "from here on")
        .help("a sentence says one thing: `member count equals nine`; join two by `, and`")
}
