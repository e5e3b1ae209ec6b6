//! Names: capitalised words with the particles and numbers that join them.

use super::phrase::Meaning;
use super::reader::Reader;
use super::token::{Token, TokenKind};

/// Small words inside a name.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "do", "dos", "das", "del", "della", "der", "den", "des", "du", "van", "von", "vom", "zu", "zum",
    "zur", "bin", "ibn", "ben", "bint", "al", "el", "la", "le", "las", "los", "lo", "y", "e", "ter", "ten", "op", "af",
    "av", "&", "+",
];

impl Reader<'_> {
    /// The name that the tokens `start..end` are, without an article before it.
    pub fn name(&self, start: usize, end: usize) -> Option<String> {
        let start = start + usize::from(self.tokens.is(start, "the"));
        let tokens = self.tokens.all.get(start..end).filter(|tokens| !tokens.is_empty())?;
        if !tokens.iter().any(|token| token.capital) || tokens.iter().any(|token| token.kind != TokenKind::Word) {
            return None;
        }
        if tokens.len() > 1 && self.value(start, end).is_some() {
            return None;
        }
        for (offset, token) in tokens.iter().enumerate() {
            let before = offset.checked_sub(1).and_then(|before| tokens.get(before));
            let rest = tokens.get(offset + 1..).unwrap_or_default();
            if !self.continues(token, before, rest, start + offset) {
                return None;
            }
        }
        Some(self.tokens.words(start, end))
    }

    /// Whether a token can stand in a name at its place.
    fn continues(&self, token: &Token, before: Option<&Token>, rest: &[Token], at: usize) -> bool {
        if token.capital {
            return true;
        }
        if token.is_digits() {
            // "Gdynia 31-22": a result is no part of a name.
            let result = token.text.split_once(['-', '–']).is_some_and(|(one, other)| {
                [one, other].iter().all(|side| !side.is_empty() && side.bytes().all(|byte| byte.is_ascii_digit()))
            });
            if result && before.is_some() {
                return false;
            }
            let next_is_name = rest.first().is_some_and(|next| next.capital);
            return if before.is_none() {
                next_is_name && !self.has_unit(at)
            } else {
                next_is_name || !self.has_unit(at)
            };
        }
        let capital_follows = |rest: &[Token]| {
            rest.iter().find(|next| !PARTICLES.contains(&next.lower.as_str())).is_some_and(|next| next.capital)
        };
        match token.lower.as_str() {
            "of" => {
                before.is_some_and(|before| before.capital || before.is_digits()) && {
                    let rest = if rest.first().is_some_and(|next| next.is("the")) {
                        rest.get(1..).unwrap_or_default()
                    } else {
                        rest
                    };
                    capital_follows(rest)
                }
            }
            "the" => before.is_some_and(|before| before.is("of")),
            particle if PARTICLES.contains(&particle) => capital_follows(rest),
            _ => false,
        }
    }

    /// The name declared with `name` that covers the tokens `start..end`, an article aside: what it stands for.
    pub fn declared_name(&self, start: usize, end: usize) -> Option<&str> {
        let start = start + usize::from(self.tokens.get(start).is_some_and(|token| token.is("the")) && end > start + 1);
        let found = self.scope.index.nouns_at(&self.tokens.all, start);
        found.into_iter().find_map(|found| match found.meaning {
            Meaning::Name(index) if found.end == end => {
                self.scope.lexicon.names.get(index).map(|(_, means)| means.as_str())
            }
            _ => None,
        })
    }
}
