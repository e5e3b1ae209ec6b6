//! The names of an article, and whether a row may speak of one of them.
//!
//! Guaranteed: a row whose name means something in the article is wanted; one that is wanted may still mean nothing there.

use crate::facts::name::{PersonName, key, organization_keys};
use crate::facts::{FactStore, places};
use crate::lang::lexicon::{KindId, Lexicon};
use rustc_hash::{FxHashMap, FxHashSet};

/// The names of an article.
pub struct Wanted {
    keys: FxHashSet<String>,
    families: FxHashSet<String>,
    /// What names of things of the rows' kind are compared by, besides their words.
    person: bool,
    organization: bool,
    place: bool,
    country: bool,
    /// The name that an alias stands for, by the alias's key.
    means: FxHashMap<String, String>,
}

impl Wanted {
    /// The names of an article, for rows of a kind.
    pub fn new(lexicon: &Lexicon, facts: &FactStore, kind: KindId) -> Self {
        let is = |name: &str| lexicon.kind_named(name).is_some_and(|wide| lexicon.is_a(kind, wide));
        let any = lexicon.kind_named("thing") == Some(kind);
        let mut wanted = Self {
            keys: FxHashSet::default(),
            families: FxHashSet::default(),
            person: is("person") || any,
            organization: !is("person") && !is("place"),
            place: is("place") || any,
            country: is("country"),
            means: lexicon.names.iter().map(|(alias, name)| (key(alias), name.clone())).collect(),
        };
        for (_, entity) in facts.entities() {
            for name in entity.names() {
                wanted.keys.insert(key(name));
                wanted.keys.extend(name.split_once(',').map(|(head, _)| key(head)));
                if wanted.organization {
                    wanted.keys.extend(organization_keys(name));
                }
                wanted.families.extend(PersonName::parse(name).filter(|_| wanted.person).map(|person| person.family));
            }
        }
        for (alias, name) in &lexicon.names {
            if wanted.keys.contains(&key(alias)) {
                wanted.keys.insert(key(name));
            }
        }
        wanted
    }

    /// The name that the rules use in place of an alias.
    pub fn meant<'n>(&'n self, name: &'n str) -> &'n str {
        if self.means.is_empty() { name } else { self.means.get(&key(name)).map_or(name, String::as_str) }
    }

    /// Whether the article may speak of what has that name.
    pub fn may_be(&self, name: &str) -> bool {
        let name = self.meant(name);
        let known = |key: &String| self.keys.contains(key);
        known(&key(name))
            || name.split_once(',').is_some_and(|(head, _)| known(&key(head)))
            || self.organization && organization_keys(name).iter().any(known)
            || self.place && places::synonyms(name).iter().any(known)
            || self.country && places::capitals(name).iter().any(known)
            || self.person && PersonName::parse(name).is_some_and(|person| self.families.contains(&person.family))
    }
}
