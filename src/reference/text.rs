//! A text that is held to be true: minutes, a transcript, a press release, the source of a summary.

use super::sentence;
use super::{Held, Place};
use crate::article::Article;
use crate::facts::quoted::{Said, said_words};
use crate::facts::{FactStore, Modality};
use crate::lang::lexicon::{Category, ConceptId, Lexicon};
use crate::source::Site;
use crate::value::{DateSpan, Value, read_all};

/// A text with what it states.
#[derive(Debug)]
pub struct Text {
    /// The text itself.
    pub(super) article: Article,
    /// What it states.
    pub(super) facts: FactStore,
    /// Its words, as quotations are compared.
    pub(super) words: Vec<Said>,
    /// Its words, folded, with single spaces around each.
    pub(super) folded: String,
    /// Its numbers, dates and scores.
    pub(super) values: Vec<Value>,
}

impl Text {
    /// A text that was read and extracted from, by the concepts of the rules.
    pub fn new(article: Article, facts: FactStore) -> Self {
        let words = said_words(&article.text);
        let folded = format!(" {} ", crate::facts::name::folded_words(&article.text).join(" "));
        let values = read_all(&article.text).into_iter().map(|reading| reading.value).collect();
        Self { article, facts, words, folded, values }
    }

    /// What the text states, as sentences. What it only supposes is left out.
    pub fn held(&self, lexicon: &Lexicon) -> Vec<Held> {
        let mut held = Vec::new();
        for (id, concept) in (0..).map(ConceptId).zip(&lexicon.concepts) {
            for (_, statement) in self.facts.of_concept(&concept.key) {
                if statement.modality == Modality::Hypothetical {
                    continue;
                }
                let span = statement.spans.first().copied().unwrap_or_default();
                let site = Site { source: statement.source, span };
                let Some(stated) = sentence::of_statement(lexicon, &self.facts, (id, concept), statement, site) else {
                    continue;
                };
                // A state of affairs holds from the day of the text on, unless it is dated itself.
                let of_text = self.facts.dateline.map(|day| DateSpan { first: Some(day), last: None });
                let time = statement.time.or(of_text).filter(|_| concept.category != Category::Relation);
                let one = |formula| Held {
                    concept: id,
                    owner: stated.owner.clone(),
                    own: 0,
                    other: stated.other.clone().map(|thing| (1, thing)),
                    sentence: Ok(formula),
                    time,
                    firm: matches!(statement.modality, Modality::Asserted | Modality::Scheduled),
                    place: Place { site, cell: None },
                };
                held.push(one(stated.plain.clone()));
                held.extend(stated.dated.clone().map(one));
            }
        }
        held
    }
}
