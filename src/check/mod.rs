//! Evaluating a rule set over facts: verdicts with their evidence.
//!
//! Enters: a [`RuleSet`](crate::lang::RuleSet) and a [`FactStore`](crate::facts::FactStore). Leaves: a
//! [`Finding`] for each check. Guaranteed: three-valued throughout; every verdict carries the statements that it rests on.

mod finding;

pub use finding::{Evidence, Finding, Outcome, Step, Verdict};
