//! Which definitions refer to themselves, and whether one of them does so through a negation.
//!
//! A recursive definition stands for its least fixed point, which exists only if it never denies itself on the way.

use crate::lang::formula::{
    Adjunct, Atom, Compare, Description, Domain, DomainSet, Formula, Modifier, Quantified, Quantifier, Term, Thing,
};
use crate::lang::lexicon::{ConceptId, Lexicon};
use crate::source::{Problem, ProblemKind};

/// An edge: a definition uses a concept, perhaps in a place where more of the one may mean less of the other.
type Edge = (usize, bool);

/// Marks recursive definitions; those that deny themselves are problems.
pub fn mark(lexicon: &mut Lexicon) -> Vec<Problem> {
    let edges: Vec<Vec<Edge>> = lexicon
        .concepts
        .iter()
        .map(|concept| {
            let mut uses = Uses::default();
            for alternative in concept.definition.iter().flat_map(|definition| &definition.alternatives) {
                uses.formula(alternative, false);
            }
            uses.edges
        })
        .collect();
    let components = components(&edges);
    let component = |index: usize| components.get(index).copied();
    let mut problems = Vec::new();
    let mut denied: Vec<usize> = Vec::new();
    for (index, uses) in edges.iter().enumerate() {
        let inside = |edge: &&Edge| component(edge.0).is_some() && component(edge.0) == component(index);
        if !uses.iter().any(|edge| inside(&edge)) {
            continue;
        }
        if let Some(definition) = lexicon.concepts.get_mut(index).and_then(|concept| concept.definition.as_mut()) {
            definition.recursive = true;
        }
        let Some(&(other, _)) = uses.iter().find(|edge| inside(edge) && edge.1) else { continue };
        if component(index).is_some_and(|id| denied.contains(&id)) {
            continue;
        }
        denied.extend(component(index));
        let cycle = path(&edges, &components, other, index);
        let names: Vec<String> = std::iter::once(index)
            .chain(cycle)
            .filter_map(|index| lexicon.concepts.get(index))
            .map(|concept| format!("`{}`", concept.key))
            .collect();
        let Some(concept) = lexicon.concepts.get(index) else { continue };
        let mut problem = Problem::new(
            ProblemKind::Reference,
            "negation-in-recursion",
            format!("`{}` is defined by its own negation: {}", concept.key, names.join(" → ")),
        )
        .help("define it without the negation, or name the concept that is denied in a definition of its own");
        if let Some(site) = concept.site {
            problem = problem.at(site, "denies itself");
        }
        if let Some(site) = lexicon.concepts.get(other).filter(|_| other != index).and_then(|concept| concept.site) {
            problem = problem.related(site, "by way of this definition");
        }
        problems.push(problem);
    }
    for (index, concept) in lexicon.concepts.iter_mut().enumerate() {
        if component(index).is_some_and(|id| denied.contains(&id))
            && let Some(definition) = concept.definition.as_mut()
            && definition.recursive
            && let Some(site) = concept.site
        {
            let reason = format!("the definition of `{}` denies itself", concept.key);
            definition.alternatives = vec![Formula::NotCheckable { reason, site }];
            definition.recursive = false;
        }
    }
    problems
}

/// The way from one definition to another inside their component.
fn path(edges: &[Vec<Edge>], components: &[usize], from: usize, to: usize) -> Vec<usize> {
    let mut before: Vec<Option<usize>> = vec![None; edges.len()];
    let mut queue = std::collections::VecDeque::from([from]);
    let mut seen = vec![false; edges.len()];
    if let Some(first) = seen.get_mut(from) {
        *first = true;
    }
    while let Some(at) = queue.pop_front() {
        if at == to {
            break;
        }
        for &(next, _) in edges.get(at).map(Vec::as_slice).unwrap_or_default() {
            if components.get(next) == components.get(from) && seen.get(next) == Some(&false) {
                if let (Some(seen), Some(slot)) = (seen.get_mut(next), before.get_mut(next)) {
                    *seen = true;
                    *slot = Some(at);
                }
                queue.push_back(next);
            }
        }
    }
    let mut way = vec![to];
    let mut at = to;
    while at != from {
        match before.get(at).copied().flatten() {
            Some(previous) => {
                way.push(previous);
                at = previous;
            }
            None => break,
        }
    }
    way.reverse();
    way
}

/// The strongly connected component of each node (Tarjan, *Depth-first search and linear graph algorithms*, 1972), without
/// recursion of the program itself.
fn components(edges: &[Vec<Edge>]) -> Vec<usize> {
    let count = edges.len();
    let mut state = Tarjan {
        index: vec![None; count],
        low: vec![0; count],
        on_stack: vec![false; count],
        stack: Vec::new(),
        component: vec![usize::MAX; count],
        next: 0,
        found: 0,
    };
    for root in 0..count {
        if state.index.get(root).copied().flatten().is_none() {
            state.visit(root, edges);
        }
    }
    state.component
}

struct Tarjan {
    index: Vec<Option<usize>>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    component: Vec<usize>,
    next: usize,
    found: usize,
}

impl Tarjan {
    fn open(&mut self, node: usize) {
        if let (Some(index), Some(low), Some(on)) =
            (self.index.get_mut(node), self.low.get_mut(node), self.on_stack.get_mut(node))
        {
            *index = Some(self.next);
            *low = self.next;
            *on = true;
        }
        self.next += 1;
        self.stack.push(node);
    }

    fn lower(&mut self, node: usize, to: usize) {
        if let Some(low) = self.low.get_mut(node) {
            *low = (*low).min(to);
        }
    }

    fn close(&mut self, node: usize) {
        if self.index.get(node).copied().flatten() != self.low.get(node).copied() {
            return;
        }
        while let Some(member) = self.stack.pop() {
            if let (Some(on), Some(component)) = (self.on_stack.get_mut(member), self.component.get_mut(member)) {
                *on = false;
                *component = self.found;
            }
            if member == node {
                break;
            }
        }
        self.found += 1;
    }

    fn visit(&mut self, root: usize, edges: &[Vec<Edge>]) {
        let mut work = vec![(root, 0usize)];
        self.open(root);
        while let Some((node, edge)) = work.pop() {
            match edges.get(node).and_then(|edges| edges.get(edge)) {
                Some(&(next, _)) => {
                    work.push((node, edge + 1));
                    match self.index.get(next).copied().flatten() {
                        None => {
                            self.open(next);
                            work.push((next, 0));
                        }
                        Some(index) if self.on_stack.get(next) == Some(&true) => self.lower(node, index),
                        Some(_) => {}
                    }
                }
                None => {
                    self.close(node);
                    if let Some(&(parent, _)) = work.last() {
                        let low = self.low.get(node).copied().unwrap_or(usize::MAX);
                        self.lower(parent, low);
                    }
                }
            }
        }
    }
}

/// Collects what a formula uses.
#[derive(Default)]
struct Uses {
    edges: Vec<Edge>,
}

impl Uses {
    fn concept(&mut self, concept: ConceptId, negative: bool) {
        let edge = (concept.0 as usize, negative);
        if !self.edges.contains(&edge) {
            self.edges.push(edge);
        }
    }

    fn formula(&mut self, formula: &Formula, negative: bool) {
        match formula {
            Formula::All(all) | Formula::Any(all) => all.iter().for_each(|formula| self.formula(formula, negative)),
            Formula::Not(inner) => self.formula(inner, true),
            Formula::If { condition, then } => {
                self.formula(condition, true);
                self.formula(then, negative);
            }
            Formula::Quantified(quantified) => self.quantified(quantified, negative),
            Formula::Atom(atom) => self.atom(atom, negative),
            Formula::Compare(Compare { left, right, .. }) => {
                self.term(left);
                right.iter().for_each(|term| self.term(term));
            }
            Formula::Quote { speaker, .. } => self.thing(speaker, negative),
            Formula::SaysThat { speaker, claim, .. } => {
                self.thing(speaker, negative);
                self.formula(claim, negative);
            }
            Formula::Order { first, second, .. } => {
                self.atom(first, true);
                self.atom(second, true);
            }
            Formula::IsA { thing, .. } => self.thing(thing, negative),
            Formula::AgreesWith { what, .. } => what.thing().into_iter().for_each(|thing| self.thing(thing, true)),
            Formula::AgreesWithFacts { .. } | Formula::Rows(_) | Formula::NotCheckable { .. } => {}
        }
    }

    fn quantified(&mut self, quantified: &Quantified, negative: bool) {
        let (domain, body) = match quantified.quantifier {
            Quantifier::Some | Quantifier::AtLeast(_) => (negative, negative),
            Quantifier::Every | Quantifier::Both | Quantifier::Either => (true, negative),
            _ => (true, true),
        };
        self.domain(&quantified.domain, domain);
        if let Some(inner) = &quantified.body {
            self.formula(inner, body);
        }
    }

    fn domain(&mut self, domain: &Domain, negative: bool) {
        if let Some((role, owner)) = &domain.role {
            self.concept(*role, negative);
            if let Some(owner) = owner {
                self.thing(owner, negative);
            }
        }
        match &domain.set {
            DomainSet::All => {}
            DomainSet::Topics(things) | DomainSet::Listed(things) => {
                things.iter().for_each(|thing| self.thing(thing, negative))
            }
            DomainSet::Described(description) => self.description(description, negative),
        }
        if let Some(restriction) = &domain.restriction {
            self.formula(restriction, negative);
        }
    }

    fn description(&mut self, description: &Description, negative: bool) {
        for modifier in &description.modifiers {
            match modifier {
                Modifier::Related(thing) => self.thing(thing, negative),
                Modifier::Between(first, second) => {
                    self.thing(first, negative);
                    self.thing(second, negative);
                }
                Modifier::Where(_, formula) => self.formula(formula, negative),
                Modifier::Words(_) | Modifier::When(_) | Modifier::Called(_) => {}
            }
        }
    }

    fn atom(&mut self, atom: &Atom, negative: bool) {
        self.concept(atom.concept, negative);
        atom.arguments.iter().for_each(|thing| self.thing(thing, negative));
        for adjunct in &atom.adjuncts {
            if let Adjunct::Where(thing) | Adjunct::Relative(_, thing) = adjunct {
                self.thing(thing, negative);
            }
        }
    }

    fn thing(&mut self, thing: &Thing, negative: bool) {
        match thing {
            Thing::Holder(concept, owner, _) => {
                self.concept(*concept, negative);
                self.thing(owner, negative);
            }
            Thing::Described(description) => self.description(description, negative),
            _ => {}
        }
    }

    fn term(&mut self, term: &Term) {
        match term {
            Term::Attribute { concept, owner, .. } => {
                self.concept(*concept, true);
                self.thing(owner, true);
            }
            Term::Thing(thing) => self.thing(thing, true),
            Term::Aggregate { domain, of, .. } => {
                self.domain(domain, true);
                if let Some(of) = of {
                    self.concept(*of, true);
                }
            }
            Term::Arithmetic { left, right, .. } => {
                self.term(left);
                self.term(right);
            }
            Term::Literal(..) | Term::Text(..) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_is_one_component() {
        let edges = vec![vec![(1, false)], vec![(2, false)], vec![(0, true)], vec![(0, false)]];
        let found = components(&edges);
        assert_eq!(found[0], found[1]);
        assert_eq!(found[1], found[2]);
        assert_ne!(found[0], found[3]);
        assert_eq!(path(&edges, &found, 1, 0), [1, 2, 0]);
    }
}
