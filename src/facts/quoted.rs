//! Quotations compared by their words.
//!
//! Quotation marks, case and punctuation make no difference. An ellipsis in what is asked for skips words; what is quoted in
//! square brackets may stand in for words or be left out.

use super::name::folded_words;

/// A word of a quotation; what stands in square brackets may be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    word: String,
    optional: bool,
    /// Whether words were left out before it.
    after_gap: bool,
}

/// The words of a text.
pub fn said_words(words: &str) -> Vec<Said> {
    let mut said = Vec::new();
    let mut gap = false;
    let spread = words.replace("...", " … ").replace(". . .", " … ");
    let mut in_brackets = false;
    for piece in spread.split_inclusive(['[', ']', '…']) {
        let text = piece.trim_end_matches(['[', ']', '…']);
        for word in folded_words(text) {
            said.push(Said { word, optional: in_brackets, after_gap: std::mem::take(&mut gap) });
        }
        match piece.chars().next_back() {
            Some('[') => in_brackets = true,
            Some(']') => in_brackets = false,
            Some('…') => gap = true,
            _ => {}
        }
    }
    said
}

/// The pieces of a quotation that is asked for, parted by ellipses.
pub fn pieces(words: &str) -> Vec<Vec<String>> {
    let spread = words.replace("...", "…").replace("[…]", "…");
    let pieces = spread.split('…').map(|piece| folded_words(&piece.replace(['[', ']'], " ")));
    pieces.filter(|piece| !piece.is_empty()).collect()
}

/// Whether the pieces stand in what is said, in order.
pub fn holds(said: &[Said], pieces: &[Vec<String>]) -> bool {
    let mut from = 0;
    for piece in pieces {
        let found = (from..said.len()).find_map(|start| piece_at(said, start, piece));
        match found {
            Some(end) => from = end,
            None => return false,
        }
    }
    true
}

/// One past the end of the piece, if it stands there.
fn piece_at(said: &[Said], start: usize, piece: &[String]) -> Option<usize> {
    let mut at = start;
    for (index, word) in piece.iter().enumerate() {
        loop {
            let next = said.get(at)?;
            if next.word == *word && !(index > 0 && next.after_gap) {
                at += 1;
                break;
            }
            if !next.optional || index == 0 {
                return None;
            }
            at += 1;
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands(rule: &str, article: &str) -> bool {
        holds(&said_words(article), &pieces(rule))
    }

    #[test]
    fn words_stand_whole_and_in_order() {
        assert!(stands("one vote in each referendum", "In the end I'll have one vote in each referendum just like"));
        assert!(stands("It's time", "it’s time to say goodbye"));
        assert!(!stands("one vote", "one voter"));
        assert!(!stands("time it's", "it's time"));
        assert!(stands("the end", "In the end"));
        assert!(!stands("the end", "an end"));
    }

    #[test]
    fn ellipses_and_brackets() {
        assert!(stands("never … again", "never, ever again"));
        assert!(stands("never ... again", "never, ever again"));
        assert!(stands("it is over", "it [the war] is over"));
        assert!(stands("it the war is over", "it [the war] is over"));
        assert!(!stands("we will win", "we will … win"));
        assert!(stands("we will … win", "we will … win"));
    }
}
