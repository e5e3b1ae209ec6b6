//! Possession: `the SCO has nine members`, `has a population of 5 million`, `has more members than NATO`.

use super::np::{Binder, bind, deny};
use super::phrase::Meaning;
use super::quantifier::Prefix;
use super::reader::{Reader, Reading};
use super::relation::Subject;
use crate::lang::formula::{
    Aggregate, Compare, Domain, DomainSet, Formula, Operator, Quantified, Quantifier, Term, Thing,
};
use crate::lang::lexicon::{Category, ConceptId};
use crate::source::Site;
use crate::value::{Comparator, Value};

impl Reader<'_> {
    /// The possessions whose "has" stands at `at` and that end at `end`.
    pub fn possessions(&self, subject: &Subject, at: usize, end: usize) -> Vec<Reading> {
        let (verb, mut negated) = self.denied_verb(at);
        if !self.tokens.is_any(verb, &["has", "have", "had"]) {
            return Vec::new();
        }
        let mut start = verb + 1;
        if self.tokens.is_any(start, &["not", "never"]) {
            negated = true;
            start += 1;
        }
        let site = self.tokens.site(subject.start(), end);
        let mut read = self.has_more(subject, start, end, negated, site);
        read.extend(self.has_value(subject, start, end, negated, site));
        if read.is_empty() {
            read = self.has_counted(subject, start, end, negated, site);
        }
        if read.is_empty() {
            read = self.has_role(subject, start, end, negated, site);
        }
        read
    }

    /// `has more members than NATO`.
    fn has_more(&self, subject: &Subject, start: usize, end: usize, negated: bool, site: Site) -> Vec<Reading> {
        let comparator = match self.tokens.get(start).map(|token| token.lower.as_str()) {
            Some("more") => Comparator::More,
            Some("fewer" | "less") => Comparator::Less,
            Some("as") => Comparator::Equal,
            _ => return Vec::new(),
        };
        let from = if comparator == Comparator::Equal {
            let Some(next) = self.tokens.after_any(start, &["as many", "as much"]) else { return Vec::new() };
            next
        } else {
            start + 1
        };
        let mut read = Vec::new();
        for than in (from + 1..end).filter(|&than| self.tokens.is_any(than, &["than", "as"])) {
            for concept in self.countable(from, than) {
                let Some(owner) = self.place(concept, 0) else { continue };
                for subject in self.subjects(subject, owner).iter() {
                    for other in self.things(than + 1, end, owner).iter() {
                        let formula = subject.spread(|a| {
                            let inner = other.spread(|b| {
                                let (left, right) = (self.count_of(concept, a, site), self.count_of(concept, b, site));
                                Formula::Compare(Compare {
                                    left,
                                    operator: Operator::Plain(comparator.clone()),
                                    right: vec![right],
                                    site,
                                })
                            });
                            deny(negated, inner)
                        });
                        let outer: Vec<Binder> = subject.outer().chain(other.outer()).cloned().collect();
                        read.push(Reading { formula: bind(&outer, formula), cost: subject.cost + other.cost });
                    }
                }
            }
        }
        read
    }

    /// The attributes and, failing that, the roles whose phrase is exactly the tokens `start..end`.
    fn countable(&self, start: usize, end: usize) -> Vec<ConceptId> {
        let named = |wanted: &dyn Fn(Meaning) -> Option<ConceptId>| -> Vec<ConceptId> {
            let found = self.nouns_found(start).iter().filter(|found| found.end == end);
            found.filter_map(|found| wanted(found.meaning)).collect()
        };
        let category = |id: ConceptId, category| self.concept(id).is_some_and(|concept| concept.category == category);
        let counted = named(&|meaning| match meaning {
            Meaning::Counted(id) => Some(id),
            Meaning::Noun(id) if category(id, Category::Attribute) => Some(id),
            _ => None,
        });
        if !counted.is_empty() {
            return counted;
        }
        named(&|meaning| match meaning {
            Meaning::Noun(id) if category(id, Category::Role) => Some(id),
            _ => None,
        })
    }

    /// An attribute of a thing, or how many hold a role of it.
    fn count_of(&self, concept: ConceptId, owner: &Thing, site: Site) -> Term {
        if self.concept(concept).is_some_and(|concept| concept.category == Category::Attribute) {
            return Term::Attribute { concept, owner: owner.clone(), at: None, site };
        }
        let domain = Domain {
            kind: self.place(concept, 1).unwrap_or(self.scope.known.thing),
            role: Some((concept, Some(owner.clone()))),
            set: DomainSet::All,
            restriction: None,
            except: Vec::new(),
            words: self.concept(concept).map_or_else(String::new, |concept| concept.phrase.clone()),
        };
        Term::Aggregate { function: Aggregate::Count, variable: self.fresh(), domain: Box::new(domain), of: None, site }
    }

    /// `has a population of 5 million`, `has a population of more than 5 million`.
    fn has_value(&self, subject: &Subject, start: usize, end: usize, negated: bool, site: Site) -> Vec<Reading> {
        let first = start + usize::from(self.tokens.is_any(start, &["a", "an", "the"]));
        let mut read = Vec::new();
        for (found, concept, owner, kind) in self.attributes_at(first) {
            if !self.tokens.is(found.end, "of") || found.end + 1 >= end {
                continue;
            }
            let (comparator, from) = self.bound_words(found.end + 1);
            for right in self.terms(from, end, Some(kind)).iter() {
                let fits = right.kind().is_some_and(|other| self.value_fits(other, kind));
                for subject in self.subjects(subject, owner).iter().filter(|_| fits) {
                    let formula = subject.spread(|thing| {
                        let left = Term::Attribute { concept, owner: thing.clone(), at: None, site };
                        let inner = right.spread(|right| {
                            let operator = Operator::Plain(comparator.clone());
                            Formula::Compare(Compare { left: left.clone(), operator, right: vec![right.clone()], site })
                        });
                        deny(negated, inner)
                    });
                    let outer: Vec<Binder> = subject.outer().cloned().chain(right.outer()).collect();
                    read.push(Reading { formula: bind(&outer, formula), cost: subject.cost + right.cost });
                }
            }
        }
        read
    }

    fn bound_words(&self, at: usize) -> (Comparator, usize) {
        let bounds: [(&[&str], Comparator); 5] = [
            (&["at least", "no less than", "no fewer than"], Comparator::AtLeast),
            (&["at most", "no more than", "up to"], Comparator::AtMost),
            (&["more than", "over", "above"], Comparator::More),
            (&["less than", "fewer than", "under", "below"], Comparator::Less),
            (&["about", "around", "approximately", "roughly"], Comparator::About),
        ];
        let found =
            bounds.iter().find_map(|(words, comparator)| Some((comparator.clone(), self.tokens.after_any(at, words)?)));
        found.unwrap_or((Comparator::Equal, at))
    }

    /// `has at least 107 deaths`, of an attribute whose value is a number: the attribute itself is compared.
    fn has_counted(&self, subject: &Subject, start: usize, end: usize, negated: bool, site: Site) -> Vec<Reading> {
        let (comparator, from) = self.bound_words(start);
        let from = from + usize::from(self.tokens.is(from, "exactly"));
        let mut read = Vec::new();
        for noun in from..end {
            for concept in self.countable(noun, end) {
                let attribute = self.concept(concept).is_some_and(|concept| concept.category == Category::Attribute);
                let (Some(owner), Some(kind)) = (self.place(concept, 0), self.place(concept, 1)) else { continue };
                let zero = self.tokens.is(from, "no") && noun == from + 1;
                let value =
                    if zero { self.zero() } else { self.literal(from, noun, Some(kind)).map(|(value, _)| value) };
                let Some(value) = value.filter(|_| attribute) else { continue };
                let right = Term::Literal(value, self.tokens.site(from, noun));
                for subject in self.subjects(subject, owner).iter() {
                    let formula = subject.spread(|thing| {
                        let left = Term::Attribute { concept, owner: thing.clone(), at: None, site };
                        let operator = Operator::Plain(comparator.clone());
                        deny(negated, Formula::Compare(Compare { left, operator, right: vec![right.clone()], site }))
                    });
                    read.push(Reading { formula: bind(subject.outer(), formula), cost: subject.cost });
                }
            }
        }
        read
    }

    fn zero(&self) -> Option<Value> {
        crate::value::read_at("zero", 0).map(|reading| reading.value)
    }

    /// `has nine members`, `has no members`, `has a president`.
    fn has_role(&self, subject: &Subject, start: usize, end: usize, negated: bool, site: Site) -> Vec<Reading> {
        let bare = Prefix { quantifier: Quantifier::Some, denied: false, next: start, group: false };
        let prefix = self.prefix(start).filter(|prefix| prefix.next < end).unwrap_or(bare);
        let mut read = Vec::new();
        for noun in self.noun_phrases(prefix.next, end).iter() {
            let super::noun::Head::Concept(concept) = noun.head else { continue };
            let role = self.concept(concept).is_some_and(|concept| concept.category == Category::Role);
            let Some(owner) = self.place(concept, 0).filter(|_| role && noun.owner.is_none()) else { continue };
            for subject in self.subjects(subject, owner).iter() {
                let formula = subject.spread(|thing| {
                    let quantified = Formula::Quantified(Quantified {
                        quantifier: prefix.quantifier,
                        variable: noun.variable(self),
                        domain: noun.domain(Some(thing), false),
                        body: None,
                        site,
                    });
                    deny(negated, bind(&noun.binders, quantified))
                });
                read.push(Reading { formula: bind(subject.outer(), formula), cost: subject.cost + noun.cost });
            }
        }
        read
    }
}
