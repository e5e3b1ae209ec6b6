//! Where the settings of a project stand.

use super::node::Node;
use super::toml::Wrong;
use super::{Config, json, normal, read, toml};
use crate::project::decode::decode;
use crate::project::input;
use crate::source::{Label, Problem, ProblemKind, Site, Source, Sources};
use std::path::{Path, PathBuf};

/// The files that are looked for in a folder, in this order, with the names under which the settings stand in them.
const NAMES: [(&str, &[&str]); 3] =
    [("factlint.toml", &[]), ("pyproject.toml", &["tool", "factlint"]), ("package.json", &["factlint"])];

/// No more is read of a file with settings.
const MOST: usize = 4 << 20;

/// Looks for settings in the folder of the command and in those above it; the nearest count.
pub(in crate::project) fn find(sources: &mut Sources, problems: &mut Vec<Problem>) -> Option<Config> {
    let here = std::env::current_dir().ok()?;
    let mut folder = PathBuf::new();
    for above in here.ancestors() {
        for (name, keys) in NAMES {
            if !above.join(name).is_file() {
                continue;
            }
            // A file that belongs to others counts only if it speaks of us.
            match load(&folder.join(name), keys, sources) {
                Ok(Some((config, more))) => {
                    problems.extend(more);
                    return Some(config);
                }
                Ok(None) => {}
                Err(_) if !keys.is_empty() => {}
                Err(problem) => {
                    problems.push(problem);
                    return None;
                }
            }
        }
        folder.push("..");
    }
    None
}

/// Reads the settings in a file that the user names.
pub(in crate::project) fn open(path: &str, sources: &mut Sources, problems: &mut Vec<Problem>) -> Option<Config> {
    let name = Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let keys = NAMES.iter().find(|(known, _)| *known == name).map_or(&[] as &[&str], |(_, keys)| keys);
    match load(Path::new(path), keys, sources) {
        Ok(Some((config, more))) => {
            problems.extend(more);
            Some(config)
        }
        Ok(None) => {
            let message = format!("`{path}` holds no settings of factlint");
            let help = if name == "package.json" { "\"factlint\": {…}" } else { "[tool.factlint]" };
            problems.push(
                Problem::new(ProblemKind::Reference, "no-settings", message).help(format!("they stand in `{help}`")),
            );
            None
        }
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}

type Loaded = Option<(Config, Vec<Problem>)>;

fn load(path: &Path, keys: &[&str], sources: &mut Sources) -> Result<Loaded, Problem> {
    let shown = path.display().to_string();
    let bytes = input::read(&shown, "configuration", MOST)?;
    let text = decode(&shown, "configuration", bytes, sources)?;
    let is_json = path.extension().is_some_and(|ending| ending == "json");
    let root = if is_json { json::read(&text) } else { toml::read(&text) };
    let source = sources.add(Source::new(shown.as_str(), text));
    let root: Node = root.map_err(|(message, span): Wrong| {
        let form = if is_json { "JSON" } else { "TOML" };
        let message = format!("`{shown}` is not {form}: {message}");
        Problem::new(ProblemKind::Parse, "bad-config", message)
            .at(Site { source, span }, "here")
            .help("`factlint init` writes a file with the usual settings")
    })?;
    let mut node = &root;
    for key in keys {
        match node.get(key) {
            Some(inner) => node = inner,
            None => return Ok(None),
        }
    }
    let folder = path.parent().map(normal).unwrap_or_default();
    let mut problems = Vec::new();
    let config = read::config(node, source, &shown, &folder, &mut problems);
    // The table that a file is as a whole has no words to underline.
    problems.iter_mut().filter_map(|problem| problem.at.as_mut()).for_each(|label: &mut Label| {
        if label.site.span.is_empty() {
            label.text.clear();
        }
    });
    Ok(Some((config, problems)))
}
