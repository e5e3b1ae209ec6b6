//! Matching patterns on the trees of an article: statements with their parties bound by structure.

use super::adjacent;
use super::context::{self, Context};
use super::document::Document;
use super::entities::Entities;
use super::fill::{self, Filled};
use super::index::{Compiled, Index};
use super::pattern::{Filler, Role, Trigger};
use super::roles;
use crate::facts::{Argument, Descriptor, EntityId, Polarity};
use crate::lang::lexicon::{Category, Concept, ConceptId, KindId, Lexicon};
use crate::nlp::inflect::{same_verb, singular, verb_bases};
use crate::nlp::{Deprel, Upos};
use crate::value::{Unit, Value};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// A statement before its spans are mapped to the file.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The concept.
    pub concept: ConceptId,
    /// Its arguments.
    pub arguments: Vec<Argument>,
    /// What surrounds it.
    pub context: Context,
    /// The token that time, place and part are read from.
    pub predicate: usize,
    /// The words that say it: trigger, fillers, negation.
    pub tokens: Vec<Range<usize>>,
    /// The place that is closed ("only"), and the kind that it is closed for.
    pub only: Option<(usize, Option<String>)>,
    /// "the 10th member".
    pub ordinal: Option<u32>,
    /// Whether a party was filled from the context.
    pub from_context: bool,
    /// The bound that the template puts on its number.
    pub bound: Option<crate::lang::syntax::SaidAs>,
    /// The template.
    pub template: Option<String>,
}

/// What a slot came to.
enum Slot {
    /// These fill it, each by itself.
    Filled(Vec<Filled>),
    /// Nothing stands in that role.
    Empty,
    /// What stands there is of another kind.
    Unfit,
}

/// What matching needs.
pub struct Matcher<'a> {
    document: &'a Document<'a>,
    entities: &'a Entities,
    lexicon: &'a Lexicon,
    index: &'a Index,
    /// The event that the article opens with.
    opening: Option<EntityId>,
}

/// A match in the making.
#[derive(Default)]
struct Bindings {
    places: Vec<Vec<Filled>>,
    tokens: Vec<Range<usize>>,
    only: Option<(usize, Option<String>)>,
    from_context: bool,
}

impl<'a> Matcher<'a> {
    /// A matcher over one article.
    pub fn new(document: &'a Document<'a>, entities: &'a Entities, lexicon: &'a Lexicon, index: &'a Index) -> Self {
        let opening = opening(document, entities);
        Self { document, entities, lexicon, index, opening }
    }

    /// All statements that the templates find, in document order.
    pub fn run(&self) -> Vec<Draft> {
        let mut drafts = Vec::new();
        for token in 0..self.document.len() {
            let word = self.document.lower(token);
            let one = singular(word);
            for &id in self.index.words(&one) {
                self.try_word(id, token, &mut drafts);
            }
            if matches!(self.document.upos(token), Upos::Verb | Upos::Aux | Upos::Adj | Upos::Noun | Upos::Propn) {
                self.verbs(token, &mut drafts);
            }
            self.wordless(token, &mut drafts);
        }
        drafts
    }

    /// Verb patterns on a verb, or on the noun of its happening.
    fn verbs(&self, token: usize, drafts: &mut Vec<Draft>) {
        let word = self.document.lower(token);
        let verbal = matches!(self.document.upos(token), Upos::Verb | Upos::Aux | Upos::Adj);
        let mut seen: Vec<u32> = Vec::new();
        if verbal {
            let lemma = self.document.lemma(token).to_lowercase();
            for base in verb_bases(word).into_iter().chain(std::iter::once(lemma)) {
                for &id in self.index.verbs(&base) {
                    if !seen.contains(&id) {
                        seen.push(id);
                        self.try_verb(id, token, drafts);
                    }
                }
            }
        } else {
            for base in verbs_of_noun(&singular(word)) {
                for &id in self.index.verbs(base) {
                    if !seen.contains(&id) {
                        seen.push(id);
                        self.try_nominalised(id, token, drafts);
                    }
                }
            }
        }
    }

    fn try_verb(&self, id: u32, verb: usize, drafts: &mut Vec<Draft>) {
        let Some(compiled) = self.index.get(id) else { return };
        let Trigger::Verb { bases, particle, .. } = &compiled.pattern.trigger else { return };
        let form = self.document.lower(verb);
        if !bases.iter().any(|base| same_verb(base, form) || base == self.document.lemma(verb)) {
            return;
        }
        let mut tokens = vec![verb..verb + 1];
        if let Some(particle) = particle {
            let Some(at) = self.document.children(verb).find(|&child| self.document.lower(child) == particle) else {
                return;
            };
            tokens.push(at..at + 1);
        }
        self.bind(compiled, verb, verb, tokens, drafts);
    }

    fn try_nominalised(&self, id: u32, noun: usize, drafts: &mut Vec<Draft>) {
        let Some(compiled) = self.index.get(id) else { return };
        let particle = matches!(&compiled.pattern.trigger, Trigger::Verb { particle: Some(_), .. });
        let bare = compiled.pattern.slots.iter().all(|(_, filler)| !matches!(filler, Filler::Noun { .. }));
        if particle
            || !bare
            || self
                .entities
                .mention_at(noun)
                .is_some_and(|mention| self.entities.get(mention.entity).is_some_and(|e| e.named))
        {
            return;
        }
        // A noun states its happening only with an owner: "Modi's attendance at the summit".
        if self.document.children_by(noun, &[Deprel::NmodPoss]).next().is_none()
            && !self
                .document
                .children_by(noun, &[Deprel::Nmod])
                .any(|child| roles::case(self.document, child) == Some("by"))
        {
            return;
        }
        self.bind(compiled, noun, noun, vec![noun..noun + 1], drafts);
    }

    /// Predicate and noun patterns.
    fn try_word(&self, id: u32, token: usize, drafts: &mut Vec<Draft>) {
        let Some(compiled) = self.index.get(id) else { return };
        match &compiled.pattern.trigger {
            Trigger::Predicate { word, prep } => {
                let same = self.document.lower(token) == word || singular(self.document.lower(token)) == singular(word);
                if !same || self.document.child(token, Deprel::Cop).is_none() {
                    return;
                }
                let mut tokens = vec![token..token + 1];
                if let Some(prep) = prep {
                    let case = self
                        .document
                        .children_by(token, &[Deprel::Case])
                        .find(|&case| self.document.lower(case) == prep);
                    let Some(case) = case else { return };
                    tokens.push(case..case + 1);
                }
                self.bind(compiled, token, token, tokens, drafts);
            }
            Trigger::Noun { words } => {
                let Some(tokens) = self.noun_words(token, words) else { return };
                self.bind(compiled, token, token, vec![tokens], drafts);
            }
            _ => {}
        }
    }

    /// The tokens of a noun phrase that ends on this head, if it has these words.
    fn noun_words(&self, head: usize, words: &[String]) -> Option<Range<usize>> {
        let (last, before) = words.split_last()?;
        if singular(self.document.lower(head)) != *last
            || !matches!(self.document.upos(head), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb)
        {
            return None;
        }
        let mut start = head;
        for word in before.iter().rev() {
            // "number of deaths": the words may hang on each other in either direction, but they stand side by side.
            let previous = start.checked_sub(1)?;
            if singular(self.document.lower(previous)) != singular(word) {
                return None;
            }
            start = previous;
        }
        Some(start..head + 1)
    }

    /// Patterns without a word of their own, on the token that would be their governing place.
    fn wordless(&self, token: usize, drafts: &mut Vec<Draft>) {
        if self.entities.at(token).is_none() {
            return;
        }
        for &id in &self.index.wordless {
            let Some(compiled) = self.index.get(id) else { continue };
            match &compiled.pattern.trigger {
                Trigger::Joined { prep } => self.joined(compiled, token, prep, drafts),
                Trigger::Before => self.before(compiled, token, drafts),
                Trigger::Apposed => self.apposed(compiled, token, drafts),
                Trigger::Compound { word } => self.compound(compiled, token, word, drafts),
                Trigger::Being { prep } => self.being(compiled, token, prep, drafts),
                Trigger::Copula => self.copula(compiled, token, drafts),
                _ => {}
            }
        }
    }

    /// "{event} in {place}".
    fn joined(&self, compiled: &Compiled, token: usize, prep: &str, drafts: &mut Vec<Draft>) {
        let Some([holder, owner]) = self.two_places(compiled) else { return };
        let Some(left) = self.fill(compiled, holder, token) else { return };
        let mut candidates = roles::prepositional(self.document, token, prep);
        if let Some(head) = self.document.head(token) {
            let clause_member = match self.document.rel(token) {
                Deprel::Obl => matches!(roles::case(self.document, token), Some("for" | "at" | "during" | "to")),
                Deprel::NsubjPass => true,
                Deprel::Nsubj => self.document.child(head, Deprel::Obj).is_none(),
                _ => false,
            };
            if clause_member && self.is_first_mention_of(token) {
                candidates
                    .extend(roles::prepositional(self.document, head, prep).into_iter().filter(|&at| at != token));
            }
        }
        for candidate in candidates {
            let Some(right) = self.fill(compiled, owner, candidate) else { continue };
            self.draft_two(compiled, token, (holder, left.clone()), (owner, right), drafts);
            return;
        }
    }

    /// Whether the token's mention is the first of its entity: later mentions stand in clauses about other things.
    fn is_first_mention_of(&self, token: usize) -> bool {
        let Some(mention) = self.entities.mention_at(token) else { return false };
        self.entities
            .mentions
            .iter()
            .filter(|known| known.entity == mention.entity)
            .all(|known| known.head >= mention.head)
    }

    /// "{duration} {event}", "{text} {person}": the first place stands before the second.
    fn before(&self, compiled: &Compiled, token: usize, drafts: &mut Vec<Draft>) {
        let Some([owner, holder]) = self.two_places(compiled) else { return };
        let Some(right) = self.fill(compiled, holder, token) else { return };
        if self.is_kind(compiled.concept, owner, "text") {
            self.titles(compiled, token, owner, holder, drafts);
            return;
        }
        let rels = [
            Deprel::Compound,
            Deprel::Amod,
            Deprel::Nummod,
            Deprel::NmodUnmarked,
            Deprel::NmodPoss,
            Deprel::Flat,
            Deprel::Det,
        ];
        for child in self.document.children_by(token, &rels) {
            let Some(left) = self.fill(compiled, owner, child) else { continue };
            // "less than a week-long meeting" aside, a length before a noun hangs on the noun itself.
            self.draft_two(compiled, token, (owner, left), (holder, right.clone()), drafts);
        }
    }

    /// Titles before a name come from linking, with their owner: "United Nations Secretary-General António Guterres".
    fn titles(&self, compiled: &Compiled, token: usize, text: usize, person: usize, drafts: &mut Vec<Draft>) {
        for office in self.entities.offices.iter().filter(|office| office.held) {
            let Some(mention) = self.entities.mention_at(token) else { continue };
            if mention.head != token || mention.tokens.end != office.tokens.end || office.person != mention.entity {
                continue;
            }
            let tokens = office.tokens.start..office.title.end;
            let words = self.document.words(tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
            let title = Filled { argument: Argument::Text(words), tokens: office.tokens.clone() };
            let holder = Filled { argument: Argument::Entity(office.person), tokens: mention.tokens.clone() };
            self.draft_two(compiled, token, (text, title), (person, holder), drafts);
        }
    }

    /// "{person}, {text}": an apposition.
    fn apposed(&self, compiled: &Compiled, token: usize, drafts: &mut Vec<Draft>) {
        let Some([holder, owner]) = self.two_places(compiled) else { return };
        let Some(left) = self.fill(compiled, holder, token) else { return };
        for child in self.document.children_by(token, &[Deprel::Appos]) {
            if self.entities.at(child).is_some_and(|id| {
                self.entities.get(id).is_some_and(|e| e.named && id == self.entities.at(token).unwrap_or(id))
            }) {
                continue;
            }
            let text = self.is_kind(compiled.concept, owner, "text");
            if text && self.document.upos(child) != Upos::Noun {
                continue;
            }
            let Some(right) = self.fill(compiled, owner, child) else { continue };
            self.draft_two(compiled, token, (holder, left.clone()), (owner, right), drafts);
        }
    }

    /// "{number}-member {organization}".
    fn compound(&self, compiled: &Compiled, token: usize, word: &str, drafts: &mut Vec<Draft>) {
        let Some([owner, holder]) = self.two_places(compiled) else { return };
        let Some(right) = self.fill(compiled, holder, token) else { return };
        for child in self.document.children(token).filter(|&child| child < token) {
            let tokens = self.document.subtree(child);
            let words = super::document::fold(self.document.words(tokens.clone()));
            let ends = words.strip_suffix(word).is_some_and(|rest| rest.ends_with(['-', ' ']));
            if !ends {
                continue;
            }
            let left = tokens.clone().find_map(|at| self.fill(compiled, owner, at));
            if let Some(left) = left {
                self.draft_two(compiled, token, (owner, Filled { tokens, ..left }), (holder, right.clone()), drafts);
            }
        }
    }

    /// "{person} is at {event}".
    fn being(&self, compiled: &Compiled, token: usize, prep: &str, drafts: &mut Vec<Draft>) {
        if self.document.child(token, Deprel::Cop).is_none() || !roles::has_case(self.document, token, prep) {
            return;
        }
        let mut bindings = self.empty(compiled);
        for (role, filler) in &compiled.pattern.slots {
            let candidates = match role {
                Role::Prep(_) => vec![token],
                _ => self.subjects_of_predicate(token),
            };
            if !self.slot(compiled, &mut bindings, filler, &candidates) {
                return;
            }
        }
        bindings.tokens.push(token..token + 1);
        self.finish(compiled, token, bindings, drafts);
    }

    /// "{person} is {text}".
    fn copula(&self, compiled: &Compiled, token: usize, drafts: &mut Vec<Draft>) {
        let predicate = self.document.head(token).filter(|&head| {
            self.document.rel(token) == Deprel::Nsubj && self.document.child(head, Deprel::Cop).is_some()
        });
        let Some(predicate) = predicate else { return };
        if !matches!(self.document.upos(predicate), Upos::Noun | Upos::Propn | Upos::Num) {
            return;
        }
        if self.document.children_by(predicate, &[Deprel::Case]).next().is_some() {
            return;
        }
        let mut bindings = self.empty(compiled);
        for (role, filler) in &compiled.pattern.slots {
            let candidates =
                if *role == Role::Object { vec![predicate] } else { roles::coordinated(self.document, token) };
            if !self.slot(compiled, &mut bindings, filler, &candidates) {
                return;
            }
        }
        self.finish(compiled, predicate, bindings, drafts);
    }

    /// The places of a pattern's two slots, in their order.
    fn two_places(&self, compiled: &Compiled) -> Option<[usize; 2]> {
        match compiled.pattern.slots.as_slice() {
            [(_, Filler::Place(first)), (_, Filler::Place(second))] => Some([*first, *second]),
            _ => None,
        }
    }

    fn concept(&self, id: ConceptId) -> Option<&Concept> {
        self.lexicon.concept(id)
    }

    fn is_kind(&self, id: ConceptId, place: usize, kind: &str) -> bool {
        let place = self.concept(id).and_then(|concept| concept.places.get(place));
        place.and_then(|place| self.lexicon.kind(place.kind)).is_some_and(|known| known.name == kind)
    }

    fn fill(&self, compiled: &Compiled, place: usize, token: usize) -> Option<Filled> {
        let kind = self.concept(compiled.concept)?.places.get(place)?.kind;
        fill::fill(self.document, self.entities, self.lexicon, kind, token)
    }

    fn draft_two(
        &self,
        compiled: &Compiled,
        predicate: usize,
        a: (usize, Filled),
        b: (usize, Filled),
        drafts: &mut Vec<Draft>,
    ) {
        let mut bindings = self.empty(compiled);
        for (place, filled) in [a, b] {
            if let Some(fills) = bindings.places.get_mut(place) {
                fills.push(filled);
            }
        }
        self.finish(compiled, predicate, bindings, drafts);
    }

    fn empty(&self, compiled: &Compiled) -> Bindings {
        let places = self.concept(compiled.concept).map_or(0, |concept| concept.places.len());
        Bindings { places: vec![Vec::new(); places], ..Bindings::default() }
    }

    /// Fills all slots of a pattern on its trigger.
    fn bind(
        &self,
        compiled: &Compiled,
        trigger: usize,
        predicate: usize,
        tokens: Vec<Range<usize>>,
        drafts: &mut Vec<Draft>,
    ) {
        let mut bindings = self.empty(compiled);
        bindings.tokens = tokens;
        let mut subjects_used = 0;
        let fixed: Vec<usize> = self.fixed_tokens(compiled, trigger);
        for (role, filler) in &compiled.pattern.slots {
            let mut candidates = self.candidates(compiled, role, trigger, &fixed);
            // "{first} and {second} meet": each takes one of the coordinated subjects.
            let twins = compiled
                .pattern
                .slots
                .iter()
                .filter(|(other, filler)| other == role && matches!(filler, Filler::Place(_)))
                .count();
            if twins > 1 {
                candidates = candidates.into_iter().skip(subjects_used).take(1).collect();
                subjects_used += 1;
            }
            if !self.slot(compiled, &mut bindings, filler, &candidates) {
                return;
            }
        }
        self.finish(compiled, predicate, bindings, drafts);
    }

    /// The nouns that a pattern's fixed fillers came to, for what hangs on them ("take part | in the summit").
    fn fixed_tokens(&self, compiled: &Compiled, trigger: usize) -> Vec<usize> {
        let nouns = compiled.pattern.slots.iter().filter_map(|(role, filler)| match filler {
            Filler::Noun { words, inside } if inside.is_empty() => {
                let candidates = self.candidates(compiled, role, trigger, &[]);
                candidates.into_iter().find(|&token| self.noun_words(token, words).is_some())
            }
            _ => None,
        });
        nouns.collect()
    }

    /// The tokens that stand in a role to the trigger.
    fn candidates(&self, compiled: &Compiled, role: &Role, trigger: usize, fixed: &[usize]) -> Vec<usize> {
        let document = self.document;
        let verbal = matches!(compiled.pattern.trigger, Trigger::Verb { .. });
        let noun = verbal && matches!(document.upos(trigger), Upos::Noun | Upos::Propn);
        match role {
            Role::Subject if noun => {
                document.children_by(trigger, &[Deprel::NmodPoss]).chain(by_phrase(document, trigger)).collect()
            }
            Role::Object if noun => ["of", "at", "to", "on", "against", "over"]
                .iter()
                .flat_map(|prep| roles::prepositional(document, trigger, prep))
                .collect(),
            Role::Subject if verbal => {
                let found = roles::logical_subjects(document, trigger);
                if found.is_empty() && !roles::is_passive(document, trigger) && is_finite(document, trigger) {
                    return adjacent::before(document, self.entities, trigger);
                }
                found
            }
            Role::Subject => self.subjects_of_predicate(trigger),
            Role::Object if verbal => {
                let objects = roles::logical_objects(document, trigger);
                let bare_number = objects.is_empty() && document.child(trigger, Deprel::Obj).is_none();
                // A headline's participle without "were": "107 killed in crane collapse".
                let headline = bare_number
                    && !roles::is_passive(document, trigger)
                    && document.child(trigger, Deprel::Aux).is_none();
                if headline && is_past(document, trigger) {
                    let subjects = roles::grammatical_subjects(document, trigger);
                    return subjects.into_iter().filter(|&at| document.value(at).is_some()).collect();
                }
                objects
            }
            Role::Object => document.child(trigger, Deprel::Obj).into_iter().collect(),
            Role::Prep(prep) => {
                let mut found = roles::prepositional(document, trigger, prep);
                for &noun in fixed {
                    found.extend(roles::prepositional(document, noun, prep));
                }
                if let Some(object) = document.child(trigger, Deprel::Obj).filter(|_| found.is_empty()) {
                    found.extend(roles::prepositional(document, object, prep));
                }
                found
            }
            Role::Owner => {
                let mut owners = roles::owners(document, trigger);
                if document.rel(trigger) == Deprel::Obj {
                    let have = document.head(trigger).filter(|&head| matches!(document.lemma(head), "have" | "boast"));
                    owners.extend(have.into_iter().flat_map(|head| roles::grammatical_subjects(document, head)));
                }
                owners
            }
            Role::Holder => roles::holders(document, trigger),
            Role::Number => {
                let inside = [
                    Deprel::Nummod,
                    Deprel::Amod,
                    Deprel::Compound,
                    Deprel::Det,
                    Deprel::Nmod,
                    Deprel::Flat,
                    Deprel::Advmod,
                ];
                let mut found: Vec<usize> =
                    document.children_by(trigger, &inside).filter(|&child| document.value(child).is_some()).collect();
                // "a quarter of citizens": the number governs its noun.
                if matches!(document.rel(trigger), Deprel::Nmod | Deprel::Obl)
                    && roles::case(document, trigger) == Some("of")
                {
                    found.extend(document.head(trigger).filter(|&head| document.value(head).is_some()));
                }
                found.extend(document.child(trigger, Deprel::Nsubj).filter(|&at| document.value(at).is_some()));
                found
            }
            Role::Value => self.values(trigger),
            Role::Measure => self.measures(trigger),
        }
    }

    /// The subjects of what follows "be", by the tree or else by what stands before "be".
    fn subjects_of_predicate(&self, predicate: usize) -> Vec<usize> {
        let found = roles::grammatical_subjects(self.document, predicate);
        if !found.is_empty() {
            return found;
        }
        let copula = self.document.children_by(predicate, &[Deprel::Cop]).next();
        copula.map(|copula| adjacent::before(self.document, self.entities, copula)).unwrap_or_default()
    }

    /// Lengths of time that hang on the trigger, by way of adverbs and phrases but of no other clause.
    fn measures(&self, trigger: usize) -> Vec<usize> {
        let document = self.document;
        let mut open: Vec<(usize, usize)> = vec![(trigger, 0)];
        let mut found = Vec::new();
        while let Some((token, depth)) = open.pop() {
            for child in document.children(token) {
                let clause = matches!(
                    document.rel(child),
                    Deprel::Conj
                        | Deprel::Advcl
                        | Deprel::Acl
                        | Deprel::AclRelcl
                        | Deprel::Ccomp
                        | Deprel::Xcomp
                        | Deprel::Parataxis
                        | Deprel::Nsubj
                );
                if clause || depth > 2 {
                    continue;
                }
                let length = document.value(child).is_some_and(|reading| {
                    matches!(&reading.value, Value::Number(number) if matches!(&number.unit, Unit::Measure { dimension, .. } if dimension == "duration"))
                });
                if length {
                    found.push(child);
                }
                open.push((child, depth + 1));
            }
        }
        found
    }

    /// What the noun of an attribute is said to be.
    fn values(&self, noun: usize) -> Vec<usize> {
        let document = self.document;
        let mut found = Vec::new();
        let before = [Deprel::Nummod, Deprel::Amod, Deprel::Compound, Deprel::NmodUnmarked];
        found.extend(document.children_by(noun, &before).filter(|&child| document.value(child).is_some()));
        found.extend(roles::prepositional(document, noun, "of").into_iter().filter(|&at| document.value(at).is_some()));
        found.extend(document.children_by(noun, &[Deprel::Appos, Deprel::Parataxis, Deprel::List]));
        if let (Deprel::Nsubj, Some(head)) = (document.rel(noun), document.head(noun)) {
            if document.child(head, Deprel::Cop).is_some() {
                found.push(head);
            } else if CHANGES.contains(&document.lemma(head)) {
                found.extend(roles::prepositional(document, head, "to"));
                found.extend(roles::prepositional(document, head, "at"));
                found.extend(document.child(head, Deprel::Obj));
            }
        }
        found
    }

    /// Fills one slot; false: the pattern does not match.
    fn slot(&self, compiled: &Compiled, bindings: &mut Bindings, filler: &Filler, candidates: &[usize]) -> bool {
        match filler {
            Filler::Place(place) => match self.fill_all(compiled, *place, candidates) {
                Slot::Filled(filled) => {
                    if let Some(only) = candidates.iter().find_map(|&token| self.only(token)) {
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
                found.is_some()
            }
            Filler::Noun { words, inside } => {
                let found = candidates.iter().find_map(|&token| self.noun_filler(token, words));
                let Some((head, tokens)) = found else { return false };
                bindings.tokens.push(tokens);
                inside.iter().all(|(role, place)| {
                    let candidates = self.candidates(compiled, role, head, &[]);
                    match self.fill_all(compiled, *place, &candidates) {
                        Slot::Filled(filled) => {
                            if let Some(fills) = bindings.places.get_mut(*place) {
                                fills.extend(filled);
                            }
                            true
                        }
                        Slot::Empty | Slot::Unfit => false,
                    }
                })
            }
        }
    }

    /// A fixed noun at the token, or under a number that governs it ("a quarter of citizens").
    fn noun_filler(&self, token: usize, words: &[String]) -> Option<(usize, Range<usize>)> {
        if let Some(tokens) = self.noun_words(token, words) {
            return Some((token, tokens));
        }
        self.document.value(token)?;
        let inner = roles::prepositional(self.document, token, "of");
        inner.into_iter().find_map(|inner| Some((inner, self.noun_words(inner, words)?)))
    }

    fn fill_all(&self, compiled: &Compiled, place: usize, candidates: &[usize]) -> Slot {
        let mut filled: Vec<Filled> = Vec::new();
        for &token in candidates {
            if let Some(found) = self.fill(compiled, place, token)
                && !filled.iter().any(|known| known.argument == found.argument)
            {
                filled.push(found);
            }
        }
        match (filled.is_empty(), candidates.is_empty()) {
            (false, _) => Slot::Filled(filled),
            (true, true) => Slot::Empty,
            (true, false) => Slot::Unfit,
        }
    }

    /// "the only leader": the kind of the noun that "only" closes.
    fn only(&self, token: usize) -> Option<Option<String>> {
        let closing = self
            .document
            .children_by(token, &[Deprel::Amod, Deprel::Advmod, Deprel::Det])
            .any(|child| matches!(self.document.lower(child), "only" | "sole" | "alone") && child < token);
        if !closing {
            return None;
        }
        let words = super::entities::KindWords::new(self.lexicon);
        let kind = words.of_head(self.document, token).and_then(|(kind, _)| self.lexicon.kind(kind));
        Some(kind.map(|kind| kind.name.clone()))
    }

    /// Fills what is open from the context where that is allowed, and writes the statements down.
    fn finish(&self, compiled: &Compiled, predicate: usize, mut bindings: Bindings, drafts: &mut Vec<Draft>) {
        let Some(concept) = self.concept(compiled.concept) else { return };
        if concept.symmetric && bindings.places.len() >= 2 {
            spread(&mut bindings.places);
        }
        if bindings.places.iter().all(Vec::is_empty) || !self.complete(compiled, concept, predicate, &mut bindings) {
            return;
        }
        let context = self.context(compiled, predicate);
        let ordinal = self.ordinal(predicate);
        let mut rows: Vec<Vec<Option<Filled>>> = vec![Vec::new()];
        for fills in &bindings.places {
            let choices: Vec<Option<Filled>> =
                if fills.is_empty() { vec![None] } else { fills.iter().cloned().map(Some).collect() };
            rows = rows
                .into_iter()
                .flat_map(|row| {
                    choices.iter().map(move |choice| {
                        let mut row = row.clone();
                        row.push(choice.clone());
                        row
                    })
                })
                .take(MOST_ROWS)
                .collect();
        }
        for row in rows {
            let same = row.iter().flatten().enumerate().any(|(at, a)| {
                row.iter()
                    .flatten()
                    .skip(at + 1)
                    .any(|b| matches!(a.argument, Argument::Entity(_)) && a.argument == b.argument)
            });
            if same {
                continue;
            }
            let mut tokens = bindings.tokens.clone();
            tokens.extend(row.iter().flatten().map(|filled| filled.tokens.clone()));
            tokens.extend(context.negations.iter().map(|&at| at..at + 1));
            drafts.push(Draft {
                concept: compiled.concept,
                arguments: row
                    .into_iter()
                    .map(|filled| filled.map_or(Argument::Unstated, |filled| filled.argument))
                    .collect(),
                context: context.clone(),
                predicate,
                tokens,
                only: bindings.only.clone(),
                ordinal,
                from_context: bindings.from_context,
                bound: compiled.bound,
                template: compiled.template.clone(),
            });
        }
    }

    /// Whether every place is filled that must be; an open event is filled with what the article opens with.
    fn complete(&self, compiled: &Compiled, concept: &Concept, predicate: usize, bindings: &mut Bindings) -> bool {
        let passive = roles::is_passive(self.document, predicate);
        for place in 0..bindings.places.len() {
            if bindings.places.get(place).is_some_and(|fills| !fills.is_empty()) {
                continue;
            }
            let kind = concept.places.get(place).map(|place| place.kind);
            if place < 2
                && let Some(filled) = kind.and_then(|kind| self.from_context(compiled, predicate, kind))
            {
                bindings.from_context = true;
                if let Some(fills) = bindings.places.get_mut(place) {
                    fills.push(Filled { argument: Argument::Entity(filled), tokens: predicate..predicate + 1 });
                }
                continue;
            }
            let optional = match concept.category {
                Category::Relation => place > 1 || (place == 0 && passive),
                _ => false,
            };
            if !optional {
                return false;
            }
        }
        true
    }

    /// What the context gives for an open place: the event that the article opens with, or the one thing that singles
    /// that event out ("the nine member nations" in a story on the SCO summit). Nothing where the sentence itself
    /// speaks of something that would fit.
    fn from_context(&self, compiled: &Compiled, predicate: usize, kind: KindId) -> Option<EntityId> {
        let content =
            matches!(compiled.pattern.trigger, Trigger::Verb { .. } | Trigger::Predicate { .. } | Trigger::Noun { .. });
        let opening = self.opening.filter(|_| content)?;
        let fits =
            |id: EntityId| self.entities.get(id).is_some_and(|entity| fill::is_of(self.lexicon, &entity.kinds, kind));
        let event = self.entities.get(opening)?;
        let candidate = if fits(opening) {
            opening
        } else {
            let mut owners = event.descriptors.iter().filter_map(|descriptor| match descriptor {
                Descriptor::Entity(id) if fits(*id) && !self.entities.is(*id, "place") => Some(*id),
                _ => None,
            });
            owners.next().filter(|_| owners.next().is_none())?
        };
        let sentence = self.document.sentence(predicate);
        let others = sentence.filter_map(|token| self.entities.at(token)).any(|id| id != candidate && fits(id));
        (!others).then_some(candidate)
    }

    fn context(&self, compiled: &Compiled, predicate: usize) -> Context {
        let mut context = context::read(self.document, self.entities, predicate);
        if compiled.denies {
            context.polarity = match context.polarity {
                Polarity::Affirmed => Polarity::Denied,
                Polarity::Denied => Polarity::Affirmed,
            };
        }
        context
    }

    /// "the 10th member".
    fn ordinal(&self, predicate: usize) -> Option<u32> {
        let inside = [Deprel::Amod, Deprel::Nummod, Deprel::Compound];
        self.document.children_by(predicate, &inside).find_map(|child| match &self.document.value(child)?.value {
            crate::value::Value::Number(number) if number.ordinal => u32::try_from(number.stated.to_integer()).ok(),
            _ => None,
        })
    }
}

/// How many statements one match can give: lists of parties multiply.
const MOST_ROWS: usize = 64;

/// Verbs by which an attribute comes to a value.
const CHANGES: [&str; 24] = [
    "stand", "reach", "rise", "fall", "climb", "drop", "grow", "increase", "decrease", "decline", "hit", "exceed",
    "total", "amount", "come", "jump", "slip", "soar", "surge", "top", "remain", "stay", "double", "equal",
];

/// Whether the verb is of a kind that has a subject in place: no participle or infinitive.
fn is_finite(document: &Document<'_>, verb: usize) -> bool {
    !matches!(document.analysis.xpos(verb), "VBG" | "VBN")
        && document.children_by(verb, &[Deprel::Mark]).next().is_none()
}

fn is_past(document: &Document<'_>, verb: usize) -> bool {
    matches!(document.analysis.xpos(verb), "VBD" | "VBN")
}

/// What stands with "by" behind a noun.
fn by_phrase<'d>(document: &'d Document<'_>, noun: usize) -> impl Iterator<Item = usize> + 'd {
    document.children_by(noun, &[Deprel::Nmod]).filter(|&child| roles::case(document, child) == Some("by"))
}

/// Coordinated parties of a symmetric relation fill both of its places: the first the one, the rest the other.
fn spread(places: &mut [Vec<Filled>]) {
    let [first, second, ..] = places else { return };
    if second.is_empty() && first.len() > 1 {
        *second = first.split_off(1);
    } else if first.is_empty() && second.len() > 1 {
        *first = second.drain(..1).collect();
    }
}

/// The verbs whose happening a noun names.
fn verbs_of_noun(noun: &str) -> &'static [&'static str] {
    static TABLE: OnceLock<FxHashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        let rows = include_str!("../../data/english/nominalisations.tsv").lines().filter(|line| !line.starts_with('#'));
        for (verb, noun) in rows.filter_map(|row| row.split_once('\t')) {
            table.entry(noun).or_default().push(verb);
        }
        table
    });
    table.get(noun).map(Vec::as_slice).unwrap_or_default()
}

/// The event that the article opens with: the first that its headline or its first two sentences below speak of.
fn opening(document: &Document<'_>, entities: &Entities) -> Option<EntityId> {
    let mut mentions: Vec<(usize, EntityId)> = entities
        .mentions
        .iter()
        .filter(|mention| entities.is(mention.entity, "event") && document.sentence_index(mention.head) < OPENING)
        .map(|mention| (mention.head, mention.entity))
        .collect();
    mentions.sort_unstable();
    mentions.first().map(|&(_, id)| id)
}

/// How many sentences open an article, its headline and dateline included.
const OPENING: usize = 5;
