//! Clauses: all forms of the language, tried on the same tokens.

use super::compare::Comparing;
use super::noun::Head;
use super::np::{Binder, Np, One, bind, deny};
use super::quantifier::Prefix;
use super::reader::{Reader, Reading};
use super::relation::Subject;
use super::term::{OneTerm, Terms};
use super::token::{Token, TokenKind, ordinal};
use crate::lang::formula::{Atom, Formula, Quantified, Quantifier, Term, Thing, Variable};
use crate::lang::lexicon::{Category, ConceptId, KindId};
use crate::nlp::inflect;
use crate::source::Site;
use crate::value::Comparator;
use std::rc::Rc;

/// Whether a token is a form of "say" that a quotation can follow.
pub fn is_saying(token: &Token) -> bool {
    token.is_any(&["says", "say", "said", "writes", "write", "wrote", "written", "tweets", "tweet", "tweeted"])
}

impl Reader<'_> {
    /// The formulas that the tokens `start..end` are as a clause.
    pub fn clause(&self, start: usize, end: usize) -> Rc<Vec<Reading>> {
        if let Some(known) = self.clauses.borrow().get(&(start, end)) {
            return Rc::clone(known);
        }
        let mut read = Vec::new();
        if start < end && self.step() {
            read.extend(self.existence(start, end));
            read.extend(self.comparisons(start, end));
            read.extend(self.role_comparisons(start, end));
            read.extend(self.agreements(start, end));
            read.extend(self.according_to(start, end));
            for at in (start + 1..end).filter(|&at| self.may_begin_verb(at)) {
                read.extend(self.predicates(&Subject::Span(start, at), at, end));
            }
        }
        let read = Rc::new(read);
        self.keep(read.len(), end.saturating_sub(start));
        self.clauses.borrow_mut().insert((start, end), Rc::clone(&read));
        read
    }

    /// What is said of a subject by the tokens `at..end`.
    pub fn predicates(&self, subject: &Subject, at: usize, end: usize) -> Vec<Reading> {
        let mut read = self.relations(subject, at, end);
        read.extend(self.copulas(subject, at, end));
        read.extend(self.event_comparisons(subject, at, end));
        read.extend(self.article_contains(subject, at, end));
        if read.is_empty() {
            read.extend(self.possessions(subject, at, end));
            read.extend(self.sayings(subject, at, end));
        }
        read
    }

    /// `there are exactly two referendums`.
    fn existence(&self, start: usize, end: usize) -> Vec<Reading> {
        let be = self.tokens.get(start + 1).is_some_and(|token| inflect::is_be(&token.lower));
        if !self.tokens.is(start, "there") || !be {
            return Vec::new();
        }
        let not = self.tokens.is(start + 2, "not") && !self.tokens.is_any(start + 3, &["every", "each", "all"]);
        let from = start + 2 + usize::from(not);
        let bare = Prefix { quantifier: Quantifier::Some, denied: false, next: from, group: false };
        let prefix = self.prefix(from).filter(|prefix| prefix.next < end).unwrap_or(bare);
        let mut read = Vec::new();
        for noun in self.noun_phrases(prefix.next, end).iter() {
            let Some(np) = self.quantify(noun, prefix, (from, end)) else { continue };
            let each = np.members.iter().map(|one| {
                let formula = match one.binders.split_last() {
                    Some((Binder::Quantified { quantifier, variable, domain, site }, rest)) => bind(
                        rest,
                        Formula::Quantified(Quantified {
                            quantifier: *quantifier,
                            variable: *variable,
                            domain: domain.clone(),
                            body: None,
                            site: *site,
                        }),
                    ),
                    _ => Formula::All(Vec::new()),
                };
                bind(&one.outer, deny(not, formula))
            });
            read.push(Reading { formula: super::np::join(each.collect(), np.any), cost: np.cost });
        }
        read
    }

    /// `X is the captain of Y`, `X is a browser`.
    fn copulas(&self, subject: &Subject, at: usize, end: usize) -> Vec<Reading> {
        let plain = |found: &super::compare::Found| found.is && found.comparing == Comparing::Plain(Comparator::Equal);
        let Some(found) = self
            .comparators(at)
            .into_iter()
            .filter(plain)
            .min_by_key(|found| found.end)
            .filter(|found| found.end < end)
        else {
            return Vec::new();
        };
        let site = self.tokens.site(subject.start(), end);
        let article = self.tokens.get(found.end).filter(|token| token.is_article()).map(|token| token.lower.clone());
        let mut from = found.end + usize::from(article.is_some());
        let number =
            self.tokens.get(from).and_then(|token| ordinal(&token.lower)).filter(|_| article.as_deref() == Some("the"));
        from += usize::from(number.is_some());
        let mut read = Vec::new();
        for stop in (from + 1..=end).rev().filter(|&stop| stop == end || self.begins_adjunct(stop)) {
            for adjuncts in self.adjuncts(stop, end).iter() {
                for role in self.role_phrases(from, stop, article.is_none()) {
                    let definite = number.is_none()
                        && !role.plural
                        && article.as_deref() != Some("a")
                        && article.as_deref() != Some("an");
                    for subject in self.subjects(subject, role.holder).iter() {
                        let formula = subject.spread(|holder| {
                            let said = |owner: Option<&Thing>| {
                                let arguments = owner.cloned().into_iter().chain([holder.clone()]).collect();
                                let atom = Atom {
                                    concept: role.concept,
                                    arguments,
                                    definite: definite && owner.is_some(),
                                    ordinal: number,
                                    adjuncts: adjuncts.all.clone(),
                                    site,
                                };
                                bind(&adjuncts.binders, Formula::Atom(atom))
                            };
                            let inner = role
                                .owner
                                .as_ref()
                                .map_or_else(|| said(None), |owner| owner.spread(|owner| said(Some(owner))));
                            deny(found.negated, inner)
                        });
                        let outer: Vec<Binder> =
                            subject.outer().chain(role.owner.iter().flat_map(Np::outer)).cloned().collect();
                        read.push(Reading {
                            formula: bind(&outer, formula),
                            cost: subject.cost + role.cost + adjuncts.cost,
                        });
                    }
                }
            }
        }
        if read.is_empty() && number.is_none() {
            read.extend(self.kind_of(subject, (from, end), found.negated, site));
        }
        read
    }

    /// `IE6 is a browser`.
    fn kind_of(&self, subject: &Subject, (from, end): (usize, usize), negated: bool, site: Site) -> Vec<Reading> {
        let mut read = Vec::new();
        for noun in self.noun_phrases(from, end).iter().filter(|noun| noun.head == Head::Kind) {
            if !noun.modifiers.is_empty() || noun.relative.is_some() || !noun.except.is_empty() {
                continue;
            }
            for subject in self.subjects(subject, self.scope.known.thing).iter() {
                let formula =
                    subject.spread(|thing| deny(negated, Formula::IsA { thing: thing.clone(), kind: noun.kind, site }));
                read.push(Reading { formula: bind(subject.outer(), formula), cost: subject.cost + noun.cost });
            }
        }
        read
    }

    /// The roles that the tokens `start..end` are, with their owner; `possessive` if one may stand before it.
    fn role_phrases(&self, start: usize, end: usize, possessive: bool) -> Vec<RolePhrase> {
        let mut read = Vec::new();
        let mut take = |noun: &super::noun::Noun, owner: Option<Np>| {
            let Head::Concept(concept) = noun.head else { return };
            if !noun.modifiers.is_empty() || noun.relative.is_some() || !noun.except.is_empty() {
                return;
            }
            let cost = noun.cost + owner.as_ref().map_or(0, |owner| owner.cost);
            let role = self.concept(concept).is_some_and(|concept| concept.category == Category::Role);
            let owner = owner.or_else(|| noun.owner.clone()).or_else(|| {
                let topic = role
                    .then(|| if self.scope.topics.is_empty() { Some(Thing::Unstated) } else { self.topic_for(concept) })
                    .flatten()?;
                Some(Np::from(One::plain(topic, noun.kind, true, 0)))
            });
            if role && owner.is_none() {
                return;
            }
            read.push(RolePhrase { concept, owner, holder: noun.kind, plural: noun.plural, cost });
        };
        for noun in self.noun_phrases(start, end).iter() {
            take(noun, None);
        }
        if possessive {
            for split in
                (start + 1..end).filter(|&split| self.tokens.get(split - 1).is_some_and(|token| token.possessive))
            {
                for noun in self.noun_phrases(split, end).iter().filter(|noun| noun.owner.is_none()) {
                    let Head::Concept(concept) = noun.head else { continue };
                    let Some(kind) = self.place(concept, 0) else { continue };
                    for owner in self.possessors(start, split, kind) {
                        take(noun, Some(owner));
                    }
                }
            }
        }
        read
    }

    /// `the president of Kazakhstan is Kassym-Jomart Tokayev`, `the members of the SCO include India`.
    fn role_comparisons(&self, start: usize, end: usize) -> Vec<Reading> {
        let mut read = Vec::new();
        let from = start + usize::from(self.tokens.is(start, "the"));
        for at in start + 1..end {
            for found in self.comparators(at) {
                let one_of = found.comparing == Comparing::OneOf;
                let equal = found.comparing == Comparing::Plain(Comparator::Equal);
                if !(equal || one_of || found.comparing == Comparing::Includes) || found.end >= end {
                    continue;
                }
                let site = self.tokens.site(start, end);
                let mut roles = self.role_phrases(from, at, false);
                if roles.is_empty() {
                    roles = self.role_phrases(start, at, true);
                }
                for role in roles {
                    read.extend(self.held_by(&role, found.end, end, found.negated, one_of, site));
                }
            }
        }
        read
    }

    fn held_by(
        &self,
        role: &RolePhrase,
        start: usize,
        end: usize,
        negated: bool,
        one_of: bool,
        site: Site,
    ) -> Vec<Reading> {
        let Some(owner) = role.owner.as_ref() else { return Vec::new() };
        let holders = self.things(start, end, role.holder);
        // "is a leader" is said of the holder, it does not name one.
        let naming = |np: &&Np| {
            np.any == one_of
                && !np.members.iter().any(|one| {
                    one.binders
                        .iter()
                        .any(|binder| matches!(binder, Binder::Quantified { quantifier: Quantifier::Some, .. }))
                })
        };
        let read = holders.iter().filter(naming).map(|holder| {
            let definite = !role.plural;
            let formula = owner.spread(|owner| {
                let inner = holder.spread(|holder| {
                    let arguments = vec![owner.clone(), holder.clone()];
                    Formula::Atom(Atom {
                        concept: role.concept,
                        arguments,
                        definite,
                        ordinal: None,
                        adjuncts: Vec::new(),
                        site,
                    })
                });
                deny(negated, inner)
            });
            let outer: Vec<Binder> = owner.outer().chain(holder.outer()).cloned().collect();
            Reading { formula: bind(&outer, formula), cost: role.cost + holder.cost }
        });
        read.collect()
    }

    /// `Guterres says "never again"`, `Guterres says that CLAUSE`.
    fn sayings(&self, subject: &Subject, at: usize, end: usize) -> Vec<Reading> {
        let (verb, negated) = self.denied_verb(at);
        if !self.tokens.get(verb).is_some_and(is_saying) || verb + 1 >= end {
            return Vec::new();
        }
        let site = self.tokens.site(subject.start(), end);
        let mut read = Vec::new();
        for speaker in self.subjects(subject, self.scope.known.thing).iter() {
            for said in self.said(verb + 1, end, site) {
                let formula = speaker.spread(|thing| deny(negated, said.by(thing)));
                read.push(Reading { formula: bind(speaker.outer(), formula), cost: speaker.cost + said.cost });
            }
        }
        read
    }

    /// `according to the White House, CLAUSE`.
    fn according_to(&self, start: usize, end: usize) -> Vec<Reading> {
        let Some(from) = self.tokens.after(start, "according to") else { return Vec::new() };
        let site = self.tokens.site(start, end);
        let mut read = Vec::new();
        for comma in self
            .separators(from, end)
            .into_iter()
            .filter(|&at| self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Comma))
        {
            for speaker in self.things(from, comma, self.scope.known.thing).iter() {
                for said in self.said(comma + 1, end, site) {
                    let formula = speaker.spread(|thing| said.by(thing));
                    read.push(Reading { formula: bind(speaker.outer(), formula), cost: speaker.cost + said.cost });
                }
            }
        }
        read
    }

    fn said(&self, start: usize, end: usize, site: Site) -> Vec<Said> {
        if let Some(token) = self.tokens.get(start).filter(|token| token.kind == TokenKind::Quoted && end == start + 1)
        {
            return vec![Said { what: Words::Quoted(token.text.clone()), cost: 0, site }];
        }
        let that = self.tokens.is(start, "that");
        let according = self.tokens.get(start.wrapping_sub(1)).is_some_and(|token| token.kind == TokenKind::Comma);
        if !that && !according {
            return Vec::new();
        }
        let clauses = self.clause(start + usize::from(that), end);
        clauses
            .iter()
            .map(|reading| Said { what: Words::Claim(reading.formula.clone()), cost: reading.cost, site })
            .collect()
    }

    /// `that is a member of NATO`, `whose title is "president"`, `that Putin attends`: over a variable.
    pub fn relative_clause(&self, at: usize, end: usize, variable: Variable, kind: KindId) -> Vec<Reading> {
        let given = One::plain(Thing::Variable(variable), kind, true, 0);
        if at + 1 >= end || !self.step() {
            return Vec::new();
        }
        if self.tokens.is(at, "whose") {
            return self.whose(at + 1, end, &given);
        }
        let subject = Subject::Given(given.clone(), at + 1);
        let mut read = self.predicates(&subject, at + 1, end);
        for verb_at in (at + 2..end).filter(|&verb_at| self.may_begin_verb(verb_at)) {
            read.extend(self.with_gap(&Subject::Span(at + 1, verb_at), verb_at, end, &given));
        }
        read
    }

    /// `whose title is "president"`, `whose president is X`.
    fn whose(&self, start: usize, end: usize, owner: &One) -> Vec<Reading> {
        let mut read = Vec::new();
        let site = self.tokens.site(start, end);
        for at in start + 1..end {
            let comparators = self.comparators(at);
            for (found, concept, owner_kind, kind) in self.attributes_at(start) {
                if found.end != at {
                    continue;
                }
                let Some(cost) = self.fit(owner, owner_kind) else { continue };
                let term = Term::Attribute {
                    concept,
                    owner: owner.thing.clone(),
                    at: None,
                    site: self.tokens.site(start, at),
                };
                let left = Terms {
                    members: vec![OneTerm { outer: Vec::new(), binders: Vec::new(), term, kind }],
                    any: false,
                    cost,
                };
                for comparator in comparators.iter().filter(|found| found.end < end) {
                    let some = read.len();
                    self.compare(&left, comparator, end, site, &mut read);
                    if read.len() > some {
                        break;
                    }
                }
            }
            for comparator in comparators
                .iter()
                .filter(|found| found.comparing == Comparing::Plain(Comparator::Equal) && found.end < end)
            {
                for role in self.role_phrases(start, at, false) {
                    let Some(cost) = self.place(role.concept, 0).and_then(|kind| self.fit(owner, kind)) else {
                        continue;
                    };
                    let role = RolePhrase { owner: Some(Np::from(owner.clone())), cost: role.cost + cost, ..role };
                    read.extend(self.held_by(&role, comparator.end, end, comparator.negated, false, site));
                }
            }
        }
        read
    }
}

/// A role with its owner.
#[derive(Debug, Clone)]
struct RolePhrase {
    concept: ConceptId,
    owner: Option<Np>,
    holder: KindId,
    plural: bool,
    cost: u32,
}

/// What is said, before it is known by whom.
struct Said {
    what: Words,
    cost: u32,
    site: Site,
}

enum Words {
    Quoted(String),
    Claim(Formula),
}

impl Said {
    fn by(&self, speaker: &Thing) -> Formula {
        let speaker = speaker.clone();
        match &self.what {
            Words::Quoted(words) => Formula::Quote { speaker, words: words.clone(), site: self.site },
            Words::Claim(claim) => Formula::SaysThat { speaker, claim: Box::new(claim.clone()), site: self.site },
        }
    }
}
