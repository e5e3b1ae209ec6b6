//! Rule files as text → the syntax tree.
//!
//! Enters: the text of a file. Leaves: its blocks ([`File`]) and every problem of every line, in the order of the file.
//! Guaranteed: a line that cannot be read spoils no other; a check with such a line is kept and marked
//! [`broken`](crate::lang::syntax::Check::broken); the time taken is linear in the length of the file, the depth of the stack
//! bounded by [`MAX_NESTING`]; what pest says of an error is never shown.
//!
//! The steps: [`layout`] cuts the file into blocks and lines (with [`scan`], which pairs the quotation marks), [`grammar`] reads a
//! line by the entry rule of its kind, [`preamble`], [`concept`], [`define`], [`check`], [`sentence`], [`truth`] and
//! [`example`] make the tree of it,
//! [`diagnose`] finds the words for what was not.

mod block;
mod check;
mod concept;
mod define;
mod diagnose;
mod example;
pub(in crate::lang) mod grammar;
pub(in crate::lang) mod layout;
mod preamble;
pub(in crate::lang) mod scan;
mod sentence;
mod truth;

pub use diagnose::check::property_help;

use super::syntax::File;
use crate::source::{Problem, Site, SourceId, Span};

/// The length of a file, in bytes, above which it is not read: 4 MiB, some forty thousand checks.
pub const MAX_FILE: usize = 4 << 20;

/// The length of a line with those that continue it, in bytes, above which it is not read: 64 KiB.
pub const MAX_LINE: usize = 64 << 10;

/// How deep parentheses may stand inside one another. What follows the parentheses recurses this deep at most.
pub const MAX_NESTING: usize = 64;

/// The number of blocks of a file beyond which the rest is not read.
pub const MAX_BLOCKS: usize = 1_000_000;

/// The number of problems of a file that are shown; one more says how many are not.
pub const MAX_PROBLEMS: usize = 1_000;

/// The codes of the problems that a rule file can have before its words are looked up in the lexicon.
pub const CODES: [&str; 53] = [
    "check-name",
    "concept-line",
    "control-character",
    "defines-nothing",
    "definition-line",
    "double-negation",
    "duplicate-check",
    "duplicate-property",
    "expectation",
    "expects-nothing",
    "extends-nothing",
    "fact-line",
    "file-too-large",
    "if-then",
    "language-not-first",
    "language-unknown",
    "line-too-long",
    "line-without-block",
    "malformed-about",
    "malformed-attribute",
    "malformed-check",
    "malformed-define",
    "malformed-example",
    "malformed-extend",
    "malformed-fact",
    "malformed-kind",
    "malformed-language",
    "malformed-name",
    "malformed-reference",
    "malformed-relation",
    "malformed-role",
    "malformed-sentence",
    "malformed-tuning",
    "malformed-use",
    "missing-clause",
    "mixed-connectives",
    "no-sentence",
    "not-a-date",
    "relation-trait",
    "sentence-after-property",
    "stray-comma",
    "stray-parenthesis",
    "stray-quote",
    "tab",
    "table-scope",
    "too-deep",
    "too-many-blocks",
    "too-many-problems",
    "unclosed-parenthesis",
    "unclosed-quote",
    "uneven-indentation",
    "unknown-block",
    "unquoted",
];

/// Reads a rule file.
///
/// ```
/// use factlint::lang::parse::parse;
/// use factlint::source::SourceId;
///
/// let (file, problems) = parse(SourceId(0), "rule host\n  Kazakhstan hosts the SCO summit\n");
/// assert_eq!(file.blocks.len(), 1);
/// assert!(problems.is_empty());
/// ```
pub fn parse(source: SourceId, text: &str) -> (File, Vec<Problem>) {
    let mut problems = Problems::default();
    let mut file = File::default();
    if text.len() > MAX_FILE {
        let first = text.lines().next().unwrap_or_default();
        let site = Site { source, span: Span::new(0, first.len()) };
        problems.push(diagnose::limit::file_too_large(text.len(), site));
        return (file, problems.finish());
    }
    let mut blocks = block::Blocks::new(source, text);
    for (number, draft) in layout::Layout::new(text).enumerate() {
        if number == MAX_BLOCKS {
            let at = draft.header.map_or(Span::default(), |header| header.span());
            problems.push_in_any_case(diagnose::limit::too_many_blocks(Site { source, span: at }));
            break;
        }
        blocks.take(&draft, &mut file, &mut problems);
    }
    (file, problems.finish())
}

/// The problems of a file, of which the first [`MAX_PROBLEMS`] are kept.
#[derive(Debug, Default)]
struct Problems {
    kept: Vec<Problem>,
    skipped: usize,
    first_skipped: Option<Site>,
}

impl Problems {
    fn push(&mut self, problem: Problem) {
        if !self.full() {
            self.kept.push(problem);
        } else if let Some(label) = problem.at {
            self.skip(label.site);
        }
    }

    /// Whether one more problem would not be shown.
    fn full(&self) -> bool {
        self.kept.len() >= MAX_PROBLEMS
    }

    /// Counts a problem that would not be shown.
    fn skip(&mut self, site: Site) {
        self.skipped += 1;
        self.first_skipped.get_or_insert(site);
    }

    /// Takes in a problem that says why the rest of the file is not read.
    fn push_in_any_case(&mut self, problem: Problem) {
        self.kept.push(problem);
    }

    fn finish(mut self) -> Vec<Problem> {
        self.kept.sort_by_key(|problem| problem.at.as_ref().map(|label| label.site.span));
        if let Some(site) = self.first_skipped {
            self.kept.push(diagnose::limit::too_many_problems(self.skipped, site));
        }
        self.kept
    }
}
