//! The search itself: candidates level by level, left out by tests, confirmed by the evaluator.

use super::super::agree::HeldTrue;
use super::super::answer::{Answer, Ground};
use super::super::evaluator::Evaluator;
use super::super::finding::Verdict;
use super::super::scope::Scope;
use super::super::things::{Referent, Resolved};
use super::super::world::World;
use super::closure;
use super::columns::{Beside, Columns};
use super::compile::{Claim, Known, Plan, Source, Wanted, plan};
use super::witness::{Basis, Witnesses};
use crate::facts::EntityId;
use crate::lang::ruleset::{Check, RuleSet};
use crate::lang::syntax::CheckKind;
use crate::reference::Truths;
use crate::value::Truth;

/// What every check fails for.
pub(super) fn all(world: &World<'_>, columns: &Columns, rules: &RuleSet) -> Vec<Witnesses> {
    rules.checks.iter().map(|check| of_check(world, columns, check, rules)).collect()
}

fn of_check(world: &World<'_>, columns: &Columns, check: &Check, rules: &RuleSet) -> Witnesses {
    let scope = Scope::of_check(check, world.facts);
    let plain = scope.time.is_none() && scope.only_in.is_none();
    let truths = Truths::default();
    let held = HeldTrue { facts: &rules.facts, references: &rules.references, truths: &truths };
    let mut evaluator = Evaluator::new(world, scope, &check.topics, held, false);
    let mut found = Witnesses::of(&check.name);
    let sentences = check.sentences.iter().map(|(sentence, _)| sentence);
    if check.kind == CheckKind::Forbid {
        let together: Vec<_> = sentences.map(|sentence| (sentence, Wanted::Holds)).collect();
        let plan = plan(&mut evaluator, columns, &together, plain);
        match closure::derive(world, columns, &plan).filter(|_| plain) {
            Some(closure) => closure.into_witnesses(&mut found),
            None => Search::new(&mut evaluator, &plan, check.kind, &mut found).descend(0),
        }
    } else {
        for sentence in sentences {
            let plan = plan(&mut evaluator, columns, &[(sentence, Wanted::Fails)], plain);
            Search::new(&mut evaluator, &plan, check.kind, &mut found).descend(0);
        }
    }
    found
}

struct Search<'s, 'w, 'a> {
    evaluator: &'s mut Evaluator<'w, 'a>,
    plan: &'s Plan<'a>,
    kind: CheckKind,
    /// The candidates of the levels so far.
    chosen: Vec<EntityId>,
    /// The claims that are answered so far, with what the evaluator said of those that it was asked for.
    answers: Vec<(usize, Option<Answer>)>,
    found: &'s mut Witnesses,
}

impl<'s, 'w, 'a> Search<'s, 'w, 'a> {
    fn new(
        evaluator: &'s mut Evaluator<'w, 'a>,
        plan: &'s Plan<'a>,
        kind: CheckKind,
        found: &'s mut Witnesses,
    ) -> Self {
        Self { evaluator, plan, kind, chosen: Vec::new(), answers: Vec::new(), found }
    }

    /// Goes through the candidates of a level, and from each to the next level.
    fn descend(&mut self, level: usize) {
        let plan = self.plan;
        let Some(here) = plan.levels.get(level) else {
            if level == 0 && !self.claims_stand(0) {
                return self.answers.clear();
            }
            self.confirm();
            return;
        };
        match &here.source {
            Source::Kind => {
                let world = self.evaluator.world;
                self.try_all(level, world.of_kind(here.kind));
            }
            Source::Column(pairs, place) => self.try_all(level, &pairs.all(*place)),
            Source::Owners(values) => self.try_all(level, &values.all()),
            Source::Beside(pairs, place, slot) => {
                let Some(other) = slot.entity(&self.chosen) else { return };
                let mut last = None;
                for &(candidate, _) in pairs.beside(*place, other) as &[Beside] {
                    if last.replace(candidate) != Some(candidate) {
                        self.attempt(level, candidate);
                    }
                }
            }
        }
    }

    fn try_all(&mut self, level: usize, candidates: &[EntityId]) {
        for &candidate in candidates {
            // One thing is tried once, under the first of its entities.
            if self.evaluator.world.representative(candidate) == candidate {
                self.attempt(level, candidate);
            }
        }
    }

    fn attempt(&mut self, level: usize, candidate: EntityId) {
        let Some(here) = self.plan.levels.get(level) else { return };
        let answered = self.answers.len();
        self.chosen.push(candidate);
        if self.claims_stand(level) {
            let world = self.evaluator.world;
            let fits = world.same(candidate).iter().any(|&id| world.is_of(id, here.kind)) && !world.is_group(candidate);
            if fits {
                self.descend(level + 1);
            }
        }
        self.answers.truncate(answered);
        self.chosen.pop();
    }

    /// Whether no claim that can be asked at a level is known not to stand.
    fn claims_stand(&mut self, level: usize) -> bool {
        let plan = self.plan;
        for (at, task) in plan.tasks.iter().enumerate().filter(|(_, task)| task.level == level) {
            let wanted = !matches!(task.claim, Claim::Sentence(_, Wanted::Fails));
            // A rule fails only where the article says otherwise.
            let silence_passes = !wanted && self.kind == CheckKind::Rule;
            match (task.test.ask(&self.chosen), wanted) {
                (Known::True, true) | (Known::NotTrue, false) => self.answers.push((at, None)),
                (Known::Unknown, false) if !silence_passes => self.answers.push((at, None)),
                (Known::True, false) | (Known::NotTrue | Known::Unknown, _) => return false,
                (Known::Open, _) => {
                    let answer = self.asked(at);
                    if (answer.truth == Truth::True) != wanted {
                        return false;
                    }
                    self.answers.push((at, Some(answer)));
                }
            }
        }
        true
    }

    /// What the evaluator says of a claim.
    fn asked(&mut self, at: usize) -> Answer {
        let Some(task) = self.plan.tasks.get(at) else { return Answer::unknown() };
        let levels = self.plan.levels.iter().zip(&self.chosen);
        let bindings: Vec<_> = levels.map(|(level, &id)| (level.variable, self.evaluator.referent(&[id]))).collect();
        let outer = std::mem::replace(&mut self.evaluator.bindings, bindings);
        let answer = match &task.claim {
            Claim::Sentence(formula, _) => self.evaluator.formula(formula),
            Claim::Except(variable, thing) => {
                let own = self.evaluator.value_of(*variable).unwrap_or(Referent::Open);
                let other = self.evaluator.resolve(thing);
                self.evaluator.are_one(&Resolved::one(own), &other).negated()
            }
        };
        self.evaluator.bindings = outer;
        answer
    }

    /// Takes the things of all levels as a witness, if the evaluator bears out every claim.
    fn confirm(&mut self) {
        let mut verdict = if self.kind == CheckKind::Forbid { Verdict::Supported } else { Verdict::Contradicted };
        let mut answers = Vec::with_capacity(self.answers.len());
        for (at, answer) in std::mem::take(&mut self.answers) {
            let answer = match answer {
                Some(answer) => answer,
                None => self.asked(at),
            };
            answers.push((at, answer));
        }
        let mut stands = true;
        for (at, answer) in &answers {
            let fails =
                self.plan.tasks.get(*at).is_some_and(|task| matches!(task.claim, Claim::Sentence(_, Wanted::Fails)));
            match (fails, answer.truth, &answer.uncheckable) {
                (false, Truth::True, _) | (true, Truth::False, _) => {}
                (true, Truth::Unknown, Some(_)) => verdict = Verdict::NotCheckable,
                (true, Truth::Unknown, None) => verdict = Verdict::NotStated,
                (true, Truth::True, _) | (false, _, _) => stands = false,
            }
        }
        if stands && (verdict != Verdict::NotStated || self.kind == CheckKind::Require) {
            self.found.things.extend_from_slice(&self.chosen);
            self.found.ends.push(self.found.things.len() as u32);
            self.found.verdicts.push(verdict);
            if let Basis::Listed { rests, ends } = &mut self.found.basis {
                let grounds = answers.iter().flat_map(|(_, answer)| &answer.grounds);
                rests.extend(grounds.filter_map(|rest| match rest.ground {
                    Ground::Statement(id) => Some((id, rest.supports)),
                    _ => None,
                }));
                ends.push(rests.len() as u32);
            }
        }
        self.answers = answers.into_iter().map(|(at, answer)| (at, Some(answer))).collect();
    }
}
