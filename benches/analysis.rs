//! The speed of the analysis and of its stages, in tokens a second, next to that of finding Unicode's words in the same
//! bytes: `cargo bench --bench analysis`. Tags and trees read the words' atoms anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use divan::counter::ItemsCount;
use factlint::nlp::{Analyser, analyse};
use factlint::source::Span;
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    divan::main();
}

fn prose() -> (String, Vec<Span>) {
    let text = include_str!("../tests/value/prose.txt").repeat(4);
    let mut start = 0;
    let blocks = text.split_inclusive('\n').map(|line| {
        start += line.len();
        Span::new(start - line.len(), start)
    });
    let blocks = blocks.collect();
    (text, blocks)
}

#[divan::bench]
fn all(bencher: divan::Bencher) {
    let (text, blocks) = prose();
    let tokens = analyse(&text, &blocks).len();
    bencher.counter(ItemsCount::new(tokens)).bench(|| analyse(divan::black_box(&text), &blocks));
}

#[divan::bench]
fn unicode_words(bencher: divan::Bencher) {
    let (text, blocks) = prose();
    let tokens = analyse(&text, &blocks).len();
    bencher.counter(ItemsCount::new(tokens)).bench(|| divan::black_box(&text).split_word_bounds().count());
}

#[divan::bench]
fn tokens(bencher: divan::Bencher) {
    let (text, blocks) = prose();
    let analyser = Analyser::embedded();
    let tokens = analyse(&text, &blocks).len();
    bencher.counter(ItemsCount::new(tokens)).bench(|| analyser.tokens(divan::black_box(&text), &blocks));
}

#[divan::bench(args = [false, true])]
fn tags_with_trees(bencher: divan::Bencher, trees: bool) {
    let (text, blocks) = prose();
    let analyser = Analyser::embedded();
    let analysis = analyser.analyse(&text, &blocks);
    bencher
        .counter(ItemsCount::new(analysis.len()))
        .bench(|| analyser.tags_again(divan::black_box(&text), &analysis, trees));
}

#[divan::bench]
fn names(bencher: divan::Bencher) {
    let (text, blocks) = prose();
    let analyser = Analyser::embedded();
    let analysis = analyser.analyse(&text, &blocks);
    bencher
        .counter(ItemsCount::new(analysis.len()))
        .with_inputs(|| analysis.clone())
        .bench_values(|analysis| analyser.names_again(divan::black_box(&text), analysis));
}
