//! The words that the model knows: class and tags seen, by the hash of the lower-case form.
//!
//! One open-addressing table of entries of four bytes: a fingerprint of the word (13 bits, never 0), its class (11) and its
//! set of tags (8). A second section holds the path of each class in the tree of classes (2 bytes).

use super::hash;
use super::model::{Bytes, u16_at, u32_at};

/// Where the class and the fingerprint begin in an entry.
const CLASS: u32 = 8;
const PRINT: u32 = 19;

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The word class, 0 for none.
    pub class: u16,
    /// The set of tags it was seen with, 0 for none.
    pub tags: u8,
}

/// The embedded table.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Lexicon<'m> {
    table: Bytes<'m>,
    paths: Bytes<'m>,
    slots: usize,
}

/// Where the search for a word begins, and its fingerprint.
#[inline]
fn place(key: u32, slots: usize) -> (usize, u32) {
    let spread = key.wrapping_mul(0x9E37_79B1);
    (hash::slot(spread, slots), (spread & 0x1FFF).max(1))
}

impl<'m> Lexicon<'m> {
    /// Reads the two sections.
    pub fn new(table: Bytes<'m>, paths: Bytes<'m>) -> Self {
        Self { table, paths, slots: table.len() / 4 }
    }

    /// What is known of the word with this hash; the default for an unknown word.
    #[inline]
    pub fn get(&self, key: u32) -> Entry {
        let (mut slot, print) = place(key, self.slots);
        // The table is never full, so that an empty slot ends the search.
        for _ in 0..self.slots {
            match u32_at(self.table, slot * 4) {
                0 => break,
                found if found >> PRINT == print => {
                    return Entry { class: (found >> CLASS) as u16 & 0x7FF, tags: found as u8 };
                }
                _ => slot = if slot + 1 == self.slots { 0 } else { slot + 1 },
            }
        }
        Entry::default()
    }

    /// The path of a class.
    #[inline]
    pub fn path(&self, class: u16) -> u16 {
        u16_at(self.paths, usize::from(class) * 2)
    }
}

/// Writes the table for these words. Of words that it cannot tell apart the first stays.
pub(crate) fn write(entries: &[(u32, Entry)]) -> Vec<u8> {
    let slots = entries.len() * 5 / 3 + 1;
    let mut table = vec![0u32; slots];
    for &(key, entry) in entries {
        let (mut slot, print) = place(key, slots);
        while table.get(slot).is_some_and(|&found| found != 0 && found >> PRINT != print) {
            slot = (slot + 1) % slots;
        }
        if let Some(free) = table.get_mut(slot).filter(|found| **found == 0) {
            *free = print << PRINT | u32::from(entry.class & 0x7FF) << CLASS | u32::from(entry.tags);
        }
    }
    table.iter().flat_map(|entry| entry.to_le_bytes()).collect()
}
