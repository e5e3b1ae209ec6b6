//! Cells and tables: which hold data, and which only arrange a page.

use super::Reader;
use super::stack::Open;
use crate::article::draft::Draft;
use crate::article::grid::MAX_REPEATED_CELLS;
use crate::article::model::{BlockKind, Cell};

impl Reader {
    /// What stands in the open cells is no datum of a table: the tables around only arrange the page.
    pub(super) fn leave_cell(&mut self, draft: &mut Draft) {
        if self.stack.last().is_some_and(|open| open.kind == BlockKind::Cell) {
            for grid in self.grids.iter_mut().rev().take_while(|grid| !grid.is_layout) {
                grid.is_layout = true;
            }
            draft.rename(BlockKind::Paragraph);
        }
        self.end_block(draft);
    }

    pub(super) fn close_cell(&mut self, open: Open, draft: &mut Draft) {
        if self.grids.last().is_none_or(|grid| grid.is_layout) {
            self.end_block(draft);
            return;
        }
        let (linked, links) = self.links.end_block(draft);
        let block = draft.end_cell();
        self.note(block, linked, links);
        let header = self.names.get_index(open.name).is_some_and(|name| name == b"th") || self.is_in_head();
        let mut budget = MAX_REPEATED_CELLS.saturating_sub(self.repeated);
        if let Some(grid) = self.grids.last_mut() {
            grid.end_cell(Cell { block, header }, &mut budget);
        }
        self.repeated = MAX_REPEATED_CELLS - budget;
    }

    pub(super) fn is_in_head(&self) -> bool {
        let table = self.find("table");
        self.find("thead").is_some_and(|head| table.is_none_or(|table| head > table))
    }

    pub(super) fn close_table(&mut self, draft: &mut Draft) {
        self.end_block(draft);
        let Some(grid) = self.grids.pop() else { return };
        let (index, is_layout) = (grid.table, grid.is_layout);
        let mut budget = MAX_REPEATED_CELLS.saturating_sub(self.repeated);
        let mut table = grid.finish(&mut budget);
        self.repeated = MAX_REPEATED_CELLS - budget;
        if is_layout {
            // Empty cells stay what they are: only they may be blocks without words.
            for cell in std::mem::take(&mut table.rows).iter().flatten() {
                if let Some(block) = draft.blocks.get_mut(cell.block).filter(|block| !block.span.is_empty()) {
                    block.kind = BlockKind::Paragraph;
                }
            }
        }
        if let Some(place) = draft.tables.get_mut(index) {
            *place = table;
        }
    }
}
