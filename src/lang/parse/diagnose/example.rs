//! What is said of examples.

use super::block::example;
use super::{Refused, is_word, nearest};
use crate::lang::parse::grammar::{Reader, Rule};
use crate::lang::syntax::ItemKind;
use crate::source::{Problem, ProblemKind};

const EXPECTATION: &str = "nine-members is contradicted at \"ten member nations\"";

/// An example without lines.
pub(in crate::lang::parse) fn expects_nothing(reader: &Reader<'_>) -> Problem {
    let first = reader.items().first().map_or(reader.line.span(), |item| item.span);
    Problem::new(ProblemKind::Parse, "expects-nothing", "this example does not say what is expected")
        .at(reader.site(first), "no verdict below")
        .help(format!("write below it, indented by two spaces: `  {EXPECTATION}`"))
}

/// An `example` line.
pub(in crate::lang::parse) fn header(line: &Refused<'_>) -> Problem {
    const CODE: &str = "malformed-example";
    let help = format!("write `{}`", example("example"));
    let full = "the text stands last: `example dated 2015-09-12 headline \"Crane falls\" \"At least 107 people were killed.\"`";
    let texts = line.items.iter().enumerate().filter(|(_, item)| matches!(item.kind, ItemKind::Quoted(_)));
    let texts: Vec<_> = texts.collect();
    let headline = line.position("headline");
    let Some(&(first, text)) = texts.first() else {
        return match line.items.get(1) {
            Some(word) => line.unquoted(word.span.cover(line.end()), "the text of the example is").help(help),
            None => line.problem(CODE, "this example has no text", line.span(), "nothing follows").help(help),
        };
    };
    if let Some(dated) = line.position("dated").filter(|&dated| dated < first) {
        let until = headline.filter(|&at| at > dated).unwrap_or(first);
        let words = line.items.get(dated + 1..until).unwrap_or_default();
        let Some((one, other)) = words.first().zip(words.last()) else {
            let span = line.items.get(dated).map_or(line.span(), |item| item.span);
            return line.problem(CODE, "no date follows `dated`", span, "dated when?").help("write `dated 2015-09-12`");
        };
        let span = one.span.cover(other.span);
        if !line.reader.part_is(span, Rule::date_alone) {
            return line
                .problem("not-a-date", format!("`{}` is not a date", line.words(span)), span, "no date")
                .help("write `dated 2015-09-12` or `dated September 12, 2015`");
        }
    }
    if let Some(headline) = headline.filter(|&headline| headline < first && headline + 1 != first) {
        let words = line.items.get(headline + 1..first).unwrap_or_default();
        let span = words
            .iter()
            .fold(line.items.get(headline + 1).map_or(text.span, |item| item.span), |all, item| all.cover(item.span));
        return line.unquoted(span, "the headline is").help("write `headline \"Crane falls\"`");
    }
    if headline.is_some_and(|headline| headline + 1 == first) && texts.len() == 1 {
        return line
            .problem(CODE, "this example has a headline but no text", text.span, "read as the headline")
            .help(full);
    }
    let odd = line.items.iter().skip(1).find(|item| match &item.kind {
        ItemKind::Word(_) => item.span.start < text.span.start && !is_word(item, "dated") && !is_word(item, "headline"),
        _ => false,
    });
    if let Some(odd) = odd
        && line.position("dated").is_none()
    {
        let word = line.words(odd.span);
        let problem =
            line.problem(CODE, format!("`{word}` is nothing that an example can have"), odd.span, "not known");
        return match nearest(&word, &["dated", "headline"]) {
            Some(meant) => problem.help(format!("did you mean `{meant}`?")),
            None => problem.help(full),
        };
    }
    line.problem(CODE, "an example has one text, and it stands last", line.rest(), "not here").help(full)
}

/// A line of an example.
pub(in crate::lang::parse) fn expectation(line: &Refused<'_>) -> Problem {
    const CODE: &str = "expectation";
    const VERDICTS: [&str; 4] = ["supported", "contradicted", "not stated", "not checkable"];
    let help = format!("write `{EXPECTATION}`");
    let first = line.items.first().map_or(line.span(), |item| item.span);
    let Some(is) = line.position("is") else {
        return line
            .problem(CODE, "this line does not say which verdict is expected", line.span(), "no `is` in it")
            .help(help);
    };
    let before = line.items.get(is.wrapping_sub(1)).map_or(first, |item| first.cover(item.span));
    if is == 0 {
        return line.problem(CODE, "no check is named", first, "nothing before `is`").help(help);
    }
    if is > 1 || !line.reader.part_is(before, Rule::kebab_alone) {
        return line
            .problem(
                CODE,
                format!("`{}` cannot be the name of a check", line.words(before)),
                before,
                "no name of a check",
            )
            .help(format!("a line of an example begins with the name of one check: `{EXPECTATION}`"));
    }
    let at = line.position("at");
    let words = line.items.get(is + 1..at.unwrap_or(line.items.len())).unwrap_or_default();
    let Some((one, other)) = words.first().zip(words.last()) else {
        return line.problem(CODE, "no verdict follows `is`", line.end(), "no verdict").help(help);
    };
    let verdict = one.span.cover(other.span);
    let said = line.words(verdict);
    if !VERDICTS.iter().any(|known| known.eq_ignore_ascii_case(&said)) {
        if let (Some(text), Some(known)) = (
            words.iter().find(|item| matches!(item.kind, ItemKind::Quoted(_))),
            VERDICTS.iter().find(|known| said.starts_with(*known)),
        ) {
            return line
                .problem(CODE, "`at` is missing before the words of the article", text.span, "without `at`")
                .help(format!("write `{} is {known} at {}`", line.words(before), line.words(text.span)));
        }
        let problem = line.problem(CODE, format!("`{said}` is not a verdict"), verdict, "no verdict");
        return match nearest(&said, &VERDICTS) {
            Some(meant) => problem.help(format!("did you mean `{meant}`?")),
            None => problem.help("a verdict is one of: supported, contradicted, not stated, not checkable"),
        };
    }
    match at {
        Some(at) => match line.items.get(at + 1) {
            Some(first) if !matches!(first.kind, ItemKind::Quoted(_)) => {
                line.unquoted(first.span.cover(line.end()), "the words of the article are").help(help)
            }
            Some(_) => line.list(at + 1, CODE).help(help),
            None => line.problem(CODE, "nothing stands behind `at`", line.end(), "at which words?").help(help),
        },
        None => line.problem(CODE, "this line cannot be read", line.rest(), "from here on").help(help),
    }
}
