//! Reads values from lines: of plain text, or of JSON (`{"id", "text", "ref"?}`), for which it prints
//! `{"id", "spans": [{"start", "end", "type", "value", "unit"}]}` with offsets in code points.
//!
//! `cargo run --example quantities < article.txt`

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::value::{read_all, spans};
use serde_json::{Value, json};

fn main() {
    for line in std::io::stdin().lines().map_while(Result::ok) {
        match serde_json::from_str::<Value>(&line) {
            Ok(Value::Object(case)) => println!("{}", typed(&case.into())),
            _ => plain(&line),
        }
    }
}

/// The values as rules and articles have them.
fn plain(line: &str) {
    println!("{line}");
    for reading in read_all(line) {
        let words = line.get(reading.span.range()).unwrap_or_default();
        println!("    {words:?} = {}", reading.value);
    }
}

/// The values as typed spans.
fn typed(case: &Value) -> Value {
    let text = case.get("text").and_then(Value::as_str).unwrap_or_default();
    let reference = case
        .get("ref")
        .and_then(Value::as_str)
        .and_then(|moment| moment.get(..19))
        .and_then(|moment| moment.parse().ok());
    let place = |byte: usize| text.get(..byte).map_or(0, |before| before.chars().count());
    let found: Vec<Value> = spans(text, reference)
        .into_iter()
        .map(|span| json!({"start": place(span.start), "end": place(span.end), "type": span.kind, "value": span.value, "unit": span.unit}))
        .collect();
    json!({"id": case.get("id"), "spans": found})
}
