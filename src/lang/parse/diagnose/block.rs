//! What is said of a line at column 0 that begins no block.

use super::nearest;
use crate::lang::parse::grammar::Reader;
use crate::lang::parse::layout::Line;
use crate::lang::syntax::{Block, BlockKind};
use crate::source::{Problem, ProblemKind, Span};

/// The words that begin a block.
pub(in crate::lang) const KEYWORDS: [&str; 17] = [
    "language",
    "use",
    "about",
    "name",
    "kind",
    "attribute",
    "role",
    "relation",
    "extend",
    "define",
    "fact",
    "reference",
    "rule",
    "require",
    "forbid",
    "check",
    "example",
];

/// The file begins with an indented line.
pub(in crate::lang::parse) fn no_block(reader: &Reader<'_>) -> Problem {
    Problem::new(ProblemKind::Parse, "line-without-block", "this line is indented, but no block stands above it")
        .at(reader.site(reader.line.span()), "belongs to nothing")
        .help("begin the block at the left margin: `rule host`, and below it, indented, `Kazakhstan hosts the SCO summit`")
}

/// Whether the line seems to be one of the block above rather than a misspelt keyword.
pub(in crate::lang::parse) fn belongs_above(header: &Line<'_>) -> bool {
    !header.first_word().is_empty() && nearest(header.first_word(), &KEYWORDS).is_none()
}

/// The line begins with a word that is no keyword.
pub(in crate::lang::parse) fn unknown(reader: &Reader<'_>, above: Option<&Block>) -> Problem {
    let word = reader.line.first_word();
    let span = Span::new(reader.line.start, reader.line.start + word.len());
    let problem = |message: String, span| {
        Problem::new(ProblemKind::Parse, "unknown-block", message).at(reader.site(span), "no keyword of a block")
    };
    if word.is_empty() {
        let first = reader.line.text.chars().next().map_or(0, char::len_utf8);
        let span = Span::new(reader.line.start, reader.line.start + first);
        return problem("a block begins with a keyword".to_owned(), span).help(all_keywords());
    }
    let unknown = problem(format!("`{}` begins no block", super::words(reader, span)), span);
    if let Some(keyword) = nearest(word, &KEYWORDS) {
        return unknown.help(format!("did you mean `{keyword}`, as in `{}`?", example(keyword)));
    }
    match above {
        Some(Block { kind: BlockKind::Check(check), .. }) => {
            let name = &check.name.text;
            unknown.help(format!("if the line belongs to `{name}` above, indent it by two spaces; {}", all_keywords()))
        }
        Some(Block { kind: BlockKind::Example(_), .. }) => unknown
            .help(format!("if the line belongs to the example above, indent it by two spaces; {}", all_keywords())),
        _ => unknown.help(all_keywords()),
    }
}

fn all_keywords() -> String {
    let (last, others) = KEYWORDS.split_last().unwrap_or((&"", &[]));
    format!("a block begins with one of: {} or {last}", others.join(", "))
}

/// A block as it should be, one for each keyword.
pub(in crate::lang) fn example(keyword: &str) -> &'static str {
    match keyword {
        "language" => "language 1",
        "use" => "use news",
        "about" => "about the SCO summit and the NATO summit",
        "name" => "name \"SCO\", \"the bloc\" means \"Shanghai Cooperation Organization\"",
        "kind" => "kind summit is a meeting",
        "attribute" => "attribute member count of an organization is a number",
        "role" => "role member of an organization is a country",
        "relation" => "relation country hosts event, one country per event",
        "extend" => "extend attribute member count",
        "define" => "define attendee of an event: a person who attends the event",
        "fact" => "fact Kazakhstan hosts the SCO summit",
        "reference" => "reference countries from \"data/countries.csv\"",
        "require" => "require named-host: Kazakhstan hosts the SCO summit",
        "forbid" => "forbid modi-there: Narendra Modi attends the SCO summit",
        "check" => "check weekday-date off",
        "example" => "example \"Kazakhstan hosts the summit.\"",
        _ => "rule nine-members: member count equals nine",
    }
}
