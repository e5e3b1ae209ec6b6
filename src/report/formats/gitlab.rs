//! The code-quality report of GitLab: a JSON array of issues.

use super::super::Run;
use super::super::entry::{Entry, entries};
use crate::lang::syntax::Severity;
use serde::Serialize;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub fn gitlab(run: &Run) -> Result<String, serde_json::Error> {
    let entries = entries(run);
    let issues: Vec<Issue<'_>> = entries.iter().map(|entry| issue(entry, run)).collect();
    let mut text = serde_json::to_string_pretty(&issues)?;
    text.push('\n');
    Ok(text)
}

fn issue<'a>(entry: &'a Entry<'_>, run: &'a Run) -> Issue<'a> {
    let spot = entry.spots.first().and_then(|spot| Some((run.sources.get(spot.site.source)?, spot.site.span)));
    let (path, lines) = match spot {
        Some((source, span)) => {
            let line = |offset| source.position(offset).line;
            (source.path(), Lines { begin: line(span.start), end: line(span.end) })
        }
        None => (entry.article.unwrap_or("-"), Lines { begin: 1, end: 1 }),
    };
    Issue {
        description: entry.whole(),
        check_name: entry.code,
        fingerprint: &entry.fingerprint,
        severity: match entry.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: Location { path: path.trim_start_matches("./"), lines },
    }
}
