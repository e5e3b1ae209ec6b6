//! Reading a template: its frame, its verb or predicate, and what stands to the left and right of it.

use super::pieces::{Piece, pieces};
use super::tags;
use super::words::{
    ADVERBS, ARTICLES, AUXILIARIES, BE, PARTICLES, PREPOSITIONS, is_adjective, is_measured, is_participle, is_passing,
    is_past, is_third_person, looks_like_base, nouns,
};
use super::{Filler, Pattern, Role, Trigger, is_numeric};
use crate::lang::lexicon::{Concept, KindId, Lexicon, Saying};
use crate::nlp::Upos;
use crate::nlp::inflect::verb_bases;

/// Reads a saying's template; `None` if it holds no trigger.
pub fn read(lexicon: &Lexicon, concept: &Concept, saying: &Saying) -> Option<Pattern> {
    let pieces = pieces(&saying.template.parts);
    Reader { lexicon, concept, pieces: &pieces }.pattern()
}

/// A template, or a part of one, while it is read.
pub(super) struct Reader<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) concept: &'a Concept,
    pub(super) pieces: &'a [Piece],
}

impl Reader<'_> {
    pub(super) fn word(&self, at: usize) -> Option<&str> {
        match self.pieces.get(at)? {
            Piece::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn is_place(&self, at: usize) -> bool {
        matches!(self.pieces.get(at), Some(Piece::Place(_) | Piece::Anything(_)))
    }

    pub(super) fn filler(&self, at: usize) -> Option<Filler> {
        match self.pieces.get(at)? {
            Piece::Place(place) => Some(Filler::Place(*place)),
            Piece::Anything(kind) => Some(Filler::Anything(kind.clone())),
            _ => None,
        }
    }

    /// Whether the piece is a place for a number, a sum, a percentage, a duration or the like.
    pub(super) fn is_numeric(&self, at: usize) -> bool {
        let kind: Option<KindId> = match self.pieces.get(at) {
            Some(Piece::Place(place)) => self.concept.places.get(*place).map(|place| place.kind),
            Some(Piece::Anything(kind)) => self.lexicon.kind_named(kind),
            _ => None,
        };
        kind.is_some_and(|kind| is_numeric(self.lexicon, kind))
    }

    pub(super) fn is_duration(&self, at: usize) -> bool {
        let Some(Piece::Place(place)) = self.pieces.get(at) else { return false };
        let kind = self.concept.places.get(*place).map(|place| place.kind);
        kind.zip(self.lexicon.kind_named("duration")).is_some_and(|(kind, duration)| self.lexicon.is_a(kind, duration))
    }

    /// The whole template: its frame, its main clause, and the clause that this goes on with.
    pub(super) fn pattern(&self) -> Option<Pattern> {
        self.framed().or_else(|| self.continued()).or_else(|| self.clause())
    }

    /// The reader of a part.
    fn part<'p>(&'p self, pieces: &'p [Piece]) -> Reader<'p> {
        Reader { lexicon: self.lexicon, concept: self.concept, pieces }
    }

    fn clause(&self) -> Option<Pattern> {
        if let Some(pattern) = self.called() {
            return Some(pattern);
        }
        if let Some(verb) = self.auxiliary() {
            return self.predicate(verb);
        }
        if let Some(verb) = self.verb() {
            return self.verbal(verb, false);
        }
        self.nominal()
    }

    /// "the judge overseeing {trial}, {person}": a noun with what it does, and who is called so.
    fn called(&self) -> Option<Pattern> {
        let last = self.pieces.len().checked_sub(1)?;
        let comma = last.checked_sub(1).filter(|&at| self.pieces.get(at) == Some(&Piece::Comma))?;
        let doing = (1..comma).find(|&at| {
            self.word(at).is_some_and(|word| word.ends_with("ing") && verb_bases(word).len() > 1)
                && self.word(at - 1).is_some_and(|noun| !ARTICLES.contains(&noun))
        })?;
        let words: Option<Vec<&str>> = (0..doing).map(|at| self.word(at)).collect();
        let words = words?.into_iter().filter(|word| !ARTICLES.contains(word)).map(str::to_owned).collect();
        let clause = self.part(self.pieces.get(doing..comma)?).clause()?;
        let slots = vec![(Role::Holder, self.filler(last)?), (Role::Clause, Filler::Clause(Box::new(clause)))];
        Some(Pattern { trigger: Trigger::Noun { words: nouns(words) }, slots })
    }

    /// "in {thing}, {percentage} think …", "of the jurors, {number} are white", "with {product} the first sync takes …":
    /// a phrase in front. One that says of what the number is, says its noun.
    fn framed(&self) -> Option<Pattern> {
        let double = self.word(0) == Some("out") && self.word(1) == Some("of");
        let preposition = self.word(0).filter(|word| PREPOSITIONS.contains(word) || double)?;
        let start = 1 + usize::from(double);
        let comma = self.pieces.iter().position(|piece| *piece == Piece::Comma);
        let (end, rest) = match comma {
            Some(comma) => (comma, comma + 1),
            None if self.is_place(start) && self.word(start + 1).is_some() => (start + 1, start + 1),
            None => return None,
        };
        let rest = self.pieces.get(rest..)?;
        let phrase = self.phrase(start, end)?;
        let partitive = double || matches!(preposition, "of" | "among");
        if let (Filler::Noun { words, .. }, true, Some(number)) =
            (&phrase, partitive && self.part(rest).is_numeric(0), rest.first())
        {
            let noun = words.iter().cloned().map(Piece::Word);
            let whole: Vec<Piece> =
                std::iter::once(number.clone()).chain(noun).chain(rest.iter().skip(1).cloned()).collect();
            return self.part(&whole).pattern();
        }
        let mut pattern = self.part(rest).pattern()?;
        pattern.slots.push((Role::Prep(preposition.to_owned()), phrase));
        Some(pattern)
    }

    /// "{percentage} believe that the troops should stay", "{thing} targets {place}, killing {number}": a clause that the
    /// main one goes on with.
    fn continued(&self) -> Option<Pattern> {
        let that = (2..self.pieces.len()).find(|&at| self.word(at) == Some("that") && at + 1 < self.pieces.len());
        let participle = || {
            let doing = |word: &str| word.ends_with("ing") && verb_bases(word).len() > 1;
            (2..self.pieces.len())
                .find(|&at| self.pieces.get(at) == Some(&Piece::Comma) && self.word(at + 1).is_some_and(doing))
        };
        let doing = |at: usize| self.word(at).is_some_and(|word| word.ends_with("ing") && verb_bases(word).len() > 1);
        let by = || (2..self.pieces.len()).find(|&at| self.word(at) == Some("by") && doing(at + 1));
        let when = || {
            (2..self.pieces.len()).find(|&at| {
                matches!(self.word(at), Some("when" | "after" | "because" | "before" | "while"))
                    && self.pieces.get(at + 1..).and_then(|rest| self.part(rest).clause()).is_some_and(|clause| {
                        matches!(clause.trigger, Trigger::Verb { .. } | Trigger::Predicate { .. })
                    })
            })
        };
        // "is forced to work in {place}"
        let to = || {
            (2..self.pieces.len()).find(|&at| {
                let verb = self.word(at + 1).is_some_and(|next| !ARTICLES.contains(&next) && looks_like_base(next));
                self.word(at) == Some("to")
                    && verb
                    && tags::of(self.lexicon, self.concept, self.pieces).get(at + 1) == Some(&Upos::Verb)
            })
        };
        let at = that.or_else(participle).or_else(by).or_else(when).or_else(to)?;
        let mut pattern = self.part(self.pieces.get(..at)?).clause()?;
        if !matches!(pattern.trigger, Trigger::Verb { .. }) {
            return None;
        }
        let rest = self.part(self.pieces.get(at + 1..)?);
        let infinitive = self.word(at) == Some("to");
        let clause = if infinitive { rest.verbal(0, false)? } else { rest.pattern()? };
        pattern.slots.push((Role::Clause, Filler::Clause(Box::new(clause))));
        Some(pattern)
    }

    /// The first form of "be" or another auxiliary, if the template has one.
    pub(super) fn auxiliary(&self) -> Option<usize> {
        (0..self.pieces.len()).find(|&at| {
            self.word(at).is_some_and(|word| {
                let main = matches!(word, "has" | "have" | "had" | "do" | "does" | "did")
                    && self.word(at + 1).is_none_or(|next| {
                        // "has winds of": an auxiliary "has" has a participle behind it.
                        let plural =
                            next.ends_with('s') && !BE.contains(&next) && matches!(word, "has" | "have" | "had");
                        ARTICLES.contains(&next) || PREPOSITIONS.contains(&next) || plural
                    });
                // "gets" is an auxiliary before a participle, a verb before anything else.
                let be = BE.contains(&word) && (word != "gets" || self.word(at + 1).is_some_and(is_participle));
                be || (AUXILIARIES.contains(&word) && at > 0 && !main)
            })
        })
    }

    /// A template with "be": passive, progressive, or a predicate.
    pub(super) fn predicate(&self, auxiliary: usize) -> Option<Pattern> {
        let mut at = auxiliary;
        let mut been = false;
        while let Some(word) = self.word(at) {
            if BE.contains(&word) {
                been = true;
            } else if !(AUXILIARIES.contains(&word)
                || ADVERBS.contains(&word)
                || is_passing(word) && self.word(at + 1).is_some_and(is_participle))
            {
                break;
            }
            at += 1;
        }
        if !been {
            return self.verbal_from(at, auxiliary, false);
        }
        if self.is_place(at)
            && let Some(word) = self.word(at + 1).filter(|word| !PREPOSITIONS.contains(word))
        {
            let mut slots = self.left(auxiliary, Role::Subject);
            slots.push((Role::Number, self.filler(at)?));
            return Some(Pattern { trigger: Trigger::Predicate { word: word.to_owned(), prep: None }, slots });
        }
        if self.is_place(at) {
            if let Some(pattern) = self.valued(auxiliary, at) {
                return Some(pattern);
            }
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
        // "is set up in {date}": a form that does not tell, before a particle.
        let with_particle =
            || self.word(at + 1).is_some_and(|next| PARTICLES.contains(&next)) && !ARTICLES.contains(&word);
        if is_participle(word) || with_particle() {
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

    /// "the maximum file size is {quantity}", "target for {agreement} is {date}": a noun with its value.
    fn valued(&self, end: usize, value: usize) -> Option<Pattern> {
        let preposition = (0..end).find(|&at| self.word(at).is_some_and(|word| PREPOSITIONS.contains(&word)));
        let of = preposition.unwrap_or(end);
        let words: Vec<String> = (0..of)
            .map(|at| self.word(at))
            .collect::<Option<Vec<&str>>>()?
            .into_iter()
            .filter(|word| !ARTICLES.contains(word))
            .map(str::to_owned)
            .collect();
        words.first()?;
        let mut slots = vec![(Role::Value, self.filler(value)?)];
        if let Some(preposition) = preposition.and_then(|at| self.word(at)) {
            let role = if preposition == "of" { Role::Owner } else { Role::Prep(preposition.to_owned()) };
            slots.push((role, self.phrase(of + 1, end)?));
        }
        Some(Pattern { trigger: Trigger::Noun { words: nouns(words) }, slots })
    }

    /// Where a verb without an auxiliary stands.
    pub(super) fn verb(&self) -> Option<usize> {
        let last = self.pieces.len();
        if let Some(first) = self.word(0) {
            let doing = first.ends_with("ing") && verb_bases(first).len() > 1 && self.is_place(1);
            return if doing { Some(0) } else { self.tagged_verb() };
        }
        let numeric = self.is_numeric(0);
        let possible = |at: &usize| {
            let at = *at;
            let Some(word) = self.word(at) else { return false };
            let after = self.pieces.get(at + 1);
            let coordinated = (1..at).any(|before| self.word(before) == Some("and"));
            let follows = match after {
                None | Some(Piece::Place(_) | Piece::Anything(_)) => true,
                Some(Piece::Word(next)) => {
                    let next = next.as_str();
                    coordinated
                        || PARTICLES.contains(&next)
                        || PREPOSITIONS.contains(&next)
                        || ARTICLES.contains(&next)
                        || !is_third_person(next)
                        || self.is_place(at - 1)
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
                // "{product} came out on {date}", "{person} visited {place}"
                _ if at == 1 && behind_place && is_past(word) => true,
                _ if is_third_person(word) && !plural_subject => {
                    !matches!(self.pieces.get(at - 1), Some(Piece::Possessive))
                }
                _ if plural_subject => {
                    let verb = || {
                        let counted = at == 2 && matches!(self.word(1), Some("people" | "men" | "women" | "children"));
                        counted && tags::of(self.lexicon, self.concept, self.pieces).get(at) == Some(&Upos::Verb)
                    };
                    (looks_like_base(word) || verb()) && !matches!(self.pieces.get(at - 1), Some(Piece::Possessive))
                }
                _ => false,
            }
        };
        let candidates: Vec<usize> = (1..last).filter(possible).collect();
        if let [_, _, ..] = candidates.as_slice() {
            let tags = tags::of(self.lexicon, self.concept, self.pieces);
            let verb = candidates.iter().find(|&&at| tags.get(at) == Some(&Upos::Verb));
            return verb.or(candidates.first()).copied();
        }
        candidates.first().copied()
    }

    /// The verb of a template that begins with a word, by the tagger.
    fn tagged_verb(&self) -> Option<usize> {
        let tags = tags::of(self.lexicon, self.concept, self.pieces);
        let follows = |at: usize| {
            let noun = matches!(tags.get(at + 1), Some(Upos::Noun | Upos::Adj | Upos::Num | Upos::Propn));
            let next = self.word(at + 1);
            let plain =
                |next: &str| PREPOSITIONS.contains(&next) || ARTICLES.contains(&next) || PARTICLES.contains(&next);
            next != Some("of") && (next.is_none_or(plain) || noun && tags.get(at) == Some(&Upos::Verb))
        };
        let possible = |at: usize| {
            let Some(word) = self.word(at) else { return false };
            let before = at.checked_sub(1).and_then(|before| self.word(before));
            let plain =
                !ARTICLES.contains(&word) && !PREPOSITIONS.contains(&word) && !matches!(word, "and" | "or" | "but");
            let object =
                self.is_place(1) && !self.is_numeric(1) || self.word(1).is_some_and(|next| ARTICLES.contains(&next));
            let form = looks_like_base(word) || is_third_person(word);
            let opens = at == 0 && object && form && tags.get(at) == Some(&Upos::Verb);
            let governed = before.is_some_and(|before| ARTICLES.contains(&before) || PREPOSITIONS.contains(&before));
            plain && follows(at) && (opens || at > 0 && !governed && form)
        };
        let candidates: Vec<usize> = (0..self.pieces.len()).filter(|&at| possible(at)).collect();
        let tagged = candidates.iter().copied().find(|&at| tags.get(at) == Some(&Upos::Verb));
        // A word right behind a place is no noun of its own.
        tagged
            .or_else(|| candidates.into_iter().find(|&at| at > 0 && self.is_place(at - 1) && !self.is_numeric(at - 1)))
    }

    pub(super) fn concept_percentage(&self, at: usize) -> bool {
        let Some(Piece::Place(place)) = self.pieces.get(at) else { return false };
        let kind = self.concept.places.get(*place).and_then(|place| self.lexicon.kind(place.kind));
        kind.is_some_and(|kind| kind.name == "percentage")
    }

    pub(super) fn verbal(&self, verb: usize, passive: bool) -> Option<Pattern> {
        let word = self.word(verb)?;
        let reduced = self.is_numeric(0) && verb == 1 && is_participle(word) && self.word(0).is_none();
        self.verbal_from(verb, verb, passive || reduced)
    }

    /// A pattern on the verb at `verb`; what stands left of `group` is its grammatical subject.
    pub(super) fn verbal_from(&self, verb: usize, group: usize, passive: bool) -> Option<Pattern> {
        let form = self.word(verb)?.to_owned();
        let bases = verb_bases(&form);
        let mut next = verb + 1;
        let particle = self.word(next).filter(|word| PARTICLES.contains(word)).map(str::to_owned);
        next += usize::from(particle.is_some());
        let subject = if passive { Role::Object } else { Role::Subject };
        let mut slots = self.left(group, subject);
        for (role, filler) in self.behind(next, passive) {
            slots.push(match role {
                Role::Prep(prep) if passive && prep == "by" => (Role::Subject, filler),
                role => (role, filler),
            });
        }
        Some(Pattern { trigger: Trigger::Verb { form, bases, particle }, slots })
    }

    /// What stands left of the verb: one phrase, or two joined by "and".
    pub(super) fn left(&self, end: usize, role: Role) -> Vec<(Role, Filler)> {
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
    pub(super) fn right(&self, start: usize) -> Vec<(Role, Filler)> {
        self.behind(start, false)
    }

    /// What stands right of a verb; of a passive one a measure, or what somebody is named or shown.
    fn behind(&self, mut start: usize, passive: bool) -> Vec<(Role, Filler)> {
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
                    // "fines {organization} {money}"
                    if role == Role::Object
                        && at == start + 2
                        && self.is_place(start)
                        && !self.is_numeric(start)
                        && self.is_numeric(start + 1)
                        && !passive
                        && let (Some(whom), Some(measure)) = (self.filler(start), self.filler(start + 1))
                    {
                        slots.extend([(Role::Object, whom), (Role::Measure, measure)]);
                        start = at;
                    }
                    let (start_of_phrase, given) = self.given(start, at, role == Role::Object);
                    slots.extend(given);
                    let measured = role == Role::Object
                        && self.is_numeric(start)
                        && at == start + 2
                        && self.word(start + 1).is_some_and(is_measured);
                    let end = at - usize::from(measured);
                    let phrase = self.phrase(start_of_phrase, end);
                    let compound =
                        phrase.is_none() && preposition == Some("of") && role == Role::Prep(String::from("ahead"));
                    let alone = role == Role::Object && at == start + 1 && self.is_numeric(start);
                    let measure = measured || alone && (passive || preposition.is_some() && self.is_duration(start));
                    slots.extend(phrase.map(|filler| match &role {
                        Role::Object if measure => (Role::Measure, filler),
                        Role::Object if passive => (Role::Complement, filler),
                        role => (role.clone(), filler),
                    }));
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

    /// "gives {person} an interview": whom it is given to, before what is given.
    fn given(&self, start: usize, end: usize, object: bool) -> (usize, Option<(Role, Filler)>) {
        let two = object
            && self.is_place(start)
            && start + 1 < end
            && self.word(start + 1).is_some_and(|word| ARTICLES.contains(&word));
        match self.filler(start).filter(|_| two) {
            Some(whom) => (start + 1, Some((Role::Prep(String::from("to")), whom))),
            None => (start, None),
        }
    }

    /// A noun phrase: a place, a noun, or a noun with places and words under it. What is told "a minute" or "per user" is
    /// what its noun says.
    pub(super) fn phrase(&self, start: usize, end: usize) -> Option<Filler> {
        let mut words = Vec::new();
        let mut under = Vec::new();
        let mut inside: Vec<(Role, usize)> = Vec::new();
        let mut lone = None;
        let mut preposition: Option<String> = None;
        for at in start..end {
            match self.pieces.get(at)? {
                Piece::Place(place) => {
                    lone = lone.or_else(|| self.filler(at));
                    let role = match &preposition {
                        _ if self.is_numeric(at) => Role::Number,
                        Some(preposition) if preposition != "of" => Role::Prep(preposition.clone()),
                        _ => Role::Owner,
                    };
                    inside.push((role, *place));
                }
                Piece::Anything(_) => lone = lone.or_else(|| self.filler(at)),
                Piece::Word(word)
                    if ARTICLES.contains(&word.as_str()) && !words.is_empty() && preposition.is_none() =>
                {
                    break;
                }
                Piece::Word(word) if word == "per" && !words.is_empty() => break,
                Piece::Word(word) if ARTICLES.contains(&word.as_str()) => {}
                Piece::Word(word) if PREPOSITIONS.contains(&word.as_str()) => preposition = Some(word.clone()),
                // "{percentage} of citizens", "{percentage} of {thing} respondents": the noun stands behind "of".
                Piece::Word(word) | Piece::Hyphened(word) => match preposition {
                    Some(_) if !words.is_empty() => under.push(word.clone()),
                    _ => words.push(word.clone()),
                },
                Piece::Comma | Piece::Possessive => {}
            }
        }
        if words.is_empty() { lone } else { Some(Filler::Noun { words: nouns(words), under, inside }) }
    }
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
