//! The lexicon of a run: what the blocks of all files declare, made one.
//!
//! Enters: the parsed files in the order in which they depend on each other. Leaves: the [`Lexicon`], its index, and the
//! heads of definitions, whose bodies are read when all phrases are known. Guaranteed: a block that is wrong is a problem
//! of its own and leaves the others alone.

mod concepts;
mod extend;
mod kinds;
mod phrases;
mod relations;

pub use concepts::blank_concept;

use super::header::KindNames;
use super::kinds::{Known, built_in};
use super::phrase::{self, Index};
use super::{InFile, sayings};
use crate::lang::lexicon::{Category, ConceptId, KindId, Lexicon};
use crate::lang::syntax::{self, BlockKind, ConceptLine, Text};
use crate::source::{Problem, Site, SourceId};
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
    /// Where each phrase is first given to each.
    claims: FxHashMap<(Owner, String), Site>,
    /// The sources that are built-in packs: what a file of the user's own declares goes before what they do.
    pub packs: Vec<SourceId>,
    /// Concepts of packs whose header a file of the user's own gives to another.
    overridden: Vec<ConceptId>,
}

/// What a line or a phrase belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Owner {
    Kind(KindId),
    Concept(ConceptId),
    Name,
}

impl Builder {
    /// The lexicon of these blocks, but for definitions and the index. `packs` are the sources that are built in.
    pub fn new(blocks: &[InFile<&syntax::Block>], packs: &[SourceId]) -> Self {
        let lexicon = built_in();
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
            claims: FxHashMap::default(),
            packs: packs.to_vec(),
            overridden: Vec::new(),
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

    /// Notes where a phrase is given to something.
    fn claim(&mut self, owner: Owner, phrase: &str, site: Site) {
        self.claims.entry((owner, phrase::normal(phrase).join(" "))).or_insert(site);
    }

    /// Whether a place stands in a built-in pack.
    fn is_packs(&self, site: Site) -> bool {
        self.packs.contains(&site.source)
    }

    /// Where a phrase was first given to something.
    fn claimed(&self, owner: Owner, phrase: &str) -> Option<Site> {
        self.claims.get(&(owner, phrase::normal(phrase).join(" "))).copied()
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
        sayings::learn_from_packs(self);
        self.contraries();
    }
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
