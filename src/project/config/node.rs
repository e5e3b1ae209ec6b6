//! Settings as they are written: a tree of values, each with its place, whatever the form of the file.

use crate::source::Span;

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// A name that has a value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    /// The name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// A text; in TOML also a date.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A list.
    List(Vec<Node>),
    /// Names with values, in the order of the file.
    Table(Vec<(Key, Node)>),
    /// Something that no setting is: a fraction, `null`.
    Other,
}

impl Node {
    /// What a name stands for in a table.
    pub(super) fn get(&self, name: &str) -> Option<&Node> {
        match &self.value {
            Value::Table(entries) => entries.iter().find(|(key, _)| key.name == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// What it is, for messages.
    pub(super) fn what(&self) -> &'static str {
        match self.value {
            Value::Text(_) => "a text",
            Value::Flag(_) => "true or false",
            Value::Number(_) => "a number",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
            Value::Other => "something else",
        }
    }
}
