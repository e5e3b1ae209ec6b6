//! Happenings that only a verb speaks of: "Belgium defeated Panama 3–0" is a match between Belgium and Panama.
//!
//! A relation that is declared with an event as its third place (`relation thing defeats thing in match`) makes that
//! event where the article leaves it open: one for each pair of parties. What the clause says of time, place and result
//! is said of the event.

use super::context;
use super::document::Document;
use super::entities::{Entities, KindWords};
use super::matcher::Draft;
use crate::facts::{Argument, Descriptor, Entity, EntityId, Polarity};
use crate::lang::lexicon::{Category, Concept, ConceptId, KindId, Lexicon};
use crate::value::{DateExpression, Value};

/// Fills open event places with events of their own, and adds what their clauses say of them.
pub fn make(document: &Document<'_>, entities: &mut Entities, lexicon: &Lexicon, drafts: &mut Vec<Draft>) {
    let kinds = KindWords::new(lexicon);
    let Some(event) = lexicon.kind_named("event") else { return };
    let mut made: Vec<([EntityId; 2], EntityId)> = Vec::new();
    let mut added = Vec::new();
    for draft in drafts.iter_mut() {
        let third = lexicon.concept(draft.concept).and_then(|concept| concept.places.get(2));
        let Some(kind) = third.map(|place| place.kind).filter(|&kind| lexicon.is_a(kind, event)) else { continue };
        let [Argument::Entity(one), Argument::Entity(other), third] = draft.arguments.as_mut_slice() else { continue };
        let mut parties = [*one, *other];
        parties.sort_unstable();
        if *third != Argument::Unstated || draft.context.polarity == Polarity::Denied {
            continue;
        }
        let known = made.iter().find(|(pair, _)| *pair == parties).map(|&(_, event)| event);
        let happening = known.unwrap_or_else(|| {
            let event = new_event(entities, &kinds, kind, parties);
            made.push((parties, event));
            event
        });
        *third = Argument::Entity(happening);
        added.extend(said_of(document, entities, lexicon, kind, happening, draft));
    }
    drafts.extend(added);
}

fn new_event(entities: &mut Entities, kinds: &KindWords<'_>, kind: KindId, [one, other]: [EntityId; 2]) -> EntityId {
    let name = |id| entities.get(id).map_or_else(String::new, |entity| entity.name.clone());
    let lineage = kinds.lineage(kind);
    let noun = lineage.first().cloned().unwrap_or_default();
    let name = format!("{noun} between {} and {}", name(one), name(other));
    let descriptors = vec![Descriptor::Entity(one), Descriptor::Entity(other)];
    entities.add(Entity { name, kinds: lineage, descriptors, ..Entity::default() })
}

/// The date, the place and the result that the clause gives to its event.
fn said_of(
    document: &Document<'_>,
    entities: &Entities,
    lexicon: &Lexicon,
    kind: KindId,
    event: EntityId,
    draft: &Draft,
) -> Vec<Draft> {
    let mut said = Vec::new();
    let mut say = |concept: Option<ConceptId>, argument: Argument, tokens: std::ops::Range<usize>| {
        if let Some(concept) = concept {
            let mut words = draft.tokens.clone();
            words.push(tokens);
            let arguments = vec![Argument::Entity(event), argument];
            said.push(Draft {
                concept,
                arguments,
                tokens: words,
                only: None,
                ordinal: None,
                template: None,
                ..draft.clone()
            });
        }
    };
    if let Some((span, tokens)) = context::time(document, draft.predicate) {
        let date = Argument::Value(Value::Date(DateExpression::Absolute(span)));
        say(attribute(lexicon, kind, "date"), date, tokens);
    }
    if let Some((place, token)) = context::place(document, entities, draft.predicate) {
        let takes_place = concept(lexicon, |concept| {
            concept.category == Category::Relation
                && concept.phrase.starts_with("takes place")
                && concept.places.len() == 2
        });
        say(takes_place, Argument::Entity(place), token..token + 1);
    }
    if let Some((score, tokens)) = context::score(document, draft.predicate) {
        say(attribute(lexicon, kind, "score"), Argument::Value(score), tokens);
    }
    said
}

/// The attribute of such an event whose value is of that kind.
fn attribute(lexicon: &Lexicon, owner: KindId, value: &str) -> Option<ConceptId> {
    concept(lexicon, |concept| {
        let [own, told] = concept.places.as_slice() else { return false };
        let of_kind = lexicon.kind(told.kind).is_some_and(|kind| kind.name == value);
        concept.category == Category::Attribute && concept.phrase == value && of_kind && lexicon.is_a(owner, own.kind)
    })
}

fn concept(lexicon: &Lexicon, wanted: impl Fn(&Concept) -> bool) -> Option<ConceptId> {
    (0..).map(ConceptId).zip(&lexicon.concepts).find(|(_, concept)| wanted(concept)).map(|(id, _)| id)
}
