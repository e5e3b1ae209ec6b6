//! Sentences with a check each: the verdicts of `tests/sentences/sentences.txt` are what the file says.
//!
//! Where the engine says something else than is right, the file tells so in brackets. `UPDATE_SENTENCES=1 cargo test --test
//! sentences` writes that anew: look at the difference before it is kept. `cargo run --release --example
//! sentence_accuracy` counts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "../examples/sentence_accuracy.rs"]
#[allow(dead_code, reason = "the command itself is not run")]
mod sentence_accuracy;

#[test]
fn verdicts_are_as_told() {
    let path = sentence_accuracy::file();
    let told = std::fs::read_to_string(&path).unwrap();
    let now = sentence_accuracy::sets(&told).iter().map(ToString::to_string).collect::<String>();
    let now = format!("{}\n{now}", sentence_accuracy::preface(&told));
    if std::env::var_os("UPDATE_SENTENCES").is_some() {
        std::fs::write(&path, &now).unwrap();
        return;
    }
    let changed: Vec<_> = told.lines().zip(now.lines()).filter(|(told, now)| told != now).take(20).collect();
    assert!(told == now, "verdicts have changed: {changed:#?}");
}
