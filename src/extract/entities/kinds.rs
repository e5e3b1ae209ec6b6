//! The words for kinds of things: which nouns of an article name a kind of the lexicon.

use crate::extract::document::Document;
use crate::extract::matcher::verbs_of_noun;
use crate::lang::lexicon::{KindId, Lexicon};
use crate::nlp::Deprel;
use crate::nlp::inflect::singular;
use rustc_hash::FxHashMap;

/// The kinds by the last word of their phrases.
pub struct KindWords<'a> {
    lexicon: &'a Lexicon,
    /// Last word, singular → the words before it and the kind; longest phrases first.
    by_last: FxHashMap<String, Vec<(Vec<String>, KindId)>>,
}

impl<'a> KindWords<'a> {
    /// Indexes the phrases of all kinds.
    pub fn new(lexicon: &'a Lexicon) -> Self {
        let mut by_last: FxHashMap<String, Vec<(Vec<String>, KindId)>> = FxHashMap::default();
        for (index, kind) in (0u32..).zip(&lexicon.kinds) {
            for phrase in std::iter::once(&kind.name).chain(&kind.also) {
                let mut words: Vec<String> = phrase.to_lowercase().split([' ', '-']).map(str::to_owned).collect();
                let Some(last) = words.pop() else { continue };
                by_last.entry(singular(&last)).or_default().push((words, KindId(index)));
            }
        }
        for phrases in by_last.values_mut() {
            phrases.sort_by_key(|(words, kind)| (std::cmp::Reverse(words.len()), *kind));
        }
        Self { lexicon, by_last }
    }

    /// The kind that the noun phrase on this head names, and how many words before the head belong to it.
    pub fn of_head(&self, document: &Document<'_>, head: usize) -> Option<(KindId, usize)> {
        let phrases = self.by_last.get(singular(document.lower(head)).as_str())?;
        phrases.iter().find_map(|(words, kind)| {
            let start = head.checked_sub(words.len())?;
            let fits = (start..head).zip(words).all(|(token, word)| {
                document.lower(token) == word
                    && matches!(document.rel(token), Deprel::Compound | Deprel::Amod | Deprel::Flat)
            });
            fits.then_some((*kind, words.len()))
        })
    }

    /// The kind that a lone word names in the singular or plural.
    pub fn of_word(&self, word: &str) -> Option<KindId> {
        let phrases = self.by_last.get(singular(word).as_str())?;
        phrases.iter().find(|(words, _)| words.is_empty()).map(|&(_, kind)| kind)
    }

    /// Whether a word is the last word of some phrase for the kind: "the accident" for a *crane accident*.
    pub fn can_shorten(&self, word: &str, kind: KindId) -> bool {
        self.by_last.get(singular(word).as_str()).is_some_and(|phrases| phrases.iter().any(|(_, known)| *known == kind))
    }

    /// The names of a kind and all that it is a kind of, the finest first, `thing` left out.
    pub fn lineage(&self, kind: KindId) -> Vec<String> {
        let mut names = Vec::new();
        let mut next = self.lexicon.kind(kind);
        while let Some(kind) = next.filter(|kind| kind.name != "thing" && !names.contains(&kind.name)) {
            names.push(kind.name.clone());
            next = kind.parent.and_then(|parent| self.lexicon.kind(parent));
        }
        names
    }

    /// Whether `narrow` is a kind of the kind called `wide`.
    pub fn is_a(&self, narrow: KindId, wide: &str) -> bool {
        self.lexicon.kind_named(wide).is_some_and(|wide| self.lexicon.is_a(narrow, wide))
    }

    /// Whether things of the kind are things that an article can speak of, rather than values.
    pub fn is_thing(&self, kind: KindId) -> bool {
        let values = [
            "date",
            "duration",
            "number",
            "money",
            "percentage",
            "quantity",
            "year",
            "score",
            "text",
            "quote",
            "table",
            "row",
        ];
        !values.iter().any(|value| self.is_a(kind, value))
            && self.lexicon.kind(kind).is_some_and(|kind| kind.parent.is_some())
    }

    /// Whether things of the first kind are things of the second.
    pub fn is_of(&self, narrow: KindId, wide: KindId) -> bool {
        self.lexicon.is_a(narrow, wide)
    }

    /// Whether one of the two is a kind of the other.
    pub fn related(&self, a: KindId, b: KindId) -> bool {
        self.lexicon.is_a(a, b) || self.lexicon.is_a(b, a)
    }

    /// Whether the happening of a verb goes by a word for the kind: "rescued" is a *rescue*, "collapsed" a *collapse*.
    pub fn is_verb_of(&self, lemma: &str, kind: KindId) -> bool {
        let Some(known) = self.lexicon.kind(kind) else { return false };
        std::iter::once(&known.name).chain(&known.also).any(|noun| {
            let noun = noun.rsplit(' ').next().unwrap_or(noun);
            noun == lemma
                || noun.strip_suffix("ing").is_some_and(|stem| stem == lemma)
                || verbs_of_noun(noun).contains(&lemma)
        })
    }

    /// The kind of that name.
    pub fn named(&self, name: &str) -> Option<KindId> {
        self.lexicon.kind_named(name)
    }
}
