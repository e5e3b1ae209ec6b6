//! Values told in a row: "from 31% in 2010 to 12% in 2012", "accounted for 70% in 2009; this has dropped to 56% today",
//! "at 6%, up from 5% a year earlier".
//!
//! Enters: what the templates found. Leaves: the same, each number with the date that stands right behind it, and the values
//! before and after it of the same attribute. Guaranteed: a value is only added where a word of change or comparison ties it
//! to the one that was found, in the same unit, and with a time of its own.

use super::context;
use super::document::Document;
use super::entities::Entities;
use super::matcher::Draft;
use super::roles;
use crate::facts::{Argument, EntityId};
use crate::lang::lexicon::{Category, Lexicon};
use crate::nlp::{Deprel, Upos};
use crate::value::{DateSpan, Number, Value};
use std::ops::Range;

/// Verbs by which a quantity comes from one value to another.
pub const CHANGES: [&str; 46] = [
    "slow",
    "ease",
    "accelerate",
    "quicken",
    "cool",
    "widen",
    "narrow",
    "improve",
    "worsen",
    "average",
    "advance",
    "recover",
    "stand",
    "reach",
    "rise",
    "fall",
    "climb",
    "drop",
    "grow",
    "increase",
    "decrease",
    "decline",
    "hit",
    "exceed",
    "total",
    "amount",
    "come",
    "jump",
    "slip",
    "soar",
    "surge",
    "top",
    "remain",
    "stay",
    "double",
    "equal",
    "shrink",
    "plunge",
    "sink",
    "tumble",
    "dip",
    "edge",
    "go",
    "cut",
    "raise",
    "lower",
];

/// Words for a quantity that was just told.
const FIGURES: [&str; 12] =
    ["this", "that", "it", "which", "figure", "number", "rate", "share", "total", "toll", "percentage", "proportion"];

/// Words behind which the value before the change stands.
const BEFORE: [&str; 6] = ["from", "compared", "against", "versus", "vs", "than"];

/// Dates each number by what stands right behind it, and adds the values before and after.
pub fn extend(document: &Document<'_>, entities: &Entities, lexicon: &Lexicon, drafts: &mut Vec<Draft>) {
    let mut added = Vec::new();
    for draft in drafts.iter_mut() {
        let attribute = lexicon.concept(draft.concept).is_some_and(|concept| concept.category == Category::Attribute);
        let Some(Argument::Value(Value::Number(number))) = draft.arguments.get(1).filter(|_| attribute) else {
            continue;
        };
        let Some(tokens) = words_of(document, draft, number) else { continue };
        draft.time = draft.time.take().or_else(|| date_behind(document, tokens.end));
        added.extend(before(document, draft, number, &tokens));
        added.extend(after(document, entities, draft, number, &tokens));
        added.extend(gapped(document, entities, draft, number, &tokens));
        added.extend(paired(document, entities, lexicon, draft, number, &tokens));
    }
    drafts.extend(added);
}

/// The words of the draft that tell its number.
fn words_of(document: &Document<'_>, draft: &Draft, number: &Number) -> Option<Range<usize>> {
    draft.tokens.iter().find_map(|range| {
        range.clone().find_map(|token| {
            let reading = document.value(token)?;
            let same = matches!(&reading.value, Value::Number(told) if told == number);
            same.then(|| document.tokens_in(reading.span))
        })
    })
}

/// The date that begins at the token, or behind one preposition there.
fn date_behind(document: &Document<'_>, at: usize) -> Option<(DateSpan, Range<usize>)> {
    let preposition =
        matches!(document.lower(at), "in" | "on" | "at" | "by" | "during" | "for" | "as" | "of" | "the" | "a");
    let starts = [at, at + 1, at + 2];
    let most = if preposition { starts.len() } else { 1 };
    starts.iter().take(most).find_map(|&start| {
        let reading = document.value(start)?;
        let tokens = document.tokens_in(reading.span);
        let Value::Date(date) = &reading.value else { return None };
        let here = tokens.start <= start && tokens.start + 1 >= at && document.sentence(at).contains(&start);
        let span = date.resolve(document.article.dateline).filter(|_| here)?;
        Some((span, tokens))
    })
}

/// The number in the unit of another that is read at the token.
fn number_at(document: &Document<'_>, token: usize, like: &Number) -> Option<(Number, Range<usize>)> {
    let reading = document.value(token)?;
    let Value::Number(number) = &reading.value else { return None };
    (number.unit == like.unit && !number.ordinal).then(|| (number.clone(), document.tokens_in(reading.span)))
}

/// "… 6%, up from 5% a year earlier", "from 31% in 2010 to 12%": the value before, where it has a date of its own.
fn before(document: &Document<'_>, draft: &Draft, number: &Number, tokens: &Range<usize>) -> Option<Draft> {
    let sentence = document.sentence(tokens.start);
    let is_before = |token: usize| BEFORE.contains(&document.lower(token));
    let behind = |at: usize| (at + 1..(at + 4).min(sentence.end)).find_map(|token| number_at(document, token, number));
    let later = (tokens.end..sentence.end.min(tokens.end + 8)).find(|&token| is_before(token)).and_then(behind);
    let earlier = || {
        let to = tokens.start.checked_sub(1).filter(|&to| document.lower(to) == "to")?;
        (sentence.start..to).rev().take(10).find(|&token| document.lower(token) == "from").and_then(behind)
    };
    let (value, words) = later.or_else(earlier).filter(|(_, words)| words != tokens)?;
    let from = document.lower(words.start.saturating_sub(1)) == "from";
    let told = draft.time.clone().or_else(|| context::time(document, draft.predicate));
    let now = told.as_ref().and_then(|(span, _)| span.first).or(document.article.dateline);
    // "From 4.75 percent today": the day is that of the change.
    let earlier = |time: &(DateSpan, Range<usize>)| time.0.last.zip(now).is_none_or(|(last, now)| last < now);
    let time = date_behind(document, words.end).filter(earlier).or_else(|| {
        // What a thing came from was so until it changed.
        let day = now?.yesterday().ok()?;
        from.then(|| (DateSpan { first: None, last: Some(day) }, words.clone()))
    })?;
    with_value(draft, value, words, Some(time), draft.predicate)
}

/// "… 70% in 2009; this has dropped to 56% today": the value that a verb of change goes on to.
fn after(
    document: &Document<'_>,
    entities: &Entities,
    draft: &Draft,
    number: &Number,
    tokens: &Range<usize>,
) -> Vec<Draft> {
    let sentence = document.sentence(tokens.start);
    let next = document.sentence(sentence.end.min(document.len().saturating_sub(1)));
    let end = if next.start == sentence.end { next.end } else { sentence.end };
    let mut found = Vec::new();
    for verb in tokens.end..end {
        let again = document.lemma(verb) == document.lemma(draft.predicate);
        let goes_on = again || CHANGES.contains(&document.lemma(verb));
        if document.upos(verb) != Upos::Verb || !goes_on || verb == draft.predicate {
            continue;
        }
        let own = document.children_by(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).next();
        let takes_up = match own {
            Some(subject) => FIGURES.contains(&document.lower(subject)),
            None => document.rel(verb) == Deprel::Conj && sentence.contains(&verb),
        };
        if !takes_up {
            continue;
        }
        let mut places = roles::prepositional(document, verb, "to");
        places.extend(roles::prepositional(document, verb, "at"));
        places.extend(document.child(verb, Deprel::Obj));
        let Some((value, words)) = places.into_iter().find_map(|at| number_at(document, at, number)) else { continue };
        let time = date_behind(document, words.end).or_else(|| context::time(document, verb));
        let other = ["with", "in", "for", "under"].iter().find_map(|preposition| {
            let framed = roles::prepositional(document, verb, preposition);
            framed.into_iter().find_map(|at| like_owner(entities, draft, at))
        });
        let Some(draft) =
            with_value(draft, value, words, time, verb).filter(|new| new.time.is_some() || other.is_some())
        else {
            break;
        };
        found.push(match other {
            Some(owner) => owned_by(draft, owner),
            None => draft,
        });
        break;
    }
    found
}

fn with_value(
    draft: &Draft,
    value: Number,
    words: Range<usize>,
    time: Option<(DateSpan, Range<usize>)>,
    predicate: usize,
) -> Option<Draft> {
    let mut arguments = draft.arguments.clone();
    if let Some(slot) = arguments.get_mut(1) {
        *slot = Argument::Value(Value::Number(value));
    }
    let mut tokens = vec![words];
    if predicate != draft.predicate {
        tokens.push(predicate..predicate + 1);
    }
    Some(Draft { arguments, tokens, time, predicate, ordinal: None, ..draft.clone() })
}

/// The entity at the token, if it is another of the owner's kind.
fn like_owner(entities: &Entities, draft: &Draft, token: usize) -> Option<EntityId> {
    let Some(Argument::Entity(owner)) = draft.arguments.first() else { return None };
    let kind = entities.get(*owner)?.kinds.first()?;
    entities.at(token).filter(|other| other != owner && entities.is(*other, kind))
}

fn owned_by(mut draft: Draft, owner: EntityId) -> Draft {
    if let Some(slot) = draft.arguments.first_mut() {
        *slot = Argument::Entity(owner);
    }
    draft.from_context = false;
    draft
}

/// "$39 for one person and $99 for a family": another value with another owner behind the same preposition.
fn paired(
    document: &Document<'_>,
    entities: &Entities,
    lexicon: &Lexicon,
    draft: &Draft,
    number: &Number,
    tokens: &Range<usize>,
) -> Vec<Draft> {
    let kind = lexicon.concept(draft.concept).and_then(|concept| concept.places.first()).map(|place| place.kind);
    let preposition = document.lower(tokens.end);
    let told = draft.tokens.iter().any(|part| (tokens.end + 1..tokens.end + 4).contains(&part.start));
    let Some(kind) = kind.filter(|_| told && matches!(preposition, "for" | "in" | "at" | "on" | "from")) else {
        return Vec::new();
    };
    let sentence = document.sentence(tokens.start);
    let mut found = Vec::new();
    let mut at = tokens.end;
    while let Some(joint) = (at..sentence.end).find(|&at| matches!(document.lower(at), "and" | "," | ";" | "or")) {
        at = joint + 1;
        let Some((value, words)) = (at..(at + 3).min(sentence.end)).find_map(|at| number_at(document, at, number))
        else {
            continue;
        };
        if document.lower(words.end) != preposition {
            continue;
        }
        let behind = words.end + 1..(words.end + 5).min(sentence.end);
        let owner = behind
            .filter(|&at| matches!(document.upos(at), Upos::Noun | Upos::Propn))
            .find_map(|at| super::fill::fill(document, entities, lexicon, kind, at));
        if let Some(owner) = owner {
            let mut one = draft.clone();
            one.arguments = vec![owner.argument, Argument::Value(Value::Number(value))];
            one.time = date_behind(document, owner.tokens.end).or(one.time);
            one.tokens = vec![words, owner.tokens];
            found.push(one);
        }
    }
    found
}

/// "A separated after 27 minutes, and B just under 36 minutes", "A with 512; B, 498": another of the owner's kind with a
/// value right behind it and no verb of its own.
fn gapped(
    document: &Document<'_>,
    entities: &Entities,
    draft: &Draft,
    number: &Number,
    tokens: &Range<usize>,
) -> Vec<Draft> {
    let sentence = document.sentence(tokens.start);
    let mut found = Vec::new();
    let mut at = tokens.end;
    while at < sentence.end {
        let Some(mention) = entities.mention_at(at).filter(|mention| mention.tokens.start == at) else {
            at += 1;
            continue;
        };
        at = mention.tokens.end;
        let joined = mention.tokens.start.checked_sub(1).is_some_and(|before| {
            matches!(document.lower(before), "and" | ";" | "," | "to" | "while" | "than" | "the")
        });
        let Some(owner) = like_owner(entities, draft, mention.head).filter(|_| joined) else { continue };
        // "B, with 260", "B (260)".
        let comma = usize::from(matches!(document.lower(at), "," | "("));
        let skipped =
            comma + usize::from(matches!(document.lower(at + comma), "with" | "at" | "by" | "on" | "for" | "-" | "–"));
        let value = (at + skipped..(at + skipped + 4).min(sentence.end)).find_map(|token| {
            let found = number_at(document, token, number)?;
            (found.1.start <= at + skipped + 1).then_some(found)
        });
        let Some((value, words)) = value else { continue };
        let mut one = owned_by(draft.clone(), owner);
        if let Some(slot) = one.arguments.get_mut(1) {
            *slot = Argument::Value(Value::Number(value));
        }
        one.time = date_behind(document, words.end).or(one.time);
        one.tokens = vec![mention.tokens.clone(), words];
        found.push(one);
    }
    found
}
