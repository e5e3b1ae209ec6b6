//! Sentences about the rows of a table, resolved: a small algebra of selections, terms and claims.
//!
//! Columns are words here; which column they name is known only when there is a table.

use super::formula::{Operation, Operator, Quantifier};
use crate::source::Site;

/// A sentence about one table.
#[derive(Debug, Clone, PartialEq)]
pub struct RowSentence {
    /// What the table is called.
    pub table: String,
    /// Whether rows that sum up others count as rows (`in the table "X" with totals,`).
    pub totals: bool,
    /// What is said.
    pub claim: RowClaim,
    /// The clause.
    pub site: Site,
}

/// What is said of rows.
#[derive(Debug, Clone, PartialEq)]
pub enum RowClaim {
    /// `exactly two rows have gold more than 10`, `there is exactly one row where …`, `in every row, total equals …`.
    Quantified {
        /// How many.
        quantifier: Quantifier,
        /// Whether `not` stands before it.
        denied: bool,
        /// Of which rows.
        rows: Rows,
        /// What is said of them; `None` for `there are two rows`.
        condition: Option<RowCondition>,
    },
    /// `all rows have the same venue`, `no two rows have the same rank`.
    Same {
        /// Of which rows.
        rows: Rows,
        /// In which column.
        column: String,
        /// All the same, or no two.
        all: bool,
    },
    /// `Norway has the second highest total`: the one row is the other.
    Is {
        /// The subject.
        one: Rows,
        /// The row with the rank.
        other: Rows,
    },
    /// `the nation of the row with the highest gold is Norway`.
    Compare {
        /// The left side.
        left: RowTerm,
        /// How it must stand.
        operator: Operator,
        /// Whether that is denied.
        denied: bool,
        /// To what.
        right: Vec<RowTerm>,
    },
}

/// Some rows of the table.
#[derive(Debug, Clone, PartialEq)]
pub enum Rows {
    /// All of them.
    All,
    /// Those of them that fit.
    Where(Box<Rows>, Box<RowCondition>),
    /// The one with the second highest value in a column.
    Ranked {
        /// Among these.
        of: Box<Rows>,
        /// In this column.
        column: String,
        /// From above or from below.
        highest: bool,
        /// 1 for the highest.
        nth: u32,
        /// Whether the order of the table parts those that tie (`the first row with the highest …`).
        first: bool,
    },
    /// The uppermost of them.
    First(Box<Rows>),
    /// The row that is called so: a cell of it holds the name.
    Called(String),
}

/// What can be said of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum RowCondition {
    /// All of these.
    All(Vec<RowCondition>),
    /// One of these.
    Any(Vec<RowCondition>),
    /// Something is stated in a column, or nothing is.
    Stated(String, bool),
    /// `gold more than 10`, `total equals gold plus silver`.
    Compare {
        /// The left side.
        left: RowTerm,
        /// How it must stand.
        operator: Operator,
        /// Whether that is denied.
        denied: bool,
        /// To what.
        right: Vec<RowTerm>,
    },
}

/// Something with a value.
#[derive(Debug, Clone, PartialEq)]
pub enum RowTerm {
    /// A literal, a name or a quoted text.
    Literal(String),
    /// The cell of the row that is spoken of (`gold` in `in every row, …`).
    Own(String),
    /// Such a cell if there is such a column, else the literal.
    OwnOrLiteral(String),
    /// `the gold of the row where …`.
    Cell {
        /// The column.
        column: String,
        /// The rows.
        rows: Rows,
    },
    /// `the average gold of the rows where …`.
    Reckoned {
        /// How.
        function: Reckoning,
        /// The column.
        column: String,
        /// The rows.
        rows: Rows,
    },
    /// `the number of rows where …`.
    Count(Rows),
    /// A sum.
    Arithmetic {
        /// The operation.
        operation: Operation,
        /// The first operand.
        left: Box<RowTerm>,
        /// The second.
        right: Box<RowTerm>,
    },
}

/// What is reckoned over a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Reckoning {
    Total,
    Average,
    /// `the highest gold` is the first, `the second highest gold` the second.
    Highest(u32),
    Lowest(u32),
    /// `the number of different nations`.
    Different,
}

pub use super::rows_words::operator_words;
