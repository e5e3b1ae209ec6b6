//! Which form a reference has, and its rows read in that form.

use super::fault::Fault;
use super::row::Sink;
use super::{delimited, json};
use crate::source::ProblemKind;
use std::fs::File;
use std::io::{BufReader, ErrorKind};
use std::path::Path;

/// The forms of data files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "their common names")]
pub enum Format {
    Csv,
    Tsv,
    Json,
    JsonLines,
    Yaml,
    Parquet,
    Sqlite,
}

const ENDINGS: [(&str, Format); 13] = [
    ("csv", Format::Csv),
    ("tsv", Format::Tsv),
    ("tab", Format::Tsv),
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("yaml", Format::Yaml),
    ("yml", Format::Yaml),
    ("parquet", Format::Parquet),
    ("sqlite", Format::Sqlite),
    ("sqlite3", Format::Sqlite),
    ("db", Format::Sqlite),
    ("db3", Format::Sqlite),
];

/// What a reference without rows may be: a text.
const TEXTS: [&str; 6] = ["md", "markdown", "txt", "text", "html", "htm"];

impl Format {
    /// The form that the ending of a name tells.
    pub fn of_path(path: &str) -> Option<Self> {
        let ending = ending(path)?;
        ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, format)| *format)
    }
}

/// Whether the ending of a name is that of a text.
pub fn is_text(path: &str) -> bool {
    ending(path).is_none_or(|ending| TEXTS.contains(&ending.as_str()))
}

fn ending(path: &str) -> Option<String> {
    Path::new(path).extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase)
}

/// Reads the rows of a file, with the columns of those heads.
///
/// # Errors
/// What is wrong with the file, or what `sink` says of a row. `Err(NoColumn)` where it lacks one of the columns.
pub fn read(path: &str, format: Format, name: &str, wanted: &[String], sink: &mut Sink<'_>) -> Result<(), Fault> {
    let open = || File::open(path).map_err(|error| unreadable(path, name, &error));
    match format {
        Format::Csv => delimited::read(BufReader::new(open()?), ',', path, wanted, sink),
        Format::Tsv => delimited::read(BufReader::new(open()?), '\t', path, wanted, sink),
        Format::JsonLines => json::read_lines(BufReader::new(open()?), path, wanted, sink),
        Format::Json => json::read_json(open()?, path, wanted, sink),
        Format::Yaml => json::read_yaml(open()?, path, wanted, sink),
        #[cfg(feature = "parquet")]
        Format::Parquet => super::parquet::read(open()?, path, wanted, sink),
        #[cfg(feature = "sqlite")]
        Format::Sqlite => open().and_then(|_| super::sqlite::read(path, name, wanted, sink)),
        #[cfg(not(feature = "parquet"))]
        Format::Parquet => Err(not_built_in(path, "Parquet", "parquet")),
        #[cfg(not(feature = "sqlite"))]
        Format::Sqlite => Err(not_built_in(path, "SQLite", "sqlite")),
    }
}

#[cfg(not(all(feature = "parquet", feature = "sqlite")))]
fn not_built_in(path: &str, form: &str, feature: &str) -> Fault {
    let message = format!("`{path}` is a {form} file, which this factlint was built without");
    let help = format!("build it with `cargo install factlint --features {feature}`, or write the rows to a CSV file");
    Fault::new(ProblemKind::Reference, "reference-feature", message, help)
}

fn unreadable(path: &str, name: &str, error: &std::io::Error) -> Fault {
    if error.kind() == ErrorKind::NotFound {
        let message = format!("the file of the reference `{name}` does not exist: `{path}`");
        let help = "a path counts from the folder of the rule file, or else from the one in which the command is run";
        return Fault::new(ProblemKind::Io, "reference-file", message, help);
    }
    let message = format!("the file of the reference `{name}` cannot be read: {error}");
    Fault::new(ProblemKind::Io, "reference-file", message, "look at the permissions of the file")
}

/// That a file lacks a column.
pub fn no_column(path: &str, wanted: &str, at: usize, heads: &[String]) -> Fault {
    let near = heads.iter().filter(|head| strsim::osa_distance(&head.to_lowercase(), &wanted.to_lowercase()) <= 3);
    let near = near.min_by_key(|head| (strsim::osa_distance(&head.to_lowercase(), &wanted.to_lowercase()), *head));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if heads.is_empty() => String::from("it has none at all"),
        None => {
            let listed: Vec<String> = heads.iter().take(12).map(|head| format!("`{head}`")).collect();
            format!("its columns are {}", listed.join(", "))
        }
    };
    let message = format!("`{path}` has no column `{wanted}`");
    Fault { column: Some(at), ..Fault::new(ProblemKind::Reference, "reference-column", message, help) }
}

/// That a file has no rows.
pub fn empty(path: &str) -> Fault {
    let message = format!("`{path}` has no rows");
    Fault::new(ProblemKind::Reference, "reference-empty", message, "look whether it is the file that is meant")
}
