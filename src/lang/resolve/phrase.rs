//! Phrases: the words that a concept goes by, and the index that finds them in a sentence.
//!
//! Enters: phrases of the lexicon as written. Leaves: all phrases that begin at a token. Guaranteed: case, articles,
//! hyphens and number make no difference; the first word of a verb is found in every inflection.

use super::token::Token;
use crate::lang::lexicon::{ConceptId, KindId};
use crate::nlp::inflect;
use rustc_hash::FxHashMap;

/// A word of a phrase or of a sentence, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(u32);

/// What a phrase names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// A kind.
    Kind(KindId),
    /// An attribute, a role or a defined noun.
    Noun(ConceptId),
    /// A relation.
    Verb(ConceptId),
    /// A relation's verb without the preposition before its last place (`takes place`).
    VerbAlone(ConceptId),
    /// An attribute `number of X`, by its X.
    Counted(ConceptId),
    /// A name declared with `name`, by its index.
    Name(usize),
}

/// A phrase of the index.
#[derive(Debug, Clone)]
struct Entry {
    words: Vec<Word>,
    meaning: Meaning,
}

/// All phrases, by their first word.
#[derive(Debug, Default)]
pub struct Index {
    words: FxHashMap<String, Word>,
    entries: FxHashMap<Word, Vec<Entry>>,
    /// Every phrase as written, with what it means, for suggestions.
    pub spoken: Vec<(String, Meaning)>,
}

/// A phrase found in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// What it names.
    pub meaning: Meaning,
    /// One past its last token.
    pub end: usize,
    /// How many words it has.
    pub length: usize,
}

/// The words of a phrase in the form in which they are compared: lower case, singular, without articles.
pub fn normal(phrase: &str) -> Vec<String> {
    split(phrase).map(|word| inflect::singular(&word)).collect()
}

/// The same, without a change of number.
pub fn split(phrase: &str) -> impl Iterator<Item = String> + '_ {
    phrase
        .split(|letter: char| letter.is_whitespace() || letter == '-' || letter == '‑')
        .filter(|word| !word.is_empty() && !matches!(word.to_ascii_lowercase().as_str(), "a" | "an" | "the"))
        .map(|word| word.to_lowercase().replace('’', "'"))
}

impl Index {
    /// Takes a noun phrase in.
    pub fn add_noun(&mut self, phrase: &str, meaning: Meaning) {
        let words: Vec<Word> = normal(phrase).iter().map(|word| self.intern(word)).collect();
        self.spoken.push((phrase.to_owned(), meaning));
        if let Some(&first) = words.first() {
            self.entries.entry(first).or_default().push(Entry { words, meaning });
        }
    }

    /// Takes a verb in, under each base that its first word may have.
    pub fn add_verb(&mut self, phrase: &str, meaning: Meaning) {
        let mut words = split(phrase);
        let Some(head) = words.next() else { return };
        let rest: Vec<Word> = words.map(|word| self.intern(&inflect::singular(&word))).collect();
        if matches!(meaning, Meaning::Verb(_)) {
            self.spoken.push((phrase.to_owned(), meaning));
        }
        let bases = if inflect::is_be(&head) { vec![String::from("be")] } else { inflect::verb_bases(&head) };
        for base in bases {
            let first = self.intern(&format!("{base}/v"));
            let words = std::iter::once(first).chain(rest.iter().copied()).collect();
            self.entries.entry(first).or_default().push(Entry { words, meaning });
        }
    }

    fn intern(&mut self, word: &str) -> Word {
        let next = Word(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        *self.words.entry(word.to_owned()).or_insert(next)
    }

    /// The words of the index that a word of a sentence can stand for: itself, its singular, and as a verb its bases.
    pub fn forms(&self, word: &str) -> Forms {
        let find = |word: &str| self.words.get(word).copied();
        let singular = inflect::singular(word);
        let mut nouns: Vec<Word> = find(&singular).into_iter().collect();
        nouns.extend(find(word).filter(|found| !nouns.contains(found)));
        let bases = if inflect::is_be(word) { vec![String::from("be")] } else { inflect::verb_bases(word) };
        let mut verbs: Vec<Word> = bases.iter().filter_map(|base| find(&format!("{base}/v"))).collect();
        verbs.sort();
        verbs.dedup();
        Forms { nouns, verbs }
    }

    /// The noun phrases that begin at a token, the longest first.
    pub fn nouns_at(&self, tokens: &[Token], at: usize) -> Vec<Found> {
        let forms = tokens.get(at).and_then(|token| token.parts.first()).map(|part| part.nouns.as_slice());
        self.starting(tokens, (at, at + 1), forms.unwrap_or_default())
    }

    /// The verbs whose first word stands at a token and whose second one, if there is one, at `next`: the longest first.
    pub fn verbs_at(&self, tokens: &[Token], at: usize, next: usize) -> Vec<Found> {
        let forms = tokens.get(at).and_then(|token| token.parts.first()).map(|part| part.verbs.as_slice());
        self.starting(tokens, (at, next), forms.unwrap_or_default())
    }

    /// The verbs that begin with "be" and whose second word stands at `next`: for "isn't", which holds the "be".
    pub fn be_verbs(&self, tokens: &[Token], next: usize) -> Vec<Found> {
        let firsts: Vec<Word> = self.words.get("be/v").copied().into_iter().collect();
        let Some(at) = next.checked_sub(1) else { return Vec::new() };
        self.starting(tokens, (at, next), &firsts)
    }

    fn starting(&self, tokens: &[Token], at: (usize, usize), firsts: &[Word]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for first in firsts {
            for entry in self.entries.get(first).map(Vec::as_slice).unwrap_or_default() {
                if let Some(end) = matches(tokens, at, entry.words.get(1..).unwrap_or_default()) {
                    let one = Found { meaning: entry.meaning, end, length: entry.words.len() };
                    if !found.contains(&one) {
                        found.push(one);
                    }
                }
            }
        }
        found.sort_by_key(|found| (std::cmp::Reverse(found.length), found.meaning));
        found
    }
}

/// The forms of a word that the index knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forms {
    /// As a word of a phrase.
    pub nouns: Vec<Word>,
    /// As the first word of a verb.
    pub verbs: Vec<Word>,
}

/// Where the phrase ends whose first word is the first part of the token at `at` and whose other words, from the token
/// `next` on, are `rest`.
fn matches(tokens: &[Token], (at, next): (usize, usize), rest: &[Word]) -> Option<usize> {
    let mut token = at;
    let mut part = 1;
    for word in rest {
        loop {
            let current = tokens.get(token)?;
            if part < current.parts.len() {
                break;
            }
            if current.possessive {
                return None;
            }
            token = if token == at { next } else { token + 1 };
            part = 0;
            let next = tokens.get(token)?;
            if next.is_article() {
                part = next.parts.len();
            }
        }
        if !tokens.get(token)?.parts.get(part)?.nouns.contains(word) {
            return None;
        }
        part += 1;
    }
    (part == tokens.get(token)?.parts.len()).then_some(token + 1)
}
