//! What a run is to check, and what holds for each article.
//!
//! Enters: the command line ([`Asked`]) and the settings of the project. Leaves: a [`Plan`]: articles, each with the
//! group of those for which the same rules hold. Guaranteed: the order is that of the command line, within a folder that
//! of the names; no article stands there twice.

use super::config::{self, At, Config, Level};
use super::input::STANDARD_INPUT;
use super::walk;
use crate::lang::syntax::TuneChange;
use crate::source::{Problem, ProblemKind, Site, Sources};
use jiff::civil::Date;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// What to do where a folder holds none.
const WHAT_ARTICLES_ARE: &str = "articles end in .txt, .md or .html; what git ignores is none, but can be named itself";

/// Where settings are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Settings<'a> {
    /// Nowhere.
    #[default]
    None,
    /// In the folder of the command and those above it.
    Search,
    /// In this file.
    File(&'a str),
}

/// What the command line asks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// Where settings are looked for.
    pub settings: Settings<'a>,
    /// Rule files or packs, in place of those of the settings.
    pub rules: &'a [String],
    /// Facts files, in place of those of the settings.
    pub facts: &'a [String],
    /// What relative dates count from, in place of the date of the settings.
    pub dateline: Option<Date>,
    /// Of the consistency checks only these run.
    pub only: &'a [String],
    /// These consistency checks do not run.
    pub without: &'a [String],
    /// Articles and folders; `-` is standard input.
    pub articles: &'a [String],
    /// What standard input is called.
    pub stdin_filename: Option<&'a str>,
    /// The files that reports are written to: none of them is an article of a folder.
    pub reports: &'a [String],
    /// Whether `exclude` holds for articles that are named, too.
    pub force_exclude: bool,
}

/// What holds for some of the articles of a run.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Group {
    /// Rule files, or the names of packs.
    pub rules: Vec<String>,
    /// Facts files whose statements are added to those of each article.
    pub facts: Vec<String>,
    /// What relative dates count from, where an article names no date.
    pub dateline: Option<Date>,
    /// Of the consistency checks only these run; all, if none is named.
    pub only: Vec<String>,
    /// These consistency checks do not run.
    pub without: Vec<String>,
    /// What the settings make of checks, with the place; later ones win.
    pub levels: Vec<(String, TuneChange, Site)>,
    /// Where the settings name these rule files and facts files.
    pub named: Vec<(String, Site)>,
}

impl Group {
    /// A problem about a file that is named, at the place where the settings name it.
    pub(super) fn at_its_name(&self, path: &str, problem: Problem) -> Problem {
        match self.named.iter().find(|(name, _)| name == path) {
            Some((_, site)) if problem.at.is_none() => {
                let problem = problem.at(*site, "named here");
                if problem.code == "no-such-file" {
                    return problem.help("paths in the settings count from the folder of their file");
                }
                problem
            }
            _ => problem,
        }
    }
}

/// An article of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// What it is called.
    pub path: String,
    /// Whether it is read from standard input.
    pub from_input: bool,
    /// The number of its group.
    pub group: usize,
}

/// What a run is to check.
#[derive(Debug, Default)]
pub struct Plan {
    /// The settings, if there are any.
    pub config: Option<Config>,
    /// What holds for the articles.
    pub groups: Vec<Group>,
    /// The articles.
    pub articles: Vec<Planned>,
    /// What is wrong with the settings and the command line.
    pub problems: Vec<Problem>,
    /// The texts that problems point at.
    pub sources: Sources,
}

/// Where a setting comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The command line.
    CommandLine,
    /// A place in the file with the settings.
    Setting(Site),
    /// A place in an override.
    Override(Site),
}

/// What holds for one article, and why.
#[derive(Debug, Clone, Default)]
pub struct Holding {
    /// Rule files.
    pub rules: Vec<(String, Origin)>,
    /// Facts files.
    pub facts: Vec<(String, Origin)>,
    /// What relative dates count from.
    pub dateline: Option<(Date, Origin)>,
    /// Checks that are set to something; later ones win.
    pub levels: Vec<(Level, Origin)>,
}

/// Makes the plan of a run.
pub fn plan(request: &Asked<'_>) -> Plan {
    let mut plan = Plan::default();
    plan.config = match request.settings {
        Settings::None => None,
        Settings::Search => config::find(&mut plan.sources, &mut plan.problems),
        Settings::File(path) => config::open(path, &mut plan.sources, &mut plan.problems),
    };
    let names = articles(request, &mut plan);
    if names.is_empty() {
        // The rules are read all the same: what is wrong with them is told.
        plan.groups.push(group(request, &holding(request, plan.config.as_ref(), None)));
    }
    for (path, from_input) in names {
        let holding = holding(request, plan.config.as_ref(), Some(Path::new(&path)));
        let own = group(request, &holding);
        let known = plan.groups.iter().position(|group| *group == own);
        let group = known.unwrap_or_else(|| {
            plan.groups.push(own);
            plan.groups.len() - 1
        });
        plan.articles.push(Planned { path, from_input, group });
    }
    plan
}

/// What holds for an article; without a path, for all of them.
pub fn holding(request: &Asked<'_>, config: Option<&Config>, path: Option<&Path>) -> Holding {
    let mut holding = Holding::default();
    if let Some(config) = config {
        let overrides = path.map(|path| config.overrides_of(path)).unwrap_or_default();
        let own = std::iter::once((&config.rules, false));
        for (rules, over) in own.chain(overrides.iter().map(|over| (&over.rules, true))) {
            let origin = |site| if over { Origin::Override(site) } else { Origin::Setting(site) };
            let named = |list: &[At<String>], known: &[(String, Origin)]| -> Vec<(String, Origin)> {
                let new = list.iter().filter(|one| known.iter().all(|(path, _)| *path != one.value));
                new.map(|one| (one.value.clone(), origin(one.site))).collect()
            };
            holding.rules.extend(named(&rules.rules, &holding.rules));
            holding.facts.extend(named(&rules.facts, &holding.facts));
            if let Some(date) = &rules.dateline {
                holding.dateline = Some((date.value, origin(date.site)));
            }
            holding.levels.extend(rules.levels.iter().map(|level| (level.value.clone(), origin(level.site))));
        }
    }
    let named = |list: &[String]| list.iter().map(|path| (path.clone(), Origin::CommandLine)).collect();
    if !request.rules.is_empty() {
        holding.rules = named(request.rules);
    }
    if !request.facts.is_empty() {
        holding.facts = named(request.facts);
    }
    if let Some(date) = request.dateline {
        holding.dateline = Some((date, Origin::CommandLine));
    }
    holding
}

fn group(request: &Asked<'_>, holding: &Holding) -> Group {
    let paths = |list: &[(String, Origin)]| list.iter().map(|(path, _)| path.clone()).collect();
    let levels = holding.levels.iter().filter_map(|((name, change), origin)| match origin {
        Origin::Setting(site) | Origin::Override(site) => Some((name.clone(), *change, *site)),
        Origin::CommandLine => None,
    });
    let named = holding.rules.iter().chain(&holding.facts).filter_map(|(path, origin)| match origin {
        Origin::Setting(site) | Origin::Override(site) => Some((path.clone(), *site)),
        Origin::CommandLine => None,
    });
    Group {
        named: named.collect(),
        rules: paths(&holding.rules),
        facts: paths(&holding.facts),
        dateline: holding.dateline.as_ref().map(|(date, _)| *date),
        only: request.only.to_vec(),
        without: request.without.to_vec(),
        levels: levels.collect(),
    }
}

/// Articles by name, none twice, and whether they are standard input.
#[derive(Default)]
struct Names {
    found: Vec<(String, bool)>,
    seen: HashSet<PathBuf>,
}

impl Names {
    /// Adds the articles of a folder, save for the reports of the run before.
    fn add_all(&mut self, files: Vec<String>, reports: &[String]) {
        let reports: Vec<PathBuf> = reports.iter().map(|path| config::normal(Path::new(path))).collect();
        let is_report = |path: &str| reports.contains(&config::normal(Path::new(path)));
        files.into_iter().filter(|path| !is_report(path)).for_each(|path| self.add(path, false));
    }

    fn add(&mut self, path: String, from_input: bool) {
        if self.seen.insert(config::normal(Path::new(&path))) {
            self.found.push((path, from_input));
        }
    }
}

fn articles(request: &Asked<'_>, plan: &mut Plan) -> Vec<(String, bool)> {
    let Plan { config, problems, .. } = plan;
    let config = config.as_ref();
    let mut names = Names::default();
    if request.articles.is_empty() {
        match config {
            // What is wrong with the settings is told already.
            None if !problems.is_empty() => {}
            None => problems.push(
                Problem::new(
                    ProblemKind::Reference,
                    "nothing-to-check",
                    "no article is named, and no settings say what to check",
                )
                .help("name articles or folders, or let `factlint init` write a `factlint.toml` for this project"),
            ),
            Some(config) => {
                let files = walk::articles(&config.folder, Some(config), true, problems);
                if files.is_empty() {
                    let (message, help) = if config.articles.is_empty() {
                        (format!("there are no articles in the folder of `{}`", config.path), WHAT_ARTICLES_ARE)
                    } else {
                        let help = "look at `articles` and `exclude`; what git ignores is no article";
                        (format!("no file fits the `articles` of `{}`", config.path), help)
                    };
                    problems.push(no_articles(message, help));
                }
                names.add_all(files, request.reports);
            }
        }
        return names.found;
    }
    let mut inputs = 0;
    for name in request.articles {
        if name == STANDARD_INPUT {
            inputs += 1;
            // What standard input held is gone once it has been read.
            if inputs == 1 {
                names.add(request.stdin_filename.unwrap_or(STANDARD_INPUT).to_owned(), true);
            }
        } else if Path::new(name).is_dir() {
            let files = walk::articles(Path::new(name), config, false, problems);
            if files.is_empty() {
                problems.push(no_articles(format!("the folder `{name}` holds no articles"), WHAT_ARTICLES_ARE));
            }
            names.add_all(files, request.reports);
        } else if !(request.force_exclude && config.is_some_and(|config| walk::is_excluded(Path::new(name), config))) {
            names.add(name.clone(), false);
        }
    }
    if inputs > 1 {
        let message = "standard input is named as an article more than once";
        problems.push(
            Problem::new(ProblemKind::Reference, "standard-input-twice", message)
                .help("name `-` once; it is read to its end the first time"),
        );
    }
    names.found
}

fn no_articles(message: String, help: &str) -> Problem {
    Problem::new(ProblemKind::Io, "no-articles", message).help(help)
}
