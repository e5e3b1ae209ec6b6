//! Examples for people: a line for each expectation, then what failed in full, then the counts.

use super::{Line, Mutants, Tested, Tried};
use crate::check::Evidence;
use crate::report::Style;
use crate::report::diagnostic::{Diagnostic, Level};
use crate::report::excerpt::{Place, Tone};
use crate::report::text::{list, number, problem, push_paragraph, saying};
use crate::report::visible::visible;
use crate::source::{Site, SourceId};
use owo_colors::Style as Paint;

/// The whole report, a line feed at the end; with `coverage` a table of the checks and what is expected of them.
pub fn text(tested: &[Tested], coverage: bool, style: &Style) -> String {
    let mut out = String::new();
    for file in tested {
        for found in file.run.problems() {
            push_paragraph(&mut out, &problem(found, &file.run.sources, style));
        }
        let Some(source) = file.source else { continue };
        push_paragraph(&mut out, &progress(file, source, style));
        for line in file.lines().filter(|line| !line.passes()) {
            push_paragraph(&mut out, &failure(file, source, line, style));
        }
        let tried = file.examples.iter().filter_map(|example| Some((example, example.mutants.as_ref()?)));
        for (example, mutants) in tried {
            push_paragraph(&mut out, &unnoticed(file, example, mutants, style));
        }
        if coverage {
            push_paragraph(&mut out, &table(file, style));
            let templates: Vec<String> = file.idle_templates.iter().map(|template| format!("\"{template}\"")).collect();
            let templates: Vec<&str> = templates.iter().map(String::as_str).collect();
            push_paragraph(&mut out, &list(&format!("no example of {} is found by: ", file.path), &templates, style));
        } else {
            push_paragraph(
                &mut out,
                &list(&format!("no example of {} asks for: ", file.path), &file.untested(), style),
            );
        }
    }
    push_paragraph(&mut out, &footer(tested, style));
    out
}

/// `test house.rules:12 nine-members is contradicted ... ok`, a line each.
fn progress(file: &Tested, source: SourceId, style: &Style) -> String {
    let mut out = String::new();
    for line in file.lines() {
        let position = file.run.sources.get(source).map_or(1, |text| text.position(line.expectation.span.start).line);
        let result = if line.passes() {
            style.paint("ok", Paint::new().green())
        } else {
            style.paint("FAILED", Paint::new().red().bold())
        };
        let asks = format!("{} is {}", line.expectation.check.text, line.wanted().words());
        out.push_str(&format!("test {}:{position} {} ... {result}\n", visible(&file.path), visible(&asks)));
    }
    out
}

fn failure(file: &Tested, source: SourceId, line: &Line, style: &Style) -> String {
    let expectation = &line.expectation;
    let wanted = line.wanted();
    let at = |span| Site { source, span };
    let mut places: Vec<Place> = Vec::new();
    let message = match &line.finding {
        None => "the check does not run, see the problems of the file".to_owned(),
        Some(finding) if finding.verdict != wanted => {
            let label = format!("expected *{}*, got *{}*", wanted.words(), finding.verdict.words());
            places.push(Place { site: at(expectation.span), label, tone: Tone::Against });
            finding.message.clone()
        }
        Some(_) => {
            let label = || "these words are not what it rests on".to_owned();
            places.extend(line.missed.iter().map(|words| Place {
                site: at(words.span),
                label: label(),
                tone: Tone::Against,
            }));
            format!("it is {}, but not at the words that are expected", wanted.words())
        }
    };
    if places.is_empty() {
        places.push(Place { site: at(expectation.span), label: String::new(), tone: Tone::Against });
    }
    if let Some(finding) = &line.finding {
        let found = |evidence: &Evidence| Place { site: evidence.site, label: saying(evidence), tone: Tone::For };
        places.extend(finding.evidence.iter().take(4).map(found));
        places.push(Place { site: finding.rule, label: "the check".to_owned(), tone: Tone::Rule });
    }
    let diagnostic = Diagnostic {
        level: Level::Error,
        code: expectation.check.text.clone(),
        title: None,
        message,
        places,
        remarks: line.finding.iter().flat_map(|finding| &finding.notes).map(|note| ("note", note.clone())).collect(),
    };
    diagnostic.draw(&file.run.sources, style)
}

/// The changes of an example that nothing notices.
fn unnoticed(file: &Tested, example: &Tried, mutants: &Mutants, style: &Style) -> String {
    if mutants.unnoticed.is_empty() {
        return String::new();
    }
    let place = |mutant: &super::Mutant| Place {
        site: Site { source: example.text.source, span: mutant.span },
        label: if mutant.replacement.is_empty() {
            format!("{}: left out", mutant.what)
        } else {
            format!("{}: `{}`", mutant.what, mutant.replacement)
        },
        tone: Tone::Against,
    };
    let diagnostic = Diagnostic {
        level: Level::Note,
        code: "unnoticed".to_owned(),
        title: None,
        message: format!(
            "no check notices {} of {} of this example",
            mutants.unnoticed.len(),
            number(mutants.tried, "change"),
        ),
        places: mutants.unnoticed.iter().map(place).collect(),
        remarks: Vec::new(),
    };
    diagnostic.draw(&file.run.sources, style)
}

/// How often each verdict is expected of each check.
fn table(file: &Tested, style: &Style) -> String {
    let rows = file.coverage();
    if rows.is_empty() {
        return String::new();
    }
    let head = format!("checks of {}", visible(&file.path));
    let widest = rows.iter().map(|row| row.check.chars().count()).chain([head.chars().count()]).max().unwrap_or(0);
    let mut out = style.paint(&format!("{head:widest$}  supported  contradicted  not stated"), Paint::new().bold());
    out.push('\n');
    for row in rows {
        let [supported, contradicted, not_stated, _] = row.counts;
        let line = format!("{:widest$}  {supported:>9}  {contradicted:>12}  {not_stated:>10}", visible(row.check));
        let paint = if row.counts.iter().all(|&count| count == 0) { Paint::new().yellow() } else { Paint::new() };
        out.push_str(&style.paint(&line, paint));
        out.push('\n');
    }
    out
}

/// `2 examples, 5 lines: 4 passed, 1 failed; 2 of 9 checks without an example`.
fn footer(tested: &[Tested], style: &Style) -> String {
    let lines = || tested.iter().flat_map(Tested::lines);
    let examples: usize = tested.iter().map(|file| file.examples.len()).sum();
    let passed = lines().filter(|line| line.passes()).count();
    let failed = lines().count() - passed;
    let checks: usize = tested.iter().map(|file| file.coverage().len()).sum();
    let untested: usize = tested.iter().map(|file| file.untested().len()).sum();
    let paint = if failed > 0 { Paint::new().red().bold() } else { Paint::new().green().bold() };
    let mut out = format!(
        "{}, {}: {passed} passed, {}; {untested} of {} without an example",
        number(examples, "example"),
        number(passed + failed, "line"),
        style.paint(&format!("{failed} failed"), paint),
        number(checks, "check"),
    );
    let mutants: Vec<&Mutants> =
        tested.iter().flat_map(|file| &file.examples).filter_map(|example| example.mutants.as_ref()).collect();
    if !mutants.is_empty() {
        let tried: usize = mutants.iter().map(|mutants| mutants.tried).sum();
        let unnoticed: usize = mutants.iter().map(|mutants| mutants.unnoticed.len()).sum();
        out.push_str(&format!("; {unnoticed} of {} unnoticed", number(tried, "change")));
    }
    out.push('\n');
    out
}
