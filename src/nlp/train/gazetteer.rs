//! Builds the lists of names from tables with tabs.

use crate::nlp::model::Section;
use crate::nlp::name::gazetteer::{LONGEST, List, acronym_key, name_key, word_key, write};
use crate::nlp::{token, word};
use crate::source::Span;
use std::collections::BTreeMap;

/// Cities with fewer people are left out.
const CITY: u64 = 15_000;
/// Cities with this many people are large.
const LARGE_CITY: u64 = 150_000;

/// The masks of names by their keys.
#[derive(Default)]
struct Lists {
    masks: BTreeMap<u32, u32>,
}

impl Lists {
    /// Puts a name on a list. A short word in capitals only ("UN") counts in capitals only.
    fn add(&mut self, name: &str, list: List) {
        let name = name.trim();
        let mut spans = Vec::new();
        token::tokenise(name, Span::new(0, name.len()), &mut spans);
        if spans.is_empty() || spans.len() > LONGEST || name.len() < 2 {
            return;
        }
        let words: Vec<_> = spans.iter().map(|span| word::atoms(&name[span.range()])).collect();
        let upper = name.chars().all(|c| !c.is_lowercase());
        let key = match words.as_slice() {
            [word] if upper && name.len() <= 6 => acronym_key(word.form),
            words => words.iter().fold(0, |key, word| name_key(key, word.lower)),
        };
        *self.masks.entry(key).or_default() |= list.bit();
    }

    /// Puts a word on a list that counts in small letters too.
    fn add_word(&mut self, word: &str, list: List) {
        if !word.contains(' ') {
            *self.masks.entry(word_key(word::lower_hash(word))).or_default() |= list.bit();
        }
    }
}

/// A row of a table: its cells by the names of the columns.
struct Row<'a> {
    columns: &'a [&'a str],
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    fn get(&self, column: &str) -> &'a str {
        let at = self.columns.iter().position(|name| *name == column);
        at.and_then(|at| self.cells.get(at)).copied().unwrap_or_default()
    }

    fn all(&self, columns: &[&str]) -> impl Iterator<Item = &'a str> {
        let cells: Vec<&'a str> = columns.iter().flat_map(|column| self.get(column).split(';')).collect();
        cells.into_iter().filter(|cell| !cell.is_empty())
    }
}

fn rows(table: &str, mut each: impl FnMut(&Row<'_>)) {
    let mut lines = table.lines();
    let columns: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    for line in lines {
        each(&Row { columns: &columns, cells: line.split('\t').collect() });
    }
}

/// The sections of the lists in these tables, each with the name of its file.
pub(super) fn build(tables: &[(String, String)]) -> Vec<(Section, Vec<u8>)> {
    let mut lists = Lists::default();
    for (file, table) in tables {
        rows(table, |row| add_row(&mut lists, file, row));
    }
    for (form, class) in anchors(tables) {
        lists.add(form, class);
    }
    // The people who are called like a country are few.
    let people = List::FirstNameCommon.bit() | List::FirstName.bit() | List::SurnameCommon.bit() | List::Surname.bit();
    for mask in lists.masks.values_mut() {
        if *mask & List::Country.bit() != 0 {
            *mask &= !(people | List::NewsOrganization.bit() | List::NewsEvent.bit() | List::Person.bit());
        }
        if *mask & List::Norp.bit() != 0 {
            *mask &= !(people | List::NewsOrganization.bit() | List::NewsEvent.bit() | List::NewsLocation.bit());
        }
    }
    let entries: Vec<(u32, u32)> = lists.masks.into_iter().collect();
    let (table, sets) = write(&entries);
    vec![(Section::Gazetteer, table), (Section::GazetteerSets, sets)]
}

/// The list that a type of the news names stands for.
fn news_list(kind: &str) -> Option<List> {
    match kind {
        "PERSON" => Some(List::Person),
        "ORGANIZATION" => Some(List::NewsOrganization),
        "LOCATION" => Some(List::NewsLocation),
        "EVENT" => Some(List::NewsEvent),
        _ => None,
    }
}

/// What the news call things: each form with the list of what it mostly stands for.
fn anchors(tables: &[(String, String)]) -> Vec<(&str, List)> {
    let mut counts: BTreeMap<&str, BTreeMap<u32, (usize, Option<List>)>> = BTreeMap::new();
    for (_, table) in tables.iter().filter(|(file, _)| file == "wikipedia-news-anchors") {
        for line in table.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let &[title, anchors, _, kind, ..] = cells.as_slice() else { continue };
            let list = news_list(kind);
            let forms = anchors.split(';').filter_map(|anchor| anchor.rsplit_once('='));
            let forms = forms.map(|(form, count)| (form, count.parse().unwrap_or(1usize)));
            for (form, count) in forms.chain([(title.split(" (").next().unwrap_or_default(), 1)]) {
                let key = list.map_or(0, List::bit);
                counts.entry(form).or_default().entry(key).or_insert((0, list)).0 += count;
            }
        }
    }
    let name = |form: &str| form.split(' ').all(|word| word.starts_with(|c: char| !c.is_lowercase()) || word.len() < 4);
    let best = counts.into_iter().filter_map(|(form, kinds)| {
        let total: usize = kinds.values().map(|(count, _)| count).sum();
        let &(count, list) = kinds.values().max_by_key(|(count, _)| *count)?;
        list.filter(|_| count * 3 >= total * 2 && name(form)).map(|list| (form, list))
    });
    best.collect()
}

/// The types of the titles that the news link to.
pub(super) fn titles(tables: &[(String, String)]) -> BTreeMap<&str, &str> {
    let table = tables.iter().find(|(file, _)| file == "wikipedia-news-anchors");
    let lines = table.into_iter().flat_map(|(_, table)| table.lines().skip(1));
    lines
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let &[title, _, _, kind, ..] = cells.as_slice() else { return None };
            Some((title, kind))
        })
        .collect()
}

fn add_row(lists: &mut Lists, file: &str, row: &Row<'_>) {
    let mut add = |columns: &[&str], list: List| row.all(columns).for_each(|name| lists.add(name, list));
    match file {
        "countries" => {
            add(&["name", "aliases"], List::Country);
            add(&["capital"], List::CityLarge);
            add(&["adjectives", "person", "people"], List::Norp);
        }
        "demonyms" => add(&["word"], List::Norp),
        "languages" => add(&["name"], List::Language),
        "subdivisions" => add(&["name"], List::Subdivision),
        "cities" => {
            let people: u64 = row.get("population").parse().unwrap_or_default();
            if people >= LARGE_CITY {
                add(&["name"], List::CityLarge);
            } else if people >= CITY {
                add(&["name"], List::City);
            }
        }
        "first-names" => {
            let share = |column: &str| row.get(column).parse::<f64>().unwrap_or_default();
            let common = share("share_male").max(share("share_female")) >= 0.02;
            add(&["name"], if common { List::FirstNameCommon } else { List::FirstName });
        }
        "surnames" => {
            let share: f64 = row.get("share_percent").parse().unwrap_or_default();
            if row.get("source") != "US Census 2010 (100 or more bearers)" {
                if share >= 0.005 {
                    add(&["name"], List::SurnameCommon);
                } else if share >= 0.001 || row.get("country") != "US" {
                    add(&["name"], List::Surname);
                }
            }
        }
        "international-organisations" | "government-bodies" | "armed-groups" | "ministry-names" => {
            add(&["name", "aliases"], List::Body);
        }
        "companies" => add(&["name", "short"], List::Company),
        "news-media" => add(&["name", "aliases"], List::Media),
        "political-parties" => add(&["name", "aliases", "short"], List::Party),
        "sports-clubs" | "sports-leagues" => add(&["name", "aliases"], List::Club),
        "universities" if row.get("kind_guess") == "university" && row.get("name").contains(' ') => {
            add(&["name"], List::University);
        }
        "brands-operators" => add(&["name"], List::Brand),
        "events" => add(&["name", "aliases"], List::Event),
        "public-holidays" => add(&["name"], List::Calendar),
        "us-legislators" => add(&["name", "aliases"], List::Person),
        "titles" => row.all(&["term", "plural"]).for_each(|title| {
            lists.add(title, List::Title);
            lists.add_word(&title.to_lowercase(), List::Title);
        }),
        "name-head-words" => {
            let list = match row.get("class") {
                "company" => List::CompanySuffix,
                "place" => List::PlaceHead,
                "event" => List::EventHead,
                "sport" => List::SportHead,
                "media" => List::MediaHead,
                "party" => List::PartyHead,
                _ => List::OrganizationHead,
            };
            lists.add_word(&row.get("word").to_lowercase(), list);
        }
        _ => {}
    }
}
