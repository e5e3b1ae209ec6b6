//! Money by the head and in two currencies.

use super::change::{estimate, unit};
use super::page::{Mention, Page};
use super::pattern::{Found, Pattern};
use super::registry::{Check, text};
use super::tolerance::{Estimate, Fit, decimals};
use super::{Findings, at};
use crate::lang::syntax::Severity;
use crate::nlp::inflect;
use crate::value::{DateExpression, Unit};

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "per-unit",
        summary: "an amount for each is not the whole amount divided by their number",
        severity: Severity::Error,
        why: "a factor of ten is easily lost in such a division",
        tolerates: "rounding and hedges.",
        fail: &[text("The county will spend $9.6 million on equipment for its 320 pupils, or $40,000 each.")],
        pass: &[text("The county will spend $9.6 million on equipment for its 320 pupils, or $30,000 each.")],
        sure: true,
        run: per_unit,
    },
    Check {
        name: "fx-consistency",
        summary: "two amounts of one text are converted at rates that do not agree",
        severity: Severity::Error,
        why: "one of the two conversions is wrong, or was done on another day",
        tolerates: "rounding of all four amounts and half a percent; amounts of other years, and what was \"then worth\".",
        fail: &[text(
            "The museum paid 12.0 million euros ($13.5 million) for the smaller panel. For the altarpiece the hammer fell at 20.0 million euros ($24.9 million).",
        )],
        pass: &[text(
            "The museum paid 12.0 million euros ($13.5 million) for the smaller panel. For the altarpiece the hammer fell at 20.0 million euros ($22.5 million).",
        )],
        sure: true,
        run: exchange,
    },
];

static EACH: [Pattern; 8] = [
    Pattern::new(
        r"(?P<each>each) of (?:the |its |their )?@n[n] [a-z]+ (?:will |would |has |have )?(?P<mid>get|gets|got|receive|receives|received|paid|pay|pays|gave|give|gives) @u[c] (?:from|of|out of|towards|for) (?:the |a |an |their |its )?@t[c] ",
    ),
    Pattern::new(
        r"@t[c] (?P<mid>to|for|among|between) (?:its |their |the )?@n[n] [a-z]+ , @u[c] (?P<each>each|apiece) ",
    ),
    Pattern::new(
        r"@n[n] [a-z]+ (?P<mid>pay|paid|spend|spent|owe|owed|donated|gave) @t[c] (?:in all |together |in total |altogether |between them )?, or @u[c] (?P<each>each) ",
    ),
    Pattern::new(
        r"@t[c] (?:is|was|will be|are) (?P<mid>shared|split|divided) (?:by|between|among) @n[n] [a-z]+ , who (?:get|got|receive|received|will get|each get) @u[c] (?P<each>each)?",
    ),
    Pattern::new(
        r"@n[n] (?P<noun>[a-z]+) [^|<]{0,40}(?P<mid>share|split|divide)[a-z]* [^|<]{0,40}@t[c] (?:equally |evenly |between them |among them )?, (?:or )?@u[c] (?P<each>each|apiece) ",
    ),
    Pattern::new(
        r"@t[c] (?P<mid>[^|<;:()]{0,70})@n[n] (?:[a-z-]+ ){1,3}, an average of @u[c] (?P<each>each|apiece|per [a-z]+|a [a-z]+|for each) ",
    ),
    Pattern::new(
        r"@t[c] (?P<mid>[^|<;:()]{0,70})@n[n] (?:[a-z-]+ ){1,3},? (?:or|which is|that is) (?:about |some |roughly )?@u[c] (?P<each>each|apiece|per [a-z]+|a [a-z]+|for each) ",
    ),
    Pattern::new(
        r"@t[c] (?P<mid>[^|<;:()]{0,70})@n[n] (?:[a-z-]+ ){1,3}\( (?:or )?@u[c] (?P<each>each|apiece|per [a-z]+|a [a-z]+) \)",
    ),
];

fn per_unit(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in EACH.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = per_unit_of(page, findings, &found);
    }
    for found in APIECE.iter().flat_map(|pattern| pattern.all(page)) {
        if let Some(each) = found.mention("u") {
            let _ = framed(page, findings, each, found.words("each").trim());
        }
    }
}

/// An amount for each, apposed to what comes before it or said of those who get it.
static APIECE: [Pattern; 2] = [
    Pattern::new(
        r"(?:,|\(|or|of|get|gets|receive|receives|received|is|was|be|at|to|paid|pays|pay|costing|worth) (?:about |around |roughly |some |nearly |almost |over |just |only |more than )*@u[c] (?P<each>each|apiece|a head|per head|per person|a person|on average|(?:per|for each|for every) [a-z]+) ",
    ),
    Pattern::new(
        r"(?:,|\(|or|which is|works out at|working out at|average of|averaging) (?:about |around |roughly |some |nearly |almost |over |just |only |more than )*@u[c] (?P<each>an? [a-z]+) ",
    ),
];

/// One whole amount and one number of things before it in the sentence.
fn framed(page: &Page<'_>, findings: &mut Findings<'_>, each: &Mention, named: &str) -> Option<()> {
    let document = page.document;
    let sentence = document.sentence(each.tokens.start);
    let mut before = sentence.start..each.tokens.start;
    if document.lower(sentence.start) == "that" && document.lower(sentence.start + 1) == "is" {
        before.start = document.sentence(sentence.start.checked_sub(1)?).start;
    }
    let all: Vec<&Mention> =
        page.mentions_in(&(before.start..sentence.end)).iter().filter(|mention| mention.span != each.span).collect();
    let totals: Vec<&&Mention> =
        all.iter().filter(|mention| matches!(unit(mention), Some(Unit::Currency(_)))).collect();
    let counts: Vec<&&Mention> = all
        .iter()
        .filter(|mention| {
            mention.number().is_some_and(|number| number.is_count() && !number.ordinal && number.stated_high.is_none())
        })
        .filter(|mention| page.counted(mention).is_some())
        .collect();
    let ([total], [many]) = (totals.as_slice(), counts.as_slice()) else { return None };
    let earlier = total.tokens.end <= each.tokens.start && many.tokens.end <= each.tokens.start;
    let counted = page.counted_lemma(many)?;
    let noun = named.rsplit(' ').next().unwrap_or_default();
    let fits = matches!(noun, "each" | "apiece" | "head" | "person" | "average") || inflect::singular(noun) == counted;
    let odd = [
        "up to",
        "as much as",
        "minimum",
        "maximum",
        "least",
        "deposit",
        "from",
        "between",
        "respectively",
        "fine",
        "fined",
    ];
    let words = document.words(before.clone()).to_lowercase();
    if !earlier
        || !fits
        || odd.iter().any(|word| words.contains(word))
        || matches!(counted, "year" | "month" | "day" | "week" | "time")
    {
        return None;
    }
    divide(page, findings, total, many, each)
}

fn per_unit_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (total, many, each) = (found.mention("t")?, found.mention("n")?, found.mention("u")?);
    // "For", "on", "to", "among" or "between" say that the amount is divided among them.
    let divided = found.words("mid").split(' ').any(|word| {
        matches!(
            word,
            "for"
                | "to"
                | "on"
                | "among"
                | "between"
                | "across"
                | "share"
                | "split"
                | "divide"
                | "shared"
                | "divided"
                | "paid"
                | "spend"
                | "spent"
                | "owe"
                | "owed"
                | "donated"
                | "gave"
                | "get"
                | "gets"
                | "got"
                | "receive"
                | "receives"
                | "received"
                | "pay"
                | "pays"
                | "give"
                | "gives"
        )
    });
    let counted = page.counted_lemma(many)?;
    let named = match found.words("each").split_once(' ') {
        Some(("per" | "a", noun)) => {
            crate::nlp::inflect::singular(noun) == counted || matches!(noun, "head" | "person")
        }
        _ => true,
    };
    if !divided || !named || !many.number()?.is_count() || unit(total) != unit(each) {
        return None;
    }
    divide(page, findings, total, many, each)
}

/// Notes that an amount, divided by a number, is not the amount for each.
fn divide(page: &Page<'_>, findings: &mut Findings<'_>, total: &Mention, many: &Mention, each: &Mention) -> Option<()> {
    if unit(total) != unit(each) {
        return None;
    }
    let computed = estimate(total)?.over(&estimate(many)?)?;
    let said = estimate(each)?;
    if computed.fit(&said) == Fit::Meets || computed.near(&said, 3) {
        return None;
    }
    let (one, other, stated) = (page.text(total.span), page.text(many.span), page.text(each.span));
    let described = computed.describe(None);
    let labels =
        vec![at(each, "this amount for each"), (total.span.cover(many.span), format!("is {described} for each"))];
    findings.add(
        format!("{one} for {other} is not {stated} each"),
        Some(format!("{one} / {other} is {described}")),
        labels,
    )?;
    Some(())
}

static PAIRS: Pattern = Pattern::new(r"@a[c] (?:[a-z]+ )?[(] (?:or )?@b[c] [)]");

struct Pair<'p> {
    from: &'p Mention,
    to: &'p Mention,
    rate: Estimate,
}

fn exchange(page: &Page<'_>, findings: &mut Findings<'_>) {
    let pairs: Vec<Pair<'_>> = PAIRS.all(page).filter_map(|found| pair(page, &found)).collect();
    for (index, one) in pairs.iter().enumerate() {
        for other in pairs.iter().skip(index + 1) {
            let same = unit(one.from) == unit(other.from) && unit(one.to) == unit(other.to);
            if same && exchange_of(page, findings, one, other).is_some() {
                return;
            }
        }
    }
}

fn pair<'p>(page: &'p Page<'p>, found: &Found<'p>) -> Option<Pair<'p>> {
    let (from, to) = (found.mention("a")?, found.mention("b")?);
    let document = page.document;
    let sentence = document.sentence(from.tokens.start);
    // Rates of the past are others.
    let past = page.mentions_in(&sentence).iter().any(|mention| {
        let since = mention.tokens.start.checked_sub(1).is_some_and(|token| document.lower(token) == "since");
        matches!(mention.date(), Some(DateExpression::Absolute(_))) && !since
    });
    let then = sentence
        .clone()
        .any(|token| matches!(document.lower(token), "then" | "time" | "inflation" | "adjusted" | "today"));
    if unit(from) == unit(to) || past || then {
        return None;
    }
    let rate = estimate(to)?.in_unit(&Unit::One).over(&estimate(from)?.in_unit(&Unit::One))?;
    Some(Pair { from, to, rate })
}

fn exchange_of(page: &Page<'_>, findings: &mut Findings<'_>, one: &Pair<'_>, other: &Pair<'_>) -> Option<()> {
    // Half a percent for amounts of one day; a rate that moves in a month stays within three.
    if one.rate.fit(&other.rate) != Fit::Apart || one.rate.near(&other.rate, 3) {
        return None;
    }
    let words = |pair: &Pair<'_>| format!("{} ({})", page.text(pair.from.span), page.text(pair.to.span));
    let rate = |pair: &Pair<'_>| decimals(pair.rate.point(), 3);
    let labels = vec![
        (other.from.span.cover(other.to.span), format!("a rate of {}", rate(other))),
        (one.from.span.cover(one.to.span), format!("a rate of {}", rate(one))),
    ];
    let sum = format!("{} is a rate of {}, {} one of {}", words(one), rate(one), words(other), rate(other));
    findings.add(String::from("two amounts are converted at different rates"), Some(sum), labels)?;
    Some(())
}
