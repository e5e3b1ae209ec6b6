//! Names: runs of proper nouns, classed by the words in and before them.
//!
//! Enters: the analysed text but for its names. Leaves: names in order, without overlap.

use super::{Analysis, Name, NameKind, Upos};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static HEAD_WORDS: LazyLock<FxHashMap<&str, NameKind>> = LazyLock::new(|| {
    include_str!("../../data/gazetteers/name-head-words.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (word, class) = (columns.next()?, columns.next()?);
            let kind = match class {
                "place" | "facility" | "location" => NameKind::Location,
                "event" => NameKind::Event,
                "work" => NameKind::Work,
                _ => NameKind::Organization,
            };
            Some((word, kind))
        })
        .collect()
});

/// Finds the names of a sentence.
pub(super) fn find(text: &str, analysis: &mut Analysis) {
    let mut names = Vec::new();
    for sentence in &analysis.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let propers = (at..sentence.end).take_while(|&token| analysis.upos(token) == Upos::Propn).count();
            if propers == 0 {
                at += 1;
                continue;
            }
            let tokens = at..at + propers;
            let word = |token: usize| text.get(analysis.span(token).range()).unwrap_or_default();
            let head = tokens.clone().rev().find_map(|token| HEAD_WORDS.get(word(token).to_lowercase().as_str()));
            let before = at.checked_sub(1).map(word).unwrap_or_default();
            let kind = match head {
                Some(&kind) => kind,
                None if matches!(before, "in" | "In" | "near" | "from" | "at") => NameKind::Location,
                None if propers > 1 => NameKind::Person,
                None => NameKind::Other,
            };
            at = tokens.end;
            names.push(Name { tokens, kind });
        }
    }
    analysis.names = names;
}
