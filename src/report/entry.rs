//! What is to be told of a run, one thing after another: the form in which every output for other programs reads it.
//!
//! Enters: a [`Run`]. Leaves: an [`Entry`] for every problem, every check that did not pass and every place where an
//! article is at odds with itself, in the order in which the report for people has them. Guaranteed: the first place of an
//! entry is where to look; what is suppressed is there only for those that ask for it ([`all`]), and no other entry changes
//! its name because of it.

use super::fingerprint::Fingerprints;
use super::run::{ArticleRun, Run};
use super::text::{saying, shows_lacking};
use crate::check::consistency::{Fix, Inconsistency};
use crate::check::{Finding, NotInReference, Outcome, Suppression};
use crate::lang::ruleset::Check;
use crate::lang::syntax::Severity;
use crate::source::{Problem, Site, SourceId, Span};
use std::borrow::Cow;

/// Where an entry comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A check of a rule file.
    Rule,
    /// What the article has and a text lacks that it is to agree with.
    Lacking,
    /// A check of the article against itself.
    Consistency,
    /// A file that cannot be used as it is.
    Problem,
}

/// A place with what is said there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spot {
    pub site: Site,
    pub label: String,
}

/// One thing to be told.
#[derive(Debug, Clone)]
pub(super) struct Entry<'a> {
    pub origin: Origin,
    /// The name of the check or the code of the problem.
    pub code: &'a str,
    /// The article that it is about; `None` for a rule file or an argument.
    pub article: Option<&'a str>,
    pub severity: Severity,
    /// What is wrong, in one sentence without capital and stop.
    pub message: Cow<'a, str>,
    /// A word and a text each: the sum, the reason, the source, the remedy.
    pub remarks: Vec<(&'static str, &'a str)>,
    /// Where, the telling place first; none for a file that cannot be opened.
    pub spots: Vec<Spot>,
    /// The sentence of the rule.
    pub rule: Option<Site>,
    pub fix: Option<&'a Fix>,
    /// Why it does not count, if it does not.
    pub suppressed: Option<&'a Suppression>,
    /// The same for the same finding wherever it stands in the file, unique in the run.
    pub fingerprint: String,
}

impl Entry<'_> {
    /// The message with everything that is said below it, a line each.
    pub fn whole(&self) -> String {
        let mut text = self.message.to_string();
        for (word, remark) in &self.remarks {
            text.push_str(&format!("\n{word}: {remark}"));
        }
        text
    }
}

/// What is to be told of a run: all that counts.
pub(super) fn entries(run: &Run) -> Vec<Entry<'_>> {
    let mut entries = all(run);
    entries.retain(|entry| entry.suppressed.is_none());
    entries
}

/// The same, with what is suppressed.
pub(super) fn all(run: &Run) -> Vec<Entry<'_>> {
    let checks = run.checks();
    let mut entries: Vec<Entry<'_>> = run.problems().map(|problem| of_problem(problem, None)).collect();
    for article in &run.articles {
        entries.extend(article.problems.iter().map(|problem| of_problem(problem, Some(article))));
        for finding in &article.findings {
            if finding.outcome != Outcome::Pass {
                entries.push(of_finding(finding, checks.of(finding), article));
            }
            let lacking = finding.not_in_reference.iter().filter(|_| !shows_lacking(finding));
            entries.extend(lacking.map(|lacking| of_lacking(finding, lacking, article)));
        }
        entries.extend(article.inconsistencies.iter().map(|finding| of_inconsistency(finding, article)));
    }
    let mut fingerprints = Fingerprints::default();
    for entry in &mut entries {
        let words: Vec<&str> = entry.spots.iter().map(|spot| run.sources.words(spot.site)).collect();
        let path = entry.article.or_else(|| path_of(run, entry.spots.first()?.site.source)).unwrap_or_default();
        entry.fingerprint = fingerprints.of(path, entry.code, &words);
    }
    entries
}

fn path_of(run: &Run, source: SourceId) -> Option<&str> {
    run.sources.get(source).map(|source| source.path())
}

fn of_problem<'a>(problem: &'a Problem, article: Option<&'a ArticleRun>) -> Entry<'a> {
    let labels = problem.at.iter().chain(&problem.related);
    Entry {
        origin: Origin::Problem,
        code: problem.code,
        article: article.map(|article| article.path.as_str()),
        severity: match problem {
            Problem { note: true, .. } => Severity::Note,
            Problem { advisory: true, .. } => Severity::Warning,
            _ => Severity::Error,
        },
        message: Cow::Borrowed(&problem.message),
        remarks: problem.help.iter().map(|help| ("help", help.as_str())).collect(),
        spots: labels.map(|label| Spot { site: label.site, label: label.text.clone() }).collect(),
        rule: None,
        fix: None,
        suppressed: None,
        fingerprint: String::new(),
    }
}

fn of_finding<'a>(finding: &'a Finding, check: Option<&'a Check>, article: &'a ArticleRun) -> Entry<'a> {
    let mut spots: Vec<Spot> =
        finding.evidence.iter().map(|evidence| Spot { site: evidence.site, label: saying(evidence) }).collect();
    if shows_lacking(finding) {
        spots.extend(lacking_spots(finding.not_in_reference.iter()));
    }
    // What the article does not say is missing in all of it.
    if spots.is_empty()
        && let Some(source) = article.source
    {
        spots.push(Spot { site: Site { source, span: Span::default() }, label: String::new() });
    }
    Entry {
        origin: Origin::Rule,
        code: &finding.check,
        article: Some(&article.path),
        severity: finding.severity,
        message: Cow::Borrowed(&finding.message),
        remarks: remarks(finding, check),
        spots,
        rule: Some(finding.rule),
        fix: None,
        suppressed: finding.suppressed.as_ref(),
        fingerprint: String::new(),
    }
}

/// What an article has that a text lacks.
fn of_lacking<'a>(finding: &'a Finding, lacking: &'a NotInReference, article: &'a ArticleRun) -> Entry<'a> {
    Entry {
        origin: Origin::Lacking,
        code: &finding.check,
        article: Some(&article.path),
        severity: Severity::Note,
        message: Cow::Owned(lacking_message(lacking)),
        remarks: Vec::new(),
        spots: lacking_spots(std::iter::once(lacking)).collect(),
        rule: Some(finding.rule),
        fix: None,
        suppressed: finding.suppressed.as_ref(),
        fingerprint: String::new(),
    }
}

/// The sentence that says that a text lacks something.
pub(super) fn lacking_message(lacking: &NotInReference) -> String {
    format!("the article has what the reference `{}` lacks", lacking.reference)
}

fn lacking_spots<'a>(lacking: impl Iterator<Item = &'a NotInReference>) -> impl Iterator<Item = Spot> {
    let evidence = lacking.flat_map(|lacking| &lacking.evidence);
    evidence.map(|evidence| Spot { site: evidence.site, label: evidence.says.clone() })
}

/// What stands below the message of a check: a word and a text each.
pub(super) fn remarks<'a>(finding: &'a Finding, check: Option<&'a Check>) -> Vec<(&'static str, &'a str)> {
    let mut remarks = Vec::new();
    remarks.extend(finding.arithmetic.iter().map(|sum| ("sum", sum.as_str())));
    // What the message says already is not said again.
    let notes = finding.notes.iter().filter(|note| !finding.message.ends_with(note.as_str()));
    remarks.extend(notes.map(|note| ("note", note.as_str())));
    if let Some(check) = check {
        let said = [("because", &check.because), ("source", &check.source), ("help", &check.hint)];
        remarks.extend(said.into_iter().filter_map(|(word, text)| Some((word, text.as_deref()?))));
    }
    remarks
}

fn of_inconsistency<'a>(finding: &'a Inconsistency, article: &'a ArticleRun) -> Entry<'a> {
    let sum = finding.arithmetic.iter().map(|sum| ("sum", sum.as_str()));
    let fix = finding.fix.iter().map(|fix| ("help", fix.title.as_str()));
    Entry {
        origin: Origin::Consistency,
        code: finding.check,
        article: Some(&article.path),
        severity: finding.severity,
        message: Cow::Borrowed(&finding.message),
        remarks: sum.chain(fix).collect(),
        spots: finding.places.iter().map(|place| Spot { site: place.site, label: place.says.clone() }).collect(),
        rule: None,
        fix: finding.fix.as_ref(),
        suppressed: finding.suppressed.as_ref(),
        fingerprint: String::new(),
    }
}
