//! What the paragraphs of an article are: headline, byline, dateline, caption, heading, promo, credit.
//!
//! Enters: the blocks as the readers saw them. Leaves: the same with their kinds. Markdown and HTML mark headlines,
//! headings and captions; in plain text they are told by their form and place. Doubt leaves a paragraph a paragraph.

mod caption;
mod closing;
mod opening;
mod words;

use super::draft::Draft;
use super::model::{BlockKind, Format};

pub(super) use opening::is_byline;

/// Gives each paragraph its role.
pub(super) fn assign(draft: &mut Draft, format: Format) {
    let is_plain = format == Format::Text;
    let body = opening::assign(draft, is_plain);
    promos(draft, body);
    let credits = closing::assign(draft, body);
    for block in body..credits {
        if is_paragraph(draft, block) && caption::ends_in_credit(draft.words(block)) {
            set(draft, block, BlockKind::Caption);
        }
    }
    if is_plain {
        captions(draft, body, credits);
        headings(draft, body, credits);
    }
}

fn is_paragraph(draft: &Draft, block: usize) -> bool {
    draft.blocks.get(block).is_some_and(|block| block.kind == BlockKind::Paragraph)
}

fn set(draft: &mut Draft, block: usize, kind: BlockKind) {
    if let Some(block) = draft.blocks.get_mut(block) {
        block.kind = kind;
    }
}

/// Teasers in capitals; an article that is mostly set in capitals has none.
fn promos(draft: &mut Draft, body: usize) {
    let found: Vec<usize> = (body..draft.blocks.len())
        .filter(|&block| is_paragraph(draft, block) && words::is_in_capitals(draft.words(block)))
        .collect();
    if found.len() * 2 > draft.blocks.len() - body {
        return;
    }
    for block in found {
        let is_teaser = draft.words(block).split_whitespace().count() >= 5;
        set(draft, block, if is_teaser { BlockKind::Promo } else { BlockKind::Heading(2) });
    }
}

/// Captions of plain text: short lines without a verb that stand before a paragraph, one at a time.
fn captions(draft: &mut Draft, from: usize, to: usize) {
    let found: Vec<usize> = (from..to)
        .filter(|&block| {
            is_paragraph(draft, block)
                && block > 0
                && block + 1 < to
                && is_paragraph(draft, block + 1)
                && caption::is_verbless(draft.words(block))
        })
        .collect();
    for run in found.chunk_by(|block, next| block + 1 == *next) {
        if let [block] = run {
            set(draft, *block, BlockKind::Caption);
        }
    }
}

/// Headings of plain text: at most two short lines without a stop, above a paragraph or a list.
fn headings(draft: &mut Draft, from: usize, to: usize) {
    let looks =
        |draft: &Draft, block: usize| is_paragraph(draft, block) && words::looks_like_heading(draft.words(block));
    let mut block = from;
    while block < to {
        let run = (block..to).take_while(|&block| looks(draft, block)).count();
        let next = draft.blocks.get(block + run).map(|block| block.kind);
        let has_text = block + run < to
            && matches!(next, Some(BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Caption | BlockKind::Quote));
        if has_text && (1..=2).contains(&run) {
            set(draft, block, BlockKind::Heading(2));
            if run == 2 {
                set(draft, block + 1, BlockKind::Heading(3));
            }
        }
        block += run + 1;
    }
}
