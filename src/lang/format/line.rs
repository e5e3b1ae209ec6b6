//! One line of a rule file in its canonical form.
//!
//! Enters: a logical line that the grammar reads. Leaves: its words with single spaces, broken where they would be too wide.

use super::WIDTH;
use crate::lang::parse::MAX_LINE;
use crate::lang::parse::grammar::{Reader, Rule};
use crate::lang::parse::layout::{Line, WITHOUT_BODY};
use crate::lang::syntax::{Item, ItemKind};
use crate::source::{SourceId, Span};

/// Where a line stands, and whether it may be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// At the margin, above a body, with which a second line would be confused.
    Header,
    /// At the margin, without a body.
    Alone,
    /// In the body of a block.
    OfBody,
}

impl Shape {
    /// The shape of a header with that keyword.
    pub fn of_header(keyword: &str) -> Self {
        if WITHOUT_BODY.contains(&keyword) { Self::Alone } else { Self::Header }
    }

    /// How far the line is indented, in spaces.
    pub fn indentation(self) -> usize {
        if self == Self::OfBody { 2 } else { 0 }
    }

    /// How far what continues it is indented; none if nothing can.
    fn continuation(self) -> Option<usize> {
        match self {
            Self::Header => None,
            Self::Alone => Some(2),
            Self::OfBody => Some(4),
        }
    }
}

/// The line without its indentation; `header` is that of its block.
pub(super) fn written(source: SourceId, file: &str, line: &Line<'_>, shape: Shape, header: &Line<'_>) -> String {
    let reader = Reader { source, file, line };
    let rule =
        if shape == Shape::OfBody { body_rule(&reader, header.first_word()) } else { header_rule(line.first_word()) };
    let mut parts = Parts { small: Vec::new(), colon: None };
    parts.read(&reader, rule);
    let mut units = Units { all: Vec::new(), continuation: shape.continuation() };
    match parts.colon {
        None => units.take(file, &reader.items(), &parts.small),
        Some(colon) => {
            let (before, after) = line.parts(colon);
            units.take(file, &Reader { line: &before, ..reader }.items(), &parts.small);
            let rest = Reader { line: &after, ..reader }.items();
            if !rest.is_empty() || rule == Rule::define_header {
                units.append(":");
            }
            units.take(file, &rest, &parts.small);
        }
    }
    let broken = if rule == Rule::example_header { broken_in_texts(&units.joined()) } else { units.broken(shape) };
    if broken.len() > MAX_LINE { units.joined() } else { broken }
}

/// The rule that reads the header of a block.
fn header_rule(keyword: &str) -> Rule {
    match keyword {
        "language" => Rule::language_header,
        "use" => Rule::use_header,
        "about" => Rule::about_header,
        "name" => Rule::name_header,
        "kind" => Rule::kind_header,
        "attribute" | "role" => Rule::property_header,
        "relation" => Rule::relation_header,
        "extend" => Rule::extend_header,
        "define" => Rule::define_header,
        "fact" => Rule::fact_header,
        "reference" => Rule::reference_header,
        "check" => Rule::tune_header,
        "example" => Rule::example_header,
        _ => Rule::check_header,
    }
}

/// The rule that reads a line in the body of such a block.
fn body_rule(reader: &Reader<'_>, keyword: &str) -> Rule {
    match (keyword, reader.line.first_word().to_ascii_lowercase().as_str()) {
        ("define", "if" | "or") => Rule::define_line,
        ("define" | "reference", _) => Rule::items_line,
        ("example", _) => Rule::expectation,
        ("rule" | "require" | "forbid" | "fact", _) if reader.read(Rule::property_line).is_ok() => Rule::property_line,
        ("rule" | "require" | "forbid" | "fact", _) => Rule::sentence_line,
        (_, "also") => Rule::also_line,
        (_, "said") => Rule::said_line,
        (_, _) => Rule::denied_line,
    }
}

/// What the grammar tells of a line.
struct Parts {
    /// The language's own words, which are written in small letters.
    small: Vec<Span>,
    /// The colon behind the name of a check or the head of a definition.
    colon: Option<usize>,
}

impl Parts {
    fn read(&mut self, reader: &Reader<'_>, rule: Rule) {
        let pairs = reader.read(rule).unwrap_or_default();
        let mut head = None;
        for pair in pairs {
            if matches!(pair.as_rule(), Rule::kebab | Rule::title | Rule::define_head) {
                head = Some(reader.span(&pair).end as usize);
            }
            let own = pair.clone().into_inner().flatten().chain([pair]).filter(|part| is_own_word(part.as_rule()));
            self.small.extend(own.map(|part| reader.span(&part)));
        }
        if let Some(head) = head.filter(|_| matches!(rule, Rule::check_header | Rule::define_header)) {
            let behind = reader.file.get(head..reader.line.span().end as usize).unwrap_or_default();
            self.colon = behind
                .find(':')
                .filter(|&at| behind.get(..at).is_some_and(|gap| gap.trim().is_empty()))
                .map(|at| head + at);
        }
        self.small.sort_unstable();
    }
}

/// Whether the rule stands for words of the language, whose case makes no difference.
fn is_own_word(rule: Rule) -> bool {
    use Rule as R;
    matches!(
        rule,
        R::article
            | R::and
            | R::r#as
            | R::at
            | R::from
            | R::r#if
            | R::is
            | R::means
            | R::of
            | R::one
            | R::or
            | R::per
            | R::then
            | R::to
    ) || matches!(
        rule,
        R::symmetric
            | R::asymmetric
            | R::repeatable
            | R::opposite_of
            | R::at_least
            | R::at_most
            | R::about_word
            | R::severity_word
    ) || matches!(
        rule,
        R::level
            | R::source_word
            | R::because_word
            | R::hint_word
            | R::tags_word
            | R::only_in_words
            | R::part
            | R::even_if_reported
    ) || matches!(
        rule,
        R::even_if_hypothetical
            | R::in_the_table
            | R::with_totals
            | R::not_the_case
            | R::supported
            | R::contradicted
            | R::not_stated
            | R::not_checkable
    )
}

/// Words with what is glued to them: the pieces between which a line may be broken.
struct Units {
    all: Vec<String>,
    /// How far a second line is indented, if there can be one.
    continuation: Option<usize>,
}

impl Units {
    /// Takes in the items of a line or of a part of it.
    fn take(&mut self, file: &str, items: &[Item], small: &[Span]) {
        let mut before: Option<&Item> = None;
        for item in items {
            let text = self.text(file, item, small);
            let glued = match before {
                Some(before) => glued(before, item),
                // Behind the colon of a header as behind a comma: between spaces `#` would begin a comment.
                None => text == "#" && file.get(..item.span.start as usize).is_some_and(|before| before.ends_with(':')),
            };
            match self.all.last_mut().filter(|_| glued) {
                Some(unit) => unit.push_str(&text),
                None => self.all.push(text),
            }
            before = Some(item);
        }
    }

    /// Glues something to the last word.
    fn append(&mut self, text: &str) {
        if let Some(last) = self.all.last_mut() {
            last.push_str(text);
        }
    }

    fn text(&self, file: &str, item: &Item, small: &[Span]) -> String {
        match &item.kind {
            ItemKind::Quoted(text) => self.quoted(text),
            ItemKind::Word(word) => {
                let at = small.partition_point(|span| span.start <= item.span.start);
                let own = at.checked_sub(1).and_then(|at| small.get(at)).is_some_and(|span| span.contains(item.span));
                if own { word.to_ascii_lowercase() } else { word.clone() }
            }
            _ => file.get(item.span.range()).unwrap_or_default().to_owned(),
        }
    }

    /// A text in straight quotation marks. At its end a backslash would join the mark: then the marks are curly, or if the text
    /// has such a mark itself, its end goes to a line of its own.
    fn quoted(&self, text: &str) -> String {
        let escaped = text.replace('"', "\\\"");
        match (text.ends_with('\\'), text.contains('”')) {
            (false, _) => format!("\"{escaped}\""),
            (true, false) => format!("“{escaped}”"),
            (true, true) => format!("\"{escaped}\n{}\"", " ".repeat(self.continuation.unwrap_or_default())),
        }
    }

    /// All on one line.
    fn joined(&self) -> String {
        self.all.join(" ")
    }

    /// On several lines if one is too wide: broken behind commas, and elsewhere only if what is between two is too wide itself.
    fn broken(&self, shape: Shape) -> String {
        let joined = self.joined();
        let Some(continuation) = self.continuation.filter(|_| shape.indentation() + joined.chars().count() > WIDTH)
        else {
            return joined;
        };
        let mut text = String::with_capacity(joined.len());
        let mut column = shape.indentation();
        let mut start = true;
        for chunk in self.all.chunk_by(|unit, _| !unit.ends_with(',')) {
            let width = chunk.iter().map(|unit| unit.chars().count() + 1).sum::<usize>() - 1;
            let whole = continuation + width <= WIDTH;
            for (number, unit) in chunk.iter().enumerate() {
                let needed = if !whole {
                    unit.chars().count()
                } else if number == 0 {
                    width
                } else {
                    0
                };
                // At the beginning of a line `#` would make it a comment.
                if start {
                    start = false;
                } else if column + 1 + needed > WIDTH && !unit.starts_with('#') && (number == 0 || !whole) {
                    text.push('\n');
                    text.push_str(&" ".repeat(continuation));
                    column = continuation;
                } else {
                    text.push(' ');
                    column += 1;
                }
                text.push_str(unit);
                column += unit.chars().count();
            }
        }
        text
    }
}

/// The header of an example on several lines if one is too wide: the text of its article goes on in the next line. It is broken
/// at single spaces alone, which is what a line break between quotation marks stands for.
fn broken_in_texts(line: &str) -> String {
    const CONTINUATION: usize = 4;
    let mut text = String::with_capacity(line.len());
    let mut close = None;
    let mut column = 0;
    let mut before = ' ';
    for (at, letter) in line.char_indices() {
        let rest = line.get(at + letter.len_utf8()..).unwrap_or_default();
        let word = rest.chars().take_while(|&letter| letter != ' ').count();
        let single = letter == ' '
            && !before.is_whitespace()
            && before != '\\'
            && rest.starts_with(|next: char| !next.is_whitespace());
        if close.is_some() && single && column + 1 + word > WIDTH {
            text.push('\n');
            text.push_str(&" ".repeat(CONTINUATION));
            column = CONTINUATION;
        } else {
            text.push(letter);
            column += 1;
        }
        close = match (close, letter) {
            (None, '"') => Some('"'),
            (None, '“') => Some('”'),
            (Some(mark), _) if letter == mark && (mark != '"' || before != '\\') => None,
            _ => close,
        };
        before = letter;
    }
    text
}

/// Whether no space stands between two items.
fn glued(before: &Item, item: &Item) -> bool {
    let adjacent = before.span.end == item.span.start;
    match (&before.kind, &item.kind) {
        (_, ItemKind::Comma | ItemKind::Close) | (ItemKind::Open, _) => true,
        // Between spaces `#` would begin a comment.
        (ItemKind::Comma, ItemKind::Word(word)) if word == "#" => adjacent,
        (ItemKind::Comma, _) => false,
        _ => adjacent,
    }
}
