//! From the tokenizer's calls to tags and runs of text, each with its place in the file.

use super::Reader;
use crate::article::draft::{Draft, Run};
use crate::source::Span;
use html5gum::{Emitter, Error, State, Tokenizer, naive_next_state};
use std::convert::Infallible;

/// A piece of HTML, cut out of a file; inside a quotation in Markdown its lines do not follow each other there.
#[derive(Debug, Default)]
pub(in crate::article) struct Fragment<'t> {
    text: std::borrow::Cow<'t, str>,
    /// Where each part starts: in `text`, and in the file.
    parts: Vec<(usize, usize)>,
}

impl<'t> Fragment<'t> {
    /// The fragment that starts in the file at `at`.
    pub fn new(text: &'t str, at: usize) -> Self {
        Self { text: text.into(), parts: vec![(0, at)] }
    }

    /// Adds the next part, from elsewhere in the file.
    pub fn push(&mut self, text: &'t str, at: usize) {
        match self.parts.last() {
            None => *self = Self::new(text, at),
            Some(&(start, from)) => {
                let end = self.text.len();
                if from + (end - start) != at {
                    self.parts.push((end, at));
                }
                self.text.to_mut().push_str(text);
            }
        }
    }

    /// The place in the file of a byte of the text, and where the part ends that it is in.
    fn place(&self, offset: usize) -> (usize, usize) {
        let next = self.parts.partition_point(|&(start, _)| start <= offset);
        let end = self.parts.get(next).map_or(self.text.len(), |&(start, _)| start);
        let part = next.checked_sub(1).and_then(|index| self.parts.get(index));
        part.map_or((offset, end), |&(start, at)| (at + offset - start, end))
    }

    /// The bytes of the file that hold these of the text.
    fn span(&self, start: usize, end: usize) -> Span {
        let last = self.place(end.saturating_sub(1)).0 + 1;
        Span::new(self.place(start).0, last.max(self.place(start).0))
    }

    /// The text before the byte `end`, from any byte of the file on.
    fn since<'f>(&'f self, end: usize) -> impl Fn(usize) -> Option<&'f str> {
        let first = self.place(0).0;
        move |start: usize| self.text.get(start.checked_sub(first)?..end)
    }

    /// The words of `start..end`, each part with its place.
    fn runs(&self, start: usize, end: usize) -> impl Iterator<Item = (usize, &str)> {
        let mut start = start;
        std::iter::from_fn(move || {
            let (at, part_end) = self.place(start);
            let words = self.text.get(start..end.min(part_end)).filter(|words| !words.is_empty())?;
            start += words.len();
            Some((at, words))
        })
    }
}

/// An attribute that says something about the words on the page.
#[derive(Debug, Default)]
pub(super) struct Attribute {
    /// Its name, in lower case.
    pub name: Vec<u8>,
    /// Its value, decoded.
    pub value: Vec<u8>,
    /// Where the parts of the value lie.
    runs: Vec<(bool, usize, usize, usize)>,
}

/// A start tag.
#[derive(Debug, Default)]
pub(super) struct StartTag {
    /// The name of the element, in lower case.
    pub name: Vec<u8>,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
    /// Whether it ends with `/>`.
    pub self_closing: bool,
}

impl StartTag {
    /// The value of an attribute.
    pub fn value(&self, name: &str) -> Option<&str> {
        let attribute = self.attributes.iter().find(|attribute| attribute.name == name.as_bytes())?;
        Some(std::str::from_utf8(&attribute.value).unwrap_or_default())
    }
}

/// Takes the tokenizer's calls.
struct Tokens<'f, 't> {
    fragment: &'f Fragment<'t>,
    reader: &'f mut Reader,
    draft: &'f mut Draft,
    /// How far the tokenizer has read.
    position: usize,
    /// Where the tag, comment or run of text starts that is being read.
    tag_start: usize,
    text_start: usize,
    value_start: usize,
    /// Verbatim text that has not been handed on.
    text: std::ops::Range<usize>,
    tag: StartTag,
    is_end: bool,
    last_start: Vec<u8>,
}

/// Reads a fragment.
pub(super) fn feed(fragment: &Fragment<'_>, reader: &mut Reader, draft: &mut Draft) {
    let tokens = Tokens {
        fragment,
        reader,
        draft,
        position: 0,
        tag_start: 0,
        text_start: 0,
        value_start: 0,
        text: 0..0,
        tag: StartTag::default(),
        is_end: false,
        last_start: Vec::new(),
    };
    match Tokenizer::new_with_emitter(fragment.text.as_ref(), tokens).finish() {
        Ok(()) => {}
        Err(never) => match never {},
    }
}

impl Tokens<'_, '_> {
    /// The place of what has just been read, if the file says it in the same bytes; else of what stands for it.
    fn place(&self, words: &[u8], start: usize) -> (bool, usize, usize) {
        let from = self.position.saturating_sub(words.len());
        let bytes = self.fragment.text.as_bytes();
        if bytes.get(from..self.position) == Some(words) {
            (true, from, self.position)
        } else if words == b"</" && bytes.get(start..start + 2) == Some(words) {
            // What looked like an end tag is none; its name follows in the next run.
            (true, start, start + 2)
        } else {
            (false, start.min(self.position), self.position)
        }
    }

    /// Hands on the verbatim text.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() && self.reader.begin_text(self.fragment.place(text.start).0, self.draft) {
            for (at, words) in self.fragment.runs(text.start, text.end) {
                self.draft.verbatim(at, words);
            }
        }
    }

    /// The runs of the value of an attribute.
    fn value_runs(&self, name: &str) -> Vec<Run> {
        let mut runs = Vec::new();
        let Some(attribute) = self.tag.attributes.iter().find(|attribute| attribute.name == name.as_bytes()) else {
            return runs;
        };
        let mut from = 0;
        for &(verbatim, start, end, length) in &attribute.runs {
            if verbatim {
                let parts = self.fragment.runs(start, end);
                runs.extend(parts.map(|(at, words)| Run {
                    words: words.to_owned(),
                    file: Span::new(at, at + words.len()),
                    verbatim: true,
                }));
            } else {
                let words = attribute.value.get(from..from + length).map(String::from_utf8_lossy).unwrap_or_default();
                runs.push(Run { words: words.into_owned(), file: self.fragment.span(start, end), verbatim: false });
            }
            from += length;
        }
        runs
    }
}

impl Emitter for Tokens<'_, '_> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start = name.unwrap_or_default().to_vec();
    }

    fn emit_eof(&mut self) {
        self.flush();
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn init_string(&mut self) {
        self.text_start = self.position;
    }

    fn emit_string(&mut self, words: &[u8]) {
        let (verbatim, start, end) = self.place(words, self.text_start);
        self.text_start = end;
        if verbatim && start == self.text.end && !self.text.is_empty() {
            self.text.end = end;
            return;
        }
        self.flush();
        if verbatim {
            self.text = start..end;
        } else if self.reader.begin_text(self.fragment.place(start).0, self.draft) {
            let words = String::from_utf8_lossy(words);
            self.draft.decoded(self.fragment.span(start, end), &words);
        }
    }

    fn init_start_tag(&mut self) {
        self.tag.name.clear();
        self.tag.attributes.clear();
        self.tag.self_closing = false;
        self.is_end = false;
    }

    fn init_end_tag(&mut self) {
        self.init_start_tag();
        self.is_end = true;
    }

    fn init_comment(&mut self) {
        self.flush();
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush();
        self.text_start = self.position;
        let span = self.fragment.span(self.tag_start, self.position);
        if self.is_end {
            self.last_start.clear();
            if self.tag.name == b"script" {
                self.reader.end_linked_data(self.fragment.since(self.tag_start));
            }
            self.reader.end(&self.tag.name, span, self.draft);
            return None;
        }
        let runs = match self.tag.name.as_slice() {
            b"img" | b"image" | b"amp-img" => self.value_runs("alt"),
            b"meta" => self.value_runs("content"),
            _ => Vec::new(),
        };
        let is_closed = self.reader.start(&self.tag, runs, span, self.draft);
        self.last_start.clone_from(&self.tag.name);
        if is_closed { None } else { naive_next_state(&self.last_start) }
    }

    fn emit_current_comment(&mut self) {
        self.text_start = self.position;
    }

    fn emit_current_doctype(&mut self) {
        self.text_start = self.position;
    }

    fn set_self_closing(&mut self) {
        self.tag.self_closing = true;
    }

    fn set_force_quirks(&mut self) {}

    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag.name.extend(name);
    }

    fn push_comment(&mut self, _: &[u8]) {}

    fn push_doctype_name(&mut self, _: &[u8]) {}

    fn init_doctype(&mut self) {
        self.flush();
    }

    fn init_attribute(&mut self) {
        self.tag.attributes.push(Attribute::default());
    }

    fn init_attribute_value(&mut self) {
        self.value_start = self.position;
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        if let Some(attribute) = self.tag.attributes.last_mut() {
            attribute.name.extend(name);
        }
    }

    fn push_attribute_value(&mut self, words: &[u8]) {
        let (verbatim, start, end) = self.place(words, self.value_start);
        self.value_start = self.position;
        let Some(attribute) = self.tag.attributes.last_mut() else { return };
        attribute.value.extend(words);
        match attribute.runs.last_mut() {
            Some(run) if verbatim && run.0 && run.2 == start => {
                run.2 = end;
                run.3 += words.len();
            }
            _ => attribute.runs.push((verbatim, start, end, words.len())),
        }
    }

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn start_open_tag(&mut self) {
        self.tag_start = self.position.saturating_sub(1);
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && !self.last_start.is_empty() && self.last_start == self.tag.name
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.reader.is_foreign()
    }

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }
}
