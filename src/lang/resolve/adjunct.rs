//! Adjuncts: when, where, how often; what follows a verb and its object.

use super::np::Binder;
use super::reader::{Miss, Reader};
use super::token::{TokenKind, ordinal, score};
use crate::lang::formula::{Adjunct, Quantifier, Thing, Timing};
use crate::lang::lexicon::KindId;
use crate::value::{Comparator, DateExpression, DateSpan, Value};
use std::rc::Rc;

/// Adjuncts in a row.
#[derive(Debug, Clone, Default)]
pub struct Adjuncts {
    /// In order.
    pub all: Vec<Adjunct>,
    /// Quantifiers in them (`before both summits`).
    pub binders: Vec<Binder>,
    /// How far-fetched they are.
    pub cost: u32,
}

const TIMINGS: &[(&str, Timing)] = &[
    ("before", Timing::Before),
    ("after", Timing::After),
    ("since", Timing::Since),
    ("by", Timing::By),
    ("during", Timing::During),
];

impl Reader<'_> {
    /// Whether an adjunct can begin at a token.
    pub fn begins_adjunct(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        token.is_any(&[
            "on", "in", "at", "before", "after", "since", "by", "during", "for", "between", "from", "once", "twice",
            "exactly", "more", "fewer", "less",
        ]) || score(&token.text).is_some()
            || token.kind == TokenKind::Word
                && self.whole_number(at).is_some_and(|(_, next)| self.tokens.is(next, "times"))
    }

    /// The adjuncts that the tokens `start..end` are.
    pub fn adjuncts(&self, start: usize, end: usize) -> Rc<Vec<Adjuncts>> {
        if let Some(known) = self.adjuncts.borrow().get(&(start, end)) {
            return Rc::clone(known);
        }
        let read = Rc::new(self.read_adjuncts(start, end));
        self.keep(read.len(), end.saturating_sub(start));
        self.adjuncts.borrow_mut().insert((start, end), Rc::clone(&read));
        read
    }

    fn read_adjuncts(&self, start: usize, end: usize) -> Vec<Adjuncts> {
        if start == end {
            return vec![Adjuncts::default()];
        }
        if !self.begins_adjunct(start) || !self.step() {
            return Vec::new();
        }
        let mut read = Vec::new();
        for stop in (start + 1..=end).filter(|&stop| stop == end || self.begins_adjunct(stop)) {
            let firsts = self.adjunct(start, stop);
            if firsts.is_empty() {
                continue;
            }
            for rest in self.adjuncts(stop, end).iter() {
                for first in &firsts {
                    if !self.keep(1, end - start) {
                        return read;
                    }
                    let mut all = first.clone();
                    all.all.extend(rest.all.iter().cloned());
                    all.binders.extend(rest.binders.iter().cloned());
                    all.cost += rest.cost;
                    read.push(all);
                }
            }
        }
        read
    }

    /// One adjunct.
    fn adjunct(&self, start: usize, end: usize) -> Vec<Adjuncts> {
        let Some(token) = self.tokens.get(start) else { return Vec::new() };
        let plain = |adjunct| vec![Adjuncts { all: vec![adjunct], ..Adjuncts::default() }];
        if end == start + 1 {
            return match token.lower.as_str() {
                "once" => plain(Adjunct::Times(Comparator::Equal, 1)),
                "twice" => plain(Adjunct::Times(Comparator::Equal, 2)),
                _ => score(&token.text).map(|score| plain(Adjunct::Amount(score))).unwrap_or_default(),
            };
        }
        if let Some(times) = self.times(start, end) {
            return plain(times);
        }
        let whole = |words: &str| self.tokens.after(start, words) == Some(end);
        if whole("on the same date") || whole("on the same day") || whole("at the same time") {
            return plain(Adjunct::SameDate);
        }
        if whole("in the same place") || whole("at the same place") || whole("in the same city") {
            return plain(Adjunct::SamePlace);
        }
        let known = self.scope.known;
        match token.lower.as_str() {
            "between" | "from" => {
                self.span_of_days(start, end).map(|value| plain(Adjunct::When(value))).unwrap_or_default()
            }
            "on" => self.date(start + 1, end).map(|value| plain(Adjunct::When(value))).unwrap_or_default(),
            "in" | "at" => match self.date(start + 1, end) {
                Some(value) => plain(Adjunct::When(value)),
                None if token.is("in") => self.placed(start + 1, end, &[known.place]),
                None => self.placed(start + 1, end, &[known.place, known.event]),
            },
            "for" => self.for_amount(start, end),
            word => {
                let Some(&(_, timing)) = TIMINGS.iter().find(|(name, _)| *name == word) else { return Vec::new() };
                let site = self.tokens.site(start + 1, end);
                if let Some(value) = self.date(start + 1, end) {
                    return plain(Adjunct::Relative(timing, Thing::Value(value, site)));
                }
                self.bound_adjuncts(start + 1, end, known.event, |thing| Adjunct::Relative(timing, thing))
            }
        }
    }

    fn placed(&self, start: usize, end: usize, kinds: &[KindId]) -> Vec<Adjuncts> {
        let mut read: Vec<Adjuncts> = Vec::new();
        for &kind in kinds {
            read.extend(self.bound_adjuncts(start, end, kind, Adjunct::Where));
        }
        // A name can be that of a place or of an event; it is one adjunct all the same.
        if let Some(least) = read.iter().map(|adjuncts| adjuncts.cost).min() {
            read.retain(|adjuncts| adjuncts.cost == least);
            let named = |adjuncts: &Adjuncts| matches!(adjuncts.all.first(), Some(Adjunct::Where(Thing::Named { .. })));
            if read.iter().all(named) {
                read.truncate(1);
            }
        }
        read
    }

    fn bound_adjuncts(&self, start: usize, end: usize, kind: KindId, make: impl Fn(Thing) -> Adjunct) -> Vec<Adjuncts> {
        let things = self.things(start, end, kind);
        let single = things.iter().filter_map(|np| Some((np.single()?, np.cost)));
        single
            .filter(|(one, _)| one.outer.is_empty())
            .map(|(one, cost)| Adjuncts { all: vec![make(one.thing.clone())], binders: one.binders.clone(), cost })
            .collect()
    }

    /// `for $5 million`, `for two days`, `for the second time`.
    fn for_amount(&self, start: usize, end: usize) -> Vec<Adjuncts> {
        let plain = |adjunct| vec![Adjuncts { all: vec![adjunct], ..Adjuncts::default() }];
        if self.tokens.is(start + 1, "the")
            && self.tokens.is(end - 1, "time")
            && end == start + 4
            && let Some(nth) = self.tokens.get(start + 2).and_then(|token| ordinal(&token.lower))
        {
            return plain(Adjunct::NthTime(nth));
        }
        match self.value(start + 1, end) {
            Some(value @ Value::Number(_)) => plain(Adjunct::Amount(value)),
            _ => Vec::new(),
        }
    }

    /// `twice`, `three times`, `at least three times`.
    fn times(&self, start: usize, end: usize) -> Option<Adjunct> {
        if !self.tokens.is_any(end - 1, &["times", "time"]) {
            return None;
        }
        let (quantifier, next) = self.counted(start)?;
        if next + 1 != end {
            return None;
        }
        Some(match quantifier {
            Quantifier::Exactly(number) => Adjunct::Times(Comparator::Equal, number),
            Quantifier::AtLeast(number) => Adjunct::Times(Comparator::AtLeast, number),
            Quantifier::AtMost(number) => Adjunct::Times(Comparator::AtMost, number),
            _ => return None,
        })
    }

    /// The date that the tokens `start..end` are, an article aside.
    pub fn date(&self, start: usize, end: usize) -> Option<Value> {
        let start = start + usize::from(self.tokens.is(start, "the") && end > start + 1);
        match self.value(start, end)? {
            Value::Date(impossible @ DateExpression::Impossible(_)) => {
                self.miss(Miss::Date(self.tokens.site(start, end), self.tokens.words(start, end), impossible));
                None
            }
            value @ Value::Date(_) => Some(value),
            Value::Number(number) => self.year_of(&number, start, end),
            _ => None,
        }
    }

    /// `between A and B`, `from A to B`: the days from the one to the other.
    pub fn span_of_days(&self, start: usize, end: usize) -> Option<Value> {
        let joint = if self.tokens.is(start, "between") { "and" } else { "to" };
        let joint = (start + 2..end).find(|&at| self.tokens.is_any(at, &[joint, "until", "through"]))?;
        let (first, last) = (self.date(start + 1, joint)?, self.date(joint + 1, end)?);
        let (Value::Date(first), Value::Date(last)) = (first, last) else { return None };
        match (&first, &last) {
            (DateExpression::Absolute(a), DateExpression::Absolute(b)) => {
                Some(Value::Date(DateExpression::Absolute(DateSpan { first: a.first, last: b.last })))
            }
            (DateExpression::NoYear { first, .. }, DateExpression::NoYear { last, .. }) => {
                Some(Value::Date(DateExpression::NoYear { first: *first, last: *last }))
            }
            _ => {
                let site = self.tokens.site(start, end);
                self.miss(Miss::Date(site, self.tokens.words(start, end), first));
                None
            }
        }
    }
}
