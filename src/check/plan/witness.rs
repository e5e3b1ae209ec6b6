//! What a check fails for, and what that rests on.

use super::super::evaluate::{Options, evaluate_in};
use super::super::finding::{Finding, Verdict};
use super::super::world::World;
use super::Columns;
use crate::facts::{EntityId, FactStore, StatementId};
use crate::lang::lexicon::Lexicon;
use crate::lang::ruleset::RuleSet;
use crate::reference::Truths;

/// Facts that are indexed, for rule files that come later.
///
/// The index is made for the kinds and concepts of one lexicon, and serves every rule set whose lexicon begins with these;
/// for others it is made anew.
pub struct Prepared<'a> {
    world: World<'a>,
    columns: Columns,
}

impl<'a> Prepared<'a> {
    /// Indexes facts, in time and memory proportional to them.
    pub fn new(lexicon: &'a Lexicon, facts: &'a FactStore) -> Self {
        let world = World::new(lexicon, facts);
        let columns = Columns::of(&world);
        Self { world, columns }
    }

    /// Evaluates every check, in the order of the checks, without the references of the rule set.
    pub fn evaluate(&self, rules: &RuleSet, options: Options) -> Vec<Finding> {
        match self.world.for_lexicon(&rules.lexicon) {
            Some(world) => evaluate_in(&world, rules, &Truths::default(), options),
            None => {
                let world = World::new(&rules.lexicon, self.world.facts);
                evaluate_in(&world, rules, &Truths::default(), options)
            }
        }
    }

    /// What every check fails for, in the order of the checks.
    pub fn witnesses(&self, rules: &RuleSet) -> Vec<Witnesses> {
        match self.world.for_lexicon(&rules.lexicon) {
            Some(world) => super::search::all(&world, &self.columns, rules),
            None => {
                let world = World::new(&rules.lexicon, self.world.facts);
                let columns = Columns::of(&world);
                super::search::all(&world, &columns, rules)
            }
        }
    }
}

/// The combinations of things for which one check fails.
///
/// The things are those that the leading quantifiers of its sentences range over, the outermost first: for `every
/// organization has exactly nine members` one organisation, for `some person attends an event that …` a person and an event.
/// A sentence without quantifiers has one combination of nothing, if it fails.
#[derive(Debug, Clone)]
pub struct Witnesses {
    /// The check's name.
    pub check: String,
    /// How many things each combination has, for each sentence of the check one after the other.
    pub(super) things: Vec<EntityId>,
    /// Where the things of each combination end.
    pub(super) ends: Vec<u32>,
    pub(super) verdicts: Vec<Verdict>,
    pub(super) basis: Basis,
}

/// What the combinations rest on.
#[derive(Debug, Clone)]
pub(super) enum Basis {
    /// Statements, with whether they speak for the sentence; where those of each combination end.
    Listed { rests: Vec<(StatementId, bool)>, ends: Vec<u32> },
    /// Each combination rests on one statement and on an earlier combination; the place of that one and one more, or zero.
    Derived { facts: Vec<StatementId>, before: Vec<u32> },
}

/// One combination of things for which a check fails.
#[derive(Debug, Clone, Copy)]
pub struct Witness<'w> {
    /// The things.
    pub things: &'w [EntityId],
    /// What the article does to the sentence about them.
    pub verdict: Verdict,
    basis: &'w Basis,
    at: usize,
}

impl Witnesses {
    pub(super) fn of(check: &str) -> Self {
        let basis = Basis::Listed { rests: Vec::new(), ends: Vec::new() };
        Self { check: check.to_owned(), things: Vec::new(), ends: Vec::new(), verdicts: Vec::new(), basis }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.verdicts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.verdicts.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Witness<'_>> {
        let bounds = (0..self.verdicts.len()).map(|at| (bound(&self.ends, at), bound(&self.ends, at + 1)));
        bounds.zip(&self.verdicts).enumerate().map(|(at, ((start, end), &verdict))| Witness {
            things: self.things.get(start..end).unwrap_or_default(),
            verdict,
            basis: &self.basis,
            at,
        })
    }
}

impl Witness<'_> {
    /// The statements that it rests on, with whether they speak for the sentence.
    pub fn evidence(&self) -> impl Iterator<Item = (StatementId, bool)> {
        let (listed, mut next) = match self.basis {
            Basis::Listed { rests, ends } => {
                (rests.get(bound(ends, self.at)..bound(ends, self.at + 1)).unwrap_or_default(), 0)
            }
            Basis::Derived { .. } => (&[][..], self.at + 1),
        };
        let basis = self.basis;
        let derived = std::iter::from_fn(move || {
            let Basis::Derived { facts, before } = basis else { return None };
            let at = next.checked_sub(1)?;
            next = *before.get(at)? as usize;
            Some((*facts.get(at)?, true))
        });
        listed.iter().copied().chain(derived)
    }
}

/// Where the piece of that number begins, by where the pieces end.
fn bound(ends: &[u32], at: usize) -> usize {
    at.checked_sub(1).and_then(|at| ends.get(at)).map_or(0, |&end| end as usize)
}
