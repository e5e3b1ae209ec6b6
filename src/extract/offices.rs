//! Roles from titles: "Kazak President Tokayev" says that Tokayev is the president of Kazakhstan.

use super::entities::Entities;
use super::fill;
use super::gazetteer::{OfficeModifier, key};
use super::matcher::Draft;
use crate::facts::{Argument, EntityId, Polarity};
use crate::lang::lexicon::{Category, ConceptId, KindId, Lexicon};
use crate::nlp::inflect::singular;

/// The role statements that titles make. An acting, deputy or designate holder does not hold the office; a former one
/// is denied it.
///
/// `given` is what the context gives for an owner of that kind where the title stands without one.
pub fn roles(entities: &Entities, lexicon: &Lexicon, given: impl Fn(usize, KindId) -> Option<EntityId>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for office in &entities.offices {
        for (id, concept) in (0..).map(ConceptId).zip(&lexicon.concepts) {
            let named = concept.category == Category::Role
                && concept.definition.is_none()
                && std::iter::once(&concept.phrase)
                    .chain(&concept.also)
                    .any(|phrase| key(phrase) == singular(&office.noun));
            let [place_owner, place_holder] = concept.places.as_slice() else { continue };
            let fits =
                |entity, kind| entities.get(entity).is_some_and(|e| fill::fits(lexicon, &e.kinds, e.named, kind));
            if !named || !fits(office.person, place_holder.kind) {
                continue;
            }
            // What an office of just anything belongs to, the context does not tell.
            let open = || lexicon.kind(place_owner.kind).filter(|kind| kind.name != "thing");
            let told = office.owner.filter(|&owner| fits(owner, place_owner.kind));
            let from_context = || given(office.tokens.start, open().map(|_| place_owner.kind)?);
            let Some(owner) = told.or_else(|| if office.owner.is_none() { from_context() } else { None }) else {
                continue;
            };
            let polarity = match office.modifier {
                None => Polarity::Affirmed,
                Some(OfficeModifier::Former) => Polarity::Denied,
                Some(_) => continue,
            };
            // A title in passing is asserted, whatever becomes of the clause around it.
            let arguments = vec![Argument::Entity(owner), Argument::Entity(office.person)];
            let mut draft =
                Draft::in_passing(id, arguments, office.tokens.end.saturating_sub(1), office.tokens.clone());
            draft.context.polarity = polarity;
            draft.from_context = told.is_none();
            drafts.push(draft);
        }
    }
    drafts
}
