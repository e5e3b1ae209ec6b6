//! The command line: one file a subcommand, arguments and calls, nothing else.

use std::process::ExitCode;

/// Runs the command that the process's arguments name and returns its exit status.
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}
