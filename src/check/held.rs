//! `everything agrees with the facts`: what the article says, compared with the `fact` blocks.
//!
//! Each fact is asked as a sentence of a rule, of the time that it holds for. One that the article contradicts decides;
//! the article agrees with the facts if it says one of them and contradicts none, and of what it does not say nothing
//! is known.

use super::answer::Answer;
use super::evaluator::Evaluator;
use super::words;
use crate::lang::ruleset::Fact;
use crate::value::Truth;

impl<'a> Evaluator<'_, 'a> {
    /// Whether the article agrees with what is held to be true.
    pub fn agrees_with_facts(&mut self) -> Answer {
        if self.held.facts.is_empty() {
            return Answer::uncheckable("there is no `fact` block to agree with");
        }
        let held = self.held.facts;
        let answers: Vec<Answer> = held.iter().map(|fact| self.held_to_be(fact)).collect();
        let (against, rest): (Vec<Answer>, Vec<Answer>) =
            answers.into_iter().partition(|answer| answer.truth == Truth::False);
        if !against.is_empty() {
            return Answer::all(against);
        }
        if let Some(reason) = rest.iter().find_map(|answer| answer.uncheckable.clone()) {
            return Answer::uncheckable(reason);
        }
        let said: Vec<Answer> = rest.into_iter().filter(|answer| answer.truth == Truth::True).collect();
        if said.is_empty() {
            return Answer::unknown_because("it speaks of none of the facts");
        }
        Answer::all(said)
    }

    /// Whether the article says what one fact says, at the time of the fact.
    fn held_to_be(&mut self, fact: &'a Fact) -> Answer {
        let time = self.scope.time;
        self.scope.time = fact.time.or(time);
        let topics = std::mem::replace(&mut self.topics, &fact.topics);
        let bindings = std::mem::take(&mut self.bindings);
        let answer = self.formula(&fact.sentence);
        (self.scope.time, self.topics, self.bindings) = (time, topics, bindings);
        if answer.truth != Truth::False {
            return answer;
        }
        let held = words::formula(self.world.lexicon, &fact.sentence);
        let source = fact.source.as_ref().map(|source| format!(" ({source})")).unwrap_or_default();
        let otherwise = answer.because.clone().unwrap_or_else(|| String::from("the article says otherwise"));
        Answer { because: Some(format!("{otherwise}; the fact is that {held}{source}")), ..answer }
    }
}
