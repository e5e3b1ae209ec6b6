//! What the rules ask for: the names that they use, with the kind of the place that each fills.
//!
//! A name that a rule puts into a typed place has that type in the article too, whatever a recogniser thinks of it.

use super::gazetteer::key;
use crate::lang::RuleSet;
use crate::lang::formula::{
    Adjunct, Atom, Compare, Description, Domain, DomainSet, Formula, Modifier, Quantified, Term, Thing,
};
use crate::lang::lexicon::KindId;
use indexmap::IndexMap;

/// A name that the rules use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedName {
    /// As the rules write it.
    pub name: String,
    /// The names of the kinds of the places that it fills.
    pub kinds: Vec<String>,
    /// The name that it stands for (`name "SCO" means "Shanghai Cooperation Organization"`), itself if none.
    pub means: String,
}

/// The kinds of events that the rules speak of by a description ("the rescue", "the protest").
pub fn events(rules: &RuleSet) -> Vec<KindId> {
    let asked = walk(rules);
    let event = rules.lexicon.kind_named("event");
    let is_event = |&kind: &KindId| event.is_some_and(|event| kind != event && rules.lexicon.is_a(kind, event));
    asked.described.into_iter().filter(is_event).collect()
}

/// The names that the rules use, by their folded form, in order of first use.
pub fn names(rules: &RuleSet) -> IndexMap<String, AskedName> {
    walk(rules).names
}

fn walk(rules: &RuleSet) -> Asked<'_> {
    let mut asked = Asked { rules, names: IndexMap::new(), described: Vec::new() };
    for (alias, means) in &rules.lexicon.names {
        asked.add(means, None, means);
        asked.add(alias, None, means);
    }
    for check in &rules.checks {
        check.topics.iter().for_each(|topic| asked.thing(topic));
        check.sentences.iter().for_each(|(formula, _)| asked.formula(formula));
    }
    for fact in &rules.facts {
        fact.topics.iter().for_each(|topic| asked.thing(topic));
        asked.formula(&fact.sentence);
    }
    for concept in &rules.lexicon.concepts {
        let alternatives = concept.definition.iter().flat_map(|definition| &definition.alternatives);
        alternatives.for_each(|formula| asked.formula(formula));
    }
    asked
}

/// A walk over formulas that gathers names. Formulas are as deep as the rule language lets them be (its nesting limit).
struct Asked<'a> {
    rules: &'a RuleSet,
    names: IndexMap<String, AskedName>,
    /// The kinds of described things.
    described: Vec<KindId>,
}

impl Asked<'_> {
    fn add(&mut self, name: &str, kind: Option<KindId>, means: &str) {
        let folded = key(name);
        if folded.is_empty() || !name.chars().any(|c| c.is_uppercase() || c.is_ascii_digit()) {
            return;
        }
        let kind = kind.and_then(|kind| self.rules.lexicon.kind(kind)).map(|kind| kind.name.clone());
        let entry = self.names.entry(folded).or_insert_with(|| AskedName {
            name: name.to_owned(),
            kinds: Vec::new(),
            means: means.to_owned(),
        });
        if let Some(kind) = kind.filter(|kind| kind != "thing" && !entry.kinds.contains(kind)) {
            entry.kinds.push(kind);
        }
    }

    fn formula(&mut self, formula: &Formula) {
        match formula {
            Formula::All(parts) | Formula::Any(parts) => parts.iter().for_each(|part| self.formula(part)),
            Formula::Not(part) => self.formula(part),
            Formula::If { condition, then } => {
                self.formula(condition);
                self.formula(then);
            }
            Formula::Quantified(Quantified { domain, body, .. }) => {
                self.domain(domain);
                if let Some(body) = body {
                    self.formula(body);
                }
            }
            Formula::Atom(atom) => self.atom(atom),
            Formula::Compare(Compare { left, right, .. }) => {
                std::iter::once(left).chain(right).for_each(|term| self.term(term));
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
            Formula::AgreesWith { what, .. } => what.thing().into_iter().for_each(|thing| self.thing(thing)),
            Formula::AgreesWithFacts { .. } | Formula::Rows(_) | Formula::NotCheckable { .. } => {}
        }
    }

    fn atom(&mut self, atom: &Atom) {
        atom.arguments.iter().for_each(|thing| self.thing(thing));
        for adjunct in &atom.adjuncts {
            if let Adjunct::Where(thing) | Adjunct::Relative(_, thing) = adjunct {
                self.thing(thing);
            }
        }
    }

    fn domain(&mut self, domain: &Domain) {
        if let Some((_, Some(owner))) = &domain.role {
            self.thing(owner);
        }
        match &domain.set {
            DomainSet::All => {}
            DomainSet::Topics(things) | DomainSet::Listed(things) => things.iter().for_each(|thing| self.thing(thing)),
            DomainSet::Described(description) => self.description(description),
        }
        if let Some(restriction) = &domain.restriction {
            self.formula(restriction);
        }
        domain.except.iter().for_each(|thing| self.thing(thing));
    }

    fn term(&mut self, term: &Term) {
        match term {
            Term::Literal(..) | Term::Text(..) => {}
            Term::Attribute { owner, .. } => self.thing(owner),
            Term::Thing(thing) => self.thing(thing),
            Term::Aggregate { domain, .. } => self.domain(domain),
            Term::Arithmetic { left, right, .. } => {
                self.term(left);
                self.term(right);
            }
        }
    }

    fn thing(&mut self, thing: &Thing) {
        match thing {
            Thing::Named { name, kind, .. } => self.add(name, Some(*kind), name),
            Thing::Described(description) => self.description(description),
            Thing::Holder(_, owner, _) => self.thing(owner),
            _ => {}
        }
    }

    fn description(&mut self, description: &Description) {
        if !self.described.contains(&description.kind) {
            self.described.push(description.kind);
        }
        for modifier in &description.modifiers {
            match modifier {
                Modifier::Words(words) => self.add(words, None, words),
                Modifier::Related(thing) => self.thing(thing),
                Modifier::Between(first, second) => {
                    self.thing(first);
                    self.thing(second);
                }
                Modifier::Where(_, formula) => self.formula(formula),
                Modifier::When(_) | Modifier::Called(_) => {}
            }
        }
    }
}
