//! The head of an article: headline, byline and dateline.

use super::{is_paragraph, set, words};
use crate::article::date::{date_line, opening_date};
use crate::article::draft::Draft;
use crate::article::model::BlockKind;

/// How many blocks the head of an article can have.
const HEAD: usize = 8;

/// Gives the blocks of the head their roles, sets the date, and returns where the body starts.
pub(super) fn assign(draft: &mut Draft, is_plain: bool) -> usize {
    let count = draft.blocks.len();
    let mut has_headline = !is_plain;
    let mut body = count.min(HEAD);
    for block in 0..count.min(HEAD) {
        let kind = draft.blocks.get(block).map(|block| block.kind);
        match kind {
            Some(BlockKind::Headline | BlockKind::Byline | BlockKind::Dateline | BlockKind::AltText) => continue,
            Some(BlockKind::Heading(_) | BlockKind::Caption) if !is_plain => continue,
            Some(BlockKind::Paragraph) => {}
            _ => {
                body = block;
                break;
            }
        }
        let line = draft.words(block);
        let date = date_line(line);
        let dated_by = dated_byline(line);
        if dated_by.is_some() {
            draft.dateline = draft.dateline.or(dated_by);
            set(draft, block, BlockKind::Byline);
        } else if is_byline(line) {
            let date = byline_date(line).or(date);
            draft.dateline = draft.dateline.or(date);
            set(draft, block, BlockKind::Byline);
        } else if date.is_some() {
            draft.dateline = draft.dateline.or(date);
            set(draft, block, BlockKind::Dateline);
        } else if !has_headline && block + 1 < count && words::looks_like_headline(line) {
            has_headline = true;
            set(draft, block, BlockKind::Headline);
        } else if !(words::is_deck(line) && is_head_line(draft, block + 1)) {
            body = block;
            break;
        }
    }
    let first = (body..count.min(body + HEAD)).find(|&block| is_paragraph(draft, block));
    if let (None, Some(first)) = (draft.dateline, first) {
        draft.dateline = opening_date(draft.words(first));
    }
    body
}

/// Whether a block is a byline or dateline, so that what stands above it belongs to the head of the article too.
fn is_head_line(draft: &Draft, block: usize) -> bool {
    let line = draft.words(block);
    match draft.blocks.get(block).map(|block| block.kind) {
        Some(BlockKind::Byline | BlockKind::Dateline) => true,
        Some(BlockKind::AltText) => is_head_line(draft, block + 1),
        Some(BlockKind::Paragraph) => date_line(line).is_some() || is_byline(line),
        _ => false,
    }
}

/// Whether a line only says who wrote the article: "By", then names and small words.
pub(in crate::article) fn is_byline(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let mut first = words.next().unwrap_or_default();
    if matches!(first, "Posted" | "Submitted" | "Published" | "Written") {
        first = words.next().unwrap_or_default();
    }
    let is_by = matches!(first.trim_end_matches(':'), "By" | "BY" | "by");
    if !is_by || line.len() > 200 || line.ends_with(['?', '!']) {
        return false;
    }
    let mut rest = words.peekable();
    let is_name = rest.peek().is_some_and(|word| words::is_capital(word));
    let is_small = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        matches!(
            word.as_str(),
            "" | "and"
                | "with"
                | "for"
                | "of"
                | "the"
                | "in"
                | "at"
                | "on"
                | "from"
                | "staff"
                | "writer"
                | "reporter"
                | "correspondent"
                | "editor"
                | "contributor"
                | "special"
                | "to"
                | "von"
                | "van"
                | "der"
                | "de"
                | "la"
                | "al"
                | "bin"
                | "updated"
                | "published"
                | "am"
                | "pm"
                | "a.m"
                | "p.m"
        )
    };
    let is_number = |word: &str| word.chars().next().is_some_and(|c| c.is_ascii_digit());
    is_name && rest.all(|word| words::is_capital(word) || is_small(word) || is_number(word))
}

/// The date before the names in a byline ("May 4, 2008 by Jane Doe").
fn dated_byline(line: &str) -> Option<jiff::civil::Date> {
    let (date, _) = line.split_once(" by ")?;
    let name = line.get(date.len() + 1..)?;
    date_line(date).filter(|_| is_byline(name))
}

/// The date behind the names in a byline.
fn byline_date(line: &str) -> Option<jiff::civil::Date> {
    // A date has a comma of its own: each separator may be the one before it.
    let separators = line.char_indices().filter(|(_, c)| [',', '|', '·', '•', '–', '—'].contains(c));
    separators.filter_map(|(at, c)| line.get(at + c.len_utf8()..)).find_map(date_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_names_behind_by() {
        for line in [
            "By Jane Doe",
            "By JANE DOE and JOHN ROE",
            "By Jane Doe, Associated Press",
            "BY JANE DOE",
            "By Jane Doe | July 3, 2024",
            "By Ana de la Cruz, staff writer",
        ] {
            assert!(is_byline(line), "{line}");
        }
        for line in ["By noon the storm had passed", "By Monday, the river rose", "Bylaws", "By", "By the sea"] {
            assert!(!is_byline(line), "{line}");
        }
        assert_eq!(byline_date("By Jane Doe | July 3, 2024"), Some(jiff::civil::date(2024, 7, 3)));
        assert_eq!(byline_date("By Jane Doe, Associated Press"), None);
    }
}
