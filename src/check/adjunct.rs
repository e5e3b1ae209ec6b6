//! Adjuncts: when, where and how often something is said to happen.

use super::answer::Answer;
use super::atom::ordinal;
use super::evaluator::Evaluator;
use super::things::Referent;
use crate::facts::{Argument, EntityId, Polarity, Statement};
use crate::lang::formula::{Adjunct, Thing, Timing};
use crate::lang::lexicon::{Concept, ConceptId};
use crate::value::{Comparator, Truth, Value, compare};

impl Evaluator<'_, '_> {
    /// Whether what a statement tells is as an adjunct asks.
    pub fn adjunct(
        &mut self,
        adjunct: &Adjunct,
        concept: &Concept,
        referents: &[Referent],
        statement: &Statement,
    ) -> Answer {
        match adjunct {
            Adjunct::When(value) => self.when(value, statement),
            Adjunct::Where(thing) => self.wherein(thing, concept, statement),
            Adjunct::Relative(timing, thing) => self.relative(*timing, thing, referents, statement),
            Adjunct::SameDate => self.same_time(referents, statement),
            Adjunct::SamePlace => self.same_place(referents, statement),
            Adjunct::Amount(value) => self.amount(value, concept, statement),
            Adjunct::Times(comparator, count) => self.times(comparator, *count, statement),
            Adjunct::NthTime(asked) => match statement.ordinal.or(statement.times) {
                Some(told) if told == *asked => Answer::bare(Truth::True),
                Some(told) => {
                    let (told, asked) = (ordinal(told), ordinal(*asked));
                    Answer::bare(Truth::False)
                        .because(format!("the article says the {told} time, the rule the {asked}"))
                }
                None => Answer::unknown_because("the article does not say which time it is"),
            },
        }
    }

    fn when(&mut self, asked: &Value, statement: &Statement) -> Answer {
        let Some(asked_span) = self.date_span(asked) else {
            return Answer::unknown_because(format!("`{asked}` is not a date that can be counted from here"));
        };
        let Some(told) = self.time_of(statement) else {
            return Answer::unknown_because("the article does not say when");
        };
        let answer = match self.stands(told, Comparator::Within, asked_span) {
            Truth::False => {
                Answer::bare(Truth::False).because(format!("the article says {told}, the rule says {asked_span}"))
            }
            Truth::Unknown => Answer::unknown_because(format!("the article says no more than {told}")),
            Truth::True => Answer::bare(Truth::True),
        };
        self.resting_on_event(answer, statement)
    }

    /// The same answer, resting on the date of the event by which a statement without a time of its own is dated.
    fn resting_on_event(&self, answer: Answer, statement: &Statement) -> Answer {
        match self.date_of_event(statement) {
            Some(dated) => {
                let supports = answer.truth == Truth::True;
                answer.resting_on(dated.ground, supports)
            }
            None => answer,
        }
    }

    fn wherein(&mut self, thing: &Thing, concept: &Concept, statement: &Statement) -> Answer {
        let resolved = self.resolve(thing);
        let [asked] = resolved.candidates.as_slice() else {
            return Answer::unknown_because(resolved.note.unwrap_or_else(|| String::from("it is open where is meant")));
        };
        // An event is a place to be at: it takes part in the statement.
        let takes_part = |referent: &Referent| {
            statement.arguments.iter().any(|argument| self.matches(referent, argument) == Truth::True)
        };
        if takes_part(asked) {
            return Answer::bare(Truth::True);
        }
        let mut places: Vec<EntityId> = statement.place.into_iter().collect();
        for (place, argument) in statement.arguments.iter().enumerate() {
            if let (true, Argument::Entity(id)) = (self.is_locative(concept, place), argument) {
                places.push(*id);
            }
        }
        if places.is_empty() {
            let parties = statement.arguments.iter().filter_map(|argument| match argument {
                Argument::Entity(id) => Some(*id),
                _ => None,
            });
            places.extend(parties.flat_map(|id| self.places_of(id)));
        }
        let truths: Vec<Truth> = places.iter().map(|&place| self.lies_in(place, asked)).collect();
        let told = self.names_of(&places);
        if truths.contains(&Truth::True) {
            Answer::bare(Truth::True)
        } else if !truths.is_empty() && truths.iter().all(|&truth| truth == Truth::False) {
            Answer::bare(Truth::False).because(format!("the article says {told}"))
        } else if places.is_empty() {
            Answer::unknown_because("the article does not say where")
        } else {
            Answer::unknown_because(format!("the article says no more than {told}"))
        }
    }

    fn relative(&mut self, timing: Timing, thing: &Thing, referents: &[Referent], statement: &Statement) -> Answer {
        let resolved = self.resolve(thing);
        let [asked] = resolved.candidates.as_slice() else {
            return Answer::unknown_because(resolved.note.unwrap_or_else(|| String::from("it is open when is meant")));
        };
        let told = self.time_of(statement);
        let event = self.world.lexicon.kind_named("event");
        let party = referents.iter().find(|referent| match referent {
            Referent::Entities(ids) => event.is_some_and(|event| ids.iter().any(|&id| self.world.is_of(id, event))),
            _ => false,
        });
        let answer = self.resting_on_event(self.timing(told, party, timing, asked), statement);
        if answer.truth == Truth::False {
            return answer.because("the article says it of another time");
        }
        answer
    }

    /// All that the parties of a place do is on one day: each statement of the others is of this one's day.
    fn same_time(&mut self, referents: &[Referent], statement: &Statement) -> Answer {
        let Some(own) = self.time_of(statement) else {
            return Answer::unknown_because("the article does not say when");
        };
        let mut truth = Truth::True;
        for other in self.of_the_same_parties(referents, statement) {
            truth = truth.and(match self.time_of(other) {
                Some(time) if time == own => Truth::True,
                Some(time) if !time.overlaps(&own) => Truth::False,
                _ => Truth::Unknown,
            });
        }
        Answer::bare(truth)
    }

    fn same_place(&mut self, referents: &[Referent], statement: &Statement) -> Answer {
        let Some(own) = statement.place else {
            return Answer::unknown_because("the article does not say where");
        };
        let own = self.referent(&[own]);
        let mut truth = Truth::True;
        for other in self.of_the_same_parties(referents, statement) {
            truth = truth.and(other.place.map_or(Truth::Unknown, |place| self.lies_in(place, &own)));
        }
        Answer::bare(truth)
    }

    /// The other affirmed statements of one concept that share a party with this one.
    fn of_the_same_parties(&self, referents: &[Referent], statement: &Statement) -> Vec<&Statement> {
        let all = self.world.facts.of_concept(&statement.concept);
        let others = all.filter(|(id, other)| {
            let shared = referents.iter().zip(&other.arguments).any(|(referent, told)| {
                !matches!(referent, Referent::Open) && self.matches(referent, told) == Truth::True
            });
            self.hears(*id) && other.polarity == Polarity::Affirmed && *other != statement && shared
        });
        others.map(|(_, other)| other).collect()
    }

    fn amount(&mut self, asked: &Value, concept: &Concept, statement: &Statement) -> Answer {
        let told = statement.arguments.iter().find_map(|argument| match argument {
            Argument::Value(value) => Some(value),
            _ => None,
        });
        let Some(told) = told else {
            return Answer::unknown_because("the article gives no amount");
        };
        let sides = self.scored_by_sides(concept, asked, told);
        let found = sides.map_or_else(
            || compare(told, Comparator::Equal, asked, self.scope.dateline).ok(),
            |truth| Some(crate::value::Comparison { truth, because: String::new() }),
        );
        match found {
            Some(found) if found.truth == Truth::False => {
                Answer::bare(Truth::False).because(format!("the article says {told}, the rule says {asked}"))
            }
            Some(found) => Answer::bare(found.truth),
            None => Answer::unknown_because(format!("`{told}` and `{asked}` cannot be compared")),
        }
    }

    /// A winner's score is the higher number whichever way round it is told; so order is free here too.
    fn scored_by_sides(&self, concept: &Concept, asked: &Value, told: &Value) -> Option<Truth> {
        match (asked, told) {
            (Value::Score(a, b), Value::Score(c, d)) if concept.asymmetric => {
                Some(Truth::from((a.max(b), a.min(b)) == (c.max(d), c.min(d))))
            }
            _ => None,
        }
    }

    fn times(&mut self, comparator: &Comparator, count: u64, statement: &Statement) -> Answer {
        let Some(told) = statement.times else {
            // One telling is one happening at least, and proves no upper bound.
            let at_least_one = matches!((comparator, count), (Comparator::AtLeast, 0 | 1) | (Comparator::More, 0));
            return Answer::bare(if at_least_one { Truth::True } else { Truth::Unknown });
        };
        let told = u64::from(told);
        let truth = match comparator {
            Comparator::Equal => told == count,
            Comparator::NotEqual => told != count,
            Comparator::More => told > count,
            Comparator::Less => told < count,
            Comparator::AtLeast => told >= count,
            Comparator::AtMost => told <= count,
            _ => return Answer::unknown(),
        };
        let answer = Answer::bare(Truth::from(truth));
        if truth { answer } else { answer.because(format!("the article says {told} times")) }
    }

    /// The days on which something happened, by the statements of a concept that have a party in a place.
    pub fn concept_times(
        &self,
        concept: ConceptId,
        referents: &[Referent],
    ) -> Vec<(crate::facts::StatementId, crate::value::DateSpan)> {
        let mut found = Vec::new();
        let near = match self.world.lexicon.concept(concept) {
            Some(declared) => self
                .statements_of_rarest(concept, referents)
                .unwrap_or_else(|| self.statements_near(concept, declared, referents)),
            None => Vec::new(),
        };
        for id in near {
            let Some(statement) = self.world.statement(id) else { continue };
            let all = referents
                .iter()
                .zip(&statement.arguments)
                .all(|(referent, told)| self.matches(referent, told) == Truth::True);
            if all
                && self.hears(id)
                && statement.polarity == Polarity::Affirmed
                && let Some(time) = self.time_of(statement)
            {
                found.push((id, time));
            }
        }
        found
    }
}
