//! What a rule file declares, as factlint understands it.

use super::Style;
use super::run::Run;
use super::visible::{visible, wrap};
use crate::check::in_words;
use crate::lang::lexicon::{Category, Concept, Kind, Lexicon, Saying};
use crate::lang::packs::{self, Pack};
use crate::lang::pattern;
use crate::lang::ruleset::{Check, Reference, When};
use crate::lang::syntax::{CheckKind, SaidAs, Severity};
use crate::source::{Site, SourceId};
use crate::value::DateSpan;
use owo_colors::Style as Paint;

/// Lists kinds, concepts, names, references and checks; only those of the file or the pack of that name, if one is given.
pub fn listing(run: &Run, only: Option<&str>, readings: bool, style: &Style) -> String {
    let wanted = only.and_then(|only| wanted(run, only));
    let list = Listing { run, wanted, everything: only.is_none(), readings, style };
    list.write()
}

/// The file or the pack of that name.
pub(super) fn wanted(run: &Run, name: &str) -> Option<SourceId> {
    let pack = packs::pack(name).map(Pack::path);
    let named = |path: &str| name == path || pack.as_deref() == Some(path);
    run.sources.all().find(|(_, source)| named(source.path())).map(|(id, _)| id)
}

struct Listing<'a> {
    run: &'a Run,
    wanted: Option<SourceId>,
    everything: bool,
    /// Whether to tell how each template is read.
    readings: bool,
    style: &'a Style,
}

impl Listing<'_> {
    fn write(&self) -> String {
        let lexicon = &self.run.rules.lexicon;
        let mut out = String::new();
        let kinds: Vec<&Kind> = lexicon.kinds.iter().filter(|kind| self.is_wanted(kind.site)).collect();
        self.section(&mut out, "kinds", kinds.len());
        for kind in kinds {
            let parent = kind.parent.and_then(|parent| lexicon.kind(parent)).map_or("thing", |parent| &parent.name);
            self.entry(&mut out, &format!("{} is a {parent}", kind.name));
            self.phrases(&mut out, "also", &kind.also);
        }
        let concepts: Vec<&Concept> = lexicon.concepts.iter().filter(|concept| self.is_wanted(concept.site)).collect();
        self.section(&mut out, "concepts", concepts.len());
        for concept in concepts {
            self.concept(&mut out, concept, lexicon);
        }
        if self.everything || self.wanted.is_some() {
            self.section(&mut out, "names", lexicon.names.len());
            for (alias, name) in &lexicon.names {
                self.entry(&mut out, &format!("\"{alias}\" means \"{name}\""));
            }
        }
        let references = self.run.rules.references.iter().filter(|reference| self.is_wanted(Some(reference.site)));
        let references: Vec<&Reference> = references.collect();
        self.section(&mut out, "references", references.len());
        for reference in references {
            self.reference(&mut out, reference, lexicon);
        }
        let checks: Vec<&Check> =
            self.run.rules.checks.iter().filter(|check| self.is_wanted(Some(check.site))).collect();
        self.section(&mut out, "checks", checks.len());
        for check in checks {
            self.check(&mut out, check);
        }
        let read = self.everything || self.wanted.is_some();
        if out.is_empty() && read { "nothing is declared\n".to_owned() } else { out }
    }

    fn is_wanted(&self, site: Option<Site>) -> bool {
        site.is_some_and(|site| self.everything || Some(site.source) == self.wanted)
    }

    fn section(&self, out: &mut String, name: &str, count: usize) {
        if count > 0 {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&self.style.paint(&format!("{name} ({count})"), Paint::new().bold()));
            out.push('\n');
        }
    }

    fn entry(&self, out: &mut String, text: &str) {
        self.indented(out, 2, text);
    }

    fn indented(&self, out: &mut String, indent: usize, text: &str) {
        for (index, line) in wrap(text, self.style.width.saturating_sub(indent + 2)).iter().enumerate() {
            out.push_str(&" ".repeat(if index == 0 { indent } else { indent + 2 }));
            out.push_str(line);
            out.push('\n');
        }
    }

    fn phrases(&self, out: &mut String, word: &str, phrases: &[String]) {
        if !phrases.is_empty() {
            let quoted: Vec<String> = phrases.iter().map(|phrase| format!("\"{phrase}\"")).collect();
            self.indented(out, 4, &format!("{word} {}", quoted.join(", ")));
        }
    }

    fn concept(&self, out: &mut String, concept: &Concept, lexicon: &Lexicon) {
        let category = match concept.category {
            Category::Attribute => "attribute",
            Category::Role => "role",
            Category::Relation => "relation",
            Category::Noun => "noun",
        };
        let mut head = format!("{category} {}", concept.key);
        if matches!(concept.category, Category::Attribute | Category::Role) {
            let value = concept.places.get(1).and_then(|place| lexicon.kind(place.kind));
            head.push_str(&format!(" is a {}", value.map_or("thing", |kind| &kind.name)));
        }
        let traits =
            [(concept.symmetric, "symmetric"), (concept.asymmetric, "asymmetric"), (concept.repeatable, "repeatable")];
        for (_, word) in traits.into_iter().filter(|(has, _)| *has) {
            head.push_str(&format!(", {word}"));
        }
        self.entry(out, &head);
        self.phrases(out, "also", &concept.also);
        if self.readings {
            self.readings(out, concept, lexicon);
        } else {
            self.sayings(out, "said", concept, |saying| !saying.denies);
            self.sayings(out, "denied", concept, |saying| saying.denies);
        }
        if let Some(definition) = &concept.definition {
            for alternative in &definition.alternatives {
                self.indented(out, 4, &format!("if {}", in_words(lexicon, alternative)));
            }
        }
    }

    /// Each template, those of the concept's own name included, with what it is taken to hang on.
    fn readings(&self, out: &mut String, concept: &Concept, lexicon: &Lexicon) {
        let own = match concept.category {
            Category::Attribute => Some(pattern::of_name as fn(&str) -> pattern::Pattern),
            Category::Role => Some(pattern::of_role as fn(&str) -> pattern::Pattern),
            Category::Relation | Category::Noun => None,
        };
        for phrase in own.iter().flat_map(|_| std::iter::once(&concept.phrase).chain(&concept.also)) {
            let reading = own.map(|read| read(phrase).to_string()).unwrap_or_default();
            self.indented(out, 4, &format!("\"{phrase}\": {reading}"));
        }
        for saying in &concept.sayings {
            if own.is_some() && saying.site.is_none() {
                continue;
            }
            let reading = pattern::read(lexicon, concept, saying);
            let reading = reading.map_or_else(|| String::from("nothing to hang on"), |pattern| pattern.to_string());
            let word = if saying.denies { "denied " } else { "" };
            self.indented(out, 4, &format!("{word}\"{}\": {reading}", saying.template.text));
        }
    }

    fn sayings(&self, out: &mut String, word: &str, concept: &Concept, wanted: impl Fn(&Saying) -> bool) {
        let written = concept.sayings.iter().filter(|saying| saying.site.is_some() && wanted(saying));
        let texts: Vec<String> = written
            .map(|saying| {
                let bound = match saying.bound {
                    Some(SaidAs::AtLeast) => " as at least",
                    Some(SaidAs::AtMost) => " as at most",
                    Some(SaidAs::About) => " as about",
                    None => "",
                };
                format!("\"{}\"{bound}", saying.template.text)
            })
            .collect();
        if !texts.is_empty() {
            self.indented(out, 4, &format!("{word} {}", texts.join(", ")));
        }
    }

    /// What its file is, and what is held in which column.
    fn reference(&self, out: &mut String, reference: &Reference, lexicon: &Lexicon) {
        let Some(rows) = &reference.rows else {
            let what = if reference.sound { ", a text" } else { "" };
            return self.entry(out, &visible(&format!("{} from \"{}\"{what}", reference.name, reference.path)));
        };
        self.entry(out, &visible(&format!("{} from \"{}\"", reference.name, reference.path)));
        let kind = lexicon.kind(rows.kind).map_or("thing", |kind| kind.name.as_str());
        let complete = if rows.complete { ", and there are no others" } else { "" };
        self.indented(out, 4, &visible(&format!("column \"{}\": which {kind} a row is{complete}", rows.name.head)));
        for mapped in &rows.columns {
            let concept = lexicon.concept(mapped.concept).map_or("", |concept| concept.key.as_str());
            let when = match &mapped.when {
                When::Always => String::new(),
                When::During(DateSpan { first: Some(first), last: None }) => format!(", as of {first}"),
                When::During(span) => format!(", {span}"),
                When::AsOf(column) => format!(", as of the column \"{}\"", column.head),
            };
            self.indented(out, 4, &visible(&format!("column \"{}\": {concept}{when}", mapped.column.head)));
        }
    }

    fn check(&self, out: &mut String, check: &Check) {
        let kind = match check.kind {
            CheckKind::Rule => "rule",
            CheckKind::Require => "require",
            CheckKind::Forbid => "forbid",
        };
        let severity = match check.severity {
            Severity::Error => "",
            Severity::Warning => ", severity warning",
            Severity::Note => ", severity note",
        };
        let title = check.title.as_ref().map(|title| format!(" \"{title}\"")).unwrap_or_default();
        let line = self.run.sources.get(check.site.source).map(|source| source.position(check.site.span.start).line);
        let line = line.map(|line| format!(" (line {line})")).unwrap_or_default();
        self.entry(out, &format!("{kind} {}{title}{severity}{line}", check.name));
        for (sentence, _) in &check.sentences {
            self.indented(out, 4, &visible(&in_words(&self.run.rules.lexicon, sentence)));
        }
        if let Some(time) = check.time {
            self.indented(out, 4, &format!("as of {time}"));
        }
    }
}
