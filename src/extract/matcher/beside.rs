//! Whose an office is and who holds it, by the order of the words: "the mayor of Bergen, Kari Moe, …".
//!
//! The words of an office stand close together, and their order tells what a tree often loses: the owner before the noun or
//! behind "of", the holder behind the noun or set off by a comma.

use super::Matcher;
use crate::extract::adjacent;
use crate::extract::entities::Mention;
use crate::nlp::{Deprel, Upos};
use std::ops::Range;

/// Verbs that make somebody hold an office.
const APPOINTING: [&str; 12] =
    ["name", "appoint", "elect", "choose", "select", "install", "hire", "pick", "nominate", "swear", "crown", "make"];

impl Matcher<'_> {
    /// The names that own an office by their place beside its noun.
    pub(super) fn owners_beside(&self, noun: Range<usize>) -> Vec<usize> {
        let before = noun.start.checked_sub(1).and_then(|at| self.mention_ending(at + 1));
        let behind = ["of", "at", "for"].contains(&self.document.lower(noun.end));
        let behind =
            Some(noun.end).filter(|_| behind).and_then(|at| adjacent::behind(self.document, self.entities, at));
        behind.into_iter().chain(before.map(|mention| mention.head)).collect()
    }

    /// The names that hold an office by their place beside its noun.
    pub(super) fn holders_beside(&self, noun: Range<usize>) -> Vec<usize> {
        let document = self.document;
        let mut end = noun.end;
        if matches!(document.lower(end), "of" | "at" | "for" | "in")
            && let Some(owner) = adjacent::behind(document, self.entities, end)
        {
            end = self.entities.mention_at(owner).map_or(owner + 1, |mention| mention.tokens.end);
        }
        if end == noun.end
            && let Some(mention) = self.mention_starting(end)
        {
            return vec![mention.head];
        }
        // "the mayor of Bergen, Kari Moe, …"
        let behind = self.mention_starting(end + 1).filter(|mention| {
            document.lower(end) == ","
                && document.sentence(noun.start).contains(&end)
                && self.closes(mention.tokens.end)
        });
        if let Some(mention) = behind {
            return vec![mention.head];
        }
        let start = self.start_of_phrase(noun.start);
        let Some(before) = start.checked_sub(1).filter(|&at| document.sentence(noun.start).contains(&at)) else {
            return Vec::new();
        };
        // "Jo Park, chief executive at Acme": what follows ends the apposition.
        let apposed = || self.mention_ending(before).filter(|_| document.lower(before) == "," && self.closes(end));
        // "named Jo Park as its chief executive", "elected Jo Park chairman"
        let named = || {
            let end = before + usize::from(document.lower(before) != "as");
            let appointed = |mention: &&Mention| {
                let verb = mention.tokens.start.checked_sub(1);
                verb.is_some_and(|verb| {
                    APPOINTING.contains(&document.lemma(verb)) && document.child(verb, Deprel::AuxPass).is_none()
                })
            };
            self.mention_ending(end).filter(appointed)
        };
        apposed().or_else(named).map(|mention| mention.head).into_iter().collect()
    }

    fn mention_ending(&self, end: usize) -> Option<&Mention> {
        end.checked_sub(1).and_then(|last| self.entities.mention_at(last)).filter(|mention| mention.tokens.end == end)
    }

    fn mention_starting(&self, start: usize) -> Option<&Mention> {
        self.entities.mention_at(start).filter(|mention| mention.tokens.start == start)
    }

    /// Where the phrase begins that ends on an office's noun: describing words, an article, its owner.
    fn start_of_phrase(&self, noun: usize) -> usize {
        let mut start = noun;
        while let Some(before) = start.checked_sub(1) {
            let owned = self.mention_ending(start).map(|mention| mention.tokens.start);
            let describing = matches!(self.document.upos(before), Upos::Det | Upos::Adj)
                || matches!(self.document.lower(before), "'s" | "'" | "its" | "his" | "her" | "their");
            match owned.filter(|_| start != noun || self.document.lower(before) != ",") {
                Some(owner) => start = owner,
                None if describing => start = before,
                None => break,
            }
        }
        start
    }

    /// Whether an apposition can end before the token.
    fn closes(&self, token: usize) -> bool {
        matches!(
            self.document.lower(token),
            "," | "." | ";" | ")" | "\"" | "\u{201d}" | "!" | "?" | "\u{2013}" | "\u{2014}"
        ) || self.document.block(token) != token.checked_sub(1).and_then(|before| self.document.block(before))
    }
}
