//! The atoms of a word: all that features are mixed from, made in one pass over its bytes.

use super::hash;
use super::lexicon::Lexicon;
use crate::source::Span;

/// What features see of one token.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// The hash of the form, digits as `0`, typographic apostrophes as plain ones.
    pub form: u32,
    /// The same in lower case.
    pub lower: u32,
    /// The first four bytes in lower case, the first in the lowest byte.
    pub head: u32,
    /// The last four bytes in lower case, the last in the lowest byte.
    pub tail: u32,
    /// The hash of the shape: upper and lower case, digits, marks, runs cut to two.
    pub shape: u32,
    /// What the letters look like, see the constants below.
    pub look: u8,
    /// Its length in bytes, at most 255.
    pub length: u8,
    /// The word class of the lower-case form, 0 for none.
    pub class: u16,
    /// The path of that class in the tree of classes, from the highest bit on.
    pub path: u16,
    /// The set of tags that the form was seen with, 0 for an unknown word.
    pub tags: u8,
}

/// The first letter is a capital.
pub(crate) const CAPITAL: u8 = 1;
/// All letters are capitals, and there are at least two.
pub(crate) const UPPER: u8 = 2;
/// There is a digit.
pub(crate) const DIGIT: u8 = 4;
/// There is a letter.
pub(crate) const LETTER: u8 = 8;
/// There is a mark.
pub(crate) const MARK: u8 = 16;
/// A capital stands after a small letter.
pub(crate) const INNER: u8 = 32;
/// There is a letter or mark beyond ASCII.
pub(crate) const FOREIGN: u8 = 64;

impl Word {
    /// The first `n` bytes.
    #[inline(always)]
    pub fn prefix(&self, n: u32) -> u32 {
        if n >= 4 { self.head } else { self.head & ((1 << (8 * n)) - 1) }
    }

    /// The last `n` bytes.
    #[inline(always)]
    pub fn suffix(&self, n: u32) -> u32 {
        if n >= 4 { self.tail } else { self.tail & ((1 << (8 * n)) - 1) }
    }

    /// The first `n` steps of the path of its class.
    #[inline(always)]
    pub fn path(&self, n: u32) -> u32 {
        if self.class == 0 { 0 } else { u32::from(self.path >> (16 - n)) | 1 << 16 }
    }
}

/// Reads the atoms of a form.
pub(crate) fn read(form: &str, lexicon: &Lexicon<'_>) -> Word {
    let mut word = atoms(form);
    let entry = lexicon.get(word.lower);
    word.class = entry.class;
    word.path = lexicon.path(entry.class);
    word.tags = entry.tags;
    word
}

/// The atoms that need no lexicon.
pub(crate) fn atoms(form: &str) -> Word {
    let mut maker = Maker {
        word: Word { form: hash::FORM, lower: hash::FORM, shape: hash::FORM, ..Word::default() },
        ..Maker::default()
    };
    if form.is_ascii() {
        for &byte in form.as_bytes() {
            maker.ascii(byte);
        }
    } else {
        for c in form.chars() {
            maker.char(c);
        }
    }
    maker.finish(form.len())
}

#[derive(Default)]
struct Maker {
    word: Word,
    bytes: u32,
    last_kind: u8,
    run: u8,
    capitals: u32,
    smalls: u32,
}

impl Maker {
    #[inline(always)]
    fn lower(&mut self, byte: u8) {
        self.word.lower = hash::byte(self.word.lower, byte);
        if self.bytes < 4 {
            self.word.head |= u32::from(byte) << (8 * self.bytes);
        }
        self.word.tail = (self.word.tail << 8) | u32::from(byte);
        self.bytes += 1;
    }

    #[inline(always)]
    fn shape(&mut self, kind: u8) {
        self.run = if kind == self.last_kind { self.run + 1 } else { 0 };
        self.last_kind = kind;
        if self.run < 2 {
            self.word.shape = hash::byte(self.word.shape, kind);
        } else {
            self.run = 2;
        }
    }

    #[inline(always)]
    fn ascii(&mut self, byte: u8) {
        let (form, kind) = match byte {
            b'A'..=b'Z' => {
                if self.bytes == 0 {
                    self.word.look |= CAPITAL;
                } else if self.smalls > 0 {
                    self.word.look |= INNER;
                }
                self.capitals += 1;
                (byte, b'X')
            }
            b'a'..=b'z' => {
                self.smalls += 1;
                (byte, b'x')
            }
            b'0'..=b'9' => {
                self.word.look |= DIGIT;
                (b'0', b'0')
            }
            _ => {
                self.word.look |= MARK;
                (byte, byte)
            }
        };
        self.word.form = hash::byte(self.word.form, form);
        self.lower(form.to_ascii_lowercase());
        self.shape(kind);
    }

    fn char(&mut self, c: char) {
        let plain = match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2010}' | '\u{2011}' | '\u{2212}' => '-',
            '\u{2013}' | '\u{2014}' => '-',
            '\u{2026}' => '.',
            c => c,
        };
        if plain.is_ascii() {
            self.ascii(plain as u8);
            return;
        }
        self.word.look |= FOREIGN;
        let upper = plain.is_uppercase();
        let kind = if upper {
            if self.bytes == 0 {
                self.word.look |= CAPITAL;
            } else if self.smalls > 0 {
                self.word.look |= INNER;
            }
            self.capitals += 1;
            b'X'
        } else if plain.is_alphabetic() {
            self.smalls += 1;
            b'x'
        } else {
            self.word.look |= MARK;
            b'?'
        };
        let mut buffer = [0; 4];
        for &byte in plain.encode_utf8(&mut buffer).as_bytes() {
            self.word.form = hash::byte(self.word.form, byte);
        }
        for low in plain.to_lowercase() {
            for &byte in low.encode_utf8(&mut buffer).as_bytes() {
                self.lower(byte);
            }
        }
        self.shape(kind);
    }

    fn finish(mut self, length: usize) -> Word {
        if self.capitals + self.smalls > 0 {
            self.word.look |= LETTER;
        }
        if self.capitals > 1 && self.smalls == 0 {
            self.word.look |= UPPER;
        }
        self.word.length = u8::try_from(length).unwrap_or(u8::MAX);
        self.word
    }
}

/// Reads the atoms of all tokens.
pub(crate) fn read_all(text: &str, spans: &[Span], lexicon: &Lexicon<'_>) -> Vec<Word> {
    spans.iter().map(|span| read(text.get(span.range()).unwrap_or_default(), lexicon)).collect()
}

/// The hash of a lower-case word, as [`Word::lower`] has it.
pub(crate) fn lower_hash(word: &str) -> u32 {
    atoms(word).lower
}
