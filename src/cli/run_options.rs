//! Options about the settings of a project and about how a run is done, shared by what runs many articles.

use crate::project::{self, Asked, Options, Plan, Settings, Timings};
use clap::Args;

/// Where settings stand, and which files they are for.
#[derive(Debug, Args)]
#[command(next_help_heading = "Project")]
pub struct ProjectArguments {
    /// Take the settings from this file; else they are looked for in this folder and those above it
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<String>,

    /// Look for no settings
    #[arg(long)]
    no_config: bool,

    /// What standard input is called, in reports and for the settings
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<String>,

    /// Leave out what the settings exclude even where it is named, as hooks do that name every changed file
    #[arg(long)]
    force_exclude: bool,
}

impl ProjectArguments {
    /// What this says of a run.
    pub fn asked(&self) -> Asked<'_> {
        Asked {
            settings: match &self.config {
                Some(path) => Settings::File(path),
                None if self.no_config => Settings::None,
                None => Settings::Search,
            },
            stdin_filename: self.stdin_filename.as_deref(),
            force_exclude: self.force_exclude,
            ..Asked::default()
        }
    }
}

/// How a run is done.
#[derive(Debug, Args)]
#[command(next_help_heading = "Run")]
pub struct RunArguments {
    /// How many articles are checked at a time; as many as there are processors, if it is not said
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,

    /// Tell at the end how long the stages took, summed up over all threads
    #[arg(long)]
    pub timings: bool,
}

impl RunArguments {
    /// The options of a run.
    pub fn options<'a>(&self, plan: &Plan, timings: &'a Timings, progress: &'a dyn Fn(usize)) -> Options<'a> {
        let set = plan.config.as_ref().and_then(|config| config.jobs.as_ref()).map(|jobs| jobs.value);
        let jobs = self.jobs.map(usize::from).or(set).unwrap_or_else(project::processors);
        Options { jobs, timings, progress }
    }
}
