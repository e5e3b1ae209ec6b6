//! Full dates, as datelines and the data of a page give them.
//!
//! Enters: a line, the opening of a paragraph, or a value of the front matter. Leaves: the day. A date that lacks its
//! year, or in which day and month could be exchanged (`03/07/2024`), is none.

use crate::value::{DateExpression, Value, read_at};
use jiff::civil::Date;

/// The longest line that can be a dateline, in bytes.
const LONGEST: usize = 160;

/// The day, where the line is only a date: with its weekday, time of day, place and agency, and with the word
/// ("Published", "Updated") that says what happened then. The day of publication precedes that of an update.
pub(super) fn date_line(line: &str) -> Option<Date> {
    if line.len() > LONGEST {
        return None;
    }
    let mut found: Option<(Date, bool)> = None;
    let mut updated = false;
    let mut names = 0;
    let mut at = 0;
    while let Some((start, word)) = next_word(line, at) {
        at = start + word.len();
        if let Some((date, end)) = day_at(line, start) {
            if found.is_none_or(|(_, earlier_is_update)| earlier_is_update && !updated) {
                found = Some((date, updated));
            }
            at = end;
            continue;
        }
        let lower = word.to_lowercase();
        match lower.as_str() {
            "updated" | "modified" | "edited" => updated = true,
            "published" | "posted" | "created" => updated = false,
            _ if is_filler(word, &lower) => {}
            // The place stands before the date, its agency after it.
            _ => {
                names += 1;
                let is_name = word.chars().next().is_some_and(char::is_uppercase);
                if !is_name || names > 5 {
                    return None;
                }
            }
        }
    }
    found.map(|(date, _)| date)
}

/// The day, where a paragraph opens with place and date ("LONDON, July 3, 2024 (Reuters) — …").
pub(super) fn opening_date(paragraph: &str) -> Option<Date> {
    let mark = [" — ", " – ", " -- ", " - "].iter().filter_map(|dash| paragraph.find(dash)).min()?;
    let opening = paragraph.get(..mark)?;
    let place = || opening.chars().take_while(|&c| c != ',' && c != '(').filter(|c| c.is_alphabetic());
    let is_place = place().next().is_some() && place().all(char::is_uppercase);
    if is_place { date_line(opening) } else { None }
}

/// The first full date in a value, such as `2024-07-03T09:30:00Z` or `3 July 2024`.
pub(super) fn date_in(value: &str) -> Option<Date> {
    let end = value.char_indices().map(|(at, _)| at).take_while(|&at| at <= LONGEST).last()?;
    let value = if value.len() > LONGEST { value.get(..end)? } else { value };
    let mut at = 0;
    while let Some((start, word)) = next_word(value, at) {
        if let Some((date, _)) = day_at(value, start) {
            return Some(date);
        }
        at = start + word.len();
    }
    None
}

/// The next word at or after a byte, without the punctuation around it.
fn next_word(text: &str, at: usize) -> Option<(usize, &str)> {
    let rest = text.get(at..)?;
    let start = rest.find(char::is_alphanumeric)?;
    let rest = rest.get(start..)?;
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let word = rest.get(..end)?.trim_end_matches(|c: char| !c.is_alphanumeric());
    Some((at + start, word))
}

/// The single day that is written from a byte on, and where it ends.
fn day_at(text: &str, start: usize) -> Option<(Date, usize)> {
    let rest = text.get(start..)?;
    // A time of day may be joined to the day (RFC 3339).
    const DAY: usize = "2024-07-03".len();
    let is_joined = rest.as_bytes().get(DAY).is_some_and(|byte| matches!(byte, b'T' | b't'))
        && rest.as_bytes().iter().take(DAY).all(|byte| byte.is_ascii_digit() || *byte == b'-');
    let (text, end) = if is_joined {
        let end = rest.find(char::is_whitespace).map_or(text.len(), |end| start + end);
        (text.get(..start + DAY)?, Some(end))
    } else {
        (text, None)
    };
    let reading = read_at(text, start)?;
    let Value::Date(DateExpression::Absolute(span)) = reading.value else { return None };
    let day = span.as_day().filter(|_| !is_exchangeable(text.get(reading.span.range()).unwrap_or_default()))?;
    Some((day, end.unwrap_or(reading.span.end as usize)))
}

/// Whether day and month of a date in figures could be meant the other way round.
fn is_exchangeable(date: &str) -> bool {
    let figures: Vec<u8> = date.split(['/', '.']).filter_map(|figure| figure.trim().parse().ok()).collect();
    matches!(figures.as_slice(), [first, second, ..] if first != second && *first <= 12 && *second <= 12)
}

/// Whether a word may stand beside a date without being part of a place: times of day, time zones, small words.
fn is_filler(word: &str, lower: &str) -> bool {
    let is_time = lower.starts_with(|c: char| c.is_ascii_digit())
        && lower.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'a' | 'p' | 'm' | 'h' | 'z'));
    let is_zone = matches!(word.len(), 2..=4) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_small = matches!(
        lower,
        "a.m"
            | "am"
            | "p.m"
            | "pm"
            | "at"
            | "on"
            | "last"
            | "first"
            | "date"
            | "dateline"
            | "and"
            | "noon"
            | "min"
            | "minute"
            | "read"
            | "midnight"
    );
    is_time || is_zone || is_small
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn lines_that_are_only_a_date() {
        let day = Some(date(2015, 9, 12));
        for line in [
            "Saturday, September 12, 2015",
            "12 September 2015",
            "12th of September, 2015",
            "2015-09-12",
            "2015-09-12T08:30:00+02:00",
            "Sept. 12, 2015",
            "Sat Sep 12 2015",
            "Updated September 12, 2015",
            "Published: Sept. 12, 2015 at 10:30 a.m. EDT",
            "September 12, 2015 | 5 PM GMT",
            "LONDON, September 12, 2015 (Reuters) —",
            "New York, 12 September 2015",
            "Published September 12, 2015; updated September 14, 2015",
            "Updated September 14, 2015 – Published September 12, 2015",
        ] {
            assert_eq!(date_line(line), day, "{line}");
        }
    }

    #[test]
    fn lines_that_are_more_or_less_than_a_date() {
        for line in [
            "",
            "September 12",
            "September 2015",
            "03/07/2024",
            "The summit of September 12, 2015",
            "September 31, 2015",
            "Signed on September 12, 2015, in Rome by the leaders",
            "12 September 20155",
            "3.7.2024",
        ] {
            assert_eq!(date_line(line), None, "{line}");
        }
    }

    #[test]
    fn openings_of_paragraphs() {
        let day = Some(date(2024, 7, 3));
        assert_eq!(opening_date("LONDON, July 3, 2024 (Reuters) — Rates fell on May 1, 2023."), day);
        assert_eq!(opening_date("WASHINGTON (AP) — Congress met on July 3, 2024."), None);
        assert_eq!(opening_date("LONDON, July 3 (Reuters) - Rates fell."), None);
        assert_eq!(opening_date("The vote of July 3, 2024 — a first — failed."), None);
    }

    #[test]
    fn values() {
        assert_eq!(date_in("2024-07-03 09:30:00 +0200"), Some(date(2024, 7, 3)));
        assert_eq!(date_in("Wed, 03 Jul 2024 09:30:00 GMT"), Some(date(2024, 7, 3)));
        assert_eq!(date_in("soon"), None);
    }
}
