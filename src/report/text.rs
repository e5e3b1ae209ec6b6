//! The report for people: what fails in full, the rest in a line.

use super::Style;
use super::coverage;
use super::diagnostic::{Diagnostic, Level};
use super::entry::{lacking_message, remarks};
use super::excerpt::{Place, Tone};
use super::run::{ArticleRun, Run, Summary};
use super::visible::{visible, wrap};
use crate::check::consistency::Inconsistency;
use crate::check::{Evidence, Finding, NotInReference, Outcome, SuppressedBy, Verdict};
use crate::facts::Modality;
use crate::lang::ruleset::Check;
use crate::lang::syntax::{CheckKind, Severity};
use crate::source::{Problem, Site, Sources, Span};
use owo_colors::Style as Paint;

/// So many places of an article are shown for one check.
const MOST_PLACES: usize = 6;

/// The whole report, a line feed at the end.
pub fn text(run: &Run, style: &Style) -> String {
    let mut out = String::new();
    for problem in run.problems() {
        push_paragraph(&mut out, &self::problem(problem, &run.sources, style));
    }
    let checks = run.checks();
    for article in &run.articles {
        for problem in &article.problems {
            push_paragraph(&mut out, &self::problem(problem, &run.sources, style));
        }
        for finding in &article.findings {
            if is_shown(finding, style) {
                push_paragraph(&mut out, &of_finding(finding, checks.of(finding)).draw(&run.sources, style));
            }
            for lacking in finding.not_in_reference.iter().filter(|_| !shows_lacking(finding)) {
                push_paragraph(&mut out, &of_lacking(finding, lacking).draw(&run.sources, style));
            }
        }
        for finding in article.inconsistencies.iter().filter(|finding| finding.suppressed.is_none()) {
            push_paragraph(&mut out, &of_inconsistency(finding).draw(&run.sources, style));
        }
        if !style.quiet {
            push_paragraph(&mut out, &not_stated(run, article, style));
        }
    }
    if style.quiet {
        return out;
    }
    let summary = run.summary();
    push_paragraph(&mut out, &unused(run, &summary, style));
    push_paragraph(&mut out, &coverage::text(run, style));
    push_paragraph(&mut out, &(footer(run, &summary, style) + &suppressed(run)));
    out
}

/// `3 findings suppressed: 1 by comments, 2 by the baseline`.
fn suppressed(run: &Run) -> String {
    let of = |by| run.suppressions().filter(|suppression| suppression.by == by).count();
    match (of(SuppressedBy::Comment), of(SuppressedBy::Baseline)) {
        (0, 0) => String::new(),
        (comments, baseline) => format!(
            "{} suppressed: {comments} by comments, {baseline} by the baseline\n",
            number(comments + baseline, "finding")
        ),
    }
}

/// All problems of a run, those of its articles included.
pub fn problems(run: &Run, style: &Style) -> String {
    let mut out = String::new();
    for problem in run.problems().chain(run.articles.iter().flat_map(|article| &article.problems)) {
        push_paragraph(&mut out, &self::problem(problem, &run.sources, style));
    }
    out
}

/// A problem, drawn.
pub fn problem(problem: &Problem, sources: &Sources, style: &Style) -> String {
    let first = problem.at.iter().map(|label| (label, Tone::Against));
    let more = problem.related.iter().map(|label| (label, Tone::Rule));
    let places = first.chain(more).map(|(label, tone)| Place { site: label.site, label: label.text.clone(), tone });
    let diagnostic = Diagnostic {
        level: match problem {
            Problem { note: true, .. } => Level::Note,
            Problem { advisory: true, .. } => Level::Warning,
            _ => Level::Error,
        },
        code: problem.code.to_owned(),
        title: problem.check.as_ref().map(|check| format!("check `{check}` does not run")),
        message: problem.message.clone(),
        places: places.collect(),
        remarks: problem.help.iter().map(|help| ("help", help.clone())).collect(),
    };
    diagnostic.draw(sources, style)
}

/// How a verdict came about: the finding in full, then its steps as an indented tree.
pub fn trace(run: &Run, finding: &Finding, style: &Style) -> String {
    let mut out = of_finding(finding, run.checks().of(finding)).draw(&run.sources, style);
    out.push('\n');
    for step in &finding.steps {
        let indent = "  ".repeat(step.depth.min(style.width / 8));
        let room = style.width.saturating_sub(indent.len() + 2);
        for (index, line) in wrap(&step.what, room).iter().enumerate() {
            out.push_str(&indent);
            out.push_str(if index == 0 { "" } else { "  " });
            out.push_str(line);
            out.push('\n');
        }
        for (index, line) in wrap(&step.result, room.saturating_sub(4)).iter().enumerate() {
            out.push_str(&indent);
            out.push_str(if index == 0 { "  → " } else { "    " });
            out.push_str(&style.paint(line, Paint::new().bold()));
            out.push('\n');
        }
    }
    out
}

pub(super) fn push_paragraph(out: &mut String, paragraph: &str) {
    if !paragraph.is_empty() {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(paragraph);
    }
}

fn is_shown(finding: &Finding, style: &Style) -> bool {
    finding.outcome != Outcome::Pass && finding.suppressed.is_none() || style.verbose
}

/// The finding as a diagnostic: the article's words first, then the rule.
fn of_finding(finding: &Finding, check: Option<&Check>) -> Diagnostic {
    let said = remarks(finding, check);
    let (above, below) = said.split_at(said.iter().take_while(|(word, _)| matches!(*word, "sum" | "note")).count());
    let owned =
        |remarks: &[(&'static str, &str)]| remarks.iter().map(|&(word, text)| (word, text.to_owned())).collect();
    let mut remarks: Vec<(&'static str, String)> = owned(above);
    let shown: Vec<&Evidence> = chosen(finding);
    let left_out = finding.evidence.len() - shown.len();
    if left_out > 0 {
        let places = if left_out == 1 { "place" } else { "places" };
        remarks.push(("note", format!("{left_out} more {places} in the article say the same")));
    }
    remarks.extend::<Vec<_>>(owned(below));
    let mut places: Vec<Place> = shown.into_iter().map(|evidence| place_of(evidence, finding)).collect();
    if shows_lacking(finding) {
        let lacking = finding.not_in_reference.iter().flat_map(|lacking| &lacking.evidence).take(MOST_LACKING);
        places.extend(lacking.map(|evidence| place_of(evidence, finding)));
    }
    if let Some(head) = check.and_then(|check| head_of(check, finding.rule)) {
        places.push(Place { site: head, label: String::new(), tone: Tone::Plain });
    }
    places.push(Place { site: finding.rule, label: what_the_rule_wants(finding).to_owned(), tone: Tone::Rule });
    Diagnostic {
        level: level(finding),
        code: finding.check.clone(),
        title: check.and_then(|check| check.title.clone()),
        message: finding.message.clone(),
        places,
        remarks,
    }
}

/// Whether the finding itself shows what a text lacks: where it fails for no other reason.
pub(super) fn shows_lacking(finding: &Finding) -> bool {
    finding.verdict == Verdict::NotStated && finding.outcome != Outcome::Pass
}

/// So many places are shown of what a text lacks.
const MOST_LACKING: usize = 20;

/// What an article has that a text lacks.
fn of_lacking(finding: &Finding, lacking: &NotInReference) -> Diagnostic {
    let shown = lacking.evidence.iter().take(MOST_LACKING);
    let places = shown.map(|evidence| Place { site: evidence.site, label: evidence.says.clone(), tone: Tone::Against });
    let more = lacking.evidence.len().saturating_sub(MOST_LACKING);
    Diagnostic {
        level: Level::Note,
        code: finding.check.clone(),
        title: None,
        message: lacking_message(lacking),
        places: places.collect(),
        remarks: (more > 0).then(|| ("note", format!("{more} more are not in it"))).into_iter().collect(),
    }
}

/// Two places of an article that cannot both be right.
fn of_inconsistency(finding: &Inconsistency) -> Diagnostic {
    let places =
        finding.places.iter().map(|place| Place { site: place.site, label: place.says.clone(), tone: Tone::Against });
    let sum = finding.arithmetic.iter().map(|sum| ("sum", sum.clone()));
    let fix = finding.fix.iter().map(|fix| ("help", fix.title.clone()));
    Diagnostic {
        level: match finding.severity {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Note => Level::Note,
        },
        code: finding.check.to_owned(),
        title: None,
        message: finding.message.clone(),
        places: places.collect(),
        remarks: sum.chain(fix).collect(),
    }
}

/// The evidence that is shown: what decides first, no more than a screen holds.
fn chosen(finding: &Finding) -> Vec<&Evidence> {
    let decides = |evidence: &&Evidence| match finding.verdict {
        Verdict::Supported => evidence.supports,
        Verdict::Contradicted => !evidence.supports,
        Verdict::NotStated | Verdict::NotCheckable => true,
    };
    let first = finding.evidence.iter().filter(decides);
    let rest = finding.evidence.iter().filter(|evidence| !decides(evidence));
    first.chain(rest).take(MOST_PLACES).collect()
}

fn place_of(evidence: &Evidence, finding: &Finding) -> Place {
    let fails = finding.outcome != Outcome::Pass;
    let good = evidence.supports != (finding.kind == CheckKind::Forbid);
    let tone = if good || !fails { Tone::For } else { Tone::Against };
    Place { site: evidence.site, label: saying(evidence), tone }
}

/// What the words say, with how surely and by whom.
pub(super) fn saying(evidence: &Evidence) -> String {
    let mut marks: Vec<String> = Vec::new();
    match (&evidence.speaker, evidence.modality) {
        (Some(speaker), _) => marks.push(format!("according to {speaker}")),
        (None, Modality::Reported) => marks.push("reportedly".to_owned()),
        (None, Modality::Attributed) => marks.push("by hearsay".to_owned()),
        (None, Modality::Hypothetical) => marks.push("as a possibility".to_owned()),
        (None, Modality::Asserted | Modality::Scheduled) => {}
    }
    if evidence.from_context {
        marks.push("from the context".to_owned());
    }
    if marks.is_empty() { evidence.says.clone() } else { format!("{} ({})", evidence.says, marks.join(", ")) }
}

/// The line that names the check; the excerpt shows it where the sentence stands right below it.
fn head_of(check: &Check, sentence: Site) -> Option<Site> {
    let between = Span { start: check.site.span.start, end: sentence.span.start };
    (check.site.source == sentence.source && !between.is_empty())
        .then_some(Site { source: check.site.source, span: Span { start: between.start, end: between.start } })
}

pub(super) fn what_the_rule_wants(finding: &Finding) -> &'static str {
    match (finding.kind, finding.verdict) {
        (_, Verdict::NotCheckable) => "this cannot be checked",
        (CheckKind::Forbid, Verdict::Supported) => "the article states this, and must not",
        (_, Verdict::Supported) => "the article supports this",
        (CheckKind::Forbid, Verdict::Contradicted) => "the article says otherwise, and may",
        (_, Verdict::Contradicted) => "the article contradicts this",
        (CheckKind::Require, Verdict::NotStated) => "the article does not state this, and must",
        (_, Verdict::NotStated) => "the article does not state this",
    }
}

fn level(finding: &Finding) -> Level {
    match (finding.outcome, finding.severity, finding.verdict) {
        (Outcome::Pass, _, verdict) => Level::Passes(verdict),
        (_, Severity::Error, _) => Level::Error,
        (_, Severity::Warning, _) => Level::Warning,
        (_, Severity::Note, _) => Level::Note,
    }
}

/// The rules of which the article says nothing, by name.
fn not_stated(run: &Run, article: &ArticleRun, style: &Style) -> String {
    let silent = |finding: &&Finding| finding.verdict == Verdict::NotStated && !is_shown(finding, style);
    let names: Vec<&str> = article.findings.iter().filter(silent).map(|finding| finding.check.as_str()).collect();
    let head = if run.articles.len() > 1 { format!("not stated in {}: ", article.path) } else { "not stated: ".into() };
    list(&head, &names, style)
}

/// The checks that nothing in any article bears on, where there are several articles (for one, it is the list above).
fn unused(run: &Run, summary: &Summary, style: &Style) -> String {
    if run.articles.len() < 2 {
        return String::new();
    }
    let names: Vec<&str> = summary.unused_checks.iter().map(String::as_str).collect();
    list("no article supports or contradicts: ", &names, style)
}

pub(super) fn list(head: &str, names: &[&str], style: &Style) -> String {
    if names.is_empty() {
        return String::new();
    }
    let lines = wrap(&names.join(", "), style.width.saturating_sub(2));
    let head = visible(head);
    let beside = wrap(&format!("{head}{}", names.join(", ")), style.width);
    if beside.len() == 1 {
        return format!("{}{}\n", style.paint(&head, Paint::new().cyan()), visible(&names.join(", ")));
    }
    let mut out = format!("{}\n", style.paint(head.trim_end(), Paint::new().cyan()));
    for line in lines {
        out.push_str("  ");
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// `1 article, 13 checks: 8 supported, 2 contradicted, 3 not stated, 0 not checkable; 2 failed`, wrapped.
fn footer(run: &Run, summary: &Summary, style: &Style) -> String {
    let checks = run.rules.checks.len();
    let failed = if summary.failed > 0 { Paint::new().red().bold() } else { Paint::new().green().bold() };
    let counted = [
        (summary.supported, "supported", ",", Paint::new().green()),
        (summary.contradicted, "contradicted", ",", Paint::new().red()),
        (summary.not_stated, "not stated", ",", Paint::new().cyan()),
        (summary.not_checkable, "not checkable", ";", Paint::new().yellow()),
        (summary.failed, "failed", "", failed),
    ];
    let each = if summary.articles > 1 { " each" } else { "" };
    let head = format!("{}, {}{each}:", number(summary.articles, "article"), number(checks, "check"));
    if checks == 0 {
        return against_itself(run, summary, style);
    }
    let mut out = head.clone();
    let mut used = head.len();
    for (count, word, end, paint) in counted {
        let shown = format!("{count} {word}");
        let columns = shown.len() + end.len();
        if used + 1 + columns > style.width {
            out.push_str("\n ");
            used = 1;
        }
        out.push(' ');
        out.push_str(&if count > 0 || word == "failed" { style.paint(&shown, paint) } else { shown });
        out.push_str(end);
        used += 1 + columns;
    }
    out.push('\n');
    if run.inconsistencies().next().is_some() {
        out.push_str(&against_itself(run, summary, style));
    }
    out
}

/// `1 article, checked against itself: 1 error, 2 warnings, 0 notes`.
fn against_itself(run: &Run, summary: &Summary, style: &Style) -> String {
    let of = |severity| run.inconsistencies().filter(|finding| finding.severity == severity).count();
    let (errors, warnings, notes) = (of(Severity::Error), of(Severity::Warning), of(Severity::Note));
    let paint = match (errors, warnings) {
        (0, 0) => Paint::new().green().bold(),
        (0, _) => Paint::new().yellow().bold(),
        _ => Paint::new().red().bold(),
    };
    let counts = format!("{}, {}, {}", number(errors, "error"), number(warnings, "warning"), number(notes, "note"));
    let articles = number(summary.articles, "article");
    format!(
        "{articles}, checked against {}: {}\n",
        if summary.articles == 1 { "itself" } else { "themselves" },
        style.paint(&counts, paint)
    )
}

/// A number with what it counts: `1 article`, `2 articles`.
pub fn number(count: usize, of: &str) -> String {
    if count == 1 { format!("{count} {of}") } else { format!("{count} {of}s") }
}
