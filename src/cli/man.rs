//! `factlint man`: the manual pages.

use super::status::Status;
use super::terminal::Terminal;
use crate::report;
use clap::{Args, CommandFactory};
use std::path::PathBuf;

/// Write the manual pages into a folder, one for each command.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 written, 2 the folder cannot be written.

Example:
  factlint man ~/.local/share/man/man1 && man factlint-check")]
pub struct Arguments {
    /// The folder; it is made where it is missing
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

/// Writes the pages.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let folder = &arguments.folder;
    // A reader looks for the commands of factlint, not for a page on how to ask for help.
    let command = super::Cli::command().disable_help_subcommand(true);
    let written = std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(command, folder));
    if let Err(error) = written {
        let folder = report::visible(&folder.display().to_string());
        terminal.complain(&format!("the manual pages cannot be written to `{folder}`: {error}"));
        return Status::Usage;
    }
    Status::Clean
}
