//! What holds of every rule file, for the tests and the fuzz target.
#![allow(dead_code, reason = "each test that includes this file uses a part of it")]

use factlint::lang::format::format;
use factlint::lang::parse::{CODES, parse};
use factlint::lang::syntax::{Block, BlockKind};
use factlint::source::{ProblemKind, SourceId};

/// What holds of every text: every problem is complete and well placed, every place of the tree too.
pub fn obeys_the_laws(text: &str) {
    let (file, problems) = parse(SourceId(0), text);
    for problem in &problems {
        let site = problem.at.as_ref().unwrap_or_else(|| panic!("no place: {problem:?}\n{text:?}")).site;
        for span in problem.related.iter().map(|label| label.site.span).chain([site.span]) {
            assert!(text.get(span.range()).is_some(), "{problem:?}\n{text:?}");
        }
        assert!(!site.span.is_empty(), "an empty place: {problem:?}\n{text:?}");
        assert!(problem.help.is_some() && CODES.contains(&problem.code), "{problem:?}\n{text:?}");
        assert!(!problem.message.contains(char::is_control), "{problem:?}\n{text:?}");
    }
    assert!(problems.is_sorted_by_key(|problem| problem.at.as_ref().map(|label| label.site.span)), "{text:?}");
    let shown = format!("{file:?}");
    let mut last = 0;
    for span in spans(&shown) {
        assert!(text.get(span.clone()).is_some(), "{span:?} {text:?}");
        last = last.max(span.end);
    }
    assert!(last <= text.len());
    if problems.is_empty() {
        let broken = |block: &Block| match &block.kind {
            BlockKind::Check(check) => check.broken,
            BlockKind::Define(define) => define.broken,
            _ => false,
        };
        assert!(!file.blocks.iter().any(broken), "broken without a problem: {text:?}");
    }
}

/// The new text has the same tree, the same comments, and is left alone by the formatter; whether the text could be read.
pub fn obeys_the_laws_of_format(text: &str) -> bool {
    let (tree, problems) = parse(SourceId(0), text);
    if !problems.is_empty() {
        return false;
    }
    let Some(once) = in_form(text) else { return false };
    let (same, problems) = parse(SourceId(0), &once);
    assert!(problems.is_empty(), "{problems:?}\n{text}\n->\n{once}");
    assert_eq!(erased(&format!("{tree:?}")), erased(&format!("{same:?}")), "\n{text}\n->\n{once}");
    assert_eq!(in_form(&once).as_ref(), Some(&once), "from\n{text}");
    let hashes = |text: &str| text.matches('#').count();
    assert_eq!(hashes(text), hashes(&once), "\n{text}\n->\n{once}");
    assert!(once.lines().all(|line| line.trim_end() == line), "{once}");
    true
}

/// The canonical form; none where it would exceed a limit.
fn in_form(text: &str) -> Option<String> {
    match format(SourceId(0), text) {
        Ok(text) => Some(text),
        Err(problems) => {
            assert!(problems.iter().all(|problem| problem.kind == ProblemKind::Limit), "{problems:?}\n{text}");
            None
        }
    }
}

/// A tree's debug form without its spans.
pub fn erased(shown: &str) -> String {
    let mut parts = shown.split("Span { ");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
    }
    text
}

/// The spans in a tree's debug form. (A rule file can hold the words "Span { " itself; such words are no numbers.)
fn spans(shown: &str) -> Vec<std::ops::Range<usize>> {
    let number = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<usize>().ok();
    let span = |part: &str| {
        let start = number(part.strip_prefix("start: ")?)?;
        Some(start..number(part.split_once("end: ")?.1)?)
    };
    shown.split("Span { ").skip(1).filter_map(span).collect()
}
