//! Things: names, described and quantified things, roles, lists of them.

use super::kinds::Family;
use super::noun::{Head, Noun};
use super::np::{Binder, Np, One};
use super::phrase::Meaning;
use super::quantifier::Prefix;
use super::reader::{Miss, Reader};
use super::token::{TokenKind, ordinal};
use crate::lang::formula::{DomainSet, Modifier, Quantifier, Thing};
use crate::lang::lexicon::{Category, ConceptId, KindId};
use std::rc::Rc;

impl Reader<'_> {
    /// The noun phrases that the tokens `start..end` are and that can fill a place of a kind.
    pub fn things(&self, start: usize, end: usize, wanted: KindId) -> Rc<Vec<Np>> {
        if let Some(known) = self.things.borrow().get(&(start, end, wanted)) {
            return Rc::clone(known);
        }
        let read = if start >= end || !self.step() || self.tokens.get(end - 1).is_some_and(|token| token.possessive) {
            Vec::new()
        } else {
            match self.family(wanted) {
                Family::Thing => self.fitting((*self.candidates(start, end)).clone(), wanted, (start, end)),
                Family::Text => self.text(start, end).into_iter().map(|text| self.valued(text, wanted)).collect(),
                _ => {
                    let value = self.literal(start, end, Some(wanted));
                    let site = self.tokens.site(start, end);
                    value.map(|(value, kind)| self.valued(Thing::Value(value, site), kind)).into_iter().collect()
                }
            }
        };
        let read = Rc::new(read);
        self.keep(read.len(), end.saturating_sub(start));
        self.things.borrow_mut().insert((start, end, wanted), Rc::clone(&read));
        read
    }

    fn valued(&self, thing: Thing, kind: KindId) -> Np {
        Np::from(One::plain(thing, kind, true, 0))
    }

    /// A quoted text, or a name where a text is asked for.
    pub fn text(&self, start: usize, end: usize) -> Option<Thing> {
        let site = self.tokens.site(start, end);
        if let Some(token) = self.tokens.get(start).filter(|token| token.kind == TokenKind::Quoted && end == start + 1)
        {
            return Some(Thing::Text(token.text.clone(), site));
        }
        self.name(start, end).map(|name| Thing::Text(name, site))
    }

    /// Whose it is, before a possessive `'s`.
    pub fn possessors(&self, start: usize, end: usize, wanted: KindId) -> Vec<Np> {
        if start >= end || !self.tokens.get(end - 1).is_some_and(|token| token.possessive) {
            return Vec::new();
        }
        self.fitting((*self.candidates(start, end)).clone(), wanted, (start, end))
    }

    /// All noun phrases that the tokens `start..end` are, whatever their kind.
    pub fn candidates(&self, start: usize, end: usize) -> Rc<Vec<Np>> {
        if let Some(known) = self.candidates.borrow().get(&(start, end)) {
            return Rc::clone(known);
        }
        let mut read = if self.step() { self.single(start, end) } else { Vec::new() };
        read.extend(self.list(start, end));
        let read = Rc::new(read);
        self.keep(read.len(), end.saturating_sub(start));
        self.candidates.borrow_mut().insert((start, end), Rc::clone(&read));
        read
    }

    /// One thing, not a list.
    pub fn single(&self, start: usize, end: usize) -> Vec<Np> {
        let Some(first) = self.tokens.get(start).filter(|_| start < end) else { return Vec::new() };
        let known = &self.scope.known;
        let site = self.tokens.site(start, end);
        // `the "Al-Ghaza Hotel"`: a name in quotation marks keeps its article outside.
        let article = first.is_any(&["the"]) && end == start + 2;
        let quoted = if article { self.tokens.get(start + 1) } else { Some(first).filter(|_| end == start + 1) };
        if let Some(quoted) = quoted.filter(|token| token.kind == TokenKind::Quoted) {
            let name = self.meaning_of_name(&quoted.text);
            return vec![Np::from(One::plain(Thing::Named { name, kind: known.thing, site }, known.thing, false, 0))];
        }
        if let Some(name) = self.declared_name(start, end) {
            let name = name.to_owned();
            return vec![Np::from(One::plain(Thing::Named { name, kind: known.thing, site }, known.thing, false, 0))];
        }
        if end == start + 2 && first.is_any(&["the", "this"]) && self.tokens.is(start + 1, "article") {
            return vec![Np::from(One::plain(Thing::Article, known.work, true, 0))];
        }
        if let Some(bound) = self.bound_thing(start, end) {
            return vec![bound];
        }
        let mut read = self.quantified(start, end);
        if first.is_any(&["the", "this", "that", "these", "those"]) {
            read.extend(self.definite(start, end));
        } else {
            let bare = Prefix { quantifier: Quantifier::Some, denied: false, next: start, group: false };
            let nouns = self.noun_phrases(start, end);
            read.extend(nouns.iter().filter_map(|noun| self.quantify(noun, bare, (start, end))));
        }
        read.extend(self.possessed(start, end));
        read.extend(self.titled(start, end));
        if let Some(name) = self.name(start, end) {
            let cost = u32::from(name.contains(" of "));
            read.push(Np::from(One::plain(Thing::Named { name, kind: known.thing, site }, known.thing, false, cost)));
        }
        read
    }

    /// `A, B and C`, in AP style.
    fn list(&self, start: usize, end: usize) -> Vec<Np> {
        let separators = self.separators(start, end);
        let Some(&last) = separators.iter().rev().find(|&&at| self.tokens.is_any(at, &["and", "or"])) else {
            return Vec::new();
        };
        let any = self.tokens.is(last, "or");
        let rest = self.single(last + 1, end);
        if rest.is_empty() || last == start {
            return Vec::new();
        }
        if self.tokens.get(last - 1).is_some_and(|token| token.kind == TokenKind::Comma) {
            let words = format!("{} {}", self.tokens.words(start, last - 1), self.tokens.words(last, end));
            self.miss(Miss::OxfordComma(self.tokens.site(last - 1, last), words));
            return Vec::new();
        }
        let mut lists = Vec::new();
        for before in self.members(start, last) {
            for np in &rest {
                let Some(one) = np.single().filter(|_| self.keep(1, end - start)) else { continue };
                let mut members = before.clone();
                members.push(one.clone());
                let cost = members.iter().map(|one| one.cost).sum();
                lists.push(Np { members, any, cost });
            }
        }
        lists
    }

    /// The members of a list before its last comma-less separator.
    fn members(&self, start: usize, end: usize) -> Vec<Vec<One>> {
        let alone = self.single(start, end);
        let mut lists: Vec<Vec<One>> = alone.iter().filter_map(|np| np.single()).map(|one| vec![one.clone()]).collect();
        let comma = self
            .separators(start, end)
            .into_iter()
            .find(|&at| self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Comma));
        if let Some(comma) = comma.filter(|_| self.step()) {
            let first = self.single(start, comma);
            for rest in self.members(comma + 1, end) {
                for one in first.iter().filter_map(Np::single) {
                    if !self.keep(1, end - start) {
                        return lists;
                    }
                    lists.push(std::iter::once(one.clone()).chain(rest.iter().cloned()).collect());
                }
            }
        }
        lists
    }

    /// `both`, `the first`, `the country`: the places of a definition.
    fn bound_thing(&self, start: usize, end: usize) -> Option<Np> {
        let bound = self.scope.bound;
        let one = |bound: &super::reader::Bound| One::plain(Thing::Variable(bound.variable), bound.kind, true, 0);
        if bound.is_empty() {
            return None;
        }
        if end == start + 1 && self.tokens.is(start, "both") {
            return (bound.len() == 2).then(|| Np { members: bound.iter().map(one).collect(), any: false, cost: 0 });
        }
        if !self.tokens.is(start, "the") {
            return None;
        }
        if end == start + 2
            && let Some(index) = self.tokens.get(start + 1).and_then(|token| ordinal(&token.lower))
        {
            return bound.get(usize::try_from(index).ok()?.checked_sub(1)?).map(|bound| Np::from(one(bound)));
        }
        let kind = self.nouns_found(start + 1).iter().find_map(|found| match found.meaning {
            Meaning::Kind(kind) if found.end == end => Some(kind),
            _ => None,
        })?;
        let mut fitting = bound.iter().filter(|bound| self.is_a(bound.kind, kind));
        let found = fitting.next()?;
        fitting.next().is_none().then(|| Np::from(one(found)))
    }

    /// `the second match`, `the same event`, `the president of Kazakhstan`, `the referendums`.
    fn definite(&self, start: usize, end: usize) -> Vec<Np> {
        let mut next = start + 1;
        if self.tokens.is(next, "same") {
            return self.noun_phrases(next + 1, end).iter().filter_map(|noun| self.same(noun, (start, end))).collect();
        }
        let number = self.tokens.get(next).and_then(|token| ordinal(&token.lower));
        next += usize::from(number.is_some());
        let nouns = self.noun_phrases(next, end);
        nouns.iter().filter_map(|noun| self.definite_noun(noun, number, (start, end))).collect()
    }

    /// `the same event`: one for the whole clause.
    fn same(&self, noun: &Noun, span: (usize, usize)) -> Option<Np> {
        let prefix = Prefix { quantifier: Quantifier::Some, denied: false, next: span.0 + 2, group: false };
        let mut np = self.quantify(noun, prefix, span)?;
        for one in &mut np.members {
            let binders = std::mem::take(&mut one.binders);
            one.outer.extend(binders);
        }
        Some(np)
    }

    fn definite_noun(&self, noun: &Noun, number: Option<u32>, span: (usize, usize)) -> Option<Np> {
        let site = self.tokens.site(span.0, span.1);
        let Head::Concept(id) = noun.head else {
            if !noun.except.is_empty() {
                return self.quantify(
                    noun,
                    Prefix { quantifier: Quantifier::Every, denied: false, next: span.0 + 1, group: true },
                    span,
                );
            }
            let mut description = noun.description(number, noun.plural);
            description.site = site;
            if let Some((variable, formula)) = &noun.relative {
                description.modifiers.push(Modifier::Where(*variable, Box::new(formula.clone())));
            }
            let mut one = One::plain(Thing::Described(Box::new(description)), noun.kind, true, noun.cost);
            one.binders.clone_from(&noun.binders);
            return Some(Np::from(one));
        };
        if number.is_some() {
            return None;
        }
        let role = self.concept(id)?.category == Category::Role;
        if role && !noun.plural && noun.relative.is_none() && noun.modifiers.is_empty() && noun.except.is_empty() {
            return self.holder(id, noun, site);
        }
        let quantifier = if noun.plural { Quantifier::Every } else { Quantifier::Some };
        self.quantify(noun, Prefix { quantifier, denied: false, next: span.0 + 1, group: false }, span)
    }

    /// Whoever holds a role; without an owner, that of the topic.
    fn holder(&self, id: ConceptId, noun: &Noun, site: crate::source::Site) -> Option<Np> {
        let kind = self.place(id, 1)?;
        let Some(owners) = &noun.owner else {
            let owner = self.topic_for(id)?;
            return Some(Np::from(One::plain(Thing::Holder(id, Box::new(owner), site), kind, true, noun.cost)));
        };
        let members = owners.members.iter().map(|owner| {
            let mut one = One::plain(Thing::Holder(id, Box::new(owner.thing.clone()), site), kind, true, noun.cost);
            one.outer.clone_from(&owner.outer);
            one.binders.clone_from(&owner.binders);
            one
        });
        Some(Np { members: members.collect(), any: owners.any, cost: noun.cost })
    }

    /// `Kazakhstan's president`, `each member's leader`.
    fn possessed(&self, start: usize, end: usize) -> Vec<Np> {
        let mut read = Vec::new();
        let possessive = |at: &usize| self.tokens.get(*at - 1).is_some_and(|token| token.possessive);
        for split in (start + 1..end).filter(possessive) {
            for noun in self.noun_phrases(split, end).iter() {
                let Head::Concept(id) = noun.head else { continue };
                let role = self.concept(id).is_some_and(|concept| concept.category == Category::Role);
                let Some(owner_kind) = self.place(id, 0).filter(|_| role && noun.owner.is_none()) else { continue };
                for owner in self.possessors(start, split, owner_kind) {
                    let noun = Noun { cost: noun.cost + owner.cost, owner: Some(owner), ..noun.clone() };
                    read.extend(self.definite_noun(&noun, None, (start, end)));
                }
            }
        }
        read
    }

    /// `the city Washington`, `the city of Washington`, `president Vladimir Putin`: a lower-case word before a name.
    fn titled(&self, start: usize, end: usize) -> Vec<Np> {
        let start = start + usize::from(self.tokens.is(start, "the"));
        let mut read = Vec::new();
        for head in (start..end).take(4) {
            if head > start && self.name(start, head).is_none() {
                continue;
            }
            for found in self.nouns_found(head) {
                let capital = self.tokens.get(head).is_some_and(|token| token.capital);
                let kind = match found.meaning {
                    Meaning::Kind(kind) => kind,
                    Meaning::Noun(id) if self.concept(id).is_some_and(|concept| concept.category == Category::Role) => {
                        match self.place(id, 1) {
                            Some(kind) => kind,
                            None => continue,
                        }
                    }
                    _ => continue,
                };
                let place = self.is_a(kind, self.scope.known.place) && head == start;
                let from = found.end + usize::from(place && self.tokens.is(found.end, "of"));
                if capital || from >= end || self.tokens.is(from, "the") {
                    continue;
                }
                if let Some(name) = self.name(from, end) {
                    let name = self.declared_name(from, end).map_or(name, str::to_owned);
                    let thing = Thing::Named { name, kind, site: self.tokens.site(start, end) };
                    read.push(Np::from(One::plain(thing, kind, true, 0)));
                    return read;
                }
            }
        }
        read
    }

    /// Puts the kind of a place into a list whose things have no kind of their own.
    pub fn retype(&self, one: &mut One, wanted: KindId) {
        if one.certain {
            return;
        }
        let typed = |thing: &mut Thing| {
            if let Thing::Named { kind, .. } = thing {
                *kind = wanted;
            }
        };
        typed(&mut one.thing);
        for binder in &mut one.binders {
            if let Binder::Quantified { domain, .. } = binder
                && let DomainSet::Listed(things) = &mut domain.set
            {
                domain.kind = wanted;
                things.iter_mut().for_each(typed);
            }
        }
    }
}
