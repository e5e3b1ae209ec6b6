//! Evaluating formulas: one method for each form, three-valued, with the evidence carried along.
//!
//! Limits: a formula may be nested [`MAX_DEPTH`] deep, definitions unfolded included; what is deeper is not checkable.

use super::agree::HeldTrue;
use super::answer::{Answer, Ground};
use super::finding::Step;
use super::fixpoint::Table;
use super::scope::{Scope, Speaker};
use super::things::Referent;
use super::words;
use super::world::World;
use crate::facts::{EntityId, StatementId};
use crate::lang::formula::{Formula, Thing, Variable};
use crate::lang::lexicon::KindId;
use crate::value::Truth;

/// How deep formulas may be nested, definitions unfolded included.
pub(super) const MAX_DEPTH: usize = 64;

/// How many combinations of candidates are tried before a clause is given up as not stated.
pub(super) const MAX_CANDIDATES: usize = 256;

/// Evaluates the sentences of one check.
pub(super) struct Evaluator<'w, 'a> {
    pub world: &'w World<'a>,
    pub scope: Scope,
    pub topics: &'a [Thing],
    /// What is held to be true.
    pub held: HeldTrue<'a>,
    /// What variables stand for, the innermost last.
    pub bindings: Vec<(Variable, Referent)>,
    pub resolving_topic: bool,
    pub depth: usize,
    /// How many definitions are being unfolded inside one another.
    pub unfolding: usize,
    /// The questions of the recursive definition that is being evaluated.
    pub table: Option<Table>,
    /// How many answers recursive definitions have given so far.
    pub answered: usize,
    /// What dates the events that are being compared.
    pub dated_by: Vec<Ground>,
    /// The way to the verdict, if it is asked for.
    pub steps: Option<Vec<Step>>,
}

impl<'w, 'a> Evaluator<'w, 'a> {
    pub fn new(world: &'w World<'a>, scope: Scope, topics: &'a [Thing], held: HeldTrue<'a>, trace: bool) -> Self {
        Self {
            world,
            scope,
            topics,
            held,
            bindings: Vec::new(),
            resolving_topic: false,
            depth: 0,
            unfolding: 0,
            table: None,
            answered: 0,
            dated_by: Vec::new(),
            steps: trace.then(Vec::new),
        }
    }

    /// The answer to a formula.
    pub fn formula(&mut self, formula: &Formula) -> Answer {
        if self.depth >= MAX_DEPTH {
            return Answer::uncheckable(format!("the sentence is nested more than {MAX_DEPTH} deep"));
        }
        self.depth += 1;
        let step = self.open_step(|world| words::formula(world.lexicon, formula));
        let answer = match formula {
            Formula::All(parts) => self.conjunction(parts),
            Formula::Any(parts) => {
                let answers: Vec<Answer> = parts.iter().map(|part| self.formula(part)).collect();
                Answer::any(answers)
            }
            Formula::Not(part) => self.formula(part).negated(),
            Formula::If { condition, then } => self.conditional(condition, then),
            Formula::Quantified(quantified) => self.quantified(quantified),
            Formula::Atom(atom) => self.atom(atom),
            Formula::Compare(compare) => self.compare(compare),
            Formula::Quote { speaker, words, .. } => self.quote(speaker, words),
            Formula::SaysThat { speaker, claim, .. } => self.says_that(speaker, claim),
            Formula::Order { first, before, second, .. } => self.order(first, *before, second),
            Formula::IsA { thing, kind, .. } => self.is_a(thing, *kind),
            Formula::AgreesWithFacts { .. } => self.agrees_with_facts(),
            Formula::AgreesWith { what, reference, .. } => self.agrees_with(what, *reference),
            Formula::Rows(rows) => super::rows::answer(self.world.facts.tables(), rows),
            Formula::NotCheckable { reason, .. } => Answer::uncheckable(reason.clone()),
        };
        self.close_step(step, &answer);
        self.depth -= 1;
        answer
    }

    fn conjunction(&mut self, parts: &[Formula]) -> Answer {
        let answers: Vec<Answer> = parts.iter().map(|part| self.formula(part)).collect();
        Answer::all(answers)
    }

    /// `if A, then B` where A is not supported is not stated.
    fn conditional(&mut self, condition: &Formula, then: &Formula) -> Answer {
        let condition = self.formula(condition);
        if condition.truth != Truth::True {
            let mut answer = Answer::unknown_because("the condition does not hold");
            answer.grounds = condition.grounds;
            answer.uncheckable = condition.uncheckable;
            return answer;
        }
        let mut then = self.formula(then);
        then.hearsay |= condition.hearsay && then.truth != Truth::Unknown;
        for rest in condition.grounds {
            if !then.grounds.contains(&rest) {
                then.grounds.push(rest);
            }
        }
        then
    }

    /// `IE6 is a browser`: by what the article calls it.
    fn is_a(&mut self, thing: &Thing, kind: KindId) -> Answer {
        let resolved = self.resolve(thing);
        let Some(first) = resolved.candidates.first() else {
            return Answer::unknown_because(resolved.note.unwrap_or_else(|| String::from("nothing fits")));
        };
        let world = self.world;
        let of_kind = |referent: &Referent| match referent {
            Referent::Entities(ids) => ids.iter().copied().find(|&id| world.is_of(id, kind)),
            _ => None,
        };
        let all = resolved.candidates.iter().all(|referent| of_kind(referent).is_some());
        match of_kind(first) {
            Some(id) if all => Answer::bare(Truth::True).resting_on(Ground::Mention(id), true),
            _ => Answer::unknown_because(format!(
                "the article does not call it {}",
                words::with_article(&self.kind_words(kind))
            )),
        }
    }

    /// `Guterres says that CLAUSE`: the clause, heard from that speaker alone.
    fn says_that(&mut self, speaker: &Thing, claim: &Formula) -> Answer {
        let resolved = self.resolve(speaker);
        let [referent] = resolved.candidates.as_slice() else {
            return Answer::unknown_because(resolved.note.unwrap_or_else(|| String::from("it is open who is meant")));
        };
        let speaker = match referent {
            Referent::Entities(ids) => Speaker { ids: ids.clone(), name: self.names_of(ids) },
            Referent::Absent { name, .. } => Speaker { ids: Vec::new(), name: name.clone() },
            _ => return Answer::unknown_because("it is open who is meant"),
        };
        let outer = self.scope.speaker.replace(speaker);
        let answer = self.formula(claim);
        self.scope.speaker = outer;
        answer
    }

    /// The words for a kind.
    pub fn kind_words(&self, kind: KindId) -> String {
        self.world.lexicon.kind(kind).map_or_else(|| String::from("thing"), |kind| kind.name.clone())
    }

    /// The words of a description as the rule has it.
    pub fn description_words(&self, description: &crate::lang::formula::Description) -> String {
        words::description(self.world.lexicon, description)
    }

    /// Evaluates with a variable bound.
    pub fn with_binding(&mut self, variable: Variable, referent: Referent, formula: &Formula) -> Answer {
        self.bindings.push((variable, referent));
        let answer = self.formula(formula);
        self.bindings.pop();
        answer
    }

    /// Whether a statement is heard: it counts, and the speaker who is asked for says it.
    pub fn hears(&self, id: StatementId) -> bool {
        let Some(statement) = self.world.statement(id) else { return false };
        self.scope.counts(statement) && self.said_by_speaker(statement)
    }

    fn said_by_speaker(&self, statement: &crate::facts::Statement) -> bool {
        let Some(speaker) = &self.scope.speaker else { return true };
        let Some(said_by) = &statement.speaker else { return false };
        let names = |id: &EntityId| self.world.facts.entity(*id).map(|entity| entity.names().collect::<Vec<_>>());
        let class = speaker.ids.first().map_or(crate::facts::name::NameClass::Any, |&id| self.world.class_of(id));
        let same = |names: &[&str]| {
            super::world::relate_names(std::iter::once(said_by.as_str()), names, class)
                == crate::facts::name::Sameness::Same
        };
        let found = match self.world.facts.find(said_by, class, |_, entity| entity.named) {
            crate::facts::Found::One(ids) => ids.iter().any(|id| speaker.ids.contains(id)),
            _ => false,
        };
        found || speaker.ids.iter().filter_map(names).any(|names| same(&names)) || same(&[speaker.name.as_str()])
    }

    fn open_step(&mut self, what: impl FnOnce(&World<'a>) -> String) -> Option<usize> {
        let depth = self.depth;
        let world = self.world;
        let steps = self.steps.as_mut()?;
        steps.push(Step { depth: depth - 1, what: what(world), result: String::new() });
        Some(steps.len() - 1)
    }

    fn close_step(&mut self, step: Option<usize>, answer: &Answer) {
        let Some((at, steps)) = step.zip(self.steps.as_mut()) else { return };
        let verdict = match (answer.truth, &answer.uncheckable) {
            (_, Some(reason)) => format!("not checkable: {reason}"),
            (Truth::True, _) => String::from("supported"),
            (Truth::False, _) => String::from("contradicted"),
            (Truth::Unknown, _) => String::from("not stated"),
        };
        let why = answer.because.iter().chain(&answer.notes).map(String::as_str).collect::<Vec<_>>().join("; ");
        if let Some(step) = steps.get_mut(at) {
            step.result = if why.is_empty() { verdict } else { format!("{verdict}: {why}") };
        }
    }
}
