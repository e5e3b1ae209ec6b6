//! Names: their spelling, their initials, and where places lie.

use super::page::Page;
use super::pattern::{Found, Pattern};
use super::registry::{Check, text};
use super::{Findings, Fix};
use crate::extract::Document;
use crate::facts::places::{Lie, country_named, lie, rank};
use crate::lang::syntax::Severity;
use crate::nlp::{NameKind, Upos};
use crate::source::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "name-variant",
        summary: "a name is spelt in two ways",
        severity: Severity::Warning,
        why: "people mind",
        tolerates: "two people with like names, if each is named in full; plurals, adjectives, and words that stand in a list of places or given names.",
        fail: &[
            text(
                "The minister, Piotr Zawadzki, told parliament that the tunnel would open. Pressed, Zawadski said that no one had seen it. Zawadzki, 52, has been in charge for years.",
            ),
            text(
                "The scheduler is now called Tempora. If Tempera reports error 12, clear the lock. Tempora needs 200 MB.",
            ),
        ],
        pass: &[text(
            "Anna Petersen beat Anna Pedersen, a namesake but for one letter. Petersen is ranked ninth and Pedersen 31st.",
        )],
        sure: false,
        run: variant,
    },
    Check {
        name: "acronym",
        summary: "the letters of an abbreviation are not those of its words, but for one",
        severity: Severity::Warning,
        why: "a word of a long name is exchanged for a like one",
        tolerates: "abbreviations of another language, which differ in more than a letter or in its order.",
        fail: &[text("The National Water Agency (RWA) has lifted the ban. The RWA wants to keep the limits.")],
        pass: &[text(
            "The Regional Water Agency (RWA) has lifted the ban. The European Organization for Nuclear Research (CERN) and the International Federation of Association Football (FIFA) share a line.",
        )],
        sure: false,
        run: acronym,
    },
    Check {
        name: "place-mismatch",
        summary: "one place is put into two countries",
        severity: Severity::Warning,
        why: "datelines are copied",
        tolerates: "namesakes that one sentence tells apart; places that the table of places knows in both.",
        fail: &[text("The leaders met in Biarritz, France, on Monday. The summit in Biarritz, Spain, ends today.")],
        pass: &[text("The choir from Paris, Texas, sang in Paris, France, on Sunday.")],
        sure: false,
        run: place,
    },
    Check {
        name: "title-change",
        summary: "one person is called by two offices that nobody holds together",
        severity: Severity::Warning,
        why: "heads of state and of government are mixed up",
        tolerates: "former offices, and texts that tell of the change.",
        fail: &[text("Prime Minister Ana Duarte opened the session. After the vote President Duarte left for Oslo.")],
        pass: &[text(
            "Ana Duarte, the finance minister, took office as prime minister. Minister Duarte had run the treasury; Prime Minister Duarte said that she would keep it.",
        )],
        sure: false,
        run: title,
    },
    Check {
        name: "quote-twice",
        summary: "one sentence is quoted twice, with another word in it",
        severity: Severity::Warning,
        why: "a quotation has one wording",
        tolerates: "excerpts, ellipses, and short phrases.",
        fail: &[text(
            "\"We will not raise any taxes this year,\" the minister said. Her promise, \"We will not raise any taxes next year,\" met with doubt.",
        )],
        pass: &[text(
            "\"We never said that the dam was safe,\" he told the inquiry. They were shortened: \"We never said ... safe,\" one banner read.",
        )],
        sure: false,
        run: quoted_twice,
    },
];

/// So many names are compared with each other.
const MOST_NAMES: usize = 400;

/// How often a name's last word is used, and where.
#[derive(Default)]
struct Used {
    spans: Vec<Span>,
    first_names: Vec<String>,
    kinds: Vec<NameKind>,
}

fn variant(page: &Page<'_>, findings: &mut Findings<'_>) {
    let document = page.document;
    let mut names: FxHashMap<String, Used> = FxHashMap::default();
    let mut order: Vec<String> = Vec::new();
    for name in document.analysis.names() {
        let last = name.tokens.end - 1;
        let word = document.form(last);
        let plain =
            word.chars().count() >= 6 && word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase);
        let shouted = word.chars().all(char::is_uppercase);
        if !plain
            || shouted
            || matches!(name.kind, NameKind::Norp | NameKind::Event)
            || rank(word).is_some()
            || page.is_quoted(last)
        {
            continue;
        }
        let key = word.to_lowercase();
        let used = names.entry(key.clone()).or_insert_with(|| {
            order.push(key);
            Used::default()
        });
        used.spans.push(document.analysis.span(last));
        used.kinds.push(name.kind);
        if name.tokens.len() > 1 {
            used.first_names.push(document.lower(name.tokens.start).to_owned());
        }
    }
    // A word of the text that is no name is not a misspelt one.
    for rare in order.iter().take(MOST_NAMES) {
        for known in order.iter().take(MOST_NAMES).filter(|known| *known != rare) {
            let (Some(one), Some(other)) = (names.get(rare), names.get(known)) else { continue };
            if one.spans.len() == 1 && other.spans.len() >= 2 && is_slip(rare, known) {
                let _ = variant_of(page, findings, one, other);
            }
        }
    }
}

/// Whether two words differ by one letter inside them, as slips of the pen do, and not by an ending.
fn is_slip(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if strsim::damerau_levenshtein(one, other) != 1 || a.first() != b.first() {
        return false;
    }
    let shared = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    // "Baranovsky" and "Baranovski".
    let transcribed = a.len() == b.len()
        && matches!((a.last(), b.last()), (Some('i'), Some('y')) | (Some('y'), Some('i')))
        && a.len() >= 8;
    let inside = shared + 1 < a.len().max(b.len()) && shared >= 2 || transcribed && shared + 1 == a.len();
    let known = |word: &str| rank(word).is_some() || is_given(word);
    inside && !(known(one) && known(other))
}

pub(super) fn is_given(word: &str) -> bool {
    static GIVEN: std::sync::LazyLock<rustc_hash::FxHashSet<String>> = std::sync::LazyLock::new(|| {
        let rows = include_str!("../../../data/names/given-names.txt").lines().filter(|row| !row.starts_with('#'));
        rows.map(|row| row.split(['\t', ' ']).next().unwrap_or_default().to_lowercase()).collect()
    });
    GIVEN.contains(word)
}

fn variant_of(page: &Page<'_>, findings: &mut Findings<'_>, one: &Used, other: &Used) -> Option<()> {
    let apart = one.first_names.iter().any(|first| !other.first_names.is_empty() && !other.first_names.contains(first));
    let persons = |used: &Used| used.kinds.contains(&NameKind::Person);
    if apart
        || persons(one) != persons(other)
            && (persons(one) || persons(other))
            && one.kinds.contains(&NameKind::Organization)
    {
        return None;
    }
    if page.shape.contains("namesake")
        || page.shape.contains("not to be confused")
        || page.shape.contains("brother")
        || page.shape.contains("sister")
    {
        return None;
    }
    let (own, first) = (*one.spans.first()?, *other.spans.first()?);
    let right = page.text(first);
    let labels = vec![(own, "once".to_owned()), (first, format!("{} times", other.spans.len()))];
    let site = findings.site(own);
    let finding = findings.add(format!("`{}` is spelt `{right}` elsewhere", page.text(own)), None, labels)?;
    finding.fix = Some(Fix { safe: false, title: format!("write {right}"), site, text: right.to_owned() });
    Some(())
}

static SHORT: Pattern = Pattern::new(r"\( (?P<short>[a-z]{3,6}) \)");

fn acronym(page: &Page<'_>, findings: &mut Findings<'_>) {
    let document = page.document;
    let shouted = |&token: &usize| {
        let form = document.form(token);
        (3..=6).contains(&form.len()) && form.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let shouted: Vec<usize> = (0..document.len()).filter(shouted).take(MOST_NAMES * 10).collect();
    for found in SHORT.all(page).take(MOST_NAMES) {
        let _ = acronym_of(page, findings, &found, &shouted);
        let _ = turned(page, findings, &found, &shouted);
    }
}

/// The words of the name before the bracket, from its first capital on, with small words between.
fn expansion(document: &Document<'_>, bracket: usize, letters: usize) -> Option<Range<usize>> {
    let sentence = document.sentence(bracket);
    let capital = |token: usize| document.form(token).starts_with(char::is_uppercase);
    let small = |token: usize| matches!(document.lower(token), "of" | "for" | "and" | "the" | "on" | "in" | "to" | "&");
    let mut start = bracket;
    let mut capitals = 0;
    while start > sentence.start {
        let token = start - 1;
        if capital(token) && !matches!(document.lower(token), "the" | "a") {
            capitals += 1;
        } else if !small(token) {
            break;
        }
        start = token;
        if capitals == letters {
            break;
        }
    }
    // No name goes on before it.
    let goes_on = start
        .checked_sub(1)
        .filter(|&token| token >= sentence.start)
        .is_some_and(|token| capital(token) && document.lower(token) != "the");
    (capitals == letters && !goes_on && capital(start)).then_some(start..bracket)
}

/// An abbreviation that is introduced, and another one with its letters in another order.
fn turned(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>, shouted: &[usize]) -> Option<()> {
    let document = page.document;
    let token = found.tokens("short").start;
    let short = document.form(token);
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    if short.len() < 3 || !short.chars().all(|c| c.is_ascii_uppercase()) {
        return None;
    }
    let wanted = sorted(short);
    let is_turned = |&other: &usize| {
        let form = document.form(other);
        strsim::damerau_levenshtein(form, short) == 1
            && form.len() == short.len()
            && form.chars().all(|c| c.is_ascii_uppercase())
            && sorted(form) == wanted
    };
    let mut others = shouted.iter().copied().filter(|&other| other > token).filter(is_turned);
    // One that is introduced, too, or stands more than once, is another body.
    let other = others.next().filter(|&other| others.next().is_none() && document.lower(other + 1) != ")")?;
    let labels = vec![
        (document.analysis.span(other), "these letters".to_owned()),
        (document.analysis.span(token), "stood in another order here".to_owned()),
    ];
    findings.add(format!("{} is {short} elsewhere", document.form(other)), None, labels)?;
    Some(())
}

fn acronym_of(page: &Page<'_>, findings: &mut Findings<'_>, found: &Found<'_>, shouted: &[usize]) -> Option<()> {
    let document = page.document;
    let token = found.tokens("short").start;
    let short = document.form(token);
    if !short.chars().all(|c| c.is_ascii_uppercase()) {
        return None;
    }
    let words = expansion(document, token.checked_sub(1)?, short.len())?;
    let initials: String = words
        .clone()
        .filter_map(|token| document.form(token).chars().next().filter(|c| c.is_ascii_uppercase()))
        .collect();
    if short.contains('X') {
        return None;
    }
    // "UN Office": an abbreviation inside the name stands for more than its first letter.
    let inner = words.clone().any(|token| document.form(token).chars().skip(1).any(char::is_uppercase));
    if inner {
        return None;
    }
    // A letter of its own word fits: "ERRC", "Interpol".
    let off: Vec<usize> =
        initials.bytes().zip(short.bytes()).enumerate().filter(|(_, (a, b))| a != b).map(|(index, _)| index).collect();
    let used = shouted.iter().filter(|&&other| document.form(other) == short).count();
    // Two letters inside that have changed places are a slip even where the letters stand once: at the front they may be of
    // another language.
    let turned = short.len() >= 4
        && matches!(off.as_slice(), &[one, other] if one > 0 && other == one + 1
            && initials.get(one..=one) == short.get(other..=other)
            && initials.get(other..=other) == short.get(one..=one));
    if initials.len() != short.len() || !(turned || off.len() == 1 && used >= 2) {
        return None;
    }
    let name = document.span(words);
    let labels = vec![
        (name, format!("these words make {initials}")),
        (document.analysis.span(token), "these are other letters".to_owned()),
    ];
    findings.add(format!("{short} is not short for {}", page.text(name)), None, labels)?;
    Some(())
}

fn place(page: &Page<'_>, findings: &mut Findings<'_>) {
    let document = page.document;
    let names = document.analysis.names();
    let mut told: Vec<(String, &'static str, Span, usize)> = Vec::new();
    for (one, other) in names.iter().zip(names.iter().skip(1)) {
        let joined = other.tokens.start == one.tokens.end + 1 && document.lower(one.tokens.end) == ",";
        let closes = matches!(document.lower(other.tokens.end), "," | "." | ")" | ";");
        let country = country_named(document.words(other.tokens.clone()));
        if let Some(country) =
            country.filter(|_| joined && closes && one.kind == NameKind::Location && other.kind == NameKind::Location)
        {
            let place = document.words(one.tokens.clone());
            if country_named(place).is_none() && document.upos(one.tokens.start) == Upos::Propn {
                told.push((
                    place.to_owned(),
                    country,
                    document.span(one.tokens.start..other.tokens.end),
                    one.tokens.start,
                ));
            }
        }
    }
    for (index, (name, country, span, token)) in told.iter().enumerate() {
        let first = told.iter().take(index).skip(index.saturating_sub(MOST_NAMES)).find(|(known, other, _, before)| {
            known == name && other != country && document.sentence_index(*before) != document.sentence_index(*token)
        });
        let Some((_, known, earlier, _)) = first else { continue };
        // The table knows one of the two.
        let (one, other) = (lie(name, known), lie(name, country));
        if matches!((one, other), (Lie::Inside, Lie::Inside)) {
            continue;
        }
        let labels = vec![(*span, format!("in {country}")), (*earlier, format!("in {known}"))];
        findings.add(format!("{name} is put into {country} and into {known}"), None, labels);
    }
}

/// The office that stands before a name, and the group of those of which nobody holds two.
fn office(document: &Document<'_>, name: &Range<usize>) -> Option<(u8, String)> {
    let before = name.start.checked_sub(1)?;
    let further = before.checked_sub(1).map_or("", |token| document.lower(token));
    let word = document.lower(before);
    if matches!(
        further,
        "vice"
            | "deputy"
            | "former"
            | "ex"
            | "-"
            | "acting"
            | "council"
            | "company"
            | "club"
            | "assistant"
            | "late"
            | "shadow"
            | "incoming"
            | "outgoing"
    ) || !document.form(before).starts_with(char::is_uppercase)
    {
        return None;
    }
    let group = match word {
        "minister" if further == "prime" => return Some((0, String::from("prime minister"))),
        "minister" => {
            let own = before.checked_sub(1).filter(|&token| document.form(token).starts_with(char::is_uppercase))?;
            let deputy = own.checked_sub(1).map_or("", |token| document.lower(token));
            return (!matches!(deputy, "deputy" | "former" | "and" | "vice" | "shadow") && further != "and")
                .then(|| (4, format!("{further} minister")));
        }
        "president" | "chancellor" | "king" | "queen" | "emperor" | "premier" => 0,
        "bishop" | "archbishop" | "cardinal" | "pope" => 1,
        "general" | "colonel" | "major" | "captain" | "lieutenant" | "sergeant" | "admiral" | "corporal" => {
            // "Major General" is a rank of its own.
            if !further.is_empty()
                && document.form(before.checked_sub(1)?).starts_with(char::is_uppercase)
                && matches!(
                    further,
                    "major" | "lieutenant" | "brigadier" | "attorney" | "secretary" | "solicitor" | "surgeon"
                )
            {
                return None;
            }
            2
        }
        "senator" | "representative" | "congressman" | "congresswoman" | "governor" | "mayor" => 3,
        _ => return None,
    };
    Some((group, word.to_owned()))
}

fn title(page: &Page<'_>, findings: &mut Findings<'_>) {
    let document = page.document;
    let told = [
        "former",
        "then",
        "elected",
        "sworn",
        "took office",
        "became",
        "appointed",
        "succeed",
        "resign",
        "until",
        "since",
    ];
    if told.iter().any(|word| page.shape.contains(word)) {
        return;
    }
    let mut known: Vec<(String, (u8, String), Span)> = Vec::new();
    for name in document.analysis.names().iter().filter(|name| name.kind == NameKind::Person) {
        let Some(office) = office(document, &name.tokens).filter(|_| !page.is_quoted(name.tokens.start)) else {
            continue;
        };
        let key = super::people::key(document, &name.tokens);
        let firsts = document.analysis.names().iter().filter(|other| {
            other.kind == NameKind::Person
                && other.tokens.len() > 1
                && super::people::key(document, &other.tokens) == key
        });
        let mut firsts: Vec<&str> = firsts.map(|other| document.lower(other.tokens.start)).collect();
        firsts.sort_unstable();
        firsts.dedup();
        // Two of one family hold two offices.
        if firsts.len() > 1 {
            continue;
        }
        let span = document.span(name.tokens.start - 1..name.tokens.end);
        match known.iter().find(|(other, held, _)| *other == key && held.0 == office.0) {
            Some((_, first, earlier)) if first.1 != office.1 => {
                let labels = vec![(span, office.1.clone()), (*earlier, first.1.clone())];
                findings.add(
                    format!("{} is {} and {}", document.words(name.tokens.clone()), first.1, office.1),
                    None,
                    labels,
                );
                return;
            }
            Some(_) => {}
            None => known.push((key, office, span)),
        }
    }
}

/// The words of a quotation in lower case.
fn spoken(document: &Document<'_>, tokens: &Range<usize>) -> Vec<String> {
    let words = tokens.clone().map(|token| document.lower(token)).filter(|word| word.contains(char::is_alphanumeric));
    words.map(str::to_owned).collect()
}

fn quoted_twice(page: &Page<'_>, findings: &mut Findings<'_>) {
    let document = page.document;
    let quotes: Vec<(Range<usize>, Vec<String>)> = page
        .quotes()
        .iter()
        .map(|tokens| (tokens.clone(), spoken(document, tokens)))
        .filter(|(_, words)| words.len() >= 7)
        .collect();
    for (index, (tokens, words)) in quotes.iter().enumerate() {
        let first = quotes.iter().take(index).skip(index.saturating_sub(MOST_NAMES)).find(|(_, known)| {
            known.len() == words.len() && known.iter().zip(words).filter(|(one, other)| one != other).count() == 1
        });
        // A word of denial that one of the two lacks.
        let denied = quotes.iter().take(index).skip(index.saturating_sub(MOST_NAMES)).find_map(|(earlier, known)| {
            let (long, short) = if known.len() > words.len() { (known, words) } else { (words, known) };
            let at = long.iter().position(|word| matches!(word.as_str(), "not" | "never" | "no" | "n't"))?;
            let rest = long.iter().take(at).chain(long.iter().skip(at + 1));
            (long.len() == short.len() + 1 && rest.eq(short.iter())).then_some((earlier, long.get(at)?))
        });
        if let Some((earlier, word)) = denied {
            let labels = vec![
                (document.span(tokens.clone()), "so here".to_owned()),
                (document.span(earlier.clone()), format!("`{word}` is in one of the two")),
            ];
            findings.add_quoted(format!("one sentence is quoted with `{word}` and without"), labels);
        }
        if let Some((earlier, known)) = first {
            let Some((one, other)) = known.iter().zip(words).find(|(one, other)| one != other) else { continue };
            let labels = vec![
                (document.span(tokens.clone()), format!("`{other}`")),
                (document.span(earlier.clone()), format!("`{one}`")),
            ];
            findings.add_quoted(format!("one sentence is quoted with `{one}` and with `{other}`"), labels);
        }
    }
}
