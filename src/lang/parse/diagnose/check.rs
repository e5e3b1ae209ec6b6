//! What is said of checks, their names and their properties.

use super::{Refused, nearest, words};
use crate::lang::parse::grammar::{Reader, Rule};
use crate::lang::syntax::{Check, Text};
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
    match near_property(&reader.line.text) {
        Some(meant) => problem.help(format!("if it is a property, did you mean `{meant}`?")),
        None => problem.help(
            "move it above the first property; a property is one of: severity, source, because, hint, tags, \
                              as of, from … to …, only in, even if",
        ),
    }
}

/// The property that a line was probably meant to be, in its right form (`severity eror` → `severity error`).
pub fn near_property(line: &str) -> Option<String> {
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
    const OPEN: [(&str, &str); 4] = [
        ("source", "source \"Charter of the SCO, member list\""),
        ("because", "because \"Belarus joined on 4 July 2024\""),
        ("hint", "hint \"see the member list\""),
        ("tags", "tags politics, asia"),
    ];
    if let Some(meant) = nearest(line, &CLOSED) {
        return Some(meant.to_owned());
    }
    let first = line.split(' ').next().unwrap_or_default().trim_end_matches(':');
    if nearest(first, &["severity"]).is_some() {
        return Some("severity error".to_owned());
    }
    let meant = nearest(first, &OPEN.map(|(word, _)| word))?;
    OPEN.iter().find(|(word, _)| *word == meant).map(|&(_, form)| form.to_owned())
}

/// A line that begins as only a property does and is none.
pub(in crate::lang::parse) fn unfit_property(reader: &Reader<'_>) -> Option<Problem> {
    let items = reader.items();
    let line = Refused { reader, items: &items, at: reader.line.start };
    let dates = |help: &str, span: Span| {
        line.problem("not-a-date", format!("`{}` is not a date", line.words(span)), span, "no date").help(help)
    };
    let second = items.get(1);
    if line.position("as") == Some(0) && second.is_some_and(|word| super::is_word(word, "of")) {
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

/// A header of a check.
pub(in crate::lang::parse) fn header(line: &Refused<'_>) -> Problem {
    line.problem("malformed-check", "this check cannot be read", line.rest(), "from here on")
        .help("write `rule nine-members \"The SCO had nine members\"`, or all on one line: `rule nine-members: member count equals nine`")
}

/// A `check` block.
pub(in crate::lang::parse) fn tune(line: &Refused<'_>) -> Problem {
    line.problem("malformed-tuning", "what is to change of this check cannot be read", line.rest(), "from here on")
        .help("write `check weekday-date off`, `check weekday-date on` or `check name-variant severity warning`")
}
