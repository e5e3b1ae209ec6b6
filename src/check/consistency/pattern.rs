//! Sentences by example, over the page's shape.
//!
//! A pattern is a regular expression in which `@a[pn]` stands for a value of the kinds `p` or `n`, found again by the
//! name `a`; `{rise}` for any word of the list `rise` (`data/consistency/words.tsv`); `_` for some words of the same
//! sentence that are neither values (but dates) nor marks; and `~` for more of them, commas among them.

use super::needs::{LISTS, Needs};
use super::page::{Drawn, Mention, Page};
use crate::source::Span;
use regex::bytes::{Captures, Regex, RegexBuilder};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{LazyLock, OnceLock};

/// Word lists by name.
static SETS: LazyLock<FxHashMap<&str, FxHashSet<&str>>> =
    LazyLock::new(|| LISTS.iter().map(|(name, words)| (*name, words.iter().copied().collect())).collect());

/// Whether a word stands in a list.
pub fn is_in(list: &str, word: &str) -> bool {
    SETS.get(list).is_some_and(|words| words.contains(word))
}

/// A pattern; it is compiled when it is first used.
pub struct Pattern {
    source: &'static str,
    regex: OnceLock<Option<Regex>>,
    needs: OnceLock<Needs>,
    reach: OnceLock<usize>,
}

impl Pattern {
    /// The pattern that is written so.
    pub const fn new(source: &'static str) -> Self {
        Self { source, regex: OnceLock::new(), needs: OnceLock::new(), reach: OnceLock::new() }
    }

    fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| compile(self.source)).as_ref()
    }

    fn needs(&self) -> &Needs {
        self.needs.get_or_init(|| Needs::of(self.source))
    }

    /// All places where it holds, in order.
    pub fn all<'p>(&'p self, page: &'p Page<'p>) -> impl Iterator<Item = Found<'p>> + 'p {
        let needs = self.needs();
        let possible = needs.kinds.iter().all(|kinds| kinds & page.kinds != 0);
        let count = if possible { page.sentences.len() } else { 0 };
        (0..count).flat_map(move |first| self.starting_in(page, first))
    }

    /// The places where it holds from a sentence on, as far as it reaches.
    fn starting_in<'p>(&'p self, page: &'p Page<'p>, first: usize) -> impl Iterator<Item = Found<'p>> + 'p {
        let reach = self.reach();
        let window = page.sentences.get(first..(first + reach + 1).min(page.sentences.len())).unwrap_or_default();
        self.held_by(page, window).into_iter().flatten()
    }

    /// The places where it holds in some sentences, if they have what it needs.
    fn held_by<'p>(&'p self, page: &'p Page<'p>, window: &[Drawn]) -> Option<Matches<'p>> {
        let needs = self.needs();
        let (kinds, values) =
            window.iter().fold((0, 0), |(kinds, values), drawn| (kinds | drawn.kinds, values + drawn.values));
        if !needs.fits(kinds, values) {
            return None;
        }
        let lists = window.iter().fold(0, |lists, drawn| lists | drawn.lists);
        let range = window.first()?.shape.start..window.last()?.shape.end;
        if !needs.has_words(page.shape.get(range.clone())?, lists) {
            return None;
        }
        Some(Matches { page, regex: self.regex()?, window: range, end: 0 })
    }

    /// The places where it holds in the sentence of a token.
    pub fn in_sentence<'p>(&'p self, page: &'p Page<'p>, token: usize) -> impl Iterator<Item = Found<'p>> + 'p {
        page.drawn(token).into_iter().flat_map(move |at| self.held_by(page, page.sentences.get(at..=at)?)).flatten()
    }

    /// The places where it holds in the sentence of a token and the one before it.
    pub fn around<'p>(&'p self, page: &'p Page<'p>, token: usize) -> impl Iterator<Item = Found<'p>> + 'p {
        let window = page.drawn(token).and_then(|at| page.sentences.get(at.saturating_sub(1)..=at));
        window.into_iter().flat_map(move |window| self.held_by(page, window)).flatten()
    }

    /// How many sentences it can go on behind the one that it begins in: the marks between sentences in its middle.
    fn reach(&self) -> usize {
        *self.reach.get_or_init(|| {
            let inner = [r"(?:\| |# )", r"\| (?:# )?", r"\| "].iter().find_map(|head| self.source.strip_prefix(head));
            let inner = inner.unwrap_or(self.source);
            let inner = [r"(?:\||$)", r"\|"].iter().find_map(|tail| inner.strip_suffix(tail)).unwrap_or(inner);
            let crossings = inner.matches(r"\|").count() + inner.matches("[|").count();
            // A repeated one goes on further, and a heading of a block is one of its own.
            if inner.contains("){0,") && crossings > 0 { crossings + 8 } else { crossings }
        })
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
                match LISTS.iter().find(|(known, _)| *known == name) {
                    Some((_, words)) => {
                        // A whole word, never the end of one.
                        out.push_str(r"\b(?:");
                        out.push_str(&words.join("|"));
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

    /// One that does not compile would hold nowhere, and nobody would see it.
    #[test]
    fn every_pattern_compiles() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/consistency");
        let (mut seen, mut broken) = (0, Vec::new());
        for file in std::fs::read_dir(folder).unwrap() {
            let code = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for after in code.split("Pattern::new(").skip(1) {
                let literal = after.trim_start();
                let source = literal.strip_prefix("r#\"").map_or_else(
                    || literal.strip_prefix("r\"").and_then(|rest| rest.split('"').next()),
                    |rest| rest.split("\"#").next(),
                );
                let Some(source) = source else { continue };
                seen += 1;
                if compile(source).is_none() {
                    broken.push(source.to_owned());
                }
            }
        }
        assert!(seen > 200 && broken.is_empty(), "of {seen} patterns: {broken:#?}");
    }
}
