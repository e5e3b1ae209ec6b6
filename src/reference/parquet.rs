//! Rows of an Apache Parquet file.

use super::fault::Fault;
use super::file::{empty, no_column};
use super::row::{Row, Sink, columns};
use crate::source::ProblemKind;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::schema::types::Type;
use std::fs::File;
use std::sync::Arc;

/// Reads the rows of a file; of its columns only those that are asked for are decoded.
pub fn read(file: File, path: &str, wanted: &[String], sink: &mut Sink<'_>) -> Result<(), Fault> {
    let reader = SerializedFileReader::new(file).map_err(|error| unreadable(path, &error))?;
    let schema = reader.metadata().file_metadata().schema();
    let fields = schema.get_fields();
    let heads: Vec<String> = fields.iter().map(|field| field.name().to_owned()).collect();
    let places = columns(wanted, &heads).map_err(|at| {
        let missing = wanted.get(at).map_or("", String::as_str);
        no_column(path, missing, at, &heads)
    })?;
    let mut chosen: Vec<usize> = places.clone();
    chosen.sort_unstable();
    chosen.dedup();
    let asked: Vec<Arc<Type>> = chosen.iter().filter_map(|&place| fields.get(place).cloned()).collect();
    let projection = Type::group_type_builder(schema.name()).with_fields(asked).build();
    let projection = projection.map_err(|error| unreadable(path, &error))?;
    let rows = reader.get_row_iter(Some(projection)).map_err(|error| unreadable(path, &error))?;
    let mut row = Row::default();
    for next in rows {
        let next = next.map_err(|error| unreadable(path, &error))?;
        let said: Vec<&Field> = next.get_column_iter().map(|(_, field)| field).collect();
        row.number += 1;
        row.line = row.number;
        row.shown.clear();
        row.cells.clear();
        for (head, place) in wanted.iter().zip(&places) {
            let field = chosen.iter().position(|other| other == place).and_then(|at| said.get(at).copied());
            row.push_shown(head, field.map_or(Ok(String::new()), |field| words(field, path, row.number, head))?);
        }
        sink(&row)?;
    }
    if row.number == 0 { Err(empty(path)) } else { Ok(()) }
}

fn words(field: &Field, path: &str, row: usize, head: &str) -> Result<String, Fault> {
    Ok(match field {
        Field::Null => String::new(),
        Field::Bool(value) => String::from(if *value { "yes" } else { "no" }),
        Field::Str(text) => text.clone(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        Field::Byte(_)
        | Field::Short(_)
        | Field::Int(_)
        | Field::Long(_)
        | Field::UByte(_)
        | Field::UShort(_)
        | Field::UInt(_)
        | Field::ULong(_)
        | Field::Float16(_)
        | Field::Float(_)
        | Field::Double(_)
        | Field::Decimal(_)
        | Field::Date(_) => field.to_string(),
        Field::ListInternal(list) => {
            let all: Result<Vec<String>, Fault> =
                list.elements().iter().map(|one| words(one, path, row, head)).collect();
            all?.join("; ")
        }
        // "2024-07-03 12:00:00 +00:00": the day is what a date is compared by.
        other => other.to_string().split(' ').next().unwrap_or_default().to_owned(),
    })
}

fn unreadable(path: &str, error: &ParquetError) -> Fault {
    let message = format!("`{path}` cannot be read as a Parquet file: {error}");
    Fault::new(ProblemKind::Parse, "reference-row", message, "look whether it is the file that is meant, and whole")
}
