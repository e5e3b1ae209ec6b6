//! Rule files and all that they use, read, parsed and resolved.
//!
//! Enters: the files that the user names, and a reader of further ones. Leaves: a [`RuleSet`]. Guaranteed: each file is
//! read once, in an order in which a file stands behind those that it uses; a file that is missing or used in a circle is
//! a problem at the `use` line.

use super::packs::{PACKS, pack};
use super::parse::parse;
use super::resolve::{Parsed, resolve};
use super::ruleset::RuleSet;
use super::syntax::{BlockKind, Text, Use};
use crate::source::{Problem, ProblemKind, Site, SourceId, Sources};
use rustc_hash::FxHashMap;
use std::io;

/// Files that use each other more deeply than this are not followed.
const MAX_DEPTH: usize = 64;

/// A rule file as the user names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFile {
    /// Its path, `-` for standard input.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl RuleFile {
    /// A file of that path and text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}

/// Loads rule files with everything that they use. `read` reads a further file by its path; the text of every file goes
/// to `sources`, so that problems can show it.
///
/// ```
/// use factlint::lang::load::{RuleFile, load};
/// use factlint::source::Sources;
///
/// let mut sources = Sources::default();
/// let file = RuleFile::new("house.rules", "use news\n\nrule host\n  Kazakhstan hosts the SCO summit\n");
/// let rules = load(&[file], &mut sources, &|path| std::fs::read_to_string(path));
/// assert!(rules.problems.is_empty());
/// assert_eq!(rules.checks.len(), 1);
/// ```
pub fn load(files: &[RuleFile], sources: &mut Sources, read: &dyn Fn(&str) -> io::Result<String>) -> RuleSet {
    let mut loader = Loader {
        sources,
        read,
        parsed: Vec::new(),
        known: FxHashMap::default(),
        open: Vec::new(),
        problems: Vec::new(),
    };
    for file in files {
        let key = normal(&file.path);
        if !loader.known.contains_key(&key) {
            loader.take(&key, &file.path, &file.text, false);
        }
    }
    let Loader { parsed, problems, .. } = loader;
    let mut rules = resolve(&parsed);
    rules.problems.splice(0..0, problems);
    rules
}

struct Loader<'a> {
    sources: &'a mut Sources,
    read: &'a dyn Fn(&str) -> io::Result<String>,
    parsed: Vec<Parsed>,
    /// Files by key; `None` while they are open.
    known: FxHashMap<String, Option<SourceId>>,
    open: Vec<String>,
    problems: Vec<Problem>,
}

impl Loader<'_> {
    fn take(&mut self, key: &str, path: &str, text: &str, pack: bool) {
        let source = self.sources.add_once(path, text);
        self.known.insert(key.to_owned(), None);
        self.open.push(key.to_owned());
        let (file, problems) = parse(source, text);
        self.problems.extend(problems);
        for block in &file.blocks {
            match &block.kind {
                BlockKind::Use(Use::Pack(name)) => self.use_pack(source, name),
                BlockKind::Use(Use::File(name)) => self.use_file(source, path, name),
                _ => {}
            }
        }
        self.open.pop();
        self.known.insert(key.to_owned(), Some(source));
        self.parsed.push(Parsed { source, file, pack });
    }

    fn use_pack(&mut self, source: SourceId, name: &Text) {
        let Some(pack) = pack(&name.text) else {
            let names: Vec<String> = PACKS.iter().map(|pack| format!("`{}`", pack.name)).collect();
            let site = Site { source, span: name.span };
            self.problems.push(
                Problem::new(
                    ProblemKind::Reference,
                    "unknown-pack",
                    format!("there is no built-in pack `{}`", name.text),
                )
                .at(site, "unknown")
                .help(format!(
                    "the packs are {}; a file of your own stands in quotation marks: `use \"./{}.rules\"`",
                    names.join(", "),
                    name.text
                )),
            );
            return;
        };
        let key = pack.path();
        if !self.known.contains_key(&key) {
            self.take(&key, &pack.path(), pack.text, true);
        }
    }

    fn use_file(&mut self, source: SourceId, from: &str, name: &Text) {
        let site = Site { source, span: name.span };
        let path = beside(from, &name.text);
        let key = normal(&path);
        match self.known.get(&key) {
            Some(Some(_)) => return,
            Some(None) => {
                let from = self.open.iter().position(|open| *open == key).unwrap_or(0);
                let circle =
                    self.open.iter().skip(from).chain([&key]).map(|file| format!("`{file}`")).collect::<Vec<_>>();
                self.problems.push(
                    Problem::new(
                        ProblemKind::Reference,
                        "use-cycle",
                        format!("these files use each other in a circle: {}", circle.join(" → ")),
                    )
                    .at(site, "closes the circle")
                    .help("move what both need into a third file"),
                );
                return;
            }
            None => {}
        }
        if self.open.len() >= MAX_DEPTH {
            self.problems.push(
                Problem::new(
                    ProblemKind::Limit,
                    "use-too-deep",
                    format!("files use each other more than {MAX_DEPTH} deep"),
                )
                .at(site, "not followed")
                .help("use the files directly from the first one"),
            );
            return;
        }
        match (self.read)(&path) {
            Ok(text) => self.take(&key, &path, &text, false),
            Err(error) => {
                let (message, help) = match error.kind() {
                    io::ErrorKind::NotFound => (
                        format!("there is no file `{path}`"),
                        String::from("the path is relative to the file that uses it"),
                    ),
                    io::ErrorKind::InvalidData => {
                        (format!("the file `{path}` is not UTF-8"), String::from("save it as UTF-8"))
                    }
                    _ => (
                        format!("the file `{path}` cannot be read: {error}"),
                        String::from("check that it is a file and may be read"),
                    ),
                };
                self.problems.push(
                    Problem::new(ProblemKind::Reference, "missing-file", message).at(site, "cannot be read").help(help),
                );
            }
        }
    }
}

/// The path of a file that another one names, relative to it.
fn beside(from: &str, name: &str) -> String {
    let absolute = name.starts_with('/') || name.get(1..3) == Some(":\\") || name.get(1..3) == Some(":/");
    match from.rfind(['/', '\\']) {
        Some(at) if !absolute => normal(&format!("{}{name}", from.get(..=at).unwrap_or_default())),
        _ => normal(name),
    }
}

/// A path without `.` and, as far as that can be told, without `..`.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']) {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|last| !matches!(*last, ".." | "")) => {
                parts.pop();
            }
            "" if !parts.is_empty() => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(files: &[(&str, &str)]) -> (RuleSet, Sources) {
        let mut sources = Sources::default();
        let (first, text) = files[0];
        let rules = load(&[RuleFile::new(first, text)], &mut sources, &|path| {
            let found = files.iter().find(|(name, _)| *name == path);
            found.map(|(_, text)| (*text).to_owned()).ok_or_else(|| io::ErrorKind::NotFound.into())
        });
        (rules, sources)
    }

    fn codes(rules: &RuleSet) -> Vec<&'static str> {
        rules.problems.iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn a_file_is_found_beside_the_one_that_uses_it() {
        let (rules, _) = run(&[
            (
                "a/main.rules",
                "use \"./sub/house.rules\"\nuse \"../a/sub/house.rules\"\nrule r\n  Ada writes \"Notes\"\n",
            ),
            ("a/sub/house.rules", "use news\nrelation person writes work\n"),
        ]);
        assert_eq!(codes(&rules), Vec::<&str>::new());
        assert_eq!(rules.checks.len(), 1);
    }

    #[test]
    fn circles_and_missing_files_are_told_at_the_use_line() {
        let (rules, sources) =
            run(&[("a.rules", "use \"b.rules\"\n"), ("b.rules", "use \"./a.rules\"\nuse \"c.rules\"\nuse nws\n")]);
        assert_eq!(codes(&rules), ["use-cycle", "missing-file", "unknown-pack"]);
        let words = |index: usize| sources.words(rules.problems[index].at.as_ref().unwrap().site).to_owned();
        assert_eq!(words(0), "\"./a.rules\"");
        assert_eq!(words(1), "\"c.rules\"");
    }

    #[test]
    fn paths_are_made_plain() {
        assert_eq!(normal("./a/../b//c.rules"), "b/c.rules");
        assert_eq!(normal("../a.rules"), "../a.rules");
        assert_eq!(beside("/x/y.rules", "/z.rules"), "/z.rules");
    }
}
