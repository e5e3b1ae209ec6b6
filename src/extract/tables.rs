//! Tables: their heads and rows as data, and infoboxes, whose two columns state facts about the subject of the page.

use super::document::Document;
use super::entities::Entities;
use super::fill;
use crate::article::{Article, Cell, Table};
use crate::facts::{self, Argument, EntityId};
use crate::lang::lexicon::{Category, Concept, ConceptId, KindId, Lexicon};
use crate::lang::pattern::counted;
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

/// The tables of an article as data.
pub fn tables(article: &Article) -> Vec<facts::Table> {
    article.tables.iter().filter_map(|table| data(article, table)).collect()
}

/// A table as data: the head rows part from the rows below, bands that reach over the whole width and heads that are
/// repeated further down left out.
fn data(article: &Article, table: &Table) -> Option<facts::Table> {
    let words = |cell: &Cell| {
        let span = article.blocks.get(cell.block).map(|block| block.span).unwrap_or_default();
        (article.words(span), article.file_span(span))
    };
    let is_head = |row: &Vec<Cell>| row.iter().all(|cell| cell.header);
    let is_band = |row: &Vec<Cell>| {
        row.len() > 1 && row.iter().all(|cell| row.first().is_some_and(|first| first.block == cell.block))
    };
    // Without a head row the first row is the head.
    let heads = table.rows.iter().take_while(|row| is_head(row)).count().max(1).min(table.rows.len().checked_sub(1)?);
    let width = table.rows.iter().map(Vec::len).max()?;
    let head_rows = || table.rows.iter().take(heads).filter(|row| !is_band(row));
    let columns = (0..width).map(|column| {
        let cells = head_rows().filter_map(|row| row.get(column));
        cells.map(|cell| words(cell).0.to_owned()).collect()
    });
    let rows = table.rows.iter().skip(heads).filter(|row| !is_head(row) && !is_band(row));
    let rows = rows.map(|row| {
        let cells = row.iter().map(|cell| {
            let (text, span) = words(cell);
            facts::cell::Cell { text: text.to_owned(), span }
        });
        cells.collect()
    });
    let named = |block: Option<usize>| {
        let block = block.and_then(|block| article.blocks.get(block))?;
        Some(article.words(block.span).to_owned())
    };
    let names = [named(table.caption), named(table.heading)].into_iter().flatten().collect();
    Some(facts::Table::new(names, columns.collect(), rows.collect(), article.source))
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
            // What is done to the subject of the page has it in the second place.
            let passive = concept.category == Category::Relation && words.ends_with(" by");
            let owner = concept.places.get(usize::from(passive)).map(|place| place.kind);
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
) -> Vec<RowFact> {
    let phrases = || std::iter::once(&concept.phrase).chain(&concept.also);
    let names = || phrases().flat_map(|phrase| std::iter::once(phrase.as_str()).chain(counted(phrase)));
    let called = || names().any(|phrase| singular(&phrase.to_lowercase()) == singular(label));
    let participle = |verb: &str| {
        let last = |phrase: &String| phrase.split_whitespace().last().is_some_and(|word| same_verb(word, verb));
        phrases().any(last)
    };
    let fact = |arguments: Vec<Argument>, tokens: Range<usize>, place: Option<EntityId>| RowFact {
        concept: id,
        arguments,
        tokens,
        place,
    };
    let own = || Argument::Entity(subject);
    let kind_at = |place: usize| concept.places.get(place).map(|place| place.kind);
    // Those in the cell who are of a kind, each once.
    let holders = |kind: KindId| {
        let mut found: Vec<(EntityId, Range<usize>)> = Vec::new();
        for token in cell.clone() {
            let fits = entities.at(token).filter(|&id| {
                entities.get(id).is_some_and(|entity| fill::fits(lexicon, &entity.kinds, entity.named, kind))
            });
            if let Some(holder) = fits.filter(|&id| found.iter().all(|(known, _)| *known != id)) {
                let end = (token..cell.end).find(|&next| entities.at(next) != Some(holder)).unwrap_or(cell.end);
                found.push((holder, token..end));
            }
        }
        found
    };
    match concept.category {
        Category::Attribute if called() => {
            let filled = kind_at(1).and_then(|kind| cell_value(document, entities, lexicon, kind, cell.clone()));
            filled.map(|filled| fact(vec![own(), filled], cell, None)).into_iter().collect()
        }
        Category::Role if called() => {
            let holders = kind_at(1).map(holders).unwrap_or_default();
            holders.into_iter().map(|(id, at)| fact(vec![own(), Argument::Entity(id)], at, None)).collect()
        }
        // "Born | June 11, 1988, Fort Worth": the participle of a relation with one party, its date and place.
        Category::Relation if concept.places.len() == 1 && participle(label) => {
            let place = cell.clone().find_map(|token| entities.at(token).filter(|&id| entities.is(id, "place")));
            vec![fact(vec![own()], cell, place)]
        }
        // "Designed by | Ada Lund": the subject of the page is whom it is done to.
        Category::Relation if concept.places.len() == 2 => {
            if !label.strip_suffix(" by").is_some_and(participle) {
                return Vec::new();
            }
            let holders = kind_at(0).map(holders).unwrap_or_default();
            holders.into_iter().map(|(id, at)| fact(vec![Argument::Entity(id), own()], at, None)).collect()
        }
        _ => Vec::new(),
    }
}

/// What a cell says, read for the kind that is asked for: its first fitting value, or its words.
fn cell_value(
    document: &Document<'_>,
    entities: &Entities,
    lexicon: &Lexicon,
    kind: KindId,
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
