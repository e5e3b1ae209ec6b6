//! Names compared as people read them.
//!
//! Enters: names as written ("President Recep Tayyip Erdoğan"). Leaves: whether two of them can name one thing. Case,
//! diacritics, hyphens, initials, honorifics, legal suffixes and the article make no difference; a surname alone may
//! name whoever bears it; another given name never does.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What sort of thing a name names: it decides which differences people overlook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameClass {
    /// A person: titles, initials, middle names and surnames.
    Person,
    /// An organisation: acronyms that are known, legal suffixes.
    Organization,
    /// A place: what stands after a comma ("Fasano, Italy"), synonyms of countries.
    Place,
    /// A thing of another sort: the whole name.
    Other,
    /// Not known: all of these.
    Any,
}

/// Whether two names name one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sameness {
    /// They do.
    Same,
    /// One may be short for the other: a surname, an acronym, a part of it.
    Maybe,
    /// They do not.
    Different,
}

/// The words of a name, folded: lower case, without diacritics, apostrophes and "the"; hyphens and full stops part words.
pub fn fold(name: &str) -> Vec<String> {
    Folded::name(name).words().map(String::from).collect()
}

/// The words of any text, folded as those of a name are, with none left out.
pub fn folded_words(text: &str) -> Vec<String> {
    Folded::text(text).words().map(String::from).collect()
}

/// A name as a key: its folded words run together, so that "G-7" and "G7", "al-Maeena" and "Al Maeena" are one.
pub fn key(name: &str) -> String {
    let mut folded = Folded::name(name);
    folded.letters.drain(..folded.start);
    folded.letters
}

/// Folded words, run together. Tables of thousands of names are folded at the start of a run: there is one buffer a name.
struct Folded {
    letters: String,
    /// Where the first word that counts begins.
    start: usize,
    /// Where the words end.
    ends: Vec<usize>,
}

impl Folded {
    fn name(name: &str) -> Self {
        let name = name.trim();
        let name = ["'s", "’s"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
        let mut folded = Self::text(name);
        if folded.ends.len() > 1 && folded.words().next() == Some("the") {
            folded.start = folded.ends.remove(0);
        }
        folded
    }

    fn text(text: &str) -> Self {
        let mut folded = Self { letters: String::with_capacity(text.len()), start: 0, ends: Vec::new() };
        if text.is_ascii() {
            text.chars().for_each(|letter| folded.take(letter));
        } else {
            text.nfd().filter(|&letter| !is_combining_mark(letter)).for_each(|letter| folded.take(letter));
        }
        folded.end_word();
        folded
    }

    fn take(&mut self, letter: char) {
        match letter {
            'a'..='z' | '0'..='9' => self.letters.push(letter),
            'A'..='Z' => self.letters.push(letter.to_ascii_lowercase()),
            '\'' | '’' | '‘' | 'ʼ' | '`' => {}
            'ı' => self.letters.push('i'),
            'ø' | 'Ø' => self.letters.push('o'),
            'ł' | 'Ł' => self.letters.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => self.letters.push('d'),
            'ħ' | 'Ħ' => self.letters.push('h'),
            'ß' => self.letters.push_str("ss"),
            'æ' | 'Æ' => self.letters.push_str("ae"),
            'œ' | 'Œ' => self.letters.push_str("oe"),
            'þ' | 'Þ' => self.letters.push_str("th"),
            '&' => {
                self.end_word();
                self.letters.push_str("and");
                self.end_word();
            }
            letter if letter.is_alphanumeric() => self.letters.extend(letter.to_lowercase()),
            _ => self.end_word(),
        }
    }

    fn end_word(&mut self) {
        let end = self.letters.len();
        if end > self.ends.last().copied().unwrap_or_default() {
            self.ends.push(end);
        }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(self.start).chain(self.ends.iter().copied());
        starts.zip(&self.ends).filter_map(|(start, &end)| self.letters.get(start..end))
    }
}

struct Titles {
    /// Folded words of each title, by its first word, the longest first.
    by_first: FxHashMap<String, Vec<Vec<String>>>,
    suffixes: FxHashSet<String>,
    given: FxHashSet<&'static str>,
}

fn titles() -> &'static Titles {
    static TITLES: OnceLock<Titles> = OnceLock::new();
    TITLES.get_or_init(|| {
        let mut by_first: FxHashMap<String, Vec<Vec<String>>> = FxHashMap::default();
        let mut suffixes = FxHashSet::default();
        for line in include_str!("../../data/names/titles.tsv").lines().skip(1) {
            let mut cells = line.split('\t');
            let (Some(term), Some(class)) = (cells.next(), cells.next()) else { continue };
            let words = fold(term);
            if class == "suffix" {
                suffixes.insert(words.concat());
            } else if let Some(first) = words.first() {
                by_first.entry(first.clone()).or_default().push(words.clone());
            }
        }
        for terms in by_first.values_mut() {
            terms.sort_by_key(|words| std::cmp::Reverse(words.len()));
        }
        let given = include_str!("../../data/names/given-names.txt").lines().collect();
        Titles { by_first, suffixes, given }
    })
}

const PARTICLES: [&str; 28] = [
    "de", "da", "di", "do", "dos", "das", "del", "della", "du", "des", "la", "le", "van", "von", "der", "den", "ter",
    "ten", "zu", "bin", "ibn", "bint", "al", "el", "abu", "ben", "y", "e",
];

const LEGAL_SUFFIXES: [&str; 22] = [
    "inc",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "limited",
    "llc",
    "llp",
    "lp",
    "plc",
    "ag",
    "sa",
    "se",
    "nv",
    "gmbh",
    "spa",
    "ab",
    "asa",
    "oyj",
    "kk",
    "incorporated",
];

/// The name of a person, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    /// The given and middle names or initials, folded.
    pub given: Vec<String>,
    /// The last word of the surname, folded.
    pub family: String,
    /// "Jr", "III" and their like, folded.
    pub generation: Option<String>,
}

impl PersonName {
    /// Takes a name apart; titles before it and degrees after it are dropped. `None` for a name without letters.
    pub fn parse(name: &str) -> Option<Self> {
        let head = name.split(',').next().unwrap_or(name);
        let rest = name.get(head.len()..).unwrap_or_default();
        let mut words = fold(head);
        let cut = title_length(&words);
        words.drain(..cut);
        let mut generation = generation_of(&fold(rest));
        while words.len() > 1 && words.last().is_some_and(|word| titles().suffixes.contains(word)) {
            let last = words.pop();
            generation = generation.or(generation_of(last.as_slice()));
        }
        let family = words.pop()?;
        while words.last().is_some_and(|word| PARTICLES.contains(&word.as_str())) {
            words.pop();
        }
        Some(Self { given: words, family, generation })
    }

    /// Whether two people's names can name one person; a bare surname gives [`Sameness::Maybe`].
    pub fn relate(&self, other: &Self) -> Sameness {
        if let (Some(mine), Some(theirs)) = (&self.generation, &other.generation)
            && mine != theirs
        {
            return Sameness::Different;
        }
        if self.family != other.family {
            return self.relate_unlike_families(other);
        }
        if self.given.is_empty() || other.given.is_empty() {
            return if self.given == other.given { Sameness::Same } else { Sameness::Maybe };
        }
        let (short, long) = if self.given.len() <= other.given.len() {
            (&self.given, &other.given)
        } else {
            (&other.given, &self.given)
        };
        let one_given_name_each = short.len() == 1;
        let fits = if one_given_name_each {
            short.iter().all(|name| long.iter().any(|longer| given_names_fit(name, longer)))
        } else {
            short.iter().zip(long).all(|(name, longer)| given_names_fit(name, longer))
        };
        if fits { Sameness::Same } else { Sameness::Different }
    }

    /// Family name first ("Orban Viktor"), or a single name that is one of the other's.
    fn relate_unlike_families(&self, other: &Self) -> Sameness {
        let words = |name: &Self| {
            let mut words: Vec<String> = name.given.clone();
            words.push(name.family.clone());
            words.sort();
            words
        };
        let (mine, theirs) = (words(self), words(other));
        if mine == theirs {
            return Sameness::Same;
        }
        let part = |short: &[String], long: &[String]| short.len() == 1 && short.iter().all(|word| long.contains(word));
        if part(&mine, &theirs) || part(&theirs, &mine) { Sameness::Maybe } else { Sameness::Different }
    }
}

fn generation_of(words: &[String]) -> Option<String> {
    let known =
        |word: &&String| matches!(word.as_str(), "jr" | "junior" | "sr" | "senior" | "ii" | "iii" | "iv" | "v" | "vi");
    words.iter().find(known).map(|word| match word.as_str() {
        "junior" => String::from("jr"),
        "senior" => String::from("sr"),
        other => other.to_owned(),
    })
}

fn given_names_fit(one: &str, other: &str) -> bool {
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    one == other || initial(one, other) || initial(other, one)
}

/// How many of the words before a name are titles ("acting President", "Sen.").
fn title_length(words: &[String]) -> usize {
    let mut at = 0;
    while let Some(first) = words.get(at) {
        let terms = titles().by_first.get(first).map(Vec::as_slice).unwrap_or_default();
        let matching = terms.iter().find(|term| words.get(at..).is_some_and(|rest| rest.starts_with(term)));
        let Some(length) = matching.map(Vec::len) else { break };
        let left = words.len().saturating_sub(at + length);
        let a_name_itself = length == 1 && titles().given.contains(first.as_str());
        if left == 0 || (a_name_itself && left < 2) {
            break;
        }
        at += length;
    }
    at
}

/// A title before a name and the name itself: `President Biden` is `president` and `Biden`; `None` without a title.
pub fn without_title(name: &str) -> Option<String> {
    let cut = title_length(&fold(name));
    let mut words = name.split_whitespace();
    let mut dropped = 0;
    while dropped < cut {
        dropped += fold(words.next()?).len();
    }
    let rest: Vec<&str> = words.collect();
    (cut > 0 && !rest.is_empty()).then(|| rest.join(" "))
}

/// The keys under which an organisation is known: its name without a legal suffix, and its acronyms where they are known.
pub fn organization_keys(name: &str) -> Vec<String> {
    type Groups = (FxHashMap<String, Vec<usize>>, Vec<Vec<String>>);
    static GROUPS: OnceLock<Groups> = OnceLock::new();
    let (by_key, groups) = GROUPS.get_or_init(|| {
        let mut by_key: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut groups = Vec::new();
        for line in include_str!("../../data/names/organisations.tsv").lines().skip(1) {
            let names = line.split(['\t', ';']).filter(|name| !name.is_empty());
            let keys: Vec<String> = names.map(key).collect();
            for name in &keys {
                by_key.entry(name.clone()).or_default().push(groups.len());
            }
            groups.push(keys);
        }
        (by_key, groups)
    });
    let mut words = fold(name);
    let whole = words.concat();
    while words.len() > 1 && words.last().is_some_and(|word| LEGAL_SUFFIXES.contains(&word.as_str())) {
        words.pop();
    }
    let mut keys = vec![whole.clone()];
    if words.concat() != whole {
        keys.push(words.concat());
    }
    // An acronym that two organisations share tells nothing.
    if let Some([group]) = by_key.get(&whole).map(Vec::as_slice) {
        let others = groups.get(*group).into_iter().flatten();
        keys.extend(others.filter(|other| **other != whole).cloned());
    }
    keys
}

/// Whether two names of that class can name one thing.
pub fn relate(one: &str, other: &str, class: NameClass) -> Sameness {
    let (mine, theirs) = (fold(one), fold(other));
    if mine.concat() == theirs.concat() {
        return Sameness::Same;
    }
    if class == NameClass::Person
        && let (Some(mine), Some(theirs)) = (PersonName::parse(one), PersonName::parse(other))
    {
        return mine.relate(&theirs);
    }
    if matches!(class, NameClass::Organization | NameClass::Any) {
        let known = organization_keys(other);
        if organization_keys(one).iter().any(|name| known.contains(name)) {
            return Sameness::Same;
        }
    }
    let part = |short: &[String], long: &[String]| short.iter().all(|word| long.contains(word));
    let initials = |short: &[String], long: &[String]| {
        let all: String = long.iter().filter_map(|word| word.chars().next()).collect();
        long.len() > 1 && short.concat() == all
    };
    let either = |test: &dyn Fn(&[String], &[String]) -> bool| test(&mine, &theirs) || test(&theirs, &mine);
    if either(&part) || either(&initials) { Sameness::Maybe } else { Sameness::Different }
}
