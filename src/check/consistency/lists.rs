//! Lists and the counts that announce them.

use super::page::{Mention, Page};
use super::pattern::{Found, Pattern};
use super::registry::{Check, text};
use super::{Findings, Fix, at};
use crate::article::{Block, BlockKind};
use crate::facts::places::{Lie, country_named, lie};
use crate::lang::syntax::Severity;
use crate::nlp::{Upos, inflect};
use std::ops::Range;

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "list-count",
        summary: "a list has more or fewer items than the count before it says",
        severity: Severity::Error,
        why: "an item is added to a list or cut from it, and the count stays",
        tolerates: "lists that are not whole (\"among them\", \"such as\"); lists whose items have an \"and\" in them are left alone.",
        fail: &[
            text("The agreement was signed by three countries: Austria, Hungary, Romania and Slovenia."),
            text("The device accepts six file types.\n\nAccepted types: WAV, FLAC, MP3, AAC and OGG."),
        ],
        pass: &[
            text("The agreement was signed by four countries: Austria, Hungary, Romania and Slovenia."),
            text("The group sells in 14 countries, among them France, Italy and Poland."),
            text(
                "Three partners will build it: Johnson & Berg of Bergen, the Port Authority of Kiel and Denmark, Sweden and Norway Rail.",
            ),
        ],
        sure: false,
        run: list_count,
    },
    Check {
        name: "caption-count",
        summary: "a caption names more or fewer people than it counts",
        severity: Severity::Error,
        why: "a picture is cropped or changed, and its caption is not",
        tolerates: "captions that say who is not pictured.",
        fail: &[text(
            "![The signing](a.png)\n\n*The four leaders, from left: Ada Brun, Miguel Soto and Ines Roth. (Photo: company)*",
        )],
        pass: &[text(
            "![The signing](a.png)\n\n*The three leaders, from left: Ada Brun, Miguel Soto and Ines Roth. (Photo: company)*",
        )],
        sure: false,
        run: caption_count,
    },
    Check {
        name: "all-both-each",
        summary: "\"both\" stands for a group of three or more",
        severity: Severity::Error,
        why: "a third one was added after the sentence was written",
        tolerates: "\"both A and B\", and groups of two that the text names in between.",
        fail: &[text(
            "The presidents met three times this year: in Riga in March, in Oslo in June and in Tallinn in November. Both meetings ended with a statement.",
        )],
        pass: &[text(
            "The presidents met three times this year. All meetings ended with a statement. Both the mayor and her deputies attended the three hearings.",
        )],
        sure: false,
        run: both,
    },
];

static COLON: Pattern = Pattern::new(r#"@N[n] (?P<what>(?:[a-z'-]+ ){1,4}): (?P<list>[^|<:;()"]+)[.] (?:\||$)"#);
static BRACKETS: Pattern =
    Pattern::new(r#"@N[n] (?P<what>(?:[a-z'-]+ ){1,3})\( (?P<list>[^|<:;()"]+ and [^|<:;()"]+)\) "#);
static APPOSED: Pattern = Pattern::new(
    r#"@N[n] (?P<what>(?:[a-z'-]+ ){1,3}), (?P<list>[^|<:;()"]+ and [^|<:;()",]+), (?:were|was|are|is|have|has|had|will|said|took|did) "#,
);
static NAMED: [Pattern; 5] = [
    Pattern::new(
        r#"@N[n] (?P<what>(?:[a-z'-]+ ){1,3})(?:—|–|-) (?P<list>[^|<:;()"\xE2-]+ and [^|<:;()"\xE2-]+)(?:[.] \||(?:—|–|-) )"#,
    ),
    Pattern::new(
        r#"(?:its|their|his|her|our|the|these) @N[n] (?P<what>(?:[a-z'-]+ ){1,3})(?:are|were) (?P<list>[^|<:;()"]+ and [^|<:;()"]+)[.,] "#,
    ),
    Pattern::new(r#"the @N[n] (?P<what>(?:[a-z'-]+ ){1,3})(?:are|were) (?P<list>[^|<:;()"]+ and [^|<:;()"]+)[.] \|"#),
    Pattern::new(
        r#"\| (?:# )?@N[n] (?P<what>(?:[a-z'-]+ ){1,3}(?:have|has|are|were|will) [^|<:;()"]{2,60}): (?P<list>[^|<:;()"]+)[.] \|"#,
    ),
    Pattern::new(r#"@N[n] (?P<what>(?:[a-z'-]+ ){1,3})(?:<D\d+> )?(?:, )?namely (?P<list>[^|<:;()"]+)[.] \|"#),
];
static LABEL: Pattern = Pattern::new(r#"\| # (?P<verb>[a-z]+) (?P<noun>[a-z]+) : (?P<list>[^|<:;()"]+)[.] (?:\||$)"#);
static CAPTION: Pattern = Pattern::new(
    r#"@N[n] (?:[a-z'-]+ ){1,4}[(:,]? ?(?:pictured )?,? ?(?:from left|from left to right|left to right|from right) [):,] (?:[:,] )?(?P<list>[^|<:;()"]+)[.|(]"#,
);

/// "Police charged two men." and the sentence behind it.
static INTRODUCED: Pattern = Pattern::new(r"@N[n] (?P<what>[a-z]+ )[^|<]{0,60}(?:<D\d+> )?[^|<]{0,20}[.] \| [a-z]");

/// So many people, and in the next sentence more of them by name and age: "Liam Carrick, 34, Owen Stead, 29, and …".
fn introduced(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let document = page.document;
    let total = found.mention("N")?;
    let count = total.count().filter(|count| (2..=30).contains(count))?;
    if !page.counted_lemma(total).is_some_and(|noun| super::pattern::is_in("person", noun)) {
        return None;
    }
    let first = document.sentence(total.tokens.start).end;
    let (mut at_token, mut end, mut named) = (first, first, 0);
    while let Some(name) = document
        .analysis
        .names()
        .iter()
        .find(|name| name.tokens.start == at_token && name.kind == crate::nlp::NameKind::Person)
    {
        let aged = document.lower(name.tokens.end) == ",";
        let age = page.mention_at(name.tokens.end + 1).filter(|age| aged && age.count().is_some())?;
        named += 1;
        (at_token, end) = (age.tokens.end, age.tokens.end);
        while matches!(document.lower(at_token), "," | "and") {
            at_token += 1;
        }
    }
    if named <= count {
        return None;
    }
    let labels = vec![at(total, "this count"), (document.span(first..end), format!("these are {named}"))];
    findings.add(format!("{named} are named, and the text says {}", page.text(total.span)), None, labels)?;
    Some(())
}

fn list_count(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in INTRODUCED.all(page) {
        let _ = introduced(page, findings, &found);
    }
    for found in COLON.all(page) {
        if let Some(total) = found.mention("N") {
            let _ = compare(page, findings, total, &found);
        }
    }
    for found in BRACKETS.all(page).chain(APPOSED.all(page)).chain(NAMED.iter().flat_map(|pattern| pattern.all(page))) {
        // Only names make a list here: what else stands in brackets or between commas explains.
        let named = items(page, &found.tokens("list"))
            .is_some_and(|items| items.iter().all(|item| page.document.upos(item.start) == Upos::Propn));
        // "Four colours (red, blue, green and grey)".
        let single = page.shape.get(found.range()).is_some_and(|words| words.contains('('))
            && items(page, &found.tokens("list"))
                .is_some_and(|items| items.len() >= 3 && items.iter().all(|item| item.len() == 1));
        if let Some(total) = found.mention("N").filter(|total| (named || single) && page.counted(total).is_some()) {
            let _ = compare(page, findings, total, &found);
        }
    }
    for index in 0..page.document.article.blocks.len() {
        let _ = listed_below(page, findings, index);
    }
    for found in LABEL.all(page) {
        if let Some(total) = announced(page, &found) {
            let _ = compare(page, findings, total, &found);
        }
    }
}

/// "The recipe needs five things:", and below it a list of four.
fn listed_below(page: &Page<'_>, findings: &mut Findings<'_>, index: usize) -> Option<()> {
    let blocks = &page.document.article.blocks;
    let intro = blocks.get(index)?;
    let items: Vec<&Block> =
        blocks.iter().skip(index + 1).take_while(|block| block.kind == BlockKind::ListItem).collect();
    let (first, last) = (items.first()?, items.last()?);
    if intro.kind != BlockKind::Paragraph || items.len() < 2 || !page.text(intro.span).trim_end().ends_with(':') {
        return None;
    }
    let tokens = page.document.tokens_in(intro.span);
    let total = page.mentions.iter().rev().find(|mention| mention.tokens.end <= tokens.end)?;
    // The count's noun is the last word before the colon.
    let noun = page.counted(total).filter(|noun| noun + 2 == tokens.end && tokens.contains(noun))?;
    let (count, listed) = (total.count()?, i64::try_from(items.len()).ok()?);
    if count == listed || !(2..=30).contains(&count) {
        return None;
    }
    let labels = vec![at(total, "this count"), (first.span.cover(last.span), format!("these are {listed}"))];
    findings.add(
        format!("{listed} {} are listed, and the text says {}", page.document.lower(noun), page.text(total.span)),
        None,
        labels,
    )?;
    Some(())
}

/// The one count of the labelled noun that depends on the label's verb: "accepts six file types" for "Accepted types:".
fn announced<'p>(page: &'p Page<'p>, found: &Found<'p>) -> Option<&'p Mention> {
    let document = page.document;
    let noun = document.lemma(found.tokens("noun").start);
    let verbs = inflect::verb_bases(found.words("verb"));
    let fits = |mention: &&Mention| {
        let Some(head) = page.counted(mention).filter(|&head| document.lemma(head) == noun) else { return false };
        mention.count().is_some()
            && document.head(head).is_some_and(|verb| {
                document.upos(verb) == Upos::Verb && verbs.iter().any(|base| base == document.lemma(verb))
            })
    };
    let mut all = page.mentions.iter().filter(fits);
    all.next().filter(|_| all.next().is_none())
}

fn compare(page: &Page<'_>, findings: &mut Findings<'_>, total: &Mention, found: &Found<'_>) -> Option<()> {
    let count = total.count().filter(|count| (2..=30).contains(count))?;
    let what = found.words("what");
    if ["such", "including", "like", "of", "which", "who"]
        .iter()
        .any(|word| what.split(' ').any(|known| known == *word))
    {
        return None;
    }
    let list = found.tokens("list");
    let items = items(page, &list)?;
    let counted = i64::try_from(items.len()).ok()?;
    if counted == count {
        return None;
    }
    let names: Vec<&str> = items.iter().map(|item| page.document.words(item.clone())).collect();
    let span = page.document.span(list);
    let labels = vec![at(total, "this count"), (span, format!("these are {counted}"))];
    let site = findings.site(total.span);
    let finding = findings.add(
        format!("the list has {counted} items, and the text says {}", page.text(total.span)),
        Some(format!("{}: {counted}", names.join(" · "))),
        labels,
    )?;
    finding.fix = Some(Fix { safe: false, title: format!("write {counted}"), site, text: counted.to_string() });
    Some(())
}

/// The items of a list; none where it cannot be cut up with certainty.
fn items(page: &Page<'_>, list: &Range<usize>) -> Option<Vec<Range<usize>>> {
    let document = page.document;
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut start = list.start;
    for token in list.clone() {
        if document.lower(token) == "," {
            pieces.push(start..token);
            start = token + 1;
        }
    }
    let mut last = start..list.end;
    let joints = |range: &Range<usize>| range.clone().filter(|&token| document.lower(token) == "and").count();
    if pieces.iter().any(|piece| joints(piece) > 0) || joints(&last) > 1 {
        return None;
    }
    match last.clone().find(|&token| document.lower(token) == "and") {
        Some(joint) if joint == last.start => last.start += 1,
        Some(joint) => {
            let whole = document.words(last.clone());
            let named = document.analysis.names().iter().any(|name| name.tokens.contains(&joint));
            if named || country_named(whole).is_some() {
                return None;
            }
            pieces.push(last.start..joint);
            last.start = joint + 1;
        }
        // "A, B, C" without an "and" may go on.
        None if pieces.len() < 2 => return None,
        None => {}
    }
    pieces.push(last);
    (pieces.len() >= 2 && are_items(page, &pieces)).then_some(pieces)
}

/// Whether the pieces are all short and of one make, so that none explains the one before it.
fn are_items(page: &Page<'_>, pieces: &[Range<usize>]) -> bool {
    let document = page.document;
    let plain = |piece: &Range<usize>| {
        (1..=5).contains(&piece.len())
            && piece
                .clone()
                .all(|token| !matches!(document.upos(token), Upos::Verb | Upos::Aux | Upos::Pron | Upos::Sconj))
            && piece.clone().all(|token| {
                !matches!(
                    document.lower(token),
                    "or" | "etc" | "etc." | "others" | "more" | "/" | "not" | "with" | "including"
                )
            })
    };
    let proper = |piece: &Range<usize>| document.upos(piece.start) == Upos::Propn;
    let named = pieces.iter().filter(|piece| proper(piece)).count();
    // Abbreviations are names and nouns as the tagger likes.
    let shouted = pieces.iter().all(|piece| document.words(piece.clone()).chars().all(|c| !c.is_lowercase()));
    let apart = pieces.windows(2).all(|pair| match pair {
        [one, other] => {
            !matches!(lie(document.words(one.clone()), document.words(other.clone())), Lie::Inside | Lie::Same)
        }
        _ => true,
    });
    pieces.iter().all(plain) && (named == 0 || named == pieces.len() || shouted) && apart
}

/// Counts in captions: in front of the names, and behind them.
static FRONT: [Pattern; 3] = [
    Pattern::new(r"@N[n] (?P<what>[a-z]+) ,(?P<end>) "),
    Pattern::new(r"@N[n] (?P<what>(?:[a-z'-]+ ){1,3})(?:in <D\d+> |on <D\d+> )?:(?P<end>) "),
    Pattern::new(
        r"@N[n] (?P<what>(?:[a-z'-]+ ){1,3})[^|<:;()]{0,30}[,(:] (?:pictured )?(?:from left(?: to right)?|left to right|from right|clockwise from (?:top )?left)(?P<end>) ",
    ),
];
static BEHIND: Pattern = Pattern::new(r", (?:the|all) @N[n] (?P<what>[a-z-]+) ");

/// The people named one after the other from a token on, joined by commas and "and".
fn names_from(page: &Page<'_>, from: usize) -> Vec<Range<usize>> {
    let document = page.document;
    let mut found: Vec<Range<usize>> = Vec::new();
    let names = document.analysis.names();
    let mut at = from;
    loop {
        while matches!(
            document.lower(at),
            "," | "and"
                | ":"
                | ";"
                | ")"
                | "("
                | "from"
                | "to"
                | "left"
                | "right"
                | "centre"
                | "center"
                | "top"
                | "with"
        ) {
            at += 1;
        }
        let Some(name) = names.iter().find(|name| name.tokens.start == at && name.kind == crate::nlp::NameKind::Person)
        else {
            break;
        };
        found.push(name.tokens.clone());
        at = name.tokens.end;
        if !matches!(document.lower(at), "," | "and" | ";" | "(") {
            break;
        }
    }
    found
}

/// A caption that counts people and names them.
fn named_in_caption(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let total = found.mention("N")?;
    let document = page.document;
    if !matches!(document.block_kind(total.tokens.start), BlockKind::Caption | BlockKind::AltText) {
        return None;
    }
    let names = if found.has("end") {
        names_from(page, page.tokens(found.range()).end)
    } else {
        // The run of names that ends before the comma.
        let start = document.sentence(total.tokens.start).start;
        let run = names_from(page, start);
        run.last().filter(|last| last.end + 2 == total.tokens.start)?;
        run
    };
    let count = total.count().filter(|count| (2..=30).contains(count))?;
    let named = i64::try_from(names.len()).ok()?;
    let (first, last) = (names.first()?, names.last()?);
    let more = document.sentence(total.tokens.start).any(|token| {
        matches!(document.lower(token), "others" | "other" | "including" | "among" | "one" | "unidentified")
    });
    if named < 2 || named == count || more {
        return None;
    }
    let labels = vec![at(total, "this count"), (document.span(first.start..last.end), format!("these are {named}"))];
    findings.add(format!("the caption names {named}, and says {}", page.text(total.span)), None, labels)?;
    Some(())
}

fn caption_count(page: &Page<'_>, findings: &mut Findings<'_>) {
    if page.shape.contains("not pictured") {
        return;
    }
    for found in FRONT.iter().flat_map(|pattern| pattern.all(page)).chain(BEHIND.all(page)) {
        let _ = named_in_caption(page, findings, &found);
    }
    for found in CAPTION.all(page) {
        if let Some(total) = found.mention("N") {
            let kind = page.document.block_kind(total.tokens.start);
            if matches!(kind, BlockKind::Caption | BlockKind::AltText | BlockKind::Paragraph) {
                let _ = compare(page, findings, total, &found);
            }
        }
    }
}

static BOTH: Pattern = Pattern::new(r"\| (?P<both>both (?P<noun>[a-z]+)) (?P<next>[a-z]+) ");

/// A group that is counted, and taken up with another count: "two sons, and all three of them", "both of them".
static TAKEN_UP: [Pattern; 4] = [
    Pattern::new(r"@n[n] (?P<noun>[a-z]+) [,.;] (?:and |but )?(?P<again>all @m[n]|both) of (?:them|whom|these|those) "),
    Pattern::new(r"@n[n] (?P<noun>[a-z]+) [^|<]{0,60}[.;] \| (?:# )?(?P<again>both) of (?:them|these|those) "),
    Pattern::new(
        r"@n[n] (?P<noun>[a-z]+) [^|<]{0,90}[.;] \| (?:# )?all (?:of the )?@m[n] (?:were|are|have|had|will|survived|died|agreed|said|came|took|won) (?P<again>)",
    ),
    Pattern::new(
        r"in @a[D] ,? ?(?:and |, )(?:@b[D] ,? ?and )?@c[D] [.] \| (?:# )?on (?P<again>both) (?:occasions|times|days|dates) ",
    ),
];

fn taken_up(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let again = found.mention("m");
    let both = page.shape.get(found.range())?.contains("both ");
    let second = if both { 2 } else { again?.count()? };
    let (first, span) = match found.mention("n") {
        Some(group) => (group.count()?, group.span),
        None => {
            let (a, c) = (found.mention("a")?, found.mention("c")?);
            let years = |mention: &Mention| {
                page.text(mention.span)
                    .split([',', ' '])
                    .filter(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
                    .count()
            };
            let listed: usize = [Some(a), found.mention("b"), Some(c)].into_iter().flatten().map(years).sum();
            (i64::try_from(listed).ok()?, a.span.cover(c.span))
        }
    };
    let noun = found.tokens("noun").start;
    let document = page.document;
    let plural = found.words("noun").is_empty() || document.lemma(noun) != document.lower(noun);
    if !(2..=20).contains(&first) || !(2..=20).contains(&second) || first == second || !plural {
        return None;
    }
    let own = again.map(|again| again.span).or_else(|| found.span("again"))?;
    let labels = vec![(own, format!("these are {second}")), (span, format!("these are {first}"))];
    findings.add(format!("{first} are named, and {second} are all of them"), None, labels)?;
    Some(())
}

fn both(page: &Page<'_>, findings: &mut Findings<'_>) {
    for found in TAKEN_UP.iter().flat_map(|pattern| pattern.all(page)) {
        let _ = taken_up(page, findings, &found);
    }
    for found in BOTH.all(page) {
        let _ = both_of(page, findings, &found);
    }
}

fn both_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>) -> Option<()> {
    let document = page.document;
    let noun = found.tokens("noun").start;
    if matches!(found.words("next"), "and" | "of") || document.upos(noun) != Upos::Noun {
        return None;
    }
    let lemma = document.lemma(noun);
    let bases = inflect::verb_bases(document.lemma(noun));
    let sentence = document.sentence_index(noun);
    let mut group = None;
    for mention in page.mentions.iter().rev().filter(|mention| mention.tokens.end <= noun) {
        if document.sentence_index(mention.tokens.start) + 3 < sentence {
            break;
        }
        let of_noun = page.counted_lemma(mention) == Some(lemma);
        let of_verb = mention.number().is_some_and(|number| number.unit == crate::value::Unit::Times)
            && document
                .head(mention.tokens.end - 1)
                .is_some_and(|verb| bases.iter().any(|base| base == document.lemma(verb)));
        if of_noun || of_verb {
            group = Some(mention);
            break;
        }
    }
    let group = group?;
    let count = group.number()?.whole().filter(|&count| (3..=20).contains(&count))?;
    let labels = vec![(found.span("both")?, "these are two".to_owned()), at(group, format!("these are {count}"))];
    findings.add(format!("`both` stands for {count} {}", document.lower(noun)), None, labels)?;
    Some(())
}
