//! Waiting until something that a run depends on changes.
//!
//! Files are looked at again and again: that works on every system and over every network, and costs a few milliseconds
//! for some thousand articles. How often depends on how long a look takes.

use super::plan::{Asked, plan};
use crate::report::Run;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// The time between two looks, at least.
const INTERVAL: Duration = Duration::from_millis(250);
/// A look may take a part of the time of this size.
const SHARE: u32 = 20;

/// How the files of a run look from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    files: BTreeMap<PathBuf, Option<(SystemTime, u64)>>,
}

impl Watch {
    /// Looks at the articles that are asked for, and at the other files of a run: settings, rules, facts, tables.
    pub fn new(asked: &Asked<'_>, run: &Run) -> Self {
        let articles =
            plan(asked).articles.into_iter().filter(|article| !article.from_input).map(|article| article.path);
        let others = run.sources.all().map(|(_, source)| source.path().to_owned());
        // Settings that are written in the meantime count, too.
        let settings = ["factlint.toml", "pyproject.toml", "package.json"].map(str::to_owned);
        let files = articles.chain(others).chain(settings).map(|path| {
            let data = std::fs::metadata(&path).ok();
            let seen = data.and_then(|data| Some((data.modified().ok()?, data.len())));
            (PathBuf::from(path), seen)
        });
        Self { files: files.collect() }
    }

    /// The files that are not what they were.
    fn changed(&self, before: &Self) -> Vec<PathBuf> {
        let all = self.files.keys().chain(before.files.keys());
        let mut changed: Vec<PathBuf> = all
            .filter(|path| self.files.get(*path).cloned().flatten() != before.files.get(*path).cloned().flatten())
            .cloned()
            .collect();
        changed.sort();
        changed.dedup();
        changed
    }
}

/// Waits until a file is not what it was when `before` was made, and names those that are not.
pub fn watch(asked: &Asked<'_>, run: &Run, before: &Watch) -> Vec<PathBuf> {
    loop {
        let begun = Instant::now();
        let changed = Watch::new(asked, run).changed(before);
        if !changed.is_empty() {
            return changed;
        }
        thread::sleep(INTERVAL.max(begun.elapsed() * SHARE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_new_and_removed_files_are_noticed() {
        let folder = std::env::temp_dir().join(format!("factlint-watch-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let articles = [folder.display().to_string()];
        let asked = Asked { articles: &articles, ..Asked::default() };
        let look = || Watch::new(&asked, &Run::default());
        let names = |changed: Vec<PathBuf>| -> Vec<String> {
            changed.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
        };
        std::fs::write(folder.join("a.md"), "one").unwrap();
        std::fs::write(folder.join("b.md"), "one").unwrap();
        let before = look();
        assert!(look().changed(&before).is_empty());
        std::fs::write(folder.join("a.md"), "three").unwrap();
        std::fs::remove_file(folder.join("b.md")).unwrap();
        std::fs::write(folder.join("c.md"), "one").unwrap();
        assert_eq!(names(watch(&asked, &Run::default(), &before)), ["a.md", "b.md", "c.md"]);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
