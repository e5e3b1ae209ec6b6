//! An analysed text for people and for programs: a line of JSON, CoNLL-U, or a drawing of each sentence.
//!
//! Enters: a text with its analysis and values ([`Analysed`]). Leaves: text. Guaranteed: one text's JSON is one line.

mod places;
mod record;
mod tree;

pub use places::Places;
pub use record::record;
pub use tree::trees;

use crate::nlp::{Analysis, conllu};
use crate::source::Span;
use crate::value::TypedSpan;
use std::fmt::Write as _;

/// A text and all that is known of it.
#[derive(Debug)]
pub struct Analysed<'a> {
    /// What the text is called: the `id` of its record, or the path of its file.
    pub id: &'a serde_json::Value,
    /// The text.
    pub text: &'a str,
    /// Its paragraphs.
    pub blocks: &'a [Span],
    /// Its sentences, tokens, names and trees.
    pub analysis: &'a Analysis,
    /// Its values, as bytes of the text.
    pub values: &'a [TypedSpan],
}

impl Analysed<'_> {
    fn words(&self, token: usize) -> &str {
        self.text.get(self.analysis.span(token).range()).unwrap_or_default()
    }

    /// The name of the text, as it is shown.
    fn title(&self) -> String {
        self.id.as_str().map_or_else(|| self.id.to_string(), str::to_owned)
    }
}

/// The text in CoNLL-U, as a document of its own.
pub fn treebank(analysed: &Analysed<'_>) -> String {
    let mut out = String::new();
    let title = super::visible(&analysed.title());
    let _ = writeln!(out, "# newdoc id = {title}");
    conllu::write(analysed.text, analysed.blocks, analysed.analysis, &mut out);
    out
}
