//! The examples of a rule file, run: each of them is a small article.

use super::mutants::{changed, changes};
use super::pipeline::{load, own_source};
use super::references::References;
use crate::article::{self, Article, BlockKind, Passage};
use crate::check::{Finding, Options, Verdict, evaluate_against};
use crate::extract;
use crate::facts::FactStore;
use crate::lang::RuleSet;
use crate::lang::ruleset::Example;
use crate::lang::syntax::{Expectation, Text};
use crate::report::examples::{Line, Mutant, Mutants, Tested, Tried};
use crate::source::{Site, Source, SourceId, Sources, Span};
use rustc_hash::FxHashSet;

/// Runs the examples of a rule file, or of the built-in pack of that name; those of the files that it uses are not run. If they
/// are to be mutated, each is run once more for every number, date, name and verb of it, made another.
pub fn test(path: &str, mutate: bool) -> Tested {
    let mut run = load(&[path.to_owned()]);
    let references = References::open(&run.rules, &mut run.sources, &mut run.problems);
    let source = own_source(path, &run);
    let own = run.rules.examples.iter().filter(|example| Some(example.source) == source);
    let mut matched = FxHashSet::default();
    let examples = own
        .map(|example| {
            let file = run.sources.get(example.source).map_or("", Source::text);
            let article = read(example, file);
            let facts = extract::extract(&article, &run.rules, example.date);
            let found = facts.statements().filter_map(|(_, said)| Some((said.concept.clone(), said.template.clone()?)));
            matched.extend(found);
            let findings = evaluated(&run.rules, &references, &article, &facts);
            let lines = &example.block.expectations;
            Tried {
                text: Site { source: example.source, span: example.block.text.span },
                lines: lines.iter().map(|line| compare(line, &run.rules, &findings, &article)).collect(),
                mutants: mutate.then(|| mutants(&run.rules, &references, &article, example, &findings)),
            }
        })
        .collect();
    let idle_templates = idle_templates(&run.rules, source, &matched);
    Tested { path: path.to_owned(), run, source, examples, idle_templates }
}

/// The templates of the file by which nothing was found, given those by which something was: concept and text.
fn idle_templates(rules: &RuleSet, source: Option<SourceId>, matched: &FxHashSet<(String, String)>) -> Vec<String> {
    let all =
        rules.lexicon.concepts.iter().flat_map(|concept| concept.sayings.iter().map(move |saying| (concept, saying)));
    all.filter(|(_, saying)| saying.site.is_some_and(|site| Some(site.source) == source))
        .filter(|(concept, saying)| !matched.contains(&(concept.key.clone(), saying.template.text.clone())))
        .map(|(_, saying)| saying.template.text.clone())
        .collect()
}

/// The article that an example is, as it stands in the rule file.
fn read(example: &Example, file: &str) -> Article {
    fn passage(kind: BlockKind, text: &Text) -> Passage<'_> {
        // The quotation marks at its ends are no part of it.
        Passage { kind, words: &text.text, span: text.span }
    }
    let headline = example.block.headline.as_ref().map(|text| passage(BlockKind::Headline, text));
    let passages: Vec<_> = headline.into_iter().chain([passage(BlockKind::Paragraph, &example.block.text)]).collect();
    article::read_passages(example.source, file, &passages)
}

/// The verdicts of all checks on what an example says.
fn evaluated(rules: &RuleSet, references: &References, article: &Article, facts: &FactStore) -> Vec<Finding> {
    // The rows that are looked at are kept for no report, and no finding may point at them.
    let truths = references.consult(rules, Some(article), facts, &mut Sources::default());
    let mut findings = evaluate_against(rules, facts, &truths, Options::default());
    findings.iter_mut().for_each(|finding| finding.evidence.retain(|evidence| evidence.held.is_none()));
    findings
}

/// The changes of an example's text that no check notices.
fn mutants(
    rules: &RuleSet,
    references: &References,
    article: &Article,
    example: &Example,
    before: &[Finding],
) -> Mutants {
    let mut mutants = Mutants::default();
    for change in changes(article) {
        mutants.tried += 1;
        let changed = changed(article, &change);
        let facts = extract::extract(&changed, rules, example.date);
        let after = evaluated(rules, references, &changed, &facts);
        if before.iter().zip(&after).any(|(before, after)| notices(before, after)) {
            continue;
        }
        let span = change.spans.first().map(|&span| article.file_span(span)).unwrap_or_default();
        mutants.unnoticed.push(Mutant { what: change.what, span, replacement: change.replacement });
    }
    mutants
}

/// Whether a check says something else of a changed text: another verdict, or a contradiction for another reason.
fn notices(before: &Finding, after: &Finding) -> bool {
    before.verdict != after.verdict || after.verdict == Verdict::Contradicted && before.message != after.message
}

/// What a line expects beside what came out. A check of the same file is meant before one of a file that this uses.
fn compare(line: &Expectation, rules: &RuleSet, findings: &[Finding], article: &Article) -> Line {
    let named = |own: bool| {
        let mut all = rules.checks.iter().zip(findings);
        let found =
            all.find(|(check, _)| check.name == line.check.text && (!own || check.site.source == article.source));
        found.map(|(_, finding)| finding)
    };
    let finding = named(true).or_else(|| named(false)).cloned();
    let missed = finding.as_ref().map_or_else(Vec::new, |finding| {
        line.at.iter().filter(|words| !rests_on(finding, words, article)).cloned().collect()
    });
    Line { expectation: line.clone(), finding, missed }
}

/// Whether what decided the verdict has a byte in common with a place where the article has these words.
fn rests_on(finding: &Finding, words: &Text, article: &Article) -> bool {
    let words = words.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let places = article
        .text
        .match_indices(words.as_str())
        .map(|(at, words)| article.file_span(Span::new(at, at + words.len())));
    let decides = |supports: bool| match finding.verdict {
        Verdict::Supported => supports,
        Verdict::Contradicted => !supports,
        Verdict::NotStated | Verdict::NotCheckable => true,
    };
    let sites: Vec<Site> =
        finding.evidence.iter().filter(|evidence| decides(evidence.supports)).map(|evidence| evidence.site).collect();
    places.into_iter().any(|place| sites.iter().any(|site| site.source == article.source && site.span.overlaps(place)))
}
