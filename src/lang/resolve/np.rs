//! Noun phrases as readings: things with the quantifiers that bind them.

use super::reader::{Miss, Reader};
use super::token::TokenKind;
use crate::facts::places;
use crate::lang::formula::{Domain, Formula, Quantified, Quantifier, Thing, Variable};
use crate::lang::lexicon::KindId;
use crate::source::Site;

/// What a noun phrase puts around the formula that speaks of it.
#[derive(Debug, Clone)]
pub enum Binder {
    /// A quantifier.
    Quantified {
        /// How many.
        quantifier: Quantifier,
        /// The variable that it binds.
        variable: Variable,
        /// Of what.
        domain: Domain,
        /// Its words.
        site: Site,
    },
    /// `not every`.
    Not,
}

/// A single thing.
#[derive(Debug, Clone)]
pub struct One {
    /// Quantifiers that stand outside the whole clause (`the same event`).
    pub outer: Vec<Binder>,
    /// Quantifiers, the outermost first.
    pub binders: Vec<Binder>,
    /// The thing, or the variable that the last quantifier binds.
    pub thing: Thing,
    /// Its kind.
    pub kind: KindId,
    /// Whether the kind is known; that of a name is not.
    pub certain: bool,
    /// How far-fetched it is.
    pub cost: u32,
}

impl One {
    /// A thing without quantifiers.
    pub fn plain(thing: Thing, kind: KindId, certain: bool, cost: u32) -> Self {
        Self { outer: Vec::new(), binders: Vec::new(), thing, kind, certain, cost }
    }
}

/// A noun phrase: one thing, or a list of them.
#[derive(Debug, Clone)]
pub struct Np {
    /// The things.
    pub members: Vec<One>,
    /// Whether they are joined by "or".
    pub any: bool,
    /// How far-fetched it is, the members included.
    pub cost: u32,
}

impl From<One> for Np {
    fn from(one: One) -> Self {
        let cost = one.cost;
        Self { members: vec![one], any: false, cost }
    }
}

impl Np {
    /// The one thing, if it is no list.
    pub fn single(&self) -> Option<&One> {
        match self.members.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// What is said of each of its things, under its quantifiers.
    pub fn spread(&self, mut said: impl FnMut(&Thing) -> Formula) -> Formula {
        let each = self.members.iter().map(|one| bind(&one.binders, said(&one.thing)));
        join(each.collect(), self.any)
    }

    /// The quantifiers that stand outside the clause.
    pub fn outer(&self) -> impl Iterator<Item = &Binder> {
        self.members.iter().flat_map(|one| &one.outer)
    }
}

/// All or any of several formulas; of one, itself.
pub fn join(mut formulas: Vec<Formula>, any: bool) -> Formula {
    match (formulas.len(), any) {
        (1, _) => formulas.remove(0),
        (_, false) => Formula::All(formulas),
        (_, true) => Formula::Any(formulas),
    }
}

/// Puts quantifiers around a formula, the first outermost.
pub fn bind<'b>(binders: impl IntoIterator<Item = &'b Binder>, formula: Formula) -> Formula {
    let binders: Vec<&Binder> = binders.into_iter().collect();
    binders.into_iter().rev().fold(formula, |formula, binder| match binder {
        Binder::Not => Formula::Not(Box::new(formula)),
        Binder::Quantified { quantifier, variable, domain, site } => Formula::Quantified(Quantified {
            quantifier: *quantifier,
            variable: *variable,
            domain: domain.clone(),
            body: Some(Box::new(formula)),
            site: *site,
        }),
    })
}

/// Denies a formula.
pub fn deny(negated: bool, formula: Formula) -> Formula {
    if negated { Formula::Not(Box::new(formula)) } else { formula }
}

impl Reader<'_> {
    /// What it costs that a thing fills a place of that kind; `None`: it cannot.
    pub fn fit(&self, one: &One, wanted: KindId) -> Option<u32> {
        if one.certain {
            if let Some(steps) = self.distance(one.kind, wanted) {
                return Some(steps);
            }
            // A wider description may still mean such a thing: "the event" for a summit.
            return self.distance(wanted, one.kind).map(|steps| 20 + steps);
        }
        let Thing::Named { name, .. } = &one.thing else { return Some(0) };
        let country = places::country_named(name).is_some();
        let known = &self.scope.known;
        Some(match (country, wanted) {
            (true, wanted) if wanted == known.country => 0,
            (true, wanted) if self.is_a(known.country, wanted) => 1,
            (true, _) => 4,
            (false, wanted) if wanted == known.country => 4,
            (false, _) => 2,
        })
    }

    /// Those readings of a noun phrase that fit a place, with what it costs, and their names given its kind.
    pub fn fitting(&self, candidates: Vec<Np>, wanted: KindId, span: (usize, usize)) -> Vec<Np> {
        let mut fitting = Vec::with_capacity(candidates.len());
        for mut np in candidates {
            let costs: Option<Vec<u32>> = np.members.iter().map(|one| self.fit(one, wanted)).collect();
            match costs {
                Some(costs) => {
                    np.cost += costs.iter().sum::<u32>();
                    np.members.iter_mut().for_each(|one| self.retype(one, wanted));
                    fitting.push(np);
                }
                None => {
                    if let Some(one) = np.members.iter().find(|one| self.fit(one, wanted).is_none()) {
                        self.miss(Miss::Kind {
                            site: self.tokens.site(span.0, span.1),
                            words: self.tokens.words(span.0, span.1),
                            is: one.kind,
                            wanted,
                        });
                    }
                }
            }
        }
        fitting
    }

    /// The places of the commas, "and" and "or" between `start` and `end` that stand in no parentheses.
    pub fn separators(&self, start: usize, end: usize) -> Vec<usize> {
        let mut depth = 0usize;
        let mut found = Vec::new();
        for at in start..end {
            let Some(token) = self.tokens.get(at) else { break };
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth = depth.saturating_sub(1),
                TokenKind::Comma if depth == 0 => found.push(at),
                TokenKind::Word if depth == 0 && token.is_any(&["and", "or", "nor"]) => found.push(at),
                _ => {}
            }
        }
        found
    }
}
