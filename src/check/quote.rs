//! Quotations: whether somebody is quoted with these words.
//!
//! Words are compared as [`crate::facts::quoted`] has it; a quotation that "he said" interrupts is one quotation.

use super::answer::{Answer, Ground};
use super::evaluator::Evaluator;
use super::things::Referent;
use crate::facts::Quotation;
use crate::facts::quoted::{holds, pieces, said_words};
use crate::lang::formula::Thing;
use crate::value::Truth;

/// How many bytes may stand between two parts of one quotation (`, he said, `).
const INTERRUPTION: u32 = 80;

impl Evaluator<'_, '_> {
    /// Whether somebody says these words.
    pub fn quote(&mut self, speaker: &Thing, words: &str) -> Answer {
        let asked = pieces(words);
        if asked.is_empty() {
            return Answer::unknown_because("the quotation holds no words");
        }
        let resolved = self.resolve(speaker);
        let Some(first) = resolved.candidates.first() else {
            return Answer::unknown_because(resolved.note.unwrap_or_else(|| String::from("it is open who is meant")));
        };
        if resolved.candidates.len() > 1 {
            return Answer::unknown_because(resolved.note.unwrap_or_default());
        }
        let mut near = Answer::unknown();
        let quotations = self.world.facts.quotations();
        for (index, quotation) in quotations.iter().enumerate() {
            if !self.scope.hears(quotation.part) {
                continue;
            }
            let mut said = said_words(&quotation.words);
            let mut last = quotation;
            let mut grounds = vec![Ground::Quotation(index)];
            let mut found = holds(&said, &asked);
            for (next_index, next) in quotations.iter().enumerate().skip(index + 1) {
                if found || !continues(last, next) {
                    break;
                }
                said.extend(said_words(&next.words));
                grounds.push(Ground::Quotation(next_index));
                last = next;
                found = holds(&said, &asked);
            }
            if !found {
                continue;
            }
            let by_asked = match (first, quotation.speaker) {
                (Referent::Open, _) => true,
                (Referent::Entities(ids), Some(id)) => ids.contains(&id),
                _ => false,
            };
            if by_asked {
                return grounds
                    .into_iter()
                    .fold(Answer::bare(Truth::True), |answer, ground| answer.resting_on(ground, true));
            }
            let note = match quotation.speaker {
                Some(id) => format!("the article has these words from {}", self.names_of(&[id])),
                None => String::from("the article does not say whose words these are"),
            };
            near = near.noting(note).resting_on(Ground::Quotation(index), false);
        }
        near
    }
}

/// Whether one quotation goes on where another is interrupted.
fn continues(one: &Quotation, next: &Quotation) -> bool {
    let near = next.span.start >= one.span.end && next.span.start - one.span.end <= INTERRUPTION;
    one.source == next.source && one.speaker == next.speaker && one.speaker.is_some() && near
}
