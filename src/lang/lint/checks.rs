//! Checks that say what another says, or that no article can pass together.

use crate::lang::RuleSet;
use crate::lang::formula::{Compare, Formula, Operator, Term};
use crate::lang::lexicon::Lexicon;
use crate::lang::ruleset::Check;
use crate::lang::show;
use crate::lang::syntax::CheckKind;
use crate::source::{Problem, ProblemKind, Site, SourceId};
use crate::value::{Comparator, End, Interval, Number, Unit, Value};
use rustc_hash::FxHashMap;

/// One thing that a check asks for.
struct Claim<'a> {
    check: &'a Check,
    formula: &'a Formula,
    site: Site,
    /// Whether it must not be so.
    forbidden: bool,
}

/// The checks of the file that repeat or rule out an earlier one.
pub(super) fn lint(rules: &RuleSet, source: SourceId) -> Vec<Problem> {
    let claims = claims(rules, source);
    let mut found = same_sentences(&claims, &rules.lexicon);
    found.extend(bounds(&claims, &rules.lexicon));
    found
}

/// What each check asks for by itself: its sentences, cut at their commas.
fn claims(rules: &RuleSet, source: SourceId) -> Vec<Claim<'_>> {
    let mut claims = Vec::new();
    for check in rules.checks.iter().filter(|check| check.site.source == source) {
        let forbidden = check.kind == CheckKind::Forbid;
        for (formula, site) in &check.sentences {
            let parts = match formula {
                Formula::All(parts) if !forbidden => parts.as_slice(),
                whole => std::slice::from_ref(whole),
            };
            // Of several sentences that must not all hold, one may.
            if !forbidden || check.sentences.len() == 1 {
                claims.extend(parts.iter().map(|formula| Claim { check, formula, site: *site, forbidden }));
            }
        }
    }
    claims
}

/// What a claim speaks of, apart from its sentence: two claims of different times or parts have nothing to do with each other.
fn scope(check: &Check) -> String {
    format!("{:?} {:?}", check.time, check.only_in)
}

/// The same sentence twice, or a sentence and its denial.
fn same_sentences(claims: &[Claim<'_>], lexicon: &Lexicon) -> Vec<Problem> {
    // By scope and sentence without its denial: the claims so far, each with whether it affirms.
    let mut known: FxHashMap<String, Vec<(usize, bool)>> = FxHashMap::default();
    let mut found = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        let (formula, denied) = match claim.formula {
            Formula::Not(inner) => (inner.as_ref(), true),
            formula => (formula, false),
        };
        let affirms = denied == claim.forbidden;
        let earlier = known.entry(format!("{} {}", scope(claim.check), show::formula(formula, lexicon))).or_default();
        let other = |affirmed: bool| {
            let same = earlier.iter().find(|(_, other)| *other == affirmed);
            same.and_then(|(at, _)| claims.get(*at))
        };
        if let Some(other) = other(!affirms) {
            found.push(contradict(claim, other));
        } else if let Some(other) = other(affirms).filter(|other| other.check.kind == claim.check.kind) {
            found.push(repeated(claim, other));
        }
        earlier.push((index, affirms));
    }
    found
}

/// Bounds of one attribute that no value keeps.
fn bounds(claims: &[Claim<'_>], lexicon: &Lexicon) -> Vec<Problem> {
    let mut known: FxHashMap<String, Vec<(usize, Bound)>> = FxHashMap::default();
    let mut found = Vec::new();
    for (index, claim) in claims.iter().enumerate().filter(|(_, claim)| !claim.forbidden) {
        let Formula::Compare(compare) = claim.formula else { continue };
        let Some(bound) = Bound::of(compare) else { continue };
        let key = format!("{} {}", scope(claim.check), show::term(&compare.left, lexicon));
        let earlier = known.entry(key).or_default();
        let against = earlier.iter().find(|(_, other)| bound.rules_out(other));
        found.extend(against.and_then(|(at, _)| claims.get(*at)).map(|other| contradict(claim, other)));
        earlier.push((index, bound));
    }
    found
}

/// The numbers that a comparison allows.
struct Bound {
    /// The unit of the numbers: a sum of money has nothing to do with one of people.
    unit: Unit,
    allowed: Interval,
    /// Whether these are the numbers that it does not allow.
    except: bool,
}

impl Bound {
    fn of(compare: &Compare) -> Option<Self> {
        let number = |at: usize| match compare.right.get(at) {
            Some(Term::Literal(Value::Number(number), _)) => Some(number),
            _ => None,
        };
        let first = number(0)?;
        let point = first.point()?;
        let (allowed, except) = match &compare.operator {
            Operator::Plain(Comparator::Equal) => (first.interval, false),
            Operator::Plain(Comparator::NotEqual) => (first.interval, true),
            Operator::Plain(Comparator::More) => (above(End::Open(point)), false),
            Operator::Plain(Comparator::AtLeast) => (above(End::Closed(point)), false),
            Operator::Plain(Comparator::Less) => (below(End::Open(point)), false),
            Operator::Plain(Comparator::AtMost) => (below(End::Closed(point)), false),
            Operator::Between => (Interval::closed(point, number(1).and_then(Number::point)?), false),
            _ => return None,
        };
        Some(Self { unit: first.unit.clone(), allowed, except })
    }

    /// Whether no number keeps both.
    fn rules_out(&self, other: &Self) -> bool {
        same_kind(&self.unit, &other.unit)
            && match (self.except, other.except) {
                (false, false) => self.allowed.disjoint(&other.allowed),
                (true, false) => other.allowed.within(&self.allowed),
                (false, true) => self.allowed.within(&other.allowed),
                (true, true) => false,
            }
    }
}

/// Whether numbers of the two can be compared: their intervals are in the base unit of a measure.
fn same_kind(one: &Unit, other: &Unit) -> bool {
    match (one, other) {
        (Unit::Measure { dimension: one, .. }, Unit::Measure { dimension: other, .. }) => one == other,
        _ => one == other,
    }
}

fn above(low: End) -> Interval {
    Interval { low, high: End::Unbounded }
}

fn below(high: End) -> Interval {
    Interval { low: End::Unbounded, high }
}

fn repeated(claim: &Claim<'_>, other: &Claim<'_>) -> Problem {
    let message = if claim.check.site == other.check.site {
        format!("the check `{}` says the same twice", claim.check.name)
    } else {
        format!("the check `{}` says the same as `{}`", claim.check.name, other.check.name)
    };
    Problem::new(ProblemKind::Reference, "check-repeated", message)
        .at(claim.site, "the same again")
        .related(other.site, "said here")
        .help("take one of the two out, or give them dates that differ")
        .advisory()
}

fn contradict(claim: &Claim<'_>, other: &Claim<'_>) -> Problem {
    let message = if claim.check.site == other.check.site {
        format!("no statement can keep all that the check `{}` asks for", claim.check.name)
    } else {
        format!("no statement can keep both `{}` and `{}`", other.check.name, claim.check.name)
    };
    Problem::new(ProblemKind::Reference, "checks-contradict", message)
        .at(claim.site, "rules out the other")
        .related(other.site, "asked for here")
        .help("correct one of the two; if each holds at its own time, say so: `as of 2024-07-03`")
        .advisory()
}
