//! Orders: ranges, steps, and who comes after whom.

use super::change::{estimate, unit};
use super::page::{Mention, Page};
use super::pattern::{Found, Pattern};
use super::registry::{Check, dated, text};
use super::{Findings, at};
use crate::lang::syntax::Severity;
use crate::nlp::{NameKind, Upos};
use crate::source::Span;
use crate::value::{DateExpression, DateUnit, Unit};
use jiff::civil::Date;
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
    if joint == "to" && unit(high).is_some_and(|unit| *unit != Unit::One) && unit(low) == Some(&Unit::One) {
        let _ = bare_range(page, findings, low, high);
    }
    let between = if joint == "to" {
        let before = low.tokens.start.checked_sub(1)?;
        let ranges = |token: usize| {
            matches!(
                document.lower(token),
                "range"
                    | "ranges"
                    | "ranged"
                    | "ranging"
                    | "vary"
                    | "varies"
                    | "varied"
                    | "varying"
                    | "anything"
                    | "anywhere"
            )
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
    let to = estimate(high)?;
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
    if !same || !plain || noun || ancient || !super::change::adopt(low, kind)?.above(&to) {
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

/// "The job takes 12 to 8 weeks": a range without "from", whose unit stands at its end.
fn bare_range(page: &Page<'_>, findings: &mut Findings<'_>, low: &Mention, high: &Mention) -> Option<()> {
    let document = page.document;
    let before = low.tokens.start.checked_sub(1)?;
    let to = estimate(high)?;
    let kind = unit(high)?;
    let measured = matches!(kind, Unit::Measure { .. } | Unit::Percent | Unit::Currency(_));
    let positive =
        |mention: &Mention| mention.number().is_some_and(|number| !number.ordinal && number.stated.is_positive());
    // What goes from one number to another, votes and results are no ranges.
    let moves = document.sentence(low.tokens.start).take_while(|&token| token < high.tokens.start).any(|token| {
        let word = document.lower(token);
        super::pattern::is_in("fall", word)
            || matches!(
                word,
                "from"
                    | "by"
                    | "vote"
                    | "voted"
                    | "won"
                    | "beat"
                    | "lost"
                    | "down"
                    | "score"
                    | "cool"
                    | "ratio"
                    | "odds"
                    | "back"
                    | "compared"
                    | "age"
                    | "aged"
            )
    });
    let precise = matches!(
        document.lower(before),
        "in" | "takes"
            | "take"
            | "took"
            | "of"
            | "for"
            | "within"
            | "about"
            | "costs"
            | "cost"
            | "last"
            | "lasts"
            | "weigh"
            | "weighs"
            | "grow"
            | "another"
            | "some"
            | "measure"
            | "measures"
            | "need"
            | "needs"
            | "is"
            | "are"
            | "be"
    );
    if !measured
        || !precise
        || moves
        || !positive(low)
        || !positive(high)
        || !super::change::adopt(low, kind)?.above(&to)
    {
        return None;
    }
    findings.add(
        format!("the range runs backwards, from {} to {}", page.text(low.span), page.text(high.span)),
        None,
        vec![at(low, "the lower end"), at(high, "is the higher one")],
    )?;
    Some(())
}

/// "The first is …, the second is …, and the fourth is …".
static NAMED: Pattern = Pattern::new(r"the @o[o] (?P<noun>[a-z]+ )?(?:is|was|are|:|,) ");
/// "For the third time in 2015 and for the fifth time in 2019".
static TIMES: Pattern = Pattern::new(
    r"for the @a[o] time (?:[a-z]+ )?(?:<D\d+> )?,? ?and (?:[a-z]+ )?for the @b[o] (?:time|and last|, its next)",
);

fn times_in_a_row(findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (one, other) = (found.mention("a")?, found.mention("b")?);
    let (first, second) = (one.ordinal()?, other.ordinal()?);
    if second == first + 1 || second > first + 3 {
        return None;
    }
    let labels = vec![at(other, format!("number {second}")), at(one, format!("follows number {first}"))];
    findings.add_at(Severity::Warning, format!("number {second} follows number {first}"), None, labels)?;
    Some(())
}

static STEP: Pattern = Pattern::new(r"(?:\| |# )@o[o] , ");
static NUMBERED: Pattern = Pattern::new(r"(?:\| |# )(?:step|rule|lesson|phase|stage) @o[no] (?::|\.|—) ");

/// "The first ends this year, the second in 2019 and the fourth in 2021".
static GAPPED: Pattern = Pattern::new(
    r"the @a[o] (?P<noun>[a-z]+ )?[^|<;,]{3,40}(?:<D\d+> )?, (?:and )?the @b[o] (?:[a-z]+ ){0,4}<D\d+> ,? ?and the @c[o] (?:[a-z]+ ){0,4}<D\d+> ",
);

fn gapped(findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (one, two, three) = (found.mention("a")?, found.mention("b")?, found.mention("c")?);
    let last = three.ordinal()?;
    if one.ordinal()? != 1 || two.ordinal()? != 2 || !(4..=6).contains(&last) {
        return None;
    }
    let labels = vec![at(three, format!("number {last}")), at(two, "follows number 2")];
    findings.add_at(Severity::Warning, format!("number {last} follows number 2"), None, labels)?;
    Some(())
}

fn steps(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in TIMES.all(page) {
        let _ = times_in_a_row(findings, &found);
    }
    for found in GAPPED.all(page) {
        let _ = gapped(findings, &found);
    }
    counted_off(page, findings, STEP.all(page).chain(NUMBERED.all(page)));
    counted_off(page, findings, NAMED.all(page));
}

/// Ordinals that are told one after the other, from the first on.
fn counted_off<'p>(page: &Page<'_>, findings: &mut Findings<'_>, all: impl Iterator<Item = Found<'p>>) {
    let mut before: Option<(&Mention, i64)> = None;
    let mut noun = String::new();
    for found in all {
        let Some((mention, number)) =
            found.mention("o").and_then(|mention| Some((mention, mention.ordinal().or_else(|| mention.count())?)))
        else {
            continue;
        };
        let follows = before.filter(|(step, _)| {
            // The patterns are searched for one after the other, so that a step may stand before the last one found.
            let (here, there) = (mention.tokens.start, step.tokens.start);
            let apart = page.document.sentence_index(here).checked_sub(page.document.sentence_index(there));
            let near = apart.is_some_and(|sentences| sentences <= 12);
            number > 1 && near && noun == found.words("noun")
        });
        noun = found.words("noun").to_owned();
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
    r"(?:(?:hire|hires|add|adds|sign|signs|elect|elects|welcome|welcomes|admit|admits|gain|gains) an?|(?:(?:to |will |would |could )?(?:join|joins|joined|joining|enter|enters|accede|accedes|acceded) [^|<]{0,30}(?:<D\d+> )?[^|<]{0,12}as|(?:admitted|accepted|admit|accept) [^|<]{0,30}(?:<D\d+> )?as|to become|will be|becomes?|became|would be|become|is to be|will become) (?:the|its)) @o[o] (?P<noun>[a-z]+) ",
);
static REMAIN: Pattern = Pattern::new(r"the remaining @m[n] (?P<noun>[a-z]+) ");
static HAD: Pattern = Pattern::new(r"(?:has|have|had|with|of) @n[n] (?P<noun>[a-z]+) ");
/// "Making Colburn the 13th state to ban the traps. Twelve states already have such laws."
static ALREADY: Pattern = Pattern::new(
    r"the @o[o] (?P<noun>[a-z]+) to [^|<]{2,80}[.;] (?:\| )?@n[n] (?:other )?(?P<same>[a-z]+) (?:already|have already|had already) ",
);
static JOINS: Pattern = Pattern::new(r"joins? @n[n] other [a-z]+ [^|<]{0,40}(?:becoming|as) (?:its|the|their) @o[o] ");
static SO: Pattern = Pattern::new(
    r"@n[n] [a-z]+ (?:have|had) (?P<verb>[a-z]+) [^|]*[.;] (?:\| )?[^|<]{2,40}(?:will be|would be|became|is) the @o[o] to do so ",
);
static SHRINKS: Pattern = Pattern::new(
    r"with the (?:departure|exit|withdrawal|resignation) of (?P<who>[^|<,]{2,40}), [^|<]{0,40}@n[n] (?P<noun>[a-z]+) (?:shrinks|falls|drops|is reduced|is down|shrank|fell) to @m[n] ",
);
static LEFT: Pattern = Pattern::new(r"(?P<who>[^|<]{2,60}) (?:has|have|had) (?P<verb>left|quit|withdrawn|resigned) ");

/// One leaves a group that is counted, and the others are counted, too.
static OTHERS: [Pattern; 4] = [
    Pattern::new(
        r"@k[n] of (?:the |its |their )@n[n] (?P<who>[a-z]+) [^|<]{2,60}[.;,] (?:\| )?(?:# )?(?:and |but )?the (?:other|remaining) @m[n] ",
    ),
    Pattern::new(
        r"(?P<who>[^|<;]{2,50}) (?:has |have |had )?(?:left|quit|withdrew from|withdrawn from|leaves|quits|pulled out of) (?:the |its |a )?(?:[a-z-]+ ){0,3}of @n[n] [^|]*[.;] (?:\| )?(?:# )?the (?:other|remaining) @m[n] ",
    ),
    Pattern::new(
        r"@n[n] [a-z]+ [^|<]{0,60}(?P<who>one|[a-z]+) (?:of (?:them|these) )?(?:has |have |had )?(?:left|quit|withdrew|resigned|died|dropped out) [^|<]{0,40}[.;,] (?:\| )?(?:# )?(?:and )?the (?:other|remaining) @m[n] ",
    ),
    Pattern::new(
        r"(?:one|a member) of (?:the |its |their )?@n[n] (?P<who>[a-z]+) [^|<]{2,60}[.;,] (?:\| )?(?:# )?(?:and |but )?the (?:other|remaining) @m[n] ",
    ),
];

fn others(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let who = found.tokens("who");
    let several = who.clone().any(|token| {
        let word = page.document.lower(token);
        matches!(word, "and" | "," | "both" | "two" | "three" | "several" | "some" | "many" | "most")
            || page.mention_at(token).is_some()
    });
    if several {
        return None;
    }
    if let Some(gone) = found.mention("k") {
        let (all, rest) = (found.mention("n")?, found.mention("m")?);
        let (count, left) = (all.count()?, rest.count()?);
        let right = count - gone.count()?;
        if left == right || right <= 0 {
            return None;
        }
        let labels = vec![at(rest, "so many remain"), (gone.span.cover(all.span), format!("leave {right}"))];
        findings.add(
            format!("of {count} {right} remain, not {left}"),
            Some(format!("{count} − {} = {right}", gone.count()?)),
            labels,
        )?;
        return Some(());
    }
    shrink(findings, found.mention("m"), found.mention("n"))
}

fn ordinal(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in OTHERS.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = others(page, findings, &found);
    }
    for found in NEXT.all(page) {
        let _ = next_of(page, findings, &found);
    }
    for found in ALREADY.all(page) {
        let lemma = |group: &str| page.document.lemma(found.tokens(group).start).to_owned();
        if let Some((members, nth)) =
            found.mention("n").zip(found.mention("o")).filter(|_| lemma("noun") == lemma("same"))
        {
            let _ = next_after(findings, members, nth);
        }
    }
    for found in SO.all(page).chain(JOINS.all(page)) {
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

static SINCE: [Pattern; 5] = [
    Pattern::new(
        r"(?P<words>for the @o[o] time (?:in )?@t[D] )[^|;]{0,20}[.;] (?:\| )?(?:# )?(?P<next>[^|]*(?:earlier|previous|others?|before|did so|done so) [^|]*)\|",
    ),
    Pattern::new(
        r"(?P<words>the @o[o] (?:[a-z]+ ){1,5}since @s[D] )[^|;]*[|;] (?P<next>[^|]*(?:predecessors?|earlier|previous|others?|before) [^|]*)\|",
    ),
    Pattern::new(
        r"(?P<words>for the @o[o] time (?P<year>this year|since @s[D]) )[^|;]{0,20}(?:,|:|\() (?P<next>(?:after|following|having) [^|;]*)\|",
    ),
    Pattern::new(
        r"(?P<words>for the @o[o] time @t[D] )[^|;]{0,20}(?:,|:|\() (?P<next>(?:after|following|having) [^|;]*)\|",
    ),
    Pattern::new(
        r"(?P<words>the @o[o] (?:[a-z]+ ){1,5}@t[D] )[^|;]*[|;] (?P<next>[^|]*(?:predecessors?|earlier|previous|others?|before) [^|]*)\|",
    ),
];

fn nth_since(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in SINCE.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = nth_since_of(page, findings, &found);
    }
}

fn nth_since_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let nth = found.mention("o")?;
    let number = nth.ordinal()?;
    let today = page.dateline()?;
    // "Since May", or "this year".
    let begin = match (found.mention("s"), found.mention("t")) {
        (Some(since), _) => page.days(since)?.first?,
        (_, Some(year)) if matches!(year.date()?, DateExpression::Offset { unit: DateUnit::Year, count: 0 }) => {
            page.days(year)?.first?.checked_sub(jiff::Span::new().days(1)).ok()?
        }
        // "In 2021", told in that year.
        (_, Some(year)) if page.days(year)?.as_year()? == today.year() => {
            page.days(year)?.first?.checked_sub(jiff::Span::new().days(1)).ok()?
        }
        _ => return None,
    };
    let next = found.tokens("next");
    let dates: Vec<&Mention> = page
        .mentions
        .iter()
        .filter(|mention| {
            next.contains(&mention.tokens.start)
                && matches!(mention.date(), Some(DateExpression::NoYear { .. } | DateExpression::Absolute(_)))
        })
        .filter(|mention| {
            // "It had done so in March", told in December: the one that is past.
            let past = |day: Date| {
                if day > today { day.checked_sub(jiff::Span::new().years(1)).ok() } else { Some(day) }
            };
            page.days(mention)
                .and_then(|days| past(days.first?).zip(past(days.last?)))
                .is_some_and(|(first, last)| begin <= first && last < today)
        })
        .collect();
    let count = i64::try_from(dates.len()).ok()? + 1;
    let (first, last) = (dates.first()?, dates.last()?);
    if number >= count || dates.len() < 2 || number < 2 {
        return None;
    }
    let labels = vec![
        (found.span("words")?, format!("this is number {number}")),
        (first.span.cover(last.span), format!("these are {} before it", count - 1)),
    ];
    findings.add(
        format!("there are {count}, and this is called number {number}"),
        Some(format!("{} + 1 = {count}", count - 1)),
        labels,
    )?;
    Some(())
}
