//! What is said of definitions.

use super::block::example;
use super::{Refused, sentence};
use crate::lang::parse::grammar::Reader;
use crate::source::{Problem, ProblemKind};

const LINES: &str =
    "write `if both are members of the same organization`, and for each further way a line that begins with `or`";

/// A definition without a body.
pub(in crate::lang::parse) fn means_nothing(reader: &Reader<'_>) -> Problem {
    Problem::new(ProblemKind::Parse, "defines-nothing", "this definition does not say what it means")
        .at(reader.site(reader.line.span()), "no colon, and no `if` below")
        .help(format!("write what it means behind a colon: `{}`", example("define")))
}

/// `or` in the first line, or `if` in a later one.
pub(in crate::lang::parse) fn order(reader: &Reader<'_>, follows: bool) -> Problem {
    let message = if follows { "a second `if` line" } else { "the first line of a definition begins with `or`" };
    let label = if follows { "`or` is meant?" } else { "`if` is meant?" };
    let message =
        if follows { format!("{message} does not say whether both must hold or one") } else { message.to_owned() };
    let first = reader.items().first().map_or(reader.line.span(), |item| item.span);
    let help = if follows {
        "begin it with `or` if one of them is enough; if both must hold, join them on one line: `if A, and B`"
    } else {
        "begin the first line with `if` and each further one with `or`"
    };
    Problem::new(ProblemKind::Parse, "definition-line", message).at(reader.site(first), label).help(help)
}

/// The first line of a definition.
pub(in crate::lang::parse) fn header(line: &Refused<'_>) -> Problem {
    let code = "malformed-define";
    if let Some(second) = line.items.get(1)
        && line.words(second.span) != ":"
    {
        return line.malformed(code, "this definition cannot be read", 1, "define");
    }
    line.problem(code, "`define` names nothing", line.span(), "no name").help(format!("write `{}`", example("define")))
}

/// A line below it.
pub(in crate::lang::parse) fn line(line: &Refused<'_>) -> Problem {
    let word = line.reader.line.first_word().to_ascii_lowercase();
    let after = match word.as_str() {
        "if" => 1,
        "or" if line.items.get(1).is_some_and(|item| super::is_word(item, "if")) => 2,
        "or" => 1,
        "and" => {
            let first = line.items.first().map_or(line.span(), |item| item.span);
            return line
                .problem(
                    "definition-line",
                    "a line of a definition cannot begin with `and`",
                    first,
                    "neither `if` nor `or`",
                )
                .help("continue the line above: end it with a comma and indent this one by two spaces more");
        }
        _ => {
            let first = line.items.first().map_or(line.span(), |item| item.span);
            return line
                .problem(
                    "definition-line",
                    "a line of a definition begins with `if` or `or`",
                    first,
                    "neither `if` nor `or`",
                )
                .help(LINES);
        }
    };
    let items = line.items.get(after..).unwrap_or_default();
    if items.is_empty() {
        return line
            .problem("definition-line", format!("nothing follows `{word}`"), line.end(), "nothing follows")
            .help(LINES);
    }
    let before = line.items.get(after - 1).map_or(line.span(), |item| item.span);
    sentence::condition(line, items, before).unwrap_or_else(|| sentence::unreadable(line))
}
