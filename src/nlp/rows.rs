//! Feature → row of small weights, one weight a class: the table that tagger, labeller and name finder score with.
//!
//! Two sections. The index has slots of four bytes: the row's number plus one in the low 20 bits, a fingerprint of the
//! feature in the high 12; a slot of 0 ends a search. The rows have `N` signed bytes each. An absent feature adds nothing.

use super::hash;
use super::model::Bytes;

/// The number of bits that number a row.
const NUMBER: u32 = 20;

/// How many features are looked up side by side.
const BATCH: usize = 64;

/// An embedded table of rows of `N` weights.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rows<'m, const N: usize> {
    index: Bytes<'m>,
    rows: Bytes<'m>,
}

impl<'m, const N: usize> Rows<'m, N> {
    /// Reads the two sections.
    pub fn new(index: Bytes<'m>, rows: Bytes<'m>) -> Self {
        Self { index, rows }
    }

    /// Adds the weights of each feature to the sums.
    #[inline(always)]
    pub fn score(&self, features: &[u32], sums: &mut [i16; N]) {
        let (rows, _) = self.rows.as_chunks::<N>();
        find_all(self.index, features, |found| {
            for row in found.iter().filter_map(|&number| rows.get((number as usize).wrapping_sub(1))) {
                for (sum, &weight) in sums.iter_mut().zip(row) {
                    *sum = sum.wrapping_add(i16::from(weight as i8));
                }
            }
        });
    }
}

/// Tells the numbers that the index has for features, above 0, a batch at a time and in no certain order.
///
/// Whether a feature is known is as good as chance, and the index is larger than the nearer caches. So no branch hangs on
/// what a slot holds: each round reads the slots of all features that are still looked for, and what comes of each is
/// written down in any case and counted or not.
#[inline(always)]
pub(crate) fn find_all(index: Bytes<'_>, features: &[u32], mut each: impl FnMut(&[u32])) {
    let (index, _) = index.as_chunks::<4>();
    for batch in features.chunks(BATCH) {
        let (mut slots, mut prints, mut found) = ([0u32; BATCH], [0u32; BATCH], [0u32; BATCH]);
        for ((&feature, slot), print) in batch.iter().zip(&mut slots).zip(&mut prints) {
            *slot = hash::slot(feature, index.len()) as u32;
            *print = fingerprint(feature);
        }
        let (mut open, mut known) = (batch.len(), 0);
        while open > 0 {
            let mut still = 0;
            for at in 0..open {
                let (Some(&slot), Some(&print)) = (slots.get(at), prints.get(at)) else { break };
                // Past the end the index reads as 0; it ends with an empty slot.
                let entry = index.get(slot as usize).map_or(0, |&bytes| u32::from_le_bytes(bytes));
                let (taken, own) = (entry != 0, entry >> NUMBER == print);
                if let Some(number) = found.get_mut(known) {
                    *number = entry & ((1 << NUMBER) - 1);
                }
                known += usize::from(taken & own);
                if let (Some(slot_after), Some(print_after)) = (slots.get_mut(still), prints.get_mut(still)) {
                    (*slot_after, *print_after) = (slot.wrapping_add(1), print);
                }
                still += usize::from(taken & !own);
            }
            open = still;
        }
        each(found.get(..known).unwrap_or_default());
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
