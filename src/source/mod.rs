//! Where everything is: source files, byte spans, line and column, and the problems found in them.
//!
//! Enters: the bytes of files. Leaves: [`Source`]s with an index of their lines, and [`Span`]s into them.
//! Guaranteed: a span counts bytes of the file as it lies on disk (UTF-8, a byte-order mark included).

mod problem;
mod span;
mod text;

pub use problem::{Label, Problem, ProblemKind};
pub use span::{Site, SourceId, Span};
pub use text::{Position, Shift, Source, Sources};
