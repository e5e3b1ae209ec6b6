//! Options about findings that one lives with: the baseline, changed lines, fixes.

use super::status::Status;
use super::terminal::Terminal;
use crate::check::consistency;
use crate::project::{self, Baseline, Changes, Fixed, Fixing, Plan};
use crate::report::{self, Run};
use crate::source::Problem;
use clap::Args;

/// What the baseline is called if nobody calls it anything.
const USUAL_BASELINE: &str = "factlint-baseline.json";

/// What to make of findings.
#[derive(Debug, Args)]
#[command(next_help_heading = "Findings")]
pub struct FindingArguments {
    /// Findings in this file were there before and do not count; those that are gone leave it
    #[arg(long, value_name = "FILE")]
    baseline: Option<String>,

    /// Write all findings to the baseline
    #[arg(long)]
    write_baseline: bool,

    /// Report only what stands on lines that have changed since this revision of git
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,

    /// Write safe fixes into the articles; what standard input held goes to standard output, and the report to standard error
    #[arg(long)]
    fix: bool,

    /// Take unsafe fixes, too: those that only somebody who knows the facts can judge
    #[arg(long)]
    unsafe_fixes: bool,

    /// Show what --fix would change, and change nothing; the exit status is 1 if it would
    #[arg(long)]
    diff: bool,
}

impl FindingArguments {
    /// What has changed, if only that counts.
    ///
    /// # Errors
    /// Where git cannot tell.
    pub fn changes(&self) -> Result<Option<Changes>, Problem> {
        self.since.as_deref().map(Changes::since).transpose()
    }

    /// Which fixes are to be made.
    pub fn fixing(&self) -> Option<Fixing> {
        match (self.fix || self.diff, self.unsafe_fixes) {
            (false, _) => None,
            (true, false) => Some(Fixing::Safe),
            (true, true) => Some(Fixing::Unsafe),
        }
    }

    /// Whether only differences are to be shown.
    pub fn is_diff(&self) -> bool {
        self.diff
    }

    /// The baseline's path.
    pub fn baseline_path(&self, plan: &Plan) -> Option<String> {
        let set = plan.config.as_ref().and_then(|config| config.baseline.as_ref()).map(|path| path.value.clone());
        let usual = || self.write_baseline.then(|| USUAL_BASELINE.to_owned());
        self.baseline.clone().or(set).or_else(usual)
    }

    /// Marks what the baseline holds, and keeps its file up to date. `only` and `without` are the checks that the command
    /// line names.
    pub fn apply_baseline(
        &self,
        path: Option<&str>,
        run: &mut Run,
        (only, without): (&[String], &[String]),
        terminal: &Terminal,
    ) -> Status {
        let Some(path) = path else { return Status::Clean };
        let written = |baseline: &Baseline| match baseline.write(path) {
            Ok(()) => Status::Clean,
            Err(error) => {
                terminal.complain(&format!("the baseline `{path}` cannot be written: {error}"));
                Status::Usage
            }
        };
        let mut baseline = if self.write_baseline {
            let baseline = Baseline::of(run);
            let status = written(&baseline);
            if status != Status::Clean {
                return status;
            }
            terminal.tell(&format!("{} kept in `{path}`", findings(baseline.len())));
            baseline
        } else {
            match Baseline::read(path, &mut run.sources) {
                Ok(baseline) => baseline,
                Err(problem) => {
                    run.problems.push(problem);
                    return Status::Clean;
                }
            }
        };
        let names: Vec<String> = run.rules.checks.iter().map(|check| check.name.clone()).collect();
        let selected = |name: &str| {
            let named = |list: &[String]| list.iter().any(|known| known == name);
            (only.is_empty() || named(only)) && !named(without)
        };
        let runs = |name: &str| {
            names.iter().any(|known| known == name)
                || project::SUPPRESSION_CODES.contains(&name)
                || consistency::check_named(name).is_some() && selected(name)
        };
        let applied = baseline.apply(run, &runs);
        // Of lines that have not changed nothing is known.
        if applied.gone == 0 || self.since.is_some() {
            return Status::Clean;
        }
        terminal.tell(&format!("{} no longer found, taken out of `{path}`", findings(applied.gone)));
        written(&baseline)
    }

    /// Writes fixed articles, or shows their differences.
    pub fn finish(&self, fixed: &[Fixed], terminal: &Terminal) -> Status {
        let mut status = Status::Clean;
        for article in fixed {
            if self.diff && article.before == article.after {
                continue;
            }
            if self.diff {
                let shown = report::difference(&article.path, &article.before, &article.after, &terminal.style);
                status = status.max(terminal.print(&shown)).max(Status::Failed);
            } else if article.from_input {
                status = status.max(terminal.print(&article.after));
            } else if let Err(error) = project::write_fixed(article) {
                terminal.complain(&format!("`{}` is not fixed: {error}", article.path));
                status = status.max(Status::Usage);
            }
        }
        let count: usize = fixed.iter().map(|article| article.count).sum();
        if count > 0 {
            let would = if self.diff { "would be fixed" } else { "fixed" };
            terminal.tell(&format!(
                "{} {would} in {}",
                findings(count),
                report::counted(fixed.iter().filter(|article| article.count > 0).count(), "article")
            ));
        }
        status
    }
}

fn findings(count: usize) -> String {
    report::counted(count, "finding")
}
