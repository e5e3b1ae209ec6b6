//! Dates against the calendar.

use super::page::{Mention, Page};
use super::pattern::{Found, Pattern};
use super::registry::{Check, dated, text};
use super::{Findings, Fix, at};
use crate::lang::syntax::Severity;
use crate::source::Span;
use crate::value::{DateExpression, DateUnit, TimeExpression, Value, days_between};
use jiff::civil::{Date, Weekday};

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "impossible-date",
        summary: "a date that no calendar has",
        severity: Severity::Error,
        why: "30 February is a typing error in the day or in the month",
        tolerates: "29 February where the year is a leap year or not given.",
        fail: &[text("Applications must reach the office by June 31, with receipts.")],
        pass: &[text(
            "Applications must reach the office by June 30, with receipts. The concert was on February 29, 2020.",
        )],
        sure: true,
        run: impossible,
    },
    Check {
        name: "relative-day",
        summary: "\"yesterday\" or \"last Friday\" is not the day that stands beside it",
        severity: Severity::Error,
        why: "texts are published a day later than they were written for",
        tolerates: "\"next Friday\" in both readings.",
        fail: &[dated("2018-10-15", "The bridge was closed again last Friday (October 11), after an alarm.")],
        pass: &[
            dated("2018-10-15", "The bridge was closed again last Friday (October 12), after an alarm."),
            dated("2019-12-31", "The shop closes for good tomorrow (January 1)."),
        ],
        sure: true,
        run: relative,
    },
    Check {
        name: "weekday-date",
        summary: "a date does not fall on the weekday that stands with it",
        severity: Severity::Error,
        why: "either the day or the date is wrong, and readers come on the wrong one",
        tolerates: "a date without a year may be of this year, the one before and the next, and of any year that the text names.",
        fail: &[
            text("The board voted on Friday, Sept. 22, 2018, to lease the old customs house."),
            dated("2018-06-09", "The meeting on Friday, June 5, was short."),
        ],
        pass: &[
            text("The board voted on Saturday, Sept. 22, 2018, to lease the old customs house."),
            dated(
                "2023-01-03",
                "The last ferry left on Saturday, 31 December. A tender closes on 3 April, also a Monday.",
            ),
        ],
        sure: true,
        run: weekday,
    },
    Check {
        name: "period-name",
        summary: "a quarter, decade or century does not contain the date that it is said to",
        severity: Severity::Error,
        why: "the 19th century ended with the year 1900",
        tolerates: "fiscal years: quarters are compared only where the text says that the year is the calendar's.",
        fail: &[
            text(
                "Orders rose in the second quarter, which ended on March 31, 2019. The company's year runs from January to December.",
            ),
            text("The bridge was built in the 19th century, in 1912."),
        ],
        pass: &[
            text("Revenue in the first quarter, which ended on 30 June, rose. The fiscal year begins on 1 April."),
            text("The bridge was built in the 20th century, in 1912."),
        ],
        sure: true,
        run: period,
    },
];

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn name(day: i8) -> &'static str {
    usize::try_from(day - 1).ok().and_then(|index| WEEKDAYS.get(index)).copied().unwrap_or_default()
}

fn day_of(date: Date) -> i8 {
    Weekday::to_monday_one_offset(date.weekday())
}

fn impossible(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in HOURS.all(page) {
        let _ = no_such_hour(page, findings, &found);
    }
    for mention in &page.mentions {
        let reason = match &mention.value {
            Value::Date(DateExpression::Impossible(reason)) | Value::Time(TimeExpression::Impossible(reason)) => reason,
            _ => continue,
        };
        let words = page.text(mention.span);
        // The month and the day, each at its place.
        let split = words.find([' ', '\u{a0}', ':']).unwrap_or(words.len());
        let (first, last) = (
            Span::new(mention.span.start as usize, mention.span.start as usize + split),
            Span::new(mention.span.start as usize + split, mention.span.end as usize),
        );
        let mut labels = vec![(first, "this date".to_owned())];
        if split + 1 < words.len() {
            let start =
                last.start as usize + words.get(split..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            labels.push((Span::new(start, last.end as usize), "does not exist".to_owned()));
        }
        findings.add(format!("no calendar has {words}: {reason}"), None, labels);
    }
}

/// "At 25:10": hours and minutes that no clock shows, where a time is told.
static HOURS: Pattern =
    Pattern::new(r"(?:at|until|till|from|by|before|after|since) (?P<hour>[0-9]{2}:[0-9]{2}) (?P<next>[^ ]+)");

fn no_such_hour(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let span = found.span("hour")?;
    let (hours, minutes) = page.text(span).split_once(':')?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    // 24:00 is midnight, and a time of a race may have any number of minutes.
    let race = matches!(found.words("next"), "minutes" | "hours" | "seconds" | "into" | "mark" | "-" | "to");
    if race || (hours < 24 && minutes < 60) || (hours == 24 && minutes == 0) || hours > 29 && minutes < 60 {
        return None;
    }
    let cut = span.start + 2;
    let labels = vec![
        (Span { end: cut, ..span }, "this time".to_owned()),
        (Span { start: cut + 1, ..span }, "does not exist".to_owned()),
    ];
    findings.add(format!("no clock shows {}", page.text(span)), None, labels)?;
    Some(())
}

static BESIDE: [Pattern; 2] = [Pattern::new(r"@a[D] \( @b[D] \)"), Pattern::new(r"@a[D] , @b[D] [.,;]")];

fn relative(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in BESIDE.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = relative_of(page, findings, &found);
    }
}

fn relative_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    page.dateline()?;
    let (said, date) = (found.mention("a")?, found.mention("b")?);
    let (counted, given) = (page.days(said)?.as_day()?, page.days(date)?.as_day()?);
    let bracketed = page.shape.get(found.range()).is_some_and(|words| words.contains('('));
    let (fits, distance) = match (said.date()?, date.date()?) {
        (DateExpression::Offset { unit: DateUnit::Day, .. }, DateExpression::Weekday { day, .. }) => {
            (day_of(counted) == *day, 0)
        }
        (
            DateExpression::Offset { unit: DateUnit::Day, .. },
            DateExpression::NoYear { .. } | DateExpression::Absolute(_),
        ) => (counted == given, 0),
        (DateExpression::Weekday { day, direction }, DateExpression::NoYear { .. } | DateExpression::Absolute(_))
            if bracketed || *direction != 0 =>
        {
            (day_of(given) == *day, days_between(counted, given).abs())
        }
        _ => return None,
    };
    if fits && distance <= 14 {
        return None;
    }
    let labels = vec![
        at(said, format!("this is {}", in_words(counted))),
        at(date, format!("this is {}, a {}", in_words(given), name(day_of(given)))),
    ];
    findings.add(format!("{} is not {}", page.text(said.span), page.text(date.span)), None, labels)?;
    Some(())
}

fn in_words(date: Date) -> String {
    crate::value::day_in_words(date)
}

static APPOSED: Pattern = Pattern::new(
    r"@d[D] ,? ?(?:(?:which |that )?(?:is|was|will be|falls on|fell on|falls|fell|happens to be|happened to be) )?(?:also )?(?:an?|on an?) @w[D] ",
);
/// "Monday, the 18th of June", "on the Tuesday, May 4": the day before its date.
static BEFORE: Pattern = Pattern::new(r"@w[D] ,? ?(?:the )?@d[D] ");

fn weekday(page: &Page<'_>, findings: &mut Findings<'_>) {
    for mention in &page.mentions {
        let Some(day) = mention.weekday else { continue };
        let words = page.text(mention.span);
        let Some(start) = words.to_lowercase().find(|c: char| c.is_alphabetic()) else { continue };
        // The weekday's own word, wherever it stands in the date.
        let found = words.char_indices().map(|(at, _)| at).filter(|&at| at >= start).find(|&at| {
            words.get(at..).is_some_and(|rest| {
                WEEKDAYS.iter().any(|name| name.get(..3).is_some_and(|short| rest.starts_with(short)))
            })
        });
        let Some(from) = found else { continue };
        let length = words.get(from..).map_or(0, |rest| rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()));
        let begin = mention.span.start as usize + from;
        let own = Span::new(begin, begin + length);
        let rest = if from == 0 {
            let skipped = words.get(length..).map_or(0, |rest| rest.find(|c: char| c.is_alphanumeric()).unwrap_or(0));
            Span::new(begin + length + skipped, mention.span.end as usize)
        } else {
            Span::new(mention.span.start as usize, begin)
        };
        let _ = weekday_of(page, findings, mention, day, own, rest);
    }
    for found in APPOSED.all(page).chain(BEFORE.all(page)) {
        let Some((mention, named)) = found.mention("d").zip(found.mention("w")) else { continue };
        if let Some(DateExpression::Weekday { day, direction: 0 }) = named.date()
            && mention.weekday.is_none()
        {
            let _ = weekday_of(page, findings, mention, *day, named.span, mention.span);
        }
    }
}

fn weekday_of(
    page: &Page<'_>,
    findings: &mut Findings<'_>,
    mention: &Mention,
    day: i8,
    own: Span,
    rest: Span,
) -> Option<()> {
    let date = match mention.date()? {
        DateExpression::Absolute(span) => span.as_day()?,
        DateExpression::NoYear { first: (month, Some(day_of_month)), last }
            if *last == (*month, Some(*day_of_month)) =>
        {
            let dateline = page.dateline()?;
            let near = (-1..=1).map(|years| dateline.year() + years);
            let named = page.mentions.iter().filter_map(|other| match other.date() {
                Some(DateExpression::Absolute(span)) => span.first.map(|first| first.year()),
                _ => None,
            });
            let fits = |year: i16| {
                Date::new(year, *month, *day_of_month).is_ok_and(|date| day_of(date) == day)
                    && (year == dateline.year() || others_fit(page, mention, year))
            };
            if near.chain(named).any(fits) {
                return None;
            }
            page.days(mention)?.as_day()?
        }
        _ => return None,
    };
    // The calendar that is in use today is younger than these.
    if day_of(date) == day || date.year() < 1753 {
        return None;
    }
    let right = name(day_of(date));
    let site = findings.site(own);
    let labels =
        vec![(own, "this weekday".to_owned()), (rest, format!("was a {right}").replace("was", tense(page, date)))];
    let finding = findings.add(
        format!("{} is a {right}, not a {}", page.text(rest).trim_end_matches([',', ' ']), name(day)),
        None,
        labels,
    )?;
    finding.fix = Some(Fix { safe: false, title: format!("write {right}"), site, text: right.to_owned() });
    Some(())
}

/// Whether the other weekdays of the sentence would fall on their dates in that year: one sentence is of one year.
fn others_fit(page: &Page<'_>, mention: &Mention, year: i16) -> bool {
    let sentence = page.document.sentence(mention.tokens.start);
    let others = page.mentions_in(&sentence).iter().filter(|other| other.span != mention.span);
    others.filter_map(|other| Some((other.weekday?, other.date()?))).all(|(day, date)| match date {
        DateExpression::NoYear { first: (month, Some(day_of_month)), last }
            if *last == (*month, Some(*day_of_month)) =>
        {
            Date::new(year, *month, *day_of_month).is_ok_and(|date| day_of(date) == day)
        }
        _ => true,
    })
}

fn tense(page: &Page<'_>, date: Date) -> &'static str {
    if page.dateline().is_some_and(|dateline| date > dateline) { "is" } else { "was" }
}

static QUARTER: Pattern = Pattern::new(r"@q[D] ,? ?(?:which |that )?(?:ended|ends|ending) (?:on )?@e[D] ");
static CENTURY: [Pattern; 5] = [
    Pattern::new(
        r"(?:of|from) the @c[D] , (?:it |which )?(?:was|were) (?:begun|built|made|finished|painted|written|founded|completed|opened) in @y[D] ",
    ),
    Pattern::new(r"in the @c[D] , (?:in|on) @y[D] "),
    Pattern::new(
        r"(?:of|in|from|to|during) the @c[D] (?:[a-z]+ )?[:;(] (?:it |he |she |they )?(?:was |were |had been )?(?:[a-z]+ ){0,3}(?:in|on) @y[D] [.,;)] ",
    ),
    Pattern::new(
        r"(?:dates|dating|is|was) (?:from|of|back to) the @c[D] [:;,(] (?:and )?(?:it )?(?:was |were )(?:[a-z]+ ){1,3}(?:in|on) @y[D] [.,;)] ",
    ),
    Pattern::new(r"(?:\| |# )in the (?:[a-z]+ )?@c[D] , (?:with|when) [^|<,;]{2,50}in @y[D] [.,;] "),
];
/// "The first quarter, from January to June": a quarter has three months, wherever the year begins.
static MONTHS: Pattern = Pattern::new(r"@q[D] [,(] (?P<months>from|january|april|july|october)? ?@e[D] ");

fn period(page: &Page<'_>, findings: &mut Findings<'_>) {
    let calendar = ["from <D", "calendar year", "january to december"].iter().any(|words| page.shape.contains(words))
        && page.mentions.iter().any(|mention| page.text(mention.span).to_lowercase().contains("january to december"))
        || page.shape.contains("calendar year");
    for found in QUARTER.all(page).filter(|_| calendar) {
        let _ = quarter_of(page, findings, &found);
    }
    for found in CENTURY.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = century_of(page, findings, &found);
    }
    for found in MONTHS.all(page) {
        let _ = quarter_of(page, findings, &found);
    }
}

fn quarter_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (quarter, end) = (found.mention("q")?, found.mention("e")?);
    let words = page.text(quarter.span).to_lowercase();
    let index = ["first", "second", "third", "fourth"].iter().position(|ordinal| words.contains(ordinal))?;
    if !words.contains("quarter") {
        return None;
    }
    if found.has("months") || !page.shape.get(found.range())?.contains(" end") {
        return months_of(page, findings, quarter, end);
    }
    let month = match end.date()? {
        DateExpression::NoYear { last, .. } => last.0,
        DateExpression::Absolute(span) => span.last?.month(),
        _ => return None,
    };
    let expected = i8::try_from(index * 3 + 3).ok()?;
    if month == expected {
        return None;
    }
    let labels = vec![at(quarter, "this quarter"), at(end, "does not end then")];
    findings.add(
        format!("the {} of a calendar year does not end on {}", words.trim_start_matches("the "), page.text(end.span)),
        None,
        labels,
    )?;
    Some(())
}

/// A stretch of months that is not as long as a quarter.
fn months_of(page: &Page<'_>, findings: &mut Findings<'_>, quarter: &Mention, months: &Mention) -> Option<()> {
    let DateExpression::NoYear { first: (first, None), last: (last, None) } = months.date()? else { return None };
    let count = (last - first).rem_euclid(12) + 1;
    if count == 3 || first == last {
        return None;
    }
    let labels = vec![at(months, format!("these are {count} months")), at(quarter, "a quarter has three")];
    findings.add(format!("{} is no quarter of a year", page.text(months.span)), None, labels)?;
    Some(())
}

fn century_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (period, date) = (found.mention("c")?, found.mention("y")?);
    let words = page.text(period.span).to_lowercase();
    if !(words.contains("century") || words.ends_with("0s")) {
        return None;
    }
    let (all, one) = (page.days(period)?, page.days(date)?);
    // The year 1900 is counted to either century.
    let near = all.first.zip(one.last).is_some_and(|(first, last)| (first.year() - last.year()).abs() <= 1)
        || all.last.zip(one.first).is_some_and(|(last, first)| (first.year() - last.year()).abs() <= 1);
    if all.overlaps(&one) || near {
        return None;
    }
    let labels = vec![at(period, "this period"), at(date, "lies outside of it")];
    findings.add(
        format!("{} is not in the {}", page.text(date.span), words.trim_start_matches("the ")),
        None,
        labels,
    )?;
    Some(())
}
