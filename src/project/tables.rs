//! Tables beside an article: a file of comma-separated values that a rule names.
//!
//! `in the table "Medals", …` means the file `medals.csv` in the article's folder, unless the article has such a table.

use super::{decode::decode, input};
use crate::article;
use crate::facts::{FactStore, Table, table};
use crate::lang::RuleSet;
use crate::lang::formula::Formula;
use crate::source::{Problem, Source, Sources};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The tables that the rules name, that the article lacks, and that lie beside it.
pub(super) fn beside(
    article: &str,
    rules: &RuleSet,
    facts: &FactStore,
    sources: &mut Sources,
    problems: &mut Vec<Problem>,
) -> Vec<Table> {
    let mut names = BTreeSet::new();
    rules.checks.iter().flat_map(|check| &check.sentences).for_each(|(sentence, _)| named(sentence, &mut names));
    names.retain(|name| !facts.tables().iter().any(|table| table.is_called(name, true)));
    if names.is_empty() || article == input::STANDARD_INPUT {
        return Vec::new();
    }
    let files = files(Path::new(article).parent().unwrap_or(Path::new("")));
    let mut tables = Vec::new();
    for name in names {
        let Some(path) =
            files.iter().find(|path| path.file_stem().is_some_and(|stem| same(&stem.to_string_lossy(), name)))
        else {
            continue;
        };
        let path = path.display().to_string();
        let text =
            input::read(&path, "table", article::MAX_BYTES).and_then(|bytes| decode(&path, "table", bytes, sources));
        match text {
            Ok(text) => {
                let source = sources.add(Source::new(path.as_str(), text.as_str()));
                tables.extend(table::from_csv(name, &text, source));
            }
            Err(problem) => problems.push(problem),
        }
    }
    tables
}

/// Whether the rules name any table.
pub(super) fn are_named(rules: &RuleSet) -> bool {
    let mut names = BTreeSet::new();
    rules.checks.iter().flat_map(|check| &check.sentences).for_each(|(sentence, _)| named(sentence, &mut names));
    !names.is_empty()
}

/// The tables that a sentence names.
fn named<'a>(formula: &'a Formula, names: &mut BTreeSet<&'a str>) {
    match formula {
        Formula::All(parts) | Formula::Any(parts) => parts.iter().for_each(|part| named(part, names)),
        Formula::Not(part) => named(part, names),
        Formula::If { condition, then } => {
            named(condition, names);
            named(then, names);
        }
        Formula::Rows(rows) => {
            names.insert(&rows.table);
        }
        _ => {}
    }
}

/// The files of comma-separated values in a folder, by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let here = folder.as_os_str().is_empty();
    let entries = std::fs::read_dir(if here { Path::new(".") } else { folder }).into_iter().flatten();
    let is_csv = |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let mut files: Vec<PathBuf> =
        entries.filter_map(|entry| Some(folder.join(entry.ok()?.file_name()))).filter(is_csv).collect();
    files.sort();
    files
}

/// Whether the name of a file is that of a table: case and what parts the words make no difference.
fn same(stem: &str, name: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let (stem, name): (String, String) = (letters(stem), letters(name));
    stem == name
}
