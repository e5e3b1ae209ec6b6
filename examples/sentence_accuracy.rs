//! How often the verdicts on single sentences are right: `cargo run --release --example sentence_accuracy [-- --wrong]`.
//!
//! Reads `tests/sentences/sentences.txt`, which says how it is written. Printed are, for each set, the checks, those that are
//! right, the false ones (called supported or contradicted, and not so) and the missed ones; `--wrong` lists both.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a tool for developers"
)]

use factlint::article::{self, Format};
use factlint::check::{self, Options, Verdict};
use factlint::extract;
use factlint::lang::load::{RuleFile, load};
use factlint::source::{Source, Sources};
use std::fmt;
use std::path::PathBuf;

/// A set of sentences under a title.
#[derive(Debug, Default)]
pub struct Set {
    title: String,
    blocks: Vec<Block>,
}

/// Checks that share their declarations.
#[derive(Debug, Default)]
struct Block {
    declarations: String,
    items: Vec<Item>,
}

/// A check, its article and its verdict.
#[derive(Debug)]
struct Item {
    check: String,
    article: String,
    right: String,
    said: String,
}

impl Item {
    fn is_right(&self) -> bool {
        self.right == self.said
    }

    fn is_false(&self) -> bool {
        !self.is_right() && self.said != "not stated"
    }
}

impl fmt::Display for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n# {}", self.title)?;
        for block in &self.blocks {
            write!(f, "\n==\n{}", block.declarations)?;
            for item in &block.items {
                writeln!(f, "\n{}", item.check)?;
                item.article.lines().try_for_each(|line| writeln!(f, "  {line}"))?;
                match item.is_right() {
                    true => writeln!(f, "{}", item.right)?,
                    false => writeln!(f, "{} ({})", item.right, item.said)?,
                }
            }
        }
        Ok(())
    }
}

fn main() {
    let list = std::env::args().any(|argument| argument == "--wrong");
    let (mut checks, mut right, mut wrong) = (0, 0, 0);
    println!("| set | checks | right | false | missed |\n| --- | --: | --: | --: | --: |");
    for set in sets(&std::fs::read_to_string(file()).unwrap()) {
        let items: Vec<&Item> = set.blocks.iter().flat_map(|block| &block.items).collect();
        let (rights, falses) =
            (items.iter().filter(|item| item.is_right()).count(), items.iter().filter(|item| item.is_false()).count());
        println!("| {} | {} | {rights} | {falses} | {} |", set.title, items.len(), items.len() - rights - falses);
        for item in items.iter().filter(|item| list && !item.is_right()) {
            println!("    {} | {} | {}, said {}", item.check, item.article.trim_end(), item.right, item.said);
        }
        (checks, right, wrong) = (checks + items.len(), right + rights, wrong + falses);
    }
    println!("| all | {checks} | {right} | {wrong} | {} |", checks - right - wrong);
}

pub fn file() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sentences/sentences.txt"))
}

/// What stands before the first set.
pub fn preface(text: &str) -> &str {
    text.split_once("\n\n").map_or(text, |(preface, _)| preface)
}

/// The sets of the file, each check with what the engine says of it.
pub fn sets(text: &str) -> Vec<Set> {
    let mut sets: Vec<Set> = Vec::new();
    let mut lines = text.split_once("\n\n").map_or("", |(_, rest)| rest).lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("# ") {
            sets.push(Set { title: title.to_owned(), ..Set::default() });
        } else if line == "==" {
            let mut block = Block::default();
            while let Some(declaration) = lines.next_if(|line| !line.is_empty()) {
                block.declarations.push_str(&format!("{declaration}\n"));
            }
            sets.last_mut().expect("a set before its blocks").blocks.push(block);
        } else if !line.is_empty() {
            let mut article = String::new();
            while let Some(words) = lines.next_if(|line| line.starts_with("  ")) {
                article.push_str(&format!("{}\n", &words[2..]));
            }
            let verdict = lines.next().expect("a verdict behind the article");
            let right = verdict.split_once(" (").map_or(verdict, |(right, _)| right).to_owned();
            let item = Item { check: line.to_owned(), article, right, said: String::new() };
            let block = sets.last_mut().and_then(|set| set.blocks.last_mut()).expect("declarations before a check");
            block.items.push(item);
        }
    }
    sets.iter_mut().flat_map(|set| &mut set.blocks).for_each(judge);
    sets
}

/// Checks every article of a block against its own check.
fn judge(block: &mut Block) {
    let mut rules = format!("use news\n\n{}\n", block.declarations);
    for (at, item) in block.items.iter().enumerate() {
        rules.push_str(&format!("rule s{at}\n  {}\n\n", item.check));
    }
    let mut sources = Sources::default();
    let rules = load(&[RuleFile::new("rules.rules", rules)], &mut sources, &|used| std::fs::read_to_string(used));
    for (at, item) in block.items.iter_mut().enumerate() {
        let source = sources.add(Source::new("article.md", item.article.clone()));
        let article = article::read(source, &item.article, Format::Markdown);
        let facts = extract::extract(&article, &rules, None);
        let findings = check::evaluate(&rules, &facts, Options::default());
        let found = findings.iter().find(|finding| finding.check == format!("s{at}"));
        item.said = String::from(match found.map(|finding| finding.verdict) {
            Some(Verdict::Supported) => "supported",
            Some(Verdict::Contradicted) => "contradicted",
            Some(Verdict::NotStated) => "not stated",
            Some(Verdict::NotCheckable) | None => "not checkable",
        });
    }
}
