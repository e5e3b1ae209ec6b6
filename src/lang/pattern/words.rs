//! The words that templates are made of: auxiliaries, prepositions, and what a form can be.

use crate::nlp::inflect::{singular, verb_bases};

/// Forms of "be", and "gets" in its place.
pub const BE: [&str; 9] = ["is", "are", "was", "were", "be", "been", "being", "'s", "gets"];
/// Auxiliaries that a template may carry.
pub const AUXILIARIES: [&str; 14] =
    ["will", "has", "have", "had", "would", "can", "could", "should", "may", "might", "must", "do", "does", "did"];
/// Words that open a noun phrase.
pub const ARTICLES: [&str; 9] = ["a", "an", "the", "his", "her", "its", "their", "some", "any"];
/// Adverbs among auxiliaries.
pub const ADVERBS: [&str; 5] = ["also", "now", "still", "already", "not"];
/// Prepositions that a place can stand behind.
pub const PREPOSITIONS: [&str; 46] = [
    "above",
    "below",
    "beyond",
    "along",
    "past",
    "throughout",
    "of",
    "in",
    "at",
    "on",
    "to",
    "for",
    "from",
    "with",
    "by",
    "between",
    "over",
    "against",
    "into",
    "as",
    "among",
    "under",
    "during",
    "about",
    "after",
    "before",
    "near",
    "through",
    "within",
    "without",
    "onto",
    "per",
    "outside",
    "inside",
    "alongside",
    "around",
    "across",
    "behind",
    "beside",
    "toward",
    "towards",
    "upon",
    "since",
    "until",
    "via",
    "amid",
];
/// Words behind a verb that belong to it.
pub const PARTICLES: [&str; 12] =
    ["together", "up", "down", "out", "off", "away", "back", "ahead", "aside", "apart", "forward", "home"];

/// The last word in the singular.
pub fn nouns(words: Vec<String>) -> Vec<String> {
    let mut words: Vec<String> = words.iter().flat_map(|word| word.split('-')).map(str::to_owned).collect();
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    words
}

/// Whether it can be a past participle.
pub fn is_participle(word: &str) -> bool {
    let bases = verb_bases(word);
    (word.ends_with("ed") && bases.len() > 1) || (bases.len() > 1 && !word.ends_with('s') && !word.ends_with("ing"))
}

/// Participles that have become adjectives of a state and whose verb means something else in this form.
pub fn is_adjective(word: &str) -> bool {
    matches!(word, "dead" | "aged")
}

/// Whether it can be a verb in the third person.
pub fn is_third_person(word: &str) -> bool {
    word.len() > 2 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
        || matches!(word, "has" | "does")
}

/// Whether a word can be a verb's base form: no plural, no article, no ending of a noun or adjective.
pub fn looks_like_base(word: &str) -> bool {
    let noun = ["s", "tion", "ment", "ness", "ity", "er", "or", "ist", "ship", "hood", "al", "ic", "ous", "ian"];
    let plurals = ["people", "men", "women", "children", "police", "dead"];
    !noun.iter().any(|ending| word.ends_with(ending)) && !plurals.contains(&word)
}

/// Adjectives that a measure stands before: "64 kilometers deep", "six feet tall".
pub fn is_measured(word: &str) -> bool {
    matches!(word, "deep" | "tall" | "long" | "high" | "wide" | "thick" | "away" | "apart" | "old" | "heavy")
}

/// An adverb in front of a participle, which says nothing of who and what: "originally named", "first called".
pub fn is_passing(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") || ADVERBS.contains(&word) || matches!(word, "first" | "once" | "then")
}

/// Whether a form behind a subject is a verb in the past: "came", "visited"; not a participle that says what was done to it
/// ("{organization} based in {place}").
pub fn is_past(word: &str) -> bool {
    const DONE: [&str; 16] = [
        "based",
        "born",
        "located",
        "held",
        "founded",
        "built",
        "made",
        "known",
        "called",
        "named",
        "led",
        "owned",
        "aged",
        "dead",
        "headed",
        "headquartered",
    ];
    let bases = verb_bases(word);
    let inflected = bases.len() > 1 && !word.ends_with('s') && !word.ends_with("ing");
    inflected && !DONE.contains(&word)
}
