//! An analysed text for programs and for people.
//!
//! Enters: an [`Analysed`] text. Leaves: a line of JSON ([`analysis_json()`]), CoNLL-U ([`analysis_conllu()`]) or a drawing for a
//! terminal ([`analysis_text()`]). Guaranteed: places in JSON are ordered, lie inside the text that they count in, and no
//! line of a drawing is wider than the terminal.

mod place;
mod tree;

use crate::article::Article;
use crate::nlp::{Analysis, NameKind, conllu};
use crate::source::Span;
use crate::value::TypedSpan;
use place::Places;
use serde::Serialize;
pub use tree::analysis_text;

/// A text with everything that was found in it.
#[derive(Debug)]
pub struct Analysed {
    /// What its author calls it: the `id` of a JSON line, the path of a file.
    pub id: serde_json::Value,
    /// The words that were analysed.
    pub text: String,
    /// The paragraphs of `text`.
    pub blocks: Vec<Span>,
    /// Sentences, words, names and trees.
    pub analysis: Analysis,
    /// Numbers, quantities and dates, by their bytes in `text`.
    pub values: Vec<TypedSpan>,
    /// Where `text` comes from.
    pub origin: Origin,
}

/// Where the analysed words stand.
#[derive(Debug)]
pub enum Origin {
    /// In the text that its author gave.
    Given,
    /// In a file of markup or of hard line breaks: its text, and the article that was read from it.
    File(String, Article),
    /// In no file: they were put together from the rows of a treebank.
    Rows,
}

/// What places are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Offsets {
    /// Bytes of UTF-8.
    #[default]
    Bytes,
    /// Unicode code points.
    Chars,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a serde_json::Value,
    /// The text, where no file holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    sentences: Vec<(usize, usize)>,
    tokens: Vec<Token<'a>>,
    entities: Vec<Entity>,
    spans: Vec<Typed<'a>>,
}

#[derive(Serialize)]
struct Token<'a> {
    start: usize,
    end: usize,
    lemma: &'a str,
    upos: &'static str,
    xpos: &'static str,
    /// The index of the head in `tokens`; null for the root of a sentence.
    head: Option<usize>,
    deprel: &'static str,
}

#[derive(Serialize)]
struct Entity {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Serialize)]
struct Typed<'a> {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: &'static str,
    value: Option<&'a str>,
    unit: Option<&'a str>,
}

/// One line of JSON, a line feed at its end.
///
/// # Errors
/// Where the document cannot be written, which no content of it causes.
pub fn analysis_json(analysed: &Analysed, offsets: Offsets) -> serde_json::Result<String> {
    let places = Places::new(analysed, offsets);
    let analysis = &analysed.analysis;
    let line = Line {
        id: &analysed.id,
        text: matches!(analysed.origin, Origin::Rows).then_some(analysed.text.as_str()),
        sentences: analysis.sentences().iter().map(|sentence| places.of(analysis.cover(sentence))).collect(),
        tokens: (0..analysis.len())
            .map(|token| {
                let (start, end) = places.of(analysis.span(token));
                Token {
                    start,
                    end,
                    lemma: analysis.lemma(token),
                    upos: analysis.upos(token).name(),
                    xpos: analysis.xpos(token),
                    head: analysis.head(token),
                    deprel: analysis.deprel(token).name(),
                }
            })
            .collect(),
        entities: analysis
            .names()
            .iter()
            .map(|name| {
                let (start, end) = places.of(analysis.cover(&name.tokens));
                Entity { start, end, kind: class(name.kind) }
            })
            .collect(),
        spans: analysed
            .values
            .iter()
            .map(|value| {
                let (start, end) = places.of(Span::new(value.start, value.end));
                Typed { start, end, kind: value.kind, value: value.value.as_deref(), unit: value.unit.as_deref() }
            })
            .collect(),
    };
    let mut out = serde_json::to_string(&line)?;
    out.push('\n');
    Ok(out)
}

/// The text as CoNLL-U: a document with its paragraphs.
pub fn analysis_conllu(analysed: &Analysed) -> String {
    let mut out = String::from("# newdoc");
    match &analysed.id {
        serde_json::Value::Null => {}
        serde_json::Value::String(id) => {
            out.push_str(" id = ");
            // A comment is one line.
            out.push_str(&id.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        other => {
            out.push_str(" id = ");
            out.push_str(&other.to_string());
        }
    }
    out.push('\n');
    conllu::write(&analysed.text, &analysed.blocks, &analysed.analysis, &mut out);
    out
}

/// The class of a name, as annotated corpora call it.
fn class(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "PERSON",
        NameKind::Organization => "ORGANIZATION",
        NameKind::Location => "LOCATION",
        NameKind::Event => "EVENT",
        NameKind::Norp => "NORP",
        NameKind::Work => "WORK",
        NameKind::Product => "PRODUCT",
        NameKind::Other => "MISC",
    }
}
