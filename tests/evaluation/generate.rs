//! Random articles and random rules about the made-up world.

use super::model::{
    ASKED, Claim, Clause, Comparator, Concept, DAYS, Facts, Group, INDIVIDUALS, Kind, Modality, NUMBERS, Noun, Part,
    Party, Phrase, Quantifier, Rule, Statement, When, Who,
};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

fn of_kind(kind: Kind) -> Vec<Who> {
    (0..INDIVIDUALS.len()).filter(|&who| INDIVIDUALS[who].1.is_a(kind)).collect()
}

fn one(kind: Kind) -> impl Strategy<Value = Who> + Clone {
    select(of_kind(kind))
}

fn group() -> impl Strategy<Value = Group> {
    (prop_oneof![3 => Just(Kind::Person), 2 => Just(Kind::Miller), 1 => Just(Kind::Baker)], any::<bool>())
        .prop_flat_map(|(kind, complete)| {
            let members = proptest::sample::subsequence(of_kind(kind), 0..=of_kind(kind).len());
            (members, weighted(0.4, 1..4u32)).prop_map(move |(members, count)| {
                let least = u32::try_from(members.len()).unwrap();
                // A group without members has a count; none has fewer than it lists.
                let count = if least == 0 { Some(count.unwrap_or(2)) } else { count.map(|count| count.max(least)) };
                Group { members, count, complete, kind }
            })
        })
}

fn concept() -> impl Strategy<Value = Concept> {
    use Concept::{Backs, Date, Founds, Greets, Outplays, Patron, Shuns, Size, Stages, Visits};
    prop_oneof![
        8 => Just(Visits), 2 => Just(Greets), 2 => Just(Outplays), 2 => Just(Stages), 1 => Just(Founds),
        2 => Just(Backs), 1 => Just(Shuns), 3 => Just(Patron), 3 => Just(Size), 1 => Just(Date),
    ]
}

fn party(concept: Concept, place: usize, groups: usize) -> BoxedStrategy<Party> {
    match (concept, place) {
        (Concept::Size, 1) => (0..NUMBERS.len()).prop_map(Party::Number).boxed(),
        (Concept::Date, 1) => (0..DAYS.len()).prop_map(Party::Date).boxed(),
        _ => {
            let kind = concept.places()[place];
            if kind == Kind::Person && groups > 0 {
                prop_oneof![3 => one(kind).prop_map(Party::One), 1 => (0..groups).prop_map(Party::Group)].boxed()
            } else {
                one(kind).prop_map(Party::One).boxed()
            }
        }
    }
}

fn statement(groups: usize) -> impl Strategy<Value = Statement> {
    let modality = prop_oneof![
        10 => Just(Modality::Asserted), 1 => Just(Modality::Scheduled), 2 => Just(Modality::Attributed),
        1 => Just(Modality::Reported), 1 => Just(Modality::Hypothetical),
    ];
    let closed = prop_oneof![
        12 => Just(None), 1 => Just(Some(None)), 2 => Just(Some(Some(Kind::Person))), 1 => Just(Some(Some(Kind::Miller))),
    ];
    let part = prop_oneof![5 => Just(Part::Body), 1 => Just(Part::Headline)];
    (concept(), any::<prop::sample::Index>(), modality, weighted(0.3, 0..DAYS.len()), part, closed, 0..5u8)
        .prop_flat_map(move |(concept, speaker, modality, time, part, closed, denied)| {
            let people = of_kind(Kind::Person);
            let speaker = (modality == Modality::Attributed).then(|| people[speaker.index(people.len())]);
            let place = concept.places().iter().position(|&kind| kind == Kind::Person);
            let closes = !matches!(concept, Concept::Greets);
            let only = closed.and_then(|kind| place.filter(|_| closes).map(|place| (place, kind)));
            let time = time.filter(|_| concept != Concept::Date);
            (party(concept, 0, groups), party(concept, 1, groups)).prop_map(move |(first, second)| Statement {
                concept,
                parties: [first, second],
                denied: denied == 0 && concept != Concept::Date,
                modality,
                speaker,
                time,
                part,
                only,
            })
        })
}

pub fn facts() -> impl Strategy<Value = Facts> {
    vec(group(), 0..3).prop_flat_map(|groups| {
        let everybody: Vec<Who> = (0..INDIVIDUALS.len()).collect();
        let mentioned = proptest::sample::subsequence(everybody, 0..6);
        (any::<bool>(), mentioned, vec(statement(groups.len()), 0..9)).prop_map(move |(dateline, mentioned, all)| {
            let mut statements: Vec<Statement> = Vec::new();
            for statement in all {
                // Nobody deals with himself, and each fair has one date.
                let dated =
                    |other: &Statement| other.concept == Concept::Date && other.parties[0] == statement.parties[0];
                let twice = statement.concept == Concept::Date && statements.iter().any(dated);
                if statement.parties[0] != statement.parties[1] && !twice {
                    statements.push(statement);
                }
            }
            Facts { dateline, mentioned, groups: groups.clone(), statements }
        })
    })
}

fn quantifier() -> impl Strategy<Value = Quantifier> {
    use Quantifier::{AllBut, AtLeast, AtMost, Between, Every, Exactly, Fewer, MoreThan, Most, No, Some};
    prop_oneof![
        2 => Just(Some), 3 => Just(Every), 3 => Just(No), 2 => (1..4u32).prop_map(Exactly), 2 => (1..4u32).prop_map(AtLeast),
        2 => (1..4u32).prop_map(AtMost), 1 => (1..3u32).prop_map(MoreThan), 1 => (2..4u32).prop_map(Fewer),
        1 => (1..3u32).prop_map(|low| Between(low, low + 1)), 1 => Just(Most), 1 => (1..3u32).prop_map(AllBut),
    ]
}

/// A verb with a person as its subject, and how it may go on.
fn clause(kind: Kind) -> BoxedStrategy<Clause> {
    let concept = match kind {
        Kind::Country => prop_oneof![Just(Concept::Outplays), Just(Concept::Stages)].boxed(),
        _ => prop_oneof![3 => Just(Concept::Visits), 1 => Just(Concept::Greets), 1 => Just(Concept::Backs)].boxed(),
    };
    (concept, prop::bool::weighted(0.25))
        .prop_flat_map(|(concept, denied)| {
            one(concept.places()[1]).prop_map(move |object| Clause { concept, denied, object })
        })
        .boxed()
}

fn noun(kind: Kind) -> BoxedStrategy<Noun> {
    if kind == Kind::Person {
        prop_oneof![
            2 => Just(Noun::Of(Kind::Person)), 4 => Just(Noun::Of(Kind::Miller)), 1 => Just(Noun::Of(Kind::Baker)),
            1 => one(Kind::Fair).prop_map(Noun::Regular), 1 => one(Kind::Guild).prop_map(Noun::Patron),
        ]
        .boxed()
    } else {
        Just(Noun::Of(kind)).boxed()
    }
}

fn quantified(kind: Kind, may_have_clause: bool) -> impl Strategy<Value = Phrase> {
    let clause = if may_have_clause && matches!(kind, Kind::Person | Kind::Country) {
        weighted(0.25, clause(kind)).boxed()
    } else {
        Just(None).boxed()
    };
    (quantifier(), noun(kind), clause, weighted(0.1, one(kind))).prop_map(|(quantifier, noun, clause, except)| {
        // An exception stands with `every` and `no`, and never beside a relative clause.
        let exceptive = matches!(quantifier, Quantifier::Every | Quantifier::No) && clause.is_none();
        let except = except.filter(|&who| exceptive && INDIVIDUALS[who].1.is_a(noun.kind()));
        Phrase::Quantified { quantifier, noun, except, clause }
    })
}

fn pair(kind: Kind) -> BoxedStrategy<Phrase> {
    let all = of_kind(kind);
    (proptest::sample::subsequence(all, 2), 0..4u8)
        .prop_map(|(two, form)| match form {
            0 => Phrase::Both(two[0], two[1]),
            1 => Phrase::Either(two[0], two[1]),
            2 => Phrase::Neither(two[0], two[1]),
            _ => Phrase::Only(two[0]),
        })
        .boxed()
}

fn subject(kind: Kind) -> BoxedStrategy<Phrase> {
    prop_oneof![4 => one(kind).prop_map(Phrase::Name), 4 => quantified(kind, true), 1 => pair(kind)].boxed()
}

fn object(kind: Kind) -> BoxedStrategy<Phrase> {
    prop_oneof![5 => one(kind).prop_map(Phrase::Name), 2 => quantified(kind, false)].boxed()
}

fn when() -> impl Strategy<Value = When> {
    (0..DAYS.len(), 0..6u8).prop_map(|(day, form)| match form {
        0 => When::Before(day),
        1 => When::After(day),
        2 => When::By(day),
        3 => When::Since(day),
        _ => When::In(day),
    })
}

fn verb() -> impl Strategy<Value = Claim> {
    let relation =
        concept().prop_filter("a verb", |concept| !matches!(concept, Concept::Patron | Concept::Size | Concept::Date));
    (relation, prop::bool::weighted(0.2), weighted(0.25, when())).prop_flat_map(|(concept, denied, when)| {
        let [first, second] = concept.places();
        (subject(first), object(second)).prop_map(move |(subject, object)| {
            // What a negated verb says of a quantified object is another question: its own sentences ask it.
            let denied = denied && matches!(object, Phrase::Name(_)) && matches!(subject, Phrase::Name(_));
            Claim::Verb { subject, concept, denied, object, when }
        })
    })
}

fn comparator() -> impl Strategy<Value = Comparator> {
    use Comparator::{About, AtLeast, AtMost, Equals, IsNot, Less, More};
    select(vec![Equals, Equals, IsNot, More, Less, AtLeast, AtMost, About])
}

fn simple() -> BoxedStrategy<Claim> {
    let numbers = 0..ASKED.len();
    let patron = (one(Kind::Person), any::<bool>(), one(Kind::Guild), prop::bool::weighted(0.2))
        .prop_map(|(person, the, guild, denied)| Claim::Patron { person, the, guild, denied });
    let size = (one(Kind::Guild), comparator(), numbers.clone()).prop_map(|(guild, comparator, number)| Claim::Size {
        guild,
        comparator,
        number,
    });
    let between = (one(Kind::Guild), 0..3usize, 3..ASKED.len()).prop_map(|(guild, low, high)| Claim::SizeBetween {
        guild,
        low,
        high,
    });
    let sizes = (comparator(), any::<bool>()).prop_map(|(comparator, swap)| {
        let guilds = of_kind(Kind::Guild);
        let comparator = if comparator == Comparator::About { Comparator::Equals } else { comparator };
        let (guild, other) = if swap { (guilds[1], guilds[0]) } else { (guilds[0], guilds[1]) };
        Claim::Sizes { guild, comparator, other }
    });
    let date = (one(Kind::Fair), (0..DAYS.len(), 0..3u8)).prop_map(|(fair, (day, form))| {
        let when = [When::Before(day), When::After(day), When::In(day)][usize::from(form)];
        Claim::Date { fair, when }
    });
    let there = prop_oneof![Just(Kind::Person), Just(Kind::Country)].prop_flat_map(|kind| {
        let counting = quantifier().prop_filter("no share", |quantifier| {
            !matches!(quantifier, Quantifier::Every | Quantifier::Most | Quantifier::AllBut(_))
        });
        (counting, noun(kind), weighted(0.4, clause(kind))).prop_map(|(quantifier, noun, clause)| Claim::There {
            quantifier,
            noun,
            clause,
        })
    });
    let number = (noun(Kind::Person), comparator(), 1..4u32).prop_map(|(noun, comparator, number)| {
        let comparator = if comparator == Comparator::About { Comparator::Equals } else { comparator };
        Claim::Number { noun, comparator, number }
    });
    prop_oneof![
        12 => verb(),
        3 => patron,
        4 => size,
        1 => between,
        1 => sizes,
        1 => date,
        1 => (any::<bool>(), any::<bool>()).prop_map(|(before, swap)| {
            let fairs = of_kind(Kind::Fair);
            let (fair, other) = if swap { (fairs[1], fairs[0]) } else { (fairs[0], fairs[1]) };
            Claim::Order { fair, before, other }
        }),
        3 => there,
        2 => number,
        1 => (subject(Kind::Person), one(Kind::Fair)).prop_map(|(person, fair)| Claim::Regular { person, fair }),
        1 => (subject(Kind::Country), one(Kind::Country)).prop_map(|(country, other)| Claim::Linked { country, other }),
    ]
    .boxed()
}

fn plain() -> impl Strategy<Value = Claim> {
    let relation = select(vec![Concept::Visits, Concept::Backs, Concept::Founds, Concept::Stages]);
    (relation, any::<bool>()).prop_flat_map(|(concept, denied)| {
        let [first, second] = concept.places();
        (one(first), one(second)).prop_map(move |(subject, object)| Claim::Verb {
            subject: Phrase::Name(subject),
            concept,
            denied,
            object: Phrase::Name(object),
            when: None,
        })
    })
}

fn claim() -> BoxedStrategy<Claim> {
    let says =
        (one(Kind::Person), plain()).prop_map(|(speaker, claim)| Claim::Says { speaker, claim: Box::new(claim) });
    prop_oneof![
        10 => simple(),
        1 => says,
        2 => simple().prop_map(|claim| Claim::Not(Box::new(claim))),
        1 => vec(simple(), 2..4).prop_map(Claim::All),
        1 => vec(simple(), 2..4).prop_map(Claim::Any),
        1 => (simple(), vec(simple(), 2)).prop_map(|(one, two)| Claim::All(vec![one, Claim::Any(two)])),
        1 => (simple(), simple()).prop_map(|(condition, then)| Claim::If(Box::new(condition), Box::new(then))),
    ]
    .boxed()
}

pub fn rule() -> impl Strategy<Value = Rule> {
    (claim(), weighted(0.2, 0..DAYS.len()), weighted(0.08, any::<bool>()), prop::bool::weighted(0.08)).prop_map(
        |(claim, as_of, headline, hypothetical)| Rule {
            claim,
            as_of,
            only_in: headline.map(|headline| if headline { Part::Headline } else { Part::Body }),
            hypothetical,
        },
    )
}
