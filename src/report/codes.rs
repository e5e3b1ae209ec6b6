//! What messages mean: the sections of `docs/diagnostics.md`, which is the registry of codes (`tests/diagnostics.rs` holds
//! that no code is without a section, and no section without a code).

use super::Style;
use super::visible::{visible, wrap};
use crate::check::consistency;
use owo_colors::Style as Paint;

/// The page. A section of it is headed `## CODE` and has four parts: what it means, why, an example, what to do.
const PAGE: &str = include_str!("../../docs/diagnostics.md");
/// The words that three of the parts begin with.
const PARTS: [&str; 3] = ["Why:", "Example:", "What to do:"];

/// The sections of the page by code, with their text.
fn sections() -> Vec<(&'static str, &'static str)> {
    let mut sections: Vec<(&str, &str)> = PAGE
        .split("\n## ")
        .skip(1)
        .filter_map(|section| {
            let (code, text) = section.split_once('\n')?;
            Some((code.trim(), text.split("\n# ").next().unwrap_or_default().trim_matches('\n')))
        })
        .collect();
    sections.sort_unstable();
    sections
}

/// What a code means, laid out for a terminal.
///
/// # Errors
/// Where there is no such code: the one that is most like it, if one is.
pub fn explain(code: &str, style: &Style) -> Result<String, Option<&'static str>> {
    if let Some(check) = consistency::check_named(code) {
        return Ok(page(check, style));
    }
    let Some((_, text)) = sections().into_iter().find(|&(known, _)| known == code) else {
        return Err(nearest(code));
    };
    let mut out = format!("{}\n", style.paint(code, Paint::new().bold()));
    for paragraph in text.split("\n\n") {
        out.push('\n');
        if paragraph.starts_with("    ") {
            for line in paragraph.lines() {
                out.push_str("    ");
                out.push_str(&visible(line.strip_prefix("    ").unwrap_or(line)));
                out.push('\n');
            }
        } else {
            let part = PARTS.into_iter().find(|part| paragraph.starts_with(part)).unwrap_or_default();
            for (number, line) in wrap(paragraph, style.width).iter().enumerate() {
                match line.strip_prefix(part).filter(|_| number == 0 && !part.is_empty()) {
                    Some(rest) => out.extend([style.paint(part, Paint::new().cyan()).as_str(), rest]),
                    None => out.push_str(line),
                }
                out.push('\n');
            }
        }
    }
    Ok(out)
}

/// The page of a consistency check.
fn page(check: &consistency::Check, style: &Style) -> String {
    let mut out = format!("{}\n", style.paint(check.name, Paint::new().bold()));
    for paragraph in check.page() {
        out.push('\n');
        match paragraph {
            consistency::Paragraph::Text(head, text) => {
                for (number, line) in wrap(&format!("{head} {text}"), style.width).iter().enumerate() {
                    match line.strip_prefix(head).filter(|_| number == 0) {
                        Some(rest) => out.extend([style.paint(head, Paint::new().cyan()).as_str(), rest]),
                        None => out.push_str(line),
                    }
                    out.push('\n');
                }
            }
            consistency::Paragraph::Example(example) => {
                for line in example.lines() {
                    out.push_str("    ");
                    out.push_str(&visible(line));
                    out.push('\n');
                }
            }
        }
    }
    out
}

/// All codes, each with the first sentence about it.
pub fn codes(style: &Style) -> String {
    let sections = sections();
    let firsts = sections.iter().map(|&(code, text)| {
        let first = text.split("\n\n").next().unwrap_or_default();
        (code, first.split_once(". ").map_or(first, |(first, _)| first).trim_end_matches('.'))
    });
    let messages = table(firsts, style);
    let checks = table(consistency::checks().map(|check| (check.name, check.summary)), style);
    format!("Messages\n\n{messages}\nConsistency checks: an article against itself\n\n{checks}")
}

/// Names with a line about each, the names in a column.
fn table<'t>(rows: impl Iterator<Item = (&'t str, &'t str)> + Clone, style: &Style) -> String {
    let widest = rows.clone().map(|(code, _)| code.len()).max().unwrap_or(0);
    let mut out = String::new();
    for (code, first) in rows {
        let room = style.width.saturating_sub(widest + 2);
        for (index, line) in wrap(first, room).iter().enumerate() {
            let name = if index == 0 { code } else { "" };
            out.push_str(&style.paint(&format!("{name:widest$}"), Paint::new().bold()));
            out.push_str("  ");
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

fn nearest(code: &str) -> Option<&'static str> {
    let wanted: String =
        code.to_lowercase().chars().map(|c| if c == '_' || c == ' ' { '-' } else { c }).take(60).collect();
    let distance = |known: &str| strsim::damerau_levenshtein(known, &wanted);
    let known = sections().into_iter().map(|(code, _)| code).chain(consistency::checks().map(|check| check.name));
    let best = known.min_by_key(|&known| (distance(known), known))?;
    (distance(best) <= wanted.len().div_ceil(3)).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_has_a_code_of_its_own_and_a_text() {
        let sections = sections();
        assert!(!sections.is_empty());
        for (code, text) in &sections {
            assert!(
                code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
                "{code}"
            );
            let at: Vec<_> = PARTS.iter().map(|part| text.find(&format!("\n\n{part}"))).collect();
            assert!(
                at.iter().all(Option::is_some) && at.is_sorted(),
                "{code}: what it means, why, an example, what to do"
            );
        }
        assert!(sections.windows(2).all(|pair| pair[0].0 != pair[1].0));
    }

    #[test]
    fn a_misspelt_code_is_answered_with_the_right_one() {
        let known = sections()[0].0;
        assert_eq!(explain(&format!("{known}s"), &Style::default()), Err(Some(known)));
        assert_eq!(explain("xyzzyxyzzy", &Style::default()), Err(None));
        assert!(explain(known, &Style::default()).unwrap().contains(known));
    }
}
