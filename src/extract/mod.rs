//! From an analysed article and the lexicon to entities and statements.
//!
//! Enters: an [`Article`](crate::article::Article) and a [`RuleSet`](crate::lang::RuleSet). Leaves: a
//! [`FactStore`](crate::facts::FactStore). Guaranteed: a statement is made only where its parties are bound by the
//! sentence's structure, or marked as filled from the context; nothing is bound by nearness alone.

mod document;
mod gazetteer;

pub use document::Document;
