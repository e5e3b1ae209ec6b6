//! What the consistency checks find in texts, and what they cost:
//! `cargo run --release --example consistency_accuracy -- [--words N] FILE…`.
//!
//! A file is an article (text, Markdown, HTML) or JSON Lines, also compressed (`.jsonl.xz`), of `{"id", "date", "text"}`. Of
//! `{"id", "date", "check", "wrong", "right", "spans"}`, a text with a planted error and its right twin, if it has one, it tells how many
//! errors are found by the check of that name with a span that overlaps a planted one. Every finding is printed with its
//! sentence; `--words N` stops a file after so many words.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a tool for developers"
)]

use factlint::article::{self, Format};
use factlint::check::consistency::{Inconsistency, Selection, check};
use factlint::extract::Document;
use factlint::lang::syntax::Severity;
use factlint::nlp;
use factlint::source::{SourceId, Span};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

#[derive(Default)]
struct Tally {
    words: usize,
    found: BTreeMap<(Severity, &'static str), usize>,
    pairs: usize,
    caught: usize,
    analysis: Duration,
    checks: Duration,
}

fn main() {
    let mut files = Vec::new();
    let mut most = usize::MAX;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--words" {
            most = arguments.next().and_then(|words| words.parse().ok()).expect("--words takes a number");
        } else {
            files.push(argument);
        }
    }
    let mut total = Tally::default();
    for file in &files {
        let mut tally = Tally::default();
        let path = Path::new(file);
        if file.ends_with(".jsonl") || file.ends_with(".jsonl.xz") {
            for line in lines(path) {
                if tally.words >= most {
                    break;
                }
                record(&serde_json::from_str(&line).expect("a line is JSON"), &mut tally);
            }
        } else {
            let text = std::fs::read_to_string(path).expect("the file can be read");
            let format = Format::of_path(path).unwrap_or_else(|| Format::sniff(&text));
            run(file, &text, None, format, &mut tally);
        }
        tell(file, &tally);
        total.words += tally.words;
        total.pairs += tally.pairs;
        total.caught += tally.caught;
        total.analysis += tally.analysis;
        total.checks += tally.checks;
        for (key, count) in tally.found {
            *total.found.entry(key).or_default() += count;
        }
    }
    tell("all", &total);
    for ((severity, name), count) in &total.found {
        println!("  {count:4} {severity:?} {name}");
    }
}

fn lines(path: &Path) -> Vec<String> {
    let bytes = std::fs::read(path).expect("the file can be read");
    let bytes = if path.extension().is_some_and(|ending| ending == "xz") {
        let mut plain = Vec::new();
        lzma_rs::xz_decompress(&mut bytes.as_slice(), &mut plain).expect("the file is compressed by xz");
        plain
    } else {
        bytes
    };
    String::from_utf8(bytes).expect("the file is UTF-8").lines().map(str::to_owned).collect()
}

fn record(record: &Value, tally: &mut Tally) {
    let id = record["id"].as_str().unwrap_or_default().to_owned();
    let date = record["date"].as_str();
    let format = if record["format"] == "text" { Format::Text } else { Format::Markdown };
    if let Some(text) = record["text"].as_str() {
        run(&id, text, date, format, tally);
    }
    if let Some(right) = record["right"].as_str() {
        run(&id, right, date, format, tally);
    }
    if let Some(wrong) = record["wrong"].as_str() {
        let mut planted = Tally::default();
        let found = run(&id, wrong, date, format, &mut planted);
        let spans: Vec<Span> = record["spans"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|pair| Span::new(pair[0].as_u64().unwrap() as usize, pair[1].as_u64().unwrap() as usize))
            .collect();
        let hit = found.iter().any(|finding| {
            record["check"] == finding.check
                && finding.severity >= Severity::Warning
                && finding.places.iter().any(|place| spans.iter().any(|span| span.overlaps(place.site.span)))
        });
        tally.pairs += 1;
        tally.caught += usize::from(hit);
        if !hit {
            println!("missed: {id}");
        }
    }
}

fn run(id: &str, text: &str, date: Option<&str>, format: Format, tally: &mut Tally) -> Vec<Inconsistency> {
    let mut article = article::read(SourceId(0), text, format);
    article.dateline = article.dateline.or_else(|| date?.get(..10)?.parse().ok());
    let start = Instant::now();
    let blocks: Vec<Span> = article.blocks.iter().map(|block| block.span).collect();
    std::hint::black_box(nlp::analyse(&article.text, &blocks));
    tally.analysis += start.elapsed();
    let document = Document::new(&article);
    let start = Instant::now();
    let found = check(&document, &Selection::default());
    tally.checks += start.elapsed();
    tally.words += text.split_whitespace().count();
    for finding in &found {
        *tally.found.entry((finding.severity, finding.check)).or_default() += 1;
        println!("{:?} {} in {id}: {}", finding.severity, finding.check, finding.message);
        show(text, finding);
    }
    found
}

/// The places of a finding, each with some words around it.
fn show(text: &str, finding: &Inconsistency) {
    for place in &finding.places {
        let range = place.site.span.range();
        let edge = |mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (from, to) = (edge(range.start.saturating_sub(110)), edge((range.end + 110).min(text.len())));
        let shown = format!("{}[{}]{}", &text[from..range.start], &text[range.clone()], &text[range.end..to]);
        println!("    {}: …{}…", place.says, shown.replace('\n', " "));
    }
}

fn tell(name: &str, tally: &Tally) {
    let all: usize = tally.found.values().sum();
    let of = |wanted| {
        tally.found.iter().filter(|((severity, _), _)| *severity == wanted).map(|(_, count)| count).sum::<usize>()
    };
    let rate = |count: usize| 1000.0 * count as f64 / tally.words.max(1) as f64;
    println!(
        "{name}: {} words, {all} findings ({:.3} per 1,000 words): {} errors ({:.3}), {} warnings, {} notes; checks take {:.1}% of analysis",
        tally.words,
        rate(all),
        of(Severity::Error),
        rate(of(Severity::Error)),
        of(Severity::Warning),
        of(Severity::Note),
        100.0 * tally.checks.as_secs_f64() / tally.analysis.as_secs_f64().max(1e-9),
    );
    if tally.pairs > 0 {
        println!("{name}: {} of {} planted errors found", tally.caught, tally.pairs);
    }
}
