//! What a described thing means: which of those spoken of before, by what singles each out.

use super::phrase::Phrase;
use super::{Entities, KindWords, Known, caption};
use crate::article::BlockKind;
use crate::extract::document::Document;
use crate::facts::{Descriptor, Entity, EntityId};
use crate::lang::lexicon::KindId;
use crate::nlp::Deprel;
use rustc_hash::FxHashMap;

/// The thing spoken of before that the phrase means.
pub(super) fn antecedent(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &Entities,
    known: &[Known],
    phrase: &Phrase,
) -> Option<EntityId> {
    let own = identifying(entities, &phrase.descriptors);
    let noun = document.lower(phrase.head);
    let mut of_kind: FxHashMap<KindId, Fit> = FxHashMap::default();
    let fitting = known.iter().filter(|known| known.last_token < phrase.head).filter(|known| {
        let fit = of_kind.entry(known.kind).or_insert_with(|| Fit::new(kinds, known.kind, noun, phrase.kind));
        if !fit.can_be() {
            return false;
        }
        let Some(entity) = entities.get(known.entity) else { return false };
        // "The screws" are those that were called so before.
        let again = phrase.definite && entity.count.is_none() && {
            let words = document.words(phrase.tokens.clone());
            entity.name.eq_ignore_ascii_case(words)
        };
        let one = phrase.plural == (entity.count.is_some() && entity.members.is_empty())
            || !phrase.plural
            || entity.named
            || again;
        // A named event of no known kind is not "the strike" that comes next, as an organisation may be "the company".
        let wider = !entity.named || !fit.event || entities.asked.contains(&known.entity);
        let kind = fit.narrower || wider && fit.wider || fit.shortened;
        let group = entity.count.is_some() && !phrase.plural;
        one && kind && !group && !at_odds(entities, &entity.descriptors, &phrase.descriptors)
    });
    let mut recent: Vec<&Known> = fitting.collect();
    recent.sort_by_key(|known| std::cmp::Reverse(known.last_token));
    let shares = |known: &&&Known| {
        entities
            .get(known.entity)
            .is_some_and(|entity| own.iter().any(|descriptor| entity.descriptors.contains(descriptor)))
    };
    if phrase.modifying || !phrase.definite && !phrase.plural && phrase.descriptors.is_empty() {
        // A noun without an article says no more than which sort is meant; it is the one spoken of, if that is one.
        let mut things = recent.iter().filter(|known| kinds.is_of(known.kind, phrase.kind)).map(|known| known.entity);
        let last = things.next()?;
        return things.all(|other| other == last).then_some(last);
    }
    if !own.is_empty() {
        // "The Indonesian military" is not the Indonesian Navy, as "the company" may be.
        recent.retain(|known| {
            let named = entities.get(known.entity).is_some_and(|entity| entity.named);
            !named || kinds.is_of(known.kind, phrase.kind)
        });
        if let Some(shared) = recent.iter().find(shares) {
            return Some(shared.entity);
        }
        let ordinal = |descriptor: &Descriptor| matches!(descriptor, Descriptor::Ordinal(_));
        if phrase.definite && !phrase.plural && !phrase.descriptors.iter().any(ordinal) {
            // "The trial of Bill Cosby", where one trial was spoken of: that one, if it was not singled out otherwise.
            let mut things =
                recent.iter().filter(|known| kinds.is_of(known.kind, phrase.kind)).map(|known| known.entity);
            let one = things.next().filter(|one| things.all(|other| other == *one));
            if let Some(one) = one.filter(|&one| !entities.get(one).is_some_and(|entity| entity.named)) {
                return Some(one);
            }
        }
        if phrase.definite
            && let Some(opening) = opening_of(document, kinds, entities, known, phrase, &own)
        {
            return Some(opening);
        }
        let only_places = own.iter().all(|descriptor| is_place(entities, descriptor));
        if !(only_places && phrase.definite) {
            return None;
        }
    }
    let restricts = phrase.descriptors.iter().any(|descriptor| matches!(descriptor, Descriptor::Ordinal(_)));
    if !phrase.definite || restricts && own.is_empty() {
        let same = recent.iter().find(|known| {
            restricts
                && entities.get(known.entity).is_some_and(|entity| {
                    phrase.descriptors.iter().all(|descriptor| entity.descriptors.contains(descriptor))
                })
        });
        return same.map(|known| known.entity);
    }
    let here = caption(document, phrase.head);
    recent.retain(|known| known.caption.is_none() || known.caption == here);
    if own.is_empty() {
        // "The earthquake" is not the one of last February that was mentioned in passing; and it is one that was called
        // an earthquake rather than a thing that might be one.
        let dated = |entity: &Entity| entity.descriptors.iter().any(|known| matches!(known, Descriptor::Date(_)));
        recent.retain(|known| !(known.aside && entities.get(known.entity).is_some_and(dated)));
        recent.sort_by_key(|known| !(kinds.is_of(known.kind, phrase.kind) || entities.asked.contains(&known.entity)));
    }
    // "The ministry" is rather the Ministry of Energy than a court.
    let called = |known: &Known| {
        let named = entities.get(known.entity).filter(|entity| entity.named);
        // (Mexico City is no more "the city" than another.)
        let body = named.filter(|_| kinds.is_a(known.kind, "organization"));
        let words = body.map(|entity| entity.name.as_str());
        words.is_some_and(|name| name.split(' ').any(|word| word.eq_ignore_ascii_case(noun)))
    };
    recent.sort_by_key(|known| !called(known));
    let near = |known: &&&Known| {
        document.sentence_index(phrase.head).saturating_sub(known.last_sentence) <= NEAR || opening(known)
    };
    // One name with the noun in it is in reach from anywhere: "the ministry" of a story with one ministry.
    let mut bodies = recent.iter().filter(|known| called(known)).map(|known| known.entity);
    let one = bodies.next().filter(|one| bodies.all(|other| other == *one));
    recent.iter().find(near).map(|known| known.entity).or(one)
}

/// How things of a kind can be meant by a noun for a kind: the same for all of them.
struct Fit {
    narrower: bool,
    wider: bool,
    shortened: bool,
    event: bool,
}

impl Fit {
    fn new(kinds: &KindWords<'_>, known: KindId, noun: &str, asked: KindId) -> Self {
        // Of places only the city and the country are taken up by a wider word: "the stadium" is not the town.
        let wide = kinds.named("city") == Some(asked) || !kinds.is_a(known, "place");
        Self {
            narrower: kinds.is_of(known, asked),
            wider: wide && kinds.related(known, asked),
            shortened: kinds.can_shorten(noun, known),
            event: kinds.is_a(known, "event"),
        }
    }

    fn can_be(&self) -> bool {
        self.narrower || self.wider || self.shortened
    }
}

/// The thing that the article opens with, where the phrase names it in full for the first time: "ended a two-day summit"
/// in a sentence that speaks of the SCO, and then "the SCO summit".
pub(super) fn opening_of(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &Entities,
    known: &[Known],
    phrase: &Phrase,
    own: &[Descriptor],
) -> Option<EntityId> {
    let first = known
        .iter()
        .find(|known| kinds.related(known.kind, phrase.kind) && opening(known) && known.caption.is_none())?;
    let entity = entities.get(first.entity)?;
    let singled_out =
        identifying(entities, &entity.descriptors).iter().any(|descriptor| !is_place(entities, descriptor));
    let sentence = document.sentence(first.last_token);
    let beside = own.iter().all(|descriptor| match descriptor {
        Descriptor::Entity(id) => sentence.clone().any(|token| entities.at(token) == Some(*id)),
        _ => false,
    });
    let fits = !entity.named && !singled_out && beside && entity.count.is_none();
    (fits && !at_odds(entities, &entity.descriptors, &phrase.descriptors)).then_some(first.entity)
}

/// How many sentences back a definite phrase reaches for what it means; what the article opens with is always in reach.
pub(super) const NEAR: usize = 6;

pub(super) fn opening(known: &Known) -> bool {
    known.last_sentence <= 2
}

/// The descriptors that single a thing out by themselves: other entities and dates.
pub(super) fn identifying(entities: &Entities, descriptors: &[Descriptor]) -> Vec<Descriptor> {
    let _ = entities;
    let wanted = |descriptor: &&Descriptor| matches!(descriptor, Descriptor::Entity(_) | Descriptor::Date(_));
    descriptors.iter().filter(wanted).cloned().collect()
}

/// Words that set a thing apart from the one that is spoken of.
pub(super) const ORDER: [&str; 14] = [
    "next",
    "previous",
    "upcoming",
    "earlier",
    "later",
    "other",
    "another",
    "further",
    "following",
    "future",
    "past",
    "similar",
    "separate",
    "unrelated",
];

/// Classes of things that single out by being of one class: a summit is not of two organisations, but may be of an
/// organisation and in a place.
pub(super) const CLASSES: [&str; 4] = ["person", "organization", "place", "event"];

pub(super) fn is_class(entities: &Entities, descriptor: &Descriptor, class: &str) -> bool {
    matches!(descriptor, Descriptor::Entity(id) if entities.is(*id, class))
}

pub(super) fn is_place(entities: &Entities, descriptor: &Descriptor) -> bool {
    matches!(descriptor, Descriptor::Entity(id) if entities.is(*id, "place"))
}

/// Whether two descriptions single out different things: other owners, another number in the row, another date, other
/// describing nouns.
pub(super) fn at_odds(entities: &Entities, a: &[Descriptor], b: &[Descriptor]) -> bool {
    let differ = |pick: &dyn Fn(&Descriptor) -> bool| {
        a.iter().any(pick)
            && b.iter().any(pick)
            && !a.iter().filter(|d| pick(d)).any(|descriptor| b.contains(descriptor))
    };
    let order = |of: &[Descriptor]| {
        of.iter().any(|known| matches!(known, Descriptor::Word(word) if ORDER.contains(&word.as_str())))
    };
    if order(a) || order(b) {
        // "The next launch" is neither "the previous launch" nor "the launch".
        let shared = a.iter().any(|known| {
            matches!(known, Descriptor::Word(word) if ORDER.contains(&word.as_str())) && b.contains(known)
        });
        if !shared {
            return true;
        }
    }
    differ(&|descriptor| matches!(descriptor, Descriptor::Ordinal(_)))
        || differ(&|descriptor| matches!(descriptor, Descriptor::Date(_)))
        || CLASSES.iter().any(|class| differ(&|descriptor| is_class(entities, descriptor, class)))
        || differ(&|descriptor| {
            matches!(descriptor, Descriptor::Entity(_))
                && !CLASSES.iter().any(|class| is_class(entities, descriptor, class))
        })
}

/// "both sessions": the two things of that kind that the sentence or the two before it spoke of last, or else the only two
/// that the text has spoken of.
pub(super) fn both(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &mut Entities,
    known: &[Known],
    phrase: &Phrase,
) -> Option<EntityId> {
    let here = caption(document, phrase.head);
    let fits = |known: &&Known| {
        let single =
            entities.get(known.entity).is_some_and(|entity| entity.count.is_none() && entity.members.is_empty());
        known.last_token < phrase.head && single && kinds.related(known.kind, phrase.kind) && known.caption == here
    };
    let mut recent: Vec<&Known> = known.iter().filter(fits).collect();
    recent.sort_by_key(|known| std::cmp::Reverse(known.last_token));
    let distinct = |known: &mut dyn Iterator<Item = &&Known>| {
        let mut members: Vec<EntityId> = Vec::new();
        for known in known {
            if !members.contains(&known.entity) {
                members.push(known.entity);
            }
        }
        members
    };
    let near = |known: &&&Known| document.sentence_index(phrase.head).saturating_sub(known.last_sentence) <= 2;
    let mut members = distinct(&mut recent.iter().filter(near));
    members.truncate(2);
    if members.len() < 2 {
        members = distinct(&mut recent.iter());
    }
    if members.len() != 2 {
        return None;
    }
    members.reverse();
    let name = document.words(phrase.tokens.clone()).to_owned();
    Some(entities.add(Entity { name, kinds: kinds.lineage(phrase.kind), members, complete: true, ..Entity::default() }))
}

/// "ProtoStar-1 is the first satellite to …": what is said of a thing is the thing.
pub(super) fn predicated(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &Entities,
    phrase: &Phrase,
) -> Option<EntityId> {
    document.child(phrase.head, Deprel::Cop)?;
    let denied = document
        .children_by(phrase.head, &[Deprel::Advmod, Deprel::Det])
        .any(|child| matches!(document.lower(child), "not" | "n't" | "never" | "no"));
    let subject = document.child(phrase.head, Deprel::Nsubj).filter(|_| !denied)?;
    let id = entities.at(subject)?;
    let entity = entities.get(id).filter(|entity| entity.members.is_empty() && entity.count.is_none())?;
    let fits = entity.kinds.iter().filter_map(|kind| kinds.named(kind)).any(|kind| kinds.related(kind, phrase.kind));
    (fits && !phrase.plural).then_some(id)
}

/// What the headline announces and the body's first sentences tell anew: "Strong earthquake hits Chile", "An earthquake
/// of magnitude 6.1 …". Only where the headline speaks of one such thing.
pub(super) fn announced(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &Entities,
    known: &[Known],
    phrase: &Phrase,
) -> Option<EntityId> {
    let opens =
        document.sentence_index(phrase.head) <= OPENING && document.block_kind(phrase.head) != BlockKind::Headline;
    if phrase.plural || phrase.possessed || !opens {
        return None;
    }
    let mut things = known.iter().filter(|known| {
        document.block_kind(known.last_token) == BlockKind::Headline
            && known.last_token < phrase.head
            && kinds.is_of(known.kind, phrase.kind)
            && entities.get(known.entity).is_some_and(|entity| {
                let owned = identifying(entities, &entity.descriptors)
                    .iter()
                    .any(|own| !is_place(entities, own) && !phrase.descriptors.contains(own));
                let one = entity.count.is_none() && entity.members.is_empty();
                one && !owned && !at_odds(entities, &entity.descriptors, &phrase.descriptors)
            })
    });
    let first = things.next()?.entity;
    things.all(|known| known.entity == first).then_some(first)
}

/// How many sentences, the headline and the dateline among them, open an article.
pub(super) const OPENING: usize = 4;

/// "the G-7 summit, an international group": what the phrase is apposed to, or what singles that out, if it is of the kind.
pub(super) fn apposed(
    document: &Document<'_>,
    kinds: &KindWords<'_>,
    entities: &Entities,
    phrase: &Phrase,
) -> Option<EntityId> {
    let head = document.head(phrase.head).filter(|_| document.rel(phrase.head) == Deprel::Appos)?;
    let target = entities.at(head)?;
    let of_kind = |id: EntityId| {
        entities.get(id).is_some_and(|entity| {
            entity.kinds.iter().filter_map(|kind| kinds.named(kind)).any(|kind| kinds.related(kind, phrase.kind))
        })
    };
    if of_kind(target) {
        return Some(target);
    }
    let owners = entities.get(target)?.descriptors.iter().filter_map(|descriptor| match descriptor {
        Descriptor::Entity(id) if of_kind(*id) => Some(*id),
        _ => None,
    });
    let owners: Vec<EntityId> = owners.collect();
    if let [one] = owners.as_slice() { Some(*one) } else { None }
}
