//! What a sentence must have for a pattern to hold in it: kinds of values, words of lists, and words.
//!
//! Enters: a pattern as it is written. Leaves: what is in it in any case. Guaranteed: nothing that may be left out, so a
//! sentence without it cannot fit; patterns are compiled and run only where they can hold.

use super::page::bit;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The word lists, in order: name and words.
pub static LISTS: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/consistency/words.tsv").lines().filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t')).map(|(name, words)| (name, words.split(", ").collect())).collect()
});

/// The lists that each word stands in, a bit for a list; of several words it is the first that counts.
static WORDS: LazyLock<FxHashMap<&str, u64>> = LazyLock::new(|| {
    let mut words: FxHashMap<&str, u64> = FxHashMap::default();
    for (index, (_, list)) in LISTS.iter().enumerate() {
        for word in list {
            let first = word.split([' ', '-']).next().unwrap_or_default();
            *words.entry(first).or_default() |= 1 << index;
            *words.entry(word).or_default() |= 1 << index;
        }
    }
    words
});

/// The lists that a word stands in or begins a member of.
pub fn lists_of(word: &str) -> u64 {
    let of = |word: &str| WORDS.get(word).copied().unwrap_or(0);
    // "Two-thirds" is a word of its parts, too.
    of(word) | word.split_once('-').map_or(0, |(first, _)| of(first))
}

/// The bit of a list.
fn list_bit(name: &str) -> Option<u64> {
    LISTS.iter().position(|(known, _)| *known == name).map(|index| 1 << index)
}

/// One of these has to be there.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct AnyOf {
    lists: u64,
    words: Vec<&'static str>,
}

/// All that a pattern cannot do without.
#[derive(Debug, Default)]
pub struct Needs {
    /// The kinds of values, a set of bits for each value.
    pub kinds: Vec<u16>,
    /// The words.
    pub words: Vec<AnyOf>,
}

impl Needs {
    /// What a pattern needs.
    pub fn of(source: &'static str) -> Self {
        let mut needs = Self::default();
        read(source, &mut needs);
        needs
    }

    /// Whether values of these kinds, and so many, are enough.
    pub fn fits(&self, kinds: u16, values: u16) -> bool {
        usize::from(values) >= self.kinds.len() && self.kinds.iter().all(|wanted| wanted & kinds != 0)
    }

    /// Whether a part of the shape has the words, whose lists are told.
    pub fn has_words(&self, shape: &str, lists: u64) -> bool {
        self.words.iter().all(|any| any.lists & lists != 0 || any.words.iter().any(|word| shape.contains(word)))
    }
}

/// The end of a bracket that begins `rest`.
fn closing(rest: &str) -> Option<usize> {
    let (mut depth, mut class, mut escaped) = (0usize, false, false);
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => class = true,
            ']' => class = false,
            '(' if !class => depth += 1,
            ')' if !class => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The parts of a bracket's inside between its bars.
fn alternatives(inside: &'static str) -> Vec<&'static str> {
    let (mut found, mut start) = (Vec::new(), 0);
    let (mut depth, mut class, mut escaped) = (0usize, false, false);
    for (at, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => class = true,
            ']' => class = false,
            '(' if !class => depth += 1,
            ')' if !class => depth = depth.saturating_sub(1),
            '|' if !class && depth == 0 => {
                found.extend(inside.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.extend(inside.get(start..));
    found
}

fn is_plain(c: char) -> bool {
    c.is_ascii_lowercase() || matches!(c, ' ' | '\'')
}

/// Whether what follows makes what stands before it optional.
fn optional(rest: &str) -> bool {
    rest.starts_with(['?', '*']) || rest.starts_with("{0")
}

/// Reads a pattern from the left, bracket by bracket.
fn read(source: &'static str, needs: &mut Needs) {
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        match c {
            '\\' => taken = 2,
            '[' => taken = rest.find(']').map_or(rest.len(), |end| end + 1),
            '@' => {
                let kinds =
                    rest.split_once(']').and_then(|(word, _)| word.split_once('[')).map_or("", |(_, kinds)| kinds);
                needs.kinds.push(kinds.chars().map(bit).sum());
                taken = rest.find(']').map_or(rest.len(), |end| end + 1);
            }
            '{' => {
                let end = rest.find('}').unwrap_or(rest.len() - 1);
                let behind = rest.get(end + 1..).unwrap_or_default();
                if let Some(lists) = rest
                    .get(1..end)
                    .and_then(list_bit)
                    .filter(|_| behind.is_empty() || behind.starts_with([' ', ')', '|']))
                {
                    needs.words.push(AnyOf { lists, words: Vec::new() });
                }
                taken = end + 1;
            }
            '(' => {
                let Some(end) = closing(rest) else { return };
                let (inside, behind) = (rest.get(1..end).unwrap_or_default(), rest.get(end + 1..).unwrap_or_default());
                if !optional(behind) {
                    group(inside, needs);
                }
                taken = end + 1;
            }
            c if is_plain(c) => {
                let end = rest.find(|c| !is_plain(c)).unwrap_or(rest.len());
                let (run, behind) = (rest.get(..end).unwrap_or_default(), rest.get(end..).unwrap_or_default());
                // A letter that may be left out is no part of the word.
                let run = if optional(behind) { run.get(..run.len() - 1).unwrap_or_default() } else { run };
                if run.trim().len() >= 3 {
                    needs.words.push(AnyOf { lists: 0, words: vec![run.trim()] });
                }
                taken = end;
            }
            _ => {}
        }
        rest = rest.get(taken.max(1)..).unwrap_or_default();
    }
}

/// What one of the alternatives of a bracket brings in any case.
fn group(inside: &'static str, needs: &mut Needs) {
    let inside = inside.strip_prefix("?:").unwrap_or(inside);
    let inside = match inside.strip_prefix("?P<").and_then(|named| named.split_once('>')) {
        Some((_, rest)) => rest,
        None => inside,
    };
    let all = alternatives(inside);
    if let [one] = all.as_slice() {
        read(one, needs);
        return;
    }
    let mut any = AnyOf::default();
    for alternative in all {
        let mut own = Needs::default();
        read(alternative, &mut own);
        // The most telling word of each; without one, the bracket asks for nothing.
        let Some(need) =
            own.words.into_iter().max_by_key(|need| need.words.iter().map(|word| word.len()).max().unwrap_or(4))
        else {
            return;
        };
        any.lists |= need.lists;
        any.words.extend(need.words);
    }
    needs.words.push(any);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_left_out_is_not_needed() {
        let needs = Needs::of(
            r"(?:about )?@b[n] votes? (?:to|against) {rise} _(?P<verb>kill|@a[c] spare) x{0,3}[abc]+ \| done",
        );
        assert_eq!(needs.kinds.len(), 1);
        let words: Vec<&[&str]> = needs.words.iter().map(|any| any.words.as_slice()).collect();
        assert_eq!(words, [&["vote"][..], &[], &["kill", "spare"], &["done"]]);
        assert!(needs.has_words("a vote rose to kill done", lists_of("rose")));
        assert!(!needs.has_words("a vote rose to spa done", lists_of("rose")));
    }
}
