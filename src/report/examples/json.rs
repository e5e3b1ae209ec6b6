//! Examples for programs: one JSON document, as `docs/test-output.schema.json` describes it.

use super::{Line, Mutant, Tested, Tried};
use crate::report::json::{EvidenceLine, Place, ProblemLine, SCHEMA, evidence_line, place, problem_line};
use crate::source::{Site, SourceId, Sources};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    files: Vec<File<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    examples: Vec<Example<'a>>,
    checks: Vec<Check<'a>>,
    idle_templates: &'a [String],
    problems: Vec<ProblemLine<'a>>,
}

#[derive(Serialize)]
struct Example<'a> {
    at: Place<'a>,
    lines: Vec<Expected<'a>>,
    mutants: Option<Mutants<'a>>,
}

#[derive(Serialize)]
struct Expected<'a> {
    check: &'a str,
    at: Place<'a>,
    expected: &'static str,
    got: Option<&'static str>,
    passed: bool,
    message: Option<&'a str>,
    missed: Vec<Place<'a>>,
    evidence: Vec<EvidenceLine<'a>>,
}

#[derive(Serialize)]
struct Mutants<'a> {
    tried: usize,
    unnoticed: Vec<Changed<'a>>,
}

#[derive(Serialize)]
struct Changed<'a> {
    what: &'static str,
    at: Place<'a>,
    replacement: &'a str,
}

#[derive(Serialize)]
struct Check<'a> {
    name: &'a str,
    supported: usize,
    contradicted: usize,
    not_stated: usize,
    not_checkable: usize,
}

#[derive(Serialize)]
struct Summary {
    examples: usize,
    passed: usize,
    failed: usize,
    untested_checks: Vec<String>,
}

/// What became of the examples, as JSON, a line feed at the end.
///
/// # Errors
/// None that can happen: every key is a text, and every number is an integer.
pub fn json(tested: &[Tested]) -> Result<String, serde_json::Error> {
    let lines = || tested.iter().flat_map(Tested::lines);
    let passed = lines().filter(|line| line.passes()).count();
    let document = Document {
        schema: SCHEMA,
        files: tested.iter().map(file).collect(),
        summary: Summary {
            examples: tested.iter().map(|file| file.examples.len()).sum(),
            passed,
            failed: lines().count() - passed,
            untested_checks: tested.iter().flat_map(Tested::untested).map(str::to_owned).collect(),
        },
    };
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(text)
}

fn file(file: &Tested) -> File<'_> {
    let sources = &file.run.sources;
    File {
        path: &file.path,
        examples: file.examples.iter().map(|tried| example(tried, sources)).collect(),
        checks: file
            .coverage()
            .into_iter()
            .map(|row| {
                let [supported, contradicted, not_stated, not_checkable] = row.counts;
                Check { name: row.check, supported, contradicted, not_stated, not_checkable }
            })
            .collect(),
        idle_templates: &file.idle_templates,
        problems: file.run.problems().map(|problem| problem_line(problem, sources)).collect(),
    }
}

fn example<'a>(tried: &'a Tried, sources: &'a Sources) -> Example<'a> {
    let source = tried.text.source;
    Example {
        at: place(tried.text, sources),
        lines: tried.lines.iter().map(|line| expected(line, source, sources)).collect(),
        mutants: tried.mutants.as_ref().map(|mutants| Mutants {
            tried: mutants.tried,
            unnoticed: mutants.unnoticed.iter().map(|mutant| changed(mutant, source, sources)).collect(),
        }),
    }
}

fn changed<'a>(mutant: &'a Mutant, source: SourceId, sources: &'a Sources) -> Changed<'a> {
    let at = place(Site { source, span: mutant.span }, sources);
    Changed { what: mutant.what, at, replacement: &mutant.replacement }
}

fn expected<'a>(line: &'a Line, source: SourceId, sources: &'a Sources) -> Expected<'a> {
    let finding = line.finding.as_ref();
    Expected {
        check: &line.expectation.check.text,
        at: place(Site { source, span: line.expectation.span }, sources),
        expected: line.wanted().words(),
        got: line.got().map(|verdict| verdict.words()),
        passed: line.passes(),
        message: finding.map(|finding| finding.message.as_str()),
        missed: line.missed.iter().map(|words| place(Site { source, span: words.span }, sources)).collect(),
        evidence: finding.iter().flat_map(|finding| &finding.evidence).map(|one| evidence_line(one, sources)).collect(),
    }
}
