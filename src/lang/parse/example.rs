//! `example` blocks: a short article and the verdicts that are expected of it.

use super::block::{Desk, find};
use super::diagnose;
use super::grammar::{Pair, Rule};
use super::layout::Line;
use crate::lang::syntax::{Example, Expectation, ExpectedVerdict};

/// `example dated 2015-09-12 headline "Crane falls" "At least 107 people were killed on Friday."`
pub(super) fn example(desk: &mut Desk<'_, '_>, header: &Line<'_>, body: &[Line<'_>]) -> Option<Example> {
    let read = desk.read(header, Rule::example_header);
    let expectations: Vec<_> = body.iter().filter_map(|line| expectation(desk, line)).collect();
    let (reader, pairs) = read?;
    if body.is_empty() {
        desk.report(diagnose::example::expects_nothing(&reader));
    }
    let part = |outer, inner| find(&pairs, outer).and_then(|pair| find(&pair.into_inner().collect::<Vec<_>>(), inner));
    Some(Example {
        dated: part(Rule::dated, Rule::date).map(|date| reader.text(&date)),
        headline: part(Rule::headline, Rule::quoted).map(|headline| reader.text(&headline)),
        text: reader.text(&find(&pairs, Rule::quoted)?),
        expectations,
    })
}

/// `nine-members is contradicted at "ten member nations"`.
fn expectation(desk: &mut Desk<'_, '_>, line: &Line<'_>) -> Option<Expectation> {
    let (reader, pairs) = desk.read(line, Rule::expectation)?;
    Some(Expectation {
        span: line.span(),
        check: reader.text(&find(&pairs, Rule::kebab)?),
        verdict: verdict(find(&pairs, Rule::verdict)?)?,
        at: find(&pairs, Rule::texts).map(|texts| reader.texts(texts)).unwrap_or_default(),
    })
}

fn verdict(pair: Pair<'_>) -> Option<ExpectedVerdict> {
    pair.into_inner().find_map(|word| match word.as_rule() {
        Rule::supported => Some(ExpectedVerdict::Supported),
        Rule::contradicted => Some(ExpectedVerdict::Contradicted),
        Rule::not_stated => Some(ExpectedVerdict::NotStated),
        Rule::not_checkable => Some(ExpectedVerdict::NotCheckable),
        _ => None,
    })
}
