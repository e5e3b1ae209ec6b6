//! How articles say a concept: the templates of a rule file, and those that follow from its phrases.

use super::InFile;
use super::declare::Builder;
use super::header::KindNames;
use super::kinds::{Family, Known};
use super::suggest;
use crate::lang::lexicon::{Category, Concept, ConceptId, Lexicon, Saying};
use crate::lang::syntax::{ConceptLine, ConceptLineKind, Text};
use crate::lang::template::{Piece, Template, TemplateError, TemplatePart, pieces};
use crate::source::{Problem, ProblemKind};

/// Reads the `said` and `denied` lines of a concept.
pub fn read_lines(builder: &mut Builder, id: ConceptId, lines: &InFile<Vec<ConceptLine>>) {
    for line in &lines.item {
        let (texts, denies, bound) = match &line.kind {
            ConceptLineKind::Said(texts, bound) => (texts, false, *bound),
            ConceptLineKind::Denied(texts) => (texts, true, None),
            ConceptLineKind::Also(_) => continue,
        };
        for text in texts {
            let Some(concept) = builder.lexicon.concept(id) else { continue };
            match read(&builder.lexicon, &builder.kinds, concept, &text.text) {
                Ok(template) => {
                    let saying = Saying { template, denies, bound, site: Some(lines.site(text.span)) };
                    if let Some(concept) = builder.lexicon.concepts.get_mut(id.0 as usize) {
                        concept.sayings.push(saying);
                    }
                }
                Err(error) => builder.problems.push(problem(concept, lines, text, error)),
            }
        }
    }
}

/// Reads one template of a concept.
fn read(lexicon: &Lexicon, kinds: &KindNames, concept: &Concept, text: &str) -> Result<Template, TemplateError> {
    let exact: Vec<usize> = pieces(text)?
        .iter()
        .filter_map(|piece| match piece {
            Piece::Braces(name) => exact_place(kinds, concept, name),
            Piece::Words(_) => None,
        })
        .collect();
    Template::read(text, |name| {
        if let Some(index) = exact_place(kinds, concept, name) {
            return Ok(TemplatePart::Place(index));
        }
        let Some(kind) = kinds.get(name) else {
            let near = suggest::kind(lexicon, name)
                .or_else(|| suggest::nearest(name, concept.places.iter().map(|place| place.name.as_str())));
            let places: Vec<String> = concept.places.iter().map(|place| format!("`{{{}}}`", place.name)).collect();
            let help = near.map_or_else(
                || format!("the places of `{}` are {}", concept.key, suggest::listed(&places)),
                |near| format!("did you mean `{{{near}}}`?"),
            );
            return Err((format!("`{name}` is neither a place of `{}` nor a kind", concept.key), help));
        };
        let fitting: Vec<usize> = (0..concept.places.len())
            .filter(|index| concept.places.get(*index).is_some_and(|place| lexicon.is_a(kind, place.kind)))
            .collect();
        let same = concept.places.iter().filter(|place| place.kind == kind).count();
        match fitting.as_slice() {
            _ if same > 1 => Err((
                format!("`{{{name}}}` could be either place of `{}`", concept.key),
                String::from("write `{first}` or `{second}`"),
            )),
            [index] if !exact.contains(index) => Ok(TemplatePart::Place(*index)),
            [_, _, ..] if fitting.iter().all(|index| !exact.contains(index)) => Err((
                format!("`{{{name}}}` could be either place of `{}`", concept.key),
                String::from("write `{first}` or `{second}`, or the place's own kind"),
            )),
            _ => match fitting.iter().find(|index| !exact.contains(index)) {
                Some(&index) => Ok(TemplatePart::Place(index)),
                None => {
                    Ok(TemplatePart::Anything(lexicon.kind(kind).map_or_else(String::new, |kind| kind.name.clone())))
                }
            },
        }
    })
}

/// The place that a name in braces means by its own name or its kind alone.
fn exact_place(kinds: &KindNames, concept: &Concept, name: &str) -> Option<usize> {
    if let Some(index) = concept.places.iter().position(|place| place.name == name) {
        return Some(index);
    }
    if let Some(index) = ["first", "second", "third"].iter().position(|order| *order == name) {
        return (index < concept.places.len()).then_some(index);
    }
    let kind = kinds.get(name)?;
    let mut fitting =
        (0..concept.places.len()).filter(|&index| concept.places.get(index).is_some_and(|place| place.kind == kind));
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

fn problem(concept: &Concept, lines: &InFile<Vec<ConceptLine>>, text: &Text, error: TemplateError) -> Problem {
    let site = lines.site(text.span);
    let example: Vec<String> = concept.places.iter().map(|place| format!("{{{}}}", place.name)).collect();
    let example = example.join(" … ");
    match error {
        TemplateError::Braces => {
            Problem::new(ProblemKind::Parse, "template-braces", "the braces of this template do not pair")
                .at(site, "each place is one pair of braces with a name in it")
                .help(format!("write it like `{example}`"))
        }
        TemplateError::Empty => {
            Problem::new(ProblemKind::Parse, "template-empty", "this template matches anything at all")
                .at(site, "no words beside the place")
                .help(format!("write the words that say it, like `{example}`"))
        }
        TemplateError::Place { reason, help, .. } => {
            Problem::new(ProblemKind::Vocabulary, "template-place", reason).at(site, "in this template").help(help)
        }
    }
}

/// Adds the templates that follow from a concept's own phrases.
pub fn own_phrases(lexicon: &mut Lexicon, known: &Known, preposition: Option<&String>, id: ConceptId) {
    let Some(concept) = lexicon.concept(id) else { return };
    if concept.definition.is_some() {
        return;
    }
    let value = concept.places.get(1).map(|place| known.family(lexicon, place.kind));
    let mut own = Vec::new();
    for phrase in std::iter::once(&concept.phrase).chain(&concept.also) {
        match concept.category {
            Category::Attribute => {
                own.push(template(
                    concept,
                    &[Bit::Words(&format!("{phrase} of")), Bit::Place(0), Bit::Words("is"), Bit::Place(1)],
                ));
                let has = format!("has {} of", suggest::with_article(phrase));
                own.push(template(concept, &[Bit::Place(0), Bit::Words(&has), Bit::Place(1)]));
                if value == Some(Family::Number) {
                    let counted = phrase.strip_prefix("number of ").unwrap_or(phrase);
                    own.push(template(concept, &[Bit::Place(1), Bit::Words(counted)]));
                }
            }
            Category::Role => {
                own.push(template(concept, &[Bit::Place(1), Bit::Words(&format!("is {phrase} of")), Bit::Place(0)]));
                own.push(template(concept, &[Bit::Place(0), Bit::Words(phrase), Bit::Place(1)]));
            }
            Category::Relation => own.push(relation(concept, phrase, preposition)),
            Category::Noun => {}
        }
    }
    if let Some(concept) = lexicon.concepts.get_mut(id.0 as usize) {
        for template in own {
            if concept.sayings.iter().all(|saying| saying.template.parts != template.parts) {
                concept.sayings.push(Saying { template, denies: false, bound: None, site: None });
            }
        }
    }
}

fn relation(concept: &Concept, phrase: &str, preposition: Option<&String>) -> Template {
    let whole = match preposition {
        Some(preposition) if !phrase.ends_with(&format!(" {preposition}")) => format!("{phrase} {preposition}"),
        _ => phrase.to_owned(),
    };
    let mut bits = vec![Bit::Place(0), Bit::Words(&whole)];
    if concept.places.len() > 1 {
        bits.push(Bit::Place(1));
    }
    if concept.places.len() > 2 {
        bits.extend(concept.third.as_deref().map(Bit::Words));
        bits.push(Bit::Place(2));
    }
    template(concept, &bits)
}

enum Bit<'w> {
    Words(&'w str),
    Place(usize),
}

fn template(concept: &Concept, bits: &[Bit<'_>]) -> Template {
    let mut text = String::new();
    let mut parts = Vec::new();
    for bit in bits {
        if !text.is_empty() {
            text.push(' ');
        }
        match *bit {
            Bit::Words(words) => {
                text.push_str(words);
                parts.push(TemplatePart::Words(words.to_owned()));
            }
            Bit::Place(index) => {
                text.push_str(&format!("{{{}}}", concept.places.get(index).map_or("", |place| place.name.as_str())));
                parts.push(TemplatePart::Place(index));
            }
        }
    }
    Template { text, parts }
}
