//! The facts of one article, indexed for the questions that rules ask.
//!
//! Enters: a lexicon and a store. Leaves: a [`World`]: which entity is of which kind, which are one thing, and which
//! statements a thing takes part in. Made once for all checks, in time proportional to the facts.

use super::index::{Index, Parties, Things};
use super::kinds;
use crate::facts::name::{NameClass, Sameness, fold, relate};
use crate::facts::{Descriptor, Entity, EntityId, FactStore, Statement, StatementId};
use crate::lang::lexicon::{Category, Concept, ConceptId, KindId, Lexicon};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;
use std::sync::Arc;

/// The concept of statements that put two events in order: earlier, later, and the time between them if it is told.
pub(super) const GAP: &str = "event precedes event gap duration";

/// The facts, indexed.
#[derive(Clone)]
pub(super) struct World<'a> {
    pub lexicon: &'a Lexicon,
    pub facts: &'a FactStore,
    index: Arc<Index>,
    /// For each kind, the group by which the article lists all things of it, as far as that has been asked.
    whole: RefCell<FxHashMap<KindId, Option<EntityId>>>,
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
        let mut world = Self::of_lexicon(lexicon, facts, Arc::default());
        world.index = Arc::new(Index::of_facts(&world));
        let titles = kinds::by_title(&world);
        let kinds = world.index.kinds.clone().with_titles(&world, titles);
        world.complete(|index| index.kinds = kinds);
        let things = Things::of(&world);
        world.complete(|index| index.things = things);
        let parties = Parties::of(&world);
        world.complete(|index| index.parties = parties);
        world
    }

    /// The same facts for another lexicon, whose kinds and concepts begin with those for which they were indexed.
    pub fn for_lexicon<'b>(&self, lexicon: &'b Lexicon) -> Option<World<'b>>
    where
        'a: 'b,
    {
        let kinds = lexicon.kinds.get(..self.lexicon.kinds.len())?;
        let same_kinds = kinds
            .iter()
            .zip(&self.lexicon.kinds)
            .all(|(one, other)| one.name == other.name && one.parent == other.parent);
        let concepts = lexicon.concepts.get(..self.lexicon.concepts.len())?;
        let same_concepts = concepts.iter().zip(&self.lexicon.concepts).all(|(one, other)| one.key == other.key);
        (same_kinds && same_concepts).then(|| World::of_lexicon(lexicon, self.facts, Arc::clone(&self.index)))
    }

    /// Adds to the index while nobody else has it.
    fn complete(&mut self, add: impl FnOnce(&mut Index)) {
        add(Arc::make_mut(&mut self.index));
    }

    fn of_lexicon(lexicon: &'a Lexicon, facts: &'a FactStore, index: Arc<Index>) -> Self {
        let mut world = Self {
            lexicon,
            facts,
            index,
            whole: RefCell::default(),
            contraries: FxHashMap::default(),
            date_concepts: Vec::new(),
            taking_place: Vec::new(),
            aliases: FxHashMap::default(),
            kind_names: kinds::names(lexicon),
            everything: lexicon.kind_named("thing"),
        };
        world.index_lexicon();
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

    /// The kind that a word names, in the singular.
    pub fn kind_of_words(&self, words: &str) -> Option<KindId> {
        self.kind_names.get(&fold(words).join(" ")).copied()
    }

    /// The kinds of an entity.
    pub fn kinds_of(&self, id: EntityId) -> &[KindId] {
        self.index.kinds.of(id)
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

    pub fn kinds_agree(&self, one: EntityId, other: EntityId) -> bool {
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
        self.index.kinds.members.get(kind.0 as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The groups that are known to be of a kind.
    pub fn groups_of_kind(&self, kind: KindId) -> &[EntityId] {
        self.index.kinds.groups.get(kind.0 as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The group by which the article lists all things of a kind: asked once for each kind.
    pub fn whole_of_kind(&self, kind: KindId, ask: impl FnOnce() -> Option<EntityId>) -> Option<EntityId> {
        if let Some(known) = self.whole.borrow().get(&kind) {
            return *known;
        }
        let whole = ask();
        self.whole.borrow_mut().insert(kind, whole);
        whole
    }

    /// Whether no other entity can be meant by an entity's name.
    pub fn is_alone(&self, id: EntityId) -> bool {
        self.index.things.is_alone(id)
    }

    /// Whether an entity is another thing than all others of which this can be said.
    pub fn is_distinct(&self, id: EntityId) -> bool {
        self.index.things.is_distinct(id)
    }

    /// All entities that are the same thing.
    pub fn same(&self, id: EntityId) -> &[EntityId] {
        self.index.same(id)
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
        self.index.words(self.facts).of.get(id.0 as usize)
    }

    /// The entities that have a word in a name or a description.
    pub fn with_word(&self, word: &str) -> &[EntityId] {
        self.index.words(self.facts).with.get(word).map(Vec::as_slice).unwrap_or_default()
    }

    /// The entities that have a name, by its key.
    pub fn with_key(&self, key: &str) -> &[EntityId] {
        self.index.words(self.facts).keys.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// The entities that are described by another.
    pub fn described_by(&self, id: EntityId) -> &[EntityId] {
        self.index.described_by.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The statements of a concept.
    pub fn statements_of(&self, concept: ConceptId) -> &[StatementId] {
        self.index.of_concept.get(concept.0 as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The statements of a concept that close a place.
    pub fn closing(&self, concept: ConceptId) -> &[StatementId] {
        self.index.closing.get(&concept).map(Vec::as_slice).unwrap_or_default()
    }

    /// The statements of a concept that have the entity, or a group that lists it, in that place.
    pub fn with(&self, concept: ConceptId, place: usize, id: EntityId) -> &[StatementId] {
        self.index.postings.get(&(concept, place)).map(|postings| postings.get(id)).unwrap_or_default()
    }

    /// The statements that an entity takes part in.
    pub fn taking_part(&self, id: EntityId) -> &[StatementId] {
        self.index.taking_part.get(id)
    }

    /// The contraries of a concept.
    pub fn contraries(&self, concept: ConceptId) -> &[ConceptId] {
        self.contraries.get(&concept).map(Vec::as_slice).unwrap_or_default()
    }

    /// Other names that rule files give to the thing of that name.
    pub fn aliases(&self, name: &str) -> &[&'a str] {
        self.aliases.get(&crate::facts::name::key(name)).map(Vec::as_slice).unwrap_or_default()
    }

    /// What stands in the places of statements.
    pub fn parties(&self) -> &Parties {
        &self.index.parties
    }

    /// The id of the concept of a statement, if the lexicon knows it.
    pub fn concept_id(&self, id: StatementId) -> Option<ConceptId> {
        *self.index.concepts.get(id.0 as usize)?
    }

    /// The concept of a statement, if the lexicon knows it.
    pub fn concept_of(&self, id: StatementId) -> Option<&'a Concept> {
        let concept = (*self.index.concepts.get(id.0 as usize)?)?;
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
        if self.is_distinct(one) && self.is_distinct(other) {
            return Sameness::Different;
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
