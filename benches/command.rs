//! How long the command takes from start to exit: `cargo bench --bench command`.

#![allow(clippy::unwrap_used, missing_docs, reason = "a bench fails by panicking")]

use std::process::{Command, Stdio};

fn main() {
    divan::main();
}

fn run(arguments: &[&str]) {
    let status = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.code().is_some());
}

/// One article and one rule file.
#[divan::bench]
fn check() {
    run(&["check", "--rules", "rules/examples/sco-summit.rules", "rules/examples/sco-summit.md"]);
}

/// What a process costs that reads nothing.
#[divan::bench]
fn explain() {
    run(&["explain", "no-words"]);
}
