//! The rows of a table, with the cells that reach over several columns and rows.

use super::model::{Cell, Table};

/// The most columns that a cell can reach over, as in browsers.
const MAX_COLUMNS: usize = 1000;

/// How many cells are repeated for the sake of those that reach over others, in a whole document.
pub(super) const MAX_REPEATED_CELLS: usize = 100_000;

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Its place among the article's tables.
    pub table: usize,
    /// Whether it only arranges the page: paragraphs, headings or tables stand in its cells.
    pub is_layout: bool,
    /// The block of its caption.
    pub caption: Option<usize>,
    rows: Vec<Vec<Cell>>,
    /// The cells that reach down into the next rows, by column: the cell, and how many rows it still has.
    reaching: Vec<Option<(Cell, usize)>>,
    is_open: bool,
    /// The size of the cell that is open.
    size: (usize, usize),
}

impl Grid {
    /// An empty table, with its place among the article's tables.
    pub fn new(table: usize, is_layout: bool) -> Self {
        Self { table, is_layout, ..Self::default() }
    }

    /// Starts a row.
    pub fn begin_row(&mut self) {
        self.rows.push(Vec::new());
        self.is_open = true;
    }

    /// Whether the open row has all its columns; what reaches into it from above counts.
    pub fn is_full(&mut self, columns: usize, budget: &mut usize) -> bool {
        self.fill(budget);
        self.rows.last().is_some_and(|row| row.len() >= columns)
    }

    /// Ends the row; what reaches into it from above fills its end. `budget` is how many cells may still be repeated.
    pub fn end_row(&mut self, budget: &mut usize) {
        if std::mem::take(&mut self.is_open) {
            self.fill(budget);
        }
    }

    /// Notes the size of the cell that begins, in columns and rows.
    pub fn begin_cell(&mut self, columns: Option<&str>, rows: Option<&str>) {
        let size = |value: Option<&str>| value.and_then(|value| value.trim().parse::<usize>().ok());
        if !self.is_open {
            self.begin_row();
        }
        // No rows at all means: down to the end of the table.
        let rows = size(rows).map_or(1, |rows| if rows == 0 { usize::MAX } else { rows });
        self.size = (size(columns).unwrap_or(1).clamp(1, MAX_COLUMNS), rows);
    }

    /// Adds the cell. It is repeated in each column and row that it reaches over, as long as the budget lasts.
    pub fn end_cell(&mut self, cell: Cell, budget: &mut usize) {
        self.fill(budget);
        let (columns, rows) = self.size;
        let Some(row) = self.rows.last_mut() else { return };
        let columns = columns.min(*budget + 1);
        *budget -= columns - 1;
        for _ in 0..columns {
            let column = row.len();
            if rows > 1 {
                if self.reaching.len() <= column {
                    self.reaching.resize_with(column + 1, || None);
                }
                if let Some(reaching) = self.reaching.get_mut(column) {
                    *reaching = Some((cell.clone(), rows - 1));
                }
            }
            row.push(cell.clone());
        }
    }

    /// Repeats the cells that reach down into the next columns of the row.
    fn fill(&mut self, budget: &mut usize) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(place) = self.reaching.get_mut(row.len()) {
            let Some((cell, left)) = place.take() else { break };
            if *budget == 0 {
                break;
            }
            *budget -= 1;
            if left > 1 {
                *place = Some((cell.clone(), left - 1));
            }
            row.push(cell);
        }
    }

    /// The table, unless it only arranges the page, and the blocks of its cells.
    pub fn finish(mut self, budget: &mut usize) -> Table {
        self.end_row(budget);
        self.rows.retain(|row| !row.is_empty());
        Table { caption: self.caption, heading: None, rows: self.rows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The columns and rows that each cell of each row reaches over, and the blocks that stand in the rows then.
    fn rows(sizes: &[&[(&str, &str)]], mut budget: usize) -> Vec<Vec<usize>> {
        let mut grid = Grid::new(0, false);
        let mut block = 0;
        for row in sizes {
            grid.begin_row();
            for (columns, rows) in *row {
                grid.begin_cell(Some(columns), Some(rows));
                grid.end_cell(Cell { block, header: false }, &mut budget);
                block += 1;
            }
            grid.end_row(&mut budget);
        }
        let table = grid.finish(&mut budget);
        table.rows.iter().map(|row| row.iter().map(|cell| cell.block).collect()).collect()
    }

    #[test]
    fn cells_are_repeated_where_they_reach() {
        let one = ("1", "1");
        assert_eq!(rows(&[&[("2", "1"), one], &[one, one, one]], 9), [vec![0, 0, 1], vec![2, 3, 4]]);
        assert_eq!(rows(&[&[one, ("1", "2")], &[one]], 9), [vec![0, 1], vec![2, 1]]);
        assert_eq!(rows(&[&[("1", "0"), one], &[one], &[one]], 9), [vec![0, 1], vec![0, 2], vec![0, 3]]);
        assert_eq!(rows(&[&[("2", "2")], &[one]], 9), [vec![0, 0], vec![0, 0, 1]]);
        assert_eq!(rows(&[&[("x", ""), ("-1", "0.5")]], 9), [vec![0, 1]]);
    }

    #[test]
    fn the_budget_ends_repetition() {
        assert_eq!(rows(&[&[("1000", "1"), ("5", "2")], &[("1", "1")]], 3), [vec![0, 0, 0, 0, 1], vec![2]]);
    }
}
