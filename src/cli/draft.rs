//! `factlint draft`: a first rule file for an article.

use super::check::read_date;
use super::status::Status;
use super::terminal::Terminal;
use crate::project;
use crate::report;
use crate::source::Sources;
use clap::Args;
use jiff::civil::Date;

/// Write a first rule file for an article: a check for each of its claims.
///
/// The article supports every check of the file, as it stands: look each one up, mend the sentence where it is wrong, and put
/// into its `source` line where you looked. Claims for which no check was found are listed at the end, as comments.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status:
  0  the file is written
  2  usage error, or the file cannot be written
  3  the article is missing or cannot be read

Examples:
  factlint draft story.md > story.rules
  factlint check --rules story.rules --coverage story.md")]
pub struct Arguments {
    /// The day that "yesterday" counts from where the article names none, as 2024-07-02
    #[arg(long, value_name = "DATE", value_parser = read_date)]
    dateline: Option<Date>,

    /// The article: text, Markdown, HTML, AsciiDoc or reStructuredText; `-` is standard input
    #[arg(value_name = "ARTICLE")]
    article: String,
}

/// Writes the draft to standard output, and to standard error what it comes to.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let mut sources = Sources::default();
    match project::draft(&arguments.article, arguments.dateline, &mut sources) {
        Ok(drafted) => {
            let status = terminal.print(&drafted.text);
            terminal.tell(&format!(
                "{} for {}, {} without a check",
                report::counted(drafted.checks, "check"),
                report::counted(drafted.words, "word"),
                report::counted(drafted.open, "claim")
            ));
            status
        }
        Err(problem) => {
            terminal.print_problem(&problem, &sources);
            if problem.code == "draft-of-facts" { Status::Usage } else { Status::NoArticle }
        }
    }
}
