//! Ages against births, deaths and each other.

use super::page::{Mention, Page};
use super::pattern::{Found, Pattern};
use super::people::{about, key, persons};
use super::registry::{Check, dated, text};
use super::{Findings, at};
use crate::lang::syntax::Severity;
use crate::nlp::NameKind;
use crate::value::{DateExpression, DateSpan, DateUnit, Hedge, Unit};
use jiff::civil::Date;

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "age-death",
        summary: "an age at death does not fit the years of birth and death",
        severity: Severity::Error,
        why: "obituaries are corrected more often for this than for anything else",
        tolerates: "a birthday that may have come or not; births that are \"about\" a year.",
        fail: &[
            text("Conrad Imhof (1930-2017)\n\nThe mountaineer Conrad Imhof has died at 89."),
            dated(
                "2020-12-02",
                "The playwright Odile Marchand died on Monday in Lyon. She was 74.\n\nMarchand wrote 23 plays. Born on September 12, 1944, in a small town, she made that week famous.",
            ),
        ],
        pass: &[
            text("Conrad Imhof (1930-2017)\n\nThe mountaineer Conrad Imhof has died at 86."),
            dated(
                "2019-01-08",
                "The potter Jens Aakre, who has died at 87, was born on December 30, 1931. He died on Sunday, January 6.",
            ),
        ],
        sure: true,
        run: death,
    },
    Check {
        name: "age-birth",
        summary: "an age does not fit the date of birth",
        severity: Severity::Error,
        why: "ages are copied from older texts, dates of birth are not",
        tolerates: "a birthday that may have come or not. Ages at another time are compared with that time.",
        fail: &[
            dated(
                "2022-09-27",
                "Tomasz Rell, 36, has led the opera for six seasons. He was born on May 3, 1984, to a pianist.",
            ),
            dated(
                "2018-03-22",
                "Marta Ellingsen, born in 1956, joined the line at 16. This spring, at 68, she hands over 14 ships.",
            ),
            text("Anna Berg, born in 1954, was 70 in 2018."),
        ],
        pass: &[
            dated(
                "2022-09-27",
                "Tomasz Rell, 38, has led the opera for six seasons. He was born on May 3, 1984, to a pianist.",
            ),
            text("Anna Berg, born in 1954, was 64 in 2018."),
        ],
        sure: true,
        run: birth,
    },
    Check {
        name: "age-drift",
        summary: "two ages of one person do not go together",
        severity: Severity::Error,
        why: "one of them was written another year",
        tolerates: "namesakes in one sentence; a year between them.",
        fail: &[dated(
            "2018-11-07",
            "The striker Pavo Lindqvist, 32, will leave the club. Next spring, when he turns 31, he will start work as a coach.",
        )],
        pass: &[
            dated(
                "2018-11-07",
                "The striker Pavo Lindqvist, 32, will leave the club. Next spring, when he turns 33, he will start work as a coach.",
            ),
            dated("2022-06-08", "Karl Brandis, 71, and Karl Brandis, 44, father and son, were fined on Wednesday."),
        ],
        sure: true,
        run: drift,
    },
];

/// An age or a birth with whom it is of.
struct Told<'p> {
    person: String,
    mention: &'p Mention,
}

/// Ages as of now: "Rell, 36, has", and "this spring, at 68, she".
fn ages<'p>(page: &'p Page<'p>) -> Vec<Told<'p>> {
    let document = page.document;
    let mut told: Vec<Told<'p>> = Vec::new();
    for name in document.analysis.names().iter().filter(|name| name.kind == NameKind::Person) {
        let Some(mention) = page.mention_at(name.tokens.end + 1) else { continue };
        // "Ruth Amsel is 59."
        if document.lower(name.tokens.end) == "is"
            && matches!(document.lower(mention.tokens.end), "." | ",")
            && is_age(mention)
        {
            told.push(Told { person: key(document, &name.tokens), mention });
            continue;
        }
        let closes = matches!(document.lower(mention.tokens.end), "," | "." | ";" | ")");
        if document.lower(name.tokens.end) == "," && closes && is_age(mention) {
            told.push(Told { person: key(document, &name.tokens), mention });
        }
    }
    for mention in page.mentions.iter().filter(|mention| is_age(mention)) {
        told.extend(said_old(page, mention));
    }
    for found in NOW.iter().flat_map(|pattern| pattern.all(page)) {
        if let Some(mention) = found.mention("n").filter(|mention| is_age(mention))
            && let Some(person) = about(page, mention.tokens.start)
        {
            told.push(Told { person, mention });
        }
    }
    told
}

/// "The 44-year-old minister, Jonas Berg", "Eva Sand is 45 years old".
fn said_old<'p>(page: &'p Page<'p>, mention: &'p Mention) -> Option<Told<'p>> {
    let document = page.document;
    let mut token = mention.tokens.end;
    if document.lower(token) == "-" {
        token += 1;
    }
    if document.lower(token) != "old" {
        return None;
    }
    let sentence = document.sentence(token);
    let before = mention.tokens.start.checked_sub(1)?;
    let named = {
        let names = document.analysis.names();
        names
            .iter()
            .any(|name| name.tokens.start > token && name.tokens.end <= sentence.end && name.tokens.start - token <= 5)
    };
    // "The 57-year-old has led the town": the one of the sentences before.
    if document.lower(before) == "the" && !named && before == sentence.start {
        return Some(Told { person: last_named(page, sentence.start)?, mention });
    }
    if matches!(document.lower(before), "is") {
        return Some(Told { person: about(page, mention.tokens.start)?, mention });
    }
    let names = document.analysis.names();
    let next = names.iter().find(|name| name.tokens.start > token && name.kind == NameKind::Person)?;
    (next.tokens.end <= sentence.end && next.tokens.start - token <= 5)
        .then(|| Told { person: key(document, &next.tokens), mention })
}

/// The one person of the sentence before, or of the one before that.
fn last_named(page: &Page<'_>, token: usize) -> Option<String> {
    let document = page.document;
    let mut index = document.sentence_index(token);
    for _ in 0..2 {
        index = index.checked_sub(1)?;
        match persons(page, document.analysis.sentences().get(index)?).as_slice() {
            [one] => return Some(one.clone()),
            [] => {}
            _ => return None,
        }
    }
    None
}

static NOW: [Pattern; 7] = [
    Pattern::new(r"who (?:has )?(?:just )?(?:turned|turns) @n[nd] (?:[.,;]|on|in|this|last)"),
    Pattern::new(
        r"\| (?:# )?at @n[nd] ,? ?(?:he|she) (?:is|has|still|remains|runs|leads|works|lives|hands|plans|will) ",
    ),
    Pattern::new(r"(?:he|she) is (?:now )?@n[nd] [.,;]"),
    Pattern::new(r"(?:,|at) @n[n] , (?:is|has) "),
    Pattern::new(r"who is @n[n] ,"),
    Pattern::new(r"\) is @n[n] [.,]"),
    Pattern::new(r"\| (?:now|today|<D\d+>) , at @n[n] , (?:he|she) "),
];

fn is_age(mention: &Mention) -> bool {
    age(mention).is_some_and(|age| (1..=115).contains(&age))
}

/// A count, or a number of years.
fn age(mention: &Mention) -> Option<i64> {
    mention.count().or_else(|| {
        let number = mention.number().filter(|number| number.hedge == Hedge::None)?;
        number.whole().filter(|_| matches!(&number.unit, Unit::Measure { said, .. } if said == "year"))
    })
}

static BORN: Pattern = Pattern::new(r"born (?:[a-z]+ ){0,4}?(?:on|in) @b[D] ");

static BRACKETED: Pattern = Pattern::new(r"[(] born (?:on |in )?@b[D] [),;]");

fn births<'p>(page: &'p Page<'p>) -> Vec<Told<'p>> {
    let found = BORN.all(page).chain(BRACKETED.all(page)).filter_map(|found| {
        let mention = found.mention("b")?;
        let token = mention.tokens.start;
        // "Born on 2 March, Eva Sand is …": the one who follows.
        let next = || {
            let persons = persons(page, &(token..page.document.sentence(token).end));
            persons.first().filter(|_| persons.len() == 1).cloned()
        };
        Some(Told { person: about(page, token).or_else(next)?, mention })
    });
    found.collect()
}

/// The years of age that somebody can have at a time who was born at another.
fn span_of(birth: DateSpan, then: DateSpan) -> Option<(i64, i64)> {
    let full = |birth: Date, then: Date| {
        let passed = (then.month(), then.day()) >= (birth.month(), birth.day());
        i64::from(then.year()) - i64::from(birth.year()) - i64::from(!passed)
    };
    Some((full(birth.last?, then.first?), full(birth.first?, then.last?)))
}

/// A birth that is known to the year at least.
fn birth_date(mention: &Mention) -> Option<DateSpan> {
    match mention.date()? {
        DateExpression::Absolute(span) => {
            let (first, last) = (span.first?, span.last?);
            (last.year() == first.year() && (1700..2100).contains(&first.year())).then_some(*span)
        }
        _ => None,
    }
}

fn disagree(
    page: &Page<'_>,
    findings: &mut Findings<'_>,
    told: &Mention,
    birth: &Mention,
    then: DateSpan,
    what: &str,
) -> Option<()> {
    let stated = age(told)?;
    let (low, high) = span_of(birth_date(birth)?, then)?;
    // The paper may be of the day before or after a birthday.
    let exact = low == high;
    if (low..=high).contains(&stated)
        || high <= 0
        || exact && near_birthday(birth_date(birth)?, then) && (low - 1..=high + 1).contains(&stated)
    {
        return None;
    }
    let allowed = if exact { low.to_string() } else { format!("{low} or {high}") };
    let labels = vec![at(told, format!("this age{what}")), at(birth, format!("makes it {allowed}"))];
    findings.add(
        format!("who was born {} {} is {allowed}{what}, not {stated}", preposition(birth), page.text(birth.span)),
        Some(format!("{} − {} leaves {allowed}", then.last?.year(), birth_date(birth)?.first?.year())),
        labels,
    )?;
    Some(())
}

fn preposition(birth: &Mention) -> &'static str {
    if birth_date(birth).is_some_and(|span| span.as_day().is_some()) { "on" } else { "in" }
}

fn near_birthday(birth: DateSpan, then: DateSpan) -> bool {
    let (Some(birth), Some(then)) = (birth.as_day(), then.as_day()) else { return false };
    let of_year = |date: Date| i32::from(date.month()) * 31 + i32::from(date.day());
    (of_year(birth) - of_year(then)).abs() <= 7
}

static AT_TIME: [Pattern; 2] = [
    Pattern::new(r"(?:was|turned|aged|were) @n[n] (?:years old )?in @y[D] "),
    Pattern::new(r"at (?:the age of )?@n[n] , in @y[D] "),
];

/// A birth and an age that one sentence gives of one person without a name: "Born in 1975, the 45-year-old conductor".
static BORN_AGED: [Pattern; 3] = [
    Pattern::new(
        r"(?:\| |# )born (?:[a-z]+ ){0,4}?(?:on|in) @b[D] [^|<;]{0,60}, (?:the )?@n[nd] (?:- )?(?:year )?(?:- )?old ",
    ),
    Pattern::new(
        r"(?:\| |# )born (?:[a-z]+ ){0,4}?(?:on|in) @b[D] [^|<;]{0,60}, (?:he|she|[a-z'-]+(?: [a-z'-]+)?) is (?:now )?@n[nd] [.,]",
    ),
    Pattern::new(
        r"(?:the|this) @n[nd] (?:- )?(?:year )?(?:- )?old (?:[a-z]+ ){0,3}, (?:who was )?born (?:[a-z]+ ){0,4}?(?:on|in) @b[D] ",
    ),
];

fn birth(page: &Page<'_>, findings: &mut Findings<'_>) {
    if let Some(today) = page.dateline() {
        for found in BORN_AGED.iter().flat_map(|pattern| pattern.all(page)) {
            if let (Some(born), Some(age)) = (found.mention("b"), found.mention("n").filter(|age| is_age(age))) {
                let _ = disagree(page, findings, age, born, DateSpan::day(today), "");
            }
        }
    }
    for found in BIRTHDAY.all(page) {
        let _ = birthday(page, findings, &found);
    }
    let births = births(page);
    if births.is_empty() {
        return;
    }
    if let Some(today) = page.dateline() {
        for age in ages(page) {
            for born in births.iter().filter(|born| born.person == age.person) {
                let _ = disagree(page, findings, age.mention, born.mention, DateSpan::day(today), "");
            }
        }
    }
    for found in AT_TIME.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = at_time(page, findings, &found, &births);
    }
}

/// "Who turned 80 on Thursday, was born on February 6, 1940": a birthday, and the date that it is of.
static BIRTHDAY: Pattern =
    Pattern::new(r"(?:who|he|she) (?:turned|turns|turn|will turn) @n[n] (?:on )?@y[D] , (?:was )?born (?:on )?@b[D] ");

fn birthday(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (told, born) = (found.mention("n").filter(|mention| is_age(mention))?, found.mention("b")?);
    let (birth, then) = (birth_date(born)?, page.days(found.mention("y")?)?);
    let (stated, years) = (age(told)?, i64::from(then.as_day()?.year()) - i64::from(birth.as_day()?.year()));
    if stated == years || !near_birthday(birth, then) {
        return None;
    }
    let labels = vec![at(told, "this age"), at(born, format!("makes it {years}"))];
    findings.add(
        format!("who was born on {} turns {years}, not {stated}", page.text(born.span)),
        Some(format!("{} − {} = {years}", then.as_day()?.year(), birth.as_day()?.year())),
        labels,
    )?;
    Some(())
}

fn at_time(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>, births: &[Told<'_>]) -> Option<()> {
    let (age, then) = (found.mention("n").filter(|mention| is_age(mention))?, found.mention("y")?);
    let DateExpression::Absolute(span) = then.date()? else { return None };
    let person = about(page, age.tokens.start)?;
    let born = births.iter().find(|born| born.person == person)?;
    disagree(page, findings, age, born.mention, *span, " then")
}

static DIED: [Pattern; 5] = [
    Pattern::new(r"(?:died|dies|has died|death of) [^|]*\| (?:# )?(?:he|she|[a-z]+) was @n[nd] (?:years old )?[.,]"),
    Pattern::new(r"(?:death|died) (?:[a-z]+ ){0,5}(?:at the age of|at age|aged) @n[n] (?:[.,]|on|in|after|at)"),
    Pattern::new(r"was @n[n] (?:years old )?when (?:he|she) (?:died|[.])"),
    Pattern::new(
        r"(?:died|dies|dead) (?:[a-z]+ (?:<D\d+> )?){0,4}?(?:, )?(?:at|aged|at the age of) @n[n] (?:[.,]|on|in|after|at)",
    ),
    Pattern::new(r"(?:died|dies) [^|]*\| (?:he|she) was @n[n] [.]"),
];
static LIFE: Pattern = Pattern::new(r"(?P<before>[a-z'-]+) [(,] (?:born )?@d[D] [):,.|]");
static DEATH: Pattern = Pattern::new(r"died (?:[a-z]+ )?(?:on|in) @d[D] ");

fn death(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in LIVED.all(page) {
        let _ = lived(page, findings, &found);
    }
    for found in DIED.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = death_of(page, findings, &found);
    }
}

static LIVED: Pattern = Pattern::new(
    r"born (?:[a-z]+ ){0,4}?(?:on|in) @b[D] ,? ?(?:and )?[^|<]{0,60}died (?:[a-z]+ )?(?:on|in) @d[D] ,? ?(?:at the age of|aged|at) @n[n] ",
);

fn lived(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (birth, death, age) =
        (found.mention("b")?, found.mention("d")?, found.mention("n").filter(|mention| is_age(mention))?);
    disagree(page, findings, age, birth, page.days(death)?, " at death")
}

fn death_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let age = found.mention("n").filter(|mention| is_age(mention))?;
    let person = about(page, age.tokens.start)?;
    // The years of a life in brackets behind the same name.
    for life in LIFE.all(page).filter(|life| life.words("before") == person) {
        let Some((years, span)) = life.mention("d").and_then(|years| Some((years, lifetime(page, years)?))) else {
            continue;
        };
        let stated = age.count()?;
        let (low, high) = (span.1 - span.0 - 1, span.1 - span.0);
        if !(low..=high).contains(&stated) {
            let labels = vec![at(age, "this age"), at(years, format!("a life of {low} or {high} years"))];
            findings.add(
                format!("who lived from {} to {} died at {low} or {high}, not at {stated}", span.0, span.1),
                Some(format!("{} − {} = {high}", span.1, span.0)),
                labels,
            )?;
        }
        return Some(());
    }
    let born = births(page).into_iter().find(|born| born.person == person)?;
    let dated = DEATH.all(page).find_map(|death| {
        let mention = death.mention("d")?;
        (about(page, mention.tokens.start)? == person).then(|| page.days(mention)).flatten()
    });
    // "Has died" is of these days.
    let then = match dated {
        Some(days) => days,
        None => {
            let sentence = page.document.sentence(age.tokens.start);
            sentence.clone().find(|&token| page.document.lower(token) == "has")?;
            let today = page.dateline()?;
            DateSpan { first: today.checked_sub(jiff::Span::new().days(14)).ok(), last: Some(today) }
        }
    };
    disagree(page, findings, age, born.mention, then, " at death")
}

/// The first and the last year of "1930-2017".
fn lifetime(page: &Page<'_>, years: &Mention) -> Option<(i64, i64)> {
    let span = page.days(years)?;
    let (first, last) = (i64::from(span.first?.year()), i64::from(span.last?.year()));
    ((1..=115).contains(&(last - first)) && page.text(years.span).matches(['-', '–', '—']).count() == 1)
        .then_some((first, last))
}

static WAS: [Pattern; 2] = [
    Pattern::new(r"in @y[D] , (?:when (?:he|she) was|at the age of|at) @n[n] [.,]"),
    Pattern::new(r"(?:he|she) was (?:only |just )?@n[n] when (?:he|she) (?:[a-z]+ ){1,6}in @y[D] [.,;]"),
];
/// Two ages of one person in one sentence, with the years between: "22, won her first title in 2014, when she was 16".
static TWICE: [Pattern; 6] = [
    Pattern::new(r", @a[n] , (?:was|were) (?:only |just )?@n[n] when [^|;]{2,60}@d[D] [.,]"),
    Pattern::new(r", @a[n] , (?:was|were) (?:only |just )?@n[n] when [^|;]{2,60}in @y[D] [.,]"),
    Pattern::new(r", @a[n] , [^|;]{2,80}in @y[D] ,? ?(?:when (?:he|she) was|at the age of|at|aged) @n[n] [.,]"),
    Pattern::new(r", @a[n] , [^|;]{2,80}@d[D] ,? ?(?:when (?:he|she) was|at the age of|at|aged) @n[n] [.,]"),
    Pattern::new(r", @a[n] , [^|;]{2,80}(?:when (?:he|she) was|at the age of|at|aged) @n[n] ,? ?(?:in )?@d[D] [.,]"),
    Pattern::new(
        r"@a[nd] (?:- )?(?:year )?(?:- )?old [^|;]{2,80}in @y[D] ,? ?(?:when (?:he|she) was|at the age of|at|aged) @n[n] [.,]",
    ),
];

fn twice(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (now, then) = (found.mention("a").filter(|age| is_age(age))?, found.mention("n").filter(|age| is_age(age))?);
    let when = found.mention("y").or_else(|| found.mention("d"))?;
    let gap = match when.date()? {
        DateExpression::Absolute(span) => i64::from(page.dateline()?.year()) - i64::from(span.as_year()?),
        DateExpression::Distance { count, unit: DateUnit::Year, hedged: false } => -i64::from(*count),
        _ => return None,
    };
    let (today, before) = (age(now)?, age(then)?);
    if gap < 1
        || (today - gap - 1..=today - gap + 1).contains(&before)
        || persons(page, &page.document.sentence(now.tokens.start)).len() > 1
    {
        return None;
    }
    let labels = vec![at(then, format!("this age, {gap} years ago")), at(now, "this age today")];
    findings.add(
        format!("who is {today} was {} then, not {before}", today - gap),
        Some(format!("{today} − {gap} = {}", today - gap)),
        labels,
    )?;
    Some(())
}

static TURNS: Pattern =
    Pattern::new(r"(?:when (?:he|she)|he|she|who) (?:turns|will turn|will be) @n[n] (?:[.,;]|in|on|next|years|and)");

fn drift(page: &Page<'_>, findings: &mut Findings<'_>) {
    let ages = ages(page);
    for (index, later) in ages.iter().enumerate() {
        let _ = two_ages(page, findings, &ages, index, later);
    }
    for found in TWICE.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = twice(page, findings, &found);
    }
    for found in WAS.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = was(page, findings, &found, &ages);
    }
    for found in TURNS.all(page) {
        let _ = drift_of(page, findings, &found, &ages);
    }
}

/// Two ages of one last name in two sentences, if the text names one person of it in full.
fn two_ages(
    page: &Page<'_>,
    findings: &mut Findings<'_>,
    ages: &[Told<'_>],
    index: usize,
    later: &Told<'_>,
) -> Option<()> {
    let document = page.document;
    let earlier = ages.iter().take(index).skip(index.saturating_sub(100)).find(|told| told.person == later.person)?;
    let mut firsts: Vec<&str> = document
        .analysis
        .names()
        .iter()
        .filter(|name| {
            name.kind == NameKind::Person && name.tokens.len() > 1 && key(document, &name.tokens) == later.person
        })
        .map(|name| document.lower(name.tokens.start))
        .collect();
    firsts.sort_unstable();
    firsts.dedup();
    let (one, other) = (age(earlier.mention)?, age(later.mention)?);
    let apart =
        document.sentence_index(earlier.mention.tokens.start) != document.sentence_index(later.mention.tokens.start);
    if firsts.len() != 1 || one == other || !apart {
        return None;
    }
    let labels = vec![at(later.mention, "this age"), at(earlier.mention, "was another before")];
    findings.add(format!("one person is {one} and {other} years old"), None, labels)?;
    Some(())
}

/// "In 2016, when she was 34": against the age of today.
fn was(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>, ages: &[Told<'_>]) -> Option<()> {
    let (then, mention) = (found.mention("y")?, found.mention("n").filter(|mention| is_age(mention))?);
    let DateExpression::Absolute(span) = then.date()? else { return None };
    let person = about(page, mention.tokens.start)?;
    let now = ages.iter().find(|age| age.person == person)?;
    let gap = i64::from(page.dateline()?.year()) - i64::from(span.first?.year());
    let (today, before) = (age(now.mention)?, age(mention)?);
    if gap < 0 || (today - gap - 1..=today - gap + 1).contains(&before) || today < gap {
        return None;
    }
    let labels = vec![at(mention, format!("this age, {gap} years ago")), at(now.mention, "this age today")];
    findings.add(
        format!("who is {today} was {} in {}, not {before}", today - gap, page.text(then.span)),
        Some(format!("{today} − {gap} = {}", today - gap)),
        labels,
    )?;
    Some(())
}

fn drift_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>, ages: &[Told<'_>]) -> Option<()> {
    let next = found.mention("n").filter(|mention| is_age(mention))?;
    let person = about(page, next.tokens.start)?;
    let now = ages.iter().find(|age| age.person == person)?;
    let (today, then) = (age(now.mention)?, age(next)?);
    if then > today {
        return None;
    }
    let labels = vec![at(next, "this age is to come"), at(now.mention, "this is the age now")];
    findings.add(format!("who is {today} cannot turn {then}"), None, labels)?;
    Some(())
}
