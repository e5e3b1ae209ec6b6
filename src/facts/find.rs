//! Finding the entity that a name means.
//!
//! Enters: a name with the sort of thing that it should name. Leaves: the entities that it means, or those among which
//! it cannot choose. Guaranteed: time in proportion to the entities that share a word with the name, not to all.

use super::name::{NameClass, PersonName, Sameness, fold, key, organization_keys};
use super::{Entity, EntityId, FactStore, places};
use rustc_hash::FxHashMap;

/// What a name means in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The article has no such name.
    Nothing,
    /// One thing; it may have been taken in as several entities.
    One(Vec<EntityId>),
    /// It may be any of these.
    Ambiguous(Vec<EntityId>),
}

/// The names of a store, by the keys under which people look for them.
#[derive(Debug, Clone, Default)]
pub(super) struct NameIndex {
    whole: FxHashMap<String, Vec<EntityId>>,
    families: FxHashMap<String, Vec<EntityId>>,
    before_comma: FxHashMap<String, Vec<EntityId>>,
}

impl NameIndex {
    pub(super) fn new(store: &FactStore) -> Self {
        let mut index = Self::default();
        for (id, entity) in store.entities() {
            for name in entity.names() {
                push(&mut index.whole, key(name), id);
                if !entity.named {
                    continue;
                }
                for other in organization_keys(name) {
                    push(&mut index.whole, other, id);
                }
                if let Some(person) = PersonName::parse(name) {
                    push(&mut index.families, person.family, id);
                }
                if let Some((head, _)) = name.split_once(',') {
                    push(&mut index.before_comma, key(head), id);
                }
            }
        }
        index
    }
}

fn push(map: &mut FxHashMap<String, Vec<EntityId>>, key: String, id: EntityId) {
    let ids = map.entry(key).or_default();
    if ids.last() != Some(&id) {
        ids.push(id);
    }
}

impl Entity {
    /// All its names, the fullest first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// How a name of a person stands to this entity's names; the best of them counts.
    fn relate_person(&self, asked: &PersonName) -> Sameness {
        let mut best = Sameness::Different;
        for person in self.names().filter_map(PersonName::parse) {
            match asked.relate(&person) {
                // A bare surname among the aliases is no more than a surname.
                Sameness::Same if asked.given.is_empty() == person.given.is_empty() => return Sameness::Same,
                Sameness::Same | Sameness::Maybe => best = Sameness::Maybe,
                Sameness::Different => {}
            }
        }
        let bears_another_given_name = || {
            let full = PersonName::parse(&self.name);
            full.is_some_and(|full| asked.relate(&full) == Sameness::Different)
        };
        if best == Sameness::Maybe && !asked.given.is_empty() && bears_another_given_name() {
            return Sameness::Different;
        }
        best
    }
}

impl FactStore {
    /// The entity that a name means, among those that fit. A surname means whoever alone bears it; an organisation is
    /// meant by its name, its listed aliases and known acronyms only.
    pub fn find(&self, name: &str, class: NameClass, fits: impl Fn(EntityId, &Entity) -> bool) -> Found {
        let index = self.name_index();
        let mut keys = vec![key(name)];
        if matches!(class, NameClass::Organization | NameClass::Any | NameClass::Other) {
            keys.extend(organization_keys(name));
        }
        if matches!(class, NameClass::Place | NameClass::Any) {
            keys.extend(places::synonyms(name));
        }
        let mut exact: Vec<EntityId> = Vec::new();
        for key in &keys {
            exact.extend(index.whole.get(key).into_iter().flatten());
            if matches!(class, NameClass::Place | NameClass::Any) {
                exact.extend(index.before_comma.get(key).into_iter().flatten());
            }
        }
        if class == NameClass::Place
            && let Some((head, tail)) = name.split_once(',')
        {
            let bare = index.whole.get(&key(head)).into_iter().flatten();
            exact.extend(bare.filter(|&&id| !self.lies_elsewhere(id, tail)));
        }
        exact.retain(|&id| self.entity(id).is_some_and(|entity| fits(id, entity)));
        exact.sort_unstable();
        exact.dedup();
        let person = matches!(class, NameClass::Person | NameClass::Any).then(|| PersonName::parse(name)).flatten();
        match person {
            Some(asked) => self.find_person(&asked, exact, fits),
            None if exact.is_empty() => Found::Nothing,
            None => Found::One(exact),
        }
    }

    fn find_person(&self, asked: &PersonName, exact: Vec<EntityId>, fits: impl Fn(EntityId, &Entity) -> bool) -> Found {
        let (mut full, mut partial, mut others) = (exact.clone(), Vec::new(), false);
        for &id in self.name_index().families.get(&asked.family).into_iter().flatten() {
            let Some(entity) = self.entity(id).filter(|entity| fits(id, entity)) else { continue };
            if exact.contains(&id) {
                continue;
            }
            match entity.relate_person(asked) {
                Sameness::Same => full.push(id),
                Sameness::Maybe => partial.push(id),
                Sameness::Different => others = true,
            }
        }
        full.sort_unstable();
        if asked.given.is_empty() || !others {
            full.append(&mut partial);
        } else if full.is_empty() && !partial.is_empty() {
            return Found::Ambiguous(partial);
        }
        full.sort_unstable();
        full.dedup();
        if full.is_empty() {
            Found::Nothing
        } else if self.one_person(&full) {
            Found::One(full)
        } else if !asked.given.is_empty() && !exact.is_empty() && self.one_person(&exact) {
            Found::One(exact)
        } else {
            Found::Ambiguous(full)
        }
    }

    /// Whether no two of these bear one surname with different given names.
    fn one_person(&self, ids: &[EntityId]) -> bool {
        let names = ids.iter().filter_map(|&id| PersonName::parse(&self.entity(id)?.name)).collect::<Vec<_>>();
        let mut rest = names.as_slice();
        while let Some((first, others)) = rest.split_first() {
            let rival = |other: &PersonName| first.family == other.family && first.relate(other) == Sameness::Different;
            if others.iter().any(rival) {
                return false;
            }
            rest = others;
        }
        true
    }

    /// Whether the article puts a place inside another than the one named after the comma.
    fn lies_elsewhere(&self, id: EntityId, tail: &str) -> bool {
        let outer = self.contained.iter().filter(|(inner, _)| *inner == id);
        let mut outer = outer.filter_map(|(_, outer)| self.entity(*outer)).peekable();
        outer.peek().is_some() && outer.all(|outer| outer.names().all(|name| fold(name) != fold(tail)))
    }
}
