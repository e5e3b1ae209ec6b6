//! What holds for every article, however it was read. Shared by the property tests and the fuzz target.

use factlint::article::{Article, BlockKind, Format};
use factlint::source::Span;

/// Panics with the reason where a law is broken.
pub fn assert_laws(source: &str, article: &Article) {
    assert_blocks(article);
    assert_tables(article);
    for (index, block) in article.blocks.iter().enumerate() {
        let span = article.file_span(block.span);
        assert!(source.get(span.range()).is_some(), "block {index} lies outside the file or splits a character");
        for (at, c) in article.words(block.span).char_indices() {
            let start = block.span.start as usize + at;
            assert_place(source, article, Span::new(start, start + c.len_utf8()), c);
        }
    }
    // Blank files and markup alone say nothing, and nothing is said that is not in the file.
    assert!(article.text.len() <= 2 * source.len() + 2, "the buffer outgrows the file");
}

/// The bytes of the file that a character maps to hold that character, or are what stands for it there.
fn assert_place(source: &str, article: &Article, span: Span, c: char) {
    let file = article.file_span(span);
    let slice = source.get(file.range()).unwrap_or_else(|| panic!("{c:?} maps to {file:?}, which splits a character"));
    if c == ' ' {
        return;
    }
    let is_same = slice.chars().eq([c]);
    let stands_for = match article.format {
        Format::Text => false,
        Format::Html => slice.starts_with(['&', '\\']) || c == '"' && slice.starts_with('<'),
        Format::AsciiDoc => slice.starts_with(['{', '&', '\\', '\'']),
        Format::ReStructuredText => slice.starts_with(['|', '\\']),
        Format::Markdown => slice.starts_with(['&', '\\', '\'']) || c == '"' && slice.starts_with('<'),
    };
    assert!(is_same || stands_for, "{c:?} at {span:?} maps to {slice:?} at {file:?}");
}

fn assert_blocks(article: &Article) {
    let mut end = None;
    for (index, block) in article.blocks.iter().enumerate() {
        let expected = end.map_or(0, |end: u32| end + 1);
        assert_eq!(block.span.start, expected, "block {index} does not follow the one before");
        end = Some(block.span.end);
        let words = article.words(block.span);
        assert_eq!(words.len(), block.span.len(), "block {index} splits a character");
        assert!(!words.is_empty() || block.kind == BlockKind::Cell, "block {index} is empty");
        assert_eq!(words.trim(), words, "block {index} has white space at its edge");
        assert!(!words.contains("  ") && !words.contains('\n'), "block {index} has white space that shows");
        if let Some(heading) = block.heading {
            let kind = article.blocks[heading].kind;
            assert!(heading < index, "block {index} stands above its heading");
            assert!(matches!(kind, BlockKind::Headline | BlockKind::Heading(_)), "{kind:?} heads block {index}");
        }
        assert_eq!(article.block_at(block.span.start), Some(index));
    }
    assert_eq!(end.unwrap_or(0) as usize, article.text.len(), "words stand outside all blocks");
}

fn assert_tables(article: &Article) {
    for table in &article.tables {
        assert!(!table.rows.is_empty(), "a table without rows");
        for cell in table.rows.iter().flatten() {
            assert_eq!(article.blocks[cell.block].kind, BlockKind::Cell);
        }
        if let Some(caption) = table.caption {
            assert_eq!(article.blocks[caption].kind, BlockKind::Caption);
        }
    }
}
