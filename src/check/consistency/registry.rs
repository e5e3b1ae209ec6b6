//! The table of all checks: from it the pages of `factlint explain`, `docs/checks.md` and the tests are made.

use super::page::Page;
use super::{
    Findings, ages, change, dates, events, growth, headings, identity, lists, means, money, names, people, repeated,
    sequence, shares, spans, statcheck, tables, times, totals, units, votes,
};
use crate::lang::syntax::Severity;

/// A check of the article against itself.
pub struct Check {
    /// Its name: `percent-change`.
    pub name: &'static str,
    /// What it finds, in a line.
    pub summary: &'static str,
    /// How bad a finding is.
    pub severity: Severity,
    /// Why it is worth looking for.
    pub why: &'static str,
    /// What it allows for, and where it says nothing.
    pub tolerates: &'static str,
    /// Texts that it finds fault with.
    pub fail: &'static [Example],
    /// Texts that look alike and are right.
    pub pass: &'static [Example],
    /// Whether it says nothing in sentences that tell of what would or may be.
    pub sure: bool,
    /// What does it.
    pub(super) run: fn(&Page<'_>, &mut Findings<'_>),
}

/// A part of a check's page.
pub enum Paragraph {
    /// A word that heads it, and a text.
    Text(&'static str, String),
    /// An example, as it is written.
    Example(String),
}

impl Check {
    /// The page of the check: what it does, why, an example of either kind, what it tolerates and how it is silenced.
    pub fn page(&self) -> Vec<Paragraph> {
        let severity = match self.severity {
            Severity::Error => "an error",
            Severity::Warning => "a warning",
            Severity::Note => "a note",
        };
        let example = |example: &Example| {
            let dated = example.date.map(|date| format!("(dated {date})\n")).unwrap_or_default();
            Paragraph::Example(format!("{dated}{}", example.text))
        };
        let mut page = vec![
            Paragraph::Text(
                "What it does:",
                format!("finds where {}. A finding is {severity}; in a quotation, a note.", self.summary),
            ),
            Paragraph::Text("Why:", format!("{}.", self.why)),
            Paragraph::Text("Example:", "this is reported".to_owned()),
        ];
        page.extend(self.fail.iter().take(1).map(example));
        page.push(Paragraph::Text("Passes:", "this is not".to_owned()));
        page.extend(self.pass.iter().take(1).map(example));
        page.push(Paragraph::Text("What it tolerates:", self.tolerates.to_owned()));
        let silence = format!(
            "`--no-check {0}` for a run, `check {0} off` or `check {0} severity note` in a rule file.",
            self.name
        );
        page.push(Paragraph::Text("How to silence it:", silence));
        page
    }
}

/// A text in Markdown, with the day that it is of.
pub struct Example {
    /// The dateline, as 2018-06-09.
    pub date: Option<&'static str>,
    /// The text.
    pub text: &'static str,
}

/// An example that needs no date.
pub(super) const fn text(text: &'static str) -> Example {
    Example { date: None, text }
}

/// An example of a day.
pub(super) const fn dated(date: &'static str, text: &'static str) -> Example {
    Example { date: Some(date), text }
}

/// All checks, family by family. Where two find fault with the same two places, the earlier one speaks.
const FAMILIES: &[&[Check]] = &[
    change::CHECKS,
    growth::CHECKS,
    shares::CHECKS,
    totals::CHECKS,
    lists::CHECKS,
    headings::CHECKS,
    votes::CHECKS,
    tables::CHECKS,
    means::CHECKS,
    statcheck::CHECKS,
    units::CHECKS,
    money::CHECKS,
    dates::CHECKS,
    ages::CHECKS,
    spans::CHECKS,
    times::CHECKS,
    sequence::CHECKS,
    repeated::CHECKS,
    names::CHECKS,
    people::CHECKS,
    identity::CHECKS,
    events::CHECKS,
];

/// All checks, family by family.
pub fn checks() -> impl Iterator<Item = &'static Check> + Clone {
    FAMILIES.iter().flat_map(|family| family.iter())
}

/// The check of that name.
pub fn check_named(name: &str) -> Option<&'static Check> {
    checks().find(|check| check.name == name)
}

/// The name that is most like one that no check has.
pub fn nearest(name: &str) -> Option<&'static str> {
    let distance = |known: &str| strsim::damerau_levenshtein(known, name);
    let best = checks().map(|check| check.name).min_by_key(|known| (distance(known), *known))?;
    (distance(best) <= name.chars().count().div_ceil(3)).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `docs/checks.md`, as the table gives it.
    fn document() -> String {
        let mut out = String::from(
            "# Consistency checks\n\nWhat `factlint check` finds in an article without any rules: two places that cannot both be right. \
             This page is made from the table of checks (`UPDATE_DOCS=1 cargo test --lib registry`); `factlint explain NAME` prints its \
             sections. How numbers are compared stands in [language.md](language.md).\n",
        );
        for check in checks() {
            out.push_str(&format!("\n## {}\n", check.name));
            for paragraph in check.page() {
                match paragraph {
                    Paragraph::Text(head, text) => out.push_str(&format!("\n{head} {text}\n")),
                    Paragraph::Example(text) => {
                        out.push('\n');
                        for line in text.lines() {
                            out.push_str(format!("    {line}").trim_end());
                            out.push('\n');
                        }
                    }
                }
            }
        }
        out
    }

    #[test]
    fn the_page_of_all_checks_is_made_from_the_table() {
        let path = "docs/checks.md";
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(path, document()).unwrap();
        }
        let page = std::fs::read_to_string(path).unwrap_or_default();
        assert!(page == document(), "`UPDATE_DOCS=1 cargo test --lib registry` writes {path}");
    }

    #[test]
    fn names_are_kebab_case_and_each_is_used_once() {
        let mut names: Vec<&str> = checks().map(|check| check.name).collect();
        assert!(names.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')));
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(checks().all(|check| !check.fail.is_empty() && !check.pass.is_empty()));
    }
}
