//! `factlint config`: what holds for a file, and why.

use super::run_options::ProjectArguments;
use super::status::Status;
use super::terminal::Terminal;
use crate::check::consistency;
use crate::lang::syntax::{Severity, TuneChange};
use crate::project::{self, Asked, Config, Holding, Origin, Plan};
use crate::report;
use crate::source::Site;
use clap::Args;
use std::path::Path;

/// Show the settings of a project, or what holds for one article, and why.
///
/// Each line tells where it comes from: a line of the settings, an override for some articles, or what holds if nothing is
/// set.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 shown, 2 there are no settings, or an error in them.

Examples:
  factlint config
  factlint config sports/final.md")]
pub struct Arguments {
    #[command(flatten)]
    project: ProjectArguments,

    /// An article; it need not exist
    #[arg(value_name = "ARTICLE")]
    article: Option<String>,
}

/// Prints what holds.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let asked = arguments.project.asked();
    let named: Vec<String> = arguments.article.iter().cloned().collect();
    let plan = project::plan(&Asked { articles: &named, ..asked });
    let problems = plan.problems.iter().filter(|problem| !matches!(problem.code, "no-articles" | "nothing-to-check"));
    let mut status = Status::Clean;
    for problem in problems {
        terminal.print_problem(problem, &plan.sources);
        status = Status::Usage;
    }
    let Some(config) = &plan.config else {
        if status == Status::Clean {
            terminal.complain("there are no settings in this folder or those above it");
            terminal
                .advise("`factlint init` writes them; without any, `factlint check ARTICLE` does what its options say");
        }
        return Status::Usage;
    };
    let article = arguments.article.as_deref().map(Path::new);
    let mut shown = Shown { plan: &plan, lines: Vec::new() };
    shown.line("settings", &config.path, "");
    match article {
        Some(path) => shown.article(path, config),
        None => shown.project(config),
    }
    shown.holding(&project::holding(&asked, Some(config), article));
    status.max(terminal.print(&shown.text()))
}

/// Lines of a name, a value and where that comes from.
struct Shown<'a> {
    plan: &'a Plan,
    lines: Vec<(String, String, String)>,
}

impl Shown<'_> {
    fn line(&mut self, name: impl Into<String>, value: impl Into<String>, why: impl Into<String>) {
        self.lines.push((name.into(), value.into(), why.into()));
    }

    fn place(&self, site: Site) -> String {
        let source = self.plan.sources.get(site.source);
        source.map_or_else(String::new, |source| format!("{}:{}", source.path(), source.position(site.span.start).line))
    }

    fn why(&self, origin: &Origin) -> String {
        match origin {
            Origin::CommandLine => "command line".to_owned(),
            Origin::Setting(site) => self.place(*site),
            Origin::Override(site) => format!("{}, for these paths", self.place(*site)),
        }
    }

    fn project(&mut self, config: &Config) {
        let usual = "not set";
        let patterns = |patterns: &[String]| patterns.join(", ");
        let articles = patterns(&config.articles.written);
        if articles.is_empty() {
            self.line("articles", "every .txt, .md and .html that git does not ignore", usual);
        } else {
            self.line("articles", articles, "");
        }
        if !config.exclude.written.is_empty() {
            self.line("exclude", patterns(&config.exclude.written), "");
        }
        self.line("", format!("{} now", report::counted(self.plan.articles.len(), "article")), "");
        let at = |site| self.place(site);
        let mut lines = Vec::new();
        match &config.fail_on {
            Some(level) => lines.push(("fail-on", level.value.clone(), at(level.site))),
            None => lines.push(("fail-on", "error".to_owned(), usual.to_owned())),
        }
        if let Some(least) = &config.fail_under {
            lines.push(("fail-under", least.value.to_string(), at(least.site)));
        }
        if let Some(jobs) = &config.jobs {
            lines.push(("jobs", jobs.value.to_string(), at(jobs.site)));
        }
        if let Some(cache) = &config.cache {
            lines.push(("cache", cache.value.to_string(), at(cache.site)));
        }
        if let Some(folder) = &config.cache_dir {
            lines.push(("cache-dir", folder.value.display().to_string(), at(folder.site)));
        }
        if let Some(path) = &config.baseline {
            lines.push(("baseline", path.value.clone(), at(path.site)));
        }
        for over in &config.overrides {
            lines.push(("override", format!("for {}", patterns(&over.paths.written)), at(over.site)));
        }
        for (name, value, why) in lines {
            self.line(name, value, why);
        }
    }

    fn article(&mut self, path: &Path, config: &Config) {
        let (is_checked, why) = config.takes(path);
        let shown = path.display().to_string();
        self.line("article", shown, if is_checked { "checked by `factlint check`".to_owned() } else { why.to_owned() });
        for over in config.overrides_of(path) {
            let place = self.place(over.site);
            self.line("override", format!("for {}", over.paths.written.join(", ")), place);
        }
    }

    fn holding(&mut self, holding: &Holding) {
        for (name, list) in [("rules", &holding.rules), ("facts", &holding.facts)] {
            for (path, origin) in list {
                let why = self.why(origin);
                self.line(name, path.as_str(), why);
            }
        }
        if let Some((date, origin)) = &holding.dateline {
            let why = self.why(origin);
            self.line("dateline", date.to_string(), why);
        }
        let mut shown: Vec<&str> = Vec::new();
        for ((name, change), origin) in holding.levels.iter().rev() {
            if shown.contains(&name.as_str()) {
                continue;
            }
            shown.push(name);
            let value = match change {
                TuneChange::Off => "off",
                TuneChange::On => "on",
                TuneChange::Severity(Severity::Error) => "error",
                TuneChange::Severity(Severity::Warning) => "warning",
                TuneChange::Severity(Severity::Note) => "note",
            };
            let why = self.why(origin);
            self.line(format!("check {name}"), value, why);
        }
        let others = consistency::checks().filter(|check| !shown.contains(&check.name)).count();
        let others = format!("{others} as `factlint explain` lists them");
        self.line("other consistency checks", others, "not set");
    }

    fn text(&self) -> String {
        let names = self.lines.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or_default();
        let values = self.lines.iter().map(|(_, value, _)| value.chars().count()).max().unwrap_or_default().min(60);
        let mut out = String::new();
        for (name, value, why) in &self.lines {
            let line = format!("{name:names$}  {value:values$}  {why}");
            out.push_str(&report::visible(line.trim_end()));
            out.push('\n');
        }
        out
    }
}
