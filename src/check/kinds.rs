//! Kinds of entities: by their names, and by the offices that people hold.

use super::text;
use super::world::World;
use crate::facts::name::fold;
use crate::facts::{Argument, EntityId, Modality, Polarity};
use crate::lang::lexicon::{Category, KindId, Lexicon};
use rustc_hash::FxHashMap;

/// The kinds of a lexicon by their folded names.
pub(super) fn names(lexicon: &Lexicon) -> FxHashMap<String, KindId> {
    let mut names = FxHashMap::default();
    for (id, kind) in (0..).map(KindId).zip(&lexicon.kinds) {
        for name in std::iter::once(&kind.name).chain(&kind.also) {
            names.entry(fold(name).join(" ")).or_insert(id);
        }
    }
    names
}

/// A kind and all that it is a kind of.
pub(super) fn ancestors(lexicon: &Lexicon, kind: KindId) -> Vec<KindId> {
    let mut all = vec![kind];
    let mut next = lexicon.kind(kind).and_then(|kind| kind.parent);
    while let Some(parent) = next {
        if all.contains(&parent) {
            break;
        }
        all.push(parent);
        next = lexicon.kind(parent).and_then(|kind| kind.parent);
    }
    all
}

/// The kinds that people are of by their titles: a president is a leader, a finance minister is a minister.
pub(super) fn by_title(world: &World<'_>) -> Vec<(EntityId, KindId)> {
    let mut found = Vec::new();
    for (id, statement) in world.facts.statements() {
        if statement.polarity == Polarity::Denied || statement.modality == Modality::Hypothetical {
            continue;
        }
        let Some(concept) = world.concept_of(id) else { continue };
        let (holder, title) = match (concept.category, statement.arguments.as_slice()) {
            (Category::Attribute, [Argument::Entity(owner), Argument::Text(title)]) if concept.phrase == "title" => {
                (*owner, title.as_str())
            }
            (Category::Role, [_, Argument::Entity(holder)]) => (*holder, concept.phrase.as_str()),
            _ => continue,
        };
        if world
            .facts
            .dateline
            .is_some_and(|date| statement.time.and_then(|time| time.last).is_some_and(|last| last < date))
        {
            continue;
        }
        let kinds = text::office_words(title);
        found.extend(kinds.iter().filter_map(|word| Some((holder, world.kind_of_words(word)?))));
    }
    found
}
