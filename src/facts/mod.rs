//! What an article says, as data: entities, statements about them, quotations, and the store that holds them.
//!
//! Enters: statements, however they were extracted, or a facts file. Leaves: a [`FactStore`] with its indexes.
//! Guaranteed: every statement has a place in a source; ids are stable and in document order.

pub mod cell;
mod entity;
pub mod file;
mod find;
mod form;
mod locate;
pub mod name;
pub mod places;
pub mod quoted;
mod statement;
mod store;
pub mod table;

pub use entity::{Descriptor, Entity, EntityId};
pub use find::Found;
pub use statement::{Argument, Modality, Part, Polarity, Statement, StatementId};
pub use store::{FactStore, Quotation};
pub use table::{Row, Table};
