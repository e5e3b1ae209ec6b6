//! `factlint rules`: what a rule file declares.

use super::status::{self, FailOn, Status};
use super::terminal::Terminal;
use crate::{project, report};
use clap::Args;

/// Print what a rule file declares, as factlint understands it.
///
/// Lists the kinds, the concepts with the phrases and sentences by which articles are searched for them, the names, the
/// references with what their columns hold, and the checks with their sentences as they were understood.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 printed, 2 usage or rule error.

Examples:
  factlint rules house.rules
  factlint rules --all house.rules        with everything that it brings in by `use`
  factlint rules --templates house.rules  with how each template is read")]
pub struct Arguments {
    /// List what the file brings in by `use`, too
    #[arg(long)]
    all: bool,

    /// Tell how each template is read: the word it hangs on, and the part that each place plays
    #[arg(long)]
    templates: bool,

    /// The rule file
    #[arg(value_name = "FILE")]
    file: String,
}

/// Loads, prints, and tells the exit status.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let run = project::load(std::slice::from_ref(&arguments.file));
    terminal.print_problems(&run);
    let only = (!arguments.all).then_some(arguments.file.as_str());
    terminal
        .print(&report::listing(&run, only, arguments.templates, &terminal.style))
        .max(status::of_run(&run, FailOn::Never))
}
