//! One diagnostic, drawn.
//!
//! Enters: a [`Diagnostic`]: what is wrong, where, and what belongs to it. Leaves: lines for a terminal, drawn by
//! miette. Guaranteed: no line is wider than the terminal unless a single word is; no colour unless it is asked for; no
//! link escapes; nothing from a user's file that steers a terminal.

use super::Style;
use super::excerpt::{Excerpt, Place, Tone};
use super::visible::{visible, wrap};
use crate::check::Verdict;
use crate::source::Sources;
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity as MietteSeverity, SourceCode, ThemeStyles,
};
use owo_colors::{OwoColorize, Style as Paint};
use std::fmt;

/// How a diagnostic is headed and coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It fails a run, as a rule.
    Error,
    /// It is to be looked at.
    Warning,
    /// It is good to know.
    Note,
    /// All is well, for the reason that the verdict gives.
    Passes(Verdict),
}

impl Level {
    fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
            Self::Passes(verdict) => verdict.words(),
        }
    }

    fn paint(self) -> Paint {
        match self {
            Self::Error => Paint::new().red().bold(),
            Self::Warning => Paint::new().yellow().bold(),
            Self::Note => Paint::new().cyan().bold(),
            Self::Passes(Verdict::NotStated | Verdict::NotCheckable) => Paint::new().cyan().bold(),
            Self::Passes(Verdict::Supported | Verdict::Contradicted) => Paint::new().green().bold(),
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Self::Error => "×",
            Self::Warning => "⚠",
            Self::Note => "☞",
            Self::Passes(Verdict::Supported | Verdict::Contradicted) => "✓",
            Self::Passes(Verdict::NotStated | Verdict::NotCheckable) => "?",
        }
    }
}

/// A diagnostic to draw.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// How bad it is.
    pub level: Level,
    /// The check's name, or the code that `factlint explain` tells about.
    pub code: String,
    /// A title beside the code.
    pub title: Option<String>,
    /// What is the matter, in a sentence.
    pub message: String,
    /// Where, in the order in which the files are to be shown.
    pub places: Vec<Place>,
    /// What stands below: a word ("because", "help") and a text.
    pub remarks: Vec<(&'static str, String)>,
}

/// A diagnostic as miette wants it.
#[derive(Debug)]
struct Drawing {
    message: String,
    excerpt: Excerpt,
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawing {}

impl miette::Diagnostic for Drawing {
    fn severity(&self) -> Option<MietteSeverity> {
        Some(MietteSeverity::Error)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.excerpt.is_empty()).then_some(&self.excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.excerpt.is_empty()).then(|| Box::new(self.excerpt.labels()) as Box<dyn Iterator<Item = LabeledSpan>>)
    }
}

impl Diagnostic {
    /// Draws it, a line feed at the end.
    pub fn draw(&self, sources: &Sources, style: &Style) -> String {
        let excerpt = Excerpt::new(sources, &self.places, style.width);
        let handler = GraphicalReportHandler::new_themed(self.theme(&excerpt, style))
            .with_links(false)
            .with_urls(false)
            .with_width(style.width)
            .without_syntax_highlighting();
        let drawing = Drawing { message: visible(&self.message), excerpt };
        let mut out = self.heading(style);
        // Writing into a string cannot fail, and every label lies inside the excerpt that it was made with.
        let drawn = handler.render_report(&mut out, &drawing);
        debug_assert!(drawn.is_ok(), "a label lies outside its excerpt");
        for (word, text) in &self.remarks {
            remark(&mut out, word, text, style);
        }
        out
    }

    fn heading(&self, style: &Style) -> String {
        let code = format!("[{}]", visible(&self.code));
        let title = self.title.as_deref().map(visible).unwrap_or_default();
        let title = if title.is_empty() { title } else { format!(" {title}") };
        let word = style.paint(self.level.word(), self.level.paint());
        format!("{word}{}{}\n", style.paint(&code, self.level.paint()), style.paint(&title, Paint::new().bold()))
    }

    fn theme(&self, excerpt: &Excerpt, style: &Style) -> GraphicalTheme {
        let mut theme = GraphicalTheme::unicode_nocolor();
        theme.characters.error = self.level.icon().to_owned();
        if !style.color {
            return theme;
        }
        theme.styles = ThemeStyles::ansi();
        theme.styles.error = self.level.paint();
        theme.styles.link = Paint::new().cyan();
        theme.styles.highlights = excerpt
            .tones()
            .map(|tone| match tone {
                Tone::Against => self.level.paint(),
                Tone::For => Paint::new().green().bold(),
                Tone::Rule | Tone::Plain => Paint::new().blue().bold(),
            })
            .collect();
        if theme.styles.highlights.is_empty() {
            theme.styles.highlights.push(Paint::new());
        }
        theme
    }
}

/// Writes `  help: …` with its further lines under the first.
fn remark(out: &mut String, word: &str, text: &str, style: &Style) {
    let head = format!("  {word}: ");
    let indent = head.chars().count();
    for (index, line) in wrap(text, style.width.saturating_sub(indent + 1)).iter().enumerate() {
        if index == 0 {
            out.push_str(&style.paint(&head, Paint::new().cyan()));
        } else {
            out.push_str(&" ".repeat(indent));
        }
        out.push_str(line);
        out.push('\n');
    }
}

impl Style {
    /// The text, painted if colours are on.
    pub(super) fn paint(&self, text: &str, paint: Paint) -> String {
        if self.color { text.style(paint).to_string() } else { text.to_owned() }
    }
}
