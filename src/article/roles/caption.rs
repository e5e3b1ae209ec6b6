//! Captions of pictures, told by the credit at their end, or by their want of a verb.

use super::words::{entries, is_capital};
use crate::article::text::ends_sentence;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static CREDITS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| entries(include_str!("../../../data/article/photo-credits.txt")).collect());
static VERBS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| entries(include_str!("../../../data/article/finite-verbs.txt")).collect());

/// The most words of a caption with a credit.
const CREDITED: usize = 90;
/// The most words of a caption that is told by its want of a verb.
const VERBLESS: usize = 12;

/// Whether a paragraph ends with the credit of a picture in brackets ("(Jane Doe/Getty Images)").
pub(super) fn ends_in_credit(paragraph: &str) -> bool {
    let Some(inner) = paragraph.strip_suffix(')').or_else(|| paragraph.strip_suffix(").")) else { return false };
    let Some((before, credit)) = inner.rsplit_once('(') else { return false };
    if before.trim().is_empty() || paragraph.split_whitespace().take(CREDITED + 1).count() > CREDITED {
        return false;
    }
    let words = credit.split(|c: char| !c.is_alphanumeric());
    let is_credit = words.clone().any(|word| CREDITS.contains(word)) && credit.split_whitespace().count() <= 16;
    // An abbreviation behind its name ("the Associated Press (AP)") is no credit; one behind a sentence is.
    let is_abbreviation = words.filter(|word| !word.is_empty()).count() == 1;
    is_credit && (!is_abbreviation || ends_sentence(before.trim_end()))
}

/// Whether a line is one short phrase without a finite verb ("The current flag of New Zealand."). In doubt it is not:
/// a word that could be a verb by its ending and place counts as one.
pub(super) fn is_verbless(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(VERBLESS + 1).collect();
    if words.len() < 2 || words.len() > VERBLESS || line.ends_with(['?', '!', ':', ';', ',', '"', '”', ')']) {
        return false;
    }
    let first = words.first().copied().unwrap_or_default();
    let is_stopped = line.ends_with('.');
    let begins_small = first.chars().next().is_some_and(char::is_lowercase);
    // Without a stop it is a caption only if it cannot be a heading.
    if !is_stopped && !begins_small {
        return false;
    }
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).replace('’', "'").to_lowercase();
    let all: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let is_article = matches!(all.first().map(String::as_str), Some("the" | "a" | "an"));
    let has_preposition = all.iter().any(|word| is_preposition(word));
    // One sentence: no stop inside, save behind an initial.
    let inner = words.iter().rev().skip(1);
    let is_one = inner.clone().all(|word| !word.ends_with(['.', '?', '!']) || word.chars().count() <= 3);
    let is_quoted = line.contains(['"', '“', '”']);
    is_one && !is_quoted && (begins_small || is_article || has_preposition) && !has_verb(&words, &all)
}

fn has_verb(words: &[&str], all: &[String]) -> bool {
    all.iter().enumerate().any(|(index, word)| {
        if VERBS.contains(word.as_str()) || matches!(word.as_str(), "i" | "he" | "she" | "it" | "they" | "we" | "you") {
            return true;
        }
        let written = words.get(index).copied().unwrap_or_default();
        let is_name = index > 0 && is_capital(written);
        if is_name {
            return false;
        }
        let next = all.get(index + 1).map(String::as_str);
        let is_past = word.len() > 4 && word.ends_with("ed");
        // "plays" with something behind it that is not of the same phrase.
        let is_third = word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("'s")
            && !word.ends_with("us")
            && !written.ends_with([',', '.'])
            && next.is_some_and(|next| !is_preposition(next) && !matches!(next, "and" | "or" | "that" | "who"));
        is_past || is_third
    })
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "at"
            | "on"
            | "with"
            | "from"
            | "near"
            | "by"
            | "for"
            | "to"
            | "during"
            | "after"
            | "before"
            | "outside"
            | "inside"
            | "over"
            | "under"
            | "between"
            | "across"
            | "around"
            | "along"
            | "behind"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_in_brackets_end_captions() {
        assert!(ends_in_credit(
            "The two shake hands, May 16, 2024. (Sergei Bobylev, Sputnik, Pool Photo via AP, File)"
        ));
        assert!(ends_in_credit("Smoke over the city on Monday. (AP)"));
        assert!(ends_in_credit("The bridge in 1931 (Jane Doe/Getty Images)"));
        assert!(!ends_in_credit("She works for the Associated Press (AP)"));
        assert!(!ends_in_credit("The bloc (founded in 2001) met."));
        assert!(!ends_in_credit("It joined the Shanghai Cooperation Organization (SCO)"));
        assert!(!ends_in_credit("(AP)"));
    }

    #[test]
    fn phrases_without_a_verb_are_captions() {
        for line in [
            "The current flag of New Zealand.",
            "pilgrims at Mecca's Grand Mosque in 2008.",
            "A man holding a flag in the square.",
            "Flags of the two countries.",
            "the harbour at dawn",
        ] {
            assert!(is_verbless(line), "{line}");
        }
    }

    #[test]
    fn short_sentences_are_no_captions() {
        for line in [
            "The storm killed 107 people.",
            "The new law bans smoking.",
            "Holt plays baseball in Boston.",
            "He was born in Texas.",
            "Officials warn of delays.",
            "The vote is on Monday.",
            "It's over.",
            "Professional career",
            "The talks in Rome failed.",
            "What of it?",
        ] {
            assert!(!is_verbless(line), "{line}");
        }
    }
}
