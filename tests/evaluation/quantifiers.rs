//! How many of a domain: every way in which what is open can be is tried.

use super::model::{Clause, Comparator, Concept, Group, INDIVIDUALS, Kind, Noun, Party, Phrase, Quantifier, Who};
use super::reference::{Article, Known, all, any, not};

/// More than there are of anything in the made-up world.
const MANY: u32 = 12;

impl Article<'_> {
    pub fn members(&self, kind: Kind) -> Vec<Who> {
        let mut all = self.facts.everybody();
        all.retain(|&who| INDIVIDUALS[who].1.is_a(kind));
        all
    }

    pub fn phrase(
        &self,
        phrase: &Phrase,
        place: Kind,
        body: &dyn Fn(Who) -> Known,
        closing: &dyn Fn(Kind) -> Option<Vec<Who>>,
        counts: &dyn Fn(Kind) -> Vec<(u32, bool)>,
        plain: bool,
    ) -> Known {
        match phrase {
            Phrase::Name(who) => body(*who),
            Phrase::Both(one, other) => all([body(*one), body(*other)]),
            Phrase::Either(one, other) => any([body(*one), body(*other)]),
            Phrase::Neither(one, other) => not(any([body(*one), body(*other)])),
            Phrase::Only(who) => {
                let closed = if plain { closing(place) } else { None };
                let mut others = self.members(place);
                others.retain(|other| other != who);
                if body(*who) == Some(false) || others.iter().any(|&other| body(other) == Some(true)) {
                    return Some(false);
                }
                let whole = self.lists_all(place);
                let none_left = match &closed {
                    Some(holders) => {
                        others.iter().all(|other| body(*other) == Some(false) || !holders.contains(other))
                            && holders.iter().all(|&holder| {
                                holder == *who || !INDIVIDUALS[holder].1.is_a(place) || body(holder) == Some(false)
                            })
                    }
                    None => whole && others.iter().all(|&other| body(other) == Some(false)),
                };
                (none_left && body(*who) == Some(true)).then_some(true)
            }
            Phrase::Quantified { quantifier, noun, except, clause } => {
                let bare = matches!(noun, Noun::Of(_)) && except.is_none() && clause.is_none();
                let closed = if plain { closing(noun.kind()) } else { None };
                let counts = if plain && bare { counts(noun.kind()) } else { Vec::new() };
                self.quantified(*quantifier, *noun, *except, *clause, body, closed, &counts)
            }
        }
    }

    /// The members of a group in which the article lists all of a kind that it speaks of, as all there are.
    fn listing(&self, kind: Kind) -> Option<Vec<Who>> {
        let lists_all = |group: &&Group| {
            let everyone = self.members(group.kind);
            group.whole() && kind.is_a(group.kind) && everyone.iter().all(|who| group.members.contains(who))
        };
        let fitting = self.facts.groups.iter().filter(lists_all);
        fitting.min_by_key(|group| group.kind != kind).map(|group| group.members.clone())
    }

    fn lists_all(&self, kind: Kind) -> bool {
        self.listing(kind).is_some()
    }

    fn belongs(&self, who: Who, noun: Noun, except: Option<Who>, clause: Option<Clause>) -> Known {
        let noun = match noun {
            Noun::Of(kind) => Some(INDIVIDUALS[who].1.is_a(kind)),
            Noun::Regular(fair) => self.regular(who, fair),
            Noun::Patron(guild) => self.atom(Concept::Patron, [guild, who], None, false),
        };
        all([noun, self.belongs_by(who, except, clause)])
    }

    fn belongs_by(&self, who: Who, except: Option<Who>, clause: Option<Clause>) -> Known {
        let clause = clause.map_or(Some(true), |clause| {
            let said = self.atom(clause.concept, [who, clause.object], None, false);
            if clause.denied { not(said) } else { said }
        });
        all([clause, Some(except != Some(who))])
    }

    /// What shows that a domain has no other members: those that it can have at most.
    fn domain_closed(&self, noun: Noun) -> Option<Vec<Who>> {
        match noun {
            Noun::Of(kind) => self.listing(kind),
            Noun::Patron(guild) => self.closing(Concept::Patron, 1, guild, Kind::Person),
            Noun::Regular(_) => None,
        }
    }

    /// `all but N` where the article says who alone is excepted.
    pub fn all_but(&self, phrase: &Phrase, body: &dyn Fn(Who) -> Known, excepted: Option<Vec<Who>>) -> Known {
        let Phrase::Quantified { quantifier: Quantifier::AllBut(count), noun, except, clause } = phrase else {
            return None;
        };
        let excepted = excepted?;
        let members: Vec<(Who, Known, Known)> = self
            .members(noun.kind())
            .into_iter()
            .map(|who| (who, self.belongs(who, *noun, *except, *clause), body(who)))
            .collect();
        if members.iter().any(|(who, _, told)| *told == Some(false) && !excepted.contains(who)) {
            return None;
        }
        let may_be = |who: &Who| noun.kind().is_a(INDIVIDUALS[*who].1) && !INDIVIDUALS[*who].1.is_a(noun.kind());
        if excepted.iter().any(may_be) {
            return None;
        }
        let exceptions = |known: Known| {
            let of_them = |(who, belongs, told): &&(Who, Known, Known)| {
                excepted.contains(who)
                    && (*belongs == Some(true) || (known.is_none() && belongs.is_none()))
                    && (*told == Some(false) || (known.is_none() && told.is_none()))
            };
            members.iter().filter(of_them).count() as u32
        };
        let (least, most) = (exceptions(Some(true)), exceptions(None));
        let anyone = members.iter().any(|(_, belongs, _)| *belongs == Some(true));
        (least == most && anyone).then_some(least == *count)
    }

    /// All ways in which what is open can be are tried; what comes out the same in all of them is known.
    #[expect(clippy::too_many_arguments, reason = "a quantifier, its domain, what is said of it and what bounds it")]
    pub fn quantified(
        &self,
        quantifier: Quantifier,
        noun: Noun,
        except: Option<Who>,
        clause: Option<Clause>,
        body: &dyn Fn(Who) -> Known,
        closed: Option<Vec<Who>>,
        counts: &[(u32, bool)],
    ) -> Known {
        let counting = !matches!(quantifier, Quantifier::Every | Quantifier::Most | Quantifier::AllBut(_));
        let domain = self.domain_closed(noun);
        let mut members: Vec<(Who, Known, Known)> = Vec::new();
        for who in self.members(noun.kind()) {
            let belongs = self.belongs(who, noun, except, clause);
            let told = body(who);
            members.push((who, belongs, told));
        }
        // Whoever is called by a wider word alone may be of the kind too, if there are no others.
        let may_be = |who: Who| !INDIVIDUALS[who].1.is_a(noun.kind()) && noun.kind().is_a(INDIVIDUALS[who].1);
        let listed = self.listing(noun.kind()).filter(|_| matches!(noun, Noun::Of(_))).unwrap_or_default();
        let holders = closed.iter().flatten().filter(|_| counting);
        for &who in listed.iter().chain(holders).filter(|who| may_be(**who)) {
            if members.iter().all(|(other, ..)| *other != who) {
                let belongs = all([None, self.belongs_by(who, except, clause)]);
                members.push((who, belongs, body(who)));
            }
        }
        let holds = |members: &[(Who, Known, Known)], who: &Who| {
            members.iter().any(|(other, belongs, told)| other == who && all([*belongs, *told]) == Some(true))
        };
        // Closing words that leave out a witness close nothing.
        let domain = domain.filter(|most| {
            members.iter().all(|(who, ..)| self.belongs(*who, noun, None, None) != Some(true) || most.contains(who))
        });
        let closed = closed.filter(|most| {
            let witness = |belongs: Known, told: Known| belongs != Some(false) && told == Some(true);
            counting && members.iter().all(|&(who, belongs, told)| !witness(belongs, told) || most.contains(&who))
        });
        for (who, belongs, told) in &mut members {
            if belongs.is_none() && domain.as_ref().is_some_and(|most| !most.contains(who)) {
                *belongs = Some(false);
            }
            if told.is_none() && closed.as_ref().is_some_and(|most| !most.contains(who)) {
                *told = Some(false);
            }
        }
        // How many more there may be of whom it holds, and of whom it does not.
        let (more_yes, more_no) = match (&domain, &closed) {
            (Some(_), _) => (0, 0),
            (None, Some(_)) => (0, MANY),
            (None, None) => (MANY, MANY),
        };
        let mut ways: Vec<(u32, u32)> = vec![(0, 0)];
        for (_, belongs, told) in &members {
            let mut next = Vec::new();
            for &(yes, no) in &ways {
                for belongs in possible(*belongs) {
                    for told in possible(*told) {
                        next.push((yes + u32::from(belongs && told), no + u32::from(belongs && !told)));
                    }
                }
            }
            next.sort_unstable();
            next.dedup();
            ways = next;
        }
        let ways: Vec<(u32, u32)> = ways
            .iter()
            .flat_map(|&(yes, no)| {
                (0..=more_yes).flat_map(move |more| (0..=more_no).map(move |other| (yes + more, no + other)))
            })
            .collect();
        let least = members.iter().filter(|(who, ..)| holds(&members, who)).count() as u32;
        let ways = if counting { counted_ways(ways, least, counts) } else { ways };
        let test = |&(yes, no): &(u32, u32)| -> Known {
            Some(match quantifier {
                Quantifier::Some => yes > 0,
                Quantifier::No => yes == 0,
                Quantifier::Exactly(count) => yes == count,
                Quantifier::AtLeast(count) => yes >= count,
                Quantifier::AtMost(count) => yes <= count,
                Quantifier::MoreThan(count) => yes > count,
                Quantifier::Fewer(count) => yes < count,
                Quantifier::Between(low, high) => yes >= low && yes <= high,
                // Of nobody nothing is said.
                _ if yes + no == 0 => return None,
                Quantifier::Every => no == 0,
                Quantifier::Most => yes * 2 > yes + no,
                Quantifier::AllBut(count) => no == count,
            })
        };
        let first = ways.first().and_then(test)?;
        ways.iter().all(|way| test(way) == Some(first)).then_some(first)
    }

    pub fn number(&self, noun: Noun, comparator: Comparator, number: u32) -> Known {
        let quantifiers: Quantifier = match comparator {
            Comparator::Equals | Comparator::IsNot | Comparator::About => Quantifier::Exactly(number),
            Comparator::More => Quantifier::MoreThan(number),
            Comparator::Less => Quantifier::Fewer(number),
            Comparator::AtLeast => Quantifier::AtLeast(number),
            Comparator::AtMost => Quantifier::AtMost(number),
        };
        let counts = self.counted(noun, None, quantifiers);
        let found = self.quantified(quantifiers, noun, None, None, &|_| Some(true), None, &counts);
        if comparator == Comparator::IsNot { not(found) } else { found }
    }

    /// Who fills a place beside another at most, if the article says that there are no others of a kind.
    pub fn closing(&self, concept: Concept, place: usize, other: Who, kind: Kind) -> Option<Vec<Who>> {
        self.closed_place(concept, place, other, kind, false)
    }

    /// The exceptions that there are at most: "only India is not sending its leader".
    pub fn exceptions(&self, concept: Concept, other: Who, kind: Kind) -> Option<Vec<Who>> {
        self.closed_place(concept, 0, other, kind, true)
    }

    fn closed_place(&self, concept: Concept, place: usize, other: Who, kind: Kind, denied: bool) -> Option<Vec<Who>> {
        let mut most: Option<Vec<Who>> = None;
        for statement in self.heard() {
            let beside = statement.parties[1 - place];
            if statement.concept != concept
                || statement.denied != denied
                || self.of_time(statement) != Some(true)
                || self.is(beside, other) != Some(true)
                || matches!(beside, Party::Group(_))
                || self.is_of_one_time(statement)
            {
                continue;
            }
            let (holders, whole) = match statement.parties[place] {
                Party::One(who) => (vec![who], false),
                Party::Group(group) => {
                    let group = &self.facts.groups[group];
                    (group.members.clone(), group.whole() && kind.is_a(group.kind))
                }
                Party::Number(_) | Party::Date(_) => continue,
            };
            let listed = match statement.parties[place] {
                Party::Group(group) => {
                    let group = &self.facts.groups[group];
                    group.count.is_none_or(|count| count as usize == group.members.len())
                }
                _ => true,
            };
            let only = statement.only.is_some_and(|(closed, closed_kind)| {
                closed == place && closed_kind.is_none_or(|closed_kind| kind.is_a(closed_kind))
            });
            if (only && listed) || (whole && !denied) {
                most = Some(match most {
                    None => holders,
                    Some(most) => most.into_iter().chain(holders).collect(),
                });
            }
        }
        most
    }

    /// How many of a kind the article says there are beside another, and whether these are all.
    pub fn counts(&self, concept: Concept, place: usize, other: Who, kind: Kind) -> Vec<(u32, bool)> {
        let mut counts = Vec::new();
        for statement in self.heard() {
            if statement.concept == concept
                && !statement.denied
                && self.of_time(statement) == Some(true)
                && self.is(statement.parties[1 - place], other) == Some(true)
                && let Party::Group(group) = statement.parties[place]
            {
                let count = self.count_of(group, kind);
                counts.extend(count.map(|(count, complete)| (count, complete && !self.is_of_one_time(statement))));
            }
        }
        counts
    }

    fn count_of(&self, group: usize, kind: Kind) -> Option<(u32, bool)> {
        let group = &self.facts.groups[group];
        let count = group.count.unwrap_or(group.members.len() as u32);
        group.kind.is_a(kind).then_some((count, group.complete && kind.is_a(group.kind)))
    }

    /// The counts of a noun itself ("two millers").
    pub fn counted(&self, noun: Noun, clause: Option<Clause>, _: Quantifier) -> Vec<(u32, bool)> {
        match (noun, clause) {
            (_, Some(_)) | (Noun::Regular(_), _) => Vec::new(),
            (Noun::Of(kind), None) => {
                (0..self.facts.groups.len()).filter_map(|group| self.count_of(group, kind)).collect()
            }
            (Noun::Patron(guild), None) => self.counts(Concept::Patron, 1, guild, Kind::Person),
        }
    }
}

fn possible(known: Known) -> Vec<bool> {
    known.map_or_else(|| vec![false, true], |truth| vec![truth])
}

/// The ways that the article's own counts leave; where they are at odds, those from the lowest to the highest of them.
fn counted_ways(ways: Vec<(u32, u32)>, least: u32, counts: &[(u32, bool)]) -> Vec<(u32, u32)> {
    if counts.is_empty() {
        return ways;
    }
    let most = ways.iter().map(|(yes, _)| *yes).max().unwrap_or(0);
    let closed = most < MANY;
    let mut possible: Vec<(u32, u32)> = counts
        .iter()
        .map(|&(count, complete)| (count, if complete { count } else { u32::MAX }))
        .filter(|&(_, high)| high >= least)
        .collect();
    let ways: Vec<(u32, u32)> = if closed {
        possible.push((0, most));
        // What bounds them is at odds with the counts, perhaps: then it is one telling among others.
        (least..=most + MANY).map(|yes| (yes, 0)).collect()
    } else {
        ways
    };
    let low = possible.iter().map(|(low, _)| *low).max().unwrap_or(0);
    let high = possible.iter().map(|(_, high)| *high).min().unwrap_or(u32::MAX);
    let joint: Vec<(u32, u32)> = ways.iter().filter(|(yes, _)| (low..=high).contains(yes)).copied().collect();
    if !joint.is_empty() {
        return joint;
    }
    let low = possible.iter().map(|(low, _)| *low).min().unwrap_or(0);
    let high = possible.iter().map(|(_, high)| *high).max().unwrap_or(u32::MAX);
    ways.iter().filter(|(yes, _)| (low..=high).contains(yes)).copied().collect()
}
