//! Whether the statements of a facts file fit the concepts of the rules.

use crate::facts::file;
use crate::facts::{Argument, FactStore, Statement};
use crate::lang::lexicon::{Concept, Lexicon};
use crate::source::{Problem, ProblemKind, Site, SourceId};
use rustc_hash::FxHashMap;

/// So many statements that do not fit are shown; one more problem counts the rest.
const MOST_PROBLEMS: usize = 100;

/// What does not fit: values of another kind than their places have, and concepts whose names seem misspelt (a concept that no
/// rule file knows is no fault: other rules may ask for it). `text` is the facts file `here` that the statements come from.
pub fn problems(store: &FactStore, lexicon: &Lexicon, text: &str, here: SourceId) -> Vec<Problem> {
    let concepts: FxHashMap<&str, &Concept> =
        lexicon.concepts.iter().map(|concept| (concept.key.as_str(), concept)).collect();
    let mut unknown: FxHashMap<&str, ()> = FxHashMap::default();
    let mut problems = Vec::new();
    let mut left_out = 0usize;
    for (id, statement) in store.statements() {
        let path = format!("statements[{}]", id.0);
        let at =
            |place: &str, problem: Problem| problem.at(Site { source: here, span: file::place(text, place) }, "here");
        let Some(concept) = concepts.get(statement.concept.as_str()) else {
            if unknown.insert(&statement.concept, ()).is_none()
                && let Some(near) = nearest(&statement.concept, lexicon)
            {
                let message = format!("{path}: no rule file declares `{}`", statement.concept);
                let problem = Problem::new(ProblemKind::Vocabulary, "facts-concept", message)
                    .help(format!("did you mean `{near}`?"))
                    .advisory();
                problems.push(at(&path, problem));
            }
            continue;
        };
        for (index, said) in misfits(statement, concept, lexicon) {
            if problems.len() >= MOST_PROBLEMS {
                left_out += 1;
                continue;
            }
            let path = format!("{path}.arguments[{index}]");
            let problem = Problem::new(ProblemKind::Type, "facts-kind", format!("{path}: {said}"));
            let help = "write a value with the unit that the rules declare, or name the concept that is meant";
            problems.push(at(&path, problem.help(help)));
        }
    }
    if left_out > 0 {
        let message = format!("{left_out} more values do not fit their concepts");
        let problem = Problem::new(ProblemKind::Type, "facts-kind", message).help("mend the ones that are shown first");
        problems.push(at_start(problem, here));
    }
    problems
}

fn at_start(problem: Problem, source: SourceId) -> Problem {
    problem.at(Site { source, span: Default::default() }, "in this file")
}

/// The arguments that are values of another kind than their places, and what to say of each.
fn misfits(statement: &Statement, concept: &Concept, lexicon: &Lexicon) -> Vec<(usize, String)> {
    let places = statement.arguments.iter().zip(&concept.places).enumerate();
    let found = places.filter_map(|(index, (argument, place))| {
        let Argument::Value(value) = argument else { return None };
        if lexicon.takes(place.kind, value) {
            return None;
        }
        let wanted = &lexicon.kind(place.kind)?.name;
        Some((index, format!("`{value}` is no {wanted}, as `{}` asks for", concept.key)))
    });
    found.collect()
}

fn nearest<'a>(name: &str, lexicon: &'a Lexicon) -> Option<&'a str> {
    let most = name.chars().count() / 8 + 1;
    let distance = |concept: &&Concept| strsim::damerau_levenshtein(&concept.key, name);
    let near = lexicon.concepts.iter().min_by_key(|concept| (distance(concept), concept.key.as_str()))?;
    (name.len() < 200 && distance(&near) <= most).then_some(near.key.as_str())
}
