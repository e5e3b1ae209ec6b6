//! The front matter of Markdown, in YAML (`---`) or TOML (`+++`): title, author and date.
//!
//! Only these entries are read, line by line, since their words must keep their places in the file; what else stands
//! there is the site's, not the article's.

use super::date::date_in;
use super::draft::{Draft, Run};
use super::model::BlockKind;
use crate::source::Span;

/// What the front matter has given.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct FrontMatter {
    /// Where the article itself starts.
    pub end: usize,
    /// The block of the title.
    pub title: Option<usize>,
}

/// An entry that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Title,
    Author,
    Published,
    Updated,
}

impl Key {
    fn of(name: &str) -> Option<Self> {
        let name = name.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
        match name.as_str() {
            "title" | "headline" => Some(Self::Title),
            "author" | "authors" | "byline" | "by" | "writer" | "creator" => Some(Self::Author),
            "date" | "dateline" | "published" | "published_at" | "publishdate" | "publish_date" | "pubdate"
            | "pub_date" | "datepublished" | "date_published" | "publication_date" | "created" | "created_at" => {
                Some(Self::Published)
            }
            "updated" | "updated_at" | "lastmod" | "modified" | "last_modified_at" | "datemodified" => {
                Some(Self::Updated)
            }
            _ => None,
        }
    }
}

/// Reads the front matter that starts at the byte `start`, if there is one.
pub(super) fn read(text: &str, start: usize, draft: &mut Draft) -> FrontMatter {
    let none = FrontMatter { end: start, title: None };
    let Some((lines, assign, end)) = fenced_lines(text, start) else { return none };
    let mut found = FrontMatter { end, title: None };
    let mut entry: Option<(Key, bool)> = None;
    let mut updated = None;
    for (at, line) in lines {
        let is_nested = is_nested(line);
        let (key, value) = if is_nested {
            // A value that goes on: a folded text, or a list of authors.
            let Some((key, true)) = entry else { continue };
            let name = line.trim_start_matches([' ', '\t', '-']).strip_prefix("name").map(str::trim_start);
            (key, name.and_then(|rest| rest.strip_prefix(assign)).unwrap_or(line))
        } else {
            found.title = draft.end().or(found.title);
            entry = None;
            let Some((name, value)) = line.split_once(assign) else { continue };
            let Some(key) = Key::of(name).filter(|&key| key != Key::Title || found.title.is_none()) else { continue };
            entry = Some((key, value.trim() == "[" || is_block_mark(value.trim())));
            (key, value)
        };
        let at = at + line.len() - value.len();
        for value in values(value, at, key == Key::Author) {
            let words: String = value.iter().map(|run| run.words.as_str()).collect();
            match key {
                Key::Title => draft.ensure(BlockKind::Headline),
                Key::Author => draft.begin(BlockKind::Byline),
                Key::Published => {
                    draft.begin(BlockKind::Dateline);
                    draft.dateline = draft.dateline.or(date_in(&words));
                }
                Key::Updated => {
                    updated = updated.or(date_in(&words));
                    continue;
                }
            }
            value.iter().for_each(|run| draft.run(run));
            if key == Key::Title {
                // The title may go on in the next line.
                draft.space(Span::new(at + line.len(), at + line.len()));
            } else {
                draft.end();
            }
        }
    }
    found.title = draft.end().or(found.title);
    draft.dateline = draft.dateline.or(updated);
    found
}

/// Whether a line belongs to the entry above it.
fn is_nested(line: &str) -> bool {
    line.starts_with([' ', '\t', '-', ']'])
}

/// Whether a value stands on the lines below.
fn is_block_mark(value: &str) -> bool {
    matches!(value, "" | "|" | ">" | "|-" | ">-" | "|+" | ">+")
}

/// Whether a line can stand in front matter: an entry, a part of one, a comment, or the head of a section.
fn is_entry(line: &str, assign: char) -> bool {
    let is_name = |name: &str| {
        let name = name.trim();
        let mut chars = name.chars();
        name.len() <= 60 && chars.next().is_some() && chars.all(|c| c.is_alphanumeric() || " _-.\"'".contains(c))
    };
    line.is_empty()
        || line.starts_with(['#', '[', '}'])
        || is_nested(line)
        || line.split_once(assign).is_some_and(|(name, _)| is_name(name) && name.split_whitespace().count() <= 2)
}

/// The lines between the fences with their places, the sign that parts name and value, and where the fence ends.
#[expect(clippy::type_complexity, reason = "three plain values that only one caller takes apart")]
fn fenced_lines(text: &str, start: usize) -> Option<(Vec<(usize, &str)>, char, usize)> {
    let rest = text.get(start..)?;
    let (fence, assign) = if rest.starts_with("---") { ("---", ':') } else { ("+++", '=') };
    let mut at = start;
    let mut lines = Vec::new();
    for (number, line) in rest.split_inclusive('\n').enumerate() {
        let bare = line.trim_end();
        let is_end = bare == fence || assign == ':' && bare == "...";
        at += line.len();
        match number {
            0 if bare == fence => {}
            0 => return None,
            _ if is_end => return Some((lines, assign, at)),
            // A rule and a paragraph, no front matter.
            _ if number == 1 && bare.is_empty() || !is_entry(bare, assign) => return None,
            _ => lines.push((at - line.len(), bare)),
        }
    }
    None
}

/// The values on a line: one, or those of a list in brackets. Quotation marks around them fall away.
fn values(line: &str, at: usize, splits: bool) -> Vec<Vec<Run>> {
    let value = line.trim_start_matches(|c: char| c.is_whitespace() || c == '-');
    let at = at + line.len() - value.len();
    let value = value.trim_end();
    if let Some(list) = value.strip_prefix('[') {
        return listed(list.strip_suffix(']').unwrap_or(list), at + 1);
    }
    if splits && value.starts_with('{') {
        return named(value, at).into_iter().collect();
    }
    let value = if splits { value.trim_end_matches(',') } else { value };
    if is_block_mark(value) || value == "]" { Vec::new() } else { scalar(value, at).into_iter().collect() }
}

/// The values of a list in brackets: names, or objects with one.
fn listed(list: &str, at: usize) -> Vec<Vec<Run>> {
    let mut all = Vec::new();
    let mut from = 0;
    let mut quote = None;
    let mut depth = 0_usize;
    for (index, c) in list.char_indices().chain([(list.len(), ',')]) {
        match c {
            '"' | '\'' if quote == Some(c) => quote = None,
            // An apostrophe inside a word opens nothing.
            '"' | '\''
                if quote.is_none()
                    && !list.get(..index).is_some_and(|before| before.ends_with(char::is_alphanumeric)) =>
            {
                quote = Some(c);
            }
            '{' if quote.is_none() => depth += 1,
            '}' if quote.is_none() => depth = depth.saturating_sub(1),
            ',' if index == list.len() || quote.is_none() && depth == 0 => {
                let item = list.get(from..index).unwrap_or_default();
                let place = at + from;
                all.extend(if item.trim_start().starts_with('{') { named(item, place) } else { scalar(item, place) });
                from = index + 1;
            }
            _ => {}
        }
    }
    all
}

/// The `name` of an object in braces.
fn named(object: &str, at: usize) -> Option<Vec<Run>> {
    let from = object.find("name")? + "name".len();
    let rest = object.get(from..)?.trim_start_matches(['"', '\'']).trim_start();
    let rest = rest.strip_prefix([':', '='])?;
    let value = rest.trim_start();
    let end = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.find(quote)? + 2,
        _ => value.find([',', '}']).unwrap_or(value.len()),
    };
    scalar(value.get(..end)?, at + object.len() - value.len())
}

/// One value, without its quotation marks; none for an empty one.
fn scalar(text: &str, at: usize) -> Option<Vec<Run>> {
    let at = at + text.len() - text.trim_start().len();
    let text = text.trim();
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let Some((quote, inner)) = quote.and_then(|quote| Some((quote, quoted(text, quote)?))) else {
        // An unquoted value ends where a comment starts.
        let bare = text.split(" #").next().unwrap_or(text).trim_end();
        return (!bare.is_empty() && !bare.starts_with('#')).then(|| vec![verbatim(bare, at)]);
    };
    let mut runs = Vec::new();
    let mut from = 0;
    for (index, pair) in inner.as_bytes().windows(2).enumerate() {
        let is_escape = match quote {
            '"' => matches!(pair, b"\\\"" | b"\\\\" | b"\\/" | b"\\n" | b"\\t"),
            _ => pair == b"''",
        };
        if index < from || !is_escape {
            continue;
        }
        runs.push(verbatim(inner.get(from..index).unwrap_or_default(), at + 1 + from));
        let words = match pair {
            b"\\n" | b"\\t" => " ",
            _ => inner.get(index + 1..index + 2).unwrap_or_default(),
        };
        let file = Span::new(at + 1 + index, at + 3 + index);
        runs.push(Run { words: words.to_owned(), file, verbatim: false });
        from = index + 2;
    }
    runs.push(verbatim(inner.get(from..).unwrap_or_default(), at + 1 + from));
    Some(runs)
}

/// What stands between quotation marks, if only a comment follows them.
fn quoted(text: &str, quote: char) -> Option<&str> {
    let inner = text.strip_prefix(quote)?;
    let mut chars = inner.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        if c == '\\' && quote == '"' || c == quote && quote == '\'' && next == Some(quote) {
            chars.next();
        } else if c == quote {
            let rest = inner.get(at + 1..)?.trim_start();
            return if rest.is_empty() || rest.starts_with('#') { inner.get(..at) } else { None };
        }
    }
    None
}

fn verbatim(words: &str, at: usize) -> Run {
    Run { words: words.to_owned(), file: Span::new(at, at + words.len()), verbatim: true }
}
