//! Lemmas: what the treebanks have for a word and its tag, else what they have for its ending.
//!
//! A rule says how many bytes to cut from the end, what to append, and whether the capitals stay. Two open-addressing
//! tables lead to a rule: one by the whole word and its tag, one by its last one to four bytes and its tag.

use super::hash::{self, feature2, feature3};
use super::model::{Bytes, Model, u32_at};

/// The longest ending that a rule may hang on, in bytes.
pub(crate) const ENDING: u32 = 4;

/// How a form becomes its lemma.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Rule {
    /// The bytes to cut from the end.
    pub cut: u8,
    /// Whether the letters stay as they are; they are made small else.
    pub keep: bool,
    /// What is appended.
    pub append: String,
}

/// The key of a word and its tag.
pub(crate) fn word_key(lower: u32, tag: u8) -> u32 {
    feature2(201, lower, u32::from(tag))
}

/// The key of an ending and a tag.
pub(crate) fn ending_key(ending: u32, length: u32, tag: u8) -> u32 {
    feature3(202, ending, length, u32::from(tag))
}

/// Appends the lemma of a form to the buffer.
pub(crate) fn append(model: &Model<'_>, form: &str, word: &super::word::Word, tag: u8, buffer: &mut String) {
    let rule = find(model.lemma_words, word_key(word.lower, tag)).or_else(|| {
        (0..=ENDING.min(u32::from(word.length)))
            .rev()
            .find_map(|length| find(model.lemma_suffixes, ending_key(word.suffix(length), length, tag)))
    });
    let (cut, keep, append) = rule.map_or((0, false, ""), |rule| read_rule(model.lemma_rules, rule));
    apply(form, cut, keep, append, buffer);
}

/// Applies a rule; one that cuts more than there is, or inside a character, leaves the form as it is.
pub(crate) fn apply(form: &str, cut: usize, keep: bool, append: &str, buffer: &mut String) {
    let stem = form.len().checked_sub(cut).and_then(|end| form.get(..end));
    let (stem, append) =
        stem.filter(|stem| !stem.is_empty() || !append.is_empty()).map_or((form, ""), |stem| (stem, append));
    for c in stem.chars() {
        match c {
            '\u{2019}' => buffer.push('\''),
            c if keep => buffer.push(c),
            c if c.is_ascii() => buffer.push(c.to_ascii_lowercase()),
            c => buffer.extend(c.to_lowercase()),
        }
    }
    buffer.push_str(append);
}

/// A rule of the section: how much to cut, whether to keep capitals, what to append.
fn read_rule(rules: Bytes<'_>, rule: u16) -> (usize, bool, &str) {
    let at = usize::from(rule) * 16;
    let record = rules.get(at..at + 16).unwrap_or_default();
    let [cut, keep, length, text @ ..] = record else { return (0, false, "") };
    let text = text.get(..usize::from(*length)).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default();
    (usize::from(*cut), *keep != 0, text)
}

/// Writes the rules, 16 bytes each.
pub(crate) fn write_rules(rules: &[Rule]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for rule in rules {
        let end = bytes.len() + 16;
        bytes.extend([rule.cut, u8::from(rule.keep), rule.append.len() as u8]);
        bytes.extend(rule.append.as_bytes());
        bytes.resize(end, 0);
    }
    bytes
}

/// The value of a key: slots of four bytes, 20 bits of the key and 12 of the value plus one.
fn find(table: Bytes<'_>, key: u32) -> Option<u16> {
    let mut slot = hash::slot(key, table.len() / 4);
    loop {
        let found = u32_at(table, slot * 4);
        if found == 0 {
            return None;
        }
        if found >> 12 == key & 0xF_FFFF {
            return Some((found & 0xFFF) as u16 - 1);
        }
        slot += 1;
    }
}

/// Writes such a table; values are below 4095.
pub(crate) fn write_table(entries: &[(u32, u16)]) -> Vec<u8> {
    let slots = entries.len() * 2 + 1;
    let mut table = vec![0u32; slots];
    for &(key, value) in entries {
        let mut slot = hash::slot(key, slots);
        while table.get(slot).is_some_and(|&found| found != 0) {
            slot += 1;
        }
        if let Some(free) = table.get_mut(slot) {
            *free = (key & 0xF_FFFF) << 12 | (u32::from(value) + 1);
        }
    }
    table.iter().flat_map(|slot| slot.to_le_bytes()).collect()
}
