//! Reading an article: plain text, Markdown, HTML, AsciiDoc, reStructuredText → blocks of words that map back to the bytes of the file.
//!
//! Enters: the bytes of a file. Leaves: an [`Article`]: one text buffer, cut into blocks, with a map from each of its
//! bytes to the file. Guaranteed: reading never fails; markup, code and link targets are in no block; every span of the
//! buffer maps to a span of the file that holds the same words; the time is linear in the size of the file.
//!
//! [`decode()`] → [`Format`] → [`read`]: one reader a format writes a [`draft::Draft`], then
//! [`roles`] tells bylines, datelines, captions, promos and credits from paragraphs.

mod asciidoc;
mod cuts;
mod date;
mod decode;
mod draft;
mod front_matter;
mod grid;
mod html;
mod language;
mod markdown;
mod model;
mod passage;
mod roles;
mod rst;
mod text;

pub use decode::{MAX_BYTES, decode};
pub use language::{NotEnglish, not_english};
pub use model::{Article, ArticleError, Block, BlockKind, Cell, Format, Table};
pub use passage::{Passage, read_passages};

use crate::source::SourceId;
use draft::Draft;

/// Reads the text of a file, a byte-order mark included, as an article.
pub fn read(source: SourceId, text: &str, format: Format) -> Article {
    let mut draft = Draft::default();
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    match format {
        Format::Text => text::read(text, start, &mut draft),
        Format::Markdown => markdown::read(text, start, &mut draft),
        Format::Html => html::read(text, start, &mut draft),
        Format::AsciiDoc => asciidoc::read(text, start, &mut draft),
        Format::ReStructuredText => rst::read(text, start, &mut draft),
    }
    draft.end();
    roles::assign(&mut draft, format);
    draft.finish(source, format)
}
