//! What a cell of a reference says, read for the place of a concept that it fills.

use crate::facts::cell::Said;
use crate::lang::lexicon::{Category, Concept, KindId, Lexicon};
use crate::value::{Number, Unit, Value, read_all};

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A number, a date or a score.
    Value(Value),
    /// Words that are asked for as words.
    Text(String),
    /// Names of things.
    Names(Vec<String>),
}

/// Reads a cell; a bare number is taken in the unit of the column's head. `None`: the cell is empty.
///
/// # Errors
/// It says nothing that can fill the place: what is wrong, in words.
pub fn read(
    lexicon: &Lexicon,
    concept: &Concept,
    place: usize,
    cell: &str,
    head: Option<&Unit>,
) -> Result<Option<Content>, String> {
    let Some(kind) = concept.places.get(place).map(|place| place.kind) else { return Ok(None) };
    let is = |name: &str| lexicon.kind_named(name).is_some_and(|wide| lexicon.is_a(kind, wide));
    let words = || cell.split_whitespace().collect::<Vec<_>>().join(" ");
    if is("thing") {
        let many = concept.category != Category::Attribute;
        let names = cell.split(|letter| many && matches!(letter, ';' | '|')).map(str::trim);
        let names: Vec<String> = names.filter(|name| is_stated(name)).map(str::to_owned).collect();
        return Ok((!names.is_empty()).then_some(Content::Names(names)));
    }
    if !is_stated(cell) {
        return Ok(None);
    }
    if is("text") {
        return Ok(Some(Content::Text(words())));
    }
    let bad = |what: &str| Err(format!("`{}` is no {what}", words()));
    let name = lexicon.kind(kind).map_or("value", |kind| kind.name.as_str());
    if is("date") || is("score") {
        let fits = |value: &Value| matches!((value, is("score")), (Value::Score(..), true) | (Value::Date(_), false));
        let found = read_all(cell).into_iter().map(|reading| reading.value).find(fits);
        return found.map_or_else(|| bad(name), |value| Ok(Some(Content::Value(value))));
    }
    let said = Said::read(cell, head.or(concept.bare_unit().as_ref()));
    let Some(number) = said.number().filter(|_| said.is_value) else { return bad(name) };
    if fits(lexicon, number, kind) {
        Ok(Some(Content::Value(Value::Number(number.clone()))))
    } else if number.unit == Unit::One {
        Err(format!("`{}` is no {name}: its unit is missing", words()))
    } else {
        bad(name)
    }
}

/// Whether a cell can be read, without reading it where it is plain digits or a plain date.
pub fn is_plain(lexicon: &Lexicon, concept: &Concept, place: usize, cell: &str) -> bool {
    let Some(kind) = concept.places.get(place).map(|place| place.kind) else { return false };
    let is = |name: &str| lexicon.kind_named(name).is_some_and(|wide| lexicon.is_a(kind, wide));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let date = || {
        let mut parts = cell.split('-');
        let lengths =
            [parts.next(), parts.next(), parts.next()].map(|part| part.filter(|part| digits(part)).map_or(0, str::len));
        // The days that every month has.
        lengths == [4, 2, 2]
            && parts.next().is_none()
            && cell.get(5..7).is_some_and(|month| ("01"..="12").contains(&month))
            && cell.get(8..10).is_some_and(|day| ("01"..="28").contains(&day))
    };
    is("thing") || is("text") || is("number") && digits(cell) && cell.len() < 16 || is("date") && date()
}

fn is_stated(cell: &str) -> bool {
    let said = cell.trim();
    // Most cells begin like a value or a name that is surely stated.
    let plain = said.len() > 8 && said.is_ascii();
    let stated = |said: &Said| said.is_stated() && !said.unknown;
    !said.is_empty() && (plain || stated(&Said::read(said, None)))
}

/// Whether a number can fill a place of that kind.
fn fits(lexicon: &Lexicon, number: &Number, kind: KindId) -> bool {
    let is = |name: &str| lexicon.kind_named(name).is_some_and(|wide| lexicon.is_a(kind, wide));
    match number.unit {
        Unit::Currency(_) => is("money"),
        Unit::Percent | Unit::PercentagePoint => is("percentage"),
        Unit::One | Unit::Times => is("number"),
        Unit::Measure { .. } => lexicon.fits(lexicon.kind_of(&Value::Number(number.clone())), kind),
    }
}
