//! Inflection by rule and exception: the base forms that a verb can have, the singular of a noun.
//!
//! Enters: one word in lower case. Leaves: what it *could* be a form of, where the tagger's lemmas say what it *is* in its
//! sentence; for phrases that stand alone (a rule's verb, a template's trigger) a tagger has nothing to go by. Guaranteed: the
//! forms of one word have a base in common; a base that no dictionary has may come along, so compare sets, don't list one.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A form of an irregular verb.
#[derive(Default)]
struct Irregular {
    bases: Vec<&'static str>,
    participle: bool,
}

static VERBS: LazyLock<FxHashMap<&str, Irregular>> = LazyLock::new(|| {
    let mut verbs: FxHashMap<&str, Irregular> = FxHashMap::default();
    for row in rows(include_str!("../../data/english/irregular-verbs.tsv")) {
        let mut cells = row.split('\t');
        let Some(base) = cells.next() else { continue };
        let mut add = |forms: &'static str, participle: bool| {
            for form in forms.split('/').filter(|form| !form.is_empty()) {
                let entry = verbs.entry(form).or_default();
                entry.participle |= participle;
                if !entry.bases.contains(&base) {
                    entry.bases.push(base);
                }
            }
        };
        add(base, false);
        add(cells.next().unwrap_or_default(), false);
        add(cells.next().unwrap_or_default(), true);
        add(cells.next().unwrap_or_default(), false);
    }
    verbs
});

/// Plurals that no rule gives, and singulars that look like plurals.
static NOUNS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    rows(include_str!("../../data/english/irregular-nouns.tsv")).filter_map(|row| row.split_once('\t')).collect()
});

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The base forms that a verb form (in lower case) can have: `attends` → attend; `lay` → lay, lie; `hosting` → host, hoste.
/// The form itself is among them, and so is the American spelling of each (`criticised` → criticise, criticize).
pub fn verb_bases(form: &str) -> Vec<String> {
    let mut bases = bases_as_spelled(form);
    let american: Vec<String> = bases.iter().filter_map(|base| american(base)).collect();
    bases.extend(american);
    bases
}

/// The American spelling of a word in lower case, where the British differs by rule. Words that no rule is meant for
/// (`advise`) get a form that is no word, the same on both sides of a comparison.
fn american(word: &str) -> Option<String> {
    const RULES: [(&str, &str); 9] = [
        ("isation", "ization"),
        ("yse", "yze"),
        ("ise", "ize"),
        ("our", "or"),
        ("tre", "ter"),
        ("ogue", "og"),
        ("amme", "am"),
        ("efence", "efense"),
        ("icence", "icense"),
    ];
    RULES.iter().find_map(|(british, american)| {
        let stem = word.strip_suffix(british).filter(|stem| stem.len() > 2)?;
        Some(format!("{stem}{american}"))
    })
}

fn bases_as_spelled(form: &str) -> Vec<String> {
    let mut bases = vec![form.to_owned()];
    if let Some(known) = VERBS.get(form) {
        bases.extend(known.bases.iter().filter(|&&base| base != form).map(|&base| base.to_owned()));
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

/// `stopp` → `stop`; nothing where the last letter is not doubled. A doubled "l" belongs to words of one syllable
/// (`fill`), which would else be one with others (`file`).
fn undouble(stem: &str) -> Option<&str> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    let long = || stem.split(|letter| !"aeiouy".contains(letter)).filter(|vowels| !vowels.is_empty()).count() > 1;
    let doubled = last == before && !"aeiou".contains(last) && (last != 'l' || long());
    doubled.then(|| stem.strip_suffix(last)).flatten()
}

/// Whether two forms can be forms of one verb.
pub fn same_verb(a: &str, b: &str) -> bool {
    a == b || {
        let bases = verb_bases(b);
        verb_bases(a).iter().any(|base| bases.contains(base))
    }
}

/// Whether the word can follow "is" in a passive: `hosted`, `met`, `beaten`.
pub fn is_participle(word: &str) -> bool {
    word.ends_with("ed") || VERBS.get(word).is_some_and(|verb| verb.participle)
}

/// Whether the word is a form of "be".
pub fn is_be(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am")
}

/// The singular of a noun in lower case; a noun that is no plural comes back as it is. Compounds of "man" follow it:
/// `chairmen` → chairman. It comes in American spelling: `centres` → center.
pub fn singular(noun: &str) -> String {
    let singular = singular_as_spelled(noun);
    american(&singular).unwrap_or(singular)
}

fn singular_as_spelled(noun: &str) -> String {
    if let Some(&singular) = NOUNS.get(noun) {
        return singular.to_owned();
    }
    let stem = |ending: &str| noun.strip_suffix(ending).filter(|stem| stem.len() > 1);
    if let Some(stem) = stem("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = stem("ies") {
        return format!("{stem}y");
    }
    if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|ending| noun.ends_with(ending)) {
        return stem("es").unwrap_or(noun).to_owned();
    }
    match stem("s") {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => noun.to_owned(),
    }
}

/// Lower case, with straight quotation marks.
pub fn fold(form: &str) -> String {
    form.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2010}' | '\u{2011}' => '-',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{is_participle, same_verb, singular, verb_bases};

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
        assert!(same_verb("controlled", "controls"));
        assert!(same_verb("criticised", "criticizes"));
        assert!(same_verb("honoured", "honors"));
        assert!(!same_verb("filled", "filed"));
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
            ("headquarters", "headquarters"),
            ("sizes", "size"),
            ("losses", "loss"),
            ("series", "series"),
            ("status", "status"),
            ("deaths", "death"),
            ("specimen", "specimen"),
            ("centres", "center"),
            ("organisation", "organization"),
            ("hour", "hour"),
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
            for form in forms {
                assert!(verb_bases(form).iter().any(|base| base == forms[3]), "{form}");
            }
        }
        assert!(is_participle("hosted") && is_participle("met") && !is_participle("hosts"));
    }
}
