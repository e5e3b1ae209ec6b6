//! Noun phrases without their determiner: a kind or a role with what stands before and after it.
//!
//! `NATO summits in Washington`, `members of the SCO except India`, `country that is a member of NATO`.

use super::np::{Binder, Np};
use super::phrase::{Found, Meaning};
use super::reader::Reader;
use super::token::{TokenKind, is_common, whole_number};
use crate::lang::formula::{Description, Domain, DomainSet, Formula, Modifier, Thing, Variable};
use crate::lang::lexicon::{Category, ConceptId, KindId};
use crate::nlp::inflect;
use crate::source::Site;
use crate::value::Value;
use std::rc::Rc;

/// What the head of a noun phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// A kind.
    Kind,
    /// A role or a defined noun.
    Concept(ConceptId),
}

/// A noun phrase.
#[derive(Debug, Clone)]
pub struct Noun {
    /// Its head.
    pub head: Head,
    /// The kind of what it speaks of.
    pub kind: KindId,
    /// The words of the head.
    pub noun: String,
    /// Whether the head is a plural.
    pub plural: bool,
    /// What singles it out, in order.
    pub modifiers: Vec<Modifier>,
    /// Whose role it is.
    pub owner: Option<Np>,
    /// The relative clause.
    pub relative: Option<(Variable, Formula)>,
    /// `except`.
    pub except: Vec<Thing>,
    /// Quantifiers inside it (`the summit of both leaders`).
    pub binders: Vec<Binder>,
    /// How far-fetched it is.
    pub cost: u32,
    /// Its words.
    pub site: Site,
    /// The same, as written.
    pub words: String,
}

/// What follows a head.
#[derive(Debug, Clone, Default)]
struct Tail {
    owner: Option<Np>,
    modifiers: Vec<Modifier>,
    relative: Option<(Variable, Formula)>,
    except: Vec<Thing>,
    binders: Vec<Binder>,
    cost: u32,
}

const PREPOSITIONS: &[&str] = &["in", "at", "on", "with", "for", "against", "from", "about", "of"];
const RELATIVES: &[&str] = &["that", "who", "which", "whose", "whom"];

impl Noun {
    /// What it speaks of as a domain; `group` for "of the".
    pub fn domain(&self, owner: Option<&Thing>, group: bool) -> Domain {
        let described = group && self.head == Head::Kind || !self.modifiers.is_empty();
        Domain {
            kind: self.kind,
            role: match self.head {
                Head::Kind => None,
                Head::Concept(concept) => Some((concept, owner.cloned())),
            },
            set: if described { DomainSet::Described(self.description(None, true)) } else { DomainSet::All },
            restriction: self.relative.as_ref().map(|(_, formula)| Box::new(formula.clone())),
            except: self.except.clone(),
            words: self.words.clone(),
        }
    }

    /// What it speaks of as a description, its relative clause left out.
    pub fn description(&self, ordinal: Option<u32>, plural: bool) -> Description {
        Description {
            kind: self.kind,
            noun: self.noun.clone(),
            plural,
            ordinal,
            modifiers: self.modifiers.clone(),
            site: self.site,
        }
    }

    /// `the KIND` of it, with nothing else that it says.
    pub fn bare(&self) -> Description {
        Description { modifiers: Vec::new(), ..self.description(None, false) }
    }

    /// The variable of its relative clause, or a new one.
    pub fn variable(&self, reader: &Reader<'_>) -> Variable {
        self.relative.as_ref().map_or_else(|| reader.fresh(), |(variable, _)| *variable)
    }
}

impl Reader<'_> {
    /// The noun phrases that the tokens `start..end` are.
    pub fn noun_phrases(&self, start: usize, end: usize) -> Rc<Vec<Noun>> {
        if let Some(known) = self.nouns.borrow().get(&(start, end)) {
            return Rc::clone(known);
        }
        let read = Rc::new(if start < end && self.step() { self.read_nouns(start, end) } else { Vec::new() });
        self.keep(read.len(), end.saturating_sub(start));
        self.nouns.borrow_mut().insert((start, end), Rc::clone(&read));
        read
    }

    fn read_nouns(&self, start: usize, end: usize) -> Vec<Noun> {
        let mut read: Vec<Noun> = Vec::new();
        let mut claimed: Vec<(usize, usize)> = Vec::new();
        for head in start..end {
            let heads = self.heads_at(head, end);
            let Some(before) = self.modifiers_before(start, head).filter(|_| !heads.is_empty()) else {
                if self
                    .tokens
                    .get(head)
                    .is_none_or(|token| token.kind != TokenKind::Word && token.kind != TokenKind::Quoted)
                {
                    break;
                }
                continue;
            };
            for (found, what, kind) in heads {
                // The longest known phrase wins: "crane collapse" leaves no head "collapse".
                if claimed.iter().any(|&(other, stop)| other < head && stop == found.end) {
                    continue;
                }
                let some = read.len();
                self.with_head(start, end, head, &before, (found, what, kind), &mut read);
                if read.len() > some {
                    claimed.push((head, found.end));
                }
            }
        }
        read
    }

    /// The kinds, roles and defined nouns that begin at a token; before "of" a role, elsewhere a kind goes first.
    fn heads_at(&self, at: usize, end: usize) -> Vec<(Found, Head, KindId)> {
        let mut heads: Vec<(Found, Head, KindId)> = Vec::new();
        for &found in self.nouns_found(at) {
            if found.end > end {
                continue;
            }
            match found.meaning {
                Meaning::Kind(kind) => {
                    let last = self.tokens.get(found.end - 1);
                    if last.is_some_and(|token| !token.capital || found.end == 1) {
                        heads.push((found, Head::Kind, kind));
                    }
                }
                Meaning::Noun(id) => {
                    let Some(concept) = self.concept(id) else { continue };
                    let holder = match concept.category {
                        Category::Role => concept.places.get(1),
                        Category::Noun => concept.places.first(),
                        Category::Attribute | Category::Relation => None,
                    };
                    heads.extend(holder.map(|place| (found, Head::Concept(id), place.kind)));
                }
                Meaning::Verb(_) | Meaning::VerbAlone(_) | Meaning::Name(_) | Meaning::Counted(_) => {}
            }
        }
        let longest = heads.clone();
        heads.retain(|(found, head, _)| {
            let of = self.tokens.is(found.end, "of") && found.end < end;
            let rival = |wanted: bool| {
                longest.iter().any(|(other, head, _)| {
                    other.end == found.end
                        && match head {
                            Head::Kind => !wanted,
                            Head::Concept(id) => {
                                wanted && self.concept(*id).is_some_and(|concept| concept.category == Category::Role)
                            }
                        }
                })
            };
            match head {
                Head::Kind => !(of && rival(true)),
                Head::Concept(_) => of || !rival(false),
            }
        });
        heads
    }

    fn with_head(
        &self,
        start: usize,
        end: usize,
        head: usize,
        before: &[Modifier],
        (found, what, kind): (Found, Head, KindId),
        read: &mut Vec<Noun>,
    ) {
        let owner_kind = match what {
            Head::Concept(id) => {
                self.concept(id).filter(|concept| concept.category == Category::Role).and_then(|_| self.place(id, 0))
            }
            Head::Kind => None,
        };
        let possessive = head > start && self.tokens.get(head - 1).is_some_and(|token| token.possessive);
        if possessive && what != Head::Kind {
            // "Kazakhstan's president": read where possessors are.
            return;
        }
        let last = self.tokens.get(found.end - 1);
        let plural = last.is_some_and(|token| inflect::singular(&token.lower) != token.lower);
        for tail in self.tails(found.end, end, what, kind, plural) {
            let mut modifiers = before.to_vec();
            let mut owner = tail.owner;
            let mut cost = tail.cost;
            if let Some(owner_kind) = owner_kind {
                // "NATO members": a name before a role is its owner.
                if owner.is_none() && head > start && self.name(start, head).is_some() {
                    owner = self.things(start, head, owner_kind).iter().min_by_key(|np| np.cost).cloned();
                    if owner.is_some() {
                        modifiers.clear();
                    }
                }
                cost += u32::from(owner.is_none());
            }
            cost += owner.as_ref().map_or(0, |owner| owner.cost);
            if let Head::Concept(id) = what {
                cost += self.origin_cost(id);
            }
            modifiers.extend(tail.modifiers);
            read.push(Noun {
                head: what,
                kind,
                noun: self.tokens.words(head, found.end),
                plural,
                modifiers,
                owner,
                relative: tail.relative,
                except: tail.except,
                binders: tail.binders,
                cost,
                site: self.tokens.site(start, end),
                words: self.tokens.words(start, end),
            });
        }
    }

    /// What stands before a head: names, dates, describing words.
    fn modifiers_before(&self, start: usize, head: usize) -> Option<Vec<Modifier>> {
        let mut modifiers = Vec::new();
        let mut at = start;
        while at < head {
            let token = self.tokens.get(at)?;
            if let Some((Value::Date(date), next)) = self.value_at(at).filter(|(_, next)| *next <= head) {
                modifiers.push(Modifier::When(Value::Date(date)));
                at = next;
            } else if token.kind == TokenKind::Quoted {
                modifiers.push(Modifier::Words(token.text.clone()));
                at += 1;
            } else if let Some(next) =
                (at + 1..=head).rev().find(|&next| token.capital && self.name(at, next).is_some())
            {
                let name = self.name(at, next)?;
                modifiers.push(Modifier::Words(name));
                at = next;
            } else if is_common(token) && whole_number(&token.lower).is_none() {
                modifiers.push(Modifier::Words(token.text.clone()));
                at += 1;
            } else {
                return None;
            }
        }
        Some(modifiers)
    }

    /// What can follow a head up to `end`.
    fn tails(&self, at: usize, end: usize, head: Head, kind: KindId, plural: bool) -> Vec<Tail> {
        if at == end {
            return vec![Tail::default()];
        }
        let Some(token) = self.tokens.get(at).filter(|_| self.step()) else { return Vec::new() };
        if let Some(next) = self.tokens.after_any(at, &["except", "except for", "other than", "apart from", "but"]) {
            let next = if self.tokens.is(next, "for") { next + 1 } else { next };
            return self.except(next, end, kind).into_iter().collect();
        }
        if token.is_any(RELATIVES) {
            return self.relative_tails(at, end, kind);
        }
        let mut tails = Vec::new();
        for stop in (at + 1..=end).filter(|&stop| stop == end || self.begins_tail(stop)) {
            let pieces = self.tail_piece(at, stop, head, plural);
            if pieces.is_empty() {
                continue;
            }
            for rest in self.tails(stop, end, Head::Kind, kind, plural) {
                for piece in &pieces {
                    if !self.keep(1, end - at) {
                        return tails;
                    }
                    let mut tail = piece.clone();
                    tail.modifiers.extend(rest.modifiers.clone());
                    tail.binders.extend(rest.binders.clone());
                    tail.relative.clone_from(&rest.relative);
                    tail.except.clone_from(&rest.except);
                    tail.cost += rest.cost;
                    tails.push(tail);
                }
            }
        }
        tails
    }

    fn begins_tail(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Quoted
                || token.is_any(PREPOSITIONS)
                || token.is_any(RELATIVES)
                || token
                    .is_any(&["between", "except", "other", "apart", "but", "called", "named", "titled", "entitled"])
        })
    }

    /// One thing after a head: `of X`, `in X`, `between A and B`, a quoted name.
    fn tail_piece(&self, at: usize, stop: usize, head: Head, plural: bool) -> Vec<Tail> {
        let Some(token) = self.tokens.get(at) else { return Vec::new() };
        let known = &self.scope.known;
        if token.kind == TokenKind::Quoted {
            let name = self.meaning_of_name(&token.text);
            return if stop == at + 1 {
                vec![Tail { modifiers: vec![Modifier::Called(name)], ..Tail::default() }]
            } else {
                Vec::new()
            };
        }
        if token.is_any(&["called", "named", "titled", "entitled"]) {
            let quoted = self.tokens.get(at + 1).filter(|next| next.kind == TokenKind::Quoted && stop == at + 2);
            let name = quoted.map(|next| next.text.clone()).or_else(|| self.name(at + 1, stop));
            return name
                .map(|name| Tail { modifiers: vec![Modifier::Called(name)], ..Tail::default() })
                .into_iter()
                .collect();
        }
        if token.is("between") {
            return self.between_tail(at, stop);
        }
        if !token.is_any(PREPOSITIONS) {
            return Vec::new();
        }
        if token.is("of")
            && let Head::Concept(id) = head
        {
            let Some(owner) =
                self.place(id, 0).filter(|_| self.concept(id).is_some_and(|concept| concept.places.len() > 1))
            else {
                return Vec::new();
            };
            // A list after a singular head lies outside of it.
            let owners = self.things(at + 1, stop, owner);
            let owners = owners.iter().filter(|np| plural || np.members.len() == 1);
            return owners.map(|np| Tail { owner: Some(np.clone()), ..Tail::default() }).collect();
        }
        if let Some(value @ Value::Date(_)) =
            self.value(at + 1, stop).filter(|_| token.is_any(&["of", "in", "on", "from"]))
        {
            return vec![Tail {
                modifiers: vec![Modifier::When(value)],
                cost: u32::from(!token.is("of")),
                ..Tail::default()
            }];
        }
        let cost = u32::from(!token.is("of"));
        let things = self.things(at + 1, stop, known.thing);
        let single = things.iter().filter_map(|np| Some((np.single()?, np.cost)));
        single
            .map(|(one, price)| Tail {
                modifiers: vec![Modifier::Related(one.thing.clone())],
                binders: one.outer.iter().chain(&one.binders).cloned().collect(),
                cost: cost + price,
                ..Tail::default()
            })
            .collect()
    }

    fn between_tail(&self, at: usize, stop: usize) -> Vec<Tail> {
        let mut tails = Vec::new();
        for and in (at + 2..stop).filter(|&and| self.tokens.is(and, "and")) {
            let first = self.things(at + 1, and, self.scope.known.thing);
            let second = self.things(and + 1, stop, self.scope.known.thing);
            for a in first.iter().filter_map(Np::single).filter(|one| one.binders.is_empty()) {
                for b in second.iter().filter_map(Np::single).filter(|one| one.binders.is_empty()) {
                    tails.push(Tail {
                        modifiers: vec![Modifier::Between(a.thing.clone(), b.thing.clone())],
                        cost: a.cost + b.cost,
                        ..Tail::default()
                    });
                }
            }
        }
        tails
    }

    fn except(&self, at: usize, end: usize, kind: KindId) -> Option<Tail> {
        let things = self.things(at, end, kind);
        let best = things
            .iter()
            .filter(|np| !np.any && np.members.iter().all(|one| one.binders.is_empty()))
            .min_by_key(|np| np.cost)?;
        let except = best.members.iter().map(|one| one.thing.clone()).collect();
        Some(Tail { except, cost: best.cost, ..Tail::default() })
    }

    fn relative_tails(&self, at: usize, end: usize, kind: KindId) -> Vec<Tail> {
        let mut tails = Vec::new();
        let excepts = (at + 2..end)
            .filter(|&stop| self.tokens.after_any(stop, &["except", "other than", "apart from"]).is_some());
        for stop in excepts.chain([end]) {
            let rest = if stop == end { vec![Tail::default()] } else { self.tails(stop, end, Head::Kind, kind, true) };
            if rest.is_empty() {
                continue;
            }
            let variable = self.fresh();
            for reading in self.relative_clause(at, stop, variable, kind) {
                for tail in &rest {
                    let mut tail = tail.clone();
                    tail.relative = Some((variable, reading.formula.clone()));
                    tail.cost += reading.cost;
                    tails.push(tail);
                }
            }
        }
        tails
    }
}
