//! Walks through the characters of a line: quotation marks, parentheses, comments, and what must not stand in a rule file.
//!
//! Enters: the lines of the file that make one logical line. Leaves: where the comment begins, and the first [`Fault`].

use super::layout::is_space;
use super::{MAX_LINE, MAX_NESTING};
use crate::source::Span;

/// Why no sentence can be read from a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lang) struct Fault {
    /// What it is.
    pub kind: FaultKind,
    /// Where it is.
    pub span: Span,
    /// Whether a line of the block above has the same fault, which is told once.
    pub told: bool,
}

/// The faults that a line can have before its words are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lang) enum FaultKind {
    /// A tab.
    Tab,
    /// A character that controls a terminal, not one that is read.
    Control(char),
    /// A line further left than the lines of the block above it.
    Uneven,
    /// A quotation mark that nothing closes, and whether a digit stands before it (`5'10"`).
    UnclosedQuote {
        /// Whether it is behind a digit.
        after_digit: bool,
    },
    /// `”` outside a quoted text.
    StrayQuote,
    /// `(` without its partner.
    UnclosedParenthesis,
    /// `)` without its partner.
    StrayParenthesis,
    /// One parenthesis too many inside the other.
    TooDeep,
    /// More bytes than a line may have.
    TooLong,
}

impl Fault {
    fn new(kind: FaultKind, span: Span) -> Self {
        Self { kind, span, told: false }
    }

    /// The line stands further left than those above.
    pub fn uneven(span: Span, told: bool) -> Self {
        Self { kind: FaultKind::Uneven, span, told }
    }
}

/// What is known of a logical line after some of its lines.
#[derive(Debug, Default)]
pub(super) struct Scan {
    fault: Option<Fault>,
    quote: Option<Quote>,
    /// The places of the parentheses that are open.
    parentheses: Vec<usize>,
    odd_spaces: bool,
}

#[derive(Debug, Clone, Copy)]
struct Quote {
    span: Span,
    curly: bool,
    after_digit: bool,
}

impl Scan {
    /// Whether a quoted text is open.
    pub fn in_quote(&self) -> bool {
        self.quote.is_some()
    }

    /// Whether spaces other than the plain one were seen.
    pub fn odd_spaces(&self) -> bool {
        self.odd_spaces
    }

    /// Notes a fault, unless there is one.
    pub fn blame(&mut self, fault: Fault) {
        self.fault.get_or_insert(fault);
    }

    /// Walks through a line of the file that begins at `start`; how much of it stands before its comment.
    pub fn line(&mut self, start: usize, line: &str) -> usize {
        let mut before: Option<char> = None;
        let mut letters = line.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let span = Span::new(start + at, start + at + letter.len_utf8());
            match (letter, self.quote) {
                ('\t', None) => {
                    self.odd_spaces = true;
                    self.blame(Fault::new(FaultKind::Tab, span));
                }
                ('\t', Some(_)) => self.odd_spaces = true,
                (control, _) if control.is_control() => self.blame(Fault::new(FaultKind::Control(control), span)),
                ('\\', Some(_)) if letters.next_if(|&(_, next)| next == '"').is_some() => {
                    before = Some('"');
                    continue;
                }
                ('"', Some(quote)) if !quote.curly => self.quote = None,
                ('”', Some(quote)) if quote.curly => self.quote = None,
                ('"' | '“', None) => {
                    let after_digit = before.is_some_and(|before| before.is_ascii_digit());
                    self.quote = Some(Quote { span, curly: letter == '“', after_digit });
                }
                ('”', None) => self.blame(Fault::new(FaultKind::StrayQuote, span)),
                ('(', None) => {
                    self.parentheses.push(start + at);
                    if self.parentheses.len() > MAX_NESTING {
                        self.blame(Fault::new(FaultKind::TooDeep, span));
                    }
                }
                (')', None) if self.parentheses.pop().is_none() => {
                    self.blame(Fault::new(FaultKind::StrayParenthesis, span));
                }
                ('#', None)
                    if before.is_none_or(is_space) && letters.peek().is_none_or(|&(_, next)| is_space(next)) =>
                {
                    return at;
                }
                (odd, _) if !odd.is_ascii() && is_space(odd) => self.odd_spaces = true,
                _ => {}
            }
            before = Some(letter);
        }
        line.len()
    }

    /// The fault of the finished line. Of several tabs in a block only the first is told.
    pub fn finish(mut self, line: Span, tabs_told: &mut bool) -> Option<Fault> {
        if line.len() > MAX_LINE {
            self.fault = Some(Fault::new(FaultKind::TooLong, line));
        }
        if let Some(Quote { span, after_digit, .. }) = self.quote {
            self.blame(Fault::new(FaultKind::UnclosedQuote { after_digit }, span));
        }
        if let Some(&at) = self.parentheses.last() {
            self.blame(Fault::new(FaultKind::UnclosedParenthesis, Span::new(at, at + 1)));
        }
        if let Some(fault) = self.fault.as_mut().filter(|fault| fault.kind == FaultKind::Tab) {
            fault.told = std::mem::replace(tabs_told, true);
        }
        self.fault
    }
}
