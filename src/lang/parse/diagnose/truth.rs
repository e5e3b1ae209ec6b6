//! What is said of facts and references.

use super::block::example;
use super::{Refused, is_word, nearest, sentence};
use crate::lang::parse::grammar::Reader;
use crate::lang::syntax::ItemKind;
use crate::source::{Problem, ProblemKind};

const PROPERTIES: &str = "a fact can have `as of 2024-07-03`, `from 2023-07-04 to 2024-07-03` and `source \"…\"`";

/// A property that only a check can have.
pub(in crate::lang::parse) fn property_not_here(reader: &Reader<'_>) -> Problem {
    let message = format!("a fact cannot have `{}`", super::words(reader, reader.line.span()));
    Problem::new(ProblemKind::Parse, "fact-line", message)
        .at(reader.site(reader.line.span()), "only a check can have it")
        .help(PROPERTIES)
}

/// A line that is no property.
pub(in crate::lang::parse) fn line(reader: &Reader<'_>) -> Problem {
    let problem = Problem::new(ProblemKind::Parse, "fact-line", "this line is nothing that a fact can have")
        .at(reader.site(reader.line.span()), "no property of a fact");
    match nearest(reader.line.first_word(), &["source"]) {
        Some(_) => problem.help("did you mean `source \"Charter of the SCO, member list\"`?"),
        None => problem.help(format!("{PROPERTIES}; for a second sentence write a second `fact`")),
    }
}

/// A `fact` line.
pub(in crate::lang::parse) fn fact(line: &Refused<'_>) -> Problem {
    match line.items.get(1) {
        None => line
            .problem("malformed-fact", "this fact says nothing", line.span(), "nothing follows")
            .help(format!("write the sentence on the same line: `{}`", example("fact"))),
        Some(colon) if is_word(colon, ":") || line.items.first().is_some_and(|first| is_word(first, "fact:")) => line
            .problem("malformed-fact", "no colon follows `fact`", colon.span, "after a colon")
            .help(format!("write the sentence right after the word: `{}`", example("fact"))),
        Some(_) => sentence::line(line, line.items.get(1..).unwrap_or_default()),
    }
}

/// A `reference` line.
pub(in crate::lang::parse) fn reference(line: &Refused<'_>) -> Problem {
    const CODE: &str = "malformed-reference";
    let help = format!("write `{}`", example("reference"));
    let from = line.position("from");
    match from {
        _ if line.items.len() < 2 => {
            line.problem(CODE, "`reference` has no name", line.span(), "nothing follows").help(help)
        }
        None => line.problem(CODE, "this does not say from which file", line.end(), "no `from` behind it").help(help),
        Some(1) => line.problem(CODE, "`reference` has no name", line.rest(), "no name before it").help(help),
        Some(from) => match line.items.get(from + 1) {
            None => line.problem(CODE, "nothing stands behind `from`", line.end(), "nothing follows").help(help),
            Some(first) if !matches!(first.kind, ItemKind::Quoted(_)) => {
                let span = first.span.cover(line.end());
                line.unquoted(span, "the name of the file is").help(format!("write `from \"{}\"`", line.words(span)))
            }
            Some(_) => line.malformed(CODE, "a reference is one file", from + 2, "reference"),
        },
    }
}
