//! Notes laid over a text.
//!
//! Enters: spans of the article's text, each of a note. Leaves: the text of a block in runs, each with the notes that lie
//! over it. Guaranteed: the runs follow each other without gap or overlap, on character boundaries.

use super::note::Note;
use crate::article::Article;
use crate::source::Span;

/// A span of the text that a note is about.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    pub span: Span,
    /// The note, as an index into the notes of the article.
    pub note: usize,
}

/// Where the notes lie in the article's text, in order.
pub fn marks(article: &Article, notes: &[Note]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (index, note) in notes.iter().enumerate() {
        let spans = note.spans.iter().flat_map(|span| article.text_spans(*span));
        marks.extend(spans.map(|span| Mark { span, note: index }));
    }
    marks.sort_by_key(|mark| (mark.span.start, mark.span.end, mark.note));
    marks
}

/// A run of text under the same notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub span: Span,
    /// The notes over it, the most telling first.
    pub notes: Vec<usize>,
}

/// A block in runs.
pub fn pieces(block: Span, marks: &[Mark]) -> Vec<Piece> {
    // Marks are in the order of their starts, and no mark is longer than a clause or so: those of a block are few.
    let here: Vec<&Mark> = marks.iter().filter(|mark| mark.span.overlaps(block)).collect();
    let mut cuts: Vec<u32> = vec![block.start, block.end];
    cuts.extend(here.iter().flat_map(|mark| [mark.span.start, mark.span.end]));
    cuts.retain(|cut| (block.start..=block.end).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let spans = cuts.windows(2).filter_map(|pair| Some(Span { start: *pair.first()?, end: *pair.last()? }));
    spans
        .map(|span| {
            let mut notes: Vec<usize> =
                here.iter().filter(|mark| mark.span.contains(span)).map(|mark| mark.note).collect();
            notes.sort_unstable();
            notes.dedup();
            Piece { span, notes }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_lie_over_each_other_are_cut_at_their_ends() {
        let mark = |start, end, note| Mark { span: Span { start, end }, note };
        let pieces = pieces(Span { start: 2, end: 20 }, &[mark(0, 5, 1), mark(4, 10, 0), mark(30, 31, 2)]);
        let piece = |start, end, notes: &[usize]| Piece { span: Span { start, end }, notes: notes.to_vec() };
        assert_eq!(pieces, [piece(2, 4, &[1]), piece(4, 5, &[0, 1]), piece(5, 10, &[0]), piece(10, 20, &[])]);
    }
}
