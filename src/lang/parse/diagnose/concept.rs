use super::Refused;
use crate::lang::parse::grammar::Reader;
use crate::lang::syntax::ExtendCategory;
use crate::source::{Problem, ProblemKind};

pub(in crate::lang::parse) fn extends_nothing(reader: &Reader<'_>) -> Problem {
    Problem::new(ProblemKind::Parse, "extends-nothing", "no line stands below this `extend`")
        .at(reader.site(reader.line.span()), "adds nothing")
        .help("write what is to be added below it: `  said \"{number} member nations\"`")
}

pub(in crate::lang::parse) fn unknown_line(reader: &Reader<'_>, _category: ExtendCategory) -> Problem {
    Problem::new(ProblemKind::Parse, "concept-line", "this line is none that a concept can have")
        .at(reader.site(reader.line.span()), "neither `also` nor `said` nor `denied`")
        .help("write `also \"session\"`")
}

pub(in crate::lang::parse) fn line_not_here(reader: &Reader<'_>) -> Problem {
    Problem::new(ProblemKind::Parse, "line-not-here", "a kind has `also` lines only")
        .at(reader.site(reader.line.span()), "not in a kind")
        .help("declare an attribute, a role or a relation and say there how articles put it")
}

pub(in crate::lang::parse) fn kind(line: &Refused<'_>) -> Problem {
    line.problem("malformed-kind", "this kind cannot be read", line.rest(), "from here on")
        .help("write `kind summit is a meeting`")
}
pub(in crate::lang::parse) fn property(line: &Refused<'_>) -> Problem {
    line.problem("malformed-attribute", "this cannot be read", line.rest(), "from here on")
        .help("write `attribute member count of an organization is a number`")
}
pub(in crate::lang::parse) fn relation(line: &Refused<'_>) -> Problem {
    line.problem("malformed-relation", "this cannot be read", line.rest(), "from here on")
        .help("write `relation country hosts event, one country per event`")
}
pub(in crate::lang::parse) fn line(line: &Refused<'_>) -> Problem {
    line.problem("concept-line", "this cannot be read", line.rest(), "from here on").help("write `also \"session\"`")
}
pub(in crate::lang::parse) fn extend(line: &Refused<'_>) -> Problem {
    line.problem("malformed-extend", "this cannot be read", line.rest(), "from here on")
        .help("write `extend attribute member count`")
}
