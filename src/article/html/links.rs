//! How much of a block is links.

use crate::article::draft::Draft;
use crate::article::text::ends_sentence;

/// A teaser is a link behind at most so many other words ("Read more:").
const LEAD_IN: usize = 4;

/// Fewer linked words than this are no headline of another story.
const LEAST_WORDS: usize = 4;

/// The links of the block that is open.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Where the words of the open link begin in the buffer.
    open: Option<usize>,
    /// The linked bytes and words of the block, and its links, without the open one.
    linked: usize,
    words: usize,
    count: usize,
}

impl Links {
    /// A link begins.
    pub fn begin(&mut self, draft: &Draft) {
        self.open = Some(draft.text.len());
    }

    /// The open link ends, if there is one.
    pub fn end(&mut self, draft: &Draft) {
        if let Some(start) = self.open.take() {
            self.add(start, draft);
        }
    }

    fn add(&mut self, start: usize, draft: &Draft) {
        let block = draft.text.len() - draft.open_words().len();
        let words = draft.text.get(start.max(block)..).unwrap_or_default();
        if !words.is_empty() {
            self.linked += words.len();
            self.words += words.split_whitespace().count();
            self.count += 1;
        }
    }

    /// Whether the open block is a teaser: the linked headline of another story, perhaps behind a few words.
    pub fn is_teaser(&mut self, draft: &Draft) -> bool {
        if let Some(start) = self.open {
            self.add(start, draft);
            self.open = Some(draft.text.len());
        }
        let words = draft.open_words();
        self.words >= LEAST_WORDS
            && self.linked * 2 > words.len()
            && words.split_whitespace().count() <= self.words + LEAD_IN
            && !ends_sentence(words)
    }

    /// The linked bytes and the links of the block that ends; a link that is open goes on in the next one.
    pub fn end_block(&mut self, draft: &Draft) -> (usize, usize) {
        let open = self.open.take();
        if let Some(start) = open {
            self.add(start, draft);
        }
        let found = (self.linked, self.count);
        *self = Self { open: open.map(|_| draft.text.len()), ..Self::default() };
        found
    }
}
