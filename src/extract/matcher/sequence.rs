//! The words of a template in their order, for sentences whose tree is lost.
//!
//! A long subject ("sixty percent of respondents in a survey conducted for … felt that …") breaks many a tree, and the words
//! still stand in the order of the template. A match by order wants more words than one by structure: two beside its
//! number at least, nothing between them that could be meant instead, and nothing that denies or weakens. A template that
//! names parties is found only as it is written, its words close together and names or known things in its places.

use super::Matcher;
use crate::extract::fill::Filled;
use crate::extract::index::Compiled;
use crate::facts::Argument;
use crate::lang::pattern::Element;
use crate::nlp::Upos;
use crate::nlp::inflect::{same_verb, singular};
use std::ops::Range;

/// The most words between two words of a template.
const GAP: usize = 12;

/// The most words between a place and the word next to it.
const REACH: usize = 2;

/// Words and marks over which no match reaches.
const BARRIERS: [&str; 25] = [
    "and", "or", ";", ":", "\"", "not", "n't", "no", "never", "without", "if", "unless", "would", "could", "may",
    "might", "should", "but", "while", "whereas", "although", "because", "than", "neither", "nor",
];

impl Matcher<'_> {
    /// Matches a template by the order of its words around the trigger, and finishes the match.
    pub(super) fn in_sequence(&self, compiled: &Compiled, trigger: usize, drafts: &mut Vec<super::Draft>) {
        let words = compiled.sequence.iter().filter(|element| matches!(element, Element::Word(_))).count();
        if words < 2 {
            return;
        }
        let sentence = self.document.sentence(trigger);
        let Some(found) = self.follow(compiled, sentence, trigger) else { return };
        let mut bindings = self.empty(compiled);
        for (element, (tokens, filled)) in compiled.sequence.iter().zip(found) {
            bindings.tokens.push(tokens);
            if let (Element::Place(place), Some(filled)) = (element, filled)
                && let Some(fills) = bindings.places.get_mut(*place)
            {
                fills.push(filled);
            }
        }
        self.finish(compiled, trigger, bindings, drafts);
    }

    /// The tokens of each element, in order, one of them the trigger.
    fn follow(
        &self,
        compiled: &Compiled,
        sentence: Range<usize>,
        trigger: usize,
    ) -> Option<Vec<(Range<usize>, Option<Filled>)>> {
        let anchor = compiled.sequence.iter().position(|element| self.stands(element, trigger))?;
        let gap = if compiled.close { REACH } else { GAP };
        let mut found: Vec<(Range<usize>, Option<Filled>)> = vec![(trigger..trigger + 1, None)];
        let mut at = trigger;
        for (index, element) in compiled.sequence.iter().enumerate().take(anchor).rev() {
            let next_is_place = matches!(compiled.sequence.get(index + 1), Some(Element::Place(_)));
            let from = sentence.start.max(at.saturating_sub(gap + 1));
            let one = self.nearest(compiled, element, (from..at).rev(), next_is_place)?;
            at = one.0.start;
            found.insert(0, one);
        }
        at = trigger + 1;
        for (index, element) in compiled.sequence.iter().enumerate().skip(anchor + 1) {
            let before_is_place = index
                .checked_sub(1)
                .is_some_and(|before| matches!(compiled.sequence.get(before), Some(Element::Place(_))));
            let to = sentence.end.min(at + gap + 1);
            let one = self.nearest(compiled, element, at..to, before_is_place)?;
            at = one.0.end;
            found.push(one);
        }
        let (first, last) = (found.first()?.0.start, found.last()?.0.end);
        // A second number of the kind between the words may be the one that is meant.
        let places = compiled.sequence.iter().filter_map(|element| match element {
            Element::Place(place) => Some(*place).filter(|&place| self.is_value(compiled.concept, place)),
            Element::Word(_) => None,
        });
        for place in places {
            let fits = (first..last)
                .filter(|&token| self.is_head_of_value(token) && self.fill(compiled, place, token).is_some());
            if fits.count() > 1 {
                return None;
            }
        }
        Some(found)
    }

    /// The first of the tokens, away from the trigger, at which the element stands; none beyond a barrier.
    fn nearest(
        &self,
        compiled: &Compiled,
        element: &Element,
        tokens: impl Iterator<Item = usize>,
        beside_place: bool,
    ) -> Option<(Range<usize>, Option<Filled>)> {
        for (steps, token) in tokens.enumerate() {
            if BARRIERS.contains(&self.document.lower(token)) {
                return None;
            }
            match element {
                Element::Word(_) if self.stands(element, token) => return Some((token..token + 1, None)),
                Element::Word(_) if beside_place && steps > REACH => return None,
                Element::Word(_) => {}
                Element::Place(place) => {
                    let filled = self.fill(compiled, *place, token);
                    let here = |filled: &Filled| {
                        !compiled.close
                            || !matches!(filled.argument, Argument::Text(_)) && filled.tokens.contains(&token)
                    };
                    if let Some(filled) = filled.filter(here) {
                        return Some((filled.tokens.clone(), Some(filled)));
                    }
                    let verb = matches!(self.document.upos(token), Upos::Verb);
                    if verb || steps > REACH {
                        return None;
                    }
                }
            }
        }
        None
    }

    fn stands(&self, element: &Element, token: usize) -> bool {
        let Element::Word(word) = element else { return false };
        let lower = self.document.lower(token);
        singular(lower) == singular(word) || self.document.lemma(token) == word || same_verb(word, lower)
    }

    /// The last token of a value, so that each value counts once.
    fn is_head_of_value(&self, token: usize) -> bool {
        self.document.value(token).is_some_and(|reading| self.document.tokens_in(reading.span).end == token + 1)
    }
}
