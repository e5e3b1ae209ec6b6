//! What the tagger makes of a template, for words that form alone does not tell: a first word ("conclude {agreement}",
//! "captain {person}") and a plural that may be a verb ("uploads fail with").

use super::pieces::Piece;
use crate::lang::lexicon::{Concept, Lexicon};
use crate::nlp::{self, Upos};
use crate::source::Span;

/// The part of speech of each piece, places filled with a word of their kind.
pub fn of(lexicon: &Lexicon, concept: &Concept, pieces: &[Piece]) -> Vec<Upos> {
    let mut text = String::new();
    let mut starts = Vec::new();
    for piece in pieces {
        if !text.is_empty() && !matches!(piece, Piece::Comma | Piece::Possessive | Piece::Hyphened(_)) {
            text.push(' ');
        }
        starts.push(text.len());
        match piece {
            Piece::Word(word) => text.push_str(word),
            Piece::Hyphened(word) => {
                text.push('-');
                text.push_str(word);
            }
            Piece::Comma => text.push(','),
            Piece::Possessive => text.push_str("'s"),
            Piece::Place(place) => {
                let kind = concept.places.get(*place).and_then(|place| lexicon.kind(place.kind));
                text.push_str(kind.map_or("it", |kind| sample(&kind.name)));
            }
            Piece::Anything(kind) => text.push_str(sample(kind)),
        }
    }
    let whole = Span { start: 0, end: u32::try_from(text.len()).unwrap_or(u32::MAX) };
    let analysis = nlp::analyse(&text, &[whole]);
    let tag = |start: &usize| {
        let token = (0..analysis.len()).find(|&token| analysis.span(token).end as usize > *start);
        token.map_or(Upos::X, |token| analysis.upos(token))
    };
    starts.iter().map(tag).collect()
}

/// Words that stand for a kind.
fn sample(kind: &str) -> &'static str {
    match kind {
        "number" => "nine",
        "money" => "$5 million",
        "percentage" => "20%",
        "duration" => "two days",
        "quantity" | "length" | "mass" | "area" | "volume" => "9 km",
        "date" => "July 3",
        "year" => "2018",
        "score" => "3-0",
        "person" => "Smith",
        "organization" => "Acme",
        "country" => "Norway",
        "place" | "city" => "Oslo",
        _ => "the plan",
    }
}
