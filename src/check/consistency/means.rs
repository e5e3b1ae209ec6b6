//! Averages and orders.

use super::change::{adopt, alike, unit};
use super::page::{Mention, Page};
use super::pattern::{Found, Pattern, is_in};
use super::registry::{Check, text};
use super::tolerance::{Estimate, Fit, ratio, whole};
use super::{Findings, at};
use crate::lang::syntax::Severity;
use crate::value::{Rational, Unit};

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "mean-in-range",
        summary: "an average lies outside the range that it is the average of",
        severity: Severity::Error,
        why: "no mean and no median is larger than the largest value",
        tolerates: "averages of another group (\"the national average\").",
        fail: &[text("Class sizes in the schools range from 11 pupils to 29, the board said. The average is 33.")],
        pass: &[text(
            "Class sizes in the schools range from 11 pupils to 29, the board said. The average is 23. Rents range from 9 to 14 euros; the national average is 8 euros.",
        )],
        sure: true,
        run: in_range,
    },
    Check {
        name: "grim-mean",
        summary: "no whole numbers have this mean",
        severity: Severity::Error,
        why: "the mean of 20 whole numbers is a multiple of 0.05; another one shows that the mean or the number is wrong (the GRIM test)",
        tolerates: "rounding up, down and to even; it is asked only where the text says that whole numbers were given.",
        fail: &[text(
            "Twenty tasters, each giving a whole number of points from 1 to 10, tried the loaves. The rye came first with a mean of 7.48 points.",
        )],
        pass: &[text(
            "Twenty tasters, each giving a whole number of points from 1 to 10, tried the loaves. The rye came first with a mean of 7.45 points. Twenty judges gave the tower an average of 7.48 points; they mark in steps of tenths.",
        )],
        sure: true,
        run: grim,
    },
    Check {
        name: "rank-order",
        summary: "the highest figure is not the highest, or a list in order is not in order",
        severity: Severity::Error,
        why: "a number of a ranking is wrong, or the ranking is",
        tolerates: "figures of another year.",
        fail: &[
            text(
                "Asked what worries them, 34 percent named rent, the highest figure of any answer. Grades came next with 17 percent. Exams, at 36 percent, followed.",
            ),
            text("The largest share, 34 percent, goes to schools, followed by roads with 41 percent."),
        ],
        pass: &[text(
            "The largest share, 34 percent, goes to schools, followed by roads with 21 percent. In 2012 roads had taken 36 percent.",
        )],
        sure: true,
        run: order,
    },
];

static RANGES: [Pattern; 7] = [
    Pattern::new(
        r"rang(?:e|es|ed|ing) (?:from|between) @a[ncmpd] _(?:to|and) @b[ncmpd] [^|<]{0,40}[.] \| on average ,? ?@m[ncmpd] ",
    ),
    Pattern::new(
        r"between @a[nd] and @b[nd] _[;,.] (?:\| )?(?:the|their) (?:average|mean|median) (?:age )?(?:is|was|of|being) @m[nd] ",
    ),
    Pattern::new(r"from @a[ncm] to @b[ncm] , @m[ncm] on average "),
    Pattern::new(
        r"(?:runs?|ran|vary|varies|varied|go|goes|went) (?:from|between) @a[ncmpd] _(?:to|and) @b[ncmpd] [^|<]{0,60}[.;,] (?:and )?(?:with )?(?:the|an|their) (?:average|mean|median) (?:[a-z]+ )?(?:is|was|of|being) @m[ncmpd] ",
    ),
    Pattern::new(r"between @a[ncmpd] and @b[ncmpd] _, @m[ncmpd] on average "),
    Pattern::new(
        r"rang(?:e|es|ed|ing) (?:from|between) @a[ncmpd] _(?:to|and) @b[ncmpd] [^|<]{0,60}(?:<D\d+> )?[.;,] (?:\| )?(?:and )?(?:with )?(?:the|an?) (?:average|mean|median) (?:is|was|stood at|of|being) @m[ncmpd] ",
    ),
    Pattern::new(
        r"between @a[ncmpd] and @b[ncmpd] _, (?:with |and )(?:the|an?) (?:average|mean|median) (?:is|was|of|being) @m[ncmpd] ",
    ),
];

fn in_range(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in
        RANGES.iter().flat_map(|pattern| pattern.all(page)).chain(OLDEST.iter().flat_map(|pattern| pattern.all(page)))
    {
        let _ = in_range_of(page, findings, &found);
    }
}

static OLDEST: [Pattern; 4] = [
    Pattern::new(
        r"(?:start|starts|started|begin|begins) (?:at|from) @a[ncmdp] (?:[a-z]+ ){0,3}and (?:end|ends|ended|go up|goes up|rise|rises|peak|peaks|top out|run up) (?:at|to) @b[ncmdp] [^|<]{0,20}[;,.] (?:\| )?(?:# )?(?:and |with |but )*(?:the|their|its|an?) (?:average|mean|median) (?:[a-z]+ )?(?:is|was|of|being) @m[ncmdp] ",
    ),
    Pattern::new(
        r"(?:youngest|smallest|lowest|shortest|lightest|cheapest|slowest) (?:[a-z]+ ){0,3}@a[ncmdp] [^|<]{0,20}(?:and|,) (?:the )?(?:oldest|largest|highest|tallest|heaviest|longest|dearest|fastest|biggest) (?:[a-z]+ ){0,3}@b[ncmdp] [^|<]{0,20}[;,.] (?:\| )?(?:# )?(?:and )?(?:(?:the|their|its|with an?|with the) (?:[a-z]+ )?(?:average|mean|median) (?:[a-z]+ )?(?:is|was|of|took|being|stood at)|on average (?:[a-z]+ ){0,3}) ?@m[ncmdp] ",
    ),
    Pattern::new(
        r"(?:between|from) @a[ncmpd] (?:and|to) @b[ncmpd] (?:[a-z]+ ){0,4}[;,.(] (?:\| )?(?:# )?(?:and |with |but )*(?:the|their|its|an?) (?:[a-z]+ )?(?:average|mean|median) (?:[a-z]+ )?(?:is|was|of|being|stood at|came to|stands at) @m[ncmpd] ",
    ),
    Pattern::new(
        r"(?:oldest|largest|highest|tallest|heaviest) [^|<]{0,30}(?:is|was|being|at) @b[ncmd] ,? ?and the (?:youngest|smallest|lowest|shortest|lightest) (?:[a-z]+ )?(?:is |was )?@a[ncmd] [^|<]{0,10}[;,.] (?:\| )?(?:their|the) (?:average|mean|median) (?:[a-z]+ )?(?:is|was) @m[ncmd] ",
    ),
];

fn in_range_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (a, b, m) = (found.mention("a")?, found.mention("b")?, found.mention("m")?);
    let kind = unit(b)?;
    if [a, m].iter().any(|mention| unit(mention).is_none_or(|unit| unit != kind && *unit != Unit::One)) {
        return None;
    }
    let other = page.document.sentence(m.tokens.start).any(|token| {
        matches!(
            page.document.lower(token),
            "national" | "state" | "european" | "overall" | "global" | "world" | "usual" | "previous" | "industry"
        )
    });
    let (low, high) = (adopt(a, kind)?, adopt(b, kind)?);
    if other {
        return None;
    }
    let mean = adopt(m, kind)?;
    if !low.above(&mean) && !mean.above(&high) {
        return None;
    }
    let labels = vec![at(m, "this average"), (a.span.cover(b.span), "lies outside this range".to_owned())];
    findings.add(
        format!("the average of {} lies outside {} to {}", page.text(m.span), page.text(a.span), page.text(b.span)),
        None,
        labels,
    )?;
    Some(())
}

static MEANS: Pattern = Pattern::new(
    r"@N[n] (?P<who>[a-z]+) [^|]{0,60}(?:whole (?:numbers?|points?|marks?|stars?)|integers?) (?:[^|]*[|.] ){1,3}?[^|]{0,80}(?:mean|average)(?: score| rating| mark)? (?:of|was|is) @m[n] ",
);

fn grim(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in MEANS.all(page) {
        if let (Some(many), Some(mean)) = (found.mention("N"), found.mention("m")) {
            let _ = grim_of(page, findings, many, mean);
        }
    }
    for found in COUNTED.iter().flat_map(|pattern| pattern.all(page)) {
        if let (Some(many), Some(mean)) = (found.mention("N"), found.mention("m")) {
            let _ = countable(page, findings, many, mean, &found);
        }
    }
}

/// Means of what can only be counted, over those who had it or gave it.
static COUNTED: [Pattern; 5] = [
    Pattern::new(
        r"@N[n] (?P<who>[a-z]+) [^|<]{0,60}(?:mean|average) number of (?P<what>[a-z]+) [^|<]{0,30}(?:was|is|being|:) @m[n] ",
    ),
    Pattern::new(
        r"@N[n] (?P<who>[a-z]+) [^|<]{2,80}[.;] (?:\| )?(?:# )?on average (?:,? ?each|every|they|,)? ?(?:[a-z]+ ){1,4}@m[n] (?P<what>[a-z]+) ",
    ),
    Pattern::new(r"@N[n] (?P<who>[a-z]+) [^|<]{0,60}(?:average|mean) of @m[n] (?P<what>[a-z]+) "),
    Pattern::new(
        r"@N[n] (?P<who>[a-z]+) [^|]{0,120}(?P<steps>whole (?:numbers?|points?|marks?|stars?|steps?)|integers?) [^|]{0,20}[;,.] (?:\| )?(?:# )?[^|<]{0,60}(?:mean|average)(?: score| rating| mark| grade)? (?:of|was|is|came to) @m[n] ",
    ),
    Pattern::new(
        r"(?:mean|average) of @m[n] (?P<what>[a-z]+) [^|<]{0,40}(?:for|in|by|from|among|across|over) (?:the |its |all )?@N[n] (?P<who>[a-z]+) ",
    ),
];

fn countable(
    page: &Page<'_>,
    findings: &mut Findings<'_>,
    many: &Mention,
    mean: &Mention,
    found: &Found<'_>,
) -> Option<()> {
    let document = page.document;
    let people = page.counted_lemma(many).is_some_and(|noun| {
        is_in("person", noun)
            || is_in("people", found.words("who"))
            || matches!(noun, "household" | "judge" | "taster" | "rater" | "team" | "family" | "class" | "volunteer")
    });
    // Points, hours and the like come in parts.
    let whole_things = found.has("steps") || {
        let what = found.tokens("what").start;
        is_in("countable", document.lemma(what))
    };
    (people && whole_things).then_some(())?;
    grim_of(page, findings, many, mean)
}

fn grim_of(page: &Page<'_>, findings: &mut Findings<'_>, many: &Mention, mean: &Mention) -> Option<()> {
    let count = many.count().filter(|count| *count >= 2)?;
    let number = mean.number()?;
    let digit = number.digit;
    let steps = ratio(whole(1), digit)?;
    // With as many raters as there are steps every mean can be had.
    if steps <= whole(count) || digit >= whole(1) {
        return None;
    }
    // Some total must have a mean within one unit of the last digit below or half a unit above.
    let stated = number.stated;
    let near = (stated * whole(count)).round().to_integer();
    let fits = (near - 1..=near + 1).any(|total| {
        ratio(Rational::from_integer(total), whole(count)).is_some_and(|exact| {
            let off = exact - stated;
            off < digit && off >= -digit / whole(2)
        })
    });
    if fits {
        return None;
    }
    let step = ratio(whole(1), whole(count))?;
    let low = Estimate::exactly(
        ratio(Rational::from_integer((stated / step).floor().to_integer()), whole(count))?,
        Unit::One,
    );
    let labels =
        vec![at(mean, "this mean"), at(many, format!("whole numbers of {count} have means in steps of 1/{count}"))];
    let sum =
        format!("{} × {count} is no whole number; the next mean below is {}", page.text(mean.span), low.describe(None));
    findings.add(format!("{count} whole numbers cannot have the mean {}", page.text(mean.span)), Some(sum), labels)?;
    Some(())
}

static HIGHEST: Pattern = Pattern::new(
    r"@a[p] [^|<]{0,50}, the (?:highest|largest|biggest) (?:figure |share |rate |proportion |percentage |number )?(?:of any (?:[a-z]+ )?|of all (?:[a-z]+ )?)?(?P<tail>[^|]*\|[^|]*\|(?:[^|]*\|)?)",
);
static FOLLOWED: [Pattern; 11] = [
    Pattern::new(
        r"the (?:most|largest|biggest|highest) (?:[a-z]+ ){1,2}, @a[ncmp] (?:[a-z]+ )?, followed by [^|<,]{2,40}(?:with|at|on|\() @b[ncmp] ",
    ),
    Pattern::new(
        r"the (?:largest|biggest|highest|top|leading|most generous) [^|<]{2,40}(?:with|at|,|giving|has|had) @a[ncmp] [^|<]{0,40}[.;,] (?:\| )?(?:and )?[^|<,]{2,40} (?:was|came|is|ranked|placed|finished) (?:<o\d+>|second|next) ,? ?(?:with|at|on|giving) @b[ncmp] ",
    ),
    Pattern::new(
        r"top <n\d+> (?:[a-z]+ )?(?:are|were) [^|<]{2,30}with @a[ncmp] (?:[a-z]+ )?(?:,|and) [^|<]{2,30}with @b[ncmp] ",
    ),
    Pattern::new(
        r"top <n\d+> (?:[a-z]+ )?(?:are|were) [^|<]{2,30}with <[ncmp]\d+> (?:[a-z]+ )?, [^|<]{2,30}with @a[ncmp] (?:,|and|, and) [^|<]{2,30}with @b[ncmp] ",
    ),
    Pattern::new(r"\( @a[ncmp] \) , [^|<(]{2,40}\( @b[ncmp] \) [^|]{0,60}, in (?:that|this) order "),
    Pattern::new(
        r"\( <[ncmp]\d+> \) , [^|<(]{2,40}\( @a[ncmp] \) (?:,|and|, and) [^|<(]{2,40}\( @b[ncmp] \) [^|]{0,20}, in (?:that|this) order ",
    ),
    Pattern::new(
        r"(?:leads?|led|tops?|topped|heads?|headed) the (?:table|list|ranking|rankings|standings|field|chart|charts|poll|polls) (?:with|at|on) @a[ncmp] (?:[a-z]+ )?,? ?(?:ahead of|followed by|before|from) [^|<]{2,30}(?:with|at|on|\() @b[ncmp] ",
    ),
    Pattern::new(
        r"(?:the|its) (?:largest|biggest|highest|tallest|longest|oldest) [^|<]{2,40}(?:with|at|,|has) @a[ncmpd] [^|<]{0,40}[.;] (?:\| )?(?:# )?(?:the )?(?:second|<o\d+>) (?:largest|biggest|highest|tallest|longest|oldest) [^|<]{2,40}(?:with|at|,|has) @b[ncmpd] ",
    ),
    Pattern::new(
        r"(?:largest|biggest|highest) (?:share|number|part) , @a[ncmp] , (?:ahead of|before) [^|<]{0,30}(?:with|at) @b[ncmp] ",
    ),
    Pattern::new(r"(?:most [a-z]+|first) [^|<]{0,30}\( @a[n] \) , followed by [^|<]{0,30}\( @b[n] \) "),
    Pattern::new(
        r"(?:largest|biggest|highest|most popular) [^|<]{0,50}@a[ncmp] [^|<]{0,50}, followed by [^|<]{0,50}(?:with|at|,|\() @b[ncmp] ",
    ),
];

fn order(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in HIGHEST.all(page) {
        let _ = highest_of(page, findings, &found);
    }
    for found in FOLLOWED.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = higher(page, findings, &found, found.mention("b"));
    }
}

/// The sentences that go on with the ranking: none with a year, and each of them saying that something follows.
fn highest_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let tail = found.tokens("tail");
    let document = page.document;
    let own = document.sentence_index(tail.start);
    let later = page.mentions.iter().filter(|mention| {
        tail.contains(&mention.tokens.start)
            && document.sentence_index(mention.tokens.start) > own
            && unit(mention) == Some(&Unit::Percent)
    });
    for mention in later {
        let sentence = document.sentence(mention.tokens.start);
        let follows = sentence
            .clone()
            .any(|token| matches!(document.lower(token), "next" | "followed" | "second" | "third" | "then"));
        let dated = page.mentions.iter().any(|other| {
            sentence.contains(&other.tokens.start)
                && other.tokens.start < mention.tokens.start
                && other.date().is_some()
        });
        if follows && !dated {
            let _ = higher(page, findings, found, Some(mention));
        }
    }
    Some(())
}

fn higher(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>, other: Option<&Mention>) -> Option<()> {
    let (highest, other) = (found.mention("a")?, other?);
    let (top, next) = alike(highest, other)?;
    if top.minus(&next).is_none() || !next.above(&top) || next.fit(&top) == Fit::Meets {
        return None;
    }
    let labels = vec![at(other, "this is more"), at(highest, "this is said to be the highest")];
    findings.add(
        format!("{} is more than {}, which comes first", page.text(other.span), page.text(highest.span)),
        None,
        labels,
    )?;
    Some(())
}
