//! The tokens of a text, with the small questions that every reader of values asks of them.

use super::token::{Kind, Token};
use super::words::{Entry, Keyword};

/// A text and its tokens. Positions are indices of tokens; beyond the last one everything is a break.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    /// Whether to read what was not edited too: months and weekdays in lower case, hyphens between spaces.
    pub loose: bool,
}

impl<'t> Cursor<'t> {
    pub(crate) fn get(&self, at: usize) -> Option<&'t Token> {
        self.tokens.get(at)
    }

    pub(crate) fn entry(&self, at: usize) -> &'static Entry {
        self.get(at).map_or(Entry::none(), |token| token.entry)
    }

    pub(crate) fn keyword(&self, at: usize) -> Keyword {
        self.entry(at).keyword
    }

    pub(crate) fn is(&self, at: usize, keyword: Keyword) -> bool {
        self.keyword(at) == keyword
    }

    pub(crate) fn any(&self, at: usize, keywords: &[Keyword]) -> bool {
        keywords.contains(&self.keyword(at))
    }

    pub(crate) fn kind(&self, at: usize) -> Kind {
        self.get(at).map_or(Kind::Break, |token| token.kind)
    }

    /// The words of a token.
    pub(crate) fn str(&self, at: usize) -> &'t str {
        self.get(at).and_then(|token| self.text.get(token.start as usize..token.end as usize)).unwrap_or("")
    }

    /// Whether white space stands before the token.
    pub(crate) fn gap(&self, at: usize) -> bool {
        self.get(at).is_none_or(|token| token.gap)
    }

    /// Whether the token is that one sign.
    pub(crate) fn sign(&self, at: usize, sign: char) -> bool {
        self.kind(at) == Kind::Sign && {
            let mut chars = self.str(at).chars();
            chars.next() == Some(sign)
        }
    }

    /// Whether the token is a hyphen or a dash.
    pub(crate) fn dash(&self, at: usize) -> bool {
        self.kind(at) == Kind::Sign
            && matches!(self.str(at), "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "–" | "—" | "−")
    }

    /// Whether the token is a hyphen (or a dash) with no white space about it.
    pub(crate) fn joint(&self, at: usize) -> bool {
        self.dash(at) && !self.gap(at) && !self.gap(at + 1)
    }

    /// The position after a hyphen at `at`, or `at` itself.
    pub(crate) fn past_joint(&self, at: usize) -> usize {
        let counts = |at: usize| {
            self.entry(at).cardinal.is_some() || self.entry(at).ordinal.is_some() || self.entry(at).scale > 0
        };
        let spaced = self.loose
            && self.dash(at)
            && at > 0
            && self.word(at - 1)
            && counts(at - 1)
            && self.word(at + 1)
            && counts(at + 1);
        if self.joint(at) || spaced { at + 1 } else { at }
    }

    /// Whether the token is a run of digits.
    pub(crate) fn digits(&self, at: usize) -> bool {
        self.kind(at) == Kind::Digits
    }

    /// The digits as a small number, if there are no more than nine of them.
    pub(crate) fn small(&self, at: usize) -> Option<u32> {
        (self.digits(at) && self.str(at).len() <= 9).then(|| self.str(at).parse().ok()).flatten()
    }

    /// Whether the token is a word.
    pub(crate) fn word(&self, at: usize) -> bool {
        self.kind(at) == Kind::Word
    }

    /// Whether nothing that could belong to a number or a name goes on directly at `at`: a letter, a digit, the thousands
    /// of "1,020".
    pub(crate) fn ends_before(&self, at: usize) -> bool {
        let grouped = || self.sign(at, ',') && !self.gap(at + 1) && self.digits(at + 1);
        self.gap(at) || !grouped() && self.kind(at) == Kind::Sign || self.kind(at) == Kind::Break
    }

    /// Whether nothing of that kind directly leads to `at`.
    pub(crate) fn starts_at(&self, at: usize) -> bool {
        self.gap(at) || at == 0 || !matches!(self.kind(at - 1), Kind::Word | Kind::Digits)
    }

    /// The byte where the token starts.
    pub(crate) fn start(&self, at: usize) -> usize {
        self.get(at).map_or(self.text.len(), |token| token.start as usize)
    }

    /// The byte where the token before `next` ends.
    pub(crate) fn end(&self, next: usize) -> usize {
        next.checked_sub(1).and_then(|at| self.get(at)).map_or(0, |token| token.end as usize)
    }

    /// Whether the word at `at` begins with a capital.
    pub(crate) fn capital(&self, at: usize) -> bool {
        self.word(at) && (self.loose || self.str(at).starts_with(char::is_uppercase))
    }

    /// Whether the word at `at` is written with a capital, however loosely the text is read.
    pub(crate) fn upper(&self, at: usize) -> bool {
        self.word(at) && self.str(at).starts_with(char::is_uppercase)
    }

    /// Whether the word at `at` is a plural noun by its look: in lower case, with an `s` at its end, or "people".
    pub(crate) fn plural_noun(&self, at: usize) -> bool {
        let word = self.str(at);
        self.is(at, Keyword::People)
            || (self.word(at)
                && word.len() > 3
                && word.ends_with('s')
                && !word.ends_with("ss")
                && word.bytes().all(|byte| byte.is_ascii_lowercase()))
    }
}
