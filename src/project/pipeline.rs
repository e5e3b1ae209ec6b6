//! The pipeline, from names of files to verdicts: each stage is called in one place here.

use super::decode::decode;
use super::facts_file;
use super::input::{self, Inputs};
use super::references::References;
use super::tables;
use crate::article::{self, Article, ArticleError, Format, NotEnglish};
use crate::check::consistency::{self, Inconsistency, Selection};
use crate::check::{Options, evaluate_against};
use crate::extract::{self, Document};
use crate::facts::FactStore;
use crate::lang;
use crate::report::{ArticleRun, Run};
use crate::source::{Problem, ProblemKind, Site, Source, SourceId, Sources, Span};
use std::path::Path;

/// What an article says, and the files that it was read from.
#[derive(Debug, Default)]
pub struct Extracted {
    /// The files, the rules and the problems.
    pub run: Run,
    /// What the article says; `None` if it could not be read.
    pub facts: Option<FactStore>,
}

/// Reads and resolves rule files; the name of a built-in pack stands for the pack.
pub fn load(paths: &[String]) -> Run {
    let mut run = Run::default();
    let mut files = Vec::new();
    for path in paths {
        match input::rule_file(path, &mut run.sources) {
            Ok(file) => files.push(file),
            Err(problem) => run.problems.push(problem),
        }
    }
    run.rules = lang::load::load(&files, &mut run.sources, &input::used_rule_file);
    run
}

/// The source of a rule file that was loaded by that name, or of the built-in pack of that name.
pub(super) fn own_source(path: &str, run: &Run) -> Option<SourceId> {
    let pack = lang::packs::pack(path).map(lang::packs::Pack::path);
    let named = |source: &Source| source.path() == path || pack.as_deref() == Some(source.path());
    run.sources.all().find(|(_, source)| named(source)).map(|(id, _)| id)
}

/// Reads rule files and the facts that are added to every article's.
fn load_all(inputs: &Inputs) -> (Run, Vec<FactStore>) {
    let mut run = load(inputs.rules);
    let mut added = Vec::new();
    for path in inputs.facts {
        match facts_file::load(path, &run.rules.lexicon, &mut run.sources, &mut run.problems) {
            Ok((_, facts)) => added.push(facts),
            Err(problems) => run.problems.extend(problems),
        }
    }
    (run, added)
}

/// Checks every article against the rules.
pub fn check(inputs: &Inputs) -> Run {
    let (mut run, added) = load_all(inputs);
    let says_nothing = run.rules.checks.is_empty() && run.rules.tunes.is_empty();
    if !inputs.rules.is_empty() && says_nothing && run.problems().all(|problem| problem.advisory) {
        run.problems.push(no_checks(inputs, &run.sources));
    }
    let selection = selection(inputs, &mut run);
    let is_input = |path: &&String| *path == input::STANDARD_INPUT;
    if inputs.articles.iter().filter(is_input).count() > 1 {
        let message = "standard input is named as an article more than once";
        run.problems.push(
            Problem::new(ProblemKind::Reference, "standard-input-twice", message)
                .help("name `-` once; it is read to its end the first time"),
        );
    }
    let references = References::open(&run.rules, &mut run.sources, &mut run.problems);
    let mut read = false;
    for path in inputs.articles {
        // What standard input held is gone once it has been read.
        if is_input(&path) && std::mem::replace(&mut read, true) {
            continue;
        }
        check_article(path, inputs, &added, &references, Some(&selection), &mut run);
    }
    run
}

/// The consistency checks that run: what the command line and the `check` blocks of rule files say of them.
fn selection(inputs: &Inputs, run: &mut Run) -> Selection {
    let mut unknown = Vec::new();
    for name in inputs.only.iter().chain(inputs.without) {
        if consistency::check_named(name).is_none() {
            unknown.push(no_such_consistency_check(name));
        }
    }
    let mut tunes = Vec::new();
    for (tune, source) in &run.rules.tunes {
        let name = &tune.name.text;
        if consistency::check_named(name).is_some() {
            tunes.push((name.clone(), tune.change));
        } else {
            let site = Site { source: *source, span: tune.name.span };
            unknown.push(no_such_consistency_check(name).at(site, "no consistency check has this name"));
        }
    }
    run.problems.extend(unknown);
    Selection { only: inputs.only.to_vec(), without: inputs.without.to_vec(), tunes }
}

fn no_such_consistency_check(name: &str) -> Problem {
    let help = match consistency::nearest(name) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`factlint explain` lists the consistency checks".to_owned(),
    };
    let message = format!("there is no consistency check `{name}`");
    Problem::new(ProblemKind::Reference, "unknown-consistency-check", message).help(help)
}

/// Checks one article against the rules and keeps the findings of one check; it is a problem if there is no such check.
pub fn trace(check: &str, inputs: &Inputs) -> Run {
    let (mut run, added) = load_all(inputs);
    let names: Vec<&str> = run.rules.checks.iter().map(|check| check.name.as_str()).collect();
    if !names.contains(&check) {
        let broken = run.problems().any(|problem| problem.check.as_deref() == Some(check));
        if !broken {
            let problem = unknown_check(check, &names);
            run.problems.push(problem);
        }
        return run;
    }
    let references = References::open(&run.rules, &mut run.sources, &mut run.problems);
    for path in inputs.articles {
        check_article(path, inputs, &added, &references, None, &mut run);
    }
    for article in &mut run.articles {
        article.findings.retain(|finding| finding.check == check);
    }
    run
}

/// Takes from one article what it says.
pub fn extract(inputs: &Inputs) -> Extracted {
    let (mut run, added) = load_all(inputs);
    let mut facts = None;
    for path in inputs.articles.iter().take(1) {
        let mut article = unread(path);
        facts = read_facts(inputs, &added, None, &mut run, &mut article).map(|(facts, _)| facts);
        run.articles.push(article);
    }
    Extracted { run, facts }
}

fn unread(path: &str) -> ArticleRun {
    ArticleRun {
        path: path.to_owned(),
        source: None,
        findings: Vec::new(),
        inconsistencies: Vec::new(),
        problems: Vec::new(),
    }
}

fn check_article(
    path: &str,
    inputs: &Inputs,
    added: &[FactStore],
    references: &References,
    selection: Option<&Selection>,
    run: &mut Run,
) {
    let mut article = unread(path);
    if let Some((facts, text)) = read_facts(inputs, added, selection, run, &mut article) {
        let truths = references.consult(&run.rules, text.as_ref(), &facts, &mut run.sources);
        article.findings = evaluate_against(&run.rules, &facts, &truths, Options { trace: inputs.trace });
    }
    run.articles.push(article);
}

/// Reads an article, or a facts file in its place, and notes in `article` what is wrong with it: as a file, and with a
/// selection of consistency checks also against itself. The article is given back beside what it says.
fn read_facts(
    inputs: &Inputs,
    added: &[FactStore],
    selection: Option<&Selection>,
    run: &mut Run,
    article: &mut ArticleRun,
) -> Option<(FactStore, Option<Article>)> {
    let (mut facts, text) = if facts_file::is_facts_file(&article.path) {
        match facts_file::load(&article.path, &run.rules.lexicon, &mut run.sources, &mut article.problems) {
            Ok((source, store)) => {
                article.source = Some(source);
                (store, None)
            }
            Err(problems) => {
                article.problems.extend(problems);
                return None;
            }
        }
    } else {
        match read_text(&article.path, &mut run.sources) {
            Ok(source) => {
                article.source = Some(source);
                let text = run.sources.get(source).map_or("", Source::text);
                let format = Format::of_path(Path::new(&article.path)).unwrap_or_else(|| Format::sniff(text));
                let mut read = article::read(source, text, format);
                read.dateline = read.dateline.or(inputs.dateline);
                if !read.has_words() {
                    article.problems.push(no_words(&article.path, source));
                } else if let Some(language) = article::not_english(&read) {
                    article.problems.push(not_english(&article.path, source, language));
                }
                let document = Document::new(&read);
                article.inconsistencies = inconsistencies(&document, selection);
                (extract::extract_from(&document, &run.rules), Some(read))
            }
            Err(problem) => {
                article.problems.push(problem);
                return None;
            }
        }
    };
    for table in tables::beside(&article.path, &run.rules, &facts, &mut run.sources, &mut article.problems) {
        facts.add_table(table);
    }
    for store in added {
        facts.absorb(store.clone());
    }
    Some((facts, text))
}

fn inconsistencies(document: &Document<'_>, selection: Option<&Selection>) -> Vec<Inconsistency> {
    selection.map(|selection| consistency::check(document, selection)).unwrap_or_default()
}

/// Takes the text of an article into the sources.
pub(super) fn read_text(path: &str, sources: &mut Sources) -> Result<SourceId, Problem> {
    let bytes = input::read(path, "article", article::MAX_BYTES)?;
    if bytes.len() > article::MAX_BYTES {
        let error = ArticleError::TooLarge { limit: article::MAX_BYTES };
        let message = format!("the article `{path}` cannot be read: {error}");
        let problem = Problem::new(ProblemKind::Limit, "file-too-large", message).help(error.help());
        return Err(problem.at(Site { source: sources.add(Source::new(path, "")), span: Span::default() }, ""));
    }
    decode(path, "article", bytes, sources).map(|text| sources.add(Source::new(path, text)))
}

fn no_words(path: &str, source: SourceId) -> Problem {
    Problem::new(ProblemKind::Parse, "no-words", format!("the article `{path}` holds no words"))
        .at(Site { source, span: Span::default() }, "nothing to read")
        .help("every check is *not stated* in it; look whether the file is the one that is meant")
        .advisory()
}

fn not_english(path: &str, source: SourceId, language: NotEnglish) -> Problem {
    let found = match language {
        NotEnglish::Script(percent) => format!("{percent} percent of its letters are of another script"),
        NotEnglish::Words(percent) => format!("{percent} percent of its words are the small words of English"),
    };
    Problem::new(
        ProblemKind::Vocabulary,
        "not-english",
        format!("the article `{path}` seems not to be in English: {found}"),
    )
    .at(Site { source, span: Span::default() }, "the whole text")
    .help("factlint reads English; look for an English version, and take what is found here with care")
    .note()
}

fn no_checks(inputs: &Inputs, sources: &Sources) -> Problem {
    let message = match inputs.rules {
        [path] => format!("the rule file `{path}` holds no checks"),
        _ => "the rule files hold no checks".to_owned(),
    };
    let problem = Problem::new(ProblemKind::Parse, "no-checks", message)
        .help("a check is a line such as `rule nine-members: member count equals nine`");
    let first = sources.all().find(|(_, source)| inputs.rules.first().is_some_and(|path| path == source.path()));
    match first {
        Some((source, _)) => {
            problem.at(Site { source, span: Span::default() }, "no `rule`, `require` or `forbid` here")
        }
        None => problem,
    }
}

fn unknown_check(check: &str, names: &[&str]) -> Problem {
    let distance = |name: &str| strsim::damerau_levenshtein(name, check);
    let nearest = names.iter().min_by_key(|name| (distance(name), **name));
    let help = match nearest.filter(|name| distance(name) <= check.chars().count().div_ceil(3)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "`factlint rules FILE` lists the checks of a file".to_owned(),
    };
    Problem::new(ProblemKind::Reference, "unknown-check", format!("there is no check `{check}`")).help(help)
}
