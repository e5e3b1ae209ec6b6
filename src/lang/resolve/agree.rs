//! `everything agrees with the facts`, `population of every country agrees with countries`.

use super::compare::Comparing;
use super::np::{bind, deny};
use super::phrase;
use super::reader::{Miss, Reader, Reading};
use crate::lang::formula::{Agreeing, DomainSet, Formula, Quantified, Quantifier, Term, Thing};
use crate::source::Site;

impl Reader<'_> {
    /// The readings of a clause as an agreement.
    pub fn agreements(&self, start: usize, end: usize) -> Vec<Reading> {
        let mut read = Vec::new();
        for at in start + 1..end {
            let Some(found) =
                self.comparators(at).into_iter().find(|found| found.comparing == Comparing::Agrees && found.end < end)
            else {
                continue;
            };
            let site = self.tokens.site(start, end);
            let words = self.tokens.words(found.end, end);
            let name = phrase::normal(words.trim_matches('"')).join(" ");
            let declared = |at: usize| (at, self.scope.references.get(at).map_or("", |known| known.words.as_str()));
            let everything = at == start + 1 && self.tokens.is(start, "everything");
            let reference = self.scope.references.iter().position(|reference| reference.name == name);
            let formula = match (everything, reference) {
                (true, Some(reference)) => Some(agreement(Agreeing::Everything, declared(reference), site)),
                (true, None) if name == "fact" => Some(Formula::AgreesWithFacts { site }),
                (false, None) if name == "fact" => {
                    let reason = String::from("only `everything` is compared with the sentences of `fact` blocks");
                    self.agreeing(start, at, declared(0), site).map(|_| Formula::NotCheckable { reason, site })
                }
                (false, Some(reference)) => self.agreeing(start, at, declared(reference), site),
                (_, None) => {
                    if everything || self.agreeing(start, at, declared(0), site).is_some() {
                        self.miss(Miss::Reference(self.tokens.site(found.end, end), words));
                    }
                    None
                }
            };
            read.extend(formula.map(|formula| Reading { formula: deny(found.negated, formula), cost: 0 }));
        }
        read
    }

    /// What stands before the verb: a property of things, or a thing.
    fn agreeing(&self, start: usize, at: usize, reference: (usize, &str), site: Site) -> Option<Formula> {
        let agree = |what| agreement(what, reference, site);
        let property = |term: &Term| match term {
            Term::Attribute { concept, owner, .. } => Some(Agreeing::Property(*concept, owner.clone())),
            Term::Thing(Thing::Holder(concept, owner, _)) => Some(Agreeing::Property(*concept, Thing::clone(owner))),
            _ => None,
        };
        let terms = self.terms(start, at, None);
        let attributes = terms.iter().filter(|terms| terms.members.iter().all(|one| property(&one.term).is_some()));
        if let Some(best) = attributes.min_by_key(|terms| terms.cost) {
            let said = |term: &Term| agree(property(term).unwrap_or(Agreeing::Everything));
            return Some(of_all(bind(&best.outer(), best.spread(said))));
        }
        let things = self.things(start, at, self.scope.known.thing);
        let best = things.iter().min_by_key(|np| np.cost)?;
        let said = |thing: &Thing| match thing {
            Thing::Holder(concept, owner, _) => agree(Agreeing::Property(*concept, Thing::clone(owner))),
            thing => agree(Agreeing::Thing(thing.clone())),
        };
        let outer: Vec<_> = best.outer().cloned().collect();
        Some(of_all(bind(&outer, best.spread(said))))
    }
}

fn agreement(what: Agreeing, (reference, name): (usize, &str), site: Site) -> Formula {
    Formula::AgreesWith { what, reference, name: name.to_owned(), site }
}

/// `population of every country`: nothing that the article says of any of them is otherwise. That it speaks of all of them is
/// not asked.
fn of_all(formula: Formula) -> Formula {
    let Formula::Quantified(Quantified { quantifier: Quantifier::Every, variable, domain, body: Some(body), .. }) =
        &formula
    else {
        return formula;
    };
    let plain = domain.set == DomainSet::All
        && domain.role.is_none()
        && domain.restriction.is_none()
        && domain.except.is_empty();
    match body.as_ref() {
        Formula::AgreesWith { what: Agreeing::Property(concept, Thing::Variable(owner)), reference, name, site }
            if plain && owner == variable =>
        {
            agreement(Agreeing::Every(*concept, domain.kind), (*reference, name), *site)
        }
        _ => formula,
    }
}
