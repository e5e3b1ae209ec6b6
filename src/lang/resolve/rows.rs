//! Sentences about the rows of a table: their form is checked, their columns are known only when a table is there.
//!
//! `in the table "Medals", the gold of the row where nation is Norway is 12`.

use super::reader::{Reader, Scope};
use super::token::{TokenKind, Tokens};
use crate::lang::formula::Formula;
use crate::lang::syntax::{Condition, Run, Sentence, Text};
use crate::source::{Problem, ProblemKind, Site, SourceId};

const FORMS: &str = "write for example `the gold of the row where nation is \"Norway\" is 12`, `exactly two rows have gold more than 10`, \
                     `Norway has the second highest total` or `in every row, total equals gold plus silver`";

/// Reads a sentence that begins with `in the table "X",`.
///
/// # Errors
/// It has none of the forms of a row sentence.
pub fn sentence(
    scope: Scope<'_>,
    source: SourceId,
    sentence: &Sentence,
    table: &Text,
) -> Result<Formula, Box<Problem>> {
    let claim = condition(scope, source, &sentence.claim, &table.text)?;
    match &sentence.condition {
        None => Ok(claim),
        Some(hypothesis) => {
            let hypothesis = condition(scope, source, hypothesis, &table.text)?;
            Ok(Formula::If { condition: Box::new(hypothesis), then: Box::new(claim) })
        }
    }
}

fn condition(scope: Scope<'_>, source: SourceId, condition: &Condition, table: &str) -> Result<Formula, Box<Problem>> {
    match condition {
        Condition::Clause(run) => clause(scope, source, run, table),
        Condition::Not(inner, _) => Ok(Formula::Not(Box::new(self::condition(scope, source, inner, table)?))),
        Condition::All(parts) | Condition::Any(parts) => {
            let read: Result<Vec<Formula>, Box<Problem>> =
                parts.iter().map(|part| self::condition(scope, source, part, table)).collect();
            read.map(if matches!(condition, Condition::All(_)) { Formula::All } else { Formula::Any })
        }
    }
}

/// Checks the form of a clause about rows.
///
/// # Errors
/// It has none of the forms.
pub fn clause(scope: Scope<'_>, source: SourceId, run: &Run, table: &str) -> Result<Formula, Box<Problem>> {
    let site = Site { source, span: run.span };
    let rows = Rows { reader: Reader::new(scope, Tokens::new(run, source, scope.index)) };
    let end = rows.reader.tokens.len();
    match rows.clause(0, end) {
        Ok(true) => {
            Ok(Formula::NotCheckable { reason: format!("the rows of the table `{table}` are not evaluated"), site })
        }
        Ok(false) => Err(Box::new(
            Problem::new(
                ProblemKind::Parse,
                "row-sentence",
                format!("`{}` is no sentence about the rows of a table", rows.reader.tokens.words(0, end)),
            )
            .at(site, "none of the forms of a row sentence")
            .help(FORMS),
        )),
        Err((start, stop)) => Err(Box::new(
            Problem::new(
                ProblemKind::Parse,
                "row-condition",
                "the value in a condition on rows is a literal, a name or a quoted text, never a sum",
            )
            .at(rows.reader.tokens.site(start, stop), "a sum")
            .help("move the sum to the left side of the sentence, or write its result"),
        )),
    }
}

struct Rows<'a> {
    reader: Reader<'a>,
}

/// Whether a span has a form; the place of a sum where none may stand.
type Form = Result<bool, (usize, usize)>;

impl Rows<'_> {
    fn clause(&self, start: usize, end: usize) -> Form {
        let tokens = &self.reader.tokens;
        if let Some(next) = tokens.after_any(start, &["in every row", "in each row"]) {
            let comma = tokens.get(next).is_some_and(|token| token.kind == TokenKind::Comma);
            return Ok(comma && self.comparison(next + 1, end, false)?);
        }
        if let Some(next) =
            tokens.after_any(start, &["no two rows have the same", "no rows have the same", "all rows have the same"])
        {
            return Ok(self.column(next, end));
        }
        if let Some(read) = self.rows_have(start, end)? {
            return Ok(read);
        }
        Ok(self.ranked(start, end) || self.comparison(start, end, true)?)
    }

    /// `exactly two rows have gold more than 10 and nation not "Russia"`.
    fn rows_have(&self, start: usize, end: usize) -> Result<Option<bool>, (usize, usize)> {
        let tokens = &self.reader.tokens;
        let next = self.reader.prefix(start).map_or(start, |prefix| prefix.next);
        if !tokens.is_any(next, &["row", "rows"]) {
            return Ok(None);
        }
        let have = (next + 1..end).find(|&at| tokens.is_any(at, &["have", "has"]));
        let Some(have) = have else { return Ok(Some(false)) };
        let plain = have == next + 1;
        let selected = tokens.is_any(next + 1, &["where", "whose"]) && self.conditions(next + 2, have)?;
        Ok(Some((plain || selected) && self.conditions(have + 1, end)?))
    }

    /// `gold more than 10 and nation not "Russia"`, `gold is stated`.
    fn conditions(&self, start: usize, end: usize) -> Form {
        let tokens = &self.reader.tokens;
        let mut from = start;
        let mut read = start < end;
        for at in start..=end {
            let joint =
                at == end || tokens.is_any(at, &["and", "or"]) && !(from..at).any(|at| tokens.is(at, "between"));
            if !joint {
                continue;
            }
            if let Some(sum) = (from..at).find(|&at| tokens.is_any(at, &["plus", "minus", "times"])) {
                return Err((sum, at));
            }
            let first = from + usize::from(tokens.is_any(from, &["where", "whose"]));
            read &= at >= first + 2;
            from = at + 1;
        }
        Ok(read)
    }

    /// `Norway has the second highest total`, `Norway has more gold than Germany`.
    fn ranked(&self, start: usize, end: usize) -> bool {
        const RANKS: &[&str] = &[
            "highest", "lowest", "most", "fewest", "latest", "earliest", "largest", "smallest", "longest", "shortest",
        ];
        let tokens = &self.reader.tokens;
        let Some(has) = (start + 1..end).find(|&at| tokens.is_any(at, &["has", "have"])) else { return false };
        let more =
            tokens.is_any(has + 1, &["more", "fewer", "less"]) && (has + 3..end - 1).any(|at| tokens.is(at, "than"));
        let rank = (has + 1..end).find(|&at| tokens.is_any(at, RANKS));
        more || rank.is_some_and(|rank| rank <= has + 3 && self.column(rank + 1, end))
    }

    fn column(&self, start: usize, end: usize) -> bool {
        let tokens = self.reader.tokens.all.get(start..end).unwrap_or_default();
        !tokens.is_empty() && tokens.iter().all(|token| matches!(token.kind, TokenKind::Word | TokenKind::Quoted))
    }

    /// A comparison; `rows` if one side must speak of rows.
    fn comparison(&self, start: usize, end: usize, rows: bool) -> Form {
        for at in (start + 1..end).rev() {
            let comparators = self.reader.comparators(at);
            let Some(found) = comparators.iter().find(|found| found.end < end) else { continue };
            let inside = self.opens_condition(start, at);
            let of_rows = !rows || self.speaks_of_rows(start, at) || self.speaks_of_rows(found.end, end);
            if of_rows && !inside {
                self.checked_conditions(start, at)?;
                return Ok(found.end < end);
            }
        }
        Ok(false)
    }

    /// Whether a `where` before a token waits for its comparator.
    fn opens_condition(&self, start: usize, at: usize) -> bool {
        let tokens = &self.reader.tokens;
        let Some(opened) = (start..at).rev().find(|&at| tokens.is_any(at, &["where", "whose"])) else { return false };
        !(opened + 1..at).any(|at| self.reader.comparators(at).iter().any(|found| found.end <= at + 4))
    }

    fn checked_conditions(&self, start: usize, end: usize) -> Result<(), (usize, usize)> {
        let tokens = &self.reader.tokens;
        for at in (start..end).filter(|&at| tokens.is_any(at, &["where", "whose"])) {
            let operator = (at + 1..end).find(|&at| tokens.is_any(at, &["plus", "minus", "times"]));
            let of =
                operator.and_then(|operator| (operator + 1..end).find(|&at| tokens.is_any(at, &["of", "row", "rows"])));
            if let (Some(operator), None) = (operator, of) {
                return Err((operator, end));
            }
        }
        Ok(())
    }

    fn speaks_of_rows(&self, start: usize, end: usize) -> bool {
        (start..end).any(|at| {
            self.reader.tokens.is_any(at, &["row", "rows", "highest", "lowest", "average", "total", "most", "fewest"])
                || self.reader.tokens.after_any(at, &["number of different", "number of rows"]).is_some()
        })
    }
}
