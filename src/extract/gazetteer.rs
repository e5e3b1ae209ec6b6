//! Closed lists that linking needs: titles and the words that alter them.
//!
//! The table stands in `data/gazetteers/`, each row with its source and licence.

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
        let mut lists = Self { titles: FxHashMap::default(), modifiers: FxHashMap::default() };
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

    /// Whether the words are a title or office that stands before a name, and if so whether they are an office.
    pub fn title(&self, words: &str) -> Option<bool> {
        self.titles.get(&key(words)).copied()
    }

    /// What the word does to an office.
    pub fn modifier(&self, word: &str) -> Option<OfficeModifier> {
        self.modifiers.get(&key(word)).copied()
    }
}

const TITLES: &str = include_str!("../../data/gazetteers/titles.tsv");

/// The first `N` cells of each row of a table, without its header.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().skip(1).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}

/// The folded words of a name, parted by spaces.
pub fn key(name: &str) -> String {
    crate::facts::name::fold(name).join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Gazetteer, OfficeModifier};

    #[test]
    fn knows_titles_and_what_alters_them() {
        let lists = Gazetteer::get();
        assert_eq!(lists.title("Prime Minister"), Some(true));
        assert_eq!(lists.title("Mr."), Some(false));
        assert_eq!(lists.modifier("acting"), Some(OfficeModifier::Temporary));
        assert_eq!(lists.modifier("former"), Some(OfficeModifier::Former));
    }
}
