//! Things of rules: whom or what a name, a description or a variable means in the article.
//!
//! Enters: a [`Thing`]. Leaves: the candidates for it. Several candidates decide a clause only where they agree.

use super::evaluator::Evaluator;
use crate::facts::name::{fold, key};
use crate::facts::{Argument, EntityId, Found, Polarity, places};
use crate::lang::formula::{Thing, Variable};
use crate::lang::lexicon::{ConceptId, KindId};
use crate::value::Value;

/// What a thing of a rule is in the article.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Referent {
    /// One thing, by all entities that are it.
    Entities(Vec<EntityId>),
    /// Several things that the rule takes together; each by its entities.
    Members(Vec<Vec<EntityId>>),
    /// A name that the article does not have.
    Absent {
        /// The name.
        name: String,
        /// The kind of the place that it fills.
        kind: KindId,
    },
    /// A literal.
    Value(Box<Value>),
    /// Words.
    Text(String),
    /// The article itself.
    Article,
    /// Anything at all.
    Open,
}

/// The candidates for a thing.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Resolved {
    pub candidates: Vec<Referent>,
    /// Why there is none, or more than one.
    pub note: Option<String>,
}

impl Resolved {
    pub fn one(referent: Referent) -> Self {
        Self { candidates: vec![referent], note: None }
    }

    pub fn nothing(note: impl Into<String>) -> Self {
        Self { candidates: Vec::new(), note: Some(note.into()) }
    }
}

impl Evaluator<'_, '_> {
    /// The candidates for a thing, as it stands in that place of that concept.
    pub fn resolve_in(&mut self, thing: &Thing, concept: ConceptId, place: usize) -> Resolved {
        match thing {
            Thing::Implicit(_) => self.resolve_implicit(concept, place),
            Thing::Described(description) if !description.plural => {
                let noun = description.noun.clone();
                let resolved = self.resolve(thing);
                self.told_of(resolved, &noun, concept, place)
            }
            _ => self.resolve(thing),
        }
    }

    /// Of several things that a description fits, the one of which the article tells what is asked: one of which it tells
    /// nothing of the sort has no say.
    fn told_of(&self, resolved: Resolved, noun: &str, concept: ConceptId, place: usize) -> Resolved {
        if resolved.candidates.len() < 2 {
            return resolved;
        }
        let told = |referent: &&Referent| match referent {
            Referent::Entities(ids) => ids.iter().any(|&id| !self.world.with(concept, place, id).is_empty()),
            _ => false,
        };
        // It goes by the rule's own word: "the final" is no match that is not called so.
        let last = fold(noun).pop().unwrap_or_default();
        let called = |referent: &Referent| match referent {
            Referent::Entities(ids) => {
                ids.iter().filter_map(|&id| self.world.words_of(id)).any(|words| words.contains(&last))
            }
            _ => false,
        };
        let mut candidates = resolved.candidates.iter().filter(told);
        match (candidates.next(), candidates.next()) {
            (Some(one), None) if called(one) => Resolved::one(one.clone()),
            _ => resolved,
        }
    }

    /// The candidates for a thing.
    pub fn resolve(&mut self, thing: &Thing) -> Resolved {
        match thing {
            Thing::Variable(variable) => match self.value_of(*variable) {
                Some(referent) => Resolved::one(referent),
                None => Resolved::nothing("the sentence speaks of something that it has not introduced"),
            },
            Thing::Named { name, kind, .. } => self.resolve_name(name, *kind),
            Thing::Described(description) => self.resolve_description(description),
            Thing::Value(value, _) => Resolved::one(Referent::Value(Box::new(value.clone()))),
            Thing::Text(text, _) => Resolved::one(Referent::Text(text.clone())),
            Thing::Article => Resolved::one(Referent::Article),
            Thing::Unstated => Resolved::one(Referent::Open),
            Thing::Implicit(kind) => {
                let words = self.kind_words(*kind);
                Resolved::nothing(format!("the sentence does not say of which {words} it speaks"))
            }
            Thing::Holder(concept, owner, _) => self.resolve_holder(*concept, owner),
        }
    }

    /// What a variable stands for.
    pub fn value_of(&self, variable: Variable) -> Option<Referent> {
        self.bindings.iter().rev().find(|(bound, _)| *bound == variable).map(|(_, referent)| referent.clone())
    }

    /// The entities that a name means, whatever else is the same thing.
    pub fn resolve_name(&self, name: &str, kind: KindId) -> Resolved {
        let world = self.world;
        let class = world.class_of_kind(kind);
        let mut ids: Vec<EntityId> = Vec::new();
        let mut ambiguous: Vec<EntityId> = Vec::new();
        for name in std::iter::once(name).chain(world.aliases(name).iter().copied()) {
            match world.facts.find(name, class, |id, _| world.may_be(id, kind)) {
                Found::Nothing => {}
                Found::One(found) => ids.extend(found),
                Found::Ambiguous(found) => ambiguous.extend(found),
            }
        }
        if self.asks_for_country(kind) {
            let capitals = places::capitals(name);
            let stands_for = |id: EntityId| {
                let names = world.facts.entity(id).into_iter().flat_map(|entity| entity.names());
                names.map(key).any(|name| capitals.contains(&name))
            };
            let cities = capitals.iter().flat_map(|capital| world.with_key(capital));
            ids.extend(cities.copied().filter(|&id| stands_for(id)));
        }
        if ids.is_empty() && !ambiguous.is_empty() {
            let names = self.names_of(&ambiguous);
            return Resolved::nothing(format!("`{name}` may be {names}"));
        }
        if ids.is_empty() {
            return Resolved::one(Referent::Absent { name: name.to_owned(), kind });
        }
        Resolved::one(self.referent(&ids))
    }

    fn asks_for_country(&self, kind: KindId) -> bool {
        self.world.lexicon.kind_named("country").is_some_and(|country| self.world.lexicon.is_a(kind, country))
    }

    /// One thing, with all entities that are the same.
    pub fn referent(&self, ids: &[EntityId]) -> Referent {
        let mut all: Vec<EntityId> = ids.iter().flat_map(|&id| self.world.same(id)).copied().collect();
        all.sort_unstable();
        all.dedup();
        Referent::Entities(all)
    }

    /// The owners of which the article states a bare attribute or role.
    fn resolve_implicit(&mut self, concept: ConceptId, place: usize) -> Resolved {
        let mut owners: Vec<EntityId> = Vec::new();
        for &id in self.world.statements_of(concept) {
            let Some(statement) = self.world.statement(id) else { continue };
            if !self.scope.counts(statement) || statement.polarity == Polarity::Denied {
                continue;
            }
            if let Some(Argument::Entity(owner)) = statement.arguments.get(place) {
                let owner = self.world.representative(*owner);
                if !owners.contains(&owner) {
                    owners.push(owner);
                }
            }
        }
        let note = match owners.as_slice() {
            [] => Some(String::from("the article does not state it of anything")),
            [_] => None,
            several => Some(format!("the article states it of {}", self.names_of(several))),
        };
        let candidates = owners.iter().map(|&owner| self.referent(&[owner])).collect();
        Resolved { candidates, note }
    }

    /// Whoever holds a role (`the host of the SCO summit`).
    fn resolve_holder(&mut self, concept: ConceptId, owner: &Thing) -> Resolved {
        let owners = self.resolve(owner);
        let words = self.world.lexicon.concept(concept).map(|concept| concept.phrase.clone()).unwrap_or_default();
        let [owner] = owners.candidates.as_slice() else {
            let note = owners.note.unwrap_or_else(|| format!("it is open whose {words} is meant"));
            return Resolved { note: Some(note), candidates: Vec::new() };
        };
        let holders = self.holders(concept, owner);
        let candidates: Vec<Referent> = holders.iter().map(|&holder| self.referent(&[holder])).collect();
        let note = match candidates.len() {
            0 => Some(format!("the article does not say who is the {words}")),
            1 => None,
            _ => Some(format!("the article speaks of several: {}", self.names_of(&holders))),
        };
        Resolved { candidates, note }
    }

    /// The names of some entities, as a list: `A, B and C`.
    pub fn names_of(&self, ids: &[EntityId]) -> String {
        let mut names: Vec<&str> = Vec::new();
        for &id in ids {
            let name = self.world.facts.entity(id).map_or("", |entity| entity.name.as_str());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        super::words::list(&names)
    }
}
