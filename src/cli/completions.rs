//! `factlint completions`: what a shell needs to complete the command's arguments.

use super::status::Status;
use super::terminal::Terminal;
use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

/// Print the completions for a shell.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 printed.

Examples:
  factlint completions bash > ~/.local/share/bash-completion/completions/factlint
  factlint completions zsh > ~/.zfunc/_factlint
  factlint completions fish > ~/.config/fish/completions/factlint.fish")]
pub struct Arguments {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// Prints the script.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let mut script = Vec::new();
    generate(arguments.shell, &mut super::Cli::command(), "factlint", &mut script);
    terminal.print(&String::from_utf8_lossy(&script))
}
