//! Articles that stand between quotation marks inside another file, such as the examples of a rule file.
//!
//! Enters: passages, each with its words and the bytes of the file that they stand in. Leaves: an [`Article`] whose spans map
//! to that file, so that a report can point at the words where they stand.

use super::draft::Draft;
use super::model::{Article, BlockKind, Format};
use super::roles;
use crate::source::{SourceId, Span};

/// A run of words that stands in a file between quotation marks.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// What it is on the page.
    pub kind: BlockKind,
    /// Its words: line breaks are spaces, and `\"` is a quotation mark.
    pub words: &'a str,
    /// The bytes of the file that hold them.
    pub span: Span,
}

/// Reads passages of a file as one article. A first passage that says where and when ("LONDON, July 3, 2024 — …") dates it.
pub fn read_passages(source: SourceId, file: &str, passages: &[Passage<'_>]) -> Article {
    let mut draft = Draft::default();
    for passage in passages {
        draft.begin(passage.kind);
        let mut at = passage.span.start as usize;
        let end = passage.span.end as usize;
        for word in passage.words.split_whitespace() {
            let rest = file.get(at..end).unwrap_or_default();
            let escaped = word.replace('"', "\\\"");
            if let Some(found) = rest.find(word) {
                draft.verbatim(at + found, word);
                at += found + word.len();
            } else if let Some(found) = rest.find(&escaped) {
                let span = Span::new(at + found, at + found + escaped.len());
                draft.decoded(span, word);
                at = span.end as usize;
            } else {
                draft.decoded(passage.span, word);
            }
            draft.space(Span::new(at, at));
        }
    }
    draft.end();
    // What the passages are is known; only plain text has to be guessed at.
    roles::assign(&mut draft, Format::Markdown);
    draft.finish(source, Format::Text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn words_map_to_where_they_stand() {
        let file = "example \"He said \\\"no\\\" to\n    the SCO.\"\n";
        let span = Span::new(8, file.trim_end().len());
        let words = "He said \"no\" to the SCO.";
        let article = read_passages(SourceId(0), file, &[Passage { kind: BlockKind::Paragraph, words, span }]);
        assert_eq!(article.text, words);
        let place = |part: &str| {
            let start = article.text.find(part).unwrap();
            article.file_span(Span::new(start, start + part.len()))
        };
        assert_eq!(file.get(place("to the SCO").range()).unwrap(), "to\n    the SCO");
        assert_eq!(file.get(place("\"no\"").range()).unwrap(), "\\\"no\\\"");
    }

    #[test]
    fn a_single_sentence_is_no_headline() {
        let words = "Crane falls in Mecca";
        let passage = Passage { kind: BlockKind::Paragraph, words, span: Span::new(0, words.len()) };
        let article = read_passages(SourceId(0), words, &[passage]);
        assert_eq!(article.blocks.iter().map(|block| block.kind).collect::<Vec<_>>(), [BlockKind::Paragraph]);
    }
}
