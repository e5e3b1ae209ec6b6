//! What is said of checks, their names and their properties.

use super::{Refused, is_word, nearest, sentence, words};
use crate::lang::parse::grammar::{Reader, Rule};
use crate::lang::syntax::{Check, ItemKind, Text};
use crate::source::{Problem, ProblemKind, Span};

/// Two checks of one name.
pub(in crate::lang::parse) fn duplicate(reader: &Reader<'_>, name: &Text, first: Span) -> Problem {
    let message = format!("the name `{}` is given to two checks", name.text);
    Problem::new(ProblemKind::Parse, "duplicate-check", message)
        .at(reader.site(name.span), "given again")
        .related(reader.site(first), "given first here")
        .help("give each check of a file a name of its own")
}

/// A check that says nothing.
pub(in crate::lang::parse) fn no_sentence(reader: &Reader<'_>, check: &Check) -> Problem {
    let message = format!("the check `{}` has no sentence", check.name.text);
    Problem::new(ProblemKind::Parse, "no-sentence", message)
        .at(reader.site(check.name.span), "says nothing")
        .help("write what must hold below it, indented by two spaces: `  member count equals nine`")
}

/// A second property that excludes the first.
pub(in crate::lang::parse) fn duplicate_property(reader: &Reader<'_>, first: Span) -> Problem {
    let words = words(reader, reader.line.span());
    Problem::new(ProblemKind::Parse, "duplicate-property", format!("`{words}` says again what a property above says"))
        .at(reader.site(reader.line.span()), "said again")
        .related(reader.site(first), "said first here")
        .help("keep one of the two")
}

/// A sentence below a property.
pub(in crate::lang::parse) fn sentence_after_property(reader: &Reader<'_>, property: Span) -> Problem {
    let problem = Problem::new(
        ProblemKind::Parse,
        "sentence-after-property",
        "a sentence stands after a property; sentences come first",
    )
    .at(reader.site(reader.line.span()), "read as a sentence")
    .related(reader.site(property), "a property");
    problem.help(property_help(&reader.line.text).unwrap_or_else(|| {
        "move it above the first property; a property is one of: severity, source, because, hint, tags, as of, from … to …, \
         only in, even if"
            .to_owned()
    }))
}

/// What to do about a line of a check that was probably meant to be a property (`severity eror`) but is none, so that it is read
/// as a sentence.
pub fn property_help(line: &str) -> Option<String> {
    const CLOSED: [&str; 10] = [
        "severity error",
        "severity warning",
        "severity note",
        "only in headline",
        "only in caption",
        "only in body",
        "only in quote",
        "only in table",
        "even if reported",
        "even if hypothetical",
    ];
    if let Some(meant) = nearest(line.trim_end_matches('.'), &CLOSED) {
        return Some(format!("if it is a property, did you mean `{meant}`?"));
    }
    let mut words = line.split(' ').map(|word| word.trim_end_matches(':'));
    let (first, second, third) = (words.next()?, words.next(), words.next());
    let one_of = |what: &str, values: &str| Some(format!("if it is a property: {what} is one of {values}"));
    match (nearest(first, &["severity", "only", "even"]), second, third) {
        (Some("severity"), Some(_), None) => one_of("`severity`", "error, warning or note"),
        (Some("only"), Some("in"), _) => one_of("`only in`", "headline, caption, body, quote or table"),
        (Some("even"), Some("if"), _) => one_of("`even if`", "reported or hypothetical"),
        _ => {
            let word = nearest(first, &["source", "because", "hint", "tags"])?;
            let form = match word {
                "source" => "source \"Charter of the SCO, member list\"",
                "because" => "because \"Belarus joined on 4 July 2024\"",
                "hint" => "hint \"see the member list\"",
                _ => "tags politics, asia",
            };
            Some(format!("if it is a property, write it like `{form}`"))
        }
    }
}

/// A line that begins as only a property does and is none.
pub(in crate::lang::parse) fn unfit_property(reader: &Reader<'_>) -> Option<Problem> {
    let items = reader.items();
    let line = Refused { reader, items: &items, at: reader.line.start };
    let dates = |help: &str, span: Span| {
        line.problem("not-a-date", format!("`{}` is not a date", line.words(span)), span, "no date").help(help)
    };
    let second = items.get(1);
    if line.position("as") == Some(0) && second.is_some_and(|word| is_word(word, "of")) {
        const FORMS: &str = "write the date of which the check speaks: `as of 2024-07-03`, `as of July 2024`";
        return Some(match items.get(2) {
            Some(first) => dates(FORMS, first.span.cover(line.end())),
            None => line.problem("not-a-date", "`as of` has no date", line.span(), "no date follows").help(FORMS),
        });
    }
    if line.position("from") == Some(0)
        && let Some(to) = line.position("to")
        && let (Some(from), Some(before), Some(after)) = (second, items.get(to.wrapping_sub(1)), items.get(to + 1))
        && to > 1
    {
        let (one, other) = (from.span.cover(before.span), after.span.cover(line.end()));
        let is_date = |span: Span| reader.part_is(span, Rule::date_alone);
        const FORMS: &str = "write both dates: `from 2023-07-04 to 2024-07-03`";
        return match (is_date(one), is_date(other)) {
            (false, true) => Some(dates(FORMS, one)),
            (true, false) => Some(dates(FORMS, other)),
            _ => None,
        };
    }
    if line.position("because") == Some(0) {
        let rest = second.map_or(line.span(), |first| first.span.cover(line.end()));
        return Some(
            line.problem("unquoted", "what follows `because` is not in quotation marks", rest, "not quoted")
                .help("put the reason in quotation marks: `because \"Belarus joined on 4 July 2024\"`"),
        );
    }
    None
}

/// The name that these words would have in kebab-case, if they have letters.
pub(super) fn kebab(words: &str) -> Option<String> {
    let mut name = String::new();
    let lower = words.to_lowercase();
    for part in lower.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty()) {
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(part);
    }
    Some(name).filter(|name| !name.is_empty())
}

/// A header of a check.
pub(in crate::lang::parse) fn header(line: &Refused<'_>) -> Problem {
    const CODE: &str = "malformed-check";
    let keyword = line.reader.line.first_word();
    let forms = format!(
        "write `{keyword} nine-members`, and the sentence below it, or `{keyword} nine-members: member count equals nine`"
    );
    let no_name = |span, label: &str| {
        line.problem("check-name", format!("this {keyword} has no name"), span, label).help(forms.clone())
    };
    let Some(first) = line.items.get(1) else { return no_name(line.span(), "nothing follows") };
    let ItemKind::Word(word) = &first.kind else { return no_name(first.span, "no name before it") };
    let (name, colon) = word.split_once(':').map_or((word.as_str(), false), |(name, _)| (name, true));
    if name.is_empty() || line.items.first().is_some_and(|item| line.words(item.span).ends_with(':')) {
        return no_name(first.span, "no name before the colon");
    }
    let span = Span::new(first.span.start as usize, first.span.start as usize + name.len());
    if !line.reader.part_is(span, Rule::kebab_alone) {
        let problem = line.problem("check-name", format!("`{name}` cannot be the name of a check"), span, "not a name");
        return problem.help(match kebab(name) {
            Some(better) => format!("a name has small letters, digits and single hyphens: `{keyword} {better}`"),
            None => "a name has small letters, digits and single hyphens: `nine-members`".to_owned(),
        });
    }
    let after = line.items.get(2..).unwrap_or_default();
    let separate_colon = after.iter().position(|item| is_word(item, ":"));
    if colon || separate_colon == Some(0) || separate_colon == Some(1) {
        return sentence::line(line, after.get(separate_colon.map_or(0, |at| at + 1)..).unwrap_or_default());
    }
    match after {
        [title, more, ..] if matches!(title.kind, ItemKind::Quoted(_)) => line
            .problem(CODE, "something stands behind the title", more.span.cover(line.end()), "not expected here")
            .help(format!(
                "a sentence on this line stands behind a colon: `{keyword} {name} {}: member count equals nine`",
                line.words(title.span)
            )),
        [more, ..] => {
            let span = more.span.cover(line.end());
            let words = line.words(span);
            let (last, parts) =
                words.split_once(' ').map_or((words.as_str(), 1), |(head, tail)| (head, 1 + tail.split(' ').count()));
            let help = match kebab(&format!("{name} {words}")).filter(|_| !name.contains('-') && parts <= 3) {
                Some(joined) => format!(
                    "if they belong to the name, join them: `{keyword} {joined}`; else put a colon behind the name: `{keyword} {name}: {last} …`"
                ),
                None => format!(
                    "put a colon behind the name: `{keyword} {name}: {last} …`, or the sentence on a line of its own"
                ),
            };
            line.problem(
                CODE,
                "words follow the name of this check without a colon",
                span,
                "part of the name, or a sentence?",
            )
            .help(help)
        }
        [] => line.problem(CODE, "this check cannot be read", line.rest(), "from here on").help(forms),
    }
}

/// A `check` block.
pub(in crate::lang::parse) fn tune(line: &Refused<'_>) -> Problem {
    const CODE: &str = "malformed-tuning";
    const HELP: &str =
        "write `check weekday-date off`, `check weekday-date on` or `check name-variant severity warning`";
    let Some(name) = line.items.get(1) else {
        return line.problem(CODE, "`check` names no built-in check", line.span(), "nothing follows").help(HELP);
    };
    if line.words(line.span()).contains(':')
        || matches!(line.items.get(2).map(|item| &item.kind), Some(ItemKind::Quoted(_)))
    {
        return line
            .problem(CODE, "`check` tunes a built-in check and has no sentence", line.span(), "no sentence here")
            .help("a check of your own begins with `rule`, `require` or `forbid`: `rule nine-members: member count equals nine`");
    }
    if !line.reader.part_is(name.span, Rule::kebab_alone) {
        let words = line.words(name.span);
        return line
            .problem(CODE, format!("`{words}` cannot be the name of a built-in check"), name.span, "not a name")
            .help(HELP);
    }
    let Some(change) = line.items.get(2) else {
        return line.problem(CODE, "this does not say what is to change", name.span, "nothing behind it").help(HELP);
    };
    let span = change.span.cover(line.end());
    let words = line.words(span);
    let problem = line.problem(CODE, format!("`{words}` is nothing that can change"), span, "not known");
    let known = ["off", "on", "severity error", "severity warning", "severity note"];
    match nearest(&words, &known).filter(|known| !words.eq_ignore_ascii_case(known)) {
        Some(meant) => problem.help(format!("did you mean `check {} {meant}`?", line.words(name.span))),
        None => problem.help(HELP),
    }
}
