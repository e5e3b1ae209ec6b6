//! Definitions: `define attendee of an event: a person who attends the event`.
//!
//! Heads are declared before any body is read, so that definitions may use each other; then each body becomes formulas
//! over the variables of the head's places.

use super::declare::{Builder, blank_concept};
use super::diagnose;
use super::header::words_of;
use super::header::{self, Header};
use super::noun::Head;
use super::np::{bind, join};
use super::phrase;
use super::reader::{Bound, Reader, Scope};
use super::renumber;
use super::sentence;
use super::token::Tokens;
use super::{InFile, suggest};
use crate::lang::formula::{Atom, Definition, Formula, Thing, Variable};
use crate::lang::lexicon::{Category, ConceptId, KindId, Place};
use crate::lang::syntax::{Define, Item, ItemKind, Run};
use crate::source::{Problem, ProblemKind, Site};

/// A definition whose head is declared.
#[derive(Debug, Clone, Copy)]
pub struct Declared<'f> {
    /// The concept.
    pub concept: ConceptId,
    /// Its lines.
    pub define: InFile<&'f Define>,
}

/// Declares the heads of all definitions, those first that the others are made of.
pub fn declare<'f>(builder: &mut Builder, defines: &[InFile<&'f Define>]) -> Vec<Declared<'f>> {
    let mut declared = Vec::new();
    let mut pending: Vec<InFile<&'f Define>> = defines.to_vec();
    loop {
        let before = pending.len();
        pending.retain(|define| match head(builder, define) {
            Some(one) => {
                declared.extend(one);
                false
            }
            None => true,
        });
        if pending.is_empty() || pending.len() == before {
            break;
        }
    }
    for define in pending {
        let words = define.item.body.as_ref().map_or_else(|| words_of(&define.item.head), words_of);
        let run = define.item.body.as_ref().unwrap_or(&define.item.head);
        let word = |item: &&Item| match &item.kind {
            ItemKind::Word(word) => !matches!(word.as_str(), "a" | "an" | "any" | "every" | "the"),
            _ => true,
        };
        let span = run.items.iter().find(word).map_or(run.span, |item| item.span);
        let first = words.split(' ').find(|word| !matches!(*word, "a" | "an" | "any" | "every" | "the"));
        let first = first.unwrap_or_default();
        let help = suggest::kind(&builder.lexicon, first).map_or_else(
            || String::from("begin it with a kind, for example `a person who attends the event`"),
            |near| format!("did you mean `{}`?", words.replacen(first, near, 1)),
        );
        builder.problems.push(
            Problem::new(
                ProblemKind::Vocabulary,
                "definition-kind",
                format!("`{first}` is neither a kind nor a defined noun, and a definition begins with one"),
            )
            .at(define.site(span), "what kind of thing?")
            .help(help),
        );
    }
    declared
}

/// Declares one head: `None` if it must wait for another one, `Some(None)` if it is a problem.
#[allow(clippy::option_option, reason = "waiting, wrong and declared are three outcomes")]
fn head<'f>(builder: &mut Builder, define: &InFile<&'f Define>) -> Option<Option<Declared<'f>>> {
    let run = &define.item.head;
    let site = define.site(run.span);
    let is_header =
        |run: &Run| starts_with_article(run).then(|| header::divide(&run.items, &builder.kinds).ok()).flatten();
    let body_header = define.item.body.as_ref().filter(|_| !define.item.alternatives.is_empty()).and_then(&is_header);
    if let Some(header) = is_header(run).or(body_header) {
        return Some(relation(builder, define, &header).map(|concept| Declared { concept, define: *define }));
    }
    let holder = holder_kind(builder, define.item.body.as_ref()?)?;
    let (name, owner) = split_owner(run);
    let name = phrase::split(&name).collect::<Vec<_>>().join(" ");
    let owner_kind = match &owner {
        Some(owner) => match builder.kinds.get(owner) {
            Some(kind) => Some(kind),
            None => {
                let text = crate::lang::syntax::Text { text: owner.clone(), span: run.span };
                builder.kind_or_problem(&define.with(&text));
                return Some(None);
            }
        },
        None => None,
    };
    let mut concept = blank_concept(if owner_kind.is_some() { Category::Role } else { Category::Noun }, site);
    concept.phrase.clone_from(&name);
    match owner_kind {
        Some(kind) => {
            concept.key = format!("{name} of {}", builder.kind_name(kind));
            concept.places = builder.places(&[kind, holder], &[None, None]);
        }
        None => {
            concept.key = name;
            concept.places = vec![Place { name: builder.kind_name(holder).to_owned(), kind: holder }];
        }
    }
    concept.definition = Some(empty(concept.places.len()));
    Some(define_once(builder, concept, define))
}

fn define_once<'f>(
    builder: &mut Builder,
    concept: crate::lang::lexicon::Concept,
    define: &InFile<&'f Define>,
) -> Option<Declared<'f>> {
    let before = builder.lexicon.concepts.len();
    let (key, site) = (concept.key.clone(), concept.site);
    let id = builder.declare(concept)?;
    if builder.lexicon.concepts.len() > before {
        return Some(Declared { concept: id, define: *define });
    }
    // Declared already: a second definition, or one of a concept that is extracted.
    builder.notes.pop();
    let mut problem = Problem::new(ProblemKind::Vocabulary, "defined-twice", format!("`{key}` is declared already"))
        .help("choose another name, or add an `or` line to the first definition");
    if let Some(site) = site {
        problem = problem.at(site, "defined again here");
    }
    if let Some(first) = builder.lexicon.concept(id).and_then(|concept| concept.site) {
        problem = problem.related(first, "first declared here");
    }
    builder.problems.push(problem);
    None
}

fn relation(builder: &mut Builder, define: &InFile<&Define>, header: &Header) -> Option<ConceptId> {
    let kinds: Vec<KindId> = [Some(header.subject), header.object, header.third.as_ref().map(|(_, kind)| *kind)]
        .into_iter()
        .flatten()
        .collect();
    let mut concept = blank_concept(Category::Relation, define.site(define.item.head.span));
    concept.phrase.clone_from(&header.verb);
    concept.places = builder.places(&kinds, &vec![None; kinds.len()]);
    concept.third = header.third.as_ref().map(|(word, _)| word.clone());
    concept.key = builder.key_of(&concept);
    concept.definition = Some(empty(kinds.len()));
    define_once(builder, concept, define).map(|declared| declared.concept)
}

fn empty(places: usize) -> Definition {
    let variables = (0..u32::try_from(places).unwrap_or(0)).map(Variable).collect();
    Definition { variables, alternatives: Vec::new(), recursive: false }
}

fn starts_with_article(run: &Run) -> bool {
    matches!(run.items.first(), Some(Item { kind: ItemKind::Word(word), .. }) if matches!(word.as_str(), "a" | "an"))
}

/// `attendee of an event`: the name, and the kind of the owner.
fn split_owner(run: &Run) -> (String, Option<String>) {
    let words = words_of(run);
    for joint in [" of an ", " of a ", " of the "] {
        if let Some((name, owner)) = words.rsplit_once(joint) {
            return (name.to_owned(), Some(owner.to_owned()));
        }
    }
    (words, None)
}

/// The kind of what a body begins with.
fn holder_kind(builder: &Builder, body: &Run) -> Option<KindId> {
    let words = words_of(body);
    let words: Vec<&str> = words.split(' ').collect();
    let rest = match words.first() {
        Some(&("a" | "an" | "any" | "every")) => words.get(1..)?,
        _ => words.as_slice(),
    };
    // Words before the kind are told apart later, with a reason.
    let clause = rest.iter().position(|word| matches!(*word, "that" | "who" | "which" | "whose")).unwrap_or(rest.len());
    (0..clause.clamp(1, 4)).find_map(|skip| kind_at(builder, rest.get(skip..)?))
}

fn kind_at(builder: &Builder, words: &[&str]) -> Option<KindId> {
    for length in (1..=words.len().min(6)).rev() {
        let text = words.get(..length)?.join(" ");
        if let Some(kind) = builder.kinds.get(&text) {
            return Some(kind);
        }
        let normal = phrase::normal(&text);
        let noun = builder.lexicon.concepts.iter().find(|concept| {
            matches!(concept.category, Category::Role | Category::Noun)
                && std::iter::once(&concept.phrase).chain(&concept.also).any(|phrase| phrase::normal(phrase) == normal)
        });
        if let Some(place) = noun.and_then(|noun| noun.places.last()) {
            return Some(place.kind);
        }
    }
    None
}

/// Reads the lines of a definition. In the place of what cannot be read stands that it cannot be checked: what the other
/// lines prove stays proved, and nothing is ruled out for want of the line.
pub fn read(scope: Scope<'_>, declared: &Declared<'_>, problems: &mut Vec<Problem>) -> Vec<Formula> {
    let Some(concept) = scope.lexicon.concept(declared.concept) else { return Vec::new() };
    let places: Vec<Bound> = (0..)
        .map(Variable)
        .zip(&concept.places)
        .map(|(variable, place)| Bound { variable, kind: place.kind })
        .collect();
    let define = &declared.define;
    let mut alternatives = Vec::new();
    let unread = |site: Site| Formula::NotCheckable {
        reason: format!("a line of the definition of `{}` cannot be read", concept.key),
        site,
    };
    if define.item.broken {
        alternatives.push(unread(define.site(define.item.head.span)));
    }
    let is_relation = concept.category == Category::Relation;
    if let Some(body) = define.item.body.as_ref().filter(|_| !is_relation) {
        match body_of(scope, &places, define, body) {
            Ok(formula) => alternatives.push(formula),
            Err(problem) => {
                problems.push(*problem);
                alternatives.push(unread(define.site(body.span)));
            }
        }
    }
    let scope = Scope { bound: &places, ..scope };
    for condition in &define.item.alternatives {
        match sentence::condition(scope, define.source, condition) {
            Ok(formula) => alternatives.push(formula),
            Err(problem) => {
                problems.push(*problem);
                alternatives.push(unread(define.site(define.item.head.span)));
            }
        }
    }
    alternatives
}

/// What follows the colon: a noun phrase whose relative clause is the condition.
fn body_of(scope: Scope<'_>, places: &[Bound], define: &InFile<&Define>, body: &Run) -> Result<Formula, Box<Problem>> {
    // The holder is what the body speaks of; only the owner can be referred to.
    let holder = places.last().map_or(Variable(0), |place| place.variable);
    let owner = places.split_last().map_or(&[][..], |(_, owner)| owner);
    let scope = Scope { bound: owner, ..scope };
    let reader = Reader::new(scope, Tokens::new(body, define.source, scope.index));
    let site = define.site(body.span);
    let end = reader.tokens.len();
    let start = usize::from(reader.tokens.is_any(0, &["a", "an", "any", "every"]));
    let mut readings = Vec::new();
    for noun in reader.noun_phrases(start, end).iter() {
        if !noun.modifiers.is_empty() || !noun.except.is_empty() {
            continue;
        }
        let mut parts = Vec::new();
        if let Head::Concept(concept) = noun.head {
            let said = |owner: Option<&Thing>| {
                let arguments = owner.cloned().into_iter().chain([Thing::Variable(holder)]).collect();
                Formula::Atom(Atom { concept, arguments, definite: false, ordinal: None, adjuncts: Vec::new(), site })
            };
            let role = scope.lexicon.concept(concept).is_some_and(|concept| concept.category == Category::Role);
            parts.push(match &noun.owner {
                Some(owner) => owner.spread(|owner| said(Some(owner))),
                None if role => said(Some(&Thing::Unstated)),
                None => said(None),
            });
        }
        if let Some((variable, formula)) = &noun.relative {
            let mut formula = formula.clone();
            renumber::substitute(&mut formula, *variable, holder);
            parts.push(formula);
        }
        let formula = if parts.is_empty() {
            Formula::IsA { thing: Thing::Variable(holder), kind: noun.kind, site }
        } else {
            join(parts, false)
        };
        readings.push(super::reader::Reading { formula: bind(&noun.binders, formula), cost: noun.cost });
    }
    if readings.is_empty() && !reader.noun_phrases(start, end).is_empty() {
        // The shortest rest that is a noun phrase without such words.
        let plain = |at: usize| reader.noun_phrases(at, end).iter().any(|noun| noun.modifiers.is_empty());
        let kind = (start + 1..end).find(|&at| plain(at)).unwrap_or(end);
        let wrong = reader.tokens.words(start, kind);
        let help = if kind < end {
            let rest = suggest::with_article(&reader.tokens.words(kind, end));
            format!(
                "leave `{wrong}` out, `{rest}`, or say it in the relative clause, as in `a person whose title is \"president\"`"
            )
        } else {
            String::from("write it like `a person who attends the event`")
        };
        return Err(Box::new(
            Problem::new(
                ProblemKind::Parse,
                "definition-body",
                "a definition says what it needs in a relative clause, not by words before the kind",
            )
            .at(reader.tokens.site(start, kind), "a description")
            .help(help),
        ));
    }
    if readings.is_empty() && !reader.exhausted() {
        return Err(Box::new(diagnose::no_reading(&reader, site)));
    }
    sentence::one_of_from(&reader, &readings, site, u32::try_from(places.len()).unwrap_or(0))
}
