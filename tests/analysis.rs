//! The laws of a printed analysis, whatever the text: places lie in the text, bytes and characters say the same, trees are whole, and
//! a drawing fits the terminal.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::article::{self, Format};
use factlint::nlp;
use factlint::report::{Analysed, Offsets, Origin, Style, analysis_conllu, analysis_json, analysis_text};
use factlint::source::{SourceId, Span};
use factlint::value::spans;
use proptest::prelude::*;
use serde_json::Value;

fn analysed(text: &str) -> Analysed {
    let blocks = vec![Span::new(0, text.len())];
    Analysed {
        id: Value::from("a1"),
        analysis: nlp::analyse(text, &blocks),
        values: spans(text, None),
        text: text.to_owned(),
        blocks,
        origin: Origin::Given,
    }
}

fn line(analysed: &Analysed, offsets: Offsets) -> Value {
    let line = analysis_json(analysed, offsets).unwrap();
    assert_eq!(line.matches('\n').count(), 1);
    serde_json::from_str(&line).unwrap()
}

fn words<'a>(text: &'a [char], item: &Value) -> Vec<&'a char> {
    text[place(item, "start")..place(item, "end")].iter().collect()
}

fn place(item: &Value, name: &str) -> usize {
    usize::try_from(item[name].as_u64().unwrap()).unwrap()
}

fn fits(text: &str, width: usize) {
    let drawn = analysis_text(&analysed(text), &Style { width, ..Style::default() });
    for line in drawn.lines() {
        let columns = unicode_width::UnicodeWidthStr::width(line);
        assert!(columns <= width, "{columns} columns of {width}: {line}");
    }
}

proptest! {
    #[test]
    fn characters_and_bytes_name_the_same_words(text in "([A-Z]?[a-zéğ]{1,8}|[$€]?[0-9]{1,4}|[,.’]|July 3, 2024|習近平| ){0,40}") {
        let analysed = analysed(&text);
        let (bytes, chars) = (line(&analysed, Offsets::Bytes), line(&analysed, Offsets::Chars));
        let letters: Vec<char> = text.chars().collect();
        for list in ["tokens", "entities", "spans"] {
            for (byte, char) in bytes[list].as_array().unwrap().iter().zip(chars[list].as_array().unwrap()) {
                let of_bytes = &text[place(byte, "start")..place(byte, "end")];
                let of_chars: String = words(&letters, char).into_iter().collect();
                prop_assert_eq!(of_bytes, &of_chars);
            }
        }
    }

    #[test]
    fn a_drawing_fits_the_terminal(text in "\\PC{0,200}", width in 40usize..121) {
        fits(&text, width);
    }
}

#[test]
fn a_long_sentence_fits_the_terminal() {
    // Each "that" hangs on the one before it.
    fits(&"I think that you said that ".repeat(40), 60);
}

#[test]
fn places_of_an_article_are_those_of_its_file() {
    let file = "# Nine **members**\r\n\r\nXi met\r\nModi &amp; Erdoğan.\r\n";
    let article = article::read(SourceId(0), file, Format::Markdown);
    let blocks: Vec<Span> = article.blocks.iter().map(|block| block.span).collect();
    let analysed = Analysed {
        id: Value::from("story.md"),
        text: article.text.clone(),
        analysis: nlp::analyse(&article.text, &blocks),
        values: Vec::new(),
        blocks,
        origin: Origin::File(file.to_owned(), article),
    };
    let of = |offsets, list: &[char]| -> Vec<String> {
        let printed = line(&analysed, offsets);
        let tokens = printed["tokens"].as_array().unwrap().clone();
        tokens.iter().map(|token| words(list, token).into_iter().collect()).collect()
    };
    let chars: Vec<char> = file.chars().collect();
    assert_eq!(of(Offsets::Chars, &chars), ["Nine", "members", "Xi", "met", "Modi", "&amp;", "Erdoğan", "."]);
    let printed = line(&analysed, Offsets::Bytes);
    let (last, end) = (printed["tokens"].as_array().unwrap().last().unwrap(), file.len() - 2);
    assert_eq!((place(last, "start"), place(last, "end")), (end - 1, end));
}

#[test]
fn a_treebank_is_written_as_it_was_read() {
    let rows = "# newdoc id = d1\n# newpar\n1\tNine\tnine\tNUM\tCD\t_\t2\tnummod\t_\t_\n2\tmembers\tmember\tNOUN\tNNS\t_\t0\troot\t_\tSpaceAfter=No\n3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";
    let sentences = nlp::conllu::read(rows).unwrap();
    let layout = nlp::conllu::lay_out(&sentences);
    let analysis = nlp::Analyser::embedded().analyse_given(&layout.text, layout.words, layout.sentences);
    let analysed = Analysed {
        id: Value::from("d1"),
        text: layout.text,
        blocks: layout.blocks,
        analysis,
        values: Vec::new(),
        origin: Origin::Rows,
    };
    let written = analysis_conllu(&analysed);
    let plain = |text: &str| -> Vec<String> {
        text.lines()
            .filter(|line| !line.starts_with("# sent_id") && !line.starts_with("# text"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(plain(&written), plain(rows));
}
