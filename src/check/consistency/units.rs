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

static CONVERTED: [Pattern; 3] = [
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
            matches!(*word, "increase" | "decrease" | "difference" | "anomaly")
                || matches!(*word, "warming" | "cooling") && before.contains(&"of")
                || (*word == "rise" || *word == "drop" || *word == "change") && before.contains(&"of")
        });
    led && !before.contains(&"to")
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

static RATE: Pattern = Pattern::new(
    r"(?:cover(?:s|ed|ing)?|travel(?:s|led|ed|ling|ing)?|drove|flew|ran|rode|sailed|walked|swam|completed|finished) [^|<]{0,30}@a[m] _in @t[d] _,? ?at (?:an? )?(?:average |mean |constant )?(?:speed |pace )?(?:of )?@v[m] ",
);

fn rate(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in RATE.all(page) {
        let _ = rate_of(page, findings, &found);
    }
}

fn rate_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (way, time, speed) = (found.mention("a")?, found.mention("t")?, found.mention("v")?);
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
