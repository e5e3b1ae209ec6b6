//! Where the cache of somebody who says nothing about it lies.

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The folder of the user's caches: what `FACTLINT_CACHE_DIR` names, else a folder of our own where the system has them.
pub fn default_place() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || set("HOME");
    let own = |folder: PathBuf| folder.join("factlint");
    set("FACTLINT_CACHE_DIR").or_else(|| {
        if cfg!(windows) {
            set("LOCALAPPDATA").map(|folder| own(folder).join("cache"))
        } else if let Some(folder) = set("XDG_CACHE_HOME").filter(|folder| folder.is_absolute()) {
            Some(own(folder))
        } else if cfg!(target_os = "macos") {
            home().map(|home| own(home.join("Library/Caches")))
        } else {
            home().map(|home| own(home.join(".cache")))
        }
    })
}

/// Makes the folder of a cache, and marks it as one for git and for backups.
///
/// # Errors
/// Where it cannot be made.
pub fn prepare(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let marks = [
        (".gitignore", "# Made by factlint: a cache.\n*\n"),
        (
            "CACHEDIR.TAG",
            "Signature: 8a477f597d28d172789f06886806bc55\n# Made by factlint. See https://bford.info/cachedir/\n",
        ),
    ];
    for (name, text) in marks {
        match std::fs::OpenOptions::new().write(true).create_new(true).open(folder.join(name)) {
            Ok(mut file) => file.write_all(text.as_bytes())?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
