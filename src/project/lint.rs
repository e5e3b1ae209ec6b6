//! Advice about a rule file.

use super::pipeline::{load, own_source};
use crate::lang;
use crate::report::Run;
use crate::source::{Problem, Source};

/// A rule file that was looked through.
#[derive(Debug)]
pub struct Linted {
    /// The rules and their problems.
    pub run: Run,
    /// What is of no use in the file, and what is worth knowing about it; empty if it has errors.
    pub advice: Vec<Problem>,
}

/// Looks through a rule file, or the built-in pack of that name, for what is of no use.
pub fn lint(path: &str) -> Linted {
    let run = load(&[path.to_owned()]);
    let sound = run.problems().all(|problem| problem.advisory);
    let advice = match own_source(path, &run).filter(|_| sound) {
        Some(source) => {
            let text = run.sources.get(source).map_or("", Source::text);
            let own = |problem: &&Problem| problem.at.as_ref().is_some_and(|label| label.site.source == source);
            let notes = run.rules.notes.iter().filter(own).cloned();
            notes.chain(lang::lint::lint(&run.rules, source, text)).collect()
        }
        None => Vec::new(),
    };
    Linted { run, advice }
}
