//! Happenings that only a verb speaks of: "Belgium defeated Panama 3–0" is a match between Belgium and Panama.
//!
//! A relation that is declared with an event as its third place (`relation thing defeats thing in match`) makes that
//! event where the article leaves it open: one for each pair of parties. What the clause says of time, place and result
//! is said of the event.

use super::context;
use super::document::Document;
use super::entities::{Entities, KindWords};
use super::matcher::Draft;
use crate::facts::{Argument, Descriptor, Entity, EntityId, Modality, Polarity};
use crate::lang::lexicon::{Category, Concept, ConceptId, KindId, Lexicon};
use crate::nlp::{Deprel, Upos};
use crate::value::{DateExpression, Value};

/// Fills open event places with events of their own, and adds what their clauses say of them.
pub fn make(document: &Document<'_>, entities: &mut Entities, lexicon: &Lexicon, drafts: &mut Vec<Draft>) {
    let kinds = KindWords::new(lexicon);
    let Some(event) = lexicon.kind_named("event") else { return };
    let mut made: Vec<([EntityId; 2], EntityId)> = named(entities, lexicon, event, drafts);
    let mut added = Vec::new();
    for draft in drafts.iter_mut() {
        let Some((kind, parties)) = open_to_event(lexicon, event, draft) else { continue };
        let Some(third) = draft.arguments.get_mut(2) else { continue };
        let happening = match third {
            Argument::Entity(happening) => *happening,
            _ => {
                let known = made.iter().find(|(pair, _)| *pair == parties).map(|&(_, event)| event);
                known.unwrap_or_else(|| {
                    let event = new_event(entities, &kinds, kind, parties);
                    made.push((parties, event));
                    event
                })
            }
        };
        *third = Argument::Entity(happening);
        added.extend(said_of(document, entities, lexicon, kind, happening, draft));
    }
    added.extend(told_by_verbs(document, entities, lexicon, &kinds));
    drafts.extend(added);
}

/// Verbs for what an event does in happening.
const DOINGS: [&str; 20] = [
    "kill", "injure", "wound", "leave", "hit", "strike", "destroy", "damage", "claim", "rock", "shake", "begin",
    "start", "open", "occur", "happen", "erupt", "break", "bring", "draw",
];

/// When and where the events are that a verb tells: "On Friday, fishermen *rescued* 700 off Aceh".
fn told_by_verbs(document: &Document<'_>, entities: &Entities, lexicon: &Lexicon, kinds: &KindWords<'_>) -> Vec<Draft> {
    let mut said = Vec::new();
    for mention in &entities.mentions {
        let own = mention.head;
        if !entities.is(mention.entity, "event") {
            continue;
        }
        // "A crash killed twelve on May 4": what an event does, it does when and where it is.
        let doing = document
            .head(own)
            .filter(|&verb| document.rel(own) == Deprel::Nsubj && DOINGS.contains(&document.lemma(verb)));
        let itself = Some(own).filter(|_| document.upos(own) == Upos::Verb && mention.tokens.len() == 1);
        let Some(verb) = itself.or(doing) else { continue };
        let kind = entities.get(mention.entity).and_then(|entity| kinds.named(entity.kinds.first()?));
        let Some(kind) = kind else { continue };
        let told = context::read(document, entities, verb);
        if told.polarity == Polarity::Denied || told.modality >= Modality::Hypothetical {
            continue;
        }
        let draft = Draft {
            context: told,
            in_passing: false,
            ..Draft::in_passing(ConceptId(0), Vec::new(), verb, mention.tokens.clone())
        };
        said.extend(said_of(document, entities, lexicon, kind, mention.entity, &draft));
    }
    said
}

/// The kind of the event that a statement is open to, and its two parties.
fn open_to_event(lexicon: &Lexicon, event: KindId, draft: &Draft) -> Option<(KindId, [EntityId; 2])> {
    let kind = lexicon.concept(draft.concept)?.places.get(2)?.kind;
    let [Argument::Entity(one), Argument::Entity(other), third] = draft.arguments.as_slice() else { return None };
    let open = matches!(third, Argument::Entity(_) | Argument::Unstated);
    let told = draft.context.polarity == Polarity::Affirmed && draft.context.modality < Modality::Hypothetical;
    let mut parties = [*one, *other];
    parties.sort_unstable();
    (open && told && lexicon.is_a(kind, event)).then_some((kind, parties))
}

/// The events that the sentences themselves name for a pair of parties; the parties single them out from now on.
fn named(
    entities: &mut Entities,
    lexicon: &Lexicon,
    event: KindId,
    drafts: &[Draft],
) -> Vec<([EntityId; 2], EntityId)> {
    let mut named: Vec<([EntityId; 2], EntityId)> = Vec::new();
    for draft in drafts {
        let Some((_, parties)) = open_to_event(lexicon, event, draft) else { continue };
        let Some(Argument::Entity(happening)) = draft.arguments.get(2) else { continue };
        let other_pair = named.iter().any(|(pair, known)| known == happening && *pair != parties);
        if other_pair || named.iter().any(|(pair, _)| *pair == parties) {
            continue;
        }
        named.push((parties, *happening));
        if let Some(entity) = entities.get_mut(*happening) {
            for party in parties.map(Descriptor::Entity) {
                if !entity.descriptors.contains(&party) {
                    entity.descriptors.push(party);
                }
            }
        }
    }
    named
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
