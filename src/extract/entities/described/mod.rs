//! Described things: "the annual session of the SCO", "the two-day meeting", "both top sessions", "the Turkish leader".
//!
//! A noun that names a kind makes a mention. It means a thing that was spoken of before if nothing that singles the two
//! out is at odds, and if they share what singles them out or the phrase is definite and adds nothing of its own.

mod antecedent;
mod called;
mod phrase;
mod told;

use super::{Entities, KindWords, pronoun};
use crate::article::BlockKind;
use crate::extract::document::Document;
use crate::facts::{Descriptor, Entity, EntityId};
use crate::lang::lexicon::KindId;
use crate::nlp::Deprel;
use crate::value::{Number, Value};
use antecedent::{announced, antecedent, apposed, both, predicated};
use called::{by_head_word, by_last_word, called, name_behind, named_of, named_things};
use phrase::{Phrase, base, is_idiom, is_none, is_noun, is_unreal, read};
use told::{happened, happening};

/// What a described thing is known by while linking.
struct Known {
    pub(super) entity: EntityId,
    pub(super) kind: KindId,
    pub(super) last_sentence: usize,
    pub(super) last_token: usize,
    /// Its block, if that is a caption: captions speak of other happenings, and nothing outside them refers back to one.
    pub(super) caption: Option<usize>,
    /// Whether it stood aside of what its clause says.
    pub(super) aside: bool,
}

impl Known {
    fn at(document: &Document<'_>, entity: EntityId, kind: KindId, token: usize) -> Self {
        Self {
            entity,
            kind,
            last_sentence: document.sentence_index(token),
            last_token: token,
            caption: caption(document, token),
            aside: is_aside(document, token),
        }
    }
}

/// Whether a phrase is neither subject nor object of its clause: what stands so was not brought up to be spoken of.
fn is_aside(document: &Document<'_>, head: usize) -> bool {
    matches!(document.rel(head), Deprel::Obl | Deprel::Nmod | Deprel::NmodPoss | Deprel::Compound)
}

/// Finds the described things, in document order, and links them.
///
/// `asked` are the kinds of events that the rules ask for: of them a verb makes one too ("fishermen *rescued*").
pub fn link(document: &Document<'_>, kinds: &KindWords<'_>, asked: &[KindId], entities: &mut Entities) {
    let mut known: Vec<Known> = named_things(document, kinds, entities);
    let named = by_last_word(&known, entities);
    for head in 0..document.len() {
        if let Some(thing) = pronoun::of_thing(document, entities, head) {
            entities.mention(document, head..head + 1, head, thing);
            let kind = entities.get(thing).and_then(|entity| entity.kinds.first()).and_then(|name| kinds.named(name));
            known.extend(kind.map(|kind| Known::at(document, thing, kind, head)));
            continue;
        }
        if let Some(kind) = happening(document, kinds, asked, head) {
            let thing = happened(document, kinds, entities, &known, kind, head);
            entities.mention(document, head..head + 1, head, thing);
            known.push(Known::at(document, thing, kind, head));
            continue;
        }
        let dated = document.value(head).is_some_and(|reading| matches!(reading.value, Value::Date(_)));
        if dated || !is_noun(document, head) || entities.at(head).is_some() {
            continue;
        }
        let found = kinds.of_head(document, head).filter(|&(kind, _)| kinds.is_thing(kind));
        let Some((kind, kind_words)) = found.filter(|_| document.block_kind(head) != BlockKind::Promo) else {
            if let Some(thing) = by_head_word(document, &named, head) {
                entities.mention(document, base(document, head), head, thing);
            }
            continue;
        };
        if is_idiom(document, head) {
            continue;
        }
        if called(document, kinds, entities, head, kind)
            || named_of(document, kinds, entities, head, kind)
            || name_behind(document, kinds, entities, head, kind)
        {
            continue;
        }
        let phrase = read(document, entities, head, kind, kind_words);
        if kinds.is_a(kind, "person") {
            person(document, kinds, entities, &phrase);
        } else {
            thing(document, kinds, entities, &mut known, &phrase);
        }
    }
}

/// Links a described thing that is no person.
fn thing(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &mut Entities,
    known: &mut Vec<Known>,
    phrase: &Phrase,
) {
    if phrase.both {
        if let Some(group) = both(document, kinds, entities, known, phrase) {
            entities.mention(document, phrase.tokens.clone(), phrase.head, group);
        }
        return;
    }
    let said = predicated(document, kinds, entities, phrase);
    let found = said.or_else(|| apposed(document, kinds, entities, phrase)).or_else(|| {
        let new = phrase.indefinite || phrase.possessed;
        if new {
            announced(document, kinds, entities, known, phrase)
        } else {
            antecedent(document, kinds, entities, known, phrase)
        }
    });
    if found.is_none() && is_none(document, phrase) {
        let id = new_thing(document, kinds, entities, phrase);
        if let Some(entity) = entities.get_mut(id) {
            (entity.count, entity.complete) = (Number::count(0), true);
        }
        entities.mention(document, phrase.tokens.clone(), phrase.head, id);
        return;
    }
    if found.is_none() && is_unreal(document, phrase.head) {
        return;
    }
    let id = found.unwrap_or_else(|| new_thing(document, kinds, entities, phrase));
    if let Some(entity) = entities.get_mut(id) {
        for descriptor in phrase.descriptors.iter().filter(|_| said.is_none()) {
            if !entity.descriptors.contains(descriptor) {
                entity.descriptors.push(descriptor.clone());
            }
        }
        let finer: Vec<String> =
            kinds.lineage(phrase.kind).into_iter().filter(|kind| !entity.kinds.contains(kind)).collect();
        if found.is_some() && !finer.is_empty() && !entity.named {
            entity.kinds.splice(0..0, finer);
        }
        let words = document.words(phrase.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
        // What a named thing is called in passing ("the company") is no name of its own.
        if !entity.named && entity.name != words && !entity.aliases.contains(&words) {
            entity.aliases.push(words);
        }
    }
    join_group(kinds, entities, known, phrase, id);
    entities.mention(document, phrase.tokens.clone(), phrase.head, id);
    known.push(Known::at(document, id, phrase.kind, phrase.head));
}

/// The block of a token, if it is a caption.
fn caption(document: &Document<'_>, token: usize) -> Option<usize> {
    matches!(document.block_kind(token), BlockKind::Caption | BlockKind::AltText)
        .then(|| document.block(token))
        .flatten()
}

fn new_thing(document: &Document<'_>, kinds: &KindWords<'_>, entities: &mut Entities, phrase: &Phrase) -> EntityId {
    let count = phrase.count.and_then(|token| document.value(token)).and_then(|reading| match &reading.value {
        Value::Number(number) => Some(number.clone()),
        _ => None,
    });
    let name = document.words(phrase.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
    let complete = phrase.plural && count.as_ref().is_some_and(|count| count.hedge == crate::value::Hedge::None);
    entities.add(Entity { name, kinds: kinds.lineage(phrase.kind), count, complete, ..Entity::default() })
}

/// "the first referendum" is one of "two referendums".
fn join_group(kinds: &KindWords<'_>, entities: &mut Entities, known: &[Known], phrase: &Phrase, id: EntityId) {
    let ordinal = phrase.descriptors.iter().any(|descriptor| matches!(descriptor, Descriptor::Ordinal(_)));
    if phrase.plural || !ordinal {
        return;
    }
    let group = known.iter().rev().find(|known| {
        known.kind == phrase.kind && entities.get(known.entity).is_some_and(|entity| entity.count.is_some())
    });
    let Some(group) = group.map(|group| group.entity).filter(|&group| group != id) else { return };
    let _ = kinds;
    if let Some(group) = entities.get_mut(group).filter(|group| !group.members.contains(&id)) {
        group.members.push(id);
    }
}

/// Links a described person ("the Turkish leader", "the only world leader", "the host, President …") to a named one.
fn person(document: &Document<'_>, kinds: &KindWords<'_>, entities: &mut Entities, phrase: &Phrase) {
    let head = phrase.head;
    let apposed = document
        .children_by(head, &[Deprel::Appos])
        .chain(Some(head).filter(|_| document.rel(head) == Deprel::Appos).and_then(|_| document.head(head)))
        .find_map(|token| entities.at(token).filter(|&id| entities.is(id, "person")));
    let subject = document.child(head, Deprel::Cop).and_then(|_| document.child(head, Deprel::Nsubj));
    let predicated = subject.and_then(|subject| entities.at(subject)).filter(|&id| entities.is(id, "person"));
    let described = || {
        let own: Vec<&Descriptor> = phrase.descriptors.iter().filter(|d| matches!(d, Descriptor::Entity(_))).collect();
        if own.is_empty() || !phrase.definite || phrase.plural {
            return None;
        }
        let fitting = entities.offices.iter().filter(|office| office.held && office.modifier.is_none());
        let mut persons: Vec<EntityId> = Vec::new();
        for office in fitting {
            let owned = office.owner.is_some_and(|owner| own.contains(&&Descriptor::Entity(owner)));
            if owned && office.title.start < head && !persons.contains(&office.person) {
                persons.push(office.person);
            }
        }
        if let [one] = persons.as_slice() { Some(*one) } else { None }
    };
    let Some(id) = apposed.or(predicated).or_else(described) else { return };
    let finer: Vec<String> = kinds.lineage(phrase.kind);
    if let Some(entity) = entities.get_mut(id) {
        let new: Vec<String> = finer.into_iter().filter(|kind| !entity.kinds.contains(kind)).collect();
        entity.kinds.splice(0..0, new);
    }
    entities.mention(document, phrase.tokens.clone(), head, id);
}
