//! Any text is read as a facts file of both forms, or its problems are told; what is read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/facts_laws/mod.rs"]
mod facts_laws;

fuzz_target!(|text: &str| facts_laws::obeys_the_laws(text));
