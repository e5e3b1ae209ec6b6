//! Stretches of time against the dates that they lie between.

use super::page::{Mention, Page};
use super::pattern::{Found, Pattern};
use super::registry::{Check, dated};
use super::tolerance::is_hedged;
use super::{Findings, Label, at};
use crate::lang::syntax::Severity;
use crate::nlp::{Upos, inflect};
use crate::value::{DateExpression, DateSpan, DateUnit, Hedge, Number, Unit, days_between};
use jiff::civil::{Date, date};

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "duration-span",
        summary: "a \"three-day\" event has dates that are two days apart, or the like",
        severity: Severity::Error,
        why: "dates are moved, and the length stays",
        tolerates: "counting the first day or not; a few days in weeks.",
        fail: &[
            dated(
                "2018-03-15",
                "Ministers will hold a three-day meeting in Innsbruck on 21-22 March to discuss tolls.",
            ),
            dated(
                "2023-10-09",
                "Miners went back to work on Monday. The walkout began on September 4.\n\nThe seven-week strike cost the company $22 million.",
            ),
        ],
        pass: &[
            dated("2018-03-15", "Ministers will hold a two-day meeting in Innsbruck on 21-22 March to discuss tolls."),
            dated(
                "2023-10-09",
                "Miners went back to work on Monday. The walkout began on September 4.\n\nThe five-week strike cost the company $22 million.",
            ),
        ],
        sure: true,
        run: duration,
    },
    Check {
        name: "elapsed-years",
        summary: "\"in the 12 years since\" does not fit the year",
        severity: Severity::Error,
        why: "an old text is used again, and the number of years with it",
        tolerates: "full years and years begun; texts without a date.",
        fail: &[
            dated("2018-10-04", "In the 12 years since the fire of 2003, the old quarter has been rebuilt."),
            dated(
                "2023-02-01",
                "The main mirror was cast in 1996 by a firm in Jena. Now, 37 years after the casting, it is to be coated again.",
            ),
        ],
        pass: &[
            dated("2018-10-04", "In the 15 years since the fire of 2003, the old quarter has been rebuilt."),
            dated(
                "2018-01-30",
                "It is 15 years since the ship was ordered, in November 2002. A minister promised it in 2011, six years ago.",
            ),
        ],
        sure: true,
        run: elapsed,
    },
    Check {
        name: "anniversary",
        summary: "an anniversary does not fit the year of the event",
        severity: Severity::Error,
        why: "round anniversaries are looked forward to, and miscounted",
        tolerates: "a year to either side where the text does not date the celebration; numbered editions, which begin with one.",
        fail: &[dated(
            "2018-09-14",
            "Some 3,000 people are expected on Saturday for the 60th anniversary of the storm of 1968.",
        )],
        pass: &[dated(
            "2018-09-14",
            "Some 3,000 people are expected on Saturday for the 50th anniversary of the storm of 1968. The 10th annual fair, first held in 2009, opens on Friday.",
        )],
        sure: true,
        run: anniversary,
    },
    Check {
        name: "gap-phrase",
        summary: "\"less than a week later\" does not fit the two dates",
        severity: Severity::Error,
        why: "the gap is judged by feel, the dates are on record",
        tolerates: "a seventh of the time for a plain \"a week later\"; what counts from another event.",
        fail: &[dated(
            "2023-09-18",
            "The ministers had agreed in Ghent on 6 September and announced it in Porto on 15 September, less than a week later.",
        )],
        pass: &[dated(
            "2023-09-18",
            "The ministers had agreed in Ghent on 6 September and announced it in Porto on 15 September, less than a fortnight later.",
        )],
        sure: true,
        run: gap,
    },
];

/// The unit of a duration as it was said.
fn said(number: &Number) -> Option<&str> {
    match &number.unit {
        Unit::Measure { dimension, said, .. } if dimension == "duration" => Some(said),
        _ => None,
    }
}

/// The first and last day of a date, whose year does not matter for its length.
fn days_of(page: &Page<'_>, mention: &Mention) -> Option<(Date, Date)> {
    let year = page.dateline().unwrap_or(date(2001, 7, 1));
    let span = mention.date()?.resolve(Some(year))?;
    Some((span.first?, span.last?))
}

fn is_day(expression: &DateExpression) -> bool {
    match expression {
        DateExpression::NoYear { first, last } => first.1.is_some() && last.1.is_some(),
        DateExpression::Absolute(_) => true,
        _ => false,
    }
}

static EVENTS: [Pattern; 8] = [
    Pattern::new(
        r"@d[d] (?P<noun>{event}|event|trip|tour|visit) , which (?:runs|ran|lasts|lasted|will run|takes place|took place|is|was) (?:[a-z]+ )?(?:from|on) @D[D] (?P<next>[^ ]+)",
    ),
    Pattern::new(
        r"@d[d] (?P<noun>{event}|event|trip|tour|visit) , which (?:runs|ran|lasts|lasted|will run) (?:from|between) @a[D] ,? ?(?:to|until|through|and) @b[D] ",
    ),
    Pattern::new(r"@d[d] (?P<noun>[a-z]+) [^|<,]{0,40}, @D[D] (?P<next>[,.]) "),
    Pattern::new(r"for @d[d] ,? ?(?P<noun>)(?:from|between) @a[D] ,? ?(?:to|until|till|through|and) @b[D] "),
    Pattern::new(
        r"@d[d] (?P<noun>[a-z]+) (?:begins|starts|began|started|opens|opened) on @a[D] and (?:ends|ended|closes|closed) on @b[D] ",
    ),
    Pattern::new(r"(?:for|lasts?|lasted|last) @d[d] ,? ?(?P<noun>)(?:from|,) (?:from )?@D[D] "),
    Pattern::new(
        r"@d[d] (?P<noun>[a-z]+) _,? ?(?:on|from|\(|held|set for|scheduled for) (?:from )?@D[D] (?P<next>[^ ]+)",
    ),
    Pattern::new(r"@d[d] (?P<noun>[a-z]+) _(?:from|between) @a[D] ,? ?(?:to|until|through|and) @b[D] "),
];

fn duration(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in EVENTS.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = duration_of(page, findings, &found);
    }
    for found in LASTED.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = lasted(page, findings, &found);
    }
    for found in YEARS.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = years_between(page, findings, &found);
    }
    for found in BEGAN.all(page) {
        let _ = stoppage(page, findings, &found);
    }
}

/// "Spent 12 years in prison, from 1997 to 2009".
static YEARS: [Pattern; 2] = [
    Pattern::new(
        r"(?:spent|spend|spends|served|lasted|worked|lived|taught|ruled|reigned|for) @d[d] (?P<where>(?:[a-z-]+ ){0,5}),? ?(?:from|between) @D[D] ",
    ),
    Pattern::new(
        r"(?:spent|spend|spends|served|lasted|worked|lived|taught|ruled|reigned|for) @d[d] (?P<where>(?:[a-z-]+ ){0,5}),? ?(?:from|between) @a[D] (?:to|until|till|through|and) @b[D] ",
    ),
];

/// So many years, and the years that they lie between.
fn years_between(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let length = found.mention("d")?;
    let (from, to) = match (found.mention("D"), found.mention("a"), found.mention("b")) {
        (Some(both), _, _) => (both, both),
        (_, Some(from), Some(to)) => (from, to),
        _ => return None,
    };
    let number = length.number().filter(|number| !is_hedged(number) && number.stated_high.is_none())?;
    let (DateExpression::Absolute(begin), DateExpression::Absolute(end)) = (from.date()?, to.date()?) else {
        return None;
    };
    let (first, last) = (begin.first?.year(), end.last?.year());
    let (stated, apart) = (number.whole()?, i64::from(last - first));
    // Both years may be counted, and neither need be full.
    if said(number)? != "year" || first >= last || (apart - 1..=apart + 1).contains(&stated) {
        return None;
    }
    let labels = vec![at(length, "this length"), (from.span.cover(to.span), format!("these are {apart} years"))];
    findings.add(
        format!("{} is not the length of {first} to {last}", page.text(length.span)),
        Some(format!("{last} − {first} = {apart}")),
        labels,
    )?;
    Some(())
}

/// A beginning and an end, and the length of the same thing in the next sentence or behind them.
static LASTED: [Pattern; 5] = [
    Pattern::new(
        r"(?:from|between) @a[D] (?:to|until|till|through|and) @b[D] ,? ?(?:lasts|lasted|runs for|ran for|is open for|will last) @d[d] ",
    ),
    Pattern::new(r"from @D[D] ,? ?(?:lasts|lasted|runs for|ran for|is open for|will last) @d[d] "),
    Pattern::new(
        r"(?:opens?|opened|begins?|began|starts?|started|runs?|ran) (?:[a-z]+ ){0,3}?(?:on |from )?@a[D] and (?:ends?|ended|closes?|closed|finish(?:es|ed)?|wind(?:s)? up) (?:on )?@b[D] [^|]*[.] \| (?:# )?(?:[^|<]{0,60} )?(?:the|this) @d[d] (?P<noun>event|{event}) ",
    ),
    Pattern::new(
        r"(?:from|between) @a[D] (?:to|until|till|through|and) @b[D] [^|]*[.] \| (?:# )?(?:[^|<]{0,60} )?(?:the|this) @d[d] (?P<noun>event|trip|tour|visit|{event}) ",
    ),
    Pattern::new(
        r"(?P<noun>{event}|event|trip|tour|visit) [^|<;]{0,40}from @D[D] [^|]*[.] \| (?:# )?(?:[^|<]{0,60} )?(?:the|this) @d[d] (?:event|trip|tour|visit|{event}) ",
    ),
];

fn lasted(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let length = found.mention("d")?;
    let (from, to) = match (found.mention("D"), found.mention("a"), found.mention("b")) {
        (Some(both), _, _) => (both, both),
        (_, Some(from), Some(to)) => (from, to),
        _ => return None,
    };
    if !is_day(from.date()?) || !is_day(to.date()?) {
        return None;
    }
    let ((first, other), (_, last)) = (days_of(page, from)?, days_of(page, to)?);
    if first == last || days_between(first, other) > 120 || last < first {
        return None;
    }
    let shown = misfit(length.number()?, first, last)?;
    let labels = vec![at(length, "this length"), (from.span.cover(to.span), format!("these are {shown}"))];
    findings.add(
        format!("{} is not the length of {}", page.text(length.span), page.text(from.span.cover(to.span))),
        Some(format!("{first} to {last} are {shown}")),
        labels,
    )?;
    Some(())
}

/// What a length and two days come to: the days that are allowed; none where they fit.
fn misfit(number: &Number, first: Date, last: Date) -> Option<String> {
    if is_hedged(number) || number.stated_high.is_some() {
        return None;
    }
    let stated = number.whole()?;
    let apart = days_between(first, last);
    let (fits, shown) = match said(number)? {
        "day" => (stated == apart || stated == apart + 1, format!("{} days", apart + 1)),
        "week" => ((stated * 7 - 4..=stated * 7 + 2).contains(&apart), format!("{apart} days")),
        "month" => ((stated * 30 - 10..=stated * 31 + 8).contains(&apart), format!("{apart} days")),
        _ => return None,
    };
    (!fits).then_some(shown)
}

fn duration_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let length = found.mention("d")?;
    let words = page.text(length.span);
    // "Three-day meeting" has a length; "three days on" does not.
    let noun = found.tokens("noun").start;
    if !found.words("noun").is_empty() && (words.ends_with('s') || page.document.upos(noun) != Upos::Noun) {
        return None;
    }
    let (from, to) = match (found.mention("D"), found.mention("a"), found.mention("b")) {
        (Some(both), _, _) => (both, both),
        (_, Some(from), Some(to)) => (from, to),
        _ => return None,
    };
    if !is_day(from.date()?) || !is_day(to.date()?) {
        return None;
    }
    let ((first, other), (_, last)) = (days_of(page, from)?, days_of(page, to)?);
    // One date is the beginning; a month is no more than a frame.
    if first == last || days_between(first, other) > 120 || last < first {
        return None;
    }
    let shown = misfit(length.number()?, first, last)?;
    let labels = vec![at(length, "this length"), (from.span.cover(to.span), format!("these are {shown}"))];
    findings.add(
        format!("{} is not the length of {}", words, page.text(from.span.cover(to.span))),
        Some(format!("{first} to {last} are {shown}")),
        labels,
    )?;
    Some(())
}

static BEGAN: Pattern = Pattern::new(
    r"(?P<noun>strike|walkout|stoppage|lockout|siege|occupation|blockade|sit-in) (?:began|started) on @a[D] ",
);
static LENGTH: Pattern =
    Pattern::new(r"the @d[d] (?P<noun>strike|walkout|stoppage|lockout|siege|occupation|blockade|sit-in) ");
static ENDED: Pattern = Pattern::new(r"(?:ended|back to work|called off|returned to work|lifted) on @b[D] ");

fn stoppage(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let began = found.mention("a")?;
    let length = LENGTH.all(page).find_map(|length| length.mention("d"))?;
    let ended = ENDED.all(page).find_map(|ended| ended.mention("b"))?;
    let (first, last) = (page.days(began)?.as_day()?, page.days(ended)?.as_day()?);
    let shown = misfit(length.number()?, first, last)?;
    let labels = vec![at(length, "this length"), at(began, "began then"), at(ended, format!("{shown} later"))];
    findings.add(
        format!("from {} to {} are {shown}", page.text(began.span), page.text(ended.span)),
        Some(format!("{first} to {last} are {shown}")),
        labels,
    )?;
    Some(())
}

static SINCE: [Pattern; 4] = [
    Pattern::new(r"it (?:is|has been|'s been) (?:now )?@d[d] since @y[D] "),
    Pattern::new(r"it (?:is|has been|'s been) (?:now )?@d[d] since [^|<]{3,60}, in @y[D] "),
    Pattern::new(r"in the @d[d] since (?:the (?:[a-z]+ ){1,3}(?:of|in) )?@y[D] "),
    Pattern::new(r"it (?:is|has been) (?:now )?@d[d] since [^|<]{3,60}in @y[D] "),
];
static AGO: [Pattern; 4] = [
    Pattern::new(r"@a[D] , in (?:[a-z]+ )?@y[D] [.,;|]"),
    Pattern::new(r"in (?:[a-z]+ )?@y[D] ,? ?(?:some |almost |nearly )?@a[D] [.,;|]"),
    Pattern::new(r"in @y[D] , @a[D] [.,;|]"),
    Pattern::new(r"(?:[a-z]+ed|began|was|were) @a[D] , in @y[D] [.,;|]"),
];
static FORCE: [Pattern; 4] = [
    Pattern::new(r"since @y[D] ,? ?(?:and|but) in (?:those|these|the) @d[d] "),
    Pattern::new(r"(?:since|in) @y[D] , (?:now )?@d[d] ago "),
    Pattern::new(r"(?:has|have) [^|<]{2,50}for @d[d] , since @y[D] "),
    Pattern::new(r"(?:has|have) [^|<]{2,50}since @y[D] , (?:that is |or )?for @d[d] "),
];
static AFTER: Pattern = Pattern::new(r"(?:now|today) , @d[d] (?:after|since) the (?P<noun>[a-z]+) ");

fn elapsed(page: &Page<'_>, findings: &mut Findings<'_>) {
    let Some(today) = page.dateline() else { return };
    for found in SINCE.iter().flat_map(|pattern| pattern.all(page)) {
        let told = found.mention("d").zip(found.mention("y"));
        if let Some((length, begin)) = told.filter(|(length, _)| is_now(page, length.tokens.start)) {
            let _ = elapsed_of(page, findings, length, begin, today);
        }
    }
    for found in FORCE.iter().flat_map(|pattern| pattern.all(page)) {
        if let Some((length, begin)) = found.mention("d").zip(found.mention("y")) {
            let _ = elapsed_of(page, findings, length, begin, today);
        }
    }
    for found in AGO.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = ago(page, findings, &found, today);
    }
    for found in AFTER.all(page) {
        let told = found.mention("d").zip(dated_by(page, &found));
        if let Some((length, begin)) = told {
            let _ = elapsed_of(page, findings, length, begin, today);
        }
    }
}

/// Whether a sentence tells of today: its verbs are in the present or the perfect.
fn is_now(page: &Page<'_>, token: usize) -> bool {
    let document = page.document;
    let sentence = document.sentence(token);
    let any = |words: &[&str]| sentence.clone().any(|token| words.contains(&document.lower(token)));
    any(&["has", "have", "is", "are"]) && !any(&["had", "was", "were"])
        || any(&["is", "has"]) && document.lower(sentence.start) == "it"
}

/// The one year in which the sentences before say that what the noun names was done: "was cast in 1996" for "the casting".
fn dated_by<'p>(page: &'p Page<'p>, found: &Found<'p>) -> Option<&'p Mention> {
    let document = page.document;
    let noun = found.tokens("noun").start;
    let bases = inflect::verb_bases(document.lower(noun));
    let year = |mention: &&Mention| {
        let Some(before) = mention.tokens.start.checked_sub(2) else { return false };
        matches!(mention.date(), Some(DateExpression::Absolute(_)))
            && document.lower(before + 1) == "in"
            && document.upos(before) == Upos::Verb
            && bases.iter().any(|base| base == document.lemma(before))
    };
    let mut all = page.mentions.iter().filter(|mention| mention.tokens.end <= noun).filter(year);
    all.next().filter(|_| all.next().is_none())
}

/// The full years from a time to a day, at least and at most.
fn years(begin: DateSpan, today: Date) -> Option<(i64, i64)> {
    let full = |from: Date| {
        let passed = (today.month(), today.day()) >= (from.month(), from.day());
        i64::from(today.year()) - i64::from(from.year()) - i64::from(!passed)
    };
    Some((full(begin.last?), full(begin.first?)))
}

fn elapsed_of(
    page: &Page<'_>,
    findings: &mut Findings<'_>,
    length: &Mention,
    begin: &Mention,
    today: Date,
) -> Option<()> {
    let number = length.number()?;
    if said(number)? != "year" || number.stated_high.is_some() || !matches!(number.hedge, Hedge::None) {
        return None;
    }
    let stated = number.whole()?;
    let (low, high) = years(page.days(begin)?, today)?;
    // A year begun counts as one, too.
    if (low..=high.max(low + 1)).contains(&stated) || high < 1 {
        return None;
    }
    report(page, findings, length, begin, today, stated, (low, high))
}

fn ago(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>, today: Date) -> Option<()> {
    let (begin, length) = (found.mention("y")?, found.mention("a")?);
    let DateExpression::Distance { count, unit: DateUnit::Year, hedged: false } = length.date()? else { return None };
    let stated = -i64::from(*count);
    let (low, high) = years(page.days(begin)?, today)?;
    if !matches!(begin.date()?, DateExpression::Absolute(_)) || (low - 1..=high + 1).contains(&stated) || stated < 1 {
        return None;
    }
    report(page, findings, length, begin, today, stated, (low, high))
}

fn report(
    page: &Page<'_>,
    findings: &mut Findings<'_>,
    length: &Mention,
    begin: &Mention,
    today: Date,
    stated: i64,
    (low, high): (i64, i64),
) -> Option<()> {
    let shown = if low == high { low.to_string() } else { format!("{low} or {high}") };
    let labels = vec![at(length, "so many years"), at(begin, format!("is {shown} years ago"))];
    findings.add(
        format!("from {} to {} it is {shown} years, not {stated}", page.text(begin.span), today.year()),
        Some(format!(
            "{} − {} = {}",
            today.year(),
            page.days(begin)?.first?.year(),
            i64::from(today.year()) - i64::from(page.days(begin)?.first?.year())
        )),
        labels,
    )?;
    Some(())
}

static ANNIVERSARY: [Pattern; 9] = [
    Pattern::new(
        r"(?:{founder}|opened|born|built|began|launched|started|appeared|published) (?:[a-z]+ )?(?:in )?@y[D] ,? ?(?:[a-z]+ ){0,3}turns @n[n] ",
    ),
    Pattern::new(
        r"@o[o] anniversary of (?:the |its |his |her |their )?[^|<,]{2,50},? ?(?:which|that|in which|when|who) [^|;]{2,70}(?:in|on) @y[D] ",
    ),
    Pattern::new(
        r"(?:celebrates?|celebrated|celebrate|marks?|marked|celebrating|marking) (?:its |his |her |their |the )?@d[d] (?:of|since|in) [^|<]{2,60}(?:opened|founded|built|began|started|established|born|launched|formed|signed) (?:[a-z]+ )?(?:in|on) @y[D] ",
    ),
    Pattern::new(
        r"(?:{founder}|opened|born|built|began|launched|started|ended|appeared|published) (?:[a-z]+ )?(?:in )?@y[D] [^|<;]{0,60}(?:its|his|her|their|the|a) @o[o] (?:anniversary|birthday|jubilee) ",
    ),
    Pattern::new(
        r"(?:its|his|her|their|the) @o[o] (?:anniversary|birthday|jubilee) [^|<;]{0,60}(?:{founder}|opened|born|built|began|launched|started|ended|dates from) (?:back to |in |on )?@y[D] ",
    ),
    Pattern::new(r"@o[o] anniversary of the [a-z]+ , which was [a-z]+ (?:on|in) @y[D] "),
    Pattern::new(
        r"(?:{founder}|opened|born|built) (?:up )?in @y[D] ,? ?(?:and )?[^|<]{0,50}(?:celebrates?|marks?|celebrated|marked|celebrating|marking) (?:its|his|her|their|the) @o[o] anniversary ",
    ),
    Pattern::new(r"@o[o] anniversary of (?:[^|<,]{0,60}(?:of|in|on) )?@y[D] "),
    Pattern::new(r"@o[o] anniversary of (?:the|its|his|her|their) @y[D] "),
];

fn anniversary(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in ANNIVERSARY.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = anniversary_of(page, findings, &found);
    }
}

fn anniversary_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let today = page.dateline()?;
    let (nth, event) =
        (found.mention("o").or_else(|| found.mention("d")).or_else(|| found.mention("n"))?, found.mention("y")?);
    let DateExpression::Absolute(span) = event.date()? else { return None };
    let year = span.first.filter(|first| span.last.is_some_and(|last| last.year() == first.year()))?.year();
    let count = nth
        .ordinal()
        .or_else(|| super::growth::years_said(nth))
        .or_else(|| nth.count())
        .filter(|count| (1..=2000).contains(count))?;
    let now = i64::from(today.year()) - i64::from(year);
    // Other years of the sentence, and years to come or gone, may be that of the celebration.
    let sentence = page.document.sentence(nth.tokens.start);
    let others: Vec<&Mention> = page
        .mentions
        .iter()
        .filter(|other| {
            sentence.contains(&other.tokens.start) && other.tokens != event.tokens && other.date().is_some()
        })
        .collect();
    let elsewhere = others.iter().any(|other| {
        matches!(
            other.date(),
            Some(DateExpression::Absolute(_) | DateExpression::Offset { unit: DateUnit::Year, count: ..=-1 | 1.. })
        )
    });
    let fixed = others
        .iter()
        .any(|other| page.days(other).and_then(|days| days.as_day()).is_some_and(|day| day.year() == today.year()))
        || others
            .iter()
            .any(|other| matches!(other.date(), Some(DateExpression::Offset { unit: DateUnit::Year, count: 0 })));
    let room = i64::from(!fixed);
    // A year of the past, that the celebration did not precede; "Resolution 1820" is no year.
    let before = event.tokens.start.checked_sub(1).map(|token| page.document.upos(token));
    if now < 1 || before == Some(Upos::Propn) || now > count + 60 {
        return None;
    }
    if elsewhere || (now - room..=now + room).contains(&count) {
        return None;
    }
    let labels = vec![at(nth, "this anniversary"), at(event, format!("is {now} years ago"))];
    findings.add(
        format!(
            "{} is the year of the {now}th anniversary of {year}, not of the {}",
            today.year(),
            page.text(nth.span)
        ),
        Some(format!("{} − {year} = {now}", today.year())),
        labels,
    )?;
    Some(())
}

static GAPS: [Pattern; 6] = [
    Pattern::new(r"(?:on |of )?@a[D] [^|<]*[.] \| (?:# )?@d[d] later ,? ?(?:on )?@b[D] "),
    Pattern::new(r"(?:on|of) @a[D] [^|<;]{0,60}(?:and|,) [^|<;]{0,60}@d[d] later ,? ?(?:on )@b[D] "),
    Pattern::new(
        r"on @b[D] ,? ?(?:comes |came |was |is |falls )?(?:just |only |about )?@d[d] (?:after|before|ahead of) [^|<]{0,60}(?:on|of) @a[D] ",
    ),
    Pattern::new(r"on @a[D] ,? ?(?:and|but) [^|<;]{0,60}on @b[D] ,? ?(?:just |only |about |exactly )?@d[d] later "),
    Pattern::new(
        r"(?:on|of) @b[D] ,? ?[^|<]{0,30}@d[d] (?:after|before|ahead of|later than) [^|<]{0,50}(?:on|of) @a[D] ",
    ),
    Pattern::new(r"on @a[D] ~on @b[D] ,? ?(?:just |only |about )?@d[d] later "),
];

fn gap(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in GAPS.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = gap_of(page, findings, &found);
    }
}

fn gap_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (one, other, length) = (found.mention("a")?, found.mention("b")?, found.mention("d")?);
    if !is_day(one.date()?) || !is_day(other.date()?) {
        return None;
    }
    let apart = days_between(days_of(page, one)?.0, days_of(page, other)?.0).abs();
    let number = length.number()?;
    let unit = match said(number)? {
        "day" => 1,
        "week" => 7,
        "fortnight" => 14,
        "month" => 30,
        _ => return None,
    };
    let stated = number.whole()? * unit;
    let room = (stated / 7).max(1) + i64::from(unit == 30) * 2;
    let fits = match number.hedge {
        Hedge::LessThan | Hedge::AtMost => apart <= stated,
        Hedge::MoreThan | Hedge::AtLeast => apart >= stated - i64::from(unit == 30) * 3,
        Hedge::Nearly => (stated - room * 2..=stated).contains(&apart),
        Hedge::About => (apart - stated).abs() <= room * 2,
        Hedge::None | Hedge::Range => (apart - stated).abs() <= room,
    };
    if fits {
        return None;
    }
    let labels: Vec<Label> =
        vec![at(length, "this gap"), (one.span.cover(other.span), format!("these are {apart} days apart"))];
    findings.add(
        format!("{} and {} are {apart} days apart", page.text(one.span), page.text(other.span)),
        Some(format!("{apart} days, the text says {}", page.text(length.span))),
        labels,
    )?;
    Some(())
}
