//! How long rule files take: `cargo bench --bench rules`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::lang::format::format;
use factlint::lang::load::{RuleFile, load};
use factlint::lang::parse::parse;
use factlint::source::{SourceId, Sources};
use std::fmt::Write as _;

fn main() {
    divan::main();
}

/// A rule file of so many checks, about a hundred bytes each.
fn checks(number: usize) -> String {
    let mut text = String::from("use news\n\nabout the SCO summit\n\n");
    for at in 0..number {
        let _ = match at % 4 {
            0 => writeln!(
                text,
                "rule members-{at} \"The SCO had {at} members when the summit opened\"\n  member count of the SCO equals {at}\n  severity warning\n"
            ),
            1 => writeln!(
                text,
                "rule host-{at}: Kazakhstan hosts the SCO summit, and \"Person {at}\" attends the SCO summit on July 3, 2024\n"
            ),
            2 => writeln!(
                text,
                "require both-{at}\n  if Turkey joins NATO, then it is not the case that Sweden leaves NATO\n  as of 2024-07-03\n  source \"List {at}\"\n"
            ),
            _ => writeln!(
                text,
                "forbid gold-{at}\n  in the table \"Medals\", the gold of the row with the highest total is {at}\n"
            ),
        };
    }
    text
}

#[divan::bench(args = [100, 1_000, 10_000])]
fn parsed(bencher: divan::Bencher<'_, '_>, number: usize) {
    let text = checks(number);
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench(|| {
        let (file, problems) = parse(SourceId(0), divan::black_box(&text));
        assert!(problems.is_empty());
        file
    });
}

/// From text to formulas, with the news pack.
#[divan::bench(args = [1_000, 10_000])]
fn loaded(bencher: divan::Bencher<'_, '_>, number: usize) {
    let text = checks(number);
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench(|| {
        let file = RuleFile::new("house.rules", divan::black_box(&text));
        let rules = load(&[file], &mut Sources::default(), &|_| Err(std::io::ErrorKind::NotFound.into()));
        assert!(rules.problems.is_empty(), "{:?}", rules.problems.first());
        rules
    });
}

#[divan::bench(args = [1_000])]
fn formatted(bencher: divan::Bencher<'_, '_>, number: usize) {
    let text = checks(number);
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench(|| format(SourceId(0), divan::black_box(&text)));
}

/// A file of which every line is wrong.
#[divan::bench(args = [1_000, 10_000])]
fn refused(bencher: divan::Bencher<'_, '_>, number: usize) {
    let text = checks(number).replace(" the ", ", and, or ");
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench(|| parse(SourceId(0), divan::black_box(&text)));
}
