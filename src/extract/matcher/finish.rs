//! Finishing a match: what may stay open, what the context gives, and the statements that come of it.

use super::tenure::Tenure;
use super::{Bindings, Draft, Matcher};
use crate::extract::context::{self, Context};
use crate::extract::fill::Filled;
use crate::extract::index::Compiled;
use crate::extract::roles;
use crate::facts::{Argument, Modality, Polarity};
use crate::lang::lexicon::{Category, Concept};
use crate::lang::pattern::Trigger;
use crate::nlp::Deprel;
use crate::value::{DateSpan, Value};
use num_traits::Zero;
use std::ops::Range;

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
        // "The architect of the bridge, Eva Berg, was not at the opening" denies nothing of the phrase itself.
        let phrase = self.document.subtree(predicate);
        let is_subject = matches!(self.document.rel(predicate), Deprel::Nsubj | Deprel::NsubjPass);
        let inside = |at: &usize| phrase.contains(at);
        if is_subject
            && matches!(compiled.pattern.trigger, Trigger::Noun { .. })
            && matches!(concept.category, Category::Role | Category::Attribute)
            && bindings.places.iter().flatten().all(|filled| inside(&filled.tokens.start))
            && !context.negations.iter().any(inside)
        {
            context.polarity = Polarity::Affirmed;
            context.negations.clear();
        }
        if concept.category == Category::Role
            && matches!(compiled.pattern.trigger, Trigger::Noun { .. })
            && context.modality == Modality::Hypothetical
            && self.is_presupposed(predicate, &bindings)
        {
            context.modality = Modality::Asserted;
        }
        if bindings.excepted {
            context.polarity = opposite(context.polarity);
        }
        let mut time = None;
        if concept.category == Category::Role
            && matches!(compiled.pattern.trigger, Trigger::Noun { .. })
            && let Some(noun) = bindings.tokens.first().cloned()
        {
            let begun = self.begins(&noun);
            match self.tenure(noun) {
                Tenure::Holds => {}
                Tenure::Held if context.polarity == Polarity::Affirmed => context.polarity = Polarity::Denied,
                Tenure::Held | Tenure::Other => return,
            }
            let behind = bindings.places.iter().flatten().map(|filled| filled.tokens.end).max();
            time = behind.and_then(|at| self.date_behind(at));
            if let Some((span, _)) = time.as_mut().filter(|_| begun) {
                span.last = None;
            }
        }
        if concept.category == Category::Attribute
            && (self.is_of_a_part(concept, predicate) || self.is_of_the_first(compiled, predicate))
        {
            return;
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
            for (place, filled) in &bindings.denied {
                self.deny(compiled, predicate, &bindings, &context, &row, (*place, filled), drafts);
            }
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
                time: time.clone(),
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

    /// Whether an office is told beside what the clause says: "We don't want to", says Ann Lee, *head of security*.
    fn is_presupposed(&self, noun: usize, bindings: &Bindings) -> bool {
        let document = self.document;
        let beside = [Deprel::Appos, Deprel::NmodDesc, Deprel::Compound, Deprel::Flat];
        let mut top = noun;
        while beside.contains(&document.rel(top))
            && let Some(head) = document.head(top)
        {
            top = head;
        }
        let phrase = document.subtree(top);
        let hoped = document.children_by(noun, &[Deprel::Amod]).any(|child| {
            let word = document.lower(child);
            matches!(
                word,
                "possible" | "potential" | "likely" | "proposed" | "prospective" | "next" | "future" | "incoming"
            )
        });
        top != noun
            && !hoped
            && document.child(noun, Deprel::Cop).is_none()
            && bindings.places.iter().flatten().all(|filled| phrase.contains(&filled.tokens.start))
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
                self.deny(compiled, predicate, bindings, context, row, (place, &left), drafts);
            }
        }
    }

    /// The same of another party, the other way round.
    #[allow(clippy::too_many_arguments, reason = "a match in the making has as many parts")]
    fn deny(
        &self,
        compiled: &Compiled,
        predicate: usize,
        bindings: &Bindings,
        context: &Context,
        row: &[Option<Filled>],
        (place, left): (usize, &Filled),
        drafts: &mut Vec<Draft>,
    ) {
        let mut arguments: Vec<Argument> = row
            .iter()
            .map(|filled| filled.as_ref().map_or(Argument::Unstated, |filled| filled.argument.clone()))
            .collect();
        if let Some(slot) = arguments.get_mut(place) {
            *slot = left.argument.clone();
        }
        let mut tokens = bindings.tokens.clone();
        tokens.push(left.tokens.clone());
        drafts.push(Draft {
            context: Context { polarity: opposite(context.polarity), ..context.clone() },
            tokens,
            template: compiled.template.clone(),
            in_passing: false,
            ..Draft::in_passing(compiled.concept, arguments, predicate, predicate..predicate + 1)
        });
    }

    /// Whether a count is told of a former time or of one place of several: "once ran 120 stores", "has 12 stores in Oslo".
    fn is_of_a_part(&self, concept: &Concept, predicate: usize) -> bool {
        let once = self.document.children_by(predicate, &[Deprel::Advmod]).any(|adverb| {
            matches!(self.document.lower(adverb), "once" | "formerly" | "previously" | "originally" | "initially")
        });
        let kind = |place: usize, name: &str| {
            let wide = self.lexicon.kind_named(name);
            concept.places.get(place).zip(wide).is_some_and(|(place, wide)| self.lexicon.is_a(place.kind, wide))
        };
        let counts = kind(1, "number") && ["organization", "person"].into_iter().any(|wide| kind(0, wide));
        let part = || {
            let object = self.document.child(predicate, Deprel::Obj);
            let of = std::iter::once(predicate).chain(object);
            // In a country may be all that there is.
            of.filter_map(|at| context::place(self.document, self.entities, at))
                .any(|(place, _)| !self.entities.is(place, "country"))
        };
        once || counts && part()
    }

    /// Whether a date is told of the first of several: "the marathon, *first* held in 1982".
    fn is_of_the_first(&self, compiled: &Compiled, predicate: usize) -> bool {
        let said = compiled.template.as_ref().is_some_and(|template| template.contains("first"));
        let first =
            self.document.children_by(predicate, &[Deprel::Advmod]).any(|at| self.document.lower(at) == "first");
        let event = self.lexicon.kind_named("event");
        let owner = self.concept(compiled.concept).and_then(|concept| concept.places.first()).map(|place| place.kind);
        let again = owner.zip(event).is_some_and(|(owner, event)| self.lexicon.is_a(owner, event));
        first && !said && again && self.is_kind(compiled.concept, 1, "date")
    }

    /// The date right behind an office: "president of Torvia *from 1990 to 1995*".
    fn date_behind(&self, at: usize) -> Option<(DateSpan, Range<usize>)> {
        let preposition = matches!(self.document.lower(at), "from" | "in" | "between" | "during");
        let here = self.document.sentence(at.checked_sub(1)?).contains(&at) && preposition;
        let reading =
            Some(at).filter(|_| here).and_then(|at| self.document.value(at).or(self.document.value(at + 1)))?;
        match &reading.value {
            Value::Date(date) => {
                Some((date.resolve(self.document.article.dateline)?, self.document.tokens_in(reading.span)))
            }
            _ => None,
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
            context.polarity = opposite(context.polarity);
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

fn opposite(polarity: Polarity) -> Polarity {
    match polarity {
        Polarity::Affirmed => Polarity::Denied,
        Polarity::Denied => Polarity::Affirmed,
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
