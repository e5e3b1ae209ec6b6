//! Concepts for an article that no pack has words for: its own verbs and its own counts.
//!
//! Enters: an analysed article. Leaves: blocks of a rule file, a relation for each verb with what stands with it, and an
//! attribute for each noun that is counted or measured. Whether a block is of use is for the engine to say.

use crate::extract::Document;
use crate::lang::lexicon::{Category, Lexicon};
use crate::nlp::inflect::singular;
use crate::nlp::{Deprel, Upos};
use crate::value::{Number, Reading, Unit, Value};
use indexmap::IndexSet;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Verbs from which no check is drafted.
static LIGHT: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../../data/english/light-verbs.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// The declarations that the article suggests, without doubles, in the order of the text.
pub fn concepts(document: &Document<'_>, pack: &Lexicon) -> Vec<String> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for concept in pack.concepts.iter().filter(|concept| concept.category == Category::Relation) {
        known.extend(std::iter::once(&concept.phrase).chain(&concept.also).map(|phrase| phrase.to_lowercase()));
    }
    let mut blocks: IndexSet<String> = IndexSet::new();
    for token in 0..document.len() {
        blocks.extend(
            counting(document, token).into_iter().filter(|(phrase, _)| !known.contains(phrase)).map(|(_, block)| block),
        );
        for (phrase, has_object) in phrases(document, token) {
            if known.contains(&phrase) {
                continue;
            }
            let object = if has_object { " thing" } else { "" };
            // Happenings of one verb may be many: another day or place is no contradiction.
            blocks.insert(format!("relation thing \"{phrase}\"{object}, repeatable\n"));
        }
    }
    for reading in &document.values {
        blocks.extend(attributes(document, reading));
    }
    blocks.into_iter().collect()
}

/// What a verb, or an adjective behind "is", is called in a rule: "surveys", "is held in"; and whether an object follows.
fn phrases(document: &Document<'_>, token: usize) -> Vec<(String, bool)> {
    let has = |rels: &[Deprel]| document.children_by(token, rels).next().is_some();
    let head = match document.upos(token) {
        Upos::Verb => {
            let lemma = document.lemma(token);
            let plain = lemma.chars().all(|letter| letter.is_ascii_lowercase());
            if LIGHT.contains(lemma) || !plain || lemma.len() < 3 {
                return Vec::new();
            }
            let particle = document.child(token, Deprel::CompoundPrt).map(|part| format!(" {}", document.lower(part)));
            let particle = particle.unwrap_or_default();
            let passive = has(&[Deprel::AuxPass, Deprel::NsubjPass])
                || document.rel(token) == Deprel::Acl && matches!(document.analysis.xpos(token), "VBN");
            if passive { format!("is {}{particle}", document.lower(token)) } else { third_person(lemma) + &particle }
        }
        Upos::Adj if has(&[Deprel::Cop]) => format!("is {}", document.lower(token)),
        _ => return Vec::new(),
    };
    let mut phrases = Vec::new();
    if has(&[Deprel::Obj]) {
        phrases.push((head.clone(), true));
    }
    for oblique in document.children_by(token, &[Deprel::Obl, Deprel::OblAgent]) {
        let Some(case) = document.child(oblique, Deprel::Case) else { continue };
        if document.value(oblique).is_none() || !is_date(document, oblique) {
            phrases.push((format!("{head} {}", document.lower(case)), true));
        }
    }
    phrases.push((head, false));
    phrases
}

/// A relation whose object is a number of something, so that another number contradicts: "polls 41,856 residents".
fn counting(document: &Document<'_>, token: usize) -> Option<(String, String)> {
    let lemma = document.lemma(token);
    let verb = document.upos(token) == Upos::Verb && !LIGHT.contains(lemma) && plain(lemma);
    let object = document.child(token, Deprel::Obj).filter(|_| verb)?;
    let number = document.child(object, Deprel::Nummod).and_then(|number| document.value(number))?;
    let Value::Number(value) = &number.value else { return None };
    let kind = kind(value).filter(|kind| *kind == "number")?;
    let noun = counted(document, document.tokens_in(number.span).end)?;
    let phrase = third_person(lemma);
    let block =
        format!("relation thing \"{phrase}\" {kind}, repeatable\n  said \"{{thing}} {phrase} {{{kind}}} {noun}\"\n");
    Some((phrase, block))
}

fn is_date(document: &Document<'_>, token: usize) -> bool {
    document.value(token).is_some_and(|reading| matches!(reading.value, Value::Date(_) | Value::Time(_)))
}

/// `survey` → `surveys`, `pass` → `passes`, `carry` → `carries`.
fn third_person(lemma: &str) -> String {
    if let Some(stem) = lemma.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|ending| lemma.ends_with(ending));
    format!("{lemma}{}", if hisses { "es" } else { "s" })
}

/// An attribute for the noun that a value counts or measures: "41,856 residents", "a depth of 31 kilometers", "60 percent of
/// respondents".
fn attributes(document: &Document<'_>, reading: &Reading) -> Vec<String> {
    let Value::Number(number) = &reading.value else { return Vec::new() };
    let Some(kind) = kind(number) else { return Vec::new() };
    let tokens = document.tokens_in(reading.span);
    let mut found = Vec::new();
    // "31 kilometers" of "a depth of 31 kilometers".
    let before = tokens.start.checked_sub(2).filter(|&noun| {
        document.lower(noun + 1) == "of" && document.upos(noun) == Upos::Noun && plain(document.lower(noun))
    });
    if let Some(noun) = before {
        let word = singular(document.lower(noun));
        found.push(format!(
            "attribute {word} of a thing is a {kind}\n  said \"{{thing}} with a {word} of {{{kind}}}\", \"{{thing}} at a {word} of {{{kind}}}\"\n"
        ));
    }
    let of = document.lower(tokens.end) == "of";
    let noun = if of { counted(document, tokens.end + 1) } else { counted(document, tokens.end) };
    if let Some(words) = noun {
        match (kind, of) {
            ("number", false) => {
                found.push(format!(
                    "attribute number of {words} of a thing is a number\n  said \"{{number}} {words}\"\n"
                ));
            }
            (_, true) => found
                .push(format!("attribute share of {words} of a thing is a {kind}\n  said \"{{{kind}}} of {words}\"\n")),
            (_, false) => {
                found.push(format!("attribute {words} value of a thing is a {kind}\n  said \"{{{kind}}} {words}\"\n"))
            }
        }
    }
    found
}

fn kind(number: &Number) -> Option<&'static str> {
    if number.ordinal {
        return None;
    }
    Some(match &number.unit {
        Unit::One => "number",
        Unit::Percent => "percentage",
        Unit::Currency(_) => "money",
        Unit::Measure { dimension, .. } => match dimension.as_str() {
            "duration" => "duration",
            "length" => "length",
            "mass" => "mass",
            "area" => "area",
            "volume" => "volume",
            "speed" => "speed",
            "data size" => "data size",
            _ => return None,
        },
        Unit::PercentagePoint | Unit::Times => return None,
    })
}

/// The adjectives and nouns from a token on, up to the first noun that no noun follows.
fn counted(document: &Document<'_>, from: usize) -> Option<String> {
    let run: Vec<usize> = (from..document.len())
        .take(3)
        .take_while(|&token| {
            matches!(document.upos(token), Upos::Noun | Upos::Adj)
                && plain(document.lower(token))
                && document.value(token).is_none()
        })
        .collect();
    let last = run.iter().rposition(|&token| document.upos(token) == Upos::Noun)?;
    let words: Vec<&str> = run.iter().take(last + 1).map(|&token| document.lower(token)).collect();
    Some(words.join(" "))
}

fn plain(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|letter| letter.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_in_the_third_person() {
        for (lemma, form) in [("survey", "surveys"), ("pass", "passes"), ("carry", "carries"), ("reach", "reaches")] {
            assert_eq!(third_person(lemma), form);
        }
    }
}
