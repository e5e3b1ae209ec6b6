//! Measures in two units, and rates.

use super::change::{estimate, unit};
use super::page::{Mention, Page};
use super::pattern::{Found, Pattern};
use super::registry::{Check, text};
use super::tolerance::{Estimate, Fit, ratio, whole};
use super::{Findings, at};
use crate::lang::syntax::Severity;
use crate::value::{Number, Rational, Unit};
use num_traits::Signed;

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "temperature-difference",
        summary: "a difference of temperatures is converted as if it were a temperature",
        severity: Severity::Error,
        why: "a warming by 2 degrees Celsius is one by 3.6 degrees Fahrenheit, not by 35.6",
        tolerates: "temperatures that something rose to.",
        fail: &[text("The lake has warmed by 3 degrees Celsius (37.4 degrees Fahrenheit).")],
        pass: &[text(
            "The lake has warmed by 3 degrees Celsius (5.4 degrees Fahrenheit). It rose to 40 degrees Celsius (104 Fahrenheit).",
        )],
        sure: true,
        run: temperature,
    },
    Check {
        name: "unit-conversion",
        summary: "a measure and its conversion are not the same",
        severity: Severity::Error,
        why: "conversions are done the wrong way round, or with the wrong factor, and readers use either number",
        tolerates: "rounding of both, three percent on top of it; tons, gallons and ounces of several kinds.",
        fail: &[
            text("The fire had burned a strip 14 miles (9 km) long."),
            text("The largest pack is 72 cm tall, or 24.4 inches."),
        ],
        pass: &[
            text("The fire had burned a strip 14 miles (23 km) long, about 100 miles (160 km) north of the capital."),
            text(
                "It covered 2,000 acres (800 hectares); a lake lies some 3 miles (5 km) away, at 6,200 feet (1,890 metres).",
            ),
        ],
        sure: true,
        run: conversion,
    },
    Check {
        name: "unit-dimension",
        summary: "a measure has a unit that does not measure such a thing",
        severity: Severity::Warning,
        why: "an area in kilometres or a speed in miles lacks a word, and nobody knows which",
        tolerates: "what the noun measures only in part: an area of 10 kilometres around a place, a lake of 3 by 2 miles.",
        fail: &[
            text("The lake covers an area of 14 kilometers and is 60 metres deep."),
            text("The train can reach a speed of 320 kilometers."),
        ],
        pass: &[text(
            "The lake covers an area of 14 square kilometers. The grid shed load at a rate of 150 megawatts per minute. An area of 10 kilometers around the plant was closed, one 4 km wide.",
        )],
        sure: true,
        run: dimension,
    },
    Check {
        name: "rate",
        summary: "a speed is not the distance divided by the time",
        severity: Severity::Error,
        why: "of three numbers that determine each other one is often wrong",
        tolerates: "rounding; stops, if the text speaks of them.",
        fail: &[text(
            "The train ran without a stop, covering 308 miles in 240 minutes, at an average speed of 87 mph.",
        )],
        pass: &[text(
            "The train ran without a stop, covering 308 miles in 240 minutes, at an average speed of 77 mph.",
        )],
        sure: true,
        run: rate,
    },
];

static CONVERTED: [Pattern; 5] = [
    Pattern::new(
        r"(?P<before>(?:[^ |]+ ){0,4})@a[m] (?:[a-z]+ )?, (?:i\.e\.|i\.e|that is|that is to say|equivalent to|the equivalent of) ,? ?(?:about |around )?@b[m] (?P<after>[a-z]+)?",
    ),
    Pattern::new(
        r"(?P<before>(?:[^ |]+ ){0,4})@a[m] (?:[a-z]+ )?(?:–|—|-) (?:or |about |around |roughly )*@b[m] (?:–|—|-|,|\.) (?P<after>[a-z]+)?",
    ),
    Pattern::new(
        r"(?P<before>(?:[^ |]+ ){0,4})@a[m] (?:[a-z]+ )?[(\[] (?:or |= |i\.e\. )?@b[m] (?:[a-z]+ )?[)\]] (?P<after>[a-z]+)?",
    ),
    Pattern::new(r"(?P<before>(?:[^ |]+ ){0,4})@a[m] (?:[a-z]+ )?, or @b[m] (?:[a-z]+ )?(?P<after>[a-z]+)?"),
    Pattern::new(r"(?P<before>(?:[^ |]+ ){0,4})@a[m] / @b[m] (?P<after>[a-z]+)?"),
];

/// Two different units of one dimension.
fn converted<'p>(found: &Found<'p>) -> Option<(&'p Mention, &'p Mention, &'p str)> {
    let (a, b) = (found.mention("a")?, found.mention("b")?);
    match (unit(a)?, unit(b)?) {
        (Unit::Measure { dimension, said }, Unit::Measure { dimension: other, said: second })
            if dimension == other && said != second =>
        {
            Some((a, b, dimension.as_str()))
        }
        _ => None,
    }
}

/// Whether the words around say that temperatures are compared.
fn is_difference(found: &Found<'_>) -> bool {
    let before: Vec<&str> = found.words("before").split(' ').filter(|word| !word.is_empty()).collect();
    let led = matches!(before.as_slice(), [.., "by"])
        || before.iter().any(|word| {
            matches!(
                *word,
                "increase" | "decrease" | "difference" | "anomaly" | "risen" | "warmed" | "cooled" | "swing"
            ) || *word == "warming"
                || *word == "cooling" && before.contains(&"of")
                || (*word == "rise" || *word == "drop" || *word == "change") && before.contains(&"of")
        });
    led && (!before.contains(&"to") || before.contains(&"warming") || before.contains(&"cooling"))
        || matches!(
            found.words("after"),
            "above" | "below" | "warmer" | "colder" | "cooler" | "hotter" | "higher" | "lower"
        )
}

fn all<'p>(page: &'p Page<'p>) -> impl Iterator<Item = Found<'p>> {
    CONVERTED.iter().flat_map(|pattern| pattern.all(page))
}

fn temperature(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in all(page) {
        if is_difference(&found) {
            let _ = temperature_of(page, findings, &found);
        }
    }
}

fn is_celsius(number: &Number) -> Option<bool> {
    match &number.unit {
        Unit::Measure { said, .. } if said == "degree Celsius" => Some(true),
        Unit::Measure { said, .. } if said == "degree Fahrenheit" => Some(false),
        _ => None,
    }
}

fn temperature_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (a, b, _) = converted(found)?;
    let (one, other) = (a.number()?, b.number()?);
    let factor = if is_celsius(one)? { Rational::new(9, 5) } else { Rational::new(5, 9) };
    is_celsius(other)?;
    let half = |number: &Number| ratio(number.digit, whole(2));
    let around = |number: &Number| {
        let room = half(number)?;
        Some(Estimate::between(number.stated - room, number.stated + room, Unit::One))
    };
    let computed = around(one)?.times(&Estimate::exactly(factor, Unit::One))?;
    let said = around(other)?;
    if computed.fit(&said) == Fit::Meets || computed.near(&said, 10) {
        return None;
    }
    let (first, second) = (page.text(a.span), page.text(b.span));
    let exact = Estimate::exactly(one.stated * factor, Unit::One).describe(None);
    let scale = if is_celsius(one)? { "Fahrenheit" } else { "Celsius" };
    let labels = vec![at(b, "this is a temperature"), at(a, format!("this is a difference: {exact} degrees {scale}"))];
    findings.add(
        format!("a difference of {first} is not one of {second}"),
        Some(format!("{first} more is {exact} degrees {scale} more")),
        labels,
    )?;
    Some(())
}

fn conversion(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in all(page) {
        let _ = conversion_of(page, findings, &found);
    }
}

fn conversion_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (a, b, dimension) = converted(found)?;
    let (one, other) = (a.number()?, b.number()?);
    if dimension == "temperature" && is_difference(found)
        || dimension == "duration"
        || dimension == "angle"
        || dimension == "data size"
    {
        return None;
    }
    let (source, target) = (estimate(a)?, estimate(b)?);
    let kinds = |word: &str| {
        [one, other].iter().any(|number| matches!(&number.unit, Unit::Measure { said, .. } if said.contains(word)))
    };
    let several = ["ton", "gallon", "ounce", "pint", "cup", "barrel", "bushel"].into_iter().any(kinds);
    let room = if several { 25 } else { 3 };
    if dimension == "temperature" {
        // On the scale from absolute zero everything is near: half a unit of each is allowed, and one on top.
        let widened = target.widened(whole(1))?;
        if source.fit(&widened) != Fit::Apart {
            return None;
        }
    } else if source.fit(&target) != Fit::Apart || source.near(&target, room) {
        return None;
    }
    // One significant digit says little: "3 miles (5 km)".
    let coarse = ratio(one.stated, one.digit).is_some_and(|digits| digits.abs() < whole(10))
        || ratio(one.stated, one.precision).is_some_and(|digits| digits.abs() < whole(10));
    if coarse && dimension != "temperature" && source.near(&target, 10) {
        return None;
    }
    let (first, second) = (page.text(a.span), page.text(b.span));
    let computed = source.describe(Some(other));
    let labels = vec![at(b, "this conversion"), at(a, format!("is {computed}"))];
    findings.add(format!("{first} is not {second}"), Some(format!("{first} is {computed}")), labels)?;
    Some(())
}

static MEASURED: [Pattern; 3] = [
    Pattern::new(
        r"(?P<noun>area|surface|speed|speeds|pace|volume|capacity|height|length|width|depth|altitude|weight|distance) (?:of |was |is |at |reached )(?:about |around |roughly |nearly |almost |some |over |up to |more than |only )*@a[m] (?P<next>[^ ]+) (?P<then>[^ ]+)?",
    ),
    Pattern::new(
        r"(?P<noun>weighs|weighed|weighing) (?:in at )?(?:about |around |roughly |nearly |almost |some |over |up to |more than |only )*@a[m] (?P<next>[^ ]+) (?P<then>[^ ]+)?",
    ),
    Pattern::new(r"@a[m] (?P<noun>tall|deep|high|long|wide|thick) (?P<next>[^ ]+) (?P<then>[^ ]+)?"),
];

/// The dimensions that such a noun is measured in, and what a unit has to measure to be wrong for it.
fn wrong_dimensions(noun: &str) -> &'static [&'static str] {
    match noun {
        "area" | "surface" => &["length", "volume", "mass", "speed", "duration"],
        "speed" | "speeds" | "pace" => &["length", "area", "volume", "mass"],
        "volume" => &["length", "area", "speed"],
        "capacity" => &["length", "area", "speed"],
        "weighs" | "weighed" | "weighing" | "weight" => &["length", "area", "speed", "duration"],
        "height" | "width" | "depth" | "altitude" => &["area", "volume", "speed", "mass"],
        "length" | "distance" => &["area", "volume", "speed", "mass"],
        "tall" | "deep" | "high" | "wide" | "thick" | "long" => &["area", "volume", "speed", "mass"],
        _ => &[],
    }
}

fn dimension(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in MEASURED.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = dimension_of(page, findings, &found);
    }
}

fn dimension_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let measure = found.mention("a")?;
    let Some(Unit::Measure { dimension, said }) = unit(measure) else { return None };
    let noun = found.words("noun");
    let goes_on = matches!(
        found.words("next"),
        "by" | "around"
            | "round"
            | "wide"
            | "long"
            | "radius"
            | "in"
            | "x"
            | "×"
            | "per"
            | "/"
            | "a"
            | "an"
            | "from"
            | "on"
            | "along"
            | "across"
            | "deep"
            | "away"
            | "north"
            | "south"
            | "east"
            | "west"
            | "of"
            | "square"
            | "cubic"
            | "high"
            | "tall"
            | "either"
            | "-"
            | "every"
            | "each"
    ) || matches!(found.words("then"), "per" | "radius" | "an" | "a" | "/");
    // "An area of 14 kilometers and 3", but not "and is 60 metres deep".
    let goes_on = goes_on || found.words("next") == "and" && found.words("then").starts_with('<');
    if goes_on || !wrong_dimensions(noun).contains(&dimension.as_str()) {
        return None;
    }
    let labels = vec![
        at(measure, format!("a {said} measures {dimension}")),
        (found.span("noun")?, "this is no such thing".to_owned()),
    ];
    findings.add(
        format!("{} is no {noun}", page.text(measure.span))
            .replace("no weighs", "no weight")
            .replace("no weighed", "no weight"),
        None,
        labels,
    )?;
    Some(())
}

static RATE: Pattern = Pattern::new(
    r"(?:cover(?:s|ed|ing)?|travel(?:s|led|ed|ling|ing)?|drove|flew|ran|rode|sailed|walked|swam|completed|finished) [^|<]{0,30}@a[m] _in @t[d] _,? ?at (?:an? )?(?:average |mean |constant )?(?:speed |pace )?(?:of )?@v[m] ",
);

/// "1,200 litres in ten minutes, or 150 litres a minute".
static PER: Pattern = Pattern::new(
    r"@a[nmc] (?P<what>[a-z]+ )?(?:[a-z]+ ){0,3}in (?:an? )?@t[d] (?:[a-z]+ )?, (?:or |that is |which is |an average of |about )*@v[nmc] (?P<same>[a-z]+ )?(?:a|an|per|each|every) (?P<per>second|minute|hour|day|week|month|year) ",
);

fn rate(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in RATE.all(page) {
        if let (Some(way), Some(time), Some(speed)) = (found.mention("a"), found.mention("t"), found.mention("v")) {
            let _ = rate_of(page, findings, way, time, speed);
        }
    }
    for found in PER.all(page) {
        let _ = per_time(page, findings, &found);
    }
    for sentence in page.document.analysis.sentences() {
        let _ = rate_framed(page, findings, sentence);
    }
}

fn per_time(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (amount, time, each) = (found.mention("a")?, found.mention("t")?, found.mention("v")?);
    let one = Number::said(whole(1), whole(1), Unit::measure(found.words("per"))?, crate::value::Hedge::None)?;
    let said = found.words("same");
    if unit(amount) != unit(each) || !said.is_empty() && !found.words("what").is_empty() && said != found.words("what")
    {
        return None;
    }
    let times = estimate(time)?.over(&Estimate::of(&one)?)?.in_unit(&Unit::One);
    let computed = estimate(amount)?.over(&times)?.in_unit(unit(each)?);
    let stated = estimate(each)?;
    if computed.fit(&stated) == Fit::Meets || computed.near(&stated, 3) {
        return None;
    }
    let described = computed.describe(each.number());
    let labels = vec![at(each, "this rate"), (amount.span.cover(time.span), format!("is {described}"))];
    findings.add(
        format!("{} in {} is not {}", page.text(amount.span), page.text(time.span), page.text(each.span)),
        Some(format!("{} / {} is {described}", page.text(amount.span), page.text(time.span))),
        labels,
    )?;
    Some(())
}

/// A way, a time and a speed, each the only one of its sentence, of something that travels.
fn rate_framed(page: &Page<'_>, findings: &mut Findings<'_>, sentence: &std::ops::Range<usize>) -> Option<()> {
    let mentions = page.mentions_in(sentence);
    if mentions.len() < 3 {
        return None;
    }
    let of = |wanted: &str| -> Vec<&Mention> {
        mentions
            .iter()
            .filter(|mention| matches!(unit(mention), Some(Unit::Measure { dimension, .. }) if dimension == wanted))
            .collect()
    };
    let (ways, times, speeds) = (of("length"), of("duration"), of("speed"));
    let ([way], [time], [speed]) = (ways.as_slice(), times.as_slice(), speeds.as_slice()) else { return None };
    let document = page.document;
    let words = document.words(sentence.clone()).to_lowercase();
    let travels = [
        "drive", "trip", "journey", "flight", "race", "rode", "ride", "ran ", "run ", "flew", "drove", "walk",
        "travel", "cover", "sail", "swam", "cycl", "cross", "complet", "finish", "lap", "takes", "took", "hik",
    ];
    let odd = [
        "wind",
        "up to",
        "maximum",
        "top speed",
        "limit",
        "as fast as",
        "gust",
        "can reach",
        "reaching",
        "peak",
        "faster",
        "more than",
        "at least",
        "away",
        "stop",
        "after",
        "first",
        "last",
        "between",
        "behind",
        "ahead",
        "radius",
        "north of",
        "south of",
        "east of",
        "west of",
    ];
    let hedged = [way, time, speed].iter().any(|mention| {
        mention.number().is_none_or(|number| number.stated_high.is_some() || number.hedge != crate::value::Hedge::None)
    });
    if hedged || !travels.iter().any(|word| words.contains(word)) || odd.iter().any(|word| words.contains(word)) {
        return None;
    }
    rate_of(page, findings, way, time, speed)
}

fn rate_of(page: &Page<'_>, findings: &mut Findings<'_>, way: &Mention, time: &Mention, speed: &Mention) -> Option<()> {
    let is = |mention: &Mention, wanted: &str| matches!(unit(mention), Some(Unit::Measure { dimension, .. }) if dimension == wanted);
    if !is(way, "length") || !is(speed, "speed") {
        return None;
    }
    let said = estimate(speed)?;
    let computed = estimate(way)?.in_unit(&Unit::One).over(&estimate(time)?.in_unit(&Unit::One))?.in_unit(unit(speed)?);
    if computed.fit(&said) == Fit::Meets || computed.near(&said, 3) {
        return None;
    }
    let (first, second, third) = (page.text(way.span), page.text(time.span), page.text(speed.span));
    let described = computed.describe(speed.number());
    let labels = vec![at(speed, "this speed"), (way.span.cover(time.span), format!("is {described}"))];
    findings.add(
        format!("{first} in {second} is not {third}"),
        Some(format!("{first} / {second} is {described}")),
        labels,
    )?;
    Some(())
}
