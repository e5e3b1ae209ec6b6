//! The draft as a file.

use super::{Candidate, section};
use crate::article::Article;
use crate::check::claims::Claim;
use crate::lang::format::format;
use crate::source::{Source, SourceId, Span};
use indexmap::IndexMap;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What stands in the `source` line until somebody has looked.
const TO_FILL_IN: &str = "to be filled in";
/// No comment quotes more characters of the article.
const MOST_QUOTED: usize = 88;
/// So many checks about one subject make a group of their own.
const OF_ITS_OWN: usize = 3;
/// So many words of a sentence make its name.
const WORDS_OF_NAME: usize = 6;

/// Everything that the file is made of.
pub struct Draft<'a> {
    pub path: &'a str,
    pub article: &'a Article,
    pub text: &'a str,
    pub own: &'a [String],
    pub candidates: &'a [Candidate],
    pub open: &'a [Claim],
}

impl Draft<'_> {
    /// The file in its canonical form.
    pub fn write(&self) -> String {
        let mut out = format!(
            "# What {} claims, a check each; it supports all of them as it stands.\n# Look each one up, mend the sentence \
             where it is wrong, and put into its source line where you looked.\n\nuse news\n\n",
            comment(self.path)
        );
        if !self.own.is_empty() {
            out.push_str("# Words of this article that the pack does not have.\n\n");
            for block in self.own {
                out.push_str(block);
                out.push('\n');
            }
        }
        let source = Source::new(self.path, self.text);
        let mut names = BTreeSet::new();
        for (group, candidates) in self.groups() {
            let _ = write!(out, "# {}\n# {}\n\n", "-".repeat(60), comment(&group));
            for candidate in candidates {
                let sentence = candidate.ways.first().map_or("", String::as_str);
                let span = candidate.spans.first().copied().unwrap_or_default();
                let line = source.position(span.start).line;
                let _ = write!(
                    out,
                    "# line {line}: {}\nrule {}\n  {sentence}\n  source \"{TO_FILL_IN}\"\n\n",
                    comment(source.slice(span)),
                    name(sentence, &mut names),
                );
            }
        }
        if !self.open.is_empty() {
            let _ = write!(
                out,
                "# {}\n# Claims without a check: look them up by hand, or write a check for them.\n#\n",
                "-".repeat(60)
            );
            for claim in self.open {
                let line = source.position(claim.site.span.start).line;
                let _ = writeln!(out, "# line {line}: {}: {}", claim.kind.name(), comment(&self.around(claim)));
            }
        }
        // What was written by its rules is in form but for line breaks.
        format(SourceId(0), &out).unwrap_or(out)
    }

    /// The checks by section of the article, or by what they are about where it has no sections.
    fn groups(&self) -> IndexMap<String, Vec<&Candidate>> {
        let section = |candidate: &Candidate| {
            let at = candidate.spans.first().copied().unwrap_or_default();
            section(self.article, at).unwrap_or_default()
        };
        let sections: BTreeSet<String> = self.candidates.iter().map(section).collect();
        let about = |subject: &str| self.candidates.iter().filter(|candidate| candidate.subject == subject).count();
        let mut groups: IndexMap<String, Vec<&Candidate>> = IndexMap::new();
        let mut rest = Vec::new();
        for candidate in self.candidates {
            if sections.len() > 1 {
                groups.entry(section(candidate)).or_default().push(candidate);
            } else if about(&candidate.subject) >= OF_ITS_OWN {
                groups.entry(candidate.subject.clone()).or_default().push(candidate);
            } else {
                rest.push(candidate);
            }
        }
        if !rest.is_empty() {
            let name = if groups.is_empty() { "The claims" } else { "Further claims" };
            groups.entry(String::from(name)).or_default().extend(rest);
        }
        groups
    }

    /// The words of a claim with a few of those that stand around it.
    fn around(&self, claim: &Claim) -> String {
        let words = self.article.words(claim.span);
        let Some(block) = self.article.block_at(claim.span.start).and_then(|index| self.article.blocks.get(index))
        else {
            return words.to_owned();
        };
        let behind = Span { start: claim.span.end, end: block.span.end };
        let before = Span { start: block.span.start, end: claim.span.start };
        let before: Vec<&str> = self.article.words(before).split(' ').rev().take(4).collect();
        let behind: Vec<&str> = self.article.words(behind).split(' ').take(5).collect();
        let before: Vec<&str> = before.into_iter().rev().collect();
        format!("{}{words}{}", before.join(" "), behind.join(" "))
    }
}

/// Words of the article as the rest of a comment line: no line break leaves it.
fn comment(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words: String = words.chars().filter(|c| !c.is_control()).collect();
    let shown: String = words.chars().take(MOST_QUOTED).collect();
    if shown.len() < words.len() { format!("{}…", shown.trim_end()) } else { shown }
}

/// A name for a check from the words of its sentence: small letters and hyphens, unique.
fn name(sentence: &str, taken: &mut BTreeSet<String>) -> String {
    const SMALL: [&str; 15] =
        ["the", "a", "an", "of", "is", "in", "on", "at", "to", "it", "not", "that", "table", "row", "where"];
    let plain: String = sentence
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().filter(|word| !SMALL.contains(word)).take(WORDS_OF_NAME).collect();
    let first = words.first().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()));
    let base =
        if first { words.join("-") } else { format!("claim-{}", words.join("-")).trim_end_matches('-').to_owned() };
    let mut name = base.clone();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{base}-{number}");
        number += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_unique() {
        let mut taken = BTreeSet::new();
        assert_eq!(name("Özil says \"it is over\"", &mut taken), "ozil-says-over");
        assert_eq!(name("GlobeScan polls \"41,856 residents\"", &mut taken), "globescan-polls-41-856-residents");
        assert_eq!(name("GlobeScan polls \"41,856 residents\"", &mut taken), "globescan-polls-41-856-residents-2");
        assert_eq!(name("9 is 9", &mut taken), "claim-9-9");
    }

    #[test]
    fn no_line_break_leaves_a_comment() {
        assert_eq!(comment("a\nrule b\r\n\u{1b}c"), "a rule b c");
        assert_eq!(comment(&"é".repeat(MOST_QUOTED + 1)), "é".repeat(MOST_QUOTED) + "…");
    }
}
