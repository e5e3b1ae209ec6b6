//! A long reference takes no more memory than a short one, whatever the length of its file.
//!
//! The one test of this binary, because it counts all that the process allocates.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs, reason = "a test fails by panicking")]

use factlint::check::Verdict;
use factlint::project::{self, Asked, Options, Timings};
use std::alloc::{GlobalAlloc, Layout, System};
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The system's allocator, and how much was in use at most.
struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[allow(unsafe_code, reason = "an allocator is unsafe to write; this one passes everything on")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let in_use = IN_USE.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        MOST.fetch_max(in_use, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(place, layout) }
    }
}

const RULES: &str = "\
kind city is a place
attribute capital of a country is a city
  said \"{city} is the capital of {country}\"

reference countries from \"countries.csv\"
  each row is a country named by name
  capital is the capital of the country

rule all: everything agrees with countries
";

/// Checks an article against a reference with so many rows that it does not speak of; the bytes in use at most.
fn most(folder: &Path, rows: usize) -> usize {
    let mut file = BufWriter::new(std::fs::File::create(folder.join("countries.csv")).unwrap());
    let note = "x".repeat(400);
    writeln!(file, "name,capital,note").unwrap();
    for row in 0..rows {
        writeln!(file, "Landia {row},Town {row},{note}").unwrap();
    }
    writeln!(file, "France,Paris,{note}").unwrap();
    file.into_inner().unwrap();
    let path = |name: &str| folder.join(name).display().to_string();
    MOST.store(IN_USE.load(Ordering::Relaxed), Ordering::Relaxed);
    let run = project::check(
        project::plan(&Asked { rules: &[path("a.rules")], articles: &[path("a.txt")], ..Asked::default() }),
        &Options::new(&Timings::default()),
    )
    .run;
    let verdicts: Vec<Verdict> = run.articles[0].findings.iter().map(|finding| finding.verdict).collect();
    assert_eq!(verdicts, [Verdict::Contradicted]);
    MOST.load(Ordering::Relaxed)
}

#[test]
fn a_long_file_takes_no_more_memory_than_a_short_one() {
    /// What is kept of a file at most, twice over: a list that grows is there twice while it is moved.
    const ROOM: usize = 12 << 20;
    const ROWS: usize = 100_000;
    let folder = std::env::temp_dir().join(format!("factlint-memory-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("a.rules"), RULES).unwrap();
    std::fs::write(folder.join("a.txt"), "Lyon is the capital of France.\n").unwrap();
    let short = most(&folder, 1);
    let long = most(&folder, ROWS);
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(long < short + ROOM, "{} more bytes in use", long - short);
}
