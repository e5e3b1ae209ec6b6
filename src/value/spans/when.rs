use super::TypedSpan;
use crate::value::read::cursor::Cursor;
use jiff::civil::DateTime;
pub(super) fn spans(_c: &Cursor<'_>, _r: Option<DateTime>) -> Vec<TypedSpan> {
    Vec::new()
}
