//! All patterns of a lexicon, by what they hang on.

use crate::lang::pattern::{self, Filler, Pattern, Role, Trigger};
use crate::lang::lexicon::{Category, ConceptId, Lexicon};
use crate::lang::syntax::SaidAs;
use crate::nlp::inflect::singular;
use rustc_hash::FxHashMap;

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
    /// The template as written; `None`: from the concept's own name.
    pub template: Option<String>,
}

/// The patterns, indexed.
#[derive(Debug, Default)]
pub struct Index {
    /// All of them.
    pub all: Vec<Compiled>,
    /// Verbs by base form.
    verbs: FxHashMap<String, Vec<u32>>,
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
            let attribute = concept.category == Category::Attribute;
            if attribute {
                for phrase in std::iter::once(&concept.phrase).chain(&concept.also) {
                    let pattern = pattern::of_name(phrase);
                    index.add(Compiled {
                        concept: id,
                        pattern,
                        denies: false,
                        bound: None,
                        open_owner: true,
                        template: None,
                    });
                }
            }
            for saying in &concept.sayings {
                if attribute && saying.site.is_none() {
                    continue;
                }
                let Some(mut pattern) = pattern::read(lexicon, concept, saying) else { continue };
                let noun = matches!(pattern.trigger, Trigger::Noun { .. });
                let owned = pattern.has_place(0);
                let open_owner = attribute && noun && !owned;
                if open_owner {
                    pattern.slots.push((Role::Owner, Filler::Place(0)));
                }
                let template = saying.site.map(|_| saying.template.text.clone());
                index.add(Compiled {
                    concept: id,
                    pattern,
                    denies: saying.denies,
                    bound: saying.bound,
                    open_owner,
                    template,
                });
            }
        }
        index
    }

    fn add(&mut self, compiled: Compiled) {
        let id = self.all.len() as u32;
        match &compiled.pattern.trigger {
            Trigger::Verb { bases, .. } => {
                for base in bases {
                    self.verbs.entry(base.clone()).or_default().push(id);
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

    /// The predicate and noun patterns on a word in the singular.
    pub fn words(&self, word: &str) -> &[u32] {
        self.words.get(word).map(Vec::as_slice).unwrap_or_default()
    }

    /// The pattern of that number.
    pub fn get(&self, id: u32) -> Option<&Compiled> {
        self.all.get(id as usize)
    }
}
