//! Templates, read: a trigger, and the role that each place has to it.
//!
//! A template is a short sentence whose places are known noun phrases, which makes it easier to read than to parse: a
//! general parser takes "{person} chairs {organization}" for a row of nouns. What comes out is in terms of the active
//! voice: "{person} is arrested" has its person as the *object* of "arrest".

use crate::lang::lexicon::{Concept, KindId, Lexicon, Saying};
use crate::lang::template::TemplatePart;
use crate::nlp::inflect::{singular, verb_bases};

/// The part that something plays for a trigger.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Who does it (in the active voice), or what a predicate is said of.
    Subject,
    /// What it is done to (in the active voice).
    Object,
    /// What stands with a preposition.
    Prep(String),
    /// Whose it is: "of", "'s", a name or people before the noun.
    Owner,
    /// Who is said to be it: apposed, named behind it, or the subject of "is".
    Holder,
    /// How many.
    Number,
    /// By how much: a length of time that stands with the verb or its preposition ("comes *ten days* before …").
    Measure,
    /// What an attribute's noun is said to be: "a cost of V", "the cost is V", "V cost".
    Value,
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
        /// Places inside it, by their role to the noun.
        inside: Vec<(Role, usize)>,
    },
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

/// A word or a place of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Word(String),
    /// A word that hangs on the place before it by a hyphen.
    Hyphened(String),
    Place(usize),
    Anything(String),
    Comma,
    Possessive,
}

/// The patterns of an attribute's own name: its noun, with an owner and a value.
pub fn of_name(phrase: &str) -> Pattern {
    let words = phrase.to_lowercase().split([' ', '-']).map(str::to_owned).collect();
    let slots = vec![(Role::Owner, Filler::Place(0)), (Role::Value, Filler::Place(1))];
    Pattern { trigger: Trigger::Noun { words: nouns(words) }, slots }
}

/// Reads a saying's template; `None` if it holds no trigger.
pub fn read(lexicon: &Lexicon, concept: &Concept, saying: &Saying) -> Option<Pattern> {
    let pieces = pieces(&saying.template.parts);
    let reader = Reader { lexicon, concept, pieces: &pieces };
    reader.pattern()
}

fn pieces(parts: &[TemplatePart]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for part in parts {
        match part {
            TemplatePart::Place(place) => pieces.push(Piece::Place(*place)),
            TemplatePart::Anything(kind) => pieces.push(Piece::Anything(kind.clone())),
            TemplatePart::Words(words) => {
                let glued = matches!(pieces.last(), Some(Piece::Place(_) | Piece::Anything(_)));
                for (index, word) in super::document::fold(words).split_whitespace().enumerate() {
                    piece(word, index == 0 && glued && !words.starts_with(char::is_whitespace), &mut pieces);
                }
            }
        }
    }
    pieces
}

fn piece(word: &str, glued: bool, pieces: &mut Vec<Piece>) {
    if let Some(rest) = word.strip_prefix("'s").filter(|_| glued) {
        pieces.push(Piece::Possessive);
        if !rest.is_empty() {
            pieces.push(Piece::Word(rest.to_owned()));
        }
        return;
    }
    if let Some(rest) = word.strip_prefix('-').filter(|rest| glued && !rest.is_empty()) {
        pieces.push(Piece::Hyphened(rest.to_owned()));
        return;
    }
    let start = word.trim_start_matches([',', '(', ':', ';']);
    if start.len() < word.len() {
        pieces.push(Piece::Comma);
    }
    let bare = start.trim_end_matches([',', ')', ':', ';', '.']);
    if !bare.is_empty() {
        pieces.push(Piece::Word(bare.to_owned()));
        if bare.len() < start.len() {
            pieces.push(Piece::Comma);
        }
    }
}

const BE: [&str; 9] = ["is", "are", "was", "were", "be", "been", "being", "'s", "gets"];
const AUXILIARIES: [&str; 8] = ["will", "has", "have", "had", "would", "can", "does", "did"];
const ARTICLES: [&str; 9] = ["a", "an", "the", "his", "her", "its", "their", "some", "any"];
const ADVERBS: [&str; 5] = ["also", "now", "still", "already", "not"];
/// Prepositions that a place can stand behind.
pub const PREPOSITIONS: [&str; 40] = [
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
const PARTICLES: [&str; 12] =
    ["together", "up", "down", "out", "off", "away", "back", "ahead", "aside", "apart", "forward", "home"];

struct Reader<'a> {
    lexicon: &'a Lexicon,
    concept: &'a Concept,
    pieces: &'a [Piece],
}

impl Reader<'_> {
    fn word(&self, at: usize) -> Option<&str> {
        match self.pieces.get(at)? {
            Piece::Word(word) => Some(word),
            _ => None,
        }
    }

    fn is_place(&self, at: usize) -> bool {
        matches!(self.pieces.get(at), Some(Piece::Place(_) | Piece::Anything(_)))
    }

    fn filler(&self, at: usize) -> Option<Filler> {
        match self.pieces.get(at)? {
            Piece::Place(place) => Some(Filler::Place(*place)),
            Piece::Anything(kind) => Some(Filler::Anything(kind.clone())),
            _ => None,
        }
    }

    /// Whether the piece is a place for a number, a sum, a percentage, a duration or the like.
    fn is_numeric(&self, at: usize) -> bool {
        let kind: Option<KindId> = match self.pieces.get(at) {
            Some(Piece::Place(place)) => self.concept.places.get(*place).map(|place| place.kind),
            Some(Piece::Anything(kind)) => self.lexicon.kind_named(kind),
            _ => None,
        };
        kind.is_some_and(|kind| is_numeric(self.lexicon, kind))
    }

    fn is_duration(&self, at: usize) -> bool {
        let Some(Piece::Place(place)) = self.pieces.get(at) else { return false };
        let kind = self.concept.places.get(*place).map(|place| place.kind);
        kind.zip(self.lexicon.kind_named("duration")).is_some_and(|(kind, duration)| self.lexicon.is_a(kind, duration))
    }

    fn pattern(&self) -> Option<Pattern> {
        if let Some(verb) = self.auxiliary() {
            return self.predicate(verb);
        }
        if let Some(verb) = self.verb() {
            return self.verbal(verb, false);
        }
        self.nominal()
    }

    /// The first form of "be" or another auxiliary, if the template has one.
    fn auxiliary(&self) -> Option<usize> {
        (0..self.pieces.len()).find(|&at| {
            self.word(at).is_some_and(|word| {
                BE.contains(&word) || (AUXILIARIES.contains(&word) && !matches!(word, "has" | "have" | "had") && at > 0)
            })
        })
    }

    /// A template with "be": passive, progressive, or a predicate.
    fn predicate(&self, auxiliary: usize) -> Option<Pattern> {
        let mut at = auxiliary;
        let mut been = false;
        while let Some(word) = self.word(at) {
            if BE.contains(&word) {
                been = true;
            } else if !(AUXILIARIES.contains(&word) || ADVERBS.contains(&word)) {
                break;
            }
            at += 1;
        }
        if !been {
            return self.verbal(at, false);
        }
        if self.is_place(at)
            && let Some(word) = self.word(at + 1).filter(|word| !PREPOSITIONS.contains(word))
        {
            let mut slots = self.left(auxiliary, Role::Subject);
            slots.push((Role::Number, self.filler(at)?));
            return Some(Pattern { trigger: Trigger::Predicate { word: word.to_owned(), prep: None }, slots });
        }
        if self.is_place(at) {
            let mut slots = self.left(auxiliary, Role::Subject);
            slots.push((Role::Object, self.filler(at)?));
            return Some(Pattern { trigger: Trigger::Copula, slots });
        }
        let word = self.word(at)?;
        if PREPOSITIONS.contains(&word) {
            if self.is_place(at + 1) {
                let mut slots = self.left(auxiliary, Role::Subject);
                slots.push((Role::Prep(word.to_owned()), self.filler(at + 1)?));
                return Some(Pattern { trigger: Trigger::Being { prep: word.to_owned() }, slots });
            }
            let noun =
                (at + 1..self.pieces.len()).find(|&at| self.word(at).is_some_and(|word| !ARTICLES.contains(&word)))?;
            let mut slots = self.left(auxiliary, Role::Subject);
            slots.extend(self.right(noun + 1));
            let trigger = Trigger::Predicate { word: self.word(noun)?.to_owned(), prep: Some(word.to_owned()) };
            return Some(Pattern { trigger, slots });
        }
        if is_participle(word) {
            return self.verbal_from(at, auxiliary, true);
        }
        if word.ends_with("ing") && verb_bases(word).len() > 1 {
            return self.verbal_from(at, auxiliary, false);
        }
        let start = if ARTICLES.contains(&word) { at + 1 } else { at };
        let end = (start..self.pieces.len())
            .take_while(|&at| self.word(at).is_some_and(|word| !PREPOSITIONS.contains(&word)))
            .last()?;
        let words: Vec<String> = (start..=end).filter_map(|at| self.word(at)).map(str::to_owned).collect();
        if start > at || words.len() > 1 {
            let mut slots = self.left(auxiliary, Role::Holder);
            slots.extend(self.right(end + 1).into_iter().map(|(role, filler)| match role {
                Role::Prep(prep) if prep == "of" => (Role::Owner, filler),
                role => (role, filler),
            }));
            return Some(Pattern { trigger: Trigger::Noun { words: nouns(words) }, slots });
        }
        let mut slots = self.left(auxiliary, Role::Subject);
        slots.extend(self.right(end + 1));
        Some(Pattern { trigger: Trigger::Predicate { word: words.concat(), prep: None }, slots })
    }

    /// Where a verb without an auxiliary stands.
    fn verb(&self) -> Option<usize> {
        let last = self.pieces.len();
        if let Some(first) = self.word(0) {
            return (first.ends_with("ing") && verb_bases(first).len() > 1 && self.is_place(1)).then_some(0);
        }
        let numeric = self.is_numeric(0);
        (1..last).find(|&at| {
            let Some(word) = self.word(at) else { return false };
            let after = self.pieces.get(at + 1);
            let coordinated = (1..at).any(|before| self.word(before) == Some("and"));
            let follows = match after {
                None | Some(Piece::Place(_) | Piece::Anything(_)) => true,
                Some(Piece::Word(next)) => {
                    let next = next.as_str();
                    coordinated || PREPOSITIONS.contains(&next) || ARTICLES.contains(&next) || !is_third_person(next)
                }
                Some(_) => false,
            };
            let behind_place = self.is_place(at - 1);
            let behind_preposition = self.word(at - 1).is_some_and(|before| PREPOSITIONS.contains(&before));
            if !follows || behind_preposition || PREPOSITIONS.contains(&word) {
                return false;
            }
            let plural_subject = coordinated || (numeric && !behind_place) || (numeric && self.concept_percentage(0));
            if numeric && behind_place && !self.concept_percentage(0) {
                return is_participle(word) && !is_adjective(word);
            }
            match after {
                _ if is_third_person(word) && !plural_subject => {
                    !matches!(self.pieces.get(at - 1), Some(Piece::Possessive))
                }
                _ if plural_subject => {
                    looks_like_base(word) && !matches!(self.pieces.get(at - 1), Some(Piece::Possessive))
                }
                _ => false,
            }
        })
    }

    fn concept_percentage(&self, at: usize) -> bool {
        let Some(Piece::Place(place)) = self.pieces.get(at) else { return false };
        let kind = self.concept.places.get(*place).and_then(|place| self.lexicon.kind(place.kind));
        kind.is_some_and(|kind| kind.name == "percentage")
    }

    fn verbal(&self, verb: usize, passive: bool) -> Option<Pattern> {
        let word = self.word(verb)?;
        let reduced = self.is_numeric(0) && verb == 1 && is_participle(word) && self.word(0).is_none();
        self.verbal_from(verb, verb, passive || reduced)
    }

    /// A pattern on the verb at `verb`; what stands left of `group` is its grammatical subject.
    fn verbal_from(&self, verb: usize, group: usize, passive: bool) -> Option<Pattern> {
        let form = self.word(verb)?.to_owned();
        let bases = verb_bases(&form);
        let mut next = verb + 1;
        let particle = self.word(next).filter(|word| PARTICLES.contains(word)).map(str::to_owned);
        next += usize::from(particle.is_some());
        let subject = if passive { Role::Object } else { Role::Subject };
        let mut slots = self.left(group, subject);
        for (role, filler) in self.right(next) {
            slots.push(match role {
                Role::Prep(prep) if passive && prep == "by" => (Role::Subject, filler),
                role => (role, filler),
            });
        }
        Some(Pattern { trigger: Trigger::Verb { form, bases, particle }, slots })
    }

    /// What stands left of the verb: one phrase, or two joined by "and".
    fn left(&self, end: usize, role: Role) -> Vec<(Role, Filler)> {
        let mut slots = Vec::new();
        let mut start = 0;
        for at in 0..=end {
            if at == end || self.word(at) == Some("and") {
                slots.extend(self.phrase(start, at).map(|filler| (role.clone(), filler)));
                start = at + 1;
            }
        }
        slots
    }

    /// What stands right of the verb: an object, then phrases with prepositions.
    fn right(&self, mut start: usize) -> Vec<(Role, Filler)> {
        let mut slots = Vec::new();
        let mut role = Role::Object;
        let mut at = start;
        loop {
            let word = self.word(at);
            let preposition = word.filter(|word| PREPOSITIONS.contains(word) || (*word == "ahead"));
            let and = word == Some("and") && matches!(&role, Role::Prep(prep) if prep == "between");
            if at >= self.pieces.len() || preposition.is_some() || and {
                let partitive = preposition == Some("of") && at > start && self.is_numeric(at - 1);
                if !partitive {
                    let phrase = self.phrase(start, at);
                    let compound =
                        phrase.is_none() && preposition == Some("of") && role == Role::Prep(String::from("ahead"));
                    let measure =
                        role == Role::Object && at == start + 1 && preposition.is_some() && self.is_duration(start);
                    slots.extend(phrase.map(|filler| (if measure { Role::Measure } else { role.clone() }, filler)));
                    if let Some(preposition) = preposition.filter(|_| !compound) {
                        role = Role::Prep(preposition.to_owned());
                    }
                    start = at + 1;
                }
                if at >= self.pieces.len() {
                    return slots;
                }
            }
            at += 1;
        }
    }

    /// A noun phrase: a place, a noun, or a noun with places inside.
    fn phrase(&self, start: usize, end: usize) -> Option<Filler> {
        let mut words = Vec::new();
        let mut inside: Vec<(Role, usize)> = Vec::new();
        let mut lone = None;
        for at in start..end {
            match self.pieces.get(at)? {
                Piece::Place(place) => {
                    lone = self.filler(at);
                    inside.push((if self.is_numeric(at) { Role::Number } else { Role::Owner }, *place));
                }
                Piece::Anything(_) => lone = self.filler(at),
                Piece::Word(word) if ARTICLES.contains(&word.as_str()) || word == "of" => {}
                Piece::Word(word) | Piece::Hyphened(word) => words.push(word.clone()),
                Piece::Comma | Piece::Possessive => {}
            }
        }
        if words.is_empty() { lone } else { Some(Filler::Noun { words: nouns(words), inside }) }
    }

    /// A template without a verb.
    fn nominal(&self) -> Option<Pattern> {
        let places: Vec<usize> = (0..self.pieces.len()).filter(|&at| self.is_place(at)).collect();
        if let (&[first, second], 2) = (places.as_slice(), self.pieces.len()) {
            let slots = vec![(Role::Owner, self.filler(first)?), (Role::Holder, self.filler(second)?)];
            return Some(Pattern { trigger: Trigger::Before, slots });
        }
        if let (&[first, second], 3) = (places.as_slice(), self.pieces.len()) {
            let slots = vec![(Role::Holder, self.filler(first)?), (Role::Owner, self.filler(second)?)];
            match self.pieces.get(1)? {
                Piece::Comma if first == 0 => return Some(Pattern { trigger: Trigger::Apposed, slots }),
                Piece::Word(word) if first == 0 && PREPOSITIONS.contains(&word.as_str()) => {
                    return Some(Pattern { trigger: Trigger::Joined { prep: word.clone() }, slots });
                }
                Piece::Hyphened(word) => {
                    let slots = vec![(Role::Owner, self.filler(first)?), (Role::Holder, self.filler(second)?)];
                    return Some(Pattern { trigger: Trigger::Compound { word: word.clone() }, slots });
                }
                _ => {}
            }
        }
        self.noun()
    }

    /// A template on a noun: "{number} member nations", "talks between {first} and {second}", "{person}'s resignation".
    fn noun(&self) -> Option<Pattern> {
        // The noun's words: the last run of words that is followed by no other word before a preposition, a place or the end.
        let head = (0..self.pieces.len()).find(|&at| {
            let word =
                self.word(at).filter(|word| !ARTICLES.contains(word) && !PREPOSITIONS.contains(word) && *word != "and");
            let next = self.word(at + 1).filter(|word| !PREPOSITIONS.contains(word));
            word.is_some() && next.is_none()
        })?;
        let mut start = head;
        while start > 0
            && self.word(start - 1).is_some_and(|word| !ARTICLES.contains(&word) && !PREPOSITIONS.contains(&word))
        {
            start -= 1;
        }
        let words: Vec<String> = (start..=head).filter_map(|at| self.word(at)).map(str::to_owned).collect();
        if is_participle(words.last()?) && self.pieces.get(start.wrapping_sub(1)) == Some(&Piece::Comma) {
            return self.verbal_from(head, head, true);
        }
        let comma = (0..start).any(|at| self.pieces.get(at) == Some(&Piece::Comma));
        let mut slots = Vec::new();
        for at in (0..start).filter(|&at| self.is_place(at)) {
            let role = if self.is_numeric(at) {
                Role::Number
            } else if comma {
                Role::Holder
            } else {
                Role::Owner
            };
            slots.push((role, self.filler(at)?));
        }
        let mut behind = self.right(head + 1);
        for (role, filler) in behind.drain(..) {
            let numeric = matches!(&filler, Filler::Place(place) if self.concept.places.get(*place).is_some_and(|place| is_numeric(self.lexicon, place.kind)));
            slots.push(match role {
                Role::Object if numeric => (Role::Number, filler),
                Role::Object => (Role::Holder, filler),
                Role::Prep(prep) if prep == "of" && numeric => (Role::Number, filler),
                Role::Prep(prep) if prep == "of" => (Role::Owner, filler),
                role => (role, filler),
            });
        }
        if slots.is_empty() { None } else { Some(Pattern { trigger: Trigger::Noun { words: nouns(words) }, slots }) }
    }
}

/// Whether a kind is one of numbers, sums, percentages, durations, dates and measures.
pub fn is_numeric(lexicon: &Lexicon, kind: KindId) -> bool {
    ["number", "money", "percentage", "quantity", "duration", "year"]
        .iter()
        .filter_map(|name| lexicon.kind_named(name))
        .any(|wide| lexicon.is_a(kind, wide))
}

/// The last word in the singular.
fn nouns(mut words: Vec<String>) -> Vec<String> {
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    words
}

fn is_participle(word: &str) -> bool {
    let bases = verb_bases(word);
    (word.ends_with("ed") && bases.len() > 1) || (bases.len() > 1 && !word.ends_with('s') && !word.ends_with("ing"))
}

/// Participles that have become adjectives of a state and whose verb means something else in this form.
fn is_adjective(word: &str) -> bool {
    matches!(word, "dead" | "aged")
}

fn is_third_person(word: &str) -> bool {
    word.len() > 2 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
        || matches!(word, "has" | "does")
}

/// Whether a word can be a verb's base form: no plural, no article, no ending of a noun or adjective.
fn looks_like_base(word: &str) -> bool {
    let noun = ["s", "tion", "ment", "ness", "ity", "er", "or", "ist", "ship", "hood", "al", "ic", "ous", "ian"];
    let plurals = ["people", "men", "women", "children", "police", "dead"];
    !noun.iter().any(|ending| word.ends_with(ending)) && !plurals.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::{Concept, Saying, read};
    use crate::lang::lexicon::{Category, Kind, KindId, Lexicon, Place};
    use crate::lang::template::{Piece, Template, TemplatePart, pieces};

    const KINDS: [&str; 10] =
        ["thing", "person", "organization", "country", "event", "number", "money", "duration", "percentage", "text"];

    /// The pattern of a template, its places numbered in the order in which their kinds stand in `places`.
    fn pattern(places: &[&str], text: &str) -> String {
        let kind = |name: &str| KindId(KINDS.iter().position(|kind| *kind == name).unwrap() as u32);
        let kinds = KINDS.iter().map(|name| Kind {
            name: (*name).to_owned(),
            also: Vec::new(),
            parent: (*name != "thing").then_some(KindId(0)),
            site: None,
        });
        let lexicon = Lexicon { kinds: kinds.collect(), ..Lexicon::default() };
        let twins = places.len() == 2 && places.first() == places.get(1);
        let names: Vec<&str> = if twins { vec!["first", "second"] } else { places.to_vec() };
        let concept = Concept {
            key: String::new(),
            category: Category::Relation,
            phrase: String::new(),
            also: Vec::new(),
            places: places
                .iter()
                .zip(&names)
                .map(|(of, name)| Place { name: (*name).to_owned(), kind: kind(of) })
                .collect(),
            third: None,
            symmetric: false,
            asymmetric: false,
            repeatable: false,
            one_per: Vec::new(),
            opposite: None,
            sayings: Vec::new(),
            definition: None,
            site: None,
        };
        let parts = pieces(text).unwrap().into_iter().map(|piece| match piece {
            Piece::Words(words) => TemplatePart::Words(words.to_owned()),
            Piece::Braces(name) => names
                .iter()
                .position(|known| *known == name)
                .map_or_else(|| TemplatePart::Anything(name.to_owned()), TemplatePart::Place),
        });
        let template = Template { text: text.to_owned(), parts: parts.collect() };
        let saying = Saying { template, denies: false, bound: None, site: None };
        read(&lexicon, &concept, &saying).map_or_else(|| String::from("no trigger"), |pattern| pattern.to_string())
    }

    #[test]
    fn reads_verbs() {
        let cases: [(&[&str], &str, &str); 16] = [
            (&["person", "event"], "{person} attends {event}", "verb attends, subject: {0}, object: {1}"),
            (
                &["person", "event"],
                "{person} takes part in {event}",
                "verb takes, subject: {0}, object: `part`, in: {1}",
            ),
            (
                &["person", "event"],
                "{event} brings together {person}",
                "verb brings together, subject: {1}, object: {0}",
            ),
            (&["person", "event"], "{person} is missing {event}", "verb missing, subject: {0}, object: {1}"),
            (&["person"], "{person} is arrested", "verb arrested, object: {0}"),
            (&["person", "organization"], "{person} chairs {organization}", "verb chairs, subject: {0}, object: {1}"),
            (
                &["person", "person"],
                "{first} and {second} shake hands",
                "verb shake, subject: {0}, subject: {1}, object: `hand`",
            ),
            (&["person", "person"], "{first} and {second} meet", "verb meet, subject: {0}, subject: {1}"),
            (
                &["event", "number"],
                "{event} kills {number} people",
                "verb kills, subject: {0}, object: `person` (number {1})",
            ),
            (&["event", "number"], "{number} people die", "verb die, subject: `person` (number {1})"),
            (&["event", "number"], "{number} killed in {event}", "verb killed, object: {1}, in: {0}"),
            (&["event", "number"], "killing {number}", "verb killing, object: {1}"),
            (
                &["country", "number"],
                "{number} {country} players are booked",
                "verb booked, object: `player` (number {1}) (owner {0})",
            ),
            (
                &["country", "number"],
                "{country} picks up {number} bookings",
                "verb picks up, subject: {0}, object: `booking` (number {1})",
            ),
            (
                &["thing", "percentage"],
                "{percentage} of citizens favour {thing}",
                "verb favour, subject: `citizen` (number {1}), object: {0}",
            ),
            (
                &["event", "money"],
                "{event} causes {money} in damage",
                "verb causes, subject: {0}, object: {1}, in: `damage`",
            ),
        ];
        for (places, text, expected) in cases {
            assert_eq!(pattern(places, text), expected, "{text}");
        }
    }

    #[test]
    fn reads_predicates() {
        let cases: [(&[&str], &str, &str); 6] = [
            (
                &["person", "event"],
                "{person} will be in attendance at {event}",
                "be in attendance, subject: {0}, at: {1}",
            ),
            (&["person", "event"], "{person} is present at {event}", "be present, subject: {0}, at: {1}"),
            (&["person", "event"], "{person} is at {event}", "be at, subject: {0}, at: {1}"),
            (&["person", "text"], "{person} is {text}", "be, subject: {0}, object: {1}"),
            (&["person", "duration"], "{person} is {duration} old", "be old, subject: {0}, number: {1}"),
            (&["country", "event"], "{country} is the host of {event}", "noun host, holder: {0}, owner: {1}"),
        ];
        for (places, text, expected) in cases {
            assert_eq!(pattern(places, text), expected, "{text}");
        }
    }

    #[test]
    fn reads_nouns() {
        let cases: [(&[&str], &str, &str); 10] = [
            (&["organization", "number"], "{number} member nations", "noun member nation, number: {1}"),
            (
                &["organization", "number"],
                "{number}-member {organization}",
                "compound with member, owner: {1}, holder: {0}",
            ),
            (&["organization", "country"], "{organization} member {country}", "noun member, owner: {0}, holder: {1}"),
            (&["person", "person"], "talks between {first} and {second}", "noun talk, between: {0}, between: {1}"),
            (&["person"], "{person}'s resignation", "noun resignation, owner: {0}"),
            (&["person", "organization"], "{person}, editor at {organization}", "noun editor, holder: {0}, at: {1}"),
            (&["event", "country"], "{event} in {country}", "joined by in, holder: {0}, owner: {1}"),
            (&["event", "duration"], "{duration} {event}", "side by side, owner: {1}, holder: {0}"),
            (&["person", "text"], "{person}, {text}", "apposed, holder: {0}, owner: {1}"),
            (&["event", "number"], "{number} injured", "verb injured, object: {1}"),
        ];
        for (places, text, expected) in cases {
            assert_eq!(pattern(places, text), expected, "{text}");
        }
    }
}
