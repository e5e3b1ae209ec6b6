//! Evaluating a rule set over facts: verdicts with their evidence.
//!
//! Enters: a [`RuleSet`](crate::lang::RuleSet) and a [`FactStore`](crate::facts::FactStore). Leaves: a
//! [`Finding`] for each check. Guaranteed: three-valued throughout; every verdict carries the statements that it rests on.

mod adjunct;
mod agree;
mod answer;
mod arithmetic;
mod atom;
pub mod claims;
mod closure;
mod compare;
pub mod consistency;
mod count;
mod dates;
mod define;
mod describe;
mod domain;
mod evaluate;
mod evaluator;
mod finding;
mod fixpoint;
mod held;
mod index;
mod kinds;
mod matching;
mod order;
mod plan;
mod quantify;
mod quote;
mod rows;
mod scope;
mod term;
mod text;
mod things;
mod words;
mod world;

pub use evaluate::{Options, evaluate, evaluate_against, says};
pub use finding::{Evidence, Finding, HeldIn, NotInReference, Outcome, Step, SuppressedBy, Suppression, Verdict};
pub use plan::{Prepared, Witness, Witnesses};
pub use words::formula as in_words;
