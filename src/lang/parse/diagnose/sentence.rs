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
    let message = "`, and` and `, or` stand side by side, so that the sentence can be read in two ways";
    Problem::new(ProblemKind::Parse, "mixed-connectives", message)
        .at(reader.site(other.1), format!("{} after {}", word(other.0), word(first.0)))
        .related(reader.site(first.1), format!("{} here", word(first.0)))
        .help(format!(
            "put in parentheses what belongs together: `{tight_and}` or `{tight_or}` (a list has no comma before its last word: \
             `A, B and C`)"
        ))
}

/// How many clauses the two readings show; of more, the first are enough to see the difference.
const SHOWN: usize = 6;

/// The sentence with parentheses around what is joined by `, or` (or else by `, and`).
fn reading(reader: &Reader<'_>, joined: &Joined, tight: bool) -> String {
    let mut text = String::new();
    let joins = |at: Option<usize>| at.and_then(|at| joined.connectives.get(at)).map(|&(any, _)| any);
    let mut open = false;
    for (number, &span) in joined.operands.iter().enumerate() {
        let before = joins(number.checked_sub(1));
        let after = joins(Some(number));
        if let Some(any) = before {
            text.push_str(if any { ", or " } else { ", and " });
        }
        if number == SHOWN {
            text.push('…');
            break;
        }
        if after == Some(tight) && before != Some(tight) {
            text.push('(');
            open = true;
        }
        text.push_str(&short(reader, span, joined.operands.len()));
        if before == Some(tight) && after != Some(tight) {
            text.push(')');
            open = false;
        }
    }
    if open {
        text.push(')');
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
    let mut rest = items;
    if let [first, second, third, behind @ ..] = items
        && is_word(first, "in")
        && is_word(second, "the")
        && is_word(third, "table")
    {
        let help = "write `in the table \"Medals\", the gold of Norway is 12`";
        let comma = behind.iter().position(|item| item.kind == ItemKind::Comma);
        match (comma, behind.first()) {
            (Some(0), _) | (_, None) => {
                return line.problem("table-scope", "the table has no name", third.span, "which table?").help(help);
            }
            (None, Some(name)) => {
                return line
                    .problem("table-scope", "no comma follows the name of the table", name.span, "a comma is missing")
                    .help(help);
            }
            (Some(comma), Some(_)) => rest = behind.get(comma + 1..).unwrap_or_default(),
        }
        if rest.is_empty() {
            return line
                .problem("missing-clause", "nothing is said of the table", line.end(), "nothing follows")
                .help(help);
        }
    }
    hypothesis(line, rest).unwrap_or_else(|| unreadable(line))
}

/// `if A, then B`, or a condition alone.
fn hypothesis(line: &Refused<'_>, items: &[Item]) -> Option<Problem> {
    const CODE: &str = "if-then";
    const HELP: &str = "write `if Turkey joins NATO, then Sweden joins NATO`";
    let then = top_level(items, is_then);
    let span_at = |at: usize| items.get(at).map_or(line.end(), |item| item.span);
    match (items.first().filter(|first| is_word(first, "if")), then) {
        (Some(first), Some(then)) => {
            let (premise, claim) = (items.get(1..then).unwrap_or_default(), items.get(then + 2..).unwrap_or_default());
            let second = top_level(claim, is_then).and_then(|second| claim.get(second + 1)).map(|second| {
                line.problem(CODE, "this sentence has a second `then`", second.span, "the second")
                    .help("write a check for each conclusion, or join the two by `, and`")
            });
            condition(line, premise, first.span).or(second).or_else(|| condition(line, claim, span_at(then + 1)))
        }
        (Some(first), None) => {
            let bare = top_level(items, |rest| rest.first().is_some_and(|item| is_word(item, "then")));
            Some(match bare.and_then(|bare| items.get(bare)) {
                Some(bare) => line
                    .problem(CODE, "no comma stands before `then`", bare.span, "a comma is missing before it")
                    .help(HELP),
                None => line
                    .problem(CODE, "no `, then` follows this `if`", first.span, "if this holds, then what?")
                    .help(HELP),
            })
        }
        (None, Some(then)) => condition(line, items.get(..then).unwrap_or_default(), span_at(0)).or_else(|| {
            let label = "no `if` at the beginning of the sentence";
            Some(line.problem(CODE, "this `then` has no `if`", span_at(then + 1), label).help(HELP))
        }),
        (None, None) => condition(line, items, span_at(0)),
    }
}

/// Whether the items begin with `, then`.
fn is_then(items: &[Item]) -> bool {
    matches!(items, [comma, then, ..] if comma.kind == ItemKind::Comma && is_word(then, "then"))
}

/// The first place outside parentheses from which the items look so.
fn top_level(items: &[Item], looks_so: impl Fn(&[Item]) -> bool) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, item) in items.iter().enumerate() {
        match item.kind {
            ItemKind::Open => depth += 1,
            ItemKind::Close => depth = depth.saturating_sub(1),
            _ if depth == 0 && looks_so(items.get(at..).unwrap_or_default()) => return Some(at),
            _ => {}
        }
    }
    None
}

const NEGATION: [&str; 6] = ["it", "is", "not", "the", "case", "that"];

fn begins_negation(items: &[Item]) -> bool {
    items.len() >= NEGATION.len() && items.iter().zip(NEGATION).all(|(item, word)| is_word(item, word))
}

/// What is wrong with clauses and what joins them, if anything is; `before` is the word in front of them.
pub(super) fn condition(line: &Refused<'_>, items: &[Item], before: Span) -> Option<Problem> {
    let missing = |message: &str, span, label: &str| {
        Some(
            line.problem("missing-clause", message, span, label)
                .help("each side of `, and` and `, or` is a sentence: `A is nine, and B is ten`"),
        )
    };
    let mut empty = true;
    let mut last = before;
    let mut skip = 0;
    for (at, item) in items.iter().enumerate() {
        let rest = items.get(at..).unwrap_or_default();
        if skip > 0 {
            skip -= 1;
            continue;
        }
        match (&item.kind, rest.get(1)) {
            (ItemKind::Comma, Some(word)) if is_word(word, "and") || is_word(word, "or") => {
                let span = item.span.cover(word.span);
                if empty {
                    return missing("no clause stands before this connective", span, "nothing before it");
                }
                (empty, skip, last) = (true, 1, span);
            }
            (ItemKind::Comma, next) => {
                let parts_nothing = next.is_none_or(|next| matches!(next.kind, ItemKind::Comma | ItemKind::Close));
                if empty || parts_nothing {
                    return Some(stray_comma(line, item.span));
                }
            }
            (ItemKind::Close, _) if empty => {
                return missing("nothing is said in these parentheses", item.span, "nothing before it");
            }
            (ItemKind::Open, Some(next)) if next.kind == ItemKind::Close => {
                return missing("nothing is said in these parentheses", item.span.cover(next.span), "empty");
            }
            (ItemKind::Open, _) | (ItemKind::Close, _) => last = item.span,
            _ if empty && begins_negation(rest) => {
                let behind = rest.get(NEGATION.len()..).unwrap_or_default();
                let words = rest.get(..NEGATION.len()).unwrap_or_default();
                let span = words.iter().fold(item.span, |all, word| all.cover(word.span));
                if begins_negation(behind) {
                    return Some(
                        line.problem("double-negation", "two denials in a row", span, "denies a denial")
                            .help("leave out both: what is not denied is said"),
                    );
                }
                (skip, last) = (NEGATION.len() - 1, span);
            }
            _ if empty && is_word(item, "if") => {
                return Some(
                    line.problem("if-then", "`if` stands inside the sentence", item.span, "not at the beginning").help(
                        "a sentence has one `if`, as its first word: `if A, and B, then C`; else write two sentences",
                    ),
                );
            }
            _ => empty = false,
        }
    }
    if !empty {
        return None;
    }
    missing("a clause is missing behind this", last, "nothing follows")
}

/// A comma with nothing on one of its sides.
pub(super) fn stray_comma(line: &Refused<'_>, span: Span) -> Problem {
    line.problem("stray-comma", "this comma parts nothing", span, "nothing on one side of it")
        .help("delete it, or write what is missing beside it")
}

/// The sentence cannot be read for a reason that has no words of its own.
pub(super) fn unreadable(line: &Refused<'_>) -> Problem {
    line.problem("malformed-sentence", "this sentence cannot be read", line.rest(), "from here on")
        .help("a sentence says one thing: `member count equals nine`; two are joined by `, and`")
}
