//! What is sound in a rule file and yet of no use: words that no sentence names, templates that never match, checks that
//! repeat or rule out each other.
//!
//! Enters: a [`RuleSet`] without errors and one of its files. Leaves: advice, in the order of the file. Guaranteed: nothing here
//! changes what a check means.

mod checks;
mod uses;

use super::RuleSet;
use super::lexicon::{ConceptId, KindId};
use super::parse::parse;
use super::pattern;
use super::syntax::{BlockKind, Naming};
use super::template::TemplatePart;
use crate::source::{Problem, ProblemKind, Site, SourceId};
use uses::Uses;

/// Advice about a file of a rule set; `text` is that of the file.
///
/// ```
/// use factlint::lang::lint::lint;
/// use factlint::lang::load::{RuleFile, load};
/// use factlint::source::{SourceId, Sources};
///
/// let text = "kind boat is a product\n\nrule host: \"Ada\" is a person\n";
/// let rules = load(&[RuleFile::new("a.rules", text)], &mut Sources::default(), &|_| Ok(String::new()));
/// assert_eq!(lint(&rules, SourceId(0), text)[0].code, "unused-kind");
/// ```
pub fn lint(rules: &RuleSet, source: SourceId, text: &str) -> Vec<Problem> {
    let mut found = templates(rules, source);
    found.extend(checks::lint(rules, source));
    let own = |site: Site| site.source == source;
    // A file without checks declares for those that use it.
    if rules.checks.iter().any(|check| own(check.site)) {
        found.extend(unused(rules, source, text));
    }
    found.sort_by_key(|problem| problem.at.as_ref().map(|label| label.site.span));
    found
}

/// Templates with nothing to hang on.
fn templates(rules: &RuleSet, source: SourceId) -> Vec<Problem> {
    let lexicon = &rules.lexicon;
    let mut found = Vec::new();
    for concept in &lexicon.concepts {
        for saying in &concept.sayings {
            let Some(site) = saying.site.filter(|site| site.source == source) else { continue };
            if pattern::read(lexicon, concept, saying).is_none() {
                let message = format!("no sentence can match the template `{}`", saying.template.text);
                let problem = Problem::new(ProblemKind::Vocabulary, "template-unread", message);
                found.push(
                    problem.at(site, "no verb, noun or adjective to hang on")
                        .help("write it as a short sentence or noun phrase: `{person} attends {event}`, `{number} members`")
                        .advisory(),
                );
            }
        }
    }
    found
}

/// Kinds, concepts and names of the file that no sentence of the rule set names.
fn unused(rules: &RuleSet, source: SourceId, text: &str) -> Vec<Problem> {
    let lexicon = &rules.lexicon;
    let mut uses = Uses::default();
    for check in &rules.checks {
        check.sentences.iter().for_each(|(formula, _)| uses.formula(formula));
        check.topics.iter().for_each(|topic| uses.thing(topic));
    }
    for fact in &rules.facts {
        uses.formula(&fact.sentence);
        fact.topics.iter().for_each(|topic| uses.thing(topic));
    }
    for rows in rules.references.iter().filter_map(|reference| reference.rows.as_ref()) {
        uses.kinds.insert(rows.kind);
        uses.concepts.extend(rows.columns.iter().map(|column| column.concept));
    }
    for concept in &lexicon.concepts {
        concept
            .definition
            .iter()
            .flat_map(|definition| &definition.alternatives)
            .for_each(|formula| uses.formula(formula));
        uses.kinds.extend(concept.places.iter().map(|place| place.kind));
        uses.kinds.extend(concept.sayings.iter().flat_map(|saying| &saying.template.parts).filter_map(
            |part| match part {
                TemplatePart::Anything(kind) => lexicon.kind_named(kind),
                _ => None,
            },
        ));
    }
    uses.kinds.extend(lexicon.kinds.iter().filter_map(|kind| kind.parent));
    if uses.open {
        return Vec::new();
    }
    let own = |site: Option<Site>| site.filter(|site| site.source == source);
    let mut found = Vec::new();
    for (kind, id) in lexicon.kinds.iter().zip((0..).map(KindId)) {
        if let Some(site) = own(kind.site).filter(|_| !uses.kinds.contains(&id)) {
            let message = format!("no sentence names the kind `{}`", kind.name);
            found.push(idle(Problem::new(ProblemKind::Vocabulary, "unused-kind", message), site));
        }
    }
    // What is said of a contrary bears on a concept too.
    let contraries: Vec<ConceptId> = lexicon
        .concepts
        .iter()
        .zip((0..).map(ConceptId))
        .filter_map(|(concept, id)| Some((id, concept.opposite?)))
        .filter(|(one, other)| uses.concepts.contains(one) || uses.concepts.contains(other))
        .flat_map(|(one, other)| [one, other])
        .collect();
    uses.concepts.extend(contraries);
    for (concept, id) in lexicon.concepts.iter().zip((0..).map(ConceptId)) {
        if let Some(site) = own(concept.site).filter(|_| !uses.concepts.contains(&id)) {
            let message = format!("no sentence asks for `{}`", concept.key);
            found.push(idle(Problem::new(ProblemKind::Vocabulary, "unused-concept", message), site));
        }
    }
    for (at, reference) in rules.references.iter().enumerate() {
        if let Some(site) = own(Some(reference.site)).filter(|_| !uses.references.contains(&at)) {
            let message = format!("nothing is to agree with the reference `{}`", reference.name);
            found.push(idle(Problem::new(ProblemKind::Reference, "unused-reference", message), site));
        }
    }
    for block in parse(source, text).0.blocks {
        let BlockKind::Name(Naming { aliases, means }) = &block.kind else { continue };
        let known: Vec<String> = aliases.iter().chain([means]).map(|name| name.text.to_lowercase()).collect();
        if !uses.names.iter().any(|used| known.iter().any(|name| used.contains(name.as_str()))) {
            let message = format!("no sentence speaks of `{}`", means.text);
            let site = Site { source, span: block.span };
            found.push(idle(Problem::new(ProblemKind::Vocabulary, "unused-name", message), site));
        }
    }
    found
}

/// The problem as advice to take something out.
fn idle(problem: Problem, site: Site) -> Problem {
    problem.at(site, "never used").help("write a check that needs it, or take it out").advisory()
}
