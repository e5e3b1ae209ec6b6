//! The examples of rule files: those of the built-in packs' concepts hold, and what is printed of examples has its published form.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use factlint::lang::load::{RuleFile, load};
use factlint::lang::packs::PACKS;
use factlint::project;
use factlint::report::{Style, examples};
use factlint::source::Sources;

#[test]
fn the_examples_of_the_packs_hold() {
    let files = PACKS.iter().flat_map(|pack| [pack.name.to_owned(), format!("tests/rules/{}.rules", pack.name)]);
    let tested: Vec<_> = files.map(|file| project::test(&file, false)).collect();
    let failed = tested.iter().flat_map(|file| file.lines()).any(|line| !line.passes());
    let problems = tested.iter().any(|file| file.run.problems().next().is_some());
    assert!(!failed && !problems, "{}", examples::text(&tested, false, &Style::default()));
    assert!(tested.iter().any(|file| file.lines().count() > 20));
}

#[test]
fn the_published_schema_fits_what_is_printed() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../docs/test-output.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for file in ["tests/commands/test.in/wrong.rules", "tests/rules/news.rules", "tests/commands/fmt.in/wrong.rules"] {
        let printed = examples::json(&[project::test(file, true)]).unwrap();
        let printed: serde_json::Value = serde_json::from_str(&printed).unwrap();
        let wrong: Vec<String> = schema.iter_errors(&printed).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{file}: {wrong:?}");
    }
}

/// A rule file with one letter other than it should be: whatever is wrong with it has a place, and nothing panics.
#[test]
fn a_letter_changed_gives_no_error_without_a_place() {
    let text = include_str!("../rules/examples/sco-summit.rules");
    // Every letter, each time another change.
    let changes = text.char_indices().zip(["", "x", "\"", "(", "\n", "9", " "].into_iter().cycle());
    for ((at, letter), new) in changes {
        let changed = format!("{}{new}{}", &text[..at], &text[at + letter.len_utf8()..]);
        let rules = load(&[RuleFile::new("a.rules", changed.clone())], &mut Sources::default(), &|_| Ok(String::new()));
        for problem in &rules.problems {
            assert!(problem.at.is_some(), "{}: {}\n{changed}", problem.code, problem.message);
        }
    }
}
