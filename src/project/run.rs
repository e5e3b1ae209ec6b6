//! Many articles, each with the rules that hold for it, on many threads.
//!
//! Enters: a [`Plan`]. Leaves: a [`Run`] in the order of the plan, whatever the number of threads.

use super::cache::{Cache, Key, Store, key_of_group};
use super::coverage::Claims;
use super::fix::{self, Fixed, Fixing};
use super::input::STANDARD_INPUT;
use super::plan::{Group, Plan, Planned};
use super::references::References;
use super::since::Changes;
use super::single::{Context, Origin};
use super::timings::{Stage, Timings};
use super::{facts_file, parallel, pipeline, tables};
use crate::check::consistency::{self, Selection};
use crate::extract::Patterns;
use crate::facts::FactStore;
use crate::lang::RuleSet;
use crate::lang::syntax::{Tune, TuneChange};
use crate::report::{ArticleRun, Run};
use crate::source::{Problem, ProblemKind, Site, Source, SourceId, Sources, Span};
use std::collections::BTreeSet;

/// How a run is to be done.
pub struct Options<'a> {
    /// How many threads.
    pub jobs: usize,
    /// Where the time that it takes is noted.
    pub timings: &'a Timings,
    /// Told after each article how many are done.
    pub progress: &'a dyn Fn(usize),
    /// What earlier runs found.
    pub cache: Option<&'a Cache>,
    /// What has changed, if nothing else counts.
    pub changes: Option<&'a Changes>,
    /// Which fixes are made in the texts; no file is written.
    pub fixing: Option<Fixing>,
    /// Whether to tell which claims of the articles some check speaks about.
    pub coverage: bool,
}

/// What a run leaves.
#[derive(Debug, Default)]
pub struct Checked {
    /// What was found; in articles with fixes, what is left.
    pub run: Run,
    /// The articles with fixes.
    pub fixed: Vec<Fixed>,
}

/// A text that is fixed is looked through again; a fix that another one undoes must not go on for ever.
const MOST_ROUNDS: usize = 8;

impl<'a> Options<'a> {
    /// On one thread, and nobody is told.
    pub fn new(timings: &'a Timings) -> Self {
        Self { jobs: 1, timings, progress: &|_| {}, cache: None, changes: None, fixing: None, coverage: false }
    }
}

/// The rules of a group, ready to be used.
struct Loaded {
    rules: RuleSet,
    /// How articles say its concepts; none, if it has no checks that could ask.
    patterns: Option<Patterns>,
    added: Vec<FactStore>,
    references: References,
    selection: Selection,
    /// The names of all its checks, those included that the settings put off.
    names: BTreeSet<String>,
    /// What stands for it in the cache; none, if its articles are not to be kept.
    key: Option<Key>,
}

/// Checks every article of a plan.
pub fn check(plan: Plan, options: &Options<'_>) -> Checked {
    let Plan { config, groups, mut articles, problems, sources } = plan;
    let mut run = Run { sources, ..Run::default() };
    let Options { jobs, timings, progress, cache, changes, fixing, coverage } = *options;
    articles.retain(|article| article.from_input || changes.is_none_or(|changes| changes.touch(&article.path)));
    let mut loaded: Vec<Loaded> =
        timings.measure(Stage::Load, || groups.iter().map(|group| load(group, &mut run)).collect());
    for (group, loaded) in groups.iter().zip(&mut loaded) {
        let settings = config.as_ref().map(|config| config.source);
        loaded.key = loaded.key.map(|_| key_of_group(group, coverage, &run.sources, settings));
    }
    unknown_checks(&groups, &loaded, &mut run);
    run.problems.extend(problems);
    for group in &loaded {
        take_rules(&group.rules, &mut run.rules);
    }
    let claims = coverage.then(Claims::new);
    let beside = run.sources.beside();
    let first = &beside;
    let work = |article: &Planned| {
        let Some(group) = loaded.get(article.group) else {
            return (ArticleRun::unread(&*article.path), first.beside(), None);
        };
        let context = Context {
            rules: &group.rules,
            patterns: group.patterns.as_ref(),
            added: &group.added,
            references: &group.references,
            selection: Some(&group.selection),
            claims: claims.as_ref(),
            dateline: groups.get(article.group).and_then(|group| group.dateline),
            trace: false,
            timings,
        };
        let kept = group.key.as_ref().zip(cache).filter(|_| !article.from_input);
        let kept = kept.map(|(key, cache)| (key, cache.store()));
        let changes = changes.filter(|_| !article.from_input);
        one(article, &context, kept, changes, fixing, first)
    };
    let mut fixed = Vec::new();
    let mut done = 0;
    parallel::in_order(jobs, &articles, work, |(mut article, sources, changed)| {
        let shift = run.sources.append(sources);
        article.each_source(|id| shift.apply(id));
        run.articles.push(article);
        fixed.extend(changed);
        done += 1;
        progress(done);
    });
    Checked { run, fixed }
}

/// Checks an article and, if fixes are to be made, its text with the fixes, until none is left.
fn one(
    planned: &Planned,
    context: &Context<'_>,
    kept: Option<(&Key, &Store)>,
    changes: Option<&Changes>,
    fixing: Option<Fixing>,
    beside: &Sources,
) -> (ArticleRun, Sources, Option<Fixed>) {
    let mut sources = beside.beside();
    let path = planned.path.as_str();
    let from = if planned.from_input { STANDARD_INPUT } else { path };
    let mut article = context.check(Origin { path, from }, kept, &mut sources);
    let mut fixed: Option<Fixed> = None;
    for _ in 0..MOST_ROUNDS {
        if let Some(changes) = changes {
            changes.retain(&mut article, &sources);
        }
        let text = article.source.and_then(|source| sources.get(source)).map(Source::text);
        let Some(((after, count), text)) =
            fixing.and_then(|fixing| Some((fix::apply(&article, text?, fixing)?, text?)))
        else {
            break;
        };
        let before = fixed.as_ref().map_or_else(|| text.to_owned(), |fixed| fixed.before.clone());
        let count = fixed.as_ref().map_or(0, |fixed| fixed.count) + count;
        sources = beside.beside();
        article = context.check_text(path, &after, kept, &mut sources);
        fixed = Some(Fixed { path: path.to_owned(), from_input: planned.from_input, before, after, count });
    }
    // What standard input held goes on, fixed or not.
    if planned.from_input && fixing.is_some() && fixed.is_none() {
        let text = article.source.and_then(|source| sources.get(source)).map(|source| source.text().to_owned());
        fixed = text.map(|text| Fixed {
            path: path.to_owned(),
            from_input: true,
            before: text.clone(),
            after: text,
            count: 0,
        });
    }
    (article, sources, fixed)
}

/// Reads the rules and facts of a group.
fn load(group: &Group, run: &mut Run) -> Loaded {
    let mut rules = pipeline::load_into(&group.rules, &mut run.sources, &mut run.problems, |path, problem| {
        group.at_its_name(path, problem)
    });
    let mut added = Vec::new();
    for path in &group.facts {
        match facts_file::load(path, path, &rules.lexicon, &mut run.sources, &mut run.problems) {
            Ok((_, facts)) => added.push(facts),
            Err(problems) => {
                run.problems.extend(problems.into_iter().map(|problem| group.at_its_name(path, problem)));
            }
        }
    }
    let says_nothing = rules.checks.is_empty() && rules.tunes.is_empty();
    let has_rules = !group.rules.is_empty() && group.rules.iter().any(|path| !is_pack(path));
    if has_rules && says_nothing && rules.problems.iter().chain(&run.problems).all(|problem| problem.advisory) {
        run.problems.push(no_checks(&group.rules, &run.sources));
    }
    let selection = selection(group, &rules, &mut run.problems);
    let names = rules.checks.iter().map(|check| check.name.clone()).collect();
    for (name, change, _) in &group.levels {
        match change {
            TuneChange::Off => rules.checks.retain(|check| check.name != *name),
            TuneChange::Severity(severity) => {
                rules
                    .checks
                    .iter_mut()
                    .filter(|check| check.name == *name)
                    .for_each(|check| check.severity = *severity);
            }
            TuneChange::On => {}
        }
    }
    let references = References::open(&rules, &mut run.sources, &mut run.problems);
    // What the files beside an article hold is not part of its key, nor is what references do.
    let key = (!tables::are_named(&rules) && rules.references.is_empty()).then_some(Key::default());
    let patterns = (!rules.checks.is_empty()).then(|| Patterns::new(&rules));
    Loaded { rules, patterns, added, references, selection, names, key }
}

fn is_pack(path: &str) -> bool {
    crate::lang::packs::pack(path).is_some() && !std::path::Path::new(path).exists()
}

/// The consistency checks that run: what the command line, the settings and the `check` blocks of rule files say of them.
fn selection(group: &Group, rules: &RuleSet, problems: &mut Vec<Problem>) -> Selection {
    let mut tunes = Vec::new();
    for (tune, source) in &rules.tunes {
        let name = &tune.name.text;
        if consistency::check_named(name).is_some() {
            tunes.push((name.clone(), tune.change));
        } else {
            let site = Site { source: *source, span: tune.name.span };
            problems.push(no_such_consistency_check(name).at(site, "no consistency check has this name"));
        }
    }
    tunes.extend(group.levels.iter().map(|(name, change, _)| (name.clone(), *change)));
    Selection { only: group.only.clone(), without: group.without.clone(), tunes }
}

/// Names of checks, on the command line and in the settings, that no check has.
fn unknown_checks(groups: &[Group], loaded: &[Loaded], run: &mut Run) {
    let named: BTreeSet<&String> = groups.iter().flat_map(|group| group.only.iter().chain(&group.without)).collect();
    for name in named {
        if consistency::check_named(name).is_none() {
            run.problems.push(no_such_consistency_check(name));
        }
    }
    let of_rules: BTreeSet<&str> = loaded.iter().flat_map(|group| group.names.iter().map(String::as_str)).collect();
    let set: BTreeSet<(Site, &str)> =
        groups.iter().flat_map(|group| group.levels.iter().map(|(name, _, site)| (*site, name.as_str()))).collect();
    for (site, name) in set {
        if consistency::check_named(name).is_some() || of_rules.contains(name) {
            continue;
        }
        let distance = |known: &&str| strsim::damerau_levenshtein(known, name);
        let names = consistency::checks().map(|check| check.name).chain(of_rules.iter().copied());
        let near = names.min_by_key(|known| (distance(known), *known));
        let help = match near.filter(|known| distance(known) <= name.chars().count().div_ceil(3)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`factlint rules FILE` lists the checks of a rule file, `factlint explain` the others".to_owned(),
        };
        let message = format!("neither the rules nor factlint have a check `{name}`");
        let problem = Problem::new(ProblemKind::Reference, "unknown-check-setting", message);
        run.problems.push(problem.at(site, "no check has this name").help(help));
    }
}

fn no_such_consistency_check(name: &str) -> Problem {
    let help = match consistency::nearest(name) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`factlint explain` lists the consistency checks".to_owned(),
    };
    let message = format!("there is no consistency check `{name}`");
    Problem::new(ProblemKind::Reference, "unknown-consistency-check", message).help(help)
}

/// Adds what the report asks of the rules of a group: its checks and problems, none twice.
fn take_rules(group: &RuleSet, all: &mut RuleSet) {
    for check in &group.checks {
        if all.checks.iter().all(|known| known.site != check.site) {
            all.checks.push(check.clone());
        }
    }
    let new = |tune: &&(Tune, SourceId)| !all.tunes.contains(tune);
    let tunes: Vec<_> = group.tunes.iter().filter(new).cloned().collect();
    all.tunes.extend(tunes);
    for problem in &group.problems {
        if !all.problems.contains(problem) {
            all.problems.push(problem.clone());
        }
    }
}

fn no_checks(rules: &[String], sources: &Sources) -> Problem {
    let message = match rules {
        [path] => format!("the rule file `{path}` holds no checks"),
        _ => "the rule files hold no checks".to_owned(),
    };
    let problem = Problem::new(ProblemKind::Parse, "no-checks", message)
        .help("a check is a line such as `rule nine-members: member count equals nine`");
    let first = sources.all().find(|(_, source)| rules.first().is_some_and(|path| path == source.path()));
    match first {
        Some((source, _)) => {
            problem.at(Site { source, span: Span::default() }, "no `rule`, `require` or `forbid` here")
        }
        None => problem,
    }
}
