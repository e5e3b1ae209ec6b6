//! How often the verdicts on annotated articles are right: `cargo run --release --example case_accuracy -- [--wrong] FOLDER…`.
//!
//! A folder is a case (`article.txt`, `.md` or `.html`, `rules.rules`, `expected.yaml`, as `tests/cases/README.md` has it) or
//! holds cases. Printed are, for each and in all, the share of right verdicts, the false ones, precision and recall of the
//! verdicts that say something (supported, contradicted), and how often the evidence shown holds the words expected;
//! `--wrong` lists the checks that are wrong.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a tool for developers"
)]

use factlint::article::{self, Format};
use factlint::check::{self, Options, Verdict};
use factlint::extract;
use factlint::lang::load::{RuleFile, load};
use factlint::source::{Source, Sources};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What is expected of a check.
#[derive(Debug, Deserialize)]
struct Expected {
    verdict: String,
    #[serde(default)]
    evidence: Vec<String>,
}

/// The counts of one case or of several.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Checks annotated.
    pub checks: usize,
    /// Verdicts that are right.
    pub right: usize,
    /// Right ones among the supported and contradicted ones.
    pub said_right: usize,
    /// All that the engine calls supported or contradicted.
    pub said: usize,
    /// All that are supported or contradicted.
    pub settled: usize,
    /// Called supported, and are not.
    pub false_supported: usize,
    /// Called contradicted, and are not.
    pub false_contradicted: usize,
    /// Without a verdict.
    pub failed: usize,
    /// Right verdicts with expected evidence, and those that show it.
    pub evidence: (usize, usize),
    /// The checks that are wrong.
    pub wrong: Vec<String>,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.checks += other.checks;
        self.right += other.right;
        self.said_right += other.said_right;
        self.said += other.said;
        self.settled += other.settled;
        self.false_supported += other.false_supported;
        self.false_contradicted += other.false_contradicted;
        self.failed += other.failed;
        self.evidence.0 += other.evidence.0;
        self.evidence.1 += other.evidence.1;
        self.wrong.extend(other.wrong.iter().cloned());
    }
}

fn main() {
    let mut list = false;
    let mut all = Tally::default();
    for argument in std::env::args().skip(1) {
        if argument == "--wrong" {
            list = true;
            continue;
        }
        for folder in cases(Path::new(&argument)) {
            let tally = run(&folder);
            print(&folder.file_name().unwrap_or_default().to_string_lossy(), &tally, list);
            all.add(&tally);
        }
    }
    print("total", &all, false);
}

/// The cases in a folder, or the folder itself if it is one, by name.
pub fn cases(folder: &Path) -> Vec<PathBuf> {
    if folder.join("expected.yaml").exists() {
        return vec![folder.to_owned()];
    }
    let inside = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<PathBuf> =
        inside.map(|entry| entry.unwrap().path()).filter(|path| path.join("expected.yaml").exists()).collect();
    found.sort();
    found
}

/// Checks one case.
pub fn run(folder: &Path) -> Tally {
    let expected: BTreeMap<String, Expected> =
        serde_yaml::from_str(&std::fs::read_to_string(folder.join("expected.yaml")).unwrap()).unwrap();
    let (path, format) =
        [("article.txt", Format::Text), ("article.md", Format::Markdown), ("article.html", Format::Html)]
            .into_iter()
            .find(|(name, _)| folder.join(name).exists())
            .unwrap_or_else(|| panic!("{} has no article", folder.display()));
    let text = std::fs::read_to_string(folder.join(path)).unwrap();
    let mut sources = Sources::default();
    let source = sources.add(Source::new(path, text.clone()));
    let article = article::read(source, &text, format);
    let rules = RuleFile::new("rules.rules", std::fs::read_to_string(folder.join("rules.rules")).unwrap());
    let rules = load(&[rules], &mut sources, &|used| std::fs::read_to_string(folder.join(used)));
    let facts = extract::extract(&article, &rules, None);
    let mut tally = Tally::default();
    let findings = check::evaluate(&rules, &facts, Options::default());
    for (name, expected) in &expected {
        let found = findings.iter().find(|finding| finding.check == *name);
        let said = found.map_or("failed", |finding| match finding.verdict {
            Verdict::Supported => "supported",
            Verdict::Contradicted => "contradicted",
            Verdict::NotStated => "not stated",
            Verdict::NotCheckable => "failed",
        });
        let settles = |verdict: &str| matches!(verdict, "supported" | "contradicted");
        let right = said == expected.verdict;
        tally.checks += 1;
        tally.settled += usize::from(settles(&expected.verdict));
        tally.said += usize::from(settles(said));
        tally.said_right += usize::from(settles(said) && right);
        tally.right += usize::from(right);
        tally.failed += usize::from(said == "failed");
        tally.false_supported += usize::from(said == "supported" && !right);
        tally.false_contradicted += usize::from(said == "contradicted" && !right);
        if !right {
            tally.wrong.push(format!("{name}: expected {}, said {said}", expected.verdict));
        } else if !expected.evidence.is_empty() {
            let spans: Vec<(usize, usize)> = found
                .iter()
                .flat_map(|finding| &finding.evidence)
                .filter(|evidence| evidence.site.source == source)
                .map(|evidence| (evidence.site.span.start as usize, evidence.site.span.end as usize))
                .collect();
            let shown = expected.evidence.iter().all(|words| {
                text.match_indices(words.as_str())
                    .any(|(at, _)| spans.iter().any(|&(start, end)| start < at + words.len() && at < end))
            });
            tally.evidence.0 += 1;
            tally.evidence.1 += usize::from(shown);
        }
    }
    tally
}

fn print(name: &str, tally: &Tally, list: bool) {
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    println!(
        "{name:24} {:4} checks  right {:5.1}%  false supported {:2}  false contradicted {:2}  failed {:2}  precision {:5.1}%  recall {:5.1}%  evidence {:5.1}%",
        tally.checks,
        share(tally.right, tally.checks),
        tally.false_supported,
        tally.false_contradicted,
        tally.failed,
        share(tally.said_right, tally.said),
        share(tally.said_right, tally.settled),
        share(tally.evidence.1, tally.evidence.0),
    );
    if list {
        tally.wrong.iter().for_each(|wrong| println!("    {wrong}"));
    }
}
