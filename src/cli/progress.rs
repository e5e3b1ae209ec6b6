//! A bar on long runs, on standard error, and only where that is a terminal.

use std::cell::Cell;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Shorter runs show nothing.
const PATIENCE: Duration = Duration::from_millis(700);
/// How often the bar is drawn.
const INTERVAL: Duration = Duration::from_millis(100);
/// The columns of the bar itself.
const COLUMNS: usize = 30;

/// The bar of a run.
#[derive(Debug)]
pub struct Progress {
    total: usize,
    begun: Instant,
    drawn: Cell<Option<Instant>>,
    visible: bool,
}

impl Progress {
    /// A bar for so many articles.
    pub fn new(total: usize) -> Self {
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        let visible = total > 1 && std::io::stderr().is_terminal() && !dumb;
        Self { total, begun: Instant::now(), drawn: Cell::new(None), visible }
    }

    /// Draws how many are done, if it is time.
    pub fn show(&self, done: usize) {
        let due = match self.drawn.get() {
            None => self.begun.elapsed() > PATIENCE,
            Some(last) => last.elapsed() > INTERVAL,
        };
        if self.visible && due {
            self.drawn.set(Some(Instant::now()));
            // There is nowhere to say that this failed.
            let _ = write!(std::io::stderr().lock(), "\r{}", bar(done, self.total));
        }
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        if self.drawn.get().is_some() {
            let _ = write!(std::io::stderr().lock(), "\r\u{1b}[K");
        }
    }
}

fn bar(done: usize, total: usize) -> String {
    let filled = (done * COLUMNS).checked_div(total).unwrap_or(COLUMNS).min(COLUMNS);
    let (full, empty) = ("█".repeat(filled), "░".repeat(COLUMNS - filled));
    format!("checking {full}{empty} {done} of {total} articles")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_fills_up() {
        assert_eq!(bar(0, 3), format!("checking {} 0 of 3 articles", "░".repeat(30)));
        assert_eq!(bar(1, 3), format!("checking {}{} 1 of 3 articles", "█".repeat(10), "░".repeat(20)));
        assert_eq!(bar(3, 3), format!("checking {} 3 of 3 articles", "█".repeat(30)));
        assert_eq!(bar(0, 0), format!("checking {} 0 of 0 articles", "█".repeat(30)));
    }
}
