//! What the page tells of one finding: its colour, its words in the article, and the card that shows it.

use super::super::coverage::Covered;
use super::super::entry::{lacking_message, remarks};
use super::super::run::{ArticleRun, Run};
use super::super::text::{saying, shows_lacking, what_the_rule_wants};
use super::escape::escape;
use crate::check::consistency::Inconsistency;
use crate::check::{Evidence, Finding, NotInReference, Outcome, Suppression, Verdict};
use crate::lang::ruleset::Check;
use crate::lang::syntax::Severity;
use crate::source::{Problem, Site, Span};
use std::fmt::Write as _;

/// The colours of claims, the most telling first: where two lie over each other, the first is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Wrong.
    Bad,
    /// To be looked at.
    Doubt,
    /// It could not be evaluated.
    Unable,
    /// Right.
    Good,
    /// A check looks for it and finds no answer.
    Open,
    /// Found, and not to count.
    Suppressed,
    /// No check speaks about it.
    Unchecked,
}

impl Tone {
    /// All of them, in order.
    pub const ALL: [Self; 7] =
        [Self::Bad, Self::Doubt, Self::Unable, Self::Good, Self::Open, Self::Suppressed, Self::Unchecked];

    /// Its class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Self::Bad => "bad",
            Self::Doubt => "doubt",
            Self::Unable => "unable",
            Self::Good => "good",
            Self::Open => "open",
            Self::Suppressed => "suppressed",
            Self::Unchecked => "unchecked",
        }
    }

    /// What a button calls so many of them.
    pub fn words(self, count: usize) -> &'static str {
        match (self, count) {
            (Self::Bad, _) => "wrong",
            (Self::Doubt, _) => "to look at",
            (Self::Unable, _) => "not checkable",
            (Self::Good, _) => "right",
            (Self::Open, _) => "not stated",
            (Self::Suppressed, _) => "suppressed",
            (Self::Unchecked, 1) => "claim unchecked",
            (Self::Unchecked, _) => "claims unchecked",
        }
    }
}

/// What is told of one finding.
#[derive(Debug, Clone)]
pub struct Note {
    /// Its number in the page, from 1.
    pub number: usize,
    pub tone: Tone,
    /// Its words in the article: bytes of the file.
    pub spans: Vec<Span>,
    /// What an assistive device says at the words.
    pub label: String,
    /// The card, in HTML.
    pub card: String,
}

/// What is told of an article, in the order of the report for people; claims that no check speaks about come last.
pub fn notes(run: &Run, article: &ArticleRun, first: usize) -> Vec<Note> {
    let checks = run.checks();
    let mut notes: Vec<Note> = Vec::new();
    notes.extend(article.inconsistencies.iter().map(|finding| of_inconsistency(run, article, finding)));
    notes.extend(article.findings.iter().map(|finding| of_finding(run, article, finding, checks.of(finding))));
    for finding in article.findings.iter().filter(|finding| !shows_lacking(finding)) {
        notes.extend(finding.not_in_reference.iter().map(|lacking| of_lacking(run, article, finding, lacking)));
    }
    let unchecked = article.claims.iter().flatten().filter(|claim| claim.by.is_empty());
    notes.extend(unchecked.map(|claim| of_claim(article, claim, run)));
    // A stable sort: what is wrong stands on top of the list, each kind in the order of the rules.
    notes.sort_by_key(|note| note.tone);
    for (number, note) in (first..).zip(&mut notes) {
        note.number = number;
    }
    notes
}

/// The spans of sites that lie in the article's own file.
fn own(article: &ArticleRun, sites: impl Iterator<Item = Site>) -> Vec<Span> {
    let mut spans: Vec<Span> = sites
        .filter(|site| Some(site.source) == article.source && !site.span.is_empty())
        .map(|site| site.span)
        .collect();
    spans.sort();
    spans.dedup();
    spans
}

fn of_finding(run: &Run, article: &ArticleRun, finding: &Finding, check: Option<&Check>) -> Note {
    let tone = match (finding.outcome, finding.severity, finding.verdict) {
        (Outcome::NotCheckable, ..) => Tone::Unable,
        (Outcome::Fail, Severity::Error, _) => Tone::Bad,
        (Outcome::Fail | Outcome::Warn, ..) => Tone::Doubt,
        (Outcome::Pass, _, Verdict::NotStated) => Tone::Open,
        (Outcome::Pass, ..) => Tone::Good,
    };
    let tone = if finding.suppressed.is_some() { Tone::Suppressed } else { tone };
    let title = check.and_then(|check| check.title.as_deref());
    let verdict = match finding.outcome {
        Outcome::Fail | Outcome::Warn => format!("{} · {}", finding.verdict.words(), severity(finding.severity)),
        Outcome::Pass | Outcome::NotCheckable => finding.verdict.words().to_owned(),
    };
    let verdict = format!("{}{verdict}", suppressed(finding.suppressed.as_ref()));
    let mut card = head(tone, &verdict, &finding.check, title);
    let _ = write!(card, "<p class=\"msg\">{}</p>", sentence(&finding.message));
    let lacking: Vec<&Evidence> = if shows_lacking(finding) {
        finding.not_in_reference.iter().flat_map(|lacking| &lacking.evidence).collect()
    } else {
        Vec::new()
    };
    let evidence = || finding.evidence.iter().chain(lacking.iter().copied());
    quotes(&mut card, run, article, evidence().map(|evidence| (evidence.site, saying(evidence))));
    let _ = write!(card, "<div class=\"rule\"><span class=\"lbl\">{}</span>", escape(what_the_rule_wants(finding)));
    let _ = write!(
        card,
        "<code>{}</code>{}</div>",
        escape(run.sources.words(finding.rule)),
        place(run, None, finding.rule)
    );
    let mut said = remarks(finding, check);
    said.extend(finding.suppressed.iter().map(why_suppressed));
    remarks_of(&mut card, &said);
    Note {
        number: 0,
        tone,
        spans: own(article, evidence().map(|evidence| evidence.site)),
        label: format!("{}: {}", verdict, title.unwrap_or(&finding.check)),
        card,
    }
}

/// What the article has that a text lacks.
fn of_lacking(run: &Run, article: &ArticleRun, finding: &Finding, lacking: &NotInReference) -> Note {
    let tone = if finding.suppressed.is_some() { Tone::Suppressed } else { Tone::Doubt };
    let verdict = format!("{}not in the reference · note", suppressed(finding.suppressed.as_ref()));
    let mut card = head(tone, &verdict, &finding.check, None);
    let _ = write!(card, "<p class=\"msg\">{}</p>", sentence(&lacking_message(lacking)));
    let evidence = lacking.evidence.iter().map(|evidence| (evidence.site, evidence.says.clone()));
    quotes(&mut card, run, article, evidence);
    let said: Vec<(&str, &str)> = finding.suppressed.iter().map(why_suppressed).collect();
    remarks_of(&mut card, &said);
    Note {
        number: 0,
        tone,
        spans: own(article, lacking.evidence.iter().map(|evidence| evidence.site)),
        label: format!("{verdict}: {}", finding.check),
        card,
    }
}

fn of_inconsistency(run: &Run, article: &ArticleRun, finding: &Inconsistency) -> Note {
    let tone = match finding.severity {
        _ if finding.suppressed.is_some() => Tone::Suppressed,
        Severity::Error => Tone::Bad,
        Severity::Warning | Severity::Note => Tone::Doubt,
    };
    let suppressed = suppressed(finding.suppressed.as_ref());
    let verdict = format!("{suppressed}at odds with itself · {}", severity(finding.severity));
    let mut card = head(tone, &verdict, finding.check, None);
    let _ = write!(card, "<p class=\"msg\">{}</p>", sentence(&finding.message));
    quotes(&mut card, run, article, finding.places.iter().map(|place| (place.site, place.says.clone())));
    let mut said: Vec<(&str, &str)> = finding.arithmetic.iter().map(|sum| ("sum", sum.as_str())).collect();
    if let Some(fix) = &finding.fix {
        said.push((if fix.safe { "fix" } else { "fix (unsafe)" }, &fix.title));
    }
    said.extend(finding.suppressed.iter().map(why_suppressed));
    remarks_of(&mut card, &said);
    Note {
        number: 0,
        tone,
        spans: own(article, finding.places.iter().map(|place| place.site)),
        label: format!("{verdict}: {}", finding.check),
        card,
    }
}

/// What stands before the verdict of a finding that does not count.
fn suppressed(suppression: Option<&Suppression>) -> &'static str {
    if suppression.is_some() { "suppressed: " } else { "" }
}

/// Why a finding does not count, beside what else is said of it.
fn why_suppressed(suppression: &Suppression) -> (&'static str, &str) {
    ("suppressed", &suppression.reason)
}

fn of_claim(article: &ArticleRun, claim: &Covered, run: &Run) -> Note {
    let kind = claim.kind.name();
    let mut card = head(Tone::Unchecked, "no check speaks about it", kind, None);
    quotes(&mut card, run, article, std::iter::once((claim.site, String::new())));
    Note {
        number: 0,
        tone: Tone::Unchecked,
        spans: own(article, std::iter::once(claim.site)),
        label: format!("no check speaks about this {kind}"),
        card,
    }
}

fn head(tone: Tone, verdict: &str, code: &str, title: Option<&str>) -> String {
    let mut card = format!("<p class=\"verdict {}\">{}</p>", tone.class(), escape(verdict));
    match title {
        Some(title) => {
            let _ = write!(card, "<h3>{}</h3><p class=\"code\">{}</p>", escape(title), escape(code));
        }
        None => {
            let _ = write!(card, "<h3><code>{}</code></h3>", escape(code));
        }
    }
    card
}

/// The words that a finding rests on, and what they say; those of other files with their place.
fn quotes(card: &mut String, run: &Run, article: &ArticleRun, evidence: impl Iterator<Item = (Site, String)>) {
    let mut items = String::new();
    for (site, says) in evidence {
        let words = run.sources.words(site).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = write!(items, "<li><q>{}</q>{}", escape(&words), place(run, Some(article), site));
        if !says.is_empty() {
            let _ = write!(items, "<span class=\"says\">{}</span>", escape(&says));
        }
        items.push_str("</li>");
    }
    if !items.is_empty() {
        let _ = write!(card, "<ul class=\"evidence\">{items}</ul>");
    }
}

/// Where words stand; in the article that the page shows beside them the line is enough.
fn place(run: &Run, article: Option<&ArticleRun>, site: Site) -> String {
    let Some(source) = run.sources.get(site.source) else { return String::new() };
    let at = source.position(site.span.start);
    if article.is_some_and(|article| article.source == Some(site.source)) {
        return format!("<span class=\"at\">line {}</span>", at.line);
    }
    format!("<span class=\"at\"><bdi>{}</bdi>:{}:{}</span>", escape(source.path()), at.line, at.column)
}

fn remarks_of(card: &mut String, remarks: &[(&str, &str)]) {
    if remarks.is_empty() {
        return;
    }
    card.push_str("<dl>");
    for (word, text) in remarks {
        let _ = write!(card, "<div><dt>{}</dt><dd>{}</dd></div>", escape(word), escape(text));
    }
    card.push_str("</dl>");
}

/// What is wrong with a file.
pub fn problem(out: &mut String, problem: &Problem, run: &Run) {
    let tone = if problem.advisory { "doubt" } else { "bad" };
    let _ = write!(
        out,
        "<div class=\"problem {tone}\"><p><strong>{}</strong> <code>{}</code></p>",
        sentence(&problem.message),
        escape(problem.code)
    );
    if let Some(label) = &problem.at {
        let _ = write!(out, "<p>{} {}</p>", place(run, None, label.site), escape(&label.text));
    }
    if let Some(help) = &problem.help {
        let _ = write!(out, "<p>help: {}</p>", escape(help));
    }
    out.push_str("</div>\n");
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A message as a sentence: with a capital, its stop, and code for what stands in backticks.
fn sentence(message: &str) -> String {
    let mut characters = message.chars();
    let mut text: String = characters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    text.push_str(characters.as_str());
    if !text.ends_with(['.', '!', '?', '…']) {
        text.push('.');
    }
    let mut out = String::new();
    let pieces: Vec<&str> = text.split('`').collect();
    let paired = pieces.len() % 2 == 1;
    for (index, piece) in pieces.iter().enumerate() {
        match (index % 2, paired) {
            (1, true) => out.extend(["<code>", &escape(piece), "</code>"]),
            (0, true) => out.push_str(&escape(piece)),
            _ => out.extend([if index > 0 { "`" } else { "" }, &escape(piece)]),
        }
    }
    out
}
