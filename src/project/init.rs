//! First settings for a project, by what lies in its folder.

use super::atomic;
use super::config;
use super::facts_file::is_facts_file;
use super::walk;
use crate::source::Sources;
use ignore::WalkBuilder;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The file that is written.
const NAME: &str = "factlint.toml";
/// The word that facts files begin with, in YAML or JSON.
const FACTS: &[u8] = b"factlint_facts";
/// So many bytes of a file are looked at for that word.
const LOOKED_AT: u64 = 512;
/// More rule files than this are named by a pattern.
const MOST_NAMED: usize = 6;
/// Files that speak of the project itself and are no articles, without their endings, in lower case.
const ABOUT_THE_PROJECT: [&str; 9] = [
    "readme",
    "license",
    "licence",
    "changelog",
    "contributing",
    "code_of_conduct",
    "security",
    "authors",
    "requirements",
];

/// Why settings were not written.
#[derive(Debug)]
pub enum InitError {
    /// There are some, in this file.
    Exists(String),
    /// They cannot be written.
    Io(io::Error),
}

/// What lies in a folder.
#[derive(Debug, Default)]
pub struct Survey {
    rules: Vec<String>,
    facts: Vec<String>,
    /// How many articles there are, by the folder right below; those beside the settings under an empty name.
    articles: BTreeMap<String, usize>,
    /// Files about the project that would be taken for articles.
    about: Vec<String>,
}

/// Looks at the folder of the command.
pub fn survey() -> Survey {
    let mut seen = Survey::default();
    let walk = WalkBuilder::new(".").require_git(false).sort_by_file_name(Ord::cmp).build();
    for entry in walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file())) {
        let path = entry.path().strip_prefix("./").unwrap_or(entry.path());
        let shown = path.display().to_string().replace('\\', "/");
        if path.extension().is_some_and(|ending| ending == "rules") {
            seen.rules.push(shown);
        } else if is_facts_file(&shown) && begins_as_facts(path) {
            seen.facts.push(shown);
        }
    }
    for article in walk::articles(Path::new(""), None, false, &mut Vec::new()) {
        let path = PathBuf::from(&article);
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_lowercase();
        if ABOUT_THE_PROJECT.contains(&stem.as_str()) {
            seen.about.push(article.replace('\\', "/"));
            continue;
        }
        let folder = path.components().next().filter(|_| path.components().count() > 1);
        let folder = folder.map(|first| first.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
        *seen.articles.entry(folder).or_default() += 1;
    }
    seen
}

fn begins_as_facts(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(LOOKED_AT).read_to_end(&mut start));
    read.is_ok() && start.windows(FACTS.len()).any(|words| words == FACTS)
}

impl Survey {
    /// What there is, in a few words.
    pub fn summary(&self) -> String {
        let count =
            |count: usize, of: &str| if count == 1 { format!("{count} {of}") } else { format!("{count} {of}s") };
        format!(
            "{}, {}, {}",
            count(self.articles.values().sum(), "article"),
            count(self.rules.len(), "rule file"),
            count(self.facts.len(), "facts file")
        )
    }

    /// The settings, as the file that is written.
    pub fn settings(&self) -> String {
        let mut out = String::from(
            "# Settings of factlint: `factlint check` checks what they say, `factlint config ARTICLE` shows what holds for\n\
             # an article. Paths count from this file; patterns are those of .gitignore.\n\n",
        );
        // Writing to a text cannot fail.
        let mut list = |comment: &str, name: &str, items: &[String], is_set: bool| {
            let items: Vec<String> = items.iter().map(|item| toml_text(item)).collect();
            let mark = if is_set { "" } else { "# " };
            let _ = writeln!(out, "# {comment}\n{mark}{name} = [{}]\n", items.join(", "));
        };
        let folders: Vec<String> =
            self.articles.keys().filter(|folder| !folder.is_empty()).map(|folder| format!("/{folder}/")).collect();
        let beside = self.articles.contains_key("");
        let some = !folders.is_empty() && !beside;
        let shown = if some { folders } else { vec!["/stories/".to_owned()] };
        list(
            "Which files are articles: those in these folders; without this line, every .txt, .md and .html.",
            "articles",
            &shown,
            some,
        );
        let excluded = !self.about.is_empty() && !some;
        let about: Vec<String> = self.about.iter().map(|path| format!("/{path}")).collect();
        let shown = if excluded { about } else { vec!["/drafts/".to_owned()] };
        list("Which files are none.", "exclude", &shown, excluded);
        let rules = match self.rules.as_slice() {
            [] => vec!["house.rules".to_owned()],
            some if some.len() > MOST_NAMED => vec!["*.rules".to_owned()],
            some => some.to_vec(),
        };
        list(
            "What articles are checked against; without rules they are checked against themselves.",
            "rules",
            &rules,
            !self.rules.is_empty(),
        );
        let facts = if self.facts.is_empty() { vec!["people.yaml".to_owned()] } else { self.facts.clone() };
        list("Statements that are added to those of every article.", "facts", &facts, false);
        out.push_str(
            "# What makes the exit status 1: \"error\", \"warning\", \"note\" or \"never\".\nfail-on = \"error\"\n\n\
             # The least share of the claims that some check has to speak about, in percent (`--coverage` tells it).\n\
             # fail-under = 80\n\n\
             # Findings that were there before and do not count: `factlint check --write-baseline` writes the file.\n\
             # baseline = \"factlint-baseline.json\"\n\n\
             # Checks of the rules and of factlint itself (`factlint explain` lists these): \"error\", \"warning\", \"note\",\n\
             # \"off\" or \"on\".\n[checks]\n# name-variant = \"off\"\n\n\
             # Other settings for some articles; `rules` and `facts` are added to those above.\n\
             # [[overrides]]\n# paths = [\"/sports/\"]\n# rules = [\"sports.rules\"]\n# checks = { score = \"warning\" }\n",
        );
        out
    }

    /// Writes the settings; the name of the file.
    ///
    /// # Errors
    /// Where there are settings, unless they are to be replaced, or where the file cannot be written.
    pub fn write(&self, replace: bool) -> Result<String, InitError> {
        let mut problems = Vec::new();
        let known = config::find(&mut Sources::default(), &mut problems);
        // Settings above this folder may stay: the nearest count.
        let here = known.filter(|config| config.folder.as_os_str().is_empty()).map(|config| config.path);
        let here = here.or_else(|| Path::new(NAME).exists().then(|| NAME.to_owned()));
        if let Some(path) = here.filter(|path| !replace || path != NAME) {
            return Err(InitError::Exists(path));
        }
        atomic::write(Path::new(NAME), self.settings().as_bytes()).map_err(InitError::Io)?;
        Ok(NAME.to_owned())
    }
}

fn toml_text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
