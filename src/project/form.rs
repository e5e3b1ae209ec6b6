//! Rule files in their canonical form.

use super::input;
use crate::lang::format::format;
use crate::source::{Problem, ProblemKind, Source, Sources};

/// A rule file and its canonical form.
#[derive(Debug)]
pub struct Formed {
    /// The text as it stands.
    pub before: String,
    /// The text in form.
    pub after: String,
}

impl Formed {
    /// Whether the file has its canonical form already.
    pub fn is_in_form(&self) -> bool {
        self.before == self.after
    }
}

/// Reads a rule file and brings it into form; nothing is written.
///
/// # Errors
/// Where it cannot be read, or has problems: a file that is not understood is not touched. The file itself is taken into
/// `sources`, so that the problems can be shown.
pub fn form(path: &str, sources: &mut Sources) -> Result<Formed, Vec<Problem>> {
    let file = input::own_rule_file(path, sources).map_err(|problem| vec![problem])?;
    let source = sources.add(Source::new(path, file.text.clone()));
    format(source, &file.text).map(|after| Formed { before: file.text, after })
}

/// Writes a rule file in its new form in place of the old one.
///
/// # Errors
/// Where it cannot be written: the problem, with a remedy.
pub fn write(path: &str, text: &str) -> Result<(), Problem> {
    std::fs::write(path, text).map_err(|error| {
        Problem::new(ProblemKind::Io, "unwritable-file", format!("the rule file `{path}` cannot be written: {error}"))
            .help("look at the permissions of the file; `--diff` shows what would change")
    })
}
