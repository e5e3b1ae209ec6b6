//! The articles of a folder.

use super::config::Config;
use crate::article::Format;
use crate::source::{Problem, ProblemKind};
use ignore::{DirEntry, WalkBuilder};
use std::path::Path;

/// The articles below a folder, in the order of their names: files whose endings are those of articles, save for what is
/// hidden, what git ignores, what a `.factlintignore` names, and what the settings exclude. With `patterns` only those
/// that fit the `articles` of the settings.
pub(super) fn articles(
    folder: &Path,
    config: Option<&Config>,
    patterns: bool,
    problems: &mut Vec<Problem>,
) -> Vec<String> {
    let root = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut builder = WalkBuilder::new(root);
    builder.require_git(false).add_custom_ignore_filename(".factlintignore").sort_by_file_name(Ord::cmp);
    let mut found = Vec::new();
    for entry in builder.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let message = format!("a part of the folder `{}` cannot be read: {error}", root.display());
                let problem = Problem::new(ProblemKind::Io, "unreadable-file", message);
                problems.push(problem.help("look at the permissions, or exclude it"));
                continue;
            }
        };
        if is_article(&entry) && fits(&entry, config, patterns) {
            let path = entry.path();
            let path = path.strip_prefix("./").unwrap_or(path);
            match path.to_str() {
                Some(path) => found.push(path.to_owned()),
                None => problems.push(no_text(path)),
            }
        }
    }
    found
}

/// Names are printed, compared and kept as text.
fn no_text(path: &Path) -> Problem {
    let message = format!("the article `{}` cannot be read: its name is not UTF-8", path.display());
    Problem::new(ProblemKind::Io, "unreadable-file", message).help("rename the file, or exclude it")
}

fn is_article(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_file()) && Format::of_path(entry.path()).is_some()
}

fn fits(entry: &DirEntry, config: Option<&Config>, patterns: bool) -> bool {
    let Some(config) = config else { return true };
    let Some(path) = config.relative(entry.path()) else { return true };
    let wanted = !patterns || config.articles.is_empty() || config.articles.fit(&path);
    wanted && !config.exclude.fit(&path)
}

/// Whether the settings exclude a file.
pub(super) fn is_excluded(path: &Path, config: &Config) -> bool {
    config.relative(path).is_some_and(|path| config.exclude.fit(&path))
}
