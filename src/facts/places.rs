//! Places of the world: which lies in which, which are apart, and what else they are called.
//!
//! Enters: names of places. Leaves: how two of them lie to each other. The table holds countries, their first-level
//! divisions and the cities of 20,000 people and more (`data/places/README.md`). Guaranteed: nothing is concluded from
//! a name that several places bear, unless all of them agree; a city of fewer than 100,000 people counts only where no
//! larger place bears its name.

use super::name::key;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// How one place lies to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lie {
    /// They are one place.
    Same,
    /// The first lies in the second.
    Inside,
    /// The second lies in the first.
    Around,
    /// They have nothing in common.
    Apart,
    /// It cannot be told.
    Unknown,
}

/// The ranks of places, from wide to narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// Europe, Asia …
    Continent,
    /// A country or territory.
    Country,
    /// A state, province or region of a country.
    Subdivision,
    /// A city, town or village.
    City,
    /// A building, a ground, a station: something inside a city.
    Venue,
}

/// One place of the table, as indexes of what it lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    rank: Rank,
    continent: u8,
    country: u16,
    subdivision: u16,
    /// Tells the cities of one subdivision apart.
    city: u32,
}

#[derive(Default)]
struct Table {
    major: FxHashMap<String, Vec<Place>>,
    minor: FxHashMap<String, Vec<Place>>,
    /// The keys of all names of each country.
    names: Vec<Vec<String>>,
    /// The keys of the capitals of each country.
    capitals: Vec<Vec<String>>,
    display: Vec<&'static str>,
    /// Demonyms, by key.
    demonyms: FxHashMap<String, u16>,
}

const CONTINENTS: [(&str, &str); 7] = [
    ("AF", "africa"),
    ("AN", "antarctica"),
    ("AS", "asia"),
    ("EU", "europe"),
    ("NA", "northamerica"),
    ("OC", "oceania"),
    ("SA", "southamerica"),
];

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(read_table)
}

fn read_table() -> Table {
    let mut table = Table::default();
    table.major.reserve(8_192);
    table.minor.reserve(16_384);
    let mut by_code: FxHashMap<&str, (u16, u8)> = FxHashMap::default();
    for (index, (_, name)) in (0..).zip(CONTINENTS) {
        let place = Place { rank: Rank::Continent, continent: index, country: 0, subdivision: 0, city: 0 };
        table.major.entry(String::from(name)).or_default().push(place);
    }
    for line in include_str!("../../data/places/countries.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [code, continent, name, aliases, capitals, demonyms] = cells[..] else { continue };
        let split = |cell: &'static str| cell.split(';').filter(|word| !word.is_empty());
        let continent = CONTINENTS.iter().position(|(short, _)| *short == continent).unwrap_or_default() as u8;
        let country = u16::try_from(table.names.len()).unwrap_or(u16::MAX);
        by_code.insert(code, (country, continent));
        let mut names: Vec<String> = std::iter::once(name).chain(split(aliases)).map(key).collect();
        names.sort();
        names.dedup();
        for name in &names {
            let place = Place { rank: Rank::Country, continent, country, subdivision: 0, city: 0 };
            table.major.entry(name.clone()).or_default().push(place);
        }
        for word in split(demonyms) {
            table.demonyms.entry(key(word)).or_insert(country);
        }
        table.capitals.push(split(capitals).map(key).collect());
        table.names.push(names);
        table.display.push(name);
    }
    let mut city = 0;
    for (subdivision, line) in (1..).zip(include_str!("../../data/places/cities.tsv").lines().skip(1)) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [code, name, major, minor] = cells[..] else { continue };
        let Some(&(country, continent)) = by_code.get(code) else { continue };
        let place = Place { rank: Rank::Subdivision, continent, country, subdivision, city: 0 };
        if !name.is_empty() {
            table.major.entry(key(name)).or_default().push(place);
        }
        for (cities, map) in [(major, &mut table.major), (minor, &mut table.minor)] {
            for name in cities.split(';').filter(|name| !name.is_empty()) {
                city += 1;
                map.entry(key(name)).or_default().push(Place { rank: Rank::City, city, ..place });
            }
        }
    }
    for line in include_str!("../../data/places/other-names.tsv").lines().skip(1) {
        let Some((name, others)) = line.split_once('\t') else { continue };
        for map in [&mut table.major, &mut table.minor] {
            let Some(places) = map.get(&key(name)).cloned() else { continue };
            for other in others.split(';') {
                map.entry(key(other)).or_default().extend(&places);
            }
        }
    }
    // Capitals under their other names (Kiev, Nur-Sultan), where the table of cities has them otherwise.
    for (country, capitals) in (0u16..).zip(&table.capitals) {
        let find = |name: &String| {
            let places = table.major.get(name).into_iter().flatten();
            places.copied().find(|place| place.rank == Rank::City && place.country == country)
        };
        let Some(known) = capitals.iter().find_map(find) else { continue };
        for name in capitals {
            let places = table.major.entry(name.clone()).or_default();
            if !places.iter().any(|place| place.rank == Rank::City && place.country == country) {
                places.push(known);
            }
        }
    }
    table
}

/// Head words of the names of buildings, grounds and the like.
const VENUES: [&str; 44] = [
    "stadium",
    "arena",
    "hall",
    "hotel",
    "palace",
    "centre",
    "center",
    "park",
    "university",
    "college",
    "school",
    "house",
    "hospital",
    "airport",
    "theatre",
    "theater",
    "museum",
    "church",
    "cathedral",
    "mosque",
    "temple",
    "synagogue",
    "court",
    "courthouse",
    "station",
    "square",
    "bridge",
    "tower",
    "castle",
    "abbey",
    "ground",
    "field",
    "dome",
    "coliseum",
    "velodrome",
    "circuit",
    "racecourse",
    "library",
    "prison",
    "embassy",
    "base",
    "garden",
    "gardens",
    "club",
];

fn places(name: &str) -> Vec<Place> {
    let table = table();
    let (head, tail) = name.split_once(',').map_or((name, None), |(head, tail)| (head, Some(tail)));
    let whole = key(name);
    let find = |name: &String| table.major.get(name).or_else(|| table.minor.get(name));
    let mut found = match find(&whole) {
        Some(found) => found.clone(),
        None if tail.is_some() => {
            let head = key(head);
            [&table.major, &table.minor].iter().filter_map(|map| map.get(&head)).flatten().copied().collect()
        }
        None => Vec::new(),
    };
    if let Some(tail) = tail {
        let outer = find(&key(tail)).map(Vec::as_slice).unwrap_or_default();
        let fits = |place: &Place| outer.iter().any(|outer| place_lie(place, outer) == Lie::Inside);
        if found.iter().any(fits) {
            found.retain(fits);
        }
    }
    found
}

/// The rank of a place, if all places of that name have one.
pub fn rank(name: &str) -> Option<Rank> {
    let found = places(name);
    let Some((first, others)) = found.split_first() else {
        let words = super::name::fold(name.split(',').next().unwrap_or(name));
        let venue = words.len() > 1 && words.last().is_some_and(|word| VENUES.contains(&word.as_str()));
        return venue.then_some(Rank::Venue);
    };
    others.iter().all(|other| other.rank == first.rank).then_some(first.rank)
}

fn place_lie(one: &Place, other: &Place) -> Lie {
    if one == other {
        return Lie::Same;
    }
    let inside = |inner: &Place, outer: &Place| match outer.rank {
        Rank::Continent => inner.rank > Rank::Continent && inner.continent == outer.continent,
        Rank::Country => inner.rank > Rank::Country && inner.country == outer.country,
        Rank::Subdivision => inner.rank > Rank::Subdivision && inner.subdivision == outer.subdivision,
        Rank::City | Rank::Venue => false,
    };
    if inside(one, other) {
        Lie::Inside
    } else if inside(other, one) {
        Lie::Around
    } else {
        Lie::Apart
    }
}

/// How two places lie to each other, by their names alone.
pub fn lie(one: &str, other: &str) -> Lie {
    if key(one) == key(other) {
        return Lie::Same;
    }
    let head = |name: &str| key(name.split(',').next().unwrap_or(name));
    let (mine, theirs) = (places(one), places(other));
    // "Washington" and "Washington, D.C.": the longer form only says which.
    if head(one) == head(other) && (one.contains(',') != other.contains(',') || mine == theirs) {
        return Lie::Same;
    }
    let mut lies = mine.iter().flat_map(|one| theirs.iter().map(move |other| place_lie(one, other)));
    let Some(first) = lies.next() else {
        let venues = rank(one) == Some(Rank::Venue) && rank(other) == Some(Rank::Venue);
        return if venues { Lie::Apart } else { Lie::Unknown };
    };
    if lies.all(|lie| lie == first) { first } else { Lie::Unknown }
}

fn country(name: &str) -> Option<usize> {
    let key = key(name);
    let found = table().major.get(&key)?;
    found.iter().find(|place| place.rank == Rank::Country).map(|place| place.country as usize)
}

/// Countries of the United Kingdom, with the word for their people: they have teams, churches and laws of their own.
const HOME_NATIONS: [(&str, &str); 4] =
    [("England", "english"), ("Scotland", "scottish"), ("Wales", "welsh"), ("Northern Ireland", "northernirish")];

fn home_nation(key: &str) -> Option<&'static str> {
    HOME_NATIONS.iter().find(|(name, people)| super::name::key(name) == key || *people == key).map(|(name, _)| *name)
}

/// The usual name of a country, given one of its names.
pub fn country_named(name: &str) -> Option<&'static str> {
    let own = || home_nation(&key(name)).filter(|nation| key(nation) == key(name));
    own().or_else(|| table().display.get(country(name)?).copied())
}

/// The keys of all names of a country, given one of them; empty for what is no country.
pub fn synonyms(name: &str) -> Vec<String> {
    country(name).and_then(|country| table().names.get(country)).cloned().unwrap_or_default()
}

/// The keys of a country's capitals.
pub fn capitals(name: &str) -> Vec<String> {
    country(name).and_then(|country| table().capitals.get(country)).cloned().unwrap_or_default()
}

/// The country that a demonym belongs to: `Turkish` gives `Turkey`.
pub fn country_of_demonym(word: &str) -> Option<&'static str> {
    if let Some(nation) = home_nation(&key(word)) {
        return Some(nation);
    }
    let country = *table().demonyms.get(&key(word))?;
    table().display.get(country as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cities_lie_in_their_countries_and_states() {
        assert_eq!(lie("Fasano", "Italy"), Lie::Inside);
        assert_eq!(lie("Texas", "Fort Worth"), Lie::Around);
        assert_eq!(lie("Fort Worth", "U.S."), Lie::Inside);
        assert_eq!(lie("Beijing", "Asia"), Lie::Inside);
    }

    #[test]
    fn places_of_one_rank_are_apart() {
        assert_eq!(lie("Christchurch", "Wellington"), Lie::Apart);
        assert_eq!(lie("Washington, D.C.", "Brussels"), Lie::Apart);
        assert_eq!(lie("Fort Worth, Texas", "Stephenville"), Lie::Apart);
        assert_eq!(lie("Medina", "Mecca"), Lie::Apart);
        assert_eq!(lie("Fisht Stadium", "Volgograd Arena"), Lie::Apart);
        assert_eq!(lie("Italy", "France"), Lie::Apart);
    }

    #[test]
    fn a_name_of_several_places_concludes_nothing_alone() {
        assert_eq!(lie("Birmingham", "England"), Lie::Unknown);
        assert_eq!(lie("Birmingham, Alabama", "United States"), Lie::Inside);
        assert_eq!(lie("Georgia", "Asia"), Lie::Unknown);
    }

    #[test]
    fn unknown_places_leave_it_open() {
        assert_eq!(lie("the Grand Hotel", "Rome"), Lie::Unknown);
        assert_eq!(lie("Nowhere Town", "Rome"), Lie::Unknown);
        assert_eq!(lie("Nowhere Town", "nowhere-town"), Lie::Same);
    }

    #[test]
    fn longer_forms_of_one_name() {
        assert_eq!(lie("Washington", "Washington, D.C."), Lie::Same);
        assert_eq!(lie("Kiev", "Kyiv"), Lie::Same);
        assert_eq!(lie("Britain", "the United Kingdom"), Lie::Same);
        assert_eq!(lie("Paris, Texas", "Paris, France"), Lie::Apart);
    }

    #[test]
    fn demonyms_and_capitals() {
        assert_eq!(country_of_demonym("Kazakh"), Some("Kazakhstan"));
        assert_eq!(country_of_demonym("table"), None);
        assert!(capitals("Ukraine").contains(&key("Kyiv")));
        assert!(synonyms("America").contains(&key("USA")));
        assert!(synonyms("Texas").is_empty());
    }
}
