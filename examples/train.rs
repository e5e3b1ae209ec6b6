//! Trains the English model from the data in `model/data`: `cargo run --release --example train [DATA [MODEL]]`.
//!
//! `--names-on BASE` trains the finder of names only and takes the rest from the model file BASE, `--sentences-on BASE` the
//! splitter of sentences; `--without NAME` leaves a text with names out, to be measured on.
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

use factlint::nlp::train::{Corpora, train, train_names, train_sentences};
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// The lists that the finder of names looks words up in.
const LISTS: [&str; 24] = [
    "armed-groups",
    "brands-operators",
    "cities",
    "companies",
    "countries",
    "demonyms",
    "events",
    "first-names",
    "government-bodies",
    "international-organisations",
    "languages",
    "ministry-names",
    "name-head-words",
    "news-media",
    "political-parties",
    "public-holidays",
    "sports-clubs",
    "sports-leagues",
    "subdivisions",
    "surnames",
    "titles",
    "universities",
    "us-legislators",
    "wikipedia-news-anchors",
];

/// The texts with names.
const NAMED: [&str; 11] = [
    "own-news",
    "gum-train-free",
    "uner-ewt-dev",
    "wikigold",
    "redocred-dev",
    "crossner-politics-train",
    "wnut17-train",
    "btc-tweets",
    "wnut17-dev",
    "re3d",
    "wikipedia-current-events",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut base: Option<PathBuf> = None;
    let mut sentences_base: Option<PathBuf> = None;
    let mut without: Vec<String> = Vec::new();
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--sentences-on") => sentences_base = arguments.next().map(PathBuf::from),
            Some("--names-on") => base = arguments.next().map(PathBuf::from),
            Some("--without") => without.extend(arguments.next().and_then(|name| name.into_string().ok())),
            _ => paths.push(argument.into()),
        }
    }
    let mut paths = paths.into_iter();
    let data = paths.next().unwrap_or_else(|| "model/data".into());
    let model = paths.next().unwrap_or_else(|| "model/english.bin".into());
    let named = NAMED.iter().filter(|name| !without.iter().any(|other| other == *name));
    let mut corpora = Corpora {
        named: named.map(|name| read(&named_path(&data, name))).collect::<Result<_, _>>()?,
        verbose: true,
        ..Corpora::default()
    };
    for list in LISTS {
        let table = data.join(format!("gazetteers/{list}.tsv.xz"));
        let text = if table.exists() { read(&table)? } else { std::fs::read_to_string(table.with_extension(""))? };
        corpora.lists.push((list.to_owned(), text));
    }
    let file = match base {
        Some(base) => train_names(&corpora, &std::fs::read(base)?),
        None => {
            for name in ["ewt-train", "gum-train-free"] {
                corpora.treebanks.push(read(&data.join(format!("ud/{name}.conllu.xz")))?);
            }
            corpora.classes = read(&data.join("word-classes/classes.tsv.xz"))?;
            match sentences_base {
                Some(base) => train_sentences(&corpora, &std::fs::read(base)?),
                None => train(&corpora),
            }
        }
    };
    std::fs::write(model, file)?;
    Ok(())
}

fn named_path(data: &Path, name: &str) -> PathBuf {
    let folder = if name == "wikipedia-current-events" { "text" } else { "ner" };
    data.join(folder).join(format!("{name}.jsonl.xz"))
}

/// The text of an xz file.
fn read(path: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let mut bytes = Vec::new();
    lzma_rs::xz_decompress(&mut BufReader::new(std::fs::File::open(path)?), &mut bytes)?;
    Ok(String::from_utf8(bytes)?)
}
