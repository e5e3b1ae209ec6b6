//! All patterns of a lexicon, by what they hang on.

use super::matcher::verbs_of_noun;
use crate::lang::lexicon::{Category, Concept, ConceptId, Lexicon, Saying};
use crate::lang::pattern::{self, Element, Filler, Pattern, Role, Trigger};
use crate::lang::syntax::SaidAs;
use crate::lang::template::{Template, TemplatePart};
use crate::nlp::inflect::{singular, verb_bases};
use rustc_hash::FxHashMap;
use std::sync::{LazyLock, OnceLock};

/// A pattern with the concept that it finds.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The concept.
    pub concept: ConceptId,
    /// The pattern.
    pub pattern: Pattern,
    /// Whether it denies.
    pub denies: bool,
    /// The bound that it puts on its number.
    pub bound: Option<SaidAs>,
    /// Whether the template leaves its owner open ("{number} member nations"): it may stand with the noun all the same.
    pub open_owner: bool,
    /// Whether its owner must stand in the sentence.
    pub owned: bool,
    /// The template's words and places in their order; empty if it is matched by structure alone.
    pub sequence: Vec<Element>,
    /// Whether the words of the sequence must stand close together, as written: it names parties.
    pub close: bool,
    /// The template as written; `None`: from the concept's own name.
    pub template: Option<String>,
}

impl Compiled {
    /// A pattern that affirms, matched by structure alone.
    fn new(concept: ConceptId, pattern: Pattern) -> Self {
        Self {
            concept,
            pattern,
            denies: false,
            bound: None,
            open_owner: false,
            owned: false,
            sequence: Vec::new(),
            close: false,
            template: None,
        }
    }
}

/// The patterns, indexed.
#[derive(Debug, Default)]
pub struct Index {
    /// All of them.
    pub all: Vec<Compiled>,
    /// Verbs by base form.
    verbs: FxHashMap<String, Vec<u32>>,
    /// Verb patterns by the other verbs of their group, as far as those may stand for theirs.
    kin: FxHashMap<&'static str, Vec<u32>>,
    /// Predicates and nouns by their last word in the singular.
    words: FxHashMap<String, Vec<u32>>,
    /// Those without a word of their own.
    pub wordless: Vec<u32>,
}

impl Index {
    /// Reads the templates of all concepts that articles state.
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut index = Self::default();
        for (id, concept) in (0..).map(ConceptId).zip(&lexicon.concepts) {
            if concept.definition.is_some() {
                continue;
            }
            match concept.category {
                Category::Attribute => index.add_attribute(lexicon, id, concept),
                Category::Role => index.add_role(lexicon, id, concept),
                Category::Relation | Category::Noun => {}
            }
            let named = matches!(concept.category, Category::Attribute | Category::Role);
            for saying in concept.sayings.iter().filter(|saying| !named || saying.site.is_some()) {
                index.add_saying(lexicon, id, concept, saying);
            }
            for saying in in_general(concept) {
                index.add_saying(lexicon, id, concept, &saying);
            }
        }
        index
    }

    /// What the name of an attribute itself lets articles say: "the height of the tower is 12 metres", "12 metres tall".
    fn add_attribute(&mut self, lexicon: &Lexicon, id: ConceptId, concept: &Concept) {
        for phrase in std::iter::once(&concept.phrase).chain(&concept.also) {
            for pattern in pattern::of_measure(phrase).into_iter().chain(pattern::of_count(phrase)) {
                self.add(lexicon, Compiled { owned: true, ..Compiled::new(id, pattern) });
            }
            self.add(lexicon, Compiled { open_owner: true, ..Compiled::new(id, pattern::of_name(phrase)) });
        }
    }

    /// What the name of a role itself lets articles say: "Norway captain Jo Park", "Jo Park captained Norway".
    fn add_role(&mut self, lexicon: &Lexicon, id: ConceptId, concept: &Concept) {
        for phrase in std::iter::once(&concept.phrase).chain(&concept.also) {
            self.add(lexicon, Compiled::new(id, pattern::of_role(phrase)));
            if let Some(pattern) = pattern::of_agent(phrase) {
                self.add(lexicon, Compiled::new(id, pattern));
            }
        }
    }

    /// What a template lets articles say.
    fn add_saying(&mut self, lexicon: &Lexicon, id: ConceptId, concept: &Concept, saying: &Saying) {
        let attribute = concept.category == Category::Attribute;
        let Some(mut pattern) = pattern::read(lexicon, concept, saying) else { return };
        let noun = matches!(pattern.trigger, Trigger::Noun { .. });
        let open_owner = attribute && noun && !pattern.has_place(0);
        if open_owner {
            pattern.slots.push((Role::Owner, Filler::Place(0)));
        }
        let template = saying.site.map(|_| saying.template.text.clone());
        // A "not" of the template's own is no word that is matched: where an article has it, the clause is denied, and what
        // the template says with it is said.
        let denies = saying.denies != saying.template.is_negated();
        let said = |pattern: Pattern| Compiled {
            denies,
            bound: saying.bound,
            template: template.clone(),
            ..Compiled::new(id, pattern)
        };
        if let Some(pattern) = told_by_verb(&pattern, saying) {
            self.add(lexicon, said(pattern));
        }
        if let Some(pattern) = pattern.as_had().filter(|_| attribute) {
            self.add(lexicon, Compiled { owned: true, ..said(pattern) });
        }
        for pattern in pattern.antonyms().into_iter().filter(|_| !denies) {
            self.add(lexicon, Compiled { denies: true, ..said(pattern) });
        }
        for pattern in pattern.converses().into_iter().chain(pattern.without_verb()) {
            self.add(lexicon, said(pattern));
        }
        let loose = in_order(lexicon, concept, saying);
        let close = loose.is_empty();
        let sequence = if close { as_written(saying) } else { loose };
        self.add(lexicon, Compiled { open_owner, sequence, close, ..said(pattern) });
    }

    fn add(&mut self, lexicon: &Lexicon, compiled: Compiled) {
        let id = self.all.len() as u32;
        match &compiled.pattern.trigger {
            Trigger::Verb { bases, .. } => {
                for base in bases {
                    self.verbs.entry(base.clone()).or_default().push(id);
                }
                if has_kin(lexicon, lexicon.concept(compiled.concept), &compiled.pattern) {
                    let mut kin: Vec<&'static str> = bases.iter().flat_map(|base| verb_kin(base)).copied().collect();
                    kin.sort_unstable();
                    kin.dedup();
                    for verb in kin {
                        self.kin.entry(verb).or_default().push(id);
                    }
                }
            }
            Trigger::Predicate { word, .. } => self.words.entry(singular(word)).or_default().push(id),
            Trigger::Noun { words } => {
                if let Some(last) = words.last() {
                    self.words.entry(last.clone()).or_default().push(id);
                }
            }
            _ => self.wordless.push(id),
        }
        self.all.push(compiled);
    }

    /// The verb patterns that a base form belongs to.
    pub fn verbs(&self, base: &str) -> &[u32] {
        self.verbs.get(base).map(Vec::as_slice).unwrap_or_default()
    }

    /// The verb patterns that a verb of the same group may say.
    pub fn kin(&self, base: &str) -> &[u32] {
        self.kin.get(base).map(Vec::as_slice).unwrap_or_default()
    }

    /// The predicate and noun patterns on a word in the singular.
    pub fn words(&self, word: &str) -> &[u32] {
        self.words.get(word).map(Vec::as_slice).unwrap_or_default()
    }

    /// The pattern of that number.
    pub fn get(&self, id: u32) -> Option<&Compiled> {
        self.all.get(id as usize)
    }
}

/// A template on the noun of a happening, "the discovery of {fault} by {person}", on its verb.
fn told_by_verb(pattern: &Pattern, saying: &Saying) -> Option<Pattern> {
    let Trigger::Noun { words } = &pattern.trigger else { return None };
    let noun = words.last().filter(|noun| saying.template.text.contains(&format!("{noun} of ")))?;
    let doing = noun.ends_with("ing") && noun.len() > 5;
    let bases: Vec<String> = if doing {
        verb_bases(noun).into_iter().filter(|base| base != noun).collect()
    } else {
        verbs_of_noun(noun).iter().map(|&verb| verb.to_owned()).collect()
    };
    if bases.is_empty() { None } else { pattern.as_verb(bases) }
}

/// How English tells what the last word of an attribute's or a role's name stands for, whatever a rule file says of it.
fn in_general(concept: &Concept) -> impl Iterator<Item = Saying> {
    static ATTRIBUTES: LazyLock<Templates> =
        LazyLock::new(|| templates(include_str!("../../data/english/attribute-templates.tsv")));
    static ROLES: LazyLock<Templates> =
        LazyLock::new(|| templates(include_str!("../../data/english/role-templates.tsv")));
    // (The painter of a painting may be an attribute as well as a role.)
    let tables: &[&LazyLock<Templates>] = match concept.category {
        Category::Attribute => &[&ATTRIBUTES, &ROLES],
        Category::Role => &[&ROLES],
        Category::Relation | Category::Noun => &[],
    };
    let mut told: Vec<&str> = Vec::new();
    for phrase in std::iter::once(&concept.phrase).chain(&concept.also) {
        let last = phrase.rsplit(' ').next().unwrap_or(phrase);
        for &template in tables.iter().filter_map(|table| table.get(last)).flatten() {
            if !told.contains(&template) {
                told.push(template);
            }
        }
    }
    told.into_iter().filter_map(|text| {
        let place = |name: &str| Ok(TemplatePart::Place(usize::from(name != "owner")));
        let template = Template::read(text, place).ok()?;
        Some(Saying { template, denies: false, bound: None, site: None })
    })
}

/// Templates by the word that they go with.
type Templates = FxHashMap<&'static str, Vec<&'static str>>;

fn templates(rows: &'static str) -> Templates {
    let mut table = Templates::default();
    for (word, template) in rows.lines().filter(|row| !row.starts_with('#')).filter_map(|row| row.split_once('\t')) {
        table.entry(word).or_default().push(template);
    }
    table
}

/// The words and places of a template that can be matched by their order: one that states a number, sum, measure or date of
/// what the context gives, and names no other party.
fn in_order(lexicon: &Lexicon, concept: &Concept, saying: &Saying) -> Vec<Element> {
    let sequence = pattern::sequence(&saying.template.parts);
    let is_value =
        |place: usize| concept.places.get(place).is_some_and(|place| pattern::is_numeric(lexicon, place.kind));
    let mut sequence: Vec<Element> = sequence
        .into_iter()
        .filter(|element| *element != Element::Place(0) || concept.category != Category::Attribute || is_value(0))
        .collect();
    let places = |element: &Element| matches!(element, Element::Place(place) if !is_value(*place));
    let owned = saying.template.parts.contains(&TemplatePart::Place(0));
    let attribute = concept.category == Category::Attribute && saying.site.is_some();
    // "{event} leaves {number} dead": the owner may open the sentence, right before its verb.
    let opens = saying.template.parts.first() == Some(&TemplatePart::Place(0));
    if !attribute || owned && !opens && !is_inner(&saying.template.parts) || sequence.iter().any(places) {
        sequence.clear();
    }
    if opens && !sequence.is_empty() {
        sequence.insert(0, Element::Place(0));
    }
    sequence
}

/// The words and places of a template that a rule file has, to be found as they are written.
fn as_written(saying: &Saying) -> Vec<Element> {
    let sequence = if saying.site.is_some() { pattern::sequence(&saying.template.parts) } else { Vec::new() };
    let places = |element: &&Element| matches!(element, Element::Place(_));
    let whole = sequence.iter().filter(places).count()
        == saying.template.parts.iter().filter(|part| matches!(part, TemplatePart::Place(_))).count();
    if whole { sequence } else { Vec::new() }
}

/// Whether the owner stands inside another phrase, as in "{percentage} of {thing} respondents", and may be left out.
fn is_inner(parts: &[TemplatePart]) -> bool {
    let before = parts.iter().position(|part| *part == TemplatePart::Place(0)).and_then(|at| at.checked_sub(1));
    let word = before.and_then(|at| match parts.get(at) {
        Some(TemplatePart::Words(words)) => words.split_whitespace().last(),
        _ => None,
    });
    matches!(word, Some("of" | "in"))
}

/// Whether other verbs of the group may stand for a pattern's own: it names something beside its verb, so that little is
/// left to the verb.
fn has_kin(lexicon: &Lexicon, concept: Option<&Concept>, pattern: &Pattern) -> bool {
    // Parties of kinds that a rule file declares leave as little: "the Senate approved the bill" for `chamber passes law`.
    let own = |place: usize| {
        let kind = concept.and_then(|concept| concept.places.get(place)).and_then(|place| lexicon.kind(place.kind));
        kind.is_some_and(|kind| kind.site.is_some())
    };
    let typed = matches!(
        pattern.slots.as_slice(),
        [(Role::Subject, Filler::Place(_)), (Role::Object, Filler::Place(object))] if own(*object)
    );
    let names = pattern.slots.iter().any(|(_, filler)| matches!(filler, Filler::Noun { .. }));
    (names || typed) && matches!(&pattern.trigger, Trigger::Verb { particle: None, .. })
}

/// The verbs that say the same as this one of the same parties, itself included.
fn verb_kin(base: &str) -> &'static [&'static str] {
    static TABLE: OnceLock<FxHashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for group in include_str!("../../data/english/verb-groups.txt").lines().filter(|line| !line.starts_with('#')) {
            let verbs: Vec<&str> = group.split_whitespace().collect();
            for &verb in &verbs {
                table.entry(verb).or_default().extend(&verbs);
            }
        }
        table
    });
    table.get(base).map(Vec::as_slice).unwrap_or_default()
}
