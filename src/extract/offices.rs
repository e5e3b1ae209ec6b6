//! Roles from titles: "Kazak President Tokayev" says that Tokayev is the president of Kazakhstan.

use super::entities::Entities;
use super::fill;
use super::gazetteer::{OfficeModifier, key};
use super::matcher::Draft;
use crate::facts::{Argument, Polarity};
use crate::lang::lexicon::{Category, ConceptId, Lexicon};
use crate::nlp::inflect::singular;

/// The role statements that titles make. An acting, deputy or designate holder does not hold the office; a former one
/// is denied it.
pub fn roles(entities: &Entities, lexicon: &Lexicon) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for office in &entities.offices {
        let Some(owner) = office.owner else { continue };
        for (id, concept) in (0..).map(ConceptId).zip(&lexicon.concepts) {
            let named = concept.category == Category::Role
                && concept.definition.is_none()
                && std::iter::once(&concept.phrase)
                    .chain(&concept.also)
                    .any(|phrase| key(phrase) == singular(&office.noun));
            let [place_owner, place_holder] = concept.places.as_slice() else { continue };
            let fits =
                |entity, kind| entities.get(entity).is_some_and(|e| fill::fits(lexicon, &e.kinds, e.named, kind));
            if !named || !fits(owner, place_owner.kind) || !fits(office.person, place_holder.kind) {
                continue;
            }
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
            drafts.push(draft);
        }
    }
    drafts
}
