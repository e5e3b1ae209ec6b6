//! Templates, read: a trigger, and the role that each place has to it.
//!
//! A template is a short sentence whose places are known noun phrases, which makes it easier to read than to parse: a
//! general parser takes "{person} chairs {organization}" for a row of nouns. What comes out is in terms of the active
//! voice: "{person} is arrested" has its person as the *object* of "arrest".

mod noun;
mod pieces;
mod read;
mod show;
mod tags;
mod words;

pub use pieces::{Element, sequence};
pub use read::read;

use crate::lang::lexicon::{KindId, Lexicon};
use std::sync::LazyLock;
use words::nouns;

/// The part that something plays for a trigger.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Who does it (in the active voice), or what a predicate is said of.
    Subject,
    /// What it is done to (in the active voice).
    Object,
    /// What it befalls: its object, or the subject of a verb without one ("the fault was found", "she retired").
    Undergoer,
    /// What stands with a preposition.
    Prep(String),
    /// Whose it is: "of", "'s", a name or people before the noun.
    Owner,
    /// Who is said to be it: apposed, named behind it, or the subject of "is".
    Holder,
    /// How many.
    Number,
    /// By how much: a measure that stands with the verb or its preposition ("comes *ten days* before …", "64 km deep").
    Measure,
    /// What an attribute's noun is said to be: "a cost of V", "the cost is V", "V cost".
    Value,
    /// What somebody is named, called or shown: "is named *chairman*", "is shown *a yellow card*".
    Complement,
    /// What the clause goes on to say: "believe *that the troops should stay*", "targets a base, *killing two*".
    Clause,
}

/// What fills a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filler {
    /// A place of the concept.
    Place(usize),
    /// Anything of a kind.
    Anything(String),
    /// A noun (the last word, singular, with the words before it), perhaps with places inside ("{number} people").
    Noun {
        /// The words, the head last.
        words: Vec<String>,
        /// Words that stand under it in any place ("likelihood *of attacks*").
        under: Vec<String>,
        /// Places inside it, by their role to the noun.
        inside: Vec<(Role, usize)>,
    },
    /// A clause of its own.
    Clause(Box<Pattern>),
}

/// What a pattern hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// A verb by its possible base forms, with a particle ("bring together").
    Verb {
        /// As written.
        form: String,
        /// Base forms that it can have.
        bases: Vec<String>,
        /// A particle or adverb that must go with it.
        particle: Option<String>,
    },
    /// "is PREP NOUN", "is ADJECTIVE", "is a NOUN": what follows "be" ("in attendance", "present").
    Predicate {
        /// The word, as written.
        word: String,
        /// The preposition before it.
        prep: Option<String>,
    },
    /// "is at {event}": a bare preposition after "be".
    Being {
        /// The preposition.
        prep: String,
    },
    /// "is {text}".
    Copula,
    /// A noun: the words, the head last, singular.
    Noun {
        /// The words.
        words: Vec<String>,
    },
    /// No word of its own: two places joined by a preposition ("{event} in {place}").
    Joined {
        /// The preposition.
        prep: String,
    },
    /// No word of its own: the first place stands before the second ("{duration} {event}", "{text} {person}").
    Before,
    /// No word of its own: the first place owns the second ("{organization}'s {product}").
    Owned,
    /// No word of its own: the second place is apposed to the first ("{person}, {text}").
    Apposed,
    /// "{number}-member {organization}", "{place}-based {organization}": a compound with a word before a place.
    Compound {
        /// The word after the hyphen.
        word: String,
    },
}

/// A template as it is matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// What it hangs on.
    pub trigger: Trigger,
    /// What must fill which role.
    pub slots: Vec<(Role, Filler)>,
}

/// The patterns of an attribute's own name: its noun, with an owner and a value.
pub fn of_name(phrase: &str) -> Pattern {
    let words = phrase.to_lowercase().split([' ', '-']).map(str::to_owned).collect();
    let slots = vec![(Role::Owner, Filler::Place(0)), (Role::Value, Filler::Place(1))];
    Pattern { trigger: Trigger::Noun { words: nouns(words) }, slots }
}

/// What an attribute's name counts: the seats of "number of seats" and of "seat count".
pub fn counted(phrase: &str) -> Option<&str> {
    let ends = || [" count", " tally"].iter().find_map(|end| phrase.strip_suffix(end));
    phrase.strip_prefix("number of ").or_else(ends)
}

/// The pattern of what a number counts: "number of seats" is told by "its 78 seats", "a party with 78 seats".
pub fn of_count(phrase: &str) -> Option<Pattern> {
    let counted = counted(phrase)?;
    let words = counted.to_lowercase().split([' ', '-']).map(str::to_owned).collect();
    let slots = vec![(Role::Number, Filler::Place(1)), (Role::Owner, Filler::Place(0))];
    Some(Pattern { trigger: Trigger::Noun { words: nouns(words) }, slots })
}

/// The pattern of the adjective that goes with a measure's name: "300 metres long" tells a length.
pub fn of_measure(phrase: &str) -> Option<Pattern> {
    let word = match phrase.rsplit(' ').next()? {
        "length" => "long",
        "height" => "tall",
        "altitude" => "high",
        "width" => "wide",
        "depth" => "deep",
        "thickness" => "thick",
        _ => return None,
    };
    let slots = vec![(Role::Subject, Filler::Place(0)), (Role::Number, Filler::Place(1))];
    Some(Pattern { trigger: Trigger::Predicate { word: word.to_owned(), prep: None }, slots })
}

/// The pattern of a role's own name: its noun, with whose it is and who holds it.
pub fn of_role(phrase: &str) -> Pattern {
    let words = phrase.to_lowercase().split([' ', '-']).map(str::to_owned).collect();
    let slots = vec![(Role::Owner, Filler::Place(0)), (Role::Holder, Filler::Place(1))];
    Pattern { trigger: Trigger::Noun { words: nouns(words) }, slots }
}

/// The pattern of the verb that makes a role's noun: a captain captains, a founder founds, a director directs.
pub fn of_agent(phrase: &str) -> Option<Pattern> {
    let noun = phrase.to_lowercase();
    if noun.contains([' ', '-']) {
        return None;
    }
    let mut bases = vec![noun.clone()];
    match noun.as_str() {
        "author" => bases.extend(["write", "pen"].map(String::from)),
        "painter" | "artist" => bases.extend(["paint"].map(String::from)),
        "architect" => bases.extend(["design"].map(String::from)),
        _ => {}
    }
    for ending in ["er", "or"] {
        let Some(stem) = noun.strip_suffix(ending).filter(|stem| stem.len() > 2) else { continue };
        let twice = stem.len() > 3
            && stem.as_bytes().iter().rev().take(2).collect::<Vec<_>>().windows(2).all(|two| two.first() == two.last());
        bases.extend([stem.to_owned(), format!("{stem}e")]);
        bases.extend(stem.get(..stem.len() - 1).filter(|_| twice).map(str::to_owned));
    }
    let slots = vec![(Role::Subject, Filler::Place(1)), (Role::Object, Filler::Place(0))];
    Some(Pattern { trigger: Trigger::Verb { form: noun, bases, particle: None }, slots })
}

/// Verbs in the third person by which something has what they count: "{ferry} carries {number} passengers".
const HAVING: [&str; 13] = [
    "has", "have", "had", "carries", "employs", "runs", "operates", "holds", "contains", "includes", "boasts",
    "scores", "enrols",
];

/// Whether a kind is one of numbers, sums, percentages, durations, dates and measures.
pub fn is_numeric(lexicon: &Lexicon, kind: KindId) -> bool {
    ["number", "money", "percentage", "quantity", "duration", "year"]
        .iter()
        .filter_map(|name| lexicon.kind_named(name))
        .any(|wide| lexicon.is_a(kind, wide))
}

impl Pattern {
    /// "{organization} has {number} employees" as a noun: "a firm with 900 employees", "its 900 employees".
    pub fn as_had(&self) -> Option<Self> {
        let Trigger::Verb { form, particle: None, .. } = &self.trigger else { return None };
        let trigger = |words: &[String]| Trigger::Noun { words: words.to_vec() };
        match self.slots.as_slice() {
            [(Role::Subject, owner @ Filler::Place(_)), (Role::Object, Filler::Noun { words, under, inside })]
                if under.is_empty() && HAVING.contains(&form.as_str()) =>
            {
                let [(Role::Number, place)] = inside.as_slice() else { return None };
                let slots = vec![(Role::Number, Filler::Place(*place)), (Role::Owner, owner.clone())];
                Some(Self { trigger: trigger(words), slots })
            }
            // "{storm} has winds of {speed}"
            [
                (Role::Subject, owner @ Filler::Place(_)),
                (Role::Object, Filler::Noun { words, under, inside }),
                (Role::Prep(of), value @ Filler::Place(_)),
            ] if of == "of"
                && under.is_empty()
                && inside.is_empty()
                && matches!(form.as_str(), "has" | "have" | "had") =>
            {
                let slots = vec![(Role::Value, value.clone()), (Role::Owner, owner.clone())];
                Some(Self { trigger: trigger(words), slots })
            }
            _ => None,
        }
    }

    /// "the discovery of {fault} by {person}" as a verb by its base forms: "Ann Lee discovered the fault". What the noun is
    /// of is what the verb befalls.
    pub fn as_verb(&self, bases: Vec<String>) -> Option<Self> {
        let Trigger::Noun { words } = &self.trigger else { return None };
        let [noun] = words.as_slice() else { return None };
        let mut slots = Vec::new();
        for (role, filler) in &self.slots {
            slots.push(match role {
                Role::Owner => (Role::Undergoer, filler.clone()),
                Role::Prep(prep) if prep == "by" => (Role::Subject, filler.clone()),
                Role::Prep(prep) if matches!(prep.as_str(), "in" | "at" | "on" | "from" | "to" | "with" | "for") => {
                    (role.clone(), filler.clone())
                }
                _ => return None,
            });
        }
        let owners = slots.iter().filter(|(role, _)| *role == Role::Undergoer).count();
        let trigger = Trigger::Verb { form: noun.clone(), bases, particle: None };
        (owners == 1).then_some(Self { trigger, slots })
    }

    /// The same pattern on each verb that says the opposite of the same parties: who rejects a bill does not pass it.
    pub fn antonyms(&self) -> Vec<Self> {
        static PAIRS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
            let rows = include_str!("../../../data/english/antonyms.tsv").lines().filter(|row| !row.starts_with('#'));
            rows.filter_map(|row| row.split_once('\t')).collect()
        });
        let Trigger::Verb { bases, particle: None, .. } = &self.trigger else { return Vec::new() };
        let [(Role::Subject, Filler::Place(_)), (Role::Object, Filler::Place(_))] = self.slots.as_slice() else {
            return Vec::new();
        };
        let opposite = |&(one, other): &(&'static str, &'static str)| {
            let is = |verb: &str| bases.iter().any(|base| base == verb);
            if is(one) { Some(other) } else { Some(one).filter(|_| is(other)) }
        };
        let on = |verb: &str| Self {
            trigger: Trigger::Verb { form: verb.to_owned(), bases: vec![verb.to_owned()], particle: None },
            slots: self.slots.clone(),
        };
        PAIRS.iter().filter_map(opposite).map(on).collect()
    }

    /// What a verb of origin or position tells, said by its preposition alone: "Rohingya *from* Myanmar".
    pub fn without_verb(&self) -> Option<Self> {
        let Trigger::Verb { bases, particle: None, .. } = &self.trigger else { return None };
        let [(Role::Subject, first @ Filler::Place(0)), (Role::Prep(prep), second @ Filler::Place(1))] =
            self.slots.as_slice()
        else {
            return None;
        };
        let verbs: &[&str] = match prep.as_str() {
            "from" => &["come", "hail", "originate", "stem"],
            "in" | "on" | "near" => &["locate", "situate", "lie", "stand"],
            _ => return None,
        };
        let slots = vec![(Role::Holder, first.clone()), (Role::Owner, second.clone())];
        let said = bases.iter().any(|base| verbs.contains(&base.as_str()));
        said.then(|| Self { trigger: Trigger::Joined { prep: prep.clone() }, slots })
    }

    /// The same pattern on each verb that tells it from the other side: whom a team loses to has beaten it, and who takes a
    /// seat from another is whom that other loses it to.
    pub fn converses(&self) -> Vec<Self> {
        static ROWS: LazyLock<Vec<[&str; 3]>> = LazyLock::new(|| {
            let rows = include_str!("../../../data/english/converses.tsv").lines().filter(|row| !row.starts_with('#'));
            let cells = |row: &'static str| {
                let mut cells = row.split('\t');
                Some([cells.next()?, cells.next()?, cells.next()?])
            };
            rows.filter_map(cells).collect()
        });
        let Trigger::Verb { bases, particle: None, .. } = &self.trigger else { return Vec::new() };
        let is = |verb: &str| bases.iter().any(|base| base == verb);
        let behind = |prep: &str| if prep.is_empty() { Role::Object } else { Role::Prep(prep.to_owned()) };
        let on = |verb: &str, slots: Vec<(Role, &Filler)>| Self {
            trigger: Trigger::Verb { form: verb.to_owned(), bases: vec![verb.to_owned()], particle: None },
            slots: slots.into_iter().map(|(role, filler)| (role, filler.clone())).collect(),
        };
        let places = self.slots.iter().all(|(_, filler)| matches!(filler, Filler::Place(_)));
        let turned = |&[verb, other, prep]: &[&'static str; 3]| match self.slots.as_slice() {
            [(Role::Subject, first), (role, second)] if places => match role {
                Role::Object if is(verb) => Some(on(other, vec![(Role::Subject, second), (behind(prep), first)])),
                _ if *role == behind(prep) && is(other) => {
                    Some(on(verb, vec![(Role::Subject, second), (Role::Object, first)]))
                }
                _ => None,
            },
            [(Role::Subject, first), (Role::Object, thing), (Role::Prep(third), second)] if places => {
                let (verb, from) = verb.split_once(' ')?;
                let (verb, to) = match () {
                    () if is(verb) && third == from => (other, prep),
                    () if is(other) && third == prep => (verb, from),
                    () => return None,
                };
                Some(on(verb, vec![(Role::Subject, second), (Role::Object, thing), (behind(to), first)]))
            }
            _ => None,
        };
        ROWS.iter().filter_map(turned).collect()
    }

    /// Whether a place stands in it, at any depth.
    pub fn has_place(&self, place: usize) -> bool {
        self.slots.iter().any(|(_, filler)| match filler {
            Filler::Place(own) => *own == place,
            Filler::Noun { inside, .. } => inside.iter().any(|(_, own)| *own == place),
            Filler::Clause(clause) => clause.has_place(place),
            Filler::Anything(_) => false,
        })
    }
}
