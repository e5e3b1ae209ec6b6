//! `the item` below `every item`: a bare description of the kind that a quantifier ranges over is whatever it ranges over.
//!
//! Enters: a formula as read. Leaves: the same, with variables in the place of such descriptions. Guaranteed: where two
//! quantifiers over one kind are open, nothing is chosen between them.

use crate::lang::formula::{
    Adjunct, Atom, Compare, Description, Domain, DomainSet, Formula, Modifier, Quantified, Term, Thing, Variable,
};
use crate::lang::lexicon::KindId;

/// Puts variables in the place of descriptions that refer back to a quantifier around them.
pub fn refer_back(formula: &mut Formula) {
    Open::default().formula(formula);
}

/// The quantifiers that are open, the innermost last.
#[derive(Debug, Default)]
struct Open(Vec<(Variable, KindId)>);

impl Open {
    fn formula(&mut self, formula: &mut Formula) {
        match formula {
            Formula::All(all) | Formula::Any(all) => all.iter_mut().for_each(|formula| self.formula(formula)),
            Formula::Not(inner) => self.formula(inner),
            Formula::If { condition, then } => {
                self.formula(condition);
                self.formula(then);
            }
            Formula::Quantified(Quantified { variable, domain, body, .. }) => {
                self.domain(*variable, domain);
                if let Some(body) = body {
                    self.below(*variable, domain, |this| this.formula(body));
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

    /// What a quantifier ranges over; its own variable is open in its relative clause alone.
    fn domain(&mut self, variable: Variable, domain: &mut Domain) {
        if let Some((_, Some(owner))) = &mut domain.role {
            self.thing(owner);
        }
        match &mut domain.set {
            DomainSet::All => {}
            DomainSet::Topics(things) | DomainSet::Listed(things) => {
                things.iter_mut().for_each(|thing| self.thing(thing));
            }
            DomainSet::Described(description) => self.modifiers(description),
        }
        domain.except.iter_mut().for_each(|thing| self.thing(thing));
        if let Some(mut restriction) = domain.restriction.take() {
            self.below(variable, domain, |this| this.formula(&mut restriction));
            domain.restriction = Some(restriction);
        }
    }

    fn below(&mut self, variable: Variable, domain: &Domain, read: impl FnOnce(&mut Self)) {
        self.0.push((variable, domain.kind));
        read(self);
        self.0.pop();
    }

    fn modifiers(&mut self, description: &mut Description) {
        for modifier in &mut description.modifiers {
            match modifier {
                Modifier::Related(thing) => self.thing(thing),
                Modifier::Between(first, second) => {
                    self.thing(first);
                    self.thing(second);
                }
                Modifier::Where(_, formula) => self.formula(formula),
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
            Thing::Described(description) => match self.meant(description) {
                Some(variable) => *thing = Thing::Variable(variable),
                None => self.modifiers(description),
            },
            Thing::Holder(_, owner, _) => self.thing(owner),
            _ => {}
        }
    }

    /// The one open quantifier over the kind of a bare description.
    fn meant(&self, description: &Description) -> Option<Variable> {
        if description.plural || description.ordinal.is_some() || !description.modifiers.is_empty() {
            return None;
        }
        let mut fitting = self.0.iter().filter(|(_, kind)| *kind == description.kind);
        let (variable, _) = fitting.next()?;
        fitting.next().is_none().then_some(*variable)
    }

    fn term(&mut self, term: &mut Term) {
        match term {
            Term::Thing(thing) | Term::Attribute { owner: thing, .. } => self.thing(thing),
            Term::Aggregate { variable, domain, .. } => self.domain(*variable, domain),
            Term::Arithmetic { left, right, .. } => {
                self.term(left);
                self.term(right);
            }
            Term::Literal(..) | Term::Text(..) => {}
        }
    }
}
