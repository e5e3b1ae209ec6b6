//! Rule files in their one canonical form.
//!
//! Enters: the text of a rule file. Leaves: the same file with two spaces of indentation, one blank line between blocks, straight
//! quotation marks, single spaces, the language's own words in small letters, lines of at most [`WIDTH`] characters where a line
//! may be broken, and every comment; or the problems for which the file cannot be read.
//! Guaranteed: the new text has the same syntax tree up to places, and formatting it again changes nothing.

mod line;

use super::parse::layout::{Comment, Draft, Layout, Line, is_space};
use super::parse::{MAX_FILE, MAX_LINE, parse};
use crate::source::{Problem, ProblemKind, Site, SourceId, Span};
use line::Shape;

/// The width of a line, in characters, beyond which it is broken.
pub const WIDTH: usize = 100;

/// The canonical form of a rule file; a file with problems is not touched.
///
/// ```
/// use factlint::lang::format::format;
/// use factlint::source::SourceId;
///
/// let text = "rule   host\n     Kazakhstan  hosts the SCO summit\n";
/// assert_eq!(format(SourceId(0), text).unwrap(), "rule host\n  Kazakhstan hosts the SCO summit\n");
/// ```
///
/// # Errors
/// The problems of the file; or one, of kind [`ProblemKind::Limit`], if a line or the file would grow beyond what is read.
pub fn format(source: SourceId, text: &str) -> Result<String, Vec<Problem>> {
    let (_, problems) = parse(source, text);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut layout = Layout::new(text);
    let drafts: Vec<Draft<'_>> = layout.by_ref().collect();
    let comments = layout.into_comments();
    let mut page = Page { source, text, comments: &comments, out: String::new(), last: None };
    for (number, draft) in drafts.iter().enumerate() {
        let next = drafts.get(number + 1).and_then(|next| next.header.as_ref());
        page.block(draft, next.map_or(text.len(), |next| next.start)).map_err(|problem| vec![*problem])?;
    }
    page.comments_at_margin(text.len());
    if page.out.len() > MAX_FILE {
        let site = Site { source, span: Span::new(0, text.lines().next().unwrap_or_default().len()) };
        return Err(vec![too_long("file-too-large", "this file", page.out.len(), MAX_FILE, site)]);
    }
    Ok(page.out)
}

fn too_long(code: &'static str, what: &str, size: usize, limit: usize, site: Site) -> Problem {
    let message = format!("formatted, {what} would have {size} bytes, more than the {limit} that are read");
    Problem::new(ProblemKind::Limit, code, message).at(site, "grows too long").help("say it in several")
}

/// What was written last, on which it depends whether a blank line follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last<'a> {
    /// A comment at the margin.
    Comment,
    /// A block of that keyword, and whether it is a single line.
    Block(&'a str, bool),
}

/// The new text as it is written.
struct Page<'a> {
    source: SourceId,
    text: &'a str,
    /// Those not yet written.
    comments: &'a [Comment],
    out: String,
    last: Option<Last<'a>>,
}

impl<'a> Page<'a> {
    /// Writes a block with the comments above and inside it; the next block begins at `until`.
    fn block(&mut self, draft: &'a Draft<'a>, until: usize) -> Result<(), Box<Problem>> {
        let Some(header) = &draft.header else { return Ok(()) };
        self.comments_at_margin(header.start);
        let keyword = header.first_word();
        let inner = self.comments_inside(header);
        let single = draft.body.is_empty() && !self.body_comment_follows(header, until);
        let grouped = single && self.last == Some(Last::Block(keyword, true)) && inner.is_empty();
        if self.last.is_some() && !(self.separate(header.start, grouped)) {
            self.out.push('\n');
        }
        inner.iter().for_each(|comment| self.comment(0, *comment));
        let shape = Shape::of_header(keyword);
        self.line(header, shape, header)?;
        for line in &draft.body {
            self.comments_in_body(line.start);
            let inner = self.comments_inside(line);
            inner.iter().for_each(|comment| self.comment(2, *comment));
            self.line(line, Shape::OfBody, header)?;
        }
        self.comments_behind_body(until);
        self.last = Some(Last::Block(keyword, single));
        Ok(())
    }

    /// Whether what begins at that place stands without a blank line below what was written last.
    fn separate(&self, start: usize, may_group: bool) -> bool {
        let blank = blank_above(self.text, start);
        match self.last {
            Some(Last::Comment) => !blank,
            Some(Last::Block(..)) => may_group && !blank,
            None => true,
        }
    }

    fn line(&mut self, line: &'a Line<'a>, shape: Shape, header: &'a Line<'a>) -> Result<(), Box<Problem>> {
        let written = line::written(self.source, self.text, line, shape, header);
        if written.len() > MAX_LINE {
            let site = Site { source: self.source, span: line.span() };
            return Err(Box::new(too_long("line-too-long", "this line", written.len(), MAX_LINE, site)));
        }
        self.out.push_str(&" ".repeat(shape.indentation()));
        self.out.push_str(&written);
        let end = line.span().end as usize;
        let same_line = |comment: &Comment| {
            comment.trailing
                && self.text.get(end..comment.span.start as usize).is_some_and(|between| !between.contains('\n'))
        };
        if let Some(comment) = self.next_if(same_line) {
            self.out.push_str("  ");
            self.out.push_str(comment_text(self.text, comment));
        }
        self.out.push('\n');
        Ok(())
    }

    /// The comments inside a line that is continued; they move above it.
    fn comments_inside(&mut self, line: &Line<'_>) -> Vec<Comment> {
        let end = line.span().end;
        std::iter::from_fn(|| self.next_if(|comment| comment.span.start < end)).collect()
    }

    /// The comments between the lines of a body.
    fn comments_in_body(&mut self, before: usize) {
        while let Some(comment) = self.next_if(|comment| (comment.span.start as usize) < before) {
            self.comment(2, comment);
        }
    }

    /// The indented comments below the last line of a block.
    fn comments_behind_body(&mut self, until: usize) {
        let text = self.text;
        let below = |comment: &Comment| (comment.span.start as usize) < until && is_indented(text, *comment);
        while let Some(comment) = self.next_if(below) {
            self.comment(2, comment);
        }
    }

    /// Whether indented comments stand below a header without lines.
    fn body_comment_follows(&self, header: &Line<'_>, until: usize) -> bool {
        let end = header.span().end;
        let mut rest = self.comments.iter().skip_while(|comment| comment.span.start < end || comment.trailing);
        rest.next().is_some_and(|comment| (comment.span.start as usize) < until && is_indented(self.text, *comment))
    }

    /// The next comment, if it is such a one.
    fn next_if(&mut self, wanted: impl Fn(&Comment) -> bool) -> Option<Comment> {
        let (first, rest) = self.comments.split_first()?;
        wanted(first).then(|| {
            self.comments = rest;
            *first
        })
    }

    /// The comments above a block, each group as it stands.
    fn comments_at_margin(&mut self, before: usize) {
        while let Some(comment) = self.next_if(|comment| (comment.span.start as usize) < before) {
            if self.last.is_some() && !self.separate(comment.span.start as usize, false) {
                self.out.push('\n');
            }
            self.comment(0, comment);
            self.last = Some(Last::Comment);
        }
    }

    fn comment(&mut self, indentation: usize, comment: Comment) {
        self.out.push_str(&" ".repeat(indentation));
        self.out.push_str(comment_text(self.text, comment));
        self.out.push('\n');
    }
}

fn comment_text(text: &str, comment: Comment) -> &str {
    // What cannot be seen goes with the white space that it stands in.
    let unseen = |letter: char| letter.is_whitespace() || is_space(letter);
    text.get(comment.span.range()).unwrap_or_default().trim_end_matches(unseen)
}

/// Whether a comment that is alone on its line stands off the margin.
fn is_indented(text: &str, comment: Comment) -> bool {
    let before = text.get(..comment.span.start as usize).unwrap_or_default();
    !before.is_empty() && !before.ends_with('\n') && before != "\u{feff}"
}

/// Whether the line above the one that holds this place is blank.
fn blank_above(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let above = before.rfind('\n').and_then(|end| before.get(..end)).unwrap_or_default();
    above.rsplit('\n').next().is_some_and(|line| line.trim().is_empty()) && before.contains('\n')
}
