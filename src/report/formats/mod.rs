//! The outputs of `factlint check`, one file a format.
//!
//! Enters: a [`Run`]. Leaves: a text. Guaranteed: what stands in an article, a file name or a rule cannot leave its place in
//! the output: every format escapes what it prints, and control and direction characters are made visible first.

mod checkstyle;
mod concise;
mod github;
mod gitlab;
mod junit;
mod sarif;
mod xml;

use super::run::Run;
use super::{Style, html, json, text};
use crate::lang::syntax::Severity;

/// A form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// A line a finding.
    Concise,
    /// One JSON document.
    Json,
    /// JSON, a line an article.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// A code-quality report of GitLab.
    Gitlab,
    /// Test results in XML.
    Junit,
    /// The XML of Checkstyle.
    Checkstyle,
    /// The article as a page, its claims coloured by their verdicts.
    Html,
}

impl Format {
    /// All formats with their names and what they are, in the order in which help lists them.
    pub const ALL: [(Self, &'static str, &'static str); 10] = [
        (Self::Text, "text", "For people"),
        (Self::Concise, "concise", "For people and editors: a line a finding"),
        (Self::Json, "json", "For programs: one document, as a schema in docs/ describes it"),
        (Self::Jsonl, "jsonl", "For programs: a line an article"),
        (Self::Sarif, "sarif", "SARIF 2.1.0, for code scanning"),
        (Self::Github, "github", "Annotations in GitHub Actions"),
        (Self::Gitlab, "gitlab", "A code-quality report for GitLab"),
        (Self::Junit, "junit", "Test results in XML, as many CI servers show them"),
        (Self::Checkstyle, "checkstyle", "The XML of Checkstyle"),
        (Self::Html, "html", "A page: the article, its claims coloured by their verdicts"),
    ];

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known, _)| *known == name).map(|(format, ..)| format)
    }
}

/// What an output is to know besides the run.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// How text is laid out.
    pub style: Style,
    /// The least severity that fails the run; `None` if nothing does.
    pub fails_at: Option<Severity>,
}

/// The report in a format, a line feed at the end unless it is empty.
///
/// # Errors
/// None that can happen: every key of the JSON formats is a text, and every number is an integer.
pub fn render(run: &Run, format: Format, look: &Look) -> Result<String, serde_json::Error> {
    Ok(match format {
        Format::Text => text::text(run, &look.style),
        Format::Concise => concise::concise(run, &look.style),
        Format::Json => json::json(run)?,
        Format::Jsonl => json::lines(run)?,
        Format::Sarif => sarif::sarif(run)?,
        Format::Github => github::github(run),
        Format::Gitlab => gitlab::gitlab(run)?,
        Format::Junit => junit::junit(run, look.fails_at),
        Format::Checkstyle => checkstyle::checkstyle(run),
        Format::Html => html::page(run),
    })
}
