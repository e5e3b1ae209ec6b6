//! What is wrong with an input: the one form of every error that a user's file can cause.

use super::Site;
use serde::Serialize;

/// The families of problems, as printed in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ProblemKind {
    /// The text does not have the form that is asked for.
    Parse,
    /// A word or name is unknown, ambiguous or declared twice.
    Vocabulary,
    /// Kinds or units do not fit.
    Type,
    /// Something referred to is missing, or refers to itself.
    Reference,
    /// A stated limit is exceeded.
    Limit,
    /// A file cannot be read.
    Io,
}

/// A place with a few words about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub site: Site,
    /// What is there, in a few words.
    pub text: String,
}

/// One problem: what, where, and what to do about it.
///
/// Messages are one sentence, without capital or full stop; the user's words stand in backticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The family.
    pub kind: ProblemKind,
    /// The stable code, `factlint explain CODE` tells about it (`unknown-phrase`).
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The check that does not run because of it, if it is one check.
    pub check: Option<String>,
    /// The place, with what to say at it; none only for a file that cannot be opened.
    pub at: Option<Label>,
    /// Further places that explain it (the first declaration of a name that is declared twice).
    pub related: Vec<Label>,
    /// Whether it only advises: everything runs as if it were not there.
    pub advisory: bool,
    /// Whether it is no more than good to know: an advice without a fault.
    pub note: bool,
}

impl Problem {
    /// A problem of that code, without a place as yet.
    pub fn new(kind: ProblemKind, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            kind,
            code,
            message: message.into(),
            help: None,
            check: None,
            at: None,
            related: Vec::new(),
            advisory: false,
            note: false,
        }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, site: Site, text: impl Into<String>) -> Self {
        self.at = Some(Label { site, text: text.into() });
        self
    }

    /// The same, with a remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same, with one more place that explains it.
    #[must_use]
    pub fn related(mut self, site: Site, text: impl Into<String>) -> Self {
        self.related.push(Label { site, text: text.into() });
        self
    }

    /// The same, as advice that stops nothing.
    #[must_use]
    pub fn advisory(mut self) -> Self {
        self.advisory = true;
        self
    }

    /// The same, as something that is good to know and stops nothing.
    #[must_use]
    pub fn note(mut self) -> Self {
        self.note = true;
        self.advisory()
    }

    /// The same, as the reason why this check does not run.
    #[must_use]
    pub fn of_check(mut self, check: impl Into<String>) -> Self {
        self.check = Some(check.into());
        self
    }
}
