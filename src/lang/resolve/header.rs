//! Relation headers: which words are the parties and which the verb.
//!
//! Enters: the items of a header. Leaves: the kinds in their order with the words between them. Guaranteed: the longest
//! kind phrase wins; quoted words are never a kind.

use super::phrase;
use crate::lang::lexicon::KindId;
use crate::lang::syntax::{Item, ItemKind, Run};
use crate::source::{Problem, ProblemKind, Site};
use rustc_hash::FxHashMap;

/// The names of kinds in their normal form.
#[derive(Debug, Default, Clone)]
pub struct KindNames {
    names: FxHashMap<String, KindId>,
    longest: usize,
}

impl KindNames {
    /// Takes a name in; the kind that has it already, if another one has.
    pub fn add(&mut self, name: &str, kind: KindId) -> Option<KindId> {
        let words = phrase::normal(name);
        self.longest = self.longest.max(words.len());
        let known = *self.names.entry(words.join(" ")).or_insert(kind);
        (known != kind).then_some(known)
    }

    /// Gives a name to a kind, whichever had it.
    pub fn set(&mut self, name: &str, kind: KindId) {
        let words = phrase::normal(name);
        self.longest = self.longest.max(words.len());
        self.names.insert(words.join(" "), kind);
    }

    /// The kind of that name.
    pub fn get(&self, name: &str) -> Option<KindId> {
        self.names.get(&phrase::normal(name).join(" ")).copied()
    }

    /// The longest kind phrase at the start of these words, and how many words it has.
    fn longest_at(&self, words: &[&str]) -> Option<(KindId, usize)> {
        // A quoted verb stands here as an empty word: no kind reaches over it.
        let most = self.longest.min(words.iter().take_while(|word| !word.is_empty()).count());
        (1..=most).rev().find_map(|length| Some((self.get(&words.get(..length)?.join(" "))?, length)))
    }
}

/// A header in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Who does it.
    pub subject: KindId,
    /// The verb, with what belongs to it.
    pub verb: String,
    /// What follows a quoted verb outside the quotation marks (`in` of `"takes place" in`).
    pub preposition: Option<String>,
    /// Whom it concerns.
    pub object: Option<KindId>,
    /// What stands before the third place, and its kind.
    pub third: Option<(String, KindId)>,
}

/// Why a header cannot be divided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderError {
    /// It does not begin with a kind: the words that stand there.
    NoSubject(String),
    /// There is nothing between the parties, or nothing behind the subject.
    NoVerb,
    /// More than three parties, or words after the last one.
    Rest(String),
}

enum Part {
    Kind(KindId),
    Words { text: String, quoted: bool },
}

/// Divides a header.
///
/// # Errors
/// It has not the form `KIND verb [KIND [preposition KIND]]`.
pub fn divide(items: &[Item], kinds: &KindNames) -> Result<Header, HeaderError> {
    let mut parts: Vec<Part> = Vec::new();
    let words: Vec<&str> = items
        .iter()
        .map(|item| match &item.kind {
            ItemKind::Word(word) => word.as_str(),
            // A quoted piece is no word of any kind's name.
            _ => "\"",
        })
        .collect();
    let mut at = 0;
    while let Some(item) = items.get(at) {
        if let ItemKind::Quoted(text) = &item.kind {
            parts.push(Part::Words { text: text.clone(), quoted: true });
            at += 1;
            continue;
        }
        let rest = words.get(at..).unwrap_or_default();
        let article = rest.first().is_some_and(|word| matches!(*word, "a" | "an" | "the"));
        let skip = usize::from(article && rest.len() > 1);
        // Two parties never stand side by side: what follows the subject is its verb, even "works", "results", "talks".
        let after_subject = matches!(parts.as_slice(), [Part::Kind(_)]) && !article;
        let found = if after_subject { None } else { kinds.longest_at(rest.get(skip..).unwrap_or_default()) };
        if let Some((kind, length)) = found {
            parts.push(Part::Kind(kind));
            at += skip + length;
            continue;
        }
        let word = rest.first().copied().unwrap_or_default();
        match parts.last_mut() {
            Some(Part::Words { text, quoted: false }) => {
                text.push(' ');
                text.push_str(word);
            }
            _ => parts.push(Part::Words { text: word.to_owned(), quoted: false }),
        }
        at += 1;
    }
    assemble(parts)
}

fn assemble(parts: Vec<Part>) -> Result<Header, HeaderError> {
    let mut parts = parts.into_iter().peekable();
    let subject = match parts.next() {
        Some(Part::Kind(kind)) => kind,
        Some(Part::Words { text, .. }) => return Err(HeaderError::NoSubject(text)),
        None => return Err(HeaderError::NoSubject(String::new())),
    };
    let (mut verb, mut preposition) = match parts.next() {
        Some(Part::Words { text, quoted }) => (text, quoted.then(String::new)),
        _ => return Err(HeaderError::NoVerb),
    };
    while let Some(Part::Words { text, .. }) = parts.next_if(|part| matches!(part, Part::Words { .. })) {
        verb.push(' ');
        verb.push_str(&text);
        preposition =
            preposition.map(|before| if before.is_empty() { text.clone() } else { format!("{before} {text}") });
    }
    let object = match parts.next() {
        Some(Part::Kind(kind)) => Some(kind),
        _ => None,
    };
    let third = match (parts.next(), parts.next()) {
        (None, _) => None,
        (Some(Part::Words { text, .. }), Some(Part::Kind(kind))) => Some((text, kind)),
        (Some(Part::Words { text, .. }), _) => return Err(HeaderError::Rest(text)),
        (Some(Part::Kind(_)), _) => return Err(HeaderError::NoVerb),
    };
    match parts.next() {
        Some(Part::Words { text, .. }) => Err(HeaderError::Rest(text)),
        Some(Part::Kind(_)) => Err(HeaderError::Rest(String::from("a fourth party"))),
        None => Ok(Header { subject, verb, preposition: preposition.filter(|text| !text.is_empty()), object, third }),
    }
}

/// What is wrong with a verb that the language keeps for itself.
pub fn reserved_verb(verb: &str, site: Site) -> Option<Problem> {
    let taken =
        matches!(verb, "is" | "are" | "equals" | "equal" | "exceeds" | "exceed" | "says" | "say" | "has" | "have");
    taken.then(|| {
        Problem::new(ProblemKind::Vocabulary, "reserved-verb", format!("`{verb}` cannot be a relation's verb"))
            .at(site, "a word of the language itself")
            .help("choose a fuller verb, for example `is located in`, `is arrested`, `announces`; `is` needs a participle, an adjective or a preposition")
    })
}

/// The words of a run, quotation marks left out.
pub fn words_of(run: &Run) -> String {
    let mut words = Vec::new();
    for item in &run.items {
        match &item.kind {
            ItemKind::Word(word) => words.push(word.as_str()),
            ItemKind::Quoted(text) => words.push(text.as_str()),
            _ => {}
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn items(text: &str) -> Vec<Item> {
        let mut items = Vec::new();
        for (index, piece) in text.split('"').enumerate() {
            if index % 2 == 1 {
                items.push(Item { kind: ItemKind::Quoted(piece.to_owned()), span: Span::default() });
                continue;
            }
            items.extend(
                piece
                    .split_whitespace()
                    .map(|word| Item { kind: ItemKind::Word(word.to_owned()), span: Span::default() }),
            );
        }
        items
    }

    fn kinds() -> KindNames {
        let mut kinds = KindNames::default();
        for (number, name) in (0..).map(KindId).zip(["event", "place", "person", "work", "country", "study"]) {
            kinds.add(name, number);
        }
        kinds
    }

    #[test]
    fn a_quoted_verb_may_contain_a_kind() {
        let header = divide(&items("event \"takes place\" in a place"), &kinds()).unwrap();
        assert_eq!(header.verb, "takes place in");
        assert_eq!(header.preposition.as_deref(), Some("in"));
        assert_eq!((header.subject, header.object), (KindId(0), Some(KindId(1))));
    }

    #[test]
    fn no_kind_reaches_over_a_quoted_verb() {
        let mut kinds = kinds();
        kinds.add("three word kind", KindId(9));
        assert_eq!(divide(&items("event \"takes place\" in a place"), &kinds).unwrap().verb, "takes place in");
    }

    #[test]
    fn what_follows_the_subject_is_its_verb() {
        let header = divide(&items("person works for country"), &kinds()).unwrap();
        assert_eq!((header.verb.as_str(), header.object), ("works for", Some(KindId(4))));
    }

    #[test]
    fn a_third_party_has_a_preposition() {
        let header = divide(&items("country sends person to event"), &kinds()).unwrap();
        assert_eq!(header.third, Some(("to".to_owned(), KindId(0))));
        assert_eq!(divide(&items("place is excluded from a study"), &kinds()).unwrap().verb, "is excluded from");
    }

    #[test]
    fn headers_without_a_subject_or_a_verb_are_told_apart() {
        assert_eq!(
            divide(&items("persn attends event"), &kinds()),
            Err(HeaderError::NoSubject("persn attends".to_owned()))
        );
        assert_eq!(divide(&items("person"), &kinds()), Err(HeaderError::NoVerb));
        assert!(matches!(
            divide(&items("country sends person to event with place"), &kinds()),
            Err(HeaderError::Rest(_))
        ));
    }
}
