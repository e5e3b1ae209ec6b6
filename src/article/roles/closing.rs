//! The foot of an article: credits and what the author is.

use super::words::{entries, is_capital};
use super::{is_paragraph, set};
use crate::article::draft::Draft;
use crate::article::model::BlockKind;
use std::sync::LazyLock;

static PHRASES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("../../../data/article/closing-credits.txt")).collect());
static JOBS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("../../../data/article/author-jobs.txt")).collect());

/// The longest credit, in bytes.
const LONGEST: usize = 600;

/// The most blocks of credits.
const MOST: usize = 12;

/// Marks the credits at the end of the article; returns where they start.
pub(super) fn assign(draft: &mut Draft, body: usize) -> usize {
    let mut first = draft.blocks.len();
    let last = body.max(first.saturating_sub(MOST));
    while first > last {
        let block = first - 1;
        let kind = draft.blocks.get(block).map(|block| block.kind);
        let is_credit = is_paragraph(draft, block)
            && draft.words(block).len() <= LONGEST
            && (has_phrase(draft.words(block)) || introduces_author(draft, block));
        if is_credit {
            set(draft, block, BlockKind::Credit);
        } else if !matches!(kind, Some(BlockKind::Promo | BlockKind::AltText | BlockKind::Caption)) {
            break;
        }
        first = block;
    }
    first
}

fn has_phrase(paragraph: &str) -> bool {
    let lower = paragraph.to_lowercase();
    let start = lower.trim_start_matches(['(', '[', '—', '–', '-', ' ']);
    PHRASES.iter().any(|phrase| match phrase.strip_prefix('^') {
        Some(phrase) => start.starts_with(phrase) || lower.starts_with(phrase),
        None => lower.contains(phrase),
    })
}

/// Whether a paragraph says what the author is ("Jane Doe is a reporter covering energy."): one that the article has
/// told about before is no author.
fn introduces_author(draft: &Draft, block: usize) -> bool {
    let paragraph = draft.words(block);
    let Some((name, what)) = [" is a ", " is an ", " is the ", " is "]
        .iter()
        .find_map(|verb| paragraph.split_once(verb))
        .filter(|(name, _)| (2..=5).contains(&name.split_whitespace().count()))
    else {
        return false;
    };
    let is_name = name.split_whitespace().all(|word| is_capital(word) || matches!(word, "de" | "van" | "von" | "al"));
    let opening: Vec<String> = what.split_whitespace().take(10).map(bare).collect();
    let has_job = opening.iter().any(|word| JOBS.contains(&word.as_str()));
    let surname = name.split_whitespace().next_back().unwrap_or_default();
    let is_told_of = || {
        let told = draft.blocks.iter().enumerate().take(block);
        let told = told.filter(|(_, block)| !matches!(block.kind, BlockKind::Byline | BlockKind::Credit));
        told.map(|(index, _)| index).any(|index| draft.words(index).contains(surname))
    };
    is_name && has_job && !is_told_of()
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_of_credits() {
        for line in [
            "The Associated Press contributed to this report.",
            "(Reporting by Ana Lima in Rome; Editing by Tom Aske)",
            "Copyright 2024 The Courier. All rights reserved.",
            "© 2024 Courier",
        ] {
            assert!(has_phrase(line), "{line}");
        }
        assert!(!has_phrase("The court said its reporting by then had ended."));
    }
}
