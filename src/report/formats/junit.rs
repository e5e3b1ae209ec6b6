//! Test results in XML: a suite an article, a case a check.
//!
//! A check that fails the run is a failure, one that cannot be evaluated an error, one that an article does not speak about
//! or that is suppressed is skipped; what is found but fails nothing passes, and tells what it is in `system-out`. The article against itself is
//! one case a finding, or one that passes. No times are written: the same input gives the same bytes.

use super::super::Run;
use super::super::entry::{Entry, Origin, all};
use super::super::run::ArticleRun;
use super::xml::escape;
use crate::check::{Outcome, Verdict};
use crate::lang::syntax::Severity;
use rustc_hash::FxHashMap;
use std::fmt::Write as _;

/// A test case.
struct Case {
    class: String,
    name: String,
    result: Outcomes,
}

/// How a case ends.
enum Outcomes {
    Passed,
    /// Why nothing was tested.
    Skipped(String),
    /// What is found and fails nothing.
    Told(String),
    /// Its type, the message and the details.
    Failure(&'static str, String, String),
    /// The same, where it could not be tested.
    Error(&'static str, String, String),
}

pub fn junit(run: &Run, fails_at: Option<Severity>) -> String {
    let entries = all(run);
    let mut suites = Vec::new();
    let of_run: Vec<Case> = entries
        .iter()
        .filter(|entry| entry.article.is_none())
        .map(|entry| case(entry, String::from("factlint"), run, fails_at))
        .collect();
    if !of_run.is_empty() {
        suites.push((String::from("factlint"), of_run));
    }
    let mut by_article: FxHashMap<&str, Vec<&Entry<'_>>> = FxHashMap::default();
    for entry in &entries {
        by_article.entry(entry.article.unwrap_or_default()).or_default().push(entry);
    }
    for article in &run.articles {
        let own = by_article.get(article.path.as_str()).map_or(&[][..], Vec::as_slice);
        suites.push((article.path.clone(), cases(article, own, run, fails_at)));
    }
    write(&suites)
}

fn cases(article: &ArticleRun, own: &[&Entry<'_>], run: &Run, fails_at: Option<Severity>) -> Vec<Case> {
    let mut cases: Vec<Case> = own
        .iter()
        .filter(|entry| entry.origin == Origin::Problem)
        .map(|entry| case(entry, String::from("article"), run, fails_at))
        .collect();
    let mut told = own.iter().filter(|entry| entry.origin == Origin::Rule);
    for finding in &article.findings {
        let class = run.sources.get(finding.rule.source).map_or("rules", |source| source.path()).to_owned();
        if finding.outcome == Outcome::Pass {
            let result = if finding.verdict == Verdict::NotStated {
                Outcomes::Skipped("the article does not state this".to_owned())
            } else {
                Outcomes::Passed
            };
            cases.push(Case { class, name: finding.check.clone(), result });
        } else if let Some(entry) = told.next() {
            let mut case = case(entry, class, run, fails_at);
            if finding.outcome == Outcome::NotCheckable
                && let Outcomes::Failure(kind, message, details) = case.result
            {
                case.result = Outcomes::Error(kind, message, details);
            }
            cases.push(case);
        }
    }
    let lacking = own.iter().filter(|entry| entry.origin == Origin::Lacking);
    cases.extend(lacking.map(|entry| case(entry, String::from("references"), run, fails_at)));
    let mut against: Vec<Case> = own
        .iter()
        .filter(|entry| entry.origin == Origin::Consistency)
        .map(|entry| case(entry, String::from("consistency"), run, fails_at))
        .collect();
    if against.is_empty() && article.source.is_some() {
        let name = String::from("the article against itself");
        against.push(Case { class: String::from("consistency"), name, result: Outcomes::Passed });
    }
    cases.extend(against);
    cases
}

fn case(entry: &Entry<'_>, class: String, run: &Run, fails_at: Option<Severity>) -> Case {
    let mut details = entry.whole();
    for spot in &entry.spots {
        let Some(source) = run.sources.get(spot.site.source) else { continue };
        let at = source.position(spot.site.span.start);
        let _ = write!(details, "\n{}:{}:{}", source.path(), at.line, at.column);
        let words = run.sources.words(spot.site);
        if !words.is_empty() {
            let _ = write!(details, ": {}", words.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    let kind = match entry.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let message = entry.message.to_string();
    let result = match entry.origin {
        _ if entry.suppressed.is_some() => {
            let reason = entry.suppressed.map_or("", |suppression| suppression.reason.as_str());
            Outcomes::Skipped(format!("suppressed: {reason}"))
        }
        Origin::Problem if entry.severity == Severity::Error => Outcomes::Error(kind, message, details),
        Origin::Rule | Origin::Lacking | Origin::Consistency
            if fails_at.is_some_and(|least| entry.severity >= least) =>
        {
            Outcomes::Failure(kind, message, details)
        }
        _ => Outcomes::Told(details),
    };
    Case { class, name: entry.code.to_owned(), result }
}

fn write(suites: &[(String, Vec<Case>)]) -> String {
    let all = || suites.iter().flat_map(|(_, cases)| cases);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(out, "<testsuites name=\"factlint\" {}>", counts(all()));
    for (name, cases) in suites {
        let _ = writeln!(out, "  <testsuite name=\"{}\" {}>", escape(name), with_skipped(cases));
        for case in cases {
            write_case(&mut out, case);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn counts<'a>(cases: impl Iterator<Item = &'a Case>) -> String {
    let (mut tests, mut failures, mut errors) = (0, 0, 0);
    for case in cases {
        tests += 1;
        failures += usize::from(matches!(case.result, Outcomes::Failure(..)));
        errors += usize::from(matches!(case.result, Outcomes::Error(..)));
    }
    format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\"")
}

fn with_skipped(cases: &[Case]) -> String {
    let skipped = cases.iter().filter(|case| matches!(case.result, Outcomes::Skipped(_))).count();
    format!("{} skipped=\"{skipped}\"", counts(cases.iter()))
}

fn write_case(out: &mut String, case: &Case) {
    let head = format!("    <testcase classname=\"{}\" name=\"{}\"", escape(&case.class), escape(&case.name));
    let inner = match &case.result {
        Outcomes::Passed => {
            out.push_str(&format!("{head}/>\n"));
            return;
        }
        Outcomes::Skipped(why) => format!("<skipped message=\"{}\"/>", escape(why)),
        Outcomes::Told(details) => format!("<system-out>{}</system-out>", escape(details)),
        Outcomes::Failure(kind, message, details) => wrong("failure", kind, message, details),
        Outcomes::Error(kind, message, details) => wrong("error", kind, message, details),
    };
    out.push_str(&format!("{head}>\n      {inner}\n    </testcase>\n"));
}

fn wrong(element: &str, kind: &str, message: &str, details: &str) -> String {
    format!("<{element} type=\"{kind}\" message=\"{}\">{}</{element}>", escape(message), escape(details))
}
