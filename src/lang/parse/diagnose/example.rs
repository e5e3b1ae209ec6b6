use super::Refused;
use crate::lang::parse::grammar::Reader;
use crate::source::{Problem, ProblemKind};

pub(in crate::lang::parse) fn expects_nothing(reader: &Reader<'_>) -> Problem {
    Problem::new(ProblemKind::Parse, "expects-nothing", "this example expects nothing")
        .at(reader.site(reader.line.span()), "no verdict below")
        .help("write `  nine-members is contradicted at \"ten member nations\"`")
}
pub(in crate::lang::parse) fn header(line: &Refused<'_>) -> Problem {
    line.problem("malformed-example", "this cannot be read", line.rest(), "from here on")
        .help("write `example \"Kazakhstan hosts the summit.\"`")
}
pub(in crate::lang::parse) fn expectation(line: &Refused<'_>) -> Problem {
    line.problem("expectation", "this cannot be read", line.rest(), "from here on")
        .help("write `nine-members is contradicted at \"ten member nations\"`")
}
