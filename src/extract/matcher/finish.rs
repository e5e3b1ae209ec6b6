//! Finishing a match: what may stay open, what the context gives, and the statements that come of it.

use super::{Bindings, Draft, Matcher};
use crate::extract::context::{self, Context};
use crate::extract::fill::Filled;
use crate::extract::index::Compiled;
use crate::extract::roles;
use crate::facts::{Argument, Polarity};
use crate::lang::lexicon::{Category, Concept};
use crate::nlp::Deprel;
use crate::value::Value;
use num_traits::Zero;

impl Matcher<'_> {
    /// Fills what is open from the context where that is allowed, and writes the statements down.
    pub(super) fn finish(
        &self,
        compiled: &Compiled,
        predicate: usize,
        mut bindings: Bindings,
        drafts: &mut Vec<Draft>,
    ) {
        let Some(concept) = self.concept(compiled.concept) else { return };
        let intransitive = self.document.child(predicate, Deprel::Obj).is_none();
        if concept.symmetric && bindings.places.len() >= 2 && intransitive {
            spread(&mut bindings.places);
        }
        if bindings.places.iter().all(Vec::is_empty) || !self.complete(compiled, concept, predicate, &mut bindings) {
            return;
        }
        let mut context = self.context(compiled, predicate);
        // "No deaths" tells a number; it denies nothing.
        let none = |filled: &Filled| match &filled.argument {
            Argument::Value(Value::Number(number)) => {
                number.stated.is_zero() && matches!(self.document.lower(filled.tokens.start), "no" | "nobody" | "none")
            }
            Argument::Entity(id) => {
                let count = self.entities.get(*id).and_then(|entity| entity.count.as_ref());
                count.is_some_and(|count| count.stated.is_zero())
            }
            _ => false,
        };
        if bindings.places.iter().flatten().any(none) {
            context.polarity = Polarity::Affirmed;
            context.negations.clear();
        }
        let ordinal = self.ordinal(predicate);
        let mut rows: Vec<Vec<Option<Filled>>> = vec![Vec::new()];
        for fills in &bindings.places {
            let choices: Vec<Option<Filled>> =
                if fills.is_empty() { vec![None] } else { fills.iter().cloned().map(Some).collect() };
            rows = rows
                .into_iter()
                .flat_map(|row| {
                    choices.iter().map(move |choice| {
                        let mut row = row.clone();
                        row.push(choice.clone());
                        row
                    })
                })
                .take(MOST_ROWS)
                .collect();
        }
        for row in rows {
            let same = row.iter().flatten().enumerate().any(|(at, a)| {
                row.iter()
                    .flatten()
                    .skip(at + 1)
                    .any(|b| matches!(a.argument, Argument::Entity(_)) && a.argument == b.argument)
            });
            if same {
                continue;
            }
            self.excepted(compiled, predicate, &bindings, &context, &row, drafts);
            let mut tokens = bindings.tokens.clone();
            tokens.extend(row.iter().flatten().map(|filled| filled.tokens.clone()));
            tokens.extend(context.negations.iter().map(|&at| at..at + 1));
            drafts.push(Draft {
                concept: compiled.concept,
                arguments: row
                    .into_iter()
                    .map(|filled| filled.map_or(Argument::Unstated, |filled| filled.argument))
                    .collect(),
                context: context.clone(),
                predicate,
                time: None,
                tokens,
                only: bindings.only.clone(),
                ordinal,
                from_context: bindings.from_context,
                in_passing: false,
                bound: compiled.bound,
                template: compiled.template.clone(),
            });
        }
    }

    /// "Played at every position except catcher": what is excepted is denied.
    fn excepted(
        &self,
        compiled: &Compiled,
        predicate: usize,
        bindings: &Bindings,
        context: &Context,
        row: &[Option<Filled>],
        drafts: &mut Vec<Draft>,
    ) {
        for (place, filled) in row.iter().enumerate() {
            let Some(filled) = filled else { continue };
            let head = filled.tokens.end.saturating_sub(1);
            for out in roles::exceptions(self.document, head) {
                let Some(left) = self.fill(compiled, place, out) else { continue };
                let mut arguments: Vec<Argument> = row
                    .iter()
                    .map(|filled| filled.as_ref().map_or(Argument::Unstated, |filled| filled.argument.clone()))
                    .collect();
                if let Some(slot) = arguments.get_mut(place) {
                    *slot = left.argument;
                }
                let polarity = match context.polarity {
                    Polarity::Affirmed => Polarity::Denied,
                    Polarity::Denied => Polarity::Affirmed,
                };
                let mut tokens = bindings.tokens.clone();
                tokens.push(left.tokens);
                drafts.push(Draft {
                    context: Context { polarity, ..context.clone() },
                    tokens,
                    template: compiled.template.clone(),
                    in_passing: false,
                    ..Draft::in_passing(compiled.concept, arguments, predicate, predicate..predicate + 1)
                });
            }
        }
    }

    /// Whether every place is filled that must be; an open event is filled with what the article opens with.
    fn complete(&self, compiled: &Compiled, concept: &Concept, predicate: usize, bindings: &mut Bindings) -> bool {
        let passive = roles::is_passive(self.document, predicate);
        let bound: Vec<_> = bindings.places.iter().flatten().map(|filled| filled.tokens.clone()).collect();
        for place in 0..bindings.places.len() {
            if bindings.places.get(place).is_some_and(|fills| !fills.is_empty()) {
                continue;
            }
            let kind = concept.places.get(place).map(|place| place.kind);
            if place < 2
                && !self.is_held_open(compiled, place)
                && let Some(filled) = kind.and_then(|kind| self.context_gives(compiled, predicate, kind, &bound))
            {
                bindings.from_context = true;
                if let Some(fills) = bindings.places.get_mut(place) {
                    fills.push(Filled { argument: Argument::Entity(filled), tokens: predicate..predicate + 1 });
                }
                continue;
            }
            let optional = match concept.category {
                Category::Relation => place > 1 || (place == 0 && passive),
                _ => false,
            };
            if !optional {
                return false;
            }
        }
        true
    }

    fn context(&self, compiled: &Compiled, predicate: usize) -> Context {
        let mut context = context::read(self.document, self.entities, predicate);
        if compiled.denies {
            context.polarity = match context.polarity {
                Polarity::Affirmed => Polarity::Denied,
                Polarity::Denied => Polarity::Affirmed,
            };
        }
        context
    }

    /// "the 10th member".
    fn ordinal(&self, predicate: usize) -> Option<u32> {
        let inside = [Deprel::Amod, Deprel::Nummod, Deprel::Compound];
        self.document.children_by(predicate, &inside).find_map(|child| match &self.document.value(child)?.value {
            crate::value::Value::Number(number) if number.ordinal => u32::try_from(number.stated.to_integer()).ok(),
            _ => None,
        })
    }
}

/// How many statements one match can give: lists of parties multiply.
const MOST_ROWS: usize = 64;

/// Coordinated parties of a symmetric relation fill both of its places: the first the one, the rest the other.
fn spread(places: &mut [Vec<Filled>]) {
    let [first, second, ..] = places else { return };
    if second.is_empty() && first.len() > 1 {
        *second = first.split_off(1);
    } else if first.is_empty() && second.len() > 1 {
        *first = second.drain(..1).collect();
    }
}
