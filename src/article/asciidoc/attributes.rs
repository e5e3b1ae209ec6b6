//! The attributes of an AsciiDoc document: `:name: value`, and `{name}` in the text, which stands for the value.

use std::collections::BTreeMap;

/// A value is no longer than this, in bytes.
const LONGEST: usize = 400;

/// The attributes that are set.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    values: BTreeMap<String, String>,
    /// How many bytes of values may still be put into the text: no more than the file has.
    budget: usize,
}

impl Attributes {
    /// No attributes, for a file of so many bytes.
    pub fn new(bytes: usize) -> Self {
        Self { values: BTreeMap::new(), budget: bytes / 2 }
    }

    /// Reads a line that sets or unsets one; whether it is such a line. Gives its name and where its value starts.
    pub fn read<'l>(&mut self, line: &'l str) -> Option<(&'l str, &'l str)> {
        let rest = line.strip_prefix(':')?;
        let (name, value) = rest.split_once(':')?;
        let bare = name.trim_matches('!');
        let is_name = !bare.is_empty() && bare.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if !is_name || !(value.is_empty() || value.starts_with([' ', '\t'])) {
            return None;
        }
        let value = value.trim();
        if bare.len() < name.len() {
            self.values.remove(&bare.to_lowercase());
        } else if value.len() <= LONGEST {
            let said = self.resolved(value);
            self.values.insert(bare.to_lowercase(), said);
        }
        Some((bare, value))
    }

    /// A value with the attributes in it that are set already.
    fn resolved(&self, value: &str) -> String {
        let mut said = String::new();
        let mut rest = value;
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            match after.split_once('}').and_then(|(name, after)| Some((self.values.get(name)?, after))) {
                Some((value, after)) => {
                    said.push_str(value);
                    rest = after;
                }
                None => {
                    said.push('{');
                    rest = after;
                }
            }
        }
        said.push_str(rest);
        said.truncate(said.char_indices().map(|(at, _)| at).find(|&at| at >= LONGEST).unwrap_or(said.len()));
        said
    }

    /// Whether it is set.
    pub fn is_set(&self, name: &str) -> bool {
        self.values.contains_key(&name.trim().to_lowercase())
    }

    /// What a reference to it says; none where it is not set, or where the text has grown to much by such references.
    pub fn say(&mut self, name: &str) -> Option<String> {
        let said = match name {
            "nbsp" | "sp" | "zwsp" => " ",
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            "lsquo" => "‘",
            "rsquo" => "’",
            "ldquo" => "“",
            "rdquo" => "”",
            "deg" => "°",
            "plus" => "+",
            "cpp" => "C++",
            "asterisk" => "*",
            "tilde" => "~",
            "startsb" => "[",
            "endsb" => "]",
            _ => self.values.get(&name.to_lowercase())?,
        };
        self.budget = self.budget.checked_sub(said.len())?;
        Some(said.to_owned())
    }
}
