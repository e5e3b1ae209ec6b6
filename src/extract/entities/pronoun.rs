//! Pronouns, where one antecedent is clear.
//!
//! "it" and its forms mean what the clause before has as its subject, if that is a thing: see [`of_thing`].
//! "he", "she" and their forms mean the one person that the sentence before the pronoun speaks of; if it speaks of none,
//! the person that the previous sentence has as its subject, or the only one that it speaks of. Else they stay open.

use super::Entities;
use crate::article::BlockKind;
use crate::extract::document::Document;
use crate::facts::{Entity, EntityId};
use crate::nlp::{Deprel, Upos};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

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
    let woman = matches!(document.lower(token), "she" | "her" | "hers" | "herself");
    // Neither one of the other sex, nor who does what is done to "him" or "her".
    let doer = own_subject(document, token)
        .filter(|_| document.lower(token) != "himself" && document.lower(token) != "herself");
    let doer = doer.and_then(|subject| entities.at(subject));
    let fits = |id: &EntityId| {
        Some(*id) != doer && entities.get(*id).is_some_and(|entity| gender(entity).is_none_or(|known| known == woman))
    };
    let persons = |document: &Document<'_>, entities: &Entities, tokens: std::ops::Range<usize>| {
        persons(document, entities, tokens).into_iter().filter(&fits).collect::<Vec<_>>()
    };
    let subject = |document: &Document<'_>, entities: &Entities, tokens: std::ops::Range<usize>| {
        subject(document, entities, tokens).filter(&fits)
    };
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

/// Whether a person is a woman, by the given name; `None` where that does not tell.
fn gender(entity: &Entity) -> Option<bool> {
    static TABLE: OnceLock<FxHashMap<&'static str, bool>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let rows = include_str!("../../../data/names/genders.tsv").lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|row| row.split_once('\t')).map(|(name, gender)| (name, gender == "f")).collect()
    });
    let name = entity.names().find(|name| name.contains(' '))?;
    table.get(name.split(' ').next()?.to_lowercase().as_str()).copied()
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

/// What "it", "they" and their forms mean: the subject before it in its own sentence, else the subject of the sentence before,
/// else the only thing that the sentence before speaks of. A subject that is no known thing leaves it open, as does "it" of
/// no meaning ("it is hard to say").
pub fn of_thing(document: &Document<'_>, entities: &Entities, token: usize) -> Option<EntityId> {
    let many = matches!(document.lower(token), "they" | "their" | "them" | "themselves");
    if document.upos(token) != Upos::Pron || !many && !matches!(document.lower(token), "it" | "its" | "itself") {
        return None;
    }
    // "They" is said of a team, a company, a group; whom else it may mean is left open.
    let found = antecedent_of_thing(document, entities, token)?;
    let collective = entities.is(found, "organization") || entities.is(found, "country");
    (!many || collective).then_some(found)
}

fn antecedent_of_thing(document: &Document<'_>, entities: &Entities, token: usize) -> Option<EntityId> {
    if entities.at(token).is_some() || is_expletive(document, token) {
        return None;
    }
    let sentence = document.sentence(token);
    let possessive = matches!(document.lower(token), "its" | "their");
    // What a clause is done to is not who does it: "Microsoft has replaced it".
    let doer = own_subject(document, token)
        .filter(|_| !possessive && !matches!(document.lower(token), "itself" | "themselves"));
    let not_it = doer.and_then(|doer| thing_at(document, entities, doer));
    let subjects = (sentence.start..token)
        .rev()
        .filter(|&at| is_subject(document, at) && Some(at) != doer && !document.is_under(token, at));
    for at in subjects {
        if !is_person_word(document, entities, at) {
            return meant(document, entities, at, possessive).filter(|id| Some(*id) != not_it);
        }
    }
    let before = document.sentence(sentence.start.checked_sub(1)?);
    let captions = [BlockKind::Caption, BlockKind::AltText, BlockKind::Promo];
    if captions.contains(&document.block_kind(before.start)) && !captions.contains(&document.block_kind(token)) {
        return None;
    }
    let main = before.clone().filter(|&at| is_subject(document, at)).find(|&at| is_main(document, at));
    if let Some(main) = main.filter(|&main| !is_person_word(document, entities, main)) {
        let meant = meant(document, entities, main, possessive);
        if meant != not_it || meant.is_none() {
            return meant;
        }
    }
    let mut things: Vec<EntityId> =
        before.filter_map(|at| entities.at(at)).filter(|&id| is_thing(entities, id) && Some(id) != not_it).collect();
    things.sort_unstable();
    things.dedup();
    if let [one] = things.as_slice() { Some(*one) } else { None }
}

/// The subject of the clause that a pronoun is object of.
fn own_subject(document: &Document<'_>, token: usize) -> Option<usize> {
    let object = matches!(document.rel(token), Deprel::Obj | Deprel::Iobj | Deprel::Obl);
    let verb = document.head(token).filter(|_| object)?;
    document.children_by(verb, &[Deprel::Nsubj]).next()
}

/// What a subject means; for "its", whose it is where it is nothing known itself: "Apple's profit rose. Its shares …".
fn meant(document: &Document<'_>, entities: &Entities, subject: usize, possessive: bool) -> Option<EntityId> {
    let owner = || {
        let owner = document.children_by(subject, &[Deprel::NmodPoss]).find_map(|owner| entities.at(owner));
        owner.filter(|&id| possessive && is_thing(entities, id))
    };
    thing_at(document, entities, subject).or_else(owner)
}

fn is_subject(document: &Document<'_>, token: usize) -> bool {
    matches!(document.rel(token), Deprel::Nsubj | Deprel::NsubjPass) && !is_relative(document.lower(token))
}

fn is_relative(word: &str) -> bool {
    matches!(word, "who" | "which" | "that" | "whom" | "whose" | "there")
}

fn is_main(document: &Document<'_>, subject: usize) -> bool {
    document.head(subject).is_some_and(|head| document.rel(head) == Deprel::Root)
}

/// Whether a subject is a person or people, by its word or by what it is known to be.
fn is_person_word(document: &Document<'_>, entities: &Entities, token: usize) -> bool {
    let pronoun = document.upos(token) == Upos::Pron && !matches!(document.lower(token), "it" | "this" | "that");
    pronoun || entities.at(token).is_some_and(|id| entities.is(id, "person"))
}

/// The thing that a subject means, if it is known: itself, or the name that it leads up to ("the satellite Badr-6").
fn thing_at(document: &Document<'_>, entities: &Entities, token: usize) -> Option<EntityId> {
    let named = document.children_by(token, &[Deprel::Appos, Deprel::Flat]).find_map(|child| entities.at(child));
    entities.at(token).or(named).filter(|&id| is_thing(entities, id))
}

fn is_thing(entities: &Entities, id: EntityId) -> bool {
    !entities.is(id, "person")
        && entities.get(id).is_some_and(|entity| entity.members.is_empty() && entity.count.is_none())
}

/// "It is hard to say", "it seems that": a subject of no meaning.
fn is_expletive(document: &Document<'_>, token: usize) -> bool {
    if document.rel(token) == Deprel::Expl {
        return true;
    }
    let Some(head) = document.head(token).filter(|_| is_subject(document, token)) else { return false };
    let clause = [Deprel::Csubj, Deprel::CsubjPass, Deprel::Ccomp];
    let said_of = document.children_by(head, &clause).next().is_some();
    let adjective = document.upos(head) == Upos::Adj && document.child(head, Deprel::Xcomp).is_some();
    said_of && document.child(head, Deprel::Cop).is_some()
        || adjective
        || matches!(document.lemma(head), "seem" | "appear")
}
