//! Noun phrases on a kind word, read: article, number, owner, and what singles the thing out.

use super::Entities;
use crate::extract::context::is_denied;
use crate::extract::document::Document;
use crate::facts::Descriptor;
use crate::lang::lexicon::KindId;
use crate::nlp::{Deprel, Upos};
use crate::value::Value;
use std::ops::Range;

/// A noun phrase on a kind word.
pub(super) struct Phrase {
    pub(super) head: usize,
    pub(super) kind: KindId,
    /// How many words before the head belong to the kind's phrase.
    pub(super) kind_words: usize,
    pub(super) tokens: Range<usize>,
    pub(super) definite: bool,
    pub(super) indefinite: bool,
    pub(super) plural: bool,
    pub(super) both: bool,
    /// Whether it only says what sort of thing another noun means: "*jury* selection", "*trial* judge".
    pub(super) modifying: bool,
    pub(super) possessed: bool,
    pub(super) count: Option<usize>,
    pub(super) descriptors: Vec<Descriptor>,
}

pub(super) fn read(
    document: &Document<'_>,
    entities: &Entities,
    head: usize,
    kind: KindId,
    kind_words: usize,
) -> Phrase {
    let mut phrase = Phrase {
        head,
        kind,
        kind_words,
        tokens: base(document, head),
        definite: false,
        indefinite: false,
        plural: matches!(document.analysis.xpos(head), "NNS" | "NNPS"),
        both: false,
        // (Of "the summit last month" the month is no noun that it could modify.)
        modifying: matches!(document.rel(head), Deprel::Compound)
            && document.head(head).is_some_and(|noun| {
                let date = document.value(noun).is_some_and(|reading| matches!(reading.value, Value::Date(_)));
                noun > head && !date
            }),
        possessed: false,
        count: None,
        descriptors: Vec::new(),
    };
    if phrase.modifying {
        return Phrase { tokens: head - kind_words..head + 1, ..phrase };
    }
    for child in document.children(head) {
        let word = document.lower(child);
        match document.rel(child) {
            Deprel::Det | Deprel::DetPredet | Deprel::CcPreconj => match word {
                "the" | "this" | "that" | "these" | "those" => phrase.definite = true,
                "both" | "neither" => phrase.both = true,
                "a" | "an" | "another" | "no" | "any" | "some" => phrase.indefinite = true,
                _ => {}
            },
            Deprel::NmodPoss => match entities.at(child) {
                Some(owner) => {
                    phrase.definite = true;
                    phrase.descriptors.push(Descriptor::Entity(owner));
                }
                // "this year's conference" is the one of the year.
                None if let Some(Value::Date(date)) = document.value(child).map(|reading| &reading.value) => {
                    phrase.definite = true;
                    phrase.descriptors.push(Descriptor::Date(date.clone()));
                }
                // "its panel", "the project's panel": the owner says which, and who that is is not known here.
                None => phrase.possessed = true,
            },
            Deprel::Compound
            | Deprel::Amod
            | Deprel::NmodUnmarked
            | Deprel::Nummod
            | Deprel::Flat
            | Deprel::NmodDesc => {
                modifier(document, entities, &mut phrase, child);
            }
            Deprel::Nmod => {
                let case = document.child(child, Deprel::Case).map(|case| document.lower(case));
                if matches!(case, Some("of" | "in" | "at" | "between" | "with" | "for" | "against")) {
                    related(document, entities, &mut phrase, child);
                }
            }
            _ => {}
        }
    }
    // "The ministry's argument": the tree may hang the article on what is owned.
    let start = phrase.tokens.start;
    if document.rel(head) == Deprel::NmodPoss && start.checked_sub(1).is_some_and(|at| document.lower(at) == "the") {
        phrase.definite = true;
    }
    // "closed its plant in Grimsby": the tree may hang the place on the verb.
    if let Some(verb) = document.head(head).filter(|_| document.rel(head) == Deprel::Obj) {
        let behind =
            document.children_by(verb, &[Deprel::Obl]).find(|&child| document.subtree(child).start == head + 1);
        let place = behind.filter(|&child| {
            let case = document.child(child, Deprel::Case).map(|case| document.lower(case));
            matches!(case, Some("in" | "at" | "near")) && entities.at(child).is_some_and(|id| entities.is(id, "place"))
        });
        if let Some(place) = place.and_then(|child| entities.at(child)) {
            phrase.descriptors.push(Descriptor::Entity(place));
        }
    }
    phrase
}

/// A word or name before the noun.
pub(super) fn modifier(document: &Document<'_>, entities: &Entities, phrase: &mut Phrase, child: usize) {
    if document.lower(child) == "both" {
        phrase.both = true;
    } else if let Some(owner) = entities.at(child) {
        phrase.descriptors.push(Descriptor::Entity(owner));
    } else if let Some(reading) = document.value(child) {
        match &reading.value {
            Value::Number(number) if number.ordinal => {
                if let Ok(ordinal) = u32::try_from(number.stated.to_integer()) {
                    phrase.descriptors.push(Descriptor::Ordinal(ordinal));
                }
            }
            Value::Number(number) if number.unit == crate::value::Unit::One && phrase.plural => {
                phrase.count = Some(child)
            }
            Value::Date(date) => phrase.descriptors.push(Descriptor::Date(date.clone())),
            _ => {}
        }
    } else if child < phrase.head && child + phrase.kind_words < phrase.head {
        phrase.descriptors.push(Descriptor::Word(document.lemma(child).to_lowercase()));
        let compounds = document.children_by(child, &[Deprel::Compound, Deprel::Amod]);
        compounds.for_each(|inner| {
            if let Some(owner) = entities.at(inner) {
                phrase.descriptors.push(Descriptor::Entity(owner));
            }
        });
    }
}

/// What stands behind the noun with a preposition, coordination included ("between Belgium and Panama").
pub(super) fn related(document: &Document<'_>, entities: &Entities, phrase: &mut Phrase, child: usize) {
    let parts = std::iter::once(child).chain(document.children_by(child, &[Deprel::Conj]));
    for part in parts {
        if let Some(owner) = entities.at(part) {
            phrase.descriptors.push(Descriptor::Entity(owner));
        }
    }
}

/// The noun with the words before it that belong to it.
pub(super) fn base(document: &Document<'_>, head: usize) -> Range<usize> {
    let own = [
        Deprel::Det,
        Deprel::DetPredet,
        Deprel::Amod,
        Deprel::Compound,
        Deprel::Nummod,
        Deprel::NmodPoss,
        Deprel::NmodUnmarked,
        Deprel::NmodDesc,
        Deprel::Flat,
    ];
    let before = document.children_by(head, &own).filter(|&child| child < head);
    let first = before.map(|child| document.subtree(child).start).min();
    first.unwrap_or(head).min(head)..head + 1
}

/// Whether a token is the noun of its phrase; also an adjective that stands for one: "in the final".
pub(super) fn is_noun(document: &Document<'_>, head: usize) -> bool {
    match document.upos(head) {
        Upos::Noun | Upos::Propn => true,
        Upos::Adj => {
            let before = head.checked_sub(1).is_some_and(|before| matches!(document.lower(before), "the" | "a"));
            let noun = matches!(document.upos(head + 1), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num);
            before && !(noun && document.sentence(head).contains(&(head + 1)))
        }
        _ => false,
    }
}

/// "took third place", "at work": words for the widest kinds that speak of no place and no work.
pub(super) fn is_idiom(document: &Document<'_>, head: usize) -> bool {
    let definite =
        document.children_by(head, &[Deprel::Det]).any(|det| matches!(document.lower(det), "the" | "this" | "that"));
    let ordinal = document.children_by(head, &[Deprel::Amod]).any(|word| document.value(word).is_some());
    matches!(document.lower(head), "place" | "places" | "work") && (!definite || ordinal)
}

/// Whether a phrase says that there is none: "no receipt is needed", "did not ask for a recount".
pub(super) fn is_none(document: &Document<'_>, phrase: &Phrase) -> bool {
    let determiner = |word: &str| {
        document.children_by(phrase.head, &[Deprel::Det]).any(|determiner| document.lower(determiner) == word)
    };
    if determiner("no") {
        return true;
    }
    let object = matches!(document.rel(phrase.head), Deprel::Obj | Deprel::Obl);
    let verb = document.head(phrase.head).filter(|&verb| object && document.upos(verb) == Upos::Verb);
    let any = phrase.indefinite && ["a", "an", "any"].into_iter().any(determiner);
    any && verb.is_some_and(|verb| is_denied(document, verb))
}

/// Whether a phrase speaks of a thing without saying that there is one: "no tsunami", "the possibility of a tsunami".
pub(super) fn is_unreal(document: &Document<'_>, head: usize) -> bool {
    const OPEN: [&str; 20] = [
        "possibility",
        "risk",
        "threat",
        "danger",
        "fear",
        "fears",
        "chance",
        "likelihood",
        "prospect",
        "rumour",
        "rumor",
        "lack",
        "absence",
        "warning",
        "alert",
        "probability",
        "case",
        "idea",
        "talk",
        "hope",
    ];
    let no = document.children_by(head, &[Deprel::Det]).any(|det| matches!(document.lower(det), "no" | "any"));
    let of = document.head(head).filter(|_| document.rel(head) == Deprel::Nmod);
    let verb = document.head(head).filter(|_| document.rel(head) == Deprel::Obj);
    let averted = verb.is_some_and(|verb| {
        matches!(document.lemma(verb), "prevent" | "avoid" | "avert" | "fear" | "deny" | "rule" | "exclude")
    });
    no || averted || of.is_some_and(|of| OPEN.contains(&document.lower(of)))
}
