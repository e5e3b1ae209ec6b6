//! Full dates, as datelines and the data of a page give them.
//!
//! Enters: a line, the opening of a paragraph, or a value of the front matter. Leaves: the day. A date that lacks its
//! year, or in which day and month could be exchanged (`03/07/2024`), is none.

use jiff::civil::Date;

/// The day, where the line is only a date: with its weekday, time of day, place and agency, and with the word
/// ("Published", "Updated") that says what happened then. The day of publication precedes that of an update.
pub(super) fn date_line(line: &str) -> Option<Date> {
    if line.len() > 160 {
        return None;
    }
    let words = words(line);
    let mut found: Option<(Date, bool)> = None;
    let mut updated = false;
    let mut place = 0;
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some((date, count)) = date_of(rest) {
            if found.is_none_or(|(_, earlier_is_update)| earlier_is_update && !updated) {
                found = Some((date, updated));
            }
            at += count;
            continue;
        }
        let word = *rest.first()?;
        let lower = word.to_lowercase();
        if matches!(lower.as_str(), "updated" | "modified" | "edited") {
            updated = true;
        } else if matches!(lower.as_str(), "published" | "posted" | "created") {
            updated = false;
        } else if !is_filler(word, &lower) {
            // The place stands before the date, its agency after it.
            place += 1;
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            if !capital || place > 5 {
                return None;
            }
        }
        at += 1;
    }
    found.map(|(date, _)| date)
}

/// The day, where a paragraph opens with place and date ("LONDON, July 3, 2024 (Reuters) — …").
pub(super) fn opening_date(paragraph: &str) -> Option<Date> {
    let mark = [" — ", " – ", " -- ", " - "].iter().filter_map(|dash| paragraph.find(dash)).min()?;
    let opening = paragraph.get(..mark)?;
    let capitals = opening.chars().take_while(|&c| c != ',' && c != '(').filter(|c| c.is_alphabetic());
    let is_place = capitals.clone().next().is_some() && capitals.clone().all(char::is_uppercase);
    if is_place { date_line(opening) } else { None }
}

/// The first full date in a value, such as `2024-07-03T09:30:00Z` or `3 July 2024`.
pub(super) fn date_in(value: &str) -> Option<Date> {
    let words = words(value);
    (0..words.len()).find_map(|at| words.get(at..).and_then(date_of)).map(|(date, _)| date)
}

/// The words of a text without the punctuation around them.
fn words(text: &str) -> Vec<&str> {
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).collect()
}

/// The date at the first of these words, and how many of them it takes.
fn date_of(words: &[&str]) -> Option<(Date, usize)> {
    let word = |index: usize| words.get(index).copied().unwrap_or_default();
    if let Some(date) = iso_date(word(0)) {
        return Some((date, 1));
    }
    let from = usize::from(is_weekday(word(0)));
    let (month, day, count) = if let Some(month) = month(word(from)) {
        (month, day(word(from + 1))?, 2)
    } else {
        let day = day(word(from))?;
        let of = usize::from(word(from + 1).eq_ignore_ascii_case("of"));
        (month(word(from + 1 + of))?, day, 2 + of)
    };
    let year = year(word(from + count))?;
    Some((Date::new(year, month, day).ok()?, from + count + 1))
}

/// `2024-07-03`, also `2024/07/03` and with a time of day behind it.
fn iso_date(word: &str) -> Option<Date> {
    let day = word.split(['T', 't']).next()?;
    let separator = if day.contains('-') { '-' } else { '/' };
    let mut parts = day.split(separator);
    let (year_part, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Date::new(year(year_part)?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn year(word: &str) -> Option<i16> {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_year { word.parse().ok().filter(|&year| year >= 1000) } else { None }
}

fn day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = word.get(digits.len()..)?;
    let is_day = digits.len() <= 2 && matches!(suffix, "" | "st" | "nd" | "rd" | "th");
    if is_day { digits.parse().ok().filter(|day| (1..=31).contains(day)) } else { None }
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.to_ascii_lowercase();
    let is_name = |name: &str| lower == name || lower.len() >= 3 && lower.len() <= 4 && name.starts_with(&lower);
    MONTHS.iter().position(|name| is_name(name)).and_then(|index| i8::try_from(index + 1).ok())
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let lower = word.to_ascii_lowercase();
    DAYS.iter().any(|&day| lower == day || (3..=5).contains(&lower.len()) && day.starts_with(&lower))
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
            | "midnight"
    );
    is_time || is_zone || is_small || is_weekday(word)
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
