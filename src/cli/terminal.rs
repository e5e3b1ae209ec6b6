//! What is known of the terminal, and writing to it.

use super::status::Status;
use crate::project::Timings;
use crate::report::{self, Run, Style};
use crate::source::{Problem, Sources};
use clap::ValueEnum;
use std::io::{IsTerminal, Write};

/// Text is no wider than this: longer lines are hard to read.
const WIDEST: usize = 120;
/// Below this nothing can be laid out.
const NARROWEST: usize = 40;
/// The width where none is known, for a file or a pipe.
const USUAL: usize = 100;

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Where output goes.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// How to lay text out.
    pub style: Style,
    /// Whether standard error is to be coloured.
    color_on_stderr: bool,
    /// Whether to leave out what is only good to know.
    quiet: bool,
}

impl Terminal {
    /// Looks at standard output and at COLUMNS, NO_COLOR and TERM.
    pub fn new(choice: ColorChoice) -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        let colored = |is_terminal: bool| match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => is_terminal && !refused,
        };
        Self {
            style: Style {
                width: width(),
                color: colored(std::io::stdout().is_terminal()),
                verbose: false,
                quiet: false,
            },
            color_on_stderr: colored(std::io::stderr().is_terminal()),
            quiet: false,
        }
    }

    /// The same, without notes if `quiet`.
    pub fn hushed(&self, quiet: bool) -> Self {
        Self { quiet, ..*self }
    }

    /// Whether to leave out what is only good to know.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Writes to standard output. A reader that has gone away (`| head`) is no error.
    pub fn print(&self, text: &str) -> Status {
        let mut out = std::io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                self.complain(&format!("cannot write to standard output: {error}"));
                Status::Usage
            }
            _ => Status::Clean,
        }
    }

    /// Writes the problems of a run to standard error, where they do not mix with what a command prints.
    pub fn print_problems(&self, run: &Run) {
        let style = Style { color: self.color_on_stderr, ..self.style };
        // There is nowhere left to say that this failed.
        let _ = std::io::stderr().lock().write_all(report::problems(run, &style).as_bytes());
    }

    /// Writes one problem to standard error.
    pub fn print_problem(&self, problem: &Problem, sources: &Sources) {
        let style = Style { color: self.color_on_stderr, ..self.style };
        // There is nowhere left to say that this failed.
        let _ = writeln!(std::io::stderr().lock(), "{}", report::problem(problem, sources, &style));
    }

    /// Writes to standard error how long the stages of a run took.
    pub fn print_timings(&self, timings: &Timings) {
        let mut err = std::io::stderr().lock();
        for (stage, taken) in timings.stages() {
            let _ = writeln!(err, "{:>9.1} ms  {stage}", taken.as_secs_f64() * 1000.0);
        }
    }

    /// Writes a remedy to standard error.
    pub fn advise(&self, text: &str) {
        let _ = writeln!(std::io::stderr().lock(), "  help: {text}");
    }

    /// Writes to standard error what is good to know.
    pub fn tell(&self, text: &str) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr().lock(), "{}", report::visible(text));
        }
    }

    /// Writes to standard error what would go to standard output, where that holds something else.
    pub fn print_aside(&self, text: &str) {
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }

    /// Writes to standard error what stops nothing.
    pub fn warn(&self, text: &str) {
        let _ = writeln!(std::io::stderr().lock(), "warning: {}", report::visible(text));
    }

    /// Writes an error to standard error.
    pub fn complain(&self, text: &str) {
        // There is nowhere left to say that this failed.
        let _ = writeln!(std::io::stderr().lock(), "error: {text}");
    }
}

fn width() -> usize {
    let set = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    let seen = || {
        let (terminal_size::Width(columns), _) = terminal_size::terminal_size_of(std::io::stdout())?;
        Some(usize::from(columns))
    };
    set.or_else(seen).unwrap_or(USUAL).clamp(NARROWEST, WIDEST)
}
