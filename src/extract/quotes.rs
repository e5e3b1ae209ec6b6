//! Quotations and their speakers.
//!
//! The speaker is the subject of the verb of saying that stands nearest to the quotation, outside all quotation marks:
//! in its own sentence first, then in its block. A quotation that is a block of its own has the speaker that the block
//! before announces ("Barack Obama tweeted:") or that a dash names behind it ("— Condoleezza Rice"). One without a verb in
//! reach goes on with the speaker of the one before it.

use super::document::Document;
use super::entities::Entities;
use super::roles;
use crate::facts::EntityId;
use crate::nlp::Upos;
use crate::source::Span;
use std::ops::Range;

/// Words between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The bytes of the article's text between the marks.
    pub span: Span,
    /// The tokens inside.
    pub tokens: Range<usize>,
    /// Who says it.
    pub speaker: Option<EntityId>,
}

/// Verbs of saying, by lemma.
const SAYING: [&str; 46] = [
    "instruct",
    "urge",
    "agree",
    "respond",
    "acknowledge",
    "confirm",
    "reveal",
    "read",
    "suggest",
    "predict",
    "boast",
    "complain",
    "say",
    "tell",
    "add",
    "write",
    "tweet",
    "state",
    "announce",
    "declare",
    "explain",
    "note",
    "warn",
    "argue",
    "insist",
    "claim",
    "admit",
    "reply",
    "answer",
    "ask",
    "comment",
    "remark",
    "conclude",
    "continue",
    "recall",
    "report",
    "quip",
    "joke",
    "observe",
    "stress",
    "post",
    "shout",
    "testify",
    "describe",
    "call",
    "promise",
];

/// How many tokens may lie between a quotation and its verb of saying.
const REACH: usize = 25;

/// The longest quotation that can be a few words of somebody's sentence, in tokens.
const PARTIAL: usize = 5;

/// All quotations, in order.
pub fn find(document: &Document<'_>, entities: &Entities) -> Vec<Quoted> {
    let mut quotes: Vec<Quoted> =
        document.article.blocks.iter().flat_map(|block| marks(document, block.span)).collect();
    let inside: Vec<Range<usize>> = quotes.iter().map(|quote| quote.tokens.clone()).collect();
    let mut before: Option<(Option<usize>, EntityId)> = None;
    for quote in &mut quotes {
        let block = document.block(quote.tokens.start);
        quote.speaker = speaker(document, entities, &quote.tokens, &inside).or_else(|| {
            before.filter(|(known, _)| *known == block && quote.tokens.len() > 4).map(|(_, speaker)| speaker)
        });
        if let Some(speaker) = quote.speaker {
            before = Some((block, speaker));
        }
    }
    quotes
}

/// The pairs of quotation marks of a block; a mark that is never closed reaches to the end of the block.
fn marks(document: &Document<'_>, block: Span) -> Vec<Quoted> {
    let text = document.article.words(block);
    let mut quotes = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match (open, c) {
            (None, '"' | '“' | '«' | '„') => open = Some((at + c.len_utf8(), c)),
            (Some((start, '"')), '"')
            | (Some((start, '“' | '„')), '”')
            | (Some((start, '„')), '“')
            | (Some((start, '«')), '»') => {
                quotes.push((start, at));
                open = None;
            }
            _ => {}
        }
    }
    if let Some((start, _)) = open {
        quotes.push((start, text.len()));
    }
    let spans =
        quotes.into_iter().map(|(start, end)| Span::new(block.start as usize + start, block.start as usize + end));
    spans
        .map(|span| Quoted { span, tokens: document.tokens_in(span), speaker: None })
        .filter(|quote| !quote.tokens.is_empty())
        .collect()
}

/// The tokens between each pair of quotation marks of a block, in order.
pub fn quoted(document: &Document<'_>, block: Span) -> Vec<Range<usize>> {
    marks(document, block).into_iter().map(|quote| quote.tokens).collect()
}

/// Whether a token stands in one of these ranges, which are in order.
fn is_within(ranges: &[Range<usize>], token: usize) -> bool {
    let behind = ranges.partition_point(|range| range.start <= token);
    behind.checked_sub(1).and_then(|last| ranges.get(last)).is_some_and(|range| range.contains(&token))
}

fn speaker(
    document: &Document<'_>,
    entities: &Entities,
    quote: &Range<usize>,
    inside: &[Range<usize>],
) -> Option<EntityId> {
    let block = document.block(quote.start);
    let start = quote.start.saturating_sub(REACH);
    let end = (quote.end + REACH).min(document.len());
    // What is said of the quotation's own sentence goes before what another sentence says.
    let own = |token: usize| {
        let sentence = document.sentence_index(token);
        let ahead = quote.start.checked_sub(1).filter(|&before| matches!(document.lower(before), ":" | "," | "\""));
        (document.sentence_index(quote.start)..=document.sentence_index(quote.end.saturating_sub(1)))
            .contains(&sentence)
            || ahead.is_some_and(|before| document.sentence_index(before) == sentence)
            || sentence == document.sentence_index(quote.end)
                && !document.form(quote.end + 1).starts_with(char::is_uppercase)
    };
    let partial = quote.len() <= PARTIAL;
    let mut verbs: Vec<(bool, usize, usize)> = (start..end)
        .filter(|&token| document.block(token) == block && !is_within(inside, token))
        .filter(|&token| document.upos(token) == Upos::Verb && SAYING.contains(&document.lemma(token)))
        .map(|token| {
            let distance = if token < quote.start { quote.start - token } else { token - quote.end + 1 };
            (!own(token), distance, token)
        })
        // A few quoted words inside a sentence are that sentence's own.
        .filter(|&(other, ..)| !(other && partial))
        .collect();
    verbs.sort_unstable();
    let Some(verb) = verbs.first().map(|&(_, _, verb)| verb) else { return beside(document, entities, quote, inside) };
    let subjects = roles::logical_subjects(document, verb);
    let named = subjects.into_iter().find_map(|subject| entities.at(subject));
    // An inverted or misread clause: the one person named between the verb and the quotation's edge.
    named.or_else(|| {
        let around = document.sentence(verb).filter(|token| !is_within(inside, *token));
        let mut persons: Vec<EntityId> =
            around.filter_map(|token| entities.at(token)).filter(|&id| entities.is(id, "person")).collect();
        persons.dedup();
        if let [one] = persons.as_slice() { Some(*one) } else { None }
    })
}

/// The speaker of a quotation without a verb of saying: whom the block before announces with a colon, or whom a dash names
/// behind it.
fn beside(
    document: &Document<'_>,
    entities: &Entities,
    quote: &Range<usize>,
    inside: &[Range<usize>],
) -> Option<EntityId> {
    let person = |tokens: Range<usize>| {
        let mut found: Vec<EntityId> = tokens
            .filter(|&token| !is_within(inside, token))
            .filter_map(|token| entities.at(token))
            .filter(|&id| entities.is(id, "person") || entities.is(id, "organization"))
            .collect();
        found.dedup();
        if let [one] = found.as_slice() { Some(*one) } else { None }
    };
    let dash = (quote.end..(quote.end + 3).min(document.len()))
        .find(|&token| matches!(document.lower(token), "—" | "–" | "--" | "-"));
    if let Some(dash) = dash {
        return person(dash + 1..document.sentence(dash + 1).end.min(dash + 12));
    }
    let block = document.block(quote.start)?;
    let opens = quote.start.checked_sub(2).is_none_or(|before| document.block(before) != Some(block));
    let last = (0..quote.start).rev().find(|&token| document.block(token).is_some_and(|other| other != block))?;
    if !opens || document.lower(last) != ":" {
        return None;
    }
    let sentence = document.sentence(last);
    let verb = sentence.clone().find(|&token| {
        document.upos(token) == Upos::Verb && SAYING.contains(&document.lemma(token)) && !is_within(inside, token)
    });
    let subject = verb
        .and_then(|verb| roles::logical_subjects(document, verb).into_iter().find_map(|subject| entities.at(subject)));
    subject.or_else(|| person(sentence))
}
