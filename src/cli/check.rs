//! `factlint check`: articles against rules.

use super::output::OutputArguments;
use super::status::{self, FailOn, Status};
use super::terminal::Terminal;
use crate::project::{self, Inputs};
use clap::Args;
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
  factlint check --rules house.rules --format json story.md > report.json
  factlint check --rules house.rules --output sarif=factlint.sarif --output html=report.html story.md", status::HELP))]
pub struct Arguments {
    #[command(flatten)]
    rules: RuleArguments,

    /// What makes the exit status 1
    #[arg(long, value_enum, default_value_t, value_name = "LEVEL")]
    fail_on: FailOn,

    #[command(flatten)]
    output: OutputArguments,

    /// Run only this consistency check; give the option again for more
    #[arg(long = "check", value_name = "NAME")]
    only: Vec<String>,

    /// Do not run this consistency check; give the option again for more
    #[arg(long = "no-check", value_name = "NAME")]
    without: Vec<String>,

    /// Tell which claims of the articles some check speaks about: numbers, dates, offices, attendance, quotations
    #[arg(long)]
    coverage: bool,

    /// Exit with 1 if less than so many percent of the claims are covered; brings --coverage with it
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    fail_under: Option<u8>,

    /// Articles: text, Markdown, HTML, or a facts file in YAML or JSON; `-` is standard input
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
    let mut run = project::check(&inputs);
    if arguments.coverage || arguments.fail_under.is_some() {
        project::cover(&mut run, &inputs);
    }
    let status = status::of_run(&run, arguments.fail_on).max(status::of_coverage(&run, arguments.fail_under));
    arguments.output.write(&run, arguments.fail_on, terminal).max(status)
}
