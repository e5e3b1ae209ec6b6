//! Verb groups: auxiliaries, negation and a relation's verb, in the active or the passive.

use super::phrase::{Found, Meaning};
use super::reader::Reader;
use crate::lang::lexicon::ConceptId;
use crate::nlp::inflect;

/// A relation's verb in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verb {
    /// The relation.
    pub concept: ConceptId,
    /// One past the last token of the verb.
    pub end: usize,
    /// Whether it is denied.
    pub negated: bool,
    /// Whether the subject is whom it concerns.
    pub passive: bool,
    /// Whether the preposition before the object is missing (`takes place on July 3`).
    pub alone: bool,
    /// How many words the verb has: the longest wins.
    pub length: usize,
}

const AUXILIARIES: &[&str] = &["do", "does", "did", "will", "would", "shall", "can", "has", "have", "had"];
const DENYING: &[&str] =
    &["doesn't", "don't", "didn't", "won't", "wouldn't", "can't", "cannot", "hasn't", "haven't", "hadn't"];
const NOT_BE: &[&str] = &["isn't", "aren't", "wasn't", "weren't"];

/// What stands before a main verb.
#[derive(Debug, Clone, Copy)]
struct Group {
    /// Where the main verb begins.
    main: usize,
    negated: bool,
    /// "has", "have", "had" before a participle.
    perfect: bool,
}

impl Reader<'_> {
    /// The verbs that begin at a token, the longest first.
    pub fn verbs(&self, at: usize) -> Vec<Verb> {
        let mut verbs = Vec::new();
        for group in self.groups(at) {
            self.main_verbs(group, &mut verbs);
        }
        verbs.sort_by_key(|verb| (std::cmp::Reverse(verb.length), verb.passive, verb.alone, verb.concept));
        verbs.dedup();
        verbs
    }

    fn groups(&self, at: usize) -> Vec<Group> {
        let mut groups = vec![Group { main: at, negated: false, perfect: false }];
        if self.tokens.is(at, "never") {
            groups.push(Group { main: at + 1, negated: true, perfect: false });
        }
        let denying = self.tokens.is_any(at, DENYING);
        if denying || self.tokens.is_any(at, AUXILIARIES) {
            let perfect = self.tokens.is_any(at, &["has", "have", "had", "hasn't", "haven't", "hadn't"]);
            let not = usize::from(self.tokens.is_any(at + 1, &["not", "never"]));
            let mut main = at + 1 + not;
            let mut perfect = perfect;
            if self.tokens.is(main, "have") {
                main += 1;
                perfect = true;
            }
            groups.push(Group { main, negated: denying || not == 1, perfect });
        }
        groups
    }

    fn main_verbs(&self, group: Group, verbs: &mut Vec<Verb>) {
        let Some(token) = self.tokens.get(group.main).filter(|token| !token.possessive) else { return };
        let active = |found: &Found, negated: bool, extra: usize| {
            let (concept, alone) = match found.meaning {
                Meaning::Verb(concept) => (concept, false),
                Meaning::VerbAlone(concept) => (concept, true),
                _ => return None,
            };
            Some(Verb { concept, end: found.end, negated, passive: false, alone, length: found.length * 2 + extra })
        };
        let contracted = token.is_any(NOT_BE);
        if !inflect::is_be(&token.lower) && !contracted {
            let participle = inflect::is_participle(&token.lower);
            let progressive = token.lower.ends_with("ing") && !self.bare_ing(group.main);
            if !progressive && (participle || !group.perfect) {
                verbs.extend(self.verbs_found(group.main).iter().filter_map(|found| active(found, group.negated, 0)));
            }
            return;
        }
        let not = contracted || self.tokens.is_any(group.main + 1, &["not", "never"]);
        let negated = group.negated || not;
        let mut next = group.main + 1 + usize::from(not && !contracted);
        // "is arrested", "is located in": the verb begins with "be" itself.
        let index = self.scope.index;
        let whole = if contracted {
            index.be_verbs(&self.tokens.all, next)
        } else {
            index.verbs_at(&self.tokens.all, group.main, next)
        };
        verbs.extend(whole.iter().filter(|found| found.length > 1).filter_map(|found| active(found, negated, 0)));
        if self.tokens.is_any(next, &["be", "been", "being"]) {
            next += 1;
        }
        let to = self.tokens.is(next, "to");
        let Some(main) = self.tokens.get(next + usize::from(to)) else { return };
        for found in self.verbs_found(next + usize::from(to)) {
            let Some(verb) = active(found, negated, 0) else { continue };
            if to || main.lower.ends_with("ing") {
                verbs.push(verb);
            } else if inflect::is_participle(&main.lower) && !verb.alone {
                verbs.push(Verb { passive: true, ..verb });
            }
        }
    }

    /// Whether a word in -ing is no participle but the verb itself: "bring", "sing" have no vowel before it.
    fn bare_ing(&self, at: usize) -> bool {
        let stem = self.tokens.get(at).and_then(|token| token.lower.strip_suffix("ing"));
        stem.is_some_and(|stem| !stem.contains(['a', 'e', 'i', 'o', 'u', 'y']))
    }

    /// Whether a verb, a form of "be" or "has", or a comparator can begin at a token.
    pub fn may_begin_verb(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        !self.verbs_found(at).is_empty()
            || inflect::is_be(&token.lower)
            || token.is_any(AUXILIARIES)
            || token.is_any(DENYING)
            || token.is_any(NOT_BE)
            || token.is_any(&[
                "never", "equals", "equal", "exceeds", "exceed", "includes", "include", "contains", "contain",
                "matches", "match", "agrees", "agree",
            ])
            || super::clause::is_saying(token)
    }
}
