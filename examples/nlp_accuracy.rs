//! Measures the English analysis: `cargo run --release --example nlp_accuracy [DATA [MODEL]]`.
//!
//! Treebanks: tags, lemmas, attachments with the treebank's own tokens, and the same from raw text, as F1 over words that
//! cover the same characters. Labels count without their subtypes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::nlp::conllu::{self, Sentence};
use factlint::nlp::{Analyser, Analysis, Deprel};
use factlint::source::Span;
use std::collections::BTreeMap;
use std::io::BufReader;
use std::path::{Path, PathBuf};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let data = arguments.next().unwrap_or_else(|| "model/data".into());
    let file = arguments.next().map(std::fs::read).transpose()?;
    let analyser = match file.as_deref() {
        Some(file) => Analyser::of(file),
        None => Analyser::embedded(),
    };
    println!("| treebank | tokens | sentences | UPOS | XPOS | lemma | UAS | LAS |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for name in ["ewt-dev", "gum-dev-free"] {
        let treebank = conllu::read(&read(&data.join(format!("ud/{name}.conllu.xz")))?)?;
        println!("| {name}, its tokens | {}", given(&analyser, &treebank));
        println!("| {name}, raw text | {}", raw(&analyser, &treebank));
    }
    Ok(())
}

/// One word as the score sees it: where it lies, and what is said of it.
struct Scored {
    span: Span,
    upos: String,
    xpos: String,
    lemma: String,
    head: Option<Span>,
    label: &'static str,
}

fn plain(label: Deprel) -> &'static str {
    label.name().split(':').next().unwrap_or_default()
}

fn gold(treebank: &[Sentence]) -> (String, Vec<Span>, Vec<Scored>, Vec<Span>) {
    let (text, blocks) = conllu::raw_text(treebank);
    let mut words = Vec::new();
    let mut sentences = Vec::new();
    let mut at = 0;
    for sentence in treebank {
        let spans: Vec<Span> = sentence
            .rows
            .iter()
            .map(|row| {
                at += text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
                let span = Span::new(at, at + row.form.len());
                at = span.end as usize;
                span
            })
            .collect();
        sentences.extend(spans.first().zip(spans.last()).map(|(first, last)| first.cover(*last)));
        for (row, &span) in sentence.rows.iter().zip(&spans) {
            words.push(Scored {
                span,
                upos: row.upos.name().to_owned(),
                xpos: row.xpos.clone(),
                lemma: row.lemma.to_lowercase(),
                head: row.head.and_then(|head| spans.get(head).copied()),
                label: plain(row.deprel),
            });
        }
    }
    (text, blocks, words, sentences)
}

fn system(analysis: &Analysis) -> Vec<Scored> {
    (0..analysis.len())
        .map(|token| Scored {
            span: analysis.span(token),
            upos: analysis.upos(token).name().to_owned(),
            xpos: analysis.xpos(token).to_owned(),
            lemma: analysis.lemma(token).to_lowercase(),
            head: analysis.head(token).map(|head| analysis.span(head)),
            label: plain(analysis.deprel(token)),
        })
        .collect()
}

fn given(analyser: &Analyser<'_>, treebank: &[Sentence]) -> String {
    let (text, _, words, _) = gold(treebank);
    let mut at = 0;
    let sentences = treebank
        .iter()
        .map(|sentence| {
            let start = at;
            at += sentence.rows.len();
            start..at
        })
        .collect();
    let analysis = analyser.analyse_given(&text, words.iter().map(|word| word.span).collect(), sentences);
    compare(&words, &system(&analysis), None)
}

fn raw(analyser: &Analyser<'_>, treebank: &[Sentence]) -> String {
    let (text, blocks, words, sentences) = gold(treebank);
    let analysis = analyser.analyse(&text, &blocks);
    let own: Vec<Span> = analysis
        .sentences()
        .iter()
        .map(|range| analysis.span(range.start).cover(analysis.span(range.end - 1)))
        .collect();
    let right = own.iter().filter(|span| sentences.binary_search(span).is_ok()).count();
    compare(&words, &system(&analysis), Some(200.0 * right as f64 / (own.len() + sentences.len()) as f64))
}

fn compare(gold: &[Scored], system: &[Scored], sentences: Option<f64>) -> String {
    let by_span: BTreeMap<Span, &Scored> = system.iter().map(|word| (word.span, word)).collect();
    let mut counts = [0usize; 6];
    for word in gold {
        let Some(own) = by_span.get(&word.span) else { continue };
        let attached = own.head == word.head;
        let right = [
            true,
            own.upos == word.upos,
            own.xpos == word.xpos,
            own.lemma == word.lemma,
            attached,
            attached && own.label == word.label,
        ];
        for (count, right) in counts.iter_mut().zip(right) {
            *count += usize::from(right);
        }
    }
    let f1 = counts.map(|count| format!("{:.2}", 200.0 * count as f64 / (gold.len() + system.len()) as f64));
    let [tokens, upos, xpos, lemma, uas, las] = f1;
    let sentences = sentences.map_or("given".to_owned(), |f1| format!("{f1:.2}"));
    format!("{tokens} | {sentences} | {upos} | {xpos} | {lemma} | {uas} | {las} |")
}

/// The text of an xz file.
fn read(path: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    lzma_rs::xz_decompress(&mut BufReader::new(std::fs::File::open(path)?), &mut bytes)?;
    Ok(String::from_utf8(bytes)?)
}
