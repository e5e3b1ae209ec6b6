//! The two sentences that factlint was begun for, in a rule file that holds nothing else: any editor can write such a file, and
//! articles that say the same in words of their own support it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::check::{Options, Verdict, evaluate};
use factlint::lang::load::{RuleFile, load};
use factlint::source::{SourceId, Sources};
use factlint::{article, extract};

const RULES: &str = "use news\n\nrule nine: member count equals nine\nrule both: attendee appears at both summits\n";

/// The verdict on each check, with the words that it rests on.
fn checked(text: &str, format: article::Format) -> Vec<(String, Verdict, Vec<String>)> {
    let mut sources = Sources::default();
    let rules =
        load(&[RuleFile::new("house.rules", RULES)], &mut sources, &|_| Err(std::io::ErrorKind::NotFound.into()));
    assert!(rules.problems.is_empty(), "{:?}", rules.problems);
    let article = article::read(SourceId(u32::MAX), text, format);
    let facts = extract::extract(&article, &rules, None);
    evaluate(&rules, &facts, Options { trace: false })
        .into_iter()
        .map(|finding| {
            let words = finding.evidence.iter().map(|evidence| text[evidence.site.span.range()].to_owned());
            (finding.check.clone(), finding.verdict, words.collect())
        })
        .collect()
}

#[track_caller]
fn supported(found: &[(String, Verdict, Vec<String>)], check: &str, words: &[&str]) {
    let (_, verdict, evidence) = found.iter().find(|(name, ..)| name == check).unwrap();
    assert_eq!(*verdict, Verdict::Supported, "{found:?}");
    for words in words {
        assert!(evidence.iter().any(|said| said.contains(words)), "no `{words}` in {evidence:?}");
    }
}

#[test]
fn a_report() {
    let found = checked(include_str!("data/founding/report.txt"), article::Format::Text);
    supported(&found, "nine", &["nine members of the Shanghai Cooperation Organization"]);
    let words = ["Recep Tayyip Erdogan is attending the SCO summit", "he will also take part in the NATO summit"];
    supported(&found, "both", &words);
}

#[test]
fn notes_in_other_words() {
    let found = checked(include_str!("data/founding/notes.md"), article::Format::Markdown);
    supported(&found, "nine", &["SCO has nine members"]);
    let words = ["Viktor Orban was present at the SCO summit", "he will appear at the NATO summit"];
    supported(&found, "both", &words);
}

#[test]
fn a_body_by_the_last_word_of_its_name_and_both_of_the_only_two() {
    let text = include_str!("data/founding/commission.md");
    let found = checked(text, article::Format::Markdown);
    supported(&found, "nine", &["The commission has nine member states"]);
    supported(&found, "both", &["Ana Vasik of Marovia attended both summits"]);
    let eight = checked(&text.replace("nine", "eight"), article::Format::Markdown);
    assert_eq!(eight[0].1, Verdict::Contradicted, "{eight:?}");
}

#[test]
fn other_numbers_and_guests_of_one_summit_do_not_support_them() {
    let report = include_str!("data/founding/report.txt");
    let ten = checked(&report.replace("nine members", "ten members"), article::Format::Text);
    assert_eq!(ten[0].1, Verdict::Contradicted, "{ten:?}");
    let other = checked(&report.replace("where he will also", "where Joe Biden will"), article::Format::Text);
    assert_ne!(other[1].1, Verdict::Supported, "{other:?}");
}
