//! Whether what is claimed of rows is so.

use super::select::Selected;
use super::term::{Told, Values};
use super::{Asked, At, Found, MOST_COMBINATIONS, Reason, compare};
use crate::facts::cell::folded;
use crate::lang::formula::{Operator, Quantifier};
use crate::lang::rows::{RowClaim, RowCondition, RowTerm, Rows};
use crate::value::Truth;
use std::collections::BTreeMap;

impl Asked<'_> {
    /// Whether a claim is so.
    ///
    /// # Errors
    /// It cannot be evaluated: why.
    pub(super) fn claim(&self, claim: &RowClaim) -> Result<Found, Reason> {
        match claim {
            RowClaim::Quantified { quantifier, denied, rows, condition } => {
                let mut found = self.quantified(*quantifier, rows, condition.as_ref())?;
                if *denied {
                    found.truth = found.truth.map(|truth| !truth);
                    found.cells.iter_mut().for_each(|(_, supports)| *supports = !*supports);
                }
                Ok(found)
            }
            RowClaim::Same { rows, column, all } => self.same(rows, column, *all),
            RowClaim::Is { one, other } => self.is(one, other),
            RowClaim::Compare { left, operator, denied, right } => self.compare(left, operator, *denied, right),
        }
    }

    fn quantified(
        &self,
        quantifier: Quantifier,
        rows: &Rows,
        condition: Option<&RowCondition>,
    ) -> Result<Found, Reason> {
        let selected = self.select(rows)?;
        if let (Rows::Called(name), true) = (rows, selected.sure.is_empty()) {
            return Err(format!("no row of the table is called `{name}`"));
        }
        let singled = selected.by_row();
        let (mut fit, mut open, mut unfit) = (Vec::new(), Vec::new(), Vec::new());
        for &row in &selected.sure {
            let mut cells = Vec::new();
            let truth = match condition {
                Some(condition) => self.fits(row, condition, &mut cells)?,
                None => Truth::True,
            };
            if cells.is_empty() {
                cells.extend(singled.get(&row).into_iter().flatten().copied().take(2));
            }
            // Whose row it is.
            cells.extend(self.table.name_column(row).map(|column| (row, column)).filter(|at| !cells.contains(at)));
            match truth {
                Truth::True => fit.push((row, cells)),
                Truth::False => unfit.push((row, cells)),
                Truth::Unknown => open.push((row, cells)),
            }
        }
        // With a condition, a row of which it is open whether it is meant may be one more or none.
        let maybe = open.len() + selected.open.len();
        let all = (selected.sure.len(), selected.sure.len() + selected.open.len());
        let counted = (fit.len(), fit.len() + maybe);
        let total = if condition.is_some() { all } else { (counted.0, counted.1) };
        let truth = holds(quantifier, counted, total);
        let mut found = Found { truth: Some(truth), ..Found::default() };
        // What decides: for "every" and "no" the rows that stand against it, for a count those that were counted.
        let against = match quantifier {
            Quantifier::Every | Quantifier::AllBut(_) => Some(&unfit),
            _ => None,
        };
        match against.filter(|_| truth == Truth::False) {
            Some(unfit) => found.cells.extend(unfit.iter().flat_map(|(_, cells)| cells).map(|&at| (at, false))),
            None => {
                let shown = if fit.is_empty() { if open.is_empty() { &unfit } else { &open } } else { &fit };
                found.cells.extend(shown.iter().flat_map(|(_, cells)| cells).map(|&at| (at, truth == Truth::True)));
            }
        }
        let (many, of) = (fit.len(), selected.sure.len());
        if truth == Truth::Unknown {
            found.notes.push(if of == 0 && maybe == 0 {
                String::from("the table has no such rows")
            } else {
                format!("of {maybe} {} the table leaves it open", if maybe == 1 { "row" } else { "rows" })
            });
        }
        found.because = Some(match condition {
            Some(_) => {
                let fits = if many == 1 { "fits" } else { "fit" };
                format!("{many} of {of} {} {fits}", if of == 1 { "row" } else { "rows" })
            }
            None => format!("the table has {many} such {}", if many == 1 { "row" } else { "rows" }),
        });
        Ok(found)
    }

    fn same(&self, rows: &Rows, column: &str, all: bool) -> Result<Found, Reason> {
        let column = self.column(column)?;
        let selected = self.select(rows)?;
        let mut by_words: BTreeMap<String, Vec<At>> = BTreeMap::new();
        for &row in &selected.sure {
            if let Some((_, said)) = self.table.cell(row, column).filter(|(_, said)| said.is_stated()) {
                by_words.entry(folded(&said.text)).or_default().push((row, column));
            }
        }
        if by_words.is_empty() || !selected.open.is_empty() {
            return Ok(Found { notes: vec![String::from("nothing is stated there")], ..Found::default() });
        }
        let words = |at: &At| self.table.cell(at.0, at.1).map(|(_, said)| said.text.clone()).unwrap_or_default();
        let mut found = Found::default();
        if all {
            let firsts: Vec<At> = by_words.values().filter_map(|cells| cells.first().copied()).collect();
            let same = firsts.len() == 1;
            found.truth = Some(if same { Truth::True } else { Truth::False });
            found.cells = firsts.iter().map(|&at| (at, same)).collect();
            let quoted: Vec<String> = firsts.iter().take(4).map(words).collect();
            found.because = Some(format!("the rows have {}", quoted.join(", ")));
        } else {
            let doubled: Vec<&Vec<At>> = by_words.values().filter(|cells| cells.len() > 1).collect();
            let unique = doubled.is_empty();
            found.truth = Some(if unique { Truth::True } else { Truth::False });
            found.because = Some(match doubled.first().and_then(|cells| Some((cells.len(), cells.first()?))) {
                Some((many, at)) => format!("{many} rows have {}", words(at)),
                None => String::from("nothing stands there twice"),
            });
            let shown = if unique { by_words.values().collect() } else { doubled };
            let named = |at: &At| [Some(*at), self.table.name_column(at.0).map(|column| (at.0, column))];
            found.cells = shown.into_iter().flatten().flat_map(named).flatten().map(|at| (at, unique)).collect();
        }
        Ok(found)
    }

    /// Whether the row that is spoken of is the one with the rank.
    fn is(&self, one: &Rows, other: &Rows) -> Result<Found, Reason> {
        let (subject, ranked) = (self.select(one)?, self.select(other)?);
        let Some(&row) = subject.sure.first() else {
            return Err(match one {
                Rows::Called(name) => format!("no row of the table is called `{name}`"),
                _ => String::from("no row of the table fits"),
            });
        };
        if subject.sure.len() > 1 {
            return Err(format!("{} rows are meant where one must be", subject.sure.len()));
        }
        let mut found = Found::default();
        let is = ranked.sure.contains(&row);
        if is && ranked.sure.len() > 1 {
            return Err(format!("{} rows tie", ranked.sure.len()));
        }
        if !ranked.open.is_empty() || !subject.open.is_empty() {
            let open = Selected { open: [ranked.open, subject.open].concat(), ..Selected::default() };
            found.notes.push(format!("of {} rows the table leaves open whether they are meant", open.open.len()));
            return Ok(found);
        }
        if let Rows::Ranked { column, .. } = other {
            let column = self.column(column)?;
            let cells = ranked.sure.iter().chain([&row]).map(|&row| ((row, column), is));
            found.cells = cells.collect();
            found.cells.dedup();
        }
        found.truth = Some(if is { Truth::True } else { Truth::False });
        found.because =
            ranked.sure.first().and_then(|&row| self.table.row_name(row)).map(|name| format!("it is {name}"));
        Ok(found)
    }

    fn compare(&self, left: &RowTerm, operator: &Operator, denied: bool, right: &[RowTerm]) -> Result<Found, Reason> {
        let mut sides: Vec<Vec<Told>> = Vec::new();
        for term in std::iter::once(left).chain(right) {
            match self.term(term)? {
                Values::Told(told) => sides.push(told),
                Values::Open(why) => return Ok(Found { notes: vec![why], ..Found::default() }),
            }
        }
        let [left, right @ ..] = sides.as_slice() else { return Ok(Found::default()) };
        let mut found: Option<Found> = None;
        // Several rows may be meant, if they agree.
        let choices = choices(right)?;
        for left in left {
            for choice in &choices {
                let said: Vec<_> = choice.iter().map(|told| &told.said).collect();
                let compared = compare::stands(left, operator, &said)?;
                let truth = if denied { !compared.truth } else { compared.truth };
                let cells = left.cells.iter().chain(choice.iter().flat_map(|told| &told.cells));
                let cells = cells.map(|&at| (at, truth == Truth::True)).collect();
                let sums: Vec<&str> = std::iter::once(left)
                    .chain(choice.iter().copied())
                    .filter_map(|told| told.arithmetic.as_deref())
                    .collect();
                let arithmetic = Some(sums.join("; ")).filter(|sums| !sums.is_empty());
                let one = Found {
                    truth: Some(truth),
                    cells,
                    because: Some(compared.because.clone()),
                    arithmetic,
                    notes: if truth == Truth::Unknown { vec![compared.because] } else { Vec::new() },
                };
                match &mut found {
                    None => found = Some(one),
                    Some(known) if known.truth == one.truth => known.cells.extend(one.cells),
                    Some(_) => {
                        return Err(String::from("several rows fit where one is meant, and they do not agree"));
                    }
                }
            }
        }
        Ok(found.unwrap_or_default())
    }
}

/// One value a side, in all combinations.
///
/// # Errors
/// There are more than [`MOST_COMBINATIONS`].
fn choices(sides: &[Vec<Told>]) -> Result<Vec<Vec<&Told>>, Reason> {
    let mut choices: Vec<Vec<&Told>> = vec![Vec::new()];
    for side in sides {
        if choices.len().saturating_mul(side.len()) > MOST_COMBINATIONS {
            return Err(String::from("too many rows fit where one is meant"));
        }
        let longer = choices
            .iter()
            .flat_map(|choice| side.iter().map(move |told| choice.iter().copied().chain([told]).collect::<Vec<_>>()));
        choices = longer.collect();
    }
    Ok(choices)
}

/// Whether a quantifier holds where between `counted.0` and `counted.1` of `all.0` to `all.1` fit.
fn holds(quantifier: Quantifier, counted: (usize, usize), all: (usize, usize)) -> Truth {
    let (low, high) = counted;
    let wide = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let within = |least: usize, most: usize| {
        if least <= low && high <= most {
            Truth::True
        } else if high < least || low > most {
            Truth::False
        } else {
            Truth::Unknown
        }
    };
    let some = all.0 > 0;
    match quantifier {
        Quantifier::Some | Quantifier::Only | Quantifier::Both | Quantifier::Either => within(1, usize::MAX),
        Quantifier::No | Quantifier::Neither => within(0, 0),
        Quantifier::Exactly(number) => within(wide(number), wide(number)),
        Quantifier::AtLeast(number) => within(wide(number), usize::MAX),
        Quantifier::AtMost(number) => within(0, wide(number)),
        Quantifier::Between(least, most) => within(wide(least), wide(most)),
        _ if !some => Truth::Unknown,
        // Of nobody nothing is said. A row that is open counts on both sides.
        Quantifier::Every => {
            if all.0 == all.1 {
                within(all.0, usize::MAX)
            } else {
                within(all.1, usize::MAX)
            }
        }
        Quantifier::Most => within(all.0 / 2 + 1, usize::MAX).max(Truth::False),
        Quantifier::Half => {
            if all.0 == all.1 && all.0.is_multiple_of(2) {
                within(all.0 / 2, all.0 / 2)
            } else {
                Truth::False
            }
        }
        Quantifier::AllBut(number) => {
            let but = all.0.saturating_sub(wide(number));
            if wide(number) > all.0 { Truth::False } else { within(but, but) }
        }
    }
}
