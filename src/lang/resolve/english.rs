//! Forms of English words: number of nouns, inflection of verbs.
//!
//! Enters: one word in lower case. Leaves: the forms under which a phrase of the lexicon finds it. Guaranteed: a word and
//! its other number, or its other tenses, have a form in common; a form that no dictionary has does no harm, since only
//! declared phrases are looked up.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static NOUNS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    rows(include_str!("../../../data/english-rules/irregular-nouns.tsv"))
        .filter_map(|row| row.split_once('\t'))
        .collect()
});

/// A form of an irregular verb.
#[derive(Default)]
struct Irregular {
    bases: Vec<&'static str>,
    participle: bool,
}

static VERBS: LazyLock<FxHashMap<&str, Irregular>> = LazyLock::new(|| {
    let mut verbs: FxHashMap<&str, Irregular> = FxHashMap::default();
    for row in rows(include_str!("../../../data/english/irregular-verbs.tsv")) {
        let mut cells = row.split('\t');
        let (Some(base), Some(past), Some(participle)) = (cells.next(), cells.next(), cells.next()) else { continue };
        for form in past.split('/').chain(cells.next().unwrap_or_default().split('/')) {
            verbs.entry(form).or_default().bases.push(base);
        }
        for form in participle.split('/') {
            let entry = verbs.entry(form).or_default();
            entry.participle = true;
            if !entry.bases.contains(&base) {
                entry.bases.push(base);
            }
        }
    }
    verbs
});

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The singular of a noun; a word that is none comes back as it is.
pub fn singular(word: &str) -> String {
    if let Some(&singular) = NOUNS.get(word) {
        return singular.to_owned();
    }
    let ends = |ending: &str| word.len() > ending.len() + 1 && word.ends_with(ending);
    let cut = |bytes: usize| word.get(..word.len() - bytes).unwrap_or(word);
    if ends("ies") {
        format!("{}y", cut(3))
    } else if ends("sses") || ends("shes") || ends("ches") || ends("xes") || ends("zzes") {
        cut(2).to_owned()
    } else if ends("s") && !ends("ss") && !ends("us") && !ends("is") {
        cut(1).to_owned()
    } else {
        word.to_owned()
    }
}

/// The bases that a word may be a form of if it is a verb: `attends` → attend, `releases` → release, releas.
pub fn verb_bases(word: &str) -> Vec<String> {
    let mut bases = vec![word.to_owned()];
    if let Some(irregular) = VERBS.get(word) {
        bases.extend(irregular.bases.iter().map(|&base| base.to_owned()));
    }
    let stem = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.len() > 1);
    if let Some(stem) = stem("ies").or_else(|| stem("ied")) {
        bases.push(format!("{stem}y"));
    }
    if let Some(stem) = stem("es") {
        bases.push(stem.to_owned());
    }
    if let Some(stem) = stem("s").filter(|stem| !stem.ends_with('s')) {
        bases.push(stem.to_owned());
    }
    for ending in ["ed", "ing"] {
        if let Some(stem) = stem(ending) {
            bases.push(stem.to_owned());
            bases.push(format!("{stem}e"));
            if let Some(single) = undoubled(stem) {
                bases.push(single.to_owned());
            }
        }
    }
    bases.dedup();
    bases
}

/// `stopp` → `stop`.
fn undoubled(stem: &str) -> Option<&str> {
    let mut last = stem.chars().rev();
    let (a, b) = (last.next()?, last.next()?);
    (a == b && !"aeiou".contains(a)).then(|| stem.strip_suffix(a)).flatten()
}

/// Whether the word can follow "is" in a passive: `hosted`, `met`, `beaten`.
pub fn is_participle(word: &str) -> bool {
    word.ends_with("ed") || VERBS.get(word).is_some_and(|verb| verb.participle)
}

/// Whether the word is a form of "be".
pub fn is_be(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am")
}

/// Small words that end no name and begin no description; a phrase of the lexicon may still contain them.
pub fn is_function_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "before", "after", "since",
        "during", "between", "and", "or", "but", "nor", "both", "either", "neither", "every", "each", "all", "no",
        "some", "any", "exactly", "most", "half", "only", "except", "than", "more", "fewer", "less", "least", "is",
        "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "do", "does", "did", "will", "would",
        "not", "never", "that", "who", "which", "whose", "whom", "there", "it", "this", "these", "those", "same", "as",
        "if", "then", "plus", "minus", "times", "divided", "equals", "equal", "exceeds", "within", "once", "twice",
        "about", "against", "under", "over",
    ];
    WORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_find_their_singular() {
        for (plural, one) in [
            ("summits", "summit"),
            ("countries", "country"),
            ("people", "person"),
            ("matches", "match"),
            ("losses", "loss"),
            ("crises", "crisis"),
            ("series", "series"),
            ("status", "status"),
            ("deaths", "death"),
        ] {
            assert_eq!(singular(plural), one);
        }
    }

    #[test]
    fn forms_of_a_verb_share_a_base() {
        for forms in [
            ["attends", "attended", "attending", "attend"],
            ["meets", "met", "meeting", "meet"],
            ["releases", "released", "releasing", "release"],
            ["stops", "stopped", "stopping", "stop"],
            ["carries", "carried", "carrying", "carry"],
            ["passes", "passed", "passing", "pass"],
            ["wins", "won", "winning", "win"],
        ] {
            let base = forms[3].to_owned();
            for form in forms {
                assert!(verb_bases(form).contains(&base), "{form}");
            }
        }
        assert!(is_participle("hosted") && is_participle("met") && !is_participle("hosts"));
    }
}
