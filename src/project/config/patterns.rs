//! Patterns of paths, in the form of `.gitignore`: `*.md`, `sports/`, `/drafts/**/old-*`.

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::Path;

/// Some patterns; a later one wins, and one that begins with `!` takes away.
#[derive(Debug, Clone)]
pub struct Patterns {
    matcher: Gitignore,
    /// The patterns as they are written.
    pub written: Vec<String>,
}

impl Default for Patterns {
    fn default() -> Self {
        Self { matcher: Gitignore::empty(), written: Vec::new() }
    }
}

impl Patterns {
    /// Reads patterns.
    ///
    /// # Errors
    /// The first that is none, by its number, and what is wrong with it.
    pub(super) fn new(written: Vec<String>) -> Result<Self, (usize, String)> {
        let mut builder = GitignoreBuilder::new("");
        for (at, pattern) in written.iter().enumerate() {
            // A leading `#` or blank is no comment here.
            let line = if pattern.starts_with('#') { format!("\\{pattern}") } else { pattern.clone() };
            let line = line.strip_prefix("./").map(|rest| format!("/{rest}")).unwrap_or(line);
            builder.add_line(None, &line).map_err(|error| (at, error.to_string()))?;
        }
        let matcher = builder.build().map_err(|error| (0, error.to_string()))?;
        Ok(Self { matcher, written })
    }

    /// Whether there are none.
    pub(in crate::project) fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// Whether a file, by its path from the folder of the config file, or a folder that it lies in, fits.
    pub(in crate::project) fn fit(&self, path: &Path) -> bool {
        !self.is_empty() && !path.has_root() && self.matcher.matched_path_or_any_parents(path, false).is_ignore()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_gitignore() {
        let fits = |patterns: &[&str], path: &str| {
            Patterns::new(patterns.iter().map(ToString::to_string).collect()).unwrap().fit(Path::new(path))
        };
        assert!(fits(&["*.md"], "a/b/story.md"));
        assert!(fits(&["sports/"], "sports/2018/final.md"));
        assert!(fits(&["sports"], "desk/sports/final.md"));
        assert!(!fits(&["/sports"], "desk/sports/final.md"));
        assert!(fits(&["./sports"], "sports/final.md"));
        assert!(!fits(&["./sports"], "desk/sports/final.md"));
        assert!(fits(&["drafts/**/*.txt"], "drafts/a/b/x.txt"));
        assert!(!fits(&["*.md", "!README.md"], "README.md"));
        assert!(!fits(&[], "README.md"));
        assert!(Patterns::new(vec!["a".into(), "a{b".into()]).is_err_and(|(at, _)| at == 1));
    }
}
