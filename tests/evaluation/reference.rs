//! The evaluator once more, as section 5 of the language says it and with no thought of speed: everything is
//! enumerated, nothing indexed, nothing kept.

use super::model::{
    ASKED, Claim, Clause, Comparator, Concept, DATELINE, DAYS, Days, ENDLESS, Facts, Group, Hedge, INDIVIDUALS, Kind,
    Modality, NUMBERS, Noun, Part, Party, Phrase, Quantifier, Rule, Said, Statement, When, Who,
};

/// What is known of a sentence; `None`: not stated.
pub type Known = Option<bool>;

fn not(known: Known) -> Known {
    known.map(|truth| !truth)
}

fn all(parts: impl IntoIterator<Item = Known>) -> Known {
    parts.into_iter().fold(Some(true), |joined, part| match (joined, part) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    })
}

fn any(parts: impl IntoIterator<Item = Known>) -> Known {
    not(all(parts.into_iter().map(not)))
}

/// More than there are of anything in the made-up world.
const MANY: u32 = 12;

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
    facts: &'a Facts,
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
                if let (
                    Phrase::Quantified { quantifier: Quantifier::AllBut(_), noun: Noun::Of(kind), .. },
                    Phrase::Name(whom),
                    true,
                ) = (subject, object, plain)
                    && let Some(known) = self.all_but(subject, &of_subject, self.exceptions(*concept, *whom, *kind))
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

    fn heard(&self) -> impl Iterator<Item = &Statement> {
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

    fn of_time(&self, statement: &Statement) -> Known {
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
        let heard = self.facts.statements.iter().filter(|statement| {
            statement.concept == Concept::Date
                && (self.only_in.is_none() || self.only_in == Some(statement.part))
                && (self.hypothetical || statement.modality != Modality::Hypothetical)
        });
        heard
    }

    // Atoms -----------------------------------------------------------------------------------------------------------

    fn atom(&self, concept: Concept, asked: [Who; 2], when: Option<When>, the: bool) -> Known {
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

    fn is(&self, party: Party, asked: Who) -> Known {
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
    fn is_of_one_time(&self, statement: &Statement) -> bool {
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

    fn regular(&self, who: Who, fair: Who) -> Known {
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

    // Quantifiers -----------------------------------------------------------------------------------------------------

    fn members(&self, kind: Kind) -> Vec<Who> {
        let mut all = self.facts.everybody();
        all.retain(|&who| INDIVIDUALS[who].1.is_a(kind));
        all
    }

    #[expect(clippy::type_complexity, reason = "what is asked of a phrase: of whom, closed by what, counted how often")]
    fn phrase(
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
    fn all_but(&self, phrase: &Phrase, body: &dyn Fn(Who) -> Known, excepted: Option<Vec<Who>>) -> Known {
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
    fn quantified(
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

    fn number(&self, noun: Noun, comparator: Comparator, number: u32) -> Known {
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
    fn closing(&self, concept: Concept, place: usize, other: Who, kind: Kind) -> Option<Vec<Who>> {
        self.closed_place(concept, place, other, kind, false)
    }

    /// The exceptions that there are at most: "only India is not sending its leader".
    fn exceptions(&self, concept: Concept, other: Who, kind: Kind) -> Option<Vec<Who>> {
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
    fn counts(&self, concept: Concept, place: usize, other: Who, kind: Kind) -> Vec<(u32, bool)> {
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
    fn counted(&self, noun: Noun, clause: Option<Clause>, _: Quantifier) -> Vec<(u32, bool)> {
        match (noun, clause) {
            (_, Some(_)) | (Noun::Regular(_), _) => Vec::new(),
            (Noun::Of(kind), None) => {
                (0..self.facts.groups.len()).filter_map(|group| self.count_of(group, kind)).collect()
            }
            (Noun::Patron(guild), None) => self.counts(Concept::Patron, 1, guild, Kind::Person),
        }
    }

    // Numbers ---------------------------------------------------------------------------------------------------------

    fn told_sizes(&self, guild: Who) -> Vec<(&Statement, &'static Said)> {
        let sizes = self.heard().filter(|statement| {
            statement.concept == Concept::Size
                && self.of_time(statement) == Some(true)
                && statement.parties[0] == Party::One(guild)
        });
        sizes
            .filter_map(|statement| match statement.parties[1] {
                Party::Number(number) => Some((statement, &NUMBERS[number])),
                _ => None,
            })
            .collect()
    }

    fn size(&self, guild: Who, test: impl Fn(&Said, bool) -> Known) -> Known {
        let told: Vec<(Known, u8)> =
            self.told_sizes(guild).iter().map(|(told, said)| (test(said, told.denied), firmness(told))).collect();
        weighed(&told)
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

// Numbers as they are said --------------------------------------------------------------------------------------------

fn disjoint(one: &Said, other: &Said) -> bool {
    let below = |a: &Said, b: &Said| {
        let open = (a.open.1 && a.hedge != Hedge::Nearly) || (b.open.0 && b.hedge != Hedge::Nearly);
        a.high < b.low || (a.high == b.low && open)
    };
    below(one, other) || below(other, one)
}

fn within(inner: &Said, outer: &Said) -> bool {
    let closed = |said: &Said, open: bool| !open || said.hedge == Hedge::Nearly;
    let low = inner.low > outer.low || (inner.low == outer.low && (closed(outer, outer.open.0) || inner.open.0));
    let high = inner.high < outer.high || (inner.high == outer.high && (closed(outer, outer.open.1) || inner.open.1));
    low && high
}

fn equal(article: &Said, rule: &Said) -> Known {
    if disjoint(article, rule) {
        Some(false)
    } else if article.hedge != Hedge::Bound && (within(article, rule) || within(rule, article)) {
        Some(true)
    } else {
        None
    }
}

/// Whether all that the article's number may be is more than the rule's, or none of it; a plain number is what it says.
fn more(article: &Said, rule: i64) -> Known {
    let (low, high) = printed(article);
    if low.0 > rule || (low.0 == rule && low.1) {
        Some(true)
    } else if high.0 <= rule {
        Some(false)
    } else {
        None
    }
}

fn less(article: &Said, rule: i64) -> Known {
    let (low, high) = printed(article);
    if high.0 < rule || (high.0 == rule && high.1) {
        Some(true)
    } else if low.0 >= rule {
        Some(false)
    } else {
        None
    }
}

/// The ends, and whether each is left out; of a number without a hedge the number as printed.
fn printed(said: &Said) -> ((i64, bool), (i64, bool)) {
    if said.hedge == Hedge::None {
        return ((said.printed * 100, false), (said.printed * 100, false));
    }
    ((said.low, said.open.0), (said.high, said.open.1))
}

fn compared(article: &Said, denied: bool, comparator: Comparator, rule: &Said) -> Known {
    if denied {
        return match article.hedge {
            // What is not more than nine is at most nine.
            Hedge::Bound => compared(&opposite(article), false, comparator, rule),
            _ => match (comparator, equal(article, rule), equal(article, &about(rule))) {
                (Comparator::Equals, Some(true), _) | (Comparator::About, _, Some(true)) => Some(false),
                (Comparator::IsNot, Some(true), _) => Some(true),
                _ => None,
            },
        };
    }
    match comparator {
        Comparator::Equals => equal(article, rule),
        Comparator::IsNot => not(equal(article, rule)),
        Comparator::More => more(article, rule.printed * 100),
        Comparator::Less => less(article, rule.printed * 100),
        Comparator::AtLeast => not(less(article, rule.printed * 100)),
        Comparator::AtMost => not(more(article, rule.printed * 100)),
        Comparator::About => equal(article, &about(rule)),
    }
}

fn opposite(said: &Said) -> Said {
    if said.high == ENDLESS {
        Said { low: -ENDLESS, high: said.low, open: (true, !said.open.0), ..*said }
    } else {
        Said { low: said.high, high: ENDLESS, open: (!said.open.1, true), ..*said }
    }
}

/// Five in a hundred to either side, or half a unit of the last significant digit if that is more.
fn about(said: &Said) -> Said {
    let mut unit = 100;
    let mut digits = said.printed;
    // The zeros of a round number of three digits and more are not significant.
    while said.printed >= 100 && digits % 10 == 0 {
        (digits, unit) = (digits / 10, unit * 10);
    }
    let slack = (said.printed * 5).max(unit / 2);
    let middle = said.printed * 100;
    Said { low: middle - slack, high: middle + slack, open: (false, false), hedge: Hedge::About, ..*said }
}

/// Two numbers of the article: both may be anything that they may stand for.
fn both_told(one: &Said, comparator: Comparator, other: &Said) -> Known {
    let surely_more = |a: &Said, b: &Said| {
        let (low, high) = (printed(a).0, printed(b).1);
        low.0 > high.0 || (low.0 == high.0 && (low.1 || high.1))
    };
    let never_more = |a: &Said, b: &Said| printed(a).1.0 <= printed(b).0.0;
    let more = |a: &Said, b: &Said| match (surely_more(a, b), never_more(a, b)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    };
    let same = || match equal(one, other) {
        Some(true) if other.hedge == Hedge::Bound || one.hedge == Hedge::Bound => None,
        known => known,
    };
    match comparator {
        Comparator::Equals | Comparator::About => same(),
        Comparator::IsNot => not(same()),
        Comparator::More => more(one, other),
        Comparator::Less => more(other, one),
        Comparator::AtLeast => not(more(other, one)),
        Comparator::AtMost => not(more(one, other)),
    }
}
