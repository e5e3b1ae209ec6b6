//! The registry of messages, `docs/diagnostics.md`: every code that the sources can give has its section, and the example of each
//! section is an example of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::facts::file::{self, FileFormat};
use factlint::lang::lint::lint;
use factlint::lang::load::{RuleFile, load};
use factlint::lang::parse::CODES;
use factlint::project::SUPPRESSION_CODES;
use factlint::source::{SourceId, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const PAGE: &str = include_str!("../docs/diagnostics.md");

/// Rule-file codes whose examples are only hinted at: they need very large files, other files, or characters that no page shows.
const HINTED: [&str; 12] = [
    "clause-too-intricate",
    "clause-too-long",
    "control-character",
    "line-too-long",
    "malformed-sentence",
    "too-many-blocks",
    "too-many-problems",
    "use-cycle",
    "use-too-deep",
    // Asked of a whole run.
    "no-checks",
    "unknown-consistency-check",
    "facts-concept",
];

/// The sections of a group, or of the whole page: code → example.
fn examples(group: Option<&str>) -> BTreeMap<&'static str, String> {
    let pages = PAGE.split("\n# ").filter(|page| group.is_none_or(|group| page.starts_with(group)));
    let sections = pages.flat_map(|page| page.split("\n## ").skip(1));
    sections
        .map(|section| {
            let (code, text) = section.split_once('\n').unwrap();
            let example = text.split("Example:\n\n").nth(1).and_then(|rest| rest.split("\n\nWhat to do:").next());
            let lines = example.unwrap_or_else(|| panic!("{code} has no example")).lines();
            (code, lines.map(|line| line.strip_prefix("    ").unwrap_or(line)).collect::<Vec<_>>().join("\n"))
        })
        .collect()
}

/// Every code that the sources give to a problem, by the file that gives it.
fn given() -> BTreeMap<String, String> {
    let mut codes: BTreeMap<String, String> =
        CODES.iter().map(|code| ((*code).to_owned(), "parse".to_owned())).collect();
    codes.extend(SUPPRESSION_CODES.iter().map(|code| ((*code).to_owned(), "suppress".to_owned())));
    let literal = regex::Regex::new(r#"ProblemKind::\w+,\s*"([a-z0-9-]+)""#).unwrap();
    let passed_on = regex::Regex::new(r"Problem::new\(\s*[\w:]+,\s*(\w+),").unwrap();
    for path in sources(Path::new("src")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        let name = path.display().to_string();
        codes.extend(literal.captures_iter(text).map(|found| (found[1].to_owned(), name.clone())));
        // Where a code is passed on, the callers name the kind and the code side by side, or are the parser's.
        for found in passed_on.captures_iter(text) {
            let known = ["facts/file.rs", "project/pipeline.rs", "lang/format/mod.rs", "project/analyze.rs"];
            let fine = name.contains("lang/parse/") || known.iter().any(|known| name.ends_with(known));
            assert!(fine, "{name}: `{}` is a code that no test can see", &found[1]);
        }
    }
    codes
}

fn sources(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect()
}

#[test]
fn every_code_has_a_section_and_every_section_a_code() {
    let (given, explained) = (given(), examples(None));
    let missing: Vec<_> = given.iter().filter(|(code, _)| !explained.contains_key(code.as_str())).collect();
    assert!(missing.is_empty(), "no section in docs/diagnostics.md: {missing:?}");
    let idle: Vec<_> = explained.keys().filter(|code| !given.contains_key(**code)).collect();
    assert!(idle.is_empty(), "no problem has these codes: {idle:?}");
}

fn codes(rules: &str) -> BTreeSet<&'static str> {
    let file = RuleFile::new("example.rules", rules);
    let rules = load(&[file], &mut Sources::default(), &|_| Err(std::io::ErrorKind::NotFound.into()));
    rules.problems.iter().chain(&rules.notes).map(|problem| problem.code).collect()
}

#[test]
fn the_examples_of_rule_files_are_examples() {
    let mut wrong = Vec::new();
    for group in ["Runs", "Rule files: lines", "Rule files: blocks", "Rule files: sentences", "Rule files: words"] {
        let examples = examples(Some(group));
        assert!(!examples.is_empty(), "{group}");
        for (code, example) in examples {
            // What an example does not declare, the news pack may.
            let packs = ["", "use news\n\n", "use news\nabout \"NATO\"\n\n"];
            let found: Vec<BTreeSet<&str>> = packs.map(|pack| codes(&format!("{pack}{example}"))).into();
            if found.contains(&BTreeSet::from([code])) == HINTED.contains(&code) {
                wrong.push(format!("{code}: {found:?}\n{example}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_examples_of_what_is_of_no_use_are_examples() {
    let examples = examples(Some("Rule files: of no use"));
    assert!(!examples.is_empty());
    for (code, example) in examples {
        let rules = load(&[RuleFile::new("example.rules", &*example)], &mut Sources::default(), &|_| Ok(String::new()));
        assert!(rules.problems.is_empty(), "{code}: {:?}", rules.problems);
        let found: Vec<&str> = lint(&rules, SourceId(0), &example).iter().map(|problem| problem.code).collect();
        assert_eq!(found, [code], "\n{example}");
    }
}

#[test]
fn the_examples_of_facts_files_are_examples() {
    for (code, example) in examples(Some("Facts files")) {
        if example.starts_with("factlint check") || HINTED.contains(&code) || code == "facts-kind" {
            continue;
        }
        let problems = file::read(&example, FileFormat::Yaml, SourceId(0), &mut |_| None).expect_err(code);
        assert!(problems.iter().all(|problem| problem.code == code), "{code}: {problems:?}");
    }
}
