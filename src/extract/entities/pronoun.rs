//! Pronouns of persons, where one antecedent is clear.
//!
//! "he", "she" and their forms mean the one person that the sentence before the pronoun speaks of; if it speaks of none,
//! the person that the previous sentence has as its subject, or the only one that it speaks of. Else they stay open.

use super::Entities;
use crate::extract::document::Document;
use crate::facts::EntityId;
use crate::nlp::{Deprel, Upos};

/// Links the pronouns of persons.
pub fn link(document: &Document<'_>, entities: &mut Entities) {
    for token in 0..document.len() {
        if document.upos(token) != Upos::Pron || entities.at(token).is_some() {
            continue;
        }
        if !matches!(document.lower(token), "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself") {
            continue;
        }
        if let Some(person) = antecedent(document, entities, token) {
            entities.mention(document, token..token + 1, token, person);
        }
    }
}

fn antecedent(document: &Document<'_>, entities: &Entities, token: usize) -> Option<EntityId> {
    let sentence = document.sentence(token);
    let here = persons(document, entities, sentence.start..token);
    match here.as_slice() {
        [one] => return Some(*one),
        [] => {}
        several => return subject(document, entities, sentence.start..token).filter(|one| several.contains(one)),
    }
    // A sentence without a person in it passes the question on to the one before, within the block and the one above.
    let mut end = sentence.start;
    for _ in 0..3 {
        let before = document.sentence(end.checked_sub(1)?);
        let there = persons(document, entities, before.clone());
        match there.as_slice() {
            [one] => return Some(*one),
            [] => end = before.start,
            _ => return subject(document, entities, before),
        }
    }
    None
}

/// The persons that the tokens speak of, each once.
fn persons(document: &Document<'_>, entities: &Entities, tokens: std::ops::Range<usize>) -> Vec<EntityId> {
    let _ = document;
    let mut persons = Vec::new();
    for id in tokens.filter_map(|token| entities.at(token)) {
        if entities.is(id, "person") && !persons.contains(&id) {
            persons.push(id);
        }
    }
    persons
}

/// The person that is the subject of the main clause.
fn subject(document: &Document<'_>, entities: &Entities, tokens: std::ops::Range<usize>) -> Option<EntityId> {
    let main = tokens
        .filter(|&token| matches!(document.rel(token), Deprel::Nsubj | Deprel::NsubjPass))
        .find(|&token| document.head(token).is_some_and(|head| document.rel(head) == Deprel::Root));
    main.and_then(|token| entities.at(token)).filter(|&id| entities.is(id, "person"))
}
