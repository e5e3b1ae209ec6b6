//! References: the lines that map the columns of a data file are checked against the lexicon.

use super::header::words_of;
use super::phrase;
use super::reader::Scope;
use super::suggest;
use crate::lang::lexicon::{Category, Concept};
use crate::lang::syntax::{Reference, Run};
use crate::source::{Problem, ProblemKind, Site, SourceId};

const FORMS: &str = "a reference has lines like `each row is a country named by name`, `capital is the capital of the country` and `complete`";

/// What is wrong with the lines of a reference.
pub fn check(scope: Scope<'_>, source: SourceId, reference: &Reference) -> Vec<Problem> {
    reference.lines.iter().filter_map(|line| check_line(scope, source, line)).collect()
}

fn check_line(scope: Scope<'_>, source: SourceId, line: &Run) -> Option<Problem> {
    let words = words_of(line);
    let site = Site { source, span: line.span };
    if words == "complete" {
        return None;
    }
    if let Some(rest) = words.strip_prefix("each row is ") {
        let kind = rest.split(" named by ").next().unwrap_or(rest);
        let normal = phrase::normal(kind).join(" ");
        let found = scope.lexicon.kinds.iter().any(|kind| {
            std::iter::once(&kind.name).chain(&kind.also).any(|name| phrase::normal(name).join(" ") == normal)
        });
        if found || is_concept(scope, kind) {
            return None;
        }
        let help = suggest::kind(scope.lexicon, kind.trim_start_matches("a ").trim_start_matches("an ")).map_or_else(
            || format!("declare it: `kind {normal} is a thing`"),
            |near| format!("did you mean `{near}`?"),
        );
        return Some(
            Problem::new(ProblemKind::Vocabulary, "unknown-kind", format!("there is no kind `{normal}`"))
                .at(site, "what is a row?")
                .help(help),
        );
    }
    let Some((_, said)) = words.split_once(" is ") else {
        return Some(
            Problem::new(ProblemKind::Parse, "reference-line", format!("`{words}` maps no column"))
                .at(site, "none of the forms")
                .help(FORMS),
        );
    };
    let phrase_said = said.split(" of ").next().unwrap_or(said);
    if is_property(scope, said) || is_property(scope, phrase_said) {
        return None;
    }
    let near = [Category::Attribute, Category::Role]
        .into_iter()
        .find_map(|category| suggest::concept(scope.lexicon, category, phrase_said.trim_start_matches("the ")));
    let help = near.map_or_else(|| String::from(FORMS), |near| format!("did you mean `the {near} of …`?"));
    Some(
        Problem::new(ProblemKind::Vocabulary, "unknown-concept", format!("`{phrase_said}` is no attribute or role"))
            .at(site, "not declared")
            .help(help),
    )
}

fn is_concept(scope: Scope<'_>, words: &str) -> bool {
    let normal = phrase::normal(words);
    scope.lexicon.concepts.iter().any(|concept| names(concept).any(|name| phrase::normal(name) == normal))
}

/// Whether words begin with the phrase of an attribute or role.
fn is_property(scope: Scope<'_>, words: &str) -> bool {
    let normal = phrase::normal(words);
    let property = |concept: &&Concept| matches!(concept.category, Category::Attribute | Category::Role);
    scope
        .lexicon
        .concepts
        .iter()
        .filter(property)
        .any(|concept| names(concept).any(|name| normal.starts_with(&phrase::normal(name))))
}

fn names(concept: &Concept) -> impl Iterator<Item = &String> {
    std::iter::once(&concept.phrase).chain(&concept.also)
}
