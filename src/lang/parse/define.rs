//! `define` blocks: a head, what follows its colon, and `if` and `or` lines.

use super::block::{Desk, find};
use super::diagnose;
use super::grammar::Rule;
use super::layout::Line;
use super::sentence::{condition, is_condition};
use crate::lang::syntax::{Condition, Define, Run};

/// `define attendee of an event: a person who attends the event`.
pub(super) fn define(desk: &mut Desk<'_, '_>, header: &Line<'_>, body: &[Line<'_>]) -> Option<Define> {
    let read = desk.read(header, Rule::define_header);
    let head = read.as_ref().and_then(|(reader, pairs)| {
        let head = reader.run(find(pairs, Rule::define_head)?.into_inner());
        let body = find(pairs, Rule::items).map(|items| reader.run(items.into_inner()));
        Some((head, body))
    });
    let colon_ends_header = header.text.ends_with(':');
    let mut meaning: Option<Run> = head.as_ref().and_then(|(_, body)| body.clone());
    let mut alternatives = Vec::new();
    let mut broken = false;
    for (number, line) in body.iter().enumerate() {
        let word = line.first_word();
        let of_condition = word.eq_ignore_ascii_case("if") || word.eq_ignore_ascii_case("or");
        if number == 0 && colon_ends_header && !of_condition {
            let items = desk.read(line, Rule::items_line);
            meaning = items.and_then(|(reader, pairs)| Some(reader.run(find(&pairs, Rule::items)?.into_inner())));
            broken |= meaning.is_none();
        } else {
            let alternative = alternative(desk, line, number > 0 && !alternatives.is_empty());
            broken |= alternative.is_none();
            alternatives.extend(alternative);
        }
    }
    let (reader, _) = read?;
    if meaning.is_none() && alternatives.is_empty() && !broken {
        desk.report(diagnose::define::means_nothing(&reader));
        return None;
    }
    let (head, _) = head?;
    Some(Define { head, body: meaning, alternatives, broken })
}

/// `if CONDITION` or `or CONDITION`.
fn alternative(desk: &mut Desk<'_, '_>, line: &Line<'_>, follows: bool) -> Option<Condition> {
    let (reader, pairs) = desk.read(line, Rule::define_line)?;
    let pair = pairs.into_iter().next()?;
    if follows != (pair.as_rule() == Rule::define_or) {
        desk.report(diagnose::define::order(&reader, follows));
        return None;
    }
    match condition(&reader, pair.into_inner().find(is_condition)?) {
        Ok(condition) => Some(condition),
        Err(problem) => {
            desk.report(*problem);
            None
        }
    }
}
