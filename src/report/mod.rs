//! Verdicts and problems for people and for programs.
//!
//! Enters: a [`Run`], everything that was found. Leaves: text for a terminal ([`text()`]) or one JSON document ([`json()`]).
//! Guaranteed: the same run gives the same bytes; nothing in a user's file can steer the terminal. miette is used in
//! here and nowhere else: `visible` → `crop` → `excerpt` → `diagnostic` → `text`.

mod analysis;
mod codes;
mod coverage;
mod crop;
mod diagnostic;
mod difference;
mod entry;
pub mod examples;
mod excerpt;
mod fingerprint;
mod formats;
mod html;
mod json;
mod listing;
mod run;
mod statistics;
mod text;
mod usage;
mod visible;

pub use analysis::{Analysed, Places, record, treebank, trees};
pub use codes::{codes, explain};
pub use coverage::{Coverage, Covered};
pub use difference::difference;
pub use formats::{Format, Look, render};
pub use json::json;
pub use listing::listing;
pub use run::{ArticleRun, Checks, Run, Summary};
pub use statistics::statistics;
pub use text::{number as counted, problem, problems, text, trace};
pub use usage::{Usage, usage};
pub use visible::visible;

/// How text for a terminal is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// The columns of the terminal.
    pub width: usize,
    /// Whether to use colours.
    pub color: bool,
    /// Whether to show what is supported or not stated in full, too.
    pub verbose: bool,
    /// Whether to show the findings alone, without lists and counts.
    pub quiet: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 100, color: false, verbose: false, quiet: false }
    }
}
