//! Formulas in a compact, readable form: `(attends "Putin"/person (the summit "SCO"))`.
//!
//! Enters: a formula and its lexicon. Leaves: one line. Guaranteed: two formulas that differ in more than their sites are
//! shown differently.

use super::formula::{
    Adjunct, Aggregate, Agreeing, Atom, Compare, Description, Domain, DomainSet, Formula, Modifier, Operation,
    Operator, Quantified, Quantifier, Term, Thing, Timing, Variable,
};
use super::lexicon::{ConceptId, KindId, Lexicon};
use crate::value::{Comparator, DateExpression, DateSpan, Hedge, Number, Unit, Value};
use std::fmt::Write as _;

/// A formula in one line.
pub fn formula(formula: &Formula, lexicon: &Lexicon) -> String {
    let mut show = Show { lexicon, out: String::new() };
    show.formula(formula);
    show.out
}

/// A term in one line.
pub fn term(term: &Term, lexicon: &Lexicon) -> String {
    let mut show = Show { lexicon, out: String::new() };
    show.term(term);
    show.out
}

/// A thing in one line.
pub fn thing(thing: &Thing, lexicon: &Lexicon) -> String {
    let mut show = Show { lexicon, out: String::new() };
    show.thing(thing);
    show.out
}

struct Show<'l> {
    lexicon: &'l Lexicon,
    out: String,
}

impl Show<'_> {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn quoted(&mut self, text: &str) {
        let _ = write!(self.out, "{text:?}");
    }

    fn kind(&mut self, kind: KindId) {
        let name = self.lexicon.kind(kind).map_or("?", |kind| kind.name.as_str());
        self.out.push_str(&name.replace(' ', "-"));
    }

    fn concept(&mut self, concept: ConceptId) {
        let phrase = self.lexicon.concept(concept).map_or("?", |concept| concept.phrase.as_str());
        self.out.push_str(&phrase.replace(' ', "-"));
    }

    fn variable(&mut self, variable: Variable) {
        let _ = write!(self.out, "x{}", variable.0);
    }

    fn agrees_with(&mut self, what: &Agreeing, reference: &str) {
        self.put("(agrees-with ");
        match what {
            Agreeing::Everything => self.put("everything"),
            Agreeing::Every(concept, kind) => {
                self.concept(*concept);
                self.put("/every-");
                self.kind(*kind);
            }
            Agreeing::Property(concept, owner) => {
                self.concept(*concept);
                self.put("/");
                self.thing(owner);
            }
            Agreeing::Thing(thing) => self.thing(thing),
        }
        self.put(" ");
        self.quoted(reference);
        self.put(")");
    }

    fn list(&mut self, head: &str, formulas: &[Formula]) {
        self.put("(");
        self.put(head);
        for formula in formulas {
            self.put(" ");
            self.formula(formula);
        }
        self.put(")");
    }

    fn formula(&mut self, formula: &Formula) {
        match formula {
            Formula::All(all) => self.list("all", all),
            Formula::Any(any) => self.list("any", any),
            Formula::Not(inner) => self.list("not", std::slice::from_ref(inner)),
            Formula::If { condition, then } => {
                self.put("(if ");
                self.formula(condition);
                self.put(" ");
                self.formula(then);
                self.put(")");
            }
            Formula::Quantified(quantified) => self.quantified(quantified),
            Formula::Atom(atom) => self.atom(atom),
            Formula::Compare(compare) => self.compare(compare),
            Formula::Quote { speaker, words, .. } => {
                self.put("(says ");
                self.thing(speaker);
                self.put(" ");
                self.quoted(words);
                self.put(")");
            }
            Formula::SaysThat { speaker, claim, .. } => {
                self.put("(says-that ");
                self.thing(speaker);
                self.put(" ");
                self.formula(claim);
                self.put(")");
            }
            Formula::Order { first, before, second, .. } => {
                self.put(if *before { "(before " } else { "(after " });
                self.atom(first);
                self.put(" ");
                self.atom(second);
                self.put(")");
            }
            Formula::IsA { thing, kind, .. } => {
                self.put("(is-a ");
                self.thing(thing);
                self.put(" ");
                self.kind(*kind);
                self.put(")");
            }
            Formula::AgreesWithFacts { .. } => self.put("(agrees-with-facts)"),
            Formula::AgreesWith { what, name, .. } => self.agrees_with(what, name),
            Formula::Rows(rows) => {
                let _ = write!(self.out, "({rows})");
            }
            Formula::NotCheckable { reason, .. } => {
                self.put("(not-checkable ");
                self.quoted(reason);
                self.put(")");
            }
        }
    }

    fn quantified(&mut self, quantified: &Quantified) {
        self.put("(");
        match quantified.quantifier {
            Quantifier::Some => self.put("some"),
            Quantifier::Every => self.put("every"),
            Quantifier::No => self.put("no"),
            Quantifier::Exactly(n) => self.count("exactly", n),
            Quantifier::AtLeast(n) => self.count("at-least", n),
            Quantifier::AtMost(n) => self.count("at-most", n),
            Quantifier::Between(low, high) => {
                let _ = write!(self.out, "between {low} {high}");
            }
            Quantifier::Most => self.put("most"),
            Quantifier::Half => self.put("half"),
            Quantifier::AllBut(n) => self.count("all-but", n),
            Quantifier::Only => self.put("only"),
            Quantifier::Both => self.put("both"),
            Quantifier::Either => self.put("either"),
            Quantifier::Neither => self.put("neither"),
        }
        self.put(" ");
        self.variable(quantified.variable);
        self.put(":");
        self.domain(&quantified.domain);
        if let Some(body) = &quantified.body {
            self.put(" ");
            self.formula(body);
        }
        self.put(")");
    }

    fn count(&mut self, word: &str, number: u64) {
        let _ = write!(self.out, "{word} {number}");
    }

    fn domain(&mut self, domain: &Domain) {
        self.kind(domain.kind);
        if let Some((role, owner)) = &domain.role {
            self.put("[");
            self.concept(*role);
            if let Some(owner) = owner {
                self.put(" of ");
                self.thing(owner);
            }
            self.put("]");
        }
        match &domain.set {
            DomainSet::All => {}
            DomainSet::Topics(topics) => self.set("topics", topics),
            DomainSet::Listed(things) => self.set("", things),
            DomainSet::Described(description) => {
                self.put("{");
                self.description(description);
                self.put("}");
            }
        }
        if let Some(restriction) = &domain.restriction {
            self.put("|");
            self.formula(restriction);
        }
        if !domain.except.is_empty() {
            self.set("except", &domain.except);
        }
    }

    fn set(&mut self, word: &str, things: &[Thing]) {
        self.put("{");
        self.put(word);
        for (index, thing) in things.iter().enumerate() {
            if index > 0 || !word.is_empty() {
                self.put(" ");
            }
            self.thing(thing);
        }
        self.put("}");
    }

    fn atom(&mut self, atom: &Atom) {
        self.put("(");
        if atom.definite {
            self.put("the ");
        }
        if let Some(ordinal) = atom.ordinal {
            let _ = write!(self.out, "#{ordinal} ");
        }
        self.concept(atom.concept);
        for argument in &atom.arguments {
            self.put(" ");
            self.thing(argument);
        }
        for adjunct in &atom.adjuncts {
            self.put(" ");
            self.adjunct(adjunct);
        }
        self.put(")");
    }

    fn adjunct(&mut self, adjunct: &Adjunct) {
        match adjunct {
            Adjunct::When(value) => {
                self.put("@when=");
                self.value(value);
            }
            Adjunct::Where(thing) => {
                self.put("@where=");
                self.thing(thing);
            }
            Adjunct::Relative(timing, thing) => {
                self.put(match timing {
                    Timing::Before => "@before=",
                    Timing::After => "@after=",
                    Timing::Since => "@since=",
                    Timing::By => "@by=",
                    Timing::During => "@during=",
                });
                self.thing(thing);
            }
            Adjunct::SameDate => self.put("@same-date"),
            Adjunct::SamePlace => self.put("@same-place"),
            Adjunct::Amount(value) => {
                self.put("@amount=");
                self.value(value);
            }
            Adjunct::Times(comparator, number) => {
                let _ = write!(self.out, "@times{}{number}", sign(comparator));
            }
            Adjunct::NthTime(number) => {
                let _ = write!(self.out, "@nth-time={number}");
            }
        }
    }

    fn thing(&mut self, thing: &Thing) {
        match thing {
            Thing::Variable(variable) => self.variable(*variable),
            Thing::Named { name, kind, .. } => {
                self.quoted(name);
                self.put("/");
                self.kind(*kind);
            }
            Thing::Described(description) => {
                self.put("(");
                self.description(description);
                self.put(")");
            }
            Thing::Value(value, _) => self.value(value),
            Thing::Text(text, _) => {
                self.put("text:");
                self.quoted(text);
            }
            Thing::Article => self.put("the-article"),
            Thing::Implicit(kind) => {
                self.put("implicit/");
                self.kind(*kind);
            }
            Thing::Unstated => self.put("_"),
            Thing::Holder(concept, owner, _) => {
                self.put("(holder ");
                self.concept(*concept);
                self.put(" ");
                self.thing(owner);
                self.put(")");
            }
        }
    }

    fn description(&mut self, description: &Description) {
        self.put("the ");
        if let Some(ordinal) = description.ordinal {
            let _ = write!(self.out, "#{ordinal} ");
        }
        self.kind(description.kind);
        if description.plural {
            self.put("s");
        }
        for modifier in &description.modifiers {
            self.put(" ");
            match modifier {
                Modifier::Words(words) => self.quoted(words),
                Modifier::Related(thing) => {
                    self.put("with=");
                    self.thing(thing);
                }
                Modifier::Between(first, second) => {
                    self.put("between=");
                    self.thing(first);
                    self.put("&");
                    self.thing(second);
                }
                Modifier::When(value) => {
                    self.put("when=");
                    self.value(value);
                }
                Modifier::Called(name) => {
                    self.put("called=");
                    self.quoted(name);
                }
                Modifier::Where(variable, formula) => {
                    self.put("where ");
                    self.variable(*variable);
                    self.put("|");
                    self.formula(formula);
                }
            }
        }
    }

    fn compare(&mut self, compare: &Compare) {
        self.put("(");
        match &compare.operator {
            Operator::Plain(comparator) => self.put(sign(comparator)),
            Operator::Between => self.put("between"),
            Operator::WithinOf(number) => {
                self.put("within ");
                self.number(number);
                self.put(" of");
            }
            Operator::OneOf => self.put("one-of"),
            Operator::Includes => self.put("includes"),
            Operator::Contains => self.put("contains"),
            Operator::Matches => self.put("matches"),
            Operator::SameDay => self.put("same-day"),
        }
        self.put(" ");
        self.term(&compare.left);
        for right in &compare.right {
            self.put(" ");
            self.term(right);
        }
        self.put(")");
    }

    fn term(&mut self, term: &Term) {
        match term {
            Term::Literal(value, _) => self.value(value),
            Term::Text(text, _) => {
                self.put("text:");
                self.quoted(text);
            }
            Term::Thing(thing) => self.thing(thing),
            Term::Attribute { concept, owner, at, .. } => {
                self.put("(");
                self.concept(*concept);
                self.put(" ");
                self.thing(owner);
                if let Some(at) = at {
                    self.put(" @at=");
                    self.days(at);
                }
                self.put(")");
            }
            Term::Aggregate { function, variable, domain, of, .. } => {
                self.put("(");
                match function {
                    Aggregate::Count => self.put("count"),
                    Aggregate::Total => self.put("total"),
                    Aggregate::Average => self.put("average"),
                    Aggregate::Highest(rank) => self.count("highest", u64::from(*rank)),
                    Aggregate::Lowest(rank) => self.count("lowest", u64::from(*rank)),
                }
                if let Some(of) = of {
                    self.put(" ");
                    self.concept(*of);
                }
                self.put(" ");
                self.variable(*variable);
                self.put(":");
                self.domain(domain);
                self.put(")");
            }
            Term::Arithmetic { operation, left, right } => {
                self.put(match operation {
                    Operation::Plus => "(plus ",
                    Operation::Minus => "(minus ",
                    Operation::Times => "(times ",
                    Operation::DividedBy => "(divided-by ",
                    Operation::PercentOf => "(percent-of ",
                    Operation::Difference => "(difference ",
                    Operation::PercentChange => "(percent-change ",
                });
                self.term(left);
                self.put(" ");
                self.term(right);
                self.put(")");
            }
        }
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Number(number) => self.number(number),
            Value::Score(left, right) => {
                let _ = write!(self.out, "{left}-{right}");
            }
            Value::Date(DateExpression::Absolute(days)) => self.days(days),
            Value::Date(other) => {
                let shown = format!("{other:?}");
                self.put(&shown.replace(' ', ""));
            }
            other => {
                let shown = format!("{other:?}");
                self.put(&shown.replace(' ', ""));
            }
        }
    }

    fn days(&mut self, days: &DateSpan) {
        let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
        let (first, last) = (day(days.first), day(days.last));
        if first == last {
            self.put(&first);
        } else {
            self.put(&format!("{first}..{last}"));
        }
    }

    fn number(&mut self, number: &Number) {
        self.put(match number.hedge {
            Hedge::None => "",
            Hedge::About => "~",
            Hedge::Nearly => "nearly:",
            Hedge::MoreThan => ">",
            Hedge::AtLeast => ">=",
            Hedge::LessThan => "<",
            Hedge::AtMost => "<=",
            Hedge::Range => "",
        });
        self.put(&number.stated.to_string());
        if let Some(high) = &number.stated_high {
            self.put("..");
            self.put(&high.to_string());
        }
        match &number.unit {
            Unit::One => {}
            Unit::Percent => self.put("%"),
            Unit::PercentagePoint => self.put("pp"),
            Unit::Times => self.put("x"),
            Unit::Currency(code) => self.put(code),
            Unit::Measure { said, .. } => {
                self.put("-");
                self.put(&said.replace(' ', "-"));
            }
        }
    }
}

fn sign(comparator: &Comparator) -> &'static str {
    match comparator {
        Comparator::Equal => "=",
        Comparator::NotEqual => "!=",
        Comparator::More => ">",
        Comparator::Less => "<",
        Comparator::AtLeast => ">=",
        Comparator::AtMost => "<=",
        Comparator::About => "~",
        Comparator::Within => "in",
        Comparator::WithinDistance(_) => "within",
    }
}
