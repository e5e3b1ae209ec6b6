//! The report as a page: the article as its readers see it, every claim coloured by its verdict, and beside it what each
//! check says.
//!
//! Enters: a [`Run`]. Leaves: one HTML file with its style and its script inside. Guaranteed: it asks no network for
//! anything, and its own policy forbids it to; no text of a user's file is markup; without the script all of it can still
//! be read; nothing in it depends on the clock.
//!
//! [`note`] makes what the page tells of each finding, [`marks`] lays these over the text, [`article`] writes the blocks.

mod article;
mod escape;
mod marks;
mod note;

use super::run::{ArticleRun, Run};
use crate::check::Verdict;
use crate::lang::syntax::Severity;
use escape::escape;
use note::{Note, Tone};
use std::fmt::Write as _;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// No network, no frames, no forms; only what stands in the page itself.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri \
                      'none'; form-action 'none'";

/// The whole page.
pub fn page(run: &Run) -> String {
    let noted: Vec<(&ArticleRun, Vec<Note>)> = {
        let mut next = 1;
        run.articles
            .iter()
            .map(|article| {
                let notes = note::notes(run, article, next);
                next += notes.len();
                (article, notes)
            })
            .collect()
    };
    let mut out = String::new();
    let title = match run.articles.as_slice() {
        [one] => format!("{} – factlint", one.path),
        _ => String::from("factlint report"),
    };
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        escape(&title)
    );
    out.push_str("<a class=\"skip\" href=\"#articles\">Skip to the article</a>\n");
    header(&mut out, run, &noted);
    problems(&mut out, run);
    out.push_str("<main id=\"articles\">\n");
    for (number, (article, notes)) in noted.iter().enumerate() {
        article::write(&mut out, run, article, notes, number);
    }
    out.push_str("</main>\n");
    out.push_str(
        "<div id=\"card\" role=\"dialog\" aria-label=\"What the checks say here\" hidden></div>\n\
         <footer class=\"foot\"><p><kbd>n</kbd> <kbd>p</kbd> next and previous mark · <kbd>Enter</kbd> keep it open · \
         <kbd>Esc</kbd> close</p></footer>\n",
    );
    let _ = write!(out, "<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

/// What the run comes to, and the buttons that show or hide each kind of mark.
fn header(out: &mut String, run: &Run, noted: &[(&ArticleRun, Vec<Note>)]) {
    let all = || noted.iter().flat_map(|(_, notes)| notes);
    let count = |tone: Tone| all().filter(|note| note.tone == tone).count();
    let (bad, doubt) = (count(Tone::Bad), count(Tone::Doubt));
    let (word, state) = match (bad, doubt) {
        (0, 0) => (String::from("Nothing is wrong"), "good"),
        (0, 1) => (String::from("One thing to look at"), "doubt"),
        (0, many) => (format!("{many} things to look at"), "doubt"),
        (1, _) => (String::from("One thing is wrong"), "bad"),
        (many, _) => (format!("{many} things are wrong"), "bad"),
    };
    let _ = write!(
        out,
        "<header class=\"top\">\n<div class=\"bar\"><span class=\"brand\">factlint</span>\
         <button type=\"button\" id=\"theme\" hidden>Dark</button></div>\n\
         <h1 class=\"sum {state}\">{word}</h1>\n"
    );
    verdicts(out, run);
    out.push_str("<div class=\"filters\" role=\"group\" aria-label=\"Show or hide marks\">\n");
    for tone in Tone::ALL {
        let count = count(tone);
        if count > 0 {
            let _ = writeln!(
                out,
                "<button type=\"button\" class=\"chip {}\" data-tone=\"{0}\" aria-pressed=\"true\"><b>{count}</b> {}</button>",
                tone.class(),
                tone.words(count)
            );
        }
    }
    out.push_str("</div>\n");
    let parts: Vec<(Tone, usize)> =
        Tone::ALL.into_iter().map(|tone| (tone, count(tone))).filter(|(_, count)| *count > 0).collect();
    if !parts.is_empty() {
        out.push_str("<div class=\"share\" aria-hidden=\"true\">");
        for (tone, count) in parts {
            let _ = write!(out, "<i class=\"{}\" style=\"flex-grow:{count}\"></i>", tone.class());
        }
        out.push_str("</div>\n");
    }
    if noted.len() > 1 {
        contents(out, noted);
    }
    out.push_str("</header>\n");
}

/// `1 article, 13 checks: 8 supported, …`, and what share of the claims some check speaks about.
fn verdicts(out: &mut String, run: &Run) {
    let summary = run.summary();
    let checks = run.rules.checks.len();
    let mut parts = vec![super::text::number(summary.articles, "article")];
    if checks > 0 {
        parts.push(super::text::number(checks, "check"));
        let counts = [
            (summary.supported, Verdict::Supported),
            (summary.contradicted, Verdict::Contradicted),
            (summary.not_stated, Verdict::NotStated),
            (summary.not_checkable, Verdict::NotCheckable),
        ];
        parts.extend(
            counts
                .iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, verdict)| format!("{count} {}", verdict.words())),
        );
    }
    let of = |severity| run.inconsistencies().filter(|finding| finding.severity == severity).count();
    let (errors, warnings, notes) = (of(Severity::Error), of(Severity::Warning), of(Severity::Note));
    let itself = [(errors, "error"), (warnings, "warning"), (notes, "note")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| super::text::number(count, word));
    let itself: Vec<String> = itself.collect();
    if !itself.is_empty() {
        parts.push(format!("against itself: {}", itself.join(", ")));
    }
    if let Some(coverage) = super::coverage::Coverage::of_run(run) {
        parts.push(format!("{coverage}"));
    }
    let _ = writeln!(out, "<p class=\"counts\">{}</p>", parts.join(" · "));
}

/// The list of the articles.
fn contents(out: &mut String, noted: &[(&ArticleRun, Vec<Note>)]) {
    out.push_str("<nav aria-label=\"Articles\"><ol class=\"contents\">\n");
    for (number, (article, notes)) in noted.iter().enumerate() {
        let wrong = notes.iter().filter(|note| note.tone == Tone::Bad).count();
        let doubts = notes.iter().filter(|note| note.tone == Tone::Doubt).count();
        let _ = write!(out, "<li><a href=\"#a{number}\"><bdi>{}</bdi></a>", escape(&article.path));
        for (count, class) in [(wrong, "bad"), (doubts, "doubt")] {
            if count > 0 {
                let _ = write!(out, " <span class=\"tally {class}\">{count}</span>");
            }
        }
        if article.source.is_none() {
            out.push_str(" <span class=\"tally bad\">not read</span>");
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol></nav>\n");
}

/// What is wrong with rule files and arguments.
fn problems(out: &mut String, run: &Run) {
    let all: Vec<_> = run.problems().collect();
    if all.is_empty() {
        return;
    }
    out.push_str("<section class=\"problems\" aria-label=\"Problems of the rule files\">\n");
    for problem in all {
        note::problem(out, problem, run);
    }
    out.push_str("</section>\n");
}
