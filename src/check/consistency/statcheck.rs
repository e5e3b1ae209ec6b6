//! Tests of significance against the probability that is reported with them.

use super::page::Page;
use super::registry::{Check, text};
use super::tails::{Bounds, Test, two_sided};
use super::tolerance::ratio;
use super::{Findings, Label};
use crate::lang::syntax::Severity;
use crate::source::Span;
use crate::value::Rational;
use num_traits::{CheckedSub, Signed, Zero};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The checks of this family.
pub const CHECKS: &[Check] = &[Check {
    name: "statcheck",
    summary: "the p-value of a test is not that of its statistic and degrees of freedom",
    severity: Severity::Error,
    why: "one in eight papers has such an error that changes what is significant (Nuijten and others, 2016, Behavior Research Methods 48, 1205-1226)",
    tolerates: "rounding of the statistic and of p. A probability that fits a one-sided test is right where the text speaks of one, and else a warning; degrees of freedom that are no whole numbers are tried both ways for t and left alone for F.",
    fail: &[
        text("Sleep improved more in the group with lamps, t(28) = 2.20, p = .01, than in the control group."),
        text("There was an effect of age, F(2, 45) = 3.10, p < .05, and none of sex, χ²(1, N = 80) = 1.20, p = .27."),
    ],
    pass: &[
        text("Sleep improved more in the group with lamps, t(28) = 2.20, p = .036, than in the control group."),
        text(
            "The one-tailed test for waking time was significant, t(58) = 1.80, p = .038; mood was not, r(48) = .20, p > .05, z = 1.10, p = .27.",
        ),
    ],
    sure: false,
    run: statistics,
}];

/// A result as journals print it: `t(28) = 2.20, p = .036`, with effect sizes between the two.
static RESULT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<all>\b(?P<test>t|F|r|z|Z|χ2|χ²|Χ2|Χ²|X2|X²|[Cc]hi-?[Ss]quared?)",
        r"(?:\s?\(\s?(?P<one>\d{1,5}(?:\.\d+)?)\s?(?:,\s?(?:[Nn]\s?=\s?)?(?P<two>\d{1,6}(?:\.\d+)?)\s?)?\))?",
        r"\s?=\s?(?P<value>[-−–]?\d{0,6}(?:\.\d+)?))",
        r"(?:[,;]\s?[^,;().]{0,14}=\s?[-−–]?\d*\.?\d+){0,2}[,;]\s?(?P<p>[pP]\s?(?P<sign>[=<>≤])\s?(?P<level>0?\.\d+))",
    ))
    .ok()
});

fn statistics(page: &Page<'_>, findings: &mut Findings<'_>) {
    let words = page.document.article.text.as_str();
    // No text without a p-value has a test.
    if !words.contains("p =")
        && !words.contains("p <")
        && !words.contains("p=")
        && !words.contains("p<")
        && !words.contains("p >")
    {
        return;
    }
    for found in RESULT.iter().flat_map(|regex| regex.captures_iter(words)) {
        let _ = result_of(words, findings, &found);
    }
}

/// A printed decimal, and half a unit of its last digit.
fn decimal(words: &str) -> Option<(Rational, Rational)> {
    let plain: String = words.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let (whole, rest) = plain.split_once('.').unwrap_or((plain.as_str(), ""));
    let unit = 10i128.checked_pow(u32::try_from(rest.len()).ok()?)?;
    let digits: i128 = format!("{whole}{rest}").parse().ok()?;
    Some((Rational::new(digits, unit), Rational::new(1, unit.checked_mul(2)?)))
}

/// The probabilities that a printed statistic allows: it falls as the statistic grows.
fn allowed(test: Test, statistic: Rational, half: Rational) -> Option<Bounds> {
    let near = statistic.checked_sub(&half)?.max(Rational::zero());
    let far = two_sided(test, statistic + half);
    // A correlation of 1 has none left.
    Some(two_sided(test, near)?.hull(far.or_else(|| Bounds::of(Rational::zero()))?))
}

fn tests(found: &Captures<'_>) -> Option<Vec<Test>> {
    let freedom = |name: &str| found.name(name).map(|group| group.as_str());
    let whole = |words: &str| words.parse::<u32>().ok().filter(|&freedom| freedom > 0);
    match (found.name("test")?.as_str(), freedom("one"), freedom("two")) {
        ("t", Some(one), None) => match one.split_once('.') {
            Some((floor, _)) => Some(vec![Test::T(whole(floor)?), Test::T(whole(floor)? + 1)]),
            None => Some(vec![Test::T(whole(one)?)]),
        },
        ("F", Some(one), Some(two)) => Some(vec![Test::F(whole(one)?, whole(two)?)]),
        ("r", Some(one), None) => Some(vec![Test::R(whole(one)?)]),
        ("z" | "Z", None, None) => Some(vec![Test::Z]),
        ("t" | "F" | "r" | "z" | "Z", ..) => None,
        (_, Some(one), _) => Some(vec![Test::Chi(whole(one)?)]),
        _ => None,
    }
}

/// How a computed probability lies to a reported one.
fn agrees(computed: Bounds, sign: &str, level: Rational, half: Rational) -> Option<bool> {
    let reported = Bounds::of(level)?;
    Some(match sign {
        "=" => {
            let (low, high) = (Bounds::of((level - half).max(Rational::zero()))?, Bounds::of(level + half)?);
            !computed.below(low) && !high.below(computed)
        }
        ">" => !computed.below(reported),
        _ => !reported.below(computed),
    })
}

fn result_of(words: &str, findings: &mut Findings<'_>, found: &Captures<'_>) -> Option<()> {
    let (all, p) = (found.name("all")?, found.name("p")?);
    let (statistic, half) = decimal(found.name("value")?.as_str())?;
    let (level, level_half) = decimal(found.name("level")?.as_str())?;
    if level.is_negative() || level > Rational::from_integer(1) {
        return None;
    }
    let tests = tests(found)?;
    let bounds: Option<Vec<Bounds>> = tests.iter().map(|&test| allowed(test, statistic, half)).collect();
    let computed = bounds?.into_iter().reduce(Bounds::hull)?;
    let sign = found.name("sign")?.as_str();
    if agrees(computed, sign, level, level_half)? {
        return None;
    }
    let directed = matches!(tests.first()?, Test::T(_) | Test::R(_) | Test::Z)
        && agrees(computed.half(), sign, level, level_half)?;
    let told =
        ["one-tailed", "one-sided", "one tailed", "one sided", "1-tailed", "directional", "Bonferroni", "corrected"];
    if directed && told.iter().any(|word| words.contains(word)) {
        return None;
    }
    let exact = two_sided(*tests.first()?, statistic)?;
    let shown = exact.shown(3)?;
    let shown = if shown == ".000" { String::from("< .001") } else { format!("= {shown}") };
    let decisive = agrees(computed, ">", ratio(Rational::from_integer(1), Rational::from_integer(20))?, level_half)?;
    let labels: Vec<Label> = vec![
        (Span::new(p.start(), p.end()), "this probability".to_owned()),
        (Span::new(all.start(), all.end()), format!("has p {shown}")),
    ];
    let severity = if directed { Severity::Warning } else { Severity::Error };
    let hint = if directed { ", unless the test is one-sided" } else { "" };
    findings.add_at(
        severity,
        format!("{} has p {shown}, not {}{hint}", all.as_str(), p.as_str()),
        Some(format!(
            "two-sided p {shown}, {} at the level of .05",
            if decisive { "not significant" } else { "significant" }
        )),
        labels,
    )?;
    Some(())
}
