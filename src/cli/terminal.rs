//! What is known of the terminal, and writing to it.

use super::status::Status;
use crate::report::Style;
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
}

impl Terminal {
    /// Looks at standard output and at COLUMNS, NO_COLOR and TERM.
    pub fn new(choice: ColorChoice) -> Self {
        let color = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
                !refused && !dumb && std::io::stdout().is_terminal()
            }
        };
        Self { style: Style { width: width(), color, verbose: false } }
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

    /// Writes a line to standard error.
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
