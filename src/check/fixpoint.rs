//! Definitions that refer to themselves: the least fixed point, over what the article speaks of.
//!
//! Each question that turns up on the way ("is Sweden allied with Turkey?") is answered once from the answers to the
//! others, at first as if nothing held, and again whenever an answer that it rests on has changed. Answers only ever
//! rise (false, open, true), because no definition denies itself, so that the end is always reached.

use super::answer::Answer;
use super::evaluator::Evaluator;
use super::scope::Speaker;
use super::things::Referent;
use crate::facts::EntityId;
use crate::lang::formula::{Adjunct, Atom};
use crate::lang::lexicon::ConceptId;
use crate::value::Truth;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// How many questions one recursive definition may lead to.
const MAX_QUESTIONS: usize = 20_000;
/// How many answers a check may take from recursive definitions, those that are given again included: "every country is bound to
/// every country" asks for each pair, and each pair for all countries between.
const MAX_ANSWERS: usize = 100_000;

/// Whether a defined concept holds of things, as somebody says it.
#[derive(Debug, Clone, PartialEq)]
struct Question {
    concept: ConceptId,
    referents: Vec<Referent>,
    adjuncts: Vec<Adjunct>,
    speaker: Option<Speaker>,
}

/// What is known of the questions so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    questions: Vec<(Question, Atom)>,
    /// The places of the questions about a concept and the first entity of each party.
    by_parties: FxHashMap<(ConceptId, Vec<Option<EntityId>>), Vec<usize>>,
    answers: Vec<Answer>,
    /// For each question, those that rest on it.
    asked_by: Vec<Vec<usize>>,
    waiting: VecDeque<usize>,
    /// Whether a question waits.
    waits: Vec<bool>,
    /// The question that is being answered.
    current: usize,
    too_many: bool,
}

impl Table {
    /// The place of a question, which is taken in if it is new.
    fn place(&mut self, question: Question, atom: &Atom) -> Option<usize> {
        let first = |referent: &Referent| match referent {
            Referent::Entities(ids) => ids.first().copied(),
            _ => None,
        };
        let parties = (question.concept, question.referents.iter().map(first).collect());
        let alike = self.by_parties.entry(parties).or_default();
        if let Some(&at) = alike.iter().find(|&&at| self.questions.get(at).is_some_and(|(known, _)| *known == question))
        {
            return Some(at);
        }
        if self.questions.len() >= MAX_QUESTIONS {
            self.too_many = true;
            return None;
        }
        let at = self.questions.len();
        alike.push(at);
        self.questions.push((question, atom.clone()));
        self.answers.push(Answer::bare(Truth::False));
        self.asked_by.push(Vec::new());
        self.waits.push(false);
        self.wait(at);
        Some(at)
    }

    /// Puts a question in the row of those to be answered.
    fn wait(&mut self, at: usize) {
        if let Some(waits) = self.waits.get_mut(at).filter(|waits| !**waits) {
            *waits = true;
            self.waiting.push_back(at);
        }
    }

    /// Takes an answer; those that rest on it are asked again if it is another one.
    fn take(&mut self, at: usize, answer: Answer) {
        let Some(known) = self.answers.get_mut(at).filter(|known| known.truth <= answer.truth) else { return };
        let changed = known.truth != answer.truth;
        *known = answer;
        if changed {
            for asking in self.asked_by.get(at).cloned().unwrap_or_default() {
                self.wait(asking);
            }
        }
    }
}

impl Evaluator<'_, '_> {
    /// The answer to an atom of a concept that is defined by itself.
    pub fn recursive(&mut self, atom: &Atom, referents: &[Referent]) -> Answer {
        let question = Question {
            concept: atom.concept,
            referents: referents.to_vec(),
            adjuncts: atom.adjuncts.clone(),
            speaker: self.scope.speaker.clone(),
        };
        if let Some(table) = &mut self.table {
            let current = table.current;
            let Some(at) = table.place(question, atom) else { return Answer::unknown() };
            if let Some(asked_by) = table.asked_by.get_mut(at)
                && !asked_by.contains(&current)
            {
                asked_by.push(current);
            }
            return table.answers.get(at).cloned().unwrap_or_else(Answer::unknown);
        }
        let mut table = Table::default();
        table.place(question, atom);
        self.table = Some(table);
        let steps = self.steps.take();
        let outer = self.scope.speaker.clone();
        while let Some((at, question, atom)) = self.next_question() {
            self.scope.speaker = question.speaker;
            let answer = self.by_definition(&atom, &question.referents);
            if let Some(table) = &mut self.table {
                table.take(at, answer);
            }
        }
        self.scope.speaker = outer;
        self.steps = steps;
        let Some(table) = self.table.take() else { return Answer::unknown() };
        if table.too_many {
            return Answer::uncheckable(format!("the definition leads to more than {MAX_QUESTIONS} questions"));
        }
        if self.answered > MAX_ANSWERS {
            return Answer::uncheckable(format!("recursive definitions lead to more than {MAX_ANSWERS} answers"));
        }
        table.answers.into_iter().next().unwrap_or_else(Answer::unknown)
    }

    fn next_question(&mut self) -> Option<(usize, Question, Atom)> {
        let table = self.table.as_mut().filter(|table| !table.too_many && self.answered <= MAX_ANSWERS)?;
        self.answered += 1;
        let at = table.waiting.pop_front()?;
        table.current = at;
        if let Some(waits) = table.waits.get_mut(at) {
            *waits = false;
        }
        let (question, atom) = table.questions.get(at)?.clone();
        Some((at, question, atom))
    }
}
