//! The evaluator once more, as section 5 of the language says it and with no thought of speed: everything is
//! enumerated, nothing indexed, nothing kept.

use super::model::{
    ASKED, Claim, Comparator, Concept, DATELINE, DAYS, Days, Facts, Hedge, INDIVIDUALS, Kind, Modality, NUMBERS, Part,
    Party, Phrase, Quantifier, Rule, Said, Statement, When, Who,
};
use super::numbers::{both_told, compared, opposite};

/// What is known of a sentence; `None`: not stated.
pub type Known = Option<bool>;

pub fn not(known: Known) -> Known {
    known.map(|truth| !truth)
}

pub fn all(parts: impl IntoIterator<Item = Known>) -> Known {
    let parts: Vec<Known> = parts.into_iter().collect();
    if parts.contains(&Some(false)) {
        return Some(false);
    }
    parts.iter().all(|part| *part == Some(true)).then_some(true)
}

pub fn any(parts: impl IntoIterator<Item = Known>) -> Known {
    not(all(parts.into_iter().map(not)))
}

/// How a statement bears on an atom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bearing {
    For,
    Against,
    /// Against, if it is the only such happening.
    IfAlone,
    Nothing,
}

#[derive(Debug, Clone)]
pub struct Article<'a> {
    pub facts: &'a Facts,
    as_of: Option<Days>,
    only_in: Option<Part>,
    hypothetical: bool,
    speaker: Option<Who>,
}

pub fn verdict(facts: &Facts, rule: &Rule) -> Known {
    let as_of = rule.as_of.map(|day| DAYS[day]);
    let article = Article { facts, as_of, only_in: rule.only_in, hypothetical: rule.hypothetical, speaker: None };
    article.claim(&rule.claim)
}

impl Article<'_> {
    fn claim(&self, claim: &Claim) -> Known {
        match claim {
            Claim::Verb { subject, concept, denied, object, when } => {
                let atom = |who: Who, whom: Who| {
                    let said = self.atom(*concept, [who, whom], *when, false);
                    if *denied { not(said) } else { said }
                };
                let plain = !denied && when.is_none();
                let of_subject = |who: Who| {
                    let closing = |kind| self.closing(*concept, 1, who, kind);
                    let counts = |kind| self.counts(*concept, 1, who, kind);
                    self.phrase(object, concept.places()[1], &|whom| atom(who, whom), &closing, &counts, plain)
                };
                if let (Phrase::Quantified { quantifier: Quantifier::AllBut(_), noun, .. }, Phrase::Name(whom), true) =
                    (subject, object, plain)
                    && let Some(known) =
                        self.all_but(subject, &of_subject, self.exceptions(*concept, *whom, noun.kind()))
                {
                    return Some(known);
                }
                let single = match object {
                    Phrase::Name(whom) => Some(*whom),
                    _ => None,
                };
                let closing = |kind| single.and_then(|whom| self.closing(*concept, 0, whom, kind));
                let counts = |kind| single.map(|whom| self.counts(*concept, 0, whom, kind)).unwrap_or_default();
                self.phrase(subject, concept.places()[0], &of_subject, &closing, &counts, plain)
            }
            Claim::Patron { person, the, guild, denied } => {
                let said = self.atom(Concept::Patron, [*guild, *person], None, *the);
                if *denied { not(said) } else { said }
            }
            Claim::Regular { person, fair } => {
                self.phrase(person, Kind::Person, &|who| self.regular(who, *fair), &|_| None, &|_| Vec::new(), false)
            }
            Claim::Linked { country, other } => {
                self.phrase(country, Kind::Country, &|who| self.linked(who, *other), &|_| None, &|_| Vec::new(), false)
            }
            Claim::Size { guild, comparator, number } => {
                self.size(*guild, |said, denied| compared(said, denied, *comparator, &ASKED[*number]))
            }
            Claim::SizeBetween { guild, low, high } => self.size(*guild, |said, denied| {
                all([
                    compared(said, denied, Comparator::AtLeast, &ASKED[*low]),
                    compared(said, denied, Comparator::AtMost, &ASKED[*high]),
                ])
            }),
            Claim::Sizes { guild, comparator, other } => {
                let mut told = Vec::new();
                for (one, first) in self.told_sizes(*guild) {
                    for (two, second) in self.told_sizes(*other) {
                        let bound = |statement: &Statement, said: &Said| match (statement.denied, said.hedge) {
                            (false, _) => Some(*said),
                            (true, Hedge::Bound) => Some(opposite(said)),
                            (true, _) => None,
                        };
                        let truth = match (bound(one, first), bound(two, second)) {
                            (Some(first), Some(second)) => both_told(&first, *comparator, &second),
                            (None, None) => None,
                            // It is known not to be this number.
                            _ => match (comparator, both_told(first, Comparator::Equals, second)) {
                                (Comparator::Equals, Some(true)) => Some(false),
                                (Comparator::IsNot, Some(true)) => Some(true),
                                _ => None,
                            },
                        };
                        told.push((truth, firmness(one).min(firmness(two))));
                    }
                }
                weighed(&told)
            }
            Claim::Date { fair, when } => {
                let dates = self.dates(*fair);
                weighed(&dates.iter().map(|&(days, firm)| (timing(days, *when), firm)).collect::<Vec<_>>())
            }
            Claim::Order { fair, before, other } => {
                let (one, two) = (self.dates(*fair), self.dates(*other));
                let found: Vec<Known> =
                    one.iter().flat_map(|&(a, _)| two.iter().map(move |&(b, _)| in_order(a, *before, b))).collect();
                let firm = one.iter().chain(&two).map(|(_, firm)| *firm).min().unwrap_or(0);
                weighed(&found.iter().map(|&known| (known, firm)).collect::<Vec<_>>())
            }
            Claim::There { quantifier, noun, clause } => self.quantified(
                *quantifier,
                *noun,
                None,
                *clause,
                &|_| Some(true),
                None,
                &self.counted(*noun, *clause, *quantifier),
            ),
            Claim::Number { noun, comparator, number } => self.number(*noun, *comparator, *number),
            Claim::Says { speaker, claim } => Article { speaker: Some(*speaker), ..self.clone() }.claim(claim),
            Claim::Not(claim) => not(self.claim(claim)),
            Claim::All(parts) => all(parts.iter().map(|part| self.claim(part))),
            Claim::Any(parts) => any(parts.iter().map(|part| self.claim(part))),
            Claim::If(condition, then) => match self.claim(condition) {
                Some(true) => self.claim(then),
                _ => None,
            },
        }
    }

    // What is listened to ---------------------------------------------------------------------------------------------

    pub fn heard(&self) -> impl Iterator<Item = &Statement> {
        self.facts.statements.iter().filter(|statement| {
            (self.only_in.is_none() || self.only_in == Some(statement.part))
                && (self.hypothetical || statement.modality != Modality::Hypothetical)
                && (self.speaker.is_none() || self.speaker == statement.speaker)
        })
    }

    fn dateline(&self) -> Option<Days> {
        self.facts.dateline.then_some(DATELINE)
    }

    /// Whether a state holds at the time asked for: without a date both speak of the dateline.
    fn holds_then(&self, statement: &Statement) -> bool {
        let told = statement.time.map(|day| DAYS[day]);
        match (self.as_of.or(self.dateline()), told.or(self.dateline())) {
            (Some(asked), Some(told)) => asked.overlaps(told),
            // Without a dateline what has no date counts.
            (_, None) => true,
            (None, Some(_)) => false,
        }
    }

    /// Whether a happening is of the time asked for: a check without a date asks for none.
    fn happens_then(&self, statement: &Statement) -> Known {
        let Some(asked) = self.as_of else { return Some(true) };
        match self.time(statement).or(self.dateline()) {
            Some(told) if told.within(asked) => Some(true),
            Some(told) if !told.overlaps(asked) => Some(false),
            Some(_) => None,
            None => Some(true),
        }
    }

    pub fn of_time(&self, statement: &Statement) -> Known {
        match statement.concept {
            Concept::Patron | Concept::Size | Concept::Date => Some(self.holds_then(statement)),
            _ => self.happens_then(statement),
        }
    }

    /// When something happens: its own time, else that of the fair that takes part in it.
    fn time(&self, statement: &Statement) -> Option<Days> {
        let fair = || {
            statement.parties.iter().find_map(|party| match party {
                Party::One(who) => self.dates(*who).first().map(|(days, _)| *days),
                _ => None,
            })
        };
        statement.time.map(|day| DAYS[day]).or_else(fair)
    }

    fn dates(&self, fair: Who) -> Vec<(Days, u8)> {
        let of_fair = self.heard_of_dates().filter(|statement| statement.parties[0] == Party::One(fair));
        of_fair
            .filter_map(|statement| match statement.parties[1] {
                Party::Date(day) => Some((DAYS[day], firmness(statement))),
                _ => None,
            })
            .collect()
    }

    fn heard_of_dates(&self) -> impl Iterator<Item = &Statement> {
        self.facts.statements.iter().filter(|statement| {
            statement.concept == Concept::Date
                && (self.only_in.is_none() || self.only_in == Some(statement.part))
                && (self.hypothetical || statement.modality != Modality::Hypothetical)
        })
    }

    // Atoms -----------------------------------------------------------------------------------------------------------

    pub fn atom(&self, concept: Concept, asked: [Who; 2], when: Option<When>, the: bool) -> Known {
        let mut told: Vec<(Known, u8)> = Vec::new();
        let mut if_alone = Vec::new();
        for statement in self.heard().filter(|statement| statement.concept == concept) {
            match self.bearing(statement, asked, when, the) {
                Bearing::For => told.push((Some(true), firmness(statement))),
                Bearing::Against => told.push((Some(false), firmness(statement))),
                Bearing::IfAlone => if_alone.push((Some(false), firmness(statement))),
                Bearing::Nothing => {}
            }
        }
        let contrary = match concept {
            Concept::Backs => Some(Concept::Shuns),
            Concept::Shuns => Some(Concept::Backs),
            _ => None,
        };
        for statement in self.heard().filter(|statement| Some(statement.concept) == contrary && !statement.denied) {
            if self.bearing(statement, asked, when, the) == Bearing::For {
                told.push((Some(false), firmness(statement)));
            }
        }
        // What cannot happen twice is at odds with itself if it is dated twice.
        if !concept.repeatable() || (told.is_empty() && self.tells_of_one(concept, asked)) {
            told.extend(if_alone);
        }
        weighed(&told)
    }

    pub fn is(&self, party: Party, asked: Who) -> Known {
        match party {
            Party::One(who) => Some(who == asked),
            Party::Group(group) => {
                let group = &self.facts.groups[group];
                let listed = group.count.is_none_or(|count| count as usize == group.members.len());
                match group.members.contains(&asked) {
                    true => Some(true),
                    false if listed => Some(false),
                    false => None,
                }
            }
            Party::Number(_) | Party::Date(_) => None,
        }
    }

    fn bearing(&self, statement: &Statement, asked: [Who; 2], when: Option<When>, the: bool) -> Bearing {
        let concept = statement.concept;
        if self.of_time(statement) != Some(true) {
            return Bearing::Nothing;
        }
        let straight = [self.is(statement.parties[0], asked[0]), self.is(statement.parties[1], asked[1])];
        let turned = [self.is(statement.parties[1], asked[0]), self.is(statement.parties[0], asked[1])];
        let parties = if concept == Concept::Greets && turned == [Some(true); 2] { turned } else { straight };
        if parties == [Some(true); 2] {
            return self.of_these(statement, statement.denied, when);
        }
        if let Some((place, kind)) = statement.only
            && parties[place] == Some(false)
            && parties[1 - place] == Some(true)
            && !matches!(statement.parties[1 - place], Party::Group(_))
            && kind.is_none_or(|kind| self.known_kind(asked[place], concept.places()[place]).is_a(kind))
        {
            return self.of_these(statement, !statement.denied, when);
        }
        if statement.denied {
            return Bearing::Nothing;
        }
        if concept == Concept::Outplays && turned == [Some(true); 2] {
            return Bearing::IfAlone;
        }
        let another = match concept {
            Concept::Stages => parties == [Some(false), Some(true)],
            Concept::Patron => the && parties == [Some(true), Some(false)],
            _ => false,
        };
        if another { Bearing::Against } else { Bearing::Nothing }
    }

    /// The kind of someone: as the article has it, else that of the place in the rule.
    fn known_kind(&self, who: Who, place: Kind) -> Kind {
        if self.facts.everybody().contains(&who) { INDIVIDUALS[who].1 } else { place }
    }

    /// A statement of the parties asked for.
    fn of_these(&self, statement: &Statement, denied: bool, when: Option<When>) -> Bearing {
        if let Some(when) = when {
            let told = self.time(statement);
            match told.and_then(|told| timing(told, when)) {
                Some(true) => {}
                Some(false) if denied => return Bearing::Nothing,
                Some(false) => return Bearing::IfAlone,
                // What is denied altogether is denied of that day too.
                None if denied && statement.time.is_none() => {}
                None => return Bearing::Nothing,
            }
        }
        let of_one_time = when.is_none() && self.is_of_one_time(statement);
        match denied {
            false => Bearing::For,
            true if of_one_time => Bearing::Nothing,
            true => Bearing::Against,
        }
    }

    /// Whether what is denied or closed is so for one time only.
    pub fn is_of_one_time(&self, statement: &Statement) -> bool {
        statement.concept.repeatable()
            && statement.time.is_some_and(|day| self.as_of.is_none_or(|asked| !asked.within(DAYS[day])))
    }

    /// Whether the article tells of no two such happenings.
    fn tells_of_one(&self, concept: Concept, asked: [Who; 2]) -> bool {
        let turns = matches!(concept, Concept::Greets | Concept::Outplays);
        let of_these = |statement: &&Statement| {
            let is = |first: usize, second: usize| {
                self.is(statement.parties[first], asked[0]) == Some(true)
                    && self.is(statement.parties[second], asked[1]) == Some(true)
            };
            statement.concept == concept && !statement.denied && (is(0, 1) || (turns && is(1, 0)))
        };
        let times: Vec<Days> = self.heard().filter(of_these).filter_map(|statement| self.time(statement)).collect();
        times.iter().all(|one| times.iter().all(|other| one.overlaps(*other)))
    }

    // Definitions -----------------------------------------------------------------------------------------------------

    pub fn regular(&self, who: Who, fair: Who) -> Known {
        self.atom(Concept::Visits, [who, fair], None, false)
    }

    /// The least fixed point by rounds over all countries; what is derived by no way is as open as its atoms.
    fn linked(&self, who: Who, other: Who) -> Known {
        let mut countries = self.members(Kind::Country);
        countries.extend([who, other]);
        countries.sort_unstable();
        countries.dedup();
        let outplays = |a: Who, b: Who| self.atom(Concept::Outplays, [a, b], None, false);
        // Who else there may be is open, so that nothing is ruled out; each round adds what the last one proves.
        let mut proved: Vec<(Who, Who)> = Vec::new();
        loop {
            let mut next = proved.clone();
            for &a in &countries {
                for &b in &countries {
                    let by_way = self
                        .members(Kind::Country)
                        .iter()
                        .any(|&c| outplays(a, c) == Some(true) && proved.contains(&(c, b)));
                    if (outplays(a, b) == Some(true) || by_way) && !next.contains(&(a, b)) {
                        next.push((a, b));
                    }
                }
            }
            if next == proved {
                break;
            }
            proved = next;
        }
        proved.contains(&(who, other)).then_some(true)
    }

    // Sizes ---------------------------------------------------------------------------------------------------------

    fn told_sizes(&self, guild: Who) -> Vec<(&Statement, &'static Said)> {
        let all: Vec<(&Statement, &'static Said)> = self
            .heard()
            .filter(|statement| statement.concept == Concept::Size && statement.parties[0] == Party::One(guild))
            .filter_map(|statement| match statement.parties[1] {
                Party::Number(number) => Some((statement, &NUMBERS[number])),
                _ => None,
            })
            .collect();
        let now: Vec<_> = all.iter().copied().filter(|(statement, _)| self.of_time(statement) == Some(true)).collect();
        if !now.is_empty() || self.as_of.is_some() || self.dateline().is_none() {
            return now;
        }
        // Where nothing is told of the day, the latest time that is over counts.
        let over = |statement: &Statement| statement.time.map(|day| DAYS[day].to).filter(|&to| to < DATELINE.to);
        let latest = all.iter().filter_map(|(statement, _)| over(statement)).max();
        all.into_iter().filter(|(statement, _)| latest.is_some() && over(statement) == latest).collect()
    }

    fn size(&self, guild: Who, test: impl Fn(&Said, bool) -> Known) -> Known {
        let told: Vec<(Known, u8)> =
            self.told_sizes(guild).iter().map(|(told, said)| (test(said, told.denied), firmness(told))).collect();
        weighed(&told)
    }
}

fn firmness(statement: &Statement) -> u8 {
    match statement.modality {
        Modality::Asserted | Modality::Scheduled => 2,
        Modality::Attributed => 1,
        Modality::Reported | Modality::Hypothetical => 0,
    }
}

/// What is said more firmly counts; an article that plainly says both contradicts.
fn weighed(told: &[(Known, u8)]) -> Known {
    let firmest = |wanted: bool| told.iter().filter(|(truth, _)| *truth == Some(wanted)).map(|(_, firm)| *firm).max();
    match (firmest(true), firmest(false)) {
        (None, None) => None,
        (Some(_), None) => Some(true),
        (None, Some(_)) => Some(false),
        (Some(one), Some(other)) if one > other => Some(true),
        (Some(one), Some(other)) if one < other => Some(false),
        (Some(2), _) => Some(false),
        _ => None,
    }
}

fn timing(told: Days, when: When) -> Known {
    let known = |wholly: bool, not_at_all: bool| match (wholly, not_at_all) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    };
    match when {
        When::In(day) => known(told.within(DAYS[day]), !told.overlaps(DAYS[day])),
        When::Before(day) => known(told.to < DAYS[day].from, told.from >= DAYS[day].from),
        When::After(day) => known(told.from > DAYS[day].to, told.to <= DAYS[day].to),
        When::By(day) => known(told.to <= DAYS[day].to, told.from > DAYS[day].to),
        When::Since(day) => known(told.from >= DAYS[day].from, told.to < DAYS[day].from),
    }
}

/// Two dates of the article, each somewhere in its days.
fn in_order(one: Days, before: bool, other: Days) -> Known {
    let (first, second) = if before { (one, other) } else { (other, one) };
    if first.to < second.from {
        Some(true)
    } else if first.from >= second.to {
        Some(false)
    } else {
        None
    }
}
