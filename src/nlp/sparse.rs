//! Feature → the few weights that are not 0: the table of the relations, of which a feature speaks for six in the mean.
//!
//! Two sections. The index is that of [`super::rows`]; its numbers say where a row begins, in pairs of bytes. A row is
//! the number of its weights and a byte of 0, then a class and a signed weight each.

use super::model::Bytes;
use super::rows;

/// An embedded table of weights of up to `N` classes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SparseRows<'m, const N: usize> {
    index: Bytes<'m>,
    rows: Bytes<'m>,
}

/// How many weights of a row are taken at once.
const STRIDE: usize = 16;
/// How many weights are gathered before they are added.
const GATHERED: usize = 1024;

impl<'m, const N: usize> SparseRows<'m, N> {
    /// Reads the two sections.
    pub fn new(index: Bytes<'m>, rows: Bytes<'m>) -> Self {
        Self { index, rows }
    }

    /// Adds the weights of each feature to the sums.
    #[inline(always)]
    pub fn score(&self, features: &[u32], sums: &mut [i16; N]) {
        let (pairs, _) = self.rows.as_chunks::<2>();
        // Rows differ in length, so that a loop over each would end at a place that no processor foresees. Their pairs are
        // gathered first, so many at a time whatever the length, and what lies behind a row is written over by the next.
        let mut gathered = [[0u8; 2]; GATHERED + STRIDE];
        let mut count = 0;
        rows::find_all(self.index, features, |found| {
            for &start in found {
                let Some((&[length, _], mut row)) = pairs.get(start as usize..).and_then(<[[u8; 2]]>::split_first)
                else {
                    continue;
                };
                let mut left = usize::from(length);
                loop {
                    if count > GATHERED - STRIDE {
                        add(gathered.get(..count).unwrap_or_default(), sums);
                        count = 0;
                    }
                    let room = gathered.get_mut(count..).and_then(<[[u8; 2]]>::first_chunk_mut::<STRIDE>);
                    match (room, row.first_chunk::<STRIDE>()) {
                        (Some(room), Some(some)) => *room = *some,
                        // The last row of the table.
                        (Some(room), None) => room.iter_mut().zip(row).for_each(|(slot, pair)| *slot = *pair),
                        (None, _) => {}
                    }
                    count += left.min(STRIDE).min(row.len());
                    if left <= STRIDE {
                        break;
                    }
                    left -= STRIDE;
                    row = row.get(STRIDE..).unwrap_or_default();
                }
            }
        });
        add(gathered.get(..count).unwrap_or_default(), sums);
    }
}

/// Adds pairs of a class and a weight to the sums.
#[inline(always)]
fn add<const N: usize>(pairs: &[[u8; 2]], sums: &mut [i16; N]) {
    for &[class, weight] in pairs {
        if let Some(sum) = sums.get_mut(usize::from(class)) {
            *sum = sum.wrapping_add(i16::from(weight as i8));
        }
    }
}

/// Writes the index and the rows of these features.
pub(crate) fn write<const N: usize>(weights: &[(u32, [i8; N])]) -> [Vec<u8>; 2] {
    // No row has the number 0: two bytes come first.
    let mut rows = vec![0u8; 2];
    let mut starts = Vec::with_capacity(weights.len());
    for (feature, row) in weights {
        starts.push((*feature, rows.len() as u32 / 2));
        let pairs = row.iter().enumerate().filter(|&(_, &weight)| weight != 0);
        rows.extend([pairs.clone().count() as u8, 0]);
        rows.extend(pairs.flat_map(|(class, &weight)| [class as u8, weight as u8]));
    }
    [rows::write_numbers(starts.into_iter(), weights.len() * 3 / 2 + 1), rows]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let weights: Vec<(u32, [i8; 5])> =
            (1..500u32).map(|n| (n.wrapping_mul(0x9E37_79B1), [n as i8, 0, -3, 0, 7])).collect();
        let [index, rows] = write(&weights);
        let table: SparseRows<'_, 5> = SparseRows::new(&index, &rows);
        for (feature, row) in &weights {
            let mut sums = [1i16; 5];
            table.score(&[*feature, 12], &mut sums);
            assert_eq!(sums, row.map(|weight| i16::from(weight) + 1), "{feature}");
        }
    }

    #[test]
    fn rows_of_any_length_are_added_whole() {
        let features: Vec<u32> = (1..=99u32).map(|n| n.wrapping_mul(0x9E37_79B1)).collect();
        let row = |length: usize| std::array::from_fn(|class| if class < length { 2 } else { 0 });
        let weights: Vec<(u32, [i8; 64])> =
            features.iter().zip(0..).map(|(&feature, n)| (feature, row(n % 65))).collect();
        let [index, rows] = write(&weights);
        let table: SparseRows<'_, 64> = SparseRows::new(&index, &rows);
        let mut sums = [0i16; 64];
        table.score(&features, &mut sums);
        let expected: [i16; 64] =
            std::array::from_fn(|class| weights.iter().map(|(_, row)| i16::from(row[class])).sum());
        assert_eq!(sums, expected);
    }
}
