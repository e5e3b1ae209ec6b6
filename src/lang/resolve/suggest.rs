//! What to offer where a word is unknown, and how messages list things.

use super::declare::word_of;
use crate::lang::lexicon::{Category, Lexicon};

/// The nearest of some phrases to a text, if one is near enough to be a slip of the pen.
pub fn nearest<'p>(text: &str, phrases: impl Iterator<Item = &'p str>) -> Option<&'p str> {
    let text = text.to_lowercase();
    let budget = (text.chars().count() / 3).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for phrase in phrases {
        if phrase.len().abs_diff(text.len()) > budget + 2 {
            continue;
        }
        let distance = strsim::osa_distance(&text, &phrase.to_lowercase());
        if distance <= budget && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, phrase));
        }
    }
    best.map(|(_, phrase)| phrase)
}

/// The nearest name of a kind.
pub fn kind<'l>(lexicon: &'l Lexicon, text: &str) -> Option<&'l str> {
    nearest(
        text,
        lexicon.kinds.iter().flat_map(|kind| std::iter::once(&kind.name).chain(&kind.also)).map(String::as_str),
    )
}

/// The nearest phrase of a concept of that category.
pub fn concept<'l>(lexicon: &'l Lexicon, category: Category, text: &str) -> Option<&'l str> {
    let concepts = lexicon.concepts.iter().filter(|concept| concept.category == category);
    nearest(
        text,
        concepts.flat_map(|concept| std::iter::once(&concept.phrase).chain(&concept.also)).map(String::as_str),
    )
}

/// `a role`, `an attribute`.
pub fn with_article(noun: &str) -> String {
    if noun == "money" {
        return String::from("an amount of money");
    }
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// `A, B and C`.
pub fn listed(items: &[String]) -> String {
    join(items, "and")
}

/// `A, B or C`.
pub fn alternatives(items: &[String]) -> String {
    join(items, "or")
}

fn join(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} {word} {last}", rest.join(", ")),
    }
}

/// `attribute `date` of an event`: a concept as messages speak of it.
pub fn described(lexicon: &Lexicon, concept: &crate::lang::lexicon::Concept) -> String {
    let kind = |index: usize| {
        let place = concept.places.get(index).and_then(|place| lexicon.kind(place.kind));
        place.map_or("", |kind| kind.name.as_str())
    };
    match concept.category {
        Category::Attribute | Category::Role => {
            format!("the {} `{}` of {}", word_of(concept.category), concept.phrase, with_article(kind(0)))
        }
        Category::Relation => format!("the relation `{}`", concept.key),
        Category::Noun => format!("the definition of `{}`", concept.phrase),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_near() {
        let phrases = ["attends", "appears at", "hosts"];
        assert_eq!(nearest("atends", phrases.iter().copied()), Some("attends"));
        assert_eq!(nearest("host", phrases.iter().copied()), Some("hosts"));
        assert_eq!(nearest("elephant", phrases.iter().copied()), None);
        assert_eq!(listed(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
