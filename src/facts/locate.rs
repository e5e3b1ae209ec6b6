//! Where the items of a facts file stand in its text.
//!
//! The parsers of YAML and JSON give values without places. A problem needs one, so the items of the top-level lists
//! are found again by their layout: brackets in JSON, dashes in block-style YAML. What is laid out otherwise has the
//! place of its list, or the start of the file.

use crate::source::Span;
use rustc_hash::FxHashMap;

/// The places of the items of the top-level lists.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// Of each top-level name, where it stands and where its items do.
    lists: FxHashMap<String, (Span, Vec<Span>)>,
}

impl Places {
    /// Finds them.
    pub fn new(text: &str) -> Self {
        if text.trim_start().starts_with('{') { Self::of_json(text) } else { Self::of_yaml(text) }
    }

    /// The place of `statements[3].arguments[1]`: that of its statement.
    pub fn of(&self, path: &str) -> Span {
        let name = path.split(['[', '.']).next().unwrap_or(path);
        let Some((whole, items)) = self.lists.get(name) else { return Span::default() };
        let index =
            path.strip_prefix(name).and_then(|rest| rest.strip_prefix('[')).and_then(|rest| rest.split(']').next());
        let item = index.and_then(|index| index.parse::<usize>().ok()).and_then(|index| items.get(index));
        item.copied().unwrap_or(*whole)
    }

    fn of_yaml(text: &str) -> Self {
        let mut places = Self::default();
        let mut name: Option<String> = None;
        let mut indent = None;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let content = line.trim_end();
            let depth = content.len() - content.trim_start().len();
            let here = Span::new(start + depth, start + content.len());
            start += line.len();
            let words = content.trim_start();
            if words.is_empty() || words.starts_with('#') {
                continue;
            }
            if depth == 0 && !words.starts_with('-') {
                let key = words.split(':').next().unwrap_or(words).trim_matches(['"', '\'']);
                places.lists.insert(key.to_owned(), (here, Vec::new()));
                (name, indent) = (Some(key.to_owned()), None);
                continue;
            }
            let Some((_, items)) = name.as_ref().and_then(|name| places.lists.get_mut(name)) else { continue };
            if words == "-" || words.starts_with("- ") {
                let of_list = *indent.get_or_insert(depth);
                if depth == of_list {
                    items.push(here);
                    continue;
                }
            }
            if let Some(item) = items.last_mut() {
                item.end = here.end;
            }
        }
        places
    }

    fn of_json(text: &str) -> Self {
        let mut places = Self::default();
        let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
        let (mut string_start, mut key, mut item) = (0, String::new(), None);
        for (at, byte) in text.bytes().enumerate() {
            if in_string {
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' => escaped = true,
                    b'"' => {
                        in_string = false;
                        if depth == 1 {
                            key = text.get(string_start + 1..at).unwrap_or_default().to_owned();
                            places.lists.entry(key.clone()).or_insert((Span::new(string_start, at + 1), Vec::new()));
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => (in_string, string_start) = (true, at),
                b'{' | b'[' => {
                    if depth == 2 {
                        item = Some(at);
                    }
                    depth += 1;
                }
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    if depth == 2
                        && let Some(start) = item.take()
                        && let Some((_, items)) = places.lists.get_mut(&key)
                    {
                        items.push(Span::new(start, at + 1));
                    }
                }
                _ => {}
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_block_yaml() {
        let text = "factlint_facts: 1\nstatements:\n- concept: a\n  arguments:\n  - text: x\n- concept: b\n";
        let places = Places::new(text);
        let words = |path: &str| &text[places.of(path).range()];
        assert_eq!(words("statements[0].arguments[0]"), "- concept: a\n  arguments:\n  - text: x");
        assert_eq!(words("statements[1]"), "- concept: b");
        assert_eq!(words("statements[7]"), "statements:");
        assert_eq!(words("elsewhere"), "");
    }

    #[test]
    fn items_of_json() {
        let text = r#"{"statements": [{"concept": "a]}", "x": [1]}, {"concept": "b"}]}"#;
        let places = Places::new(text);
        let words = |path: &str| &text[places.of(path).range()];
        assert_eq!(words("statements[0]"), r#"{"concept": "a]}", "x": [1]}"#);
        assert_eq!(words("statements[1].arguments[0]"), r#"{"concept": "b"}"#);
    }
}
