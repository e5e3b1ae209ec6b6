//! Small changes of an article that make it say something else.
//!
//! Enters: an [`Article`]. Leaves: [`Change`]s, each of which makes one number, date, name or verb of it another. Guaranteed:
//! every change lies in one block on character boundaries; the same article gives the same changes.

use crate::article::{Article, Passage};
use crate::nlp::{self, Analysis, Deprel};
use crate::source::Span;
use crate::value::{self, TypedSpan, Value};
use std::ops::Range;
use std::sync::LazyLock;

/// A change of an article's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What is changed: "number", "date", "name", "polarity".
    pub what: &'static str,
    /// What is replaced, in the buffer of the article: once, but for a name that stands in it several times.
    pub spans: Vec<Span>,
    /// What stands in its place; empty where something is left out.
    pub replacement: String,
}

/// The lines of the table of words that can stand for others.
static STAND_INS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("../../data/english/stand-ins.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect()
});

/// All changes of an article, in the order of the words that they change.
pub fn changes(article: &Article) -> Vec<Change> {
    let blocks: Vec<Span> = article.blocks.iter().map(|block| block.span).collect();
    let analysis = nlp::analyse(&article.text, &blocks);
    let mut changes: Vec<Change> = blocks.iter().flat_map(|&block| values(&article.text, block)).collect();
    let of_value: Vec<Span> = changes.iter().flat_map(|change| change.spans.clone()).collect();
    let in_value = |span: Span| of_value.iter().any(|value| value.overlaps(span));
    changes.extend(
        names(&article.text, &analysis).into_iter().filter(|change| !change.spans.iter().any(|&span| in_value(span))),
    );
    changes.extend(polarities(&article.text, &analysis));
    changes.sort_by_key(|change| change.spans.first().copied());
    changes
}

/// The article with a change made, for reading it anew; it maps to no file.
pub fn changed(article: &Article, change: &Change) -> Article {
    let texts: Vec<String> = article
        .blocks
        .iter()
        .map(|block| {
            let mut text = article.words(block.span).to_owned();
            for span in change.spans.iter().rev().filter(|span| block.span.contains(**span)) {
                let offset = block.span.start as usize;
                text.replace_range(span.start as usize - offset..span.end as usize - offset, &change.replacement);
            }
            text
        })
        .collect();
    let passages: Vec<Passage<'_>> = article
        .blocks
        .iter()
        .zip(&texts)
        .map(|(block, words)| Passage { kind: block.kind, words, span: Span::default() })
        .collect();
    let mut read = crate::article::read_passages(article.source, "", &passages);
    read.dateline = read.dateline.or(article.dateline);
    read
}

/// Numbers and dates of a block, each made another; of values inside each other the widest.
fn values(text: &str, block: Span) -> Vec<Change> {
    let mut found: Vec<TypedSpan> = value::spans(text.get(block.range()).unwrap_or_default(), None);
    found.sort_by_key(|value| (value.start, std::cmp::Reverse(value.end)));
    let mut end = 0;
    let mut changes = Vec::new();
    for value in found {
        if value.start < end {
            continue;
        }
        end = value.end;
        let span = Span::new(block.start as usize + value.start, block.start as usize + value.end);
        let words = text.get(span.range()).unwrap_or_default();
        let is_date = value.kind.starts_with("date") || value.kind.starts_with("time");
        let other = if is_date { other_date(words) } else { other_number(words) };
        changes.extend(other.map(|(part, replacement)| Change {
            what: if is_date { "date" } else { "number" },
            spans: vec![Span::new(span.start as usize + part.start, span.start as usize + part.end)],
            replacement,
        }));
    }
    changes
}

/// The part of a date that is replaced, and by what: its weekday, else its day, else its year, else its month.
fn other_date(words: &str) -> Option<(Range<usize>, String)> {
    if let Some(next) = words_of(words).find_map(|range| {
        let next = next_in_circle(words.get(range.clone())?)?;
        (!is_month(words, &range) || !words.contains(|c: char| c.is_ascii_digit())).then(|| (range, next.to_owned()))
    }) {
        return Some(next);
    }
    let runs: Vec<Range<usize>> = digits(words).collect();
    let short = runs.iter().rev().find(|run| run.len() <= 2);
    let run = short.or_else(|| runs.last())?.clone();
    let number: u64 = words.get(run.clone())?.parse().ok()?;
    let other = if run.len() <= 2 { number % 28 + 1 } else { number + 1 };
    let width = run.len();
    Some((run, format!("{other:0width$}")))
}

fn is_month(words: &str, range: &Range<usize>) -> bool {
    let months = STAND_INS.iter().filter(|line| line.get(1).is_some_and(|first| first.starts_with("Jan")));
    let word = words.get(range.clone()).unwrap_or_default();
    months.flatten().any(|month| *month == word)
}

/// The word after this one in its circle.
fn next_in_circle(word: &str) -> Option<&'static str> {
    STAND_INS.iter().filter(|line| line.first() == Some(&"cycle")).find_map(|line| {
        let words = line.get(1..)?;
        let at = words.iter().position(|known| *known == word)?;
        words.get((at + 1) % words.len()).copied()
    })
}

/// The part of a number that is replaced, and by what: its first digit by another, or a word by twice its number and one more,
/// so that no tolerance covers both.
fn other_number(words: &str) -> Option<(Range<usize>, String)> {
    if let Some(run) =
        digits(words).find(|run| words.get(run.clone()).is_some_and(|digits| !digits.trim_matches('0').is_empty()))
    {
        let leading = run.clone().find(|&at| words.get(at..=at) != Some("0"))?;
        let other = match words.get(leading..=leading)? {
            "9" => "8".to_owned(),
            digit => (digit.parse::<u8>().ok()? + 1).to_string(),
        };
        return Some((leading..leading + 1, other));
    }
    words_of(words).find_map(|range| {
        let word = words.get(range.clone())?;
        let reading = value::read_at(word, 0).filter(|reading| reading.span.end as usize == word.len())?;
        let Value::Number(number) = reading.value else { return None };
        let whole = number.stated.is_integer().then(|| number.stated.to_integer())?;
        Some((range, (whole * 2 + 1).to_string()))
    })
}

/// The runs of digits in a text.
fn digits(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    runs(text, |letter| letter.is_ascii_digit())
}

/// The words of a text, hyphened ones whole.
fn words_of(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    runs(text, |letter| letter.is_alphabetic() || letter == '-')
}

/// The longest runs of such characters.
fn runs(text: &str, fits: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text.get(at..)?.find(&fits)?;
        let length = text.get(start..)?.find(|letter| !fits(letter)).unwrap_or(text.len() - start);
        at = start + length;
        Some(start..at)
    })
}

/// Each name, replaced by another of its class wherever it stands.
fn names(text: &str, analysis: &Analysis) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for name in analysis.names() {
        let span = cover(analysis, name.tokens.clone());
        let words = text.get(span.range()).unwrap_or_default();
        if words.is_empty() || seen.contains(&words) {
            continue;
        }
        seen.push(words);
        let line = STAND_INS.iter().find(|line| line.first() == Some(&name.kind.name()));
        let other = line.and_then(|line| line.iter().skip(1).find(|other| !text.contains(**other)));
        let same = analysis.names().iter().map(|name| cover(analysis, name.tokens.clone()));
        let spans = same.filter(|span| text.get(span.range()) == Some(words)).collect();
        changes.extend(other.map(|other| Change { what: "name", spans, replacement: (*other).to_owned() }));
    }
    changes
}

fn cover(analysis: &Analysis, tokens: Range<usize>) -> Span {
    let last = tokens.end.saturating_sub(1).max(tokens.start);
    analysis.span(tokens.start).cover(analysis.span(last))
}

/// Each clause, denied if it affirms and affirmed if it denies.
fn polarities(text: &str, analysis: &Analysis) -> Vec<Change> {
    let with_subject = |token: &usize| {
        children(analysis, *token).any(|child| matches!(analysis.deprel(child), Deprel::Nsubj | Deprel::NsubjPass))
    };
    (0..analysis.len()).filter(with_subject).filter_map(|token| other_polarity(text, analysis, token)).collect()
}

fn children(analysis: &Analysis, token: usize) -> impl Iterator<Item = usize> + '_ {
    let sentence = analysis.sentences().iter().find(|sentence| sentence.contains(&token)).cloned();
    sentence.unwrap_or_default().filter(move |&child| analysis.head(child) == Some(token))
}

fn other_polarity(text: &str, analysis: &Analysis, predicate: usize) -> Option<Change> {
    let change = |span: Span, replacement: String| Some(Change { what: "polarity", spans: vec![span], replacement });
    let is_not = |token: &usize| matches!(analysis.lemma(*token), "not" | "n't" | "never");
    if let Some(not) = children(analysis, predicate).find(is_not) {
        // The space before it goes with it.
        let span = analysis.span(not);
        let before = text.get(..span.start as usize).is_some_and(|before| before.ends_with(' '));
        return change(Span { start: span.start - u32::from(before), end: span.end }, String::new());
    }
    let auxiliary = children(analysis, predicate)
        .find(|&child| matches!(analysis.deprel(child), Deprel::Aux | Deprel::AuxPass | Deprel::Cop))
        .or_else(|| (analysis.lemma(predicate) == "be").then_some(predicate));
    if let Some(auxiliary) = auxiliary {
        let span = analysis.span(auxiliary);
        return change(span, format!("{} not", text.get(span.range())?));
    }
    let helper = match analysis.xpos(predicate) {
        "VBD" => "did",
        "VBZ" => "does",
        "VBP" => "do",
        _ => return None,
    };
    change(analysis.span(predicate), format!("{helper} not {}", analysis.lemma(predicate)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::article::{BlockKind, read_passages};
    use crate::source::SourceId;

    fn of(words: &str) -> Vec<(&'static str, String)> {
        let passage = Passage { kind: BlockKind::Paragraph, words, span: Span::new(0, words.len()) };
        let article = read_passages(SourceId(0), words, &[passage]);
        changes(&article).iter().map(|change| (change.what, changed(&article, change).text)).collect()
    }

    #[test]
    fn numbers_dates_names_and_polarity_are_changed() {
        let changed = of("The bloc has nine members. Narendra Modi met Xi Jinping on July 3, and Modi did not sign.");
        let has = |what: &str, part: &str| {
            assert!(changed.iter().any(|(kind, text)| *kind == what && text.contains(part)), "{part}: {changed:#?}")
        };
        has("number", "has 19 members");
        has("date", "on July 4");
        has("name", "Mary Miller met");
        has("polarity", "does not have nine");
        has("polarity", "Modi did not meet");
        has("polarity", "Modi did sign");
    }

    #[test]
    fn values_of_many_forms() {
        for (words, other) in
            [("1.4 billion", "2.4 billion"), ("$950", "$850"), ("0.05", "0.06"), ("five", "11"), ("10th", "20th")]
        {
            let (part, replacement) = other_number(words).unwrap();
            assert_eq!(format!("{}{replacement}{}", &words[..part.start], &words[part.end..]), other);
        }
        for (words, other) in [
            ("Wednesday", "Thursday"),
            ("July 3, 2024", "July 4, 2024"),
            ("July 2024", "July 2025"),
            ("December", "January"),
            ("2024-07-03", "2024-07-04"),
            ("Sunday, May 5", "Monday, May 5"),
        ] {
            let (part, replacement) = other_date(words).unwrap();
            assert_eq!(format!("{}{replacement}{}", &words[..part.start], &words[part.end..]), other);
        }
    }
}
