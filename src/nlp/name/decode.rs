//! The best labels of a run of tokens, by dynamic programming (Viterbi).
//!
//! Enters: a score for each label of each token, and for each pair of labels. Leaves: the labels with the highest sum in
//! which every name that begins also ends.

use super::label::{LABELS, OUTSIDE, follows, is_open};

/// The scores of the labels of one token.
pub(crate) type Scores = [i32; LABELS];
/// The scores of pairs of labels, by the first label.
pub(crate) type Steps = [[i32; LABELS]; LABELS];

/// So low that no sum of scores makes up for it.
pub(crate) const NEVER: i32 = i32::MIN / 4;

/// Finds the best labels. What stands before and behind the run is outside of names.
pub(crate) fn decode(scores: &[Scores], steps: &Steps, back: &mut Vec<[u8; LABELS]>, labels: &mut Vec<u8>) {
    back.clear();
    labels.clear();
    let mut sums = [NEVER; LABELS];
    if let Some(outside) = sums.get_mut(OUTSIDE) {
        *outside = 0;
    }
    for own in scores {
        let mut next = [NEVER; LABELS];
        let mut from = [OUTSIDE as u8; LABELS];
        for (label, ((sum, origin), &own)) in next.iter_mut().zip(&mut from).zip(own).enumerate() {
            for (last, (&before, row)) in sums.iter().zip(steps).enumerate() {
                if before > NEVER && follows(last, label) {
                    let through = before + row.get(label).copied().unwrap_or_default();
                    // Of labels that are as good the last wins: outside of names.
                    if through >= *sum {
                        (*sum, *origin) = (through, last as u8);
                    }
                }
            }
            if *sum > NEVER {
                *sum = (*sum + own).max(NEVER + 1);
            }
        }
        back.push(from);
        sums = next;
    }
    let ends = sums.iter().enumerate().filter(|&(label, _)| !is_open(label));
    let last = ends.max_by_key(|&(label, &sum)| (sum, label)).map_or(OUTSIDE, |(label, _)| label);
    let mut label = last as u8;
    for from in back.iter().rev() {
        labels.push(label);
        label = from.get(usize::from(label)).copied().unwrap_or(OUTSIDE as u8);
    }
    labels.reverse();
}

#[cfg(test)]
mod tests {
    use super::super::label::{BEGIN, LAST, LOCATION, PERSON, UNIT, label};
    use super::*;

    fn best(scores: &[Scores]) -> Vec<usize> {
        let (mut back, mut labels) = (Vec::new(), Vec::new());
        decode(scores, &[[0; LABELS]; LABELS], &mut back, &mut labels);
        labels.into_iter().map(usize::from).collect()
    }

    #[test]
    fn the_highest_sum_wins_among_whole_names() {
        let mut scores = [[0; LABELS]; 3];
        scores[0][label(PERSON, BEGIN)] = 5;
        scores[0][label(LOCATION, UNIT)] = 6;
        scores[1][label(PERSON, LAST)] = 3;
        assert_eq!(best(&scores), [label(PERSON, BEGIN), label(PERSON, LAST), OUTSIDE]);
        scores[1][label(PERSON, LAST)] = 0;
        assert_eq!(best(&scores), [label(LOCATION, UNIT), OUTSIDE, OUTSIDE]);
    }

    #[test]
    fn a_name_ends_with_the_run() {
        let mut scores = [[0; LABELS]; 1];
        scores[0][label(PERSON, BEGIN)] = 50;
        scores[0][label(PERSON, UNIT)] = 1;
        assert_eq!(best(&scores), [label(PERSON, UNIT)]);
        assert_eq!(best(&[]), [0usize; 0]);
    }
}
