//! Entities: who and what an article speaks of, and which words mean whom.
//!
//! Enters: a [`Document`] and the names that the rules ask for. Leaves: [`Entities`]: drafts of entities, and for each
//! token the mention that it belongs to. Guaranteed: two full names that differ stay two; what cannot be told is left open.

mod cluster;
mod described;
mod kinds;
mod named;
mod office;
mod pronoun;

pub use kinds::KindWords;
pub use office::Office;

use super::document::Document;
use crate::facts::{Entity, EntityId};
use crate::lang::RuleSet;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Words that mean an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The token that its phrase hangs on.
    pub head: usize,
    /// What they mean.
    pub entity: EntityId,
}

/// The entities of an article and where it mentions them.
#[derive(Debug, Default)]
pub struct Entities {
    /// The entities; an [`EntityId`] is an index.
    pub all: Vec<Entity>,
    /// The mentions, in no order.
    pub mentions: Vec<Mention>,
    /// Titles and offices that stand with a name.
    pub offices: Vec<Office>,
    /// Places inside places, inner and outer.
    pub contained: Vec<(EntityId, EntityId)>,
    /// The names that the rules ask for.
    pub asked: FxHashSet<EntityId>,
    /// The mention that each token belongs to.
    by_token: Vec<Option<u32>>,
}

impl Entities {
    /// Finds and links everything that the article speaks of.
    pub fn link(document: &Document<'_>, rules: &RuleSet) -> Self {
        let kinds = KindWords::new(&rules.lexicon);
        let mut entities = Self { by_token: vec![None; document.len()], ..Self::default() };
        let mut found = named::find(document, &super::asked::names(rules));
        // "Court stops dam": a noun for a kind that opens its sentence has its capital from that.
        found.retain(|name| {
            let opens = document.sentence(name.tokens.start).start == name.tokens.start;
            let noun = opens && name.tokens.len() == 1 && name.asked.is_empty() && name.means.is_none();
            !noun || kinds.of_word(document.lower(name.tokens.start)).is_none()
        });
        cluster::link(document, &kinds, found, &mut entities);
        office::attach(document, &rules.lexicon, &mut entities);
        let events = super::asked::events(rules);
        described::link(document, &kinds, &events, &mut entities);
        pronoun::link(document, &mut entities);
        entities
    }

    /// The entity of that id.
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        self.all.get(id.0 as usize)
    }

    /// The entity of that id, to add to.
    pub fn get_mut(&mut self, id: EntityId) -> Option<&mut Entity> {
        self.all.get_mut(id.0 as usize)
    }

    /// Takes an entity in.
    pub fn add(&mut self, entity: Entity) -> EntityId {
        self.all.push(entity);
        EntityId((self.all.len() - 1) as u32)
    }

    /// Notes that the tokens mean the entity. Tokens that belong to another mention keep it.
    pub fn mention(&mut self, document: &Document<'_>, tokens: Range<usize>, head: usize, entity: EntityId) {
        let index = self.mentions.len() as u32;
        for token in tokens.clone().chain(std::iter::once(head)) {
            if let Some(slot) = self.by_token.get_mut(token).filter(|slot| slot.is_none()) {
                *slot = Some(index);
            }
        }
        let span = document.article.file_span(document.span(tokens.clone()));
        if let Some(entity) = self.get_mut(entity) {
            entity.mentions.push(span);
        }
        self.mentions.push(Mention { tokens, head, entity });
    }

    /// The mention that a token belongs to.
    pub fn mention_at(&self, token: usize) -> Option<&Mention> {
        let index = self.by_token.get(token).copied().flatten()?;
        self.mentions.get(index as usize)
    }

    /// What a token means.
    pub fn at(&self, token: usize) -> Option<EntityId> {
        self.mention_at(token).map(|mention| mention.entity)
    }

    /// Whether the entity is known to be of the kind (by name of the kind).
    pub fn is(&self, id: EntityId, kind: &str) -> bool {
        self.get(id).is_some_and(|entity| entity.kinds.iter().any(|known| known == kind))
    }
}
