//! Events that only a verb tells: "fishermen *rescued* 700" is a rescue, where the rules ask for one.

use super::antecedent::at_odds;
use super::{Entities, KindWords, Known};
use crate::extract::document::Document;
use crate::facts::{Entity, EntityId};
use crate::lang::lexicon::KindId;
use crate::nlp::{Deprel, Upos};

/// The kind of event that a verb of the main line tells: asserted, with its own noun in the lexicon.
pub(super) fn happening(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    asked: &[KindId],
    verb: usize,
) -> Option<KindId> {
    if asked.is_empty() || document.upos(verb) != Upos::Verb {
        return None;
    }
    let told = matches!(document.rel(verb), Deprel::Root | Deprel::Conj | Deprel::Parataxis | Deprel::Ccomp);
    let past = matches!(document.analysis.xpos(verb), "VBD" | "VBN" | "VBZ") && told;
    let kind = asked.iter().copied().find(|&kind| past && kinds.is_verb_of(document.lemma(verb), kind))?;
    let denied = crate::extract::context::is_denied(document, verb);
    (!denied).then_some(kind)
}

/// The event of a verb: the one of its kind that was spoken of last, if there is one and it is not set apart; else a new one.
pub(super) fn happened(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &mut Entities,
    known: &[Known],
    kind: KindId,
    verb: usize,
) -> EntityId {
    let mut things: Vec<EntityId> = Vec::new();
    for known in known.iter().filter(|known| kinds.is_of(known.kind, kind) && known.last_token < verb) {
        let plain = entities.get(known.entity).is_some_and(|entity| {
            entity.count.is_none() && entity.members.is_empty() && !at_odds(entities, &entity.descriptors, &[])
        });
        if plain && !things.contains(&known.entity) {
            things.push(known.entity);
        }
    }
    if let [one] = things.as_slice() {
        return *one;
    }
    let lineage = kinds.lineage(kind);
    let name = lineage.first().cloned().unwrap_or_else(|| document.lower(verb).to_owned());
    entities.add(Entity { name, kinds: lineage, ..Entity::default() })
}
