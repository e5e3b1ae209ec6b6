//! How a line looks: its case, its length, its last sign.

use crate::article::text::ends_sentence;

/// The most characters and words of a heading.
const HEADING: (usize, usize) = (90, 12);
/// The most characters and words of a headline.
const HEADLINE: (usize, usize) = (200, 30);

/// The lines of a data file that are no comments.
pub(super) fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whether nearly all letters are capitals, in several words.
pub(super) fn is_in_capitals(words: &str) -> bool {
    let letters = || words.chars().filter(|c| c.is_alphabetic());
    let (all, small) = (letters().count(), letters().filter(|c| c.is_lowercase()).count());
    all >= 8 && small * 20 <= all && words.split_whitespace().count() >= 2 && words.len() <= 400
}

/// Whether a line can be the headline: short, and no sentence that is closed by a full stop.
pub(super) fn looks_like_headline(words: &str) -> bool {
    fits(words, HEADLINE) && !ends_with_stop(words) && words.chars().any(char::is_alphabetic)
}

/// Whether a paragraph is short enough to stand between headline and byline.
pub(super) fn is_deck(words: &str) -> bool {
    words.len() <= 300
}

/// Whether a line can be a heading: short, begun like one, and not closed by any sign.
pub(super) fn looks_like_heading(words: &str) -> bool {
    let begins = words.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let is_closed = words.ends_with(['.', '!', '?', ':', ';', ',', '…', '"', '”', '\'', '’', ')', ']']);
    begins && !is_closed && fits(words, HEADING) && words.chars().any(char::is_alphabetic)
}

fn fits(words: &str, (characters, count): (usize, usize)) -> bool {
    words.len() <= characters * 4
        && words.chars().take(characters + 1).count() <= characters
        && words.split_whitespace().take(count + 1).count() <= count
}

/// Whether the last sign is a full stop that is not part of an abbreviation (`Washington, D.C.`).
fn ends_with_stop(words: &str) -> bool {
    let last = words.split_whitespace().next_back().unwrap_or_default();
    let letters = last.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
    let is_abbreviation = letters.len() > 2 && letters.ends_with('.') && letters.split_terminator('.').all(is_initial);
    ends_sentence(words) && !words.ends_with(['?', '!']) && !is_abbreviation
}

fn is_initial(part: &str) -> bool {
    part.chars().count() == 1 && part.chars().all(char::is_uppercase)
}

/// Whether a word begins with a capital.
pub(super) fn is_capital(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn teasers_are_set_in_capitals() {
        assert!(is_in_capitals("PUTIN AND XI REAFFIRM 'NO-LIMITS' PARTNERSHIP"));
        assert!(is_in_capitals("STRIKES AHEAD OF ARRIVAL OF F-16s IN UKRAINE"));
        assert!(!is_in_capitals("NATO and the EU met in the USA."));
        assert!(!is_in_capitals("BREAKING"));
    }

    #[test]
    fn headlines_have_no_full_stop() {
        for line in
            ["Storm kills 107", "Who pays for it?", "Summit opens in Washington, D.C.", "Leaders meet in the U.S."]
        {
            assert!(looks_like_headline(line), "{line}");
        }
        assert!(!looks_like_headline("The storm killed 107."));
        assert!(!looks_like_headline("2015"));
        assert!(!looks_like_headline(&"word ".repeat(31)));
    }

    #[test]
    fn headings_have_no_closing_sign() {
        assert!(looks_like_heading("Group G — Tunisia 1–2 England"));
        for line in ["He left.", "Why?", "The members:", "and then", "“No”"] {
            assert!(!looks_like_heading(line), "{line}");
        }
    }
}
