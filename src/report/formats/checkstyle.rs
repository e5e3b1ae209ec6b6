//! The XML of Checkstyle: findings by file.

use super::super::Run;
use super::super::entry::{Entry, entries};
use super::xml::escape;
use crate::lang::syntax::Severity;
use indexmap::IndexMap;
use std::fmt::Write as _;

pub fn checkstyle(run: &Run) -> String {
    let entries = entries(run);
    let mut files: IndexMap<&str, Vec<&Entry<'_>>> = IndexMap::new();
    for entry in &entries {
        let source = entry.spots.first().and_then(|spot| run.sources.get(spot.site.source));
        let path = source.map(|source| source.path()).or(entry.article).unwrap_or_default();
        files.entry(path).or_default().push(entry);
    }
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
    for (path, entries) in files {
        let _ = writeln!(out, "  <file name=\"{}\">", escape(path));
        for entry in entries {
            let _ = writeln!(out, "    {}", error(entry, run));
        }
        out.push_str("  </file>\n");
    }
    out.push_str("</checkstyle>\n");
    out
}

fn error(entry: &Entry<'_>, run: &Run) -> String {
    let at = entry.spots.first().and_then(|spot| {
        let source = run.sources.get(spot.site.source)?;
        Some(source.position(spot.site.span.start))
    });
    let (line, column) = at.map_or((1, 1), |at| (at.line, at.column));
    let severity = match entry.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "info",
    };
    format!(
        "<error line=\"{line}\" column=\"{column}\" severity=\"{severity}\" message=\"{}\" source=\"factlint.{}\"/>",
        escape(&entry.whole()),
        escape(entry.code)
    )
}
