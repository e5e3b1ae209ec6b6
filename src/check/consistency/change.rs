//! Changes, multiples and differences of two numbers.

use super::frames::{self, Part};
use super::page::{Mention, Page};
use super::pattern::{Found, Pattern, is_in};
use super::registry::{Check, text};
use super::tolerance::{Estimate, Fit, is_hedged, ratio, whole};
use super::{Findings, Fix, Label, at};
use crate::lang::syntax::Severity;
use crate::nlp::Upos;
use crate::value::{Number, Rational, Unit};
use num_traits::Signed;

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "percent-vs-points",
        summary: "a difference of two percentages is called percent, not percentage points",
        severity: Severity::Error,
        why: "from 4% to 5% is one percentage point, and a rise of 25 percent; who says \"1 percent\" misleads by a factor of 25",
        tolerates: "rounding of all three numbers. A percentage that fits the ratio of the two is right.",
        fail: &[
            text("The jobless rate rose 1 percent, from 4.1 percent to 5.1 percent."),
            text("Turnout was 48%, up from 40% four years ago, an increase of 8% in the share who voted."),
        ],
        pass: &[
            text("The jobless rate rose one percentage point, from 4.1 percent to 5.1 percent."),
            text("Turnout was 48%, up from 40% four years ago, an increase of 20% in the share who voted."),
        ],
        sure: true,
        run: points,
    },
    Check {
        name: "percent-change",
        summary: "a change in percent does not fit the two numbers that it is between",
        severity: Severity::Error,
        why: "percentages are often taken of the wrong one of two numbers, or kept when a number is corrected",
        tolerates: "rounding of all three numbers, hedges (\"nearly\", \"more than\"); a level (\"rose to 20%\") is no change.",
        fail: &[
            text("Revenue rose 20%, from 36 million euros to 45 million euros."),
            text(
                "Visits reached 1.38 million in May. That compares with 1.20 million a year earlier, a gain of 12 percent.",
            ),
            text("Sales fell 10 percent to $80 million from $100 million."),
        ],
        pass: &[
            text("Revenue rose 25%, from 36 million euros to 45 million euros."),
            text("Sales rose 26 per cent, from 1.3 million to 1.6 million."),
            text("The share rose to 20 percent from 16 percent."),
        ],
        sure: true,
        run: percent,
    },
    Check {
        name: "multiple",
        summary: "\"doubled\" or \"tripled\" does not fit the two numbers",
        severity: Severity::Error,
        why: "round words for a change are written from memory, and the numbers beside them are not",
        tolerates: "rounding; five percent to either side, ten with a hedge. \"More than doubled\" is more than two.",
        fail: &[text("The number of buses has more than tripled in two years, from 61 to 140.")],
        pass: &[
            text("The number of buses has more than doubled in two years, from 61 to 140."),
            text("The number of visitors almost tripled, from 41,000 to 118,000."),
        ],
        sure: true,
        run: multiple,
    },
    Check {
        name: "difference",
        summary: "a lead or margin in points is not the difference of the two shares",
        severity: Severity::Error,
        why: "margins are worked out in the head, and one of the shares is corrected later",
        tolerates: "rounding of the shares: 52 to 46 percent may be a lead of five points.",
        fail: &[
            text("Ms Herrera took 49 percent of the vote and Mr Balint 42 percent, a lead of four points."),
            text("The poll gave her a five-point lead, 52% to 44%."),
        ],
        pass: &[
            text("Ms Herrera took 49 percent of the vote and Mr Balint 42 percent, a lead of seven points."),
            text("She won with 52 per cent to his 46 per cent, a lead of five points."),
        ],
        sure: true,
        run: difference,
    },
    Check {
        name: "direction",
        summary: "what rose went down, or what fell went up",
        severity: Severity::Error,
        why: "a verb that contradicts its numbers means that one of the three is wrong",
        tolerates: "rounding; ranks (\"rose to No. 3 from No. 8\"), and losses that narrow.",
        fail: &[
            text("Unemployment fell to 11.4 per cent in the third quarter from 9.8 per cent in the second."),
            text("The price rose over the twelve months, from $1.34 a pound to $1.19."),
        ],
        pass: &[
            text("Unemployment rose to 11.4 per cent in the third quarter from 9.8 per cent in the second."),
            text("It rose to No. 3 from No. 8, and its loss narrowed to 38 million from 61 million."),
        ],
        sure: true,
        run: super::direction::direction,
    },
    Check {
        name: "percent-impossible",
        summary: "a fall by more than 100 percent, or more than 100 percent of all people",
        severity: Severity::Error,
        why: "nothing that is counted can shrink by more than all of itself",
        tolerates: "rises, which have no limit, and capacities, which can be exceeded. Profits may fall by more, into a loss.",
        fail: &[text("Bookings fell by 120% in July."), text("Some 105% of respondents agreed.")],
        pass: &[text("Bookings rose by 120% in July."), text("The store was filled to 103 percent of its capacity.")],
        sure: true,
        run: impossible,
    },
];

/// Sentences that say by how many percent (`p`) something went from one number (`a`) to another (`b`).
static CHANGES: [Pattern; 18] = [
    Pattern::new(
        r"@b[npcm] [^|]{0,80}[.;] (?:\| )?<D\d+> ,? ?(?:it|they|he|she|the [a-z]+) [^|<]{0,30}@a[npcm] [^|<]{0,30}[.] \| (?:the|that|this) @p[p] (?P<verb>{riser}|{faller}) ",
    ),
    Pattern::new(
        r"@b[npcm] _[.] \| in <D\d+> _@a[npcm] , so the (?P<verb>{riser}|{faller}) (?:was|is|came to) @p[pt] ",
    ),
    Pattern::new(r"@b[npcm] _, (?:up|down) @p[pt] from @a[npcm] "),
    Pattern::new(r"from @a[npcm] _to @b[npcm] _, (?:or )?by @p[pt] "),
    Pattern::new(r"from @a[npcm] _to @b[npcm] _, (?:up|down) (?:by )?@p[pt] "),
    Pattern::new(r"(?:up|down) (?:by )?@p[pt] _,? ?from @a[npcm] _to @b[npcm] "),
    Pattern::new(r"to @b[npcm] _,? ?from @a[npcm] _, (?:or )?an? _(?P<verb>{riser}|{faller}) of @p[pt] "),
    Pattern::new(r"@b[npcm] _, @p[p] (?:more|fewer|less|higher|lower) than (?:the |in )?@a[npcm] "),
    Pattern::new(
        r"(?:was|were|reached|totalled|to|at|is) @b[npcm] _,? ?(?:against|compared with|compared to|up from|down from|after) @a[npcm] _, (?:which is |which was |that is )?an? _(?P<verb>{riser}|{faller}) of @p[pt] ",
    ),
    Pattern::new(
        r"(?:was|were|reached|totalled|to|at|is) @b[npcm] _,? ?(?:against|compared with|compared to|up from|down from|after) @a[npcm] _, (?:which is |which was |that is )?an? @p[pt] (?P<verb>{riser}|{faller}) ",
    ),
    Pattern::new(
        r"(?P<verb>{rise}|{fall}) (?:by )?@p[pt] _(?:(?:in|over|during) <[dD]\d+> )?,? ?(?:and )?from @a[npcm] _to @b[npcm] ",
    ),
    Pattern::new(
        r"(?P<verb>{rise}|{fall}) (?:by )?@p[pt] _,? ?to @b[npcm] _(?:in <D\d+> )?,? ?(?:from|compared with|compared to) @a[npcm] ",
    ),
    Pattern::new(r"from @a[npcm] _to @b[npcm] _, (?:an?|or an?) _(?P<verb>{riser}|{faller}) of @p[pt] "),
    Pattern::new(r"from @a[npcm] _to @b[npcm] _, (?:an?|or an?) @p[pt] (?P<verb>{riser}|{faller}) "),
    Pattern::new(r"@b[npcm] _, (?:up|down) from @a[npcm] _(?:<D\d+> )?, an? _(?P<verb>{riser}|{faller}) of @p[pt] "),
    Pattern::new(r"an? @p[pt] (?P<verb>{riser}|{faller}) _,? ?from @a[npcm] _to @b[npcm] "),
    Pattern::new(
        r"(?:reached|was|were|totalled|totaled|came to|hit|sold|at) @b[npcm] [^|]{0,120}[.] \| (?:that|this|it) compare[sd] (?:with|to) @a[npcm] _(?:<[dD]\d+> )?_, an? _(?P<verb>{riser}|{faller}) of @p[pt] ",
    ),
    Pattern::new(r"(?:up|down) @p[pt] _,? ?(?:to @b[npcm] _)?from @a[npcm] (?:to @c[npcm] )?"),
];

struct Change<'p> {
    stated: &'p Mention,
    from: &'p Mention,
    to: &'p Mention,
}

fn changes<'p>(page: &'p Page<'p>) -> Vec<Change<'p>> {
    let found = CHANGES.iter().flat_map(|pattern| pattern.all(page));
    let mut all: Vec<Change<'p>> = found
        .filter_map(|found| {
            let to = found.mention("b").or_else(|| found.mention("c"))?;
            Some(Change { stated: found.mention("p")?, from: found.mention("a")?, to })
        })
        .collect();
    let framed: Vec<Change<'p>> = page.mentions.iter().filter_map(|mention| framed(page, mention)).collect();
    all.extend(framed.into_iter().filter(|change| change.from.span != change.to.span));
    all
}

/// A change in percent that is the only one in its sentence, between the only two levels there.
fn framed<'p>(page: &'p Page<'p>, stated: &'p Mention) -> Option<Change<'p>> {
    let of_change = |mention: &Mention| {
        matches!(unit(mention), Some(Unit::Percent | Unit::PercentagePoint))
            && frames::part(page, mention) == Part::Change
    };
    if unit(stated) != Some(&Unit::Percent) || !of_change(stated) {
        return None;
    }
    let sentence = page.document.sentence(stated.tokens.start);
    if page.mentions_in(&sentence).iter().filter(|mention| of_change(mention)).count() != 1 {
        return None;
    }
    let (from, to) = frames::pair(page, stated)?;
    Some(Change { stated, from, to })
}

/// Numbers of which an estimate can be made.
pub(super) fn estimate(mention: &Mention) -> Option<Estimate> {
    Estimate::of(mention.number()?)
}

pub(super) fn unit(mention: &Mention) -> Option<&Unit> {
    mention.number().map(|number| &number.unit)
}

/// Two numbers of one unit, which may be left out at one of them: "from 40 to 50 euros".
pub(super) fn alike(one: &Mention, other: &Mention) -> Option<(Estimate, Estimate)> {
    let (a, b) = (estimate(one)?, estimate(other)?);
    Some(match (unit(one)?, unit(other)?) {
        (Unit::One, kind @ (Unit::Currency(_) | Unit::Percent)) => (adopt(one, kind)?, b),
        (kind @ (Unit::Currency(_) | Unit::Percent), Unit::One) => (a, adopt(other, kind)?),
        _ => (a, b),
    })
}

/// A number with the unit of another one, where it has none of its own.
pub(super) fn adopt(mention: &Mention, kind: &Unit) -> Option<Estimate> {
    let number = mention.number()?;
    if number.unit != Unit::One || *kind == Unit::One {
        return Estimate::of(number);
    }
    Estimate::of(&Number::said(number.stated, number.digit, kind.clone(), number.hedge)?)
}

/// A number as printed: "25%".
fn figure(number: Rational, like: &Number) -> Option<String> {
    let number = Number::said(number, Rational::from_integer(1), like.unit.clone(), crate::value::Hedge::None)?;
    Some(number.to_string())
}

fn percent(page: &Page<'_>, findings: &mut Findings<'_>) {
    for change in changes(page) {
        let _ = percent_of(page, findings, &change);
    }
}

fn percent_of(page: &Page<'_>, findings: &mut Findings<'_>, change: &Change<'_>) -> Option<()> {
    let Change { stated, from, to } = change;
    if *unit(stated)? != Unit::Percent {
        return None;
    }
    let (a, b) = alike(from, to)?;
    let computed = a.percent_change(&b)?;
    let size = computed.magnitude()?;
    let said = estimate(stated)?;
    // "45.5 percent" for 45.57: cut off and not rounded.
    let cut = size.point() - said.point();
    if cut >= whole(0) && cut < stated.number()?.digit {
        return None;
    }
    // A difference of percentages that is called percent is another check's.
    if *unit(from)? == Unit::Percent && points_fit(&a, &b, &said)? {
        return None;
    }
    let fit = size.fit(&said);
    if fit == Fit::Meets {
        return None;
    }
    let severity = if fit == Fit::Apart { Severity::Error } else { Severity::Warning };
    let (one, other) = (page.text(from.span), page.text(to.span));
    let sum = format!("{one} → {other} is {}, the text says {}", computed.describe(None), page.text(stated.span));
    let labels: Vec<Label> =
        vec![at(stated, "this change"), (from.span.cover(to.span), format!("is {}", computed.describe(None)))];
    let site = findings.site(stated.span);
    let exact = size.point().round();
    let finding = findings.add_at(
        severity,
        format!("the change from {one} to {other} is not {}", page.text(stated.span)),
        Some(sum),
        labels,
    )?;
    let text = figure(exact, stated.number()?)?;
    finding.fix = Some(Fix { safe: false, title: format!("write {text}"), site, text });
    Some(())
}

/// Whether a stated percentage is the difference of two percentages, in points.
fn points_fit(a: &Estimate, b: &Estimate, stated: &Estimate) -> Option<bool> {
    let gap = b.minus(a)?.magnitude()?;
    Some(gap.fit(&stated.clone().in_unit(&Unit::PercentagePoint)) == Fit::Meets)
}

fn points(page: &Page<'_>, findings: &mut Findings<'_>) {
    for change in changes(page) {
        let _ = points_of(page, findings, &change);
    }
}

fn points_of(page: &Page<'_>, findings: &mut Findings<'_>, change: &Change<'_>) -> Option<()> {
    let Change { stated, from, to } = change;
    if [stated, from, to].iter().any(|mention| unit(mention) != Some(&Unit::Percent)) {
        return None;
    }
    let (a, b, said) = (estimate(from)?, estimate(to)?, estimate(stated)?);
    let ratio = a.percent_change(&b)?;
    if ratio.magnitude()?.fit(&said) == Fit::Meets || !points_fit(&a, &b, &said)? {
        return None;
    }
    let (one, other) = (page.text(from.span), page.text(to.span));
    let gap = b.minus(&a)?;
    let sum = format!("{one} → {other} is {}, or {}", gap.describe(None), ratio.describe(None));
    let labels = vec![
        at(stated, "these are percentage points"),
        (from.span.cover(to.span), format!("is {}", gap.describe(None))),
    ];
    findings.add(format!("from {one} to {other} is no change of {}", page.text(stated.span)), Some(sum), labels)?;
    Some(())
}

static MULTIPLES: [Pattern; 2] = [
    Pattern::new(
        r"(?P<before>[a-z]+ |[a-z]+ than |at least )?(?P<verb>{double}|{triple}|{quadruple}|{halve}) _,? ?(?:to @d[ncmp] _,? ?)?from @a[ncmp] (?:_to @b[ncmp] )?",
    ),
    Pattern::new(r"from @a[ncmp] _to @b[ncmp] _, (?P<before>[a-z]+ |[a-z]+ than )?(?P<verb>{double}|{triple}) "),
];

static TIMES: [Pattern; 4] = [
    Pattern::new(r"{rise} @x[x] ,? ?from @a[ncm] _to @b[ncm] "),
    Pattern::new(
        r"@b[ncm] _, (?:or |almost |nearly |about |more than )?@x[x] (?:as many|as much|as high|as large|as long|as big) as (?:the |in |its )?@a[ncm] ",
    ),
    Pattern::new(r"@a[ncm] _and _@b[ncm] , @x[x] as (?:many|much|high|large|long|big) "),
    Pattern::new(r"(?P<verb>{fall}) by @f[n] _,? ?from @a[ncm] _to @b[ncm] "),
];

/// "Twice as many as", "fell by half".
fn times_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (from, to) = (found.mention("a")?, found.mention("b")?);
    let stated = found.mention("x").or_else(|| found.mention("f"))?;
    let number = stated.number()?;
    let factor = if found.has("x") { number.stated } else { whole(1) - number.stated };
    if factor <= whole(0)
        || number.stated_high.is_some()
        || is_hedged(number)
        || !found.has("x") && number.stated >= whole(1)
    {
        return None;
    }
    ratio_of(page, findings, stated, from, to, factor)
}

/// Notes that one number is not so many times another.
fn ratio_of(
    page: &Page<'_>,
    findings: &mut Findings<'_>,
    stated: &Mention,
    from: &Mention,
    to: &Mention,
    factor: Rational,
) -> Option<()> {
    let (one, other) = alike(from, to)?;
    let quotient = other.over(&one)?.in_unit(&Unit::Times);
    let room = factor * Rational::new(1, 10);
    if quotient.fit(&Estimate::between(factor - room, factor + room, Unit::Times)) != Fit::Apart {
        return None;
    }
    let sum = format!("{} is {} times {}", page.text(to.span), quotient.describe(None), page.text(from.span));
    let labels =
        vec![at(stated, "this multiple"), (from.span.cover(to.span), format!("{} times", quotient.describe(None)))];
    findings.add(
        format!("{} and {} are not `{}` apart", page.text(from.span), page.text(to.span), page.text(stated.span)),
        Some(sum),
        labels,
    )?;
    Some(())
}

fn multiple(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in TIMES.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = times_of(page, findings, &found);
    }
    for pattern in &MULTIPLES {
        for found in pattern.all(page) {
            let (from, to) = (found.mention("a"), found.mention("b").or_else(|| found.mention("d")));
            if let (Some(from), Some(to)) = (from, to) {
                let before = found.words("before").split(' ').next().unwrap_or_default();
                let _ = multiple_of(page, findings, (from, to), found.tokens("verb").start, before);
            }
        }
    }
    for mention in &page.mentions {
        let _ = times_framed(page, findings, mention);
    }
    for sentence in page.document.analysis.sentences() {
        let _ = verb_framed(page, findings, sentence);
    }
}

/// The factor that a verb says.
fn factor(verb: &str) -> Option<Rational> {
    [("double", whole(2)), ("triple", whole(3)), ("quadruple", whole(4)), ("halve", Rational::new(1, 2))]
        .into_iter()
        .find(|(list, _)| is_in(list, verb))
        .map(|(_, factor)| factor)
}

/// "Membership tripled: the club had 310 members in 2009 and has 622 now".
fn verb_framed(page: &Page<'_>, findings: &mut Findings<'_>, sentence: &std::ops::Range<usize>) -> Option<()> {
    let document = page.document;
    let mut verbs =
        sentence.clone().filter(|&token| factor(document.lower(token)).is_some() && document.upos(token) == Upos::Verb);
    let verb = verbs.next().filter(|_| verbs.next().is_none())?;
    let first = page.mentions_in(sentence).first()?;
    let stand_in = Mention { span: document.analysis.span(verb), tokens: verb..verb + 1, ..first.clone() };
    let (from, to) = frames::pair(page, &stand_in)?;
    let [near, further] = frames::words_before(page, verb);
    let before = if near == "than" { further } else { document.lower(verb.checked_sub(1)?) };
    let before = if document.lower(verb.checked_sub(1)?) == "than" { "more" } else { before };
    multiple_of(page, findings, (from, to), verb, before)
}

/// "The wait, 40 days in 2010, is now 122 days, or five times as long".
fn times_framed(page: &Page<'_>, findings: &mut Findings<'_>, stated: &Mention) -> Option<()> {
    let number = stated
        .number()
        .filter(|number| number.unit == Unit::Times && !is_hedged(number) && number.stated_high.is_none())?;
    let [next, second] = frames::words_behind(page, stated);
    let compares = next == "as"
        || matches!(next, "more" | "higher" | "larger" | "longer" | "bigger") && second != "than" && second != "likely";
    if !compares || number.stated <= whole(1) {
        return None;
    }
    let (from, to) = frames::pair(page, stated)?;
    ratio_of(page, findings, stated, from, to, number.stated)
}

fn multiple_of(
    page: &Page<'_>,
    findings: &mut Findings<'_>,
    (from, to): (&Mention, &Mention),
    verb_token: usize,
    before: &str,
) -> Option<()> {
    let verb = page.document.lower(verb_token);
    let factor = factor(verb)?;
    let (one, other) = alike(from, to)?;
    let quotient = other.over(&one)?;
    if !matches!(unit(to)?, Unit::One | Unit::Currency(_) | Unit::Measure { .. } | Unit::Percent) {
        return None;
    }
    let quotient = quotient.in_unit(&Unit::Times);
    let room = |percent: i128| Rational::new(percent, 100) * factor;
    let (low, high) = match before {
        word if is_in("over", word) => (factor, factor * whole(1000)),
        word if is_in("under", word) => (factor - room(15), factor),
        word if is_in("about", word) => (factor - room(10), factor + room(10)),
        _ => (factor - room(5), factor + room(5)),
    };
    let allowed = Estimate::between(low, high, Unit::Times);
    if quotient.fit(&allowed) != Fit::Apart {
        return None;
    }
    // What is "less than halved" or "more than halved" can be read both ways.
    if factor < whole(1) && (is_in("over", before) || is_in("under", before)) {
        return None;
    }
    let (one, other) = (page.text(from.span), page.text(to.span));
    let sum = format!("{other} is {} times {one}", quotient.describe(None));
    let span = page.document.analysis.span(verb_token);
    let labels = vec![
        (span, "this multiple".to_owned()),
        (from.span.cover(to.span), format!("{} times", quotient.describe(None))),
    ];
    let severity = if ratio(quotient.point(), factor).is_some_and(|off| (off - whole(1)).abs() <= Rational::new(1, 10))
    {
        Severity::Warning
    } else {
        Severity::Error
    };
    findings.add_at(
        severity,
        format!("what goes from {one} to {other} has not {before}{}{verb}", if before.is_empty() { "" } else { " " }),
        Some(sum),
        labels,
    )?;
    Some(())
}

static MARGINS: [Pattern; 10] = [
    Pattern::new(r"by @t[tn] (?:percentage )?points? , with @a[p] to _@b[p] "),
    Pattern::new(r"@a[p] _and _@b[pn] _, an? _{margin} of @t[tn] points "),
    Pattern::new(r"@a[p] _and _@b[p] _[.] \| [^|<]{0,20}{margin} of @t[tn] points "),
    Pattern::new(r"by @t[tn] (?:percentage )?points? ,? ?(?:\( )?@a[p] (?:to|against|-) @b[p] "),
    Pattern::new(r"by @t[t] ,? ?(?:\( )?@a[p] (?:to|against|-) @b[p] "),
    Pattern::new(r"@a[n] (?:votes? )?to @b[n] , an? (?P<votes>margin|lead|majority|difference) of @t[n] (?:votes? )?"),
    Pattern::new(r"@a[n] votes? to @b[n] , (?:he|she|it|they) (?:won|lost) by (?P<votes>)@t[n] votes? "),
    Pattern::new(
        r"@a[p] _(?:and|to|against|versus|over|,) _@b[p] _, (?:an?|giving _an?|for an?) _{margin} of @t[tn] (?:percentage )?(?:points? )?",
    ),
    Pattern::new(r"an? @t[tn] (?:- )?(?:percentage )?(?:- )?points? {margin} _,? ?@a[p] (?:to|against|-|–) @b[p] "),
    Pattern::new(r"an? @t[t] {margin} _,? ?@a[p] (?:to|against|-|–) @b[p] "),
];

/// "4,118, 27 points lower than Monday's finish of 4,145".
static LEVELS: [Pattern; 1] = [Pattern::new(
    r"@b[ncm] (?:[a-z]+ )?, (?:or )?@t[nctm] (?:[a-z]+ )?(?:lower|higher|less|more|fewer|below|above|down|up) (?:than|from|on) _@a[ncm] ",
)];

fn difference(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in LEVELS.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = level_of(page, findings, &found);
    }
    for found in MARGINS.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = difference_of(page, findings, &found);
    }
    for mention in &page.mentions {
        let _ = margin_framed(page, findings, mention);
    }
}

/// "Leads by three points …, with 41 percent against 36": a margin, and the only two shares or votes beside it.
fn margin_framed(page: &Page<'_>, findings: &mut Findings<'_>, stated: &Mention) -> Option<()> {
    let document = page.document;
    let sentence = document.sentence(stated.tokens.start);
    let [near, further] = frames::words_before(page, stated.tokens.start);
    let [next, second] = frames::words_behind(page, stated);
    let points = unit(stated) == Some(&Unit::PercentagePoint)
        || matches!(next, "point" | "points")
        || next == "percentage" && second == "points";
    let votes = matches!(next, "vote" | "votes");
    let competes = |token: usize| {
        matches!(
            document.lemma(token),
            "win" | "beat" | "lose" | "lead" | "defeat" | "trail" | "ahead" | "behind" | "prevail"
        )
    };
    let marginal = near == "of" && is_in("margin", further)
        || is_in("margin", next)
        || is_in("margin", second)
        || [next, second].iter().any(|word| matches!(*word, "ahead" | "behind" | "clear"))
        || near == "by" && sentence.clone().any(competes);
    if !(points || votes)
        || !marginal
        || stated.number().is_none_or(|number| is_hedged(number) || number.stated_high.is_some())
    {
        return None;
    }
    // "The 4.2-point margin" takes up the two shares of the sentence before.
    let definite = matches!(document.lower(sentence.start), "the" | "that" | "this" | "his" | "her" | "their");
    let shown = |mention: &Mention| mention.span != stated.span && unit(mention) == Some(&Unit::Percent);
    let own = page.mentions_in(&sentence).iter().any(shown);
    let taken_up = points && definite && !own && stated.tokens.start <= sentence.start + 2;
    let told = match sentence.start.checked_sub(1).filter(|_| taken_up) {
        Some(before) => document.sentence(before),
        None => sentence.clone(),
    };
    let shares: Vec<&Mention> = page
        .mentions_in(&told)
        .iter()
        .filter(|mention| mention.span != stated.span)
        .filter(|mention| {
            let counted =
                mention.count().is_some() && (page.counted(mention).is_none_or(|noun| document.lemma(noun) == "vote"));
            match unit(mention) {
                Some(Unit::Percent) => points,
                // "41 percent against 36", "12,410 votes and she 12,160".
                Some(Unit::One) => counted,
                _ => false,
            }
        })
        .collect();
    let [one, other] = shares.as_slice() else { return None };
    if points && unit(one) != Some(&Unit::Percent) && unit(other) != Some(&Unit::Percent) {
        return None;
    }
    // The two are told side by side.
    let between = one.tokens.end..other.tokens.start;
    if between.len() > 8
        || between.clone().any(|token| matches!(document.lower(token), "from" | "." | ";" | "turnout" | "up" | "down"))
    {
        return None;
    }
    margin_of(page, findings, one, other, stated, votes)
}

/// A level, how far it lies from another one, and that one.
fn level_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (level, other, stated) = (found.mention("b")?, found.mention("a")?, found.mention("t")?);
    // Degrees count from nothing that could be measured in them.
    let degrees = |kind: &Unit| matches!(kind, Unit::Measure { dimension, .. } if dimension == "temperature");
    let (kind, gap) = (unit(level)?, unit(stated)?);
    let points = *kind == Unit::One && *gap == Unit::PercentagePoint;
    if !(kind == gap || points) || unit(other)? != kind || degrees(kind) || stated.number()?.hedge.is_bound() {
        return None;
    }
    let computed = estimate(level)?.minus(&estimate(other)?)?.magnitude()?;
    if computed.fit(&estimate(stated)?.in_unit(kind)) == Fit::Meets {
        return None;
    }
    let (one, second) = (page.text(level.span), page.text(other.span));
    let is = format!("is {}", computed.describe(None));
    let labels = vec![at(stated, "this difference"), at(level, is.clone()), at(other, "from here")];
    findings.add(
        format!("the difference between {one} and {second} is not {}", page.text(stated.span)),
        Some(format!("{one} − {second} {is}")),
        labels,
    )?;
    Some(())
}

fn difference_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    margin_of(page, findings, found.mention("a")?, found.mention("b")?, found.mention("t")?, found.has("votes"))
}

fn margin_of(
    page: &Page<'_>,
    findings: &mut Findings<'_>,
    a: &Mention,
    b: &Mention,
    stated: &Mention,
    votes: bool,
) -> Option<()> {
    let (first, second) = alike(a, b)?;
    let gap = first.minus(&second)?.magnitude()?;
    let said = if votes {
        estimate(stated)?
    } else {
        estimate(stated)?.in_unit(&Unit::PercentagePoint).widened(Rational::new(1, 2))?
    };
    if gap.fit(&said) == Fit::Meets {
        return None;
    }
    let (one, other) = (page.text(a.span), page.text(b.span));
    let sum = format!("{one} − {other} is {}", gap.describe(None));
    let labels = vec![at(stated, "this margin"), (a.span.cover(b.span), format!("is {}", gap.describe(None)))];
    findings.add(
        format!("the margin between {one} and {other} is not {}", page.text(stated.span)),
        Some(sum),
        labels,
    )?;
    Some(())
}

static FALLS: [Pattern; 5] = [
    Pattern::new(r"(?P<verb>{fall}) [^|<,;:]{0,40}by @p[p] "),
    Pattern::new(r"(?:was|is|were|are) (?P<verb>down) (?:by )?@p[p] "),
    Pattern::new(r"(?P<verb>{fall}) (?:by )?(?:_by )?@p[p] "),
    Pattern::new(r"an? @p[p] (?P<verb>{faller}) "),
    Pattern::new(
        r"@p[p] (?P<verb>of) (?:all |the |its |our |their |his |her |these |those )?(?:[a-z]+ 's )?(?:[a-z-]+ )?{people} ",
    ),
];

fn impossible(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in FALLS.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = impossible_of(page, findings, &found);
    }
}

fn impossible_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let stated = found.mention("p")?;
    let number = stated.number()?;
    if number.stated <= whole(100) || number.stated_high.is_some() {
        return None;
    }
    let token = found.tokens("verb").start;
    let document = page.document;
    let profit = |word: &str| {
        matches!(
            word,
            "profit"
                | "profits"
                | "earnings"
                | "income"
                | "poverty"
                | "level"
                | "capacity"
                | "target"
                | "to"
                | "gdp"
                | "tariff"
                | "tariffs"
        )
    };
    if document.sentence(token).any(|token| profit(document.lower(token)) || document.lemma(token) == "profit") {
        return None;
    }
    let verb = found.words("verb");
    let (message, label) = if verb == "of" {
        (
            format!("there is no more than 100 percent of them, and the text says {}", page.text(stated.span)),
            "of all of these",
        )
    } else {
        (format!("nothing can {} by {}", page.document.lemma(token), page.text(stated.span)), "this verb")
    };
    let labels = vec![at(stated, "more than 100 percent"), (found.span("verb")?, label.to_owned())];
    findings.add(message, None, labels)?;
    Some(())
}
