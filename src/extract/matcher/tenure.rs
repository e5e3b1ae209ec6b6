//! Whether who is called by an office holds it: "former", "acting", "resigned as".

use super::Matcher;
use crate::extract::roles;
use crate::nlp::{Deprel, Upos};
use std::ops::Range;

/// What the words around the noun of an office say of its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tenure {
    /// Holds it.
    Holds,
    /// Held it and does no longer.
    Held,
    /// Holds another one, or does not hold it as yet.
    Other,
}

/// Words before an office by which it is over.
const OVER: [&str; 14] = [
    "former",
    "ex",
    "once",
    "then",
    "previous",
    "late",
    "longer",
    "past",
    "onetime",
    "one-time",
    "deposed",
    "ousted",
    "erstwhile",
    "retired",
];

/// Words before an office by which it is another one, or not held as yet.
const OTHER: [&str; 27] = [
    "acting",
    "interim",
    "deputy",
    "vice",
    "assistant",
    "associate",
    "would-be",
    "next",
    "future",
    "prospective",
    "likely",
    "possible",
    "potential",
    "honorary",
    "shadow",
    "self-styled",
    "self-proclaimed",
    "presumptive",
    "incoming",
    "aspiring",
    "caretaker",
    "junior",
    "alleged",
    "unofficial",
    "designated",
    "rival",
    "candidate",
];

/// Verbs of which "as president" says what is given up.
const LEAVING: [&str; 14] = [
    "resign", "step", "quit", "retire", "oust", "remove", "dismiss", "fire", "sack", "depose", "drop", "strip",
    "suspend", "stand",
];

/// Verbs whose object loses its office.
const REPLACING: [&str; 10] =
    ["replace", "succeed", "oust", "fire", "sack", "dismiss", "remove", "depose", "overthrow", "topple"];

/// Verbs by which somebody comes into an office.
const BEGINNING: [&str; 12] = [
    "become",
    "elect",
    "re-elect",
    "reelect",
    "appoint",
    "name",
    "choose",
    "install",
    "swear",
    "inaugurate",
    "crown",
    "make",
];

impl Matcher<'_> {
    /// Whether an office is told to begin: "became president in 2015".
    pub(super) fn begins(&self, noun: &Range<usize>) -> bool {
        let head = noun.clone().find_map(|at| self.document.head(at).filter(|head| !noun.contains(head)));
        head.is_some_and(|verb| BEGINNING.contains(&self.document.lemma(verb)))
    }

    /// Whether the words around the noun of an office let its holder hold it.
    pub(super) fn tenure(&self, noun: Range<usize>) -> Tenure {
        let document = self.document;
        let first = document.sentence(noun.start).start;
        let after = noun.end + usize::from(document.lower(noun.end) == "-");
        match document.lower(after) {
            "elect" | "designate" | "hopeful" | "candidate" | "nominee" => return Tenure::Other,
            "emeritus" => return Tenure::Held,
            _ => {}
        }
        let mut at = noun.start;
        while let Some(before) = at.checked_sub(1).filter(|&before| before >= first && before + 5 > noun.start) {
            let word = document.lower(before);
            if OVER.contains(&word) {
                return Tenure::Held;
            }
            if OTHER.contains(&word) {
                return Tenure::Other;
            }
            let within =
                matches!(document.upos(before), Upos::Adj | Upos::Noun | Upos::Propn | Upos::Adv) || word == "-";
            if !within {
                break;
            }
            at = before;
        }
        // "Replaced its chief executive, Jo Park": by the order of words, whatever the tree makes of the office.
        let determiner = |at: &usize| matches!(document.upos(*at), Upos::Det | Upos::Pron);
        let verb = at.checked_sub(1).map(|before| if determiner(&before) { before.saturating_sub(1) } else { before });
        let replaced = verb.is_some_and(|verb| {
            document.upos(verb) == Upos::Verb
                && REPLACING.contains(&document.lemma(verb))
                && !roles::is_passive(document, verb)
                && document.child(verb, Deprel::Nsubj).is_some()
        });
        if replaced {
            return Tenure::Held;
        }
        let head = noun.clone().find(|&at| document.head(at).is_none_or(|head| !noun.contains(&head)));
        let governed = head.and_then(|head| Some((head, document.head(head)?)));
        let over = governed.is_some_and(|(head, verb)| {
            let lemma = document.lemma(verb);
            roles::has_case(document, head, "as") && LEAVING.contains(&lemma)
                || document.rel(head) == Deprel::Obj && REPLACING.contains(&lemma)
                // "replaced Bo Berg, the captain of Norway"
                || document.rel(head) == Deprel::Appos
                    && document.rel(verb) == Deprel::Obj
                    && document.head(verb).is_some_and(|verb| REPLACING.contains(&document.lemma(verb)))
        });
        if over { Tenure::Held } else { Tenure::Holds }
    }
}
