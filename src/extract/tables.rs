//! Infoboxes: a table of two columns states facts about the subject of the page.

use super::document::Document;
use super::entities::Entities;
use super::fill;
use crate::article::{Cell, Table};
use crate::facts::{Argument, EntityId};
use crate::lang::lexicon::{Category, Concept, ConceptId, Lexicon};
use crate::nlp::inflect::{same_verb, singular};
use std::ops::Range;

/// A fact of a table row.
#[derive(Debug, Clone)]
pub struct RowFact {
    /// The concept.
    pub concept: ConceptId,
    /// Its arguments.
    pub arguments: Vec<Argument>,
    /// The tokens of the cell that holds the value.
    pub tokens: Range<usize>,
    /// The place named in the cell.
    pub place: Option<EntityId>,
}

/// The facts of all infoboxes.
pub fn facts(document: &Document<'_>, entities: &Entities, lexicon: &Lexicon) -> Vec<RowFact> {
    let tables = document.article.tables.iter().filter(|table| is_infobox(table));
    tables.flat_map(|table| infobox(document, entities, lexicon, table)).collect()
}

fn is_infobox(table: &Table) -> bool {
    table.rows.len() > 1 && table.rows.iter().all(|row| row.len() == 2)
}

fn tokens(document: &Document<'_>, cell: &Cell) -> Range<usize> {
    let span = document.article.blocks.get(cell.block).map(|block| block.span);
    span.map(|span| document.tokens_in(span)).unwrap_or_default()
}

fn infobox(document: &Document<'_>, entities: &Entities, lexicon: &Lexicon, table: &Table) -> Vec<RowFact> {
    let Some(subject) = subject(document, entities, table) else { return Vec::new() };
    let kinds = entities.get(subject).map(|entity| (entity.kinds.clone(), entity.named)).unwrap_or_default();
    let mut facts = Vec::new();
    for row in &table.rows {
        let [label, value] = row.as_slice() else { continue };
        let (label, value) = (tokens(document, label), tokens(document, value));
        let words = crate::nlp::inflect::fold(document.words(label));
        let words = words.split('(').next().unwrap_or_default().trim().trim_end_matches(':').to_owned();
        for (id, concept) in (0..).map(ConceptId).zip(&lexicon.concepts) {
            let owner = concept.places.first().map(|place| place.kind);
            if concept.definition.is_some() || !owner.is_some_and(|owner| fill::fits(lexicon, &kinds.0, kinds.1, owner))
            {
                continue;
            }
            facts.extend(row_fact(document, entities, lexicon, (id, concept), &words, value.clone(), subject));
        }
    }
    facts
}

/// The subject of the page: the entity of the first header cell, or of the headline.
fn subject(document: &Document<'_>, entities: &Entities, table: &Table) -> Option<EntityId> {
    let first = table.rows.first().and_then(|row| row.first());
    let title = first.map(|cell| tokens(document, cell)).unwrap_or_default();
    let headline = document.article.blocks.iter().find(|block| block.kind == crate::article::BlockKind::Headline);
    let headline = headline.map(|block| document.tokens_in(block.span)).unwrap_or_default();
    title.chain(headline).find_map(|token| entities.at(token))
}

fn row_fact(
    document: &Document<'_>,
    entities: &Entities,
    lexicon: &Lexicon,
    (id, concept): (ConceptId, &Concept),
    label: &str,
    cell: Range<usize>,
    subject: EntityId,
) -> Option<RowFact> {
    let phrases = || std::iter::once(&concept.phrase).chain(&concept.also);
    match concept.category {
        Category::Attribute if phrases().any(|phrase| singular(&phrase.to_lowercase()) == singular(label)) => {
            let kind = concept.places.get(1)?.kind;
            let filled = cell_value(document, entities, lexicon, kind, cell.clone())?;
            let arguments = vec![Argument::Entity(subject), filled];
            Some(RowFact { concept: id, arguments, tokens: cell, place: None })
        }
        // "Born | June 11, 1988, Fort Worth": the participle of a relation with one party, its date and place.
        Category::Relation if concept.places.len() == 1 => {
            let participle =
                |phrase: &String| phrase.split_whitespace().last().is_some_and(|word| same_verb(word, label));
            phrases().any(participle).then(|| {
                let place = cell.clone().find_map(|token| entities.at(token).filter(|&id| entities.is(id, "place")));
                RowFact { concept: id, arguments: vec![Argument::Entity(subject)], tokens: cell, place }
            })
        }
        _ => None,
    }
}

/// What a cell says, read for the kind that is asked for: its first fitting value, or its words.
fn cell_value(
    document: &Document<'_>,
    entities: &Entities,
    lexicon: &Lexicon,
    kind: crate::lang::lexicon::KindId,
    cell: Range<usize>,
) -> Option<Argument> {
    let found = cell
        .clone()
        .find_map(|token| fill::fill(document, entities, lexicon, kind, token).map(|filled| filled.argument));
    let text = lexicon.kind(kind).is_some_and(|kind| kind.name == "text");
    if text {
        return Some(Argument::Text(document.words(cell).to_owned()));
    }
    found
}
