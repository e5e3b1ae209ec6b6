//! Rows of data files, whatever their form.

use super::fault::Fault;
use crate::source::Span;

/// A row: the cells of the columns that are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Its number, from 1; the head is not counted.
    pub number: usize,
    /// The line of the file on which it begins; of a file without lines the number of the row.
    pub line: usize,
    /// What is shown of it: its own words in the file, or what stands for them.
    pub shown: String,
    /// The cells, one for each column that is asked for.
    pub cells: Vec<Cell>,
}

/// A cell of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// Its bytes in what is shown of the row.
    pub span: Span,
}

impl Row {
    /// Takes a cell in that is shown as `head: text`, for files without lines of their own.
    pub fn push_shown(&mut self, head: &str, text: String) {
        if !self.shown.is_empty() {
            self.shown.push_str(", ");
        }
        self.shown.push_str(head);
        self.shown.push_str(": ");
        let start = self.shown.len();
        let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.shown.push_str(&one_line);
        self.cells.push(Cell { text, span: Span::new(start, self.shown.len()) });
    }

    /// How much room it takes, in bytes.
    pub fn size(&self) -> usize {
        let cells = self.cells.iter().map(|cell| cell.text.len() + size_of::<Cell>());
        self.shown.len() + cells.sum::<usize>() + size_of::<Self>()
    }
}

/// What takes rows, one after the other; an error ends the reading.
pub type Sink<'s> = dyn FnMut(&Row) -> Result<(), Fault> + 's;

/// The columns of those heads among those of a file, or which one it lacks.
pub fn columns(wanted: &[String], heads: &[String]) -> Result<Vec<usize>, usize> {
    let find = |name: &String| {
        let exact = heads.iter().position(|head| head == name);
        exact.or_else(|| heads.iter().position(|head| folded(head) == folded(name))).or_else(|| {
            // "population (2024)" is the population.
            heads.iter().position(|head| folded(crate::facts::cell::outside_brackets(head)) == folded(name))
        })
    };
    wanted.iter().enumerate().map(|(at, name)| find(name).ok_or(at)).collect()
}

/// The head of a column as it is compared: letters and digits in lower case.
pub fn folded(head: &str) -> String {
    head.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
