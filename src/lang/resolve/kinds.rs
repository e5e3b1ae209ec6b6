//! The kinds that every rule file can speak of.

use crate::lang::lexicon::{Kind, KindId, Lexicon};

/// Built-in kinds: name, what it is a kind of, other names.
const BUILT_IN: &[(&str, &str, &[&str])] = &[
    ("thing", "", &[]),
    ("person", "thing", &[]),
    ("organization", "thing", &["organisation"]),
    ("place", "thing", &[]),
    ("country", "place", &[]),
    ("city", "place", &["town"]),
    ("event", "thing", &[]),
    ("product", "thing", &[]),
    ("work", "thing", &[]),
    ("table", "thing", &[]),
    ("row", "thing", &[]),
    ("date", "", &[]),
    ("year", "date", &[]),
    ("quantity", "", &[]),
    ("duration", "", &[]),
    ("length", "quantity", &[]),
    ("mass", "quantity", &["weight"]),
    ("area", "quantity", &[]),
    ("volume", "quantity", &[]),
    ("speed", "quantity", &[]),
    ("temperature", "quantity", &[]),
    ("energy", "quantity", &[]),
    ("power", "quantity", &[]),
    ("angle", "quantity", &[]),
    ("data size", "quantity", &[]),
    ("number", "", &[]),
    ("money", "", &[]),
    ("percentage", "", &["percent"]),
    ("score", "", &[]),
    ("text", "", &[]),
    ("quote", "text", &["quotation"]),
];

/// The family of values that a kind belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// People, places, events: what has a name or a description.
    Thing,
    /// Numbers, with a unit or without.
    Number,
    /// Dates and years.
    Date,
    /// Scores.
    Score,
    /// Words.
    Text,
}

/// A lexicon that holds the built-in kinds alone.
pub fn built_in() -> Lexicon {
    let mut lexicon = Lexicon::default();
    for &(name, parent, also) in BUILT_IN {
        let parent = lexicon.kind_named(parent);
        let also = also.iter().map(|&name| name.to_owned()).collect();
        lexicon.kinds.push(Kind { name: name.to_owned(), also, parent, site: None });
    }
    lexicon
}

/// The ids of the built-in kinds that the resolver itself asks for.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "the names of the kinds")]
pub struct Known {
    pub thing: KindId,
    pub person: KindId,
    pub place: KindId,
    pub country: KindId,
    pub event: KindId,
    pub work: KindId,
    pub table: KindId,
    pub row: KindId,
    pub date: KindId,
    pub year: KindId,
    pub quantity: KindId,
    pub duration: KindId,
    pub number: KindId,
    pub money: KindId,
    pub percentage: KindId,
    pub score: KindId,
    pub text: KindId,
}

impl Known {
    /// Finds them; they are the same in every lexicon, since the built-in kinds come first.
    pub fn new(lexicon: &Lexicon) -> Self {
        let id = |name| lexicon.kind_named(name).unwrap_or(KindId(0));
        Self {
            thing: id("thing"),
            person: id("person"),
            place: id("place"),
            country: id("country"),
            event: id("event"),
            work: id("work"),
            table: id("table"),
            row: id("row"),
            date: id("date"),
            year: id("year"),
            quantity: id("quantity"),
            duration: id("duration"),
            number: id("number"),
            money: id("money"),
            percentage: id("percentage"),
            score: id("score"),
            text: id("text"),
        }
    }

    /// The family of a kind.
    pub fn family(&self, lexicon: &Lexicon, kind: KindId) -> Family {
        let numbers = [self.quantity, self.duration, self.number, self.money, self.percentage];
        if numbers.iter().any(|&wide| lexicon.is_a(kind, wide)) {
            Family::Number
        } else if lexicon.is_a(kind, self.date) {
            Family::Date
        } else if lexicon.is_a(kind, self.score) {
            Family::Score
        } else if lexicon.is_a(kind, self.text) {
            Family::Text
        } else {
            Family::Thing
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_places_and_ages_are_numbers() {
        let lexicon = built_in();
        let known = Known::new(&lexicon);
        assert!(lexicon.is_a(known.country, known.place) && lexicon.is_a(known.place, known.thing));
        assert_eq!(known.family(&lexicon, known.duration), Family::Number);
        assert_eq!(known.family(&lexicon, known.year), Family::Date);
        assert_eq!(known.family(&lexicon, known.work), Family::Thing);
        assert!(lexicon.kinds.iter().filter(|kind| kind.parent.is_none()).count() == 9);
    }
}
