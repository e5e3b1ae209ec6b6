//! Closed lists that linking needs: countries with their other names, capitals and peoples; titles and what alters them.
//!
//! The tables stand in `data/gazetteers/`, each row with its source and licence.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What a word before a name does to the office that it stands with ("former president", "acting president").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OfficeModifier {
    /// No longer: "former", "ex-", "then-".
    Former,
    /// Only for the time being: "acting", "interim".
    Temporary,
    /// Not yet: "-elect", "designate".
    Future,
    /// Another rank, or none: "deputy", "vice", "self-styled".
    Rank,
}

/// The lists, read once.
pub struct Gazetteer {
    /// Country names and their other names, folded → the name.
    countries: FxHashMap<String, &'static str>,
    /// Country names → their other names, parted by semicolons.
    aliases: FxHashMap<&'static str, &'static str>,
    /// Adjectives and words for people, folded → the place.
    demonyms: FxHashMap<String, &'static str>,
    /// Capitals, folded → the country.
    capitals: FxHashMap<String, &'static str>,
    /// Titles in the singular, folded → whether they are an office (else an honorific).
    titles: FxHashMap<String, bool>,
    /// Words that alter an office.
    modifiers: FxHashMap<String, OfficeModifier>,
}

impl Gazetteer {
    /// The lists.
    pub fn get() -> &'static Self {
        static LISTS: OnceLock<Gazetteer> = OnceLock::new();
        LISTS.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut lists = Self {
            countries: FxHashMap::default(),
            aliases: FxHashMap::default(),
            demonyms: FxHashMap::default(),
            capitals: FxHashMap::default(),
            titles: FxHashMap::default(),
            modifiers: FxHashMap::default(),
        };
        for [name, aliases, _, _, _, capital, adjectives, person, people] in rows(COUNTRIES) {
            for alias in std::iter::once(name).chain(aliases.split(';')) {
                lists.countries.entry(key(alias)).or_insert(name);
            }
            lists.aliases.insert(name, aliases);
            for city in capital.split(';').filter(|city| !city.is_empty()) {
                lists.capitals.entry(key(city)).or_insert(name);
            }
            for word in [adjectives, person, people].into_iter().flat_map(|words| words.split(';')) {
                if !word.is_empty() {
                    lists.demonyms.entry(key(word)).or_insert(name);
                }
            }
        }
        for [word, _, place] in rows(DEMONYMS) {
            let place = lists.countries.get(&key(place)).copied().unwrap_or(place);
            lists.demonyms.entry(key(word)).or_insert(place);
        }
        for [term, class, group, _, plural] in rows(TITLES) {
            if class == "modifier" {
                let modifier = match group {
                    "former" => OfficeModifier::Former,
                    "temporary" => OfficeModifier::Temporary,
                    "future" => OfficeModifier::Future,
                    _ => OfficeModifier::Rank,
                };
                lists.modifiers.entry(key(term)).or_insert(modifier);
            } else if group != "after a name" {
                for form in [term, plural] {
                    if !form.is_empty() {
                        *lists.titles.entry(key(form)).or_insert(false) |= class == "office";
                    }
                }
            }
        }
        lists
    }

    /// The country that goes by this name.
    pub fn country(&self, name: &str) -> Option<&'static str> {
        self.countries.get(&key(name)).copied()
    }

    /// The other names of a country, by the name that [`Gazetteer::country`] gives.
    pub fn aliases_of(&self, country: &str) -> impl Iterator<Item = &'static str> {
        self.aliases.get(country).copied().unwrap_or_default().split(';').filter(|alias| !alias.is_empty())
    }

    /// The place whose people or belongings go by this word ("Turkish", "Kazak", "Panamanians").
    pub fn demonym(&self, word: &str) -> Option<&'static str> {
        self.demonyms.get(&key(word)).copied()
    }

    /// The country whose capital this is.
    pub fn capital_of(&self, city: &str) -> Option<&'static str> {
        self.capitals.get(&key(city)).copied()
    }

    /// Whether the words are a title or office that stands before a name, and if so whether they are an office.
    pub fn title(&self, words: &str) -> Option<bool> {
        self.titles.get(&key(words)).copied()
    }

    /// What the word does to an office.
    pub fn modifier(&self, word: &str) -> Option<OfficeModifier> {
        self.modifiers.get(&key(word)).copied()
    }
}

const COUNTRIES: &str = include_str!("../../data/gazetteers/countries.tsv");
const DEMONYMS: &str = include_str!("../../data/gazetteers/demonyms.tsv");
const TITLES: &str = include_str!("../../data/gazetteers/titles.tsv");

/// The first `N` cells of each row of a table, without its header.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().skip(1).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}

/// Names as they are compared: case, diacritics, full stops and "the" make no difference; a hyphen is a space.
pub fn key(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut folded = String::with_capacity(name.len());
    for c in name.nfd().flat_map(char::to_lowercase) {
        match c {
            '.' => {}
            '-' | '\u{2010}' | '\u{2011}' | '_' => folded.push(' '),
            '\u{2019}' => folded.push('\''),
            'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' => folded.push('d'),
            c if unicode_normalization::char::is_combining_mark(c) => {}
            c => folded.push(c),
        }
    }
    let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.strip_prefix("the ").map_or(folded.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{Gazetteer, OfficeModifier, key};

    #[test]
    fn knows_countries_by_all_their_words() {
        let lists = Gazetteer::get();
        assert_eq!(lists.country("the United States"), Some("United States"));
        assert_eq!(lists.demonym("Kazak"), Some("Kazakhstan"));
        assert_eq!(lists.demonym("turkish"), lists.country("Turkey"));
        assert_eq!(lists.capital_of("Moscow"), Some("Russia"));
        assert_eq!(lists.country("Mordor"), None);
    }

    #[test]
    fn knows_titles_and_what_alters_them() {
        let lists = Gazetteer::get();
        assert_eq!(lists.title("Prime Minister"), Some(true));
        assert_eq!(lists.title("Mr."), Some(false));
        assert_eq!(lists.modifier("acting"), Some(OfficeModifier::Temporary));
        assert_eq!(lists.modifier("former"), Some(OfficeModifier::Former));
    }

    #[test]
    fn folds_names() {
        assert_eq!(key("Erdoğan"), key("Erdogan"));
        assert_eq!(key("The G-7"), "g 7");
        assert_eq!(key("D.C."), "dc");
    }
}
