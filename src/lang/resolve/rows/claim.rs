//! What a sentence about rows claims: how many fit, that all are alike, who is first, how two values stand.

use super::Parser;
use crate::lang::formula::{Operator, Quantifier};
use crate::lang::resolve::token::TokenKind;
use crate::lang::rows::{RowClaim, RowCondition, RowTerm, Rows};
use crate::value::Comparator;

impl Parser<'_> {
    /// The claim of a clause.
    pub(super) fn claim(&self, start: usize, end: usize) -> Option<RowClaim> {
        self.in_rows(start, end)
            .or_else(|| self.same(start, end))
            .or_else(|| self.rows_have(start, end))
            .or_else(|| self.there_are(start, end))
            .or_else(|| self.has(start, end))
            .or_else(|| self.is_row(start, end))
            .or_else(|| self.comparison(start, end))
    }

    /// `in every row, total equals gold plus silver`.
    fn in_rows(&self, start: usize, end: usize) -> Option<RowClaim> {
        if !self.is(start, &["in"]) {
            return None;
        }
        let is_comma = |&at: &usize| self.reader.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Comma);
        (start + 1..end).filter(is_comma).find_map(|comma| {
            let (quantifier, denied, rows) = self.quantified(start + 1, comma)?;
            let condition = Some(self.own_comparison(comma + 1, end)?);
            Some(RowClaim::Quantified { quantifier, denied, rows, condition })
        })
    }

    /// `exactly two rows where …`: the quantifier, whether `not` stands before it, the rows.
    fn quantified(&self, start: usize, end: usize) -> Option<(Quantifier, bool, Rows)> {
        let prefix = self.reader.prefix(start)?;
        let (quantifier, denied) = (prefix.quantifier, prefix.denied);
        let known = matches!(
            quantifier,
            Quantifier::Some
                | Quantifier::Every
                | Quantifier::No
                | Quantifier::Exactly(_)
                | Quantifier::AtLeast(_)
                | Quantifier::AtMost(_)
                | Quantifier::Between(..)
                | Quantifier::Most
                | Quantifier::Half
                | Quantifier::AllBut(_)
        );
        let next = prefix.next + usize::from(self.is(prefix.next, &["the"]));
        let rows = self.rows(next, end)?;
        known.then_some((quantifier, denied, rows))
    }

    /// `all rows have the same venue`, `no two rows where … have the same rank`.
    fn same(&self, start: usize, end: usize) -> Option<RowClaim> {
        let tokens = &self.reader.tokens;
        let none = tokens.after_any(start, &["no two", "no"]);
        let next = none.or_else(|| tokens.after_any(start, &["all the", "all", "every", "each"]))?;
        (next + 1..end).find_map(|at| {
            let column = tokens.after_any(at, &["have the same", "has the same"])?;
            let (rows, column) = (self.rows(next, at)?, self.column(column, end)?);
            Some(RowClaim::Same { rows, column, all: none.is_none() })
        })
    }

    /// `exactly two rows have gold more than 10`.
    fn rows_have(&self, start: usize, end: usize) -> Option<RowClaim> {
        (start + 2..end).rev().filter(|&at| self.is(at, &["have", "has"])).find_map(|have| {
            let (quantifier, denied, rows) = self.quantified(start, have)?;
            let condition = Some(self.conditions(have + 1, end)?);
            Some(RowClaim::Quantified { quantifier, denied, rows, condition })
        })
    }

    /// `there is exactly one row where …`.
    fn there_are(&self, start: usize, end: usize) -> Option<RowClaim> {
        let next = self.reader.tokens.after_any(start, &["there is", "there are"])?;
        let (quantifier, denied, rows) = self.quantified(next, end)?;
        Some(RowClaim::Quantified { quantifier, denied, rows, condition: None })
    }

    /// `Norway has the second highest total`, `Norway has more gold than Germany`, `Norway has gold more than 10`.
    fn has(&self, start: usize, end: usize) -> Option<RowClaim> {
        let tokens = &self.reader.tokens;
        let has = (start + 1..end).find(|&at| self.is(at, &["has", "have"]))?;
        let one = self.the_rows(start, has)?;
        let next = has + 1;
        let ranked = self.is(next, &["the"]).then(|| self.rank(next + 1)).flatten();
        if let Some((highest, nth, next)) = ranked {
            let among = (next..end).find(|&at| self.is(at, &["among", "of"]));
            let stop = among.filter(|&at| self.the_rows(at + 1, end).is_some()).unwrap_or(end);
            let of = if stop < end { self.the_rows(stop + 1, end)? } else { Rows::All };
            let column = self.column(next, stop)?;
            let other = Rows::Ranked { of: Box::new(of), column, highest, nth, first: false };
            return Some(RowClaim::Is { one, other });
        }
        let comparators: [(&[&str], &str, Comparator); 3] = [
            (&["more", "a higher", "a greater", "a larger", "a later", "a longer"], "than", Comparator::More),
            (&["fewer", "less", "a lower", "a smaller", "an earlier", "a shorter"], "than", Comparator::Less),
            (&["the same"], "as", Comparator::Equal),
        ];
        for (phrases, than, comparator) in comparators {
            let Some(column) = tokens.after_any(next, phrases) else { continue };
            let found = (column + 1..end)
                .filter(|&at| self.is(at, &[than]))
                .find_map(|at| Some((self.column(column, at)?, self.the_rows(at + 1, end)?)));
            if let Some((column, rows)) = found {
                let right = vec![RowTerm::Cell { column: column.clone(), rows }];
                let left = RowTerm::Cell { column, rows: one };
                return Some(RowClaim::Compare { left, operator: Operator::Plain(comparator), denied: false, right });
            }
        }
        let condition = Some(self.conditions(next, end)?);
        Some(RowClaim::Quantified { quantifier: Quantifier::Every, denied: false, rows: one, condition })
    }

    /// `the row with the highest gold is Norway`, `Norway is the row with the highest gold`.
    fn is_row(&self, start: usize, end: usize) -> Option<RowClaim> {
        (start + 1..end).find_map(|at| {
            let found = self
                .reader
                .comparators(at)
                .into_iter()
                .find(|found| found.is && !found.negated && found.end == at + 1)?;
            let (left, right) = (self.the_rows(start, at)?, self.the_rows(found.end, end)?);
            match (left, right) {
                (Rows::Called(_), Rows::Called(_)) => None,
                (one @ Rows::Called(_), other) | (other, one) => Some(RowClaim::Is { one, other }),
            }
        })
    }

    /// `the nation of the row with the highest gold is Norway`: the rightmost comparator that leaves two sides that can be
    /// read, so that one inside a condition is passed over.
    fn comparison(&self, start: usize, end: usize) -> Option<RowClaim> {
        (start + 1..end).rev().find_map(|at| {
            self.reader.comparators(at).into_iter().filter(|found| found.end < end).find_map(|found| {
                let mut left = self.term(start, at)?;
                let term = |start: usize, end: usize| self.term(start, end);
                let (operator, mut right) = self.right(&found.comparing, found.end, end, &term)?;
                // "Norway is the nation with the highest gold": the table's value stands on the left.
                if let (RowTerm::Literal(_), [other]) = (&left, right.as_mut_slice())
                    && operator == Operator::Plain(Comparator::Equal)
                {
                    std::mem::swap(&mut left, other);
                }
                let told = !matches!(left, RowTerm::Literal(_));
                told.then_some(RowClaim::Compare { left, operator, denied: found.negated, right })
            })
        })
    }

    /// The same of the cells of one row.
    fn own_comparison(&self, start: usize, end: usize) -> Option<RowCondition> {
        let compared = (start + 1..end).find_map(|at| {
            self.reader.comparators(at).into_iter().filter(|found| found.end < end).find_map(|found| {
                let left = self.own_term(start, at)?;
                let term = |start: usize, end: usize| self.own_term(start, end);
                let (operator, right) = self.right(&found.comparing, found.end, end, &term)?;
                Some(RowCondition::Compare { left, operator, denied: found.negated, right })
            })
        });
        compared.or_else(|| self.conditions(start, end))
    }
}
