//! What a cell or a statement says, as a sentence of the rules.

use super::cell::Content;
use crate::facts::{Argument, Descriptor, Entity, EntityId, FactStore, Polarity, Statement};
use crate::lang::formula::{Adjunct, Atom, Compare, Description, Formula, Modifier, Operator, Term, Thing};
use crate::lang::lexicon::{Category, Concept, ConceptId, KindId, Lexicon};
use crate::source::Site;
use crate::value::{Comparator, DateExpression, Value};
use jiff::civil::Date;

/// A concept with its id.
pub type Named<'l> = (ConceptId, &'l Concept);

/// The sentences that a cell says of the thing of its row, each with who fills the other place if that is a thing.
pub fn of_cell(
    (id, concept): Named<'_>,
    (own, held): (usize, usize),
    definite: bool,
    owner: &Thing,
    content: Content,
    site: Site,
) -> Vec<(Formula, Option<Thing>)> {
    let kind = concept.places.get(held).map_or(KindId(0), |place| place.kind);
    let thing = |name: String| Thing::Named { name, kind, site };
    let fillers: Vec<Thing> = match content {
        Content::Value(value) => vec![Thing::Value(value, site)],
        Content::Text(text) => vec![Thing::Text(text, site)],
        Content::Names(names) => names.into_iter().map(thing).collect(),
    };
    let one = |filler: Thing| {
        let other = matches!(filler, Thing::Named { .. }).then(|| filler.clone());
        let mut arguments = vec![owner.clone(), filler];
        if own > held {
            arguments.reverse();
        }
        (sentence((id, concept), arguments, definite, Vec::new(), site), other)
    };
    fillers.into_iter().map(one).collect()
}

/// The sentence of a concept about those who fill its places.
fn sentence(
    (id, concept): Named<'_>,
    arguments: Vec<Thing>,
    definite: bool,
    adjuncts: Vec<Adjunct>,
    site: Site,
) -> Formula {
    let mut arguments = arguments;
    if concept.category != Category::Attribute || arguments.len() != 2 {
        return Formula::Atom(Atom { concept: id, arguments, definite, ordinal: None, adjuncts, site });
    }
    let filler = arguments.pop().unwrap_or(Thing::Unstated);
    let owner = arguments.pop().unwrap_or(Thing::Unstated);
    let right = match filler {
        Thing::Value(value, site) => Term::Literal(value, site),
        Thing::Text(text, site) => Term::Text(text, site),
        thing => Term::Thing(thing),
    };
    Formula::Compare(Compare {
        left: Term::Attribute { concept: id, owner, at: None, site },
        operator: Operator::Plain(Comparator::Equal),
        right: vec![right],
        site,
    })
}

/// What a statement says, as a sentence.
#[derive(Debug, Clone)]
pub struct Stated {
    /// Who fills the first place.
    pub owner: Thing,
    /// Who fills the second, if that is a thing.
    pub other: Option<Thing>,
    /// What is said, without when and where it happens.
    pub plain: Formula,
    /// The same with when and where it happens, if that is told.
    pub dated: Option<Formula>,
}

/// What a statement of a text says; `None` where it speaks of a group, or of nothing that can be named.
pub fn of_statement(
    lexicon: &Lexicon,
    facts: &FactStore,
    concept: Named<'_>,
    statement: &Statement,
    site: Site,
) -> Option<Stated> {
    let reader = Reader { lexicon, facts, site };
    let arguments: Option<Vec<Thing>> = statement
        .arguments
        .iter()
        .enumerate()
        .map(|(place, argument)| {
            let kind = concept.1.places.get(place).map_or(KindId(0), |place| place.kind);
            reader.argument(argument, kind, facts.dateline)
        })
        .collect();
    let arguments = arguments?;
    let known = |thing: &Thing| !matches!(thing, Thing::Unstated);
    if !arguments.iter().any(known) {
        return None;
    }
    let denied =
        |formula| if statement.polarity == Polarity::Denied { Formula::Not(Box::new(formula)) } else { formula };
    let mut adjuncts = Vec::new();
    if concept.1.category == Category::Relation && statement.polarity == Polarity::Affirmed {
        adjuncts.extend(statement.time.map(|span| Adjunct::When(Value::Date(DateExpression::Absolute(span)))));
        let place = statement.place.and_then(|place| reader.entity(place, lexicon.kind_named("place")?));
        adjuncts.extend(place.map(Adjunct::Where));
    }
    let dated = (!adjuncts.is_empty()).then(|| sentence(concept, arguments.clone(), false, adjuncts, site));
    Some(Stated {
        owner: arguments.first()?.clone(),
        other: arguments.get(1).filter(|thing| matches!(thing, Thing::Named { .. } | Thing::Described(_))).cloned(),
        plain: denied(sentence(concept, arguments, false, Vec::new(), site)),
        dated,
    })
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    facts: &'a FactStore,
    site: Site,
}

impl Reader<'_> {
    fn argument(&self, argument: &Argument, kind: KindId, dateline: Option<Date>) -> Option<Thing> {
        Some(match argument {
            Argument::Entity(id) => self.entity(*id, kind)?,
            Argument::Value(Value::Date(date)) => {
                let date = date.resolve(dateline).map_or_else(|| date.clone(), DateExpression::Absolute);
                Thing::Value(Value::Date(date), self.site)
            }
            Argument::Value(value) => Thing::Value(value.clone(), self.site),
            Argument::Text(text) => Thing::Text(text.clone(), self.site),
            Argument::Unstated => Thing::Unstated,
        })
    }

    /// A thing by its name, or by what singles it out.
    fn entity(&self, id: EntityId, kind: KindId) -> Option<Thing> {
        let entity = self.facts.entity(id)?;
        if !entity.members.is_empty() || entity.count.is_some() {
            return None;
        }
        if entity.named {
            return Some(Thing::Named { name: entity.name.clone(), kind, site: self.site });
        }
        self.described(entity).map(|described| Thing::Described(Box::new(described)))
    }

    fn described(&self, entity: &Entity) -> Option<Description> {
        let noun = entity.kinds.first()?;
        let mut described = Description {
            kind: self.lexicon.kind_named(noun)?,
            noun: noun.clone(),
            plural: false,
            ordinal: None,
            modifiers: Vec::new(),
            site: self.site,
        };
        for descriptor in &entity.descriptors {
            match descriptor {
                Descriptor::Word(word) => described.modifiers.push(Modifier::Words(word.clone())),
                Descriptor::Entity(id) => {
                    let name = self.facts.entity(*id).filter(|entity| entity.named)?.name.clone();
                    described.modifiers.push(Modifier::Words(name));
                }
                Descriptor::Ordinal(number) => described.ordinal = Some(*number),
                Descriptor::Date(date) => described.modifiers.push(Modifier::When(Value::Date(date.clone()))),
            }
        }
        Some(described)
    }
}
