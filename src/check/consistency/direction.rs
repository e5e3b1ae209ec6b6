//! Words of direction against the two numbers that something goes between.

use super::Findings;
use super::change::alike;
use super::frames::{self, Part};
use super::page::{Mention, Page};
use super::pattern::{Pattern, is_in};
use super::tolerance::Estimate;
use crate::nlp::Deprel;
use num_traits::Signed;

static DIRECTIONS: [Pattern; 4] = [
    Pattern::new(r"(?P<verb>up|down) to @b[ncmp] _,? ?from @a[ncmp] "),
    Pattern::new(r"(?P<verb>{rise}|{fall}) _,? ?from @a[ncmp] _to @b[ncmp] "),
    Pattern::new(r"(?P<verb>{rise}|{fall}) _to @b[ncmp] _,? ?(?:from|compared with|compared to|against) @a[ncmp] "),
    Pattern::new(r"@b[ncmp] _,? ?(?P<verb>up|down) from @a[ncmp] "),
];

/// Losses are told without a sign: they are cut when the number gets smaller.
static LOSSES: [Pattern; 2] = [
    Pattern::new(
        r"(?P<verb>{fall}|narrowed|narrows|narrowing|trimmed|widened|widens|widening) (?:the |its |their |his |her )?(?:[a-z-]+ ){0,3}(?:loss|losses|deficit|deficits) (?:for <D\d+> )?from @a[c] _to @b[c] ",
    ),
    Pattern::new(
        r"(?:loss|losses|deficit) (?:for <D\d+> )?(?P<verb>narrowed|shrank|widened|grew|fell|rose|declined|increased|deepened) to @b[c] _,? ?(?:from|compared with) @a[c] ",
    ),
];

/// "From 5.2 percent to 5.7 percent, the highest since 2008".
static RECORDS: [Pattern; 2] = [
    Pattern::new(r"from @a[ncmp] _to @b[ncmp] _, (?:its |the |their |an? )?(?:[a-z-]+ )?(?P<verb>highest|lowest) "),
    Pattern::new(r"to @b[ncmp] _,? ?from @a[ncmp] _, (?:its |the |their |an? )?(?:[a-z-]+ )?(?P<verb>highest|lowest) "),
];

pub(super) fn direction(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in DIRECTIONS.iter().flat_map(|pattern| pattern.all(page)) {
        if let (Some(from), Some(to)) = (found.mention("a"), found.mention("b")) {
            let _ = direction_of(page, findings, from, to, found.tokens("verb").start);
        }
    }
    for found in LOSSES.iter().flat_map(|pattern| pattern.all(page)) {
        if let (Some(from), Some(to)) = (found.mention("a"), found.mention("b")) {
            let verb = found.words("verb");
            let up = is_in("rise", verb) || matches!(verb, "widened" | "widens" | "widening" | "deepened");
            let _ = turn(page, findings, from, to, found.tokens("verb").start, up);
        }
    }
    for found in RECORDS.iter().flat_map(|pattern| pattern.all(page)) {
        if let (Some(from), Some(to)) = (found.mention("a"), found.mention("b")) {
            let verb = found.tokens("verb").start;
            if !page.document.sentence(verb).any(|token| goes_its_own_way(page.document.lower(token))) {
                let _ = turn(page, findings, from, to, verb, found.words("verb") == "highest");
            }
        }
    }
    for mention in page.mentions.iter().filter(|mention| frames::part(page, mention) == Part::From) {
        let _ = direction_framed(page, findings, mention);
    }
}

/// "Exports increased to $4.1 billion in July from $4.6 billion": the verb that the beginning hangs on.
fn direction_framed(page: &Page<'_>, findings: &mut Findings<'_>, from: &Mention) -> Option<()> {
    let document = page.document;
    let sentence = document.sentence(from.tokens.start);
    let others = frames::levels(page, &sentence, from);
    let [to] = others.as_slice() else { return None };
    let (start, end) = (from.tokens.start.min(to.tokens.start), from.tokens.end.max(to.tokens.end));
    if (start..end).any(|token| document.lower(token) == "of") && (end - start) < 7 {
        return None;
    }
    let verb = frames::governor(page, from.tokens.end.checked_sub(1)?)?;
    let word = document.lower(verb);
    let turns = |word: &str| is_in("rise", word) || is_in("riser", word);
    let up = turns(word) || word == "up";
    let down = is_in("fall", word) || is_in("faller", word) || word == "down";
    // Another verb of the other direction may be the one that is meant.
    let other = sentence.clone().filter(|&token| token != verb).any(|token| {
        let word = document.lower(token);
        is_in("rise", word) || is_in("fall", word) || matches!(word, "up" | "down" | "not" | "n't")
    });
    if !(up || down)
        || other
        || verb > from.tokens.start
        || sentence.contains(&verb) && document.rel(verb) == Deprel::Amod
    {
        return None;
    }
    direction_of(page, findings, from, to, verb)
}

/// Ranks, odds and what is below zero.
fn goes_its_own_way(word: &str) -> bool {
    matches!(
        word,
        "rank"
            | "ranking"
            | "rankings"
            | "ranked"
            | "place"
            | "position"
            | "spot"
            | "loss"
            | "losses"
            | "deficit"
            | "seed"
            | "age"
            | "aged"
            | "odds"
            | "negative"
            | "minus"
            | "below"
    )
}

fn direction_of(page: &Page<'_>, findings: &mut Findings<'_>, a: &Mention, b: &Mention, token: usize) -> Option<()> {
    let verb = page.document.lower(token);
    let up = verb == "up" || is_in("rise", verb) || is_in("riser", verb) && !is_in("fall", verb);
    if page.document.sentence(token).any(|token| goes_its_own_way(page.document.lower(token))) {
        return None;
    }
    turn(page, findings, a, b, token, up)
}

/// Notes that what goes from one number to another does not go up, or down, as a word has it.
fn turn(page: &Page<'_>, findings: &mut Findings<'_>, a: &Mention, b: &Mention, token: usize, up: bool) -> Option<()> {
    let document = page.document;
    let verb = document.lower(token);
    let (from, to) = alike(a, b)?;
    // Numbers of one unit only; a rate, a rank and what is below zero go their own ways.
    let negative = |estimate: &Estimate| !estimate.point().is_positive();
    if from.minus(&to).is_none() || negative(&from) || negative(&to) {
        return None;
    }
    let against = if up { from.above(&to) } else { to.above(&from) };
    if !against {
        return None;
    }
    let (one, other) = (page.text(a.span), page.text(b.span));
    let word = if up { "fall" } else { "rise" };
    let labels = vec![
        (document.analysis.span(token), "this word".to_owned()),
        (a.span.cover(b.span), format!("this is a {word}")),
    ];
    findings.add(format!("from {one} to {other} is a {word}, and the text says `{verb}`"), None, labels)?;
    Some(())
}
