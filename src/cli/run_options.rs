//! Options about the settings of a project and about how a run is done, shared by what runs many articles.

use super::terminal::Terminal;
use crate::project::{self, Asked, Cache, Config, Plan, Settings};
use clap::Args;
use std::path::PathBuf;

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

    /// Neither ask for nor keep what earlier runs found
    #[arg(long)]
    no_cache: bool,

    /// Where to keep what runs find; else `.factlint_cache` beside the settings or, without any, the folder that the
    /// system has for caches
    #[arg(long, value_name = "FOLDER", conflicts_with = "no_cache")]
    cache_dir: Option<PathBuf>,

    /// Check again whenever an article, a rule file or the settings change
    #[arg(long)]
    pub watch: bool,

    /// Only how often each check fails, in place of the findings
    #[arg(long)]
    pub statistics: bool,

    /// Only the findings: no summary, no lists, no notes about the run
    #[arg(long, short)]
    pub quiet: bool,

    /// Tell at the end how long the stages took, summed up over all threads
    #[arg(long)]
    pub timings: bool,
}

impl RunArguments {
    /// How many threads.
    pub fn jobs(&self, plan: &Plan) -> usize {
        let set = plan.config.as_ref().and_then(|config| config.jobs.as_ref()).map(|jobs| jobs.value);
        self.jobs.map(usize::from).or(set).unwrap_or_else(project::processors)
    }

    /// The cache, if there is to be one. That there can be none is told, and stops nothing.
    pub fn cache(&self, plan: &Plan, terminal: &Terminal) -> Option<Cache> {
        let set = plan.config.as_ref();
        let is_off = set.and_then(|config| config.cache.as_ref()).is_some_and(|cache| !cache.value);
        if self.no_cache || is_off && self.cache_dir.is_none() {
            return None;
        }
        let beside = |config: &Config| match &config.cache_dir {
            Some(folder) => folder.value.clone(),
            None => config.folder.join(".factlint_cache"),
        };
        let folder = self.cache_dir.clone().or_else(|| set.map(beside)).or_else(project::default_place)?;
        match project::prepare(&folder).and_then(|()| Cache::open(&folder)) {
            Ok(cache) => Some(cache),
            Err(error) => {
                terminal.warn(&format!("there is no cache in `{}`: {error}", folder.display()));
                None
            }
        }
    }
}
