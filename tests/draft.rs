//! A drafted rule file: enough checks, all of them supported, in canonical form and without advice.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::check::{Options, Verdict, evaluate};
use factlint::lang::format::format;
use factlint::lang::lint::lint;
use factlint::lang::load::{RuleFile, load};
use factlint::project::draft;
use factlint::source::Sources;
use std::path::{Path, PathBuf};

/// One check for so many words at least.
const WORDS: usize = 40;

fn articles() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")).unwrap() {
        let folder = entry.unwrap().path();
        found.extend(
            ["article.txt", "article.md", "article.html"]
                .map(|name| folder.join(name))
                .into_iter()
                .filter(|path| path.exists()),
        );
    }
    found.sort();
    found
}

/// What is wrong with the draft of an article.
fn faults(path: &str) -> Vec<String> {
    let drafted = draft(path, None, &mut Sources::default()).unwrap();
    let mut faults = Vec::new();
    if drafted.checks * WORDS < drafted.words {
        faults.push(format!("{} checks for {} words", drafted.checks, drafted.words));
    }
    let mut sources = Sources::default();
    let file = RuleFile::new("draft.rules", drafted.text.as_str());
    let rules = load(&[file], &mut sources, &|path| std::fs::read_to_string(path));
    let (source, _) = sources.all().find(|(_, source)| source.path() == "draft.rules").unwrap();
    faults.extend(rules.problems.iter().chain(&rules.notes).map(|problem| problem.message.clone()));
    faults.extend(lint(&rules, source, &drafted.text).iter().map(|advice| advice.message.clone()));
    if format(source, &drafted.text).unwrap() != drafted.text {
        faults.push(String::from("not in form"));
    }
    assert_eq!(rules.checks.len(), drafted.checks);
    let text = std::fs::read_to_string(path).unwrap();
    let kind = factlint::article::Format::of_path(Path::new(path)).unwrap();
    let article = factlint::article::read(factlint::source::SourceId(99), &text, kind);
    let facts = factlint::extract::extract(&article, &rules, None);
    let findings = evaluate(&rules, &facts, Options::default());
    let unsupported = findings.iter().filter(|finding| finding.verdict != Verdict::Supported);
    faults.extend(unsupported.map(|finding| format!("{} is {}", finding.check, finding.verdict.words())));
    faults
}

#[test]
fn every_article_supports_its_draft() {
    let articles = articles();
    assert!(articles.len() >= 10);
    let mut wrong = Vec::new();
    for path in articles {
        let faults = faults(path.to_str().unwrap());
        if !faults.is_empty() {
            wrong.push(format!("{}: {}", path.display(), faults.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_an_article_holds_cannot_leave_its_line() {
    let path = std::env::temp_dir().join(format!("factlint-draft-{}.md", std::process::id()));
    let story = "# A \"day\"\n\nJane Doe, the mayor of Leeds, said \"rule x: # no \\\" end\" on Monday.\n\n\
        | Na\"me | Co#st | x |\n| --- | --- | --- |\n| a \"b\" # c | $3 | rule y |\n| d\\\\ | $4 | use news |\n\n\
        Leeds hired 12 # people \u{1b}[31m from York.\n";
    std::fs::write(&path, story).unwrap();
    let faults = faults(path.to_str().unwrap());
    std::fs::remove_file(&path).unwrap();
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn an_article_without_claims_has_an_empty_draft() {
    let path = std::env::temp_dir().join(format!("factlint-draft-empty-{}.md", std::process::id()));
    std::fs::write(&path, "Hello.\n").unwrap();
    let drafted = draft(path.to_str().unwrap(), None, &mut Sources::default()).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!((drafted.checks, drafted.open), (0, 0));
    assert!(drafted.text.ends_with("use news\n"), "{}", drafted.text);
}
