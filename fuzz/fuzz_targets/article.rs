//! Any bytes are read as an article of each format, or refused; the laws of spans and blocks hold.
#![no_main]

use factlint::article::{Format, MAX_BYTES, decode, read};
use factlint::source::SourceId;
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/article_laws/mod.rs"]
mod article_laws;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = decode(bytes.to_vec(), MAX_BYTES) {
        let _ = Format::sniff(&text);
        for format in [Format::Text, Format::Markdown, Format::Html] {
            article_laws::assert_laws(&text, &read(SourceId(0), &text, format));
        }
    }
});
