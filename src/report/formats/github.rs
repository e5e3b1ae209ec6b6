//! Workflow commands of GitHub Actions: `::error file=…,line=…::message`.
//!
//! A command is one line. In its message `%`, carriage return and line feed are written as percent codes, in a property
//! also `:` and `,`, so that no text can end the command, add a property to it or begin another.

use super::super::Run;
use super::super::entry::{Entry, entries};
use super::super::visible::visible;
use crate::lang::syntax::Severity;

pub fn github(run: &Run) -> String {
    entries(run).iter().map(|entry| command(entry, run)).collect()
}

fn command(entry: &Entry<'_>, run: &Run) -> String {
    let word = match entry.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = vec![("title", format!("factlint ({})", entry.code))];
    let spot = entry.spots.first().and_then(|spot| Some((run.sources.get(spot.site.source)?, spot.site.span)));
    match spot {
        Some((source, span)) => {
            let (from, to) = (source.position(span.start), source.position(span.end));
            properties.push(("file", source.path().trim_start_matches("./").to_owned()));
            properties.push(("line", from.line.to_string()));
            properties.push(("endLine", to.line.to_string()));
            // Columns are shown only where a finding stands in one line.
            if from.line == to.line {
                properties.push(("col", from.column.to_string()));
                properties.push(("endColumn", to.column.to_string()));
            }
        }
        None => properties.extend(entry.article.map(|path| ("file", path.trim_start_matches("./").to_owned()))),
    }
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(&visible(value)))).collect();
    let lines: Vec<String> = entry.whole().lines().map(visible).collect();
    format!("::{word} {}::{}\n", properties.join(","), data(&lines.join("\n")))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_a_command() {
        assert_eq!(data("50% up\r\n::error::x"), "50%25 up%0D%0A::error::x");
        assert_eq!(property("a,line=1::b%3A"), "a%2Cline=1%3A%3Ab%253A");
    }
}
