//! `factlint init`: settings for a project.

use super::status::Status;
use super::terminal::Terminal;
use crate::project::{self, InitError};
use clap::Args;

/// Look at a project and write its settings.
///
/// Looks for rule files, facts files and articles below this folder and writes a `factlint.toml` that names them, with each
/// setting explained. What git ignores is not looked at.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 written, 2 there are settings already, or they cannot be written.

Example:
  factlint init && factlint check")]
pub struct Arguments {
    /// Replace settings that are there
    #[arg(long)]
    force: bool,

    /// Print what would be written
    #[arg(long)]
    dry_run: bool,
}

/// Writes the settings.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let seen = project::survey();
    if arguments.dry_run {
        return terminal.print(&seen.settings());
    }
    match seen.write(arguments.force) {
        Ok(path) => {
            terminal.tell(&format!("{path} is written: {}", seen.summary()));
            Status::Clean
        }
        Err(InitError::Exists(path)) => {
            terminal.complain(&format!("there are settings already, in `{path}`"));
            terminal.advise("`--force` replaces a `factlint.toml`, `--dry-run` prints what it would hold");
            Status::Usage
        }
        Err(InitError::Io(error)) => {
            terminal.complain(&format!("`factlint.toml` cannot be written: {error}"));
            Status::Usage
        }
    }
}
