//! The settings of a project: `factlint.toml`, `[tool.factlint]` in `pyproject.toml`, or `"factlint"` in `package.json`.
//!
//! Enters: the folder in which the command is run, or the name of a file. Leaves: a [`Config`], every setting with its
//! place. Guaranteed: a setting that is not known, or has not the form asked for, is a problem at its place.
//!
//! [`mod@find`] → `toml` or `json` → `node` → `read` by the table of `keys`.

mod find;
mod json;
mod keys;
mod node;
mod patterns;
mod read;
mod toml;

pub(super) use find::{find, open};
pub(super) use patterns::Patterns;

use crate::article::Format;
use crate::lang::syntax::TuneChange;
use crate::source::{Site, SourceId};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// A setting, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct At<T> {
    /// What is set.
    pub value: T,
    /// Where.
    pub site: Site,
}

/// What a check is set to.
pub type Level = (String, TuneChange);

/// What holds for some articles.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Rule files, as paths from the folder of the command, or names of packs.
    pub rules: Vec<At<String>>,
    /// Facts files, as paths from the folder of the command.
    pub facts: Vec<At<String>>,
    /// What relative dates count from.
    pub dateline: Option<At<Date>>,
    /// Checks with what they are set to.
    pub levels: Vec<At<Level>>,
}

/// Settings for the articles that fit some patterns.
#[derive(Debug)]
pub struct Override {
    /// Which articles.
    pub paths: Patterns,
    /// What holds for them beside what holds for all.
    pub rules: Rules,
    /// The table.
    pub site: Site,
}

/// The settings of a project.
#[derive(Debug)]
pub struct Config {
    /// The file, as a path from the folder of the command.
    pub path: String,
    /// Its text.
    pub source: SourceId,
    /// Its folder, as a path from the folder of the command; empty for that folder itself.
    pub folder: PathBuf,
    /// Which files are articles; all of them, if none is named.
    pub articles: Patterns,
    /// Which files are none.
    pub exclude: Patterns,
    /// What holds for all articles.
    pub rules: Rules,
    /// What holds for some.
    pub overrides: Vec<Override>,
    /// What makes the exit status 1.
    pub fail_on: Option<At<String>>,
    /// The least share of the claims that some check has to speak about, in percent.
    pub fail_under: Option<At<usize>>,
    /// How many threads.
    pub jobs: Option<At<usize>>,
    /// Whether there is a cache.
    pub cache: Option<At<bool>>,
    /// Where the cache lies.
    pub cache_dir: Option<At<PathBuf>>,
    /// The baseline.
    pub baseline: Option<At<String>>,
}

impl Config {
    /// A path of the config file, as one from the folder of the command.
    fn resolve(&self, path: &str) -> String {
        self.folder.join(path).display().to_string()
    }

    /// A path from the folder of the command, as one from the folder of the config file; `None` outside of it.
    pub(super) fn relative(&self, path: &Path) -> Option<PathBuf> {
        let here = std::env::current_dir().ok()?;
        let folder = normal(&here.join(&self.folder));
        normal(&here.join(path)).strip_prefix(folder).ok().map(Path::to_path_buf)
    }

    /// Whether `factlint check` without arguments checks a file; if not, why not.
    pub fn takes(&self, path: &Path) -> (bool, &'static str) {
        match self.relative(path) {
            None => (false, "not below the settings: checked only if it is named"),
            Some(_) if Format::of_path(path).is_none() => {
                (false, "no ending of an article: checked only if it is named")
            }
            Some(own) if self.exclude.fit(&own) => (false, "excluded: checked only if it is named"),
            Some(own) if !self.articles.is_empty() && !self.articles.fit(&own) => {
                (false, "not among `articles`: checked only if it is named")
            }
            Some(_) => (true, ""),
        }
    }

    /// The overrides that hold for an article, in the order of the file.
    pub fn overrides_of(&self, path: &Path) -> Vec<&Override> {
        let Some(path) = self.relative(path) else { return Vec::new() };
        self.overrides.iter().filter(|known| known.paths.fit(&path)).collect()
    }
}

/// A path without `.` and `..`; links are not followed.
pub(super) fn normal(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut parts = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if parts.file_name().is_some() => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts
}
