//! Running articles through the whole pipeline.
//!
//! Enters: the names of rule files, facts files and articles ([`Inputs`]). Leaves: a [`Run`](crate::report::Run) for
//! the report, or what a single command asks for. Guaranteed: an article that cannot be read stops no other; nothing
//! depends on the clock, the network or the order of a folder.

mod analyze;
mod atomic;
mod baseline;
mod cache;
mod config;
mod coverage;
mod decode;
mod draft;
mod examples;
mod facts_file;
mod fit;
mod fix;
mod form;
mod init;
mod input;
mod lint;
mod mutants;
mod parallel;
mod pipeline;
mod plan;
mod references;
mod run;
mod since;
mod single;
mod suppress;
mod tables;
mod timings;
mod walk;
mod watch;

pub use analyze::{Request, Sink, TextForm, analyze};
pub use baseline::{Applied, Baseline};
pub use cache::{Cache, default_place, prepare};
pub use config::Config;
pub use draft::{Drafted, draft};
pub use examples::test;
pub use fix::{Fixed, Fixing, open_fixes, write_fixed};
pub use form::{Formed, form, write};
pub use init::{InitError, Survey, survey};
pub use input::{Inputs, rule_files};
pub use lint::{Linted, lint};
pub use parallel::processors;
pub use pipeline::{Extracted, extract, load, trace};
pub use plan::{Asked, Holding, Origin, Plan, Settings, holding, plan};
pub use run::{Checked, Options, check};
pub use since::Changes;
pub use suppress::CODES as SUPPRESSION_CODES;
pub use timings::Timings;
pub use watch::{Watch, watch};
