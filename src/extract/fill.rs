//! Filling places: which words of the sentence can be what a place of a concept asks for.

use super::document::Document;
use super::entities::Entities;
use super::roles;
use crate::facts::Argument;
use crate::lang::lexicon::{KindId, Lexicon};
use crate::lang::pattern::is_numeric;
use crate::nlp::{Deprel, Upos};
use crate::value::{Number, Unit, Value};
use std::ops::Range;

/// What fills a place, and its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// The argument.
    pub argument: Argument,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// Branches that do not belong to the words of a noun phrase itself.
const CUT: [Deprel; 9] = [
    Deprel::AclRelcl,
    Deprel::Appos,
    Deprel::Conj,
    Deprel::Cc,
    Deprel::Punct,
    Deprel::Case,
    Deprel::Cop,
    Deprel::Nsubj,
    Deprel::Parataxis,
];

/// Nouns that say which part of a thing is meant and leave the thing what it is: "the beginning of the Hajj", "IE's various versions".
const TRANSPARENT: [&str; 16] = [
    "version",
    "versions",
    "edition",
    "editions",
    "beginning",
    "start",
    "opening",
    "end",
    "close",
    "conclusion",
    "outset",
    "rest",
    "majority",
    "aftermath",
    "eve",
    "day",
];

/// What the phrase on this token can be for a place of that kind.
pub fn fill(
    document: &Document<'_>,
    entities: &Entities,
    lexicon: &Lexicon,
    kind: KindId,
    token: usize,
) -> Option<Filled> {
    let name = lexicon.kind(kind).map_or("", |kind| kind.name.as_str());
    match name {
        "text" => return text(document, token),
        "date" | "year" => return date(document, entities, token),
        "score" => return value(document, entities, token, |value| matches!(value, Value::Score(..))),
        _ => {}
    }
    if is_numeric(lexicon, kind) {
        return number(document, entities, lexicon, kind, token);
    }
    entity(document, entities, lexicon, kind, token)
}

/// The words of a noun phrase, without articles, relative clauses and appositions.
pub fn text(document: &Document<'_>, token: usize) -> Option<Filled> {
    let mut tokens = document.subtree_without(token, &CUT);
    // "took back 15,200 toasters": the particle is the verb's.
    let particle = |at: usize| matches!(document.lower(at), "back" | "out" | "up" | "off" | "away" | "down");
    while tokens.len() > 1
        && (matches!(document.upos(tokens.start), Upos::Det | Upos::Punct | Upos::Adp)
            || particle(tokens.start) && document.upos(tokens.start) == Upos::Adv)
    {
        tokens.start += 1;
    }
    let words = document.words(tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(Filled { argument: Argument::Text(words), tokens })
}

/// The things that words without an entity list: "phones, smart watches and energy drinks" are three.
pub fn listed(document: &Document<'_>, filled: Filled) -> Vec<Filled> {
    let tokens = filled.tokens.clone();
    let parts = |at: usize| matches!(document.lower(at), "," | "and" | "or");
    let plain = tokens.clone().all(|at| {
        parts(at) || matches!(document.upos(at), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Det)
    });
    let comma = tokens.clone().any(|at| document.lower(at) == ",");
    let joined = tokens.clone().any(|at| matches!(document.lower(at), "and" | "or"));
    if !matches!(filled.argument, Argument::Text(_)) || !plain || !comma || !joined {
        return vec![filled];
    }
    let all: Vec<usize> = tokens.collect();
    let words = all.split(|&at| parts(at)).filter_map(|part| part.first().zip(part.last()));
    words
        .map(|(&first, &last)| {
            let tokens = first..last + 1;
            Filled { argument: Argument::Text(document.words(tokens.clone()).to_owned()), tokens }
        })
        .collect()
}

fn date(document: &Document<'_>, entities: &Entities, token: usize) -> Option<Filled> {
    value(document, entities, token, |value| matches!(value, Value::Date(_)))
}

/// The value on the token or on one that hangs on it as a number, a date or a modifier.
fn value(
    document: &Document<'_>,
    entities: &Entities,
    token: usize,
    wanted: impl Fn(&Value) -> bool,
) -> Option<Filled> {
    let inside = document.children_by(
        token,
        &[
            Deprel::Nummod,
            Deprel::Amod,
            Deprel::Compound,
            Deprel::NmodUnmarked,
            Deprel::Nmod,
            Deprel::Flat,
            Deprel::Det,
            Deprel::Advmod,
        ],
    );
    let elsewhere = |at: usize| {
        at != token
            && matches!(roles::case(document, at), Some("from" | "than" | "since" | "after" | "before" | "until"))
    };
    std::iter::once(token).chain(inside).filter(|&at| !elsewhere(at)).find_map(|at| {
        let reading = document.value(at).filter(|reading| wanted(&reading.value))?;
        // The 5 of an Ariane 5 counts nothing.
        let named = entities.mention_at(at).is_some_and(|mention| {
            let words = document.words(mention.tokens.clone());
            entities.get(mention.entity).is_some_and(|it| it.named && it.names().any(|name| name == words))
        });
        if named && matches!(reading.value, Value::Number(_)) {
            return None;
        }
        Some(Filled { argument: Argument::Value(reading.value.clone()), tokens: document.tokens_in(reading.span) })
    })
}

/// A number of the kind that is asked for.
fn number(
    document: &Document<'_>,
    entities: &Entities,
    lexicon: &Lexicon,
    kind: KindId,
    token: usize,
) -> Option<Filled> {
    let is = |wide: &str| lexicon.kind_named(wide).is_some_and(|wide| lexicon.is_a(kind, wide));
    value(document, entities, token, |value| {
        let Value::Number(number) = value else { return false };
        match &number.unit {
            Unit::Currency(_) => is("money"),
            Unit::Percent => is("percentage"),
            Unit::PercentagePoint | Unit::Times => false,
            Unit::Measure { dimension, .. } if dimension == "duration" => is("duration"),
            Unit::Measure { dimension, .. } => is("quantity") && (kind_is(lexicon, kind, "quantity") || is(dimension)),
            // A fraction is a share where a percentage is asked for ("a quarter of citizens").
            Unit::One if is("percentage") => !number.stated.is_integer(),
            Unit::One => is("number") && !number.ordinal,
        }
    })
}

/// Zero, where a phrase says that there is none: "no deaths", "no one", "nobody".
pub fn none(document: &Document<'_>, token: usize) -> Option<Filled> {
    let lone = matches!(document.lower(token), "nobody" | "none" | "no");
    let no = document.children_by(token, &[Deprel::Det]).find(|&det| document.lower(det) == "no");
    let at = no.or(Some(token).filter(|_| lone))?;
    Some(Filled { argument: Argument::Value(Value::Number(Number::count(0)?)), tokens: at..at.max(token) + 1 })
}

/// The number of an ordinal, on the token or before it.
pub fn ordinal(document: &Document<'_>, token: usize) -> Option<Filled> {
    let before = document.children_by(token, &[Deprel::Amod, Deprel::Nummod]);
    std::iter::once(token).chain(before).find_map(|at| {
        let reading = document.value(at)?;
        let Value::Number(number) = &reading.value else { return None };
        let count = number.ordinal.then(|| number.stated.to_integer()).and_then(|count| i64::try_from(count).ok())?;
        let counted = Number::count(count)?;
        Some(Filled { argument: Argument::Value(Value::Number(counted)), tokens: document.tokens_in(reading.span) })
    })
}

/// A whole bare number on the token, in the unit that goes without saying.
pub fn bare(document: &Document<'_>, token: usize, unit: Unit) -> Option<Filled> {
    let reading = document.value(token)?;
    let Value::Number(number) = &reading.value else { return None };
    let plain =
        number.unit == Unit::One && number.stated.is_integer() && !number.ordinal && number.stated_high.is_none();
    let told = Number::said(number.stated, number.digit, unit, number.hedge).filter(|_| plain)?;
    Some(Filled { argument: Argument::Value(Value::Number(told)), tokens: document.tokens_in(reading.span) })
}

fn kind_is(lexicon: &Lexicon, kind: KindId, name: &str) -> bool {
    lexicon.kind(kind).is_some_and(|kind| kind.name == name)
}

/// An entity of the kind that is asked for; words where a thing of any sort will do.
fn entity(
    document: &Document<'_>,
    entities: &Entities,
    lexicon: &Lexicon,
    kind: KindId,
    token: usize,
) -> Option<Filled> {
    if let Some(mention) = entities.mention_at(token) {
        let entity = entities.get(mention.entity)?;
        // "The school, Hill School, has": the name says which.
        let called = document.child(token, Deprel::Appos).filter(|_| !entity.named).and_then(|name| {
            entities.mention_at(name).filter(|mention| {
                let named = entities.get(mention.entity).filter(|named| named.named);
                named.is_some_and(|named| is_of(lexicon, &named.kinds, kind))
            })
        });
        if let Some(called) = called {
            return Some(Filled { argument: Argument::Entity(called.entity), tokens: called.tokens.clone() });
        }
        let fits = fits(lexicon, &entity.kinds, entity.named, kind);
        return fits.then(|| Filled { argument: Argument::Entity(mention.entity), tokens: mention.tokens.clone() });
    }
    if TRANSPARENT.contains(&document.lower(token)) {
        let inner = document
            .children_by(token, &[Deprel::Nmod, Deprel::NmodPoss])
            .find(|&inner| document.rel(inner) == Deprel::NmodPoss || roles::case(document, inner) == Some("of"));
        return inner.and_then(|inner| entity(document, entities, lexicon, kind, inner));
    }
    // "debutants Panama", "the tech giant Apple": the name that a noun leads up to.
    let named = document
        .children_by(token, &[Deprel::Appos, Deprel::Flat, Deprel::NmodDesc])
        .chain(Some(token + 2).filter(|_| document.lower(token + 1) == ","))
        .find(|&child| {
            child > token
                && entities.mention_at(child).is_some_and(|mention| {
                    // "Co-founder of Google, Sergey Brin, …": of a person the comma parts nothing; else the name must be
                    // set off on both sides, "the holders, Lorient, …".
                    let comma = document.lower(mention.tokens.start.saturating_sub(1)) == ",";
                    let closed = matches!(document.lower(mention.tokens.end), "," | "." | ";" | ")")
                        && document.children_by(token, &[Deprel::Det]).any(|det| document.lower(det) == "the")
                        && document.child(token, Deprel::Conj).is_none()
                        && !matches!(document.lower(mention.tokens.end + 1), "and" | "or");
                    !comma || closed || entities.is(mention.entity, "person") && kind_is(lexicon, kind, "person")
                })
        });
    // "Ahmed Mohamed, a 14-year-old boy": what is apposed to a name, or said of one, is whom it names.
    let told = match document.rel(token) {
        Deprel::Appos => document.head(token),
        _ => document.child(token, Deprel::Cop).and_then(|_| document.child(token, Deprel::Nsubj)),
    };
    let told = told.and_then(|name| entities.mention_at(name)).filter(|mention| {
        let entity = entities.get(mention.entity);
        entity.is_some_and(|entity| entity.named && fits(lexicon, &entity.kinds, true, kind))
    });
    if let Some(mention) = told.filter(|_| document.upos(token) == Upos::Noun) {
        return Some(Filled { argument: Argument::Entity(mention.entity), tokens: mention.tokens.clone() });
    }
    if let Some(found) = named.and_then(|child| entity(document, entities, lexicon, kind, child)) {
        return Some(found);
    }
    if kind_is(lexicon, kind, "place")
        && let Some(place) = place_of(document, entities, token)
    {
        return Some(place);
    }
    let noun = matches!(document.upos(token), Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num);
    if noun && is_open(lexicon, kind) { text(document, token) } else { None }
}

/// "a base in the Gaza Strip": where a place is asked for, the place that a phrase stands in.
fn place_of(document: &Document<'_>, entities: &Entities, token: usize) -> Option<Filled> {
    let end = document.subtree(token).end;
    // "targeted a base in Gaza": the tree may hang it on the verb.
    let beside = document
        .head(token)
        .filter(|_| document.rel(token) == Deprel::Obj)
        .into_iter()
        .flat_map(|verb| document.children_by(verb, &[Deprel::Obl]))
        .filter(|&phrase| document.subtree(phrase).start == end);
    document.children_by(token, &[Deprel::Nmod]).chain(beside).find_map(|inner| {
        let within = matches!(roles::case(document, inner), Some("in" | "at" | "near"));
        let mention = entities.mention_at(inner).filter(|mention| within && entities.is(mention.entity, "place"))?;
        Some(Filled { argument: Argument::Entity(mention.entity), tokens: mention.tokens.clone() })
    })
}

/// Whether an entity of these kinds can fill a place of that kind: it is of the kind, or nothing speaks against it (a
/// name that is only known as a person where a *leader* is asked for).
pub fn fits(lexicon: &Lexicon, kinds: &[String], named: bool, kind: KindId) -> bool {
    let known: Vec<KindId> = kinds.iter().filter_map(|name| lexicon.kind_named(name)).collect();
    if known.iter().any(|&known| lexicon.is_a(known, kind)) || is_open(lexicon, kind) && kind_is(lexicon, kind, "thing")
    {
        return true;
    }
    // Any named place may be a city.
    let declared = lexicon.kind(kind).is_some_and(|kind| kind.site.is_some() || kind.name == "city");
    match known.first() {
        // A name of no known class can be an organisation or a thing of a declared kind, but no person, place or event.
        None => {
            let closed = ["person", "place", "event"];
            named && !closed.iter().filter_map(|name| lexicon.kind_named(name)).any(|wide| lexicon.is_a(kind, wide))
        }
        Some(&finest) => declared && named && lexicon.is_a(kind, finest),
    }
}

/// Whether an entity is known to be of that kind, not only able to.
pub fn is_of(lexicon: &Lexicon, kinds: &[String], kind: KindId) -> bool {
    kinds.iter().filter_map(|name| lexicon.kind_named(name)).any(|known| lexicon.is_a(known, kind))
}

/// Whether words that are no entity can fill the place: a thing of any sort, or of a declared sort that is no person,
/// organisation, place or event.
fn is_open(lexicon: &Lexicon, kind: KindId) -> bool {
    !["person", "organization", "place", "event"]
        .iter()
        .filter_map(|name| lexicon.kind_named(name))
        .any(|closed| lexicon.is_a(kind, closed))
}
