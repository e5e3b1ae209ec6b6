//! The speed of the value reader alone: `cargo bench --bench value`, in megabytes a second.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// News prose with as many values as news has, a few hundred kilobytes of it.
fn prose() -> String {
    include_str!("../tests/value/prose.txt").repeat(40)
}

#[divan::bench]
fn read_all(bencher: divan::Bencher) {
    let text = prose();
    bencher.counter(BytesCount::of_str(&text)).bench(|| factlint::value::read_all(divan::black_box(&text)));
}

#[divan::bench]
fn spans(bencher: divan::Bencher) {
    let text = prose();
    bencher.counter(BytesCount::of_str(&text)).bench(|| factlint::value::spans(divan::black_box(&text), None));
}
