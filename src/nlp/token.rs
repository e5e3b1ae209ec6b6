//! Words and punctuation marks as English treebanks cut them.
//!
//! Enters: a text and the span of a block. Leaves: the spans of its tokens, in order, on character boundaries, none empty,
//! none with white space or control characters in it. The time is linear in the length of the text.

use crate::source::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What the full stop after a known abbreviation says about the words that follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// A name or another part of the phrase follows.
    Title,
    /// A day or a year follows.
    Month,
    /// A number follows.
    Number,
    /// Anything may follow, a new sentence too.
    Other,
}

static ABBREVIATIONS: LazyLock<FxHashMap<&str, Abbreviation>> = LazyLock::new(|| {
    rows(include_str!("../../data/english/abbreviations.txt"))
        .map(|(word, class)| {
            let class = match class {
                "title" => Abbreviation::Title,
                "month" => Abbreviation::Month,
                "number" => Abbreviation::Number,
                _ => Abbreviation::Other,
            };
            (word, class)
        })
        .collect()
});

static CONTRACTIONS: LazyLock<FxHashMap<&str, usize>> = LazyLock::new(|| {
    rows(include_str!("../../data/english/contractions.txt"))
        .filter_map(|(word, length)| Some((word, length.parse().ok()?)))
        .collect()
});

static PREFIXES: LazyLock<Vec<&str>> =
    LazyLock::new(|| rows(include_str!("../../data/english/hyphen-prefixes.txt")).map(|(word, _)| word).collect());

/// Units that are cut from a number written before them without a space.
const UNITS: [&str; 27] = [
    "am", "pm", "b", "bn", "cm", "ft", "g", "gb", "hz", "k", "kb", "kg", "km", "kph", "kw", "lb", "lbs", "m", "mb",
    "mg", "mm", "mph", "mw", "tb", "tn", "gw", "hrs",
];

const CLITICS: [&str; 6] = ["s", "m", "d", "re", "ve", "ll"];

const EMOTICONS: [&str; 16] =
    [":-)", ":-(", ";-)", ":)", ":(", ";)", ":D", ":P", "=)", ":-D", ":-P", ":/", "=(", ":-/", "<3", ":p"];

/// The rows of a word list: the first word and what follows it, comments left out.
fn rows(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split_once(' ').unwrap_or((line, "")))
}

/// What a word with a full stop after it is, if it is a known abbreviation. `word` comes without that stop.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    ABBREVIATIONS.get(word).copied().or_else(|| {
        // "GEN. SMITH", where all is written in capitals.
        let (first, rest) = word.split_at_checked(1).filter(|(_, rest)| !rest.is_empty())?;
        let capitals = word.bytes().all(|byte| byte.is_ascii_uppercase());
        let known = capitals.then(|| ABBREVIATIONS.get(format!("{first}{}", rest.to_ascii_lowercase()).as_str()))?;
        known.copied().filter(|&class| class == Abbreviation::Title)
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Mark,
    /// Joins what stands before it: combining marks, joiners, variation selectors.
    Joiner,
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '!'..='~' => Class::Mark,
        '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}' => {
            Class::Joiner
        }
        '\u{ad}' => Class::Joiner,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => Class::Space,
        c if c.is_whitespace() || c.is_control() => Class::Space,
        c if c.is_alphabetic() => Class::Letter,
        c if c.is_numeric() => Class::Digit,
        _ => Class::Mark,
    }
}

/// A place in the text and what can be seen from there.
struct Cursor<'t> {
    text: &'t str,
    /// One past the last byte that may be read: the end of the run without white space.
    end: usize,
}

impl<'t> Cursor<'t> {
    fn peek(&self, at: usize) -> Option<char> {
        if at >= self.end {
            return None;
        }
        match self.text.as_bytes().get(at) {
            Some(&byte) if byte < 0x80 => Some(char::from(byte)),
            _ => self.text.get(at..self.end)?.chars().next(),
        }
    }

    fn class(&self, at: usize) -> Class {
        self.peek(at).map_or(Class::Space, class)
    }

    fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The end of the run of letters that starts here.
    fn letters(&self, mut at: usize) -> usize {
        while let Some(c) = self.peek(at).filter(|&c| class(c) == Class::Letter) {
            at += c.len_utf8();
        }
        at
    }

    fn digits(&self, mut at: usize) -> usize {
        while self.peek(at).is_some_and(|c| c.is_ascii_digit()) {
            at += 1;
        }
        at
    }

    /// The end of the run of this one character.
    fn run(&self, mut at: usize, of: impl Fn(char) -> bool) -> usize {
        while let Some(c) = self.peek(at).filter(|&c| of(c)) {
            at += c.len_utf8();
        }
        at
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }
}

fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}')
}

fn hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Appends the tokens of all blocks; returns those of each.
pub(super) fn tokenise_all(text: &str, blocks: &[Span], tokens: &mut Vec<Span>) -> Vec<Range<usize>> {
    let tokens_of = |&block: &Span| {
        let first = tokens.len();
        tokenise(text, block, tokens);
        first..tokens.len()
    };
    blocks.iter().map(tokens_of).collect()
}

/// Appends the tokens of a block.
pub(super) fn tokenise(text: &str, block: Span, tokens: &mut Vec<Span>) {
    let Some(inside) = text.get(block.range()) else { return };
    let bytes = text.as_bytes();
    let end = block.start as usize + inside.len();
    let mut at = block.start as usize;
    while at < end {
        // The common case first: a plain word between two spaces, or before a mark that ends it.
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && at < end {
            at += 1;
        }
        let after = if at < end { bytes.get(at).copied().unwrap_or(b' ') } else { b' ' };
        if at > start && (after == b' ' || (after == b',' && bytes.get(at + 1) == Some(&b' '))) {
            push_word(text, start, at, tokens);
            if after == b',' && at < end {
                tokens.push(Span::new(at, at + 1));
                at += 1;
            }
            continue;
        }
        at = start;
        let rest = text.get(at..end).unwrap_or_default();
        let Some(first) = rest.chars().next() else { return };
        if class(first) == Class::Space {
            at += first.len_utf8();
            continue;
        }
        let stop = rest.find(|c| class(c) == Class::Space).map_or(end, |length| at + length);
        run(&Cursor { text, end: stop }, at, tokens);
        at = stop;
    }
}

/// A word of letters: one token, or two if it is a contraction.
fn push_word(text: &str, start: usize, end: usize, tokens: &mut Vec<Span>) {
    // No contraction of the list is longer.
    if (2..=8).contains(&(end - start)) {
        let mut lower = [0u8; 8];
        let word = text.as_bytes().get(start..end).unwrap_or_default();
        for (low, byte) in lower.iter_mut().zip(word) {
            *low = byte.to_ascii_lowercase();
        }
        let first = std::str::from_utf8(lower.get(..word.len()).unwrap_or_default()).unwrap_or_default();
        if contractible(first)
            && let Some(&cut) = CONTRACTIONS.get(first)
        {
            tokens.push(Span::new(start, start + cut));
            tokens.push(Span::new(start + cut, end));
            return;
        }
    }
    tokens.push(Span::new(start, end));
}

/// Whether the word ends as a contraction of the list may: a test far cheaper than the look-up.
fn contractible(word: &str) -> bool {
    matches!(word.as_bytes().last(), Some(b't' | b'a' | b's' | b'e' | b'm'))
}

/// The tokens of a run without white space.
fn run(cursor: &Cursor<'_>, start: usize, tokens: &mut Vec<Span>) {
    let mut at = start;
    let mut address_sought = false;
    while at < cursor.end {
        let kind = cursor.class(at);
        if !address_sought && matches!(kind, Class::Letter | Class::Digit) {
            address_sought = true;
            if let Some(end) = address(cursor, at) {
                tokens.push(Span::new(at, end));
                at = end;
                continue;
            }
        }
        let end = match kind {
            Class::Letter | Class::Digit => word(cursor, start, at),
            _ => mark(cursor, start, at),
        };
        // A token takes in what joins it; a token is never empty.
        let end = cursor.run(end.max(at + cursor.peek(at).map_or(1, char::len_utf8)), |c| class(c) == Class::Joiner);
        if cursor.slice(at, end).chars().all(|c| class(c) == Class::Letter) {
            push_word(cursor.text, at, end, tokens);
        } else {
            tokens.push(Span::new(at, end));
        }
        at = end;
    }
}

/// The end of the web or mail address that starts here.
fn address(cursor: &Cursor<'_>, start: usize) -> Option<usize> {
    let rest = cursor.slice(start, cursor.end);
    let web = rest.len() > 7
        && (rest.contains("://") || rest.starts_with("www.") || rest.starts_with("http") || known_domain(rest));
    let mail = rest.split_once('@').is_some_and(|(before, after)| {
        !before.is_empty() && after.contains('.') && !after.starts_with('.') && !after.ends_with('@')
    });
    if !web && !mail {
        return None;
    }
    let end = rest.find(['<', '>', '"', '\u{201c}', '\u{201d}', '|']).unwrap_or(rest.len());
    let mut kept = rest.get(..end)?.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '\u{2019}', ']', '}', '*']);
    if kept.ends_with(')') && !kept.contains('(') {
        kept = kept.trim_end_matches([')', '.', ',']);
    }
    (!kept.is_empty()).then_some(start + kept.len())
}

fn known_domain(rest: &str) -> bool {
    let host = rest.split(['/', '?']).next().unwrap_or_default().trim_end_matches(['.', ',', ')', '!', ';', ':']);
    let Some((name, top)) = host.rsplit_once('.') else { return false };
    name.len() > 1
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.')
        && matches!(
            top,
            "com"
                | "org"
                | "net"
                | "gov"
                | "edu"
                | "info"
                | "co"
                | "io"
                | "uk"
                | "de"
                | "eu"
                | "tv"
                | "ca"
                | "au"
                | "html"
                | "doc"
                | "pdf"
                | "DOC"
                | "XLS"
                | "xls"
                | "ppt"
                | "zip"
        )
}

/// The end of the mark or run of marks that starts here.
fn mark(cursor: &Cursor<'_>, start: usize, at: usize) -> usize {
    let Some(c) = cursor.peek(at) else { return at };
    let next = at + c.len_utf8();
    if matches!(c, ':' | ';' | '=' | '<') {
        let rest = cursor.slice(at, cursor.end);
        for face in EMOTICONS {
            let after = at + face.len();
            if rest.starts_with(face)
                && !matches!(cursor.class(after), Class::Letter | Class::Digit)
                && cursor.peek(after) != Some('/')
            {
                return cursor.run(after, |c| matches!(c, ')' | '('));
            }
        }
    }
    match c {
        '.' => {
            if at == start && cursor.peek(next).is_some_and(|c| c.is_ascii_digit()) {
                return cursor.digits(next);
            }
            let end = cursor.run(next, |c| c == '.');
            if end > next { end } else { cursor.run(next, |c| matches!(c, '?' | '!')) }
        }
        '!' | '?' => cursor.run(next, |c| matches!(c, '!' | '?')),
        '-' | '=' | '*' | '_' | '~' | '+' | '#' | '<' | '>' | '|' | '\u{2026}' => cursor.run(next, |other| other == c),
        '`' => cursor.run(next, |c| c == '`').min(at + 2),
        _ if apostrophe(c) => {
            let letters = cursor.letters(next);
            let inner = cursor.slice(next, letters);
            if at > start && CLITICS.iter().any(|clitic| inner.eq_ignore_ascii_case(clitic)) {
                return letters;
            }
            if at > start && c == '\'' && cursor.peek(next) == Some('\'') {
                return next + 1;
            }
            let digits = cursor.digits(next);
            if digits == next + 2 && matches!(cursor.peek(digits), Some('s')) {
                return digits + 1;
            }
            if matches!(inner, "em" | "til" | "cause" | "Cause" | "bout" | "tis" | "twas") && at == start {
                return letters;
            }
            next
        }
        _ => next,
    }
}

/// The end of the word that starts here.
fn word(cursor: &Cursor<'_>, run_start: usize, start: usize) -> usize {
    // "n't", cut from its verb.
    if start > run_start
        && matches!(cursor.peek(start), Some('n' | 'N'))
        && cursor.peek(start + 1).is_some_and(apostrophe)
    {
        let after = start + 1 + cursor.peek(start + 1).map_or(1, char::len_utf8);
        let end = cursor.letters(after);
        if cursor.slice(after, end).eq_ignore_ascii_case("t") {
            return end;
        }
    }
    let mut at = start;
    // The start of the piece since the last inner mark.
    let mut piece = start;
    while let Some(c) = cursor.peek(at) {
        let next = at + c.len_utf8();
        let follows = cursor.class(next);
        let digit_before = cursor.before(at).is_some_and(|c| c.is_ascii_digit()) && at > start;
        let digit_after = cursor.peek(next).is_some_and(|c| c.is_ascii_digit());
        match class(c) {
            Class::Letter | Class::Digit | Class::Joiner => at = next,
            _ if apostrophe(c) => {
                if follows != Class::Letter {
                    break;
                }
                let letters = cursor.letters(next);
                let inner = cursor.slice(next, letters);
                if CLITICS.iter().any(|clitic| inner.eq_ignore_ascii_case(clitic)) {
                    let decade =
                        inner.eq_ignore_ascii_case("s") && cursor.slice(start, at).ends_with('0') && at - start <= 4;
                    if !decade {
                        break;
                    }
                }
                if inner.eq_ignore_ascii_case("t") && matches!(cursor.before(at), Some('n' | 'N')) && at - 1 > start {
                    return at - 1;
                }
                at = letters;
            }
            _ => match c {
                '.' => {
                    let single = cursor.slice(piece, at).chars().count() == 1;
                    if (digit_before && digit_after)
                        || (follows == Class::Letter
                            && (single || ABBREVIATIONS.contains_key(cursor.slice(piece, at)))
                            && !digit_before)
                    {
                        at = next;
                        piece = next;
                    } else {
                        if stop_belongs(cursor, start, piece, at) {
                            at = next;
                        }
                        break;
                    }
                }
                ',' if digit_before && cursor.digits(next) == next + 3 => at = next,
                ':' if digit_before && digit_after => at = next,
                '/' if digit_before && digit_after => at = next,
                '/' if at == start + 1 && follows == Class::Letter && cursor.letters(next) <= next + 2 && c != '.' => {
                    at = next
                }
                '&' if follows == Class::Letter
                    && cursor.before(at).is_some_and(char::is_uppercase)
                    && cursor.peek(next).is_some_and(char::is_uppercase)
                    && at - start <= 3 =>
                {
                    at = next;
                }
                '_' => at = next,
                '@' if matches!(follows, Class::Letter | Class::Digit) => at = next,
                '$' if matches!(cursor.slice(start, at), "US" | "A" | "C" | "HK" | "NZ" | "S" | "AU" | "CA") => {
                    at = next;
                    break;
                }
                _ if hyphen(c) && matches!(follows, Class::Letter | Class::Digit) => {
                    let before = cursor.slice(start, at);
                    let prefix = follows == Class::Letter
                        && before.len() <= 7
                        && PREFIXES.iter().any(|prefix| before.eq_ignore_ascii_case(prefix));
                    if prefix {
                        at = next;
                        piece = next;
                    } else if digit_after
                        && (1..=3).contains(&before.len())
                        && before.bytes().all(|byte| byte.is_ascii_uppercase())
                    {
                        // "F-16s", "G-20"
                        at = next;
                    } else if digit_before && digit_after && telephone(cursor, start, at) {
                        at = cursor.run(next, |c| c.is_ascii_digit() || c == '-');
                        if cursor.before(at) == Some('-') {
                            at -= 1;
                        }
                        break;
                    } else {
                        break;
                    }
                }
                _ => break,
            },
        }
    }
    unit_cut(cursor, start, at)
}

/// Whether the full stop at `at` is part of the word before it.
fn stop_belongs(cursor: &Cursor<'_>, start: usize, piece: usize, at: usize) -> bool {
    let word = cursor.slice(start, at);
    if cursor.peek(at + 1) == Some('.') {
        return false;
    }
    let last = cursor.slice(piece, at);
    let initial = last.chars().count() == 1 && last.chars().all(char::is_alphabetic) && last != "I";
    let dotted = piece > start && initial;
    let capital = initial && last.chars().all(char::is_uppercase);
    dotted || capital || abbreviation(word).is_some() || (piece > start && ABBREVIATIONS.contains_key(last))
}

/// Whether digits around this hyphen make a telephone number ("713-853-3989", "555-0199") and not a range.
fn telephone(cursor: &Cursor<'_>, start: usize, at: usize) -> bool {
    let first = cursor.slice(start, at);
    let second_end = cursor.digits(at + 1);
    let second = second_end - (at + 1);
    if !first.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let more = cursor.peek(second_end) == Some('-') && cursor.peek(second_end + 1).is_some_and(|c| c.is_ascii_digit());
    more || (first.len() == 3 && second == 4 && !cursor.peek(second_end).is_some_and(char::is_alphabetic))
}

/// Cuts a unit from the number that it is written to ("5pm", "10km").
fn unit_cut(cursor: &Cursor<'_>, start: usize, end: usize) -> usize {
    let word = cursor.slice(start, end);
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return end;
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let letters = word.get(digits.len()..).unwrap_or_default();
    let number = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':'));
    if number && UNITS.iter().any(|unit| letters.eq_ignore_ascii_case(unit)) { start + digits.len() } else { end }
}
