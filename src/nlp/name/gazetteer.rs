//! Lists of names, by the hashes of their words: which tokens stand where in a listed name.
//!
//! Two sections. The table has slots of four bytes: the number of a set of lists plus one in the low 12 bits, a
//! fingerprint of the name in the high 20; a slot of 0 ends a search. The sets are masks of four bytes, one bit a list.

use crate::nlp::hash::{self, feature1, feature2};
use crate::nlp::model::{Bytes, u32_at};
use crate::nlp::word::{CAPITAL, DIGIT, LETTER, UPPER, Word};

/// The bits of a slot that number a set.
const NUMBER: u32 = 12;
/// The most words that a listed name has.
pub(crate) const LONGEST: usize = 6;

/// The lists; each is a bit of a mask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
#[allow(missing_docs, reason = "the names say what the lists hold")]
pub(crate) enum List {
    FirstNameCommon,
    FirstName,
    SurnameCommon,
    Surname,
    Country,
    Subdivision,
    CityLarge,
    City,
    Norp,
    Body,
    Company,
    Media,
    Party,
    Club,
    University,
    Event,
    Person,
    NewsOrganization,
    NewsLocation,
    NewsEvent,
    Title,
    OrganizationHead,
    PlaceHead,
    EventHead,
    CompanySuffix,
    Brand,
    Calendar,
    Language,
    SportHead,
    MediaHead,
    PartyHead,
}

impl List {
    /// The bit of the list.
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// The lists that a token begins, continues, ends or makes up a name of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Matches {
    /// The places [`super::label::BEGIN`] to [`super::label::UNIT`].
    pub places: [u32; 4],
}

impl Matches {
    /// The lists that the token has to do with in any place.
    pub fn any(&self) -> u32 {
        self.places.iter().fold(0, |all, mask| all | mask)
    }

    /// A hash of all places, 0 for no list at all.
    #[inline]
    pub fn hash(&self) -> u32 {
        let [begin, inside, last, unit] = self.places;
        if begin | inside | last | unit == 0 { 0 } else { feature2(feature2(begin, inside, 1), last, unit) }
    }
}

/// The embedded lists.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Gazetteer<'m> {
    table: Bytes<'m>,
    sets: Bytes<'m>,
    slots: usize,
}

/// The key of a name of which the words before have the key `before` (0 for none) and the next word is `lower`.
#[inline]
pub(crate) fn name_key(before: u32, lower: u32) -> u32 {
    feature2(301, before, lower)
}

/// The key of a name that is written in capitals only, as one word.
#[inline]
pub(crate) fn acronym_key(form: u32) -> u32 {
    feature1(302, form)
}

/// The key of a word that stands beside names or inside of them, whether it has a capital or not.
#[inline]
pub(crate) fn word_key(lower: u32) -> u32 {
    feature1(303, lower)
}

impl<'m> Gazetteer<'m> {
    /// Reads the two sections.
    pub fn new(table: Bytes<'m>, sets: Bytes<'m>) -> Self {
        Self { table, sets, slots: table.len() / 4 }
    }

    /// The lists that hold a key.
    #[inline]
    pub fn get(&self, key: u32) -> u32 {
        let mut slot = hash::slot(key, self.slots);
        let print = key & 0xF_FFFF;
        loop {
            // Past the end the table reads as 0; it ends with an empty slot.
            match u32_at(self.table, slot * 4) {
                0 => return 0,
                found if found >> NUMBER == print => {
                    let set = (found & ((1 << NUMBER) - 1)) as usize - 1;
                    return u32_at(self.sets, set * 4);
                }
                _ => slot += 1,
            }
        }
    }

    /// Finds the listed names in a sentence; `matches` becomes as long as `words`. Of two names of one list that overlap
    /// the one that begins first counts, and of those the longest.
    pub fn find(&self, words: &[Word], matches: &mut Vec<Matches>) {
        matches.clear();
        matches.resize(words.len(), Matches::default());
        // For each list the token at which its last match ends.
        let mut ends = [0usize; 32];
        for (start, word) in words.iter().enumerate() {
            if word.look & LETTER != 0
                && let Some(found) = matches.get_mut(start)
            {
                found.places[3] |= self.get(word_key(word.lower));
            }
            if word.look & (CAPITAL | UPPER | DIGIT) == 0 {
                continue;
            }
            let mut longest = [0u32; LONGEST];
            let mut key = 0;
            for (at, next) in words.iter().skip(start).take(LONGEST).enumerate() {
                key = name_key(key, next.lower);
                let mut lists = self.get(key);
                if at == 0 && next.look & UPPER != 0 {
                    lists |= self.get(acronym_key(next.form));
                }
                for shorter in longest.iter_mut().take(at) {
                    *shorter &= !lists;
                }
                if let Some(slot) = longest.get_mut(at) {
                    *slot = lists;
                }
            }
            for (at, mut lists) in longest.into_iter().enumerate() {
                while lists != 0 {
                    let list = lists.trailing_zeros() as usize;
                    lists &= lists - 1;
                    match ends.get_mut(list) {
                        Some(end) if *end <= start => *end = start + at + 1,
                        _ => continue,
                    }
                    note(matches, start, at, 1 << list);
                }
            }
        }
    }
}

/// Marks the tokens `start` to `start + last` as a name on a list.
fn note(matches: &mut [Matches], start: usize, last: usize, list: u32) {
    use super::label::{BEGIN, INSIDE, LAST, UNIT};
    for (at, found) in matches.iter_mut().skip(start).take(last + 1).enumerate() {
        let place = match (at, last) {
            (_, 0) => UNIT,
            (0, _) => BEGIN,
            (at, last) if at == last => LAST,
            _ => INSIDE,
        };
        if let Some(mask) = found.places.get_mut(place) {
            *mask |= list;
        }
    }
}

/// Writes the table and the sets for these keys and their masks; keys with the same fingerprint share their lists.
pub(crate) fn write(entries: &[(u32, u32)]) -> (Vec<u8>, Vec<u8>) {
    let mut counts: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
    for &(_, mask) in entries {
        *counts.entry(mask).or_default() += 1;
    }
    let mut sets: Vec<(u32, usize)> = counts.into_iter().collect();
    sets.sort_by_key(|&(mask, count)| (std::cmp::Reverse(count), mask));
    sets.truncate((1 << NUMBER) - 2);
    let slots = entries.len() * 5 / 4 + 1;
    let mut table = vec![0u32; slots];
    for &(key, mask) in entries {
        let Some(number) = sets.iter().position(|&(set, _)| set == mask) else { continue };
        let mut slot = hash::slot(key, slots);
        while table.get(slot).is_some_and(|&found| found != 0) {
            slot += 1;
        }
        // What would come to lie past the end is lost: a few names among a hundred thousand.
        if let Some(free) = table.get_mut(slot) {
            *free = (key & 0xF_FFFF) << NUMBER | (number as u32 + 1);
        }
    }
    (
        table.iter().flat_map(|slot| slot.to_le_bytes()).collect(),
        sets.iter().flat_map(|(mask, _)| mask.to_le_bytes()).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::word::atoms;

    fn lists(entries: &[(&[&str], List)]) -> (Vec<u8>, Vec<u8>) {
        let key = |words: &[&str]| words.iter().fold(0, |key, word| name_key(key, atoms(word).lower));
        let entries: Vec<(u32, u32)> = entries.iter().map(|(words, list)| (key(words), list.bit())).collect();
        write(&entries)
    }

    fn find(sections: &(Vec<u8>, Vec<u8>), sentence: &str) -> Vec<Matches> {
        let words: Vec<Word> = sentence.split(' ').map(atoms).collect();
        let mut matches = Vec::new();
        Gazetteer::new(&sections.0, &sections.1).find(&words, &mut matches);
        matches
    }

    #[test]
    fn the_longest_name_of_a_list_counts() {
        let sections = lists(&[
            (&["port", "alba"], List::City),
            (&["port"], List::City),
            (&["alba"], List::Surname),
            (&["port", "alba", "times"], List::Media),
        ]);
        let found = find(&sections, "The Port Alba Times said");
        let (city, media, surname) = (List::City.bit(), List::Media.bit(), List::Surname.bit());
        assert_eq!(found[0], Matches::default());
        assert_eq!(found[1].places, [city | media, 0, 0, 0]);
        assert_eq!(found[2].places, [0, media, city, surname]);
        assert_eq!(found[3].places, [0, 0, media, 0]);
        assert_eq!(found[4], Matches::default());
    }

    #[test]
    fn a_listed_name_needs_a_capital() {
        let sections = lists(&[(&["reading"], List::City)]);
        assert_eq!(find(&sections, "reading Reading").iter().filter(|found| found.any() != 0).count(), 1);
    }

    #[test]
    fn every_name_is_found_again() {
        let entries: Vec<(u32, u32)> = (1..2000u32).map(|n| (feature1(7, n), 1 << (n % 31))).collect();
        let (table, sets) = write(&entries);
        let gazetteer = Gazetteer::new(&table, &sets);
        let lost = entries.iter().filter(|&&(key, mask)| gazetteer.get(key) != mask).count();
        assert!(lost < 5, "{lost} of {} names are lost", entries.len());
        assert_eq!(Gazetteer::default().get(5), 0);
    }
}
