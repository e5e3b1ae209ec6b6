//! Statements and sentences in the words of the rules.

use crate::facts::{Argument, EntityId, FactStore, Polarity, Statement};
use crate::lang::formula::{
    Adjunct, Aggregate, Agreeing, Atom, Compare, Description, Domain, DomainSet, Formula, Modifier, Operation,
    Operator, Quantified, Quantifier, Term, Thing, Timing,
};
use crate::lang::lexicon::{Category, Concept, Lexicon};
use crate::value::Comparator;

/// `A, B and C`.
pub(super) fn list(words: &[&str]) -> String {
    joined(words, "and")
}

fn joined(words: &[&str], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., end] => format!("{} {last} {end}", all.join(", ")),
    }
}

/// The name of an entity.
pub(super) fn name(facts: &FactStore, id: EntityId) -> String {
    let Some(entity) = facts.entity(id) else { return String::from("something") };
    if entity.named {
        return entity.name.clone();
    }
    // At the head of a sentence a description has a capital.
    let name = match entity.name.split_once(' ') {
        Some((first, rest)) if matches!(first, "The" | "Both" | "Its" | "His" | "Her" | "Their") => {
            format!("{} {rest}", first.to_lowercase())
        }
        _ => entity.name.clone(),
    };
    let determined = ["the ", "both ", "its ", "his ", "her ", "their "].iter().any(|word| name.starts_with(word));
    if determined { name } else { format!("the {name}") }
}

/// A party of a statement.
pub(super) fn argument(facts: &FactStore, argument: &Argument) -> String {
    match argument {
        Argument::Entity(id) => name(facts, *id),
        Argument::Value(value) => value.to_string(),
        Argument::Text(text) => text.clone(),
        Argument::Unstated => String::from("something"),
    }
}

/// A statement: `member count of Shanghai Cooperation Organization is nine`.
pub(super) fn statement(facts: &FactStore, concept: Option<&Concept>, statement: &Statement) -> String {
    let parties: Vec<String> = statement.arguments.iter().map(|party| argument(facts, party)).collect();
    let party = |at: usize| parties.get(at).cloned().unwrap_or_else(|| String::from("something"));
    let denied = statement.polarity == Polarity::Denied;
    let mut words = match concept {
        Some(concept) => match concept.category {
            Category::Attribute | Category::Role => {
                let is = if denied { "is not" } else { "is" };
                let number = statement.ordinal.map(|number| format!("{} ", super::atom::ordinal(number)));
                format!("{}{} of {} {is} {}", number.unwrap_or_default(), concept.phrase, party(0), party(1))
            }
            Category::Relation => relation(concept, &parties, denied),
            Category::Noun => {
                format!("{} {} {}", party(0), if denied { "is not" } else { "is" }, with_article(&concept.phrase))
            }
        },
        None => format!("{}{}: {}", if denied { "not " } else { "" }, statement.concept, parties.join(", ")),
    };
    if statement.only.is_some() {
        words.push_str(", and no other");
    }
    if let Some(time) = statement.time {
        words.push_str(&format!(", {time}"));
    }
    if let Some(place) = statement.place {
        words.push_str(&format!(", in {}", name(facts, place)));
    }
    words
}

fn relation(concept: &Concept, parties: &[String], denied: bool) -> String {
    let mut words = String::new();
    if denied {
        words.push_str("it is not the case that ");
    }
    words.push_str(parties.first().map_or("something", String::as_str));
    words.push(' ');
    words.push_str(&concept.phrase);
    for (place, party) in parties.iter().enumerate().skip(1) {
        let third = concept.third.as_deref().filter(|_| place == 2);
        // What nobody names goes unsaid, but for the object of a verb.
        if party != "something" || place == 1 {
            for part in third.into_iter().chain([party.as_str()]) {
                words.push(' ');
                words.push_str(part);
            }
        }
    }
    words
}

pub(super) fn with_article(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

fn phrase(lexicon: &Lexicon, id: crate::lang::lexicon::ConceptId) -> &str {
    lexicon.concept(id).map_or("something", |concept| concept.phrase.as_str())
}

/// A thing of a rule.
pub(super) fn thing(lexicon: &Lexicon, thing: &Thing) -> String {
    match thing {
        Thing::Variable(_) => String::from("it"),
        Thing::Named { name, .. } => name.clone(),
        Thing::Described(described) => format!("the {}", description(lexicon, described)),
        Thing::Value(value, _) => value.to_string(),
        Thing::Text(text, _) => format!("“{text}”"),
        Thing::Article => String::from("the article"),
        Thing::Implicit(_) => String::from("its owner"),
        Thing::Unstated => String::from("something"),
        Thing::Holder(role, owner, _) => format!("the {} of {}", phrase(lexicon, *role), self::thing(lexicon, owner)),
    }
}

/// A described thing, without its article.
pub(super) fn description(lexicon: &Lexicon, described: &Description) -> String {
    let mut words = String::new();
    if let Some(number) = described.ordinal {
        words.push_str(&super::atom::ordinal(number));
        words.push(' ');
    }
    for modifier in &described.modifiers {
        if let Modifier::Words(before) = modifier {
            words.push_str(before);
            words.push(' ');
        }
    }
    words.push_str(&described.noun);
    for modifier in &described.modifiers {
        match modifier {
            Modifier::Words(_) => {}
            Modifier::Related(other) => words.push_str(&format!(" of {}", thing(lexicon, other))),
            Modifier::Between(one, other) => {
                words.push_str(&format!(" between {} and {}", thing(lexicon, one), thing(lexicon, other)));
            }
            Modifier::When(date) => words.push_str(&format!(" of {date}")),
            Modifier::Called(name) => words.push_str(&format!(" “{name}”")),
            Modifier::Where(_, restriction) => words.push_str(&format!(" where {}", formula(lexicon, restriction))),
        }
    }
    words
}

/// A sentence or a part of one.
pub fn formula(lexicon: &Lexicon, of: &Formula) -> String {
    let all = |parts: &[Formula], word: &str| {
        let parts: Vec<String> = parts.iter().map(|part| formula(lexicon, part)).collect();
        parts.join(word)
    };
    match of {
        Formula::All(parts) => all(parts, ", and "),
        Formula::Any(parts) => all(parts, ", or "),
        Formula::Not(part) => format!("it is not the case that {}", formula(lexicon, part)),
        Formula::If { condition, then } => {
            format!("if {}, then {}", formula(lexicon, condition), formula(lexicon, then))
        }
        Formula::Quantified(quantified) => self::quantified(lexicon, quantified),
        Formula::Atom(of) => atom(lexicon, of),
        Formula::Compare(of) => compare(lexicon, of),
        Formula::Quote { speaker, words, .. } => format!("{} says “{words}”", thing(lexicon, speaker)),
        Formula::SaysThat { speaker, claim, .. } => {
            format!("{} says that {}", thing(lexicon, speaker), formula(lexicon, claim))
        }
        Formula::Order { first, before, second, .. } => {
            let word = if *before { "before" } else { "after" };
            format!("{} {word} {}", atom(lexicon, first), atom(lexicon, second))
        }
        Formula::IsA { thing: of, kind, .. } => {
            let kind = lexicon.kind(*kind).map_or("thing", |kind| kind.name.as_str());
            format!("{} is {}", thing(lexicon, of), with_article(kind))
        }
        Formula::AgreesWithFacts { .. } => String::from("everything agrees with the facts"),
        Formula::AgreesWith { what, name, .. } => format!("{} agrees with {name}", agreeing(lexicon, what)),
        Formula::Rows(rows) => rows.to_string(),
        Formula::NotCheckable { reason, .. } => format!("(not evaluated: {reason})"),
    }
}

/// What is to agree with a reference.
fn agreeing(lexicon: &Lexicon, what: &Agreeing) -> String {
    match what {
        Agreeing::Everything => String::from("everything"),
        Agreeing::Every(concept, kind) => {
            let kind = lexicon.kind(*kind).map_or("thing", |kind| kind.name.as_str());
            format!("{} of every {kind}", phrase(lexicon, *concept))
        }
        Agreeing::Property(concept, owner) => format!("{} of {}", phrase(lexicon, *concept), thing(lexicon, owner)),
        Agreeing::Thing(of) => thing(lexicon, of),
    }
}

/// An atom: `Kazakhstan hosts the SCO summit`.
pub(super) fn atom(lexicon: &Lexicon, of: &Atom) -> String {
    let Some(concept) = lexicon.concept(of.concept) else { return String::from("something") };
    let parties: Vec<String> = of.arguments.iter().map(|party| thing(lexicon, party)).collect();
    let party = |at: usize| parties.get(at).cloned().unwrap_or_else(|| String::from("something"));
    let mut words = match concept.category {
        Category::Relation => relation(concept, &parties, false),
        Category::Noun => format!("{} is {}", party(0), with_article(&concept.phrase)),
        Category::Attribute | Category::Role => {
            let number = of.ordinal.map(|number| format!("{} ", super::atom::ordinal(number))).unwrap_or_default();
            let noun = format!("{number}{}", concept.phrase);
            let noun = if of.definite { format!("the {noun}") } else { with_article(&noun) };
            format!("{} is {noun} of {}", party(1), party(0))
        }
    };
    for adjunct in &of.adjuncts {
        words.push(' ');
        words.push_str(&self::adjunct(lexicon, adjunct));
    }
    words
}

fn adjunct(lexicon: &Lexicon, adjunct: &Adjunct) -> String {
    match adjunct {
        Adjunct::When(value) => format!("on {value}"),
        Adjunct::Where(place) => format!("in {}", thing(lexicon, place)),
        Adjunct::Relative(timing, other) => {
            let word = match timing {
                Timing::Before => "before",
                Timing::After => "after",
                Timing::Since => "since",
                Timing::By => "by",
                Timing::During => "during",
            };
            format!("{word} {}", thing(lexicon, other))
        }
        Adjunct::SameDate => String::from("on the same date"),
        Adjunct::SamePlace => String::from("in the same place"),
        Adjunct::Amount(value) => format!("for {value}"),
        Adjunct::Times(comparator, count) => {
            format!("{}{count} times", comparator_words(comparator).trim_start_matches("is "))
        }
        Adjunct::NthTime(number) => format!("for the {} time", super::atom::ordinal(*number)),
    }
}

fn comparator_words(comparator: &Comparator) -> &'static str {
    match comparator {
        Comparator::Equal => "is ",
        Comparator::NotEqual => "is not ",
        Comparator::More => "is more than ",
        Comparator::Less => "is less than ",
        Comparator::AtLeast => "is at least ",
        Comparator::AtMost => "is at most ",
        Comparator::About => "is about ",
        Comparator::Within => "is in ",
        Comparator::WithinDistance(_) => "is near ",
    }
}

fn compare(lexicon: &Lexicon, of: &Compare) -> String {
    let right: Vec<String> = of.right.iter().map(|right| term(lexicon, right)).collect();
    let right: Vec<&str> = right.iter().map(String::as_str).collect();
    let how = match &of.operator {
        Operator::Plain(comparator) => format!("{}{}", comparator_words(comparator), list(&right)),
        Operator::Between => format!("is between {}", list(&right)),
        Operator::WithinOf(distance) => format!("is within {distance} of {}", list(&right)),
        Operator::OneOf => format!("is one of {}", joined(&right, "or")),
        Operator::Includes => format!("includes {}", list(&right)),
        Operator::Contains => format!("contains {}", list(&right)),
        Operator::Matches => format!("matches {}", list(&right)),
        Operator::SameDay => format!("is the same day as {}", list(&right)),
    };
    format!("{} {how}", term(lexicon, &of.left))
}

fn term(lexicon: &Lexicon, of: &Term) -> String {
    match of {
        Term::Literal(value, _) => value.to_string(),
        Term::Text(text, _) => format!("“{text}”"),
        Term::Attribute { concept, owner, at, .. } => {
            let owner = thing(lexicon, owner);
            let when = at.map(|at| format!(" in {at}")).unwrap_or_default();
            format!("{} of {owner}{when}", phrase(lexicon, *concept))
        }
        Term::Thing(of) => thing(lexicon, of),
        Term::Aggregate { function, domain, of, .. } => {
            let of = of.map(|of| format!("{} of ", phrase(lexicon, of))).unwrap_or_default();
            let function = match function {
                Aggregate::Count => String::from("number of "),
                Aggregate::Total => String::from("total "),
                Aggregate::Average => String::from("average "),
                Aggregate::Highest(1) => String::from("highest "),
                Aggregate::Highest(nth) => format!("{} highest ", super::atom::ordinal(*nth)),
                Aggregate::Lowest(1) => String::from("lowest "),
                Aggregate::Lowest(nth) => format!("{} lowest ", super::atom::ordinal(*nth)),
            };
            format!("{function}{of}{}", domain_words(lexicon, domain))
        }
        Term::Arithmetic { operation, left, right } => {
            let (left, right) = (term(lexicon, left), term(lexicon, right));
            match operation {
                Operation::Plus => format!("{left} plus {right}"),
                Operation::Minus => format!("{left} minus {right}"),
                Operation::Times => format!("{left} times {right}"),
                Operation::DividedBy => format!("{left} divided by {right}"),
                Operation::PercentOf => format!("{left} percent of {right}"),
                Operation::Difference => format!("the difference between {left} and {right}"),
                Operation::PercentChange => format!("the percent change from {left} to {right}"),
            }
        }
    }
}

/// The words of a domain.
pub(super) fn domain_words(lexicon: &Lexicon, domain: &Domain) -> String {
    if !domain.words.is_empty() {
        return domain.words.clone();
    }
    match &domain.set {
        DomainSet::Listed(things) => {
            let names: Vec<String> = things.iter().map(|of| thing(lexicon, of)).collect();
            list(&names.iter().map(String::as_str).collect::<Vec<_>>())
        }
        DomainSet::Described(described) => description(lexicon, described),
        _ => lexicon.kind(domain.kind).map_or_else(String::new, |kind| kind.name.clone()),
    }
}

fn quantified(lexicon: &Lexicon, of: &Quantified) -> String {
    let quantifier = match of.quantifier {
        Quantifier::Some => String::from("some"),
        Quantifier::Every => String::from("every"),
        Quantifier::No => String::from("no"),
        Quantifier::Exactly(number) => format!("exactly {number}"),
        Quantifier::AtLeast(number) => format!("at least {number}"),
        Quantifier::AtMost(number) => format!("at most {number}"),
        Quantifier::Between(low, high) => format!("between {low} and {high}"),
        Quantifier::Most => String::from("most"),
        Quantifier::Half => String::from("half of"),
        Quantifier::AllBut(number) => format!("all but {number}"),
        Quantifier::Only => String::from("only"),
        Quantifier::Both => String::from("both"),
        Quantifier::Either => String::from("either"),
        Quantifier::Neither => String::from("neither"),
    };
    let words = domain_words(lexicon, &of.domain);
    let phrase = if words.starts_with(&quantifier) { words } else { format!("{quantifier} {words}") };
    match &of.body {
        Some(body) => format!("for {phrase}: {}", formula(lexicon, body)),
        None => format!("there are {phrase}"),
    }
}
