//! What a person or an amount is called: currencies, parties and nations, and names that nobody has introduced.

use super::page::{Mention, Page};
use super::pattern::{Pattern, is_in};
use super::people::key;
use super::registry::{Check, text};
use super::tolerance::{ratio, whole};
use super::{Findings, at};
use crate::article::BlockKind;
use crate::facts::places::country_of_demonym;
use crate::lang::syntax::Severity;
use crate::nlp::{NameKind, Upos};
use crate::source::Span;
use crate::value::Unit;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "currency-symbol",
        summary: "one amount is given in two currencies without a conversion",
        severity: Severity::Warning,
        why: "a pound sign becomes a dollar when an agency's text is rewritten",
        tolerates: "conversions, which have other figures; amounts of one or two figures; dollars that are told apart (C$, US$).",
        fail: &[text(
            "The stadium will cost £45 million, the club said. Of the 45 million dollars, a third comes from the city.",
        )],
        pass: &[text(
            "The mine, in Ontario, will cost C$480 million, or about US$365 million. Of the C$480 million, a third is paid by the state.",
        )],
        sure: true,
        run: currency,
    },
    Check {
        name: "affiliation-change",
        summary: "one person belongs to two parties or two nations",
        severity: Severity::Warning,
        why: "a party is guessed from the last text about somebody else",
        tolerates: "texts that tell of a change, and who has two nationalities.",
        fail: &[text(
            "Anna Lund, a Social Democrat, voted for the bill. Lund, a Conservative, has sat in parliament for years.",
        )],
        pass: &[text(
            "Senator Ruth Amsel, who left the Liberals for the Greens in 2020, spoke against the pipeline. As a Liberal she had voted for it twice.",
        )],
        sure: false,
        run: affiliation,
    },
    Check {
        name: "first-reference",
        summary: "somebody is named by the last name alone, and nowhere in full",
        severity: Severity::Warning,
        why: "the paragraph that introduced the person has been cut",
        tolerates: "names that are known by themselves, headlines and captions, and whoever is named in full anywhere.",
        fail: &[text(
            "The council approved the plan on Tuesday, and work will begin in May. \"It is a good day,\" Brandt said. Brandt had worked on the plan for years.",
        )],
        pass: &[text(
            "Voltaire would have smiled: the town fined itself on Wednesday. Councillor Luc Aubry moved the motion. Aubry said that he was content.",
        )],
        sure: true,
        run: reference,
    },
];

fn currency(page: &Page<'_>, findings: &mut Findings<'_>) {
    let amounts: Vec<&Mention> = page
        .mentions
        .iter()
        .filter(|mention| {
            mention.number().is_some_and(|number| {
                matches!(number.unit, Unit::Currency(_))
                    && number.stated_high.is_none()
                    && number.stated >= whole(100)
                    && ratio(number.stated, number.digit)
                        .is_some_and(|figures| figures >= whole(10) || number.stated >= whole(1000))
            })
        })
        .collect();
    for (index, later) in amounts.iter().enumerate() {
        for earlier in amounts.iter().take(index).skip(index.saturating_sub(30)) {
            if two_currencies(page, findings, earlier, later).is_some() {
                return;
            }
        }
    }
}

fn two_currencies(page: &Page<'_>, findings: &mut Findings<'_>, one: &Mention, other: &Mention) -> Option<()> {
    let (first, second) = (one.number()?, other.number()?);
    if first.stated != second.stated || first.unit == second.unit || first.hedge != second.hedge {
        return None;
    }
    let document = page.document;
    // The second is taken up as known: "of the 45 million dollars", "the $2.5 million fine".
    let before = other.tokens.start.checked_sub(1).map(|token| document.lower(token));
    let known = matches!(before, Some("the" | "that" | "those" | "this" | "these" | "its" | "his" | "her" | "their"));
    // Amounts in brackets, and others of the second currency, are conversions.
    let converted = |mention: &Mention| {
        document.lower(mention.tokens.end) == "("
            || mention.tokens.start.checked_sub(1).is_some_and(|token| document.lower(token) == "(")
    };
    let of = |unit: &Unit| {
        page.mentions.iter().filter(|mention| mention.number().is_some_and(|number| number.unit == *unit)).count()
    };
    if !known || converted(one) || converted(other) || of(&second.unit) > 1 && of(&first.unit) > 1 {
        return None;
    }
    let labels = vec![at(other, "this currency"), at(one, "is another than here")];
    findings.add(format!("{} is {} before", page.text(other.span), page.text(one.span)), None, labels)?;
    Some(())
}

/// "Lund, a Social Democrat," and "Brandt, D-Ohio", "Brandt (R-Ohio)": what stands behind a name.
static BEHIND: [Pattern; 4] = [
    Pattern::new(r"(?P<mark>,) an? (?P<who>{party}) (?:from|of|who|in) "),
    Pattern::new(
        r"(?P<mark>,) an? (?P<who>{party}|[a-z]+)(?: (?:deputy|senator|member|mp|councillor|lawmaker|politician))? [,.;]",
    ),
    Pattern::new(r"(?P<mark>[,(]) (?P<who>[drli]) ?- (?P<state>[a-z]+)\.? [,.)]"),
    Pattern::new(r"(?P<mark>[,(]) (?P<who>[drli])-(?P<state>[a-z]+)\.? [,.)]"),
];

/// A party or a nation in a form that can be compared, and which of the two it is.
fn belongs(page: &Page<'_>, tokens: &Range<usize>) -> Option<(u8, String)> {
    let document = page.document;
    let words = document.words(tokens.clone()).to_lowercase();
    if is_in("party", &words) {
        return document.form(tokens.start).starts_with(char::is_uppercase).then_some((0, words));
    }
    let short = match words.split('-').next().unwrap_or_default().trim() {
        "d" => Some("democrat"),
        "r" => Some("republican"),
        "i" => Some("independent"),
        _ => None,
    };
    if let Some(party) = short {
        return Some((0, party.to_owned()));
    }
    nation(document.form(tokens.start)).map(|country| (1, country.to_owned()))
}

/// The country of "Norwegian" and of "Swede".
fn nation(word: &str) -> Option<&'static str> {
    word.starts_with(char::is_uppercase).then(|| country_of_demonym(word)).flatten()
}

fn affiliation(page: &Page<'_>, findings: &mut Findings<'_>) {
    let document = page.document;
    let mut told: Vec<(String, u8, String, Span)> = Vec::new();
    for found in BEHIND.iter().flat_map(|pattern| pattern.all(page)) {
        let Some(name) = found.tokens("mark").start.checked_sub(1) else { continue };
        let person = document
            .analysis
            .names()
            .iter()
            .any(|known| known.kind == NameKind::Person && known.tokens.contains(&name));
        if let (true, Some((kind, value)), Some(span)) =
            (person, belongs(page, &found.tokens("who")), found.span("who"))
        {
            told.push((document.lower(name).to_owned(), kind, value, span));
        }
    }
    // "The Norwegian skier Eva Holm".
    for name in document.analysis.names().iter().filter(|name| name.kind == NameKind::Person) {
        let sentence = document.sentence(name.tokens.start);
        let before = name.tokens.start.saturating_sub(3).max(sentence.start)..name.tokens.start;
        let noun = before
            .end
            .checked_sub(1)
            .is_some_and(|token| before.contains(&token) && document.upos(token) == Upos::Noun);
        let word = before.clone().find_map(|token| {
            let determined =
                token.checked_sub(1).is_some_and(|before| matches!(document.lower(before), "the" | "a" | "an"));
            nation(document.form(token)).filter(|_| determined).map(|country| (token, country))
        });
        if let (true, Some((token, country))) = (noun, word) {
            told.push((key(document, &name.tokens), 1, country.to_owned(), document.analysis.span(token)));
        }
    }
    told.sort_by_key(|(.., span)| span.start);
    if document.article.text.is_empty() || changes(page) {
        return;
    }
    for (index, (name, kind, value, span)) in told.iter().enumerate() {
        let earlier =
            told.iter().take(index).find(|(known, other, said, _)| known == name && other == kind && said != value);
        let Some((_, _, said, first)) = earlier else { continue };
        let mut firsts: Vec<&str> = document
            .analysis
            .names()
            .iter()
            .filter(|other| {
                other.kind == NameKind::Person && other.tokens.len() > 1 && key(document, &other.tokens) == *name
            })
            .map(|other| document.lower(other.tokens.start))
            .collect();
        firsts.sort_unstable();
        firsts.dedup();
        if firsts.len() > 1 {
            continue;
        }
        let labels = vec![(*span, format!("{value} here")), (*first, format!("{said} before"))];
        findings.add(format!("one person is `{said}` and `{value}`"), None, labels);
        return;
    }
}

/// Whether the text tells of who changed sides.
fn changes(page: &Page<'_>) -> bool {
    page.shape.split(' ').any(|word| {
        matches!(
            word,
            "former"
                | "formerly"
                | "defected"
                | "switched"
                | "dual"
                | "naturalised"
                | "naturalized"
                | "citizenship"
                | "nationality"
                | "born"
                | "descent"
                | "converted"
        )
    })
}

/// So many people are looked at.
const MOST_PEOPLE: usize = 60;

fn reference(page: &Page<'_>, findings: &mut Findings<'_>) {
    let document = page.document;
    let names = document.analysis.names();
    let prose = |token: usize| matches!(document.block_kind(token), BlockKind::Paragraph);
    let single =
        names.iter().filter(|name| name.kind == NameKind::Person && name.tokens.len() == 1 && prose(name.tokens.start));
    let mut uses: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut order: Vec<&str> = Vec::new();
    for name in single {
        let word = document.lower(name.tokens.start);
        uses.entry(word).or_insert_with(|| {
            order.push(word);
            Vec::new()
        });
    }
    if uses.is_empty() {
        return;
    }
    for token in 0..document.len() {
        if let Some(all) = uses.get_mut(document.lower(token)) {
            all.push(token);
        }
    }
    for word in order.iter().take(MOST_PEOPLE) {
        if let Some(all) = uses.get(word) {
            let _ = unknown(page, findings, all, word);
        }
    }
}

/// Whether a last name stands by itself wherever the text has it.
fn unknown(page: &Page<'_>, findings: &mut Findings<'_>, all: &[usize], word: &str) -> Option<()> {
    let document = page.document;
    let token = *all.first()?;
    let plain = |token: usize| matches!(document.block_kind(token), BlockKind::Paragraph);
    let first = token;
    // Any other word of a name beside it, or a title, introduces.
    let introduced = all.iter().any(|&at| {
        let beside = |near: Option<usize>| {
            near.is_some_and(|near| {
                document.sentence_index(near) == document.sentence_index(at)
                    && (document.form(near).starts_with(char::is_uppercase)
                        && (near < at && near != document.sentence(at).start || near > at)
                        || matches!(document.upos(near), Upos::Propn))
                    && document.form(near).chars().any(char::is_alphabetic)
            })
        };
        let title = at.checked_sub(1).is_some_and(|before| {
            matches!(document.upos(before), Upos::Noun | Upos::Adj | Upos::Det | Upos::Propn)
                || matches!(document.lower(before), "." | "the" | "a" | "an" | "called" | "named" | "like" | "'s")
                    && document.sentence_index(before) == document.sentence_index(at)
                    && document.lower(before) != "."
                || matches!(
                    document.lower(before),
                    "mr" | "mr."
                        | "mrs"
                        | "mrs."
                        | "ms"
                        | "ms."
                        | "dr"
                        | "dr."
                        | "st"
                        | "st."
                        | "sir"
                        | "lord"
                        | "lady"
                        | "sen."
                        | "rep."
                        | "gov."
                )
        });
        beside(at.checked_sub(1))
            || beside(Some(at + 1)).then_some(()).is_some() && document.lower(at + 1) != "'s"
            || title
            || !plain(at)
            || page.is_quoted(at)
    });
    // "Versapak research shows": what stands before a noun is no person.
    let compound = all.iter().any(|&at| matches!(document.upos(at + 1), Upos::Noun | Upos::Propn));
    let speaks = all.iter().any(|&at| is_in("say", document.lower(at + 1)));
    if compound || !speaks {
        return None;
    }
    let explained = all.iter().any(|&at| {
        document.lower(at + 1) == "," && !is_in("say", document.lower(at + 2)) || document.lower(at + 1) == "("
    });
    let ordinary = crate::facts::places::rank(document.form(token)).is_some()
        || document.form(token).chars().filter(|c| c.is_uppercase()).count() != 1
        || word.len() < 4;
    if all.len() < 2 || introduced || explained || ordinary || super::names::is_given(word) {
        return None;
    }
    let second = all.get(1)?;
    let labels = vec![
        (document.analysis.span(first), "who is this".to_owned()),
        (document.analysis.span(*second), "named again, and nowhere in full".to_owned()),
    ];
    findings.add(format!("`{}` is nowhere named in full", document.form(token)), None, labels)?;
    Some(())
}
