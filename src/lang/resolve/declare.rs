//! The lexicon of a run: what the blocks of all files declare, made one.
//!
//! Enters: the parsed files in the order in which they depend on each other. Leaves: the [`Lexicon`], its index, and the
//! heads of definitions, whose bodies are read when all phrases are known. Guaranteed: a block that is wrong is a problem
//! of its own and leaves the others alone.

use super::header::{self, HeaderError, KindNames};
use super::kinds::{self, Known};
use super::phrase::{Index, Meaning};
use super::suggest;
use super::{InFile, sayings};
use crate::lang::lexicon::{Category, Concept, ConceptId, Kind, KindId, Lexicon, Place};
use crate::lang::syntax::{self, BlockKind, ConceptLine, ConceptLineKind, ExtendCategory, RelationTrait, Run, Text};
use crate::source::{Problem, ProblemKind, Site, Span};
use rustc_hash::FxHashMap;

/// The lexicon while it is made.
pub struct Builder {
    /// What is known so far.
    pub lexicon: Lexicon,
    /// The built-in kinds.
    pub known: Known,
    /// The names of kinds.
    pub kinds: KindNames,
    /// The phrases.
    pub index: Index,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What is worth knowing.
    pub notes: Vec<Problem>,
    /// For each concept what follows a quoted verb (`in` of `"takes place" in`).
    pub prepositions: FxHashMap<ConceptId, String>,
    keys: FxHashMap<String, ConceptId>,
    lines: Vec<(Owner, InFile<Vec<ConceptLine>>)>,
    opposites: Vec<(ConceptId, InFile<Text>)>,
}

/// What a line belongs to.
#[derive(Debug, Clone, Copy)]
enum Owner {
    Kind(KindId),
    Concept(ConceptId),
}

impl Builder {
    /// The lexicon of these blocks, but for definitions and the index.
    pub fn new(blocks: &[InFile<&syntax::Block>]) -> Self {
        let lexicon = kinds::built_in();
        let known = Known::new(&lexicon);
        let mut names = KindNames::default();
        for (id, kind) in (0..).map(KindId).zip(&lexicon.kinds) {
            names.add(&kind.name, id);
            for also in &kind.also {
                names.add(also, id);
            }
        }
        let mut builder = Self {
            lexicon,
            known,
            kinds: names,
            index: Index::default(),
            problems: Vec::new(),
            notes: Vec::new(),
            prepositions: FxHashMap::default(),
            keys: FxHashMap::default(),
            lines: Vec::new(),
            opposites: Vec::new(),
        };
        builder.declare_kinds(blocks);
        for block in blocks {
            let site = block.site(block.item.span);
            match &block.item.kind {
                BlockKind::Attribute(property) => builder.property(Category::Attribute, block.with(property), site),
                BlockKind::Role(property) => builder.property(Category::Role, block.with(property), site),
                BlockKind::Relation(relation) => builder.relation(block.with(relation), site),
                BlockKind::Name(naming) => builder.naming(block.with(naming)),
                _ => {}
            }
        }
        builder
    }

    /// Reads the `also`, `said` and `denied` lines, the `extend` blocks and the contraries; makes the index.
    pub fn finish(&mut self, blocks: &[InFile<&syntax::Block>]) {
        for block in blocks {
            if let BlockKind::Extend(extend) = &block.item.kind {
                self.extend(block.with(extend));
            }
        }
        let lines = std::mem::take(&mut self.lines);
        for (owner, lines) in &lines {
            if let Owner::Concept(id) = *owner {
                self.also_of_concept(id, lines);
            }
        }
        self.fill_index();
        for (owner, lines) in &lines {
            if let Owner::Concept(id) = *owner {
                sayings::read_lines(self, id, lines);
            }
        }
        for id in (0..self.lexicon.concepts.len()).filter_map(|index| u32::try_from(index).ok()).map(ConceptId) {
            sayings::own_phrases(&mut self.lexicon, &self.known, self.prepositions.get(&id), id);
        }
        self.contraries();
    }

    fn declare_kinds(&mut self, blocks: &[InFile<&syntax::Block>]) {
        let declared: Vec<InFile<&syntax::Kind>> = blocks
            .iter()
            .filter_map(|block| match &block.item.kind {
                BlockKind::Kind(kind) => Some(block.with(kind)),
                _ => None,
            })
            .collect();
        let mut fresh = Vec::new();
        for kind in &declared {
            let site = kind.site(kind.item.name.span);
            let id = match self.kinds.get(&kind.item.name.text) {
                Some(id) if self.is_name_of(id, &kind.item.name.text) => id,
                Some(id) => {
                    self.claimed_kind(&kind.item.name.text, site, id);
                    continue;
                }
                None => {
                    let id = KindId(u32::try_from(self.lexicon.kinds.len()).unwrap_or(u32::MAX));
                    let name = super::phrase::split(&kind.item.name.text).collect::<Vec<_>>().join(" ");
                    self.kinds.add(&name, id);
                    self.lexicon.kinds.push(Kind { name, also: Vec::new(), parent: None, site: Some(site) });
                    fresh.push(id);
                    id
                }
            };
            self.lines.push((Owner::Kind(id), kind.with(kind.item.lines.clone())));
        }
        for (owner, lines) in std::mem::take(&mut self.lines) {
            if let Owner::Kind(id) = owner {
                self.also_of_kind(id, &lines);
            }
        }
        for kind in &declared {
            let Some(id) = self.kinds.get(&kind.item.name.text) else { continue };
            if !self.is_name_of(id, &kind.item.name.text) {
                continue;
            }
            let Some(parent) = self.kind_or_problem(&kind.with(&kind.item.parent)) else {
                self.set_parent(id, self.known.thing);
                continue;
            };
            let site = kind.site(kind.item.name.span);
            let current = self.lexicon.kind(id).and_then(|kind| kind.parent);
            if let Some(at) = fresh.iter().position(|&known| known == id) {
                fresh.swap_remove(at);
                if self.lexicon.is_a(parent, id) {
                    let name = &kind.item.name.text;
                    self.problems.push(
                        Problem::new(
                            ProblemKind::Reference,
                            "kind-cycle",
                            format!("the kind `{name}` is a kind of itself"),
                        )
                        .at(kind.site(kind.item.parent.span), "leads back to it")
                        .help("make one of these kinds a kind of `thing`"),
                    );
                    self.set_parent(id, self.known.thing);
                } else {
                    self.set_parent(id, parent);
                }
            } else if current != Some(parent) {
                let was = current.map_or_else(
                    || String::from("a kind of value"),
                    |kind| format!("a kind of `{}`", self.kind_name(kind)),
                );
                let mut problem = Problem::new(
                    ProblemKind::Type,
                    "kinds-differ",
                    format!("the kind `{}` is declared already, as {was}", kind.item.name.text),
                )
                .at(site, "declared again here")
                .help(format!(
                    "write `extend kind {}` to add names to it, or choose another name",
                    kind.item.name.text
                ));
                if let Some(first) = self.lexicon.kind(id).and_then(|kind| kind.site) {
                    problem = problem.related(first, "first declared here");
                }
                self.problems.push(problem);
            }
        }
    }

    fn set_parent(&mut self, id: KindId, parent: KindId) {
        if let Some(kind) = self.lexicon.kinds.get_mut(id.0 as usize) {
            kind.parent = Some(parent);
        }
    }

    fn is_name_of(&self, id: KindId, name: &str) -> bool {
        let normal = super::phrase::normal(name);
        self.lexicon.kind(id).is_some_and(|kind| super::phrase::normal(&kind.name) == normal)
    }

    /// The name of a kind, for messages.
    pub fn kind_name(&self, id: KindId) -> &str {
        self.lexicon.kind(id).map_or("", |kind| kind.name.as_str())
    }

    fn claimed_kind(&mut self, phrase: &str, site: Site, other: KindId) {
        let mut problem = Problem::new(
            ProblemKind::Vocabulary,
            "phrase-claimed-twice",
            format!("`{phrase}` is already a name of the kind `{}`", self.kind_name(other)),
        )
        .at(site, "claimed again here")
        .help("let one of the two go by another name");
        if let Some(first) = self.lexicon.kind(other).and_then(|kind| kind.site) {
            problem = problem.related(first, "the other kind is declared here");
        }
        self.problems.push(problem);
    }

    fn also_of_kind(&mut self, id: KindId, lines: &InFile<Vec<ConceptLine>>) {
        for line in &lines.item {
            // Any other line of a kind the parser has refused.
            let ConceptLineKind::Also(names) = &line.kind else { continue };
            for name in names {
                match self.kinds.add(&name.text, id) {
                    Some(other) => self.claimed_kind(&name.text, lines.site(name.span), other),
                    None => {
                        if let Some(kind) = self.lexicon.kinds.get_mut(id.0 as usize)
                            && kind.name != name.text
                            && !kind.also.contains(&name.text)
                        {
                            kind.also.push(name.text.clone());
                        }
                    }
                }
            }
        }
    }

    /// The kind of that name, or a problem that offers the nearest.
    pub fn kind_or_problem(&mut self, name: &InFile<&Text>) -> Option<KindId> {
        let found = self.kinds.get(&name.item.text);
        if found.is_none() {
            let text = &name.item.text;
            let help = match suggest::kind(&self.lexicon, text) {
                Some(near) => format!("did you mean `{near}`? Else declare it: `kind {text} is a thing`"),
                None => format!("declare it: `kind {text} is a thing`"),
            };
            let message = format!("there is no kind `{text}`");
            self.problems.push(
                Problem::new(ProblemKind::Vocabulary, "unknown-kind", message)
                    .at(name.site(name.item.span), "not declared")
                    .help(help),
            );
        }
        found
    }

    fn property(&mut self, category: Category, property: InFile<&syntax::Property>, site: Site) {
        let site = Site { span: Span { end: property.item.value.span.end, ..site.span }, ..site };
        let owner = self.kind_or_problem(&property.with(&property.item.owner));
        let value = self.kind_or_problem(&property.with(&property.item.value));
        let (Some(owner), Some(value)) = (owner, value) else { return };
        if category == Category::Role && self.known.family(&self.lexicon, value) != kinds::Family::Thing {
            let (name, kind) = (&property.item.name.text, self.kind_name(value).to_owned());
            self.problems.push(
                Problem::new(
                    ProblemKind::Type,
                    "role-of-value",
                    format!("the role `{name}` would be held by a value: `{kind}`"),
                )
                .at(property.site(property.item.value.span), "a kind of value")
                .help(format!("declare it as an attribute: `attribute {name} of …`")),
            );
            return;
        }
        let name = super::phrase::split(&property.item.name.text).collect::<Vec<_>>().join(" ");
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
            ..blank(category, site)
        };
        if let Some(id) = self.declare(concept) {
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

    fn relation(&mut self, relation: InFile<&syntax::Relation>, site: Site) {
        let site = Site { span: Span { end: relation.item.pattern.span.end, ..site.span }, ..site };
        let header = match header::divide(&relation.item.pattern.items, &self.kinds) {
            Ok(header) => header,
            Err(error) => return self.wrong_header(&error, relation.site(relation.item.pattern.span)),
        };
        if let Some(problem) = header::reserved_verb(&header.verb, relation.site(relation.item.pattern.span)) {
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
            self.wrong_header(
                &HeaderError::Rest(String::from("a fourth party")),
                relation.site(relation.item.pattern.span),
            );
            return;
        }
        let places = self.places(&kinds, &names);
        let mut concept = Concept { phrase: header.verb.clone(), places, third, ..blank(Category::Relation, site) };
        concept.key = self.key_of(&concept);
        let mut opposite = None;
        for property in &relation.item.traits {
            match property {
                RelationTrait::Symmetric => concept.symmetric = true,
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
        if concept.symmetric && (concept.asymmetric || concept.places.len() < 2 || !self.same_family(&concept)) {
            self.problems.push(
                Problem::new(
                    ProblemKind::Type,
                    "symmetric",
                    format!("`{}` cannot be symmetric: its two places are not alike", concept.key),
                )
                .at(site, "declared here")
                .help("give both places one kind and leave `asymmetric` out, or leave `symmetric` out"),
            );
            return;
        }
        let Some(id) = self.declare(concept) else { return };
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
        let verb = super::phrase::split(&concept.phrase).collect::<Vec<_>>().join(" ");
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
                .help(format!("its places are {}", suggest::listed(&places))),
            );
        }
        found
    }

    fn wrong_header(&mut self, error: &HeaderError, site: Site) {
        let (message, label) = match error {
            HeaderError::NoSubject(words) => {
                let near = suggest::kind(&self.lexicon, words.split(' ').next().unwrap_or_default());
                let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                (format!("a relation begins with the kind of its subject, and `{words}` is none{near}"), "no kind here")
            }
            HeaderError::NoVerb => (String::from("this relation has no verb between its parties"), "no verb"),
            HeaderError::Rest(words) => {
                (format!("a relation ends with its last party, and `{words}` follows it"), "too much")
            }
        };
        self.problems.push(
            Problem::new(ProblemKind::Vocabulary, "relation-header", message)
                .at(site, label)
                .help("write `relation KIND verb KIND`, for example `relation person attends event`; put a verb that contains a kind's name in quotation marks"),
        );
    }

    fn naming(&mut self, naming: InFile<&syntax::Naming>) {
        for alias in &naming.item.aliases {
            let words = super::phrase::split(&alias.text).collect::<Vec<_>>();
            let twin = self.lexicon.names.iter().find(|(known, means)| {
                super::phrase::split(known).eq(words.iter().cloned()) && *means != naming.item.means.text
            });
            if let Some((_, means)) = twin {
                let message = format!("`{}` already means `{means}`", alias.text);
                self.problems.push(
                    Problem::new(ProblemKind::Vocabulary, "name-claimed-twice", message)
                        .at(naming.site(alias.span), format!("would also mean `{}`", naming.item.means.text))
                        .help("let each name mean one thing"),
                );
            } else if !self.lexicon.names.iter().any(|(known, _)| *known == alias.text) {
                self.lexicon.names.push((alias.text.clone(), naming.item.means.text.clone()));
            }
        }
    }

    fn also_of_concept(&mut self, id: ConceptId, lines: &InFile<Vec<ConceptLine>>) {
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
            }
        }
    }

    fn extend(&mut self, extend: InFile<&syntax::Extend>) {
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
                    || format!("declare it: `{} …`", word_of(category)),
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
                    .map(|concept| format!("`{}`", concept.key))
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
        let normal = super::phrase::normal(words);
        let by_key = of(&|concept| super::phrase::normal(&concept.key) == normal);
        if !by_key.is_empty() {
            return by_key;
        }
        if category == Category::Relation
            && let Ok(header) = header::divide(&run.items, &self.kinds)
        {
            let verb = super::phrase::normal(&header.verb);
            let kinds: Vec<KindId> = [Some(header.subject), header.object, header.third.map(|(_, kind)| kind)]
                .into_iter()
                .flatten()
                .collect();
            let found = of(&|concept| {
                super::phrase::normal(&concept.phrase) == verb
                    && concept.places.iter().map(|place| place.kind).eq(kinds.iter().copied())
            });
            if !found.is_empty() {
                return found;
            }
        }
        of(&|concept| super::phrase::normal(&concept.phrase) == normal)
    }

    fn contraries(&mut self) {
        for (id, text) in std::mem::take(&mut self.opposites) {
            let words = super::phrase::normal(&text.item.text);
            let all = (0..).map(ConceptId).zip(&self.lexicon.concepts);
            let found = all.filter(|(other, concept)| {
                *other != id
                    && concept.category == Category::Relation
                    && std::iter::once(&concept.phrase)
                        .chain(&concept.also)
                        .any(|phrase| super::phrase::normal(phrase) == words)
            });
            let arity = self.lexicon.concept(id).map_or(0, |concept| concept.places.len());
            let same =
                found.min_by_key(|(_, concept)| usize::from(concept.places.len() != arity)).map(|(other, _)| other);
            let Some(other) = same else {
                let near = suggest::concept(&self.lexicon, Category::Relation, &text.item.text);
                let help = near.map_or_else(
                    || format!("declare it: `relation … {} …`", text.item.text),
                    |near| format!("did you mean `{near}`?"),
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

    fn fill_index(&mut self) {
        for (id, kind) in (0..).map(KindId).zip(&self.lexicon.kinds) {
            for phrase in std::iter::once(&kind.name).chain(&kind.also) {
                self.index.add_noun(phrase, Meaning::Kind(id));
            }
        }
        for (number, (alias, _)) in self.lexicon.names.iter().enumerate() {
            self.index.add_noun(alias, Meaning::Name(number));
        }
        let mut claimed: FxHashMap<(Category, Vec<KindId>, Vec<String>), ConceptId> = FxHashMap::default();
        for (id, concept) in (0..).map(ConceptId).zip(&self.lexicon.concepts) {
            for phrase in std::iter::once(&concept.phrase).chain(&concept.also) {
                let kinds = match concept.category {
                    Category::Attribute | Category::Role => {
                        concept.places.iter().take(1).map(|place| place.kind).collect()
                    }
                    Category::Relation | Category::Noun => concept.places.iter().map(|place| place.kind).collect(),
                };
                let claim = (concept.category, kinds, super::phrase::normal(phrase));
                let owner = *claimed.entry(claim).or_insert(id);
                if owner != id {
                    self.problems.extend(claimed_twice(&self.lexicon, phrase, id, owner));
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
    }
}

fn claimed_twice(lexicon: &Lexicon, phrase: &str, second: ConceptId, first: ConceptId) -> Option<Problem> {
    let (one, two) = (lexicon.concept(first)?, lexicon.concept(second)?);
    let mut problem = Problem::new(
        ProblemKind::Vocabulary,
        "phrase-claimed-twice",
        format!("`{phrase}` is claimed by `{}` and by `{}`", one.key, two.key),
    )
    .help("let one of the two go by another name");
    if let Some(site) = two.site {
        problem = problem.at(site, "claimed again here");
    }
    if let Some(site) = one.site {
        problem = problem.related(site, "claimed first here");
    }
    Some(problem)
}

/// Whether a verb phrase already ends in a preposition.
fn ends_in_preposition(phrase: &str) -> bool {
    let last = phrase.rsplit(' ').next().unwrap_or_default();
    ["in", "at", "on", "to", "from", "by", "with", "for", "of"].contains(&last)
}

fn blank(category: Category, site: Site) -> Concept {
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

/// A concept without places, to be filled in.
pub fn blank_concept(category: Category, site: Site) -> Concept {
    blank(category, site)
}

/// The keyword of a category.
pub fn word_of(category: Category) -> &'static str {
    match category {
        Category::Attribute => "attribute",
        Category::Role => "role",
        Category::Relation => "relation",
        Category::Noun => "definition",
    }
}
