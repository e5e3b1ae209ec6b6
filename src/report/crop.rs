//! Which parts of a long line to show.
//!
//! Enters: a line, the pieces of it to underline, and the columns that there are. Leaves: [`Row`]s, each of which fits
//! into those columns: windows around the pieces, cut at words. Guaranteed: every piece has a part in exactly one row,
//! windows lie in order on character boundaries and do not touch; the work depends on the columns, not on the line.

use super::visible::{columns, width};
use std::ops::Range;

/// A part of a line to underline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the line.
    pub range: Range<usize>,
    /// How many columns are wanted for the label below it.
    pub label: usize,
}

/// What one row of an excerpt shows of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The parts of the line that are shown, as bytes of it.
    pub windows: Vec<Range<usize>>,
    /// The pieces that stand in this row, by index.
    pub pieces: Range<usize>,
}

/// The mark at the start and at the end of what is shown ("… " and " …").
const END_MARK: usize = 2;
/// The mark between two windows (" … ").
const GAP_MARK: usize = 3;
/// What a label's hook ("╰── ") takes.
const HOOK: usize = 4;
/// How many columns of text around a piece are worth a row of its own.
const CONTEXT: usize = 10;

/// Chooses what to show of `line` in `room` columns. `pieces` lie in order and do not overlap.
pub fn crop(line: &str, pieces: &[Piece], room: usize) -> Vec<Row> {
    let room = room.max(20);
    if whole_line_serves(line, pieces, room) {
        let whole = 0..line.len();
        return vec![Row { windows: vec![whole], pieces: 0..pieces.len() }];
    }
    if pieces.is_empty() {
        return vec![Row { windows: vec![head(line, &(0..line.len()), room)], pieces: 0..0 }];
    }
    let shown: Vec<Range<usize>> = pieces.iter().map(|piece| head(line, &piece.range, room)).collect();
    share_out(line, pieces, &shown, room)
        .into_iter()
        .map(|members| {
            let windows = shown.get(members.clone()).unwrap_or_default().to_vec();
            let first = pieces.get(members.start);
            Row { windows: widen(line, windows, first, room), pieces: members }
        })
        .collect()
}

/// Whether the line fits, with room for the labels below it.
fn whole_line_serves(line: &str, pieces: &[Piece], room: usize) -> bool {
    width(line, room) <= room
        && pieces.iter().all(|piece| {
            let before = width(line.get(..piece.range.start).unwrap_or_default(), room);
            let half = width(line.get(piece.range.clone()).unwrap_or_default(), room) / 2;
            before < CONTEXT || before + half + HOOK + piece.label <= room
        })
}

/// The piece itself, or as much of its beginning as fits, up to the end of a word.
fn head(line: &str, piece: &Range<usize>, room: usize) -> Range<usize> {
    let limit = room.saturating_sub(2 * END_MARK);
    let text = line.get(piece.clone()).unwrap_or_default();
    let (mut used, mut last_word, mut last) = (0, 0, 0);
    for (at, character) in text.char_indices() {
        used += columns(character);
        if used > limit {
            let end = if last_word > last / 2 { last_word } else { last };
            return piece.start..piece.start + end;
        }
        if character.is_whitespace() {
            last_word = at;
        }
        last = at + character.len_utf8();
    }
    piece.clone()
}

/// Which pieces go into one row: as many as fit with a little context, the label of the last one beside its hook.
fn share_out(line: &str, pieces: &[Piece], shown: &[Range<usize>], room: usize) -> Vec<Range<usize>> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    let mut used = 0;
    for (index, (piece, wanted)) in shown.iter().zip(pieces).enumerate() {
        let own = width(line.get(piece.clone()).unwrap_or_default(), room);
        let gap = index.checked_sub(1).and_then(|before| shown.get(before)).map_or(0, |before| {
            let between = line.get(before.end..piece.start).unwrap_or_default();
            width(between, room).min(GAP_MARK + 2 * CONTEXT)
        });
        match rows.last_mut() {
            Some(row)
                if used + gap + own + 2 * CONTEXT <= room
                    && CONTEXT + used + gap + own / 2 + HOOK + wanted.label <= room =>
            {
                row.end = index + 1;
                used += gap + own;
            }
            _ => {
                rows.push(index..index + 1);
                used = own;
            }
        }
    }
    rows
}

/// Widens the windows word by word, in turn to the right and to the left, until the row is full.
fn widen(line: &str, mut windows: Vec<Range<usize>>, first: Option<&Piece>, room: usize) -> Vec<Range<usize>> {
    let marks = 2 * END_MARK + GAP_MARK * windows.len().saturating_sub(1);
    let used: usize = windows.iter().map(|window| width(line.get(window.clone()).unwrap_or_default(), room)).sum();
    let mut spare = room.saturating_sub(marks + used);
    let mut left = first.map_or(spare, |piece| {
        let half = windows.first().map_or(0, |window| width(line.get(window.clone()).unwrap_or_default(), room) / 2);
        (room / 4).max(room.saturating_sub(HOOK + END_MARK + half + piece.label))
    });
    // A row that reaches the end of the line needs no mark there.
    let end_of_words = line.trim_end().len();
    loop {
        let before = spare;
        for index in 0..windows.len() {
            let floor = index.checked_sub(1).and_then(|i| windows.get(i)).map_or(0, |window| window.end);
            let ceiling = windows.get(index + 1).map_or(line.len(), |window| window.start);
            let Some(window) = windows.get_mut(index) else { continue };
            let last_word = || {
                let found = word_after(line, window.end, ceiling, spare + END_MARK)?;
                (found.0 >= end_of_words).then_some(found)
            };
            if let Some((end, more)) = word_after(line, window.end, ceiling, spare).or_else(last_word) {
                window.end = end;
                spare = spare.saturating_sub(more);
            }
            let allowed = if index == 0 { spare.min(left) } else { spare };
            if let Some((start, more)) = word_before(line, window.start, floor, allowed) {
                window.start = start;
                spare -= more;
                if index == 0 {
                    left -= more;
                }
            }
        }
        if spare == before {
            break;
        }
    }
    join(line, windows)
}

/// Joins windows between which there is nothing to leave out.
fn join(line: &str, windows: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(windows.len());
    for window in windows {
        match joined.last_mut() {
            Some(last) if width(line.get(last.end..window.start).unwrap_or_default(), GAP_MARK) <= GAP_MARK => {
                last.end = window.end;
            }
            _ => joined.push(window),
        }
    }
    joined
}

/// Where the word after `at` ends, and how many columns that adds; `None` if it does not fit.
fn word_after(line: &str, at: usize, ceiling: usize, room: usize) -> Option<(usize, usize)> {
    let text = line.get(at..ceiling)?;
    take_word(text.char_indices().map(|(index, character)| (at + index + character.len_utf8(), character)), room)
}

/// Where the word before `at` begins, and how many columns that adds; `None` if it does not fit.
fn word_before(line: &str, at: usize, floor: usize, room: usize) -> Option<(usize, usize)> {
    let text = line.get(floor..at)?;
    take_word(text.char_indices().rev().map(|(index, character)| (floor + index, character)), room)
}

/// Takes spaces, then one word. A wide character (Chinese, Japanese, Korean) is a word by itself.
fn take_word(characters: impl Iterator<Item = (usize, char)>, room: usize) -> Option<(usize, usize)> {
    let (mut reached, mut used, mut in_word) = (None, 0, false);
    for (position, character) in characters {
        let more = columns(character);
        let space = character.is_whitespace();
        let wide = more > 1 && !character.is_control();
        if in_word && (space || wide) {
            break;
        }
        if used + more > room {
            return None;
        }
        used += more;
        reached = Some((position, used));
        if wide {
            break;
        }
        in_word |= !space && more > 0;
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn show(line: &str, words: &[&str], room: usize) -> Vec<String> {
        let mut from = 0;
        let pieces: Vec<Piece> = words
            .iter()
            .map(|word| {
                let start = from + line[from..].find(word).unwrap();
                from = start + word.len();
                Piece { range: start..from, label: 10 }
            })
            .collect();
        let rows = crop(line, &pieces, room);
        rows.iter()
            .map(|row| row.windows.iter().map(|window| &line[window.clone()]).collect::<Vec<_>>().join(" … "))
            .collect()
    }

    const LONG: &str = "Of the nine member nations, only India is not sending its national leader, instead Prime \
                        Minister Narendra Modi is sending his foreign minister to the meeting.";

    #[test]
    fn a_line_that_fits_is_shown_whole() {
        assert_eq!(show("Of the nine member nations", &["nine"], 60), ["Of the nine member nations"]);
    }

    #[test]
    fn a_long_line_is_cut_at_words_around_the_piece() {
        assert_eq!(show(LONG, &["Narendra Modi"], 60), ["instead Prime Minister Narendra Modi is sending his"]);
    }

    #[test]
    fn pieces_far_apart_share_a_row_if_they_fit_and_get_two_if_not() {
        assert_eq!(
            show(LONG, &["nine member", "foreign minister"], 80),
            ["Of the nine member nations, only India … sending his foreign minister to the"]
        );
        assert_eq!(show(LONG, &["nine member", "foreign minister"], 40).len(), 2);
    }

    #[test]
    fn wide_characters_are_cut_anywhere() {
        let line = "習近平國家主席和普京總統將於週三會晤以展示他們對抗美國及其西方盟友的聯盟關係".repeat(3);
        let rows = show(&line, &["普京總統"], 40);
        assert!(rows[0].contains("普京總統") && width(&rows[0], 100) <= 40 && width(&rows[0], 100) > 24, "{rows:?}");
    }

    #[test]
    fn a_piece_longer_than_the_row_shows_its_beginning() {
        let rows = show(LONG, &[LONG], 40);
        assert_eq!(rows, ["Of the nine member nations, only"]);
    }

    proptest! {
        #[test]
        fn rows_fit_and_hold_their_pieces(
            line in "([a-zğ習\u{301}]{1,12} ){1,40}[a-z]{0,80}", cuts in proptest::collection::vec(any::<prop::sample::Index>(), 2..8),
            room in 20_usize..120,
        ) {
            let boundaries: Vec<usize> = line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
            let mut places: Vec<usize> = cuts.iter().map(|cut| *cut.get(&boundaries)).collect();
            places.sort_unstable();
            places.dedup();
            let pieces: Vec<Piece> =
                places.chunks_exact(2).map(|pair| Piece { range: pair[0]..pair[1], label: 12 }).collect();
            let rows = crop(&line, &pieces, room);
            let mut next = 0;
            for row in &rows {
                prop_assert_eq!(row.pieces.start, next);
                next = row.pieces.end;
                let shown: usize = row.windows.iter().map(|window| width(&line[window.clone()], usize::MAX)).sum();
                prop_assert!(shown + GAP_MARK * (row.windows.len() - 1) <= room);
                for piece in &pieces[row.pieces.clone()] {
                    prop_assert!(row.windows.iter().any(|window| window.contains(&piece.range.start)));
                }
                for pair in row.windows.windows(2) {
                    prop_assert!(pair[0].end < pair[1].start);
                }
            }
            prop_assert_eq!(next, pieces.len());
        }
    }
}
