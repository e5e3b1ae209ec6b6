//! What is said of a line whose characters are wrong before its words are read.

use crate::lang::parse::scan::{Fault, FaultKind};
use crate::lang::parse::{MAX_LINE, MAX_NESTING};
use crate::source::{Problem, ProblemKind, Site, SourceId};

/// The problem that a fault is.
pub(in crate::lang::parse) fn problem(fault: Fault, source: SourceId) -> Problem {
    let parse = |code, message: &str, label: &str, help: &str| {
        Problem::new(ProblemKind::Parse, code, message).at(Site { source, span: fault.span }, label).help(help)
    };
    match fault.kind {
        FaultKind::Tab => parse(
            "tab",
            "a tab stands where only spaces can",
            "a tab",
            "indent with two spaces; a tab is as wide as each program likes, so that lines could seem to belong together that do not",
        ),
        FaultKind::Control(letter) => parse(
            "control-character",
            &format!("a character that is not to be seen, U+{:04X}, stands in this line", u32::from(letter)),
            "here",
            "delete it; it often comes along with text that is copied from elsewhere",
        ),
        FaultKind::Uneven => parse(
            "uneven-indentation",
            "this line stands further left than the lines of its block above",
            "less indented than the line above",
            "indent the lines of a block by two spaces each, and a line that continues the one above by four",
        ),
        FaultKind::UnclosedQuote { after_digit: false } => parse(
            "unclosed-quote",
            "this quotation mark is never closed",
            "opened here",
            "close it with the same kind of mark: `\"text\"` or `“text”`; a mark inside the text is written `\\\"`",
        ),
        FaultKind::UnclosedQuote { after_digit: true } => parse(
            "unclosed-quote",
            "this quotation mark is never closed",
            "opened here",
            "if it stands for inches, write the word: `5 feet 10 inches`",
        ),
        FaultKind::StrayQuote => parse(
            "stray-quote",
            "this quotation mark closes what was never opened",
            "nothing is open here",
            "open the text with `“` before its first word, or use straight marks: `\"text\"`",
        ),
        FaultKind::UnclosedParenthesis => parse(
            "unclosed-parenthesis",
            "this parenthesis is never closed",
            "opened here",
            "close it behind what belongs together: `(A, and B), or C`",
        ),
        FaultKind::StrayParenthesis => parse(
            "stray-parenthesis",
            "this parenthesis closes what was never opened",
            "nothing is open here",
            "open it before what belongs together: `(A, and B), or C`",
        ),
        FaultKind::TooDeep => Problem::new(
            ProblemKind::Limit,
            "too-deep",
            format!("parentheses stand inside one another more than {MAX_NESTING} deep"),
        )
        .at(Site { source, span: fault.span }, "one too many")
        .help("say it in several checks, or give the parts names of their own with `define`"),
        FaultKind::TooLong => Problem::new(
            ProblemKind::Limit,
            "line-too-long",
            format!("this line has {} bytes, more than the {MAX_LINE} that are read", fault.span.len()),
        )
        .at(Site { source, span: fault.span }, "too long")
        .help("say it in several lines; all sentences of a check must hold"),
    }
}
