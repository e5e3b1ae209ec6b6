//! When events are: their dates, and which comes before which.

use super::answer::{Answer, Ground};
use super::evaluator::Evaluator;
use super::things::Referent;
use super::world::GAP;
use crate::facts::{Argument, Descriptor, EntityId, Modality, Polarity, Statement, StatementId};
use crate::lang::formula::Timing;
use crate::value::{Comparator, DateExpression, DateSpan, Truth, Value, compare, compare_told};

/// A date that the article gives to a thing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Dated {
    pub span: DateSpan,
    pub ground: Ground,
    pub modality: Modality,
}

impl Evaluator<'_, '_> {
    /// The dates that the article gives to a thing: those stated as its date, those on which it takes place, else
    /// those by which it is described ("the 2018 World Cup").
    pub fn dates_of(&self, referent: &Referent) -> Vec<Dated> {
        let Referent::Entities(ids) = referent else { return Vec::new() };
        let mut found = Vec::new();
        let dateline = self.scope.dateline;
        for &id in ids {
            let concepts = self.world.date_concepts.iter().chain(&self.world.taking_place);
            for &statement in concepts.flat_map(|&concept| self.world.with(concept, 0, id)) {
                let Some(told) = self.world.statement(statement) else { continue };
                let of_itself = told.arguments.first() == Some(&Argument::Entity(id));
                if !self.scope.counts(told) || told.polarity == Polarity::Denied || !of_itself {
                    continue;
                }
                let value = told.arguments.iter().skip(1).find_map(|argument| match argument {
                    Argument::Value(Value::Date(date)) => date.resolve(dateline),
                    _ => None,
                });
                if let Some(span) = value.or(told.time) {
                    found.push(Dated { span, ground: Ground::Statement(statement), modality: told.modality });
                }
            }
        }
        if !found.is_empty() {
            return found;
        }
        for &id in ids {
            let descriptors =
                self.world.facts.entity(id).map(|entity| entity.descriptors.as_slice()).unwrap_or_default();
            for descriptor in descriptors {
                if let Descriptor::Date(date) = descriptor
                    && let Some(span) = date.resolve(dateline)
                {
                    found.push(Dated { span, ground: Ground::Mention(id), modality: Modality::Asserted });
                }
            }
        }
        found
    }

    /// The places in which the article puts an event.
    pub fn places_of(&self, id: EntityId) -> Vec<EntityId> {
        let mut places = Vec::new();
        for &concept in &self.world.taking_place {
            for &statement in self.world.same(id).iter().flat_map(|&id| self.world.with(concept, 0, id)) {
                let Some(told) = self.world.statement(statement) else { continue };
                if !self.scope.counts(told) || told.polarity == Polarity::Denied {
                    continue;
                }
                places.extend(told.place);
                places.extend(told.arguments.iter().skip(1).filter_map(|argument| match argument {
                    Argument::Entity(place) => Some(*place),
                    _ => None,
                }));
            }
        }
        places
    }

    /// When a statement's happening is: its own time, else the date of an event that takes part in it.
    pub fn time_of(&self, statement: &Statement) -> Option<DateSpan> {
        statement.time.or_else(|| self.date_of_event(statement).map(|dated| dated.span))
    }

    /// The date of an event that takes part in a statement without a time of its own.
    pub fn date_of_event(&self, statement: &Statement) -> Option<Dated> {
        if statement.time.is_some() {
            return None;
        }
        let event = self.world.lexicon.kind_named("event")?;
        let mut dates = statement.arguments.iter().filter_map(|argument| match argument {
            Argument::Entity(id) if self.world.is_of(*id, event) && !self.world.is_everything(event) => {
                self.dates_of(&Referent::Entities(self.world.same(*id).to_vec())).first().copied()
            }
            _ => None,
        });
        dates.next()
    }

    /// Whether days stand so to others that the article tells too.
    pub fn told_stands(&self, told: DateSpan, comparator: Comparator, other: DateSpan) -> Truth {
        let value = |span| Value::Date(DateExpression::Absolute(span));
        compare_told(&value(told), comparator, &value(other), self.scope.dateline)
            .map_or(Truth::Unknown, |found| found.truth)
    }

    /// Whether days stand so to those that a rule names.
    pub fn stands(&self, told: DateSpan, comparator: Comparator, asked: DateSpan) -> Truth {
        let value = |span| Value::Date(DateExpression::Absolute(span));
        compare(&value(told), comparator, &value(asked), self.scope.dateline)
            .map_or(Truth::Unknown, |found| found.truth)
    }

    /// What the statements that put two events in order say of one being before the other: for or against, with the
    /// time between them where it is told.
    pub fn told_order(&self, one: &Referent, other: &Referent) -> Vec<(StatementId, bool, Option<Value>)> {
        let mut found = Vec::new();
        for (id, statement) in self.world.facts.of_concept(GAP) {
            if !self.scope.counts(statement) || statement.polarity == Polarity::Denied {
                continue;
            }
            let [earlier, later, rest @ ..] = statement.arguments.as_slice() else { continue };
            let gap = rest.iter().find_map(|argument| match argument {
                Argument::Value(value) => Some(value.clone()),
                _ => None,
            });
            let both = |a: &Referent, b: &Referent| self.matches(a, earlier).and(self.matches(b, later)) == Truth::True;
            if both(one, other) {
                found.push((id, true, gap));
            } else if both(other, one) {
                found.push((id, false, gap));
            }
        }
        found
    }

    /// Whether something dated stands so to a time or an event that a rule names.
    pub fn timing(&self, told: Option<DateSpan>, party: Option<&Referent>, timing: Timing, asked: &Referent) -> Answer {
        let comparator = match timing {
            Timing::Before => Comparator::Less,
            Timing::After => Comparator::More,
            Timing::Since => Comparator::AtLeast,
            Timing::By => Comparator::AtMost,
            Timing::During => Comparator::Within,
        };
        let mut answers = Vec::new();
        if let Some(party) = party
            && matches!(timing, Timing::Before | Timing::After)
        {
            for (id, first, _) in self.told_order(party, asked) {
                let truth = Truth::from(first == (timing == Timing::Before));
                answers.push(Answer::bare(truth).resting_on(Ground::Statement(id), truth == Truth::True));
            }
        }
        let dates: Vec<(DateSpan, Option<Ground>)> = match asked {
            Referent::Value(value) => self.date_span(value).map(|span| (span, None)).into_iter().collect(),
            other => self.dates_of(other).iter().map(|dated| (dated.span, Some(dated.ground))).collect(),
        };
        if let Some(told) = told {
            answers.extend(dates.iter().map(|&(asked, ground)| {
                let truth = match ground {
                    Some(_) => self.told_stands(told, comparator.clone(), asked),
                    None => self.stands(told, comparator.clone(), asked),
                };
                let answer = Answer::bare(truth);
                match ground {
                    Some(ground) => answer.resting_on(ground, truth == Truth::True),
                    None => answer,
                }
            }));
        }
        answers.retain(|answer| answer.truth != Truth::Unknown);
        match answers.first() {
            Some(first) if answers.iter().all(|answer| answer.truth == first.truth) => Answer::all(answers),
            Some(_) => Answer::unknown_because("the article dates it in two ways"),
            None => Answer::unknown(),
        }
    }
}
