//! One article through the whole pipeline.
//!
//! Enters: what holds for the article ([`Context`]) and where it is read from ([`Origin`]). Leaves: an [`ArticleRun`],
//! whose files went to `sources`. Guaranteed: nothing but the arguments and the files that they name has a say, so that
//! articles can be read in any order, or beside each other.

use super::cache::{self, Key, Store};
use super::coverage::Claims;
use super::decode::decode;
use super::references::References;
use super::suppress::Comments;
use super::timings::{Stage, Timings};
use super::{facts_file, input, tables};
use crate::article::{self, Article, ArticleError, Format, NotEnglish};
use crate::check::consistency::{self, Selection};
use crate::check::{Options, evaluate_against};
use crate::extract::{self, Document, Patterns};
use crate::facts::FactStore;
use crate::lang::RuleSet;
use crate::report::ArticleRun;
use crate::source::{Problem, ProblemKind, Site, Source, SourceId, Sources, Span};
use jiff::civil::Date;
use std::path::Path;

/// What holds for an article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    /// The rules.
    pub rules: &'a RuleSet,
    /// How articles say the concepts of the rules; none, if nobody asks what articles say.
    pub patterns: Option<&'a Patterns>,
    /// Statements that are added to those of the article.
    pub added: &'a [FactStore],
    /// The files that the rules hold to be true.
    pub references: &'a References,
    /// Which consistency checks run; none, if there is no selection.
    pub selection: Option<&'a Selection>,
    /// What tells the claims of articles, if it is asked which of them some check speaks about.
    pub claims: Option<&'a Claims>,
    /// What relative dates count from, where the article names no date.
    pub dateline: Option<Date>,
    /// Whether findings tell how they came about.
    pub trace: bool,
    /// Where the time that it takes is noted.
    pub timings: &'a Timings,
}

/// Where an article comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin<'a> {
    /// What it is called.
    pub path: &'a str,
    /// Where it is read: its path, or `-`.
    pub from: &'a str,
}

impl<'a> Origin<'a> {
    /// The file of that name.
    pub(super) fn file(path: &'a str) -> Self {
        Self { path, from: path }
    }
}

impl Context<'_> {
    /// Reads an article and checks it, unless what would be found is kept already.
    pub(super) fn check(&self, origin: Origin<'_>, kept: Option<(&Key, &Store)>, sources: &mut Sources) -> ArticleRun {
        if !facts_file::is_facts_file(origin.path) {
            return match self.timings.measure(Stage::Read, || text_of(origin, sources)) {
                Ok(text) => self.check_text(origin.path, &text, kept, sources),
                Err(problem) => ArticleRun { problems: vec![problem], ..ArticleRun::unread(origin.path) },
            };
        }
        let mut article = ArticleRun::unread(origin.path);
        if let Some(facts) = self.facts(origin, sources, &mut article) {
            self.evaluate(&facts, None, sources, &mut article);
            // A facts file claims nothing: it is what somebody noted.
            article.claims = self.claims.map(|_| Vec::new());
        }
        article
    }

    /// Checks an article whose text is at hand.
    pub(super) fn check_text(
        &self,
        path: &str,
        text: &str,
        kept: Option<(&Key, &Store)>,
        sources: &mut Sources,
    ) -> ArticleRun {
        let Some((group, store)) = kept else { return self.find(path, text, sources) };
        let key = cache::key_of_article(group, path, text);
        let known = self.timings.measure(Stage::Cache, || cache::read(store.get(&key)?, path));
        if let Some(known) = known {
            let source = Some(sources.add(Source::new(path, text)));
            return ArticleRun { source, ..known };
        }
        let article = self.find(path, text, sources);
        self.timings.measure(Stage::Cache, || {
            if let Some(bytes) = cache::write(&article) {
                store.keep(key, &bytes);
            }
        });
        article
    }

    fn find(&self, path: &str, text: &str, sources: &mut Sources) -> ArticleRun {
        let mut article = ArticleRun::unread(path);
        let read = self.read(path, text, sources, &mut article);
        let document = self.timings.measure(Stage::Analyse, || Document::new(&read));
        let facts = self.facts_of_document(&document, &mut article);
        let facts = self.with_added(facts, sources, &mut article);
        self.evaluate(&facts, Some(&read), sources, &mut article);
        if let (Some(claims), Some(selection)) = (self.claims, self.selection) {
            article.claims =
                Some(self.timings.measure(Stage::Coverage, || claims.of(&document, &article, selection, sources)));
        }
        self.suppress(text, &mut article);
        article
    }

    fn evaluate(&self, facts: &FactStore, text: Option<&Article>, sources: &mut Sources, article: &mut ArticleRun) {
        if self.rules.checks.is_empty() {
            return;
        }
        let options = Options { trace: self.trace };
        article.findings = self.timings.measure(Stage::Evaluate, || {
            let truths = self.references.consult(self.rules, text, facts, sources);
            evaluate_against(self.rules, facts, &truths, options)
        });
    }

    /// Marks what comments of the article suppress.
    fn suppress(&self, text: &str, article: &mut ArticleRun) {
        let (Some(selection), Some(source)) = (self.selection, article.source) else { return };
        let runs = |name: &str| {
            let is_rule = self.rules.checks.iter().any(|check| check.name == name);
            let built_in = consistency::check_named(name).map(|_| selection.runs(name));
            if is_rule { Some(true) } else { built_in }
        };
        let comments = Comments::of(text, format_of(&article.path, text));
        comments.apply(text, source, article, &runs);
    }

    /// Reads an article, or a facts file in its place, and notes in `article` what is wrong with it: as a file, and with a
    /// selection of consistency checks also against itself.
    pub(super) fn facts(
        &self,
        origin: Origin<'_>,
        sources: &mut Sources,
        article: &mut ArticleRun,
    ) -> Option<FactStore> {
        let read = if facts_file::is_facts_file(origin.path) {
            let lexicon = &self.rules.lexicon;
            facts_file::load(origin.path, origin.from, lexicon, sources, &mut article.problems).map(
                |(source, facts)| {
                    article.source = Some(source);
                    facts
                },
            )
        } else {
            let text = self.timings.measure(Stage::Read, || text_of(origin, sources));
            let facts = |text: String| {
                let read = self.read(origin.path, &text, sources, article);
                let document = self.timings.measure(Stage::Analyse, || Document::new(&read));
                self.facts_of_document(&document, article)
            };
            text.map(facts).map_err(|problem| vec![problem])
        };
        match read {
            Ok(facts) => Some(self.with_added(facts, sources, article)),
            Err(problems) => {
                article.problems.extend(problems);
                None
            }
        }
    }

    /// Reads a text as an article, and notes what is wrong with it.
    fn read(&self, path: &str, text: &str, sources: &mut Sources, article: &mut ArticleRun) -> Article {
        let source = sources.add(Source::new(path, text));
        article.source = Some(source);
        let mut read = self.timings.measure(Stage::Read, || read_article(source, path, text));
        read.dateline = read.dateline.or(self.dateline);
        if !read.has_words() {
            article.problems.push(no_words(path, source));
        } else if let Some(language) = article::not_english(&read) {
            article.problems.push(not_english(path, source, language));
        }
        read
    }

    /// What an article says, and where it is at odds with itself.
    fn facts_of_document(&self, document: &Document<'_>, article: &mut ArticleRun) -> FactStore {
        if let Some(selection) = self.selection {
            article.inconsistencies =
                self.timings.measure(Stage::Consistency, || consistency::check(document, selection));
        }
        let Some(patterns) = self.patterns else { return FactStore::default() };
        self.timings.measure(Stage::Extract, || extract::extract_by(document, self.rules, patterns))
    }

    /// The statements of an article, with those that stand beside it.
    fn with_added(&self, mut facts: FactStore, sources: &mut Sources, article: &mut ArticleRun) -> FactStore {
        for table in tables::beside(&article.path, self.rules, &facts, sources, &mut article.problems) {
            facts.add_table(table);
        }
        for store in self.added {
            facts.absorb(store.clone());
        }
        facts
    }
}

/// Reads an article of that name, its comments to factlint left out.
pub(super) fn read_article(source: SourceId, path: &str, text: &str) -> Article {
    let format = format_of(path, text);
    article::read(source, &Comments::of(text, format).readable(text, format), format)
}

fn format_of(path: &str, text: &str) -> Format {
    Format::of_path(Path::new(path)).unwrap_or_else(|| Format::sniff(text))
}

/// The text of an article.
///
/// # Errors
/// Where it cannot be read, is too large or is no text: the problem.
pub(super) fn text_of(origin: Origin<'_>, sources: &mut Sources) -> Result<String, Problem> {
    let path = origin.path;
    let bytes = input::read(origin.from, "article", article::MAX_BYTES)?;
    if bytes.len() > article::MAX_BYTES {
        let error = ArticleError::TooLarge { limit: article::MAX_BYTES };
        let message = format!("the article `{path}` cannot be read: {error}");
        let problem = Problem::new(ProblemKind::Limit, "file-too-large", message).help(error.help());
        return Err(problem.at(Site { source: sources.add(Source::new(path, "")), span: Span::default() }, ""));
    }
    decode(path, "article", bytes, sources)
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
