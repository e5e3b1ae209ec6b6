//! The reference of the language, `docs/language.md`: its examples are read as the language reads them, and mean what it says.
//! (Those of section 8 are run by `tests/tables.rs`.)
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::article::{self, Format};
use factlint::check::{self, Options};
use factlint::extract;
use factlint::lang::RuleSet;
use factlint::lang::load::{RuleFile, load};
use factlint::lang::syntax::ExpectedVerdict;
use factlint::source::{Source, Sources};
use std::collections::BTreeMap;

const LANGUAGE: &str = include_str!("../docs/language.md");

/// The sections by their numbers.
fn sections() -> BTreeMap<u32, &'static str> {
    let parts = LANGUAGE.split("\n## ").skip(1);
    let numbered = parts.filter_map(|part| {
        let (number, text) = part.split_once(". ")?;
        Some((number.parse().ok()?, text))
    });
    // The article of section 8 has headings of its own, which have no numbers.
    numbered.collect()
}

/// The blocks in fences without a language.
fn blocks(section: &str) -> Vec<&str> {
    let parts = section.split("```").skip(1).step_by(2);
    parts.filter_map(|block| block.strip_prefix('\n')).collect()
}

/// What a text of rules comes to, and what is wrong with it.
fn read(text: &str) -> (RuleSet, Vec<String>) {
    let rules = load(&[RuleFile::new("a.rules", text)], &mut Sources::default(), &|_| Ok(String::new()));
    let problems = rules.problems.iter().map(|problem| format!("{}: {}", problem.code, problem.message)).collect();
    (rules, problems)
}

/// What the examples take for granted: the concepts of a section's checks, and who is spoken of.
const AROUND: &str = "\
use news

attribute severity level of an event is a number
attribute population of a country is a number
attribute title of a person is a text
relation country is allied with country

about \"Shanghai Cooperation Organization\"
name \"SCO\" means \"Shanghai Cooperation Organization\"
";

/// The number of a section with the declarations that its examples need.
const EXAMPLES: [(u32, &str); 4] = [
    (2, "kind study is a work\nrelation place is covered by study\n"),
    (3, AROUND),
    (6, "use news\n"),
    (7, "use news\n\nattribute population of a country is a number\nrole capital of a country is a city\n\n"),
];

#[test]
fn the_blocks_of_every_section_are_read() {
    let sections = sections();
    assert_eq!(sections.keys().copied().collect::<Vec<_>>(), (1..=10).collect::<Vec<u32>>());
    for (number, around) in EXAMPLES {
        let blocks = blocks(sections[&number]);
        assert!(!blocks.is_empty(), "section {number}");
        for block in blocks {
            let (rules, problems) = read(&format!("{around}\n{block}"));
            assert!(problems.is_empty(), "section {number}: {problems:#?}\n{block}");
            let checks =
                block.lines().filter(|line| ["rule ", "require ", "forbid "].iter().any(|word| line.starts_with(word)));
            assert_eq!(rules.checks.len(), checks.count(), "section {number}");
        }
    }
}

#[test]
fn the_lines_of_the_table_of_blocks_are_read() {
    let section = sections()[&1];
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let mut read_lines = 0;
    for row in rows {
        let first = row.split('|').nth(1).unwrap();
        for code in first.split('`').skip(1).step_by(2) {
            // A keyword alone is no example.
            if !code.contains(' ') {
                continue;
            }
            read_lines += 1;
            let (_, problems) = read(&format!("use news\nkind proposal is a thing\n\n{code}\n"));
            assert!(problems.is_empty(), "{code}: {problems:#?}");
        }
    }
    assert!(read_lines >= 6, "{read_lines}");
}

#[test]
fn the_lines_of_the_table_of_references_are_read() {
    let section = sections()[&7];
    let table = section.lines().filter(|line| line.starts_with("| `"));
    let around = "use news\nrole capital of a country is a city\nattribute population of a country is a number\n\n";
    let mut read_lines = 0;
    for row in table {
        for code in row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2) {
            let of_event = code.contains("event");
            let kind = if of_event { "an event named by summit" } else { "a country named by name" };
            let line = match code {
                code if code.contains("each row") => String::new(),
                code if code.starts_with('…') => {
                    format!("  population is the population of the country{}\n", code.trim_start_matches('…'))
                }
                "from … to …" => String::from("  from 2020-01-01 to 2021-01-01\n"),
                code if code.contains(' ') || code == "complete" => format!("  {code}\n"),
                _ => continue,
            };
            read_lines += 1;
            let (rules, problems) = read(&format!("{around}reference r from \"r.csv\"\n  each row is {kind}\n{line}"));
            assert!(problems.is_empty(), "{code}: {problems:#?}");
            assert!(rules.references[0].rows.is_some());
        }
    }
    assert!(read_lines >= 9, "{read_lines}");
}

/// The sentences of the language that stand in running text, with what they need.
#[test]
fn the_versions_of_the_language() {
    assert!(read("language 1\n\nuse news\n").1.is_empty());
    let (_, problems) = read("language 2\n\nuse news\n");
    assert_eq!(problems, ["language-unknown: version 2 of the rule language is not known"]);
    assert!(LANGUAGE.contains("## Changes of the language"));
    assert!(LANGUAGE.contains("\n- **1**: "), "every version has its changes");
}

/// The examples of section 10, on the rules that they name.
#[test]
fn the_examples_come_out_as_they_say() {
    let section = sections()[&10];
    let rules = "\
use news

about \"Shanghai Cooperation Organization\"
name \"SCO\" means \"Shanghai Cooperation Organization\"

rule nine-members: member count equals nine
forbid modi-there: Narendra Modi attends the SCO summit

kind collapse is an event
  also \"fall\"
attribute death toll of a collapse is a number
  said \"{number} people were killed\" as at least

rule crane-dead: death toll of the collapse is at least 107
";
    let block = blocks(section)[0];
    let (rules, problems) = read(&format!("{rules}\n{block}"));
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!(rules.examples.len(), 2);
    let mut compared = 0;
    for example in &rules.examples {
        let headline = example.block.headline.as_ref().map(|text| format!("{}\n\n", text.text)).unwrap_or_default();
        let text = format!("{headline}{}", example.block.text.text);
        let mut sources = Sources::default();
        let source = sources.add(Source::new("a.txt", text.as_str()));
        let facts = extract::extract(&article::read(source, &text, Format::Text), &rules, example.date);
        let findings = check::evaluate(&rules, &facts, Options::default());
        for line in &example.block.expectations {
            let found = findings.iter().find(|finding| finding.check == line.check.text).unwrap();
            let expected = match line.verdict {
                ExpectedVerdict::Supported => "supported",
                ExpectedVerdict::Contradicted => "contradicted",
                ExpectedVerdict::NotStated => "not stated",
                ExpectedVerdict::NotCheckable => "not checkable",
            };
            assert_eq!(found.verdict.words(), expected, "{}: {}", line.check.text, found.message);
            compared += 1;
        }
    }
    assert_eq!(compared, 3);
}
