//! The words that values are made of.
//!
//! Enters: `data/values/words.tsv` (number words, months, weekdays) and the grammar's own keywords below. Leaves: an
//! entry for each word. Guaranteed: read once; a look-up allocates nothing.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

const WORDS: &str = include_str!("../../../data/values/words.tsv");

/// What the lexicon knows of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The keyword of the grammar.
    pub keyword: Keyword,
    /// The cardinal below a hundred, if it is one.
    pub cardinal: Option<u8>,
    /// The power of ten of a scale word: 2 for "hundred", 6 for "million".
    pub scale: u8,
    /// Whether the scale word is a plural.
    pub plural: bool,
    /// The ordinal, or the denominator.
    pub ordinal: Option<u8>,
    /// The power of ten of an ordinal scale word.
    pub ordinal_scale: u8,
    /// What a multiple multiplies by: 2 for "twice" and "twofold", else 0.
    pub fold: u8,
    /// 1 for January.
    pub month: u8,
    /// 1 for Monday.
    pub weekday: u8,
    /// Whether month or weekday is an abbreviation.
    pub short: bool,
}

/// The entry of all words that are not in the lexicon.
static NONE: Entry = Entry {
    keyword: Keyword::None,
    cardinal: None,
    scale: 0,
    plural: false,
    ordinal: None,
    ordinal_scale: 0,
    fold: 0,
    month: 0,
    weekday: 0,
    short: false,
};

impl Entry {
    pub(crate) fn none() -> &'static Self {
        &NONE
    }

    /// Whether the word is in the lexicon.
    pub(crate) fn is_known(&'static self) -> bool {
        !std::ptr::eq(self, &NONE)
    }

    /// Whether a value may begin with the word.
    pub(crate) fn starts(&self) -> bool {
        self.keyword as u16 >= Keyword::FIRST_START as u16
            || self.cardinal.is_some()
            || self.scale > 0
            || (self.ordinal.is_some() && !self.plural)
            || self.ordinal_scale > 0
            || self.fold > 0
            || self.month > 0
            || self.weekday > 0
    }
}

macro_rules! keywords {
    ($($group:ident { $($name:ident: $($word:literal)|+;)* })*) => {
        /// The keywords of the grammar of values; those from `FIRST_START` on may begin a value.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        #[repr(u16)]
        pub(crate) enum Keyword { #[default] None, $($($name),*),* }

        static KEYWORDS: &[(Keyword, &[&str])] = &[$($((Keyword::$name, &[$($word),+])),*),*];
    };
}

keywords! {
    inner {
        And: "and"; Or: "or"; To: "to"; Of: "of"; Than: "than"; On: "on"; By: "by";
        This: "this"; That: "that"; Which: "which"; These: "these"; Those: "those";
        Through: "through" | "thru"; Till: "till" | "til" | "until"; Ago: "ago"; Hence: "hence"; Back: "back";
        Old: "old"; Age: "age"; Fold: "fold"; Times: "times" | "time"; Per: "per"; Plus: "plus";
        Points: "points" | "point"; Pct: "pct"; Percentage: "percentage" | "percentages"; Cent: "cent" | "cents";
        Half: "half"; Couple: "couple"; Pair: "pair"; Dozens: "dozens";
        Many: "many"; Much: "much"; As: "as"; Few: "few"; Little: "little"; Equal: "equal" | "equals";
        Estimated: "estimated"; Region: "region"; Excess: "excess";
        Least: "least"; Most: "most"; Maximum: "maximum" | "max"; Minimum: "minimum" | "min";
        So: "so"; Odd: "odd"; Older: "older"; Younger: "younger"; Greater: "greater"; Larger: "larger";
        Bigger: "bigger"; Higher: "higher"; Smaller: "smaller"; Lower: "lower"; Better: "better"; Longer: "longer";
        Shorter: "shorter"; Up: "up"; Clock: "clock"; Am: "am"; Pm: "pm"; M: "m"; S: "s"; St: "st";
        K: "k"; E: "e"; X: "x";
        Day: "day"; Days: "days"; Week: "week"; Weeks: "weeks"; Month: "month"; Months: "months"; Year: "year";
        Years: "years"; Decade: "decade"; Decades: "decades"; Century: "century"; Centuries: "centuries";
        Hour: "hour"; Hours: "hours"; Minute: "minute"; Minutes: "minutes"; Seconds: "seconds";
        Weekend: "weekend" | "weekends"; Weekday: "weekday" | "weekdays"; Fortnight: "fortnight";
        Quarters: "quarters"; Morning: "morning" | "mornings"; Afternoon: "afternoon" | "afternoons";
        Evening: "evening" | "evenings"; Night: "night" | "nights";
        Later: "later"; Since: "since"; Before: "before"; After: "after"; During: "during";
        For: "for"; At: "at"; Now: "now"; A: "a"; An: "an"; The: "the"; P: "p"; O: "o";
        Eve: "eve"; From: "from"; In: "in"; Between: "between"; Within: "within"; Not: "not";
        Ages: "ages"; People: "people"; Wins: "wins" | "win" | "won"; Date: "date"; But: "but";
        Any: "any"; All: "all"; Another: "another";
        Modal: "will" | "would" | "may" | "might" | "can" | "could" | "should" | "must" | "shall";
        Same: "same"; Fahrenheit: "fahrenheit"; Celsius: "celsius";
        Degree: "degree" | "degrees" | "deg"; Rest: "rest"; Out: "out"; Commencing: "commencing";
        Starting: "starting"; Halves: "halves"; Several: "several"; H: "h"; Q: "q";
        Us: "us" | "u"; Number: "number" | "no"; Approx: "approx"; Full: "full"; Right: "right"; Letters: "otd" | "cy" | "sy"; Aged: "aged";
    }
    starting {
        Quarter: "quarter"; Dozen: "dozen"; Minus: "minus"; Negative: "negative";
        About: "about"; Around: "around"; Roughly: "roughly"; Some: "some"; Approximately: "approximately"; Circa: "circa";
        Nearly: "nearly"; Almost: "almost"; Close: "close"; Just: "just"; Approaching: "approaching";
        More: "more"; Over: "over"; Above: "above"; Upwards: "upwards" | "upward"; North: "north"; Exceeding: "exceeding";
        Beyond: "beyond"; Less: "less"; Fewer: "fewer"; Under: "under"; Below: "below"; South: "south";
        Today: "today"; Yesterday: "yesterday"; Tomorrow: "tomorrow"; Tonight: "tonight" | "tonite";
        Last: "last"; Next: "next"; Past: "past"; Previous: "previous"; Coming: "coming"; Upcoming: "upcoming";
        Following: "following"; Current: "current"; Preceding: "preceding"; Early: "early"; Mid: "mid"; Middle: "middle";
        Late: "late"; Earlier: "earlier"; Beginning: "beginning"; Start: "start"; End: "end";
        Spring: "spring"; Summer: "summer"; Autumn: "autumn" | "fall"; Winter: "winter"; Fiscal: "fiscal" | "financial";
        Fy: "fy"; Christmas: "christmas" | "xmas"; Easter: "easter"; New: "new"; Noon: "noon" | "midday";
        Midnight: "midnight"; Thanksgiving: "thanksgiving";
        Halloween: "halloween"; Nineties: "nineties"; Eighties: "eighties"; Seventies: "seventies"; Sixties: "sixties";
        Fifties: "fifties"; Forties: "forties"; Thirties: "thirties"; Twenties: "twenties"; Calendar: "calendar";
        Good: "good"; Ash: "ash"; Valentine: "valentine"; Independence: "independence"; Veterans: "veterans";
        Memorial: "memorial"; Labor: "labor" | "labour"; Boxing: "boxing"; Juneteenth: "juneteenth";
        Martin: "martin"; Mother: "mother" | "mothers"; Father: "father" | "fathers"; Columbus: "columbus";
        Presidents: "presidents" | "president"; Palm: "palm"; Saint: "saint"; Patrick: "patrick"; International: "international";
        Every: "every"; Each: "each"; Daily: "daily"; Weekly: "weekly"; Monthly: "monthly"; Quarterly: "quarterly";
        Yearly: "yearly" | "annually"; Annual: "annual"; Everyday: "everyday"; Biweekly: "biweekly" | "fortnightly"; Eoy: "eoy"; Eom: "eom";
    }
}

impl Keyword {
    /// The first of the keywords that may begin a value.
    const FIRST_START: Self = Self::Quarter;
}

/// The words, indexed.
pub(crate) struct Lexicon {
    entries: FxHashMap<&'static [u8], &'static Entry>,
    longest: usize,
    /// Whether a word may begin with this byte, in lower case, at this length or less: words that are not in the
    /// lexicon are mostly told by it.
    lengths: [u32; 26],
}

impl Lexicon {
    fn load() -> Self {
        let mut entries: FxHashMap<&'static str, Entry> = FxHashMap::default();
        for (keyword, words) in KEYWORDS {
            for word in *words {
                entries.entry(word).or_default().keyword = *keyword;
            }
        }
        for line in WORDS.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(word), Some(class), Some(value)) = (cells.next(), cells.next(), cells.next()) else { continue };
            let Ok(value) = value.parse::<u8>() else { continue };
            let entry = entries.entry(word).or_default();
            match class {
                "card" => entry.cardinal = Some(value),
                "scale" => entry.scale = value,
                "scales" => (entry.scale, entry.plural) = (value, true),
                "ord" => entry.ordinal = Some(value),
                "denoms" => (entry.ordinal, entry.plural) = (Some(value), true),
                "ordscale" => entry.ordinal_scale = value,
                "denomscales" => (entry.ordinal_scale, entry.plural) = (value, true),
                "fold" => entry.fold = value,
                "month" => entry.month = value,
                "monthshort" => (entry.month, entry.short) = (value, true),
                "weekday" => entry.weekday = value,
                "weekdays" => (entry.weekday, entry.plural) = (value, true),
                "weekdayshort" => (entry.weekday, entry.short) = (value, true),
                _ => {}
            }
        }
        let mut lengths = [0u32; 26];
        for word in entries.keys() {
            if let Some(slot) = slot(word.as_bytes()).and_then(|slot| lengths.get_mut(slot)) {
                *slot |= 1 << word.len().min(31);
            }
        }
        let longest = entries.keys().map(|word| word.len()).max().unwrap_or(0);
        let entries =
            entries.into_iter().map(|(word, entry)| (word.as_bytes(), &*Box::leak(Box::new(entry)))).collect();
        Self { entries, longest, lengths }
    }

    /// What is known of a word, without regard to case; `fold` is room to work in.
    pub(crate) fn entry(&self, word: &[u8], fold: &mut [u8; 24]) -> &'static Entry {
        let known =
            slot(word).and_then(|slot| self.lengths.get(slot)).is_some_and(|set| set >> word.len().min(31) & 1 == 1);
        if !known || word.len() > self.longest {
            return Entry::none();
        }
        let Some(room) = fold.get_mut(..word.len()) else { return Entry::none() };
        for (to, from) in room.iter_mut().zip(word) {
            *to = from.to_ascii_lowercase();
        }
        self.entries.get(&*room).copied().unwrap_or(Entry::none())
    }
}

/// The place of a word's first letter in the alphabet.
fn slot(word: &[u8]) -> Option<usize> {
    let first = word.first()?.to_ascii_lowercase();
    first.is_ascii_lowercase().then(|| usize::from(first - b'a'))
}

/// The lexicon, read on first use.
pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::load)
}
