//! `path:line:column: severity[code] message`, a line a finding: editors jump to it.

use super::super::entry::{Entry, entries};
use super::super::visible::visible;
use super::super::{Run, Style};
use crate::lang::syntax::Severity;
use owo_colors::Style as Paint;

pub fn concise(run: &Run, style: &Style) -> String {
    entries(run).iter().map(|entry| line(entry, run, style)).collect()
}

fn line(entry: &Entry<'_>, run: &Run, style: &Style) -> String {
    let place = entry.spots.first().and_then(|spot| {
        let source = run.sources.get(spot.site.source)?;
        let at = source.position(spot.site.span.start);
        Some(format!("{}:{}:{}: ", visible(source.path()), at.line, at.column))
    });
    let place = place.or_else(|| Some(format!("{}: ", visible(entry.article?)))).unwrap_or_default();
    let (word, paint) = match entry.severity {
        Severity::Error => ("error", Paint::new().red().bold()),
        Severity::Warning => ("warning", Paint::new().yellow().bold()),
        Severity::Note => ("note", Paint::new().cyan().bold()),
    };
    let head = style.paint(&format!("{word}[{}]", visible(entry.code)), paint);
    let fixable = if entry.fix.is_some_and(|fix| fix.safe) { " [*]" } else { "" };
    format!("{place}{head}{fixable} {}\n", visible(&entry.message))
}
