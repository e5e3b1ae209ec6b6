//! Quantifiers: how many of a domain a sentence holds of, as far as the article tells.
//!
//! Witnesses give lower bounds; only closing words give upper bounds (see `closure`); counts that the article states
//! give both.

use super::answer::{Answer, Ground, Rest};
use super::closure::ToldCount;
use super::domain::{Member, Members};
use super::evaluator::Evaluator;
use super::term::{TermValue, Terms, Told};
use super::things::Referent;
use crate::facts::Modality;
use crate::lang::formula::{Aggregate, Domain, Formula, Operation, Quantified, Quantifier, Variable};
use crate::lang::lexicon::ConceptId;
use crate::value::{Comparator, End, Hedge, Interval, Number, Rational, Truth, Unit, Value, compare};
use num_traits::Zero;

/// The members of a domain, parted by what is said of them.
#[derive(Debug, Default)]
struct Tally {
    yes: Vec<(Member, Answer)>,
    no: Vec<(Member, Answer)>,
    open: Vec<(Member, Answer)>,
    /// What shows that the domain has no other members.
    domain_closed: Option<Vec<Rest>>,
    /// What shows that it holds of no others.
    extension_closed: Option<Vec<Rest>>,
    note: Option<String>,
}

impl Tally {
    fn grounds(&self, of: &[(Member, Answer)], supports: bool) -> Vec<Rest> {
        let mut grounds = Vec::new();
        for (member, answer) in of {
            for rest in member.belongs.grounds.iter().chain(&answer.grounds) {
                let rest = Rest { supports, ..*rest };
                if !grounds.contains(&rest) {
                    grounds.push(rest);
                }
            }
        }
        grounds
    }

    /// An answer that rests on some of the members, all of them needed.
    fn resting(&self, truth: Truth, of: &[(Member, Answer)]) -> Answer {
        let mut answer = Answer::bare(truth);
        answer.grounds = self.grounds(of, truth == Truth::True);
        answer.hearsay = of.iter().any(|(member, answer)| member.belongs.hearsay || answer.hearsay);
        answer.arithmetic = of.iter().find_map(|(_, answer)| answer.arithmetic.clone());
        answer
    }

    /// What was near an undecided answer.
    fn undecided(&self) -> Answer {
        let mut answer = Answer::unknown();
        answer.grounds = self.grounds(&self.yes, true);
        answer.grounds.extend(self.grounds(&self.no, false));
        for (_, open) in &self.open {
            answer.uncheckable = answer.uncheckable.or(open.uncheckable.clone());
            for rest in &open.grounds {
                if !answer.grounds.contains(rest) {
                    answer.grounds.push(*rest);
                }
            }
            for note in &open.notes {
                if !answer.notes.contains(note) {
                    answer.notes.push(note.clone());
                }
            }
        }
        answer.notes.extend(self.note.clone());
        answer
    }
}

impl Evaluator<'_, '_> {
    /// The answer to a quantified sentence.
    pub fn quantified(&mut self, quantified: &Quantified) -> Answer {
        let body = quantified.body.as_deref();
        let universal = matches!(
            quantified.quantifier,
            Quantifier::Every | Quantifier::Most | Quantifier::Half | Quantifier::AllBut(_) | Quantifier::Only
        );
        let narrowed = if universal { None } else { body };
        let members = self.members(&quantified.domain, quantified.variable, narrowed);
        if members.all.is_empty()
            && members.note.is_some()
            && matches!(quantified.domain.set, crate::lang::formula::DomainSet::Topics(_))
        {
            return Answer::unknown_because(members.note.unwrap_or_default());
        }
        let tally = self.tally(quantified, members);
        match quantified.quantifier {
            Quantifier::Some => self.at_least(quantified, &tally, 1),
            Quantifier::AtLeast(count) => self.at_least(quantified, &tally, count),
            Quantifier::No => self.at_least(quantified, &tally, 1).negated(),
            Quantifier::AtMost(count) => self.at_least(quantified, &tally, count.saturating_add(1)).negated(),
            Quantifier::Exactly(count) => self.between(quantified, &tally, count, count),
            Quantifier::Between(low, high) => self.between(quantified, &tally, low, high),
            Quantifier::Every => self.every(quantified, &tally),
            Quantifier::Both => self.pair(&tally, Answer::all).or_bundle(self, quantified),
            Quantifier::Either => self.pair(&tally, Answer::any),
            Quantifier::Neither => self.pair(&tally, Answer::any).negated(),
            Quantifier::Most => share(&tally, |yes, no, total| (yes * 2 > total, no * 2 >= total)),
            Quantifier::Half => {
                share(&tally, |yes, no, total| (yes * 2 == total && no * 2 == total, yes * 2 > total || no * 2 > total))
            }
            Quantifier::AllBut(count) => self.all_but(quantified, &tally, count),
            Quantifier::Only => self.only(quantified, &tally),
        }
    }

    fn tally(&mut self, quantified: &Quantified, members: Members) -> Tally {
        let mut tally = Tally { domain_closed: members.closed, note: members.note, ..Tally::default() };
        for member in members.all {
            let answer = self.said_of(&member, quantified.variable, quantified.body.as_deref());
            let truth = answer.truth.and(member.belongs.truth);
            match (truth, member.belongs.truth) {
                (Truth::True, _) => tally.yes.push((member, answer)),
                (Truth::False, Truth::True) => tally.no.push((member, answer)),
                (Truth::False, _) => {}
                _ => tally.open.push((member, answer)),
            }
        }
        if let Some(body) = &quantified.body
            && let Some(closing) = self.closing(body, quantified.variable, quantified.domain.kind)
        {
            // Whoever is not among the holders is left out by the closing words.
            let mut open = Vec::new();
            for (member, answer) in std::mem::take(&mut tally.open) {
                let held = match member.resolved.candidates.as_slice() {
                    [Referent::Entities(ids)] => ids.iter().any(|id| closing.holders.contains(id)),
                    _ => true,
                };
                if held {
                    open.push((member, answer));
                }
            }
            tally.open = open;
            tally.extension_closed = Some(closing.grounds);
        } else {
            tally.extension_closed.clone_from(&tally.domain_closed);
        }
        tally
    }

    fn said_of(&mut self, member: &Member, variable: Variable, body: Option<&Formula>) -> Answer {
        let Some(body) = body else { return Answer::bare(Truth::True) };
        match member.resolved.candidates.as_slice() {
            [] => {
                let note = member.resolved.note.clone();
                note.map_or_else(Answer::unknown, Answer::unknown_because)
            }
            [referent] => self.with_binding(variable, referent.clone(), body),
            several => {
                let several = several.to_vec();
                let answers = several.into_iter().map(|referent| self.with_binding(variable, referent, body)).collect();
                super::atom::agreed(answers, member.resolved.note.clone().into_iter())
            }
        }
    }

    /// At least so many: by witnesses, by counts that the article states, against it by closing words.
    fn at_least(&mut self, quantified: &Quantified, tally: &Tally, count: u64) -> Answer {
        let wanted = usize::try_from(count).unwrap_or(usize::MAX);
        if wanted == 0 {
            return Answer::bare(Truth::True);
        }
        let (found, needed) = self.witnesses(tally, wanted);
        if found >= wanted {
            let mut answer = tally.resting(Truth::True, &needed);
            // Any witness will do for one: hearsay only if all of them are.
            if wanted == 1 {
                answer = tally.resting(Truth::True, &tally.yes);
                answer.hearsay = tally.yes.iter().all(|(member, answer)| member.belongs.hearsay || answer.hearsay);
            }
            if wanted > 1 {
                answer.because = Some(format!("the article tells of {}", self.member_names(&tally.yes)));
            }
            return answer;
        }
        let counts = self.told_counts(&quantified.domain, quantified.variable, quantified.body.as_deref());
        if let Some(answer) = self.by_told_counts(&counts, Comparator::AtLeast, count) {
            return answer;
        }
        if let Some(closed) = &tally.extension_closed {
            let possible = tally.yes.len() + tally.open.len();
            if possible < wanted {
                let mut answer = tally.resting(Truth::False, &tally.yes);
                answer.grounds.extend(closed.iter().map(|rest| Rest { supports: false, ..*rest }));
                answer.grounds.extend(tally.grounds(&tally.no, false));
                answer.grounds.dedup();
                answer.because = Some(match possible {
                    0 => String::from("the article says it of none"),
                    _ => format!(
                        "the article says it of {} only",
                        self.member_names(&[tally.yes.as_slice(), &tally.open].concat())
                    ),
                });
                return answer;
            }
        }
        tally.undecided()
    }

    fn between(&mut self, quantified: &Quantified, tally: &Tally, low: u64, high: u64) -> Answer {
        let enough = self.at_least(quantified, tally, low);
        let not_too_many = self.at_least(quantified, tally, high.saturating_add(1)).negated();
        let too_many = not_too_many.truth == Truth::False;
        let mut answer = Answer::all([enough, not_too_many]);
        if answer.truth == Truth::True {
            // Lower bound zero rests on nothing, the upper one on the closing words.
            answer.because = None;
            if let Some(closed) = &tally.extension_closed {
                answer.grounds.extend(closed.iter().map(|rest| Rest { supports: true, ..*rest }));
                answer.grounds.dedup();
            }
            for rest in &mut answer.grounds {
                rest.supports = true;
            }
        } else if too_many {
            for rest in &mut answer.grounds {
                rest.supports = false;
            }
        }
        answer
    }

    /// How many witnesses are known to be different, and which of them are needed for so many.
    fn witnesses(&self, tally: &Tally, wanted: usize) -> (usize, Vec<(Member, Answer)>) {
        let referents: Vec<&Referent> =
            tally.yes.iter().filter_map(|(member, _)| member.resolved.candidates.first()).collect();
        if wanted == 1 {
            return (referents.len().min(1), tally.yes.clone());
        }
        (self.distinct(&referents), tally.yes.clone())
    }

    /// What the counts that the article states say of a count.
    fn by_told_counts(&self, counts: &[ToldCount], comparator: Comparator, count: u64) -> Option<Answer> {
        let asked = Value::Number(i64::try_from(count).ok().and_then(Number::count)?);
        let mut decided = Vec::new();
        for told in counts {
            let number = Value::Number(told.number.clone());
            let Ok(found) = compare(&number, comparator.clone(), &asked, self.scope.dateline) else { continue };
            // A count that leaves others out is a lower bound only.
            if found.truth == Truth::True || (found.truth == Truth::False && told.complete) {
                let mut answer = Answer::bare(found.truth).resting_on(told.ground, found.truth == Truth::True);
                answer.hearsay = self.is_hearsay(told.ground);
                answer.because = Some(format!("the article says {}", told.number));
                decided.push(answer);
            }
        }
        if decided.is_empty() {
            return None;
        }
        let one = decided.iter().all(|answer| Some(answer.truth) == decided.first().map(|first| first.truth));
        Some(if one { Answer::any(decided) } else { Answer::unknown_because("the article gives different counts") })
    }

    fn is_hearsay(&self, ground: Ground) -> bool {
        match ground {
            Ground::Statement(id) => {
                self.world.statement(id).is_some_and(|statement| statement.modality == Modality::Reported)
            }
            _ => false,
        }
    }

    fn every(&mut self, quantified: &Quantified, tally: &Tally) -> Answer {
        if !tally.no.is_empty() {
            return exceptions(tally, self.member_names(&tally.no));
        }
        if let Some(closed) = &tally.domain_closed
            && tally.open.is_empty()
            && !tally.yes.is_empty()
        {
            let mut answer = tally.resting(Truth::True, &tally.yes);
            answer.grounds.extend(closed.iter().copied());
            answer.grounds.dedup();
            return answer;
        }
        if let Some(denied) = self.denied_by_bundle(quantified) {
            return denied;
        }
        let answer = tally.undecided();
        if tally.domain_closed.is_none() && tally.open.is_empty() && !tally.yes.is_empty() {
            return answer.noting("nothing says that these are all");
        }
        answer
    }

    /// Two things: what is said of each is joined.
    fn pair(&mut self, tally: &Tally, join: impl Fn(Vec<Answer>) -> Answer) -> Answer {
        let all = tally.yes.iter().chain(&tally.no).chain(&tally.open);
        let answers: Vec<Answer> = all.map(|(_, answer)| answer.clone()).collect();
        if answers.is_empty() {
            return tally.undecided();
        }
        let mut answer = join(answers);
        if answer.truth != Truth::Unknown {
            let closed = tally.domain_closed.iter().flatten();
            answer.grounds.extend(closed.map(|rest| Rest { supports: answer.truth == Truth::True, ..*rest }));
            answer.grounds.dedup();
        }
        answer
    }

    fn all_but(&mut self, quantified: &Quantified, tally: &Tally, count: u64) -> Answer {
        let wanted = usize::try_from(count).unwrap_or(usize::MAX);
        if let Some(excepted) = self.only_exceptions(quantified) {
            let truth = Truth::from(excepted.holders.len() == wanted);
            let mut answer = Answer::bare(truth);
            answer.grounds = excepted.grounds;
            for rest in &mut answer.grounds {
                rest.supports = truth == Truth::True;
            }
            return answer;
        }
        let no: Vec<&Referent> = tally.no.iter().filter_map(|(member, _)| member.resolved.candidates.first()).collect();
        if self.distinct(&no) > wanted {
            return exceptions(tally, self.member_names(&tally.no));
        }
        share(tally, |yes, no, total| {
            (no == wanted && yes + no == total, no > wanted || (yes + wanted > total && yes + no == total))
        })
    }

    /// "Only India is not sending its leader": a closing word over a denial.
    fn only_exceptions(&mut self, quantified: &Quantified) -> Option<super::closure::Closing> {
        let body = quantified.body.as_deref()?;
        self.closing_denial(body, quantified.variable, quantified.domain.kind)
    }

    /// `only X`: of X, and of nobody else of the kind.
    fn only(&mut self, quantified: &Quantified, tally: &Tally) -> Answer {
        let of_them = self.pair(tally, Answer::all);
        if of_them.truth == Truth::False {
            return of_them;
        }
        let everybody = Domain {
            set: crate::lang::formula::DomainSet::All,
            except: Vec::new(),
            restriction: None,
            ..quantified.domain.clone()
        };
        let all = Quantified { domain: everybody, ..quantified.clone() };
        let members = self.members(&all.domain, all.variable, all.body.as_deref());
        let mut others = self.tally(&all, members);
        let meant: Vec<Referent> = tally
            .yes
            .iter()
            .chain(&tally.open)
            .flat_map(|(member, _)| member.resolved.candidates.iter().cloned())
            .collect();
        let is_meant = |this: &Self, member: &Member| {
            let mut best = Truth::False;
            for (one, other) in
                meant.iter().flat_map(|one| member.resolved.candidates.iter().map(move |other| (one, other)))
            {
                let Referent::Entities(ids) = other else { continue };
                let same = ids.iter().map(|&id| this.matches(one, &crate::facts::Argument::Entity(id)));
                best = best.max(same.max().unwrap_or(Truth::Unknown));
            }
            best
        };
        others.yes.retain(|(member, _)| is_meant(self, member) == Truth::False);
        others.open.retain(|(member, _)| is_meant(self, member) != Truth::True);
        if !others.yes.is_empty() {
            let names = self.member_names(&others.yes);
            return others.resting(Truth::False, &others.yes).because(format!("the article says it of {names} too"));
        }
        match &others.extension_closed {
            Some(closed) if of_them.truth == Truth::True && others.open.is_empty() => {
                let mut answer = of_them;
                answer.grounds.extend(closed.iter().map(|rest| Rest { supports: true, ..*rest }));
                answer.grounds.dedup();
                answer
            }
            _ => {
                let mut answer = Answer::unknown_because("nothing says that there are no others");
                answer.grounds = of_them.grounds;
                answer.notes.extend(of_them.notes);
                answer
            }
        }
    }

    fn member_names(&self, of: &[(Member, Answer)]) -> String {
        let mut names: Vec<String> = Vec::new();
        for (member, _) in of {
            if let Some(referent) = member.resolved.candidates.first() {
                let name = self.value_words(&TermValue::Thing(referent.clone()));
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        super::words::list(&names.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// A number counted or reckoned over a domain.
    pub fn aggregate(
        &mut self,
        function: Aggregate,
        variable: Variable,
        domain: &Domain,
        of: Option<ConceptId>,
    ) -> Terms {
        let members = self.members(domain, variable, None);
        match (function, of) {
            (Aggregate::Count, _) => self.counted(variable, domain, members),
            (_, Some(of)) => self.reckoned(function, of, members),
            (_, None) => Terms::uncheckable("the sentence does not say of what the numbers are to be taken"),
        }
    }

    fn counted(&mut self, variable: Variable, domain: &Domain, members: Members) -> Terms {
        let (yes, open): (Vec<Member>, Vec<Member>) =
            members.all.into_iter().partition(|member| member.belongs.truth == Truth::True);
        let referents: Vec<&Referent> = yes.iter().filter_map(|member| member.resolved.candidates.first()).collect();
        let least = self.distinct(&referents);
        let mut terms = Terms::default();
        for told in self.told_counts(domain, variable, None) {
            let mut number = told.number;
            if !told.complete {
                number = at_least(number);
            }
            terms.candidates.push(vec![Told::by_article(
                TermValue::Value(Value::Number(number)),
                told.ground,
                Modality::Asserted,
            )]);
        }
        if !terms.candidates.is_empty() {
            let all: Vec<Told> = terms.candidates.drain(..).flatten().collect();
            terms.candidates.push(all);
            return terms;
        }
        let count = i64::try_from(least).ok().and_then(Number::count);
        let Some(mut number) = count.filter(|_| least > 0 || members.closed.is_some()) else {
            return Terms::nothing(members.note);
        };
        match members.closed {
            Some(_) if yes.len() + open.len() == least => {}
            Some(_) => {
                let most = Rational::from_integer(i128::try_from(yes.len() + open.len()).unwrap_or(i128::MAX));
                number.interval = Interval { low: number.interval.low, high: End::Closed(most) };
            }
            None => number = at_least(number),
        }
        let names = yes.iter().map(|member| (member.clone(), Answer::unknown())).collect::<Vec<_>>();
        let mut told = Told::by_rule(TermValue::Value(Value::Number(number)));
        told.modality = Some(Modality::Asserted);
        told.arithmetic = Some(format!("{least} counted: {}", self.member_names(&names)));
        for member in &yes {
            for rest in &member.belongs.grounds {
                if !told.grounds.contains(&rest.ground) {
                    told.grounds.push(rest.ground);
                }
            }
        }
        told.grounds.extend(members.closed.iter().flatten().map(|rest| rest.ground));
        Terms::one(told)
    }

    /// A total, an average or an extreme: only over a domain that is known whole, with a number for each member.
    fn reckoned(&mut self, function: Aggregate, of: ConceptId, members: Members) -> Terms {
        let Some(closed) = members.closed else {
            return Terms::nothing(Some(String::from("nothing says that the article names all of them")));
        };
        let mut numbers: Vec<(Number, Told)> = Vec::new();
        for member in &members.all {
            let found = match member.resolved.candidates.as_slice() {
                [Referent::Entities(ids)] if member.belongs.truth == Truth::True => {
                    ids.first().and_then(|&id| self.one_number(of, id))
                }
                _ => None,
            };
            match found {
                Some(found) => numbers.push(found),
                None => return Terms::nothing(Some(String::from("the article does not give the number of each"))),
            }
        }
        let mut grounds: Vec<Ground> = closed.iter().map(|rest| rest.ground).collect();
        let shown: Vec<String> = numbers.iter().map(|(number, _)| number.to_string()).collect();
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        let (number, arithmetic) = match function {
            Aggregate::Highest(nth) | Aggregate::Lowest(nth) => {
                let mut order: Vec<usize> = (0..numbers.len()).collect();
                order.sort_by_key(|&at| numbers.get(at).and_then(|(number, _)| number.point()));
                if matches!(function, Aggregate::Highest(_)) {
                    order.reverse();
                }
                let at = usize::try_from(nth).ok().and_then(|nth| order.get(nth.checked_sub(1)?)).copied();
                let Some((number, told)) = at.and_then(|at| numbers.get(at)) else {
                    return Terms::nothing(Some(format!("the article has no {nth} of them")));
                };
                grounds.extend(&told.grounds);
                (Ok(number.clone()), format!("of {}", super::words::list(&shown)))
            }
            Aggregate::Total | Aggregate::Average | Aggregate::Count => {
                grounds.extend(numbers.iter().flat_map(|(_, told)| told.grounds.iter().copied()));
                let Some(((first, _), rest)) = numbers.split_first() else {
                    return Terms::nothing(Some(String::from("there is nothing to add up")));
                };
                let mut sum = Ok(first.clone());
                for (number, _) in rest {
                    sum = sum.and_then(|sum| super::arithmetic::reckon(Operation::Plus, &sum, number));
                }
                let count = i64::try_from(numbers.len()).ok().and_then(Number::count);
                if let (Aggregate::Average, Some(count)) = (function, count) {
                    sum = sum.and_then(|sum| super::arithmetic::reckon(Operation::DividedBy, &sum, &count));
                }
                let divided =
                    if function == Aggregate::Average { format!(", by {}", numbers.len()) } else { String::new() };
                (sum, format!("{}{divided}", shown.join(" + ")))
            }
        };
        match number {
            Ok(number) => {
                let arithmetic = format!("{arithmetic} = {number}");
                let mut told = Told::by_rule(TermValue::Value(Value::Number(number)));
                (told.grounds, told.modality, told.arithmetic) = (grounds, Some(Modality::Asserted), Some(arithmetic));
                Terms::one(told)
            }
            Err(why) => Terms::nothing(Some(why)),
        }
    }
}

/// A count of which more may be.
fn at_least(number: Number) -> Number {
    let more = Number::said(number.stated, Rational::zero(), Unit::One, Hedge::AtLeast);
    more.unwrap_or(number)
}

fn exceptions(tally: &Tally, names: String) -> Answer {
    let mut answer = tally.resting(Truth::False, &tally.no);
    answer.hearsay = tally.no.iter().all(|(member, answer)| member.belongs.hearsay || answer.hearsay);
    let why = tally.no.first().and_then(|(_, answer)| answer.because.clone());
    answer.because = why.or(Some(format!("the article says otherwise of {names}")));
    answer
}

/// A share of a domain that is known whole: when it is proved and when it is ruled out, by those for and against.
fn share(tally: &Tally, test: impl Fn(usize, usize, usize) -> (bool, bool)) -> Answer {
    let Some(closed) = &tally.domain_closed else {
        return tally.undecided().noting("nothing says that these are all");
    };
    let (yes, no) = (tally.yes.len(), tally.no.len());
    let total = yes + no + tally.open.len();
    if total == 0 {
        return tally.undecided();
    }
    let (proved, ruled_out) = test(yes, no, total);
    let truth = match (proved, ruled_out) {
        (true, _) => Truth::True,
        (_, true) => Truth::False,
        _ => return tally.undecided(),
    };
    let mut answer = tally.resting(truth, &[tally.yes.as_slice(), &tally.no].concat());
    answer.grounds.extend(closed.iter().map(|rest| Rest { supports: truth == Truth::True, ..*rest }));
    answer.grounds.dedup();
    answer.because(format!("{yes} of {total}"))
}

impl Answer {
    /// If it is open: what closing words about the pair together say.
    fn or_bundle(self, evaluator: &mut Evaluator<'_, '_>, quantified: &Quantified) -> Self {
        if self.truth != Truth::Unknown {
            return self;
        }
        evaluator.denied_by_bundle(quantified).unwrap_or(self)
    }
}
