//! Times of the day.

use super::page::{Mention, Page};
use super::pattern::{Found, Pattern};
use super::registry::{Check, dated, text};
use super::{Findings, at};
use crate::lang::syntax::Severity;
use crate::source::Span;
use crate::value::{Clock, TimeExpression, Value};

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "timezone",
        summary: "a time and its conversion to another zone do not agree",
        severity: Severity::Error,
        why: "conversions between zones go wrong by an hour or in the wrong direction",
        tolerates: "standard time said in summer; zones whose abbreviation means several.",
        fail: &[dated("2020-01-14", "The probe will fire its engine at 10 a.m. EST (1400 GMT), the agency said.")],
        pass: &[
            dated("2020-01-14", "The probe will fire its engine at 10 a.m. EST (1500 GMT), the agency said."),
            dated("2018-07-10", "The launch is set for 9 a.m. EDT (1300 GMT)."),
        ],
        sure: true,
        run: zone,
    },
    Check {
        name: "part-of-day",
        summary: "\"3 p.m. in the morning\"",
        severity: Severity::Error,
        why: "a.m. and p.m. are easily exchanged",
        tolerates: "hours at the edge: 5 p.m. is afternoon or evening.",
        fail: &[text("The bell rang at 3 p.m. in the morning.")],
        pass: &[text("The bell rang at 3 a.m. in the morning, and at 5 p.m. in the afternoon.")],
        sure: true,
        run: part,
    },
];

/// "8:40 p.m. Eastern Daylight Time (0040 GMT)".
static AMERICAN: Pattern = Pattern::new(
    r"@a[T] (?P<own>eastern|central|mountain|pacific) (?P<season>daylight|standard) time [(,] (?:or )?@h[nD] (?:gmt|utc) ",
);

static PAIRS: [Pattern; 3] = [
    Pattern::new(r"@h[nD] (?P<zone>gmt|utc) [(,] (?:or )?@a[T] "),
    Pattern::new(r"@a[T] [(,] (?:or )?@b[T] "),
    Pattern::new(r"@a[T] [(,] (?:or )?@h[nD] (?P<zone>gmt|utc) "),
];

/// The minutes of a time after midnight, and of its zone east of Greenwich.
fn time(mention: &Mention) -> Option<(i64, i64, &str)> {
    let Value::Time(TimeExpression::At { clock, zone: Some(zone) }) = &mention.value else { return None };
    Some((minutes(*clock), i64::from(zone.minutes), zone.name.as_str()))
}

fn minutes(clock: Clock) -> i64 {
    i64::from(clock.time.hour()) * 60 + i64::from(clock.time.minute())
}

fn zone(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in AMERICAN.all(page) {
        let _ = american(page, findings, &found);
    }
    for found in PAIRS.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = zone_of(page, findings, &found);
    }
}

/// "1400" in "1400 GMT", as minutes: four figures without a colon.
fn four_figures(page: &Page<'_>, mention: &Mention) -> Option<i64> {
    let figures = page.text(mention.span);
    if figures.len() != 4 || !figures.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, rest) = figures.split_at(2);
    let (hours, rest): (i64, i64) = (hours.parse().ok()?, rest.parse().ok()?);
    (hours < 24 && rest < 60).then_some(hours * 60 + rest)
}

/// A time whose zone is written out; it says itself whether it is summer.
fn american(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (time, other) = (found.mention("a")?, found.mention("h")?);
    let Value::Time(TimeExpression::At { clock, zone: None }) = &time.value else { return None };
    let west = match found.words("own") {
        "eastern" => 5,
        "central" => 6,
        "mountain" => 7,
        _ => 8,
    };
    let summer = i64::from(found.words("season") == "daylight");
    let right = (minutes(*clock) + (west - summer) * 60).rem_euclid(24 * 60);
    if four_figures(page, other)? == right {
        return None;
    }
    let shown = format!("{:02}:{:02} GMT", right / 60, right % 60);
    let labels = vec![at(time, format!("is {shown}")), at(other, "this conversion")];
    findings.add(
        format!("{} is {shown}, not {}", page.text(time.span), page.text(other.span)),
        Some(format!("this zone is {} hours behind GMT", west - summer)),
        labels,
    )?;
    Some(())
}

fn zone_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let one = found.mention("a")?;
    let (here, east, name) = time(one)?;
    let (other, there, far, far_name) = match (found.mention("b"), found.mention("h")) {
        (Some(other), _) => {
            let (there, far, name) = time(other)?;
            (other, there, far, name)
        }
        (_, Some(other)) => (other, four_figures(page, other)?, 0, "GMT"),
        _ => return None,
    };
    let several = |name: &str| matches!(name, "CST" | "IST" | "BST" | "ET" | "CT" | "MT" | "PT");
    let summer = page.dateline().is_none_or(|day| (3..=11).contains(&day.month()));
    let off = (here - east - there + far).rem_euclid(24 * 60);
    // "EST" said in summer means the clock of the day.
    let standard = |name: &str| name.len() >= 3 && name.ends_with("ST");
    let hour = (off == 60 || off == 23 * 60) && (standard(name) || standard(far_name));
    if off == 0 || several(name) || several(far_name) || hour && summer {
        return None;
    }
    let right = (here - east + far).rem_euclid(24 * 60);
    let shown = format!("{:02}:{:02} {far_name}", right / 60, right % 60);
    let labels = vec![at(one, format!("is {shown}")), at(other, "this conversion")];
    findings.add(
        format!("{} is {shown}, not {}", page.text(one.span), page.text(other.span)),
        Some(format!("{name} is {} minutes from {far_name}", east - far)),
        labels,
    )?;
    Some(())
}

fn part(page: &Page<'_>, findings: &mut Findings<'_>) {
    for mention in &page.mentions {
        let _ = part_of(page, findings, mention);
    }
    for found in PARTED.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = parted(page, findings, &found);
    }
}

/// A time of the clock, and the part of the day that it is said to be in.
static PARTED: [Pattern; 5] = [
    Pattern::new(r"(?:at|around|about|by) @t[T] (?:on )?@d[D] (?P<part>morning|afternoon|evening) "),
    Pattern::new(r"@t[T] (?:[a-z]+ )?(?:in|during) the (?:early |late |mid-)?(?P<part>morning|afternoon|evening) "),
    Pattern::new(
        r"(?P<part>morning|afternoon|evening|breakfast|dinner|supper|sunrise|sunset|dawn|dusk)(?: here| there)? ,? ?(?:at|around|about) @t[T] ",
    ),
    Pattern::new(r"@d[D] ,? ?(?P<named>at|around|about) @t[T] "),
    Pattern::new(r"(?:at|around|about|by) @t[T] (?:on )?@d[D] (?P<named>[.,a-z])"),
];

fn parted(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let time = found.mention("t")?;
    let Value::Time(TimeExpression::At { clock, zone: None }) = &time.value else { return None };
    let words = page.text(time.span).to_lowercase();
    // Without a.m. or p.m. nine may be either.
    let marked = ["a.m", "am", "p.m", "pm"].iter().any(|mark| words.contains(mark)) || clock.time.hour() > 12;
    let (part, span) = if found.has("named") {
        let day = found.mention("d")?;
        let said = page.text(day.span).to_lowercase();
        let part = ["morning", "afternoon", "evening"].into_iter().find(|part| said.ends_with(part))?;
        (part.to_owned(), day.span)
    } else {
        (found.words("part").to_owned(), found.span("part")?)
    };
    let hours = match part.as_str() {
        "morning" | "breakfast" | "sunrise" | "dawn" => 0..=12,
        "afternoon" => 12..=18,
        "evening" | "dinner" | "supper" | "sunset" | "dusk" => 15..=24,
        _ => return None,
    };
    // Those who eat late, and nights that are called evenings, are left alone.
    let hour = i64::from(clock.time.hour());
    if !marked
        || hours.contains(&hour)
        || matches!(part.as_str(), "evening" | "dinner" | "supper" | "sunset" | "dusk") && (hour < 4 || hour == 12)
    {
        return None;
    }
    findings.add(
        format!("{} is not in the {part}", page.text(time.span)),
        None,
        vec![at(time, "this time"), (span, "is not then".to_owned())],
    )?;
    Some(())
}

/// A time whose words name a part of the day beside a.m. or p.m.: the reader of values takes them in.
fn part_of(page: &Page<'_>, findings: &mut Findings<'_>, mention: &Mention) -> Option<()> {
    let Value::Time(TimeExpression::At { zone: None, .. }) = &mention.value else { return None };
    let words = page.text(mention.span).to_lowercase();
    let half = [("a.m.", true), ("am", true), ("p.m.", false), ("pm", false)];
    let (mark, early) = half.into_iter().find(|(mark, _)| words.contains(mark))?;
    let digits: String = words.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let hour = digits.parse::<i64>().ok().filter(|hour| (1..=12).contains(hour))? % 12 + if early { 0 } else { 12 };
    let (name, hours) = [("morning", 0..=12), ("afternoon", 12..=18), ("evening", 16..=23)]
        .into_iter()
        .find(|(name, _)| words.ends_with(name))?;
    if hours.contains(&hour) {
        return None;
    }
    let cut = mention.span.start + u32::try_from(words.find(mark)? + mark.len()).ok()?;
    let (time, part) = (Span { end: cut, ..mention.span }, Span { start: cut + 1, ..mention.span });
    findings.add(
        format!("{} is not in the {name}", page.text(time)),
        None,
        vec![(time, "this time".to_owned()), (part, "is not then".to_owned())],
    )?;
    Some(())
}
