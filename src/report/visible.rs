//! Text of a user's file made fit for a terminal.
//!
//! Enters: any text. Leaves: the same with control characters, which could move the cursor or change colours, and
//! direction and tag characters, which could reorder or hide what is shown, replaced by visible signs. Guaranteed: no
//! line break and no escape leaves.

use std::borrow::Cow;
use unicode_width::UnicodeWidthChar;

/// A tab is as wide as this many spaces.
const TAB: &str = "    ";

/// What is shown in place of a character that must not reach the terminal.
fn stand_in(character: char) -> Option<Cow<'static, str>> {
    match character {
        '\t' => Some(Cow::Borrowed(TAB)),
        '\0'..='\x1f' => char::from_u32(0x2400 + character as u32).map(|picture| Cow::Owned(picture.to_string())),
        '\x7f' => Some(Cow::Borrowed("\u{2421}")),
        '\u{feff}' => Some(Cow::Borrowed("")),
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Some(Cow::Borrowed("\u{fffd}")),
        _ => None,
    }
}

/// Appends `text`, made visible.
pub fn push(out: &mut String, text: &str) {
    for character in text.chars() {
        match stand_in(character) {
            Some(shown) => out.push_str(&shown),
            None => out.push(character),
        }
    }
}

/// The text, made visible.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push(&mut out, text);
    out
}

/// How many columns of a terminal the character takes, once made visible.
pub fn columns(character: char) -> usize {
    match stand_in(character) {
        Some(shown) => shown.chars().filter_map(UnicodeWidthChar::width).sum(),
        None => character.width().unwrap_or(0),
    }
}

/// How many columns the text takes; counting stops once there are more than `limit`.
pub fn width(text: &str, limit: usize) -> usize {
    let mut total = 0;
    for character in text.chars() {
        total += columns(character);
        if total > limit {
            break;
        }
    }
    total
}

/// Cuts a text into lines of at most `columns` columns, at spaces; a longer word is cut where it must be.
pub fn wrap(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(8);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let shown = visible(word);
        let wide = width(&shown, usize::MAX);
        if used > 0 && used + 1 + wide > limit {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if wide <= limit {
            line.push_str(&shown);
            used += wide;
            continue;
        }
        for character in shown.chars() {
            let more = columns(character);
            if used + more > limit {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(character);
            used += more;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_gets_through() {
        let shown = visible("a\x1b[31mred\u{202e}b\u{9b}c\r\n\u{feff}d\te\u{2028}");
        assert_eq!(shown, "a␛[31mred\u{fffd}b\u{fffd}c␍␊d    e\u{fffd}");
        assert!(shown.chars().all(|character| !character.is_control()));
    }

    #[test]
    fn joiners_of_real_scripts_stay() {
        assert_eq!(visible("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }

    #[test]
    fn width_counts_columns() {
        assert_eq!(width("Erdoğan", 100), 7);
        assert_eq!(width("e\u{301}", 100), 1);
        assert_eq!(width("習近平", 100), 6);
        assert!(width("a long text", 3) > 3);
    }

    #[test]
    fn wrapped_lines_fit() {
        let text = "member count of Shanghai Cooperation Organization is nine";
        assert_eq!(wrap(text, 24), ["member count of Shanghai", "Cooperation Organization", "is nine"]);
        assert_eq!(wrap("abcdefghijklmnop", 10), ["abcdefghij", "klmnop"]);
        assert_eq!(wrap("", 10), [""]);
    }
}
