//! The markup inside the lines of reStructuredText: emphasis, literals, roles, links, references, substitutions.
//!
//! Markup does not nest, and its ends are looked for once: where there is none, that is remembered, so that a text of
//! openings takes linear time.

use crate::article::cuts::{Cut, Cuts, around, within};
use crate::article::draft::Draft;
use std::collections::BTreeMap;

/// A role, a reference or a target is no longer than this, in bytes.
const LONGEST: usize = 2048;

/// Roles whose text is code or a name of a program, or says nothing but a number.
const CODE: &[&str] = &[
    "attr", "c", "class", "code", "command", "const", "data", "envvar", "eq", "exc", "file", "func", "kbd", "keyword",
    "lit", "literal", "macro", "math", "meth", "mimetype", "mod", "numref", "obj", "option", "program", "raw",
    "regexp", "samp", "token", "type", "var",
];

/// What `|name|` stands for, and how many bytes of it may still be put into the text.
#[derive(Debug, Default)]
pub(super) struct Substitutions {
    pub texts: BTreeMap<String, String>,
    pub budget: usize,
}

/// Writes a text that stands in the file at `at` into the open block.
pub(super) fn write(text: &str, at: usize, substitutions: &mut Substitutions, draft: &mut Draft) {
    let mut scanner = Scanner { text, cuts: Cuts::default(), unclosed: [false; 4], substitutions };
    let mut place = 0;
    while let Some(next) = scanner.step(place) {
        place = next;
    }
    scanner.cuts.write(text, at, draft);
}

struct Scanner<'t, 's> {
    text: &'t str,
    cuts: Cuts,
    /// The marks that have no end from here on: `*`, `**`, backticks one and two.
    unclosed: [bool; 4],
    substitutions: &'s mut Substitutions,
}

impl Scanner<'_, '_> {
    fn step(&mut self, at: usize) -> Option<usize> {
        let skip = self.text.get(at..)?.find(['\\', '*', '`', '|', '_', '[', ':'])?;
        let at = at + skip;
        let rest = self.text.get(at..)?;
        let end = match rest.chars().next()? {
            '\\' => self.escape(at, rest),
            '*' if rest.starts_with("**") => self.emphasis(at, rest, "**", 1),
            '*' => self.emphasis(at, rest, "*", 0),
            '`' if rest.starts_with("``") => self.end_of(at, rest, "``", 3).map(|end| self.cut(at, end, Cut::Gap)),
            '`' => self.interpreted(at, rest, None),
            '|' => self.substitution(at, rest),
            '_' => self.reference(at, rest),
            '[' => self.footnote(at, rest),
            _ => self.role(at, rest),
        };
        Some(end.unwrap_or(at + 1))
    }

    fn cut(&mut self, at: usize, length: usize, cut: Cut) -> usize {
        self.cuts.add(at..at + length, cut);
        at + length
    }

    fn escape(&mut self, at: usize, rest: &str) -> Option<usize> {
        let next = rest.chars().nth(1)?;
        if next.is_whitespace() {
            return Some(self.cut(at, 1 + next.len_utf8(), Cut::Drop));
        }
        self.cut(at, 1, Cut::Drop);
        Some(at + 1 + next.len_utf8())
    }

    /// Whether markup can start here, with what stands before and after its mark.
    fn opens(&self, at: usize, length: usize) -> bool {
        let (before, after) = around(self.text, at, at + length);
        let is_free = before.is_none_or(|c| c.is_whitespace() || "'\"([{<-/:’“‘«—–".contains(c));
        let is_quoted =
            matches!((before, after), (Some('('), Some(')')) | (Some('"'), Some('"')) | (Some('\''), Some('\'')));
        is_free && !is_quoted && after.is_some_and(|c| !c.is_whitespace())
    }

    /// Whether markup can end with the mark at `at`.
    fn closes(&self, at: usize, length: usize) -> bool {
        let (before, after) = around(self.text, at, at + length);
        before.is_some_and(|c| !c.is_whitespace() && c != '\\')
            && after.is_none_or(|c| c.is_whitespace() || "'\")]}>-/:.,;!?\\_’”»—–…".contains(c))
    }

    /// The length up to the end of the mark that ends what starts here.
    fn end_of(&mut self, at: usize, rest: &str, mark: &str, kind: usize) -> Option<usize> {
        if !self.opens(at, mark.len()) || self.unclosed.get(kind).copied().unwrap_or_default() {
            return None;
        }
        let mut from = mark.len() + 1;
        while let Some(found) = rest.get(from..).and_then(|rest| rest.find(mark)).map(|found| from + found) {
            if self.closes(at + found, mark.len()) {
                return Some(found + mark.len());
            }
            from = found + 1;
        }
        // The first character of what is marked may be of several bytes: only a real search tells that there is no end.
        if rest.is_char_boundary(mark.len() + 1)
            && let Some(unclosed) = self.unclosed.get_mut(kind)
        {
            *unclosed = true;
        }
        None
    }

    fn emphasis(&mut self, at: usize, rest: &str, mark: &str, kind: usize) -> Option<usize> {
        let end = self.end_of(at, rest, mark, kind)?;
        self.cut(at, mark.len(), Cut::Drop);
        Some(self.cut(at + end - mark.len(), mark.len(), Cut::Drop))
    }

    /// Text in single backticks: a link, a reference, or the text of a role.
    fn interpreted(&mut self, at: usize, rest: &str, role: Option<&str>) -> Option<usize> {
        let end = self.end_of(at, rest, "`", 2)?;
        let inner = rest.get(1..end - 1)?;
        let behind = rest.get(end..)?;
        let reference = within(behind, 2).len() - within(behind, 2).trim_start_matches('_').len();
        let suffix = if role.is_none() { suffixed_role(behind) } else { None };
        let role = role.or(suffix.map(|(role, _)| role));
        let tail = reference.max(suffix.map_or(0, |(_, length)| length));
        let role = role.map(|role| role.rsplit(':').next().unwrap_or_default());
        let target = inner.rfind('<').filter(|_| inner.ends_with('>'));
        if role.is_some_and(|role| CODE.contains(&role)) {
            return Some(self.cut(at, end + tail, Cut::Gap));
        }
        let words = match target {
            Some(target) => inner.get(..target)?.trim_end(),
            // A reference without words of its own shows the title of what it leads to.
            None if matches!(role, Some("ref" | "doc")) => "",
            None => inner.strip_prefix(['~', '!']).unwrap_or(inner),
        };
        if words.is_empty() {
            return Some(self.cut(at, end + tail, Cut::Gap));
        }
        let from = (words.as_ptr() as usize).saturating_sub(rest.as_ptr() as usize);
        self.cut(at, from, Cut::Drop);
        let after = from + words.len();
        Some(self.cut(at + after, end + tail - after, Cut::Drop))
    }

    /// `:role:` in front of text in backticks.
    fn role(&mut self, at: usize, rest: &str) -> Option<usize> {
        if !self.opens(at, 1) {
            return None;
        }
        let near = within(rest, 80);
        let end = near.find(":`")?;
        let role = near.get(1..end)?;
        if role.is_empty() || !role.chars().all(|c| c.is_alphanumeric() || "-_.+:".contains(c)) {
            return None;
        }
        let inner = self.interpreted(at + end + 1, rest.get(end + 1..)?, Some(role))?;
        self.cut(at, end + 1, Cut::Drop);
        Some(inner)
    }

    fn substitution(&mut self, at: usize, rest: &str) -> Option<usize> {
        if !self.opens(at, 1) {
            return None;
        }
        let inner = within(rest, 200).get(1..)?;
        let end = inner.find('|').filter(|&end| self.closes(at + 1 + end, 1))?;
        let name = inner.get(..end)?;
        let behind = rest.get(end + 2..)?;
        let tail = within(behind, 2).len() - within(behind, 2).trim_start_matches('_').len();
        let said = self.substitutions.texts.get(name).cloned();
        let said = said.filter(|said| said.len() <= self.substitutions.budget);
        let cut = match said {
            Some(said) => {
                self.substitutions.budget -= said.len();
                Cut::Say(said)
            }
            None => Cut::Gap,
        };
        Some(self.cut(at, end + 2 + tail, cut))
    }

    /// The underscore of `word_`, or of an `_`inline target``.
    fn reference(&mut self, at: usize, rest: &str) -> Option<usize> {
        if rest.starts_with("_`") && self.opens(at, 1) {
            let end = within(rest, LONGEST).get(2..)?.find('`')?;
            self.cut(at, 2, Cut::Drop);
            return Some(self.cut(at + 2 + end, 1, Cut::Drop));
        }
        let length = rest.len() - rest.trim_start_matches('_').len();
        let (before, after) = around(self.text, at, at + length);
        let ends = length <= 2
            && before.is_some_and(char::is_alphanumeric)
            && after.is_none_or(|c| c.is_whitespace() || "'\")]}>-/:.,;!?".contains(c));
        if ends { Some(self.cut(at, length, Cut::Drop)) } else { Some(at + length) }
    }

    /// `[1]_`
    fn footnote(&mut self, at: usize, rest: &str) -> Option<usize> {
        let near = within(rest, 80);
        let end = near.find(']')?;
        near.get(end + 1..)?.starts_with('_').then(|| self.cut(at, end + 2, Cut::Drop))
    }
}

/// `:role:` behind text in backticks: the role, and the length.
fn suffixed_role(behind: &str) -> Option<(&str, usize)> {
    let inner = within(behind, LONGEST.min(80)).strip_prefix(':')?;
    let end = inner.find(':')?;
    let role = inner.get(..end)?;
    let is_role = !role.is_empty() && role.chars().all(|c| c.is_alphanumeric() || "-_.+".contains(c));
    is_role.then_some((role, end + 2))
}
