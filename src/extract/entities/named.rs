//! Finding names: those that the analysis sees, and those that the rules use.

use crate::article::BlockKind;
use crate::extract::asked::AskedName;
use crate::extract::document::Document;
use crate::extract::gazetteer::{Gazetteer, key};
use crate::facts::places;
use crate::nlp::NameKind;
use indexmap::IndexMap;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A name in the text, not linked as yet.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its folded words.
    pub words: Vec<String>,
    /// What the analysis takes it for; `None`: only the rules know it.
    pub kind: Option<NameKind>,
    /// The kinds that the rules give it.
    pub asked: Vec<String>,
    /// The name that the rules say it stands for.
    pub means: Option<String>,
}

/// All names, in order, without overlap. A name of the rules wins over a recognised one, but for a longer person,
/// organisation or place that it is only a part of ("Rice" in "Rice University").
pub fn find(document: &Document<'_>, asked: &IndexMap<String, AskedName>) -> Vec<Found> {
    let names = document.analysis.names();
    let mut found = asked_names(document, asked);
    found.retain(|known| {
        // Names lie in order without overlap: only the first that does not end before this one can hold it.
        let holder = names.get(names.partition_point(|name| name.tokens.end < known.tokens.end));
        !holder.is_some_and(|name| {
            let inside = name.tokens.start <= known.tokens.start;
            let firm = matches!(name.kind, NameKind::Person | NameKind::Organization | NameKind::Location);
            inside
                && firm
                && name.tokens != known.tokens
                && !only_adds_a_possessive(document, &name.tokens, &known.tokens)
        })
    });
    // For each token the name that it is part of, by its place in `found`.
    let mut owners: Vec<Option<usize>> = vec![None; document.len()];
    for (at, name) in found.iter().enumerate() {
        owners.get_mut(name.tokens.clone()).unwrap_or_default().fill(Some(at));
    }
    for name in spelled_out(document) {
        let own = owners.get_mut(name.tokens.clone()).unwrap_or_default();
        if own.iter().all(Option::is_none) {
            own.fill(Some(found.len()));
            found.push(name);
        }
    }
    for name in names {
        let owner = owners.get(name.tokens.start).copied().flatten();
        let covers = owner.and_then(|at| found.get_mut(at)).filter(|known| name.tokens.end <= known.tokens.end);
        if let Some(known) = covers {
            if known.tokens == name.tokens || known.kind.is_none() {
                known.kind = Some(name.kind);
            }
            continue;
        }
        let trimmed = trim(document, name.tokens.clone(), name.kind);
        let free = trimmed.clone().filter(|&token| owners.get(token).is_some_and(Option::is_none));
        let tokens: Vec<usize> = free.collect();
        let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else { continue };
        if last + 1 - first != trimmed.len() {
            continue;
        }
        let words = words(document, first..last + 1);
        if !words.is_empty() {
            found.push(Found { tokens: first..last + 1, words, kind: Some(name.kind), asked: Vec::new(), means: None });
        }
    }
    families(asked, &mut found);
    found.retain(|name| document.block_kind(name.tokens.start) != BlockKind::Promo);
    found.sort_by_key(|name| name.tokens.start);
    found
}

/// "Her sister, *Petra*" where the rules ask for Petra Novotna, of whom the article gives no more than that and a relative's
/// name, Jana Novotna.
fn families(asked: &IndexMap<String, AskedName>, found: &mut [Found]) {
    for (folded, name) in asked.iter().filter(|(_, name)| name.kinds.iter().any(|kind| kind == "person")) {
        let words: Vec<&str> = folded.split(' ').collect();
        let [given, surname] = words.as_slice() else { continue };
        let is_person = |found: &Found| found.kind == Some(NameKind::Person);
        let of_family = |found: &Found| {
            is_person(found) && found.words.len() > 1 && found.words.last().is_some_and(|last| last == surname)
        };
        let namesake = |found: &Found| found.words.len() > 1 && found.words.first().is_some_and(|first| first == given);
        if !found.iter().any(of_family) || found.iter().any(namesake) {
            continue;
        }
        for alone in found.iter_mut().filter(|found| is_person(found) && found.words == [*given]) {
            alone.means = Some(name.name.clone());
            alone.asked.clone_from(&name.kinds);
        }
    }
}

/// Names that are followed by their initials in brackets, "Shanghai Cooperation Organization (SCO)", and the initials.
fn spelled_out(document: &Document<'_>) -> Vec<Found> {
    let name = |tokens: Range<usize>| Found {
        words: words(document, tokens.clone()),
        tokens,
        kind: Some(NameKind::Organization),
        asked: Vec::new(),
        means: None,
    };
    let small = ["of", "the", "and", "for", "in", "on", "de"];
    let mut found = Vec::new();
    for open in 0..document.len() {
        let initials = document.form(open + 1);
        let bracketed = document.lower(open) == "(" && document.lower(open + 2) == ")";
        if !bracketed || initials.len() < 2 || !initials.chars().all(|c| c.is_ascii_uppercase()) {
            continue;
        }
        let mut start = open;
        let mut left: Vec<char> = initials.chars().collect();
        while let (Some(wanted), Some(before)) = (left.last().copied(), start.checked_sub(1)) {
            let word = document.form(before);
            if word.starts_with(wanted) {
                left.pop();
            } else if !small.contains(&word) {
                break;
            }
            start = before;
        }
        if left.is_empty() {
            found.extend([name(start..open), name(open + 1..open + 2)]);
        }
    }
    found
}

/// No title has more words.
const LONGEST_TITLE: usize = 8;

/// The name without lower-case words at its end ("G-7 summit") and, for a person, without the titles before it.
fn trim(document: &Document<'_>, mut tokens: Range<usize>, kind: NameKind) -> Range<usize> {
    let lower = |token: usize| document.form(token).starts_with(|c: char| c.is_lowercase());
    while tokens.len() > 1 && tokens.end.checked_sub(1).is_some_and(lower) {
        tokens.end -= 1;
    }
    // "…, and Iván DeJesús, Jr. Holt started": what ends one name begins no other.
    while tokens.len() > 1 && matches!(document.lower(tokens.start).trim_end_matches('.'), "jr" | "sr" | "esq") {
        tokens.start += 1;
    }
    // "Siri Moen of Bergen" is Siri Moen; the Prince of Wales is no Prince.
    let of = (tokens.start + 2..tokens.end.saturating_sub(1)).find(|&at| document.lower(at) == "of");
    let ranked =
        ["prince", "princess", "duke", "duchess", "earl", "king", "queen", "lord", "lady", "bishop", "archbishop"];
    if let Some(of) = of.filter(|_| kind == NameKind::Person && !ranked.contains(&document.lower(tokens.start))) {
        tokens.end = of;
    }
    let lists = Gazetteer::get();
    let titled = |start: usize, end: usize| lists.title(&key(document.words(start..end))).is_some();
    // "Turkey President Recep Tayyip Erdoğan": the name begins behind the last title in it.
    let ends = (tokens.start + 1..tokens.end).rev();
    let starts = |end: usize| tokens.start.max(end.saturating_sub(LONGEST_TITLE))..end;
    let behind = ends.into_iter().find(|&end| starts(end).any(|start| titled(start, end)));
    if kind == NameKind::Person
        && let Some(end) = behind
    {
        tokens.start = end;
    }
    tokens
}

/// Whether the longer run differs from the shorter one by nothing but "'s" and "the".
fn only_adds_a_possessive(document: &Document<'_>, longer: &Range<usize>, shorter: &Range<usize>) -> bool {
    words(document, longer.clone()) == words(document, shorter.clone())
}

/// The folded words of a run of tokens, without a possessive ending.
fn words(document: &Document<'_>, tokens: Range<usize>) -> Vec<String> {
    let mut words: Vec<String> =
        tokens.flat_map(|token| key(document.form(token)).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
    words.retain(|word| !word.is_empty() && word != "'s" && word != "'");
    words
}

/// Where the article uses the names of the rules. Longer names win; the first letter must be a capital, but for names that
/// the rules themselves write small.
fn asked_names(document: &Document<'_>, asked: &IndexMap<String, AskedName>) -> Vec<Found> {
    let mut by_first: FxHashMap<&str, Vec<(&AskedName, Vec<&str>)>> = FxHashMap::default();
    for (folded, name) in asked {
        let words: Vec<&str> = folded.split(' ').collect();
        if let Some(&first) = words.first() {
            by_first.entry(first).or_default().push((name, words));
        }
    }
    // A people by its ending: "Torvian" where the rules ask for Torvia.
    let mut peoples: FxHashMap<String, &AskedName> = FxHashMap::default();
    for (folded, name) in asked {
        let place = name.kinds.iter().any(|kind| kind == "country" || kind == "place");
        if place && !folded.contains(' ') && places::country_named(folded).is_none() {
            let stem = folded.trim_end_matches(['a', 'e', 'o', 'y']);
            for ending in ["n", "ns", "an", "ans", "ian", "ians", "ese", "ish"] {
                peoples.entry(format!("{folded}{ending}")).or_insert(name);
                peoples.entry(format!("{stem}{ending}")).or_insert(name);
            }
        }
    }
    for names in by_first.values_mut() {
        names.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
    }
    // The words of the whole text with the token of each: a token can hold several ("G-7") or none ("-").
    let mut text: Vec<(String, usize)> = Vec::new();
    for token in 0..document.len() {
        text.extend(words(document, token..token + 1).into_iter().map(|word| (word, token)));
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((word, first)) = text.get(at) {
        let fitting = by_first.get(word.as_str()).into_iter().flatten().find(|(_, words)| {
            let here = text.get(at..at + words.len()).unwrap_or_default();
            here.len() == words.len()
                && here.iter().zip(words).all(|((word, _), wanted)| word == wanted)
                && text.get(at + words.len()).is_none_or(|(_, next)| here.last().is_none_or(|(_, last)| last != next))
        });
        let capital = document.form(*first).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        // What the rules call by small letters themselves ("version 6" means …) needs no capital.
        let small = |name: &AskedName| name.means != name.name && name.name.starts_with(char::is_lowercase);
        let Some((name, words)) = fitting.filter(|(name, _)| capital || small(name)) else {
            if let Some(name) = peoples.get(word).filter(|_| capital) {
                found.push(Found {
                    tokens: *first..*first + 1,
                    words: vec![key(&name.name)],
                    kind: Some(NameKind::Location),
                    asked: name.kinds.clone(),
                    means: Some(name.means.clone()),
                });
            }
            at += 1;
            continue;
        };
        let last = text.get(at + words.len() - 1).map_or(*first, |&(_, token)| token);
        found.push(Found {
            tokens: *first..last + 1,
            words: words.iter().map(|&word| word.to_owned()).collect(),
            kind: None,
            asked: name.kinds.clone(),
            means: (name.means != name.name).then(|| name.means.clone()),
        });
        at += words.len();
    }
    found
}
