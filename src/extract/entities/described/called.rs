//! Kind words with a name: "the Arabsat-4A satellite", "the state of Yucatán", "the commission".

use super::phrase::base;
use super::{Entities, KindWords, Known};
use crate::extract::document::Document;
use crate::facts::name::fold;
use crate::facts::{Entity, EntityId};
use crate::lang::lexicon::KindId;
use crate::nlp::{Deprel, Upos};
use rustc_hash::FxHashMap;

/// "the Arabsat-4A satellite", "the ProtoStar-1 and Badr-6 spacecraft": a name of such a thing right before the noun is
/// the thing itself, and several are all of them.
pub(super) fn called(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &mut Entities,
    head: usize,
    kind: KindId,
) -> bool {
    let last =
        head.checked_sub(1).and_then(|before| entities.mention_at(before)).filter(|last| last.tokens.end == head);
    let Some(last) = last.filter(|last| document.sentence(head).contains(&last.head)) else { return false };
    let fits = |id: EntityId| {
        entities.get(id).is_some_and(|entity| {
            let known = entity.kinds.first().and_then(|name| kinds.named(name));
            entity.named && known.is_some_and(|known| kinds.related(known, kind) && !kinds.is_a(known, "person"))
        })
    };
    if !fits(last.entity) {
        return false;
    }
    let mut members = vec![last.entity];
    let mut start = last.tokens.start;
    while let Some(before) = start.checked_sub(2).filter(|_| matches!(document.lower(start - 1), "and" | ","))
        && let Some(mention) = entities.mention_at(before).filter(|mention| mention.tokens.end == before + 1)
        && fits(mention.entity)
    {
        members.insert(0, mention.entity);
        start = mention.tokens.start;
    }
    let finer = kinds.lineage(kind);
    for &member in &members {
        if let Some(entity) = entities.get_mut(member) {
            let new: Vec<String> = finer.iter().filter(|kind| !entity.kinds.contains(kind)).cloned().collect();
            entity.kinds.splice(0..0, new);
        }
    }
    let whole = match members.as_slice() {
        [one] => *one,
        _ => {
            let name = document.words(start..head + 1).split_whitespace().collect::<Vec<_>>().join(" ");
            entities.add(Entity { name, kinds: finer, members, complete: true, ..Entity::default() })
        }
    };
    entities.mention(document, start..head + 1, head, whole);
    true
}

/// "the film Moon Boy", "the ship Aurora": a name right behind its kind.
pub(super) fn name_behind(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &mut Entities,
    head: usize,
    kind: KindId,
) -> bool {
    let Some(mention) = entities.mention_at(head + 1).filter(|mention| mention.tokens.start == head + 1) else {
        return false;
    };
    let (id, end) = (mention.entity, mention.tokens.end);
    let hung = document.head(head) == Some(mention.head) || document.head(mention.head) == Some(head);
    let fits = entities.get(id).is_some_and(|entity| {
        let mut known = entity.kinds.iter().filter_map(|name| kinds.named(name));
        entity.named && (entity.kinds.is_empty() || known.any(|known| kinds.related(known, kind)))
    });
    if !fits || !hung || kinds.is_a(kind, "person") || document.analysis.xpos(head) == "NNS" {
        return false;
    }
    let finer = kinds.lineage(kind);
    if let Some(entity) = entities.get_mut(id) {
        let new: Vec<String> = finer.into_iter().filter(|kind| !entity.kinds.contains(kind)).collect();
        entity.kinds.splice(0..0, new);
    }
    entities.mention(document, head..end, head, id);
    true
}

/// "the state of Yucatán", "the city of Oslo": a place of the kind that goes by the name behind "of".
pub(super) fn named_of(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &mut Entities,
    head: usize,
    kind: KindId,
) -> bool {
    if document.lower(head + 1) != "of" || !kinds.is_a(kind, "place") {
        return false;
    }
    let start = head + 2 + usize::from(document.lower(head + 2) == "the");
    let Some(mention) = entities.mention_at(start).filter(|mention| mention.tokens.start == start) else {
        return false;
    };
    let id = mention.entity;
    let end = mention.tokens.end;
    let named = entities.get(id).is_some_and(|entity| entity.named);
    if !named || !entities.is(id, "place") || entities.is(id, "country") {
        return false;
    }
    let finer = kinds.lineage(kind);
    if let Some(entity) = entities.get_mut(id) {
        let new: Vec<String> = finer.into_iter().filter(|kind| !entity.kinds.contains(kind)).collect();
        entity.kinds.splice(0..0, new);
    }
    entities.mention(document, head..end, head, id);
    true
}

/// Named organisations, events and other things, by each of their mentions: described ones can mean them.
pub(super) fn named_things(document: &Document<'_>, kinds: &KindWords<'_>, entities: &Entities) -> Vec<Known> {
    let mentions = entities.mentions.iter().filter_map(|mention| {
        let finest = entities.get(mention.entity)?.kinds.first()?;
        let kind = kinds.named(finest)?;
        let wanted = !kinds.is_a(kind, "person");
        wanted.then(|| Known {
            last_token: mention.tokens.start,
            ..Known::at(document, mention.entity, kind, mention.head)
        })
    });
    mentions.collect()
}

/// Named things by the last word of a name of several words.
pub(super) type ByLastWord = FxHashMap<String, Vec<(usize, EntityId)>>;

pub(super) fn by_last_word(known: &[Known], entities: &Entities) -> ByLastWord {
    let mut index = ByLastWord::default();
    for known in known {
        let mut name = entities.get(known.entity).map(|entity| fold(&entity.name)).unwrap_or_default();
        if let Some(last) = name.pop().filter(|_| !name.is_empty()) {
            index.entry(last).or_default().push((known.last_token, known.entity));
        }
    }
    index
}

/// "the commission", once the text has named one "Commission" and no other.
pub(super) fn by_head_word(document: &Document<'_>, named: &ByLastWord, head: usize) -> Option<EntityId> {
    let mut called = named.get(document.lower(head))?.iter().filter(|(at, _)| *at < head).map(|(_, entity)| *entity);
    let first = called.next()?;
    let determiner = document.child(head, Deprel::Det).map(|determiner| document.lower(determiner));
    let is_common = document.upos(head) == Upos::Noun && document.form(head).starts_with(char::is_lowercase);
    let is_bare = base(document, head).len() == 2 && document.child(head, Deprel::Nmod).is_none();
    (is_common && determiner == Some("the") && is_bare && called.all(|other| other == first)).then_some(first)
}
