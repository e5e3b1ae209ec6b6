//! Waiting until something that a run depends on changes.
//!
//! Files are looked at again and again: that works on every system and over every network, and costs a few milliseconds
//! for some thousand articles. How often depends on how long a look takes.

use super::plan::{Asked, plan};
use crate::report::Run;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
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
    begun: SystemTime,
}

impl Watch {
    /// Looks at the articles that are asked for, and at the other files of a run: settings, rules, facts, tables.
    pub fn new(asked: &Asked<'_>, run: &Run) -> Self {
        let begun = SystemTime::now();
        let articles =
            plan(asked).articles.into_iter().filter(|article| !article.from_input).map(|article| article.path);
        let others = run.sources.all().map(|(_, source)| source.path().to_owned());
        // Settings that are written in the meantime count, too.
        let settings = ["factlint.toml", "pyproject.toml", "package.json"].map(str::to_owned);
        let files = articles.chain(others).chain(settings).map(|path| {
            let seen = look(&path);
            (PathBuf::from(path), seen)
        });
        Self { files: files.collect(), begun }
    }

    /// Adds the files that only the run that followed this look has named, and drops those that it no longer asks for. A file
    /// that was written since the look counts as changed, for it may have been read before.
    pub fn learn(&mut self, asked: &Asked<'_>, run: &Run) {
        let now = Self::new(asked, run);
        self.files.retain(|path, _| now.files.contains_key(path) || !path.exists());
        for (_, source) in run.sources.all() {
            let known = || look(source.path()).filter(|&(written, _)| written < self.begun);
            if !self.files.contains_key(Path::new(source.path())) {
                self.files.insert(PathBuf::from(source.path()), known());
            }
        }
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

/// When a file was written, and how long it is.
fn look(path: impl AsRef<Path>) -> Option<(SystemTime, u64)> {
    let data = std::fs::metadata(path).ok()?;
    Some((data.modified().ok()?, data.len()))
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
    use crate::source::Source;

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

    #[test]
    fn what_is_written_while_a_run_goes_on_is_noticed() {
        let folder = std::env::temp_dir().join(format!("factlint-watch-during-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let articles = [folder.display().to_string()];
        let asked = Asked { articles: &articles, ..Asked::default() };
        let (article, rules, old) = (folder.join("a.md"), folder.join("a.rules"), folder.join("old.rules"));
        for file in [&article, &rules, &old] {
            std::fs::write(file, "one").unwrap();
        }
        let with = |files: &[&PathBuf]| {
            let mut run = Run::default();
            for file in files {
                run.sources.add(Source::new(file.display().to_string(), "one"));
            }
            run
        };
        thread::sleep(Duration::from_millis(20));
        // Nothing is written: a run that names other files than the one before waits.
        let mut before = Watch::new(&asked, &with(&[&old]));
        let run = with(&[&rules]);
        before.learn(&asked, &run);
        assert_eq!(Watch::new(&asked, &run).changed(&before), Vec::<PathBuf>::new());
        // A rule file that only this run has named, and an article.
        let mut before = Watch::new(&asked, &Run::default());
        thread::sleep(Duration::from_millis(20));
        std::fs::write(&article, "three").unwrap();
        std::fs::write(&rules, "three").unwrap();
        before.learn(&asked, &run);
        assert_eq!(watch(&asked, &run, &before), [article, rules]);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
