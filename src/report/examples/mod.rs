//! What became of the examples of rule files, for people and for programs.
//!
//! Enters: [`Tested`], one a rule file. Leaves: text or one JSON document. Guaranteed: the same examples give the same bytes.

mod json;
mod text;

pub use json::json;
pub use text::text;

use super::run::Run;
use crate::check::{Finding, Verdict};
use crate::lang::syntax::{Expectation, ExpectedVerdict, Text};
use crate::source::{Site, SourceId, Span};

/// A rule file whose examples were run.
#[derive(Debug, Default)]
pub struct Tested {
    /// How the user named it.
    pub path: String,
    /// The rules and their problems.
    pub run: Run,
    /// The file itself, among those that it uses; `None` if it could not be read.
    pub source: Option<SourceId>,
    /// Its examples, in order.
    pub examples: Vec<Tried>,
    /// The `said` and `denied` templates of the file by which nothing was found in any of them.
    pub idle_templates: Vec<String>,
}

/// An example that was run.
#[derive(Debug, Clone)]
pub struct Tried {
    /// Its text, quotation marks included.
    pub text: Site,
    /// What it expects, and what came out.
    pub lines: Vec<Line>,
    /// Changes of its text that no check of the example notices; `None` if none were tried.
    pub mutants: Option<Mutants>,
}

/// A line of an example: `nine-members is contradicted at "ten member nations"`.
#[derive(Debug, Clone)]
pub struct Line {
    /// What is expected.
    pub expectation: Expectation,
    /// The verdict on the check; `None` if the check does not run.
    pub finding: Option<Finding>,
    /// The words that should be its evidence and are not.
    pub missed: Vec<Text>,
}

/// Changed texts of an example.
#[derive(Debug, Clone, Default)]
pub struct Mutants {
    /// How many were tried.
    pub tried: usize,
    /// Those that no check notices.
    pub unnoticed: Vec<Mutant>,
}

/// One change of an example's text.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// What is changed: "number", "date", "name", "polarity".
    pub what: &'static str,
    /// The bytes of the rule file that are replaced.
    pub span: Span,
    /// What stands in their place.
    pub replacement: String,
}

/// The verdict that an example's line asks for.
fn wanted(expected: ExpectedVerdict) -> Verdict {
    match expected {
        ExpectedVerdict::Supported => Verdict::Supported,
        ExpectedVerdict::Contradicted => Verdict::Contradicted,
        ExpectedVerdict::NotStated => Verdict::NotStated,
        ExpectedVerdict::NotCheckable => Verdict::NotCheckable,
    }
}

impl Line {
    /// The verdict that is expected.
    pub fn wanted(&self) -> Verdict {
        wanted(self.expectation.verdict)
    }

    /// The verdict that came out, if the check runs.
    pub fn got(&self) -> Option<Verdict> {
        self.finding.as_ref().map(|finding| finding.verdict)
    }

    /// Whether all is as expected.
    pub fn passes(&self) -> bool {
        self.got() == Some(self.wanted()) && self.missed.is_empty()
    }
}

/// How often the examples of a file expect each verdict of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage<'a> {
    /// The check.
    pub check: &'a str,
    /// How often *supported*, *contradicted*, *not stated*, *not checkable*.
    pub counts: [usize; 4],
}

impl Tested {
    /// All lines of all examples.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.examples.iter().flat_map(|example| &example.lines)
    }

    /// For each check of the file itself, how often an example asks for it.
    pub fn coverage(&self) -> Vec<Coverage<'_>> {
        let own = self.run.rules.checks.iter().filter(|check| Some(check.site.source) == self.source);
        own.map(|check| {
            let of = |verdict: ExpectedVerdict| {
                let asks =
                    |line: &&Line| line.expectation.check.text == check.name && line.expectation.verdict == verdict;
                self.lines().filter(asks).count()
            };
            Coverage {
                check: &check.name,
                counts: [
                    of(ExpectedVerdict::Supported),
                    of(ExpectedVerdict::Contradicted),
                    of(ExpectedVerdict::NotStated),
                    of(ExpectedVerdict::NotCheckable),
                ],
            }
        })
        .collect()
    }

    /// The checks of the file that no example asks for.
    pub fn untested(&self) -> Vec<&str> {
        let all = self.coverage().into_iter();
        all.filter(|check| check.counts.iter().all(|&count| count == 0)).map(|check| check.check).collect()
    }
}
