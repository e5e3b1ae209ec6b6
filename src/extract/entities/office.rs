//! Titles and offices that stand before a name: "Kazak President Kassym-Jomart Tokayev", "Iran's acting President …".
//!
//! Before a name there is room for an owner (a people, a country, an organisation), a word that alters the office
//! ("former", "acting"), and the title itself.

use super::{Entities, EntityId, Mention};
use crate::extract::document::Document;
use crate::extract::gazetteer::{Gazetteer, OfficeModifier, key};
use crate::facts::{Entity, places};
use crate::lang::lexicon::{Category, Lexicon};
use crate::nlp::Upos;
use crate::nlp::inflect::singular;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// How many words of title, alteration and owner are looked for before a name.
const REACH: usize = 10;

/// A title that stands with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Whose title it is.
    pub person: EntityId,
    /// The title with what alters it: "acting President".
    pub title: Range<usize>,
    /// The title alone, folded: "president".
    pub noun: String,
    /// Whose office it is: a country, an organisation.
    pub owner: Option<EntityId>,
    /// What alters the office.
    pub modifier: Option<OfficeModifier>,
    /// Owner, title and name.
    pub tokens: Range<usize>,
    /// Whether it is an office or a job; an honorific else.
    pub held: bool,
}

/// Notes the people that adjectives name, then the titles before the names of persons.
pub fn attach(document: &Document<'_>, lexicon: &Lexicon, entities: &mut Entities) {
    demonyms(document, entities);
    let roles: FxHashSet<String> = lexicon
        .concepts
        .iter()
        .filter(|concept| concept.category == Category::Role)
        .flat_map(|concept| std::iter::once(&concept.phrase).chain(&concept.also))
        .map(|phrase| key(phrase))
        .collect();
    let persons: Vec<(u32, Mention)> = (0..)
        .zip(&entities.mentions)
        .filter(|(_, mention)| entities.is(mention.entity, "person"))
        .map(|(index, mention)| (index, mention.clone()))
        .collect();
    for (index, mention) in persons {
        let Some(office) = before(document, &roles, entities, &mention) else { continue };
        if let Some(person) = entities.get_mut(office.person) {
            let words: Vec<String> = office.noun.split(' ').map(str::to_owned).collect();
            words.into_iter().for_each(|word| {
                let word = crate::facts::Descriptor::Word(word);
                if !person.descriptors.contains(&word) {
                    person.descriptors.push(word);
                }
            });
            if let Some(owner) = office.owner {
                let owner = crate::facts::Descriptor::Entity(owner);
                if !person.descriptors.contains(&owner) {
                    person.descriptors.push(owner);
                }
            }
        }
        // A title can be what the rest of the sentence hangs on: it means the person too.
        for token in office.title.clone() {
            if let Some(slot) = entities.by_token.get_mut(token).filter(|slot| slot.is_none()) {
                *slot = Some(index);
            }
        }
        entities.offices.push(office);
    }
}

/// Notes each word for a people that stands as an adjective, as a mention of the country.
fn demonyms(document: &Document<'_>, entities: &mut Entities) {
    let mut countries = FxHashMap::default();
    let places = by_stem(entities);
    for token in 0..document.len() {
        let capital = document.form(token).starts_with(char::is_uppercase);
        if !capital || entities.at(token).is_some() {
            continue;
        }
        let people = match places::country_of_demonym(document.form(token)) {
            Some(place) => Some(*countries.entry(place).or_insert_with(|| country(entities, place))),
            None => people_of(&places, document.lower(token)),
        };
        if let Some(people) = people {
            entities.mention(document, token..token + 1, token, people);
        }
    }
}

/// The places that the article or the rules speak of, each by what its people's name can begin with: "Torvia" by
/// "torvia" and "torvi".
fn by_stem(entities: &Entities) -> FxHashMap<String, EntityId> {
    let mut stems = FxHashMap::default();
    for (index, entity) in
        (0..).zip(&entities.all).filter(|(_, entity)| entity.kinds.iter().any(|kind| kind == "place"))
    {
        for name in entity.names().map(key) {
            if let Some(stem) = name.strip_suffix(['a', 'e', 'o', 'y']) {
                stems.entry(stem.to_owned()).or_insert(EntityId(index));
            }
            stems.entry(name).or_insert(EntityId(index));
        }
    }
    stems
}

/// The place whose people a word names by its ending: "Torvian" where the article or the rules speak of Torvia.
fn people_of(places: &FxHashMap<String, EntityId>, word: &str) -> Option<EntityId> {
    const ENDINGS: [&str; 9] = ["ian", "ean", "an", "ese", "ish", "n", "i", "ians", "ans"];
    let stems = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)).filter(|stem| stem.len() > 2);
    stems.filter_map(|stem| places.get(stem).copied()).min()
}

/// The entity of a country, made if the article does not name it.
fn country(entities: &mut Entities, place: &str) -> EntityId {
    let country = places::country_named(place);
    let known = entities.all.iter().position(|entity| {
        entity.kinds.iter().any(|kind| kind == "country" || kind == "place")
            && std::iter::once(&entity.name).chain(&entity.aliases).any(|name| places::country_named(name) == country)
    });
    if let Some(known) = known {
        return EntityId(known as u32);
    }
    let kinds = vec![String::from("country"), String::from("place")];
    entities.add(Entity { name: place.to_owned(), kinds, named: true, ..Entity::default() })
}

/// The title before a mention of a person, if one stands there.
fn before(
    document: &Document<'_>,
    roles: &FxHashSet<String>,
    entities: &Entities,
    mention: &Mention,
) -> Option<Office> {
    let lists = Gazetteer::get();
    let first = document.sentence(mention.tokens.start).start.max(mention.tokens.start.saturating_sub(REACH));
    let title_of = |tokens: Range<usize>| {
        let words = key(document.words(tokens));
        let known = lists.title(&words).or_else(|| lists.title(&singular(&words)));
        known.or_else(|| roles.contains(&words).then_some(true)).map(|held| (words, held))
    };
    let mut start = mention.tokens.start;
    let mut titles: Vec<(String, bool)> = Vec::new();
    let is_word = |&begin: &usize| document.upos(begin) != Upos::Punct;
    while let Some((begin, title)) =
        (first..start).filter(is_word).find_map(|begin| Some((begin, title_of(begin..start)?)))
    {
        start = begin;
        titles.push(title);
    }
    let (noun, held) = titles.iter().find(|(_, held)| *held).or(titles.first()).cloned()?;
    let mut modifier = None;
    while let Some(found) =
        start.checked_sub(1).filter(|&at| at >= first).and_then(|at| lists.modifier(document.lower(at)))
    {
        modifier = modifier.or(Some(found));
        start -= 1;
    }
    let title = start..mention.tokens.start;
    let mut owner_end = start;
    if owner_end > first && matches!(document.lower(owner_end - 1), "'s" | "'" | "-" | "national") {
        owner_end -= 1;
    }
    let owner = owner_end.checked_sub(1).filter(|&at| at >= first).and_then(|at| entities.mention_at(at));
    let owner = owner.filter(|owner| owner.tokens.end == owner_end && !entities.is(owner.entity, "person"));
    let begin = owner.map_or(start, |owner| owner.tokens.start);
    Some(Office {
        person: mention.entity,
        title,
        noun,
        owner: owner.map(|owner| owner.entity),
        modifier,
        tokens: begin..mention.tokens.end,
        held,
    })
}
