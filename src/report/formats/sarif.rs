//! SARIF 2.1.0: what code scanning reads.
//!
//! A finding is a result with its place, the further places that belong to it, the sentence of the rule, and a fix where
//! there is one; one that a comment or the baseline suppresses stays, and says so. What is wrong with files is a notification of the run. Columns count characters, as in all of factlint.

use super::super::Run;
use super::super::entry::{Entry, Origin, all};
use super::super::visible::visible;
use crate::check::{SuppressedBy, consistency};
use crate::lang::syntax::Severity;
use crate::source::Site;
use indexmap::IndexMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

/// Where the schema of the format is published.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub fn sarif(run: &Run) -> Result<String, serde_json::Error> {
    let entries = all(run);
    let mut rules = Rules::default();
    let mut results = Results { found: Vec::new(), run };
    let mut notifications = Vec::new();
    for entry in &entries {
        match entry.origin {
            Origin::Problem => notifications.push(notification(entry, run)),
            Origin::Rule | Origin::Lacking | Origin::Consistency => {
                results.found.push((entry, rules.index(entry, run)))
            }
        }
    }
    let failed = entries.iter().any(|entry| entry.origin == Origin::Problem && entry.severity == Severity::Error);
    let log = Log {
        schema: SCHEMA,
        runs: [LoggedRun {
            column_kind: "unicodeCodePoints",
            invocations: json!([{"executionSuccessful": !failed, "toolExecutionNotifications": notifications}]),
            results,
            tool: json!({"driver": {
                "name": "factlint",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.described.into_values().collect::<Vec<_>>(),
            }}),
        }],
        version: "2.1.0",
    };
    let mut text = serde_json::to_string_pretty(&log)?;
    text.push('\n');
    Ok(text)
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [LoggedRun<'a>; 1],
    version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LoggedRun<'a> {
    column_kind: &'static str,
    invocations: Value,
    results: Results<'a>,
    tool: Value,
}

/// The results, each with the number of its rule: made one by one as they are written, since together they would take
/// many times the memory of the text.
struct Results<'a> {
    found: Vec<(&'a Entry<'a>, usize)>,
    run: &'a Run,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.found.iter().map(|(entry, index)| result(entry, *index, self.run)))
    }
}

/// The checks that results name, each described once.
#[derive(Default)]
struct Rules {
    described: IndexMap<(bool, String, String), Value>,
}

impl Rules {
    fn index(&mut self, entry: &Entry<'_>, run: &Run) -> usize {
        let file = entry.rule.and_then(|rule| run.sources.get(rule.source)).map_or("", |source| source.path());
        let own = entry.origin == Origin::Consistency;
        let key = (own, file.to_owned(), entry.code.to_owned());
        let slot = self.described.entry(key);
        let index = slot.index();
        slot.or_insert_with(|| describe(entry, file, run));
        index
    }
}

fn describe(entry: &Entry<'_>, file: &str, run: &Run) -> Value {
    let mut rule = Map::new();
    rule.insert("id".into(), entry.code.into());
    let text = |text: &str| json!({"text": visible(text)});
    if let Some(check) = consistency::check_named(entry.code).filter(|_| entry.origin == Origin::Consistency) {
        rule.insert("shortDescription".into(), text(check.summary));
        rule.insert("fullDescription".into(), text(check.why));
        rule.insert("help".into(), text(&format!("{} `factlint explain {}` tells more.", check.tolerates, check.name)));
        rule.insert("defaultConfiguration".into(), json!({"level": level(check.severity)}));
    } else {
        let site = entry.rule;
        let check = run
            .rules
            .checks
            .iter()
            .find(|check| check.name == entry.code && site.is_some_and(|site| site.source == check.site.source));
        let sentence = site.map_or("", |site| run.sources.words(site));
        let title = check.and_then(|check| check.title.as_deref()).unwrap_or(sentence);
        rule.insert("shortDescription".into(), text(if title.is_empty() { entry.code } else { title }));
        rule.insert("fullDescription".into(), text(&format!("{sentence} ({file})")));
        if let Some(check) = check {
            rule.insert("defaultConfiguration".into(), json!({"level": level(check.severity)}));
        }
    }
    Value::Object(rule)
}

fn result(entry: &Entry<'_>, rule_index: usize, run: &Run) -> Value {
    let mut result = Map::new();
    result.insert("ruleId".into(), entry.code.into());
    result.insert("ruleIndex".into(), rule_index.into());
    result.insert("level".into(), level(entry.severity).into());
    result.insert("message".into(), message(entry));
    let mut spots = entry.spots.iter();
    let first: Vec<Value> = spots.next().map(|spot| location(spot.site, &spot.label, None, run)).into_iter().collect();
    result.insert("locations".into(), first.into());
    let rule = entry.rule.map(|rule| (rule, "the rule"));
    let more = spots.map(|spot| (spot.site, spot.label.as_str())).chain(rule);
    let related: Vec<Value> =
        more.enumerate().map(|(id, (site, label))| location(site, label, Some(id), run)).collect();
    if !related.is_empty() {
        result.insert("relatedLocations".into(), related.into());
    }
    result.insert("partialFingerprints".into(), json!({"factlint/v1": entry.fingerprint}));
    if let Some(suppression) = entry.suppressed {
        let kind = match suppression.by {
            SuppressedBy::Comment => "inSource",
            SuppressedBy::Baseline => "external",
        };
        let why = visible(&suppression.reason);
        result.insert("suppressions".into(), json!([{"kind": kind, "status": "accepted", "justification": why}]));
    }
    if let Some(fix) = entry.fix {
        result.insert(
            "fixes".into(),
            json!([{
                "description": {"text": visible(&fix.title)},
                "artifactChanges": [{
                    "artifactLocation": artifact(run, fix.site),
                    "replacements": [{
                        "deletedRegion": region(fix.site, run, false),
                        "insertedContent": {"text": fix.text},
                    }],
                }],
            }]),
        );
        result.insert("properties".into(), json!({"fixIsSafe": fix.safe}));
    }
    Value::Object(result)
}

fn notification(entry: &Entry<'_>, run: &Run) -> Value {
    let mut notification = Map::new();
    notification.insert("descriptor".into(), json!({"id": entry.code}));
    notification.insert("level".into(), level(entry.severity).into());
    notification.insert("message".into(), message(entry));
    if let Some(spot) = entry.spots.first() {
        notification.insert("locations".into(), json!([location(spot.site, &spot.label, None, run)]));
    }
    Value::Object(notification)
}

/// The message in plain text; a bracket of an article must not become a link.
fn message(entry: &Entry<'_>) -> Value {
    let whole = entry.whole().lines().map(visible).collect::<Vec<_>>().join("\n");
    json!({"text": whole.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")})
}

fn location(site: Site, label: &str, id: Option<usize>, run: &Run) -> Value {
    let mut location = Map::new();
    if let Some(id) = id {
        location.insert("id".into(), id.into());
    }
    location.insert(
        "physicalLocation".into(),
        json!({"artifactLocation": artifact(run, site), "region": region(site, run, true)}),
    );
    if !label.is_empty() {
        location.insert("message".into(), json!({"text": visible(label)}));
    }
    Value::Object(location)
}

fn region(site: Site, run: &Run, with_snippet: bool) -> Value {
    let Some(source) = run.sources.get(site.source) else { return json!({"startLine": 1}) };
    let (from, to) = (source.position(site.span.start), source.position(site.span.end));
    let mut region = json!({
        "startLine": from.line,
        "startColumn": from.column,
        "endLine": to.line,
        "endColumn": to.column,
        "byteOffset": site.span.start,
        "byteLength": site.span.len(),
    });
    let words = source.slice(site.span);
    if with_snippet
        && !words.is_empty()
        && let Some(region) = region.as_object_mut()
    {
        region.insert("snippet".into(), json!({"text": words}));
    }
    region
}

fn artifact(run: &Run, site: Site) -> Value {
    let path = run.sources.get(site.source).map_or("", |source| source.path());
    if path.starts_with('/') {
        json!({"uri": format!("file://{}", uri(path))})
    } else {
        json!({"uri": uri(path.trim_start_matches("./")), "uriBaseId": "%SRCROOT%"})
    }
}

/// A path as a reference: what has a meaning in a URI, and what is no ASCII, as percent codes.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
