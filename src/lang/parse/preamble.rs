//! The blocks of one line that set the scene: `language`, `use`, `about`, `name`.

use super::block::{Desk, find};
use super::diagnose;
use super::grammar::Rule;
use super::layout::Line;
use crate::lang::syntax::{Naming, Run, Use};

/// The version of the language that this package reads.
const VERSION: u32 = 1;

/// `language 1`, which stands first if at all.
pub(super) fn language(desk: &mut Desk<'_, '_>, header: &Line<'_>, first: bool) -> Option<u32> {
    let (reader, pairs) = desk.read(header, Rule::language_header)?;
    let version = find(&pairs, Rule::version)?;
    if !first {
        desk.report(diagnose::preamble::language_not_first(&reader));
        return None;
    }
    let number = version.as_str().parse().ok();
    if number != Some(VERSION) {
        desk.report(diagnose::preamble::language_unknown(&reader, reader.span(&version), VERSION));
    }
    number
}

/// `use news`, `use "./house.rules"`.
pub(super) fn r#use(desk: &mut Desk<'_, '_>, header: &Line<'_>) -> Option<Use> {
    let (reader, pairs) = desk.read(header, Rule::use_header)?;
    let what = pairs.last()?;
    let text = reader.text(what);
    Some(if what.as_rule() == Rule::quoted { Use::File(text) } else { Use::Pack(text) })
}

/// `about the SCO summit and the NATO summit`.
pub(super) fn about(desk: &mut Desk<'_, '_>, header: &Line<'_>) -> Option<Run> {
    let (reader, pairs) = desk.read(header, Rule::about_header)?;
    Some(reader.run(find(&pairs, Rule::items)?.into_inner()))
}

/// `name "SCO", "the bloc" means "Shanghai Cooperation Organization"`.
pub(super) fn name(desk: &mut Desk<'_, '_>, header: &Line<'_>) -> Option<Naming> {
    let (reader, pairs) = desk.read(header, Rule::name_header)?;
    let aliases = reader.texts(find(&pairs, Rule::texts)?);
    let means = reader.text(&find(&pairs, Rule::quoted)?);
    Some(Naming { aliases, means })
}
