//! What all checks read: the values of an article, each in the sentence that it stands in.
//!
//! Enters: an analysed article. Leaves: its values as [`Mention`]s ("from 4 to 5 percent" as two), and the *shape* of the
//! text: its words in lower case, parted by single spaces, with `<p7>` for the mention 7 that is a percentage, ` | ` between
//! sentences and ` | # ` between blocks. Patterns over the shape say what a sentence does with its values.
//!
//! The kinds of values: `n` number or count, `p` percentage, `t` percentage points, `x` multiple, `c` money, `d` duration,
//! `m` another measure, `o` ordinal, `D` date, `S` score, `T` time of the day, `R` something that recurs.

use super::needs::lists_of;
use super::tolerance::ratio;
use crate::article::BlockKind;
use crate::extract::{Document, quoted};
use crate::nlp::Upos;
use crate::source::Span;
use crate::value::{DateExpression, DateSpan, Hedge, Number, Reading, Unit, Value, read_all};
use jiff::civil::Date;
use std::ops::Range;

/// A value where it stands.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Its words, in the article's text.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it says.
    pub value: Value,
    /// The weekday that stands with a date.
    pub weekday: Option<i8>,
}

impl Mention {
    /// The number, if it is one.
    pub fn number(&self) -> Option<&Number> {
        match &self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The whole number, if it is one without unit, hedge and decimals.
    pub fn count(&self) -> Option<i64> {
        let number = self.number().filter(|number| number.is_count() && number.hedge == Hedge::None)?;
        number.whole()
    }

    /// The ordinal: 10 for "10th".
    pub fn ordinal(&self) -> Option<i64> {
        self.number().filter(|number| number.ordinal)?.whole()
    }

    /// The date as it was said.
    pub fn date(&self) -> Option<&DateExpression> {
        match &self.value {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    fn kind(&self) -> char {
        match &self.value {
            Value::Date(_) => 'D',
            Value::Score(..) => 'S',
            Value::Time(_) => 'T',
            Value::Recurring(_) => 'R',
            Value::Number(number) if number.ordinal => 'o',
            Value::Number(number) => match &number.unit {
                Unit::One => 'n',
                Unit::Percent => 'p',
                Unit::PercentagePoint => 't',
                Unit::Times => 'x',
                Unit::Currency(_) => 'c',
                Unit::Measure { dimension, .. } if dimension == "duration" => 'd',
                Unit::Measure { .. } => 'm',
            },
        }
    }
}

/// The bit of a kind of values in a set of them.
pub fn bit(kind: char) -> u16 {
    "nptxcdmoDSTR".find(kind).map_or(0, |place| 1 << place)
}

/// A sentence in the shape.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// Its bytes, with the marks before and behind it.
    pub shape: Range<usize>,
    /// The kinds of its values.
    pub kinds: u16,
    /// How many values it has.
    pub values: u16,
    /// The lists that its words stand in.
    pub lists: u64,
}

/// An article as the checks read it.
pub struct Page<'a> {
    /// The analysed article.
    pub document: &'a Document<'a>,
    /// The values, in order.
    pub mentions: Vec<Mention>,
    /// The words and values, as patterns read them.
    pub shape: String,
    /// The kinds of the values.
    pub kinds: u16,
    /// The sentences of the shape.
    pub sentences: Vec<Drawn>,
    /// The byte of the shape where each of these tokens begins.
    starts: Vec<(u32, u32)>,
    /// The tokens that stand in quotation marks.
    quoted: Vec<Range<usize>>,
}

impl<'a> Page<'a> {
    /// Reads an analysed article.
    pub fn new(document: &'a Document<'a>) -> Self {
        let mentions = mentions(document);
        let quoted = document.article.blocks.iter().flat_map(|block| quoted(document, block.span)).collect();
        let mut page = Self {
            document,
            mentions,
            kinds: 0,
            shape: String::new(),
            sentences: Vec::new(),
            starts: Vec::new(),
            quoted,
        };
        page.draw();
        page
    }

    /// The day that relative dates count from.
    pub fn dateline(&self) -> Option<Date> {
        self.document.article.dateline
    }

    /// The days that a mention means.
    pub fn days(&self, mention: &Mention) -> Option<DateSpan> {
        mention.date()?.resolve(self.dateline())
    }

    fn draw(&mut self) {
        let document = self.document;
        let article = document.article;
        let mut next = 0;
        let mut token = 0;
        self.shape.push_str("| # ");
        let mut sentence_start = 0;
        let (mut kinds, mut values, mut lists) = (0, 0, 0);
        for block in &article.blocks {
            if matches!(block.kind, BlockKind::Cell | BlockKind::Promo) {
                continue;
            }
            let tokens = document.tokens_in(block.span);
            token = tokens.start.max(token);
            let mut sentence = document.sentence_index(token);
            while token < tokens.end {
                if document.sentence_index(token) != sentence {
                    sentence = document.sentence_index(token);
                    let next = self.shape.len();
                    self.shape.push_str("| ");
                    self.sentences.push(Drawn {
                        shape: sentence_start..self.shape.len(),
                        kinds: std::mem::take(&mut kinds),
                        values: std::mem::take(&mut values),
                        lists: std::mem::take(&mut lists),
                    });
                    sentence_start = next;
                }
                while self.mentions.get(next).is_some_and(|mention| mention.tokens.end <= token) {
                    next += 1;
                }
                self.starts.push((self.shape.len() as u32, token as u32));
                match self.mentions.get(next).filter(|mention| mention.tokens.contains(&token)) {
                    Some(mention) => {
                        let kind = mention.kind();
                        self.kinds |= bit(kind);
                        kinds |= bit(kind);
                        values += 1;
                        self.shape.push('<');
                        self.shape.push(kind);
                        self.shape.push_str(&next.to_string());
                        self.shape.push_str("> ");
                        token = mention.tokens.end;
                    }
                    None => {
                        let word = document.lower(token);
                        lists |= lists_of(word);
                        // The marks of the shape stand for themselves alone.
                        self.shape
                            .extend(word.chars().map(|c| if matches!(c, '<' | '>' | '|' | '#') { '/' } else { c }));
                        self.shape.push(' ');
                        token += 1;
                    }
                }
            }
            let next = self.shape.len();
            self.shape.push_str("| # ");
            self.sentences.push(Drawn {
                shape: sentence_start..self.shape.len(),
                kinds: std::mem::take(&mut kinds),
                values: std::mem::take(&mut values),
                lists: std::mem::take(&mut lists),
            });
            sentence_start = next;
        }
    }

    /// The tokens that a range of the shape stands for.
    pub fn tokens(&self, range: Range<usize>) -> Range<usize> {
        let first = self.starts.partition_point(|&(start, _)| (start as usize) <= range.start).saturating_sub(1);
        let behind = self.starts.partition_point(|&(start, _)| (start as usize) < range.end);
        let Some(&(_, from)) = self.starts.get(first).filter(|_| first < behind) else { return 0..0 };
        let last = behind.checked_sub(1).and_then(|last| self.starts.get(last)).map_or(from, |&(_, token)| token);
        let end = self.mention_at(last as usize).map_or(last as usize + 1, |mention| mention.tokens.end);
        from as usize..end
    }

    /// The sentence of the shape that a token stands in, as its place among them.
    pub fn drawn(&self, token: usize) -> Option<usize> {
        let at = self.starts.partition_point(|&(_, known)| (known as usize) <= token).checked_sub(1)?;
        let &(start, _) = self.starts.get(at)?;
        self.sentences.partition_point(|drawn| drawn.shape.start <= start as usize).checked_sub(1)
    }

    /// The mentions that begin in a range of tokens.
    pub fn mentions_in(&self, tokens: &Range<usize>) -> &[Mention] {
        let from = self.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let to = self.mentions.partition_point(|mention| mention.tokens.start < tokens.end);
        self.mentions.get(from..to).unwrap_or_default()
    }

    /// The mention that covers a token.
    pub fn mention_at(&self, token: usize) -> Option<&Mention> {
        let at = self.mentions.partition_point(|mention| mention.tokens.end <= token);
        self.mentions.get(at).filter(|mention| mention.tokens.contains(&token))
    }

    /// The tokens of each quotation.
    pub fn quotes(&self) -> &[Range<usize>] {
        &self.quoted
    }

    /// Whether a token stands in quotation marks.
    pub fn is_quoted(&self, token: usize) -> bool {
        let behind = self.quoted.partition_point(|range| range.start <= token);
        behind.checked_sub(1).and_then(|last| self.quoted.get(last)).is_some_and(|range| range.contains(&token))
    }

    /// Whether the sentence of a token tells of what may be, of what would be, or of a correction.
    pub fn is_unsure(&self, token: usize) -> bool {
        self.document.sentence(token).any(|token| match self.document.lower(token) {
            "would" | "if" | "might" | "unless" | "supposing" => true,
            "may" => self.document.upos(token) == Upos::Aux && self.mention_at(token).is_none(),
            "revised" | "corrected" | "restated" => true,
            _ => false,
        })
    }

    /// The noun that a count counts: the head of the noun phrase that follows it.
    pub fn counted(&self, mention: &Mention) -> Option<usize> {
        let document = self.document;
        let last = mention.tokens.end.checked_sub(1)?;
        if let Some(head) = mention
            .tokens
            .clone()
            .filter_map(|token| document.head(token))
            .find(|head| *head >= mention.tokens.end && *head < mention.tokens.end + 6)
            && is_noun(document.upos(head))
            && (mention.tokens.end..head).all(|token| document.lower(token) != "," && self.mention_at(token).is_none())
        {
            return Some(head);
        }
        // A run of adjectives and nouns: the last of them.
        let sentence = document.sentence(last);
        let run = (mention.tokens.end..sentence.end).take(6).take_while(|&token| {
            matches!(document.upos(token), Upos::Noun | Upos::Propn | Upos::Adj) && self.mention_at(token).is_none()
        });
        run.filter(|&token| is_noun(document.upos(token))).last()
    }

    /// The lemma of the noun that a count counts.
    pub fn counted_lemma(&self, mention: &Mention) -> Option<&str> {
        self.counted(mention).map(|noun| self.document.lemma(noun))
    }

    /// The words of a span.
    pub fn text(&self, span: Span) -> &str {
        self.document.article.words(span)
    }
}

fn is_noun(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Propn)
}

/// The values of the article; a range of numbers as its two ends.
fn mentions(document: &Document<'_>) -> Vec<Mention> {
    let mut mentions = Vec::with_capacity(document.values.len());
    for reading in &within_blocks(document) {
        let tokens = document.tokens_in(reading.span);
        if tokens.is_empty() {
            continue;
        }
        let whole = Mention {
            span: reading.span,
            tokens: tokens.clone(),
            value: reading.value.clone(),
            weekday: reading.weekday,
        };
        match &reading.value {
            Value::Number(number) if number.stated_high.is_some() => match halves(document, &tokens, number) {
                Some(pair) => mentions.extend(pair),
                None => mentions.push(whole),
            },
            _ => mentions.push(whole),
        }
    }
    mentions
}

/// The values of the article, none of which reaches over the end of its block: "97,400", the end of a row, and "Night", the
/// beginning of the next, are no duration.
fn within_blocks(document: &Document<'_>) -> Vec<Reading> {
    let mut readings = Vec::with_capacity(document.values.len());
    let mut done = 0;
    for reading in document.values.iter() {
        if reading.span.start < done {
            continue;
        }
        let block = document.article.block_at(reading.span.start).and_then(|block| document.article.blocks.get(block));
        match block {
            Some(block) if block.span.end < reading.span.end => {
                let words = document.article.words(Span { start: reading.span.start, end: block.span.end });
                readings.extend(read_all(words).into_iter().map(|inner| Reading {
                    span: Span {
                        start: reading.span.start + inner.span.start,
                        end: reading.span.start + inner.span.end,
                    },
                    ..inner
                }));
                // What was cut off belongs to the blocks behind.
                let behind = document
                    .article
                    .blocks
                    .iter()
                    .filter(|next| next.span.start >= block.span.end && next.span.start < reading.span.end);
                for next in behind {
                    readings.extend(read_all(document.article.words(next.span)).into_iter().map(|inner| Reading {
                        span: Span { start: next.span.start + inner.span.start, end: next.span.start + inner.span.end },
                        ..inner
                    }));
                    done = next.span.end;
                }
            }
            _ => readings.push(reading.clone()),
        }
    }
    readings
}

/// The two ends of a range whose joint is a token of its own.
fn halves(document: &Document<'_>, tokens: &Range<usize>, number: &Number) -> Option<[Mention; 2]> {
    let high = number.stated_high?;
    let joint = tokens.clone().find(|&token| matches!(document.lower(token), "to" | "and" | "or"))?;
    let first = match document.lower(tokens.start) {
        "from" | "between" => tokens.start + 1..joint,
        _ => tokens.start..joint,
    };
    let last = joint + 1..tokens.end;
    let half = |tokens: Range<usize>, stated| {
        // A place that the number does not fill is that of the finer end.
        ratio(stated, number.digit).filter(|digits| digits.is_integer())?;
        Some(Mention {
            span: document.span(tokens.clone()),
            tokens: tokens.clone(),
            value: Value::Number(Number::said(stated, number.digit, number.unit.clone(), Hedge::None)?),
            weekday: None,
        })
    };
    (!first.is_empty() && !last.is_empty()).then_some(())?;
    Some([half(first, number.stated)?, half(last, high)?])
}
