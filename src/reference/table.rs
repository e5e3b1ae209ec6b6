//! A data file: its rows checked once, and asked for what they say of one article after the other.
//!
//! A small file is kept as a whole; a large one is read again for each article, and only the rows that may speak of it are
//! kept: memory is bounded whatever the length of the file.

use super::cell;
use super::fault::Fault;
use super::file::{Format, is_text, read};
use super::row::{Cell, Row};
use super::sentence;
use super::wanted::Wanted;
use super::{Consulted, Held, Place};
use crate::facts::FactStore;
use crate::facts::cell::unit_of;
use crate::lang::formula::Thing;
use crate::lang::lexicon::Lexicon;
use crate::lang::ruleset::{Column, Reference, Rows, When};
use crate::source::{ProblemKind, Site, Source, Sources};
use crate::value::{DateSpan, Unit, Value, read_all};
use jiff::ToSpan;
use rustc_hash::FxHashMap;

/// Rows that take more room than this are not kept, in bytes.
const MOST_KEPT: usize = 4 << 20;

/// So many rows may speak of what one article names.
const MOST_TAKEN: usize = 10_000;

/// So many cells that cannot be read are told one by one.
const MOST_TOLD: usize = 20;

/// A data file that can be asked.
#[derive(Debug)]
pub struct Table {
    name: String,
    path: String,
    format: Format,
    rows: Rows,
    /// The heads of the columns that are asked for: that of the names, those of the map, those of dates.
    wanted: Vec<String>,
    /// The unit of each column of the map.
    units: Vec<Option<Unit>>,
    /// All rows, if they are few.
    kept: Option<Vec<Row>>,
}

impl Table {
    /// Reads a file once, and finds what is wrong with it: what cannot be read at all, and cells that do not say what the map
    /// asks for.
    ///
    /// # Errors
    /// What makes the file unreadable.
    pub fn open(
        reference: &Reference,
        rows: &Rows,
        path: &str,
        lexicon: &Lexicon,
    ) -> Result<(Self, Vec<Fault>), Box<Fault>> {
        let Some(format) = Format::of_path(path) else {
            let what = if is_text(path) { "is a text" } else { "has no ending of a data file" };
            let message = format!("`{path}` {what}, and the lines of `{}` map columns", reference.name);
            let help = "name a CSV, TSV, JSON, JSON Lines or YAML file, with its ending; a text has no lines below it";
            return Err(Box::new(Fault::new(ProblemKind::Reference, "reference-form", message, help)));
        };
        let dates = rows.columns.iter().filter_map(|column| match &column.when {
            When::AsOf(date) => Some(&date.head),
            _ => None,
        });
        let wanted: Vec<String> = std::iter::once(&rows.name.head)
            .chain(rows.columns.iter().map(|column| &column.column.head))
            .chain(dates)
            .cloned()
            .collect();
        let mut table = Self {
            name: reference.name.clone(),
            path: path.to_owned(),
            format,
            units: rows.columns.iter().map(|column| unit_of(&column.column.head)).collect(),
            rows: rows.clone(),
            wanted,
            kept: None,
        };
        let (mut faults, mut left_out, mut size) = (Vec::new(), 0usize, 0usize);
        let mut kept = Some(Vec::new());
        read(path, format, &table.name, &table.wanted, &mut |row| {
            for fault in table.faults(row, lexicon) {
                if faults.len() < MOST_TOLD { faults.push(fault) } else { left_out += 1 }
            }
            size = size.saturating_add(row.size());
            match &mut kept {
                Some(kept) if size <= MOST_KEPT => kept.push(row.clone()),
                _ => kept = None,
            }
            Ok(())
        })?;
        if left_out > 0
            && let Some(last) = faults.last_mut()
        {
            last.message.push_str(&format!("; {left_out} more cells cannot be read"));
        }
        table.kept = kept;
        Ok((table, faults))
    }

    /// Where the rule file names the column that a fault speaks of, or else the file.
    pub fn asked(reference: &Reference, rows: &Rows, column: Option<usize>) -> Site {
        let mapped = rows.columns.iter().map(|column| &column.column);
        let dates = rows.columns.iter().filter_map(|column| match &column.when {
            When::AsOf(date) => Some(date),
            _ => None,
        });
        let mut all = std::iter::once(&rows.name).chain(mapped).chain(dates);
        column.and_then(|at| all.nth(at)).map_or(reference.path_site, |column: &Column| column.site)
    }

    /// What is wrong with the cells of a row.
    fn faults(&self, row: &Row, lexicon: &Lexicon) -> Vec<Fault> {
        let mut faults = Vec::new();
        let fault = |column: usize, said: String, help: String| {
            let head = self.wanted.get(column).map_or("", String::as_str);
            let message = format!("{said}, in row {} of `{}`, column `{head}`", row.number, self.path);
            let cell = row.cells.get(column).map(|cell| cell.span).unwrap_or_default();
            let fault = Fault::new(ProblemKind::Type, "reference-cell", message, help);
            Fault { column: Some(column), ..fault.at(row.line, &row.shown, cell, "cannot be read") }
        };
        if row.cells.first().is_some_and(|cell| cell.text.trim().is_empty()) {
            faults.push(fault(
                0,
                String::from("a name is missing"),
                String::from("every row needs a name in this column"),
            ));
        }
        for (at, mapped) in self.rows.columns.iter().enumerate() {
            let (Some(said), Some(concept)) = (row.cells.get(at + 1), lexicon.concept(mapped.concept)) else {
                continue;
            };
            if cell::is_plain(lexicon, concept, mapped.held, &said.text) {
                continue;
            }
            let unit = self.units.get(at).and_then(Option::as_ref);
            if let Err(reason) = cell::read(lexicon, concept, mapped.held, &said.text, unit) {
                let help = if reason.ends_with("missing") {
                    format!("say it in the head of the column, such as `{} (USD)` or `{0} (km)`", mapped.column.head)
                } else {
                    String::from("correct the cell, or leave it empty")
                };
                faults.push(fault(at + 1, reason, help));
            }
        }
        for (at, said) in row.cells.iter().enumerate().skip(self.rows.columns.len() + 1) {
            if !said.text.trim().is_empty() && date(said).is_none() {
                let help = String::from("write it like `2024-07-03`, or leave it empty");
                faults.push(fault(at, format!("`{}` is no date", said.text.trim()), help));
            }
        }
        faults
    }

    /// What the rows say of what an article speaks of; the rows are taken into the sources.
    ///
    /// # Errors
    /// The file has changed since it was opened, and cannot be read any more.
    pub fn consult(
        &self,
        lexicon: &Lexicon,
        facts: &FactStore,
        sources: &mut Sources,
    ) -> Result<Consulted, Box<Fault>> {
        let wanted = Wanted::new(lexicon, facts, self.rows.kind);
        let (mut things, mut held, mut taken) = (Vec::new(), Vec::new(), 0usize);
        let mut take = |row: &Row| {
            if row.cells.first().is_some_and(|name| wanted.may_be(name.text.trim())) {
                taken += 1;
                if taken > MOST_TAKEN {
                    return Err(self.too_much());
                }
                things.extend(self.take(row, lexicon, &wanted, sources, &mut held));
            }
            Ok(())
        };
        let all = match &self.kept {
            Some(kept) => kept.iter().try_for_each(take),
            None => read(&self.path, self.format, &self.name, &self.wanted, &mut take),
        };
        if let Err(fault) = all {
            return if taken > MOST_TAKEN { Ok(Consulted::Unread(fault.message)) } else { Err(Box::new(fault)) };
        }
        supersede(&mut held);
        Ok(Consulted::Rows { things, held })
    }

    /// That an article names what more rows speak of than can be compared.
    fn too_much(&self) -> Fault {
        let message =
            format!("more than {MOST_TAKEN} rows of the reference `{}` may speak of what the article names", self.name);
        Fault::new(ProblemKind::Limit, "reference-too-large", message, "keep only the rows that matter")
    }

    /// Takes in what a row says; the thing that it speaks of.
    fn take(
        &self,
        row: &Row,
        lexicon: &Lexicon,
        wanted: &Wanted,
        sources: &mut Sources,
        held: &mut Vec<Held>,
    ) -> Option<Thing> {
        let name = row.cells.first()?;
        let source = sources.add(Source::part(self.path.as_str(), row.shown.as_str(), row.line));
        let owner = Thing::Named {
            name: wanted.meant(name.text.trim()).to_owned(),
            kind: self.rows.kind,
            site: self.rows.name.site,
        };
        let mut dates = row.cells.iter().skip(self.rows.columns.len() + 1);
        for (at, mapped) in self.rows.columns.iter().enumerate() {
            let time = match &mapped.when {
                When::Always => None,
                When::During(span) => Some(*span),
                When::AsOf(_) => dates.next().and_then(date).map(|span| DateSpan { last: None, ..span }),
            };
            let Some((said, concept)) = row.cells.get(at + 1).zip(lexicon.concept(mapped.concept)) else { continue };
            let unit = self.units.get(at).and_then(Option::as_ref);
            let place =
                Place { site: Site { source, span: said.span }, cell: Some((row.number, mapped.column.head.clone())) };
            let one = |sentence, other: Option<Thing>, time| Held {
                concept: mapped.concept,
                owner: owner.clone(),
                own: mapped.own,
                other: other.map(|thing| (mapped.held, thing)),
                sentence,
                time,
                firm: true,
                place: place.clone(),
            };
            match cell::read(lexicon, concept, mapped.held, &said.text, unit) {
                Ok(None) => {}
                Ok(Some(content)) => {
                    let named = (mapped.concept, concept);
                    let (places, site) = ((mapped.own, mapped.held), mapped.column.site);
                    let all = sentence::of_cell(named, places, mapped.definite, &owner, content, site);
                    held.extend(all.into_iter().map(|(formula, other)| one(Ok(formula), other, time)));
                }
                Err(reason) => {
                    let reason = format!("{reason}, in row {} of the reference `{}`", row.number, self.name);
                    held.push(one(Err(reason), None, time));
                }
            }
        }
        Some(owner)
    }
}

/// The date in a cell.
fn date(cell: &Cell) -> Option<DateSpan> {
    read_all(&cell.text).into_iter().find_map(|reading| match reading.value {
        Value::Date(date) => date.resolve(None),
        _ => None,
    })
}

/// Of what rows say of one thing from different dates on, each holds until the next.
fn supersede(held: &mut [Held]) {
    let key = |one: &Held| match &one.owner {
        Thing::Named { name, .. } => Some((one.concept, name.clone(), one.place.cell.as_ref()?.1.clone())),
        _ => None,
    };
    let mut starts: FxHashMap<_, Vec<jiff::civil::Date>> = FxHashMap::default();
    for one in held.iter() {
        if let Some((key, first)) = key(one).zip(one.time.and_then(|time| time.first)) {
            starts.entry(key).or_default().push(first);
        }
    }
    starts.values_mut().for_each(|starts| starts.sort_unstable());
    for one in held.iter_mut() {
        let Some((key, time)) = key(one).zip(one.time) else { continue };
        let Some((starts, first)) = starts.get(&key).zip(time.first) else { continue };
        let next = starts.get(starts.partition_point(|&start| start <= first));
        if let (Some(next), None) = (next, time.last) {
            one.time = Some(DateSpan { last: next.checked_sub(1.day()).ok(), ..time });
        }
    }
}
