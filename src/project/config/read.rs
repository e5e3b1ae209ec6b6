//! From the tree of a file to settings, by the table of [`keys`](super::keys).

use super::keys::{LEVELS, OVERRIDE, PROJECT, Setting, Takes};
use super::node::{Key, Node, Value};
use super::{At, Config, Level, Override, Patterns, Rules};
use crate::lang::packs;
use crate::lang::syntax::{Severity, TuneChange};
use crate::source::{Problem, ProblemKind, Site, SourceId, Span};
use jiff::civil::Date;
use std::path::Path;

/// The settings under a node; what is wrong with them goes to `problems`.
pub(super) fn config(node: &Node, source: SourceId, path: &str, folder: &Path, problems: &mut Vec<Problem>) -> Config {
    let mut config = Config {
        path: path.to_owned(),
        source,
        folder: folder.to_path_buf(),
        articles: Patterns::default(),
        exclude: Patterns::default(),
        rules: Rules::default(),
        overrides: Vec::new(),
        fail_on: None,
        fail_under: None,
        jobs: None,
        cache: None,
        cache_dir: None,
        baseline: None,
    };
    let mut reader = Reader { source, problems };
    for (key, value) in reader.settings(node, PROJECT) {
        let site = reader.site(value.span);
        match key.name.as_str() {
            "articles" => config.articles = reader.patterns(value),
            "exclude" => config.exclude = reader.patterns(value),
            "fail-on" => config.fail_on = reader.text(value).map(|value| At { value, site }),
            "fail-under" => config.fail_under = number(value).map(|value| At { value, site }),
            "jobs" => config.jobs = number(value).map(|value| At { value, site }),
            "cache" => config.cache = Some(At { value: value.value == Value::Flag(true), site }),
            "cache-dir" => {
                config.cache_dir = reader.text(value).map(|value| At { value: folder.join(value), site });
            }
            "baseline" => {
                config.baseline = reader.text(value).map(|value| At { value: config.resolve(&value), site });
            }
            "overrides" => {
                if let Value::List(tables) = &value.value {
                    for table in tables {
                        let known = reader.one_override(table, &config);
                        config.overrides.extend(known);
                    }
                }
            }
            _ => {
                let mut rules = std::mem::take(&mut config.rules);
                reader.rules(key, value, &config, &mut rules);
                config.rules = rules;
            }
        }
    }
    config
}

struct Reader<'a> {
    source: SourceId,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn site(&self, span: Span) -> Site {
        Site { source: self.source, span }
    }

    /// The entries of a table that are settings and have the form of their values; the others are problems.
    fn settings<'n>(&mut self, node: &'n Node, known: &[Setting]) -> Vec<(&'n Key, &'n Node)> {
        let Value::Table(entries) = &node.value else {
            self.bad(node.span, format!("settings stand in a table, this is {}", node.what()), "a table of settings");
            return Vec::new();
        };
        let mut fine = Vec::new();
        for (key, value) in entries {
            // For editors, which find the schema by it.
            if key.name == "$schema" {
                continue;
            }
            match known.iter().find(|setting| setting.name == key.name) {
                None => self.unknown(key, known),
                Some(setting) if self.takes(setting, value) => fine.push((key, value)),
                Some(_) => {}
            }
        }
        fine
    }

    fn unknown(&mut self, key: &Key, known: &[Setting]) {
        let name = &key.name;
        let distance = |setting: &Setting| strsim::damerau_levenshtein(setting.name, name);
        let near = known.iter().min_by_key(|setting| distance(setting));
        let elsewhere = if std::ptr::eq(known, PROJECT) { OVERRIDE } else { PROJECT };
        let help = match near.filter(|near| distance(near) <= name.chars().count().div_ceil(3)) {
            Some(near) => format!("did you mean `{}`?", near.name),
            None if elsewhere.iter().any(|setting| setting.name == name) && std::ptr::eq(known, PROJECT) => {
                format!("`{name}` stands in a table `[[overrides]]`")
            }
            None if elsewhere.iter().any(|setting| setting.name == name) => {
                format!("`{name}` holds for the whole project: it stands above the tables")
            }
            None => {
                let names: Vec<String> = known.iter().map(|setting| format!("`{}`", setting.name)).collect();
                format!("the settings are {}", names.join(", "))
            }
        };
        let problem = Problem::new(ProblemKind::Vocabulary, "unknown-setting", format!("there is no setting `{name}`"));
        self.problems.push(problem.at(self.site(key.span), "unknown").help(help));
    }

    /// Whether a value has the form that its setting takes.
    fn takes(&mut self, setting: &Setting, value: &Node) -> bool {
        let name = setting.name;
        let wanted = match (setting.takes, &value.value) {
            (Takes::Texts, Value::Text(_)) | (Takes::Text, Value::Text(_)) | (Takes::Flag, Value::Flag(_)) => {
                return true;
            }
            (Takes::Texts, Value::List(items)) => {
                match items.iter().find(|item| !matches!(item.value, Value::Text(_))) {
                    None => return true,
                    Some(item) => {
                        let message = format!("`{name}` is a list of texts, this is {}", item.what());
                        self.bad(item.span, message, "a text in quotation marks");
                        return false;
                    }
                }
            }
            (Takes::Count, Value::Number(1..))
            | (Takes::Percent, Value::Number(0..=100))
            | (Takes::Levels, Value::Table(_))
            | (Takes::Overrides, Value::List(_)) => {
                return true;
            }
            (Takes::Date, Value::Text(text)) if text.parse::<Date>().is_ok() => return true,
            (Takes::OneOf(words), Value::Text(text)) if words.contains(&text.as_str()) => return true,
            (Takes::Texts, _) => "a list of texts".to_owned(),
            (Takes::Text, _) => "a text".to_owned(),
            (Takes::Flag, _) => "true or false".to_owned(),
            (Takes::Count, _) => "a whole number from 1".to_owned(),
            (Takes::Percent, _) => "a whole number from 0 to 100".to_owned(),
            (Takes::Date, _) => "a date, as 2024-07-02".to_owned(),
            (Takes::OneOf(words), _) => format!("one of {}", quoted(words)),
            (Takes::Levels, _) => "a table of checks: `weekday-date = \"warning\"`".to_owned(),
            (Takes::Overrides, _) => "a list of tables: `[[overrides]]`".to_owned(),
        };
        let found = match &value.value {
            Value::Text(text) => format!("`{text}`"),
            Value::Number(number) => format!("`{number}`"),
            _ => value.what().to_owned(),
        };
        self.bad(value.span, format!("`{name}` cannot be {found}"), wanted);
        false
    }

    fn bad(&mut self, span: Span, message: String, wanted: impl Into<String>) {
        let problem = Problem::new(ProblemKind::Type, "bad-setting", message).at(self.site(span), "not this");
        self.problems.push(problem.help(format!("it takes {}", wanted.into())));
    }

    fn text(&self, value: &Node) -> Option<String> {
        match &value.value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    fn texts(&self, value: &Node) -> Vec<At<String>> {
        let one = |node: &Node| Some(At { value: self.text(node)?, site: self.site(node.span) });
        match &value.value {
            Value::List(items) => items.iter().filter_map(one).collect(),
            _ => one(value).into_iter().collect(),
        }
    }

    fn patterns(&mut self, value: &Node) -> Patterns {
        let texts = self.texts(value);
        let sites: Vec<Site> = texts.iter().map(|text| text.site).collect();
        match Patterns::new(texts.into_iter().map(|text| text.value).collect()) {
            Ok(patterns) => patterns,
            Err((at, wrong)) => {
                let span = sites.get(at).map_or(value.span, |site| site.span);
                self.bad(span, format!("this pattern cannot be read: {wrong}"), "patterns as in `.gitignore`");
                Patterns::default()
            }
        }
    }

    fn one_override(&mut self, table: &Node, config: &Config) -> Option<Override> {
        let site = self.site(table.span);
        let mut paths = Patterns::default();
        let mut rules = Rules::default();
        let entries = self.settings(table, OVERRIDE);
        let named = table.get("paths").is_some();
        for (key, value) in entries {
            if key.name == "paths" {
                paths = self.patterns(value);
            } else {
                self.rules(key, value, config, &mut rules);
            }
        }
        if !named && matches!(table.value, Value::Table(_)) {
            self.bad(
                table.span,
                "this table does not say for which articles it is".to_owned(),
                "`paths = [\"sports/\"]`",
            );
        }
        Some(Override { paths, rules, site })
    }

    /// A setting that holds for all articles or for some.
    fn rules(&mut self, key: &Key, value: &Node, config: &Config, rules: &mut Rules) {
        match key.name.as_str() {
            "rules" => rules.rules = self.texts(value).into_iter().flat_map(|text| rule_paths(text, config)).collect(),
            "facts" => {
                let resolved = |text: At<String>| At { value: config.resolve(&text.value), site: text.site };
                rules.facts = self.texts(value).into_iter().map(resolved).collect();
            }
            "dateline" => {
                let date = self.text(value).and_then(|text| text.parse().ok());
                rules.dateline = date.map(|date| At { value: date, site: self.site(value.span) });
            }
            "checks" => rules.levels = self.levels(value),
            _ => {}
        }
    }

    fn levels(&mut self, value: &Node) -> Vec<At<Level>> {
        let Value::Table(entries) = &value.value else { return Vec::new() };
        let mut levels = Vec::new();
        for (key, value) in entries {
            let word = self.text(value).unwrap_or_default();
            let change = match word.as_str() {
                "error" => TuneChange::Severity(Severity::Error),
                "warning" => TuneChange::Severity(Severity::Warning),
                "note" => TuneChange::Severity(Severity::Note),
                "off" => TuneChange::Off,
                "on" => TuneChange::On,
                _ => {
                    let found = if word.is_empty() { value.what().to_owned() } else { format!("`{word}`") };
                    self.bad(value.span, format!("a check cannot be {found}"), format!("one of {}", quoted(&LEVELS)));
                    continue;
                }
            };
            levels.push(At { value: (key.name.clone(), change), site: self.site(key.span) });
        }
        levels
    }
}

/// The rule files that a text names: a pack, a file, or all that fit a pattern.
fn rule_paths(text: At<String>, config: &Config) -> Vec<At<String>> {
    let At { value, site } = text;
    let path = config.resolve(&value);
    if packs::pack(&value).is_some() && !Path::new(&path).exists() {
        return vec![At { value, site }];
    }
    if !value.contains(['*', '?', '[']) {
        return vec![At { value: path, site }];
    }
    let Ok(patterns) = Patterns::new(vec![value]) else { return vec![At { value: path, site }] };
    let root = if config.folder.as_os_str().is_empty() { Path::new(".") } else { &config.folder };
    let walk = ignore::WalkBuilder::new(root).require_git(false).sort_by_file_name(Ord::cmp).build();
    let files = walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    let paths: Vec<At<String>> = files
        .filter_map(|entry| entry.path().strip_prefix(root).ok().map(Path::to_path_buf))
        .filter(|path| path.extension().is_some_and(|ending| ending == "rules") && patterns.fit(path))
        .map(|path| At { value: config.folder.join(path).display().to_string(), site })
        .collect();
    // A pattern that nothing fits is told as a file that is missing.
    if paths.is_empty() { vec![At { value: path, site }] } else { paths }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn number(node: &Node) -> Option<usize> {
    let Value::Number(number) = node.value else { return None };
    usize::try_from(number).ok()
}
