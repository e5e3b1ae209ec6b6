//! What has a value in a sentence about rows, and the rows that it is taken from.

use super::Parser;
use crate::lang::formula::Operation;
use crate::lang::resolve::token::{TokenKind, ordinal};
use crate::lang::rows::{Reckoning, RowTerm, Rows};

const HIGHEST: &[&str] = &["highest", "most", "greatest", "largest", "biggest", "latest", "longest"];
const LOWEST: &[&str] = &["lowest", "fewest", "least", "smallest", "earliest", "shortest"];

/// Reads the operands of a sum.
type Operand<'r> = &'r dyn Fn(usize, usize) -> Option<RowTerm>;

impl Parser<'_> {
    /// A term about several rows.
    pub(super) fn term(&self, start: usize, end: usize) -> Option<RowTerm> {
        if !self.reader.step() {
            return None;
        }
        self.sum(start, end, &|start, end| self.term(start, end))
            .or_else(|| self.count(start, end))
            .or_else(|| self.reckoned(start, end))
            .or_else(|| self.cell(start, end))
            .or_else(|| self.literal(start, end).map(RowTerm::Literal))
    }

    /// A term about one row: `gold plus silver`, where bare words are columns.
    pub(super) fn own_term(&self, start: usize, end: usize) -> Option<RowTerm> {
        if !self.reader.step() {
            return None;
        }
        if let Some(sum) = self.sum(start, end, &|start, end| self.own_term(start, end)) {
            return Some(sum);
        }
        if let Some(text) = self.quoted(start, end) {
            return Some(RowTerm::OwnOrLiteral(text));
        }
        match (self.literal(start, end), self.column(start, end)) {
            (Some(words), _) => Some(RowTerm::OwnOrLiteral(words)),
            (None, column) => column.map(RowTerm::Own),
        }
    }

    /// `A plus B`, `the difference between A and B`, `the percent change from A to B`; brackets around a whole term.
    fn sum(&self, start: usize, end: usize, operand: Operand<'_>) -> Option<RowTerm> {
        let tokens = &self.reader.tokens;
        let kind = |at: usize| tokens.get(at).map(|token| token.kind);
        if start + 2 < end && kind(start) == Some(TokenKind::Open) && kind(end - 1) == Some(TokenKind::Close) {
            return operand(start + 1, end - 1);
        }
        let make = |operation: Operation, left: (usize, usize), right: (usize, usize)| {
            let (left, right) = (operand(left.0, left.1)?, operand(right.0, right.1)?);
            Some(RowTerm::Arithmetic { operation, left: Box::new(left), right: Box::new(right) })
        };
        for (opening, between, operation) in [
            ("the difference between", "and", Operation::Difference),
            ("the percent change from", "to", Operation::PercentChange),
            ("the percentage change from", "to", Operation::PercentChange),
        ] {
            if let Some(from) = tokens.after(start, opening) {
                let joints = (from + 1..end).filter(|&at| self.is(at, &[between]));
                return joints.rev().find_map(|at| make(operation, (from, at), (at + 1, end)));
            }
        }
        let infix = |words: &[(&str, Operation)]| {
            (start + 1..end).rev().find_map(|at| {
                words.iter().find_map(|(word, operation)| {
                    let next = tokens.after(at, word).filter(|&next| next < end)?;
                    make(*operation, (start, at), (next, end))
                })
            })
        };
        infix(&[("plus", Operation::Plus), ("minus", Operation::Minus)])
            .or_else(|| infix(&[("times", Operation::Times), ("divided by", Operation::DividedBy)]))
            .or_else(|| infix(&[("percent of", Operation::PercentOf)]))
    }

    /// `the number of rows where …`, `the number of different nations`.
    fn count(&self, start: usize, end: usize) -> Option<RowTerm> {
        let next = self.reader.tokens.after_any(start, &["the number of", "number of"])?;
        let different = self.is(next, &["different", "distinct"]);
        if different {
            return self.column_of(next + 1, end, Reckoning::Different);
        }
        let next = next + usize::from(self.is(next, &["the"]));
        self.rows(next, end).map(RowTerm::Count)
    }

    /// `the average gold of the rows where …`, `the second highest gold`.
    fn reckoned(&self, start: usize, end: usize) -> Option<RowTerm> {
        let at = start + usize::from(self.is(start, &["the"]));
        let plain = |words: &[&str], function: Reckoning| {
            (self.is(at, words) && !self.is(at + 1, &["of"])).then_some((function, at + 1))
        };
        let (function, next) = plain(&["average", "mean"], Reckoning::Average)
            .or_else(|| plain(&["total", "sum"], Reckoning::Total))
            .or_else(|| {
                let (highest, nth, next) = self.rank(at)?;
                Some((if highest { Reckoning::Highest(nth) } else { Reckoning::Lowest(nth) }, next))
            })?;
        self.column_of(next, end, function)
    }

    /// `gold of the rows where …`; without rows, all of them.
    fn column_of(&self, start: usize, end: usize, function: Reckoning) -> Option<RowTerm> {
        for of in (start + 1..end).filter(|&at| self.is(at, &["of", "among", "in"])) {
            if let (Some(column), Some(rows)) = (self.column(start, of), self.the_rows(of + 1, end)) {
                return Some(RowTerm::Reckoned { function, column, rows });
            }
        }
        let column = self.column(start, end)?;
        Some(RowTerm::Reckoned { function, column, rows: Rows::All })
    }

    /// `the gold of the row where …`, `the gold of Norway`, `Norway's gold`, `the nation with the highest gold`.
    fn cell(&self, start: usize, end: usize) -> Option<RowTerm> {
        let tokens = &self.reader.tokens;
        if let Some(owner) = (start..end).find(|&at| tokens.get(at).is_some_and(|token| token.possessive)) {
            let name = self.name(start, owner + 1).or_else(|| self.quoted(start, owner + 1));
            if let (Some(name), Some(column)) = (name, self.column(owner + 1, end)) {
                return Some(RowTerm::Cell { column, rows: Rows::Called(name) });
            }
        }
        (start + 1..end).filter(|&at| self.is(at, &["of", "in", "with"])).find_map(|at| {
            let column = self.column(start, at)?;
            // "the nation with the highest gold"
            let rows = if self.is(at, &["with"]) { self.narrowed(at, end) } else { self.the_rows(at + 1, end) };
            rows.map(|rows| RowTerm::Cell { column, rows })
        })
    }

    /// `second highest`: whether from above, which, and where it ends.
    pub(super) fn rank(&self, at: usize) -> Option<(bool, u32, usize)> {
        let token = self.reader.tokens.get(at)?;
        let nth = (token.kind == TokenKind::Word).then(|| ordinal(&token.lower)).flatten().filter(|&nth| nth > 0);
        let at = at + usize::from(nth.is_some());
        let highest = self.is(at, HIGHEST);
        (highest || self.is(at, LOWEST)).then_some((highest, nth.unwrap_or(1), at + 1))
    }

    /// Rows as they are spoken of behind `of`: `the rows where …`, `the first row with …`, `that row`, a name.
    pub(super) fn the_rows(&self, start: usize, end: usize) -> Option<Rows> {
        if self.is(start, &["that", "those", "this", "these"]) && self.is(start + 1, &["row", "rows"]) {
            return self.that.clone().filter(|_| end == start + 2);
        }
        let at = self.reader.tokens.after_any(start, &["all the", "all", "the"]).unwrap_or(start);
        let first = self.is(at, &["first"]) && self.is(at + 1, &["row"]);
        if let Some(rows) = self.rows(at + usize::from(first), end) {
            return Some(match rows {
                Rows::Ranked { of, column, highest, nth, .. } if first => {
                    Rows::Ranked { of, column, highest, nth, first }
                }
                rows if first => Rows::First(Box::new(rows)),
                rows => rows,
            });
        }
        self.quoted(start, end).or_else(|| self.name(start, end)).map(Rows::Called)
    }

    /// `rows where gold is more than 10 among the rows with …`, from the word `rows` on.
    pub(super) fn rows(&self, start: usize, end: usize) -> Option<Rows> {
        if start >= end || !self.is(start, &["row", "rows"]) || !self.reader.step() {
            return None;
        }
        self.narrowed(start + 1, end)
    }

    /// What stands behind the word `rows`.
    fn narrowed(&self, start: usize, end: usize) -> Option<Rows> {
        let mut among = (start..end).filter(|&at| self.is(at, &["among"]));
        let divided = among.find_map(|at| {
            self.suffix(start, at, Rows::All)?;
            self.suffix(start, at, self.the_rows(at + 1, end)?)
        });
        divided.or_else(|| self.suffix(start, end, Rows::All))
    }

    /// `where …`, `with the highest …`, `with the highest … where …` behind the word `rows`.
    fn suffix(&self, start: usize, end: usize, of: Rows) -> Option<Rows> {
        if start == end {
            return Some(of);
        }
        if self.is(start, &["where", "whose"]) {
            return Some(Rows::Where(Box::new(of), Box::new(self.conditions(start + 1, end)?)));
        }
        let next = self.reader.tokens.after_any(start, &["with the", "that has the", "that have the"])?;
        let (highest, nth, next) = self.rank(next)?;
        let stop = (next..end).find(|&at| self.is(at, &["where", "whose"])).unwrap_or(end);
        let of = self.suffix(stop, end, of)?;
        Some(Rows::Ranked { of: Box::new(of), column: self.column(next, stop)?, highest, nth, first: false })
    }
}
