//! Happenings told twice: their dates, who was there, and what was the first of its kind.

use super::page::{Mention, Page};
use super::pattern::{Found, Pattern, is_in};
use super::people::{key, persons};
use super::registry::{Check, dated, text};
use super::{Findings, at};
use crate::lang::syntax::Severity;
use crate::nlp::{NameKind, Upos};
use crate::source::Span;
use crate::value::{DateExpression, DateSpan};

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "event-date-agree",
        summary: "one event has two dates",
        severity: Severity::Error,
        why: "an event is moved, and one of the places that name its date is not changed",
        tolerates: "yearly events in two years, beginnings and ends, and texts that tell of a new date.",
        fail: &[
            dated(
                "2018-05-03",
                "The summit in Riga will be held on 4 June, the ministry said. Leaders who arrive for the Riga summit on 9 June will be met by schoolchildren.",
            ),
            text("The Battle of Kolm was fought in 1645. A stone recalls the Battle of Kolm of 1654."),
        ],
        pass: &[dated(
            "2018-03-07",
            "The treaty was agreed in Ghent on Jan. 19, signed in Porto on Feb. 6 and opened in Vienna on Tuesday. The conference of its parties, held in Oslo in 2017, moves to Turin in 2018.",
        )],
        sure: true,
        run: event_dates,
    },
    Check {
        name: "attendance-conflict",
        summary: "somebody is at a meeting in one sentence and away from it in another",
        severity: Severity::Warning,
        why: "guest lists are written before the event, and reports of it after",
        tolerates: "deputies, video links, several sessions, and who came later or left early.",
        fail: &[text(
            "Chancellor Ada Brun did not attend the summit in Riga. At the summit Brun spoke for an hour about tariffs.",
        )],
        pass: &[text(
            "Chancellor Ada Brun attended both conferences, the first of them only by video. The minister, Eva Holm, skipped the second conference and sent a deputy, who spoke for her.",
        )],
        sure: true,
        run: attendance,
    },
    Check {
        name: "superlative-conflict",
        summary: "two different ones are the first or the only one to do something",
        severity: Severity::Warning,
        why: "firsts are taken over from press releases, and nobody looks for the earlier one",
        tolerates: "claims of different scope (\"the first elected\", \"the first in Europe\").",
        fail: &[text(
            "Anna Lund is the first woman to lead the bank. Ruth Amsel became the first woman to lead the bank in 2009.",
        )],
        pass: &[text(
            "She is the first woman elected to lead the guild and the second to do so: in 1917 a widow named Klara Holt was appointed. Ruth Amsel was the first woman to lead a trade union.",
        )],
        sure: true,
        run: superlative,
    },
];

/// Sentences that date an event: its name or noun (`e`), what it does, and the date (`d`).
static DATED: [Pattern; 5] = [
    Pattern::new(
        r"(?P<det>the|this year 's|next year 's|this week 's|its) (?P<e>(?:[a-z'-]+ ){0,3}{event})(?P<of> (?:in|at|of) (?:the )?[a-z]+)? ,? ?(?:which )?(?:(?:will be|is to be|was|is|has been|are|were) )?(?P<act>held|fought|set|scheduled|planned|due|signed|begins?|began|starts?|started|opens?|opened|took place|takes place|will take place|is|was|broke out|happened|struck|occurred|will begin|will start|will open)(?: to be held| to take place| to begin| to start| to open| for| place)* (?:here )?(?:on |for |in |at )?@d[D] ",
    ),
    Pattern::new(
        r"(?P<det>the|this year 's|next year 's|this week 's|its) (?P<e>(?:[a-z'-]+ ){0,3}{event})(?P<of> (?:in|at|of) (?:the )?[a-z]+)? ,? ?(?:on|of|from) @d[D] ",
    ),
    Pattern::new(r"(?P<det>the|that) @d[D] (?P<e>(?:[a-z'-]+ ){0,2}{event})(?P<of> (?:in|at|of) (?:the )?[a-z]+)? "),
    Pattern::new(
        r"(?P<det>an|a) (?P<e>(?:[a-z'-]+ ){0,3}{event})(?P<of> (?:in|at|of) (?:the )?[a-z]+)? _(?P<act>on|from) @d[D] ",
    ),
    Pattern::new(
        r"(?P<det>the) (?P<e>(?:[a-z'-]+ ){0,3}{event})(?P<of> (?:in|at|of) (?:the )?[a-z]+)? , (?:which )?(?P<act>begins|starts|opens|began|started|opened) (?:on )?@d[D] ",
    ),
];

struct Dating<'p> {
    noun: String,
    place: String,
    definite: bool,
    days: DateSpan,
    mention: &'p Mention,
    span: Span,
}

fn event_dates(page: &Page<'_>, findings: &mut Findings<'_>) {
    let told: Vec<Dating<'_>> =
        DATED.iter().flat_map(|pattern| pattern.all(page)).filter_map(|found| dating(page, &found)).collect();
    let moved = [
        "postponed",
        "moved",
        "brought forward",
        "rescheduled",
        "delayed",
        "originally",
        "put off",
        "again",
        "anniversary",
    ];
    if told.len() < 2 || moved.iter().any(|word| page.shape.contains(word)) {
        return;
    }
    for (index, later) in told.iter().enumerate() {
        for earlier in told.iter().take(index) {
            if two_dates(page, findings, earlier, later).is_some() {
                return;
            }
        }
    }
}

/// What an event is called, and its days; those of a beginning, where the text tells of one.
fn dating<'p>(page: &'p Page<'p>, found: &Found<'p>) -> Option<Dating<'p>> {
    let mention = found.mention("d")?;
    let dated = match mention.date()? {
        DateExpression::NoYear { first, .. } => first.1.is_some(),
        DateExpression::Absolute(_) => true,
        _ => false,
    };
    let days = page.days(mention).filter(|_| dated)?;
    let words = found.words("e");
    let noun = words.rsplit(' ').next()?.to_owned();
    let document = page.document;
    let tokens = found.tokens("e");
    // "Riga summit", "summit in Riga", "Battle of Kolm": the name is a part of what it is called.
    let proper =
        |token: usize| document.upos(token) == Upos::Propn || document.form(token).starts_with(char::is_uppercase);
    let mut place: Vec<&str> = tokens
        .clone()
        .take(tokens.len().saturating_sub(1))
        .filter(|&token| proper(token))
        .map(|token| document.lower(token))
        .collect();
    place.extend(found.tokens("of").skip(1).filter(|&token| proper(token)).map(|token| document.lower(token)));
    let denied = document
        .sentence(mention.tokens.start)
        .any(|token| matches!(document.lower(token), "not" | "instead" | "rehearsal" | "deadline"));
    if denied || document.upos(tokens.end.checked_sub(1)?) != Upos::Noun && place.is_empty() && !proper(tokens.end - 1)
    {
        return None;
    }
    Some(Dating {
        noun,
        place: place.join(" "),
        definite: !matches!(found.words("det"), "a" | "an"),
        days,
        mention,
        span: document.span(tokens).cover(mention.span),
    })
}

fn two_dates(page: &Page<'_>, findings: &mut Findings<'_>, one: &Dating<'_>, other: &Dating<'_>) -> Option<()> {
    let document = page.document;
    let sentences = |dating: &Dating<'_>| document.sentence_index(dating.mention.tokens.start);
    let recurring = is_in("recurring", &one.noun);
    let year = |days: &DateSpan| days.first.map(|first| first.year());
    let same = one.noun == other.noun
        && (one.place == other.place || one.place.is_empty() || other.place.is_empty())
        && other.definite;
    // Without a name there has to be one such event in the text.
    let plural = format!("{}s ", one.noun);
    let ordinal = [" second ", " another ", " other ", " previous ", " last year ", " next ", " former ", " earlier "];
    let several =
        page.shape.contains(&plural) || ordinal.iter().any(|word| page.shape.contains(&format!("{word}{}", one.noun)));
    let named = !one.place.is_empty() && one.place == other.place;
    if !same || sentences(one) == sentences(other) || several && !named || one.days.overlaps(&other.days) {
        return None;
    }
    if recurring && year(&one.days) != year(&other.days) || one.place.is_empty() && !one.definite && !other.definite {
        return None;
    }
    // Days may be those of its course: a week is left to events that last.
    let labels = vec![(other.span, "this date".to_owned()), (one.span, "another date of the same".to_owned())];
    findings.add(
        format!("the {} is dated {} and {}", one.noun, page.text(one.mention.span), page.text(other.mention.span)),
        None,
        labels,
    )?;
    Some(())
}

static AWAY: Pattern = Pattern::new(
    r"(?P<act>(?:did not|does not|will not|would not|could not) (?:attend|come to|take part in|go to|appear at)|(?:missed|skipped|boycotted|(?:stayed|was|were) (?:away|absent) from)|(?:is|was) not (?:at|present at)) (?:the|this|that|last|yesterday 's|tuesday 's) (?P<how>(?:[a-z'-]+ ){0,2}){event} ",
);
static THERE: [Pattern; 4] = [
    Pattern::new(
        r"(?P<act>attended|addressed|chaired|spoke (?:at|to)|told|opened|took part in|came to|was at|was present at|appeared at|hosted|voted at|sat through) (?:the|this|that) (?P<how>(?:[a-z'-]+ ){0,2}){event} ",
    ),
    Pattern::new(
        r"(?:at|during) (?:the|this|that) (?P<how>(?:[a-z'-]+ ){0,2}){event} (?:in [a-z]+ )?,? ?(?P<who>[^|<;,]{2,40}) (?P<act>spoke|said|told|signed|presented|met|called|addressed|sat) ",
    ),
    Pattern::new(
        r"all (?P<all><n\d+>|of the|the) [a-z]+ (?P<act>attended|came to|were at|took part in) (?:the|this|that) (?P<how>(?:[a-z'-]+ ){0,2}){event} ",
    ),
    Pattern::new(
        r"(?P<act>spoke|sang|played|danced|sat) (?:[a-z]+ ){0,3}(?:at|during) (?:the|this|that) (?P<how>(?:[a-z'-]+ ){0,2}){event} ",
    ),
];

/// The one person of a group of words or, without one, of the sentence before what is done.
fn who(page: &Page<'_>, found: &Found<'_>) -> Option<String> {
    let act = found.tokens("act").start;
    let tokens = if found.has("who") { found.tokens("who") } else { page.document.sentence(act).start..act };
    match persons(page, &tokens).as_slice() {
        [one] => Some(one.clone()),
        [] => super::people::about(page, act),
        _ => None,
    }
}

/// The event's noun: the last word of what the pattern found.
fn event_of<'p>(page: &'p Page<'p>, found: &Found<'p>) -> &'p str {
    let words = page.shape.get(found.range()).unwrap_or_default();
    let mut nouns = words.split(' ').filter(|word| is_in("event", word));
    nouns.next_back().unwrap_or_default()
}

fn attendance(page: &Page<'_>, findings: &mut Findings<'_>) {
    let away: Vec<Found<'_>> = AWAY.all(page).collect();
    if away.is_empty() {
        return;
    }
    let excused = [
        "video",
        "remotely",
        "deputy",
        "on behalf",
        "in her name",
        "in his name",
        "by telephone",
        "by phone",
        "online",
        "letter",
        "statement read",
        "later joined",
    ];
    if excused.iter().any(|words| page.shape.contains(words)) {
        return;
    }
    for absent in &away {
        for there in THERE.iter().flat_map(|pattern| pattern.all(page)) {
            let _ = both_ways(page, findings, absent, &there);
        }
    }
}

fn both_ways(page: &Page<'_>, findings: &mut Findings<'_>, absent: &Found<'_>, there: &Found<'_>) -> Option<()> {
    let document = page.document;
    let (out, within) = (absent.tokens("act").start, there.tokens("act").start);
    let event = event_of(page, absent);
    let part = |found: &Found<'_>| {
        found.words("how").split(' ').any(|word| {
            matches!(
                word,
                "first"
                    | "second"
                    | "third"
                    | "last"
                    | "final"
                    | "opening"
                    | "closing"
                    | "next"
                    | "previous"
                    | "earlier"
                    | "other"
            )
        })
    };
    if document.sentence_index(out) == document.sentence_index(within)
        || event.is_empty()
        || event != event_of(page, there)
        || part(absent)
        || part(there)
    {
        return None;
    }
    let person = who(page, absent)?;
    if !there.has("all") && who(page, there)? != person {
        return None;
    }
    let labels = vec![(there.span("act")?, "was there".to_owned()), (absent.span("act")?, "was not".to_owned())];
    findings.add(format!("one sentence has {person} at the {event}, and another does not"), None, labels)?;
    Some(())
}

static FIRST: Pattern = Pattern::new(
    r"(?P<be>,|is|was|became|becomes|would be|will be|would become|will become) the (?P<rank><o\d+>|only|first) (?P<what>(?:[a-z-]+ ){1,2})(?P<do>(?:to|in) (?:[a-z-]+ ){1,6})",
);
static NEVER: Pattern = Pattern::new(
    r"(?:no one|nobody|no (?:woman|man|person|team|club|ship|country|city)) (?:had|has) ever (?P<verb>[a-z]+) (?P<object>(?:[a-z]+ ){1,3})",
);
static DID: Pattern = Pattern::new(r"(?P<verb>[a-z]+) (?P<object>(?:the |a |an )?(?:[a-z]+ ){1,2})in @y[D] ");
static HEIGHTS: [Pattern; 2] = [
    Pattern::new(
        r"(?:the )(?P<top>tallest|largest|longest|highest|biggest|deepest|oldest|heaviest|fastest) (?P<what>[a-z]+ (?:in|of) [a-z]+ ), (?:at |with )?@a[mn] ",
    ),
    Pattern::new(
        r", (?:at |with )?@b[mn] (?:[a-z]+ )?, is the (?:second|third|<o\d+>) (?P<top>tallest|largest|longest|highest|biggest|deepest|oldest|heaviest|fastest) (?P<what>[a-z]+ (?:in|of) [a-z]+ )",
    ),
];

fn superlative(page: &Page<'_>, findings: &mut Findings<'_>) {
    let firsts: Vec<Found<'_>> = FIRST.all(page).filter(|found| is_first(page, found)).collect();
    for (index, later) in firsts.iter().enumerate() {
        for earlier in firsts.iter().take(index) {
            let _ = two_firsts(page, findings, earlier, later);
        }
    }
    for never in NEVER.all(page) {
        for did in DID.all(page) {
            let _ = done_before(page, findings, &never, &did);
        }
    }
    let [highest, second] = &HEIGHTS;
    for top in highest.all(page) {
        for next in second.all(page) {
            let _ = higher(page, findings, &top, &next);
        }
    }
}

fn is_first(page: &Page<'_>, found: &Found<'_>) -> bool {
    let rank = page.document.lower(found.tokens("rank").start);
    matches!(rank, "first" | "only") && !found.words("what").contains("time")
}

fn two_firsts(page: &Page<'_>, findings: &mut Findings<'_>, one: &Found<'_>, other: &Found<'_>) -> Option<()> {
    let document = page.document;
    let rank = |found: &Found<'_>| found.tokens("rank").start;
    let words = |found: &Found<'_>| -> Vec<String> {
        found
            .words("do")
            .split(' ')
            .filter(|word| !matches!(*word, "the" | "a" | "an" | ""))
            .take(3)
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (words(one), words(other));
    if document.sentence_index(rank(one)) == document.sentence_index(rank(other))
        || document.lower(rank(one)) != document.lower(rank(other))
        || one.words("what") != other.words("what")
        || !(a == b && a.len() >= 3 || takes_up(&a, &b))
    {
        return None;
    }
    let named = |found: &Found<'_>| {
        let be = found.tokens("be").start;
        let tokens = document.sentence(be).start..be;
        let names = document.analysis.names();
        names
            .iter()
            .rfind(|name| {
                tokens.contains(&name.tokens.start)
                    && matches!(name.kind, NameKind::Person | NameKind::Organization | NameKind::Location)
            })
            .map(|name| key(document, &name.tokens))
    };
    let (first, second) = (named(one)?, named(other)?);
    if first == second {
        return None;
    }
    let span = |found: &Found<'_>| document.span(rank(found)..found.tokens("do").end);
    let labels = vec![(span(other), format!("this is {second}")), (span(one), format!("this is {first}"))];
    findings.add(
        format!("{first} and {second} are both the {}", document.words(rank(one)..found_end(one))),
        None,
        labels,
    )?;
    Some(())
}

/// "To hold the post" takes up "to lead the bank".
fn takes_up(deed: &[String], again: &[String]) -> bool {
    let holds = |words: &[String]| {
        matches!(words, [to, verb, noun, ..] if to == "to"
            && matches!(verb.as_str(), "hold" | "fill" | "occupy" | "have" | "take")
            && matches!(noun.as_str(), "post" | "job" | "office" | "position" | "role"))
    };
    let leads = |words: &[String]| {
        matches!(words, [to, verb, _, ..] if to == "to"
            && matches!(verb.as_str(), "lead" | "head" | "run" | "chair" | "govern" | "direct" | "manage"))
    };
    leads(deed) && holds(again) || holds(deed) && leads(again)
}

fn found_end(found: &Found<'_>) -> usize {
    found.tokens("do").end
}

/// "No one had ever swum the strait", and somebody did in 1987.
fn done_before(page: &Page<'_>, findings: &mut Findings<'_>, never: &Found<'_>, did: &Found<'_>) -> Option<()> {
    let document = page.document;
    let object = |found: &Found<'_>| {
        found.words("object").trim().trim_start_matches("the ").split(' ').next().map(str::to_owned)
    };
    let verbs = (never.tokens("verb").start, did.tokens("verb").start);
    let (one, other) = (object(never)?, object(did)?);
    let year = did.mention("y")?;
    if one != other
        || one.len() < 3
        || document.lemma(verbs.0) != document.lemma(verbs.1)
            && !crate::nlp::inflect::same_verb(never.words("verb"), did.words("verb"))
        || document.sentence_index(verbs.0) == document.sentence_index(verbs.1)
        || persons(page, &(document.sentence(verbs.1).start..verbs.1)).len() != 1
        || !page.days(year)?.before(&DateSpan::day(page.dateline()?))
    {
        return None;
    }
    let labels = vec![
        at(year, "it was done then"),
        (document.span(never.tokens("verb")), "nobody is said to have done it".to_owned()),
    ];
    findings.add(
        format!("nobody had ever {} it, and somebody did in {}", never.words("verb"), page.text(year.span)),
        None,
        labels,
    )?;
    Some(())
}

/// The second tallest is taller than the tallest.
fn higher(page: &Page<'_>, findings: &mut Findings<'_>, top: &Found<'_>, next: &Found<'_>) -> Option<()> {
    let (a, b) = (top.mention("a")?, next.mention("b")?);
    if top.words("top") != next.words("top") || top.words("what") != next.words("what") {
        return None;
    }
    let (first, second) = super::change::alike(a, b)?;
    first.minus(&second)?;
    if !second.above(&first) {
        return None;
    }
    let labels = vec![at(b, "this is more"), at(a, format!("this is the {}", top.words("top")))];
    findings.add(
        format!("{} is more than {}, the {}", page.text(b.span), page.text(a.span), top.words("top")),
        None,
        labels,
    )?;
    Some(())
}
