//! An article while it is being read: the buffer, its blocks, and the map from each of its bytes to the file.
//!
//! Enters: runs of the file, verbatim or decoded, in document order. Leaves: the parts of an [`Article`].
//! Guaranteed: white space of any kind is one plain space, never at the edge of a block; invisible characters (soft
//! hyphens, zero-width spaces) are left out; every byte of a block lies in exactly one piece.

use super::model::{Article, Block, BlockKind, Format, Piece, Table};
use crate::source::{SourceId, Span};
use jiff::civil::Date;

/// A run of words with its place in the file.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// The words.
    pub words: String,
    /// The bytes of the file that stand for them.
    pub file: Span,
    /// Whether the bytes are the words.
    pub verbatim: bool,
}

/// The block that is being written.
#[derive(Debug, Clone, Copy)]
struct Open {
    kind: BlockKind,
    /// Where its words start in the buffer, once there are any.
    start: Option<usize>,
}

/// An article in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The buffer.
    pub text: String,
    /// The blocks that are finished.
    pub blocks: Vec<Block>,
    /// The tables that are begun.
    pub tables: Vec<Table>,
    /// The date of the article, as far as known.
    pub dateline: Option<Date>,
    /// Where the article itself begins in the file, behind its front matter.
    pub body: u32,
    pieces: Vec<Piece>,
    open: Option<Open>,
    /// White space of the file that becomes a space before the next word of the block.
    space: Option<Span>,
    /// What belongs to places inside the open block (texts of pictures, notes); it follows as blocks of its own.
    asides: Vec<(BlockKind, Vec<Run>)>,
}

impl Draft {
    /// Ends the open block and opens one of this kind.
    pub fn begin(&mut self, kind: BlockKind) {
        self.end();
        self.open = Some(Open { kind, start: None });
    }

    /// Opens a block of this kind unless one is open.
    pub fn ensure(&mut self, kind: BlockKind) {
        if self.open.is_none() {
            self.begin(kind);
        }
    }

    /// Whether the open block has words.
    pub fn has_words(&self) -> bool {
        self.open.is_some_and(|open| open.start.is_some())
    }

    /// The words of the open block, so far.
    pub fn open_words(&self) -> &str {
        self.open.and_then(|open| self.text.get(open.start?..)).unwrap_or_default()
    }

    /// Changes the kind of the open block.
    pub fn rename(&mut self, kind: BlockKind) {
        if let Some(open) = &mut self.open {
            open.kind = kind;
        }
    }

    /// Ends the open block; one without words leaves no trace. Returns the index of the block that it has become.
    pub fn end(&mut self) -> Option<usize> {
        let open = self.open.take()?;
        self.space = None;
        let index = open.start.map(|start| self.close(open.kind, start));
        for (kind, runs) in std::mem::take(&mut self.asides) {
            self.aside_block(kind, &runs);
        }
        index
    }

    /// Ends the open block, which is kept even without words: cells hold their place in the row.
    pub fn end_cell(&mut self) -> usize {
        if self.open.is_none() {
            self.begin(BlockKind::Cell);
        }
        if !self.has_words() {
            self.part();
            let start = self.text.len();
            if let Some(open) = &mut self.open {
                open.start = Some(start);
            }
        }
        let asides = self.asides.len();
        self.end().unwrap_or_else(|| self.blocks.len().saturating_sub(1 + asides))
    }

    fn close(&mut self, kind: BlockKind, start: usize) -> usize {
        self.blocks.push(Block { kind, span: Span::new(start, self.text.len()), heading: None });
        self.blocks.len() - 1
    }

    /// Parts the next block from the one before.
    fn part(&mut self) {
        if !self.blocks.is_empty() {
            self.text.push('\n');
        }
    }

    /// Adds words that stand in the file from `at` on just so.
    pub fn verbatim(&mut self, at: usize, words: &str) {
        let mut word = 0;
        for (index, c) in words.char_indices() {
            let separates = separates(c);
            if !separates && !invisible(c) {
                continue;
            }
            let end = index + c.len_utf8();
            self.word(at + word, words.get(word..index).unwrap_or_default());
            if separates {
                self.space(Span::new(at + index, at + end));
            }
            word = end;
        }
        self.word(at + word, words.get(word..).unwrap_or_default());
    }

    /// Adds words that the bytes `file` stand for (`&amp;` for `&`).
    pub fn decoded(&mut self, file: Span, words: &str) {
        for part in words.split_inclusive(separates) {
            let word: String = part.chars().filter(|&c| !separates(c) && !invisible(c)).collect();
            if !word.is_empty() {
                self.open_space();
                self.append(Piece { text: Span::default(), file, verbatim: false }, &word);
            }
            if part.ends_with(separates) {
                self.space(file);
            }
        }
    }

    /// Adds a run.
    pub fn run(&mut self, run: &Run) {
        if run.verbatim {
            self.verbatim(run.file.start as usize, &run.words);
        } else {
            self.decoded(run.file, &run.words);
        }
    }

    /// Parts the words before from the words after; `file` is what stands between them in the file.
    pub fn space(&mut self, file: Span) {
        if self.has_words() {
            self.space = Some(self.space.map_or(file, |space| space.cover(file)));
        }
    }

    /// Adds the text that stands for a picture, as a block of its own: at once, or after the block that it stands in.
    pub fn picture(&mut self, runs: Vec<Run>) {
        self.aside(BlockKind::AltText, runs);
    }

    /// Adds words as a block of their own: at once, or after the block that they stand in.
    pub fn aside(&mut self, kind: BlockKind, runs: Vec<Run>) {
        if self.has_words() {
            self.asides.push((kind, runs));
        } else {
            let open = self.open.take();
            self.aside_block(kind, &runs);
            self.open = open;
        }
    }

    fn aside_block(&mut self, kind: BlockKind, runs: &[Run]) {
        self.begin(kind);
        for run in runs {
            self.run(run);
        }
        self.end();
    }

    fn word(&mut self, at: usize, word: &str) {
        if !word.is_empty() {
            self.open_space();
            self.append(Piece { text: Span::default(), file: Span::new(at, at + word.len()), verbatim: true }, word);
        }
    }

    /// Writes what has to stand before a word: the line feed between blocks, or the space between words.
    fn open_space(&mut self) {
        if !self.has_words() {
            self.ensure(BlockKind::Paragraph);
            self.part();
            let start = self.text.len();
            if let Some(open) = &mut self.open {
                open.start = Some(start);
            }
        }
        if let Some(file) = self.space.take() {
            self.append(Piece { text: Span::default(), file, verbatim: file.len() == 1 }, " ");
        }
    }

    fn append(&mut self, piece: Piece, words: &str) {
        let start = self.text.len();
        self.text.push_str(words);
        let text = Span::new(start, self.text.len());
        match self.pieces.last_mut() {
            Some(last)
                if last.verbatim
                    && piece.verbatim
                    && last.text.end == text.start
                    && last.file.end == piece.file.start =>
            {
                last.text.end = text.end;
                last.file.end = piece.file.end;
            }
            _ => self.pieces.push(Piece { text, ..piece }),
        }
    }

    /// The words of a finished block.
    pub fn words(&self, block: usize) -> &str {
        let span = self.blocks.get(block).map(|block| block.span).unwrap_or_default();
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Where a finished block starts in the file.
    pub fn place(&self, block: usize) -> Option<usize> {
        let start = self.blocks.get(block)?.span.start;
        let piece = self.pieces.partition_point(|piece| piece.text.end <= start);
        self.pieces.get(piece).map(|piece| piece.file.start as usize)
    }

    /// Takes a block out, with its words; it must be in no table.
    pub fn remove(&mut self, block: usize) {
        let Some(span) = self.blocks.get(block).map(|block| block.span) else { return };
        self.blocks.remove(block);
        // The line feed that parts it from its neighbour goes with it.
        let cut = match self.blocks.get(block) {
            Some(next) => Span { start: span.start, end: next.span.start },
            None => Span { start: span.start.saturating_sub(1), end: span.end },
        };
        self.text.replace_range(cut.range(), "");
        self.pieces.retain(|piece| !piece.text.overlaps(span));
        let removed = cut.end - cut.start;
        let moved = |span: &mut Span| {
            if span.start >= cut.end {
                span.start -= removed;
                span.end -= removed;
            }
        };
        self.pieces.iter_mut().for_each(|piece| moved(&mut piece.text));
        self.blocks.iter_mut().for_each(|block| moved(&mut block.span));
        let before = |index: usize| if index > block { index - 1 } else { index };
        for table in &mut self.tables {
            table.caption = table.caption.map(before);
            table.rows.iter_mut().flatten().for_each(|cell| cell.block = before(cell.block));
        }
    }

    /// The article. Each block is put under the nearest heading above it, a heading under the nearest one of a
    /// higher rank.
    pub fn finish(mut self, source: SourceId, format: Format) -> Article {
        self.end();
        let mut above: [Option<usize>; 7] = [None; 7];
        let mut headings = Vec::with_capacity(self.blocks.len());
        for (index, block) in self.blocks.iter_mut().enumerate() {
            let rank = match block.kind {
                BlockKind::Headline => Some(0),
                BlockKind::Heading(level) => Some(usize::from(level.clamp(1, 6))),
                _ => None,
            };
            let higher = above.iter().take(rank.unwrap_or(above.len()));
            block.heading = higher.rev().find_map(|&heading| heading);
            headings.push(block.heading);
            if let Some(rank) = rank {
                above.iter_mut().skip(rank).for_each(|heading| *heading = None);
                if let Some(place) = above.get_mut(rank) {
                    *place = Some(index);
                }
            }
        }
        for table in &mut self.tables {
            let first = table.rows.iter().flatten().map(|cell| cell.block).next();
            table.heading = first.or(table.caption).and_then(|block| headings.get(block).copied().flatten());
        }
        Article {
            source,
            format,
            text: self.text,
            blocks: self.blocks,
            tables: self.tables,
            dateline: self.dateline,
            body: self.body,
            pieces: self.pieces,
        }
    }
}

/// White space, in the file or on the page, and control characters, which nobody sees.
fn separates(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Characters without width that only steer where lines may break.
fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
