//! The rule language: text → syntax tree → resolved against the lexicon → a typed [`RuleSet`].
//!
//! Enters: rule files. Leaves: a [`RuleSet`] whose checks are formulas over concepts, and every problem of every block.
//! Guaranteed: one bad line spoils no other; a sentence has exactly one reading or is a problem.

pub mod format;
pub mod formula;
pub mod lexicon;
pub mod lint;
pub mod load;
pub mod packs;
pub mod parse;
pub mod pattern;
pub mod resolve;
pub mod rows;
mod rows_words;
pub mod ruleset;
pub mod show;
pub mod syntax;
pub mod template;

pub use ruleset::RuleSet;
