//! Quotations: whether somebody is quoted with these words.
//!
//! Quotation marks, case and punctuation make no difference. An ellipsis in the rule skips words; what the article puts
//! in square brackets may stand in for words or be left out; a quotation that "he said" interrupts is one quotation.

use super::answer::{Answer, Ground};
use super::evaluator::Evaluator;
use super::things::Referent;
use crate::facts::Quotation;
use crate::facts::name::folded_words;
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

/// A word of a quotation; what stands in square brackets may be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    word: String,
    optional: bool,
    /// Whether words were left out before it.
    after_gap: bool,
}

fn said_words(words: &str) -> Vec<Said> {
    let mut said = Vec::new();
    let mut gap = false;
    let spread = words.replace("...", " … ").replace(". . .", " … ");
    let mut in_brackets = false;
    for piece in spread.split_inclusive(['[', ']', '…']) {
        let text = piece.trim_end_matches(['[', ']', '…']);
        for word in folded_words(text) {
            said.push(Said { word, optional: in_brackets, after_gap: std::mem::take(&mut gap) });
        }
        match piece.chars().next_back() {
            Some('[') => in_brackets = true,
            Some(']') => in_brackets = false,
            Some('…') => gap = true,
            _ => {}
        }
    }
    said
}

/// The pieces of a rule's quotation, parted by ellipses.
fn pieces(words: &str) -> Vec<Vec<String>> {
    let spread = words.replace("...", "…").replace("[…]", "…");
    let pieces = spread.split('…').map(|piece| folded_words(&piece.replace(['[', ']'], " ")));
    pieces.filter(|piece| !piece.is_empty()).collect()
}

/// Whether the pieces stand in what is said, in order.
fn holds(said: &[Said], pieces: &[Vec<String>]) -> bool {
    let mut from = 0;
    for piece in pieces {
        let found = (from..said.len()).find_map(|start| piece_at(said, start, piece));
        match found {
            Some(end) => from = end,
            None => return false,
        }
    }
    true
}

/// One past the end of the piece, if it stands there.
fn piece_at(said: &[Said], start: usize, piece: &[String]) -> Option<usize> {
    let mut at = start;
    for (index, word) in piece.iter().enumerate() {
        loop {
            let next = said.get(at)?;
            if next.word == *word && !(index > 0 && next.after_gap) {
                at += 1;
                break;
            }
            if !next.optional || index == 0 {
                return None;
            }
            at += 1;
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands(rule: &str, article: &str) -> bool {
        holds(&said_words(article), &pieces(rule))
    }

    #[test]
    fn words_stand_whole_and_in_order() {
        assert!(stands("one vote in each referendum", "In the end I'll have one vote in each referendum just like"));
        assert!(stands("It's time", "it’s time to say goodbye"));
        assert!(!stands("one vote", "one voter"));
        assert!(!stands("time it's", "it's time"));
        assert!(stands("the end", "In the end"));
        assert!(!stands("the end", "an end"));
    }

    #[test]
    fn ellipses_and_brackets() {
        assert!(stands("never … again", "never, ever again"));
        assert!(stands("never ... again", "never, ever again"));
        assert!(stands("it is over", "it [the war] is over"));
        assert!(stands("it the war is over", "it [the war] is over"));
        assert!(!stands("we will win", "we will … win"));
        assert!(stands("we will … win", "we will … win"));
    }
}
