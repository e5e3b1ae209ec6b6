//! What the marks at the start of an AsciiDoc line mean.

/// What the line in brackets above a block says of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    /// It holds code, literal text, formulas or a comment.
    pub is_verbatim: bool,
    /// It is a quotation.
    pub is_quote: bool,
    /// The columns of a table.
    pub columns: Option<usize>,
    /// Whether the first row of a table heads its columns, where that is said.
    pub has_header: Option<bool>,
    /// What parts the cells of a table, where that is said.
    pub separator: Option<char>,
}

/// Adds what a line in brackets says.
pub(super) fn style(line: &str, earlier: Style) -> Style {
    let mut style = earlier;
    let inner = line.trim_start_matches('[').trim_end_matches(']');
    let first = inner.split(',').next().unwrap_or_default();
    let name = first.split(['#', '.', '%']).next().unwrap_or_default().trim().to_ascii_lowercase();
    match name.as_str() {
        "quote" | "verse" => style.is_quote = true,
        "source" | "listing" | "literal" | "pass" | "stem" | "latexmath" | "asciimath" | "comment" | "plantuml"
        | "mermaid" | "ditaa" | "graphviz" => style.is_verbatim = true,
        _ => {}
    }
    if line.starts_with("[[") {
        return style;
    }
    if let Some(columns) = value(inner, "cols") {
        let counted = columns.split([',', ';']).map(|column| match column.split_once('*') {
            Some((times, _)) => times.trim().parse::<usize>().unwrap_or(1).min(1000),
            None => 1,
        });
        style.columns = Some(counted.sum::<usize>().clamp(1, 1000));
    }
    let options = [value(inner, "options"), value(inner, "opts"), Some(first)];
    let options = options.into_iter().flatten().flat_map(|options| options.split([',', '%', ' ']));
    for option in options {
        match option {
            "header" => style.has_header = Some(true),
            "noheader" => style.has_header = Some(false),
            _ => {}
        }
    }
    style.separator = match value(inner, "format") {
        Some("csv") => Some(','),
        Some("tsv") => Some('\t'),
        Some("dsv") => Some(':'),
        _ => value(inner, "separator").and_then(|sign| sign.chars().next()).or(style.separator),
    };
    style
}

/// The value of a named attribute.
fn value<'l>(inner: &'l str, name: &str) -> Option<&'l str> {
    let found = inner.match_indices(name).find(|(at, _)| {
        let (before, after) = (inner.get(..*at), inner.get(at + name.len()..));
        before.is_some_and(|before| before.is_empty() || before.ends_with([',', ' ']))
            && after.is_some_and(|after| after.starts_with('='))
    });
    let value = inner.get(found?.0 + name.len() + 1..)?;
    match value.strip_prefix('"') {
        Some(value) => value.split('"').next(),
        None => value.split(',').next(),
    }
}

/// A line that opens and closes a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Delimiter {
    /// What stands between two is not read.
    Verbatim,
    /// What stands between two is.
    Container { is_quote: bool },
    /// A table, and what parts its cells.
    Table(char),
}

/// The delimiter that a line is.
pub(super) fn delimiter(line: &str) -> Option<Delimiter> {
    let mark = line.chars().next()?;
    if line == "--" {
        return Some(Delimiter::Container { is_quote: false });
    }
    if let "|===" | ",===" | ":===" = line {
        return Some(Delimiter::Table(mark));
    }
    if line.starts_with("```") {
        return line.chars().skip(3).all(|c| c != '`').then_some(Delimiter::Verbatim);
    }
    if line.len() < 4 || line.chars().any(|c| c != mark) {
        return None;
    }
    match mark {
        '-' | '.' | '+' | '/' => Some(Delimiter::Verbatim),
        '=' | '*' => Some(Delimiter::Container { is_quote: false }),
        '_' => Some(Delimiter::Container { is_quote: true }),
        _ => None,
    }
}

/// The length of the mark of a list item, white space and check box included.
pub(super) fn list_marker(line: &str) -> Option<usize> {
    let mark = line.split([' ', '\t']).next()?;
    let words = line.get(mark.len()..)?.trim_start();
    let is_run = |sign: char| mark.len() <= 6 && !mark.is_empty() && mark.chars().all(|c| c == sign);
    let number = mark.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number =
        mark.ends_with('.') && number.len() <= 3 && !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit());
    let is_callout = mark.len() <= 5 && mark.starts_with('<') && mark.ends_with('>') && mark.len() > 2;
    if words.is_empty() || !(is_run('*') || is_run('.') || mark == "-" || is_number || is_callout) {
        return None;
    }
    let boxed = ["[ ] ", "[x] ", "[*] "].iter().find_map(|mark| words.strip_prefix(mark));
    Some(line.len() - boxed.unwrap_or(words).len())
}

/// The length of a term and where its definition starts, where a line is `term:: definition`.
pub(super) fn description(line: &str) -> Option<(usize, usize)> {
    let found = ["::", ";;"].iter().filter_map(|mark| {
        line.match_indices(mark).map(|(at, _)| at).find(|&at| {
            let end = line.get(at..).map_or(at, |rest| line.len() - rest.trim_start_matches([':', ';']).len());
            at > 0
                && end - at <= 4
                && line.get(end..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
        })
    });
    let at = found.min()?;
    let rest = line.get(at..)?.trim_start_matches([':', ';']).trim_start();
    Some((at, line.len() - rest.len()))
}

/// The length of the label that a paragraph starts with ("NOTE: ").
pub(super) fn admonition(line: &str) -> usize {
    let labels = ["NOTE: ", "TIP: ", "IMPORTANT: ", "WARNING: ", "CAUTION: "];
    labels.iter().find(|label| line.starts_with(**label)).map_or(0, |label| label.len())
}
