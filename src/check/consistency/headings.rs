//! Titles that count the parts of an article.

use super::page::Page;
use super::pattern::is_in;
use super::registry::{Check, text};
use super::{Findings, at};
use crate::article::{Block, BlockKind};
use crate::lang::syntax::Severity;
use crate::source::Span;

/// The checks of this family.
pub const CHECKS: &[Check] = &[Check {
    name: "heading-count",
    summary: "a title promises another number of headings than are numbered below it",
    severity: Severity::Error,
    why: "\"five takeaways\" lose one when the text is cut",
    tolerates: "headings without a number, such as an introduction.",
    fail: &[
        text(
            "# Five takeaways\n\n## 1. Ships\n\nA.\n\n## 2. A bridge\n\nB.\n\n## 3. Homes\n\nC.\n\n## 4. No money\n\nD.",
        ),
        text("# The plan\n\n## 1. Ships\n\nA.\n\n## 2. A bridge\n\nB.\n\n## 4. Homes\n\nC."),
    ],
    pass: &[text(
        "# Three takeaways\n\n## Before\n\nA.\n\n## 1. Ships\n\nA.\n\n## 2. A bridge\n\nB.\n\n## 3. Homes\n\nC.",
    )],
    sure: false,
    run: heading_count,
}];

/// The rank of a heading, the title's being the highest.
fn rank(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Headline => Some(0),
        BlockKind::Heading(level) => Some(level),
        _ => None,
    }
}

fn heading_count(page: &Page<'_>, findings: &mut Findings<'_>) {
    let blocks = &page.document.article.blocks;
    for (index, title) in blocks.iter().enumerate() {
        if rank(title).is_some() {
            let _ = listed(page, findings, title, blocks.get(index + 1..).unwrap_or_default());
        }
        if let Some(own) = rank(title) {
            let _ = under(page, findings, title, own, blocks.get(index + 1..).unwrap_or_default());
        }
    }
}

/// "Six tips", and right below it a list of five.
fn listed(page: &Page<'_>, findings: &mut Findings<'_>, title: &Block, rest: &[Block]) -> Option<()> {
    let items: Vec<&Block> = rest.iter().take_while(|block| block.kind == BlockKind::ListItem).collect();
    let (first, last) = (items.first()?, items.last()?);
    let tokens = page.document.tokens_in(title.span);
    let opening =
        page.mentions.iter().find(|mention| (tokens.start..=tokens.start + 2).contains(&mention.tokens.start))?;
    let count = opening.count().filter(|count| (2..=100).contains(count))?;
    let noun = page.counted_lemma(opening)?;
    let listed = i64::try_from(items.len()).ok()?;
    // Items of items, and things that a list need not give one a line.
    // "The seven best bakeries": a title that picks so many announces the list right below it.
    let picks = matches!(title.kind, BlockKind::Headline | BlockKind::Heading(_))
        && page.document.tokens_in(title.span).any(|token| {
            matches!(
                page.document.lower(token),
                "best"
                    | "worst"
                    | "top"
                    | "key"
                    | "most"
                    | "greatest"
                    | "biggest"
                    | "largest"
                    | "essential"
                    | "favourite"
                    | "favorite"
                    | "finest"
            )
        });
    if listed == count || listed < 3 || !(is_in("listed", noun) || picks && listed >= 4) {
        return None;
    }
    let labels = vec![at(opening, "this count"), (first.span.cover(last.span), format!("these are {listed}"))];
    findings.add(format!("the title says {}, and {listed} are listed", page.text(opening.span)), None, labels)?;
    Some(())
}

fn under(page: &Page<'_>, findings: &mut Findings<'_>, title: &Block, own: u8, rest: &[Block]) -> Option<()> {
    let below = rest.iter().take_while(|block| rank(block).is_none_or(|rank| rank > own));
    let headings: Vec<&Block> = below.filter(|block| rank(block).is_some()).collect();
    let level = headings.iter().filter_map(|heading| rank(heading)).min()?;
    let numbered: Vec<(i64, Span)> = headings
        .iter()
        .filter(|heading| rank(heading) == Some(level))
        .filter_map(|heading| Some((leading_number(page.text(heading.span))?, heading.span)))
        .collect();
    let (first, last) = (numbered.first()?, numbered.last()?);
    if numbered.len() < 2 || first.0 != 1 {
        return None;
    }
    let jump = numbered.windows(2).find_map(|pair| match pair {
        [(one, before), (other, after)] if *other != one + 1 => Some((*one, *before, *other, *after)),
        _ => None,
    });
    if let Some((one, before, other, after)) = jump {
        let labels = vec![(after, format!("this is {other}")), (before, format!("this is {one}"))];
        findings.add(format!("the headings are numbered {one}, then {other}"), None, labels)?;
        return Some(());
    }
    let tokens = page.document.tokens_in(title.span);
    let opening = page.mentions.iter().find(|mention| {
        (tokens.start..=tokens.start + 2).contains(&mention.tokens.start) && mention.tokens.end < tokens.end
    })?;
    let count = opening.count().filter(|count| (2..=100).contains(count))?;
    page.counted(opening)?;
    if count == last.0 {
        return None;
    }
    let labels = vec![at(opening, "this count"), (first.1, format!("the headings are numbered 1 to {}", last.0))];
    findings.add(
        format!("the title says {}, and {} headings are numbered", page.text(opening.span), last.0),
        None,
        labels,
    )?;
    Some(())
}

/// The number that a heading begins with: "1. Ships", "2) Bridges", "Step 3: Cut".
fn leading_number(heading: &str) -> Option<i64> {
    let words =
        ["Step ", "Tip ", "Rule ", "Lesson ", "Part ", "Chapter ", "Reason ", "Way ", "Sign ", "Myth ", "No. ", "#"];
    let heading = words.iter().find_map(|word| heading.strip_prefix(word)).unwrap_or(heading);
    let digits = heading.find(|c: char| !c.is_ascii_digit()).filter(|&end| (1..=2).contains(&end))?;
    let (number, rest) = heading.split_at(digits);
    let rest = rest.strip_prefix(['.', ')', ':'])?;
    rest.starts_with(' ').then(|| number.parse().ok()).flatten()
}
