//! The command line: one file a subcommand, arguments and calls, nothing else.

mod analyze;
mod check;
mod completions;
mod config;
mod draft;
mod explain;
mod extract;
mod findings;
mod fmt;
mod init;
mod lint;
mod man;
mod output;
mod progress;
mod rules;
mod run_options;
mod status;
mod terminal;
mod test;
mod trace;

use clap::{Parser, Subcommand};
use std::process::ExitCode;
use terminal::{ColorChoice, Terminal};

/// A linter for facts: checks what an article says against rules written in plain English.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = "\
Begin with a rule file of a few lines:

  use news
  about \"Shanghai Cooperation Organization\"
  rule nine-members: member count equals nine

and check an article against it:

  factlint check --rules my.rules article.txt

`factlint COMMAND --help` tells more about a command, `factlint explain CODE` about a message.")]
struct Cli {
    /// When to use colours; `auto` uses them on a terminal, unless NO_COLOR is set
    #[arg(long, value_enum, default_value_t, global = true, display_order = 100, value_name = "WHEN")]
    color: ColorChoice,

    #[command(subcommand)]
    command: Command,
}

// What `--help` says of each stands with its arguments.
#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Init(init::Arguments),
    Config(config::Arguments),
    Extract(extract::Arguments),
    Trace(trace::Arguments),
    Analyze(analyze::Arguments),
    Draft(draft::Arguments),
    Explain(explain::Arguments),
    Rules(rules::Arguments),
    Test(test::Arguments),
    Fmt(fmt::Arguments),
    Lint(lint::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Runs the command that the process's arguments name and returns its exit status.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let terminal = Terminal::new(cli.color);
    let status = match cli.command {
        Command::Check(arguments) => check::run(&arguments, &terminal),
        Command::Init(arguments) => init::run(&arguments, &terminal),
        Command::Config(arguments) => config::run(&arguments, &terminal),
        Command::Extract(arguments) => extract::run(&arguments, &terminal),
        Command::Trace(arguments) => trace::run(&arguments, &terminal),
        Command::Analyze(arguments) => analyze::run(&arguments, &terminal),
        Command::Draft(arguments) => draft::run(&arguments, &terminal),
        Command::Explain(arguments) => explain::run(&arguments, &terminal),
        Command::Rules(arguments) => rules::run(&arguments, &terminal),
        Command::Fmt(arguments) => fmt::run(&arguments, &terminal),
        Command::Lint(arguments) => lint::run(&arguments, &terminal),
        Command::Completions(arguments) => completions::run(&arguments, &terminal),
        Command::Man(arguments) => man::run(&arguments, &terminal),
        Command::Test(arguments) => test::run(&arguments, &terminal),
    };
    ExitCode::from(status as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
