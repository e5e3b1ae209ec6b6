//! The weights of moves, by features: a table of buckets, so that a look-up takes no branch.
//!
//! A bucket is a cache line's quarter: four slots of four bytes, each a fingerprint of its feature in the high half and two
//! weights, of a left and of a right arc, each 128 too high, in the low half; a shift weighs nothing. A slot that is free is
//! 0, and no fingerprint is.

use crate::nlp::hash;
use crate::nlp::model::Bytes;

/// The slots of a bucket.
const SLOTS: usize = 4;

/// Adds up the weights of a state's moves.
#[inline(always)]
pub(crate) fn score(table: Bytes<'_>, features: &[u32]) -> [i32; 3] {
    let (buckets, _) = table.as_chunks::<{ SLOTS * 4 }>();
    // One sum a slot, of both weights in its halves; the weights are 128 too high, so that no half runs into the other.
    let mut sums = [0u32; SLOTS];
    for &feature in features {
        let Some(bucket) = buckets.get(hash::slot(feature, buckets.len())) else { continue };
        let print = fingerprint(feature);
        let (slots, _) = bucket.as_chunks::<4>();
        for (slot, sum) in slots.iter().zip(&mut sums) {
            let slot = u32::from_le_bytes(*slot);
            let found = if slot >> 16 == print { slot } else { 0x8080 };
            *sum = sum.wrapping_add(found & 0xFF | (found & 0xFF00) << 8);
        }
    }
    let (left, right) =
        sums.into_iter().fold((0, 0), |(left, right), sum| (left + (sum & 0xFFFF), right + (sum >> 16)));
    let bias = (128 * SLOTS * features.len()) as u32;
    [0, left.wrapping_sub(bias) as i32, right.wrapping_sub(bias) as i32]
}

/// The part of a feature that tells it from others in its bucket: its low bits, for the bucket comes from the high ones.
#[inline(always)]
fn fingerprint(feature: u32) -> u32 {
    (feature & 0xFFFF) | 1
}

fn biased(weight: i8) -> u8 {
    weight as u8 ^ 0x80
}

/// Writes the table of moves, the weightiest features first: those that find their bucket full are left out.
pub(crate) fn write(weights: &[(u32, [i8; 3])]) -> Vec<u8> {
    // Three slots of five are taken.
    let count = (weights.len() * 5).div_ceil(3 * SLOTS).max(1);
    let mut buckets = vec![[0u32; SLOTS]; count];
    for &(feature, [_, left, right]) in weights {
        let print = fingerprint(feature);
        let Some(bucket) = buckets.get_mut(hash::slot(feature, count)) else { continue };
        if bucket.iter().any(|&slot| slot >> 16 == print) {
            continue;
        }
        if let Some(free) = bucket.iter_mut().find(|slot| **slot == 0) {
            *free = print << 16 | u32::from(biased(right)) << 8 | u32::from(biased(left));
        }
    }
    buckets.iter().flatten().flat_map(|slot| slot.to_le_bytes()).collect()
}
