//! Places that a sentence leaves open, and what the article around it gives for them.
//!
//! "The nine member nations" in a story on the SCO summit are the SCO's; "107 were killed" are the crash's. What may fill
//! an open place is the event that the article opens with, what singles that out, what the rules are about, or the one
//! thing of a declared kind that the article speaks of; never where the sentence speaks of another thing that would fit.

use super::Matcher;
use crate::extract::entities::Entities;
use crate::extract::fill;
use crate::extract::index::Compiled;
use crate::facts::name::{fold, key};
use crate::facts::{Descriptor, Entity, EntityId};
use crate::lang::RuleSet;
use crate::lang::formula::{Description, Modifier, Thing};
use crate::lang::lexicon::{KindId, Lexicon};
use crate::lang::pattern::{Filler, Role, Trigger};
use std::ops::Range;

/// The things of the article that the rules are about.
pub(super) fn topics(entities: &Entities, rules: &RuleSet) -> Vec<EntityId> {
    let things =
        rules.checks.iter().flat_map(|check| &check.topics).chain(rules.facts.iter().flat_map(|fact| &fact.topics));
    let mut found: Vec<EntityId> = Vec::new();
    let mut seen: Vec<&Thing> = Vec::new();
    for thing in things {
        if seen.contains(&thing) {
            continue;
        }
        seen.push(thing);
        let topic = match thing {
            Thing::Named { name, .. } => named(entities, name),
            Thing::Described(description) => described(entities, &rules.lexicon, description),
            _ => None,
        };
        found.extend(topic.filter(|topic| !found.contains(topic)));
    }
    found
}

fn named(entities: &Entities, name: &str) -> Option<EntityId> {
    let wanted = key(name);
    let known = entities.all.iter().position(|entity| entity.names().any(|name| key(name) == wanted))?;
    u32::try_from(known).ok().map(EntityId)
}

/// The one thing of the kind that has all the words that the rule singles it out by.
fn described(entities: &Entities, lexicon: &Lexicon, description: &Description) -> Option<EntityId> {
    if description.plural || description.ordinal.is_some() {
        return None;
    }
    let words: Vec<String> = description
        .modifiers
        .iter()
        .flat_map(|modifier| match modifier {
            Modifier::Words(words) => fold(words),
            _ => Vec::new(),
        })
        .collect();
    let mut fitting = (0u32..).map(EntityId).zip(&entities.all).filter(|(_, entity)| {
        is_single(entity) && fill::is_of(lexicon, &entity.kinds, description.kind) && {
            let own = words_of(entities, entity);
            words.iter().all(|word| own.contains(word))
        }
    });
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first.0)
}

fn words_of(entities: &Entities, entity: &Entity) -> Vec<String> {
    let mut words: Vec<String> = entity.names().flat_map(fold).collect();
    for descriptor in &entity.descriptors {
        match descriptor {
            Descriptor::Word(word) => words.extend(fold(word)),
            Descriptor::Entity(id) => {
                words.extend(entities.get(*id).iter().flat_map(|other| other.names()).flat_map(fold))
            }
            Descriptor::Ordinal(_) | Descriptor::Date(_) => {}
        }
    }
    words
}

/// Whether it is one thing and no group.
fn is_single(entity: &Entity) -> bool {
    entity.members.is_empty() && entity.count.is_none()
}

impl Matcher<'_> {
    /// Whether the pattern names the place as what stands apposed to its noun or before it: such a place is there or the
    /// pattern is not.
    pub(super) fn is_held_open(&self, compiled: &Compiled, place: usize) -> bool {
        if compiled.owned && place == 0 {
            return true;
        }
        let thing = self.is_kind(compiled.concept, place, "thing");
        let slot = compiled.pattern.slots.iter().find(|(_, filler)| *filler == Filler::Place(place));
        // "Modi spoke" says nothing of where, as "Modi will take part" does.
        let bare = match &compiled.pattern.trigger {
            Trigger::Verb { bases, particle: None, .. } => {
                let names = |filler: &Filler| matches!(filler, Filler::Noun { .. } | Filler::Clause(_));
                !bases.iter().any(|base| base == "participate" || base == "compete")
                    && !compiled.pattern.slots.iter().any(|(_, filler)| names(filler))
            }
            _ => false,
        };
        slot.is_some_and(|(role, _)| {
            *role == Role::Holder || thing && !matches!(role, Role::Owner) || bare && matches!(role, Role::Prep(_))
        })
    }

    /// What the context gives for an open place.
    ///
    /// `bound` are the words that fill other places: what they name is in nobody's way.
    pub(super) fn context_gives(
        &self,
        compiled: &Compiled,
        predicate: usize,
        kind: KindId,
        bound: &[Range<usize>],
    ) -> Option<EntityId> {
        let content =
            matches!(compiled.pattern.trigger, Trigger::Verb { .. } | Trigger::Predicate { .. } | Trigger::Noun { .. });
        if !content {
            return None;
        }
        let from_opening =
            self.opening_gives(kind).filter(|&id| self.others_in_sentence(predicate, kind, id, bound).is_none());
        from_opening.or_else(|| {
            let given = self.topic_gives(kind).or_else(|| self.sole(kind))?;
            let free = self.others_in_sentence(predicate, kind, given, bound).is_none()
                && self.in_focus(predicate, kind, given);
            free.then_some(given)
        })
    }

    /// What the context gives for the owner of an office that is told without one: "Finance Minister Karel Doss".
    pub fn office_owner(&self, token: usize, kind: KindId) -> Option<EntityId> {
        let given = self.topic_gives(kind).or_else(|| self.sole(kind))?;
        let free = self.others_in_sentence(token, kind, given, &[]).is_none() && self.in_focus(token, kind, given);
        free.then_some(given)
    }

    fn fits_open(&self, id: EntityId, kind: KindId) -> bool {
        self.entities.get(id).is_some_and(|entity| fill::is_of(self.lexicon, &entity.kinds, kind))
    }

    /// The event that the article opens with, or the one thing that singles it out.
    fn opening_gives(&self, kind: KindId) -> Option<EntityId> {
        let opening = self.opening?;
        let event = self.entities.get(opening).filter(|event| is_single(event))?;
        if self.fits_open(opening, kind) {
            return Some(opening);
        }
        let mut owners = event.descriptors.iter().filter_map(|descriptor| match descriptor {
            Descriptor::Entity(id) if self.fits_open(*id, kind) && !self.entities.is(*id, "place") => Some(*id),
            _ => None,
        });
        owners.next().filter(|_| owners.next().is_none())
    }

    /// The one thing of the kind that the rules are about.
    fn topic_gives(&self, kind: KindId) -> Option<EntityId> {
        let may_be = |id: &EntityId| {
            self.entities.get(*id).is_some_and(|entity| fill::fits(self.lexicon, &entity.kinds, entity.named, kind))
        };
        let mut fitting = self.topics.iter().copied().filter(may_be);
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// The one thing of a kind of the rule files' own that the article speaks of, or the one country.
    fn sole(&self, kind: KindId) -> Option<EntityId> {
        let known = self.lexicon.kind(kind)?;
        if known.site.is_none() && known.name != "country" {
            return None;
        }
        let mut fitting = (0u32..)
            .map(EntityId)
            .zip(&self.entities.all)
            .filter(|(_, entity)| is_single(entity) && fill::is_of(self.lexicon, &entity.kinds, kind));
        let (first, _) = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// Another thing of the sentence that would fit and that the reader could take up: a name, or something singled out by
    /// one. "A storm", met here for the first time, is not.
    fn others_in_sentence(
        &self,
        predicate: usize,
        kind: KindId,
        candidate: EntityId,
        bound: &[Range<usize>],
    ) -> Option<EntityId> {
        let in_the_way = |id: &EntityId| {
            let known = self.entities.get(*id).is_some_and(|entity| {
                let singled = |known: &Descriptor| matches!(known, Descriptor::Entity(_) | Descriptor::Ordinal(_));
                entity.named || entity.descriptors.iter().any(singled)
            });
            *id != candidate && known && self.fits_open(*id, kind)
        };
        let free = |token: &usize| !bound.iter().any(|bound| bound.contains(token));
        self.document.sentence(predicate).filter(free).filter_map(|token| self.entities.at(token)).find(in_the_way)
    }

    /// Whether no other thing of the kind was spoken of after the candidate in the same block.
    fn in_focus(&self, predicate: usize, kind: KindId, candidate: EntityId) -> bool {
        let block = self.document.block(predicate);
        let mut before = (0..predicate).rev().take_while(|&token| self.document.block(token) == block);
        let last = before.find_map(|token| self.entities.at(token).filter(|&id| self.fits_open(id, kind)));
        last.is_none_or(|last| last == candidate)
    }
}
