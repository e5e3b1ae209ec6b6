//! The shape of the code: which module may use which, and how long a file may be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order in which data flows; those of one row know nothing of each other.
const ORDER: [&[&str]; 11] = [
    &["source"],
    &["value"],
    &["article"],
    &["nlp"],
    &["facts"],
    &["lang"],
    &["extract", "reference"],
    &["check"],
    &["report"],
    &["project"],
    &["cli"],
];

/// No file of the sources is longer.
const MOST_LINES: usize = 800;
/// Files that are longer all the same, and why.
const LONGER: [(&str, &str); 0] = [];

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|row| row.contains(&module))
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

/// The modules that a line of code names by `crate::…`, in the forms `crate::a::b` and `crate::{a, b::c}`.
fn used(code: &str) -> Vec<&str> {
    let mut modules = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        if code[..at].ends_with(|before: char| before == '$' || before == '_' || before.is_alphanumeric()) {
            continue;
        }
        let rest = &code[at + found.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            modules.push(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (index, character) in group.char_indices() {
            match character {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    modules.push(name(group[start..index].trim()));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    modules.push(name(group[start..index].trim()));
                    start = index + 1;
                }
                _ => {}
            }
        }
    }
    modules.retain(|module| !module.is_empty());
    modules
}

fn name(path: &str) -> &str {
    let end = path.find(|character: char| !(character == '_' || character.is_alphanumeric()));
    &path[..end.unwrap_or(path.len())]
}

fn without_comments(text: &str) -> String {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

#[test]
fn modules_use_only_modules_before_them() {
    let mut wrong = Vec::new();
    for path in sources(Path::new("src")) {
        let inside = path.strip_prefix("src").unwrap().iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        let Some(own) = rank(inside) else {
            assert!(["lib", "main"].contains(&inside), "`{inside}` has no place in the order of the modules");
            continue;
        };
        for module in used(&without_comments(&fs::read_to_string(&path).unwrap())) {
            let allowed = module == inside || rank(module).is_some_and(|other| other < own);
            if !allowed {
                wrong.push(format!("{} uses `crate::{module}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_short() {
    let mut wrong = Vec::new();
    for path in sources(Path::new("src")).into_iter().chain(sources(Path::new("tests"))) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        let shown = path.display().to_string();
        let listed = LONGER.iter().any(|(file, reason)| *file == shown && !reason.is_empty());
        if lines > MOST_LINES && !listed {
            wrong.push(format!("{shown} has {lines} lines, more than {MOST_LINES}"));
        }
        if lines <= MOST_LINES && listed {
            wrong.push(format!("{shown} is listed as long and is not"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn miette_is_used_by_the_report_alone() {
    let outside = sources(Path::new("src")).into_iter().filter(|path| !path.starts_with("src/report"));
    let wrong: Vec<String> = outside
        .filter(|path| without_comments(&fs::read_to_string(path).unwrap()).contains("miette"))
        .map(|path| path.display().to_string())
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn uses_are_found_in_every_form() {
    assert_eq!(used("use crate::facts::Entity;"), ["facts"]);
    assert_eq!(used("use crate::{facts::{Entity, name}, lang};"), ["facts", "lang"]);
    assert_eq!(used("fn f(x: &crate::value::Value) -> crate::source::Span {}"), ["value", "source"]);
    assert!(used("my_crate::facts, $crate::facts").is_empty());
}
