//! Facts files: a store as YAML or JSON, in and out.
//!
//! The form is published as a JSON Schema (`docs/facts.schema.json`). Enters: the text of a file. Leaves: a
//! [`FactStore`], or every problem with its place in the file (`statements[3].arguments[1]`) and a remedy. Guaranteed:
//! what is written can be read, and what was read is written with the same meaning. Limits: [`MAX_BYTES`], [`MAX_ITEMS`]
//! and the nesting of the two parsers (128).

use super::form::{
    ArgumentForm, ContainedForm, DaysForm, DescriptorForm, EntityForm, FileForm, ModalityForm, PartForm, PolarityForm,
    QuotationForm, SpanForm, StatementForm, TimeForm, VERSION, ValueForm,
};
use super::locate::Places;
use super::{Argument, Descriptor, Entity, EntityId, FactStore, Modality, Part, Polarity, Quotation, Statement};
use crate::source::{Problem, ProblemKind, Site, SourceId, Span};
use crate::value::{DateExpression, DateSpan, Number, Value, read_at};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// The largest facts file that is read, in bytes.
pub const MAX_BYTES: usize = 32 << 20;

/// How many entities, and how many statements, a facts file may hold.
pub const MAX_ITEMS: usize = 1_000_000;

/// The forms of facts files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileFormat {
    /// YAML, for people.
    Yaml,
    /// JSON, for programs.
    Json,
}

impl FileFormat {
    /// The form that a file of that name has: JSON for `.json`, else YAML.
    pub fn of_path(path: &str) -> Self {
        if path.to_lowercase().ends_with(".json") { Self::Json } else { Self::Yaml }
    }
}

/// Reads a facts file.
///
/// `here` is the facts file itself, the place of every problem and of statements that name no other; `source` gives the
/// source of a path that a span names, if it can be read.
///
/// # Errors
/// Every problem of the file: not of the form, a value or a date that cannot be read, a reference to an entity that is
/// not there, a limit exceeded.
pub fn read(
    text: &str,
    format: FileFormat,
    here: SourceId,
    source: &mut dyn FnMut(&str) -> Option<SourceId>,
) -> Result<FactStore, Vec<Problem>> {
    if text.len() > MAX_BYTES {
        let message = format!("the facts file has more than the limit of {MAX_BYTES} bytes");
        return Err(vec![Problem::new(ProblemKind::Limit, "facts-too-large", message).help("split the file")]);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        let problem = Problem::new(ProblemKind::Parse, "facts-form", "the facts file is empty");
        let start = match format {
            FileFormat::Yaml => format!("factlint_facts: {VERSION}"),
            FileFormat::Json => format!("{{\"factlint_facts\": {VERSION}, \"statements\": []}}"),
        };
        let help = format!("its first line is `{start}`; `factlint extract ARTICLE` writes such a file");
        return Err(vec![problem.at(Site { source: here, span: Span::default() }, "nothing here").help(help)]);
    }
    let form = parse(text, format, here).map_err(|problem| vec![*problem])?;
    let mut reader =
        Reader { here, places: Places::new(text), ids: FxHashMap::default(), problems: Vec::new(), dateline: None };
    let store = reader.store(&form, source);
    if reader.problems.is_empty() { Ok(store) } else { Err(reader.problems) }
}

/// Where a part of a facts file stands in its text; `path` is as problems name it (`statements[3].arguments[1]`).
pub fn place(text: &str, path: &str) -> Span {
    Places::new(text).of(path)
}

fn parse(text: &str, format: FileFormat, here: SourceId) -> Result<FileForm, Box<Problem>> {
    let parsed = match format {
        FileFormat::Yaml => serde_yaml::from_str::<FileForm>(text).map_err(|error| {
            let place = error.location().map(|at| (at.line(), at.column()));
            (error.to_string(), place)
        }),
        FileFormat::Json => serde_json::from_str::<FileForm>(text).map_err(|error| {
            let place = (error.line() > 0).then(|| (error.line(), error.column()));
            (error.to_string(), place)
        }),
    };
    parsed.map_err(|(message, place)| {
        let message = message.split(" at line ").next().unwrap_or(&message).trim_end_matches('.').to_owned();
        // A file that ends too early, in the words of the JSON reader.
        let message = message.replace("EOF while parsing", "the file ends inside");
        let help = if message.ends_with("missing field `factlint_facts`") {
            format!("a facts file begins with its version, as in the first line `factlint_facts: {VERSION}`; `factlint extract ARTICLE` writes such a file")
        } else {
            "compare it with what `factlint extract ARTICLE` prints; `docs/facts.schema.json` describes the form".to_owned()
        };
        let at = place.map_or(0, |(line, column)| offset(text, line, column));
        let problem =
            Problem::new(ProblemKind::Parse, "facts-form", format!("the facts file cannot be read: {message}"));
        let site = Site { source: here, span: Span::new(at, at) };
        Box::new(problem.at(site, "here").help(help))
    })
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (before + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

struct Reader {
    here: SourceId,
    places: Places,
    ids: FxHashMap<String, EntityId>,
    problems: Vec<Problem>,
    dateline: Option<Date>,
}

type Sourcing<'s> = &'s mut dyn FnMut(&str) -> Option<SourceId>;

impl Reader {
    fn complain(
        &mut self,
        kind: ProblemKind,
        code: &'static str,
        path: &str,
        what: impl std::fmt::Display,
        help: impl Into<String>,
    ) {
        let site = Site { source: self.here, span: self.places.of(path) };
        self.problems.push(Problem::new(kind, code, format!("{path}: {what}")).at(site, "here").help(help));
    }

    fn store(&mut self, form: &FileForm, source: Sourcing<'_>) -> FactStore {
        let mut store = FactStore::default();
        if form.factlint_facts != VERSION {
            let what = format!("version {} of the form is unknown", form.factlint_facts);
            self.complain(
                ProblemKind::Parse,
                "facts-version",
                "factlint_facts",
                what,
                format!("this factlint reads version {VERSION}"),
            );
        }
        for (name, length) in [("entities", form.entities.len()), ("statements", form.statements.len())] {
            if length > MAX_ITEMS {
                let what = format!("{length} are more than the limit of {MAX_ITEMS}");
                self.complain(ProblemKind::Limit, "facts-too-many", name, what, "split the file");
                return store;
            }
        }
        if let Some(words) = &form.dateline {
            let span = self.days("dateline", &TimeForm::Words(words.clone()));
            self.dateline = span.and_then(|span| span.as_day());
            if span.is_some() && self.dateline.is_none() {
                self.complain(
                    ProblemKind::Type,
                    "facts-date",
                    "dateline",
                    format!("`{words}` is not a single day"),
                    "write it like `2024-07-03`",
                );
            }
        }
        store.dateline = self.dateline;
        self.name_entities(form);
        let main = form.article.as_deref().and_then(&mut *source);
        if let (Some(path), None) = (&form.article, main) {
            self.complain(
                ProblemKind::Reference,
                "facts-path",
                "article",
                format!("`{path}` cannot be read"),
                "name a file beside the facts file, or leave `article` out",
            );
        }
        let main = main.unwrap_or(self.here);
        for (index, entity) in form.entities.iter().enumerate() {
            let entity = self.entity(&format!("entities[{index}]"), entity);
            store.add_entity(entity);
        }
        for (index, pair) in form.contained.iter().enumerate() {
            let path = format!("contained[{index}]");
            let (inner, outer) = (self.reference(&path, &pair.inner), self.reference(&path, &pair.outer));
            store.contained.extend(inner.zip(outer));
        }
        for (index, statement) in form.statements.iter().enumerate() {
            if let Some(statement) = self.statement(&format!("statements[{index}]"), statement, main, source) {
                store.add_statement(statement);
            }
        }
        for (index, quotation) in form.quotations.iter().enumerate() {
            let path = format!("quotations[{index}]");
            let speaker = quotation.speaker.as_ref().and_then(|speaker| self.reference(&path, speaker));
            let (source, span) = match &quotation.span {
                Some(span) => self.span(&path, span, main, source),
                None => (self.here, self.places.of(&path)),
            };
            store.add_quotation(Quotation {
                speaker,
                words: quotation.words.clone(),
                source,
                span,
                part: quotation.part.into(),
            });
        }
        store
    }

    fn name_entities(&mut self, form: &FileForm) {
        for (index, entity) in form.entities.iter().enumerate() {
            let id = EntityId(u32::try_from(index).unwrap_or(u32::MAX));
            if self.ids.insert(entity.id.clone(), id).is_some() {
                let path = format!("entities[{index}]");
                let what = format!("the id `{}` is given twice", entity.id);
                self.complain(ProblemKind::Reference, "facts-twice", &path, what, "give each entity an id of its own");
            }
        }
    }

    fn reference(&mut self, path: &str, id: &str) -> Option<EntityId> {
        let found = self.ids.get(id).copied();
        if found.is_none() {
            let near = nearest(id, self.ids.keys());
            let help =
                near.map_or_else(|| String::from("list it under `entities`"), |near| format!("did you mean `{near}`?"));
            self.complain(ProblemKind::Reference, "facts-entity", path, format!("there is no entity `{id}`"), help);
        }
        found
    }

    fn entity(&mut self, path: &str, form: &EntityForm) -> Entity {
        let descriptors = form.descriptors.iter().enumerate();
        let descriptors =
            descriptors.filter_map(|(index, form)| self.descriptor(&format!("{path}.descriptors[{index}]"), form));
        let descriptors = descriptors.collect();
        let members = form.members.iter().enumerate();
        let members =
            members.filter_map(|(index, id)| self.reference(&format!("{path}.members[{index}]"), id)).collect();
        let count = form.count.as_ref().and_then(|form| {
            let path = format!("{path}.count");
            match self.value(&path, form)? {
                Value::Number(number) => Some(number),
                other => {
                    self.complain(
                        ProblemKind::Type,
                        "facts-count",
                        &path,
                        format!("`{other}` is no number"),
                        "write how many they are: `two`",
                    );
                    None
                }
            }
        });
        let mentions = form.mentions.iter().filter(|span| span.start <= span.end);
        Entity {
            name: form.name.clone(),
            aliases: form.aliases.clone(),
            kinds: form.kinds.clone(),
            named: form.named,
            descriptors,
            members,
            count,
            complete: form.complete,
            mentions: mentions.map(|span| Span { start: span.start, end: span.end }).collect(),
        }
    }

    fn descriptor(&mut self, path: &str, form: &DescriptorForm) -> Option<Descriptor> {
        match (&form.word, &form.entity, form.ordinal, &form.date) {
            (Some(word), None, None, None) => Some(Descriptor::Word(word.clone())),
            (None, Some(id), None, None) => self.reference(path, id).map(Descriptor::Entity),
            (None, None, Some(ordinal), None) => Some(Descriptor::Ordinal(ordinal)),
            (None, None, None, Some(date)) => match self.value(path, date)? {
                Value::Date(date) => Some(Descriptor::Date(date)),
                other => {
                    self.complain(
                        ProblemKind::Type,
                        "facts-date",
                        path,
                        format!("`{other}` is no date"),
                        "write it like `2018` or `3 July 2024`",
                    );
                    None
                }
            },
            _ => {
                self.complain(
                    ProblemKind::Parse,
                    "facts-form",
                    path,
                    "one of `word`, `entity`, `ordinal` and `date` is needed",
                    "keep one of them",
                );
                None
            }
        }
    }

    fn statement(
        &mut self,
        path: &str,
        form: &StatementForm,
        main: SourceId,
        source: Sourcing<'_>,
    ) -> Option<Statement> {
        let before = self.problems.len();
        let arguments = form.arguments.iter().enumerate();
        let arguments: Vec<Argument> =
            arguments.filter_map(|(index, form)| self.argument(&format!("{path}.arguments[{index}]"), form)).collect();
        let time = form.time.as_ref().and_then(|time| self.days(&format!("{path}.time"), time));
        let place = form.place.as_ref().and_then(|place| self.reference(&format!("{path}.place"), place));
        if let Some(only) = form.only.filter(|&only| only >= form.arguments.len()) {
            let what = format!("there is no place {only}: the statement has {}", form.arguments.len());
            self.complain(ProblemKind::Type, "facts-only", &format!("{path}.only"), what, "places are counted from 0");
        }
        let mut spans = Vec::new();
        let mut of = if form.spans.is_empty() { self.here } else { main };
        for (index, span) in form.spans.iter().enumerate() {
            let (source, span) = self.span(&format!("{path}.spans[{index}]"), span, main, source);
            if index == 0 {
                of = source;
            }
            if source == of {
                spans.push(span);
            }
        }
        if spans.is_empty() {
            spans.push(self.places.of(path));
        }
        (self.problems.len() == before).then(|| Statement {
            concept: form.concept.clone(),
            arguments,
            polarity: form.polarity.into(),
            modality: form.modality.into(),
            speaker: form.speaker.clone(),
            time,
            place,
            only: form.only,
            only_kind: form.only_kind.clone(),
            ordinal: form.ordinal,
            times: form.times,
            source: of,
            spans,
            part: form.part.into(),
            from_context: form.from_context,
            template: form.template.clone(),
        })
    }

    fn argument(&mut self, path: &str, form: &ArgumentForm) -> Option<Argument> {
        match (&form.entity, &form.value, &form.text, form.unstated) {
            (Some(id), None, None, false) => self.reference(path, id).map(Argument::Entity),
            (None, Some(value), None, false) => self.value(path, value).map(Argument::Value),
            (None, None, Some(text), false) => Some(Argument::Text(text.clone())),
            (None, None, None, true) => Some(Argument::Unstated),
            _ => {
                let what = "one of `entity`, `value`, `text` and `unstated: true` is needed";
                self.complain(ProblemKind::Parse, "facts-form", path, what, "keep one of them");
                None
            }
        }
    }

    fn span(&mut self, path: &str, form: &SpanForm, main: SourceId, source: Sourcing<'_>) -> (SourceId, Span) {
        if form.start > form.end {
            let what = format!("the span starts at {} and ends before it at {}", form.start, form.end);
            self.complain(
                ProblemKind::Type,
                "facts-span",
                path,
                what,
                "`start` and `end` count bytes, the end not included",
            );
        }
        let of = match &form.path {
            None => main,
            Some(name) => source(name).unwrap_or_else(|| {
                self.complain(
                    ProblemKind::Reference,
                    "facts-path",
                    path,
                    format!("`{name}` cannot be read"),
                    "name a file beside the facts file",
                );
                main
            }),
        };
        (of, Span { start: form.start, end: form.end })
    }

    fn value(&mut self, path: &str, form: &ValueForm) -> Option<Value> {
        let words = match form {
            ValueForm::Whole(number) => number.to_string(),
            ValueForm::Words(words) => words.trim().to_owned(),
            ValueForm::Days(days) => {
                return self.open_days(path, days).map(|span| Value::Date(DateExpression::Absolute(span)));
            }
        };
        let reading = read_at(&words, 0);
        let read = reading.as_ref().map_or(0, |reading| reading.span.end as usize);
        if let Some(reading) = reading.filter(|reading| reading.span.start == 0 && read == words.len()) {
            return Some(reading.value);
        }
        let rest = words.get(read..).unwrap_or_default().trim();
        let what =
            if read > 0 { format!("unknown unit `{rest}` in `{words}`") } else { format!("`{words}` is no value") };
        self.complain(
            ProblemKind::Type,
            "facts-value",
            path,
            what,
            "write it as an article would: `nine`, `107 or more`, `NZ$26 million`, `16 km`, `3 July 2024`, `3-0`",
        );
        None
    }

    fn days(&mut self, path: &str, form: &TimeForm) -> Option<DateSpan> {
        let words = match form {
            TimeForm::Words(words) => words,
            TimeForm::Days(days) => return self.open_days(path, days),
        };
        let value = self.value(path, &ValueForm::Words(words.clone()))?;
        let span = match &value {
            Value::Date(date) => date.resolve(self.dateline),
            // A bare year.
            Value::Number(number) => number.whole().and_then(|year| year_span(i16::try_from(year).ok()?)),
            _ => None,
        };
        if span.is_none() {
            let help = "write it like `2024-07-03`, or give the file a `dateline` to count from";
            self.complain(ProblemKind::Type, "facts-date", path, format!("`{words}` names no days"), help);
        }
        span
    }

    fn open_days(&mut self, path: &str, days: &DaysForm) -> Option<DateSpan> {
        let mut end = |name: &str, words: &Option<String>| match words {
            None => Some(None),
            Some(words) => self.days(&format!("{path}.{name}"), &TimeForm::Words(words.clone())).map(Some),
        };
        let (from, to) = (end("from", &days.from)?, end("to", &days.to)?);
        Some(DateSpan { first: from.and_then(|span| span.first), last: to.and_then(|span| span.last) })
    }
}

fn year_span(year: i16) -> Option<DateSpan> {
    DateSpan::days(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)
}

/// The id that is spelled most like a wrong one, if one is like it at all.
fn nearest<'i>(wrong: &str, ids: impl Iterator<Item = &'i String>) -> Option<&'i str> {
    let scored = ids.take(10_000).map(|id| (strsim::damerau_levenshtein(wrong, id), id.as_str()));
    let (distance, id) = scored.min()?;
    (distance <= 1 + wrong.chars().count() / 4).then_some(id)
}

/// Writes a store as a facts file. `path_of` names a source, `words_at` gives the words of a span, for people to read.
pub fn write(
    facts: &FactStore,
    format: FileFormat,
    path_of: &dyn Fn(SourceId) -> Option<String>,
    words_at: &dyn Fn(SourceId, Span) -> Option<String>,
) -> String {
    let form = Writer::new(facts, path_of, words_at).file();
    let written = match format {
        FileFormat::Yaml => serde_yaml::to_string(&form).ok(),
        FileFormat::Json => serde_json::to_string_pretty(&form).ok().map(|text| text + "\n"),
    };
    // Strings, numbers and lists of them are all there is to write: nothing of it can fail.
    written.unwrap_or_default()
}

struct Writer<'a> {
    facts: &'a FactStore,
    ids: Vec<String>,
    article: Option<SourceId>,
    path_of: &'a dyn Fn(SourceId) -> Option<String>,
    words_at: &'a dyn Fn(SourceId, Span) -> Option<String>,
}

impl<'a> Writer<'a> {
    fn new(
        facts: &'a FactStore,
        path_of: &'a dyn Fn(SourceId) -> Option<String>,
        words_at: &'a dyn Fn(SourceId, Span) -> Option<String>,
    ) -> Self {
        let mut taken: FxHashMap<String, usize> = FxHashMap::default();
        let mut ids = Vec::with_capacity(facts.entity_count());
        for (_, entity) in facts.entities() {
            let words = super::name::fold(&entity.name).into_iter().take(6).collect::<Vec<_>>().join("-");
            let base = if words.is_empty() { String::from("entity") } else { words };
            let count = taken.entry(base.clone()).or_insert(0);
            *count += 1;
            // The number is parted by a sign that no folded word holds, so that no two ids can meet.
            ids.push(if *count == 1 { base } else { format!("{base}_{count}") });
        }
        let article = facts.statements().map(|(_, statement)| statement.source).next();
        let article = article.or(facts.quotations().first().map(|quotation| quotation.source));
        Self { facts, ids, article, path_of, words_at }
    }

    fn id(&self, id: EntityId) -> String {
        self.ids.get(id.0 as usize).cloned().unwrap_or_default()
    }

    fn file(&self) -> FileForm {
        FileForm {
            factlint_facts: VERSION,
            article: self.article.and_then(self.path_of),
            dateline: self.facts.dateline.map(|date| date.to_string()),
            entities: self.facts.entities().map(|(id, entity)| self.entity(id, entity)).collect(),
            contained: self.contained(),
            statements: self.facts.statements().map(|(_, statement)| self.statement(statement)).collect(),
            quotations: self.facts.quotations().iter().map(|quotation| self.quotation(quotation)).collect(),
        }
    }

    fn contained(&self) -> Vec<ContainedForm> {
        let pairs = self.facts.contained.iter();
        pairs.map(|(inner, outer)| ContainedForm { inner: self.id(*inner), outer: self.id(*outer) }).collect()
    }

    fn entity(&self, id: EntityId, entity: &Entity) -> EntityForm {
        EntityForm {
            id: self.id(id),
            name: entity.name.clone(),
            aliases: entity.aliases.clone(),
            kinds: entity.kinds.clone(),
            named: entity.named,
            descriptors: entity.descriptors.iter().map(|descriptor| self.descriptor(descriptor)).collect(),
            members: entity.members.iter().map(|&member| self.id(member)).collect(),
            count: entity.count.as_ref().map(|count| ValueForm::Words(count.to_string())),
            complete: entity.complete,
            mentions: entity.mentions.iter().map(|&span| self.span(self.article, span)).collect(),
        }
    }

    fn descriptor(&self, descriptor: &Descriptor) -> DescriptorForm {
        let mut form = DescriptorForm { word: None, entity: None, ordinal: None, date: None };
        match descriptor {
            Descriptor::Word(word) => form.word = Some(word.clone()),
            Descriptor::Entity(id) => form.entity = Some(self.id(*id)),
            Descriptor::Ordinal(ordinal) => form.ordinal = Some(*ordinal),
            Descriptor::Date(date) => form.date = Some(value_form(&Value::Date(date.clone()))),
        }
        form
    }

    fn statement(&self, statement: &Statement) -> StatementForm {
        let elsewhere = Some(statement.source) != self.article;
        let spans = statement.spans.iter().map(|&span| {
            let mut form = self.span(Some(statement.source), span);
            form.path = elsewhere.then(|| (self.path_of)(statement.source)).flatten();
            form
        });
        StatementForm {
            concept: statement.concept.clone(),
            arguments: statement.arguments.iter().map(|argument| self.argument(argument)).collect(),
            polarity: statement.polarity.into(),
            modality: statement.modality.into(),
            speaker: statement.speaker.clone(),
            time: statement.time.map(time_form),
            place: statement.place.map(|place| self.id(place)),
            only: statement.only,
            only_kind: statement.only_kind.clone(),
            ordinal: statement.ordinal,
            times: statement.times,
            spans: spans.collect(),
            part: statement.part.into(),
            from_context: statement.from_context,
            template: statement.template.clone(),
        }
    }

    fn argument(&self, argument: &Argument) -> ArgumentForm {
        let mut form = ArgumentForm { entity: None, value: None, text: None, unstated: false };
        match argument {
            Argument::Entity(id) => form.entity = Some(self.id(*id)),
            Argument::Value(value) => form.value = Some(value_form(value)),
            Argument::Text(text) => form.text = Some(text.clone()),
            Argument::Unstated => form.unstated = true,
        }
        form
    }

    fn quotation(&self, quotation: &Quotation) -> QuotationForm {
        let mut span = self.span(Some(quotation.source), quotation.span);
        span.text = None;
        if Some(quotation.source) != self.article {
            span.path = (self.path_of)(quotation.source);
        }
        QuotationForm {
            speaker: quotation.speaker.map(|speaker| self.id(speaker)),
            words: quotation.words.clone(),
            span: Some(span),
            part: quotation.part.into(),
        }
    }

    fn span(&self, source: Option<SourceId>, span: Span) -> SpanForm {
        let text = source.and_then(|source| (self.words_at)(source, span));
        SpanForm { path: None, start: span.start, end: span.end, text }
    }
}

fn value_form(value: &Value) -> ValueForm {
    if let Value::Date(DateExpression::Absolute(span)) = value
        && let TimeForm::Days(days) = time_form(*span)
    {
        return ValueForm::Days(days);
    }
    let number: Option<&Number> = match value {
        Value::Number(number) => Some(number),
        _ => None,
    };
    match number.filter(|number| number.is_count() && **number == plain(number)).and_then(Number::whole) {
        Some(whole) => ValueForm::Whole(whole),
        None => ValueForm::Words(value.to_string()),
    }
}

/// The same number plainly written, if that is how figures alone are read.
fn plain(number: &Number) -> Number {
    let read = number.whole().and_then(|whole| read_at(&whole.to_string(), 0));
    match read.map(|reading| reading.value) {
        Some(Value::Number(read)) => read,
        _ => Number { ordinal: true, ..number.clone() },
    }
}

fn time_form(span: DateSpan) -> TimeForm {
    match (span.as_day(), span.first, span.last) {
        (Some(day), ..) => TimeForm::Words(day.to_string()),
        (None, from, to) => {
            TimeForm::Days(DaysForm { from: from.map(|day| day.to_string()), to: to.map(|day| day.to_string()) })
        }
    }
}

macro_rules! same_names {
    ($form:ident, $of:ident: $($name:ident),+) => {
        impl From<$form> for $of {
            fn from(form: $form) -> Self {
                match form { $($form::$name => Self::$name),+ }
            }
        }
        impl From<$of> for $form {
            fn from(of: $of) -> Self {
                match of { $($of::$name => Self::$name),+ }
            }
        }
    };
}

same_names!(PolarityForm, Polarity: Affirmed, Denied);
same_names!(ModalityForm, Modality: Asserted, Scheduled, Reported, Attributed, Hypothetical);
same_names!(PartForm, Part: Headline, Body, Caption, Quote, Table);
