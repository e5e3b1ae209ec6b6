//! Formulas in words, as `factlint rules` shows how a sentence was understood.
//!
//! Enters: a [`Formula`] and the lexicon. Leaves: one line of English in which what a quantifier speaks of is a letter:
//! `for some person X, for both summits Y: X attends Y`. Formulas are no deeper than the reader of rule files lets
//! sentences be, so that the recursion here ends.

use crate::lang::formula::{
    Adjunct, Aggregate, Atom, Compare, Description, Domain, DomainSet, Formula, Modifier, Operation, Operator,
    Quantified, Quantifier, Term, Thing, Timing, Variable,
};
use crate::lang::lexicon::{Category, ConceptId, KindId, Lexicon};
use crate::value::Comparator;

/// Puts formulas into words.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    lexicon: &'a Lexicon,
}

impl<'a> Words<'a> {
    /// With the names of that lexicon.
    pub fn new(lexicon: &'a Lexicon) -> Self {
        Self { lexicon }
    }

    /// A formula.
    pub fn formula(self, formula: &Formula) -> String {
        match formula {
            Formula::All(parts) => self.joined(parts, ", and "),
            Formula::Any(parts) => self.joined(parts, ", or "),
            Formula::Not(inner) => format!("it is not the case that {}", self.formula(inner)),
            Formula::If { condition, then } => {
                format!("if {}, then {}", self.formula(condition), self.formula(then))
            }
            Formula::Quantified(quantified) => self.quantified(quantified),
            Formula::Atom(atom) => self.atom(atom),
            Formula::Compare(compare) => self.compare(compare),
            Formula::Quote { speaker, words, .. } => format!("{} says \"{words}\"", self.thing(speaker)),
            Formula::SaysThat { speaker, claim, .. } => {
                format!("{} says that {}", self.thing(speaker), self.formula(claim))
            }
            Formula::Order { first, before, second, .. } => {
                let order = if *before { "before" } else { "after" };
                format!("{} {order} {}", self.atom(first), self.atom(second))
            }
            Formula::IsA { thing, kind, .. } => format!("{} is a {}", self.thing(thing), self.kind(*kind)),
            Formula::NotCheckable { reason, .. } => format!("(cannot be checked: {reason})"),
        }
    }

    fn joined(self, parts: &[Formula], by: &str) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.formula(part)).collect();
        if parts.len() > 1 { format!("({})", parts.join(by)) } else { parts.concat() }
    }

    fn quantified(self, quantified: &Quantified) -> String {
        let domain = self.domain(&quantified.domain);
        let letter = letter(quantified.variable);
        let many = match quantified.quantifier {
            Quantifier::Some => "some".to_owned(),
            Quantifier::Every => "every".to_owned(),
            Quantifier::No => "no".to_owned(),
            Quantifier::Exactly(count) => format!("exactly {count}"),
            Quantifier::AtLeast(count) => format!("at least {count}"),
            Quantifier::AtMost(count) => format!("at most {count}"),
            Quantifier::Between(low, high) => format!("between {low} and {high}"),
            Quantifier::Most => "most".to_owned(),
            Quantifier::Half => "half of the".to_owned(),
            Quantifier::AllBut(count) => format!("all but {count}"),
            Quantifier::Only => "only".to_owned(),
            Quantifier::Both => "both".to_owned(),
            Quantifier::Either => "either".to_owned(),
            Quantifier::Neither => "neither".to_owned(),
        };
        match &quantified.body {
            Some(body) => format!("for {many} {domain} {letter}: {}", self.formula(body)),
            None => format!("the article tells of {many} {domain} {letter}"),
        }
    }

    fn domain(self, domain: &Domain) -> String {
        let mut words = match &domain.set {
            DomainSet::Listed(things) | DomainSet::Topics(things) if !things.is_empty() => {
                format!("of {}", self.things(things))
            }
            DomainSet::Described(description) => self.description(description),
            _ => match &domain.role {
                Some((concept, Some(owner))) => format!("{} of {}", self.phrase(*concept), self.thing(owner)),
                Some((concept, None)) => self.phrase(*concept),
                None => self.kind(domain.kind),
            },
        };
        if let Some(restriction) = &domain.restriction {
            words.push_str(&format!(" such that {}", self.formula(restriction)));
        }
        if !domain.except.is_empty() {
            words.push_str(&format!(" except {}", self.things(&domain.except)));
        }
        words
    }

    fn atom(self, atom: &Atom) -> String {
        let Some(concept) = self.lexicon.concept(atom.concept) else { return "…".to_owned() };
        let stated: Vec<String> = atom.arguments.iter().map(|thing| self.thing(thing)).collect();
        let place = |index: usize| stated.get(index).map_or("something", String::as_str);
        let ordinal = atom.ordinal.map(|number| format!("number {number} as ")).unwrap_or_default();
        let mut words = match concept.category {
            Category::Attribute => format!("{} of {} is {}", concept.phrase, place(0), place(1)),
            Category::Role => {
                let article = if atom.definite { "the " } else { "a " };
                format!("{} is {ordinal}{article}{} of {}", place(1), concept.phrase, place(0))
            }
            Category::Noun => format!("{} is a {}", place(0), concept.phrase),
            Category::Relation => {
                let mut words = format!("{} {}", place(0), concept.phrase);
                if stated.len() > 1 {
                    words.push_str(&format!(" {}", place(1)));
                }
                if stated.len() > 2 {
                    words.push_str(&format!(" {} {}", concept.third.as_deref().unwrap_or(","), place(2)));
                }
                words
            }
        };
        for adjunct in &atom.adjuncts {
            words.push(' ');
            words.push_str(&self.adjunct(adjunct));
        }
        words
    }

    fn adjunct(self, adjunct: &Adjunct) -> String {
        match adjunct {
            Adjunct::When(value) => format!("on {}", value.describe()),
            Adjunct::Where(thing) => format!("in {}", self.thing(thing)),
            Adjunct::Relative(timing, thing) => {
                let timing = match timing {
                    Timing::Before => "before",
                    Timing::After => "after",
                    Timing::Since => "since",
                    Timing::By => "by",
                    Timing::During => "during",
                };
                format!("{timing} {}", self.thing(thing))
            }
            Adjunct::SameDate => "on the same date".to_owned(),
            Adjunct::SamePlace => "in the same place".to_owned(),
            Adjunct::Amount(value) => format!("for {}", value.describe()),
            Adjunct::Times(comparator, count) => format!("{} {count} times", comparison(comparator)),
            Adjunct::NthTime(number) => format!("as time number {number}"),
        }
    }

    fn thing(self, thing: &Thing) -> String {
        match thing {
            Thing::Variable(variable) => letter(*variable),
            Thing::Named { name, .. } => name.clone(),
            Thing::Described(description) => self.description(description),
            Thing::Value(value, _) => value.describe(),
            Thing::Text(text, _) => format!("\"{text}\""),
            Thing::Article => "the article".to_owned(),
            Thing::Implicit(kind) => format!("the {} that the article states it of", self.kind(*kind)),
            Thing::Unstated => "something".to_owned(),
            Thing::Holder(concept, owner, _) => format!("the {} of {}", self.phrase(*concept), self.thing(owner)),
        }
    }

    fn things(self, things: &[Thing]) -> String {
        let words: Vec<String> = things.iter().map(|thing| self.thing(thing)).collect();
        match words.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => words.concat(),
        }
    }

    fn description(self, description: &Description) -> String {
        let mut before = String::new();
        let mut after = String::new();
        if let Some(ordinal) = description.ordinal {
            before.push_str(&format!("number {ordinal} of the "));
        }
        for modifier in &description.modifiers {
            match modifier {
                Modifier::Words(words) => before.push_str(&format!("{words} ")),
                Modifier::Related(thing) => after.push_str(&format!(" of {}", self.thing(thing))),
                Modifier::Between(one, other) => {
                    after.push_str(&format!(" between {} and {}", self.thing(one), self.thing(other)));
                }
                Modifier::When(value) => after.push_str(&format!(" of {}", value.describe())),
                Modifier::Called(name) => after.push_str(&format!(" \"{name}\"")),
                Modifier::Where(variable, formula) => {
                    after.push_str(&format!(" {} such that {}", letter(*variable), self.formula(formula)));
                }
            }
        }
        format!("the {before}{}{after}", description.noun)
    }

    fn compare(self, compare: &Compare) -> String {
        let left = self.term(&compare.left);
        let right: Vec<String> = compare.right.iter().map(|term| self.term(term)).collect();
        let verb = match &compare.operator {
            Operator::Plain(comparator) => comparison(comparator),
            Operator::Between => return format!("{left} is between {}", right.join(" and ")),
            Operator::WithinOf(distance) => format!("is within {distance} of"),
            Operator::OneOf => return format!("{left} is one of {}", right.join(", ")),
            Operator::Includes => "includes".to_owned(),
            Operator::Contains => "contains".to_owned(),
            Operator::Matches => "matches".to_owned(),
            Operator::SameDay => "is the same day as".to_owned(),
        };
        format!("{left} {verb} {}", right.join(", "))
    }

    fn term(self, term: &Term) -> String {
        match term {
            Term::Literal(value, _) => value.describe(),
            Term::Text(text, _) => format!("\"{text}\""),
            Term::Attribute { concept, owner, at, .. } => {
                let when = at.map(|span| format!(" in {span}")).unwrap_or_default();
                format!("{} of {}{when}", self.phrase(*concept), self.thing(owner))
            }
            Term::Thing(thing) => self.thing(thing),
            Term::Aggregate { function, domain, of, variable, .. } => {
                let domain = self.domain(domain);
                let function = match function {
                    Aggregate::Count => return format!("the number of {domain} {}", letter(*variable)),
                    Aggregate::Total => "total".to_owned(),
                    Aggregate::Average => "average".to_owned(),
                    Aggregate::Highest(1) => "highest".to_owned(),
                    Aggregate::Highest(rank) => format!("number {rank} from the top"),
                    Aggregate::Lowest(1) => "lowest".to_owned(),
                    Aggregate::Lowest(rank) => format!("number {rank} from the bottom"),
                };
                let of = of.map(|concept| self.phrase(concept)).unwrap_or_default();
                format!("the {function} {of} of every {domain} {}", letter(*variable))
            }
            Term::Arithmetic { operation, left, right } => {
                let (left, right) = (self.term(left), self.term(right));
                match operation {
                    Operation::Plus => format!("({left} plus {right})"),
                    Operation::Minus => format!("({left} minus {right})"),
                    Operation::Times => format!("({left} times {right})"),
                    Operation::DividedBy => format!("({left} divided by {right})"),
                    Operation::PercentOf => format!("({left} percent of {right})"),
                    Operation::Difference => format!("the difference between {left} and {right}"),
                    Operation::PercentChange => format!("the percent change from {left} to {right}"),
                }
            }
        }
    }

    fn kind(self, kind: KindId) -> String {
        self.lexicon.kind(kind).map_or_else(|| "thing".to_owned(), |kind| kind.name.clone())
    }

    fn phrase(self, concept: ConceptId) -> String {
        self.lexicon.concept(concept).map_or_else(|| "…".to_owned(), |concept| concept.phrase.clone())
    }
}

fn comparison(comparator: &Comparator) -> String {
    let words = match comparator {
        Comparator::WithinDistance(distance) => return format!("is within {distance} of"),
        Comparator::Equal => "equals",
        Comparator::NotEqual => "is not",
        Comparator::More => "is more than",
        Comparator::Less => "is less than",
        Comparator::AtLeast => "is at least",
        Comparator::AtMost => "is at most",
        Comparator::About => "is about",
        Comparator::Within => "lies within",
    };
    words.to_owned()
}

/// X, Y, Z, then X1, Y1 …
fn letter(variable: Variable) -> String {
    let name = ['X', 'Y', 'Z'].into_iter().cycle().nth(variable.0 as usize % 3).unwrap_or('X');
    if variable.0 < 3 { name.to_string() } else { format!("{name}{}", variable.0 / 3) }
}
