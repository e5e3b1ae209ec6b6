//! The lexicon: kinds and concepts, what rules call them and how articles say them.

use super::syntax::SaidAs;
use super::template::Template;
use crate::source::Site;
use crate::value::{Unit, Value};

/// Names a kind of the [`Lexicon`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindId(pub u32);

/// Names a concept of the [`Lexicon`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptId(pub u32);

/// A type of thing.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Its name, in the singular and in lower case.
    pub name: String,
    /// Its other names.
    pub also: Vec<String>,
    /// What it is a kind of; `None` for `thing` and for the kinds of values (`number`, `date`, `text` …).
    pub parent: Option<KindId>,
    /// Where it is declared; `None`: built in.
    pub site: Option<Site>,
}

/// What a concept is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    /// One value at a time for each owner: places are owner, value.
    Attribute,
    /// May have many holders: places are owner, holder.
    Role,
    /// A verb: places are subject, object, third.
    Relation,
    /// A defined noun without an owner (`define winner: a country that …`): its one place is the holder.
    Noun,
}

/// A place of a concept.
#[derive(Debug, Clone)]
pub struct Place {
    /// What templates call it in braces: its kind, `first`, `second`, or its own name.
    pub name: String,
    /// The kind of what fills it.
    pub kind: KindId,
}

/// A sentence by example, as a rule file has it.
#[derive(Debug, Clone)]
pub struct Saying {
    /// The template, read.
    pub template: Template,
    /// Whether it denies.
    pub denies: bool,
    /// The bound that it puts on its number.
    pub bound: Option<SaidAs>,
    /// Where it stands; `None`: made from the concept's own name.
    pub site: Option<Site>,
}

/// What it is that can be said of things.
#[derive(Debug, Clone)]
pub struct Concept {
    /// Its header without articles: `person attends event`, `member count of organization`. Unique.
    pub key: String,
    /// What it is.
    pub category: Category,
    /// Its name, or its verb in the third person with what belongs to it ("attends", "is located in", "is sent to").
    pub phrase: String,
    /// Its other phrases.
    pub also: Vec<String>,
    /// Its places.
    pub places: Vec<Place>,
    /// What stands before the third place of a relation ("to" in `country sends person to event`).
    pub third: Option<String>,
    /// A and B in either order.
    pub symmetric: bool,
    /// The converse contradicts.
    pub asymmetric: bool,
    /// May happen again and again.
    pub repeatable: bool,
    /// `one X per Y`: the indexes of X and Y among the places; another X for one Y contradicts.
    pub one_per: Vec<(usize, usize)>,
    /// A contrary, which contradicts.
    pub opposite: Option<ConceptId>,
    /// How articles say and deny it: the rule file's templates and those made from its phrases.
    pub sayings: Vec<Saying>,
    /// If it is defined rather than extracted: what it stands for.
    pub definition: Option<super::formula::Definition>,
    /// Where it is declared; `None`: built in.
    pub site: Option<Site>,
}

impl Concept {
    /// The unit that a bare number has where this attribute is asked for or said: an age is told in years.
    pub fn bare_unit(&self) -> Option<Unit> {
        let age = self.category == Category::Attribute && (self.phrase == "age" || self.phrase.ends_with(" age"));
        if age { Unit::measure("year") } else { None }
    }
}

/// Kinds, concepts and names.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// All kinds, built-in ones first.
    pub kinds: Vec<Kind>,
    /// All concepts.
    pub concepts: Vec<Concept>,
    /// Other names of one thing: alias, and the name that it stands for.
    pub names: Vec<(String, String)>,
}

impl Lexicon {
    /// The kind of that id.
    pub fn kind(&self, id: KindId) -> Option<&Kind> {
        self.kinds.get(id.0 as usize)
    }

    /// The concept of that id.
    pub fn concept(&self, id: ConceptId) -> Option<&Concept> {
        self.concepts.get(id.0 as usize)
    }

    /// The kind that has exactly this name (not its other names).
    pub fn kind_named(&self, name: &str) -> Option<KindId> {
        let index = self.kinds.iter().position(|kind| kind.name == name)?;
        u32::try_from(index).ok().map(KindId)
    }

    /// The kind of a value; that of its measure where one is declared.
    pub fn kind_of(&self, value: &Value) -> KindId {
        let name = match value {
            Value::Score(..) => "score",
            Value::Date(_) | Value::Time(_) | Value::Recurring(_) => "date",
            Value::Number(number) => match &number.unit {
                Unit::One | Unit::Times => "number",
                Unit::Percent | Unit::PercentagePoint => "percentage",
                Unit::Currency(_) => "money",
                Unit::Measure { dimension, .. } => {
                    return self
                        .kind_named(&dimension.replace(['_', '-'], " "))
                        .or_else(|| self.kind_named("quantity"))
                        .unwrap_or(KindId(0));
                }
            },
        };
        self.kind_named(name).unwrap_or(KindId(0))
    }

    /// Whether a value of one kind can be compared with, or stand for, one of another.
    pub fn fits(&self, kind: KindId, wanted: KindId) -> bool {
        let is_date = |kind| ["date", "year"].iter().any(|name| self.kind_named(name) == Some(kind));
        self.is_a(kind, wanted) || self.is_a(wanted, kind) || is_date(kind) && is_date(wanted)
    }

    /// Whether a place of that kind takes the value: places of things are not asked, a bare number may be a year.
    pub fn takes(&self, place: KindId, value: &Value) -> bool {
        let is = |name| self.kind_named(name).is_some_and(|kind| self.is_a(place, kind));
        let bare = matches!(value, Value::Number(number) if number.unit == Unit::One);
        is("thing") || is("text") || bare && is("date") || self.fits(self.kind_of(value), place)
    }

    /// Whether everything that is a `narrow` is a `wide`.
    pub fn is_a(&self, narrow: KindId, wide: KindId) -> bool {
        let mut next = Some(narrow);
        let mut steps = 0;
        while let Some(kind) = next {
            if kind == wide {
                return true;
            }
            steps += 1;
            if steps > self.kinds.len() {
                return false;
            }
            next = self.kind(kind).and_then(|kind| kind.parent);
        }
        false
    }
}
