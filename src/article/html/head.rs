//! The head of an article, as the page's own data have it, for what the page does not show.
//!
//! The headline and the authors of the data are written in front of what is read, with the bytes that they stand in, and
//! taken out again where the page itself shows a headline and a byline.

use super::metadata::words;
use super::survey::Plan;
use crate::article::draft::Draft;
use crate::article::model::BlockKind;
use crate::article::roles::is_byline;

/// A byline is among so many blocks.
const HEAD: usize = 12;

/// A line with an author's name and at most so many bytes more is a byline.
const BESIDE_NAME: usize = 12;

/// The blocks that stand in front.
#[derive(Debug, Default)]
pub(super) struct Head {
    headline: Option<usize>,
    authors: Vec<(usize, String)>,
}

impl Head {
    /// Writes what the page's data say.
    pub fn write(plan: &Plan, draft: &mut Draft) -> Self {
        let mut block = |kind, runs: &[_]| {
            draft.begin(kind);
            runs.iter().for_each(|run| draft.run(run));
            draft.end()
        };
        let headline = if plan.headline.is_none() { block(BlockKind::Headline, &plan.title) } else { None };
        let authors =
            plan.authors.iter().filter_map(|runs| Some((block(BlockKind::Byline, runs)?, words(runs)))).collect();
        Self { headline, authors }
    }

    /// Takes out what the page shows: the headline, and the authors where a byline is among the first blocks.
    pub fn revise(self, has_headline: bool, draft: &mut Draft) {
        let own = self.authors.last().map(|(block, _)| *block).or(self.headline).map_or(0, |block| block + 1);
        let shows_byline = (own..draft.blocks.len().min(own + HEAD)).any(|block| {
            let kind = draft.blocks.get(block).map(|block| block.kind);
            let words = draft.words(block);
            let names = || self.authors.iter().find(|(_, name)| words.contains(name.trim()));
            if kind != Some(BlockKind::Paragraph) || words.len() > super::LONGEST_BYLINE {
                return kind == Some(BlockKind::Byline);
            }
            let Some((_, name)) = names() else { return is_byline(words) };
            let is_name = words.len() <= name.len() + BESIDE_NAME;
            if let Some(block) = draft.blocks.get_mut(block).filter(|_| is_name) {
                block.kind = BlockKind::Byline;
            }
            true
        });
        if shows_byline {
            self.authors.iter().rev().for_each(|(block, _)| draft.remove(*block));
        }
        if let Some(block) = self.headline.filter(|_| has_headline) {
            draft.remove(block);
        }
    }
}
