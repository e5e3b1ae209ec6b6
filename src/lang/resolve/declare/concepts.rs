//! Concepts: attributes and roles, one declaration a header, and their other names.

use super::{Builder, Owner, word_of};
use crate::lang::lexicon::{Category, Concept, ConceptId, Place};
use crate::lang::resolve::kinds::Family;
use crate::lang::resolve::{InFile, header, phrase, suggest};
use crate::lang::syntax::{self, ConceptLine, ConceptLineKind};
use crate::source::{Problem, ProblemKind, Site, Span};

impl Builder {
    pub(super) fn property(&mut self, category: Category, property: InFile<&syntax::Property>, site: Site) {
        let site = Site { span: Span { end: property.item.value.span.end, ..site.span }, ..site };
        let owner = self.kind_or_problem(&property.with(&property.item.owner));
        let value = self.kind_or_problem(&property.with(&property.item.value));
        let (Some(owner), Some(value)) = (owner, value) else { return };
        if category == Category::Role && self.known.family(&self.lexicon, value) != Family::Thing {
            let (name, kind) = (&property.item.name.text, self.kind_name(value).to_owned());
            let owner = suggest::with_article(self.kind_name(owner));
            let value = if value == self.known.money { kind.clone() } else { suggest::with_article(&kind) };
            self.problems.push(
                Problem::new(
                    ProblemKind::Type,
                    "role-of-value",
                    format!("the role `{name}` would be held by a value: `{kind}`"),
                )
                .at(property.site(property.item.value.span), "a kind of value")
                .help(format!("declare it as an attribute: `attribute {name} of {owner} is {value}`")),
            );
            return;
        }
        let name = phrase::split(&property.item.name.text).collect::<Vec<_>>().join(" ");
        let (owner_name, value_name) = (self.kind_name(owner).to_owned(), self.kind_name(value).to_owned());
        let place = |index: usize, name: &str, kind| Place {
            name: if owner == value {
                ["first", "second"].get(index).copied().unwrap_or(name).to_owned()
            } else {
                name.to_owned()
            },
            kind,
        };
        let concept = Concept {
            key: format!("{name} of {owner_name}"),
            phrase: property.item.name.text.clone(),
            places: vec![place(0, &owner_name, owner), place(1, &value_name, value)],
            ..blank_concept(category, site)
        };
        if let Some(id) = self.declare(concept) {
            self.claim(Owner::Concept(id), &property.item.name.text, property.site(property.item.name.span));
            self.lines.push((Owner::Concept(id), property.with(property.item.lines.clone())));
        }
    }

    /// Takes a concept in; one with the header of another one is that one again.
    pub fn declare(&mut self, concept: Concept) -> Option<ConceptId> {
        let Some(&id) = self.keys.get(&concept.key) else {
            let id = ConceptId(u32::try_from(self.lexicon.concepts.len()).unwrap_or(u32::MAX));
            self.keys.insert(concept.key.clone(), id);
            self.lexicon.concepts.push(concept);
            return Some(id);
        };
        if let Some(own) = self.go_before_pack(id, &concept) {
            return Some(own);
        }
        let first = self.lexicon.concept(id)?;
        let kinds = |concept: &Concept| concept.places.iter().map(|place| place.kind).collect::<Vec<_>>();
        let same = first.category == concept.category && kinds(first) == kinds(&concept);
        let related = first.site.zip(concept.site);
        let mut problem = if same {
            Problem::new(
                ProblemKind::Vocabulary,
                "taken-as-extend",
                format!("`{}` is declared already; these lines are added to it", concept.key),
            )
            .help(format!(
                "write `extend` to say so: `extend {} {}`",
                word_of(concept.category),
                concept.phrase
            ))
        } else {
            Problem::new(
                ProblemKind::Type,
                "kinds-differ",
                format!("`{}` is declared already, {}", concept.key, self.header_of(first)),
            )
            .help("choose another name, or declare both alike")
        };
        if let Some((first, second)) = related {
            problem = problem.at(second, "declared again here").related(first, "first declared here");
        }
        if same {
            self.notes.push(problem);
            if let Some(known) = self.lexicon.concepts.get_mut(id.0 as usize) {
                known.symmetric |= concept.symmetric;
                known.asymmetric |= concept.asymmetric;
                known.repeatable |= concept.repeatable;
                for pair in concept.one_per {
                    if !known.one_per.contains(&pair) {
                        known.one_per.push(pair);
                    }
                }
            }
            Some(id)
        } else {
            self.problems.push(problem);
            None
        }
    }

    /// Takes a concept in whose header a pack gives to something else: a rule file means by a name what it says itself.
    fn go_before_pack(&mut self, known: ConceptId, concept: &Concept) -> Option<ConceptId> {
        let first = self.lexicon.concept(known)?;
        let (of_pack, packed) = (first.site.is_some_and(|site| self.is_packs(site)), concept.site?);
        let packed = self.is_packs(packed);
        let kinds = |concept: &Concept| concept.places.iter().map(|place| place.kind).collect::<Vec<_>>();
        let same = first.category == concept.category
            && kinds(first) == kinds(concept)
            && first.definition.is_none()
            && concept.definition.is_none();
        if same || of_pack == packed {
            return None;
        }
        let id = ConceptId(u32::try_from(self.lexicon.concepts.len()).unwrap_or(u32::MAX));
        let pack_key = format!("{} (of the pack)", concept.key);
        let mut concept = concept.clone();
        if packed {
            concept.key = pack_key;
            self.overridden.push(id);
        } else {
            self.keys.insert(concept.key.clone(), id);
            if let Some(first) = self.lexicon.concepts.get_mut(known.0 as usize) {
                first.key = pack_key;
            }
            self.overridden.push(known);
        }
        self.lexicon.concepts.push(concept);
        Some(id)
    }

    fn header_of(&self, concept: &Concept) -> String {
        let kind = |index: usize| concept.places.get(index).map_or("", |place| self.kind_name(place.kind));
        match concept.category {
            Category::Attribute | Category::Role => {
                format!("as {} whose value is `{}`", suggest::with_article(word_of(concept.category)), kind(1))
            }
            Category::Relation => format!(
                "between {}",
                concept
                    .places
                    .iter()
                    .map(|place| format!("`{}`", self.kind_name(place.kind)))
                    .collect::<Vec<_>>()
                    .join(" and ")
            ),
            Category::Noun => format!("as a noun for `{}`", kind(0)),
        }
    }

    pub(super) fn also_of_concept(&mut self, id: ConceptId, lines: &InFile<Vec<ConceptLine>>) {
        for line in &lines.item {
            let ConceptLineKind::Also(names) = &line.kind else { continue };
            for name in names {
                let Some(concept) = self.lexicon.concepts.get_mut(id.0 as usize) else { continue };
                if concept.category == Category::Relation
                    && let Some(problem) = header::reserved_verb(&name.text, lines.site(name.span))
                {
                    self.problems.push(problem);
                    continue;
                }
                if concept.phrase != name.text && !concept.also.contains(&name.text) {
                    concept.also.push(name.text.clone());
                }
                self.claim(Owner::Concept(id), &name.text, lines.site(name.span));
            }
        }
    }
}

/// A concept without places, to be filled in.
pub fn blank_concept(category: Category, site: Site) -> Concept {
    Concept {
        key: String::new(),
        category,
        phrase: String::new(),
        also: Vec::new(),
        places: Vec::new(),
        third: None,
        symmetric: false,
        asymmetric: false,
        repeatable: false,
        one_per: Vec::new(),
        opposite: None,
        sayings: Vec::new(),
        definition: None,
        site: Some(site),
    }
}
