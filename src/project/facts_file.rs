//! Facts files, and the files that their spans name.

use super::decode::decode;
use super::{fit, input};
use crate::article;
use crate::facts::FactStore;
use crate::facts::file::{self, FileFormat, MAX_BYTES};
use crate::lang::lexicon::Lexicon;
use crate::source::{Problem, ProblemKind, Source, SourceId, Sources};
use std::path::Path;

/// Whether an article's name is that of a facts file.
pub fn is_facts_file(path: &str) -> bool {
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ["yaml", "yml", "json"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Reads a facts file, from the file of that name or from standard input, whose statements fit the lexicon; what advises only goes to `advice`. A path that its spans name is looked for beside it, then in the folder of the command.
///
/// # Errors
/// Where it cannot be read, has not the form of a facts file or does not fit: all its problems.
pub fn load(
    path: &str,
    from: &str,
    lexicon: &Lexicon,
    sources: &mut Sources,
    advice: &mut Vec<Problem>,
) -> Result<(SourceId, FactStore), Vec<Problem>> {
    let bytes = input::read(from, "facts file", MAX_BYTES).map_err(|problem| vec![problem])?;
    if bytes.len() > MAX_BYTES {
        let message = format!("the facts file `{path}` has more than the limit of {MAX_BYTES} bytes");
        return Err(vec![Problem::new(ProblemKind::Limit, "facts-too-large", message).help("split the file")]);
    }
    let text = decode(path, "facts file", bytes, sources).map_err(|problem| vec![problem])?;
    let here = sources.add(Source::new(path, text.as_str()));
    let folder = Path::new(path).parent().map(Path::to_path_buf).unwrap_or_default();
    let mut known: Vec<(String, SourceId)> = Vec::new();
    let mut source = |name: &str| {
        if let Some((_, id)) = known.iter().find(|(path, _)| path == name) {
            return Some(*id);
        }
        let beside = folder.join(name);
        let text = [beside.as_path(), Path::new(name)]
            .into_iter()
            .find_map(|path| input::text(path, article::MAX_BYTES).ok())?;
        let id = sources.add(Source::new(name, text));
        known.push((name.to_owned(), id));
        Some(id)
    };
    let store = file::read(&text, FileFormat::of_path(path), here, &mut source)?;
    let (advised, wrong): (Vec<_>, Vec<_>) =
        fit::problems(&store, lexicon, &text, here).into_iter().partition(|problem| problem.advisory);
    advice.extend(advised);
    if wrong.is_empty() { Ok((here, store)) } else { Err(wrong) }
}
