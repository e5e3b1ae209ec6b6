//! `factlint check`: articles against rules.

use super::findings::FindingArguments;
use super::output::{OutputArguments, Printing};
use super::progress::Progress;
use super::run_options::{ProjectArguments, RunArguments};
use super::status::{self, FailOn, Status};
use super::terminal::Terminal;
use crate::project::{self, Asked, Checked, Options, Timings, Watch};
use crate::report::{self, Run};
use clap::Args;
use jiff::civil::Date;

/// Check articles against rules, and against themselves.
///
/// Says of each check whether the articles support it, contradict it or do not state it, and shows the words of the
/// article and the line of the rule for everything that fails. With or without rules each article is also checked against
/// itself: dates and weekdays, ages, sums, shares, counts and lists, conversions, names. `factlint explain` lists these
/// checks.
#[derive(Debug, Args)]
#[command(after_help = format!("\
{}

Examples:
  factlint check story.md
  factlint check stories/
  factlint check                          (what factlint.toml says)
  factlint check --rules house.rules story.md
  factlint check --rules house.rules --fail-on warning stories/*.html
  factlint check --rules house.rules --dateline 2024-07-02 - < story.txt
  factlint check --rules house.rules --format json story.md > report.json
  factlint check --rules house.rules --output sarif=factlint.sarif --output html=report.html story.md", status::HELP))]
pub struct Arguments {
    #[command(flatten)]
    rules: RuleArguments,

    /// What makes the exit status 1: errors, if neither this nor the settings say otherwise
    #[arg(long, value_enum, value_name = "LEVEL")]
    fail_on: Option<FailOn>,

    #[command(flatten)]
    output: OutputArguments,

    /// Run only this consistency check; give the option again for more
    #[arg(long = "check", value_name = "NAME")]
    only: Vec<String>,

    /// Do not run this consistency check; give the option again for more
    #[arg(long = "no-check", value_name = "NAME")]
    without: Vec<String>,

    /// Tell which claims of the articles some check speaks about: numbers, dates, offices, attendance, quotations
    #[arg(long)]
    coverage: bool,

    /// Exit with 1 if less than so many percent of the claims are covered; brings --coverage with it
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    fail_under: Option<u8>,

    /// Articles (text, Markdown, HTML, AsciiDoc, reStructuredText, or a facts file in YAML or JSON), or folders of them; `-` is
    /// standard input. Without
    /// any, those that the settings of the project name
    #[arg(value_name = "ARTICLE")]
    articles: Vec<String>,

    #[command(flatten)]
    project: ProjectArguments,

    #[command(flatten)]
    findings: FindingArguments,

    #[command(flatten)]
    run: RunArguments,
}

/// What several commands take: rules, facts, and the date of the article.
#[derive(Debug, Args)]
pub struct RuleArguments {
    /// A rule file; give the option again for more files
    #[arg(long, value_name = "FILE")]
    pub rules: Vec<String>,

    /// A facts file (YAML or JSON) whose statements are added to those of every article
    #[arg(long, value_name = "FILE")]
    pub facts: Vec<String>,

    /// The day that "yesterday" counts from where the article names none, as 2024-07-02
    #[arg(long, value_name = "DATE", value_parser = read_date)]
    pub dateline: Option<Date>,
}

pub(super) fn read_date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a date is written as year-month-day, like 2024-07-02".to_owned())
}

/// Checks, prints, and tells the exit status; with `--watch` again and again.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let terminal = terminal.hushed(arguments.run.quiet);
    let reports = arguments.output.paths();
    let asked = asked(arguments, &reports);
    let mut last = Run::default();
    loop {
        // The look comes before the run: what is written while it goes on is checked by the next one.
        let before = arguments.run.watch.then(|| Watch::new(&asked, &last));
        let (status, run) = once(arguments, &asked, &terminal);
        let Some(mut before) = before else { return status };
        before.learn(&asked, &run);
        terminal.tell(&format!("watching {}", report::counted(run.articles.len(), "article")));
        let changed = project::watch(&asked, &run, &before);
        let names: Vec<String> = changed.iter().map(|path| path.display().to_string()).collect();
        terminal.tell(&format!("changed: {}\n", names.join(", ")));
        last = run;
    }
}

fn asked<'a>(arguments: &'a Arguments, reports: &'a [String]) -> Asked<'a> {
    let RuleArguments { rules, facts, dateline } = &arguments.rules;
    Asked {
        rules,
        facts,
        dateline: *dateline,
        only: &arguments.only,
        without: &arguments.without,
        articles: &arguments.articles,
        reports,
        ..arguments.project.asked()
    }
}

fn once(arguments: &Arguments, asked: &Asked<'_>, terminal: &Terminal) -> (Status, Run) {
    let timings = Timings::default();
    let mut plan = project::plan(asked);
    let findings = &arguments.findings;
    let changes = findings.changes().unwrap_or_else(|problem| {
        plan.problems.push(problem);
        None
    });
    let fail_on = arguments.fail_on.or_else(|| plan.config.as_ref().and_then(status::fail_on)).unwrap_or_default();
    let set = plan.config.as_ref().and_then(|config| config.fail_under.as_ref()).map(|least| least.value);
    let fail_under = arguments.fail_under.map(usize::from).or(set);
    let progress = Progress::new(if terminal.is_quiet() { 0 } else { plan.articles.len() });
    let show = |done| progress.show(done);
    let cache = arguments.run.cache(&plan, terminal);
    let options = Options {
        jobs: arguments.run.jobs(&plan),
        timings: &timings,
        progress: &show,
        cache: cache.as_ref(),
        changes: changes.as_ref(),
        fixing: findings.fixing(),
        coverage: arguments.coverage || fail_under.is_some(),
    };
    let baseline = findings.baseline_path(&plan);
    let Checked { mut run, fixed } = project::check(plan, &options);
    progress.clear();
    if let Some(Err(error)) = cache.map(|cache| cache.close()) {
        terminal.warn(&format!("the cache cannot be written: {error}"));
    }
    let selected = (asked.only, asked.without);
    let mut status = findings.apply_baseline(baseline.as_deref(), &mut run, selected, terminal);
    status = status.max(findings.finish(&fixed, terminal));
    if findings.is_diff() {
        // Of what is left nothing is said; of what cannot be read, it is.
        terminal.print_problems(&run);
        status = status.max(status::of_run(&run, FailOn::Never));
    } else {
        let printing = Printing {
            statistics: arguments.run.statistics,
            quiet: arguments.run.quiet,
            aside: fixed.iter().any(|article| article.from_input),
        };
        status = status.max(arguments.output.write(&run, fail_on, printing, terminal));
        status = status.max(status::of_run(&run, fail_on)).max(status::of_coverage(&run, fail_under));
    }
    if arguments.run.timings {
        terminal.print_timings(&timings);
    }
    (status, run)
}
