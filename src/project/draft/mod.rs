//! A first rule file for an article: a check for each of its claims, to be looked up one by one.
//!
//! Enters: an article. Leaves: the text of a rule file. Guaranteed: it is in its canonical form, has neither problems nor
//! advice, and the article supports every check of it: the engine was asked before it was written. What a claim says that
//! found no check stands in it as a comment.
//!
//! [`concepts`] proposes words for what the news pack lacks, [`sentence`] the sentences, [`mod@write`] puts the file together.

mod concepts;
mod rows;
mod sentence;
mod write;

use super::single::{Origin, read_article, text_of};
use super::{facts_file, input};
use crate::article::Article;
use crate::check::claims::{Claim, claims};
use crate::check::{Finding, Options, Verdict, evaluate};
use crate::extract::{Document, extract_from};
use crate::facts::{FactStore, Part};
use crate::lang::lexicon::Category;
use crate::lang::load::{RuleFile, load};
use crate::lang::{self, RuleSet};
use crate::source::{Problem, ProblemKind, Source, SourceId, Sources, Span};
use jiff::civil::Date;

/// What the file is called while the engine reads it.
const NAME: &str = "draft.rules";
/// So often the engine is asked at most for other ways to say a thing.
const ROUNDS: usize = 40;

/// Where there are fewer checks than one for so many words, more is admitted.
const WORDS_A_CHECK: usize = 40;

/// What a candidate must be, the strictest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// It names somebody or something that can be looked up, a number or a day, and tells more than that somebody does
    /// something.
    Tangible,
    /// It tells of two things, or of one and when.
    Related,
    /// Anything that the article says.
    Anything,
}

impl Asked {
    fn admits(self, candidate: &Candidate) -> bool {
        let related = candidate.parties > 1 || !candidate.own || candidate.has_time();
        match self {
            Self::Tangible => candidate.tangible && related,
            Self::Related => related,
            Self::Anything => true,
        }
    }
}

/// A rule file to begin with.
#[derive(Debug)]
pub struct Drafted {
    /// Its text.
    pub text: String,
    /// How many checks it has.
    pub checks: usize,
    /// How many words the article has.
    pub words: usize,
    /// How many claims found no check.
    pub open: usize,
}

/// A check that may be written.
#[derive(Debug, Clone)]
struct Candidate {
    /// The ways to write it, those that failed taken out; the first is tried.
    ways: Vec<String>,
    /// The words that it rests on: bytes of the file.
    spans: Vec<Span>,
    /// The concept, or the name of the built-in verb.
    concept: String,
    /// Who or what it is about.
    subject: String,
    /// How many parties it names.
    parties: usize,
    /// Whether it names somebody or something that can be looked up, a number or a day.
    tangible: bool,
    /// Whether its concept is one of the article's own.
    own: bool,
    /// Whether it tells who holds what role.
    role: bool,
}

/// Writes a rule file for an article.
///
/// # Errors
/// Where the article cannot be read, or is a facts file: the problem, with a remedy.
pub fn draft(path: &str, dateline: Option<Date>, sources: &mut Sources) -> Result<Drafted, Problem> {
    if facts_file::is_facts_file(path) {
        let message = format!("`{path}` is a facts file, and a rule file is drafted from an article");
        return Err(Problem::new(ProblemKind::Reference, "draft-of-facts", message)
            .help("name the article that it was taken from"));
    }
    let text = text_of(Origin::file(path), sources)?;
    let source = sources.add(Source::new(path, text.as_str()));
    let mut article = read_article(source, path, &text);
    article.dateline = article.dateline.or(dateline);
    let document = Document::new(&article);
    let pack = load_text("use news\n");
    let own = declarations(concepts::concepts(&document, &pack.lexicon));
    let (rules, loaded) = load_with_sources(&format!("use news\n\n{}", own.join("\n")));
    let facts = extract_from(&document, &rules);
    let all = candidates(&rules, own_source(&loaded), &facts, source, &text);
    let words = article.text.split_whitespace().count();
    let (mut candidates, mut needed) = (Vec::new(), Vec::new());
    for asked in [Asked::Tangible, Asked::Related, Asked::Anything] {
        let fit = all.iter().filter(|candidate| asked.admits(candidate)).cloned().collect();
        (candidates, needed) = supported(fit, &own, &document, asked);
        if candidates.len() * WORDS_A_CHECK >= words {
            break;
        }
    }
    let found = claims(&document, &extract_from(&document, &pack), &pack.lexicon);
    let open = open_claims(&found, &candidates);
    let written =
        write::Draft { path, article: &article, text: &text, own: &needed, candidates: &candidates, open: &open };
    Ok(Drafted { text: written.write(), checks: candidates.len(), words, open: open.len() })
}

/// The candidates that the article supports, one a claim, and the declarations that they need.
fn supported(
    candidates: Vec<Candidate>,
    own: &[String],
    document: &Document<'_>,
    asked: Asked,
) -> (Vec<Candidate>, Vec<String>) {
    let mut candidates = without_doubles(settle(candidates, own, document, asked));
    let mut own = needed(own, &candidates);
    // What the article is taken to say depends on what a rule file asks: with fewer words, the engine is asked again.
    loop {
        let before = (candidates.len(), own.len());
        candidates = settle(candidates, &own, document, asked);
        own = needed(&own, &candidates);
        if (candidates.len(), own.len()) == before {
            return (candidates, own);
        }
    }
}

/// A rule file from memory; every file that it might use is a built-in pack.
fn load_text(text: &str) -> RuleSet {
    load_with_sources(text).0
}

fn load_with_sources(text: &str) -> (RuleSet, Sources) {
    let mut sources = Sources::default();
    let rules = load(&[RuleFile::new(NAME, text)], &mut sources, &input::used_rule_file);
    (rules, sources)
}

/// The source of the draft among those of a load.
fn own_source(sources: &Sources) -> Option<SourceId> {
    sources.all().find(|(_, source)| source.path() == NAME).map(|(id, _)| id)
}

/// The blocks with which a file has neither problems nor advice, but that they are used by nothing yet.
fn declarations(mut blocks: Vec<String>) -> Vec<String> {
    for _ in 0..ROUNDS {
        let (text, places) = join("use news\n\n", &blocks);
        let (rules, sources) = load_with_sources(&text);
        let Some(source) = own_source(&sources) else { return Vec::new() };
        let advice = lang::lint::lint(&rules, source, &text);
        let wrong = rules
            .problems
            .iter()
            .chain(&rules.notes)
            .chain(advice.iter().filter(|advice| advice.code != "unused-concept"));
        let spoilt = spoilt(wrong, source, &places);
        if spoilt.is_empty() {
            return blocks;
        }
        let mut index = 0;
        blocks.retain(|_| {
            index += 1;
            !spoilt.contains(&(index - 1))
        });
    }
    Vec::new()
}

/// The text of blocks one after the other, and where each stands in it.
fn join(head: &str, blocks: &[String]) -> (String, Vec<Span>) {
    let mut text = head.to_owned();
    let mut places = Vec::new();
    for block in blocks {
        let start = text.len();
        text.push_str(block);
        places.push(Span::new(start, text.len()));
        text.push('\n');
    }
    (text, places)
}

/// The blocks at which problems lie.
fn spoilt<'a>(problems: impl Iterator<Item = &'a Problem>, source: SourceId, places: &[Span]) -> Vec<usize> {
    let mut spoilt = Vec::new();
    for problem in problems {
        let sites = problem.at.iter().chain(&problem.related).map(|label| label.site);
        // Of two blocks that claim one thing the second has to go.
        let blocks = sites.filter(|site| site.source == source).filter_map(|site| {
            let behind = places.partition_point(|place| place.start <= site.span.start);
            behind.checked_sub(1)
        });
        spoilt.extend(blocks.max());
    }
    spoilt
}

/// All statements and quotations as checks that may be written, in the order of the text.
fn candidates(
    rules: &RuleSet,
    own: Option<SourceId>,
    facts: &FactStore,
    source: SourceId,
    text: &str,
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (_, statement) in facts.statements().filter(|(_, statement)| statement.source == source) {
        let ways = sentence::of_statement(&rules.lexicon, facts, statement);
        // The headline says what the text says again; and what the context has to fill is not to be looked up.
        if ways.is_empty() || statement.part == Part::Headline || statement.from_context {
            continue;
        }
        // One word alone names no two things: the other was found far away.
        let words = |span: &Span| text.get(span.range()).unwrap_or_default();
        if statement.part != Part::Table && !statement.spans.iter().any(|span| words(span).contains([' ', '\n', '-'])) {
            continue;
        }
        let subject = statement.arguments.first().map(|argument| sentence::name(facts, argument)).unwrap_or_default();
        let concept = rules.lexicon.concepts.iter().find(|concept| concept.key == statement.concept);
        let named = statement.arguments.iter().any(|argument| sentence::is_tangible(facts, argument));
        candidates.push(Candidate {
            ways,
            spans: statement.spans.clone(),
            concept: statement.concept.clone(),
            subject,
            parties: statement.arguments.len(),
            tangible: named || statement.time.is_some(),
            own: concept.and_then(|concept| concept.site).is_some_and(|site| Some(site.source) == own),
            role: concept.is_some_and(|concept| concept.category == Category::Role),
        });
    }
    for quotation in facts.quotations().iter().filter(|quotation| quotation.source == source) {
        let ways = sentence::of_quotation(facts, quotation);
        let subject = quotation.speaker.and_then(|id| facts.entity(id)).map(|entity| entity.name.clone());
        if !ways.is_empty() {
            candidates.push(Candidate {
                ways,
                spans: vec![quotation.span],
                concept: String::from("says"),
                subject: subject.unwrap_or_default(),
                parties: 2,
                tangible: true,
                own: false,
                role: false,
            });
        }
    }
    candidates.extend(rows::candidates(facts));
    candidates.sort_by_key(|candidate| candidate.spans.first().copied());
    candidates
}

/// Asks the engine until the article supports every candidate in the way that is written first.
fn settle(mut candidates: Vec<Candidate>, own: &[String], document: &Document<'_>, asked: Asked) -> Vec<Candidate> {
    let head = format!("use news\n\n{}\n", own.join("\n"));
    for round in 0.. {
        // One of which no way is left has no check.
        candidates.retain(|candidate| !candidate.ways.is_empty());
        let blocks: Vec<String> = candidates
            .iter()
            .enumerate()
            .map(|(index, candidate)| {
                format!("rule c{index}\n  {}\n", candidate.ways.first().map_or("", String::as_str))
            })
            .collect();
        let (text, places) = join(&head, &blocks);
        let (rules, sources) = load_with_sources(&text);
        let Some(source) = own_source(&sources) else { return Vec::new() };
        let mut failed = spoilt(rules.problems.iter(), source, &places);
        let facts = extract_from(document, &rules);
        let findings = evaluate(&rules, &facts, Options::default());
        failed.extend(findings.iter().filter(|finding| !holds(finding)).filter_map(index_of));
        failed.sort_unstable();
        failed.dedup();
        if failed.is_empty() {
            return candidates;
        }
        for index in failed {
            if let Some(candidate) = candidates.get_mut(index) {
                candidate.ways.remove(0);
                // Each round takes a way from somebody, so that there is an end to them.
                if round > ROUNDS || !asked.admits(candidate) {
                    candidate.ways.clear();
                }
            }
        }
    }
    candidates
}

fn holds(finding: &Finding) -> bool {
    finding.verdict == Verdict::Supported
}

fn index_of(finding: &Finding) -> Option<usize> {
    finding.check.strip_prefix('c').and_then(|digits| digits.parse().ok())
}

impl Candidate {
    /// Whether the way that is tried tells a day.
    fn has_time(&self) -> bool {
        self.ways.first().is_some_and(|way| {
            [" on ", " in ", " from "].iter().any(|word| {
                way.rsplit_once(word).is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()))
            })
        })
    }

    /// How telling it is among those of the same words.
    fn rank(&self) -> (bool, usize, bool) {
        (self.role, self.parties, !self.own)
    }
}

/// One check a claim: no sentence twice, and of several with the same words the most telling.
fn without_doubles(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in &candidates {
        let sentence = candidate.ways.first();
        let says_more = |other: &Candidate| {
            other.parties > candidate.parties
                && other.subject == candidate.subject
                && other.spans.iter().any(|span| candidate.spans.iter().any(|own| own.overlaps(*span)))
        };
        if kept.iter().any(|known| known.ways.first() == sentence) || candidates.iter().any(says_more) {
            continue;
        }
        match kept.iter_mut().find(|known| known.spans == candidate.spans) {
            Some(known) if candidate.rank() > known.rank() => *known = candidate.clone(),
            Some(_) => {}
            None => kept.push(candidate.clone()),
        }
    }
    kept
}

/// The declarations that a kept check needs.
fn needed(own: &[String], candidates: &[Candidate]) -> Vec<String> {
    let used =
        |block: &&String| key(block).is_some_and(|key| candidates.iter().any(|candidate| candidate.concept == key));
    own.iter().filter(used).cloned().collect()
}

/// The key of the concept that a block declares: `thing surveys thing`, `depth of thing`.
fn key(block: &str) -> Option<String> {
    let head = block.lines().next()?;
    match head.strip_prefix("relation ") {
        Some(rest) => Some(rest.strip_suffix(", repeatable").unwrap_or(rest).replace('"', "")),
        None => Some(head.strip_prefix("attribute ")?.split_once(" of a thing is a ")?.0.to_owned() + " of thing"),
    }
}

/// The claims at whose words no check lies.
fn open_claims(claims: &[Claim], candidates: &[Candidate]) -> Vec<Claim> {
    let checked = |claim: &&Claim| {
        candidates.iter().any(|candidate| candidate.spans.iter().any(|span| span.overlaps(claim.site.span)))
    };
    claims.iter().filter(|claim| !checked(claim)).cloned().collect()
}

/// The section of the article that a byte of the file stands in: the words of its nearest heading.
fn section(article: &Article, at: Span) -> Option<String> {
    let span = article.text_spans(at).first().copied()?;
    let block = article.blocks.get(article.block_at(span.start)?)?;
    let heading = article.blocks.get(block.heading?)?;
    Some(article.words(heading.span).to_owned())
}
