//! `factlint trace`: how a verdict came about.

use super::check::RuleArguments;
use super::status::{self, FailOn, Status};
use super::terminal::Terminal;
use crate::project::{self, Inputs};
use crate::report;
use clap::Args;

/// Show step by step how the verdict on one check came about.
///
/// Shows the words of the article and the line of the rule, and below them each part of the rule's sentence with what
/// became of it.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 shown, 2 usage or rule error, 3 the article cannot be read.

Example:
  factlint trace nine-members --rules house.rules story.md")]
pub struct Arguments {
    /// The name of the check
    #[arg(value_name = "CHECK")]
    check: String,

    #[command(flatten)]
    rules: RuleArguments,

    /// The article, or a facts file; `-` is standard input
    #[arg(value_name = "ARTICLE")]
    article: String,
}

/// Checks, prints the steps of one check, and tells the exit status.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let RuleArguments { rules, facts, dateline } = &arguments.rules;
    let articles = std::slice::from_ref(&arguments.article);
    let run = project::trace(&arguments.check, &Inputs { rules, facts, dateline: *dateline, trace: true, articles });
    terminal.print_problems(&run);
    let found = run.articles.iter().flat_map(|article| &article.findings);
    let shown: Vec<String> = found
        .filter(|finding| finding.check == arguments.check)
        .map(|finding| report::trace(&run, finding, &terminal.style))
        .collect();
    terminal.print(&shown.join("\n")).max(status::of_run(&run, FailOn::Never))
}
