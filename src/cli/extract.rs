//! `factlint extract`: what an article says, as data.

use super::check::RuleArguments;
use super::status::{self, FailOn, Status};
use super::terminal::Terminal;
use crate::facts::file::{self, FileFormat};
use crate::project::{self, Inputs};
use clap::{Args, ValueEnum};

/// Print what an article says, as data.
///
/// Prints the people, organizations, events and things of the article and the statements about them, each with its
/// words. Which statements are looked for is said by the `attribute`, `role` and `relation` blocks of the rule files. The
/// output is a facts file: `check` takes it in place of the article.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 printed, 2 usage or rule error, 3 the article cannot be read.

Examples:
  factlint extract --rules house.rules story.md
  factlint extract --rules house.rules --format json story.md > story.json
  factlint check --rules house.rules story.json")]
pub struct Arguments {
    #[command(flatten)]
    rules: RuleArguments,

    /// How to print the facts
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,

    /// The article: text, Markdown, HTML, AsciiDoc or reStructuredText; `-` is standard input
    #[arg(value_name = "ARTICLE")]
    article: String,
}

/// The forms of a facts file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// YAML, for people
    #[default]
    Yaml,
    /// JSON, for programs
    Json,
}

/// Extracts, prints, and tells the exit status.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let RuleArguments { rules, facts, dateline } = &arguments.rules;
    let articles = std::slice::from_ref(&arguments.article);
    // Without rules the news pack says what an article can state.
    let news = [String::from("news")];
    let rules = if rules.is_empty() { news.as_slice() } else { rules };
    let extracted = project::extract(&Inputs { rules, facts, dateline: *dateline, trace: false, articles });
    terminal.print_problems(&extracted.run);
    let status = status::of_run(&extracted.run, FailOn::Never);
    let Some(store) = &extracted.facts else { return status };
    let sources = &extracted.run.sources;
    let format = match arguments.format {
        Format::Yaml => FileFormat::Yaml,
        Format::Json => FileFormat::Json,
    };
    let path_of = |id| sources.get(id).map(|source| source.path().to_owned());
    let words_at = |id, span| sources.get(id).map(|source| source.slice(span).to_owned());
    let written = file::write(store, format, &path_of, &words_at);
    terminal.print(&written).max(status)
}
