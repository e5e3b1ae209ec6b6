//! What an article says, as sentences of a rule file.
//!
//! Enters: statements and quotations. Leaves: for each the ways to write it, the most telling first. Which of them the
//! rule language reads and the article supports is for the engine to say.

use crate::facts::{Argument, EntityId, FactStore, Modality, Polarity, Quotation, Statement};
use crate::lang::lexicon::{Category, Concept, Lexicon};
use crate::value::{Hedge, Value, read_all};

/// No more words of a quotation are taken.
const MOST_WORDS: usize = 14;

/// The ways to write a statement; none for one that does not count.
pub fn of_statement(lexicon: &Lexicon, facts: &FactStore, statement: &Statement) -> Vec<String> {
    let Some(concept) = lexicon.concepts.iter().find(|concept| concept.key == statement.concept) else {
        return Vec::new();
    };
    if statement.modality == Modality::Hypothetical || statement.arguments.contains(&Argument::Unstated) {
        return Vec::new();
    }
    let clauses = match concept.category {
        Category::Attribute => attribute(concept, facts, statement),
        Category::Role => role(concept, facts, statement),
        Category::Relation => relation(concept, facts, statement),
        Category::Noun => Vec::new(),
    };
    let denied = statement.polarity == Polarity::Denied;
    let negated = |clause: String| if denied { format!("it is not the case that {clause}") } else { clause };
    let mut ways: Vec<String> = Vec::new();
    if let (Some(time), Category::Relation) = (&statement.time, concept.category) {
        for when in when(&time.to_string()) {
            ways.extend(clauses.iter().map(|clause| negated(format!("{clause} {when}"))));
        }
    }
    ways.extend(clauses.into_iter().map(negated));
    ways
}

/// The ways to say a time behind a verb.
fn when(time: &str) -> Vec<String> {
    if let Some((first, last)) = time.split_once(" to ") {
        return vec![format!("from {first} to {last}")];
    }
    let day = time.contains('-');
    vec![format!("{} {time}", if day { "on" } else { "in" })]
}

fn attribute(concept: &Concept, facts: &FactStore, statement: &Statement) -> Vec<String> {
    let [owner, value] = statement.arguments.as_slice() else { return Vec::new() };
    let mut ways = Vec::new();
    for is in is(facts, value) {
        ways.extend(party(facts, owner).into_iter().map(|owner| format!("{} of {owner} {is}", concept.phrase)));
    }
    ways
}

fn role(concept: &Concept, facts: &FactStore, statement: &Statement) -> Vec<String> {
    let [owner, holder] = statement.arguments.as_slice() else { return Vec::new() };
    let mut ways = Vec::new();
    for owner in party(facts, owner) {
        for holder in party(facts, holder) {
            let number = statement.ordinal.map(|number| format!("{} ", nth(number))).unwrap_or_default();
            ways.push(format!("{holder} is the {number}{} of {owner}", concept.phrase));
            ways.push(format!("{holder} is a {number}{} of {owner}", concept.phrase));
        }
    }
    ways
}

/// `10` → `10th`.
fn nth(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn relation(concept: &Concept, facts: &FactStore, statement: &Statement) -> Vec<String> {
    let mut ways: Vec<String> = vec![String::new()];
    for (place, argument) in statement.arguments.iter().enumerate() {
        let mut next = Vec::new();
        for party in party(facts, argument) {
            for way in &ways {
                next.push(match (place, &concept.third) {
                    (0, _) => format!("{party} {}", concept.phrase),
                    (2, Some(third)) => format!("{way} {third} {party}"),
                    _ => format!("{way} {party}"),
                });
            }
        }
        ways = next;
    }
    ways
}

/// How a value is compared: `is 9`, `is at least 107`.
fn is(facts: &FactStore, argument: &Argument) -> Vec<String> {
    let Argument::Value(value) = argument else {
        return party(facts, argument).into_iter().map(|party| format!("is {party}")).collect();
    };
    let words = value.to_string();
    match value {
        Value::Number(number) => match number.hedge {
            Hedge::AtLeast => vec![format!("is at least {}", words.trim_end_matches(" or more"))],
            Hedge::AtMost => vec![format!("is at most {}", words.trim_start_matches("up to "))],
            Hedge::Nearly => vec![format!("is at most {}", words.trim_start_matches("nearly "))],
            Hedge::Range => {
                words.split_once(" to ").map(|(low, high)| format!("is between {low} and {high}")).into_iter().collect()
            }
            Hedge::None | Hedge::About | Hedge::MoreThan | Hedge::LessThan => vec![format!("is {words}")],
        },
        _ => vec![format!("is {words}")],
    }
}

/// The ways to name a party: as a name, as a described thing, in quotation marks.
fn party(facts: &FactStore, argument: &Argument) -> Vec<String> {
    match argument {
        Argument::Entity(id) => entity(facts, *id),
        Argument::Value(value) => vec![value.to_string()],
        Argument::Text(text) => quoted(text).into_iter().collect(),
        Argument::Unstated => Vec::new(),
    }
}

fn entity(facts: &FactStore, id: EntityId) -> Vec<String> {
    let Some(entity) = facts.entity(id) else { return Vec::new() };
    let name = entity.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if entity.named {
        let plain = is_plain_name(&name).then(|| name.clone());
        return plain.into_iter().chain(quoted(&name)).collect();
    }
    let described = ["the ", "The "].iter().find_map(|the| name.strip_prefix(the)).unwrap_or(&name).to_owned();
    let possessive =
        ["its ", "his ", "her ", "their ", "our ", "my "].iter().any(|word| described.to_lowercase().starts_with(word));
    // What "its" is nobody knows in a rule file.
    if possessive {
        return Vec::new();
    }
    let the = (!entity.kinds.is_empty()).then(|| format!("the {described}"));
    the.into_iter().chain(quoted(&described)).collect()
}

/// Whether the rule language reads the words as one name: capitals, no comma, no "and".
fn is_plain_name(name: &str) -> bool {
    name.split(' ').all(|word| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '.'))
    })
}

/// The words in quotation marks, unless they hold some themselves.
pub fn quoted(words: &str) -> Option<String> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let fit = !words.is_empty() && words.len() <= 80 && !words.contains(['"', '“', '”', '\\']);
    fit.then(|| format!("\"{words}\""))
}

/// The ways to write a quotation.
pub fn of_quotation(facts: &FactStore, quotation: &Quotation) -> Vec<String> {
    let Some(speaker) = quotation.speaker else { return Vec::new() };
    let all: Vec<&str> = quotation.words.split_whitespace().collect();
    let words = all.get(..all.len().min(MOST_WORDS)).unwrap_or_default().join(" ");
    let words = words.trim_end_matches(['.', ',', ';', ':', ' ']);
    if words.is_empty() || words.contains(['"', '“', '”', '\\']) {
        return Vec::new();
    }
    entity(facts, speaker).into_iter().map(|speaker| format!("{speaker} says \"{words}\"")).collect()
}

/// Whether a party can be looked up: it has a name or is a value, or its words hold a number.
pub fn is_tangible(facts: &FactStore, argument: &Argument) -> bool {
    let has_value = |words: &str| !read_all(words).is_empty();
    match argument {
        Argument::Entity(id) => facts.entity(*id).is_some_and(|entity| entity.named || has_value(&entity.name)),
        Argument::Value(_) => true,
        Argument::Text(text) => has_value(text),
        Argument::Unstated => false,
    }
}

/// What a party is called in a heading.
pub fn name(facts: &FactStore, argument: &Argument) -> String {
    match argument {
        Argument::Entity(id) => facts.entity(*id).map(|entity| entity.name.clone()).unwrap_or_default(),
        Argument::Value(value) => value.to_string(),
        Argument::Text(text) => text.clone(),
        Argument::Unstated => String::new(),
    }
}
