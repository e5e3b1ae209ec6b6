//! A small made-up world: what an article about it may say, what rules may ask, and both as text.

use serde_json::{Value, json};
use std::fmt::Write as _;

/// An individual, by its place in [`INDIVIDUALS`].
pub type Who = usize;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Person,
    Miller,
    Baker,
    Country,
    Fair,
    Guild,
}

impl Kind {
    pub fn is_a(self, wide: Self) -> bool {
        self == wide || (wide == Self::Person && matches!(self, Self::Miller | Self::Baker))
    }

    fn singular(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Miller => "miller",
            Self::Baker => "baker",
            Self::Country => "country",
            Self::Fair => "fair",
            Self::Guild => "guild",
        }
    }

    fn plural(self) -> &'static str {
        match self {
            Self::Person => "people",
            Self::Miller => "millers",
            Self::Baker => "bakers",
            Self::Country => "countries",
            Self::Fair => "fairs",
            Self::Guild => "guilds",
        }
    }
}

pub const INDIVIDUALS: [(&str, Kind); 11] = [
    ("Ann", Kind::Miller),
    ("Bob", Kind::Miller),
    ("Cid", Kind::Baker),
    ("Dag", Kind::Person),
    ("Norland", Kind::Country),
    ("Sudria", Kind::Country),
    ("Westria", Kind::Country),
    ("Alpha", Kind::Fair),
    ("Beta", Kind::Fair),
    ("Owls", Kind::Guild),
    ("Larks", Kind::Guild),
];

pub const LEXICON: &str = "\
kind miller is a person
kind baker is a person
kind fair is an event
kind guild is an organization

attribute size of a guild is a number
attribute date of a fair is a date

role patron of a guild is a person

relation person visits fair, repeatable
relation person greets person, symmetric, repeatable
relation country outplays country, asymmetric, repeatable
relation country stages fair, one country per fair
relation person founds guild
relation person backs guild, opposite of \"shuns\"
relation person shuns guild

define regular of a fair: a person who visits the fair
define linked with: a country is linked with a country
  if the first outplays the second
  or the first outplays a country that is linked with the second

";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concept {
    Visits,
    Greets,
    Outplays,
    Stages,
    Founds,
    Backs,
    Shuns,
    Patron,
    Size,
    Date,
}

impl Concept {
    pub fn key(self) -> &'static str {
        match self {
            Self::Visits => "person visits fair",
            Self::Greets => "person greets person",
            Self::Outplays => "country outplays country",
            Self::Stages => "country stages fair",
            Self::Founds => "person founds guild",
            Self::Backs => "person backs guild",
            Self::Shuns => "person shuns guild",
            Self::Patron => "patron of guild",
            Self::Size => "size of guild",
            Self::Date => "date of fair",
        }
    }

    pub fn places(self) -> [Kind; 2] {
        match self {
            Self::Visits => [Kind::Person, Kind::Fair],
            Self::Greets => [Kind::Person, Kind::Person],
            Self::Outplays => [Kind::Country, Kind::Country],
            Self::Stages => [Kind::Country, Kind::Fair],
            Self::Founds | Self::Backs | Self::Shuns => [Kind::Person, Kind::Guild],
            Self::Patron => [Kind::Guild, Kind::Person],
            Self::Size => [Kind::Guild, Kind::Guild],
            Self::Date => [Kind::Fair, Kind::Fair],
        }
    }

    pub fn repeatable(self) -> bool {
        matches!(self, Self::Visits | Self::Greets | Self::Outplays)
    }

    fn verb(self, plural: bool) -> &'static str {
        match (self, plural) {
            (Self::Visits, false) => "visits",
            (Self::Visits, true) => "visit",
            (Self::Greets, false) => "greets",
            (Self::Greets, true) => "greet",
            (Self::Outplays, false) => "outplays",
            (Self::Outplays, true) => "outplay",
            (Self::Stages, false) => "stages",
            (Self::Stages, true) => "stage",
            (Self::Founds, false) => "founds",
            (Self::Founds, true) => "found",
            (Self::Backs, false) => "backs",
            (Self::Backs, true) => "back",
            (Self::Shuns, false) => "shuns",
            (Self::Shuns, true) => "shun",
            _ => unreachable!("no verb"),
        }
    }
}

/// Days from one to another, both included, as days of July 2024 (1 is 1 July); months and years are wider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    pub words: &'static str,
    pub from: i32,
    pub to: i32,
}

pub const DATELINE: Days = Days { words: "2024-07-03", from: 3, to: 3 };

pub const DAYS: [Days; 6] = [
    Days { words: "2024-07-02", from: 2, to: 2 },
    Days { words: "2024-07-03", from: 3, to: 3 },
    Days { words: "2024-07-05", from: 5, to: 5 },
    Days { words: "July 2024", from: 1, to: 31 },
    Days { words: "June 2024", from: -29, to: 0 },
    Days { words: "2024", from: -181, to: 184 },
];

impl Days {
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    pub fn within(self, other: Self) -> bool {
        other.from <= self.from && self.to <= other.to
    }
}

/// A number as it is said: all numbers that it may stand for, in hundredths, and the number that is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    pub words: &'static str,
    pub printed: i64,
    pub low: i64,
    pub high: i64,
    /// Whether the ends themselves are left out.
    pub open: (bool, bool),
    pub hedge: Hedge,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hedge {
    None,
    About,
    Nearly,
    /// "At least", "more than", "up to": never the number itself.
    Bound,
}

pub const ENDLESS: i64 = 1_000_000_000;

const fn exactly(words: &'static str, number: i64) -> Said {
    let hundredths = number * 100;
    Said { words, printed: number, low: hundredths, high: hundredths, open: (false, false), hedge: Hedge::None }
}

pub const NUMBERS: [Said; 13] = [
    exactly("nine", 9),
    exactly("9", 9),
    exactly("10", 10),
    exactly("12", 12),
    exactly("200", 200),
    Said { words: "1,200", printed: 1_200, low: 115_000, high: 125_000, open: (false, true), hedge: Hedge::None },
    Said { words: "about 80", printed: 80, low: 7_600, high: 8_400, open: (false, false), hedge: Hedge::About },
    Said { words: "nearly 200", printed: 200, low: 15_000, high: 20_000, open: (false, true), hedge: Hedge::Nearly },
    Said { words: "more than 9", printed: 9, low: 900, high: ENDLESS, open: (true, true), hedge: Hedge::Bound },
    Said { words: "10 or more", printed: 10, low: 1_000, high: ENDLESS, open: (false, true), hedge: Hedge::Bound },
    Said { words: "up to 12", printed: 12, low: -ENDLESS, high: 1_200, open: (true, false), hedge: Hedge::Bound },
    Said { words: "fewer than 10", printed: 10, low: -ENDLESS, high: 1_000, open: (true, true), hedge: Hedge::Bound },
    exactly("11", 11),
];

/// The numbers that rules name.
pub const ASKED: [Said; 8] = [
    exactly("nine", 9),
    exactly("10", 10),
    exactly("12", 12),
    exactly("80", 80),
    exactly("78", 78),
    exactly("200", 200),
    exactly("1,199", 1_199),
    Said { words: "1,200", printed: 1_200, low: 115_000, high: 125_000, open: (false, true), hedge: Hedge::None },
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    One(Who),
    Group(usize),
    Number(usize),
    Date(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modality {
    Asserted,
    Scheduled,
    Attributed,
    Reported,
    Hypothetical,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Body,
    Headline,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub members: Vec<Who>,
    pub count: Option<u32>,
    pub complete: bool,
    pub kind: Kind,
}

impl Group {
    /// Whether the article lists all of it.
    pub fn whole(&self) -> bool {
        self.complete && !self.members.is_empty() && self.count.is_none_or(|count| count as usize == self.members.len())
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    pub concept: Concept,
    pub parties: [Party; 2],
    pub denied: bool,
    pub modality: Modality,
    pub speaker: Option<Who>,
    pub time: Option<usize>,
    pub part: Part,
    /// The place that is closed, and for things of which kind.
    pub only: Option<(usize, Option<Kind>)>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    pub dateline: bool,
    /// Those that the article speaks of besides those in its statements.
    pub mentioned: Vec<Who>,
    pub groups: Vec<Group>,
    pub statements: Vec<Statement>,
}

impl Facts {
    /// Everyone and everything that the article speaks of.
    pub fn everybody(&self) -> Vec<Who> {
        let mut all = self.mentioned.clone();
        all.extend(self.groups.iter().flat_map(|group| &group.members));
        for statement in &self.statements {
            all.extend(statement.parties.iter().filter_map(|party| match party {
                Party::One(who) => Some(*who),
                _ => None,
            }));
            all.extend(statement.speaker);
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// As a facts file.
    pub fn file(&self) -> String {
        let id = |who: &Who| format!("e{who}");
        let mut entities: Vec<Value> = self
            .everybody()
            .iter()
            .map(|who| json!({"id": id(who), "name": INDIVIDUALS[*who].0, "kinds": [INDIVIDUALS[*who].1.singular()]}))
            .collect();
        for (index, group) in self.groups.iter().enumerate() {
            let mut entity = json!({
                "id": format!("g{index}"), "name": format!("those {}", group.kind.plural()), "named": false,
                "kinds": [group.kind.singular()],
                "members": group.members.iter().map(id).collect::<Vec<_>>(), "complete": group.complete,
            });
            if let Some(count) = group.count {
                entity["count"] = json!(count);
            }
            entities.push(entity);
        }
        let party = |party: &Party| match party {
            Party::One(who) => json!({"entity": id(who)}),
            Party::Group(group) => json!({"entity": format!("g{group}")}),
            Party::Number(number) => json!({"value": NUMBERS[*number].words}),
            Party::Date(date) => json!({"value": DAYS[*date].words}),
        };
        let statements = self.statements.iter().map(|statement| {
            let mut form = json!({
                "concept": statement.concept.key(),
                "arguments": statement.parties.iter().map(party).collect::<Vec<_>>(),
                "polarity": if statement.denied { "denied" } else { "affirmed" },
                "modality": format!("{:?}", statement.modality).to_lowercase(),
                "part": format!("{:?}", statement.part).to_lowercase(),
            });
            if let Some(time) = statement.time {
                form["time"] = json!(DAYS[time].words);
            }
            if let Some(who) = statement.speaker {
                form["speaker"] = json!(INDIVIDUALS[who].0);
            }
            if let Some((place, kind)) = statement.only {
                form["only"] = json!(place);
                if let Some(kind) = kind {
                    form["only_kind"] = json!(kind.singular());
                }
            }
            form
        });
        let mut file = json!({"factlint_facts": 1, "statements": statements.collect::<Vec<_>>()});
        file["entities"] = json!(entities);
        if self.dateline {
            file["dateline"] = json!(DATELINE.words);
        }
        serde_json::to_string_pretty(&file).unwrap()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantifier {
    Some,
    Every,
    No,
    Exactly(u32),
    AtLeast(u32),
    AtMost(u32),
    MoreThan(u32),
    Fewer(u32),
    Between(u32, u32),
    Most,
    AllBut(u32),
}

/// What a quantifier counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    Of(Kind),
    /// `regular of Alpha`, defined as whoever visits it.
    Regular(Who),
    /// `patron of Owls`.
    Patron(Who),
}

/// `who visits Alpha`, `who does not visit Alpha`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    pub concept: Concept,
    pub denied: bool,
    pub object: Who,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Phrase {
    Name(Who),
    Both(Who, Who),
    Either(Who, Who),
    Neither(Who, Who),
    Only(Who),
    Quantified { quantifier: Quantifier, noun: Noun, except: Option<Who>, clause: Option<Clause> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    In(usize),
    Before(usize),
    After(usize),
    By(usize),
    Since(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparator {
    Equals,
    IsNot,
    More,
    Less,
    AtLeast,
    AtMost,
    About,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    Verb { subject: Phrase, concept: Concept, denied: bool, object: Phrase, when: Option<When> },
    Patron { person: Who, the: bool, guild: Who, denied: bool },
    Regular { person: Phrase, fair: Who },
    Linked { country: Phrase, other: Who },
    Size { guild: Who, comparator: Comparator, number: usize },
    SizeBetween { guild: Who, low: usize, high: usize },
    Sizes { guild: Who, comparator: Comparator, other: Who },
    Date { fair: Who, when: When },
    Order { fair: Who, before: bool, other: Who },
    There { quantifier: Quantifier, noun: Noun, clause: Option<Clause> },
    Number { noun: Noun, comparator: Comparator, number: u32 },
    Says { speaker: Who, claim: Box<Claim> },
    Not(Box<Claim>),
    All(Vec<Claim>),
    Any(Vec<Claim>),
    If(Box<Claim>, Box<Claim>),
}

/// A check: its sentence and what it listens to.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    pub claim: Claim,
    pub as_of: Option<usize>,
    pub only_in: Option<Part>,
    pub hypothetical: bool,
}

impl Rule {
    /// As a block of a rule file.
    pub fn text(&self, name: &str) -> String {
        let mut text = format!("rule {name}\n  {}\n", self.claim.words());
        if let Some(day) = self.as_of {
            writeln!(text, "  as of {}", DAYS[day].words).unwrap();
        }
        if let Some(part) = self.only_in {
            writeln!(text, "  only in {}", format!("{part:?}").to_lowercase()).unwrap();
        }
        if self.hypothetical {
            text.push_str("  even if hypothetical\n");
        }
        text
    }
}

fn name(who: Who) -> &'static str {
    INDIVIDUALS[who].0
}

impl Noun {
    pub fn kind(self) -> Kind {
        match self {
            Self::Of(kind) => kind,
            Self::Regular(_) | Self::Patron(_) => Kind::Person,
        }
    }

    fn words(self, plural: bool) -> String {
        match self {
            Self::Of(kind) => String::from(if plural { kind.plural() } else { kind.singular() }),
            Self::Regular(fair) => format!("{} of {}", if plural { "regulars" } else { "regular" }, name(fair)),
            Self::Patron(guild) => format!("{} of {}", if plural { "patrons" } else { "patron" }, name(guild)),
        }
    }
}

impl Quantifier {
    /// Its words, and whether a plural follows.
    fn words(self) -> (String, bool) {
        match self {
            Self::Some => (String::from("some"), false),
            Self::Every => (String::from("every"), false),
            Self::No => (String::from("no"), false),
            Self::Exactly(count) => (format!("exactly {count}"), count != 1),
            Self::AtLeast(count) => (format!("at least {count}"), count != 1),
            Self::AtMost(count) => (format!("at most {count}"), count != 1),
            Self::MoreThan(count) => (format!("more than {count}"), count != 1),
            Self::Fewer(count) => (format!("fewer than {count}"), count != 1),
            Self::Between(low, high) => (format!("between {low} and {high}"), true),
            Self::Most => (String::from("most"), true),
            Self::AllBut(count) => (format!("all but {count}"), count != 1),
        }
    }
}

impl Clause {
    fn words(self, kind: Kind, plural: bool) -> String {
        let who = if kind.is_a(Kind::Person) { "who" } else { "that" };
        let verb = match (self.denied, plural) {
            (false, _) => String::from(self.concept.verb(plural)),
            (true, false) => format!("does not {}", self.concept.verb(true)),
            (true, true) => format!("do not {}", self.concept.verb(true)),
        };
        format!(" {who} {verb} {}", name(self.object))
    }
}

impl Phrase {
    fn words(&self) -> (String, bool) {
        match self {
            Self::Name(who) => (String::from(name(*who)), false),
            Self::Both(one, other) => (format!("both {} and {}", name(*one), name(*other)), true),
            Self::Either(one, other) => (format!("either {} or {}", name(*one), name(*other)), false),
            Self::Neither(one, other) => (format!("neither {} nor {}", name(*one), name(*other)), false),
            Self::Only(who) => (format!("only {}", name(*who)), false),
            Self::Quantified { quantifier, noun, except, clause } => {
                let (quantity, plural) = quantifier.words();
                let mut words = format!("{quantity} {}", noun.words(plural));
                if let Some(who) = except {
                    write!(words, " except {}", name(*who)).unwrap();
                }
                if let Some(clause) = clause {
                    words.push_str(&clause.words(noun.kind(), plural));
                }
                (words, plural)
            }
        }
    }
}

impl When {
    fn words(self) -> String {
        match self {
            Self::In(day) if DAYS[day].from == DAYS[day].to => format!("on {}", DAYS[day].words),
            Self::In(day) => format!("in {}", DAYS[day].words),
            Self::Before(day) => format!("before {}", DAYS[day].words),
            Self::After(day) => format!("after {}", DAYS[day].words),
            Self::By(day) => format!("by {}", DAYS[day].words),
            Self::Since(day) => format!("since {}", DAYS[day].words),
        }
    }
}

impl Comparator {
    fn words(self) -> &'static str {
        match self {
            Self::Equals => "equals",
            Self::IsNot => "is not",
            Self::More => "is more than",
            Self::Less => "is less than",
            Self::AtLeast => "is at least",
            Self::AtMost => "is at most",
            Self::About => "is about",
        }
    }
}

impl Claim {
    /// The sentence.
    pub fn words(&self) -> String {
        match self {
            Self::Verb { subject, concept, denied, object, when } => {
                let (subject, plural) = subject.words();
                let verb = match (denied, plural) {
                    (false, _) => String::from(concept.verb(plural)),
                    (true, false) => format!("does not {}", concept.verb(true)),
                    (true, true) => format!("do not {}", concept.verb(true)),
                };
                let when = when.map(|when| format!(" {}", when.words())).unwrap_or_default();
                format!("{subject} {verb} {}{when}", object.words().0)
            }
            Self::Patron { person, the, guild, denied } => {
                let (article, not) = (if *the { "the" } else { "a" }, if *denied { "not " } else { "" });
                format!("{} is {not}{article} patron of {}", name(*person), name(*guild))
            }
            Self::Regular { person, fair } => {
                let (subject, plural) = person.words();
                let be = if plural { "are regulars" } else { "is a regular" };
                format!("{subject} {be} of {}", name(*fair))
            }
            Self::Linked { country, other } => {
                let (subject, plural) = country.words();
                format!("{subject} {} linked with {}", if plural { "are" } else { "is" }, name(*other))
            }
            Self::Size { guild, comparator, number } => {
                format!("size of {} {} {}", name(*guild), comparator.words(), ASKED[*number].words)
            }
            Self::SizeBetween { guild, low, high } => {
                format!("size of {} is between {} and {}", name(*guild), ASKED[*low].words, ASKED[*high].words)
            }
            Self::Sizes { guild, comparator, other } => {
                format!("size of {} {} size of {}", name(*guild), comparator.words(), name(*other))
            }
            Self::Date { fair, when } => format!("date of {} is {}", name(*fair), when.words()),
            Self::Order { fair, before, other } => {
                format!("{} is {} {}", name(*fair), if *before { "before" } else { "after" }, name(*other))
            }
            Self::There { quantifier, noun, clause } => {
                let (quantity, plural) = quantifier.words();
                let be = if plural { "are" } else { "is" };
                let clause = clause.map(|clause| clause.words(noun.kind(), plural)).unwrap_or_default();
                format!("there {be} {quantity} {}{clause}", noun.words(plural))
            }
            Self::Number { noun, comparator, number } => {
                format!("number of {} {} {number}", noun.words(true), comparator.words())
            }
            Self::Says { speaker, claim } => format!("{} says that {}", name(*speaker), claim.words()),
            Self::Not(claim) => format!("it is not the case that {}", claim.words()),
            Self::All(parts) => joined(parts, ", and "),
            Self::Any(parts) => joined(parts, ", or "),
            Self::If(condition, then) => format!("if {}, then {}", condition.words(), then.words()),
        }
    }
}

fn joined(parts: &[Claim], connective: &str) -> String {
    let words = parts.iter().map(|part| match part {
        Claim::All(_) | Claim::Any(_) => format!("({})", part.words()),
        other => other.words(),
    });
    words.collect::<Vec<_>>().join(connective)
}
