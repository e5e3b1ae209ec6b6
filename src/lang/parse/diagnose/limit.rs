//! What is said of a file that exceeds a limit.

use crate::lang::parse::{MAX_BLOCKS, MAX_FILE, MAX_PROBLEMS};
use crate::source::{Problem, ProblemKind, Site};

/// The file has more than [`MAX_FILE`] bytes.
pub(in crate::lang::parse) fn file_too_large(size: usize, site: Site) -> Problem {
    let message = format!("this rule file has {size} bytes, more than the {MAX_FILE} that are read");
    Problem::new(ProblemKind::Limit, "file-too-large", message)
        .at(site, "the file begins here")
        .help("divide it into several files and bring them together with `use \"./other.rules\"`")
}

/// The file has more than [`MAX_BLOCKS`] blocks.
pub(in crate::lang::parse) fn too_many_blocks(site: Site) -> Problem {
    let message = format!("this rule file has more than {MAX_BLOCKS} blocks; the rest is not read");
    Problem::new(ProblemKind::Limit, "too-many-blocks", message)
        .at(site, "the first block that is not read")
        .help("divide the file into several and bring them together with `use \"./other.rules\"`")
}

/// The file has more than [`MAX_PROBLEMS`] problems.
pub(in crate::lang::parse) fn too_many_problems(skipped: usize, site: Site) -> Problem {
    let more = if skipped == 1 { "1 more problem is".to_owned() } else { format!("{skipped} more problems are") };
    Problem::new(ProblemKind::Limit, "too-many-problems", format!("{more} not shown"))
        .at(site, "the first that is not shown")
        .help(format!("the first {MAX_PROBLEMS} problems of a file are shown; mend these first"))
}
