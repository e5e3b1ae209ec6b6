//! Inflection by rule and exception: the base forms that a verb or noun form can have.
//!
//! The tagger's lemmas say what a word *is* in its sentence; this says what it *could* be, for phrases that stand
//! alone (a rule's verb, a template's trigger), where a tagger has nothing to go by.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The irregular verbs: form → base forms.
fn irregular() -> &'static FxHashMap<&'static str, Vec<&'static str>> {
    static TABLE: OnceLock<FxHashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for line in include_str!("../../data/english/irregular-verbs.tsv").lines().filter(|line| !line.starts_with('#'))
        {
            let mut forms = line.split(['\t', '/']);
            let Some(base) = forms.next() else { continue };
            for form in std::iter::once(base).chain(forms) {
                let bases = table.entry(form).or_default();
                if !bases.contains(&base) {
                    bases.push(base);
                }
            }
        }
        table
    })
}

/// The base forms that a verb form (in lower case) can have: `attends` → attend; `lay` → lay, lie; `hosting` → host, hoste.
/// The form itself is among them. Forms that no verb has may come along: compare two sets, don't list one.
pub fn verb_bases(form: &str) -> Vec<String> {
    let mut bases = vec![form.to_owned()];
    if let Some(known) = irregular().get(form) {
        bases.extend(known.iter().filter(|&&base| base != form).map(|&base| base.to_owned()));
        return bases;
    }
    if let Some(stem) = form.strip_suffix("ies").or_else(|| form.strip_suffix("ied")) {
        bases.push(format!("{stem}y"));
    }
    for ending in ["s", "es", "d", "ed", "ing"] {
        let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.len() > 1) else { continue };
        if ending == "s" && stem.ends_with('s') {
            continue;
        }
        bases.push(stem.to_owned());
        if ending == "ing" {
            bases.push(format!("{stem}e"));
        }
        if let Some(single) = undouble(stem).filter(|_| matches!(ending, "ed" | "ing")) {
            bases.push(single.to_owned());
        }
    }
    bases
}

/// `stopp` → `stop`; nothing where the last letter is not doubled.
fn undouble(stem: &str) -> Option<&str> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    (last == before && !"aeioul".contains(last)).then(|| stem.strip_suffix(last)).flatten()
}

/// Whether two forms can be forms of one verb.
pub fn same_verb(a: &str, b: &str) -> bool {
    a == b || {
        let bases = verb_bases(b);
        verb_bases(a).iter().any(|base| bases.contains(base))
    }
}

/// Nouns whose plural no rule gives.
const IRREGULAR_PLURALS: [(&str, &str); 24] = [
    ("people", "person"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("feet", "foot"),
    ("teeth", "tooth"),
    ("mice", "mouse"),
    ("geese", "goose"),
    ("crises", "crisis"),
    ("analyses", "analysis"),
    ("criteria", "criterion"),
    ("phenomena", "phenomenon"),
    ("media", "medium"),
    ("data", "datum"),
    ("lives", "life"),
    ("wives", "wife"),
    ("leaves", "leaf"),
    ("knives", "knife"),
    ("halves", "half"),
    ("shelves", "shelf"),
    ("wolves", "wolf"),
    ("thieves", "thief"),
    ("loaves", "loaf"),
    ("oxen", "ox"),
];

/// Singulars that end like plurals.
const NOT_PLURALS: [&str; 12] =
    ["gas", "atlas", "bias", "alias", "canvas", "news", "series", "species", "means", "lens", "chaos", "politics"];

/// The singular of a noun in lower case, by rule; a noun that is no plural comes back as it is. Compounds of "man"
/// follow it: `chairmen` → chairman.
pub fn singular(noun: &str) -> String {
    if NOT_PLURALS.contains(&noun) {
        return noun.to_owned();
    }
    if let Some((_, singular)) = IRREGULAR_PLURALS.iter().find(|(plural, _)| *plural == noun) {
        return (*singular).to_owned();
    }
    if let Some(stem) = noun.strip_suffix("men").filter(|stem| stem.len() > 1) {
        return format!("{stem}man");
    }
    if let Some(stem) = noun.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if noun.ends_with(ending) {
            return noun.trim_end_matches("es").to_owned();
        }
    }
    match noun.strip_suffix('s') {
        Some(stem) if stem.len() > 1 && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => noun.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{same_verb, singular, verb_bases};

    #[test]
    fn finds_the_base_of_regular_and_irregular_forms() {
        for (form, base) in [
            ("attends", "attend"),
            ("skipped", "skip"),
            ("hosting", "host"),
            ("studies", "study"),
            ("held", "hold"),
            ("born", "bear"),
            ("misses", "miss"),
            ("making", "make"),
            ("is", "be"),
            ("chairs", "chair"),
            ("tied", "tie"),
        ] {
            assert!(verb_bases(form).iter().any(|found| found == base), "{form} → {base}: {:?}", verb_bases(form));
        }
    }

    #[test]
    fn tells_verbs_apart() {
        assert!(same_verb("took", "takes"));
        assert!(same_verb("attended", "attends"));
        assert!(!same_verb("hosts", "hostess"));
        assert!(!same_verb("meets", "meat"));
    }

    #[test]
    fn makes_singulars() {
        for (plural, one) in [
            ("nations", "nation"),
            ("countries", "country"),
            ("people", "person"),
            ("chairmen", "chairman"),
            ("matches", "match"),
            ("gas", "gas"),
            ("crises", "crisis"),
            ("bus", "bus"),
            ("summit", "summit"),
            ("classes", "class"),
            ("talks", "talk"),
            ("headquarters", "headquarter"),
        ] {
            assert_eq!(singular(plural), one);
        }
    }
}
