//! `factlint lint`: what is of no use in rule files.

use super::status::{self, FailOn, Status};
use super::terminal::Terminal;
use crate::source::Sources;
use crate::{project, report};
use clap::Args;

/// Look for what is sound in rule files and yet of no use.
///
/// Kinds, concepts and names that no sentence needs, templates that no sentence can match, checks that repeat or rule out
/// another. `factlint explain CODE` tells more about each. Of a file without checks, which declares words for others, only
/// the templates are looked at.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status, the highest that applies:
  0  nothing was found
  1  something was
  2  usage or rule error, or a rule file that cannot be read

Examples:
  factlint lint                   all rule files of this folder
  factlint lint house.rules")]
pub struct Arguments {
    /// Rule files, or names of built-in packs; without any, all `*.rules` of this folder
    #[arg(value_name = "FILE")]
    files: Vec<String>,
}

/// Lints, prints, and tells the exit status.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let files = match project::rule_files(&arguments.files) {
        Ok(files) => files,
        Err(problem) => {
            terminal.print_problem(&problem, &Sources::default());
            return Status::Usage;
        }
    };
    files.iter().map(|file| one(file, terminal)).fold(Status::Clean, Status::max)
}

fn one(path: &str, terminal: &Terminal) -> Status {
    let linted = project::lint(path);
    terminal.print_problems(&linted.run);
    let mut status = status::of_run(&linted.run, FailOn::Never);
    for problem in &linted.advice {
        let text = format!("{}\n", report::problem(problem, &linted.run.sources, &terminal.style));
        status = status.max(terminal.print(&text));
        if !problem.note {
            status = status.max(Status::Failed);
        }
    }
    status
}
