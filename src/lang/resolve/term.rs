//! Terms: literals, attributes, aggregates and what is reckoned from them.

use super::kinds::Family;
use super::np::{Binder, Np, bind, join};
use super::phrase::Meaning;
use super::reader::{Miss, Reader};
use super::token::{TokenKind, ordinal};
use crate::lang::formula::{Aggregate, Formula, Operation, Term, Thing};
use crate::lang::lexicon::{Category, ConceptId, KindId};
use crate::source::Site;
use crate::value::{DateSpan, Unit, Value};
use std::rc::Rc;

/// One term with the quantifiers that bind what it speaks of.
#[derive(Debug, Clone)]
pub struct OneTerm {
    /// Quantifiers outside the whole clause.
    pub outer: Vec<Binder>,
    /// Quantifiers, the outermost first.
    pub binders: Vec<Binder>,
    /// The term.
    pub term: Term,
    /// The kind of its value.
    pub kind: KindId,
}

/// A term, or a list of them.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The terms.
    pub members: Vec<OneTerm>,
    /// Whether they are joined by "or".
    pub any: bool,
    /// How far-fetched it is.
    pub cost: u32,
}

impl Terms {
    fn one(term: Term, kind: KindId, cost: u32) -> Self {
        Self { members: vec![OneTerm { outer: Vec::new(), binders: Vec::new(), term, kind }], any: false, cost }
    }

    /// A literal.
    pub fn literal(value: Value, site: crate::source::Site, kind: KindId) -> Self {
        Self::one(Term::Literal(value, site), kind, 0)
    }

    /// The terms that follow from each thing of a noun phrase.
    fn of(np: &Np, kind: KindId, mut term: impl FnMut(&Thing) -> Term) -> Self {
        let members = np.members.iter().map(|one| OneTerm {
            outer: one.outer.clone(),
            binders: one.binders.clone(),
            term: term(&one.thing),
            kind,
        });
        Self { members: members.collect(), any: np.any, cost: np.cost }
    }

    /// The one term, if it is no list.
    pub fn single(&self) -> Option<&OneTerm> {
        match self.members.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// The kind of the first.
    pub fn kind(&self) -> Option<KindId> {
        self.members.first().map(|one| one.kind)
    }

    /// What is said of each of its terms, under its quantifiers.
    pub fn spread(&self, mut said: impl FnMut(&Term) -> Formula) -> Formula {
        let each = self.members.iter().map(|one| bind(&one.binders, said(&one.term)));
        join(each.collect(), self.any)
    }

    /// The quantifiers that stand outside the clause.
    pub fn outer(&self) -> Vec<Binder> {
        self.members.iter().flat_map(|one| one.outer.iter().cloned()).collect()
    }
}

impl Reader<'_> {
    /// The terms that the tokens `start..end` are; names and texts only where their kind is asked for.
    pub fn terms(&self, start: usize, end: usize, wanted: Option<KindId>) -> Rc<Vec<Terms>> {
        if let Some(known) = self.terms.borrow().get(&(start, end, wanted)) {
            return Rc::clone(known);
        }
        let read = Rc::new(if start < end && self.step() { self.read_terms(start, end, wanted) } else { Vec::new() });
        self.keep(read.len(), end.saturating_sub(start));
        self.terms.borrow_mut().insert((start, end, wanted), Rc::clone(&read));
        read
    }

    fn read_terms(&self, start: usize, end: usize, wanted: Option<KindId>) -> Vec<Terms> {
        if let Some(inner) = self.parenthesised(start, end) {
            return (*self.terms(inner.0, inner.1, wanted)).clone();
        }
        for operators in [
            &[("plus", Operation::Plus), ("minus", Operation::Minus)][..],
            &[("times", Operation::Times), ("divided by", Operation::DividedBy)],
        ] {
            let read = self.operation(start, end, operators, wanted);
            if !read.is_empty() {
                return read;
            }
        }
        let mut read = self.reckoned(start, end, wanted);
        if read.is_empty() {
            read = self.attributes(start, end);
        }
        if read.is_empty() {
            read = self.aggregates(start, end);
        }
        if read.is_empty() {
            read = self.plain_terms(start, end, wanted);
        }
        read
    }

    fn parenthesised(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let is = |at: usize, kind| self.tokens.get(at).is_some_and(|token| token.kind == kind);
        if !is(start, TokenKind::Open) || !is(end - 1, TokenKind::Close) || end < start + 3 {
            return None;
        }
        let mut depth = 0usize;
        for at in start..end - 1 {
            depth += usize::from(is(at, TokenKind::Open));
            depth -= usize::from(is(at, TokenKind::Close) && depth > 0);
            if depth == 0 {
                return None;
            }
        }
        Some((start + 1, end - 1))
    }

    /// `A minus B plus C`: the last operator outside parentheses is the outermost.
    fn operation(
        &self,
        start: usize,
        end: usize,
        operators: &[(&str, Operation)],
        wanted: Option<KindId>,
    ) -> Vec<Terms> {
        let mut depth = 0usize;
        for at in (start + 1..end.saturating_sub(1)).rev() {
            let Some(token) = self.tokens.get(at) else { break };
            match token.kind {
                TokenKind::Close => depth += 1,
                TokenKind::Open => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > 0 || token.capital {
                continue;
            }
            let Some((next, operation)) =
                operators.iter().find_map(|(words, operation)| Some((self.tokens.after(at, words)?, *operation)))
            else {
                continue;
            };
            let factor = matches!(operation, Operation::Times | Operation::DividedBy);
            let left = self.terms(
                start,
                at,
                if factor { None } else { wanted.filter(|&kind| self.family(kind) == Family::Number) },
            );
            let right = self.terms(next, end, None);
            let read = self.combined(&left, &right, operation);
            if !read.is_empty() {
                return read;
            }
        }
        Vec::new()
    }

    fn combined(&self, left: &[Terms], right: &[Terms], operation: Operation) -> Vec<Terms> {
        let mut read = Vec::new();
        for (a, left) in left.iter().filter_map(|terms| Some((terms.single()?, terms))) {
            for (b, right) in right.iter().filter_map(|terms| Some((terms.single()?, terms))) {
                if !self.keep(1, 1) {
                    return read;
                }
                let Some(kind) = self.kind_of_operation(a, b, operation) else { continue };
                let term =
                    Term::Arithmetic { operation, left: Box::new(a.term.clone()), right: Box::new(b.term.clone()) };
                let outer = a.outer.iter().chain(&b.outer).cloned().collect();
                let binders = a.binders.iter().chain(&b.binders).cloned().collect();
                let members = vec![OneTerm { outer, binders, term, kind }];
                read.push(Terms { members, any: false, cost: left.cost + right.cost });
            }
        }
        read
    }

    /// The kind of a result; `None` where the operands cannot be reckoned together.
    fn kind_of_operation(&self, a: &OneTerm, b: &OneTerm, operation: Operation) -> Option<KindId> {
        let known = &self.scope.known;
        let family = (self.family(a.kind), self.family(b.kind));
        let kind = match (family, operation) {
            ((Family::Date, Family::Date), Operation::Minus | Operation::Difference) => Some(known.duration),
            ((Family::Date, Family::Number), Operation::Plus | Operation::Minus)
                if self.is_a(b.kind, known.duration) =>
            {
                Some(known.date)
            }
            ((Family::Number, Family::Number), Operation::Times) => {
                Some(if a.kind == known.number { b.kind } else { a.kind })
                    .filter(|_| a.kind == known.number || b.kind == known.number || b.kind == known.percentage)
            }
            ((Family::Number, Family::Number), Operation::DividedBy) if b.kind == known.number => Some(a.kind),
            ((Family::Number, Family::Number), Operation::DividedBy) => {
                self.value_fits(a.kind, b.kind).then_some(known.number)
            }
            ((Family::Number, Family::Number), Operation::PercentOf) => Some(b.kind),
            ((Family::Number, Family::Number), Operation::PercentChange) => {
                self.value_fits(a.kind, b.kind).then_some(known.percentage)
            }
            ((Family::Number, Family::Number), _) => self.value_fits(a.kind, b.kind).then_some(a.kind),
            _ => None,
        };
        if kind.is_none() && family == (Family::Number, Family::Number) {
            let words = self.words_of_term(&b.term);
            self.miss(Miss::Unit { site: self.site_of_term(&b.term), words, is: b.kind, wanted: a.kind });
        }
        kind
    }

    /// `20 percent of T`, `the difference between A and B`, `the percent change from A to B`.
    fn reckoned(&self, start: usize, end: usize, wanted: Option<KindId>) -> Vec<Terms> {
        let plain = start + usize::from(self.tokens.is(start, "the"));
        if let Some(next) = self.tokens.after(plain, "difference between") {
            return self.paired(next, end, &["and"], Operation::Difference);
        }
        let changes = ["percent change from", "percentage change from", "change in percent from"];
        if let Some(next) = self.tokens.after_any(plain, &changes) {
            return self.paired(next, end, &["to"], Operation::PercentChange);
        }
        if let Some((value @ Value::Number(_), next)) = self.value_at(start)
            && self.tokens.is(next, "of")
            && next + 1 < end
            && matches!(&value, Value::Number(number) if number.unit == Unit::Percent)
        {
            let percentage =
                Terms::one(Term::Literal(value, self.tokens.site(start, next)), self.scope.known.percentage, 0);
            return self.combined(&[percentage], &self.terms(next + 1, end, wanted), Operation::PercentOf);
        }
        if let Some(percent) = (start + 1..end.min(start + 4)).find(|&at| self.tokens.is(at, "percent"))
            && self.tokens.is(percent + 1, "of")
        {
            let share = self.terms(start, percent, None);
            return self.combined(&share, &self.terms(percent + 2, end, wanted), Operation::PercentOf);
        }
        Vec::new()
    }

    fn paired(&self, start: usize, end: usize, joints: &[&str], operation: Operation) -> Vec<Terms> {
        let mut read = Vec::new();
        for joint in (start + 1..end).filter(|&at| self.tokens.is_any(at, joints)) {
            read.extend(self.combined(&self.terms(start, joint, None), &self.terms(joint + 1, end, None), operation));
        }
        read
    }

    /// `member count of the SCO`, `the SCO's member count`, `member count`, `population of Turkey in 2011`.
    fn attributes(&self, start: usize, end: usize) -> Vec<Terms> {
        let mut read = self.undated(start, end, None, (start, end));
        for at in (start + 1..end).filter(|&at| {
            self.tokens.is_any(at, &["in", "on", "during", "at"]) || self.tokens.after(at, "as of").is_some()
        }) {
            let from = self.tokens.after(at, "as of").unwrap_or(at + 1);
            let Some(Value::Date(date)) = self.date(from, end) else { continue };
            match date.resolve(None) {
                Some(span) => read.extend(self.undated(start, at, Some(span), (start, end))),
                None => self.miss(Miss::Date(self.tokens.site(from, end), self.tokens.words(from, end), date)),
            }
        }
        read
    }

    fn undated(&self, start: usize, end: usize, date: Option<DateSpan>, whole: (usize, usize)) -> Vec<Terms> {
        let site = self.tokens.site(whole.0, whole.1);
        let mut read = Vec::new();
        let first = start + usize::from(self.tokens.is_any(start, &["the", "a", "an"]));
        let term = |concept, owner: Thing| Term::Attribute { concept, owner, at: date, site };
        let mut length = usize::MAX;
        for (found, concept, owner, value) in self.attributes_at(first) {
            if found.length < length && !read.is_empty() {
                break;
            }
            length = found.length;
            if found.end == end {
                let owner = self.topic_for(concept);
                read.extend(owner.map(|owner| Terms::one(term(concept, owner), value, self.origin_cost(concept))));
            } else if self.tokens.is(found.end, "of") && found.end + 1 < end {
                for owner in self.things(found.end + 1, end, owner).iter() {
                    let mut terms = Terms::of(owner, value, |owner| term(concept, owner.clone()));
                    terms.cost += self.origin_cost(concept);
                    read.push(terms);
                }
            }
        }
        for split in start + 1..end {
            for (found, concept, owner, value) in self.attributes_at(split) {
                if found.end != end {
                    continue;
                }
                let possessive = self.tokens.get(split - 1).is_some_and(|token| token.possessive);
                // "the SCO member count": a name before an attribute owns it.
                let named = !possessive && self.name(start, split).is_some();
                let owners = if possessive {
                    self.possessors(start, split, owner)
                } else if named {
                    (*self.things(start, split, owner)).clone()
                } else {
                    Vec::new()
                };
                for owner in &owners {
                    let mut terms = Terms::of(owner, value, |owner| term(concept, owner.clone()));
                    terms.cost += u32::from(named);
                    read.push(terms);
                }
                if !owners.is_empty() {
                    break;
                }
            }
        }
        read
    }

    /// The attributes whose phrase begins at a token, the longest first, with the kinds of owner and value.
    pub fn attributes_at(&self, at: usize) -> Vec<(super::phrase::Found, ConceptId, KindId, KindId)> {
        let attributes = self.nouns_found(at).iter().filter_map(|found| {
            let Meaning::Noun(id) = found.meaning else { return None };
            let concept = self.concept(id).filter(|concept| concept.category == Category::Attribute)?;
            Some((*found, id, concept.places.first()?.kind, concept.places.get(1)?.kind))
        });
        attributes.collect()
    }

    /// The owner of a bare attribute or role: the topic, or without one whatever the article states it of.
    pub fn topic_for(&self, concept: ConceptId) -> Option<Thing> {
        let kind = self.place(concept, 0)?;
        let fits = |topic: &&super::reader::Topic| {
            !topic.certain || self.is_a(topic.kind, kind) || self.is_a(kind, topic.kind)
        };
        let fitting: Vec<&super::reader::Topic> = self.scope.topics.iter().filter(fits).collect();
        match (self.scope.topics.len(), fitting.as_slice()) {
            (0, _) => Some(Thing::Implicit(kind)),
            (_, [topic]) => Some(match &topic.thing {
                Thing::Named { name, site, .. } if !topic.certain => {
                    Thing::Named { name: name.clone(), kind, site: *site }
                }
                thing => thing.clone(),
            }),
            (_, []) => {
                self.miss(Miss::TopicKind(self.spoken_of(concept), concept));
                None
            }
            _ => {
                self.miss(Miss::WhichTopic(self.spoken_of(concept), concept));
                None
            }
        }
    }

    /// Where the clause names a concept, or the clause.
    fn spoken_of(&self, concept: ConceptId) -> Site {
        let named = (0..self.tokens.len()).find_map(|at| {
            let found = self.nouns_found(at).iter().find(|found| found.meaning == Meaning::Noun(concept))?;
            Some(self.tokens.site(at, found.end))
        });
        named.unwrap_or_else(|| self.tokens.whole())
    }

    /// `number of attendees of the SCO summit`, `average age of the leaders`, `second highest population of …`.
    fn aggregates(&self, start: usize, end: usize) -> Vec<Terms> {
        let site = self.tokens.site(start, end);
        let first = start + usize::from(self.tokens.is(start, "the"));
        if let Some(next) = self.tokens.after(first, "number of") {
            return self.over(next, end, None, Aggregate::Count, self.scope.known.number, site);
        }
        let rank = self.tokens.get(first).and_then(|token| ordinal(&token.lower));
        let word = first + usize::from(rank.is_some());
        let rank = rank.unwrap_or(1);
        let function = match self.tokens.get(word).map(|token| token.lower.as_str()) {
            Some("total" | "combined") if rank == 1 => Aggregate::Total,
            Some("average" | "mean") if rank == 1 => Aggregate::Average,
            Some("highest" | "largest" | "greatest" | "biggest" | "maximum" | "longest" | "latest") => {
                Aggregate::Highest(rank)
            }
            Some("lowest" | "smallest" | "least" | "minimum" | "shortest" | "earliest") => Aggregate::Lowest(rank),
            _ => return Vec::new(),
        };
        let mut read = Vec::new();
        for (found, concept, _, value) in self.attributes_at(word + 1) {
            if self.tokens.is(found.end, "of") && found.end < end {
                read.extend(self.over(found.end + 1, end, Some(concept), function, value, site));
            }
        }
        read
    }

    fn over(
        &self,
        start: usize,
        end: usize,
        of: Option<ConceptId>,
        function: Aggregate,
        kind: KindId,
        site: crate::source::Site,
    ) -> Vec<Terms> {
        let group = self.tokens.is_any(start, &["the", "all"]);
        let start = start + usize::from(group);
        let mut read = Vec::new();
        for noun in self.noun_phrases(start, end).iter() {
            let owner_kind = of.and_then(|attribute| self.place(attribute, 0));
            if owner_kind.is_some_and(|owner| !self.is_a(noun.kind, owner) && !self.is_a(owner, noun.kind)) {
                continue;
            }
            let owners: Vec<_> = match &noun.owner {
                Some(np) => np.members.iter().map(Some).collect(),
                None => vec![None],
            };
            let members = owners.into_iter().map(|owner| {
                let domain = Box::new(noun.domain(owner.map(|owner| &owner.thing), group));
                let variable = noun.variable(self);
                let binders = owner.iter().flat_map(|owner| &owner.binders).chain(&noun.binders).cloned().collect();
                let outer = owner.iter().flat_map(|owner| &owner.outer).cloned().collect();
                OneTerm { outer, binders, term: Term::Aggregate { function, variable, domain, of, site }, kind }
            });
            read.push(Terms { members: members.collect(), any: false, cost: noun.cost });
        }
        read
    }

    /// Literals, and names or texts of the kind that is asked for.
    fn plain_terms(&self, start: usize, end: usize, wanted: Option<KindId>) -> Vec<Terms> {
        let site = self.tokens.site(start, end);
        let family = wanted.map(|wanted| self.family(wanted));
        match (family, wanted) {
            (Some(Family::Thing), Some(wanted)) => self
                .things(start, end, wanted)
                .iter()
                .map(|np| Terms::of(np, wanted, |thing| Term::Thing(thing.clone())))
                .collect(),
            (Some(Family::Text), Some(wanted)) => match self.text(start, end) {
                Some(Thing::Text(text, site)) => vec![Terms::one(Term::Text(text, site), wanted, 0)],
                _ => Vec::new(),
            },
            _ => {
                let value = self.literal(start, end, wanted);
                value.map(|(value, kind)| Terms::literal(value, site, kind)).into_iter().collect()
            }
        }
    }

    /// Where a term stands.
    pub fn site_of_term(&self, term: &Term) -> crate::source::Site {
        match term {
            Term::Literal(_, site)
            | Term::Text(_, site)
            | Term::Attribute { site, .. }
            | Term::Aggregate { site, .. } => *site,
            Term::Arithmetic { left, .. } => self.site_of_term(left),
            Term::Thing(_) => self.tokens.whole(),
        }
    }

    fn words_of_term(&self, term: &Term) -> String {
        let site = self.site_of_term(term);
        let inside = |span: crate::source::Span| site.span.contains(span);
        let start = self.tokens.all.iter().position(|token| inside(token.span)).unwrap_or(0);
        let end = self.tokens.all.iter().rposition(|token| inside(token.span)).map_or(start, |at| at + 1);
        self.tokens.words(start, end)
    }
}
