//! Filling the slots of a pattern.

use super::{Bindings, Draft, Matcher, Slot};
use crate::extract::adjacent;
use crate::extract::entities::KindWords;
use crate::extract::fill::{self, Filled};
use crate::extract::index::Compiled;
use crate::extract::pattern::{Filler, Role};
use crate::extract::roles;
use crate::facts::Argument;
use crate::nlp::Deprel;
use std::ops::Range;

/// Where the phrases of a pattern are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// In the tree.
    Tree,
    /// In the order of the words, where the tree does not see a verb.
    Order,
}

impl Matcher<'_> {
    /// Fills all slots of a pattern on its trigger.
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
        let mut subjects_used = 0;
        let fixed: Vec<usize> = self.fixed_tokens(compiled, trigger, by);
        for (role, filler) in &compiled.pattern.slots {
            let mut candidates = self.stand_in(compiled, role, trigger, &fixed, by);
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
            // A participle ("…, killing 107") borrows the subject of its clause, if that can be it.
            if *role == Role::Subject && self.borrows_subject(trigger) && !self.any_fits(compiled, filler, &candidates)
            {
                candidates.clear();
            }
            if !self.slot(compiled, &mut bindings, filler, &candidates) {
                return;
            }
        }
        self.finish(compiled, predicate, bindings, drafts);
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
    fn fixed_tokens(&self, compiled: &Compiled, trigger: usize, by: By) -> Vec<usize> {
        let nouns = compiled.pattern.slots.iter().filter_map(|(role, filler)| match filler {
            Filler::Noun { words, inside } if inside.is_empty() => {
                let candidates = self.stand_in(compiled, role, trigger, &[], by);
                candidates.into_iter().find(|&token| self.noun_words(token, words).is_some())
            }
            _ => None,
        });
        nouns.collect()
    }

    /// The tokens that stand in a role to the trigger.
    fn stand_in(&self, compiled: &Compiled, role: &Role, trigger: usize, fixed: &[usize], by: By) -> Vec<usize> {
        match by {
            By::Tree => self.candidates(compiled, role, trigger, fixed),
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
        let words = KindWords::new(self.lexicon);
        let kind = words.of_head(self.document, token).and_then(|(kind, _)| self.lexicon.kind(kind));
        Some(kind.map(|kind| kind.name.clone()))
    }
}
