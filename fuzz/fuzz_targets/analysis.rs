//! Any text is analysed: the laws of tokens, sentences, trees, names and values hold.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/analysis_laws/mod.rs"]
mod analysis_laws;

fuzz_target!(|text: &str| analysis_laws::obeys_the_laws(text));
