//! The claims of an article that can be checked: numbers, dates, who holds which office, who was where, what was said.
//!
//! Enters: an analysed article and what the news pack takes from it. Leaves: [`Claim`]s in the order of the text.
//! Guaranteed: no two claims of one kind overlap; the day of the article, bylines, credits and teasers claim nothing.

use crate::article::BlockKind;
use crate::extract::Document;
use crate::facts::{FactStore, Statement};
use crate::lang::lexicon::{Category, Lexicon};
use crate::source::{Site, Span};
use crate::value::{Number, Reading, Unit, Value};

/// The kinds of claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the words of `ClaimKind::name`")]
pub enum ClaimKind {
    Number,
    Percentage,
    Money,
    Measure,
    Duration,
    Date,
    Time,
    Score,
    Office,
    Attendance,
    Quotation,
}

impl ClaimKind {
    /// All kinds, in the order in which reports list them.
    pub const ALL: [Self; 11] = [
        Self::Number,
        Self::Percentage,
        Self::Money,
        Self::Measure,
        Self::Duration,
        Self::Date,
        Self::Time,
        Self::Score,
        Self::Office,
        Self::Attendance,
        Self::Quotation,
    ];

    /// What reports call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Percentage => "percentage",
            Self::Money => "amount of money",
            Self::Measure => "measure",
            Self::Duration => "duration",
            Self::Date => "date",
            Self::Time => "time of day",
            Self::Score => "score",
            Self::Office => "name with an office",
            Self::Attendance => "attendance",
            Self::Quotation => "quotation",
        }
    }

    /// Whether it is a value, which a check speaks about only if it names it.
    pub fn is_value(self) -> bool {
        !matches!(self, Self::Office | Self::Attendance | Self::Quotation)
    }
}

/// Something that an article claims and that can be looked up.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// What it is.
    pub kind: ClaimKind,
    /// Its words in the file.
    pub site: Site,
    /// Its words in the article's text.
    pub span: Span,
    /// How a statement names it, if it is a value: `41,856`, `2024-07-03`.
    pub forms: Vec<String>,
}

/// The concept by which the news pack says who was where.
const ATTENDS: &str = "person attends event";
/// The attribute by which it says which office somebody holds.
const TITLE: &str = "title of person";

/// All claims of an article. `facts` is what the concepts of `lexicon`, the news pack's, take from it.
pub fn claims(document: &Document<'_>, facts: &FactStore, lexicon: &Lexicon) -> Vec<Claim> {
    let article = document.article;
    let site = |span| Site { source: article.source, span };
    let mut claims: Vec<Claim> = document.values.iter().filter_map(|reading| of_value(document, reading)).collect();
    for quotation in facts.quotations().iter().filter(|quotation| quotation.source == article.source) {
        add(&mut claims, document, ClaimKind::Quotation, site(quotation.span));
    }
    for (_, statement) in facts.statements().filter(|(_, statement)| statement.source == article.source) {
        let Some(kind) = kind_of(statement, lexicon) else { continue };
        let Some(span) = statement.spans.first() else { continue };
        add(&mut claims, document, kind, site(*span));
    }
    claims.sort_by_key(|claim| (claim.span.start, claim.kind, claim.span.end));
    claims
}

fn kind_of(statement: &Statement, lexicon: &Lexicon) -> Option<ClaimKind> {
    match statement.concept.as_str() {
        ATTENDS => Some(ClaimKind::Attendance),
        TITLE => Some(ClaimKind::Office),
        key => {
            let concept = lexicon.concepts.iter().find(|concept| concept.key == key)?;
            let holder = concept.places.get(1).and_then(|place| lexicon.kind(place.kind));
            let of_person = concept.category == Category::Role && holder.is_some_and(|kind| kind.name == "person");
            of_person.then_some(ClaimKind::Office)
        }
    }
}

/// Adds a claim unless one of its kind stands there already.
fn add(claims: &mut Vec<Claim>, document: &Document<'_>, kind: ClaimKind, site: Site) {
    let spans = document.article.text_spans(site.span);
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return };
    let span = first.cover(*last);
    let known = claims.iter().any(|claim| claim.kind == kind && claim.span.overlaps(span));
    if !known && claims_at(document, span) {
        claims.push(Claim { kind, site, span, forms: Vec::new() });
    }
}

fn of_value(document: &Document<'_>, reading: &Reading) -> Option<Claim> {
    let article = document.article;
    let kind = match &reading.value {
        Value::Number(number) => of_number(number)?,
        Value::Date(_) => ClaimKind::Date,
        Value::Score(..) => ClaimKind::Score,
        Value::Time(_) => ClaimKind::Time,
        Value::Recurring(_) => return None,
    };
    let tokens = document.tokens_in(reading.span);
    // "Internet Explorer 6" is a name, and "no one" nobody.
    let in_name = document.analysis.names().iter().any(|name| {
        name.tokens.start <= tokens.start && tokens.end <= name.tokens.end && name.tokens.len() > tokens.len()
    });
    let words = article.words(reading.span);
    let is_pronoun = kind == ClaimKind::Number && words.eq_ignore_ascii_case("one");
    if in_name || is_pronoun || tokens.is_empty() || !claims_at(document, reading.span) {
        return None;
    }
    let mut forms = vec![reading.value.to_string()];
    if let Value::Date(date) = &reading.value {
        forms.extend(date.resolve(article.dateline).map(|days| days.to_string()));
    }
    let site = Site { source: article.source, span: article.file_span(reading.span) };
    Some(Claim { kind, site, span: reading.span, forms })
}

fn of_number(number: &Number) -> Option<ClaimKind> {
    if number.ordinal {
        return None;
    }
    Some(match &number.unit {
        Unit::One | Unit::Times => ClaimKind::Number,
        Unit::Percent | Unit::PercentagePoint => ClaimKind::Percentage,
        Unit::Currency(_) => ClaimKind::Money,
        Unit::Measure { dimension, .. } if dimension == "duration" => ClaimKind::Duration,
        Unit::Measure { .. } => ClaimKind::Measure,
    })
}

/// Whether the block of a span claims anything of its own.
fn claims_at(document: &Document<'_>, span: Span) -> bool {
    let article = document.article;
    let block = article.block_at(span.start).and_then(|index| article.blocks.get(index));
    block.is_some_and(|block| {
        !matches!(block.kind, BlockKind::Byline | BlockKind::Dateline | BlockKind::Credit | BlockKind::Promo)
    })
}
