//! Articles that are made to hurt: no panic, and time in proportion to the size.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use factlint::article::{Format, read};
use factlint::source::SourceId;
use std::time::{Duration, Instant};

const FORMATS: [Format; 5] = [Format::Text, Format::Markdown, Format::Html, Format::AsciiDoc, Format::ReStructuredText];

/// Pieces that are repeated without end.
const PIECES: &[&str] = &[
    "<div>",
    "<p>",
    "<a href=x>",
    "<table><tr><td>",
    "<li>",
    "<h1>x",
    "<div class=comments>x ",
    "<br>",
    "</div>",
    "<!--",
    "<script type='application/ld+json'>{",
    "<meta property=og:title content=",
    "<article>word ",
    "*a ",
    "**",
    "*",
    "_a ",
    "__",
    "`a ",
    "``",
    "`",
    "^a",
    "~a",
    "<<a",
    "<<a,b>>",
    "{a",
    "{a}",
    "&",
    "&#",
    "((",
    "(((",
    "+",
    "+a ",
    "++",
    "+++",
    "[[",
    "[",
    "[a",
    "a:[",
    "link:a[",
    "https://",
    "https://a[",
    "image:a[",
    "\\",
    ":a:`",
    ":a:",
    "|a",
    "|a|",
    "a_ ",
    "_`",
    "[1]_",
    "**a ",
    "\"`",
    "word ",
    "é",
    "\0",
    "\r",
    "\t",
    "\u{ad}",
    "\n",
    "\r\n",
    " \n",
    "a\n",
    "a\n\n",
    "== a\n",
    "= a\n",
    "----\n",
    "====\n",
    "____\n",
    "|===\n",
    "|a\n",
    "|a ",
    "2+|",
    ".a\n",
    "[a]\n",
    "* a\n",
    "** a\n",
    "a::\n",
    "a:: b\n",
    "ifdef::a[]\n",
    "endif::[]\n",
    ":a: b\n",
    "//\n",
    "+\n",
    "NOTE: a\n",
    ".. a::\n",
    ".. note:: a\n",
    ".. |a| replace:: b\n",
    ".. _a:\n",
    ".. [1] a\n",
    "a\n=\n",
    "a\n===\n",
    "===\na\n===\n",
    "===  ===\n",
    "+--+--+\n",
    "|  |  |\n",
    ">>> a\n",
    "| a\n",
    "::\n\n",
    "a::\n\n  b\n\n",
    "- a\n",
    "  - a\n",
    " ",
    "1. a\n",
    ".. list-table::\n\n  * - a\n",
    ".. image:: a\n   :alt: b\n\n",
    "---\n",
    "title: a\n",
    "- - - - ",
    "* * * ",
];

#[test]
fn repeated_openings_take_linear_time() {
    let time = |piece: &str, format: Format, bytes: usize| {
        let source = piece.repeat(bytes / piece.len());
        let start = Instant::now();
        read(SourceId(0), &source, format);
        start.elapsed()
    };
    for format in FORMATS {
        for piece in PIECES {
            let once = time(piece, format, 1 << 12);
            let more = time(piece, format, 1 << 16);
            // Sixteen times the bytes; a quadratic reader takes 256 times the time. A busy machine is forgiven much.
            let most = Duration::from_millis(400) + once * 64;
            assert!(more < most, "{piece:?} as {format:?}: {once:?}, then {more:?}");
        }
    }
}

#[test]
fn growing_lines_and_depths_are_read() {
    let deep: String = (0..1500).map(|depth| format!("{}* a\n", " ".repeat(depth * 2))).collect();
    let delimiters: String = (4..1500).map(|length| "=".repeat(length) + "\n").collect();
    let borders = format!("+{}\n|{}\n", "-+".repeat(20_000), "a|".repeat(20_000)).repeat(3);
    let wide = format!("|===\n{}\n|===\n", "|a ".repeat(100_000));
    let unclosed = format!("Before.\n\n----\n{}", "code\n".repeat(100_000));
    for source in [&deep, &delimiters, &borders, &wide, &unclosed] {
        for format in FORMATS {
            let start = Instant::now();
            read(SourceId(0), source, format);
            assert!(start.elapsed() < Duration::from_secs(20), "{} as {format:?}", &source[..20.min(source.len())]);
        }
    }
}
