//! The facts of one article, indexed for the questions that rules ask.
//!
//! Enters: a lexicon and a store. Leaves: a [`World`]: which entity is of which kind, which are one thing, and which
//! statements a thing takes part in. Made once for all checks, in time proportional to the facts.

use super::kinds;
use crate::facts::name::{NameClass, Sameness, fold, relate};
use crate::facts::{Argument, Descriptor, Entity, EntityId, FactStore, Found, Statement, StatementId};
use crate::lang::lexicon::{Category, Concept, ConceptId, KindId, Lexicon};
use rustc_hash::{FxHashMap, FxHashSet};

/// The concept of statements that put two events in order: earlier, later, and the time between them if it is told.
pub(super) const GAP: &str = "event precedes event gap duration";

/// A place of a concept with what fills it.
type Posting = (ConceptId, usize, EntityId);

/// The facts, indexed.
pub(super) struct World<'a> {
    pub lexicon: &'a Lexicon,
    pub facts: &'a FactStore,
    /// For each entity, the kinds that it is of, without their ancestors.
    kinds: Vec<Vec<KindId>>,
    /// For each kind, the entities of it and of its sub-kinds.
    by_kind: Vec<Vec<EntityId>>,
    /// For each entity, all that are the same thing, itself included.
    same: Vec<Vec<EntityId>>,
    /// For each entity, its words, folded: names and describing words.
    words: Vec<FxHashSet<String>>,
    /// The entities that have a word.
    by_word: FxHashMap<String, Vec<EntityId>>,
    /// The entities that have a name, by its key.
    by_key: FxHashMap<String, Vec<EntityId>>,
    /// The entities that are described by another.
    described_by: FxHashMap<EntityId, Vec<EntityId>>,
    /// The concept of each statement, if the lexicon knows it.
    concepts: Vec<Option<ConceptId>>,
    /// The statements of each concept.
    of_concept: Vec<Vec<StatementId>>,
    /// The statements that close a place, for each concept.
    closing: FxHashMap<ConceptId, Vec<StatementId>>,
    /// The statements that have an entity (or a group that lists it) in a place.
    postings: FxHashMap<Posting, Vec<StatementId>>,
    /// The statements that an entity takes part in, in any place.
    taking_part: FxHashMap<EntityId, Vec<StatementId>>,
    /// Concepts that are contraries, both ways.
    contraries: FxHashMap<ConceptId, Vec<ConceptId>>,
    /// The concepts whose value is the date of their owner.
    pub date_concepts: Vec<ConceptId>,
    /// The relations that say when and where an event takes place.
    pub taking_place: Vec<ConceptId>,
    /// Other names of one thing, by the key of the name that they stand for.
    aliases: FxHashMap<String, Vec<&'a str>>,
    kind_names: FxHashMap<String, KindId>,
    everything: Option<KindId>,
}

impl<'a> World<'a> {
    /// Indexes the facts for the lexicon.
    pub fn new(lexicon: &'a Lexicon, facts: &'a FactStore) -> Self {
        let count = facts.entity_count();
        let mut world = Self {
            lexicon,
            facts,
            kinds: vec![Vec::new(); count],
            by_kind: vec![Vec::new(); lexicon.kinds.len()],
            same: (0u32..).take(count).map(|id| vec![EntityId(id)]).collect(),
            words: vec![FxHashSet::default(); count],
            by_word: FxHashMap::default(),
            by_key: FxHashMap::default(),
            described_by: FxHashMap::default(),
            concepts: Vec::new(),
            of_concept: vec![Vec::new(); lexicon.concepts.len()],
            closing: FxHashMap::default(),
            postings: FxHashMap::default(),
            taking_part: FxHashMap::default(),
            contraries: FxHashMap::default(),
            date_concepts: Vec::new(),
            taking_place: Vec::new(),
            aliases: FxHashMap::default(),
            kind_names: kinds::names(lexicon),
            everything: lexicon.kind_named("thing"),
        };
        world.index_lexicon();
        world.index_entities();
        world.index_statements();
        world.index_kinds();
        world.unite();
        world
    }

    fn index_lexicon(&mut self) {
        for (id, concept) in (0..).map(ConceptId).zip(&self.lexicon.concepts) {
            if let Some(opposite) = concept.opposite {
                self.contraries.entry(id).or_default().push(opposite);
                self.contraries.entry(opposite).or_default().push(id);
            }
            let named = |name: &str| concept.phrase == name || concept.also.iter().any(|also| also == name);
            match concept.category {
                Category::Attribute if named("date") => self.date_concepts.push(id),
                Category::Relation => {
                    let phrases = std::iter::once(&concept.phrase).chain(&concept.also);
                    if phrases.into_iter().any(|phrase| phrase.starts_with("takes place")) {
                        self.taking_place.push(id);
                    }
                }
                _ => {}
            }
        }
        for (alias, name) in &self.lexicon.names {
            self.aliases.entry(crate::facts::name::key(name)).or_default().push(alias);
        }
    }

    fn index_entities(&mut self) {
        for (id, entity) in self.facts.entities() {
            let named = entity.kinds.iter().filter_map(|kind| self.kind_of_words(kind)).collect();
            if let Some(kinds) = self.kinds.get_mut(id.0 as usize) {
                *kinds = named;
            }
            let mut words: FxHashSet<String> = entity.names().flat_map(fold).collect();
            for descriptor in &entity.descriptors {
                match descriptor {
                    Descriptor::Word(word) => words.extend(fold(word)),
                    Descriptor::Entity(other) => self.described_by.entry(*other).or_default().push(id),
                    Descriptor::Ordinal(_) | Descriptor::Date(_) => {}
                }
            }
            for name in entity.names() {
                let ids = self.by_key.entry(crate::facts::name::key(name)).or_default();
                if ids.last() != Some(&id) {
                    ids.push(id);
                }
            }
            for word in &words {
                self.by_word.entry(word.clone()).or_default().push(id);
            }
            if let Some(slot) = self.words.get_mut(id.0 as usize) {
                *slot = words;
            }
        }
    }

    fn index_statements(&mut self) {
        let keys: FxHashMap<&str, ConceptId> =
            (0..).map(ConceptId).zip(&self.lexicon.concepts).map(|(id, concept)| (concept.key.as_str(), id)).collect();
        for (id, statement) in self.facts.statements() {
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
            for (place, argument) in statement.arguments.iter().enumerate() {
                let Argument::Entity(entity) = argument else { continue };
                let members = self.facts.entity(*entity).map(|entity| entity.members.as_slice()).unwrap_or_default();
                for &filler in std::iter::once(entity).chain(members) {
                    if let Some(concept) = concept {
                        push(self.postings.entry((concept, place, filler)).or_default(), id);
                    }
                    push(self.taking_part.entry(filler).or_default(), id);
                }
            }
            if let Some(place) = statement.place {
                push(self.taking_part.entry(place).or_default(), id);
            }
        }
    }

    fn index_kinds(&mut self) {
        for (id, kind) in kinds::by_title(self) {
            if let Some(kinds) = self.kinds.get_mut(id.0 as usize)
                && !kinds.contains(&kind)
            {
                kinds.push(kind);
            }
        }
        for (id, kinds) in (0..).map(EntityId).zip(&self.kinds) {
            for &kind in kinds {
                for wide in kinds::ancestors(self.lexicon, kind) {
                    if let Some(list) = self.by_kind.get_mut(wide.0 as usize)
                        && list.last() != Some(&id)
                    {
                        list.push(id);
                    }
                }
            }
        }
    }

    /// Entities that bear one name are one thing.
    fn unite(&mut self) {
        let mut root: Vec<usize> = (0..self.same.len()).collect();
        for (id, entity) in self.facts.entities() {
            if !entity.named || self.is_group(id) {
                continue;
            }
            let fits = |other: EntityId, candidate: &Entity| {
                candidate.named && !self.is_group(other) && (other == id || self.kinds_agree(id, other))
            };
            let Found::One(ids) = self.facts.find(&entity.name, self.class_of(id), fits) else { continue };
            for other in ids {
                let (one, other) = (find_root(&root, id.0 as usize), find_root(&root, other.0 as usize));
                if let Some(slot) = root.get_mut(one.max(other)) {
                    *slot = one.min(other);
                }
            }
        }
        let mut classes: FxHashMap<usize, Vec<EntityId>> = FxHashMap::default();
        for index in 0..root.len() {
            classes.entry(find_root(&root, index)).or_default().push(EntityId(index as u32));
        }
        for class in classes.values().filter(|class| class.len() > 1) {
            for id in class {
                if let Some(slot) = self.same.get_mut(id.0 as usize) {
                    slot.clone_from(class);
                }
            }
        }
    }

    /// The kind that a word names, in the singular.
    pub fn kind_of_words(&self, words: &str) -> Option<KindId> {
        self.kind_names.get(&fold(words).join(" ")).copied()
    }

    /// The kinds of an entity.
    pub fn kinds_of(&self, id: EntityId) -> &[KindId] {
        self.kinds.get(id.0 as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether an entity is known to be of a kind.
    pub fn is_of(&self, id: EntityId, kind: KindId) -> bool {
        self.is_everything(kind) || self.kinds_of(id).iter().any(|&own| self.lexicon.is_a(own, kind))
    }

    /// Whether an entity may be of a kind: its own is finer or wider, or not known.
    pub fn may_be(&self, id: EntityId, kind: KindId) -> bool {
        let kinds = self.kinds_of(id);
        let fits = |&own: &KindId| self.lexicon.is_a(own, kind) || self.lexicon.is_a(kind, own);
        kinds.is_empty() || kinds.iter().any(fits)
    }

    /// Whether it is the kind of everything.
    pub fn is_everything(&self, kind: KindId) -> bool {
        self.everything == Some(kind)
    }

    /// Whether a described entity is called by a word for that kind itself ("the SCO *conference*" is a meeting, and may
    /// be the summit; "the SCO *attack*" is an event only because nothing finer is known).
    pub fn is_called(&self, id: EntityId, kind: KindId) -> bool {
        let Some(entity) = self.facts.entity(id).filter(|entity| !entity.named) else { return false };
        let words = fold(&entity.name);
        let end = words
            .iter()
            .position(|word| matches!(word.as_str(), "of" | "in" | "at" | "between" | "on" | "with" | "for"));
        let head = words.get(..end.unwrap_or(words.len())).unwrap_or_default();
        (1..=2).filter_map(|length| head.get(head.len().checked_sub(length)?..)).any(|tail| {
            let tail = tail.join(" ");
            let singular = tail.strip_suffix('s').unwrap_or(&tail);
            [tail.as_str(), singular].iter().any(|words| self.kind_names.get(*words) == Some(&kind))
        })
    }

    fn kinds_agree(&self, one: EntityId, other: EntityId) -> bool {
        let kinds = self.kinds_of(one);
        kinds.is_empty() || kinds.iter().any(|&kind| self.may_be(other, kind))
    }

    /// What sort of name an entity bears.
    pub fn class_of(&self, id: EntityId) -> NameClass {
        match self.kinds_of(id) {
            [] => NameClass::Any,
            [first, ..] => self.class_of_kind(*first),
        }
    }

    /// What sort of name a thing of that kind bears.
    pub fn class_of_kind(&self, kind: KindId) -> NameClass {
        let is = |name: &str| self.lexicon.kind_named(name).is_some_and(|wide| self.lexicon.is_a(kind, wide));
        if is("person") {
            NameClass::Person
        } else if is("organization") {
            NameClass::Organization
        } else if is("place") || is("country") || is("city") {
            NameClass::Place
        } else if self.is_everything(kind) {
            NameClass::Any
        } else {
            NameClass::Other
        }
    }

    /// The entities known to be of a kind.
    pub fn of_kind(&self, kind: KindId) -> &[EntityId] {
        self.by_kind.get(kind.0 as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// All entities that are the same thing.
    pub fn same(&self, id: EntityId) -> &[EntityId] {
        self.same.get(id.0 as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// One entity that stands for all that are the same thing.
    pub fn representative(&self, id: EntityId) -> EntityId {
        self.same(id).first().copied().unwrap_or(id)
    }

    /// Whether it is a group.
    pub fn is_group(&self, id: EntityId) -> bool {
        self.facts.entity(id).is_some_and(|entity| !entity.members.is_empty() || entity.count.is_some())
    }

    /// Whether the article names all members of a group ("five leaders, among them A and B" does not).
    pub fn lists_its_members(&self, id: EntityId) -> bool {
        self.facts.entity(id).is_some_and(|group| {
            let listed = i64::try_from(group.members.len()).ok();
            listed != Some(0) && group.count.as_ref().is_none_or(|count| count.whole() == listed)
        })
    }

    /// The folded words of an entity.
    pub fn words_of(&self, id: EntityId) -> Option<&FxHashSet<String>> {
        self.words.get(id.0 as usize)
    }

    /// The entities that have a word in a name or a description.
    pub fn with_word(&self, word: &str) -> &[EntityId] {
        self.by_word.get(word).map(Vec::as_slice).unwrap_or_default()
    }

    /// The entities that have a name, by its key.
    pub fn with_key(&self, key: &str) -> &[EntityId] {
        self.by_key.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// The entities that are described by another.
    pub fn described_by(&self, id: EntityId) -> &[EntityId] {
        self.described_by.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The statements of a concept.
    pub fn statements_of(&self, concept: ConceptId) -> &[StatementId] {
        self.of_concept.get(concept.0 as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The statements of a concept that close a place.
    pub fn closing(&self, concept: ConceptId) -> &[StatementId] {
        self.closing.get(&concept).map(Vec::as_slice).unwrap_or_default()
    }

    /// The statements of a concept that have the entity, or a group that lists it, in that place.
    pub fn with(&self, concept: ConceptId, place: usize, id: EntityId) -> &[StatementId] {
        self.postings.get(&(concept, place, id)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The statements that an entity takes part in.
    pub fn taking_part(&self, id: EntityId) -> &[StatementId] {
        self.taking_part.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The contraries of a concept.
    pub fn contraries(&self, concept: ConceptId) -> &[ConceptId] {
        self.contraries.get(&concept).map(Vec::as_slice).unwrap_or_default()
    }

    /// Other names that rule files give to the thing of that name.
    pub fn aliases(&self, name: &str) -> &[&'a str] {
        self.aliases.get(&crate::facts::name::key(name)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The concept of a statement, if the lexicon knows it.
    pub fn concept_of(&self, id: StatementId) -> Option<&'a Concept> {
        let concept = (*self.concepts.get(id.0 as usize)?)?;
        self.lexicon.concept(concept)
    }

    /// The statement of that id.
    pub fn statement(&self, id: StatementId) -> Option<&'a Statement> {
        self.facts.statement(id)
    }

    /// Whether two entities are one thing.
    pub fn sameness(&self, one: EntityId, other: EntityId) -> Sameness {
        if one == other || self.same(one).contains(&other) {
            return Sameness::Same;
        }
        let (Some(mine), Some(theirs)) = (self.facts.entity(one), self.facts.entity(other)) else {
            return Sameness::Maybe;
        };
        if !self.kinds_agree(one, other) {
            return Sameness::Different;
        }
        if mine.named && theirs.named {
            return relate_names(mine.names(), &theirs.names().collect::<Vec<_>>(), self.class_of(one));
        }
        if self.at_odds(mine, theirs) { Sameness::Different } else { Sameness::Maybe }
    }

    /// Whether two descriptions cannot be of one thing: another ordinal, another day, another entity of one kind.
    fn at_odds(&self, one: &Entity, other: &Entity) -> bool {
        let pairs = one.descriptors.iter().flat_map(|a| other.descriptors.iter().map(move |b| (a, b)));
        let mut odd = false;
        for (a, b) in pairs {
            match (a, b) {
                (Descriptor::Ordinal(a), Descriptor::Ordinal(b)) => odd |= a != b,
                (Descriptor::Date(a), Descriptor::Date(b)) => {
                    let dateline = self.facts.dateline;
                    let apart = a.resolve(dateline).zip(b.resolve(dateline)).is_some_and(|(a, b)| !a.overlaps(&b));
                    odd |= apart;
                }
                _ => {}
            }
        }
        odd || self.describing_entities_differ(one, other)
    }

    /// Whether none of the entities that describe the one can be among those that describe the other, kind by kind.
    fn describing_entities_differ(&self, one: &Entity, other: &Entity) -> bool {
        let (mine, theirs) = (describing(one), describing(other));
        let alike = |a: EntityId, b: EntityId| self.kinds_agree(a, b) && !self.kinds_of(a).is_empty();
        let rivals = |&a: &EntityId| {
            let mut of_kind = theirs.iter().filter(|&&b| alike(a, b)).peekable();
            of_kind.peek().is_some()
                && of_kind.all(|&b| {
                    self.facts
                        .entity(a)
                        .zip(self.facts.entity(b))
                        .is_some_and(|(x, y)| x.named && y.named && self.sameness(a, b) == Sameness::Different)
                })
        };
        mine.iter().any(rivals)
    }
}

/// The entities that describe an entity.
pub(super) fn describing(entity: &Entity) -> Vec<EntityId> {
    let entities = entity.descriptors.iter().filter_map(|descriptor| match descriptor {
        Descriptor::Entity(id) => Some(*id),
        _ => None,
    });
    entities.collect()
}

/// The best that can be said of two lists of names.
pub(super) fn relate_names<'n>(mine: impl Iterator<Item = &'n str>, theirs: &[&str], class: NameClass) -> Sameness {
    let mut best = Sameness::Different;
    for one in mine {
        for other in theirs {
            match relate(one, other, class) {
                Sameness::Same => return Sameness::Same,
                Sameness::Maybe => best = Sameness::Maybe,
                Sameness::Different => {}
            }
        }
    }
    best
}

fn push(list: &mut Vec<StatementId>, id: StatementId) {
    if list.last() != Some(&id) {
        list.push(id);
    }
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
