//! The grammar of `grammar/rules.pest`, and the step from its pairs to the words of the syntax tree.
//!
//! Enters: a line without a fault. Leaves: pairs, and from them texts, runs and spans of the file.
//! Guaranteed: every span lies in the line, on character boundaries, without spaces at its ends.

use super::layout::{Line, is_space};
use crate::lang::syntax::{Item, ItemKind, Run, Text};
use crate::source::{Site, SourceId, Span};
use pest::Parser as _;

pub(in crate::lang) use generated::Rule;

/// Kept apart so that the documentation of the package does not list the rules twice.
mod generated {
    /// The parser that pest makes of the grammar.
    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/rules.pest"]
    pub(super) struct Grammar;
}

/// A part of a line that a rule of the grammar has matched.
pub(in crate::lang) type Pair<'p> = pest::iterators::Pair<'p, Rule>;

/// Reads one line.
#[derive(Clone, Copy)]
pub(in crate::lang) struct Reader<'a> {
    /// The file.
    pub source: SourceId,
    /// Its text, from which quoted texts are taken.
    pub file: &'a str,
    /// The line.
    pub line: &'a Line<'a>,
}

impl<'a> Reader<'a> {
    /// The parts of the line, if the rule matches it whole; else the byte of the file beyond which it could not be read.
    pub fn read(&self, rule: Rule) -> Result<Vec<Pair<'a>>, usize> {
        let line: &'a Line<'a> = self.line;
        match generated::Grammar::parse(rule, &line.text) {
            Ok(pairs) => Ok(pairs.flat_map(Pair::into_inner).filter(|pair| pair.as_rule() != Rule::EOI).collect()),
            Err(error) => Err(self.line.start
                + match error.location {
                    pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
                }),
        }
    }

    /// Whether the rule matches a part of the line whole.
    pub fn part_is(&self, span: Span, rule: Rule) -> bool {
        let start = (span.start as usize).saturating_sub(self.line.start);
        let part = self.line.text.get(start..start + span.len());
        part.is_some_and(|part| generated::Grammar::parse(rule, part).is_ok())
    }

    /// The place of a part in the file.
    pub fn span(&self, pair: &Pair<'_>) -> Span {
        let start = self.line.start + pair.as_span().start();
        Span::new(start, start + pair.as_str().trim_end_matches(' ').len())
    }

    /// The same, with the file.
    pub fn site(&self, span: Span) -> Site {
        Site { source: self.source, span }
    }

    /// The words of a part, with single spaces; of a quoted text what stands between the marks.
    pub fn text(&self, pair: &Pair<'_>) -> Text {
        let span = self.span(pair);
        let quoted = pair.as_rule() == Rule::quoted
            || pair
                .clone()
                .into_inner()
                .next()
                .is_some_and(|inner| inner.as_rule() == Rule::quoted && self.span(&inner) == span);
        let text = if quoted { self.unquoted(span) } else { plain(pair.as_str()) };
        Text { text, span }
    }

    /// What stands between the quotation marks of a span: `\"` is a mark, a line break with its indentation one space.
    fn unquoted(&self, span: Span) -> String {
        let mut letters = self.file.get(span.range()).unwrap_or_default().chars();
        let opening = letters.next().map_or(0, char::len_utf8);
        letters.next_back();
        let inside = letters.as_str();
        if !inside.contains(['\\', '\n']) {
            return inside.to_owned();
        }
        let mut text = String::with_capacity(inside.len());
        let mut start = span.start as usize + opening;
        for (number, line) in inside.split_inclusive('\n').enumerate() {
            // A comment between the lines of a text is blank in the line that they make.
            let from = start.saturating_sub(self.line.start);
            let is_comment =
                self.line.text.get(from..from + line.trim_end().len()).is_some_and(|line| line.trim().is_empty());
            start += line.len();
            let line = line.trim_end_matches(['\n', '\r']).trim_end_matches(is_space);
            if number == 0 {
                text.push_str(line);
                continue;
            }
            let line = line.trim_start_matches(is_space);
            if line.is_empty() || is_comment {
                continue;
            }
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(line);
        }
        text.replace("\\\"", "\"")
    }

    /// The quoted texts of a list.
    pub fn texts(&self, list: Pair<'_>) -> Vec<Text> {
        list.into_inner().filter(|part| part.as_rule() == Rule::quoted).map(|part| self.text(&part)).collect()
    }

    /// Parts as the items of a run; parts that are no items (the keyword before them) are passed over.
    pub fn run<'p>(&self, pairs: impl IntoIterator<Item = Pair<'p>>) -> Run {
        let mut items: Vec<Item> = Vec::new();
        for pair in pairs {
            let kind = match pair.as_rule() {
                Rule::word | Rule::head_word => ItemKind::Word(pair.as_str().to_owned()),
                Rule::quoted => ItemKind::Quoted(self.unquoted(self.span(&pair))),
                Rule::comma => ItemKind::Comma,
                Rule::open => ItemKind::Open,
                Rule::close => ItemKind::Close,
                _ => continue,
            };
            items.push(Item { kind, span: self.span(&pair) });
        }
        let span = match items.as_slice() {
            [] => Span::default(),
            [only] => only.span,
            [first, .., last] => first.span.cover(last.span),
        };
        Run { items, span }
    }

    /// The line as a flat row of items, whatever it says.
    pub fn items(&self) -> Vec<Item> {
        self.run(self.read(Rule::anything).unwrap_or_default()).items
    }
}

/// Words with single spaces between them; a comma (of a date) stands at the word before it, unless it is a number's.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut space = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let after_digit = plain.ends_with(|before: char| before.is_ascii_digit());
        match letter {
            ' ' => space = true,
            ',' if space || !after_digit || !letters.peek().is_some_and(char::is_ascii_digit) => {
                plain.push(',');
                space = true;
            }
            _ => {
                if std::mem::take(&mut space) && !plain.is_empty() {
                    plain.push(' ');
                }
                plain.push(letter);
            }
        }
    }
    plain
}
