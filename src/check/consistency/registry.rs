//! The table of all checks: from it the pages of `factlint explain`, `docs/checks.md` and the tests are made.

use super::page::Page;
use super::{
    Findings, ages, change, dates, headings, lists, means, money, names, people, repeated, sequence, shares, spans, tables, times,
    totals, units, votes,
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
    /// What does it.
    pub(super) run: fn(&Page<'_>, &mut Findings<'_>),
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
    change::CHECKS, shares::CHECKS, totals::CHECKS, lists::CHECKS, headings::CHECKS, votes::CHECKS, tables::CHECKS, means::CHECKS,
    units::CHECKS, money::CHECKS, dates::CHECKS, ages::CHECKS, spans::CHECKS, times::CHECKS, sequence::CHECKS, repeated::CHECKS,
    names::CHECKS, people::CHECKS,
];

/// All checks, family by family.
pub fn checks() -> impl Iterator<Item = &'static Check> {
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
