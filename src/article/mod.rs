//! Reading an article: plain text, Markdown, HTML → blocks of words that map back to the bytes of the file.
//!
//! Enters: a [`Source`](crate::source::Source). Leaves: an [`Article`]: one text buffer, cut into blocks, with a map
//! from each of its bytes to the file. Guaranteed: markup, code and link targets are in no block; every span of the
//! buffer maps to a span of the file that holds the same words.

mod model;

pub use model::{Article, ArticleError, Block, BlockKind, Cell, Format, Table};
