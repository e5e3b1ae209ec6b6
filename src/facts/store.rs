//! The store: entities and statements with their indexes.

use super::find::NameIndex;
use super::{Argument, Descriptor, Entity, EntityId, Part, Statement, StatementId, Table};
use crate::source::{SourceId, Span};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Words that somebody is quoted with.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// Who says them, if the article tells.
    pub speaker: Option<EntityId>,
    /// The words, without quotation marks.
    pub words: String,
    /// The source that quotes them.
    pub source: SourceId,
    /// Their bytes in the source, quotation marks not included.
    pub span: Span,
    /// The part of the article that they stand in.
    pub part: Part,
}

/// Everything that an article (or a facts file) says.
#[derive(Debug, Clone, Default)]
pub struct FactStore {
    /// The date that relative dates count from.
    pub dateline: Option<Date>,
    /// Places inside places as the article has them ("Fasano, Italy"), inner and outer.
    pub contained: Vec<(EntityId, EntityId)>,
    entities: Vec<Entity>,
    statements: Vec<Statement>,
    quotations: Vec<Quotation>,
    tables: Vec<Table>,
    by_concept: FxHashMap<String, Vec<StatementId>>,
    names: OnceLock<NameIndex>,
}

impl FactStore {
    /// Takes an entity in and names it.
    pub fn add_entity(&mut self, entity: Entity) -> EntityId {
        self.names.take();
        self.entities.push(entity);
        EntityId(u32::try_from(self.entities.len() - 1).unwrap_or(u32::MAX))
    }

    /// Takes a statement in and names it.
    pub fn add_statement(&mut self, statement: Statement) -> StatementId {
        let id = StatementId(u32::try_from(self.statements.len()).unwrap_or(u32::MAX));
        self.by_concept.entry(statement.concept.clone()).or_default().push(id);
        self.statements.push(statement);
        id
    }

    /// Takes all of another store in. Its entities get new ids; those that bear one name are one thing to the rules.
    pub fn absorb(&mut self, other: Self) {
        let offset = u32::try_from(self.entities.len()).unwrap_or(u32::MAX);
        let shift = |id: EntityId| EntityId(id.0.saturating_add(offset));
        for mut entity in other.entities {
            entity.members.iter_mut().for_each(|member| *member = shift(*member));
            for descriptor in &mut entity.descriptors {
                if let Descriptor::Entity(id) = descriptor {
                    *id = shift(*id);
                }
            }
            self.add_entity(entity);
        }
        for mut statement in other.statements {
            for argument in &mut statement.arguments {
                if let Argument::Entity(id) = argument {
                    *id = shift(*id);
                }
            }
            statement.place = statement.place.map(shift);
            self.add_statement(statement);
        }
        for mut quotation in other.quotations {
            quotation.speaker = quotation.speaker.map(shift);
            self.add_quotation(quotation);
        }
        self.tables.extend(other.tables);
        self.contained.extend(other.contained.into_iter().map(|(inner, outer)| (shift(inner), shift(outer))));
        self.dateline = self.dateline.or(other.dateline);
    }

    /// Takes a quotation in.
    pub fn add_quotation(&mut self, quotation: Quotation) {
        self.quotations.push(quotation);
    }

    /// Takes a table in.
    pub fn add_table(&mut self, table: Table) {
        self.tables.push(table);
    }

    /// The entity of that id.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0 as usize)
    }

    /// The entity of that id, to add to.
    pub fn entity_mut(&mut self, id: EntityId) -> Option<&mut Entity> {
        self.names.take();
        self.entities.get_mut(id.0 as usize)
    }

    /// The index of all names, made when it is first asked for.
    pub(super) fn name_index(&self) -> &NameIndex {
        self.names.get_or_init(|| NameIndex::new(self))
    }

    /// How many entities there are.
    pub fn entity_count(&self) -> usize {
        self.entities.len()
    }

    /// The statement of that id.
    pub fn statement(&self, id: StatementId) -> Option<&Statement> {
        self.statements.get(id.0 as usize)
    }

    /// All entities with their ids.
    pub fn entities(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        (0..).map(EntityId).zip(&self.entities)
    }

    /// All statements with their ids, in document order.
    pub fn statements(&self) -> impl Iterator<Item = (StatementId, &Statement)> {
        (0..).map(StatementId).zip(&self.statements)
    }

    /// The statements of a concept, by its key.
    pub fn of_concept(&self, key: &str) -> impl Iterator<Item = (StatementId, &Statement)> {
        let ids = self.by_concept.get(key).map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|&id| Some((id, self.statement(id)?)))
    }

    /// All quotations, in document order.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// All tables, in document order.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }
}
