//! Checks (`rule`, `require`, `forbid`), their property lines, and `check` blocks.

use super::block::{Desk, find};
use super::diagnose;
use super::grammar::{Pair, Reader, Rule};
use super::layout::Line;
use super::sentence::sentence;
use crate::lang::syntax::{
    Check, CheckKind, CheckProperty, CheckPropertyKind, Part, Sentence, Severity, Text, Tune, TuneChange,
};
use crate::source::Span;
use rustc_hash::FxHashMap;

/// The words that a property line can begin with.
const PROPERTY_WORDS: [&str; 9] = ["severity", "source", "because", "hint", "tags", "as", "from", "only", "even"];

/// A check. With a line that cannot be read it is kept and marked broken; without a name it is nothing.
pub(super) fn check(
    desk: &mut Desk<'_, '_>,
    header: &Line<'_>,
    body: &[Line<'_>],
    names: &mut FxHashMap<String, Span>,
) -> Option<Check> {
    let kind = match header.first_word() {
        "require" => CheckKind::Require,
        "forbid" => CheckKind::Forbid,
        _ => CheckKind::Rule,
    };
    let mut check =
        Check { kind, name: guessed_name(header), title: None, sentences: vec![], properties: vec![], broken: false };
    desk.check = Some(check.name.text.clone()).filter(|name| !name.is_empty());
    match desk.read(header, Rule::check_header) {
        Some((reader, pairs)) => {
            if let Some(name) = find(&pairs, Rule::kebab) {
                check.name = reader.text(&name);
            }
            check.title = find(&pairs, Rule::title).map(|title| reader.text(&title));
            if let Some(pair) = find(&pairs, Rule::sentence) {
                take_sentence(desk, &reader, &pair, &mut check);
            }
            if let Some(&first) = names.get(&check.name.text) {
                desk.report(diagnose::check::duplicate(&reader, &check.name, first));
                check.broken = true;
            } else {
                names.insert(check.name.text.clone(), check.name.span);
            }
        }
        None => check.broken = true,
    }
    for line in body {
        take_line(desk, line, &mut check);
    }
    if check.sentences.is_empty() && !check.broken {
        desk.report(diagnose::check::no_sentence(&desk.reader(header), &check));
        check.broken = true;
    }
    Some(check).filter(|check| !check.name.text.is_empty())
}

/// The word after the keyword, which is the name even where the rest of the header cannot be read.
fn guessed_name(header: &Line<'_>) -> Text {
    let keyword = header.first_word().len();
    let rest = header.text.get(keyword..).unwrap_or_default();
    let before = rest.len() - rest.trim_start_matches(' ').len();
    let ends = |letter: char| matches!(letter, ' ' | ':' | '"' | '“' | '”' | ',' | '(' | ')') || letter.is_control();
    let word = rest.trim_start_matches(' ').split(ends).next().unwrap_or_default();
    let start = header.start + keyword + before;
    Text { text: word.to_owned(), span: Span::new(start, start + word.len()) }
}

/// A line of the body: a property if it matches one whole, else a sentence.
fn take_line(desk: &mut Desk<'_, '_>, line: &Line<'_>, check: &mut Check) {
    if !desk.sound(line) {
        check.broken = true;
        return;
    }
    let reader = desk.reader(line);
    match property(&reader) {
        Some(property) => {
            if let Some(earlier) = check.properties.iter().find(|earlier| excludes(&earlier.kind, &property.kind)) {
                desk.report(diagnose::check::duplicate_property(&reader, earlier.span));
                check.broken = true;
            }
            check.properties.push(property);
        }
        None => {
            if let Some(problem) = diagnose::check::unfit_property(&reader) {
                desk.report(problem);
                check.broken = true;
            } else if let Some(property) = check.properties.last() {
                desk.report(diagnose::check::sentence_after_property(&reader, property.span));
                check.broken = true;
            } else if let Some((reader, pairs)) = desk.read(line, Rule::sentence_line)
                && let Some(pair) = find(&pairs, Rule::sentence)
            {
                take_sentence(desk, &reader, &pair, check);
            } else {
                check.broken = true;
            }
        }
    }
}

fn take_sentence(desk: &mut Desk<'_, '_>, reader: &Reader<'_>, pair: &Pair<'_>, check: &mut Check) {
    match sentence(reader, pair) {
        Ok(sentence) => check.sentences.push(sentence),
        Err(problem) => {
            desk.report(*problem);
            check.broken = true;
        }
    }
}

/// The sentence of a line, its problems reported.
pub(super) fn read_sentence(desk: &mut Desk<'_, '_>, reader: &Reader<'_>, pairs: &[Pair<'_>]) -> Option<Sentence> {
    match sentence(reader, &find(pairs, Rule::sentence)?) {
        Ok(sentence) => Some(sentence),
        Err(problem) => {
            desk.report(*problem);
            None
        }
    }
}

/// The property that a line is, if it is one whole.
pub(super) fn property(reader: &Reader<'_>) -> Option<CheckProperty> {
    if !PROPERTY_WORDS.iter().any(|word| word.eq_ignore_ascii_case(reader.line.first_word())) {
        return None;
    }
    let pairs = reader.read(Rule::property_line).ok()?;
    let pair = find(&pairs, Rule::property)?.into_inner().next()?;
    let rule = pair.as_rule();
    let parts: Vec<_> = pair.into_inner().collect();
    let quoted = || find(&parts, Rule::quoted).map(|part| reader.text(&part));
    let mut dates = parts.iter().filter(|part| part.as_rule() == Rule::date).map(|part| reader.text(part));
    let kind = match rule {
        Rule::severity => CheckPropertyKind::Severity(severity(&parts)?),
        Rule::source => CheckPropertyKind::Source(quoted()?),
        Rule::because => CheckPropertyKind::Because(quoted()?),
        Rule::hint => CheckPropertyKind::Hint(quoted()?),
        Rule::tags => {
            let tags = parts.iter().filter(|part| matches!(part.as_rule(), Rule::quoted | Rule::word));
            CheckPropertyKind::Tags(tags.map(|part| reader.text(part)).collect())
        }
        Rule::as_of => CheckPropertyKind::AsOf(dates.next()?),
        Rule::from_to => CheckPropertyKind::Between(dates.next()?, dates.next()?),
        Rule::only_in => CheckPropertyKind::OnlyIn(part(find(&parts, Rule::part)?.as_str())?),
        Rule::even_if_reported => CheckPropertyKind::EvenIfReported,
        Rule::even_if_hypothetical => CheckPropertyKind::EvenIfHypothetical,
        _ => return None,
    };
    Some(CheckProperty { span: reader.line.span(), kind })
}

fn severity(parts: &[Pair<'_>]) -> Option<Severity> {
    Some(match find(parts, Rule::level)?.as_str().to_ascii_lowercase().as_str() {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        "note" => Severity::Note,
        _ => return None,
    })
}

fn part(word: &str) -> Option<Part> {
    Some(match word.to_ascii_lowercase().as_str() {
        "headline" => Part::Headline,
        "caption" => Part::Caption,
        "body" => Part::Body,
        "quote" => Part::Quote,
        "table" => Part::Table,
        _ => return None,
    })
}

/// Whether the second property says again, or otherwise, what the first has said. Sources and tags may be many.
pub(super) fn excludes(one: &CheckPropertyKind, other: &CheckPropertyKind) -> bool {
    use CheckPropertyKind as P;
    match (one, other) {
        (P::Source(_), P::Source(_)) | (P::Tags(_), P::Tags(_)) => false,
        (P::AsOf(_) | P::Between(..), P::AsOf(_) | P::Between(..)) => true,
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}

/// `check weekday-date off`.
pub(super) fn tune(desk: &mut Desk<'_, '_>, header: &Line<'_>) -> Option<Tune> {
    let (reader, pairs) = desk.read(header, Rule::tune_header)?;
    let name = reader.text(&find(&pairs, Rule::kebab)?);
    let change = pairs.iter().find_map(|pair| match pair.as_rule() {
        Rule::off => Some(TuneChange::Off),
        Rule::on => Some(TuneChange::On),
        Rule::severity => severity(&pair.clone().into_inner().collect::<Vec<_>>()).map(TuneChange::Severity),
        _ => None,
    })?;
    Some(Tune { name, change })
}
