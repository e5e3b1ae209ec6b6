//! What can be wrong with a data file.

use crate::source::{Problem, ProblemKind, Site, Source, Sources, Span};

/// What is wrong with a data file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The family.
    pub kind: ProblemKind,
    /// The stable code.
    pub code: &'static str,
    /// One sentence.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The place in the file.
    pub at: Option<Spot>,
    /// The column that is meant, by its place among those that are asked for.
    pub column: Option<usize>,
}

/// A place in a data file: some lines of it, and the bytes that are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The number of the first line, from 1.
    pub line: usize,
    /// The lines.
    pub text: String,
    /// The bytes of them.
    pub span: Span,
    /// What is there.
    pub label: String,
}

impl Fault {
    /// A fault without a place in the file.
    pub fn new(kind: ProblemKind, code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { kind, code, message: message.into(), help: help.into(), at: None, column: None }
    }

    /// The same, at a place in the file.
    #[must_use]
    pub fn at(mut self, line: usize, text: &str, span: Span, label: impl Into<String>) -> Self {
        /// So much is shown behind the place.
        const BEHIND: usize = 400;
        let most = (span.end as usize).saturating_add(BEHIND);
        let end = (most..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        self.at = Some(Spot { line, text: text.get(..end).unwrap_or(text).to_owned(), span, label: label.into() });
        self
    }

    /// The problem, with the lines of the file that are shown taken into the sources. `asked` is the place of the rule file
    /// that names the file, or the column.
    pub fn problem(self, asked: Site, path: &str, sources: &mut Sources) -> Problem {
        let problem = Problem::new(self.kind, self.code, self.message).help(self.help);
        match self.at {
            Some(spot) => {
                let source = sources.add(Source::part(path, spot.text, spot.line));
                problem.at(Site { source, span: spot.span }, spot.label).related(asked, "asked for here")
            }
            None => problem.at(asked, "asked for here"),
        }
    }
}
