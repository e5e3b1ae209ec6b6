//! Closing words: the only proofs of an upper bound.
//!
//! "The only leader at both", "funded by A, B and C" and "two referendums" say that there are no others, of their own
//! noun and never of a wider one.

use super::answer::{Answer, Ground, Rest};
use super::evaluator::Evaluator;
use super::things::Referent;
use crate::facts::{Argument, EntityId, Polarity, Statement, StatementId};
use crate::lang::formula::{Atom, Domain, DomainSet, Formula, Quantified, Quantifier, Thing, Variable};
use crate::lang::lexicon::{Concept, KindId};
use crate::value::{Number, Truth};

/// Everything of which a formula can hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Closing {
    /// It holds of none but these (it need not hold of all of them).
    pub holders: Vec<EntityId>,
    /// What says so.
    pub grounds: Vec<Rest>,
}

/// How many the article says there are.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ToldCount {
    pub number: Number,
    /// Whether there are no others.
    pub complete: bool,
    pub ground: Ground,
}

impl Evaluator<'_, '_> {
    /// What closes a formula for a variable over things of a kind.
    pub fn closing(&mut self, formula: &Formula, variable: Variable, kind: KindId) -> Option<Closing> {
        match formula {
            Formula::All(parts) => parts.iter().find_map(|part| self.closing(part, variable, kind)),
            Formula::Atom(atom) => self.closing_of_atom(atom, variable, kind, Polarity::Affirmed),
            Formula::Quantified(quantified) if is_universal(quantified.quantifier) => {
                self.closing_of_bundle(quantified, variable, kind)
            }
            _ => None,
        }
    }

    /// What closes the exceptions to a formula: "only India is not sending its leader".
    pub fn closing_denial(&mut self, formula: &Formula, variable: Variable, kind: KindId) -> Option<Closing> {
        match formula {
            Formula::Atom(atom) => self.closing_of_atom(atom, variable, kind, Polarity::Denied),
            _ => None,
        }
    }

    fn closing_of_atom(
        &mut self,
        atom: &Atom,
        variable: Variable,
        kind: KindId,
        polarity: Polarity,
    ) -> Option<Closing> {
        let place = place_of(atom, variable)?;
        let concept = self.world.lexicon.concept(atom.concept)?;
        if concept.definition.is_some() {
            return None;
        }
        let referents = self.referents_beside(atom, place)?;
        let mut all: Option<Closing> = None;
        for id in self.statements_near(atom.concept, concept, &referents) {
            let Some(statement) = self.closes(id, concept, place, kind, polarity) else { continue };
            let others = (0..referents.len()).all(|at| {
                let told = statement.arguments.get(at).unwrap_or(&Argument::Unstated);
                at == place || referents.get(at).is_some_and(|asked| self.matches(asked, told) == Truth::True)
            });
            if !others || self.bundles_places(statement, place) {
                continue;
            }
            let Some(told) = self.holders_told(id, statement, place) else { continue };
            all = Some(match all {
                None => told,
                Some(mut all) => {
                    // Two closing words at odds: each of their holders is told to be one.
                    all.holders.extend(told.holders);
                    all.grounds.extend(told.grounds);
                    all
                }
            });
        }
        all
    }

    /// A statement that says of a place that nothing else of that kind fills it.
    fn closes(
        &self,
        id: StatementId,
        concept: &Concept,
        place: usize,
        kind: KindId,
        polarity: Polarity,
    ) -> Option<&Statement> {
        let statement = self.world.statement(id)?;
        let counts = self.hears(id) && statement.polarity == polarity && !self.wrong_time(concept, statement);
        let party = statement.arguments.get(place)?;
        let listed = match party {
            Argument::Entity(id) => !self.world.is_group(*id) || self.world.lists_its_members(*id),
            _ => false,
        };
        let only = statement.only == Some(place)
            && listed
            && statement.only_kind.as_ref().is_none_or(|words| {
                self.world.kind_of_words(words).is_some_and(|closed| self.world.lexicon.is_a(kind, closed))
            });
        // Those who did not come, however they are listed, need not be all who stayed away.
        let whole = polarity == Polarity::Affirmed && self.is_whole_group(party, kind);
        (counts && (only || whole) && !self.is_of_one_time(concept, statement)).then_some(statement)
    }

    /// Whether a party is a group that the article lists whole, of things of that kind.
    fn is_whole_group(&self, party: &Argument, kind: KindId) -> bool {
        let Argument::Entity(id) = party else { return false };
        let Some(group) = self.world.facts.entity(*id) else { return false };
        let none = group.count.as_ref().and_then(Number::whole) == Some(0);
        let whole = none || self.world.lists_its_members(*id);
        let kinds = self.world.kinds_of(*id);
        let of_kind = kinds.is_empty() || kinds.iter().any(|&own| self.world.lexicon.is_a(kind, own));
        group.complete && whole && of_kind
    }

    fn holders_told(&self, id: StatementId, statement: &Statement, place: usize) -> Option<Closing> {
        let Some(Argument::Entity(holder)) = statement.arguments.get(place) else { return None };
        let group = self.world.facts.entity(*holder)?;
        let holders = if self.world.is_group(*holder) { group.members.clone() } else { vec![*holder] };
        let holders = holders.iter().map(|&holder| self.world.representative(holder)).collect();
        Some(Closing { holders, grounds: vec![Rest { ground: Ground::Statement(id), supports: true }] })
    }

    /// What else than the variable fills an atom; `None` if that is open.
    fn referents_beside(&mut self, atom: &Atom, place: usize) -> Option<Vec<Referent>> {
        let mut referents = Vec::with_capacity(atom.arguments.len());
        for (at, thing) in atom.arguments.iter().enumerate() {
            if at == place {
                referents.push(Referent::Open);
                continue;
            }
            let resolved = self.resolve_in(thing, atom.concept, at);
            let [referent] = resolved.candidates.as_slice() else { return None };
            referents.push(referent.clone());
        }
        atom.adjuncts.is_empty().then_some(referents)
    }

    /// "The only leader at both sessions" closes the conjunction over the two, not either of them.
    fn closing_of_bundle(&mut self, quantified: &Quantified, variable: Variable, kind: KindId) -> Option<Closing> {
        let (id, statement, place) = self.bundle(
            quantified,
            |atom| place_of(atom, variable),
            |this, id, concept, place| this.closes(id, concept, place, kind, Polarity::Affirmed).cloned(),
        )?;
        self.holders_told(id, &statement, place)
    }

    /// Whether a closing word about several things together denies that all of them hold of a given party.
    pub fn denied_by_bundle(&mut self, quantified: &Quantified) -> Option<Answer> {
        let mut asked: Option<Referent> = None;
        let (id, ..) = self.bundle(
            quantified,
            |atom| {
                let inner = place_of(atom, quantified.variable)?;
                (0..atom.arguments.len()).find(|&place| place != inner)
            },
            |this, id, concept, place| {
                let statement = this.world.statement(id)?;
                let Formula::Atom(atom) = quantified.body.as_deref()? else { return None };
                let resolved = this.resolve_in(atom.arguments.get(place)?, atom.concept, place);
                let [referent] = resolved.candidates.as_slice() else { return None };
                let another = this.matches(referent, statement.arguments.get(place)?) == Truth::False;
                let closes = statement.only == Some(place)
                    && statement.polarity == Polarity::Affirmed
                    && this.hears(id)
                    && !this.wrong_time(concept, statement)
                    && another
                    && this.is_closed_for(referent, statement);
                asked = Some(referent.clone());
                closes.then(|| statement.clone())
            },
        )?;
        let told = self.world.statement(id)?;
        let holder = told.only.and_then(|place| told.arguments.get(place)).map(|party| self.argument_words(party));
        let why = format!("the article says it of {} only", holder.unwrap_or_default());
        Some(Answer::bare(Truth::False).resting_on(Ground::Statement(id), false).because(why))
    }

    /// A statement about a group of which all members are among those that a universal quantifier ranges over.
    fn bundle(
        &mut self,
        quantified: &Quantified,
        closed_place: impl Fn(&Atom) -> Option<usize>,
        mut closes: impl FnMut(&mut Self, StatementId, &Concept, usize) -> Option<Statement>,
    ) -> Option<(StatementId, Statement, usize)> {
        let Formula::Atom(atom) = quantified.body.as_deref()? else { return None };
        if !atom.adjuncts.is_empty() || self.world.closing(atom.concept).is_empty() {
            return None;
        }
        let concept = self.world.lexicon.concept(atom.concept)?;
        let (inner, place) = (place_of(atom, quantified.variable)?, closed_place(atom)?);
        let members = self.members(&quantified.domain, quantified.variable, None);
        let ids: Vec<EntityId> = members
            .all
            .iter()
            .filter_map(|member| match member.resolved.candidates.as_slice() {
                [Referent::Entities(ids)] => Some(ids.clone()),
                _ => None,
            })
            .flatten()
            .collect();
        for &id in self.world.closing(atom.concept) {
            let Some(statement) = closes(self, id, concept, place) else { continue };
            let Some(Argument::Entity(group)) = statement.arguments.get(inner) else { continue };
            let Some(group) = self.world.facts.entity(*group) else { continue };
            let covered = !group.members.is_empty() && group.members.iter().all(|member| ids.contains(member));
            let mut rest = (0..atom.arguments.len()).filter(|&at| at != inner && at != place);
            let others = rest.all(|at| {
                let thing = atom.arguments.get(at).cloned().unwrap_or(Thing::Unstated);
                let resolved = self.resolve_in(&thing, atom.concept, at);
                let told = statement.arguments.get(at).unwrap_or(&Argument::Unstated);
                matches!(resolved.candidates.as_slice(), [one] if self.matches(one, told) == Truth::True)
            });
            if covered && others {
                return Some((id, statement, place));
            }
        }
        None
    }

    /// How many the article says there are of a domain, or of those in it of which the body holds.
    pub fn told_counts(&mut self, domain: &Domain, variable: Variable, body: Option<&Formula>) -> Vec<ToldCount> {
        if domain.restriction.is_some() || !domain.except.is_empty() {
            return Vec::new();
        }
        match body {
            Some(Formula::Atom(atom)) if domain.role.is_none() && matches!(domain.set, DomainSet::All) => {
                self.counts_of_atom(atom, variable, domain.kind)
            }
            None if domain.role.is_none() => self.counts_of_kind(domain),
            None => {
                let Some((concept, owner)) = &domain.role else { return Vec::new() };
                let owner = owner.clone().unwrap_or(Thing::Unstated);
                let Some(declared) = self.world.lexicon.concept(*concept) else { return Vec::new() };
                if declared.definition.is_some() || declared.places.len() != 2 {
                    return Vec::new();
                }
                let site =
                    crate::source::Site { source: crate::source::SourceId(0), span: crate::source::Span::default() };
                let arguments = vec![owner, Thing::Variable(variable)];
                let atom =
                    Atom { concept: *concept, arguments, definite: false, ordinal: None, adjuncts: Vec::new(), site };
                self.counts_of_atom(&atom, variable, domain.kind)
            }
            Some(_) => Vec::new(),
        }
    }

    /// "Five players were booked".
    fn counts_of_atom(&mut self, atom: &Atom, variable: Variable, kind: KindId) -> Vec<ToldCount> {
        let mut counts = Vec::new();
        let Some(place) = place_of(atom, variable) else { return counts };
        let Some(concept) = self.world.lexicon.concept(atom.concept) else { return counts };
        let Some(referents) = self.referents_beside(atom, place) else { return counts };
        for id in self.statements_near(atom.concept, concept, &referents) {
            let Some(statement) = self.world.statement(id) else { continue };
            let counted =
                self.hears(id) && statement.polarity == Polarity::Affirmed && !self.wrong_time(concept, statement);
            let Some(Argument::Entity(group)) = statement.arguments.get(place) else { continue };
            let others = referents
                .iter()
                .zip(&statement.arguments)
                .all(|(asked, told)| self.matches(asked, told) == Truth::True);
            if !counted || !others || !self.world.is_of(*group, kind) {
                continue;
            }
            if let Some(mut count) = self.count_of_group(*group, Ground::Statement(id), kind) {
                count.complete &= !self.is_of_one_time(concept, statement);
                counts.push(count);
            }
        }
        counts
    }

    /// "Two referendums".
    fn counts_of_kind(&mut self, domain: &Domain) -> Vec<ToldCount> {
        let groups: Vec<EntityId> = match &domain.set {
            DomainSet::All => {
                self.world.of_kind(domain.kind).iter().copied().filter(|&id| self.world.is_group(id)).collect()
            }
            DomainSet::Described(description) => self.fitting(description, true),
            _ => Vec::new(),
        };
        let described = matches!(domain.set, DomainSet::Described(_));
        let mut counts = Vec::new();
        for group in groups {
            let Some(mut count) = self.count_of_group(group, Ground::Mention(group), domain.kind) else { continue };
            // "Two new referendums" says nothing of others that are not new.
            let narrower = self.world.facts.entity(group).is_some_and(|entity| !entity.descriptors.is_empty());
            count.complete &= described || !narrower;
            counts.push(count);
        }
        counts
    }

    fn count_of_group(&self, id: EntityId, ground: Ground, kind: KindId) -> Option<ToldCount> {
        let group = self.world.facts.entity(id)?;
        let listed = || i64::try_from(group.members.len()).ok().filter(|&count| count > 0).and_then(Number::count);
        let number = group.count.clone().or_else(listed)?;
        // A closing word closes its own noun, never a wider one.
        let own_noun = self.world.kinds_of(id).iter().any(|&own| self.world.lexicon.is_a(kind, own));
        Some(ToldCount { number, complete: group.complete && own_noun, ground })
    }
}

/// Whether a quantifier says the body of all of its domain together.
fn is_universal(quantifier: Quantifier) -> bool {
    matches!(quantifier, Quantifier::Both | Quantifier::Every)
}

fn place_of(atom: &Atom, variable: Variable) -> Option<usize> {
    let wanted = Thing::Variable(variable);
    let mut places = (0..atom.arguments.len()).filter(|&place| atom.arguments.get(place) == Some(&wanted));
    let place = places.next()?;
    places.next().is_none().then_some(place)
}
