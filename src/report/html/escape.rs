//! Text in HTML.

use super::super::visible;

/// The text as content or as the value of a quoted attribute, with what would hide or reorder it made visible.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push('\n'),
            '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => visible::push(&mut out, character.encode_utf8(&mut [0; 4])),
        }
    }
    out
}
