//! Sentences of news, releases and reports with the values in them (see `value/README.md`).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use factlint::value::read_all;
use std::collections::BTreeMap;

/// What agrees and what does not.
#[derive(Default)]
struct Score {
    sentences: usize,
    gold: usize,
    read: usize,
    spans: usize,
    values: usize,
    misses: Vec<String>,
}

impl Score {
    fn add(&mut self, line: &str) {
        let (sentence, values) = line.split_once('\t').unwrap_or((line, ""));
        let mut gold: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let pairs = values.split(" | ").filter_map(|pair| pair.split_once(" = "));
        for (words, value) in pairs {
            gold.entry(words).or_default().push(value);
            self.gold += 1;
        }
        self.sentences += 1;
        for reading in read_all(sentence) {
            self.read += 1;
            let words = sentence.get(reading.span.range()).unwrap();
            let value = reading.value.describe();
            let expected =
                gold.get_mut(words).and_then(|values| if values.is_empty() { None } else { Some(values.remove(0)) });
            match expected {
                Some(expected) => {
                    self.spans += 1;
                    self.values += usize::from(expected == value);
                    if expected != value {
                        self.misses.push(format!("{words} is {expected}, read as {value}: {sentence}"));
                    }
                }
                None => self.misses.push(format!("{words} is read as {value}: {sentence}")),
            }
        }
        for (words, values) in gold {
            self.misses.extend(values.iter().map(|value| format!("{words} = {value} is not read: {sentence}")));
        }
    }

    fn f1(&self, right: usize) -> f64 {
        2.0 * right as f64 / (self.gold + self.read) as f64
    }
}

/// `cargo test --test value_sentences -- --nocapture` prints what disagrees.
#[test]
fn values_of_annotated_sentences() {
    let mut score = Score::default();
    for file in [
        include_str!("value/sentences-government.tsv"),
        include_str!("value/sentences-current-events.tsv"),
        include_str!("value/sentences-wikinews.tsv"),
    ] {
        file.lines().filter(|line| !line.starts_with('#')).for_each(|line| score.add(line));
    }
    println!("{} sentences, {} values, {} read", score.sentences, score.gold, score.read);
    println!("span F1 {:.3}, value F1 {:.3}", score.f1(score.spans), score.f1(score.values));
    for miss in &score.misses {
        println!("  {miss}");
    }
    assert!(score.sentences >= 300);
    assert!(score.f1(score.spans) >= 0.96, "spans");
    assert!(score.values == score.spans, "a value is wrong");
}
