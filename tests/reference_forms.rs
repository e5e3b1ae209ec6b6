//! References in the forms that are built in by a feature: the same rows say the same in each.
#![cfg(any(feature = "parquet", feature = "sqlite"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::check::Verdict;
use factlint::project::{self, Asked, Options, Timings};
use factlint::report::Run;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

static FOLDERS: AtomicUsize = AtomicUsize::new(0);

/// A folder with a file of that name, checked and removed.
fn check(file: &str, make: impl FnOnce(&Path)) -> Run {
    let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
    let folder: PathBuf = std::env::temp_dir().join(format!("factlint-forms-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    make(&folder.join(file));
    let rules = format!(
        "attribute population of a country is a number\n\nreference countries from \"{file}\"\n  each row is a country named by name\n  population is the population of the country\n\nrule all: everything agrees with countries\n"
    );
    std::fs::write(folder.join("a.rules"), rules).unwrap();
    std::fs::write(folder.join("a.txt"), "The population of France is 61 million.\n").unwrap();
    let name = |name: &str| folder.join(name).display().to_string();
    let run = project::check(
        project::plan(&Asked { rules: &[name("a.rules")], articles: &[name("a.txt")], ..Asked::default() }),
        &Options::new(&Timings::default()),
    )
    .run;
    std::fs::remove_dir_all(&folder).unwrap();
    run
}

/// What is said of a file whose second row has the population of France.
fn contradicts(run: &Run) {
    let problems: Vec<&String> = run.problems().map(|problem| &problem.message).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    let found = &run.articles[0].findings[0];
    assert_eq!(found.verdict, Verdict::Contradicted, "{}", found.message);
    let held = &found.evidence[1];
    assert_eq!(held.held.as_ref().unwrap().cell, Some((2, String::from("population"))));
    assert_eq!(run.sources.words(held.site), "68000000");
}

/// The one problem of a wrong file, with the code that its check is not decided by.
fn told(run: &Run, code: &str, message: &str, help: &str) {
    let problems: Vec<_> = run.problems().collect();
    let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
    assert_eq!(problem.code, code, "{}", problem.message);
    assert!(problem.message.contains(message), "{}", problem.message);
    assert!(problem.help.as_ref().unwrap().contains(help), "{:?}", problem.help);
    assert!(!run.sources.words(problem.at.as_ref().unwrap().site).is_empty());
    assert_eq!(run.articles[0].findings[0].verdict, Verdict::NotCheckable);
}

#[cfg(feature = "sqlite")]
mod sqlite {
    use super::{check, contradicts, told};
    use rusqlite::Connection;
    use std::path::Path;

    fn database(path: &Path, statements: &str) {
        Connection::open(path).unwrap().execute_batch(statements).unwrap();
    }

    const ROWS: &str = "CREATE TABLE countries (id INTEGER, name TEXT, population INTEGER, flag BLOB);
        INSERT INTO countries VALUES (1, 'Norway', NULL, x'00'), (2, 'France', 68000000, x'01');";

    #[test]
    fn the_table_of_that_name() {
        for name in ["c.sqlite", "c.db"] {
            contradicts(&check(name, |path| database(path, &format!("CREATE TABLE other (x); {ROWS}"))));
        }
    }

    #[test]
    fn or_the_only_one() {
        contradicts(&check("c.sqlite", |path| database(path, &ROWS.replace("countries", "\"list of 'all'\""))));
    }

    #[test]
    fn wrong_databases() {
        let two = ROWS.replace("countries", "one") + "CREATE TABLE two (x);";
        told(&check("c.db", |path| database(path, &two)), "reference-table", "no table `countries`", "`one`, `two`");
        let other = "CREATE TABLE countries (name TEXT, populaton INTEGER); INSERT INTO countries VALUES ('a', 1);";
        let help = "did you mean `populaton`?";
        told(&check("c.db", |path| database(path, other)), "reference-column", "no column `population`", help);
        told(
            &check("c.db", |path| database(path, "CREATE TABLE t (x);")),
            "reference-column",
            "no column `name`",
            "`x`",
        );
        let bare = "CREATE TABLE t (name, population);";
        told(&check("c.db", |path| database(path, bare)), "reference-empty", "has no rows", "that is meant");
        told(&check("c.db", |path| database(path, "")), "reference-empty", "has no rows", "that is meant");
        let blob = ROWS.replace("68000000", "x'00'");
        told(
            &check("c.db", |path| database(path, &blob)),
            "reference-row",
            "is no text and no number",
            "a column of text",
        );
        let garbage = |path: &Path| std::fs::write(path, [7u8; 4096]).unwrap();
        told(&check("c.db", garbage), "reference-row", "cannot be read as an SQLite database", "that is meant");
    }
}

#[cfg(feature = "parquet")]
mod parquet {
    use super::{check, contradicts, told};
    use ::parquet::basic::Compression;
    use ::parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use ::parquet::file::properties::WriterProperties;
    use ::parquet::file::writer::SerializedFileWriter;
    use ::parquet::schema::parser::parse_message_type;
    use std::fs::File;
    use std::path::Path;
    use std::sync::Arc;

    fn write(path: &Path, figures: &str, names: &[&str], compression: Compression) {
        let message =
            format!("message c {{ REQUIRED INT64 id; REQUIRED BINARY name (UTF8); OPTIONAL INT64 {figures}; }}");
        let schema = Arc::new(parse_message_type(&message).unwrap());
        let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
        let mut writer = SerializedFileWriter::new(File::create(path).unwrap(), schema, properties).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let count = i64::try_from(names.len()).unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&(0..count).collect::<Vec<_>>(), None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        let values: Vec<ByteArray> = names.iter().map(|name| ByteArray::from(*name)).collect();
        column.typed::<ByteArrayType>().write_batch(&values, None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        // The first has none, the others 68 million.
        let levels: Vec<i16> = (0..names.len()).map(|at| i16::from(at > 0)).collect();
        let values = vec![68_000_000; names.len().saturating_sub(1)];
        column.typed::<Int64Type>().write_batch(&values, Some(&levels), None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
        writer.close().unwrap();
    }

    const NAMES: &[&str] = &["Norway", "France"];

    #[test]
    fn the_columns_that_are_asked_for() {
        let zstd = Compression::ZSTD(::parquet::basic::ZstdLevel::default());
        for compression in [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::LZ4_RAW, zstd] {
            contradicts(&check("c.parquet", |path| write(path, "population", NAMES, compression)));
        }
    }

    #[test]
    fn wrong_files() {
        let misspelt = |path: &Path| write(path, "populaton", NAMES, Compression::SNAPPY);
        told(&check("c.parquet", misspelt), "reference-column", "no column `population`", "did you mean `populaton`?");
        let bare = |path: &Path| write(path, "population", &[], Compression::SNAPPY);
        told(&check("c.parquet", bare), "reference-empty", "has no rows", "that is meant");
        let garbage = |path: &Path| std::fs::write(path, [7u8; 4096]).unwrap();
        told(&check("c.parquet", garbage), "reference-row", "cannot be read as a Parquet file", "that is meant");
        told(&check("c.parquet", |path| std::fs::write(path, b"").unwrap()), "reference-row", "Parquet file", "meant");
    }
}
