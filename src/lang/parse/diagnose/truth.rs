use super::Refused;
use crate::lang::parse::grammar::Reader;
use crate::source::{Problem, ProblemKind};

pub(in crate::lang::parse) fn property_not_here(reader: &Reader<'_>) -> Problem {
    Problem::new(ProblemKind::Parse, "fact-line", "a fact cannot have this property")
        .at(reader.site(reader.line.span()), "a property of checks")
        .help("write `source \"Charter\"`")
}
pub(in crate::lang::parse) fn line(reader: &Reader<'_>) -> Problem {
    Problem::new(ProblemKind::Parse, "fact-line", "this line is none that a fact can have")
        .at(reader.site(reader.line.span()), "no property of a fact")
        .help("write `source \"Charter\"`")
}
pub(in crate::lang::parse) fn fact(line: &Refused<'_>) -> Problem {
    super::sentence::line(line, line.items.get(1..).unwrap_or_default())
}
pub(in crate::lang::parse) fn reference(line: &Refused<'_>) -> Problem {
    line.problem("malformed-reference", "this cannot be read", line.rest(), "from here on")
        .help("write `reference countries from \"data/countries.csv\"`")
}
