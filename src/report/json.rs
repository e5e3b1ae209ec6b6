//! The report for programs: one JSON document, as `docs/check-output.schema.json` describes it.
//!
//! Byte offsets are into the file named, UTF-8, end exclusive; lines and columns are 1-based, columns in characters.

use super::coverage;
use super::run::{ArticleRun, Run, Summary};
use crate::check::consistency::{Inconsistency, Place as ShownPlace};
use crate::check::{Evidence, Finding, Outcome, Verdict};
use crate::facts::Modality;
use crate::lang::syntax::{CheckKind, Severity};
use crate::source::{Problem, ProblemKind, Site, Sources};
use serde::Serialize;

/// The version of the document's form; it changes when a reader of the old form would misread the new one.
pub(super) const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    articles: Vec<Article<'a>>,
    problems: Vec<ProblemLine<'a>>,
    summary: Summary,
}

/// A line of JSON Lines.
#[derive(Serialize)]
struct Versioned<'a> {
    schema: u32,
    #[serde(flatten)]
    line: Line<'a>,
}

/// What a line tells, named by its one key.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Line<'a> {
    Problem(ProblemLine<'a>),
    Article(Article<'a>),
    Summary(Summary),
}

#[derive(Serialize)]
struct Article<'a> {
    path: &'a str,
    checks: Vec<Check<'a>>,
    findings: Vec<FindingLine<'a>>,
    not_in_reference: Vec<Lacking<'a>>,
    problems: Vec<ProblemLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<coverage::Record<'a>>,
}

#[derive(Serialize)]
struct Check<'a> {
    name: &'a str,
    kind: &'static str,
    verdict: Verdict,
    outcome: Outcome,
    severity: Severity,
    message: &'a str,
    rule: Place<'a>,
    evidence: Vec<Shown<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<&'a str>,
}

/// What a text that is held to be true lacks.
#[derive(Serialize)]
struct Lacking<'a> {
    reference: &'a str,
    evidence: Vec<EvidenceLine<'a>>,
}

/// Words of the article, or of a reference.
#[derive(Serialize)]
#[serde(untagged)]
enum Shown<'a> {
    Words(EvidenceLine<'a>),
    Cell(CellLine<'a>),
}

/// A cell of a data file that is held to be true.
#[derive(Serialize)]
struct CellLine<'a> {
    path: &'a str,
    row: usize,
    column: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct FindingLine<'a> {
    check: &'a str,
    severity: Severity,
    message: &'a str,
    arithmetic: Option<&'a str>,
    evidence: Vec<EvidenceLine<'a>>,
    fix: Option<FixLine<'a>>,
    suppressed: Option<&'a str>,
}

#[derive(Serialize)]
struct FixLine<'a> {
    safe: bool,
    title: &'a str,
    edits: [Edit<'a>; 1],
}

#[derive(Serialize)]
struct Edit<'a> {
    path: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
pub(super) struct Place<'a> {
    path: &'a str,
    start: u32,
    end: u32,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
pub(super) struct EvidenceLine<'a> {
    #[serde(flatten)]
    at: Place<'a>,
    text: &'a str,
    says: &'a str,
    modality: &'static str,
    speaker: Option<&'a str>,
    from_context: bool,
}

#[derive(Serialize)]
pub(super) struct ProblemLine<'a> {
    kind: ProblemKind,
    check: Option<&'a str>,
    message: &'a str,
    help: Option<&'a str>,
    at: Option<Place<'a>>,
}

/// The whole report as JSON, a line feed at the end.
///
/// # Errors
/// None that can happen: every key is a text, and every number is an integer.
pub fn json(run: &Run) -> Result<String, serde_json::Error> {
    let document = Document {
        schema: SCHEMA,
        articles: run.articles.iter().map(|article| article_line(article, run)).collect(),
        problems: run.problems().map(|problem| problem_line(problem, &run.sources)).collect(),
        summary: run.summary(),
    };
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(text)
}

/// The report as JSON Lines: a line a problem of the run, a line an article, and the counts at the end.
///
/// # Errors
/// None that can happen: every key is a text, and every number is an integer.
pub fn lines(run: &Run) -> Result<String, serde_json::Error> {
    let mut lines = Vec::new();
    for problem in run.problems() {
        lines.push(Line::Problem(problem_line(problem, &run.sources)));
    }
    lines.extend(run.articles.iter().map(|article| Line::Article(article_line(article, run))));
    lines.push(Line::Summary(run.summary()));
    let mut text = String::new();
    for line in lines {
        text.push_str(&serde_json::to_string(&Versioned { schema: SCHEMA, line })?);
        text.push('\n');
    }
    Ok(text)
}

fn article_line<'a>(article: &'a ArticleRun, run: &'a Run) -> Article<'a> {
    let sources = &run.sources;
    Article {
        path: &article.path,
        checks: article.findings.iter().map(|finding| check_line(finding, sources)).collect(),
        findings: article.inconsistencies.iter().map(|finding| finding_line(finding, sources)).collect(),
        not_in_reference: not_in_reference(article, sources),
        problems: article.problems.iter().map(|problem| problem_line(problem, sources)).collect(),
        coverage: coverage::record(run, article),
    }
}

fn check_line<'a>(finding: &'a Finding, sources: &'a Sources) -> Check<'a> {
    Check {
        name: &finding.check,
        kind: match finding.kind {
            CheckKind::Rule => "rule",
            CheckKind::Require => "require",
            CheckKind::Forbid => "forbid",
        },
        verdict: finding.verdict,
        outcome: finding.outcome,
        severity: finding.severity,
        message: &finding.message,
        rule: place(finding.rule, sources),
        evidence: finding.evidence.iter().map(|evidence| shown_evidence(evidence, sources)).collect(),
        suppressed: finding.suppressed.as_ref().map(|suppression| suppression.reason.as_str()),
    }
}

/// What the article has and texts lack, by the text; what two checks find alike is told once.
fn not_in_reference<'a>(article: &'a ArticleRun, sources: &'a Sources) -> Vec<Lacking<'a>> {
    let mut all: Vec<Lacking<'a>> = Vec::new();
    for found in article.findings.iter().flat_map(|finding| &finding.not_in_reference) {
        if all.iter().any(|known| known.reference == found.reference) {
            continue;
        }
        let evidence = found.evidence.iter().map(|evidence| evidence_line(evidence, sources)).collect();
        all.push(Lacking { reference: &found.reference, evidence });
    }
    all
}

/// Evidence as it is told: of a data file by row and column.
fn shown_evidence<'a>(evidence: &'a Evidence, sources: &'a Sources) -> Shown<'a> {
    let Some((row, column)) = evidence.held.as_ref().and_then(|held| held.cell.as_ref()) else {
        return Shown::Words(evidence_line(evidence, sources));
    };
    let path = sources.get(evidence.site.source).map_or("", |source| source.path());
    Shown::Cell(CellLine { path, row: *row, column, text: sources.words(evidence.site) })
}

fn finding_line<'a>(finding: &'a Inconsistency, sources: &'a Sources) -> FindingLine<'a> {
    FindingLine {
        check: finding.check,
        severity: finding.severity,
        message: &finding.message,
        arithmetic: finding.arithmetic.as_deref(),
        evidence: finding.places.iter().map(|shown| shown_line(shown, sources)).collect(),
        fix: finding.fix.as_ref().map(|fix| FixLine {
            safe: fix.safe,
            title: &fix.title,
            edits: [Edit {
                path: sources.get(fix.site.source).map_or("", |source| source.path()),
                start: fix.site.span.start,
                end: fix.site.span.end,
                text: &fix.text,
            }],
        }),
        suppressed: finding.suppressed.as_ref().map(|suppression| suppression.reason.as_str()),
    }
}

fn shown_line<'a>(shown: &'a ShownPlace, sources: &'a Sources) -> EvidenceLine<'a> {
    EvidenceLine {
        at: place(shown.site, sources),
        text: sources.words(shown.site),
        says: &shown.says,
        modality: "asserted",
        speaker: None,
        from_context: false,
    }
}

pub(super) fn evidence_line<'a>(evidence: &'a Evidence, sources: &'a Sources) -> EvidenceLine<'a> {
    EvidenceLine {
        at: place(evidence.site, sources),
        text: sources.words(evidence.site),
        says: &evidence.says,
        modality: match evidence.modality {
            Modality::Asserted => "asserted",
            Modality::Scheduled => "scheduled",
            Modality::Reported => "reported",
            Modality::Attributed => "attributed",
            Modality::Hypothetical => "hypothetical",
        },
        speaker: evidence.speaker.as_deref(),
        from_context: evidence.from_context,
    }
}

pub(super) fn problem_line<'a>(problem: &'a Problem, sources: &'a Sources) -> ProblemLine<'a> {
    ProblemLine {
        kind: problem.kind,
        check: problem.check.as_deref(),
        message: &problem.message,
        help: problem.help.as_deref(),
        at: problem.at.as_ref().map(|label| place(label.site, sources)),
    }
}

pub(super) fn place(site: Site, sources: &Sources) -> Place<'_> {
    let source = sources.get(site.source);
    let position = source.map(|source| source.position(site.span.start));
    Place {
        path: source.map_or("", |source| source.path()),
        start: site.span.start,
        end: site.span.end,
        line: position.map_or(1, |position| position.line),
        column: position.map_or(1, |position| position.column),
    }
}
