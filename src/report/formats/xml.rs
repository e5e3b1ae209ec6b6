//! Text in XML.

use super::super::visible;

/// The text as the content of an element or the value of an attribute. Characters that XML 1.0 has no place for are made
/// visible, and so are those that steer a terminal; line feeds and tabs of an attribute would be read as spaces, and are
/// written as references.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' => out.push_str("&#10;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => visible::push(&mut out, character.encode_utf8(&mut [0; 4])),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_place() {
        assert_eq!(escape("a<b & \"c\" ]]> 'd'"), "a&lt;b &amp; &quot;c&quot; ]]&gt; &apos;d&apos;");
        assert_eq!(escape("\0\u{1b}[31m\u{ffff}\n"), "\u{2400}\u{241b}[31m\u{fffd}&#10;");
    }
}
