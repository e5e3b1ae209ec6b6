//! What is said about a line that cannot be read: the code, the words, the exact place, and a line as it should be.
//!
//! Enters: a line and the rule of the grammar that refused it. Leaves: one [`Problem`].
//! Guaranteed: every problem has a place and a help; what pest says is never shown, only how far it came is used.

pub(super) mod block;
pub(super) mod check;
pub(super) mod concept;
pub(super) mod define;
pub(super) mod example;
pub(super) mod fault;
pub(super) mod limit;
pub(super) mod preamble;
pub(super) mod sentence;
pub(super) mod truth;

use super::grammar::{Reader, Rule};
use crate::lang::syntax::{Item, ItemKind};
use crate::source::{Problem, ProblemKind, Span};

/// The problem of a line that the rule refused; `at` is the byte of the file up to which it made sense.
pub(super) fn refused(reader: &Reader<'_>, rule: Rule, at: usize) -> Problem {
    let items = reader.items();
    let line = Refused { reader, items: &items, at };
    match rule {
        Rule::language_header => preamble::language(&line),
        Rule::use_header => preamble::r#use(&line),
        Rule::about_header => preamble::about(&line),
        Rule::name_header => preamble::name(&line),
        Rule::kind_header => concept::kind(&line),
        Rule::property_header => concept::property(&line),
        Rule::relation_header => concept::relation(&line),
        Rule::also_line | Rule::said_line | Rule::denied_line => concept::line(&line),
        Rule::extend_header => concept::extend(&line),
        Rule::define_header => define::header(&line),
        Rule::define_line => define::line(&line),
        Rule::fact_header => truth::fact(&line),
        Rule::reference_header => truth::reference(&line),
        Rule::check_header => check::header(&line),
        Rule::tune_header => check::tune(&line),
        Rule::example_header => example::header(&line),
        Rule::expectation => example::expectation(&line),
        _ => sentence::line(&line, &items),
    }
}

/// A line that a rule refused.
pub(super) struct Refused<'r> {
    pub reader: &'r Reader<'r>,
    /// Its items in a flat row.
    pub items: &'r [Item],
    /// The byte of the file up to which it made sense.
    pub at: usize,
}

impl Refused<'_> {
    /// The whole line.
    pub fn span(&self) -> Span {
        self.reader.line.span()
    }

    /// From where it ceased to make sense to its end; the last item if it made sense to the end.
    pub fn rest(&self) -> Span {
        let beyond = self.items.iter().find(|item| item.span.start as usize >= self.at);
        let from = beyond.or(self.items.last()).map_or(self.span(), |item| item.span);
        from.cover(self.end())
    }

    /// Its last item.
    pub fn end(&self) -> Span {
        self.items.last().map_or(self.span(), |item| item.span)
    }

    /// The line as a whole cannot be read: a comma that parts nothing, or else the place where it ceased to make sense. The
    /// items before `from` are the keyword's.
    pub fn malformed(&self, code: &'static str, message: &str, from: usize, keyword: &str) -> Problem {
        let help = format!("write `{}`", block::example(keyword));
        if let Some(problem) = self.stray_comma(from) {
            return problem.help(help);
        }
        let label = if self.items.len() <= from { "nothing follows" } else { "from here on" };
        self.problem(code, message, self.rest(), label).help(help)
    }

    /// The first comma from that item on that has no word on one of its sides.
    pub fn stray_comma(&self, from: usize) -> Option<Problem> {
        let parts = |item: Option<&Item>| item.is_some_and(|item| item.kind != ItemKind::Comma);
        let stray = self.items.iter().enumerate().skip(from).find(|&(at, item)| {
            item.kind == ItemKind::Comma
                && !(at > from && parts(self.items.get(at - 1)) && parts(self.items.get(at + 1)))
        });
        stray.map(|(_, comma)| sentence::stray_comma(self, comma.span))
    }

    /// Something that should stand in quotation marks; `what` begins the message ("the headline is").
    pub fn unquoted(&self, span: Span, what: &str) -> Problem {
        self.problem("unquoted", format!("{what} not in quotation marks"), span, "not quoted")
    }

    /// What is wrong with a list of quoted texts that begins at that item.
    pub fn list(&self, from: usize, code: &'static str) -> Problem {
        let items = self.items.get(from..).unwrap_or_default();
        for pair in items.windows(2) {
            let [one, other] = pair else { continue };
            match (&one.kind, &other.kind) {
                (ItemKind::Quoted(_), ItemKind::Quoted(_)) => {
                    return self.problem(
                        code,
                        "two texts stand side by side without a comma",
                        other.span,
                        "a comma is missing before it",
                    );
                }
                (ItemKind::Comma, ItemKind::Word(word))
                    if ["and", "or"].iter().any(|known| word.eq_ignore_ascii_case(known)) =>
                {
                    return self.problem(
                        code,
                        "a list has no comma before its last part",
                        one.span.cover(other.span),
                        "without the comma",
                    );
                }
                _ => {}
            }
        }
        self.stray_comma(from)
            .unwrap_or_else(|| self.problem(code, "this list of texts cannot be read", self.rest(), "from here on"))
    }

    /// The words of the file at that place, on one line.
    pub fn words(&self, span: Span) -> String {
        words(self.reader, span)
    }

    /// The first of these words, compared without case.
    pub fn position(&self, word: &str) -> Option<usize> {
        self.items.iter().position(|item| is_word(item, word))
    }

    /// A problem of the family `parse` at that place.
    pub fn problem(
        &self,
        code: &'static str,
        message: impl Into<String>,
        span: Span,
        label: impl Into<String>,
    ) -> Problem {
        Problem::new(ProblemKind::Parse, code, message).at(self.reader.site(span), label)
    }
}

/// The words of the file at that place with single spaces and nothing invisible, cut after some eighty characters.
pub(super) fn words(reader: &Reader<'_>, span: Span) -> String {
    const LONGEST: usize = 80;
    let text = reader.file.get(span.range()).unwrap_or_default();
    let mut short = String::new();
    for word in text.split_whitespace() {
        if !short.is_empty() {
            short.push(' ');
        }
        if short.chars().count() + word.chars().count() > LONGEST {
            short.extend(word.chars().take(LONGEST.saturating_sub(short.chars().count())));
            short.push('…');
            break;
        }
        short.push_str(word);
    }
    // What controls a terminal must not reach it by way of a message.
    short.replace(char::is_control, "\u{fffd}")
}

/// Whether an item is that word, compared without case.
pub(super) fn is_word(item: &Item, word: &str) -> bool {
    matches!(&item.kind, ItemKind::Word(text) if text.eq_ignore_ascii_case(word))
}

/// The known word or phrase that was probably meant: it has as many words, and of each at most a third of the letters differ.
pub(super) fn nearest<'w>(said: &str, known: &[&'w str]) -> Option<&'w str> {
    const LONGEST: usize = 64;
    if said.len() > LONGEST {
        return None;
    }
    let said = said.to_lowercase();
    let near = known.iter().filter_map(|&known| distance(&said, known).map(|distance| (distance, known)));
    near.min().map(|(_, known)| known)
}

/// In how many letters two phrases differ, if they are near.
fn distance(said: &str, known: &str) -> Option<usize> {
    let (mut said, mut known) = (said.split(' '), known.split(' '));
    let mut sum = 0;
    loop {
        match (said.next(), known.next()) {
            (None, None) => return Some(sum),
            (Some(said), Some(known)) => {
                let distance = strsim::damerau_levenshtein(said, known);
                if distance * 3 > known.chars().count().max(3) {
                    return None;
                }
                sum += distance;
            }
            _ => return None,
        }
    }
}
