//! Comparisons of terms: `member count equals nine`, `the first referendum is before 2016`, `X is one of A, B or C`.

use super::kinds::Family;
use super::np::{Binder, bind, deny};
use super::reader::{Miss, Reader, Reading};
use super::relation::Subject;
use super::term::Terms;
use super::token::TokenKind;
use crate::lang::formula::{Compare, Formula, Operator, Term, Thing};
use crate::lang::lexicon::KindId;
use crate::nlp::inflect;
use crate::source::Site;
use crate::value::{Comparator, Number, Unit, Value};

/// How two terms are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparing {
    /// `is`, `is more than`.
    Plain(Comparator),
    /// `is before`, `is after`, `is in`: of dates and events.
    Dated(Comparator),
    /// `is between A and B`.
    Between,
    /// `is within N of M`.
    Within,
    /// `is one of`.
    OneOf,
    /// `includes`.
    Includes,
    /// `contains`.
    Contains,
    /// `matches`.
    Matches,
    /// `is the same day as`.
    SameDay,
    /// `agrees with`.
    Agrees,
}

/// A comparator in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub comparing: Comparing,
    /// Whether it is denied.
    pub negated: bool,
    /// One past its last token.
    pub end: usize,
    /// Whether it is `is` or a longer form of it.
    pub is: bool,
}

/// What can stand behind "is".
pub(super) const AFTER_IS: &[(&str, Comparing)] = &[
    ("more than", Comparing::Plain(Comparator::More)),
    ("greater than", Comparing::Plain(Comparator::More)),
    ("higher than", Comparing::Plain(Comparator::More)),
    ("larger than", Comparing::Plain(Comparator::More)),
    ("longer than", Comparing::Plain(Comparator::More)),
    ("older than", Comparing::Plain(Comparator::More)),
    ("over", Comparing::Plain(Comparator::More)),
    ("above", Comparing::Plain(Comparator::More)),
    ("less than", Comparing::Plain(Comparator::Less)),
    ("fewer than", Comparing::Plain(Comparator::Less)),
    ("lower than", Comparing::Plain(Comparator::Less)),
    ("smaller than", Comparing::Plain(Comparator::Less)),
    ("shorter than", Comparing::Plain(Comparator::Less)),
    ("younger than", Comparing::Plain(Comparator::Less)),
    ("under", Comparing::Plain(Comparator::Less)),
    ("below", Comparing::Plain(Comparator::Less)),
    ("at least", Comparing::Plain(Comparator::AtLeast)),
    ("no less than", Comparing::Plain(Comparator::AtLeast)),
    ("no fewer than", Comparing::Plain(Comparator::AtLeast)),
    ("at most", Comparing::Plain(Comparator::AtMost)),
    ("no more than", Comparing::Plain(Comparator::AtMost)),
    ("up to", Comparing::Plain(Comparator::AtMost)),
    ("about", Comparing::Plain(Comparator::About)),
    ("around", Comparing::Plain(Comparator::About)),
    ("approximately", Comparing::Plain(Comparator::About)),
    ("roughly", Comparing::Plain(Comparator::About)),
    ("exactly", Comparing::Plain(Comparator::Equal)),
    ("equal to", Comparing::Plain(Comparator::Equal)),
    ("between", Comparing::Between),
    ("within", Comparing::Within),
    ("one of", Comparing::OneOf),
    ("either", Comparing::OneOf),
    ("before", Comparing::Dated(Comparator::Less)),
    ("earlier than", Comparing::Dated(Comparator::Less)),
    ("after", Comparing::Dated(Comparator::More)),
    ("later than", Comparing::Dated(Comparator::More)),
    ("on", Comparing::Dated(Comparator::Within)),
    ("in", Comparing::Dated(Comparator::Within)),
    ("during", Comparing::Dated(Comparator::Within)),
    ("the same day as", Comparing::SameDay),
    ("on the same day as", Comparing::SameDay),
    ("the same date as", Comparing::SameDay),
    ("on the same date as", Comparing::SameDay),
];

/// Comparators that are verbs of their own.
const VERBS: &[(&[&str], Comparing)] = &[
    (&["equals", "equal"], Comparing::Plain(Comparator::Equal)),
    (&["exceeds", "exceed"], Comparing::Plain(Comparator::More)),
    (&["includes", "include"], Comparing::Includes),
    (&["contains", "contain"], Comparing::Contains),
    (&["matches", "match"], Comparing::Matches),
];

impl Reader<'_> {
    /// The comparators that begin at a token, the longest first.
    pub fn comparators(&self, at: usize) -> Vec<Found> {
        let Some(token) = self.tokens.get(at) else { return Vec::new() };
        let mut found = Vec::new();
        let contracted = token.is_any(&["isn't", "aren't", "wasn't", "weren't"]);
        if (inflect::is_be(&token.lower) && !token.possessive) || contracted {
            let not = usize::from(self.tokens.is_any(at + 1, &["not", "never"]));
            let negated = contracted || not == 1;
            let next = at + 1 + not;
            for (words, comparing) in AFTER_IS {
                if let Some(end) = self.tokens.after(next, words) {
                    found.push(Found { comparing: comparing.clone(), negated, end, is: true });
                }
            }
            found.push(Found { comparing: Comparing::Plain(Comparator::Equal), negated, end: next, is: true });
            found.sort_by_key(|found| std::cmp::Reverse(found.end));
            return found;
        }
        let (next, negated) = self.denied_verb(at);
        for (forms, comparing) in VERBS {
            if self.tokens.is_any(next, forms) {
                found.push(Found { comparing: comparing.clone(), negated, end: next + 1, is: false });
            }
        }
        if self.tokens.is_any(next, &["agrees", "agree"]) && self.tokens.is(next + 1, "with") {
            found.push(Found { comparing: Comparing::Agrees, negated, end: next + 2, is: false });
        }
        found
    }

    /// Behind "does not", "did not", "never": where the verb stands, and whether it is denied.
    pub fn denied_verb(&self, at: usize) -> (usize, bool) {
        if self.tokens.is(at, "never") {
            return (at + 1, true);
        }
        if self.tokens.is_any(at, &["doesn't", "don't", "didn't", "won't"]) {
            return (at + 1, true);
        }
        if self.tokens.is_any(at, &["does", "do", "did", "will"]) {
            let not = self.tokens.is_any(at + 1, &["not", "never"]);
            return (at + 1 + usize::from(not), not);
        }
        (at, false)
    }

    /// The comparisons that the tokens `start..end` are, their left side being a term.
    pub fn comparisons(&self, start: usize, end: usize) -> Vec<Reading> {
        let mut read = Vec::new();
        for at in start + 1..end {
            let comparators = self.comparators(at);
            if comparators.is_empty() {
                continue;
            }
            let left = self.terms(start, at, None);
            let mut longest = 0;
            for comparator in comparators {
                if comparator.end < longest {
                    break;
                }
                if comparator.end >= end {
                    continue;
                }
                let some = read.len();
                for left in left.iter() {
                    self.compare(left, &comparator, end, self.tokens.site(start, end), &mut read);
                }
                if read.len() > some {
                    longest = comparator.end;
                }
            }
        }
        read
    }

    /// The comparisons of a term with what stands between a comparator and `end`.
    pub fn compare(&self, left: &Terms, found: &Found, end: usize, site: Site, read: &mut Vec<Reading>) {
        let Some(kind) = left.kind() else { return };
        let (operator, negated) = match &found.comparing {
            Comparing::Plain(comparator) => match self.plain(comparator, kind, found) {
                Some((comparator, negated)) => (Operator::Plain(comparator), negated),
                None => return,
            },
            Comparing::Dated(comparator) if self.family(kind) == Family::Date => {
                (Operator::Plain(comparator.clone()), found.negated)
            }
            Comparing::SameDay if self.family(kind) == Family::Date => (Operator::SameDay, found.negated),
            Comparing::Between if matches!(self.family(kind), Family::Number | Family::Date) => {
                return self.between(left, found, end, site, read);
            }
            Comparing::Within => return self.within(left, found, end, site, read),
            Comparing::OneOf => return self.one_of(left, kind, found, end, site, read),
            Comparing::Includes => (Operator::Includes, found.negated),
            Comparing::Contains | Comparing::Matches => {
                let operator = self.text_operator(found, end);
                let Some((operator, text)) = operator.filter(|_| self.family(kind) == Family::Text) else { return };
                let formula = left.spread(|term| {
                    Formula::Compare(Compare {
                        left: term.clone(),
                        operator: operator.clone(),
                        right: vec![text.clone()],
                        site,
                    })
                });
                read.push(Reading { formula: bind(&left.outer(), deny(found.negated, formula)), cost: left.cost });
                return;
            }
            Comparing::Dated(_) | Comparing::SameDay | Comparing::Between | Comparing::Agrees => return,
        };
        let dated =
            matches!(found.comparing, Comparing::Dated(_) | Comparing::SameDay) || self.family(kind) == Family::Date;
        let rights = if dated { self.moments(found.end, end) } else { self.values(left, kind, found.end, end) };
        for right in rights {
            if dated || right.kind().is_some_and(|other| self.comparable(kind, other, found, end)) {
                read.push(self.compared(left, &operator, negated, &right, site));
            }
        }
    }

    /// The terms that `start..end` are, a bare number in the unit that the left side is told in: `age is at least 80`
    /// means years.
    fn values(&self, left: &Terms, kind: KindId, start: usize, end: usize) -> Vec<Terms> {
        let unit = left.single().and_then(|one| match &one.term {
            Term::Attribute { concept, .. } => self.scope.lexicon.concept(*concept)?.bare_unit(),
            _ => None,
        });
        let bare = unit.and_then(|unit| Some((unit, self.value(start, end)?)));
        let exact = start > 0 && self.tokens.is_any(start - 1, &["exactly", "precisely"]);
        let exactly = |number: Number| if exact { number.exactly() } else { number };
        if let Some((unit, Value::Number(number))) = bare
            && number.unit == Unit::One
            && let Some(number) = Number::said(number.stated, number.digit, unit, number.hedge)
        {
            return vec![Terms::literal(Value::Number(exactly(number)), self.tokens.site(start, end), kind)];
        }
        let mut terms = (*self.terms(start, end, Some(kind))).clone();
        for one in terms.iter_mut().flat_map(|terms| &mut terms.members).filter(|_| exact) {
            if let Term::Literal(Value::Number(number), _) = &mut one.term {
                *number = number.clone().exactly();
            }
        }
        terms
    }

    fn compared(&self, left: &Terms, operator: &Operator, negated: bool, right: &Terms, site: Site) -> Reading {
        let formula = left.spread(|term| {
            let inner = right.spread(|other| {
                Formula::Compare(Compare {
                    left: term.clone(),
                    operator: operator.clone(),
                    right: vec![other.clone()],
                    site,
                })
            });
            deny(negated, inner)
        });
        let outer: Vec<Binder> = left.outer().into_iter().chain(right.outer()).collect();
        Reading { formula: bind(&outer, formula), cost: left.cost + right.cost }
    }

    /// A plain comparator with its negation taken in; `None` where such values have no order.
    fn plain(&self, comparator: &Comparator, kind: KindId, found: &Found) -> Option<(Comparator, bool)> {
        let ordered = matches!(self.family(kind), Family::Number);
        let order = !matches!(comparator, Comparator::Equal | Comparator::NotEqual);
        if order && !ordered {
            return None;
        }
        Some(match (comparator, found.negated) {
            (comparator, false) => (comparator.clone(), false),
            (Comparator::Equal, true) => (Comparator::NotEqual, false),
            (Comparator::More, true) => (Comparator::AtMost, false),
            (Comparator::Less, true) => (Comparator::AtLeast, false),
            (Comparator::AtLeast, true) => (Comparator::Less, false),
            (Comparator::AtMost, true) => (Comparator::More, false),
            (comparator, true) => (comparator.clone(), true),
        })
    }

    /// Whether values of two kinds can be compared; that they cannot is a miss.
    fn comparable(&self, left: KindId, right: KindId, found: &Found, end: usize) -> bool {
        let fits = match (self.family(left), self.family(right)) {
            (Family::Thing, Family::Thing) => true,
            (a, b) if a == b => self.value_fits(right, left),
            _ => false,
        };
        if !fits {
            let site = self.tokens.site(found.end, end);
            self.miss(Miss::Unit { site, words: self.tokens.words(found.end, end), is: right, wanted: left });
        }
        fits
    }

    /// What can stand for a moment: a date, an attribute whose value is one, an event.
    pub fn moments(&self, start: usize, end: usize) -> Vec<Terms> {
        let known = self.scope.known;
        let mut read: Vec<Terms> = self
            .terms(start, end, Some(known.date))
            .iter()
            .filter(|terms| terms.kind().is_some_and(|kind| self.family(kind) == Family::Date))
            .cloned()
            .collect();
        if read.is_empty() {
            read.extend(
                self.terms(start, end, Some(known.event))
                    .iter()
                    .filter(|terms| terms.kind() == Some(known.event))
                    .cloned(),
            );
        }
        read
    }

    fn between(&self, left: &Terms, found: &Found, end: usize, site: Site, read: &mut Vec<Reading>) {
        let Some(kind) = left.kind() else { return };
        let side = |start: usize, end: usize| match self.family(kind) {
            Family::Date => self.moments(start, end),
            _ => self.values(left, kind, start, end),
        };
        for and in (found.end + 1..end).filter(|&at| self.tokens.is(at, "and")) {
            for (low, high) in pairs(&side(found.end, and), &side(and + 1, end)) {
                let (Some(a), Some(b)) = (low.single(), high.single()) else { continue };
                let formula = left.spread(|term| {
                    let right = vec![a.term.clone(), b.term.clone()];
                    let compare =
                        Formula::Compare(Compare { left: term.clone(), operator: Operator::Between, right, site });
                    deny(found.negated, bind(a.binders.iter().chain(&b.binders), compare))
                });
                read.push(Reading { formula, cost: left.cost + low.cost + high.cost });
            }
        }
    }

    /// `is within one week of the NATO summit`.
    fn within(&self, left: &Terms, found: &Found, end: usize, site: Site, read: &mut Vec<Reading>) {
        let Some(kind) = left.kind() else { return };
        let Some((distance, of)) = self.distance_words(found.end) else { return };
        let dated = matches!(self.family(kind), Family::Date | Family::Thing);
        let rights = if dated { self.moments(of, end) } else { self.values(left, kind, of, end) };
        for right in rights {
            if !dated && right.kind().is_none_or(|other| !self.comparable(kind, other, found, end)) {
                continue;
            }
            read.push(self.compared(left, &Operator::WithinOf(distance.clone()), found.negated, &right, site));
        }
    }

    /// `one week of`: the distance, and where what follows it begins.
    fn distance_words(&self, at: usize) -> Option<(crate::value::Number, usize)> {
        let of = (at + 1..self.tokens.len()).find(|&of| self.tokens.is(of, "of"))?;
        let (value, _) = self.literal(at, of, None)?;
        match value {
            Value::Number(number) => Some((number, of + 1)),
            _ => None,
        }
    }

    /// `is one of A, B or C`, `is either A or B`.
    fn one_of(&self, left: &Terms, kind: KindId, found: &Found, end: usize, site: Site, read: &mut Vec<Reading>) {
        for list in self.term_list(found.end, end, kind) {
            let right: Vec<Term> =
                list.iter().flat_map(|terms| terms.members.iter().map(|one| one.term.clone())).collect();
            let bound = list.iter().any(|terms| terms.members.iter().any(|one| !one.binders.is_empty()));
            if bound {
                continue;
            }
            let cost = left.cost + list.iter().map(|terms| terms.cost).sum::<u32>();
            let formula = left.spread(|term| {
                let compare = Compare { left: term.clone(), operator: Operator::OneOf, right: right.clone(), site };
                deny(found.negated, Formula::Compare(compare))
            });
            read.push(Reading { formula: bind(&left.outer(), formula), cost });
        }
    }

    /// `A, B or C` as terms of a kind.
    pub fn term_list(&self, start: usize, end: usize, kind: KindId) -> Vec<Vec<Terms>> {
        let separators = self.separators(start, end);
        let Some(&last) = separators.iter().rev().find(|&&at| self.tokens.is_any(at, &["or", "and"])) else {
            return Vec::new();
        };
        if last > start && self.tokens.get(last - 1).is_some_and(|token| token.kind == TokenKind::Comma) {
            let words = format!("{} {}", self.tokens.words(start, last - 1), self.tokens.words(last, end));
            self.miss(Miss::OxfordComma(self.tokens.site(last - 1, last), words));
            return Vec::new();
        }
        let mut bounds = vec![start];
        bounds.extend(
            separators
                .iter()
                .filter(|&&at| at < last && self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Comma))
                .filter(|&&at| !self.is_inside_date(at))
                .map(|at| at + 1),
        );
        let mut list = Vec::new();
        let ends = bounds.iter().skip(1).map(|bound| bound - 1).chain([last]);
        for (from, to) in bounds.iter().copied().zip(ends).chain([(last + 1, end)]) {
            let best = self.terms(from, to, Some(kind)).iter().min_by_key(|terms| terms.cost).cloned();
            match best.filter(|terms| terms.kind().is_some_and(|other| self.family(other) == self.family(kind))) {
                Some(best) => list.push(best),
                None => return Vec::new(),
            }
        }
        vec![list]
    }

    /// Whether a comma stands inside a date: `May 16, 2015`.
    fn is_inside_date(&self, comma: usize) -> bool {
        let number = |at: usize, digits: std::ops::RangeInclusive<usize>| {
            self.tokens.get(at).is_some_and(|token| {
                digits.contains(&token.text.len()) && token.text.bytes().all(|byte| byte.is_ascii_digit())
            })
        };
        comma > 0 && number(comma - 1, 1..=2) && number(comma + 1, 4..=4)
    }

    /// `contains "text"`, `matches "regex"`: the operator, and the quoted text.
    pub fn text_operator(&self, found: &Found, end: usize) -> Option<(Operator, Term)> {
        let token =
            self.tokens.get(found.end).filter(|token| token.kind == TokenKind::Quoted && end == found.end + 1)?;
        let site = self.tokens.site(found.end, end);
        if found.comparing == Comparing::Matches
            && let Err(error) = regex::Regex::new(&token.text)
        {
            let reason = error.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            self.miss(Miss::Pattern(site, reason));
            return None;
        }
        let operator = if found.comparing == Comparing::Matches { Operator::Matches } else { Operator::Contains };
        Some((operator, Term::Text(token.text.clone(), site)))
    }

    /// `the SCO summit is within one week of …`, `the first referendum is before 2016`: an event for its date.
    pub fn event_comparisons(&self, subject: &Subject, at: usize, end: usize) -> Vec<Reading> {
        let mut read = Vec::new();
        let site = self.tokens.site(subject.start(), end);
        for found in self.comparators(at).into_iter().filter(|found| found.end < end) {
            let operator = match &found.comparing {
                Comparing::Dated(comparator) => Operator::Plain(comparator.clone()),
                Comparing::SameDay => Operator::SameDay,
                Comparing::Within => match self.distance_words(found.end) {
                    Some((distance, _)) => Operator::WithinOf(distance),
                    None => continue,
                },
                Comparing::Between => Operator::Between,
                _ => continue,
            };
            for subject in self.subjects(subject, self.scope.known.event).iter() {
                let left = Terms {
                    members: subject
                        .members
                        .iter()
                        .map(|one| super::term::OneTerm {
                            outer: one.outer.clone(),
                            binders: one.binders.clone(),
                            term: Term::Thing(one.thing.clone()),
                            kind: self.scope.known.date,
                        })
                        .collect(),
                    any: subject.any,
                    cost: subject.cost,
                };
                match &operator {
                    Operator::Between => self.between(&left, &found, end, site, &mut read),
                    Operator::WithinOf(_) => self.within(&left, &found, end, site, &mut read),
                    operator => {
                        for right in self.moments(found.end, end) {
                            read.push(self.compared(&left, operator, found.negated, &right, site));
                        }
                    }
                }
            }
        }
        read
    }

    /// `the article contains "text"`.
    pub fn article_contains(&self, subject: &Subject, at: usize, end: usize) -> Vec<Reading> {
        let site = self.tokens.site(subject.start(), end);
        let texts = self
            .comparators(at)
            .into_iter()
            .filter(|found| matches!(found.comparing, Comparing::Contains | Comparing::Matches));
        let mut read = Vec::new();
        for found in texts {
            let article = self.subjects(subject, self.scope.known.work);
            let article = article.iter().any(|np| matches!(np.single().map(|one| &one.thing), Some(Thing::Article)));
            if let Some((operator, text)) = self.text_operator(&found, end).filter(|_| article) {
                let compare = Compare { left: Term::Thing(Thing::Article), operator, right: vec![text], site };
                read.push(Reading { formula: deny(found.negated, Formula::Compare(compare)), cost: 0 });
            }
        }
        read
    }
}

fn pairs<'t>(left: &'t [Terms], right: &'t [Terms]) -> impl Iterator<Item = (&'t Terms, &'t Terms)> {
    left.iter().flat_map(move |a| right.iter().map(move |b| (a, b)))
}
