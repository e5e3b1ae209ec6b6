//! Terms: what a literal, an attribute, a thing, an aggregate or a sum comes to in the article.

use super::answer::Ground;
use super::evaluator::Evaluator;
use super::things::{Referent, Resolved};
use crate::facts::{Argument, EntityId, Modality, Part, Polarity, StatementId};
use crate::lang::formula::{Term, Thing};
use crate::lang::lexicon::{Category, Concept, ConceptId};
use crate::source::{SourceId, Span};
use crate::value::{DateExpression, DateSpan, Number, Truth, Value};

/// What a term may come to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TermValue {
    Value(Value),
    Text(String),
    Thing(Referent),
}

/// One value of a term, with where the article tells it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Told {
    pub value: TermValue,
    pub grounds: Vec<Ground>,
    /// The article denies that it is this.
    pub denied: bool,
    /// The least sure of what it rests on; `None`: the rule says it.
    pub modality: Option<Modality>,
    /// Values told in one breath ("49 or 27 percent, depending on the scenario") are alternatives.
    pub breath: Option<(SourceId, Span)>,
    /// The sum that was done.
    pub arithmetic: Option<String>,
}

impl Told {
    /// What a rule itself says.
    pub fn by_rule(value: TermValue) -> Self {
        Self { value, grounds: Vec::new(), denied: false, modality: None, breath: None, arithmetic: None }
    }

    /// What an article says.
    pub fn by_article(value: TermValue, ground: Ground, modality: Modality) -> Self {
        Self { grounds: vec![ground], modality: Some(modality), ..Self::by_rule(value) }
    }
}

/// What a term comes to: for each candidate that it may be about, the values told.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Terms {
    pub candidates: Vec<Vec<Told>>,
    pub notes: Vec<String>,
    /// What the article says of another time.
    pub elsewhere: Vec<StatementId>,
    pub uncheckable: Option<String>,
}

impl Terms {
    pub fn one(told: Told) -> Self {
        Self { candidates: vec![vec![told]], ..Self::default() }
    }

    pub fn nothing(note: Option<String>) -> Self {
        Self { notes: note.into_iter().collect(), ..Self::default() }
    }

    pub fn uncheckable(reason: impl Into<String>) -> Self {
        Self { uncheckable: Some(reason.into()), ..Self::default() }
    }
}

impl Evaluator<'_, '_> {
    /// What a term comes to.
    pub fn term(&mut self, term: &Term) -> Terms {
        match term {
            Term::Literal(value, _) => Terms::one(Told::by_rule(TermValue::Value(value.clone()))),
            Term::Text(text, _) => Terms::one(Told::by_rule(TermValue::Text(text.clone()))),
            Term::Attribute { concept, owner, at, .. } => self.attribute(*concept, owner, *at),
            Term::Thing(thing) => self.thing_term(thing),
            Term::Aggregate { function, variable, domain, of, .. } => self.aggregate(*function, *variable, domain, *of),
            Term::Arithmetic { operation, left, right } => {
                let (left, right) = (self.term(left), self.term(right));
                self.arithmetic(*operation, left, right)
            }
        }
    }

    fn thing_term(&mut self, thing: &Thing) -> Terms {
        let Resolved { candidates, note } = self.resolve(thing);
        let values = candidates.into_iter().map(|referent| match referent {
            Referent::Value(value) => vec![Told::by_rule(TermValue::Value(*value))],
            Referent::Text(text) => vec![Told::by_rule(TermValue::Text(text))],
            other => vec![Told::by_rule(TermValue::Thing(other))],
        });
        Terms { candidates: values.collect(), notes: note.into_iter().collect(), ..Terms::default() }
    }

    /// The values that the article gives to an attribute of a thing.
    fn attribute(&mut self, id: ConceptId, owner: &Thing, at: Option<DateSpan>) -> Terms {
        let Some(concept) = self.world.lexicon.concept(id) else {
            return Terms::uncheckable("the sentence speaks of something that no rule file declares");
        };
        let owners = self.resolve_in(owner, id, 0);
        let outer = self.scope.time;
        self.scope.time = at.or(outer);
        let mut terms = Terms::nothing(owners.note);
        for owner in &owners.candidates {
            let (told, elsewhere) = self.attribute_of(id, concept, owner);
            terms.candidates.push(told);
            terms.elsewhere.extend(elsewhere);
        }
        self.scope.time = outer;
        terms
    }

    /// The values of one owner, and the statements of another time.
    pub fn attribute_of(&self, id: ConceptId, concept: &Concept, owner: &Referent) -> (Vec<Told>, Vec<StatementId>) {
        let (mut told, mut elsewhere) = (Vec::new(), Vec::new());
        let mut of_another: Vec<(StatementId, Told)> = Vec::new();
        let mut statements: Vec<StatementId> = match owner {
            Referent::Entities(ids) => ids.iter().flat_map(|&owner| self.world.with(id, 0, owner)).copied().collect(),
            Referent::Open | Referent::Article => self.world.statements_of(id).to_vec(),
            // A name that is only in words: `"fishermen"`. What no entity is called can be nothing but words.
            Referent::Absent { .. } | Referent::Text(_) => {
                let absent = matches!(owner, Referent::Absent { .. });
                let all = if absent { self.world.parties().worded(id) } else { self.world.statements_of(id) };
                let told = |id: &StatementId| {
                    let first = self.world.statement(*id).and_then(|statement| statement.arguments.first());
                    first.is_some_and(|told| self.matches(owner, told) == Truth::True)
                };
                all.iter().copied().filter(told).collect()
            }
            _ => Vec::new(),
        };
        statements.sort_unstable();
        statements.dedup();
        for id in statements {
            let Some(statement) = self.world.statement(id).filter(|_| self.hears(id)) else { continue };
            let value = match statement.arguments.get(1) {
                Some(Argument::Value(value)) => TermValue::Value(self.absolute(value)),
                Some(Argument::Text(text)) => TermValue::Text(text.clone()),
                Some(Argument::Entity(entity)) => TermValue::Thing(self.referent(&[*entity])),
                Some(Argument::Unstated) | None => continue,
            };
            if !self.is_said_of(owner, statement.arguments.first(), &value) {
                continue;
            }
            let denied = statement.polarity == Polarity::Denied;
            let bound = match &value {
                TermValue::Value(Value::Number(number)) if denied => number.denied(),
                _ => None,
            };
            let denied = denied && bound.is_none();
            let value = bound.map_or(value, |bound| TermValue::Value(Value::Number(bound)));
            let mut one = Told::by_article(value, Ground::Statement(id), statement.modality);
            one.denied = denied;
            // Cells of a table and a list share no breath: theirs is the span of the cell.
            one.breath =
                statement.spans.first().filter(|_| statement.part != Part::Table).map(|span| (statement.source, *span));
            let of_an_event = self.scope.time.is_none() && self.is_event(owner);
            // "Made his debut on September 1" is dated by what it tells.
            let dated_by_itself = matches!(&one.value, TermValue::Value(Value::Date(_)));
            let now = dated_by_itself || !self.wrong_time(concept, statement);
            if now {
                told.push(one);
            } else if of_an_event {
                of_another.push((id, one));
            } else {
                elsewhere.push((id, one));
            }
        }
        // What is told of an event holds whenever it was; but "64 percent, up from 58 percent in 2015" is of two.
        if told.is_empty() {
            told.extend(of_another.into_iter().map(|(_, told)| told));
        } else {
            elsewhere.extend(of_another);
        }
        if self.world.date_concepts.contains(&id) {
            for dated in self.dates_of(owner) {
                let date = TermValue::Value(Value::Date(DateExpression::Absolute(dated.span)));
                if !told.iter().any(|told: &Told| told.grounds.contains(&dated.ground)) {
                    told.push(Told::by_article(date, dated.ground, dated.modality));
                }
            }
        }
        if told.is_empty() && concept.category == Category::Attribute {
            told = lasting(&elsewhere.iter().map(|(_, told)| told.clone()).collect::<Vec<_>>());
        }
        if told.is_empty() && self.scope.time.is_none() {
            told = self.latest(&elsewhere);
        }
        (told, elsewhere.into_iter().map(|(id, _)| id).collect())
    }

    /// The value of the latest time that is over, where none is told of the day: a quarter's sales, last month's rate. Only
    /// of the year before the dateline.
    fn latest(&self, elsewhere: &[(StatementId, Told)]) -> Vec<Told> {
        let Some(today) = self.scope.dateline else { return Vec::new() };
        let ends = |id: StatementId| self.world.statement(id)?.time?.last.filter(|&last| last < today);
        let Some(last) = elsewhere.iter().filter_map(|(id, _)| ends(*id)).max() else { return Vec::new() };
        let recent = DateSpan::day(last).first.is_some_and(|day| (today - day).get_days() <= 366);
        let of_then = elsewhere.iter().filter(|(id, _)| ends(*id) == Some(last)).map(|(_, told)| told.clone());
        if recent { of_then.collect() } else { Vec::new() }
    }

    /// Whether a value is said of the owner: a number that is said of a group is not said of each of its members.
    fn is_said_of(&self, owner: &Referent, told: Option<&Argument>, value: &TermValue) -> bool {
        let (Referent::Entities(ids), Some(Argument::Entity(told))) = (owner, told) else { return true };
        ids.contains(told) || !matches!(value, TermValue::Value(Value::Number(_) | Value::Score(..)))
    }

    fn is_event(&self, owner: &Referent) -> bool {
        let Referent::Entities(ids) = owner else { return false };
        let event = self.world.lexicon.kind_named("event");
        event.is_some_and(|event| ids.iter().any(|&id| self.world.is_of(id, event)))
    }

    /// A relative date, counted from the dateline.
    fn absolute(&self, value: &Value) -> Value {
        match self.date_span(value) {
            Some(span) => Value::Date(DateExpression::Absolute(span)),
            None => value.clone(),
        }
    }

    /// The single number that the article gives to an attribute of a thing; what it rests on beside it.
    pub fn one_number(&self, id: ConceptId, owner: EntityId) -> Option<(Number, Told)> {
        let concept = self.world.lexicon.concept(id)?;
        let (told, _) = self.attribute_of(id, concept, &self.referent(&[owner]));
        let mut numbers = told.into_iter().filter(|told| !told.denied).filter_map(|told| match &told.value {
            TermValue::Value(Value::Number(number)) => Some((number.clone(), told)),
            _ => None,
        });
        let first = numbers.next()?;
        numbers.all(|(number, _)| number == first.0).then_some(first)
    }
}

/// What was said of another time and lasts: a debut, a founder or a first team, where only one is told; never a measure,
/// a title or a text, which change.
fn lasting(elsewhere: &[Told]) -> Vec<Told> {
    let lasts = |told: &Told| match &told.value {
        TermValue::Value(Value::Date(_)) | TermValue::Thing(_) => !told.denied,
        _ => false,
    };
    let all_one = elsewhere.iter().all(|told| elsewhere.first().is_some_and(|first| first.value == told.value));
    if all_one && elsewhere.iter().all(lasts) { elsewhere.to_vec() } else { Vec::new() }
}
