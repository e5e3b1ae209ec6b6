//! What the rest of the document says of a word: whether it occurs in small letters, and in which names it was found.

use super::label::{BEGIN, CLASSES, LABELS, LAST, OUTSIDE, UNIT, class, label};
use crate::nlp::hash;
use crate::nlp::word::{CAPITAL, UPPER, Word};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What was seen of a word, capitals aside.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Seen {
    /// How often it stands in small letters.
    pub small: u16,
    /// How often it has a capital that does not begin a sentence.
    pub capital: u16,
    /// How often it was given each label.
    pub votes: [u16; LABELS],
    /// How often it is made of the initials of a name of each class.
    pub initials: [u16; CLASSES],
}

/// What was seen of the words of one document.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    seen: FxHashMap<u32, Seen>,
}

impl Evidence {
    /// Counts capitals and small letters; nothing is known of names as yet.
    pub fn begin(&mut self, words: &[Word], sentences: &[Range<usize>]) {
        self.seen.clear();
        let mut count = |capitals: bool| {
            for sentence in sentences {
                for (at, word) in words.get(sentence.clone()).unwrap_or_default().iter().enumerate() {
                    let capital = word.look & (CAPITAL | UPPER) != 0;
                    if capital && capitals {
                        let seen = self.seen.entry(word.lower).or_default();
                        seen.capital = seen.capital.saturating_add(u16::from(at > 0));
                    } else if !capital
                        && !capitals
                        && let Some(seen) = self.seen.get_mut(&word.lower)
                    {
                        seen.small = seen.small.saturating_add(1);
                    }
                }
            }
        };
        count(true);
        count(false);
    }

    /// Counts the labels that the words of a document were given.
    pub fn vote(&mut self, words: &[Word], labels: &[u8]) {
        for (word, &label) in words.iter().zip(labels) {
            if word.look & (CAPITAL | UPPER) != 0
                && let Some(vote) =
                    self.seen.get_mut(&word.lower).and_then(|seen| seen.votes.get_mut(usize::from(label)))
            {
                *vote = vote.saturating_add(1);
            }
        }
        let mut at = 0;
        while let Some(length) = name_length(labels.get(at..).unwrap_or_default()) {
            if length > 1
                && let Some(class) = labels.get(at).and_then(|&label| class(usize::from(label)))
                && let Some(key) = initials(words.get(at..at + length).unwrap_or_default())
                && let Some(vote) = self.seen.get_mut(&key).and_then(|seen| seen.initials.get_mut(class))
            {
                *vote = vote.saturating_add(1);
            }
            at += length;
        }
    }

    /// What was seen of a word.
    #[inline]
    pub fn get(&self, lower: u32) -> Seen {
        self.seen.get(&lower).copied().unwrap_or_default()
    }
}

/// The number of tokens of the name that begins here, 1 where none does; `None` at the end.
pub(crate) fn name_length(labels: &[u8]) -> Option<usize> {
    let first = usize::from(*labels.first()?);
    if first >= OUTSIDE || first % 4 != BEGIN {
        return Some(1);
    }
    let end = labels.iter().position(|&next| usize::from(next) == first - BEGIN + LAST);
    Some(end.map_or(1, |end| end + 1))
}

/// The hash of the initials of a name, as [`Word::lower`] has it for a word of those letters.
pub(crate) fn initials(words: &[Word]) -> Option<u32> {
    let mut hash = hash::FORM;
    let mut letters = 0;
    for word in words.iter().filter(|word| word.look & CAPITAL != 0) {
        hash = hash::byte(hash, word.prefix(1) as u8);
        letters += 1;
    }
    (letters > 1).then_some(hash)
}

impl Seen {
    /// The votes without one for this label, which the word itself gave.
    pub fn without(mut self, own: u8) -> Self {
        if let Some(vote) = self.votes.get_mut(usize::from(own)) {
            *vote = vote.saturating_sub(1);
        }
        self
    }

    /// The label with most votes and their number; `None` without any.
    pub fn best_label(&self) -> Option<(usize, u16)> {
        let best = self.votes.iter().enumerate().max_by_key(|&(label, &votes)| (votes, std::cmp::Reverse(label)));
        best.map(|(label, &votes)| (label, votes)).filter(|&(_, votes)| votes > 0)
    }

    /// The votes for each class, and those for no name.
    pub fn classes(&self) -> [u16; CLASSES + 1] {
        let mut classes = [0u16; CLASSES + 1];
        for (at, &votes) in self.votes.iter().enumerate() {
            if let Some(sum) = classes.get_mut(at / 4) {
                *sum = sum.saturating_add(votes);
            }
        }
        classes
    }

    /// The votes for each class that come from names of several words.
    pub fn longer(&self) -> [u16; CLASSES] {
        let mut classes = [0u16; CLASSES];
        for (class, sum) in classes.iter_mut().enumerate() {
            *sum = (BEGIN..UNIT)
                .map(|place| self.votes.get(label(class, place)).copied().unwrap_or_default())
                .fold(0, u16::saturating_add);
        }
        classes
    }
}

#[cfg(test)]
mod tests {
    use super::super::label::{INSIDE, ORGANIZATION};
    use super::*;
    use crate::nlp::word::atoms;

    #[test]
    fn a_name_votes_for_its_words_and_its_initials() {
        let words: Vec<Word> = "The Bank of Port Alba ( BPA ) said alba".split(' ').map(atoms).collect();
        let mut labels = [OUTSIDE as u8; 10];
        for (at, place) in [(1, BEGIN), (2, INSIDE), (3, INSIDE), (4, LAST)] {
            labels[at] = label(ORGANIZATION, place) as u8;
        }
        let mut evidence = Evidence::default();
        evidence.begin(&words, &[0..10]);
        evidence.vote(&words, &labels);
        let alba = evidence.get(words[4].lower);
        assert_eq!((alba.small, alba.capital), (1, 1));
        assert_eq!(alba.best_label(), Some((label(ORGANIZATION, LAST), 1)));
        assert_eq!(alba.without(label(ORGANIZATION, LAST) as u8).best_label(), None);
        assert_eq!(alba.longer()[ORGANIZATION], 1);
        assert_eq!(evidence.get(words[6].lower).initials[ORGANIZATION], 1);
    }

    #[test]
    fn a_name_without_an_end_has_one_token() {
        assert_eq!(name_length(&[label(ORGANIZATION, BEGIN) as u8, OUTSIDE as u8]), Some(1));
        assert_eq!(name_length(&[]), None);
    }
}
