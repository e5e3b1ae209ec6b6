//! Running articles through the whole pipeline.
//!
//! Enters: the names of rule files, facts files and articles ([`Inputs`]). Leaves: a [`Run`](crate::report::Run) for
//! the report, or what a single command asks for. Guaranteed: an article that cannot be read stops no other; nothing
//! depends on the clock, the network or the order of a folder.

mod analyze;
mod decode;
mod examples;
mod facts_file;
mod fit;
mod form;
mod input;
mod lint;
mod mutants;
mod pipeline;
mod references;
mod tables;

pub use analyze::{Request, Sink, TextForm, analyze};
pub use examples::test;
pub use form::{Formed, form, write};
pub use input::{Inputs, rule_files};
pub use lint::{Linted, lint};
pub use pipeline::{Extracted, check, extract, load, trace};
