//! Atoms: whether a concept holds of things.
//!
//! Supported by an affirmed statement with the same parties, contradicted by a denied one, by another holder of a role
//! of which there is one, another party of a functional relation, the converse of an asymmetric one, a contrary, an
//! incompatible date or place, or a statement that closes a place ("the only leader").

use super::answer::{Answer, Ground};
use super::evaluator::{Evaluator, MAX_CANDIDATES};
use super::things::{Referent, Resolved};
use crate::facts::{Argument, EntityId, Modality, Polarity, Statement, StatementId};
use crate::lang::formula::{Adjunct, Atom};
use crate::lang::lexicon::{Category, Concept, ConceptId};
use crate::source::Span;
use crate::value::{DateSpan, Truth};

/// How a statement bears on an atom.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Effect {
    /// It says so.
    For,
    /// It says otherwise, for this reason.
    Against(Option<String>),
    /// It would be otherwise if it were the only such happening that the article tells.
    AgainstIfAlone(String),
    /// It is near, but leaves it open.
    Near(String),
    /// It has nothing to do with it.
    Nothing,
}

/// A statement for or against an atom.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Borne {
    id: StatementId,
    /// Why it speaks against it.
    why: Option<String>,
    /// What else that rests on: the date of an event.
    beside: Vec<Ground>,
}

/// How statements bear on an atom.
#[derive(Debug, Default)]
struct Effects {
    support: Vec<Borne>,
    against: Vec<Borne>,
    if_alone: Vec<Borne>,
    near: Vec<(StatementId, String)>,
}

impl Evaluator<'_, '_> {
    /// The answer to an atom.
    pub fn atom(&mut self, atom: &Atom) -> Answer {
        let Some(concept) = self.world.lexicon.concept(atom.concept) else {
            return Answer::uncheckable("the sentence speaks of something that no rule file declares");
        };
        let mut resolved = Vec::with_capacity(atom.arguments.len());
        for (place, thing) in atom.arguments.iter().enumerate() {
            let found = self.resolve_in(thing, atom.concept, place);
            if found.candidates.is_empty() {
                return Answer::unknown_because(found.note.unwrap_or_else(|| String::from("nothing fits")));
            }
            resolved.push(found);
        }
        self.over_candidates(&resolved, |this, referents| match &concept.definition {
            Some(definition) => this.defined(atom, definition, referents),
            None => this.atom_of(atom, concept, referents),
        })
    }

    /// A clause with several candidates for a thing is decided only where they agree.
    pub fn over_candidates(
        &mut self,
        resolved: &[Resolved],
        mut answer: impl FnMut(&mut Self, &[Referent]) -> Answer,
    ) -> Answer {
        let combinations: usize = resolved.iter().map(|found| found.candidates.len()).product();
        if combinations > MAX_CANDIDATES {
            return Answer::unknown_because("the article speaks of too many things that may be meant");
        }
        let mut answers = Vec::with_capacity(combinations);
        for mut index in 0..combinations {
            let mut referents = Vec::with_capacity(resolved.len());
            for found in resolved {
                let size = found.candidates.len();
                if let Some(candidate) = found.candidates.get(index % size) {
                    referents.push(candidate.clone());
                }
                index /= size;
            }
            answers.push(answer(self, &referents));
        }
        let notes = resolved.iter().filter_map(|found| found.note.clone());
        agreed(answers, notes)
    }

    /// The answer to an atom of which the parties are known.
    pub fn atom_of(&mut self, atom: &Atom, concept: &Concept, referents: &[Referent]) -> Answer {
        // Things taken together: of each of them, unless the article says it of them together.
        if let Some(place) = referents.iter().position(|referent| self.members_of(referent).is_some()) {
            let together = self.atom_alone(atom, concept, referents);
            let members = referents.get(place).and_then(|referent| self.members_of(referent)).unwrap_or_default();
            if together.truth != Truth::Unknown || members.is_empty() {
                return together;
            }
            let mut answers = Vec::with_capacity(members.len());
            for member in members {
                let mut single = referents.to_vec();
                if let Some(slot) = single.get_mut(place) {
                    *slot = member;
                }
                answers.push(self.atom_of(atom, concept, &single));
            }
            return Answer::all(answers);
        }
        self.atom_alone(atom, concept, referents)
    }

    /// The members of a group or of things taken together; `None` for a single thing.
    pub fn members_of(&self, referent: &Referent) -> Option<Vec<Referent>> {
        match referent {
            Referent::Members(all) => Some(all.iter().map(|ids| Referent::Entities(ids.clone())).collect()),
            Referent::Entities(ids) => {
                let groups = ids.iter().filter_map(|&id| self.world.facts.entity(id));
                let members: Vec<EntityId> = groups.flat_map(|group| group.members.iter().copied()).collect();
                let is_group = ids.iter().any(|&id| self.world.is_group(id));
                is_group.then(|| members.iter().map(|&member| self.referent(&[member])).collect())
            }
            _ => None,
        }
    }

    fn atom_alone(&mut self, atom: &Atom, concept: &Concept, referents: &[Referent]) -> Answer {
        let others_matter =
            atom.definite || atom.ordinal.is_some() || !atom.adjuncts.is_empty() || self.others_matter(concept);
        let rarest = if others_matter { None } else { self.statements_of_rarest(atom.concept, referents) };
        let near = rarest.unwrap_or_else(|| self.statements_near(atom.concept, concept, referents));
        let Effects { support, mut against, mut if_alone, mut near } = self.effects(atom, concept, referents, near);
        for &contrary in self.world.contraries(atom.concept) {
            let Some(other) = self.world.lexicon.concept(contrary) else { continue };
            for id in self.statements_near(contrary, other, referents) {
                let Some(statement) = self.world.statement(id).filter(|_| self.hears(id)) else { continue };
                let mut beside = Vec::new();
                if statement.polarity == Polarity::Affirmed
                    && self.effect(atom, other, referents, statement, &mut beside) == Effect::For
                {
                    against.push(Borne { id, why: None, beside });
                }
            }
        }
        // What cannot happen twice is at odds with itself where the article dates it twice.
        let alone = !concept.repeatable
            || (support.is_empty()
                && against.is_empty()
                && !if_alone.is_empty()
                && self.tells_of_one_happening(atom, concept, referents));
        if alone {
            against.append(&mut if_alone);
        } else {
            near.extend(if_alone.into_iter().map(|borne| (borne.id, borne.why.unwrap_or_default())));
        }
        self.weigh(&support, &against, near)
    }

    /// How statements bear on an atom.
    fn effects(
        &mut self,
        atom: &Atom,
        concept: &Concept,
        referents: &[Referent],
        statements: Vec<StatementId>,
    ) -> Effects {
        let mut effects = Effects::default();
        for id in statements {
            if !self.hears(id) {
                continue;
            }
            let Some(statement) = self.world.statement(id) else { continue };
            let mut beside = Vec::new();
            match self.effect(atom, concept, referents, statement, &mut beside) {
                Effect::For => effects.support.push(Borne { id, why: None, beside }),
                Effect::Against(why) => effects.against.push(Borne { id, why, beside }),
                Effect::AgainstIfAlone(why) => effects.if_alone.push(Borne { id, why: Some(why), beside }),
                Effect::Near(why) => effects.near.push((id, why)),
                Effect::Nothing => {}
            }
        }
        effects
    }

    /// Whether what is said of other parties can speak for or against a sentence of a concept.
    fn others_matter(&self, concept: &Concept) -> bool {
        concept.category == Category::Attribute
            || concept.symmetric
            || concept.asymmetric
            || !concept.one_per.is_empty()
            || (0..concept.places.len()).any(|place| self.is_locative(concept, place))
    }

    /// The statements that can have all of these parties: those of the party of which fewest are told, and those of the
    /// other of which it is not clear what stands in the place of the first. `None` where a name may mean several things.
    pub fn statements_of_rarest(&self, concept: ConceptId, referents: &[Referent]) -> Option<Vec<StatementId>> {
        let world = self.world;
        let [Referent::Entities(ones), Referent::Entities(others)] = referents else { return None };
        let ([one], [other]) = (ones.as_slice(), others.as_slice()) else { return None };
        if !world.is_distinct(*one) || !world.is_distinct(*other) {
            return None;
        }
        let (one, other) = (world.with(concept, 0, *one), world.with(concept, 1, *other));
        let (few, place, many) = if one.len() <= other.len() { (one, 0, other) } else { (other, 1, one) };
        let mut found = few.to_vec();
        found.extend(world.parties().unclear(concept, place, many));
        found.extend(world.closing(concept));
        found.sort_unstable();
        found.dedup();
        Some(found)
    }

    /// What the statements for and against come to.
    fn weigh(&self, support: &[Borne], against: &[Borne], near: Vec<(StatementId, String)>) -> Answer {
        let firmness = |borne: &Borne| match self.world.statement(borne.id).map(|statement| statement.modality) {
            Some(Modality::Asserted | Modality::Scheduled) => 2,
            Some(Modality::Attributed) => 1,
            _ => 0,
        };
        let for_it = support.iter().map(firmness).max();
        let against_it = against.iter().map(firmness).max();
        let mut answer = match (for_it, against_it) {
            (None, None) => {
                let mut answer = Answer::unknown();
                for (id, why) in near {
                    answer.grounds.push(super::answer::Rest { ground: Ground::Statement(id), supports: false });
                    if !answer.notes.contains(&why) {
                        answer.notes.push(why);
                    }
                }
                return answer;
            }
            (Some(_), None) => Answer::bare(Truth::True),
            (None, Some(_)) => Answer::bare(Truth::False),
            (Some(2), Some(2)) => {
                Answer::bare(Truth::False).because("the article says both that it is so and that it is not")
            }
            (Some(one), Some(other)) if one > other => {
                Answer::bare(Truth::True).noting("elsewhere the article passes on that it is not so")
            }
            (Some(one), Some(other)) if one < other => {
                Answer::bare(Truth::False).noting("elsewhere the article passes on that it is so")
            }
            _ => Answer::unknown_because("the article's sources disagree"),
        };
        let firmest = if answer.truth == Truth::True { for_it } else { against_it };
        answer.hearsay = firmest == Some(0);
        for (side, supports) in [(support, true), (against, false)] {
            for borne in side {
                let grounds = std::iter::once(Ground::Statement(borne.id)).chain(borne.beside.iter().copied());
                answer.grounds.extend(grounds.map(|ground| super::answer::Rest { ground, supports }));
            }
        }
        if answer.truth == Truth::False && answer.because.is_none() {
            answer.because = against.iter().find_map(|borne| borne.why.clone());
        }
        answer
    }

    /// The statements of a concept that may bear on these parties.
    pub fn statements_near(&self, id: ConceptId, concept: &Concept, referents: &[Referent]) -> Vec<StatementId> {
        let world = self.world;
        let mut found: Vec<StatementId> = Vec::new();
        let mut narrowed = false;
        for (place, referent) in referents.iter().enumerate() {
            let Referent::Entities(ids) = referent else { continue };
            narrowed = true;
            let both_places = concept.symmetric || concept.asymmetric;
            let places = if both_places && place < 2 { vec![0, 1] } else { vec![place] };
            for place in places {
                let members = ids.iter().filter_map(|&id| world.facts.entity(id)).flat_map(|entity| &entity.members);
                for &party in ids.iter().chain(members) {
                    found.extend(world.with(id, place, party));
                }
            }
        }
        if !narrowed {
            return world.statements_of(id).to_vec();
        }
        found.extend(world.closing(id));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// How one statement bears on an atom.
    fn effect(
        &mut self,
        atom: &Atom,
        concept: &Concept,
        referents: &[Referent],
        statement: &Statement,
        beside: &mut Vec<Ground>,
    ) -> Effect {
        let straight = self.parties(concept, referents, statement, false);
        let swapped = concept.symmetric.then(|| self.parties(concept, referents, statement, true));
        let parties = match swapped {
            Some(swapped) if fit(&swapped) > fit(&straight) => swapped,
            _ => straight,
        };
        if self.wrong_time(concept, statement) {
            let same = parties.iter().all(|&truth| truth == Truth::True);
            return if same { Effect::Near(self.of_another_time(statement)) } else { Effect::Nothing };
        }
        if self.scope.time.is_some() && concept.category == Category::Relation {
            beside.extend(self.date_of_event(statement).map(|dated| dated.ground));
        }
        if parties.iter().all(|&truth| truth == Truth::True) {
            return self.effect_of_same_parties(atom, concept, referents, statement, beside);
        }
        if let Some(effect) = self.effect_of_closing(atom, concept, referents, statement, &parties, beside) {
            return effect;
        }
        if statement.polarity == Polarity::Denied {
            return Effect::Nothing;
        }
        if concept.asymmetric && referents.len() == 2 {
            let converse = self.parties(concept, referents, statement, true);
            if converse.iter().all(|&truth| truth == Truth::True) {
                return Effect::AgainstIfAlone(String::from("the article says it the other way round"));
            }
        }
        let mut others = parties.iter().enumerate().filter(|(_, truth)| **truth != Truth::True);
        let (Some((place, truth)), None) = (others.next(), others.next()) else { return Effect::Nothing };
        match truth {
            Truth::False => self.effect_of_another_party(atom, concept, place, statement),
            _ => Effect::Near(String::from("the article leaves it open who or what is meant")),
        }
    }

    /// Whether each party of a statement is the one asked for.
    fn parties(&self, concept: &Concept, referents: &[Referent], statement: &Statement, swap: bool) -> Vec<Truth> {
        let told = |place: usize| match (swap, place) {
            (true, 0) => 1,
            (true, 1) => 0,
            (_, place) => place,
        };
        let place_told = statement.place.map(Argument::Entity);
        let fill = |place: usize, referent: &Referent| {
            let argument = statement.arguments.get(told(place)).unwrap_or(&Argument::Unstated);
            if !self.is_locative(concept, place) || matches!(referent, Referent::Open) {
                return self.matches(referent, argument);
            }
            let argument =
                if *argument == Argument::Unstated { place_told.as_ref().unwrap_or(argument) } else { argument };
            match (self.matches(referent, argument), argument) {
                (Truth::True, _) => Truth::True,
                (_, Argument::Entity(place)) => self.lies_in(*place, referent),
                (other, _) => other,
            }
        };
        referents.iter().enumerate().map(|(place, referent)| fill(place, referent)).collect()
    }

    /// Whether a statement is of another time than the check asks for.
    pub fn wrong_time(&self, concept: &Concept, statement: &Statement) -> bool {
        match concept.category {
            Category::Relation => self.scope.is_happening_of_time(self.time_of(statement)) != Truth::True,
            Category::Role if LASTING.contains(&concept.phrase.as_str()) => false,
            Category::Role | Category::Attribute | Category::Noun => !self.scope.is_state_of_time(statement),
        }
    }

    /// The note for a statement of another time.
    pub fn of_another_time(&self, statement: &Statement) -> String {
        match (statement.time, self.scope.dateline) {
            // The day that is asked for lies in the year that is told, and may be the one.
            (Some(time), _) if self.scope.time.is_some_and(|asked| asked.overlaps(&time)) => {
                format!("the article says no more than {time}")
            }
            (Some(time), _) => format!("the article says it of another time: {time}"),
            (None, Some(date)) => format!("the article says it of another time: {}", DateSpan::day(date)),
            (None, None) => String::from("the article says it of another time"),
        }
    }

    fn effect_of_same_parties(
        &mut self,
        atom: &Atom,
        concept: &Concept,
        referents: &[Referent],
        statement: &Statement,
        beside: &mut Vec<Ground>,
    ) -> Effect {
        let denied = statement.polarity == Polarity::Denied;
        let mut open = None;
        for adjunct in &atom.adjuncts {
            let answer = self.adjunct(adjunct, concept, referents, statement);
            beside.extend(answer.grounds.iter().map(|rest| rest.ground));
            match answer.truth {
                Truth::True => {}
                // What is denied altogether is denied of this day and place too.
                Truth::Unknown if denied && self.leaves_out(adjunct, statement) => {}
                Truth::False if denied => return Effect::Nothing,
                Truth::False => {
                    let why =
                        answer.because.unwrap_or_else(|| String::from("the article says it of another time or place"));
                    return Effect::AgainstIfAlone(why);
                }
                Truth::Unknown => {
                    let note = answer.notes.into_iter().next();
                    open =
                        Some(note.unwrap_or_else(|| String::from("the article does not say when, where or how often")));
                }
            }
        }
        if let Some(asked) = atom.ordinal {
            match statement.ordinal {
                Some(told) if told == asked => {}
                Some(told) if !denied => {
                    let why = format!("the article says the {}, the rule says the {}", ordinal(told), ordinal(asked));
                    return Effect::Against(Some(why));
                }
                _ if denied => {}
                _ => open = Some(String::from("the article does not say which in the row")),
            }
        }
        if let Some(why) = open {
            return Effect::Near(why);
        }
        let of_one_time_only = denied && self.is_of_one_time(concept, statement);
        let asks_time = atom.adjuncts.iter().any(|adjunct| matches!(adjunct, Adjunct::When(_) | Adjunct::Relative(..)));
        match statement.polarity {
            Polarity::Affirmed => Effect::For,
            Polarity::Denied if of_one_time_only && !asks_time => {
                Effect::Near(String::from("the article denies it of one time only"))
            }
            Polarity::Denied => Effect::Against(None),
        }
    }

    /// Whether a statement speaks of one of many happenings, and of another time than all that the check asks for: what it
    /// denies or closes is denied or closed for that time only.
    pub fn is_of_one_time(&self, concept: &Concept, statement: &Statement) -> bool {
        let asked = self.scope.time;
        concept.repeatable && statement.time.is_some_and(|told| !asked.is_some_and(|asked| told.contains(&asked)))
    }

    /// Whether a statement says nothing at all of what an adjunct asks.
    fn leaves_out(&self, adjunct: &Adjunct, statement: &Statement) -> bool {
        match adjunct {
            Adjunct::When(_) | Adjunct::Relative(..) => statement.time.is_none(),
            Adjunct::Where(_) => statement.place.is_none(),
            _ => true,
        }
    }

    /// A statement that closes a place with another party in it: it denies the same of all others of that kind.
    fn effect_of_closing(
        &mut self,
        atom: &Atom,
        concept: &Concept,
        referents: &[Referent],
        statement: &Statement,
        parties: &[Truth],
        beside: &mut Vec<Ground>,
    ) -> Option<Effect> {
        let place = statement.only?;
        let others = parties.iter().enumerate().all(|(at, &truth)| at == place || truth == Truth::True);
        if !others || parties.get(place) != Some(&Truth::False) || !self.is_closed_for(referents.get(place)?, statement)
        {
            return None;
        }
        if self.bundles_places(statement, place)
            || self.is_closed_with(atom.concept, statement, place, referents.get(place)?)
        {
            return None;
        }
        // "Only India is not sending its leader": all others are.
        let denied = Statement { polarity: Polarity::Denied, ..statement.clone() };
        Some(match statement.polarity {
            Polarity::Affirmed => match self.effect_of_same_parties(atom, concept, referents, &denied, beside) {
                Effect::Against(_) => Effect::Against(Some(String::from("the article says it of another only"))),
                other => other,
            },
            Polarity::Denied => {
                let affirmed = Statement { polarity: Polarity::Affirmed, ..statement.clone() };
                self.effect_of_same_parties(atom, concept, referents, &affirmed, beside)
            }
        })
    }

    /// Whether a statement speaks of several things together in another place than the closed one: "the only leader at
    /// both" does not keep others from one of the two.
    pub fn bundles_places(&self, statement: &Statement, closed: usize) -> bool {
        statement.arguments.iter().enumerate().any(|(place, argument)| match argument {
            Argument::Entity(id) => place != closed && self.world.is_group(*id),
            _ => false,
        })
    }

    /// Whether a thing is of the kind that a statement closes its place for.
    pub fn is_closed_for(&self, referent: &Referent, statement: &Statement) -> bool {
        let Some(words) = &statement.only_kind else { return true };
        let Some(kind) = self.world.kind_of_words(words) else { return false };
        match referent {
            Referent::Entities(ids) => ids.iter().any(|&id| self.world.is_of(id, kind)),
            // Of whom the article does not speak nothing is known but the kind that the rule asks for.
            Referent::Absent { kind: asked, .. } => self.world.lexicon.is_a(*asked, kind),
            _ => false,
        }
    }

    /// Whether the same words close the place with that party too: "only Mexico and Nigeria".
    fn is_closed_with(&self, concept: ConceptId, statement: &Statement, place: usize, referent: &Referent) -> bool {
        let together = |other: &&Statement| {
            let here = |span: &Span| statement.spans.iter().any(|own| own.start < span.end && span.start < own.end);
            other.only == Some(place) && other.source == statement.source && other.spans.iter().any(here)
        };
        let others = self.world.statements_of(concept).iter().filter_map(|&id| self.world.statement(id));
        others.filter(together).any(|other| {
            other.arguments.get(place).is_some_and(|argument| self.matches(referent, argument) == Truth::True)
        })
    }

    /// All parties but one are those asked for, and that one is another.
    fn effect_of_another_party(&self, atom: &Atom, concept: &Concept, place: usize, statement: &Statement) -> Effect {
        let told = statement.arguments.get(place).map(|argument| self.argument_words(argument)).unwrap_or_default();
        let says = || format!("the article says {told}");
        if concept.category == Category::Role && place == 1 {
            let same_number = atom.ordinal.is_some() && statement.ordinal == atom.ordinal;
            if atom.definite || same_number {
                return Effect::Against(Some(says()));
            }
        }
        if concept.one_per.iter().any(|(one, _)| *one == place) {
            return Effect::Against(Some(says()));
        }
        let by_value = matches!(statement.arguments.get(place), Some(Argument::Value(_)));
        if concept.category == Category::Relation && (by_value || self.is_locative(concept, place)) {
            let told = match (by_value, statement.place) {
                (false, Some(place)) if told.is_empty() => self.argument_words(&Argument::Entity(place)),
                _ => told,
            };
            return Effect::AgainstIfAlone(format!("the article says {told}"));
        }
        Effect::Nothing
    }

    /// Whether the article tells of exactly one happening of these parties.
    fn tells_of_one_happening(&self, atom: &Atom, concept: &Concept, referents: &[Referent]) -> bool {
        let mut times: Vec<DateSpan> = Vec::new();
        let (mut places, mut sites): (Vec<EntityId>, Vec<EntityId>) = (Vec::new(), Vec::new());
        for id in self.statements_near(atom.concept, concept, referents) {
            let Some(statement) = self.world.statement(id) else { continue };
            if !self.hears(id) || statement.polarity == Polarity::Denied {
                continue;
            }
            let swap_too = concept.symmetric || concept.asymmetric;
            let people = |swap: bool| {
                let truths = self.parties(concept, referents, statement, swap);
                truths.iter().enumerate().all(|(place, &truth)| {
                    let by_value = matches!(statement.arguments.get(place), Some(Argument::Value(_)));
                    truth == Truth::True || by_value || self.is_locative(concept, place)
                })
            };
            let of_the_same = people(false) || (swap_too && people(true));
            if !of_the_same {
                continue;
            }
            if statement.times.is_some_and(|times| times > 1) {
                return false;
            }
            times.extend(self.time_of(statement));
            places.extend(statement.place.map(|place| self.world.representative(place)));
            // Who calls at Bergen and at Oslo has called twice.
            let called_at = statement.arguments.iter().enumerate().filter(|(at, _)| self.is_locative(concept, *at));
            sites.extend(called_at.filter_map(|(_, argument)| match argument {
                Argument::Entity(id) => Some(self.world.representative(*id)),
                _ => None,
            }));
        }
        sites.sort_unstable();
        sites.dedup();
        let within = |one: EntityId, other: EntityId| self.lies_in(one, &self.referent(&[other])) == Truth::True;
        let one_site = sites.iter().all(|&one| sites.iter().all(|&other| within(one, other) || within(other, one)));
        let one_time = times.iter().all(|time| times.iter().all(|other| time.overlaps(other)));
        let apart =
            |one: EntityId| places.iter().any(|&other| self.lies_in(other, &self.referent(&[one])) == Truth::False);
        one_time && one_site && !places.iter().any(|&place| apart(place))
    }

    /// Who holds a role, by the statements that affirm it.
    pub fn holders(&mut self, concept: ConceptId, owner: &Referent) -> Vec<EntityId> {
        let Some(declared) = self.world.lexicon.concept(concept) else { return Vec::new() };
        let mut holders = Vec::new();
        for id in self.statements_near(concept, declared, std::slice::from_ref(owner)) {
            let Some(statement) = self.world.statement(id) else { continue };
            let right = self.hears(id)
                && statement.polarity == Polarity::Affirmed
                && !self.wrong_time(declared, statement)
                && statement.arguments.first().is_some_and(|told| self.matches(owner, told) == Truth::True);
            if let (true, Some(Argument::Entity(holder))) = (right, statement.arguments.get(1)) {
                let holder = self.world.representative(*holder);
                if !holders.contains(&holder) {
                    holders.push(holder);
                }
            }
        }
        holders
    }

    /// A party in words.
    pub fn argument_words(&self, argument: &Argument) -> String {
        super::words::argument(self.world.facts, argument)
    }
}

/// Roles that last once they are held: whoever founded a firm in 1992 is its founder.
const LASTING: [&str; 18] = [
    "founder",
    "co-founder",
    "author",
    "writer",
    "creator",
    "inventor",
    "composer",
    "designer",
    "architect",
    "discoverer",
    "winner",
    "father",
    "mother",
    "son",
    "daughter",
    "brother",
    "sister",
    "child",
];

fn fit(parties: &[Truth]) -> usize {
    parties.iter().filter(|&&truth| truth == Truth::True).count()
}

/// `10th`.
pub(super) fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// Several answers to one clause: decided where all are decided alike.
pub(super) fn agreed(answers: Vec<Answer>, notes: impl Iterator<Item = String>) -> Answer {
    let Some(first) = answers.first().map(|answer| answer.truth) else { return Answer::unknown() };
    if answers.len() == 1 || answers.iter().all(|answer| answer.truth == first) {
        let several = answers.len() > 1;
        let mut joined = Answer::all(answers);
        if several && first == Truth::Unknown {
            joined.notes.extend(notes);
        }
        return joined;
    }
    let mut joined = Answer::unknown();
    for answer in answers {
        joined.grounds.extend(answer.grounds);
    }
    joined.notes.extend(notes);
    joined
}
