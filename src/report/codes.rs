//! What messages mean: the sections of `docs/diagnostics.md`, the one registry of codes.

use super::Style;
use super::visible::{visible, wrap};
use owo_colors::Style as Paint;

const PAGE: &str = include_str!("../../docs/diagnostics.md");

/// The sections of the page: code and text.
fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGE.split("\n## ").skip(1).filter_map(|section| {
        let (code, text) = section.split_once('\n')?;
        Some((code.trim().trim_matches('`'), text.trim()))
    })
}

/// What a code means, laid out for a terminal.
///
/// # Errors
/// Where there is no such code: the one that is most like it, if one is.
pub fn explain(code: &str, style: &Style) -> Result<String, Option<&'static str>> {
    let Some((_, text)) = sections().find(|&(known, _)| known == code) else {
        return Err(nearest(code));
    };
    let mut out = format!("{}\n", style.paint(code, Paint::new().bold()));
    for paragraph in text.split("\n\n") {
        out.push('\n');
        if paragraph.starts_with("    ") || paragraph.starts_with("```") {
            for line in paragraph.lines().filter(|line| !line.starts_with("```")) {
                out.push_str("    ");
                out.push_str(&visible(line.strip_prefix("    ").unwrap_or(line)));
                out.push('\n');
            }
        } else {
            for line in wrap(paragraph, style.width) {
                out.push_str(&line);
                out.push('\n');
            }
        }
    }
    Ok(out)
}

/// All codes, each with the first sentence about it.
pub fn codes(style: &Style) -> String {
    let widest = sections().map(|(code, _)| code.len()).max().unwrap_or(0);
    let mut out = String::new();
    for (code, text) in sections() {
        let first = text.split_once(". ").map_or(text, |(first, _)| first);
        let first = first.split("\n\n").next().unwrap_or_default().trim_end_matches('.');
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
    let (best, _) = sections().min_by_key(|&(known, _)| (distance(known), known))?;
    (distance(best) <= wanted.len().div_ceil(3)).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_has_a_code_and_a_text() {
        let mut codes: Vec<&str> = sections().map(|(code, _)| code).collect();
        let count = codes.len();
        assert!(count > 0 && sections().all(|(_, text)| text.len() > 40));
        assert!(
            codes.iter().all(|code| code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')),
            "{codes:?}"
        );
        assert!(codes.is_sorted(), "{codes:?}");
        codes.dedup();
        assert_eq!(codes.len(), count);
    }

    #[test]
    fn a_misspelt_code_is_answered_with_the_right_one() {
        let known = sections().next().unwrap().0;
        assert_eq!(explain(&format!("{known}s"), &Style::default()), Err(Some(known)));
        assert_eq!(explain("xyzzyxyzzy", &Style::default()), Err(None));
        assert!(explain(known, &Style::default()).unwrap().contains(known));
    }
}
