use super::Refused;
use crate::lang::parse::grammar::Reader;
use crate::source::{Problem, ProblemKind, Span};

pub(in crate::lang::parse) fn language_not_first(reader: &Reader<'_>) -> Problem {
    Problem::new(ProblemKind::Parse, "language-not-first", "`language` stands below another block")
        .at(reader.site(reader.line.span()), "not the first")
        .help("make it the first line of the file, or leave it out")
}
pub(in crate::lang::parse) fn language_unknown(reader: &Reader<'_>, span: Span, known: u32) -> Problem {
    Problem::new(
        ProblemKind::Parse,
        "language-unknown",
        format!("version {} of the language is not known here", super::words(reader, span)),
    )
    .at(reader.site(span), "not known")
    .help(format!("this program reads `language {known}`; a newer one may read this file"))
}
pub(in crate::lang::parse) fn language(line: &Refused<'_>) -> Problem {
    line.problem("malformed-language", "this cannot be read", line.rest(), "from here on").help("write `language 1`")
}
pub(in crate::lang::parse) fn r#use(line: &Refused<'_>) -> Problem {
    line.problem("malformed-use", "this cannot be read", line.rest(), "from here on").help("write `use news`")
}
pub(in crate::lang::parse) fn about(line: &Refused<'_>) -> Problem {
    line.problem("malformed-about", "this cannot be read", line.rest(), "from here on")
        .help("write `about the SCO summit`")
}
pub(in crate::lang::parse) fn name(line: &Refused<'_>) -> Problem {
    line.problem("malformed-name", "this cannot be read", line.rest(), "from here on")
        .help("write `name \"SCO\" means \"Shanghai Cooperation Organization\"`")
}
