//! Templates cut into words and places.

use super::words::{ADVERBS, ARTICLES, AUXILIARIES, BE, PREPOSITIONS};
use crate::lang::template::TemplatePart;
use crate::nlp::inflect::fold;

/// A word or a place of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A word, folded.
    Word(String),
    /// A word that hangs on the place before it by a hyphen.
    Hyphened(String),
    /// A place of the concept.
    Place(usize),
    /// Anything of that kind.
    Anything(String),
    /// A comma, a colon or a bracket.
    Comma,
    /// An apostrophe with or without its s, on what stands before it.
    Possessive,
}

const UP_TO: [&str; 2] = ["up", "to"];

/// The words and places of a template, in order.
pub fn pieces(parts: &[TemplatePart]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for part in parts {
        // "files of up to {quantity}": the bound is the number's own.
        if !matches!(part, TemplatePart::Words(_)) && pieces.ends_with(&UP_TO.map(|word| Piece::Word(word.to_owned())))
        {
            pieces.truncate(pieces.len() - UP_TO.len());
        }
        match part {
            TemplatePart::Place(place) => pieces.push(Piece::Place(*place)),
            TemplatePart::Anything(kind) => pieces.push(Piece::Anything(kind.clone())),
            TemplatePart::Words(words) => {
                let glued = matches!(pieces.last(), Some(Piece::Place(_) | Piece::Anything(_)));
                for (index, word) in fold(words).split_whitespace().enumerate() {
                    piece(word, index == 0 && glued && !words.starts_with(char::is_whitespace), &mut pieces);
                }
            }
        }
    }
    pieces
}

fn piece(word: &str, glued: bool, pieces: &mut Vec<Piece>) {
    if let Some(rest) = word.strip_prefix("'s").filter(|_| glued) {
        pieces.push(Piece::Possessive);
        if !rest.is_empty() {
            pieces.push(Piece::Word(rest.to_owned()));
        }
        return;
    }
    if let Some(rest) = word.strip_prefix('-').filter(|rest| glued && !rest.is_empty()) {
        pieces.push(Piece::Hyphened(rest.to_owned()));
        return;
    }
    let start = word.trim_start_matches([',', '(', ':', ';']);
    if start.len() < word.len() {
        pieces.push(Piece::Comma);
    }
    let bare = start.trim_end_matches([',', ')', ':', ';', '.']);
    if !bare.is_empty() {
        pieces.push(Piece::Word(bare.to_owned()));
        if bare.len() < start.len() {
            pieces.push(Piece::Comma);
        }
    }
}

/// A word or a place of a template, in the order in which they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// A word that says something: no article, auxiliary or preposition.
    Word(String),
    /// A place.
    Place(usize),
}

/// The words that say something and the places of a template, in order; places that may be anything are left out.
pub fn sequence(parts: &[TemplatePart]) -> Vec<Element> {
    let said = |word: &str| {
        let empty = ARTICLES.contains(&word) || PREPOSITIONS.contains(&word) || AUXILIARIES.contains(&word);
        !empty && !BE.contains(&word) && !ADVERBS.contains(&word) && !matches!(word, "that" | "and" | "who" | "which")
    };
    pieces(parts)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Word(word) | Piece::Hyphened(word) => said(&word).then_some(Element::Word(word)),
            Piece::Place(place) => Some(Element::Place(place)),
            Piece::Anything(_) | Piece::Comma | Piece::Possessive => None,
        })
        .collect()
}
