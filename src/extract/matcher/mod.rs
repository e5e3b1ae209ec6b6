//! Matching patterns on the trees of an article: statements with their parties bound by structure.
//!
//! Enters: a [`Document`], its [`Entities`] and the [`Index`] of patterns. Leaves: [`Draft`]s in document order.
//! A pattern's trigger is found by its word; `roles` says who stands in which role to it, `slots` what can fill its
//! places, `finish` what may stay open or comes from the context.

mod beside;
mod ellipsis;
mod finish;
mod open;
mod role_tokens;
mod sequence;
mod slots;
mod tenure;
mod wordless;

use super::adjacent;
use super::context::Context;
use super::document::Document;
use super::entities::Entities;
use super::fill::{self, Filled};
use super::index::{Compiled, Index};
use super::roles;
use crate::article::BlockKind;
use crate::facts::{Argument, EntityId};
use crate::lang::RuleSet;
use crate::lang::lexicon::{Concept, ConceptId, Lexicon};
use crate::lang::pattern::{self, Filler, Role, Trigger};
use crate::lang::syntax::SaidAs;
use crate::nlp::inflect::{self, same_verb, singular, verb_bases};
use crate::nlp::{Deprel, Upos};
use crate::value::DateSpan;
use rustc_hash::{FxHashMap, FxHashSet};
use slots::By;
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
    /// When, and the words that tell it, where that is not read from the predicate.
    pub time: Option<(DateSpan, Range<usize>)>,
    /// The words that say it: trigger, fillers, negation.
    pub tokens: Vec<Range<usize>>,
    /// The place that is closed ("only"), and the kind that it is closed for.
    pub only: Option<(usize, Option<String>)>,
    /// "the 10th member".
    pub ordinal: Option<u32>,
    /// Whether a party was filled from the context.
    pub from_context: bool,
    /// Whether it stands by itself in its clause, as titles do: the clause's time and place are not its own.
    pub in_passing: bool,
    /// The bound that the template puts on its number.
    pub bound: Option<crate::lang::syntax::SaidAs>,
    /// The template.
    pub template: Option<String>,
}

impl Draft {
    /// What is said in passing, whatever becomes of the clause around it.
    pub fn in_passing(concept: ConceptId, arguments: Vec<Argument>, predicate: usize, tokens: Range<usize>) -> Self {
        Self {
            concept,
            arguments,
            context: Context::plain(),
            predicate,
            time: None,
            tokens: vec![tokens],
            only: None,
            ordinal: None,
            from_context: false,
            in_passing: true,
            bound: None,
            template: None,
        }
    }
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
    /// What the rules are about.
    topics: Vec<EntityId>,
}

/// A match in the making.
#[derive(Default, Clone)]
struct Bindings {
    places: Vec<Vec<Filled>>,
    tokens: Vec<Range<usize>>,
    only: Option<(usize, Option<String>)>,
    from_context: bool,
    /// Whether what fills it is what the clause excepts: "all leaders *except Xi*".
    excepted: bool,
    /// What is set off by "but not", with its place: it is denied.
    denied: Vec<(usize, Filled)>,
}

impl<'a> Matcher<'a> {
    /// A matcher over one article.
    pub fn new(document: &'a Document<'a>, entities: &'a Entities, rules: &'a RuleSet, index: &'a Index) -> Self {
        let opening = opening(document, entities);
        let topics = open::topics(entities, rules);
        Self { document, entities, lexicon: &rules.lexicon, index, opening, topics }
    }

    /// All statements that the templates find, in document order.
    pub fn run(&self) -> Vec<Draft> {
        let mut drafts = Vec::new();
        for token in 0..self.document.len() {
            if self.document.block_kind(token) == BlockKind::Promo {
                continue;
            }
            let word = self.document.lower(token);
            let one = singular(word);
            // "Co-founder" is one token, and two words of a pattern.
            let last = one.rsplit_once('-').map(|(_, last)| self.index.words(last)).unwrap_or_default();
            for &id in self.index.words(&one).iter().chain(last) {
                self.try_word(id, token, &mut drafts);
            }
            if matches!(self.document.upos(token), Upos::Verb | Upos::Aux | Upos::Adj | Upos::Noun | Upos::Propn) {
                self.verbs(token, &mut drafts);
            }
            self.wordless(token, &mut drafts);
        }
        self.ages(&mut drafts);
        self.ages_at_death(&mut drafts);
        self.lives(&mut drafts);
        // What a sentence says itself goes before what was filled in for another template on the same words.
        let said: FxHashSet<(ConceptId, usize)> =
            drafts.iter().filter(|draft| !draft.from_context).map(|draft| (draft.concept, draft.predicate)).collect();
        drafts.retain(|draft| !draft.from_context || !said.contains(&(draft.concept, draft.predicate)));
        self.elliptic(&mut drafts);
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
            if self.document.upos(token) == Upos::Verb {
                for &id in self.index.kin(self.document.lemma(token)) {
                    if !seen.contains(&id) {
                        seen.push(id);
                        self.try_kin(id, token, drafts);
                    }
                }
            }
        } else {
            // "and 30 more hurt": a participle that was taken for a noun.
            if inflect::is_participle(word) && role_tokens::number_before(self.document, token).is_some() {
                for base in verb_bases(word) {
                    for &id in self.index.verbs(&base) {
                        self.try_counted(id, token, drafts);
                    }
                }
            }
            for base in verb_bases(word) {
                for &id in self.index.verbs(&base) {
                    if !seen.contains(&id) {
                        seen.push(id);
                        self.try_unseen_verb(id, token, drafts);
                    }
                }
            }
            let mut named: Vec<u32> =
                verbs_of_noun(&singular(word)).iter().flat_map(|base| self.index.verbs(base)).copied().collect();
            if word.ends_with("ing") {
                named.extend(verb_bases(word).iter().flat_map(|base| self.index.verbs(base)));
            }
            named.sort_unstable();
            named.dedup();
            for id in named {
                self.try_nominalised(id, token, drafts);
            }
        }
    }

    fn try_verb(&self, id: u32, verb: usize, drafts: &mut Vec<Draft>) {
        let Some(compiled) = self.index.get(id) else { return };
        let Some(tokens) = self.trigger_at(&compiled.pattern.trigger, verb) else { return };
        self.bind(compiled, verb, verb, tokens, By::Tree, drafts);
    }

    /// Another verb of the same group in the place of a pattern's own: "took 78 seats" for "wins {number} seats".
    fn try_kin(&self, id: u32, verb: usize, drafts: &mut Vec<Draft>) {
        let Some(compiled) = self.index.get(id) else { return };
        self.bind(compiled, verb, verb, vec![verb..verb + 1], By::Tree, drafts);
    }

    /// The words of a trigger, if it stands at the token.
    fn trigger_at(&self, trigger: &Trigger, token: usize) -> Option<Vec<Range<usize>>> {
        let document = self.document;
        let here = token..token + 1;
        match trigger {
            Trigger::Verb { bases, particle, .. } => {
                let form = document.lower(token);
                if !bases.iter().any(|base| same_verb(base, form) || base == document.lemma(token)) {
                    return None;
                }
                let Some(particle) = particle else { return Some(vec![here]) };
                let beside = Some(token + 1).filter(|&next| document.lower(next) == particle);
                let at = document.children(token).find(|&child| document.lower(child) == particle).or(beside)?;
                Some(vec![here, at..at + 1])
            }
            Trigger::Predicate { word, prep } => {
                let same = document.lower(token) == word || singular(document.lower(token)) == singular(word);
                // "was absent" may be taken for a passive.
                let said = [Deprel::Cop, Deprel::AuxPass].iter().any(|&rel| document.child(token, rel).is_some());
                if !same || !said && !roles::is_judged(document, token) && self.measured(token).is_none() {
                    return None;
                }
                let Some(prep) = prep else { return Some(vec![here]) };
                let case = document.children_by(token, &[Deprel::Case]).find(|&case| document.lower(case) == prep)?;
                Some(vec![here, case..case + 1])
            }
            Trigger::Noun { words } => self.noun_words(token, words).map(|tokens| vec![tokens]),
            _ => None,
        }
    }

    /// A participle that says of a number what is done to those whom it counts.
    fn try_counted(&self, id: u32, token: usize, drafts: &mut Vec<Draft>) {
        let Some(compiled) = self.index.get(id) else { return };
        let counted = matches!(compiled.pattern.slots.as_slice(), [(Role::Object, Filler::Place(_))]);
        if counted && matches!(compiled.pattern.trigger, Trigger::Verb { particle: None, .. }) {
            self.bind(compiled, token, token, vec![token..token + 1], By::Tree, drafts);
        }
    }

    /// A verb that was taken for a noun ("Xi and Putin shake hands"): it is one if what belongs to it stands behind it
    /// and a party of the right kind before it.
    fn try_unseen_verb(&self, id: u32, token: usize, drafts: &mut Vec<Draft>) {
        let Some(compiled) = self.index.get(id) else { return };
        let Trigger::Verb { form, particle: None, .. } = &compiled.pattern.trigger else { return };
        let fixed = compiled
            .pattern
            .slots
            .iter()
            .any(|(role, filler)| *role == Role::Object && matches!(filler, Filler::Noun { .. }));
        let before = adjacent::before(self.document, self.entities, token);
        if fixed && !before.is_empty() && same_verb(form, self.document.lower(token)) {
            self.bind(compiled, token, token, vec![token..token + 1], By::Order, drafts);
        } else if compiled.close {
            self.in_sequence(compiled, token, drafts);
        }
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
        let lone = matches!(compiled.pattern.slots.as_slice(), [(Role::Subject, Filler::Place(_))]);
        let of = lone && !roles::prepositional(self.document, noun, "of").is_empty();
        if !of
            && role_tokens::light_verb(self.document, noun).is_none()
            && self.document.children_by(noun, &[Deprel::NmodPoss]).next().is_none()
            && !self
                .document
                .children_by(noun, &[Deprel::Nmod])
                .any(|child| roles::case(self.document, child) == Some("by"))
        {
            return;
        }
        self.bind(compiled, noun, noun, vec![noun..noun + 1], By::Tree, drafts);
    }

    /// Predicate and noun patterns.
    fn try_word(&self, id: u32, token: usize, drafts: &mut Vec<Draft>) {
        let Some(compiled) = self.index.get(id) else { return };
        let Some(tokens) = self.trigger_at(&compiled.pattern.trigger, token) else { return };
        // "head of security": the phrase hangs on its first noun.
        let whole = tokens.first().cloned().filter(|_| matches!(compiled.pattern.trigger, Trigger::Noun { .. }));
        let outside = |&at: &usize| {
            whole.as_ref().is_some_and(|whole| self.document.head(at).is_none_or(|head| !whole.contains(&head)))
        };
        let noun = |at: &usize| matches!(self.document.upos(*at), Upos::Noun | Upos::Propn);
        let head = whole.clone().and_then(|mut whole| whole.find(outside)).filter(noun).unwrap_or(token);
        self.bind(compiled, head, head, tokens, By::Tree, drafts);
    }

    /// The tokens of a noun phrase that ends on this head, if it has these words.
    fn noun_words(&self, head: usize, words: &[String]) -> Option<Range<usize>> {
        if !matches!(self.document.upos(head), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb) {
            return None;
        }
        // "number of deaths": the words may hang on each other in either direction, but they stand side by side. A hyphen is
        // a token of its own in "half-time" and none in "co-founder".
        let mut start = head + 1;
        let mut open: Vec<&str> = Vec::new();
        for word in words.iter().rev() {
            if open.is_empty() {
                start = start.checked_sub(1)?;
                if self.document.lower(start) == "-" {
                    start = start.checked_sub(1)?;
                }
                open = self.document.lower(start).split('-').collect();
            }
            let part = open.pop()?;
            if singular(part) != singular(word) {
                return None;
            }
        }
        (open.is_empty() && start <= head).then_some(start..head + 1)
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
        let found = fill::fill(self.document, self.entities, self.lexicon, kind, token);
        // "No deaths", "no one was injured": none.
        let found = found.or_else(|| {
            let counts = self.lexicon.kind(kind).is_some_and(|kind| kind.name == "number");
            if counts { fill::none(self.document, token) } else { None }
        });
        // "aged 14": an age is told in years.
        let found = found.or_else(|| {
            let unit = self.concept(compiled.concept)?.bare_unit().filter(|_| place == 1)?;
            fill::bare(self.document, token, unit)
        });
        // "The 40th launch" makes at least 40, where the template says "as at least"; who "came fourth" has the fourth place.
        found.or_else(|| {
            let placed = || {
                let ranks = ["place", "placing", "rank", "ranking", "position"];
                self.concept(compiled.concept).is_some_and(|concept| {
                    let mut phrases = std::iter::once(&concept.phrase).chain(&concept.also);
                    phrases.any(|phrase| ranks.contains(&phrase.rsplit(' ').next().unwrap_or(phrase)))
                })
            };
            let counts = pattern::is_numeric(self.lexicon, kind)
                && (compiled.bound == Some(SaidAs::AtLeast) || place == 1 && placed());
            if counts { fill::ordinal(self.document, token) } else { None }
        })
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
}

/// The verbs whose happening a noun names.
pub fn verbs_of_noun(noun: &str) -> &'static [&'static str] {
    static TABLE: OnceLock<FxHashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        let rows =
            include_str!("../../../data/english/nominalisations.tsv").lines().filter(|line| !line.starts_with('#'));
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
