//! `factlint explain`.

use super::status::Status;
use super::terminal::Terminal;
use clap::Args;

/// Explain
#[derive(Debug, Args)]
pub struct Arguments {}

/// Runs it.
pub fn run(_arguments: &Arguments, _terminal: &Terminal) -> Status {
    Status::Clean
}
