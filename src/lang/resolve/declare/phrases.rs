//! The index of phrases: what each means, and which are claimed twice.

use super::{Builder, Owner};
use crate::lang::lexicon::{Category, Concept, ConceptId, KindId};
use crate::lang::resolve::phrase::Meaning;
use crate::lang::resolve::{InFile, phrase};
use crate::lang::syntax;
use crate::source::{Problem, ProblemKind};
use rustc_hash::FxHashMap;

impl Builder {
    pub(super) fn naming(&mut self, naming: InFile<&syntax::Naming>) {
        for alias in &naming.item.aliases {
            let words = phrase::split(&alias.text).collect::<Vec<_>>();
            let twin = self.lexicon.names.iter().find(|(known, means)| {
                phrase::split(known).eq(words.iter().cloned()) && *means != naming.item.means.text
            });
            if let Some((_, means)) = twin {
                let message = format!("`{}` already means `{means}`", alias.text);
                let mut problem = Problem::new(ProblemKind::Vocabulary, "name-claimed-twice", message)
                    .at(naming.site(alias.span), format!("would also mean `{}`", naming.item.means.text))
                    .help("let each name mean one thing, and write the other in full");
                if let Some(first) = self.claimed(Owner::Name, &alias.text) {
                    problem = problem.related(first, format!("means `{means}` here"));
                }
                self.problems.push(problem);
            } else if !self.lexicon.names.iter().any(|(known, _)| *known == alias.text) {
                self.lexicon.names.push((alias.text.clone(), naming.item.means.text.clone()));
                self.claim(Owner::Name, &alias.text, naming.site(alias.span));
            }
        }
    }

    pub(super) fn fill_index(&mut self) {
        for (id, kind) in (0..).map(KindId).zip(&self.lexicon.kinds) {
            for phrase in std::iter::once(&kind.name).chain(&kind.also) {
                self.index.add_noun(phrase, Meaning::Kind(id));
            }
        }
        for (number, (alias, _)) in self.lexicon.names.iter().enumerate() {
            self.index.add_noun(alias, Meaning::Name(number));
        }
        let mut twice = Vec::new();
        let mut claimed: FxHashMap<(Category, Vec<KindId>, Vec<String>), ConceptId> = FxHashMap::default();
        // Own files first: a phrase that they give to a concept is theirs, whatever a pack calls by it.
        let packed = |concept: &Concept| concept.site.is_some_and(|site| self.packs.contains(&site.source));
        let mut concepts: Vec<(ConceptId, &Concept)> = (0..).map(ConceptId).zip(&self.lexicon.concepts).collect();
        concepts.retain(|(id, _)| !self.overridden.contains(id));
        concepts.sort_by_key(|(_, concept)| packed(concept));
        for (id, concept) in concepts {
            for phrase in std::iter::once(&concept.phrase).chain(&concept.also) {
                let kinds = match concept.category {
                    Category::Attribute | Category::Role => {
                        concept.places.iter().take(1).map(|place| place.kind).collect()
                    }
                    Category::Relation | Category::Noun => concept.places.iter().map(|place| place.kind).collect(),
                };
                let claim = (concept.category, kinds, phrase::normal(phrase));
                let owner = *claimed.entry(claim).or_insert(id);
                if owner != id {
                    let taken = packed(concept) && self.lexicon.concept(owner).is_some_and(|owner| !packed(owner));
                    if taken {
                        continue;
                    }
                    twice.push((phrase.clone(), id, owner));
                    continue;
                }
                if concept.category != Category::Relation {
                    self.index.add_noun(phrase, Meaning::Noun(id));
                    if let Some(counted) =
                        phrase.strip_prefix("number of ").filter(|_| concept.category == Category::Attribute)
                    {
                        self.index.add_noun(counted, Meaning::Counted(id));
                    }
                    continue;
                }
                match self.prepositions.get(&id) {
                    Some(preposition) => {
                        let alone = phrase.strip_suffix(&format!(" {preposition}")).unwrap_or(phrase);
                        if alone != phrase || !ends_in_preposition(phrase) {
                            self.index.add_verb(&format!("{alone} {preposition}"), Meaning::Verb(id));
                            self.index.add_verb(alone, Meaning::VerbAlone(id));
                        } else {
                            self.index.add_verb(phrase, Meaning::Verb(id));
                        }
                    }
                    None => self.index.add_verb(phrase, Meaning::Verb(id)),
                }
            }
        }
        for (phrase, second, first) in twice {
            let problem = self.claimed_twice(&phrase, second, first);
            self.problems.extend(problem);
        }
    }

    fn claimed_twice(&self, phrase: &str, second: ConceptId, first: ConceptId) -> Option<Problem> {
        let (one, two) = (self.lexicon.concept(first)?, self.lexicon.concept(second)?);
        let mut problem = Problem::new(
            ProblemKind::Vocabulary,
            "phrase-claimed-twice",
            format!("`{phrase}` is claimed by `{}` and by `{}`", one.key, two.key),
        )
        .help("let one of the two go by another name");
        if let Some(site) = self.claimed(Owner::Concept(second), phrase).or(two.site) {
            problem = problem.at(site, "claimed again here");
        }
        if let Some(site) = self.claimed(Owner::Concept(first), phrase).or(one.site) {
            problem = problem.related(site, "claimed first here");
        }
        Some(problem)
    }
}

/// Whether a verb phrase already ends in a preposition.
fn ends_in_preposition(phrase: &str) -> bool {
    let last = phrase.rsplit(' ').next().unwrap_or_default();
    ["in", "at", "on", "to", "from", "by", "with", "for", "of"].contains(&last)
}
