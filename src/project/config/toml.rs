//! Settings written in TOML.

use super::node::{Key, Node, Value};
use crate::source::Span;
use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};
use std::ops::Range;

/// What is wrong with a file, and where.
pub(super) type Wrong = (String, Span);

/// Reads a whole file.
///
/// # Errors
/// Where it is no TOML.
pub(super) fn read(text: &str) -> Result<Node, Wrong> {
    let table = DeTable::parse(text).map_err(|error| {
        (error.message().lines().collect::<Vec<_>>().join("; "), span(error.span().unwrap_or_default()))
    })?;
    let place = span(table.span());
    Ok(Node { span: place, value: of_table(table.get_ref()) })
}

fn span(range: Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

fn of_table(table: &DeTable<'_>) -> Value {
    let entries = table.iter().map(|(key, value)| {
        let key = Key { name: key.get_ref().to_string(), span: span(key.span()) };
        (key, of_value(value))
    });
    let mut entries: Vec<(Key, Node)> = entries.collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    Value::Table(entries)
}

fn of_value(value: &Spanned<DeValue<'_>>) -> Node {
    let place = span(value.span());
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Other, Value::Number)
        }
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(of_value).collect()),
        DeValue::Table(table) => of_table(table),
        DeValue::Float(_) => Value::Other,
    };
    Node { span: place, value }
}
