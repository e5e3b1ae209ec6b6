//! What is said of the blocks of the lexicon and of the lines below them.

use super::block::example;
use super::{Refused, is_word, nearest};
use crate::lang::parse::grammar::{Reader, Rule};
use crate::lang::syntax::{ExtendCategory, Item, ItemKind};
use crate::source::{Problem, ProblemKind};

/// An `extend` without lines.
pub(in crate::lang::parse) fn extends_nothing(reader: &Reader<'_>) -> Problem {
    Problem::new(ProblemKind::Parse, "extends-nothing", "no line stands below this `extend`")
        .at(reader.site(reader.line.span()), "adds nothing")
        .help("write below it what it adds: `  said \"{number} member nations\"`")
}

/// A line that begins with none of the words that it can.
pub(in crate::lang::parse) fn unknown_line(reader: &Reader<'_>, category: ExtendCategory) -> Problem {
    let items = reader.items();
    let line = Refused { reader, items: &items, at: reader.line.start };
    let known: &[&str] = if category == ExtendCategory::Kind { &["also"] } else { &["also", "said", "denied"] };
    let first = items.first().map_or(line.span(), |first| first.span);
    let message = match category {
        ExtendCategory::Kind => "the lines of a kind begin with `also`",
        _ => "the lines of a concept begin with `also`, `said` or `denied`",
    };
    let problem = line.problem("concept-line", message, first, "none of these");
    match nearest(reader.line.first_word(), known) {
        Some(meant) => problem.help(format!("did you mean `{meant}`, as in `{}`?", form(meant))),
        None if category == ExtendCategory::Kind => problem.help(format!("write `{}`", form("also"))),
        None => problem.help(format!("write `{}`, `{}` or `{}`", form("also"), form("said"), form("denied"))),
    }
}

/// `said` or `denied` below a kind.
pub(in crate::lang::parse) fn line_not_here(reader: &Reader<'_>) -> Problem {
    let word = reader.line.first_word();
    Problem::new(ProblemKind::Parse, "concept-line", format!("a kind cannot have a `{word}` line"))
        .at(reader.site(reader.line.span()), "not in a kind")
        .help("give the kind other names with `also \"session\"`; what articles say of such things belongs to an attribute, a role or a relation")
}

fn form(word: &str) -> &'static str {
    match word {
        "also" => "also \"session\", \"conference\"",
        "said" => "said \"{number} member nations\"",
        _ => "denied \"{person} skips {event}\"",
    }
}

/// `also`, `said`, `denied` with something wrong behind it.
pub(in crate::lang::parse) fn line(line: &Refused<'_>) -> Problem {
    const CODE: &str = "concept-line";
    let word = line.reader.line.first_word();
    let help = format!("write `{}`", form(word));
    let last_text = line.items.iter().rposition(|item| matches!(item.kind, ItemKind::Quoted(_)));
    let Some(last_text) = last_text else {
        return match line.items.get(1) {
            Some(first) => line.unquoted(first.span.cover(line.end()), &format!("what follows `{word}` is")).help(help),
            None => line.problem(CODE, format!("nothing follows `{word}`"), line.span(), "nothing follows").help(help),
        };
    };
    if let Some(tail) = line.items.get(last_text + 1).filter(|item| matches!(item.kind, ItemKind::Word(_))) {
        let span = tail.span.cover(line.end());
        if word == "said" && is_word(tail, "as") {
            return line
                .problem(CODE, format!("`{}` is no bound that a line can have", line.words(span)), span, "no bound")
                .help("write `as at least`, `as at most` or `as about`, as in `said \"more than {number} members\" as at least`");
        }
        let message = format!("`{}` stands outside the quotation marks", line.words(span));
        return line.problem(CODE, message, span, "not quoted").help(help);
    }
    line.list(1, CODE).help(help)
}

/// A `kind` line.
pub(in crate::lang::parse) fn kind(line: &Refused<'_>) -> Problem {
    const CODE: &str = "malformed-kind";
    let help = format!("write `{}`", example("kind"));
    match (line.position("is"), line.items.len()) {
        (None, 0 | 1) => line.problem(CODE, "`kind` names no kind", line.span(), "nothing follows").help(help),
        (None, _) => line
            .problem(CODE, "this does not say what the kind is a kind of", line.end(), "no `is` behind it")
            .help(help),
        (Some(1), _) => line.problem(CODE, "no name stands before `is`", line.rest(), "nothing before it").help(help),
        (Some(is), _) => {
            let name = line.items.get(1).zip(line.items.get(is - 1)).map(|(first, last)| first.span.cover(last.span));
            let parent = line.items.get(is + 1).map(|first| first.span.cover(line.end()));
            match (name, parent) {
                (Some(_), None) => {
                    line.problem(CODE, "nothing stands behind `is`", line.end(), "nothing follows").help(help)
                }
                (Some(name), Some(parent)) if is + 2 >= line.items.len() && !article(line.items.get(is + 1)) => line
                    .problem(CODE, "`a` or `an` is missing before the kind", parent, "without `a`")
                    .help(format!("write `kind {} is a {}`", line.words(name), line.words(parent))),
                _ => line.malformed(CODE, "this kind cannot be read", 1, "kind"),
            }
        }
    }
}

fn article(item: Option<&Item>) -> bool {
    item.is_some_and(|item| ["a", "an", "the"].iter().any(|word| is_word(item, word)))
}

/// An `attribute` or `role` line.
pub(in crate::lang::parse) fn property(line: &Refused<'_>) -> Problem {
    let word = line.reader.line.first_word();
    let code = if word == "role" { "malformed-role" } else { "malformed-attribute" };
    let help = format!("write `{}`", example(word));
    let is = line.items.iter().rposition(|item| is_word(item, "is"));
    let of = line.items.iter().rposition(|item| is_word(item, "of"));
    let holder = if word == "role" { "who can hold it" } else { "what kind of value it has" };
    match (of, is) {
        _ if line.items.len() < 2 => {
            line.problem(code, format!("`{word}` has no name"), line.span(), "nothing follows").help(help)
        }
        (None, _) => {
            let end = line.items.get(is.unwrap_or(usize::MAX).wrapping_sub(1)).map_or(line.end(), |item| item.span);
            line.problem(code, format!("this does not say whose {word} it is"), end, "no `of a …` behind it").help(help)
        }
        (_, None) => {
            line.problem(code, format!("this does not say {holder}"), line.end(), "no `is a …` behind it").help(help)
        }
        (Some(1), _) => {
            line.problem(code, format!("`{word}` has no name"), line.rest(), "nothing before `of`").help(help)
        }
        (_, Some(is)) if is + 1 == line.items.len() => {
            line.problem(code, "nothing stands behind `is`", line.end(), "nothing follows").help(help)
        }
        _ => line.malformed(code, &format!("this {word} cannot be read"), 1, word),
    }
}

/// A `relation` line.
pub(in crate::lang::parse) fn relation(line: &Refused<'_>) -> Problem {
    const CODE: &str = "malformed-relation";
    const TRAIT: &str = "relation-trait";
    let help = format!("write `{}`", example("relation"));
    if line.items.len() < 2 {
        return line.problem(CODE, "`relation` names no verb", line.span(), "nothing follows").help(help);
    }
    if let Some(problem) = line.stray_comma(1) {
        return problem.help(help);
    }
    let mut parts = line.items.split(|item| item.kind == ItemKind::Comma);
    let pattern = parts.next().unwrap_or_default();
    if let Some(odd) = pattern.iter().find(|item| matches!(item.kind, ItemKind::Open | ItemKind::Close)) {
        return line.problem(CODE, "a relation's verb has no parentheses", odd.span, "not here").help(help);
    }
    for part in parts {
        let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
        let span = first.span.cover(last.span);
        if line.reader.part_is(span, Rule::trait_alone) {
            continue;
        }
        let words = line.words(span);
        if is_word(first, "opposite") {
            return line
                .problem(
                    TRAIT,
                    "the opposite of this relation is not named in quotation marks",
                    span,
                    "opposite of what?",
                )
                .help("write `opposite of \"is covered by\"`");
        }
        if is_word(first, "one") {
            return line
                .problem(
                    TRAIT,
                    format!("`{words}` does not say for each of what there is one"),
                    span,
                    "no `per` behind it",
                )
                .help("write `one country per event`: of one event there is one country that hosts it");
        }
        let problem = line.problem(TRAIT, format!("`{words}` is nothing that a relation can be"), span, "not known");
        return match nearest(&words, &["symmetric", "asymmetric", "repeatable"]) {
            Some(meant) => problem.help(format!("did you mean `{meant}`?")),
            None => problem.help(
                "behind a comma stands `symmetric`, `asymmetric`, `repeatable`, `one country per event`, `opposite of \"…\"`, or a \
                 third place with its kind: `amount money`",
            ),
        };
    }
    line.malformed(CODE, "this relation cannot be read", 1, "relation")
}

/// An `extend` line.
pub(in crate::lang::parse) fn extend(line: &Refused<'_>) -> Problem {
    const CODE: &str = "malformed-extend";
    const KNOWN: [&str; 4] = ["kind", "attribute", "role", "relation"];
    let help = format!("write `{}`, and the new lines below it", example("extend"));
    let Some(category) = line.items.get(1) else {
        return line.problem(CODE, "`extend` names no concept", line.span(), "nothing follows").help(help);
    };
    let word = line.words(category.span);
    if KNOWN.contains(&word.as_str()) {
        return line.malformed(CODE, &format!("this does not say which {word} is extended"), 2, "extend");
    }
    let problem = line.problem(
        CODE,
        "`extend` is followed by `kind`, `attribute`, `role` or `relation`",
        category.span,
        "none of these",
    );
    match nearest(&word, &KNOWN) {
        Some(meant) => problem.help(format!("did you mean `extend {meant}`?")),
        None => problem.help(help),
    }
}
