//! An article in the page: its blocks with the marks over them, and the list of its notes.

use super::super::run::{ArticleRun, Run};
use super::escape::escape;
use super::marks::{Mark, marks, pieces};
use super::note::{self, Note, Tone};
use crate::article::{self, Article, Block, BlockKind, Format, Table};
use crate::source::{SourceId, Span};
use std::fmt::Write as _;
use std::path::Path;

/// Writes an article and what is told of it.
pub fn write(out: &mut String, run: &Run, of: &ArticleRun, notes: &[Note], number: usize) {
    let _ = writeln!(out, "<section class=\"story\" id=\"a{number}\">");
    let _ = writeln!(out, "<p class=\"path\"><bdi>{}</bdi></p>", escape(&of.path));
    for problem in &of.problems {
        note::problem(out, problem, run);
    }
    out.push_str("<div class=\"cols\">\n<article class=\"text\">\n");
    if let Some(source) = of.source {
        let text = run.sources.get(source).map_or("", |source| source.text());
        Writer::new(out, read(source, &of.path, text), notes).write();
    }
    out.push_str("</article>\n");
    list(out, notes);
    out.push_str("</div>\n</section>\n");
}

/// The article as it was read for the checks; a facts file in its place is shown as it stands.
fn read(source: SourceId, path: &str, text: &str) -> Article {
    let format = Format::of_path(Path::new(path)).unwrap_or_else(|| Format::sniff(text));
    article::read(source, text, format)
}

/// The notes as a list, which can be read without the marks.
fn list(out: &mut String, notes: &[Note]) {
    if notes.is_empty() {
        return;
    }
    out.push_str("<aside class=\"notes\" aria-label=\"What the checks say\">\n<ol>\n");
    for note in notes {
        let _ = writeln!(
            out,
            "<li class=\"note {}\" id=\"n{}\" value=\"{1}\" data-tone=\"{0}\">{}</li>",
            note.tone.class(),
            note.number,
            note.card
        );
    }
    out.push_str("</ol>\n</aside>\n");
}

struct Writer<'a> {
    out: &'a mut String,
    article: Article,
    notes: &'a [Note],
    marks: Vec<Mark>,
    in_list: bool,
}

impl<'a> Writer<'a> {
    fn new(out: &'a mut String, article: Article, notes: &'a [Note]) -> Self {
        let marks = marks(&article, notes);
        Self { out, article, notes, marks, in_list: false }
    }

    fn write(mut self) {
        let article = std::mem::replace(&mut self.article, empty());
        let mut tables = article.tables.iter().peekable();
        let caption = |table: &Table| table.caption;
        for (index, block) in article.blocks.iter().enumerate() {
            if block.kind == BlockKind::Cell {
                let begins = |table: &&Table| {
                    table.rows.first().and_then(|row| row.first()).is_some_and(|cell| cell.block == index)
                };
                if let Some(table) = tables.next_if(begins) {
                    self.end_list();
                    self.table(&article, table);
                }
                continue;
            }
            if article.tables.iter().any(|table| caption(table) == Some(index)) {
                continue;
            }
            self.block(&article, block);
        }
        self.end_list();
    }

    fn block(&mut self, article: &Article, block: &Block) {
        if block.kind == BlockKind::ListItem {
            if !self.in_list {
                self.out.push_str("<ul>\n");
                self.in_list = true;
            }
        } else {
            self.end_list();
        }
        let (open, close) = match block.kind {
            BlockKind::Headline => ("<h2 class=\"headline\">", "</h2>"),
            BlockKind::Heading(level) if level <= 2 => ("<h3>", "</h3>"),
            BlockKind::Heading(_) => ("<h4>", "</h4>"),
            BlockKind::Byline => ("<p class=\"byline\">", "</p>"),
            BlockKind::Dateline => ("<p class=\"dateline\">", "</p>"),
            BlockKind::Paragraph => ("<p>", "</p>"),
            BlockKind::ListItem => ("<li>", "</li>"),
            BlockKind::Caption => ("<p class=\"caption\">", "</p>"),
            BlockKind::AltText => ("<p class=\"caption alt\">", "</p>"),
            BlockKind::Promo => ("<p class=\"promo\">", "</p>"),
            BlockKind::Quote => ("<blockquote>", "</blockquote>"),
            BlockKind::Credit => ("<p class=\"credit\">", "</p>"),
            BlockKind::Cell => ("<p>", "</p>"),
        };
        self.out.push_str(open);
        self.words(article, block.span);
        self.out.push_str(close);
        self.out.push('\n');
    }

    fn end_list(&mut self) {
        if std::mem::take(&mut self.in_list) {
            self.out.push_str("</ul>\n");
        }
    }

    fn table(&mut self, article: &Article, table: &Table) {
        self.out.push_str("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>\n");
        if let Some(caption) = table.caption.and_then(|index| article.blocks.get(index)) {
            self.out.push_str("<caption>");
            self.words(article, caption.span);
            self.out.push_str("</caption>\n");
        }
        for row in &table.rows {
            self.out.push_str("<tr>");
            for cell in row {
                let Some(block) = article.blocks.get(cell.block) else { continue };
                let tag = if cell.header { "th" } else { "td" };
                let _ = write!(self.out, "<{tag}>");
                self.words(article, block.span);
                let _ = write!(self.out, "</{tag}>");
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</table></div>\n");
    }

    /// The words of a block with their marks. Runs under the same notes make one mark.
    fn words(&mut self, article: &Article, block: Span) {
        for piece in pieces(block, &self.marks) {
            let text = escape(article.words(piece.span));
            let notes: Vec<&Note> = piece.notes.iter().filter_map(|&index| self.notes.get(index)).collect();
            let Some(first) = notes.first() else {
                self.out.push_str(&text);
                continue;
            };
            // What is checked is no longer unchecked.
            let shown: Vec<&&Note> =
                notes.iter().filter(|note| note.tone != Tone::Unchecked || first.tone == Tone::Unchecked).collect();
            let numbers: Vec<String> = shown.iter().map(|note| note.number.to_string()).collect();
            let labels: Vec<&str> = shown.iter().map(|note| note.label.as_str()).collect();
            let _ = write!(
                self.out,
                "<mark class=\"m {}\" tabindex=\"0\" role=\"button\" aria-haspopup=\"dialog\" data-n=\"{}\" data-tone=\"{0}\" \
                 aria-label=\"{}\">{text}</mark>",
                first.tone.class(),
                numbers.join(" "),
                escape(&format!("{} ({})", article.words(piece.span), labels.join("; "))),
            );
        }
    }
}

fn empty() -> Article {
    article::read(SourceId(0), "", Format::Text)
}
