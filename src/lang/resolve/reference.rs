//! References: the lines that map the columns of a data file are checked against the lexicon.

use super::header::words_of;
use super::reader::Scope;
use super::suggest;
use super::{InFile, phrase};
use crate::lang::lexicon::{Category, Concept};
use crate::lang::syntax::{Item, ItemKind, Reference, Run};
use crate::source::{Problem, ProblemKind, Site, SourceId};

const FORMS: &str = "a reference has lines like `each row is a country named by name`, `capital is the capital of the country` and `complete`";

/// What is wrong with the lines of a reference.
pub fn check(scope: Scope<'_>, source: SourceId, reference: &Reference) -> Vec<Problem> {
    reference.lines.iter().filter_map(|line| check_line(scope, &InFile { source, item: line })).collect()
}

/// The words of a line with the rows that it has: `each row is a KIND named by COLUMN`, `COLUMN is the PROPERTY of the KIND`.
fn check_line(scope: Scope<'_>, line: &InFile<&Run>) -> Option<Problem> {
    let items = line.item.items.as_slice();
    if words_of(line.item) == "complete" {
        return None;
    }
    let is = items.iter().position(|item| is_word(item, "is")).filter(|is| (1..items.len() - 1).contains(is));
    let Some(is) = is else {
        let message = format!("`{}` maps no column", shown(items));
        return Some(
            Problem::new(ProblemKind::Parse, "reference-line", message)
                .at(line.site(line.item.span), "none of the forms")
                .help(FORMS),
        );
    };
    let (before, said) = (items.get(..is).unwrap_or_default(), items.get(is + 1..).unwrap_or_default());
    let article = said.first().is_some_and(|item| ["a", "an", "the"].iter().any(|word| is_word(item, word)));
    let said = said.get(usize::from(article && said.len() > 1)..).unwrap_or_default();
    if matches!(before, [each, row] if is_word(each, "each") && is_word(row, "row")) {
        let named =
            said.windows(2).position(|two| matches!(two, [named, by] if is_word(named, "named") && is_word(by, "by")));
        row(scope, line, said, named.unwrap_or(said.len()))
    } else {
        let of = said.iter().position(|item| is_word(item, "of")).unwrap_or(said.len());
        column(scope, line, before, said, of)
    }
}

/// What a row is: the first `end` items.
fn row(scope: Scope<'_>, line: &InFile<&Run>, said: &[Item], end: usize) -> Option<Problem> {
    let (kind, rest) = said.split_at_checked(end)?;
    let words = shown(kind);
    let normal = phrase::normal(&words);
    let kinds = scope.lexicon.kinds.iter().flat_map(|kind| std::iter::once(&kind.name).chain(&kind.also));
    if kinds.chain(scope.lexicon.concepts.iter().flat_map(names)).any(|name| phrase::normal(name) == normal) {
        return None;
    }
    let help = suggest::kind(scope.lexicon, &words).map_or_else(
        || format!("declare it: `kind {words} is a thing`"),
        |near| {
            let rest = if rest.is_empty() { String::new() } else { format!(" {}", shown(rest)) };
            format!("did you mean `each row is {}{rest}`?", suggest::with_article(near))
        },
    );
    let problem = Problem::new(ProblemKind::Vocabulary, "unknown-kind", format!("there is no kind `{words}`"));
    Some(problem.at(site(line, kind), "what is a row?").help(help))
}

/// What a column holds: the first `of` items name the attribute or role, the others its owner.
fn column(scope: Scope<'_>, line: &InFile<&Run>, before: &[Item], said: &[Item], of: usize) -> Option<Problem> {
    let (property, owner) = said.split_at_checked(of)?;
    let words = shown(property);
    if is_property(scope, &shown(said)) || is_property(scope, &words) {
        return None;
    }
    let near = [Category::Attribute, Category::Role]
        .into_iter()
        .find_map(|category| suggest::concept(scope.lexicon, category, &words));
    let help = near.map_or_else(
        || {
            format!(
                "declare it, for example `attribute {words} of a country is a number`, or name one that is declared"
            )
        },
        |near| {
            let owner = if owner.is_empty() { String::from("of …") } else { shown(owner) };
            format!("did you mean `{} is the {near} {owner}`?", shown(before))
        },
    );
    let problem =
        Problem::new(ProblemKind::Vocabulary, "unknown-concept", format!("`{words}` is no attribute or role"));
    Some(problem.at(site(line, property), "not declared").help(help))
}

fn is_word(item: &Item, word: &str) -> bool {
    matches!(&item.kind, ItemKind::Word(found) if found == word)
}

/// The place of items, or of the line where there are none.
fn site(line: &InFile<&Run>, items: &[Item]) -> Site {
    let span = items.first().zip(items.last()).map(|(first, last)| first.span.cover(last.span));
    line.site(span.unwrap_or(line.item.span))
}

/// Items as they were written, with single spaces.
fn shown(items: &[Item]) -> String {
    let mut text = String::new();
    for item in items {
        if !text.is_empty() && item.kind != ItemKind::Comma {
            text.push(' ');
        }
        text.push_str(match &item.kind {
            ItemKind::Word(word) | ItemKind::Quoted(word) => word,
            ItemKind::Comma => ",",
            ItemKind::Open => "(",
            ItemKind::Close => ")",
        });
    }
    text
}

/// Whether words begin with the phrase of an attribute or role.
fn is_property(scope: Scope<'_>, words: &str) -> bool {
    let normal = phrase::normal(words);
    let property = |concept: &&Concept| matches!(concept.category, Category::Attribute | Category::Role);
    let mut names = scope.lexicon.concepts.iter().filter(property).flat_map(names);
    names.any(|name| normal.starts_with(&phrase::normal(name)))
}

fn names(concept: &Concept) -> impl Iterator<Item = &String> {
    std::iter::once(&concept.phrase).chain(&concept.also)
}
