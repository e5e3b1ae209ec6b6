//! Prints the checks of rule files as formulas, and every problem: `cargo run --example readings -- FILE…`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::lang::load::{RuleFile, load};
use factlint::lang::show;
use factlint::source::Sources;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let mut sources = Sources::default();
        let file = RuleFile::new(path.as_str(), std::fs::read_to_string(&path)?);
        let start = std::time::Instant::now();
        let rules = load(&[file], &mut sources, &|path| std::fs::read_to_string(path));
        let time = start.elapsed();
        if rules.checks.len() < 1000 {
            for check in &rules.checks {
                for (formula, _) in &check.sentences {
                    println!("{}: {}", check.name, show::formula(formula, &rules.lexicon));
                }
            }
            for concept in rules.lexicon.concepts.iter().filter(|concept| concept.definition.is_some()) {
                for alternative in concept.definition.iter().flat_map(|definition| &definition.alternatives) {
                    println!("define {}: {}", concept.key, show::formula(alternative, &rules.lexicon));
                }
            }
            for formula in rules.facts.iter().map(|fact| &fact.sentence) {
                println!("fact: {}", show::formula(formula, &rules.lexicon));
            }
        }
        for problem in rules.problems.iter().chain(&rules.notes).take(200) {
            let place = problem.at.as_ref().map(|label| (label.site, label.text.as_str()));
            let line = place.and_then(|(site, _)| Some(sources.get(site.source)?.position(site.span.start)));
            let file = place.and_then(|(site, _)| sources.get(site.source)).map_or("", |source| source.path());
            println!("{}: {}", problem.code, problem.message);
            if let (Some((site, label)), Some(line)) = (place, line) {
                println!("   at {file}:{}:{} `{}` ({label})", line.line, line.column, sources.words(site));
            }
            for related in &problem.related {
                println!("   see `{}`: {}", sources.words(related.site), related.text);
            }
            if let Some(help) = &problem.help {
                println!("   help: {help}");
            }
        }
        println!("{path}: {} checks, {} problems, {time:?}", rules.checks.len(), rules.problems.len());
    }
    Ok(())
}
