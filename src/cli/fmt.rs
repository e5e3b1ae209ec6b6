//! `factlint fmt`: rule files in their one canonical form.

use super::status::Status;
use super::terminal::Terminal;
use crate::source::{Problem, Sources};
use crate::{project, report};
use clap::Args;
use similar::TextDiff;

/// Bring rule files into their one canonical form.
///
/// Two spaces of indentation, one blank line between blocks, straight quotation marks, lines of at most 100 characters where
/// they may be broken; comments stay. What a file means does not change. A file with an error is not touched.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status, the highest that applies:
  0  the files are in form, or have been brought into it
  1  with --check: a file is not in form
  2  usage error, or a rule file that has errors or cannot be read or written

Examples:
  factlint fmt                    all rule files of this folder
  factlint fmt --check rules/*.rules
  factlint fmt --diff house.rules
  factlint fmt - < house.rules    from standard input to standard output")]
pub struct Arguments {
    /// Change nothing; name the files that are not in form
    #[arg(long)]
    check: bool,

    /// Change nothing; show what would change
    #[arg(long)]
    diff: bool,

    /// Rule files, `-` for standard input; without any, all `*.rules` of this folder
    #[arg(value_name = "FILE")]
    files: Vec<String>,
}

/// Formats, and tells the exit status.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let files = match project::rule_files(&arguments.files) {
        Ok(files) => files,
        Err(problem) => return complain(&[problem], &Sources::default(), terminal),
    };
    files.iter().map(|file| one(file, arguments, terminal)).fold(Status::Clean, Status::max)
}

fn one(path: &str, arguments: &Arguments, terminal: &Terminal) -> Status {
    let mut sources = Sources::default();
    let formed = match project::form(path, &mut sources) {
        Ok(formed) => formed,
        Err(problems) => return complain(&problems, &sources, terminal),
    };
    let mut status = Status::Clean;
    if arguments.diff && !formed.is_in_form() {
        let diff = TextDiff::from_lines(&formed.before, &formed.after);
        let name = report::visible(path);
        status = status.max(terminal.print(&diff.unified_diff().header(&name, &name).to_string()));
    }
    if arguments.check && !formed.is_in_form() {
        status = status.max(Status::Failed);
        if !arguments.diff {
            status = status.max(terminal.print(&format!("{}\n", report::visible(path))));
        }
    }
    if arguments.check || arguments.diff {
        return status;
    }
    if path == "-" {
        return terminal.print(&formed.after);
    }
    if formed.is_in_form() {
        return status;
    }
    match project::write(path, &formed.after) {
        Ok(()) => status,
        Err(problem) => complain(&[problem], &sources, terminal),
    }
}

fn complain(problems: &[Problem], sources: &Sources, terminal: &Terminal) -> Status {
    problems.iter().for_each(|problem| terminal.print_problem(problem, sources));
    Status::Usage
}
