//! `extend` blocks: which concept or kind is meant.

use super::{Builder, Owner, word_of};
use crate::lang::lexicon::{Category, Concept, ConceptId, KindId};
use crate::lang::resolve::{InFile, header, phrase, suggest};
use crate::lang::syntax::{self, ExtendCategory, Run, Text};
use crate::source::{Problem, ProblemKind};

impl Builder {
    pub(super) fn extend(&mut self, extend: InFile<&syntax::Extend>) {
        let site = extend.site(extend.item.name.span);
        let lines = extend.with(extend.item.lines.clone());
        let words = header::words_of(&extend.item.name);
        if extend.item.category == ExtendCategory::Kind {
            let text = Text { text: words, span: extend.item.name.span };
            if let Some(id) = self.kind_or_problem(&extend.with(&text)) {
                self.also_of_kind(id, &lines);
            }
            return;
        }
        let category = match extend.item.category {
            ExtendCategory::Attribute => Category::Attribute,
            ExtendCategory::Role => Category::Role,
            ExtendCategory::Relation | ExtendCategory::Kind => Category::Relation,
        };
        match self.to_extend(category, &extend.item.name, &words).as_slice() {
            [id] => self.lines.push((Owner::Concept(*id), lines)),
            [] => {
                let near = suggest::concept(&self.lexicon, category, &words);
                let help = near.map_or_else(
                    || {
                        let header = match category {
                            Category::Relation => format!("person {words} event"),
                            Category::Role => format!("{words} of an organization is a person"),
                            Category::Attribute | Category::Noun => format!("{words} of an organization is a number"),
                        };
                        format!("declare it, for example `{} {header}`", word_of(category))
                    },
                    |near| format!("did you mean `extend {} {near}`?", word_of(category)),
                );
                let message = format!("there is no {} `{words}` to extend", word_of(category));
                self.problems.push(
                    Problem::new(ProblemKind::Vocabulary, "unknown-concept", message)
                        .at(site, "not declared")
                        .help(help),
                );
            }
            several => {
                let keys: Vec<String> = several
                    .iter()
                    .filter_map(|&id| self.lexicon.concept(id))
                    .map(|concept| format!("`extend {} {}`", word_of(category), concept.key))
                    .collect();
                let message = format!("`{words}` names {} concepts", several.len());
                self.problems.push(
                    Problem::new(ProblemKind::Vocabulary, "ambiguous-concept", message)
                        .at(site, "which one?")
                        .help(format!("write the whole header: {}", suggest::alternatives(&keys))),
                );
            }
        }
    }

    /// The concepts that an `extend` line can mean, by header or by name.
    fn to_extend(&self, category: Category, run: &Run, words: &str) -> Vec<ConceptId> {
        let of = |fits: &dyn Fn(&Concept) -> bool| -> Vec<ConceptId> {
            let all = (0..).map(ConceptId).zip(&self.lexicon.concepts);
            all.filter(|(_, concept)| concept.category == category && fits(concept)).map(|(id, _)| id).collect()
        };
        let normal = phrase::normal(words);
        let by_key = of(&|concept| phrase::normal(&concept.key) == normal);
        if !by_key.is_empty() {
            return by_key;
        }
        if category == Category::Relation
            && let Ok(header) = header::divide(&run.items, &self.kinds)
        {
            let verb = phrase::normal(&header.verb);
            let kinds: Vec<KindId> = [Some(header.subject), header.object, header.third.map(|(_, kind)| kind)]
                .into_iter()
                .flatten()
                .collect();
            let found = of(&|concept| {
                phrase::normal(&concept.phrase) == verb
                    && concept.places.iter().map(|place| place.kind).eq(kinds.iter().copied())
            });
            if !found.is_empty() {
                return found;
            }
        }
        of(&|concept| phrase::normal(&concept.phrase) == normal)
    }
}
