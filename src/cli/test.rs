//! `factlint test`: the examples of rule files.

use super::status::{self, FailOn, Status};
use super::terminal::Terminal;
use crate::project;
use crate::report::examples::{Line, Tested, json, text};
use crate::source::Sources;
use clap::{Args, ValueEnum};

/// Run the examples of rule files.
///
/// The text of each `example` block is read as an article, and the verdict on each check that the block names is compared
/// with the one that it expects. Examples of files that are brought in by `use` are not run.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status, the highest that applies:
  0  every line of every example is as expected
  1  one is not; with --coverage also: a check without an example
  2  usage or rule error, or a rule file that cannot be read

Examples:
  factlint test                       all rule files of this folder
  factlint test house.rules --coverage
  factlint test --mutate house.rules
  factlint test --format json rules/*.rules > report.json")]
pub struct Arguments {
    /// Show how often each verdict is expected of each check, and the templates by which nothing was found; a check without an
    /// example makes the exit status 1
    #[arg(long)]
    coverage: bool,

    /// Change each number, date, name and verb of the examples in turn, and list the changes that no check notices; they do
    /// not change the exit status
    #[arg(long)]
    mutate: bool,

    /// How to print the report
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,

    /// Rule files, or names of built-in packs; without any, all `*.rules` of this folder
    #[arg(value_name = "FILE")]
    files: Vec<String>,
}

/// The forms of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs: one document, as a schema in docs/ describes it
    Json,
}

/// Runs, prints, and tells the exit status.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let files = match project::rule_files(&arguments.files) {
        Ok(files) => files,
        Err(problem) => {
            terminal.print_problem(&problem, &Sources::default());
            return Status::Usage;
        }
    };
    let tested: Vec<Tested> = files.iter().map(|file| project::test(file, arguments.mutate)).collect();
    let text = match arguments.format {
        Format::Text => text(&tested, arguments.coverage, &terminal.style),
        Format::Json => match json(&tested) {
            Ok(text) => text,
            Err(error) => {
                terminal.complain(&format!("cannot write the report: {error}"));
                return Status::Usage;
            }
        },
    };
    let of_file = |file: &Tested| {
        let fails = !file.lines().all(Line::passes) || arguments.coverage && !file.untested().is_empty();
        status::of_run(&file.run, FailOn::Never).max(if fails { Status::Failed } else { Status::Clean })
    };
    tested.iter().map(of_file).fold(terminal.print(&text), Status::max)
}
