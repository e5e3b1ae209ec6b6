//! Rule files, resolved: what `check` runs.

use super::formula::{Formula, Thing};
use super::lexicon::{ConceptId, KindId, Lexicon};
use super::syntax::{self, CheckKind, Part, Severity, Tune};
use crate::source::{Problem, Site, SourceId};
use crate::value::DateSpan;
use jiff::civil::Date;

/// A check, resolved.
#[derive(Debug, Clone)]
pub struct Check {
    /// `rule`, `require` or `forbid`.
    pub kind: CheckKind,
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// Its sentences with their places; all must hold.
    pub sentences: Vec<(Formula, Site)>,
    /// The topics in force.
    pub topics: Vec<Thing>,
    /// How bad a failure is.
    pub severity: Severity,
    /// `source "…"`.
    pub source: Option<String>,
    /// `because "…"`.
    pub because: Option<String>,
    /// `hint "…"`.
    pub hint: Option<String>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `as of DATE`, or `from DATE to DATE`: the time that it speaks of.
    pub time: Option<DateSpan>,
    /// `only in …`.
    pub only_in: Option<Part>,
    /// `even if reported`.
    pub even_if_reported: bool,
    /// `even if hypothetical`.
    pub even_if_hypothetical: bool,
    /// The whole check, from its keyword.
    pub site: Site,
}

/// A `fact` block, resolved.
#[derive(Debug, Clone)]
pub struct Fact {
    /// What is held to be true.
    pub sentence: Formula,
    /// The time that it holds for.
    pub time: Option<DateSpan>,
    /// The topics in force.
    pub topics: Vec<Thing>,
    /// `source "…"`.
    pub source: Option<String>,
    /// The block.
    pub site: Site,
}

/// A `reference` block, resolved.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Its name, as declared.
    pub name: String,
    /// The file, as written.
    pub path: String,
    /// Where the file is named.
    pub path_site: Site,
    /// What its rows are, if it is a data file; `None`: it is a text.
    pub rows: Option<Rows>,
    /// `source "…"`.
    pub source: Option<String>,
    /// Whether all its lines could be read: what is compared with it cannot be checked otherwise.
    pub sound: bool,
    /// The block.
    pub site: Site,
}

/// What the rows of a data file are.
#[derive(Debug, Clone)]
pub struct Rows {
    /// `each row is a KIND`.
    pub kind: KindId,
    /// `named by COLUMN`.
    pub name: Column,
    /// What its other columns hold.
    pub columns: Vec<Mapped>,
    /// `complete`: there are no other things of the kind, and no others that fill a place.
    pub complete: bool,
}

/// A column, by its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Where the rule file names it.
    pub site: Site,
}

/// What a column holds.
#[derive(Debug, Clone)]
pub struct Mapped {
    /// The column.
    pub column: Column,
    /// The concept.
    pub concept: ConceptId,
    /// The place that the thing of the row fills.
    pub own: usize,
    /// The place that the cell fills.
    pub held: usize,
    /// `the PROPERTY`, in place of `a PROPERTY`: there is no other holder.
    pub definite: bool,
    /// When it holds.
    pub when: When,
}

/// When what a cell says holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// At all times.
    Always,
    /// `as of DATE`: from then on; `from DATE to DATE`.
    During(DateSpan),
    /// `as of COLUMN`: from the date in that column on, until a later row says otherwise.
    AsOf(Column),
}

/// A test of the rules, its date read.
#[derive(Debug, Clone)]
pub struct Example {
    /// The block.
    pub block: syntax::Example,
    /// The day that the article is dated.
    pub date: Option<Date>,
    /// The file.
    pub source: SourceId,
}

/// All rule files of a run, resolved.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    /// Kinds, concepts and names.
    pub lexicon: Lexicon,
    /// The checks that can run, in order.
    pub checks: Vec<Check>,
    /// What is held to be true.
    pub facts: Vec<Fact>,
    /// Files that are held to be true.
    pub references: Vec<Reference>,
    /// Changes to built-in checks.
    pub tunes: Vec<(Tune, SourceId)>,
    /// Tests of the rules.
    pub examples: Vec<Example>,
    /// Everything that is wrong with the files.
    pub problems: Vec<Problem>,
    /// What is worth knowing and no error: a declaration that was taken as an extension.
    pub notes: Vec<Problem>,
}
