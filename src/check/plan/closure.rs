//! Definitions that follow one relation from thing to thing, over columns: the pairs of the least fixed point.
//!
//! `within` as "is part of, or is part of something that is within" holds of a pair if a chain of parts leads from the one
//! to the other. From each thing every new pair is carried one step on, once (semi-naive evaluation), so that cycles end and
//! time goes with the pairs and the steps from them. Each pair keeps the statement of its last step and the pair before it.

use super::super::finding::Verdict;
use super::super::world::World;
use super::columns::{Columns, Pairs};
use super::compile::{Claim, Plan, Source, Wanted};
use super::witness::{Basis, Witnesses};
use crate::facts::{EntityId, StatementId};
use crate::lang::formula::{Atom, Definition, DomainSet, Formula, Quantifier, Thing, Variable};
use crate::lang::lexicon::KindId;
use std::rc::Rc;

/// A relation to follow, from its first place to the second or back.
type Edges = (Rc<Pairs>, usize);

/// The pairs of a definition.
pub(super) struct Closure {
    things: Vec<EntityId>,
    facts: Vec<StatementId>,
    before: Vec<u32>,
}

/// The pairs of a search for all pairs of a definition that follows plain relations; `None` for every other search.
pub(super) fn derive(world: &World<'_>, columns: &Columns, plan: &Plan<'_>) -> Option<Closure> {
    let ([one, other], [task]) = (plan.levels.as_slice(), plan.tasks.as_slice()) else { return None };
    let Claim::Sentence(formula, Wanted::Holds) = &task.claim else { return None };
    let Formula::Atom(atom) = formula.as_ref() else { return None };
    let plain = atom.ordinal.is_none() && atom.adjuncts.is_empty() && !atom.definite;
    let straight = *atom.arguments == [Thing::Variable(one.variable), Thing::Variable(other.variable)];
    let free = matches!((&one.source, &other.source), (Source::Kind, Source::Kind));
    if !plain || !straight || !free || !world.statements_of(atom.concept).is_empty() {
        return None;
    }
    let definition = world.lexicon.concept(atom.concept)?.definition.as_ref().filter(|it| it.recursive)?;
    let (edges, between) = followed(columns, atom, definition)?;
    let fits = |kind: KindId| -> Vec<bool> {
        let all = (0..).take(world.facts.entity_count()).map(EntityId);
        all.map(|id| world.is_of(id, kind) && !world.is_group(id)).collect()
    };
    let (starts, middles, ends) = (fits(one.kind), fits(between), fits(other.kind));
    Some(follow(&edges, &starts, &middles, &ends))
}

/// The relations that a definition follows, and the kind of what lies between: alternatives that are one step, and such
/// as take a step and the definition again, in either order, by the same steps.
fn followed(columns: &Columns, atom: &Atom, definition: &Definition) -> Option<(Vec<Edges>, KindId)> {
    let [first, second] = *definition.variables.as_slice() else { return None };
    let mut single: Vec<Edges> = Vec::new();
    let mut onward: Vec<Edges> = Vec::new();
    let mut between: Option<KindId> = None;
    for line in &definition.alternatives {
        match line {
            Formula::Atom(step) => single.push(edges(columns, step, first, second)?),
            Formula::Quantified(quantified) => {
                let domain = &quantified.domain;
                let plain = quantified.quantifier == Quantifier::Some
                    && domain.set == DomainSet::All
                    && domain.role.is_none()
                    && domain.except.is_empty();
                let middle = quantified.variable;
                let (Formula::Atom(one), Formula::Atom(other)) =
                    (domain.restriction.as_deref()?, quantified.body.as_deref()?)
                else {
                    return None;
                };
                let again = |it: &Atom, from: Variable, to: Variable| {
                    it.concept == atom.concept
                        && it.adjuncts.is_empty()
                        && *it.arguments == [Thing::Variable(from), Thing::Variable(to)]
                };
                let (step, ahead) = if one.concept == atom.concept { (other, one) } else { (one, other) };
                let step = if again(ahead, middle, second) {
                    edges(columns, step, first, middle)?
                } else if again(ahead, first, middle) {
                    edges(columns, step, middle, second)?
                } else {
                    return None;
                };
                if !plain || between.is_some_and(|known| known != domain.kind) {
                    return None;
                }
                between = Some(domain.kind);
                onward.push(step);
            }
            _ => return None,
        }
    }
    let same = |(one, way): &Edges, (other, its): &Edges| Rc::ptr_eq(one, other) && way == its;
    let all_in = |ones: &[Edges], others: &[Edges]| ones.iter().all(|one| others.iter().any(|other| same(one, other)));
    (all_in(&single, &onward) && all_in(&onward, &single)).then_some((single, between?))
}

fn edges(columns: &Columns, step: &Atom, from: Variable, to: Variable) -> Option<Edges> {
    if step.definite || step.ordinal.is_some() || !step.adjuncts.is_empty() {
        return None;
    }
    let pairs = columns.pairs(step.concept)?;
    let (from, to) = (Thing::Variable(from), Thing::Variable(to));
    match step.arguments.as_slice() {
        [one, other] if *one == from && *other == to => Some((pairs, 0)),
        [one, other] if *one == to && *other == from => Some((pairs, 1)),
        _ => None,
    }
}

fn follow(edges: &[Edges], starts: &[bool], middles: &[bool], ends: &[bool]) -> Closure {
    let fits = |of: &[bool], id: EntityId| of.get(id.0 as usize).copied().unwrap_or(false);
    let mut closure = Closure { things: Vec::new(), facts: Vec::new(), before: Vec::new() };
    // The thing from which an entity was reached last.
    let mut reached: Vec<u32> = vec![u32::MAX; starts.len()];
    let all: Vec<EntityId> = (0..).map(EntityId).take(starts.len()).collect();
    for &start in all.iter().filter(|&&id| fits(starts, id)) {
        // The pairs of this start that are still to be carried on: where they end, and their place and one.
        let mut fresh: Vec<(EntityId, u32)> = vec![(start, 0)];
        let mut at = 0;
        while let Some(&(from, before)) = fresh.get(at) {
            at += 1;
            for (pairs, place) in edges {
                for &(to, fact) in pairs.beside(*place, from) {
                    let Some(seen) = reached.get_mut(to.0 as usize).filter(|seen| **seen != start.0) else { continue };
                    *seen = start.0;
                    let mut known = before;
                    if fits(ends, to) {
                        closure.things.extend([start, to]);
                        closure.facts.push(fact);
                        closure.before.push(before);
                        known = closure.facts.len() as u32;
                    }
                    if fits(middles, to) {
                        fresh.push((to, known));
                    }
                }
            }
        }
    }
    closure
}

impl Closure {
    /// The pairs as witnesses.
    pub fn into_witnesses(self, found: &mut Witnesses) {
        let count = self.facts.len();
        found.ends = (1..=count).map(|at| (at * 2) as u32).collect();
        found.verdicts = vec![Verdict::Supported; count];
        found.things = self.things;
        found.basis = Basis::Derived { facts: self.facts, before: self.before };
    }
}
