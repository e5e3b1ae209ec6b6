//! What a quantifier ranges over.

use super::answer::{Answer, Ground, Rest};
use super::evaluator::Evaluator;
use super::matching::says;
use super::things::{Referent, Resolved};
use crate::facts::name::Sameness;
use crate::facts::{Argument, Entity, EntityId, StatementId};
use crate::lang::formula::{Agreeing, Atom, Domain, DomainSet, Formula, Quantified, Quantifier, Term, Thing, Variable};
use crate::lang::lexicon::{ConceptId, KindId};
use crate::source::{Site, SourceId, Span};
use crate::value::Truth;

/// How many definitions are followed to see which entities can matter.
const MAX_FOLLOWED: usize = 8;

/// A member of a domain.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Member {
    /// Who or what it is.
    pub resolved: Resolved,
    /// Whether it belongs to the domain, with what says so.
    pub belongs: Answer,
}

impl Member {
    /// Whether it can be one of those.
    pub fn is_among(&self, holders: &[EntityId]) -> bool {
        match self.resolved.candidates.as_slice() {
            [Referent::Entities(ids)] => ids.iter().any(|id| holders.contains(id)),
            _ => true,
        }
    }
}

/// The members of a domain that the article speaks of.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Members {
    pub all: Vec<Member>,
    /// What shows that there are no others; `None` where nothing does.
    pub closed: Option<Vec<Rest>>,
    /// What shows who does not belong.
    pub left_out: Vec<Rest>,
    /// Why there are none, or not those asked for.
    pub note: Option<String>,
}

impl Evaluator<'_, '_> {
    /// The members of a domain. `body` is what is said of them: entities of which the article cannot say it either way
    /// are left out, as they are open whatever else holds.
    pub fn members(&mut self, domain: &Domain, variable: Variable, body: Option<&Formula>) -> Members {
        let mut members = match &domain.set {
            DomainSet::All => self.all_members(domain, variable, body),
            DomainSet::Topics(topics) => self.topic_members(domain, topics),
            DomainSet::Listed(things) => {
                let all = things.iter().map(|thing| self.member(thing)).collect();
                Members { all, closed: Some(Vec::new()), ..Members::default() }
            }
            DomainSet::Described(description) => {
                let resolved = if description.plural {
                    self.resolve_description(description)
                } else {
                    // `each SCO summit`: every thing that the description fits.
                    let fitting = self.fitting(description, false);
                    let ids = fitting.iter().map(|&id| self.world.same(id).to_vec()).collect();
                    Resolved::one(Referent::Members(ids))
                };
                self.members_of_resolved(resolved)
            }
        };
        if domain.role.is_some() && !matches!(domain.set, DomainSet::All) {
            self.keep_holders(&mut members, domain);
        }
        if let Some(restriction) = &domain.restriction {
            for member in &mut members.all {
                let answer = match member.resolved.candidates.as_slice() {
                    [referent] => self.with_binding(variable, referent.clone(), restriction),
                    _ => Answer::unknown(),
                };
                member.belongs = Answer::all([member.belongs.clone(), answer]);
            }
        }
        for exception in &domain.except {
            let exception = self.resolve(exception);
            for member in &mut members.all {
                let answer = self.are_one(&member.resolved, &exception).negated();
                member.belongs = Answer::all([member.belongs.clone(), answer]);
            }
        }
        let (all, left_out): (Vec<Member>, Vec<Member>) =
            members.all.into_iter().partition(|member| member.belongs.truth != Truth::False);
        members.all = all;
        members.left_out = left_out.into_iter().flat_map(|member| member.belongs.grounds).collect();
        members
    }

    /// A thing as a member of a domain of everything of a kind or a role, and whether it belongs there.
    pub fn as_member(&mut self, id: EntityId, domain: &Domain, variable: Variable) -> Member {
        let referent = self.referent(&[id]);
        let kind = if self.world.is_of(id, domain.kind) {
            Truth::True
        } else if self.world.may_be(id, domain.kind) {
            Truth::Unknown
        } else {
            Truth::False
        };
        let mut belongs = vec![Answer::bare(kind)];
        if let Some((concept, owner)) = &domain.role {
            let holder = Variable(u32::MAX);
            let atom = self.role_atom(*concept, owner.as_ref(), Thing::Variable(holder));
            belongs.push(self.silently(|this| this.with_binding(holder, referent.clone(), &atom)));
        }
        if let Some(restriction) = &domain.restriction {
            belongs.push(self.with_binding(variable, referent.clone(), restriction));
        }
        let resolved = Resolved::one(referent);
        for exception in &domain.except {
            let exception = self.resolve(exception);
            belongs.push(self.are_one(&resolved, &exception).negated());
        }
        Member { resolved, belongs: Answer::all(belongs) }
    }

    fn member(&mut self, thing: &Thing) -> Member {
        Member { resolved: self.resolve(thing), belongs: Answer::bare(Truth::True) }
    }

    pub fn are_one(&self, one: &Resolved, other: &Resolved) -> Answer {
        let ([one], [other]) = (one.candidates.as_slice(), other.candidates.as_slice()) else {
            return Answer::unknown();
        };
        match (one, other) {
            (Referent::Entities(ids), other) => {
                let told = ids.iter().map(|&id| self.matches(other, &Argument::Entity(id)));
                Answer::bare(told.max().unwrap_or(Truth::Unknown))
            }
            (one, Referent::Entities(ids)) => {
                let told = ids.iter().map(|&id| self.matches(one, &Argument::Entity(id)));
                Answer::bare(told.max().unwrap_or(Truth::Unknown))
            }
            (Referent::Absent { name: one, .. }, Referent::Absent { name: other, .. }) => {
                Answer::bare(Truth::from(crate::facts::name::key(one) == crate::facts::name::key(other)))
            }
            _ => Answer::unknown(),
        }
    }

    fn members_of_resolved(&mut self, resolved: Resolved) -> Members {
        let [referent] = resolved.candidates.as_slice() else {
            return Members { note: resolved.note, ..Members::default() };
        };
        let Some(all) = self.members_of(referent) else {
            let all = vec![Member { resolved: resolved.clone(), belongs: Answer::bare(Truth::True) }];
            return Members { all, closed: Some(Vec::new()), ..Members::default() };
        };
        let whole = match referent {
            Referent::Entities(ids) => ids.iter().find_map(|&id| {
                let group = self.world.facts.entity(id)?;
                let named = u64::try_from(group.members.len()).ok();
                let said = group
                    .count
                    .as_ref()
                    .and_then(crate::value::Number::whole)
                    .and_then(|count| u64::try_from(count).ok());
                let whole = !group.members.is_empty() && (said.is_none() || said == named);
                whole.then(|| vec![Rest { ground: Ground::Mention(id), supports: true }])
            }),
            _ => None,
        };
        let all = all
            .into_iter()
            .map(|member| Member { resolved: Resolved::one(member), belongs: Answer::bare(Truth::True) });
        Members { all: all.collect(), closed: whole, ..Members::default() }
    }

    /// `both summits`: the two topics, else the two that the article calls "both", else the only two.
    fn topic_members(&mut self, domain: &Domain, topics: &[Thing]) -> Members {
        if topics.len() == 2 {
            let all = topics.iter().map(|thing| self.member(thing)).collect();
            return Members { all, closed: Some(Vec::new()), ..Members::default() };
        }
        let world = self.world;
        let pair = |id: EntityId| {
            let group = world.facts.entity(id)?;
            let right = group.members.len() == 2 && group.complete && self.may_be_pair(id, domain.kind);
            right.then(|| group.members.clone())
        };
        let mut pairs: Vec<(EntityId, Vec<EntityId>)> = Vec::new();
        for (id, _) in world.facts.entities() {
            if let Some(mut members) = pair(id) {
                members.sort_unstable();
                if !pairs.iter().any(|(_, other)| *other == members) {
                    pairs.push((id, members));
                }
            }
        }
        let pair = match pairs.as_slice() {
            [(group, members)] => Some((Some(*group), members.clone())),
            _ => {
                let single = self.single_of_kind(domain.kind);
                (single.len() == 2 && pairs.is_empty()).then_some((None, single))
            }
        };
        let words = self.kind_words(domain.kind);
        let Some((group, members)) = pair else {
            let spoken_of = self.single_of_kind(domain.kind);
            let names = self.names_of(&spoken_of);
            let note = match spoken_of.len() {
                0 => format!("the article speaks of no {words}"),
                1 => format!("the article speaks of one {words} only: {names}"),
                count => {
                    format!("the article speaks of {count} of the kind {words}: {names}; say which two with `about`")
                }
            };
            return Members { note: Some(note), ..Members::default() };
        };
        let all = members
            .iter()
            .map(|&id| Member { resolved: Resolved::one(self.referent(&[id])), belongs: Answer::bare(Truth::True) });
        let closed = group.map(|id| Rest { ground: Ground::Mention(id), supports: true });
        Members { all: all.collect(), closed: Some(closed.into_iter().collect()), ..Members::default() }
    }

    fn may_be_pair(&self, id: EntityId, kind: KindId) -> bool {
        let lexicon = self.world.lexicon;
        let kinds = self.world.kinds_of(id);
        kinds.iter().any(|&own| {
            lexicon.is_a(own, kind)
                || (lexicon.is_a(kind, own) && !self.world.is_everything(own) && self.world.is_called(id, own))
        })
    }

    /// The single things of a kind, one for each.
    fn single_of_kind(&self, kind: KindId) -> Vec<EntityId> {
        let mut single: Vec<EntityId> = Vec::new();
        let mut seen = rustc_hash::FxHashSet::default();
        for &id in self.world.of_kind(kind) {
            let id = self.world.representative(id);
            if !self.world.is_group(id) && seen.insert(id) {
                single.push(id);
            }
        }
        single
    }

    /// All of a kind or of a role that the article speaks of.
    fn all_members(&mut self, domain: &Domain, variable: Variable, body: Option<&Formula>) -> Members {
        if domain.role.is_some() {
            return self.role_members(domain);
        }
        // Where there are no others, those of whom nothing is said count too.
        let closed = self.closed_kind(domain.kind);
        let body = body.filter(|_| closed.is_none());
        let relevant = body.and_then(|body| self.can_matter(body, variable, 0));
        let mut ids: Vec<EntityId> = match relevant {
            Some(mut relevant) => {
                relevant.retain(|&id| self.world.is_of(id, domain.kind));
                relevant
            }
            None => self.world.of_kind(domain.kind).to_vec(),
        };
        for id in &mut ids {
            *id = self.world.representative(*id);
        }
        ids.sort_unstable();
        ids.dedup();
        ids.retain(|&id| !self.world.is_group(id) && self.world.is_of(id, domain.kind));
        // Whoever the article calls by a wider word only may be of the kind too.
        let listed = closed.iter().flatten().filter_map(|rest| match rest.ground {
            Ground::Mention(id) => self.world.facts.entity(id),
            _ => None,
        });
        let mut perhaps: Vec<EntityId> =
            listed.flat_map(|group| &group.members).map(|&id| self.world.representative(id)).collect();
        perhaps.retain(|id| !ids.contains(id) && self.world.may_be(*id, domain.kind));
        let known = ids.iter().map(|&id| (id, Truth::True)).chain(perhaps.iter().map(|&id| (id, Truth::Unknown)));
        let mut all: Vec<Member> = known
            .map(|(id, belongs)| Member {
                resolved: Resolved::one(self.referent(&[id])),
                belongs: Answer::bare(belongs),
            })
            .collect();
        let words = body.map(|body| self.told_in_words(body, variable, domain.kind)).unwrap_or_default();
        all.extend(
            words.into_iter().map(|text| Member {
                resolved: Resolved::one(Referent::Text(text)),
                belongs: Answer::bare(Truth::True),
            }),
        );
        let note = all.is_empty().then(|| format!("the article speaks of no {}", self.kind_words(domain.kind)));
        Members { closed, all, note, ..Members::default() }
    }

    /// What the article says it of in words alone, no thing that it speaks of elsewhere: "bans *phones and energy drinks*".
    fn told_in_words(&self, body: &Formula, variable: Variable, kind: KindId) -> Vec<String> {
        let Formula::Atom(atom) = body else { return Vec::new() };
        let place = atom.arguments.iter().position(|thing| *thing == Thing::Variable(variable));
        let declared = place.zip(self.world.lexicon.concept(atom.concept)).and_then(|(at, it)| it.places.get(at));
        let Some(place) = place.filter(|_| declared.is_some_and(|it| self.world.lexicon.is_a(it.kind, kind))) else {
            return Vec::new();
        };
        let mut texts: Vec<String> = Vec::new();
        for &id in self.world.statements_of(atom.concept) {
            let told = self.world.statement(id).and_then(|statement| statement.arguments.get(place));
            let Some(Argument::Text(told)) = told else { continue };
            let same = |known: &String| says(known, told) == Truth::True || says(told, known) == Truth::True;
            if self.hears(id) && !texts.iter().any(same) {
                texts.push(told.clone());
            }
        }
        texts
    }

    /// The group by which the article lists all things of a kind, if it does: all that it speaks of are in it. A closing
    /// word closes its own noun and narrower ones, never a wider one.
    fn closed_kind(&self, kind: KindId) -> Option<Vec<Rest>> {
        let world = self.world;
        let may_list = |id: EntityId| {
            let plain = |group: &Entity| group.complete && group.descriptors.is_empty();
            world.facts.entity(id).is_some_and(plain) && world.lists_its_members(id)
        };
        let lists_all = |id: EntityId, single: &[EntityId]| {
            let members = world.facts.entity(id).map(|group| group.members.as_slice()).unwrap_or_default();
            single.iter().all(|id| members.iter().any(|member| world.same(*member).contains(id)))
        };
        let whole = world.whole_of_kind(kind, || {
            super::kinds::ancestors(world.lexicon, kind).into_iter().find_map(|wide| {
                let groups = world.groups_of_kind(wide).iter().filter(|&&id| world.kinds_of(id).contains(&wide));
                let mut groups = groups.filter(|&&id| may_list(id)).peekable();
                let single = groups.peek().map(|_| self.single_of_kind(wide))?;
                groups.copied().find(|&id| lists_all(id, &single))
            })
        })?;
        Some(vec![Rest { ground: Ground::Mention(whole), supports: true }])
    }

    pub fn role_atom(&self, concept: ConceptId, owner: Option<&Thing>, holder: Thing) -> Formula {
        let noun = self.world.lexicon.concept(concept).is_some_and(|concept| concept.places.len() == 1);
        let owner = owner.cloned().unwrap_or(Thing::Unstated);
        let arguments = if noun { vec![holder] } else { vec![owner, holder] };
        let nowhere = Site { source: SourceId(0), span: Span::default() };
        Formula::Atom(Atom { concept, arguments, definite: false, ordinal: None, adjuncts: Vec::new(), site: nowhere })
    }

    /// The holders of a role, or the things that a defined noun fits.
    fn role_members(&mut self, domain: &Domain) -> Members {
        let Some((concept, owner)) = &domain.role else { return Members::default() };
        // A variable that no sentence uses.
        let holder = Variable(u32::MAX);
        let atom = self.role_atom(*concept, owner.as_ref(), Thing::Variable(holder));
        let relevant = self.can_matter(&atom, holder, 0);
        let mut ids = relevant.unwrap_or_else(|| self.world.of_kind(domain.kind).to_vec());
        for id in &mut ids {
            *id = self.world.representative(*id);
        }
        ids.sort_unstable();
        ids.dedup();
        ids.retain(|&id| !self.world.is_group(id) && self.world.may_be(id, domain.kind));
        let mut all = Vec::new();
        for id in ids {
            let referent = self.referent(&[id]);
            let belongs = self.silently(|this| this.with_binding(holder, referent.clone(), &atom));
            all.push(Member { resolved: Resolved::one(referent), belongs });
        }
        let closing = self.closing(&atom, holder, domain.kind);
        // Closing words that leave out a holder close nothing.
        let closing = closing.filter(|closing| {
            let mut holding = all.iter().filter(|member: &&Member| member.belongs.truth == Truth::True);
            holding.all(|member| member.is_among(&closing.holders))
        });
        if let Some(closing) = &closing {
            all.retain(|member| member.belongs.truth != Truth::Unknown || member.is_among(&closing.holders));
        }
        let closed = closing.map(|closing| closing.grounds);
        let words = self.world.lexicon.concept(*concept).map_or("thing", |concept| concept.phrase.as_str());
        let note = all.is_empty().then(|| format!("the article speaks of no {words}"));
        Members { all, closed, note, ..Members::default() }
    }

    fn keep_holders(&mut self, members: &mut Members, domain: &Domain) {
        let Some((concept, owner)) = &domain.role else { return };
        let holder = Variable(u32::MAX);
        let atom = self.role_atom(*concept, owner.as_ref(), Thing::Variable(holder));
        for member in &mut members.all {
            if let [referent] = member.resolved.candidates.as_slice() {
                let belongs = self.silently(|this| this.with_binding(holder, referent.clone(), &atom));
                member.belongs = Answer::all([member.belongs.clone(), belongs]);
            }
        }
    }

    /// Evaluates without a trace: membership is asked of many.
    pub fn silently(&mut self, ask: impl FnOnce(&mut Self) -> Answer) -> Answer {
        let steps = self.steps.take();
        let answer = ask(self);
        self.steps = steps;
        answer
    }

    /// The entities of which a formula can be said or denied; `None` where that cannot be told from its form.
    pub fn can_matter(&self, formula: &Formula, variable: Variable, followed: usize) -> Option<Vec<EntityId>> {
        let all = |parts: &[Formula]| {
            let mut entities = Vec::new();
            for part in parts {
                entities.extend(self.can_matter(part, variable, followed)?);
            }
            Some(entities)
        };
        match formula {
            Formula::All(parts) | Formula::Any(parts) => all(parts),
            Formula::Not(part) => self.can_matter(part, variable, followed),
            Formula::Quantified(quantified) if !self.can_hold_unsaid(quantified) => {
                self.can_matter(quantified.body.as_deref()?, variable, followed)
            }
            Formula::Atom(atom) => self.can_matter_in_atom(atom, variable, followed),
            Formula::AgreesWith { what: Agreeing::Property(concept, Thing::Variable(owner)), .. }
                if *owner == variable =>
            {
                Some(self.in_place(*concept, 0))
            }
            Formula::Compare(compare) => {
                let mut entities = Vec::new();
                for term in std::iter::once(&compare.left).chain(&compare.right) {
                    match term {
                        Term::Attribute { concept, owner: Thing::Variable(owner), .. }
                            if *owner == variable && !self.world.date_concepts.contains(concept) =>
                        {
                            entities.extend(self.in_place(*concept, 0));
                        }
                        Term::Literal(..) | Term::Text(..) => {}
                        _ => return None,
                    }
                }
                Some(entities)
            }
            _ => None,
        }
    }

    fn can_matter_in_atom(&self, atom: &Atom, variable: Variable, followed: usize) -> Option<Vec<EntityId>> {
        let places: Vec<usize> = (0..atom.arguments.len())
            .filter(|&place| atom.arguments.get(place) == Some(&Thing::Variable(variable)))
            .collect();
        if places.is_empty() || !atom.adjuncts.is_empty() {
            return None;
        }
        let concept = self.world.lexicon.concept(atom.concept)?;
        // Inside a definition the variables are those of its own places.
        let beside = if followed == 0 { self.known_beside(atom, variable) } else { None };
        let mut entities = Vec::new();
        for &place in &places {
            let either = (concept.symmetric || concept.asymmetric) && place < 2;
            let places = if either { vec![0, 1] } else { vec![place] };
            for &concept in std::iter::once(&atom.concept).chain(self.world.contraries(atom.concept)) {
                for &place in &places {
                    match &beside {
                        Some((at, ids)) => {
                            let at = if either && place == *at { 1 - place } else { *at };
                            entities.extend(self.in_place_beside(concept, place, at, ids));
                            // What closing words say of one they say of all others too.
                            entities.extend(self.fillers(self.world.closing(concept), place));
                        }
                        None => entities.extend(self.in_place(concept, place)),
                    }
                }
            }
            // Those whom a closing word leaves out.
            for &id in self.world.closing(atom.concept) {
                let kind = self.world.statement(id).and_then(|statement| statement.only_kind.as_deref());
                entities.extend(self.world.of_kind(self.world.kind_of_words(kind?)?));
            }
            if let Some(definition) = &concept.definition {
                if followed >= MAX_FOLLOWED {
                    return None;
                }
                let inner = *definition.variables.get(place)?;
                for alternative in &definition.alternatives {
                    entities.extend(self.can_matter(alternative, inner, followed + 1)?);
                }
            }
        }
        Some(entities)
    }

    /// Whether a quantified sentence can be decided though nothing is said: of a domain that is known whole, or known by
    /// what else is said.
    fn can_hold_unsaid(&self, quantified: &Quantified) -> bool {
        let domain = &quantified.domain;
        let counts = !matches!(
            quantified.quantifier,
            Quantifier::Some | Quantifier::Every | Quantifier::Both | Quantifier::Either | Quantifier::Neither
        );
        let whole = !matches!(domain.set, DomainSet::All) || self.closed_kind(domain.kind).is_some();
        domain.restriction.is_some() || domain.role.is_some() || (counts && whole)
    }

    /// A party of an atom that stands for a known thing already, beside the variable: its place and its entities.
    fn known_beside(&self, atom: &Atom, variable: Variable) -> Option<(usize, Vec<EntityId>)> {
        if atom.arguments.len() != 2 {
            return None;
        }
        atom.arguments.iter().enumerate().find_map(|(place, thing)| match thing {
            Thing::Variable(other) if *other != variable => match self.value_of(*other)? {
                Referent::Entities(ids) if !ids.iter().any(|&id| self.world.is_group(id)) => Some((place, ids)),
                _ => None,
            },
            _ => None,
        })
    }

    /// The entities that fill a place of a concept, members of groups included.
    fn in_place(&self, concept: ConceptId, place: usize) -> Vec<EntityId> {
        self.fillers(self.world.statements_of(concept), place).collect()
    }

    /// Those that fill it in statements that have one of some others in another place.
    fn in_place_beside(&self, concept: ConceptId, place: usize, at: usize, beside: &[EntityId]) -> Vec<EntityId> {
        beside.iter().flat_map(|&other| self.fillers(self.world.with(concept, at, other), place)).collect()
    }

    fn fillers(&self, statements: &'_ [StatementId], place: usize) -> impl Iterator<Item = EntityId> {
        let world = self.world;
        let filler = move |&id: &StatementId| match world.statement(id)?.arguments.get(place)? {
            Argument::Entity(id) => Some(*id),
            _ => None,
        };
        let members =
            move |id: EntityId| world.facts.entity(id).into_iter().flat_map(|entity| entity.members.iter().copied());
        statements.iter().filter_map(filler).flat_map(move |id| std::iter::once(id).chain(members(id)))
    }

    /// How many of these are known to be different things.
    pub fn distinct(&self, referents: &[&Referent]) -> usize {
        let mut chosen: Vec<&Referent> = Vec::new();
        for referent in referents {
            if chosen.iter().all(|other| self.are_different(other, referent)) {
                chosen.push(referent);
            }
        }
        chosen.len()
    }

    fn are_different(&self, one: &Referent, other: &Referent) -> bool {
        match (one, other) {
            (Referent::Entities(ones), Referent::Entities(others)) => {
                let first = |ids: &[EntityId]| ids.first().copied();
                first(ones)
                    .zip(first(others))
                    .is_some_and(|(one, other)| one != other && self.world.sameness(one, other) == Sameness::Different)
            }
            (Referent::Value(one), Referent::Value(other)) => one != other,
            (Referent::Text(one), Referent::Text(other)) => one != other,
            _ => false,
        }
    }
}
