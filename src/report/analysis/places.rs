//! Where the spans of a text lie for the reader of its record: as bytes or as code points, of the text or of its file.

use crate::article::Article;
use crate::source::Span;

/// Bytes between two counts of code points.
const STRIDE: usize = 64;

/// Turns spans of an analysed text into offsets.
#[derive(Debug)]
pub struct Places<'a> {
    /// The article whose buffer the text is; none for a text that is analysed as it stands.
    article: Option<&'a Article>,
    /// The text that offsets count in.
    text: &'a str,
    /// Code points before each multiple of [`STRIDE`] bytes; none where offsets are bytes.
    counts: Option<Vec<usize>>,
}

impl<'a> Places<'a> {
    /// Offsets in the text that is analysed, or, with an article, in the text of its file.
    pub fn new(text: &'a str, article: Option<&'a Article>, as_characters: bool) -> Self {
        let counts = (as_characters && !text.is_ascii()).then(|| {
            let starts = |chunk: &[u8]| chunk.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
            let mut total = 0;
            std::iter::once(0)
                .chain(text.as_bytes().chunks(STRIDE).map(|chunk| {
                    total += starts(chunk);
                    total
                }))
                .collect()
        });
        Self { article, text, counts }
    }

    /// The first offset of a span and the one after its last.
    pub fn of(&self, span: Span) -> (usize, usize) {
        let span = self.article.map_or(span, |article| article.file_span(span));
        (self.offset(span.start as usize), self.offset(span.end as usize))
    }

    fn offset(&self, byte: usize) -> usize {
        let Some(counts) = &self.counts else { return byte };
        let stride = byte / STRIDE;
        let before = counts.get(stride).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(stride * STRIDE..byte).unwrap_or_default();
        before + rest.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_over_strides() {
        let text = "ğ".repeat(50) + "xy";
        let places = Places::new(&text, None, true);
        assert_eq!(places.of(Span::new(100, 102)), (50, 52));
        assert_eq!(places.of(Span::new(62, 64)), (31, 32));
        assert_eq!(places.of(Span::new(64, 128 - 26)), (32, 52));
        assert_eq!(Places::new(&text, None, false).of(Span::new(62, 64)), (62, 64));
    }
}
