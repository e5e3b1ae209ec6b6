//! Clauses whose verb is a relation's: `Kazakhstan hosts the SCO summit`, `X is hosted by Y`.

use super::adjunct::Adjuncts;
use super::np::{Binder, Np, One, bind, deny};
use super::reader::{Miss, Reader, Reading};
use super::verb::Verb;
use crate::lang::formula::{Adjunct, Atom, Formula, Thing};
use crate::lang::lexicon::{ConceptId, KindId};
use crate::source::Site;
use std::rc::Rc;

/// Of whom a clause speaks: tokens that are still to be read, or a thing that is known already.
#[derive(Debug, Clone)]
pub enum Subject {
    /// The tokens `start..end`.
    Span(usize, usize),
    /// What a relative clause belongs to; the clause begins at this token.
    Given(One, usize),
}

impl Subject {
    /// The first token of the clause.
    pub fn start(&self) -> usize {
        match self {
            Self::Span(start, _) | Self::Given(_, start) => *start,
        }
    }
}

/// A place of an atom while it is read.
#[derive(Debug, Clone)]
enum Slot {
    Filled(Np),
    Open,
}

impl Slot {
    fn cost(&self) -> u32 {
        match self {
            Self::Filled(np) => np.cost,
            Self::Open => 0,
        }
    }

    fn spread(&self, mut said: impl FnMut(&Thing) -> Formula) -> Formula {
        match self {
            Self::Filled(np) => np.spread(said),
            Self::Open => said(&Thing::Unstated),
        }
    }

    fn outer(&self) -> Vec<Binder> {
        match self {
            Self::Filled(np) => np.outer().cloned().collect(),
            Self::Open => Vec::new(),
        }
    }
}

impl Reader<'_> {
    /// The things that a subject can be in a place of that kind.
    pub fn subjects(&self, subject: &Subject, wanted: KindId) -> Rc<Vec<Np>> {
        match subject {
            Subject::Span(start, end) => self.things(*start, *end, wanted),
            Subject::Given(one, start) => Rc::new(self.fitting(vec![Np::from(one.clone())], wanted, (*start, *start))),
        }
    }

    /// The clauses whose verb begins at `at` and that end at `end`. Of several verbs the longest that can be read wins.
    pub fn relations(&self, subject: &Subject, at: usize, end: usize) -> Vec<Reading> {
        let verbs: Vec<Verb> = self.verbs(at).into_iter().filter(|verb| verb.end <= end).collect();
        let mut read = Vec::new();
        let mut length = usize::MAX;
        for verb in verbs {
            if verb.length < length && !read.is_empty() {
                break;
            }
            length = verb.length;
            self.with_verb(subject, verb, end, &mut read);
        }
        read
    }

    fn with_verb(&self, subject: &Subject, verb: Verb, end: usize, read: &mut Vec<Reading>) {
        let Some(concept) = self.concept(verb.concept) else { return };
        let kinds: Vec<KindId> = concept.places.iter().map(|place| place.kind).collect();
        let site = self.tokens.site(subject.start(), end);
        match (kinds.as_slice(), verb.passive) {
            (&[only], false) => {
                for subject in self.subjects(subject, only).iter() {
                    for adjuncts in self.adjuncts(verb.end, end).iter() {
                        self.assemble(
                            verb,
                            [Slot::Filled(subject.clone()), Slot::Open, Slot::Open],
                            1,
                            adjuncts,
                            site,
                            read,
                        );
                    }
                }
            }
            (&[first, second, ..], false) => {
                self.active(subject, verb, (first, second), end, site, read);
            }
            (&[first, second, ..], true) => self.passive(subject, verb, (first, second), end, site, read),
            _ => {}
        }
    }

    fn active(
        &self,
        subject: &Subject,
        verb: Verb,
        (first, second): (KindId, KindId),
        end: usize,
        site: Site,
        read: &mut Vec<Reading>,
    ) {
        let Some(concept) = self.concept(verb.concept) else { return };
        let arity = concept.places.len();
        if verb.alone {
            for subject in self.subjects(subject, first).iter() {
                for adjuncts in self.adjuncts(verb.end, end).iter() {
                    let (object, adjuncts) = self.object_from_adjuncts(adjuncts, second);
                    self.assemble(
                        verb,
                        [Slot::Filled(subject.clone()), object, Slot::Open],
                        arity,
                        &adjuncts,
                        site,
                        read,
                    );
                }
            }
            return;
        }
        if concept.symmetric {
            self.mutual(subject, verb, first, end, site, read);
        }
        let before = read.len();
        for stop in (verb.end + 1..=end).rev().filter(|&stop| stop == end || self.ends_object(stop, verb.concept)) {
            let objects = self.things(verb.end, stop, second);
            if objects.is_empty() {
                continue;
            }
            self.orders(subject, verb, (first, second), (stop, end), site, read);
            let rests = self.rests(verb.concept, stop, end);
            if rests.is_empty() {
                continue;
            }
            for subject in self.subjects(subject, first).iter() {
                for object in objects.iter() {
                    for (third, adjuncts) in &rests {
                        let slots = [Slot::Filled(subject.clone()), Slot::Filled(object.clone()), third.clone()];
                        self.assemble(verb, slots, arity, adjuncts, site, read);
                    }
                }
            }
        }
        if read.len() == before && !self.adjuncts(verb.end, end).is_empty() {
            self.miss(Miss::NoObject(self.tokens.site(verb.end.saturating_sub(1), verb.end), verb.concept));
        }
    }

    /// Whether an object can end before a token: an adjunct or the third place begins there.
    fn ends_object(&self, at: usize, concept: ConceptId) -> bool {
        self.begins_adjunct(at)
            || self.third(concept, at).is_some()
            || self.concept(concept).is_some_and(|concept| {
                concept.places.len() == 3 && concept.third.is_none() && self.value_at(at).is_some()
            })
    }

    /// Where the third place begins, if its preposition stands at a token.
    fn third(&self, concept: ConceptId, at: usize) -> Option<usize> {
        let third = self.concept(concept)?.third.as_deref()?;
        self.tokens.after(at, third)
    }

    /// What can follow an object: the third place, then adjuncts.
    fn rests(&self, concept: ConceptId, at: usize, end: usize) -> Vec<(Slot, Adjuncts)> {
        let mut rests: Vec<(Slot, Adjuncts)> = Vec::new();
        if let Some(kind) = self.place(concept, 2) {
            let start = self.third(concept, at).or_else(|| {
                let named = self.concept(concept).is_some_and(|concept| concept.third.is_none());
                named.then(|| if self.tokens.is(at, "for") { at + 1 } else { at })
            });
            if let Some(start) = start {
                for stop in (start + 1..=end).rev().filter(|&stop| stop == end || self.begins_adjunct(stop)) {
                    for third in self.things(start, stop, kind).iter() {
                        for adjuncts in self.adjuncts(stop, end).iter() {
                            let mut third = third.clone();
                            // "in Kazan" is a place sooner than a match of that name.
                            let name = third.members.iter().any(|one| !one.certain);
                            third.cost += u32::from(name && self.begins_adjunct(at));
                            rests.push((Slot::Filled(third), adjuncts.clone()));
                        }
                    }
                }
            }
            if !rests.is_empty() && !self.begins_adjunct(at) {
                return rests;
            }
        }
        rests.extend(self.adjuncts(at, end).iter().map(|adjuncts| (Slot::Open, adjuncts.clone())));
        rests
    }

    /// `takes place at the Fisht Stadium`: the place of the verb stands as an adjunct.
    fn object_from_adjuncts(&self, adjuncts: &Adjuncts, kind: KindId) -> (Slot, Adjuncts) {
        let mut rest = adjuncts.clone();
        let place = self.is_a(kind, self.scope.known.place) && rest.binders.is_empty();
        let at = rest.all.iter().position(|adjunct| matches!(adjunct, Adjunct::Where(_)) && place);
        let Some(Adjunct::Where(thing)) = at.map(|at| rest.all.remove(at)) else { return (Slot::Open, rest) };
        (Slot::Filled(Np::from(One::plain(thing, kind, true, 0))), rest)
    }

    /// `that Putin attends`: the object is what the relative clause belongs to.
    pub fn with_gap(&self, subject: &Subject, at: usize, end: usize, object: &One) -> Vec<Reading> {
        let mut read = Vec::new();
        for verb in self.verbs(at).into_iter().filter(|verb| verb.end <= end && !verb.passive && !verb.alone) {
            let (Some(first), Some(second)) = (self.place(verb.concept, 0), self.place(verb.concept, 1)) else {
                continue;
            };
            let arity = self.concept(verb.concept).map_or(2, |concept| concept.places.len());
            let site = self.tokens.site(subject.start(), end);
            let objects = self.fitting(vec![Np::from(object.clone())], second, (at, verb.end));
            for subject in self.subjects(subject, first).iter() {
                for object in &objects {
                    for (third, adjuncts) in self.rests(verb.concept, verb.end, end) {
                        let slots = [Slot::Filled(subject.clone()), Slot::Filled(object.clone()), third];
                        self.assemble(verb, slots, arity, &adjuncts, site, &mut read);
                    }
                }
            }
        }
        read
    }

    /// "Putin and Xi shake hands": one coordination fills both places.
    fn mutual(&self, subject: &Subject, verb: Verb, kind: KindId, end: usize, site: Site, read: &mut Vec<Reading>) {
        for np in self.subjects(subject, kind).iter() {
            let [first, second] = np.members.as_slice() else { continue };
            if np.any {
                continue;
            }
            for adjuncts in self.adjuncts(verb.end, end).iter() {
                let slots = [Slot::Filled(Np::from(first.clone())), Slot::Filled(Np::from(second.clone())), Slot::Open];
                self.assemble(verb, slots, 2, adjuncts, site, read);
            }
        }
    }

    fn passive(
        &self,
        subject: &Subject,
        verb: Verb,
        (first, second): (KindId, KindId),
        end: usize,
        site: Site,
        read: &mut Vec<Reading>,
    ) {
        let arity = self.concept(verb.concept).map_or(2, |concept| concept.places.len());
        let mut agents: Vec<(Slot, Slot, Adjuncts)> = Vec::new();
        if self.tokens.is(verb.end, "by") {
            for stop in (verb.end + 2..=end).rev().filter(|&stop| stop == end || self.ends_object(stop, verb.concept)) {
                for agent in self.things(verb.end + 1, stop, first).iter() {
                    for (third, adjuncts) in self.rests(verb.concept, stop, end) {
                        agents.push((Slot::Filled(agent.clone()), third, adjuncts));
                    }
                }
            }
        }
        if let Some(kind) = self.place(verb.concept, 2)
            && let Some(start) = self.third(verb.concept, verb.end)
        {
            for by in (start + 1..end).filter(|&by| self.tokens.is(by, "by")) {
                for third in self.things(start, by, kind).iter() {
                    for agent in self.things(by + 1, end, first).iter() {
                        agents.push((Slot::Filled(agent.clone()), Slot::Filled(third.clone()), Adjuncts::default()));
                    }
                }
            }
        }
        if agents.is_empty() {
            agents.extend(
                self.rests(verb.concept, verb.end, end)
                    .into_iter()
                    .map(|(third, adjuncts)| (Slot::Open, third, adjuncts)),
            );
        }
        for object in self.subjects(subject, second).iter() {
            for (agent, third, adjuncts) in &agents {
                // Surface order is scope: the subject of the sentence stands outside the agent.
                let slots = [agent.clone(), Slot::Filled(object.clone()), third.clone()];
                self.assemble(verb, slots, arity, adjuncts, site, read);
            }
        }
    }

    /// `Turkey joins NATO before Sweden does`.
    fn orders(
        &self,
        subject: &Subject,
        verb: Verb,
        kinds: (KindId, KindId),
        (stop, end): (usize, usize),
        site: Site,
        read: &mut Vec<Reading>,
    ) {
        let before = self.tokens.is(stop, "before");
        let does = self.tokens.is_any(end.saturating_sub(1), &["does", "do", "did", "will", "has"]);
        if !(before || self.tokens.is(stop, "after")) || !does || stop + 2 >= end || verb.negated {
            return;
        }
        for first in self.subjects(subject, kinds.0).iter() {
            for second in self.things(stop + 1, end - 1, kinds.0).iter() {
                for object in self.things(verb.end, stop, kinds.1).iter() {
                    let atom =
                        |who: &Thing, what: &Thing| self.atom(verb.concept, vec![who.clone(), what.clone()], &[], site);
                    let formula = first.spread(|a| {
                        object.spread(|o| {
                            second.spread(|b| Formula::Order { first: atom(a, o), before, second: atom(b, o), site })
                        })
                    });
                    read.push(Reading { formula, cost: first.cost + second.cost + object.cost });
                }
            }
        }
    }

    fn atom(&self, concept: ConceptId, arguments: Vec<Thing>, adjuncts: &[Adjunct], site: Site) -> Atom {
        Atom { concept, arguments, definite: false, ordinal: None, adjuncts: adjuncts.to_vec(), site }
    }

    fn assemble(
        &self,
        verb: Verb,
        slots: [Slot; 3],
        arity: usize,
        adjuncts: &Adjuncts,
        site: Site,
        read: &mut Vec<Reading>,
    ) {
        if !self.keep(1, self.tokens.len()) {
            return;
        }
        let cost = slots.iter().map(Slot::cost).sum::<u32>() + adjuncts.cost + self.origin_cost(verb.concept);
        let outer: Vec<Binder> = slots.iter().flat_map(Slot::outer).collect();
        let [agent, object, third] = &slots;
        let (outside, inside) = if verb.passive { (object, agent) } else { (agent, object) };
        let formula = outside.spread(|a| {
            let rest = inside.spread(|b| {
                third.spread(|c| {
                    let (agent, object) = if verb.passive { (b, a) } else { (a, b) };
                    let mut arguments = vec![agent.clone(), object.clone(), c.clone()];
                    arguments.truncate(arity);
                    bind(&adjuncts.binders, Formula::Atom(self.atom(verb.concept, arguments, &adjuncts.all, site)))
                })
            });
            deny(verb.negated, rest)
        });
        read.push(Reading { formula: bind(&outer, formula), cost });
    }

    /// A concept of the user's own files goes before one of a pack.
    pub fn origin_cost(&self, concept: ConceptId) -> u32 {
        let source = self.concept(concept).and_then(|concept| concept.site).map(|site| site.source);
        u32::from(source.is_some_and(|source| self.scope.packs.contains(&source)))
    }
}
