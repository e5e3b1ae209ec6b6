//! The blocks of the lexicon: `kind`, `attribute`, `role`, `relation`, `extend`, and the lines that such a block holds.

use super::block::{Desk, find};
use super::diagnose;
use super::grammar::{Pair, Reader, Rule};
use super::layout::Line;
use crate::lang::syntax::{
    ConceptLine, ConceptLineKind, Extend, ExtendCategory, Kind, Property, Relation, RelationTrait, SaidAs,
};

/// `kind summit is a meeting`.
pub(super) fn kind(desk: &mut Desk<'_, '_>, header: &Line<'_>, body: &[Line<'_>]) -> Option<Kind> {
    let read = desk.read(header, Rule::kind_header);
    let lines = lines(desk, body, ExtendCategory::Kind);
    let (reader, pairs) = read?;
    let name = reader.text(&find(&pairs, Rule::kind_name)?);
    let parent = reader.text(&find(&pairs, Rule::parent)?);
    Some(Kind { name, parent, lines })
}

/// `attribute member count of an organization is a number`, `role member of an organization is a country`.
pub(super) fn property(desk: &mut Desk<'_, '_>, header: &Line<'_>, body: &[Line<'_>]) -> Option<Property> {
    let read = desk.read(header, Rule::property_header);
    let lines = lines(desk, body, ExtendCategory::Attribute);
    let (reader, pairs) = read?;
    let name = reader.text(&find(&pairs, Rule::property_name)?);
    let owner = reader.text(&find(&pairs, Rule::owner)?.into_inner().last()?);
    let value = reader.text(&find(&pairs, Rule::value)?.into_inner().last()?);
    Some(Property { name, owner, value, lines })
}

/// `relation country hosts event, one country per event`.
pub(super) fn relation(desk: &mut Desk<'_, '_>, header: &Line<'_>, body: &[Line<'_>]) -> Option<Relation> {
    let read = desk.read(header, Rule::relation_header);
    let lines = lines(desk, body, ExtendCategory::Relation);
    let (reader, pairs) = read?;
    let pattern = reader.run(find(&pairs, Rule::pattern)?.into_inner());
    let traits = pairs.iter().filter(|pair| pair.as_rule() == Rule::r#trait);
    let traits = traits.filter_map(|pair| relation_trait(&reader, pair.clone().into_inner().next()?)).collect();
    Some(Relation { pattern, traits, lines })
}

fn relation_trait(reader: &Reader<'_>, pair: Pair<'_>) -> Option<RelationTrait> {
    let (rule, span) = (pair.as_rule(), reader.span(&pair));
    let parts: Vec<_> = pair.into_inner().collect();
    let text = |rule| find(&parts, rule).map(|part| reader.text(&part));
    Some(match rule {
        Rule::symmetric => RelationTrait::Symmetric(span),
        Rule::asymmetric => RelationTrait::Asymmetric,
        Rule::repeatable => RelationTrait::Repeatable,
        Rule::one_per => RelationTrait::OnePer { one: text(Rule::one_kind)?, per: text(Rule::per_kind)? },
        Rule::opposite => RelationTrait::OppositeOf(text(Rule::quoted)?),
        Rule::place => RelationTrait::Place { name: text(Rule::place_name)?, kind: text(Rule::place_kind)? },
        _ => return None,
    })
}

/// `extend attribute member count`.
pub(super) fn extend(desk: &mut Desk<'_, '_>, header: &Line<'_>, body: &[Line<'_>]) -> Option<Extend> {
    let read = desk.read(header, Rule::extend_header);
    let category = read.as_ref().and_then(|(_, pairs)| category(find(pairs, Rule::extend_category)?.as_str()));
    // A category that cannot be read must not make every line below it wrong: it is taken for one that may hold them all.
    let lines = lines(desk, body, category.unwrap_or(ExtendCategory::Relation));
    let (reader, pairs) = read?;
    let name = reader.run(find(&pairs, Rule::items)?.into_inner());
    if lines.is_empty() && body.is_empty() {
        desk.report(diagnose::concept::extends_nothing(&reader));
    }
    Some(Extend { category: category?, name, lines })
}

fn category(word: &str) -> Option<ExtendCategory> {
    Some(match word {
        "kind" => ExtendCategory::Kind,
        "attribute" => ExtendCategory::Attribute,
        "role" => ExtendCategory::Role,
        "relation" => ExtendCategory::Relation,
        _ => return None,
    })
}

/// `also`, `said` and `denied` lines; those that cannot be read are reported and left out.
fn lines(desk: &mut Desk<'_, '_>, body: &[Line<'_>], category: ExtendCategory) -> Vec<ConceptLine> {
    body.iter().filter_map(|line| concept_line(desk, line, category)).collect()
}

fn concept_line(desk: &mut Desk<'_, '_>, line: &Line<'_>, category: ExtendCategory) -> Option<ConceptLine> {
    if !desk.sound(line) {
        return None;
    }
    let word = line.first_word();
    let rule = match word {
        "also" => Rule::also_line,
        "said" => Rule::said_line,
        "denied" => Rule::denied_line,
        _ => {
            desk.report(diagnose::concept::unknown_line(&desk.reader(line), category));
            return None;
        }
    };
    if category == ExtendCategory::Kind && word != "also" {
        desk.report(diagnose::concept::line_not_here(&desk.reader(line)));
        return None;
    }
    let (reader, pairs) = desk.read(line, rule)?;
    let texts = reader.texts(find(&pairs, Rule::texts)?);
    let kind = match word {
        "also" => ConceptLineKind::Also(texts),
        "said" => ConceptLineKind::Said(texts, find(&pairs, Rule::said_as).and_then(said_as)),
        _ => ConceptLineKind::Denied(texts),
    };
    Some(ConceptLine { span: line.span(), kind })
}

fn said_as(pair: Pair<'_>) -> Option<SaidAs> {
    pair.into_inner().find_map(|part| match part.as_rule() {
        Rule::at_least => Some(SaidAs::AtLeast),
        Rule::at_most => Some(SaidAs::AtMost),
        Rule::about_word => Some(SaidAs::About),
        _ => None,
    })
}
