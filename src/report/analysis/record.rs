//! One text as one line of JSON.

use super::{Analysed, Places};
use crate::source::Span;
use serde::Serialize;

#[derive(Serialize)]
struct Record<'a> {
    id: &'a serde_json::Value,
    sentences: Vec<(usize, usize)>,
    tokens: Vec<Token<'a>>,
    entities: Vec<Entity>,
    spans: Vec<Value<'a>>,
}

#[derive(Serialize)]
struct Token<'a> {
    start: usize,
    end: usize,
    lemma: &'a str,
    upos: &'static str,
    xpos: &'static str,
    /// The index of the head among the tokens of the text; null for the root of a sentence.
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
struct Value<'a> {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: &'static str,
    value: Option<&'a str>,
    unit: Option<&'a str>,
}

/// The record of a text, with a line feed.
///
/// # Errors
/// Where the `id` cannot be written.
pub fn record(analysed: &Analysed<'_>, places: &Places<'_>) -> serde_json::Result<String> {
    let analysis = analysed.analysis;
    let cover = |tokens: &std::ops::Range<usize>| {
        let last = tokens.end.saturating_sub(1).max(tokens.start);
        places.of(analysis.span(tokens.start).cover(analysis.span(last)))
    };
    let token = |token: usize| {
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
    };
    let record = Record {
        id: analysed.id,
        sentences: analysis.sentences().iter().map(cover).collect(),
        tokens: (0..analysis.len()).map(token).collect(),
        entities: analysis
            .names()
            .iter()
            .map(|name| {
                let (start, end) = cover(&name.tokens);
                Entity { start, end, kind: name.kind.name() }
            })
            .collect(),
        spans: analysed
            .values
            .iter()
            .map(|value| {
                let (start, end) = places.of(Span::new(value.start, value.end));
                Value { start, end, kind: value.kind, value: value.value.as_deref(), unit: value.unit.as_deref() }
            })
            .collect(),
    };
    serde_json::to_string(&record).map(|line| line + "\n")
}
