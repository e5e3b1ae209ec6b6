//! Exit statuses: the contract with scripts.

use crate::lang::syntax::Severity;
use crate::project::Config;
use crate::report::{Coverage, Run};
use clap::ValueEnum;

/// The exit statuses; where several apply, the highest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Status {
    /// Nothing at or above `--fail-on`.
    Clean = 0,
    /// Something is.
    Failed = 1,
    /// A usage, configuration or rule error.
    Usage = 2,
    /// No article could be read, or one that was named is missing or unreadable.
    NoArticle = 3,
}

/// What it takes for a run to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum FailOn {
    /// A check of severity error
    #[default]
    Error,
    /// A check of severity warning or error, or hearsay against a check
    Warning,
    /// Any check
    Note,
    /// Nothing: a failed check does not change the exit status
    Never,
}

impl FailOn {
    /// The least severity that fails a run; `None` if nothing does.
    pub fn least(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }

    fn reached_by(self, severity: Severity) -> bool {
        self.least().is_some_and(|least| severity >= least)
    }
}

/// What the settings of a project say that it takes for a run to fail.
pub fn fail_on(config: &Config) -> Option<FailOn> {
    FailOn::from_str(&config.fail_on.as_ref()?.value, false).ok()
}

/// The exit status of a run.
pub fn of_run(run: &Run, fail_on: FailOn) -> Status {
    if run.has_unread_article() || run.problems().any(|problem| problem.code == "no-articles") {
        Status::NoArticle
    } else if run.problems().any(|problem| !problem.advisory) {
        Status::Usage
    } else if run.worst().is_some_and(|severity| fail_on.reached_by(severity)) {
        Status::Failed
    } else {
        Status::Clean
    }
}

/// The exit status of a run by the share of the claims that some check speaks about, in percent.
pub fn of_coverage(run: &Run, least: Option<usize>) -> Status {
    let share = Coverage::of_run(run).map(|coverage| coverage.percent());
    match (share, least) {
        (Some(share), Some(least)) if share < least => Status::Failed,
        _ => Status::Clean,
    }
}

/// What `--help` says of the exit statuses.
pub const HELP: &str = "\
Exit status, the highest that applies:
  0  nothing failed at or above --fail-on
  1  a check failed, or could not be evaluated; or the coverage is under --fail-under
  2  usage error, or an error in the settings or a rule file
  3  an article is missing or cannot be read (the others are checked all the same)";
