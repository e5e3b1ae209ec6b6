//! Relations: their parties, their verb and their traits.

use super::{Builder, Owner, blank_concept};
use crate::lang::lexicon::{Category, Concept, ConceptId, KindId, Place};
use crate::lang::resolve::header::{self, HeaderError};
use crate::lang::resolve::{InFile, phrase, suggest};
use crate::lang::syntax::{self, Item, ItemKind, RelationTrait, Run, Text};
use crate::source::{Problem, ProblemKind, Site, Span};

impl Builder {
    pub(super) fn relation(&mut self, relation: InFile<&syntax::Relation>, site: Site) {
        let site = Site { span: Span { end: relation.item.pattern.span.end, ..site.span }, ..site };
        let header = match header::divide(&relation.item.pattern.items, &self.kinds) {
            Ok(header) => header,
            Err(error) => return self.wrong_header(&error, &relation.with(&relation.item.pattern)),
        };
        if let Some(problem) =
            header::reserved_verb(&header.verb, relation.site(span_of(&relation.item.pattern, &header.verb)))
        {
            self.problems.push(problem);
            return;
        }
        let mut kinds = vec![header.subject];
        kinds.extend(header.object);
        let mut third = header.third.as_ref().map(|(word, _)| word.clone());
        kinds.extend(header.third.as_ref().map(|(_, kind)| *kind));
        let mut names: Vec<Option<String>> = vec![None; kinds.len()];
        for property in &relation.item.traits {
            if let RelationTrait::Place { name, kind } = property
                && let Some(kind) = self.kind_or_problem(&relation.with(kind))
            {
                kinds.push(kind);
                names.push(Some(name.text.clone()));
                third = None;
            }
        }
        if kinds.len() > 3 {
            let error = HeaderError::Rest(String::from("a fourth party"));
            return self.wrong_header(&error, &relation.with(&relation.item.pattern));
        }
        let places = self.places(&kinds, &names);
        let mut concept =
            Concept { phrase: header.verb.clone(), places, third, ..blank_concept(Category::Relation, site) };
        concept.key = self.key_of(&concept);
        let (mut opposite, mut symmetric) = (None, None);
        for property in &relation.item.traits {
            match property {
                RelationTrait::Symmetric(span) => {
                    concept.symmetric = true;
                    symmetric = Some(relation.site(*span));
                }
                RelationTrait::Asymmetric => concept.asymmetric = true,
                RelationTrait::Repeatable => concept.repeatable = true,
                RelationTrait::OnePer { one, per } => {
                    let pair = self.one_per(&concept, &relation.with(one), &relation.with(per));
                    concept.one_per.extend(pair);
                }
                RelationTrait::OppositeOf(text) => opposite = Some(relation.with(text.clone())),
                RelationTrait::Place { .. } => {}
            }
        }
        if let Some(site) = symmetric
            && (concept.asymmetric || concept.places.len() < 2 || !self.same_family(&concept))
        {
            self.problems.push(
                Problem::new(
                    ProblemKind::Type,
                    "symmetric",
                    format!("`{}` cannot be symmetric: its two places are not alike", concept.key),
                )
                .at(site, "not of this relation")
                .help("give both places one kind and leave `asymmetric` out, or leave `symmetric` out"),
            );
            return;
        }
        let Some(id) = self.declare(concept) else { return };
        let verb = relation.site(span_of(&relation.item.pattern, &header.verb));
        self.claim(Owner::Concept(id), &header.verb, verb);
        if let Some(preposition) = &header.preposition {
            self.prepositions.insert(id, preposition.clone());
        }
        self.opposites.extend(opposite.map(|text| (id, text)));
        self.lines.push((Owner::Concept(id), relation.with(relation.item.lines.clone())));
    }

    fn same_family(&self, concept: &Concept) -> bool {
        let kind = |index: usize| concept.places.get(index).map_or(self.known.thing, |place| place.kind);
        self.lexicon.is_a(kind(0), kind(1)) || self.lexicon.is_a(kind(1), kind(0))
    }

    /// Names the places of a relation: by kind, or in order where two are of one kind.
    pub fn places(&self, kinds: &[KindId], names: &[Option<String>]) -> Vec<Place> {
        const ORDER: [&str; 3] = ["first", "second", "third"];
        kinds
            .iter()
            .enumerate()
            .map(|(index, &kind)| {
                let alone = kinds.iter().filter(|&&other| other == kind).count() == 1;
                let own = names.get(index).cloned().flatten();
                let ordered = ORDER.get(index).map_or(String::new(), |&name| name.to_owned());
                let name = own.unwrap_or(if alone { self.kind_name(kind).to_owned() } else { ordered });
                Place { name, kind }
            })
            .collect()
    }

    /// The header of a relation without articles.
    pub fn key_of(&self, concept: &Concept) -> String {
        let kind = |index: usize| concept.places.get(index).map(|place| self.kind_name(place.kind));
        let verb = phrase::split(&concept.phrase).collect::<Vec<_>>().join(" ");
        let mut key = format!("{} {verb}", kind(0).unwrap_or_default());
        if let Some(object) = kind(1) {
            key.push(' ');
            key.push_str(object);
        }
        if let Some(place) = concept.places.get(2) {
            key.push(' ');
            key.push_str(concept.third.as_deref().unwrap_or(&place.name));
            key.push(' ');
            key.push_str(self.kind_name(place.kind));
        }
        key
    }

    fn one_per(&mut self, concept: &Concept, one: &InFile<&Text>, per: &InFile<&Text>) -> Option<(usize, usize)> {
        let first = self.place_named(concept, one, None)?;
        let second = self.place_named(concept, per, Some(first))?;
        Some((first, second))
    }

    fn place_named(&mut self, concept: &Concept, name: &InFile<&Text>, other_than: Option<usize>) -> Option<usize> {
        let kind = self.kinds.get(&name.item.text);
        let fits = |(index, place): &(usize, &Place)| {
            Some(*index) != other_than && (place.name == name.item.text || kind == Some(place.kind))
        };
        let found = concept.places.iter().enumerate().find(fits).map(|(index, _)| index);
        if found.is_none() {
            let places: Vec<String> =
                concept.places.iter().map(|place| format!("`{}`", self.kind_name(place.kind))).collect();
            self.problems.push(
                Problem::new(
                    ProblemKind::Type,
                    "no-such-place",
                    format!("`{}` is no place of `{}`", name.item.text, concept.key),
                )
                .at(name.site(name.item.span), "no place has this kind")
                .help(format!(
                    "its places are {}: write for example `one country per event`, with two of them",
                    suggest::listed(&places)
                )),
            );
        }
        found
    }

    fn wrong_header(&mut self, error: &HeaderError, pattern: &InFile<&Run>) {
        const EXAMPLE: &str =
            "write it like `relation person attends event`; put a verb that contains a kind's name in quotation marks";
        let all = header::words_of(pattern.item);
        let (message, words, label, help) = match error {
            HeaderError::NoSubject(words) => {
                let first = words.split(' ').next().unwrap_or_default();
                let near = suggest::kind(&self.lexicon, first).map(str::to_owned);
                let wrong = if near.is_some() { first } else { words.as_str() };
                let help = near.map_or_else(
                    || format!("{EXAMPLE}; a kind of your own is declared: `kind team is an organization`"),
                    |near| format!("did you mean `relation {}`?", all.replacen(first, &near, 1)),
                );
                let message = format!("a relation begins with the kind of its subject, and `{wrong}` is none");
                (message, wrong, "no kind", Some(help))
            }
            HeaderError::NoVerb => {
                (String::from("this relation has no verb between its parties"), all.as_str(), "no verb", None)
            }
            HeaderError::Rest(words) => {
                let message = format!("a relation ends with its last party, and `{words}` follows it");
                (message, words.as_str(), "too much", None)
            }
        };
        self.problems.push(
            Problem::new(ProblemKind::Vocabulary, "relation-header", message)
                .at(pattern.site(span_of(pattern.item, words)), label)
                .help(help.unwrap_or_else(|| String::from(EXAMPLE))),
        );
    }

    pub(super) fn contraries(&mut self) {
        for (id, text) in std::mem::take(&mut self.opposites) {
            let words = phrase::normal(&text.item.text);
            let all = (0..).map(ConceptId).zip(&self.lexicon.concepts);
            let found = all.filter(|(other, concept)| {
                *other != id
                    && concept.category == Category::Relation
                    && std::iter::once(&concept.phrase)
                        .chain(&concept.also)
                        .any(|phrase| phrase::normal(phrase) == words)
            });
            let arity = self.lexicon.concept(id).map_or(0, |concept| concept.places.len());
            let same =
                found.min_by_key(|(_, concept)| usize::from(concept.places.len() != arity)).map(|(other, _)| other);
            let Some(other) = same else {
                let near = suggest::concept(&self.lexicon, Category::Relation, &text.item.text);
                let kinds = self.lexicon.concept(id).into_iter().flat_map(|concept| &concept.places);
                let mut kinds = kinds.map(|place| self.kind_name(place.kind));
                let subject = kinds.next().unwrap_or_default();
                let help = near.map_or_else(
                    || {
                        let objects: String = kinds.map(|kind| format!(" {kind}")).collect();
                        format!("declare it: `relation {subject} {}{objects}`", text.item.text)
                    },
                    |near| format!("did you mean `opposite of \"{near}\"`?"),
                );
                let message = format!("no relation is called `{}`", text.item.text);
                self.problems.push(
                    Problem::new(ProblemKind::Vocabulary, "unknown-concept", message)
                        .at(text.site(text.item.span), "not declared")
                        .help(help),
                );
                continue;
            };
            for (one, contrary) in [(id, other), (other, id)] {
                if let Some(concept) = self.lexicon.concepts.get_mut(one.0 as usize) {
                    concept.opposite.get_or_insert(contrary);
                }
            }
        }
    }
}

/// Where a header has these words, or the whole of it.
fn span_of(pattern: &Run, words: &str) -> Span {
    let is = |item: &Item, word: &str| matches!(&item.kind, ItemKind::Word(found) | ItemKind::Quoted(found) if found == word);
    let words: Vec<&str> = words.split(' ').collect();
    let mut windows = pattern.items.windows(words.len().max(1));
    let found = windows.find(|items| items.iter().zip(&words).all(|(item, word)| is(item, word)));
    let span = found.and_then(|items| Some(items.first()?.span.cover(items.last()?.span)));
    span.unwrap_or(pattern.span)
}
