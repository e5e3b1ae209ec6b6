//! Feature → row of small weights, one weight a class: the table that tagger, labeller and name finder score with.
//!
//! Two sections. The index has slots of four bytes: the row's number plus one in the low 20 bits, a fingerprint of the
//! feature in the high 12; a slot of 0 ends a search. The rows have `N` signed bytes each. An absent feature adds nothing.

use super::hash;
use super::model::{Bytes, u32_at};

/// The number of bits that number a row.
const NUMBER: u32 = 20;

/// An embedded table of rows of `N` weights.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rows<'m, const N: usize> {
    index: Bytes<'m>,
    rows: Bytes<'m>,
    slots: usize,
}

impl<'m, const N: usize> Rows<'m, N> {
    /// Reads the two sections.
    pub fn new(index: Bytes<'m>, rows: Bytes<'m>) -> Self {
        Self { index, rows, slots: index.len() / 4 }
    }

    /// The weights of a feature, if it has any.
    #[inline(always)]
    pub fn get(&self, feature: u32) -> Option<&'m [u8; N]> {
        let row = find(self.index, self.slots, feature)? as usize - 1;
        self.rows.get(row * N..)?.first_chunk()
    }

    /// Adds the weights of each feature to the sums.
    #[inline(always)]
    pub fn score(&self, features: &[u32], sums: &mut [i16; N]) {
        for &feature in features {
            if let Some(row) = self.get(feature) {
                for (sum, &weight) in sums.iter_mut().zip(row) {
                    *sum = sum.wrapping_add(i16::from(weight as i8));
                }
            }
        }
    }
}

/// The number that the index has for a feature, above 0.
#[inline(always)]
pub(crate) fn find(index: Bytes<'_>, slots: usize, feature: u32) -> Option<u32> {
    let mut slot = hash::slot(feature, slots);
    let print = fingerprint(feature);
    loop {
        // Past the end the index reads as 0; it ends with an empty slot.
        let found = u32_at(index, slot * 4);
        if found == 0 {
            return None;
        }
        if found >> NUMBER == print {
            return Some(found & ((1 << NUMBER) - 1));
        }
        slot += 1;
    }
}

/// The part of a feature that tells it from others in the same place of the index.
fn fingerprint(feature: u32) -> u32 {
    // The slot comes from the high bits, so the low ones are still unused.
    feature & 0xFFF
}

/// Writes the index of these features; the row of a feature is its place in the list. Features that cannot be told from
/// an earlier one are left out of the index.
pub(crate) fn write_index(features: &[u32]) -> Vec<u8> {
    write_numbers(features.iter().copied().zip(1..), features.len() * 2 + 1)
}

/// Writes an index of features and their numbers.
pub(crate) fn write_numbers(features: impl Iterator<Item = (u32, u32)>, slots: usize) -> Vec<u8> {
    // A search that starts at the last slot may run on: the index is longer than the slots that are started from.
    let mut index = vec![0u32; slots];
    for (feature, number) in features {
        assert!(number < 1 << NUMBER, "the numbers of a table are below 2^20");
        let mut slot = hash::slot(feature, slots);
        let print = fingerprint(feature);
        let mut known = false;
        while let Some(&found) = index.get(slot).filter(|&&found| found != 0) {
            known |= found >> NUMBER == print;
            slot += 1;
        }
        if known {
            continue;
        }
        match index.get_mut(slot) {
            Some(free) => *free = print << NUMBER | number,
            // Only at the very end of the index: reading past it finds nothing.
            None => continue,
        }
    }
    index.iter().flat_map(|slot| slot.to_le_bytes()).collect()
}
