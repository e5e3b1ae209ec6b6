//! The facts of one article in columns: who is of which kind, what is one thing, and which statements are about what.
//!
//! Enters: a store and the lexicon of the rules. Leaves: an [`Index`], made once and shared by all that ask. Guaranteed:
//! time and memory in proportion to the facts; every list is in the order of the ids.

use super::kinds;
use super::world::World;
use crate::facts::name::fold;
use crate::facts::{Argument, Descriptor, Entity, EntityId, FactStore, Found, StatementId};
use crate::lang::lexicon::{ConceptId, KindId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// For each entity the statements that have it somewhere, all in one list.
#[derive(Debug, Clone, Default)]
pub(super) struct Postings {
    /// Where the statements of each entity begin; one more than there are entities.
    starts: Vec<u32>,
    statements: Vec<StatementId>,
}

impl Postings {
    /// Sorts pairs by their entity. The pairs come in the order of the statements; what comes twice running is kept once.
    fn of(pairs: &[(EntityId, StatementId)], entities: usize) -> Self {
        let mut starts = vec![0_u32; entities + 1];
        let slot = |id: EntityId| (id.0 as usize).min(entities);
        for (entity, _) in pairs {
            if let Some(count) = starts.get_mut(slot(*entity) + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut statements = vec![StatementId(0); pairs.len()];
        for (entity, statement) in pairs {
            if let Some(at) = next.get_mut(slot(*entity)) {
                if let Some(place) = statements.get_mut(*at as usize) {
                    *place = *statement;
                }
                *at += 1;
            }
        }
        Self { starts, statements }
    }

    /// The statements of an entity.
    pub fn get(&self, id: EntityId) -> &[StatementId] {
        let at = id.0 as usize;
        let (Some(&start), Some(&end)) = (self.starts.get(at), self.starts.get(at + 1)) else { return &[] };
        self.statements.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// Entities by their words: what descriptions ask for, made when the first does.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// For each entity, its words, folded: names and describing words.
    pub of: Vec<FxHashSet<String>>,
    /// The entities that have a word.
    pub with: FxHashMap<String, Vec<EntityId>>,
    /// The entities that have a name, by its key.
    pub keys: FxHashMap<String, Vec<EntityId>>,
}

impl Words {
    fn of(facts: &FactStore) -> Self {
        let mut all = Self::default();
        for (id, entity) in facts.entities() {
            let mut words: FxHashSet<String> = entity.names().flat_map(fold).collect();
            for descriptor in &entity.descriptors {
                if let Descriptor::Word(word) = descriptor {
                    words.extend(fold(word));
                }
            }
            for name in entity.names() {
                let ids = all.keys.entry(crate::facts::name::key(name)).or_default();
                if ids.last() != Some(&id) {
                    ids.push(id);
                }
            }
            for word in &words {
                all.with.entry(word.clone()).or_default().push(id);
            }
            all.of.push(words);
        }
        all
    }
}

/// The facts of one article in columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    pub kinds: Kinds,
    pub things: Things,
    pub parties: Parties,
    ids: Vec<EntityId>,
    /// The entities that are described by another.
    pub described_by: FxHashMap<EntityId, Vec<EntityId>>,
    /// The concept of each statement, if the lexicon knows it.
    pub concepts: Vec<Option<ConceptId>>,
    /// The statements of each concept.
    pub of_concept: Vec<Vec<StatementId>>,
    /// The statements that close a place, for each concept.
    pub closing: FxHashMap<ConceptId, Vec<StatementId>>,
    /// The statements that have an entity (or a group that lists it) in a place.
    pub postings: FxHashMap<(ConceptId, usize), Postings>,
    /// The statements that an entity takes part in, in any place.
    pub taking_part: Postings,
    words: OnceLock<Words>,
}

impl Index {
    /// All entities that are one thing with an entity, itself included.
    pub fn same(&self, id: EntityId) -> &[EntityId] {
        let at = id.0 as usize;
        match self.things.same.get(&id) {
            Some(class) => class,
            None => self.ids.get(at..at.saturating_add(1)).unwrap_or_default(),
        }
    }

    /// The entities by their words.
    pub fn words(&self, facts: &FactStore) -> &Words {
        self.words.get_or_init(|| Words::of(facts))
    }

    /// Indexes what needs no more than the kinds and concepts by name.
    pub fn of_facts(world: &World<'_>) -> Self {
        let facts = world.facts;
        let count = facts.entity_count();
        let mut index = Self {
            ids: (0u32..).take(count).map(EntityId).collect(),
            of_concept: vec![Vec::new(); world.lexicon.concepts.len()],
            ..Self::default()
        };
        index.take_entities(world);
        index.take_statements(world, count);
        index
    }

    fn take_entities(&mut self, world: &World<'_>) {
        let mut known: FxHashMap<&[String], u32> = FxHashMap::default();
        for (id, entity) in world.facts.entities() {
            let list = *known.entry(entity.kinds.as_slice()).or_insert_with(|| {
                let kinds: Vec<KindId> = entity.kinds.iter().filter_map(|kind| world.kind_of_words(kind)).collect();
                self.kinds.lists.push(kinds);
                (self.kinds.lists.len() - 1) as u32
            });
            self.kinds.of.push(list);
            for descriptor in &entity.descriptors {
                if let Descriptor::Entity(other) = descriptor {
                    self.described_by.entry(*other).or_default().push(id);
                }
            }
        }
    }

    fn take_statements(&mut self, world: &World<'_>, entities: usize) {
        let concepts = &world.lexicon.concepts;
        let keys: FxHashMap<&str, ConceptId> =
            (0..).map(ConceptId).zip(concepts).map(|(id, concept)| (concept.key.as_str(), id)).collect();
        let mut pairs: FxHashMap<(ConceptId, usize), Vec<(EntityId, StatementId)>> = FxHashMap::default();
        let mut taking_part = Vec::new();
        let mut takers: Vec<EntityId> = Vec::new();
        for (id, statement) in world.facts.statements() {
            let concept = keys.get(statement.concept.as_str()).copied();
            self.concepts.push(concept);
            if let Some(concept) = concept {
                if let Some(list) = self.of_concept.get_mut(concept.0 as usize) {
                    list.push(id);
                }
                if statement.only.is_some() {
                    self.closing.entry(concept).or_default().push(id);
                }
            }
            takers.clear();
            for (place, argument) in statement.arguments.iter().enumerate() {
                let Argument::Entity(entity) = argument else { continue };
                let members = world.facts.entity(*entity).map(|entity| entity.members.as_slice()).unwrap_or_default();
                let from = takers.len();
                for &filler in std::iter::once(entity).chain(members) {
                    if !takers.get(from..).unwrap_or_default().contains(&filler) {
                        takers.push(filler);
                    }
                }
                if let Some(concept) = concept {
                    let of_place = pairs.entry((concept, place)).or_default();
                    of_place.extend(takers.get(from..).unwrap_or_default().iter().map(|&filler| (filler, id)));
                }
            }
            takers.extend(statement.place);
            takers.sort_unstable();
            takers.dedup();
            taking_part.extend(takers.iter().map(|&filler| (filler, id)));
        }
        self.postings = pairs.into_iter().map(|(place, pairs)| (place, Postings::of(&pairs, entities))).collect();
        self.taking_part = Postings::of(&taking_part, entities);
    }
}

/// Who is of which kind.
#[derive(Debug, Clone, Default)]
pub(super) struct Kinds {
    /// Every list of kinds that an entity has, without ancestors.
    lists: Vec<Vec<KindId>>,
    /// For each entity, the place of its list.
    of: Vec<u32>,
    /// For each kind, the entities of it and of its sub-kinds.
    pub members: Vec<Vec<EntityId>>,
    /// For each kind, the groups of it and of its sub-kinds.
    pub groups: Vec<Vec<EntityId>>,
}

impl Kinds {
    /// The kinds of an entity.
    pub fn of(&self, id: EntityId) -> &[KindId] {
        let list = self.of.get(id.0 as usize).and_then(|&list| self.lists.get(list as usize));
        list.map(Vec::as_slice).unwrap_or_default()
    }

    /// The kinds that the entities have with those that their titles tell, and the entities of each kind.
    pub fn with_titles(mut self, world: &World<'_>, titles: Vec<(EntityId, KindId)>) -> Self {
        let mut known: FxHashMap<Vec<KindId>, u32> = self.lists.iter().cloned().zip(0..).collect();
        for (id, kind) in titles {
            let mut kinds = self.of(id).to_vec();
            if kinds.contains(&kind) {
                continue;
            }
            kinds.push(kind);
            let list = *known.entry(kinds).or_insert_with_key(|kinds| {
                self.lists.push(kinds.clone());
                (self.lists.len() - 1) as u32
            });
            if let Some(slot) = self.of.get_mut(id.0 as usize) {
                *slot = list;
            }
        }
        let wide = |kinds: &Vec<KindId>| {
            let all = kinds.iter().flat_map(|&kind| kinds::ancestors(world.lexicon, kind));
            let mut all: Vec<KindId> = all.collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let wide: Vec<Vec<KindId>> = self.lists.iter().map(wide).collect();
        self.members = vec![Vec::new(); world.lexicon.kinds.len()];
        self.groups = self.members.clone();
        for (id, list) in (0..).map(EntityId).zip(&self.of) {
            let group = world.is_group(id);
            for kind in wide.get(*list as usize).into_iter().flatten() {
                if let Some(members) = self.members.get_mut(kind.0 as usize) {
                    members.push(id);
                }
                if let Some(groups) = self.groups.get_mut(kind.0 as usize).filter(|_| group) {
                    groups.push(id);
                }
            }
        }
        self
    }
}

/// Which entities are one thing.
#[derive(Debug, Clone, Default)]
pub(super) struct Things {
    /// Entities that are one thing with others, with all of them.
    same: FxHashMap<EntityId, Vec<EntityId>>,
    /// Whether no other entity can be meant by an entity's name.
    alone: Vec<bool>,
    /// Whether that name is one word, too: then it is no part of another and stands for the initials of none.
    distinct: Vec<bool>,
}

impl Things {
    /// Whether no other entity can be meant by an entity's name.
    pub fn is_alone(&self, id: EntityId) -> bool {
        self.alone.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// Whether an entity is another thing than all others of which this can be said.
    pub fn is_distinct(&self, id: EntityId) -> bool {
        self.distinct.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// Entities that bear one name are one thing.
    pub fn of(world: &World<'_>) -> Self {
        let count = world.facts.entity_count();
        let mut root: Vec<usize> = (0..count).collect();
        let mut alone = vec![false; count];
        for (id, entity) in world.facts.entities() {
            if !entity.named || world.is_group(id) {
                continue;
            }
            let fits = |other: EntityId, candidate: &Entity| {
                candidate.named && !world.is_group(other) && (other == id || world.kinds_agree(id, other))
            };
            let Found::One(ids) = world.facts.find(&entity.name, world.class_of(id), fits) else { continue };
            if let (Some(slot), [only]) = (alone.get_mut(id.0 as usize), ids.as_slice()) {
                *slot = *only == id && entity.aliases.is_empty();
            }
            for other in ids {
                let (one, other) = (find_root(&root, id.0 as usize), find_root(&root, other.0 as usize));
                if let Some(slot) = root.get_mut(one.max(other)) {
                    *slot = one.min(other);
                }
            }
        }
        let mut classes: FxHashMap<usize, Vec<EntityId>> = FxHashMap::default();
        for index in 0..count {
            let root = find_root(&root, index);
            if root != index {
                let class = classes.entry(root).or_insert_with(|| vec![EntityId(root as u32)]);
                class.push(EntityId(index as u32));
            }
        }
        let mut same = FxHashMap::default();
        for class in classes.values() {
            for id in class {
                same.insert(*id, class.clone());
                if let Some(slot) = alone.get_mut(id.0 as usize) {
                    *slot = false;
                }
            }
        }
        let distinct =
            world.facts.entities().zip(&alone).map(|((_, entity), &alone)| alone && is_one_word(&entity.name));
        Self { same, distinct: distinct.collect(), alone }
    }
}

/// What stands in the places of statements.
#[derive(Debug, Clone, Default)]
pub(super) struct Parties {
    /// For each statement, whether its first two places hold single things that are no others.
    clear: Vec<[bool; 2]>,
    /// The places in which a concept has other things too.
    unclear: FxHashSet<(ConceptId, usize)>,
    /// The statements of a concept of which the first place holds words.
    worded: FxHashMap<ConceptId, Vec<StatementId>>,
}

impl Parties {
    /// Of statements of a concept, those of which it is not clear what stands in a place.
    pub fn unclear<'s>(
        &'s self,
        concept: ConceptId,
        place: usize,
        statements: &'s [StatementId],
    ) -> impl Iterator<Item = StatementId> + 's {
        let statements = if self.unclear.contains(&(concept, place)) { statements } else { &[] };
        let is_clear = move |id: &StatementId| self.clear.get(id.0 as usize).and_then(|places| places.get(place));
        statements.iter().copied().filter(move |id| is_clear(id) != Some(&true))
    }

    /// The statements of a concept of which the first place holds words.
    pub fn worded(&self, concept: ConceptId) -> &[StatementId] {
        self.worded.get(&concept).map(Vec::as_slice).unwrap_or_default()
    }

    /// Asks it of every statement.
    pub fn of(world: &World<'_>) -> Self {
        let mut parties = Self::default();
        for (id, statement) in world.facts.statements() {
            let clear = [0, 1].map(|place| match statement.arguments.get(place) {
                Some(Argument::Entity(id)) => world.is_distinct(*id),
                _ => false,
            });
            parties.clear.push(clear);
            let Some(concept) = world.concept_id(id) else { continue };
            parties.unclear.extend((0..).zip(clear).filter(|(_, clear)| !clear).map(|(place, _)| (concept, place)));
            if let Some(Argument::Text(_)) = statement.arguments.first() {
                parties.worded.entry(concept).or_default().push(id);
            }
        }
        parties
    }
}

/// Whether a name is plainly one word, however it is folded.
fn is_one_word(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn find_root(root: &[usize], mut index: usize) -> usize {
    while let Some(&next) = root.get(index) {
        if next == index {
            break;
        }
        index = next;
    }
    index
}
