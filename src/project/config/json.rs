//! Settings written in JSON: a small reader that keeps the places, since serde_json tells none.

use super::node::{Key, Node, Value};
use super::toml::Wrong;
use crate::source::Span;

/// Reads a whole file.
///
/// # Errors
/// Where it is no JSON.
pub(super) fn read(text: &str) -> Result<Node, Wrong> {
    // What is wrong with a file serde_json tells better; what it takes, the reader below cannot fail on.
    serde_json::from_str::<serde::de::IgnoredAny>(text).map_err(|error| (error.to_string(), place(text, &error)))?;
    let mut reader = Reader { text, at: 0 };
    Ok(reader.value())
}

/// Where serde_json stopped: it tells a line and a column in bytes.
fn place(text: &str, error: &serde_json::Error) -> Span {
    let line_start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = text.floor_char_boundary((line_start + error.column().saturating_sub(1)).min(text.len()));
    Span::new(at, text.ceil_char_boundary((at + 1).min(text.len())))
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.get(self.at..)?;
        self.at += rest.len() - rest.trim_start().len();
        self.text.as_bytes().get(self.at).copied()
    }

    fn value(&mut self) -> Node {
        let first = self.peek();
        let start = self.at;
        let value = match first {
            Some(b'{') => Value::Table(self.items(|reader| {
                let (name, span) = reader.text();
                // The colon.
                reader.peek();
                reader.at += 1;
                (Key { name, span }, reader.value())
            })),
            Some(b'[') => Value::List(self.items(Self::value)),
            Some(b'"') => Value::Text(self.text().0),
            _ => self.word(),
        };
        Node { span: Span::new(start, self.at), value }
    }

    /// What stands between brackets, parted by commas.
    fn items<T>(&mut self, mut item: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            match self.peek() {
                Some(b']' | b'}') | None => break,
                Some(b',') => self.at += 1,
                Some(_) => items.push(item(self)),
            }
        }
        self.at += 1;
        items
    }

    fn text(&mut self) -> (String, Span) {
        self.peek();
        let start = self.at;
        let mut escaped = false;
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest.bytes().skip(1).position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        });
        self.at = length.map_or(self.text.len(), |length| start + length + 2);
        let literal = self.text.get(start..self.at).unwrap_or_default();
        (serde_json::from_str(literal).unwrap_or_default(), Span::new(start, self.at))
    }

    fn word(&mut self) -> Value {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest.find([',', ']', '}']).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default().trim_end();
        self.at += word.len().max(1);
        match word {
            "true" => Value::Flag(true),
            "false" => Value::Flag(false),
            _ => word.parse().map_or(Value::Other, Value::Number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_their_places() {
        let text = r#"{"name": "a\"b", "n": [1, -2.5, true, null], "t": {}}"#;
        let root = read(text).unwrap();
        let words = |node: &Node| text[node.span.range()].to_owned();
        assert_eq!(root.span.len(), text.len());
        assert_eq!(root.get("name").unwrap().value, Value::Text("a\"b".into()));
        assert_eq!(words(root.get("name").unwrap()), r#""a\"b""#);
        let Value::List(items) = &root.get("n").unwrap().value else { panic!() };
        assert_eq!(items.iter().map(words).collect::<Vec<_>>(), ["1", "-2.5", "true", "null"]);
        assert_eq!(items[0].value, Value::Number(1));
        assert_eq!(items[1].value, Value::Other);
        assert_eq!(words(root.get("t").unwrap()), "{}");
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        let (message, span) = read("{\n  \"a\": 1,,\n}").unwrap_err();
        assert!(message.contains("line 2"), "{message}");
        assert_eq!(span, Span::new(11, 12));
    }
}
