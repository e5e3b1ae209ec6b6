//! Parts and their totals.

use super::change::{adopt, estimate, unit};
use super::page::{Mention, Page};
use super::pattern::{Found, Pattern, is_in};
use super::registry::{Check, text};
use super::tolerance::{Estimate, Fit, is_hedged, ratio, whole};
use super::{Findings, at};
use crate::article::BlockKind;
use crate::lang::syntax::Severity;
use crate::nlp::{NameKind, Upos};
use crate::source::Span;
use crate::value::{Number, Rational, Unit};
use num_traits::Signed;
use std::ops::Range;

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "parts-total",
        summary: "the parts of a total do not add up to it",
        severity: Severity::Error,
        why: "the most frequent arithmetic error in the news: a total is updated and one of its parts is not",
        tolerates: "parts that do not claim to be all (\"including\", \"among them\"), hedged numbers.",
        fail: &[
            text("An explosion killed 14 people on Tuesday. The dead were eight men, five women and two children."),
            text("The school has 412 pupils: 209 girls and 213 boys."),
            text(
                "The institute employed 318 people. By contract they divide as follows:\n\n- 204 permanent staff\n- 86 on fixed-term contracts\n- 38 apprentices",
            ),
        ],
        pass: &[
            text("An explosion killed 15 people on Tuesday. The dead were eight men, five women and two children."),
            text("The accident injured 19 people, including seven men and four women."),
            text("The school has 412 pupils: 209 girls and 203 boys. Of these, 96 come by boat, 58 of them girls."),
        ],
        sure: true,
        run: parts,
    },
    Check {
        name: "subset",
        summary: "a part is larger than the whole that includes it",
        severity: Severity::Error,
        why: "a digit too many in a part is easily overlooked where the whole stands before it",
        tolerates: "parts of another kind than the whole: 300 houses may include 450 flats.",
        fail: &[text("The heatwave has put 200 people in hospital, including 250 children.")],
        pass: &[text(
            "The heatwave has put 200 people in hospital, including 50 children. It damaged 300 houses, including some 450 flats.",
        )],
        sure: true,
        run: subset,
    },
    Check {
        name: "percent-sum",
        summary: "shares of one whole add up to more than 100 percent",
        severity: Severity::Error,
        why: "answers that exclude each other cannot be given by more people than were asked",
        tolerates: "rounding, half a unit for each share; several answers, if the text says that they were allowed.",
        fail: &[
            text(
                "In a survey, 43 per cent said that their rent had gone up, 30 per cent that it had stayed the same and 37 per cent that it had fallen.",
            ),
            text(
                "The budget is divided among four heads.\n\n| Head | Share |\n| --- | --- |\n| Schools | 41% |\n| Care | 33% |\n| Roads | 17% |\n| Administration | 12% |",
            ),
        ],
        pass: &[
            text(
                "In a survey, 33 per cent said that their rent had gone up, 30 per cent that it had stayed the same and 37 per cent that it had fallen.",
            ),
            text(
                "Of travellers 71 percent named trains, 54 percent buses and 38 percent a bicycle; they could give several answers.",
            ),
            text("The result was: Greens 34 percent, Liberals 29 percent, Centre 23 percent and others 15 percent."),
        ],
        sure: true,
        run: percent_sum,
    },
    Check {
        name: "fill-up",
        summary: "what is left over, or a sum with tax, is not the difference or sum of its numbers",
        severity: Severity::Error,
        why: "the remainder is worked out in the head",
        tolerates: "rounding; fees that the text names.",
        fail: &[text(
            "The association set aside €100,000 for repairs. The roof has taken 30,000 of that so far, leaving 60,000 for windows.",
        )],
        pass: &[text(
            "The association set aside €100,000 for repairs. The roof has taken 30,000 of that so far, leaving 70,000 for windows.",
        )],
        sure: true,
        run: fill_up,
    },
];

/// A list of counts with nouns, behind what announces it: the total's words, then the list.
static ANNOUNCED: [Pattern; 10] = [
    Pattern::new(r"(?P<people>)@N[n] (?P<what>[^|<,;:()]{60,120}): (?P<list><n\d+> [^|:;()]{3,160}) [.] \|"),
    Pattern::new(r"@N[n] (?P<what>(?:[a-z-]+ ){1,4})\( (?P<list><n\d+> [^|:;()]{3,160}) \)"),
    Pattern::new(
        r"@N[n] (?P<what>[^|<,;:()]{2,60}), (?P<list><n\d+> (?:in|from|on|for|at) [^|<,:;()]{2,40}(?:, <n\d+> (?:in|from|on|for|at) [^|<,:;()]{2,40})*(?:, )?and <n\d+> (?:in|from|on|for|at) [^|<,:;()]{2,40}) [.] \|",
    ),
    Pattern::new(r"(?P<people>)@N[n] (?P<what>[^|<,;:()]{2,60})[,:] (?P<list><n\d+> [^|:;()]{3,160}) [.] \|"),
    Pattern::new(
        r"(?P<people>)@N[n] (?P<what>[^|<,;:()]{2,60}, (?:[a-z]+ ){1,4}): (?P<list><n\d+> [^|:;()]{3,160}) [.] \|",
    ),
    Pattern::new(
        r"(?P<people>)@N[n] (?P<what>[^|<,;:()]{2,60}) [.] \| (?:# )?(?:the (?:dead|victims|injured|wounded|group|team|party|crew) (?:were|are|was|is|consists? of|consisted of|included?s?|comprised?s?)|they (?:are|were)) (?P<list><n\d+> [^|:;()]{3,160}) [.] \|",
    ),
    Pattern::new(
        r"@N[n] (?P<what>[^|<,;:()]{2,50}<n\d+> [a-z]+ ): (?P<list><n\d+> (?:from|in|for) [^|:;()]{3,160}) [.] \|",
    ),
    Pattern::new(r"@N[n] (?P<what>[^|<,;:()]{2,60}): (?P<list><n\d+> [^|:;()]{3,160}) [.] \|"),
    Pattern::new(r"@N[n] (?P<what>[^|<,;:()]{2,60})(?:—|–) (?P<list><n\d+> [^|:;()]{3,160}) [.] \|"),
    Pattern::new(
        r"(?:{kill}s?|killed|dead|died|victims) _@N[n] [^|]{0,140}\| (?:the|all) (?:dead|victims) (?:were|are) (?P<list><n\d+> [^|:;()]{3,160}) [.,] ",
    ),
];

fn parts(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in ANNOUNCED.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = parts_of(page, findings, &found);
    }
    for found in DIVIDED.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = divided(page, findings, &found);
    }
    for found in CHOSEN.all(page) {
        let counts: Vec<&Mention> = ["a", "b"].iter().filter_map(|name| found.mention(name)).collect();
        if let (Some(total), [one, other]) = (found.mention("N"), counts.as_slice()) {
            let _ = disagree(page, findings, total, &counts, 0, one.span.cover(other.span));
        }
    }
    for found in SPLIT.all(page) {
        let _ = split(page, findings, &found);
    }
    listed_parts(page, findings);
}

/// "Of the 60 exhibits, 25 are paintings, 20 are drawings and 18 are prints": no more than all.
fn divided(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let total = found.mention("N")?;
    let counts: Vec<&Mention> = ["a", "b", "c"].iter().filter_map(|name| found.mention(name)).collect();
    let sum: i64 = counts.iter().map(|count| count.count()).sum::<Option<i64>>()?;
    let (first, last) = (counts.first()?, counts.last()?);
    // Three parts that nearly make up the whole are meant to.
    let all = total.count()?;
    if sum > all || counts.len() >= 3 && found.has("all") && sum * 10 >= all * 9 {
        disagree(page, findings, total, &counts, 0, first.span.cover(last.span))?;
    }
    Some(())
}

/// How many items of a list are one thing without a number: "the driver", "a woman". None, if an item is neither that nor
/// a count.
fn singles(page: &Page<'_>, list: &Range<usize>) -> Option<i64> {
    let document = page.document;
    let mut singles = 0;
    let (mut opens, mut last) = (true, false);
    for token in list.clone() {
        let word = document.lower(token);
        if last && word == "," {
            // "… and two children, the fire service said": the list ends with the item behind "and".
            break;
        }
        if matches!(word, "," | "and" | "plus") {
            last |= word != ",";
            opens = true;
        } else if opens {
            opens = false;
            match word {
                "the" | "a" | "an" | "its" | "his" | "her" | "their" => {
                    let noun = (token + 1..list.end).find(|&token| document.upos(token) == Upos::Noun)?;
                    if document.lemma(noun) != document.lower(noun) {
                        return None;
                    }
                    singles += 1;
                }
                _ if page.mention_at(token).is_some() => {}
                _ => return None,
            }
        }
    }
    Some(singles)
}

/// The counts of a list whose items are nothing but counts with nouns: "eight men, five women and two children".
fn items<'p>(page: &'p Page<'p>, list: &Range<usize>) -> Option<Vec<&'p Mention>> {
    let document = page.document;
    let inside: Vec<&Mention> = page
        .mentions
        .iter()
        .filter(|mention| list.start <= mention.tokens.start && mention.tokens.end <= list.end)
        .collect();
    let mut counts = Vec::new();
    for mention in inside {
        // What stands before a part is a comma, "and", or the list's beginning.
        let before = mention.tokens.start.checked_sub(1).filter(|&token| token >= list.start);
        let opens = before.is_none_or(|token| matches!(document.lower(token), "," | "and" | "plus"));
        if !opens || *unit(mention)? != Unit::One || mention.count().is_none() {
            return None;
        }
        counts.push(mention);
    }
    let joined = list.clone().filter(|&token| matches!(document.lower(token), "," | "and" | "plus")).count();
    let open = list.clone().any(|token| {
        matches!(
            document.lower(token),
            "including"
                | "or"
                | "per"
                | "each"
                | "times"
                | "among"
                | "against"
                | "to"
                | "of"
                | "who"
                | "which"
                | "more"
                | "than"
                | "that"
        )
    });
    (counts.len() >= 2 && !open && joined < counts.len() + 1).then_some(counts)
}

fn parts_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let total = found.mention("N")?;
    let list = found.tokens("list");
    let counts = items(page, &list)?;
    let noun = page.counted(total)?;
    // Each part has a noun or leaves that of the total out; a list of other things is no list of parts.
    let with_noun = counts.iter().filter(|count| page.counted(count).is_some_and(|part| part < list.end)).count();
    if !(with_noun == counts.len() || with_noun == 0) || page.document.lemma(noun) == "time" {
        return None;
    }
    // Without a colon, people are divided into people, and into nothing else.
    let people = |mention: &Mention| page.counted_lemma(mention).is_some_and(|noun| is_in("person", noun));
    if found.has("people") {
        // "Thirteen people were hurt, seven passengers …", and not the first item of a list.
        let told = found.tokens("what").any(|token| matches!(page.document.upos(token), Upos::Verb | Upos::Aux));
        let general = matches!(page.document.lemma(noun), "people" | "person" | "victim");
        let has = total
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|before| matches!(page.document.lower(before), "has" | "have" | "had"));
        if !(told || general || has) || !people(total) || !counts.iter().all(|count| people(count)) {
            return None;
        }
    }
    if let [one, .., last] = counts.as_slice() {
        disagree(page, findings, total, &counts, singles(page, &list)?, one.span.cover(last.span))?;
    }
    Some(())
}

fn disagree(
    page: &Page<'_>,
    findings: &mut Findings<'_>,
    total: &Mention,
    counts: &[&Mention],
    singles: i64,
    list: Span,
) -> Option<()> {
    let all = total.count()?;
    let parts: Option<Vec<i64>> = counts.iter().map(|count| count.count()).collect();
    let parts = parts?;
    let sum: i64 = parts.iter().sum::<i64>() + singles;
    if sum == all || parts.iter().any(|&part| part >= all || part <= 0) {
        return None;
    }
    // Numbers that have little to do with each other are no parts of a whole.
    if sum * 2 < all || sum > all * 2 {
        return None;
    }
    let shown: Vec<String> =
        parts.iter().copied().chain((0..singles).map(|_| 1)).map(|part| part.to_string()).collect();
    let labels = vec![at(total, "this total"), (list, format!("adds up to {sum}"))];
    findings.add(
        format!("the parts add up to {sum}, and the text says {}", page.text(total.span)),
        Some(format!("{} = {sum}, not {all}", shown.join(" + "))),
        labels,
    )?;
    Some(())
}

/// A list of items that each begin with a count, under a sentence that announces how a total is divided.
fn listed_parts(page: &Page<'_>, findings: &mut Findings<'_>) {
    let blocks = &page.document.article.blocks;
    let mut at = 0;
    while at < blocks.len() {
        let run = blocks.iter().skip(at).take_while(|block| block.kind == BlockKind::ListItem).count();
        if run >= 2 && at > 0 {
            let _ = listed_parts_at(page, findings, at, run);
        }
        at += run.max(1);
    }
}

fn listed_parts_at(page: &Page<'_>, findings: &mut Findings<'_>, first: usize, count: usize) -> Option<()> {
    let document = page.document;
    let blocks = &document.article.blocks;
    let before = blocks.get(first.checked_sub(1)?)?;
    let intro = page.text(before.span);
    let announces = ["divide", "break down", "made up", "as follows", "consist", "comprise", "split"];
    if !intro.trim_end().ends_with(':') || !announces.iter().any(|word| intro.contains(word)) {
        return None;
    }
    let own = document.tokens_in(before.span);
    let mut totals = page.mentions.iter().filter(|mention| {
        own.contains(&mention.tokens.start) && mention.count().is_some() && page.counted(mention).is_some()
    });
    let total = totals.next().filter(|_| totals.next().is_none())?;
    let items = blocks.get(first..first + count)?;
    let counts: Option<Vec<&Mention>> = items
        .iter()
        .map(|item| {
            let start = document.tokens_in(item.span).start;
            page.mention_at(start).filter(|mention| mention.count().is_some())
        })
        .collect();
    let counts = counts?;
    if let [one, .., last] = counts.as_slice() {
        disagree(page, findings, total, &counts, 0, one.span.cover(last.span))?;
    }
    Some(())
}

/// "The court has 13 judges, eight of them appointed by the president and five chosen by parliament."
static CHOSEN: Pattern = Pattern::new(
    r"(?:has|have|had|of) @N[n] [a-z]+ , @a[n] (?:of (?:them|whom) )?(?:appointed|elected|chosen|named|nominated|picked|selected) [^|<,;:()]{2,40}(?:, )?and @b[n] (?:of (?:them|whom) )?(?:appointed|elected|chosen|named|nominated|picked|selected) [^|<,;:()]{2,40}[.] \|",
);

/// "$5.2 billion. Of that, $3.1 billion goes to roads, … and the remaining $700 million to airports".
static SPLIT: Pattern = Pattern::new(
    r"@N[nc] [^|<]{0,60}[.;] (?:\| )?of (?:that|this|it|these|those|them|the total) ,? ?@a[nc] [^|<,;]{2,50}, (?:@b[nc] [^|<,;]{2,50},? ?)?(?:@d[nc] [^|<,;]{2,50},? ?)?and the (?:remaining|other|rest ,) @c[nc] ",
);

/// Parts of which the last is the rest of a whole.
fn split(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let total = found.mention("N")?;
    let kind = unit(total)?;
    let parts: Vec<&Mention> = ["a", "b", "d", "c"].iter().filter_map(|name| found.mention(name)).collect();
    if parts.iter().any(|part| unit(part).is_none_or(|unit| unit != kind)) {
        return None;
    }
    let (first, rest) = parts.split_first()?;
    let sum = rest.iter().try_fold(estimate(first)?, |sum, part| sum.plus(&estimate(part)?))?;
    if sum.fit(&estimate(total)?) != Fit::Apart {
        return None;
    }
    let described = sum.describe(None);
    let shown: Vec<&str> = parts.iter().map(|part| page.text(part.span)).collect();
    let list = first.span.cover(rest.last()?.span);
    let labels = vec![at(total, "this total"), (list, format!("adds up to {described}"))];
    findings.add(
        format!("the parts add up to {described}, and the text says {}", page.text(total.span)),
        Some(format!("{} = {described}", shown.join(" + "))),
        labels,
    )?;
    Some(())
}

static INCLUDING: [Pattern; 2] = [
    Pattern::new(r"@N[n] (?P<what>~),? ?(?P<them>)(?:@k[n] of (?:them|whom|which)|of (?:whom|which) @m[n]) "),
    Pattern::new(r"@N[n] (?P<what>~), (?:including|among them|of whom|of which|among whom) (?:at least |some )?@k[n] "),
];
static DIVIDED: [Pattern; 3] = [
    Pattern::new(
        r"(?P<all>of) (?:the |its |their |these |all )@N[n] [^|<,;:]{2,40}, @a[n] (?:[a-z-]+ )?(?:are|were|is|was|had|have|went|came|voted|[a-z]+ed) [^|<,;:]{0,40}, @b[n] [^|<,;:]{2,40}(?:, )?and @c[n] [^|<,;:]{2,40}[.] \|",
    ),
    Pattern::new(
        r"@N[n] [a-z]+ [^|<]{0,30}(?:<D\d+> )?[.] \| of (?:these|them|those) , @a[n] [^|<,]{2,40}, @b[n] [^|<,]{2,40}(?:, )?and @c[n] ",
    ),
    Pattern::new(
        r"of (?:the |its |their |these )@N[n] [a-z]+ , @a[n] (?:are|were|is|was) [^|<,]{2,40}, (?:@b[n] (?:are|were|is|was) [^|<,]{2,40},? ?)?and @c[n] (?:are|were|is|was) ",
    ),
];

fn subset(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in INCLUDING.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = subset_of(page, findings, &found);
    }
}

fn subset_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (whole_count, part) = (found.mention("N")?, found.mention("k").or_else(|| found.mention("m"))?);
    let (large, small) = (whole_count.number()?, part.number()?);
    if !large.is_count()
        || !small.is_count()
        || small.stated <= large.stated
        || is_hedged(large) && small.stated * whole(10) <= large.stated * whole(11)
        || large.hedge.is_bound()
        || small.stated.is_negative()
    {
        return None;
    }
    // "Of them" says that it is a part; "including" needs nouns that agree.
    let alike = found.has("them") && page.counted(whole_count).is_some() || {
        // "410 beds, including 530 in intensive care": the noun need not be told again.
        let bare = matches!(page.document.lower(part.tokens.end), "in" | "for" | "from" | "with" | "at" | "on")
            && page.counted_lemma(whole_count).is_some();
        let (one, other) = if bare { ("", "") } else { (page.counted_lemma(whole_count)?, page.counted_lemma(part)?) };
        one == other || is_in("person", one) && is_in("person", other)
    };
    // "killed 12 people and wounded dozens, including 40 police": another number between the two would be the whole.
    if !alike || found.words("what").contains(" and ") || small.stated <= whole(1) {
        return None;
    }
    if matches!(small.hedge, crate::value::Hedge::LessThan | crate::value::Hedge::AtMost) {
        return None;
    }
    let sum = format!("{} is more than {}", small.stated, large.stated);
    let labels = vec![at(part, "this part"), at(whole_count, "is larger than its whole")];
    findings.add(
        format!("{} are included in {}", page.text(part.span), page.text(whole_count.span)),
        Some(sum),
        labels,
    )?;
    Some(())
}

static ANSWERS: [Pattern; 4] = [
    Pattern::new(
        r"(?:took|won|got|received|gained) @a[p] , [^|<,]{2,24}@b[p] (?:, [^|<,]{2,24}@c[p] )?(?:, )?and [^|<,]{2,24}@d[p] [.] ",
    ),
    Pattern::new(
        r"(?:is|are|contains?|consists? of|made of) @a[p] [a-z]+ , @b[p] [a-z]+ (?:, @c[p] [a-z]+ )?(?:, )?and @d[p] [a-z]+ [.] ",
    ),
    Pattern::new(
        r"@a[p] (?:of (?:[a-z]+ )+)?(?:said|say|says|thought|think|answered|believed|believe|reported) (?:that |it |they )~, @b[p] (?:that |said |say )~(?:, @c[p] (?:that |said |say )~)?(?:, )?and @d[p] (?:that |said |say )",
    ),
    Pattern::new(
        r": [^|<,;]{2,30}@a[p] , [^|<,;]{2,30}@b[p] (?:, [^|<,;]{2,30}@c[p] )?(?:, [^|<,;]{2,30}@e[p] )?(?:,|and|, and) [^|<,;]{2,30}@d[p] [.] ",
    ),
];

fn percent_sum(page: &Page<'_>, findings: &mut Findings<'_>) {
    if page.shape.contains("several answers")
        || page.shape.contains("more than one answer")
        || page.shape.contains("multiple")
    {
        return;
    }
    for found in ANSWERS.iter().flat_map(|pattern| pattern.all(page)) {
        let shares: Vec<&Mention> = ["a", "b", "c", "e", "d"].iter().filter_map(|name| found.mention(name)).collect();
        let spans: Vec<(Span, Number)> =
            shares.iter().filter_map(|mention| Some((mention.span, mention.number()?.clone()))).collect();
        let _ = over_hundred(findings, &spans);
    }
    for sentence in page.document.analysis.sentences() {
        let _ = answers(page, findings, sentence);
    }
    super::tables::for_shares(page, |shares| {
        let _ = over_hundred(findings, shares);
    });
}

/// The shares of a sentence whose last is that of all others, of the undecided, of those without an opinion.
fn answers(page: &Page<'_>, findings: &mut Findings<'_>, sentence: &Range<usize>) -> Option<()> {
    let document = page.document;
    let from = page.mentions.partition_point(|mention| mention.tokens.start < sentence.start);
    let inside = page.mentions.iter().skip(from).take_while(|mention| mention.tokens.start < sentence.end);
    let shares: Vec<&Mention> = inside.filter(|mention| unit(mention) == Some(&Unit::Percent)).collect();
    if shares.len() < 3 {
        return None;
    }
    let words = document.words(sentence.clone()).to_lowercase();
    let before = document.words(shares.get(shares.len() - 2)?.tokens.end..sentence.end).to_lowercase();
    if coordinated(page, sentence, &shares) {
        let spans: Vec<(Span, Number)> =
            shares.iter().filter_map(|mention| Some((mention.span, mention.number()?.clone()))).collect();
        return over_hundred(findings, &spans);
    }
    let rest = [
        "undecided",
        "no opinion",
        "not know",
        "n't know",
        "unsure",
        "no answer",
        "other sources",
        "others",
        "the rest",
        "neither",
        "abstain",
    ];
    let changes = ["up from", "down from", "compared", "rose", "fell", "increase", "than", "at least", "per year"];
    if !rest.iter().any(|cue| before.contains(cue)) || changes.iter().any(|cue| words.contains(cue)) {
        return None;
    }
    let spans: Vec<(Span, Number)> =
        shares.iter().filter_map(|mention| Some((mention.span, mention.number()?.clone()))).collect();
    over_hundred(findings, &spans)
}

/// Whether shares are told one after the other, joined by commas and a last "and", each of what is said of one whole: no part
/// names a group, a place or a time of its own, nor compares.
fn coordinated(page: &Page<'_>, sentence: &Range<usize>, shares: &[&Mention]) -> bool {
    let document = page.document;
    let Some((last, rest)) = shares.split_last() else { return false };
    let joined = |one: &&Mention, other: &&Mention| {
        let mut between = one.tokens.end..other.tokens.start;
        between.len() <= 9 && between.any(|token| matches!(document.lower(token), "," | ";" | "and"))
    };
    let chained = shares.windows(2).all(|pair| matches!(pair, [one, other] if joined(one, other)));
    let ends = rest
        .last()
        .is_some_and(|before| (before.tokens.end..last.tokens.start).any(|token| document.lower(token) == "and"));
    let Some(first) = shares.first() else { return false };
    let inside = first.tokens.start.saturating_sub(3).max(sentence.start)..sentence.end;
    // "Of the passengers, 44 percent …": all are shares of these.
    let opening = sentence.start..first.tokens.start;
    let one_whole = document.lower(sentence.start) == "of" && opening.len() <= 9;
    let own_group = !one_whole
        && inside.clone().any(|token| {
            matches!(
                document.lower(token),
                "among"
                    | "for"
                    | "than"
                    | "from"
                    | "rose"
                    | "fell"
                    | "up"
                    | "down"
                    | "per"
                    | "more"
                    | "less"
                    | "growth"
                    | "increase"
                    | "by"
                    | "least"
                    | "also"
                    | "chance"
                    | "respectively"
                    | "each"
                    | "rate"
                    | "discount"
                    | "rise"
                    | "when"
                    | "tariff"
                    | "tariffs"
                    | "women"
                    | "men"
            )
        });
    let placed = document.analysis.names().iter().any(|name| {
        name.kind == NameKind::Location
            && inside.contains(&name.tokens.start)
            && name.tokens.start.checked_sub(1).is_some_and(|before| document.lower(before) == "in")
    });
    let dated = page.mentions_in(&inside).iter().any(|mention| mention.date().is_some());
    // "Of men", "of the young": shares of several groups.
    let of = shares.iter().skip(1).any(|share| document.lower(share.tokens.end) == "of");
    chained && ends && !own_group && !placed && !dated && !of
}

/// Notes that shares add up to more than all, rounding allowed for.
fn over_hundred(findings: &mut Findings<'_>, shares: &[(Span, Number)]) -> Option<()> {
    let (first, rest) = shares.split_first()?;
    if rest.len() < 2 || shares.iter().any(|(_, number)| is_hedged(number) || number.unit != Unit::Percent) {
        return None;
    }
    let sum: Rational = shares.iter().map(|(_, number)| number.stated).sum();
    let room: Rational = shares.iter().filter_map(|(_, number)| ratio(number.digit, whole(2))).sum();
    if sum - room <= whole(100) || sum > whole(150) {
        return None;
    }
    let said: Vec<String> = shares.iter().map(|(_, number)| number.to_string()).collect();
    let end = rest.last().map_or(first.0, |(span, _)| *span);
    let next = rest.first().map_or(end, |(span, _)| *span);
    let total = Number::said(sum, first.1.digit, Unit::Percent, crate::value::Hedge::None)?;
    let labels =
        vec![(first.0, "this share and the others".to_owned()), (next.cover(end), format!("add up to {total}"))];
    findings.add(
        format!("the shares of one whole add up to {total}"),
        Some(format!("{} = {total}", said.join(" + "))),
        labels,
    )?;
    Some(())
}

static REST: [Pattern; 7] = [
    Pattern::new(
        r"(?P<part>raised|collected|received|repaid|paid|secured|spent|found|pledged) @b[cnm] of (?:the |its |their |an? )?@a[cnm] [^|<;]{0,60}(?:find|raise|another|needs?|needed|lacks?|short|owes?|missing|further) (?:another |a further |of |the remaining |to find |to raise )*@c[cnm] ",
    ),
    Pattern::new(
        r"@a[cnm] [.] \| (?:so far )?,? ?@b[cnm] (?:has|have) (?:already )?been (?:spent|used|sold|paid) (?:so far )?, (?:which leaves|leaving) @c[cnm] ",
    ),
    Pattern::new(
        r"of (?:the |its |their |his |her )?@a[cnm] [^|<]{0,50}, @b[cnm] (?:were|was|had been|have been|has been|are) (?:already )?(?:taken|spent|used|sold|lost|gone) ,? ?(?:leaving|which leaves|so that|and) @c[cnm] (?:remain|are left|were left|left|[a-z.,;|])",
    ),
    Pattern::new(
        r"had @a[cnm] [^|<]{0,30}(?:and|but) (?:has |have )?(?:lost|sold|spent|used|gave away) @b[cnm] (?:of them )?, so (?:that )?@c[cnm] (?:are|were|remain|left|remain|were left|left) ",
    ),
    Pattern::new(
        r"@a[cnm] [^|<]{0,80}[.;,] (?:\| )?[^|<]{0,60}(?:taken|spent|used|cost|sold|lost|eaten|swallowed) @b[cnm] (?:of (?:that|this|it|them|these|those) )[^|<]{0,20}, leaving @c[cnm] ",
    ),
    Pattern::new(
        r"(?:taken|spent|used|sold|lost) @b[cnm] of (?:the |its |their |his |her )?@a[cnm] _, leaving @c[cnm] ",
    ),
    Pattern::new(
        r"of (?:the |its |their |his |her )?@a[cnm] [^|<]{0,50}, @b[cnm] (?:were|was|had been|have been|has been) (?:taken|spent|used|sold|lost) , leaving @c[cnm] ",
    ),
];
/// "Are left with 150", "15 are still missing", "the remaining 40".
fn is_rest(page: &Page<'_>, mention: &Mention) -> bool {
    let document = page.document;
    let [near, further] = super::frames::words_before(page, mention.tokens.start);
    let start = mention.tokens.start;
    let determined =
        |word: &str| (1..=2).any(|back| start.checked_sub(back).is_some_and(|token| document.lower(token) == word));
    let end = document.sentence(start).end;
    let behind: Vec<&str> = (mention.tokens.end..end).take(6).map(|token| document.lower(token)).collect();
    let after = behind
        .iter()
        .take_while(|word| !matches!(**word, "," | ";" | "."))
        .any(|word| matches!(*word, "remain" | "remains" | "remaining" | "remained" | "left" | "over"))
        || behind.windows(2).any(|pair| {
            matches!(
                pair,
                ["still", "missing" | "open" | "to" | "unpaid" | "unsold" | "owed" | "in" | "waiting"] | ["to", "go"]
            )
        });
    matches!((further, near), (_, "leaving" | "leaves" | "left" | "remaining") | ("left", "with"))
        || determined("remaining")
        || after && near != "already"
}

/// Whether something is taken away: "have been rescued", "sold 120 of".
fn is_taken(page: &Page<'_>, mention: &Mention) -> bool {
    let document = page.document;
    let sentence = document.sentence(mention.tokens.start);
    let near = mention.tokens.start.saturating_sub(5).max(sentence.start)..(mention.tokens.end + 6).min(sentence.end);
    near.clone().any(|token| is_in("taken", document.lower(token)))
}

/// A whole, a part that is gone and a rest, the only numbers of their kind in the sentence.
fn rest_framed(page: &Page<'_>, findings: &mut Findings<'_>, sentence: &Range<usize>) -> Option<()> {
    let numbers: Vec<&Mention> = page
        .mentions_in(sentence)
        .iter()
        .filter(|mention| {
            mention.number().is_some_and(|number| {
                !number.ordinal && matches!(number.unit, Unit::One | Unit::Currency(_) | Unit::Measure { .. })
            })
        })
        .collect();
    let mut numbers = numbers;
    let document = page.document;
    // "He had 90 cows. He sold 35 of them": the whole stands in the sentence before.
    let taken_up = (sentence.start..sentence.end).any(|token| {
        document.lower(token) == "of"
            && matches!(document.lower(token + 1), "them" | "these" | "those" | "it" | "that" | "this")
    });
    if numbers.len() == 2 && taken_up {
        let before = document.sentence(sentence.start.checked_sub(1)?);
        let counts: Vec<&Mention> = page
            .mentions_in(&before)
            .iter()
            .filter(|mention| mention.number().is_some_and(|number| !number.ordinal))
            .collect();
        let [all] = counts.as_slice() else { return None };
        numbers.insert(0, all);
    }
    let [one, two, three] = numbers.as_slice() else { return None };
    if [one, two, three]
        .iter()
        .any(|mention| mention.number().is_none_or(|number| is_hedged(number) || number.stated_high.is_some()))
    {
        return None;
    }
    let rests: Vec<&Mention> = [*one, *two, *three].into_iter().filter(|mention| is_rest(page, mention)).collect();
    let [rest] = rests.as_slice() else { return None };
    let others: Vec<&Mention> = [*one, *two, *three].into_iter().filter(|mention| mention.span != rest.span).collect();
    let [first, second] = others.as_slice() else { return None };
    let size = |mention: &Mention| mention.number().map(|number| number.stated);
    let (all, part) = if size(first)? >= size(second)? { (first, second) } else { (second, first) };
    // The whole may be left out only where the part is of it.
    let document = page.document;
    let noun = |mention: &Mention| {
        page.counted(mention).filter(|&noun| document.upos(noun) == Upos::Noun).map(|noun| document.lemma(noun))
    };
    let whole_noun = noun(all);
    let alike = |mention: &Mention| {
        let own = noun(mention);
        own.is_none() || own == whole_noun || matches!(own, Some("other" | "more" | "rest" | "missing" | "percent"))
    };
    let related = document.words(sentence.clone()).to_lowercase();
    let linked = taken_up
        || related.contains(" of ")
        || related.contains(" has ")
        || related.contains(" had ")
        || related.contains(" have ");
    if !is_taken(page, part) || !alike(part) || !alike(rest) || !linked || size(rest)? >= size(all)? {
        return None;
    }
    sum_of(page, findings, all, part, rest, false)
}

static PLUS: [Pattern; 4] = [
    Pattern::new(
        r"@a[c] ,? ?plus (?:an? )?(?:[a-z]+ ){1,3}of @b[c] , (?:or|making|for|a total of|for a total of|altogether) @c[c] ",
    ),
    Pattern::new(
        r"@a[c] (?:[a-z]+ )?(?:plus|and) (?:an? )?@b[c] (?:(?:in|of|for) )?(?:[a-z-]+ )?(?:tax|vat|duty|duties|postage|shipping|fee|fees|interest|costs|tip|charge|delivery|insurance) ?,? ?(?:or |and |for |making |bringing )*(?:an? |the )?(?:total|bill|sum|price) (?:[a-z]+ ){0,3}(?:of|to|is|was|comes to|came to) @c[c] ",
    ),
    Pattern::new(
        r"@a[c] (?:[a-z]+ )?plus @b[c] (?:in |of |for )?(?:sales |value added )?(?:tax|vat|duty|duties|postage|shipping|fees|interest|costs) , (?:or |a total of |for a total of |making )@c[c] ",
    ),
    Pattern::new(
        r"@a[c] (?:[a-z]+ )?plus @b[c] (?:in |of |for )?(?:sales |value added )?(?:tax|vat|duty|duties|postage|shipping|fees|interest|costs) , @c[c] (?:in all|altogether|in total) ",
    ),
];

fn fill_up(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in REST.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = rest_of(page, findings, &found, false);
    }
    for sentence in page.document.analysis.sentences() {
        let _ = rest_framed(page, findings, sentence);
    }
    for found in PLUS.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = rest_of(page, findings, &found, true);
    }
}

fn rest_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>, plus: bool) -> Option<()> {
    sum_of(page, findings, found.mention("a")?, found.mention("b")?, found.mention("c")?, plus)
}

/// Notes that the third number is not the difference, or the sum, of the first two.
fn sum_of(
    page: &Page<'_>,
    findings: &mut Findings<'_>,
    a: &Mention,
    b: &Mention,
    c: &Mention,
    plus: bool,
) -> Option<()> {
    let kind = unit(a)?;
    // The unit may be left out behind the first number, and never changes.
    let same = [b, c].iter().all(|mention| unit(mention).is_some_and(|unit| unit == kind || *unit == Unit::One));
    if !same {
        return None;
    }
    let (one, other) = (estimate(a)?, adopt(b, kind)?);
    let computed = if plus { one.plus(&other)? } else { one.minus(&other)? };
    let said = adopt(c, kind)?;
    if computed.fit(&said) == Fit::Meets || computed.near(&said, 2) {
        return None;
    }
    let exact = Estimate::exactly(computed.point(), kind.clone());
    let sign = if plus { '+' } else { '−' };
    let sum = format!("{} {sign} {} is {}", page.text(a.span), page.text(b.span), exact.describe(a.number()));
    let labels = vec![at(c, "this sum"), (a.span.cover(b.span), format!("gives {}", exact.describe(a.number())))];
    findings.add(format!("{} is not what comes out", page.text(c.span)), Some(sum), labels)?;
    Some(())
}
