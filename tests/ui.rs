//! Wrong rule files and the exact problems that each causes, in a folder for each stage that finds them.
//!
//! `tests/ui/STAGE/NAME.rules` opens with a comment that says what its author meant; `NAME.expected` beside it is what factlint
//! says of it. Read side by side they teach the language. `UPDATE_UI=1 cargo test --test ui` writes the expected files anew: look
//! at the difference before it is kept.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::lang::lint::lint;
use factlint::lang::load::{RuleFile, load};
use factlint::lang::parse::parse;
use factlint::source::{Label, Problem, Source, SourceId, Sources};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What finds the problems of the rule file that the id names; other files that it needs are taken into the sources.
type Stage = fn(&mut Sources, SourceId) -> Vec<Problem>;

/// The folders, and what finds the problems of the files in each.
const STAGES: [(&str, Stage); 3] = [("parse", parsed), ("resolve", resolved), ("lint", linted)];

fn parsed(sources: &mut Sources, root: SourceId) -> Vec<Problem> {
    let text = sources.get(root).map(Source::text).unwrap_or_default();
    parse(root, text).1
}

fn resolved(sources: &mut Sources, root: SourceId) -> Vec<Problem> {
    let Some((path, text)) = sources.get(root).map(|source| (source.path().to_owned(), source.text().to_owned()))
    else {
        return Vec::new();
    };
    // Read anew as the first source, so that the ids of its problems are those of the loader.
    *sources = Sources::default();
    let rules = load(&[RuleFile::new(path, text)], sources, &beside);
    rules.problems.into_iter().chain(rules.notes).collect()
}

/// What is of no use in a file that has no error.
fn linted(sources: &mut Sources, root: SourceId) -> Vec<Problem> {
    let Some((path, text)) = sources.get(root).map(|source| (source.path().to_owned(), source.text().to_owned()))
    else {
        return Vec::new();
    };
    *sources = Sources::default();
    let rules = load(&[RuleFile::new(path, text.clone())], sources, &beside);
    assert!(rules.problems.is_empty(), "{:?}", rules.problems);
    lint(&rules, SourceId(0), &text)
}

/// The files that a wrong file can use: `chain/N.rules`, each of which uses the next one.
fn beside(path: &str) -> std::io::Result<String> {
    let number = path.strip_prefix("chain/").and_then(|name| name.strip_suffix(".rules"));
    let number: u32 = number.and_then(|number| number.parse().ok()).ok_or(std::io::ErrorKind::NotFound)?;
    Ok(format!("use \"./{}.rules\"\n", number + 1))
}

#[test]
fn wrong_files_are_told_what_is_wrong() {
    let update = std::env::var_os("UPDATE_UI").is_some();
    let mut different = String::new();
    for (path, stage) in rule_files() {
        let (sources, found) = read(&path, stage);
        assert!(!found.is_empty(), "{}: nothing is wrong with this file", path.display());
        let shown: String = found.iter().map(|problem| shown(&sources, problem)).collect::<Vec<_>>().join("\n");
        let expected_path = path.with_extension("expected");
        if update {
            std::fs::write(&expected_path, &shown).unwrap();
        }
        let expected = std::fs::read_to_string(&expected_path).unwrap_or_default().replace("\r\n", "\n");
        if expected != shown {
            let _ = write!(different, "\n== {}\n-- expected\n{expected}\n-- found\n{shown}", path.display());
        }
    }
    assert!(different.is_empty(), "{different}");
}

#[test]
fn every_wrong_file_says_what_was_meant() {
    for (path, _) in rule_files() {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.trim_start_matches('\u{feff}').starts_with("# "), "{}: no comment at the top", path.display());
    }
}

#[test]
fn every_expected_file_has_its_rules() {
    for (path, _) in files("expected") {
        assert!(path.with_extension("rules").exists(), "{} is left over", path.display());
    }
}

/// Every message that a rule file can cause is shown by a wrong file here.
#[test]
fn every_code_of_rule_files_has_a_wrong_file() {
    // The limits of a whole file need very large files and are tested beside the parser and in `tests/commands.rs`;
    // `malformed-sentence` is said of what the other messages about sentences leave over, and no sentence is known.
    const ELSEWHERE: [&str; 4] = ["line-too-long", "malformed-sentence", "too-many-blocks", "too-many-problems"];
    let seen: BTreeSet<&str> =
        rule_files().iter().flat_map(|(path, stage)| read(path, *stage).1).map(|problem| problem.code).collect();
    let groups = include_str!("../docs/diagnostics.md").split("\n# ").filter(|group| group.starts_with("Rule files:"));
    let codes = groups.flat_map(|group| group.split("\n## ").skip(1)).filter_map(|section| section.lines().next());
    let missing: Vec<&str> = codes.filter(|code| !seen.contains(code) && !ELSEWHERE.contains(code)).collect();
    assert!(missing.is_empty(), "no wrong file shows {missing:?}");
}

#[test]
fn every_problem_is_well_spoken() {
    for (path, stage) in rule_files() {
        for problem in read(&path, stage).1 {
            let message = &problem.message;
            let name = path.display();
            assert!(!message.ends_with('.') && !message.contains('\n'), "{name}: {message}");
            assert!(!message.starts_with(char::is_uppercase), "{name}: {message}");
            assert!(problem.help.is_some(), "{name}: no help: {message}");
            assert!(problem.at.is_some(), "{name}: no place: {message}");
        }
    }
}

fn read(path: &Path, stage: Stage) -> (Sources, Vec<Problem>) {
    let mut sources = Sources::default();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let root = sources.add(Source::new(name, std::fs::read_to_string(path).unwrap()));
    let found = stage(&mut sources, root);
    (sources, found)
}

/// A problem for people: its place and code, then its words.
fn shown(sources: &Sources, problem: &Problem) -> String {
    let mut text = String::new();
    let place = problem.at.as_ref().map_or_else(String::new, |label| place(sources, label));
    let _ = writeln!(text, "{place} {}", problem.code);
    let _ = writeln!(text, "  {}", problem.message);
    if let Some(label) = &problem.at {
        let _ = writeln!(text, "  here: `{}` -- {}", quoted(sources, label), label.text);
    }
    for label in &problem.related {
        let _ = writeln!(text, "  see {}: `{}` -- {}", self::place(sources, label), quoted(sources, label), label.text);
    }
    if let Some(help) = &problem.help {
        let _ = writeln!(text, "  help: {help}");
    }
    if let Some(check) = &problem.check {
        let _ = writeln!(text, "  so `{check}` does not run");
    }
    text
}

/// `LINE:COLUMN-COLUMN`, or `LINE:COLUMN-LINE:COLUMN`; the last column is that behind the last character.
fn place(sources: &Sources, label: &Label) -> String {
    let Some(source) = sources.get(label.site.source) else { return "?".to_owned() };
    let (start, end) = (source.position(label.site.span.start), source.position(label.site.span.end));
    if start.line == end.line {
        format!("{}:{}-{}", start.line, start.column, end.column)
    } else {
        format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column)
    }
}

fn quoted(sources: &Sources, label: &Label) -> String {
    sources.words(label.site).escape_debug().to_string().replace("\\\"", "\"").replace("\\'", "'")
}

fn rule_files() -> Vec<(PathBuf, Stage)> {
    files("rules")
}

/// The files of every stage with that extension, in order.
fn files(extension: &str) -> Vec<(PathBuf, Stage)> {
    let mut all = Vec::new();
    for (folder, stage) in STAGES {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui").join(folder);
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let found = entries.filter(|path| path.extension().is_some_and(|found| found == extension));
        all.extend(found.map(|path| (path, stage)));
    }
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}
