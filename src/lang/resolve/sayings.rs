//! How articles say a concept: the templates of a rule file, and those that follow from its phrases.

use super::InFile;
use super::declare::Builder;
use super::header::KindNames;
use super::kinds::{Family, Known};
use super::phrase::normal;
use super::suggest;
use crate::lang::lexicon::{Category, Concept, ConceptId, Lexicon, Place, Saying};
use crate::lang::pattern;
use crate::lang::syntax::{ConceptLine, ConceptLineKind, Text};
use crate::lang::template::{Piece, Template, TemplateError, TemplatePart, pieces};
use crate::source::{Problem, ProblemKind, Span};
use rustc_hash::FxHashMap;

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
        // "joined the Sea Org aged {number}": a bare number where the value is told in years.
        if name == "number" && concept.bare_unit().is_some() && concept.places.len() == 2 {
            return Ok(TemplatePart::Place(1));
        }
        let Some(kind) = kinds.get(name) else {
            let near = suggest::kind(lexicon, name)
                .or_else(|| suggest::nearest(name, concept.places.iter().map(|place| place.name.as_str())));
            let places: Vec<String> = concept.places.iter().map(|place| format!("`{{{}}}`", place.name)).collect();
            let help = near.map_or_else(
                || format!("the places of `{}` are {}", concept.key, suggest::listed(&places)),
                |near| format!("did you mean `{}`?", text.replace(&format!("{{{name}}}"), &format!("{{{near}}}"))),
            );
            return Err((format!("`{name}` is neither a place of `{}` nor a kind", concept.key), help));
        };
        let fitting: Vec<usize> = (0..concept.places.len())
            .filter(|index| concept.places.get(*index).is_some_and(|place| lexicon.is_a(kind, place.kind)))
            .collect();
        let same = concept.places.iter().filter(|place| place.kind == kind).count();
        match fitting.as_slice() {
            _ if same > 1 => {
                // The places that are not named in order yet, in order.
                let mut free =
                    ["first", "second", "third"].iter().filter(|order| !text.contains(&format!("{{{order}}}")));
                let braces = format!("{{{name}}}");
                let mut ordered = text.to_owned();
                while let Some(order) = free.next().filter(|_| ordered.contains(&braces)) {
                    ordered = ordered.replacen(&braces, &format!("{{{order}}}"), 1);
                }
                Err((
                    format!("`{braces}` could be either place of `{}`", concept.key),
                    format!("write `{{first}}` and `{{second}}`: `{ordered}`"),
                ))
            }
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
    match error {
        TemplateError::Braces(at) => {
            let written =
                if text.text.get(at..).is_some_and(|rest| rest.starts_with('{')) { "opens" } else { "closes" };
            Problem::new(ProblemKind::Parse, "template-braces", "the braces of this template do not pair")
                .at(lines.site(part(text, at, 1)), format!("{written} no place"))
                .help(format!("each place is one pair of braces with a name in it: `{}`", mended(concept, &text.text)))
        }
        TemplateError::Empty => {
            Problem::new(ProblemKind::Parse, "template-empty", "this template matches anything at all")
                .at(lines.site(text.span), "no words beside the place")
                .help(format!("write the words that say it, like `{}`", example(concept)))
        }
        TemplateError::Place { name, reason, help } => {
            let named = text.text.find(&format!("{{{name}}}")).map(|at| part(text, at, name.len() + 2));
            Problem::new(ProblemKind::Vocabulary, "template-place", reason)
                .at(lines.site(named.unwrap_or(text.span)), "no place of it")
                .help(help)
        }
    }
}

/// The bytes of a part of a quoted text; the whole text where something in it is written otherwise than it is meant.
fn part(text: &Text, at: usize, length: usize) -> Span {
    let marks = text.span.len().saturating_sub(text.text.len());
    if !matches!(marks, 2 | 6) {
        return text.span;
    }
    let start = text.span.start as usize + marks / 2 + at;
    Span::new(start, start + length)
}

/// A template of a concept that is well-formed.
fn example(concept: &Concept) -> String {
    let phrase = Bit::Words(&concept.phrase);
    match concept.category {
        Category::Attribute | Category::Noun => template(concept, &[Bit::Place(1), phrase]).text,
        Category::Role => template(concept, &[Bit::Place(0), phrase, Bit::Place(1)]).text,
        Category::Relation => relation(concept, &concept.phrase, None).text,
    }
}

/// A template whose braces do not pair, with each place's name in a pair of its own; an example where it names none.
fn mended(concept: &Concept, text: &str) -> String {
    let mut mended = text.replace(['{', '}'], "");
    let mut places = 0;
    for place in &concept.places {
        let name = place.name.as_str();
        let apart = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        let found = mended.match_indices(name).map(|(at, _)| at).find(|&at| {
            let (before, behind) = (mended.get(..at), mended.get(at + name.len()..));
            apart(before.and_then(|text| text.chars().next_back()))
                && apart(behind.and_then(|text| text.chars().next()))
        });
        if let Some(at) = found.filter(|_| !name.is_empty()) {
            mended.replace_range(at..at + name.len(), &format!("{{{name}}}"));
            places += 1;
        }
    }
    if places == 0 || pieces(&mended).is_err() { example(concept) } else { mended }
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
                    let counted = pattern::counted(phrase).unwrap_or(phrase);
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

/// Lets a concept of a rule file be told as packs have it told that call the same by the same phrase: whoever declares the
/// death toll of a fire need not say again how English tells one.
pub fn learn_from_packs(builder: &mut Builder) {
    let lexicon = &builder.lexicon;
    let packed = |concept: &&Concept| concept.site.is_some_and(|site| builder.packs.contains(&site.source));
    let names = |concept: &Concept| -> Vec<Vec<String>> {
        let phrases = std::iter::once(&concept.phrase).chain(&concept.also);
        phrases.map(|phrase| normal(pattern::counted(phrase).unwrap_or(phrase))).collect()
    };
    let mut known: FxHashMap<(Category, Vec<String>), Vec<&Concept>> = FxHashMap::default();
    for concept in lexicon.concepts.iter().filter(packed).filter(|concept| concept.definition.is_none()) {
        for name in names(concept) {
            known.entry((concept.category, name)).or_default().push(concept);
        }
    }
    let akin = |own: &Concept, other: &Concept| {
        let pairs = own.places.iter().zip(&other.places);
        let related =
            |(one, two): (&Place, &Place)| lexicon.is_a(one.kind, two.kind) || lexicon.is_a(two.kind, one.kind);
        own.places.len() <= other.places.len() && pairs.take(2).all(related)
    };
    let mut learned: Vec<(usize, Saying)> = Vec::new();
    for (at, own) in lexicon.concepts.iter().enumerate() {
        if packed(&own) || own.site.is_none() || own.definition.is_some() {
            continue;
        }
        let same = names(own).into_iter().filter_map(|name| known.get(&(own.category, name)));
        for saying in same.flatten().filter(|other| akin(own, other)).flat_map(|other| &other.sayings) {
            let fits = saying.template.parts.iter().all(|part| match part {
                TemplatePart::Place(place) => *place < own.places.len(),
                _ => true,
            });
            if fits {
                learned.push((at, saying.clone()));
            }
        }
    }
    for (at, saying) in learned {
        if let Some(concept) = builder.lexicon.concepts.get_mut(at)
            && concept.sayings.iter().all(|own| own.template.parts != saying.template.parts)
        {
            concept.sayings.push(saying);
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
