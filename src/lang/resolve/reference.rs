//! References: from the lines that map the columns of a data file to what its rows are.
//!
//! Enters: a `reference` block and the lexicon. Leaves: a [`Reference`], and a problem for every line that maps nothing.

use super::header::words_of;
use super::reader::Scope;
use super::suggest;
use super::{InFile, date, period, phrase};
use crate::lang::lexicon::{Category, Concept, ConceptId, KindId};
use crate::lang::ruleset::{Column, Mapped, Reference, Rows, When};
use crate::lang::syntax::{self, Item, ItemKind, Run};
use crate::nlp::inflect;
use crate::source::{Problem, ProblemKind, Site, SourceId, Span};
use crate::value::DateSpan;

const FORMS: &str = "a reference has lines like `each row is a country named by name`, `capital is the capital of the country` and `complete`";

/// A reference with its lines read, and what is wrong with them.
pub fn read(scope: Scope<'_>, source: SourceId, block: &syntax::Reference) -> (Reference, Vec<Problem>) {
    let at = |span: Span| Site { source, span };
    let mut problems = Vec::new();
    let mut lines = Lines { scope, rows: None, columns: Vec::new(), complete: false, when: When::Always, source: None };
    // What a row is must be known before its columns can be read.
    let is_row = |line: &&Run| starts_with_row(&line.items);
    let (rows, rest): (Vec<&Run>, Vec<&Run>) = block.lines.iter().partition(is_row);
    for line in rows.into_iter().chain(rest) {
        if let Err(problem) = lines.take(&InFile { source, item: line }) {
            problems.push(*problem);
        }
    }
    let Lines { rows, mut columns, complete, when, source: cited, .. } = lines;
    for column in columns.iter_mut().filter(|column| column.when == When::Always) {
        column.when.clone_from(&when);
    }
    if rows.is_none() && !block.lines.is_empty() && problems.is_empty() {
        let message = format!("this does not say what a row of `{}` is", block.path.text);
        problems.push(
            Problem::new(ProblemKind::Parse, "reference-rows", message)
                .at(at(block.name.span), "no line `each row is …`")
                .help("add a line such as `each row is a country named by name`: what a row is, and the column of its name"),
        );
    }
    let reference = Reference {
        name: block.name.text.clone(),
        path: block.path.text.clone(),
        path_site: at(block.path.span),
        rows: rows.map(|(kind, name)| Rows { kind, name, columns, complete }),
        source: cited,
        sound: problems.is_empty() && !block.broken,
        site: at(block.name.span.cover(block.path.span)),
    };
    (reference, problems)
}

/// That a name is given a second time.
pub fn twice(known: &[Reference], one: &Reference) -> Option<Problem> {
    let same = |other: &&Reference| phrase::normal(&other.name) == phrase::normal(&one.name);
    let first = known.iter().find(same)?;
    let message = format!("there are two references `{}`", one.name);
    let problem = Problem::new(ProblemKind::Vocabulary, "reference-twice", message);
    Some(
        problem
            .at(one.site, "the second")
            .related(first.site, "the first")
            .help("give it another name: rules would not know which is meant"),
    )
}

type Read<T> = Result<T, Box<Problem>>;

/// What the lines of a block have said so far.
struct Lines<'a> {
    scope: Scope<'a>,
    rows: Option<(KindId, Column)>,
    columns: Vec<Mapped>,
    complete: bool,
    when: When,
    source: Option<String>,
}

impl Lines<'_> {
    fn take(&mut self, line: &InFile<&Run>) -> Read<()> {
        let items = line.item.items.as_slice();
        if words_of(line.item) == "complete" {
            self.complete = true;
        } else if let [word, Item { kind: ItemKind::Quoted(text), .. }] = items
            && is_word(word, "source")
        {
            self.source = Some(text.clone());
        } else if starts_with_time(items) {
            self.when = self.time(line, items)?;
        } else if starts_with_row(items) {
            self.row(line, items)?;
        } else {
            self.column(line, items)?;
        }
        Ok(())
    }

    /// `each row is a KIND named by COLUMN`.
    fn row(&mut self, line: &InFile<&Run>, items: &[Item]) -> Read<()> {
        let said = without_article(items.get(3..).unwrap_or_default());
        let named = position(said, &["named", "by"]).unwrap_or(said.len());
        let (kind, rest) = said.split_at_checked(named).unwrap_or((said, &[]));
        let words = shown(kind);
        let Some(id) = self.scope.lexicon.kinds.iter().position(|kind| {
            std::iter::once(&kind.name).chain(&kind.also).any(|name| phrase::normal(name) == phrase::normal(&words))
        }) else {
            return Err(Box::new(self.no_kind(line, kind, rest)));
        };
        let name = rest.get(2..).filter(|name| !name.is_empty()).ok_or_else(|| {
            let message = "this does not say in which column the names of the rows stand";
            Box::new(
                Problem::new(ProblemKind::Parse, "reference-rows", message)
                    .at(site(line, items), "no `named by`")
                    .help(format!("write `each row is {} named by name`", suggest::with_article(&words))),
            )
        })?;
        let kind = KindId(u32::try_from(id).unwrap_or_default());
        self.rows = Some((kind, self.head(line, name)));
        Ok(())
    }

    fn no_kind(&self, line: &InFile<&Run>, kind: &[Item], rest: &[Item]) -> Problem {
        let words = shown(kind);
        let help = suggest::kind(self.scope.lexicon, &words).map_or_else(
            || format!("declare it: `kind {words} is a thing`"),
            |near| {
                let rest = if rest.is_empty() { String::new() } else { format!(" {}", shown(rest)) };
                format!("did you mean `each row is {}{rest}`?", suggest::with_article(near))
            },
        );
        let problem = Problem::new(ProblemKind::Vocabulary, "unknown-kind", format!("there is no kind `{words}`"));
        problem.at(site(line, kind), "what is a row?").help(help)
    }

    /// `COLUMN is the PROPERTY of the KIND, as of DATE`, `COLUMN VERB the KIND`, `the KIND VERB COLUMN`.
    fn column(&mut self, line: &InFile<&Run>, items: &[Item]) -> Read<()> {
        let comma = items.iter().position(|item| item.kind == ItemKind::Comma);
        let (said, time) = items.split_at_checked(comma.unwrap_or(items.len())).unwrap_or((items, &[]));
        let time = time.get(1..).unwrap_or_default();
        let when = if starts_with_time(time) {
            self.time(line, time)?
        } else if time.is_empty() {
            When::Always
        } else {
            return Err(Box::new(no_column(line, items)));
        };
        let mapped = match self.relation(line, said) {
            Some(mapped) => Some(mapped),
            None => self.property(line, said)?,
        };
        self.columns.extend(mapped.map(|mapped| Mapped { when, ..mapped }));
        Ok(())
    }

    /// `None` where the line that says what a row is could not be read, which is told there.
    fn property(&self, line: &InFile<&Run>, items: &[Item]) -> Read<Option<Mapped>> {
        let is = items.iter().position(|item| is_word(item, "is")).filter(|is| (1..items.len() - 1).contains(is));
        let Some(is) = is else { return Err(Box::new(no_column(line, items))) };
        let (before, said) = (items.get(..is).unwrap_or_default(), items.get(is + 1..).unwrap_or_default());
        let definite = said.first().is_some_and(|item| is_word(item, "the"));
        let said = without_article(said);
        // The name of a property may hold an "of" itself: the last one is before its owner.
        let of = said.iter().rposition(|item| is_word(item, "of")).unwrap_or(said.len());
        let (property, owner) = said.split_at_checked(of).unwrap_or((said, &[]));
        let words = shown(property);
        let normal = phrase::normal(&words);
        let called = |concept: &Concept| names(concept).any(|name| phrase::normal(name) == normal);
        let concepts = || self.concepts().filter(|(_, concept)| called(concept) && is_property(concept));
        let known = concepts().next();
        if known.is_none() {
            return Err(Box::new(self.no_property(line, before, property, owner)));
        }
        let Some((kind, _)) = &self.rows else { return Ok(None) };
        let of_rows = self.is_row(owner.get(1..).unwrap_or_default());
        let fitting = concepts().filter(|(_, concept)| of_rows && self.can_be(concept, 0, *kind));
        // Of two properties of one name that of the nearer kind is meant, as in sentences.
        let fitting = fitting.min_by_key(|(id, concept)| (self.steps(concept, 0, *kind), *id));
        let Some((concept, _)) = fitting else {
            return Err(Box::new(self.of_another(
                line,
                (before, property, owner),
                (*kind, known.map(|(_, concept)| concept)),
            )));
        };
        let column = self.head(line, before);
        Ok(Some(Mapped { column, concept, own: 0, held: 1, definite, when: When::Always }))
    }

    /// A relation of the thing of a row to what stands in a column: the thing before the verb, or behind it.
    fn relation(&self, line: &InFile<&Run>, items: &[Item]) -> Option<Mapped> {
        let (kind, _) = self.rows.as_ref()?;
        let verb_and_column = |rest: &[Item]| {
            (1..rest.len())
                .rev()
                .find_map(|at| Some((self.verb(rest.get(..at)?, *kind, true)?, rest.get(at..)?.to_vec())))
        };
        let column_and_verb = |rest: &[Item]| {
            (1..rest.len()).find_map(|at| Some((self.verb(rest.get(at..)?, *kind, false)?, rest.get(..at)?.to_vec())))
        };
        let splits = || (2..items.len()).filter_map(|at| items.split_at_checked(at));
        let first = splits().rev().find(|(thing, _)| has_article(thing) && self.is_row(thing));
        let found = first.and_then(|(_, rest)| verb_and_column(rest)).or_else(|| {
            let mut last = (1..items.len().saturating_sub(1)).filter_map(|at| items.split_at_checked(at));
            let (rest, _) = last.find(|(_, thing)| has_article(thing) && self.is_row(thing))?;
            column_and_verb(rest)
        });
        let ((concept, own), column) = found?;
        let column = self.head(line, &column);
        Some(Mapped { column, concept, own, held: 1 - own, definite: false, when: When::Always })
    }

    /// The relation of that verb, and the place that the thing of the row fills; `first`: it stands before the verb.
    fn verb(&self, words: &[Item], kind: KindId, first: bool) -> Option<(ConceptId, usize)> {
        let said = phrase::normal(&shown(words));
        let by = match said.as_slice() {
            [is, done, by] if is == "is" && by == "by" => Some(inflect::verb_bases(done)),
            _ => None,
        };
        self.concepts()
            .filter(|(_, concept)| concept.category == Category::Relation && concept.places.len() == 2)
            .find_map(|(id, concept)| {
                let active = names(concept).any(|name| phrase::normal(name) == said);
                let passive = || {
                    let bases = inflect::verb_bases(&concept.phrase);
                    by.as_ref().is_some_and(|done| done.iter().any(|base| bases.contains(base)))
                };
                let own = match (active, active || passive()) {
                    (true, _) => usize::from(!first),
                    (false, true) => usize::from(first),
                    (false, false) => return None,
                };
                self.can_be(concept, own, kind).then_some((id, own))
            })
    }

    /// `as of DATE`, `as of COLUMN`, `from DATE to DATE`.
    fn time(&self, line: &InFile<&Run>, items: &[Item]) -> Read<When> {
        let text = |items: &[Item]| syntax::Text { text: shown(items), span: site(line, items).span };
        if items.first().is_some_and(|item| is_word(item, "from")) {
            let to = items.iter().position(|item| is_word(item, "to")).unwrap_or(items.len());
            let (from, to) = (items.get(1..to).unwrap_or_default(), items.get(to + 1..).unwrap_or_default());
            if to.is_empty() || from.is_empty() {
                return Err(Box::new(no_column(line, items)));
            }
            return period(line.source, (&text(from), &text(to)), site(line, items).span).map(When::During);
        }
        let when = items.get(2..).unwrap_or_default();
        match date(line.source, &text(when)) {
            Ok(span) => Ok(When::During(DateSpan { first: span.and_then(|span| span.first), last: None })),
            // What is no date is the column that has it.
            Err(problem) if shown(when).chars().any(char::is_alphabetic) && problem.code == "not-a-date" => {
                Ok(When::AsOf(self.head(line, when)))
            }
            Err(problem) => Err(problem),
        }
    }

    fn concepts(&self) -> impl Iterator<Item = (ConceptId, &Concept)> {
        (0..).map(ConceptId).zip(&self.scope.lexicon.concepts).filter(|(_, concept)| concept.definition.is_none())
    }

    /// Whether things of a kind can fill a place.
    fn can_be(&self, concept: &Concept, place: usize, kind: KindId) -> bool {
        let lexicon = self.scope.lexicon;
        concept.places.get(place).is_some_and(|place| lexicon.is_a(kind, place.kind) || lexicon.is_a(place.kind, kind))
    }

    /// How many kinds lie between a kind and that of a place.
    fn steps(&self, concept: &Concept, place: usize, kind: KindId) -> usize {
        let lexicon = self.scope.lexicon;
        let Some(wanted) = concept.places.get(place).map(|place| place.kind) else { return usize::MAX };
        let between = |other: &KindId| lexicon.is_a(kind, *other) && lexicon.is_a(*other, wanted);
        if lexicon.is_a(kind, wanted) {
            (0u32..).map(KindId).take(lexicon.kinds.len()).filter(between).count()
        } else {
            lexicon.kinds.len()
        }
    }

    /// Whether words are the kind of the rows.
    fn is_row(&self, items: &[Item]) -> bool {
        let Some(kind) = self.rows.as_ref().and_then(|(kind, _)| self.scope.lexicon.kind(*kind)) else { return false };
        let words = phrase::normal(&shown(items));
        words == ["row"] || std::iter::once(&kind.name).chain(&kind.also).any(|name| phrase::normal(name) == words)
    }

    fn head(&self, line: &InFile<&Run>, items: &[Item]) -> Column {
        Column { head: shown(items), site: site(line, items) }
    }

    fn no_property(&self, line: &InFile<&Run>, before: &[Item], property: &[Item], owner: &[Item]) -> Problem {
        let words = shown(property);
        let near = [Category::Attribute, Category::Role]
            .into_iter()
            .find_map(|category| suggest::concept(self.scope.lexicon, category, &words));
        let help = near.map_or_else(
            || {
                format!(
                    "declare it, for example `attribute {words} of a country is a number`, or name one that is declared"
                )
            },
            |near| {
                let owner = if owner.is_empty() { String::from("of …") } else { shown(owner) };
                format!("did you mean `{} is the {near} {owner}`?", shown(before))
            },
        );
        let message = format!("`{words}` is no attribute or role");
        let problem = Problem::new(ProblemKind::Vocabulary, "unknown-concept", message);
        problem.at(site(line, property), "not declared").help(help)
    }

    /// A property that is declared, of something else than the rows are.
    fn of_another(
        &self,
        line: &InFile<&Run>,
        (before, property, owner): (&[Item], &[Item], &[Item]),
        (kind, concept): (KindId, Option<&Concept>),
    ) -> Problem {
        let of =
            concept.and_then(|concept| concept.places.first()).and_then(|place| self.scope.lexicon.kind(place.kind));
        let declared = of.map_or("thing", |kind| kind.name.as_str());
        let kind = suggest::with_article(self.scope.lexicon.kind(kind).map_or("thing", |kind| kind.name.as_str()));
        let words = shown(property);
        if self.is_row(without_article(owner.get(1..).unwrap_or_default())) {
            let declared = suggest::with_article(declared);
            let message = format!("`{words}` is declared of {declared}, and not of {kind}");
            return Problem::new(ProblemKind::Type, "reference-owner", message)
                .at(site(line, property), format!("no property of {kind}"))
                .help(format!("declare it of {kind}, too, or say that each row is {declared}"));
        }
        let message = format!("this says no `{words}` of a row, which is {kind}");
        let the = kind.split_once(' ').map_or(kind.as_str(), |(_, kind)| kind);
        Problem::new(ProblemKind::Type, "reference-owner", message)
            .at(site(line, if owner.is_empty() { property } else { owner }), "not what a row is")
            .help(format!(
                "write `{} is the {words} of the {the}`; `{words}` must be declared of {kind}",
                shown(before),
            ))
    }
}

fn no_column(line: &InFile<&Run>, items: &[Item]) -> Problem {
    Problem::new(ProblemKind::Parse, "reference-line", format!("`{}` maps no column", shown(items)))
        .at(line.site(line.item.span), "none of the forms")
        .help(FORMS)
}

fn is_property(concept: &Concept) -> bool {
    matches!(concept.category, Category::Attribute | Category::Role)
}

fn starts_with_row(items: &[Item]) -> bool {
    matches!(items, [each, row, is, _, ..] if is_word(each, "each") && is_word(row, "row") && is_word(is, "is"))
}

fn starts_with_time(items: &[Item]) -> bool {
    match items {
        [one, two, _, ..] => is_word(one, "as") && is_word(two, "of") || is_word(one, "from"),
        _ => false,
    }
}

fn has_article(items: &[Item]) -> bool {
    items.first().is_some_and(|item| ["a", "an", "the"].iter().any(|word| is_word(item, word)))
}

fn without_article(items: &[Item]) -> &[Item] {
    items.get(usize::from(has_article(items) && items.len() > 1)..).unwrap_or_default()
}

fn position(items: &[Item], words: &[&str; 2]) -> Option<usize> {
    items.windows(2).position(|two| two.iter().zip(words).all(|(item, word)| is_word(item, word)))
}

fn is_word(item: &Item, word: &str) -> bool {
    matches!(&item.kind, ItemKind::Word(found) if found == word)
}

/// The place of items, or of the line where there are none.
fn site(line: &InFile<&Run>, items: &[Item]) -> Site {
    let span = items.first().zip(items.last()).map(|(first, last)| first.span.cover(last.span));
    line.site(span.unwrap_or(line.item.span))
}

/// Items as they were written, with single spaces.
fn shown(items: &[Item]) -> String {
    let mut text = String::new();
    for item in items {
        if !text.is_empty() && item.kind != ItemKind::Comma {
            text.push(' ');
        }
        text.push_str(match &item.kind {
            ItemKind::Word(word) | ItemKind::Quoted(word) => word,
            ItemKind::Comma => ",",
            ItemKind::Open => "(",
            ItemKind::Close => ")",
        });
    }
    text
}

fn names(concept: &Concept) -> impl Iterator<Item = &String> {
    std::iter::once(&concept.phrase).chain(&concept.also)
}
