//! From an analysed article and the lexicon to entities and statements.
//!
//! Enters: an [`Article`] and a [`RuleSet`]. Leaves: a [`FactStore`]. Guaranteed: a statement is made only where its
//! parties are bound by the sentence's structure, or marked as filled from the context; nothing is bound by nearness
//! alone.

mod adjacent;
mod asked;
mod context;
mod document;
mod entities;
mod fill;
mod gazetteer;
mod happenings;
mod index;
mod matcher;
mod offices;
mod quotes;
mod roles;
mod series;
mod table_rows;
mod tables;

pub use document::Document;
pub use quotes::quoted;

use crate::article::Article;
use crate::facts::{Argument, FactStore, Modality, Part, Quotation, Statement};
use crate::lang::RuleSet;
use crate::lang::lexicon::Category;
use crate::lang::syntax::SaidAs;
use crate::source::Span;
use crate::value::{DateSpan, Hedge, Number, Value};
use entities::Entities;
use index::Index;
use jiff::civil::Date;
use matcher::{Draft, Matcher};
use quotes::Quoted;
use std::ops::Range;

/// The longest run of words that is one span of evidence, in bytes; what lies further apart is shown in pieces.
const MOST_EVIDENCE: usize = 220;

/// Takes from an article what the concepts of the rules can say of it.
///
/// `dateline` is the date that relative dates count from where the article names none.
pub fn extract(article: &Article, rules: &RuleSet, dateline: Option<Date>) -> FactStore {
    let dated = article.dateline.or(dateline);
    let mut dated_article;
    let article = if article.dateline == dated {
        article
    } else {
        dated_article = article.clone();
        dated_article.dateline = dated;
        &dated_article
    };
    extract_from(&Document::new(article), rules)
}

/// How articles say the concepts of some rules: read once, and used for all articles.
#[derive(Debug)]
pub struct Patterns {
    index: Index,
}

impl Patterns {
    /// Reads the templates of a lexicon.
    pub fn new(rules: &RuleSet) -> Self {
        Self { index: Index::new(&rules.lexicon) }
    }
}

/// Takes from an analysed article what the concepts of the rules can say of it.
pub fn extract_from(document: &Document<'_>, rules: &RuleSet) -> FactStore {
    extract_by(document, rules, &Patterns::new(rules))
}

/// The same by patterns that were read before from the same rules.
pub fn extract_by(document: &Document<'_>, rules: &RuleSet, patterns: &Patterns) -> FactStore {
    let mut entities = Entities::link(document, rules);
    let matcher = Matcher::new(document, &entities, rules, &patterns.index);
    let mut drafts = matcher.run();
    drafts.extend(offices::roles(&entities, &rules.lexicon, |token, kind| matcher.office_owner(token, kind)));
    series::extend(document, &entities, &rules.lexicon, &mut drafts);
    happenings::make(document, &mut entities, &rules.lexicon, &mut drafts);
    drafts.sort_by_key(|draft| draft.predicate);
    let quoted = quotes::find(document, &entities);
    Writer { document, entities: &entities, rules, quoted: &quoted }.write(drafts)
}

/// Writes drafts down as statements, with spans of the file.
struct Writer<'a> {
    document: &'a Document<'a>,
    entities: &'a Entities,
    rules: &'a RuleSet,
    quoted: &'a [Quoted],
}

impl Writer<'_> {
    fn write(&self, drafts: Vec<Draft>) -> FactStore {
        let mut store = FactStore::default();
        store.dateline = self.document.article.dateline;
        for entity in &self.entities.all {
            store.add_entity(entity.clone());
        }
        store.contained = self.entities.contained.clone();
        let mut written: Vec<Statement> = Vec::new();
        for draft in drafts {
            let Some(statement) = self.statement(draft) else { continue };
            let repeated = written.iter_mut().rev().take(12).find(|known| {
                let (one, other) = (known.spans.first(), statement.spans.first());
                let meet = one.zip(other).is_some_and(|(a, b)| a.start < b.end && b.start < a.end);
                known.concept == statement.concept
                    && known.arguments == statement.arguments
                    && known.polarity == statement.polarity
                    && (one == other || meet && known.from_context != statement.from_context)
            });
            // What the words say themselves goes before what the context gave.
            if let Some(known) = repeated {
                if known.from_context && !statement.from_context {
                    *known = statement;
                }
                continue;
            }
            written.push(statement);
        }
        written.extend(self.rows());
        for statement in written {
            store.add_statement(statement);
        }
        let tables = tables::tables(self.document.article);
        table_rows::add(&tables, &self.rules.lexicon, &mut store);
        for table in tables {
            store.add_table(table);
        }
        for quote in self.quoted {
            store.add_quotation(Quotation {
                speaker: quote.speaker,
                words: self.document.article.words(quote.span).to_owned(),
                source: self.document.article.source,
                span: self.document.article.file_span(quote.span),
                part: self.document.part(quote.tokens.start),
            });
        }
        store
    }

    fn statement(&self, draft: Draft) -> Option<Statement> {
        let concept = self.rules.lexicon.concept(draft.concept)?;
        let inside = self.quoted.iter().find(|quote| quote.tokens.len() > 4 && quote.tokens.contains(&draft.predicate));
        let (mut modality, mut speaker) = (draft.context.modality, draft.context.speaker);
        // What a thing must or has to be told of a value is its value: "claims must be made by June 3".
        if concept.category == Category::Attribute && context::must(self.document, draft.predicate) {
            modality = modality.min(Modality::Scheduled);
        }
        if let Some(quote) = inside {
            modality = modality.max(Modality::Attributed);
            let named = quote.speaker.and_then(|id| self.entities.get(id)).map(|entity| entity.name.clone());
            speaker = speaker.or(named);
        }
        let own = !draft.in_passing;
        let deep = concept.category == Category::Attribute;
        let read = || context::time_within(self.document, draft.predicate, deep).filter(|_| own);
        let time = draft.time.clone().or_else(read);
        let place = context::place(self.document, self.entities, draft.predicate).filter(|_| own);
        let mut tokens = draft.tokens;
        tokens.extend(time.as_ref().map(|(_, tokens)| tokens.clone()).filter(|_| !draft.from_context));
        let spans = self.spans(tokens);
        let (only, only_kind) = draft.only.map_or((None, None), |(place, kind)| (Some(place), kind));
        let mut arguments = draft.arguments;
        if let Some(bound) = draft.bound {
            arguments.iter_mut().for_each(|argument| bind(argument, bound));
        }
        for argument in &mut arguments {
            if let Argument::Value(Value::Date(date)) = argument
                && let Some(coming) = date.coming().filter(|_| context::is_ahead(self.document, draft.predicate))
            {
                *date = coming;
            }
        }
        // A place that is a party already is no circumstance beside it.
        let place = place.map(|(place, _)| place).filter(|place| !arguments.contains(&Argument::Entity(*place)));
        Some(Statement {
            concept: concept.key.clone(),
            arguments,
            polarity: draft.context.polarity,
            modality,
            speaker,
            time: time.map(|(span, _)| span),
            place,
            only,
            only_kind,
            ordinal: draft.ordinal,
            // "Her third victory in the race": it was so three times.
            times: draft.ordinal.filter(|&ordinal| ordinal > 1 && concept.category == Category::Relation),
            source: self.document.article.source,
            spans,
            part: self.document.part(draft.predicate),
            from_context: draft.from_context,
            template: draft.template,
        })
    }

    /// The statements of infoboxes.
    fn rows(&self) -> Vec<Statement> {
        let facts = tables::facts(self.document, self.entities, &self.rules.lexicon);
        let statements = facts.into_iter().filter_map(|fact| {
            let concept = self.rules.lexicon.concept(fact.concept)?;
            Some(Statement {
                concept: concept.key.clone(),
                arguments: fact.arguments,
                polarity: crate::facts::Polarity::Affirmed,
                modality: Modality::Asserted,
                speaker: None,
                time: self.date_in(fact.tokens.clone()).filter(|_| concept.places.len() == 1),
                place: fact.place,
                only: None,
                only_kind: None,
                ordinal: None,
                times: None,
                source: self.document.article.source,
                spans: self.spans(vec![fact.tokens]),
                part: Part::Table,
                from_context: false,
                template: None,
            })
        });
        statements.collect()
    }

    /// The first date among the tokens.
    fn date_in(&self, tokens: Range<usize>) -> Option<DateSpan> {
        tokens.filter_map(|token| self.document.value(token)).find_map(|reading| match &reading.value {
            Value::Date(date) => date.resolve(self.document.article.dateline),
            _ => None,
        })
    }

    /// The spans of the file that hold the tokens: one if that is about a clause, else one a piece, the first piece first.
    fn spans(&self, tokens: Vec<Range<usize>>) -> Vec<Span> {
        let article = self.document.article;
        let pieces: Vec<Range<usize>> = tokens.into_iter().filter(|tokens| !tokens.is_empty()).collect();
        let first = pieces.iter().map(|tokens| tokens.start).min().unwrap_or_default();
        let last = pieces.iter().map(|tokens| tokens.end).max().unwrap_or(first + 1);
        let whole = article.file_span(self.document.span(first..last));
        let same_block = self.document.block(first) == self.document.block(last.saturating_sub(1));
        if whole.len() <= MOST_EVIDENCE && same_block {
            return vec![whole];
        }
        let mut spans: Vec<Span> =
            pieces.into_iter().map(|tokens| article.file_span(self.document.span(tokens))).collect();
        spans.dedup();
        spans
    }
}

/// Puts a template's bound on a number that was said plainly.
fn bind(argument: &mut Argument, bound: SaidAs) {
    if let Argument::Value(Value::Number(number)) = argument
        && number.hedge == Hedge::None
    {
        let hedge = match bound {
            SaidAs::AtLeast => Hedge::AtLeast,
            SaidAs::AtMost => Hedge::AtMost,
            SaidAs::About => Hedge::About,
        };
        if let Some(bounded) = Number::said(number.stated, number.digit, number.unit.clone(), hedge) {
            *number = bounded;
        }
    }
}
