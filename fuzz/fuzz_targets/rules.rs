//! Any text is read as a rule file, or its problems are told; the laws of places, problems and formatting hold.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/rules_laws/mod.rs"]
mod rules_laws;

fuzz_target!(|text: &str| {
    rules_laws::obeys_the_laws(text);
    rules_laws::obeys_the_laws_of_format(text);
});
