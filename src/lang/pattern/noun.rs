//! Templates without a verb: on a noun, or two places side by side.

use super::pieces::Piece;
use super::read::Reader;
use super::words::{ARTICLES, PREPOSITIONS, is_measured, is_participle, nouns};
use super::{Filler, Pattern, Role, Trigger, is_numeric};

impl Reader<'_> {
    /// A template without a verb.
    pub(super) fn nominal(&self) -> Option<Pattern> {
        let places: Vec<usize> = (0..self.pieces.len()).filter(|&at| self.is_place(at)).collect();
        if let (&[first, second], 2) = (places.as_slice(), self.pieces.len()) {
            let slots = vec![(Role::Owner, self.filler(first)?), (Role::Holder, self.filler(second)?)];
            return Some(Pattern { trigger: Trigger::Before, slots });
        }
        if let (&[first, second], 3) = (places.as_slice(), self.pieces.len())
            && first == 0
            && self.is_numeric(first)
            && self.word(1).is_some_and(is_measured)
        {
            // "{length} high {thing}"
            let slots = vec![(Role::Owner, self.filler(first)?), (Role::Holder, self.filler(second)?)];
            return Some(Pattern { trigger: Trigger::Before, slots });
        }
        if let (&[first, second], 3) = (places.as_slice(), self.pieces.len()) {
            let slots = vec![(Role::Holder, self.filler(first)?), (Role::Owner, self.filler(second)?)];
            match self.pieces.get(1)? {
                Piece::Possessive => {
                    let slots = vec![(Role::Owner, self.filler(first)?), (Role::Holder, self.filler(second)?)];
                    return Some(Pattern { trigger: Trigger::Owned, slots });
                }
                Piece::Comma if first == 0 => return Some(Pattern { trigger: Trigger::Apposed, slots }),
                Piece::Word(word) if first == 0 && PREPOSITIONS.contains(&word.as_str()) => {
                    return Some(Pattern { trigger: Trigger::Joined { prep: word.clone() }, slots });
                }
                Piece::Hyphened(word) => {
                    let slots = vec![(Role::Owner, self.filler(first)?), (Role::Holder, self.filler(second)?)];
                    return Some(Pattern { trigger: Trigger::Compound { word: word.clone() }, slots });
                }
                _ => {}
            }
        }
        self.noun()
    }

    /// A template on a noun: "{number} member nations", "talks between {first} and {second}", "{person}'s resignation".
    fn noun(&self) -> Option<Pattern> {
        // The noun's words: the last run of words that is followed by no other word before a preposition, a place or the end.
        let head = (0..self.pieces.len()).find(|&at| {
            let word =
                self.word(at).filter(|word| !ARTICLES.contains(word) && !PREPOSITIONS.contains(word) && *word != "and");
            let next = self.word(at + 1).filter(|word| !PREPOSITIONS.contains(word));
            word.is_some() && next.is_none()
        })?;
        let mut start = head;
        while start > 0
            && self.word(start - 1).is_some_and(|word| !ARTICLES.contains(&word) && !PREPOSITIONS.contains(&word))
        {
            start -= 1;
        }
        let words: Vec<String> = (start..=head).filter_map(|at| self.word(at)).map(str::to_owned).collect();
        if is_participle(words.last()?) && self.pieces.get(start.wrapping_sub(1)) == Some(&Piece::Comma) {
            return self.verbal_from(head, head, true);
        }
        let comma = (0..start).any(|at| self.pieces.get(at) == Some(&Piece::Comma));
        let mut slots = Vec::new();
        for at in (0..start).filter(|&at| self.is_place(at)) {
            let role = if self.is_numeric(at) {
                Role::Number
            } else if comma {
                Role::Holder
            } else {
                Role::Owner
            };
            slots.push((role, self.filler(at)?));
        }
        let mut behind = self.right(head + 1);
        for (role, filler) in behind.drain(..) {
            let numeric = matches!(&filler, Filler::Place(place) if self.concept.places.get(*place).is_some_and(|place| is_numeric(self.lexicon, place.kind)));
            slots.push(match role {
                Role::Object if numeric => (Role::Number, filler),
                Role::Object => (Role::Holder, filler),
                Role::Prep(prep) if prep == "of" && numeric => (Role::Number, filler),
                Role::Prep(prep) if prep == "of" => (Role::Owner, filler),
                role => (role, filler),
            });
        }
        if slots.is_empty() { None } else { Some(Pattern { trigger: Trigger::Noun { words: nouns(words) }, slots }) }
    }
}
