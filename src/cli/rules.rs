//! `factlint rules`: what a rule file declares.

use super::status::{self, FailOn, Status};
use super::terminal::Terminal;
use crate::project::{self, Inputs};
use crate::report;
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
  factlint rules --templates house.rules  with how each template is read
  factlint rules --usage a.md --usage b.md house.rules
                                          with how many of the articles each template is found in")]
pub struct Arguments {
    /// List what the file brings in by `use`, too
    #[arg(long)]
    all: bool,

    /// Tell how each template is read: the word it hangs on, and the part that each place plays
    #[arg(long)]
    templates: bool,

    /// Tell in how many of these articles each template is found; give the option again for more
    #[arg(long, value_name = "ARTICLE", conflicts_with = "templates")]
    usage: Vec<String>,

    /// The rule file
    #[arg(value_name = "FILE")]
    file: String,
}

/// Loads, prints, and tells the exit status.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let run = project::load(std::slice::from_ref(&arguments.file));
    terminal.print_problems(&run);
    let only = (!arguments.all).then_some(arguments.file.as_str());
    if !arguments.usage.is_empty() {
        return usage(arguments, &run, only, terminal);
    }
    terminal
        .print(&report::listing(&run, only, arguments.templates, &terminal.style))
        .max(status::of_run(&run, FailOn::Never))
}

/// Reads the articles, and prints how many of them each template is found in.
fn usage(arguments: &Arguments, run: &report::Run, only: Option<&str>, terminal: &Terminal) -> Status {
    let mut usage = report::Usage::default();
    let mut status = status::of_run(run, FailOn::Never);
    for article in &arguments.usage {
        let inputs = Inputs {
            rules: std::slice::from_ref(&arguments.file),
            facts: &[],
            dateline: None,
            trace: false,
            articles: std::slice::from_ref(article),
        };
        let extracted = project::extract(&inputs);
        if let Some(facts) = &extracted.facts {
            usage.add(facts);
        } else {
            terminal.print_problems(&extracted.run);
            status = status.max(status::of_run(&extracted.run, FailOn::Never));
        }
    }
    terminal.print(&report::usage(run, only, &usage, &terminal.style)).max(status)
}
