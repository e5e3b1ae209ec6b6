//! Findings that were there before, and do not count.
//!
//! A file in JSON keeps for each finding the check, the article, and the words that it rests on: it is known again wherever
//! in the article these words stand, and in an article that was renamed. What is no longer found leaves the file, so that
//! it cannot come back unseen. Findings of the baseline stay in the run, marked as suppressed.

use super::atomic;
use crate::check::{Outcome, SuppressedBy, Suppression};
use crate::report::{ArticleRun, Run};
use crate::source::{Problem, ProblemKind, Site, Source, Sources};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;

/// The version of the file's form.
const VERSION: u32 = 1;
/// The reason that reports give.
const REASON: &str = "in the baseline";

/// A finding, by what it is known again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Known {
    /// The article, with `/` between folders.
    path: String,
    /// The check.
    check: String,
    /// The words that it rests on.
    words: Vec<String>,
    /// What it says.
    message: String,
}

#[derive(Serialize, Deserialize)]
struct Line {
    #[serde(flatten)]
    known: Known,
    /// How often it is found.
    #[serde(default = "once", skip_serializing_if = "is_once")]
    count: usize,
}

fn once() -> usize {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_once(count: &usize) -> bool {
    *count == 1
}

#[derive(Serialize, Deserialize)]
struct File {
    factlint_baseline: u32,
    findings: Vec<Line>,
}

/// A baseline: findings with how often each is found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    known: BTreeMap<Known, usize>,
}

/// What became of a baseline in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Applied {
    /// So many findings were in it.
    pub found: usize,
    /// So many of its entries are no longer found.
    pub gone: usize,
}

impl Baseline {
    /// Reads a baseline; a file that is not there is an empty one.
    ///
    /// # Errors
    /// Where it cannot be read or has not the form of a baseline: the problem.
    pub fn read(path: &str, sources: &mut Sources) -> Result<Self, Problem> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => {
                let message = format!("the baseline `{path}` cannot be read: {error}");
                return Err(Problem::new(ProblemKind::Io, "bad-baseline", message).help("look at its permissions"));
            }
        };
        let file: Result<File, _> = serde_json::from_str(&text);
        match file {
            Ok(file) if file.factlint_baseline == VERSION => {
                let mut known = BTreeMap::new();
                for line in file.findings {
                    *known.entry(line.known).or_default() += line.count;
                }
                Ok(Self { known })
            }
            other => {
                let wrong =
                    other.err().map_or("it is of another version of factlint".to_owned(), |error| error.to_string());
                let source = sources.add(Source::new(path, text));
                let message = format!("`{path}` is no baseline: {wrong}");
                Err(Problem::new(ProblemKind::Parse, "bad-baseline", message)
                    .at(Site { source, span: crate::source::Span::default() }, "")
                    .help("`factlint check --write-baseline` makes it anew"))
            }
        }
    }

    /// The baseline that all findings of a run make, but for what comments suppress.
    pub fn of(run: &Run) -> Self {
        let mut known = BTreeMap::new();
        each_finding(run, |_, finding, by| {
            if by != Some(SuppressedBy::Comment) {
                *known.entry(finding).or_default() += 1;
            }
        });
        Self { known }
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.known.values().sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Marks the findings of a run that it holds. What it holds of articles that were checked, or that are no longer there,
    /// and that is not found, leaves it, if its check `runs`.
    pub fn apply(&mut self, run: &mut Run, runs: &dyn Fn(&str) -> bool) -> Applied {
        let mut left = self.known.clone();
        let mut kept: BTreeMap<Known, usize> = BTreeMap::new();
        let checked: BTreeSet<String> = run
            .articles
            .iter()
            .filter(|article| article.source.is_some())
            .map(|article| shown(&article.path))
            .collect();
        let mut marked: BTreeSet<Position> = BTreeSet::new();
        let mut open: Vec<(Position, Known)> = Vec::new();
        each_finding(run, |position, finding, by| match take(&mut left, &finding) {
            _ if by.is_some() => {}
            true => {
                *kept.entry(finding).or_default() += 1;
                marked.insert(position);
            }
            false => open.push((position, finding)),
        });
        // An article that is not there any longer may have another name now.
        let mut missing = BTreeMap::new();
        let mut is_missing = |path: &str| {
            *missing.entry(path.to_owned()).or_insert_with(|| !checked.contains(path) && !Path::new(path).exists())
        };
        let mut moved: BTreeMap<(String, Vec<String>, String), Vec<Known>> = BTreeMap::new();
        for (known, count) in &left {
            if is_missing(&known.path) {
                let content = (known.check.clone(), known.words.clone(), known.message.clone());
                moved.entry(content).or_default().extend(std::iter::repeat_n(known.clone(), *count));
            }
        }
        for (position, finding) in open {
            let content = (finding.check.clone(), finding.words.clone(), finding.message.clone());
            if moved.get_mut(&content).and_then(Vec::pop).is_some() {
                *kept.entry(finding).or_default() += 1;
                marked.insert(position);
            }
        }
        // Nothing is known of articles that were not checked.
        for (known, count) in left {
            let unseen = !checked.contains(&known.path) && !is_missing(&known.path);
            if unseen || !runs(&known.check) {
                *kept.entry(known).or_default() += count;
            }
        }
        let before = self.len();
        self.known = kept;
        mark(run, &marked);
        Applied { found: marked.len(), gone: before.saturating_sub(self.len()) }
    }

    /// Writes the baseline, as a whole or not at all.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write(&self, path: &str) -> std::io::Result<()> {
        let findings = self.known.iter().map(|(known, count)| Line { known: known.clone(), count: *count });
        let file = File { factlint_baseline: VERSION, findings: findings.collect() };
        let mut text = serde_json::to_string_pretty(&file)?;
        text.push('\n');
        atomic::write(Path::new(path), text.as_bytes())
    }
}

/// Takes one of a finding away, if there is one.
fn take(left: &mut BTreeMap<Known, usize>, finding: &Known) -> bool {
    match left.get_mut(finding) {
        Some(count) if *count > 1 => *count -= 1,
        Some(_) => {
            left.remove(finding);
        }
        None => return false,
    }
    true
}

/// The article, whether it is a finding of the rules, and its number among those.
type Position = (usize, bool, usize);

fn shown(path: &str) -> String {
    path.replace('\\', "/")
}

/// Every finding that counts, or would count if it were not suppressed.
fn each_finding(run: &Run, mut take: impl FnMut(Position, Known, Option<SuppressedBy>)) {
    for (at, article) in run.articles.iter().enumerate() {
        let known = |check: &str, message: &str, sites: &mut dyn Iterator<Item = Site>| Known {
            path: shown(&article.path),
            check: check.to_owned(),
            words: sites.map(|site| plain(run.sources.words(site))).collect(),
            message: message.to_owned(),
        };
        let by = |suppressed: &Option<Suppression>| suppressed.as_ref().map(|suppression| suppression.by);
        for (number, finding) in article.findings.iter().enumerate() {
            if finding.outcome != Outcome::Pass {
                let mut sites = finding.evidence.iter().map(|evidence| evidence.site);
                let known = known(&finding.check, &finding.message, &mut sites);
                take((at, true, number), known, by(&finding.suppressed));
            }
        }
        for (number, finding) in article.inconsistencies.iter().enumerate() {
            let mut sites = finding.places.iter().map(|place| place.site);
            let known = known(finding.check, &finding.message, &mut sites);
            take((at, false, number), known, by(&finding.suppressed));
        }
    }
}

/// Words however they are broken into lines.
fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn mark(run: &mut Run, marked: &BTreeSet<Position>) {
    let why = || Some(Suppression { by: SuppressedBy::Baseline, reason: REASON.to_owned() });
    for (at, ArticleRun { findings, inconsistencies, .. }) in run.articles.iter_mut().enumerate() {
        for (number, finding) in findings.iter_mut().enumerate() {
            if marked.contains(&(at, true, number)) {
                finding.suppressed = why();
            }
        }
        for (number, finding) in inconsistencies.iter_mut().enumerate() {
            if marked.contains(&(at, false, number)) {
                finding.suppressed = why();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::consistency::{Inconsistency, Place};
    use crate::lang::syntax::Severity;
    use crate::source::Span;

    /// A run whose articles have a finding at each `bad WORD`.
    fn run(articles: &[(&str, &str)]) -> Run {
        let mut run = Run::default();
        for (path, text) in articles {
            let source = run.sources.add(Source::new(*path, *text));
            let mut article = ArticleRun { source: Some(source), ..ArticleRun::unread(*path) };
            for (at, _) in text.match_indices("bad ") {
                let end = text[at + 4..].find(' ').map_or(text.len(), |length| at + 4 + length);
                article.inconsistencies.push(Inconsistency {
                    check: "weekday-date",
                    severity: Severity::Error,
                    message: "it is bad".into(),
                    arithmetic: None,
                    places: vec![Place { site: Site { source, span: Span::new(at, end) }, says: String::new() }],
                    fix: None,
                    suppressed: None,
                });
            }
            run.articles.push(article);
        }
        run
    }

    fn open(run: &Run) -> Vec<&str> {
        run.inconsistencies().map(|finding| run.sources.words(finding.places[0].site)).collect()
    }

    #[test]
    fn findings_are_known_by_their_words() {
        let mut baseline = Baseline::of(&run(&[("a.md", "bad day here bad day bad night")]));
        let mut later = run(&[("a.md", "New lines.\n\nbad day bad evening bad day again bad day")]);
        let applied = baseline.apply(&mut later, &|_| true);
        assert_eq!(applied, Applied { found: 2, gone: 1 });
        assert_eq!(open(&later), ["bad evening", "bad day"]);
        // What was gone once is new when it comes back.
        let mut again = run(&[("a.md", "bad night")]);
        assert_eq!(baseline.apply(&mut again, &|_| true), Applied { found: 0, gone: 2 });
        assert_eq!(open(&again), ["bad night"]);
        assert!(baseline.is_empty());
    }

    #[test]
    fn articles_may_be_renamed_but_not_copied() {
        let first = Baseline::of(&run(&[("no-such-file-1.md", "bad day")]));
        let mut renamed = run(&[("no-such-file-2.md", "bad day")]);
        assert_eq!(first.clone().apply(&mut renamed, &|_| true), Applied { found: 1, gone: 0 });
        let mut copied = run(&[("no-such-file-1.md", "bad day"), ("no-such-file-2.md", "bad day")]);
        assert_eq!(first.clone().apply(&mut copied, &|_| true), Applied { found: 1, gone: 0 });
        assert_eq!(open(&copied).len(), 1);
    }

    #[test]
    fn articles_that_are_not_checked_keep_their_entries() {
        let mut baseline = Baseline::of(&run(&[("Cargo.toml", "bad day"), ("a.md", "bad day")]));
        let applied = baseline.apply(&mut run(&[("a.md", "good day")]), &|_| true);
        assert_eq!(applied, Applied { found: 0, gone: 1 });
        assert_eq!(baseline.len(), 1);
    }

    #[test]
    fn the_file_is_read_as_it_is_written() {
        let path = std::env::temp_dir().join(format!("factlint-baseline-{}.json", std::process::id()));
        let path = path.display().to_string();
        let baseline = Baseline::of(&run(&[("a\\b.md", "bad \"day\" bad \"day\" bad é")]));
        baseline.write(&path).unwrap();
        let mut sources = Sources::default();
        assert_eq!(Baseline::read(&path, &mut sources).unwrap(), baseline);
        std::fs::write(&path, "{}").unwrap();
        assert_eq!(Baseline::read(&path, &mut sources).unwrap_err().code, "bad-baseline");
        std::fs::remove_file(&path).unwrap();
        assert!(Baseline::read(&path, &mut sources).unwrap().is_empty());
    }
}
