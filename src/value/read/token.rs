//! Cuts a text into words, runs of digits and signs.
//!
//! Enters: text. Leaves: tokens with their byte spans and what the lexicon knows of each word. Guaranteed: tokens lie
//! on character boundaries, in order; white space separates and is not kept, save that a token knows of it.

use super::words::{Entry, lexicon};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters.
    Word,
    /// Digits 0 to 9.
    Digits,
    /// One other character.
    Sign,
    /// An empty line, or the end of the text: nothing is read across it.
    Break,
}

/// A token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub start: u32,
    pub end: u32,
    pub kind: Kind,
    /// Whether white space stands before it.
    pub gap: bool,
    /// What the lexicon knows of the word; the empty entry for all others.
    pub entry: &'static Entry,
}

/// The longest text that a reader will look at in one piece.
const LONGEST: usize = u32::MAX as usize;

/// The tokens of `text` from the byte `start` on, at most `limit` of them, with a break at the end.
pub(crate) fn tokens(text: &str, start: usize, limit: usize, into: &mut Vec<Token>) {
    into.clear();
    if text.len() >= LONGEST {
        return;
    }
    let lexicon = lexicon();
    let bytes = text.as_bytes();
    let mut at = start;
    let mut gap = true;
    let mut fold = [0u8; 24];
    while let Some(&byte) = bytes.get(at) {
        let from = at;
        let kind = match CLASS.get(usize::from(byte)) {
            Some(Class::Letter) => {
                while bytes.get(at).is_some_and(|byte| byte.is_ascii_alphabetic()) {
                    at += 1;
                }
                at = letters_beyond_ascii(text, at);
                Kind::Word
            }
            Some(Class::Digit) => {
                while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                    at += 1;
                }
                Kind::Digits
            }
            Some(Class::Space) => {
                let mut lines = 0;
                while let Some(&byte) = bytes.get(at).filter(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
                    lines += usize::from(byte == b'\n');
                    at += 1;
                }
                gap = true;
                if lines < 2 {
                    continue;
                }
                Kind::Break
            }
            Some(Class::Beyond) => {
                let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
                at += character.len_utf8();
                if character.is_whitespace() {
                    gap = true;
                    continue;
                }
                if character.is_alphabetic() && !matches!(character, 'ª' | 'º' | 'µ' | 'μ' | 'Ω' | '元' | '円') {
                    at = letters_beyond_ascii(text, at);
                    Kind::Word
                } else {
                    Kind::Sign
                }
            }
            _ => {
                at += 1;
                Kind::Sign
            }
        };
        let entry = match kind {
            Kind::Word => lexicon.entry(bytes.get(from..at).unwrap_or_default(), &mut fold),
            _ => Entry::none(),
        };
        into.push(Token { start: clamp(from), end: clamp(at), kind, gap, entry });
        gap = kind == Kind::Break;
        if into.len() >= limit {
            break;
        }
    }
    let end = clamp(at);
    into.push(Token { start: end, end, kind: Kind::Break, gap: true, entry: Entry::none() });
}

/// The end of the word that goes on at `at` with letters of any script.
fn letters_beyond_ascii(text: &str, mut at: usize) -> usize {
    while text.as_bytes().get(at).is_some_and(|byte| *byte >= 0x80 || byte.is_ascii_alphabetic()) {
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        if !character.is_alphabetic() {
            break;
        }
        at += character.len_utf8();
    }
    at
}

/// Positions fit, for longer texts are refused.
fn clamp(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Space,
    Beyond,
    Other,
}

/// The class of every byte.
static CLASS: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Other; 256];
    let mut byte = 0usize;
    while byte < 256 {
        #[allow(clippy::indexing_slicing, reason = "evaluated at compile time; the index is below the length")]
        {
            table[byte] = match byte as u8 {
                b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
                b'0'..=b'9' => Class::Digit,
                b' ' | b'\t' | b'\n' | b'\r' => Class::Space,
                0x80..=0xff => Class::Beyond,
                _ => Class::Other,
            };
        }
        byte += 1;
    }
    table
}
