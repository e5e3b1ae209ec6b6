//! What the marks at the start of a reStructuredText line mean.

use crate::article::cuts::line_at;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A text that `|name|` stands for is no longer than this, in bytes.
const LONGEST: usize = 400;

/// What is read of a directive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    None,
    Body,
    Words,
    Titled,
    Quote,
    Picture,
    Figure,
    Table,
}

static DIRECTIVES: LazyLock<BTreeMap<&'static str, Content>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/article/rst-directives.txt").lines();
    let entries = lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '));
    let content = entries.map(|(name, what)| {
        let content = match what {
            "content" => Content::Words,
            "titled" => Content::Titled,
            "quote" => Content::Quote,
            "image" => Content::Picture,
            "figure" => Content::Figure,
            "table" => Content::Table,
            _ => Content::Body,
        };
        (name, content)
    });
    content.collect()
});

/// What is read of the directive of this name.
pub(super) fn content_of(name: &str) -> Content {
    let unknown = if name.contains(':') { Content::Body } else { Content::None };
    DIRECTIVES.get(name).copied().unwrap_or(unknown)
}

/// A directive's name and what stands behind it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Directive<'l> {
    pub name: &'l str,
    pub argument: &'l str,
}

/// Reads `name:: argument`.
pub(super) fn directive(rest: &str) -> Option<Directive<'_>> {
    let (name, argument) = rest.split_once("::")?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_.+:".contains(c));
    let is_apart = argument.is_empty() || argument.starts_with([' ', '\t']);
    (is_name && is_apart).then(|| Directive { name, argument: argument.trim_start() })
}

/// The texts that the document defines: `.. |name| replace:: text`.
pub(super) fn substitutions(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut at = 0;
    while let Some((line, next)) = line_at(text, at) {
        at = next;
        let Some(rest) = line.trim_start().strip_prefix(".. |") else { continue };
        let Some((name, rest)) = rest.split_once('|') else { continue };
        let Some(said) = rest.trim_start().strip_prefix("replace::") else { continue };
        let said = said.trim().replace(['*', '`'], "");
        if said.len() <= LONGEST {
            found.entry(name.to_owned()).or_insert(said);
        }
    }
    found
}

/// The sign of a line of signs.
pub(super) fn adornment(line: &str) -> Option<char> {
    let mark = line.chars().next().filter(char::is_ascii_punctuation)?;
    (line.len() >= 3 && line.chars().all(|c| c == mark)).then_some(mark)
}

/// The name and the value of a field.
pub(super) fn field(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix(':')?;
    let (name, value) = rest.split_once(':')?;
    let is_apart = value.is_empty() || value.starts_with([' ', '\t']);
    let is_name = !name.is_empty() && !name.starts_with([' ', '`']) && name.len() <= 80 && !name.contains('`');
    (is_apart && is_name).then(|| (name, value.trim_start()))
}

/// Whether a word numbers an item: `3.`, `(b)`, `iv)`, `#.`.
pub(super) fn enumerator(mark: &str) -> Option<()> {
    let inner = mark.strip_prefix('(').and_then(|mark| mark.strip_suffix(')'));
    let inner = inner.or_else(|| mark.strip_suffix(['.', ')']))?;
    let is_number = !inner.is_empty() && inner.len() <= 3 && inner.bytes().all(|c| c.is_ascii_digit());
    let is_letter = inner.len() == 1 && inner.bytes().all(|c| c.is_ascii_alphabetic() || c == b'#');
    let is_roman = (2..=6).contains(&inner.len()) && inner.bytes().all(|c| b"ivxlcdm".contains(&c));
    (is_number || is_letter || is_roman).then_some(())
}
