//! What an article says and a text that is held to be true lacks: numbers, dates, names and quotations.
//!
//! Enters: an article, and the text. Leaves: each such piece once, where the article has it first. Guaranteed: what stands in
//! the text in other words of one meaning ("16 km" for "10 miles", "Putin" for "Vladimir Putin") is not lacking.

use super::text::Text;
use crate::article::{Article, BlockKind};
use crate::facts::name::{NameClass, folded_words};
use crate::facts::quoted::{holds, pieces};
use crate::facts::{Entity, FactStore, Found, Part};
use crate::lang::lexicon::Lexicon;
use crate::source::{Site, Span};
use crate::value::{Comparator, Hedge, Number, Truth, Unit, Value, compare, read_all};
use jiff::civil::Date;
use rustc_hash::FxHashSet;

/// A piece of the article that the text lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// What it is.
    pub what: What,
    /// Its words in the article.
    pub site: Site,
    /// The part of the article that they stand in.
    pub part: Part,
    /// The words.
    pub words: String,
}

/// What can be lacking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "plain words")]
pub enum What {
    Number,
    Date,
    Name,
    Quotation,
}

impl What {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Quotation => "quotation",
        }
    }
}

impl Text {
    /// What the article has that the text lacks, in the order of the article.
    pub fn lacks(&self, article: &Article, facts: &FactStore, lexicon: &Lexicon) -> Vec<Lacking> {
        let told = article.blocks.iter().filter(|block| is_told(block.kind)).map(|block| {
            let start = block.span.start as usize + dateline_length(article.words(block.span));
            (Span::new(start, block.span.end as usize), block.kind)
        });
        let search = Search {
            text: self,
            article,
            facts,
            lexicon,
            // In the file, as the places of facts are.
            told: told.clone().map(|(span, kind)| (article.file_span(span), kind)).collect(),
        };
        let mut found = search.quotations();
        let quoted: Vec<Span> = found.iter().map(|lacking| lacking.site.span).collect();
        let mut rest = search.names();
        for (span, _) in told {
            rest.extend(search.values(span));
        }
        // What stands in a quotation that is lacking is lacking with it.
        rest.retain(|lacking| !quoted.iter().any(|quotation| quotation.contains(lacking.site.span)));
        found.append(&mut rest);
        found.sort_by_key(|lacking| (lacking.site.span, lacking.what));
        let mut seen = FxHashSet::default();
        found.retain(|lacking| seen.insert((lacking.what, folded_words(&lacking.words))));
        found
    }

    fn has_words(&self, words: &str) -> bool {
        let words = folded_words(words);
        !words.is_empty() && self.folded.contains(&format!(" {} ", words.join(" ")))
    }
}

/// Whether a block is what the article tells, and not what stands around it.
fn is_told(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Byline | BlockKind::Dateline | BlockKind::Promo | BlockKind::Credit | BlockKind::AltText)
}

/// How long the place and the date are that a paragraph begins with: "OSLO, July 4, 2024 (Reuters) - ".
fn dateline_length(words: &str) -> usize {
    /// The longest that is looked for, in bytes.
    const MOST: usize = 80;
    let dashes = [" — ", " – ", " -- ", " - "].iter().filter_map(|dash| Some((words.find(dash)?, dash.len())));
    let Some((at, length)) = dashes.min().filter(|&(at, _)| at <= MOST) else { return 0 };
    let place = words.get(..at).and_then(|before| before.split([',', '(']).next()).unwrap_or_default().trim();
    let is_capital =
        |letter: char| letter.is_uppercase() || letter.is_whitespace() || matches!(letter, '.' | '\'' | '-');
    if place.len() > 2 && place.chars().all(is_capital) { at + length } else { 0 }
}

struct Search<'a> {
    text: &'a Text,
    article: &'a Article,
    facts: &'a FactStore,
    lexicon: &'a Lexicon,
    told: Vec<(Span, BlockKind)>,
}

impl Search<'_> {
    fn lacking(&self, what: What, span: Span, words: &str) -> Lacking {
        let kind = self.told.iter().find(|(block, _)| block.contains(span)).map(|(_, kind)| *kind);
        let part = match kind {
            Some(BlockKind::Headline) => Part::Headline,
            Some(BlockKind::Caption) => Part::Caption,
            Some(BlockKind::Quote) => Part::Quote,
            Some(BlockKind::Cell) => Part::Table,
            _ => Part::Body,
        };
        Lacking { what, site: Site { source: self.article.source, span }, part, words: words.to_owned() }
    }

    fn is_told(&self, span: Span) -> bool {
        self.told.iter().any(|(block, _)| block.contains(span))
    }

    fn quotations(&self) -> Vec<Lacking> {
        let mut found = Vec::new();
        for quotation in self.facts.quotations() {
            // Words in square brackets are the article's own.
            let mut plain = String::new();
            let mut rest = quotation.words.as_str();
            while let Some((before, inner)) = rest.split_once('[') {
                plain.push_str(before);
                plain.push('…');
                rest = inner.split_once(']').map_or("", |(_, behind)| behind);
            }
            plain.push_str(rest);
            let asked = pieces(&plain);
            if !asked.is_empty() && self.is_told(quotation.span) && !holds(&self.text.words, &asked) {
                found.push(self.lacking(What::Quotation, quotation.span, &quotation.words));
            }
        }
        found
    }

    fn names(&self) -> Vec<Lacking> {
        let mut found = Vec::new();
        let words = |span: Span| self.article.words_in_file(span);
        for (_, entity) in self.facts.entities() {
            let group = !entity.members.is_empty() || entity.count.is_some();
            if !entity.named || group || self.has_name(entity) {
                continue;
            }
            let mut mentions = entity.mentions.iter().filter(|&&mention| self.is_told(mention));
            // The first that is the name itself, not a pronoun.
            let named = |span: &&Span| entity.names().any(|name| folded_words(name) == folded_words(words(**span)));
            let first = mentions.clone().find(named).or_else(|| mentions.next());
            if let Some(&span) = first {
                found.push(self.lacking(What::Name, span, words(span)));
            }
        }
        found
    }

    fn has_name(&self, entity: &Entity) -> bool {
        let class = self.class(entity);
        entity.names().any(|name| {
            let found = self.text.facts.find(name, class, |_, other| other.named);
            found != Found::Nothing || self.text.has_words(name)
        })
    }

    fn class(&self, entity: &Entity) -> NameClass {
        let is = |name: &str| {
            let wide = self.lexicon.kind_named(name);
            let kind = entity.kinds.first().and_then(|kind| self.lexicon.kind_named(kind));
            kind.zip(wide).is_some_and(|(kind, wide)| self.lexicon.is_a(kind, wide))
        };
        if is("person") {
            NameClass::Person
        } else if is("organization") {
            NameClass::Organization
        } else if is("place") {
            NameClass::Place
        } else {
            NameClass::Any
        }
    }

    /// The numbers and dates of a block that the text lacks.
    fn values(&self, block: Span) -> Vec<Lacking> {
        let words = self.article.words(block);
        let mut found = Vec::new();
        for reading in read_all(words) {
            let own = words.get(reading.span.range()).unwrap_or_default();
            let span =
                Span::new((block.start + reading.span.start) as usize, (block.start + reading.span.end) as usize);
            let span = self.article.file_span(span);
            let Some(what) = self.is_asked(&reading.value, own) else { continue };
            if !self.has_value(&reading.value) && !self.text.has_words(own) && !self.is_in_name(span) {
                found.push(self.lacking(what, span, own));
            }
        }
        found
    }

    /// What a value is, if it is one that a text can lack: no "one" and "first" of running words, no "now".
    fn is_asked(&self, value: &Value, words: &str) -> Option<What> {
        match value {
            Value::Number(number) if number.ordinal => {
                words.starts_with(|c: char| c.is_ascii_digit()).then_some(What::Number)
            }
            Value::Number(number) => {
                let one = number.unit == Unit::One && number.whole().is_some_and(|count| count.abs() <= 1);
                let spelled = !words.contains(|c: char| c.is_ascii_digit());
                (!(one && spelled)).then_some(What::Number)
            }
            Value::Score(..) => Some(What::Number),
            Value::Date(date) => {
                let dated = date.resolve(self.facts.dateline).is_some() || date.resolve(self.some_day()).is_none();
                dated.then_some(What::Date)
            }
            Value::Time(_) => Some(What::Date),
            Value::Recurring(_) => None,
        }
    }

    fn some_day(&self) -> Option<Date> {
        self.facts.dateline.or(self.text.facts.dateline)
    }

    /// The 5 of an Ariane 5 is a part of its name.
    fn is_in_name(&self, span: Span) -> bool {
        let named = self.facts.entities().filter(|(_, entity)| entity.named);
        named.flat_map(|(_, entity)| &entity.mentions).any(|mention| mention.contains(span) && *mention != span)
    }

    fn has_value(&self, value: &Value) -> bool {
        match value {
            Value::Date(date) => {
                let Some(told) = date.resolve(self.facts.dateline) else { return false };
                let own_day = self.text.facts.dateline.or(self.facts.dateline);
                // What the text dates to the day may be told by its month.
                let backs = |value: &Value| match value {
                    Value::Date(date) => date.resolve(own_day).is_some_and(|known| told.contains(&known)),
                    _ => false,
                };
                let of_text =
                    self.text.article.dateline.is_some_and(|day| told.contains(&crate::value::DateSpan::day(day)));
                of_text || self.text.values.iter().any(backs)
            }
            Value::Number(number) => self.text.values.iter().any(|known| backs(number, value, known)),
            other => self.text.values.iter().any(|known| is_so(other, Comparator::Equal, known)),
        }
    }
}

fn is_so(one: &Value, comparator: Comparator, other: &Value) -> bool {
    compare(one, comparator, other, None).is_ok_and(|found| found.truth == Truth::True)
}

/// Whether a number of the text stands behind one of the article: the same at the precision stated, or within its hedge.
fn backs(number: &Number, told: &Value, known: &Value) -> bool {
    let Value::Number(other) = known else { return false };
    if number.ordinal != other.ordinal {
        return false;
    }
    is_so(told, Comparator::Equal, known)
        || is_so(known, Comparator::Equal, told)
        || number.hedge != Hedge::None && is_so(known, Comparator::Within, told)
}
