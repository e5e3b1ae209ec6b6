//! Beam search for the best sequence of moves.

use super::features::{FEATURES, features};
use super::state::{Atoms, Move, Stacks, State, View};

/// A state that the search keeps.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hypothesis {
    pub state: State,
    pub score: i32,
    /// The last entry of its history, 0 for none.
    past: u32,
}

/// A move that was made: whence, and what it joined (head and dependent; 0 and 0 for a shift).
#[derive(Debug, Clone, Copy, Default)]
struct Past {
    before: u32,
    step: Move,
    arc: (u32, u32),
}

/// The memory of the search, used again for each sentence.
#[derive(Debug, Default)]
pub(crate) struct Search {
    pub atoms: Atoms,
    pub stacks: Stacks,
    past: Vec<Past>,
    /// The states kept, the best first.
    pub beam: Vec<Hypothesis>,
    candidates: Vec<(i32, u32, Move)>,
    /// What features see of the states of the beam, and the sums of their moves.
    scored: Vec<(View, [i32; 3])>,
    next: Vec<Hypothesis>,
}

impl Search {
    /// Begins with the words of `atoms`.
    pub fn begin(&mut self) {
        self.stacks.begin();
        self.past.clear();
        self.past.push(Past::default());
        self.beam.clear();
        self.beam.push(Hypothesis { state: State::first(), ..Hypothesis::default() });
    }

    /// Makes one move from each state and keeps the best of what comes of it.
    #[inline(always)]
    pub fn advance(&mut self, width: usize, score: impl Fn(&[u32; FEATURES]) -> [i32; 3]) {
        self.candidates.clear();
        self.scored.clear();
        for (number, hypothesis) in self.beam.iter().enumerate() {
            let view = hypothesis.state.view(&self.stacks);
            // States that differ further down only are alike to the features.
            let known = self.scored.iter().find(|(other, _)| *other == view).map(|&(_, sums)| sums);
            let sums = known.unwrap_or_else(|| score(&features(&self.atoms, &view)));
            if known.is_none() {
                self.scored.push((view, sums));
            }
            for (step, sum) in Move::ALL.into_iter().zip(sums) {
                if hypothesis.state.allowed(&self.atoms, step) {
                    self.candidates.push((hypothesis.score.wrapping_add(sum), number as u32, step));
                }
            }
        }
        // The sort is stable: among equals the better state's, then the lower move.
        self.candidates.sort_by_key(|&(score, _, _)| std::cmp::Reverse(score));
        self.next.clear();
        for &(score, number, step) in self.candidates.iter().take(width) {
            let Some(from) = self.beam.get(number as usize) else { continue };
            let (state, arc) = from.state.after(step, &self.atoms, &mut self.stacks);
            self.past.push(Past { before: from.past, step, arc: arc.unwrap_or_default() });
            self.next.push(Hypothesis { state, score, past: self.past.len() as u32 - 1 });
        }
        std::mem::swap(&mut self.beam, &mut self.next);
    }

    /// Whether all states are at their end.
    pub fn done(&self) -> bool {
        self.beam.first().is_none_or(|best| best.state.done(&self.atoms))
    }

    /// The moves that led to a state, the last first, and what they joined.
    pub fn history(&self, hypothesis: &Hypothesis) -> impl Iterator<Item = (Move, (u32, u32))> {
        let mut at = hypothesis.past;
        std::iter::from_fn(move || {
            let past = *self.past.get(at as usize).filter(|_| at != 0)?;
            at = past.before;
            Some((past.step, past.arc))
        })
    }
}
