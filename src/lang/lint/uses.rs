//! What sentences name: kinds, concepts and names.

use crate::lang::formula::{
    Adjunct, Atom, Compare, Description, Domain, DomainSet, Formula, Modifier, Quantified, Term, Thing,
};
use crate::lang::lexicon::{ConceptId, KindId};
use rustc_hash::FxHashSet;

/// Everything that some sentences name.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// The kinds.
    pub kinds: FxHashSet<KindId>,
    /// The concepts.
    pub concepts: FxHashSet<ConceptId>,
    /// The names, and words that single a thing out, in lower case.
    pub names: FxHashSet<String>,
    /// The references, by their place in the rule set.
    pub references: FxHashSet<usize>,
    /// Whether one of the sentences is of a form that is not understood in full, so that more may be used.
    pub open: bool,
}

impl Uses {
    /// Takes in a sentence.
    pub fn formula(&mut self, formula: &Formula) {
        match formula {
            Formula::All(all) | Formula::Any(all) => all.iter().for_each(|formula| self.formula(formula)),
            Formula::Not(inner) => self.formula(inner),
            Formula::If { condition, then } => {
                self.formula(condition);
                self.formula(then);
            }
            Formula::Quantified(Quantified { domain, body, .. }) => {
                self.domain(domain);
                body.iter().for_each(|body| self.formula(body));
            }
            Formula::Atom(atom) => self.atom(atom),
            Formula::Compare(Compare { left, right, .. }) => {
                self.term(left);
                right.iter().for_each(|term| self.term(term));
            }
            Formula::Quote { speaker, .. } => self.thing(speaker),
            Formula::SaysThat { speaker, claim, .. } => {
                self.thing(speaker);
                self.formula(claim);
            }
            Formula::Order { first, second, .. } => {
                self.atom(first);
                self.atom(second);
            }
            Formula::IsA { thing, kind, .. } => {
                self.thing(thing);
                self.kinds.insert(*kind);
            }
            Formula::NotCheckable { .. } => self.open = true,
            Formula::AgreesWith { what, reference, .. } => {
                self.references.insert(*reference);
                self.concepts.extend(what.concept());
                what.thing().into_iter().for_each(|thing| self.thing(thing));
            }
            Formula::AgreesWithFacts { .. } | Formula::Rows(_) => {}
        }
    }

    /// Takes in a thing.
    pub fn thing(&mut self, thing: &Thing) {
        match thing {
            Thing::Named { name, kind, .. } => {
                self.names.insert(name.to_lowercase());
                self.kinds.insert(*kind);
            }
            Thing::Described(description) => self.description(description),
            Thing::Holder(role, owner, _) => {
                self.concepts.insert(*role);
                self.thing(owner);
            }
            Thing::Implicit(kind) => {
                self.kinds.insert(*kind);
            }
            Thing::Variable(_) | Thing::Value(..) | Thing::Text(..) | Thing::Article | Thing::Unstated => {}
        }
    }

    fn domain(&mut self, domain: &Domain) {
        self.kinds.insert(domain.kind);
        if let Some((role, owner)) = &domain.role {
            self.concepts.insert(*role);
            owner.iter().for_each(|owner| self.thing(owner));
        }
        match &domain.set {
            DomainSet::All => {}
            DomainSet::Topics(things) | DomainSet::Listed(things) => things.iter().for_each(|thing| self.thing(thing)),
            DomainSet::Described(description) => self.description(description),
        }
        domain.restriction.iter().for_each(|formula| self.formula(formula));
        domain.except.iter().for_each(|thing| self.thing(thing));
    }

    fn description(&mut self, description: &Description) {
        self.kinds.insert(description.kind);
        for modifier in &description.modifiers {
            match modifier {
                Modifier::Words(words) | Modifier::Called(words) => {
                    self.names.insert(words.to_lowercase());
                }
                Modifier::Related(thing) => self.thing(thing),
                Modifier::Between(first, second) => {
                    self.thing(first);
                    self.thing(second);
                }
                Modifier::When(_) => {}
                Modifier::Where(_, formula) => self.formula(formula),
            }
        }
    }

    fn atom(&mut self, atom: &Atom) {
        self.concepts.insert(atom.concept);
        atom.arguments.iter().for_each(|thing| self.thing(thing));
        for adjunct in &atom.adjuncts {
            if let Adjunct::Where(thing) | Adjunct::Relative(_, thing) = adjunct {
                self.thing(thing);
            }
        }
    }

    fn term(&mut self, term: &Term) {
        match term {
            Term::Literal(..) => {}
            Term::Text(text, _) => {
                self.names.insert(text.to_lowercase());
            }
            Term::Attribute { concept, owner, .. } => {
                self.concepts.insert(*concept);
                self.thing(owner);
            }
            Term::Thing(thing) => self.thing(thing),
            Term::Aggregate { domain, of, .. } => {
                self.concepts.extend(*of);
                self.domain(domain);
            }
            Term::Arithmetic { left, right, .. } => {
                self.term(left);
                self.term(right);
            }
        }
    }
}
