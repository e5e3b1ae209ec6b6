//! `Turkey joins NATO before Sweden does`: two happenings in a row.

use super::answer::{Answer, Ground};
use super::evaluator::Evaluator;
use super::things::Referent;
use crate::facts::StatementId;
use crate::lang::formula::Atom;
use crate::value::{Comparator, DateSpan, Truth};

impl Evaluator<'_, '_> {
    /// Whether one happening is before (or after) the other: by their dates.
    pub fn order(&mut self, first: &Atom, before: bool, second: &Atom) -> Answer {
        let (one, other) = (self.happenings(first), self.happenings(second));
        let (one, other) = match (one, other) {
            (Ok(one), Ok(other)) => (one, other),
            (Err(note), _) | (_, Err(note)) => return Answer::unknown_because(note),
        };
        let comparator = if before { Comparator::Less } else { Comparator::More };
        let mut answers = Vec::new();
        for (id, time) in &one {
            for (other_id, other_time) in &other {
                let truth = self.told_stands(*time, comparator.clone(), *other_time);
                let mut answer = Answer::bare(truth);
                for ground in [Ground::Statement(*id), Ground::Statement(*other_id)] {
                    answer = answer.resting_on(ground, truth == Truth::True);
                }
                if truth == Truth::False {
                    answer = answer.because(format!("the article dates the one {time} and the other {other_time}"));
                }
                answers.push(answer);
            }
        }
        super::atom::agreed(answers, std::iter::once(String::from("the article tells of several such happenings")))
    }

    fn happenings(&mut self, atom: &Atom) -> Result<Vec<(StatementId, DateSpan)>, String> {
        let mut referents: Vec<Referent> = Vec::new();
        for (place, thing) in atom.arguments.iter().enumerate() {
            let resolved = self.resolve_in(thing, atom.concept, place);
            match resolved.candidates.as_slice() {
                [referent] => referents.push(referent.clone()),
                _ => return Err(resolved.note.unwrap_or_else(|| String::from("it is open who is meant"))),
            }
        }
        let times = self.concept_times(atom.concept, &referents);
        let words = super::words::atom(self.world.lexicon, atom);
        if times.is_empty() { Err(format!("the article does not say when {words}")) } else { Ok(times) }
    }
}
