//! Claim coverage: which claims of the articles some check speaks about, as line coverage tells which lines a test runs.
//!
//! Enters: the claims of a run with the checks that speak about each. Leaves: a few lines for a terminal, and counts for
//! programs in the terms of LCOV (`found` and `hit`, by kind and by line).

use super::Style;
use super::run::{ArticleRun, Run};
use super::visible::{visible, width};
use crate::check::claims::ClaimKind;
use crate::source::{Site, Span};
use owo_colors::Style as Paint;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// A claim, and the checks that speak about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Covered {
    /// What it is.
    pub kind: ClaimKind,
    /// Its words in the file.
    pub site: Site,
    /// The names of the checks, each once; none: nothing checks it.
    pub by: Vec<String>,
}

/// How many claims there are, and how many of them some check speaks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Coverage {
    /// The claims.
    pub found: usize,
    /// Those that some check speaks about.
    pub hit: usize,
}

impl Coverage {
    /// That of all articles; `None` where nobody asked for it.
    pub fn of_run(run: &Run) -> Option<Self> {
        let mut all = run.articles.iter().filter_map(|article| article.claims.as_deref()).peekable();
        all.peek()?;
        Some(Self::of(all.flatten()))
    }

    fn of<'a>(claims: impl Iterator<Item = &'a Covered>) -> Self {
        let mut coverage = Self::default();
        for claim in claims {
            coverage.found += 1;
            coverage.hit += usize::from(!claim.by.is_empty());
        }
        coverage
    }

    /// In percent, rounded down; an article that claims nothing is covered.
    pub fn percent(&self) -> usize {
        (self.hit * 100).checked_div(self.found).unwrap_or(100)
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "claim coverage {}% ({} of {})", self.percent(), self.hit, self.found)
    }
}

/// The claims that nothing checks, by article, and the counts by kind; empty where nobody asked for it.
pub fn text(run: &Run, style: &Style) -> String {
    let Some(total) = Coverage::of_run(run) else { return String::new() };
    let mut out = String::new();
    for article in &run.articles {
        let Some(claims) = &article.claims else { continue };
        let unchecked: Vec<&Covered> = claims.iter().filter(|claim| claim.by.is_empty()).collect();
        let head = format!("{}: {}\n", visible(&article.path), Coverage::of(claims.iter()));
        out.push_str(&style.paint(&head, Paint::new().bold()));
        for claim in unchecked {
            let site = claim.site;
            let line = run.sources.get(site.source).map_or(1, |source| source.position(site.span.start).line);
            let head = format!("  line {line}: {}: ", claim.kind.name());
            let words = visible(&run.sources.words(site).split_whitespace().collect::<Vec<_>>().join(" "));
            out.push_str(&head);
            out.push_str(&cropped(&words, style.width.saturating_sub(head.len())));
            out.push('\n');
        }
    }
    out.push('\n');
    let all = || run.articles.iter().flat_map(|article| article.claims.iter().flatten());
    for kind in ClaimKind::ALL {
        let of_kind = Coverage::of(all().filter(|claim| claim.kind == kind));
        if of_kind.found > 0 {
            out.push_str(&format!("  {:<20} {:>4} of {}\n", kind.name(), of_kind.hit, of_kind.found));
        }
    }
    out.push_str(&style.paint(&format!("{total}"), Paint::new().bold()));
    out.push('\n');
    out
}

/// The text, cut at so many columns.
fn cropped(text: &str, columns: usize) -> String {
    let columns = columns.max(20);
    if width(text, columns) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    for character in text.chars() {
        if width(&out, columns) + 2 > columns {
            break;
        }
        out.push(character);
    }
    format!("{}…", out.trim_end())
}

/// The counts of an article, and each claim.
#[derive(Debug, Serialize)]
pub(super) struct Record<'a> {
    #[serde(flatten)]
    total: Coverage,
    percent: usize,
    kinds: BTreeMap<&'static str, Coverage>,
    lines: Vec<Line>,
    claims: Vec<ClaimLine<'a>>,
}

/// A line of the article on which something is claimed.
#[derive(Debug, Serialize)]
struct Line {
    line: usize,
    #[serde(flatten)]
    coverage: Coverage,
}

#[derive(Debug, Serialize)]
struct ClaimLine<'a> {
    kind: &'static str,
    start: u32,
    end: u32,
    line: usize,
    column: usize,
    text: &'a str,
    by: &'a [String],
}

/// The record of an article; `None` where nobody asked for it.
pub(super) fn record<'a>(run: &'a Run, article: &'a ArticleRun) -> Option<Record<'a>> {
    let covered = article.claims.as_deref()?;
    let mut kinds: BTreeMap<&'static str, Coverage> = BTreeMap::new();
    let mut lines: BTreeMap<usize, Coverage> = BTreeMap::new();
    let mut claims = Vec::new();
    for Covered { kind, site, by } in covered {
        let position = run.sources.get(site.source).map(|source| source.position(site.span.start));
        let (line, column) = position.map_or((1, 1), |at| (at.line, at.column));
        for count in [kinds.entry(kind.name()).or_default(), lines.entry(line).or_default()] {
            count.found += 1;
            count.hit += usize::from(!by.is_empty());
        }
        let Span { start, end } = site.span;
        claims.push(ClaimLine { kind: kind.name(), start, end, line, column, text: run.sources.words(*site), by });
    }
    let total = Coverage::of(covered.iter());
    let lines = lines.into_iter().map(|(line, coverage)| Line { line, coverage }).collect();
    Some(Record { percent: total.percent(), total, kinds, lines, claims })
}
