//! Filling the slots of a pattern.

use super::role_tokens::number_before;
use super::{Bindings, Draft, Matcher, Slot};
use crate::extract::entities::KindWords;
use crate::extract::fill::{self, Filled};
use crate::extract::index::Compiled;
use crate::extract::roles;
use crate::extract::{adjacent, context};
use crate::facts::Argument;
use crate::lang::lexicon::{Category, ConceptId};
use crate::lang::pattern::{self, Filler, Pattern, Role, Trigger};
use crate::nlp::inflect::{is_participle, singular};
use crate::nlp::{Deprel, Upos};
use crate::value::{Unit, Value};
use std::ops::Range;

/// Adjectives by which a thing is not, or not yet, what its noun says.
const ALTERING: [&str; 9] =
    ["potential", "prospective", "possible", "would-be", "former", "alleged", "suspected", "fake", "future"];

/// Doing that adds nothing to what its object says: "ruled out *joining* a coalition".
const LIGHT: [&str; 10] =
    ["joining", "entering", "forming", "having", "holding", "taking", "making", "seeking", "opening", "starting"];

/// Nouns that gather what they are of: "a fleet of 40 aircraft".
const COLLECTIVE: [&str; 14] = [
    "fleet",
    "staff",
    "team",
    "total",
    "group",
    "series",
    "network",
    "chain",
    "collection",
    "crew",
    "workforce",
    "number",
    "set",
    "range",
];

/// Where the phrases of a pattern are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// In the tree.
    Tree,
    /// In the order of the words, where the tree does not see a verb.
    Order,
}

impl Matcher<'_> {
    /// Fills all slots of a pattern on its trigger, and finishes the match.
    pub(super) fn bind(
        &self,
        compiled: &Compiled,
        trigger: usize,
        predicate: usize,
        tokens: Vec<Range<usize>>,
        by: By,
        drafts: &mut Vec<Draft>,
    ) {
        let mut bindings = self.empty(compiled);
        bindings.tokens = tokens;
        let known = drafts.len();
        if self.fill_slots(compiled, &compiled.pattern, trigger, by, &mut bindings) {
            self.finish(compiled, predicate, bindings, drafts);
        }
        if drafts.len() == known {
            self.in_sequence(compiled, trigger, drafts);
        }
    }

    /// Fills the slots of a pattern, or of a clause of one; false: it does not match.
    fn fill_slots(
        &self,
        compiled: &Compiled,
        pattern: &Pattern,
        trigger: usize,
        by: By,
        bindings: &mut Bindings,
    ) -> bool {
        let mut subjects_used = 0;
        let fixed: Vec<usize> = self.fixed_tokens(pattern, trigger, by);
        for (role, filler) in &pattern.slots {
            let mut candidates = self.stand_in(pattern, role, trigger, &fixed, by);
            // A day stands with "on", a year with "in": which of them the template has is all one.
            if let (Role::Prep(prep), Filler::Place(place)) = (role, filler)
                && matches!(prep.as_str(), "on" | "in")
                && self.is_kind(compiled.concept, *place, "date")
                && !self.any_fits(compiled, filler, &candidates)
            {
                let other = Role::Prep(String::from(if prep == "on" { "in" } else { "on" }));
                candidates = self.stand_in(pattern, &other, trigger, &fixed, by);
            }
            if *role == Role::Owner
                && let Trigger::Noun { words } = &pattern.trigger
            {
                // Neither a word of the noun itself nor a mere sort of it owns it: "maximum *file* size".
                let own = bindings.tokens.first().cloned().unwrap_or(trigger..trigger + 1);
                let own = own.start.min((trigger + 1).saturating_sub(words.len().max(1)))..own.end.max(trigger + 1);
                let sort = |at: usize| self.document.rel(at) == Deprel::Compound && self.entities.at(at).is_none();
                candidates.retain(|&at| !own.contains(&at) && !sort(at));
            }
            // "{first} and {second} meet": each takes one of the coordinated subjects.
            let twins = pattern
                .slots
                .iter()
                .filter(|(other, filler)| other == role && matches!(filler, Filler::Place(_)))
                .count();
            if twins > 1 {
                // "Xi and Putin, who met": the clause hangs on one of the two.
                if let [one] = candidates.as_slice() {
                    let first =
                        self.document.head(*one).filter(|_| self.document.rel(*one) == Deprel::Conj).unwrap_or(*one);
                    candidates = roles::coordinated(self.document, first);
                    let joined = adjacent::joined_before(self.document, self.entities, first);
                    candidates.splice(0..0, joined);
                }
                candidates = candidates.into_iter().skip(subjects_used).take(1).collect();
                subjects_used += 1;
            }
            if *role == Role::Subject
                && twins < 2
                && let [one] = candidates.as_slice()
            {
                let joined = adjacent::joined_before(self.document, self.entities, *one);
                candidates.splice(0..0, joined);
            }
            if *role == Role::Subject && !self.any_fits(compiled, filler, &candidates) {
                candidates = self.taken_up(trigger, candidates);
            }
            // "injured 30", "beat the Blues 3-1 on Monday": what stands right behind the verb, where the tree has lost it.
            if *role == Role::Object
                && matches!(pattern.trigger, Trigger::Verb { .. })
                && !self.any_fits(compiled, filler, &candidates)
                && (!roles::is_passive(self.document, trigger) || self.has_name_behind(trigger))
            {
                candidates.extend(self.object_behind(compiled, filler, trigger));
            }
            // "ruled out *joining* a coalition"
            if *role == Role::Object {
                let light = |&at: &usize| LIGHT.contains(&self.document.lower(at));
                let inner: Vec<usize> = candidates.iter().copied().filter(|at| light(at)).collect();
                candidates.extend(inner.into_iter().flat_map(|at| roles::logical_objects(self.document, at)));
            }
            // "14 people dead and 30 injured"
            if let (Role::Object, Filler::Place(place)) = (role, filler)
                && matches!(pattern.trigger, Trigger::Verb { .. })
                && self.is_value(compiled.concept, *place)
                && is_participle(self.document.lower(trigger))
                && !self.any_fits(compiled, filler, &candidates)
            {
                candidates.extend(number_before(self.document, trigger));
            }
            // "The Greens won 41 of the 120 seats": a number right behind the verb, with the noun that it counts behind it.
            if let (Role::Object, Filler::Noun { words, under, inside }) = (role, filler)
                && inside.iter().any(|(role, _)| *role == Role::Number)
                && !candidates.iter().any(|&token| self.noun_filler(token, words, under).is_some())
            {
                candidates.extend(self.value_after(trigger));
            }
            let office = pattern.slots.iter().any(|(role, _)| *role == Role::Holder);
            let value = *role == Role::Value
                && matches!(filler, Filler::Place(place) if self.is_party(compiled.concept, *place));
            if (office && matches!(role, Role::Owner | Role::Holder) || value)
                && matches!(pattern.trigger, Trigger::Noun { .. })
                && !self.any_fits(compiled, filler, &candidates)
            {
                let noun = bindings.tokens.first().cloned().unwrap_or(trigger..trigger + 1);
                let beside = match role {
                    Role::Owner => self.owners_beside(noun),
                    _ => self.holders_beside(noun),
                };
                if self.any_fits(compiled, filler, &beside) {
                    candidates = beside;
                }
            }
            // "his attendance at the G-7 summit last month": what stands right behind the preposition.
            if let (Role::Prep(prep), Filler::Place(_)) = (role, filler)
                && !self.any_fits(compiled, filler, &candidates)
            {
                candidates.extend(adjacent::behind_preposition(self.document, self.entities, trigger, prep));
            }
            // "closed 3.2 percent higher at 412 pence": a value behind its preposition, whatever the tree hangs it on.
            if let (Role::Prep(prep), Filler::Place(place)) = (role, filler)
                && self.is_value(compiled.concept, *place)
                && !self.any_fits(compiled, filler, &candidates)
            {
                candidates.extend(self.value_behind(compiled, *place, trigger, prep));
            }
            // A participle ("…, killing 107") borrows the subject of its clause, if that can be it.
            // An owner that the template leaves open is taken where one stands with the noun.
            let borrowed = *role == Role::Subject && self.borrows_subject(trigger);
            let open = *role == Role::Owner && compiled.open_owner;
            // "defeated the holders, Lorient, 28–25 in the final": a third party further on in the clause.
            if let (Role::Prep(prep), Filler::Place(2..)) = (role, filler)
                && !self.any_fits(compiled, filler, &candidates)
            {
                candidates.extend(self.party_behind(compiled, filler, trigger, prep));
            }
            // "in the final", "in Gdynia": what stands with the preposition of a third place need not be that place.
            let third = matches!(filler, Filler::Place(place) if *place > 1);
            if (borrowed || open || third) && !self.any_fits(compiled, filler, &candidates) {
                candidates.clear();
            }
            if open && roles::owners(self.document, trigger).is_empty() {
                // Of those that the clause is about, the nearest that can be it.
                candidates.retain(|&token| self.any_fits(compiled, filler, &[token]));
                candidates.truncate(1);
            }
            // "Ann Lee, but not Bo Berg, attended"
            if let Filler::Place(place) = filler {
                self.set_aside(compiled, *place, &mut candidates, bindings);
                // "Every country except Norway signed", the exception read as the subject.
                if let [one] = candidates.as_slice()
                    && self
                        .entities
                        .mention_at(*one)
                        .and_then(|mention| mention.tokens.start.checked_sub(1))
                        .is_some_and(|before| matches!(self.document.lower(before), "except" | "excluding" | "barring"))
                {
                    bindings.excepted = true;
                }
                // "All leaders except Bo Berg attended"
                if !self.any_fits(compiled, filler, &candidates) {
                    let out: Vec<usize> =
                        candidates.iter().flat_map(|&at| roles::exceptions(self.document, at)).collect();
                    if self.any_fits(compiled, filler, &out) {
                        candidates = out;
                        bindings.excepted = true;
                    }
                }
            }
            // Of numbers that are joined, the first is what is told: "costs $39, or $49 with a case".
            if let Filler::Place(place) = filler
                && self.is_value(compiled.concept, *place)
                && let [_, rest @ ..] = candidates.as_slice()
                && rest.iter().all(|&at| self.document.rel(at) == Deprel::Conj)
            {
                candidates.truncate(1);
            }
            // "Twelve pupils at Hill School" are some of them, "the 412 pupils" all.
            if compiled.owned && *role == Role::Owner {
                candidates.retain(|&owner| !self.is_some_of(trigger, owner));
            }
            if !self.slot(compiled, bindings, filler, &candidates) {
                return false;
            }
        }
        true
    }

    /// Takes out of the candidates those that "but not" sets off, and notes them as denied; what stands before is meant.
    fn set_aside(&self, compiled: &Compiled, place: usize, candidates: &mut Vec<usize>, bindings: &mut Bindings) {
        let document = self.document;
        let mut meant = Vec::new();
        candidates.retain(|&at| {
            let mut start = self.entities.mention_at(at).map_or(at, |mention| mention.tokens.start);
            while start.checked_sub(1).is_some_and(|before| document.upos(before) == Upos::Det) {
                start -= 1;
            }
            let not = start.checked_sub(1).filter(|&before| document.lower(before) == "not");
            let but = not.and_then(|not| not.checked_sub(1)).filter(|&but| matches!(document.lower(but), "but" | ","));
            let Some(but) = but else { return true };
            if let Some(filled) = self.fill(compiled, place, at) {
                bindings.denied.push((place, filled));
            }
            let end = but - usize::from(document.lower(but) == "but" && document.lower(but.saturating_sub(1)) == ",");
            let before = end.checked_sub(1).and_then(|last| self.entities.mention_at(last));
            meant.extend(before.filter(|mention| mention.tokens.end == end).map(|mention| mention.head));
            false
        });
        for at in meant {
            if !candidates.contains(&at) {
                candidates.push(at);
            }
        }
    }

    /// The value that follows a preposition in the words behind the trigger, up to the end of its clause.
    fn value_behind(&self, compiled: &Compiled, place: usize, trigger: usize, prep: &str) -> Option<usize> {
        let end = self.document.sentence(trigger).end;
        let closes = |at: usize| {
            matches!(self.document.lower(at), ";" | ":" | "\"" | "and" | "but" | "while")
                || self.document.upos(at) == Upos::Verb && at != trigger
        };
        let mut clause = (trigger + 1..end.min(trigger + 15)).take_while(|&at| !closes(at));
        let at = clause.find(|&at| self.document.lower(at) == prep)?;
        (at + 1..end.min(at + 4)).find(|&value| self.fill(compiled, place, value).is_some())
    }

    /// Whether a name stands right behind a verb that has no auxiliary of the passive: "police *detained* Ann Lee" is active,
    /// whatever the tree says.
    fn has_name_behind(&self, verb: usize) -> bool {
        let name = self.entities.mention_at(verb + 1).filter(|mention| mention.tokens.start == verb + 1);
        let named = name.and_then(|mention| self.entities.get(mention.entity)).is_some_and(|entity| entity.named);
        named && self.document.children_by(verb, &[Deprel::AuxPass, Deprel::NsubjPass]).next().is_none()
    }

    /// The value right behind a verb, words that hedge it aside.
    fn value_after(&self, verb: usize) -> Option<usize> {
        const HEDGES: [&str; 12] =
            ["about", "some", "at", "least", "most", "more", "than", "nearly", "almost", "another", "over", "around"];
        let end = self.document.sentence(verb).end.min(verb + 5);
        let hedged = |at: &usize| HEDGES.contains(&self.document.lower(*at));
        (verb + 1..end).find(|at| !hedged(at)).filter(|&first| self.document.value(first).is_some())
    }

    /// The value, or else the phrase that fits, right behind a verb.
    fn object_behind(&self, compiled: &Compiled, filler: &Filler, verb: usize) -> Option<usize> {
        let value = self.value_after(verb).filter(|&first| self.any_fits(compiled, filler, &[first]));
        let found = value.or_else(|| adjacent::behind(self.document, self.entities, verb));
        found.filter(|&at| self.any_fits(compiled, filler, &[at]) && matches!(filler, Filler::Place(_)))
    }

    /// The phrase that fits behind a preposition in the words behind the trigger, up to the end of its clause.
    fn party_behind(&self, compiled: &Compiled, filler: &Filler, trigger: usize, prep: &str) -> Option<usize> {
        let end = self.document.sentence(trigger).end.min(trigger + 15);
        let closes = |at: usize| {
            matches!(self.document.lower(at), ";" | ":" | "\"" | "but" | "while")
                || self.document.upos(at) == Upos::Verb && at != trigger
        };
        let clause = (trigger + 1..end).take_while(|&at| !closes(at));
        let mut heads = clause
            .filter(|&at| self.document.lower(at) == prep)
            .filter_map(|at| adjacent::behind(self.document, self.entities, at));
        heads.find(|&head| self.any_fits(compiled, filler, &[head]))
    }

    /// Whether a place is one of persons, organisations or places.
    fn is_party(&self, concept: ConceptId, place: usize) -> bool {
        let kind = self.concept(concept).and_then(|concept| concept.places.get(place)).map(|place| place.kind);
        let of = |wide: &str| {
            kind.zip(self.lexicon.kind_named(wide)).is_some_and(|(kind, wide)| self.lexicon.is_a(kind, wide))
        };
        ["person", "organization", "place"].into_iter().any(of)
    }

    /// Whether a place is one of numbers, sums, dates or the like.
    pub(super) fn is_value(&self, concept: ConceptId, place: usize) -> bool {
        let kind = self.concept(concept).and_then(|concept| concept.places.get(place)).map(|place| place.kind);
        let dated = || self.is_kind(concept, place, "date");
        kind.is_some_and(|kind| pattern::is_numeric(self.lexicon, kind)) || dated()
    }

    /// "…, which had a magnitude of 4.7": where the noun before cannot be the subject, "which" takes up what the clause
    /// around it is about.
    fn taken_up(&self, verb: usize, candidates: Vec<usize>) -> Vec<usize> {
        let document = self.document;
        let which =
            document.children_by(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).any(|at| document.lower(at) == "which");
        let named =
            |at: usize| self.entities.at(at).and_then(|id| self.entities.get(id)).is_some_and(|entity| entity.named);
        if !which || document.rel(verb) != Deprel::AclRelcl || candidates.iter().any(|&at| named(at)) {
            return candidates;
        }
        let mut at = verb;
        while let Some(head) = document.head(at) {
            at = head;
            if document.upos(at) == Upos::Verb {
                return roles::grammatical_subjects(document, at);
            }
        }
        candidates
    }

    /// Whether the verb is a participle that hangs on another clause and has no subject of its own.
    fn borrows_subject(&self, verb: usize) -> bool {
        let own = [Deprel::Nsubj, Deprel::NsubjPass];
        if self.document.children_by(verb, &own).next().is_some() {
            return false;
        }
        match self.document.rel(verb) {
            Deprel::Advcl | Deprel::Acl => self.document.analysis.xpos(verb) == "VBG",
            Deprel::Conj => self.document.head(verb).is_some_and(|head| self.borrows_subject(head)),
            _ => false,
        }
    }

    fn any_fits(&self, compiled: &Compiled, filler: &Filler, candidates: &[usize]) -> bool {
        match filler {
            Filler::Place(place) => candidates.iter().any(|&token| self.fill(compiled, *place, token).is_some()),
            _ => true,
        }
    }

    /// The nouns that a pattern's fixed fillers came to, for what hangs on them ("take part | in the summit").
    fn fixed_tokens(&self, pattern: &Pattern, trigger: usize, by: By) -> Vec<usize> {
        let nouns = pattern.slots.iter().filter_map(|(role, filler)| match filler {
            Filler::Noun { words, inside, .. } if inside.is_empty() => {
                let candidates = self.stand_in(pattern, role, trigger, &[], by);
                candidates.into_iter().find(|&token| self.noun_words(token, words).is_some())
            }
            _ => None,
        });
        nouns.collect()
    }

    /// The tokens that stand in a role to the trigger.
    fn stand_in(&self, pattern: &Pattern, role: &Role, trigger: usize, fixed: &[usize], by: By) -> Vec<usize> {
        match by {
            By::Tree => self.candidates(&pattern.trigger, role, trigger, fixed),
            By::Order => match role {
                Role::Subject => adjacent::before(self.document, self.entities, trigger),
                Role::Object => adjacent::behind(self.document, self.entities, trigger).into_iter().collect(),
                Role::Prep(prep) => {
                    let object = adjacent::behind(self.document, self.entities, trigger).unwrap_or(trigger);
                    adjacent::behind_preposition(self.document, self.entities, object, prep).into_iter().collect()
                }
                _ => Vec::new(),
            },
        }
    }

    /// Fills one slot; false: the pattern does not match.
    pub(super) fn slot(
        &self,
        compiled: &Compiled,
        bindings: &mut Bindings,
        filler: &Filler,
        candidates: &[usize],
    ) -> bool {
        match filler {
            Filler::Place(place) => match self.fill_all(compiled, *place, candidates) {
                Slot::Filled(filled) => {
                    let entity = filled.iter().any(|filled| matches!(filled.argument, Argument::Entity(_)));
                    if let Some(only) = candidates.iter().find_map(|&token| self.only(token)).filter(|_| entity) {
                        bindings.only = Some((*place, only));
                    }
                    if let Some(fills) = bindings.places.get_mut(*place) {
                        fills.extend(filled);
                    }
                    true
                }
                Slot::Empty => true,
                Slot::Unfit => false,
            },
            Filler::Anything(kind) => {
                let Some(kind) = self.lexicon.kind_named(kind) else { return false };
                let found =
                    candidates.iter().find_map(|&at| fill::fill(self.document, self.entities, self.lexicon, kind, at));
                bindings.tokens.extend(found.as_ref().map(|filled| filled.tokens.clone()));
                // What may be anything may be what the tree does not show.
                found.is_some() || self.lexicon.kind(kind).is_some_and(|kind| kind.name == "thing")
            }
            Filler::Noun { words, under, inside } => {
                let found = candidates.iter().find_map(|&token| Some((token, self.noun_filler(token, words, under)?)));
                let Some((governor, (head, tokens))) = found else { return false };
                bindings.tokens.push(tokens);
                let attribute =
                    self.concept(compiled.concept).is_some_and(|concept| concept.category == Category::Attribute);
                inside.iter().all(|(role, place)| {
                    let noun = Trigger::Noun { words: Vec::new() };
                    let mut candidates = self.candidates(&noun, role, head, &[]);
                    if candidates.is_empty() && *role == Role::Number && self.document.value(head).is_some() {
                        candidates.push(head);
                    }
                    // "78 of the 150 seats": the number that governs the noun is the one that is told.
                    if *role == Role::Number && governor != head && self.document.value(governor).is_some() {
                        candidates = vec![governor];
                    }
                    match self.fill_all(compiled, *place, &candidates) {
                        Slot::Filled(filled) => {
                            if let Some(fills) = bindings.places.get_mut(*place) {
                                fills.extend(filled);
                            }
                            true
                        }
                        // Whose it is may be left to the context.
                        Slot::Empty => {
                            *role == Role::Owner || *place == 0 && matches!(role, Role::Prep(_)) && attribute
                        }
                        Slot::Unfit => false,
                    }
                })
            }
            Filler::Clause(clause) => candidates.iter().any(|&token| {
                let Some(tokens) = self.trigger_at(&clause.trigger, token) else { return false };
                if context::is_denied(self.document, token) {
                    return false;
                }
                let mut within = bindings.clone();
                within.tokens.extend(tokens);
                let matched = self.fill_slots(compiled, clause, token, By::Tree, &mut within);
                if matched {
                    *bindings = within;
                }
                matched
            }),
        }
    }

    /// A fixed noun at the token, under a number that governs it ("a quarter of citizens"), or one that a bare number has
    /// left out ("of eleven jurors, *ten* were white").
    fn noun_filler(&self, token: usize, words: &[String], under: &[String]) -> Option<(usize, Range<usize>)> {
        // "The likelihood" alone takes up the likelihood of what was spoken of.
        let bare = |head: usize| {
            let the = |det: usize| matches!(self.document.lower(det), "the" | "this" | "that");
            self.document.child(head, Deprel::Nmod).is_none()
                && self.document.children_by(head, &[Deprel::Det]).any(the)
        };
        let with = |head: usize| {
            if bare(head) {
                return true;
            }
            let phrase = self.document.subtree(head);
            under.iter().all(|word| phrase.clone().any(|at| singular(self.document.lower(at)) == singular(word)))
        };
        if let Some(tokens) = self.noun_words(token, words).filter(|_| with(token)) {
            return Some((token, tokens));
        }
        // "a fleet of 40 aircraft"
        if COLLECTIVE.contains(&self.document.lower(token))
            && let Some((inner, tokens)) = roles::prepositional(self.document, token, "of")
                .into_iter()
                .find_map(|inner| Some((inner, self.noun_words(inner, words).filter(|_| with(inner))?)))
        {
            return Some((inner, tokens));
        }
        // "People" are whoever is counted: pilgrims, asylum seekers.
        if matches!(words, [one] if one == "person" || one == "people") && self.is_people(token) {
            return Some((token, token..token + 1));
        }
        // "saved 200 more", "killing 12 others"
        let more = matches!(self.document.lower(token), "more" | "others" | "another");
        if more && matches!(words, [one] if one == "person" || one == "people") {
            return Some((token, token..token + 1));
        }
        self.document.value(token)?;
        let mut inner = roles::prepositional(self.document, token, "of");
        if inner.is_empty() {
            inner.extend(adjacent::behind_preposition(self.document, self.entities, token, "of"));
        }
        let governed = inner.iter().find_map(|&inner| Some((inner, self.noun_words(inner, words)?)));
        if let Some((inner, tokens)) = governed.filter(|&(inner, _)| with(inner)) {
            return Some((inner, tokens));
        }
        let taken_up = inner.iter().any(|&inner| self.takes_up(inner));
        let bare = inner.is_empty() && self.document.upos(token) == Upos::Num;
        (taken_up || bare && self.left_out(token, words)).then_some((token, token..token + 1))
    }

    /// Whether a noun in the plural can mean people: no animal, no thing of a known kind.
    fn is_people(&self, token: usize) -> bool {
        const NOT: [&str; 16] = [
            "animal", "horse", "dog", "cat", "cow", "bird", "sheep", "house", "home", "building", "car", "vehicle",
            "ship", "country", "year", "time",
        ];
        let plural = self.document.analysis.xpos(token) == "NNS";
        let other = self.entities.at(token).is_some_and(|id| !self.entities.is(id, "person"));
        plural && !other && !NOT.contains(&self.document.lemma(token)) && self.document.value(token).is_none()
    }

    /// Whether a phrase takes up people or things that were spoken of: "those people", "them".
    fn takes_up(&self, token: usize) -> bool {
        let these = |det: usize| matches!(self.document.lower(det), "those" | "these");
        matches!(self.document.lower(token), "them" | "those" | "these")
            || matches!(self.document.lower(token), "people" | "ones")
                && self.document.children_by(token, &[Deprel::Det]).any(these)
    }

    /// Whether the noun was said last, in this sentence or the one before, and meant what it says: potential jurors are
    /// none.
    fn left_out(&self, token: usize, words: &[String]) -> bool {
        let sentence = self.document.sentence(token);
        let from = sentence.start.checked_sub(1).map_or(sentence.start, |last| self.document.sentence(last).start);
        let Some(last) = words.last() else { return false };
        let mut said = (from..token).rev().filter(|&at| singular(self.document.lower(at)) == *last);
        said.next().is_some_and(|at| {
            let altered = self
                .document
                .children_by(at, &[Deprel::Amod, Deprel::Compound])
                .map(|word| self.document.lower(word))
                .any(|word| ALTERING.contains(&word) && !words.iter().any(|own| own == word));
            self.noun_words(at, words).is_some() && !altered
        })
    }

    /// Whether a counted noun speaks of some of an owner's, not of all: it stands with a preposition and without an article.
    fn is_some_of(&self, noun: usize, owner: usize) -> bool {
        let document = self.document;
        let below = document.head(owner) == Some(noun) && matches!(document.rel(owner), Deprel::Nmod | Deprel::Obl);
        let first = document.subtree(noun).start;
        let definite = matches!(document.lower(first), "the" | "its" | "their" | "his" | "her" | "all")
            || document.children_by(noun, &[Deprel::Det, Deprel::NmodPoss]).next().is_some();
        let had = roles::has_case(document, noun, "with") || document.rel(noun) == Deprel::Obj;
        below && !definite && !had
    }

    /// Whether what a number counts can be what its place counts: itself alone, people, or what the concept's name speaks of.
    fn counts(&self, compiled: &Compiled, place: usize, token: usize) -> bool {
        if !self.is_kind(compiled.concept, place, "number") || self.document.value(token).is_some() {
            return true;
        }
        let Some(concept) = self.concept(compiled.concept) else { return true };
        let noun = singular(self.document.lower(token));
        let named = std::iter::once(&concept.phrase)
            .chain(&concept.also)
            .any(|phrase| phrase.split([' ', '-']).any(|word| singular(word) == noun));
        named || self.is_people(token) || self.document.analysis.xpos(token) != "NNS"
    }

    fn fill_all(&self, compiled: &Compiled, place: usize, candidates: &[usize]) -> Slot {
        let mut filled: Vec<Filled> = Vec::new();
        let mut all: Vec<usize> = candidates.to_vec();
        all.retain(|&token| self.counts(compiled, place, token));
        if self.is_kind(compiled.concept, place, "thing") || self.is_party(compiled.concept, place) {
            all = self.before_values(all);
        }
        for &token in candidates {
            all.extend(roles::examples(self.document, token));
        }
        if let [.., last] = *all.as_slice() {
            all.extend(adjacent::listed_behind(self.document, self.entities, last));
        }
        for token in all {
            let thing = self.is_kind(compiled.concept, place, "thing");
            let found = self.fill(compiled, place, token).into_iter();
            for found in found.flat_map(|found| if thing { fill::listed(self.document, found) } else { vec![found] }) {
                if !filled.iter().any(|known| known.argument == found.argument) {
                    filled.push(found);
                }
            }
        }
        match (filled.is_empty(), candidates.is_empty()) {
            (false, _) => Slot::Filled(filled),
            (true, true) => Slot::Empty,
            (true, false) => Slot::Unfit,
        }
    }

    /// "$39 for one person and $99 for a family": what has a value of its own before it shares none with what stands before.
    fn before_values(&self, mut coordinated: Vec<usize>) -> Vec<usize> {
        let own = |&[before, behind]: &[usize; 2]| {
            let between = before + 1..self.document.subtree(behind).start.max(before + 1);
            between.clone().any(|at| matches!(self.document.lower(at), "and" | "or"))
                && (before + 1..behind).any(|at| {
                    let reading = self.document.value(at);
                    reading.is_some_and(|reading| match &reading.value {
                        Value::Number(number) => number.unit != Unit::One && !number.ordinal,
                        _ => false,
                    })
                })
        };
        let pairs = coordinated.windows(2).filter_map(|pair| pair.first_chunk::<2>().copied());
        if let Some(shared) = pairs.enumerate().find(|(_, pair)| own(pair)).map(|(at, _)| at + 1) {
            coordinated.truncate(shared);
        }
        coordinated
    }

    /// "the only leader": the kind of the noun that "only" closes.
    fn only(&self, token: usize) -> Option<Option<String>> {
        let closing = self
            .document
            .children_by(token, &[Deprel::Amod, Deprel::Advmod, Deprel::Det])
            .any(|child| matches!(self.document.lower(child), "only" | "sole" | "alone") && child < token);
        // "Only Norway signed", whatever the tree hangs the word on.
        let start = self.entities.mention_at(token).map_or(token, |mention| mention.tokens.start);
        let closing = closing || start.checked_sub(1).is_some_and(|before| self.document.lower(before) == "only");
        if !closing {
            return None;
        }
        let words = KindWords::new(self.lexicon);
        let kind = words.of_head(self.document, token).and_then(|(kind, _)| self.lexicon.kind(kind));
        Some(kind.map(|kind| kind.name.clone()))
    }
}
