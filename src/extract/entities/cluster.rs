//! Linking names: which of them mean one and the same.
//!
//! Full names come first, short ones are then given to the one full name that they can shorten. A short name that
//! fits two full names is given to the one mentioned last in the same paragraph, else it stays alone.

use super::kinds::KindWords;
use super::named::Found;
use super::{Entities, Mention};
use crate::extract::document::Document;
use crate::extract::gazetteer::key;
use crate::facts::{Entity, EntityId, places};
use crate::nlp::NameKind;
use indexmap::IndexSet;
use rustc_hash::FxHashMap;

/// Broad classes: names of different classes never mean one thing, unless they are spelled alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Class {
    Person,
    Place,
    Other,
}

/// Names that mean one thing.
#[derive(Debug)]
struct Cluster {
    class: Class,
    /// Whether it is known to be an organisation.
    organization: bool,
    /// The fullest name's words.
    words: Vec<String>,
    /// The names in it, as indexes.
    members: Vec<usize>,
}

/// Links names to entities and notes their mentions.
pub fn link(document: &Document<'_>, kinds: &KindWords<'_>, found: Vec<Found>, entities: &mut Entities) {
    let usable: Vec<&Found> = found.iter().filter(|name| !is_demonym(name)).collect();
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut by_words: FxHashMap<Vec<String>, usize> = FxHashMap::default();
    let mut order: Vec<usize> = (0..usable.len()).collect();
    order.sort_by_key(|&index| usable.get(index).map(|name| std::cmp::Reverse(name.words.len().min(2))));
    for index in order {
        let Some(name) = usable.get(index) else { continue };
        let words = canonical(name);
        let class = class(kinds, name, &words);
        let known = by_words.get(&words).copied();
        let target = known.or_else(|| acronym_before(document, name, &clusters, &usable)).or_else(|| {
            let fitting: Vec<usize> = (0..clusters.len())
                .filter(|&at| clusters.get(at).is_some_and(|cluster| shortens(&words, class, cluster)))
                .collect();
            choose(document, name, &fitting, &clusters, &usable)
        });
        let target = target.unwrap_or_else(|| {
            let asked =
                name.asked.iter().filter_map(|kind| kinds.named(kind)).any(|kind| kinds.is_a(kind, "organization"));
            let organization = asked || name.kind == Some(NameKind::Organization);
            clusters.push(Cluster { class, organization, words: words.clone(), members: Vec::new() });
            clusters.len() - 1
        });
        by_words.entry(words.clone()).or_insert(target);
        if let Some(cluster) = clusters.get_mut(target) {
            cluster.members.push(index);
            if words.len() > cluster.words.len() {
                cluster.words = words;
            }
        }
    }
    for cluster in &mut clusters {
        cluster.members.sort_unstable();
    }
    clusters.sort_by_key(|cluster| cluster.members.first().copied());
    for cluster in &clusters {
        let names: Vec<&Found> = cluster.members.iter().filter_map(|&index| usable.get(index).copied()).collect();
        let id = entities.add(entity(document, kinds, &names));
        if names.iter().any(|name| !name.asked.is_empty() || name.means.is_some()) {
            entities.asked.insert(id);
        }
        for name in &names {
            let head = phrase_head(document, name.tokens.clone());
            entities.mention(document, name.tokens.clone(), head, id);
        }
    }
    contain(document, entities);
}

/// Whether the name is only a word for a people ("Turkish"): such words are no entity of their own.
fn is_demonym(name: &Found) -> bool {
    let [word] = name.words.as_slice() else { return false };
    name.asked.is_empty() && places::country_of_demonym(word).is_some() && places::country_named(word).is_none()
}

/// The words that a name is compared by: a country by its one name, an alias by what it means.
fn canonical(name: &Found) -> Vec<String> {
    let joined = name.means.clone().unwrap_or_else(|| name.words.join(" "));
    let place = !matches!(name.kind, Some(NameKind::Person | NameKind::Work));
    let country = if place { places::country_named(&joined) } else { None };
    key(country.unwrap_or(&joined)).split(' ').map(str::to_owned).collect()
}

fn class(kinds: &KindWords<'_>, name: &Found, words: &[String]) -> Class {
    let asked = |kind: &str| name.asked.iter().any(|asked| asked == kind);
    if asked("person") {
        return Class::Person;
    }
    // A team that goes by its town's name.
    let team = |kind: &String| kinds.named(kind).is_some_and(|kind| kinds.is_a(kind, "organization"));
    if name.asked.iter().any(team) && places::country_named(&words.join(" ")).is_none() {
        return Class::Other;
    }
    if asked("place") || asked("country") || asked("city") || places::country_named(&words.join(" ")).is_some() {
        return Class::Place;
    }
    match name.kind {
        Some(NameKind::Person) => Class::Person,
        Some(NameKind::Location) => Class::Place,
        _ => Class::Other,
    }
}

/// Whether the words can be a short or fuller form of the cluster's name.
fn shortens(words: &[String], class: Class, cluster: &Cluster) -> bool {
    let full = &cluster.words;
    // "Brightwater" for Brightwater Foods, whatever a lone word is taken for; but no town for its club.
    if let ([word], Class::Other) = (words, cluster.class)
        && full.len() > 1
        && full.first() == Some(word)
        && cluster.organization
        && word.len() > 3
        && places::rank(word).is_none()
        && places::country_named(word).is_none()
    {
        return true;
    }
    match (class, cluster.class) {
        (Class::Person, Class::Person) => same_person(words, full),
        // A lone surname is often taken for something else than a person.
        (_, Class::Person) => words.len() == 1 && full.len() > 1 && full.last() == words.first(),
        (Class::Other, Class::Other) => {
            // "HC Ostrava" is Ostrava for short.
            let club = full.len() == 2
                && full.first().is_some_and(|first| {
                    matches!(
                        first.as_str(),
                        "fc" | "hc" | "ac" | "sc" | "bc" | "rc" | "cf" | "afc" | "cd" | "sv" | "vfb" | "as" | "us"
                    )
                });
            let tail = words.len() < full.len() && (words.len() > 1 || club) && full.ends_with(words);
            // "The Alliance" is the Coastal Alliance.
            let noun =
                words.len() == 1 && cluster.organization && (2..=4).contains(&full.len()) && full.ends_with(words);
            is_acronym(words, full) || tail || noun && words.first().is_some_and(|word| word.len() > 4)
        }
        _ => false,
    }
}

/// Whether two names of persons can be one person's: one name is the other's first or last word, or both have the same
/// first and last word, initials allowed ("Brock Holt", "Brock Wyatt Holt", "B. Holt").
fn same_person(a: &[String], b: &[String]) -> bool {
    let (short, full) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    match short {
        [] => false,
        [one] => full.last() == Some(one) || (full.len() > 1 && full.first() == Some(one)),
        [first, .., last] => {
            let initial = |x: &str, y: &str| x.len() == 1 && y.starts_with(x);
            let given =
                full.first().is_some_and(|given| given == first || initial(first, given) || initial(given, first));
            given && full.last() == Some(last)
        }
    }
}

/// Whether the lone word is made of the first letters of the words ("sco", "ie 9" as `ie9`); small words may be skipped.
fn is_acronym(words: &[String], full: &[String]) -> bool {
    let [word] = words else { return false };
    let small = ["of", "the", "and", "for", "de", "in", "on"];
    let initials = |skip: bool| -> String {
        let kept = full.iter().filter(|part| !(skip && small.contains(&part.as_str())));
        kept.flat_map(|part| {
            if part.chars().all(|c| c.is_ascii_digit()) { part.as_str() } else { part.get(..1).unwrap_or("") }.chars()
        })
        .collect()
    };
    full.len() > 1 && word.len() > 1 && (*word == initials(true) || *word == initials(false))
}

/// The cluster of the name that stands right before this one when this one is in brackets and can be its acronym.
fn acronym_before(document: &Document<'_>, name: &Found, clusters: &[Cluster], usable: &[&Found]) -> Option<usize> {
    let open = name.tokens.start.checked_sub(1).filter(|&token| document.lower(token) == "(")?;
    let capitals = document.words(name.tokens.clone()).chars().filter(char::is_ascii_uppercase).count();
    let at = clusters.iter().position(|cluster| {
        cluster.members.iter().any(|&index| usable.get(index).is_some_and(|member| member.tokens.end == open))
    })?;
    let full = clusters.get(at)?;
    (capitals >= 2 && is_acronym(&[name.words.concat()], &full.words)).then_some(at)
}

/// The one fitting cluster, or else the one mentioned last before the name in its block.
fn choose(
    document: &Document<'_>,
    name: &Found,
    fitting: &[usize],
    clusters: &[Cluster],
    usable: &[&Found],
) -> Option<usize> {
    if let [one] = fitting {
        return Some(*one);
    }
    let block = document.block(name.tokens.start);
    let last_mention = |at: usize| {
        let members = clusters.get(at).map(|cluster| cluster.members.as_slice()).unwrap_or_default();
        let places = members.iter().filter_map(|&index| usable.get(index)).map(|member| member.tokens.start);
        places.filter(|&start| start < name.tokens.start && document.block(start) == block).max()
    };
    let mut recent: Vec<(usize, usize)> = fitting.iter().filter_map(|&at| Some((last_mention(at)?, at))).collect();
    recent.sort_unstable();
    recent.last().map(|&(_, at)| at)
}

/// The entity that a group of names means.
fn entity(document: &Document<'_>, kinds: &KindWords<'_>, names: &[&Found]) -> Entity {
    let mut forms: IndexSet<String> = IndexSet::new();
    for name in names {
        let written = document.words(name.tokens.clone());
        let written = written.trim_end_matches("’s").trim_end_matches("'s").trim_end_matches(['\'', '’']);
        forms.insert(written.split_whitespace().collect::<Vec<_>>().join(" "));
        forms.extend(name.means.clone());
    }
    let known = kinds_of(kinds, names, &forms);
    let fullest = names.iter().map(|name| name.words.len()).max().unwrap_or_default();
    let name = names.iter().position(|name| name.words.len() == fullest);
    let first = name.and_then(|at| names.get(at)).map(|name| document.words(name.tokens.clone()));
    let first = first.unwrap_or_default().trim_end_matches("’s").trim_end_matches("'s");
    let name = first.split_whitespace().collect::<Vec<_>>().join(" ");
    // Of a person who goes by the given name the rules know more.
    let known_as =
        names.iter().filter_map(|name| name.means.as_ref()).find(|_| known.iter().any(|kind| kind == "person"));
    let fuller = known_as.filter(|means| means.split(' ').count() > fullest).cloned();
    let name = match fuller {
        Some(fuller) => {
            forms.insert(name);
            fuller
        }
        None => name,
    };
    forms.retain(|form| *form != name && !form.is_empty());
    Entity { name, aliases: forms.into_iter().collect(), kinds: known, named: true, ..Entity::default() }
}

/// The kinds of a name: those that the rules ask for, its class, what the lists know, and the kind that its last word names.
fn kinds_of(kinds: &KindWords<'_>, names: &[&Found], forms: &IndexSet<String>) -> Vec<String> {
    let mut found: IndexSet<String> = IndexSet::new();
    let lineage =
        |name: &str| kinds.named(name).map(|kind| kinds.lineage(kind)).unwrap_or_else(|| vec![name.to_owned()]);
    names.iter().flat_map(|name| &name.asked).for_each(|kind| found.extend(lineage(kind)));
    let country = forms.iter().any(|form| places::country_named(form).is_some());
    let votes = |kind: NameKind| names.iter().filter(|name| name.kind == Some(kind)).count();
    let classes = [
        NameKind::Person,
        NameKind::Organization,
        NameKind::Location,
        NameKind::Event,
        NameKind::Work,
        NameKind::Product,
    ];
    let best =
        classes.into_iter().max_by_key(|&kind| (votes(kind), std::cmp::Reverse(kind))).filter(|&kind| votes(kind) > 0);
    if country && best != Some(NameKind::Person) {
        found.extend(lineage("country"));
    } else if best == Some(NameKind::Location)
        && forms.iter().any(|form| places::rank(form) == Some(places::Rank::City))
    {
        found.extend(lineage("city"));
    }
    // The noun of a name stands before its "of": a Man of the Match is no match.
    let noun = |name: &&&Found| {
        let end = name.words.iter().position(|word| word == "of").unwrap_or(name.words.len());
        name.words.get(..end).and_then(|words| words.last()).filter(|_| name.words.len() > 1).cloned()
    };
    let last = names.iter().find_map(|name| noun(&name));
    if let Some(kind) = last.and_then(|word| kinds.of_word(&word)).filter(|_| best != Some(NameKind::Person)) {
        found.extend(kinds.lineage(kind));
    }
    if found.is_empty() {
        match best {
            Some(NameKind::Person) => found.extend(lineage("person")),
            Some(NameKind::Organization) => found.extend(lineage("organization")),
            Some(NameKind::Location) => found.extend(lineage("place")),
            Some(NameKind::Event) => found.extend(lineage("event")),
            Some(NameKind::Work) => found.extend(lineage("work")),
            Some(NameKind::Product) => found.extend(lineage("product")),
            _ => {}
        }
    }
    found.into_iter().collect()
}

/// The token of a run that the others hang on: the first whose head lies outside.
pub(super) fn phrase_head(document: &Document<'_>, tokens: std::ops::Range<usize>) -> usize {
    let outside = |&token: &usize| document.head(token).is_none_or(|head| !tokens.contains(&head));
    tokens.clone().find(outside).unwrap_or(tokens.start)
}

/// "Fasano, Italy": a place, a comma, a place that is a country or a division of one; the first lies in the second.
fn contain(document: &Document<'_>, entities: &mut Entities) {
    let places: Vec<Mention> =
        entities.mentions.iter().filter(|mention| entities.is(mention.entity, "place")).cloned().collect();
    let pairs = places.iter().flat_map(|inner| {
        let comma = document.lower(inner.tokens.end) == ",";
        places
            .iter()
            .filter(move |outer| comma && outer.tokens.start == inner.tokens.end + 1 && outer.entity != inner.entity)
            .map(|outer| (inner.entity, outer.entity))
    });
    let pairs: Vec<(EntityId, EntityId)> = pairs.filter(|&(inner, _)| !entities.is(inner, "country")).collect();
    entities.contained = pairs;
}
