//! Checks as searches over columns: which things a check fails for, each with the statements that it rests on.
//!
//! Enters: a check and the facts in columns. Leaves: its [`Witnesses`]. A quantified sentence becomes a row of levels, one
//! for each quantifier, that are joined through indexes; tests on the columns leave out early what cannot be a witness. What
//! is left is put to the evaluator, which decides and gives the evidence, so that a search can pass over nothing that the
//! evaluator would find and find nothing that it would not. Where statements are not plain (denied, hedged, of another time,
//! about groups or look-alikes), the columns do not speak, and the evaluator is asked of every candidate.

mod closure;
mod columns;
mod compile;
mod search;
mod witness;

pub(super) use columns::Columns;
pub use witness::{Prepared, Witness, Witnesses};
