//! The article as data.

use crate::source::{SourceId, Span};
use jiff::civil::Date;

/// How the bytes are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown (CommonMark with tables).
    Markdown,
    /// HTML.
    Html,
    /// AsciiDoc.
    AsciiDoc,
    /// reStructuredText, as docutils and Sphinx read it.
    ReStructuredText,
}

/// What a block is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The headline: the article's title.
    Headline,
    /// A heading inside the article, by its level (1 to 6).
    Heading(u8),
    /// Who wrote it ("By Jane Doe").
    Byline,
    /// Where and when ("LONDON, July 3, 2024"; a first line that is only a date).
    Dateline,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// The caption of a picture or a table.
    Caption,
    /// The text that stands for a picture.
    AltText,
    /// A teaser for another story, set in capitals between paragraphs.
    Promo,
    /// A block quotation.
    Quote,
    /// Closing credits ("The Associated Press contributed to this report.").
    Credit,
    /// A cell of a table.
    Cell,
}

/// A run of text that belongs together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is on the page.
    pub kind: BlockKind,
    /// Its bytes in [`Article::text`]; never empty, save for the cell of a table.
    pub span: Span,
    /// The nearest heading above it (for a heading: the nearest one of a higher rank), as an index into
    /// [`Article::blocks`]. The headline counts as the heading of the highest rank.
    pub heading: Option<usize>,
}

/// A cell of a table, by its place in the buffer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its block, as an index into [`Article::blocks`].
    pub block: usize,
    /// Whether it heads its column or row.
    pub header: bool,
}

/// A table: rows of cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The block of its caption, if it has one.
    pub caption: Option<usize>,
    /// The nearest heading above it.
    pub heading: Option<usize>,
    /// The rows, header rows included, all in document order.
    pub rows: Vec<Vec<Cell>>,
}

/// An article, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The file that it was read from.
    pub source: SourceId,
    /// How it was read.
    pub format: Format,
    /// The words of all blocks, one after the other, parted by line feeds. All white space inside a block is one plain
    /// space between two words.
    pub text: String,
    /// The blocks, in document order.
    pub blocks: Vec<Block>,
    /// The tables, in document order.
    pub tables: Vec<Table>,
    /// The date of the dateline (or of the front matter), if one stands there in full.
    pub dateline: Option<Date>,
    /// Where the article itself begins in the file, behind its front matter.
    pub(super) body: u32,
    /// Where each piece of `text` lies in the file.
    pub(super) pieces: Vec<Piece>,
}

/// A run of the buffer and the run of the file that it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub text: Span,
    pub file: Span,
    /// Byte maps to byte; else (an entity such as `&amp;`) the whole maps to the whole.
    pub verbatim: bool,
}

impl Piece {
    /// The byte of the file where the word that starts at this byte of the buffer starts.
    fn start_of(&self, offset: u32) -> u32 {
        if self.verbatim { self.file.start + offset.saturating_sub(self.text.start) } else { self.file.start }
    }

    /// The byte of the file where the word that ends at this byte of the buffer ends.
    fn end_of(&self, offset: u32) -> u32 {
        if self.verbatim { self.file.end - self.text.end.saturating_sub(offset) } else { self.file.end }
    }
}

impl Article {
    /// The bytes of the file that say what the span of the buffer says; from the first to the last of them.
    ///
    /// An empty span, or one of a line feed between blocks, maps to an empty span at the place that comes next.
    pub fn file_span(&self, span: Span) -> Span {
        let from = self.pieces.partition_point(|piece| piece.text.end <= span.start);
        let to = self.pieces.partition_point(|piece| piece.text.start < span.end);
        let first = self.pieces.get(from);
        let last = to.checked_sub(1).and_then(|last| self.pieces.get(last));
        match (first, last) {
            (Some(first), Some(last)) if from < to && !span.is_empty() => {
                let span = Span { start: first.start_of(span.start), end: last.end_of(span.end) };
                // The text of a picture inside a block follows that block, and lies before its end in the file.
                if last.file.start < first.file.start {
                    Span { start: last.file.start, end: span.end.max(first.file.end) }
                } else {
                    span
                }
            }
            (Some(next), _) => {
                let at = next.start_of(span.start);
                Span { start: at, end: at }
            }
            (None, _) => {
                let at = self.pieces.last().map_or(0, |piece| piece.file.end);
                Span { start: at, end: at }
            }
        }
    }

    /// The spans of the buffer that say what these bytes of the file say, in order, none across the end of a block.
    pub fn text_spans(&self, file: Span) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for piece in self.pieces.iter().filter(|piece| piece.file.overlaps(file)) {
            let span = if piece.verbatim {
                let start = piece.text.start + file.start.saturating_sub(piece.file.start);
                let end = piece.text.end.saturating_sub(piece.file.end.saturating_sub(file.end));
                Span { start, end }
            } else {
                piece.text
            };
            match spans.last_mut() {
                // The space between two words is no piece of its own where the file has a line break there.
                Some(last)
                    if span.start <= last.end + 1
                        && !self.words(Span { start: last.end, end: span.start }).contains('\n') =>
                {
                    last.end = last.end.max(span.end);
                }
                _ => spans.push(span),
            }
        }
        spans
    }

    /// Whether anything stands in it besides its front matter.
    pub fn has_words(&self) -> bool {
        let body = |block: &&Block| self.file_span(block.span).start >= self.body;
        self.blocks.iter().filter(body).any(|block| self.words(block.span).contains(char::is_alphanumeric))
    }

    /// The words that stand at some bytes of the file, as the buffer has them; empty where these are no words of a block.
    pub fn words_in_file(&self, span: Span) -> &str {
        let first = self.pieces.iter().find(|piece| piece.file.start <= span.start && span.start < piece.file.end);
        let last = self.pieces.iter().find(|piece| piece.file.start < span.end && span.end <= piece.file.end);
        let (Some(first), Some(last)) = (first, last) else { return "" };
        let start = if first.verbatim { first.text.start + (span.start - first.file.start) } else { first.text.start };
        let end = if last.verbatim { last.text.end - (last.file.end - span.end) } else { last.text.end };
        self.words(Span { start, end })
    }

    /// The words of a span of the buffer.
    pub fn words(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The index of the block that holds this byte of the buffer.
    pub fn block_at(&self, offset: u32) -> Option<usize> {
        let next = self.blocks.partition_point(|block| block.span.start <= offset);
        let index = next.checked_sub(1)?;
        self.blocks.get(index).filter(|block| offset <= block.span.end).map(|_| index)
    }
}

impl ArticleError {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotUtf8 { .. } => "save the article as UTF-8",
            Self::TooLarge { .. } => "check the parts of it one by one",
            Self::Binary { .. } => {
                "give an article as plain text, Markdown, HTML, AsciiDoc or reStructuredText, in UTF-8"
            }
        }
    }
}

/// Why an article cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArticleError {
    /// The bytes are not UTF-8.
    #[error("the article is not UTF-8 text: byte {offset} cannot be read")]
    NotUtf8 {
        /// The first byte that cannot be read.
        offset: usize,
    },
    /// The file is larger than the limit.
    #[error("the article has more than the limit of {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// The file is not text.
    #[error("the file is not text: it holds a NUL byte at {offset}")]
    Binary {
        /// The first NUL byte.
        offset: usize,
    },
}
