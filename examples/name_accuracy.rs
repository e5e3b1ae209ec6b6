//! Measures the names that the analysis finds: `cargo run --release --example name_accuracy [--model MODEL] TEXTS…`.
//!
//! `--mistakes` prints each mistake, `--errors` counts them by kind, with what F1 would gain without each kind.
//!
//! A text is a file of one JSON object a line with `text` and `entities` (`start`, `end` in bytes, `type`), packed with xz
//! or not. Analysed is the raw text, each line a block. A name counts when start, end and type are right; "the" before it
//! and "'s" behind it are cut on both sides.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::nlp::{Analyser, Analysis, NameKind};
use factlint::source::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufReader;
use std::path::PathBuf;

type Failure = Box<dyn std::error::Error>;
type Marked = (usize, usize, &'static str);

const TYPES: [&str; 3] = ["PERSON", "ORGANIZATION", "LOCATION"];

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from).peekable();
    let mut file = None;
    let mut verbose = false;
    if arguments.next_if(|argument| argument.as_os_str() == "--model").is_some() {
        file = arguments.next().map(std::fs::read).transpose()?;
    }
    if arguments.next_if(|argument| argument.as_os_str() == "--mistakes").is_some() {
        verbose = true;
    }
    let by_kind = arguments.next_if(|argument| argument.as_os_str() == "--errors").is_some();
    let mut errors = Errors::default();
    let analyser = match file.as_deref() {
        Some(file) => Analyser::of(file),
        None => Analyser::embedded(),
    };
    println!(
        "| text | names | precision | recall | F1 | PERSON P / R / F1 | ORGANIZATION P / R / F1 | LOCATION P / R / F1 |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for path in arguments {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = name.split('.').next().unwrap_or_default().to_owned();
        // Right, found, in the text: by type, all types last.
        let mut counts = [[0usize; 3]; 4];
        for line in read(&path)?.lines() {
            let document: serde_json::Value = serde_json::from_str(line)?;
            let text = document["text"].as_str().unwrap_or_default();
            let gold = gold(text, &document["entities"]);
            let analysis = analyser.analyse(text, &lines(text));
            let found = found(text, &analysis);
            if verbose {
                for name in analysis.names().iter().filter(|name| name.kind >= NameKind::Event) {
                    let span = analysis.span(name.tokens.start).cover(analysis.span(name.tokens.end - 1));
                    println!("  {:?} [{}]", name.kind, &text[span.range()]);
                }
                for &(start, end, kind) in gold.symmetric_difference(&found) {
                    let side = if found.contains(&(start, end, kind)) { "+" } else { "-" };
                    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
                    let to = text[end..].find('\n').map_or(text.len(), |at| end + at);
                    println!("{side} {kind} [{}] in: {}", &text[start..end], &text[from..to]);
                }
            }
            errors.note(text, &gold, &found);
            for (kind, counts) in TYPES.iter().zip(&mut counts) {
                let of = |set: &BTreeSet<Marked>| set.iter().filter(|name| name.2 == *kind).count();
                counts[0] += gold.intersection(&found).filter(|name| name.2 == *kind).count();
                counts[1] += of(&found);
                counts[2] += of(&gold);
            }
        }
        counts[3] = std::array::from_fn(|at| counts[..3].iter().map(|counts| counts[at]).sum());
        let [person, organization, location, all] = counts.map(scores);
        println!(
            "| {name} | {} | {:.1} | {:.1} | {:.1} | {} | {} | {} |",
            counts[3][2],
            all[0],
            all[1],
            all[2],
            row(person),
            row(organization),
            row(location)
        );
        if by_kind {
            errors.print(counts[3]);
        }
        errors = Errors::default();
    }
    Ok(())
}

/// The mistakes of a text by kind.
#[derive(Default)]
struct Errors {
    /// For each kind how many names are missing, how many too much, and the names that are missing or too much.
    kinds: BTreeMap<String, (usize, usize, Vec<String>)>,
}

impl Errors {
    /// Sorts the mistakes of a document. A name that is missing goes with the one found in its place, if any.
    fn note(&mut self, text: &str, gold: &BTreeSet<Marked>, found: &BTreeSet<Marked>) {
        let mut extra: BTreeSet<Marked> = found.difference(gold).copied().collect();
        for name in gold.difference(found) {
            let place = extra.iter().find(|other| (other.0, other.1) == (name.0, name.1));
            let place = place.or_else(|| extra.iter().find(|other| other.0 < name.1 && name.0 < other.1)).copied();
            let kind = match place {
                Some(other) if (other.0, other.1) == (name.0, name.1) => format!("{} for {}", other.2, name.2),
                Some(other) if other.2 == name.2 => format!("{}, other bounds", name.2),
                Some(other) => format!("{} for {}, other bounds", other.2, name.2),
                None => format!("{} missed", name.2),
            };
            let entry = self.kinds.entry(kind).or_default();
            entry.0 += 1;
            entry.2.push(text[name.0..name.1].to_owned());
            if let Some(other) = place {
                extra.remove(&other);
                entry.1 += 1;
            }
        }
        for name in extra {
            let entry = self.kinds.entry(format!("{} that is no name", name.2)).or_default();
            entry.1 += 1;
            entry.2.push(text[name.0..name.1].to_owned());
        }
    }

    /// Prints the ten kinds that cost most, with four examples spread over the text.
    fn print(&self, [right, found, gold]: [usize; 3]) {
        let f1 = scores([right, found, gold])[2];
        let cost = |missing: usize, extra: usize| {
            // A name found in a wrong form becomes a right one, one that is missing comes in, one too much goes.
            scores([right + missing, found + missing - extra.min(found), gold])[2] - f1
        };
        let mut kinds: Vec<_> = self.kinds.iter().collect();
        kinds.sort_by_key(|(_, (missing, extra, _))| std::cmp::Reverse(missing + extra));
        println!("| mistake | times | costs F1 | for instance |\n| --- | --- | --- | --- |");
        for (kind, (missing, extra, names)) in kinds.into_iter().take(10) {
            let names: Vec<&str> = names.iter().step_by(names.len().div_ceil(4)).map(String::as_str).collect();
            println!("| {kind} | {} | {:.1} | {} |", missing.max(extra), cost(*missing, *extra), names.join("; "));
        }
    }
}

fn scores([right, found, gold]: [usize; 3]) -> [f64; 3] {
    let share = |a: usize, b: usize| if b == 0 { 0.0 } else { 100.0 * a as f64 / b as f64 };
    [share(right, found), share(right, gold), share(2 * right, found + gold)]
}

fn row([precision, recall, f1]: [f64; 3]) -> String {
    format!("{precision:.1} / {recall:.1} / {f1:.1}")
}

fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            start += line.len();
            Span::new(start - line.len(), start)
        })
        .collect()
}

fn gold(text: &str, entities: &serde_json::Value) -> BTreeSet<Marked> {
    let number = |value: &serde_json::Value| value.as_u64().unwrap_or_default() as usize;
    let entities = entities.as_array().into_iter().flatten();
    entities
        .filter_map(|entity| {
            let kind = TYPES.into_iter().find(|kind| entity["type"] == **kind)?;
            plain(text, number(&entity["start"]), number(&entity["end"]), kind)
        })
        .collect()
}

fn found(text: &str, analysis: &Analysis) -> BTreeSet<Marked> {
    let names = analysis.names().iter();
    names
        .filter_map(|name| {
            let kind = TYPES.into_iter().find(|kind| *kind == name.kind.name())?;
            let (first, last) = (analysis.span(name.tokens.start), analysis.span(name.tokens.end - 1));
            plain(text, first.start as usize, last.end as usize, kind)
        })
        .collect()
}

fn plain(text: &str, mut start: usize, mut end: usize, kind: &'static str) -> Option<Marked> {
    let name = &text[start..end];
    start += name.len() - name.trim_start().len();
    end -= name.len() - name.trim_end().len();
    if ["the ", "The ", "THE "].iter().any(|the| text.get(start..end).is_some_and(|name| name.starts_with(the))) {
        start += 4;
    }
    for ending in ["'s", "’s"] {
        if text.get(start..end).is_some_and(|name| name.ends_with(ending)) {
            end = start + text[start..end - ending.len()].trim_end().len();
            break;
        }
    }
    (start < end).then_some((start, end, kind))
}

/// The text of a file, packed with xz or not.
fn read(path: &std::path::Path) -> Result<String, Failure> {
    if path.extension().is_none_or(|ending| ending != "xz") {
        return Ok(std::fs::read_to_string(path)?);
    }
    let mut bytes = Vec::new();
    lzma_rs::xz_decompress(&mut BufReader::new(std::fs::File::open(path)?), &mut bytes)?;
    Ok(String::from_utf8(bytes)?)
}
