//! How many of a domain something holds of, as far as the article tells: at least so many, at most so many.
//!
//! Witnesses give lower bounds; closing words and lists that the article calls complete give upper ones; counts that the
//! article states give both. Where these are at odds with one another, everything from the lowest to the highest of
//! them stays open.

use super::answer::{Answer, Ground, Rest};
use super::closure::ToldCount;
use super::domain::Member;
use super::evaluator::Evaluator;
use super::quantify::Tally;
use crate::facts::Modality;
use crate::value::{End, Number, Truth};
use num_traits::ToPrimitive;

/// At least, at most, and the statement that says so; none for what follows from a closed list.
type Bound<'a> = (u64, Option<u64>, Option<&'a ToldCount>);

/// What bounds a count on one side.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Basis {
    /// Those of whom the article says it.
    Witnesses,
    /// Words or a list that leave no others.
    Closed,
    /// Counts that the article states.
    Told(Vec<ToldCount>),
}

/// How many there are.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CountRange {
    pub low: u64,
    /// `None`: nothing says that there are no others.
    pub high: Option<u64>,
    pub low_basis: Basis,
    pub high_basis: Basis,
}

impl CountRange {
    /// Whether the count lies from `low` to `high`.
    pub fn lies(&self, low: u64, high: Option<u64>) -> Truth {
        let not_above = |bound: Option<u64>| high.is_none_or(|high| bound.is_some_and(|bound| bound <= high));
        if self.low >= low && not_above(self.high) {
            Truth::True
        } else if self.high.is_some_and(|most| most < low) || high.is_some_and(|high| self.low > high) {
            Truth::False
        } else {
            Truth::Unknown
        }
    }
}

impl Evaluator<'_, '_> {
    /// How many members of a domain something holds of.
    pub fn count_range(&self, tally: &Tally, told: &[ToldCount]) -> CountRange {
        let witnesses: Vec<_> = tally.yes.iter().filter_map(|(member, _)| member.resolved.candidates.first()).collect();
        let least = self.distinct(&witnesses) as u64;
        let mut bounds: Vec<Bound<'_>> = Vec::new();
        if tally.extension_closed.is_some() {
            let possible = tally.yes.len() + tally.open.iter().filter(|(member, _)| !tally.leaves_out(member)).count();
            bounds.push((0, Some(possible as u64), None));
        }
        for count in told {
            let (low, high) = whole_ends(&count.number);
            bounds.push((low, high.filter(|_| count.complete), Some(count)));
        }
        bounds.retain(|(_, high, _)| high.is_none_or(|high| high >= least));
        let low = bounds.iter().map(|bound| bound.0).fold(least, u64::max);
        let high = bounds.iter().filter_map(|bound| bound.1).min();
        let (low, high) = if high.is_none_or(|high| low <= high) {
            (low, high)
        } else {
            let lowest = bounds.iter().map(|bound| bound.0).min().unwrap_or(0).max(least);
            let highest = bounds.iter().map(|bound| bound.1).try_fold(0, |most, high| Some(high?.max(most)));
            (lowest, highest)
        };
        let basis = |fits: &dyn Fn(&Bound<'_>) -> bool, otherwise: Basis| {
            let fitting = bounds.iter().filter(|bound| fits(bound));
            let told: Vec<ToldCount> = fitting.clone().filter_map(|bound| bound.2.cloned()).collect();
            if told.is_empty() || fitting.clone().any(|bound| bound.2.is_none()) {
                otherwise
            } else {
                Basis::Told(told)
            }
        };
        CountRange {
            low,
            high,
            low_basis: if low == least { Basis::Witnesses } else { basis(&|bound| bound.0 == low, Basis::Witnesses) },
            high_basis: basis(&|bound| bound.1 == high, Basis::Closed),
        }
    }

    /// Whether the count lies from `low` to `high`, with what says so.
    pub fn count_lies(&self, tally: &Tally, told: &[ToldCount], low: u64, high: Option<u64>) -> Answer {
        let range = self.count_range(tally, told);
        let truth = range.lies(low, high);
        if truth == Truth::Unknown {
            let mut answer = tally.undecided();
            let counts = told.iter().map(|count| Rest { ground: count.ground, supports: false });
            answer.grounds.extend(counts);
            return answer;
        }
        let (needs_low, needs_high) = match truth {
            Truth::True => (low > 0, high.is_some()),
            _ => (high.is_some_and(|high| range.low > high), range.high.is_some_and(|most| most < low)),
        };
        let mut answer = Answer::bare(truth);
        if needs_low {
            answer = self.rest_on(answer, tally, &range.low_basis, low == 1);
            if range.low_basis == Basis::Witnesses && range.low > 1 {
                answer.because = Some(format!("the article tells of {}", self.member_names(&tally.yes)));
            }
        }
        if needs_high {
            answer = self.rest_on(answer, tally, &range.high_basis, false);
            if truth == Truth::False && range.high_basis == Basis::Closed {
                let possible = [tally.yes.as_slice(), &tally.open].concat();
                answer.because = Some(match range.high {
                    Some(0) => String::from("the article says it of none"),
                    _ => format!("the article says it of {} only", self.member_names(&possible)),
                });
            }
        }
        if let Basis::Told(told) = if needs_high { &range.high_basis } else { &range.low_basis }
            && answer.because.is_none()
        {
            answer.because = told.first().map(|count| format!("the article says {}", count.number));
        }
        if truth == Truth::True && high.is_some() {
            answer.because = None;
        }
        for rest in &mut answer.grounds {
            rest.supports = truth == Truth::True;
        }
        answer
    }

    /// An answer with one more thing that it needs; where any witness will do, it is hearsay only if all of them are.
    fn rest_on(&self, mut answer: Answer, tally: &Tally, basis: &Basis, any_witness: bool) -> Answer {
        match basis {
            Basis::Witnesses => {
                let hearsay = |(member, answer): &(Member, Answer)| member.belongs.hearsay || answer.hearsay;
                answer.hearsay |=
                    if any_witness { tally.yes.iter().all(hearsay) } else { tally.yes.iter().any(hearsay) };
                answer.grounds.extend(tally.grounds(&tally.yes, true));
            }
            Basis::Closed => {
                answer.hearsay |= tally.yes.iter().any(|(member, answer)| member.belongs.hearsay || answer.hearsay);
                answer.grounds.extend(tally.extension_closed.iter().flatten().copied());
                for members in [&tally.yes, &tally.no, &tally.aside, &tally.open] {
                    answer.grounds.extend(tally.grounds(members, true));
                }
                answer.grounds.extend(tally.left_out.iter().copied());
            }
            Basis::Told(told) => {
                for count in told {
                    answer.hearsay |= self.is_hearsay(count.ground);
                    answer.grounds.push(Rest { ground: count.ground, supports: true });
                }
            }
        }
        let mut grounds: Vec<Rest> = Vec::new();
        for rest in answer.grounds {
            if !grounds.iter().any(|known| known.ground == rest.ground) {
                grounds.push(rest);
            }
        }
        Answer { grounds, ..answer }
    }

    fn is_hearsay(&self, ground: Ground) -> bool {
        match ground {
            Ground::Statement(id) => {
                self.world.statement(id).is_some_and(|statement| statement.modality == Modality::Reported)
            }
            _ => false,
        }
    }
}

/// The whole numbers that a count may be.
fn whole_ends(number: &Number) -> (u64, Option<u64>) {
    let low = match number.interval.low {
        End::Unbounded => 0,
        End::Closed(low) => low.ceil().to_integer().to_u64().unwrap_or(0),
        End::Open(low) => (low.floor().to_integer() + 1).to_u64().unwrap_or(0),
    };
    let high = match number.interval.high {
        End::Unbounded => None,
        End::Closed(high) => high.floor().to_integer().to_u64(),
        End::Open(high) => (high.ceil().to_integer() - 1).to_u64(),
    };
    (low, high)
}
