//! Shares of a whole.

use super::change::{estimate, unit};
use super::page::{Mention, Page};
use super::pattern::{Found, Pattern};
use super::registry::{Check, text};
use super::tolerance::{Estimate, Fit, whole};
use super::{Findings, Fix, at};
use crate::lang::syntax::Severity;
use crate::nlp::{Upos, inflect};
use crate::value::{Hedge, Number, Rational, Unit};

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "share",
        summary: "a share in percent is not that of the two counts beside it",
        severity: Severity::Error,
        why: "the count, the whole and the share are often corrected one by one",
        tolerates: "rounding and hedges. A share of another whole (\"60 percent of those present\") is left alone.",
        fail: &[
            text("Of the 130 bridges that the inspectors visited, 44, or 44 percent, had a serious defect."),
            text("The trial enrolled 450 patients. In total 27 patients left it early, 8% of those enrolled."),
            text("Some 38 of 120 samples (38%) were clean."),
        ],
        pass: &[
            text("Of the 130 bridges that the inspectors visited, 44, or 34 percent, had a serious defect."),
            text("Of the 120 members, 90 came, and 54 of them, or 60 percent of those present, voted for it."),
        ],
        sure: true,
        run: share,
    },
    Check {
        name: "x-of-y",
        summary: "more of a group than the group has",
        severity: Severity::Error,
        why: "\"eleven of the nine members\" has a wrong number on one side",
        tolerates: "years (\"two of 2019's ten novels\").",
        fail: &[
            text("Eleven of the nine members from the northern wards will vote against it."),
            text("The manager said that 28 of those 25 had been told to leave."),
        ],
        pass: &[text(
            "Seven of the nine members will vote against it. Two of 2019's ten novels came from one village.",
        )],
        sure: true,
        run: x_of_y,
    },
    Check {
        name: "fraction-word",
        summary: "\"half\", \"a third\" or \"a majority\" does not fit the percentage beside it",
        severity: Severity::Error,
        why: "fractions are written for rhythm, and the figure beside them is the measured one",
        tolerates: "two points to either side; five below for \"nearly\". \"Over half\" is more than 50 percent.",
        fail: &[
            text("Nearly half of the patients, 54 percent, had waited longer than a month."),
            text("A majority of managers, 48 per cent, disagree."),
        ],
        pass: &[
            text("Over half of the patients, 54 percent, had waited longer than a month."),
            text("About two-thirds of the staff, 65 per cent, want to work from home."),
        ],
        sure: true,
        run: fraction,
    },
];

static SHARES: [Pattern; 11] = [
    Pattern::new(
        r"@k[n] (?:out )?of (?:[a-z'-]+ ){1,4}@n[n] [^|<,;:()]{2,50}[.] \| (?:that|this) (?:is|was|makes|means|amounts to|comes to|equals) @p[p] (?P<after>[a-z,.;)]+) (?P<then>[a-z]+ )?",
    ),
    Pattern::new(
        r"@p[p] (?::|—|–|\() (?:only |some |just )?@k[n] (?:out )?of (?:the |its |their |all )?@n[n] (?P<after>[a-z,.;)]+) (?P<then>[a-z]+ )?",
    ),
    Pattern::new(
        r"@n[n] [^|<]{2,40}[.;] (?:\| )?(?:in )?@k[n] of (?:them|these) , (?:or )?@p[p] (?P<after>[a-z,.;)]+) (?P<then>[a-z]+ )?",
    ),
    Pattern::new(
        r"of (?:the |its |their |all |these |those )?@n[n] ~, @k[n] (?:of them )?\( (?:or )?@p[p] (?P<after>\)) ",
    ),
    Pattern::new(
        r"@n[n] (?:[a-z]+ ){1,4}, (?:and )?@k[n] of (?:them|these|those) , (?:or )?@p[p] (?P<after>[a-z,.;)]+) (?P<then>[a-z]+ )?",
    ),
    Pattern::new(r"@n[n] (?:[a-z]+ ){1,4}, (?:and )?@k[n] of (?:them|these|those) \( (?:or )?@p[p] (?P<after>\)) "),
    Pattern::new(
        r"of (?:the |its |their |all |these |those )?@n[n] _, @k[n] _, (?:or |a rate of |a share of |that is |which is )@p[p] (?P<after>[a-z,.;)]+) (?P<then>[a-z]+ )?",
    ),
    Pattern::new(
        r"of (?:the |its |their |all |these |those )?@n[n] ~, @k[n] (?:of them )?, (?:or )?@p[p] (?P<after>[a-z,.;)]+) (?P<then>[a-z]+ )?",
    ),
    Pattern::new(
        r"@k[n] (?:out )?of (?:the |its |their |all |these |those )?@n[n] _, or @p[p] (?P<after>[a-z,.;)]+) (?P<then>[a-z]+ )?",
    ),
    Pattern::new(r"@k[n] (?:out )?of (?:the |its |their |all |these |those )?@n[n] _\( (?:or )?@p[p] (?P<after>\))"),
    Pattern::new(r"@k[n] _, (?:or )?@p[p] of (?:the |all |its |their )?@n[n] (?P<after>[a-z,.;)]+) (?P<then>[a-z]+ )?"),
];
/// "27 patients left the trial early, 8% of those enrolled": the whole is counted elsewhere, by the same verb.
static ENROLLED: Pattern = Pattern::new(r"@k[n] ~, (?:or )?@p[p] of (?:those|all) (?P<verb>[a-z]+) ");

fn share(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in SHARES.iter().flat_map(|pattern| pattern.all(page)) {
        // "60 percent of those present" is a share of others.
        if found.words("after") == "of" && matches!(found.words("then").trim(), "those" | "them" | "whom" | "these") {
            continue;
        }
        if let (Some(k), Some(n), Some(p)) = (found.mention("k"), found.mention("n"), found.mention("p")) {
            let _ = share_of(page, findings, k, n, p);
        }
    }
    for sentence in page.document.analysis.sentences() {
        let _ = framed(page, findings, sentence);
    }
    for found in ENROLLED.all(page) {
        if let (Some(k), Some(p), Some(n)) = (found.mention("k"), found.mention("p"), counted_by(page, &found)) {
            let _ = share_of(page, findings, k, n, p);
        }
    }
}

/// A part and its whole, however they are told.
static PARTS: [Pattern; 5] = [
    Pattern::new(r"@k[c] [^|<]{0,40}(?:out of|of) (?:a |the |its |their |all )*(?:[a-z]+ ){0,3}(?:of |worth )?@n[c] "),
    Pattern::new(r"@k[n] (?:out )?of (?:the |its |their |all |these |those |his |her |our )?(?:[a-z-]+ ){0,2}@n[n] "),
    Pattern::new(
        r"of (?:the |its |their |all |these |those |his |her |our )?(?:[a-z-]+ )?@n[n] [^|<,;:()]{2,60}, (?:only |just |about |some )?@k[n] ",
    ),
    Pattern::new(
        r"@n[n] [^|<;:()]{2,60}(?:, | and |, and |; )(?:only |just |about |some )?@k[n] of (?:them|these|those|whom|which) ",
    ),
    Pattern::new(r"@n[n] [^|<;:()]{2,60}[.] \| (?:# )?(?:of (?:these|those|them) ,? ?)?@k[n] [^|<]{0,60}, "),
];
/// What is apposed to a part: ", or 40 percent of them," and "(40%)", "a quarter of the total".
static APPOSED: [Pattern; 2] = [
    Pattern::new(
        r"[(,] (?:or |that is |which is |i\.e\. |some |about |just |a share of |a rate of |equal to |equivalent to )*@p[p] (?:of (?:them|the total|all of them|the whole|the lot|those) |of (?:all|the|its|their|those) (?P<noun>[a-z]+) |[,.;)] )",
    ),
    Pattern::new(
        r"[(,] (?:or |that is |which is |i\.e\. |some |about |just )*@p[n] (?:of (?:them|the total|all of them|the whole|the lot) |of (?:all|the|its|their|those) (?P<noun>[a-z]+) )",
    ),
];

/// A part, a whole and one share beside them, the only ones of the sentence.
fn framed(page: &Page<'_>, findings: &mut Findings<'_>, sentence: &std::ops::Range<usize>) -> Option<()> {
    let document = page.document;
    let inside = |tokens: std::ops::Range<usize>| sentence.contains(&tokens.start);
    let mentions = page.mentions_in(sentence);
    let percent = |mention: &Mention| unit(mention) == Some(&Unit::Percent);
    if !mentions.iter().any(|mention| percent(mention) || is_fraction(page, mention))
        || !mentions.iter().any(|mention| mention.count().is_some())
    {
        return None;
    }
    let shares: Vec<(&Mention, String)> = APPOSED
        .iter()
        .flat_map(|pattern| pattern.in_sentence(page, sentence.start))
        .filter_map(|found| Some((found.mention("p")?, found.words("noun").to_owned())))
        .filter(|(mention, _)| unit(mention) == Some(&Unit::Percent) || is_fraction(page, mention))
        .collect();
    let [(share, noun)] = shares.as_slice() else { return None };
    let percents = mentions.iter().filter(|mention| unit(mention) == Some(&Unit::Percent)).count();
    let mut pairs: Vec<(&Mention, &Mention)> = Vec::new();
    for pattern in &PARTS {
        for found in pattern.around(page, sentence.start) {
            let (Some(k), Some(n)) = (found.mention("k"), found.mention("n")) else { continue };
            // The part stands in the share's own sentence, and before it.
            let told = inside(k.tokens.clone())
                && k.tokens.end <= share.tokens.start
                && k.span != share.span
                && n.span != share.span;
            if told && !pairs.iter().any(|(part, all)| part.span == k.span && all.span == n.span) {
                pairs.push((k, n));
            }
        }
    }
    let [(k, n)] = pairs.as_slice() else { return None };
    let between = k.tokens.end..share.tokens.start;
    let others = page.mentions_in(&between).iter().filter(|mention| mention.span != n.span).count();
    // "60 percent of those present" is a share of others; so is one of another noun.
    let same = noun.is_empty()
        || page.counted_lemma(n).is_some_and(|counted| inflect::singular(noun) == counted || *noun == counted);
    if percents > 1 || others > 0 || between.len() > 16 || !same {
        return None;
    }
    // What stands in another sentence than the share is a whole only if it is taken up, or of the same kind.
    if !inside(n.tokens.clone()) && document.block(n.tokens.start) != document.block(k.tokens.start) {
        return None;
    }
    share_of(page, findings, k, n, share)
}

fn is_fraction(page: &Page<'_>, mention: &Mention) -> bool {
    mention.number().is_some_and(|number| {
        number.stated > whole(0)
            && number.stated < whole(1)
            && !number.stated.is_integer()
            && !page.text(mention.span).contains(['.', '0'])
    })
}

/// The one count of the same noun that is the object of the verb.
fn counted_by<'p>(page: &'p Page<'p>, found: &Found<'p>) -> Option<&'p Mention> {
    let document = page.document;
    let verb = document.lower(found.tokens("verb").start);
    let noun = page.counted_lemma(found.mention("k")?)?;
    let fits = |mention: &&Mention| {
        let Some(head) = page.counted(mention) else { return false };
        mention.count().is_some()
            && document.lemma(head) == noun
            && document.head(head).is_some_and(|above| {
                document.upos(above) == Upos::Verb && inflect::same_verb(document.lower(above), verb)
            })
    };
    let mut all = page.mentions.iter().filter(fits);
    all.next().filter(|_| all.next().is_none())
}

fn share_of(page: &Page<'_>, findings: &mut Findings<'_>, k: &Mention, n: &Mention, p: &Mention) -> Option<()> {
    let (part, all) = (k.number()?, n.number()?);
    // "One in ten" and numbers that bound are no counts.
    if part.stated <= Rational::from_integer(0)
        || all.stated < part.stated
        || !(part.is_count() && all.is_count()
            || part.unit == all.unit && matches!(part.unit, Unit::Currency(_))
            // "8.2 million of the 11.5 million".
            || part.unit == Unit::One && all.unit == Unit::One && part.stated >= whole(10_000))
    {
        return None;
    }
    let computed = Estimate::of(part)?.percent_of(&Estimate::of(all)?)?;
    let said = if unit(p) == Some(&Unit::Percent) {
        estimate(p)?
    } else {
        // A fraction in words is a round number.
        let share = p.number()?.stated * whole(100);
        Estimate::between(share - Rational::new(7, 2), share + Rational::new(7, 2), Unit::Percent)
    };
    if computed.fit(&said) == Fit::Meets || p.number()?.hedge.is_bound() {
        return None;
    }
    let severity = if computed.fit(&said) == Fit::Apart { Severity::Error } else { Severity::Warning };
    let (one, other, stated) = (page.text(k.span), page.text(n.span), page.text(p.span));
    let sum = format!("{one} of {other} is {}, the text says {stated}", computed.describe(None));
    let labels =
        vec![at(p, "this share"), at(k, format!("is {} of {other}", computed.describe(None))), at(n, "the whole")];
    let site = findings.site(p.span);
    let number = Number::said(computed.point().round(), whole(1), Unit::Percent, Hedge::None)?;
    let finding = findings.add_at(severity, format!("{one} of {other} is not {stated}"), Some(sum), labels)?;
    if unit(p) != Some(&Unit::Percent) {
        return Some(());
    }
    finding.fix = Some(Fix { safe: false, title: format!("write {number}"), site, text: number.to_string() });
    Some(())
}

static ALL: Pattern = Pattern::new(r"(?P<before>all )(?P<det>)@y[n] _,? ?(?:and |but )?@x[n] of (?P<next>them) ");
static HAS: Pattern = Pattern::new(
    r"(?P<before>(?:has|had|have) )(?P<det>)@y[n] [a-z]+ [.;,] (?:\| )?(?:and |but )?@x[n] of (?P<next>them) ",
);
static AMONG: [Pattern; 3] = [
    Pattern::new(
        r"(?P<before>[a-z]+ )(?P<det>)@y[n] (?:[a-z-]+ ){1,6}, (?:and |but |of whom )@x[n] of (?P<next>them|these|those) ",
    ),
    Pattern::new(
        r"(?P<before>of )(?P<det>the |its |their |his |her |our |all )@y[n] (?:[a-z-]+ ){1,2}, @x[n] (?P<next>are|were|is|was|have|had|has|will|voted|said|came|died) ",
    ),
    Pattern::new(r"(?P<before>[a-z]+ )(?P<det>)@y[n] [a-z]+ ,? ?(?:[a-z]+ing|and [a-z]+) @x[n] of (?P<next>them) "),
];
static OF: Pattern = Pattern::new(
    r"(?P<before>[^ ]+ )?@x[n] (?:out )?of (?P<det>the |those |these |its |their |his |her |our |all )?@y[n] (?P<next>[^ ]+)",
);

fn x_of_y(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in
        OF.all(page).chain(ALL.all(page)).chain(HAS.all(page)).chain(AMONG.iter().flat_map(|pattern| pattern.all(page)))
    {
        let _ = x_of_y_of(page, findings, &found);
    }
}

fn x_of_y_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (x, y) = (found.mention("x")?, found.mention("y")?);
    let (part, all) = (x.count()?, y.count()?);
    // A year may stand for its things; without a determiner a noun has to say what is counted.
    let year = (1500..2200).contains(&all) && !page.text(y.span).contains(',');
    let noun = page.counted(y).is_some();
    let named = matches!(
        found.words("before").trim(),
        "section"
            | "article"
            | "chapter"
            | "no"
            | "number"
            | "page"
            | "part"
            | "figure"
            | "step"
            | "phase"
            | "day"
            | "level"
            | "version"
            | "."
            | "§"
            | "$"
    );
    if part <= all
        || year
        || named
        || !(found.has("det") || noun)
        || matches!(found.words("next"), "'s" | "/" | "%")
        || all == 0
    {
        return None;
    }
    // "150 of the 2 …": things counted in lots.
    if all == 1 {
        return None;
    }
    let sum = format!("{part} is more than {all}");
    let labels = vec![at(x, "this part"), at(y, "is larger than its whole")];
    findings.add(
        format!("there are no {} of {}", page.text(x.span).to_lowercase(), page.text(y.span)),
        Some(sum),
        labels,
    )?;
    Some(())
}

static FRACTIONS: [Pattern; 5] = [
    Pattern::new(r"@f[n] of (?:the |its |all |their |those |these )?<n\d+> (?:[a-z-]+ ){1,6}, (?:or )?@p[p] , "),
    Pattern::new(r"@f[n] (?:of )?(?:the |its |all |their |those |these )?_[,(] (?:or )?@p[p] [,)] "),
    Pattern::new(r"(?P<word>a majority|most) of _[,(] (?:or )?@p[p] [,.;)] "),
    Pattern::new(r"@p[p] of (?:[a-z]+ ){1,4}, or (?P<hedge>[a-z]+ |[a-z]+ than )?@f[n] [,.;] "),
    Pattern::new(r"@p[p] , or (?P<hedge>[a-z]+ |[a-z]+ than )?@f[n] "),
];

/// "Women hold 39 of the 120 seats, just under a third".
static COUNTED_FRACTION: Pattern =
    Pattern::new(r"@k[n] (?:out )?of (?:the |its |their |all )?@n[n] [^|<,;:()]{0,40}, (?:or )?@f[n] [.,;]");

fn counted_fraction(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (part, all, fraction) = (found.mention("k")?, found.mention("n")?, found.mention("f")?);
    if !is_fraction(page, fraction) || part.count()? >= all.count()? {
        return None;
    }
    let share = estimate(part)?.percent_of(&estimate(all)?)?;
    let allowed = allowed_share(fraction.number()?);
    if allowed.fit(&share) != Fit::Apart {
        return None;
    }
    let word = page.text(fraction.span);
    let described = share.describe(None);
    let labels = vec![at(fraction, "this fraction"), (part.span.cover(all.span), format!("is {described}"))];
    findings.add(
        format!("{} of {} is not {word}", page.text(part.span), page.text(all.span)),
        Some(format!("{word} allows {}", allowed_words(&allowed))),
        labels,
    )?;
    Some(())
}

fn fraction(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in COUNTED_FRACTION.all(page) {
        let _ = counted_fraction(page, findings, &found);
    }
    for found in FRACTIONS.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = fraction_of(page, findings, &found);
    }
}

fn fraction_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let percent = found.mention("p")?;
    let said = estimate(percent)?;
    if percent.number()?.hedge.is_bound() {
        return None;
    }
    let (span, allowed) = match found.mention("f") {
        Some(mention) => {
            let number = mention.number()?;
            if number.stated >= whole(1)
                || number.stated <= whole(0)
                || number.stated_high.is_some()
                || *unit(mention)? != Unit::One
            {
                return None;
            }
            // A decimal is no word for a fraction.
            if page.text(mention.span).contains('.') {
                return None;
            }
            (mention.span, allowed_share(number))
        }
        None => (found.span("word")?, Estimate::between(whole(50), whole(100), Unit::Percent)),
    };
    if allowed.fit(&said) != Fit::Apart {
        return None;
    }
    let (word, stated) = (page.text(span), page.text(percent.span));
    let labels = vec![(span, "this fraction".to_owned()), at(percent, "is not what this says")];
    findings.add(
        format!("`{word}` is not {stated}"),
        Some(format!("{word} allows {}", allowed_words(&allowed))),
        labels,
    )?;
    Some(())
}

/// The percentages that a fraction in words stands for.
fn allowed_share(fraction: &Number) -> Estimate {
    let share = fraction.stated * whole(100);
    let (low, high) = match fraction.hedge {
        Hedge::MoreThan | Hedge::AtLeast => (share, whole(100)),
        Hedge::LessThan | Hedge::AtMost => (whole(0), share),
        Hedge::Nearly => (share - whole(6), share),
        Hedge::About => (share - whole(5), share + whole(5)),
        Hedge::None | Hedge::Range => (share - Rational::new(5, 2), share + Rational::new(5, 2)),
    };
    Estimate::between(low, high, Unit::Percent)
}

fn allowed_words(allowed: &Estimate) -> String {
    let described = allowed.describe(None);
    described
        .split_once('(')
        .map_or(described.clone(), |(_, range)| range.replace(" allowing for rounding)", " percent"))
}
