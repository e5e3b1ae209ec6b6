//! `factlint check`: articles against rules.

use super::status::{self, FailOn, Status};
use super::terminal::Terminal;
use crate::project::{self, Inputs};
use crate::report;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

/// Check articles against rules, and against themselves.
///
/// Says of each check whether the articles support it, contradict it or do not state it, and shows the words of the
/// article and the line of the rule for everything that fails. With or without rules each article is also checked against
/// itself: dates and weekdays, ages, sums, shares, counts and lists, conversions, names. `factlint explain` lists these
/// checks.
#[derive(Debug, Args)]
#[command(after_help = format!("\
{}

Examples:
  factlint check story.md
  factlint check --rules house.rules story.md
  factlint check --rules house.rules --fail-on warning stories/*.html
  factlint check --rules house.rules --dateline 2024-07-02 - < story.txt
  factlint check --rules house.rules --format json story.md > report.json", status::HELP))]
pub struct Arguments {
    #[command(flatten)]
    rules: RuleArguments,

    /// What makes the exit status 1
    #[arg(long, value_enum, default_value_t, value_name = "LEVEL")]
    fail_on: FailOn,

    /// How to print the report
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,

    /// Show supported and unstated checks in full, too
    #[arg(long, short)]
    verbose: bool,

    /// Run only this consistency check; give the option again for more
    #[arg(long = "check", value_name = "NAME")]
    only: Vec<String>,

    /// Do not run this consistency check; give the option again for more
    #[arg(long = "no-check", value_name = "NAME")]
    without: Vec<String>,

    /// Articles: text, Markdown, HTML, AsciiDoc, reStructuredText, or a facts file in YAML or JSON; `-` is standard input
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<String>,
}

/// What several commands take: rules, facts, and the date of the article.
#[derive(Debug, Args)]
pub struct RuleArguments {
    /// A rule file; give the option again for more files
    #[arg(long, value_name = "FILE")]
    pub rules: Vec<String>,

    /// A facts file (YAML or JSON) whose statements are added to those of every article
    #[arg(long, value_name = "FILE")]
    pub facts: Vec<String>,

    /// The day that "yesterday" counts from where the article names none, as 2024-07-02
    #[arg(long, value_name = "DATE", value_parser = read_date)]
    pub dateline: Option<Date>,
}

/// The forms of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs: one document, as a schema in docs/ describes it
    Json,
}

pub(super) fn read_date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a date is written as year-month-day, like 2024-07-02".to_owned())
}

/// Checks, prints, and tells the exit status.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let RuleArguments { rules, facts, dateline } = &arguments.rules;
    let inputs = Inputs {
        rules,
        facts,
        dateline: *dateline,
        trace: false,
        articles: &arguments.articles,
        only: &arguments.only,
        without: &arguments.without,
    };
    let run = project::check(&inputs);
    let text = match arguments.format {
        Format::Text => report::text(&run, &report::Style { verbose: arguments.verbose, ..terminal.style }),
        Format::Json => match report::json(&run) {
            Ok(text) => text,
            Err(error) => {
                terminal.complain(&format!("cannot write the report: {error}"));
                return Status::Usage;
            }
        },
    };
    terminal.print(&text).max(status::of_run(&run, arguments.fail_on))
}
