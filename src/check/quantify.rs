//! Quantifiers: how many of a domain a sentence holds of, as far as the article tells.
//!
//! What bounds a count is in `count`, what says that there are no others in `closure`.

use super::answer::{Answer, Ground, Rest};
use super::closure::ToldCount;
use super::count::Basis;
use super::domain::{Member, Members};
use super::evaluator::Evaluator;
use super::term::{TermValue, Terms, Told};
use super::things::Referent;
use crate::facts::{EntityId, Modality};
use crate::lang::formula::{Aggregate, Domain, DomainSet, Formula, Operation, Quantified, Quantifier, Variable};
use crate::lang::lexicon::ConceptId;
use crate::value::{Hedge, Number, Rational, Truth, Unit, Value};
use num_traits::Zero;

/// The members of a domain, parted by what is said of them.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub yes: Vec<(Member, Answer)>,
    pub no: Vec<(Member, Answer)>,
    /// Those of whom it is open whether they belong to the domain, or whether it holds of them.
    pub open: Vec<(Member, Answer)>,
    /// Those of whom it does not hold, and who may belong to the domain.
    pub aside: Vec<(Member, Answer)>,
    /// What shows who does not belong to the domain.
    pub left_out: Vec<Rest>,
    /// What shows that the domain has no other members.
    pub domain_closed: Option<Vec<Rest>>,
    /// What shows that it holds of no others.
    pub extension_closed: Option<Vec<Rest>>,
    /// Those of whom it can hold by the closing words; `None`: of any.
    pub holders: Option<Vec<EntityId>>,
    note: Option<String>,
}

impl Tally {
    /// Takes a member in, with what is said of it.
    fn take(&mut self, member: Member, answer: Answer) {
        match (answer.truth, member.belongs.truth) {
            (_, Truth::False) => {}
            (Truth::True, Truth::True) => self.yes.push((member, answer)),
            (Truth::False, Truth::True) => self.no.push((member, answer)),
            (Truth::False, Truth::Unknown) => self.aside.push((member, answer)),
            _ => self.open.push((member, answer)),
        }
    }

    /// Those of whom it is told, whether they belong or not.
    fn told_of(&self) -> impl Iterator<Item = &Member> {
        self.yes.iter().chain(&self.open).filter(|(_, answer)| answer.truth == Truth::True).map(|(member, _)| member)
    }

    /// Whether somebody is among the members.
    fn has(&self, id: EntityId) -> bool {
        let all = [&self.yes, &self.no, &self.open, &self.aside];
        all.into_iter().flatten().any(|(member, _)| member.is_among(&[id]))
    }

    /// Whether closing words leave a member out.
    pub fn leaves_out(&self, member: &Member) -> bool {
        self.holders.as_ref().is_some_and(|holders| !member.is_among(holders))
    }

    pub fn grounds(&self, of: &[(Member, Answer)], supports: bool) -> Vec<Rest> {
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

    /// How many may be known some day to belong and not to fit.
    fn may_be_exceptions(&self) -> usize {
        self.open.iter().filter(|(_, answer)| answer.truth != Truth::True).count() + self.aside.len()
    }

    /// What was near an undecided answer.
    pub fn undecided(&self) -> Answer {
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
        if members.all.is_empty() && members.note.is_some() && matches!(quantified.domain.set, DomainSet::Topics(_)) {
            return Answer::unknown_because(members.note.unwrap_or_default());
        }
        let tally = self.tally(quantified, members);
        match quantified.quantifier {
            Quantifier::Some => self.counted(quantified, &tally, 1, None),
            Quantifier::AtLeast(count) => self.counted(quantified, &tally, count, None),
            Quantifier::No => self.counted(quantified, &tally, 0, Some(0)),
            Quantifier::AtMost(count) => self.counted(quantified, &tally, 0, Some(count)),
            Quantifier::Exactly(count) => self.counted(quantified, &tally, count, Some(count)),
            Quantifier::Between(low, high) => self.counted(quantified, &tally, low, Some(high)),
            Quantifier::Every => self.every(quantified, &tally),
            Quantifier::Both => self.pair(&tally, Answer::all).or_bundle(self, quantified),
            Quantifier::Either => self.pair(&tally, Answer::any),
            Quantifier::Neither => self.pair(&tally, Answer::any).negated(),
            Quantifier::Most => share(&tally, most),
            Quantifier::Half => share(&tally, half),
            Quantifier::AllBut(count) => self.all_but(quantified, &tally, count),
            Quantifier::Only => self.only(quantified, &tally),
        }
    }

    fn tally(&mut self, quantified: &Quantified, members: Members) -> Tally {
        let Members { all, closed, left_out, note } = members;
        let mut tally = Tally { domain_closed: closed, left_out, note, ..Tally::default() };
        for member in all {
            let answer = self.said_of(&member, quantified.variable, quantified.body.as_deref());
            tally.take(member, answer);
        }
        tally.extension_closed.clone_from(&tally.domain_closed);
        if let Some(body) = &quantified.body
            && let Some(closing) = self.closing(body, quantified.variable, quantified.domain.kind)
        {
            if matches!(quantified.domain.set, DomainSet::All) && tally.domain_closed.is_none() {
                let told_of = self.can_matter(body, quantified.variable, 0);
                let mut told_of = told_of.unwrap_or_else(|| self.world.of_kind(quantified.domain.kind).to_vec());
                // Whoever is called by a wider word alone is not of the kind, if the closing words leave him out.
                told_of.retain(|&id| self.world.is_of(id, quantified.domain.kind));
                self.take_outsiders(quantified, &mut tally, closing.holders.iter().chain(&told_of));
            }
            // Closing words that leave out a witness close nothing.
            if tally.told_of().all(|member| member.is_among(&closing.holders)) {
                tally.extension_closed = Some([tally.extension_closed.unwrap_or_default(), closing.grounds].concat());
                tally.holders = Some(closing.holders);
            }
        }
        tally
    }

    /// Takes in those of whom the article need not say whether they belong: then they may.
    fn take_outsiders<'e>(
        &mut self,
        quantified: &Quantified,
        tally: &mut Tally,
        outsiders: impl Iterator<Item = &'e EntityId>,
    ) {
        for &outsider in outsiders {
            if tally.has(outsider) || self.world.is_group(outsider) {
                continue;
            }
            let member = self.as_member(outsider, &quantified.domain, quantified.variable);
            let answer = self.said_of(&member, quantified.variable, quantified.body.as_deref());
            tally.take(member, answer);
        }
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

    /// From so many to so many.
    fn counted(&mut self, quantified: &Quantified, tally: &Tally, low: u64, high: Option<u64>) -> Answer {
        let told = self.told_counts(&quantified.domain, quantified.variable, quantified.body.as_deref());
        self.count_lies(tally, &told, low, high)
    }

    fn every(&mut self, quantified: &Quantified, tally: &Tally) -> Answer {
        if !tally.no.is_empty() {
            return exceptions(tally, self.member_names(&tally.no));
        }
        if let Some(closed) = &tally.domain_closed
            && tally.may_be_exceptions() == 0
            && !tally.yes.is_empty()
        {
            let mut answer = tally.resting(Truth::True, &tally.yes);
            answer.grounds.extend(closed.iter().chain(&tally.left_out).copied());
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
        let no: Vec<&Referent> = tally.no.iter().filter_map(|(member, _)| member.resolved.candidates.first()).collect();
        if self.distinct(&no) > wanted {
            return exceptions(tally, self.member_names(&tally.no));
        }
        let excepted = self.only_exceptions(quantified);
        let excepted = excepted.filter(|closing| tally.no.iter().all(|(member, _)| member.is_among(&closing.holders)));
        if let Some(closing) = excepted {
            let mut open = tally.open.iter().filter(|(member, _)| member.is_among(&closing.holders)).count();
            for &holder in closing.holders.iter().filter(|&&holder| !tally.has(holder)) {
                let member = self.as_member(holder, &quantified.domain, quantified.variable);
                open += usize::from(member.belongs.truth != Truth::False);
            }
            if open + tally.aside.len() == 0 && !(tally.no.is_empty() && tally.yes.is_empty()) {
                let truth = Truth::from(tally.no.len() == wanted);
                let mut answer = tally.resting(truth, &[tally.yes.as_slice(), &tally.no].concat());
                answer
                    .grounds
                    .extend(closing.grounds.iter().map(|rest| Rest { supports: truth == Truth::True, ..*rest }));
                answer.grounds.dedup();
                return answer;
            }
        }
        share(tally, |(_, most), (_, least)| {
            if most == least {
                Truth::from(most == wanted)
            } else if most < wanted {
                Truth::False
            } else {
                Truth::Unknown
            }
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
        let everybody =
            Domain { set: DomainSet::All, except: Vec::new(), restriction: None, ..quantified.domain.clone() };
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
        others.open.retain(|(member, _)| others.holders.as_ref().is_none_or(|holders| member.is_among(holders)));
        others.open.retain(|(member, _)| is_meant(self, member) != Truth::True);
        if !others.yes.is_empty() {
            let names = self.member_names(&others.yes);
            return others.resting(Truth::False, &others.yes).because(format!("the article says it of {names} too"));
        }
        match &others.extension_closed {
            Some(closed) if of_them.truth == Truth::True && others.open.is_empty() => {
                let mut answer = of_them;
                answer.grounds.extend(closed.iter().map(|rest| Rest { supports: true, ..*rest }));
                answer.grounds.extend(others.grounds(&others.no, true));
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

    pub fn member_names(&self, of: &[(Member, Answer)]) -> String {
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
        match (function, of) {
            (Aggregate::Count, _) => self.count(variable, domain),
            (_, Some(of)) => {
                let members = self.members(domain, variable, None);
                self.reckoned(function, of, members)
            }
            (_, None) => Terms::uncheckable("the sentence does not say of what the numbers are to be taken"),
        }
    }

    /// `number of leaders is at least nine`: as `there are at least nine leaders`.
    pub fn number_lies(&mut self, variable: Variable, domain: &Domain, low: u64, high: Option<u64>) -> Answer {
        let (tally, told) = self.number_of(variable, domain);
        self.count_lies(&tally, &told, low, high)
    }

    fn number_of(&mut self, variable: Variable, domain: &Domain) -> (Tally, Vec<ToldCount>) {
        let members = self.members(domain, variable, None);
        let site = crate::source::Site { source: crate::source::SourceId(0), span: crate::source::Span::default() };
        let quantifier = Quantifier::Some;
        let all = Quantified { quantifier, variable, domain: domain.clone(), body: None, site };
        (self.tally(&all, members), self.told_counts(domain, variable, None))
    }

    /// A count as a number to reckon with: the count itself, or a bound of it.
    fn count(&mut self, variable: Variable, domain: &Domain) -> Terms {
        let (tally, told) = self.number_of(variable, domain);
        let range = self.count_range(&tally, &told);
        let number = i64::try_from(range.low).ok().and_then(Number::count);
        let number = match (number, range.high) {
            (Some(number), Some(high)) if high == range.low => number,
            (Some(number), None) if range.low > 0 => at_least(number),
            _ => return Terms::nothing(tally.note),
        };
        let mut term = Told::by_rule(TermValue::Value(Value::Number(number)));
        term.modality = Some(Modality::Asserted);
        term.arithmetic = match range.low_basis {
            Basis::Witnesses => Some(format!("{} counted: {}", range.low, self.member_names(&tally.yes))),
            _ => None,
        };
        let rests = self.count_lies(&tally, &told, range.low, range.high);
        term.grounds = rests.grounds.iter().map(|rest| rest.ground).collect();
        Terms::one(term)
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

/// How many of a domain it holds of, and how many it does not.
type Split = (usize, usize);

/// A share of a domain that is known whole: `decide` tells from the least and the greatest share that it can be.
fn share(tally: &Tally, decide: impl Fn(Split, Split) -> Truth) -> Answer {
    let Some(closed) = &tally.domain_closed else {
        return tally.undecided().noting("nothing says that these are all");
    };
    let (yes, no) = (tally.yes.len(), tally.no.len());
    let belong = tally.open.iter().filter(|(member, _)| member.belongs.truth == Truth::True).count();
    let truth = decide((yes, no + tally.may_be_exceptions()), (yes + tally.open.len(), no));
    // Of nobody nothing is said.
    if truth == Truth::Unknown || yes + no + belong == 0 {
        return tally.undecided();
    }
    let all = [tally.yes.as_slice(), &tally.no, &tally.open, &tally.aside].concat();
    let mut answer = tally.resting(truth, &all);
    answer
        .grounds
        .extend(closed.iter().chain(&tally.left_out).map(|rest| Rest { supports: truth == Truth::True, ..*rest }));
    answer.grounds.dedup();
    answer.because(format!("{yes} of {}", yes + no + tally.open.len() + tally.aside.len()))
}

/// More than half.
fn most(least: Split, greatest: Split) -> Truth {
    match (least.0 > least.1, greatest.0 > greatest.1) {
        (true, _) => Truth::True,
        (_, false) => Truth::False,
        _ => Truth::Unknown,
    }
}

fn half(least: Split, greatest: Split) -> Truth {
    if least == greatest {
        return Truth::from(least.0 == least.1);
    }
    if least.0 > least.1 || greatest.0 < greatest.1 { Truth::False } else { Truth::Unknown }
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
