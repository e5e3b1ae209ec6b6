//! The examples of rule files: those of the built-in packs' concepts hold, and what is printed of examples has its published form.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use factlint::lang::packs::PACKS;
use factlint::project;
use factlint::report::{Style, examples};

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
