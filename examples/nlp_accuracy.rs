//! Measures the English analysis: `cargo run --release --example nlp_accuracy [--errors] [DATA [MODEL]]`.
//!
//! `--errors` counts what goes wrong with the treebanks' own tokens instead, the commonest first, each with the shortest
//! sentence that shows it.
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
    let mut arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let errors = arguments.first().is_some_and(|first| first.as_os_str() == "--errors");
    let mut arguments = arguments.drain(usize::from(errors)..);
    let data = arguments.next().unwrap_or_else(|| "model/data".into());
    let file = arguments.next().map(std::fs::read).transpose()?;
    let analyser = match file.as_deref() {
        Some(file) => Analyser::of(file),
        None => Analyser::embedded(),
    };
    if errors {
        return print_errors(&analyser, &data);
    }
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
    let (words, analysis) = analyse_given(analyser, treebank);
    compare(&words, &system(&analysis), None)
}

/// The treebank's words, and the analysis of its tokens.
fn analyse_given(analyser: &Analyser<'_>, treebank: &[Sentence]) -> (Vec<Scored>, Analysis) {
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
    (words, analysis)
}

/// How many kinds of error are shown.
const SHOWN: usize = 25;

fn print_errors(analyser: &Analyser<'_>, data: &Path) -> Result<(), Failure> {
    // What is wrong: how often, and the shortest sentence of six words or more that shows it.
    let mut kinds: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for name in ["ewt-dev", "gum-dev-free"] {
        let treebank = conllu::read(&read(&data.join(format!("ud/{name}.conllu.xz")))?)?;
        let (_, analysis) = analyse_given(analyser, &treebank);
        let mut start = 0;
        for sentence in &treebank {
            for (at, row) in sentence.rows.iter().enumerate() {
                for kind in wrong(sentence, row, &analysis, start, at) {
                    let shown = shown(sentence, &analysis, start, at);
                    let (count, shortest) = kinds.entry(kind).or_default();
                    *count += 1;
                    if sentence.rows.len() >= 6 && (shortest.is_empty() || shown.len() < shortest.len()) {
                        *shortest = shown;
                    }
                }
            }
            start += sentence.rows.len();
        }
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(kind, (count, _))| (std::cmp::Reverse(*count), kind.clone()));
    println!("| times | what | example |\n| --- | --- | --- |");
    for (kind, (count, example)) in kinds.into_iter().take(SHOWN) {
        println!("| {count} | {kind} | {example} |");
    }
    Ok(())
}

/// What is wrong with a word: its tag; its head, by relation and what the heads are; or the relation to the right head.
fn wrong(sentence: &Sentence, row: &conllu::Row, analysis: &Analysis, start: usize, at: usize) -> Vec<String> {
    let mut kinds = Vec::new();
    let token = start + at;
    let own_tag = analysis.upos(token);
    if own_tag != row.upos {
        kinds.push(format!("tag: {} read as {}", row.upos.name(), own_tag.name()));
    }
    let own_head = analysis.head(token).map(|head| head - start);
    let (label, own_label) = (plain(row.deprel), plain(analysis.deprel(token)));
    if own_head != row.head {
        let of = |head: Option<usize>| head.map_or("root", |head| sentence.rows[head].upos.name());
        kinds.push(format!("head: {label} of {} put under {}", of(row.head), of(own_head)));
    } else if label != own_label {
        kinds.push(format!("relation: {label} read as {own_label}"));
    }
    kinds
}

/// The sentence with the word in brackets, and its heads: the right one, then its own.
fn shown(sentence: &Sentence, analysis: &Analysis, start: usize, at: usize) -> String {
    let words: Vec<String> = sentence.rows.iter().map(|row| row.form.clone()).collect();
    let name = |head: Option<usize>| head.map_or("root".to_owned(), |head| words[head].clone());
    let own = analysis.head(start + at).map(|head| head - start);
    let heads = if own == sentence.rows[at].head {
        String::new()
    } else {
        format!(" ({}, not {})", name(sentence.rows[at].head), name(own))
    };
    let mut marked = words.clone();
    marked[at] = format!("**{}**", words[at]);
    format!("{}{heads}", marked.join(" "))
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
    lzma_rs::xz_decompress(
        &mut BufReader::new(std::fs::File::open(path).map_err(|error| format!("{}: {error}", path.display()))?),
        &mut bytes,
    )?;
    Ok(String::from_utf8(bytes)?)
}
