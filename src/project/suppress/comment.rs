//! The comments of an article that speak to factlint.
//!
//! `<!-- factlint-ignore CHECK: reason -->` in every form of article; in plain text also a line that begins with `//`.

use crate::article::Format;
use crate::source::Span;
use std::borrow::Cow;

/// The word that such a comment begins with.
const WORD: &str = "factlint-ignore";
/// What begins a comment that is a line of a plain text, or of a markup other than Markdown and HTML.
const MARKS: [&str; 2] = ["//", ".."];

/// What a comment speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// `factlint-ignore`: its line or, if it stands alone, the next one.
    Line,
    /// `factlint-ignore-block`: its paragraph or, if it stands alone, the next one.
    Block,
    /// `factlint-ignore-file`: the whole article.
    File,
    /// `factlint-ignore-start`: up to the end that is marked.
    Start,
    /// `factlint-ignore-end`.
    End,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment {
    /// All of it.
    pub span: Span,
    /// What it speaks of.
    pub reach: Reach,
    /// The names of checks, each with its place.
    pub names: Vec<(String, Span)>,
    /// The reason; empty if there is none.
    pub reason: String,
    /// What is odd about its first word, if it is none that is known.
    pub unknown: Option<String>,
    /// Whether nothing else stands in its line.
    pub alone: bool,
}

/// The comments of an article, in its order.
pub(super) fn comments(text: &str, format: Format) -> Vec<Comment> {
    if !text.contains(WORD) {
        return Vec::new();
    }
    let code = if format == Format::Markdown { fenced(text) } else { Vec::new() };
    let mut found = Vec::new();
    for (at, _) in text.match_indices(WORD) {
        let inside = |span: &Span| span.range().contains(&at);
        let marked = || if matches!(format, Format::Markdown | Format::Html) { None } else { after_mark(text, at) };
        if code.iter().any(inside) || found.iter().any(|comment: &Comment| inside(&comment.span)) {
            continue;
        }
        found.extend(in_brackets(text, at).or_else(marked).map(|(span, inner)| read(text, span, inner)));
    }
    found
}

/// The text without its comments, of the same length: what a reader that does not know them is given.
pub(super) fn without<'a>(text: &'a str, comments: &[Comment]) -> Cow<'a, str> {
    if comments.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for comment in comments {
        let mut range = comment.span.range();
        // A line of its own disappears into the one before it, so that no paragraph is cut in two.
        if comment.alone {
            let before = text.get(..range.start).unwrap_or_default();
            range.start = before.rfind('\n').unwrap_or(range.start);
        }
        bytes.iter_mut().take(range.end).skip(range.start).for_each(|byte| *byte = b' ');
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The stretches of Markdown between fences.
fn fenced(text: &str) -> Vec<Span> {
    let mut stretches = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let fence = ["```", "~~~"].into_iter().find(|fence| words.starts_with(fence));
        match (open, fence) {
            (None, Some(fence)) => open = Some((start, fence)),
            (Some((from, known)), Some(fence)) if known == fence => {
                stretches.push(Span::new(from, start));
                open = None;
            }
            _ => {}
        }
        start += line.len();
    }
    stretches.extend(open.map(|(from, _)| Span::new(from, text.len())));
    stretches
}

/// A comment of HTML around the word: all of it, and what is in it from the word on.
fn in_brackets(text: &str, at: usize) -> Option<(Span, Span)> {
    let before = text.get(..at)?.trim_end().strip_suffix("<!--")?;
    if before.ends_with('`') {
        return None;
    }
    let length = text.get(at..)?.find("-->")?;
    Some((Span::new(before.len(), at + length + 3), Span::new(at, at + length)))
}

/// A line that is a comment.
fn after_mark(text: &str, at: usize) -> Option<(Span, Span)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |before| before + 1);
    let mark = text.get(start..at)?.trim();
    let rest = text.get(at..)?;
    let end = at + rest.find(['\n', '\r']).unwrap_or(rest.len());
    MARKS.contains(&mark).then(|| (Span::new(start, end), Span::new(at, end)))
}

fn read(text: &str, span: Span, inner: Span) -> Comment {
    let words = text.get(inner.range()).unwrap_or_default();
    let length = words.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').unwrap_or(words.len());
    let (word, rest) = words.split_at(length);
    let ending = word.strip_prefix(WORD).unwrap_or_default();
    let reach = match ending {
        "-block" => Reach::Block,
        "-file" => Reach::File,
        "-start" => Reach::Start,
        "-end" => Reach::End,
        _ => Reach::Line,
    };
    let unknown = (reach == Reach::Line && !ending.is_empty()).then(|| word.to_owned());
    let (list, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let mut names = Vec::new();
    let mut start = inner.start as usize + length;
    for part in list.split_inclusive([',', ' ', '\n', '\t', '\r']) {
        let name = part.trim_matches([',', ' ', '\n', '\t', '\r']);
        if !name.is_empty() {
            let from = start + part.find(name).unwrap_or_default();
            names.push((name.to_owned(), Span::new(from, from + name.len())));
        }
        start += part.len();
    }
    let line_start = text.get(..span.range().start).unwrap_or_default().rfind('\n').map_or(0, |at| at + 1);
    let before = text.get(line_start..span.range().start).unwrap_or_default();
    let after = text.get(span.range().end..).unwrap_or_default();
    let alone = before.trim().is_empty() && after.lines().next().unwrap_or_default().trim().is_empty();
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    Comment { span, reach, names, reason, unknown, alone }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_has_names_and_a_reason() {
        let text =
            "He is 70.\n<!-- factlint-ignore age-birth, weekday-date: as the\n minutes have it -->\nBorn in 1954.";
        let found = comments(text, Format::Markdown);
        let [comment] = found.as_slice() else { panic!("{found:?}") };
        let names: Vec<&str> = comment.names.iter().map(|(_, span)| &text[span.range()]).collect();
        assert_eq!(names, ["age-birth", "weekday-date"]);
        assert_eq!(comment.reason, "as the minutes have it");
        assert!(comment.alone && comment.unknown.is_none());
        assert!(text[comment.span.range()].starts_with("<!--") && text[comment.span.range()].ends_with("-->"));
    }

    #[test]
    fn only_comments_are_comments() {
        let count = |text: &str, format| comments(text, format).len();
        let line = "// factlint-ignore age-birth: no\n";
        assert_eq!(count(line, Format::Text), 1);
        assert_eq!(count(line, Format::Markdown), 0);
        assert_eq!(count(".. factlint-ignore age-birth: no", Format::Text), 1);
        assert_eq!(count("see // factlint-ignore age-birth: no", Format::Text), 0);
        assert_eq!(count("we write factlint-ignore here", Format::Text), 0);
        assert_eq!(count("<!-- factlint-ignore x: y", Format::Html), 0);
        let comment = "<!-- factlint-ignore x: y -->";
        assert_eq!(count(&format!("```\n{comment}\n```\n"), Format::Markdown), 0);
        assert_eq!(count(&format!("Write `{comment}` there."), Format::Markdown), 0);
        assert_eq!(count(&format!("```\ncode\n```\n{comment}\n"), Format::Markdown), 1);
        assert_eq!(
            comments("<!-- factlint-ignored x: y -->", Format::Html)[0].unknown.as_deref(),
            Some("factlint-ignored")
        );
    }

    #[test]
    fn a_text_without_its_comments_has_the_same_places() {
        let text = "One\n// factlint-ignore x: y\ntwo.\n\n<!-- factlint-ignore x: é -->\nThree <!-- factlint-ignore x: y --> four.";
        let plain = without(text, &comments(text, Format::Text)).into_owned();
        assert_eq!(plain.len(), text.len());
        assert_eq!(plain.find("four"), text.find("four"));
        assert_eq!(plain.split_whitespace().collect::<Vec<_>>(), ["One", "two.", "Three", "four."]);
        assert_eq!(plain.lines().filter(|line| line.trim().is_empty()).count(), 1, "{plain:?}");
    }
}
