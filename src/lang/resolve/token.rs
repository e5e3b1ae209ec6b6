//! The tokens of a clause: its items with the forms under which the lexicon knows them.
//!
//! Enters: a [`Run`]. Leaves: [`Tokens`], and the values, names and numbers that stand in them. Guaranteed: a token is an
//! item; every site made here lies in the run.

use super::phrase::{Forms, Index};
use crate::lang::syntax::{ItemKind, Run};
use crate::source::{Site, SourceId, Span};
use crate::value::{self, Value};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A word, a number, an amount, a part of a date.
    Word,
    /// A quoted text.
    Quoted,
    /// `,`.
    Comma,
    /// `(`.
    Open,
    /// `)`.
    Close,
}

/// A token of a clause.
#[derive(Debug, Clone)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// As written, without a possessive ending or quotation marks.
    pub text: String,
    /// The same in lower case.
    pub lower: String,
    /// Whether it ends in `'s` or `s'`.
    pub possessive: bool,
    /// Whether it is written like a name: with a capital, or in a script without capitals.
    pub capital: bool,
    /// Its parts between hyphens.
    pub parts: Vec<Forms>,
    /// Its bytes in the file.
    pub span: Span,
    /// Its bytes in the joined text.
    joined: (usize, usize),
}

impl Token {
    /// Whether it is `a`, `an` or `the`.
    pub fn is_article(&self) -> bool {
        self.kind == TokenKind::Word && matches!(self.lower.as_str(), "a" | "an" | "the")
    }

    /// Whether it is this word.
    pub fn is(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && !self.possessive && self.lower == word
    }

    /// Whether it is one of these words.
    pub fn is_any(&self, words: &[&str]) -> bool {
        self.kind == TokenKind::Word && !self.possessive && words.contains(&self.lower.as_str())
    }

    /// Whether it begins with a digit.
    pub fn is_digits(&self) -> bool {
        self.kind == TokenKind::Word && self.text.starts_with(|letter: char| letter.is_ascii_digit())
    }
}

/// The tokens of one clause.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// In order.
    pub all: Vec<Token>,
    source: SourceId,
    whole: Span,
    joined: String,
}

impl Tokens {
    /// The tokens of a run.
    pub fn new(run: &Run, source: SourceId, index: &Index) -> Self {
        let mut joined = String::new();
        let mut all = Vec::with_capacity(run.items.len());
        for item in &run.items {
            if matches!(&item.kind, ItemKind::Word(word) if word == "'s" || word == "’s")
                && let Some(last) = all.last_mut().filter(|last: &&mut Token| last.kind == TokenKind::Quoted)
            {
                last.possessive = true;
                continue;
            }
            let (kind, written) = match &item.kind {
                ItemKind::Word(word) => (TokenKind::Word, word.as_str()),
                ItemKind::Quoted(text) => (TokenKind::Quoted, text.as_str()),
                ItemKind::Comma => (TokenKind::Comma, ","),
                ItemKind::Open => (TokenKind::Open, "("),
                ItemKind::Close => (TokenKind::Close, ")"),
            };
            if !joined.is_empty() && !matches!(kind, TokenKind::Comma) {
                joined.push(' ');
            }
            let start = joined.len();
            match kind {
                // Nothing is read as a value across a quoted text.
                TokenKind::Quoted => joined.push('"'),
                _ => joined.push_str(written),
            }
            let (text, possessive) =
                if kind == TokenKind::Word { without_possessive(written) } else { (written, false) };
            let lower = text.to_lowercase().replace('’', "'");
            let parts = if kind == TokenKind::Word {
                let parts = lower.split(['-', '‑']).filter(|part| !part.is_empty());
                let parts: Vec<Forms> = parts.map(|part| index.forms(part)).collect();
                if parts.is_empty() { vec![Forms::default()] } else { parts }
            } else {
                Vec::new()
            };
            let capital = kind == TokenKind::Word && is_capital(text);
            let joined = (start, joined.len());
            all.push(Token { kind, text: text.to_owned(), lower, possessive, capital, parts, span: item.span, joined });
        }
        Self { all, source, whole: run.span, joined }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The token at an index.
    pub fn get(&self, at: usize) -> Option<&Token> {
        self.all.get(at)
    }

    /// Whether the token at `at` is this word.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.get(at).is_some_and(|token| token.is(word))
    }

    /// Whether the token at `at` is one of these words.
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        self.get(at).is_some_and(|token| token.is_any(words))
    }

    /// Where `at` goes on after these words, if they stand there.
    pub fn after(&self, at: usize, words: &str) -> Option<usize> {
        let mut next = at;
        for word in words.split(' ') {
            if !self.is(next, word) {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// The same, up to the first of several phrases that stands there.
    pub fn after_any(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|words| self.after(at, words))
    }

    /// The site of the tokens `start..end`.
    pub fn site(&self, start: usize, end: usize) -> Site {
        let first = self.get(start).map(|token| token.span);
        let last = self.get(end.saturating_sub(1)).map(|token| token.span);
        let span = match (first, last) {
            (Some(first), Some(last)) if start < end => first.cover(last),
            (Some(first), _) => Span { start: first.start, end: first.start },
            _ => self.whole,
        };
        Site { source: self.source, span }
    }

    /// The site of the whole clause.
    pub fn whole(&self) -> Site {
        Site { source: self.source, span: self.whole }
    }

    /// The words `start..end` as written, with single spaces; a possessive ending of the last one is left out.
    pub fn words(&self, start: usize, end: usize) -> String {
        let mut words = String::new();
        for (offset, token) in self.all.get(start..end).unwrap_or_default().iter().enumerate() {
            if offset > 0 && token.kind != TokenKind::Comma {
                words.push(' ');
            }
            match token.kind {
                TokenKind::Quoted => {
                    words.push('"');
                    words.push_str(&token.text);
                    words.push('"');
                }
                _ => words.push_str(&token.text),
            }
            if token.possessive && start + offset + 1 < end {
                words.push_str(if token.text.ends_with('s') { "'" } else { "'s" });
            }
        }
        words
    }

    /// The value that the tokens `start..end` say, if nothing behind them is read.
    pub fn value_within(&self, start: usize, end: usize) -> Option<Value> {
        let token = self.get(start).filter(|token| token.kind == TokenKind::Word)?;
        let stop = self.get(end.checked_sub(1)?)?.joined.1;
        let reading = value::read_at(self.joined.get(..stop)?, token.joined.0)?;
        (reading.span.end as usize == stop).then_some(reading.value)
    }

    /// The longest value that begins at a token, and the token after it.
    pub fn value_at(&self, start: usize) -> Option<(Value, usize)> {
        let token = self.get(start).filter(|token| token.kind == TokenKind::Word)?;
        let reading = value::read_at(&self.joined, token.joined.0)?;
        let end = reading.span.end as usize;
        let rest = self.all.get(start..).unwrap_or_default();
        let length = rest.iter().position(|token| token.joined.1 == end)?;
        Some((reading.value, start + length + 1))
    }
}

/// `3-0`, `2–2`.
pub fn score(text: &str) -> Option<Value> {
    let (left, right) = text.split_once(['-', '–'])?;
    let side = |digits: &str| {
        let short = digits.len() <= 3 && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        short.then(|| digits.parse().ok()).flatten()
    };
    Some(Value::Score(side(left)?, side(right)?))
}

fn without_possessive(word: &str) -> (&str, bool) {
    for ending in ["'s", "’s"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| !stem.is_empty()) {
            return (stem, true);
        }
    }
    for ending in ["'", "’"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.ends_with('s')) {
            return (stem, true);
        }
    }
    (word, false)
}

fn is_capital(word: &str) -> bool {
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.any(|letter| letter.is_uppercase() || !letter.is_lowercase())
}

/// A whole number in digits or words: `nine`, `1,000`, `twenty-one`.
pub fn whole_number(word: &str) -> Option<u64> {
    const SMALL: &[&str] = &[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if word.starts_with(|letter: char| letter.is_ascii_digit()) {
        let grouped = word.split(',').skip(1).all(|group| group.len() == 3);
        return grouped.then(|| word.replace(',', "").parse().ok()).flatten();
    }
    let position =
        |list: &[&str], word: &str| list.iter().position(|&entry| entry == word).and_then(|n| u64::try_from(n).ok());
    let tens = |word: &str| position(TENS, word).map(|n| (n + 2) * 10);
    if let Some((ten, one)) = word.split_once('-') {
        return Some(tens(ten)? + position(SMALL, one).filter(|one| (1..10).contains(one))?);
    }
    position(SMALL, word).or_else(|| tens(word))
}

/// The number of an ordinal: `second`, `10th`, `twenty-first`.
pub fn ordinal(word: &str) -> Option<u32> {
    const WORDS: &[&str] = &[
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    if let Some(position) = WORDS.iter().position(|&entry| entry == word) {
        return u32::try_from(position + 1).ok();
    }
    if let Some((ten, one)) = word.split_once('-') {
        let ten = whole_number(ten).filter(|ten| *ten >= 20)?;
        return Some(u32::try_from(ten).ok()? + ordinal(one).filter(|one| *one < 10)?);
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
    digits.replace(',', "").parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b','))
}

/// Whether a word can be looked for in a dictionary of common nouns: lower case, no digits, no function word.
pub fn is_common(token: &Token) -> bool {
    token.kind == TokenKind::Word
        && !token.capital
        && !token.is_digits()
        && !is_function_word(&token.lower)
        && token.text.chars().any(char::is_alphabetic)
}

/// Small words that end no name and begin no description; a phrase of the lexicon may still contain them.
fn is_function_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "before", "after", "since",
        "during", "between", "and", "or", "but", "nor", "both", "either", "neither", "every", "each", "all", "no",
        "some", "any", "another", "exactly", "most", "half", "only", "except", "than", "more", "fewer", "less",
        "least", "is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "do", "does", "did",
        "will", "would", "not", "never", "that", "who", "which", "whose", "whom", "there", "it", "this", "these",
        "those", "same", "as", "if", "then", "plus", "minus", "times", "divided", "equals", "equal", "exceeds",
        "within", "once", "twice", "about", "against", "under", "over",
    ];
    WORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_ordinals_in_words() {
        assert_eq!(whole_number("1,000"), Some(1000));
        assert_eq!(whole_number("twenty-one"), Some(21));
        assert_eq!(whole_number("1,00"), None);
        assert_eq!(whole_number("nine"), Some(9));
        assert_eq!(ordinal("10th"), Some(10));
        assert_eq!(ordinal("twenty-first"), Some(21));
        assert_eq!(ordinal("month"), None);
    }

    #[test]
    fn possessives_and_capitals() {
        assert_eq!(without_possessive("Turkey's"), ("Turkey", true));
        assert_eq!(without_possessive("nations'"), ("nations", true));
        assert_eq!(without_possessive("'"), ("'", false));
        assert!(
            is_capital("al-Amr")
                && is_capital("eBay")
                && is_capital("北京")
                && !is_capital("summit")
                && !is_capital("12")
        );
        assert_eq!(score("3-0"), Some(Value::Score(3, 0)));
        assert_eq!(score("2015-09"), None);
    }
}
