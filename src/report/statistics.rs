//! How often each check fails.

use super::Style;
use super::run::Run;
use super::text::number;
use crate::check::Outcome;
use owo_colors::Style as Paint;
use std::collections::BTreeMap;

/// A line a check: how often it is found, its name, how many findings have a fix; the most frequent first.
pub fn statistics(run: &Run, style: &Style) -> String {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for article in &run.articles {
        let failed = article.findings.iter().filter(|finding| finding.outcome != Outcome::Pass);
        for finding in failed.filter(|finding| finding.suppressed.is_none()) {
            counts.entry(&finding.check).or_default().0 += 1;
        }
    }
    for finding in run.inconsistencies() {
        let (count, fixes) = counts.entry(finding.check).or_default();
        *count += 1;
        *fixes += usize::from(finding.fix.is_some());
    }
    let mut lines: Vec<(&str, (usize, usize))> = counts.into_iter().collect();
    lines.sort_by(|(name, (count, _)), (other, (more, _))| more.cmp(count).then(name.cmp(other)));
    let width = lines.first().map_or(1, |(_, (count, _))| count.to_string().len());
    let mut out = String::new();
    for (name, (count, fixes)) in &lines {
        let fixes = if *fixes > 0 { format!("  ({} with a fix)", number(*fixes, "finding")) } else { String::new() };
        out.push_str(&format!("{count:>width$}  {}{fixes}\n", style.paint(name, Paint::new().bold())));
    }
    let found: usize = lines.iter().map(|(_, (count, _))| count).sum();
    let articles = run.articles.iter().filter(|article| article.source.is_some()).count();
    out.push_str(&format!("{} in {}\n", number(found, "finding"), number(articles, "article")));
    out
}
