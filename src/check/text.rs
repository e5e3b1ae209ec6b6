//! Texts (titles, causes, ratings): whether what is said bears out the rule's words.
//!
//! The rule's words must be the head of what is said, without a word that changes it: "United Nations
//! Secretary-General" bears out "Secretary-General", "acting president" does not bear out "president".

use crate::facts::name::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// How a text stands to the rule's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bearing {
    /// It says them.
    Says,
    /// It says them with a word that changes them.
    Changed,
    /// It says something else.
    Otherwise,
}

struct Offices {
    groups: FxHashMap<String, &'static str>,
    changing: FxHashSet<String>,
}

/// Words before a head that leave it what it is, though the table of titles has them as modifiers.
const HARMLESS: [&str; 21] = [
    "senior",
    "chief",
    "principal",
    "lead",
    "joint",
    "first",
    "second",
    "third",
    "executive",
    "general",
    "special",
    "permanent",
    "global",
    "regional",
    "national",
    "federal",
    "state",
    "provincial",
    "local",
    "co",
    "rival",
];

fn offices() -> &'static Offices {
    static OFFICES: OnceLock<Offices> = OnceLock::new();
    OFFICES.get_or_init(|| {
        let (mut groups, mut changing) = (FxHashMap::default(), FxHashSet::default());
        for line in include_str!("../../data/names/titles.tsv").lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [term, class, group] = cells[..] else { continue };
            let words = fold(term);
            match class {
                "office" => {
                    groups.entry(words.join(" ")).or_insert(group);
                }
                "modifier" => changing.extend(words.into_iter().filter(|word| !HARMLESS.contains(&word.as_str()))),
                _ => {}
            }
        }
        changing.extend(["not", "no", "non", "never", "anti", "fake", "would", "ex"].map(String::from));
        Offices { groups, changing }
    })
}

/// What a title makes of its holder, as words for kinds: the office itself, its group, and what heads of state and of
/// government are called.
pub(super) fn office_words(title: &str) -> Vec<String> {
    let head = head_of(&fold(title));
    let offices = offices();
    for start in 0..head.len() {
        let term = head.get(start..).unwrap_or_default().join(" ");
        let Some(group) = offices.groups.get(&term) else { continue };
        let changed = head.iter().take(start).any(|word| offices.changing.contains(word) && !is_stand_in(word));
        if changed {
            return Vec::new();
        }
        let mut words = vec![term, String::from(*group)];
        if matches!(*group, "head of state" | "head of government") {
            words.extend(["leader", "world leader", "national leader"].map(String::from));
        }
        return words;
    }
    Vec::new()
}

/// Whoever acts for a head of state is a leader all the same.
fn is_stand_in(word: &str) -> bool {
    matches!(word, "acting" | "interim" | "caretaker" | "transitional" | "provisional")
}

const AFTER_THE_HEAD: [&str; 12] = ["of", "for", "at", "in", "to", "with", "from", "on", "by", "under", "who", "that"];

/// The words up to the first preposition, with the head last.
fn head_of(words: &[String]) -> Vec<String> {
    let end = words.iter().skip(1).position(|word| AFTER_THE_HEAD.contains(&word.as_str()));
    words.iter().take(end.map_or(words.len(), |end| end + 1)).cloned().collect()
}

/// How what is said stands to the rule's words.
pub(super) fn bearing(said: &str, rule: &str) -> Bearing {
    let rule = fold(rule);
    let mut best = if fold(said) == rule { Bearing::Says } else { Bearing::Otherwise };
    for conjunct in conjuncts(said) {
        match conjunct_bearing(&conjunct, &rule) {
            Bearing::Says => best = Bearing::Says,
            Bearing::Changed if best == Bearing::Otherwise => best = Bearing::Changed,
            _ => {}
        }
    }
    best
}

fn conjuncts(said: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for part in said.split([',', ';', '/']) {
        let words = fold(part);
        all.extend(words.split(|word| matches!(word.as_str(), "and" | "or")).map(<[String]>::to_vec));
    }
    all.retain(|words| !words.is_empty());
    all
}

fn conjunct_bearing(said: &[String], rule: &[String]) -> Bearing {
    if said == rule {
        return Bearing::Says;
    }
    let (said_head, rule_head) = (head_of(said), head_of(rule));
    let tail = rule.get(rule_head.len()..).unwrap_or_default();
    if !tail.is_empty() && said.get(said_head.len()..) != Some(tail) {
        return Bearing::Otherwise;
    }
    let Some(before) = said_head.strip_suffix(rule_head.as_slice()) else { return Bearing::Otherwise };
    let changing = &offices().changing;
    let changed = before.iter().any(|word| changing.contains(word) && !rule_head.contains(word));
    // "vice president" and "prime minister" are offices of their own, not presidents and ministers with an adjective.
    let own_office = (0..before.len()).any(|start| {
        let term = said_head.get(start..).unwrap_or_default().join(" ");
        let of_rule = offices().groups.get(&rule_head.join(" "));
        offices().groups.get(&term).is_some_and(|group| Some(group) != of_rule && of_rule.is_some())
    });
    if changed || own_office { Bearing::Changed } else { Bearing::Says }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_what_is_said() {
        assert_eq!(bearing("United Nations Secretary-General", "Secretary-General"), Bearing::Says);
        assert_eq!(bearing("secretary general of the United Nations", "Secretary-General"), Bearing::Says);
        assert_eq!(bearing("strong winds and heavy rain", "strong winds"), Bearing::Says);
        assert_eq!(bearing("director of the Civil Defense Authority", "director"), Bearing::Says);
        assert_eq!(bearing("acting President", "acting president"), Bearing::Says);
        assert_eq!(bearing("editor at large", "editor at large"), Bearing::Says);
    }

    #[test]
    fn words_that_change_it() {
        for said in ["acting president", "former president", "vice president", "deputy president", "president-elect"] {
            assert_ne!(bearing(said, "president"), Bearing::Says, "{said}");
        }
        assert_eq!(bearing("Shadow Home Secretary", "home secretary"), Bearing::Changed);
    }

    #[test]
    fn another_thing() {
        assert_eq!(bearing("foreign minister", "president"), Bearing::Otherwise);
        assert_eq!(bearing("director of finance", "director of operations"), Bearing::Otherwise);
        assert_eq!(bearing("director", "director of operations"), Bearing::Otherwise);
    }

    #[test]
    fn offices_make_leaders_and_ministers() {
        assert!(office_words("Turkish President").contains(&String::from("leader")));
        assert!(office_words("acting president of Iran").contains(&String::from("leader")));
        assert!(office_words("former president").is_empty());
        assert!(!office_words("vice president").contains(&String::from("leader")));
        assert!(office_words("baker's apprentice").is_empty());
    }
}
