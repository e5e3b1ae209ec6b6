//! From syntax trees to a [`RuleSet`]: the lexicon of a run, and sentences read against it.
//!
//! Enters: parsed rule files in the order in which they use each other. Leaves: a [`RuleSet`]. Guaranteed: every sentence
//! of it has exactly one reading; every other one is a problem with a place, and its check does not run; nothing here
//! depends on the article.
//!
//! The steps: [`declare`] makes the lexicon and its index ([`phrase`]); [`sentence`] reads connectives; [`clause`] tries
//! all forms of a clause on the same tokens, with [`relation`], [`compare`] and [`possess`] for its verb, [`thing`],
//! [`noun`] and [`quantifier`] for those it speaks of, [`term`] for what has a value; [`diagnose`] says why nothing fits.

mod adjunct;
mod agree;
mod anaphora;
mod clause;
mod compare;
mod declare;
mod define;
mod diagnose;
mod header;
pub mod kinds;
mod literal;
mod name;
mod noun;
mod np;
mod phrase;
mod possess;
mod quantifier;
mod reader;
mod recursion;
mod reference;
mod relation;
mod renumber;
mod rows;
mod sayings;
mod sentence;
mod slips;
mod suggest;
mod term;
mod thing;
mod token;
mod verb;

use super::formula::Formula;
use super::ruleset::{Check, Example, Fact, RuleSet};
use super::syntax::{self, BlockKind, CheckProperty, CheckPropertyKind, Run, Severity, Text};
use crate::source::{Problem, ProblemKind, Site, SourceId, Span};
use crate::value::{DateSpan, Value, read_at};
use declare::Builder;
use jiff::civil::Date;
use reader::{Reader, ReferenceName, Scope, Topic};
use rustc_hash::FxHashSet;
use token::Tokens;

/// A rule file, parsed.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// Its source.
    pub source: SourceId,
    /// Its blocks.
    pub file: syntax::File,
    /// Whether it is a built-in pack.
    pub pack: bool,
}

/// A part of a syntax tree with the file that it stands in.
#[derive(Debug, Clone, Copy)]
pub struct InFile<T> {
    /// The file.
    pub source: SourceId,
    /// The part.
    pub item: T,
}

impl<T> InFile<T> {
    /// The place of a span of that file.
    pub fn site(&self, span: Span) -> Site {
        Site { source: self.source, span }
    }

    /// Another part of the same file.
    pub fn with<U>(&self, item: U) -> InFile<U> {
        InFile { source: self.source, item }
    }
}

/// Resolves the files of a run; a file stands behind those that it uses.
pub fn resolve(files: &[Parsed]) -> RuleSet {
    let blocks: Vec<InFile<&syntax::Block>> = files
        .iter()
        .flat_map(|file| file.file.blocks.iter().map(|block| InFile { source: file.source, item: block }))
        .collect();
    let packs: Vec<SourceId> = files.iter().filter(|file| file.pack).map(|file| file.source).collect();
    let mut builder = Builder::new(&blocks, &packs);
    let defines: Vec<InFile<&syntax::Define>> = blocks
        .iter()
        .filter_map(|block| match &block.item.kind {
            BlockKind::Define(define) => Some(block.with(define)),
            _ => None,
        })
        .collect();
    let declared = define::declare(&mut builder, &defines);
    builder.finish(&blocks);
    let Builder { mut lexicon, known, index, mut problems, notes, .. } = builder;

    let references: Vec<ReferenceName> = blocks
        .iter()
        .filter_map(|block| match &block.item.kind {
            BlockKind::Reference(reference) => Some(ReferenceName {
                name: phrase::normal(&reference.name.text).join(" "),
                words: reference.name.text.clone(),
            }),
            _ => None,
        })
        .collect();

    let scope = Scope {
        lexicon: &lexicon,
        known,
        index: &index,
        topics: &[],
        bound: &[],
        references: &references,
        packs: &packs,
    };
    let bodies: Vec<_> = declared.iter().map(|one| (one.concept, define::read(scope, one, &mut problems))).collect();
    for (id, alternatives) in bodies {
        if let Some(definition) =
            lexicon.concepts.get_mut(id.0 as usize).and_then(|concept| concept.definition.as_mut())
        {
            definition.alternatives = alternatives;
        }
    }
    problems.extend(recursion::mark(&mut lexicon));

    let scope = Scope {
        lexicon: &lexicon,
        known,
        index: &index,
        topics: &[],
        bound: &[],
        references: &references,
        packs: &packs,
    };
    let mut rules = RuleSet { problems, notes, ..RuleSet::default() };
    let names = check_names(files);
    for file in files {
        Sentences { scope, source: file.source, topics: Vec::new(), names: &names, rules: &mut rules }.read(&file.file);
    }
    rules.lexicon = lexicon;
    rules
}

/// The names of all checks, with those that are spoilt.
fn check_names(files: &[Parsed]) -> FxHashSet<&str> {
    let blocks = files.iter().flat_map(|file| &file.file.blocks);
    blocks
        .filter_map(|block| match &block.kind {
            BlockKind::Check(check) => Some(check.name.text.as_str()),
            _ => None,
        })
        .collect()
}

/// Reads the sentences of one file, with the topics in force.
struct Sentences<'a, 'r> {
    scope: Scope<'a>,
    source: SourceId,
    topics: Vec<Topic>,
    names: &'a FxHashSet<&'a str>,
    rules: &'r mut RuleSet,
}

impl Sentences<'_, '_> {
    fn read(&mut self, file: &syntax::File) {
        for block in &file.blocks {
            match &block.kind {
                BlockKind::About(run) => self.about(run),
                BlockKind::Check(check) => self.check(check, block.span),
                BlockKind::Fact(fact) => self.fact(fact, block.span),
                BlockKind::Reference(reference) => {
                    let (read, problems) = reference::read(self.scope, self.source, reference);
                    self.rules.problems.extend(problems);
                    self.rules.problems.extend(reference::twice(&self.rules.references, &read));
                    self.rules.references.push(read);
                }
                BlockKind::Tune(tune) => self.rules.tunes.push((tune.clone(), self.source)),
                BlockKind::Example(example) => self.example(example),
                _ => {}
            }
        }
    }

    fn site(&self, span: Span) -> Site {
        Site { source: self.source, span }
    }

    fn about(&mut self, run: &Run) {
        let scope = Scope { topics: &[], ..self.scope };
        let reader = Reader::new(scope, Tokens::new(run, self.source, scope.index));
        let end = reader.tokens.len();
        let candidates = reader.candidates(0, end);
        let named =
            |np: &&np::Np| !np.any && np.members.iter().all(|one| one.binders.is_empty() && one.outer.is_empty());
        let Some(best) = candidates.iter().filter(named).min_by_key(|np| np.cost) else {
            self.topics.clear();
            self.rules.problems.push(diagnose::no_topic(&reader, self.site(run.span)));
            return;
        };
        let topics = best.members.iter().map(|one| Topic {
            thing: one.thing.clone(),
            kind: one.kind,
            certain: one.certain,
            words: diagnose::words_of_thing(&reader, &one.thing),
        });
        self.topics = topics.collect();
    }

    fn check(&mut self, check: &syntax::Check, span: Span) {
        let mut sound = !check.broken;
        let mut sentences = Vec::with_capacity(check.sentences.len());
        let scope = Scope { topics: &self.topics, ..self.scope };
        for line in &check.sentences {
            match sentence::sentence(scope, self.source, line) {
                Ok(formula) => sentences.push((formula, self.site(line.span))),
                Err(problem) => {
                    self.rules.problems.push(problem.of_check(&check.name.text));
                    sound = false;
                }
            }
        }
        let mut read = Check {
            kind: check.kind,
            name: check.name.text.clone(),
            title: check.title.as_ref().map(|title| title.text.clone()),
            sentences,
            topics: self.topics.iter().map(|topic| topic.thing.clone()).collect(),
            severity: Severity::Error,
            source: None,
            because: None,
            hint: None,
            tags: Vec::new(),
            time: None,
            only_in: None,
            even_if_reported: false,
            even_if_hypothetical: false,
            site: self.site(span),
        };
        sound &= self.properties(&mut read, &check.properties);
        if sound && !read.sentences.is_empty() {
            self.rules.checks.push(read);
        }
    }

    fn properties(&mut self, check: &mut Check, properties: &[CheckProperty]) -> bool {
        let mut sound = true;
        let name = check.name.clone();
        for property in properties {
            match &property.kind {
                CheckPropertyKind::Severity(severity) => check.severity = *severity,
                CheckPropertyKind::Source(text) => check.source = Some(text.text.clone()),
                CheckPropertyKind::Because(text) => check.because = Some(text.text.clone()),
                CheckPropertyKind::Hint(text) => check.hint = Some(text.text.clone()),
                CheckPropertyKind::Tags(tags) => check.tags.extend(tags.iter().map(|tag| tag.text.clone())),
                CheckPropertyKind::OnlyIn(part) => check.only_in = Some(*part),
                CheckPropertyKind::EvenIfReported => check.even_if_reported = true,
                CheckPropertyKind::EvenIfHypothetical => check.even_if_hypothetical = true,
                CheckPropertyKind::AsOf(_) | CheckPropertyKind::Between(..) => match time(self.source, property) {
                    Ok(time) => check.time = time,
                    Err(problem) => {
                        self.rules.problems.push(problem.of_check(&name));
                        sound = false;
                    }
                },
            }
        }
        sound
    }

    fn fact(&mut self, fact: &syntax::Fact, span: Span) {
        let scope = Scope { topics: &self.topics, ..self.scope };
        let (mut when, mut source, mut sound) = (None, None, true);
        for property in &fact.properties {
            if let CheckPropertyKind::Source(text) = &property.kind {
                source = Some(text.text.clone());
            }
            match time(self.source, property) {
                Ok(time) => when = time.or(when),
                Err(problem) => {
                    self.rules.problems.push(*problem);
                    sound = false;
                }
            }
        }
        let read = sentence::sentence(scope, self.source, &fact.sentence);
        let site = self.site(span);
        let sentence = match read {
            Ok(formula) if sound => formula,
            Ok(_) => unread_fact(site),
            Err(problem) => {
                self.rules.problems.push(*problem);
                unread_fact(site)
            }
        };
        let topics = self.topics.iter().map(|topic| topic.thing.clone()).collect();
        self.rules.facts.push(Fact { sentence, time: when, topics, source, site });
    }

    fn example(&mut self, example: &syntax::Example) {
        for expectation in &example.expectations {
            let name = expectation.check.text.as_str();
            if self.names.contains(name) {
                continue;
            }
            let mut names: Vec<&str> = self.names.iter().copied().collect();
            names.sort_unstable();
            let help = suggest::nearest(name, names.into_iter()).map_or_else(
                || String::from("an example expects verdicts of `rule`, `require` and `forbid` blocks"),
                |near| format!("did you mean `{near}`?"),
            );
            self.rules.problems.push(
                Problem::new(ProblemKind::Reference, "unknown-check", format!("there is no check `{name}`"))
                    .at(self.site(expectation.check.span), "not declared")
                    .help(help),
            );
        }
        self.words_of_expectations(example);
        match example.dated.as_ref().map(|dated| day(self.source, dated)).transpose() {
            Ok(date) => {
                let read = Example { block: example.clone(), date: date.flatten(), source: self.source };
                self.rules.examples.push(read);
            }
            Err(problem) => self.rules.problems.push(*problem),
        }
    }

    /// What an example expects words of that its article does not have.
    fn words_of_expectations(&mut self, example: &syntax::Example) {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = [Some(&example.text), example.headline.as_ref()];
        let said: Vec<String> = said.into_iter().flatten().map(|text| plain(&text.text)).collect();
        for words in example.expectations.iter().flat_map(|expectation| &expectation.at) {
            if said.iter().any(|said| said.contains(&plain(&words.text))) {
                continue;
            }
            let message = format!("the example does not say `{}`", words.text);
            self.rules.problems.push(
                Problem::new(ProblemKind::Reference, "words-not-in-example", message)
                    .at(self.site(words.span), "not in its text")
                    .related(self.site(example.text.span), "this is its text")
                    .help("write the words as they stand in the example"),
            );
        }
    }
}

/// What stands for a fact that cannot be read: nothing can be said to agree with it.
fn unread_fact(site: Site) -> Formula {
    Formula::NotCheckable { reason: String::from("a `fact` block cannot be read"), site }
}

/// The time that a property line gives, if it gives one.
fn time(source: SourceId, property: &CheckProperty) -> Result<Option<DateSpan>, Box<Problem>> {
    match &property.kind {
        CheckPropertyKind::AsOf(text) => date(source, text),
        CheckPropertyKind::Between(first, last) => period(source, (first, last), property.span).map(Some),
        _ => Ok(None),
    }
}

/// `from DATE to DATE`; `span` is where both stand.
fn period(source: SourceId, (first, last): (&Text, &Text), span: Span) -> Result<DateSpan, Box<Problem>> {
    let (from, to) = (date(source, first)?, date(source, last)?);
    let period = DateSpan { first: from.and_then(|span| span.first), last: to.and_then(|span| span.last) };
    if period.first.zip(period.last).is_none_or(|(first, last)| first <= last) {
        return Ok(period);
    }
    let message = format!("`{}` lies before `{}`", last.text, first.text);
    Err(Box::new(
        Problem::new(ProblemKind::Type, "empty-period", message)
            .at(Site { source, span }, "ends before it begins")
            .help(format!("write `from {} to {}`", last.text, first.text)),
    ))
}

/// The one day that a date names; `None` for today and the dateline.
fn day(source: SourceId, text: &Text) -> Result<Option<Date>, Box<Problem>> {
    let Some(span) = date(source, text)? else { return Ok(None) };
    if span.first.is_some() && span.first == span.last {
        return Ok(span.first);
    }
    Err(Box::new(
        Problem::new(ProblemKind::Type, "not-a-date", format!("`{}` is no single day", text.text))
            .at(Site { source, span: text.span }, "an article appears on a day")
            .help("write it like `2024-07-03` or `July 3, 2024`"),
    ))
}

/// The days that a date names; `None` for today and the dateline.
fn date(source: SourceId, text: &Text) -> Result<Option<DateSpan>, Box<Problem>> {
    if matches!(text.text.to_lowercase().as_str(), "today" | "dateline" | "the dateline") {
        return Ok(None);
    }
    let site = Site { source, span: text.span };
    let reading = read_at(&text.text, 0).filter(|reading| reading.span.end as usize == text.text.len());
    let expression = match reading.map(|reading| reading.value) {
        Some(Value::Date(expression)) => expression,
        _ => {
            return Err(Box::new(
                Problem::new(ProblemKind::Type, "not-a-date", format!("`{}` is no date", text.text))
                    .at(site, "cannot be read")
                    .help("write it like `2024-07-03` or `July 3, 2024`"),
            ));
        }
    };
    match expression.resolve(None) {
        Some(span) => Ok(Some(span)),
        None => Err(Box::new(diagnose::date(site, &text.text, &expression))),
    }
}
