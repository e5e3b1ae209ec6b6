//! Files by name: what is read, and what to say of those that cannot be.

use super::decode::decode;
use crate::lang::load::RuleFile;
use crate::lang::{packs, parse};
use crate::source::{Problem, ProblemKind, Sources};
use jiff::civil::Date;
use std::io::{ErrorKind, Read};
use std::path::Path;

/// What a look at one article is about, as named on the command line.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// Rule files, or the names of built-in packs.
    pub rules: &'a [String],
    /// Facts files whose statements are added to every article's.
    pub facts: &'a [String],
    /// The date that relative dates count from, where the article names none.
    pub dateline: Option<Date>,
    /// Whether findings tell how they came about.
    pub trace: bool,
    /// Articles, or facts files in their place; `-` is standard input.
    pub articles: &'a [String],
}

/// The name of standard input.
pub const STANDARD_INPUT: &str = "-";

/// No more is read of a rule file: one byte more than its reader takes, so that it can tell.
const MOST_RULES: usize = parse::MAX_FILE;

/// The bytes of a file, at most one more than `limit` of them; `what` is what messages call it ("article").
///
/// # Errors
/// Where it does not exist, is a folder or cannot be read: the problem, with a remedy.
pub fn read(path: &str, what: &str, limit: usize) -> Result<Vec<u8>, Problem> {
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = if path == STANDARD_INPUT {
        std::io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        open(path, what)?.take(most).read_to_end(&mut bytes)
    };
    read.map(|_| bytes).map_err(|error| unreadable(path, what, &error))
}

/// Opens a file; `what` is what messages call it.
///
/// # Errors
/// Where it does not exist, is a folder or cannot be opened: the problem, with a remedy.
pub fn open(path: &str, what: &str) -> Result<std::fs::File, Problem> {
    if Path::new(path).is_dir() {
        return Err(Problem::new(ProblemKind::Io, "folder-as-file", format!("the {what} `{path}` is a folder"))
            .help(format!("name the files in it: `{}/*`", path.trim_end_matches(['/', '\\']))));
    }
    std::fs::File::open(path).map_err(|error| unreadable(path, what, &error))
}

fn unreadable(path: &str, what: &str, error: &std::io::Error) -> Problem {
    if error.kind() == ErrorKind::NotFound {
        let problem = Problem::new(ProblemKind::Io, "no-such-file", format!("the {what} `{path}` does not exist"));
        return problem.help(match neighbour(Path::new(path)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if path.contains(['*', '?']) => {
                "no file fits this pattern, so that the shell hands it on as it stands; look at its folder and its ending".to_owned()
            }
            None => "a path counts from the folder in which the command is run".to_owned(),
        });
    }
    Problem::new(ProblemKind::Io, "unreadable-file", format!("the {what} `{path}` cannot be read: {error}"))
        .help("look at the permissions of the file")
}

/// A rule file that the user names, or the built-in pack of that name.
///
/// # Errors
/// Where it cannot be read or is not UTF-8: the problem, with a remedy.
pub fn rule_file(path: &str, sources: &mut Sources) -> Result<RuleFile, Problem> {
    if let (Some(pack), false) = (packs::pack(path), Path::new(path).exists()) {
        return Ok(RuleFile::new(pack.path(), pack.text));
    }
    own_rule_file(path, sources)
}

/// A rule file that the user names, whatever the built-in packs are called.
///
/// # Errors
/// Where it cannot be read or is not UTF-8: the problem, with a remedy.
pub fn own_rule_file(path: &str, sources: &mut Sources) -> Result<RuleFile, Problem> {
    let bytes = read(path, "rule file", MOST_RULES)?;
    decode(path, "rule file", bytes, sources).map(|text| RuleFile::new(path, text))
}

/// The rule files that are named; without any, those of the folder in which the command is run, in the order of their names.
///
/// # Errors
/// Where there are none: the problem, with a remedy.
pub fn rule_files(named: &[String]) -> Result<Vec<String>, Problem> {
    if !named.is_empty() {
        return Ok(named.to_vec());
    }
    let entries =
        std::fs::read_dir(".").map(|entries| entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()));
    let mut names: Vec<String> =
        entries.map(|names| names.filter(|name| name.ends_with(".rules")).collect()).unwrap_or_default();
    names.sort_unstable();
    if names.is_empty() {
        return Err(Problem::new(ProblemKind::Io, "no-rule-files", "this folder holds no rule files (`*.rules`)")
            .help("name the files, or go to the folder that they stand in"));
    }
    Ok(names)
}

/// The text of a rule file that another one uses.
///
/// # Errors
/// Where it cannot be read or is not UTF-8.
pub fn used_rule_file(path: &str) -> std::io::Result<String> {
    text(Path::new(path), MOST_RULES)
}

/// The text of a file, at most one byte more than `limit` of it.
///
/// # Errors
/// Where it cannot be read or is not UTF-8.
pub fn text(path: &Path, limit: usize) -> std::io::Result<String> {
    let mut text = String::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    std::fs::File::open(path)?.take(most).read_to_string(&mut text)?;
    Ok(text)
}

/// A file in the same folder whose name is nearly the same.
fn neighbour(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    // The ending says little of what was meant.
    let most = path.file_stem()?.to_str()?.chars().count().div_ceil(3);
    let mut names: Vec<String> = std::fs::read_dir(folder.unwrap_or(Path::new(".")))
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| strsim::damerau_levenshtein(name, wanted) <= most)
        .collect();
    names.sort_by_key(|name| (strsim::damerau_levenshtein(name, wanted), name.clone()));
    let near = names.into_iter().next()?;
    Some(folder.map_or(near.clone(), |folder| folder.join(near).display().to_string()))
}
