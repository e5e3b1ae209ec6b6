//! Defined concepts: what a definition stands for, unfolded.
//!
//! A definition that refers to itself is evaluated to its least fixed point (`fixpoint`).

use super::answer::Answer;
use super::evaluator::Evaluator;
use super::things::Referent;
use crate::lang::formula::{Adjunct, Atom, Definition, Formula};
use crate::lang::lexicon::Category;
use crate::value::Truth;

/// How many definitions may be unfolded inside one another.
const MAX_UNFOLDED: usize = 24;

impl Evaluator<'_, '_> {
    /// The answer to an atom of a defined concept.
    pub fn defined(&mut self, atom: &Atom, definition: &Definition, referents: &[Referent]) -> Answer {
        if definition.recursive { self.recursive(atom, referents) } else { self.unfolded(atom, definition, referents) }
    }

    /// The answer to an atom of a defined concept from the concept's definition.
    pub fn by_definition(&mut self, atom: &Atom, referents: &[Referent]) -> Answer {
        let definition = self.world.lexicon.concept(atom.concept).and_then(|concept| concept.definition.as_ref());
        definition.map_or_else(Answer::unknown, |definition| self.unfolded(atom, definition, referents))
    }

    fn unfolded(&mut self, atom: &Atom, definition: &Definition, referents: &[Referent]) -> Answer {
        if self.unfolding >= MAX_UNFOLDED {
            return Answer::uncheckable(format!("definitions are unfolded more than {MAX_UNFOLDED} deep"));
        }
        // An article may state what a rule file defines.
        let stated = match self.world.lexicon.concept(atom.concept) {
            Some(concept) if !self.world.statements_of(atom.concept).is_empty() => {
                self.atom_of(atom, concept, referents)
            }
            _ => Answer::unknown(),
        };
        if stated.truth != Truth::Unknown {
            return stated;
        }
        self.unfolding += 1;
        let outer = std::mem::take(&mut self.bindings);
        self.bindings = definition.variables.iter().copied().zip(referents.iter().cloned()).collect();
        let mut answers = vec![];
        for alternative in &definition.alternatives {
            let alternative = with_adjuncts(alternative, &atom.adjuncts, self);
            answers.push(self.formula(&alternative));
        }
        self.bindings = outer;
        self.unfolding -= 1;
        Answer::any(answers)
    }
}

/// The adjuncts of a defined verb belong to the verbs that it stands for.
fn with_adjuncts(formula: &Formula, adjuncts: &[Adjunct], evaluator: &Evaluator<'_, '_>) -> Formula {
    if adjuncts.is_empty() {
        return formula.clone();
    }
    match formula {
        Formula::Atom(atom) => {
            let concept = evaluator.world.lexicon.concept(atom.concept);
            let mut atom = atom.clone();
            if concept.is_some_and(|concept| concept.category == Category::Relation) {
                atom.adjuncts.extend(adjuncts.iter().cloned());
            }
            Formula::Atom(atom)
        }
        Formula::All(parts) => {
            Formula::All(parts.iter().map(|part| with_adjuncts(part, adjuncts, evaluator)).collect())
        }
        Formula::Any(parts) => {
            Formula::Any(parts.iter().map(|part| with_adjuncts(part, adjuncts, evaluator)).collect())
        }
        Formula::Quantified(quantified) => {
            let mut quantified = quantified.clone();
            quantified.body = quantified.body.map(|body| Box::new(with_adjuncts(&body, adjuncts, evaluator)));
            Formula::Quantified(quantified)
        }
        other => other.clone(),
    }
}
