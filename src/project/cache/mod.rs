//! What earlier runs found, so that it need not be found again.
//!
//! Enters: an article's text, its name and all that holds for it. Leaves: what a run found in it, if one did. Guaranteed:
//! with a cache a run prints what it would print without; a cache that is damaged, half written or not to be written at
//! all costs time and nothing else.

mod entry;
mod place;
mod store;

pub(super) use entry::{read, write};
pub use place::{default_place, prepare};
pub(super) use store::{Key, Store};

use super::plan::Group;
use crate::source::{SourceId, Sources};
use std::path::Path;

/// The cache of a run.
#[derive(Debug)]
pub struct Cache {
    store: Store,
}

impl Cache {
    /// Opens the cache in a folder, which is made if need be.
    ///
    /// # Errors
    /// Where the folder cannot be made or read.
    pub fn open(folder: &Path) -> std::io::Result<Self> {
        Store::open(&folder.join(program())).map(|store| Self { store })
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// Keeps what is not kept yet, and tidies up.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn close(&self) -> std::io::Result<()> {
        self.store.close()
    }
}

/// What the program itself has to do with what is found: its version and, since one version is built often while it is
/// being written, the size and the time of its file.
fn program() -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    if let Ok(file) = std::env::current_exe().and_then(std::fs::metadata) {
        hasher.update(&file.len().to_le_bytes());
        let time = file.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        hasher.update(&time.unwrap_or_default().as_nanos().to_le_bytes());
    }
    format!("{}-{}", env!("CARGO_PKG_VERSION"), hasher.finalize().to_hex().get(..16).unwrap_or_default())
}

/// What holds for the articles of a group, in a few bytes: the texts of all that was loaded, and what is set. The text of
/// the settings themselves has no say beyond that.
pub(super) fn key_of_group(group: &Group, coverage: bool, sources: &Sources, settings: Option<SourceId>) -> Key {
    let mut hasher = blake3::Hasher::new();
    let mut part = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    for (id, source) in sources.all() {
        part(source.path().as_bytes());
        part(if Some(id) == settings { b"" } else { source.text().as_bytes() });
    }
    for names in [&group.rules, &group.facts, &group.only, &group.without] {
        part(&(names.len() as u64).to_le_bytes());
        names.iter().for_each(|name| part(name.as_bytes()));
    }
    part(format!("{:?} {coverage}", group.dateline).as_bytes());
    for (name, change, _) in &group.levels {
        part(format!("{name} {change:?}").as_bytes());
    }
    store::key(hasher.finalize())
}

/// What stands for an article of a group.
pub(super) fn key_of_article(group: &Key, path: &str, text: &str) -> Key {
    let mut hasher = blake3::Hasher::new();
    hasher.update(group);
    hasher.update(&(path.len() as u64).to_le_bytes());
    hasher.update(path.as_bytes());
    hasher.update(text.as_bytes());
    store::key(hasher.finalize())
}
