//! Votes and results.

use super::page::{Mention, Page};
use super::pattern::{Found, Pattern, is_in};
use super::registry::{Check, text};
use super::tolerance::{ratio, whole};
use super::{Findings, at};
use crate::lang::syntax::Severity;
use crate::source::Span;
use crate::value::Value;

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "vote-total",
        summary: "more votes than seats, or not as many as voted",
        severity: Severity::Error,
        why: "votes, abstentions and seats are copied from different places",
        tolerates: "empty seats and members who were away: fewer votes than seats are fine.",
        fail: &[
            text("The 100-seat chamber passed the bill by 51 votes to 48, with three abstaining."),
            text(
                "All 35 delegates took part in the ballot. The count was 19 for Tarnau, 13 for Esker and five blank papers.",
            ),
        ],
        pass: &[
            text("The 100-seat chamber passed the bill by 51 votes to 46, with three abstaining."),
            text("The senate of 100 seats passed the law by 49 votes to 46."),
        ],
        sure: true,
        run: total,
    },
    Check {
        name: "vote-outcome",
        summary: "a motion passed with fewer votes than were against it, or without the majority that it needed",
        severity: Severity::Error,
        why: "the two numbers of a vote are easily exchanged",
        tolerates: "motions that fail with more votes for than against: they may have needed more.",
        fail: &[
            text("The town meeting approved the sale of the works by 47 votes to 52."),
            text(
                "The change needed a two-thirds majority. In the end 60 members were for it and 40 against, and the motion was declared carried.",
            ),
        ],
        pass: &[
            text("The town meeting approved the sale of the works by 57 votes to 52."),
            text("The amendment failed although 58 members voted for it and only 41 against."),
        ],
        sure: true,
        run: outcome,
    },
    Check {
        name: "score",
        summary: "the parts of a game do not add up to its result, or a margin is not that of the result",
        severity: Severity::Error,
        why: "results are typed while the game goes on",
        tolerates: "aggregates and shoot-outs, which are results of their own.",
        fail: &[
            text("They won the final 32-25 on Sunday. They led 15-14 at the break and took the second half 17-13."),
            text("It was a three-goal win, 4-2."),
        ],
        pass: &[
            text("They won the final 32-27 on Sunday. They led 15-14 at the break and took the second half 17-13."),
            text("They lost 1-2 on Sunday, had won the first leg 3-0 and go through 4-2 on aggregate."),
        ],
        sure: true,
        run: score,
    },
];

/// A pair of counts, said as "51 votes to 48" or as "51-48".
fn pair(found: &Found<'_>) -> Option<(i64, i64, Span)> {
    match (found.mention("a"), found.mention("b"), found.mention("s")) {
        (Some(a), Some(b), _) => Some((a.count()?, b.count()?, a.span.cover(b.span))),
        (_, _, Some(score)) => score_of(score).map(|(a, b)| (a, b, score.span)),
        _ => None,
    }
}

fn score_of(mention: &Mention) -> Option<(i64, i64)> {
    match mention.value {
        Value::Score(a, b) => Some((i64::from(a), i64::from(b))),
        _ => None,
    }
}

static SEATS: [Pattern; 4] = [
    Pattern::new(r"@N[n] (?:- )?(?:seats?|members?) [^|]{0,60}(?:{pass}|{reject}) [^|<]{0,60}@s[S] "),
    Pattern::new(
        r"@N[n] (?:- )?(?:seats?|members?) [^|<]{0,60}@a[n] (?:members |deputies |mps |senators |lawmakers )?voted (?:for|in favou?r|yes) [^|<]{0,40}and @b[n] (?:voted )?(?:against|no) ",
    ),
    Pattern::new(
        r"@N[n] (?:- )?(?:seats?|members?) [^|]{0,110}(?:by|with|voted|vote of|was) (?:@a[n] (?:votes? )?(?:to|in favou?r and|for and) @b[n]|@s[S]) (?:votes? )?(?:against )?,? ?(?:with )?@c[n] (?:abstaining|abstentions?|members abstaining|abstained)",
    ),
    Pattern::new(
        r"@N[n] (?:- )?(?:seats?|members?) [^|]{0,110}(?:by|with|voted|vote of|was) (?:@a[n] (?:votes? )?(?:to|in favou?r and|for and) @b[n]|@s[S]) ",
    ),
];
/// How many can vote: "the 60-member assembly", "fifteen judges".
static BODY: [Pattern; 2] = [
    Pattern::new(r"@N[n] (?:- )?(?:seats?|members?|strong) (?P<who>(?:[a-z-]+ )?[a-z]+) "),
    Pattern::new(
        r"@N[n] (?P<who>judges|justices|senators|councillors|deputies|delegates|jurors|directors|lawmakers|mps|members|ministers) ",
    ),
];
/// Votes for and against, and those of neither kind.
static TALLY: [Pattern; 3] = [
    Pattern::new(
        r"(?:by|,|with|voted|vote of|was|of|on) (?:@a[n] (?:votes? )?(?:to|-) @b[n]|@s[S]) (?:votes? )?(?:,? ?(?:with )?@c[n] (?:members |deputies )?(?:abstaining|abstentions?|abstained))?",
    ),
    Pattern::new(
        r"(?:won|received|got|with|had|,) @a[n] (?:votes?|members) [^|<]{0,30}@b[n] (?:[a-z]+ )?(?:votes? |members |deputies )?(?:opposed|against|voted against|voted no|rejected|said no) [^|<]{0,30}(?:and @c[n] (?:abstained|abstentions?|did not vote|were absent))?",
    ),
    Pattern::new(
        r"@a[n] (?:[a-z]+ )?(?:voted|votes|were|voting) (?:for|in favou?r|yes) [^|<]{0,20}(?:and |, )@b[n] (?:[a-z]+ )?(?:voted |were |voting )?(?:against|no) (?:[^|<]{0,20}(?:and |with |, )@c[n] (?:[a-z]+ )?(?:abstained|abstentions?|abstaining))?",
    ),
];

/// A body whose size is told, and one tally in its sentence or the next.
fn body_of(page: &Page<'_>, findings: &mut Findings<'_>, body: &Found<'_>) -> Option<()> {
    let seats = body.mention("N")?;
    let all = seats.count().filter(|count| (3..=3000).contains(count))?;
    let document = page.document;
    let sentence = document.sentence(seats.tokens.start);
    let next = sentence.end.min(document.len().checked_sub(1)?);
    let follows = document.block(next) == document.block(seats.tokens.start);
    let mut tallies: Vec<(i64, i64, i64, Span)> = Vec::new();
    for token in [sentence.start, next] {
        if token == next && !follows {
            continue;
        }
        for found in TALLY.iter().flat_map(|pattern| pattern.in_sentence(page, token)) {
            let Some((a, b, span)) = pair(&found) else { continue };
            let idle = found.mention("c");
            let votes = idle.and_then(Mention::count).unwrap_or(0);
            let whole = idle.map_or(span, |idle| span.cover(idle.span));
            if span.start > seats.span.start && !tallies.iter().any(|known| known.3.overlaps(whole)) {
                tallies.push((a, b, votes, whole));
            }
        }
    }
    let [(a, b, c, span)] = tallies.as_slice() else { return None };
    let sum = a + b + c;
    // Small bodies that decide vote with all their members.
    if sum <= all || sum > all * 2 || !decides(page, seats.tokens.start..document.sentence(next).end) {
        return None;
    }
    let labels = vec![at(seats, "so many can vote"), (*span, format!("these are {sum} votes"))];
    findings.add(
        format!("{sum} votes are more than {}", page.text(seats.span)),
        Some(format!("{a} + {b} + {c} = {sum}, more than {all}")),
        labels,
    )?;
    Some(())
}

fn decides(page: &Page<'_>, tokens: std::ops::Range<usize>) -> bool {
    let document = page.document;
    tokens.into_iter().any(|token| {
        let word = document.lower(token);
        is_in("pass", word)
            || is_in("reject", word)
            || matches!(
                document.lemma(token),
                "vote" | "rule" | "ballot" | "decide" | "win" | "elect" | "split" | "choose" | "throw" | "motion"
            )
    })
}

static CAST: Pattern = Pattern::new(
    r"@N[n] (?:votes|ballots|ballot papers) (?:were )?(?:cast|counted|[.,]) [^|]*\| [^|<]{2,40}@a[n] (?:votes )?, [^|<]{2,30}@b[n] (?:votes )?(?:, )?(?:and )?@c[n] (?:[a-z]+ )?(?:were |was )?(?:blank|spoilt|spoiled|invalid|abst)",
);
static BALLOT: Pattern = Pattern::new(
    r"all @N[n] [^|<]{2,30}(?:took part|voted|cast (?:a|their) (?:ballots?|votes?)) [^|]*\| (?:[^|]*\| ){0,8}?[^|<]{0,40}@a[n] (?:votes? )?for [^|<]{2,30}@b[n] (?:votes? )?(?:for|against) [^|<]{2,30}@c[n] (?:blank|spoilt|invalid|abst|against|for)",
);

fn total(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in SEATS.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = seats_of(page, findings, &found);
    }
    for found in BODY.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = body_of(page, findings, &found);
    }
    for found in BALLOT.all(page).chain(CAST.all(page)) {
        let _ = ballot_of(page, findings, &found);
    }
}

fn seats_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let seats = found.mention("N")?;
    let (a, b, span) = pair(found)?;
    let idle = found.mention("c");
    let c = idle.map_or(Some(0), Mention::count)?;
    let all = seats.count()?;
    let sum = a + b + c;
    if sum <= all {
        return None;
    }
    let span = idle.map_or(span, |idle| span.cover(idle.span));
    let labels = vec![at(seats, "so many can vote"), (span, format!("these are {sum} votes"))];
    let shown = if c > 0 {
        format!("{a} + {b} + {c} = {sum}, more than {all}")
    } else {
        format!("{a} + {b} = {sum}, more than {all}")
    };
    findings.add(format!("{sum} votes are more than {}", page.text(seats.span)), Some(shown), labels)?;
    Some(())
}

fn ballot_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (voters, a, b, c) = (found.mention("N")?, found.mention("a")?, found.mention("b")?, found.mention("c")?);
    let all = voters.count()?;
    let parts = [a.count()?, b.count()?, c.count()?];
    let sum: i64 = parts.iter().sum();
    // "Won by 8,400 votes", "elected with 90,000 votes": a margin and a part are no total.
    let before = voters.tokens.start.checked_sub(1).map_or("", |token| page.document.lower(token));
    let part =
        matches!(before, "with" | "by" | "won" | "received" | "got" | "took" | "polled" | "gained" | "had" | "for");
    if sum == all || part || parts.iter().any(|&part| part >= all) {
        return None;
    }
    let labels = vec![at(voters, "so many voted"), (a.span.cover(c.span), format!("these are {sum} votes"))];
    let [x, y, z] = parts;
    findings.add(
        format!("{} voted, and {sum} votes are counted", page.text(voters.span)),
        Some(format!("{x} + {y} + {z} = {sum}, not {all}")),
        labels,
    )?;
    Some(())
}

static PASSED: [Pattern; 4] = [
    Pattern::new(
        r"(?P<verb>{pass}) _with @a[n] (?:votes? )?(?:for|in favou?r) (?:it )?and @b[n] (?:votes? )?(?P<next>against) ",
    ),
    Pattern::new(r"(?P<verb>approved|adopted|ratified|passed|endorsed) _@s[S] (?P<next>[^ ]+)"),
    Pattern::new(
        r"(?P<verb>{pass}) _(?:by|on a vote of|by a vote of|in a vote of) (?:@a[n] (?:votes? )?(?:to|-) @b[n]|@s[S]) (?P<next>[^ ]+)",
    ),
    Pattern::new(
        r"voted (?:@a[n] (?:votes? )?(?:to|-) @b[n]|@s[S]) (?:to|in favou?r of) (?P<verb>approve|pass|adopt|ratify|endorse|back|accept|convict|confirm) (?P<next>[^ ]+)",
    ),
];
/// "Needed three-fifths of the 50-member Senate. It failed, 33 to 17."
static THRESHOLD: Pattern = Pattern::new(
    r"(?:needed|needs|required|requires) (?:an? )?@f[n] (?:of (?:the |all )?(?:<n\d+> (?:- )?)?(?:[a-z]+ ){1,4}|majority )[^|<]{0,30}[.;,] (?:\| )?(?:and |but )?(?:it |the [a-z]+ )?(?P<verb>failed|passed|carried|fell short|was approved|was rejected|was adopted) ,? ?(?:by |with |on a vote of )?(?:@a[n] (?:votes? )?to @b[n]|@s[S]) ",
);

/// What fails with as many votes as it needs, or passes with fewer.
fn threshold(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let needed = found.mention("f")?;
    let (a, b, span) = pair(found)?;
    let share = needed.number()?.stated;
    let got = ratio(whole(a), whole(a.checked_add(b)?))?;
    let passed = matches!(found.words("verb"), "passed" | "carried" | "was approved" | "was adopted");
    // With more against than for the losing side may be named first.
    if share >= whole(1) || share <= whole(0) || a < b || passed == (got >= share) {
        return None;
    }
    let percent = super::tolerance::Estimate::exactly(got * whole(100), crate::value::Unit::Percent).describe(None);
    let labels = vec![(span, format!("is {percent} of the votes")), (found.span("verb")?, "this outcome".to_owned())];
    findings.add_at(
        Severity::Warning,
        format!("with {a} votes to {b}, and {} needed, it has not {}", page.text(needed.span), found.words("verb")),
        None,
        labels,
    )?;
    Some(())
}

static MAJORITY: [Pattern; 2] = [
    Pattern::new(
        r"@f[n] majority (?:was|is) (?:needed|required) [^|]*\| [^|<]{0,30}@a[n] (?:votes )?(?:to|for and) @b[n] [^|<]{0,40}(?P<verb>carried|passed|approved|adopted)",
    ),
    Pattern::new(
        r"(?:needed|needs|required|requires) an? @f[n] majority [^|]*\| (?:[^|]*\| ){0,3}?[^|<]{0,40}@a[n] [^|<]{0,30}(?:for it|for|in favou?r) (?:and )?@b[n] (?:members )?(?:against|voted against|opposed) [^|]{0,40}(?P<verb>carried|passed|approved|adopted)",
    ),
];

fn outcome(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in PASSED.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = passed_of(page, findings, &found);
    }
    for found in RESULT.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = result_of(page, findings, &found);
    }
    for found in THRESHOLD.all(page) {
        let _ = threshold(page, findings, &found);
    }
    for found in MAJORITY.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = majority_of(page, findings, &found);
    }
}

/// Votes for and against in a sentence that says what became of the motion.
static RESULT: [Pattern; 4] = [
    Pattern::new(r"(?:by|with|of|in|,|was|voted) (?:an? )?(?:vote of )?(?:@a[n] votes? (?:to|against) @b[n]|@s[S]) "),
    Pattern::new(r"(?:by|with|of|in|,|was|voted) (?:an? )?(?:vote of )?@a[n] (?:to|-) @b[n] votes? "),
    Pattern::new(
        r"@a[n] (?:[a-z]+ )?(?:voted |voting |votes |were )?(?:for|in favou?r|yes)(?: of it| it)? ,? ?(?:and |with |against |to )@b[n] (?:[a-z]+ )?(?:voted |voting |votes |were )?(?:against|opposed|no) ",
    ),
    Pattern::new(r"(?:by|with) @a[n] (?:votes? )?(?:to|against) @b[n] [,.] "),
];

fn result_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (a, b, span) = pair(found)?;
    let document = page.document;
    let first = found.mention("a").or_else(|| found.mention("s"))?.tokens.start;
    let sentence = document.sentence(first);
    let verbs: Vec<usize> = sentence
        .clone()
        .filter(|&token| page.mention_at(token).is_none())
        .filter(|&token| {
            let word = document.lower(token);
            (is_in("pass", word) || is_in("reject", word)) && matches!(document.upos(token), crate::nlp::Upos::Verb)
                || word == "threw" && document.lower(token + 1) == "out"
        })
        .collect();
    let [verb] = verbs.as_slice() else { return None };
    let word = document.lower(*verb);
    let passes = is_in("pass", word);
    let unclear = sentence.clone().any(|token| {
        matches!(
            document.lower(token),
            "not"
                | "n't"
                | "never"
                | "failed"
                | "fail"
                | "veto"
                | "override"
                | "lost"
                | "amendment"
                | "points"
                | "goals"
                | "game"
                | "match"
                | "team"
                | "despite"
                | "although"
                | "though"
                | "threshold"
                | "two-thirds"
                | "quorum"
        ) && (passes || document.lower(token) != "amendment")
    });
    let matter =
        sentence.clone().any(|token| is_in("motion", document.lower(token)) || is_in("chamber", document.lower(token)));
    // More votes for than against may still be too few.
    if unclear || !matter || !passes || a >= b {
        let wrong_way = !passes && !unclear && matter && a > b && word != "failed" && word != "lost";
        if !wrong_way || !matches!(word, "rejected" | "threw") {
            return None;
        }
        let labels = vec![
            (span, "more for than against".to_owned()),
            (document.analysis.span(*verb), "this outcome".to_owned()),
        ];
        // The winning side may be named first.
        let told = found.has("a")
            && page.shape.get(found.range()).is_some_and(|words| words.contains("for ") || words.contains("favo"));
        if told {
            findings.add_at(
                Severity::Warning,
                format!("with {a} votes to {b} the motion is not {word}"),
                None,
                labels,
            )?;
        }
        return Some(());
    }
    let labels =
        vec![(span, "fewer for than against".to_owned()), (document.analysis.span(*verb), "this outcome".to_owned())];
    findings.add(format!("with {a} votes to {b} nothing is {word}"), Some(format!("{a} is less than {b}")), labels)?;
    Some(())
}

fn passed_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (a, b, span) = pair(found)?;
    // "by 10 to 15 percent" is no vote.
    if a >= b || matches!(found.words("next"), "percent" | "%" | "per" | "points" | "percentage" | "times") {
        return None;
    }
    let document = page.document;
    let token = found.tokens("verb").start;
    let denied =
        |token: usize| matches!(document.lower(token), "not" | "n't" | "never" | "failed" | "against" | "over");
    if document.sentence(token).any(denied) {
        return None;
    }
    let labels = vec![(span, "fewer for than against".to_owned()), (found.span("verb")?, "this outcome".to_owned())];
    findings.add(
        format!("with {a} votes to {b} nothing is {}", found.words("verb")),
        Some(format!("{a} is less than {b}")),
        labels,
    )?;
    Some(())
}

fn majority_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (needed, a, b) = (found.mention("f")?, found.mention("a")?, found.mention("b")?);
    let share = needed.number()?.stated;
    let (ayes, nays) = (a.count()?, b.count()?);
    let got = ratio(whole(ayes), whole(ayes + nays))?;
    if got >= share || share >= whole(1) {
        return None;
    }
    let percent = super::tolerance::Estimate::exactly(got * whole(100), crate::value::Unit::Percent).describe(None);
    let labels = vec![at(needed, "this majority"), (a.span.cover(b.span), format!("is {percent} of the votes"))];
    findings.add(
        format!("{ayes} to {nays} is no {} majority", page.text(needed.span)),
        Some(format!("{ayes} of {} is {percent}", ayes + nays)),
        labels,
    )?;
    Some(())
}

static HALVES: Pattern = Pattern::new(
    r"@s[S] [^|]{0,90}(?:\| )?(?:[a-z]+ )?(?:led|trailed|were|was|leading|trailing) @h[S] (?:up |down |behind )?at (?:the break|half - time|halftime|the interval|half time) and (?:took|won|lost) the (?:<o\d+> half|rest) @g[S] ",
);
static MARGIN: [Pattern; 3] = [
    Pattern::new(
        r"(?:won|win|beat|lost|defeated|victory) [^|<]{0,40}@s[S] (?:[^|<]|<[^S]\d+>){0,120}(?:\| )?the @n[n] - (?:goal|point|run) (?:win|victory|lead|defeat|loss|margin) ",
    ),
    Pattern::new(r"(?:won|lost) by @n[n] (?:goals?|points?|runs?) , @s[S] "),
    Pattern::new(r"@n[n] - (?:goal|point|run|try|set) (?:win|victory|lead|defeat|loss|margin) , @s[S] "),
];

fn score(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in HALVES.all(page) {
        let _ = halves_of(findings, &found);
    }
    for found in SETS.all(page) {
        let _ = sets_of(page, findings, &found);
    }
    for found in PERIODS.all(page) {
        let _ = periods_of(page, findings, &found);
    }
    for found in WON.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = won_of(page, findings, &found);
    }
    for found in MARGIN.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = margin_of(page, findings, &found);
    }
}

/// "A three-set win", and its sets.
static SETS: Pattern = Pattern::new(r"@n[n] - set (?:win|victory|match|final|defeat|loss|thriller|battle) ");
/// "Scored 21, 18, 25 and 20 points in the four quarters and won 94-79".
static PERIODS: Pattern = Pattern::new(
    r"scored @a[n] , @b[n] (?:, @c[n] )?(?:, )?and @d[n] (?:points|goals|runs) in the (?:<n\d+> |[a-z]+ ){0,2}(?:quarters|thirds|periods|halves|innings|sets) [^|<]{0,20}(?:won|lost|beat|drew|win|lose|result)[^|<]{0,30} @s[S] ",
);

fn sets_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let stated = found.mention("n")?;
    let sets: Vec<&Mention> = page
        .mentions_in(&page.document.sentence(stated.tokens.start))
        .iter()
        .filter(|mention| score_of(mention).is_some())
        .collect();
    let (first, last) = (sets.first()?, sets.last()?);
    let played = i64::try_from(sets.len()).ok()?;
    if sets.len() < 2 || stated.count()? == played {
        return None;
    }
    let labels = vec![at(stated, "so many sets"), (first.span.cover(last.span), format!("these are {played}"))];
    findings.add(format!("{played} sets are told, and the text says {}", page.text(stated.span)), None, labels)?;
    Some(())
}

fn periods_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let parts: Vec<&Mention> = ["a", "b", "c", "d"].iter().filter_map(|name| found.mention(name)).collect();
    let sum: i64 = parts.iter().map(|part| part.count()).sum::<Option<i64>>()?;
    let result = found.mention("s")?;
    let (a, b) = score_of(result)?;
    if a == sum || b == sum {
        return None;
    }
    let (first, last) = (parts.first()?, parts.last()?);
    let labels = vec![at(result, "this result"), (first.span.cover(last.span), format!("come to {sum}"))];
    findings.add(format!("the parts come to {sum}, and the result is {}", page.text(result.span)), None, labels)?;
    Some(())
}

static WON: [Pattern; 3] = [
    Pattern::new(
        r"(?P<verb>won|won the (?:match|game|final|semi-final|tie|opener|derby)|beat [^|<,;]{2,30}|defeated [^|<,;]{2,30}) @s[S] (?P<next>[a-z.,]+) ",
    ),
    Pattern::new(r"@s[S] (?P<verb>draw|tie) (?P<next>)"),
    Pattern::new(r"(?P<verb>drew|tied) @s[S] (?P<next>[a-z.,]+) "),
];

/// A win with fewer goals than the other side, a draw that is none.
fn won_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let result = found.mention("s")?;
    let (a, b) = score_of(result)?;
    let draw = matches!(found.words("verb"), "draw" | "tie" | "drew" | "tied");
    let next = found.words("next");
    let document = page.document;
    let apart = document.sentence(result.tokens.start).any(|token| {
        matches!(
            document.lower(token),
            "aggregate"
                | "penalties"
                | "shoot"
                | "shootout"
                | "set"
                | "sets"
                | "lost"
                | "golf"
                | "par"
                | "under"
                | "vote"
                | "n't"
                | "not"
        )
    });
    // Sets are many results; high ones are of other games than those with goals.
    let many = next == "," && document.lower(result.tokens.end + 1).starts_with(|c: char| c.is_ascii_digit());
    if (if draw { a != b } else { a < b }) && !apart && !many && a.max(b) < 200 {
        let (message, label) = if draw {
            (format!("{a}-{b} is no {}", found.words("verb")), "this result")
        } else {
            (format!("nobody wins {a}-{b}"), "the other side has more")
        };
        findings.add_at(
            Severity::Warning,
            message,
            None,
            vec![at(result, label), (found.span("verb")?, "this outcome".to_owned())],
        )?;
    }
    Some(())
}

fn halves_of(findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (end, first, second) = (found.mention("s")?, found.mention("h")?, found.mention("g")?);
    let ((a, b), (c, d), (e, f)) = (score_of(end)?, score_of(first)?, score_of(second)?);
    let (x, y) = (c + e, d + f);
    if (x, y) == (a, b) || (y, x) == (a, b) {
        return None;
    }
    let labels = vec![at(end, "this result"), (first.span.cover(second.span), format!("come to {x}-{y}"))];
    findings.add(
        format!("the halves come to {x}-{y}, and the result is {a}-{b}"),
        Some(format!("{c} + {e} = {x}, {d} + {f} = {y}")),
        labels,
    )?;
    Some(())
}

fn margin_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let (margin, result) = (found.mention("n")?, found.mention("s")?);
    let (a, b) = score_of(result)?;
    let stated = margin.count()?;
    let gap = (a - b).abs();
    if gap == stated {
        return None;
    }
    let labels = vec![at(margin, "this margin"), at(result, format!("is one of {gap}"))];
    findings.add(
        format!("{} is a margin of {gap}, not of {stated}", page.text(result.span)),
        Some(format!("{} − {} = {gap}", a.max(b), a.min(b))),
        labels,
    )?;
    Some(())
}
