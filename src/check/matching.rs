//! Whether what fills a place of a statement is what a rule has in that place.

use super::evaluator::Evaluator;
use super::text::{Bearing, bearing};
use super::things::Referent;
use super::world::relate_names;
use crate::facts::name::{NameClass, Sameness};
use crate::facts::places::{Lie, lie};
use crate::facts::{Argument, EntityId};
use crate::lang::lexicon::Concept;
use crate::value::{Comparator, Truth, Value, compare};

impl Evaluator<'_, '_> {
    /// Whether the article's party is the one asked for: true, false (known to be another), or open.
    pub fn matches(&self, asked: &Referent, told: &Argument) -> Truth {
        match (asked, told) {
            (Referent::Open, _) => Truth::True,
            (_, Argument::Unstated) => Truth::Unknown,
            (Referent::Entities(ids), Argument::Entity(told)) => self.is_one_of(ids, *told),
            (Referent::Members(all), Argument::Entity(told)) => self.is_the_group(all, *told),
            (Referent::Absent { name, kind }, Argument::Entity(told)) => {
                self.is_absent_name(name, self.world.class_of_kind(*kind), *told)
            }
            (Referent::Article, Argument::Entity(told)) => Truth::from(self.is_the_article(*told)).or(Truth::Unknown),
            (Referent::Article, Argument::Text(text)) => match names_the_article(text) {
                true => Truth::True,
                false => Truth::Unknown,
            },
            (Referent::Value(asked), Argument::Value(told)) => {
                compare(told, Comparator::Equal, asked, self.scope.dateline).map_or(Truth::Unknown, |found| found.truth)
            }
            (Referent::Text(text), Argument::Text(told)) => says(told, text),
            (Referent::Text(text), Argument::Entity(told)) => {
                let names = self.world.facts.entity(*told).into_iter().flat_map(|entity| entity.names());
                names.map(|name| says(name, text)).max().unwrap_or(Truth::Unknown)
            }
            (Referent::Entities(ids), Argument::Text(told)) => {
                let names = ids.iter().filter_map(|&id| self.world.facts.entity(id)).flat_map(|entity| entity.names());
                names.map(|name| says(told, name)).max().unwrap_or(Truth::Unknown)
            }
            (Referent::Absent { name, .. }, Argument::Text(told)) => says(told, name),
            _ => Truth::Unknown,
        }
    }

    /// Whether an entity is one of those; a group holds for each of its members.
    fn is_one_of(&self, ids: &[EntityId], told: EntityId) -> Truth {
        if ids.contains(&told) {
            return Truth::True;
        }
        let world = self.world;
        let members = world.facts.entity(told).map(|entity| entity.members.as_slice()).unwrap_or_default();
        if !members.is_empty() && !ids.iter().any(|&id| world.is_group(id)) {
            // The group is the thing if one of its members is; it is something else if all of them are.
            let best = members.iter().map(|&member| self.is_one_of(ids, member)).max().unwrap_or(Truth::Unknown);
            return if world.lists_its_members(told) { best } else { best.or(Truth::Unknown) };
        }
        if world.is_group(told) || ids.iter().any(|&id| world.is_group(id)) {
            return Truth::Unknown;
        }
        let mut best = Sameness::Different;
        for &id in ids {
            match world.sameness(id, told) {
                Sameness::Same => return Truth::True,
                Sameness::Maybe => best = Sameness::Maybe,
                Sameness::Different => {}
            }
        }
        if best == Sameness::Maybe { Truth::Unknown } else { Truth::False }
    }

    /// Whether an entity is the group that a plural of the rule means.
    fn is_the_group(&self, all: &[Vec<EntityId>], told: EntityId) -> Truth {
        let members = self.world.facts.entity(told).map(|entity| entity.members.as_slice()).unwrap_or_default();
        let covered = all.iter().all(|ids| members.iter().any(|member| ids.contains(member)));
        if !members.is_empty() && covered { Truth::True } else { Truth::Unknown }
    }

    fn is_absent_name(&self, name: &str, class: NameClass, told: EntityId) -> Truth {
        let Some(entity) = self.world.facts.entity(told) else { return Truth::Unknown };
        if !entity.members.is_empty() {
            let members = entity.members.iter().map(|&member| self.is_absent_name(name, class, member));
            let best = members.max().unwrap_or(Truth::Unknown);
            return if self.world.lists_its_members(told) { best } else { best.or(Truth::Unknown) };
        }
        if !entity.named {
            return Truth::Unknown;
        }
        let class = if class == NameClass::Any { self.world.class_of(told) } else { class };
        let asked: Vec<&str> = std::iter::once(name).chain(self.world.aliases(name).iter().copied()).collect();
        match relate_names(entity.names(), &asked, class) {
            Sameness::Different => Truth::False,
            _ => Truth::Unknown,
        }
    }

    /// Whether an entity is the article itself.
    fn is_the_article(&self, id: EntityId) -> bool {
        self.world.facts.entity(id).is_some_and(|entity| {
            entity.kinds.iter().any(|kind| kind == "article") || entity.names().any(names_the_article)
        })
    }

    /// Whether a place of the article lies in the place asked for; false if the two are apart.
    pub fn lies_in(&self, told: EntityId, asked: &Referent) -> Truth {
        let world = self.world;
        let mut wider = vec![told];
        let mut at = 0;
        while let Some(&inner) = wider.get(at) {
            let outer = world
                .facts
                .contained
                .iter()
                .filter(|(place, _)| world.same(*place).contains(&inner))
                .map(|(_, outer)| *outer);
            let outer: Vec<EntityId> = outer.filter(|outer| !wider.contains(outer)).collect();
            wider.extend(outer);
            at += 1;
        }
        let (names, ids): (Vec<&str>, &[EntityId]) = match asked {
            Referent::Entities(ids) => {
                if wider.iter().any(|place| ids.contains(place)) {
                    return Truth::True;
                }
                let names = ids.iter().filter_map(|&id| world.facts.entity(id)).map(|entity| entity.name.as_str());
                (names.collect(), ids)
            }
            Referent::Absent { name, .. } => (vec![name.as_str()], &[]),
            Referent::Text(text) => (vec![text.as_str()], &[]),
            Referent::Open => return Truth::True,
            _ => return Truth::Unknown,
        };
        // Where the rule asks for something inside what the article names, the question stays open.
        let asks_inside = world.facts.contained.iter().any(|(inner, outer)| ids.contains(inner) && *outer == told);
        let mut found = Truth::Unknown;
        for &place in &wider {
            let Some(entity) = world.facts.entity(place) else { continue };
            for name in &names {
                match lie(&entity.name, name) {
                    Lie::Same | Lie::Inside => return Truth::True,
                    Lie::Apart if !asks_inside => found = Truth::False,
                    Lie::Apart | Lie::Around | Lie::Unknown => {}
                }
            }
        }
        if found == Truth::Unknown && !asks_inside && self.one_rank_apart(told, ids) {
            found = Truth::False;
        }
        found
    }

    /// Whether two named places are both countries, or both cities, by what the article says they are.
    fn one_rank_apart(&self, told: EntityId, ids: &[EntityId]) -> bool {
        let world = self.world;
        let of = |id: EntityId, name: &str| world.lexicon.kind_named(name).is_some_and(|kind| world.is_of(id, kind));
        let named = |id: EntityId| world.facts.entity(id).is_some_and(|entity| entity.named);
        !ids.is_empty()
            && named(told)
            && ids.iter().all(|&id| {
                let one_rank = ["country", "city"].iter().any(|kind| of(id, kind) && of(told, kind));
                one_rank && named(id) && world.sameness(id, told) == Sameness::Different
            })
    }

    /// Whether the place of a concept says where something is, so that another place contradicts: `is born in`,
    /// `takes place in`.
    pub fn is_locative(&self, concept: &Concept, place: usize) -> bool {
        let lexicon = self.world.lexicon;
        let is_place = |name: &str| {
            let wide = lexicon.kind_named(name);
            concept.places.get(place).zip(wide).is_some_and(|(place, wide)| lexicon.is_a(place.kind, wide))
        };
        let before = if place == 2 { concept.third.as_deref() } else { concept.phrase.split(' ').next_back() };
        let said_where = matches!(before, Some("in" | "at" | "on" | "near"));
        let takes_place = concept.phrase.starts_with("takes place");
        place > 0 && (is_place("place") || is_place("country") || is_place("city")) && (said_where || takes_place)
    }

    /// The days of a date as a rule or an article gives it.
    pub fn date_span(&self, value: &Value) -> Option<crate::value::DateSpan> {
        match value {
            Value::Date(date) => date.resolve(self.scope.dateline),
            _ => None,
        }
    }
}

/// Whether a text bears out the rule's words; what it says otherwise tells nothing of what else holds.
pub(super) fn says(told: &str, rule: &str) -> Truth {
    if bearing(told, rule) == Bearing::Says { Truth::True } else { Truth::Unknown }
}

fn names_the_article(name: &str) -> bool {
    let words = crate::facts::name::fold(name);
    let word = if words.first().is_some_and(|word| word == "this") { words.get(1) } else { words.first() };
    words.len() <= 2 && word.is_some_and(|word| matches!(word.as_str(), "article" | "report" | "story"))
}
