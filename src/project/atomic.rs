//! Files that are written as a whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a file under another name beside it, and renames that. A link stays a link, and the permissions stay what they
/// are.
///
/// # Errors
/// Where the folder cannot be written; the file is then as it was.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let unfinished: PathBuf = target.with_file_name(format!(".{name}.{}.unfinished", std::process::id()));
    let written = fs::File::create(&unfinished).and_then(|mut file| {
        file.write_all(bytes)?;
        if let Ok(old) = fs::metadata(&target) {
            file.set_permissions(old.permissions())?;
        }
        Ok(())
    });
    written.and_then(|()| fs::rename(&unfinished, &target)).inspect_err(|_| {
        let _ = fs::remove_file(&unfinished);
    })
}
