//! What the numbers of a sentence do in it, told by the words right beside them.
//!
//! Enters: the values of a sentence. Leaves: the part of each (a change, where it began, where it came to), and the two
//! levels that a change lies between. Guaranteed: a part is taken only where nothing else could have it: a sentence with a
//! third level, or a second change, has no frame.

use super::change::{alike, unit};
use super::page::{Mention, Page};
use super::pattern::is_in;
use crate::nlp::Upos;
use crate::value::{DateSpan, Unit};
use std::ops::Range;

/// What a number does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It is the size of a change: "rose by 20 percent", "an increase of five points".
    Change,
    /// It is where something began: "from 36 million", "compared with 40".
    From,
    /// It is where something came to: "to 45 million", "now 622".
    To,
    /// Nothing of these.
    Plain,
}

/// Words that stand between a number and the word that says what it does.
fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "about"
            | "around"
            | "roughly"
            | "some"
            | "approximately"
            | "nearly"
            | "almost"
            | "just"
            | "only"
            | "over"
            | "under"
            | "a"
            | "an"
            | "the"
            | "its"
            | "their"
            | "his"
            | "her"
            | "well"
            | "by"
            | "barely"
            | "exactly"
            | "even"
            | "fully"
    )
}

/// The last two words before a token that are no filler, the nearer one first; "by" counts as one of them.
pub fn words_before<'p>(page: &'p Page<'_>, token: usize) -> [&'p str; 2] {
    let document = page.document;
    let start = document.sentence(token).start;
    let mut found = [""; 2];
    let mut next = 0;
    let mut at = token;
    while at > start && next < 2 {
        at -= 1;
        let word = document.lower(at);
        let bound = word == "than" && at > start && matches!(document.lower(at - 1), "more" | "less" | "fewer");
        if bound {
            at -= 1;
            continue;
        }
        if is_filler(word) && word != "by" {
            continue;
        }
        if let Some(place) = found.get_mut(next) {
            *place = word;
        }
        next += 1;
    }
    found
}

/// The two words behind a mention, a hyphen left out.
pub fn words_behind<'p>(page: &'p Page<'_>, mention: &Mention) -> [&'p str; 2] {
    let document = page.document;
    let end = document.sentence(mention.tokens.start).end;
    let mut words = (mention.tokens.end..end).map(|token| document.lower(token)).filter(|word| *word != "-");
    [words.next().unwrap_or_default(), words.next().unwrap_or_default()]
}

fn is_change(unit: &Unit) -> bool {
    matches!(unit, Unit::Percent | Unit::PercentagePoint)
}

/// What a number does.
pub fn part(page: &Page<'_>, mention: &Mention) -> Part {
    let Some(own) = unit(mention) else { return Part::Plain };
    let [near, further] = words_before(page, mention.tokens.start);
    let [next, second] = words_behind(page, mention);
    let moving = |word: &str| is_in("rise", word) || is_in("fall", word);
    let noun = |word: &str| is_in("riser", word) || is_in("faller", word);
    if is_change(own) || next == "points" {
        let verb_before = || {
            let sentence = page.document.sentence(mention.tokens.start);
            (sentence.start..mention.tokens.start).rev().take(9).any(|token| moving(page.document.lower(token)))
        };
        let than = matches!(next, "more" | "fewer" | "less" | "higher" | "lower" | "larger" | "smaller" | "bigger");
        if moving(near)
            || matches!(near, "up" | "down")
            || near == "of" && noun(further)
            || near == "by" && verb_before()
            || noun(next)
            || next == "points" && noun(second)
            || than
        {
            return Part::Change;
        }
    }
    match (further, near) {
        (_, "from") | ("compared" | "compares", "with" | "to") | ("instead", "of") => Part::From,
        _ if says_when(page, mention) => Part::From,
        // "Against one of the nine": what is of something else is no level.
        (_, "against" | "versus" | "than") if next != "of" => Part::From,
        (_, "after") if own == &Unit::One || matches!(own, Unit::Currency(_) | Unit::Percent) => Part::From,
        (_, "to" | "now" | "reached" | "hit" | "into") | ("now", _) => Part::To,
        ("stands" | "stood" | "is" | "came" | "comes", "at") => Part::To,
        _ if next == "now" || next == "today" || says_now(page, mention) => Part::To,
        _ if is_before(page, mention) => Part::From,
        _ => Part::Plain,
    }
}

/// "When there were 1,400".
fn says_when(page: &Page<'_>, mention: &Mention) -> bool {
    let document = page.document;
    let start = document.sentence(mention.tokens.start).start;
    let before: Vec<&str> = (start..mention.tokens.start).rev().take(4).map(|token| document.lower(token)).collect();
    matches!(
        before.as_slice(),
        ["were" | "was" | "stood" | "had" | "cost", "there" | "it" | "they" | "she" | "he", "when", ..]
    )
}

/// "Today there are 2,810", "now costs €2.50".
fn says_now(page: &Page<'_>, mention: &Mention) -> bool {
    let document = page.document;
    let start = document.sentence(mention.tokens.start).start;
    (start..mention.tokens.start)
        .rev()
        .take(4)
        .map(|token| document.lower(token))
        .take_while(|word| !matches!(*word, "," | ";" | "and" | "from" | "to"))
        .any(|word| matches!(word, "now" | "today" | "currently"))
}

/// "40 million euros a year earlier", "1.2 million the year before".
fn is_before(page: &Page<'_>, mention: &Mention) -> bool {
    let document = page.document;
    let end = document.sentence(mention.tokens.start).end;
    let words: Vec<&str> = (mention.tokens.end..end)
        .take_while(|&token| !matches!(document.lower(token), "," | ";" | "." | ":" | "(" | ")" | "and"))
        .map(|token| document.lower(token))
        .take(9)
        .collect();
    words.windows(2).any(|pair| {
        matches!(
            pair,
            [
                "year" | "month" | "week" | "quarter" | "decade" | "years" | "months",
                "earlier" | "ago" | "before" | "previously"
            ] | ["previous" | "preceding" | "prior", "year" | "month" | "week" | "quarter" | "season"]
        )
    })
}

/// The days that a number is dated to: the date right behind it or right before it.
pub fn dated(page: &Page<'_>, mention: &Mention) -> Option<DateSpan> {
    let document = page.document;
    let sentence = document.sentence(mention.tokens.start);
    let all = page.mentions_in(&sentence);
    let clear = |range: Range<usize>| {
        range.len() <= 6
            && range.clone().all(|token| !matches!(document.lower(token), "," | ";" | ":" | "." | "and" | "but" | "to"))
    };
    let behind = all.iter().find(|other| other.tokens.start >= mention.tokens.end);
    if let Some(date) = behind.filter(|other| other.date().is_some() && clear(mention.tokens.end..other.tokens.start)) {
        return page.days(date);
    }
    let before = all.iter().rev().find(|other| other.tokens.end <= mention.tokens.start)?;
    (before.date().is_some() && clear(before.tokens.end..mention.tokens.start)).then(|| page.days(before)).flatten()
}

/// The numbers of some tokens that may be levels: counts, amounts, measures and percentages.
pub fn levels<'p>(page: &'p Page<'_>, tokens: &Range<usize>, but: &Mention) -> Vec<&'p Mention> {
    let fits = |mention: &&Mention| {
        mention.span != but.span
            && mention.number().is_some_and(|number| {
                !number.ordinal
                    && number.stated_high.is_none()
                    && match &number.unit {
                        Unit::One | Unit::Currency(_) | Unit::Percent => true,
                        // Stretches of time frame a change more often than they change.
                        Unit::Measure { dimension, .. } => {
                            dimension != "duration" || part(page, mention) != Part::Plain
                        }
                        _ => false,
                    }
            })
            && part(page, mention) != Part::Change
    };
    page.mentions_in(tokens).iter().filter(fits).collect()
}

/// The two levels that a change in a sentence lies between, the earlier one first. They are the only ones there or, where the
/// sentence takes up the one before it, there.
pub fn pair<'p>(page: &'p Page<'_>, change: &Mention) -> Option<(&'p Mention, &'p Mention)> {
    let document = page.document;
    let sentence = document.sentence(change.tokens.start);
    let mut found = levels(page, &sentence, change);
    if found.len() < 2 && takes_up(page, &sentence) {
        let before = document.sentence(sentence.start.checked_sub(1)?);
        if document.block(before.start) != document.block(sentence.start) {
            return None;
        }
        let mut earlier = levels(page, &before, change);
        earlier.append(&mut found);
        found = earlier;
    }
    let [one, other] = found.as_slice() else { return None };
    let (a, b) = alike(one, other)?;
    a.minus(&b)?;
    let nouns = (page.counted_lemma(one), page.counted_lemma(other));
    if let (Some(first), Some(second)) = nouns
        && first != second
        && unit(one) == Some(&Unit::One)
    {
        return None;
    }
    // Behind the change another one may be told, whose levels these are.
    let between = change.tokens.end..one.tokens.start.max(change.tokens.end);
    let another = between.clone().any(|token| {
        let word = document.lower(token);
        is_in("rise", word) || is_in("fall", word) || is_in("riser", word) || is_in("faller", word)
    });
    if another || page.mention_at(one.tokens.end + 1).is_some_and(|_| document.lower(one.tokens.end) == "of") {
        return None;
    }
    ordered(page, one, other)
}

/// Whether a sentence speaks of what the one before it says: "That is a fall of …", "The increase …".
pub fn takes_up(page: &Page<'_>, sentence: &Range<usize>) -> bool {
    let document = page.document;
    let first = document.lower(sentence.start);
    matches!(first, "that" | "this" | "it" | "so" | "thus" | "a" | "an")
        && sentence.clone().take(5).any(|token| {
            matches!(
                document.lower(token),
                "is" | "was"
                    | "compares"
                    | "compared"
                    | "means"
                    | "meant"
                    | "makes"
                    | "amounts"
                    | "represents"
                    | "adds"
                    | "marks"
            )
        })
}

fn ordered<'p>(page: &Page<'_>, one: &'p Mention, other: &'p Mention) -> Option<(&'p Mention, &'p Mention)> {
    match (part(page, one), part(page, other)) {
        (Part::From, Part::To | Part::Plain) => Some((one, other)),
        (Part::To | Part::Plain, Part::From) => Some((other, one)),
        (first, second) => {
            let (a, b) = (dated(page, one), dated(page, other));
            match (a, b) {
                (Some(a), Some(b)) if a.before(&b) => Some((one, other)),
                (Some(a), Some(b)) if b.before(&a) => Some((other, one)),
                (Some(_), None) if second == Part::To && first == Part::Plain => Some((one, other)),
                (None, Some(_)) if first == Part::To && second == Part::Plain => Some((other, one)),
                _ => None,
            }
        }
    }
}

/// The verb, or the noun that says a change, that a token hangs on.
pub fn governor(page: &Page<'_>, token: usize) -> Option<usize> {
    let document = page.document;
    let mut at = token;
    for _ in 0..6 {
        at = document.head(at)?;
        let word = document.lower(at);
        let turns = is_in("riser", word) || is_in("faller", word) || matches!(word, "up" | "down");
        if document.upos(at) == Upos::Verb || turns {
            return Some(at);
        }
    }
    None
}
