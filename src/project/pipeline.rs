//! Rule files loaded, and one article followed on its way: the commands that look into a single verdict.

use super::facts_file;
use super::input::{self, Inputs};
use super::references::References;
use super::single::{Context, Origin};
use super::timings::Timings;
use crate::extract::Patterns;
use crate::facts::FactStore;
use crate::lang::{self, RuleSet};
use crate::report::{ArticleRun, Run};
use crate::source::{Problem, ProblemKind, Source, SourceId, Sources};

/// What an article says, and the files that it was read from.
#[derive(Debug, Default)]
pub struct Extracted {
    /// The files, the rules and the problems.
    pub run: Run,
    /// What the article says; `None` if it could not be read.
    pub facts: Option<FactStore>,
}

/// Reads and resolves rule files; the name of a built-in pack stands for the pack.
pub fn load(paths: &[String]) -> Run {
    let mut run = Run::default();
    run.rules = load_into(paths, &mut run.sources, &mut run.problems, |_, problem| problem);
    run
}

/// The same beside what has been read already. `told` makes of the problem of a file that cannot be read what is told.
pub(super) fn load_into(
    paths: &[String],
    sources: &mut Sources,
    problems: &mut Vec<Problem>,
    told: impl Fn(&str, Problem) -> Problem,
) -> RuleSet {
    let mut files = Vec::new();
    for path in paths {
        match input::rule_file(path, sources) {
            Ok(file) => files.push(file),
            Err(problem) => problems.push(told(path, problem)),
        }
    }
    lang::load::load(&files, sources, &input::used_rule_file)
}

/// The source of a rule file that was loaded by that name, or of the built-in pack of that name.
pub(super) fn own_source(path: &str, run: &Run) -> Option<SourceId> {
    let pack = lang::packs::pack(path).map(lang::packs::Pack::path);
    let named = |source: &Source| source.path() == path || pack.as_deref() == Some(source.path());
    run.sources.all().find(|(_, source)| named(source)).map(|(id, _)| id)
}

/// Reads rule files and the facts that are added to every article's.
fn load_all(inputs: &Inputs) -> (Run, Vec<FactStore>) {
    let mut run = load(inputs.rules);
    let mut added = Vec::new();
    for path in inputs.facts {
        match facts_file::load(path, path, &run.rules.lexicon, &mut run.sources, &mut run.problems) {
            Ok((_, facts)) => added.push(facts),
            Err(problems) => run.problems.extend(problems),
        }
    }
    (run, added)
}

/// Checks one article against the rules and keeps the findings of one check; it is a problem if there is no such check.
pub fn trace(check: &str, inputs: &Inputs) -> Run {
    let (mut run, added) = load_all(inputs);
    let names: Vec<&str> = run.rules.checks.iter().map(|check| check.name.as_str()).collect();
    if !names.contains(&check) {
        let broken = run.problems().any(|problem| problem.check.as_deref() == Some(check));
        if !broken {
            let problem = unknown_check(check, &names);
            run.problems.push(problem);
        }
        return run;
    }
    let (timings, patterns) = (Timings::default(), Patterns::new(&run.rules));
    let references = References::open(&run.rules, &mut run.sources, &mut run.problems);
    for path in inputs.articles {
        let context = context(&run.rules, &patterns, &added, &references, inputs, &timings);
        let article = context.check(Origin::file(path), None, &mut run.sources);
        run.articles.push(article);
    }
    for article in &mut run.articles {
        article.findings.retain(|finding| finding.check == check);
    }
    run
}

/// Takes from one article what it says.
pub fn extract(inputs: &Inputs) -> Extracted {
    let (mut run, added) = load_all(inputs);
    let mut facts = None;
    for path in inputs.articles.iter().take(1) {
        let mut article = ArticleRun::unread(path);
        let (timings, patterns) = (Timings::default(), Patterns::new(&run.rules));
        let references = References::default();
        let context = context(&run.rules, &patterns, &added, &references, inputs, &timings);
        facts = context.facts(Origin::file(path), &mut run.sources, &mut article);
        run.articles.push(article);
    }
    Extracted { run, facts }
}

/// An article against rules, not against itself.
fn context<'a>(
    rules: &'a RuleSet,
    patterns: &'a Patterns,
    added: &'a [FactStore],
    references: &'a References,
    inputs: &Inputs<'_>,
    timings: &'a Timings,
) -> Context<'a> {
    Context {
        rules,
        patterns: Some(patterns),
        added,
        references,
        selection: None,
        claims: None,
        dateline: inputs.dateline,
        trace: inputs.trace,
        timings,
    }
}

fn unknown_check(check: &str, names: &[&str]) -> Problem {
    let distance = |name: &str| strsim::damerau_levenshtein(name, check);
    let nearest = names.iter().min_by_key(|name| (distance(name), **name));
    let help = match nearest.filter(|name| distance(name) <= check.chars().count().div_ceil(3)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "`factlint rules FILE` lists the checks of a file".to_owned(),
    };
    Problem::new(ProblemKind::Reference, "unknown-check", format!("there is no check `{check}`")).help(help)
}
