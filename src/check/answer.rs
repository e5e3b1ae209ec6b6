//! What is known of a sentence, with what it rests on; strong Kleene connectives that carry the evidence along.

use crate::facts::{EntityId, StatementId};
use crate::value::Truth;

/// One thing that an answer rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Ground {
    /// A statement.
    Statement(StatementId),
    /// A quotation, by its place in the store.
    Quotation(usize),
    /// The mention of an entity ("two referendums").
    Mention(EntityId),
    /// A cell of a table: the table, the row, the column, by their places in the store.
    Cell(usize, usize, usize),
    /// A sentence of a reference: the reference and the sentence, by their places among what is held to be true.
    Held(usize, usize),
    /// Something that a text which is held to be true lacks: the text and the piece, by their places.
    Lacking(usize, usize),
}

/// A ground with the side that it is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Rest {
    pub ground: Ground,
    /// Whether it speaks for the sentence.
    pub supports: bool,
}

/// What is known of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    pub truth: Truth,
    /// What a decided answer rests on; what was near an undecided one.
    pub grounds: Vec<Rest>,
    /// Whether it would be undecided without statements that are only reported.
    pub hearsay: bool,
    /// Why, as one plain sentence.
    pub because: Option<String>,
    /// What else a reader should know.
    pub notes: Vec<String>,
    /// The sum that was done.
    pub arithmetic: Option<String>,
    /// Why it cannot be evaluated at all.
    pub uncheckable: Option<String>,
}

impl Answer {
    /// An answer that rests on nothing.
    pub fn bare(truth: Truth) -> Self {
        Self {
            truth,
            grounds: Vec::new(),
            hearsay: false,
            because: None,
            notes: Vec::new(),
            arithmetic: None,
            uncheckable: None,
        }
    }

    /// Nothing is said.
    pub fn unknown() -> Self {
        Self::bare(Truth::Unknown)
    }

    /// Nothing is said, for this reason.
    pub fn unknown_because(note: impl Into<String>) -> Self {
        Self { notes: vec![note.into()], ..Self::unknown() }
    }

    /// It cannot be evaluated.
    pub fn uncheckable(reason: impl Into<String>) -> Self {
        Self { uncheckable: Some(reason.into()), ..Self::unknown() }
    }

    /// The same, resting on one more thing.
    pub fn resting_on(mut self, ground: Ground, supports: bool) -> Self {
        self.grounds.push(Rest { ground, supports });
        self
    }

    /// The same, with the reason.
    pub fn because(mut self, because: impl Into<String>) -> Self {
        self.because = Some(because.into());
        self
    }

    /// The same, with a note.
    pub fn noting(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// The answer to the negation.
    pub fn negated(mut self) -> Self {
        self.truth = !self.truth;
        for rest in &mut self.grounds {
            rest.supports = !rest.supports;
        }
        self
    }

    /// All of them: false if one is, true if all are.
    pub fn all(answers: impl IntoIterator<Item = Self>) -> Self {
        Self::join(answers, Truth::True)
    }

    /// One of them: true if one is, false if all are.
    pub fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        Self::join(answers, Truth::False)
    }

    /// `neutral` is the value that decides only if all have it; its opposite decides alone.
    fn join(answers: impl IntoIterator<Item = Self>, neutral: Truth) -> Self {
        let answers: Vec<Self> = answers.into_iter().collect();
        let truth = if answers.iter().any(|answer| answer.truth == !neutral) {
            !neutral
        } else if answers.iter().all(|answer| answer.truth == neutral) {
            neutral
        } else {
            Truth::Unknown
        };
        let parts = answers.into_iter().filter(|answer| truth == Truth::Unknown || answer.truth == truth);
        let mut joined = Self::merged(parts, truth, truth == neutral);
        if truth == Truth::Unknown {
            joined.hearsay = false;
        } else {
            joined.uncheckable = None;
        }
        joined
    }

    /// The grounds and words of several answers under one truth; `together`: it needs them all.
    fn merged(parts: impl Iterator<Item = Self>, truth: Truth, together: bool) -> Self {
        let mut joined = Self::bare(truth);
        let (mut some, mut all) = (false, true);
        for part in parts {
            some |= part.hearsay;
            all &= part.hearsay;
            for rest in part.grounds {
                if !joined.grounds.contains(&rest) {
                    joined.grounds.push(rest);
                }
            }
            for note in part.notes {
                if !joined.notes.contains(&note) {
                    joined.notes.push(note);
                }
            }
            if joined.because.is_none() && (truth != Truth::Unknown || part.truth == truth) {
                joined.because = part.because;
            }
            joined.arithmetic = joined.arithmetic.or(part.arithmetic);
            joined.uncheckable = joined.uncheckable.or(part.uncheckable);
        }
        joined.hearsay = if together { some } else { some && all };
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Truth::{False, True, Unknown};

    fn ground(truth: Truth, number: u32, hearsay: bool) -> Answer {
        let answer = Answer { hearsay, ..Answer::bare(truth) };
        answer.resting_on(Ground::Statement(StatementId(number)), truth == True)
    }

    #[test]
    fn kleene_tables() {
        for a in [False, Unknown, True] {
            for b in [False, Unknown, True] {
                assert_eq!(Answer::all([Answer::bare(a), Answer::bare(b)]).truth, a.min(b));
                assert_eq!(Answer::any([Answer::bare(a), Answer::bare(b)]).truth, a.max(b));
            }
        }
        assert_eq!(Answer::all([]).truth, True);
        assert_eq!(Answer::any([]).truth, False);
    }

    #[test]
    fn a_decided_answer_rests_on_what_decided_it_alone() {
        let joined = Answer::all([ground(True, 1, false), ground(False, 2, false), Answer::uncheckable("no table")]);
        assert_eq!(joined.truth, False);
        assert_eq!(joined.grounds, ground(False, 2, false).grounds);
        assert_eq!(joined.uncheckable, None);
        let open = Answer::all([ground(True, 1, false), Answer::uncheckable("no table")]);
        assert_eq!((open.truth, open.uncheckable.as_deref()), (Unknown, Some("no table")));
    }

    #[test]
    fn hearsay_counts_where_it_was_needed() {
        assert!(Answer::all([ground(True, 1, true), ground(True, 2, false)]).hearsay);
        assert!(!Answer::all([ground(False, 1, true), ground(False, 2, false)]).hearsay);
        assert!(!Answer::any([ground(True, 1, true), ground(True, 2, false)]).hearsay);
        assert!(Answer::any([ground(False, 1, true), ground(False, 2, false)]).hearsay);
        assert!(Answer::all([ground(False, 1, true)]).hearsay);
    }
}
