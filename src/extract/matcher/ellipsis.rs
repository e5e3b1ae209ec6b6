//! Clauses that leave out what the one before has said: "Putin attended; Xi did not", "So did Xi".
//!
//! A name and an auxiliary without a verb repeat the last statements before them, with the name in the place of their
//! subject.

use super::{Draft, Matcher};
use crate::extract::roles;
use crate::facts::{Argument, EntityId, Polarity};
use crate::nlp::Upos;

/// How many tokens back the clause that is taken up may stand.
const REACH: usize = 40;

impl Matcher<'_> {
    /// What elliptic clauses say.
    pub(super) fn elliptic(&self, drafts: &mut Vec<Draft>) {
        let mut told = Vec::new();
        for token in 0..self.document.len() {
            let Some((who, denied)) = self.repeats(token) else { continue };
            let near = |draft: &&Draft| {
                let clause = matches!(self.document.upos(draft.predicate), Upos::Verb | Upos::Aux | Upos::Adj);
                clause && draft.predicate < token && draft.predicate + REACH > token && !draft.in_passing
            };
            let Some(last) = drafts.iter().filter(near).map(|draft| draft.predicate).max() else { continue };
            for draft in drafts.iter().filter(|draft| draft.predicate == last && !draft.in_passing) {
                told.extend(self.with_subject(draft, who, denied, token));
            }
        }
        drafts.extend(told);
    }

    /// Whom an auxiliary without a verb speaks of, and whether it denies.
    fn repeats(&self, auxiliary: usize) -> Option<(EntityId, bool)> {
        const AUXILIARIES: [&str; 10] = ["did", "does", "do", "has", "have", "was", "were", "is", "are", "will"];
        let document = self.document;
        if document.upos(auxiliary) != Upos::Aux || !AUXILIARIES.contains(&document.lower(auxiliary)) {
            return None;
        }
        let ends = |at: usize| {
            matches!(document.lower(at), "." | ";" | "," | "!") || !document.sentence(auxiliary).contains(&at)
        };
        let named = |at: usize| {
            self.entities
                .mention_at(at)
                .filter(|mention| self.entities.get(mention.entity).is_some_and(|entity| entity.named))
        };
        // "So did Xi.", "Neither did Xi."
        let opening = auxiliary.checked_sub(1).map(|before| document.lower(before));
        if matches!(opening, Some("so" | "neither" | "nor"))
            && let Some(mention) = named(auxiliary + 1).filter(|mention| mention.tokens.start == auxiliary + 1)
        {
            return ends(mention.tokens.end).then_some((mention.entity, opening != Some("so")));
        }
        // "Xi did not.", "Xi did, too."
        let subject = auxiliary.checked_sub(1).and_then(named).filter(|mention| mention.tokens.end == auxiliary)?;
        let not = matches!(document.lower(auxiliary + 1), "not" | "n't" | "n’t");
        let too = matches!(document.lower(auxiliary + 1), "too" | "so")
            || document.lower(auxiliary + 1) == "," && document.lower(auxiliary + 2) == "too";
        let next = auxiliary + 1 + usize::from(not || too) + usize::from(too && document.lower(auxiliary + 1) == ",");
        ((not || too) && ends(next)).then_some((subject.entity, not))
    }

    /// A statement with another subject.
    fn with_subject(&self, draft: &Draft, who: EntityId, denied: bool, token: usize) -> Option<Draft> {
        let subjects = roles::grammatical_subjects(self.document, draft.predicate);
        let subjects: Vec<EntityId> = subjects.into_iter().filter_map(|at| self.entities.at(at)).collect();
        let is_subject = |argument: &Argument| matches!(argument, Argument::Entity(id) if subjects.contains(id));
        let place = draft.arguments.iter().position(is_subject)?;
        let mut one = draft.clone();
        *one.arguments.get_mut(place)? = Argument::Entity(who);
        one.context.polarity = if denied { Polarity::Denied } else { Polarity::Affirmed };
        let start = token.saturating_sub(1);
        one.tokens.push(start..(token + 2).min(self.document.len()));
        Some(one)
    }
}
