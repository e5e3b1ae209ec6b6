//! Conditions on rows: `gold more than 10 and nation not "Russia"`, `venue contains "Oslo"`, `time is stated`.

use super::Parser;
use crate::lang::formula::Operator;
use crate::lang::resolve::compare::{AFTER_IS, Comparing};
use crate::lang::resolve::token::TokenKind;
use crate::lang::rows::{RowCondition, RowTerm};
use crate::value::{Comparator, Value};

impl Parser<'_> {
    /// Conditions joined by `and`, or by `or`.
    pub(super) fn conditions(&self, start: usize, end: usize) -> Option<RowCondition> {
        let mut parts = Vec::new();
        let mut any = None;
        let mut from = start;
        loop {
            let joints = (from..end).filter(|&at| self.is(at, &["and", "or"]));
            let ends: Vec<usize> = joints.chain([end]).collect();
            let found = ends.iter().rev().find_map(|&stop| Some((self.part(from, stop)?, stop)));
            let Some((part, stop)) = found else {
                self.note_sum(from, end);
                return None;
            };
            parts.push(part);
            if stop == end {
                break;
            }
            let or = self.is(stop, &["or"]);
            if any.is_some_and(|any| any != or) {
                return None;
            }
            any = Some(or);
            from = stop + 1;
        }
        Some(match (parts.len(), any) {
            (1, _) => parts.swap_remove(0),
            (_, Some(true)) => RowCondition::Any(parts),
            _ => RowCondition::All(parts),
        })
    }

    /// Notes a sum in a condition, for the message.
    fn note_sum(&self, from: usize, end: usize) {
        let operator = (from..end).find(|&at| self.is(at, &["plus", "minus", "times"]));
        if let Some(operator) = operator.filter(|&at| self.part(from, at).is_some()) {
            self.sum.set(Some((operator, end)));
        }
    }

    fn part(&self, start: usize, end: usize) -> Option<RowCondition> {
        if !self.reader.step() {
            return None;
        }
        let tokens = &self.reader.tokens;
        let kind = |at: usize| tokens.get(at).map(|token| token.kind);
        if start < end && kind(start) == Some(TokenKind::Open) && kind(end - 1) == Some(TokenKind::Close) {
            return self.conditions(start + 1, end - 1);
        }
        let start = start + usize::from(self.is(start, &["where", "whose"]));
        self.stated(start, end).or_else(|| self.compared(start, end)).or_else(|| self.bare(start, end))
    }

    /// `time is stated`, `time is not stated`, `time not stated`.
    fn stated(&self, start: usize, end: usize) -> Option<RowCondition> {
        let last = end.checked_sub(1).filter(|&last| last > start && self.is(last, &["stated", "given"]))?;
        let not = self.is(last - 1, &["not"]);
        let before = last - usize::from(not);
        let is = before.checked_sub(1).filter(|&is| self.is(is, &["is", "are"])).unwrap_or(before);
        let column = self.column(start, is)?;
        Some(RowCondition::Stated(column, !not))
    }

    /// `gold is more than 10`, `gold more than 10`, `nation not "Russia"`, `venue contains "Oslo"`.
    fn compared(&self, start: usize, end: usize) -> Option<RowCondition> {
        (start + 1..end).find_map(|at| {
            let column = self.column(start, at)?;
            self.comparings(at).into_iter().find_map(|(comparing, denied, next)| {
                let (operator, right) =
                    self.right(&comparing, next, end, &|start, end| self.literal(start, end).map(RowTerm::Literal))?;
                Some(RowCondition::Compare { left: RowTerm::Own(column.clone()), operator, denied, right })
            })
        })
    }

    /// `year 1994`: a column and its value.
    fn bare(&self, start: usize, end: usize) -> Option<RowCondition> {
        let of = |at: usize| at + usize::from(self.is(at, &["of"]) && at + 1 < end);
        (start + 1..end).find_map(|at| {
            let (column, value) = (self.column(start, at)?, self.literal(of(at), end)?);
            Some(RowCondition::Compare {
                left: RowTerm::Own(column),
                operator: Operator::Plain(Comparator::Equal),
                denied: false,
                right: vec![RowTerm::Literal(value)],
            })
        })
    }

    /// The comparators at a token, with or without "is": what, whether denied, where it ends; the longest first.
    fn comparings(&self, at: usize) -> Vec<(Comparing, bool, usize)> {
        let tokens = &self.reader.tokens;
        let verbs = self.reader.comparators(at).into_iter();
        let mut all: Vec<_> = verbs.map(|found| (found.comparing, found.negated, found.end)).collect();
        let not = usize::from(self.is(at, &["not"]));
        let bare = AFTER_IS.iter().filter_map(|(words, comparing)| Some((comparing, tokens.after(at + not, words)?)));
        all.extend(bare.map(|(comparing, end)| (comparing.clone(), not == 1, end)));
        if self.is(at + not, &["containing"]) {
            all.push((Comparing::Contains, not == 1, at + not + 1));
        }
        if not == 1 {
            all.push((Comparing::Plain(Comparator::Equal), true, at + 1));
        }
        all
    }

    /// The operator and the right side of a comparison, its terms read by `term`.
    pub(super) fn right(
        &self,
        comparing: &Comparing,
        start: usize,
        end: usize,
        term: &dyn Fn(usize, usize) -> Option<RowTerm>,
    ) -> Option<(Operator, Vec<RowTerm>)> {
        let one = |operator: Operator| {
            let Some(read) = term(start, end) else {
                self.note_unquoted(start, end);
                return None;
            };
            Some((operator, vec![read]))
        };
        match comparing {
            Comparing::Plain(comparator) | Comparing::Dated(comparator) => one(Operator::Plain(comparator.clone())),
            Comparing::SameDay => one(Operator::SameDay),
            Comparing::Includes | Comparing::Contains => one(Operator::Contains),
            Comparing::Matches => {
                let pattern = self.quoted(start, end)?;
                regex::Regex::new(&pattern).ok()?;
                Some((Operator::Matches, vec![RowTerm::Literal(pattern)]))
            }
            Comparing::Between => (start..end)
                .filter(|&at| self.is(at, &["and"]))
                .find_map(|and| Some((Operator::Between, vec![term(start, and)?, term(and + 1, end)?]))),
            Comparing::Within => (start..end).filter(|&at| self.is(at, &["of"])).find_map(|of| {
                let Some(Value::Number(distance)) = self.reader.value(start, of) else { return None };
                Some((Operator::WithinOf(distance), vec![term(of + 1, end)?]))
            }),
            Comparing::OneOf => {
                let is_joint = |&at: &usize| {
                    let comma = self.reader.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Comma);
                    comma || self.is(at, &["or", "and"])
                };
                let mut terms = Vec::new();
                let mut from = start;
                for stop in (start..end).filter(is_joint).chain([end]) {
                    terms.push(term(from, stop)?);
                    from = stop + 1;
                }
                Some((Operator::OneOf, terms))
            }
            Comparing::Agrees => None,
        }
    }
}
