//! Variables numbered in the order in which a formula names them.

use crate::lang::formula::{
    Adjunct, Atom, Compare, Description, Domain, DomainSet, Formula, Modifier, Quantified, Term, Thing, Variable,
};
use rustc_hash::FxHashMap;

/// Gives the variables of a formula new numbers from `first` on; those below `first` (the places of a definition) stay.
pub fn renumber(formula: &mut Formula, first: u32) {
    let mut numbers = Numbers { first, next: first, known: FxHashMap::default() };
    numbers.formula(formula);
}

/// Puts one variable in the place of another; the others stay.
pub fn substitute(formula: &mut Formula, from: Variable, to: Variable) {
    let known = FxHashMap::from_iter([(from, to)]);
    let mut numbers = Numbers { first: u32::MAX, next: 0, known };
    numbers.formula(formula);
}

struct Numbers {
    /// Variables below it stay, unless they are known.
    first: u32,
    next: u32,
    known: FxHashMap<Variable, Variable>,
}

impl Numbers {
    fn variable(&mut self, variable: &mut Variable) {
        if let Some(known) = self.known.get(variable) {
            *variable = *known;
        } else if variable.0 >= self.first {
            let fresh = Variable(self.next);
            self.next = self.next.saturating_add(1);
            self.known.insert(*variable, fresh);
            *variable = fresh;
        }
    }

    fn formula(&mut self, formula: &mut Formula) {
        match formula {
            Formula::All(all) | Formula::Any(all) => all.iter_mut().for_each(|formula| self.formula(formula)),
            Formula::Not(inner) => self.formula(inner),
            Formula::If { condition, then } => {
                self.formula(condition);
                self.formula(then);
            }
            Formula::Quantified(Quantified { variable, domain, body, .. }) => {
                self.variable(variable);
                self.domain(domain);
                if let Some(body) = body {
                    self.formula(body);
                }
            }
            Formula::Atom(atom) => self.atom(atom),
            Formula::Compare(Compare { left, right, .. }) => {
                self.term(left);
                right.iter_mut().for_each(|term| self.term(term));
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
            Formula::IsA { thing, .. } => self.thing(thing),
            Formula::AgreesWith { what, .. } => what.thing_mut().into_iter().for_each(|thing| self.thing(thing)),
            Formula::AgreesWithFacts { .. } | Formula::Rows(_) | Formula::NotCheckable { .. } => {}
        }
    }

    fn domain(&mut self, domain: &mut Domain) {
        if let Some((_, Some(owner))) = &mut domain.role {
            self.thing(owner);
        }
        match &mut domain.set {
            DomainSet::All => {}
            DomainSet::Topics(things) | DomainSet::Listed(things) => {
                things.iter_mut().for_each(|thing| self.thing(thing))
            }
            DomainSet::Described(description) => self.description(description),
        }
        if let Some(restriction) = &mut domain.restriction {
            self.formula(restriction);
        }
        domain.except.iter_mut().for_each(|thing| self.thing(thing));
    }

    fn description(&mut self, description: &mut Description) {
        for modifier in &mut description.modifiers {
            match modifier {
                Modifier::Related(thing) => self.thing(thing),
                Modifier::Between(first, second) => {
                    self.thing(first);
                    self.thing(second);
                }
                Modifier::Where(variable, formula) => {
                    self.variable(variable);
                    self.formula(formula);
                }
                Modifier::Words(_) | Modifier::When(_) | Modifier::Called(_) => {}
            }
        }
    }

    fn atom(&mut self, atom: &mut Atom) {
        atom.arguments.iter_mut().for_each(|thing| self.thing(thing));
        for adjunct in &mut atom.adjuncts {
            if let Adjunct::Where(thing) | Adjunct::Relative(_, thing) = adjunct {
                self.thing(thing);
            }
        }
    }

    fn thing(&mut self, thing: &mut Thing) {
        match thing {
            Thing::Variable(variable) => self.variable(variable),
            Thing::Described(description) => self.description(description),
            Thing::Holder(_, owner, _) => self.thing(owner),
            Thing::Named { .. }
            | Thing::Value(..)
            | Thing::Text(..)
            | Thing::Article
            | Thing::Implicit(_)
            | Thing::Unstated => {}
        }
    }

    fn term(&mut self, term: &mut Term) {
        match term {
            Term::Thing(thing) | Term::Attribute { owner: thing, .. } => self.thing(thing),
            Term::Aggregate { variable, domain, .. } => {
                self.variable(variable);
                self.domain(domain);
            }
            Term::Arithmetic { left, right, .. } => {
                self.term(left);
                self.term(right);
            }
            Term::Literal(..) | Term::Text(..) => {}
        }
    }
}
