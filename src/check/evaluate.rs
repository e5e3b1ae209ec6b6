//! From the sentences of a check to its finding: verdict, outcome, message and evidence.

use super::agree::HeldTrue;
use super::answer::{Answer, Ground, Rest};
use super::evaluator::Evaluator;
use super::finding::{Evidence, Finding, NotInReference, Outcome, Verdict};
use super::scope::Scope;
use super::words;
use super::world::World;
use crate::facts::{FactStore, Modality, Statement, Table};
use crate::lang::RuleSet;
use crate::lang::lexicon::Lexicon;
use crate::lang::ruleset::Check;
use crate::lang::syntax::{CheckKind, Severity};
use crate::reference::Truths;
use crate::source::{Site, SourceId};
use crate::value::Truth;

/// How to evaluate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Options {
    /// Whether findings tell their steps (for `factlint trace`).
    pub trace: bool,
}

/// Evaluates every check of a rule set over the facts of one article, in the order of the checks.
///
/// The facts are indexed once; each check then costs in proportion to the statements about what it names.
pub fn evaluate(rules: &RuleSet, facts: &FactStore, options: Options) -> Vec<Finding> {
    evaluate_against(rules, facts, &Truths::default(), options)
}

/// The same, with what the references of the rule set hold to be true of this article.
pub fn evaluate_against(rules: &RuleSet, facts: &FactStore, truths: &Truths, options: Options) -> Vec<Finding> {
    evaluate_in(&World::new(&rules.lexicon, facts), rules, truths, options)
}

/// Evaluates every check over facts that are indexed.
pub(super) fn evaluate_in(world: &World<'_>, rules: &RuleSet, truths: &Truths, options: Options) -> Vec<Finding> {
    let held = HeldTrue { facts: &rules.facts, references: &rules.references, truths };
    rules.checks.iter().map(|check| evaluate_check(world, check, held, options)).collect()
}

/// A statement in the words of the rules: `member count of Shanghai Cooperation Organization is nine`.
pub fn says(lexicon: &Lexicon, facts: &FactStore, statement: &Statement) -> String {
    let concept = lexicon.concepts.iter().find(|concept| concept.key == statement.concept);
    words::statement(facts, concept, statement)
}

fn evaluate_check(world: &World<'_>, check: &Check, held: HeldTrue<'_>, options: Options) -> Finding {
    let mut evaluator = Evaluator::new(world, Scope::of_check(check, world.facts), &check.topics, held, options.trace);
    let answers: Vec<Answer> = check.sentences.iter().map(|(sentence, _)| evaluator.formula(sentence)).collect();
    let steps = evaluator.steps.take().unwrap_or_default();
    let all = Answer::all(answers.iter().cloned());
    let verdict = match (all.truth, &all.uncheckable) {
        (Truth::True, _) => Verdict::Supported,
        (Truth::False, _) => Verdict::Contradicted,
        (Truth::Unknown, Some(_)) => Verdict::NotCheckable,
        (Truth::Unknown, None) => Verdict::NotStated,
    };
    // The sentence that decided: the first that has the verdict of the whole.
    let decided = answers.iter().position(|answer| {
        answer.truth == all.truth && (verdict != Verdict::NotCheckable || answer.uncheckable.is_some())
    });
    let rule = decided.and_then(|at| check.sentences.get(at)).map_or(check.site, |(_, site)| *site);
    let fails = matches!(
        (check.kind, verdict),
        (CheckKind::Forbid, Verdict::Supported)
            | (CheckKind::Rule | CheckKind::Require, Verdict::Contradicted)
            | (CheckKind::Require, Verdict::NotStated)
    );
    let by_hearsay = fails && all.hearsay && !check.even_if_reported && verdict != Verdict::NotStated;
    let outcome = match (verdict, fails, by_hearsay) {
        (Verdict::NotCheckable, ..) => Outcome::NotCheckable,
        (_, true, true) => Outcome::Warn,
        (_, true, false) => Outcome::Fail,
        _ => Outcome::Pass,
    };
    let severity = if by_hearsay { check.severity.min(Severity::Warning) } else { check.severity };
    let mut notes = all.notes.clone();
    if by_hearsay {
        notes.push(String::from("the article only passes this on (\"reportedly\")"));
    }
    let evidence = evidence(world, held, &all.grounds);
    Finding {
        check: check.name.clone(),
        kind: check.kind,
        verdict,
        outcome,
        severity,
        message: message(&all, verdict, &evidence),
        arithmetic: all.arithmetic.clone(),
        notes,
        evidence,
        not_in_reference: not_in_reference(held, &all.grounds),
        rule,
        steps,
        suppressed: None,
    }
}

/// One plain sentence that says what was found.
fn message(answer: &Answer, verdict: Verdict, evidence: &[Evidence]) -> String {
    let first = |supports: bool| {
        evidence.iter().find(|evidence| evidence.supports == supports).map(|evidence| evidence.says.as_str())
    };
    match verdict {
        Verdict::NotCheckable => {
            answer.uncheckable.clone().unwrap_or_else(|| String::from("the sentence cannot be evaluated"))
        }
        Verdict::NotStated => match answer.notes.first() {
            Some(note) => format!("the article does not say so: {note}"),
            None => String::from("the article does not say so"),
        },
        Verdict::Supported if answer.grounds.iter().any(|rest| matches!(rest.ground, Ground::Cell(..))) => {
            match &answer.because {
                Some(because) => format!("the table says so: {because}"),
                None => String::from("the table says so"),
            }
        }
        Verdict::Supported => match first(true).or(first(false)) {
            Some(says) => format!("the article says so: {says}"),
            None => String::from("the article says so"),
        },
        Verdict::Contradicted => match (&answer.because, first(false).or(first(true))) {
            (Some(because), _) => because.clone(),
            (None, Some(says)) => format!("the article says otherwise: {says}"),
            (None, None) => String::from("the article says otherwise"),
        },
    }
}

/// What an answer rests on, by its place in the sources, nothing twice.
fn evidence(world: &World<'_>, held: HeldTrue<'_>, grounds: &[Rest]) -> Vec<Evidence> {
    let mut all: Vec<Evidence> = Vec::new();
    for rest in grounds {
        let found = match rest.ground {
            Ground::Statement(id) => world.statement(id).map(|statement| {
                let span = statement.spans.first().copied().unwrap_or_default();
                Evidence {
                    site: Site { source: statement.source, span },
                    says: words::statement(world.facts, world.concept_of(id), statement),
                    modality: statement.modality,
                    speaker: statement.speaker.clone(),
                    from_context: statement.from_context,
                    supports: rest.supports,
                    statement: Some(id),
                    held: None,
                }
            }),
            Ground::Quotation(index) => world.facts.quotations().get(index).map(|quotation| {
                let speaker = quotation.speaker.map(|speaker| words::name(world.facts, speaker));
                Evidence {
                    site: Site { source: quotation.source, span: quotation.span },
                    says: format!("{} says “{}”", speaker.as_deref().unwrap_or("somebody"), quotation.words),
                    modality: Modality::Asserted,
                    speaker,
                    from_context: false,
                    supports: rest.supports,
                    statement: None,
                    held: None,
                }
            }),
            Ground::Cell(table, row, column) => {
                world.facts.tables().get(table).and_then(|table| cell(table, row, column, rest.supports))
            }
            Ground::Held(reference, at) => held.held(reference, at).map(|one| Evidence {
                site: one.place.site,
                says: held.says(world.lexicon, reference, one),
                modality: Modality::Asserted,
                speaker: None,
                from_context: false,
                supports: rest.supports,
                statement: None,
                held: held.place_in(reference, one),
            }),
            Ground::Lacking(..) => None,
            Ground::Mention(id) => world.facts.entity(id).and_then(|entity| {
                let span = *entity.mentions.first()?;
                let count = entity.count.as_ref().map(|count| format!("{count} ")).unwrap_or_default();
                Some(Evidence {
                    site: Site { source: source_of(world.facts), span },
                    says: format!("the article speaks of {count}{}", entity.name),
                    modality: Modality::Asserted,
                    speaker: None,
                    from_context: false,
                    supports: rest.supports,
                    statement: None,
                    held: None,
                })
            }),
        };
        all.extend(found);
    }
    // The words of the article come first.
    all.sort_by_key(|evidence| (evidence.held.is_some(), evidence.site, evidence.statement, !evidence.supports));
    all.dedup_by(|one, other| (one.site, &one.says) == (other.site, &other.says));
    all
}

/// What the article says and texts that are held to be true lack, by the text.
fn not_in_reference(held: HeldTrue<'_>, grounds: &[Rest]) -> Vec<NotInReference> {
    let mut all: Vec<NotInReference> = Vec::new();
    for rest in grounds {
        let Ground::Lacking(reference, at) = rest.ground else { continue };
        let Some((name, lacking)) = held.lacking(reference, at) else { continue };
        let evidence = Evidence {
            site: lacking.site,
            says: format!("this {} is not in {name}", lacking.what.word()),
            modality: Modality::Asserted,
            speaker: None,
            from_context: false,
            supports: false,
            statement: None,
            held: None,
        };
        match all.iter_mut().find(|one| one.reference == name) {
            Some(one) => one.evidence.push(evidence),
            None => all.push(NotInReference { reference: name.to_owned(), evidence: vec![evidence] }),
        }
    }
    all
}

/// A cell of a table, in words: `gold of Norway is 16`.
fn cell(table: &Table, row: usize, column: usize, supports: bool) -> Option<Evidence> {
    let (cell, said) = table.cell(row, column)?;
    let head = table.columns.get(column).map(|column| column.name.as_str()).unwrap_or_default();
    let owner = table.row_name(row).filter(|name| *name != said.text);
    let of = owner.map(|name| format!(" of {name}")).unwrap_or_default();
    let text = if said.text.is_empty() { "empty" } else { said.text.as_str() };
    Some(Evidence {
        site: Site { source: table.source, span: cell.span },
        says: format!("{head}{of} is {text}"),
        modality: Modality::Asserted,
        speaker: None,
        from_context: false,
        supports,
        statement: None,
        held: None,
    })
}

/// The source whose bytes the mentions of entities count.
fn source_of(facts: &FactStore) -> SourceId {
    let of_statements = facts.statements().map(|(_, statement)| statement.source).next();
    of_statements.or(facts.quotations().first().map(|quotation| quotation.source)).unwrap_or(SourceId(0))
}
