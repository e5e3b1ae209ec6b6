//! Trains the English model from the data in `model/data`: `cargo run --release --example train [DATA [MODEL]]`.
//!
//! The same data give the same bytes of `model/english.bin`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::nlp::train::{Corpora, train};
use std::io::BufReader;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let data = arguments.next().unwrap_or_else(|| "model/data".into());
    let model = arguments.next().unwrap_or_else(|| "model/english.bin".into());
    let corpora = Corpora {
        treebanks: vec![read(&data.join("ud/ewt-train.conllu.xz"))?, read(&data.join("ud/gum-train-free.conllu.xz"))?],
        classes: read(&data.join("word-classes/classes.tsv.xz"))?,
        verbose: true,
    };
    std::fs::write(model, train(&corpora))?;
    Ok(())
}

/// The text of an xz file.
fn read(path: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let mut bytes = Vec::new();
    lzma_rs::xz_decompress(&mut BufReader::new(std::fs::File::open(path)?), &mut bytes)?;
    Ok(String::from_utf8(bytes)?)
}
