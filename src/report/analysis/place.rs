//! Places of an analysed text in the file that its author knows.

use super::{Analysed, Offsets, Origin};
use crate::article::Article;
use crate::source::Span;

/// Characters are counted from the last of these many bytes, not from the start of the text.
const STEP: usize = 256;

/// Maps spans of the analysed words to what is printed.
pub(super) struct Places<'a> {
    article: Option<&'a Article>,
    text: &'a str,
    /// How many characters start before each multiple of [`STEP`] bytes; none where bytes are asked for, or are the same.
    counts: Vec<usize>,
}

impl<'a> Places<'a> {
    pub(super) fn new(analysed: &'a Analysed, offsets: Offsets) -> Self {
        let (text, article) = match &analysed.origin {
            Origin::File(text, article) => (text.as_str(), Some(article)),
            Origin::Given | Origin::Rows => (analysed.text.as_str(), None),
        };
        let counted = offsets == Offsets::Chars && !text.is_ascii();
        let mut sum = 0;
        let counts = text.as_bytes().chunks(STEP).filter(|_| counted).map(|chunk| {
            let before = sum;
            sum += starts(chunk);
            before
        });
        Self { article, text, counts: counts.collect() }
    }

    /// The start and the end of a span, counted as asked.
    pub(super) fn of(&self, span: Span) -> (usize, usize) {
        let span = self.article.map_or(span, |article| article.file_span(span));
        (self.place(span.start as usize), self.place(span.end as usize))
    }

    fn place(&self, byte: usize) -> usize {
        let Some(last) = self.counts.len().checked_sub(1) else { return byte };
        let step = (byte / STEP).min(last);
        let before = self.counts.get(step).copied().unwrap_or_default();
        before + self.text.as_bytes().get(step * STEP..byte).map_or(0, starts)
    }
}

/// How many characters start in these bytes of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}
