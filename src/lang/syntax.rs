//! The syntax tree of a rule file: what can be known without the lexicon.
//!
//! Blocks, declarations and connectives are parsed in full; what only the lexicon can divide ("attendee appears at both
//! summits": where does the verb begin?) stays a [`Run`] of items for the resolver.

use crate::source::Span;

/// A rule file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct File {
    /// `language 1`, if the file begins so.
    pub language: Option<u32>,
    /// The blocks that could be parsed, in order.
    pub blocks: Vec<Block>,
}

/// Words with their place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text {
    /// The words; of a quoted text what stands between the quotation marks.
    pub text: String,
    /// Their bytes; of a quoted text the quotation marks included.
    pub span: Span,
}

/// A piece of a sentence that only the lexicon can understand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its bytes.
    pub span: Span,
}

/// The forms of items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind {
    /// A word as written, possessive ending included; numbers, amounts and dates are words too (`NZ$25.7`, `2015-09-11`).
    Word(String),
    /// A quoted text, without its quotation marks.
    Quoted(String),
    /// A comma inside a list or a date.
    Comma,
    /// `(`.
    Open,
    /// `)`.
    Close,
}

/// Items in a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The items.
    pub items: Vec<Item>,
    /// From the first to the last of them.
    pub span: Span,
}

/// A block of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// From its keyword to the end of its last line.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// `use news`, `use "./house.rules"`.
    Use(Use),
    /// `about the SCO summit and the NATO summit`; the topics are parted by "and" and commas by the resolver.
    About(Run),
    /// `name "SCO", "the bloc" means "Shanghai Cooperation Organization"`.
    Name(Naming),
    /// `kind summit is a meeting`.
    Kind(Kind),
    /// `attribute member count of an organization is a number`.
    Attribute(Property),
    /// `role member of an organization is a country`.
    Role(Property),
    /// `relation person attends event, repeatable`.
    Relation(Relation),
    /// `extend attribute member count`.
    Extend(Extend),
    /// `define attendee of an event: a person who attends the event`.
    Define(Define),
    /// `fact member count of the SCO equals nine`.
    Fact(Fact),
    /// `reference countries from "data/countries.csv"`.
    Reference(Reference),
    /// `rule`, `require`, `forbid`.
    Check(Check),
    /// `check weekday-date off`.
    Tune(Tune),
    /// `example "…"`.
    Example(Example),
}

/// What a `use` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Use {
    /// A built-in pack.
    Pack(Text),
    /// A file, relative to this one.
    File(Text),
}

/// Other names of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// The other names.
    pub aliases: Vec<Text>,
    /// The name that they stand for.
    pub means: Text,
}

/// A kind of thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// What it is called.
    pub name: Text,
    /// What it is a kind of.
    pub parent: Text,
    /// `also` lines.
    pub lines: Vec<ConceptLine>,
}

/// An attribute or a role: `NAME of an OWNER is a VALUE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// What it is called.
    pub name: Text,
    /// The kind of its owner.
    pub owner: Text,
    /// The kind of its value or holder.
    pub value: Text,
    /// Its lines.
    pub lines: Vec<ConceptLine>,
}

/// A relation, its parties and verb not yet told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// `organization pays organization`; `event "takes place" in a place`.
    pub pattern: Run,
    /// What stands after the commas of the header.
    pub traits: Vec<RelationTrait>,
    /// Its lines.
    pub lines: Vec<ConceptLine>,
}

/// What a relation's header says after a comma.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RelationTrait {
    /// `symmetric`, and where it stands.
    Symmetric(Span),
    /// `asymmetric`.
    Asymmetric,
    /// `repeatable`.
    Repeatable,
    /// `one country per event`: the kind of which there is one, and the kind for each of which.
    OnePer {
        /// `country`.
        one: Text,
        /// `event`.
        per: Text,
    },
    /// `opposite of "is covered by"`.
    OppositeOf(Text),
    /// `amount money`: a third place, named, and its kind.
    Place {
        /// `amount`.
        name: Text,
        /// `money`.
        kind: Text,
    },
}

/// A line of a concept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConceptLine {
    /// Its bytes.
    pub span: Span,
    /// What it adds.
    pub kind: ConceptLineKind,
}

/// What a line adds to a concept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConceptLineKind {
    /// Other names, for rules and articles alike.
    Also(Vec<Text>),
    /// Ways that articles say it.
    Said(Vec<Text>, Option<SaidAs>),
    /// Ways that articles deny it.
    Denied(Vec<Text>),
}

/// The bound that a `said` line puts on its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SaidAs {
    /// `as at least`.
    AtLeast,
    /// `as at most`.
    AtMost,
    /// `as about`.
    About,
}

/// Lines added to a concept of another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extend {
    /// What category of concept.
    pub category: ExtendCategory,
    /// Its name, or a relation's header.
    pub name: Run,
    /// The lines.
    pub lines: Vec<ConceptLine>,
}

/// What can be extended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the keywords of the language")]
pub enum ExtendCategory {
    Kind,
    Attribute,
    Role,
    Relation,
}

/// A derived concept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Define {
    /// `attendee of an event`, `a country is allied with a country`, `top leader`.
    pub head: Run,
    /// What follows the colon: `a person who attends the event`, if anything does.
    pub body: Option<Run>,
    /// The `if` and `or` lines.
    pub alternatives: Vec<Condition>,
    /// Whether one of its lines was a problem, so that what is checked by it must not run.
    pub broken: bool,
}

/// What is held to be true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The sentence.
    pub sentence: Sentence,
    /// `source`, `as of`, `from … to …`.
    pub properties: Vec<CheckProperty>,
}

/// A data file or a text that is held to be true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Its name.
    pub name: Text,
    /// The file.
    pub path: Text,
    /// The lines that map its columns.
    pub lines: Vec<Run>,
    /// Whether one of its lines was a problem, so that what is compared with it must not run.
    pub broken: bool,
}

/// The three words that begin a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckKind {
    /// Must not be contradicted.
    Rule,
    /// Must also be stated.
    Require,
    /// Must not be stated.
    Forbid,
}

/// A check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// `rule`, `require` or `forbid`.
    pub kind: CheckKind,
    /// Its name.
    pub name: Text,
    /// Its title.
    pub title: Option<Text>,
    /// Its sentences; all must hold.
    pub sentences: Vec<Sentence>,
    /// Its properties.
    pub properties: Vec<CheckProperty>,
    /// Whether one of its lines was a problem, so that it must not run.
    pub broken: bool,
}

/// How bad a failure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Severity {
    Note,
    Warning,
    Error,
}

/// The parts of an article that a check can be confined to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum Part {
    Headline,
    Caption,
    Body,
    Quote,
    Table,
}

/// A property line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckProperty {
    /// Its bytes.
    pub span: Span,
    /// What it says.
    pub kind: CheckPropertyKind,
}

/// What a property line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckPropertyKind {
    /// `severity error`.
    Severity(Severity),
    /// `source "…"`.
    Source(Text),
    /// `because "…"`.
    Because(Text),
    /// `hint "…"`.
    Hint(Text),
    /// `tags a, b`.
    Tags(Vec<Text>),
    /// `as of DATE`: the words of the date.
    AsOf(Text),
    /// `from DATE to DATE`.
    Between(Text, Text),
    /// `only in caption`.
    OnlyIn(Part),
    /// `even if reported`.
    EvenIfReported,
    /// `even if hypothetical`.
    EvenIfHypothetical,
}

/// One line of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes.
    pub span: Span,
    /// `in the table "X",`: the table that the whole line speaks of.
    pub table: Option<Text>,
    /// `in the table "X" with totals,`: whether rows that sum up others count as rows.
    pub totals: bool,
    /// `if A, then B`: the A.
    pub condition: Option<Condition>,
    /// What is said.
    pub claim: Condition,
}

/// Clauses joined by `, and` or `, or`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// All hold.
    All(Vec<Condition>),
    /// One holds.
    Any(Vec<Condition>),
    /// `it is not the case that CLAUSE`, from its first word to the end of the clause.
    Not(Box<Condition>, Span),
    /// A clause.
    Clause(Run),
}

/// Tunes a built-in consistency check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tune {
    /// Its name.
    pub name: Text,
    /// What is to change.
    pub change: TuneChange,
}

/// What a `check` block changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TuneChange {
    /// `off`.
    Off,
    /// `on`.
    On,
    /// `severity warning`.
    Severity(Severity),
}

/// A test of the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// `dated 2015-09-12`: the words of the date.
    pub dated: Option<Text>,
    /// `headline "…"`.
    pub headline: Option<Text>,
    /// The article.
    pub text: Text,
    /// What is expected.
    pub expectations: Vec<Expectation>,
}

/// A line of an example: `nine-members is contradicted at "ten member nations"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// Its bytes.
    pub span: Span,
    /// The check.
    pub check: Text,
    /// `supported`, `contradicted`, `not stated`, `not checkable`.
    pub verdict: ExpectedVerdict,
    /// Words that the evidence must overlap.
    pub at: Vec<Text>,
}

/// The verdicts that an example can expect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words of the language")]
pub enum ExpectedVerdict {
    Supported,
    Contradicted,
    NotStated,
    NotCheckable,
}
