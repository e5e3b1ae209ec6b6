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
    slots: usize,
}

impl<'m, const N: usize> SparseRows<'m, N> {
    /// Reads the two sections.
    pub fn new(index: Bytes<'m>, rows: Bytes<'m>) -> Self {
        Self { index, rows, slots: index.len() / 4 }
    }

    /// Adds the weights of each feature to the sums.
    #[inline(always)]
    pub fn score(&self, features: &[u32], sums: &mut [i16; N]) {
        for &feature in features {
            let Some(start) = rows::find(self.index, self.slots, feature) else { continue };
            let (pairs, _) = self.rows.get(start as usize * 2..).unwrap_or_default().as_chunks::<2>();
            let Some((&[count, _], pairs)) = pairs.split_first() else { continue };
            for &[class, weight] in pairs.iter().take(usize::from(count)) {
                if let Some(sum) = sums.get_mut(usize::from(class)) {
                    *sum = sum.wrapping_add(i16::from(weight as i8));
                }
            }
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
}
