//! Findings that a comment of the article suppresses.
//!
//! Enters: an article with its findings. Leaves: the same, each finding that a comment speaks of marked with its reason,
//! and new findings about comments that are wrong or of no use. Guaranteed: a comment without a reason, or without the
//! name of a check, suppresses nothing.

mod comment;

use comment::{Comment, Reach};

use crate::article::Format;
use crate::check::consistency::{self, Fix, Inconsistency, Place};
use crate::check::{Outcome, SuppressedBy, Suppression};
use crate::lang::syntax::Severity;
use crate::report::ArticleRun;
use crate::source::{Site, SourceId, Span};
use std::borrow::Cow;

/// What findings about comments are called.
pub const CODES: [&str; 2] = ["bad-suppression", "unused-suppression"];
const BAD: &str = CODES[0];
const UNUSED: &str = CODES[1];

/// The comments of an article.
#[derive(Debug, Default)]
pub(super) struct Comments {
    all: Vec<Comment>,
}

impl Comments {
    /// Looks for them.
    pub(super) fn of(text: &str, format: Format) -> Self {
        Self { all: comment::comments(text, format) }
    }

    /// What the reader of that format is to read: readers of Markdown and HTML know comments themselves.
    pub(super) fn readable<'a>(&self, text: &'a str, format: Format) -> Cow<'a, str> {
        match format {
            Format::Markdown | Format::Html => Cow::Borrowed(text),
            _ => comment::without(text, &self.all),
        }
    }

    /// Marks what they suppress, and adds what is wrong with them. `runs` tells of the name of a check whether it runs;
    /// `None`, if there is no such check.
    pub(super) fn apply(
        &self,
        text: &str,
        source: SourceId,
        article: &mut ArticleRun,
        runs: &dyn Fn(&str) -> Option<bool>,
    ) {
        let mut found = Vec::new();
        let at = |span| Site { source, span };
        for (number, comment) in self.all.iter().enumerate() {
            if comment.reach == Reach::End {
                if !self.all.iter().take(number).any(|other| other.reach == Reach::Start) {
                    found.push(bad(at(comment.span), "this comment ends what no comment began", "ends nothing"));
                }
                continue;
            }
            if let Some(wrong) = wrong(comment) {
                found.push(bad(at(comment.span), &wrong.0, wrong.1));
                continue;
            }
            let Some(range) = self.range(number, text) else {
                let message = "what this comment begins is not ended by a `factlint-ignore-end`";
                found.push(bad(at(comment.span), message, "begins here"));
                continue;
            };
            let mut idle = Vec::new();
            for (name, span) in &comment.names {
                let reach = Reached { source, range, whole: comment.reach == Reach::File };
                let used = suppress(article, name, &comment.reason, reach);
                match runs(name) {
                    Some(true) if !used => idle.push((name, *span, true)),
                    None => idle.push((name, *span, false)),
                    Some(_) => {}
                }
            }
            let all_idle = idle.len() == comment.names.len();
            for (number, (name, span, known)) in idle.into_iter().enumerate() {
                // One fix takes the whole comment away; fixes that touch would be in each other's way.
                let cut = if all_idle { whole(comment, text) } else { of_list(comment, span) };
                let fix = (!all_idle || number == 0).then(|| Fix {
                    safe: known,
                    title: if all_idle { "remove the comment".to_owned() } else { format!("remove `{name}`") },
                    site: at(cut),
                    text: String::new(),
                });
                found.push(unused(name, at(span), known, fix));
            }
        }
        article.inconsistencies.extend(found);
        let start = |finding: &Inconsistency| finding.places.first().map(|place| place.site.span.start);
        article.inconsistencies.sort_by_key(start);
    }

    /// The bytes that a comment speaks of.
    fn range(&self, number: usize, text: &str) -> Option<Span> {
        let comment = self.all.get(number)?;
        let own = comment.span.range();
        Some(match comment.reach {
            Reach::File => Span::new(0, text.len()),
            Reach::Start => {
                let names = |other: &&Comment| {
                    other.names.is_empty()
                        || comment.names.iter().any(|(name, _)| other.names.iter().any(|(end, _)| end == name))
                };
                let later = self.all.iter().skip(number + 1);
                let end = later.filter(|other| other.reach == Reach::End).find(names)?;
                Span { start: comment.span.start, end: end.span.end }
            }
            Reach::Line | Reach::Block | Reach::End => {
                let mut lines = lines(text);
                let first =
                    lines.iter().position(|line| line.range().end >= own.start && line.range().start <= own.start)?;
                let last = lines.iter().rposition(|line| line.range().start < own.end)?;
                let blank = |line: &Span| text.get(line.range()).unwrap_or_default().trim().is_empty();
                let is_comment = |line: &Span| self.all.iter().any(|other| other.alone && other.span.overlaps(*line));
                if comment.alone {
                    let rest = lines.split_off(last + 1);
                    let mut rest = rest.into_iter().skip_while(|line| blank(line) || is_comment(line));
                    let next = rest.next().unwrap_or_default();
                    if comment.reach == Reach::Line {
                        next
                    } else {
                        rest.take_while(|line| !blank(line)).fold(next, Span::cover)
                    }
                } else if comment.reach == Reach::Line {
                    let start = lines.get(first)?;
                    start.cover(*lines.get(last)?)
                } else {
                    let before = lines.iter().take(first + 1).rev().take_while(|line| !blank(line));
                    let after = lines.iter().skip(first).take_while(|line| !blank(line));
                    before.chain(after).copied().fold(comment.span, Span::cover)
                }
            }
        })
    }
}

/// The lines of a text, without their ends.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let line = |line: &str| {
        let span = Span::new(start, start + line.trim_end_matches(['\n', '\r']).len());
        start += line.len();
        span
    };
    text.split_inclusive('\n').map(line).collect()
}

fn wrong(comment: &Comment) -> Option<(String, &'static str)> {
    if let Some(word) = &comment.unknown {
        let known = "`factlint-ignore`, `-block`, `-start`, `-end` and `-file`";
        return Some((format!("`{word}` is no word of factlint, {known} are"), "suppresses nothing"));
    }
    if comment.names.is_empty() {
        let message = "this comment does not say which check it is about: `factlint-ignore CHECK: reason`";
        return Some((message.to_owned(), "suppresses nothing"));
    }
    if comment.reason.is_empty() {
        let message = "this comment gives no reason: `factlint-ignore CHECK: reason`";
        return Some((message.to_owned(), "suppresses nothing"));
    }
    None
}

#[derive(Clone, Copy)]
struct Reached {
    source: SourceId,
    range: Span,
    whole: bool,
}

impl Reached {
    fn holds(self, mut sites: impl Iterator<Item = Site>) -> bool {
        self.whole || sites.any(|site| site.source == self.source && self.range.overlaps(site.span))
    }
}

/// Marks the findings of a check in a range; whether there were any.
fn suppress(article: &mut ArticleRun, name: &str, reason: &str, reach: Reached) -> bool {
    let why = || Some(Suppression { by: SuppressedBy::Comment, reason: reason.to_owned() });
    let mut used = false;
    for finding in
        article.findings.iter_mut().filter(|finding| finding.check == name && finding.outcome != Outcome::Pass)
    {
        if reach.holds(finding.evidence.iter().map(|evidence| evidence.site)) {
            used = true;
            finding.suppressed = finding.suppressed.take().or_else(why);
        }
    }
    for finding in article.inconsistencies.iter_mut().filter(|finding| finding.check == name) {
        if reach.holds(finding.places.iter().map(|place| place.site)) {
            used = true;
            finding.suppressed = finding.suppressed.take().or_else(why);
        }
    }
    used
}

fn bad(site: Site, message: &str, says: &str) -> Inconsistency {
    finding(BAD, Severity::Error, message.to_owned(), Place { site, says: says.to_owned() }, None)
}

fn unused(name: &str, site: Site, known: bool, fix: Option<Fix>) -> Inconsistency {
    let near = if known { None } else { consistency::nearest(name) };
    let message = match (known, near) {
        (true, _) => format!("check `{name}` finds nothing here that this comment could suppress"),
        (false, Some(near)) => format!("no check is called `{name}`; did you mean `{near}`?"),
        (false, None) => format!("no check of this run is called `{name}`"),
    };
    finding(UNUSED, Severity::Warning, message, Place { site, says: "suppresses nothing".to_owned() }, fix)
}

fn finding(check: &'static str, severity: Severity, message: String, place: Place, fix: Option<Fix>) -> Inconsistency {
    Inconsistency { check, severity, message, arithmetic: None, places: vec![place], fix, suppressed: None }
}

/// What is taken away with a comment: its line, if it stands alone there.
fn whole(comment: &Comment, text: &str) -> Span {
    if !comment.alone {
        return comment.span;
    }
    let before = text.get(..comment.span.range().start).unwrap_or_default();
    let after = text.get(comment.span.range().end..).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').map_or(text.len(), |at| comment.span.range().end + at + 1);
    Span::new(start, end)
}

/// What is taken away with one of several names: the name, and what parts it from its neighbour.
fn of_list(comment: &Comment, name: Span) -> Span {
    let at = comment.names.iter().position(|(_, span)| *span == name).unwrap_or_default();
    match (comment.names.get(at + 1), at.checked_sub(1).and_then(|before| comment.names.get(before))) {
        (Some((_, next)), _) => Span { start: name.start, end: next.start },
        (None, Some((_, before))) => Span { start: before.end, end: name.end },
        (None, None) => name,
    }
}
