//! What is said of `language`, `use`, `about` and `name`.

use super::block::example;
use super::{Refused, words};
use crate::lang::parse::grammar::Reader;
use crate::lang::syntax::ItemKind;
use crate::source::{Problem, ProblemKind, Span};

/// `language` that is not the first block.
pub(in crate::lang::parse) fn language_not_first(reader: &Reader<'_>) -> Problem {
    Problem::new(ProblemKind::Parse, "language-not-first", "`language` stands below another block")
        .at(reader.site(reader.line.span()), "not the first block")
        .help("make it the first line of the file, or leave it out")
}

/// A version that is not this program's.
pub(in crate::lang::parse) fn language_unknown(reader: &Reader<'_>, span: Span, known: u32) -> Problem {
    let message = format!("version {} of the rule language is not known", words(reader, span));
    Problem::new(ProblemKind::Parse, "language-unknown", message)
        .at(reader.site(span), "not known")
        .help(format!("this program reads `language {known}`; a newer one may read this file"))
}

/// A `language` line.
pub(in crate::lang::parse) fn language(line: &Refused<'_>) -> Problem {
    line.malformed("malformed-language", "`language` takes one whole number", 1, "language")
}

/// A `use` line.
pub(in crate::lang::parse) fn r#use(line: &Refused<'_>) -> Problem {
    const CODE: &str = "malformed-use";
    match line.items {
        [_, only] if matches!(&only.kind, ItemKind::Word(word) if word.contains(['.', '/', '\\'])) => {
            let path = line.words(only.span);
            line.problem("unquoted", "the name of a file is not in quotation marks", only.span, "not quoted")
                .help(format!("write `use \"{path}\"`"))
        }
        [_, only] if matches!(only.kind, ItemKind::Word(_)) => {
            let name = super::check::kebab(&line.words(only.span));
            let problem = line.problem(
                CODE,
                "the name of a pack has small letters and hyphens only",
                only.span,
                "no name of a pack",
            );
            problem.help(match name {
                Some(name) => format!("write `use {name}`"),
                None => "write `use news`, or for a file `use \"./house.rules\"`".to_owned(),
            })
        }
        [_, _, second, ..] => line
            .problem(CODE, "`use` brings in one pack or file", second.span.cover(line.end()), "more than one")
            .help("write a `use` line for each: `use news`, and below it `use \"./house.rules\"`"),
        _ => line.malformed(CODE, "`use` brings in one pack or file", 1, "use"),
    }
}

/// An `about` line.
pub(in crate::lang::parse) fn about(line: &Refused<'_>) -> Problem {
    line.malformed("malformed-about", "this `about` does not name its topics", 1, "about")
}

/// A `name` line.
pub(in crate::lang::parse) fn name(line: &Refused<'_>) -> Problem {
    const CODE: &str = "malformed-name";
    let help = format!("write `{}`", example("name"));
    let bare = line.items.iter().skip(1).find(|item| match &item.kind {
        ItemKind::Word(word) => !["means", "and", "or"].iter().any(|known| word.eq_ignore_ascii_case(known)),
        _ => false,
    });
    let Some(means) = line.position("means") else {
        let problem = match line.items.get(1) {
            Some(_) => {
                line.problem(CODE, "this does not say what the names stand for", line.end(), "no `means` behind it")
            }
            None => line.problem(CODE, "`name` gives no name", line.span(), "nothing follows"),
        };
        return problem.help(help);
    };
    if let Some(bare) = bare {
        let side =
            |at: usize| (bare.span.start < line.items.get(means).map_or(0, |item| item.span.start)) == (at < means);
        let same_side = line.items.iter().enumerate().skip(1).filter(|&(at, item)| {
            at != means && side(at) && item.span.start >= bare.span.start && matches!(item.kind, ItemKind::Word(_))
        });
        let span = same_side.fold(bare.span, |span, (_, item)| span.cover(item.span));
        return line
            .problem(
                "unquoted",
                format!("the name `{}` is not in quotation marks", line.words(span)),
                span,
                "not quoted",
            )
            .help(help);
    }
    match (means, line.items.get(means + 1), line.items.get(means + 2)) {
        (1, ..) => {
            let span = line.items.get(means).map_or(line.span(), |item| item.span);
            line.problem(CODE, "no name stands before `means`", span, "nothing before it").help(help)
        }
        (_, None, _) => line.problem(CODE, "nothing stands behind `means`", line.end(), "nothing follows").help(help),
        (_, _, Some(second)) => line
            .problem(CODE, "names stand for one thing", second.span.cover(line.end()), "more than one")
            .help(format!("{help}; for another thing write another `name` line")),
        _ => line.list(1, CODE).help(help),
    }
}
