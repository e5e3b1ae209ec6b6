//! The words that the model knows: class, tags seen, lists, by the hash of the lower-case form.
//!
//! One open-addressing table of entries of 12 bytes: key (4), class (2), lists (2), tags (1), lemma (1), spare (2).
//! A second section holds the path of each class in the tree of classes (2 bytes).

use super::hash;
use super::model::{Bytes, u16_at, u32_at};

/// The bytes of one entry.
pub(crate) const ENTRY: usize = 12;

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The word class, 0 for none.
    pub class: u16,
    /// The lists that the word stands on by itself.
    pub lists: u16,
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

impl<'m> Lexicon<'m> {
    /// Reads the two sections.
    pub fn new(table: Bytes<'m>, paths: Bytes<'m>) -> Self {
        Self { table, paths, slots: table.len() / ENTRY }
    }

    /// What is known of the word with this hash; the default for an unknown word.
    #[inline]
    pub fn get(&self, key: u32) -> Entry {
        let key = key.max(1);
        if self.slots == 0 {
            return Entry::default();
        }
        let mut slot = hash::slot(key.wrapping_mul(0x9E37_79B1), self.slots);
        // The table is never full, so that an empty slot ends the search.
        for _ in 0..self.slots {
            let at = slot * ENTRY;
            match u32_at(self.table, at) {
                0 => break,
                found if found == key => {
                    return Entry {
                        class: u16_at(self.table, at + 4),
                        lists: u16_at(self.table, at + 6),
                        tags: self.table.get(at + 8).copied().unwrap_or_default(),
                    };
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

/// Writes the table for these words.
pub(crate) fn write(entries: &[(u32, Entry)]) -> Vec<u8> {
    let slots = entries.len() * 5 / 4 + 1;
    let mut table = vec![0u8; slots * ENTRY];
    for &(key, entry) in entries {
        let key = key.max(1);
        let mut slot = hash::slot(key.wrapping_mul(0x9E37_79B1), slots);
        while u32_at(&table, slot * ENTRY) != 0 {
            slot = (slot + 1) % slots;
        }
        if let Some(bytes) = table.get_mut(slot * ENTRY..(slot + 1) * ENTRY) {
            let fields =
                key.to_le_bytes().into_iter().chain(entry.class.to_le_bytes()).chain(entry.lists.to_le_bytes());
            for (byte, value) in bytes.iter_mut().zip(fields.chain([entry.tags])) {
                *byte = value;
            }
        }
    }
    table
}
