//! Orders: ranges, steps, and who comes after whom.

use super::change::{estimate, unit};
use super::page::{Mention, Page};
use super::pattern::{Found, Pattern};
use super::registry::{Check, dated, text};
use super::{Findings, at};
use crate::lang::syntax::Severity;
use crate::nlp::{NameKind, Upos};
use crate::source::Span;
use crate::value::{DateExpression, Unit};
use num_traits::Signed;

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "range-order",
        summary: "a range begins with its higher end",
        severity: Severity::Warning,
        why: "\"between 19 and 14\" has a digit too many or too few",
        tolerates: "what falls from a number to another, and negative numbers.",
        fail: &[text("Rents in the new quarter will be between 19 and 14 euros a square metre.")],
        pass: &[text(
            "Rents in the new quarter will be between 9 and 14 euros a square metre. Prices fell from 50 to 30 cents.",
        )],
        sure: true,
        run: range,
    },
    Check {
        name: "sequence-gap",
        summary: "first, second, fourth: a step is missing",
        severity: Severity::Error,
        why: "a step is cut or moved, and the others keep their numbers",
        tolerates: "new lists, which begin with the first.",
        fail: &[text(
            "To replace the filter, switch the unit off. First, lift the lid. Second, take out the old filter. Fourth, rinse the housing.",
        )],
        pass: &[text(
            "To replace the filter, switch the unit off. First, lift the lid. Second, take out the old filter. Third, rinse the housing.",
        )],
        sure: false,
        run: steps,
    },
    Check {
        name: "ordinal-count",
        summary: "the next member of a body of 21 is not the 22nd, or 12 of 14 remain when one has left",
        severity: Severity::Error,
        why: "the count is of today, and the ordinal of the day before, or of nowhere",
        tolerates: "a count that already includes the new member; several who come or go together.",
        fail: &[
            text(
                "The union, which now has 21 members, will admit Moravia on 1 January. The country of 5.4 million people will be the 23rd member.",
            ),
            text(
                "Brightwell Town have left the league. The league had 14 clubs this season. Fixtures for the remaining 12 clubs will be drawn again.",
            ),
        ],
        pass: &[
            text(
                "The union, which now has 21 members, will admit Moravia on 1 January. The country of 5.4 million people will be the 22nd member.",
            ),
            text(
                "The alliance, which today has ten members, was joined by Estria, the tenth. Two more want to come in as its 11th and 12th.",
            ),
        ],
        sure: true,
        run: ordinal,
    },
    Check {
        name: "nth-since",
        summary: "more happenings are dated than \"the second since May\" allows",
        severity: Severity::Error,
        why: "the count is of an earlier version of the text",
        tolerates: "texts that date only some of them.",
        fail: &[dated(
            "2021-07-20",
            "The chief resigned on Tuesday, the second head to leave since May. Her predecessor went on June 11, and his on June 2.",
        )],
        pass: &[
            dated(
                "2021-07-20",
                "The chief resigned on Tuesday, the third head to leave since May. Her predecessor went on June 11, and his on June 2.",
            ),
            dated(
                "2021-11-10",
                "The river rose on Wednesday for the third time since June. The last flood, on Oct. 4, closed the line.",
            ),
        ],
        sure: true,
        run: nth_since,
    },
];

fn range(page: &Page<'_>, findings: &mut Findings<'_>) {
    for (low, high) in page.mentions.iter().zip(page.mentions.iter().skip(1)) {
        let _ = range_of(page, findings, low, high);
    }
}

fn range_of(page: &Page<'_>, findings: &mut Findings<'_>, low: &Mention, high: &Mention) -> Option<()> {
    let document = page.document;
    let joint = document.lower(low.tokens.end);
    if high.tokens.start != low.tokens.end + 1 || !matches!(joint, "and" | "to") {
        return None;
    }
    let between = if joint == "to" {
        let before = low.tokens.start.checked_sub(1)?;
        let ranges = |token: usize| {
            matches!(document.lower(token), "range" | "ranges" | "ranged" | "ranging" | "vary" | "varies")
        };
        match document.lower(before) {
            "aged" | "ages" => before,
            "from" => before.checked_sub(1).filter(|&verb| ranges(verb))?,
            _ => return None,
        }
    } else if document.lower(low.tokens.start) == "between" {
        low.tokens.start
    } else {
        low.tokens.start.checked_sub(1).filter(|&token| document.lower(token) == "between")?
    };
    let (from, to) = (estimate(low)?, estimate(high)?);
    let kind = unit(high)?;
    let same = unit(low) == Some(kind) || unit(low) == Some(&Unit::One);
    let plain = [low, high]
        .iter()
        .all(|mention| mention.number().is_some_and(|number| !number.ordinal && number.stated.is_positive()));
    // "The match between 14 and 9", "the gap between 30 and 20 percent" are no ranges.
    let noun = between.checked_sub(1).is_some_and(|before| {
        matches!(
            document.lower(before),
            "gap"
                | "difference"
                | "match"
                | "game"
                | "choice"
                | "ratio"
                | "link"
                | "distance"
                | "relationship"
                | "vote"
                | "agreement"
                | "talks"
                | "contrast"
                | "comparison"
                | "border"
                | "road"
        )
    });
    // Years before our era run backwards.
    let ancient = document.lower(high.tokens.end).starts_with('b');
    if !same || !plain || noun || ancient || !from.in_unit(kind).above(&to) {
        return None;
    }
    let first = Span { start: document.analysis.span(between).start, end: low.span.end };
    let labels = vec![(first, "the lower end".to_owned()), at(high, "is the higher one")];
    findings.add(
        format!(
            "the range runs backwards, from {} to {}",
            page.text(low.span).trim_start_matches("between "),
            page.text(high.span)
        ),
        None,
        labels,
    )?;
    Some(())
}

static STEP: Pattern = Pattern::new(r"(?:\| |# )@o[o] , ");
static NUMBERED: Pattern = Pattern::new(r"(?:\| |# )(?:step|rule|lesson|phase|stage) @o[no] [:.—] ");

fn steps(page: &Page<'_>, findings: &mut Findings<'_>) {
    let mut before: Option<(&Mention, i64)> = None;
    for found in STEP.all(page).chain(NUMBERED.all(page)) {
        let Some((mention, number)) =
            found.mention("o").and_then(|mention| Some((mention, mention.ordinal().or_else(|| mention.count())?)))
        else {
            continue;
        };
        let follows = before.filter(|(step, _)| {
            let near = page.document.sentence_index(mention.tokens.start)
                - page.document.sentence_index(step.tokens.start)
                <= 12;
            number > 1 && near
        });
        if let Some((step, last)) = follows
            && number > last + 1
            && number <= last + 3
        {
            let labels = vec![at(mention, format!("step {number}")), at(step, format!("follows step {last}"))];
            findings.add(format!("step {number} follows step {last}"), None, labels);
        }
        before = if number == 1 || follows.is_some() { Some((mention, number)) } else { None };
    }
}

static NEXT: Pattern = Pattern::new(
    r"(?:will join [^|<]{0,20}(?:<D\d+> )?as|joins [^|<]{0,20}as|will be|becomes?|became|would be|become|is to be|will become) (?:the|its) @o[o] (?P<noun>[a-z]+) ",
);
static REMAIN: Pattern = Pattern::new(r"the remaining @m[n] (?P<noun>[a-z]+) ");
static HAD: Pattern = Pattern::new(r"(?:has|have|had|with|of) @n[n] (?P<noun>[a-z]+) ");
static SO: Pattern = Pattern::new(
    r"@n[n] [a-z]+ (?:have|had) (?P<verb>[a-z]+) [^|]*[.;] (?:\| )?[^|<]{2,40}(?:will be|would be|became|is) the @o[o] to do so ",
);
static SHRINKS: Pattern = Pattern::new(
    r"with the (?:departure|exit|withdrawal|resignation) of (?P<who>[^|<,]{2,40}), [^|<]{0,40}@n[n] (?P<noun>[a-z]+) (?:shrinks|falls|drops|is reduced|is down|shrank|fell) to @m[n] ",
);
static LEFT: Pattern = Pattern::new(r"(?P<who>[^|<]{2,60}) (?:has|have|had) (?P<verb>left|quit|withdrawn|resigned) ");

fn ordinal(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in NEXT.all(page) {
        let _ = next_of(page, findings, &found);
    }
    for found in SO.all(page) {
        if let Some((members, nth)) = found.mention("n").zip(found.mention("o")) {
            let _ = next_after(findings, members, nth);
        }
    }
    for found in SHRINKS.all(page) {
        let who = found.tokens("who");
        if !who.clone().any(|token| matches!(page.document.lower(token), "and" | "both" | "two" | "three")) {
            let _ = shrink(findings, found.mention("m"), found.mention("n"));
        }
    }
    for found in REMAIN.all(page) {
        let _ = remain_of(page, findings, &found);
    }
}

/// The one count of the noun before a place, said of what has so many.
fn body<'p>(page: &'p Page<'p>, noun: &str, before: usize) -> Option<&'p Mention> {
    let mut counts = HAD.all(page).filter_map(|found| {
        let mention = found.mention("n")?;
        let own = page.document.lemma(found.tokens("noun").start) == noun;
        (own && mention.tokens.end <= before && mention.count().is_some()).then_some(mention)
    });
    counts.next().filter(|_| counts.next().is_none())
}

fn next_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let nth = found.mention("o")?;
    let noun = page.document.lemma(found.tokens("noun").start);
    let document = page.document;
    let before =
        document.sentence(nth.tokens.start).any(|token| matches!(document.lower(token), "before" | "previously"));
    let members = body(page, noun, if before { document.len() } else { nth.tokens.start })?;
    next_after(findings, members, nth)
}

/// Who comes next to so many is one more, or the last of them.
fn next_after(findings: &mut Findings<'_>, members: &Mention, nth: &Mention) -> Option<()> {
    let (count, number) = (members.count()?, nth.ordinal()?);
    if number == count || number == count + 1 || number < count {
        return None;
    }
    let labels = vec![at(nth, "this one"), at(members, format!("comes after {count}"))];
    findings.add(
        format!("the next after {count} is number {}, not {number}", count + 1),
        Some(format!("{count} + 1 = {}", count + 1)),
        labels,
    )?;
    Some(())
}

fn remain_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let rest = found.mention("m")?;
    let document = page.document;
    let noun = document.lemma(found.tokens("noun").start);
    let all = body(page, noun, rest.tokens.start)?;
    let mut leaving = LEFT.all(page).filter(|left| left.tokens("verb").start < rest.tokens.start);
    let who = leaving.next()?;
    // One name leaves, and no other does.
    let who = who.tokens("who");
    let names = document
        .analysis
        .names()
        .iter()
        .filter(|name| who.contains(&name.tokens.start) && name.kind != NameKind::Norp)
        .count();
    let joined = who.clone().any(|token| {
        document.upos(token) == Upos::Cconj || document.lower(token) == "," || document.lower(token) == "none"
    });
    if names != 1 || joined {
        return None;
    }
    shrink(findings, Some(rest), Some(all))
}

/// One has left a group, and another number than one fewer remains.
fn shrink(findings: &mut Findings<'_>, rest: Option<&Mention>, all: Option<&Mention>) -> Option<()> {
    let (rest, all) = (rest?, all?);
    let (count, left) = (all.count()?, rest.count()?);
    if left == count - 1 || left >= count {
        return None;
    }
    let labels = vec![at(rest, "so many remain"), at(all, format!("one of {count} has left"))];
    findings.add(
        format!("when one of {count} has left, {} remain, not {left}", count - 1),
        Some(format!("{count} − 1 = {}", count - 1)),
        labels,
    )?;
    Some(())
}

static SINCE: Pattern = Pattern::new(
    r"(?P<words>the @o[o] (?:[a-z]+ ){1,5}since @s[D] )[^|;]*[|;] (?P<next>[^|]*(?:predecessors?|earlier|previous|others?|before) [^|]*)\|",
);

fn nth_since(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in SINCE.all(page) {
        let _ = nth_since_of(page, findings, &found);
    }
}

fn nth_since_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (nth, since) = (found.mention("o")?, found.mention("s")?);
    let number = nth.ordinal()?;
    let (begin, today) = (page.days(since)?.first?, page.dateline()?);
    let next = found.tokens("next");
    let dates: Vec<&Mention> = page
        .mentions
        .iter()
        .filter(|mention| {
            next.contains(&mention.tokens.start)
                && matches!(mention.date(), Some(DateExpression::NoYear { .. } | DateExpression::Absolute(_)))
        })
        .filter(|mention| {
            page.days(mention).and_then(|days| days.as_day()).is_some_and(|day| begin < day && day < today)
        })
        .collect();
    let count = i64::try_from(dates.len()).ok()? + 1;
    let (first, last) = (dates.first()?, dates.last()?);
    if number >= count || dates.len() < 2 {
        return None;
    }
    let labels = vec![
        (found.span("words")?, format!("this is number {number}")),
        (first.span.cover(last.span), format!("these are {} before it", count - 1)),
    ];
    findings.add(
        format!("since {} there are {count}, and this is called number {number}", page.text(since.span)),
        Some(format!("{} + 1 = {count}", count - 1)),
        labels,
    )?;
    Some(())
}
