//! The article against itself: checks that need no rules.
//!
//! Enters: an analysed article. Leaves: an [`Inconsistency`] for every two places of it that cannot both be right.
//! Guaranteed: two values are compared only where the sentence's structure says that they are about the same thing, never
//! because they stand near each other; numbers are compared by one rule ([`tolerance`]); what is quoted is a note, and
//! nothing is said of what would be.
//!
//! [`page`] reads the values and draws the shape of the text, [`pattern`] finds sentences by example in it, one file a
//! family holds the checks, [`registry`] lists them.

mod ages;
mod change;
mod dates;
mod direction;
mod events;
mod frames;
mod growth;
mod headings;
mod identity;
mod lists;
mod means;
mod money;
mod names;
mod needs;
mod page;
mod pattern;
mod people;
mod registry;
mod repeated;
mod sequence;
mod shares;
mod spans;
mod statcheck;
mod tables;
mod tails;
mod times;
mod tolerance;
mod totals;
mod units;
mod votes;

pub use registry::{Check, Example, Paragraph, check_named, checks, nearest};

use super::Suppression;
use crate::extract::Document;
use crate::lang::syntax::{Severity, TuneChange};
use crate::source::{Site, Span};
use page::{Mention, Page};
use std::ops::Range;

/// A place of the article with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The words.
    pub site: Site,
    /// What they say, for a label: "a change of 25%".
    pub says: String,
}

/// What to write in place of some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether nothing else can have been meant.
    pub safe: bool,
    /// What it does: "write Saturday".
    pub title: String,
    /// The words to be replaced.
    pub site: Site,
    /// What to put there.
    pub text: String,
}

/// Two places of the article that cannot both be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inconsistency {
    /// The check's name.
    pub check: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in a sentence without capital and stop.
    pub message: String,
    /// The sum that was done.
    pub arithmetic: Option<String>,
    /// The places, the most telling first.
    pub places: Vec<Place>,
    /// A remedy, if one is at hand.
    pub fix: Option<Fix>,
    /// Why it does not count, if it does not.
    pub suppressed: Option<Suppression>,
}

/// Which checks run, and how bad their findings are.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only these run; all, if there are none.
    pub only: Vec<String>,
    /// These do not run.
    pub without: Vec<String>,
    /// What `check` blocks of rule files change, in order; later ones win.
    pub tunes: Vec<(String, TuneChange)>,
}

impl Selection {
    /// Whether a check runs.
    pub fn runs(&self, name: &str) -> bool {
        if self.without.iter().any(|known| known == name) {
            return false;
        }
        if !self.only.is_empty() {
            return self.only.iter().any(|known| known == name);
        }
        let tuned = |(known, _): &&(String, TuneChange)| known == name;
        self.tunes.iter().rev().find(tuned).is_none_or(|(_, change)| *change != TuneChange::Off)
    }

    fn severity(&self, name: &str) -> Option<Severity> {
        self.tunes.iter().rev().filter(|(known, _)| known == name).find_map(|(_, change)| match change {
            TuneChange::Severity(severity) => Some(*severity),
            TuneChange::Off | TuneChange::On => None,
        })
    }
}

/// Checks an article against itself. The findings come in the order of the text.
pub fn check(document: &Document<'_>, selection: &Selection) -> Vec<Inconsistency> {
    let page = Page::new(document);
    let mut found = Vec::new();
    for check in checks().filter(|check| selection.runs(check.name)) {
        let mut findings = Findings { page: &page, check, found: Vec::new() };
        (check.run)(&page, &mut findings);
        let mut own = findings.found;
        if let Some(severity) = selection.severity(check.name) {
            // What is quoted, or may have been rounded, stays weaker than the rest.
            own.iter_mut().for_each(|finding| finding.severity = finding.severity.min(severity));
            if severity > check.severity {
                own.iter_mut()
                    .filter(|finding| finding.severity == check.severity)
                    .for_each(|finding| finding.severity = severity);
            }
        }
        found.extend(own);
    }
    found.sort_by_key(|finding| finding.places.first().map(|place| (place.site.span.start, place.site.span.end)));
    without_doubles(found)
}

/// Of two findings about the same pair of places the first one stays: the checks are listed from the telling to the general.
fn without_doubles(found: Vec<Inconsistency>) -> Vec<Inconsistency> {
    let mut kept: Vec<Inconsistency> = Vec::new();
    for finding in found {
        let covers = |one: &Inconsistency| {
            let pairs = finding
                .places
                .iter()
                .all(|place| one.places.iter().any(|known| known.site.span.overlaps(place.site.span)));
            pairs && finding.places.len() >= 2 || one.places == finding.places
        };
        if !kept.iter().any(covers) {
            kept.push(finding);
        }
    }
    kept
}

/// What one check has found so far.
pub(crate) struct Findings<'a> {
    page: &'a Page<'a>,
    check: &'a Check,
    found: Vec<Inconsistency>,
}

/// The words of a label and the bytes of the article's text that it stands at.
pub(crate) type Label = (Span, String);

impl Findings<'_> {
    /// Notes that two places cannot both be right, at the check's own severity.
    pub(crate) fn add(
        &mut self,
        message: String,
        sum: Option<String>,
        labels: Vec<Label>,
    ) -> Option<&mut Inconsistency> {
        self.add_at(self.check.severity, message, sum, labels)
    }

    /// The same at a severity of its own. Nothing is noted where the sentence says what would be; what stands in quotation
    /// marks is a note.
    pub(crate) fn add_at(
        &mut self,
        severity: Severity,
        message: String,
        sum: Option<String>,
        labels: Vec<Label>,
    ) -> Option<&mut Inconsistency> {
        let document = self.page.document;
        let tokens: Vec<Range<usize>> = labels.iter().map(|(span, _)| document.tokens_in(*span)).collect();
        let first = |range: &Range<usize>| range.start;
        if self.check.sure && tokens.iter().map(first).any(|token| self.page.is_unsure(token)) {
            return None;
        }
        let quoted = tokens.iter().map(first).any(|token| self.page.is_quoted(token));
        let article = document.article;
        let site = |span| Site { source: article.source, span: article.file_span(span) };
        self.found.push(Inconsistency {
            check: self.check.name,
            severity: if quoted { Severity::Note } else { severity },
            message,
            arithmetic: sum,
            places: labels.into_iter().map(|(span, says)| Place { site: site(span), says }).collect(),
            fix: None,
            suppressed: None,
        });
        self.found.last_mut()
    }

    /// Notes what is wrong with quotations themselves.
    pub(crate) fn add_quoted(&mut self, message: String, labels: Vec<Label>) {
        let severity = self.check.severity;
        if let Some(finding) = self.add(message, None, labels) {
            finding.severity = severity;
        }
    }

    /// The place in the file of a span of the article's text.
    pub(crate) fn site(&self, span: Span) -> Site {
        let article = self.page.document.article;
        Site { source: article.source, span: article.file_span(span) }
    }
}

/// A label at a mention.
pub(crate) fn at(mention: &Mention, says: impl Into<String>) -> Label {
    (mention.span, says.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, read};
    use crate::source::SourceId;

    /// The findings of one check in an example.
    fn found(name: &str, example: &Example) -> Vec<Inconsistency> {
        let mut article = read(SourceId(0), example.text, Format::Markdown);
        article.dateline = example.date.map(|date| date.parse().unwrap());
        let selection = Selection { only: vec![name.to_owned()], ..Selection::default() };
        super::check(&Document::new(&article), &selection)
    }

    #[test]
    fn every_check_finds_its_failing_examples_and_no_others() {
        let mut wrong = Vec::new();
        for check in checks() {
            for example in check.fail {
                let found = found(check.name, example);
                let shown =
                    found.iter().any(|finding| finding.places.len() >= 2 && finding.severity >= Severity::Warning);
                if !shown {
                    wrong.push(format!("{} is silent: {}", check.name, example.text));
                }
            }
            for example in check.pass {
                for finding in found(check.name, example) {
                    wrong.push(format!("{} says `{}`: {}", check.name, finding.message, example.text));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
