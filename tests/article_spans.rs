//! Every span of the buffer maps back to the bytes of the file that say the same.

#![allow(clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod article_laws;

use article_laws::assert_laws;
use factlint::article::{Article, Format, read};
use factlint::source::{SourceId, Span};
use proptest::prelude::*;

fn article(source: &str, format: Format) -> Article {
    read(SourceId(0), source, format)
}

const FORMATS: [Format; 5] = [Format::Text, Format::Markdown, Format::Html, Format::AsciiDoc, Format::ReStructuredText];

/// A document in the making: how each word is written, and what it says.
#[derive(Debug, Clone)]
struct Word {
    written: String,
    said: String,
}

fn plain_word() -> impl Strategy<Value = Word> {
    let words = "[a-zA-Z0-9]{1,8}|[a-z]{1,3}[’'][a-z]{1,2}|“[a-z]{2,5}”|Erdoğan|São|£5|東京|naïve|👍🏽|3\u{2013}1";
    words.prop_map(|word| Word { written: word.clone(), said: word })
}

fn html_word() -> impl Strategy<Value = Word> {
    let written = |written: &str, said: &str| Just(Word { written: written.into(), said: said.into() });
    prop_oneof![
        6 => plain_word(),
        1 => written("AT&amp;T", "AT&T"),
        1 => written("R&D", "R&D"),
        1 => written("caf&eacute;", "café"),
        1 => written("&#8212;", "—"),
        1 => written("&#x1F44D;", "👍"),
        1 => written("&ldquo;so&rdquo;", "“so”"),
        1 => written("soft&shy;ly", "softly"),
        1 => written("<b>bold</b>ly", "boldly"),
        1 => written("H<sub>2</sub>O", "H2O"),
        1 => written("<a href=\"/not/read?a=1&amp;b=2\">link</a>", "link"),
        1 => written("5&nbsp;km", "5 km"),
        1 => written("<!-- not read -->seen", "seen"),
    ]
}

fn markdown_word() -> impl Strategy<Value = Word> {
    let written = |written: &str, said: &str| Just(Word { written: written.into(), said: said.into() });
    prop_oneof![
        6 => plain_word(),
        1 => written("AT&amp;T", "AT&T"),
        1 => written("**bold**ly", "boldly"),
        1 => written("\\*star\\*", "*star*"),
        1 => written("[link](https://x.org/not-read)", "link"),
        1 => written("caf&eacute;", "café"),
        1 => written("<b>bold</b>", "bold"),
    ]
}

/// A paragraph begins with a letter, so that no format takes it for anything else.
fn paragraphs(word: impl Strategy<Value = Word>) -> impl Strategy<Value = Vec<Vec<Word>>> {
    let first = "[A-Z][a-z]{1,6}".prop_map(|word| Word { written: word.clone(), said: word });
    let paragraph = (first, prop::collection::vec(word, 1..12)).prop_map(|(first, mut rest)| {
        rest.insert(0, first);
        rest
    });
    prop::collection::vec(paragraph, 1..6)
}

/// The words of all blocks, those of a paragraph parted by single spaces.
fn said(paragraphs: &[Vec<Word>]) -> Vec<String> {
    let said = |words: &Vec<Word>| words.iter().map(|word| word.said.as_str()).collect::<Vec<_>>().join(" ");
    paragraphs.iter().map(said).collect()
}

fn blocks(article: &Article) -> Vec<&str> {
    article.blocks.iter().map(|block| article.words(block.span)).collect()
}

fn line_break() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("\n"), Just("\r\n")]
}

fn mark() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just(""), Just("\u{feff}")]
}

fn written(words: &[Word], space: &str) -> String {
    words.iter().map(|word| word.written.as_str()).collect::<Vec<_>>().join(space)
}

/// Each word that is written as it is said maps to exactly its bytes.
fn assert_words_found(source: &str, article: &Article, format: Format) {
    assert_laws(source, article);
    for block in &article.blocks {
        let mut at = block.span.start as usize;
        for word in article.words(block.span).split(' ') {
            let slice = &source[article.file_span(Span::new(at, at + word.len())).range()];
            let is_verbatim = slice == word;
            let is_marked_up = slice.contains(['&', '<', '*', '\\', ']', '\u{ad}']);
            assert!(is_verbatim || is_marked_up && format != Format::Text, "{word:?} maps to {slice:?}");
            at += word.len() + 1;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_says_its_words(
        paragraphs in paragraphs(plain_word()),
        line in line_break(),
        mark in mark(),
        blank in 1usize..4,
        ending in any::<bool>(),
    ) {
        let all: Vec<String> = paragraphs.iter().map(|words| written(words, " ")).collect();
        let source = format!("{mark}{}{}", all.join(&line.repeat(blank)), if ending { line } else { "" });
        let article = article(&source, Format::Text);
        prop_assert_eq!(blocks(&article).join(" "), said(&paragraphs).join(" "));
        assert_words_found(&source, &article, Format::Text);
    }

    #[test]
    fn markdown_says_its_words(
        paragraphs in paragraphs(markdown_word()),
        line in line_break(),
        mark in mark(),
        breaks in any::<bool>(),
    ) {
        // A number at the start of a line would be a list: only words may stand there.
        let is_safe = paragraphs.iter().flatten().all(|word| word.written.starts_with(char::is_alphabetic));
        let space = if breaks && is_safe { line } else { " " };
        let all: Vec<String> = paragraphs.iter().map(|words| written(words, space)).collect();
        let source = format!("{mark}{}", all.join(&line.repeat(2)));
        let article = article(&source, Format::Markdown);
        prop_assert_eq!(blocks(&article), said(&paragraphs));
        assert_words_found(&source, &article, Format::Markdown);
    }

    #[test]
    fn html_says_its_words(
        paragraphs in paragraphs(html_word()),
        line in line_break(),
        mark in mark(),
        closed in any::<bool>(),
        element in prop_oneof![Just("p"), Just("li"), Just("div"), Just("blockquote")],
    ) {
        let end = if closed || element == "div" || element == "blockquote" { format!("</{element}>") } else { String::new() };
        let space = format!(" {line} ");
        let all: Vec<String> =
            paragraphs.iter().map(|words| format!("<{element} class='x'>{}{end}", written(words, &space))).collect();
        let source = format!("{mark}<!DOCTYPE html><body>{line}{}", all.join(line));
        let article = article(&source, Format::Html);
        prop_assert_eq!(blocks(&article), said(&paragraphs));
        assert_words_found(&source, &article, Format::Html);
    }

    #[test]
    fn laws_hold_for_any_text(source in any::<String>(), format in 0usize..5) {
        let format = FORMATS[format];
        assert_laws(&source, &article(&source, format));
    }

    #[test]
    fn laws_hold_for_any_markup(
        parts in prop::collection::vec(prop::sample::select(MARKUP), 0..60),
        format in 0usize..5,
    ) {
        let format = FORMATS[format];
        let source = parts.concat();
        assert_laws(&source, &article(&source, format));
    }
}

/// Scraps that change what the readers do next.
const MARKUP: &[&str] = &[
    "word",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "é",
    "\u{a0}",
    "\u{ad}",
    "&amp;",
    "&",
    "&#x80;",
    "&nvle;",
    "&lt",
    "<p>",
    "</p>",
    "<div hidden>",
    "</div>",
    "<table>",
    "<tr>",
    "<td>",
    "<td colspan=3>",
    "<td rowspan=0>",
    "</td>",
    "<th>",
    "</table>",
    "<caption>",
    "<h1>",
    "</h1>",
    "<h2>",
    "<title>",
    "</title>",
    "<article>",
    "</article>",
    "<header>",
    "</header>",
    "<form>",
    "</form>",
    "<svg>",
    "<svg/>",
    "</svg>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<img alt=\"a &amp; b\r\nc\">",
    "<img alt=x",
    ">",
    "<q>",
    "</q>",
    "<br>",
    "<time>",
    "</time>",
    "<li>",
    "<ul>",
    "</ul>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<code>",
    "</code>",
    "<pre>",
    "</titlé",
    "# ",
    "## ",
    "- ",
    "1. ",
    "> ",
    "`",
    "```\n",
    "*",
    "**",
    "_",
    "~~",
    "![",
    "](x)",
    "[",
    "|",
    "| a | b |\n|---|---|\n",
    "---\n",
    "+++\n",
    "title: \"x\\\"y\"\n",
    "author:\n  - J\n",
    "[^1]",
    "[^1]: ",
    "\\",
    "    ",
    "\t",
    "July 3, 2024",
    "= Title\n",
    "Jane Doe <j@x.org>\n",
    ":name: value\n",
    "{name}",
    "----\n",
    "====\n",
    "|===\n",
    "2+|",
    "__",
    "##",
    "<<a,",
    ">>",
    "link:x[",
    "image::x[",
    "footnote:[",
    "https://x.org[",
    "]",
    "((",
    "))",
    "+",
    "term:: ",
    ".. note:: ",
    ".. |n| replace:: *said*\n",
    "|n|",
    ".. image:: x\n   :alt: y\n",
    ".. list-table:: T\n",
    "   * - ",
    "     - ",
    "::\n\n",
    "``",
    ":ref:`",
    "`_",
    "+---+---+\n",
    "| a | b |\n",
    "+===+===+\n",
    "===  ===\n",
    "a    b\n",
    "<meta property=og:title content='A &amp; b'>",
    "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"a\\u00e9\"}",
    "<a href=x>",
    "</a>",
    "<div class=comments>",
    "By Jane",
];

#[test]
fn files_without_words_have_no_blocks() {
    for format in FORMATS {
        for source in ["", "\n", "\u{feff}", "\u{feff}\r\n \t\r\n", "  ", "\u{200b}\n\u{ad}"] {
            let article = article(source, format);
            assert!(article.blocks.is_empty() && article.text.is_empty(), "{source:?} as {format:?}");
            assert_eq!(article.file_span(Span::new(0, 0)), Span::new(0, 0));
        }
    }
}

#[test]
fn a_span_over_blocks_maps_from_the_first_word_to_the_last() {
    let source = "\u{feff}<p>One &amp; two</p>\r\n<p>Three</p>";
    let article = article(source, Format::Html);
    assert_eq!(article.text, "One & two\nThree");
    let slice = |start, end| &source[article.file_span(Span::new(start, end)).range()];
    assert_eq!(slice(0, 15), "One &amp; two</p>\r\n<p>Three");
    assert_eq!(slice(4, 5), "&amp;");
    assert_eq!(slice(3, 6), " &amp; ");
    assert_eq!(slice(9, 10), "");
    assert_eq!(slice(9, 12), "Th");
    assert_eq!(article.file_span(Span::new(15, 15)), Span::new(33, 33));
}

#[test]
fn deep_nesting_is_read() {
    let deep = 100_000;
    for (open, close) in
        [("<div>", "</div>"), ("<blockquote>", ""), ("<b>", "</i>"), ("<table><tr><td>", ""), ("<svg>", "")]
    {
        let source = format!("<p>Before</p>{}word{}<p>After</p>", open.repeat(deep), close.repeat(deep));
        let article = article(&source, Format::Html);
        assert_eq!(article.words(article.blocks[0].span), "Before", "{open}");
    }
    let source = format!("Before\n\n{} word", ">".repeat(deep));
    assert!(blocks(&article(&source, Format::Markdown)).contains(&"Before"));
    let source = format!("{}word", "[".repeat(deep));
    assert_eq!(article(&source, Format::Markdown).blocks.len(), 1);
}
