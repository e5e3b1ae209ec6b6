//! Growth by a rate a year.

use super::change::{estimate, unit};
use super::page::{Mention, Page};
use super::pattern::{Pattern, is_in};
use super::registry::{Check, dated, text};
use super::tolerance::{Estimate, Fit, is_hedged, ratio, whole};
use super::{Findings, at};
use crate::lang::syntax::Severity;
use crate::value::{DateExpression, DateUnit, Rational, Unit, Value};

/// The checks of this family.
pub const CHECKS: &[Check] = &[Check {
    name: "compound-growth",
    summary: "growth by a rate a year does not give the growth that is stated for all years",
    severity: Severity::Warning,
    why: "rates are added up where they compound: 4 percent a year for ten years is 48 percent",
    tolerates: "half a unit of the rate. Nothing is said where a text tells that each step is reckoned on the first year.",
    fail: &[dated(
        "2018-02-13",
        "Savers are promised a return of 4 per cent a year. Over ten years, the brochure says, that makes them 40 per cent richer in all.",
    )],
    pass: &[
        text(
            "Savers are promised a return of 4 per cent a year. Over ten years that makes them 48 per cent richer in all.",
        ),
        text("Pay goes up by 2 percent a year for three years, in all 6 percent of the pay of 2017."),
    ],
    sure: false,
    run: compound,
}];

static COMPOUND: [Pattern; 3] = [
    Pattern::new(r"@p[p] (?:a year|per year|annually|each year|every year) ~@q[p] (?:in|over|after) @d[d] "),
    Pattern::new(
        r"@p[p] (?:a year|per year|annually|each year|every year|yearly) [^|]{0,90}(?:\| )?(?:[^|]{0,30} )?@d[d] [^|]{0,60}@q[p] (?:[a-z]+ )?(?:in all|in total|overall|altogether) ",
    ),
    Pattern::new(
        r"@p[p] (?:a year|per year|annually|each year|every year|yearly) (?:for|over) @d[d] , (?:up|down|or|for) @q[p] (?:in all|in total|overall|altogether) ",
    ),
];

fn compound(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in COMPOUND.iter().flat_map(|pattern| pattern.all(page)) {
        if let (Some(rate), Some(years), Some(total)) = (found.mention("p"), found.mention("d"), found.mention("q")) {
            let _ = compound_of(page, findings, rate, years, total);
        }
    }
    for mention in page.mentions.iter().filter(|mention| unit(mention) == Some(&Unit::Percent)) {
        let _ = compound_framed(page, findings, mention);
    }
}

/// The years that a stretch of time says: "for five years", "in ten years", "the past three years".
pub(super) fn years_said(mention: &Mention) -> Option<i64> {
    mention.number().is_none_or(|number| !is_hedged(number)).then(|| years_of(mention)).flatten()
}

/// The same with a hedge: "over ten years" is the time of a growth, and no more than ten.
fn years_of(mention: &Mention) -> Option<i64> {
    match &mention.value {
        Value::Number(number) => match &number.unit {
            Unit::Measure { said, .. } if said == "year" && number.stated_high.is_none() => number.whole(),
            _ => None,
        },
        Value::Date(
            DateExpression::Distance { count, unit: DateUnit::Year, hedged: false }
            | DateExpression::Stretch { count, unit: DateUnit::Year },
        ) => Some(i64::from(count.abs())),
        _ => None,
    }
}

/// A yearly rate, and in its sentence or the next one a stretch of years and the growth "in all".
fn compound_framed(page: &Page<'_>, findings: &mut Findings<'_>, rate: &Mention) -> Option<()> {
    let document = page.document;
    let sentence = document.sentence(rate.tokens.start);
    let yearly = |tokens: std::ops::Range<usize>| {
        let words = document.words(tokens).to_lowercase();
        [
            "a year",
            "per year",
            "annually",
            "each year",
            "every year",
            "yearly",
            "annual growth rate",
            "annual rate",
            "annual return",
            "per annum",
        ]
        .iter()
        .any(|cue| words.contains(cue))
    };
    let around = |mention: &Mention, left: usize, right: usize| {
        mention.tokens.start.saturating_sub(left).max(sentence.start)
            ..(mention.tokens.end + right).min(document.sentence(mention.tokens.start).end)
    };
    if !yearly(around(rate, 5, 3)) {
        return None;
    }
    let next = document.sentence(sentence.end.min(document.len().checked_sub(1)?));
    let both = sentence.start..next.end.max(sentence.end);
    let total_cue = |mention: &Mention| {
        let own = document.sentence(mention.tokens.start);
        let near = mention.tokens.start.saturating_sub(6).max(own.start)..(mention.tokens.end + 5).min(own.end);
        let words = document.words(near).to_lowercase();
        [
            "in all",
            "in total",
            "overall",
            "altogether",
            "total return",
            "total gain",
            "total growth",
            "total increase",
            "total loss",
            "total fall",
            "total decline",
            "adds up",
            "add up",
            "added up",
            "larger",
            "richer",
            "bigger",
            "cumulative",
            "comes to",
        ]
        .iter()
        .any(|cue| words.contains(cue))
    };
    let shares: Vec<&Mention> =
        page.mentions_in(&both).iter().filter(|mention| unit(mention) == Some(&Unit::Percent)).collect();
    let own: Vec<&&Mention> = shares.iter().filter(|mention| mention.span != rate.span).collect();
    let [total] = own.as_slice() else { return None };
    let spans: Vec<&Mention> =
        page.mentions_in(&both).iter().filter(|mention| years_of(mention).is_some_and(|years| years > 1)).collect();
    let [years] = spans.as_slice() else { return None };
    if !total_cue(total) || yearly(around(total, 0, 3)) {
        return None;
    }
    compound_of(page, findings, rate, years, total)
}

fn compound_of(
    page: &Page<'_>,
    findings: &mut Findings<'_>,
    rate: &Mention,
    years: &Mention,
    total: &Mention,
) -> Option<()> {
    let count = years_of(years).filter(|count| (2..=60).contains(count))?;
    let rate_number = rate.number()?;
    let half = ratio(rate_number.digit, whole(200))?;
    // What shrinks by a share of itself each year shrinks by less and less.
    let document = page.document;
    let shrinks = document.sentence(rate.tokens.start).any(|token| {
        let word = document.lower(token);
        is_in("fall", word) || is_in("faller", word) || matches!(word, "lost" | "lose" | "loses" | "losing" | "shrinks")
    });
    let sign = whole(if shrinks { -1 } else { 1 });
    let base = ratio(rate_number.stated, whole(100))? * sign;
    let growth = |rate: Rational| {
        // Far more digits than are compared, and few enough to be held exactly.
        let mut grown = whole(1);
        for _ in 0..count {
            let next = num_traits::CheckedMul::checked_mul(&grown, &(rate + whole(1)))?;
            let scaled = num_traits::CheckedMul::checked_mul(&next, &whole(1_000_000_000))?;
            grown = Rational::new(scaled.round().to_integer(), 1_000_000_000);
        }
        num_traits::CheckedMul::checked_mul(&(grown - whole(1)), &(whole(100) * sign))
    };
    let ends = (growth(base - half)?, growth(base + half)?);
    let computed = Estimate::between(ends.0.min(ends.1), ends.0.max(ends.1), Unit::Percent);
    let said = estimate(total)?;
    if computed.fit(&said) != Fit::Apart {
        return None;
    }
    let (one, other) = (page.text(rate.span), page.text(total.span));
    let exact = Estimate::exactly(growth(base)?, Unit::Percent);
    let sum = format!("{one} a year for {count} years is {}, the text says {other}", exact.describe(None));
    let labels = vec![at(total, "this total"), (rate.span, format!("gives {}", exact.describe(None)))];
    findings.add(format!("{one} a year does not come to {other} in {count} years"), Some(sum), labels)?;
    Some(())
}
