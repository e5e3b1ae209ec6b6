use super::Refused;
use crate::lang::parse::grammar::Reader;
use crate::source::{Problem, ProblemKind};

pub(in crate::lang::parse) fn means_nothing(reader: &Reader<'_>) -> Problem {
    Problem::new(ProblemKind::Parse, "defines-nothing", "this definition does not say what it means")
        .at(reader.site(reader.line.span()), "nothing follows")
        .help("write `define attendee of an event: a person who attends the event`")
}
pub(in crate::lang::parse) fn order(reader: &Reader<'_>, follows: bool) -> Problem {
    let _ = follows;
    Problem::new(ProblemKind::Parse, "definition-line", "the first line begins with `if`, each later one with `or`")
        .at(reader.site(reader.line.span()), "here")
        .help("write `if both are members of the same organization`")
}
pub(in crate::lang::parse) fn header(line: &Refused<'_>) -> Problem {
    line.problem("malformed-define", "this cannot be read", line.rest(), "from here on")
        .help("write `define attendee of an event: a person who attends the event`")
}
pub(in crate::lang::parse) fn line(line: &Refused<'_>) -> Problem {
    line.problem("definition-line", "this cannot be read", line.rest(), "from here on")
        .help("write `if both are members of the same organization`")
}
