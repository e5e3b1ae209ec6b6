//! Described things: `the second match`, `the SCO summit`, `a country that is a member of NATO`.
//!
//! A description means the entities of its kind that bear out every one of its modifiers. Never one that is at odds
//! with it, and never one for want of another.

use super::evaluator::Evaluator;
use super::things::{Referent, Resolved};
use super::world::{describing, relate_names};
use crate::facts::name::{NameClass, Sameness, fold};
use crate::facts::{Argument, Descriptor, EntityId, Found, places};
use crate::lang::formula::{Description, Modifier, Thing};
use crate::lang::lexicon::KindId;
use crate::nlp::inflect::singular;
use crate::value::{DateSpan, Truth, Value};

/// Words that set a thing apart from the one that an article is about.
const APART: [&str; 9] =
    ["another", "other", "separate", "unrelated", "earlier", "previous", "similar", "next", "future"];

impl Evaluator<'_, '_> {
    /// The candidates for a described thing.
    pub fn resolve_description(&mut self, description: &Description) -> Resolved {
        if description.plural {
            return self.resolve_plural(description);
        }
        let bare = description.modifiers.is_empty() && description.ordinal.is_none();
        if bare && let Some(topic) = self.topic_of_kind(description.kind) {
            return topic;
        }
        let mut fitting = self.fitting(description, false);
        let noun = self.description_words(description);
        if bare {
            // "The final" is what the article calls so, if it calls something so; else whatever is of the kind.
            let word = fold(&description.noun).pop().unwrap_or_default();
            let called = |id: &EntityId| {
                let words = self.world.words_of(*id);
                words.is_some_and(|words| words.contains(&word) || words.iter().any(|own| singular(own) == word))
            };
            if fitting.iter().any(called) {
                fitting.retain(called);
            }
            // "Another fire" is not the one of which the article tells, if it tells of one.
            let apart = |id: &EntityId| {
                let descriptors = self.world.facts.entity(*id).map(|entity| entity.descriptors.as_slice());
                descriptors
                    .unwrap_or_default()
                    .iter()
                    .any(|known| matches!(known, Descriptor::Word(word) if APART.contains(&word.as_str())))
            };
            if !fitting.iter().all(apart) {
                fitting.retain(|id| !apart(id));
            }
            // "The screw" is rather the one that nothing sets apart than "a stronger screw".
            let plain =
                |id: &EntityId| self.world.facts.entity(*id).is_some_and(|entity| entity.descriptors.is_empty());
            let worded = |id: &EntityId| {
                let descriptors = self.world.facts.entity(*id).map(|entity| entity.descriptors.as_slice());
                descriptors.unwrap_or_default().iter().all(|known| matches!(known, Descriptor::Word(_)))
            };
            if fitting.iter().any(plain) && fitting.iter().all(worded) {
                fitting.retain(plain);
            }
            let candidates: Vec<Referent> = fitting.iter().map(|&id| self.referent(&[id])).collect();
            return match candidates.len() {
                0 => Resolved::nothing(format!("the article speaks of no {noun}")),
                1 => Resolved { candidates, note: None },
                _ => {
                    let note = format!("the article speaks of several: {}", self.names_of(&fitting));
                    Resolved { candidates, note: Some(note) }
                }
            };
        }
        // One description means one thing: entities that it fits and that are not at odds are taken together.
        let mut clusters: Vec<Vec<EntityId>> = Vec::new();
        for &id in &fitting {
            let joins = |cluster: &Vec<EntityId>| {
                cluster.iter().all(|&other| self.world.sameness(id, other) != Sameness::Different)
            };
            match clusters.iter().position(joins) {
                Some(at) => clusters.get_mut(at).map(|cluster| cluster.push(id)).unwrap_or_default(),
                None => clusters.push(vec![id]),
            }
        }
        let note = match clusters.len() {
            0 => Some(format!("the article speaks of no {noun}")),
            1 => None,
            _ => Some(format!("the article speaks of several that may be meant: {}", self.names_of(&fitting))),
        };
        Resolved { candidates: clusters.iter().map(|cluster| self.referent(cluster)).collect(), note }
    }

    /// The topic of that kind, if it is the only one.
    fn topic_of_kind(&mut self, kind: KindId) -> Option<Resolved> {
        if self.resolving_topic {
            return None;
        }
        let topics = self.topics;
        let lexicon = self.world.lexicon;
        let related = |other: KindId| {
            lexicon.is_a(other, kind) || (lexicon.is_a(kind, other) && !self.world.is_everything(other))
        };
        let mut fitting = topics.iter().filter(|topic| match topic {
            Thing::Described(description) => related(description.kind),
            Thing::Named { kind, .. } => related(*kind),
            _ => false,
        });
        let topic = fitting.next()?;
        if fitting.next().is_some() {
            return None;
        }
        self.resolving_topic = true;
        let resolved = self.resolve(topic);
        self.resolving_topic = false;
        // A topic of another name that the article does not have tells nothing about what it calls "the match".
        let known = resolved.candidates.iter().any(|referent| !matches!(referent, Referent::Absent { .. }));
        known.then_some(resolved)
    }

    /// A plural is one group: the article's own, else what it speaks of one by one.
    fn resolve_plural(&mut self, description: &Description) -> Resolved {
        let groups = self.fitting(description, true);
        let noun = self.description_words(description);
        if groups.is_empty() {
            let single = self.fitting(description, false);
            if single.is_empty() {
                return Resolved::nothing(format!("the article speaks of no {noun}"));
            }
            let members = single.iter().map(|&id| self.world.same(id).to_vec()).collect();
            return Resolved::one(Referent::Members(members));
        }
        let mut candidates: Vec<Referent> = Vec::new();
        let mut seen: Vec<Vec<EntityId>> = Vec::new();
        for &group in &groups {
            let mut members = self.world.facts.entity(group).map(|entity| entity.members.clone()).unwrap_or_default();
            members.sort_unstable();
            match seen.iter().position(|other| *other == members) {
                Some(at) => {
                    if let Some(Referent::Entities(ids)) = candidates.get_mut(at) {
                        ids.push(group);
                    }
                }
                None => {
                    seen.push(members);
                    candidates.push(Referent::Entities(vec![group]));
                }
            }
        }
        let note = (candidates.len() > 1).then(|| format!("the article speaks of several: {}", self.names_of(&groups)));
        Resolved { candidates, note }
    }

    /// The entities that a description fits, groups or single things, one for each thing.
    pub fn fitting(&mut self, description: &Description, groups: bool) -> Vec<EntityId> {
        let mut pool = self.pool(description);
        pool.retain(|&id| self.world.is_group(id) == groups);
        let mut fitting: Vec<EntityId> = Vec::new();
        for id in pool {
            let representative = self.world.representative(id);
            if fitting.contains(&representative) {
                continue;
            }
            if self.fits(representative, description) || (id != representative && self.fits(id, description)) {
                fitting.push(representative);
            }
        }
        fitting
    }

    /// Where to look: at the entities that have the first describing word, else at all of the kind.
    fn pool(&mut self, description: &Description) -> Vec<EntityId> {
        let kind = description.kind;
        let words = description.modifiers.iter().find_map(|modifier| match modifier {
            Modifier::Words(words) => Some(words.as_str()),
            _ => None,
        });
        let Some(words) = words else {
            let mut pool = self.world.of_kind(kind).to_vec();
            if !description.modifiers.is_empty() {
                // What the article calls by a wider word ("the meeting") may be what the rule describes.
                for wide in super::kinds::ancestors(self.world.lexicon, kind).into_iter().skip(1) {
                    pool.extend(self.world.of_kind(wide).iter().filter(|&&id| self.may_be_called(id, kind)));
                }
            }
            pool.sort_unstable();
            pool.dedup();
            return pool;
        };
        let mut pool: Vec<EntityId> = Vec::new();
        for id in self.meant_by_words(words) {
            pool.extend(self.world.described_by(id));
            for &statement in self.world.taking_part(id) {
                let arguments = self.world.statement(statement).map(|statement| statement.arguments.as_slice());
                pool.extend(arguments.unwrap_or_default().iter().filter_map(|argument| match argument {
                    Argument::Entity(id) => Some(*id),
                    _ => None,
                }));
            }
        }
        if let Some(first) = fold(words).first() {
            pool.extend(self.world.with_word(first));
        }
        pool.retain(|&id| self.may_be_called(id, kind));
        pool.sort_unstable();
        pool.dedup();
        pool
    }

    /// Whether an entity can be meant by that kind word: of the kind, or called by a wider word than that.
    fn may_be_called(&self, id: EntityId, kind: KindId) -> bool {
        let kinds = self.world.kinds_of(id);
        let lexicon = self.world.lexicon;
        let wide =
            |own: KindId| lexicon.is_a(kind, own) && !self.world.is_everything(own) && self.world.is_called(id, own);
        kinds.iter().any(|&own| lexicon.is_a(own, kind) || wide(own))
    }

    fn fits(&mut self, id: EntityId, description: &Description) -> bool {
        if !self.may_be_called(id, description.kind) {
            return false;
        }
        let world = self.world;
        let Some(entity) = world.facts.entity(id) else { return false };
        if let Some(asked) = description.ordinal
            && !entity.descriptors.contains(&Descriptor::Ordinal(asked))
        {
            return false;
        }
        description.modifiers.iter().all(|modifier| self.bears(id, modifier))
    }

    /// Whether an entity bears out a modifier.
    fn bears(&mut self, id: EntityId, modifier: &Modifier) -> bool {
        match modifier {
            Modifier::Words(words) => self.bears_words(id, words),
            Modifier::Related(thing) => self.bears_thing(id, thing),
            Modifier::Between(one, other) => self.bears_thing(id, one) && self.bears_thing(id, other),
            Modifier::When(value) => self.bears_date(id, value),
            Modifier::Called(name) => {
                let names = self.world.facts.entity(id).into_iter().flat_map(|entity| entity.names());
                relate_names(names, &[name.as_str()], NameClass::Other) == Sameness::Same
                    || self.world.facts.entity(id).is_some_and(|entity| has_phrase(&entity.name, name))
            }
            Modifier::Where(variable, formula) => {
                let referent = self.referent(&[id]);
                self.bindings.push((*variable, referent));
                let answer = self.formula(formula);
                self.bindings.pop();
                answer.truth == Truth::True
            }
        }
    }

    /// The entities that words before a kind word name, demonyms included (`the Belgian match`).
    fn meant_by_words(&self, words: &str) -> Vec<EntityId> {
        let world = self.world;
        let mut ids = Vec::new();
        let country = places::country_of_demonym(words);
        let names = std::iter::once(words).chain(country).chain(world.aliases(words).iter().copied());
        for name in names {
            if let Found::One(found) =
                world.facts.find(name, NameClass::Any, |id, entity| entity.named && !world.is_group(id))
            {
                ids.extend(found.into_iter().flat_map(|id| world.same(id)).copied());
            }
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    fn bears_words(&mut self, id: EntityId, words: &str) -> bool {
        let meant = self.meant_by_words(words);
        let world = self.world;
        let Some(entity) = world.facts.entity(id) else { return false };
        if !meant.is_empty() {
            let describing = describing(entity);
            if describing.iter().any(|describing| meant.contains(describing)) || self.takes_part_with(id, &meant) {
                return true;
            }
            let class = |id: EntityId| world.class_of(id);
            let rival = |other: &EntityId| {
                meant
                    .iter()
                    .any(|&meant| class(meant) == class(*other) && world.sameness(meant, *other) == Sameness::Different)
            };
            if describing.iter().any(rival) {
                return false;
            }
        }
        let own = world.words_of(id);
        let folded = fold(words);
        !folded.is_empty() && folded.iter().all(|word| own.is_some_and(|own| own.contains(word)))
    }

    /// Whether an entity and one of those take part in one statement, or lie one in the other.
    fn takes_part_with(&self, id: EntityId, others: &[EntityId]) -> bool {
        let world = self.world;
        let statements = world.same(id).iter().flat_map(|&id| world.taking_part(id));
        let shares = statements.filter_map(|&statement| world.statement(statement)).any(|statement| {
            let place = statement.place.into_iter();
            let arguments = statement.arguments.iter().filter_map(|argument| match argument {
                Argument::Entity(id) => Some(*id),
                _ => None,
            });
            self.scope.counts(statement)
                && statement.polarity == crate::facts::Polarity::Affirmed
                && arguments.chain(place).any(|party| others.contains(&party))
        });
        shares || world.facts.contained.iter().any(|(inner, outer)| *inner == id && others.contains(outer))
    }

    fn bears_thing(&mut self, id: EntityId, thing: &Thing) -> bool {
        let resolved = self.resolve(thing);
        let [referent] = resolved.candidates.as_slice() else { return false };
        match referent {
            Referent::Entities(ids) => {
                let world = self.world;
                let describing = world.facts.entity(id).map(describing).unwrap_or_default();
                if describing.iter().any(|other| ids.contains(other)) || self.takes_part_with(id, ids) {
                    return true;
                }
                let places = self.places_of(id);
                places.iter().chain(&describing).any(|&place| self.lies_in(place, referent) == Truth::True)
            }
            Referent::Absent { .. } => {
                let mut places = self.places_of(id);
                places.extend(self.world.facts.entity(id).map(describing).unwrap_or_default());
                places.iter().any(|&place| self.lies_in(place, referent) == Truth::True)
            }
            Referent::Value(value) => self.bears_date(id, &value.clone()),
            Referent::Text(text) => {
                self.world.facts.entity(id).is_some_and(|entity| entity.names().any(|name| has_phrase(name, text)))
            }
            Referent::Members(all) => all.iter().all(|ids| self.takes_part_with(id, ids)),
            Referent::Article | Referent::Open => false,
        }
    }

    fn bears_date(&mut self, id: EntityId, value: &Value) -> bool {
        let Some(asked) = self.date_span(value) else { return false };
        let dateline = self.scope.dateline;
        let world = self.world;
        let descriptors = world.facts.entity(id).map(|entity| entity.descriptors.as_slice()).unwrap_or_default();
        let mut dates: Vec<DateSpan> = descriptors
            .iter()
            .filter_map(|descriptor| match descriptor {
                Descriptor::Date(date) => date.resolve(dateline),
                _ => None,
            })
            .collect();
        dates.extend(self.dates_of(&Referent::Entities(world.same(id).to_vec())).iter().map(|dated| dated.span));
        // What has no date of its own is of the article's: "the 2006 stampede" in an article of that year.
        let undated = dates.is_empty() && asked.first != asked.last;
        undated && dateline.is_some_and(|day| asked.contains(&DateSpan::day(day)))
            || dates.iter().any(|date| asked.contains(date))
    }
}

/// Whether words stand in a name, whole and in order.
fn has_phrase(name: &str, words: &str) -> bool {
    let (name, words) = (fold(name), fold(words));
    !words.is_empty() && name.windows(words.len()).any(|window| window == words)
}
