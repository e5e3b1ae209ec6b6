//! What is held to be true: `fact` and `reference` blocks.

use super::block::{Desk, find};
use super::check::{excludes, property, read_sentence};
use super::diagnose;
use super::grammar::Rule;
use super::layout::Line;
use crate::lang::syntax::{CheckPropertyKind, Fact, Reference};

/// `fact member count of the SCO equals nine`. A fact with a line that cannot be read is left out: what was to limit it must not
/// be lost.
pub(super) fn fact(desk: &mut Desk<'_, '_>, header: &Line<'_>, body: &[Line<'_>]) -> Option<Fact> {
    let read = desk.read(header, Rule::fact_header);
    let sentence = read.and_then(|(reader, pairs)| read_sentence(desk, &reader, &pairs));
    let mut properties: Vec<crate::lang::syntax::CheckProperty> = Vec::new();
    let mut broken = false;
    for line in body {
        if !desk.sound(line) {
            broken = true;
            continue;
        }
        let reader = desk.reader(line);
        let problem = match property(&reader) {
            Some(found) if !of_fact(&found.kind) => Some(diagnose::truth::property_not_here(&reader)),
            Some(found) => {
                let earlier =
                    properties.iter().find(|earlier| excludes(&earlier.kind, &found.kind)).map(|earlier| earlier.span);
                properties.push(found);
                earlier.map(|earlier| diagnose::check::duplicate_property(&reader, earlier))
            }
            None => Some(diagnose::check::unfit_property(&reader).unwrap_or_else(|| diagnose::truth::line(&reader))),
        };
        if let Some(problem) = problem {
            desk.report(problem);
            broken = true;
        }
    }
    Some(Fact { sentence: sentence?, properties }).filter(|_| !broken)
}

fn of_fact(kind: &CheckPropertyKind) -> bool {
    matches!(kind, CheckPropertyKind::Source(_) | CheckPropertyKind::AsOf(_) | CheckPropertyKind::Between(..))
}

/// `reference countries from "data/countries.csv"`.
pub(super) fn reference(desk: &mut Desk<'_, '_>, header: &Line<'_>, body: &[Line<'_>]) -> Option<Reference> {
    let read = desk.read(header, Rule::reference_header);
    let mut lines = Vec::new();
    for line in body {
        let run = desk.read(line, Rule::items_line);
        lines.extend(run.and_then(|(reader, pairs)| Some(reader.run(find(&pairs, Rule::items)?.into_inner()))));
    }
    let broken = lines.len() < body.len();
    let (reader, pairs) = read?;
    let name = reader.text(&find(&pairs, Rule::reference_name)?);
    let path = reader.text(&find(&pairs, Rule::quoted)?);
    Some(Reference { name, path, lines, broken })
}
