//! Sentences by example, over the page's shape.
//!
//! A pattern is a regular expression in which `@a[pn]` stands for a value of the kinds `p` or `n`, found again by the
//! name `a`; `{rise}` for any word of the list `rise` (`data/consistency/words.tsv`); `_` for some words of the same
//! sentence that are neither values (but dates) nor marks; and `~` for more of them, commas among them.

use super::page::{Mention, Page, bit};
use crate::source::Span;
use regex::bytes::{Captures, Regex, RegexBuilder};
use rustc_hash::FxHashMap;
use std::sync::{LazyLock, OnceLock};

/// Word lists by name.
static LISTS: LazyLock<FxHashMap<&str, String>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/consistency/words.tsv").lines().filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t')).map(|(name, words)| (name, words.replace(", ", "|"))).collect()
});

/// Whether a word stands in a list.
pub fn is_in(list: &str, word: &str) -> bool {
    LISTS.get(list).is_some_and(|words| words.split('|').any(|known| known == word))
}

/// A pattern; it is compiled when it is first used.
pub struct Pattern {
    source: &'static str,
    regex: OnceLock<Option<Regex>>,
    needs: OnceLock<Vec<u16>>,
    goes_on: OnceLock<bool>,
}

impl Pattern {
    /// The pattern that is written so.
    pub const fn new(source: &'static str) -> Self {
        Self { source, regex: OnceLock::new(), needs: OnceLock::new(), goes_on: OnceLock::new() }
    }

    fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| compile(self.source)).as_ref()
    }

    /// Whether the page has a value for each one that the pattern asks for in any case.
    fn may_hold(&self, page: &Page<'_>) -> bool {
        self.needs.get_or_init(|| needs(self.source)).iter().all(|kinds| kinds & page.kinds != 0)
    }

    /// All places where it holds, in order, without overlap.
    pub fn all<'p>(&'p self, page: &'p Page<'p>) -> impl Iterator<Item = Found<'p>> + 'p {
        let regex = if self.may_hold(page) { self.regex() } else { None };
        regex.into_iter().flat_map(move |regex| {
            // What lies in one sentence is looked for in those that have the values; what goes on into the next, everywhere.
            let whole = std::iter::once(0..page.shape.len()).filter(|_| self.goes_on());
            let each = page.sentences.iter().filter(|_| !self.goes_on()).filter(|sentence| self.fits(sentence.kinds, sentence.values));
            whole.chain(each.map(|sentence| sentence.shape.clone())).flat_map(move |window| Matches { page, regex, window, end: 0 })
        })
    }

    /// The places where it holds in the sentence of a token.
    pub fn in_sentence<'p>(&'p self, page: &'p Page<'p>, token: usize) -> impl Iterator<Item = Found<'p>> + 'p {
        let own = page.drawn(token).filter(|own| self.fits(own.kinds, own.values));
        own.into_iter().flat_map(|own| self.within(page, own.shape.clone()))
    }

    /// The places where it holds in the sentence of a token and the one before it.
    pub fn around<'p>(&'p self, page: &'p Page<'p>, token: usize) -> impl Iterator<Item = Found<'p>> + 'p {
        let own = page.drawn(token);
        let before = own.and_then(|own| {
            let at = page.sentences.partition_point(|drawn| drawn.shape.start < own.shape.start);
            page.sentences.get(at.checked_sub(1)?)
        });
        let window = own.and_then(|own| {
            let (kinds, values) = before.map_or((0, 0), |before| (before.kinds, before.values));
            let start = before.map_or(own.shape.start, |before| before.shape.start);
            self.fits(own.kinds | kinds, own.values + values).then_some(start..own.shape.end)
        });
        window.into_iter().flat_map(|window| self.within(page, window))
    }

    fn within<'p>(&'p self, page: &'p Page<'p>, window: std::ops::Range<usize>) -> impl Iterator<Item = Found<'p>> + 'p {
        self.regex().into_iter().flat_map(move |regex| Matches { page, regex, window: window.clone(), end: 0 })
    }

    /// Whether it speaks of more than one sentence: it has a mark between sentences in its middle.
    fn goes_on(&self) -> bool {
        *self.goes_on.get_or_init(|| {
            let inner = ["(?:\\| |# )", "\\| (?:# )?", "\\| "].iter().find_map(|head| self.source.strip_prefix(head));
            let inner = inner.unwrap_or(self.source);
            let inner = ["(?:\\||$)", "\\|"].iter().find_map(|tail| inner.strip_suffix(tail)).unwrap_or(inner);
            let bars = inner.matches('|').count();
            // A bar that is escaped, or one of several marks of a class that is not a denial.
            inner.contains("\\|") || bars > 0 && (inner.contains("[|") || inner.contains(".|("))
        })
    }

    fn fits(&self, kinds: u16, values: u16) -> bool {
        let needs = self.needs.get_or_init(|| needs(self.source));
        usize::from(values) >= needs.len() && needs.iter().all(|wanted| wanted & kinds != 0)
    }
}

/// The places where a pattern holds in a part of the shape.
struct Matches<'p> {
    page: &'p Page<'p>,
    regex: &'p Regex,
    window: std::ops::Range<usize>,
    end: usize,
}

impl<'p> Iterator for Matches<'p> {
    type Item = Found<'p>;

    fn next(&mut self) -> Option<Self::Item> {
        let page = self.page;
        let shape = page.shape.get(..self.window.end)?;
        loop {
            // To see whether it holds is cheaper than to see where its groups lie.
            (self.window.start <= shape.len()).then_some(())?;
            self.regex.is_match_at(shape.as_bytes(), self.window.start).then_some(())?;
            let found = self.regex.captures_at(shape.as_bytes(), self.window.start)?;
            let whole = found.get(0)?;
            // The next may begin behind the first word of this one, for values are shared; what ends where this one
            // does is this one without its first words.
            let next = shape.get(whole.start() + 1..)?.find(' ');
            self.window.start = next.map_or(shape.len(), |gap| whole.start() + 1 + gap);
            if std::mem::replace(&mut self.end, whole.end()) != whole.end() {
                return Some(Found { page, found });
            }
        }
    }
}

/// A place where a pattern holds.
pub struct Found<'p> {
    /// The page.
    pub page: &'p Page<'p>,
    found: Captures<'p>,
}

impl<'p> Found<'p> {
    /// The value of that name.
    pub fn mention(&self, name: &str) -> Option<&'p Mention> {
        let index: usize = self.page.shape.get(self.found.name(name)?.range())?.parse().ok()?;
        self.page.mentions.get(index)
    }

    /// The words of a group, in the page's shape.
    pub fn words(&self, name: &str) -> &str {
        self.found.name(name).and_then(|group| self.page.shape.get(group.range())).unwrap_or_default()
    }

    /// Whether a group took part.
    pub fn has(&self, name: &str) -> bool {
        self.found.name(name).is_some()
    }

    /// The bytes of the article's text that a group stands for.
    pub fn span(&self, name: &str) -> Option<Span> {
        let group = self.found.name(name)?;
        let tokens = self.page.tokens(group.range());
        (!tokens.is_empty()).then(|| self.page.document.span(tokens))
    }

    /// The tokens that a group stands for.
    pub fn tokens(&self, name: &str) -> std::ops::Range<usize> {
        self.found.name(name).map_or(0..0, |group| self.page.tokens(group.range()))
    }

    /// The place in the shape where the whole begins and ends.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.found.get(0).map_or(0..0, |whole| whole.range())
    }
}

/// The kinds of values that a pattern asks for outside all brackets, a set of bits for each.
fn needs(source: &str) -> Vec<u16> {
    let mut needs = Vec::new();
    let mut depth = 0;
    let mut rest = source;
    while let Some(at) = rest.find(['(', ')', '@']) {
        let (before, behind) = rest.split_at(at);
        let escaped = before.ends_with(['\\', '[']);
        rest = behind.get(1..).unwrap_or_default();
        match behind.as_bytes().first() {
            Some(b'(') if !escaped => depth += 1,
            Some(b')') if !escaped => depth -= 1,
            Some(b'@') if depth == 0 => {
                let kinds =
                    rest.split_once(']').and_then(|(word, _)| word.split_once('[')).map_or("", |(_, kinds)| kinds);
                needs.push(kinds.chars().map(bit).sum());
            }
            _ => {}
        }
    }
    needs
}

/// A pattern as a regular expression over bytes: its classes are small, and the text around values is ASCII where it matters.
fn compile(source: &str) -> Option<Regex> {
    RegexBuilder::new(&expand(source)).unicode(false).build().ok()
}

/// The regular expression of a pattern, written out.
fn expand(source: &str) -> String {
    let mut out = String::with_capacity(source.len() * 2);
    let mut rest = source;
    while let Some(at) = rest.find(['@', '{', '_', '~']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut taken = 1;
        match from.as_bytes().first() {
            Some(b'@') => {
                if let Some((name, kinds)) =
                    from.get(1..).and_then(|word| word.split_once(']')).and_then(|(word, _)| word.split_once('['))
                {
                    out.push_str(&format!("<[{kinds}](?P<{name}>[0-9]+)>"));
                    taken = name.len() + kinds.len() + 3;
                }
            }
            Some(b'{') => {
                let name = from.get(1..).and_then(|word| word.split_once('}')).map_or("", |(name, _)| name);
                match LISTS.get(name) {
                    Some(words) => {
                        // A whole word, never the end of one.
                        out.push_str(r"\b(?:");
                        out.push_str(words);
                        out.push(')');
                        taken = name.len() + 2;
                    }
                    None => out.push('{'),
                }
            }
            Some(b'_') => out.push_str("(?:(?:[^ |<\",;:()]+|<[DRdo][0-9]+>) ){0,9}"),
            _ => out.push_str("(?:(?:[^ |<\";:()]+|<[DRdo][0-9]+>) ){0,14}"),
        }
        rest = from.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_expanded() {
        assert!(super::super::registry::checks().count() > 40);
        assert_eq!(expand("a @b[pn] c{1,2}"), "a <[pn](?P<b>[0-9]+)> c{1,2}");
        assert!(compile("{rise} _@a[p]").is_some());
    }
}
